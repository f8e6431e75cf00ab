//! Figures of a session that its worker keeps up to date in shared memory and the mediator reads at any time, whether or not
//! the worker answers.
//!
//! ```text
//!   mediator ── makes the page, maps it for reading ──► memfd ──► worker, which maps it for writing
//! ```
//!
//! The worker stores numbers that it has counted anyway, each with a plain store to a line that nobody else writes. Who may
//! write the page can lie in it, and do nothing else: it holds numbers, its size is sealed, and whoever reads it expects any
//! value. The figures of one reading need not be of one moment.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::ptr::NonNull;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};
use rustix::time::{ClockId, clock_gettime};
use serde::{Deserialize, Serialize};

use crate::layout::PAGE;
use crate::memfd::{self, MemfdError};
use crate::report::WorkerReport;

/// What a session has done so far, and what it holds now.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Figures {
    /// Frames taken from the ring.
    pub frames: u64,
    /// Bytes in them.
    pub frame_bytes: u64,
    /// Replies sent.
    pub replies: u64,
    /// Bytes in them.
    pub reply_bytes: u64,
    /// Bytes of data towards the device, beside the frames.
    pub to_device_bytes: u64,
    /// Bytes of data towards the program, beside the replies.
    pub to_host_bytes: u64,
    /// Kernel launches that the driver accepted.
    pub launches: u64,
    /// Graph launches that the driver accepted.
    pub graph_launches: u64,
    /// Frames whose calls failed.
    pub failed: u64,
    /// Microseconds in which there were frames to execute; see [`WorkerReport::serving_us`].
    pub serving_us: u64,
    /// The most device memory that was held at one time, bytes.
    pub memory_peak: u64,
    /// Device memory that is held now, bytes.
    pub memory: u64,
    /// Bytes that waited in the submission ring when the worker last looked for more; 0 when it found none.
    pub ring_bytes: u64,
    /// Bytes that the ring holds.
    pub ring_len: u64,
    /// Bytes of memory shared with the guest: ring, slots, staging, pinned memory.
    pub window_bytes: u64,
}

impl Figures {
    /// Bytes that have crossed the link towards the device.
    pub fn bytes_in(&self) -> u64 {
        self.frame_bytes.saturating_add(self.to_device_bytes)
    }

    /// Bytes that have crossed it towards the program.
    pub fn bytes_out(&self) -> u64 {
        self.reply_bytes.saturating_add(self.to_host_bytes)
    }

    /// What only grows.
    fn counters(&mut self) -> [&mut u64; 10] {
        [
            &mut self.frames,
            &mut self.frame_bytes,
            &mut self.replies,
            &mut self.reply_bytes,
            &mut self.to_device_bytes,
            &mut self.to_host_bytes,
            &mut self.launches,
            &mut self.graph_launches,
            &mut self.failed,
            &mut self.serving_us,
        ]
    }

    /// Takes in a later reading. What only grows never shrinks by it: not if a reading was taken in the middle of a change,
    /// nor if the worker lies.
    pub fn advance(&mut self, mut newer: Self) {
        for (known, new) in self.counters().into_iter().zip(newer.counters()) {
            *new = (*new).max(*known);
        }
        newer.memory_peak = newer.memory_peak.max(self.memory_peak);
        *self = newer;
    }

    /// Adds what another session has done and holds. Of the two peaks, which were not at one time, the higher one stays.
    pub fn add(&mut self, mut other: Self) {
        for (sum, more) in self.counters().into_iter().zip(other.counters()) {
            *sum = sum.saturating_add(*more);
        }
        self.memory_peak = self.memory_peak.max(other.memory_peak);
        let held = [
            (&mut self.memory, other.memory),
            (&mut self.ring_bytes, other.ring_bytes),
            (&mut self.ring_len, other.ring_len),
            (&mut self.window_bytes, other.window_bytes),
        ];
        for (sum, more) in held {
            *sum = sum.saturating_add(more);
        }
    }

    /// Of a session that has ended: it holds nothing any more.
    #[must_use]
    pub fn ended(self) -> Self {
        Self { memory: 0, ring_bytes: 0, ring_len: 0, window_bytes: 0, ..self }
    }
}

impl From<&WorkerReport> for Figures {
    fn from(report: &WorkerReport) -> Self {
        let crossings = &report.crossings;
        Self {
            frames: crossings.frames.count,
            frame_bytes: crossings.frames.bytes,
            replies: crossings.replies.count,
            reply_bytes: crossings.replies.bytes,
            to_device_bytes: crossings.payload_in.bytes,
            to_host_bytes: crossings.payload_out.bytes,
            launches: report.done.launch_count(),
            graph_launches: report.done.graph_launches,
            failed: report.failed.values().fold(0, |sum, times| sum.saturating_add(*times)),
            serving_us: report.serving_us,
            memory_peak: report.peak_memory,
            ..Self::default()
        }
    }
}

