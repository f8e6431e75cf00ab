//! The bytes of the control segment: header, submission ring, completion slots, staging heap.
//!
//! ```text
//!  0          4096               ring_offset+ring_len            slots_offset+count*4096             segment_len
//!  │ header   │ submission ring  │ completion slots (4096 each) │ staging heap                            │
//! ```
//!
//! The guest chooses a [`Layout`] and sends it with `Attach`; the worker checks it with [`Layout::check`] and
//! from then on uses its own checked copy. The copy in the header is there for tools that look at a window
//! from outside; nobody computes an address from it.

use std::mem::{offset_of, size_of};
use std::sync::atomic::{AtomicU32, AtomicU64};

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// First eight bytes of every window.
pub const MAGIC: u64 = u64::from_le_bytes(*b"VGPUWIN\x01");
/// Version of the layout in this file. The frames inside have their own, the protocol hash.
pub const LAYOUT_VERSION: u32 = 1;
/// The unit of every mapping. Hosts with larger pages are refused at start.
pub const PAGE: usize = 4096;
/// Bytes of the header.
pub const HEADER_LEN: usize = PAGE;
/// Bytes of one completion slot.
pub const SLOT_LEN: usize = PAGE;
/// Where a slot's payload starts: the first 48 bytes share a cache line with the sequence number, so that a
/// small reply costs one cache miss, not two.
pub const SLOT_PAYLOAD: usize = size_of::<SlotHead>();
/// Where a slot's GPU-written fence word is: the last cache line, which nothing else touches.
pub const SLOT_FENCE: usize = SLOT_LEN - 64;
/// The most payload that one completion can carry.
pub const SLOT_PAYLOAD_MAX: usize = SLOT_FENCE - SLOT_PAYLOAD;

/// Default size of the control segment. All of it is pinned and shown to the device before a program's first call; the heap behind
/// ring and slots grows when it is used up.
pub const DEFAULT_SEGMENT_LEN: u64 = 24 << 20;
/// Default size of the submission ring.
pub const DEFAULT_RING_LEN: u64 = 4 << 20;
/// Default number of completion slots, which is the number of guest threads that can wait at once.
pub const DEFAULT_SLOT_COUNT: u32 = 1024;

/// Counters of one kind of traffic, as one end publishes them.
#[derive(Debug, Default)]
#[repr(C)]
pub struct AccountCells {
    /// Records.
    pub calls: AtomicU64,
    /// Bytes in them.
    pub bytes: AtomicU64,
    /// Running checksum of those bytes; see [`crate::account`].
    pub checksum: AtomicU64,
}

/// Everything that one end counts. Only that end writes it.
#[derive(Debug, Default)]
#[repr(C, align(128))]
pub struct EndCells {
    /// Records of the submission ring.
    pub commands: AccountCells,
    /// Completions.
    pub replies: AccountCells,
    /// Bulk data staged towards the device.
    pub to_device: AccountCells,
    /// Bulk data staged towards the host.
    pub to_host: AccountCells,
}

/// A word with 128 bytes to itself: two cache lines, because processors prefetch lines in pairs.
#[derive(Debug, Default)]
#[repr(C, align(128))]
pub struct Alone<T>(pub T);

/// What describes the window; written by the guest before the worker maps it.
#[derive(Debug, Default)]
#[repr(C, align(128))]
pub struct Identity {
    /// [`MAGIC`], written last.
    pub magic: AtomicU64,
    /// [`LAYOUT_VERSION`].
    pub layout_version: AtomicU32,
    /// [`HEADER_LEN`].
    pub header_len: AtomicU32,
    /// Hash of the table of calls that both ends were built from.
    pub protocol_hash: AtomicU64,
    /// Which use of this memory this is; the session's number.
    pub generation: AtomicU64,
    /// See [`Layout`], as for all that follows.
    pub segment_len: AtomicU64,
    /// Start of the ring.
    pub ring_offset: AtomicU64,
    /// Bytes of the ring.
    pub ring_len: AtomicU64,
    /// Start of the slots.
    pub slots_offset: AtomicU64,
    /// Number of slots.
    pub slot_count: AtomicU64,
    /// Start of the heap.
    pub heap_offset: AtomicU64,
    /// Bytes of the heap.
    pub heap_len: AtomicU64,
}

