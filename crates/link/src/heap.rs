//! The guest's allocator for memory of the window: pinned memory and staging buffers.
//!
//! It deals in addresses only and keeps all its state in private memory, so nothing that the worker writes into
//! the window can confuse it. Best fit with coalescing; logarithmic in the number of free pieces.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Every allocation starts on a multiple of this, and its length is rounded up to one: what CUDA promises.
pub const MIN_ALIGN: u64 = 256;

#[derive(Debug, Default)]
struct State {
    /// Address to length of every free piece; no two touch.
    free: BTreeMap<u64, u64>,
    /// The same by length, for the search.
    by_len: BTreeSet<(u64, u64)>,
    /// Address to length of every allocation.
    used: HashMap<u64, u64>,
    /// Address to length of every region.
    regions: BTreeMap<u64, u64>,
    free_bytes: u64,
}

/// Addresses to hand out, from one or several regions.
#[derive(Debug, Default)]
pub struct Heap {
    state: Mutex<State>,
}

impl Heap {
    /// A heap without memory; see [`Self::add_region`].
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds `len` bytes at `addr`. `false`, and nothing changes, if that overlaps a region that is there.
    /// Regions stay apart even where they touch, so that each can be removed again.
    pub fn add_region(&self, addr: u64, len: u64) -> bool {
        let mut state = self.lock();
        let Some(start) = addr.checked_next_multiple_of(MIN_ALIGN) else { return false };
        let Some(end) = addr.checked_add(len) else { return false };
        let end = end - end % MIN_ALIGN;
        let before = state.regions.range(..end).next_back();
        if start >= end || before.is_some_and(|(&region, &len)| region + len > start) {
            return false;
        }
        state.regions.insert(start, end - start);
        state.put(start, end - start);
        true
    }

    /// Takes the region that holds `addr` out again. `false` if there is none or some of it is allocated.
    pub fn remove_region(&self, addr: u64) -> bool {
        let mut state = self.lock();
        let Some((region, len)) = state.region_of(addr) else { return false };
        if state.free.get(&region) != Some(&len) {
            return false;
        }
        state.take(region, len);
        state.regions.remove(&region);
        true
    }

    /// `len` bytes (at least one is assumed) on a multiple of `align`, a power of two.
    pub fn alloc(&self, len: u64, align: u64) -> Option<u64> {
        let len = len.max(1).checked_next_multiple_of(MIN_ALIGN)?;
        let align = align.max(MIN_ALIGN);
        if !align.is_power_of_two() {
            return None;
        }
        let mut state = self.lock();
        let (piece, piece_len, addr) = state.by_len.range((len, 0)..).find_map(|&(piece_len, piece)| {
            let addr = piece.checked_next_multiple_of(align)?;
            (addr - piece <= piece_len - len).then_some((piece, piece_len, addr))
        })?;
        state.take(piece, piece_len);
        if addr > piece {
            state.put(piece, addr - piece);
        }
        let (end, piece_end) = (addr + len, piece + piece_len);
        if piece_end > end {
            state.put(end, piece_end - end);
        }
        state.used.insert(addr, len);
        Some(addr)
    }

    /// Gives an allocation back. `false` if none starts at `addr`.
    pub fn free(&self, addr: u64) -> bool {
        let mut state = self.lock();
        let Some(len) = state.used.remove(&addr) else { return false };
        let Some((region, region_len)) = state.region_of(addr) else { return false };
        let (mut start, mut end) = (addr, addr + len);
        let before = state.free.range(..start).next_back().map(|(&piece, &len)| (piece, len));
        if let Some((piece, len)) = before
            && piece + len == start
            && piece >= region
        {
            state.take(piece, len);
            start = piece;
        }
        if end < region + region_len
            && let Some(&len) = state.free.get(&end)
        {
            state.take(end, len);
            end += len;
        }
        state.put(start, end - start);
        true
    }

    /// Length (rounded up) of the allocation that starts at `addr`.
    pub fn size_of(&self, addr: u64) -> Option<u64> {
        self.lock().used.get(&addr).copied()
    }

