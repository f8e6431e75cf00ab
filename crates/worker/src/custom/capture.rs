//! Stream capture.
//!
//! A capture that is not relaxed forbids calls that are unsafe beside it (allocation, queries, waits, module
//! loading), by rules about threads: the thread that began it, and the mode that each thread has set with
//! `cuThreadExchangeStreamCaptureMode`. Here one thread, the dispatcher, makes the calls of all guest threads,
//! and so owns every capture in the driver's eyes. Before a frame is executed while captures are open, the
//! dispatcher therefore takes the mode that makes the driver judge the call as it would judge the guest
//! thread's own:
//!
//! | the guest thread's mode | it has a capture of its own that is not relaxed | another thread has a global capture | the dispatcher takes |
//! |---|---|---|---|
//! | RELAXED | – | – | RELAXED: nothing is forbidden |
//! | GLOBAL, THREAD_LOCAL | yes | – | GLOBAL: the driver forbids |
//! | GLOBAL | no | yes | GLOBAL: the driver forbids |
//! | GLOBAL | no | no | RELAXED |
//! | THREAD_LOCAL | no | – | RELAXED |
//!
//! To the driver GLOBAL means "forbidden" here, because every capture is the dispatcher's own. When it does
//! forbid a call it invalidates all captures of the dispatcher that are not relaxed, so a thread's mistake
//! also ends a thread-local capture of another thread, which the driver of one process would spare.
//!
//! The worker's other threads (waiters, control) make no call for a guest thread that was not judged before,
//! and run relaxed: [`relax_this_thread`].

use rustc_hash::FxHashMap;
use table::{
    CU_STREAM_CAPTURE_MODE_GLOBAL, CU_STREAM_CAPTURE_MODE_RELAXED, CU_STREAM_CAPTURE_MODE_THREAD_LOCAL,
    CU_STREAM_CAPTURE_STATUS_NONE, CUgraph, CUgraphEdgeData, CUgraphNode, CUstream, CUstreamCaptureMode,
    CudaResult, check,
};
use wire::{Handle, Header, reply, request};
use zerocopy::IntoBytes as _;

use super::{
    graph_build::{edge_data, list_or_null, nodes},
    list,
    precapture::Precapture,
};
use crate::{driver::Driver, session::Session};

/// A capture that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Open {
    /// The guest thread that began it; `None` if that has ended.
    owner: Option<u32>,
    mode: CUstreamCaptureMode,
    /// The graph under construction, if the guest knows it and it is the capture's own.
    graph: Option<Handle>,
    /// The graph was there before: it outlives a capture that fails.
    into_graph: bool,
}

/// The session's captures.
#[derive(Debug, Default)]
pub struct CaptureState {
    /// By the driver's stream.
    open: FxHashMap<CUstream, Open>,
    /// The dispatcher's mode in the driver; a new thread's is GLOBAL.
    in_force: CUstreamCaptureMode,
    /// What the streams held before.
    pub(super) precapture: Precapture,
}

/// The mode in which a call of guest thread `thread`, whose own mode is `mode`, is made.
fn mode_for(thread: u32, mode: CUstreamCaptureMode, open: impl Iterator<Item = Open>) -> CUstreamCaptureMode {
    if mode == CU_STREAM_CAPTURE_MODE_RELAXED {
        return CU_STREAM_CAPTURE_MODE_RELAXED;
    }
    let forbids = |capture: Open| {
        if capture.owner == Some(thread) {
            capture.mode != CU_STREAM_CAPTURE_MODE_RELAXED
        } else {
            capture.mode == CU_STREAM_CAPTURE_MODE_GLOBAL && mode != CU_STREAM_CAPTURE_MODE_THREAD_LOCAL
        }
    };
    if { open }.any(forbids) { CU_STREAM_CAPTURE_MODE_GLOBAL } else { CU_STREAM_CAPTURE_MODE_RELAXED }
}

/// Lets the calling thread, which is not the dispatcher, make any call while streams are being captured.
pub fn relax_this_thread(driver: &Driver) {
    let mut mode = CU_STREAM_CAPTURE_MODE_RELAXED;
    // SAFETY: the pointer is to a local. A driver that lacks the call has no capture either.
    unsafe { (driver.cuThreadExchangeStreamCaptureMode)(&mut mode) };
}

