//! A piece of a file mapped wherever there is room, for as long as this lives.

use std::ffi::c_void;
use std::ptr;
use std::sync::atomic::AtomicU32;

use rustix::io::Errno;
use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};

use super::window::{ChannelEntry, DeviceHeader};
use crate::layout::ControlHeader;
use crate::pages::Source;

/// Types that consist of atomics only, so that a reference to one in shared memory is sound whatever a peer writes.
///
/// # Safety
///
/// Every field is an atomic; padding is never read.
pub(super) unsafe trait Atomics {}

// SAFETY: see the declarations.
unsafe impl Atomics for DeviceHeader {}
// SAFETY: as above.
unsafe impl Atomics for ChannelEntry {}
// SAFETY: it is one.
unsafe impl Atomics for AtomicU32 {}
// SAFETY: see the declaration: atomics, and structures of atomics.
unsafe impl Atomics for ControlHeader {}

/// The mapping. Its memory is shared with peers that may write anything at any time, so it is reachable through atomics and
/// raw copies only.
#[derive(Debug)]
pub(super) struct Map {
    base: *mut c_void,
    len: usize,
}

// SAFETY: the mapping belongs to the process, not to a thread, and every access goes through atomics or raw copies.
unsafe impl Send for Map {}
// SAFETY: as above.
unsafe impl Sync for Map {}

impl Map {
    /// Maps `len` bytes of `from`.
    pub(super) fn new(from: Source<'_>, len: usize) -> Result<Self, Errno> {
        let prot = ProtFlags::READ | ProtFlags::WRITE;
        let flags = MapFlags::SHARED | MapFlags::NORESERVE;
        // SAFETY: a new mapping at an address that the kernel chooses touches nothing that exists.
        let base = unsafe { mmap(ptr::null_mut(), len, prot, flags, from.file, from.offset) }?;
        Ok(Self { base, len })
    }

    /// The value at `offset`, if it lies in the mapping and is aligned.
    pub(super) fn at<T: Atomics>(&self, offset: usize) -> Option<&T> {
        let end = offset.checked_add(size_of::<T>())?;
        if end > self.len || !offset.is_multiple_of(align_of::<T>().min(crate::layout::PAGE)) {
            return None;
        }
        // SAFETY:
        // - inside the mapping, as just checked; mappings are aligned to pages, and so `offset` aligns the value;
        // - the mapping lives as long as `self`, from which the reference borrows;
        // - `T` consists of atomics, so that other processes may write it meanwhile.
        Some(unsafe { &*self.base.byte_add(offset).cast::<T>() })
    }

    /// Copies `bytes` to `offset`; `false`, and nothing is written, if they do not fit.
    #[must_use]
    pub(super) fn write(&self, offset: usize, bytes: &[u8]) -> bool {
        if offset.checked_add(bytes.len()).is_none_or(|end| end > self.len) {
            return false;
        }
        // SAFETY: inside the mapping, as just checked; a private slice and the mapping do not overlap.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), self.base.cast::<u8>().add(offset), bytes.len()) };
        true
    }

    /// A private copy of `len` bytes at `offset`, if they lie in the mapping.
    pub(super) fn read(&self, offset: usize, len: usize) -> Option<Vec<u8>> {
        if offset.checked_add(len).is_none_or(|end| end > self.len) {
            return None;
        }
        let mut bytes = Vec::with_capacity(len);
        // SAFETY: inside the mapping, as just checked; the vector has room for `len` bytes, all of which are written, and
        // whatever mixture of old and new ones arrives is a valid sequence of bytes.
        unsafe {
            ptr::copy_nonoverlapping(self.base.cast::<u8>().add(offset), bytes.as_mut_ptr(), len);
            bytes.set_len(len);
        }
        Some(bytes)
    }
}

impl Drop for Map {
    fn drop(&mut self) {
        // SAFETY: mapped here; every reference into it borrows from `self`.
        let _ = unsafe { munmap(self.base, self.len) };
    }
}
