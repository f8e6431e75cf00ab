//! The reading end of the ring. Called by one worker thread; the writer may be hostile.

use std::mem::MaybeUninit;

use thiserror::Error;

use super::{ALIGN, MIN_RECORD, PAD, RingHost, SHORT, max_record};
use crate::account::{Meter, hash};
use crate::sync::Ordering;

/// How a guest broke the rules of the ring. Always ends its session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum RingViolation {
    #[error("tail went from {from} back to {to}")]
    TailWentBack { from: u64, to: u64 },
    #[error("tail {tail} is more than the ring's {capacity} bytes ahead of head {head}")]
    TailTooFar { tail: u64, head: u64, capacity: u64 },
    #[error("tail {0} is not a multiple of {ALIGN}")]
    TailUnaligned(u64),
    #[error("record length {len:#x} at {at} is not a multiple of {ALIGN} between {MIN_RECORD} and {max}")]
    RecordLength { at: u64, len: u32, max: u32 },
    #[error("a record of {len} bytes at {at} exceeds the {available} bytes published")]
    RecordUnfinished { at: u64, len: u32, available: u64 },
    #[error("a record of {len} bytes at {at} runs past the ring's end, {to_end} bytes away")]
    RecordWraps { at: u64, len: u32, to_end: u64 },
    #[error("a pad record of {len} bytes at {at} should be {to_end} long")]
    PadLength { at: u64, len: u32, to_end: u64 },
}

/// The reading end.
#[derive(Debug)]
pub struct Consumer<H> {
    host: H,
    capacity: usize,
    head: u64,
    /// `tail` as last read and judged.
    tail: u64,
    /// Bytes that waited when it last looked for more.
    waiting: u64,
    /// `head` as the producer knows it. It is told late, to leave that cache line alone.
    told: u64,
    meter: Meter,
    violation: Option<RingViolation>,
}

impl<H: RingHost> Consumer<H> {
    /// A consumer for a ring whose words are all zero.
    pub fn new(host: H) -> Self {
        let capacity = host.capacity();
        assert!(capacity.is_power_of_two() && (64..=1 << 30).contains(&capacity), "ring capacity {capacity}");
        Self {
            host,
            capacity,
            head: 0,
            tail: 0,
            waiting: 0,
            told: 0,
            meter: Meter::default(),
            violation: None,
        }
    }

    /// Takes the next record into `out` (whose old content is lost), or returns `None` when there is none.
    ///
    /// The record's length word in `out` is the one that was judged, whatever the guest has written since.
    /// After a violation every later call returns the same violation.
    pub fn next(&mut self, out: &mut Vec<u8>) -> Result<Option<()>, RingViolation> {
        if let Some(violation) = self.violation {
            return Err(violation);
        }
        let taken = self.take(out);
        match taken {
            Err(violation) => self.violation = Some(violation),
            // Told now and then, and when there is nothing better to do. A writer that waits for room is not told of every
            // record: it would wake, write one, and wait again.
            Ok(found) => {
                let is_due = self.head - self.told >= self.capacity as u64 / 8;
                if is_due || found.is_none() {
                    self.tell();
                    if is_due || self.host.words().waiting.load(Ordering::Relaxed) != 0 {
                        self.wake_producer();
                    }
                }
            }
        }
        taken
    }

    /// Whether a record may be waiting (or a violation to be reported). One load.
    pub fn has_news(&self) -> bool {
        self.violation.is_some()
            || self.tail != self.head
            || self.host.words().tail.load(Ordering::Acquire) != self.tail
    }

    /// Announces that this thread will sleep on the doorbell. `false` means: don't, there is work, and the
    /// announcement is withdrawn. After `true` wait for the doorbell (among other things, with a time limit),
    /// then call [`Self::cancel_sleep`] and empty the doorbell.
    pub fn prepare_sleep(&mut self) -> bool {
        self.tell();
        // A swap although the old value is of no interest: it puts this write in line with the producers' swaps.
        self.host.words().sleeping.swap(1, Ordering::Relaxed);
        self.host.heavy_barrier();
        if self.host.words().waiting.load(Ordering::Relaxed) != 0 {
            self.wake_producer();
        }
        if self.has_news() {
            self.cancel_sleep();
            return false;
        }
        true
    }

    /// Withdraws the announcement of [`Self::prepare_sleep`].
    pub fn cancel_sleep(&mut self) {
        self.host.words().sleeping.swap(0, Ordering::Relaxed);
    }

    /// What has been taken so far.
    pub fn meter(&self) -> Meter {
        self.meter
    }

