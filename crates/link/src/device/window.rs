//! BAR2: the device's header, the table of channels, and where a channel's parts are.

use std::mem::{offset_of, size_of};
use std::sync::atomic::{AtomicU32, AtomicU64};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::mailbox::BOX_LEN;
use super::registers::CHANNELS_MAX;
use crate::layout::PAGE;

/// First eight bytes of BAR2.
pub const MAGIC: u64 = u64::from_le_bytes(*b"VGPUSTB\x01");
/// Channels begin on a multiple of this: that of large pages.
const CHANNEL_ALIGN: u64 = 2 << 20;
/// The shortest window, bytes. A BAR's size is a power of two.
pub const LEN_MIN: u64 = 256 << 20;
/// The longest: the longest that SeaBIOS and OVMF have both been seen to place.
pub const LEN_MAX: u64 = 64 << 30;
/// Smallest channel: a control segment of the default size, and as much again to grow.
const CHANNEL_MIN: u64 = 128 << 20;

/// The first page. The host writes it, guests read it; nothing but atomics.
#[derive(Debug, Default)]
#[repr(C)]
pub struct DeviceHeader {
    /// [`MAGIC`], written last.
    pub magic: AtomicU64,
    /// [`super::registers::VERSION_VALUE`].
    pub version: AtomicU32,
    /// Number of channels.
    pub channel_count: AtomicU32,
    /// Bytes of a channel.
    pub channel_len: AtomicU64,
    /// Where channel 0 begins.
    pub channels_offset: AtomicU64,
    /// As the register of that name.
    pub generation: AtomicU64,
    /// Milliseconds by the host's own clock, advanced while the device is served.
    pub heartbeat: AtomicU64,
}

/// Whose a channel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum ChannelState {
    /// Nobody's; its pages are zero.
    Free = 0,
    /// A guest wants it.
    Claimed = 1,
    /// It is connected to the host.
    Open = 2,
    /// The guest is done with it.
    Released = 3,
    /// The host is done with it; the guest has to release it.
    Closed = 4,
}

impl ChannelState {
    /// What a word of the table means, which a guest may have written.
    pub fn from_word(word: u32) -> Option<Self> {
        [Self::Free, Self::Claimed, Self::Open, Self::Released, Self::Closed]
            .into_iter()
            .find(|state| *state as u32 == word)
    }
}

/// A channel in the table. Two cache lines to itself.
#[derive(Debug, Default)]
#[repr(C, align(128))]
pub struct ChannelEntry {
    /// A [`ChannelState`].
    pub state: AtomicU32,
    /// The guest's process, in the numbers of whoever claimed it; 0 while that is not known.
    pub owner: AtomicU32,
    /// When that process began, by the guest kernel's clock (`/proc/PID/stat`, field 22): numbers are used again.
    pub owner_start: AtomicU64,
    /// Grows whenever the channel becomes free; the host's word.
    pub generation: AtomicU64,
}

const _: () = {
    assert!(size_of::<DeviceHeader>() <= PAGE);
    assert!(size_of::<ChannelEntry>() == 128);
    assert!(offset_of!(DeviceHeader, heartbeat) == 40);
};

/// Where the table begins.
pub const TABLE_OFFSET: u64 = PAGE as u64;
/// Where a channel's two mailboxes are, from its start: towards the host, then towards the guest.
pub const BOXES: [u64; 2] = [0, BOX_LEN];
/// Where a channel's pages begin, from its start.
pub const PAGES_OFFSET: u64 = 2 * BOX_LEN;

/// How a window is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowShape {
    /// Bytes of BAR2.
    pub len: u64,
    /// Number of channels.
    pub channels: u32,
    /// Bytes of one.
    pub channel_len: u64,
    /// Where the first begins.
    pub channels_offset: u64,
}

/// Why a window cannot be cut so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum ShapeError {
    #[error("a window of {0} bytes is not a power of two between 256 MiB and 64 GiB")]
    Len(u64),
    #[error("{0} channels are not between 1 and {CHANNELS_MAX}")]
    Channels(u32),
    #[error(
        "{channels} channels in {len} bytes have less than 128 MiB each; use fewer channels or a larger window"
    )]
    Narrow { len: u64, channels: u32 },
}

