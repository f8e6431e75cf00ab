//! Answers requests. Does no I/O of its own except where a client reads or writes the window by messages.

use std::ops::Range;

use rustix::io::{Errno, pread, pwrite, retry_on_intr};
use zerocopy::{Immutable, IntoBytes};

use super::irqs;
use super::stream::{Descriptors, Message};
use super::version;
use super::wire::{
    Access, BODY_MAX, DATA_MAX, DEVICE_RESETTABLE_PCI, DeviceInfo, DmaMap, DmaUnmap, HEADER_LEN, RegionInfo,
    SparseMmap, command, irq, region, region_flag, split,
};
use crate::counters::{Counters, one_more};
use crate::pci::{CONFIG_LEN, ConfigSpace, Identity, Msi};
use crate::transport::{Guest, Interrupt, Model, REGISTERS_LEN};

/// A reply that is being made: in a buffer of fixed length, header first.
#[derive(Debug)]
pub(super) struct Reply {
    bytes: Box<[u8; HEADER_LEN + BODY_MAX]>,
    len: usize,
    /// The window's descriptor goes with it.
    pub has_window: bool,
}

impl Reply {
    pub fn new() -> Self {
        Self { bytes: Box::new([0; HEADER_LEN + BODY_MAX]), len: HEADER_LEN, has_window: false }
    }

    /// All of it.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.len).unwrap_or_default()
    }

    fn clear(&mut self) {
        (self.len, self.has_window) = (HEADER_LEN, false);
    }

    /// Room for so many more bytes of body, with whatever an earlier reply has left there.
    fn room(&mut self, len: usize) -> Result<&mut [u8], Errno> {
        let start = self.len;
        let end = start.checked_add(len).ok_or(Errno::INVAL)?;
        let room = self.bytes.get_mut(start..end).ok_or(Errno::INVAL)?;
        self.len = end;
        Ok(room)
    }

    fn put(&mut self, value: &(impl IntoBytes + Immutable + ?Sized)) -> Result<(), Errno> {
        let bytes = value.as_bytes();
        self.room(bytes.len())?.copy_from_slice(bytes);
        Ok(())
    }
}

/// What became of a message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Answered {
    /// There is a reply to send.
    pub is_replied: bool,
    /// It was an access to a register, for which a guest's processor waits.
    pub is_register: bool,
}

/// The device, as one client has it.
pub(super) struct Device<'s> {
    model: &'s dyn Model,
    counters: &'s Counters,
    interrupt: Interrupt,
    config: ConfigSpace,
    /// What the interrupt was last told of the configuration.
    msi: Msi,
    is_negotiated: bool,
}

impl<'s> Device<'s> {
    pub fn new(model: &'s dyn Model, identity: &Identity, counters: &'s Counters) -> Self {
        let config = ConfigSpace::new(identity, model.window_len());
        let interrupt = Interrupt::new(1);
        Self { model, counters, interrupt, config, msi: Msi::default(), is_negotiated: false }
    }

    /// Whether the client has introduced itself.
    pub fn is_negotiated(&self) -> bool {
        self.is_negotiated
    }

    /// Acts on a message and makes the reply.
    pub fn answer(&mut self, message: Message<'_>, reply: &mut Reply) -> Answered {
        let Message { header, body, descriptors } = message;
        one_more(&self.counters.messages);
        reply.clear();
        if !header.is_request() {
            // We ask nothing, so this answers nothing; and nobody waits for an answer to it.
            one_more(&self.counters.errors);
            return Answered::default();
        }
        let done = match body {
            None => Err(Errno::INVAL),
            Some(body) => self.request(header.command, body, descriptors, reply),
        };
        if let Err(why) = done {
            one_more(&self.counters.errors);
            tracing::debug!(command = header.command, size = header.size, %why, "request failed");
            reply.clear();
        }
        let body_len = done.map(|_| reply.len.saturating_sub(HEADER_LEN));
        if let Some(place) = reply.bytes.first_chunk_mut::<HEADER_LEN>() {
            place.copy_from_slice(header.reply(body_len).as_bytes());
        }
        Answered { is_replied: header.wants_reply(), is_register: done == Ok(region::BAR0) }
    }