    /// Bytes that are free, in pieces.
    pub fn free_bytes(&self) -> u64 {
        self.lock().free_bytes
    }

    /// Number of allocations.
    pub fn allocations(&self) -> usize {
        self.lock().used.len()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn put(&mut self, addr: u64, len: u64) {
        self.free.insert(addr, len);
        self.by_len.insert((len, addr));
        self.free_bytes += len;
    }

    fn take(&mut self, addr: u64, len: u64) {
        self.free.remove(&addr);
        self.by_len.remove(&(len, addr));
        self.free_bytes -= len;
    }

    fn region_of(&self, addr: u64) -> Option<(u64, u64)> {
        let (&region, &len) = self.regions.range(..=addr).next_back()?;
        (addr < region + len).then_some((region, len))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BASE: u64 = 0x4000_0000_0000;
    const LEN: u64 = 1 << 20;

    fn heap() -> Heap {
        let heap = Heap::new();
        assert!(heap.add_region(BASE, LEN));
        heap
    }

    #[test]
    fn allocations_are_aligned_and_the_whole_heap_can_be_had() {
        let heap = heap();
        let page = heap.alloc(1, 4096).expect("page");
        assert_eq!(page % 4096, 0);
        assert_eq!(heap.size_of(page), Some(MIN_ALIGN));
        assert!(heap.free(page));
        assert!(!heap.free(page));
        assert_eq!(heap.alloc(LEN, 1), Some(BASE));
        assert_eq!(heap.alloc(1, 1), None);
        assert_eq!(heap.free_bytes(), 0);
    }

    #[test]
    fn absurd_requests_fail_without_harm() {
        let heap = heap();
        assert_eq!(heap.alloc(u64::MAX, 256), None);
        assert_eq!(heap.alloc(1, 3 << 10), None);
        assert_eq!(heap.alloc(1, 1 << 63), None);
        assert!(!heap.add_region(BASE + 4096, 4096));
        assert!(!heap.add_region(u64::MAX - 10, 100));
        assert_eq!(heap.free_bytes(), LEN);
    }

    #[test]
    fn touching_regions_stay_removable() {
        let heap = heap();
        assert!(heap.add_region(BASE + LEN, LEN));
        let a = heap.alloc(LEN, 256).expect("first");
        let b = heap.alloc(LEN, 256).expect("second");
        assert_eq!(heap.alloc(256, 256), None);
        assert!(!heap.remove_region(b));
        assert!(heap.free(a) && heap.free(b));
        assert_eq!(heap.alloc(LEN + 256, 256), None);
        assert!(heap.remove_region(BASE + LEN + 5));
        assert!(heap.remove_region(BASE));
        assert_eq!(heap.free_bytes(), 0);
    }

    proptest! {
        #[test]
        fn allocations_never_overlap_and_everything_comes_back(
            steps in prop::collection::vec((any::<bool>(), 0u64..100_000, 0u32..16, any::<prop::sample::Index>()), 1..200)
        ) {
            let heap = heap();
            prop_assert!(heap.add_region(BASE + LEN, LEN / 2));
            let mut live: Vec<(u64, u64)> = Vec::new();
            for (is_alloc, len, align, which) in steps {
                if is_alloc || live.is_empty() {
                    let align = 1 << align;
                    if let Some(addr) = heap.alloc(len, align) {
                        prop_assert_eq!(addr % align.max(MIN_ALIGN), 0);
                        prop_assert!(addr >= BASE && addr + len <= BASE + LEN + LEN / 2);
                        prop_assert!(live.iter().all(|&(a, l)| addr + len.max(1) <= a || a + l.max(1) <= addr));
                        live.push((addr, len));
                    }
                } else {
                    let (addr, _) = live.swap_remove(which.index(live.len()));
                    prop_assert!(heap.free(addr));
                }
            }
            for (addr, _) in live {
                prop_assert!(heap.free(addr));
            }
            prop_assert_eq!(heap.free_bytes(), LEN + LEN / 2);
            prop_assert_eq!(heap.allocations(), 0);
            prop_assert!(heap.remove_region(BASE) && heap.remove_region(BASE + LEN));
        }
    }
}