impl CaptureState {
    /// True while any stream of the session is being captured.
    #[inline]
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// A guest thread has ended; its number may be another thread's next.
    pub fn thread_ended(&mut self, thread: u32) {
        for capture in self.open.values_mut() {
            if capture.owner == Some(thread) {
                capture.owner = None;
            }
        }
    }

    /// A stream was destroyed, and with it a capture of it.
    pub fn stream_gone(&mut self, driver: &Driver, stream: CUstream) {
        self.open.remove(&stream);
        self.precapture.stream_gone(driver, stream);
    }

    fn take(&mut self, driver: &Driver, wanted: CUstreamCaptureMode) {
        if self.in_force != wanted {
            let mut mode = wanted;
            // SAFETY: the pointer is to a local.
            unsafe { (driver.cuThreadExchangeStreamCaptureMode)(&mut mode) };
            self.in_force = wanted;
        }
    }
}

impl Session {
    /// Takes the capture mode in which the frame's call is to be judged. Only needed while captures are open.
    #[cold]
    pub fn enter_capture_mode(&mut self, header: &Header) {
        let mode =
            self.threads.get(&header.thread).map_or(CU_STREAM_CAPTURE_MODE_GLOBAL, |of| of.capture_mode);
        let wanted = mode_for(header.thread, mode, self.capture.open.values().copied());
        self.capture.take(&self.driver, wanted);
    }

    /// Takes the relaxed mode for calls of our own on the dispatcher's thread, such as polling an event.
    #[inline]
    pub fn leave_capture_mode(&mut self) {
        if self.capture.is_open() {
            self.capture.take(&self.driver, CU_STREAM_CAPTURE_MODE_RELAXED);
        }
    }

    /// True if an open capture forbids the current frame's thread to make unsafe calls: the driver will say so.
    pub fn is_forbidden_by_capture(&self) -> bool {
        self.capture.is_open() && self.capture.in_force != CU_STREAM_CAPTURE_MODE_RELAXED
    }

    /// A guest thread's capture has begun in `stream`.
    fn capture_begun(
        &mut self,
        header: &Header,
        stream: CUstream,
        mode: CUstreamCaptureMode,
        into_graph: bool,
    ) {
        let open = Open { owner: Some(header.thread), mode, graph: None, into_graph };
        self.capture.open.insert(stream, open);
    }

    fn capture_status(&self, stream: CUstream) -> CudaResult<u32> {
        let mut status = CU_STREAM_CAPTURE_STATUS_NONE;
        // SAFETY: a stream of this session; the pointer is to a local.
        check(unsafe { (self.driver.cuStreamIsCapturing)(stream, &mut status) })?;
        Ok(status)
    }

    /// True if `stream` is being captured, or was until the capture was invalidated, and the driver says so.
    pub fn is_part_of_a_capture(&self, stream: CUstream) -> bool {
        self.capture.is_open()
            && matches!(self.capture_status(stream), Ok(status) if status != CU_STREAM_CAPTURE_STATUS_NONE)
    }

    /// True if `stream` is being captured, so that what is put into it becomes part of a graph.
    pub fn is_being_captured(&self, stream: CUstream) -> bool {
        self.capture.is_open() && self.capture_status(stream) != Ok(CU_STREAM_CAPTURE_STATUS_NONE)
    }
}

pub fn cuStreamBeginCapture_v2(
    session: &mut Session,
    header: &Header,
    q: request::cuStreamBeginCapture_v2,
) -> CudaResult {
    let stream = session.stream(header, q.stream)?;
    session.mark_before_capture(header, q.stream, stream);
    // SAFETY: a stream of this session.
    check(unsafe { (session.driver.cuStreamBeginCapture_v2)(stream, q.mode) })?;
    session.capture_begun(header, stream, q.mode, false);
    Ok(())
}

