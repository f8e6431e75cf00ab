//! Streams, events, waits and threads.

use table::{
    CU_EVENT_DISABLE_TIMING, CUcontext, CUevent, CUstream, CudaError, CudaResult, HandleKind, check,
};
use wire::{Handle, Header, reply, request};

use crate::{
    session::{MAX_REPLY, Session},
    waits::{Ticket, Wait},
};

pub fn cuStreamCreateWithPriority(
    session: &mut Session,
    header: &Header,
    q: request::cuStreamCreateWithPriority,
) -> CudaResult {
    session.handles.check_new::<CUstream>(q.stream)?;
    let mut stream = CUstream::NULL;
    // SAFETY: the pointer is to a local.
    check(unsafe { (session.driver.cuStreamCreateWithPriority)(&mut stream, q.flags, q.priority) })?;
    session.owners.insert(q.stream.0, header.context);
    session.handles.insert(q.stream, stream)
}

pub fn cuStreamDestroy_v2(session: &mut Session, _: &Header, q: request::cuStreamDestroy_v2) -> CudaResult {
    let stream = session.handles.get::<CUstream>(q.stream)?;
    // SAFETY: a stream of this session.
    check(unsafe { (session.driver.cuStreamDestroy_v2)(stream) })?;
    session.capture.stream_gone(&session.driver, stream);
    session.frees.stream_gone(stream);
    session.handles.remove::<CUstream>(q.stream);
    session.owners.remove(&q.stream.0);
    Ok(())
}

/// Forgets the streams and events of a context that is gone; the driver has destroyed them with it.
pub(super) fn forget_context(session: &mut Session, context: u64) {
    session.frees.context_gone(context);
    session.capture.precapture.context_gone(context);
    if let Some(times) = &mut session.gpu_times {
        times.context_gone(context);
    }
    let Session { driver, owners, handles, capture, frees, .. } = session;
    owners.retain(|&handle, owner| {
        let stays = *owner != context;
        if !stays {
            let handle = Handle(handle);
            if handle.is(HandleKind::Event) {
                handles.remove::<CUevent>(handle);
            } else if let Some(stream) = handles.remove::<CUstream>(handle) {
                capture.stream_gone(driver, stream);
                frees.stream_gone(stream);
            }
        }
        stays
    });
}

pub fn cuStreamQuery(session: &mut Session, header: &Header, q: request::cuStreamQuery) -> CudaResult {
    let stream = session.stream(header, q.stream)?;
    // SAFETY: a stream of this session.
    check(unsafe { (session.driver.cuStreamQuery)(stream) })
}

pub fn cuStreamGetFlags(
    session: &mut Session,
    header: &Header,
    q: request::cuStreamGetFlags,
) -> CudaResult<reply::cuStreamGetFlags> {
    let stream = session.stream(header, q.stream)?;
    let mut flags = 0;
    // SAFETY: a stream of this session; the pointer is to a local.
    check(unsafe { (session.driver.cuStreamGetFlags)(stream, &mut flags) })?;
    Ok(reply::cuStreamGetFlags { flags })
}

pub fn cuStreamWaitEvent(
    session: &mut Session,
    header: &Header,
    q: request::cuStreamWaitEvent,
) -> CudaResult {
    let stream = session.stream(header, q.stream)?;
    let event = session.handles.get::<CUevent>(q.event)?;
    if session.capture.is_open() && q.stream.0 > CUstream::LEGACY.0 as u64 {
        // The event may draw the stream into a capture.
        session.mark_before_capture(header, q.stream, stream);
    }
    // SAFETY: a stream and an event of this session.
    check(unsafe { (session.driver.cuStreamWaitEvent)(stream, event, q.flags) })
}

