//! What the guest counts: calls by function, errors, private tables, and what was not supported, for the process;
//! and for a session what was sent to the worker.

use std::{
    collections::BTreeMap,
    sync::{
        OnceLock,
        atomic::{
            AtomicU64,
            Ordering::{Acquire, Relaxed, Release},
        },
    },
};

use link::{
    circumstances::{Detected, Detection},
    guest::GuestLink,
    report::{Amount, Copies, Counts, Work},
};
use parking_lot::Mutex;
use table::{CudaError, ROWS, Route, op};
use wire::{Decoder, HEADER_LEN, Message, request};

use crate::api::copy::kind;

/// Opcodes up to this are counted one by one; internal frames lie above.
const COUNTED: usize = 4096;

static CALLS: [AtomicU64; COUNTED] = [const { AtomicU64::new(0) }; COUNTED];
/// Calls that were answered with success and sent nothing. Rows that are counted by name have no part in it.
static ALONE: [AtomicU64; COUNTED] = [const { AtomicU64::new(0) }; COUNTED];
/// By opcode and code.
static ERRORS: Mutex<BTreeMap<(u16, u32), u64>> = Mutex::new(BTreeMap::new());
static DETECTION: Detection = Detection::new();
static UNSUPPORTED: Mutex<BTreeMap<u16, u64>> = Mutex::new(BTreeMap::new());
static TABLES: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

/// A function was called.
#[inline]
pub fn call(op: u16) {
    if log_level() >= LOG_ALL {
        eprintln!("vgpu: {}", table::row(op).map_or("?", |row| row.name));
    }
    if let Some(cell) = CALLS.get(usize::from(op)) {
        cell.fetch_add(1, Relaxed);
    }
}

/// A call failed.
#[cold]
pub fn error(op: u16, error: CudaError) {
    *ERRORS.lock().entry((op, error.code())).or_default() += 1;
    if log_level() >= LOG_ERRORS {
        let name = table::row(op).map_or("?", |row| row.name);
        let code = error_name(error.code());
        eprintln!("vgpu: {name} answers {code} ({})", error.code());
    }
}

/// `VGPU_LOG_CALLS=errors`: failed calls are named on standard error.
pub const LOG_ERRORS: u8 = 1;
/// `VGPU_LOG_CALLS=all`: every call is.
pub const LOG_ALL: u8 = 2;

/// How much of the calls `VGPU_LOG_CALLS` asks to be logged.
#[inline]
pub fn log_level() -> u8 {
    static LEVEL: OnceLock<u8> = OnceLock::new();
    *LEVEL.get_or_init(|| match std::env::var("VGPU_LOG_CALLS").as_deref() {
        Ok("all") => LOG_ALL,
        Ok("errors") => LOG_ERRORS,
        _ => 0,
    })
}

/// Functions of which each call that succeeds sends one frame, and whose: their calls and frames are counted anyway, so
/// nothing has to be counted for each call. Of those that send the same, the last is blamed for frames that are missing.
const ONE_FRAME_EACH: [(u16, u16); 6] = [
    (op::cuLaunch, op::cuLaunchKernel),
    (op::cuLaunchGrid, op::cuLaunchKernel),
    (op::cuLaunchGridAsync, op::cuLaunchKernel),
    (op::cuLaunchKernel, op::cuLaunchKernel),
    (op::cuLaunchKernelEx, op::cuLaunchKernelEx),
    (op::cuLaunchCooperativeKernel, op::cuLaunchCooperativeKernel),
];

/// Is it one of these?
pub const fn is_counted_by_name(op: u16) -> bool {
    let mut at = 0;
    while at < ONE_FRAME_EACH.len() {
        if ONE_FRAME_EACH[at].0 == op {
            return true;
        }
        at += 1;
    }
    false
}

/// A call was answered with success, and nothing was sent for it.
pub fn answered_alone(op: u16) {
    if let Some(cell) = ALONE.get(usize::from(op)) {
        cell.fetch_add(1, Relaxed);
    }
}

