//! Events: marks in a stream's order, and the time at which they were passed.

use std::{
    sync::{Arc, OnceLock},
    time::Instant,
};

use parking_lot::Mutex;
use table::{CUevent, CudaError, CudaResult};

use crate::{
    capture::CapturedMark,
    stream::{Lanes, Point, Stream, Work},
};

/// The event is not for measuring time.
pub const DISABLE_TIMING: u32 = 2;
/// The event is shared with other processes.
pub const INTERPROCESS: u32 = 4;
/// All flags of an event.
pub const FLAGS: u32 = 7;

/// A recording of an event.
#[derive(Debug, Clone)]
pub struct Record {
    /// Where in which stream.
    pub point: Point,
    /// When that was reached.
    pub time: Arc<OnceLock<Instant>>,
}

/// An event.
pub struct Event {
    /// Its handle.
    pub handle: CUevent,
    /// The flags that it was created with.
    pub flags: u32,
    /// The streams of its context.
    pub lanes: Arc<Lanes>,
    latest: Mutex<Latest>,
}

/// What the latest recording was.
#[derive(Clone, Default)]
enum Latest {
    #[default]
    None,
    Recorded(Record),
    Captured(CapturedMark),
}

impl Event {
    /// An event that has not been recorded.
    pub fn new(handle: CUevent, flags: u32, lanes: Arc<Lanes>) -> Self {
        Self { handle, flags, lanes, latest: Mutex::default() }
    }

    /// Records the event in a stream.
    pub fn record(&self, stream: &Arc<Stream>) {
        let time = Arc::new(OnceLock::new());
        let point = stream.submit(Work::Stamp(time.clone()));
        *self.latest.lock() = Latest::Recorded(Record { point, time });
    }

    /// Notes that the event was recorded in a stream under capture.
    pub fn mark(&self, mark: CapturedMark) {
        *self.latest.lock() = Latest::Captured(mark);
    }

    /// What the event marks in a capture, if its latest recording was captured.
    pub fn captured(&self) -> Option<CapturedMark> {
        match &*self.latest.lock() {
            Latest::Captured(mark) => Some(mark.clone()),
            _ => None,
        }
    }

    /// The latest recording; `None` if there was none yet.
    pub fn recorded(&self) -> CudaResult<Option<Record>> {
        match &*self.latest.lock() {
            Latest::None => Ok(None),
            Latest::Recorded(record) => Ok(Some(record.clone())),
            Latest::Captured(_) => Err(CudaError::CAPTURED_EVENT),
        }
    }

    /// Success if the latest recording is reached, `NOT_READY` if not.
    pub fn query(&self) -> CudaResult {
        self.lanes.check()?;
        match self.recorded()? {
            Some(record) if !record.point.is_reached() => Err(CudaError::NOT_READY),
            _ => self.lanes.check(),
        }
    }

    /// Waits for the latest recording.
    pub fn synchronize(&self) -> CudaResult {
        self.lanes.check()?;
        match self.recorded()? {
            Some(record) => record.point.stream.wait(record.point.sequence),
            None => Ok(()),
        }
    }

    /// Milliseconds from one event to another.
    pub fn elapsed(start: &Self, end: &Self) -> CudaResult<f32> {
        if !Arc::ptr_eq(&start.lanes, &end.lanes) || (start.flags | end.flags) & DISABLE_TIMING != 0 {
            return Err(CudaError::INVALID_HANDLE);
        }
        start.lanes.check()?;
        let (Some(start), Some(end)) = (start.recorded()?, end.recorded()?) else {
            return Err(CudaError::INVALID_HANDLE);
        };
        if !start.point.is_reached() || !end.point.is_reached() {
            return Err(CudaError::NOT_READY);
        }
        let (Some(start), Some(end)) = (start.time.get(), end.time.get()) else {
            return Err(CudaError::NOT_READY);
        };
        let forward = end.saturating_duration_since(*start).as_secs_f64();
        let backward = start.saturating_duration_since(*end).as_secs_f64();
        Ok(((forward - backward) * 1e3) as f32)
    }
}
