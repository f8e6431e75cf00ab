//! The guest's end of a replay: frames into the ring, answers out of the slots.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use link::completion::SlotHandle;
use link::control::Hello;
use link::guest::{GuestConfig, GuestLink};
use link::window::{Placement, SegmentKind};
use wire::{Decoder, Encoder, FLAG_REPLY, Handle, Header, Message, request};

use super::plan::Plan;
use crate::trace_file::code_name;

/// How long a word of the device's is looked at before the driver is asked, as guests do: a device that has failed writes none.
const PATIENCE: Duration = Duration::from_millis(500);
/// Between two looks at such a word, once it has not come at once.
const NAP: Duration = Duration::from_micros(20);

/// A link to a worker, with the window where the recorded program had it.
pub struct Port {
    link: GuestLink,
    /// Completion slots, by the number of the recorded thread.
    slots: Vec<SlotHandle>,
}

impl Port {
    /// Connects to the mediator at `socket`.
    pub fn connect(socket: &Path, plan: &Plan) -> Result<Self> {
        let (first, reserved_len) = (plan.about.window_base, plan.about.window_len);
        let placement = Placement { reserved_len, first, tries: 1 };
        let config = GuestConfig { placement, ..GuestConfig::default() };
        let hello = Hello::of_this_process(table::PROTOCOL_HASH, env!("CARGO_PKG_VERSION"));
        let link = GuestLink::connect(socket, hello, config).context("cannot connect to the worker")?;
        let (base, len) = (link.window().base(), link.window().reserved_len());
        ensure!(
            (base, len) == (first, reserved_len),
            "the window cannot be where the recorded program's was, at {first:#x}"
        );
        Ok(Self { link, slots: Vec::new() })
    }

    fn slot(&mut self, thread: u32) -> Result<&mut SlotHandle> {
        let index = thread as usize;
        while self.slots.len() <= index {
            let slot = self.link.acquire_slot().context("the window has no completion slot for it")?;
            ensure!(slot.index() as usize == self.slots.len(), "completion slots come in another order");
            self.slots.push(slot);
        }
        self.slots.get_mut(index).context("there is no such slot")
    }

    /// Puts a frame into the ring; gives its number there. It is awaited by [`Port::answer`] if it asks for a reply.
    pub fn send(&mut self, record: &mut [u8], header: &Header) -> Result<u64> {
        let slot = self.slot(header.thread)?;
        let seq = if header.flags & FLAG_REPLY != 0 { slot.begin() } else { 0 };
        let word = u64::from(header.thread) | u64::from(seq) << 32;
        record.get_mut(8..16).context("a frame without a head")?.copy_from_slice(&word.to_le_bytes());
        self.link.submit(&[record]).map_err(|_| self.lost())
    }

    /// Waits for the reply to the newest frame of a thread: its code, and its body.
    pub fn answer(&mut self, thread: u32, body: &mut Vec<u8>) -> Result<u32> {
        match self.slot(thread)?.wait(body) {
            Ok(status) => Ok(status),
            Err(_) => Err(self.lost()),
        }
    }

    /// A call of the replay's own, in a context, which must succeed.
    pub fn ask<'a, M: Message<'a>, R: for<'r> Message<'r>>(
        &mut self,
        context: u64,
        request: &M,
    ) -> Result<R> {
        let header = Header { len: 0, op: M::OP, flags: 0, thread: 0, seq: 0, context };
        let mut body = Vec::new();
        let status = self.call(header, request, &mut body)?;
        if status != 0 {
            let code = code_name(u16::try_from(status).unwrap_or(u16::MAX));
            bail!("{} answers {code}", trace::call_name(M::OP));
        }
        R::decode(Decoder::new(&body)).context("the worker's reply is wrong")
    }

    /// Waits, in the name of the thread whose head this is, until a stream has come to its end or has failed.
    pub fn await_stream(&mut self, header: &Header, stream: Handle) -> Result<()> {
        let wait = request::vgpuWaitStream { stream, is_fenced: true };
        self.call(*header, &wait, &mut Vec::new()).map(drop)
    }

    /// Waits, in the name of the thread whose head this is, until everything in its context has come to its end or has failed.
    pub fn await_context(&mut self, header: &Header) -> Result<()> {
        self.call(*header, &request::vgpuWaitContext {}, &mut Vec::new()).map(drop)
    }

    /// Sends a request of the replay's own and awaits its reply: the code, and the body.
    fn call<'a, M: Message<'a>>(&mut self, header: Header, request: &M, body: &mut Vec<u8>) -> Result<u32> {
        let header = Header { op: M::OP, flags: header.flags | FLAG_REPLY, ..header };
        self.send(&mut encoded(&header, request), &header)?;
        self.answer(header.thread, body)
    }

    /// Waits until the device has written `value` to the word at `address`; `false` if it has not for a while.
    pub fn await_word(&self, address: u64, value: u32) -> Result<bool> {
        let word = self.link.window().lookup(address, 4).context("a fence outside the window")?;
        let segment = word.segment();
        let word =
            segment.atomic_u32((address - segment.addr()) as usize).context("a fence at an odd place")?;
        let began = Instant::now();
        // Such words only go up, and may wrap around.
        while word.load(std::sync::atomic::Ordering::Acquire).wrapping_sub(value) >= u32::MAX / 2 {
            let waited = began.elapsed();
            if waited > PATIENCE {
                return Ok(false);
            }
            if waited < NAP {
                std::hint::spin_loop();
            } else {
                thread::sleep(NAP);
            }
        }
        Ok(true)
    }

    /// Whether the window holds these bytes at `address` already.
    pub fn holds(&self, address: u64, bytes: &[u8]) -> Result<bool> {
        let place =
            self.link.window().lookup(address, bytes.len() as u64).context("data outside the window")?;
        Ok(place.to_vec() == bytes)
    }

    /// Writes to the window.
    pub fn write(&self, address: u64, bytes: &[u8]) -> Result<()> {
        let place =
            self.link.window().lookup(address, bytes.len() as u64).context("data outside the window")?;
        ensure!(place.write(0, bytes), "data outside the window");
        Ok(())
    }

    /// Makes memory at `address` part of the window.
    pub fn grow(&self, address: u64, len: u64, kind: SegmentKind) -> Result<()> {
        let placed = self.link.place(address, len, kind);
        let what =
            || format!("cannot have {len} bytes of host memory at {address:#x}, where the program had them");
        placed.map(drop).with_context(what)
    }

    /// Takes memory out of the window again.
    pub fn shrink(&self, address: u64) -> Result<()> {
        let segments = self.link.window().segments();
        let id = segments.iter().find(|segment| segment.addr() == address).map(|segment| segment.id());
        drop(segments);
        self.link.drop_segment(id.context("no memory of the window begins there")?)?;
        Ok(())
    }

    fn lost(&self) -> anyhow::Error {
        anyhow::anyhow!("the worker has ended; its log says why")
    }

    /// Ends the session, after the worker has executed everything.
    pub fn finish(self) -> Result<()> {
        self.link.close();
        self.link.bye().map(drop).context("the worker's farewell")
    }
}

/// A frame.
pub fn encoded<'a>(header: &Header, body: &impl Message<'a>) -> Vec<u8> {
    let mut encoder = Encoder::new();
    header.encode(&mut encoder);
    body.encode(&mut encoder);
    encoder.finish().to_vec()
}
