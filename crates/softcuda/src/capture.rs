//! Stream capture: what streams are asked to do becomes nodes of a graph instead of being done.
//!
//! ```text
//!  none ──begin──► active ──end──► none (a graph)
//!                    │  an operation that cannot be captured, in any of the streams
//!                    ▼
//!               invalidated ──end──► none (no graph, CAPTURE_INVALIDATED)
//! ```
//!
//! A stream joins a capture by waiting for an event that was recorded in it, and must be joined back
//! before the end. Each stream's *frontier* is the set of nodes that its next node comes after.

use std::{
    cell::Cell,
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    thread::{self, ThreadId},
};

use parking_lot::Mutex;
use table::{CUgraphEdgeData, CUgraphNode, CUstreamCaptureMode, CudaError, CudaResult};

use crate::{
    driver::driver,
    event::Event,
    graph::{Graph, Task},
    stream::{Role, Stream, Work},
};

/// A capture forbids unsafe calls to all threads, to its own thread, or to none.
const GLOBAL: CUstreamCaptureMode = 0;
const THREAD_LOCAL: CUstreamCaptureMode = 1;
const RELAXED: CUstreamCaptureMode = 2;

thread_local! {
    static MODE: Cell<CUstreamCaptureMode> = const { Cell::new(GLOBAL) };
}

/// Captures that go on, so that calls can be forbidden; counted apart, because usually there are none.
static ACTIVE: Mutex<Vec<Weak<Capture>>> = Mutex::new(Vec::new());
static COUNT: AtomicUsize = AtomicUsize::new(0);

/// A capture.
pub struct Capture {
    /// A number that no other capture has had.
    pub id: u64,
    /// The graph that grows.
    pub graph: Arc<Graph>,
    mode: CUstreamCaptureMode,
    thread: ThreadId,
    /// The id of the stream that it began in.
    origin: u64,
    is_valid: AtomicBool,
    has_ended: AtomicBool,
    streams: Mutex<Vec<Weak<Stream>>>,
    /// What streams that are gone have left, which must be joined as theirs would have to be.
    left: Mutex<Vec<CUgraphNode>>,
    /// Whether the graph was made for the capture; one that was there before outlives a capture that fails.
    owns_graph: bool,
}

/// A stream's part in a capture.
pub struct StreamCapture {
    /// The capture.
    pub capture: Arc<Capture>,
    /// What the stream's next node comes after.
    pub frontier: Vec<CUgraphNode>,
    /// The frontier's edges, all of the plain kind; kept because programs get a pointer to them.
    pub edges: Vec<CUgraphEdgeData>,
}

/// What an event marks in a capture.
#[derive(Clone)]
pub struct CapturedMark {
    capture: Arc<Capture>,
    frontier: Vec<CUgraphNode>,
}

impl Capture {
    /// Whether nothing has gone wrong so far.
    pub fn is_valid(&self) -> bool {
        self.is_valid.load(Ordering::Acquire)
    }

    fn invalidate(&self) {
        self.is_valid.store(false, Ordering::Release);
    }

    fn check(&self) -> CudaResult {
        if self.is_valid() { Ok(()) } else { Err(CudaError::STREAM_CAPTURE_INVALIDATED) }
    }

    /// Takes all streams out and forbids nothing any more.
    fn end(&self) {
        self.has_ended.store(true, Ordering::Release);
        for stream in self.streams.lock().drain(..).filter_map(|stream| stream.upgrade()) {
            *stream.capture.lock() = None;
            stream.is_capturing.store(false, Ordering::Release);
        }
        let mut active = ACTIVE.lock();
        active.retain(|other| other.upgrade().is_some_and(|other| other.id != self.id));
        COUNT.store(active.len(), Ordering::Release);
    }

    fn join(&self, stream: &Arc<Stream>, part: StreamCapture) {
        self.streams.lock().push(Arc::downgrade(stream));
        *stream.capture.lock() = Some(part);
        stream.is_capturing.store(true, Ordering::Release);
    }
}

/// Swaps the calling thread's mode for another.
pub fn exchange_mode(mode: CUstreamCaptureMode) -> CudaResult<CUstreamCaptureMode> {
    // As NVIDIA's driver: a mode that does not exist is not refused.
    Ok(MODE.with(|cell| cell.replace(mode)))
}

/// Whether a stream takes part in a capture.
pub fn is_capturing(stream: &Stream) -> bool {
    stream.is_capturing.load(Ordering::Acquire)
}

