//! Linear memory of the device.

use core::ffi::c_uint;

use table::{CUcontext, CUdevice, CUdeviceptr, CudaError, CudaResult, DefaultStream};
use wire::{reply, request};

use crate::{
    allocations::Kind,
    edge::not_null,
    session::{self, Session},
    thread, transport, waits,
};

/// The context that owns what is made in the current one, and its device.
pub(crate) fn owner(session: &Session) -> CudaResult<(CUcontext, CUdevice)> {
    let context = thread::require_context()?;
    Ok((session.contexts.owner(context), session.contexts.device(context)?))
}

pub unsafe fn cuMemAlloc_v2(dptr: *mut CUdeviceptr, bytesize: usize) -> CudaResult {
    let session = session::get()?;
    not_null(dptr)?;
    let (context, device) = owner(session)?;
    let request = request::cuMemAlloc_v2 { size: bytesize as u64 };
    let reply = transport::call(DefaultStream::Legacy, &request).inspect_err(|_| {
        // The driver leaves no stale address behind.
        // SAFETY: not null; CUDA's contract makes it valid for this write.
        unsafe { dptr.write(0) };
    })?;
    let reply: reply::cuMemAlloc_v2 = reply.decode()?;
    session.allocations.insert(reply.address, bytesize as u64, Kind::Device, context, device);
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { dptr.write(reply.address) };
    Ok(())
}

pub unsafe fn cuMemAllocPitch_v2(
    dptr: *mut CUdeviceptr,
    pitch: *mut usize,
    width: usize,
    height: usize,
    element: c_uint,
) -> CudaResult {
    let session = session::get()?;
    not_null(dptr)?;
    not_null(pitch)?;
    let (context, device) = owner(session)?;
    let request = request::cuMemAllocPitch_v2 { width: width as u64, height: height as u64, element };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuMemAllocPitch_v2 = reply.decode()?;
    let len = reply.pitch.saturating_mul(height as u64);
    session.allocations.insert(reply.address, len, Kind::Device, context, device);
    // SAFETY: neither is null; CUDA's contract makes both valid for these writes.
    unsafe {
        dptr.write(reply.address);
        pitch.write(reply.pitch as usize);
    }
    Ok(())
}

pub unsafe fn cuMemFree_v2(dptr: CUdeviceptr) -> CudaResult {
    let session = session::get()?;
    if dptr == 0 {
        thread::count_published();
        return Ok(());
    }
    // Memory can be freed without a context, but not with one that is gone.
    let current = thread::current_context();
    if !current.is_null() {
        session.contexts.with_usable(current, |_| ())?;
    }
    let found = session
        .allocations
        .remove_if(dptr, |kind| matches!(kind, Kind::Managed { is_variable: false, .. }))
        .or_else(|| session.allocations.freed(dptr))
        .ok_or_else(|| transport::pending(session).err().unwrap_or(CudaError::INVALID_VALUE))?;
    if let Kind::Managed { segment, .. } = found.kind {
        return super::managed::free(session, &found, segment);
    }
    // The driver's own cuMemFree waits for the device. The wait happens here, where it blocks only the caller.
    let waited = waits::wait_context();
    let freed = transport::call(DefaultStream::Legacy, &request::cuMemFree_v2 { address: dptr });
    if freed.is_err() && waited.is_ok() {
        session.allocations.insert(dptr, found.len, found.kind, found.context, found.device);
    }
    waited.and(freed.map(drop))
}
