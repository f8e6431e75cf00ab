//! Stream capture.
//!
//! While no capture is open, whether a stream is being captured is answered here: libraries ask at every
//! launch. While one is open, every call of every thread is awaited ([`crate::transport::post`]), because the
//! program must see at once what a captured call got wrong.
//!
//! In the worker one thread makes the driver's calls for all threads of the guest, so the driver cannot know
//! which of them began a capture. That only the beginner may end one that is not relaxed is checked here;
//! which thread's calls a capture forbids is the worker's part (`custom/capture.rs` there).

use std::{
    sync::{LazyLock, atomic::Ordering},
    thread::ThreadId,
};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use table::{
    CU_STREAM_CAPTURE_MODE_GLOBAL, CU_STREAM_CAPTURE_MODE_RELAXED, CU_STREAM_CAPTURE_STATUS_ACTIVE,
    CU_STREAM_CAPTURE_STATUS_NONE, CUgraph, CUgraphEdgeData, CUgraphNode, CUstream, CUstreamCaptureMode,
    CUstreamCaptureStatus, CudaError, CudaResult, DefaultStream,
};
use wire::{Handle, Message, reply, request};
use zerocopy::IntoBytes as _;

use super::{graph::edge_data, graph_build::After, list};
use crate::{
    edge::not_null,
    session::{self, Session},
    thread, transport,
};

/// A capture that is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// The thread that began it.
    thread: ThreadId,
    mode: CUstreamCaptureMode,
    /// The graph was the program's before.
    into_graph: bool,
}

/// What `cuStreamGetCaptureInfo` handed out for a stream; it stays valid until the next such call.
struct Dependencies {
    nodes: Box<[CUgraphNode]>,
    edges: Box<[CUgraphEdgeData]>,
}

/// A stream as a key: a default stream by its entry point's mode and, if it is a thread's own, the thread.
type Key = (usize, Option<ThreadId>);

static OPEN: LazyLock<Mutex<FxHashMap<Key, Open>>> = LazyLock::new(Mutex::default);
static DEPENDENCIES: LazyLock<Mutex<FxHashMap<Key, Dependencies>>> = LazyLock::new(Mutex::default);

fn key(mode: DefaultStream, stream: CUstream) -> Key {
    let is_own = stream == CUstream::PER_THREAD || stream.is_null() && mode == DefaultStream::PerThread;
    if is_own { (CUstream::PER_THREAD.0, Some(std::thread::current().id())) } else { (stream.0, None) }
}

/// True if the guest knows the stream. Calls on one that it does not know are awaited.
pub(crate) fn stream_exists(session: &Session, stream: CUstream) -> bool {
    stream.0 <= CUstream::PER_THREAD.0 || session.streams.get(stream).is_some()
}

/// Forgets a capture that is over.
fn close(session: &Session, key: Key) {
    let was_open = OPEN.lock().remove(&key).is_some();
    if was_open {
        session.captures.fetch_sub(1, Ordering::Relaxed);
    }
    DEPENDENCIES.lock().remove(&key);
}

/// A stream was destroyed, and with it a capture of it. For `cuStreamDestroy`, after its frame.
pub(crate) fn stream_gone(session: &Session, stream: CUstream) {
    if session.is_capturing() {
        close(session, (stream.0, None));
    }
}

/// The driver's answer to whether a stream is being captured.
fn status(mode: DefaultStream, stream: CUstream) -> CudaResult<CUstreamCaptureStatus> {
    let reply = transport::call(mode, &request::cuStreamIsCapturing { stream: Handle(stream.0 as u64) })?;
    let reply: reply::cuStreamIsCapturing = reply.decode()?;
    Ok(reply.status)
}

/// True if what is put into `stream` becomes part of a graph, so that it must not be staged.
pub(super) fn is_captured(session: &Session, mode: DefaultStream, stream: CUstream) -> bool {
    session.is_capturing()
        && matches!(status(mode, stream), Ok(status) if status != CU_STREAM_CAPTURE_STATUS_NONE)
}

