//! User objects: counted references of programs and graphs, and a function of the program when there are none left.
//!
//! The driver counts, but trusts whoever holds a handle to hold a reference, and a guest may lie. So it is noted how
//! many references are the guest's own, and whether the object is gone: its destructor says so.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use rustc_hash::FxHashMap;
use table::{
    CU_GRAPH_USER_OBJECT_MOVE, CUDA_SUCCESS, CUgraph, CUhostFn, CUuserObject, CudaError, CudaResult, check,
};
use wire::{Handle, Header, request};

use super::callback::taken;
use crate::{callbacks::enter, session::Session};

/// One user object.
#[derive(Debug)]
struct UserObject {
    /// References that are the guest's, not a graph's.
    owned: u32,
    /// Whether graphs may have references.
    is_shared: bool,
    /// The destructor has been called.
    is_gone: Arc<AtomicBool>,
}

/// The session's user objects, by the guest's handles.
#[derive(Debug, Default)]
pub struct UserObjects(FxHashMap<u64, UserObject>);

impl Session {
    /// An object that is not gone. The null handle stays null, for the driver to judge.
    fn user_object(&mut self, name: Handle) -> CudaResult<CUuserObject> {
        let is_gone = |object: &UserObject| object.is_gone.load(Ordering::Acquire);
        if self.user_objects.0.get(&name.0).is_some_and(is_gone) {
            self.forget_user_object(name);
        }
        self.handles.get::<CUuserObject>(name)
    }

    fn forget_user_object(&mut self, name: Handle) {
        self.user_objects.0.remove(&name.0);
        self.handles.remove::<CUuserObject>(name);
    }

    /// Checks that `count` references are the guest's own.
    fn check_owned(&self, name: Handle, count: u32) -> CudaResult {
        match self.user_objects.0.get(&name.0) {
            Some(object) if object.owned < count => Err(CudaError::INVALID_VALUE),
            _ => Ok(()),
        }
    }
}

pub fn cuUserObjectCreate(session: &mut Session, _: &Header, q: request::cuUserObjectCreate) -> CudaResult {
    session.handles.check_new::<CUuserObject>(q.object)?;
    let (job, is_gone) = session.callbacks.destructor(q.ticket);
    let mut object = CUuserObject::NULL;
    // Without a number there is no function, which the driver judges.
    let function: CUhostFn = if q.ticket == 0 { None } else { Some(enter) };
    // SAFETY: the pointer is to a local; the job is what `enter` expects.
    taken(job, unsafe { (session.driver.cuUserObjectCreate)(&mut object, job, function, q.count, q.flags) })?;
    session.handles.insert(q.object, object)?;
    let object = UserObject { owned: q.count, is_shared: false, is_gone };
    session.user_objects.0.insert(q.object.0, object);
    Ok(())
}

pub fn cuUserObjectRetain(session: &mut Session, _: &Header, q: request::cuUserObjectRetain) -> CudaResult {
    let object = session.user_object(q.object)?;
    // Graphs may let go of theirs at any moment, on a thread of the driver's.
    session.check_owned(q.object, 1)?;
    // SAFETY: an object of this session, which lives because the guest has a reference.
    check(unsafe { (session.driver.cuUserObjectRetain)(object, q.count) })?;
    if let Some(object) = session.user_objects.0.get_mut(&q.object.0) {
        object.owned = object.owned.saturating_add(q.count);
    }
    Ok(())
}

pub fn cuUserObjectRelease(session: &mut Session, _: &Header, q: request::cuUserObjectRelease) -> CudaResult {
    let object = session.user_object(q.object)?;
    session.check_owned(q.object, q.count)?;
    // SAFETY: an object of this session that is not gone, and references that are the guest's.
    check(unsafe { (session.driver.cuUserObjectRelease)(object, q.count) })?;
    if let Some(object) = session.user_objects.0.get_mut(&q.object.0) {
        object.owned -= q.count;
        if object.owned == 0 && !object.is_shared {
            session.forget_user_object(q.object);
        }
    }
    Ok(())
}

pub fn cuGraphRetainUserObject(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphRetainUserObject,
) -> CudaResult {
    let graph = session.handles.get::<CUgraph>(q.graph)?;
    let object = session.user_object(q.object)?;
    let is_moved = q.flags & CU_GRAPH_USER_OBJECT_MOVE != 0;
    // As above.
    session.check_owned(q.object, if is_moved { q.count } else { 1 })?;
    // SAFETY: a graph of this session, an object that is not gone, and references that are the guest's to move.
    let status = unsafe { (session.driver.cuGraphRetainUserObject)(graph, object, q.count, q.flags) };
    if status == CUDA_SUCCESS
        && let Some(object) = session.user_objects.0.get_mut(&q.object.0)
    {
        object.is_shared = true;
        object.owned -= if is_moved { q.count } else { 0 };
    }
    check(status)
}

pub fn cuGraphReleaseUserObject(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphReleaseUserObject,
) -> CudaResult {
    let graph = session.handles.get::<CUgraph>(q.graph)?;
    let object = session.user_object(q.object)?;
    // SAFETY: a graph of this session, and an object that is not gone.
    check(unsafe { (session.driver.cuGraphReleaseUserObject)(graph, object, q.count) })
}
