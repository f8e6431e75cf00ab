//! Contexts and each thread's stack of them.

use std::{
    ffi::{c_int, c_uint},
    sync::{Arc, atomic::Ordering},
};

use table::{
    CUcontext, CUctxCreateParams, CUdevice, CUexecAffinityParam, CUexecAffinityType, CUfunc_cache, CUlimit,
    CUsharedconfig, CudaError, CudaResult, DefaultStream,
};

use super::arg::{input, maybe_out, out};
use crate::{
    context::{API_VERSION, Context, check_flags},
    current,
    driver::driver,
    stream::GREATEST_PRIORITY,
};

fn create(context: *mut CUcontext, flags: c_uint, dev: CUdevice, version: u32) -> CudaResult {
    let driver = driver()?;
    let context = out!(context)?;
    driver.device(dev)?;
    check_flags(flags)?;
    current::permitted()?;
    let (handle, _) = driver.contexts.insert(|handle| Context::new(handle, dev, flags, version, false));
    current::push(handle)?;
    context.set(handle);
    Ok(())
}

pub unsafe fn cuCtxCreate(context: *mut CUcontext, flags: c_uint, dev: CUdevice) -> CudaResult {
    create(context, flags, dev, 3010)
}

pub unsafe fn cuCtxCreate_v2(context: *mut CUcontext, flags: c_uint, dev: CUdevice) -> CudaResult {
    create(context, flags, dev, API_VERSION)
}

pub unsafe fn cuCtxCreate_v3(
    context: *mut CUcontext,
    _affinities: *const CUexecAffinityParam,
    affinity_count: c_int,
    flags: c_uint,
    dev: CUdevice,
) -> CudaResult {
    // Limiting a context to some multiprocessors is what the device says it cannot do.
    if affinity_count != 0 {
        return Err(CudaError::UNSUPPORTED_EXEC_AFFINITY);
    }
    create(context, flags, dev, API_VERSION)
}

pub unsafe fn cuCtxCreate_v4(
    context: *mut CUcontext,
    parameters: *mut CUctxCreateParams,
    flags: c_uint,
    dev: CUdevice,
) -> CudaResult {
    if !parameters.is_null() {
        let parameters = input!(parameters)?;
        if !parameters.cigParams.is_null() {
            return Err(CudaError::NOT_SUPPORTED);
        }
        if parameters.numExecAffinityParams != 0 {
            return Err(CudaError::UNSUPPORTED_EXEC_AFFINITY);
        }
    }
    create(context, flags, dev, API_VERSION)
}

pub unsafe fn cuCtxDestroy(context: CUcontext) -> CudaResult {
    destroy(context)
}

pub unsafe fn cuCtxDestroy_v2(context: CUcontext) -> CudaResult {
    destroy(context)
}

fn destroy(handle: CUcontext) -> CudaResult {
    let driver = driver()?;
    if handle.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    let context = driver.contexts.find(handle).ok_or(CudaError::INVALID_CONTEXT)?;
    if context.is_primary {
        return Err(CudaError::INVALID_CONTEXT);
    }
    context.end(driver);
    if current::top() == handle {
        current::pop()?;
    }
    Ok(())
}

pub unsafe fn cuCtxAttach(context: *mut CUcontext, flags: c_uint) -> CudaResult {
    let context = out!(context)?;
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let current = current::context()?;
    current.attached.fetch_add(1, Ordering::Relaxed);
    context.set(current.handle);
    Ok(())
}

pub unsafe fn cuCtxDetach(handle: CUcontext) -> CudaResult {
    let context = current::context()?;
    if context.handle != handle {
        return Err(CudaError::INVALID_CONTEXT);
    }
    let fewer = |attached: u32| attached.checked_sub(1);
    match context.attached.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fewer) {
        Ok(_) => Ok(()),
        Err(_) => destroy(handle),
    }
}

pub unsafe fn cuCtxPushCurrent(context: CUcontext) -> CudaResult {
    push(context)
}

pub unsafe fn cuCtxPushCurrent_v2(context: CUcontext) -> CudaResult {
    push(context)
}

