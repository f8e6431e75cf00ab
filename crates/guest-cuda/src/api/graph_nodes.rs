//! Nodes of graphs: what one is and how it may be changed.
//!
//! The driver hands out pointers to a kernel node's parameters, which are the node's own and stay until it is
//! changed. Here they point into a *shadow*: a copy that is kept until the node's parameters are found to be
//! others, or the graph is gone.

use core::ffi::c_void;
use std::sync::LazyLock;

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use table::{
    CU_GRAPH_NODE_TYPE_MEMCPY, CUDA_BATCH_MEM_OP_NODE_PARAMS_v1, CUDA_HOST_NODE_PARAMS_v1,
    CUDA_KERNEL_NODE_PARAMS_v1, CUDA_KERNEL_NODE_PARAMS_v2, CUDA_MEM_ALLOC_NODE_PARAMS_v1,
    CUDA_MEMCPY_NODE_PARAMS, CUDA_MEMCPY3D_v2, CUcontext, CUfunction, CUgraph, CUgraphNode,
    CUgraphNodeParams, CUgraphNodeType, CUkernel, CUkernelNodeAttrID, CUlaunchAttributeValue, CudaError,
    CudaResult, DefaultStream,
};
use wire::{Handle, Pod, reply, request};
use zerocopy::{Immutable, IntoBytes};

use super::{callback, graph_detour, graph_params::part};
use crate::{
    edge::not_null,
    functions::{Function, Layout},
    session,
    staging::Block,
    transport,
};

/// The most bytes of kernel parameters that any device takes, with room to spare.
const PARAMETERS_LEN: u64 = 64 << 10;

/// A kernel node's parameters, as the program sees them.
struct Shadow {
    /// The buffer, aligned for any parameter.
    bytes: Box<[u128]>,
    len: usize,
    /// The function that they are for.
    function: u64,
    /// Address of each parameter in `bytes`.
    pointers: Box<[usize]>,
}

impl Shadow {
    fn new(function: u64, layout: &Layout, parameters: &[u8]) -> Self {
        let mut bytes = vec![0_u128; layout.len.max(parameters.len()).div_ceil(16)].into_boxed_slice();
        for (word, chunk) in bytes.iter_mut().zip(parameters.chunks(16)) {
            let mut whole = [0; 16];
            whole[..chunk.len()].copy_from_slice(chunk);
            *word = u128::from_ne_bytes(whole);
        }
        let start = bytes.as_ptr() as usize;
        let pointers = layout.parameters.iter().map(|&(offset, _)| start + offset as usize).collect();
        Self { bytes, len: parameters.len(), function, pointers }
    }

    fn holds(&self, function: u64, parameters: &[u8]) -> bool {
        let kept = self.bytes.iter().flat_map(|word| word.to_ne_bytes()).take(self.len);
        self.function == function && self.len == parameters.len() && kept.eq(parameters.iter().copied())
    }

    /// What `kernelParams` points to; null for a kernel without parameters.
    fn kernel_params(&self) -> *mut *mut c_void {
        if self.pointers.is_empty() {
            return core::ptr::null_mut();
        }
        self.pointers.as_ptr().cast_mut().cast()
    }
}

/// Shadows by graph and node.
static SHADOWS: LazyLock<Mutex<FxHashMap<usize, FxHashMap<usize, Shadow>>>> = LazyLock::new(Mutex::default);

/// The graphs of conditional nodes, by the graph that a node is in: the program has been given pointers to them.
static BODIES: LazyLock<Mutex<FxHashMap<usize, Vec<Graphs>>>> = LazyLock::new(Mutex::default);
type Graphs = Box<[CUgraph]>;

/// Arrays of other nodes that the program has been given pointers to.
static ARRAYS: LazyLock<Mutex<FxHashMap<usize, Box<[u64]>>>> = LazyLock::new(Mutex::default);

/// Keeps the graphs that were made for a conditional node; gives the pointer for the program.
pub(super) fn keep_bodies(graph: CUgraph, bodies: Vec<CUgraph>) -> *mut CUgraph {
    let mut bodies = bodies.into_boxed_slice();
    let pointer = bodies.as_mut_ptr();
    BODIES.lock().entry(graph.0).or_default().push(bodies);
    pointer
}

/// Keeps an array of a node as long as it has this one; gives the pointer for the program, null for an empty one.
fn keep_array<T: IntoBytes + Immutable>(node: CUgraphNode, array: &[T]) -> *mut T {
    const { assert!(align_of::<T>() <= align_of::<u64>()) };
    if array.is_empty() {
        return core::ptr::null_mut();
    }
    let mut words = vec![0_u64; array.as_bytes().len().div_ceil(8)].into_boxed_slice();
    words.as_mut_bytes()[..array.as_bytes().len()].copy_from_slice(array.as_bytes());
    let mut all = ARRAYS.lock();
    let kept = all.entry(node.0).or_default();
    if *kept != words {
        *kept = words;
    }
    kept.as_mut_ptr().cast()
}

