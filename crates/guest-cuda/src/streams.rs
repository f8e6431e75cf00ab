//! What the guest knows of streams: enough to answer questions about one without asking the worker, and
//! to know which of them may have work left.

use std::sync::{
    Arc,
    atomic::{
        AtomicBool, AtomicU32, AtomicU64,
        Ordering::{Relaxed, SeqCst},
    },
};

use parking_lot::{Mutex, RwLock};
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
    /// Work was submitted that nobody has waited for.
    pub busy: Busy,
    /// How many launches there were in the process at the last wait for this stream that printed.
    pub printed: AtomicU64,
}

/// Whether there is work that nobody has waited for to its end.
///
/// A wait clears the mark before it publishes its fence, and work is marked after its frame is published, so a
/// mark is never lost. While the wait lasts, others still find the work unfinished.
#[derive(Debug, Default)]
pub struct Busy {
    marked: AtomicBool,
    waits: AtomicU32,
}

impl Busy {
    /// Notes that work was submitted.
    #[inline]
    pub fn mark(&self) {
        if !self.marked.load(Relaxed) {
            self.marked.store(true, Relaxed);
        }
    }

    /// True if there may be unfinished work.
    #[inline]
    pub fn is_set(&self) -> bool {
        self.marked.load(SeqCst) || self.waits.load(SeqCst) != 0
    }

    /// A wait for all the work begins; its fence may be published from now on.
    pub fn wait(&self) -> Waiting<'_> {
        self.waits.fetch_add(1, SeqCst);
        self.marked.store(false, SeqCst);
        Waiting { busy: self, is_done: false }
    }
}

/// A wait for all work that a [`Busy`] stands for. Dropped before it is [`done`](Waiting::done), the work counts
/// as unfinished again.
#[derive(Debug)]
pub struct Waiting<'b> {
    busy: &'b Busy,
    is_done: bool,
}

impl Waiting<'_> {
    /// The work is finished.
    pub fn done(mut self) {
        self.is_done = true;
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if !self.is_done {
            self.busy.marked.store(true, SeqCst);
        }
        self.busy.waits.fetch_sub(1, SeqCst);
    }
}

/// What a wait for a whole context must wait for beside the legacy default stream.
#[derive(Debug, Default)]
pub struct Unfinished {
    /// Streams that have work and do not order themselves with the legacy default stream.
    pub independent: Vec<Arc<Stream>>,
    /// Number of the youngest such stream that was destroyed with work left, if no wait has covered it yet.
    pub orphan: Option<u64>,
}

/// All streams of the process.
#[derive(Default)]
pub struct Streams {
    by_handle: RwLock<FxHashMap<usize, Arc<Stream>>>,
    /// By context, how many independent streams were destroyed with work left: (ever, waited for).
    orphans: Mutex<FxHashMap<usize, (u64, u64)>>,
}

impl Streams {
    /// Notes a new stream.
    pub fn insert(&self, stream: Stream) {
        self.by_handle.write().insert(stream.handle.0, Arc::new(stream));
    }

    /// Forgets a stream, before it is destroyed. Work that it has left is still the context's.
    pub fn remove(&self, handle: CUstream) -> Option<Arc<Stream>> {
        let mut streams = self.by_handle.write();
        let stream = streams.remove(&handle.0)?;
        if stream.is_independent() && stream.busy.is_set() {
            self.orphans.lock().entry(stream.context.0).or_default().0 += 1;
        }
        Some(stream)
    }

    /// Calls `send` while the stream cannot be destroyed, so that what it sends comes first; `None` if the
    /// stream is gone. `send` must not ask about streams.
    pub fn while_known<T>(&self, handle: CUstream, send: impl FnOnce() -> T) -> Option<T> {
        let streams = self.by_handle.read();
        streams.contains_key(&handle.0).then(send)
    }

    /// The stream behind a handle; `None` for the default streams too.
    pub fn get(&self, handle: CUstream) -> Option<Arc<Stream>> {
        self.by_handle.read().get(&handle.0).cloned()
    }

