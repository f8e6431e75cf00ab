//! Nodes of operations on memory.

use std::sync::Arc;

use table::{CUDA_BATCH_MEM_OP_NODE_PARAMS_v1, CUgraph, CUgraphExec, CUgraphNode, CudaError, CudaResult};

use super::{
    arg::{input, out},
    graph::home,
    graph_exec::exec,
    graph_node::{add, check_context, replace},
    memop::batch,
};
use crate::{current, graph::Task};

/// The task that a structure describes.
pub(super) fn batch_task(node: &CUDA_BATCH_MEM_OP_NODE_PARAMS_v1) -> CudaResult<Task> {
    check_context(node.ctx)?;
    Ok(Task::Batch(Arc::new(batch(node.count, node.paramArray, node.flags)?)))
}

pub unsafe fn cuGraphAddBatchMemOpNode(
    node: *mut CUgraphNode,
    graph: CUgraph,
    after: *const CUgraphNode,
    count: usize,
    params: *const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
) -> CudaResult {
    let params = input!(params)?;
    add(node, graph, after, count, || batch_task(&params))
}

pub unsafe fn cuGraphBatchMemOpNodeGetParams(
    node: CUgraphNode,
    params: *mut CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
) -> CudaResult {
    let params = out!(params)?;
    let Task::Batch(batch) = home(node)?.node(node)?.task else { return Err(CudaError::INVALID_VALUE) };
    params.set(CUDA_BATCH_MEM_OP_NODE_PARAMS_v1 {
        ctx: current::top(),
        count: batch.operations.len() as u32,
        // As long as the node has these.
        paramArray: batch.operations.as_ptr().cast_mut(),
        flags: 0,
    });
    Ok(())
}

pub unsafe fn cuGraphBatchMemOpNodeSetParams(
    node: CUgraphNode,
    params: *const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
) -> CudaResult {
    replace(node, batch_task(&input!(params)?)?)
}

pub unsafe fn cuGraphExecBatchMemOpNodeSetParams(
    handle: CUgraphExec,
    node: CUgraphNode,
    params: *const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
) -> CudaResult {
    exec(handle)?.replace(node, batch_task(&input!(params)?)?)
}
