//! Sends the frames of a session again, in the order in which its worker took them.
//!
//! The recorded program's threads become one. Before a frame is sent, everything that earlier frames are answered with has
//! come: then whatever the program may have waited for has happened.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result, bail, ensure};
use link::window::SegmentKind;
use table::{CUDA_ERROR_NOT_READY, op};
use trace::format::content;
use trace::{Contents, Piece, call_name};
use wire::{Decoder, HEADER_LEN, Handle, Header, Message, reply, request};

use super::left::Left;
use super::memory::Memory;
use super::plan::{Plan, Treatment, allocated, treatment, whole};
use super::port::{Port, encoded};

/// Stands for the number of a frame that was not sent.
pub const NOT_SENT: u64 = u64::MAX;

/// A foreign segment's number in a trace.
const FOREIGN: u16 = 2;
/// `vgpuCopy`'s kind of a copy from the device to memory that the program pinned.
const TO_PINNED: u32 = 5;

/// A recorded frame whose reply may still come out of the trace.
struct Held {
    status: u16,
    record: Vec<u8>,
    reply: Vec<u8>,
}

/// What was sent and has not come to an end.
enum Pending {
    Reply { held: Held, header: Header },
    Word { header: Header, stream: Handle, address: u64, value: u32 },
}

/// A variable that the device has put elsewhere.
struct Moved {
    recorded: u64,
    len: u64,
    now: u64,
}

/// A replay under way.
pub struct Player {
    port: Port,
    memory: Memory,
    session: u32,
    window: std::ops::Range<u64>,
    held: Option<Held>,
    pending: Vec<Pending>,
    moved: Vec<Moved>,
    /// Captures that are open.
    captures: u32,
    /// The newest copy whose end no word tells.
    unfenced: Option<Header>,
    /// By the recorded frame's number, that of the frame that stands for it.
    pub numbers: Vec<u64>,
    /// What is not repeated as it was.
    pub left: Left,
    /// Counts frames for whoever watches.
    progress: Arc<AtomicU64>,
    body: Vec<u8>,
}

impl Player {
    /// With every address that the session needs reserved.
    pub fn new(mut port: Port, plan: &Plan, progress: Arc<AtomicU64>) -> Result<Self> {
        let memory = Memory::reserve(&mut port, plan)?;
        let base = plan.about.window_base;
        Ok(Self {
            port,
            memory,
            session: plan.session,
            window: base..base.saturating_add(plan.about.window_len),
            held: None,
            pending: Vec::new(),
            moved: Vec::new(),
            captures: 0,
            unfenced: None,
            numbers: Vec::new(),
            left: Left::default(),
            progress,
            body: Vec::new(),
        })
    }

    /// Sends everything, and waits for its end.
    pub fn play<R: Read>(&mut self, mut contents: Contents<R>) -> Result<()> {
        while let Some(piece) = contents.next_piece(|_, _| ())? {
            if piece.session == self.session {
                let frame = piece.head.seq.get();
                self.piece(&piece).with_context(|| format!("at frame {frame}"))?;
            }
        }
        let last = self.numbers.len();
        self.send_held().and_then(|()| self.settle()).with_context(|| format!("at frame {last}"))
    }

    /// Ends the session.
    pub fn finish(self) -> Result<()> {
        self.port.finish()
    }

    fn piece(&mut self, piece: &Piece<'_>) -> Result<()> {
        let (address, offset) = (piece.head.address.get(), piece.head.offset.get());
        match piece.head.what.get() {
            content::INPUT => {
                self.send_held()?;
                let at = address.checked_add(offset).context("data outside the window")?;
                // Earlier copies may still read what was there before, or write what comes now.
                if !self.port.holds(at, piece.bytes)? {
                    self.calm()?;
                }
                if !self.port.holds(at, piece.bytes)? {
                    self.port.write(at, piece.bytes)?;
                }
            }
            content::FRAME => {
                self.send_held()?;
                let status = piece.head.status.get();
                let record = whole(piece)?.to_vec();
                self.held = Some(Held { status, record, reply: Vec::new() });
            }
            content::REPLY => {
                if let Some(held) = &mut self.held {
                    held.reply.extend_from_slice(whole(piece)?);
                }
            }
            content::SEGMENT => {
                let is_foreign = piece.head.status.get() == FOREIGN;
                let kind = if is_foreign { SegmentKind::Foreign } else { SegmentKind::Growth };
                self.port.grow(address, piece.head.total.get(), kind)?;
            }
            content::SEGMENT_GONE => {
                self.send_held()?;
                self.calm()?;
                self.port.shrink(address)?;
            }
            content::IN_FLIGHT => self.left.in_flight += 1,
            _ => {}
        }
        Ok(())
    }

