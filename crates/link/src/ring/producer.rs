//! The writing end of the ring. Called by every guest thread.

use thiserror::Error;

use super::{ALIGN, MIN_RECORD, PAD, RingHost, max_record};
use crate::account::{Meter, hash_parts};
use crate::sync::{Lock, Ordering, spin_loop};

/// Looks at `head` before a writer of a full ring goes to sleep. Under loom one look suffices.
const FULL_SPINS: u32 = if cfg!(loom) { 1 } else { 2_000 };

/// Why a record was not submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum SubmitError {
    /// The session is over; no later submission will succeed.
    #[error("the worker of this session is gone")]
    Dead,
    /// The caller's fault: bulk data belongs in the heap.
    #[error("a record of {len} bytes exceeds the ring's limit of {max}")]
    TooLong { len: usize, max: usize },
    /// The caller's fault.
    #[error("a record of {len} bytes is not a multiple of {ALIGN} that starts with its own length")]
    Malformed { len: usize },
}

#[derive(Debug)]
struct State {
    tail: u64,
    /// `head` as last read; the ring has at least as much room as this says.
    head: u64,
    meter: Meter,
    /// Nothing is submitted any more.
    is_closed: bool,
}

/// The writing end: order of publication is the order in which callers get the lock.
#[derive(Debug)]
pub struct Producer<H> {
    host: H,
    capacity: usize,
    state: Lock<State>,
}

impl<H: RingHost> Producer<H> {
    /// A producer for a ring whose words are all zero.
    pub fn new(host: H) -> Self {
        let capacity = host.capacity();
        assert!(capacity.is_power_of_two() && (64..=1 << 30).contains(&capacity), "ring capacity {capacity}");
        let state = State { tail: 0, head: 0, meter: Meter::default(), is_closed: false };
        Self { host, capacity, state: Lock::new(state) }
    }

    /// The longest record that [`Self::submit`] takes.
    pub fn max_record(&self) -> usize {
        max_record(self.capacity)
    }

    /// Publishes the concatenation of `parts` as one record: at least [`MIN_RECORD`] bytes, a multiple of
    /// [`ALIGN`], beginning with its own length. The first part holds at least that length word. Blocks while
    /// the ring is full. Gives the record's number, from 0: both ends count alike.
    pub fn submit(&self, parts: &[&[u8]]) -> Result<u64, SubmitError> {
        let len = self.checked_len(parts)?;
        if self.host.is_dead() {
            return Err(SubmitError::Dead);
        }
        let hash = hash_parts(parts);
        let number = {
            let mut state = self.state.lock();
            if state.is_closed {
                return Err(SubmitError::Dead);
            }
            let at = (state.tail & (self.capacity as u64 - 1)) as usize;
            let to_end = self.capacity - at;
            let pad = if len > to_end { to_end } else { 0 };
            self.make_room(&mut state, pad + len)?;

            let mut at = at;
            if pad > 0 {
                // Both the ring and `at` are multiples of 8, so eight bytes always fit.
                let mut record = [0; MIN_RECORD];
                record[..4].copy_from_slice(&(pad as u32 | PAD).to_le_bytes());
                self.host.copy_in(at, &record);
                at = 0;
            }
            for part in parts {
                self.host.copy_in(at, part);
                at += part.len();
            }
            let number = state.meter.calls;
            state.tail += (pad + len) as u64;
            // Release: whoever sees the new tail sees the record.
            self.host.words().tail.store(state.tail, Ordering::Release);
            state.meter.add_in_order(hash, len as u64);
            self.host.publish_meter(&state.meter);
            self.host.expect_write((state.tail & (self.capacity as u64 - 1)) as usize);
            number
        };
        self.host.light_barrier();
        let sleeping = self.host.words().sleeping;
        // The swap leaves one of several simultaneous writers to pay for the system call.
        if sleeping.load(Ordering::Relaxed) != 0 && sleeping.swap(0, Ordering::AcqRel) != 0 {
            self.host.ring_doorbell();
        }
        Ok(number)
    }

    /// Ends the writing: every later submission is [`SubmitError::Dead`], so that what has been submitted is
    /// final. `false`, and nothing has changed, while a writer holds the ring: one may wait for room in it for
    /// as long as the consumer takes.
    pub fn try_close(&self) -> bool {
        let Some(mut state) = self.state.try_lock() else { return false };
        state.is_closed = true;
        true
    }

    /// What has been submitted so far.
    pub fn meter(&self) -> Meter {
        self.state.lock().meter
    }

    /// Bytes ever written, the gaps at the ring's end included.
    pub fn position(&self) -> u64 {
        self.state.lock().tail
    }

    /// Whether the consumer has taken everything that was submitted (as far as it has said so).
    pub fn is_drained(&self) -> bool {
        let state = self.state.lock();
        self.host.words().head.load(Ordering::Acquire) == state.tail
    }

    /// The surroundings that were given to [`Self::new`].
    pub fn host(&self) -> &H {
        &self.host
    }

    fn checked_len(&self, parts: &[&[u8]]) -> Result<usize, SubmitError> {
        let len = parts.iter().map(|part| part.len()).sum();
        let max = max_record(self.capacity);
        if len > max {
            return Err(SubmitError::TooLong { len, max });
        }
        let stated =
            parts.first().and_then(|part| part.first_chunk::<4>()).map(|word| u32::from_le_bytes(*word));
        if len < MIN_RECORD || !len.is_multiple_of(ALIGN) || stated != Some(len as u32) {
            return Err(SubmitError::Malformed { len });
        }
        Ok(len)
    }

    /// Returns when `need` bytes are free. `need` is at most half the ring.
    fn make_room(&self, state: &mut State, need: usize) -> Result<(), SubmitError> {
        let most_used = (self.capacity - need) as u64;
        if state.tail - state.head <= most_used {
            return Ok(());
        }
        let mut spins = 0;
        loop {
            if self.has_room(state, most_used)? {
                return Ok(());
            }
            if spins < FULL_SPINS {
                spins += 1;
                spin_loop();
                continue;
            }
            if self.host.is_dead() {
                return Err(SubmitError::Dead);
            }
            let waiting = self.host.words().waiting;
            // A swap although the old value is of no interest: it puts this write in line with the consumer's.
            waiting.swap(1, Ordering::Relaxed);
            // A rare path, so it pays for the full barrier; see the module's note on going to sleep.
            self.host.heavy_barrier();
            if self.has_room(state, most_used)? {
                waiting.swap(0, Ordering::Relaxed);
                return Ok(());
            }
            self.host.park(waiting, 1);
            if self.host.check_peer() {
                return Err(SubmitError::Dead);
            }
        }
    }

    fn has_room(&self, state: &mut State, most_used: u64) -> Result<bool, SubmitError> {
        // Acquire: the consumer has finished reading what it gives back.
        let head = self.host.words().head.load(Ordering::Acquire);
        // A worker whose head runs backwards or past the tail is broken beyond talking to.
        if head < state.head || head > state.tail {
            return Err(SubmitError::Dead);
        }
        state.head = head;
        Ok(state.tail - head <= most_used)
    }
}
