//! What the device is.

use std::ffi::{c_char, c_int, c_uint};

use table::{
    CU_DEVICE_ATTRIBUTE_PCI_BUS_ID, CU_DEVICE_P2P_ATTRIBUTE_ACCESS_SUPPORTED,
    CU_DEVICE_P2P_ATTRIBUTE_CUDA_ARRAY_ACCESS_SUPPORTED, CU_DEVICE_P2P_ATTRIBUTE_NATIVE_ATOMIC_SUPPORTED,
    CU_DEVICE_P2P_ATTRIBUTE_PERFORMANCE_RANK, CUdevice, CUdevice_attribute, CUdevprop, CUexecAffinityType,
    CUuuid, CudaError, CudaResult,
};

use super::arg::{out, text, write_text};
use crate::{
    attributes::attribute,
    driver::{Driver, driver},
};

fn device(ordinal: CUdevice) -> CudaResult<&'static Driver> {
    let driver = driver()?;
    driver.device(ordinal)?;
    Ok(driver)
}

pub unsafe fn cuDeviceGet(device: *mut CUdevice, ordinal: c_int) -> CudaResult {
    let driver = driver()?;
    let device = out!(device)?;
    driver.device(ordinal)?;
    device.set(ordinal);
    Ok(())
}

pub unsafe fn cuDeviceGetCount(count: *mut c_int) -> CudaResult {
    let count_of = driver()?.devices.len();
    out!(count)?.set(count_of as c_int);
    Ok(())
}

pub unsafe fn cuDeviceGetName(name: *mut c_char, len: c_int, dev: CUdevice) -> CudaResult {
    let driver = device(dev)?;
    let len = usize::try_from(len).map_err(|_| CudaError::INVALID_VALUE)?;
    // SAFETY: the caller's contract: the buffer is NULL or has `len` bytes.
    unsafe { write_text(name, len, &driver.config.name) }
}

pub unsafe fn cuDeviceGetUuid(uuid: *mut CUuuid, dev: CUdevice) -> CudaResult {
    let bytes = driver()?.device(dev)?.uuid();
    out!(uuid)?.set(CUuuid { bytes });
    Ok(())
}

pub unsafe fn cuDeviceGetUuid_v2(uuid: *mut CUuuid, dev: CUdevice) -> CudaResult {
    let bytes = driver()?.device(dev)?.uuid();
    out!(uuid)?.set(CUuuid { bytes });
    Ok(())
}

pub unsafe fn cuDeviceTotalMem_v2(bytes: *mut usize, dev: CUdevice) -> CudaResult {
    let bytes = out!(bytes)?;
    // As NVIDIA's driver: no stale number is left behind where it fails.
    bytes.set(device(dev).map_or(0, |driver| driver.config.memory));
    device(dev).map(drop)
}

pub unsafe fn cuDeviceGetAttribute(
    value: *mut c_int,
    which: CUdevice_attribute,
    dev: CUdevice,
) -> CudaResult {
    let driver = device(dev)?;
    let value = out!(value)?;
    value.set(match which {
        CU_DEVICE_ATTRIBUTE_PCI_BUS_ID => driver.device(dev)?.pci().1,
        _ => attribute(&driver.config, which)?,
    });
    Ok(())
}

pub unsafe fn cuDeviceComputeCapability(major: *mut c_int, minor: *mut c_int, dev: CUdevice) -> CudaResult {
    let driver = device(dev)?;
    let (major, minor) = (out!(major)?, out!(minor)?);
    major.set(driver.config.capability.0 as c_int);
    minor.set(driver.config.capability.1 as c_int);
    Ok(())
}

pub unsafe fn cuDeviceGetProperties(properties: *mut CUdevprop, dev: CUdevice) -> CudaResult {
    let driver = device(dev)?;
    let properties = out!(properties)?;
    let get = |which| attribute(&driver.config, which);
    properties.set(CUdevprop {
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
    });
    Ok(())
}

