//! The submission ring: many guest threads write records, one worker thread takes them, in one order.
//!
//! A record is opaque, a multiple of 8 bytes, contiguous, and starts with its own length as a little-endian
//! `u32`. Where the next record does not fit before the end of the ring, a *pad record* fills the rest: a
//! length with [`PAD`] set. `head` and `tail` count bytes for ever (they never wrap in practice), so full and
//! empty need no special case:
//!
//! ```text
//!   0 ≤ tail - head ≤ capacity        free = capacity - (tail - head)
//!
//!        head % capacity        tail % capacity
//!  ───────────┬─────────────────────┬───────────
//!    free     │ published records   │   free
//! ```
//!
//! Going to sleep. Either side announces it, passes a barrier and looks once more; the other side acts, passes
//! a barrier and then looks for the announcement. One of the two must see the other:
//!
//! ```text
//!   producer                          consumer
//!   write tail                        sleeping := 1
//!   light barrier                     heavy barrier
//!   sleeping? → ring the doorbell     tail moved? → do not sleep
//! ```
//!
//! The barrier after `tail` costs the producer a cache miss (the consumer polls that line), so where both ends
//! allow it the producer's is a compiler fence only and the consumer pays for both with `membarrier(2)`.
//!
//! [`Producer`] and [`Consumer`] are generic over [`RingHost`], which is shared memory in production
//! ([`SharedRing`]) and loom's memory in `tests/loom_ring.rs`.

mod consumer;
mod producer;
#[cfg(not(loom))]
mod shared;

use std::mem::MaybeUninit;

pub use consumer::{Consumer, RingViolation};
pub use producer::{Producer, SubmitError};
#[cfg(not(loom))]
pub use shared::{SharedRing, can_issue_global_barriers, join_global_barriers};

use crate::account::Meter;
use crate::sync::{AtomicU32, AtomicU64};

/// Every record starts and ends on a multiple of this.
pub const ALIGN: usize = 8;
/// Set in the length of a pad record.
pub const PAD: u32 = 0x8000_0000;
/// The shortest record: its length word, and four bytes more.
pub const MIN_RECORD: usize = 8;

/// Records up to this length are copied out of the ring by a few instructions of fixed size: a launch with two parameters.
pub const SHORT: usize = 128;

/// The longest record that a ring of `capacity` bytes takes. A quarter, so that a record and the pad before it
/// fill at most half the ring and a writer never waits for more than the reader can give.
pub const fn max_record(capacity: usize) -> usize {
    capacity / 4
}

/// The words that both sides share.
#[derive(Debug, Clone, Copy)]
pub struct RingWords<'a> {
    /// Bytes ever taken; the consumer's word.
    pub head: &'a AtomicU64,
    /// Bytes ever written; the producer's word.
    pub tail: &'a AtomicU64,
    /// 1 while the consumer sleeps.
    pub sleeping: &'a AtomicU32,
    /// 1 while a producer sleeps.
    pub waiting: &'a AtomicU32,
}

/// What a ring asks of its surroundings. The ring itself never touches memory, clocks or descriptors.
///
/// # Safety
///
/// `copy_out`, and `copy_short` where it gives `true`, initialise every byte of `out`: the consumer hands those
/// bytes on as initialised memory.
pub unsafe trait RingHost {
    /// The shared words. Always the same ones.
    fn words(&self) -> RingWords<'_>;

    /// Bytes of the data area: a power of two, at least 64, at most 1 GiB; never changes.
    fn capacity(&self) -> usize;

    /// Copies `bytes` to offset `at` of the data area; the caller keeps `at + bytes.len() <= capacity`.
    fn copy_in(&self, at: usize, bytes: &[u8]);

    /// Fills `out` from offset `at` of the data area, under the same condition.
    fn copy_out(&self, at: usize, out: &mut [MaybeUninit<u8>]);

    /// Fills `out` from offset `at` of the data area, and from whatever memory lies behind it; `false` if it cannot, and `out`
    /// then holds nothing. For a record that may be shorter, whose length the caller knows.
    fn copy_short(&self, _at: usize, _out: &mut [MaybeUninit<u8>; SHORT]) -> bool {
        false
    }

    /// The next record will be written at `at`: a good moment to fetch those cache lines.
    fn expect_write(&self, _at: usize) {}

    /// The next record will be read at `at`, and has been published: a good moment to fetch those cache lines.
    fn expect_read(&self, _at: usize) {}

    /// Wakes a consumer that has announced that it sleeps.
    fn ring_doorbell(&self);

    /// Orders an earlier store of this side before a later load of it: the cheap side of the pair.
    fn light_barrier(&self);

    /// The other side of [`Self::light_barrier`].
    fn heavy_barrier(&self);

    /// Sleeps while `word` is `expected`, until [`Self::wake`] or for a while. May return early.
    fn park(&self, word: &AtomicU32, expected: u32);

    /// Wakes whoever parks on `word`.
    fn wake(&self, word: &AtomicU32);

    /// Whether the session is known to be over. Called at every submission: one load.
    fn is_dead(&self) -> bool;

    /// Finds out whether the session is over. Called after each [`Self::park`]: may make system calls.
    fn check_peer(&self) -> bool {
        self.is_dead()
    }

    /// Shows the counters to whoever looks at the window.
    fn publish_meter(&self, _meter: &Meter) {}
}
