//! Events. Creating, recording and destroying one costs no round trip.

use core::ffi::c_uint;

use table::{
    CU_EVENT_BLOCKING_SYNC, CU_EVENT_DISABLE_TIMING, CU_EVENT_INTERPROCESS, CUcontext, CUevent, CUstream,
    CudaError, CudaResult, DefaultStream,
};
use wire::{Handle, reply, request};

use crate::{
    edge::not_null,
    session::{self, Event, Session},
    thread, transport,
};

/// An event and the context of a stream, or the primary one of a green context's, if the guest knows both to exist.
fn find(session: &Session, event: CUevent, stream: CUstream) -> Option<(Event, CUcontext)> {
    let event = *session.events.read().get(&(event.0 as u64))?;
    let of_stream = match stream.0 {
        0..=2 => thread::current_context(),
        _ => session.streams.get(stream)?.context,
    };
    // A green context's events are the primary context's.
    Some((event, session.contexts.owner(of_stream)))
}

pub unsafe fn cuEventCreate(event: *mut CUevent, flags: c_uint) -> CudaResult {
    const KNOWN: c_uint = CU_EVENT_BLOCKING_SYNC | CU_EVENT_DISABLE_TIMING | CU_EVENT_INTERPROCESS;
    let session = session::get()?;
    not_null(event)?;
    let context = thread::require_context()?;
    if flags & !KNOWN != 0
        || flags & (CU_EVENT_INTERPROCESS | CU_EVENT_DISABLE_TIMING) == CU_EVENT_INTERPROCESS
    {
        return Err(CudaError::INVALID_VALUE);
    }
    let context = session.contexts.owner(context);
    let handle = session.handle::<CUevent>();
    transport::post(DefaultStream::Legacy, &request::cuEventCreate { event: handle, flags })?;
    let is_shared = flags & CU_EVENT_INTERPROCESS != 0;
    session.events.write().insert(handle.0, Event { context, is_shared });
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { event.write(CUevent(handle.0 as usize)) };
    Ok(())
}

pub unsafe fn cuEventDestroy_v2(event: CUevent) -> CudaResult {
    let session = session::get()?;
    if session.events.write().remove(&(event.0 as u64)).is_none() {
        return Err(CudaError::INVALID_HANDLE);
    }
    transport::post(DefaultStream::Legacy, &request::cuEventDestroy_v2 { event: Handle(event.0 as u64) })
}

pub unsafe fn cuEventDestroy(event: CUevent) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuEventDestroy_v2(event) }
}

pub unsafe fn cuEventRecordWithFlags(
    mode: DefaultStream,
    event: CUevent,
    stream: CUstream,
    flags: c_uint,
) -> CudaResult {
    let session = session::get()?;
    thread::require_context()?;
    // An event is recorded in streams of its own context only. Another process may wait for a shared one as soon as this
    // call has returned, so the driver must know by then.
    let is_sound = |(event, stream): (Event, CUcontext)| event.context == stream && !event.is_shared;
    let sound = flags == 0 && find(session, event, stream).is_some_and(is_sound);
    let (event, handle) = (Handle(event.0 as u64), Handle(stream.0 as u64));
    transport::submit(sound, mode, &request::cuEventRecordWithFlags { event, stream: handle, flags })?;
    session.touch(stream);
    Ok(())
}

pub unsafe fn cuEventRecord(mode: DefaultStream, event: CUevent, stream: CUstream) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuEventRecordWithFlags(mode, event, stream, 0) }
}

pub unsafe fn cuEventQuery(event: CUevent) -> CudaResult {
    transport::call(DefaultStream::Legacy, &request::cuEventQuery { event: Handle(event.0 as u64) }).map(drop)
}

pub unsafe fn cuEventSynchronize(event: CUevent) -> CudaResult {
    let session = session::get()?;
    let request = request::cuEventSynchronize { event: Handle(event.0 as u64) };
    transport::call(DefaultStream::Legacy, &request)?;
    super::output::flush(session)
}

pub unsafe fn cuStreamWaitEvent(
    mode: DefaultStream,
    stream: CUstream,
    event: CUevent,
    flags: c_uint,
) -> CudaResult {
    let session = session::get()?;
    thread::require_context()?;
    // What a shared event says now is what is waited for: another process may record it anew as soon as this call has returned.
    let sound = flags == 0 && find(session, event, stream).is_some_and(|(event, _)| !event.is_shared);
    let (event, handle) = (Handle(event.0 as u64), Handle(stream.0 as u64));
    transport::submit(sound, mode, &request::cuStreamWaitEvent { stream: handle, event, flags })?;
    session.touch(stream);
    Ok(())
}

/// One of the two versions, which differ in how precise their answer is.
macro_rules! elapsed_time {
    ($name:ident) => {
        pub unsafe fn $name(milliseconds: *mut f32, start: CUevent, end: CUevent) -> CudaResult {
            session::get()?;
            // The driver's answer to a null pointer, whatever the events are.
            if milliseconds.is_null() {
                return Err(CudaError::INVALID_HANDLE);
            }
            let request = request::$name { start: Handle(start.0 as u64), end: Handle(end.0 as u64) };
            let reply: reply::$name = transport::call(DefaultStream::Legacy, &request)?.decode()?;
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { milliseconds.write(reply.milliseconds) };
            Ok(())
        }
    };
}

elapsed_time!(cuEventElapsedTime);
elapsed_time!(cuEventElapsedTime_v2);
