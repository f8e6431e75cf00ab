//! The layout of a trace: plain little-endian structures, each of a fixed size.
//!
//! ```text
//!   FileHead │ BlockHead payload │ BlockHead payload │ …
//! ```
//!
//! Numbers are pinned for ever. What a later version adds is a new kind of block, which older readers pass over; anything
//! else gets a new [`VERSION`].

use zerocopy::little_endian::{U16, U32, U64};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, Unaligned};

/// How a trace begins. The first byte is no text, the last two show what a transfer as text does to the file.
pub const MAGIC: [u8; 8] = *b"\x89VGPUT\r\n";
/// The version of this layout.
pub const VERSION: u32 = 1;
/// How a block begins.
pub const BLOCK_MAGIC: u32 = u32::from_le_bytes(*b"VBLK");
/// The most bytes of a block behind its head. A reader needs as much memory.
pub const BLOCK_MAX: u32 = 4 << 20;

/// The file's first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct FileHead {
    /// [`MAGIC`].
    pub magic: [u8; 8],
    /// [`VERSION`].
    pub version: U32,
    /// Length of this head, bytes: the first block begins there.
    pub len: U32,
    /// Hash of THE table that the recorded frames belong to.
    pub protocol_hash: U64,
    /// Nanoseconds since 1970, when the recording began.
    pub unix_ns: U64,
    /// The recording's clock (nanoseconds, monotonic) at the same moment.
    pub clock_ns: U64,
    /// Zero.
    pub reserved: [u8; 20],
    /// CRC-32 of the bytes before.
    pub crc: U32,
}

/// What is before every block's payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct BlockHead {
    /// [`BLOCK_MAGIC`].
    pub magic: U32,
    /// A [`Kind`]'s number.
    pub kind: U16,
    /// Zero.
    pub reserved: U16,
    /// Which session the block belongs to.
    pub session: U32,
    /// Which buffer it comes from: blocks of one source are in the order of their frames' numbers.
    pub source: U32,
    /// How many records are in it.
    pub count: U32,
    /// Bytes of the payload, at most [`BLOCK_MAX`].
    pub len: U32,
    /// CRC-32 of the payload.
    pub payload_crc: U32,
    /// CRC-32 of the bytes before.
    pub crc: U32,
}

/// What a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub enum Kind {
    /// JSON: whose session it is ([`Session`](crate::Session)). The first block of every session.
    Session = 1,
    /// Names of kernels and threads ([`NameHead`] and text, one after the other).
    Names = 2,
    /// [`Frame`]s, in the order of their numbers.
    Frames = 3,
    /// [`Half`]s: what the guest saw of its frames.
    Halves = 4,
    /// One [`End`]. The last block of every session.
    End = 5,
    /// [`GpuTime`]s.
    GpuTimes = 6,
    /// The file's last block, which has no session and no payload; its count is that of the sessions before.
    Close = 7,
    /// [`Sum`]s: hashes of the data of frames.
    Sums = 8,
    /// What a replay needs: [`ContentHead`]s, each with its bytes.
    Contents = 9,
}

impl Kind {
    /// The kind with this number.
    pub fn of(number: u16) -> Option<Self> {
        const ALL: [Kind; 9] = [
            Kind::Session,
            Kind::Names,
            Kind::Frames,
            Kind::Halves,
            Kind::End,
            Kind::GpuTimes,
            Kind::Close,
            Kind::Sums,
            Kind::Contents,
        ];
        ALL.into_iter().find(|kind| *kind as u16 == number)
    }

    /// The size of its records, if they have one.
    pub fn record_len(self) -> Option<usize> {
        match self {
            Self::Session | Self::Names | Self::Close | Self::Contents => None,
            Self::Frames => Some(size_of::<Frame>()),
            Self::Halves => Some(size_of::<Half>()),
            Self::End => Some(size_of::<End>()),
            Self::GpuTimes => Some(size_of::<GpuTime>()),
            Self::Sums => Some(size_of::<Sum>()),
        }
    }
}