/// The first answer to a call by which programs look for a device is kept.
pub fn detected(op: u16, answer: impl FnOnce() -> String) {
    DETECTION.note(table::row(op).map_or("?", |row| row.name), answer);
}

/// The same for a call that failed.
pub fn detected_failure(op: u16, error: CudaError) {
    detected(op, || error_name(error.code()));
}

/// The name of a code, or the code.
pub fn error_name(code: u32) -> String {
    table::error_name(code).map_or_else(|| code.to_string(), |name| name.to_string_lossy().into_owned())
}

/// Those answers.
pub fn detection() -> Vec<Detected> {
    DETECTION.all()
}

/// Calls of forwarded functions that succeeded without a frame, by name. `sent` are the frames by name.
pub fn alone(sent: &Counts) -> Counts {
    let cells = ROWS.iter().filter(|row| row.route != Route::Local);
    let mut alone: Counts = cells
        .filter_map(|row| {
            let count = ALONE.get(usize::from(row.op))?.load(Relaxed);
            (count > 0).then(|| (row.name.to_owned(), count))
        })
        .collect();
    let (mut sent, failed) = (sent.clone(), failed());
    for (call, frame) in ONE_FRAME_EACH {
        let (Some(call), Some(frame)) = (table::row(call), table::row(frame)) else { continue };
        let calls = CALLS.get(usize::from(call.op)).map_or(0, |cell| cell.load(Relaxed));
        let succeeded = calls.saturating_sub(failed.get(call.name).copied().unwrap_or_default());
        let mut frames = 0;
        if let Some(left) = sent.get_mut(frame.name) {
            frames = succeeded.min(*left);
            *left -= frames;
        }
        if succeeded > frames {
            alone.insert(call.name.to_owned(), succeeded - frames);
        }
    }
    alone
}

/// A function that is not supported was called.
#[cold]
pub fn unsupported(op: u16) {
    call(op);
    let first = {
        let mut all = UNSUPPORTED.lock();
        let count = all.entry(op).or_default();
        *count += 1;
        *count == 1
    };
    if first
        && log_level() >= LOG_ERRORS
        && let Some(row) = table::row(op)
    {
        eprintln!("vgpu: {} is not supported: {}", row.name, row.why);
    }
}

/// A private table was asked for.
pub fn private_table(id: &str) {
    *TABLES.lock().entry(id.to_owned()).or_default() += 1;
}

/// Calls by function name, and how many of them were answered in the guest.
pub fn calls() -> (BTreeMap<String, u64>, u64) {
    let mut local = 0;
    let mut by_name = BTreeMap::new();
    for row in ROWS {
        let Some(cell) = CALLS.get(usize::from(row.op)) else { continue };
        let count = cell.load(Relaxed);
        if count > 0 {
            by_name.insert(row.name.to_owned(), count);
            if row.route == Route::Local {
                local += count;
            }
        }
    }
    (by_name, local)
}

/// Errors by name.
pub fn errors() -> BTreeMap<String, u64> {
    let mut errors = Counts::new();
    for (&(_, code), &count) in &*ERRORS.lock() {
        *errors.entry(error_name(code)).or_default() += count;
    }
    errors
}

/// Failed calls by function.
pub fn failed() -> Counts {
    let mut failed = Counts::new();
    for (&(op, _), &count) in &*ERRORS.lock() {
        *failed
            .entry(table::row(op).map_or_else(|| op.to_string(), |row| row.name.to_owned()))
            .or_default() += count;
    }
    failed
}

/// Unsupported functions by name.
pub fn unsupported_calls() -> BTreeMap<String, u64> {
    UNSUPPORTED
        .lock()
        .iter()
        .filter_map(|(&op, &count)| Some((table::row(op)?.name.to_owned(), count)))
        .collect()
}

/// Private tables by id.
pub fn private_tables() -> BTreeMap<String, u64> {
    TABLES.lock().clone()
}

