//! Managed memory. All memory of this device is memory of the process, so nothing has to move; where it should lie, and
//! who may touch it while kernels run, is not to be chosen: the device does not say that both may at once.

use std::ffi::c_uint;

use table::{
    CU_MEM_ATTACH_GLOBAL, CU_MEM_ATTACH_HOST, CU_MEM_ATTACH_SINGLE, CUdeviceptr, CUstream, CudaError,
    CudaResult, DefaultStream,
};

use super::arg::out;
use crate::{capture, current, driver::driver, memory::Kind};

pub unsafe fn cuMemAllocManaged(address: *mut CUdeviceptr, size: usize, flags: c_uint) -> CudaResult {
    let context = current::context()?;
    let address = out!(address)?;
    capture::forbid()?;
    if !matches!(flags, CU_MEM_ATTACH_GLOBAL | CU_MEM_ATTACH_HOST) {
        return Err(CudaError::INVALID_VALUE);
    }
    address.set(driver()?.space.allocate(size, Kind::Managed, context.handle)?.base);
    Ok(())
}

/// Who may touch the memory is nothing to this device: everybody may, whatever runs.
pub unsafe fn cuStreamAttachMemAsync(
    mode: DefaultStream,
    stream: CUstream,
    address: CUdeviceptr,
    length: usize,
    flags: c_uint,
) -> CudaResult {
    current::stream(stream, mode)?;
    let region = driver()?.space.find(address).ok_or(CudaError::INVALID_VALUE)?;
    let is_whole = region.base == address && (length == 0 || length as u64 == region.len);
    let is_known = matches!(flags, CU_MEM_ATTACH_GLOBAL | CU_MEM_ATTACH_HOST | CU_MEM_ATTACH_SINGLE);
    let is_nobody = flags == CU_MEM_ATTACH_SINGLE && stream.is_null();
    if region.is_managed() && is_whole && is_known && !is_nobody {
        Ok(())
    } else {
        Err(CudaError::INVALID_VALUE)
    }
}
