//! The window's memory as the device's own side sees it. Whatever a guest can write here, it does.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release, SeqCst};
use std::time::Instant;

use rustix::fs::{FallocateFlags, fallocate};
use thiserror::Error;

use super::mailbox::MailBox;
use super::map::Map;
use super::registers::VERSION_VALUE;
use super::window::{BOXES, ChannelEntry, ChannelState, DeviceHeader, MAGIC, PAGES_OFFSET, WindowShape};
use crate::layout::{ControlHeader, HEADER_LEN};
use crate::memfd::{self, MemfdError};
use crate::pages::Source;
use crate::passage::RingReading;

/// How much memory is given back between two beats of the heart: for a whole channel that can take seconds.
const DISCARD: u64 = 1 << 30;

/// Why there is no window.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum HostError {
    #[error("cannot make a window of {len} bytes: {source}")]
    Memory { len: u64, source: MemfdError },
    #[error("cannot map the window: {0}")]
    Map(rustix::io::Errno),
    #[error("cannot give back the memory of channel {index}: {source}")]
    Discard { index: u32, source: rustix::io::Errno },
    #[error("there is no channel {0}")]
    NoChannel(u32),
}

/// BAR2. Memory is used as it is filled, so that a large window costs nothing at first.
#[derive(Debug)]
pub struct HostWindow {
    shape: WindowShape,
    file: OwnedFd,
    /// Header and table.
    front: Map,
    generation: AtomicU64,
    began: Instant,
}

/// The first page of a channel's control segment.
#[derive(Debug)]
pub struct ControlPage(Map);

impl ControlPage {
    /// What stands there of the ring at this moment. The guest may be writing it: a figure, not a fact.
    pub fn read(&self) -> Option<RingReading> {
        let header = self.0.at::<ControlHeader>(0)?;
        let position = header.ring_tail.0.load(Acquire);
        Some(RingReading { position, frames: header.guest_account.commands.read().into() })
    }
}

/// What the table says of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// The guest's process, as the guest has it. A figure for people.
    pub pid: u32,
    /// Which use of the channel this is.
    pub generation: u64,
}

impl HostWindow {
    /// Makes the memory, all channels free.
    ///
    /// # Errors
    /// If there is no memory, or no address space for the table.
    pub fn new(shape: WindowShape) -> Result<Self, HostError> {
        let file = memfd::create("vgpu-stub", shape.len)
            .map_err(|source| HostError::Memory { len: shape.len, source })?;
        let front = Map::new(Source::from(&file), shape.channels_offset as usize).map_err(HostError::Map)?;
        let window = Self { shape, file, front, generation: AtomicU64::new(0), began: Instant::now() };
        window.begin(1);
        Ok(window)
    }

    /// How it is cut.
    pub fn shape(&self) -> WindowShape {
        self.shape
    }

