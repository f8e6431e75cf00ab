//! Nodes changed, in a graph and in an instantiated one.

use table::{
    CU_GRAPH_NODE_TYPE_BATCH_MEM_OP, CU_GRAPH_NODE_TYPE_HOST, CU_GRAPH_NODE_TYPE_KERNEL,
    CU_GRAPH_NODE_TYPE_MEMCPY, CUDA_BATCH_MEM_OP_NODE_PARAMS_v1, CUDA_HOST_NODE_PARAMS_v1,
    CUDA_KERNEL_NODE_PARAMS_v1, CUDA_KERNEL_NODE_PARAMS_v2, CUDA_MEMCPY3D_v2, CUDA_MEMSET_NODE_PARAMS_v1,
    CUcontext, CUgraphExec, CUgraphNode, CUgraphNodeParams, CudaResult, DefaultStream,
};
use wire::{Bytes, Handle, Pod, request};

use super::{
    graph_detour,
    graph_params::{self, Described, whole},
};
use crate::{edge::not_null, session, transport};

/// Changes a node; `own` says that the program called the function of its type.
///
/// # Safety
/// `params` keeps CUDA's contract for a node of its type.
pub(super) unsafe fn set(node: CUgraphNode, own: bool, params: CUgraphNodeParams) -> CudaResult {
    let session = session::get()?;
    if params.r#type == CU_GRAPH_NODE_TYPE_MEMCPY && graph_detour::change(session, node, &params)? {
        return Ok(());
    }
    // SAFETY: the caller's contract.
    let described = unsafe { Described::new(session, params) }?;
    let (params, more) = (Pod(described.params), Bytes(&described.more));
    let request = request::cuGraphNodeSetParams { node: Handle(node.0 as u64), own, params, more };
    transport::call(DefaultStream::Legacy, &request)?;
    described.taken();
    Ok(())
}

/// [`set`] in an instantiated graph.
///
/// # Safety
/// As for [`set`].
unsafe fn set_in(exec: CUgraphExec, node: CUgraphNode, own: bool, params: CUgraphNodeParams) -> CudaResult {
    let session = session::get()?;
    if params.r#type == CU_GRAPH_NODE_TYPE_MEMCPY && graph_detour::change_in(session, exec, node, &params)? {
        return Ok(());
    }
    // SAFETY: the caller's contract.
    let described = unsafe { Described::new(session, params) }?;
    let (exec, node) = (Handle(exec.0 as u64), Handle(node.0 as u64));
    let (params, more) = (Pod(described.params), Bytes(&described.more));
    let request = request::cuGraphExecNodeSetParams { exec, node, own, params, more };
    transport::call(DefaultStream::Legacy, &request)?;
    described.taken();
    Ok(())
}

/// Functions that change nodes of one type: name, the structure that describes the node, and how that becomes
/// the structure for all types.
macro_rules! sets {
    ($($name:ident($of:ident: $ty:ty) => $params:expr;)*) => {$(
        pub unsafe fn $name(node: CUgraphNode, $of: *const $ty) -> CudaResult {
            not_null($of)?;
            // SAFETY: not null; CUDA's contract for this call.
            unsafe { set(node, true, $params) }
        }
    )*};
}

macro_rules! sets_in_execs {
    ($($name:ident($of:ident: $ty:ty $(, $arg:ident: $arg_ty:ty)?) => $params:expr;)*) => {$(
        pub unsafe fn $name(
            exec: CUgraphExec,
            node: CUgraphNode,
            $of: *const $ty,
            $($arg: $arg_ty,)?
        ) -> CudaResult {
            not_null($of)?;
            // SAFETY: not null; CUDA's contract for this call.
            unsafe { set_in(exec, node, true, $params) }
        }
    )*};
}

sets! {
    cuGraphKernelNodeSetParams(of: CUDA_KERNEL_NODE_PARAMS_v1) => graph_params::older_kernel(of);
    cuGraphKernelNodeSetParams_v2(of: CUDA_KERNEL_NODE_PARAMS_v2) => whole(CU_GRAPH_NODE_TYPE_KERNEL, of);
    cuGraphMemcpyNodeSetParams(of: CUDA_MEMCPY3D_v2) => graph_params::copy_in(of, CUcontext::NULL);
    cuGraphMemsetNodeSetParams(of: CUDA_MEMSET_NODE_PARAMS_v1) => graph_params::memset_in(of, CUcontext::NULL);
    cuGraphBatchMemOpNodeSetParams(of: CUDA_BATCH_MEM_OP_NODE_PARAMS_v1) => whole(CU_GRAPH_NODE_TYPE_BATCH_MEM_OP, of);
    cuGraphHostNodeSetParams(of: CUDA_HOST_NODE_PARAMS_v1) => whole(CU_GRAPH_NODE_TYPE_HOST, of);
}

sets_in_execs! {
    cuGraphExecKernelNodeSetParams(of: CUDA_KERNEL_NODE_PARAMS_v1) => graph_params::older_kernel(of);
    cuGraphExecKernelNodeSetParams_v2(of: CUDA_KERNEL_NODE_PARAMS_v2) => whole(CU_GRAPH_NODE_TYPE_KERNEL, of);
    cuGraphExecMemcpyNodeSetParams(of: CUDA_MEMCPY3D_v2, context: CUcontext) => graph_params::copy_in(of, context);
    cuGraphExecMemsetNodeSetParams(of: CUDA_MEMSET_NODE_PARAMS_v1, context: CUcontext) => graph_params::memset_in(of, context);
    cuGraphExecBatchMemOpNodeSetParams(of: CUDA_BATCH_MEM_OP_NODE_PARAMS_v1) => whole(CU_GRAPH_NODE_TYPE_BATCH_MEM_OP, of);
    cuGraphExecHostNodeSetParams(of: CUDA_HOST_NODE_PARAMS_v1) => whole(CU_GRAPH_NODE_TYPE_HOST, of);
}

pub unsafe fn cuGraphNodeSetParams(node: CUgraphNode, params: *mut CUgraphNodeParams) -> CudaResult {
    not_null(params)?;
    // SAFETY: not null; CUDA's contract for this call.
    unsafe { set(node, false, params.read()) }
}

pub unsafe fn cuGraphExecNodeSetParams(
    exec: CUgraphExec,
    node: CUgraphNode,
    params: *mut CUgraphNodeParams,
) -> CudaResult {
    not_null(params)?;
    // SAFETY: not null; CUDA's contract for this call.
    unsafe { set_in(exec, node, false, params.read()) }
}
