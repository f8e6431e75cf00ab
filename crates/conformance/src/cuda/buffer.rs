//! Host memory that a driver may read or write at any time.

use core::ptr::NonNull;
use std::alloc::Layout;

use table::CUdeviceptr;

use super::arg::{Addr, Plain, bytes_of};

/// Host memory that is never given back and never borrowed: the driver, the device and another thread may use it while
/// we do, so it is read and written by volatile accesses only. A body's process is short, so nothing is lost by the leak.
#[derive(Clone, Copy, Debug)]
pub struct Buffer {
    start: NonNull<u8>,
    len: usize,
}

// SAFETY: all accesses are volatile reads and writes of memory that stays mapped; a race between them is what the tests
// are about, and no reference into the memory exists that it could invalidate.
unsafe impl Send for Buffer {}
// SAFETY: as for `Send`.
unsafe impl Sync for Buffer {}

impl Buffer {
    /// Ordinary (pageable) memory, zeroed, starting at a page.
    pub fn pageable(len: usize) -> Self {
        let layout =
            Layout::from_size_align(len.max(1), 4096).unwrap_or_else(|_| panic!("{len} bytes of memory"));
        // SAFETY: the layout's size is at least 1.
        let start = unsafe { std::alloc::alloc_zeroed(layout) };
        match NonNull::new(start) {
            Some(start) => Self { start, len },
            None => std::alloc::handle_alloc_error(layout),
        }
    }

    /// Memory that a driver allocated. The body must not touch the buffer after freeing that memory.
    pub fn adopt(address: u64, len: usize) -> Option<Self> {
        NonNull::new(core::ptr::with_exposed_provenance_mut(address as usize))
            .map(|start| Self { start, len })
    }

    /// A buffer that begins with these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let buffer = Self::pageable(bytes.len());
        buffer.write(0, bytes);
        buffer
    }

    /// How many bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Its address.
    pub fn addr(&self) -> u64 {
        self.start.as_ptr().expose_provenance() as u64
    }

    /// Its address as an argument.
    pub fn host(&self) -> Addr {
        Addr(self.addr())
    }

    /// The address of a byte inside as an argument.
    pub fn at(&self, offset: usize) -> Addr {
        assert!(offset <= self.len, "offset {offset} in a buffer of {} bytes", self.len);
        Addr(self.addr() + offset as u64)
    }

    /// Its address as the device sees it, where the two are the same.
    pub fn device(&self) -> CUdeviceptr {
        self.addr()
    }

    /// Copies bytes out.
    pub fn read(&self, offset: usize, len: usize) -> Vec<u8> {
        assert!(offset <= self.len && len <= self.len - offset, "bytes {offset}+{len} of {}", self.len);
        let mut bytes = vec![0u8; len];
        let words = len / 8;
        for (at, byte) in bytes.iter_mut().enumerate().skip(words * 8) {
            // SAFETY: `offset + at` is inside the buffer, which stays mapped.
            *byte = unsafe { self.start.as_ptr().add(offset + at).read_volatile() };
        }
        for (word, chunk) in bytes.chunks_exact_mut(8).enumerate() {
            // SAFETY: the eight bytes are inside the buffer, which stays mapped; the type allows any alignment.
            let value =
                unsafe { self.start.as_ptr().add(offset + word * 8).cast::<[u8; 8]>().read_volatile() };
            chunk.copy_from_slice(&value);
        }
        bytes
    }

    /// Copies everything out.
    pub fn bytes(&self) -> Vec<u8> {
        self.read(0, self.len)
    }

    /// Copies bytes in.
    pub fn write(&self, offset: usize, bytes: &[u8]) {
        assert!(
            offset <= self.len && bytes.len() <= self.len - offset,
            "bytes {offset}+{} of {}",
            bytes.len(),
            self.len
        );
        let mut at = offset;
        for chunk in bytes.chunks(8) {
            match <[u8; 8]>::try_from(chunk) {
                // SAFETY: the eight bytes are inside the buffer, which stays mapped; the type allows any alignment.
                Ok(word) => unsafe { self.start.as_ptr().add(at).cast::<[u8; 8]>().write_volatile(word) },
                Err(_) => {
                    for (more, byte) in chunk.iter().enumerate() {
                        // SAFETY: `at + more` is inside the buffer, which stays mapped.
                        unsafe { self.start.as_ptr().add(at + more).write_volatile(*byte) };
                    }
                }
            }
            at += chunk.len();
        }
    }

    /// Sets every byte.
    pub fn fill(&self, byte: u8) {
        self.write(0, &vec![byte; self.len]);
    }

    /// Element `index` of the buffer taken as an array of `T`.
    pub fn get<T: Plain>(&self, index: usize) -> T {
        assert!((index + 1) * size_of::<T>() <= self.len, "element {index} of {} bytes", self.len);
        assert!(self.addr().is_multiple_of(align_of::<T>() as u64));
        // SAFETY: the element is inside the buffer, which stays mapped, and aligned because the start is; `T` is `Plain`, so
        // whatever bytes stand there are a value. One element is one access, so that a flag can be polled.
        unsafe { self.start.as_ptr().cast::<T>().add(index).read_volatile() }
    }

    /// Sets element `index` of the buffer taken as an array of `T`.
    pub fn set<T: Plain>(&self, index: usize, value: T) {
        assert!((index + 1) * size_of::<T>() <= self.len, "element {index} of {} bytes", self.len);
        assert!(self.addr().is_multiple_of(align_of::<T>() as u64));
        // SAFETY: as for `get`.
        unsafe { self.start.as_ptr().cast::<T>().add(index).write_volatile(value) }
    }

    /// Sets the elements from the start on.
    pub fn set_all<T: Plain>(&self, values: &[T]) {
        for (index, value) in values.iter().enumerate() {
            self.write(index * size_of::<T>(), bytes_of(value));
        }
    }
}
