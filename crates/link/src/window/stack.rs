//! Where the calling thread's stack is.

use std::mem::MaybeUninit;
use std::ptr;

use super::foreign::Mapping;
use super::reservation::AddressRange;
use crate::layout::PAGE;

/// How far the main thread's stack is made to reach below the stack pointer before pages of it are moved. The
/// kernel lets it grow only from memory that was never moved, so there must always be some below.
const MARGIN: usize = 64 << 10;

/// What kind of stack it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The process's first one, which the kernel makes longer at its lower end.
    Main,
    /// One of another thread: an ordinary mapping, with a guard below and the thread's own data at its upper end.
    Thread,
    /// The program's own, of which nothing is known but the mapping that it lies in.
    Unknown,
}

/// The stack that the calling thread runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OwnStack {
    low: usize,
    high: usize,
    /// An address on it: what lies above is in use, what lies below is not.
    here: usize,
    kind: Kind,
}

impl OwnStack {
    /// `maps` is `/proc/self/maps`.
    pub(super) fn of_caller(maps: &str) -> Option<Self> {
        let local = 0u8;
        let here = ptr::from_ref(std::hint::black_box(&local)).addr();
        Self::at(here, maps, of_this_thread)
    }

    /// `thread` gives the calling thread's stack as the threads' library knows it, and where its own data begins.
    fn at(here: usize, maps: &str, thread: impl FnOnce() -> Option<(usize, usize)>) -> Option<Self> {
        if let Some((low, high)) = main_stack(maps)
            && (low..high).contains(&here)
        {
            return Some(Self { low, high, here, kind: Kind::Main });
        }
        if let Some((low, high)) = thread()
            && (low..high).contains(&here)
        {
            return Some(Self { low, high, here, kind: Kind::Thread });
        }
        let mapping =
            maps.lines().filter_map(Mapping::parse).find(|map| (map.start..map.end).contains(&here))?;
        Some(Self { low: mapping.start, high: mapping.end, here, kind: Kind::Unknown })
    }

    /// Whether any of `range` lies on it. Of a stack of the program's own nothing is known but its mapping, so
    /// this may be said of memory beside it.
    pub(super) fn overlaps(&self, range: AddressRange) -> bool {
        self.low < range.end() && range.start() < self.high
    }

    /// Why `range`, which overlaps the stack, may not be moved.
    pub(super) fn objection(&self, range: AddressRange) -> Option<&'static str> {
        if self.kind == Kind::Unknown {
            return None;
        }
        if range.start() < self.here & !(PAGE - 1) {
            return Some("it lies below the stack pointer");
        }
        // Up to a whole page beside the stack may hold what other threads write: the list of all threads.
        (range.end() > self.high).then_some("the thread's own data lie there")
    }

    /// Makes sure that there is memory below the stack pointer from which the stack can grow on.
    pub(super) fn make_room(&self) {
        if self.kind == Kind::Main {
            touch();
        }
    }
}

/// A frame so large that its lower end lies [`MARGIN`] below the stack pointer, touched page by page.
#[inline(never)]
fn touch() {
    let mut room = [MaybeUninit::<u8>::uninit(); MARGIN];
    for at in (0..MARGIN).step_by(PAGE).rev() {
        room[at].write(0);
    }
    std::hint::black_box(&mut room);
}

/// The first thread's stack. It counts as several mappings once parts of it were moved; nothing else lies next to them,
/// because the kernel keeps a gap below. Only one has the name, and none if it was moved where the program began.
pub(super) fn main_stack(maps: &str) -> Option<(usize, usize)> {
    // SAFETY: reads a number that the kernel gave the process; 0 if there is none.
    let top = unsafe { libc::getauxval(libc::AT_EXECFN) } as usize;
    main_stack_with(maps, top)
}

/// `top` is an address that is known to be on it: the program's name lies at its upper end.
fn main_stack_with(maps: &str, top: usize) -> Option<(usize, usize)> {
    let (mut low, mut reached, mut is_it) = (0, 0, false);
    for Mapping { start, end, perms, name, .. } in maps.lines().filter_map(Mapping::parse) {
        let is_usable = perms.starts_with("rw");
        if is_it && (start != reached || !is_usable) {
            break;
        }
        if !is_usable {
            reached = 0;
            continue;
        }
        if start != reached {
            low = start;
        }
        reached = end;
        is_it |= name == "[stack]" || (start..end).contains(&top);
    }
    is_it.then_some((low, reached))
}

