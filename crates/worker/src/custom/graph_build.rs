//! Graphs built node by node, and nodes changed.
//!
//! Most types of node have functions of their own beside those for all types, and older drivers have only the
//! former. The guest says which of them the program called, so that the driver judges the call as it was made.

use table::{
    CU_GRAPH_CHILD_GRAPH_OWNERSHIP_MOVE, CU_GRAPH_NODE_TYPE_BATCH_MEM_OP, CU_GRAPH_NODE_TYPE_EMPTY,
    CU_GRAPH_NODE_TYPE_EVENT_RECORD, CU_GRAPH_NODE_TYPE_GRAPH, CU_GRAPH_NODE_TYPE_HOST,
    CU_GRAPH_NODE_TYPE_KERNEL, CU_GRAPH_NODE_TYPE_MEM_ALLOC, CU_GRAPH_NODE_TYPE_MEM_FREE,
    CU_GRAPH_NODE_TYPE_MEMCPY, CU_GRAPH_NODE_TYPE_MEMSET, CU_GRAPH_NODE_TYPE_WAIT_EVENT,
    CUDA_BATCH_MEM_OP_NODE_PARAMS_v1, CUDA_CHILD_GRAPH_NODE_PARAMS, CUDA_EVENT_RECORD_NODE_PARAMS,
    CUDA_HOST_NODE_PARAMS_v1, CUDA_KERNEL_NODE_PARAMS_v2, CUDA_MEM_ALLOC_NODE_PARAMS_v1,
    CUDA_MEM_FREE_NODE_PARAMS, CUDA_MEMCPY_NODE_PARAMS, CUDA_MEMSET_NODE_PARAMS_v1,
    CUDA_MEMSET_NODE_PARAMS_v2, CUcontext, CUgraph, CUgraphEdgeData, CUgraphExec, CUgraphNode,
    CUgraphNodeParams, CUresult, CudaError, CudaResult, check,
};
use wire::{Handle, Header, reply, request};

use super::graph_params::{Translated, part};
use crate::{regions::Origin, session::Session};

/// Which function adds a node; the guest's `api::graph_build::form`.
mod form {
    pub const OWN: u32 = 0;
    pub const ANY: u32 = 1;
    pub const ANY_WITH_EDGES: u32 = 2;
}

/// The child graph of a description of the guest's, if it is one that moves the graph into the node.
fn moved_child(mut params: CUgraphNodeParams) -> Option<Handle> {
    if params.r#type != CU_GRAPH_NODE_TYPE_GRAPH {
        return None;
    }
    // SAFETY: a handle and a number: any bytes are a value.
    let child: &mut CUDA_CHILD_GRAPH_NODE_PARAMS = unsafe { part(&mut params) };
    (child.ownership == CU_GRAPH_CHILD_GRAPH_OWNERSHIP_MOVE).then_some(Handle(child.graph.0 as u64))
}

/// Nodes by their names.
pub(super) fn nodes(session: &Session, names: &[u64]) -> CudaResult<Vec<CUgraphNode>> {
    names.iter().map(|&name| session.handles.get::<CUgraphNode>(Handle(name))).collect()
}

/// An array of nodes, NULL for none.
pub(super) fn list_or_null(nodes: &[CUgraphNode]) -> *const CUgraphNode {
    if nodes.is_empty() { core::ptr::null() } else { nodes.as_ptr() }
}

