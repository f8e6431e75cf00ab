//! A range of addresses that belongs to one window, and who sits where in it.
//!
//! The range is reserved first (mapped without access), so that nothing else in the process can move in. Only
//! then are segments mapped over parts of it. [`Reservation`] is the single owner of that knowledge: a mapping
//! is made, and undone, under its lock.

use std::collections::BTreeMap;
use std::ffi::c_void;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::{mem, ptr};

use rustix::io::Errno;
use rustix::mm::{Advice, MapFlags, ProtFlags, madvise, mmap, mmap_anonymous, munmap};

use super::WindowError;
use super::segment::Moved;
use super::{foreign, held};
use crate::layout::PAGE;
use crate::pages::Source;

/// Addresses below this are never used: null-pointer dereferences must fault.
const LOWEST: u64 = 0x1_0000;
/// End of user space on x86-64 and on arm64 with 48-bit addresses, less one guard page.
const HIGHEST: u64 = 0x7fff_ffff_f000;

/// A non-empty, page-aligned range of user-space addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AddressRange {
    start: usize,
    len: usize,
}

impl AddressRange {
    /// Judges numbers that a peer may have sent.
    pub fn new(start: u64, len: u64) -> Result<Self, WindowError> {
        let bad = WindowError::BadRange { addr: start, len };
        let end = start.checked_add(len).ok_or(bad)?;
        let aligned = start.is_multiple_of(PAGE as u64) && len.is_multiple_of(PAGE as u64);
        if len == 0 || !aligned || start < LOWEST || end > HIGHEST {
            return Err(bad);
        }
        Ok(Self { start: start as usize, len: len as usize })
    }

    /// First address.
    pub fn start(self) -> usize {
        self.start
    }

    /// Bytes.
    pub fn len(self) -> usize {
        self.len
    }

    /// Never: [`Self::new`] refuses it.
    pub fn is_empty(self) -> bool {
        false
    }

    /// First address after the range.
    pub fn end(self) -> usize {
        self.start + self.len
    }

    /// Whether all of `other` lies in this range.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end() <= self.end()
    }

    /// Whether the two have an address in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end() && other.start < self.end()
    }

    pub(super) fn ptr(self) -> *mut c_void {
        ptr::with_exposed_provenance_mut(self.start)
    }
}

/// The reserved range and what is mapped: inside it, or elsewhere on behalf of the same window.
#[derive(Debug)]
pub struct Reservation {
    range: AddressRange,
    /// Start to end of every mapped segment, foreign ones included.
    taken: Mutex<BTreeMap<usize, usize>>,
    /// Pages that nobody needs any more, and that could not be given back to the program yet.
    kept: Mutex<Vec<Moved>>,
}

impl Reservation {
    /// Reserves exactly this range, or fails without touching what is there.
    pub fn at(range: AddressRange) -> Result<Self, WindowError> {
        let flags = MapFlags::PRIVATE | MapFlags::NORESERVE | MapFlags::FIXED_NOREPLACE;
        // SAFETY:
        // - FIXED_NOREPLACE leaves existing mappings alone, so no memory that anything refers to changes;
        // - kernels before 4.17 ignore that flag but then treat the address as a hint; `placed` checks it.
        let got = unsafe { mmap_anonymous(range.ptr(), range.len(), ProtFlags::empty(), flags) };
        placed(range, got)?;
        Ok(Self { range, taken: Mutex::default(), kept: Mutex::default() })
    }

    /// What is reserved.
    pub fn range(&self) -> AddressRange {
        self.range
    }

    /// Maps a file over `range`, which lies in the reservation and is free.
    pub(super) fn map_inside(&self, range: AddressRange, from: Source<'_>) -> Result<(), WindowError> {
        let mut taken = self.taken();
        if !self.range.contains(range) {
            return Err(WindowError::OutsideReservation {
                addr: range.start() as u64,
                len: range.len() as u64,
            });
        }
        free_in(&taken, range)?;
        self.map_fixed(range, from)?;
        taken.insert(range.start(), range.end());
        Ok(())
    }