/// True if the answer is known without the driver: nothing is being captured, and the stream exists.
fn is_idle(session: &Session, stream: CUstream) -> bool {
    !session.is_capturing() && stream_exists(session, stream) && !thread::current_context().is_null()
}

/// Begins a capture with the request for it.
fn begin<'a>(
    mode: DefaultStream,
    stream: CUstream,
    capture_mode: CUstreamCaptureMode,
    into_graph: bool,
    request: &impl Message<'a>,
) -> CudaResult {
    let session = session::get()?;
    if !session.is_capturing() {
        session.capture_is_troubled.store(false, Ordering::Relaxed);
    }
    // Other threads must not take it that nothing is being captured once the worker has begun.
    session.captures.fetch_add(1, Ordering::Relaxed);
    let begun = transport::call(mode, request);
    let open = Open { thread: std::thread::current().id(), mode: capture_mode, into_graph };
    if begun.is_err() || OPEN.lock().insert(key(mode, stream), open).is_some() {
        session.captures.fetch_sub(1, Ordering::Relaxed);
    }
    begun.map(drop)
}

pub unsafe fn cuStreamBeginCapture_v2(
    mode: DefaultStream,
    stream: CUstream,
    capture_mode: CUstreamCaptureMode,
) -> CudaResult {
    let request = request::cuStreamBeginCapture_v2 { stream: Handle(stream.0 as u64), mode: capture_mode };
    begin(mode, stream, capture_mode, false, &request)
}

pub unsafe fn cuStreamBeginCaptureToGraph(
    mode: DefaultStream,
    stream: CUstream,
    graph: CUgraph,
    nodes: *const CUgraphNode,
    edges: *const CUgraphEdgeData,
    count: usize,
    capture_mode: CUstreamCaptureMode,
) -> CudaResult {
    // SAFETY: CUDA's contract for this call.
    let after = unsafe { After::read(session::get()?, nodes, edges, count) }?;
    let request = request::cuStreamBeginCaptureToGraph {
        stream: Handle(stream.0 as u64),
        graph: Handle(graph.0 as u64),
        dependencies: after.nodes,
        edges: after.edges,
        mode: capture_mode,
    };
    begin(mode, stream, capture_mode, true, &request)
}

pub unsafe fn cuStreamBeginCapture(mode: DefaultStream, stream: CUstream) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuStreamBeginCapture_v2(mode, stream, CU_STREAM_CAPTURE_MODE_GLOBAL) }
}

/// The checks of `cuStreamEndCapture` that need the thread: an invalidated capture may be ended by any.
fn check_thread(mode: DefaultStream, stream: CUstream, open: Option<Open>) -> CudaResult {
    let Some(open) = open else { return Ok(()) };
    let may_end = open.mode == CU_STREAM_CAPTURE_MODE_RELAXED || open.thread == std::thread::current().id();
    if !may_end && status(mode, stream)? == CU_STREAM_CAPTURE_STATUS_ACTIVE {
        return Err(CudaError::STREAM_CAPTURE_WRONG_THREAD);
    }
    Ok(())
}

pub unsafe fn cuStreamEndCapture(mode: DefaultStream, stream: CUstream, graph: *mut CUgraph) -> CudaResult {
    let session = session::get()?;
    let key = key(mode, stream);
    let open = OPEN.lock().get(&key).copied();
    let is_allowed = check_thread(mode, stream, open);
    let request = request::cuStreamEndCapture { stream: Handle(stream.0 as u64) };
    let mut ended: CudaResult<reply::cuStreamEndCapture> =
        transport::call(mode, &request).and_then(|reply| reply.decode());
    if let (Ok(reply), Err(error)) = (&ended, is_allowed) {
        // The capture is over all the same; nobody gets a graph of its own.
        if !open.is_some_and(|open| open.into_graph) {
            transport::call(DefaultStream::Legacy, &request::cuGraphDestroy { graph: reply.graph })?;
        }
        ended = Err(error);
    }
    // A capture that failed is over as well, unless the driver says otherwise.
    let is_over =
        ended.is_ok() || !matches!(status(mode, stream), Ok(now) if now != CU_STREAM_CAPTURE_STATUS_NONE);
    if open.is_some() && is_over {
        close(session, key);
    }
    let captured = ended.as_ref().map_or(CUgraph::NULL, |reply| CUgraph(reply.graph.0 as usize));
    // Without a place for it the graph is lost, but the capture is over.
    // SAFETY: CUDA's contract makes it valid for this write unless it is null.
    unsafe { write_if(graph, captured) };
    ended.map(drop)
}

