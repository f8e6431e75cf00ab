//! Memory of a worker for the block that it runs: shared memory, and the threads with their frames. Kept from
//! one block, and one grid, to the next.

use std::cell::RefCell;
use std::ptr;

use crate::kernel::launch::Fault;

/// Bytes of address space around shared memory, so that no 32-bit address with an offset leaves it.
const RANGE: usize = 12 << 30;
/// Where in the range shared memory begins.
const START: usize = 4 << 30;
const PAGE: usize = 4096;

/// Shared memory in the middle of a range in which nothing else is.
pub struct Shared {
    range: *mut u8,
    usable: usize,
}

// SAFETY: a mapping belongs to no thread.
unsafe impl Send for Shared {}

impl Shared {
    fn new() -> Result<Self, Fault> {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE;
        // SAFETY: a new inaccessible mapping that replaces nothing.
        let range = unsafe { libc::mmap(ptr::null_mut(), RANGE, libc::PROT_NONE, flags, -1, 0) };
        if range == libc::MAP_FAILED {
            return Err(Fault::Unsupported { what: "no address space for shared memory".into() });
        }
        Ok(Self { range: range.cast(), usable: 0 })
    }

    /// Makes at least so many bytes usable.
    fn grow(&mut self, bytes: usize) -> Result<(), Fault> {
        let bytes = bytes.next_multiple_of(PAGE);
        if bytes <= self.usable {
            return Ok(());
        }
        let access = libc::PROT_READ | libc::PROT_WRITE;
        // SAFETY: shared memory has 4 GiB of the range from its start on, and blocks have far less.
        let failed = unsafe { libc::mprotect(self.range.add(START).cast(), bytes, access) } != 0;
        if failed {
            return Err(Fault::Unsupported { what: "no memory for shared memory".into() });
        }
        self.usable = bytes;
        Ok(())
    }

    /// Its address.
    pub fn start(&self) -> u64 {
        self.range as u64 + START as u64
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // SAFETY: the mapping is ours, as long as that, and nobody runs a block in it any more.
        unsafe { libc::munmap(self.range.cast(), RANGE) };
    }
}

/// What a block runs in.
pub struct Memory {
    /// Shared memory.
    pub shared: Shared,
    /// Threads.
    pub threads: Vec<u128>,
}

/// Memory that waits for its next use.
#[derive(Default)]
pub struct Scratch {
    kept: Option<Memory>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Gives the calling worker's memory to a function.
pub fn with<T>(f: impl FnOnce(&mut Scratch) -> T) -> T {
    SCRATCH.with(|scratch| match scratch.try_borrow_mut() {
        Ok(mut scratch) => f(&mut scratch),
        Err(_) => f(&mut Scratch::default()),
    })
}

impl Scratch {
    /// Memory for a block of a size.
    pub fn memory(&mut self, shared: usize, threads: usize) -> Result<Memory, Fault> {
        let mut memory = match self.kept.take() {
            Some(memory) => memory,
            None => Memory { shared: Shared::new()?, threads: Vec::new() },
        };
        memory.shared.grow(shared)?;
        let words = threads.div_ceil(size_of::<u128>());
        if memory.threads.len() < words {
            memory.threads = vec![0; words];
        }
        Ok(memory)
    }

    /// Keeps memory for the next block.
    pub fn take_back(&mut self, memory: Memory) {
        self.kept = Some(memory);
    }
}