pub fn vgpuWaitStream(session: &mut Session, header: &Header, q: request::vgpuWaitStream) -> CudaResult {
    let header = &session.enter_owner(header, q.stream);
    session.settle_frees(header);
    let stream = session.stream(header, q.stream)?;
    let stream = if q.is_fenced { session.outside_capture(header, stream)? } else { stream };
    if session.is_part_of_a_capture(stream) {
        // An event would only become part of the graph; the wait itself is what the driver refuses, at once.
        // SAFETY: a stream of this session.
        return check(unsafe { (session.driver.cuStreamSynchronize)(stream) });
    }
    let event = session.wait_event(header)?;
    // SAFETY: an event and a stream of this session.
    let recorded = check(unsafe { (session.driver.cuEventRecord)(event, stream) });
    if recorded.is_err() {
        // A stream that is being captured, or a lost context: the driver's own wait says which, at once.
        // SAFETY: a stream of this session; it does not block, because the record failed.
        return check(unsafe { (session.driver.cuStreamSynchronize)(stream) }).and(recorded);
    }
    session.wait_for(header, event)
}

pub fn vgpuWaitContext(session: &mut Session, header: &Header, _: request::vgpuWaitContext) -> CudaResult {
    let context = session.handles.get::<CUcontext>(Handle(header.context))?;
    if session.is_forbidden_by_capture() {
        // SAFETY: the thread's context is current; the driver refuses at once.
        return check(unsafe { (session.driver.cuCtxSynchronize)() });
    }
    session.waits.block(Ticket::from(header), context, Wait::Context);
    session.deferred = true;
    Ok(())
}

pub fn vgpuThreadEnded(session: &mut Session, header: &Header, _: request::vgpuThreadEnded) -> CudaResult {
    session.capture.thread_ended(header.thread);
    let Some(thread) = session.threads.remove(&header.thread) else { return Ok(()) };
    for stream in thread.default_streams.into_values() {
        session.capture.stream_gone(&session.driver, stream);
        session.frees.stream_gone(stream);
        // SAFETY: created for this thread; work in it goes on to its end.
        unsafe { (session.driver.cuStreamDestroy_v2)(stream) };
    }
    for event in thread.wait_events.into_values() {
        // SAFETY: created for this thread.
        unsafe { (session.driver.cuEventDestroy_v2)(event) };
    }
    Ok(())
}

pub fn vgpuTakeOutput(
    session: &mut Session,
    header: &Header,
    q: request::vgpuTakeOutput,
) -> CudaResult<reply::vgpuTakeOutput> {
    let stream = session.stream(header, q.stream)?;
    // The driver empties its buffer where it synchronises with a stream that had work. A wait for the legacy
    // stream or for an event does not say which one printed: the newest launch's is as good as any. What was
    // waited for is done; if another thread has submitted more since, that is left alone.
    let newest = if q.stream.0 <= CUstream::LEGACY.0 as u64 { session.newest_launch } else { q.stream };
    let stream = session.stream(header, newest).unwrap_or(stream);
    let event = session.wait_event(header);
    // SAFETY: a stream of this session, which has no work left when it is waited for but the event, also this session's.
    unsafe {
        if (session.driver.cuStreamQuery)(stream) == table::CUDA_SUCCESS {
            // The question may have been the moment at which the driver noticed that the work is done; then the stream has
            // none any more for which the buffer would be emptied.
            if let Ok(event) = event {
                (session.driver.cuEventRecord)(event, stream);
            }
            (session.driver.cuStreamSynchronize)(stream);
        }
    }
    let limit = MAX_REPLY - 64;
    let text = session.output.printed.take(limit);
    let errors = session.output.errors.take(limit - text.len());
    Ok(reply::vgpuTakeOutput { more: !text.is_empty() || !errors.is_empty(), text, errors })
}

pub fn cuEventCreate(session: &mut Session, header: &Header, q: request::cuEventCreate) -> CudaResult {
    session.handles.check_new::<CUevent>(q.event)?;
    let mut event = CUevent::NULL;
    // SAFETY: the pointer is to a local.
    check(unsafe { (session.driver.cuEventCreate)(&mut event, q.flags) })?;
    session.owners.insert(q.event.0, session.owner(header));
    session.handles.insert(q.event, event)
}

pub fn cuEventDestroy_v2(session: &mut Session, _: &Header, q: request::cuEventDestroy_v2) -> CudaResult {
    let event = session.handles.get::<CUevent>(q.event)?;
    // SAFETY: an event of this session.
    check(unsafe { (session.driver.cuEventDestroy_v2)(event) })?;
    session.handles.remove::<CUevent>(q.event);
    session.owners.remove(&q.event.0);
    Ok(())
}

