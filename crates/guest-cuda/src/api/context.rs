//! Contexts and each thread's stack of them. Making and ending one is the worker's business, everything else
//! is answered here.

use core::ffi::{c_int, c_uint};
use std::{cell::RefCell, sync::atomic::Ordering};

use table::{
    CUcontext, CUctxCreateParams, CUdevice, CUexecAffinityParam, CudaError, CudaResult, DefaultStream,
};
use wire::{Handle, reply, request};

use crate::{
    allocations::Kind,
    api::{cuMemFreeHost, cuMemHostUnregister, legacy, managed, output},
    bulk,
    contexts::{API_VERSION, OLD_API_VERSION, Traits, bump_storage_generation},
    edge::not_null,
    session::{self, Session},
    thread, transport, waits,
};

/// The most addresses that a frame lists. Those beyond are only missing in the worker's list of what went.
const GONE_MAX: usize = 4096;

/// A context's handle on the wire.
pub(crate) fn wire_handle(context: CUcontext) -> Handle {
    Handle(context.0 as u64)
}

/// What must happen before the worker ends `context`: its output is printed, and its host memory goes back to
/// the window or to the program. Gives the device memory that will go with it.
pub(crate) fn before_end(session: &Session, context: CUcontext) -> Vec<u64> {
    // An error here is the reason for many a reset, and must not stand in its way.
    output::flush(session).ok();
    let (host, gone) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
    session.allocations.retain(|allocation| {
        if allocation.context == context {
            match allocation.kind {
                kind if kind.is_host() => host.borrow_mut().push(*allocation),
                Kind::Device | Kind::Foreign | Kind::Global => gone.borrow_mut().push(allocation.start),
                // Stream-ordered memory and mappings belong to no context.
                _ => {}
            }
        }
        true
    });
    for allocation in host.into_inner() {
        let pointer = allocation.start as *mut core::ffi::c_void;
        // SAFETY: allocations that exist; CUDA ends their life with their context's.
        unsafe {
            match allocation.kind {
                Kind::Host { .. } => cuMemFreeHost(pointer).ok(),
                Kind::Managed { segment, .. } => {
                    session.allocations.remove_if(allocation.start, |kind| kind == allocation.kind);
                    managed::free(session, &allocation, segment).ok()
                }
                _ => cuMemHostUnregister(pointer).ok(),
            }
        };
    }
    // A fresh start: what went wrong in the context goes with it.
    session.sticky.store(0, Ordering::Relaxed);
    session.assertion_is_told.store(false, Ordering::Relaxed);
    if let Some(error) = session.link.async_error() {
        session.reported.store(error.sequence, Ordering::Relaxed);
    }
    let mut gone = gone.into_inner();
    gone.truncate(GONE_MAX);
    gone
}

/// Forgets everything that went with `context`.
pub(crate) fn after_end(session: &Session, context: CUcontext) {
    session.streams.drop_context(context);
    session.functions.drop_context(context);
    session.images.drop_context(context);
    bulk::forget(context);
    legacy::forget_context(context);
    session.allocations.retain(|allocation| {
        allocation.context != context
            || matches!(allocation.kind, Kind::Pool(_) | Kind::Graph | Kind::Mapping { .. })
    });
    bump_storage_generation();
}

fn create(pctx: *mut CUcontext, flags: c_uint, dev: CUdevice, api_version: u32) -> CudaResult {
    let session = session::get()?;
    not_null(pctx)?;
    session.device(dev)?;
    let handle = session.handle::<CUcontext>();
    let reply = transport::call(DefaultStream::Legacy, &request::cuCtxCreate_v2 { ctx: handle, flags, dev })?;
    let reply: reply::cuCtxCreate_v2 = reply.decode()?;
    let traits =
        Traits { flags: reply.flags, least_priority: reply.least, greatest_priority: reply.greatest };
    let context = CUcontext(handle.0 as usize);
    session.contexts.insert(context, dev, api_version, traits);
    thread::current().borrow_mut().contexts.push(context);
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { pctx.write(context) };
    Ok(())
}

pub unsafe fn cuCtxCreate(pctx: *mut CUcontext, flags: c_uint, dev: CUdevice) -> CudaResult {
    create(pctx, flags, dev, OLD_API_VERSION)
}