    /// How many bytes waited when it last looked for more than it knew of.
    pub fn waiting(&self) -> u64 {
        self.waiting
    }

    /// The surroundings that were given to [`Self::new`].
    pub fn host(&self) -> &H {
        &self.host
    }

    fn take(&mut self, out: &mut Vec<u8>) -> Result<Option<()>, RingViolation> {
        loop {
            if self.head == self.tail && !self.look_for_more()? {
                return Ok(None);
            }
            let at = (self.head & (self.capacity as u64 - 1)) as usize;
            let to_end = self.capacity - at;
            let available = self.tail - self.head;
            let stated = self.length_word(at);

            if stated & PAD != 0 {
                let len = stated & !PAD;
                if len as usize != to_end {
                    return Err(RingViolation::PadLength { at: self.head, len, to_end: to_end as u64 });
                }
                if u64::from(len) > available {
                    return Err(RingViolation::RecordUnfinished { at: self.head, len, available });
                }
                self.head += u64::from(len);
                continue;
            }

            let len = stated as usize;
            let max = max_record(self.capacity);
            if len < MIN_RECORD || len > max || !len.is_multiple_of(ALIGN) {
                return Err(RingViolation::RecordLength { at: self.head, len: stated, max: max as u32 });
            }
            if len as u64 > available {
                return Err(RingViolation::RecordUnfinished { at: self.head, len: stated, available });
            }
            if len > to_end {
                return Err(RingViolation::RecordWraps { at: self.head, len: stated, to_end: to_end as u64 });
            }
            self.copy_record(at, stated, out);
            self.head += len as u64;
            if self.head != self.tail {
                self.host.expect_read((self.head & (self.capacity as u64 - 1)) as usize);
            }
            self.meter.add_in_order(hash(out), len as u64);
            self.host.publish_meter(&self.meter);
            return Ok(Some(()));
        }
    }

    /// Reads `tail` once and judges it. `true`: at least [`ALIGN`] bytes are published.
    fn look_for_more(&mut self) -> Result<bool, RingViolation> {
        // Acquire: the records below the tail are visible.
        let tail = self.host.words().tail.load(Ordering::Acquire);
        if tail == self.tail {
            self.waiting = 0;
            return Ok(false);
        }
        if tail < self.tail {
            return Err(RingViolation::TailWentBack { from: self.tail, to: tail });
        }
        let capacity = self.capacity as u64;
        if tail - self.head > capacity {
            return Err(RingViolation::TailTooFar { tail, head: self.head, capacity });
        }
        if !tail.is_multiple_of(ALIGN as u64) {
            return Err(RingViolation::TailUnaligned(tail));
        }
        self.tail = tail;
        self.waiting = tail - self.head;
        // Its lines are fetched together, not one after the other as they are read.
        self.host.expect_read((self.head & (capacity - 1)) as usize);
        Ok(true)
    }

    fn length_word(&self, at: usize) -> u32 {
        let mut word = [MaybeUninit::new(0); 4];
        self.host.copy_out(at, &mut word);
        // SAFETY: every element was initialised above, before the host overwrote any of them.
        u32::from_le_bytes(word.map(|byte| unsafe { byte.assume_init() }))
    }

    fn copy_record(&self, at: usize, stated: u32, out: &mut Vec<u8>) {
        let len = stated as usize;
        out.clear();
        out.reserve(len.max(SHORT));
        let spare = out.spare_capacity_mut();
        let is_short =
            len <= SHORT && spare.first_chunk_mut().is_some_and(|short| self.host.copy_short(at, short));
        if !is_short {
            self.host.copy_out(at, &mut spare[..len]);
        }
        // SAFETY: `reserve` made room for `len` bytes, and all of them are filled: by `copy_short`, which fills as many or more, or
        // by `copy_out`.
        unsafe { out.set_len(len) };
        // The guest may have changed the word since it was judged. It is written only then: whoever reads a word that was
        // just written in part waits until the write has left the processor's buffer, for every record.
        if out[..4] != stated.to_le_bytes() {
            out[..4].copy_from_slice(&stated.to_le_bytes());
        }
    }

    /// Gives everything taken so far back to the producer.
    fn tell(&mut self) {
        if self.told != self.head {
            self.told = self.head;
            // Release: our copies out of the ring happen before the producer overwrites it.
            self.host.words().head.store(self.head, Ordering::Release);
        }
    }

    fn wake_producer(&self) {
        let waiting = self.host.words().waiting;
        if waiting.swap(0, Ordering::AcqRel) != 0 {
            self.host.wake(waiting);
        }
    }
}
