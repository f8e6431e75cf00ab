//! Managed memory. All memory of this device is memory of the process, so nothing has to move; where it should lie, and
//! who may touch it while kernels run, is not to be chosen: the device does not say that both may at once.

use std::ffi::c_uint;

use table::{CUdeviceptr, CudaError, CudaResult};

use super::arg::out;
use crate::{capture, current, driver::driver, memory::Kind};

/// Who may touch the memory at first: every stream, or the host alone.
const ATTACH_GLOBAL: c_uint = 1;
const ATTACH_HOST: c_uint = 2;

pub unsafe fn cuMemAllocManaged(address: *mut CUdeviceptr, size: usize, flags: c_uint) -> CudaResult {
    let context = current::context()?;
    let address = out!(address)?;
    capture::forbid()?;
    if !matches!(flags, ATTACH_GLOBAL | ATTACH_HOST) {
        return Err(CudaError::INVALID_VALUE);
    }
    address.set(driver()?.space.allocate(size, Kind::Managed, context.handle)?.base);
    Ok(())
}
