//! Graphs built node by node: nodes and edges added and removed, those under capture included.

use core::ffi::c_uint;

use table::{
    CU_GRAPH_NODE_TYPE_BATCH_MEM_OP, CU_GRAPH_NODE_TYPE_CONDITIONAL, CU_GRAPH_NODE_TYPE_EMPTY,
    CU_GRAPH_NODE_TYPE_EVENT_RECORD, CU_GRAPH_NODE_TYPE_GRAPH, CU_GRAPH_NODE_TYPE_HOST,
    CU_GRAPH_NODE_TYPE_KERNEL, CU_GRAPH_NODE_TYPE_MEM_ALLOC, CU_GRAPH_NODE_TYPE_MEM_FREE,
    CU_GRAPH_NODE_TYPE_MEMCPY, CU_GRAPH_NODE_TYPE_WAIT_EVENT, CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
    CUDA_CHILD_GRAPH_NODE_PARAMS, CUDA_CONDITIONAL_NODE_PARAMS, CUDA_HOST_NODE_PARAMS_v1,
    CUDA_KERNEL_NODE_PARAMS_v1, CUDA_KERNEL_NODE_PARAMS_v2, CUDA_MEM_ALLOC_NODE_PARAMS_v1,
    CUDA_MEM_FREE_NODE_PARAMS, CUDA_MEMCPY3D_v2, CUDA_MEMSET_NODE_PARAMS_v1, CUcontext, CUdeviceptr, CUevent,
    CUgraph, CUgraphConditionalHandle, CUgraphEdgeData, CUgraphNode, CUgraphNodeParams, CUstream, CudaError,
    CudaResult, DefaultStream,
};
use wire::{Bytes, Handle, Pod, reply, request};

use super::{
    graph_detour::Detour,
    graph_nodes,
    graph_params::{self, Described, part, whole},
};
use crate::{
    allocations::Kind,
    edge::{not_null, read_array},
    session::{self, Session},
    transport,
};

/// Which function adds a node; the worker's `custom::graph_build::form`.
pub(super) mod form {
    /// That of its type.
    pub const OWN: u32 = 0;
    /// The one for all types.
    pub const ANY: u32 = 1;
    /// The one for all types that takes edge data.
    pub const ANY_WITH_EDGES: u32 = 2;
}

/// Nodes and their edges that a program passes.
pub(super) struct After {
    pub(super) nodes: Vec<u64>,
    pub(super) edges: Vec<CUgraphEdgeData>,
}

impl After {
    /// No node.
    pub(super) fn none() -> Self {
        Self { nodes: Vec::new(), edges: Vec::new() }
    }

    /// One node, by a plain edge.
    pub(super) fn one(node: CUgraphNode) -> Self {
        Self { nodes: vec![node.0 as u64], edges: Vec::new() }
    }

    /// Reads them; `edges` may be null.
    ///
    /// # Errors
    /// `INVALID_VALUE` for a null array of nodes; `OUT_OF_MEMORY` for more than a frame holds.
    ///
    /// # Safety
    /// Each array is null or has `count` elements.
    pub(super) unsafe fn read(
        session: &Session,
        nodes: *const CUgraphNode,
        edges: *const CUgraphEdgeData,
        count: usize,
    ) -> CudaResult<Self> {
        check_count(session, count)?;
        // SAFETY: null or `count` handles, which are numbers (caller).
        let nodes = unsafe { read_array::<u64>(nodes.cast(), count) }?;
        // SAFETY: not null, and then `count` elements (caller).
        let edges = if edges.is_null() { Vec::new() } else { unsafe { read_array(edges, count) }? };
        Ok(Self { nodes, edges })
    }
}

/// Two nodes and what kind of edge it is, for each of `count` edges, must fit a frame.
fn check_count(session: &Session, count: usize) -> CudaResult {
    if count > transport::max_body(session) / 32 { Err(CudaError::OUT_OF_MEMORY) } else { Ok(()) }
}

/// A node that has been added.
pub(super) struct Added {
    pub(super) node: CUgraphNode,
    /// What a node that allocates memory will allocate.
    address: CUdeviceptr,
    /// The graphs that the driver has made for the node.
    graphs: Vec<CUgraph>,
}

