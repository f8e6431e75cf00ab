//! Devices. Every answer comes from the snapshot that came with the handshake, so none costs a round trip:
//! each copy of the runtime in a process asks a hundred questions per device when it starts.

use core::ffi::{c_char, c_int};

use link::control::DeviceSnapshot;
use table::{
    CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR,
    CU_DEVICE_ATTRIBUTE_PCI_BUS_ID, CU_DEVICE_ATTRIBUTE_PCI_DEVICE_ID, CU_DEVICE_ATTRIBUTE_PCI_DOMAIN_ID,
    CUdevice, CUdevice_attribute, CUdevprop, CUuuid, CudaError, CudaResult, check, op,
};

use crate::{
    accounting::detected,
    edge::{c_bytes, not_null, write_str},
    session,
};

/// An attribute of a device.
///
/// # Errors
/// What the host's driver answered; `INVALID_VALUE` for a number that it does not know.
pub fn attribute(device: &DeviceSnapshot, which: u32) -> CudaResult<c_int> {
    let at = device.attributes.binary_search_by_key(&which, |attribute| attribute.0);
    let found = at.ok().and_then(|at| device.attributes.get(at)).ok_or(CudaError::INVALID_VALUE)?;
    check(found.1).map(|()| found.2)
}

/// PCI domain, bus and device number.
///
/// # Errors
/// As [`attribute`].
pub fn pci_location(device: &DeviceSnapshot) -> CudaResult<[c_int; 3]> {
    Ok([
        attribute(device, CU_DEVICE_ATTRIBUTE_PCI_DOMAIN_ID)?,
        attribute(device, CU_DEVICE_ATTRIBUTE_PCI_BUS_ID)?,
        attribute(device, CU_DEVICE_ATTRIBUTE_PCI_DEVICE_ID)?,
    ])
}

/// Answers with something of a device's snapshot.
///
/// # Safety
/// `out` is null or valid for a write.
unsafe fn answer<T>(
    out: *mut T,
    dev: CUdevice,
    of: impl FnOnce(&DeviceSnapshot) -> CudaResult<T>,
) -> CudaResult {
    let session = session::get()?;
    not_null(out)?;
    let value = of(session.device(dev)?)?;
    // SAFETY: not null, so the caller vouches for it.
    unsafe { out.write(value) };
    Ok(())
}

/// Answers with text, cut to fit.
///
/// # Safety
/// `out` is null or valid for writes of `len` bytes.
unsafe fn answer_text(
    out: *mut c_char,
    len: c_int,
    dev: CUdevice,
    of: impl FnOnce(&DeviceSnapshot) -> &str,
) -> CudaResult {
    let session = session::get()?;
    not_null(out)?;
    let len = usize::try_from(len).ok().filter(|len| *len > 0).ok_or(CudaError::INVALID_VALUE)?;
    let text = of(session.device(dev)?);
    // SAFETY: not null, and the caller vouches for `len` bytes.
    unsafe { write_str(out, len, text.as_bytes()) };
    Ok(())
}

pub unsafe fn cuDeviceGet(device: *mut CUdevice, ordinal: c_int) -> CudaResult {
    // SAFETY: the caller's contract, passed on.
    unsafe { answer(device, ordinal, |_| Ok(ordinal)) }
}

pub unsafe fn cuDeviceGetCount(count: *mut c_int) -> CudaResult {
    let session = session::get()?;
    not_null(count)?;
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { count.write(session.devices.len() as c_int) };
    detected(op::cuDeviceGetCount, || session.devices.len().to_string());
    Ok(())
}

pub unsafe fn cuDeviceGetName(name: *mut c_char, len: c_int, dev: CUdevice) -> CudaResult {
    // SAFETY: the caller's contract, passed on.
    unsafe { answer_text(name, len, dev, |device| &device.name) }?;
    detected(op::cuDeviceGetName, || {
        session::get().and_then(|it| Ok(it.device(dev)?.name.clone())).unwrap_or_default()
    });
    Ok(())
}

