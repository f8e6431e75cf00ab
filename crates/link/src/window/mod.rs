//! The window: shared memory at the same addresses in guest and worker.
//!
//! ```text
//!   base                                                                      base + reserved_len
//!   │ segment 0 (control) │ growth │  free  │ growth │            free                 │   … foreign segments
//! ```
//!
//! The guest picks the range ([`candidates`]) and reserves it; the worker reserves the same range or refuses,
//! in which case the guest tries the next. Segments are memfds mapped over parts of the range. *Foreign*
//! segments lie outside of it, where the guest program had the memory already.
//!
//! A segment is unmapped when the last [`Arc`] of it is dropped, so a thread that is using one cannot have it
//! unmapped under its feet by the peer's `DropSegment`.

mod foreign;
mod held;
mod parted;
mod reservation;
mod segment;
mod stack;
mod still;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use rustix::io::Errno;
use thiserror::Error;

pub use foreign::Stacks;
pub use held::hold;
pub use parted::Parted;
pub use reservation::{AddressRange, Reservation};
use segment::{Backing, Moved};
pub use segment::{Segment, SegmentKind};

use crate::account::Hasher;
use crate::layout::Layout;
use crate::memfd::{self, MemfdError};
use crate::pages::{Pages, Source};

/// Why memory could not be mapped or reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum WindowError {
    #[error("{len:#x} bytes at {addr:#x} are not a page-aligned range of user space")]
    BadRange { addr: u64, len: u64 },
    #[error("{len:#x} bytes at {addr:#x} are in use in this process")]
    Busy { addr: u64, len: u64 },
    #[error("no address space for {len:#x} bytes at {addr:#x} (is there a limit on virtual memory?)")]
    NoAddressSpace { addr: u64, len: u64 },
    #[error("{len:#x} bytes at {addr:#x} lie outside the window")]
    OutsideReservation { addr: u64, len: u64 },
    #[error("{len:#x} bytes at {addr:#x} overlap another segment")]
    Overlap { addr: u64, len: u64 },
    #[error("the window has no gap of {len:#x} bytes left")]
    NoGap { len: u64 },
    #[error("memory at {addr:#x} cannot be shared: {why}")]
    NotMovable { addr: u64, why: &'static str },
    #[error("segment {0} exists already")]
    DuplicateId(u32),
    #[error("there is no segment {0} that can be dropped")]
    UnknownId(u32),
    #[error("more than {0} segments")]
    TooMany(usize),
    #[error("segments of more than {0} bytes together")]
    TooMuch(u64),
    #[error(transparent)]
    Memfd(#[from] MemfdError),
    #[error("{what}: {errno}")]
    Os { what: &'static str, errno: Errno },
}

/// How much a window may hold. The worker's limits protect it from its guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest address range.
    pub reserved: u64,
    /// Most segments at a time.
    pub segments: usize,
    /// Most bytes of all segments together.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { reserved: 16 << 40, segments: 16_384, bytes: 1 << 40 }
    }
}

/// Where a guest looks for room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// Bytes to reserve, if the process is allowed that much.
    pub reserved_len: u64,
    /// First address to try.
    pub first: u64,
    /// How many addresses to try.
    pub tries: u32,
}

impl Default for Placement {
    fn default() -> Self {
        // The middle of user space: programs and their libraries sit at the bottom and at the top, sanitizers'
        // shadow memory lies elsewhere, and so do the ranges that CUDA reserves for itself.
        Self { reserved_len: 1 << 40, first: 0x4000_0000_0000, tries: 16 }
    }
}

/// The ranges that a guest should try, best first, for a control segment of `control_len` bytes. Shorter ranges
/// come last, for processes whose address space is limited (`ulimit -v`).
pub fn candidates(placement: Placement, control_len: u64) -> impl Iterator<Item = AddressRange> {
    let lens = [placement.reserved_len, 64 << 30, control_len + (4 << 30), control_len];
    let step = placement.reserved_len.max(2 << 40);
    lens.into_iter()
        .filter(move |&len| len >= control_len && len <= placement.reserved_len.max(control_len))
        .flat_map(move |len| {
            (0..u64::from(placement.tries)).filter_map(move |i| {
                AddressRange::new(placement.first.checked_add(i.checked_mul(step)?)?, len).ok()
            })
        })
}

