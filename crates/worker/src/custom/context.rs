//! Contexts. The guest counts retains of a primary context: its first one and its last release come here.
//!
//! The dispatcher's own stack of contexts is left as it was found, and [`Session::context_changed`] makes the
//! next frame enter its context anew.

use table::{
    CU_MEMHOSTREGISTER_DEVICEMAP, CU_MEMHOSTREGISTER_PORTABLE, CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED,
    CUDA_SUCCESS, CUcontext, CUdevice, CudaError, CudaResult, check,
};
use wire::{Handle, Header, reply, request};

use crate::{
    session::Session,
    waits::{Ticket, Wait},
};

/// What the guest keeps of a context.
pub(super) struct Traits {
    pub flags: u32,
    pub least: i32,
    pub greatest: i32,
}

/// Flags and stream priorities of the current context.
fn traits(session: &Session) -> CudaResult<Traits> {
    let (mut flags, mut least, mut greatest) = (0, 0, 0);
    // SAFETY: pointers to locals.
    unsafe {
        check((session.driver.cuCtxGetFlags)(&mut flags))?;
        check((session.driver.cuCtxGetStreamPriorityRange)(&mut least, &mut greatest))?;
    }
    Ok(Traits { flags, least, greatest })
}

/// [`traits`] of any context.
pub(super) fn traits_of(session: &mut Session, context: CUcontext) -> CudaResult<Traits> {
    // SAFETY: a context that the driver has just given.
    check(unsafe { (session.driver.cuCtxPushCurrent_v2)(context) })?;
    let found = traits(session);
    pop(session);
    found
}

/// Takes the top of the dispatcher's stack of contexts away.
fn pop(session: &mut Session) {
    let mut popped = CUcontext::NULL;
    // SAFETY: a pointer to a local. If nothing can be popped, nothing was pushed.
    unsafe { (session.driver.cuCtxPopCurrent_v2)(&mut popped) };
    session.context_changed();
}

/// Registers the window with the device again in `context`: when the context goes in which it was registered, the
/// registrations go with it. What is registered already, usually all of it, stays so.
fn register_window(session: &mut Session, context: CUcontext) {
    let flags = CU_MEMHOSTREGISTER_PORTABLE | CU_MEMHOSTREGISTER_DEVICEMAP;
    // SAFETY: a context that the driver has just given.
    if unsafe { (session.driver.cuCtxPushCurrent_v2)(context) } != CUDA_SUCCESS {
        return;
    }
    for segment in session.window.segments() {
        let address = segment.addr() as *mut core::ffi::c_void;
        // SAFETY: a segment of the window, which is unregistered before it is unmapped.
        let code = unsafe { (session.driver.cuMemHostRegister_v2)(address, segment.len() as usize, flags) };
        if code != CUDA_SUCCESS && code != CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED {
            tracing::warn!(code, segment = segment.id(), "cannot register a segment of the window again");
        }
    }
    pop(session);
}

/// Flags of a device's primary context, and whether it is active.
pub(super) fn state(session: &Session, dev: CUdevice) -> CudaResult<(u32, bool)> {
    let (mut flags, mut active) = (0, 0);
    // SAFETY: pointers to locals.
    check(unsafe { (session.driver.cuDevicePrimaryCtxGetState)(dev, &mut flags, &mut active) })?;
    Ok((flags, active != 0))
}

/// Forgets what the session kept of a context that is gone, and the device memory that went with it. The guest
/// lists that memory; whatever it lists, it can only lose.
fn forget(session: &mut Session, handle: Handle, gone: &[u64]) {
    for &start in gone {
        session.regions.remove(start);
        session.opened.remove(&start);
    }
    super::module::drop_context(session, handle.0);
    super::stream::forget_context(session, handle.0);
    super::array::forget_context(session, handle.0);
    super::texture::forget_context(session, handle.0);
    if let Ok(context) = session.handles.get::<CUcontext>(handle) {
        session.waits.context_gone(context);
    }
    for thread in session.threads.values_mut() {
        thread.default_streams.remove(&handle.0);
        thread.wait_events.remove(&handle.0);
    }
    session.handles.remove::<CUcontext>(handle);
    session.context_changed();
    if let Some(&other) = session.handles.all::<CUcontext>().first() {
        register_window(session, other);
    }
}

pub fn cuCtxCreate_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuCtxCreate_v2,
) -> CudaResult<reply::cuCtxCreate_v2> {
    session.handles.check_new::<CUcontext>(q.ctx)?;
    let mut context = CUcontext::NULL;
    // SAFETY: a pointer to a local.
    check(unsafe { (session.driver.cuCtxCreate_v2)(&mut context, q.flags, q.dev) })?;
    let made = traits(session).and_then(|traits| session.handles.insert(q.ctx, context).map(|()| traits));
    pop(session);
    match made {
        Ok(Traits { flags, least, greatest }) => {
            register_window(session, context);
            Ok(reply::cuCtxCreate_v2 { flags, least, greatest })
        }
        Err(error) => {
            // SAFETY: made above, and known to nobody.
            unsafe { (session.driver.cuCtxDestroy_v2)(context) };
            Err(error)
        }
    }
}

