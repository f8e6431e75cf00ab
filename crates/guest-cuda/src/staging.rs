//! Memory of the window for a while: images on their way to the worker, large replies on their way back.

use link::heap::Heap;
use parking_lot::Mutex;
use table::{CudaError, CudaResult};

use crate::session::Session;

/// What a heap of the window grows by when it is used up. To register so much with the device costs some milliseconds.
const STEP: u64 = 32 << 20;

/// Blocks above this are segments of their own, which go back to the system when they are dropped.
const LARGE: u64 = 8 << 20;

/// `len` bytes of a heap of the window's memory, which takes a segment more if it has to. Segments stay: what was needed once is
/// needed again. `growing` is held by whoever makes one.
///
/// # Errors
/// `OUT_OF_MEMORY` if the window cannot grow, or `len` is more than it grows by.
pub fn from_heap(
    session: &Session,
    heap: &Heap,
    growing: &Mutex<()>,
    len: u64,
    align: u64,
) -> CudaResult<u64> {
    if let Some(address) = heap.alloc(len, align) {
        return Ok(address);
    }
    let _one_at_a_time = growing.lock();
    if let Some(address) = heap.alloc(len, align) {
        return Ok(address);
    }
    let segment = session.link.grow(STEP).map_err(|_| CudaError::OUT_OF_MEMORY)?;
    heap.add_region(segment.addr(), segment.len());
    heap.alloc(len, align).ok_or(CudaError::OUT_OF_MEMORY)
}

/// A block of the window; given back when dropped.
pub struct Block {
    session: &'static Session,
    address: u64,
    len: u64,
    /// The segment that was made for this block alone.
    segment: Option<u32>,
}

impl Block {
    /// `len` bytes, at least 1, aligned to 256.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY` if the window cannot grow that far.
    pub fn new(session: &'static Session, len: u64) -> CudaResult<Self> {
        static GROWING: Mutex<()> = Mutex::new(());
        let len = len.max(1);
        if len <= LARGE
            && let Ok(address) = from_heap(session, session.link.heap(), &GROWING, len, 256)
        {
            return Ok(Self { session, address, len, segment: None });
        }
        let segment = session.link.grow(len).map_err(|_| CudaError::OUT_OF_MEMORY)?;
        Ok(Self { session, address: segment.addr(), len, segment: Some(segment.id()) })
    }

    /// A block that holds a copy of `bytes`.
    ///
    /// # Errors
    /// As [`Block::new`].
    pub fn with_bytes(session: &'static Session, bytes: &[u8]) -> CudaResult<Self> {
        let block = Self::new(session, bytes.len() as u64)?;
        let slice = session.link.window().lookup(block.address, block.len).ok_or(CudaError::UNKNOWN)?;
        if slice.write(0, bytes) { Ok(block) } else { Err(CudaError::UNKNOWN) }
    }

    /// First address; the same for the worker and the device.
    pub fn address(&self) -> u64 {
        self.address
    }

    /// Bytes.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Never: a block has at least one byte.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// A private copy of the first `len` bytes.
    pub fn read(&self, len: u64) -> Vec<u8> {
        self.session
            .link
            .window()
            .lookup(self.address, len.min(self.len))
            .map(|slice| slice.to_vec())
            .unwrap_or_default()
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        match self.segment {
            Some(id) => {
                self.session.link.drop_segment(id).ok();
            }
            None => {
                self.session.link.heap().free(self.address);
            }
        }
    }
}
