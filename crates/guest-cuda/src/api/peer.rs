//! Access between devices: what the snapshot says, and what contexts ask for.

use core::ffi::{c_int, c_uint};

use table::{
    CU_DEVICE_P2P_ATTRIBUTE_ACCESS_SUPPORTED, CUcontext, CUdevice, CUdevice_P2PAttribute, CudaError,
    CudaResult, DefaultStream, Handle as Object, check,
};
use wire::{Handle, request};

use crate::{
    edge::not_null,
    session::{self, Session},
    thread, transport,
};

/// An attribute of a pair of devices.
fn p2p(session: &Session, which: u32, source: CUdevice, target: CUdevice) -> CudaResult<c_int> {
    let attributes = session.device(source)?.p2p.get(&target).ok_or(CudaError::INVALID_DEVICE)?;
    let found = attributes.iter().find(|attribute| attribute.0 == which).ok_or(CudaError::INVALID_VALUE)?;
    check(found.1).map(|()| found.2)
}

pub unsafe fn cuDeviceCanAccessPeer(can: *mut c_int, dev: CUdevice, peer: CUdevice) -> CudaResult {
    let session = session::get()?;
    not_null(can)?;
    session.device(dev)?;
    session.device(peer)?;
    let can_access = match p2p(session, CU_DEVICE_P2P_ATTRIBUTE_ACCESS_SUPPORTED, dev, peer) {
        // A device is no peer of itself.
        _ if dev == peer => 0,
        value => value?,
    };
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { can.write(can_access) };
    Ok(())
}

pub unsafe fn cuDeviceGetP2PAttribute(
    value: *mut c_int,
    which: CUdevice_P2PAttribute,
    source: CUdevice,
    target: CUdevice,
) -> CudaResult {
    let session = session::get()?;
    not_null(value)?;
    session.device(target)?;
    let found = p2p(session, which, source, target)?;
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { value.write(found) };
    Ok(())
}

/// The name of a peer's context, which exists, as the current one does.
fn peer_of(peer: CUcontext) -> CudaResult<Handle> {
    let session = session::get()?;
    session.contexts.with_usable(thread::current_context(), |_| ())?;
    session.contexts.with(peer, |_| ()).ok_or(CudaError::INVALID_CONTEXT)?;
    Ok(Handle(peer.bits()))
}

pub unsafe fn cuCtxEnablePeerAccess(peer: CUcontext, flags: c_uint) -> CudaResult {
    let request = request::cuCtxEnablePeerAccess { peer: peer_of(peer)?, flags };
    transport::call(DefaultStream::Legacy, &request).map(drop)
}

pub unsafe fn cuCtxDisablePeerAccess(peer: CUcontext) -> CudaResult {
    let request = request::cuCtxDisablePeerAccess { peer: peer_of(peer)? };
    transport::call(DefaultStream::Legacy, &request).map(drop)
}