#[derive(Debug, Default)]
struct Table {
    by_addr: BTreeMap<u64, Arc<Segment>>,
    by_id: HashMap<u32, u64>,
    bytes: u64,
}

/// All shared memory of one session.
#[derive(Debug)]
pub struct Window {
    reservation: Arc<Reservation>,
    control: Arc<Segment>,
    layout: Layout,
    limits: Limits,
    /// Every segment but the control segment.
    table: RwLock<Table>,
}

impl Window {
    /// Guest: maps a new control segment at the start of a fresh reservation. The caller keeps its pages.
    pub fn create<'a>(
        range: AddressRange,
        layout: Layout,
        control: impl Into<Source<'a>>,
    ) -> Result<Self, WindowError> {
        let limits = Limits { reserved: u64::MAX, segments: usize::MAX, bytes: u64::MAX };
        Self::with_control(range, layout, control.into(), limits)
    }

    /// Worker: maps the guest's control segment where the guest has it. Everything is judged first.
    pub fn attach<'a>(
        base: u64,
        reserved_len: u64,
        layout: Layout,
        control: impl Into<Source<'a>>,
        limits: Limits,
    ) -> Result<Self, WindowError> {
        if reserved_len > limits.reserved {
            return Err(WindowError::BadRange { addr: base, len: reserved_len });
        }
        let control = control.into();
        memfd::check(control, layout.segment_len)?;
        Self::with_control(AddressRange::new(base, reserved_len)?, layout, control, limits)
    }

    fn with_control(
        range: AddressRange,
        layout: Layout,
        control: Source<'_>,
        limits: Limits,
    ) -> Result<Self, WindowError> {
        let base = range.start() as u64;
        layout.check().map_err(|_| WindowError::BadRange { addr: base, len: layout.segment_len })?;
        let control_range = AddressRange::new(base, layout.segment_len)?;
        let reservation = Arc::new(Reservation::at(range)?);
        reservation.map_inside(control_range, control)?;
        let backing = Backing::Inside { lease: None };
        let control = Segment::new(0, SegmentKind::Control, control_range, backing, Arc::clone(&reservation));
        Ok(Self { reservation, control, layout, limits, table: RwLock::default() })
    }

    /// First address of the window.
    pub fn base(&self) -> u64 {
        self.reservation.range().start() as u64
    }

    /// Bytes of address space.
    pub fn reserved_len(&self) -> u64 {
        self.reservation.range().len() as u64
    }

    /// The checked layout of the control segment.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Segment 0.
    pub fn control(&self) -> &Arc<Segment> {
        &self.control
    }

    /// Guest: maps `len` bytes of new memory in the first gap of the window.
    pub fn grow(&self, id: u32, len: u64, pages: impl Into<Pages>) -> Result<Arc<Segment>, WindowError> {
        let mut table = self.room_for(id, len)?;
        let pages = pages.into();
        let range = self.reservation.map_in_gap(len, pages.source())?;
        let backing = Backing::Inside { lease: pages.into_lease() };
        Ok(self.enter(&mut table, id, SegmentKind::Growth, range, backing))
    }

    /// Worker: maps a growth or foreign segment where the guest has it. Everything is judged first.
    pub fn map<'a>(
        &self,
        id: u32,
        kind: SegmentKind,
        addr: u64,
        len: u64,
        from: impl Into<Source<'a>>,
    ) -> Result<Arc<Segment>, WindowError> {
        let range = AddressRange::new(addr, len)?;
        let from = from.into();
        memfd::check(from, len)?;
        let mut table = self.room_for(id, len)?;
        let backing = match kind {
            SegmentKind::Growth => {
                self.reservation.map_inside(range, from)?;
                Backing::Inside { lease: None }
            }
            SegmentKind::Foreign => Backing::Foreign { was_held: self.reservation.map_foreign(range, from)? },
            SegmentKind::Control => return Err(WindowError::DuplicateId(id)),
        };
        Ok(self.enter(&mut table, id, kind, range, backing))
    }

    /// Guest: whether [`Self::adopt`] can move this memory. Worth asking before the worker is bothered.
    pub fn check_adoptable(&self, addr: u64, len: u64, stacks: Stacks) -> Result<(), WindowError> {
        let range = AddressRange::new(addr, len)?;
        self.reservation.settle();
        self.reservation.check_unused(range)?;
        foreign::check_movable(range, stacks).map(drop)
    }

    /// Guest: moves memory of the program into `pages` (new, `len` bytes) and maps them over the same addresses.
    /// It moves back when the segment is dropped.
    ///
    /// # Safety
    ///
    /// The range is memory that the program has given to CUDA for this purpose: nobody maps or unmaps in it
    /// until the segment is dropped, and nobody relies on it staying unchanged. If it lies on the stack of a thread
    /// other than the caller's, nobody runs there.
    pub unsafe fn adopt(
        &self,
        id: u32,
        addr: u64,
        len: u64,
        stacks: Stacks,
        pages: impl Into<Pages>,
    ) -> Result<Arc<Segment>, WindowError> {
        let range = AddressRange::new(addr, len)?;
        let pages = pages.into();
        let movable = foreign::check_movable(range, stacks)?;
        let mut table = self.room_for(id, len)?;
        self.reservation.take_foreign(range, || {
            let source = pages.source();
            // SAFETY: movable in this way, as just checked; the rest is what our own caller promises.
            movable.while_allowed(|| unsafe { foreign::move_in(range, source) })
        })?;
        let backing = Backing::Adopted(Moved { range, movable, pages });
        Ok(self.enter(&mut table, id, SegmentKind::Foreign, range, backing))
    }

    /// Guest, before a fork: puts private pages where the calling thread's stack was moved, so that the child does not
    /// share its stack with its parent. To be ended with [`Parted::join`] in the parent, and forgotten in the child. `None` if
    /// nothing of the stack was moved.
    ///
    /// # Errors
    /// If there is no memory for the copies. The child and its parent would run on one stack.
    pub fn part_stack(&self) -> Result<Option<Parted>, WindowError> {
        self.reservation.settle();
        let is_moved = |segment: &&Arc<Segment>| segment.moved().is_some();
        let moved: Vec<_> = self.table().by_addr.values().filter(is_moved).cloned().collect();
        Parted::new(moved)
    }

    /// Takes a segment out of the window. It is unmapped when the last [`Arc`] of it, such as the returned one,
    /// is dropped.
    pub fn remove(&self, id: u32) -> Result<Arc<Segment>, WindowError> {
        let mut table = self.table_mut();
        let addr = table.by_id.remove(&id).ok_or(WindowError::UnknownId(id))?;
        let segment = table.by_addr.remove(&addr).ok_or(WindowError::UnknownId(id))?;
        table.bytes -= segment.len();
        Ok(segment)
    }

    /// The segment with this number.
    pub fn segment(&self, id: u32) -> Option<Arc<Segment>> {
        if id == 0 {
            return Some(Arc::clone(&self.control));
        }
        let table = self.table();
        table.by_addr.get(table.by_id.get(&id)?).cloned()
    }

    /// All segments, the control segment first.
    pub fn segments(&self) -> Vec<Arc<Segment>> {
        let table = self.table();
        std::iter::once(&self.control).chain(table.by_addr.values()).cloned().collect()
    }

    /// Bytes of all segments.
    pub fn bytes(&self) -> u64 {
        self.control.len() + self.table().bytes
    }

    /// The segment that holds `len` bytes at the absolute address `addr`, all of them.
    #[inline]
    pub fn lookup(&self, addr: u64, len: u64) -> Option<WindowSlice> {
        let segment = if self.control.covers(addr, len) {
            Arc::clone(&self.control)
        } else {
            let table = self.table();
            let (_, segment) = table.by_addr.range(..=addr).next_back()?;
            Arc::clone(segment.covers(addr, len).then_some(segment)?)
        };
        Some(WindowSlice { offset: (addr - segment.addr()) as usize, len: len as usize, segment })
    }

    /// Whether `len` bytes at `addr` are shared memory of one segment. A statement about this moment only:
    /// before touching the memory, hold it with [`Self::lookup`].
    #[inline]
    pub fn contains(&self, addr: u64, len: u64) -> bool {
        if self.control.covers(addr, len) {
            return true;
        }
        let table = self.table();
        table.by_addr.range(..=addr).next_back().is_some_and(|(_, segment)| segment.covers(addr, len))
    }

    /// Distance of an address from the window's start, if it lies in the reserved range.
    pub fn to_offset(&self, addr: u64) -> Option<u64> {
        addr.checked_sub(self.base()).filter(|&offset| offset < self.reserved_len())
    }

    /// Inverse of [`Self::to_offset`].
    pub fn to_address(&self, offset: u64) -> Option<u64> {
        (offset < self.reserved_len()).then(|| self.base() + offset)
    }

    fn enter(
        &self,
        table: &mut Table,
        id: u32,
        kind: SegmentKind,
        range: AddressRange,
        backing: Backing,
    ) -> Arc<Segment> {
        let segment = Segment::new(id, kind, range, backing, Arc::clone(&self.reservation));
        table.by_id.insert(id, segment.addr());
        table.bytes += segment.len();
        table.by_addr.insert(segment.addr(), Arc::clone(&segment));
        segment
    }

    /// The table, locked for one more segment, if the limits allow it.
    fn room_for(&self, id: u32, len: u64) -> Result<RwLockWriteGuard<'_, Table>, WindowError> {
        let table = self.table_mut();
        if id == 0 || table.by_id.contains_key(&id) {
            return Err(WindowError::DuplicateId(id));
        }
        if table.by_id.len() >= self.limits.segments {
            return Err(WindowError::TooMany(self.limits.segments));
        }
        if table.bytes.checked_add(len).is_none_or(|sum| sum > self.limits.bytes) {
            return Err(WindowError::TooMuch(self.limits.bytes));
        }
        Ok(table)
    }

    fn table(&self) -> RwLockReadGuard<'_, Table> {
        self.table.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn table_mut(&self) -> RwLockWriteGuard<'_, Table> {
        self.table.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Bytes of the window that were found to exist, kept mapped while this value lives.