/// Adds a node and hands it to the program.
///
/// # Safety
/// Each pointer keeps CUDA's contract for the call; `params` that of a node of its type.
unsafe fn add(
    node: *mut CUgraphNode,
    graph: CUgraph,
    (nodes, edges, count): (*const CUgraphNode, *const CUgraphEdgeData, usize),
    form: u32,
    params: CUgraphNodeParams,
) -> CudaResult<Added> {
    let session = session::get()?;
    not_null(node)?;
    // SAFETY: the caller's contract.
    let after = unsafe { After::read(session, nodes, edges, count) }?;
    // SAFETY: the caller's contract.
    let added = unsafe { add_node(session, graph, after, form, params) }?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { node.write(added.node) };
    Ok(added)
}

/// Adds a node.
///
/// # Safety
/// `params` keeps CUDA's contract for a node of its type.
pub(super) unsafe fn add_node(
    session: &'static Session,
    graph: CUgraph,
    after: After,
    form: u32,
    mut params: CUgraphNodeParams,
) -> CudaResult<Added> {
    if params.r#type == CU_GRAPH_NODE_TYPE_MEMCPY
        && let Some(detour) = Detour::needed(session, &params)?
    {
        let node = detour.add(session, graph, after)?;
        return Ok(Added { node, address: 0, graphs: Vec::new() });
    }
    // SAFETY: the caller's contract.
    let described = unsafe { Described::new(session, params) }?;
    let request = request::cuGraphAddNode_v2 {
        graph: Handle(graph.0 as u64),
        form,
        dependencies: after.nodes,
        edges: after.edges,
        params: Pod(described.params),
        more: Bytes(&described.more),
    };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuGraphAddNode_v2 = reply.decode()?;
    described.taken();
    if reply.address != 0 {
        // SAFETY: numbers and a pointer: any bytes are a value. Only this type of node has an address.
        let of: &mut CUDA_MEM_ALLOC_NODE_PARAMS_v1 = unsafe { part(&mut params) };
        let (len, device) = (of.bytesize as u64, of.poolProps.location.id);
        session.allocations.insert(reply.address, len, Kind::Graph, CUcontext::NULL, device);
    }
    Ok(Added {
        node: CUgraphNode(reply.node.0 as usize),
        address: reply.address,
        graphs: reply.graphs.into_iter().map(|graph| CUgraph(graph as usize)).collect(),
    })
}

/// The functions that add nodes of one type: name, what describes the node, and how that becomes the structure
/// for all types.
macro_rules! adds {
    ($($name:ident($($arg:ident: $ty:ty),*) $(given $pointer:ident)? => $params:expr;)*) => {$(
        pub unsafe fn $name(
            node: *mut CUgraphNode,
            graph: CUgraph,
            nodes: *const CUgraphNode,
            count: usize,
            $($arg: $ty,)*
        ) -> CudaResult {
            $(not_null($pointer)?;)?
            // SAFETY: CUDA's contract for this call; what describes the node is not null.
            unsafe { add(node, graph, (nodes, core::ptr::null(), count), form::OWN, $params) }.map(drop)
        }
    )*};
}

adds! {
    cuGraphAddKernelNode(of: *const CUDA_KERNEL_NODE_PARAMS_v1) given of => graph_params::older_kernel(of);
    cuGraphAddKernelNode_v2(of: *const CUDA_KERNEL_NODE_PARAMS_v2) given of => whole(CU_GRAPH_NODE_TYPE_KERNEL, of);
    cuGraphAddMemcpyNode(of: *const CUDA_MEMCPY3D_v2, context: CUcontext) given of => graph_params::copy_in(of, context);
    cuGraphAddMemsetNode(of: *const CUDA_MEMSET_NODE_PARAMS_v1, context: CUcontext) given of => graph_params::memset_in(of, context);
    cuGraphAddHostNode(of: *const CUDA_HOST_NODE_PARAMS_v1) given of => whole(CU_GRAPH_NODE_TYPE_HOST, of);
    cuGraphAddChildGraphNode(child: CUgraph) => child_graph(child);
    cuGraphAddMemFreeNode(address: CUdeviceptr) => free(address);
    cuGraphAddBatchMemOpNode(of: *const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1) given of => whole(CU_GRAPH_NODE_TYPE_BATCH_MEM_OP, of);
    cuGraphAddEmptyNode() => CUgraphNodeParams::of(CU_GRAPH_NODE_TYPE_EMPTY);
    cuGraphAddEventRecordNode(event: CUevent) => graph_params::event(CU_GRAPH_NODE_TYPE_EVENT_RECORD, event);
    cuGraphAddEventWaitNode(event: CUevent) => graph_params::event(CU_GRAPH_NODE_TYPE_WAIT_EVENT, event);
}

