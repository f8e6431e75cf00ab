//! Segments of a window within one process.
#![cfg(not(loom))]
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::Local;
use link::memfd;
use link::window::{Reservation, WindowError};

const MIB: u64 = 1 << 20;

#[test]
fn segment_in_use_stays_mapped_after_it_is_removed_and_its_place_is_not_given_away() {
    let local = Local::new(4096);
    let fd = memfd::create("segment", MIB).unwrap();
    let addr = local.window.grow(1, MIB, fd).unwrap().addr();
    let slice = local.window.lookup(addr + 100, 50).unwrap();
    assert!(slice.write(0, &[7; 50]));
    assert!(!slice.write(1, &[7; 50]));

    drop(local.window.remove(1).unwrap());
    assert!(!local.window.contains(addr, 1));
    assert_eq!(slice.to_vec(), [7; 50], "the slice keeps it mapped");
    let other = memfd::create("other", MIB).unwrap();
    let elsewhere = local.window.grow(2, MIB, other).unwrap();
    assert_ne!(elsewhere.addr(), addr);

    drop(slice);
    let third = memfd::create("third", MIB).unwrap();
    let again = local.window.grow(3, MIB, third).unwrap();
    assert_eq!(again.addr(), addr, "free again");
    assert_eq!(local.window.lookup(addr, 8).unwrap().to_vec(), [0; 8]);
}

#[test]
fn only_whole_ranges_inside_one_segment_are_found() {
    let local = Local::new(4096);
    let fd = memfd::create("segment", MIB).unwrap();
    let segment = local.window.grow(1, MIB, fd).unwrap();
    let (start, end) = (segment.addr(), segment.addr() + MIB);
    for (addr, len, found) in [
        (start, MIB, true),
        (start, MIB + 1, false),
        (end - 1, 1, true),
        (end - 1, 2, false),
        (end, 1, false),
        // The control segment lies directly before, but is another mapping with another life.
        (start - 1, 2, false),
        (start - 1, 1, true),
        (start, u64::MAX, false),
        (u64::MAX, 1, false),
        (0, 0, false),
    ] {
        assert_eq!(local.window.contains(addr, len), found, "{addr:#x} {len:#x}");
        assert_eq!(local.window.lookup(addr, len).is_some(), found, "{addr:#x} {len:#x}");
    }
    assert_eq!(local.window.to_offset(start), Some(start - local.window.base()));
    assert_eq!(local.window.to_address(start - local.window.base()), Some(start));
    assert_eq!(local.window.to_offset(local.window.base() + local.window.reserved_len()), None);
    assert_eq!(local.window.to_offset(0), None);
}

#[test]
fn words_outside_or_askew_do_not_exist() {
    let local = Local::new(4096);
    let segment = local.control.segment();
    let len = segment.len() as usize;
    assert!(segment.atomic_u32(len - 4).is_some());
    assert!(segment.atomic_u32(len - 2).is_none());
    assert!(segment.atomic_u32(len).is_none());
    assert!(segment.atomic_u32(2).is_none());
    assert!(segment.atomic_u64(len - 8).is_some());
    assert!(segment.atomic_u64(usize::MAX - 7).is_none());
    assert!(!segment.write(len, &[0]));
    assert!(segment.write(len, &[]));
    assert!(!segment.read_to_vec(1, usize::MAX, &mut Vec::new()));
}

#[test]
fn reserved_addresses_cannot_be_reserved_twice_and_come_back() {
    let local = Local::new(4096);
    let base = local.window.base();
    let range = link::window::AddressRange::new(base, 4096).unwrap();
    assert!(matches!(Reservation::at(range), Err(WindowError::Busy { .. })));
    drop(local);
    // Another test may be quicker, so the range is free or taken by a whole window, but nothing in between.
    match Reservation::at(range) {
        Ok(_) | Err(WindowError::Busy { .. }) => {}
        Err(error) => panic!("{error}"),
    }
}