pub fn cuStreamBeginCaptureToGraph(
    session: &mut Session,
    header: &Header,
    q: request::cuStreamBeginCaptureToGraph,
) -> CudaResult {
    let stream = session.stream(header, q.stream)?;
    let graph = session.handles.get::<CUgraph>(q.graph)?;
    let after = nodes(session, &q.dependencies)?;
    let (first, edges) = (list_or_null(&after), edge_data(&q.edges, after.len())?);
    session.mark_before_capture(header, q.stream, stream);
    // SAFETY: a stream, a graph and nodes of this session; edge data is NULL or as long as the nodes.
    check(unsafe {
        (session.driver.cuStreamBeginCaptureToGraph)(stream, graph, first, edges, after.len(), q.mode)
    })?;
    session.capture_begun(header, stream, q.mode, true);
    Ok(())
}

pub fn cuStreamUpdateCaptureDependencies_v2(
    session: &mut Session,
    header: &Header,
    q: request::cuStreamUpdateCaptureDependencies_v2,
) -> CudaResult {
    let stream = session.stream(header, q.stream)?;
    let mut after = nodes(session, &q.dependencies)?;
    let (count, edges) = (after.len(), edge_data(&q.edges, after.len())?);
    let first = if count == 0 { core::ptr::null_mut() } else { after.as_mut_ptr() };
    let driver = &session.driver;
    // SAFETY: a stream and nodes of this session; edge data is NULL or as long as the nodes.
    check(unsafe {
        if q.older {
            (driver.cuStreamUpdateCaptureDependencies)(stream, first, count, q.flags)
        } else {
            (driver.cuStreamUpdateCaptureDependencies_v2)(stream, first, edges, count, q.flags)
        }
    })
}

pub fn cuStreamEndCapture(
    session: &mut Session,
    header: &Header,
    q: request::cuStreamEndCapture,
) -> CudaResult<reply::cuStreamEndCapture> {
    let stream = session.stream(header, q.stream)?;
    let mut graph = CUgraph::NULL;
    // SAFETY: a stream of this session; the pointer is to a local.
    let ended = check(unsafe { (session.driver.cuStreamEndCapture)(stream, &mut graph) });
    let is_over = ended.is_ok()
        || !matches!(session.capture_status(stream), Ok(now) if now != CU_STREAM_CAPTURE_STATUS_NONE);
    if is_over
        && let Some(capture) = session.capture.open.remove(&stream)
        && ended.is_err()
        && let Some(graph) = capture.graph
    {
        // The driver has thrown the unfinished graph away.
        session.forget_graph(graph);
    }
    ended?;
    Ok(reply::cuStreamEndCapture { graph: session.handles.known(graph)? })
}

pub fn cuStreamIsCapturing(
    session: &mut Session,
    header: &Header,
    q: request::cuStreamIsCapturing,
) -> CudaResult<reply::cuStreamIsCapturing> {
    let stream = session.stream(header, q.stream)?;
    Ok(reply::cuStreamIsCapturing { status: session.capture_status(stream)? })
}

pub fn cuStreamGetCaptureInfo_v3(
    session: &mut Session,
    header: &Header,
    q: request::cuStreamGetCaptureInfo_v3,
) -> CudaResult<reply::cuStreamGetCaptureInfo_v3> {
    let stream = session.stream(header, q.stream)?;
    let (mut status, mut id, mut graph) = (0, 0, CUgraph::NULL);
    let (mut nodes, mut edges, mut count) = (core::ptr::null(), core::ptr::null(), 0_usize);
    // SAFETY: a stream of this session; the pointers are to locals.
    check(unsafe {
        (session.driver.cuStreamGetCaptureInfo_v3)(
            stream,
            &mut status,
            &mut id,
            &mut graph,
            &mut nodes,
            &mut edges,
            &mut count,
        )
    })?;
    let graph_name = session.handles.known(graph)?;
    // A stream that joined a capture has no entry of its own: its origin's graph is forgotten with the origin.
    if let Some(capture) = session.capture.open.get_mut(&stream)
        && !graph_name.is_null()
        && !capture.into_graph
    {
        capture.graph = Some(graph_name);
    }
    // SAFETY: the driver's own arrays of `count` elements, valid until the stream's next call.
    let nodes: Vec<CUgraphNode> = unsafe { driver_array(nodes, count) };
    // SAFETY: as above.
    let edges: Vec<CUgraphEdgeData> = unsafe { driver_array(edges, count) };
    let mut words = Vec::with_capacity(2 * nodes.len());
    for &node in &nodes {
        words.push(session.name_node(graph_name, node)?.0);
    }
    words.extend((0..nodes.len()).map(|index| edges.get(index).map_or(0, edge_word)));
    let (count, words) = list::put(session, words, q.buffer, q.capacity)?;
    Ok(reply::cuStreamGetCaptureInfo_v3 { status, id, graph: graph_name, count, words })
}

