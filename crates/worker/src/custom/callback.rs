//! Host functions of streams; how they reach the guest is in [`crate::callbacks`].

use table::{CUDA_SUCCESS, CUresult, CudaError, CudaResult, check};
use wire::{Header, reply, request};

use crate::{
    callbacks::{Job, enter, enter_with_status},
    session::Session,
    waits::Ticket,
};

/// Frees the job of a function that the driver did not take.
pub(super) fn taken(job: *mut core::ffi::c_void, status: CUresult) -> CudaResult {
    if status != CUDA_SUCCESS {
        // SAFETY: made by `Callbacks::job` just before, and the driver that refused it does not keep it.
        drop(unsafe { Box::from_raw(job.cast::<Job>()) });
    }
    check(status)
}

pub fn cuLaunchHostFunc(
    session: &mut Session,
    header: &Header,
    q: request::cuLaunchHostFunc,
) -> CudaResult<reply::cuLaunchHostFunc> {
    let stream = session.stream(header, q.stream)?;
    // In a graph the function may run any number of times, and the job lives as long as the session.
    let captured = session.is_being_captured(stream);
    let job = session.callbacks.job(q.ticket, !captured);
    // SAFETY: a stream of this session; the job is what `enter` expects.
    taken(job, unsafe { (session.driver.cuLaunchHostFunc)(stream, Some(enter), job) })?;
    Ok(reply::cuLaunchHostFunc { captured })
}

pub fn cuStreamAddCallback(
    session: &mut Session,
    header: &Header,
    q: request::cuStreamAddCallback,
) -> CudaResult {
    let stream = session.stream(header, q.stream)?;
    let job = session.callbacks.job(q.ticket, true);
    // SAFETY: a stream of this session; the job is what `enter_with_status` expects.
    taken(job, unsafe { (session.driver.cuStreamAddCallback)(stream, Some(enter_with_status), job, 0) })
}

pub fn vgpuNextCallback(
    session: &mut Session,
    header: &Header,
    q: request::vgpuNextCallback,
) -> CudaResult<reply::vgpuNextCallback> {
    let mailbox = session.window.lookup(q.mailbox, 4).ok_or(CudaError::INVALID_VALUE)?;
    session.callbacks.serve(Ticket::from(header), &mailbox)?;
    // Completed with its own body when a stream reaches a function; this one is not sent.
    session.deferred = true;
    Ok(reply::vgpuNextCallback { number: 0, status: CUDA_SUCCESS })
}
