//! Results on their way back: one slot per waiting guest thread.
//!
//! ```text
//!   guest: seq := n+1, submit ──────────────► worker: executes
//!   guest: poll slot.seq == n+1               worker: payload, status, len, then slot.seq := n+1 (release)
//!   guest: sleeping := 1, barrier, look,      worker: barrier, sleeping? → wake
//!          futex-wait on slot.seq
//! ```
//!
//! A slot has at most one call outstanding. Sequence numbers go on when a slot changes hands, so a late answer to
//! a thread that is gone is never taken for the answer to the next.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};
use std::sync::atomic::fence;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use thiserror::Error;

use crate::account::{Meter, SharedMeter, hash};
use crate::header::Control;
use crate::layout::SLOT_PAYLOAD_MAX;
use crate::peer::PeerLife;
use crate::spin::SpinPolicy;

/// How long a sleeper trusts that it will be woken before it looks whether the worker still lives.
const NAP: Duration = Duration::from_millis(100);

/// The session ended before the answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the worker of this session is gone")]
pub struct Dead;

/// Why a completion could not be written: the guest asked for something impossible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum SlotError {
    #[error("there is no completion slot {0}")]
    NoSuchSlot(u32),
    #[error("a reply of {0} bytes exceeds a slot's {SLOT_PAYLOAD_MAX}")]
    TooLong(usize),
}

/// Hash of one completion; both ends compute it.
#[inline]
fn reply_hash(slot: u32, seq: u32, status: u32, payload: &[u8]) -> u64 {
    let mut head = [0; 16];
    for (to, word) in head.as_chunks_mut::<4>().0.iter_mut().zip([slot, seq, status, payload.len() as u32]) {
        *to = word.to_le_bytes();
    }
    let head = hash(&head);
    // Many replies are a status and nothing else, and this is on the way of each of them.
    if payload.is_empty() { head } else { head.wrapping_add(hash(payload).rotate_left(1)) }
}

/// One meter per slot: only one thread at a time has business with a slot, so no locked instructions.
fn meters(control: &Control) -> Box<[SharedMeter]> {
    (0..control.layout().slot_count).map(|_| SharedMeter::default()).collect()
}

fn sum(meters: &[SharedMeter]) -> Meter {
    meters.iter().map(SharedMeter::get).fold(Meter::default(), Meter::merged)
}

/// The worker's side: writes completions. Any thread, but one at a time per slot.
#[derive(Debug)]
pub struct SlotWriter {
    control: Control,
    meters: Box<[SharedMeter]>,
    /// No slot from this number on has been used. Most guests have few threads, and who sums up need not look at the rest.
    unused: AtomicU32,
}

impl SlotWriter {
    /// For all slots of this control segment.
    pub fn new(control: Control) -> Self {
        Self { meters: meters(&control), control, unused: AtomicU32::new(0) }
    }

    /// Completes call `seq` of slot `index`, and wakes its thread if it sleeps.
    pub fn complete(&self, index: u32, seq: u32, status: u32, payload: &[u8]) -> Result<(), SlotError> {
        let slot = self.control.slot(index).ok_or(SlotError::NoSuchSlot(index))?;
        if payload.len() > SLOT_PAYLOAD_MAX || !self.control.segment().write(slot.payload_offset(), payload) {
            return Err(SlotError::TooLong(payload.len()));
        }
        let head = slot.head();
        head.status.store(status, Relaxed);
        head.len.store(payload.len() as u32, Relaxed);
        if index >= self.unused.load(Relaxed) {
            self.unused.fetch_max(index + 1, Relaxed);
        }
        if let Some(meter) = self.meters.get(index as usize) {
            meter.add_exclusive(reply_hash(index, seq, status, payload), payload.len() as u64);
        }
        // Release: whoever sees the number sees status and payload.
        head.seq.store(seq, Release);
        fence(SeqCst);
        if head.sleeping.load(Relaxed) != 0 {
            self.control.waker().wake(&head.seq);
        }
        Ok(())
    }

    /// Address of the word that the GPU may write for this slot, the same on all three sides.
    pub fn fence_addr(&self, index: u32) -> Option<u64> {
        self.control.slot(index).map(|slot| slot.fence().0)
    }

    /// Wakes the thread of this slot after something else than [`Self::complete`] has changed what it waits
    /// for: the fence word.
    pub fn nudge(&self, index: u32) {
        if let Some(slot) = self.control.slot(index) {
            self.control.waker().wake(&slot.head().seq);
        }
    }

    /// Completions written so far.
    pub fn meter(&self) -> Meter {
        let used = self.unused.load(Relaxed) as usize;
        sum(self.meters.get(..used).unwrap_or(&self.meters))
    }
}

#[derive(Debug, Default)]
struct Free {
    /// Slots that were used and given back.
    returned: Vec<u32>,
    /// First slot that was never used.
    fresh: u32,
}

/// The guest's slots. State that matters is private: the window only carries the answers.
#[derive(Debug)]
pub struct SlotPool {
    control: Control,
    life: Arc<PeerLife>,
    policy: SpinPolicy,
    free: Mutex<Free>,
    /// Last sequence number used on each slot.
    sequences: Box<[AtomicU32]>,
    meters: Box<[SharedMeter]>,
}

impl SlotPool {
    /// For all slots of this control segment, none of which is in use.
    pub fn new(control: Control, life: Arc<PeerLife>, policy: SpinPolicy) -> Arc<Self> {
        let sequences = (0..control.layout().slot_count).map(|_| AtomicU32::new(0)).collect();
        Arc::new(Self { meters: meters(&control), control, life, policy, free: Mutex::default(), sequences })
    }