pub fn cuEventRecordWithFlags(
    session: &mut Session,
    header: &Header,
    q: request::cuEventRecordWithFlags,
) -> CudaResult {
    let stream = session.stream(header, q.stream)?;
    let event = session.handles.get::<CUevent>(q.event)?;
    // SAFETY: an event and a stream of this session.
    check(unsafe {
        if q.flags == 0 {
            (session.driver.cuEventRecord)(event, stream)
        } else {
            (session.driver.cuEventRecordWithFlags)(event, stream, q.flags)
        }
    })
}

pub fn cuEventQuery(session: &mut Session, _: &Header, q: request::cuEventQuery) -> CudaResult {
    let event = session.handles.get::<CUevent>(q.event)?;
    // SAFETY: an event of this session.
    check(unsafe { (session.driver.cuEventQuery)(event) })
}

pub fn cuEventSynchronize(
    session: &mut Session,
    header: &Header,
    q: request::cuEventSynchronize,
) -> CudaResult {
    let event = session.handles.get::<CUevent>(q.event)?;
    session.wait_for(header, event)
}

/// One of the two versions of the same question.
macro_rules! elapsed_time {
    ($name:ident) => {
        pub fn $name(session: &mut Session, _: &Header, q: request::$name) -> CudaResult<reply::$name> {
            let (start, end) =
                (session.handles.get::<CUevent>(q.start)?, session.handles.get::<CUevent>(q.end)?);
            let mut milliseconds = 0.0;
            // SAFETY: two events of this session, and a pointer to a local.
            check(unsafe { (session.driver.$name)(&mut milliseconds, start, end) })?;
            Ok(reply::$name { milliseconds })
        }
    };
}

elapsed_time!(cuEventElapsedTime);
elapsed_time!(cuEventElapsedTime_v2);

impl Session {
    /// Completes the caller's slot when `event` has happened.
    fn wait_for(&mut self, header: &Header, event: CUevent) -> CudaResult {
        let context = self.handles.get::<CUcontext>(Handle(header.context))?;
        self.waits.on_event(Ticket::from(header), context, event);
        self.deferred = true;
        Ok(())
    }

    /// The event with which the calling thread's waits in its context are told.
    fn wait_event(&mut self, header: &Header) -> CudaResult<CUevent> {
        let thread = self.threads.entry(header.thread).or_default();
        if let Some(&event) = thread.wait_events.get(&header.context) {
            return Ok(event);
        }
        let mut event = CUevent::NULL;
        // SAFETY: the pointer is to a local.
        check(unsafe { (self.driver.cuEventCreate)(&mut event, CU_EVENT_DISABLE_TIMING) })?;
        thread.wait_events.insert(header.context, event);
        Ok(event)
    }
}

pub fn cuStreamSetAttribute(
    session: &mut Session,
    header: &Header,
    q: request::cuStreamSetAttribute,
) -> CudaResult {
    // The other attributes of the union hold handles or addresses, and no stream takes them.
    const PLAIN: [u32; 5] = [
        table::CU_LAUNCH_ATTRIBUTE_ACCESS_POLICY_WINDOW,
        table::CU_LAUNCH_ATTRIBUTE_SYNCHRONIZATION_POLICY,
        table::CU_LAUNCH_ATTRIBUTE_PRIORITY,
        table::CU_LAUNCH_ATTRIBUTE_MEM_SYNC_DOMAIN_MAP,
        table::CU_LAUNCH_ATTRIBUTE_MEM_SYNC_DOMAIN,
    ];
    let stream = session.stream(header, q.stream)?;
    if !PLAIN.contains(&q.attribute) {
        return Err(CudaError::INVALID_VALUE);
    }
    if q.attribute == table::CU_LAUNCH_ATTRIBUTE_ACCESS_POLICY_WINDOW {
        let window = q.value.0.access_policy_window();
        if window.num_bytes > 0 {
            session.check_reachable(window.base_ptr, window.num_bytes as u64)?;
        }
    }
    // SAFETY: a stream of this session; the value is our own copy and holds no handle.
    check(unsafe { (session.driver.cuStreamSetAttribute)(stream, q.attribute, &q.value.0) })
}
