//! Counting what crosses the link (both ends count the same bytes and compare).
//!
//! The hash is a multiply-and-fold over 16-byte blocks, four lanes wide for bulk data. It is not
//! cryptographic: it exists to notice a lost, repeated, reordered or damaged record, not an adversary, who
//! could as well lie about the counters themselves. Its value is part of the protocol, so it must not change
//! without a new layout version.

/// Odd constants with evenly mixed bits (digits of pi in hexadecimal).
const K: [u64; 5] = [
    0x243f_6a88_85a3_08d3,
    0x1319_8a2e_0370_7345,
    0xa409_3822_299f_31d1,
    0x082e_fa98_ec4e_6c89,
    0x4528_21e6_38d0_1377,
];

/// One fold: the two halves of a 128-bit product, combined.
#[inline(always)]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

#[inline(always)]
fn word(bytes: &[u8], at: usize) -> u64 {
    let mut word = [0; 8];
    word.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(word)
}

/// Hashes bytes that may come in pieces; how they are cut makes no difference.
#[derive(Debug, Clone)]
pub struct Hasher {
    lanes: [u64; 4],
    pending: [u8; 64],
    filled: usize,
    total: u64,
}

impl Default for Hasher {
    fn default() -> Self {
        Self::new()
    }
}

impl Hasher {
    const LANES: [u64; 4] = [K[0], K[1], K[2], K[3]];

    /// A hasher that has seen nothing.
    pub fn new() -> Self {
        Self { lanes: Self::LANES, pending: [0; 64], filled: 0, total: 0 }
    }

    #[inline(always)]
    fn block(lanes: &mut [u64; 4], block: &[u8; 64]) {
        for (lane, at) in lanes.iter_mut().zip([0, 16, 32, 48]) {
            *lane = fold(word(block, at) ^ *lane, word(block, at + 8) ^ K[4]);
        }
    }

    /// Appends `bytes` to what is hashed.
    #[inline]
    pub fn update(&mut self, mut bytes: &[u8]) {
        self.total = self.total.wrapping_add(bytes.len() as u64);
        if self.filled > 0 {
            let take = bytes.len().min(64 - self.filled);
            let (now, later) = bytes.split_at(take);
            self.pending[self.filled..self.filled + take].copy_from_slice(now);
            self.filled += take;
            bytes = later;
            if self.filled < 64 {
                return;
            }
            Self::block(&mut self.lanes, &self.pending);
            self.filled = 0;
        }
        let (blocks, rest) = bytes.as_chunks::<64>();
        for block in blocks {
            Self::block(&mut self.lanes, block);
        }
        self.pending[..rest.len()].copy_from_slice(rest);
        self.filled = rest.len();
    }

    /// The hash of everything appended.
    #[inline]
    pub fn finish(self) -> u64 {
        Self::close(self.lanes, self.pending.get(..self.filled).unwrap_or(&[]), self.total)
    }

    /// Folds the last, incomplete block and the length: "abc" is not "abc\0".
    #[inline(always)]
    fn close(lanes: [u64; 4], rest: &[u8], total: u64) -> u64 {
        let mix = |lane: &mut u64, low: u64, high: u64| *lane = fold(low ^ *lane, high ^ K[4]);
        let (steps, odd) = rest.as_chunks::<16>();
        // One after the other instead of a loop, so that the lanes stay in registers. There are at most three whole steps.
        let [mut a, mut b, mut c, mut d] = lanes;
        for (lane, step) in [(&mut a, steps.first()), (&mut b, steps.get(1)), (&mut c, steps.get(2))] {
            if let Some(step) = step {
                mix(lane, word(step, 0), word(step, 8));
            }
        }
        let next = match steps.len() {
            0 => &mut a,
            1 => &mut b,
            2 => &mut c,
            _ => &mut d,
        };
        if odd.len() == 8 {
            mix(next, word(odd, 0), 0);
        } else if !odd.is_empty() {
            let mut step = [0; 16];
            step[..odd.len()].copy_from_slice(odd);
            mix(next, word(&step, 0), word(&step, 8));
        }
        fold(fold(a ^ K[1], b ^ K[2]) ^ total, fold(c ^ K[3], d ^ K[0]) ^ K[4])
    }
}

/// Hash of the concatenation of `parts`.
#[inline]
pub fn hash_parts(parts: &[&[u8]]) -> u64 {
    if let [one] = parts {
        return hash(one);
    }
    let mut hasher = Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finish()
}

/// Hash of one run of bytes.
// A function of its own would lie elsewhere in the program: for the worker one more miss at every record, because the driver has
// used the processor's caches for itself since the last one.
#[inline(always)]
pub fn hash(bytes: &[u8]) -> u64 {
    let mut lanes = Hasher::LANES;
    let (blocks, rest) = bytes.as_chunks::<64>();
    for block in blocks {
        Hasher::block(&mut lanes, block);
    }
    Hasher::close(lanes, rest, bytes.len() as u64)
}

/// What one end has counted of one kind of traffic.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(loom), derive(serde::Serialize, serde::Deserialize))]
pub struct Meter {
    /// Records.
    pub calls: u64,
    /// Bytes in them.
    pub bytes: u64,
    /// Running checksum of those bytes.
    pub checksum: u64,
}

impl Meter {
    /// Counts a record whose place in the sequence matters (the ring).
    #[inline]
    pub fn add_in_order(&mut self, hash: u64, len: u64) {
        self.calls = self.calls.wrapping_add(1);
        self.bytes = self.bytes.wrapping_add(len);
        self.checksum = fold(self.checksum ^ hash, K[4]).wrapping_add(hash);
    }