/// The flags of [`Frame`] and [`Half`]. The lowest eight bits are those of the frame itself.
pub mod flag {
    /// The guest awaited a reply.
    pub const REPLY: u16 = 1;
    /// What the guest saw of it is known: `sent`, and `seen` if there was something to await.
    pub const GUEST: u16 = 0x100;
    /// What the worker saw of it is known: `taken`, `done`, `status`.
    pub const WORKER: u16 = 0x200;
    /// The worker answered it later than `done`: a wait, or a host function.
    pub const DEFERRED: u16 = 0x400;
    /// Bits of the [`Direction`](super::Direction).
    pub const DIRECTION_SHIFT: u16 = 12;
}

/// Where a frame's payload went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// It has none.
    None = 0,
    /// From host memory to the device.
    ToDevice = 1,
    /// From the device to host memory.
    ToHost = 2,
    /// Within devices.
    Within = 3,
}

/// One frame of the submission ring. Times are nanoseconds of the recording's clock; 0 where nothing is known.
#[derive(
    Debug, Default, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned,
)]
#[repr(C)]
pub struct Frame {
    /// The how many-eth frame of its session it is, from 0.
    pub seq: U64,
    /// When the guest began to write it.
    pub sent: U64,
    /// When the guest saw its reply, or the word that the device wrote for it.
    pub seen: U64,
    /// When the worker had taken it from the ring, and began with it.
    pub taken: U64,
    /// When the driver's call had ended.
    pub done: U64,
    /// How long the GPU was busy with it, nanoseconds; 0 where that was not measured.
    pub gpu: U64,
    /// The guest's handle of the stream; 0, 1 and 2 are CUDA's default streams.
    pub stream: U64,
    /// Bytes that it moved.
    pub payload: U64,
    /// Number of the launched kernel's name; 0 for none.
    pub kernel: U32,
    /// Length of the frame, bytes.
    pub len: U32,
    /// Opcode: a row of THE table.
    pub op: U16,
    /// Bits of [`flag`].
    pub flags: U16,
    /// The guest's thread, by the number of its completion slot.
    pub thread: U16,
    /// The driver's `CUresult`; 0xffff for one that is larger.
    pub status: U16,
}

impl Frame {
    /// True if the flag is set.
    pub fn has(&self, flag: u16) -> bool {
        self.flags.get() & flag != 0
    }

    /// Where its payload went.
    pub fn direction(&self) -> Direction {
        match self.flags.get() >> flag::DIRECTION_SHIFT & 3 {
            1 => Direction::ToDevice,
            2 => Direction::ToHost,
            3 => Direction::Within,
            _ => Direction::None,
        }
    }

    /// How long the guest waited for it, nanoseconds; `None` if it did not wait, or nobody knows.
    pub fn waited(&self) -> Option<u64> {
        let (sent, seen) = (self.sent.get(), self.seen.get());
        (sent != 0 && seen != 0).then(|| seen.saturating_sub(sent))
    }

    /// How long the worker was at it, nanoseconds.
    pub fn worked(&self) -> Option<u64> {
        self.has(flag::WORKER).then(|| self.done.get().saturating_sub(self.taken.get()))
    }

    /// When it began, as far as anybody knows.
    pub fn begun(&self) -> u64 {
        if self.has(flag::GUEST) { self.sent.get() } else { self.taken.get() }
    }
}

/// What the guest saw of a frame.
#[derive(
    Debug, Default, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned,
)]
#[repr(C)]
pub struct Half {
    /// As [`Frame::seq`].
    pub seq: U64,
    /// As [`Frame::sent`], of the guest's clock.
    pub sent: U64,
    /// As [`Frame::seen`], of the guest's clock.
    pub seen: U64,
    /// As [`Frame::len`].
    pub len: U32,
    /// As [`Frame::op`].
    pub op: U16,
    /// As [`Frame::flags`].
    pub flags: U16,
    /// As [`Frame::thread`].
    pub thread: U16,
    /// Zero.
    pub reserved: [u8; 6],
}

impl From<&Half> for Frame {
    /// A frame that only the guest has seen.
    fn from(half: &Half) -> Self {
        let Half { seq, sent, seen, len, op, flags, thread, .. } = *half;
        let flags = (flags.get() | flag::GUEST).into();
        Self { seq, sent, seen, len, op, flags, thread, ..Self::default() }
    }
}