    /// The memory, for whoever maps it into a guest and for workers.
    pub fn file(&self) -> BorrowedFd<'_> {
        self.file.as_fd()
    }

    fn header(&self) -> Option<&DeviceHeader> {
        self.front.at(0)
    }

    fn entry(&self, index: u32) -> Option<&ChannelEntry> {
        self.front.at(usize::try_from(self.shape.entry(index)?).ok()?)
    }

    /// Writes the header: a generation begins, and guests compare. Whatever the last guest wrote there is gone.
    pub fn begin(&self, generation: u64) {
        self.generation.store(generation, SeqCst);
        self.beat();
    }

    fn say_generation(&self, header: &DeviceHeader) {
        // Two threads say it, and the newest is to stay.
        loop {
            let generation = self.generation.load(SeqCst);
            header.generation.store(generation, SeqCst);
            if self.generation.load(SeqCst) == generation {
                return;
            }
        }
    }

    /// Says that the device is served, and how its window is cut, which a guest may have written over; to be called
    /// several times a second.
    pub fn beat(&self) {
        let Some(header) = self.header() else { return };
        header.version.store(VERSION_VALUE, Relaxed);
        header.channel_count.store(self.shape.channels, Relaxed);
        header.channel_len.store(self.shape.channel_len, Relaxed);
        header.channels_offset.store(self.shape.channels_offset, Relaxed);
        self.say_generation(header);
        let since = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        header.heartbeat.store(since.saturating_add(1), Release);
        header.magic.store(MAGIC, Release);
    }

    /// What the table says of a channel's state. `None` for a number that a guest has written and that means nothing.
    pub fn state(&self, index: u32) -> Option<ChannelState> {
        ChannelState::from_word(self.entry(index)?.state.load(Acquire))
    }

    /// Says that the host is done with a channel, unless the guest has said it is done first: then nothing is left to say,
    /// and nobody would release the channel again.
    pub fn close(&self, index: u32) {
        for held in [ChannelState::Claimed, ChannelState::Open] {
            self.change_state(index, held, ChannelState::Closed);
        }
    }

    /// Sets a channel's state if it is `from`; `false` if it is another.
    pub fn change_state(&self, index: u32, from: ChannelState, to: ChannelState) -> bool {
        self.entry(index).is_some_and(|entry| {
            entry.state.compare_exchange(from as u32, to as u32, Release, Relaxed).is_ok()
        })
    }

    /// Who has a channel.
    pub fn owner(&self, index: u32) -> Option<Owner> {
        let entry = self.entry(index)?;
        Some(Owner { pid: entry.owner.load(Relaxed), generation: entry.generation.load(Relaxed) })
    }

    /// A channel's boxes: what the guest sends, and what it is sent.
    ///
    /// # Errors
    /// If there is no such channel, or no address space.
    pub fn boxes(&self, index: u32) -> Result<[MailBox; 2], HostError> {
        let offset = self.shape.channel(index).ok_or(HostError::NoChannel(index))?;
        let source = Source { file: self.file.as_fd(), offset };
        let map = Arc::new(Map::new(source, PAGES_OFFSET as usize).map_err(HostError::Map)?);
        Ok(BOXES.map(|at| MailBox::new(Arc::clone(&map), at as usize)))
    }

    /// The control segment that begins at `offset`, for a look at its ring.
    ///
    /// # Errors
    /// If that is no page of the channel's, or there is no address space.
    pub fn control_page(&self, index: u32, offset: u64) -> Result<ControlPage, HostError> {
        if !self.shape.holds_pages(index, offset, HEADER_LEN as u64) {
            return Err(HostError::NoChannel(index));
        }
        let source = Source { file: self.file.as_fd(), offset };
        Map::new(source, HEADER_LEN).map(ControlPage).map_err(HostError::Map)
    }

    /// Gives a channel's memory back, so that it is zero for its next guest, and makes it free. Nobody may have it mapped
    /// who could still write: its worker has ended.
    ///
    /// # Errors
    /// If the kernel cannot; the channel stays out of use then.
    pub fn free(&self, index: u32) -> Result<(), HostError> {
        let offset = self.shape.channel(index).ok_or(HostError::NoChannel(index))?;
        let hole = FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE;
        for at in (0..self.shape.channel_len).step_by(DISCARD as usize) {
            let len = DISCARD.min(self.shape.channel_len - at);
            fallocate(&self.file, hole, offset + at, len)
                .map_err(|source| HostError::Discard { index, source })?;
            self.beat();
        }
        if let Some(entry) = self.entry(index) {
            entry.owner.store(0, Relaxed);
            entry.owner_start.store(0, Relaxed);
            entry.generation.fetch_add(1, Relaxed);
            entry.state.store(ChannelState::Free as u32, Release);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_guest_has_written_over_the_header_is_put_right() {
        let window = HostWindow::new(WindowShape::new(256 << 20, 1).expect("shape")).expect("window");
        window.begin(2);
        assert!(window.front.write(0, &[0xa5; 48]));
        window.beat();
        let header = window.header().expect("header");
        let words = [header.magic.load(Acquire), header.generation.load(Acquire)];
        assert_eq!(words, [MAGIC, 2]);
        assert_eq!((header.version.load(Acquire), header.channel_count.load(Acquire)), (VERSION_VALUE, 1));
        assert_eq!(header.channel_len.load(Acquire), window.shape.channel_len);
        assert_eq!(header.channels_offset.load(Acquire), window.shape.channels_offset);
    }

    #[test]
    fn a_channel_that_was_freed_is_empty_and_of_another_generation() {
        let shape = WindowShape::new(256 << 20, 1).expect("shape");
        let window = HostWindow::new(shape).expect("window");
        assert_eq!(window.state(0), Some(ChannelState::Free));
        assert!(window.change_state(0, ChannelState::Free, ChannelState::Claimed));
        assert!(!window.change_state(0, ChannelState::Free, ChannelState::Claimed));
        let [to_host, _] = window.boxes(0).expect("boxes");
        assert_eq!(to_host.try_send(b"hello"), Ok(true));
        let before = window.owner(0).expect("owner").generation;
        window.free(0).expect("free");
        assert_eq!(window.state(0), Some(ChannelState::Free));
        assert_eq!(to_host.try_take(), Ok(None));
        assert_eq!(window.owner(0).expect("owner").generation, before + 1);
        assert!(window.boxes(1).is_err());
    }

    #[test]
    fn a_channel_that_its_guest_has_released_is_not_closed() {
        use ChannelState::{Claimed, Closed, Free, Open, Released};
        let window = HostWindow::new(WindowShape::new(256 << 20, 1).expect("shape")).expect("window");
        for (before, after) in
            [(Free, Free), (Claimed, Closed), (Open, Closed), (Released, Released), (Closed, Closed)]
        {
            window.entry(0).expect("entry").state.store(before as u32, Relaxed);
            window.close(0);
            assert_eq!(window.state(0), Some(after), "{before:?}");
        }
    }

    #[test]
    fn a_generation_begins_with_a_header_that_no_guest_has_spoilt() {
        let window = HostWindow::new(WindowShape::new(256 << 20, 1).expect("shape")).expect("window");
        let header = window.header().expect("header");
        header.magic.store(1, Relaxed);
        header.channel_count.store(1000, Relaxed);
        header.generation.store(u64::MAX, Relaxed);
        window.begin(7);
        assert_eq!(header.magic.load(Relaxed), MAGIC);
        assert_eq!((header.channel_count.load(Relaxed), header.generation.load(Relaxed)), (1, 7));
    }
}