/// Edge data of `count` edges, or none: NULL then.
pub(super) fn edge_data(edges: &[CUgraphEdgeData], count: usize) -> CudaResult<*const CUgraphEdgeData> {
    match edges.len() {
        0 => Ok(core::ptr::null()),
        len if len == count => Ok(edges.as_ptr()),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

pub fn cuGraphAddNode_v2(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphAddNode_v2<'_>,
) -> CudaResult<reply::cuGraphAddNode_v2> {
    let graph = session.handles.get::<CUgraph>(q.graph)?;
    let after = nodes(session, &q.dependencies)?;
    let edges = edge_data(&q.edges, after.len())?;
    let mut described = Translated::new(session, q.params.0, q.more.0)?;
    let params = &mut described.params;
    let mut node = CUgraphNode::NULL;
    let (first, count) = (list_or_null(&after), after.len());
    let driver = &session.driver;
    // SAFETY: a graph and nodes of this session, in an array of `count`; edge data is NULL or as long; what
    // the description names is of this session, and its pointers are to what it keeps.
    check(unsafe {
        match q.form {
            form::OWN => add_own(session, &mut node, graph, first, count, params),
            form::ANY => (driver.cuGraphAddNode)(&mut node, graph, first, count, params),
            form::ANY_WITH_EDGES => (driver.cuGraphAddNode_v2)(&mut node, graph, first, edges, count, params),
            _ => return Err(CudaError::INVALID_VALUE),
        }
    })?;
    let (allocated, bodies) = (described.allocated(), described.bodies());
    described.taken();
    let name = session.name_node(q.graph, node)?;
    // The older function clones the graph, whatever its description says.
    if q.form != form::OWN
        && let Some(child) = moved_child(q.params.0)
    {
        session.graphs.note_child(name, child);
    }
    let (address, len) = allocated.unwrap_or((0, 0));
    session.regions.insert(address, len, Origin::Graph);
    let mut graphs = Vec::with_capacity(bodies.len());
    for body in bodies {
        let body = session.handles.known(body)?;
        session.graphs.note_child(name, body);
        graphs.push(body.0);
    }
    Ok(reply::cuGraphAddNode_v2 { node: name, address, graphs })
}

/// Adds a node by the function of its type.
///
/// # Safety
/// `after` has `count` nodes; everything that `params` names is the driver's and of this session.
unsafe fn add_own(
    session: &Session,
    node: &mut CUgraphNode,
    graph: CUgraph,
    after: *const CUgraphNode,
    count: usize,
    params: &mut CUgraphNodeParams,
) -> CUresult {
    let driver = &session.driver;
    // SAFETY: the caller's contract; each structure is the one of its type, of which any bytes are a value.
    unsafe {
        match params.r#type {
            CU_GRAPH_NODE_TYPE_KERNEL => {
                let of: &mut CUDA_KERNEL_NODE_PARAMS_v2 = part(params);
                (driver.cuGraphAddKernelNode_v2)(node, graph, after, count, of)
            }
            CU_GRAPH_NODE_TYPE_MEMCPY => {
                let of: &mut CUDA_MEMCPY_NODE_PARAMS = part(params);
                (driver.cuGraphAddMemcpyNode)(node, graph, after, count, &of.copyParams, of.copyCtx)
            }
            CU_GRAPH_NODE_TYPE_MEMSET => {
                let of: &mut CUDA_MEMSET_NODE_PARAMS_v2 = part(params);
                (driver.cuGraphAddMemsetNode)(node, graph, after, count, without_context(of), of.ctx)
            }
            CU_GRAPH_NODE_TYPE_HOST => {
                let of: &mut CUDA_HOST_NODE_PARAMS_v1 = part(params);
                (driver.cuGraphAddHostNode)(node, graph, after, count, of)
            }
            CU_GRAPH_NODE_TYPE_GRAPH => {
                let of: &mut CUDA_CHILD_GRAPH_NODE_PARAMS = part(params);
                (driver.cuGraphAddChildGraphNode)(node, graph, after, count, of.graph)
            }
            CU_GRAPH_NODE_TYPE_EMPTY => (driver.cuGraphAddEmptyNode)(node, graph, after, count),
            CU_GRAPH_NODE_TYPE_WAIT_EVENT => {
                let of: &mut CUDA_EVENT_RECORD_NODE_PARAMS = part(params);
                (driver.cuGraphAddEventWaitNode)(node, graph, after, count, of.event)
            }
            CU_GRAPH_NODE_TYPE_EVENT_RECORD => {
                let of: &mut CUDA_EVENT_RECORD_NODE_PARAMS = part(params);
                (driver.cuGraphAddEventRecordNode)(node, graph, after, count, of.event)
            }
            CU_GRAPH_NODE_TYPE_MEM_ALLOC => {
                let of: &mut CUDA_MEM_ALLOC_NODE_PARAMS_v1 = part(params);
                (driver.cuGraphAddMemAllocNode)(node, graph, after, count, of)
            }
            CU_GRAPH_NODE_TYPE_MEM_FREE => {
                let of: &mut CUDA_MEM_FREE_NODE_PARAMS = part(params);
                (driver.cuGraphAddMemFreeNode)(node, graph, after, count, of.dptr)
            }
            CU_GRAPH_NODE_TYPE_BATCH_MEM_OP => {
                let of: &mut CUDA_BATCH_MEM_OP_NODE_PARAMS_v1 = part(params);
                (driver.cuGraphAddBatchMemOpNode)(node, graph, after, count, of)
            }
            _ => CudaError::INVALID_VALUE.code(),
        }
    }
}

/// The older structure of a memset, which the newer one begins with.
fn without_context(of: &CUDA_MEMSET_NODE_PARAMS_v2) -> *const CUDA_MEMSET_NODE_PARAMS_v1 {
    core::ptr::from_ref(of).cast()
}

pub fn cuGraphNodeSetParams(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphNodeSetParams<'_>,
) -> CudaResult {
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    // Another graph in the node's place would end the one that is there, whose nodes have names.
    if !q.own && q.params.0.r#type == CU_GRAPH_NODE_TYPE_GRAPH {
        return Err(CudaError::NOT_SUPPORTED);
    }
    let mut described = Translated::new(session, q.params.0, q.more.0)?;
    let (driver, params) = (&session.driver, &mut described.params);
    // SAFETY: a node of this session; for the rest as for `cuGraphAddNode_v2`.
    check(unsafe {
        if q.own { set_own(session, node, params) } else { (driver.cuGraphNodeSetParams)(node, params) }
    })?;
    described.taken();
    Ok(())
}

