//! Pools of stream-ordered memory.
//!
//! An allocation is usable as soon as the call returns, and its memory comes back when the stream has
//! executed the free; nothing is cached, so a pool's reserved memory is what is allocated from it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use parking_lot::Mutex;
use table::{CUcontext, CUdeviceptr, CUmemoryPool, CudaError, CudaResult};

use super::{GRANULE, Kind, Region, Space};

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

/// A pool.
#[derive(Debug)]
pub struct Pool {
    /// Its handle.
    pub handle: CUmemoryPool,
    /// Whether it is the device's default pool, which cannot be destroyed.
    pub is_default: bool,
    /// Bytes that it may hold at most; 0 for no limit.
    pub limit: u64,
    /// Settings by attribute number: the three reuse policies and the release threshold.
    pub settings: [AtomicU64; 4],
    counters: Mutex<PoolCounters>,
    destroyed: AtomicBool,
}

impl Pool {
    /// A pool with the driver's default settings.
    pub fn new(handle: CUmemoryPool, limit: u64, is_default: bool) -> Self {
        Self {
            handle,
            is_default,
            limit,
            settings: [1, 1, 1, 0].map(AtomicU64::new),
            counters: Mutex::default(),
            destroyed: AtomicBool::new(false),
        }
    }

    /// What the pool counts.
    pub fn counters(&self) -> PoolCounters {
        *self.counters.lock()
    }

    /// Sets the high-water marks to what is in use.
    pub fn reset_high_water(&self, reserved: bool) {
        let mut counters = self.counters.lock();
        if reserved {
            counters.reserved_high = counters.reserved;
        } else {
            counters.used_high = counters.used;
        }
    }

    /// Ends the pool: no more allocations. What is allocated stays until it is freed.
    pub fn destroy(&self) {
        self.destroyed.store(true, Ordering::Release);
    }

    /// Allocates from the pool.
    pub fn allocate(
        self: &Arc<Self>,
        space: &Space,
        len: usize,
        context: CUcontext,
    ) -> CudaResult<Arc<Region>> {
        if self.destroyed.load(Ordering::Acquire) {
            return Err(CudaError::INVALID_VALUE);
        }
        let mut counters = self.counters.lock();
        let reserved = (len as u64).checked_next_multiple_of(GRANULE).ok_or(CudaError::OUT_OF_MEMORY)?;
        if self.limit != 0 && counters.reserved.saturating_add(reserved) > self.limit {
            return Err(CudaError::OUT_OF_MEMORY);
        }
        let region = space.allocate(len, Kind::Pooled(self.clone()), context)?;
        counters.used += region.len;
        counters.used_high = counters.used_high.max(counters.used);
        counters.reserved += reserved;
        counters.reserved_high = counters.reserved_high.max(counters.reserved);
        Ok(region)
    }

    /// Frees memory of the pool now.
    pub fn free(&self, space: &Space, base: CUdeviceptr) -> CudaResult {
        let Some(len) = space.find(base).map(|region| region.len) else {
            return Err(CudaError::INVALID_VALUE);
        };
        space.free(base)?;
        let mut counters = self.counters.lock();
        counters.used = counters.used.saturating_sub(len);
        counters.reserved = counters.reserved.saturating_sub(len.next_multiple_of(GRANULE));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_follow_allocations_and_keep_the_high_water() {
        let space = Space::new(64 << 20).expect("a small device");
        let pool = Arc::new(Pool::new(CUmemoryPool(1), 0, false));
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
    fn a_limited_pool_runs_out() {
        let space = Space::new(64 << 20).expect("a small device");
        let pool = Arc::new(Pool::new(CUmemoryPool(1), GRANULE, false));
        pool.allocate(&space, 10, CUcontext(1)).expect("room");
        let second = pool.allocate(&space, 10, CUcontext(1)).map(|_| ());
        assert_eq!(second, Err(CudaError::OUT_OF_MEMORY));
    }
}
