//! What the mediator is told of a session while it lasts: figures that are counted anyway, copied into the page that it reads.

use std::sync::Arc;
use std::time::Instant;

use link::completion::SlotWriter;
use link::gauges::{Figures, Gauges, monotonic_us};
use link::worker::{PayloadMeters, WorkerRing};

use crate::report::Executed;

/// Only the dispatcher calls this, between frames.
pub struct Teller {
    gauges: Option<Arc<Gauges>>,
    slots: Arc<SlotWriter>,
    payload: Arc<PayloadMeters>,
    /// One moment by two clocks: reading the second one for every burst of frames would cost as much as a frame.
    start: (Instant, u64),
}

impl Teller {
    /// Without gauges nobody is told anything.
    pub fn new(gauges: Option<Arc<Gauges>>, slots: Arc<SlotWriter>, payload: Arc<PayloadMeters>) -> Self {
        Self { gauges, slots, payload, start: (Instant::now(), monotonic_us()) }
    }

    /// There are frames to execute, since `moment`.
    pub fn begin(&self, moment: Instant) {
        if let Some(gauges) = &self.gauges {
            let since = moment.saturating_duration_since(self.start.0).as_micros() as u64;
            gauges.serving_since(self.start.1.saturating_add(since));
        }
    }

    /// Some frames have been executed.
    #[inline]
    pub fn count(&self, executed: &Executed, ring: &WorkerRing) {
        let Some(gauges) = &self.gauges else { return };
        let frames = ring.meter();
        gauges.count(&Figures {
            frames: frames.calls,
            frame_bytes: frames.bytes,
            to_device_bytes: self.payload.to_device.get().bytes,
            to_host_bytes: self.payload.to_host.get().bytes,
            ring_bytes: ring.waiting(),
            ..executed.figures()
        });
    }

    /// All frames that there were have been executed.
    pub fn end(&self, executed: &Executed, ring: &WorkerRing) {
        let Some(gauges) = &self.gauges else { return };
        gauges.serving_since(0);
        self.count(executed, ring);
        let replies = self.slots.meter();
        gauges.count_replies(replies.calls, replies.bytes);
    }
}
