//! What a guest counts of its channel.

use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::Relaxed;

/// Counts since the channel was claimed.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    sent: AtomicU64,
    received: AtomicU64,
    rung: AtomicU64,
}

/// What a [`Tally`] said at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Messages towards the host.
    pub sent: u64,
    /// Messages towards the guest.
    pub received: u64,
    /// Doorbells rung.
    pub rung: u64,
}

impl Tally {
    pub(crate) fn sent(&self) {
        self.sent.fetch_add(1, Relaxed);
    }

    pub(crate) fn received(&self) {
        self.received.fetch_add(1, Relaxed);
    }

    pub(crate) fn rung(&self) {
        self.rung.fetch_add(1, Relaxed);
    }

    pub(crate) fn counts(&self) -> Counts {
        let of = |counter: &AtomicU64| counter.load(Relaxed);
        Counts { sent: of(&self.sent), received: of(&self.received), rung: of(&self.rung) }
    }
}