/// A node that frees memory.
fn free(address: CUdeviceptr) -> CUgraphNodeParams {
    let mut params = CUgraphNodeParams::of(CU_GRAPH_NODE_TYPE_MEM_FREE);
    // SAFETY: a number.
    unsafe { part::<CUDA_MEM_FREE_NODE_PARAMS>(&mut params) }.dptr = address;
    params
}

/// A node with a copy of a graph.
pub(super) fn child_graph(graph: CUgraph) -> CUgraphNodeParams {
    let mut params = CUgraphNodeParams::of(CU_GRAPH_NODE_TYPE_GRAPH);
    // SAFETY: a handle and a number: any bytes are a value.
    unsafe { part::<CUDA_CHILD_GRAPH_NODE_PARAMS>(&mut params) }.graph = graph;
    params
}

pub unsafe fn cuGraphAddMemAllocNode(
    node: *mut CUgraphNode,
    graph: CUgraph,
    nodes: *const CUgraphNode,
    count: usize,
    of: *mut CUDA_MEM_ALLOC_NODE_PARAMS_v1,
) -> CudaResult {
    not_null(of)?;
    // SAFETY: CUDA's contract for this call; what describes the node is not null.
    unsafe {
        let params = whole(CU_GRAPH_NODE_TYPE_MEM_ALLOC, of.cast_const());
        let added = add(node, graph, (nodes, core::ptr::null(), count), form::OWN, params)?;
        (*of).dptr = added.address;
    }
    Ok(())
}

/// Adds a node of any type, and says in `params` what the driver has made for it.
///
/// # Safety
/// CUDA's contract for `cuGraphAddNode`.
unsafe fn add_any(
    node: *mut CUgraphNode,
    graph: CUgraph,
    after: (*const CUgraphNode, *const CUgraphEdgeData, usize),
    form: u32,
    params: *mut CUgraphNodeParams,
) -> CudaResult {
    not_null(params)?;
    // SAFETY: not null; the caller's contract.
    let added = unsafe { add(node, graph, after, form, params.read()) }?;
    // SAFETY: not null; CUDA's contract makes it valid for writes.
    let params = unsafe { &mut *params };
    match params.r#type {
        CU_GRAPH_NODE_TYPE_MEM_ALLOC => {
            // SAFETY: numbers and a pointer: any bytes are a value.
            unsafe { part::<CUDA_MEM_ALLOC_NODE_PARAMS_v1>(params) }.dptr = added.address;
        }
        CU_GRAPH_NODE_TYPE_CONDITIONAL => {
            // SAFETY: handles, numbers and a pointer: any bytes are a value.
            let of: &mut CUDA_CONDITIONAL_NODE_PARAMS = unsafe { part(params) };
            of.phGraph_out = graph_nodes::keep_bodies(graph, added.graphs);
        }
        _ => {}
    }
    Ok(())
}

pub unsafe fn cuGraphAddNode(
    node: *mut CUgraphNode,
    graph: CUgraph,
    nodes: *const CUgraphNode,
    count: usize,
    params: *mut CUgraphNodeParams,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { add_any(node, graph, (nodes, core::ptr::null(), count), form::ANY, params) }
}

pub unsafe fn cuGraphAddNode_v2(
    node: *mut CUgraphNode,
    graph: CUgraph,
    nodes: *const CUgraphNode,
    edges: *const CUgraphEdgeData,
    count: usize,
    params: *mut CUgraphNodeParams,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { add_any(node, graph, (nodes, edges, count), form::ANY_WITH_EDGES, params) }
}

