//! One mapped piece of shared memory, unmapped when its last user lets go of it.

use std::mem::{self, MaybeUninit};
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, AtomicU64};

use serde::{Deserialize, Serialize};

use super::foreign::Movable;
use super::reservation::{AddressRange, Reservation};
use crate::pages::{Lease, Pages};

/// What a segment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    /// Header, ring, slots and heap; always segment 0.
    Control,
    /// More memory inside the window's range.
    Growth,
    /// Memory of the guest program that was moved into a memfd where it lay.
    Foreign,
}

/// How the mapping came about, and so how it is undone.
#[derive(Debug)]
pub(super) enum Backing {
    /// Over a part of the reservation. The lease of its pages, if they have one, ends with it.
    Inside {
        #[expect(dead_code, reason = "kept for its end")]
        lease: Option<Lease>,
    },
    /// At an address that was free, or held for this purpose (worker).
    Foreign { was_held: bool },
    /// Over memory that the program had already, which gets ordinary pages back in the end (guest).
    Adopted(Moved),
}

/// Pages that lie where the program has its memory.
#[derive(Debug)]
pub(super) struct Moved {
    pub(super) range: AddressRange,
    /// How they came there, and so how they have to go.
    pub(super) movable: Movable,
    pub(super) pages: Pages,
}

/// A mapped segment. Whoever holds an `Arc` of it may touch its memory.
///
/// The memory is shared with a process that may write anything at any time. It is therefore reachable only
/// through atomics, raw copies and a raw pointer, never as a reference to plain data.
#[derive(Debug)]
pub struct Segment {
    id: u32,
    kind: SegmentKind,
    range: AddressRange,
    backing: Backing,
    reservation: Arc<Reservation>,
}

impl Segment {
    /// The caller has mapped `range` through `reservation`.
    pub(super) fn new(
        id: u32,
        kind: SegmentKind,
        range: AddressRange,
        backing: Backing,
        reservation: Arc<Reservation>,
    ) -> Arc<Self> {
        Arc::new(Self { id, kind, range, backing, reservation })
    }

    /// The program's pages that it stands in for, and where they come from.
    pub(super) fn moved(&self) -> Option<&Moved> {
        match &self.backing {
            Backing::Adopted(moved) => Some(moved),
            _ => None,
        }
    }

    /// Its number, which the guest has chosen; 0 is the control segment.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// What it is for.
    pub fn kind(&self) -> SegmentKind {
        self.kind
    }

    /// First address, the same in both processes.
    pub fn addr(&self) -> u64 {
        self.range.start() as u64
    }

    /// Bytes; never zero.
    #[expect(clippy::len_without_is_empty, reason = "a segment is never empty")]
    pub fn len(&self) -> u64 {
        self.range.len() as u64
    }

    /// Whether `len` bytes at the absolute address `addr` lie in this segment.
    #[inline]
    pub fn covers(&self, addr: u64, len: u64) -> bool {
        match addr.checked_sub(self.addr()) {
            Some(offset) => offset <= self.len() && len <= self.len() - offset,
            None => false,
        }
    }

    /// Pointer to `len` bytes at `offset`, if they lie inside. Valid while the segment is held; to be used for
    /// raw and volatile accesses only.
    #[inline]
    pub fn ptr(&self, offset: usize, len: usize) -> Option<*mut u8> {
        let inside = offset <= self.range.len() && len <= self.range.len() - offset;
        inside.then(|| ptr::with_exposed_provenance_mut(self.range.start() + offset))
    }

    /// The aligned 32-bit word at `offset`.
    #[inline]
    pub fn atomic_u32(&self, offset: usize) -> Option<&AtomicU32> {
        let ptr = self.ptr(offset, 4).filter(|_| offset.is_multiple_of(4))?;
        // SAFETY:
        // - valid and aligned: `ptr` found the word inside the mapping, which is page-aligned, and `offset` is
        //   a multiple of 4;
        // - lifetime: the mapping lives as long as `self`, from which the reference borrows;
        // - no plain access: this crate and its users reach the memory through atomics and raw copies only.
        Some(unsafe { AtomicU32::from_ptr(ptr.cast()) })
    }

    /// The aligned 64-bit word at `offset`.
    #[inline]
    pub fn atomic_u64(&self, offset: usize) -> Option<&AtomicU64> {
        let ptr = self.ptr(offset, 8).filter(|_| offset.is_multiple_of(8))?;
        // SAFETY: as for `atomic_u32`, with 8 for 4.
        Some(unsafe { AtomicU64::from_ptr(ptr.cast()) })
    }

    /// Copies `bytes` to `offset`; `false`, and nothing is written, if they do not fit there.
    #[inline]
    #[must_use]
    pub fn write(&self, offset: usize, bytes: &[u8]) -> bool {
        let Some(to) = self.ptr(offset, bytes.len()) else { return false };
        // SAFETY:
        // - `to` is valid for `bytes.len()` bytes while `self` is borrowed;
        // - a private slice and the mapping cannot overlap: nobody holds a slice of shared memory.
        // A concurrent write by the peer may mix with ours; the peer gets what it asked for.
        unsafe { ptr::copy_nonoverlapping(bytes.as_ptr(), to, bytes.len()) };
        true
    }

    /// Fills `out` from `offset`; `false`, and `out` is untouched, if the segment ends before.
    #[inline]
    #[must_use]
    pub fn read(&self, offset: usize, out: &mut [MaybeUninit<u8>]) -> bool {
        let Some(from) = self.ptr(offset, out.len()) else { return false };
        // SAFETY: as for `write`, the other way round. Whatever mixture of old and new bytes arrives is a
        // valid sequence of bytes, and the caller judges its private copy.
        unsafe { ptr::copy_nonoverlapping(from, out.as_mut_ptr().cast(), out.len()) };
        true
    }

    /// Appends `len` bytes from `offset` to `out`.
    #[must_use]
    pub fn read_to_vec(&self, offset: usize, len: usize, out: &mut Vec<u8>) -> bool {
        if self.ptr(offset, len).is_none() {
            return false;
        }
        out.reserve(len);
        let done = self.read(offset, &mut out.spare_capacity_mut()[..len]);
        if done {
            // SAFETY: `reserve` made room and `read` has filled exactly these `len` bytes.
            unsafe { out.set_len(out.len() + len) };
        }
        done
    }
}

impl Drop for Segment {
    fn drop(&mut self) {
        match &self.backing {
            // SAFETY: this segment mapped the range, and with `self` the last way to reach it goes.
            Backing::Inside { .. } => unsafe { self.reservation.unmap_inside(self.range) },
            // SAFETY: as above.
            Backing::Foreign { was_held } => unsafe { self.reservation.unmap_foreign(self.range, *was_held) },
            Backing::Adopted(_) => {
                let gone = Backing::Inside { lease: None };
                if let Backing::Adopted(moved) = mem::replace(&mut self.backing, gone) {
                    self.reservation.give_back(moved);
                }
            }
        }
    }
}
