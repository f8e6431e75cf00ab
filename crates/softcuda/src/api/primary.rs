//! The primary context, which the runtime uses.

use std::{
    ffi::{c_int, c_uint},
    sync::atomic::Ordering,
};

use table::{CUcontext, CUdevice, CudaResult};

use super::arg::out;
use crate::{
    context::{MAP_HOST, check_flags},
    current,
    driver::{Driver, driver},
};

fn device(dev: CUdevice) -> CudaResult<&'static Driver> {
    let driver = driver()?;
    driver.device(dev)?;
    current::permitted()?;
    Ok(driver)
}

pub unsafe fn cuDevicePrimaryCtxRetain(context: *mut CUcontext, dev: CUdevice) -> CudaResult {
    let context = out!(context)?;
    let primary = device(dev)?.retain_primary(dev)?;
    context.set(primary.handle);
    Ok(())
}

pub unsafe fn cuDevicePrimaryCtxRelease(dev: CUdevice) -> CudaResult {
    device(dev)?.release_primary(dev)
}

pub unsafe fn cuDevicePrimaryCtxRelease_v2(dev: CUdevice) -> CudaResult {
    device(dev)?.release_primary(dev)
}

pub unsafe fn cuDevicePrimaryCtxReset(dev: CUdevice) -> CudaResult {
    device(dev)?.reset_primary(dev)
}

pub unsafe fn cuDevicePrimaryCtxReset_v2(dev: CUdevice) -> CudaResult {
    device(dev)?.reset_primary(dev)
}

pub unsafe fn cuDevicePrimaryCtxSetFlags(dev: CUdevice, flags: c_uint) -> CudaResult {
    set_flags(dev, flags)
}

pub unsafe fn cuDevicePrimaryCtxSetFlags_v2(dev: CUdevice, flags: c_uint) -> CudaResult {
    set_flags(dev, flags)
}

fn set_flags(dev: CUdevice, flags: c_uint) -> CudaResult {
    let driver = device(dev)?;
    check_flags(flags)?;
    let mut state = driver.device(dev)?.state.lock();
    state.flags = flags;
    if let Some(context) = &state.context {
        context.flags.store(flags | MAP_HOST, Ordering::Relaxed);
    }
    Ok(())
}

pub unsafe fn cuDevicePrimaryCtxGetState(
    dev: CUdevice,
    flags: *mut c_uint,
    active: *mut c_int,
) -> CudaResult {
    let driver = device(dev)?;
    let (flags, active) = (out!(flags)?, out!(active)?);
    let state = driver.device(dev)?.state.lock();
    flags.set(state.flags);
    active.set(c_int::from(state.context.is_some()));
    Ok(())
}