pub unsafe fn cuGraphConditionalHandleCreate(
    condition: *mut CUgraphConditionalHandle,
    graph: CUgraph,
    context: CUcontext,
    initial: c_uint,
    flags: c_uint,
) -> CudaResult {
    not_null(condition)?;
    let (graph, context) = (Handle(graph.0 as u64), Handle(context.0 as u64));
    let request = request::cuGraphConditionalHandleCreate { graph, context, initial, flags };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuGraphConditionalHandleCreate = reply.decode()?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { condition.write(reply.condition) };
    Ok(())
}

pub unsafe fn cuGraphDestroyNode(node: CUgraphNode) -> CudaResult {
    let request = request::cuGraphDestroyNode { node: Handle(node.0 as u64) };
    transport::call(DefaultStream::Legacy, &request)?;
    graph_nodes::node_gone(node);
    Ok(())
}

/// Edges added or removed, in the form that knows of edge data and in the older one.
macro_rules! edges {
    ($name:ident, $older:ident) => {
        pub unsafe fn $name(
            graph: CUgraph,
            from: *const CUgraphNode,
            to: *const CUgraphNode,
            edges: *const CUgraphEdgeData,
            count: usize,
        ) -> CudaResult {
            let session = session::get()?;
            // SAFETY: CUDA's contract for this call.
            let after = unsafe { After::read(session, from, edges, count) }?;
            // SAFETY: as above.
            let to = unsafe { read_array::<u64>(to.cast(), count) }?;
            let (graph, from, edges) = (Handle(graph.0 as u64), after.nodes, after.edges);
            let request = request::$name { graph, older: false, from, to, edges };
            transport::call(DefaultStream::Legacy, &request).map(drop)
        }

        pub unsafe fn $older(
            graph: CUgraph,
            from: *const CUgraphNode,
            to: *const CUgraphNode,
            count: usize,
        ) -> CudaResult {
            let session = session::get()?;
            // SAFETY: CUDA's contract for this call.
            let from = unsafe { After::read(session, from, core::ptr::null(), count) }?.nodes;
            // SAFETY: as above.
            let to = unsafe { read_array::<u64>(to.cast(), count) }?;
            let graph = Handle(graph.0 as u64);
            let request = request::$name { graph, older: true, from, to, edges: Vec::new() };
            transport::call(DefaultStream::Legacy, &request).map(drop)
        }
    };
}

edges!(cuGraphAddDependencies_v2, cuGraphAddDependencies);
edges!(cuGraphRemoveDependencies_v2, cuGraphRemoveDependencies);

/// Changes what the next node of a captured stream comes after, by either form of the call.
pub(super) fn update_dependencies(
    mode: DefaultStream,
    stream: CUstream,
    after: After,
    flags: c_uint,
    older: bool,
) -> CudaResult {
    let (stream, dependencies, edges) = (Handle(stream.0 as u64), after.nodes, after.edges);
    let request = request::cuStreamUpdateCaptureDependencies_v2 { stream, older, dependencies, edges, flags };
    transport::call(mode, &request).map(drop)
}

pub unsafe fn cuStreamUpdateCaptureDependencies(
    mode: DefaultStream,
    stream: CUstream,
    nodes: *mut CUgraphNode,
    count: usize,
    flags: c_uint,
) -> CudaResult {
    // SAFETY: CUDA's contract for this call.
    let after = unsafe { After::read(session::get()?, nodes, core::ptr::null(), count) }?;
    update_dependencies(mode, stream, after, flags, true)
}

pub unsafe fn cuStreamUpdateCaptureDependencies_v2(
    mode: DefaultStream,
    stream: CUstream,
    nodes: *mut CUgraphNode,
    edges: *const CUgraphEdgeData,
    count: usize,
    flags: c_uint,
) -> CudaResult {
    // SAFETY: CUDA's contract for this call.
    let after = unsafe { After::read(session::get()?, nodes, edges, count) }?;
    update_dependencies(mode, stream, after, flags, false)
}
