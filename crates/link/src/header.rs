//! The control segment as both ends use it: header words, slots, liveness, the asynchronous error.

use std::sync::Arc;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::sync::atomic::{AtomicU32, AtomicU64};
use std::time::{Duration, Instant};

use crate::doorbell::Waker;
use crate::layout::{
    ControlHeader, HEADER_LEN, LAYOUT_VERSION, Layout, MAGIC, SLOT_FENCE, SLOT_LEN, SLOT_PAYLOAD, SlotHead,
};
use crate::window::{Segment, Window};

/// Why a session ended, as the word `session_dead` tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum DeathReason {
    /// The worker ended in an orderly way.
    Closed = 1,
    /// The worker process died.
    WorkerDied = 2,
    /// The guest broke the protocol.
    Violation = 3,
    /// The mediator took the worker away: quota, watchdog, administrator.
    Quarantined = 4,
    /// The device failed under the worker.
    DeviceLost = 5,
    /// The guest went away.
    GuestGone = 6,
    /// A number that this version does not know.
    Unknown = u32::MAX,
}

impl DeathReason {
    fn from_word(word: u32) -> Option<Self> {
        match word {
            0 => None,
            1 => Some(Self::Closed),
            2 => Some(Self::WorkerDied),
            3 => Some(Self::Violation),
            4 => Some(Self::Quarantined),
            5 => Some(Self::DeviceLost),
            6 => Some(Self::GuestGone),
            _ => Some(Self::Unknown),
        }
    }
}

/// The newest error of an asynchronous command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsyncError {
    /// Grows with every error, so that a guest notices two equal ones. Never 0.
    pub sequence: u32,
    /// The `CUresult`.
    pub result: u32,
}

/// A handle on the control segment. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Control {
    segment: Arc<Segment>,
    layout: Layout,
    waker: Waker,
}

impl Control {
    /// Segment 0 of `window`, on a link whose sleepers are woken by futexes.
    pub fn of(window: &Window) -> Self {
        Self::woken_by(Waker::Futex, window)
    }

    /// Segment 0 of `window`.
    pub fn woken_by(waker: Waker, window: &Window) -> Self {
        Self { segment: Arc::clone(window.control()), layout: window.layout(), waker }
    }

    /// How sleepers on the other side are woken, and how we sleep.
    #[inline]
    pub fn waker(&self) -> Waker {
        self.waker
    }

    /// Where its parts are.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The memory itself.
    pub fn segment(&self) -> &Arc<Segment> {
        &self.segment
    }

    /// The header's words. All of them are atomics, and any of them may be wrong: the peer writes here too.
    #[inline]
    pub fn header(&self) -> &ControlHeader {
        let base = self.segment.ptr(0, HEADER_LEN).unwrap_or(std::ptr::null_mut());
        debug_assert!(!base.is_null(), "a control segment is longer than its header");
        // SAFETY:
        // - not null: `Layout::check` accepts no segment shorter than 64 KiB, so `ptr` found HEADER_LEN bytes;
        // - aligned: segments start on a page, the type asks for 128 bytes;
        // - lifetime: the segment is mapped while `self.segment` is held, from which the reference borrows;
        // - shared mutation: `ControlHeader` consists of atomics (and padding that is never read).
        unsafe { &*base.cast::<ControlHeader>() }
    }

    /// Guest: describes the window in its own header.
    pub fn describe(&self, protocol_hash: u64, generation: u64) {
        let identity = &self.header().identity;
        identity.layout_version.store(LAYOUT_VERSION, Relaxed);
        identity.header_len.store(HEADER_LEN as u32, Relaxed);
        identity.protocol_hash.store(protocol_hash, Relaxed);
        identity.generation.store(generation, Relaxed);
        identity.segment_len.store(self.layout.segment_len, Relaxed);
        identity.ring_offset.store(self.layout.ring_offset, Relaxed);
        identity.ring_len.store(self.layout.ring_len, Relaxed);
        identity.slots_offset.store(self.layout.slots_offset, Relaxed);
        identity.slot_count.store(u64::from(self.layout.slot_count), Relaxed);
        identity.heap_offset.store(self.layout.heap_offset, Relaxed);
        identity.heap_len.store(self.layout.heap_len, Relaxed);
        identity.magic.store(MAGIC, Release);
    }

    /// Whether the header describes a window of this version and protocol. A courtesy check against mixed-up
    /// descriptors; a hostile guest can of course write whatever passes.
    pub fn is_described(&self, protocol_hash: u64) -> bool {
        let identity = &self.header().identity;
        identity.magic.load(Acquire) == MAGIC
            && identity.layout_version.load(Relaxed) == LAYOUT_VERSION
            && identity.protocol_hash.load(Relaxed) == protocol_hash
    }