    /// A slot for the calling thread, or `None` when as many threads as there are slots have one.
    pub fn acquire(self: &Arc<Self>) -> Option<SlotHandle> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let index = match free.returned.pop() {
            Some(index) => index,
            None if free.fresh < self.control.layout().slot_count => {
                free.fresh += 1;
                free.fresh - 1
            }
            None => return None,
        };
        drop(free);
        let seq = self.sequences.get(index as usize)?.load(Acquire);
        Some(SlotHandle { pool: Arc::clone(self), index, seq })
    }

    /// Calls that were begun and whose completion nobody has read: threads that wait for one, or have given up.
    pub fn outstanding(&self) -> u64 {
        let per_slot = self.sequences.iter().zip(&self.meters);
        // Sequence numbers count from 1 and may wrap around, so the counts are compared as they are.
        let waiting = |(begun, read): (&AtomicU32, &SharedMeter)| {
            u64::from(begun.load(Acquire).wrapping_sub(read.get().calls as u32))
        };
        per_slot.map(waiting).sum()
    }

    /// Completions read so far.
    pub fn meter(&self) -> Meter {
        sum(&self.meters)
    }
}

/// A slot in the hands of one guest thread. Given back when dropped.
#[derive(Debug)]
pub struct SlotHandle {
    pool: Arc<SlotPool>,
    index: u32,
    seq: u32,
}

impl SlotHandle {
    /// The slot's number, which also names this thread towards the worker.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The number for the next call, to be written into its frame.
    #[inline]
    pub fn begin(&mut self) -> u32 {
        self.seq = self.seq.wrapping_add(1);
        if let Some(word) = self.pool.sequences.get(self.index as usize) {
            word.store(self.seq, Release);
        }
        self.seq
    }

    /// Waits for the call that [`Self::begin`] last announced; appends its payload to `out`; returns its status.
    pub fn wait(&mut self, out: &mut Vec<u8>) -> Result<u32, Dead> {
        self.wait_spinning(self.pool.policy, out)
    }

    /// [`Self::wait`] with another idea of how long to poll.
    pub fn wait_spinning(&mut self, policy: SpinPolicy, out: &mut Vec<u8>) -> Result<u32, Dead> {
        let pool = &*self.pool;
        let slot = pool.control.slot(self.index).ok_or(Dead)?;
        let head = slot.head();
        let is_done = || head.seq.load(Acquire) == self.seq;
        if !policy.until(is_done) {
            self.sleep_until(is_done)?;
        }
        let status = head.status.load(Relaxed);
        let len = (head.len.load(Relaxed) as usize).min(SLOT_PAYLOAD_MAX);
        let start = out.len();
        if !pool.control.segment().read_to_vec(slot.payload_offset(), len, out) {
            return Err(Dead);
        }
        if let (Some(meter), Some(payload)) = (pool.meters.get(self.index as usize), out.get(start..)) {
            meter.add_exclusive(reply_hash(self.index, self.seq, status, payload), len as u64);
        }
        Ok(status)
    }

    /// Sleeps until `is_done`. The worker ends the sleep by [`SlotWriter::complete`] or [`SlotWriter::nudge`].
    fn sleep_until(&self, is_done: impl Fn() -> bool) -> Result<(), Dead> {
        let pool = &*self.pool;
        let slot = pool.control.slot(self.index).ok_or(Dead)?;
        let head = slot.head();
        let result = loop {
            head.sleeping.store(1, Relaxed);
            fence(SeqCst);
            let seen = head.seq.load(Acquire);
            if is_done() {
                break Ok(());
            }
            pool.control.waker().wait(&head.seq, seen, NAP);
            if is_done() {
                break Ok(());
            }
            if pool.life.is_gone(&pool.control) {
                // The answer may have come just before the end.
                break if is_done() { Ok(()) } else { Err(Dead) };
            }
        };
        head.sleeping.store(0, Relaxed);
        result
    }

    /// This slot's GPU-written word: its address for the worker and the device.
    pub fn fence_addr(&self) -> u64 {
        self.pool.control.slot(self.index).map_or(0, |slot| slot.fence().0)
    }

    /// Polls until this slot's fence word has reached `value` (or passed it), for as long as `policy` says.
    /// `false`: not yet; the caller asks the worker to complete a call when it is done, and waits for that.
    pub fn wait_fence(&self, value: u32, policy: SpinPolicy) -> bool {
        let Some(slot) = self.pool.control.slot(self.index) else { return false };
        spin_on_fence(slot.fence().1, value, policy)
    }
}

impl Drop for SlotHandle {
    fn drop(&mut self) {
        self.pool.free.lock().unwrap_or_else(PoisonError::into_inner).returned.push(self.index);
    }
}

/// Polls a GPU-written word anywhere in the window until it has reached `value` (or passed it: such words only
/// go up, and may wrap around).
pub fn spin_on_fence(word: &AtomicU32, value: u32, policy: SpinPolicy) -> bool {
    policy.until(|| word.load(Acquire).wrapping_sub(value) < u32::MAX / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fence_counts_as_reached_when_at_or_past_the_value() {
        let policy = SpinPolicy { spin: Duration::ZERO, yields: false };
        let word = AtomicU32::new(5);
        assert!(spin_on_fence(&word, 5, policy));
        assert!(spin_on_fence(&word, 4, policy));
        assert!(!spin_on_fence(&word, 6, policy));
        assert!(spin_on_fence(&word, u32::MAX, policy));
    }
}