/// Microseconds of the clock that all processes of this machine share and that only goes forward.
pub fn monotonic_us() -> u64 {
    let now = clock_gettime(ClockId::Monotonic);
    let seconds = u64::try_from(now.tv_sec).unwrap_or(0);
    seconds.saturating_mul(1_000_000).saturating_add(u64::try_from(now.tv_nsec).unwrap_or(0) / 1000)
}

/// The page. Words that different threads of the worker write lie on different lines.
#[derive(Debug)]
#[repr(C)]
struct Words {
    counted: Counted,
    held: Held,
    shared: Shared,
}

/// The dispatcher's, with every few frames.
#[derive(Debug)]
#[repr(C, align(64))]
struct Counted {
    frames: AtomicU64,
    frame_bytes: AtomicU64,
    to_device_bytes: AtomicU64,
    to_host_bytes: AtomicU64,
    launches: AtomicU64,
    graph_launches: AtomicU64,
    failed: AtomicU64,
    ring_bytes: AtomicU64,
    serving_us: AtomicU64,
    /// By [`monotonic_us`]; 0 while there is nothing to execute.
    serving_since_us: AtomicU64,
    replies: AtomicU64,
    reply_bytes: AtomicU64,
}

/// The dispatcher's, with allocations.
#[derive(Debug)]
#[repr(C, align(64))]
struct Held {
    memory: AtomicU64,
    memory_peak: AtomicU64,
}

/// The control thread's.
#[derive(Debug)]
#[repr(C, align(64))]
struct Shared {
    ring_len: AtomicU64,
    window_bytes: AtomicU64,
}

const _: () = assert!(size_of::<Words>() <= PAGE);

/// See the module.
#[derive(Debug)]
pub struct Gauges {
    fd: OwnedFd,
    words: NonNull<Words>,
}

// SAFETY: the page consists of atomics, is reached by shared references only, and is unmapped by whoever drops the one owner.
unsafe impl Send for Gauges {}
// SAFETY: as above.
unsafe impl Sync for Gauges {}

impl Gauges {
    /// New ones, all 0, for reading.
    ///
    /// # Errors
    /// If the system has no memory or no descriptor for them.
    pub fn new() -> Result<Self, MemfdError> {
        Self::mapped(memfd::create("vgpu-gauges", PAGE as u64)?, ProtFlags::READ)
    }

    /// Those that a peer has made, for writing.
    ///
    /// # Errors
    /// If the descriptor is of something else.
    pub fn received(fd: OwnedFd) -> Result<Self, MemfdError> {
        memfd::check(&fd, PAGE as u64)?;
        Self::mapped(fd, ProtFlags::READ | ProtFlags::WRITE)
    }

    /// Maps a memfd of a page whose size is sealed.
    fn mapped(fd: OwnedFd, access: ProtFlags) -> Result<Self, MemfdError> {
        // SAFETY: a new mapping where the kernel likes, which disturbs no other.
        let page = unsafe { mmap(std::ptr::null_mut(), PAGE, access, MapFlags::SHARED, &fd, 0) };
        let page = page.map_err(|errno| MemfdError::Os { what: "mmap of gauges", errno })?;
        let words = NonNull::new(page.cast::<Words>()).ok_or(MemfdError::NotMemfd)?;
        Ok(Self { fd, words })
    }

