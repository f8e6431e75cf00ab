//! What the streams of one context share: the order between them, and the context's failure.

use std::sync::{
    Arc, OnceLock, Weak,
    atomic::{AtomicU32, Ordering},
};

use parking_lot::{Mutex, MutexGuard};
use table::{CUdevice, CudaError, CudaResult, check, code};

use super::{Point, Role, Stream, threads::Caller};

/// The streams of a context.
#[derive(Default)]
pub struct Lanes {
    /// The ordinal of the context's device.
    pub device: CUdevice,
    /// The context's first failure; 0 while there is none. It never goes away.
    failure: AtomicU32,
    streams: Mutex<Vec<Weak<Stream>>>,
    legacy: OnceLock<Weak<Stream>>,
    /// The thread that calls functions of the program.
    pub caller: Caller,
}

impl Lanes {
    /// No streams yet.
    pub fn of(device: CUdevice) -> Self {
        Self { device, ..Self::default() }
    }

    pub(super) fn add(&self, stream: &Arc<Stream>) {
        if stream.role == Role::Legacy {
            let _ = self.legacy.set(Arc::downgrade(stream));
        }
        let mut streams = self.streams.lock();
        streams.retain(|stream| stream.strong_count() > 0);
        streams.push(Arc::downgrade(stream));
    }

    /// All living streams.
    pub fn all(&self) -> Vec<Arc<Stream>> {
        self.streams.lock().iter().filter_map(Weak::upgrade).collect()
    }

    /// Whether a stream that waits for the legacy default stream is being captured.
    pub fn is_blocking_capture_active(&self) -> bool {
        self.all().iter().any(|stream| stream.is_blocking() && stream.is_capturing.load(Ordering::Acquire))
    }

    /// Keeps the order between streams as it is while one submits.
    pub(super) fn lock_order(&self) -> MutexGuard<'_, Vec<Weak<Stream>>> {
        self.streams.lock()
    }

    /// What a stream has to wait for before its next item: the legacy default stream waits for all
    /// blocking streams, and they for it.
    pub(super) fn waits_of(&self, stream: &Arc<Stream>, streams: &[Weak<Stream>]) -> Vec<Point> {
        if stream.role == Role::Legacy {
            let others = streams.iter().filter_map(Weak::upgrade);
            let others = others.filter(|other| other.is_blocking() && !Arc::ptr_eq(other, stream));
            others.filter_map(|other| other.pending()).collect()
        } else if stream.is_blocking() {
            self.legacy
                .get()
                .and_then(Weak::upgrade)
                .and_then(|legacy| legacy.pending())
                .into_iter()
                .collect()
        } else {
            Vec::new()
        }
    }

    /// Notes that the context has failed; the first failure stays.
    pub fn fail(&self, error: CudaError) {
        let _ = self.failure.compare_exchange(0, code::<()>(Err(error)), Ordering::AcqRel, Ordering::Acquire);
    }

    /// The context's failure.
    pub fn failure(&self) -> Option<CudaError> {
        self.check().err()
    }

    /// The context's failure as a result.
    pub fn check(&self) -> CudaResult {
        check(self.failure.load(Ordering::Acquire))
    }

    /// Waits for everything in all streams.
    pub fn synchronize(&self) -> CudaResult {
        for stream in self.all() {
            // The result is the context's, the same for all streams.
            let _ = stream.synchronize();
        }
        self.check()
    }
}
