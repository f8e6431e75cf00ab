//! User objects, and the references of graphs to them.

use std::{
    ffi::{c_uint, c_void},
    sync::Arc,
};

use table::{CUgraph, CUhostFn, CUuserObject, CudaError, CudaResult};

use super::{arg::out, graph::graph};
use crate::{driver::driver, graph::UserObject, stream::HostCall};

/// The destructor is not synchronised with anything: the only kind that there is.
const NO_DESTRUCTOR_SYNC: c_uint = 1;
/// References are the graph's from now on, and no longer the caller's.
const MOVE: c_uint = 1;

fn object(handle: CUuserObject) -> CudaResult<Arc<UserObject>> {
    driver()?.user_objects.find(handle).ok_or(CudaError::INVALID_VALUE)
}

/// A number of references, of which there must be some.
fn check_count(count: c_uint) -> CudaResult {
    if (1..=i32::MAX as c_uint).contains(&count) { Ok(()) } else { Err(CudaError::INVALID_VALUE) }
}

pub unsafe fn cuUserObjectCreate(
    object: *mut CUuserObject,
    data: *mut c_void,
    destroy: CUhostFn,
    count: c_uint,
    flags: c_uint,
) -> CudaResult {
    let driver = driver()?;
    let object = out!(object)?;
    check_count(count)?;
    if destroy.is_none() || flags != NO_DESTRUCTOR_SYNC {
        return Err(CudaError::INVALID_VALUE);
    }
    object.set(UserObject::create(driver, HostCall { function: destroy, data }, count));
    Ok(())
}

pub unsafe fn cuUserObjectRetain(handle: CUuserObject, count: c_uint) -> CudaResult {
    check_count(count)?;
    object(handle)?.retain(count.into());
    Ok(())
}

pub unsafe fn cuUserObjectRelease(handle: CUuserObject, count: c_uint) -> CudaResult {
    check_count(count)?;
    object(handle)?.release(driver()?, count.into())
}

pub unsafe fn cuGraphRetainUserObject(
    handle: CUgraph,
    user_object: CUuserObject,
    count: c_uint,
    flags: c_uint,
) -> CudaResult {
    let (graph, object) = (graph(handle)?, object(user_object)?);
    check_count(count)?;
    if flags & !MOVE != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    if flags & MOVE == 0 {
        object.retain(count.into());
    }
    graph.objects.lock().add(object, count.into());
    Ok(())
}

pub unsafe fn cuGraphReleaseUserObject(
    handle: CUgraph,
    user_object: CUuserObject,
    count: c_uint,
) -> CudaResult {
    let (graph, object) = (graph(handle)?, object(user_object)?);
    check_count(count)?;
    graph.objects.lock().remove(driver()?, &object, count.into())
}
