//! Graph nodes, edges, instantiation and update.

use core::ffi::{c_int, c_uint, c_void};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use super::constants::{
    CUgraphChildGraphNodeOwnership, CUgraphConditionalNodeType, CUgraphExecUpdateResult,
    CUgraphInstantiateResult, CUgraphNodeType,
};
use super::copy::CUDA_MEMCPY3D_v2;
use super::external::{CUDA_EXTERNAL_SEMAPHORE_SIGNAL_PARAMS, CUDA_EXTERNAL_SEMAPHORE_WAIT_PARAMS};
use super::handles::{
    CUcontext, CUevent, CUexternalSemaphore, CUfunction, CUgraph, CUgraphNode, CUkernel, CUstream,
};
use super::launch::CUstreamBatchMemOpParams;
use super::memory::{CUmemAccessDesc, CUmemPoolProps};
use super::scalars::{CUdeviceptr, CUgraphConditionalHandle, CUhostFn};

/// How one graph node depends on another.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUgraphEdgeData {
    pub from_port: u8,
    pub to_port: u8,
    pub r#type: u8,
    pub reserved: [u8; 5],
}
layout!(CUgraphEdgeData, size 8, align 1, from_port 0, to_port 1, r#type 2, reserved 3);

/// Arguments and results of cuGraphInstantiateWithParams.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_GRAPH_INSTANTIATE_PARAMS {
    pub flags: u64,
    pub hUploadStream: CUstream,
    pub hErrNode_out: CUgraphNode,
    pub result_out: CUgraphInstantiateResult,
}
layout!(CUDA_GRAPH_INSTANTIATE_PARAMS, size 32, align 8, flags 0, hUploadStream 8, hErrNode_out 16, result_out 24);

/// Why a graph update succeeded or failed, and at which nodes.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUgraphExecUpdateResultInfo {
    pub result: CUgraphExecUpdateResult,
    pub errorNode: CUgraphNode,
    pub errorFromNode: CUgraphNode,
}
layout!(CUgraphExecUpdateResultInfo, size 24, align 8, result 0, errorNode 8, errorFromNode 16);

/// A kernel node, as it was before kernels could be named without a module.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_KERNEL_NODE_PARAMS_v1 {
    pub func: CUfunction,
    pub gridDimX: c_uint,
    pub gridDimY: c_uint,
    pub gridDimZ: c_uint,
    pub blockDimX: c_uint,
    pub blockDimY: c_uint,
    pub blockDimZ: c_uint,
    pub sharedMemBytes: c_uint,
    pub kernelParams: *mut *mut c_void,
    pub extra: *mut *mut c_void,
}
layout!(CUDA_KERNEL_NODE_PARAMS_v1, size 56, align 8, func 0, gridDimX 8, gridDimY 12, gridDimZ 16, blockDimX 20, blockDimY 24, blockDimZ 28, sharedMemBytes 32, kernelParams 40, extra 48);

/// A kernel node: the function is `func`, or `kern` when that is not null.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_KERNEL_NODE_PARAMS_v2 {
    pub func: CUfunction,
    pub gridDimX: c_uint,
    pub gridDimY: c_uint,
    pub gridDimZ: c_uint,
    pub blockDimX: c_uint,
    pub blockDimY: c_uint,
    pub blockDimZ: c_uint,
    pub sharedMemBytes: c_uint,
    pub kernelParams: *mut *mut c_void,
    pub extra: *mut *mut c_void,
    pub kern: CUkernel,
    pub ctx: CUcontext,
}
layout!(CUDA_KERNEL_NODE_PARAMS_v2, size 72, align 8, func 0, gridDimX 8, gridDimY 12, gridDimZ 16, blockDimX 20, blockDimY 24, blockDimZ 28, sharedMemBytes 32, kernelParams 40, extra 48, kern 56, ctx 64);
/// The version that current headers mean by the plain name.
pub type CUDA_KERNEL_NODE_PARAMS = CUDA_KERNEL_NODE_PARAMS_v2;

/// A kernel node inside [`CUgraphNodeParams`].
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_KERNEL_NODE_PARAMS_v3 {
    pub func: CUfunction,
    pub gridDimX: c_uint,
    pub gridDimY: c_uint,
    pub gridDimZ: c_uint,
    pub blockDimX: c_uint,
    pub blockDimY: c_uint,
    pub blockDimZ: c_uint,
    pub sharedMemBytes: c_uint,
    pub kernelParams: *mut *mut c_void,
    pub extra: *mut *mut c_void,
    pub kern: CUkernel,
    pub ctx: CUcontext,
}
layout!(CUDA_KERNEL_NODE_PARAMS_v3, size 72, align 8, func 0, gridDimX 8, gridDimY 12, gridDimZ 16, blockDimX 20, blockDimY 24, blockDimZ 28, sharedMemBytes 32, kernelParams 40, extra 48, kern 56, ctx 64);