    /// Maps a file over the first free gap of `len` bytes.
    pub(super) fn map_in_gap(&self, len: u64, from: Source<'_>) -> Result<AddressRange, WindowError> {
        let full = WindowError::NoGap { len };
        let mut taken = self.taken();
        let mut start = self.range.start();
        let inside = taken.range(self.range.start()..self.range.end());
        for (&used_start, &used_end) in inside {
            if (used_start.saturating_sub(start)) as u64 >= len {
                break;
            }
            start = start.max(used_end);
        }
        let range = AddressRange::new(start as u64, len).map_err(|_| full)?;
        if !self.range.contains(range) {
            return Err(full);
        }
        self.map_fixed(range, from)?;
        taken.insert(range.start(), range.end());
        Ok(range)
    }

    /// Maps a file at an address outside the reservation, if nothing is there or if the process only holds it.
    /// Says whether it was held.
    pub(super) fn map_foreign(&self, range: AddressRange, from: Source<'_>) -> Result<bool, WindowError> {
        let mut taken = self.taken();
        self.check_foreign(&taken, range)?;
        let was_held = held::take(range);
        // A range that is only held gives way; anything else stays.
        let give_way = if was_held { MapFlags::FIXED } else { MapFlags::FIXED_NOREPLACE };
        let flags = MapFlags::SHARED | give_way;
        let prot = ProtFlags::READ | ProtFlags::WRITE;
        // SAFETY: as in `at`: nothing that anyone uses is replaced (a held range has no access, and `take` gives
        // it to nobody else), and `placed` checks where the mapping went.
        let got = unsafe { mmap(range.ptr(), range.len(), prot, flags, from.file, from.offset) };
        let placed = placed(range, got);
        if was_held && placed.is_err() {
            held::give_back(range);
        }
        placed?;
        taken.insert(range.start(), range.end());
        Ok(was_held)
    }

    /// Whether a foreign segment could be put here, as far as this window is concerned.
    pub(super) fn check_unused(&self, range: AddressRange) -> Result<(), WindowError> {
        self.check_foreign(&self.taken(), range)
    }

    /// Books a range outside the reservation whose pages the caller replaces itself with `replace`.
    pub(super) fn take_foreign(
        &self,
        range: AddressRange,
        replace: impl FnOnce() -> Result<(), WindowError>,
    ) -> Result<(), WindowError> {
        let mut taken = self.taken();
        self.check_foreign(&taken, range)?;
        replace()?;
        taken.insert(range.start(), range.end());
        Ok(())
    }

    /// Undoes [`Self::map_inside`]: the range is reserved again, and free.
    ///
    /// # Safety
    ///
    /// The range was mapped by this reservation, and nothing refers to its memory any more.
    pub(super) unsafe fn unmap_inside(&self, range: AddressRange) {
        let mut taken = self.taken();
        let flags = MapFlags::PRIVATE | MapFlags::NORESERVE | MapFlags::FIXED;
        // SAFETY: the caller gives up the memory, and the range is our own, so replacing it harms nobody.
        let done = unsafe { mmap_anonymous(range.ptr(), range.len(), ProtFlags::empty(), flags) };
        match done {
            Ok(_) => drop(taken.remove(&range.start())),
            // The memory stays mapped and booked: wasteful, but nothing will be mapped over it.
            Err(errno) => {
                tracing::error!(addr = range.start(), len = range.len(), %errno, "cannot unmap a segment")
            }
        }
    }

    /// Undoes [`Self::map_foreign`], which has said whether the range `was_held`.
    ///
    /// # Safety
    ///
    /// As for [`Self::unmap_inside`].
    pub(super) unsafe fn unmap_foreign(&self, range: AddressRange, was_held: bool) {
        if was_held {
            // SAFETY: the caller gives up the memory.
            unsafe { self.unmap_inside(range) };
            return held::give_back(range);
        }
        let mut taken = self.taken();
        // SAFETY: the caller gives up the memory.
        match unsafe { munmap(range.ptr(), range.len()) } {
            Ok(()) => drop(taken.remove(&range.start())),
            Err(errno) => {
                tracing::error!(addr = range.start(), len = range.len(), %errno, "cannot unmap a segment")
            }
        }
    }