/// Flags that are read at every submission but rarely written, so their line stays in both caches.
#[derive(Debug, Default)]
#[repr(C, align(128))]
pub struct Flags {
    /// 1 while the worker sleeps on its doorbell.
    pub worker_sleeping: AtomicU32,
    /// 1 while a guest thread sleeps because the ring is full; also the futex word that it sleeps on.
    pub producer_waiting: AtomicU32,
    /// 0 while the session lives, then a [`crate::header::DeathReason`].
    pub session_dead: AtomicU32,
}

/// The control segment's first page. Nothing but atomics, so that a reference to it is sound whatever the
/// other process writes.
#[derive(Debug, Default)]
#[repr(C)]
pub struct ControlHeader {
    /// What this memory is.
    pub identity: Identity,
    /// Bytes ever written to the ring; the guest's word.
    pub ring_tail: Alone<AtomicU64>,
    /// Bytes ever taken from the ring; the worker's word.
    pub ring_head: Alone<AtomicU64>,
    /// Who sleeps, and whether the session lives.
    pub flags: Flags,
    /// `sequence << 32 | CUresult` of the newest asynchronous error; the worker's word.
    pub async_error: Alone<AtomicU64>,
    /// Milliseconds by the worker's own clock, advanced while it is well.
    pub worker_heartbeat: Alone<AtomicU64>,
    /// The same of the guest; optional, since a library has no thread of its own by default.
    pub guest_heartbeat: Alone<AtomicU64>,
    /// What the guest has counted.
    pub guest_account: EndCells,
    /// What the worker has counted.
    pub worker_account: EndCells,
}

const _: () = {
    assert!(size_of::<ControlHeader>() <= HEADER_LEN);
    assert!(size_of::<AccountCells>() == 24);
    assert!(offset_of!(ControlHeader, ring_tail) == 128);
    assert!(offset_of!(ControlHeader, ring_head) == 256);
    assert!(offset_of!(ControlHeader, flags) == 384);
    assert!(offset_of!(ControlHeader, async_error) == 512);
    assert!(offset_of!(ControlHeader, worker_heartbeat) == 640);
    assert!(offset_of!(ControlHeader, guest_heartbeat) == 768);
    assert!(offset_of!(ControlHeader, guest_account) == 896);
    assert!(offset_of!(ControlHeader, worker_account) == 1024);
    assert!(size_of::<SlotHead>() == 16);
};

/// First words of a completion slot.
#[derive(Debug, Default)]
#[repr(C)]
pub struct SlotHead {
    /// The newest completed sequence number; written last, and the futex word that the guest sleeps on.
    pub seq: AtomicU32,
    /// 1 while the guest sleeps on `seq`.
    pub sleeping: AtomicU32,
    /// The call's `CUresult`.
    pub status: AtomicU32,
    /// Bytes of payload.
    pub len: AtomicU32,
}

/// Where the parts of a control segment are. Obtained from [`LayoutConfig::layout`] or, on the receiving side,
/// trusted only after [`Layout::check`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Bytes of the whole segment.
    pub segment_len: u64,
    /// Start of the ring, from the segment's start.
    pub ring_offset: u64,
    /// Bytes of the ring, a power of two.
    pub ring_len: u64,
    /// Start of the completion slots.
    pub slots_offset: u64,
    /// Number of completion slots.
    pub slot_count: u32,
    /// Start of the heap.
    pub heap_offset: u64,
    /// Bytes of the heap, up to the segment's end.
    pub heap_len: u64,
}