/// The primary context's handle may be made current before it is active: the runtime does that.
fn check_known(context: CUcontext) -> CudaResult {
    let driver = driver()?;
    if driver.primary_of(context).is_some() || driver.contexts.find(context).is_some() {
        return Ok(());
    }
    Err(CudaError::INVALID_CONTEXT)
}

fn push(context: CUcontext) -> CudaResult {
    if context.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    check_known(context)?;
    current::push(context)
}

pub unsafe fn cuCtxPopCurrent(context: *mut CUcontext) -> CudaResult {
    pop(context)
}

pub unsafe fn cuCtxPopCurrent_v2(context: *mut CUcontext) -> CudaResult {
    pop(context)
}

fn pop(context: *mut CUcontext) -> CudaResult {
    driver()?;
    let top = current::pop()?;
    if let Some(context) = maybe_out!(context) {
        context.set(top);
    }
    Ok(())
}

pub unsafe fn cuCtxSetCurrent(context: CUcontext) -> CudaResult {
    driver()?;
    if !context.is_null() {
        check_known(context)?;
    }
    current::set(context)
}

pub unsafe fn cuCtxGetCurrent(context: *mut CUcontext) -> CudaResult {
    driver()?;
    out!(context)?.set(current::top());
    Ok(())
}

pub unsafe fn cuCtxGetDevice(device: *mut CUdevice) -> CudaResult {
    let driver = driver()?;
    let device = out!(device)?;
    // A context has a device even while it is not active, and even after its end.
    if current::top().is_null() {
        return Err(CudaError::INVALID_CONTEXT);
    }
    device.set(driver.device_of(current::top()));
    Ok(())
}

pub unsafe fn cuCtxGetDevice_v2(device: *mut CUdevice, context: CUcontext) -> CudaResult {
    let driver = driver()?;
    let device = out!(device)?;
    let context = if context.is_null() { current::top() } else { context };
    check_known(context)?;
    device.set(driver.device_of(context));
    Ok(())
}

pub unsafe fn cuCtxGetFlags(flags: *mut c_uint) -> CudaResult {
    let context = current::context()?;
    out!(flags)?.set(context.flags.load(Ordering::Relaxed));
    Ok(())
}

pub unsafe fn cuCtxSetFlags(flags: c_uint) -> CudaResult {
    let context = current::context()?;
    check_flags(flags)?;
    context.flags.store(flags, Ordering::Relaxed);
    Ok(())
}

pub unsafe fn cuCtxGetId(context: CUcontext, id: *mut u64) -> CudaResult {
    driver()?;
    let id = out!(id)?;
    id.set(current::context_or_current(context)?.id);
    Ok(())
}

pub unsafe fn cuCtxGetApiVersion(context: CUcontext, version: *mut c_uint) -> CudaResult {
    let driver = driver()?;
    let version = out!(version)?;
    let handle = if context.is_null() { current::top() } else { context };
    let known = driver.contexts.find(handle).map(|context| context.api_version);
    // The runtime asks for the primary context's version before it resets it, active or not.
    let primary = driver.primary_of(handle).map(|_| API_VERSION);
    version.set(known.or(primary).ok_or(CudaError::INVALID_CONTEXT)?);
    Ok(())
}

pub unsafe fn cuCtxSynchronize() -> CudaResult {
    let context = current::context()?;
    synchronize(&context)
}

pub unsafe fn cuCtxSynchronize_v2(context: CUcontext) -> CudaResult {
    let context = current::context_or_current(context)?;
    synchronize(&context)
}

fn synchronize(context: &Arc<Context>) -> CudaResult {
    crate::capture::forbid()?;
    context.synchronize()
}

/// The last limit of all, of which not even the value can be asked for.
const CIG_FALLBACK: CUlimit = 9;

pub unsafe fn cuCtxGetLimit(value: *mut usize, limit: CUlimit) -> CudaResult {
    let context = current::context()?;
    let value = out!(value)?;
    if limit == CIG_FALLBACK {
        return Err(CudaError::UNSUPPORTED_LIMIT);
    }
    let limits = context.limits.lock();
    value.set(*limits.0.get(limit as usize).ok_or(CudaError::INVALID_VALUE)?);
    Ok(())
}