/// Opcodes of internal frames begin here.
const INTERNAL: u16 = 60_000;
/// How many of them are counted.
const INTERNALS: usize = 128;

/// Where the frames of an opcode are counted. Every row has such a place, which a test checks.
const fn cell(op: u16) -> usize {
    match op {
        INTERNAL.. => COUNTED + (op - INTERNAL) as usize,
        _ => op as usize,
    }
}

/// Copies of one direction.
#[derive(Default)]
struct Moved {
    count: AtomicU64,
    bytes: AtomicU64,
}

impl Moved {
    fn amount(&self) -> Amount {
        Amount { count: self.count.load(Relaxed), bytes: self.bytes.load(Relaxed) }
    }
}

/// What a session has sent to its worker. The worker counts the same frames in the same way.
///
/// Data that passes through the window or inside a frame is *payload*. It is only hashed if the worker's
/// welcome asks for it: towards the device where its frame is published, towards the host where it is taken
/// out ([`Tally::taken`]). Without hashing both directions are counted by their frames.
pub struct Tally {
    hashes: bool,
    sent: [AtomicU64; COUNTED + INTERNALS],
    to_device: Moved,
    to_host: Moved,
    within_device: Moved,
}

impl Tally {
    /// Nothing sent yet; `hashes`: payload bytes are to be hashed.
    pub fn new(hashes: bool) -> Self {
        Self {
            hashes,
            sent: [const { AtomicU64::new(0) }; COUNTED + INTERNALS],
            to_device: Moved::default(),
            to_host: Moved::default(),
            within_device: Moved::default(),
        }
    }

    /// True if payload bytes are hashed.
    pub fn is_hashing(&self) -> bool {
        self.hashes
    }

    /// `frame` is in the ring.
    #[inline]
    pub fn sent<'a, M: Message<'a>>(&self, link: &GuestLink, frame: &[u8]) {
        // The opcode is a constant: of all this, a launch keeps the last line.
        if matches!(
            M::OP,
            op::vgpuCopy | op::vgpuCopy2D | op::vgpuCopyArray | op::vgpuCopyPeer | op::vgpuCopyInline
        ) {
            self.copy(M::OP, link, frame.get(HEADER_LEN..).unwrap_or_default());
        }
        if let Some(cell) = self.sent.get(cell(M::OP)) {
            // Release: whoever sees this count sees what was counted before.
            cell.fetch_add(1, Release);
        }
    }

    /// A copy is on its way, described by its frame's body.
    fn copy(&self, op: u16, link: &GuestLink, body: &[u8]) {
        let decoder = Decoder::new(body);
        let moved = match op {
            op::vgpuCopy => request::vgpuCopy::decode(decoder).map(|q| {
                self.payload(link, q.kind, [q.src, q.len], q.len);
                (q.kind, q.len)
            }),
            op::vgpuCopy2D => request::vgpuCopy2D::decode(decoder).map(|q| {
                let extent =
                    |pitch: u64| pitch.saturating_mul(q.height.saturating_sub(1)).saturating_add(q.width);
                self.payload(link, q.kind, [q.src, extent(q.src_pitch)], extent(q.dst_pitch));
                (q.kind, q.width.saturating_mul(q.height))
            }),
            op::vgpuCopyArray => request::vgpuCopyArray::decode(decoder).map(|q| {
                // Staged rows follow each other.
                let bytes = q.width.saturating_mul(q.height).saturating_mul(q.depth);
                self.payload(link, q.kind, [q.src, bytes], bytes);
                (q.kind, bytes)
            }),
            op::vgpuCopyPeer => request::vgpuCopyPeer::decode(decoder)
                .map(|q| (kind::DEVICE_TO_DEVICE, q.width.saturating_mul(q.height).saturating_mul(q.depth))),
            _ => request::vgpuCopyInline::decode(decoder).map(|q| {
                if self.hashes {
                    link.to_device_meter().add(q.data.0);
                } else {
                    link.to_device_meter().count(q.data.0.len() as u64);
                }
                (kind::STAGED_TO_DEVICE, q.len)
            }),
        };
        // What was encoded a moment ago can be decoded.
        let Ok((kind, bytes)) = moved else { return };
        let moved = match kind {
            kind::DEVICE_TO_DEVICE => &self.within_device,
            kind::DEVICE_TO_STAGING | kind::DEVICE_TO_PINNED => &self.to_host,
            _ => &self.to_device,
        };
        moved.count.fetch_add(1, Relaxed);
        moved.bytes.fetch_add(bytes, Relaxed);
    }

