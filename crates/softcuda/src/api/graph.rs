//! Graphs as wholes: creation, shape, destruction.

use std::{ffi::c_uint, sync::Arc};

use table::{CUgraph, CUgraphEdgeData, CUgraphNode, CUgraphNodeType, CudaError, CudaResult};

use super::{
    arg::{input, out},
    capture::nodes,
};
use crate::{driver::driver, graph::Graph};

/// The graph of a handle; what is wrong with a handle of this kind is an invalid value.
pub(super) fn graph(handle: CUgraph) -> CudaResult<Arc<Graph>> {
    driver()?.graphs.find(handle).ok_or(CudaError::INVALID_VALUE)
}

/// The graph that a node is in.
pub(super) fn home(node: CUgraphNode) -> CudaResult<Arc<Graph>> {
    driver()?.nodes.find(node).map(|home| home.graph.clone()).ok_or(CudaError::INVALID_VALUE)
}

/// Answers with a list as graph functions do: its length for NULL; otherwise as much as there is room
/// for, the rest of the room filled with zeroes.
fn answer<T: Copy>(array: *mut T, count: *mut usize, list: &[T], nothing: T) -> CudaResult {
    let room = input!(count)?;
    if array.is_null() {
        out!(count)?.set(list.len());
        return Ok(());
    }
    let written = room.min(list.len());
    for at in 0..room {
        let value = list.get(at).copied().unwrap_or(nothing);
        // SAFETY: the caller gave room for as many as `count` said, and `at` is below it.
        unsafe { array.add(at).write(value) };
    }
    out!(count)?.set(written);
    Ok(())
}

