//! Access of a context to the memory of another device.

use table::{CUcontext, CudaResult, check};
use wire::{Header, request};

use crate::session::Session;

pub fn cuCtxEnablePeerAccess(
    session: &mut Session,
    _: &Header,
    q: request::cuCtxEnablePeerAccess,
) -> CudaResult {
    let peer = session.handles.get::<CUcontext>(q.peer)?;
    // SAFETY: a context of this session.
    check(unsafe { (session.driver.cuCtxEnablePeerAccess)(peer, q.flags) })
}

pub fn cuCtxDisablePeerAccess(
    session: &mut Session,
    _: &Header,
    q: request::cuCtxDisablePeerAccess,
) -> CudaResult {
    let peer = session.handles.get::<CUcontext>(q.peer)?;
    // SAFETY: a context of this session.
    check(unsafe { (session.driver.cuCtxDisablePeerAccess)(peer) })
}