    /// Counts what a copy of this kind takes from, or puts into, the staging area.
    fn payload(&self, link: &GuestLink, kind: u32, [source, from]: [u64; 2], to: u64) {
        match kind {
            kind::STAGED_TO_DEVICE if self.hashes => {
                // A source elsewhere is for the driver to refuse; the worker reads nothing from it either.
                if let Some(staged) = link.window().lookup(source, from) {
                    link.to_device_meter().add_hashed(staged.hash(), from);
                }
            }
            kind::STAGED_TO_DEVICE => link.to_device_meter().count(from),
            kind::DEVICE_TO_STAGING if !self.hashes => link.to_host_meter().count(to),
            _ => {}
        }
    }

    /// The device has filled `len` bytes at `address` of the staging area. Call it once for each copy to
    /// there, before the bytes can change again.
    #[inline]
    pub fn taken(&self, link: &GuestLink, address: u64, len: u64) {
        if self.hashes
            && let Some(staged) = link.window().lookup(address, len)
        {
            link.to_host_meter().add_hashed(staged.hash(), len);
        }
    }

    /// Frames by the name of their row.
    pub fn frames(&self) -> Counts {
        let count = |row: &table::Row| Some(self.sent.get(cell(row.op))?.load(Acquire));
        ROWS.iter()
            .filter_map(|row| Some((row.name.to_owned(), count(row).filter(|&times| times > 0)?)))
            .collect()
    }

    /// Frames of all names.
    pub fn frame_count(&self) -> u64 {
        self.sent.iter().map(|cell| cell.load(Acquire)).sum()
    }

    /// Work submitted; `launches` by the kernels' names.
    pub fn work(&self, launches: Counts) -> Work {
        let frames = self.frames();
        let memsets = frames.iter().filter(|(name, _)| name.starts_with("cuMemset")).map(|(_, times)| times);
        Work {
            launches,
            graph_launches: frames.get("cuGraphLaunch").copied().unwrap_or_default(),
            copies: Copies {
                host_to_device: self.to_device.amount(),
                device_to_host: self.to_host.amount(),
                device_to_device: self.within_device.amount(),
                ..Copies::default()
            },
            memsets: memsets.sum(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_row_has_a_place_of_its_own() {
        let cells: HashSet<usize> = ROWS.iter().map(|row| cell(row.op)).collect();
        assert_eq!(cells.len(), ROWS.len());
        assert!(cells.iter().all(|&cell| cell < COUNTED + INTERNALS));
    }

    #[test]
    fn work_is_read_off_the_frames() {
        let tally = Tally::new(false);
        for (op, times) in [(op::cuGraphLaunch, 2), (op::cuMemsetD8Async, 3), (op::cuMemsetD2D32Async, 1)] {
            tally.sent[cell(op)].store(times, Relaxed);
        }
        tally.to_host.count.store(1, Relaxed);
        tally.to_host.bytes.store(64, Relaxed);
        let work = tally.work(Counts::from([("axpy".to_owned(), 5)]));
        assert_eq!((work.graph_launches, work.memsets, work.launch_count()), (2, 4, 5));
        assert_eq!(work.copies.device_to_host, Amount { count: 1, bytes: 64 });
        assert_eq!(tally.frame_count(), 6);
        assert_eq!(tally.frames().len(), 3);
    }
}