    /// Counts a record that several threads may account for in any order (completions, staged data).
    #[inline]
    pub fn add_any_order(&mut self, hash: u64, len: u64) {
        self.calls = self.calls.wrapping_add(1);
        self.bytes = self.bytes.wrapping_add(len);
        self.checksum = self.checksum.wrapping_add(hash);
    }

    /// Sum of meters that were kept in any order.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        Self {
            calls: self.calls.wrapping_add(other.calls),
            bytes: self.bytes.wrapping_add(other.bytes),
            checksum: self.checksum.wrapping_add(other.checksum),
        }
    }
}

/// Everything that one end has counted; exchanged with `Bye` and by request.
#[cfg(not(loom))]
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Account {
    /// Records of the submission ring, in ring order.
    pub commands: Meter,
    /// Completions, in any order.
    pub replies: Meter,
    /// Bulk data staged towards the device, in any order.
    pub to_device: Meter,
    /// Bulk data staged towards the host, in any order.
    pub to_host: Meter,
}

#[cfg(not(loom))]
mod shared {
    use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

    use super::{Account, Meter, hash};
    use crate::layout::{AccountCells, EndCells};

    /// A meter that several threads add to.
    #[derive(Debug, Default)]
    pub struct SharedMeter {
        calls: AtomicU64,
        bytes: AtomicU64,
        checksum: AtomicU64,
    }

    impl SharedMeter {
        /// Counts `bytes` with their hash.
        pub fn add(&self, bytes: &[u8]) {
            self.add_hashed(hash(bytes), bytes.len() as u64);
        }

        /// Counts data whose hash is known already.
        pub fn add_hashed(&self, hash: u64, len: u64) {
            self.calls.fetch_add(1, Relaxed);
            self.bytes.fetch_add(len, Relaxed);
            self.checksum.fetch_add(hash, Relaxed);
        }

        /// Counts data of `len` bytes that nobody hashes: the checksum stays 0.
        #[inline]
        pub fn count(&self, len: u64) {
            self.calls.fetch_add(1, Relaxed);
            self.bytes.fetch_add(len, Relaxed);
        }

        /// [`Self::add_hashed`] for a cell that only one thread adds to at a time: no locked instruction.
        pub(crate) fn add_exclusive(&self, hash: u64, len: u64) {
            let mut meter = self.get();
            meter.add_any_order(hash, len);
            self.calls.store(meter.calls, Relaxed);
            self.bytes.store(meter.bytes, Relaxed);
            self.checksum.store(meter.checksum, Relaxed);
        }

        /// The counts so far.
        pub fn get(&self) -> Meter {
            Meter {
                calls: self.calls.load(Relaxed),
                bytes: self.bytes.load(Relaxed),
                checksum: self.checksum.load(Relaxed),
            }
        }
    }

    impl AccountCells {
        /// Shows `meter` to whoever looks at the window.
        pub fn publish(&self, meter: &Meter) {
            self.calls.store(meter.calls, Relaxed);
            self.bytes.store(meter.bytes, Relaxed);
            self.checksum.store(meter.checksum, Relaxed);
        }

        /// What the owner of these cells last published. The owner may be hostile: a figure, not a fact.
        pub fn read(&self) -> Meter {
            Meter {
                calls: self.calls.load(Relaxed),
                bytes: self.bytes.load(Relaxed),
                checksum: self.checksum.load(Relaxed),
            }
        }
    }

    impl EndCells {
        /// Shows `account` to whoever looks at the window.
        pub fn publish(&self, account: &Account) {
            self.commands.publish(&account.commands);
            self.replies.publish(&account.replies);
            self.to_device.publish(&account.to_device);
            self.to_host.publish(&account.to_host);
        }

        /// What the owner of these cells last published: a figure, not a fact.
        pub fn read(&self) -> Account {
            Account {
                commands: self.commands.read(),
                replies: self.replies.read(),
                to_device: self.to_device.read(),
                to_host: self.to_host.read(),
            }
        }
    }
}

#[cfg(not(loom))]
pub use shared::SharedMeter;

#[cfg(all(test, not(loom)))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn cutting_makes_no_difference(bytes in prop::collection::vec(any::<u8>(), 0..500), cut in any::<prop::sample::Index>()) {
            let (left, right) = bytes.split_at(cut.index(bytes.len() + 1));
            prop_assert_eq!(hash_parts(&[left, right]), hash(&bytes));
        }

        #[test]
        fn any_changed_byte_changes_the_hash(mut bytes in prop::collection::vec(any::<u8>(), 1..300), at in any::<prop::sample::Index>(), flip in 1u8..) {
            let before = hash(&bytes);
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
            prop_assert_ne!(hash(&bytes), before);
        }
    }

    #[test]
    fn length_is_part_of_the_hash() {
        assert_ne!(hash(b""), hash(b"\0"));
        assert_ne!(hash(b"abc"), hash(b"abc\0"));
    }

    #[test]
    fn order_matters_where_it_should() {
        let (a, b) = (hash(b"first"), hash(b"second"));
        let (mut ab, mut ba) = (Meter::default(), Meter::default());
        ab.add_in_order(a, 5);
        ab.add_in_order(b, 6);
        ba.add_in_order(b, 6);
        ba.add_in_order(a, 5);
        assert_ne!(ab, ba);
        let (mut ab, mut ba) = (Meter::default(), Meter::default());
        ab.add_any_order(a, 5);
        ab.add_any_order(b, 6);
        ba.add_any_order(b, 6);
        ba.add_any_order(a, 5);
        assert_eq!(ab, ba);
    }
}
