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
//! A host function in the stream would do the same, but host functions wait for each other, even those of streams
//! that do not: a program may rely on a copy going on while a host function of its own blocks.

use std::{
    sync::{
        Arc,
        atomic::Ordering,
        mpsc::{self, Receiver, Sender},
    },
    thread,
    time::Duration,
};

use link::{
    window::{Window, WindowSlice},
    worker::PayloadMeters,
};
use table::{
    CU_EVENT_DISABLE_TIMING, CUDA_ERROR_NOT_READY, CUDA_SUCCESS, CUcontext, CUevent, CUstream, CudaError,
    CudaResult, check,
};

use crate::driver::Driver;

/// How long the watcher sleeps when no copy has ended.
const NAP: Duration = Duration::from_micros(20);

/// Counts a session's payload.
pub struct Payload {
    meters: Arc<PayloadMeters>,
    hashes: bool,
    /// To the watcher, once there is one.
    watcher: Option<Sender<Arrival>>,
}

impl Payload {
    /// `hashes`: as the welcome has told the guest.
    pub fn new(meters: Arc<PayloadMeters>, hashes: bool) -> Self {
        Self { meters, hashes, watcher: None }
    }

    /// Data inside a frame is for the device.
    pub fn inline(&self, data: &[u8]) {
        if self.hashes {
            self.meters.to_device.add(data);
        } else {
            self.meters.to_device.count(data.len() as u64);
        }
    }

    /// A frame asks for a copy of `len` bytes at `address` of the window to the device.
    pub fn to_device(&self, window: &Window, address: u64, len: u64) {
        if !self.hashes {
            self.meters.to_device.count(len);
        } else if let Some(staged) = window.lookup(address, len) {
            // The guest leaves the bytes alone until the copy is done; one that does not deceives itself.
            self.meters.to_device.add_hashed(staged.hash(), len);
        }
    }

    /// A frame asks for a copy of `len` bytes from the device to `address` of the window; gives the bytes that are
    /// to be hashed, by [`Payload::watch`] or [`Payload::arrived`].
    pub fn to_host(&self, window: &Window, address: u64, len: u64) -> Option<WindowSlice> {
        if self.hashes {
            return window.lookup(address, len);
        }
        self.meters.to_host.count(len);
        None
    }

    /// The guest may take these bytes.
    pub fn arrived(&self, staged: &WindowSlice) {
        arrived(&self.meters, staged);
    }

    /// Has `staged` hashed when the stream (of this context, which is current) has done what is in it now, and then
    /// `value` written to the word at `fence`. If the stream fails, neither happens, as with a word that the device
    /// writes.
    ///
    /// # Errors
    /// What the driver says of an event in the stream; `OUT_OF_MEMORY` if there is no thread to watch it.
    pub fn watch(
        &mut self,
        driver: &Arc<Driver>,
        (context, stream): (CUcontext, CUstream),
        staged: WindowSlice,
        fence: WindowSlice,
        value: u32,
    ) -> CudaResult {
        let watcher = self.watcher(driver)?;
        let mut event = CUevent::NULL;
        // SAFETY: a pointer to a local; then the event just made and a stream of this session.
        unsafe {
            check((driver.cuEventCreate)(&mut event, CU_EVENT_DISABLE_TIMING))?;
            if let Err(error) = check((driver.cuEventRecord)(event, stream)) {
                (driver.cuEventDestroy_v2)(event);
                return Err(error);
            }
        }
        watcher.send(Arrival { context, event, staged, fence, value }).map_err(|_| CudaError::UNKNOWN)
    }

    fn watcher(&mut self, driver: &Arc<Driver>) -> CudaResult<Sender<Arrival>> {
        if let Some(watcher) = &self.watcher {
            return Ok(watcher.clone());
        }
        let (sender, receiver) = mpsc::channel();
        let (driver, meters) = (driver.clone(), self.meters.clone());
        thread::Builder::new()
            .name("vgpu-payload".into())
            .spawn(move || watch(&driver, &meters, &receiver))
            .map_err(|_| CudaError::OUT_OF_MEMORY)?;
        self.watcher = Some(sender.clone());
        Ok(sender)
    }
}

