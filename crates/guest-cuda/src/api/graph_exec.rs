//! Instantiated graphs: made, updated and launched.

use core::ffi::c_char;

use table::{
    CUDA_ERROR_GRAPH_EXEC_UPDATE_FAILURE, CUDA_GRAPH_INSTANTIATE_PARAMS, CUgraph, CUgraphExec,
    CUgraphExecUpdateResult, CUgraphExecUpdateResultInfo, CUgraphNode, CUstream, CudaResult, DefaultStream,
    check,
};
use wire::{Handle, reply, request};

use super::{
    capture::stream_exists,
    graph::{id, node},
};
use crate::{
    edge::{not_null, write_str},
    session, transport,
};

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
    // The driver refuses to allocate what is still allocated, which is not known here.
    let sound = !exec.is_null() && stream_exists(session, stream) && !session.allocations.has_graph_memory();
    transport::submit(sound, mode, &request)?;
    session.launched(stream);
    Ok(())
}
