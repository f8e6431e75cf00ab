//! Graphs as wholes: their nodes and edges, clones, descriptions.
//!
//! Graphs and their nodes live in the worker; here they are numbers. What the driver owns and hands out
//! pointers to (a kernel node's parameters) is shadowed in [`super::graph_nodes`].

use core::ffi::{CStr, c_char, c_uint};
use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};

use table::{CUgraph, CUgraphEdgeData, CUgraphNode, CudaError, CudaResult, DefaultStream};
use wire::{Handle, reply, request};
use zerocopy::IntoBytes as _;

use super::{graph_nodes, list};
use crate::{
    edge::not_null,
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

pub(super) fn id(graph: CUgraph) -> Handle {
    Handle(graph.0 as u64)
}

pub(super) fn node(handle: Handle) -> CUgraphNode {
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

/// Nodes cannot be told without what kind their edges are, unless all are of the plain kind.
///
/// # Errors
/// `LOSSY_QUERY`.
fn check_lossless(
    nodes: *const CUgraphNode,
    data: *const CUgraphEdgeData,
    all: &[CUgraphEdgeData],
) -> CudaResult {
    let is_plain = |edge: &CUgraphEdgeData| edge.as_bytes().iter().all(|&byte| byte == 0);
    let is_lossy = !nodes.is_null() && data.is_null() && !all.iter().all(is_plain);
    if is_lossy { Err(CudaError::LOSSY_QUERY) } else { Ok(()) }
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
    check_lossless(from, data, &all_data)?;
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

/// The nodes that are joined to one, by the two forms of the question.
macro_rules! neighbour_list {
    ($name:ident, $older:ident) => {
        pub unsafe fn $name(
            node: CUgraphNode,
            nodes: *mut CUgraphNode,
            data: *mut CUgraphEdgeData,
            count: *mut usize,
        ) -> CudaResult {
            let session = session::get()?;
            not_null(count)?;
            let words = list::fetch(session, |buffer, capacity| {
                let request = request::$name { node: Handle(node.0 as u64), buffer, capacity };
                let reply = transport::call(DefaultStream::Legacy, &request)?;
                let reply: reply::$name = reply.decode()?;
                Ok((reply.count, reply.words))
            })?;
            let pairs = words.as_chunks::<2>().0;
            let all: Vec<_> = pairs.iter().map(|[node, _]| CUgraphNode(*node as usize)).collect();
            let all_data: Vec<_> = pairs.iter().map(|[_, data]| edge_data(*data)).collect();
            check_lossless(nodes, data, &all_data)?;
            // SAFETY: not null; CUDA's contract for this call.
            unsafe {
                if !data.is_null() {
                    // The rest of this array is left as it is.
                    for (at, value) in all_data.iter().take(count.read()).enumerate() {
                        data.add(at).write(*value);
                    }
                }
                hand_out([nodes], [&all], CUgraphNode::NULL, count);
            }
            Ok(())
        }

        pub unsafe fn $older(node: CUgraphNode, nodes: *mut CUgraphNode, count: *mut usize) -> CudaResult {
            // SAFETY: the same contract.
            unsafe { $name(node, nodes, core::ptr::null_mut(), count) }
        }
    };
}

neighbour_list!(cuGraphNodeGetDependencies_v2, cuGraphNodeGetDependencies);
neighbour_list!(cuGraphNodeGetDependentNodes_v2, cuGraphNodeGetDependentNodes);

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