fn arrived(meters: &PayloadMeters, staged: &WindowSlice) {
    meters.to_host.add_hashed(staged.hash(), staged.len() as u64);
}

/// Bytes that a copy is about to leave in the window.
struct Arrival {
    context: CUcontext,
    /// After the copy.
    event: CUevent,
    staged: WindowSlice,
    fence: WindowSlice,
    value: u32,
}

impl Arrival {
    /// Looks whether the copy has ended. If so, the guest has been told and the event is gone.
    fn has_ended(&self, driver: &Driver, meters: &PayloadMeters) -> bool {
        // SAFETY: a context that was the session's when the copy was asked for; if it is gone the driver says so, and
        // its event, which went with it, is not touched.
        if unsafe { (driver.cuCtxSetCurrent)(self.context) } != CUDA_SUCCESS {
            return true;
        }
        // SAFETY: an event of ours in this context.
        let status = unsafe { (driver.cuEventQuery)(self.event) };
        match status {
            CUDA_ERROR_NOT_READY => return false,
            CUDA_SUCCESS => {
                arrived(meters, &self.staged);
                self.tell();
            }
            // The context has failed. The guest asks the driver when the word does not come.
            _ => {}
        }
        // SAFETY: as above; nothing uses it any more.
        unsafe { (driver.cuEventDestroy_v2)(self.event) };
        true
    }

    /// Writes the fence word.
    fn tell(&self) {
        let segment = self.fence.segment();
        if let Some(word) = segment.atomic_u32((self.fence.addr() - segment.addr()) as usize) {
            // Release: whoever sees the word finds the bytes hashed.
            word.store(self.value, Ordering::Release);
        }
    }
}

/// The watcher's thread; it ends with its session.
fn watch(driver: &Driver, meters: &PayloadMeters, arrivals: &Receiver<Arrival>) {
    // What a capture forbids was judged when the copy was asked for.
    crate::custom::relax_this_thread(driver);
    let mut pending = Vec::new();
    loop {
        if pending.is_empty() {
            match arrivals.recv() {
                Ok(arrival) => pending.push(arrival),
                Err(_) => return,
            }
        }
        pending.extend(arrivals.try_iter());
        let before = pending.len();
        pending.retain(|arrival| !arrival.has_ended(driver, meters));
        if pending.len() == before {
            thread::sleep(NAP);
        }
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
        let payload = Payload::new(meters.clone(), true);
        payload.to_device(&window, at, 3);
        assert_eq!(meters.to_device.get(), one);
        payload.inline(b"abc");
        assert_eq!(meters.to_device.get(), one.merged(one));
        let staged = payload.to_host(&window, at, 3).expect("to be hashed");
        assert_eq!(meters.to_host.get(), Meter::default());
        payload.arrived(&staged);
        assert_eq!(meters.to_host.get(), one);
        payload.to_device(&window, 4096, 3);
        assert!(payload.to_host(&window, 4096, 3).is_none());
        assert_eq!(meters.to_device.get().calls, 2, "what lies elsewhere is not payload");

        let meters = Arc::<PayloadMeters>::default();
        let payload = Payload::new(meters.clone(), false);
        payload.to_device(&window, at, 3);
        payload.inline(b"abc");
        assert!(payload.to_host(&window, at, 3).is_none());
        assert_eq!(meters.to_device.get(), Meter { calls: 2, bytes: 6, checksum: 0 });
        assert_eq!(meters.to_host.get(), Meter { calls: 1, bytes: 3, checksum: 0 });
    }

    #[test]
    fn the_fence_word_tells_the_guest() {
        let (window, at) = window();
        let slice = |from: u64, len: u64| window.lookup(at + from, len).expect("inside");
        let (context, event) = (CUcontext::NULL, CUevent::NULL);
        let arrival = Arrival { context, event, staged: slice(0, 3), fence: slice(64, 4), value: 7 };
        arrival.tell();
        assert_eq!(slice(64, 4).to_vec(), 7u32.to_le_bytes());
    }
}
