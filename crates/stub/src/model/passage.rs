//! What the device tells of a channel, for the evidence of `vgpu verify`.

use std::sync::atomic::{AtomicU64, Ordering};

use link::control::{FromGuest, Request, ToGuest};
use link::passage::{DevicePassage, Messages, Passage, RingReading};

use super::StubDevice;

/// What happened at a channel since the device was started.
#[derive(Debug, Default)]
pub(super) struct Events {
    pub(super) rings: AtomicU64,
    pub(super) looks: AtomicU64,
    pub(super) interrupts: AtomicU64,
}

impl Events {
    fn now(&self) -> [u64; 3] {
        [&self.rings, &self.looks, &self.interrupts].map(|counter| counter.load(Ordering::Relaxed))
    }
}

/// The account of one connection.
#[derive(Debug)]
pub(super) struct Book {
    index: u32,
    /// What had happened before it.
    before: [u64; 3],
    messages: Messages,
    /// Offset and length of the control segment.
    control: Option<(u64, u64)>,
}

impl Book {
    /// Begins with nothing.
    pub(super) fn open(device: &StubDevice, index: u32) -> Self {
        let before = device.events(index).map_or([0; 3], Events::now);
        Self { index, before, messages: Messages::default(), control: None }
    }

    /// Counts a message of the guest's, which was found to be in order. A farewell takes what we know along; what the
    /// guest says in our name is not for it to say.
    pub(super) fn towards_host(&mut self, message: &mut FromGuest, device: &StubDevice) {
        self.messages.to_host += 1;
        match message {
            FromGuest::Attach(attach) => self.control = Some((attach.offset, attach.layout.segment_len)),
            FromGuest::Request { request: Request::AddSegment { len, .. }, .. } => {
                self.messages.add_segment(*len);
            }
            FromGuest::Bye(bye) => {
                let guest = bye.passage.and_then(|passage| passage.guest);
                bye.passage = Some(Passage { guest, device: Some(self.passage(device)) });
            }
            FromGuest::Hello(_) | FromGuest::Request { .. } => {}
        }
    }

    /// Counts a message of the worker's.
    pub(super) fn towards_guest(&mut self, message: &mut ToGuest, device: &StubDevice) {
        self.messages.to_guest += 1;
        if let ToGuest::Farewell(farewell) = message {
            farewell.device = Some(self.passage(device));
        }
    }

    /// What has passed so far.
    fn passage(&self, device: &StubDevice) -> DevicePassage {
        let now = device.events(self.index).map_or([0; 3], Events::now);
        let [doorbells, looks, interrupts] = std::array::from_fn(|at| now[at].wrapping_sub(self.before[at]));
        let mut messages = self.messages;
        if let Some((_, len)) = self.control {
            messages.add_segment(len);
        }
        // Where doorbells are registers, each is seen.
        let is_coalesced = device.guest().is_none_or(|guest| guest.doorbells.is_some());
        let ring = self.ring(device);
        let channel = self.index;
        DevicePassage { channel, doorbells, is_coalesced, looks, interrupts, messages, ring }
    }

    fn ring(&self, device: &StubDevice) -> Option<RingReading> {
        let (offset, _) = self.control?;
        match device.window.control_page(self.index, offset) {
            Ok(page) => page.read(),
            Err(error) => {
                tracing::warn!(self.index, %error, "cannot look at the ring of a channel");
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use link::account::Account;
    use link::device::window::WindowShape;
    use link::passage::{Bye, Farewell};

    use super::super::Config;
    use super::*;

    fn device() -> Arc<StubDevice> {
        let shape = WindowShape::new(512 << 20, 2).expect("shape");
        let config = Config { shape, mediator: "/nonexistent".into(), name: "test".into() };
        StubDevice::new(config).expect("device")
    }

    #[test]
    fn a_farewell_takes_along_what_happened_at_this_channel_since_it_was_claimed() {
        let device = device();
        device.ring(1);
        let mut book = Book::open(&device, 1);
        device.ring(0);
        (0..3).for_each(|_| device.ring(1));
        device.look(1);
        book.towards_host(&mut FromGuest::Request { id: 1, request: add_segment(8192) }, &device);
        let mut farewell = ToGuest::Farewell(Farewell::default());
        book.towards_guest(&mut farewell, &device);
        let ToGuest::Farewell(Farewell { device: Some(seen), .. }) = farewell else { panic!("{farewell:?}") };
        assert_eq!((seen.channel, seen.doorbells, seen.looks, seen.ring), (1, 3, 1, None));
        let messages = Messages { to_host: 1, to_guest: 1, segments: 1, segment_bytes: 8192 };
        assert_eq!(seen.messages, messages);
    }

    #[test]
    fn what_a_guest_says_in_the_device_s_name_is_replaced() {
        let device = device();
        let mut book = Book::open(&device, 0);
        let claimed = DevicePassage { doorbells: 99, ..DevicePassage::default() };
        let passage = Some(Passage { guest: None, device: Some(claimed) });
        let mut bye = FromGuest::Bye(Bye { account: Account::default(), passage });
        book.towards_host(&mut bye, &device);
        let FromGuest::Bye(Bye { passage: Some(Passage { device: Some(said), .. }), .. }) = bye else {
            panic!("{bye:?}")
        };
        assert_eq!((said.doorbells, said.messages.to_host), (0, 1));
    }

    #[test]
    fn the_ring_is_read_in_the_channel_s_own_pages_only() {
        let device = device();
        let mut book = Book::open(&device, 0);
        let start = device.config.shape.channel(0).expect("channel");
        for (offset, is_read) in [(start, false), (start + link::device::window::PAGES_OFFSET, true)] {
            book.control = Some((offset, 1 << 20));
            assert_eq!(book.ring(&device).is_some(), is_read, "{offset:#x}");
        }
        book.control = device.config.shape.channel(1).map(|other| (other + (1 << 20), 1 << 20));
        assert_eq!(book.ring(&device), None);
    }

    fn add_segment(len: u64) -> Request {
        let kind = link::window::SegmentKind::Growth;
        Request::AddSegment { segment: 1, address: 0, len, kind, offset: 0 }
    }
}
