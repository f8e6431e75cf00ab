//! How much of the device's memory is in use.

use std::sync::atomic::{AtomicU64, Ordering};

use table::{CudaError, CudaResult};

/// A budget of bytes and what is used of it.
#[derive(Debug)]
pub struct Account {
    total: u64,
    used: AtomicU64,
}

impl Account {
    /// A budget of which nothing is used.
    pub fn new(total: u64) -> Self {
        Self { total, used: AtomicU64::new(0) }
    }

    /// All bytes.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Bytes that are not in use.
    pub fn free(&self) -> u64 {
        self.total - self.used.load(Ordering::Acquire)
    }

    /// Uses `len` bytes, if they are there.
    pub fn charge(&self, len: u64) -> CudaResult {
        self.used
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, |used| {
                used.checked_add(len).filter(|used| *used <= self.total)
            })
            .map(|_| ())
            .map_err(|_| CudaError::OUT_OF_MEMORY)
    }

    /// Gives back bytes that were charged.
    pub fn refund(&self, len: u64) {
        self.used.fetch_sub(len, Ordering::AcqRel);
    }
}