/// A copy of an array that the driver owns.
///
/// # Safety
/// `array` is null or points to `count` elements.
pub(super) unsafe fn driver_array<T: Copy>(array: *const T, count: usize) -> Vec<T> {
    if array.is_null() {
        return Vec::new();
    }
    // SAFETY: not null; the caller's contract.
    unsafe { core::slice::from_raw_parts(array, count) }.to_vec()
}

/// Edge data as it travels.
pub(super) fn edge_word(edge: &CUgraphEdgeData) -> u64 {
    let mut word = [0; 8];
    word.copy_from_slice(edge.as_bytes());
    u64::from_le_bytes(word)
}

pub fn cuThreadExchangeStreamCaptureMode(
    session: &mut Session,
    header: &Header,
    q: request::cuThreadExchangeStreamCaptureMode,
) -> CudaResult {
    session.threads.entry(header.thread).or_default().capture_mode = q.mode;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLOBAL: u32 = CU_STREAM_CAPTURE_MODE_GLOBAL;
    const LOCAL: u32 = CU_STREAM_CAPTURE_MODE_THREAD_LOCAL;
    const RELAXED: u32 = CU_STREAM_CAPTURE_MODE_RELAXED;

    fn judged(thread: u32, mode: u32, captures: &[(u32, u32)]) -> u32 {
        let open = captures.iter().map(|&(owner, mode)| Open {
            owner: Some(owner),
            mode,
            graph: None,
            into_graph: false,
        });
        mode_for(thread, mode, open)
    }

    #[test]
    fn a_thread_is_bound_by_its_own_capture_unless_either_is_relaxed() {
        for capture in [GLOBAL, LOCAL] {
            assert_eq!(judged(1, GLOBAL, &[(1, capture)]), GLOBAL);
            assert_eq!(judged(1, LOCAL, &[(1, capture)]), GLOBAL);
            assert_eq!(judged(1, RELAXED, &[(1, capture)]), RELAXED);
        }
        assert_eq!(judged(1, GLOBAL, &[(1, RELAXED)]), RELAXED);
    }

    #[test]
    fn a_thread_is_bound_by_another_s_capture_only_if_both_are_global() {
        assert_eq!(judged(2, GLOBAL, &[(1, GLOBAL)]), GLOBAL);
        assert_eq!(judged(2, GLOBAL, &[(1, LOCAL)]), RELAXED);
        assert_eq!(judged(2, GLOBAL, &[(1, RELAXED)]), RELAXED);
        assert_eq!(judged(2, LOCAL, &[(1, GLOBAL)]), RELAXED);
        assert_eq!(judged(2, RELAXED, &[(1, GLOBAL)]), RELAXED);
        assert_eq!(judged(2, GLOBAL, &[]), RELAXED);
    }

    #[test]
    fn one_forbidding_capture_among_many_is_enough() {
        assert_eq!(judged(2, GLOBAL, &[(1, RELAXED), (3, LOCAL), (4, GLOBAL)]), GLOBAL);
        assert_eq!(judged(3, LOCAL, &[(1, GLOBAL), (3, RELAXED)]), RELAXED);
        assert_eq!(judged(3, LOCAL, &[(1, GLOBAL), (3, LOCAL)]), GLOBAL);
    }

    #[test]
    fn a_global_capture_outlives_the_thread_that_began_it() {
        let mut state = CaptureState::default();
        state.open.insert(CUstream(8), Open { owner: Some(1), mode: GLOBAL, graph: None, into_graph: false });
        state.thread_ended(1);
        let open = || state.open.values().copied();
        assert_eq!(mode_for(1, GLOBAL, open()), GLOBAL);
        assert_eq!(mode_for(1, LOCAL, open()), RELAXED);
    }
}
