//! Events: marks in a stream's order, and the time at which they were passed.

use std::{
    sync::{Arc, OnceLock},
    thread,
    time::{Duration, Instant},
};

use parking_lot::Mutex;
use table::{CUevent, CudaError, CudaResult};

use crate::{
    capture::CapturedMark,
    share::{Beacon, Waiter},
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
    /// Which recording of a shared event it is.
    pub number: u64,
}

/// What somebody who waits for an event has to wait for.
#[derive(Debug)]
pub enum Goal {
    /// A place in a stream.
    Point(Point),
    /// A recording by another process.
    Elsewhere(Arc<Beacon>, u64),
}

/// An event.
pub struct Event {
    /// Its handle.
    pub handle: CUevent,
    /// The flags that it was created with.
    pub flags: u32,
    /// The streams of its context.
    pub lanes: Arc<Lanes>,
    /// What other processes see of it, if it is shared.
    pub beacon: Option<Arc<Beacon>>,
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
    pub fn new(handle: CUevent, flags: u32, lanes: Arc<Lanes>, beacon: Option<Arc<Beacon>>) -> Self {
        Self { handle, flags, lanes, beacon, latest: Mutex::default() }
    }

    /// Records the event in a stream.
    pub fn record(&self, stream: &Arc<Stream>) {
        let time = Arc::new(OnceLock::new());
        let (work, number) = match &self.beacon {
            None => (Work::Stamp(time.clone()), 0),
            Some(beacon) => {
                let number = beacon.announce();
                (Work::Reach(beacon.clone(), number), number)
            }
        };
        let point = stream.submit(work);
        *self.latest.lock() = Latest::Recorded(Record { point, time, number });
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

    /// Whether there was a recording, by any process.
    pub fn is_recorded(&self) -> CudaResult<bool> {
        let here = self.recorded()?.is_some();
        Ok(here || self.beacon.as_ref().is_some_and(|beacon| beacon.latest() != 0))
    }

    /// What the latest recording is, unless it is reached.
    pub fn goal(&self) -> CudaResult<Option<Goal>> {
        let record = self.recorded()?;
        if let Some(beacon) = &self.beacon {
            let latest = beacon.latest();
            if record.as_ref().is_none_or(|record| record.number != latest) {
                let is_open = !beacon.is_reached(latest);
                return Ok(is_open.then(|| Goal::Elsewhere(beacon.clone(), latest)));
            }
        }
        Ok(record.filter(|record| !record.point.is_reached()).map(|record| Goal::Point(record.point)))
    }

    /// Has a stream wait for the latest recording.
    pub fn hold(&self, stream: &Arc<Stream>) -> CudaResult {
        // Waiting for a point that is already reached would only cost time.
        match self.goal()? {
            None => {}
            Some(Goal::Point(point)) => {
                stream.submit(Work::Wait(point));
            }
            Some(Goal::Elsewhere(beacon, number)) => {
                stream.submit(Work::WaitElsewhere(Waiter::new(beacon, number)));
            }
        }
        Ok(())
    }

    /// Success if the latest recording is reached, `NOT_READY` if not.
    pub fn query(&self) -> CudaResult {
        self.lanes.check()?;
        match self.goal()? {
            None => self.lanes.check(),
            Some(Goal::Elsewhere(beacon, number)) if beacon.check(number)? => self.lanes.check(),
            Some(_) => Err(CudaError::NOT_READY),
        }
    }

    /// Waits for the latest recording.
    pub fn synchronize(&self) -> CudaResult {
        self.lanes.check()?;
        match self.goal()? {
            None => self.lanes.check(),
            Some(Goal::Point(point)) => point.stream.wait(point.sequence),
            Some(Goal::Elsewhere(beacon, number)) => {
                let (mut waiter, mut pause) = (Waiter::new(beacon, number), Duration::from_micros(10));
                while !waiter.is_over()? {
                    self.lanes.check()?;
                    thread::sleep(pause);
                    pause = (pause * 2).min(Duration::from_micros(500));
                }
                self.lanes.check()
            }
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
