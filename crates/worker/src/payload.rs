//! Payload: the program's data that passes through the window or inside a frame, counted as the guest counts it.
//!
//! For `vgpu verify` the bytes are hashed too: towards the device as they are handed to the driver, towards the
//! host as the device has left them in the window. The guest takes those when a fence word says that they are
//! there, so where they are hashed, that word is not the device's to write:
//!
//! ```text
//!   stream:  copy ──► event ──polled──► watcher: hashes the window, writes the fence word ──► guest
//! ```
//!
//! A recording that keeps data (see [`crate::tap`]) hashes copies to memory that the program has pinned as well. For those there
//! is no word to hold back; instead nobody is told that a wait has ended before what it waited for is hashed
//! ([`Arrivals::settle`]).
//!
//! A host function in the stream would do the same, but host functions wait for each other, even those of streams
//! that do not: a program may rely on a copy going on while a host function of its own blocks.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use link::{
    account::{Hasher, hash},
    window::{Window, WindowSlice},
    worker::PayloadMeters,
};
use table::{
    CU_EVENT_DISABLE_TIMING, CU_STREAM_CAPTURE_MODE_RELAXED, CUDA_ERROR_NOT_READY, CUDA_SUCCESS, CUcontext,
    CUevent, CUstream, CudaError, CudaResult, check,
};

use crate::{driver::Driver, tap::Tap};

/// How long the watcher sleeps when no copy has ended.
const NAP: Duration = Duration::from_micros(20);

/// Data in the window: one end of a copy.
#[derive(Debug, Clone)]
pub struct Staged {
    slice: WindowSlice,
    /// Width and pitch of rows that do not follow each other; what is between them is not data.
    rows: Option<(usize, usize)>,
    /// The guest counts it, too.
    is_counted: bool,
    /// Number of the frame that asked for the copy, if that is recorded.
    frame: u64,
}

impl Staged {
    fn hash(&self) -> u64 {
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
    fn find(&self, window: &Window, frame: u64) -> Option<Staged> {
        let slice = window.lookup(self.address, self.len)?;
        let fits = |&(width, pitch): &(u64, u64)| 0 < width && width < pitch;
        let rows = self.rows.filter(fits).map(|(width, pitch)| (width as usize, pitch as usize));
        Some(Staged { slice, rows, is_counted: !self.is_pinned, frame })
    }
}

/// Counts a session's payload.
pub struct Payload {
    arrivals: Arc<Arrivals>,
    hashes: bool,
    is_watched: bool,
}

impl Payload {
    /// `hashes`: as the welcome has told the guest. `tap`: to a recording that keeps data.
    pub fn new(meters: Arc<PayloadMeters>, hashes: bool, tap: Option<Arc<Tap>>) -> Self {
        let arrivals = Arrivals {
            driver: OnceLock::new(),
            meters,
            hashes,
            tap,
            incoming: Mutex::default(),
            more: Condvar::new(),
            pending: Mutex::default(),
            open: AtomicUsize::new(0),
            unfenced: AtomicUsize::new(0),
            graph_sources: Mutex::default(),
        };
        Self { arrivals: Arc::new(arrivals), hashes, is_watched: false }
    }

    /// Data that is on its way to the host.
    pub fn arrivals(&self) -> &Arc<Arrivals> {
        &self.arrivals
    }

    fn tap(&self) -> Option<&Tap> {
        self.arrivals.tap.as_deref()
    }

    /// Data inside a frame is for the device.
    pub fn inline(&self, data: &[u8]) {
        let meter = &self.arrivals.meters.to_device;
        if !self.hashes && self.tap().is_none() {
            return meter.count(data.len() as u64);
        }
        let (hash, len) = (hash(data), data.len() as u64);
        if self.hashes {
            meter.add_hashed(hash, len);
        } else {
            meter.count(len);
        }
        if let Some(tap) = self.tap() {
            tap.inline(hash, len);
        }
    }

    /// A frame asks for a copy of what lies at `place` to the device.
    pub fn to_device(&self, window: &Window, place: Place) {
        let meter = &self.arrivals.meters.to_device;
        let is_counted = !place.is_pinned;
        let tap = self.tap();
        if is_counted && !self.hashes {
            meter.count(place.len);
        }
        if tap.is_none() && !(is_counted && self.hashes) {
            return;
        }
        let Some(staged) = place.find(window, 0) else { return };
        if let Some(tap) = tap.filter(|_| self.arrivals.is_in_flight(&staged.slice)) {
            return tap.in_flight(place.address, place.len);
        }
        // The guest leaves the bytes alone until the copy is done; one that does not deceives itself.
        let hash = staged.hash();
        if is_counted && self.hashes {
            meter.add_hashed(hash, place.len);
        }
        if let Some(tap) = tap {
            tap.input(&staged.slice, hash);
        }
    }

    /// A copy out of the window has become part of a graph: whenever that is launched, it takes what lies there then.
    pub fn in_graph(&self, place: Place) {
        if self.tap().is_some() {
            self.arrivals.graph_sources().insert((place.address, place.len));
        }
    }

    /// A frame launches a graph. Which one is not asked: what others take as well does no harm.
    pub fn graph(&self, window: &Window) {
        let Some(tap) = self.tap() else { return };
        for &(address, len) in self.arrivals.graph_sources().iter() {
            if let Some(slice) = window.lookup(address, len) {
                tap.input(&slice, slice.hash());
            }
        }
    }

    /// A frame has the driver read these bytes of the window, as code.
    pub fn image(&self, bytes: &WindowSlice) {
        if let Some(tap) = self.tap() {
            tap.input(bytes, bytes.hash());
        }
    }