/// What a guest may configure about its control segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LayoutConfig {
    /// Bytes of the whole segment; a multiple of 4096.
    pub segment_len: u64,
    /// Bytes of the ring; a power of two.
    pub ring_len: u64,
    /// Number of completion slots: of guest threads that can wait at the same time.
    pub slot_count: u32,
}

impl Default for LayoutConfig {
    fn default() -> Self {
        Self { segment_len: DEFAULT_SEGMENT_LEN, ring_len: DEFAULT_RING_LEN, slot_count: DEFAULT_SLOT_COUNT }
    }
}

/// Why a layout is unusable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum LayoutError {
    #[error("segment length {0} is not a multiple of {PAGE} between 64 KiB and 64 GiB")]
    SegmentLen(u64),
    #[error("ring length {0} is not a power of two between 4 KiB and 1 GiB")]
    RingLen(u64),
    #[error("slot count {0} is not between 1 and 65536")]
    SlotCount(u32),
    #[error("ring, slots and heap do not fill the segment in order")]
    Parts,
}

impl LayoutConfig {
    /// Places ring, slots and heap in that order.
    pub fn layout(&self) -> Result<Layout, LayoutError> {
        let ring_offset = HEADER_LEN as u64;
        let slots_offset = ring_offset.saturating_add(self.ring_len);
        let heap_offset = slots_offset.saturating_add(u64::from(self.slot_count) * SLOT_LEN as u64);
        let layout = Layout {
            segment_len: self.segment_len,
            ring_offset,
            ring_len: self.ring_len,
            slots_offset,
            slot_count: self.slot_count,
            heap_offset,
            heap_len: self.segment_len.saturating_sub(heap_offset),
        };
        layout.check()?;
        Ok(layout)
    }
}

impl Layout {
    /// Accepts exactly the layouts that [`LayoutConfig::layout`] produces, so a hostile guest cannot place the
    /// ring over the header or the slots past the end.
    pub fn check(&self) -> Result<(), LayoutError> {
        if !(0x1_0000..=64 << 30).contains(&self.segment_len) || !self.segment_len.is_multiple_of(PAGE as u64)
        {
            return Err(LayoutError::SegmentLen(self.segment_len));
        }
        if !(PAGE as u64..=1 << 30).contains(&self.ring_len) || !self.ring_len.is_power_of_two() {
            return Err(LayoutError::RingLen(self.ring_len));
        }
        if !(1..=65536).contains(&self.slot_count) {
            return Err(LayoutError::SlotCount(self.slot_count));
        }
        let slots_offset = HEADER_LEN as u64 + self.ring_len;
        let heap_offset = slots_offset + u64::from(self.slot_count) * SLOT_LEN as u64;
        let in_order = self.ring_offset == HEADER_LEN as u64
            && self.slots_offset == slots_offset
            && self.heap_offset == heap_offset
            && self.segment_len.checked_sub(heap_offset) == Some(self.heap_len);
        if in_order { Ok(()) } else { Err(LayoutError::Parts) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_layout_passes_its_own_check() {
        let layout = LayoutConfig::default().layout().expect("default layout");
        assert_eq!(layout.ring_offset, 4096);
        assert_eq!(layout.heap_offset + layout.heap_len, layout.segment_len);
        // Some blocks of the largest size that the guest takes from the heap.
        assert!(layout.heap_len >= 15 << 20);
    }

    #[test]
    fn layouts_that_overlap_or_overflow_are_refused() {
        let good = LayoutConfig::default().layout().expect("default layout");
        let bad = [
            Layout { ring_offset: 0, ..good },
            Layout { ring_len: u64::MAX, ..good },
            Layout { ring_len: 3 << 20, ..good },
            Layout { slot_count: 0, ..good },
            Layout { slot_count: u32::MAX, ..good },
            Layout { heap_len: good.heap_len + 4096, ..good },
            Layout { segment_len: 4096, ..good },
            Layout { segment_len: u64::MAX, ..good },
        ];
        for layout in bad {
            assert!(layout.check().is_err(), "{layout:?}");
        }
    }
}