#[derive(Debug, Clone)]
pub struct WindowSlice {
    segment: Arc<Segment>,
    offset: usize,
    len: usize,
}

impl WindowSlice {
    /// The segment that the bytes belong to.
    pub fn segment(&self) -> &Arc<Segment> {
        &self.segment
    }

    /// Bytes.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no bytes at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Absolute address.
    pub fn addr(&self) -> u64 {
        self.segment.addr() + self.offset as u64
    }

    /// For raw accesses of up to [`Self::len`] bytes while this value lives. The peer may change the bytes at
    /// any moment, so never make a reference of it.
    pub fn as_ptr(&self) -> *mut u8 {
        // The slice was found inside its segment, so this is never the fallback.
        self.segment.ptr(self.offset, self.len).unwrap_or(std::ptr::null_mut())
    }

    /// A private copy.
    pub fn to_vec(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let _ = self.segment.read_to_vec(self.offset, self.len, &mut bytes);
        bytes
    }

    /// Hash of the bytes, as [`crate::account::hash`] has it, taken piece by piece out of shared memory.
    pub fn hash(&self) -> u64 {
        const PIECE: usize = 64 << 10;
        let mut hasher = Hasher::new();
        let mut piece = Vec::with_capacity(PIECE.min(self.len));
        for at in (0..self.len).step_by(PIECE) {
            piece.clear();
            let inside = self.segment.read_to_vec(self.offset + at, PIECE.min(self.len - at), &mut piece);
            debug_assert!(inside, "the slice was found inside its segment");
            hasher.update(&piece);
        }
        hasher.finish()
    }

    /// Copies `bytes` to offset `at` of the slice; `false`, and nothing is written, if they do not fit.
    #[must_use]
    pub fn write(&self, at: usize, bytes: &[u8]) -> bool {
        at <= self.len && bytes.len() <= self.len - at && self.segment.write(self.offset + at, bytes)
    }
}
