//! Memory that graphs allocate: there is none, because graphs have no memory nodes here.

use table::{CUdevice, CUgraphMem_attribute, CudaError, CudaResult};

use super::arg::{input, out};
use crate::driver::driver;

/// Memory in use, its high-water mark, and the same for reserved memory.
const ATTRIBUTES: std::ops::RangeInclusive<CUgraphMem_attribute> = 0..=3;
const HIGH_WATER: [CUgraphMem_attribute; 2] = [1, 3];

pub unsafe fn cuDeviceGetGraphMemAttribute(
    dev: CUdevice,
    which: CUgraphMem_attribute,
    value: *mut u64,
) -> CudaResult {
    driver()?.device(dev)?;
    let value = out!(value)?;
    if !ATTRIBUTES.contains(&which) {
        return Err(CudaError::INVALID_VALUE);
    }
    value.set(0);
    Ok(())
}

pub unsafe fn cuDeviceSetGraphMemAttribute(
    dev: CUdevice,
    which: CUgraphMem_attribute,
    value: *const u64,
) -> CudaResult {
    driver()?.device(dev)?;
    // A mark can be reset only, and is at zero already.
    if !HIGH_WATER.contains(&which) || input!(value)? != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    Ok(())
}

pub unsafe fn cuDeviceGraphMemTrim(dev: CUdevice) -> CudaResult {
    driver()?.device(dev)
}
