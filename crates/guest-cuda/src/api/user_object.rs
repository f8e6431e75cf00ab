//! User objects: what a graph keeps alive, and a function of the program for when nothing does any more.
//!
//! The driver counts references. The function runs here, as host functions of streams do.

use core::ffi::{c_uint, c_void};

use table::{CUgraph, CUhostFn, CUuserObject, CudaResult, DefaultStream};
use wire::{Handle, request};

use super::callback;
use crate::{edge::not_null, session, transport};

fn id(object: CUuserObject) -> Handle {
    Handle(object.0 as u64)
}

pub unsafe fn cuUserObjectCreate(
    object: *mut CUuserObject,
    data: *mut c_void,
    destroy: CUhostFn,
    count: c_uint,
    flags: c_uint,
) -> CudaResult {
    let session = session::get()?;
    not_null(object)?;
    let handle = session.handle::<CUuserObject>();
    // The driver judges an object without a function, which has no number.
    let ticket = destroy.map_or(Ok(0), |destroy| callback::register_once(session, destroy, data))?;
    let request = request::cuUserObjectCreate { object: handle, ticket, count, flags };
    callback::unless_failed(ticket, transport::call(DefaultStream::Legacy, &request))?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { object.write(CUuserObject(handle.0 as usize)) };
    Ok(())
}

pub unsafe fn cuUserObjectRetain(object: CUuserObject, count: c_uint) -> CudaResult {
    let request = request::cuUserObjectRetain { object: id(object), count };
    transport::call(DefaultStream::Legacy, &request).map(drop)
}

pub unsafe fn cuUserObjectRelease(object: CUuserObject, count: c_uint) -> CudaResult {
    let request = request::cuUserObjectRelease { object: id(object), count };
    transport::call(DefaultStream::Legacy, &request).map(drop)
}

pub unsafe fn cuGraphRetainUserObject(
    graph: CUgraph,
    object: CUuserObject,
    count: c_uint,
    flags: c_uint,
) -> CudaResult {
    let graph = Handle(graph.0 as u64);
    let request = request::cuGraphRetainUserObject { graph, object: id(object), count, flags };
    transport::call(DefaultStream::Legacy, &request).map(drop)
}

pub unsafe fn cuGraphReleaseUserObject(graph: CUgraph, object: CUuserObject, count: c_uint) -> CudaResult {
    let graph = Handle(graph.0 as u64);
    let request = request::cuGraphReleaseUserObject { graph, object: id(object), count };
    transport::call(DefaultStream::Legacy, &request).map(drop)
}
