//! Nodes described by one structure for all types.

use std::ffi::c_uint;

use table::{
    CU_GRAPH_NODE_TYPE_CONDITIONAL, CU_GRAPH_NODE_TYPE_GRAPH, CU_GRAPH_NODE_TYPE_MEM_ALLOC,
    CU_GRAPH_NODE_TYPE_MEM_FREE, CUDA_CHILD_GRAPH_NODE_PARAMS, CUDA_CONDITIONAL_NODE_PARAMS,
    CUDA_EVENT_RECORD_NODE_PARAMS, CUDA_HOST_NODE_PARAMS_v1, CUDA_HOST_NODE_PARAMS_v2,
    CUDA_KERNEL_NODE_PARAMS_v2, CUDA_MEM_ALLOC_NODE_PARAMS_v1, CUDA_MEM_FREE_NODE_PARAMS,
    CUDA_MEMCPY_NODE_PARAMS, CUDA_MEMSET_NODE_PARAMS_v1, CUDA_MEMSET_NODE_PARAMS_v2, CUcontext, CUgraph,
    CUgraphConditionalHandle, CUgraphEdgeData, CUgraphExec, CUgraphNode, CUgraphNodeParams, CudaError,
    CudaResult,
};

use super::{
    arg::{input, out},
    event::event,
    graph::{check_edges, graph, home},
    graph_batch::batch_task,
    graph_exec::exec,
    graph_kernel::kernel_task,
    graph_memory::{allocation_task, free_task},
    graph_node::{add, check_context, copy_task, fill_task, host_task, replace},
};
use crate::{
    driver::driver,
    graph::{Choosing, Condition, Conditional, Graph, Task},
};

/// The parameters of one type out of the structure for all.
fn part<T: Copy>(parameters: &CUgraphNodeParams) -> T {
    const { assert!(size_of::<T>() <= size_of::<[u64; 29]>() && align_of::<T>() <= align_of::<u64>()) };
    // SAFETY: the union is large enough and aligned (asserted above); every `T` used here is plain C data whose
    // pointers and handles are only judged, so any bytes are a value. A function pointer may be wrong, as in
    // every other call that takes one.
    unsafe { parameters.u.as_ptr().cast::<T>().read() }
}