/// All edges are of the plain kind.
const PLAIN: CUgraphEdgeData = CUgraphEdgeData { from_port: 0, to_port: 0, r#type: 0, reserved: [0; 5] };

/// Edge data beside a list of nodes.
fn answer_edges(array: *mut CUgraphEdgeData, room: usize) {
    if array.is_null() {
        return;
    }
    for at in 0..room {
        // SAFETY: the caller gave room for as many edges as nodes, and `at` is below that.
        unsafe { array.add(at).write(PLAIN) };
    }
}

/// Edge data of new edges: only the plain kind exists here.
pub(super) fn check_edges(array: *const CUgraphEdgeData, count: usize) -> CudaResult {
    if array.is_null() {
        return Ok(());
    }
    for at in 0..count {
        // SAFETY: the caller gave as many edges as `count` says, and `at` is below it.
        let edge = input!(unsafe { array.add(at) })?;
        if (edge.from_port, edge.to_port, edge.r#type) != (0, 0, 0) {
            return Err(CudaError::NOT_SUPPORTED);
        }
    }
    Ok(())
}

pub unsafe fn cuGraphCreate(handle: *mut CUgraph, flags: c_uint) -> CudaResult {
    let driver = driver()?;
    let handle = out!(handle)?;
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    handle.set(Graph::create(driver, false).handle);
    Ok(())
}

pub unsafe fn cuGraphDestroy(handle: CUgraph) -> CudaResult {
    let graph = graph(handle)?;
    if graph.is_child {
        return Err(CudaError::INVALID_VALUE);
    }
    graph.destroy(driver()?);
    Ok(())
}

pub unsafe fn cuGraphClone(clone: *mut CUgraph, original: CUgraph) -> CudaResult {
    let graph = graph(original)?;
    let clone = out!(clone)?;
    clone.set(graph.copy(driver()?, false)?.handle);
    Ok(())
}

pub unsafe fn cuGraphNodeFindInClone(
    node: *mut CUgraphNode,
    original: CUgraphNode,
    clone: CUgraph,
) -> CudaResult {
    let clone = graph(clone)?;
    let node = out!(node)?;
    let is_it = |handle: &CUgraphNode| clone.node(*handle).is_ok_and(|node| node.origin == Some(original));
    node.set(clone.handles().into_iter().find(is_it).ok_or(CudaError::INVALID_VALUE)?);
    Ok(())
}

pub unsafe fn cuGraphGetNodes(handle: CUgraph, nodes: *mut CUgraphNode, count: *mut usize) -> CudaResult {
    answer(nodes, count, &graph(handle)?.handles(), CUgraphNode::NULL)
}

pub unsafe fn cuGraphGetRootNodes(handle: CUgraph, nodes: *mut CUgraphNode, count: *mut usize) -> CudaResult {
    let graph = graph(handle)?;
    let mut roots = graph.handles();
    roots.retain(|node| graph.node(*node).is_ok_and(|node| node.after.is_empty()));
    answer(nodes, count, &roots, CUgraphNode::NULL)
}

pub unsafe fn cuGraphGetEdges(
    handle: CUgraph,
    from: *mut CUgraphNode,
    to: *mut CUgraphNode,
    count: *mut usize,
) -> CudaResult {
    if from.is_null() != to.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    let (froms, tos): (Vec<_>, Vec<_>) = graph(handle)?.edges().into_iter().unzip();
    let mut room = input!(count)?;
    answer(from, &mut room, &froms, CUgraphNode::NULL)?;
    answer(to, count, &tos, CUgraphNode::NULL)
}

pub unsafe fn cuGraphGetEdges_v2(
    handle: CUgraph,
    from: *mut CUgraphNode,
    to: *mut CUgraphNode,
    edges: *mut CUgraphEdgeData,
    count: *mut usize,
) -> CudaResult {
    let room = input!(count)?;
    // SAFETY: the caller's contract is the callee's.
    unsafe { cuGraphGetEdges(handle, from, to, count) }?;
    answer_edges(edges, room);
    Ok(())
}

pub unsafe fn cuGraphNodeGetDependencies(
    node: CUgraphNode,
    nodes: *mut CUgraphNode,
    count: *mut usize,
) -> CudaResult {
    answer(nodes, count, &home(node)?.node(node)?.after, CUgraphNode::NULL)
}

pub unsafe fn cuGraphNodeGetDependencies_v2(
    node: CUgraphNode,
    nodes: *mut CUgraphNode,
    edges: *mut CUgraphEdgeData,
    count: *mut usize,
) -> CudaResult {
    let room = input!(count)?;
    answer(nodes, count, &home(node)?.node(node)?.after, CUgraphNode::NULL)?;
    answer_edges(edges, room);
    Ok(())
}

fn dependents(node: CUgraphNode) -> CudaResult<Vec<CUgraphNode>> {
    let edges = home(node)?.edges();
    Ok(edges.into_iter().filter(|(from, _)| *from == node).map(|(_, to)| to).collect())
}

pub unsafe fn cuGraphNodeGetDependentNodes(
    node: CUgraphNode,
    nodes: *mut CUgraphNode,
    count: *mut usize,
) -> CudaResult {
    answer(nodes, count, &dependents(node)?, CUgraphNode::NULL)
}

pub unsafe fn cuGraphNodeGetDependentNodes_v2(
    node: CUgraphNode,
    nodes: *mut CUgraphNode,
    edges: *mut CUgraphEdgeData,
    count: *mut usize,
) -> CudaResult {
    let room = input!(count)?;
    answer(nodes, count, &dependents(node)?, CUgraphNode::NULL)?;
    answer_edges(edges, room);
    Ok(())
}

pub unsafe fn cuGraphNodeGetType(node: CUgraphNode, which: *mut CUgraphNodeType) -> CudaResult {
    let found = home(node)?.node(node)?;
    out!(which)?.set(found.task.number());
    Ok(())
}

/// Pairs of nodes that edges are to be made or removed between.
fn pairs(
    from: *const CUgraphNode,
    to: *const CUgraphNode,
    count: usize,
) -> CudaResult<Vec<(CUgraphNode, CUgraphNode)>> {
    Ok(nodes(from, count)?.into_iter().zip(nodes(to, count)?).collect())
}

pub unsafe fn cuGraphAddDependencies(
    handle: CUgraph,
    from: *const CUgraphNode,
    to: *const CUgraphNode,
    count: usize,
) -> CudaResult {
    let graph = graph(handle)?;
    pairs(from, to, count)?.into_iter().try_for_each(|(from, to)| graph.join(from, to))
}

pub unsafe fn cuGraphAddDependencies_v2(
    handle: CUgraph,
    from: *const CUgraphNode,
    to: *const CUgraphNode,
    edges: *const CUgraphEdgeData,
    count: usize,
) -> CudaResult {
    check_edges(edges, count)?;
    // SAFETY: the caller's contract is the callee's.
    unsafe { cuGraphAddDependencies(handle, from, to, count) }
}

pub unsafe fn cuGraphRemoveDependencies(
    handle: CUgraph,
    from: *const CUgraphNode,
    to: *const CUgraphNode,
    count: usize,
) -> CudaResult {
    let graph = graph(handle)?;
    pairs(from, to, count)?.into_iter().try_for_each(|(from, to)| graph.part(from, to))
}

pub unsafe fn cuGraphRemoveDependencies_v2(
    handle: CUgraph,
    from: *const CUgraphNode,
    to: *const CUgraphNode,
    edges: *const CUgraphEdgeData,
    count: usize,
) -> CudaResult {
    check_edges(edges, count)?;
    // SAFETY: the caller's contract is the callee's.
    unsafe { cuGraphRemoveDependencies(handle, from, to, count) }
}

pub unsafe fn cuGraphDestroyNode(node: CUgraphNode) -> CudaResult {
    home(node)?.remove(driver()?, node)
}
