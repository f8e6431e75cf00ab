//! Graphs: captured or created, looked at, instantiated, updated and launched.
//!
//! Graphs and their nodes live in the worker; here they are numbers. What the driver owns and hands out
//! pointers to (a kernel node's parameters) is shadowed in [`super::graph_nodes`].

use core::ffi::{CStr, c_char, c_uint};
use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};

use table::{
    CUDA_ERROR_GRAPH_EXEC_UPDATE_FAILURE, CUDA_GRAPH_INSTANTIATE_PARAMS, CUgraph, CUgraphEdgeData,
    CUgraphExec, CUgraphExecUpdateResult, CUgraphExecUpdateResultInfo, CUgraphNode, CUstream, CudaError,
    CudaResult, DefaultStream, check,
};
use wire::{Handle, reply, request};
use zerocopy::IntoBytes as _;

use super::{capture::stream_exists, graph_nodes, list};
use crate::{
    edge::{not_null, write_str},
    session::{self, Session},
    staging::Block,
    transport,
};

/// Room for a graph's description as text, at first.
const DOT_LEN: u64 = 256 << 10;

/// The edge data that travels as one word.
pub(crate) fn edge_data(word: u64) -> CUgraphEdgeData {
    let [from_port, to_port, r#type, reserved @ ..] = word.to_le_bytes();
    CUgraphEdgeData { from_port, to_port, r#type, reserved }
}

fn id(graph: CUgraph) -> Handle {
    Handle(graph.0 as u64)
}

fn node(handle: Handle) -> CUgraphNode {
    CUgraphNode(handle.0 as usize)
}

pub unsafe fn cuGraphDestroy(graph: CUgraph) -> CudaResult {
    session::get()?;
    transport::submit(
        !graph.is_null(),
        DefaultStream::Legacy,
        &request::cuGraphDestroy { graph: id(graph) },
    )?;
    graph_nodes::graph_gone(graph);
    Ok(())
}

/// Hands a list to the program by CUDA's rule: without an array, its length; with one, as many elements as
/// both sides have, the rest of the array nulled, and their number.
///
/// # Safety
/// `count` is valid for reads and writes; each array is null (all of them, then) or has room for `*count`.
unsafe fn hand_out<T: Copy, const N: usize>(
    arrays: [*mut T; N],
    lists: [&[T]; N],
    null: T,
    count: *mut usize,
) {
    let total = lists.first().map_or(0, |list| list.len());
    // SAFETY: the caller's contract.
    let room = unsafe { count.read() };
    let mut shown = total;
    for (array, list) in arrays.into_iter().zip(lists) {
        if array.is_null() {
            continue;
        }
        shown = total.min(room);
        for index in 0..room {
            let value = list.get(index).copied().unwrap_or(null);
            // SAFETY: within the room that the caller vouches for.
            unsafe { array.add(index).write(value) };
        }
    }
    // SAFETY: the caller's contract.
    unsafe { count.write(shown) };
}

/// Fetches a list of nodes with the request that `of` builds, and hands it out.
macro_rules! node_list {
    ($name:ident) => {
        pub unsafe fn $name(graph: CUgraph, nodes: *mut CUgraphNode, count: *mut usize) -> CudaResult {
            let session = session::get()?;
            not_null(count)?;
            let words = list::fetch(session, |buffer, capacity| {
                let request = request::$name { graph: id(graph), buffer, capacity };
                let reply = transport::call(DefaultStream::Legacy, &request)?;
                let reply: reply::$name = reply.decode()?;
                Ok((reply.count, reply.words))
            })?;
            let all: Vec<CUgraphNode> = words.iter().map(|&word| CUgraphNode(word as usize)).collect();
            // SAFETY: not null; CUDA's contract for this call.
            unsafe { hand_out([nodes], [&all], CUgraphNode::NULL, count) };
            Ok(())
        }
    };
}

node_list!(cuGraphGetNodes);
node_list!(cuGraphGetRootNodes);

/// A graph's edges: from, to, and what kind each is.
fn edges(
    session: &'static Session,
    graph: CUgraph,
) -> CudaResult<(Vec<CUgraphNode>, Vec<CUgraphNode>, Vec<CUgraphEdgeData>)> {
    let words = list::fetch(session, |buffer, capacity| {
        let request = request::cuGraphGetEdges_v2 { graph: id(graph), buffer, capacity };
        let reply = transport::call(DefaultStream::Legacy, &request)?;
        let reply: reply::cuGraphGetEdges_v2 = reply.decode()?;
        Ok((reply.count, reply.words))
    })?;
    let triples = words.as_chunks::<3>().0;
    Ok((
        triples.iter().map(|[from, _, _]| CUgraphNode(*from as usize)).collect(),
        triples.iter().map(|[_, to, _]| CUgraphNode(*to as usize)).collect(),
        triples.iter().map(|[_, _, data]| edge_data(*data)).collect(),
    ))
}

/// # Safety
/// As for `cuGraphGetEdges_v2`.
unsafe fn get_edges(
    graph: CUgraph,
    from: *mut CUgraphNode,
    to: *mut CUgraphNode,
    data: *mut CUgraphEdgeData,
    count: *mut usize,
) -> CudaResult {
    let session = session::get()?;
    not_null(count)?;
    if from.is_null() != to.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    let (all_from, all_to, all_data) = edges(session, graph)?;
    let is_plain = |edge: &CUgraphEdgeData| edge.as_bytes().iter().all(|&byte| byte == 0);
    if !from.is_null() && data.is_null() && !all_data.iter().all(is_plain) {
        return Err(CudaError::LOSSY_QUERY);
    }
    // SAFETY: not null; CUDA's contract for this call.
    unsafe {
        if !data.is_null() {
            let mut room = count.read();
            hand_out([data], [&all_data], edge_data(0), &mut room);
        }
        hand_out([from, to], [&all_from, &all_to], CUgraphNode::NULL, count);
    }
    Ok(())
}

pub unsafe fn cuGraphGetEdges_v2(
    graph: CUgraph,
    from: *mut CUgraphNode,
    to: *mut CUgraphNode,
    data: *mut CUgraphEdgeData,
    count: *mut usize,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { get_edges(graph, from, to, data, count) }
}

pub unsafe fn cuGraphGetEdges(
    graph: CUgraph,
    from: *mut CUgraphNode,
    to: *mut CUgraphNode,
    count: *mut usize,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { get_edges(graph, from, to, core::ptr::null_mut(), count) }
}

pub unsafe fn cuGraphNodeFindInClone(
    found: *mut CUgraphNode,
    original: CUgraphNode,
    graph: CUgraph,
) -> CudaResult {
    not_null(found)?;
    let request = request::cuGraphNodeFindInClone { node: Handle(original.0 as u64), graph: id(graph) };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuGraphNodeFindInClone = reply.decode()?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { found.write(node(reply.found)) };
    Ok(())
}

pub unsafe fn cuGraphChildGraphNodeGetGraph(parent: CUgraphNode, graph: *mut CUgraph) -> CudaResult {
    not_null(graph)?;
    let request = request::cuGraphChildGraphNodeGetGraph { node: Handle(parent.0 as u64) };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuGraphChildGraphNodeGetGraph = reply.decode()?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { graph.write(CUgraph(reply.graph.0 as usize)) };
    Ok(())
}

pub unsafe fn cuGraphDebugDotPrint(graph: CUgraph, path: *const c_char, flags: c_uint) -> CudaResult {
    let session = session::get()?;
    not_null(path)?;
    let mut room = DOT_LEN;
    let text = loop {
        let block = Block::new(session, room)?;
        let (buffer, capacity) = (block.address(), block.len());
        let request = request::cuGraphDebugDotPrint { graph: id(graph), flags, buffer, capacity };
        let reply = transport::call(DefaultStream::Legacy, &request)?;
        let reply: reply::cuGraphDebugDotPrint = reply.decode()?;
        if reply.size <= capacity {
            break block.read(reply.size);
        }
        room = reply.size;
    };
    // SAFETY: not null; CUDA's contract: a NUL-terminated string.
    let path = OsStr::from_bytes(unsafe { CStr::from_ptr(path) }.to_bytes());
    std::fs::write(path, text).map_err(|_| CudaError::OPERATING_SYSTEM)
}

/// # Safety
/// As for `cuGraphInstantiate_v2`.
pub unsafe fn cuGraphInstantiate_v2(
    exec: *mut CUgraphExec,
    graph: CUgraph,
    error_node: *mut CUgraphNode,
    log: *mut c_char,
    log_len: usize,
) -> CudaResult {
    let session = session::get()?;
    not_null(exec)?;
    let handle = session.handle::<CUgraphExec>();
    let request = request::cuGraphInstantiate_v2 { exec: handle, graph: id(graph) };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuGraphInstantiate_v2 = reply.decode()?;
    if !error_node.is_null() {
        // SAFETY: not null; CUDA's contract makes it valid for this write.
        unsafe { error_node.write(node(reply.error_node)) };
    }
    if !log.is_null() {
        // SAFETY: not null; CUDA's contract: a buffer of `log_len` bytes.
        unsafe { write_str(log, log_len, &reply.log) };
    }
    check(reply.status)?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { exec.write(CUgraphExec(handle.0 as usize)) };
    Ok(())
}

pub unsafe fn cuGraphInstantiate(
    exec: *mut CUgraphExec,
    graph: CUgraph,
    error_node: *mut CUgraphNode,
    log: *mut c_char,
    log_len: usize,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuGraphInstantiate_v2(exec, graph, error_node, log, log_len) }
}

pub unsafe fn cuGraphInstantiateWithFlags(exec: *mut CUgraphExec, graph: CUgraph, flags: u64) -> CudaResult {
    let session = session::get()?;
    not_null(exec)?;
    let handle = session.handle::<CUgraphExec>();
    let request = request::cuGraphInstantiateWithFlags { exec: handle, graph: id(graph), flags };
    transport::call(DefaultStream::Legacy, &request)?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { exec.write(CUgraphExec(handle.0 as usize)) };
    Ok(())
}

pub unsafe fn cuGraphInstantiateWithParams(
    mode: DefaultStream,
    exec: *mut CUgraphExec,
    graph: CUgraph,
    params: *mut CUDA_GRAPH_INSTANTIATE_PARAMS,
) -> CudaResult {
    let session = session::get()?;
    not_null(exec)?;
    not_null(params)?;
    // SAFETY: not null; CUDA's contract makes it valid for reads.
    let (flags, upload) = unsafe { ((*params).flags, (*params).hUploadStream) };
    let handle = session.handle::<CUgraphExec>();
    let upload_stream = Handle(upload.0 as u64);
    let request =
        request::cuGraphInstantiateWithParams { exec: handle, graph: id(graph), flags, upload_stream };
    let reply = transport::call(mode, &request)?;
    let reply: reply::cuGraphInstantiateWithParams = reply.decode()?;
    // SAFETY: not null; CUDA's contract makes it valid for writes.
    unsafe {
        (*params).hErrNode_out = node(reply.error_node);
        (*params).result_out = reply.result;
    }
    check(reply.status)?;
    session.touch(upload);
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { exec.write(CUgraphExec(handle.0 as usize)) };
    Ok(())
}

/// Updates an instantiated graph; the result is told apart from the call's own failure.
/// Updates by either form: the `older` one has other results for the same failure.
fn update(exec: CUgraphExec, graph: CUgraph, older: bool) -> CudaResult<reply::cuGraphExecUpdate_v2> {
    let request = request::cuGraphExecUpdate_v2 { exec: Handle(exec.0 as u64), graph: id(graph), older };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    reply.decode()
}

pub unsafe fn cuGraphExecUpdate_v2(
    exec: CUgraphExec,
    graph: CUgraph,
    info: *mut CUgraphExecUpdateResultInfo,
) -> CudaResult {
    not_null(info)?;
    let reply = update(exec, graph, false)?;
    if matches!(reply.status, 0 | CUDA_ERROR_GRAPH_EXEC_UPDATE_FAILURE) {
        let value = CUgraphExecUpdateResultInfo {
            result: reply.result,
            errorNode: node(reply.error_node),
            errorFromNode: node(reply.error_from_node),
        };
        // SAFETY: not null; CUDA's contract makes it valid for this write.
        unsafe { info.write(value) };
    }
    check(reply.status)
}

pub unsafe fn cuGraphExecUpdate(
    exec: CUgraphExec,
    graph: CUgraph,
    error_node: *mut CUgraphNode,
    result: *mut CUgraphExecUpdateResult,
) -> CudaResult {
    let reply = update(exec, graph, true)?;
    if matches!(reply.status, 0 | CUDA_ERROR_GRAPH_EXEC_UPDATE_FAILURE) {
        // SAFETY: each is written only if it is not null; CUDA's contract.
        unsafe {
            if !error_node.is_null() {
                error_node.write(node(reply.error_node));
            }
            if !result.is_null() {
                result.write(reply.result);
            }
        }
    }
    check(reply.status)
}

pub unsafe fn cuGraphExecDestroy(exec: CUgraphExec) -> CudaResult {
    session::get()?;
    let request = request::cuGraphExecDestroy { exec: Handle(exec.0 as u64) };
    transport::submit(!exec.is_null(), DefaultStream::Legacy, &request)
}

pub unsafe fn cuGraphLaunch(mode: DefaultStream, exec: CUgraphExec, stream: CUstream) -> CudaResult {
    let session = session::get()?;
    let request = request::cuGraphLaunch { exec: Handle(exec.0 as u64), stream: Handle(stream.0 as u64) };
    transport::submit(!exec.is_null() && stream_exists(session, stream), mode, &request)?;
    session.launched(stream);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handed_out(room: usize, list: &[u32]) -> (Vec<u32>, usize) {
        let mut array = vec![9; 4];
        let mut count = room;
        // SAFETY: the array has room for 4.
        unsafe { hand_out([array.as_mut_ptr()], [list], 0, &mut count) };
        (array, count)
    }

    #[test]
    fn a_list_fills_the_room_that_there_is() {
        assert_eq!(handed_out(4, &[1, 2]), (vec![1, 2, 0, 0], 2));
        assert_eq!(handed_out(1, &[1, 2]), (vec![1, 9, 9, 9], 1));
        let mut count = 77;
        // SAFETY: a null array is not written to.
        unsafe { hand_out([core::ptr::null_mut()], [&[1, 2]], 0, &mut count) };
        assert_eq!(count, 2);
    }
}
