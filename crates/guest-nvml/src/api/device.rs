//! Devices: how many there are, and how they are found.

use core::ffi::{CStr, c_char};

use link::management::{Answer, Device};
use table::nvml::{
    NVML_ERROR_ARGUMENT_VERSION_MISMATCH, NVML_ERROR_INVALID_ARGUMENT, NVML_ERROR_NOT_FOUND, NVML_SUCCESS,
    nvmlDevice_t, nvmlUUID_v1_t, version,
};

use super::system::write;
use crate::asked::{handle, index_of, ready};
use crate::edge::{Outcome, given};
use crate::state::{self, Wanted};

/// Forms of a device's name in `nvmlUUID_v1_t`.
const ASCII: u32 = 1;
const BINARY: u32 = 2;

pub unsafe fn nvmlDeviceGetCount(count: *mut u32) -> Outcome {
    let devices = state::with(Wanted::Fixed, |snapshot| Ok(snapshot.devices.len() as u32))?;
    // SAFETY: the caller's contract.
    unsafe { write(devices, count) }
}

pub unsafe fn nvmlDeviceGetCount_v2(count: *mut u32) -> Outcome {
    // SAFETY: the caller's contract.
    unsafe { nvmlDeviceGetCount(count) }
}

/// The operator's choice is not told: a guest sees what it may see, and nothing is hidden from it.
pub unsafe fn nvmlGetExcludedDeviceCount(count: *mut u32) -> Outcome {
    ready()?;
    // SAFETY: the caller's contract.
    unsafe { write(0, count) }
}

pub unsafe fn nvmlGetBlacklistDeviceCount(count: *mut u32) -> Outcome {
    // SAFETY: the caller's contract.
    unsafe { nvmlGetExcludedDeviceCount(count) }
}

pub unsafe fn nvmlDeviceGetHandleByIndex(index: u32, device: *mut nvmlDevice_t) -> Outcome {
    let count = state::with(Wanted::Fixed, |snapshot| Ok(snapshot.devices.len()))?;
    let found = Some(index as usize).filter(|index| *index < count).and_then(handle);
    // SAFETY: the caller's contract.
    unsafe { write(found.ok_or(NVML_ERROR_INVALID_ARGUMENT)?, device) }
}

pub unsafe fn nvmlDeviceGetHandleByIndex_v2(index: u32, device: *mut nvmlDevice_t) -> Outcome {
    // SAFETY: the caller's contract.
    unsafe { nvmlDeviceGetHandleByIndex(index, device) }
}

pub unsafe fn nvmlDeviceGetIndex(device: nvmlDevice_t, index: *mut u32) -> Outcome {
    let found = index_of(device)?;
    // SAFETY: the caller's contract.
    unsafe { write(found as u32, index) }
}

/// Writes the handle of the device of which `is_it` holds.
unsafe fn find(to: *mut nvmlDevice_t, is_it: impl Fn(&Device) -> bool) -> Outcome {
    given(to)?;
    let found = state::with(Wanted::Fixed, |snapshot| {
        snapshot.devices.iter().position(is_it).ok_or(NVML_ERROR_NOT_FOUND)
    })?;
    // SAFETY: the caller's contract.
    unsafe { write(handle(found).ok_or(NVML_ERROR_NOT_FOUND)?, to) }
}

/// What a device answers to a question that has one answer.
fn answer<'d>(device: &'d Device, function: &str) -> Option<&'d [u8]> {
    match device.answers.get(function)?.first()? {
        Answer(NVML_SUCCESS, bytes) => Some(bytes),
        Answer(..) => None,
    }
}

fn is_called(device: &Device, function: &str, name: &[u8]) -> bool {
    answer(device, function).is_some_and(|bytes| bytes.eq_ignore_ascii_case(name))
}

/// The caller's text.
unsafe fn text<'t>(text: *const c_char) -> Outcome<&'t [u8]> {
    given(text)?;
    // SAFETY: not null; the caller's contract: text that ends with a zero.
    Ok(unsafe { CStr::from_ptr(text) }.to_bytes())
}

pub unsafe fn nvmlDeviceGetHandleByUUID(uuid: *const c_char, device: *mut nvmlDevice_t) -> Outcome {
    ready()?;
    // SAFETY: the caller's contract.
    unsafe {
        let name = text(uuid)?;
        find(device, |it| is_called(it, "nvmlDeviceGetUUID", name))
    }
}