pub unsafe fn cuCtxCreate_v2(pctx: *mut CUcontext, flags: c_uint, dev: CUdevice) -> CudaResult {
    create(pctx, flags, dev, API_VERSION)
}

pub unsafe fn cuCtxCreate_v3(
    pctx: *mut CUcontext,
    _affinities: *const CUexecAffinityParam,
    affinity_count: c_int,
    flags: c_uint,
    dev: CUdevice,
) -> CudaResult {
    // A share of the multiprocessors is something that only clients of NVIDIA's multi-process service have.
    if affinity_count != 0 {
        return Err(CudaError::UNSUPPORTED_EXEC_AFFINITY);
    }
    create(pctx, flags, dev, API_VERSION)
}

pub unsafe fn cuCtxCreate_v4(
    pctx: *mut CUcontext,
    params: *mut CUctxCreateParams,
    flags: c_uint,
    dev: CUdevice,
) -> CudaResult {
    if !params.is_null() {
        // SAFETY: not null; CUDA's contract makes it readable.
        let params = unsafe { params.read() };
        if params.numExecAffinityParams != 0 {
            return Err(CudaError::UNSUPPORTED_EXEC_AFFINITY);
        }
        if !params.cigParams.is_null() {
            return Err(CudaError::NOT_SUPPORTED);
        }
    }
    create(pctx, flags, dev, API_VERSION)
}

pub unsafe fn cuCtxDestroy(ctx: CUcontext) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuCtxDestroy_v2(ctx) }
}

pub unsafe fn cuCtxDestroy_v2(ctx: CUcontext) -> CudaResult {
    let session = session::get()?;
    not_null(ctx.0 as *const ())?;
    let context = session.contexts.named(ctx)?;
    // A green context's goes with that.
    if context.is_primary || context.green.is_some() || !context.claim_end() {
        return Err(CudaError::INVALID_CONTEXT);
    }
    context.storage.run_destructors(ctx);
    let gone = before_end(session, ctx);
    let ended =
        transport::call(DefaultStream::Legacy, &request::cuCtxDestroy_v2 { ctx: wire_handle(ctx), gone });
    context.deactivate();
    session.contexts.remove(ctx);
    after_end(session, ctx);
    let mut thread = thread::current().borrow_mut();
    if thread.current() == ctx {
        thread.contexts.pop();
    }
    ended.map(drop)
}

pub unsafe fn cuCtxPushCurrent(ctx: CUcontext) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuCtxPushCurrent_v2(ctx) }
}

pub unsafe fn cuCtxPushCurrent_v2(ctx: CUcontext) -> CudaResult {
    let session = session::get()?;
    not_null(ctx.0 as *const ())?;
    // One that was destroyed can be pushed: the calls that use it will say what it is.
    session.contexts.device_ever(ctx).ok_or(CudaError::INVALID_CONTEXT)?;
    thread::current().borrow_mut().contexts.push(ctx);
    Ok(())
}

pub unsafe fn cuCtxPopCurrent(pctx: *mut CUcontext) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuCtxPopCurrent_v2(pctx) }
}

pub unsafe fn cuCtxPopCurrent_v2(pctx: *mut CUcontext) -> CudaResult {
    session::get()?;
    let popped = thread::current().borrow_mut().contexts.pop().ok_or(CudaError::INVALID_CONTEXT)?;
    if !pctx.is_null() {
        // SAFETY: not null; CUDA's contract makes it valid for a write.
        unsafe { pctx.write(popped) };
    }
    Ok(())
}

/// Replaces the top of the stack. The runtime does this with a primary context before it retains it.
pub unsafe fn cuCtxSetCurrent(ctx: CUcontext) -> CudaResult {
    let session = session::get()?;
    if !ctx.is_null() {
        // As for `cuCtxPushCurrent`.
        session.contexts.device_ever(ctx).ok_or(CudaError::INVALID_CONTEXT)?;
    }
    let mut thread = thread::current().borrow_mut();
    thread.contexts.pop();
    if !ctx.is_null() {
        thread.contexts.push(ctx);
    }
    Ok(())
}

