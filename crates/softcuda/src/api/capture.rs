//! Stream capture.

use std::{ffi::c_uint, ptr};

use table::{
    CUgraph, CUgraphEdgeData, CUgraphNode, CUstream, CUstreamCaptureMode, CUstreamCaptureStatus, CudaError,
    CudaResult, DefaultStream,
};

use super::arg::{input, inputs, maybe_out, out};
use crate::{capture, current, driver::driver, stream::Role};

/// States of a capture.
const NONE: CUstreamCaptureStatus = 0;
const ACTIVE: CUstreamCaptureStatus = 1;
const INVALIDATED: CUstreamCaptureStatus = 2;

pub unsafe fn cuStreamBeginCapture(mode: DefaultStream, stream: CUstream) -> CudaResult {
    capture::begin(&current::stream(stream, mode)?, 0, None)
}

pub unsafe fn cuStreamBeginCapture_v2(
    mode: DefaultStream,
    stream: CUstream,
    capture_mode: CUstreamCaptureMode,
) -> CudaResult {
    capture::begin(&current::stream(stream, mode)?, capture_mode, None)
}

pub unsafe fn cuStreamBeginCaptureToGraph(
    mode: DefaultStream,
    stream: CUstream,
    graph: CUgraph,
    after: *const CUgraphNode,
    _edges: *const CUgraphEdgeData,
    count: usize,
    capture_mode: CUstreamCaptureMode,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    let graph = super::graph::graph(graph)?;
    let after = nodes(after, count)?;
    let known = graph.handles();
    if !after.iter().all(|node| known.contains(node)) {
        return Err(CudaError::INVALID_VALUE);
    }
    capture::begin(&stream, capture_mode, Some((graph, after)))
}

/// An array of nodes of a believable length.
pub(super) fn nodes(nodes: *const CUgraphNode, count: usize) -> CudaResult<Vec<CUgraphNode>> {
    if count > 1 << 20 {
        return Err(CudaError::INVALID_VALUE);
    }
    inputs!(nodes, count)
}

pub unsafe fn cuStreamEndCapture(mode: DefaultStream, stream: CUstream, graph: *mut CUgraph) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    let captured = capture::end(&stream);
    // Without a place for it the graph is lost, but the capture is over.
    if let Some(graph) = maybe_out!(graph) {
        graph.set(captured.as_ref().map_or(CUgraph::NULL, |graph| graph.handle));
    }
    captured.map(|_| ())
}

pub unsafe fn cuThreadExchangeStreamCaptureMode(mode: *mut CUstreamCaptureMode) -> CudaResult {
    driver()?;
    let wanted = input!(mode)?;
    let before = capture::exchange_mode(wanted)?;
    out!(mode)?.set(before);
    Ok(())
}

pub unsafe fn cuStreamIsCapturing(
    mode: DefaultStream,
    stream: CUstream,
    status: *mut CUstreamCaptureStatus,
) -> CudaResult {
    info(mode, stream, Wanted { status, ..Wanted::default() })
}

pub unsafe fn cuStreamGetCaptureInfo(
    mode: DefaultStream,
    stream: CUstream,
    status: *mut CUstreamCaptureStatus,
    id: *mut u64,
) -> CudaResult {
    info(mode, stream, Wanted { status, id, ..Wanted::default() })
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
    info(mode, stream, Wanted { status, id, graph, nodes, count, ..Wanted::default() })
}

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
    info(mode, stream, Wanted { status, id, graph, nodes, edges, count })
}

/// Where the parts of an answer go; NULL for those that are not wanted.
struct Wanted {
    status: *mut CUstreamCaptureStatus,
    id: *mut u64,
    graph: *mut CUgraph,
    nodes: *mut *const CUgraphNode,
    edges: *mut *const CUgraphEdgeData,
    count: *mut usize,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            status: ptr::null_mut(),
            id: ptr::null_mut(),
            graph: ptr::null_mut(),
            nodes: ptr::null_mut(),
            edges: ptr::null_mut(),
            count: ptr::null_mut(),
        }
    }
}

fn info(mode: DefaultStream, stream: CUstream, wanted: Wanted) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    let status = out!(wanted.status)?;
    if stream.role == Role::Legacy {
        // Asking does no harm to the capture, but there is no answer while a blocking stream is captured.
        if stream.lanes.is_blocking_capture_active() {
            return Err(CudaError::STREAM_CAPTURE_IMPLICIT);
        }
        status.set(NONE);
        return Ok(());
    }
    let mut part = stream.capture.lock();
    let Some(part) = part.as_mut() else {
        status.set(NONE);
        return Ok(());
    };
    if !part.capture.is_valid() {
        status.set(INVALIDATED);
        return Ok(());
    }
    status.set(ACTIVE);
    if let Some(id) = maybe_out!(wanted.id) {
        id.set(part.capture.id);
    }
    if let Some(graph) = maybe_out!(wanted.graph) {
        graph.set(part.capture.graph.handle);
    }
    // The arrays stay as they are until the stream is used again, which is what CUDA promises.
    if let Some(nodes) = maybe_out!(wanted.nodes) {
        nodes.set(part.frontier.as_ptr());
    }
    if let Some(edges) = maybe_out!(wanted.edges) {
        let plain = CUgraphEdgeData { from_port: 0, to_port: 0, r#type: 0, reserved: [0; 5] };
        part.edges = vec![plain; part.frontier.len()];
        edges.set(part.edges.as_ptr());
    }
    if let Some(count) = maybe_out!(wanted.count) {
        count.set(part.frontier.len());
    }
    Ok(())
}

pub unsafe fn cuStreamUpdateCaptureDependencies(
    mode: DefaultStream,
    stream: CUstream,
    after: *const CUgraphNode,
    count: usize,
    flags: c_uint,
) -> CudaResult {
    update_dependencies(mode, stream, after, count, flags)
}

pub unsafe fn cuStreamUpdateCaptureDependencies_v2(
    mode: DefaultStream,
    stream: CUstream,
    after: *const CUgraphNode,
    _edges: *const CUgraphEdgeData,
    count: usize,
    flags: c_uint,
) -> CudaResult {
    update_dependencies(mode, stream, after, count, flags)
}

fn update_dependencies(
    mode: DefaultStream,
    stream: CUstream,
    after: *const CUgraphNode,
    count: usize,
    flags: c_uint,
) -> CudaResult {
    const ADD: c_uint = 0;
    const SET: c_uint = 1;
    let stream = current::stream(stream, mode)?;
    let after = nodes(after, count)?;
    let mut part = stream.capture.lock();
    let part = part.as_mut().ok_or(CudaError::ILLEGAL_STATE)?;
    let known = part.capture.graph.handles();
    if !after.iter().all(|node| known.contains(node)) || flags > SET {
        return Err(CudaError::INVALID_VALUE);
    }
    if flags != ADD {
        part.frontier.clear();
    }
    for node in after {
        if !part.frontier.contains(&node) {
            part.frontier.push(node);
        }
    }
    Ok(())
}