pub unsafe fn nvmlDeviceGetHandleByUUIDV(uuid: *const nvmlUUID_v1_t, device: *mut nvmlDevice_t) -> Outcome {
    ready()?;
    given(uuid)?;
    // SAFETY: not null; the caller's contract makes its first word readable.
    if unsafe { uuid.cast::<u32>().read() } != version::<nvmlUUID_v1_t>(1).word {
        return Err(NVML_ERROR_ARGUMENT_VERSION_MISMATCH);
    }
    // SAFETY: of this version, so it is this struct.
    let uuid = unsafe { uuid.read() };
    let name: Vec<u8> = match uuid.r#type {
        ASCII => uuid.value.iter().copied().take_while(|byte| *byte != 0).collect(),
        BINARY => hyphenated(&uuid.value),
        _ => return Err(NVML_ERROR_INVALID_ARGUMENT),
    };
    // SAFETY: the caller's contract.
    unsafe { find(device, |it| is_called(it, "nvmlDeviceGetUUID", &name)) }
}

/// `GPU-…` of the first 16 bytes.
fn hyphenated(bytes: &[u8]) -> Vec<u8> {
    let mut name = String::from("GPU");
    for (index, byte) in bytes.iter().take(16).enumerate() {
        if matches!(index, 0 | 4 | 6 | 8 | 10) {
            name.push('-');
        }
        name.push_str(&format!("{byte:02x}"));
    }
    name.into_bytes()
}

pub unsafe fn nvmlDeviceGetHandleBySerial(serial: *const c_char, device: *mut nvmlDevice_t) -> Outcome {
    ready()?;
    // SAFETY: the caller's contract.
    unsafe {
        let number = text(serial)?;
        find(device, |it| is_called(it, "nvmlDeviceGetSerial", number))
    }
}

pub unsafe fn nvmlDeviceGetHandleByPciBusId(id: *const c_char, device: *mut nvmlDevice_t) -> Outcome {
    ready()?;
    // SAFETY: the caller's contract.
    let wanted = place(unsafe { text(id) }?).ok_or(NVML_ERROR_INVALID_ARGUMENT);
    given(device)?;
    let wanted = wanted?;
    // SAFETY: the caller's contract.
    unsafe {
        find(device, |it| {
            let own = answer(it, "nvmlDeviceGetPciInfo_v3").and_then(|pci| pci.get(28 + 8..));
            own.is_some_and(|own| place(own) == Some(wanted))
        })
    }
}

pub unsafe fn nvmlDeviceGetHandleByPciBusId_v2(id: *const c_char, device: *mut nvmlDevice_t) -> Outcome {
    // SAFETY: the caller's contract.
    unsafe { nvmlDeviceGetHandleByPciBusId(id, device) }
}

/// Domain, bus and device of `00000000:00:06.0`; without a domain it is 0, and no function need be there.
fn place(id: &[u8]) -> Option<[u32; 3]> {
    let id = id.split(|byte| *byte == 0).next()?;
    let id = std::str::from_utf8(id).ok()?.trim();
    let id = id.split_once('.').map_or(id, |(place, _)| place);
    let parts: Option<Vec<u32>> = id.split(':').map(|part| u32::from_str_radix(part, 16).ok()).collect();
    match parts?.as_slice() {
        [domain, bus, device] => Some([*domain, *bus, *device]),
        [bus, device] => Some([0, *bus, *device]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_on_the_bus_are_read_in_every_form_that_programs_use() {
        for id in
            ["00000000:00:06.0", "0000:00:06.0", "00:06.0", "0:6.0", "0000:00:06", "00000000:00:06.0\0\0x"]
        {
            assert_eq!(place(id.as_bytes()), Some([0, 0, 6]), "{id}");
        }
        assert_eq!(place(b"0001:2A:1f.0"), Some([1, 0x2a, 0x1f]));
        for wrong in ["", "6", "x:y.0", "0:0:0:0.0"] {
            assert_eq!(place(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn binary_names_are_those_of_the_text() {
        let bytes: Vec<u8> = (0..20).collect();
        assert_eq!(hyphenated(&bytes), b"GPU-00010203-0405-0607-0809-0a0b0c0d0e0f");
    }
}