    /// The context of a stream that the program created.
    #[inline]
    pub fn context_of(&self, handle: CUstream) -> Option<CUcontext> {
        self.by_handle.read().get(&handle.0).map(|stream| stream.context)
    }

    /// Notes that work was submitted; true if the legacy default stream does not wait for it.
    #[inline]
    pub fn touch(&self, handle: CUstream) -> bool {
        if handle.0 <= CUstream::PER_THREAD.0 {
            return false;
        }
        self.by_handle.read().get(&handle.0).is_some_and(|stream| {
            stream.busy.mark();
            stream.is_independent()
        })
    }

    /// What there is to wait for in `context`, beside the legacy default stream.
    pub fn unfinished(&self, context: CUcontext) -> Unfinished {
        // One look at both: a stream is among the one or the other, also while it is being destroyed.
        let streams = self.by_handle.read();
        let is_unfinished = |stream: &&Arc<Stream>| {
            stream.context == context && stream.is_independent() && stream.busy.is_set()
        };
        let independent = streams.values().filter(is_unfinished).cloned().collect();
        let orphans = self.orphans.lock().get(&context.0).copied().unwrap_or_default();
        Unfinished { independent, orphan: (orphans.0 > orphans.1).then_some(orphans.0) }
    }

    /// A wait has covered the destroyed streams of `context` up to number `orphan`.
    pub fn waited(&self, context: CUcontext, orphan: u64) {
        if let Some((_, waited)) = self.orphans.lock().get_mut(&context.0) {
            *waited = orphan.max(*waited);
        }
    }

    /// Notes that every stream, or every one of a context, may have something to wait for.
    pub fn touch_all(&self, context: Option<CUcontext>) {
        let is_meant = |stream: &&Arc<Stream>| context.is_none_or(|context| stream.context == context);
        self.by_handle.read().values().filter(is_meant).for_each(|stream| stream.busy.mark());
    }

    /// Forgets the streams of a context that is gone.
    pub fn drop_context(&self, context: CUcontext) {
        self.by_handle.write().retain(|_, stream| stream.context != context);
        self.orphans.lock().remove(&context.0);
    }
}

impl Stream {
    /// True if the legacy default stream does not wait for it.
    pub fn is_independent(&self) -> bool {
        self.flags & CU_STREAM_NON_BLOCKING != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(handle: usize) -> Stream {
        Stream {
            handle: CUstream(handle),
            context: CUcontext(1),
            flags: CU_STREAM_NON_BLOCKING,
            priority: 0,
            id: 0,
            busy: Busy::default(),
            printed: AtomicU64::default(),
        }
    }

    #[test]
    fn work_is_unfinished_until_a_wait_is_done() {
        let busy = Busy::default();
        assert!(!busy.is_set());
        busy.mark();
        let first = busy.wait();
        assert!(busy.is_set(), "another thread must wait too");
        busy.wait().done();
        assert!(busy.is_set(), "the first wait goes on");
        first.done();
        assert!(!busy.is_set());
        drop(busy.wait());
        assert!(busy.is_set(), "a wait that failed has finished nothing");
    }

    #[test]
    fn work_of_a_destroyed_stream_is_still_the_context_s() {
        let streams = Streams::default();
        for handle in [8, 16] {
            streams.insert(stream(handle));
        }
        streams.touch(CUstream(8));
        assert_eq!(streams.unfinished(CUcontext(1)).independent.len(), 1);
        assert_eq!(streams.while_known(CUstream(8), || 5), Some(5));
        streams.remove(CUstream(8));
        streams.remove(CUstream(16));
        assert_eq!(streams.while_known(CUstream(8), || 5), None);
        let unfinished = streams.unfinished(CUcontext(1));
        assert_eq!((unfinished.independent.len(), unfinished.orphan), (0, Some(1)));
        streams.waited(CUcontext(1), 1);
        assert_eq!(streams.unfinished(CUcontext(1)).orphan, None);
    }
}
