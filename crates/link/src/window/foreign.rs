//! Moving memory that the program already has into shared memory, at the same address, and back.
//!
//! This is what makes `cuMemHostRegister` possible across processes: afterwards the worker can map the very
//! same pages. The move is done in small pieces, each copied and then replaced. A write by another thread that
//! falls between the copy and the replacement of its piece is lost, so the pieces at both ends, which may hold
//! a neighbour's data, are single pages. CUDA asks programs not to touch memory while it is being registered,
//! but can say nothing of the neighbours.

use std::ffi::c_void;
use std::fs;
use std::ptr;

use rustix::fs::{FallocateFlags, fallocate, fstat};
use rustix::mm::{MapFlags, MremapFlags, ProtFlags, mmap, mmap_anonymous, mremap_fixed, munmap};

use super::WindowError;
use super::reservation::AddressRange;
use super::stack::{OwnStack, main_stack};
use super::still::while_still;
use crate::layout::PAGE;
use crate::pages::Source;

/// Bytes moved at a time: large enough to hide the system calls, small enough to be copied in microseconds.
const PIECE: usize = 256 << 10;

/// What to do with memory that lies on a stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stacks {
    /// Refuse it.
    Refused,
    /// Move it, if the stack is the calling thread's, which stands still meanwhile.
    Moved,
}

/// How pages have to be moved that may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Movable {
    /// By whoever likes.
    Freely,
    /// While the calling thread stands still: they belong to its stack.
    Still,
}

impl Movable {
    /// Does `work`, which moves the pages.
    pub(super) fn while_allowed<T>(
        self,
        work: impl FnOnce() -> Result<T, WindowError>,
    ) -> Result<T, WindowError> {
        match self {
            Self::Freely => work(),
            Self::Still => while_still(work)?,
        }
    }
}

/// The process's mappings, one a line.
pub(super) fn read_maps(range: AddressRange) -> Result<String, WindowError> {
    fs::read_to_string("/proc/self/maps").map_err(|_| WindowError::NotMovable {
        addr: range.start() as u64,
        why: "/proc/self/maps is unreadable",
    })
}

/// Whether the pages of `range` may be moved: private, readable and writable, and on no stack but the caller's.
pub(super) fn check_movable(range: AddressRange, stacks: Stacks) -> Result<Movable, WindowError> {
    let maps = read_maps(range)?;
    let own = OwnStack::of_caller(&maps);
    let movable = judge_maps(&maps, range, own, stacks)?;
    if let (Some(own), Movable::Still) = (own, movable) {
        own.make_room();
    }
    Ok(movable)
}

/// `own` is the calling thread's stack.
fn judge_maps(
    maps: &str,
    range: AddressRange,
    own: Option<OwnStack>,
    stacks: Stacks,
) -> Result<Movable, WindowError> {
    let mut reached = range.start();
    for line in maps.lines() {
        let Some(Mapping { start, end, perms, name, .. }) = Mapping::parse(line) else { continue };
        if end <= reached || start >= range.end() {
            continue;
        }
        let refuse = |why| Err(WindowError::NotMovable { addr: start.max(range.start()) as u64, why });
        if start > reached {
            break;
        }
        if !perms.starts_with("rw") {
            return refuse("it is not readable and writable");
        }
        if !perms.ends_with('p') {
            return refuse("it is shared with another process already");
        }
        if name.starts_with("[v") {
            return refuse("it is the kernel's");
        }
        reached = end;
    }
    if reached < range.end() {
        return Err(WindowError::NotMovable { addr: reached as u64, why: "nothing is mapped there" });
    }
    let refuse = |why| Err(WindowError::NotMovable { addr: range.start() as u64, why });
    if let Some(own) = own.filter(|own| own.overlaps(range)) {
        return match (stacks, own.objection(range)) {
            (Stacks::Refused, _) => refuse("it is a stack"),
            (Stacks::Moved, Some(why)) => refuse(why),
            (Stacks::Moved, None) => Ok(Movable::Still),
        };
    }
    match main_stack(maps) {
        Some((low, high)) if low < range.end() && range.start() < high => {
            refuse("it is another thread's stack")
        }
        _ => Ok(Movable::Freely),
    }
}

/// A line of `/proc/self/maps`.
pub(super) struct Mapping<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) perms: &'a str,
    offset: u64,
    inode: u64,
    pub(super) name: &'a str,
}

impl<'a> Mapping<'a> {
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let mut fields = line.split_ascii_whitespace();
        let (start, end) = fields.next()?.split_once('-')?;
        let perms = fields.next()?;
        let offset = u64::from_str_radix(fields.next()?, 16).ok()?;
        let inode = fields.nth(1)?.parse().ok()?;
        Some(Self {
            start: usize::from_str_radix(start, 16).ok()?,
            end: usize::from_str_radix(end, 16).ok()?,
            perms,
            offset,
            inode,
            name: fields.next().unwrap_or(""),
        })
    }
}