    /// Does what is asked and puts the reply's body. The region that was accessed, or one that does not exist.
    fn request(
        &mut self,
        command: u16,
        body: &[u8],
        descriptors: Descriptors,
        reply: &mut Reply,
    ) -> Result<u32, Errno> {
        // The first request is to be the version, and no other is (section VFIO_USER_VERSION).
        if (command == command::VERSION) == self.is_negotiated {
            return Err(Errno::INVAL);
        }
        match command {
            command::VERSION => self.version(body, reply)?,
            // The guest's memory is none of our business; with the descriptors goes all that we could know of it.
            command::DMA_MAP => drop(split::<DmaMap>(body)?),
            command::DMA_UNMAP => reply.put(&split::<DmaUnmap>(body)?.0)?,
            command::DEVICE_GET_INFO => {
                split::<DeviceInfo>(body)?;
                reply.put(&DeviceInfo {
                    argsz: size_of::<DeviceInfo>() as u32,
                    flags: DEVICE_RESETTABLE_PCI,
                    num_regions: region::COUNT,
                    num_irqs: irq::COUNT,
                })?;
            }
            command::DEVICE_GET_REGION_INFO => self.region_info(body, reply)?,
            command::DEVICE_GET_IRQ_INFO => reply.put(&irqs::info(body)?)?,
            command::DEVICE_SET_IRQS => irqs::set(&self.interrupt, body, descriptors)?,
            command::REGION_READ => return self.read(body, reply),
            command::REGION_WRITE => return self.write(body, reply),
            command::DEVICE_RESET => self.reset(),
            _ => return Err(Errno::NOSYS),
        }
        Ok(region::COUNT)
    }

    fn version(&mut self, body: &[u8], reply: &mut Reply) -> Result<(), Errno> {
        let (version, data) = version::negotiate(body)?;
        reply.put(&version)?;
        reply.put(data.as_bytes())?;
        self.is_negotiated = true;
        self.model.connected(Guest { interrupt: self.interrupt.clone(), doorbells: None });
        Ok(())
    }

    /// Section VFIO_USER_DEVICE_GET_REGION_INFO. A client that does not know about the capability yet has no room
    /// for it in its first request, and asks again. QEMU judges `cap_offset` of that first reply already.
    fn region_info(&self, body: &[u8], reply: &mut Reply) -> Result<(), Errno> {
        const LEN: u32 = size_of::<RegionInfo>() as u32;
        const FULL_LEN: u32 = LEN + size_of::<SparseMmap>() as u32;

        let (asked, _): (RegionInfo, _) = split(body)?;
        if asked.argsz < LEN || asked.index >= region::COUNT {
            return Err(Errno::INVAL);
        }
        let size = self.region_len(asked.index);
        let flags = if size > 0 { region_flag::READ_WRITE } else { 0 };
        let info = RegionInfo { argsz: LEN, flags, index: asked.index, size, ..RegionInfo::default() };
        if asked.index != region::BAR2 {
            return reply.put(&info);
        }
        let flags = flags | region_flag::MMAP | region_flag::CAPABILITIES;
        reply.put(&RegionInfo { argsz: FULL_LEN, flags, cap_offset: LEN, ..info })?;
        if asked.argsz >= FULL_LEN {
            reply.put(&SparseMmap::whole(size))?;
        }
        reply.has_window = true;
        Ok(())
    }

    /// Length in bytes; 0 of a region that this device does not have.
    fn region_len(&self, index: u32) -> u64 {
        match index {
            region::BAR0 => REGISTERS_LEN.into(),
            region::BAR2 => self.model.window_len(),
            region::CONFIG => CONFIG_LEN as u64,
            _ => 0,
        }
    }