/// From the lowest usable address of the calling thread's stack to the page that holds the thread's descriptor.
#[cfg(not(miri))]
fn of_this_thread() -> Option<(usize, usize)> {
    let mut attributes = MaybeUninit::<libc::pthread_attr_t>::uninit();
    let (mut base, mut len) = (ptr::null_mut(), 0);
    // SAFETY:
    // - the descriptor is the calling thread's; the attributes are initialised by the first call, which the others follow
    //   only if it succeeded, and freed once;
    // - the pointers are to locals.
    unsafe {
        let this = libc::pthread_self();
        if libc::pthread_getattr_np(this, attributes.as_mut_ptr()) != 0 {
            return None;
        }
        let got = libc::pthread_attr_getstack(attributes.as_ptr(), &raw mut base, &raw mut len);
        libc::pthread_attr_destroy(attributes.as_mut_ptr());
        if got != 0 {
            return None;
        }
        // Both glibc and musl put the descriptor, whose address this is, at the upper end of the stack's mapping.
        let own = this as usize & !(PAGE - 1);
        let (low, high) = (base.addr(), base.addr().checked_add(len)?);
        Some((low, if (low..high).contains(&own) { own } else { high }))
    }
}

#[cfg(miri)]
fn of_this_thread() -> Option<(usize, usize)> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAPS: &str = "\
10000-20000 rw-p 00000000 00:00 0
20000-28000 rw-p 00000000 00:00 0                          [heap]
50000-60000 ---p 00000000 00:00 0
60000-70000 rw-p 00000000 00:00 0
70000-71000 rw-s 00000000 00:01 7                          /memfd:vgpu-registered (deleted)
71000-80000 rw-p 00000000 00:00 0                          [stack]
80000-81000 r-xp 00000000 00:00 0                          [vdso]
";

    fn range(start: u64, len: u64) -> AddressRange {
        AddressRange::new(start, len).expect("range")
    }

    #[test]
    fn a_main_stack_is_one_though_parts_of_it_were_moved() {
        let own = OwnStack::at(0x6f123, MAPS, || None).expect("a stack");
        assert_eq!((own.low, own.high, own.kind), (0x60000, 0x80000, Kind::Main));
        assert!(own.overlaps(range(0x70000, 0x1000)) && !own.overlaps(range(0x80000, 0x1000)));
        assert_eq!(own.objection(range(0x6f000, 0x2000)), None);
        assert!(own.objection(range(0x6e000, 0x1000)).is_some(), "below the stack pointer");
    }

    #[test]
    fn a_main_stack_is_found_without_its_name() {
        let moved = "\
60000-70000 rw-p 00000000 00:00 0
70000-71000 rw-s 00000000 00:01 7                          /memfd:vgpu-registered (deleted)
71000-72000 rw-p 00000000 00:00 0
80000-81000 rw-p 00000000 00:00 0
";
        assert_eq!(main_stack_with(moved, 0x71ff0), Some((0x60000, 0x72000)));
        assert_eq!(main_stack_with(moved, 0), None);
        assert_eq!(main_stack_with(MAPS, 0), Some((0x60000, 0x80000)));
    }

    #[test]
    fn a_thread_keeps_the_page_of_its_descriptor() {
        let own = OwnStack::at(0x12345, MAPS, || Some((0x11000, 0x1f000))).expect("a stack");
        assert_eq!(own.kind, Kind::Thread);
        assert_eq!(own.objection(range(0x12000, 0xd000)), None);
        assert!(own.objection(range(0x1e000, 0x2000)).is_some());
        assert!(own.objection(range(0x11000, 0x1000)).is_some());
    }

    #[test]
    fn of_other_stacks_the_mapping_is_known() {
        let own = OwnStack::at(0x22345, MAPS, || Some((0x11000, 0x1f000))).expect("a stack");
        assert_eq!((own.low, own.high, own.kind), (0x20000, 0x28000, Kind::Unknown));
        assert_eq!(own.objection(range(0x20000, 0x1000)), None);
    }

    #[test]
    fn this_thread_has_a_stack() {
        let maps = std::fs::read_to_string("/proc/self/maps").expect("readable");
        let own = OwnStack::of_caller(&maps).expect("a stack");
        assert_ne!(own.kind, Kind::Unknown);
        assert!(own.high - own.low >= 64 << 10, "{own:?}");
    }
}
