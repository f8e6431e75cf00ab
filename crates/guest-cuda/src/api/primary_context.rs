//! The primary context of each device. Retains are counted here: the worker hears of the first one and of
//! the last release.

use core::ffi::{c_int, c_uint};
use std::sync::atomic::Ordering;

use table::{CUcontext, CUdevice, CudaError, CudaResult, DefaultStream};
use wire::{Message, reply, request};

use crate::{
    api::context::{after_end, before_end, wire_handle},
    contexts::{Primary, Traits},
    edge::not_null,
    session::{self, Session},
    transport,
};

pub unsafe fn cuDevicePrimaryCtxRetain(pctx: *mut CUcontext, dev: CUdevice) -> CudaResult {
    let session = session::get()?;
    not_null(pctx)?;
    let primary = session.contexts.primary(dev)?;
    let handle = primary.context.handle;
    let mut retains = primary.retains.lock();
    if !primary.context.is_active() {
        let request = request::cuDevicePrimaryCtxRetain { ctx: wire_handle(handle), dev };
        let reply = transport::call(DefaultStream::Legacy, &request)?;
        let reply: reply::cuDevicePrimaryCtxRetain = reply.decode()?;
        primary.flags.store(reply.flags, Ordering::Relaxed);
        let traits = Traits {
            flags: reply.context_flags,
            least_priority: reply.least,
            greatest_priority: reply.greatest,
        };
        session.contexts.activate(&primary.context, traits);
    }
    *retains = retains.saturating_add(1);
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { pctx.write(handle) };
    Ok(())
}

/// Ends the context in the worker, with `retains` held by the caller.
fn end<'a, M: Message<'a>>(
    session: &Session,
    primary: &Primary,
    request: impl FnOnce(Vec<u64>) -> M,
) -> CudaResult {
    let handle = primary.context.handle;
    let gone = before_end(session, handle);
    let ended = transport::call(DefaultStream::Legacy, &request(gone));
    primary.context.deactivate();
    after_end(session, handle);
    super::green::after_primary(session, handle);
    ended.map(drop)
}

pub unsafe fn cuDevicePrimaryCtxRelease(dev: CUdevice) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuDevicePrimaryCtxRelease_v2(dev) }
}

pub unsafe fn cuDevicePrimaryCtxRelease_v2(dev: CUdevice) -> CudaResult {
    let session = session::get()?;
    let primary = session.contexts.primary(dev)?;
    let ctx = wire_handle(primary.context.handle);
    {
        let mut retains = primary.retains.lock();
        if *retains == 0 {
            return Err(CudaError::INVALID_CONTEXT);
        }
        if *retains > 1 || !primary.context.is_active() {
            *retains -= 1;
            return Ok(());
        }
    }
    // Destructors run while the context lives, and may call the driver: so without the lock.
    primary.context.storage.run_destructors(primary.context.handle);
    let mut retains = primary.retains.lock();
    *retains = retains.saturating_sub(1);
    if *retains > 0 || !primary.context.is_active() {
        return Ok(());
    }
    end(session, primary, |gone| request::cuDevicePrimaryCtxRelease_v2 { ctx, dev, gone })
}

pub unsafe fn cuDevicePrimaryCtxReset(dev: CUdevice) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuDevicePrimaryCtxReset_v2(dev) }
}

/// Ends the context whoever retains it. The retains stay, and the next one makes the context anew.
pub unsafe fn cuDevicePrimaryCtxReset_v2(dev: CUdevice) -> CudaResult {
    let session = session::get()?;
    let primary = session.contexts.primary(dev)?;
    let ctx = wire_handle(primary.context.handle);
    if primary.context.is_active() {
        primary.context.storage.run_destructors(primary.context.handle);
    }
    let _retains = primary.retains.lock();
    if !primary.context.is_active() {
        return Ok(());
    }
    end(session, primary, |gone| request::cuDevicePrimaryCtxReset_v2 { ctx, dev, gone })
}

/// The form of before CUDA 11, when an active context kept its flags.
pub unsafe fn cuDevicePrimaryCtxSetFlags(dev: CUdevice, flags: c_uint) -> CudaResult {
    let session = session::get()?;
    if session.contexts.primary(dev)?.context.is_active() {
        return Err(CudaError::PRIMARY_CONTEXT_ACTIVE);
    }
    // SAFETY: the same contract.
    unsafe { cuDevicePrimaryCtxSetFlags_v2(dev, flags) }
}

pub unsafe fn cuDevicePrimaryCtxSetFlags_v2(dev: CUdevice, flags: c_uint) -> CudaResult {
    let session = session::get()?;
    let primary = session.contexts.primary(dev)?;
    let _retains = primary.retains.lock();
    let request = request::cuDevicePrimaryCtxSetFlags_v2 { dev, flags };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuDevicePrimaryCtxSetFlags_v2 = reply.decode()?;
    primary.flags.store(reply.flags, Ordering::Relaxed);
    primary.context.set_flags(reply.context_flags);
    Ok(())
}

/// Frameworks ask this hundreds of times.
pub unsafe fn cuDevicePrimaryCtxGetState(
    dev: CUdevice,
    flags: *mut c_uint,
    active: *mut c_int,
) -> CudaResult {
    let session = session::get()?;
    let primary = session.contexts.primary(dev)?;
    not_null(flags)?;
    not_null(active)?;
    // SAFETY: neither is null; CUDA's contract makes both valid for a write.
    unsafe {
        flags.write(primary.flags.load(Ordering::Relaxed));
        active.write(c_int::from(primary.context.is_active()));
    }
    Ok(())
}