/// Replaces the pages of `range` by those of a file, with the same content.
///
/// # Safety
///
/// - [`check_movable`] has accepted the range;
/// - it is memory that the program may itself write (no reference to it is relied upon to stay unchanged);
/// - it runs as [`Movable::while_allowed`] has it run, so it makes system calls and copies and nothing else;
/// - no other thread maps or unmaps anything in the range meanwhile.
pub(super) unsafe fn move_in(range: AddressRange, file: Source<'_>) -> Result<(), WindowError> {
    let copy = Scratch::of(file, range.len())?;
    let (mut done, mut failure) = (0, None);
    for (offset, len) in pieces(range.len()) {
        let target = ptr::with_exposed_provenance_mut::<c_void>(range.start() + offset);
        let flags = MapFlags::SHARED | MapFlags::FIXED;
        // SAFETY:
        // - source: `check_movable` found it readable, and it is not unmapped meanwhile (caller);
        // - destination: the scratch mapping of the same length, which nobody else knows;
        // - they do not overlap, being two mappings.
        unsafe { ptr::copy_nonoverlapping(target.cast::<u8>().cast_const(), copy.at(offset), len) };
        // SAFETY: the pages that FIXED replaces have just been copied into those that replace them, so whoever
        // refers to them reads the same bytes from the same address.
        let mapped = unsafe {
            let prot = ProtFlags::READ | ProtFlags::WRITE;
            mmap(target, len, prot, flags, file.file, file.offset + offset as u64)
        };
        if let Err(errno) = mapped {
            failure = Some(WindowError::Os { what: "mmap over the program's memory", errno });
            break;
        }
        done = offset + len;
    }
    let Some(error) = failure else { return Ok(()) };
    if let Ok(moved) = AddressRange::new(range.start() as u64, done as u64) {
        move_part_back(moved, file.offset, file)?;
    }
    Err(error)
}

/// Undoes [`move_in`]: private pages again, with the content that the shared ones have now. What the program has
/// unmapped meanwhile (it should not have) is left alone. `false`, and nothing is done, for pages that were moved
/// from a stack which is not the caller's: somebody may be running on it.
pub(super) fn move_back(
    range: AddressRange,
    movable: Movable,
    file: Source<'_>,
) -> Result<bool, WindowError> {
    let maps = read_maps(range)?;
    let parts = parts_of(&maps, range, file)?;
    let is_own = OwnStack::of_caller(&maps).is_some_and(|own| own.overlaps(range));
    if movable == Movable::Still && !is_own && !parts.is_empty() {
        return Ok(false);
    }
    let movable = if is_own { Movable::Still } else { Movable::Freely };
    movable.while_allowed(|| {
        parts.iter().try_for_each(|part| {
            move_part_back(*part, file.offset + (part.start() - range.start()) as u64, file)
        })
    })?;
    Ok(true)
}

/// The parts of `range` where `file` is still mapped as [`move_in`] put it.
pub(super) fn parts_of(
    maps: &str,
    range: AddressRange,
    file: Source<'_>,
) -> Result<Vec<AddressRange>, WindowError> {
    let inode = fstat(file.file).map_err(|errno| WindowError::Os { what: "fstat", errno })?.st_ino;
    Ok(still_ours(maps, range, inode, file.offset))
}

/// The parts of `range` where the file with this inode is mapped, from `first` on, as [`move_in`] put it.
fn still_ours(maps: &str, range: AddressRange, inode: u64, first: u64) -> Vec<AddressRange> {
    let part = |line| {
        let Mapping { start, end, offset, inode: found, .. } = Mapping::parse(line)?;
        if found != inode || end <= range.start() || start >= range.end() {
            return None;
        }
        let (from, to) = (start.max(range.start()), end.min(range.end()));
        if offset.checked_add((from - start) as u64)? != first.checked_add((from - range.start()) as u64)? {
            return None;
        }
        AddressRange::new(from as u64, (to - from) as u64).ok()
    };
    maps.lines().filter_map(part).collect()
}

/// `file_offset` is where `part` begins in the file.
fn move_part_back(part: AddressRange, file_offset: u64, file: Source<'_>) -> Result<(), WindowError> {
    // One mapping for all pieces: parts of one mapping that are moved side by side become one mapping again,
    // where separate ones would use up the process's number of mappings. Memory is used as it is filled.
    let mut fresh = Scratch::private(part.len())?;
    for (offset, len) in pieces(part.len()) {
        let target = ptr::with_exposed_provenance_mut::<c_void>(part.start() + offset);
        let from = fresh.at(offset);
        // SAFETY: both are mapped for `len` bytes (`still_ours` has just found the target to be), and are
        // different mappings.
        unsafe { ptr::copy_nonoverlapping(target.cast::<u8>().cast_const(), from, len) };
        // SAFETY: the shared pages at `target` are replaced by private ones of equal content, which are known to
        // nobody else.
        let moved = unsafe { mremap_fixed(from.cast(), len, len, MremapFlags::MAYMOVE, target) };
        moved.map_err(|errno| WindowError::Os { what: "mremap of private pages", errno })?;
        fresh.gone = offset + len;
        // Gives the shared copy's memory back at once instead of when the whole range has been moved.
        let hole = FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE;
        let _ = fallocate(file.file, hole, file_offset + offset as u64, len as u64);
    }
    Ok(())
}

