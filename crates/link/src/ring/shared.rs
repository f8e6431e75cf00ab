//! The ring in shared memory.

use std::mem::MaybeUninit;
use std::sync::Arc;
use std::sync::atomic::Ordering::{Acquire, SeqCst};
use std::sync::atomic::{AtomicU32, compiler_fence, fence};
use std::time::Duration;

use rustix::thread::{MembarrierCommand, membarrier, membarrier_query};

use super::{RingHost, RingWords, SHORT};
use crate::account::Meter;
use crate::doorbell::Doorbell;
use crate::header::Control;
use crate::peer::PeerLife;

/// How long a sleeper trusts that it will be woken before it looks whether the peer still lives.
const PARK: Duration = Duration::from_millis(100);

/// Which end of the ring this is: they count in different cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Guest,
    Worker,
}

/// A ring in the control segment of a window.
#[derive(Debug, Clone)]
pub struct SharedRing {
    control: Control,
    data: usize,
    capacity: usize,
    doorbell: Arc<Doorbell>,
    life: Option<Arc<PeerLife>>,
    end: End,
    /// Both ends have agreed that the consumer's barrier serves for both.
    asymmetric: bool,
}

impl SharedRing {
    /// For the guest's producer. `life` finds out whether the worker is still there.
    pub fn for_guest(
        control: Control,
        doorbell: Arc<Doorbell>,
        life: Arc<PeerLife>,
        asymmetric: bool,
    ) -> Self {
        Self::new(control, doorbell, Some(life), End::Guest, asymmetric)
    }

    /// For the worker's consumer.
    pub fn for_worker(control: Control, doorbell: Arc<Doorbell>, asymmetric: bool) -> Self {
        Self::new(control, doorbell, None, End::Worker, asymmetric)
    }

    fn new(
        control: Control,
        doorbell: Arc<Doorbell>,
        life: Option<Arc<PeerLife>>,
        end: End,
        asymmetric: bool,
    ) -> Self {
        let (data, capacity) = (control.layout().ring_offset as usize, control.layout().ring_len as usize);
        Self { control, data, capacity, doorbell, life, end, asymmetric }
    }

    /// The doorbell, for another thread of the worker that has to wake the ring thread.
    pub fn doorbell_handle(&self) -> Arc<Doorbell> {
        Arc::clone(&self.doorbell)
    }

    /// What wakes the consumer.
    pub fn doorbell(&self) -> &Doorbell {
        &self.doorbell
    }
}

/// Guest: asks the kernel that barriers of other processes reach this one too. `false` where it cannot.
pub fn join_global_barriers() -> bool {
    membarrier_query().contains_command(MembarrierCommand::RegisterGlobalExpedited)
        && membarrier(MembarrierCommand::RegisterGlobalExpedited).is_ok()
}

/// Worker: whether it can issue such barriers.
pub fn can_issue_global_barriers() -> bool {
    membarrier(MembarrierCommand::GlobalExpedited).is_ok()
}

#[inline(always)]
fn prefetch_for_read(ptr: *const u8) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a prefetch is a hint: it faults on no address and changes neither memory nor flags.
    unsafe {
        std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T0 }>(ptr.cast());
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = ptr;
}

#[inline(always)]
fn prefetch_for_write(ptr: *mut u8) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a prefetch is a hint: it faults on no address and changes neither memory nor flags. Processors
    // without the instruction execute it as a no-op.
    unsafe {
        std::arch::asm!("prefetchw [{}]", in(reg) ptr, options(nostack, preserves_flags, readonly));
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = ptr;
}

// SAFETY: `copy_out` either fills all of `out` from the segment or, where the ring's own bookkeeping had asked
// for bytes outside of it, with zeroes.
unsafe impl RingHost for SharedRing {
    #[inline]
    fn words(&self) -> RingWords<'_> {
        let header = self.control.header();
        RingWords {
            head: &header.ring_head.0,
            tail: &header.ring_tail.0,
            sleeping: &header.flags.worker_sleeping,
            waiting: &header.flags.producer_waiting,
        }
    }

    #[inline]
    fn capacity(&self) -> usize {
        self.capacity
    }

    #[inline]
    fn copy_in(&self, at: usize, bytes: &[u8]) {
        debug_assert!(at + bytes.len() <= self.capacity);
        let copied = self.control.segment().write(self.data + at, bytes);
        debug_assert!(copied, "the ring lies inside the control segment");
    }

    #[inline]
    fn copy_short(&self, at: usize, out: &mut [MaybeUninit<u8>; SHORT]) -> bool {
        debug_assert!(at < self.capacity);
        // What follows the ring in its segment is longer than this.
        self.control.segment().read(self.data + at, out)
    }

    #[inline]
    fn copy_out(&self, at: usize, out: &mut [MaybeUninit<u8>]) {
        debug_assert!(at + out.len() <= self.capacity);
        if !self.control.segment().read(self.data + at, out) {
            debug_assert!(false, "the ring lies inside the control segment");
            out.fill(MaybeUninit::new(0));
        }
    }

    #[inline]
    fn expect_write(&self, at: usize) {
        // Two lines hold a typical launch. Fetched for writing now, while the program does something else, they
        // need not be fetched from the worker's cache between the next record and its publication.
        for line in [0, 64] {
            if let Some(ptr) = self.control.segment().ptr(self.data + at + line, 1) {
                prefetch_for_write(ptr);
            }
        }
    }

    #[inline]
    fn expect_read(&self, at: usize) {
        // The guest wrote them, so they lie in its cache, or far down in a shared one. They come here while the driver
        // is busy with the record before.
        const LINES: [usize; 3] = [0, 64, 128];
        // Behind the ring lie the slots, so that this leaves out nothing.
        if let Some(ptr) = self.control.segment().ptr(self.data + at, 64 * LINES.len()) {
            LINES.iter().for_each(|line| prefetch_for_read(ptr.wrapping_add(*line)));
        }
    }

    fn ring_doorbell(&self) {
        self.doorbell.ring();
    }

    #[inline]
    fn light_barrier(&self) {
        if self.asymmetric {
            compiler_fence(SeqCst);
        } else {
            fence(SeqCst);
        }
    }

    fn heavy_barrier(&self) {
        fence(SeqCst);
        // The guest's own heavy barrier is against the worker, whose half is always a full one.
        if self.end == End::Worker
            && self.asymmetric
            && let Err(errno) = membarrier(MembarrierCommand::GlobalExpedited)
        {
            // It has worked before. The time limit on every sleep keeps this from hanging anybody.
            tracing::error!(%errno, "membarrier failed");
        }
    }

    fn park(&self, word: &AtomicU32, expected: u32) {
        self.control.waker().wait(word, expected, PARK);
    }

    fn wake(&self, word: &AtomicU32) {
        self.control.waker().wake(word);
    }

    #[inline]
    fn is_dead(&self) -> bool {
        self.control.header().flags.session_dead.load(Acquire) != 0
    }

    fn check_peer(&self) -> bool {
        self.is_dead() || self.life.as_ref().is_some_and(|life| life.is_gone(&self.control))
    }

    #[inline]
    fn publish_meter(&self, meter: &Meter) {
        let header = self.control.header();
        match self.end {
            End::Guest => header.guest_account.commands.publish(meter),
            End::Worker => header.worker_account.commands.publish(meter),
        }
    }
}