    /// Undoes [`Self::take_foreign`]: the program gets ordinary pages of the same content. Those of another thread's
    /// stack stay until that thread comes by ([`Self::settle`]), and so do those for which there is no memory.
    pub(super) fn give_back(&self, moved: Moved) {
        match foreign::move_back(moved.range, moved.movable, moved.pages.source()) {
            Ok(true) => drop(self.taken().remove(&moved.range.start())),
            // The program keeps its data, in shared pages; the range stays booked.
            Ok(false) => self.kept().push(moved),
            Err(error) => {
                let addr = moved.range.start();
                tracing::error!(addr, %error, "cannot give memory back to the program");
                self.kept().push(moved);
            }
        }
    }

    /// Gives back what was kept and can be given back by now.
    pub(super) fn settle(&self) {
        let kept = mem::take(&mut *self.kept());
        kept.into_iter().for_each(|moved| self.give_back(moved));
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Moved>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn taken(&self) -> MutexGuard<'_, BTreeMap<usize, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn check_foreign(&self, taken: &BTreeMap<usize, usize>, range: AddressRange) -> Result<(), WindowError> {
        if self.range.overlaps(range) {
            return Err(WindowError::Overlap { addr: range.start() as u64, len: range.len() as u64 });
        }
        free_in(taken, range)
    }

    /// The caller has found `range` to be inside the reservation and free.
    fn map_fixed(&self, range: AddressRange, from: Source<'_>) -> Result<(), WindowError> {
        let prot = ProtFlags::READ | ProtFlags::WRITE;
        let flags = MapFlags::SHARED | MapFlags::FIXED;
        // SAFETY: FIXED replaces what is mapped in `range`, which is a free part of our own reservation: pages
        // without access that nothing refers to.
        unsafe { mmap(range.ptr(), range.len(), prot, flags, from.file, from.offset) }
            .map_err(|errno| WindowError::Os { what: "mmap of a segment", errno })?;
        // Larger pages make copies faster where the system allows them for shared memory; no matter if not.
        // SAFETY: the range was just mapped; the advice does not change its content.
        let _ = unsafe { madvise(range.ptr(), range.len(), Advice::LinuxHugepage) };
        Ok(())
    }
}

impl Drop for Reservation {
    fn drop(&mut self) {
        // Segments hold an Arc of their reservation, so all of them are gone.
        // SAFETY: the whole range is ours and nothing is mapped in it but inaccessible pages.
        if let Err(errno) = unsafe { munmap(self.range.ptr(), self.range.len()) } {
            tracing::error!(addr = self.range.start(), %errno, "cannot give up a window's reservation");
        }
    }
}

fn free_in(taken: &BTreeMap<usize, usize>, range: AddressRange) -> Result<(), WindowError> {
    // Ranges do not overlap each other, so only the last one that starts below our end can reach into ours.
    match taken.range(..range.end()).next_back() {
        Some((_, &end)) if end > range.start() => {
            Err(WindowError::Overlap { addr: range.start() as u64, len: range.len() as u64 })
        }
        _ => Ok(()),
    }
}

/// Judges the answer to a mapping that had to land at `range` without replacing anything.
fn placed(range: AddressRange, got: Result<*mut c_void, Errno>) -> Result<(), WindowError> {
    let (addr, len) = (range.start() as u64, range.len() as u64);
    match got {
        Ok(ptr) if ptr.expose_provenance() == range.start() => Ok(()),
        Ok(elsewhere) => {
            // SAFETY: the kernel has just made this mapping for us and nobody knows of it.
            let _ = unsafe { munmap(elsewhere, range.len()) };
            Err(WindowError::Busy { addr, len })
        }
        Err(Errno::EXIST) => Err(WindowError::Busy { addr, len }),
        Err(Errno::NOMEM) => Err(WindowError::NoAddressSpace { addr, len }),
        Err(errno) => Err(WindowError::Os { what: "mmap", errno }),
    }
}