pub unsafe fn cuCtxSetLimit(limit: CUlimit, value: usize) -> CudaResult {
    /// The last limit that is not about graphics interoperation.
    const LAST: CUlimit = 6;
    let context = current::context()?;
    if limit > LAST {
        let is_known = limit <= CIG_FALLBACK;
        return Err(if is_known { CudaError::UNSUPPORTED_LIMIT } else { CudaError::INVALID_VALUE });
    }
    let value = match limit {
        0 if value > 512 << 10 => return Err(CudaError::INVALID_VALUE),
        0 => value.next_multiple_of(16),
        5 if value > 128 => return Err(CudaError::INVALID_VALUE),
        6 => 0, // the device has no persisting cache
        _ => value,
    };
    if let Some(slot) = context.limits.lock().0.get_mut(limit as usize) {
        *slot = value;
    }
    Ok(())
}

pub unsafe fn cuCtxGetCacheConfig(config: *mut CUfunc_cache) -> CudaResult {
    let context = current::context()?;
    out!(config)?.set(context.cache_config.load(Ordering::Relaxed));
    Ok(())
}

pub unsafe fn cuCtxSetCacheConfig(config: CUfunc_cache) -> CudaResult {
    let context = current::context()?;
    if config > 3 {
        return Err(CudaError::INVALID_VALUE);
    }
    context.cache_config.store(config, Ordering::Relaxed);
    Ok(())
}

pub unsafe fn cuCtxGetSharedMemConfig(config: *mut CUsharedconfig) -> CudaResult {
    let context = current::context()?;
    out!(config)?.set(context.shared_config.load(Ordering::Relaxed));
    Ok(())
}

pub unsafe fn cuCtxSetSharedMemConfig(config: CUsharedconfig) -> CudaResult {
    current::context()?;
    // Banks have one width; other wishes are heard and change nothing, as on every device since Maxwell.
    if config > 2 { Err(CudaError::INVALID_VALUE) } else { Ok(()) }
}

pub unsafe fn cuCtxGetStreamPriorityRange(least: *mut c_int, greatest: *mut c_int) -> CudaResult {
    current::context()?;
    if let Some(least) = maybe_out!(least) {
        least.set(0);
    }
    if let Some(greatest) = maybe_out!(greatest) {
        greatest.set(GREATEST_PRIORITY);
    }
    Ok(())
}

pub unsafe fn cuCtxResetPersistingL2Cache() -> CudaResult {
    current::context()?;
    // The device has no persisting cache to reset.
    Err(CudaError::NOT_SUPPORTED)
}

pub unsafe fn cuCtxGetExecAffinity(
    affinity: *mut CUexecAffinityParam,
    which: CUexecAffinityType,
) -> CudaResult {
    current::context()?;
    let _ = out!(affinity)?;
    let _ = which;
    Err(CudaError::UNSUPPORTED_EXEC_AFFINITY)
}

pub unsafe fn cuCtxEnablePeerAccess(peer: CUcontext, flags: c_uint) -> CudaResult {
    let current = current::context()?;
    let other = driver()?.contexts.find(peer).ok_or(CudaError::INVALID_CONTEXT)?;
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    // A device is no peer of itself; contexts of one device share its memory anyway.
    if other.device() == current.device() {
        return Err(CudaError::PEER_ACCESS_UNSUPPORTED);
    }
    let mut peers = current.peers.lock();
    if peers.contains(&peer) {
        return Err(CudaError::PEER_ACCESS_ALREADY_ENABLED);
    }
    peers.push(peer);
    Ok(())
}

pub unsafe fn cuCtxDisablePeerAccess(peer: CUcontext) -> CudaResult {
    let current = current::context()?;
    driver()?.contexts.find(peer).ok_or(CudaError::INVALID_CONTEXT)?;
    let mut peers = current.peers.lock();
    let at = peers.iter().position(|enabled| *enabled == peer).ok_or(CudaError::PEER_ACCESS_NOT_ENABLED)?;
    peers.swap_remove(at);
    Ok(())
}

/// Stream 0 of the current context in the mode of an entry point.
pub(super) fn default_stream(mode: DefaultStream) -> CudaResult<Arc<crate::stream::Stream>> {
    current::stream(table::CUstream::NULL, mode)
}
