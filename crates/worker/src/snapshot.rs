//! Everything about the devices that never changes, collected once, so that a guest need not ask.

use std::ffi::{CStr, c_char, c_int};

use link::control::{Attribute, DeviceSnapshot, Welcome};
use table::{CUDA_ERROR_INVALID_VALUE, CUDA_SUCCESS, CUdevice, CUresult, CUuuid, CudaResult, check};

use crate::driver::Driver;

/// The highest attribute that is asked for: some more than cuda.h knows today.
const ATTRIBUTES: u32 = 160;
/// The same for pairs of devices.
const PAIR_ATTRIBUTES: u32 = 8;
/// Room for a device's name; what the runtime gives the driver, too.
const NAME: usize = 256;

/// Every device that the driver shows, which `CUDA_VISIBLE_DEVICES` of this process decides. `cuInit` was called;
/// no context is activated.
///
/// # Errors
/// What the driver says.
pub fn devices(driver: &Driver) -> CudaResult<Vec<DeviceSnapshot>> {
    let mut count = 0;
    // SAFETY: a pointer to a local.
    check(unsafe { (driver.cuDeviceGetCount)(&mut count) })?;
    (0..count).map(|ordinal| device(driver, ordinal, count)).collect()
}

/// The welcome for a guest in session `session`.
///
/// # Errors
/// What the driver says.
pub fn welcome(driver: &Driver, session: u64) -> CudaResult<Welcome> {
    let mut driver_version = 0;
    // SAFETY: a pointer to a local.
    check(unsafe { (driver.cuDriverGetVersion)(&mut driver_version) })?;
    Ok(Welcome {
        version: wire::VERSION.to_owned(),
        protocol_hash: wire::PROTOCOL_HASH,
        session,
        driver_version,
        devices: devices(driver)?,
        ..Welcome::default()
    })
}

/// Asks for a text of at most [`NAME`] bytes.
fn text(ask: impl FnOnce(*mut c_char, c_int) -> CUresult) -> CudaResult<String> {
    let mut buffer = [0u8; NAME];
    // One byte less than there are, so that the text ends whatever the driver does.
    check(ask(buffer.as_mut_ptr().cast(), NAME as c_int - 1))?;
    Ok(CStr::from_bytes_until_nul(&buffer)
        .map(|text| text.to_string_lossy().into_owned())
        .unwrap_or_default())
}

fn device(driver: &Driver, ordinal: i32, count: i32) -> CudaResult<DeviceSnapshot> {
    let (mut dev, mut total_mem): (CUdevice, usize) = (0, 0);
    let (mut uuid, mut uuid_v2) = (CUuuid { bytes: [0; 16] }, CUuuid { bytes: [0; 16] });
    // SAFETY: pointers to locals.
    unsafe {
        check((driver.cuDeviceGet)(&mut dev, ordinal))?;
        check((driver.cuDeviceTotalMem_v2)(&mut total_mem, dev))?;
        check((driver.cuDeviceGetUuid)(&mut uuid, dev))?;
        if (driver.cuDeviceGetUuid_v2)(&mut uuid_v2, dev) != CUDA_SUCCESS {
            uuid_v2 = uuid;
        }
    }
    // SAFETY: the buffer has as many bytes as are told.
    let name = text(|buffer, len| unsafe { (driver.cuDeviceGetName)(buffer, len, dev) })?;
    // SAFETY: the buffer has as many bytes as are told.
    let pci_bus_id = text(|buffer, len| unsafe { (driver.cuDeviceGetPCIBusId)(buffer, len, dev) })?;
    let attributes = ask_all(ATTRIBUTES, |which, value| {
        // SAFETY: a pointer to a local.
        unsafe { (driver.cuDeviceGetAttribute)(value, which, dev) }
    });
    let pair = |peer: i32| {
        let attributes = ask_all(PAIR_ATTRIBUTES, |which, value| {
            // SAFETY: a pointer to a local.
            unsafe { (driver.cuDeviceGetP2PAttribute)(value, which, dev, peer) }
        });
        (peer, attributes)
    };
    Ok(DeviceSnapshot {
        ordinal,
        name,
        uuid: uuid.bytes,
        uuid_v2: uuid_v2.bytes,
        total_mem: total_mem as u64,
        pci_bus_id,
        attributes,
        p2p: (0..count).filter(|peer| *peer != ordinal).map(pair).collect(),
        ..DeviceSnapshot::default()
    })
}

/// The attributes from 1 to `last`, in order. One that the driver does not know (`INVALID_VALUE`) is left out:
/// that is what the guest answers for an attribute that is not there.
fn ask_all(last: u32, ask: impl Fn(u32, &mut i32) -> CUresult) -> Vec<Attribute> {
    (1..=last)
        .filter_map(|which| {
            let mut value = 0;
            let result = ask(which, &mut value);
            (result != CUDA_ERROR_INVALID_VALUE).then_some(Attribute(which, result, value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_attributes_are_left_out_and_other_errors_kept() {
        let answers = |which: u32, value: &mut i32| {
            *value = which as i32 * 10;
            [1, 0, 801].get(which as usize % 3).copied().unwrap_or_default()
        };
        let found = ask_all(4, answers);
        assert_eq!(found, [Attribute(1, 0, 10), Attribute(2, 801, 20), Attribute(4, 0, 40)]);
    }

    #[test]
    fn a_text_that_fills_its_buffer_still_ends() {
        let filled = text(|buffer, len| {
            // SAFETY: as many bytes as the buffer is said to have.
            unsafe { core::ptr::write_bytes(buffer.cast::<u8>(), b'x', len as usize) };
            CUDA_SUCCESS
        });
        assert_eq!(filled.map(|text| text.len()), Ok(NAME - 1));
    }
}