pub unsafe fn cuStreamIsCapturing(
    mode: DefaultStream,
    stream: CUstream,
    status_out: *mut CUstreamCaptureStatus,
) -> CudaResult {
    let session = session::get()?;
    not_null(status_out)?;
    let value = if is_idle(session, stream) { CU_STREAM_CAPTURE_STATUS_NONE } else { status(mode, stream)? };
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { status_out.write(value) };
    Ok(())
}

/// What the driver says of a capture, with its dependencies.
pub(super) struct Info {
    pub(super) status: CUstreamCaptureStatus,
    id: u64,
    pub(super) graph: CUgraph,
    dependencies: Dependencies,
}

impl Info {
    /// What the stream's next node comes after.
    pub(super) fn after(&self) -> After {
        let nodes = self.dependencies.nodes.iter().map(|node| node.0 as u64).collect();
        let edges = if self.has_edge_data() { self.dependencies.edges.to_vec() } else { Vec::new() };
        After { nodes, edges }
    }

    /// True if some dependency is of a kind that older forms of the question cannot tell.
    fn has_edge_data(&self) -> bool {
        self.dependencies.edges.iter().any(|edge| edge.as_bytes().iter().any(|&byte| byte != 0))
    }
}

/// Asks the driver; the words of the reply are the nodes and then the edges' data.
pub(super) fn info(session: &'static Session, mode: DefaultStream, stream: CUstream) -> CudaResult<Info> {
    let stream = Handle(stream.0 as u64);
    let (mut status, mut id, mut graph) = (CU_STREAM_CAPTURE_STATUS_NONE, 0, Handle::NULL);
    let words = list::fetch(session, |buffer, capacity| {
        let request = request::cuStreamGetCaptureInfo_v3 { stream, buffer, capacity };
        let reply = transport::call(mode, &request)?;
        let reply: reply::cuStreamGetCaptureInfo_v3 = reply.decode()?;
        (status, id, graph) = (reply.status, reply.id, reply.graph);
        Ok((reply.count, reply.words))
    })?;
    let (nodes, edges) = words.split_at(words.len() / 2);
    Ok(Info {
        status,
        id,
        graph: CUgraph(graph.0 as usize),
        dependencies: Dependencies {
            nodes: nodes.iter().map(|&node| CUgraphNode(node as usize)).collect(),
            edges: edges.iter().map(|word| edge_data(*word)).collect(),
        },
    })
}

/// Where the parts of the answer go; a null pointer is a part that was not asked for.
struct Places {
    status: *mut CUstreamCaptureStatus,
    id: *mut u64,
    graph: *mut CUgraph,
    nodes: *mut *const CUgraphNode,
    /// `None` in a form that does not know of edge data.
    edges: Option<*mut *const CUgraphEdgeData>,
    count: *mut usize,
}