pub unsafe fn cuDeviceGetPCIBusId(id: *mut c_char, len: c_int, dev: CUdevice) -> CudaResult {
    let session = session::get()?;
    let needed = session.device(dev).map_or(0, |device| device.pci_bus_id.len() + 1);
    // Unlike a name, it is not cut.
    if usize::try_from(len).is_ok_and(|len| len < needed) {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: the caller's contract, passed on.
    unsafe { answer_text(id, len, dev, |device| &device.pci_bus_id) }
}

pub unsafe fn cuDeviceGetUuid(uuid: *mut CUuuid, dev: CUdevice) -> CudaResult {
    // SAFETY: the caller's contract, passed on.
    unsafe { answer(uuid, dev, |device| Ok(CUuuid { bytes: device.uuid })) }
}

pub unsafe fn cuDeviceGetUuid_v2(uuid: *mut CUuuid, dev: CUdevice) -> CudaResult {
    // SAFETY: the caller's contract, passed on.
    unsafe { answer(uuid, dev, |device| Ok(CUuuid { bytes: device.uuid_v2 })) }
}

pub unsafe fn cuDeviceTotalMem_v2(bytes: *mut usize, dev: CUdevice) -> CudaResult {
    if !bytes.is_null() {
        // The driver leaves no stale number behind where it fails.
        // SAFETY: not null; CUDA's contract makes it valid for this write.
        unsafe { bytes.write(0) };
    }
    // SAFETY: the caller's contract, passed on.
    unsafe { answer(bytes, dev, |device| Ok(device.total_mem as usize)) }
}

pub unsafe fn cuDeviceGetAttribute(
    value: *mut c_int,
    which: CUdevice_attribute,
    dev: CUdevice,
) -> CudaResult {
    // SAFETY: the caller's contract, passed on.
    unsafe { answer(value, dev, |device| attribute(device, which)) }
}

pub unsafe fn cuDeviceComputeCapability(major: *mut c_int, minor: *mut c_int, dev: CUdevice) -> CudaResult {
    not_null(major)?;
    // SAFETY: the caller's contract, passed on.
    unsafe {
        answer(minor, dev, |device| attribute(device, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR))?;
        answer(major, dev, |device| attribute(device, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR))
    }
}

pub unsafe fn cuDeviceGetProperties(properties: *mut CUdevprop, dev: CUdevice) -> CudaResult {
    let of = |device: &DeviceSnapshot| {
        // The fields are the attributes 1 to 14 in order.
        let get = |which| attribute(device, which);
        Ok(CUdevprop {
            maxThreadsPerBlock: get(1)?,
            maxThreadsDim: [get(2)?, get(3)?, get(4)?],
            maxGridSize: [get(5)?, get(6)?, get(7)?],
            sharedMemPerBlock: get(8)?,
            totalConstantMemory: get(9)?,
            SIMDWidth: get(10)?,
            memPitch: get(11)?,
            regsPerBlock: get(12)?,
            clockRate: get(13)?,
            textureAlign: get(14)?,
        })
    };
    // SAFETY: the caller's contract, passed on.
    unsafe { answer(properties, dev, of) }
}

pub unsafe fn cuDeviceGetByPCIBusId(dev: *mut CUdevice, id: *const c_char) -> CudaResult {
    let session = session::get()?;
    not_null(dev)?;
    not_null(id)?;
    // SAFETY: not null, so a C string by CUDA's contract.
    let id = core::str::from_utf8(unsafe { c_bytes(id) }).map_err(|_| CudaError::INVALID_VALUE)?;
    let (wanted, function) = parse_pci(id).ok_or(CudaError::INVALID_VALUE)?;
    // A GPU is function 0.
    let is_wanted = |device: &DeviceSnapshot| function == 0 && pci_location(device) == Ok(wanted);
    let found = session.devices.iter().position(is_wanted).ok_or(CudaError::INVALID_DEVICE)?;
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { dev.write(found as CUdevice) };
    Ok(())
}

/// `[domain:]bus:device[.function]`, in hexadecimal: the location and the function.
fn parse_pci(text: &str) -> Option<([c_int; 3], c_int)> {
    let (location, function) = text.split_once('.').unwrap_or((text, "0"));
    let function = c_int::from_str_radix(function, 16).ok()?;
    let mut numbers = location.rsplit(':').map(|part| c_int::from_str_radix(part, 16).ok());
    let device = numbers.next()??;
    let bus = numbers.next()??;
    let domain = numbers.next().unwrap_or(Some(0))?;
    numbers.next().is_none().then_some(([domain, bus, device], function))
}

#[cfg(test)]
mod tests {
    use link::control::Attribute;

    use super::*;

    #[test]
    fn an_attribute_is_the_host_s_value_or_the_host_s_error() {
        let device = DeviceSnapshot {
            attributes: vec![Attribute(1, 0, 1024), Attribute(3, 801, 0)],
            ..DeviceSnapshot::default()
        };
        assert_eq!(attribute(&device, 1), Ok(1024));
        assert_eq!(attribute(&device, 3), Err(CudaError::NOT_SUPPORTED));
        assert_eq!(attribute(&device, 2), Err(CudaError::INVALID_VALUE));
        assert_eq!(attribute(&device, u32::MAX), Err(CudaError::INVALID_VALUE));
    }

    #[test]
    fn pci_locations_come_in_three_forms() {
        assert_eq!(parse_pci("0000:0F:00.0"), Some(([0, 15, 0], 0)));
        assert_eq!(parse_pci("00010000:0f:1c"), Some(([0x10000, 15, 0x1c], 0)));
        assert_eq!(parse_pci("0f:00"), Some(([0, 15, 0], 0)));
        assert_eq!(parse_pci("0000:0f:00.1"), Some(([0, 15, 0], 1)));
        for bad in ["", ":", "0f", "1:2:3:4", "GPU-0", "0000:0f:zz.0"] {
            assert_eq!(parse_pci(bad), None, "{bad}");
        }
    }
}