/// Changes a node by the function of its type.
///
/// # Safety
/// As for [`add_own`].
unsafe fn set_own(session: &Session, node: CUgraphNode, params: &mut CUgraphNodeParams) -> CUresult {
    let driver = &session.driver;
    // SAFETY: as in `add_own`.
    unsafe {
        match params.r#type {
            CU_GRAPH_NODE_TYPE_KERNEL => {
                let of: &mut CUDA_KERNEL_NODE_PARAMS_v2 = part(params);
                (driver.cuGraphKernelNodeSetParams_v2)(node, of)
            }
            CU_GRAPH_NODE_TYPE_MEMCPY => {
                let of: &mut CUDA_MEMCPY_NODE_PARAMS = part(params);
                (driver.cuGraphMemcpyNodeSetParams)(node, &of.copyParams)
            }
            CU_GRAPH_NODE_TYPE_MEMSET => {
                let of: &mut CUDA_MEMSET_NODE_PARAMS_v2 = part(params);
                (driver.cuGraphMemsetNodeSetParams)(node, without_context(of))
            }
            CU_GRAPH_NODE_TYPE_HOST => {
                let of: &mut CUDA_HOST_NODE_PARAMS_v1 = part(params);
                (driver.cuGraphHostNodeSetParams)(node, of)
            }
            CU_GRAPH_NODE_TYPE_BATCH_MEM_OP => {
                let of: &mut CUDA_BATCH_MEM_OP_NODE_PARAMS_v1 = part(params);
                (driver.cuGraphBatchMemOpNodeSetParams)(node, of)
            }
            _ => CudaError::INVALID_VALUE.code(),
        }
    }
}

pub fn cuGraphExecNodeSetParams(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphExecNodeSetParams<'_>,
) -> CudaResult {
    let exec = session.handles.get::<CUgraphExec>(q.exec)?;
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    let mut described = Translated::new(session, q.params.0, q.more.0)?;
    let (driver, params) = (&session.driver, &mut described.params);
    // SAFETY: an instantiated graph and a node of this session; for the rest as for `cuGraphAddNode_v2`.
    check(unsafe {
        if q.own {
            set_own_in(session, exec, node, params)
        } else {
            (driver.cuGraphExecNodeSetParams)(exec, node, params)
        }
    })?;
    described.taken();
    Ok(())
}