/// A measured time of the GPU.
#[derive(
    Debug, Default, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned,
)]
#[repr(C)]
pub struct GpuTime {
    /// As [`Frame::seq`].
    pub seq: U64,
    /// As [`Frame::gpu`].
    pub gpu: U64,
}

/// The hash of what a frame moved, or was answered.
#[derive(
    Debug, Default, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned,
)]
#[repr(C)]
pub struct Sum {
    /// As [`Frame::seq`].
    pub seq: U64,
    /// The hash of the accounting (`link::account::hash`).
    pub hash: U64,
    /// How many bytes were hashed.
    pub len: U64,
    /// Of what: a number of [`summed`].
    pub what: U16,
    /// Zero.
    pub reserved: [u8; 6],
}

/// What a [`Sum`] is of.
pub mod summed {
    /// Data for the device.
    pub const TO_DEVICE: u16 = 1;
    /// Data from the device, as it lay in host memory when the copy had ended.
    pub const TO_HOST: u16 = 2;
    /// The reply's body.
    pub const REPLY: u16 = 3;
}

/// What is before the bytes of a piece of content. What is longer than [`PIECE`] comes in several, one after the other.
#[derive(
    Debug, Default, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned,
)]
#[repr(C)]
pub struct ContentHead {
    /// As [`Frame::seq`].
    pub seq: U64,
    /// Where the whole of it lay in the window; 0 for what lay nowhere.
    pub address: U64,
    /// How long the whole of it is, bytes.
    pub total: U64,
    /// Which part of it comes here, bytes from its beginning.
    pub offset: U64,
    /// How many bytes follow.
    pub len: U32,
    /// What it is: a number of [`content`].
    pub what: U16,
    /// Of a frame the driver's `CUresult` (0xffff if it does not fit), of a segment its kind (1 growth, 2 foreign).
    pub status: U16,
}

/// The most bytes of one piece of content.
pub const PIECE: usize = 1 << 20;

/// What a [`ContentHead`] is before.
pub mod content {
    /// What the driver read of the window for the frame: data, an image.
    pub const INPUT: u16 = 1;
    /// The frame itself, as it lay in the ring; after its inputs.
    pub const FRAME: u16 = 2;
    /// The body of the reply; after its frame.
    pub const REPLY: u16 = 3;
    /// Memory became part of the window. No bytes follow; `total` is how much it was.
    pub const SEGMENT: u16 = 4;
    /// The memory at this address is no part of the window any more. No bytes follow.
    pub const SEGMENT_GONE: u16 = 5;
    /// As [`INPUT`], of memory that the device was still to write to: what the copy took, nobody knows. No bytes follow.
    pub const IN_FLIGHT: u16 = 6;
}

/// How a session's recording ended.
#[derive(
    Debug, Default, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned,
)]
#[repr(C)]
pub struct End {
    /// Frames (or halves) in the file.
    pub records: U64,
    /// Frames that the worker could not record without waiting.
    pub dropped: U64,
    /// Frames that the guest could not record without waiting.
    pub guest_dropped: U64,
    /// Frames of which only the worker's half is known.
    pub without_guest: U64,
    /// Frames of which only the guest's half is known.
    pub without_worker: U64,
    /// 1 if a recording that was merged into this one had no end of its own.
    pub is_cut: U32,
    /// Zero.
    pub reserved: U32,
}

/// What is before a name's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromBytes, IntoBytes, Immutable, KnownLayout, Unaligned)]
#[repr(C)]
pub struct NameHead {
    /// A kernel's number, from 1, or a thread's.
    pub id: U32,
    /// [`Naming`](crate::Naming)'s number.
    pub what: U16,
    /// Bytes of the text.
    pub len: U16,
}

const _: () = {
    assert!(size_of::<FileHead>() == 64);
    assert!(size_of::<BlockHead>() == 32);
    assert!(size_of::<Frame>() == 80);
    assert!(size_of::<Half>() == 40);
    assert!(size_of::<End>() == 48);
    assert!(size_of::<Sum>() == 32);
    assert!(size_of::<ContentHead>() == 40);
};