/// A node was destroyed.
pub(super) fn node_gone(node: CUgraphNode) {
    ARRAYS.lock().remove(&node.0);
    graph_detour::node_gone(node);
}

/// A graph was destroyed, and with it its nodes.
pub(crate) fn graph_gone(graph: CUgraph) {
    BODIES.lock().remove(&graph.0);
    SHADOWS.lock().remove(&graph.0);
    graph_detour::graph_gone(graph);
}

/// Keeps the parameters of a node and gives the pointer for the program.
fn shadow(
    graph: Handle,
    node: CUgraphNode,
    function: &Function,
    parameters: &[u8],
) -> CudaResult<*mut *mut c_void> {
    let layout = function.layout()?;
    let mut all = SHADOWS.lock();
    let shadows = all.entry(graph.0 as usize).or_default();
    let kept = shadows.get(&node.0).is_some_and(|kept| kept.holds(function.handle, parameters));
    if !kept {
        shadows.insert(node.0, Shadow::new(function.handle, layout, parameters));
    }
    Ok(shadows.get(&node.0).map_or(core::ptr::null_mut(), Shadow::kernel_params))
}

/// The function of a kernel in the node's context, as the driver reports it beside the kernel.
fn function_of(kernel: CUkernel) -> CudaResult<CUfunction> {
    let mut function = CUfunction::NULL;
    // SAFETY: the pointer is to a local.
    unsafe { super::cuKernelGetFunction(&mut function, kernel) }?;
    Ok(function)
}

fn get_kernel_params(node: CUgraphNode) -> CudaResult<CUDA_KERNEL_NODE_PARAMS_v2> {
    let session = session::get()?;
    let block = Block::new(session, PARAMETERS_LEN)?;
    let (buffer, capacity) = (block.address(), block.len());
    let request = request::cuGraphKernelNodeGetParams_v2 { node: Handle(node.0 as u64), buffer, capacity };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuGraphKernelNodeGetParams_v2 = reply.decode()?;
    let parameters = block.read(reply.size);
    let named = if reply.kernel.is_null() { reply.function } else { reply.kernel };
    let function = session.functions.get(named.0).ok_or(CudaError::INVALID_HANDLE)?;
    let kern = CUkernel(reply.kernel.0 as usize);
    Ok(CUDA_KERNEL_NODE_PARAMS_v2 {
        func: if kern.is_null() { CUfunction(reply.function.0 as usize) } else { function_of(kern)? },
        gridDimX: reply.grid_x,
        gridDimY: reply.grid_y,
        gridDimZ: reply.grid_z,
        blockDimX: reply.block_x,
        blockDimY: reply.block_y,
        blockDimZ: reply.block_z,
        sharedMemBytes: reply.shared_bytes,
        kernelParams: shadow(reply.graph, node, &function, &parameters)?,
        extra: core::ptr::null_mut(),
        kern,
        ctx: CUcontext(reply.context.0 as usize),
    })
}

pub unsafe fn cuGraphKernelNodeGetParams_v2(
    node: CUgraphNode,
    params: *mut CUDA_KERNEL_NODE_PARAMS_v2,
) -> CudaResult {
    not_null(params)?;
    let value = get_kernel_params(node)?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { params.write(value) };
    Ok(())
}

pub unsafe fn cuGraphKernelNodeGetParams(
    node: CUgraphNode,
    params: *mut CUDA_KERNEL_NODE_PARAMS_v1,
) -> CudaResult {
    not_null(params)?;
    let value = get_kernel_params(node)?;
    let value = CUDA_KERNEL_NODE_PARAMS_v1 {
        func: value.func,
        gridDimX: value.gridDimX,
        gridDimY: value.gridDimY,
        gridDimZ: value.gridDimZ,
        blockDimX: value.blockDimX,
        blockDimY: value.blockDimY,
        blockDimZ: value.blockDimZ,
        sharedMemBytes: value.sharedMemBytes,
        kernelParams: value.kernelParams,
        extra: value.extra,
    };
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { params.write(value) };
    Ok(())
}

pub unsafe fn cuGraphKernelNodeGetAttribute(
    node: CUgraphNode,
    attribute: CUkernelNodeAttrID,
    value: *mut CUlaunchAttributeValue,
) -> CudaResult {
    not_null(value)?;
    let request = request::cuGraphKernelNodeGetAttribute { node: Handle(node.0 as u64), attribute };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuGraphKernelNodeGetAttribute = reply.decode()?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { value.write(reply.value.0) };
    Ok(())
}

