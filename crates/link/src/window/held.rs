//! Address ranges that this process holds without using them, so that nobody else in it moves in.
//!
//! A worker holds the part of the address space where guests have their memory, before it loads a driver:
//! then the driver's mappings go elsewhere, and memory of a guest can be mapped at the guest's address
//! ([`super::SegmentKind::Foreign`]).

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustix::mm::{MapFlags, ProtFlags, mmap_anonymous};

use super::reservation::AddressRange;

/// Start to end of every held range; they do not overlap.
static HELD: Mutex<BTreeMap<usize, usize>> = Mutex::new(BTreeMap::new());

fn held() -> MutexGuard<'static, BTreeMap<usize, usize>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Holds exactly this range, for the life of the process. `false`, and nothing changes, if any of it is in use.
pub fn hold(range: AddressRange) -> bool {
    let mut held = held();
    let flags = MapFlags::PRIVATE | MapFlags::NORESERVE | MapFlags::FIXED_NOREPLACE;
    // SAFETY: FIXED_NOREPLACE leaves existing mappings alone, and memory without access is never touched.
    let got = unsafe { mmap_anonymous(range.ptr(), range.len(), ProtFlags::empty(), flags) };
    match got {
        Ok(at) if at == range.ptr() => {
            held.insert(range.start(), range.end());
            true
        }
        // A kernel before 4.17 put it elsewhere.
        Ok(at) => {
            // SAFETY: mapped just now, and not used by anyone.
            let _ = unsafe { rustix::mm::munmap(at, range.len()) };
            false
        }
        Err(_) => false,
    }
}

/// Stops holding `range`, if all of it is held (adjoining ranges count as one): the caller alone may now map over
/// it, and gives it back with [`give_back`].
pub(super) fn take(range: AddressRange) -> bool {
    let mut held = held();
    let mut parts = Vec::new();
    let mut at = range.start();
    while at < range.end() {
        match held.range(..=at).next_back() {
            Some((&start, &end)) if end > at => {
                parts.push((start, end));
                at = end;
            }
            _ => return false,
        }
    }
    for (start, end) in parts {
        held.remove(&start);
        if start < range.start() {
            held.insert(start, range.start());
        }
        if end > range.end() {
            held.insert(range.end(), end);
        }
    }
    true
}

/// Holds a range again that [`take`] has let go, and that has no access again.
pub(super) fn give_back(range: AddressRange) {
    held().insert(range.start(), range.end());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn held_ranges_count_as_one_and_are_taken_once() {
        let base = 0x5a00_0000_0000;
        let range = |start: u64, len: u64| AddressRange::new(base + start, len).expect("aligned");
        assert!(hold(range(0, 0x10000)));
        assert!(hold(range(0x10000, 0x10000)));
        assert!(!hold(range(0x8000, 0x1000)));
        assert!(!take(range(0x18000, 0x10000)), "half of it is not held");
        assert!(take(range(0x8000, 0x10000)));
        assert!(!take(range(0xf000, 0x2000)), "taken already");
        assert!(take(range(0, 0x8000)) && take(range(0x18000, 0x8000)), "the rest is still held");
        give_back(range(0x8000, 0x10000));
        assert!(take(range(0x8000, 0x10000)));
    }
}
