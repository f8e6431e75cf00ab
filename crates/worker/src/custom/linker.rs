//! The linker.

use table::{CUlinkState, CudaError, CudaResult, check};
use wire::{Header, reply, request};

use super::jit::Jit;
use crate::session::Session;

/// The most bytes of one input.
const MAX_INPUT: u64 = 4 << 30;

/// A linker's state.
pub(super) struct Link {
    /// The options that it was created with. The driver writes to their buffers until it is destroyed.
    jit: Jit,
    /// What it has made: address and length, the driver's until it is destroyed.
    image: Option<(usize, usize)>,
}

pub fn cuLinkCreate_v2(session: &mut Session, _: &Header, q: request::cuLinkCreate_v2) -> CudaResult {
    session.handles.check_new::<CUlinkState>(q.state)?;
    let mut jit = Jit::new(q.options, q.values, q.info_limit, q.error_limit, q.wall)?;
    let mut state = CUlinkState::NULL;
    // SAFETY: a pointer to a local; the options and their buffers are ours and are kept with the state.
    check(unsafe { (session.driver.cuLinkCreate_v2)(jit.count(), jit.keys(), jit.values(), &mut state) })?;
    session.handles.insert(q.state, state)?;
    session.modules.links.insert(q.state.0, Link { jit, image: None });
    Ok(())
}

pub fn cuLinkAddData_v2(session: &mut Session, _: &Header, q: request::cuLinkAddData_v2<'_>) -> CudaResult {
    let state = session.handles.get::<CUlinkState>(q.state)?;
    let name = q.name.map(|name| session.c_string(name)).transpose()?;
    let mut options = Jit::new(q.options, q.values, 0, 0, false)?;
    if q.len > MAX_INPUT {
        return Err(CudaError::INVALID_VALUE);
    }
    let mut data = session.window_bytes(q.address, q.len)?;
    // Zeros that are not counted: they end a text whose length leaves its terminator out.
    data.resize(data.len() + 16, 0);
    // SAFETY: a state of this session; data, name and options are ours and outlive the call, and no reference to
    // them is kept (CUDA's documentation of this call).
    let status = unsafe {
        (session.driver.cuLinkAddData_v2)(
            state,
            q.input,
            data.as_mut_ptr().cast(),
            q.len as usize,
            name.as_ref().map_or(core::ptr::null(), |name| name.as_ptr()),
            options.count(),
            options.keys(),
            options.values(),
        )
    };
    if let Some(link) = session.modules.links.get(&q.state.0) {
        link.jit.report(session, q.outputs)?;
    }
    check(status)
}

pub fn cuLinkComplete(
    session: &mut Session,
    _: &Header,
    q: request::cuLinkComplete,
) -> CudaResult<reply::cuLinkComplete> {
    let state = session.handles.get::<CUlinkState>(q.state)?;
    let (mut image, mut size) = (core::ptr::null_mut(), 0);
    // SAFETY: a state of this session, and locals.
    let status = unsafe { (session.driver.cuLinkComplete)(state, &mut image, &mut size) };
    if let Some(link) = session.modules.links.get(&q.state.0) {
        link.jit.report(session, q.outputs)?;
    }
    check(status)?;
    if let Some(link) = session.modules.links.get_mut(&q.state.0) {
        link.image = (!image.is_null()).then_some((image as usize, size));
    }
    Ok(reply::cuLinkComplete { size: size as u64 })
}

pub fn vgpuLinkImage(session: &mut Session, _: &Header, q: request::vgpuLinkImage) -> CudaResult {
    session.handles.get::<CUlinkState>(q.state)?;
    let made = session.modules.links.get(&q.state.0).and_then(|link| link.image);
    let (address, size) = made.ok_or(CudaError::INVALID_HANDLE)?;
    // SAFETY: what the driver gave, which it keeps until the state is destroyed; then the entry is gone too.
    let image = unsafe { core::slice::from_raw_parts(address as *const u8, size) };
    session.window_write(q.address, q.len, image)
}

pub fn cuLinkDestroy(session: &mut Session, _: &Header, q: request::cuLinkDestroy) -> CudaResult {
    let state = session.handles.get::<CUlinkState>(q.state)?;
    // SAFETY: a state of this session.
    check(unsafe { (session.driver.cuLinkDestroy)(state) })?;
    session.handles.remove::<CUlinkState>(q.state);
    session.modules.links.remove(&q.state.0);
    Ok(())
}
