//! What a stream held before a capture of it began.
//!
//! A guest thread asks for a fence only while nothing is being captured. By the time the frame is executed another thread
//! may have begun a capture: put into the stream, the fence would become a node of that thread's graph, and a wait for the
//! stream would end the capture. What the first thread wants to wait for is the work from before. An event that is recorded
//! just before every capture stands for it, and a stream that is part of no capture waits for the event in its place.

use rustc_hash::FxHashMap;
use table::{CU_EVENT_DISABLE_TIMING, CU_STREAM_NON_BLOCKING, CUevent, CUstream, CudaResult, check};
use wire::{Handle, Header};

use crate::{driver::Driver, session::Session};

/// Events before captures, and the streams that wait for them.
#[derive(Debug, Default)]
pub struct Precapture {
    /// By the guest's context and the driver's stream: its work before the newest capture that it is part of.
    marks: FxHashMap<(u64, CUstream), CUevent>,
    /// By the guest's context: a non-blocking stream for fences.
    helpers: FxHashMap<u64, CUstream>,
}

impl Precapture {
    /// A stream was destroyed.
    pub fn stream_gone(&mut self, driver: &Driver, stream: CUstream) {
        self.marks.retain(|&(_, of), &mut event| {
            if of == stream {
                // SAFETY: created for this stream. In a context that is gone it is gone, which the driver says.
                unsafe { (driver.cuEventDestroy_v2)(event) };
            }
            of != stream
        });
    }

    /// A context was destroyed, and with it the driver's streams and events.
    pub fn context_gone(&mut self, context: u64) {
        self.marks.retain(|&(of, _), _| of != context);
        self.helpers.remove(&context);
    }
}

/// The driver has two names for one stream.
fn one_name(stream: CUstream) -> CUstream {
    if stream.is_null() { CUstream::LEGACY } else { stream }
}

impl Session {
    /// Records what `stream`, the guest's `handle`, holds. To be called before it may become part of a capture.
    ///
    /// A failure is not reported: the call that begins the capture, or the wait that needs the mark, meets it as well.
    pub fn mark_before_capture(&mut self, header: &Header, handle: Handle, stream: CUstream) {
        if self.is_being_captured(stream) {
            return;
        }
        let owner = self.enter_owner(header, handle);
        self.leave_capture_mode();
        self.mark(owner.context, stream).ok();
        let mut flags = CU_STREAM_NON_BLOCKING;
        // SAFETY: a stream of this session; the pointer is to a local.
        unsafe { (self.driver.cuStreamGetFlags)(stream, &mut flags) };
        if flags & CU_STREAM_NON_BLOCKING == 0 {
            // The legacy stream waits for this one, and cannot be used while it is being captured.
            self.mark(owner.context, CUstream::LEGACY).ok();
        }
        self.enter(header);
    }

    fn mark(&mut self, context: u64, stream: CUstream) -> CudaResult {
        let stream = one_name(stream);
        if self.is_being_captured(stream) {
            return Ok(());
        }
        let event = match self.capture.precapture.marks.get(&(context, stream)) {
            Some(&event) => event,
            None => {
                let mut event = CUevent::NULL;
                // SAFETY: the pointer is to a local.
                check(unsafe { (self.driver.cuEventCreate)(&mut event, CU_EVENT_DISABLE_TIMING) })?;
                self.capture.precapture.marks.insert((context, stream), event);
                event
            }
        };
        // SAFETY: an event and a stream of this session.
        check(unsafe { (self.driver.cuEventRecord)(event, stream) })
    }

    /// The stream in which a wait for the work in `stream` is to be put: another one while it is being captured.
    ///
    /// # Errors
    /// What the driver says, if there is no such stream.
    pub fn outside_capture(&mut self, header: &Header, stream: CUstream) -> CudaResult<CUstream> {
        if !self.is_being_captured(stream) {
            return Ok(stream);
        }
        let Some(&mark) = self.capture.precapture.marks.get(&(header.context, one_name(stream))) else {
            return Ok(stream);
        };
        self.leave_capture_mode();
        let helper = match self.capture.precapture.helpers.get(&header.context) {
            Some(&helper) => helper,
            None => {
                let mut helper = CUstream::NULL;
                // SAFETY: the pointer is to a local.
                check(unsafe { (self.driver.cuStreamCreate)(&mut helper, CU_STREAM_NON_BLOCKING) })?;
                self.capture.precapture.helpers.insert(header.context, helper);
                helper
            }
        };
        // SAFETY: a stream and an event of this session.
        check(unsafe { (self.driver.cuStreamWaitEvent)(helper, mark, 0) })?;
        Ok(helper)
    }
}