/// A copy node inside [`CUgraphNodeParams`].
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_MEMCPY_NODE_PARAMS {
    pub flags: c_int,
    pub reserved: c_int,
    pub copyCtx: CUcontext,
    pub copyParams: CUDA_MEMCPY3D_v2,
}
layout!(CUDA_MEMCPY_NODE_PARAMS, size 216, align 8, flags 0, reserved 4, copyCtx 8, copyParams 16);

/// A memset node.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUDA_MEMSET_NODE_PARAMS_v1 {
    pub dst: CUdeviceptr,
    pub pitch: usize,
    pub value: c_uint,
    pub elementSize: c_uint,
    pub width: usize,
    pub height: usize,
}
layout!(CUDA_MEMSET_NODE_PARAMS_v1, size 40, align 8, dst 0, pitch 8, value 16, elementSize 20, width 24, height 32);
/// The version that current headers mean by the plain name.
pub type CUDA_MEMSET_NODE_PARAMS = CUDA_MEMSET_NODE_PARAMS_v1;

/// A memset node inside [`CUgraphNodeParams`], with its context.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_MEMSET_NODE_PARAMS_v2 {
    pub dst: CUdeviceptr,
    pub pitch: usize,
    pub value: c_uint,
    pub elementSize: c_uint,
    pub width: usize,
    pub height: usize,
    pub ctx: CUcontext,
}
layout!(CUDA_MEMSET_NODE_PARAMS_v2, size 48, align 8, dst 0, pitch 8, value 16, elementSize 20, width 24, height 32, ctx 40);

/// A host function node.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_HOST_NODE_PARAMS_v1 {
    pub r#fn: CUhostFn,
    pub userData: *mut c_void,
}
layout!(CUDA_HOST_NODE_PARAMS_v1, size 16, align 8, r#fn 0, userData 8);
/// The version that current headers mean by the plain name.
pub type CUDA_HOST_NODE_PARAMS = CUDA_HOST_NODE_PARAMS_v1;

/// A host function node inside [`CUgraphNodeParams`].
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_HOST_NODE_PARAMS_v2 {
    pub r#fn: CUhostFn,
    pub userData: *mut c_void,
}
layout!(CUDA_HOST_NODE_PARAMS_v2, size 16, align 8, r#fn 0, userData 8);

/// A child graph node.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_CHILD_GRAPH_NODE_PARAMS {
    pub graph: CUgraph,
    pub ownership: CUgraphChildGraphNodeOwnership,
}
layout!(CUDA_CHILD_GRAPH_NODE_PARAMS, size 16, align 8, graph 0, ownership 8);

/// An event record node.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_EVENT_RECORD_NODE_PARAMS {
    pub event: CUevent,
}
layout!(CUDA_EVENT_RECORD_NODE_PARAMS, size 8, align 8, event 0);

/// An event wait node.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_EVENT_WAIT_NODE_PARAMS {
    pub event: CUevent,
}
layout!(CUDA_EVENT_WAIT_NODE_PARAMS, size 8, align 8, event 0);

/// A node that signals external semaphores.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1 {
    pub extSemArray: *mut CUexternalSemaphore,
    pub paramsArray: *const CUDA_EXTERNAL_SEMAPHORE_SIGNAL_PARAMS,
    pub numExtSems: c_uint,
}
layout!(CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1, size 24, align 8, extSemArray 0, paramsArray 8, numExtSems 16);
/// The version that current headers mean by the plain name.
pub type CUDA_EXT_SEM_SIGNAL_NODE_PARAMS = CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1;

/// The same inside [`CUgraphNodeParams`].
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v2 {
    pub extSemArray: *mut CUexternalSemaphore,
    pub paramsArray: *const CUDA_EXTERNAL_SEMAPHORE_SIGNAL_PARAMS,
    pub numExtSems: c_uint,
}
layout!(CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v2, size 24, align 8, extSemArray 0, paramsArray 8, numExtSems 16);

