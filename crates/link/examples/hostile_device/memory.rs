//! Memory of the device without any manners, and numbers.

use std::fs::File;
use std::os::fd::AsFd;
use std::ptr;

use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};

/// A mapping in which anything may be written anywhere.
pub struct Raw {
    base: *mut u8,
    len: usize,
}

// SAFETY: the mapping belongs to the process, and every access goes through raw copies.
unsafe impl Send for Raw {}
// SAFETY: as above; what threads write at once is what this program is for.
unsafe impl Sync for Raw {}

impl Raw {
    pub fn map(file: &File, len: usize) -> Self {
        let (prot, flags) = (ProtFlags::READ | ProtFlags::WRITE, MapFlags::SHARED | MapFlags::NORESERVE);
        // SAFETY: a new mapping at an address that the kernel chooses touches nothing that exists.
        let base = unsafe { mmap(ptr::null_mut(), len, prot, flags, file.as_fd(), 0) }.unwrap();
        Self { base: base.cast(), len }
    }

    pub fn len(&self) -> usize {
        self.len
    }

    /// Writes a value, aligned or not, if it fits.
    pub fn write<T: Copy>(&self, offset: usize, value: T) {
        if offset.checked_add(size_of::<T>()).is_some_and(|end| end <= self.len) {
            // SAFETY: inside the mapping, as just checked; no reference to it exists.
            unsafe { ptr::write_unaligned(self.base.add(offset).cast::<T>(), value) };
        }
    }

    /// Reads a number, aligned or not, if it lies in the mapping.
    pub fn read<T: Copy + Default>(&self, offset: usize) -> T {
        if offset.checked_add(size_of::<T>()).is_none_or(|end| end > self.len) {
            return T::default();
        }
        // SAFETY: inside the mapping, as just checked; `T` is an integer at every call, so any bytes are one.
        std::hint::black_box(unsafe { ptr::read_unaligned(self.base.add(offset).cast::<T>()) })
    }

    pub fn copy(&self, offset: usize, bytes: &[u8]) {
        if offset.checked_add(bytes.len()).is_some_and(|end| end <= self.len) {
            // SAFETY: inside the mapping, as just checked; a private slice and the mapping do not overlap.
            unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), self.base.add(offset), bytes.len()) };
        }
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // SAFETY: mapped here; nobody keeps an address of it.
        let _ = unsafe { munmap(self.base.cast(), self.len) };
    }
}

/// splitmix64.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `end`, which is not 0.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u64) as usize]
    }

    /// Any number, but mostly one that somebody might have forgotten.
    pub fn number(&mut self) -> u64 {
        match self.below(6) {
            0 => self.next(),
            1 => self.below(16),
            2 => 1 << self.below(64),
            3 => (1_u64 << self.below(64)).wrapping_sub(1),
            4 => u64::MAX - self.below(8192),
            _ => self.below(1 << 22) << 12,
        }
    }

    pub fn bytes(&mut self, len: usize) -> Vec<u8> {
        (0..len).map(|_| self.next() as u8).collect()
    }
}