/// Offsets and lengths: one page, then pieces, then one page.
fn pieces(len: usize) -> impl Iterator<Item = (usize, usize)> {
    let mut offset = 0;
    std::iter::from_fn(move || {
        let left = len - offset;
        let piece = match left {
            0 => return None,
            _ if offset == 0 || left == PAGE => PAGE,
            _ => PIECE.min(left - PAGE),
        };
        offset += piece;
        Some((offset - piece, piece))
    })
}

/// A temporary mapping that only its owner knows.
#[derive(Debug)]
pub(super) struct Scratch {
    base: *mut c_void,
    len: usize,
    /// Bytes at the start that are mapped elsewhere by now.
    gone: usize,
}

impl Scratch {
    /// A second view of a file, through which it is filled.
    pub(super) fn of(file: Source<'_>, len: usize) -> Result<Self, WindowError> {
        let prot = ProtFlags::READ | ProtFlags::WRITE;
        // SAFETY: a new mapping at an address that the kernel chooses touches nothing that exists.
        let base = unsafe { mmap(ptr::null_mut(), len, prot, MapFlags::SHARED, file.file, file.offset) }
            .map_err(|errno| WindowError::Os { what: "mmap of shared memory", errno })?;
        Ok(Self { base, len, gone: 0 })
    }

    /// New pages of this process alone.
    pub(super) fn private(len: usize) -> Result<Self, WindowError> {
        let (prot, flags) = (ProtFlags::READ | ProtFlags::WRITE, MapFlags::PRIVATE | MapFlags::NORESERVE);
        // SAFETY: as above.
        let base = unsafe { mmap_anonymous(ptr::null_mut(), len, prot, flags) }
            .map_err(|errno| WindowError::Os { what: "mmap of private pages", errno })?;
        Ok(Self { base, len, gone: 0 })
    }

    /// The first `len` bytes are mapped elsewhere by now.
    pub(super) fn leave(&mut self, len: usize) {
        self.gone = len;
    }

    pub(super) fn at(&self, offset: usize) -> *mut u8 {
        debug_assert!((self.gone..self.len).contains(&offset));
        // Not dereferenced here, so no obligation: plain address arithmetic inside the mapping.
        self.base.cast::<u8>().wrapping_add(offset)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if self.gone < self.len {
            let rest = self.base.cast::<u8>().wrapping_add(self.gone).cast();
            // SAFETY: made here, not moved elsewhere, and pointers into it do not outlive the functions above.
            let _ = unsafe { munmap(rest, self.len - self.gone) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAPS: &str = "\
10000-20000 rw-p 00000000 00:00 0
20000-30000 rw-p 00000000 00:00 0                          [heap]
30000-40000 rw-s 00000000 00:01 7                          /dev/shm/x
50000-60000 r--p 00000000 08:01 9                          /usr/lib/x.so
60000-70000 rw-p 00000000 00:00 0                          [stack]
";

    #[test]
    fn only_private_writable_memory_may_move() {
        let judge = |start, len| {
            let range = AddressRange::new(start, len).expect("range");
            judge_maps(MAPS, range, None, Stacks::Moved).map_err(|error| match error {
                WindowError::NotMovable { addr, .. } => addr,
                other => panic!("{other}"),
            })
        };
        assert_eq!(judge(0x12000, 0x10000), Ok(Movable::Freely));
        assert_eq!(judge(0x2f000, 0x2000), Err(0x30000));
        assert_eq!(judge(0x40000, 0x1000), Err(0x40000));
        assert_eq!(judge(0x50000, 0x1000), Err(0x50000));
        assert_eq!(judge(0x60000, 0x1000), Err(0x60000));
        assert_eq!(judge(0x70000, 0x1000), Err(0x70000));
    }

    #[test]
    fn only_what_is_still_ours_moves_back() {
        let range = AddressRange::new(0x10000, 0x40000).expect("range");
        let maps = "\
10000-20000 rw-s 00000000 00:01 77 /memfd:vgpu-registered (deleted)
20000-28000 rw-p 00000000 00:00 0
28000-30000 rw-s 00008000 00:01 77 /memfd:vgpu-registered (deleted)
30000-60000 rw-s 00020000 00:01 77 /memfd:vgpu-registered (deleted)
";
        let parts: Vec<_> =
            still_ours(maps, range, 77, 0).into_iter().map(|part| (part.start(), part.end())).collect();
        assert_eq!(parts, [(0x10000, 0x20000), (0x30000, 0x50000)]);
    }

    #[test]
    fn pieces_cover_everything_once_with_single_pages_at_the_ends() {
        for pages in [1, 2, 3, 64, 65, 66, 200] {
            let all: Vec<_> = pieces(pages * PAGE).collect();
            assert_eq!(all.iter().map(|piece| piece.1).sum::<usize>(), pages * PAGE);
            assert!(all.windows(2).all(|pair| pair[0].0 + pair[0].1 == pair[1].0));
            assert_eq!(all[0].1, PAGE);
            assert_eq!(all[all.len() - 1].1, PAGE);
        }
    }
}