/// Begins a capture, into a new graph or behind nodes of an existing one.
pub fn begin(
    stream: &Arc<Stream>,
    mode: CUstreamCaptureMode,
    into: Option<(Arc<Graph>, Vec<CUgraphNode>)>,
) -> CudaResult {
    static NEXT_ID: AtomicU64 = AtomicU64::new(1);
    if mode > RELAXED {
        return Err(CudaError::INVALID_VALUE);
    }
    if stream.role == Role::Legacy {
        return Err(CudaError::STREAM_CAPTURE_UNSUPPORTED);
    }
    if is_capturing(stream) {
        return Err(CudaError::ILLEGAL_STATE);
    }
    let owns_graph = into.is_none();
    let (graph, frontier) = match into {
        Some(into) => into,
        None => (Graph::create(driver()?, false), Vec::new()),
    };
    let capture = Arc::new(Capture {
        id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
        graph,
        mode,
        thread: thread::current().id(),
        origin: stream.id,
        is_valid: AtomicBool::new(true),
        has_ended: AtomicBool::new(false),
        streams: Mutex::default(),
        left: Mutex::default(),
        owns_graph,
    });
    let mut active = ACTIVE.lock();
    active.push(Arc::downgrade(&capture));
    COUNT.store(active.len(), Ordering::Release);
    drop(active);
    capture.join(stream, StreamCapture { capture: capture.clone(), frontier, edges: Vec::new() });
    Ok(())
}

/// Ends a capture and gives its graph.
pub fn end(stream: &Arc<Stream>) -> CudaResult<Arc<Graph>> {
    let (capture, frontier) = {
        let part = stream.capture.lock();
        let part = part.as_ref().ok_or(CudaError::ILLEGAL_STATE)?;
        (part.capture.clone(), part.frontier.clone())
    };
    if capture.origin != stream.id {
        capture.invalidate();
        return Err(CudaError::STREAM_CAPTURE_UNMATCHED);
    }
    // Another thread may not end it, and yet it is over then.
    let may_end = capture.mode == RELAXED || capture.thread == thread::current().id();
    let streams: Vec<_> = capture.streams.lock().iter().filter_map(Weak::upgrade).collect();
    let is_joined = streams.iter().all(|other| {
        let part = other.capture.lock();
        part.as_ref().is_none_or(|part| capture.graph.precede(&part.frontier, &frontier))
    });
    let is_joined = is_joined && capture.graph.precede(&capture.left.lock(), &frontier);
    capture.end();
    let outcome = match (capture.is_valid(), is_joined) {
        (false, _) => Err(CudaError::STREAM_CAPTURE_INVALIDATED),
        (true, _) if !may_end => Err(CudaError::STREAM_CAPTURE_WRONG_THREAD),
        (true, false) => Err(CudaError::STREAM_CAPTURE_UNJOINED),
        (true, true) => Ok(capture.graph.clone()),
    };
    if outcome.is_err() && capture.owns_graph {
        capture.graph.destroy(driver()?);
    }
    outcome
}

/// Adds a node to the capture that a stream takes part in.
pub fn add(stream: &Stream, task: Task) -> CudaResult {
    let mut part = stream.capture.lock();
    let part = part.as_mut().ok_or(CudaError::ILLEGAL_STATE)?;
    part.capture.check()?;
    let node = part.capture.graph.add(driver()?, task, &part.frontier)?;
    part.frontier = vec![node];
    Ok(())
}

/// Adds work to the capture that a stream takes part in.
pub fn enqueue(stream: &Arc<Stream>, work: Work) -> CudaResult {
    match Task::of(work) {
        Some(task) => add(stream, task),
        None => refuse(stream),
    }
}

/// Gives work to a stream, or to the capture that it takes part in.
pub fn submit(stream: &Arc<Stream>, work: Work) -> CudaResult {
    if is_capturing(stream) {
        return enqueue(stream, work);
    }
    forbid_legacy(stream)?;
    stream.submit(work);
    Ok(())
}

/// Refuses what cannot be captured, which ends the capture's validity.
pub fn refuse(stream: &Stream) -> CudaResult {
    if let Some(part) = stream.capture.lock().as_ref() {
        part.capture.check()?;
        part.capture.invalidate();
    }
    Err(CudaError::STREAM_CAPTURE_UNSUPPORTED)
}

/// A stream does what its capture cannot go on after.
fn abandon(stream: &Stream) {
    if let Some(part) = stream.capture.lock().as_ref() {
        part.capture.invalidate();
    }
}

/// A stream is destroyed: the capture that began in it cannot be completed, another one can.
pub fn leave(stream: &Stream) {
    if let Some(part) = stream.capture.lock().as_ref() {
        if part.capture.origin == stream.id {
            part.capture.invalidate();
        } else {
            part.capture.left.lock().extend(&part.frontier);
        }
    }
}