impl WindowShape {
    /// Cuts `len` bytes into `channels` equal parts.
    ///
    /// # Errors
    /// If one of the numbers is out of range.
    pub fn new(len: u64, channels: u32) -> Result<Self, ShapeError> {
        if !(LEN_MIN..=LEN_MAX).contains(&len) || !len.is_power_of_two() {
            return Err(ShapeError::Len(len));
        }
        if !(1..=CHANNELS_MAX).contains(&channels) {
            return Err(ShapeError::Channels(channels));
        }
        let table = TABLE_OFFSET + u64::from(channels) * size_of::<ChannelEntry>() as u64;
        let channels_offset = table.next_multiple_of(CHANNEL_ALIGN);
        let channel_len = (len - channels_offset) / u64::from(channels);
        let channel_len = channel_len - channel_len % CHANNEL_ALIGN;
        if channel_len < CHANNEL_MIN {
            return Err(ShapeError::Narrow { len, channels });
        }
        Ok(Self { len, channels, channel_len, channels_offset })
    }

    /// Where a channel begins.
    pub fn channel(&self, index: u32) -> Option<u64> {
        (index < self.channels).then(|| self.channels_offset + u64::from(index) * self.channel_len)
    }

    /// Where a channel's place in the table is.
    pub fn entry(&self, index: u32) -> Option<u64> {
        (index < self.channels).then(|| TABLE_OFFSET + u64::from(index) * size_of::<ChannelEntry>() as u64)
    }

    /// Whether `len` bytes at `offset` are pages of the channel whose mailboxes are not among them.
    pub fn holds_pages(&self, index: u32, offset: u64, len: u64) -> bool {
        let Some(start) = self.channel(index) else { return false };
        let first = start + PAGES_OFFSET;
        let end = start + self.channel_len;
        offset >= first
            && offset.checked_add(len).is_some_and(|to| to <= end)
            && offset.is_multiple_of(PAGE as u64)
            && len.is_multiple_of(PAGE as u64)
            && len != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1 << 20;

    #[test]
    fn channels_lie_in_the_window_and_apart() {
        for (len, channels) in [(256 * MIB, 1), (4096 * MIB, 16), (65536 * MIB, 400)] {
            let shape = WindowShape::new(len, channels).expect("shape");
            assert!(shape.entry(channels - 1).expect("entry") + 128 <= shape.channels_offset);
            let last = shape.channel(channels - 1).expect("channel");
            assert!(last + shape.channel_len <= len);
            assert_eq!(shape.channel(channels), None);
        }
        assert!(matches!(WindowShape::new(300 * MIB, 1), Err(ShapeError::Len(_))));
        assert!(matches!(WindowShape::new(256 * MIB, 2), Err(ShapeError::Narrow { .. })));
        assert!(matches!(WindowShape::new(256 * MIB, 0), Err(ShapeError::Channels(_))));
    }

    #[test]
    fn pages_are_of_one_channel_and_no_mailbox() {
        let shape = WindowShape::new(1024 * MIB, 4).expect("shape");
        let start = shape.channel(1).expect("channel");
        assert!(shape.holds_pages(1, start + PAGES_OFFSET, 4096));
        assert!(shape.holds_pages(1, start + PAGES_OFFSET, shape.channel_len - PAGES_OFFSET));
        for (offset, len) in [
            (start, 4096),
            (start + PAGES_OFFSET + 1, 4096),
            (start + PAGES_OFFSET, 0),
            (start + PAGES_OFFSET, 100),
            (start + PAGES_OFFSET, shape.channel_len),
            (u64::MAX - 4095, 4096),
            (shape.channel(2).expect("channel") + PAGES_OFFSET, 4096),
        ] {
            assert!(!shape.holds_pages(1, offset, len), "{offset:#x} {len:#x}");
        }
    }
}