    /// Carries out the frame whose reply cannot come any more.
    fn send_held(&mut self) -> Result<()> {
        let Some(held) = self.held.take() else { return Ok(()) };
        let (header, _) = Header::decode(&held.record)?;
        if matches!(header.op, op::vgpuWaitStream | op::vgpuWaitContext) {
            // The program waited for the word no longer: it asks the driver, which knows better if the device has failed.
            let stays = |pending: &Pending| !matches!(pending, Pending::Word { header: its, .. } if its.thread == header.thread);
            self.pending.retain(stays);
        }
        self.settle()?;
        let number = match treatment(header.op) {
            Treatment::Refused(why) => bail!("{} cannot be run again: {why}", call_name(header.op)),
            Treatment::Allocates => {
                let given = if held.status == 0 { allocated(&held.record, &held.reply)? } else { None };
                match given {
                    Some((address, _)) if self.memory.is_native(address) => self.send(held, header)?,
                    given => self.allocate(&header, given)?,
                }
            }
            // The first field of each is the address.
            Treatment::Frees if self.memory.is_native(Decoder::new(body(&held)).word()?) => {
                self.send(held, header)?
            }
            Treatment::Frees => {
                self.left.memory += 1;
                NOT_SENT
            }
            Treatment::Polls if u32::from(held.status) == CUDA_ERROR_NOT_READY => {
                self.left.polls += 1;
                NOT_SENT
            }
            Treatment::Polls => self.poll(&held, &header)?,
            Treatment::Sent => self.send(held, header)?,
        };
        self.numbers.push(number);
        self.progress.store(self.numbers.len() as u64, Ordering::Relaxed);
        Ok(())
    }

    /// Puts memory where the program was given some.
    fn allocate(&mut self, header: &Header, given: Option<(u64, u64)>) -> Result<u64> {
        self.left.memory += 1;
        if let Some((address, len)) = given
            && header.op != op::cuMemAddressReserve
        {
            self.memory.provide(&mut self.port, header.context, address, len)?;
        }
        Ok(NOT_SENT)
    }

    /// Asks until the device has come to an end, as the program did.
    fn poll(&mut self, held: &Held, header: &Header) -> Result<u64> {
        loop {
            let number = self.port.send(&mut held.record.clone(), header)?;
            if !header.wants_reply() {
                return Ok(number);
            }
            self.body.clear();
            if self.port.answer(header.thread, &mut self.body)? != CUDA_ERROR_NOT_READY {
                return Ok(number);
            }
            std::thread::yield_now();
        }
    }

    fn send(&mut self, mut held: Held, header: Header) -> Result<u64> {
        let body = Decoder::new(body(&held));
        let mut word = None;
        match header.op {
            op::cuMemMap => {
                let q = request::cuMemMap::decode(body)?;
                self.memory.make_way(&mut self.port, header.context, q.address, q.size)?;
            }
            // Memory outlives contexts here, so none of it may be forgotten.
            op::cuCtxDestroy_v2 => {
                let q = request::cuCtxDestroy_v2 { gone: vec![], ..request::cuCtxDestroy_v2::decode(body)? };
                held.record = encoded(&header, &q);
            }
            op::cuDevicePrimaryCtxRelease_v2 => {
                let q = request::cuDevicePrimaryCtxRelease_v2::decode(body)?;
                held.record = encoded(&header, &request::cuDevicePrimaryCtxRelease_v2 { gone: vec![], ..q });
            }
            op::cuDevicePrimaryCtxReset_v2 => {
                let q = request::cuDevicePrimaryCtxReset_v2::decode(body)?;
                held.record = encoded(&header, &request::cuDevicePrimaryCtxReset_v2 { gone: vec![], ..q });
            }
            // It may copy out of the window, and into it.
            op::cuGraphLaunch => self.unfenced = Some(header),
            op::vgpuFence => {
                let q = request::vgpuFence::decode(body)?;
                word = Some((q.stream, q.fence, q.value));
            }
            op::vgpuCopy => {
                let q = request::vgpuCopy::decode(body)?;
                word = Some((q.stream, q.fence, q.value));
            }
            op::vgpuCopy2D => {
                let q = request::vgpuCopy2D::decode(body)?;
                word = Some((q.stream, q.fence, q.value));
            }
            op::vgpuCopyArray => {
                let q = request::vgpuCopyArray::decode(body)?;
                word = Some((q.stream, q.fence, q.value));
            }
            _ => {}
        }
        self.follow_capture(&header, &held)?;
        self.translate(header.op, &mut held.record);
        let number = self.port.send(&mut held.record, &header)?;
        if header.wants_reply() {
            self.pending.push(Pending::Reply { held, header });
        }
        match word {
            Some((_, 0, _)) => self.unfenced = Some(header),
            Some((stream, address, value)) => {
                self.pending.push(Pending::Word { header, stream, address, value });
            }
            None => {}
        }
        Ok(number)
    }