pub fn cuCtxDestroy_v2(session: &mut Session, _: &Header, q: request::cuCtxDestroy_v2) -> CudaResult {
    let context = known(session, q.ctx)?;
    // What the driver would do is undefined; it goes with its green context.
    if session.greens.is_green(q.ctx.0) {
        return Err(CudaError::INVALID_CONTEXT);
    }
    // SAFETY: a context of this session.
    check(unsafe { (session.driver.cuCtxDestroy_v2)(context) })?;
    forget(session, q.ctx, &q.gone);
    Ok(())
}

/// The context behind a handle, which must not be null.
pub(super) fn known(session: &Session, handle: Handle) -> CudaResult<CUcontext> {
    let context = session.handles.get::<CUcontext>(handle)?;
    if context.is_null() { Err(CudaError::INVALID_CONTEXT) } else { Ok(context) }
}

pub fn cuCtxSetFlags(
    session: &mut Session,
    _: &Header,
    q: request::cuCtxSetFlags,
) -> CudaResult<reply::cuCtxSetFlags> {
    let mut flags = 0;
    // SAFETY: a pointer to a local.
    unsafe {
        check((session.driver.cuCtxSetFlags)(q.flags))?;
        check((session.driver.cuCtxGetFlags)(&mut flags))?;
    }
    Ok(reply::cuCtxSetFlags { flags })
}

/// For a context that is not current in the guest; the current one is waited for by fences.
pub fn cuCtxSynchronize_v2(
    session: &mut Session,
    header: &Header,
    q: request::cuCtxSynchronize_v2,
) -> CudaResult {
    let context = known(session, q.ctx)?;
    if header.wants_reply() {
        session.waits.block(Ticket::from(header), context, Wait::Context);
        session.deferred = true;
    }
    Ok(())
}

pub fn cuDevicePrimaryCtxRetain(
    session: &mut Session,
    _: &Header,
    q: request::cuDevicePrimaryCtxRetain,
) -> CudaResult<reply::cuDevicePrimaryCtxRetain> {
    let mut context = session.handles.get::<CUcontext>(q.ctx).unwrap_or_default();
    // A guest whose first attempt met an older error asks again; one retain is enough.
    if context.is_null() {
        session.handles.check_new::<CUcontext>(q.ctx)?;
        // SAFETY: a pointer to a local.
        check(unsafe { (session.driver.cuDevicePrimaryCtxRetain)(&mut context, q.dev) })?;
        if let Err(error) = session.handles.insert(q.ctx, context) {
            // SAFETY: retained above.
            unsafe { (session.driver.cuDevicePrimaryCtxRelease_v2)(q.dev) };
            return Err(error);
        }
        register_window(session, context);
    }
    let traits = traits_of(session, context)?;
    let (flags, _) = state(session, q.dev)?;
    Ok(reply::cuDevicePrimaryCtxRetain {
        flags,
        context_flags: traits.flags,
        least: traits.least,
        greatest: traits.greatest,
    })
}

pub fn cuDevicePrimaryCtxRelease_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuDevicePrimaryCtxRelease_v2,
) -> CudaResult {
    known(session, q.ctx)?;
    super::green::end_all_of(session, q.dev);
    // SAFETY: takes a number.
    check(unsafe { (session.driver.cuDevicePrimaryCtxRelease_v2)(q.dev) })?;
    // Something else in this process may retain the context; to the guest it ends all the same.
    if state(session, q.dev)?.1 {
        // SAFETY: takes a number.
        check(unsafe { (session.driver.cuDevicePrimaryCtxReset_v2)(q.dev) })?;
    }
    forget(session, q.ctx, &q.gone);
    Ok(())
}

pub fn cuDevicePrimaryCtxReset_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuDevicePrimaryCtxReset_v2,
) -> CudaResult {
    known(session, q.ctx)?;
    super::green::end_all_of(session, q.dev);
    // SAFETY: takes a number.
    check(unsafe { (session.driver.cuDevicePrimaryCtxReset_v2)(q.dev) })?;
    // The guest retains anew when it needs the context again. It is gone already: the answer is of no interest.
    // SAFETY: takes a number.
    unsafe { (session.driver.cuDevicePrimaryCtxRelease_v2)(q.dev) };
    forget(session, q.ctx, &q.gone);
    Ok(())
}

pub fn cuDevicePrimaryCtxSetFlags_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuDevicePrimaryCtxSetFlags_v2,
) -> CudaResult<reply::cuDevicePrimaryCtxSetFlags_v2> {
    // SAFETY: takes numbers.
    check(unsafe { (session.driver.cuDevicePrimaryCtxSetFlags_v2)(q.dev, q.flags) })?;
    let (flags, is_active) = state(session, q.dev)?;
    let mut context_flags = flags;
    if is_active {
        let mut context = CUcontext::NULL;
        // SAFETY: a pointer to a local. Active, so this only counts, and is undone.
        if unsafe { (session.driver.cuDevicePrimaryCtxRetain)(&mut context, q.dev) } == CUDA_SUCCESS {
            context_flags = traits_of(session, context).map_or(flags, |traits| traits.flags);
            // SAFETY: retained above.
            unsafe { (session.driver.cuDevicePrimaryCtxRelease_v2)(q.dev) };
        }
    }
    Ok(reply::cuDevicePrimaryCtxSetFlags_v2 { flags, context_flags })
}
