//! Memory that graphs allocate.
//!
//! Its addresses are the same at every launch, so it is real memory for as long as any graph knows it. Whether it is
//! *allocated* is a matter of bookkeeping: a launch allocates it, and a node, a stream or the program frees it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Weak},
};

use parking_lot::Mutex;
use table::{CUcontext, CUmemAccessDesc, CUmemPoolProps, CudaError, CudaResult};

use crate::{
    driver::driver,
    memory::{Kind, Space},
};

/// Memory of a graph.
#[derive(Debug)]
pub struct GraphMemory {
    /// First address.
    pub address: u64,
    /// Bytes that were asked for.
    pub len: u64,
    reserved: u64,
}

/// A node that allocates.
#[derive(Debug)]
pub struct Allocation {
    /// What it allocates.
    pub memory: Arc<GraphMemory>,
    /// What the memory was to be like.
    pub properties: CUmemPoolProps,
    /// Who was to have access.
    pub access: Vec<CUmemAccessDesc>,
}

/// How much memory graphs use.
#[derive(Debug, Default, Clone, Copy)]
pub struct Usage {
    /// Allocated now.
    pub used: u64,
    /// The most since this was reset.
    pub used_high: u64,
    /// Allocated, or kept for later.
    pub reserved: u64,
    /// The most since this was reset.
    pub reserved_high: u64,
}

#[derive(Default)]
struct Book {
    known: BTreeMap<u64, Weak<GraphMemory>>,
    allocated: BTreeMap<u64, Arc<GraphMemory>>,
    usage: Usage,
}

static BOOK: Mutex<Book> =
    Mutex::new(Book { known: BTreeMap::new(), allocated: BTreeMap::new(), usage: NOTHING });
const NOTHING: Usage = Usage { used: 0, used_high: 0, reserved: 0, reserved_high: 0 };

impl GraphMemory {
    /// Memory for a node that will allocate it.
    pub fn create(space: &Space, len: usize, context: CUcontext) -> CudaResult<Arc<Self>> {
        let region = space.allocate(len, Kind::Graph, context)?;
        let memory = Arc::new(Self { address: region.base, len: region.len, reserved: region.reserved });
        BOOK.lock().known.insert(memory.address, Arc::downgrade(&memory));
        Ok(memory)
    }

    /// The memory that starts at an address.
    pub fn find(address: u64) -> Option<Arc<Self>> {
        BOOK.lock().known.get(&address).and_then(Weak::upgrade)
    }

    /// Whether it is allocated.
    pub fn is_allocated(&self) -> bool {
        BOOK.lock().allocated.contains_key(&self.address)
    }

    /// A launch allocates it.
    pub fn allocate(self: &Arc<Self>) {
        let mut book = BOOK.lock();
        if book.allocated.insert(self.address, self.clone()).is_none() {
            let usage = &mut book.usage;
            usage.used += self.reserved;
            usage.used_high = usage.used_high.max(usage.used);
            usage.reserved = usage.reserved.max(usage.used);
            usage.reserved_high = usage.reserved_high.max(usage.reserved);
        }
    }

    /// Somebody frees it.
    ///
    /// # Errors
    /// `INVALID_VALUE` if it is not allocated.
    pub fn free(&self) -> CudaResult {
        let freed = {
            let mut book = BOOK.lock();
            let freed = book.allocated.remove(&self.address).ok_or(CudaError::INVALID_VALUE)?;
            book.usage.used -= self.reserved;
            freed
        };
        drop(freed);
        Ok(())
    }
}

impl Drop for GraphMemory {
    fn drop(&mut self) {
        BOOK.lock().known.remove(&self.address);
        if let Ok(driver) = driver() {
            // A context that has ended may have taken it already.
            let _ = driver.space.free(self.address);
        }
    }
}

/// How much memory graphs use.
pub fn usage() -> Usage {
    BOOK.lock().usage
}

/// Forgets the high-water mark of used or of reserved memory.
pub fn reset_high_water(reserved: bool) {
    let usage = &mut BOOK.lock().usage;
    if reserved {
        usage.reserved_high = usage.reserved;
    } else {
        usage.used_high = usage.used;
    }
}

/// Gives back what is kept for later.
pub fn trim() {
    let usage = &mut BOOK.lock().usage;
    usage.reserved = usage.used;
}