    /// The completion slot with this number, if there is one.
    #[inline]
    pub fn slot(&self, index: u32) -> Option<Slot<'_>> {
        if index >= self.layout.slot_count {
            return None;
        }
        let offset = self.layout.slots_offset as usize + index as usize * SLOT_LEN;
        Some(Slot { control: self, offset })
    }

    /// First address of the staging heap.
    pub fn heap_addr(&self) -> u64 {
        self.segment.addr() + self.layout.heap_offset
    }

    /// Ends the session for both ends and wakes every guest thread that sleeps. The first reason stays.
    pub fn declare_dead(&self, reason: DeathReason) {
        let header = self.header();
        let _ = header.flags.session_dead.compare_exchange(0, reason as u32, Release, Relaxed);
        let waiting = &header.flags.producer_waiting;
        waiting.store(0, Release);
        self.waker.wake(waiting);
        for index in 0..self.layout.slot_count {
            if let Some(slot) = self.slot(index)
                && slot.head().sleeping.load(Relaxed) != 0
            {
                self.waker.wake(&slot.head().seq);
            }
        }
    }

    /// Why the session ended, if it did.
    #[inline]
    pub fn death(&self) -> Option<DeathReason> {
        DeathReason::from_word(self.header().flags.session_dead.load(Acquire))
    }

    /// Worker: makes an asynchronous error known. One thread at a time.
    pub fn raise_async_error(&self, result: u32) {
        let word = &self.header().async_error.0;
        let sequence = ((word.load(Relaxed) >> 32) as u32).wrapping_add(1).max(1);
        word.store(u64::from(sequence) << 32 | u64::from(result), Release);
    }

    /// Guest: the newest asynchronous error, if there ever was one. One load.
    #[inline]
    pub fn async_error(&self) -> Option<AsyncError> {
        let word = self.header().async_error.0.load(Acquire);
        (word != 0).then_some(AsyncError { sequence: (word >> 32) as u32, result: word as u32 })
    }
}

/// One completion slot.
#[derive(Debug, Clone, Copy)]
pub struct Slot<'a> {
    control: &'a Control,
    /// From the segment's start; a whole slot lies there.
    offset: usize,
}

impl<'a> Slot<'a> {
    #[inline]
    pub(crate) fn head(&self) -> &'a SlotHead {
        let base = self.control.segment.ptr(self.offset, SLOT_LEN).unwrap_or(std::ptr::null_mut());
        debug_assert!(!base.is_null(), "slots lie inside the control segment");
        // SAFETY: as for `Control::header`: `Control::slot` checked the index and `Layout::check` that all
        // slots lie inside the segment; slots are page-aligned; `SlotHead` consists of atomics.
        unsafe { &*base.cast::<SlotHead>() }
    }

    /// The word that the GPU writes, and the address at which it does so (in guest, worker and device alike).
    pub fn fence(&self) -> (u64, &'a AtomicU32) {
        let offset = self.offset + SLOT_FENCE;
        let ptr = self.control.segment.ptr(offset, 4).unwrap_or(std::ptr::null_mut());
        debug_assert!(!ptr.is_null(), "slots lie inside the control segment");
        // SAFETY: inside the segment and aligned as above; borrowed from the control segment's owner; the
        // word is only ever accessed atomically (by us) or by the device.
        (self.control.segment.addr() + offset as u64, unsafe { AtomicU32::from_ptr(ptr.cast()) })
    }

    /// Offset of the payload from the segment's start.
    #[inline]
    pub(crate) fn payload_offset(&self) -> usize {
        self.offset + SLOT_PAYLOAD
    }
}

/// Notices that a counter which should advance has stopped.
///
/// A pure function of the values shown to it, so that tests need not sleep.
#[derive(Debug, Clone, Copy)]
pub struct HeartbeatWatch {
    value: u64,
    changed: Instant,
    patience: Duration,
}

impl HeartbeatWatch {
    /// The counter is `value` at the time `now`, and may stand still for `patience`.
    pub fn new(value: u64, now: Instant, patience: Duration) -> Self {
        Self { value, changed: now, patience }
    }

    /// Whether the counter, which is `value` now, has been still for too long.
    pub fn is_stuck(&mut self, value: u64, now: Instant) -> bool {
        if value != self.value {
            self.value = value;
            self.changed = now;
        }
        now.duration_since(self.changed) > self.patience
    }
}

/// Advances a heartbeat counter.
pub fn beat(counter: &AtomicU64, millis: u64) {
    counter.store(millis, Relaxed);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heart_that_stops_is_noticed_and_one_that_resumes_is_forgiven() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let mut watch = HeartbeatWatch::new(7, start, Duration::from_millis(100));
        assert!(!watch.is_stuck(7, at(100)));
        assert!(watch.is_stuck(7, at(101)));
        assert!(!watch.is_stuck(8, at(102)));
        assert!(!watch.is_stuck(8, at(200)));
    }

    #[test]
    fn unknown_reasons_still_mean_dead() {
        assert_eq!(DeathReason::from_word(0), None);
        assert_eq!(DeathReason::from_word(3), Some(DeathReason::Violation));
        assert_eq!(DeathReason::from_word(77), Some(DeathReason::Unknown));
    }
}