pub unsafe fn cuGraphKernelNodeSetAttribute(
    node: CUgraphNode,
    attribute: CUkernelNodeAttrID,
    value: *const CUlaunchAttributeValue,
) -> CudaResult {
    not_null(value)?;
    // SAFETY: not null; CUDA's contract makes it valid for reads.
    let value = Pod(unsafe { value.read() });
    let request = request::cuGraphKernelNodeSetAttribute { node: Handle(node.0 as u64), attribute, value };
    transport::call(DefaultStream::Legacy, &request).map(drop)
}

pub unsafe fn cuGraphNodeGetType(node: CUgraphNode, kind: *mut CUgraphNodeType) -> CudaResult {
    not_null(kind)?;
    let found = kind_of(node)?;
    let found = if graph_detour::stands_for(node).is_some() { CU_GRAPH_NODE_TYPE_MEMCPY } else { found };
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { kind.write(found) };
    Ok(())
}

/// The node's type in the driver.
fn kind_of(node: CUgraphNode) -> CudaResult<CUgraphNodeType> {
    let request = request::cuGraphNodeGetType { node: Handle(node.0 as u64) };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuGraphNodeGetType = reply.decode()?;
    Ok(reply.kind)
}

/// What the driver says of a copy, or what the program said of one that takes a detour.
fn copy_of(node: CUgraphNode) -> CudaResult<CUgraphNodeParams> {
    if let Some(params) = graph_detour::stands_for(node) {
        // There is such a node.
        return kind_of(node).map(|_| params);
    }
    let request = request::cuGraphMemcpyNodeGetParams { node: Handle(node.0 as u64) };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuGraphMemcpyNodeGetParams = reply.decode()?;
    Ok(reply.params.0)
}

pub unsafe fn cuGraphMemcpyNodeGetParams(node: CUgraphNode, params: *mut CUDA_MEMCPY3D_v2) -> CudaResult {
    not_null(params)?;
    let mut copy = copy_of(node)?;
    // SAFETY: handles, numbers and pointers: any bytes are a value.
    let of: &mut CUDA_MEMCPY_NODE_PARAMS = unsafe { part(&mut copy) };
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { params.write(of.copyParams) };
    Ok(())
}

pub unsafe fn cuGraphHostNodeGetParams(
    node: CUgraphNode,
    params: *mut CUDA_HOST_NODE_PARAMS_v1,
) -> CudaResult {
    not_null(params)?;
    let request = request::cuGraphHostNodeGetParams { node: Handle(node.0 as u64) };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuGraphHostNodeGetParams = reply.decode()?;
    let (function, data) = callback::kept(reply.ticket).ok_or(CudaError::UNKNOWN)?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { params.write(CUDA_HOST_NODE_PARAMS_v1 { r#fn: function, userData: data }) };
    Ok(())
}

pub unsafe fn cuGraphMemAllocNodeGetParams(
    node: CUgraphNode,
    params: *mut CUDA_MEM_ALLOC_NODE_PARAMS_v1,
) -> CudaResult {
    not_null(params)?;
    let request = request::cuGraphMemAllocNodeGetParams { node: Handle(node.0 as u64) };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let mut reply: reply::cuGraphMemAllocNodeGetParams = reply.decode()?;
    // SAFETY: numbers and a pointer: any bytes are a value.
    let of: &mut CUDA_MEM_ALLOC_NODE_PARAMS_v1 = unsafe { part(&mut reply.params.0) };
    of.accessDescs = keep_array(node, &reply.access);
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { params.write(*of) };
    Ok(())
}

pub unsafe fn cuGraphBatchMemOpNodeGetParams(
    node: CUgraphNode,
    params: *mut CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
) -> CudaResult {
    not_null(params)?;
    let request = request::cuGraphBatchMemOpNodeGetParams { node: Handle(node.0 as u64) };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuGraphBatchMemOpNodeGetParams = reply.decode()?;
    let of = CUDA_BATCH_MEM_OP_NODE_PARAMS_v1 {
        ctx: CUcontext(reply.context.0 as usize),
        count: reply.operations.len() as u32,
        paramArray: keep_array(node, &reply.operations),
        flags: reply.flags,
    };
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { params.write(of) };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shadow_s_pointers_lead_to_the_parameters() {
        let layout = Layout::new(&[0, 16, 36], &[8, 20, 1]).expect("small");
        let mut parameters: Vec<u8> = (0..37).collect();
        let shadow = Shadow::new(7, &layout, &parameters);
        assert!(shadow.holds(7, &parameters));
        assert!(!shadow.holds(8, &parameters));
        let second = shadow.pointers[1] as *const [u8; 20];
        // SAFETY: the layout says that 20 bytes of the shadow's buffer are there.
        assert_eq!(unsafe { second.read() }[..3], [16, 17, 18]);
        parameters[36] = 0;
        assert!(!shadow.holds(7, &parameters));
        assert!(Shadow::new(7, &Layout::default(), &[]).kernel_params().is_null());
    }
}
