//! Instantiated graphs: making, launching and changing them.

use std::{
    ffi::{c_char, c_uint},
    sync::Arc,
};

use table::{
    CUDA_GRAPH_INSTANTIATE_PARAMS, CUDA_HOST_NODE_PARAMS_v1, CUDA_MEMCPY3D_v2, CUDA_MEMSET_NODE_PARAMS_v1,
    CUcontext, CUevent, CUgraph, CUgraphExec, CUgraphExecUpdateResult, CUgraphExecUpdateResultInfo,
    CUgraphNode, CUstream, CudaError, CudaResult, DefaultStream,
};

use super::{
    arg::{input, maybe_out, out},
    event::event,
    graph::graph,
    graph_node::{copy_task, fill_task, host_task},
};
use crate::{
    capture, current,
    driver::driver,
    graph::{Exec, Task},
};

/// Flags: free memory at launch, upload, launch from the device, priorities of nodes.
const FLAGS: u64 = 15;
const DEVICE_LAUNCH: u64 = 4;

pub(super) fn exec(handle: CUgraphExec) -> CudaResult<Arc<Exec>> {
    current::permitted()?;
    driver()?.execs.find(handle).ok_or(CudaError::INVALID_VALUE)
}

fn instantiate(exec: *mut CUgraphExec, handle: CUgraph, flags: u64) -> CudaResult {
    let graph = graph(handle)?;
    let exec = out!(exec)?;
    if flags & !FLAGS != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    if flags & DEVICE_LAUNCH != 0 {
        return Err(CudaError::NOT_SUPPORTED);
    }
    let driver = driver()?;
    // What the graph is may change later; the instance keeps what it was.
    let instance = Exec::new(&graph, flags)?;
    exec.set(driver.execs.insert(|_| instance).0);
    Ok(())
}

/// The old forms: an error node and a log, of which there is nothing to say.
fn instantiate_with_log(
    exec: *mut CUgraphExec,
    handle: CUgraph,
    error_node: *mut CUgraphNode,
    log: *mut c_char,
    size: usize,
) -> CudaResult {
    if let Some(error_node) = maybe_out!(error_node) {
        error_node.set(CUgraphNode::NULL);
    }
    if size > 0
        && let Some(log) = maybe_out!(log)
    {
        log.set(0);
    }
    instantiate(exec, handle, 0)
}

pub unsafe fn cuGraphInstantiate(
    exec: *mut CUgraphExec,
    graph: CUgraph,
    error_node: *mut CUgraphNode,
    log: *mut c_char,
    size: usize,
) -> CudaResult {
    instantiate_with_log(exec, graph, error_node, log, size)
}

pub unsafe fn cuGraphInstantiate_v2(
    exec: *mut CUgraphExec,
    graph: CUgraph,
    error_node: *mut CUgraphNode,
    log: *mut c_char,
    size: usize,
) -> CudaResult {
    instantiate_with_log(exec, graph, error_node, log, size)
}

pub unsafe fn cuGraphInstantiateWithFlags(exec: *mut CUgraphExec, graph: CUgraph, flags: u64) -> CudaResult {
    instantiate(exec, graph, flags)
}

pub unsafe fn cuGraphInstantiateWithParams(
    _mode: DefaultStream,
    exec: *mut CUgraphExec,
    graph: CUgraph,
    parameters: *mut CUDA_GRAPH_INSTANTIATE_PARAMS,
) -> CudaResult {
    const SUCCESS: c_uint = 0;
    const ERROR: c_uint = 1;
    let answer = out!(parameters)?;
    let mut values = input!(parameters)?;
    let result = instantiate(exec, graph, values.flags);
    values.hErrNode_out = CUgraphNode::NULL;
    values.result_out = if result.is_ok() { SUCCESS } else { ERROR };
    answer.set(values);
    result
}

pub unsafe fn cuGraphExecDestroy(handle: CUgraphExec) -> CudaResult {
    exec(handle)?;
    // Launches that are under way keep it until they are done.
    driver()?.execs.remove(handle).map(|_| ()).ok_or(CudaError::INVALID_VALUE)
}

pub unsafe fn cuGraphExecGetFlags(handle: CUgraphExec, flags: *mut u64) -> CudaResult {
    let exec = exec(handle)?;
    out!(flags)?.set(exec.flags);
    Ok(())
}

pub unsafe fn cuGraphUpload(mode: DefaultStream, handle: CUgraphExec, stream: CUstream) -> CudaResult {
    exec(handle)?;
    // Instantiating has put everything where launches need it.
    current::stream(stream, mode).map(|_| ())
}