/// Changes a node of an instantiated graph by the function of its type.
///
/// # Safety
/// As for [`add_own`].
unsafe fn set_own_in(
    session: &Session,
    exec: CUgraphExec,
    node: CUgraphNode,
    params: &mut CUgraphNodeParams,
) -> CUresult {
    let driver = &session.driver;
    // SAFETY: as in `add_own`.
    unsafe {
        match params.r#type {
            CU_GRAPH_NODE_TYPE_KERNEL => {
                let of: &mut CUDA_KERNEL_NODE_PARAMS_v2 = part(params);
                (driver.cuGraphExecKernelNodeSetParams_v2)(exec, node, of)
            }
            CU_GRAPH_NODE_TYPE_MEMCPY => {
                let of: &mut CUDA_MEMCPY_NODE_PARAMS = part(params);
                (driver.cuGraphExecMemcpyNodeSetParams)(exec, node, &of.copyParams, of.copyCtx)
            }
            CU_GRAPH_NODE_TYPE_MEMSET => {
                let of: &mut CUDA_MEMSET_NODE_PARAMS_v2 = part(params);
                (driver.cuGraphExecMemsetNodeSetParams)(exec, node, without_context(of), of.ctx)
            }
            CU_GRAPH_NODE_TYPE_HOST => {
                let of: &mut CUDA_HOST_NODE_PARAMS_v1 = part(params);
                (driver.cuGraphExecHostNodeSetParams)(exec, node, of)
            }
            CU_GRAPH_NODE_TYPE_BATCH_MEM_OP => {
                let of: &mut CUDA_BATCH_MEM_OP_NODE_PARAMS_v1 = part(params);
                (driver.cuGraphExecBatchMemOpNodeSetParams)(exec, node, of)
            }
            _ => CudaError::INVALID_VALUE.code(),
        }
    }
}

pub fn cuGraphConditionalHandleCreate(
    session: &mut Session,
    _: &Header,
    q: request::cuGraphConditionalHandleCreate,
) -> CudaResult<reply::cuGraphConditionalHandleCreate> {
    let graph = session.handles.get::<CUgraph>(q.graph)?;
    let context = session.handles.get::<CUcontext>(q.context)?;
    let mut condition = 0;
    // SAFETY: a graph and a context of this session; the pointer is to a local.
    check(unsafe {
        (session.driver.cuGraphConditionalHandleCreate)(&mut condition, graph, context, q.initial, q.flags)
    })?;
    session.graphs.note_condition(q.graph, condition);
    // Kernels are given the driver's own number, so the guest has to know it.
    Ok(reply::cuGraphConditionalHandleCreate { condition })
}

pub fn cuGraphDestroyNode(session: &mut Session, _: &Header, q: request::cuGraphDestroyNode) -> CudaResult {
    let node = session.handles.get::<CUgraphNode>(q.node)?;
    // SAFETY: a node of this session.
    check(unsafe { (session.driver.cuGraphDestroyNode)(node) })?;
    session.forget_node(q.node);
    Ok(())
}

/// Edges that are added or removed, by the older function or by the one that knows of edge data.
macro_rules! edges {
    ($name:ident, $older:ident) => {
        pub fn $name(session: &mut Session, _: &Header, q: request::$name) -> CudaResult {
            let graph = session.handles.get::<CUgraph>(q.graph)?;
            let (from, to) = (nodes(session, &q.from)?, nodes(session, &q.to)?);
            let count = from.len();
            if to.len() != count {
                return Err(CudaError::INVALID_VALUE);
            }
            let data = edge_data(&q.edges, count)?;
            // SAFETY: a graph and nodes of this session, `count` in each array; edge data is NULL or as long.
            check(unsafe {
                if q.older {
                    (session.driver.$older)(graph, from.as_ptr(), to.as_ptr(), count)
                } else {
                    (session.driver.$name)(graph, from.as_ptr(), to.as_ptr(), data, count)
                }
            })
        }
    };
}

edges!(cuGraphAddDependencies_v2, cuGraphAddDependencies);
edges!(cuGraphRemoveDependencies_v2, cuGraphRemoveDependencies);
