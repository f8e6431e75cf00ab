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

use std::{collections::BTreeSet, sync::Arc, thread};

use link::{
    account::hash,
    window::{Window, WindowSlice},
    worker::PayloadMeters,
};
use table::{CU_EVENT_DISABLE_TIMING, CUcontext, CUevent, CUstream, CudaError, CudaResult, check};

use crate::{
    arrivals::{Arrival, Arrivals, Place, Staged},
    driver::Driver,
    tap::Tap,
};

/// Counts a session's payload.
pub struct Payload {
    meters: Arc<PayloadMeters>,
    hashes: bool,
    tap: Option<Arc<Tap>>,
    arrivals: Arc<Arrivals>,
    is_watched: bool,
    /// What copies into graphs take out of the window, whenever the graph is launched: address and length.
    graph_sources: BTreeSet<(u64, u64)>,
}

impl Payload {
    /// `hashes`: as the welcome has told the guest. `tap`: to a recording that keeps data.
    pub fn new(meters: Arc<PayloadMeters>, hashes: bool, tap: Option<Arc<Tap>>) -> Self {
        let arrivals = Arc::new(Arrivals::new(meters.clone(), hashes, tap.clone()));
        Self { meters, hashes, tap, arrivals, is_watched: false, graph_sources: BTreeSet::new() }
    }

    /// Data that is on its way to the host.
    pub fn arrivals(&self) -> &Arc<Arrivals> {
        &self.arrivals
    }

    fn tap(&self) -> Option<&Tap> {
        self.tap.as_deref()
    }

    /// Data inside a frame is for the device.
    pub fn inline(&self, data: &[u8]) {
        let meter = &self.meters.to_device;
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
        let meter = &self.meters.to_device;
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
    pub fn in_graph(&mut self, place: Place) {
        if self.tap().is_some() {
            self.graph_sources.insert((place.address, place.len));
        }
    }

    /// A frame launches a graph. Which one is not asked: what others take as well does no harm.
    pub fn graph(&self, window: &Window) {
        let Some(tap) = self.tap() else { return };
        for &(address, len) in &self.graph_sources {
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
            self.meters.to_host.count(place.len);
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
        self.arrivals.add(Arrival::new((context, event), staged, fence));
        Ok(())
    }

    fn start_watcher(&mut self, driver: &Arc<Driver>) -> CudaResult {
        if !self.is_watched {
            self.arrivals.use_driver(driver);
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

#[cfg(test)]
pub(crate) mod tests {
    use link::{
        account::{Meter, hash},
        layout::LayoutConfig,
        memfd,
        window::{Placement, candidates},
    };

    use super::*;

    pub(crate) fn window() -> (Window, u64) {
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
}