/// A node that waits for external semaphores.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1 {
    pub extSemArray: *mut CUexternalSemaphore,
    pub paramsArray: *const CUDA_EXTERNAL_SEMAPHORE_WAIT_PARAMS,
    pub numExtSems: c_uint,
}
layout!(CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1, size 24, align 8, extSemArray 0, paramsArray 8, numExtSems 16);
/// The version that current headers mean by the plain name.
pub type CUDA_EXT_SEM_WAIT_NODE_PARAMS = CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1;

/// The same inside [`CUgraphNodeParams`].
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_EXT_SEM_WAIT_NODE_PARAMS_v2 {
    pub extSemArray: *mut CUexternalSemaphore,
    pub paramsArray: *const CUDA_EXTERNAL_SEMAPHORE_WAIT_PARAMS,
    pub numExtSems: c_uint,
}
layout!(CUDA_EXT_SEM_WAIT_NODE_PARAMS_v2, size 24, align 8, extSemArray 0, paramsArray 8, numExtSems 16);

/// An allocation node; `dptr` is filled in when the node is added.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_MEM_ALLOC_NODE_PARAMS_v1 {
    pub poolProps: CUmemPoolProps,
    pub accessDescs: *const CUmemAccessDesc,
    pub accessDescCount: usize,
    pub bytesize: usize,
    pub dptr: CUdeviceptr,
}
layout!(CUDA_MEM_ALLOC_NODE_PARAMS_v1, size 120, align 8, poolProps 0, accessDescs 88, accessDescCount 96, bytesize 104, dptr 112);
/// The version that current headers mean by the plain name.
pub type CUDA_MEM_ALLOC_NODE_PARAMS = CUDA_MEM_ALLOC_NODE_PARAMS_v1;

/// The same inside [`CUgraphNodeParams`].
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_MEM_ALLOC_NODE_PARAMS_v2 {
    pub poolProps: CUmemPoolProps,
    pub accessDescs: *const CUmemAccessDesc,
    pub accessDescCount: usize,
    pub bytesize: usize,
    pub dptr: CUdeviceptr,
}
layout!(CUDA_MEM_ALLOC_NODE_PARAMS_v2, size 120, align 8, poolProps 0, accessDescs 88, accessDescCount 96, bytesize 104, dptr 112);

/// A free node.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUDA_MEM_FREE_NODE_PARAMS {
    pub dptr: CUdeviceptr,
}
layout!(CUDA_MEM_FREE_NODE_PARAMS, size 8, align 8, dptr 0);

/// A node of stream memory operations.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_BATCH_MEM_OP_NODE_PARAMS_v1 {
    pub ctx: CUcontext,
    pub count: c_uint,
    pub paramArray: *mut CUstreamBatchMemOpParams,
    pub flags: c_uint,
}
layout!(CUDA_BATCH_MEM_OP_NODE_PARAMS_v1, size 32, align 8, ctx 0, count 8, paramArray 16, flags 24);
/// The version that current headers mean by the plain name.
pub type CUDA_BATCH_MEM_OP_NODE_PARAMS = CUDA_BATCH_MEM_OP_NODE_PARAMS_v1;

/// The same inside [`CUgraphNodeParams`].
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_BATCH_MEM_OP_NODE_PARAMS_v2 {
    pub ctx: CUcontext,
    pub count: c_uint,
    pub paramArray: *mut CUstreamBatchMemOpParams,
    pub flags: c_uint,
}
layout!(CUDA_BATCH_MEM_OP_NODE_PARAMS_v2, size 32, align 8, ctx 0, count 8, paramArray 16, flags 24);

/// A conditional node; the driver gives back the body graphs through `phGraph_out`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_CONDITIONAL_NODE_PARAMS {
    pub handle: CUgraphConditionalHandle,
    pub r#type: CUgraphConditionalNodeType,
    pub size: c_uint,
    pub phGraph_out: *mut CUgraph,
    pub ctx: CUcontext,
}
layout!(CUDA_CONDITIONAL_NODE_PARAMS, size 32, align 8, handle 0, r#type 8, size 12, phGraph_out 16, ctx 24);

/// Any graph node, tagged with its type; `u` is the parameter struct of that type.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUgraphNodeParams {
    pub r#type: CUgraphNodeType,
    pub reserved0: [c_int; 3],
    pub u: [u64; 29],
    pub reserved2: i64,
}
layout!(CUgraphNodeParams, size 256, align 8, r#type 0, reserved0 4, u 16, reserved2 248);

impl CUgraphNodeParams {
    /// A node of this type, all of whose parameters are 0.
    pub const fn of(kind: CUgraphNodeType) -> Self {
        Self { r#type: kind, reserved0: [0; 3], u: [0; 29], reserved2: 0 }
    }
}