/// # Safety
/// Each place is null or valid for its write.
unsafe fn get_info(mode: DefaultStream, stream: CUstream, places: &Places) -> CudaResult {
    let session = session::get()?;
    not_null(places.status)?;
    if is_idle(session, stream) {
        // SAFETY: not null; the caller's contract. The driver writes nothing else either.
        unsafe { places.status.write(CU_STREAM_CAPTURE_STATUS_NONE) };
        return Ok(());
    }
    let info = info(session, mode, stream)?;
    if info.status != CU_STREAM_CAPTURE_STATUS_ACTIVE {
        // SAFETY: as above.
        unsafe { places.status.write(info.status) };
        return Ok(());
    }
    let wants_edges = places.edges.is_some_and(|place| !place.is_null());
    if !places.nodes.is_null() && !wants_edges && info.has_edge_data() {
        return Err(CudaError::LOSSY_QUERY);
    }
    let count = info.dependencies.nodes.len();
    let (mut nodes, mut edges) = (core::ptr::null(), core::ptr::null());
    if count > 0 && (!places.nodes.is_null() || wants_edges) {
        let mut all = DEPENDENCIES.lock();
        let kept = all.entry(key(mode, stream)).insert_entry(info.dependencies).into_mut();
        (nodes, edges) = (kept.nodes.as_ptr(), kept.edges.as_ptr());
    }
    // SAFETY: each is written only if it is not null; the caller's contract.
    unsafe {
        places.status.write(info.status);
        write_if(places.id, info.id);
        write_if(places.graph, info.graph);
        write_if(places.nodes, nodes);
        write_if(places.edges.unwrap_or(core::ptr::null_mut()), edges);
        write_if(places.count, count);
    }
    Ok(())
}

/// # Safety
/// `place` is null or valid for this write.
unsafe fn write_if<T>(place: *mut T, value: T) {
    if !place.is_null() {
        // SAFETY: not null; the caller's contract.
        unsafe { place.write(value) };
    }
}

pub unsafe fn cuStreamGetCaptureInfo(
    mode: DefaultStream,
    stream: CUstream,
    status: *mut CUstreamCaptureStatus,
    id: *mut u64,
) -> CudaResult {
    let (graph, nodes, count) = (core::ptr::null_mut(), core::ptr::null_mut(), core::ptr::null_mut());
    // SAFETY: CUDA's contract for this call.
    unsafe { get_info(mode, stream, &Places { status, id, graph, nodes, edges: None, count }) }
}

pub unsafe fn cuStreamGetCaptureInfo_v2(
    mode: DefaultStream,
    stream: CUstream,
    status: *mut CUstreamCaptureStatus,
    id: *mut u64,
    graph: *mut CUgraph,
    nodes: *mut *const CUgraphNode,
    count: *mut usize,
) -> CudaResult {
    // SAFETY: CUDA's contract for this call.
    unsafe { get_info(mode, stream, &Places { status, id, graph, nodes, edges: None, count }) }
}

#[allow(clippy::too_many_arguments)]
pub unsafe fn cuStreamGetCaptureInfo_v3(
    mode: DefaultStream,
    stream: CUstream,
    status: *mut CUstreamCaptureStatus,
    id: *mut u64,
    graph: *mut CUgraph,
    nodes: *mut *const CUgraphNode,
    edges: *mut *const CUgraphEdgeData,
    count: *mut usize,
) -> CudaResult {
    // SAFETY: CUDA's contract for this call.
    unsafe { get_info(mode, stream, &Places { status, id, graph, nodes, edges: Some(edges), count }) }
}

pub unsafe fn cuThreadExchangeStreamCaptureMode(mode: *mut CUstreamCaptureMode) -> CudaResult {
    let session = session::get()?;
    not_null(mode)?;
    let mut thread = thread::current().borrow_mut();
    // SAFETY: not null; CUDA's contract makes it valid for reads.
    let wanted = unsafe { mode.read() };
    let previous = thread.capture_mode;
    if wanted != previous {
        // In the order of this thread's calls, and so before whatever the mode is changed for.
        let request = request::cuThreadExchangeStreamCaptureMode { mode: wanted };
        transport::post_on(session, &mut thread, DefaultStream::Legacy, &request)?;
        thread.capture_mode = wanted;
    }
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { mode.write(previous) };
    Ok(())
}