pub unsafe fn cuGraphLaunch(mode: DefaultStream, handle: CUgraphExec, stream: CUstream) -> CudaResult {
    let exec = exec(handle)?;
    let stream = current::stream(stream, mode)?;
    if capture::is_capturing(&stream) {
        // It would become a child graph, but an instance no longer knows the graph that it came from.
        return Err(CudaError::NOT_SUPPORTED);
    }
    capture::forbid_legacy(&stream)?;
    exec.launch(&stream)
}

fn update(exec_handle: CUgraphExec, handle: CUgraph) -> CudaResult<CUgraphExecUpdateResultInfo> {
    let (exec, graph) = (exec(exec_handle)?, graph(handle)?);
    let mut info = CUgraphExecUpdateResultInfo {
        result: 0,
        errorNode: CUgraphNode::NULL,
        errorFromNode: CUgraphNode::NULL,
    };
    if let Err(mismatch) = exec.update(&graph)? {
        info.result = mismatch.result;
        info.errorNode = mismatch.node;
    }
    Ok(info)
}

fn outcome(result: CUgraphExecUpdateResult) -> CudaResult {
    if result == 0 { Ok(()) } else { Err(CudaError::GRAPH_EXEC_UPDATE_FAILURE) }
}

pub unsafe fn cuGraphExecUpdate(
    exec: CUgraphExec,
    graph: CUgraph,
    error_node: *mut CUgraphNode,
    result: *mut CUgraphExecUpdateResult,
) -> CudaResult {
    let (error_node, result) = (out!(error_node)?, out!(result)?);
    let info = update(exec, graph)?;
    error_node.set(info.errorNode);
    result.set(info.result);
    outcome(info.result)
}

pub unsafe fn cuGraphExecUpdate_v2(
    exec: CUgraphExec,
    graph: CUgraph,
    info: *mut CUgraphExecUpdateResultInfo,
) -> CudaResult {
    let answer = out!(info)?;
    let info = update(exec, graph)?;
    answer.set(info);
    outcome(info.result)
}

pub unsafe fn cuGraphExecMemcpyNodeSetParams(
    handle: CUgraphExec,
    node: CUgraphNode,
    copy: *const CUDA_MEMCPY3D_v2,
    context: CUcontext,
) -> CudaResult {
    current::context_or_current(context)?;
    exec(handle)?.replace(node, copy_task(copy)?)
}

pub unsafe fn cuGraphExecMemsetNodeSetParams(
    handle: CUgraphExec,
    node: CUgraphNode,
    fill: *const CUDA_MEMSET_NODE_PARAMS_v1,
    context: CUcontext,
) -> CudaResult {
    current::context_or_current(context)?;
    exec(handle)?.replace(node, fill_task(fill)?)
}

pub unsafe fn cuGraphExecHostNodeSetParams(
    handle: CUgraphExec,
    node: CUgraphNode,
    call: *const CUDA_HOST_NODE_PARAMS_v1,
) -> CudaResult {
    exec(handle)?.replace(node, host_task(call)?)
}

pub unsafe fn cuGraphExecChildGraphNodeSetParams(
    handle: CUgraphExec,
    node: CUgraphNode,
    child: CUgraph,
) -> CudaResult {
    exec(handle)?.replace_child(node, &*graph(child)?)
}

pub unsafe fn cuGraphExecEventRecordNodeSetEvent(
    handle: CUgraphExec,
    node: CUgraphNode,
    record: CUevent,
) -> CudaResult {
    exec(handle)?.replace(node, Task::Record(event(record)?))
}

pub unsafe fn cuGraphExecEventWaitNodeSetEvent(
    handle: CUgraphExec,
    node: CUgraphNode,
    wait: CUevent,
) -> CudaResult {
    exec(handle)?.replace(node, Task::Wait(event(wait)?))
}

pub unsafe fn cuGraphNodeSetEnabled(handle: CUgraphExec, node: CUgraphNode, enabled: c_uint) -> CudaResult {
    exec(handle)?.enable(node, enabled != 0)
}

pub unsafe fn cuGraphNodeGetEnabled(
    handle: CUgraphExec,
    node: CUgraphNode,
    enabled: *mut c_uint,
) -> CudaResult {
    let exec = exec(handle)?;
    let enabled = out!(enabled)?;
    enabled.set(exec.is_enabled(node)?.into());
    Ok(())
}
