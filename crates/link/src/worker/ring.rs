//! The submission ring, as the worker's ring thread waits for it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::account::Meter;
use crate::doorbell::{Doorbell, Waker};
use crate::ring::{Consumer, RingViolation, SharedRing};
use crate::spin::{Doze, SpinPolicy};

/// What [`WorkerRing::wait`] ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Awake {
    /// There is work.
    Work,
    /// The time limit has passed without any.
    Idle,
}

/// The submission ring, in the hands of the worker's ring thread.
#[derive(Debug)]
pub struct WorkerRing {
    consumer: Consumer<SharedRing>,
    policy: SpinPolicy,
    doze: Option<Doze>,
    /// Since when no record has come, and how many had come then.
    idle: (Instant, u64),
}

impl WorkerRing {
    pub(super) fn new(ring: SharedRing, waker: Waker, spin: Duration) -> Self {
        // Where nobody can wake the guest by a futex, its doorbell is a device's register.
        let doze = (waker == Waker::Poll).then(Doze::default);
        let policy = SpinPolicy::for_worker(spin);
        Self { consumer: Consumer::new(ring), policy, doze, idle: (Instant::now(), 0) }
    }

    /// Takes the next record; see [`Consumer::next`].
    #[inline]
    pub fn next(&mut self, out: &mut Vec<u8>) -> Result<Option<()>, RingViolation> {
        self.consumer.next(out)
    }

    /// Whether a record may be waiting.
    #[inline]
    pub fn has_news(&self) -> bool {
        self.consumer.has_news()
    }

    /// How many bytes waited in the ring when it was last looked at.
    pub fn waiting(&self) -> u64 {
        self.consumer.waiting()
    }

    /// Polls for the configured time.
    pub fn spin(&self) -> bool {
        self.policy.until(|| self.consumer.has_news())
    }

    /// Polls, then sleeps until the doorbell rings or `timeout` passes; on a link whose doorbell is expensive, it sleeps for
    /// a moment at a time at first, which needs no doorbell.
    pub fn wait(&mut self, timeout: Duration) -> Awake {
        if self.spin() {
            return Awake::Work;
        }
        if let Some(nap) = self.nap() {
            std::thread::sleep(nap);
        } else if self.prepare_sleep() {
            self.doorbell().wait(timeout);
            self.cancel_sleep();
        }
        if self.has_news() { Awake::Work } else { Awake::Idle }
    }

    fn nap(&mut self) -> Option<Duration> {
        let taken = self.meter().calls;
        let doze = self.doze.as_mut()?;
        if taken != self.idle.1 {
            self.idle = (Instant::now(), taken);
        }
        doze.nap(self.idle.0.elapsed())
    }

    /// For a thread that sleeps on several descriptors; see [`Consumer::prepare_sleep`]. After `true`, poll
    /// [`Self::doorbell`]'s descriptor (with a time limit), then call [`Self::cancel_sleep`].
    pub fn prepare_sleep(&mut self) -> bool {
        self.consumer.prepare_sleep()
    }

    /// Ends what [`Self::prepare_sleep`] began, and quiets the doorbell.
    pub fn cancel_sleep(&mut self) {
        self.consumer.cancel_sleep();
        self.doorbell().drain();
    }

    /// The doorbell, for another thread that has to wake this one.
    pub fn doorbell_handle(&self) -> Arc<Doorbell> {
        self.consumer.host().doorbell_handle()
    }

    /// What rings when the guest has written while we slept.
    pub fn doorbell(&self) -> &Doorbell {
        self.consumer.host().doorbell()
    }

    /// Commands taken so far.
    pub fn meter(&self) -> Meter {
        self.consumer.meter()
    }
}