    /// A frame asks for a copy from the device to `place`; gives the bytes that are to be hashed, by [`Payload::watch`]
    /// or [`Payload::arrived`].
    pub fn to_host(&self, window: &Window, place: Place) -> Option<Staged> {
        if !place.is_pinned && !self.hashes {
            self.arrivals.meters.to_host.count(place.len);
        }
        let frame = match self.tap() {
            Some(tap) => tap.frame(),
            None if place.is_pinned || !self.hashes => return None,
            None => 0,
        };
        let staged = place.find(window, frame)?;
        self.arrivals.overwrite(&staged.slice);
        Some(staged)
    }

    /// The guest may take these bytes.
    pub fn arrived(&self, staged: &Staged) {
        self.arrivals.arrived(staged);
    }

    /// Has `staged` hashed when the stream (of this context, which is current) has done what is in it now, and then
    /// the value of `fence` written to its word. If the stream fails, neither happens, as with a word that the device
    /// writes.
    ///
    /// # Errors
    /// What the driver says of an event in the stream; `OUT_OF_MEMORY` if there is no thread to watch it.
    pub fn watch(
        &mut self,
        driver: &Arc<Driver>,
        (context, stream): (CUcontext, CUstream),
        staged: Option<Staged>,
        fence: Option<(WindowSlice, u32)>,
    ) -> CudaResult {
        self.start_watcher(driver)?;
        let mut event = CUevent::NULL;
        // SAFETY: a pointer to a local; then the event just made and a stream of this session.
        unsafe {
            check((driver.cuEventCreate)(&mut event, CU_EVENT_DISABLE_TIMING))?;
            if let Err(error) = check((driver.cuEventRecord)(event, stream)) {
                (driver.cuEventDestroy_v2)(event);
                return Err(error);
            }
        }
        self.arrivals.add(Arrival { context, event, staged, fence });
        Ok(())
    }

    fn start_watcher(&mut self, driver: &Arc<Driver>) -> CudaResult {
        if !self.is_watched {
            self.arrivals.driver.get_or_init(|| driver.clone());
            let arrivals = Arc::clone(&self.arrivals);
            thread::Builder::new()
                .name("vgpu-payload".into())
                .spawn(move || arrivals.watch())
                .map_err(|_| CudaError::OUT_OF_MEMORY)?;
            self.is_watched = true;
        }
        Ok(())
    }
}

/// Bytes that a copy is about to leave in the window, or a word that is to be written after such a copy.
struct Arrival {
    context: CUcontext,
    /// After the copy.
    event: CUevent,
    staged: Option<Staged>,
    fence: Option<(WindowSlice, u32)>,
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
    /// What copies into graphs take out of the window, whenever the graph is launched: address and length.
    graph_sources: Mutex<BTreeSet<(u64, u64)>>,
}

impl Arrivals {
    fn incoming(&self) -> MutexGuard<'_, Vec<Arrival>> {
        self.incoming.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn graph_sources(&self) -> MutexGuard<'_, BTreeSet<(u64, u64)>> {
        self.graph_sources.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, arrival: Arrival) {
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
    fn is_in_flight(&self, bytes: &WindowSlice) -> bool {
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
    fn overwrite(&self, bytes: &WindowSlice) {
        if !self.has_unfenced() {
            return;
        }
        self.settle();
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        for arrival in pending.iter_mut().filter(|arrival| arrival.fence.is_none()) {
            arrival.staged.take_if(|staged| staged.overlaps(bytes));
        }
    }

    fn arrived(&self, staged: &Staged) {
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
    fn watch(&self) {
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
    use link::{
        account::{Meter, hash},
        layout::LayoutConfig,
        memfd,
        window::{Placement, candidates},
    };

    use super::*;

    fn window() -> (Window, u64) {
        let layout = LayoutConfig::default().layout().expect("a sound layout");
        let fd = memfd::create("payload", layout.segment_len).expect("memfd");
        let window = candidates(Placement::default(), layout.segment_len)
            .find_map(|range| Window::create(range, layout, &fd).ok())
            .expect("room for a window");
        let heap = window.base() + layout.heap_offset;
        (window, heap)
    }

    #[test]
    fn bytes_are_hashed_only_when_asked_for() {
        let (window, at) = window();
        assert!(window.lookup(at, 3).expect("inside").write(0, b"abc"));
        let one = Meter { calls: 1, bytes: 3, checksum: hash(b"abc") };
        let meters = Arc::<PayloadMeters>::default();
        let payload = Payload::new(meters.clone(), true, None);
        let staged = |address| Place { address, len: 3, rows: None, is_pinned: false };
        payload.to_device(&window, staged(at));
        assert_eq!(meters.to_device.get(), one);
        payload.inline(b"abc");
        assert_eq!(meters.to_device.get(), one.merged(one));
        let bytes = payload.to_host(&window, staged(at)).expect("to be hashed");
        assert_eq!(meters.to_host.get(), Meter::default());
        payload.arrived(&bytes);
        assert_eq!(meters.to_host.get(), one);
        payload.to_device(&window, staged(4096));
        assert!(payload.to_host(&window, staged(4096)).is_none());
        assert_eq!(meters.to_device.get().calls, 2, "what lies elsewhere is not payload");

        let meters = Arc::<PayloadMeters>::default();
        let payload = Payload::new(meters.clone(), false, None);
        payload.to_device(&window, staged(at));
        payload.inline(b"abc");
        assert!(payload.to_host(&window, staged(at)).is_none());
        assert_eq!(meters.to_device.get(), Meter { calls: 2, bytes: 6, checksum: 0 });
        assert_eq!(meters.to_host.get(), Meter { calls: 1, bytes: 3, checksum: 0 });
    }

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
