//! What the guest knows of streams: enough to answer questions about one without asking the worker, and
//! to know which of them may have work left.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use parking_lot::RwLock;
use rustc_hash::FxHashMap;
use table::{CU_STREAM_NON_BLOCKING, CUcontext, CUstream};

/// A stream that the program created.
#[derive(Debug)]
pub struct Stream {
    /// The handle.
    pub handle: CUstream,
    /// The context that it belongs to.
    pub context: CUcontext,
    /// `CU_STREAM_*` creation flags.
    pub flags: u32,
    /// Priority; lower numbers are more urgent.
    pub priority: i32,
    /// Unique for ever (`cuStreamGetId`).
    pub id: u64,
    /// Work was submitted since the last wait for all of it.
    pub busy: AtomicBool,
}

/// All streams of the process.
#[derive(Default)]
pub struct Streams {
    by_handle: RwLock<FxHashMap<usize, Arc<Stream>>>,
}

impl Streams {
    /// Notes a new stream.
    pub fn insert(&self, stream: Stream) {
        self.by_handle.write().insert(stream.handle.0, Arc::new(stream));
    }

    /// Forgets a stream.
    pub fn remove(&self, handle: CUstream) -> Option<Arc<Stream>> {
        self.by_handle.write().remove(&handle.0)
    }

    /// The stream behind a handle; `None` for the default streams too.
    pub fn get(&self, handle: CUstream) -> Option<Arc<Stream>> {
        self.by_handle.read().get(&handle.0).cloned()
    }

    /// Notes that work was submitted.
    #[inline]
    pub fn touch(&self, handle: CUstream) {
        if handle.0 > 2
            && let Some(stream) = self.by_handle.read().get(&handle.0)
        {
            stream.busy.store(true, Ordering::Relaxed);
        }
    }

    /// Streams of `context` that have work and do not order themselves with the legacy default stream.
    pub fn busy_and_independent(&self, context: CUcontext) -> Vec<Arc<Stream>> {
        let independent = |stream: &&Arc<Stream>| {
            stream.context == context
                && stream.flags & CU_STREAM_NON_BLOCKING != 0
                && stream.busy.load(Ordering::Relaxed)
        };
        self.by_handle.read().values().filter(independent).cloned().collect()
    }

    /// Forgets the streams of a context that is gone.
    pub fn drop_context(&self, context: CUcontext) {
        self.by_handle.write().retain(|_, stream| stream.context != context);
    }
}
