//! Pools of stream-ordered memory.
//!
//! An allocation is usable as soon as the call returns, and its memory comes back to the pool when the
//! stream has executed the free. The pool keeps it for the next allocation as long as it holds no more
//! than its release threshold, which is zero unless the program sets it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use parking_lot::Mutex;
use table::{CUcontext, CUdevice, CUdeviceptr, CUmemoryPool, CudaError, CudaResult};

use super::{Block, GRANULE, Kind, Region, Space, arena::PAGE};

/// What a pool counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PoolCounters {
    /// Bytes that the pool holds.
    pub reserved: u64,
    /// The most it has held.
    pub reserved_high: u64,
    /// Bytes that are allocated from it.
    pub used: u64,
    /// The most that has been allocated.
    pub used_high: u64,
}

/// Whether other processes have to do with a pool. A pool that they can import has a number that nobody guesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sharing {
    /// They have not.
    None,
    /// They can import it.
    Exportable(u64),
    /// It is another process's, and nothing is allocated from it here.
    Imported(u64),
}

/// A pool.
#[derive(Debug)]
pub struct Pool {
    /// Its handle.
    pub handle: CUmemoryPool,
    /// The ordinal of its device.
    pub device: CUdevice,
    /// Whether it is the device's default pool, which cannot be destroyed.
    pub is_default: bool,
    /// Bytes that it may hold at most; 0 for no limit.
    pub limit: u64,
    /// Whether other processes have to do with it.
    pub sharing: Sharing,
    /// Settings by attribute number: the three reuse policies and the release threshold.
    pub settings: [AtomicU64; 4],
    holdings: Mutex<Holdings>,
    destroyed: AtomicBool,
}

/// What a pool has.
#[derive(Debug, Default)]
struct Holdings {
    counters: PoolCounters,
    /// Memory that is kept for later allocations.
    kept: Vec<Block>,
}

impl Holdings {
    /// Gives kept memory back until no more than `keep` bytes are reserved.
    fn trim(&mut self, space: &Space, keep: u64) {
        while self.counters.reserved > keep
            && let Some(block) = self.kept.pop()
        {
            space.release(block);
            self.counters.reserved = self.counters.reserved.saturating_sub(granules(block.reserved));
        }
    }

    /// Takes the smallest kept block that is large enough and not wastefully large.
    fn take_kept(&mut self, len: u64) -> Option<Block> {
        let fits =
            |block: &Block| block.reserved >= len && block.reserved <= len.saturating_mul(2).max(GRANULE);
        let candidates = self.kept.iter().enumerate().filter(|(_, block)| fits(block));
        let (at, _) = candidates.min_by_key(|(_, block)| block.reserved)?;
        Some(self.kept.swap_remove(at))
    }
}

/// Memory is reserved in whole granules.
fn granules(len: u64) -> u64 {
    len.next_multiple_of(GRANULE)
}

/// Where the release threshold stands among the settings.
const THRESHOLD: usize = 3;

impl Pool {
    /// A pool with the driver's default settings.
    pub fn new(
        handle: CUmemoryPool,
        device: CUdevice,
        limit: u64,
        is_default: bool,
        sharing: Sharing,
    ) -> Self {
        Self {
            handle,
            device,
            is_default,
            limit,
            sharing,
            settings: [1, 1, 1, 0].map(AtomicU64::new),
            holdings: Mutex::default(),
            destroyed: AtomicBool::new(false),
        }
    }

    /// What the pool counts.
    pub fn counters(&self) -> PoolCounters {
        self.holdings.lock().counters
    }

    /// Sets the high-water marks to what is in use.
    pub fn reset_high_water(&self, reserved: bool) {
        let counters = &mut self.holdings.lock().counters;
        if reserved {
            counters.reserved_high = counters.reserved;
        } else {
            counters.used_high = counters.used;
        }
    }

    /// Ends the pool: no more allocations. What is allocated stays until it is freed.
    pub fn destroy(&self, space: &Space) {
        self.destroyed.store(true, Ordering::Release);
        self.trim(space, 0);
    }

    /// Gives kept memory back until no more than `keep` bytes are reserved.
    pub fn trim(&self, space: &Space, keep: u64) {
        self.holdings.lock().trim(space, keep);
    }