pub unsafe fn cuCtxGetCurrent(pctx: *mut CUcontext) -> CudaResult {
    session::get()?;
    not_null(pctx)?;
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { pctx.write(thread::current_context()) };
    Ok(())
}

pub unsafe fn cuCtxGetDevice(device: *mut CUdevice) -> CudaResult {
    let session = session::get()?;
    not_null(device)?;
    // Also of one that was destroyed, or is a primary context that is not active.
    let current = thread::require_context()?;
    let found = session.contexts.device_ever(current).ok_or(CudaError::CONTEXT_IS_DESTROYED)?;
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { device.write(found) };
    Ok(())
}

pub unsafe fn cuCtxGetDevice_v2(device: *mut CUdevice, ctx: CUcontext) -> CudaResult {
    if ctx.is_null() {
        // SAFETY: the same contract.
        return unsafe { cuCtxGetDevice(device) };
    }
    let session = session::get()?;
    not_null(device)?;
    let found = session.contexts.with(ctx, |context| context.device).ok_or(CudaError::INVALID_CONTEXT)?;
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { device.write(found) };
    Ok(())
}

pub unsafe fn cuCtxGetFlags(flags: *mut c_uint) -> CudaResult {
    let session = session::get()?;
    not_null(flags)?;
    let found = session.contexts.with_usable(thread::current_context(), |context| context.flags())?;
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { flags.write(found) };
    Ok(())
}

pub unsafe fn cuCtxSetFlags(flags: c_uint) -> CudaResult {
    let session = session::get()?;
    let current = thread::current_context();
    session.contexts.with_usable(current, |_| ())?;
    let reply = transport::call(DefaultStream::Legacy, &request::cuCtxSetFlags { flags })?;
    let reply: reply::cuCtxSetFlags = reply.decode()?;
    session.contexts.with_usable(current, |context| context.set_flags(reply.flags))
}

pub unsafe fn cuCtxGetId(ctx: CUcontext, id: *mut u64) -> CudaResult {
    let session = session::get()?;
    not_null(id)?;
    let found = if ctx.is_null() {
        session.contexts.with_usable(thread::current_context(), |context| context.id())?
    } else {
        let active = session.contexts.with(ctx, |context| context.is_active().then(|| context.id()));
        active.flatten().ok_or(CudaError::INVALID_CONTEXT)?
    };
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { id.write(found) };
    Ok(())
}

/// The runtime asks this of a primary context before it resets it, active or not.
pub unsafe fn cuCtxGetApiVersion(ctx: CUcontext, version: *mut c_uint) -> CudaResult {
    let session = session::get()?;
    not_null(version)?;
    let ctx = if ctx.is_null() { thread::require_context()? } else { ctx };
    let found =
        session.contexts.with(ctx, |context| context.api_version).ok_or(CudaError::INVALID_CONTEXT)?;
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { version.write(found) };
    Ok(())
}

pub unsafe fn cuCtxGetStreamPriorityRange(least: *mut c_int, greatest: *mut c_int) -> CudaResult {
    let session = session::get()?;
    let current = thread::current_context();
    session.contexts.with_usable(current, |_| ())?;
    let range = session.contexts.priority_range(session, current);
    for (pointer, value) in [(least, range.0), (greatest, range.1)] {
        if !pointer.is_null() {
            // SAFETY: not null; CUDA's contract makes it valid for a write.
            unsafe { pointer.write(value) };
        }
    }
    Ok(())
}

pub unsafe fn cuCtxSynchronize() -> CudaResult {
    let session = session::get()?;
    session.contexts.with_usable(thread::current_context(), |_| ())?;
    waits::synchronize_context()
}

pub unsafe fn cuCtxSynchronize_v2(ctx: CUcontext) -> CudaResult {
    let session = session::get()?;
    if ctx.is_null() || ctx == thread::current_context() {
        return waits::synchronize_context();
    }
    session
        .contexts
        .with(ctx, |context| context.is_active())
        .filter(|is_active| *is_active)
        .ok_or(CudaError::INVALID_CONTEXT)?;
    transport::call(DefaultStream::Legacy, &request::cuCtxSynchronize_v2 { ctx: wire_handle(ctx) })?;
    output::flush(session)
}