/// The task that the structure describes.
fn task(parameters: &CUgraphNodeParams) -> CudaResult<Task> {
    match parameters.r#type {
        1 => {
            let copy: CUDA_MEMCPY_NODE_PARAMS = part(parameters);
            check_context(copy.copyCtx)?;
            copy_task(&copy.copyParams)
        }
        2 => {
            let fill: CUDA_MEMSET_NODE_PARAMS_v2 = part(parameters);
            check_context(fill.ctx)?;
            fill_task(&CUDA_MEMSET_NODE_PARAMS_v1 {
                dst: fill.dst,
                pitch: fill.pitch,
                value: fill.value,
                elementSize: fill.elementSize,
                width: fill.width,
                height: fill.height,
            })
        }
        3 => {
            let call: CUDA_HOST_NODE_PARAMS_v2 = part(parameters);
            host_task(&CUDA_HOST_NODE_PARAMS_v1 { r#fn: call.r#fn, userData: call.userData })
        }
        4 => {
            let child: CUDA_CHILD_GRAPH_NODE_PARAMS = part(parameters);
            // The other kind of ownership moves the graph into its parent.
            if child.ownership != 0 {
                return Err(CudaError::NOT_SUPPORTED);
            }
            Ok(Task::Child(graph(child.graph)?.copy(driver()?, true)?))
        }
        5 => Ok(Task::Empty),
        6 => event(part::<CUDA_EVENT_RECORD_NODE_PARAMS>(parameters).event).map(Task::Wait),
        7 => event(part::<CUDA_EVENT_RECORD_NODE_PARAMS>(parameters).event).map(Task::Record),
        0 => kernel_task(&part::<CUDA_KERNEL_NODE_PARAMS_v2>(parameters)),
        10 => allocation_task(&part(parameters)),
        11 => free_task(part::<CUDA_MEM_FREE_NODE_PARAMS>(parameters).dptr),
        12 => batch_task(&part(parameters)),
        13 => conditional_task(&part(parameters)),
        // Semaphores of other APIs.
        8..=9 => Err(CudaError::NOT_SUPPORTED),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

/// A conditional node with empty graphs.
fn conditional_task(node: &CUDA_CONDITIONAL_NODE_PARAMS) -> CudaResult<Task> {
    /// More graphs than anybody chooses from.
    const MOST: u32 = 1 << 16;
    check_context(node.ctx)?;
    let condition = Condition::find(node.handle).ok_or(CudaError::INVALID_VALUE)?;
    let choosing = Choosing::numbered(node.r#type).ok_or(CudaError::INVALID_VALUE)?;
    if node.size > MOST || !choosing.allows(node.size as usize) {
        return Err(CudaError::INVALID_VALUE);
    }
    let driver = driver()?;
    let bodies = (0..node.size).map(|_| Graph::create(driver, true)).collect();
    Ok(Task::Condition(Conditional::new(condition, choosing, bodies)))
}

/// Says in the structure what has been made for a node.
fn answer(node: CUgraphNode, parameters: *mut CUgraphNodeParams) -> CudaResult {
    let mut values = input!(parameters)?;
    match home(node)?.node(node)?.task {
        Task::Allocate(allocation) => {
            // SAFETY: as in `part`; nothing else borrows the copy.
            let of = unsafe { &mut *values.u.as_mut_ptr().cast::<CUDA_MEM_ALLOC_NODE_PARAMS_v1>() };
            of.dptr = allocation.memory.address;
        }
        Task::Condition(conditional) => {
            // SAFETY: as above.
            let of = unsafe { &mut *values.u.as_mut_ptr().cast::<CUDA_CONDITIONAL_NODE_PARAMS>() };
            of.phGraph_out = conditional.handles();
        }
        _ => return Ok(()),
    }
    out!(parameters)?.set(values);
    Ok(())
}

pub unsafe fn cuGraphConditionalHandleCreate(
    handle: *mut CUgraphConditionalHandle,
    in_graph: CUgraph,
    context: CUcontext,
    value: c_uint,
    flags: c_uint,
) -> CudaResult {
    const ASSIGN_DEFAULT: c_uint = 1;
    let graph = graph(in_graph)?;
    let handle = out!(handle)?;
    check_context(context)?;
    if flags & !ASSIGN_DEFAULT != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let condition = Condition::create(value, flags & ASSIGN_DEFAULT != 0);
    handle.set(condition.number);
    graph.conditions.lock().push(condition);
    Ok(())
}

pub unsafe fn cuGraphAddNode(
    node: *mut CUgraphNode,
    graph: CUgraph,
    after: *const CUgraphNode,
    count: usize,
    parameters: *mut CUgraphNodeParams,
) -> CudaResult {
    let values = input!(parameters)?;
    add(node, graph, after, count, || task(&values))?;
    answer(input!(node)?, parameters)
}

pub unsafe fn cuGraphAddNode_v2(
    node: *mut CUgraphNode,
    graph: CUgraph,
    after: *const CUgraphNode,
    edges: *const CUgraphEdgeData,
    count: usize,
    parameters: *mut CUgraphNodeParams,
) -> CudaResult {
    check_edges(edges, count)?;
    let values = input!(parameters)?;
    add(node, graph, after, count, || task(&values))?;
    answer(input!(node)?, parameters)
}

/// The task that is to take the place of another. Graphs in a graph, and memory, cannot be exchanged.
fn new_task(parameters: *mut CUgraphNodeParams) -> CudaResult<Task> {
    let parameters = input!(parameters)?;
    match parameters.r#type {
        CU_GRAPH_NODE_TYPE_GRAPH
        | CU_GRAPH_NODE_TYPE_MEM_ALLOC
        | CU_GRAPH_NODE_TYPE_MEM_FREE
        | CU_GRAPH_NODE_TYPE_CONDITIONAL => Err(CudaError::NOT_SUPPORTED),
        _ => task(&parameters),
    }
}

pub unsafe fn cuGraphNodeSetParams(node: CUgraphNode, parameters: *mut CUgraphNodeParams) -> CudaResult {
    replace(node, new_task(parameters)?)
}

pub unsafe fn cuGraphExecNodeSetParams(
    handle: CUgraphExec,
    node: CUgraphNode,
    parameters: *mut CUgraphNodeParams,
) -> CudaResult {
    exec(handle)?.replace(node, new_task(parameters)?)
}