    /// To send them.
    pub fn fd(&self) -> BorrowedFd<'_> {
        self.fd.as_fd()
    }

    fn words(&self) -> &Words {
        // SAFETY:
        // - not null, aligned to a page, and `Words` fits into it;
        // - lifetime: mapped until `self` is dropped, and the file's size is sealed, so that reading raises no SIGBUS;
        // - shared mutation: all fields are atomics, for which any bytes are a value.
        unsafe { self.words.as_ref() }
    }

    /// Dispatcher: what it has counted. Of `figures` replies, memory and the window are not looked at.
    #[inline]
    pub fn count(&self, figures: &Figures) {
        let counted = &self.words().counted;
        counted.frames.store(figures.frames, Relaxed);
        counted.frame_bytes.store(figures.frame_bytes, Relaxed);
        counted.to_device_bytes.store(figures.to_device_bytes, Relaxed);
        counted.to_host_bytes.store(figures.to_host_bytes, Relaxed);
        counted.launches.store(figures.launches, Relaxed);
        counted.graph_launches.store(figures.graph_launches, Relaxed);
        counted.failed.store(figures.failed, Relaxed);
        counted.ring_bytes.store(figures.ring_bytes, Relaxed);
        // Release: see `serving_since`.
        counted.serving_us.store(figures.serving_us, Release);
    }

    /// Dispatcher: replies that were sent.
    #[inline]
    pub fn count_replies(&self, replies: u64, bytes: u64) {
        self.words().counted.replies.store(replies, Relaxed);
        self.words().counted.reply_bytes.store(bytes, Relaxed);
    }

    /// Dispatcher: since when there have been frames to execute, by [`monotonic_us`]; 0 for none. Said before
    /// [`Self::count`] adds that time, so that nobody sees it twice.
    #[inline]
    pub fn serving_since(&self, since_us: u64) {
        self.words().counted.serving_since_us.store(since_us, Relaxed);
    }

    /// Dispatcher: device memory that the session holds, and the most that it held, bytes.
    #[inline]
    pub fn hold(&self, memory: u64, peak: u64) {
        self.words().held.memory.store(memory, Relaxed);
        self.words().held.memory_peak.store(peak, Relaxed);
    }

    /// Control thread: bytes shared with the guest, and those of the ring among them.
    pub fn share(&self, window_bytes: u64, ring_len: u64) {
        self.words().shared.window_bytes.store(window_bytes, Relaxed);
        self.words().shared.ring_len.store(ring_len, Relaxed);
    }

    /// What the page says. Any of it may be wrong.
    pub fn read(&self) -> Figures {
        let Words { counted, held, shared } = self.words();
        // Acquire: whoever sees the time of a burst of frames counted sees that the burst is over.
        let served = counted.serving_us.load(Acquire);
        let serving = match counted.serving_since_us.load(Relaxed) {
            0 => 0,
            since => monotonic_us().saturating_sub(since),
        };
        Figures {
            frames: counted.frames.load(Relaxed),
            frame_bytes: counted.frame_bytes.load(Relaxed),
            replies: counted.replies.load(Relaxed),
            reply_bytes: counted.reply_bytes.load(Relaxed),
            to_device_bytes: counted.to_device_bytes.load(Relaxed),
            to_host_bytes: counted.to_host_bytes.load(Relaxed),
            launches: counted.launches.load(Relaxed),
            graph_launches: counted.graph_launches.load(Relaxed),
            failed: counted.failed.load(Relaxed),
            serving_us: served.saturating_add(serving),
            memory_peak: held.memory_peak.load(Relaxed),
            memory: held.memory.load(Relaxed),
            ring_bytes: counted.ring_bytes.load(Relaxed),
            ring_len: shared.ring_len.load(Relaxed),
            window_bytes: shared.window_bytes.load(Relaxed),
        }
    }
}

impl Drop for Gauges {
    fn drop(&mut self) {
        // SAFETY: mapped by `mapped`, a whole page; no reference outlives `self`. A failure leaves the page mapped.
        let _ = unsafe { munmap(self.words.as_ptr().cast(), PAGE) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair() -> (Gauges, Gauges) {
        let ours = Gauges::new().expect("gauges");
        let theirs = Gauges::received(ours.fd().try_clone_to_owned().expect("dup")).expect("gauges");
        (ours, theirs)
    }

    #[test]
    fn what_is_written_by_one_is_read_by_another() {
        let (ours, theirs) = pair();
        assert_eq!(ours.read(), Figures::default());
        let counted = Figures {
            frames: 1,
            frame_bytes: 2,
            replies: 3,
            reply_bytes: 4,
            to_device_bytes: 5,
            to_host_bytes: 6,
            launches: 7,
            graph_launches: 8,
            failed: 9,
            serving_us: 10,
            memory_peak: 11,
            memory: 12,
            ring_bytes: 13,
            ring_len: 14,
            window_bytes: u64::MAX,
        };
        theirs.count(&counted);
        theirs.count_replies(3, 4);
        theirs.hold(12, 11);
        theirs.share(u64::MAX, 14);
        assert_eq!(ours.read(), counted);
        drop(theirs);
        assert_eq!(ours.read(), counted, "what a worker said last outlives it");
    }

    #[test]
    fn a_burst_that_lasts_is_counted_while_it_lasts() {
        let (ours, theirs) = pair();
        theirs.serving_since(monotonic_us() - 5_000_000);
        assert!((5_000_000..60_000_000).contains(&ours.read().serving_us));
        theirs.serving_since(u64::MAX);
        assert_eq!(ours.read().serving_us, 0, "a beginning in the future");
    }

    #[test]
    fn anything_else_is_no_page_of_gauges() {
        let (read, _write) = rustix::pipe::pipe().expect("pipe");
        assert_eq!(Gauges::received(read).map(drop), Err(MemfdError::NotMemfd));
        let short = memfd::create("short", 8).expect("memfd");
        assert!(matches!(Gauges::received(short), Err(MemfdError::TooShort { .. })));
    }

    #[test]
    fn counters_never_go_back_and_sums_end_at_the_top() {
        let mut known = Figures { launches: 10, memory: 10, ..Figures::default() };
        known.advance(Figures { launches: 4, frames: 1, memory: 4, ..Figures::default() });
        assert_eq!(known, Figures { launches: 10, frames: 1, memory: 4, ..Figures::default() });
        known.add(Figures { launches: u64::MAX, memory: u64::MAX, ..Figures::default() });
        assert_eq!((known.launches, known.memory), (u64::MAX, u64::MAX));
        assert_eq!(known.ended(), Figures { launches: u64::MAX, frames: 1, ..Figures::default() });
    }
}