/// Waiting for a captured stream would wait for ever; waiting for the legacy stream would wait for it.
pub fn check_wait(stream: &Stream) -> CudaResult {
    if is_capturing(stream) { refuse(stream) } else { forbid_legacy(stream) }
}

/// The legacy default stream waits for all blocking streams, so it cannot be used while one is captured.
pub fn forbid_legacy(stream: &Stream) -> CudaResult {
    if stream.role != Role::Legacy || COUNT.load(Ordering::Acquire) == 0 {
        return Ok(());
    }
    let mut is_forbidden = false;
    for other in stream.lanes.all().iter().filter(|other| other.is_blocking()) {
        if let Some(part) = other.capture.lock().as_ref() {
            part.capture.invalidate();
            is_forbidden = true;
        }
    }
    if is_forbidden { Err(CudaError::STREAM_CAPTURE_IMPLICIT) } else { Ok(()) }
}

/// Refuses calls that may disturb a capture, as the modes of captures and of this thread say; a refused
/// call has disturbed it.
pub fn forbid() -> CudaResult {
    if COUNT.load(Ordering::Acquire) == 0 {
        return Ok(());
    }
    let mode = MODE.with(Cell::get);
    let here = thread::current().id();
    let mut is_forbidden = false;
    for capture in ACTIVE.lock().iter().filter_map(Weak::upgrade) {
        let is_own = capture.thread == here;
        let is_disturbed = match (mode, capture.mode) {
            (RELAXED, _) | (_, RELAXED) => false,
            (THREAD_LOCAL, _) | (_, THREAD_LOCAL) => is_own,
            _ => true,
        };
        if is_disturbed {
            capture.invalidate();
            is_forbidden = true;
        }
    }
    if is_forbidden { Err(CudaError::STREAM_CAPTURE_UNSUPPORTED) } else { Ok(()) }
}

/// Records an event in a captured stream: as a mark in the capture, or as a node of its own.
pub fn record(stream: &Arc<Stream>, event: &Arc<Event>, is_external: bool) -> CudaResult {
    if is_external {
        return add(stream, Task::Record(event.clone()));
    }
    let part = stream.capture.lock();
    let part = part.as_ref().ok_or(CudaError::ILLEGAL_STATE)?;
    part.capture.check()?;
    event.mark(CapturedMark { capture: part.capture.clone(), frontier: part.frontier.clone() });
    Ok(())
}

/// Asking about an event of a capture, or waiting for it on the host, is an error that spoils the capture.
pub fn forbid_captured(event: &Event) -> CudaResult {
    let Some(mark) = event.captured() else { return Ok(()) };
    mark.capture.invalidate();
    Err(CudaError::CAPTURED_EVENT)
}

/// Has a stream wait for an event, where either takes part in a capture; `None` where neither does.
pub fn wait(stream: &Arc<Stream>, event: &Arc<Event>, is_external: bool) -> Option<CudaResult> {
    let mark = event.captured();
    match (is_capturing(stream), mark) {
        (false, _) if is_external => Some(Err(CudaError::ILLEGAL_STATE)),
        (false, None) => None,
        (true, _) if is_external => Some(add(stream, Task::Wait(event.clone()))),
        (true, None) => {
            // An event that was never recorded is nothing to wait for; any other is outside the capture.
            if matches!(event.is_recorded(), Ok(false)) {
                return Some(Ok(()));
            }
            abandon(stream);
            Some(Err(CudaError::STREAM_CAPTURE_ISOLATION))
        }
        (is_capturing, Some(mark)) => Some(wait_for_mark(stream, mark, is_capturing)),
    }
}

fn wait_for_mark(stream: &Arc<Stream>, mark: CapturedMark, is_capturing: bool) -> CudaResult {
    if mark.capture.has_ended.load(Ordering::Acquire) {
        return Err(CudaError::CAPTURED_EVENT);
    }
    mark.capture.check()?;
    if !is_capturing {
        if stream.role == Role::Legacy {
            mark.capture.invalidate();
            return Err(CudaError::STREAM_CAPTURE_IMPLICIT);
        }
        let CapturedMark { capture, frontier } = mark;
        let part = StreamCapture { capture: capture.clone(), frontier, edges: Vec::new() };
        capture.join(stream, part);
        return Ok(());
    }
    let mut part = stream.capture.lock();
    let part = part.as_mut().ok_or(CudaError::ILLEGAL_STATE)?;
    if part.capture.id != mark.capture.id {
        part.capture.invalidate();
        mark.capture.invalidate();
        return Err(CudaError::STREAM_CAPTURE_MERGE);
    }
    for node in mark.frontier {
        if !part.frontier.contains(&node) {
            part.frontier.push(node);
        }
    }
    Ok(())
}
