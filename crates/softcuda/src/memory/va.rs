//! Which parts of an address range are free.
//!
//! Pure bookkeeping: first fit over a map of free ranges, merged when they touch. The same map serves
//! device addresses and the granules of physical memory.

use std::collections::BTreeMap;

/// Free ranges, by start.
#[derive(Debug, Default)]
pub struct FreeRanges {
    free: BTreeMap<u64, u64>,
}

impl FreeRanges {
    /// One free range from `start` to `end`.
    pub fn new(start: u64, end: u64) -> Self {
        Self { free: BTreeMap::from([(start, end)]) }
    }

    /// Takes `len` bytes at a multiple of `align`, a power of two.
    pub fn take(&mut self, len: u64, align: u64) -> Option<u64> {
        let (start, end, at) = self.free.iter().find_map(|(&start, &end)| {
            let at = start.checked_next_multiple_of(align)?;
            (at.checked_add(len)? <= end).then_some((start, end, at))
        })?;
        self.carve(start, end, at, len);
        Some(at)
    }

    /// Takes exactly the range at `at`, if it is free.
    pub fn take_at(&mut self, at: u64, len: u64) -> bool {
        let Some((&start, &end)) = self.free.range(..=at).next_back() else { return false };
        let fits = at.checked_add(len).is_some_and(|last| last <= end);
        if fits {
            self.carve(start, end, at, len);
        }
        fits
    }

    /// Gives a range back.
    pub fn give(&mut self, at: u64, len: u64) {
        let (mut start, mut end) = (at, at + len);
        if let Some((&before, &before_end)) = self.free.range(..at).next_back()
            && before_end == start
        {
            self.free.remove(&before);
            start = before;
        }
        if let Some(after_end) = self.free.remove(&end) {
            end = after_end;
        }
        self.free.insert(start, end);
    }

    fn carve(&mut self, start: u64, end: u64, at: u64, len: u64) {
        self.free.remove(&start);
        if start < at {
            self.free.insert(start, at);
        }
        if at + len < end {
            self.free.insert(at + len, end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_aligned_and_merge_when_given_back() {
        let mut ranges = FreeRanges::new(0x1000, 0x10000);
        let first = ranges.take(0x800, 0x1000).expect("room");
        let second = ranges.take(0x1000, 0x2000).expect("room");
        assert_eq!((first, second), (0x1000, 0x2000));
        assert!(ranges.take(0x10000, 1).is_none());
        ranges.give(first, 0x800);
        ranges.give(second, 0x1000);
        assert_eq!(ranges.free, BTreeMap::from([(0x1000, 0x10000)]));
    }

    #[test]
    fn an_exact_place_is_given_only_when_it_is_free() {
        let mut ranges = FreeRanges::new(0, 100);
        assert!(ranges.take_at(40, 20));
        assert!(!ranges.take_at(50, 5));
        assert!(!ranges.take_at(90, 20));
        assert!(!ranges.take_at(u64::MAX, 2));
        ranges.give(40, 20);
        assert!(ranges.take_at(0, 100));
    }
}
