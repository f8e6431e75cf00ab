//! Keeps the driver's addresses clear of the guest's.
//!
//! Device pointers are the worker's own virtual addresses (design, D5) and are handed to the guest, which
//! tells memory apart by its address. The kernel would place the driver's mappings near the top of the
//! address space, where the guest process has its libraries and stacks. So before the driver is loaded the
//! worker holds that part with inaccessible mappings, and the driver's go below. Memory that a guest registers
//! is mapped there, at the guest's address.

use link::window::{AddressRange, hold};

/// Start of what guests keep for themselves: libraries, thread stacks, large allocations.
pub const GUEST_PART: u64 = 0x7000_0000_0000;
/// End of user space on x86-64 and of what is reserved.
const USER_END: u64 = 0x7fff_ffff_f000;
/// The unit in which gaps are filled.
const STEP: u64 = 1 << 36;

/// Fills the gaps between this process's own mappings above [`GUEST_PART`], and gives the bytes reserved.
/// What cannot be reserved is left: then an address may collide, which the guest notices.
pub fn reserve_guest_part() -> u64 {
    let mut reserved = 0;
    let mut at = GUEST_PART;
    while at < USER_END {
        let len = STEP.min(USER_END - at);
        reserved += reserve(at, len);
        at += len;
    }
    reserved
}

/// Reserves `len` bytes at `at`, halving where something is in the way.
fn reserve(at: u64, len: u64) -> u64 {
    if AddressRange::new(at, len).is_ok_and(hold) {
        return len;
    }
    // Gaps below 16 MiB stay free for this process: its own heap and stacks need somewhere to grow.
    let half = len / 2;
    if half < 16 << 20 {
        return 0;
    }
    reserve(at, half) + reserve(at + half, len - half)
}