    /// Counts copies that become part of a graph and whose results nobody compares.
    fn follow_capture(&mut self, header: &Header, held: &Held) -> Result<()> {
        let body = Decoder::new(body(held));
        match header.op {
            op::cuStreamBeginCapture_v2 => self.captures += u32::from(held.status == 0),
            op::cuStreamEndCapture => self.captures = self.captures.saturating_sub(1),
            op::vgpuCopy if self.captures > 0 => {
                let q = request::vgpuCopy::decode(body)?;
                self.left.in_graphs += u64::from(q.kind == TO_PINNED && q.fence == 0);
            }
            op::vgpuCopy2D if self.captures > 0 => {
                let q = request::vgpuCopy2D::decode(body)?;
                self.left.in_graphs += u64::from(q.kind == TO_PINNED && q.fence == 0);
            }
            op::vgpuCopyArray if self.captures > 0 => {
                let q = request::vgpuCopyArray::decode(body)?;
                self.left.in_graphs += u64::from(q.kind == TO_PINNED && q.fence == 0);
            }
            _ => {}
        }
        Ok(())
    }

    /// Puts the addresses of variables right that the device has put elsewhere, and notes launches that may look at memory of
    /// the program's. A word that only looks like such an address is taken for one; the addresses of a program's variables
    /// are few among all numbers.
    fn translate(&mut self, opcode: u16, record: &mut [u8]) {
        let is_launch = table::row(opcode).is_some_and(|row| row.noun == "launch");
        let mut reaches_host = false;
        let words = record.get_mut(HEADER_LEN..).unwrap_or_default().as_chunks_mut::<8>().0;
        // What is behind the fields of such a copy is data.
        let fields = if opcode == op::vgpuCopyInline { 3 } else { words.len() };
        for bytes in words.iter_mut().take(fields) {
            let word = u64::from_le_bytes(*bytes);
            reaches_host |= is_launch && self.window.contains(&word);
            let moved = self.moved.iter().find(|moved| word.wrapping_sub(moved.recorded) < moved.len);
            if let Some(moved) = moved {
                *bytes = moved.now.wrapping_add(word - moved.recorded).to_le_bytes();
                self.left.translated += 1;
            }
        }
        self.left.reach_host += u64::from(reaches_host);
    }

    /// Waits until nothing is on its way between the window and the device.
    fn calm(&mut self) -> Result<()> {
        self.settle()?;
        match self.unfenced.take() {
            Some(header) => self.port.await_context(&header),
            None => Ok(()),
        }
    }

    /// Waits until everything that was sent has come to an end, as far as the program could know.
    fn settle(&mut self) -> Result<()> {
        for pending in std::mem::take(&mut self.pending) {
            match pending {
                Pending::Word { header, stream, address, value } => {
                    if !self.port.await_word(address, value)? {
                        self.port.await_stream(&header, stream)?;
                    }
                }
                Pending::Reply { held, header } => {
                    self.body.clear();
                    let status = self.port.answer(header.thread, &mut self.body)?;
                    let is_ours = treatment(header.op) == Treatment::Allocates;
                    ensure!(!is_ours || status == 0, "the device gives no memory: {}", call_name(header.op));
                    if status == 0 && held.status == 0 {
                        self.compare_names(&held, &header)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// What a reply names must be named as before: later frames name it so.
    fn compare_names(&mut self, held: &Held, header: &Header) -> Result<()> {
        let (recorded, now) = (Decoder::new(&held.reply), Decoder::new(&self.body));
        let variables = match header.op {
            op::cuModuleGetGlobal_v2 => {
                let decode = reply::cuModuleGetGlobal_v2::decode;
                let (recorded, now) = (decode(recorded)?, decode(now)?);
                Some((recorded.address, recorded.size, now.address, now.size))
            }
            op::cuLibraryGetGlobal => {
                let decode = reply::cuLibraryGetGlobal::decode;
                let (recorded, now) = (decode(recorded)?, decode(now)?);
                Some((recorded.address, recorded.size, now.address, now.size))
            }
            _ => None,
        };
        if let Some((recorded, len, now, now_len)) = variables {
            ensure!(len == now_len, "a variable has {now_len} bytes here, and {len} in the trace");
            self.moved.retain(|moved| moved.recorded != recorded);
            if recorded != now {
                self.moved.push(Moved { recorded, len, now });
            }
            return Ok(());
        }
        if let (Some((recorded, len)), Some((now, _))) =
            (allocated(&held.record, &held.reply)?, allocated(&held.record, &self.body)?)
        {
            ensure!(
                recorded == now,
                "the device gives {len} bytes at {now:#x} instead of {recorded:#x}, where the program had them, and keeps that \
                 address for itself: this trace cannot be run on it"
            );
        }
        // The first word of these replies is a handle that the worker has drawn.
        let names = matches!(
            header.op,
            op::cuModuleGetFunction
                | op::cuLibraryGetKernel
                | op::cuLibraryGetModule
                | op::cuKernelGetFunction
                | op::cuFuncGetModule
                | op::cuStreamEndCapture
                | op::cuMemRetainAllocationHandle
                | op::cuArrayGetPlane
                | op::cuMipmappedArrayGetLevel
        );
        ensure!(
            !names || held.reply.get(..8) == self.body.get(..8),
            "{} gives the object another handle than in the trace, which later frames name",
            call_name(header.op)
        );
        Ok(())
    }
}

/// The fields of a frame.
fn body(held: &Held) -> &[u8] {
    held.record.get(HEADER_LEN..).unwrap_or_default()
}
