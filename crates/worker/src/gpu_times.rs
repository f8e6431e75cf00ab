//! How long the GPU is at launches, for a trace.
//!
//! Two events around every launch would cost as much as the launch. So every [`EVERY`]-th one is measured: of a kernel that is
//! launched often that is enough to know what it takes.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;
use table::{CUDA_ERROR_NOT_READY, CUDA_SUCCESS, CUevent, CUresult, CUstream};
use trace::format::GpuTime;

use crate::driver::Driver;

/// One launch of so many is measured. A prime: programs repeat themselves after other numbers of launches.
const EVERY: u32 = 61;
/// The most launches whose ends are awaited.
const PENDING: usize = 64;

/// Two events around a launch.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    begin: CUevent,
    end: CUevent,
}

/// A launch that is measured.
#[derive(Debug)]
struct Pending {
    frame: u64,
    context: u64,
    pair: Pair,
}

/// Measured launches of a session.
#[derive(Debug, Default)]
pub struct GpuTimes {
    /// Number of the frame that is being executed.
    pub frame: u64,
    /// Launches until the next one that is measured.
    left: u32,
    pending: VecDeque<Pending>,
    /// Events that wait for their next use, by their context (as the guest calls it).
    spare: FxHashMap<u64, Vec<Pair>>,
}

impl GpuTimes {
    /// A launch in `stream` of `context`, which is current, comes next: events for it, the first of which is on its way, if
    /// it is to be measured.
    #[inline]
    pub fn begin(&mut self, driver: &Driver, context: u64, stream: CUstream) -> Option<Pair> {
        if self.left > 0 {
            self.left -= 1;
            return None;
        }
        self.measure(driver, context, stream)
    }

    #[cold]
    fn measure(&mut self, driver: &Driver, context: u64, stream: CUstream) -> Option<Pair> {
        if self.pending.len() >= PENDING {
            return None;
        }
        let spare = self.spare.get_mut(&context).and_then(Vec::pop);
        let pair = spare.or_else(|| Some(Pair { begin: event(driver)?, end: event(driver)? }))?;
        self.left = EVERY - 1;
        // SAFETY: an event of ours, and a stream of this session.
        if unsafe { (driver.cuEventRecord)(pair.begin, stream) } == CUDA_SUCCESS {
            return Some(pair);
        }
        self.spare.entry(context).or_default().push(pair);
        None
    }

    /// The launch has been submitted with this result.
    #[cold]
    pub fn end(&mut self, driver: &Driver, context: u64, stream: CUstream, pair: Pair, status: CUresult) {
        // SAFETY: an event of ours, and a stream of this session.
        if status == CUDA_SUCCESS && unsafe { (driver.cuEventRecord)(pair.end, stream) } == CUDA_SUCCESS {
            self.pending.push_back(Pending { frame: self.frame, context, pair });
        } else {
            self.spare.entry(context).or_default().push(pair);
        }
    }

    /// Gives the times of launches that have ended to `take`.
    pub fn collect(&mut self, driver: &Driver, mut take: impl FnMut(GpuTime)) {
        // Those of other streams may have ended before the oldest.
        for _ in 0..self.pending.len() {
            let Some(pending) = self.pending.pop_front() else { return };
            let Pair { begin, end } = pending.pair;
            let mut milliseconds = 0.0;
            // SAFETY: events of ours; those of a context that is gone are not here any more. The pointer is to a local.
            let status = unsafe {
                match (driver.cuEventQuery)(end) {
                    CUDA_SUCCESS => (driver.cuEventElapsedTime)(&mut milliseconds, begin, end),
                    status => status,
                }
            };
            match status {
                CUDA_ERROR_NOT_READY => self.pending.push_back(pending),
                CUDA_SUCCESS => {
                    // 0 says that nothing was measured.
                    let nanoseconds = (f64::from(milliseconds) * 1e6).max(1.0) as u64;
                    take(GpuTime { seq: pending.frame.into(), gpu: nanoseconds.into() });
                    self.spare.entry(pending.context).or_default().push(pending.pair);
                }
                // The context has failed, and nothing in it works any more.
                _ => {}
            }
        }
    }

    /// The driver has destroyed a context, and its events with it.
    pub fn context_gone(&mut self, context: u64) {
        self.spare.remove(&context);
        self.pending.retain(|pending| pending.context != context);
    }
}

/// An event that measures time, in the current context.
fn event(driver: &Driver) -> Option<CUevent> {
    let mut event = CUevent::NULL;
    // SAFETY: the pointer is to a local.
    let status = unsafe { (driver.cuEventCreate)(&mut event, 0) };
    (status == CUDA_SUCCESS).then_some(event)
}