    /// Allocates from the pool.
    pub fn allocate(
        self: &Arc<Self>,
        space: &Space,
        len: usize,
        context: CUcontext,
    ) -> CudaResult<Arc<Region>> {
        let is_imported = matches!(self.sharing, Sharing::Imported(_));
        if self.destroyed.load(Ordering::Acquire) || len == 0 || is_imported {
            return Err(CudaError::INVALID_VALUE);
        }
        let mut holdings = self.holdings.lock();
        let kind = Kind::Pooled(self.clone());
        let pages = (len as u64).checked_next_multiple_of(PAGE).ok_or(CudaError::OUT_OF_MEMORY)?;
        let region = match holdings.take_kept(pages) {
            Some(block) => space.reuse(block, len as u64, kind, context),
            None => {
                let more = pages.checked_next_multiple_of(GRANULE).ok_or(CudaError::OUT_OF_MEMORY)?;
                if self.limit != 0 {
                    holdings.trim(space, self.limit.saturating_sub(more));
                    if holdings.counters.reserved.saturating_add(more) > self.limit {
                        return Err(CudaError::OUT_OF_MEMORY);
                    }
                }
                let mut region = space.allocate(len, kind.clone(), context);
                if matches!(region, Err(CudaError::OUT_OF_MEMORY)) {
                    holdings.trim(space, 0);
                    region = space.allocate(len, kind, context);
                }
                let region = region?;
                holdings.counters.reserved += more;
                region
            }
        };
        let counters = &mut holdings.counters;
        counters.used += region.len;
        counters.used_high = counters.used_high.max(counters.used);
        counters.reserved_high = counters.reserved_high.max(counters.reserved);
        Ok(region)
    }

    /// Frees memory of the pool now.
    pub fn free(&self, space: &Space, base: CUdeviceptr) -> CudaResult {
        let Some(len) = space.find(base).map(|region| region.len) else {
            return Err(CudaError::INVALID_VALUE);
        };
        let block = space.take(base)?;
        let mut holdings = self.holdings.lock();
        holdings.counters.used = holdings.counters.used.saturating_sub(len);
        if block.is_shared {
            // Whoever has it still must not see what comes into it next.
            space.release(block);
            holdings.counters.reserved = holdings.counters.reserved.saturating_sub(granules(block.reserved));
        } else {
            holdings.kept.push(block);
        }
        let threshold = self.settings[THRESHOLD].load(Ordering::Relaxed);
        let keep = if self.destroyed.load(Ordering::Acquire) { 0 } else { threshold };
        holdings.trim(space, keep);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_follow_allocations_and_keep_the_high_water() {
        let space = Space::new(64 << 20, None).expect("a small device");
        let pool = Arc::new(Pool::new(CUmemoryPool(1), 0, 0, false, Sharing::None));
        let base = pool.allocate(&space, 1000, CUcontext(1)).expect("room").base;
        assert_eq!(pool.counters().used, 1000);
        pool.free(&space, base).expect("allocated");
        assert_eq!(
            pool.counters(),
            PoolCounters { reserved_high: GRANULE, used_high: 1000, ..Default::default() }
        );
        pool.reset_high_water(false);
        assert_eq!(pool.counters().used_high, 0);
    }

    #[test]
    fn memory_below_the_threshold_is_kept_and_reused() {
        let space = Space::new(64 << 20, None).expect("a small device");
        let pool = Arc::new(Pool::new(CUmemoryPool(1), 0, 0, false, Sharing::None));
        pool.settings[THRESHOLD].store(u64::MAX, Ordering::Relaxed);
        let base = pool.allocate(&space, 1000, CUcontext(1)).expect("room").base;
        pool.free(&space, base).expect("allocated");
        assert_eq!(pool.counters().reserved, GRANULE);
        assert!(space.pin(base, 1, false).is_err(), "kept memory is nobody's");
        let again = pool.allocate(&space, 2000, CUcontext(1)).expect("kept").base;
        assert_eq!(again, base);
        pool.free(&space, again).expect("allocated");
        pool.trim(&space, 0);
        assert_eq!((pool.counters().reserved, space.info().0), (0, 64 << 20));
    }

    #[test]
    fn a_limited_pool_runs_out() {
        let space = Space::new(64 << 20, None).expect("a small device");
        let pool = Arc::new(Pool::new(CUmemoryPool(1), 0, GRANULE, false, Sharing::None));
        pool.allocate(&space, 10, CUcontext(1)).expect("room");
        let second = pool.allocate(&space, 10, CUcontext(1)).map(|_| ());
        assert_eq!(second, Err(CudaError::OUT_OF_MEMORY));
    }
}
