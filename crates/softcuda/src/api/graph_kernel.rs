//! Nodes of graphs that launch kernels.

use table::{
    CUDA_KERNEL_NODE_PARAMS_v1, CUDA_KERNEL_NODE_PARAMS_v2, CUcontext, CUfunction, CUgraph, CUgraphExec,
    CUgraphNode, CUkernel, CudaError, CudaResult,
};

use super::{
    arg::{input, out},
    graph::home,
    graph_exec::exec,
    graph_node::{add, replace},
    launch::{Passed, Shape, prepare},
};
use crate::{current, graph::Task, launch::Prepared};

/// The task that a structure describes.
pub(super) fn kernel_task(node: &CUDA_KERNEL_NODE_PARAMS_v2) -> CudaResult<Task> {
    let context = current::context_or_current(node.ctx)?.handle;
    let function = if node.kern.is_null() { node.func } else { CUfunction(node.kern.0) };
    let shape = Shape {
        grid: [node.gridDimX, node.gridDimY, node.gridDimZ],
        block: [node.blockDimX, node.blockDimY, node.blockDimZ],
        shared: node.sharedMemBytes,
        cooperative: false,
    };
    let passed = Passed { parameters: node.kernelParams, extra: node.extra };
    prepare(context, function, shape, passed).map(Task::Launch)
}

fn newer(old: &CUDA_KERNEL_NODE_PARAMS_v1) -> CUDA_KERNEL_NODE_PARAMS_v2 {
    CUDA_KERNEL_NODE_PARAMS_v2 {
        func: old.func,
        gridDimX: old.gridDimX,
        gridDimY: old.gridDimY,
        gridDimZ: old.gridDimZ,
        blockDimX: old.blockDimX,
        blockDimY: old.blockDimY,
        blockDimZ: old.blockDimZ,
        sharedMemBytes: old.sharedMemBytes,
        kernelParams: old.kernelParams,
        extra: old.extra,
        kern: CUkernel::NULL,
        ctx: CUcontext::NULL,
    }
}

fn older(new: &CUDA_KERNEL_NODE_PARAMS_v2) -> CUDA_KERNEL_NODE_PARAMS_v1 {
    CUDA_KERNEL_NODE_PARAMS_v1 {
        func: new.func,
        gridDimX: new.gridDimX,
        gridDimY: new.gridDimY,
        gridDimZ: new.gridDimZ,
        blockDimX: new.blockDimX,
        blockDimY: new.blockDimY,
        blockDimZ: new.blockDimZ,
        sharedMemBytes: new.sharedMemBytes,
        kernelParams: new.kernelParams,
        extra: new.extra,
    }
}

fn launch_of(node: CUgraphNode) -> CudaResult<Prepared> {
    match home(node)?.node(node)?.task {
        Task::Launch(launch) => Ok(launch),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

pub unsafe fn cuGraphAddKernelNode(
    node: *mut CUgraphNode,
    graph: CUgraph,
    after: *const CUgraphNode,
    count: usize,
    kernel: *const CUDA_KERNEL_NODE_PARAMS_v1,
) -> CudaResult {
    let kernel = input!(kernel)?;
    add(node, graph, after, count, || kernel_task(&newer(&kernel)))
}

pub unsafe fn cuGraphAddKernelNode_v2(
    node: *mut CUgraphNode,
    graph: CUgraph,
    after: *const CUgraphNode,
    count: usize,
    kernel: *const CUDA_KERNEL_NODE_PARAMS_v2,
) -> CudaResult {
    let kernel = input!(kernel)?;
    add(node, graph, after, count, || kernel_task(&kernel))
}

/// A node's parameters; the pointers in them live as long as the node keeps these parameters.
fn params_of(node: CUgraphNode) -> CudaResult<CUDA_KERNEL_NODE_PARAMS_v2> {
    let launch = launch_of(node)?;
    let (grid, block) = (launch.launch.grid, launch.launch.block);
    Ok(CUDA_KERNEL_NODE_PARAMS_v2 {
        func: launch.function,
        gridDimX: grid.x,
        gridDimY: grid.y,
        gridDimZ: grid.z,
        blockDimX: block.x,
        blockDimY: block.y,
        blockDimZ: block.z,
        sharedMemBytes: launch.launch.dynamic_shared,
        kernelParams: launch.pointers.as_ptr(),
        extra: std::ptr::null_mut(),
        kern: CUkernel::NULL,
        ctx: current::top(),
    })
}

pub unsafe fn cuGraphKernelNodeGetParams(
    node: CUgraphNode,
    kernel: *mut CUDA_KERNEL_NODE_PARAMS_v1,
) -> CudaResult {
    let kernel = out!(kernel)?;
    kernel.set(older(&params_of(node)?));
    Ok(())
}

pub unsafe fn cuGraphKernelNodeGetParams_v2(
    node: CUgraphNode,
    kernel: *mut CUDA_KERNEL_NODE_PARAMS_v2,
) -> CudaResult {
    let kernel = out!(kernel)?;
    kernel.set(params_of(node)?);
    Ok(())
}

pub unsafe fn cuGraphKernelNodeSetParams(
    node: CUgraphNode,
    kernel: *const CUDA_KERNEL_NODE_PARAMS_v1,
) -> CudaResult {
    replace(node, kernel_task(&newer(&input!(kernel)?))?)
}

pub unsafe fn cuGraphKernelNodeSetParams_v2(
    node: CUgraphNode,
    kernel: *const CUDA_KERNEL_NODE_PARAMS_v2,
) -> CudaResult {
    replace(node, kernel_task(&input!(kernel)?)?)
}

pub unsafe fn cuGraphExecKernelNodeSetParams(
    handle: CUgraphExec,
    node: CUgraphNode,
    kernel: *const CUDA_KERNEL_NODE_PARAMS_v1,
) -> CudaResult {
    exec(handle)?.replace(node, kernel_task(&newer(&input!(kernel)?))?)
}

pub unsafe fn cuGraphExecKernelNodeSetParams_v2(
    handle: CUgraphExec,
    node: CUgraphNode,
    kernel: *const CUDA_KERNEL_NODE_PARAMS_v2,
) -> CudaResult {
    exec(handle)?.replace(node, kernel_task(&input!(kernel)?)?)
}
