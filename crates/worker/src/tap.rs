//! What a recording keeps of the data that frames move: hashes, or everything that a replay needs.
//!
//! Unlike times, data is not dropped when the file is slow: a recording that lacks some of it could not be run again. So
//! whoever asks for it waits for the file.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use link::{
    account::hash,
    report::TraceData,
    window::{Segment, SegmentKind, WindowSlice},
};
use table::CUresult;
use trace::{
    Kind, Queue,
    format::{ContentHead, PIECE, Sum, content, summed},
};
use zerocopy::IntoBytes as _;

/// Bytes that are on their way together.
const BLOCK: usize = 1 << 20;

/// Takes data of one session's frames on its way to the file.
pub struct Tap {
    queue: Arc<Queue>,
    keeps_contents: bool,
    /// Number of the frame that the dispatcher executes.
    frame: AtomicU64,
    pending: Mutex<Pending>,
}

/// What is not on its way yet.
#[derive(Default)]
struct Pending {
    sums: Vec<u8>,
    sum_count: u32,
    contents: Vec<u8>,
    content_count: u32,
}

impl Tap {
    /// For the file behind `queue`; `None` if nothing but sizes is to be kept.
    pub fn new(queue: &Arc<Queue>, keeps: TraceData) -> Option<Arc<Self>> {
        (keeps > TraceData::Sizes).then(|| {
            Arc::new(Self {
                queue: Arc::clone(queue),
                keeps_contents: keeps == TraceData::Payloads,
                frame: AtomicU64::new(0),
                pending: Mutex::default(),
            })
        })
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The dispatcher is about to execute frame `number`.
    pub fn begin(&self, number: u64) {
        self.frame.store(number, Ordering::Relaxed);
    }

    /// The frame that the dispatcher executes.
    pub fn frame(&self) -> u64 {
        self.frame.load(Ordering::Relaxed)
    }

    /// The current frame brings these bytes to the device, inside itself.
    pub fn inline(&self, hash: u64, len: u64) {
        self.sum(self.frame(), summed::TO_DEVICE, hash, len);
    }

    /// The current frame brings to the device what lies here; `hash` is its hash, over the bytes that count.
    pub fn input(&self, bytes: &WindowSlice, hash: u64) {
        self.sum(self.frame(), summed::TO_DEVICE, hash, bytes.len() as u64);
        if self.keeps_contents {
            let head = self.head(content::INPUT, bytes.addr(), bytes.len() as u64);
            self.window_content(head, bytes);
        }
    }

    /// The current frame brings to the device what lies here, but the device is still to write to it.
    pub fn in_flight(&self, address: u64, len: u64) {
        if self.keeps_contents {
            self.content(&mut self.pending(), self.head(content::IN_FLIGHT, address, len), &[]);
        }
    }

    /// Frame `number` has left these bytes for the guest.
    pub fn arrived(&self, number: u64, hash: u64, len: u64) {
        self.sum(number, summed::TO_HOST, hash, len);
    }

    /// The current frame has been executed, and is answered at once unless `status` is `None`.
    pub fn executed(&self, record: &[u8], status: Option<CUresult>, reply: &[u8]) {
        let number = self.frame();
        if !reply.is_empty() {
            self.sum(number, summed::REPLY, hash(reply), reply.len() as u64);
        }
        if !self.keeps_contents {
            return;
        }
        let status = u16::try_from(status.unwrap_or_default()).unwrap_or(u16::MAX);
        let head = ContentHead { status: status.into(), ..self.head(content::FRAME, 0, record.len() as u64) };
        // Nothing may come between the two.
        let mut pending = self.pending();
        self.content(&mut pending, head, record);
        if !reply.is_empty() {
            self.content(&mut pending, self.head(content::REPLY, 0, reply.len() as u64), reply);
        }
    }

    /// Memory became part of the window.
    pub fn segment(&self, segment: &Segment) {
        if self.keeps_contents {
            let kind = if segment.kind() == SegmentKind::Foreign { 2 } else { 1 };
            let head = ContentHead {
                status: kind.into(),
                ..self.head(content::SEGMENT, segment.addr(), segment.len())
            };
            self.content(&mut self.pending(), head, &[]);
        }
    }

    /// Memory is about to leave the window.
    pub fn segment_gone(&self, segment: &Segment) {
        if self.keeps_contents {
            let head = self.head(content::SEGMENT_GONE, segment.addr(), segment.len());
            self.content(&mut self.pending(), head, &[]);
        }
    }

    fn head(&self, what: u16, address: u64, total: u64) -> ContentHead {
        ContentHead {
            seq: self.frame().into(),
            address: address.into(),
            total: total.into(),
            what: what.into(),
            ..ContentHead::default()
        }
    }

    fn sum(&self, number: u64, what: u16, hash: u64, len: u64) {
        let sum = Sum {
            seq: number.into(),
            hash: hash.into(),
            len: len.into(),
            what: what.into(),
            ..Sum::default()
        };
        let mut pending = self.pending();
        pending.sums.extend_from_slice(sum.as_bytes());
        pending.sum_count += 1;
        if pending.sums.len() >= BLOCK {
            self.send(&mut pending);
        }
    }

    fn content(&self, pending: &mut Pending, head: ContentHead, bytes: &[u8]) {
        if bytes.is_empty() {
            self.piece(pending, head, 0, &[]);
        }
        for (index, piece) in bytes.chunks(PIECE).enumerate() {
            self.piece(pending, head, index * PIECE, piece);
        }
    }

    /// Content that lies in the window, taken out of it piece by piece.
    fn window_content(&self, head: ContentHead, bytes: &WindowSlice) {
        let mut pending = self.pending();
        let start = (bytes.addr() - bytes.segment().addr()) as usize;
        let mut piece = Vec::with_capacity(PIECE.min(bytes.len()));
        for offset in (0..bytes.len()).step_by(PIECE) {
            piece.clear();
            let len = PIECE.min(bytes.len() - offset);
            let is_inside = bytes.segment().read_to_vec(start + offset, len, &mut piece);
            debug_assert!(is_inside, "the slice was found inside its segment");
            self.piece(&mut pending, head, offset, &piece);
        }
    }

    fn piece(&self, pending: &mut Pending, head: ContentHead, offset: usize, piece: &[u8]) {
        let head = ContentHead { offset: (offset as u64).into(), len: (piece.len() as u32).into(), ..head };
        pending.contents.extend_from_slice(head.as_bytes());
        pending.contents.extend_from_slice(piece);
        pending.content_count += 1;
        if pending.contents.len() >= BLOCK {
            self.send(pending);
        }
    }

    fn send(&self, pending: &mut Pending) {
        let Pending { sums, sum_count, contents, content_count } = pending;
        for (kind, payload, count) in
            [(Kind::Sums, sums, sum_count), (Kind::Contents, contents, content_count)]
        {
            if *count > 0 {
                self.queue.push(kind, 0, std::mem::take(count), payload);
            }
        }
    }

    /// Sends everything on its way.
    pub fn flush(&self) {
        self.send(&mut self.pending());
    }
}
