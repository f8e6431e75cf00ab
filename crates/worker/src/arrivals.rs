//! Data that is on its way to the host, and is hashed when it has arrived.
//!
//! A recording that keeps data (see [`crate::tap`]) hashes copies to memory that the program has pinned as well. For those there
//! is no word to hold back; instead nobody is told that a wait has ended before what it waited for is hashed
//! ([`Arrivals::settle`]).

use std::{
    sync::{
        Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use link::{
    account::Hasher,
    window::{Window, WindowSlice},
    worker::PayloadMeters,
};
use table::{CU_STREAM_CAPTURE_MODE_RELAXED, CUDA_ERROR_NOT_READY, CUDA_SUCCESS, CUcontext, CUevent};

use crate::{driver::Driver, tap::Tap};

/// How long the watcher sleeps when no copy has ended.
const NAP: Duration = Duration::from_micros(20);

/// Data in the window: one end of a copy.
#[derive(Debug, Clone)]
pub struct Staged {
    pub(crate) slice: WindowSlice,
    /// Width and pitch of rows that do not follow each other; what is between them is not data.
    rows: Option<(usize, usize)>,
    /// The guest counts it, too.
    is_counted: bool,
    /// Number of the frame that asked for the copy, if that is recorded.
    frame: u64,
}

impl Staged {
    /// The hash of the data.
    pub(crate) fn hash(&self) -> u64 {
        let Some((width, pitch)) = self.rows else { return self.slice.hash() };
        let start = (self.slice.addr() - self.slice.segment().addr()) as usize;
        let (mut hasher, mut row) = (Hasher::new(), Vec::with_capacity(width));
        for at in (0..self.slice.len()).step_by(pitch) {
            row.clear();
            let is_inside = self.slice.segment().read_to_vec(start + at, width, &mut row);
            debug_assert!(is_inside, "the slice ends with its last row");
            hasher.update(&row);
        }
        hasher.finish()
    }

    fn overlaps(&self, other: &WindowSlice) -> bool {
        let end = |slice: &WindowSlice| slice.addr() + slice.len() as u64;
        self.slice.addr() < end(other) && other.addr() < end(&self.slice)
    }
}

/// Where a copy's data lies in the window: memory that the guest stages through, or the program's own.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Its address.
    pub address: u64,
    /// Bytes from the first to the last.
    pub len: u64,
    /// Width and pitch of its rows, bytes; `None` if there are no gaps.
    pub rows: Option<(u64, u64)>,
    /// The program's own.
    pub is_pinned: bool,
}

impl Place {
    /// The data, if it lies in the window; `frame` asked for it.
    pub(crate) fn find(&self, window: &Window, frame: u64) -> Option<Staged> {
        let slice = window.lookup(self.address, self.len)?;
        let fits = |&(width, pitch): &(u64, u64)| 0 < width && width < pitch;
        let rows = self.rows.filter(fits).map(|(width, pitch)| (width as usize, pitch as usize));
        Some(Staged { slice, rows, is_counted: !self.is_pinned, frame })
    }
}

/// Bytes that a copy is about to leave in the window, or a word that is to be written after such a copy.
pub struct Arrival {
    context: CUcontext,
    /// After the copy.
    event: CUevent,
    staged: Option<Staged>,
    fence: Option<(WindowSlice, u32)>,
}

impl Arrival {
    /// Of `event`, in this context. `fence`: the word and its value.
    pub fn new(
        (context, event): (CUcontext, CUevent),
        staged: Option<Staged>,
        fence: Option<(WindowSlice, u32)>,
    ) -> Self {
        Self { context, event, staged, fence }
    }
}

/// What is on its way to the host and is to be hashed there.
pub struct Arrivals {
    /// Known once something is watched.
    driver: OnceLock<Arc<Driver>>,
    meters: Arc<PayloadMeters>,
    hashes: bool,
    tap: Option<Arc<Tap>>,
    /// From the dispatcher, which must not wait while something is hashed.
    incoming: Mutex<Vec<Arrival>>,
    more: Condvar,
    pending: Mutex<Vec<Arrival>>,
    /// How many of both there are.
    open: AtomicUsize,
    /// How many of them have no word whose writing could be held back.
    unfenced: AtomicUsize,
}

impl Arrivals {
    /// `hashes`: the guest counts what it takes, with hashes. `tap`: to a recording that keeps data.
    pub fn new(meters: Arc<PayloadMeters>, hashes: bool, tap: Option<Arc<Tap>>) -> Self {
        Self {
            driver: OnceLock::new(),
            meters,
            hashes,
            tap,
            incoming: Mutex::default(),
            more: Condvar::new(),
            pending: Mutex::default(),
            open: AtomicUsize::new(0),
            unfenced: AtomicUsize::new(0),
        }
    }

    /// Says who is asked whether something has ended; before anything is added.
    pub fn use_driver(&self, driver: &Arc<Driver>) {
        self.driver.get_or_init(|| driver.clone());
    }

    fn incoming(&self) -> MutexGuard<'_, Vec<Arrival>> {
        self.incoming.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something is on its way.
    pub fn add(&self, arrival: Arrival) {
        self.open.fetch_add(1, Ordering::AcqRel);
        if arrival.fence.is_none() {
            self.unfenced.fetch_add(1, Ordering::AcqRel);
        }
        self.incoming().push(arrival);
        self.more.notify_one();
    }

    fn forget(&self, arrival: &Arrival) {
        self.open.fetch_sub(1, Ordering::AcqRel);
        if arrival.fence.is_none() {
            self.unfenced.fetch_sub(1, Ordering::AcqRel);
        }
    }

    /// Whether there is anything whose hash a guest could spoil that a word tells of its arrival too soon.
    pub fn has_unfenced(&self) -> bool {
        self.unfenced.load(Ordering::Acquire) > 0
    }

    /// Whether the device is still to write to some of these bytes.
    pub(crate) fn is_in_flight(&self, bytes: &WindowSlice) -> bool {
        if !self.has_unfenced() {
            return false;
        }
        self.settle();
        let pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        let mut staged = pending.iter().filter_map(|arrival| arrival.staged.as_ref());
        staged.any(|staged| staged.overlaps(bytes))
    }

    /// The device is about to write to these bytes, which spoils what it left there before and nobody has hashed yet. Only
    /// memory of the program's can come to that, and then nobody knows what was there.
    pub(crate) fn overwrite(&self, bytes: &WindowSlice) {
        if !self.has_unfenced() {
            return;
        }
        self.settle();
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        for arrival in pending.iter_mut().filter(|arrival| arrival.fence.is_none()) {
            arrival.staged.take_if(|staged| staged.overlaps(bytes));
        }
    }

    pub(crate) fn arrived(&self, staged: &Staged) {
        let (hash, len) = (staged.hash(), staged.slice.len() as u64);
        if staged.is_counted && self.hashes {
            self.meters.to_host.add_hashed(hash, len);
        }
        if let Some(tap) = &self.tap {
            tap.arrived(staged.frame, hash, len);
        }
    }

    /// Hashes what has arrived. Call it before the guest is told that something has ended.
    pub fn settle(&self) {
        let is_open = self.open.load(Ordering::Acquire) > 0;
        let Some(driver) = self.driver.get().filter(|_| is_open) else { return };
        let (mut context, mut mode) = (CUcontext::NULL, CU_STREAM_CAPTURE_MODE_RELAXED);
        // SAFETY: pointers to locals; the thread's own state, which is put back.
        unsafe {
            (driver.cuCtxGetCurrent)(&mut context);
            (driver.cuThreadExchangeStreamCaptureMode)(&mut mode);
        }
        self.look(driver);
        // SAFETY: as above.
        unsafe {
            (driver.cuThreadExchangeStreamCaptureMode)(&mut mode);
            (driver.cuCtxSetCurrent)(context);
        }
    }

    /// Looks once at everything; gives how much is left, and whether anything had ended.
    fn look(&self, driver: &Driver) -> (usize, bool) {
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        pending.append(&mut self.incoming());
        let before = pending.len();
        // What a word comes after has ended when its event has: so words are looked at first, and written last.
        let has_ended: Vec<bool> = pending
            .iter()
            .map(|arrival| arrival.fence.is_some() && Self::has_ended(driver, arrival))
            .collect();
        let mut written = has_ended.iter().copied();
        let mut last = Vec::new();
        for arrival in std::mem::take(&mut *pending) {
            let is_written = written.next().unwrap_or_default();
            if is_written {
                last.push(arrival);
            } else if arrival.fence.is_none() && Self::has_ended(driver, &arrival) {
                self.end(driver, &arrival);
                self.forget(&arrival);
            } else {
                pending.push(arrival);
            }
        }
        for arrival in &last {
            self.end(driver, arrival);
            self.forget(arrival);
        }
        (pending.len(), pending.len() < before)
    }

    /// Whether the device has come as far as this; also where it never will.
    fn has_ended(driver: &Driver, arrival: &Arrival) -> bool {
        // SAFETY: a context that was the session's when the copy was asked for, and an event of ours in it.
        unsafe {
            (driver.cuCtxSetCurrent)(arrival.context) != CUDA_SUCCESS
                || (driver.cuEventQuery)(arrival.event) != CUDA_ERROR_NOT_READY
        }
    }

    /// Hashes the data and writes the word.
    fn end(&self, driver: &Driver, arrival: &Arrival) {
        // SAFETY: as in `has_ended`; if the context is gone the driver says so, and its event, which went with it, is not
        // touched.
        if unsafe { (driver.cuCtxSetCurrent)(arrival.context) } != CUDA_SUCCESS {
            return;
        }
        // SAFETY: an event of ours in this context.
        let status = unsafe { (driver.cuEventQuery)(arrival.event) };
        // Otherwise the context has failed. The guest asks the driver when the word does not come.
        if status == CUDA_SUCCESS {
            if let Some(staged) = &arrival.staged {
                self.arrived(staged);
            }
            if let Some((fence, value)) = &arrival.fence {
                tell(fence, *value);
            }
        }
        // SAFETY: as above; nothing uses it any more.
        unsafe { (driver.cuEventDestroy_v2)(arrival.event) };
    }

    /// The watcher's thread; it ends with the process.
    pub(crate) fn watch(&self) {
        // What a capture forbids was judged when the copy was asked for.
        let Some(driver) = self.driver.get() else { return };
        crate::custom::relax_this_thread(driver);
        loop {
            let (left, has_moved) = self.look(driver);
            if left == 0 {
                let mut incoming = self.incoming();
                while incoming.is_empty() {
                    incoming = self.more.wait(incoming).unwrap_or_else(PoisonError::into_inner);
                }
            } else if !has_moved {
                thread::sleep(NAP);
            }
        }
    }
}

/// Writes a fence word.
fn tell(fence: &WindowSlice, value: u32) {
    let segment = fence.segment();
    if let Some(word) = segment.atomic_u32((fence.addr() - segment.addr()) as usize) {
        // Release: whoever sees the word finds the bytes hashed.
        word.store(value, Ordering::Release);
    }
}

#[cfg(test)]
mod tests {
    use link::account::hash;

    use super::*;
    use crate::payload::tests::window;

    #[test]
    fn what_is_between_rows_is_not_hashed() {
        let (window, at) = window();
        assert!(window.lookup(at, 11).expect("inside").write(0, b"ab..cd..ef."));
        let place = Place { address: at, len: 10, rows: Some((2, 4)), is_pinned: true };
        assert_eq!(place.find(&window, 0).expect("inside").hash(), hash(b"abcdef"));
        let whole = Place { rows: Some((4, 4)), ..place };
        assert_eq!(whole.find(&window, 0).expect("inside").hash(), hash(b"ab..cd..ef"));
    }

    #[test]
    fn the_fence_word_tells_the_guest() {
        let (window, at) = window();
        let word = window.lookup(at + 64, 4).expect("inside");
        tell(&word, 7);
        assert_eq!(word.to_vec(), 7u32.to_le_bytes());
    }
}