pub unsafe fn cuDeviceGetPCIBusId(id: *mut c_char, len: c_int, dev: CUdevice) -> CudaResult {
    let (domain, bus, slot) = driver()?.device(dev)?.pci();
    let len = usize::try_from(len).map_err(|_| CudaError::INVALID_VALUE)?;
    let text = format!("{domain:04X}:{bus:02X}:{slot:02X}.0");
    // Unlike a name, half of this is of no use.
    if len <= text.len() {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: the caller's contract: the buffer is NULL or has `len` bytes.
    unsafe { write_text(id, len, &text) }
}

pub unsafe fn cuDeviceGetByPCIBusId(dev: *mut CUdevice, id: *const c_char) -> CudaResult {
    let driver = driver()?;
    let dev = out!(dev)?;
    let (wanted, function) = parse_pci(&text!(id)?).ok_or(CudaError::INVALID_VALUE)?;
    let found = driver.devices.iter().position(|device| function == 0 && device.pci() == wanted);
    dev.set(found.ok_or(CudaError::INVALID_DEVICE)? as CUdevice);
    Ok(())
}

/// `[domain:]bus:device[.function]`, in hexadecimal.
fn parse_pci(text: &str) -> Option<((i32, i32, i32), i32)> {
    let (text, function) = text.split_once('.').unwrap_or((text, "0"));
    let function = i32::from_str_radix(function, 16).ok()?;
    let numbers: Vec<i32> =
        text.split(':').map(|part| i32::from_str_radix(part, 16).ok()).collect::<Option<_>>()?;
    match numbers[..] {
        [domain, bus, device] => Some(((domain, bus, device), function)),
        [bus, device] => Some(((0, bus, device), function)),
        _ => None,
    }
}

pub unsafe fn cuDeviceCanAccessPeer(can: *mut c_int, dev: CUdevice, peer: CUdevice) -> CudaResult {
    device(dev)?;
    device(peer)?;
    // A device is no peer of itself.
    out!(can)?.set(c_int::from(dev != peer));
    Ok(())
}

pub unsafe fn cuDeviceGetP2PAttribute(
    value: *mut c_int,
    which: c_uint,
    src: CUdevice,
    dst: CUdevice,
) -> CudaResult {
    device(src)?;
    device(dst)?;
    let value = out!(value)?;
    if src == dst {
        return Err(CudaError::INVALID_DEVICE);
    }
    value.set(match which {
        CU_DEVICE_P2P_ATTRIBUTE_PERFORMANCE_RANK => 0,
        CU_DEVICE_P2P_ATTRIBUTE_ACCESS_SUPPORTED
        | CU_DEVICE_P2P_ATTRIBUTE_NATIVE_ATOMIC_SUPPORTED
        | CU_DEVICE_P2P_ATTRIBUTE_CUDA_ARRAY_ACCESS_SUPPORTED => 1,
        _ => return Err(CudaError::INVALID_VALUE),
    });
    Ok(())
}

pub unsafe fn cuDeviceGetExecAffinitySupport(
    supported: *mut c_int,
    which: CUexecAffinityType,
    dev: CUdevice,
) -> CudaResult {
    device(dev)?;
    let supported = out!(supported)?;
    // NVIDIA's driver does not look at the kind; there is one only.
    let _ = which;
    supported.set(0);
    Ok(())
}

pub unsafe fn cuDeviceGetTexture1DLinearMaxWidth(
    width: *mut usize,
    _format: c_uint,
    channels: c_uint,
    dev: CUdevice,
) -> CudaResult {
    let driver = device(dev)?;
    let width = out!(width)?;
    if !matches!(channels, 1 | 2 | 4) {
        return Err(CudaError::INVALID_VALUE);
    }
    width.set(attribute(&driver.config, 69)? as usize);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pci_names_come_in_three_forms() {
        assert_eq!(parse_pci("0000:0F:00.0"), Some(((0, 15, 0), 0)));
        assert_eq!(parse_pci("0f:00"), Some(((0, 15, 0), 0)));
        assert_eq!(parse_pci("0000:0f:00.1"), Some(((0, 15, 0), 1)));
        assert_eq!(parse_pci("hello"), None);
    }
}