    /// Section VFIO_USER_REGION_READ. What lies beyond the end of a region reads as 0xff.
    fn read(&mut self, body: &[u8], reply: &mut Reply) -> Result<u32, Errno> {
        let (access, _): (Access, _) = split(body)?;
        let count = access.count as usize;
        if access.region >= region::COUNT || count > DATA_MAX {
            return Err(Errno::INVAL);
        }
        reply.put(&access)?;
        let data = reply.room(count)?;
        data.fill(0xff);
        let inside = self.inside(&access).min(count);
        let inside = data.get_mut(..inside).unwrap_or_default();
        match access.region {
            region::BAR0 => {
                one_more(&self.counters.register_reads);
                self.read_registers(access.offset, inside);
            }
            region::BAR2 => {
                one_more(&self.counters.window_traps);
                self.read_window(access.offset, inside)?;
            }
            region::CONFIG => {
                self.config.set_pending(self.msi.is_masked && self.interrupt.is_pending(0));
                self.config.read(access.offset, inside);
            }
            _ => {}
        }
        Ok(access.region)
    }

    /// Section VFIO_USER_REGION_WRITE. What lies beyond the end of a region stays unwritten.
    fn write(&mut self, body: &[u8], reply: &mut Reply) -> Result<u32, Errno> {
        let (access, data): (Access, _) = split(body)?;
        if access.region >= region::COUNT || access.count as usize != data.len() || data.len() > DATA_MAX {
            return Err(Errno::INVAL);
        }
        reply.put(&access)?;
        let inside = data.get(..self.inside(&access)).unwrap_or(data);
        match access.region {
            region::BAR0 => {
                one_more(&self.counters.register_writes);
                self.write_registers(access.offset, inside);
            }
            region::BAR2 => {
                one_more(&self.counters.window_traps);
                self.write_window(access.offset, inside)?;
            }
            region::CONFIG => {
                if self.config.write(access.offset, inside) {
                    self.was_reset();
                }
                self.gate();
            }
            _ => {}
        }
        Ok(access.region)
    }

    /// How many bytes of the region there are from the access's offset on: 0 beyond its end.
    fn inside(&self, access: &Access) -> usize {
        let left = self.region_len(access.region).saturating_sub(access.offset);
        usize::try_from(left).unwrap_or(usize::MAX)
    }

    /// Any bytes of BAR0, of words of which each is read once.
    fn read_registers(&self, offset: u64, data: &mut [u8]) {
        let mut word = (u32::MAX, [0; 4]);
        for (at, byte) in places(offset).zip(data) {
            let start = at & !3;
            if word.0 != start {
                word = (start, self.model.read(start).to_le_bytes());
            }
            *byte = word.1[at as usize % 4];
        }
    }

    /// One or two words at a multiple of 4. Anything else is no access to a register, and is ignored.
    fn write_registers(&self, offset: u64, data: &[u8]) {
        let (words, rest) = data.as_chunks::<4>();
        if offset.is_multiple_of(4) && rest.is_empty() && words.len() <= 2 {
            for (at, word) in places(offset).step_by(4).zip(words) {
                self.model.write(at, u32::from_le_bytes(*word));
            }
        }
    }

    /// The kernel judges the offset even where there is nothing to read.
    fn read_window(&self, offset: u64, data: &mut [u8]) -> Result<(), Errno> {
        if !data.is_empty() {
            retry_on_intr(|| pread(self.model.window(), &mut *data, offset)).map_err(|_| Errno::IO)?;
        }
        Ok(())
    }

    fn write_window(&self, offset: u64, data: &[u8]) -> Result<(), Errno> {
        if !data.is_empty() {
            retry_on_intr(|| pwrite(self.model.window(), data, offset)).map_err(|_| Errno::IO)?;
        }
        Ok(())
    }

    /// Tells the interrupt what the guest has made of it.
    fn gate(&mut self) {
        let msi = self.config.msi();
        if msi != self.msi {
            self.msi = msi;
            self.interrupt.gate(0, msi.is_enabled, msi.is_masked);
        }
    }

    fn reset(&mut self) {
        self.config.reset();
        self.gate();
        self.was_reset();
    }

    fn was_reset(&self) {
        one_more(&self.counters.resets);
        self.model.reset();
    }
}

/// The places of BAR0 from an offset on, of which there are none beyond its end.
fn places(offset: u64) -> Range<u32> {
    u32::try_from(offset).unwrap_or(REGISTERS_LEN)..REGISTERS_LEN
}

impl Drop for Device<'_> {
    /// The client has gone.
    fn drop(&mut self) {
        self.interrupt.detach();
        if self.is_negotiated {
            self.model.disconnected();
        }
    }
}
