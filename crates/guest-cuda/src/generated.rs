//! Generated from crates/table/api by `cargo xtask codegen`. Do not edit.

#![allow(
    non_snake_case,
    clippy::too_many_arguments,
    clippy::missing_safety_doc,
    missing_docs,
    unused_imports,
    unused_variables,
    clippy::unnecessary_cast
)]

use core::ffi::*;

use table::*;
use wire::{Bytes, Handle, Pod, reply, request};

use crate::{
    api,
    edge::{
        Export, c_bytes, call, edge, given, local_edge, post, read_array, ready, unsupported, value_edge,
        write_array, write_str,
    },
    session::new_handle,
};

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuArrayCreate(
    pHandle: *mut CUarray,
    pAllocateArray: *const CUDA_ARRAY_DESCRIPTOR_v1,
) -> CUresult {
    unsupported(op::cuArrayCreate)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuArrayCreate_v2(
    pHandle: *mut CUarray,
    pAllocateArray: *const CUDA_ARRAY_DESCRIPTOR_v2,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuArrayCreate_v2, || unsafe { api::cuArrayCreate_v2(pHandle, pAllocateArray) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuArrayGetDescriptor(
    pArrayDescriptor: *mut CUDA_ARRAY_DESCRIPTOR_v1,
    hArray: CUarray,
) -> CUresult {
    unsupported(op::cuArrayGetDescriptor)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuArrayGetDescriptor_v2(
    pArrayDescriptor: *mut CUDA_ARRAY_DESCRIPTOR_v2,
    hArray: CUarray,
) -> CUresult {
    edge(op::cuArrayGetDescriptor_v2, || {
        ready()?;
        given(pArrayDescriptor)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuArrayGetDescriptor_v2 { hArray: Handle(hArray.0 as u64) },
        )?;
        let reply: reply::cuArrayGetDescriptor_v2 = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pArrayDescriptor.write(reply.pArrayDescriptor.0) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuArrayDestroy(hArray: CUarray) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuArrayDestroy, || unsafe { api::cuArrayDestroy(hArray) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuArray3DCreate(
    pHandle: *mut CUarray,
    pAllocateArray: *const CUDA_ARRAY3D_DESCRIPTOR_v1,
) -> CUresult {
    unsupported(op::cuArray3DCreate)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuArray3DCreate_v2(
    pHandle: *mut CUarray,
    pAllocateArray: *const CUDA_ARRAY3D_DESCRIPTOR_v2,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuArray3DCreate_v2, || unsafe { api::cuArray3DCreate_v2(pHandle, pAllocateArray) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuArray3DGetDescriptor(
    pArrayDescriptor: *mut CUDA_ARRAY3D_DESCRIPTOR_v1,
    hArray: CUarray,
) -> CUresult {
    unsupported(op::cuArray3DGetDescriptor)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuArray3DGetDescriptor_v2(
    pArrayDescriptor: *mut CUDA_ARRAY3D_DESCRIPTOR_v2,
    hArray: CUarray,
) -> CUresult {
    edge(op::cuArray3DGetDescriptor_v2, || {
        ready()?;
        given(pArrayDescriptor)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuArray3DGetDescriptor_v2 { hArray: Handle(hArray.0 as u64) },
        )?;
        let reply: reply::cuArray3DGetDescriptor_v2 = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pArrayDescriptor.write(reply.pArrayDescriptor.0) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuArrayGetPlane(
    pPlaneArray: *mut CUarray,
    hArray: CUarray,
    planeIdx: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuArrayGetPlane, || unsafe { api::cuArrayGetPlane(pPlaneArray, hArray, planeIdx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuArrayGetMemoryRequirements(
    memoryRequirements: *mut CUDA_ARRAY_MEMORY_REQUIREMENTS,
    array: CUarray,
    device: CUdevice,
) -> CUresult {
    edge(op::cuArrayGetMemoryRequirements, || {
        ready()?;
        given(memoryRequirements)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuArrayGetMemoryRequirements { array: Handle(array.0 as u64), device },
        )?;
        let reply: reply::cuArrayGetMemoryRequirements = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { memoryRequirements.write(reply.memoryRequirements.0) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuArrayGetSparseProperties(
    sparseProperties: *mut CUDA_ARRAY_SPARSE_PROPERTIES,
    array: CUarray,
) -> CUresult {
    edge(op::cuArrayGetSparseProperties, || {
        ready()?;
        given(sparseProperties)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuArrayGetSparseProperties { array: Handle(array.0 as u64) },
        )?;
        let reply: reply::cuArrayGetSparseProperties = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { sparseProperties.write(reply.sparseProperties.0) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMipmappedArrayCreate(
    pHandle: *mut CUmipmappedArray,
    pMipmappedArrayDesc: *const CUDA_ARRAY3D_DESCRIPTOR_v2,
    numMipmapLevels: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMipmappedArrayCreate, || unsafe {
        api::cuMipmappedArrayCreate(pHandle, pMipmappedArrayDesc, numMipmapLevels)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMipmappedArrayGetLevel(
    pLevelArray: *mut CUarray,
    hMipmappedArray: CUmipmappedArray,
    level: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMipmappedArrayGetLevel, || unsafe {
        api::cuMipmappedArrayGetLevel(pLevelArray, hMipmappedArray, level)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMipmappedArrayDestroy(hMipmappedArray: CUmipmappedArray) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMipmappedArrayDestroy, || unsafe { api::cuMipmappedArrayDestroy(hMipmappedArray) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMipmappedArrayGetMemoryRequirements(
    memoryRequirements: *mut CUDA_ARRAY_MEMORY_REQUIREMENTS,
    mipmap: CUmipmappedArray,
    device: CUdevice,
) -> CUresult {
    edge(op::cuMipmappedArrayGetMemoryRequirements, || {
        ready()?;
        given(memoryRequirements)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuMipmappedArrayGetMemoryRequirements { mipmap: Handle(mipmap.0 as u64), device },
        )?;
        let reply: reply::cuMipmappedArrayGetMemoryRequirements = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { memoryRequirements.write(reply.memoryRequirements.0) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMipmappedArrayGetSparseProperties(
    sparseProperties: *mut CUDA_ARRAY_SPARSE_PROPERTIES,
    mipmap: CUmipmappedArray,
) -> CUresult {
    edge(op::cuMipmappedArrayGetSparseProperties, || {
        ready()?;
        given(sparseProperties)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuMipmappedArrayGetSparseProperties { mipmap: Handle(mipmap.0 as u64) },
        )?;
        let reply: reply::cuMipmappedArrayGetSparseProperties = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { sparseProperties.write(reply.sparseProperties.0) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamBeginCapture(hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamBeginCapture, || unsafe { api::cuStreamBeginCapture(DefaultStream::Legacy, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamBeginCapture_ptsz(hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamBeginCapture, || unsafe { api::cuStreamBeginCapture(DefaultStream::PerThread, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamBeginCapture_v2(hStream: CUstream, mode: CUstreamCaptureMode) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamBeginCapture_v2, || unsafe {
        api::cuStreamBeginCapture_v2(DefaultStream::Legacy, hStream, mode)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamBeginCapture_v2_ptsz(
    hStream: CUstream,
    mode: CUstreamCaptureMode,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamBeginCapture_v2, || unsafe {
        api::cuStreamBeginCapture_v2(DefaultStream::PerThread, hStream, mode)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamBeginCaptureToGraph(
    hStream: CUstream,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    dependencyData: *const CUgraphEdgeData,
    numDependencies: usize,
    mode: CUstreamCaptureMode,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamBeginCaptureToGraph, || unsafe {
        api::cuStreamBeginCaptureToGraph(
            DefaultStream::Legacy,
            hStream,
            hGraph,
            dependencies,
            dependencyData,
            numDependencies,
            mode,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamBeginCaptureToGraph_ptsz(
    hStream: CUstream,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    dependencyData: *const CUgraphEdgeData,
    numDependencies: usize,
    mode: CUstreamCaptureMode,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamBeginCaptureToGraph, || unsafe {
        api::cuStreamBeginCaptureToGraph(
            DefaultStream::PerThread,
            hStream,
            hGraph,
            dependencies,
            dependencyData,
            numDependencies,
            mode,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamEndCapture(hStream: CUstream, phGraph: *mut CUgraph) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamEndCapture, || unsafe {
        api::cuStreamEndCapture(DefaultStream::Legacy, hStream, phGraph)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamEndCapture_ptsz(hStream: CUstream, phGraph: *mut CUgraph) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamEndCapture, || unsafe {
        api::cuStreamEndCapture(DefaultStream::PerThread, hStream, phGraph)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamIsCapturing(
    hStream: CUstream,
    captureStatus: *mut CUstreamCaptureStatus,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamIsCapturing, || unsafe {
        api::cuStreamIsCapturing(DefaultStream::Legacy, hStream, captureStatus)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamIsCapturing_ptsz(
    hStream: CUstream,
    captureStatus: *mut CUstreamCaptureStatus,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamIsCapturing, || unsafe {
        api::cuStreamIsCapturing(DefaultStream::PerThread, hStream, captureStatus)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetCaptureInfo(
    hStream: CUstream,
    captureStatus_out: *mut CUstreamCaptureStatus,
    id_out: *mut u64,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamGetCaptureInfo, || unsafe {
        api::cuStreamGetCaptureInfo(DefaultStream::Legacy, hStream, captureStatus_out, id_out)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetCaptureInfo_ptsz(
    hStream: CUstream,
    captureStatus_out: *mut CUstreamCaptureStatus,
    id_out: *mut u64,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamGetCaptureInfo, || unsafe {
        api::cuStreamGetCaptureInfo(DefaultStream::PerThread, hStream, captureStatus_out, id_out)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetCaptureInfo_v2(
    hStream: CUstream,
    captureStatus_out: *mut CUstreamCaptureStatus,
    id_out: *mut u64,
    graph_out: *mut CUgraph,
    dependencies_out: *mut *const CUgraphNode,
    numDependencies_out: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamGetCaptureInfo_v2, || unsafe {
        api::cuStreamGetCaptureInfo_v2(
            DefaultStream::Legacy,
            hStream,
            captureStatus_out,
            id_out,
            graph_out,
            dependencies_out,
            numDependencies_out,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetCaptureInfo_v2_ptsz(
    hStream: CUstream,
    captureStatus_out: *mut CUstreamCaptureStatus,
    id_out: *mut u64,
    graph_out: *mut CUgraph,
    dependencies_out: *mut *const CUgraphNode,
    numDependencies_out: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamGetCaptureInfo_v2, || unsafe {
        api::cuStreamGetCaptureInfo_v2(
            DefaultStream::PerThread,
            hStream,
            captureStatus_out,
            id_out,
            graph_out,
            dependencies_out,
            numDependencies_out,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetCaptureInfo_v3(
    hStream: CUstream,
    captureStatus_out: *mut CUstreamCaptureStatus,
    id_out: *mut u64,
    graph_out: *mut CUgraph,
    dependencies_out: *mut *const CUgraphNode,
    edgeData_out: *mut *const CUgraphEdgeData,
    numDependencies_out: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamGetCaptureInfo_v3, || unsafe {
        api::cuStreamGetCaptureInfo_v3(
            DefaultStream::Legacy,
            hStream,
            captureStatus_out,
            id_out,
            graph_out,
            dependencies_out,
            edgeData_out,
            numDependencies_out,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetCaptureInfo_v3_ptsz(
    hStream: CUstream,
    captureStatus_out: *mut CUstreamCaptureStatus,
    id_out: *mut u64,
    graph_out: *mut CUgraph,
    dependencies_out: *mut *const CUgraphNode,
    edgeData_out: *mut *const CUgraphEdgeData,
    numDependencies_out: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamGetCaptureInfo_v3, || unsafe {
        api::cuStreamGetCaptureInfo_v3(
            DefaultStream::PerThread,
            hStream,
            captureStatus_out,
            id_out,
            graph_out,
            dependencies_out,
            edgeData_out,
            numDependencies_out,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamUpdateCaptureDependencies(
    hStream: CUstream,
    dependencies: *mut CUgraphNode,
    numDependencies: usize,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamUpdateCaptureDependencies, || unsafe {
        api::cuStreamUpdateCaptureDependencies(
            DefaultStream::Legacy,
            hStream,
            dependencies,
            numDependencies,
            flags,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamUpdateCaptureDependencies_ptsz(
    hStream: CUstream,
    dependencies: *mut CUgraphNode,
    numDependencies: usize,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamUpdateCaptureDependencies, || unsafe {
        api::cuStreamUpdateCaptureDependencies(
            DefaultStream::PerThread,
            hStream,
            dependencies,
            numDependencies,
            flags,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamUpdateCaptureDependencies_v2(
    hStream: CUstream,
    dependencies: *mut CUgraphNode,
    dependencyData: *const CUgraphEdgeData,
    numDependencies: usize,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamUpdateCaptureDependencies_v2, || unsafe {
        api::cuStreamUpdateCaptureDependencies_v2(
            DefaultStream::Legacy,
            hStream,
            dependencies,
            dependencyData,
            numDependencies,
            flags,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamUpdateCaptureDependencies_v2_ptsz(
    hStream: CUstream,
    dependencies: *mut CUgraphNode,
    dependencyData: *const CUgraphEdgeData,
    numDependencies: usize,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamUpdateCaptureDependencies_v2, || unsafe {
        api::cuStreamUpdateCaptureDependencies_v2(
            DefaultStream::PerThread,
            hStream,
            dependencies,
            dependencyData,
            numDependencies,
            flags,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuThreadExchangeStreamCaptureMode(mode: *mut CUstreamCaptureMode) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuThreadExchangeStreamCaptureMode, || unsafe { api::cuThreadExchangeStreamCaptureMode(mode) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCheckpointProcessGetRestoreThreadId(pid: c_int, tid: *mut c_int) -> CUresult {
    unsupported(op::cuCheckpointProcessGetRestoreThreadId)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCheckpointProcessGetState(pid: c_int, state: *mut CUprocessState) -> CUresult {
    unsupported(op::cuCheckpointProcessGetState)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCheckpointProcessLock(pid: c_int, args: *mut CUcheckpointLockArgs) -> CUresult {
    unsupported(op::cuCheckpointProcessLock)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCheckpointProcessCheckpoint(
    pid: c_int,
    args: *mut CUcheckpointCheckpointArgs,
) -> CUresult {
    unsupported(op::cuCheckpointProcessCheckpoint)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCheckpointProcessRestore(
    pid: c_int,
    args: *mut CUcheckpointRestoreArgs,
) -> CUresult {
    unsupported(op::cuCheckpointProcessRestore)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCheckpointProcessUnlock(
    pid: c_int,
    args: *mut CUcheckpointUnlockArgs,
) -> CUresult {
    unsupported(op::cuCheckpointProcessUnlock)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxCreate(pctx: *mut CUcontext, flags: c_uint, dev: CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxCreate, || unsafe { api::cuCtxCreate(pctx, flags, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxCreate_v2(pctx: *mut CUcontext, flags: c_uint, dev: CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxCreate_v2, || unsafe { api::cuCtxCreate_v2(pctx, flags, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxCreate_v3(
    pctx: *mut CUcontext,
    paramsArray: *const CUexecAffinityParam,
    numParams: c_int,
    flags: c_uint,
    dev: CUdevice,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxCreate_v3, || unsafe { api::cuCtxCreate_v3(pctx, paramsArray, numParams, flags, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxCreate_v4(
    pctx: *mut CUcontext,
    ctxCreateParams: *mut CUctxCreateParams,
    flags: c_uint,
    dev: CUdevice,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxCreate_v4, || unsafe { api::cuCtxCreate_v4(pctx, ctxCreateParams, flags, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxDestroy(ctx: CUcontext) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxDestroy, || unsafe { api::cuCtxDestroy(ctx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxDestroy_v2(ctx: CUcontext) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxDestroy_v2, || unsafe { api::cuCtxDestroy_v2(ctx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxAttach(pctx: *mut CUcontext, flags: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuCtxAttach, || unsafe { api::cuCtxAttach(pctx, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxDetach(ctx: CUcontext) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxDetach, || unsafe { api::cuCtxDetach(ctx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxPushCurrent(ctx: CUcontext) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuCtxPushCurrent, || unsafe { api::cuCtxPushCurrent(ctx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxPushCurrent_v2(ctx: CUcontext) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuCtxPushCurrent_v2, || unsafe { api::cuCtxPushCurrent_v2(ctx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxPopCurrent(pctx: *mut CUcontext) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuCtxPopCurrent, || unsafe { api::cuCtxPopCurrent(pctx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxPopCurrent_v2(pctx: *mut CUcontext) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuCtxPopCurrent_v2, || unsafe { api::cuCtxPopCurrent_v2(pctx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxSetCurrent(ctx: CUcontext) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuCtxSetCurrent, || unsafe { api::cuCtxSetCurrent(ctx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxGetCurrent(pctx: *mut CUcontext) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuCtxGetCurrent, || unsafe { api::cuCtxGetCurrent(pctx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxGetDevice(device: *mut CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuCtxGetDevice, || unsafe { api::cuCtxGetDevice(device) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxGetDevice_v2(device: *mut CUdevice, ctx: CUcontext) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuCtxGetDevice_v2, || unsafe { api::cuCtxGetDevice_v2(device, ctx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxGetFlags(flags: *mut c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuCtxGetFlags, || unsafe { api::cuCtxGetFlags(flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxSetFlags(flags: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxSetFlags, || unsafe { api::cuCtxSetFlags(flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxGetId(ctx: CUcontext, ctxId: *mut u64) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuCtxGetId, || unsafe { api::cuCtxGetId(ctx, ctxId) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxGetApiVersion(ctx: CUcontext, version: *mut c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuCtxGetApiVersion, || unsafe { api::cuCtxGetApiVersion(ctx, version) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxSynchronize() -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxSynchronize, || unsafe { api::cuCtxSynchronize() })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxSynchronize_v2(ctx: CUcontext) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxSynchronize_v2, || unsafe { api::cuCtxSynchronize_v2(ctx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxSetLimit(limit: CUlimit, value: usize) -> CUresult {
    edge(op::cuCtxSetLimit, || {
        ready()?;
        let reply = call(DefaultStream::Legacy, &request::cuCtxSetLimit { limit, value })?;
        let reply: reply::cuCtxSetLimit = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxGetLimit(pvalue: *mut usize, limit: CUlimit) -> CUresult {
    edge(op::cuCtxGetLimit, || {
        ready()?;
        given(pvalue)?;
        let reply = call(DefaultStream::Legacy, &request::cuCtxGetLimit { limit })?;
        let reply: reply::cuCtxGetLimit = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pvalue.write(reply.pvalue) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxGetCacheConfig(pconfig: *mut CUfunc_cache) -> CUresult {
    edge(op::cuCtxGetCacheConfig, || {
        ready()?;
        given(pconfig)?;
        let reply = call(DefaultStream::Legacy, &request::cuCtxGetCacheConfig {})?;
        let reply: reply::cuCtxGetCacheConfig = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pconfig.write(reply.pconfig) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxSetCacheConfig(config: CUfunc_cache) -> CUresult {
    edge(op::cuCtxSetCacheConfig, || {
        ready()?;
        let reply = call(DefaultStream::Legacy, &request::cuCtxSetCacheConfig { config })?;
        let reply: reply::cuCtxSetCacheConfig = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxGetSharedMemConfig(pConfig: *mut CUsharedconfig) -> CUresult {
    edge(op::cuCtxGetSharedMemConfig, || {
        ready()?;
        given(pConfig)?;
        let reply = call(DefaultStream::Legacy, &request::cuCtxGetSharedMemConfig {})?;
        let reply: reply::cuCtxGetSharedMemConfig = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pConfig.write(reply.pConfig) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxSetSharedMemConfig(config: CUsharedconfig) -> CUresult {
    edge(op::cuCtxSetSharedMemConfig, || {
        ready()?;
        let reply = call(DefaultStream::Legacy, &request::cuCtxSetSharedMemConfig { config })?;
        let reply: reply::cuCtxSetSharedMemConfig = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxGetStreamPriorityRange(
    leastPriority: *mut c_int,
    greatestPriority: *mut c_int,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuCtxGetStreamPriorityRange, || unsafe {
        api::cuCtxGetStreamPriorityRange(leastPriority, greatestPriority)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxResetPersistingL2Cache() -> CUresult {
    edge(op::cuCtxResetPersistingL2Cache, || {
        ready()?;
        let reply = call(DefaultStream::Legacy, &request::cuCtxResetPersistingL2Cache {})?;
        let reply: reply::cuCtxResetPersistingL2Cache = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxGetExecAffinity(
    pExecAffinity: *mut CUexecAffinityParam,
    r#type: CUexecAffinityType,
) -> CUresult {
    edge(op::cuCtxGetExecAffinity, || {
        ready()?;
        given(pExecAffinity)?;
        let reply = call(DefaultStream::Legacy, &request::cuCtxGetExecAffinity { r#type })?;
        let reply: reply::cuCtxGetExecAffinity = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pExecAffinity.write(reply.pExecAffinity.0) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy(dst: CUdeviceptr, src: CUdeviceptr, ByteCount: usize) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy, || unsafe { api::cuMemcpy(DefaultStream::Legacy, dst, src, ByteCount) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy_ptds(dst: CUdeviceptr, src: CUdeviceptr, ByteCount: usize) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy, || unsafe { api::cuMemcpy(DefaultStream::PerThread, dst, src, ByteCount) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyAsync(
    dst: CUdeviceptr,
    src: CUdeviceptr,
    ByteCount: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyAsync, || unsafe {
        api::cuMemcpyAsync(DefaultStream::Legacy, dst, src, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyAsync_ptsz(
    dst: CUdeviceptr,
    src: CUdeviceptr,
    ByteCount: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyAsync, || unsafe {
        api::cuMemcpyAsync(DefaultStream::PerThread, dst, src, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyHtoD(
    dstDevice: CUdeviceptr_v1,
    srcHost: *const c_void,
    ByteCount: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpyHtoD, || unsafe { api::cuMemcpyHtoD(dstDevice, srcHost, ByteCount) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyHtoD_v2(
    dstDevice: CUdeviceptr,
    srcHost: *const c_void,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyHtoD_v2, || unsafe {
        api::cuMemcpyHtoD_v2(DefaultStream::Legacy, dstDevice, srcHost, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyHtoD_v2_ptds(
    dstDevice: CUdeviceptr,
    srcHost: *const c_void,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyHtoD_v2, || unsafe {
        api::cuMemcpyHtoD_v2(DefaultStream::PerThread, dstDevice, srcHost, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoH(
    dstHost: *mut c_void,
    srcDevice: CUdeviceptr_v1,
    ByteCount: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpyDtoH, || unsafe { api::cuMemcpyDtoH(dstHost, srcDevice, ByteCount) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoH_v2(
    dstHost: *mut c_void,
    srcDevice: CUdeviceptr,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyDtoH_v2, || unsafe {
        api::cuMemcpyDtoH_v2(DefaultStream::Legacy, dstHost, srcDevice, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoH_v2_ptds(
    dstHost: *mut c_void,
    srcDevice: CUdeviceptr,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyDtoH_v2, || unsafe {
        api::cuMemcpyDtoH_v2(DefaultStream::PerThread, dstHost, srcDevice, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoD(
    dstDevice: CUdeviceptr_v1,
    srcDevice: CUdeviceptr_v1,
    ByteCount: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpyDtoD, || unsafe { api::cuMemcpyDtoD(dstDevice, srcDevice, ByteCount) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoD_v2(
    dstDevice: CUdeviceptr,
    srcDevice: CUdeviceptr,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyDtoD_v2, || unsafe {
        api::cuMemcpyDtoD_v2(DefaultStream::Legacy, dstDevice, srcDevice, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoD_v2_ptds(
    dstDevice: CUdeviceptr,
    srcDevice: CUdeviceptr,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyDtoD_v2, || unsafe {
        api::cuMemcpyDtoD_v2(DefaultStream::PerThread, dstDevice, srcDevice, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyHtoDAsync(
    dstDevice: CUdeviceptr_v1,
    srcHost: *const c_void,
    ByteCount: c_uint,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpyHtoDAsync, || unsafe {
        api::cuMemcpyHtoDAsync(dstDevice, srcHost, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyHtoDAsync_v2(
    dstDevice: CUdeviceptr,
    srcHost: *const c_void,
    ByteCount: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyHtoDAsync_v2, || unsafe {
        api::cuMemcpyHtoDAsync_v2(DefaultStream::Legacy, dstDevice, srcHost, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyHtoDAsync_v2_ptsz(
    dstDevice: CUdeviceptr,
    srcHost: *const c_void,
    ByteCount: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyHtoDAsync_v2, || unsafe {
        api::cuMemcpyHtoDAsync_v2(DefaultStream::PerThread, dstDevice, srcHost, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoHAsync(
    dstHost: *mut c_void,
    srcDevice: CUdeviceptr_v1,
    ByteCount: c_uint,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpyDtoHAsync, || unsafe {
        api::cuMemcpyDtoHAsync(dstHost, srcDevice, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoHAsync_v2(
    dstHost: *mut c_void,
    srcDevice: CUdeviceptr,
    ByteCount: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyDtoHAsync_v2, || unsafe {
        api::cuMemcpyDtoHAsync_v2(DefaultStream::Legacy, dstHost, srcDevice, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoHAsync_v2_ptsz(
    dstHost: *mut c_void,
    srcDevice: CUdeviceptr,
    ByteCount: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyDtoHAsync_v2, || unsafe {
        api::cuMemcpyDtoHAsync_v2(DefaultStream::PerThread, dstHost, srcDevice, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoDAsync(
    dstDevice: CUdeviceptr_v1,
    srcDevice: CUdeviceptr_v1,
    ByteCount: c_uint,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpyDtoDAsync, || unsafe {
        api::cuMemcpyDtoDAsync(dstDevice, srcDevice, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoDAsync_v2(
    dstDevice: CUdeviceptr,
    srcDevice: CUdeviceptr,
    ByteCount: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyDtoDAsync_v2, || unsafe {
        api::cuMemcpyDtoDAsync_v2(DefaultStream::Legacy, dstDevice, srcDevice, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoDAsync_v2_ptsz(
    dstDevice: CUdeviceptr,
    srcDevice: CUdeviceptr,
    ByteCount: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyDtoDAsync_v2, || unsafe {
        api::cuMemcpyDtoDAsync_v2(DefaultStream::PerThread, dstDevice, srcDevice, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy2D(pCopy: *const CUDA_MEMCPY2D_v1) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpy2D, || unsafe { api::cuMemcpy2D(pCopy) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy2D_v2(pCopy: *const CUDA_MEMCPY2D_v2) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy2D_v2, || unsafe { api::cuMemcpy2D_v2(DefaultStream::Legacy, pCopy) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy2D_v2_ptds(pCopy: *const CUDA_MEMCPY2D_v2) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy2D_v2, || unsafe { api::cuMemcpy2D_v2(DefaultStream::PerThread, pCopy) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy2DUnaligned(pCopy: *const CUDA_MEMCPY2D_v1) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpy2DUnaligned, || unsafe { api::cuMemcpy2DUnaligned(pCopy) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy2DUnaligned_v2(pCopy: *const CUDA_MEMCPY2D_v2) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy2DUnaligned_v2, || unsafe { api::cuMemcpy2DUnaligned_v2(DefaultStream::Legacy, pCopy) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy2DUnaligned_v2_ptds(pCopy: *const CUDA_MEMCPY2D_v2) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy2DUnaligned_v2, || unsafe {
        api::cuMemcpy2DUnaligned_v2(DefaultStream::PerThread, pCopy)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy2DAsync(pCopy: *const CUDA_MEMCPY2D_v1, hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpy2DAsync, || unsafe { api::cuMemcpy2DAsync(pCopy, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy2DAsync_v2(pCopy: *const CUDA_MEMCPY2D_v2, hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy2DAsync_v2, || unsafe { api::cuMemcpy2DAsync_v2(DefaultStream::Legacy, pCopy, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy2DAsync_v2_ptsz(
    pCopy: *const CUDA_MEMCPY2D_v2,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy2DAsync_v2, || unsafe {
        api::cuMemcpy2DAsync_v2(DefaultStream::PerThread, pCopy, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy3D(pCopy: *const CUDA_MEMCPY3D_v1) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpy3D, || unsafe { api::cuMemcpy3D(pCopy) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy3D_v2(pCopy: *const CUDA_MEMCPY3D_v2) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy3D_v2, || unsafe { api::cuMemcpy3D_v2(DefaultStream::Legacy, pCopy) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy3D_v2_ptds(pCopy: *const CUDA_MEMCPY3D_v2) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy3D_v2, || unsafe { api::cuMemcpy3D_v2(DefaultStream::PerThread, pCopy) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy3DAsync(pCopy: *const CUDA_MEMCPY3D_v1, hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpy3DAsync, || unsafe { api::cuMemcpy3DAsync(pCopy, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy3DAsync_v2(pCopy: *const CUDA_MEMCPY3D_v2, hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy3DAsync_v2, || unsafe { api::cuMemcpy3DAsync_v2(DefaultStream::Legacy, pCopy, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy3DAsync_v2_ptsz(
    pCopy: *const CUDA_MEMCPY3D_v2,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy3DAsync_v2, || unsafe {
        api::cuMemcpy3DAsync_v2(DefaultStream::PerThread, pCopy, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyPeer(
    dstDevice: CUdeviceptr,
    dstContext: CUcontext,
    srcDevice: CUdeviceptr,
    srcContext: CUcontext,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyPeer, || unsafe {
        api::cuMemcpyPeer(DefaultStream::Legacy, dstDevice, dstContext, srcDevice, srcContext, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyPeer_ptds(
    dstDevice: CUdeviceptr,
    dstContext: CUcontext,
    srcDevice: CUdeviceptr,
    srcContext: CUcontext,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyPeer, || unsafe {
        api::cuMemcpyPeer(DefaultStream::PerThread, dstDevice, dstContext, srcDevice, srcContext, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyPeerAsync(
    dstDevice: CUdeviceptr,
    dstContext: CUcontext,
    srcDevice: CUdeviceptr,
    srcContext: CUcontext,
    ByteCount: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyPeerAsync, || unsafe {
        api::cuMemcpyPeerAsync(
            DefaultStream::Legacy,
            dstDevice,
            dstContext,
            srcDevice,
            srcContext,
            ByteCount,
            hStream,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyPeerAsync_ptsz(
    dstDevice: CUdeviceptr,
    dstContext: CUcontext,
    srcDevice: CUdeviceptr,
    srcContext: CUcontext,
    ByteCount: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyPeerAsync, || unsafe {
        api::cuMemcpyPeerAsync(
            DefaultStream::PerThread,
            dstDevice,
            dstContext,
            srcDevice,
            srcContext,
            ByteCount,
            hStream,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy3DPeer(pCopy: *const CUDA_MEMCPY3D_PEER) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy3DPeer, || unsafe { api::cuMemcpy3DPeer(DefaultStream::Legacy, pCopy) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy3DPeer_ptds(pCopy: *const CUDA_MEMCPY3D_PEER) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy3DPeer, || unsafe { api::cuMemcpy3DPeer(DefaultStream::PerThread, pCopy) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy3DPeerAsync(
    pCopy: *const CUDA_MEMCPY3D_PEER,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy3DPeerAsync, || unsafe {
        api::cuMemcpy3DPeerAsync(DefaultStream::Legacy, pCopy, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy3DPeerAsync_ptsz(
    pCopy: *const CUDA_MEMCPY3D_PEER,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy3DPeerAsync, || unsafe {
        api::cuMemcpy3DPeerAsync(DefaultStream::PerThread, pCopy, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyBatchAsync(
    dsts: *mut CUdeviceptr,
    srcs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    attrs: *mut CUmemcpyAttributes,
    attrsIdxs: *mut usize,
    numAttrs: usize,
    failIdx: *mut usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyBatchAsync, || unsafe {
        api::cuMemcpyBatchAsync(
            DefaultStream::Legacy,
            dsts,
            srcs,
            sizes,
            count,
            attrs,
            attrsIdxs,
            numAttrs,
            failIdx,
            hStream,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyBatchAsync_ptsz(
    dsts: *mut CUdeviceptr,
    srcs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    attrs: *mut CUmemcpyAttributes,
    attrsIdxs: *mut usize,
    numAttrs: usize,
    failIdx: *mut usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyBatchAsync, || unsafe {
        api::cuMemcpyBatchAsync(
            DefaultStream::PerThread,
            dsts,
            srcs,
            sizes,
            count,
            attrs,
            attrsIdxs,
            numAttrs,
            failIdx,
            hStream,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyBatchAsync_v2(
    dsts: *mut CUdeviceptr,
    srcs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    attrs: *mut CUmemcpyAttributes,
    attrsIdxs: *mut usize,
    numAttrs: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyBatchAsync_v2, || unsafe {
        api::cuMemcpyBatchAsync_v2(
            DefaultStream::Legacy,
            dsts,
            srcs,
            sizes,
            count,
            attrs,
            attrsIdxs,
            numAttrs,
            hStream,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyBatchAsync_v2_ptsz(
    dsts: *mut CUdeviceptr,
    srcs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    attrs: *mut CUmemcpyAttributes,
    attrsIdxs: *mut usize,
    numAttrs: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyBatchAsync_v2, || unsafe {
        api::cuMemcpyBatchAsync_v2(
            DefaultStream::PerThread,
            dsts,
            srcs,
            sizes,
            count,
            attrs,
            attrsIdxs,
            numAttrs,
            hStream,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy3DBatchAsync(
    numOps: usize,
    opList: *mut CUDA_MEMCPY3D_BATCH_OP,
    failIdx: *mut usize,
    flags: u64,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy3DBatchAsync, || unsafe {
        api::cuMemcpy3DBatchAsync(DefaultStream::Legacy, numOps, opList, failIdx, flags, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy3DBatchAsync_ptsz(
    numOps: usize,
    opList: *mut CUDA_MEMCPY3D_BATCH_OP,
    failIdx: *mut usize,
    flags: u64,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy3DBatchAsync, || unsafe {
        api::cuMemcpy3DBatchAsync(DefaultStream::PerThread, numOps, opList, failIdx, flags, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy3DBatchAsync_v2(
    numOps: usize,
    opList: *mut CUDA_MEMCPY3D_BATCH_OP,
    flags: u64,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy3DBatchAsync_v2, || unsafe {
        api::cuMemcpy3DBatchAsync_v2(DefaultStream::Legacy, numOps, opList, flags, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpy3DBatchAsync_v2_ptsz(
    numOps: usize,
    opList: *mut CUDA_MEMCPY3D_BATCH_OP,
    flags: u64,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpy3DBatchAsync_v2, || unsafe {
        api::cuMemcpy3DBatchAsync_v2(DefaultStream::PerThread, numOps, opList, flags, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoA(
    dstArray: CUarray,
    dstOffset: c_uint,
    srcDevice: CUdeviceptr_v1,
    ByteCount: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpyDtoA, || unsafe { api::cuMemcpyDtoA(dstArray, dstOffset, srcDevice, ByteCount) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyAtoD(
    dstDevice: CUdeviceptr_v1,
    srcArray: CUarray,
    srcOffset: c_uint,
    ByteCount: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpyAtoD, || unsafe { api::cuMemcpyAtoD(dstDevice, srcArray, srcOffset, ByteCount) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyHtoA(
    dstArray: CUarray,
    dstOffset: c_uint,
    srcHost: *const c_void,
    ByteCount: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpyHtoA, || unsafe { api::cuMemcpyHtoA(dstArray, dstOffset, srcHost, ByteCount) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyAtoH(
    dstHost: *mut c_void,
    srcArray: CUarray,
    srcOffset: c_uint,
    ByteCount: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpyAtoH, || unsafe { api::cuMemcpyAtoH(dstHost, srcArray, srcOffset, ByteCount) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyAtoA(
    dstArray: CUarray,
    dstOffset: c_uint,
    srcArray: CUarray,
    srcOffset: c_uint,
    ByteCount: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpyAtoA, || unsafe {
        api::cuMemcpyAtoA(dstArray, dstOffset, srcArray, srcOffset, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyHtoAAsync(
    dstArray: CUarray,
    dstOffset: c_uint,
    srcHost: *const c_void,
    ByteCount: c_uint,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpyHtoAAsync, || unsafe {
        api::cuMemcpyHtoAAsync(dstArray, dstOffset, srcHost, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyAtoHAsync(
    dstHost: *mut c_void,
    srcArray: CUarray,
    srcOffset: c_uint,
    ByteCount: c_uint,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemcpyAtoHAsync, || unsafe {
        api::cuMemcpyAtoHAsync(dstHost, srcArray, srcOffset, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoA_v2(
    dstArray: CUarray,
    dstOffset: usize,
    srcDevice: CUdeviceptr,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyDtoA_v2, || unsafe {
        api::cuMemcpyDtoA_v2(DefaultStream::Legacy, dstArray, dstOffset, srcDevice, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyDtoA_v2_ptds(
    dstArray: CUarray,
    dstOffset: usize,
    srcDevice: CUdeviceptr,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyDtoA_v2, || unsafe {
        api::cuMemcpyDtoA_v2(DefaultStream::PerThread, dstArray, dstOffset, srcDevice, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyAtoD_v2(
    dstDevice: CUdeviceptr,
    srcArray: CUarray,
    srcOffset: usize,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyAtoD_v2, || unsafe {
        api::cuMemcpyAtoD_v2(DefaultStream::Legacy, dstDevice, srcArray, srcOffset, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyAtoD_v2_ptds(
    dstDevice: CUdeviceptr,
    srcArray: CUarray,
    srcOffset: usize,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyAtoD_v2, || unsafe {
        api::cuMemcpyAtoD_v2(DefaultStream::PerThread, dstDevice, srcArray, srcOffset, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyHtoA_v2(
    dstArray: CUarray,
    dstOffset: usize,
    srcHost: *const c_void,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyHtoA_v2, || unsafe {
        api::cuMemcpyHtoA_v2(DefaultStream::Legacy, dstArray, dstOffset, srcHost, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyHtoA_v2_ptds(
    dstArray: CUarray,
    dstOffset: usize,
    srcHost: *const c_void,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyHtoA_v2, || unsafe {
        api::cuMemcpyHtoA_v2(DefaultStream::PerThread, dstArray, dstOffset, srcHost, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyAtoH_v2(
    dstHost: *mut c_void,
    srcArray: CUarray,
    srcOffset: usize,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyAtoH_v2, || unsafe {
        api::cuMemcpyAtoH_v2(DefaultStream::Legacy, dstHost, srcArray, srcOffset, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyAtoH_v2_ptds(
    dstHost: *mut c_void,
    srcArray: CUarray,
    srcOffset: usize,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyAtoH_v2, || unsafe {
        api::cuMemcpyAtoH_v2(DefaultStream::PerThread, dstHost, srcArray, srcOffset, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyAtoA_v2(
    dstArray: CUarray,
    dstOffset: usize,
    srcArray: CUarray,
    srcOffset: usize,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyAtoA_v2, || unsafe {
        api::cuMemcpyAtoA_v2(DefaultStream::Legacy, dstArray, dstOffset, srcArray, srcOffset, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyAtoA_v2_ptds(
    dstArray: CUarray,
    dstOffset: usize,
    srcArray: CUarray,
    srcOffset: usize,
    ByteCount: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyAtoA_v2, || unsafe {
        api::cuMemcpyAtoA_v2(DefaultStream::PerThread, dstArray, dstOffset, srcArray, srcOffset, ByteCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyHtoAAsync_v2(
    dstArray: CUarray,
    dstOffset: usize,
    srcHost: *const c_void,
    ByteCount: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyHtoAAsync_v2, || unsafe {
        api::cuMemcpyHtoAAsync_v2(DefaultStream::Legacy, dstArray, dstOffset, srcHost, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyHtoAAsync_v2_ptsz(
    dstArray: CUarray,
    dstOffset: usize,
    srcHost: *const c_void,
    ByteCount: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyHtoAAsync_v2, || unsafe {
        api::cuMemcpyHtoAAsync_v2(DefaultStream::PerThread, dstArray, dstOffset, srcHost, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyAtoHAsync_v2(
    dstHost: *mut c_void,
    srcArray: CUarray,
    srcOffset: usize,
    ByteCount: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyAtoHAsync_v2, || unsafe {
        api::cuMemcpyAtoHAsync_v2(DefaultStream::Legacy, dstHost, srcArray, srcOffset, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemcpyAtoHAsync_v2_ptsz(
    dstHost: *mut c_void,
    srcArray: CUarray,
    srcOffset: usize,
    ByteCount: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemcpyAtoHAsync_v2, || unsafe {
        api::cuMemcpyAtoHAsync_v2(DefaultStream::PerThread, dstHost, srcArray, srcOffset, ByteCount, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCoredumpGetAttribute(
    attrib: CUcoredumpSettings,
    value: *mut c_void,
    size: *mut usize,
) -> CUresult {
    unsupported(op::cuCoredumpGetAttribute)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCoredumpGetAttributeGlobal(
    attrib: CUcoredumpSettings,
    value: *mut c_void,
    size: *mut usize,
) -> CUresult {
    unsupported(op::cuCoredumpGetAttributeGlobal)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCoredumpSetAttribute(
    attrib: CUcoredumpSettings,
    value: *mut c_void,
    size: *mut usize,
) -> CUresult {
    unsupported(op::cuCoredumpSetAttribute)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCoredumpSetAttributeGlobal(
    attrib: CUcoredumpSettings,
    value: *mut c_void,
    size: *mut usize,
) -> CUresult {
    unsupported(op::cuCoredumpSetAttributeGlobal)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGet(device: *mut CUdevice, ordinal: c_int) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDeviceGet, || unsafe { api::cuDeviceGet(device, ordinal) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetCount(count: *mut c_int) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDeviceGetCount, || unsafe { api::cuDeviceGetCount(count) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetName(name: *mut c_char, len: c_int, dev: CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDeviceGetName, || unsafe { api::cuDeviceGetName(name, len, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetUuid(uuid: *mut CUuuid, dev: CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDeviceGetUuid, || unsafe { api::cuDeviceGetUuid(uuid, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetUuid_v2(uuid: *mut CUuuid, dev: CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDeviceGetUuid_v2, || unsafe { api::cuDeviceGetUuid_v2(uuid, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetLuid(
    luid: *mut c_char,
    deviceNodeMask: *mut c_uint,
    dev: CUdevice,
) -> CUresult {
    unsupported(op::cuDeviceGetLuid)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceTotalMem(bytes: *mut c_uint, dev: CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDeviceTotalMem, || unsafe { api::cuDeviceTotalMem(bytes, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceTotalMem_v2(bytes: *mut usize, dev: CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDeviceTotalMem_v2, || unsafe { api::cuDeviceTotalMem_v2(bytes, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetAttribute(
    pi: *mut c_int,
    attrib: CUdevice_attribute,
    dev: CUdevice,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDeviceGetAttribute, || unsafe { api::cuDeviceGetAttribute(pi, attrib, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetProperties(prop: *mut CUdevprop, dev: CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDeviceGetProperties, || unsafe { api::cuDeviceGetProperties(prop, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceComputeCapability(
    major: *mut c_int,
    minor: *mut c_int,
    dev: CUdevice,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDeviceComputeCapability, || unsafe { api::cuDeviceComputeCapability(major, minor, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetByPCIBusId(dev: *mut CUdevice, pciBusId: *const c_char) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDeviceGetByPCIBusId, || unsafe { api::cuDeviceGetByPCIBusId(dev, pciBusId) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetPCIBusId(pciBusId: *mut c_char, len: c_int, dev: CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDeviceGetPCIBusId, || unsafe { api::cuDeviceGetPCIBusId(pciBusId, len, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetTexture1DLinearMaxWidth(
    maxWidthInElements: *mut usize,
    format: CUarray_format,
    numChannels: c_uint,
    dev: CUdevice,
) -> CUresult {
    edge(op::cuDeviceGetTexture1DLinearMaxWidth, || {
        ready()?;
        given(maxWidthInElements)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuDeviceGetTexture1DLinearMaxWidth { format, numChannels, dev },
        )?;
        let reply: reply::cuDeviceGetTexture1DLinearMaxWidth = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { maxWidthInElements.write(reply.maxWidthInElements) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetExecAffinitySupport(
    pi: *mut c_int,
    r#type: CUexecAffinityType,
    dev: CUdevice,
) -> CUresult {
    edge(op::cuDeviceGetExecAffinitySupport, || {
        ready()?;
        given(pi)?;
        let reply = call(DefaultStream::Legacy, &request::cuDeviceGetExecAffinitySupport { r#type, dev })?;
        let reply: reply::cuDeviceGetExecAffinitySupport = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pi.write(reply.pi) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetHostAtomicCapabilities(
    capabilities: *mut c_uint,
    operations: *const CUatomicOperation,
    count: c_uint,
    dev: CUdevice,
) -> CUresult {
    edge(op::cuDeviceGetHostAtomicCapabilities, || {
        ready()?;
        given(capabilities)?;
        given(operations)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuDeviceGetHostAtomicCapabilities { operations: // SAFETY: CUDA's contract: that many elements, or none and null.
 unsafe { read_array::<CUatomicOperation>(operations.cast(), count as usize) }?, count, dev },
        )?;
        let reply: reply::cuDeviceGetHostAtomicCapabilities = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { write_array(capabilities.cast(), &reply.capabilities) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetNvSciSyncAttributes(
    nvSciSyncAttrList: *mut c_void,
    dev: CUdevice,
    flags: c_int,
) -> CUresult {
    unsupported(op::cuDeviceGetNvSciSyncAttributes)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceRegisterAsyncNotification(
    device: CUdevice,
    callbackFunc: CUasyncCallback,
    userData: *mut c_void,
    callback: *mut CUasyncCallbackHandle,
) -> CUresult {
    unsupported(op::cuDeviceRegisterAsyncNotification)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceUnregisterAsyncNotification(
    device: CUdevice,
    callback: CUasyncCallbackHandle,
) -> CUresult {
    unsupported(op::cuDeviceUnregisterAsyncNotification)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuFlushGPUDirectRDMAWrites(
    target: CUflushGPUDirectRDMAWritesTarget,
    scope: CUflushGPUDirectRDMAWritesScope,
) -> CUresult {
    unsupported(op::cuFlushGPUDirectRDMAWrites)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsEGLRegisterImage(
    pCudaResource: *mut CUgraphicsResource,
    image: EGLImageKHR,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuGraphicsEGLRegisterImage)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsResourceGetMappedEglFrame(
    eglFrame: *mut CUeglFrame,
    resource: CUgraphicsResource,
    index: c_uint,
    mipLevel: c_uint,
) -> CUresult {
    unsupported(op::cuGraphicsResourceGetMappedEglFrame)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEGLStreamConsumerConnect(
    conn: *mut CUeglStreamConnection,
    stream: EGLStreamKHR,
) -> CUresult {
    unsupported(op::cuEGLStreamConsumerConnect)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEGLStreamConsumerConnectWithFlags(
    conn: *mut CUeglStreamConnection,
    stream: EGLStreamKHR,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuEGLStreamConsumerConnectWithFlags)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEGLStreamConsumerDisconnect(conn: *mut CUeglStreamConnection) -> CUresult {
    unsupported(op::cuEGLStreamConsumerDisconnect)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEGLStreamConsumerAcquireFrame(
    conn: *mut CUeglStreamConnection,
    pCudaResource: *mut CUgraphicsResource,
    pStream: *mut CUstream,
    timeout: c_uint,
) -> CUresult {
    unsupported(op::cuEGLStreamConsumerAcquireFrame)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEGLStreamConsumerReleaseFrame(
    conn: *mut CUeglStreamConnection,
    pCudaResource: CUgraphicsResource,
    pStream: *mut CUstream,
) -> CUresult {
    unsupported(op::cuEGLStreamConsumerReleaseFrame)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEGLStreamProducerConnect(
    conn: *mut CUeglStreamConnection,
    stream: EGLStreamKHR,
    width: EGLint,
    height: EGLint,
) -> CUresult {
    unsupported(op::cuEGLStreamProducerConnect)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEGLStreamProducerDisconnect(conn: *mut CUeglStreamConnection) -> CUresult {
    unsupported(op::cuEGLStreamProducerDisconnect)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEGLStreamProducerPresentFrame(
    conn: *mut CUeglStreamConnection,
    eglframe: CUeglFrame,
    pStream: *mut CUstream,
) -> CUresult {
    unsupported(op::cuEGLStreamProducerPresentFrame)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEGLStreamProducerReturnFrame(
    conn: *mut CUeglStreamConnection,
    eglframe: *mut CUeglFrame,
    pStream: *mut CUstream,
) -> CUresult {
    unsupported(op::cuEGLStreamProducerReturnFrame)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEGLApiInit() -> CUresult {
    unsupported(op::cuEGLApiInit)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEventCreate(phEvent: *mut CUevent, Flags: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuEventCreate, || unsafe { api::cuEventCreate(phEvent, Flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEventRecord(hEvent: CUevent, hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuEventRecord, || unsafe { api::cuEventRecord(DefaultStream::Legacy, hEvent, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEventRecord_ptsz(hEvent: CUevent, hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuEventRecord, || unsafe { api::cuEventRecord(DefaultStream::PerThread, hEvent, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEventRecordWithFlags(
    hEvent: CUevent,
    hStream: CUstream,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuEventRecordWithFlags, || unsafe {
        api::cuEventRecordWithFlags(DefaultStream::Legacy, hEvent, hStream, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEventRecordWithFlags_ptsz(
    hEvent: CUevent,
    hStream: CUstream,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuEventRecordWithFlags, || unsafe {
        api::cuEventRecordWithFlags(DefaultStream::PerThread, hEvent, hStream, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEventQuery(hEvent: CUevent) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuEventQuery, || unsafe { api::cuEventQuery(hEvent) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEventSynchronize(hEvent: CUevent) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuEventSynchronize, || unsafe { api::cuEventSynchronize(hEvent) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEventDestroy(hEvent: CUevent) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuEventDestroy, || unsafe { api::cuEventDestroy(hEvent) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEventDestroy_v2(hEvent: CUevent) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuEventDestroy_v2, || unsafe { api::cuEventDestroy_v2(hEvent) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEventElapsedTime(
    pMilliseconds: *mut f32,
    hStart: CUevent,
    hEnd: CUevent,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuEventElapsedTime, || unsafe { api::cuEventElapsedTime(pMilliseconds, hStart, hEnd) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuEventElapsedTime_v2(
    pMilliseconds: *mut f32,
    hStart: CUevent,
    hEnd: CUevent,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuEventElapsedTime_v2, || unsafe { api::cuEventElapsedTime_v2(pMilliseconds, hStart, hEnd) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuImportExternalMemory(
    extMem_out: *mut CUexternalMemory,
    memHandleDesc: *const CUDA_EXTERNAL_MEMORY_HANDLE_DESC,
) -> CUresult {
    unsupported(op::cuImportExternalMemory)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuExternalMemoryGetMappedBuffer(
    devPtr: *mut CUdeviceptr,
    extMem: CUexternalMemory,
    bufferDesc: *const CUDA_EXTERNAL_MEMORY_BUFFER_DESC,
) -> CUresult {
    unsupported(op::cuExternalMemoryGetMappedBuffer)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuExternalMemoryGetMappedMipmappedArray(
    mipmap: *mut CUmipmappedArray,
    extMem: CUexternalMemory,
    mipmapDesc: *const CUDA_EXTERNAL_MEMORY_MIPMAPPED_ARRAY_DESC,
) -> CUresult {
    unsupported(op::cuExternalMemoryGetMappedMipmappedArray)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDestroyExternalMemory(extMem: CUexternalMemory) -> CUresult {
    unsupported(op::cuDestroyExternalMemory)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuImportExternalSemaphore(
    extSem_out: *mut CUexternalSemaphore,
    semHandleDesc: *const CUDA_EXTERNAL_SEMAPHORE_HANDLE_DESC,
) -> CUresult {
    unsupported(op::cuImportExternalSemaphore)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuSignalExternalSemaphoresAsync(
    extSemArray: *const CUexternalSemaphore,
    paramsArray: *const CUDA_EXTERNAL_SEMAPHORE_SIGNAL_PARAMS,
    numExtSems: c_uint,
    stream: CUstream,
) -> CUresult {
    unsupported(op::cuSignalExternalSemaphoresAsync)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuSignalExternalSemaphoresAsync_ptsz(
    extSemArray: *const CUexternalSemaphore,
    paramsArray: *const CUDA_EXTERNAL_SEMAPHORE_SIGNAL_PARAMS,
    numExtSems: c_uint,
    stream: CUstream,
) -> CUresult {
    unsupported(op::cuSignalExternalSemaphoresAsync)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuWaitExternalSemaphoresAsync(
    extSemArray: *const CUexternalSemaphore,
    paramsArray: *const CUDA_EXTERNAL_SEMAPHORE_WAIT_PARAMS,
    numExtSems: c_uint,
    stream: CUstream,
) -> CUresult {
    unsupported(op::cuWaitExternalSemaphoresAsync)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuWaitExternalSemaphoresAsync_ptsz(
    extSemArray: *const CUexternalSemaphore,
    paramsArray: *const CUDA_EXTERNAL_SEMAPHORE_WAIT_PARAMS,
    numExtSems: c_uint,
    stream: CUstream,
) -> CUresult {
    unsupported(op::cuWaitExternalSemaphoresAsync)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDestroyExternalSemaphore(extSem: CUexternalSemaphore) -> CUresult {
    unsupported(op::cuDestroyExternalSemaphore)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuKernelGetFunction(pFunc: *mut CUfunction, kernel: CUkernel) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuKernelGetFunction, || unsafe { api::cuKernelGetFunction(pFunc, kernel) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuKernelGetLibrary(pLib: *mut CUlibrary, kernel: CUkernel) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuKernelGetLibrary, || unsafe { api::cuKernelGetLibrary(pLib, kernel) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuKernelGetName(name: *mut *const c_char, hfunc: CUkernel) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuKernelGetName, || unsafe { api::cuKernelGetName(name, hfunc) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuKernelGetParamInfo(
    kernel: CUkernel,
    paramIndex: usize,
    paramOffset: *mut usize,
    paramSize: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuKernelGetParamInfo, || unsafe {
        api::cuKernelGetParamInfo(kernel, paramIndex, paramOffset, paramSize)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuKernelGetAttribute(
    pi: *mut c_int,
    attrib: CUfunction_attribute,
    kernel: CUkernel,
    dev: CUdevice,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuKernelGetAttribute, || unsafe { api::cuKernelGetAttribute(pi, attrib, kernel, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuKernelSetAttribute(
    attrib: CUfunction_attribute,
    val: c_int,
    kernel: CUkernel,
    dev: CUdevice,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuKernelSetAttribute, || unsafe { api::cuKernelSetAttribute(attrib, val, kernel, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuKernelSetCacheConfig(
    kernel: CUkernel,
    config: CUfunc_cache,
    dev: CUdevice,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuKernelSetCacheConfig, || unsafe { api::cuKernelSetCacheConfig(kernel, config, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuFuncGetAttribute(
    pi: *mut c_int,
    attrib: CUfunction_attribute,
    hfunc: CUfunction,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuFuncGetAttribute, || unsafe { api::cuFuncGetAttribute(pi, attrib, hfunc) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuFuncSetAttribute(
    hfunc: CUfunction,
    attrib: CUfunction_attribute,
    value: c_int,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuFuncSetAttribute, || unsafe { api::cuFuncSetAttribute(hfunc, attrib, value) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuFuncSetCacheConfig(hfunc: CUfunction, config: CUfunc_cache) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuFuncSetCacheConfig, || unsafe { api::cuFuncSetCacheConfig(hfunc, config) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuFuncSetSharedMemConfig(hfunc: CUfunction, config: CUsharedconfig) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuFuncSetSharedMemConfig, || unsafe { api::cuFuncSetSharedMemConfig(hfunc, config) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuFuncGetModule(hmod: *mut CUmodule, hfunc: CUfunction) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuFuncGetModule, || unsafe { api::cuFuncGetModule(hmod, hfunc) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuFuncGetName(name: *mut *const c_char, hfunc: CUfunction) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuFuncGetName, || unsafe { api::cuFuncGetName(name, hfunc) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuFuncGetParamInfo(
    func: CUfunction,
    paramIndex: usize,
    paramOffset: *mut usize,
    paramSize: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuFuncGetParamInfo, || unsafe {
        api::cuFuncGetParamInfo(func, paramIndex, paramOffset, paramSize)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuFuncIsLoaded(
    state: *mut CUfunctionLoadingState,
    function: CUfunction,
) -> CUresult {
    edge(op::cuFuncIsLoaded, || {
        ready()?;
        given(state)?;
        let reply =
            call(DefaultStream::Legacy, &request::cuFuncIsLoaded { function: Handle(function.0 as u64) })?;
        let reply: reply::cuFuncIsLoaded = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { state.write(reply.state) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuFuncLoad(function: CUfunction) -> CUresult {
    edge(op::cuFuncLoad, || {
        ready()?;
        let reply =
            call(DefaultStream::Legacy, &request::cuFuncLoad { function: Handle(function.0 as u64) })?;
        let reply: reply::cuFuncLoad = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsGLRegisterBuffer(
    pCudaResource: *mut CUgraphicsResource,
    buffer: GLuint,
    Flags: c_uint,
) -> CUresult {
    unsupported(op::cuGraphicsGLRegisterBuffer)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsGLRegisterImage(
    pCudaResource: *mut CUgraphicsResource,
    image: GLuint,
    target: GLenum,
    Flags: c_uint,
) -> CUresult {
    unsupported(op::cuGraphicsGLRegisterImage)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLGetDevices(
    pCudaDeviceCount: *mut c_uint,
    pCudaDevices: *mut CUdevice,
    cudaDeviceCount: c_uint,
    deviceList: CUGLDeviceList,
) -> CUresult {
    unsupported(op::cuGLGetDevices)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLGetDevices_v2(
    pCudaDeviceCount: *mut c_uint,
    pCudaDevices: *mut CUdevice,
    cudaDeviceCount: c_uint,
    deviceList: CUGLDeviceList,
) -> CUresult {
    unsupported(op::cuGLGetDevices_v2)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLCtxCreate(pCtx: *mut CUcontext, Flags: c_uint, device: CUdevice) -> CUresult {
    unsupported(op::cuGLCtxCreate)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLCtxCreate_v2(pCtx: *mut CUcontext, Flags: c_uint, device: CUdevice) -> CUresult {
    unsupported(op::cuGLCtxCreate_v2)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLInit() -> CUresult {
    unsupported(op::cuGLInit)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLRegisterBufferObject(buffer: GLuint) -> CUresult {
    unsupported(op::cuGLRegisterBufferObject)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLMapBufferObject(
    dptr: *mut CUdeviceptr_v1,
    size: *mut c_uint,
    buffer: GLuint,
) -> CUresult {
    unsupported(op::cuGLMapBufferObject)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLMapBufferObject_v2(
    dptr: *mut CUdeviceptr,
    size: *mut usize,
    buffer: GLuint,
) -> CUresult {
    unsupported(op::cuGLMapBufferObject_v2)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLMapBufferObject_v2_ptds(
    dptr: *mut CUdeviceptr,
    size: *mut usize,
    buffer: GLuint,
) -> CUresult {
    unsupported(op::cuGLMapBufferObject_v2)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLUnmapBufferObject(buffer: GLuint) -> CUresult {
    unsupported(op::cuGLUnmapBufferObject)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLUnregisterBufferObject(buffer: GLuint) -> CUresult {
    unsupported(op::cuGLUnregisterBufferObject)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLSetBufferObjectMapFlags(buffer: GLuint, Flags: c_uint) -> CUresult {
    unsupported(op::cuGLSetBufferObjectMapFlags)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLMapBufferObjectAsync(
    dptr: *mut CUdeviceptr_v1,
    size: *mut c_uint,
    buffer: GLuint,
    hStream: CUstream,
) -> CUresult {
    unsupported(op::cuGLMapBufferObjectAsync)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLMapBufferObjectAsync_v2(
    dptr: *mut CUdeviceptr,
    size: *mut usize,
    buffer: GLuint,
    hStream: CUstream,
) -> CUresult {
    unsupported(op::cuGLMapBufferObjectAsync_v2)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLMapBufferObjectAsync_v2_ptsz(
    dptr: *mut CUdeviceptr,
    size: *mut usize,
    buffer: GLuint,
    hStream: CUstream,
) -> CUresult {
    unsupported(op::cuGLMapBufferObjectAsync_v2)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGLUnmapBufferObjectAsync(buffer: GLuint, hStream: CUstream) -> CUresult {
    unsupported(op::cuGLUnmapBufferObjectAsync)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphCreate(phGraph: *mut CUgraph, flags: c_uint) -> CUresult {
    edge(op::cuGraphCreate, || {
        ready()?;
        given(phGraph)?;
        let new_phGraph = new_handle::<CUgraph>();
        let reply = call(DefaultStream::Legacy, &request::cuGraphCreate { phGraph: new_phGraph, flags })?;
        let reply: reply::cuGraphCreate = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { phGraph.write(CUgraph(new_phGraph.0 as usize)) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphClone(phGraphClone: *mut CUgraph, originalGraph: CUgraph) -> CUresult {
    edge(op::cuGraphClone, || {
        ready()?;
        given(phGraphClone)?;
        let new_phGraphClone = new_handle::<CUgraph>();
        let reply = call(
            DefaultStream::Legacy,
            &request::cuGraphClone {
                phGraphClone: new_phGraphClone,
                originalGraph: Handle(originalGraph.0 as u64),
            },
        )?;
        let reply: reply::cuGraphClone = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { phGraphClone.write(CUgraph(new_phGraphClone.0 as usize)) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphDestroy(hGraph: CUgraph) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphDestroy, || unsafe { api::cuGraphDestroy(hGraph) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphGetNodes(
    hGraph: CUgraph,
    nodes: *mut CUgraphNode,
    numNodes: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphGetNodes, || unsafe { api::cuGraphGetNodes(hGraph, nodes, numNodes) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphGetRootNodes(
    hGraph: CUgraph,
    rootNodes: *mut CUgraphNode,
    numRootNodes: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphGetRootNodes, || unsafe { api::cuGraphGetRootNodes(hGraph, rootNodes, numRootNodes) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphGetEdges(
    hGraph: CUgraph,
    from: *mut CUgraphNode,
    to: *mut CUgraphNode,
    numEdges: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphGetEdges, || unsafe { api::cuGraphGetEdges(hGraph, from, to, numEdges) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphGetEdges_v2(
    hGraph: CUgraph,
    from: *mut CUgraphNode,
    to: *mut CUgraphNode,
    edgeData: *mut CUgraphEdgeData,
    numEdges: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphGetEdges_v2, || unsafe { api::cuGraphGetEdges_v2(hGraph, from, to, edgeData, numEdges) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphNodeGetType(hNode: CUgraphNode, r#type: *mut CUgraphNodeType) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphNodeGetType, || unsafe { api::cuGraphNodeGetType(hNode, r#type) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphNodeFindInClone(
    phNode: *mut CUgraphNode,
    hOriginalNode: CUgraphNode,
    hClonedGraph: CUgraph,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphNodeFindInClone, || unsafe {
        api::cuGraphNodeFindInClone(phNode, hOriginalNode, hClonedGraph)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphNodeGetDependencies(
    hNode: CUgraphNode,
    dependencies: *mut CUgraphNode,
    numDependencies: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphNodeGetDependencies, || unsafe {
        api::cuGraphNodeGetDependencies(hNode, dependencies, numDependencies)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphNodeGetDependencies_v2(
    hNode: CUgraphNode,
    dependencies: *mut CUgraphNode,
    edgeData: *mut CUgraphEdgeData,
    numDependencies: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphNodeGetDependencies_v2, || unsafe {
        api::cuGraphNodeGetDependencies_v2(hNode, dependencies, edgeData, numDependencies)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphNodeGetDependentNodes(
    hNode: CUgraphNode,
    dependentNodes: *mut CUgraphNode,
    numDependentNodes: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphNodeGetDependentNodes, || unsafe {
        api::cuGraphNodeGetDependentNodes(hNode, dependentNodes, numDependentNodes)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphNodeGetDependentNodes_v2(
    hNode: CUgraphNode,
    dependentNodes: *mut CUgraphNode,
    edgeData: *mut CUgraphEdgeData,
    numDependentNodes: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphNodeGetDependentNodes_v2, || unsafe {
        api::cuGraphNodeGetDependentNodes_v2(hNode, dependentNodes, edgeData, numDependentNodes)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphKernelNodeGetParams(
    hNode: CUgraphNode,
    nodeParams: *mut CUDA_KERNEL_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphKernelNodeGetParams, || unsafe { api::cuGraphKernelNodeGetParams(hNode, nodeParams) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphKernelNodeGetParams_v2(
    hNode: CUgraphNode,
    nodeParams: *mut CUDA_KERNEL_NODE_PARAMS_v2,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphKernelNodeGetParams_v2, || unsafe {
        api::cuGraphKernelNodeGetParams_v2(hNode, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphKernelNodeSetParams(
    hNode: CUgraphNode,
    nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphKernelNodeSetParams, || unsafe { api::cuGraphKernelNodeSetParams(hNode, nodeParams) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphKernelNodeSetParams_v2(
    hNode: CUgraphNode,
    nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v2,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphKernelNodeSetParams_v2, || unsafe {
        api::cuGraphKernelNodeSetParams_v2(hNode, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphKernelNodeGetAttribute(
    hNode: CUgraphNode,
    attr: CUkernelNodeAttrID,
    value_out: *mut CUlaunchAttributeValue,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphKernelNodeGetAttribute, || unsafe {
        api::cuGraphKernelNodeGetAttribute(hNode, attr, value_out)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphKernelNodeSetAttribute(
    hNode: CUgraphNode,
    attr: CUkernelNodeAttrID,
    value: *const CUlaunchAttributeValue,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphKernelNodeSetAttribute, || unsafe {
        api::cuGraphKernelNodeSetAttribute(hNode, attr, value)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphKernelNodeCopyAttributes(dst: CUgraphNode, src: CUgraphNode) -> CUresult {
    edge(op::cuGraphKernelNodeCopyAttributes, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuGraphKernelNodeCopyAttributes {
                dst: Handle(dst.0 as u64),
                src: Handle(src.0 as u64),
            },
        )?;
        let reply: reply::cuGraphKernelNodeCopyAttributes = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphMemsetNodeGetParams(
    hNode: CUgraphNode,
    nodeParams: *mut CUDA_MEMSET_NODE_PARAMS_v1,
) -> CUresult {
    edge(op::cuGraphMemsetNodeGetParams, || {
        ready()?;
        given(nodeParams)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuGraphMemsetNodeGetParams { hNode: Handle(hNode.0 as u64) },
        )?;
        let reply: reply::cuGraphMemsetNodeGetParams = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { nodeParams.write(reply.nodeParams.0) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphMemsetNodeSetParams(
    hNode: CUgraphNode,
    nodeParams: *const CUDA_MEMSET_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphMemsetNodeSetParams, || unsafe { api::cuGraphMemsetNodeSetParams(hNode, nodeParams) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphMemcpyNodeGetParams(
    hNode: CUgraphNode,
    nodeParams: *mut CUDA_MEMCPY3D_v2,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphMemcpyNodeGetParams, || unsafe { api::cuGraphMemcpyNodeGetParams(hNode, nodeParams) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphMemcpyNodeSetParams(
    hNode: CUgraphNode,
    nodeParams: *const CUDA_MEMCPY3D_v2,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphMemcpyNodeSetParams, || unsafe { api::cuGraphMemcpyNodeSetParams(hNode, nodeParams) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphHostNodeGetParams(
    hNode: CUgraphNode,
    nodeParams: *mut CUDA_HOST_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphHostNodeGetParams, || unsafe { api::cuGraphHostNodeGetParams(hNode, nodeParams) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphHostNodeSetParams(
    hNode: CUgraphNode,
    nodeParams: *const CUDA_HOST_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphHostNodeSetParams, || unsafe { api::cuGraphHostNodeSetParams(hNode, nodeParams) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphChildGraphNodeGetGraph(
    hNode: CUgraphNode,
    phGraph: *mut CUgraph,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphChildGraphNodeGetGraph, || unsafe { api::cuGraphChildGraphNodeGetGraph(hNode, phGraph) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphEventRecordNodeGetEvent(
    hNode: CUgraphNode,
    event_out: *mut CUevent,
) -> CUresult {
    edge(op::cuGraphEventRecordNodeGetEvent, || {
        ready()?;
        given(event_out)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuGraphEventRecordNodeGetEvent { hNode: Handle(hNode.0 as u64) },
        )?;
        let reply: reply::cuGraphEventRecordNodeGetEvent = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { event_out.write(CUevent(reply.event_out.0 as usize)) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphEventRecordNodeSetEvent(hNode: CUgraphNode, event: CUevent) -> CUresult {
    edge(op::cuGraphEventRecordNodeSetEvent, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuGraphEventRecordNodeSetEvent {
                hNode: Handle(hNode.0 as u64),
                event: Handle(event.0 as u64),
            },
        )?;
        let reply: reply::cuGraphEventRecordNodeSetEvent = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphEventWaitNodeGetEvent(
    hNode: CUgraphNode,
    event_out: *mut CUevent,
) -> CUresult {
    edge(op::cuGraphEventWaitNodeGetEvent, || {
        ready()?;
        given(event_out)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuGraphEventWaitNodeGetEvent { hNode: Handle(hNode.0 as u64) },
        )?;
        let reply: reply::cuGraphEventWaitNodeGetEvent = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { event_out.write(CUevent(reply.event_out.0 as usize)) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphEventWaitNodeSetEvent(hNode: CUgraphNode, event: CUevent) -> CUresult {
    edge(op::cuGraphEventWaitNodeSetEvent, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuGraphEventWaitNodeSetEvent {
                hNode: Handle(hNode.0 as u64),
                event: Handle(event.0 as u64),
            },
        )?;
        let reply: reply::cuGraphEventWaitNodeSetEvent = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphMemAllocNodeGetParams(
    hNode: CUgraphNode,
    params_out: *mut CUDA_MEM_ALLOC_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphMemAllocNodeGetParams, || unsafe { api::cuGraphMemAllocNodeGetParams(hNode, params_out) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphMemFreeNodeGetParams(
    hNode: CUgraphNode,
    dptr_out: *mut CUdeviceptr,
) -> CUresult {
    edge(op::cuGraphMemFreeNodeGetParams, || {
        ready()?;
        given(dptr_out)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuGraphMemFreeNodeGetParams { hNode: Handle(hNode.0 as u64) },
        )?;
        let reply: reply::cuGraphMemFreeNodeGetParams = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { dptr_out.write(reply.dptr_out) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphBatchMemOpNodeGetParams(
    hNode: CUgraphNode,
    nodeParams_out: *mut CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphBatchMemOpNodeGetParams, || unsafe {
        api::cuGraphBatchMemOpNodeGetParams(hNode, nodeParams_out)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphBatchMemOpNodeSetParams(
    hNode: CUgraphNode,
    nodeParams: *const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphBatchMemOpNodeSetParams, || unsafe {
        api::cuGraphBatchMemOpNodeSetParams(hNode, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExternalSemaphoresSignalNodeGetParams(
    hNode: CUgraphNode,
    params_out: *mut CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1,
) -> CUresult {
    unsupported(op::cuGraphExternalSemaphoresSignalNodeGetParams)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExternalSemaphoresSignalNodeSetParams(
    hNode: CUgraphNode,
    nodeParams: *const CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1,
) -> CUresult {
    unsupported(op::cuGraphExternalSemaphoresSignalNodeSetParams)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExternalSemaphoresWaitNodeGetParams(
    hNode: CUgraphNode,
    params_out: *mut CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1,
) -> CUresult {
    unsupported(op::cuGraphExternalSemaphoresWaitNodeGetParams)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExternalSemaphoresWaitNodeSetParams(
    hNode: CUgraphNode,
    nodeParams: *const CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1,
) -> CUresult {
    unsupported(op::cuGraphExternalSemaphoresWaitNodeSetParams)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddKernelNode(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
    nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddKernelNode, || unsafe {
        api::cuGraphAddKernelNode(phGraphNode, hGraph, dependencies, numDependencies, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddKernelNode_v2(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
    nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v2,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddKernelNode_v2, || unsafe {
        api::cuGraphAddKernelNode_v2(phGraphNode, hGraph, dependencies, numDependencies, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddMemcpyNode(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
    copyParams: *const CUDA_MEMCPY3D_v2,
    ctx: CUcontext,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddMemcpyNode, || unsafe {
        api::cuGraphAddMemcpyNode(phGraphNode, hGraph, dependencies, numDependencies, copyParams, ctx)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddMemsetNode(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
    memsetParams: *const CUDA_MEMSET_NODE_PARAMS_v1,
    ctx: CUcontext,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddMemsetNode, || unsafe {
        api::cuGraphAddMemsetNode(phGraphNode, hGraph, dependencies, numDependencies, memsetParams, ctx)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddHostNode(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
    nodeParams: *const CUDA_HOST_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddHostNode, || unsafe {
        api::cuGraphAddHostNode(phGraphNode, hGraph, dependencies, numDependencies, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddChildGraphNode(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
    childGraph: CUgraph,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddChildGraphNode, || unsafe {
        api::cuGraphAddChildGraphNode(phGraphNode, hGraph, dependencies, numDependencies, childGraph)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddEmptyNode(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddEmptyNode, || unsafe {
        api::cuGraphAddEmptyNode(phGraphNode, hGraph, dependencies, numDependencies)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddEventRecordNode(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
    event: CUevent,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddEventRecordNode, || unsafe {
        api::cuGraphAddEventRecordNode(phGraphNode, hGraph, dependencies, numDependencies, event)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddEventWaitNode(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
    event: CUevent,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddEventWaitNode, || unsafe {
        api::cuGraphAddEventWaitNode(phGraphNode, hGraph, dependencies, numDependencies, event)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddExternalSemaphoresSignalNode(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
    nodeParams: *const CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1,
) -> CUresult {
    unsupported(op::cuGraphAddExternalSemaphoresSignalNode)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddExternalSemaphoresWaitNode(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
    nodeParams: *const CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1,
) -> CUresult {
    unsupported(op::cuGraphAddExternalSemaphoresWaitNode)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddBatchMemOpNode(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
    nodeParams: *const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddBatchMemOpNode, || unsafe {
        api::cuGraphAddBatchMemOpNode(phGraphNode, hGraph, dependencies, numDependencies, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddMemAllocNode(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
    nodeParams: *mut CUDA_MEM_ALLOC_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddMemAllocNode, || unsafe {
        api::cuGraphAddMemAllocNode(phGraphNode, hGraph, dependencies, numDependencies, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddMemFreeNode(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
    dptr: CUdeviceptr,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddMemFreeNode, || unsafe {
        api::cuGraphAddMemFreeNode(phGraphNode, hGraph, dependencies, numDependencies, dptr)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddNode(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    numDependencies: usize,
    nodeParams: *mut CUgraphNodeParams,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddNode, || unsafe {
        api::cuGraphAddNode(phGraphNode, hGraph, dependencies, numDependencies, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddNode_v2(
    phGraphNode: *mut CUgraphNode,
    hGraph: CUgraph,
    dependencies: *const CUgraphNode,
    dependencyData: *const CUgraphEdgeData,
    numDependencies: usize,
    nodeParams: *mut CUgraphNodeParams,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddNode_v2, || unsafe {
        api::cuGraphAddNode_v2(phGraphNode, hGraph, dependencies, dependencyData, numDependencies, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphNodeSetParams(
    hNode: CUgraphNode,
    nodeParams: *mut CUgraphNodeParams,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphNodeSetParams, || unsafe { api::cuGraphNodeSetParams(hNode, nodeParams) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphDestroyNode(hNode: CUgraphNode) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphDestroyNode, || unsafe { api::cuGraphDestroyNode(hNode) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddDependencies(
    hGraph: CUgraph,
    from: *const CUgraphNode,
    to: *const CUgraphNode,
    numDependencies: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddDependencies, || unsafe {
        api::cuGraphAddDependencies(hGraph, from, to, numDependencies)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphAddDependencies_v2(
    hGraph: CUgraph,
    from: *const CUgraphNode,
    to: *const CUgraphNode,
    edgeData: *const CUgraphEdgeData,
    numDependencies: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphAddDependencies_v2, || unsafe {
        api::cuGraphAddDependencies_v2(hGraph, from, to, edgeData, numDependencies)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphRemoveDependencies(
    hGraph: CUgraph,
    from: *const CUgraphNode,
    to: *const CUgraphNode,
    numDependencies: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphRemoveDependencies, || unsafe {
        api::cuGraphRemoveDependencies(hGraph, from, to, numDependencies)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphRemoveDependencies_v2(
    hGraph: CUgraph,
    from: *const CUgraphNode,
    to: *const CUgraphNode,
    edgeData: *const CUgraphEdgeData,
    numDependencies: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphRemoveDependencies_v2, || unsafe {
        api::cuGraphRemoveDependencies_v2(hGraph, from, to, edgeData, numDependencies)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphConditionalHandleCreate(
    pHandle_out: *mut CUgraphConditionalHandle,
    hGraph: CUgraph,
    ctx: CUcontext,
    defaultLaunchValue: c_uint,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphConditionalHandleCreate, || unsafe {
        api::cuGraphConditionalHandleCreate(pHandle_out, hGraph, ctx, defaultLaunchValue, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphDebugDotPrint(
    hGraph: CUgraph,
    path: *const c_char,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphDebugDotPrint, || unsafe { api::cuGraphDebugDotPrint(hGraph, path, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphInstantiate(
    phGraphExec: *mut CUgraphExec,
    hGraph: CUgraph,
    phErrorNode: *mut CUgraphNode,
    logBuffer: *mut c_char,
    bufferSize: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphInstantiate, || unsafe {
        api::cuGraphInstantiate(phGraphExec, hGraph, phErrorNode, logBuffer, bufferSize)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphInstantiate_v2(
    phGraphExec: *mut CUgraphExec,
    hGraph: CUgraph,
    phErrorNode: *mut CUgraphNode,
    logBuffer: *mut c_char,
    bufferSize: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphInstantiate_v2, || unsafe {
        api::cuGraphInstantiate_v2(phGraphExec, hGraph, phErrorNode, logBuffer, bufferSize)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphInstantiateWithFlags(
    phGraphExec: *mut CUgraphExec,
    hGraph: CUgraph,
    flags: u64,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphInstantiateWithFlags, || unsafe {
        api::cuGraphInstantiateWithFlags(phGraphExec, hGraph, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphInstantiateWithParams(
    phGraphExec: *mut CUgraphExec,
    hGraph: CUgraph,
    instantiateParams: *mut CUDA_GRAPH_INSTANTIATE_PARAMS,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphInstantiateWithParams, || unsafe {
        api::cuGraphInstantiateWithParams(DefaultStream::Legacy, phGraphExec, hGraph, instantiateParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphInstantiateWithParams_ptsz(
    phGraphExec: *mut CUgraphExec,
    hGraph: CUgraph,
    instantiateParams: *mut CUDA_GRAPH_INSTANTIATE_PARAMS,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphInstantiateWithParams, || unsafe {
        api::cuGraphInstantiateWithParams(DefaultStream::PerThread, phGraphExec, hGraph, instantiateParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecUpdate(
    hGraphExec: CUgraphExec,
    hGraph: CUgraph,
    hErrorNode_out: *mut CUgraphNode,
    updateResult_out: *mut CUgraphExecUpdateResult,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphExecUpdate, || unsafe {
        api::cuGraphExecUpdate(hGraphExec, hGraph, hErrorNode_out, updateResult_out)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecUpdate_v2(
    hGraphExec: CUgraphExec,
    hGraph: CUgraph,
    resultInfo: *mut CUgraphExecUpdateResultInfo,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphExecUpdate_v2, || unsafe { api::cuGraphExecUpdate_v2(hGraphExec, hGraph, resultInfo) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecGetFlags(hGraphExec: CUgraphExec, flags: *mut u64) -> CUresult {
    edge(op::cuGraphExecGetFlags, || {
        ready()?;
        given(flags)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuGraphExecGetFlags { hGraphExec: Handle(hGraphExec.0 as u64) },
        )?;
        let reply: reply::cuGraphExecGetFlags = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { flags.write(reply.flags) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecDestroy(hGraphExec: CUgraphExec) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphExecDestroy, || unsafe { api::cuGraphExecDestroy(hGraphExec) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphUpload(hGraphExec: CUgraphExec, hStream: CUstream) -> CUresult {
    edge(op::cuGraphUpload, || {
        ready()?;
        post(
            DefaultStream::Legacy,
            &request::cuGraphUpload {
                hGraphExec: Handle(hGraphExec.0 as u64),
                hStream: Handle(hStream.0 as u64),
            },
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphUpload_ptsz(hGraphExec: CUgraphExec, hStream: CUstream) -> CUresult {
    edge(op::cuGraphUpload, || {
        ready()?;
        post(
            DefaultStream::PerThread,
            &request::cuGraphUpload {
                hGraphExec: Handle(hGraphExec.0 as u64),
                hStream: Handle(hStream.0 as u64),
            },
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphLaunch(hGraphExec: CUgraphExec, hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphLaunch, || unsafe { api::cuGraphLaunch(DefaultStream::Legacy, hGraphExec, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphLaunch_ptsz(hGraphExec: CUgraphExec, hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphLaunch, || unsafe { api::cuGraphLaunch(DefaultStream::PerThread, hGraphExec, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecKernelNodeSetParams(
    hGraphExec: CUgraphExec,
    hNode: CUgraphNode,
    nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphExecKernelNodeSetParams, || unsafe {
        api::cuGraphExecKernelNodeSetParams(hGraphExec, hNode, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecKernelNodeSetParams_v2(
    hGraphExec: CUgraphExec,
    hNode: CUgraphNode,
    nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v2,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphExecKernelNodeSetParams_v2, || unsafe {
        api::cuGraphExecKernelNodeSetParams_v2(hGraphExec, hNode, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphNodeSetEnabled(
    hGraphExec: CUgraphExec,
    hNode: CUgraphNode,
    isEnabled: c_uint,
) -> CUresult {
    edge(op::cuGraphNodeSetEnabled, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuGraphNodeSetEnabled {
                hGraphExec: Handle(hGraphExec.0 as u64),
                hNode: Handle(hNode.0 as u64),
                isEnabled,
            },
        )?;
        let reply: reply::cuGraphNodeSetEnabled = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphNodeGetEnabled(
    hGraphExec: CUgraphExec,
    hNode: CUgraphNode,
    isEnabled: *mut c_uint,
) -> CUresult {
    edge(op::cuGraphNodeGetEnabled, || {
        ready()?;
        given(isEnabled)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuGraphNodeGetEnabled {
                hGraphExec: Handle(hGraphExec.0 as u64),
                hNode: Handle(hNode.0 as u64),
            },
        )?;
        let reply: reply::cuGraphNodeGetEnabled = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { isEnabled.write(reply.isEnabled) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecMemcpyNodeSetParams(
    hGraphExec: CUgraphExec,
    hNode: CUgraphNode,
    copyParams: *const CUDA_MEMCPY3D_v2,
    ctx: CUcontext,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphExecMemcpyNodeSetParams, || unsafe {
        api::cuGraphExecMemcpyNodeSetParams(hGraphExec, hNode, copyParams, ctx)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecMemsetNodeSetParams(
    hGraphExec: CUgraphExec,
    hNode: CUgraphNode,
    memsetParams: *const CUDA_MEMSET_NODE_PARAMS_v1,
    ctx: CUcontext,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphExecMemsetNodeSetParams, || unsafe {
        api::cuGraphExecMemsetNodeSetParams(hGraphExec, hNode, memsetParams, ctx)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecHostNodeSetParams(
    hGraphExec: CUgraphExec,
    hNode: CUgraphNode,
    nodeParams: *const CUDA_HOST_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphExecHostNodeSetParams, || unsafe {
        api::cuGraphExecHostNodeSetParams(hGraphExec, hNode, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecChildGraphNodeSetParams(
    hGraphExec: CUgraphExec,
    hNode: CUgraphNode,
    childGraph: CUgraph,
) -> CUresult {
    edge(op::cuGraphExecChildGraphNodeSetParams, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuGraphExecChildGraphNodeSetParams {
                hGraphExec: Handle(hGraphExec.0 as u64),
                hNode: Handle(hNode.0 as u64),
                childGraph: Handle(childGraph.0 as u64),
            },
        )?;
        let reply: reply::cuGraphExecChildGraphNodeSetParams = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecEventRecordNodeSetEvent(
    hGraphExec: CUgraphExec,
    hNode: CUgraphNode,
    event: CUevent,
) -> CUresult {
    edge(op::cuGraphExecEventRecordNodeSetEvent, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuGraphExecEventRecordNodeSetEvent {
                hGraphExec: Handle(hGraphExec.0 as u64),
                hNode: Handle(hNode.0 as u64),
                event: Handle(event.0 as u64),
            },
        )?;
        let reply: reply::cuGraphExecEventRecordNodeSetEvent = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecEventWaitNodeSetEvent(
    hGraphExec: CUgraphExec,
    hNode: CUgraphNode,
    event: CUevent,
) -> CUresult {
    edge(op::cuGraphExecEventWaitNodeSetEvent, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuGraphExecEventWaitNodeSetEvent {
                hGraphExec: Handle(hGraphExec.0 as u64),
                hNode: Handle(hNode.0 as u64),
                event: Handle(event.0 as u64),
            },
        )?;
        let reply: reply::cuGraphExecEventWaitNodeSetEvent = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecExternalSemaphoresSignalNodeSetParams(
    hGraphExec: CUgraphExec,
    hNode: CUgraphNode,
    nodeParams: *const CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1,
) -> CUresult {
    unsupported(op::cuGraphExecExternalSemaphoresSignalNodeSetParams)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecExternalSemaphoresWaitNodeSetParams(
    hGraphExec: CUgraphExec,
    hNode: CUgraphNode,
    nodeParams: *const CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1,
) -> CUresult {
    unsupported(op::cuGraphExecExternalSemaphoresWaitNodeSetParams)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecBatchMemOpNodeSetParams(
    hGraphExec: CUgraphExec,
    hNode: CUgraphNode,
    nodeParams: *const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphExecBatchMemOpNodeSetParams, || unsafe {
        api::cuGraphExecBatchMemOpNodeSetParams(hGraphExec, hNode, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphExecNodeSetParams(
    hGraphExec: CUgraphExec,
    hNode: CUgraphNode,
    nodeParams: *mut CUgraphNodeParams,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphExecNodeSetParams, || unsafe {
        api::cuGraphExecNodeSetParams(hGraphExec, hNode, nodeParams)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuUserObjectCreate(
    object_out: *mut CUuserObject,
    ptr: *mut c_void,
    destroy: CUhostFn,
    initialRefcount: c_uint,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuUserObjectCreate, || unsafe {
        api::cuUserObjectCreate(object_out, ptr, destroy, initialRefcount, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuUserObjectRetain(object: CUuserObject, count: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuUserObjectRetain, || unsafe { api::cuUserObjectRetain(object, count) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuUserObjectRelease(object: CUuserObject, count: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuUserObjectRelease, || unsafe { api::cuUserObjectRelease(object, count) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphRetainUserObject(
    graph: CUgraph,
    object: CUuserObject,
    count: c_uint,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphRetainUserObject, || unsafe { api::cuGraphRetainUserObject(graph, object, count, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphReleaseUserObject(
    graph: CUgraph,
    object: CUuserObject,
    count: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGraphReleaseUserObject, || unsafe { api::cuGraphReleaseUserObject(graph, object, count) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGraphMemTrim(device: CUdevice) -> CUresult {
    edge(op::cuDeviceGraphMemTrim, || {
        ready()?;
        let reply = call(DefaultStream::Legacy, &request::cuDeviceGraphMemTrim { device })?;
        let reply: reply::cuDeviceGraphMemTrim = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetGraphMemAttribute(
    device: CUdevice,
    attr: CUgraphMem_attribute,
    value: *mut u64,
) -> CUresult {
    edge(op::cuDeviceGetGraphMemAttribute, || {
        ready()?;
        given(value)?;
        let reply = call(DefaultStream::Legacy, &request::cuDeviceGetGraphMemAttribute { device, attr })?;
        let reply: reply::cuDeviceGetGraphMemAttribute = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { value.write(reply.value) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceSetGraphMemAttribute(
    device: CUdevice,
    attr: CUgraphMem_attribute,
    value: *const u64,
) -> CUresult {
    edge(op::cuDeviceSetGraphMemAttribute, || {
        ready()?;
        given(value)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuDeviceSetGraphMemAttribute { device, attr, value: // SAFETY: not null; CUDA's contract makes it valid for reads.
 unsafe { value.read() } },
        )?;
        let reply: reply::cuDeviceSetGraphMemAttribute = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsUnregisterResource(resource: CUgraphicsResource) -> CUresult {
    unsupported(op::cuGraphicsUnregisterResource)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsMapResources(
    count: c_uint,
    resources: *mut CUgraphicsResource,
    hStream: CUstream,
) -> CUresult {
    unsupported(op::cuGraphicsMapResources)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsMapResources_ptsz(
    count: c_uint,
    resources: *mut CUgraphicsResource,
    hStream: CUstream,
) -> CUresult {
    unsupported(op::cuGraphicsMapResources)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsUnmapResources(
    count: c_uint,
    resources: *mut CUgraphicsResource,
    hStream: CUstream,
) -> CUresult {
    unsupported(op::cuGraphicsUnmapResources)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsUnmapResources_ptsz(
    count: c_uint,
    resources: *mut CUgraphicsResource,
    hStream: CUstream,
) -> CUresult {
    unsupported(op::cuGraphicsUnmapResources)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsSubResourceGetMappedArray(
    pArray: *mut CUarray,
    resource: CUgraphicsResource,
    arrayIndex: c_uint,
    mipLevel: c_uint,
) -> CUresult {
    unsupported(op::cuGraphicsSubResourceGetMappedArray)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsResourceGetMappedMipmappedArray(
    pMipmappedArray: *mut CUmipmappedArray,
    resource: CUgraphicsResource,
) -> CUresult {
    unsupported(op::cuGraphicsResourceGetMappedMipmappedArray)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsResourceGetMappedPointer(
    pDevPtr: *mut CUdeviceptr_v1,
    pSize: *mut c_uint,
    resource: CUgraphicsResource,
) -> CUresult {
    unsupported(op::cuGraphicsResourceGetMappedPointer)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsResourceGetMappedPointer_v2(
    pDevPtr: *mut CUdeviceptr,
    pSize: *mut usize,
    resource: CUgraphicsResource,
) -> CUresult {
    unsupported(op::cuGraphicsResourceGetMappedPointer_v2)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsResourceSetMapFlags(
    resource: CUgraphicsResource,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuGraphicsResourceSetMapFlags)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsResourceSetMapFlags_v2(
    resource: CUgraphicsResource,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuGraphicsResourceSetMapFlags_v2)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetDevResource(
    device: CUdevice,
    resource: *mut CUdevResource,
    r#type: CUdevResourceType,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuDeviceGetDevResource, || unsafe { api::cuDeviceGetDevResource(device, resource, r#type) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxGetDevResource(
    hCtx: CUcontext,
    resource: *mut CUdevResource,
    r#type: CUdevResourceType,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxGetDevResource, || unsafe { api::cuCtxGetDevResource(hCtx, resource, r#type) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDevSmResourceSplitByCount(
    result: *mut CUdevResource,
    nbGroups: *mut c_uint,
    input: *const CUdevResource,
    remaining: *mut CUdevResource,
    useFlags: c_uint,
    minCount: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuDevSmResourceSplitByCount, || unsafe {
        api::cuDevSmResourceSplitByCount(result, nbGroups, input, remaining, useFlags, minCount)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDevResourceGenerateDesc(
    phDesc: *mut CUdevResourceDesc,
    resources: *mut CUdevResource,
    nbResources: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuDevResourceGenerateDesc, || unsafe {
        api::cuDevResourceGenerateDesc(phDesc, resources, nbResources)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGreenCtxCreate(
    phCtx: *mut CUgreenCtx,
    desc: CUdevResourceDesc,
    dev: CUdevice,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGreenCtxCreate, || unsafe { api::cuGreenCtxCreate(phCtx, desc, dev, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGreenCtxDestroy(hCtx: CUgreenCtx) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGreenCtxDestroy, || unsafe { api::cuGreenCtxDestroy(hCtx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxFromGreenCtx(pContext: *mut CUcontext, hCtx: CUgreenCtx) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuCtxFromGreenCtx, || unsafe { api::cuCtxFromGreenCtx(pContext, hCtx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGreenCtxGetDevResource(
    hCtx: CUgreenCtx,
    resource: *mut CUdevResource,
    r#type: CUdevResourceType,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGreenCtxGetDevResource, || unsafe { api::cuGreenCtxGetDevResource(hCtx, resource, r#type) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGreenCtxGetId(greenCtx: CUgreenCtx, greenCtxId: *mut u64) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuGreenCtxGetId, || unsafe { api::cuGreenCtxGetId(greenCtx, greenCtxId) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGreenCtxStreamCreate(
    phStream: *mut CUstream,
    greenCtx: CUgreenCtx,
    flags: c_uint,
    priority: c_int,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGreenCtxStreamCreate, || unsafe {
        api::cuGreenCtxStreamCreate(phStream, greenCtx, flags, priority)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGreenCtxRecordEvent(hCtx: CUgreenCtx, hEvent: CUevent) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGreenCtxRecordEvent, || unsafe { api::cuGreenCtxRecordEvent(hCtx, hEvent) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGreenCtxWaitEvent(hCtx: CUgreenCtx, hEvent: CUevent) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuGreenCtxWaitEvent, || unsafe { api::cuGreenCtxWaitEvent(hCtx, hEvent) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxRecordEvent(hCtx: CUcontext, hEvent: CUevent) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxRecordEvent, || unsafe { api::cuCtxRecordEvent(hCtx, hEvent) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxWaitEvent(hCtx: CUcontext, hEvent: CUevent) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxWaitEvent, || unsafe { api::cuCtxWaitEvent(hCtx, hEvent) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuInit(Flags: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuInit, || unsafe { api::cuInit(Flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDriverGetVersion(driverVersion: *mut c_int) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDriverGetVersion, || unsafe { api::cuDriverGetVersion(driverVersion) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGetProcAddress(
    symbol: *const c_char,
    pfn: *mut *mut c_void,
    cudaVersion: c_int,
    flags: u64,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuGetProcAddress, || unsafe { api::cuGetProcAddress(symbol, pfn, cudaVersion, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGetProcAddress_v2(
    symbol: *const c_char,
    pfn: *mut *mut c_void,
    cudaVersion: c_int,
    flags: u64,
    symbolStatus: *mut CUdriverProcAddressQueryResult,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuGetProcAddress_v2, || unsafe {
        api::cuGetProcAddress_v2(symbol, pfn, cudaVersion, flags, symbolStatus)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGetExportTable(
    ppExportTable: *mut *const c_void,
    pExportTableId: *const CUuuid,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuGetExportTable, || unsafe { api::cuGetExportTable(ppExportTable, pExportTableId) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGetErrorName(error: CUresult, pStr: *mut *const c_char) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuGetErrorName, || unsafe { api::cuGetErrorName(error, pStr) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGetErrorString(error: CUresult, pStr: *mut *const c_char) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuGetErrorString, || unsafe { api::cuGetErrorString(error, pStr) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuIpcGetEventHandle(pHandle: *mut CUipcEventHandle, event: CUevent) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuIpcGetEventHandle, || unsafe { api::cuIpcGetEventHandle(pHandle, event) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuIpcOpenEventHandle(phEvent: *mut CUevent, handle: CUipcEventHandle) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuIpcOpenEventHandle, || unsafe { api::cuIpcOpenEventHandle(phEvent, handle) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuIpcGetMemHandle(pHandle: *mut CUipcMemHandle, dptr: CUdeviceptr) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuIpcGetMemHandle, || unsafe { api::cuIpcGetMemHandle(pHandle, dptr) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuIpcOpenMemHandle(
    pdptr: *mut CUdeviceptr,
    handle: CUipcMemHandle,
    Flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuIpcOpenMemHandle, || unsafe { api::cuIpcOpenMemHandle(pdptr, handle, Flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuIpcOpenMemHandle_v2(
    pdptr: *mut CUdeviceptr,
    handle: CUipcMemHandle,
    Flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuIpcOpenMemHandle_v2, || unsafe { api::cuIpcOpenMemHandle_v2(pdptr, handle, Flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuIpcCloseMemHandle(dptr: CUdeviceptr) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuIpcCloseMemHandle, || unsafe { api::cuIpcCloseMemHandle(dptr) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunchKernel(
    f: CUfunction,
    gridDimX: c_uint,
    gridDimY: c_uint,
    gridDimZ: c_uint,
    blockDimX: c_uint,
    blockDimY: c_uint,
    blockDimZ: c_uint,
    sharedMemBytes: c_uint,
    hStream: CUstream,
    kernelParams: *mut *mut c_void,
    extra: *mut *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLaunchKernel, || unsafe {
        api::cuLaunchKernel(
            DefaultStream::Legacy,
            f,
            gridDimX,
            gridDimY,
            gridDimZ,
            blockDimX,
            blockDimY,
            blockDimZ,
            sharedMemBytes,
            hStream,
            kernelParams,
            extra,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunchKernel_ptsz(
    f: CUfunction,
    gridDimX: c_uint,
    gridDimY: c_uint,
    gridDimZ: c_uint,
    blockDimX: c_uint,
    blockDimY: c_uint,
    blockDimZ: c_uint,
    sharedMemBytes: c_uint,
    hStream: CUstream,
    kernelParams: *mut *mut c_void,
    extra: *mut *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLaunchKernel, || unsafe {
        api::cuLaunchKernel(
            DefaultStream::PerThread,
            f,
            gridDimX,
            gridDimY,
            gridDimZ,
            blockDimX,
            blockDimY,
            blockDimZ,
            sharedMemBytes,
            hStream,
            kernelParams,
            extra,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunchKernelEx(
    config: *const CUlaunchConfig,
    f: CUfunction,
    kernelParams: *mut *mut c_void,
    extra: *mut *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLaunchKernelEx, || unsafe {
        api::cuLaunchKernelEx(DefaultStream::Legacy, config, f, kernelParams, extra)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunchKernelEx_ptsz(
    config: *const CUlaunchConfig,
    f: CUfunction,
    kernelParams: *mut *mut c_void,
    extra: *mut *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLaunchKernelEx, || unsafe {
        api::cuLaunchKernelEx(DefaultStream::PerThread, config, f, kernelParams, extra)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunchCooperativeKernel(
    f: CUfunction,
    gridDimX: c_uint,
    gridDimY: c_uint,
    gridDimZ: c_uint,
    blockDimX: c_uint,
    blockDimY: c_uint,
    blockDimZ: c_uint,
    sharedMemBytes: c_uint,
    hStream: CUstream,
    kernelParams: *mut *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLaunchCooperativeKernel, || unsafe {
        api::cuLaunchCooperativeKernel(
            DefaultStream::Legacy,
            f,
            gridDimX,
            gridDimY,
            gridDimZ,
            blockDimX,
            blockDimY,
            blockDimZ,
            sharedMemBytes,
            hStream,
            kernelParams,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunchCooperativeKernel_ptsz(
    f: CUfunction,
    gridDimX: c_uint,
    gridDimY: c_uint,
    gridDimZ: c_uint,
    blockDimX: c_uint,
    blockDimY: c_uint,
    blockDimZ: c_uint,
    sharedMemBytes: c_uint,
    hStream: CUstream,
    kernelParams: *mut *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLaunchCooperativeKernel, || unsafe {
        api::cuLaunchCooperativeKernel(
            DefaultStream::PerThread,
            f,
            gridDimX,
            gridDimY,
            gridDimZ,
            blockDimX,
            blockDimY,
            blockDimZ,
            sharedMemBytes,
            hStream,
            kernelParams,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunchCooperativeKernelMultiDevice(
    launchParamsList: *mut CUDA_LAUNCH_PARAMS,
    numDevices: c_uint,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuLaunchCooperativeKernelMultiDevice)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunchHostFunc(
    hStream: CUstream,
    r#fn: CUhostFn,
    userData: *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLaunchHostFunc, || unsafe {
        api::cuLaunchHostFunc(DefaultStream::Legacy, hStream, r#fn, userData)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunchHostFunc_ptsz(
    hStream: CUstream,
    r#fn: CUhostFn,
    userData: *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLaunchHostFunc, || unsafe {
        api::cuLaunchHostFunc(DefaultStream::PerThread, hStream, r#fn, userData)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuFuncSetBlockShape(hfunc: CUfunction, x: c_int, y: c_int, z: c_int) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuFuncSetBlockShape, || unsafe { api::cuFuncSetBlockShape(hfunc, x, y, z) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuFuncSetSharedSize(hfunc: CUfunction, bytes: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuFuncSetSharedSize, || unsafe { api::cuFuncSetSharedSize(hfunc, bytes) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuParamSetSize(hfunc: CUfunction, numbytes: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuParamSetSize, || unsafe { api::cuParamSetSize(hfunc, numbytes) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuParamSeti(hfunc: CUfunction, offset: c_int, value: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuParamSeti, || unsafe { api::cuParamSeti(hfunc, offset, value) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuParamSetf(hfunc: CUfunction, offset: c_int, value: f32) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuParamSetf, || unsafe { api::cuParamSetf(hfunc, offset, value) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuParamSetv(
    hfunc: CUfunction,
    offset: c_int,
    ptr: *mut c_void,
    numbytes: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuParamSetv, || unsafe { api::cuParamSetv(hfunc, offset, ptr, numbytes) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuParamSetTexRef(hfunc: CUfunction, texunit: c_int, hTexRef: CUtexref) -> CUresult {
    unsupported(op::cuParamSetTexRef)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunch(f: CUfunction) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLaunch, || unsafe { api::cuLaunch(f) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunchGrid(f: CUfunction, grid_width: c_int, grid_height: c_int) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLaunchGrid, || unsafe { api::cuLaunchGrid(f, grid_width, grid_height) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLaunchGridAsync(
    f: CUfunction,
    grid_width: c_int,
    grid_height: c_int,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLaunchGridAsync, || unsafe { api::cuLaunchGridAsync(f, grid_width, grid_height, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLibraryLoadData(
    library: *mut CUlibrary,
    code: *const c_void,
    jitOptions: *const CUjit_option,
    jitOptionsValues: *mut *mut c_void,
    numJitOptions: c_uint,
    libraryOptions: *const CUlibraryOption,
    libraryOptionValues: *mut *mut c_void,
    numLibraryOptions: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLibraryLoadData, || unsafe {
        api::cuLibraryLoadData(
            library,
            code,
            jitOptions,
            jitOptionsValues,
            numJitOptions,
            libraryOptions,
            libraryOptionValues,
            numLibraryOptions,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLibraryLoadFromFile(
    library: *mut CUlibrary,
    fileName: *const c_char,
    jitOptions: *const CUjit_option,
    jitOptionsValues: *mut *mut c_void,
    numJitOptions: c_uint,
    libraryOptions: *const CUlibraryOption,
    libraryOptionValues: *mut *mut c_void,
    numLibraryOptions: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLibraryLoadFromFile, || unsafe {
        api::cuLibraryLoadFromFile(
            library,
            fileName,
            jitOptions,
            jitOptionsValues,
            numJitOptions,
            libraryOptions,
            libraryOptionValues,
            numLibraryOptions,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLibraryUnload(library: CUlibrary) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLibraryUnload, || unsafe { api::cuLibraryUnload(library) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLibraryGetKernel(
    pKernel: *mut CUkernel,
    library: CUlibrary,
    name: *const c_char,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLibraryGetKernel, || unsafe { api::cuLibraryGetKernel(pKernel, library, name) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLibraryGetKernelCount(count: *mut c_uint, lib: CUlibrary) -> CUresult {
    edge(op::cuLibraryGetKernelCount, || {
        ready()?;
        given(count)?;
        let reply =
            call(DefaultStream::Legacy, &request::cuLibraryGetKernelCount { lib: Handle(lib.0 as u64) })?;
        let reply: reply::cuLibraryGetKernelCount = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { count.write(reply.count) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLibraryEnumerateKernels(
    kernels: *mut CUkernel,
    numKernels: c_uint,
    lib: CUlibrary,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLibraryEnumerateKernels, || unsafe {
        api::cuLibraryEnumerateKernels(kernels, numKernels, lib)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLibraryGetModule(pMod: *mut CUmodule, library: CUlibrary) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLibraryGetModule, || unsafe { api::cuLibraryGetModule(pMod, library) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLibraryGetGlobal(
    dptr: *mut CUdeviceptr,
    bytes: *mut usize,
    library: CUlibrary,
    name: *const c_char,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLibraryGetGlobal, || unsafe { api::cuLibraryGetGlobal(dptr, bytes, library, name) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLibraryGetManaged(
    dptr: *mut CUdeviceptr,
    bytes: *mut usize,
    library: CUlibrary,
    name: *const c_char,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLibraryGetManaged, || unsafe { api::cuLibraryGetManaged(dptr, bytes, library, name) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLibraryGetUnifiedFunction(
    fptr: *mut *mut c_void,
    library: CUlibrary,
    symbol: *const c_char,
) -> CUresult {
    unsupported(op::cuLibraryGetUnifiedFunction)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLogsRegisterCallback(
    callbackFunc: CUlogsCallback,
    userData: *mut c_void,
    callback_out: *mut CUlogsCallbackHandle,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuLogsRegisterCallback, || unsafe {
        api::cuLogsRegisterCallback(callbackFunc, userData, callback_out)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLogsUnregisterCallback(callback: CUlogsCallbackHandle) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuLogsUnregisterCallback, || unsafe { api::cuLogsUnregisterCallback(callback) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLogsCurrent(iterator_out: *mut CUlogIterator, flags: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuLogsCurrent, || unsafe { api::cuLogsCurrent(iterator_out, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLogsDumpToFile(
    iterator: *mut CUlogIterator,
    pathToFile: *const c_char,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuLogsDumpToFile, || unsafe { api::cuLogsDumpToFile(iterator, pathToFile, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLogsDumpToMemory(
    iterator: *mut CUlogIterator,
    buffer: *mut c_char,
    size: *mut usize,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuLogsDumpToMemory, || unsafe { api::cuLogsDumpToMemory(iterator, buffer, size, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAllocManaged(
    dptr: *mut CUdeviceptr,
    bytesize: usize,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemAllocManaged, || unsafe { api::cuMemAllocManaged(dptr, bytesize, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPrefetchAsync(
    devPtr: CUdeviceptr,
    count: usize,
    dstDevice: CUdevice,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemPrefetchAsync, || unsafe {
        api::cuMemPrefetchAsync(DefaultStream::Legacy, devPtr, count, dstDevice, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPrefetchAsync_ptsz(
    devPtr: CUdeviceptr,
    count: usize,
    dstDevice: CUdevice,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemPrefetchAsync, || unsafe {
        api::cuMemPrefetchAsync(DefaultStream::PerThread, devPtr, count, dstDevice, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPrefetchAsync_v2(
    devPtr: CUdeviceptr,
    count: usize,
    location: CUmemLocation,
    flags: c_uint,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemPrefetchAsync_v2, || unsafe {
        api::cuMemPrefetchAsync_v2(DefaultStream::Legacy, devPtr, count, location, flags, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPrefetchAsync_v2_ptsz(
    devPtr: CUdeviceptr,
    count: usize,
    location: CUmemLocation,
    flags: c_uint,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemPrefetchAsync_v2, || unsafe {
        api::cuMemPrefetchAsync_v2(DefaultStream::PerThread, devPtr, count, location, flags, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPrefetchBatchAsync(
    dptrs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    prefetchLocs: *mut CUmemLocation,
    prefetchLocIdxs: *mut usize,
    numPrefetchLocs: usize,
    flags: u64,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemPrefetchBatchAsync, || unsafe {
        api::cuMemPrefetchBatchAsync(
            DefaultStream::Legacy,
            dptrs,
            sizes,
            count,
            prefetchLocs,
            prefetchLocIdxs,
            numPrefetchLocs,
            flags,
            hStream,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPrefetchBatchAsync_ptsz(
    dptrs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    prefetchLocs: *mut CUmemLocation,
    prefetchLocIdxs: *mut usize,
    numPrefetchLocs: usize,
    flags: u64,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemPrefetchBatchAsync, || unsafe {
        api::cuMemPrefetchBatchAsync(
            DefaultStream::PerThread,
            dptrs,
            sizes,
            count,
            prefetchLocs,
            prefetchLocIdxs,
            numPrefetchLocs,
            flags,
            hStream,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemDiscardBatchAsync(
    dptrs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    flags: u64,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemDiscardBatchAsync, || unsafe {
        api::cuMemDiscardBatchAsync(DefaultStream::Legacy, dptrs, sizes, count, flags, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemDiscardBatchAsync_ptsz(
    dptrs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    flags: u64,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemDiscardBatchAsync, || unsafe {
        api::cuMemDiscardBatchAsync(DefaultStream::PerThread, dptrs, sizes, count, flags, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemDiscardAndPrefetchBatchAsync(
    dptrs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    prefetchLocs: *mut CUmemLocation,
    prefetchLocIdxs: *mut usize,
    numPrefetchLocs: usize,
    flags: u64,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemDiscardAndPrefetchBatchAsync, || unsafe {
        api::cuMemDiscardAndPrefetchBatchAsync(
            DefaultStream::Legacy,
            dptrs,
            sizes,
            count,
            prefetchLocs,
            prefetchLocIdxs,
            numPrefetchLocs,
            flags,
            hStream,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemDiscardAndPrefetchBatchAsync_ptsz(
    dptrs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    prefetchLocs: *mut CUmemLocation,
    prefetchLocIdxs: *mut usize,
    numPrefetchLocs: usize,
    flags: u64,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemDiscardAndPrefetchBatchAsync, || unsafe {
        api::cuMemDiscardAndPrefetchBatchAsync(
            DefaultStream::PerThread,
            dptrs,
            sizes,
            count,
            prefetchLocs,
            prefetchLocIdxs,
            numPrefetchLocs,
            flags,
            hStream,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAdvise(
    devPtr: CUdeviceptr,
    count: usize,
    advice: CUmem_advise,
    device: CUdevice,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemAdvise, || unsafe { api::cuMemAdvise(devPtr, count, advice, device) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAdvise_v2(
    devPtr: CUdeviceptr,
    count: usize,
    advice: CUmem_advise,
    location: CUmemLocation,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemAdvise_v2, || unsafe { api::cuMemAdvise_v2(devPtr, count, advice, location) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemRangeGetAttribute(
    data: *mut c_void,
    dataSize: usize,
    attribute: CUmem_range_attribute,
    devPtr: CUdeviceptr,
    count: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemRangeGetAttribute, || unsafe {
        api::cuMemRangeGetAttribute(data, dataSize, attribute, devPtr, count)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemRangeGetAttributes(
    data: *mut *mut c_void,
    dataSizes: *mut usize,
    attributes: *mut CUmem_range_attribute,
    numAttributes: usize,
    devPtr: CUdeviceptr,
    count: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemRangeGetAttributes, || unsafe {
        api::cuMemRangeGetAttributes(data, dataSizes, attributes, numAttributes, devPtr, count)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamAttachMemAsync(
    hStream: CUstream,
    dptr: CUdeviceptr,
    length: usize,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuStreamAttachMemAsync, || unsafe {
        api::cuStreamAttachMemAsync(DefaultStream::Legacy, hStream, dptr, length, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamAttachMemAsync_ptsz(
    hStream: CUstream,
    dptr: CUdeviceptr,
    length: usize,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuStreamAttachMemAsync, || unsafe {
        api::cuStreamAttachMemAsync(DefaultStream::PerThread, hStream, dptr, length, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWaitValue32(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u32,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuStreamWaitValue32)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWaitValue32_ptsz(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u32,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuStreamWaitValue32)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWaitValue64(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u64,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuStreamWaitValue64)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWaitValue64_ptsz(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u64,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuStreamWaitValue64)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWriteValue32(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u32,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuStreamWriteValue32)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWriteValue32_ptsz(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u32,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuStreamWriteValue32)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWriteValue64(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u64,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuStreamWriteValue64)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWriteValue64_ptsz(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u64,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuStreamWriteValue64)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamBatchMemOp(
    stream: CUstream,
    count: c_uint,
    paramArray: *mut CUstreamBatchMemOpParams,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuStreamBatchMemOp)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamBatchMemOp_ptsz(
    stream: CUstream,
    count: c_uint,
    paramArray: *mut CUstreamBatchMemOpParams,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuStreamBatchMemOp)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWaitValue32_v2(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u32,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamWaitValue32_v2, || unsafe {
        api::cuStreamWaitValue32_v2(DefaultStream::Legacy, stream, addr, value, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWaitValue32_v2_ptsz(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u32,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamWaitValue32_v2, || unsafe {
        api::cuStreamWaitValue32_v2(DefaultStream::PerThread, stream, addr, value, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWaitValue64_v2(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u64,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamWaitValue64_v2, || unsafe {
        api::cuStreamWaitValue64_v2(DefaultStream::Legacy, stream, addr, value, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWaitValue64_v2_ptsz(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u64,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamWaitValue64_v2, || unsafe {
        api::cuStreamWaitValue64_v2(DefaultStream::PerThread, stream, addr, value, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWriteValue32_v2(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u32,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamWriteValue32_v2, || unsafe {
        api::cuStreamWriteValue32_v2(DefaultStream::Legacy, stream, addr, value, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWriteValue32_v2_ptsz(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u32,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamWriteValue32_v2, || unsafe {
        api::cuStreamWriteValue32_v2(DefaultStream::PerThread, stream, addr, value, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWriteValue64_v2(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u64,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamWriteValue64_v2, || unsafe {
        api::cuStreamWriteValue64_v2(DefaultStream::Legacy, stream, addr, value, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWriteValue64_v2_ptsz(
    stream: CUstream,
    addr: CUdeviceptr,
    value: u64,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamWriteValue64_v2, || unsafe {
        api::cuStreamWriteValue64_v2(DefaultStream::PerThread, stream, addr, value, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamBatchMemOp_v2(
    stream: CUstream,
    count: c_uint,
    paramArray: *const CUstreamBatchMemOpParams,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamBatchMemOp_v2, || unsafe {
        api::cuStreamBatchMemOp_v2(DefaultStream::Legacy, stream, count, paramArray, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamBatchMemOp_v2_ptsz(
    stream: CUstream,
    count: c_uint,
    paramArray: *const CUstreamBatchMemOpParams,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamBatchMemOp_v2, || unsafe {
        api::cuStreamBatchMemOp_v2(DefaultStream::PerThread, stream, count, paramArray, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemGetInfo(free: *mut c_uint, total: *mut c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemGetInfo, || unsafe { api::cuMemGetInfo(free, total) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemGetInfo_v2(free: *mut usize, total: *mut usize) -> CUresult {
    edge(op::cuMemGetInfo_v2, || {
        ready()?;
        let reply = call(DefaultStream::Legacy, &request::cuMemGetInfo_v2 {})?;
        let reply: reply::cuMemGetInfo_v2 = reply.decode()?;
        if !free.is_null() {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { free.write(reply.free) };
        }
        if !total.is_null() {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { total.write(reply.total) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAlloc(dptr: *mut CUdeviceptr_v1, bytesize: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemAlloc, || unsafe { api::cuMemAlloc(dptr, bytesize) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAlloc_v2(dptr: *mut CUdeviceptr, bytesize: usize) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemAlloc_v2, || unsafe { api::cuMemAlloc_v2(dptr, bytesize) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAllocPitch(
    dptr: *mut CUdeviceptr_v1,
    pPitch: *mut c_uint,
    WidthInBytes: c_uint,
    Height: c_uint,
    ElementSizeBytes: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemAllocPitch, || unsafe {
        api::cuMemAllocPitch(dptr, pPitch, WidthInBytes, Height, ElementSizeBytes)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAllocPitch_v2(
    dptr: *mut CUdeviceptr,
    pPitch: *mut usize,
    WidthInBytes: usize,
    Height: usize,
    ElementSizeBytes: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemAllocPitch_v2, || unsafe {
        api::cuMemAllocPitch_v2(dptr, pPitch, WidthInBytes, Height, ElementSizeBytes)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemFree(dptr: CUdeviceptr_v1) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemFree, || unsafe { api::cuMemFree(dptr) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemFree_v2(dptr: CUdeviceptr) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemFree_v2, || unsafe { api::cuMemFree_v2(dptr) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemGetAddressRange(
    pbase: *mut CUdeviceptr_v1,
    psize: *mut c_uint,
    dptr: CUdeviceptr_v1,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemGetAddressRange, || unsafe { api::cuMemGetAddressRange(pbase, psize, dptr) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemGetAddressRange_v2(
    pbase: *mut CUdeviceptr,
    psize: *mut usize,
    dptr: CUdeviceptr,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemGetAddressRange_v2, || unsafe { api::cuMemGetAddressRange_v2(pbase, psize, dptr) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAllocHost(pp: *mut *mut c_void, bytesize: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemAllocHost, || unsafe { api::cuMemAllocHost(pp, bytesize) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAllocHost_v2(pp: *mut *mut c_void, bytesize: usize) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemAllocHost_v2, || unsafe { api::cuMemAllocHost_v2(pp, bytesize) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemHostAlloc(pp: *mut *mut c_void, bytesize: usize, Flags: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemHostAlloc, || unsafe { api::cuMemHostAlloc(pp, bytesize, Flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemFreeHost(p: *mut c_void) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemFreeHost, || unsafe { api::cuMemFreeHost(p) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemHostRegister(p: *mut c_void, bytesize: usize, Flags: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemHostRegister, || unsafe { api::cuMemHostRegister(p, bytesize, Flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemHostRegister_v2(p: *mut c_void, bytesize: usize, Flags: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemHostRegister_v2, || unsafe { api::cuMemHostRegister_v2(p, bytesize, Flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemHostUnregister(p: *mut c_void) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemHostUnregister, || unsafe { api::cuMemHostUnregister(p) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemHostGetDevicePointer(
    pdptr: *mut CUdeviceptr_v1,
    p: *mut c_void,
    Flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemHostGetDevicePointer, || unsafe { api::cuMemHostGetDevicePointer(pdptr, p, Flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemHostGetDevicePointer_v2(
    pdptr: *mut CUdeviceptr,
    p: *mut c_void,
    Flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemHostGetDevicePointer_v2, || unsafe {
        api::cuMemHostGetDevicePointer_v2(pdptr, p, Flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemHostGetFlags(pFlags: *mut c_uint, p: *mut c_void) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemHostGetFlags, || unsafe { api::cuMemHostGetFlags(pFlags, p) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemGetHandleForAddressRange(
    handle: *mut c_void,
    dptr: CUdeviceptr,
    size: usize,
    handleType: CUmemRangeHandleType,
    flags: u64,
) -> CUresult {
    unsupported(op::cuMemGetHandleForAddressRange)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemBatchDecompressAsync(
    paramsArray: *mut CUmemDecompressParams,
    count: usize,
    flags: c_uint,
    errorIndex: *mut usize,
    stream: CUstream,
) -> CUresult {
    unsupported(op::cuMemBatchDecompressAsync)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemBatchDecompressAsync_ptsz(
    paramsArray: *mut CUmemDecompressParams,
    count: usize,
    flags: c_uint,
    errorIndex: *mut usize,
    stream: CUstream,
) -> CUresult {
    unsupported(op::cuMemBatchDecompressAsync)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemGetAttribute() -> CUresult {
    unsupported(op::cuMemGetAttribute)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemGetAttribute_v2() -> CUresult {
    unsupported(op::cuMemGetAttribute_v2)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD8(dstDevice: CUdeviceptr_v1, uc: u8, N: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemsetD8, || unsafe { api::cuMemsetD8(dstDevice, uc, N) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD8_v2(dstDevice: CUdeviceptr, uc: u8, N: usize) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD8_v2, || unsafe { api::cuMemsetD8_v2(DefaultStream::Legacy, dstDevice, uc, N) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD8_v2_ptds(dstDevice: CUdeviceptr, uc: u8, N: usize) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD8_v2, || unsafe { api::cuMemsetD8_v2(DefaultStream::PerThread, dstDevice, uc, N) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD8Async(
    dstDevice: CUdeviceptr,
    uc: u8,
    N: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD8Async, || unsafe {
        api::cuMemsetD8Async(DefaultStream::Legacy, dstDevice, uc, N, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD8Async_ptsz(
    dstDevice: CUdeviceptr,
    uc: u8,
    N: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD8Async, || unsafe {
        api::cuMemsetD8Async(DefaultStream::PerThread, dstDevice, uc, N, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD16(dstDevice: CUdeviceptr_v1, us: u16, N: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemsetD16, || unsafe { api::cuMemsetD16(dstDevice, us, N) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD16_v2(dstDevice: CUdeviceptr, us: u16, N: usize) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD16_v2, || unsafe { api::cuMemsetD16_v2(DefaultStream::Legacy, dstDevice, us, N) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD16_v2_ptds(dstDevice: CUdeviceptr, us: u16, N: usize) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD16_v2, || unsafe { api::cuMemsetD16_v2(DefaultStream::PerThread, dstDevice, us, N) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD16Async(
    dstDevice: CUdeviceptr,
    us: u16,
    N: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD16Async, || unsafe {
        api::cuMemsetD16Async(DefaultStream::Legacy, dstDevice, us, N, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD16Async_ptsz(
    dstDevice: CUdeviceptr,
    us: u16,
    N: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD16Async, || unsafe {
        api::cuMemsetD16Async(DefaultStream::PerThread, dstDevice, us, N, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD32(dstDevice: CUdeviceptr_v1, ui: c_uint, N: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemsetD32, || unsafe { api::cuMemsetD32(dstDevice, ui, N) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD32_v2(dstDevice: CUdeviceptr, ui: c_uint, N: usize) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD32_v2, || unsafe { api::cuMemsetD32_v2(DefaultStream::Legacy, dstDevice, ui, N) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD32_v2_ptds(dstDevice: CUdeviceptr, ui: c_uint, N: usize) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD32_v2, || unsafe { api::cuMemsetD32_v2(DefaultStream::PerThread, dstDevice, ui, N) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD32Async(
    dstDevice: CUdeviceptr,
    ui: c_uint,
    N: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD32Async, || unsafe {
        api::cuMemsetD32Async(DefaultStream::Legacy, dstDevice, ui, N, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD32Async_ptsz(
    dstDevice: CUdeviceptr,
    ui: c_uint,
    N: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD32Async, || unsafe {
        api::cuMemsetD32Async(DefaultStream::PerThread, dstDevice, ui, N, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D8(
    dstDevice: CUdeviceptr_v1,
    dstPitch: c_uint,
    uc: u8,
    Width: c_uint,
    Height: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemsetD2D8, || unsafe { api::cuMemsetD2D8(dstDevice, dstPitch, uc, Width, Height) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D8_v2(
    dstDevice: CUdeviceptr,
    dstPitch: usize,
    uc: u8,
    Width: usize,
    Height: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD2D8_v2, || unsafe {
        api::cuMemsetD2D8_v2(DefaultStream::Legacy, dstDevice, dstPitch, uc, Width, Height)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D8_v2_ptds(
    dstDevice: CUdeviceptr,
    dstPitch: usize,
    uc: u8,
    Width: usize,
    Height: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD2D8_v2, || unsafe {
        api::cuMemsetD2D8_v2(DefaultStream::PerThread, dstDevice, dstPitch, uc, Width, Height)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D8Async(
    dstDevice: CUdeviceptr,
    dstPitch: usize,
    uc: u8,
    Width: usize,
    Height: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD2D8Async, || unsafe {
        api::cuMemsetD2D8Async(DefaultStream::Legacy, dstDevice, dstPitch, uc, Width, Height, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D8Async_ptsz(
    dstDevice: CUdeviceptr,
    dstPitch: usize,
    uc: u8,
    Width: usize,
    Height: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD2D8Async, || unsafe {
        api::cuMemsetD2D8Async(DefaultStream::PerThread, dstDevice, dstPitch, uc, Width, Height, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D16(
    dstDevice: CUdeviceptr_v1,
    dstPitch: c_uint,
    us: u16,
    Width: c_uint,
    Height: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemsetD2D16, || unsafe { api::cuMemsetD2D16(dstDevice, dstPitch, us, Width, Height) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D16_v2(
    dstDevice: CUdeviceptr,
    dstPitch: usize,
    us: u16,
    Width: usize,
    Height: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD2D16_v2, || unsafe {
        api::cuMemsetD2D16_v2(DefaultStream::Legacy, dstDevice, dstPitch, us, Width, Height)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D16_v2_ptds(
    dstDevice: CUdeviceptr,
    dstPitch: usize,
    us: u16,
    Width: usize,
    Height: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD2D16_v2, || unsafe {
        api::cuMemsetD2D16_v2(DefaultStream::PerThread, dstDevice, dstPitch, us, Width, Height)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D16Async(
    dstDevice: CUdeviceptr,
    dstPitch: usize,
    us: u16,
    Width: usize,
    Height: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD2D16Async, || unsafe {
        api::cuMemsetD2D16Async(DefaultStream::Legacy, dstDevice, dstPitch, us, Width, Height, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D16Async_ptsz(
    dstDevice: CUdeviceptr,
    dstPitch: usize,
    us: u16,
    Width: usize,
    Height: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD2D16Async, || unsafe {
        api::cuMemsetD2D16Async(DefaultStream::PerThread, dstDevice, dstPitch, us, Width, Height, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D32(
    dstDevice: CUdeviceptr_v1,
    dstPitch: c_uint,
    ui: c_uint,
    Width: c_uint,
    Height: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuMemsetD2D32, || unsafe { api::cuMemsetD2D32(dstDevice, dstPitch, ui, Width, Height) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D32_v2(
    dstDevice: CUdeviceptr,
    dstPitch: usize,
    ui: c_uint,
    Width: usize,
    Height: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD2D32_v2, || unsafe {
        api::cuMemsetD2D32_v2(DefaultStream::Legacy, dstDevice, dstPitch, ui, Width, Height)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D32_v2_ptds(
    dstDevice: CUdeviceptr,
    dstPitch: usize,
    ui: c_uint,
    Width: usize,
    Height: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD2D32_v2, || unsafe {
        api::cuMemsetD2D32_v2(DefaultStream::PerThread, dstDevice, dstPitch, ui, Width, Height)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D32Async(
    dstDevice: CUdeviceptr,
    dstPitch: usize,
    ui: c_uint,
    Width: usize,
    Height: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD2D32Async, || unsafe {
        api::cuMemsetD2D32Async(DefaultStream::Legacy, dstDevice, dstPitch, ui, Width, Height, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemsetD2D32Async_ptsz(
    dstDevice: CUdeviceptr,
    dstPitch: usize,
    ui: c_uint,
    Width: usize,
    Height: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemsetD2D32Async, || unsafe {
        api::cuMemsetD2D32Async(DefaultStream::PerThread, dstDevice, dstPitch, ui, Width, Height, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleLoad(module: *mut CUmodule, fname: *const c_char) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuModuleLoad, || unsafe { api::cuModuleLoad(module, fname) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleLoadData(module: *mut CUmodule, image: *const c_void) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuModuleLoadData, || unsafe { api::cuModuleLoadData(module, image) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleLoadDataEx(
    module: *mut CUmodule,
    image: *const c_void,
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuModuleLoadDataEx, || unsafe {
        api::cuModuleLoadDataEx(module, image, numOptions, options, optionValues)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleLoadFatBinary(module: *mut CUmodule, fatCubin: *const c_void) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuModuleLoadFatBinary, || unsafe { api::cuModuleLoadFatBinary(module, fatCubin) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleUnload(hmod: CUmodule) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuModuleUnload, || unsafe { api::cuModuleUnload(hmod) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleGetLoadingMode(mode: *mut CUmoduleLoadingMode) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuModuleGetLoadingMode, || unsafe { api::cuModuleGetLoadingMode(mode) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleGetFunction(
    hfunc: *mut CUfunction,
    hmod: CUmodule,
    name: *const c_char,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuModuleGetFunction, || unsafe { api::cuModuleGetFunction(hfunc, hmod, name) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleGetFunctionCount(count: *mut c_uint, r#mod: CUmodule) -> CUresult {
    edge(op::cuModuleGetFunctionCount, || {
        ready()?;
        given(count)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuModuleGetFunctionCount { r#mod: Handle(r#mod.0 as u64) },
        )?;
        let reply: reply::cuModuleGetFunctionCount = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { count.write(reply.count) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleEnumerateFunctions(
    functions: *mut CUfunction,
    numFunctions: c_uint,
    r#mod: CUmodule,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuModuleEnumerateFunctions, || unsafe {
        api::cuModuleEnumerateFunctions(functions, numFunctions, r#mod)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleGetGlobal(
    dptr: *mut CUdeviceptr_v1,
    bytes: *mut c_uint,
    hmod: CUmodule,
    name: *const c_char,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuModuleGetGlobal, || unsafe { api::cuModuleGetGlobal(dptr, bytes, hmod, name) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleGetGlobal_v2(
    dptr: *mut CUdeviceptr,
    bytes: *mut usize,
    hmod: CUmodule,
    name: *const c_char,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuModuleGetGlobal_v2, || unsafe { api::cuModuleGetGlobal_v2(dptr, bytes, hmod, name) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleGetTexRef(
    pTexRef: *mut CUtexref,
    hmod: CUmodule,
    name: *const c_char,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuModuleGetTexRef, || unsafe { api::cuModuleGetTexRef(pTexRef, hmod, name) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuModuleGetSurfRef(
    pSurfRef: *mut CUsurfref,
    hmod: CUmodule,
    name: *const c_char,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuModuleGetSurfRef, || unsafe { api::cuModuleGetSurfRef(pSurfRef, hmod, name) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLinkCreate(
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
    stateOut: *mut CUlinkState,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLinkCreate, || unsafe { api::cuLinkCreate(numOptions, options, optionValues, stateOut) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLinkCreate_v2(
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
    stateOut: *mut CUlinkState,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLinkCreate_v2, || unsafe { api::cuLinkCreate_v2(numOptions, options, optionValues, stateOut) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLinkAddData(
    state: CUlinkState,
    r#type: CUjitInputType,
    data: *const c_void,
    size: usize,
    name: *const c_char,
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLinkAddData, || unsafe {
        api::cuLinkAddData(state, r#type, data, size, name, numOptions, options, optionValues)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLinkAddData_v2(
    state: CUlinkState,
    r#type: CUjitInputType,
    data: *const c_void,
    size: usize,
    name: *const c_char,
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLinkAddData_v2, || unsafe {
        api::cuLinkAddData_v2(state, r#type, data, size, name, numOptions, options, optionValues)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLinkAddFile(
    state: CUlinkState,
    r#type: CUjitInputType,
    path: *const c_char,
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLinkAddFile, || unsafe {
        api::cuLinkAddFile(state, r#type, path, numOptions, options, optionValues)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLinkAddFile_v2(
    state: CUlinkState,
    r#type: CUjitInputType,
    path: *const c_char,
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLinkAddFile_v2, || unsafe {
        api::cuLinkAddFile_v2(state, r#type, path, numOptions, options, optionValues)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLinkComplete(
    state: CUlinkState,
    cubinOut: *mut *mut c_void,
    sizeOut: *mut usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLinkComplete, || unsafe { api::cuLinkComplete(state, cubinOut, sizeOut) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuLinkDestroy(state: CUlinkState) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuLinkDestroy, || unsafe { api::cuLinkDestroy(state) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMulticastCreate(
    mcHandle: *mut CUmemGenericAllocationHandle,
    prop: *const CUmulticastObjectProp,
) -> CUresult {
    unsupported(op::cuMulticastCreate)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMulticastAddDevice(
    mcHandle: CUmemGenericAllocationHandle,
    dev: CUdevice,
) -> CUresult {
    unsupported(op::cuMulticastAddDevice)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMulticastBindMem(
    mcHandle: CUmemGenericAllocationHandle,
    mcOffset: usize,
    memHandle: CUmemGenericAllocationHandle,
    memOffset: usize,
    size: usize,
    flags: u64,
) -> CUresult {
    unsupported(op::cuMulticastBindMem)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMulticastBindAddr(
    mcHandle: CUmemGenericAllocationHandle,
    mcOffset: usize,
    memptr: CUdeviceptr,
    size: usize,
    flags: u64,
) -> CUresult {
    unsupported(op::cuMulticastBindAddr)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMulticastUnbind(
    mcHandle: CUmemGenericAllocationHandle,
    dev: CUdevice,
    mcOffset: usize,
    size: usize,
) -> CUresult {
    unsupported(op::cuMulticastUnbind)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMulticastGetGranularity(
    granularity: *mut usize,
    prop: *const CUmulticastObjectProp,
    option: CUmulticastGranularity_flags,
) -> CUresult {
    unsupported(op::cuMulticastGetGranularity)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuOccupancyMaxActiveBlocksPerMultiprocessor(
    numBlocks: *mut c_int,
    func: CUfunction,
    blockSize: c_int,
    dynamicSMemSize: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuOccupancyMaxActiveBlocksPerMultiprocessor, || unsafe {
        api::cuOccupancyMaxActiveBlocksPerMultiprocessor(numBlocks, func, blockSize, dynamicSMemSize)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(
    numBlocks: *mut c_int,
    func: CUfunction,
    blockSize: c_int,
    dynamicSMemSize: usize,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags, || unsafe {
        api::cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(
            numBlocks,
            func,
            blockSize,
            dynamicSMemSize,
            flags,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuOccupancyAvailableDynamicSMemPerBlock(
    dynamicSmemSize: *mut usize,
    func: CUfunction,
    numBlocks: c_int,
    blockSize: c_int,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuOccupancyAvailableDynamicSMemPerBlock, || unsafe {
        api::cuOccupancyAvailableDynamicSMemPerBlock(dynamicSmemSize, func, numBlocks, blockSize)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuOccupancyMaxPotentialBlockSize(
    minGridSize: *mut c_int,
    blockSize: *mut c_int,
    func: CUfunction,
    blockSizeToDynamicSMemSize: CUoccupancyB2DSize,
    dynamicSMemSize: usize,
    blockSizeLimit: c_int,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuOccupancyMaxPotentialBlockSize, || unsafe {
        api::cuOccupancyMaxPotentialBlockSize(
            minGridSize,
            blockSize,
            func,
            blockSizeToDynamicSMemSize,
            dynamicSMemSize,
            blockSizeLimit,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuOccupancyMaxPotentialBlockSizeWithFlags(
    minGridSize: *mut c_int,
    blockSize: *mut c_int,
    func: CUfunction,
    blockSizeToDynamicSMemSize: CUoccupancyB2DSize,
    dynamicSMemSize: usize,
    blockSizeLimit: c_int,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuOccupancyMaxPotentialBlockSizeWithFlags, || unsafe {
        api::cuOccupancyMaxPotentialBlockSizeWithFlags(
            minGridSize,
            blockSize,
            func,
            blockSizeToDynamicSMemSize,
            dynamicSMemSize,
            blockSizeLimit,
            flags,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuOccupancyMaxActiveClusters(
    numClusters: *mut c_int,
    func: CUfunction,
    config: *const CUlaunchConfig,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuOccupancyMaxActiveClusters, || unsafe {
        api::cuOccupancyMaxActiveClusters(numClusters, func, config)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuOccupancyMaxPotentialClusterSize(
    clusterSize: *mut c_int,
    func: CUfunction,
    config: *const CUlaunchConfig,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuOccupancyMaxPotentialClusterSize, || unsafe {
        api::cuOccupancyMaxPotentialClusterSize(clusterSize, func, config)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceCanAccessPeer(
    canAccessPeer: *mut c_int,
    dev: CUdevice,
    peerDev: CUdevice,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDeviceCanAccessPeer, || unsafe {
        api::cuDeviceCanAccessPeer(canAccessPeer, dev, peerDev)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetP2PAttribute(
    value: *mut c_int,
    attrib: CUdevice_P2PAttribute,
    srcDevice: CUdevice,
    dstDevice: CUdevice,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDeviceGetP2PAttribute, || unsafe {
        api::cuDeviceGetP2PAttribute(value, attrib, srcDevice, dstDevice)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetP2PAtomicCapabilities(
    capabilities: *mut c_uint,
    operations: *const CUatomicOperation,
    count: c_uint,
    srcDevice: CUdevice,
    dstDevice: CUdevice,
) -> CUresult {
    edge(op::cuDeviceGetP2PAtomicCapabilities, || {
        ready()?;
        given(capabilities)?;
        given(operations)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuDeviceGetP2PAtomicCapabilities { operations: // SAFETY: CUDA's contract: that many elements, or none and null.
 unsafe { read_array::<CUatomicOperation>(operations.cast(), count as usize) }?, count, srcDevice, dstDevice },
        )?;
        let reply: reply::cuDeviceGetP2PAtomicCapabilities = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { write_array(capabilities.cast(), &reply.capabilities) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxEnablePeerAccess(peerContext: CUcontext, Flags: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxEnablePeerAccess, || unsafe { api::cuCtxEnablePeerAccess(peerContext, Flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuCtxDisablePeerAccess(peerContext: CUcontext) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuCtxDisablePeerAccess, || unsafe { api::cuCtxDisablePeerAccess(peerContext) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuPointerGetAttribute(
    data: *mut c_void,
    attribute: CUpointer_attribute,
    ptr: CUdeviceptr,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuPointerGetAttribute, || unsafe { api::cuPointerGetAttribute(data, attribute, ptr) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuPointerGetAttributes(
    numAttributes: c_uint,
    attributes: *const CUpointer_attribute,
    data: *mut *mut c_void,
    ptr: CUdeviceptr,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuPointerGetAttributes, || unsafe {
        api::cuPointerGetAttributes(numAttributes, attributes, data, ptr)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuPointerSetAttribute(
    value: *const c_void,
    attribute: CUpointer_attribute,
    ptr: CUdeviceptr,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuPointerSetAttribute, || unsafe { api::cuPointerSetAttribute(value, attribute, ptr) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAllocAsync(
    dptr: *mut CUdeviceptr,
    bytesize: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemAllocAsync, || unsafe {
        api::cuMemAllocAsync(DefaultStream::Legacy, dptr, bytesize, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAllocAsync_ptsz(
    dptr: *mut CUdeviceptr,
    bytesize: usize,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemAllocAsync, || unsafe {
        api::cuMemAllocAsync(DefaultStream::PerThread, dptr, bytesize, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAllocFromPoolAsync(
    dptr: *mut CUdeviceptr,
    bytesize: usize,
    pool: CUmemoryPool,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemAllocFromPoolAsync, || unsafe {
        api::cuMemAllocFromPoolAsync(DefaultStream::Legacy, dptr, bytesize, pool, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAllocFromPoolAsync_ptsz(
    dptr: *mut CUdeviceptr,
    bytesize: usize,
    pool: CUmemoryPool,
    hStream: CUstream,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemAllocFromPoolAsync, || unsafe {
        api::cuMemAllocFromPoolAsync(DefaultStream::PerThread, dptr, bytesize, pool, hStream)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemFreeAsync(dptr: CUdeviceptr, hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemFreeAsync, || unsafe { api::cuMemFreeAsync(DefaultStream::Legacy, dptr, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemFreeAsync_ptsz(dptr: CUdeviceptr, hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemFreeAsync, || unsafe { api::cuMemFreeAsync(DefaultStream::PerThread, dptr, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPoolCreate(
    pool: *mut CUmemoryPool,
    poolProps: *const CUmemPoolProps,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemPoolCreate, || unsafe { api::cuMemPoolCreate(pool, poolProps) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPoolDestroy(pool: CUmemoryPool) -> CUresult {
    edge(op::cuMemPoolDestroy, || {
        ready()?;
        let reply = call(DefaultStream::Legacy, &request::cuMemPoolDestroy { pool: Handle(pool.0 as u64) })?;
        let reply: reply::cuMemPoolDestroy = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPoolTrimTo(pool: CUmemoryPool, minBytesToKeep: usize) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemPoolTrimTo, || unsafe { api::cuMemPoolTrimTo(pool, minBytesToKeep) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPoolSetAttribute(
    pool: CUmemoryPool,
    attr: CUmemPool_attribute,
    value: *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemPoolSetAttribute, || unsafe { api::cuMemPoolSetAttribute(pool, attr, value) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPoolGetAttribute(
    pool: CUmemoryPool,
    attr: CUmemPool_attribute,
    value: *mut c_void,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemPoolGetAttribute, || unsafe { api::cuMemPoolGetAttribute(pool, attr, value) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPoolSetAccess(
    pool: CUmemoryPool,
    map: *const CUmemAccessDesc,
    count: usize,
) -> CUresult {
    edge(op::cuMemPoolSetAccess, || {
        ready()?;
        given(map)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuMemPoolSetAccess { pool: Handle(pool.0 as u64), map: // SAFETY: CUDA's contract: that many elements, or none and null.
 unsafe { read_array::<CUmemAccessDesc>(map.cast(), count as usize) }?, count },
        )?;
        let reply: reply::cuMemPoolSetAccess = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPoolGetAccess(
    flags: *mut CUmemAccess_flags,
    memPool: CUmemoryPool,
    location: *const CUmemLocation,
) -> CUresult {
    edge(op::cuMemPoolGetAccess, || {
        ready()?;
        given(flags)?;
        given(location)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuMemPoolGetAccess { memPool: Handle(memPool.0 as u64), location: // SAFETY: not null; CUDA's contract makes it valid for reads.
 Pod(unsafe { location.read() }) },
        )?;
        let reply: reply::cuMemPoolGetAccess = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { flags.write(reply.flags) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetDefaultMemPool(pool_out: *mut CUmemoryPool, dev: CUdevice) -> CUresult {
    edge(op::cuDeviceGetDefaultMemPool, || {
        ready()?;
        given(pool_out)?;
        let reply = call(DefaultStream::Legacy, &request::cuDeviceGetDefaultMemPool { dev })?;
        let reply: reply::cuDeviceGetDefaultMemPool = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pool_out.write(CUmemoryPool(reply.pool_out.0 as usize)) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceGetMemPool(pool: *mut CUmemoryPool, dev: CUdevice) -> CUresult {
    edge(op::cuDeviceGetMemPool, || {
        ready()?;
        given(pool)?;
        let reply = call(DefaultStream::Legacy, &request::cuDeviceGetMemPool { dev })?;
        let reply: reply::cuDeviceGetMemPool = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pool.write(CUmemoryPool(reply.pool.0 as usize)) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDeviceSetMemPool(dev: CUdevice, pool: CUmemoryPool) -> CUresult {
    edge(op::cuDeviceSetMemPool, || {
        ready()?;
        let reply =
            call(DefaultStream::Legacy, &request::cuDeviceSetMemPool { dev, pool: Handle(pool.0 as u64) })?;
        let reply: reply::cuDeviceSetMemPool = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemGetDefaultMemPool(
    pool_out: *mut CUmemoryPool,
    location: *const CUmemLocation,
    r#type: CUmemAllocationType,
) -> CUresult {
    edge(op::cuMemGetDefaultMemPool, || {
        ready()?;
        given(pool_out)?;
        given(location)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuMemGetDefaultMemPool { location: // SAFETY: not null; CUDA's contract makes it valid for reads.
 Pod(unsafe { location.read() }), r#type },
        )?;
        let reply: reply::cuMemGetDefaultMemPool = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pool_out.write(CUmemoryPool(reply.pool_out.0 as usize)) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemGetMemPool(
    pool: *mut CUmemoryPool,
    location: *const CUmemLocation,
    r#type: CUmemAllocationType,
) -> CUresult {
    edge(op::cuMemGetMemPool, || {
        ready()?;
        given(pool)?;
        given(location)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuMemGetMemPool { location: // SAFETY: not null; CUDA's contract makes it valid for reads.
 Pod(unsafe { location.read() }), r#type },
        )?;
        let reply: reply::cuMemGetMemPool = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pool.write(CUmemoryPool(reply.pool.0 as usize)) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemSetMemPool(
    location: *const CUmemLocation,
    r#type: CUmemAllocationType,
    pool: CUmemoryPool,
) -> CUresult {
    edge(op::cuMemSetMemPool, || {
        ready()?;
        given(location)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuMemSetMemPool { location: // SAFETY: not null; CUDA's contract makes it valid for reads.
 Pod(unsafe { location.read() }), r#type, pool: Handle(pool.0 as u64) },
        )?;
        let reply: reply::cuMemSetMemPool = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPoolExportToShareableHandle(
    handle_out: *mut c_void,
    pool: CUmemoryPool,
    handleType: CUmemAllocationHandleType,
    flags: u64,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemPoolExportToShareableHandle, || unsafe {
        api::cuMemPoolExportToShareableHandle(handle_out, pool, handleType, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPoolImportFromShareableHandle(
    pool_out: *mut CUmemoryPool,
    handle: *mut c_void,
    handleType: CUmemAllocationHandleType,
    flags: u64,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemPoolImportFromShareableHandle, || unsafe {
        api::cuMemPoolImportFromShareableHandle(pool_out, handle, handleType, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPoolExportPointer(
    shareData_out: *mut CUmemPoolPtrExportData,
    ptr: CUdeviceptr,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemPoolExportPointer, || unsafe { api::cuMemPoolExportPointer(shareData_out, ptr) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemPoolImportPointer(
    ptr_out: *mut CUdeviceptr,
    pool: CUmemoryPool,
    shareData: *mut CUmemPoolPtrExportData,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemPoolImportPointer, || unsafe { api::cuMemPoolImportPointer(ptr_out, pool, shareData) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDevicePrimaryCtxRetain(pctx: *mut CUcontext, dev: CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuDevicePrimaryCtxRetain, || unsafe { api::cuDevicePrimaryCtxRetain(pctx, dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDevicePrimaryCtxRelease(dev: CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuDevicePrimaryCtxRelease, || unsafe { api::cuDevicePrimaryCtxRelease(dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDevicePrimaryCtxRelease_v2(dev: CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuDevicePrimaryCtxRelease_v2, || unsafe { api::cuDevicePrimaryCtxRelease_v2(dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDevicePrimaryCtxReset(dev: CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuDevicePrimaryCtxReset, || unsafe { api::cuDevicePrimaryCtxReset(dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDevicePrimaryCtxReset_v2(dev: CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuDevicePrimaryCtxReset_v2, || unsafe { api::cuDevicePrimaryCtxReset_v2(dev) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDevicePrimaryCtxSetFlags(dev: CUdevice, flags: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuDevicePrimaryCtxSetFlags, || unsafe { api::cuDevicePrimaryCtxSetFlags(dev, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDevicePrimaryCtxSetFlags_v2(dev: CUdevice, flags: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuDevicePrimaryCtxSetFlags_v2, || unsafe { api::cuDevicePrimaryCtxSetFlags_v2(dev, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuDevicePrimaryCtxGetState(
    dev: CUdevice,
    flags: *mut c_uint,
    active: *mut c_int,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuDevicePrimaryCtxGetState, || unsafe {
        api::cuDevicePrimaryCtxGetState(dev, flags, active)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuProfilerInitialize(
    configFile: *const c_char,
    outputFile: *const c_char,
    outputMode: c_int,
) -> CUresult {
    unsupported(op::cuProfilerInitialize)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuProfilerStart() -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuProfilerStart, || unsafe { api::cuProfilerStart() })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuProfilerStop() -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuProfilerStop, || unsafe { api::cuProfilerStop() })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamCreate(phStream: *mut CUstream, Flags: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamCreate, || unsafe { api::cuStreamCreate(phStream, Flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamCreateWithPriority(
    phStream: *mut CUstream,
    flags: c_uint,
    priority: c_int,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamCreateWithPriority, || unsafe {
        api::cuStreamCreateWithPriority(phStream, flags, priority)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamDestroy(hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamDestroy, || unsafe { api::cuStreamDestroy(hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamDestroy_v2(hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamDestroy_v2, || unsafe { api::cuStreamDestroy_v2(hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamSynchronize(hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamSynchronize, || unsafe { api::cuStreamSynchronize(DefaultStream::Legacy, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamSynchronize_ptsz(hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamSynchronize, || unsafe { api::cuStreamSynchronize(DefaultStream::PerThread, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamQuery(hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamQuery, || unsafe { api::cuStreamQuery(DefaultStream::Legacy, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamQuery_ptsz(hStream: CUstream) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamQuery, || unsafe { api::cuStreamQuery(DefaultStream::PerThread, hStream) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWaitEvent(hStream: CUstream, hEvent: CUevent, Flags: c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamWaitEvent, || unsafe {
        api::cuStreamWaitEvent(DefaultStream::Legacy, hStream, hEvent, Flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamWaitEvent_ptsz(
    hStream: CUstream,
    hEvent: CUevent,
    Flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamWaitEvent, || unsafe {
        api::cuStreamWaitEvent(DefaultStream::PerThread, hStream, hEvent, Flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamAddCallback(
    hStream: CUstream,
    callback: CUstreamCallback,
    userData: *mut c_void,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamAddCallback, || unsafe {
        api::cuStreamAddCallback(DefaultStream::Legacy, hStream, callback, userData, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamAddCallback_ptsz(
    hStream: CUstream,
    callback: CUstreamCallback,
    userData: *mut c_void,
    flags: c_uint,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamAddCallback, || unsafe {
        api::cuStreamAddCallback(DefaultStream::PerThread, hStream, callback, userData, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetPriority(hStream: CUstream, priority: *mut c_int) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuStreamGetPriority, || unsafe {
        api::cuStreamGetPriority(DefaultStream::Legacy, hStream, priority)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetPriority_ptsz(hStream: CUstream, priority: *mut c_int) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuStreamGetPriority, || unsafe {
        api::cuStreamGetPriority(DefaultStream::PerThread, hStream, priority)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetFlags(hStream: CUstream, flags: *mut c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamGetFlags, || unsafe { api::cuStreamGetFlags(DefaultStream::Legacy, hStream, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetFlags_ptsz(hStream: CUstream, flags: *mut c_uint) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamGetFlags, || unsafe { api::cuStreamGetFlags(DefaultStream::PerThread, hStream, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetId(hStream: CUstream, streamId: *mut u64) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuStreamGetId, || unsafe { api::cuStreamGetId(DefaultStream::Legacy, hStream, streamId) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetId_ptsz(hStream: CUstream, streamId: *mut u64) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuStreamGetId, || unsafe {
        api::cuStreamGetId(DefaultStream::PerThread, hStream, streamId)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetCtx(hStream: CUstream, pctx: *mut CUcontext) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuStreamGetCtx, || unsafe { api::cuStreamGetCtx(DefaultStream::Legacy, hStream, pctx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetCtx_ptsz(hStream: CUstream, pctx: *mut CUcontext) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuStreamGetCtx, || unsafe { api::cuStreamGetCtx(DefaultStream::PerThread, hStream, pctx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetCtx_v2(
    hStream: CUstream,
    pCtx: *mut CUcontext,
    pGreenCtx: *mut CUgreenCtx,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuStreamGetCtx_v2, || unsafe {
        api::cuStreamGetCtx_v2(DefaultStream::Legacy, hStream, pCtx, pGreenCtx)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetCtx_v2_ptsz(
    hStream: CUstream,
    pCtx: *mut CUcontext,
    pGreenCtx: *mut CUgreenCtx,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuStreamGetCtx_v2, || unsafe {
        api::cuStreamGetCtx_v2(DefaultStream::PerThread, hStream, pCtx, pGreenCtx)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetDevice(hStream: CUstream, device: *mut CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuStreamGetDevice, || unsafe {
        api::cuStreamGetDevice(DefaultStream::Legacy, hStream, device)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetDevice_ptsz(hStream: CUstream, device: *mut CUdevice) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuStreamGetDevice, || unsafe {
        api::cuStreamGetDevice(DefaultStream::PerThread, hStream, device)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetGreenCtx(hStream: CUstream, phCtx: *mut CUgreenCtx) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    local_edge(op::cuStreamGetGreenCtx, || unsafe { api::cuStreamGetGreenCtx(hStream, phCtx) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamCopyAttributes(dst: CUstream, src: CUstream) -> CUresult {
    edge(op::cuStreamCopyAttributes, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuStreamCopyAttributes { dst: Handle(dst.0 as u64), src: Handle(src.0 as u64) },
        )?;
        let reply: reply::cuStreamCopyAttributes = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamCopyAttributes_ptsz(dst: CUstream, src: CUstream) -> CUresult {
    edge(op::cuStreamCopyAttributes, || {
        ready()?;
        let reply = call(
            DefaultStream::PerThread,
            &request::cuStreamCopyAttributes { dst: Handle(dst.0 as u64), src: Handle(src.0 as u64) },
        )?;
        let reply: reply::cuStreamCopyAttributes = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetAttribute(
    hStream: CUstream,
    attr: CUstreamAttrID,
    value_out: *mut CUlaunchAttributeValue,
) -> CUresult {
    edge(op::cuStreamGetAttribute, || {
        ready()?;
        given(value_out)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuStreamGetAttribute { hStream: Handle(hStream.0 as u64), attr },
        )?;
        let reply: reply::cuStreamGetAttribute = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { value_out.write(reply.value_out.0) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamGetAttribute_ptsz(
    hStream: CUstream,
    attr: CUstreamAttrID,
    value_out: *mut CUlaunchAttributeValue,
) -> CUresult {
    edge(op::cuStreamGetAttribute, || {
        ready()?;
        given(value_out)?;
        let reply = call(
            DefaultStream::PerThread,
            &request::cuStreamGetAttribute { hStream: Handle(hStream.0 as u64), attr },
        )?;
        let reply: reply::cuStreamGetAttribute = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { value_out.write(reply.value_out.0) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamSetAttribute(
    hStream: CUstream,
    attr: CUstreamAttrID,
    value: *const CUlaunchAttributeValue,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamSetAttribute, || unsafe {
        api::cuStreamSetAttribute(DefaultStream::Legacy, hStream, attr, value)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuStreamSetAttribute_ptsz(
    hStream: CUstream,
    attr: CUstreamAttrID,
    value: *const CUlaunchAttributeValue,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuStreamSetAttribute, || unsafe {
        api::cuStreamSetAttribute(DefaultStream::PerThread, hStream, attr, value)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuSurfObjectCreate(
    pSurfObject: *mut CUsurfObject,
    pResDesc: *const CUDA_RESOURCE_DESC,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuSurfObjectCreate, || unsafe { api::cuSurfObjectCreate(pSurfObject, pResDesc) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuSurfObjectDestroy(surfObject: CUsurfObject) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuSurfObjectDestroy, || unsafe { api::cuSurfObjectDestroy(surfObject) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuSurfObjectGetResourceDesc(
    pResDesc: *mut CUDA_RESOURCE_DESC,
    surfObject: CUsurfObject,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuSurfObjectGetResourceDesc, || unsafe {
        api::cuSurfObjectGetResourceDesc(pResDesc, surfObject)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuSurfRefSetArray(hSurfRef: CUsurfref, hArray: CUarray, Flags: c_uint) -> CUresult {
    edge(op::cuSurfRefSetArray, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuSurfRefSetArray {
                hSurfRef: Handle(hSurfRef.0 as u64),
                hArray: Handle(hArray.0 as u64),
                Flags,
            },
        )?;
        let reply: reply::cuSurfRefSetArray = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuSurfRefGetArray(phArray: *mut CUarray, hSurfRef: CUsurfref) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuSurfRefGetArray, || unsafe { api::cuSurfRefGetArray(phArray, hSurfRef) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTensorMapEncodeTiled(
    tensorMap: *mut CUtensorMap,
    tensorDataType: CUtensorMapDataType,
    tensorRank: u32,
    globalAddress: CUdeviceptr,
    globalDim: *const u64,
    globalStrides: *const u64,
    boxDim: *const u32,
    elementStrides: *const u32,
    interleave: CUtensorMapInterleave,
    swizzle: CUtensorMapSwizzle,
    l2Promotion: CUtensorMapL2promotion,
    oobFill: CUtensorMapFloatOOBfill,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTensorMapEncodeTiled, || unsafe {
        api::cuTensorMapEncodeTiled(
            tensorMap,
            tensorDataType,
            tensorRank,
            globalAddress,
            globalDim,
            globalStrides,
            boxDim,
            elementStrides,
            interleave,
            swizzle,
            l2Promotion,
            oobFill,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTensorMapEncodeIm2col(
    tensorMap: *mut CUtensorMap,
    tensorDataType: CUtensorMapDataType,
    tensorRank: u32,
    globalAddress: CUdeviceptr,
    globalDim: *const u64,
    globalStrides: *const u64,
    pixelBoxLowerCorner: *const c_int,
    pixelBoxUpperCorner: *const c_int,
    channelsPerPixel: u32,
    pixelsPerColumn: u32,
    elementStrides: *const u32,
    interleave: CUtensorMapInterleave,
    swizzle: CUtensorMapSwizzle,
    l2Promotion: CUtensorMapL2promotion,
    oobFill: CUtensorMapFloatOOBfill,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTensorMapEncodeIm2col, || unsafe {
        api::cuTensorMapEncodeIm2col(
            tensorMap,
            tensorDataType,
            tensorRank,
            globalAddress,
            globalDim,
            globalStrides,
            pixelBoxLowerCorner,
            pixelBoxUpperCorner,
            channelsPerPixel,
            pixelsPerColumn,
            elementStrides,
            interleave,
            swizzle,
            l2Promotion,
            oobFill,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTensorMapEncodeIm2colWide(
    tensorMap: *mut CUtensorMap,
    tensorDataType: CUtensorMapDataType,
    tensorRank: u32,
    globalAddress: CUdeviceptr,
    globalDim: *const u64,
    globalStrides: *const u64,
    pixelBoxLowerCornerWidth: c_int,
    pixelBoxUpperCornerWidth: c_int,
    channelsPerPixel: u32,
    pixelsPerColumn: u32,
    elementStrides: *const u32,
    interleave: CUtensorMapInterleave,
    mode: CUtensorMapIm2ColWideMode,
    swizzle: CUtensorMapSwizzle,
    l2Promotion: CUtensorMapL2promotion,
    oobFill: CUtensorMapFloatOOBfill,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTensorMapEncodeIm2colWide, || unsafe {
        api::cuTensorMapEncodeIm2colWide(
            tensorMap,
            tensorDataType,
            tensorRank,
            globalAddress,
            globalDim,
            globalStrides,
            pixelBoxLowerCornerWidth,
            pixelBoxUpperCornerWidth,
            channelsPerPixel,
            pixelsPerColumn,
            elementStrides,
            interleave,
            mode,
            swizzle,
            l2Promotion,
            oobFill,
        )
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTensorMapReplaceAddress(
    tensorMap: *mut CUtensorMap,
    globalAddress: CUdeviceptr,
) -> CUresult {
    edge(op::cuTensorMapReplaceAddress, || {
        ready()?;
        given(tensorMap)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTensorMapReplaceAddress { tensorMap: // SAFETY: not null; CUDA's contract makes it valid for reads.
 Pod(unsafe { tensorMap.read() }), globalAddress },
        )?;
        let reply: reply::cuTensorMapReplaceAddress = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { tensorMap.write(reply.tensorMap.0) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexObjectCreate(
    pTexObject: *mut CUtexObject,
    pResDesc: *const CUDA_RESOURCE_DESC,
    pTexDesc: *const CUDA_TEXTURE_DESC,
    pResViewDesc: *const CUDA_RESOURCE_VIEW_DESC,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTexObjectCreate, || unsafe {
        api::cuTexObjectCreate(pTexObject, pResDesc, pTexDesc, pResViewDesc)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexObjectDestroy(texObject: CUtexObject) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTexObjectDestroy, || unsafe { api::cuTexObjectDestroy(texObject) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexObjectGetResourceDesc(
    pResDesc: *mut CUDA_RESOURCE_DESC,
    texObject: CUtexObject,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTexObjectGetResourceDesc, || unsafe { api::cuTexObjectGetResourceDesc(pResDesc, texObject) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexObjectGetTextureDesc(
    pTexDesc: *mut CUDA_TEXTURE_DESC,
    texObject: CUtexObject,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTexObjectGetTextureDesc, || unsafe { api::cuTexObjectGetTextureDesc(pTexDesc, texObject) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexObjectGetResourceViewDesc(
    pResViewDesc: *mut CUDA_RESOURCE_VIEW_DESC,
    texObject: CUtexObject,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTexObjectGetResourceViewDesc, || unsafe {
        api::cuTexObjectGetResourceViewDesc(pResViewDesc, texObject)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefCreate(pTexRef: *mut CUtexref) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTexRefCreate, || unsafe { api::cuTexRefCreate(pTexRef) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefDestroy(hTexRef: CUtexref) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTexRefDestroy, || unsafe { api::cuTexRefDestroy(hTexRef) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetArray(hTexRef: CUtexref, hArray: CUarray, Flags: c_uint) -> CUresult {
    edge(op::cuTexRefSetArray, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefSetArray {
                hTexRef: Handle(hTexRef.0 as u64),
                hArray: Handle(hArray.0 as u64),
                Flags,
            },
        )?;
        let reply: reply::cuTexRefSetArray = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetMipmappedArray(
    hTexRef: CUtexref,
    hMipmappedArray: CUmipmappedArray,
    Flags: c_uint,
) -> CUresult {
    edge(op::cuTexRefSetMipmappedArray, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefSetMipmappedArray {
                hTexRef: Handle(hTexRef.0 as u64),
                hMipmappedArray: Handle(hMipmappedArray.0 as u64),
                Flags,
            },
        )?;
        let reply: reply::cuTexRefSetMipmappedArray = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetAddress(
    ByteOffset: *mut c_uint,
    hTexRef: CUtexref,
    dptr: CUdeviceptr_v1,
    bytes: c_uint,
) -> CUresult {
    unsupported(op::cuTexRefSetAddress)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetAddress_v2(
    ByteOffset: *mut usize,
    hTexRef: CUtexref,
    dptr: CUdeviceptr,
    bytes: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTexRefSetAddress_v2, || unsafe {
        api::cuTexRefSetAddress_v2(ByteOffset, hTexRef, dptr, bytes)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetAddress2D(
    hTexRef: CUtexref,
    desc: *const CUDA_ARRAY_DESCRIPTOR_v1,
    dptr: CUdeviceptr_v1,
    Pitch: c_uint,
) -> CUresult {
    unsupported(op::cuTexRefSetAddress2D)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetAddress2D_v2(
    hTexRef: CUtexref,
    desc: *const CUDA_ARRAY_DESCRIPTOR_v2,
    dptr: CUdeviceptr,
    Pitch: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTexRefSetAddress2D_v2, || unsafe { api::cuTexRefSetAddress2D_v2(hTexRef, desc, dptr, Pitch) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetAddress2D_v3(
    hTexRef: CUtexref,
    desc: *const CUDA_ARRAY_DESCRIPTOR_v2,
    dptr: CUdeviceptr,
    Pitch: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTexRefSetAddress2D_v3, || unsafe { api::cuTexRefSetAddress2D_v3(hTexRef, desc, dptr, Pitch) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetFormat(
    hTexRef: CUtexref,
    fmt: CUarray_format,
    NumPackedComponents: c_int,
) -> CUresult {
    edge(op::cuTexRefSetFormat, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefSetFormat { hTexRef: Handle(hTexRef.0 as u64), fmt, NumPackedComponents },
        )?;
        let reply: reply::cuTexRefSetFormat = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetAddressMode(
    hTexRef: CUtexref,
    dim: c_int,
    am: CUaddress_mode,
) -> CUresult {
    edge(op::cuTexRefSetAddressMode, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefSetAddressMode { hTexRef: Handle(hTexRef.0 as u64), dim, am },
        )?;
        let reply: reply::cuTexRefSetAddressMode = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetFilterMode(hTexRef: CUtexref, fm: CUfilter_mode) -> CUresult {
    edge(op::cuTexRefSetFilterMode, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefSetFilterMode { hTexRef: Handle(hTexRef.0 as u64), fm },
        )?;
        let reply: reply::cuTexRefSetFilterMode = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetMipmapFilterMode(hTexRef: CUtexref, fm: CUfilter_mode) -> CUresult {
    edge(op::cuTexRefSetMipmapFilterMode, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefSetMipmapFilterMode { hTexRef: Handle(hTexRef.0 as u64), fm },
        )?;
        let reply: reply::cuTexRefSetMipmapFilterMode = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetMipmapLevelBias(hTexRef: CUtexref, bias: f32) -> CUresult {
    edge(op::cuTexRefSetMipmapLevelBias, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefSetMipmapLevelBias { hTexRef: Handle(hTexRef.0 as u64), bias },
        )?;
        let reply: reply::cuTexRefSetMipmapLevelBias = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetMipmapLevelClamp(
    hTexRef: CUtexref,
    minMipmapLevelClamp: f32,
    maxMipmapLevelClamp: f32,
) -> CUresult {
    edge(op::cuTexRefSetMipmapLevelClamp, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefSetMipmapLevelClamp {
                hTexRef: Handle(hTexRef.0 as u64),
                minMipmapLevelClamp,
                maxMipmapLevelClamp,
            },
        )?;
        let reply: reply::cuTexRefSetMipmapLevelClamp = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetMaxAnisotropy(hTexRef: CUtexref, maxAniso: c_uint) -> CUresult {
    edge(op::cuTexRefSetMaxAnisotropy, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefSetMaxAnisotropy { hTexRef: Handle(hTexRef.0 as u64), maxAniso },
        )?;
        let reply: reply::cuTexRefSetMaxAnisotropy = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetBorderColor(hTexRef: CUtexref, pBorderColor: *mut f32) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTexRefSetBorderColor, || unsafe { api::cuTexRefSetBorderColor(hTexRef, pBorderColor) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefSetFlags(hTexRef: CUtexref, Flags: c_uint) -> CUresult {
    edge(op::cuTexRefSetFlags, || {
        ready()?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefSetFlags { hTexRef: Handle(hTexRef.0 as u64), Flags },
        )?;
        let reply: reply::cuTexRefSetFlags = reply.decode()?;
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefGetAddress(pdptr: *mut CUdeviceptr_v1, hTexRef: CUtexref) -> CUresult {
    unsupported(op::cuTexRefGetAddress)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefGetAddress_v2(pdptr: *mut CUdeviceptr, hTexRef: CUtexref) -> CUresult {
    edge(op::cuTexRefGetAddress_v2, || {
        ready()?;
        given(pdptr)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefGetAddress_v2 { hTexRef: Handle(hTexRef.0 as u64) },
        )?;
        let reply: reply::cuTexRefGetAddress_v2 = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pdptr.write(reply.pdptr) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefGetArray(phArray: *mut CUarray, hTexRef: CUtexref) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTexRefGetArray, || unsafe { api::cuTexRefGetArray(phArray, hTexRef) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefGetMipmappedArray(
    phMipmappedArray: *mut CUmipmappedArray,
    hTexRef: CUtexref,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTexRefGetMipmappedArray, || unsafe {
        api::cuTexRefGetMipmappedArray(phMipmappedArray, hTexRef)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefGetAddressMode(
    pam: *mut CUaddress_mode,
    hTexRef: CUtexref,
    dim: c_int,
) -> CUresult {
    edge(op::cuTexRefGetAddressMode, || {
        ready()?;
        given(pam)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefGetAddressMode { hTexRef: Handle(hTexRef.0 as u64), dim },
        )?;
        let reply: reply::cuTexRefGetAddressMode = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pam.write(reply.pam) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefGetFilterMode(pfm: *mut CUfilter_mode, hTexRef: CUtexref) -> CUresult {
    edge(op::cuTexRefGetFilterMode, || {
        ready()?;
        given(pfm)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefGetFilterMode { hTexRef: Handle(hTexRef.0 as u64) },
        )?;
        let reply: reply::cuTexRefGetFilterMode = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pfm.write(reply.pfm) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefGetFormat(
    pFormat: *mut CUarray_format,
    pNumChannels: *mut c_int,
    hTexRef: CUtexref,
) -> CUresult {
    edge(op::cuTexRefGetFormat, || {
        ready()?;
        given(pFormat)?;
        given(pNumChannels)?;
        let reply =
            call(DefaultStream::Legacy, &request::cuTexRefGetFormat { hTexRef: Handle(hTexRef.0 as u64) })?;
        let reply: reply::cuTexRefGetFormat = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pFormat.write(reply.pFormat) };
        }
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pNumChannels.write(reply.pNumChannels) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefGetMipmapFilterMode(pfm: *mut CUfilter_mode, hTexRef: CUtexref) -> CUresult {
    edge(op::cuTexRefGetMipmapFilterMode, || {
        ready()?;
        given(pfm)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefGetMipmapFilterMode { hTexRef: Handle(hTexRef.0 as u64) },
        )?;
        let reply: reply::cuTexRefGetMipmapFilterMode = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pfm.write(reply.pfm) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefGetMipmapLevelBias(pbias: *mut f32, hTexRef: CUtexref) -> CUresult {
    edge(op::cuTexRefGetMipmapLevelBias, || {
        ready()?;
        given(pbias)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefGetMipmapLevelBias { hTexRef: Handle(hTexRef.0 as u64) },
        )?;
        let reply: reply::cuTexRefGetMipmapLevelBias = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pbias.write(reply.pbias) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefGetMipmapLevelClamp(
    pminMipmapLevelClamp: *mut f32,
    pmaxMipmapLevelClamp: *mut f32,
    hTexRef: CUtexref,
) -> CUresult {
    edge(op::cuTexRefGetMipmapLevelClamp, || {
        ready()?;
        given(pminMipmapLevelClamp)?;
        given(pmaxMipmapLevelClamp)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefGetMipmapLevelClamp { hTexRef: Handle(hTexRef.0 as u64) },
        )?;
        let reply: reply::cuTexRefGetMipmapLevelClamp = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pminMipmapLevelClamp.write(reply.pminMipmapLevelClamp) };
        }
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pmaxMipmapLevelClamp.write(reply.pmaxMipmapLevelClamp) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefGetMaxAnisotropy(pmaxAniso: *mut c_int, hTexRef: CUtexref) -> CUresult {
    edge(op::cuTexRefGetMaxAnisotropy, || {
        ready()?;
        given(pmaxAniso)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuTexRefGetMaxAnisotropy { hTexRef: Handle(hTexRef.0 as u64) },
        )?;
        let reply: reply::cuTexRefGetMaxAnisotropy = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pmaxAniso.write(reply.pmaxAniso) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefGetBorderColor(pBorderColor: *mut f32, hTexRef: CUtexref) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuTexRefGetBorderColor, || unsafe { api::cuTexRefGetBorderColor(pBorderColor, hTexRef) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuTexRefGetFlags(pFlags: *mut c_uint, hTexRef: CUtexref) -> CUresult {
    edge(op::cuTexRefGetFlags, || {
        ready()?;
        given(pFlags)?;
        let reply =
            call(DefaultStream::Legacy, &request::cuTexRefGetFlags { hTexRef: Handle(hTexRef.0 as u64) })?;
        let reply: reply::cuTexRefGetFlags = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { pFlags.write(reply.pFlags) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuVDPAUGetDevice(
    pDevice: *mut CUdevice,
    vdpDevice: VdpDevice,
    vdpGetProcAddress: VdpGetProcAddress,
) -> CUresult {
    unsupported(op::cuVDPAUGetDevice)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuVDPAUCtxCreate(
    pCtx: *mut CUcontext,
    flags: c_uint,
    device: CUdevice,
    vdpDevice: VdpDevice,
    vdpGetProcAddress: VdpGetProcAddress,
) -> CUresult {
    unsupported(op::cuVDPAUCtxCreate)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuVDPAUCtxCreate_v2(
    pCtx: *mut CUcontext,
    flags: c_uint,
    device: CUdevice,
    vdpDevice: VdpDevice,
    vdpGetProcAddress: VdpGetProcAddress,
) -> CUresult {
    unsupported(op::cuVDPAUCtxCreate_v2)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsVDPAURegisterVideoSurface(
    pCudaResource: *mut CUgraphicsResource,
    vdpSurface: VdpVideoSurface,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuGraphicsVDPAURegisterVideoSurface)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuGraphicsVDPAURegisterOutputSurface(
    pCudaResource: *mut CUgraphicsResource,
    vdpSurface: VdpOutputSurface,
    flags: c_uint,
) -> CUresult {
    unsupported(op::cuGraphicsVDPAURegisterOutputSurface)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAddressReserve(
    ptr: *mut CUdeviceptr,
    size: usize,
    alignment: usize,
    addr: CUdeviceptr,
    flags: u64,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemAddressReserve, || unsafe { api::cuMemAddressReserve(ptr, size, alignment, addr, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemAddressFree(ptr: CUdeviceptr, size: usize) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemAddressFree, || unsafe { api::cuMemAddressFree(ptr, size) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemCreate(
    handle: *mut CUmemGenericAllocationHandle,
    size: usize,
    prop: *const CUmemAllocationProp,
    flags: u64,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemCreate, || unsafe { api::cuMemCreate(handle, size, prop, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemRelease(handle: CUmemGenericAllocationHandle) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemRelease, || unsafe { api::cuMemRelease(handle) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemMap(
    ptr: CUdeviceptr,
    size: usize,
    offset: usize,
    handle: CUmemGenericAllocationHandle,
    flags: u64,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemMap, || unsafe { api::cuMemMap(ptr, size, offset, handle, flags) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemUnmap(ptr: CUdeviceptr, size: usize) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemUnmap, || unsafe { api::cuMemUnmap(ptr, size) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemSetAccess(
    ptr: CUdeviceptr,
    size: usize,
    desc: *const CUmemAccessDesc,
    count: usize,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemSetAccess, || unsafe { api::cuMemSetAccess(ptr, size, desc, count) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemGetAccess(
    flags: *mut u64,
    location: *const CUmemLocation,
    ptr: CUdeviceptr,
) -> CUresult {
    edge(op::cuMemGetAccess, || {
        ready()?;
        given(flags)?;
        given(location)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuMemGetAccess { location: // SAFETY: not null; CUDA's contract makes it valid for reads.
 Pod(unsafe { location.read() }), ptr },
        )?;
        let reply: reply::cuMemGetAccess = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { flags.write(reply.flags) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemGetAllocationGranularity(
    granularity: *mut usize,
    prop: *const CUmemAllocationProp,
    option: CUmemAllocationGranularity_flags,
) -> CUresult {
    edge(op::cuMemGetAllocationGranularity, || {
        ready()?;
        given(granularity)?;
        given(prop)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuMemGetAllocationGranularity { prop: // SAFETY: not null; CUDA's contract makes it valid for reads.
 Pod(unsafe { prop.read() }), option },
        )?;
        let reply: reply::cuMemGetAllocationGranularity = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { granularity.write(reply.granularity) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemGetAllocationPropertiesFromHandle(
    prop: *mut CUmemAllocationProp,
    handle: CUmemGenericAllocationHandle,
) -> CUresult {
    edge(op::cuMemGetAllocationPropertiesFromHandle, || {
        ready()?;
        given(prop)?;
        let reply = call(
            DefaultStream::Legacy,
            &request::cuMemGetAllocationPropertiesFromHandle { handle: Handle(handle.0 as u64) },
        )?;
        let reply: reply::cuMemGetAllocationPropertiesFromHandle = reply.decode()?;
        {
            // SAFETY: not null; CUDA's contract makes it valid for this write.
            unsafe { prop.write(reply.prop.0) };
        }
        Ok(())
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemRetainAllocationHandle(
    handle: *mut CUmemGenericAllocationHandle,
    addr: CUdeviceptr,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemRetainAllocationHandle, || unsafe { api::cuMemRetainAllocationHandle(handle, addr) })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemExportToShareableHandle(
    shareableHandle: *mut c_void,
    handle: CUmemGenericAllocationHandle,
    handleType: CUmemAllocationHandleType,
    flags: u64,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemExportToShareableHandle, || unsafe {
        api::cuMemExportToShareableHandle(shareableHandle, handle, handleType, flags)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemImportFromShareableHandle(
    handle: *mut CUmemGenericAllocationHandle,
    osHandle: *mut c_void,
    shHandleType: CUmemAllocationHandleType,
) -> CUresult {
    // SAFETY: the caller keeps CUDA's contract for this call, which is the callee's.
    edge(op::cuMemImportFromShareableHandle, || unsafe {
        api::cuMemImportFromShareableHandle(handle, osHandle, shHandleType)
    })
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemMapArrayAsync(
    mapInfoList: *mut CUarrayMapInfo,
    count: c_uint,
    hStream: CUstream,
) -> CUresult {
    unsupported(op::cuMemMapArrayAsync)
}

#[unsafe(no_mangle)]
pub unsafe extern "C" fn cuMemMapArrayAsync_ptsz(
    mapInfoList: *mut CUarrayMapInfo,
    count: c_uint,
    hStream: CUstream,
) -> CUresult {
    unsupported(op::cuMemMapArrayAsync)
}

/// Address of every exported function, sorted by name.
pub static EXPORTS: &[(&str, Export)] = &[
    ("cuArray3DCreate", Export(cuArray3DCreate as *const ())),
    ("cuArray3DCreate_v2", Export(cuArray3DCreate_v2 as *const ())),
    ("cuArray3DGetDescriptor", Export(cuArray3DGetDescriptor as *const ())),
    ("cuArray3DGetDescriptor_v2", Export(cuArray3DGetDescriptor_v2 as *const ())),
    ("cuArrayCreate", Export(cuArrayCreate as *const ())),
    ("cuArrayCreate_v2", Export(cuArrayCreate_v2 as *const ())),
    ("cuArrayDestroy", Export(cuArrayDestroy as *const ())),
    ("cuArrayGetDescriptor", Export(cuArrayGetDescriptor as *const ())),
    ("cuArrayGetDescriptor_v2", Export(cuArrayGetDescriptor_v2 as *const ())),
    ("cuArrayGetMemoryRequirements", Export(cuArrayGetMemoryRequirements as *const ())),
    ("cuArrayGetPlane", Export(cuArrayGetPlane as *const ())),
    ("cuArrayGetSparseProperties", Export(cuArrayGetSparseProperties as *const ())),
    ("cuCheckpointProcessCheckpoint", Export(cuCheckpointProcessCheckpoint as *const ())),
    ("cuCheckpointProcessGetRestoreThreadId", Export(cuCheckpointProcessGetRestoreThreadId as *const ())),
    ("cuCheckpointProcessGetState", Export(cuCheckpointProcessGetState as *const ())),
    ("cuCheckpointProcessLock", Export(cuCheckpointProcessLock as *const ())),
    ("cuCheckpointProcessRestore", Export(cuCheckpointProcessRestore as *const ())),
    ("cuCheckpointProcessUnlock", Export(cuCheckpointProcessUnlock as *const ())),
    ("cuCoredumpGetAttribute", Export(cuCoredumpGetAttribute as *const ())),
    ("cuCoredumpGetAttributeGlobal", Export(cuCoredumpGetAttributeGlobal as *const ())),
    ("cuCoredumpSetAttribute", Export(cuCoredumpSetAttribute as *const ())),
    ("cuCoredumpSetAttributeGlobal", Export(cuCoredumpSetAttributeGlobal as *const ())),
    ("cuCtxAttach", Export(cuCtxAttach as *const ())),
    ("cuCtxCreate", Export(cuCtxCreate as *const ())),
    ("cuCtxCreate_v2", Export(cuCtxCreate_v2 as *const ())),
    ("cuCtxCreate_v3", Export(cuCtxCreate_v3 as *const ())),
    ("cuCtxCreate_v4", Export(cuCtxCreate_v4 as *const ())),
    ("cuCtxDestroy", Export(cuCtxDestroy as *const ())),
    ("cuCtxDestroy_v2", Export(cuCtxDestroy_v2 as *const ())),
    ("cuCtxDetach", Export(cuCtxDetach as *const ())),
    ("cuCtxDisablePeerAccess", Export(cuCtxDisablePeerAccess as *const ())),
    ("cuCtxEnablePeerAccess", Export(cuCtxEnablePeerAccess as *const ())),
    ("cuCtxFromGreenCtx", Export(cuCtxFromGreenCtx as *const ())),
    ("cuCtxGetApiVersion", Export(cuCtxGetApiVersion as *const ())),
    ("cuCtxGetCacheConfig", Export(cuCtxGetCacheConfig as *const ())),
    ("cuCtxGetCurrent", Export(cuCtxGetCurrent as *const ())),
    ("cuCtxGetDevResource", Export(cuCtxGetDevResource as *const ())),
    ("cuCtxGetDevice", Export(cuCtxGetDevice as *const ())),
    ("cuCtxGetDevice_v2", Export(cuCtxGetDevice_v2 as *const ())),
    ("cuCtxGetExecAffinity", Export(cuCtxGetExecAffinity as *const ())),
    ("cuCtxGetFlags", Export(cuCtxGetFlags as *const ())),
    ("cuCtxGetId", Export(cuCtxGetId as *const ())),
    ("cuCtxGetLimit", Export(cuCtxGetLimit as *const ())),
    ("cuCtxGetSharedMemConfig", Export(cuCtxGetSharedMemConfig as *const ())),
    ("cuCtxGetStreamPriorityRange", Export(cuCtxGetStreamPriorityRange as *const ())),
    ("cuCtxPopCurrent", Export(cuCtxPopCurrent as *const ())),
    ("cuCtxPopCurrent_v2", Export(cuCtxPopCurrent_v2 as *const ())),
    ("cuCtxPushCurrent", Export(cuCtxPushCurrent as *const ())),
    ("cuCtxPushCurrent_v2", Export(cuCtxPushCurrent_v2 as *const ())),
    ("cuCtxRecordEvent", Export(cuCtxRecordEvent as *const ())),
    ("cuCtxResetPersistingL2Cache", Export(cuCtxResetPersistingL2Cache as *const ())),
    ("cuCtxSetCacheConfig", Export(cuCtxSetCacheConfig as *const ())),
    ("cuCtxSetCurrent", Export(cuCtxSetCurrent as *const ())),
    ("cuCtxSetFlags", Export(cuCtxSetFlags as *const ())),
    ("cuCtxSetLimit", Export(cuCtxSetLimit as *const ())),
    ("cuCtxSetSharedMemConfig", Export(cuCtxSetSharedMemConfig as *const ())),
    ("cuCtxSynchronize", Export(cuCtxSynchronize as *const ())),
    ("cuCtxSynchronize_v2", Export(cuCtxSynchronize_v2 as *const ())),
    ("cuCtxWaitEvent", Export(cuCtxWaitEvent as *const ())),
    ("cuDestroyExternalMemory", Export(cuDestroyExternalMemory as *const ())),
    ("cuDestroyExternalSemaphore", Export(cuDestroyExternalSemaphore as *const ())),
    ("cuDevResourceGenerateDesc", Export(cuDevResourceGenerateDesc as *const ())),
    ("cuDevSmResourceSplitByCount", Export(cuDevSmResourceSplitByCount as *const ())),
    ("cuDeviceCanAccessPeer", Export(cuDeviceCanAccessPeer as *const ())),
    ("cuDeviceComputeCapability", Export(cuDeviceComputeCapability as *const ())),
    ("cuDeviceGet", Export(cuDeviceGet as *const ())),
    ("cuDeviceGetAttribute", Export(cuDeviceGetAttribute as *const ())),
    ("cuDeviceGetByPCIBusId", Export(cuDeviceGetByPCIBusId as *const ())),
    ("cuDeviceGetCount", Export(cuDeviceGetCount as *const ())),
    ("cuDeviceGetDefaultMemPool", Export(cuDeviceGetDefaultMemPool as *const ())),
    ("cuDeviceGetDevResource", Export(cuDeviceGetDevResource as *const ())),
    ("cuDeviceGetExecAffinitySupport", Export(cuDeviceGetExecAffinitySupport as *const ())),
    ("cuDeviceGetGraphMemAttribute", Export(cuDeviceGetGraphMemAttribute as *const ())),
    ("cuDeviceGetHostAtomicCapabilities", Export(cuDeviceGetHostAtomicCapabilities as *const ())),
    ("cuDeviceGetLuid", Export(cuDeviceGetLuid as *const ())),
    ("cuDeviceGetMemPool", Export(cuDeviceGetMemPool as *const ())),
    ("cuDeviceGetName", Export(cuDeviceGetName as *const ())),
    ("cuDeviceGetNvSciSyncAttributes", Export(cuDeviceGetNvSciSyncAttributes as *const ())),
    ("cuDeviceGetP2PAtomicCapabilities", Export(cuDeviceGetP2PAtomicCapabilities as *const ())),
    ("cuDeviceGetP2PAttribute", Export(cuDeviceGetP2PAttribute as *const ())),
    ("cuDeviceGetPCIBusId", Export(cuDeviceGetPCIBusId as *const ())),
    ("cuDeviceGetProperties", Export(cuDeviceGetProperties as *const ())),
    ("cuDeviceGetTexture1DLinearMaxWidth", Export(cuDeviceGetTexture1DLinearMaxWidth as *const ())),
    ("cuDeviceGetUuid", Export(cuDeviceGetUuid as *const ())),
    ("cuDeviceGetUuid_v2", Export(cuDeviceGetUuid_v2 as *const ())),
    ("cuDeviceGraphMemTrim", Export(cuDeviceGraphMemTrim as *const ())),
    ("cuDevicePrimaryCtxGetState", Export(cuDevicePrimaryCtxGetState as *const ())),
    ("cuDevicePrimaryCtxRelease", Export(cuDevicePrimaryCtxRelease as *const ())),
    ("cuDevicePrimaryCtxRelease_v2", Export(cuDevicePrimaryCtxRelease_v2 as *const ())),
    ("cuDevicePrimaryCtxReset", Export(cuDevicePrimaryCtxReset as *const ())),
    ("cuDevicePrimaryCtxReset_v2", Export(cuDevicePrimaryCtxReset_v2 as *const ())),
    ("cuDevicePrimaryCtxRetain", Export(cuDevicePrimaryCtxRetain as *const ())),
    ("cuDevicePrimaryCtxSetFlags", Export(cuDevicePrimaryCtxSetFlags as *const ())),
    ("cuDevicePrimaryCtxSetFlags_v2", Export(cuDevicePrimaryCtxSetFlags_v2 as *const ())),
    ("cuDeviceRegisterAsyncNotification", Export(cuDeviceRegisterAsyncNotification as *const ())),
    ("cuDeviceSetGraphMemAttribute", Export(cuDeviceSetGraphMemAttribute as *const ())),
    ("cuDeviceSetMemPool", Export(cuDeviceSetMemPool as *const ())),
    ("cuDeviceTotalMem", Export(cuDeviceTotalMem as *const ())),
    ("cuDeviceTotalMem_v2", Export(cuDeviceTotalMem_v2 as *const ())),
    ("cuDeviceUnregisterAsyncNotification", Export(cuDeviceUnregisterAsyncNotification as *const ())),
    ("cuDriverGetVersion", Export(cuDriverGetVersion as *const ())),
    ("cuEGLApiInit", Export(cuEGLApiInit as *const ())),
    ("cuEGLStreamConsumerAcquireFrame", Export(cuEGLStreamConsumerAcquireFrame as *const ())),
    ("cuEGLStreamConsumerConnect", Export(cuEGLStreamConsumerConnect as *const ())),
    ("cuEGLStreamConsumerConnectWithFlags", Export(cuEGLStreamConsumerConnectWithFlags as *const ())),
    ("cuEGLStreamConsumerDisconnect", Export(cuEGLStreamConsumerDisconnect as *const ())),
    ("cuEGLStreamConsumerReleaseFrame", Export(cuEGLStreamConsumerReleaseFrame as *const ())),
    ("cuEGLStreamProducerConnect", Export(cuEGLStreamProducerConnect as *const ())),
    ("cuEGLStreamProducerDisconnect", Export(cuEGLStreamProducerDisconnect as *const ())),
    ("cuEGLStreamProducerPresentFrame", Export(cuEGLStreamProducerPresentFrame as *const ())),
    ("cuEGLStreamProducerReturnFrame", Export(cuEGLStreamProducerReturnFrame as *const ())),
    ("cuEventCreate", Export(cuEventCreate as *const ())),
    ("cuEventDestroy", Export(cuEventDestroy as *const ())),
    ("cuEventDestroy_v2", Export(cuEventDestroy_v2 as *const ())),
    ("cuEventElapsedTime", Export(cuEventElapsedTime as *const ())),
    ("cuEventElapsedTime_v2", Export(cuEventElapsedTime_v2 as *const ())),
    ("cuEventQuery", Export(cuEventQuery as *const ())),
    ("cuEventRecord", Export(cuEventRecord as *const ())),
    ("cuEventRecordWithFlags", Export(cuEventRecordWithFlags as *const ())),
    ("cuEventRecordWithFlags_ptsz", Export(cuEventRecordWithFlags_ptsz as *const ())),
    ("cuEventRecord_ptsz", Export(cuEventRecord_ptsz as *const ())),
    ("cuEventSynchronize", Export(cuEventSynchronize as *const ())),
    ("cuExternalMemoryGetMappedBuffer", Export(cuExternalMemoryGetMappedBuffer as *const ())),
    ("cuExternalMemoryGetMappedMipmappedArray", Export(cuExternalMemoryGetMappedMipmappedArray as *const ())),
    ("cuFlushGPUDirectRDMAWrites", Export(cuFlushGPUDirectRDMAWrites as *const ())),
    ("cuFuncGetAttribute", Export(cuFuncGetAttribute as *const ())),
    ("cuFuncGetModule", Export(cuFuncGetModule as *const ())),
    ("cuFuncGetName", Export(cuFuncGetName as *const ())),
    ("cuFuncGetParamInfo", Export(cuFuncGetParamInfo as *const ())),
    ("cuFuncIsLoaded", Export(cuFuncIsLoaded as *const ())),
    ("cuFuncLoad", Export(cuFuncLoad as *const ())),
    ("cuFuncSetAttribute", Export(cuFuncSetAttribute as *const ())),
    ("cuFuncSetBlockShape", Export(cuFuncSetBlockShape as *const ())),
    ("cuFuncSetCacheConfig", Export(cuFuncSetCacheConfig as *const ())),
    ("cuFuncSetSharedMemConfig", Export(cuFuncSetSharedMemConfig as *const ())),
    ("cuFuncSetSharedSize", Export(cuFuncSetSharedSize as *const ())),
    ("cuGLCtxCreate", Export(cuGLCtxCreate as *const ())),
    ("cuGLCtxCreate_v2", Export(cuGLCtxCreate_v2 as *const ())),
    ("cuGLGetDevices", Export(cuGLGetDevices as *const ())),
    ("cuGLGetDevices_v2", Export(cuGLGetDevices_v2 as *const ())),
    ("cuGLInit", Export(cuGLInit as *const ())),
    ("cuGLMapBufferObject", Export(cuGLMapBufferObject as *const ())),
    ("cuGLMapBufferObjectAsync", Export(cuGLMapBufferObjectAsync as *const ())),
    ("cuGLMapBufferObjectAsync_v2", Export(cuGLMapBufferObjectAsync_v2 as *const ())),
    ("cuGLMapBufferObjectAsync_v2_ptsz", Export(cuGLMapBufferObjectAsync_v2_ptsz as *const ())),
    ("cuGLMapBufferObject_v2", Export(cuGLMapBufferObject_v2 as *const ())),
    ("cuGLMapBufferObject_v2_ptds", Export(cuGLMapBufferObject_v2_ptds as *const ())),
    ("cuGLRegisterBufferObject", Export(cuGLRegisterBufferObject as *const ())),
    ("cuGLSetBufferObjectMapFlags", Export(cuGLSetBufferObjectMapFlags as *const ())),
    ("cuGLUnmapBufferObject", Export(cuGLUnmapBufferObject as *const ())),
    ("cuGLUnmapBufferObjectAsync", Export(cuGLUnmapBufferObjectAsync as *const ())),
    ("cuGLUnregisterBufferObject", Export(cuGLUnregisterBufferObject as *const ())),
    ("cuGetErrorName", Export(cuGetErrorName as *const ())),
    ("cuGetErrorString", Export(cuGetErrorString as *const ())),
    ("cuGetExportTable", Export(cuGetExportTable as *const ())),
    ("cuGetProcAddress", Export(cuGetProcAddress as *const ())),
    ("cuGetProcAddress_v2", Export(cuGetProcAddress_v2 as *const ())),
    ("cuGraphAddBatchMemOpNode", Export(cuGraphAddBatchMemOpNode as *const ())),
    ("cuGraphAddChildGraphNode", Export(cuGraphAddChildGraphNode as *const ())),
    ("cuGraphAddDependencies", Export(cuGraphAddDependencies as *const ())),
    ("cuGraphAddDependencies_v2", Export(cuGraphAddDependencies_v2 as *const ())),
    ("cuGraphAddEmptyNode", Export(cuGraphAddEmptyNode as *const ())),
    ("cuGraphAddEventRecordNode", Export(cuGraphAddEventRecordNode as *const ())),
    ("cuGraphAddEventWaitNode", Export(cuGraphAddEventWaitNode as *const ())),
    ("cuGraphAddExternalSemaphoresSignalNode", Export(cuGraphAddExternalSemaphoresSignalNode as *const ())),
    ("cuGraphAddExternalSemaphoresWaitNode", Export(cuGraphAddExternalSemaphoresWaitNode as *const ())),
    ("cuGraphAddHostNode", Export(cuGraphAddHostNode as *const ())),
    ("cuGraphAddKernelNode", Export(cuGraphAddKernelNode as *const ())),
    ("cuGraphAddKernelNode_v2", Export(cuGraphAddKernelNode_v2 as *const ())),
    ("cuGraphAddMemAllocNode", Export(cuGraphAddMemAllocNode as *const ())),
    ("cuGraphAddMemFreeNode", Export(cuGraphAddMemFreeNode as *const ())),
    ("cuGraphAddMemcpyNode", Export(cuGraphAddMemcpyNode as *const ())),
    ("cuGraphAddMemsetNode", Export(cuGraphAddMemsetNode as *const ())),
    ("cuGraphAddNode", Export(cuGraphAddNode as *const ())),
    ("cuGraphAddNode_v2", Export(cuGraphAddNode_v2 as *const ())),
    ("cuGraphBatchMemOpNodeGetParams", Export(cuGraphBatchMemOpNodeGetParams as *const ())),
    ("cuGraphBatchMemOpNodeSetParams", Export(cuGraphBatchMemOpNodeSetParams as *const ())),
    ("cuGraphChildGraphNodeGetGraph", Export(cuGraphChildGraphNodeGetGraph as *const ())),
    ("cuGraphClone", Export(cuGraphClone as *const ())),
    ("cuGraphConditionalHandleCreate", Export(cuGraphConditionalHandleCreate as *const ())),
    ("cuGraphCreate", Export(cuGraphCreate as *const ())),
    ("cuGraphDebugDotPrint", Export(cuGraphDebugDotPrint as *const ())),
    ("cuGraphDestroy", Export(cuGraphDestroy as *const ())),
    ("cuGraphDestroyNode", Export(cuGraphDestroyNode as *const ())),
    ("cuGraphEventRecordNodeGetEvent", Export(cuGraphEventRecordNodeGetEvent as *const ())),
    ("cuGraphEventRecordNodeSetEvent", Export(cuGraphEventRecordNodeSetEvent as *const ())),
    ("cuGraphEventWaitNodeGetEvent", Export(cuGraphEventWaitNodeGetEvent as *const ())),
    ("cuGraphEventWaitNodeSetEvent", Export(cuGraphEventWaitNodeSetEvent as *const ())),
    ("cuGraphExecBatchMemOpNodeSetParams", Export(cuGraphExecBatchMemOpNodeSetParams as *const ())),
    ("cuGraphExecChildGraphNodeSetParams", Export(cuGraphExecChildGraphNodeSetParams as *const ())),
    ("cuGraphExecDestroy", Export(cuGraphExecDestroy as *const ())),
    ("cuGraphExecEventRecordNodeSetEvent", Export(cuGraphExecEventRecordNodeSetEvent as *const ())),
    ("cuGraphExecEventWaitNodeSetEvent", Export(cuGraphExecEventWaitNodeSetEvent as *const ())),
    (
        "cuGraphExecExternalSemaphoresSignalNodeSetParams",
        Export(cuGraphExecExternalSemaphoresSignalNodeSetParams as *const ()),
    ),
    (
        "cuGraphExecExternalSemaphoresWaitNodeSetParams",
        Export(cuGraphExecExternalSemaphoresWaitNodeSetParams as *const ()),
    ),
    ("cuGraphExecGetFlags", Export(cuGraphExecGetFlags as *const ())),
    ("cuGraphExecHostNodeSetParams", Export(cuGraphExecHostNodeSetParams as *const ())),
    ("cuGraphExecKernelNodeSetParams", Export(cuGraphExecKernelNodeSetParams as *const ())),
    ("cuGraphExecKernelNodeSetParams_v2", Export(cuGraphExecKernelNodeSetParams_v2 as *const ())),
    ("cuGraphExecMemcpyNodeSetParams", Export(cuGraphExecMemcpyNodeSetParams as *const ())),
    ("cuGraphExecMemsetNodeSetParams", Export(cuGraphExecMemsetNodeSetParams as *const ())),
    ("cuGraphExecNodeSetParams", Export(cuGraphExecNodeSetParams as *const ())),
    ("cuGraphExecUpdate", Export(cuGraphExecUpdate as *const ())),
    ("cuGraphExecUpdate_v2", Export(cuGraphExecUpdate_v2 as *const ())),
    (
        "cuGraphExternalSemaphoresSignalNodeGetParams",
        Export(cuGraphExternalSemaphoresSignalNodeGetParams as *const ()),
    ),
    (
        "cuGraphExternalSemaphoresSignalNodeSetParams",
        Export(cuGraphExternalSemaphoresSignalNodeSetParams as *const ()),
    ),
    (
        "cuGraphExternalSemaphoresWaitNodeGetParams",
        Export(cuGraphExternalSemaphoresWaitNodeGetParams as *const ()),
    ),
    (
        "cuGraphExternalSemaphoresWaitNodeSetParams",
        Export(cuGraphExternalSemaphoresWaitNodeSetParams as *const ()),
    ),
    ("cuGraphGetEdges", Export(cuGraphGetEdges as *const ())),
    ("cuGraphGetEdges_v2", Export(cuGraphGetEdges_v2 as *const ())),
    ("cuGraphGetNodes", Export(cuGraphGetNodes as *const ())),
    ("cuGraphGetRootNodes", Export(cuGraphGetRootNodes as *const ())),
    ("cuGraphHostNodeGetParams", Export(cuGraphHostNodeGetParams as *const ())),
    ("cuGraphHostNodeSetParams", Export(cuGraphHostNodeSetParams as *const ())),
    ("cuGraphInstantiate", Export(cuGraphInstantiate as *const ())),
    ("cuGraphInstantiateWithFlags", Export(cuGraphInstantiateWithFlags as *const ())),
    ("cuGraphInstantiateWithParams", Export(cuGraphInstantiateWithParams as *const ())),
    ("cuGraphInstantiateWithParams_ptsz", Export(cuGraphInstantiateWithParams_ptsz as *const ())),
    ("cuGraphInstantiate_v2", Export(cuGraphInstantiate_v2 as *const ())),
    ("cuGraphKernelNodeCopyAttributes", Export(cuGraphKernelNodeCopyAttributes as *const ())),
    ("cuGraphKernelNodeGetAttribute", Export(cuGraphKernelNodeGetAttribute as *const ())),
    ("cuGraphKernelNodeGetParams", Export(cuGraphKernelNodeGetParams as *const ())),
    ("cuGraphKernelNodeGetParams_v2", Export(cuGraphKernelNodeGetParams_v2 as *const ())),
    ("cuGraphKernelNodeSetAttribute", Export(cuGraphKernelNodeSetAttribute as *const ())),
    ("cuGraphKernelNodeSetParams", Export(cuGraphKernelNodeSetParams as *const ())),
    ("cuGraphKernelNodeSetParams_v2", Export(cuGraphKernelNodeSetParams_v2 as *const ())),
    ("cuGraphLaunch", Export(cuGraphLaunch as *const ())),
    ("cuGraphLaunch_ptsz", Export(cuGraphLaunch_ptsz as *const ())),
    ("cuGraphMemAllocNodeGetParams", Export(cuGraphMemAllocNodeGetParams as *const ())),
    ("cuGraphMemFreeNodeGetParams", Export(cuGraphMemFreeNodeGetParams as *const ())),
    ("cuGraphMemcpyNodeGetParams", Export(cuGraphMemcpyNodeGetParams as *const ())),
    ("cuGraphMemcpyNodeSetParams", Export(cuGraphMemcpyNodeSetParams as *const ())),
    ("cuGraphMemsetNodeGetParams", Export(cuGraphMemsetNodeGetParams as *const ())),
    ("cuGraphMemsetNodeSetParams", Export(cuGraphMemsetNodeSetParams as *const ())),
    ("cuGraphNodeFindInClone", Export(cuGraphNodeFindInClone as *const ())),
    ("cuGraphNodeGetDependencies", Export(cuGraphNodeGetDependencies as *const ())),
    ("cuGraphNodeGetDependencies_v2", Export(cuGraphNodeGetDependencies_v2 as *const ())),
    ("cuGraphNodeGetDependentNodes", Export(cuGraphNodeGetDependentNodes as *const ())),
    ("cuGraphNodeGetDependentNodes_v2", Export(cuGraphNodeGetDependentNodes_v2 as *const ())),
    ("cuGraphNodeGetEnabled", Export(cuGraphNodeGetEnabled as *const ())),
    ("cuGraphNodeGetType", Export(cuGraphNodeGetType as *const ())),
    ("cuGraphNodeSetEnabled", Export(cuGraphNodeSetEnabled as *const ())),
    ("cuGraphNodeSetParams", Export(cuGraphNodeSetParams as *const ())),
    ("cuGraphReleaseUserObject", Export(cuGraphReleaseUserObject as *const ())),
    ("cuGraphRemoveDependencies", Export(cuGraphRemoveDependencies as *const ())),
    ("cuGraphRemoveDependencies_v2", Export(cuGraphRemoveDependencies_v2 as *const ())),
    ("cuGraphRetainUserObject", Export(cuGraphRetainUserObject as *const ())),
    ("cuGraphUpload", Export(cuGraphUpload as *const ())),
    ("cuGraphUpload_ptsz", Export(cuGraphUpload_ptsz as *const ())),
    ("cuGraphicsEGLRegisterImage", Export(cuGraphicsEGLRegisterImage as *const ())),
    ("cuGraphicsGLRegisterBuffer", Export(cuGraphicsGLRegisterBuffer as *const ())),
    ("cuGraphicsGLRegisterImage", Export(cuGraphicsGLRegisterImage as *const ())),
    ("cuGraphicsMapResources", Export(cuGraphicsMapResources as *const ())),
    ("cuGraphicsMapResources_ptsz", Export(cuGraphicsMapResources_ptsz as *const ())),
    ("cuGraphicsResourceGetMappedEglFrame", Export(cuGraphicsResourceGetMappedEglFrame as *const ())),
    (
        "cuGraphicsResourceGetMappedMipmappedArray",
        Export(cuGraphicsResourceGetMappedMipmappedArray as *const ()),
    ),
    ("cuGraphicsResourceGetMappedPointer", Export(cuGraphicsResourceGetMappedPointer as *const ())),
    ("cuGraphicsResourceGetMappedPointer_v2", Export(cuGraphicsResourceGetMappedPointer_v2 as *const ())),
    ("cuGraphicsResourceSetMapFlags", Export(cuGraphicsResourceSetMapFlags as *const ())),
    ("cuGraphicsResourceSetMapFlags_v2", Export(cuGraphicsResourceSetMapFlags_v2 as *const ())),
    ("cuGraphicsSubResourceGetMappedArray", Export(cuGraphicsSubResourceGetMappedArray as *const ())),
    ("cuGraphicsUnmapResources", Export(cuGraphicsUnmapResources as *const ())),
    ("cuGraphicsUnmapResources_ptsz", Export(cuGraphicsUnmapResources_ptsz as *const ())),
    ("cuGraphicsUnregisterResource", Export(cuGraphicsUnregisterResource as *const ())),
    ("cuGraphicsVDPAURegisterOutputSurface", Export(cuGraphicsVDPAURegisterOutputSurface as *const ())),
    ("cuGraphicsVDPAURegisterVideoSurface", Export(cuGraphicsVDPAURegisterVideoSurface as *const ())),
    ("cuGreenCtxCreate", Export(cuGreenCtxCreate as *const ())),
    ("cuGreenCtxDestroy", Export(cuGreenCtxDestroy as *const ())),
    ("cuGreenCtxGetDevResource", Export(cuGreenCtxGetDevResource as *const ())),
    ("cuGreenCtxGetId", Export(cuGreenCtxGetId as *const ())),
    ("cuGreenCtxRecordEvent", Export(cuGreenCtxRecordEvent as *const ())),
    ("cuGreenCtxStreamCreate", Export(cuGreenCtxStreamCreate as *const ())),
    ("cuGreenCtxWaitEvent", Export(cuGreenCtxWaitEvent as *const ())),
    ("cuImportExternalMemory", Export(cuImportExternalMemory as *const ())),
    ("cuImportExternalSemaphore", Export(cuImportExternalSemaphore as *const ())),
    ("cuInit", Export(cuInit as *const ())),
    ("cuIpcCloseMemHandle", Export(cuIpcCloseMemHandle as *const ())),
    ("cuIpcGetEventHandle", Export(cuIpcGetEventHandle as *const ())),
    ("cuIpcGetMemHandle", Export(cuIpcGetMemHandle as *const ())),
    ("cuIpcOpenEventHandle", Export(cuIpcOpenEventHandle as *const ())),
    ("cuIpcOpenMemHandle", Export(cuIpcOpenMemHandle as *const ())),
    ("cuIpcOpenMemHandle_v2", Export(cuIpcOpenMemHandle_v2 as *const ())),
    ("cuKernelGetAttribute", Export(cuKernelGetAttribute as *const ())),
    ("cuKernelGetFunction", Export(cuKernelGetFunction as *const ())),
    ("cuKernelGetLibrary", Export(cuKernelGetLibrary as *const ())),
    ("cuKernelGetName", Export(cuKernelGetName as *const ())),
    ("cuKernelGetParamInfo", Export(cuKernelGetParamInfo as *const ())),
    ("cuKernelSetAttribute", Export(cuKernelSetAttribute as *const ())),
    ("cuKernelSetCacheConfig", Export(cuKernelSetCacheConfig as *const ())),
    ("cuLaunch", Export(cuLaunch as *const ())),
    ("cuLaunchCooperativeKernel", Export(cuLaunchCooperativeKernel as *const ())),
    ("cuLaunchCooperativeKernelMultiDevice", Export(cuLaunchCooperativeKernelMultiDevice as *const ())),
    ("cuLaunchCooperativeKernel_ptsz", Export(cuLaunchCooperativeKernel_ptsz as *const ())),
    ("cuLaunchGrid", Export(cuLaunchGrid as *const ())),
    ("cuLaunchGridAsync", Export(cuLaunchGridAsync as *const ())),
    ("cuLaunchHostFunc", Export(cuLaunchHostFunc as *const ())),
    ("cuLaunchHostFunc_ptsz", Export(cuLaunchHostFunc_ptsz as *const ())),
    ("cuLaunchKernel", Export(cuLaunchKernel as *const ())),
    ("cuLaunchKernelEx", Export(cuLaunchKernelEx as *const ())),
    ("cuLaunchKernelEx_ptsz", Export(cuLaunchKernelEx_ptsz as *const ())),
    ("cuLaunchKernel_ptsz", Export(cuLaunchKernel_ptsz as *const ())),
    ("cuLibraryEnumerateKernels", Export(cuLibraryEnumerateKernels as *const ())),
    ("cuLibraryGetGlobal", Export(cuLibraryGetGlobal as *const ())),
    ("cuLibraryGetKernel", Export(cuLibraryGetKernel as *const ())),
    ("cuLibraryGetKernelCount", Export(cuLibraryGetKernelCount as *const ())),
    ("cuLibraryGetManaged", Export(cuLibraryGetManaged as *const ())),
    ("cuLibraryGetModule", Export(cuLibraryGetModule as *const ())),
    ("cuLibraryGetUnifiedFunction", Export(cuLibraryGetUnifiedFunction as *const ())),
    ("cuLibraryLoadData", Export(cuLibraryLoadData as *const ())),
    ("cuLibraryLoadFromFile", Export(cuLibraryLoadFromFile as *const ())),
    ("cuLibraryUnload", Export(cuLibraryUnload as *const ())),
    ("cuLinkAddData", Export(cuLinkAddData as *const ())),
    ("cuLinkAddData_v2", Export(cuLinkAddData_v2 as *const ())),
    ("cuLinkAddFile", Export(cuLinkAddFile as *const ())),
    ("cuLinkAddFile_v2", Export(cuLinkAddFile_v2 as *const ())),
    ("cuLinkComplete", Export(cuLinkComplete as *const ())),
    ("cuLinkCreate", Export(cuLinkCreate as *const ())),
    ("cuLinkCreate_v2", Export(cuLinkCreate_v2 as *const ())),
    ("cuLinkDestroy", Export(cuLinkDestroy as *const ())),
    ("cuLogsCurrent", Export(cuLogsCurrent as *const ())),
    ("cuLogsDumpToFile", Export(cuLogsDumpToFile as *const ())),
    ("cuLogsDumpToMemory", Export(cuLogsDumpToMemory as *const ())),
    ("cuLogsRegisterCallback", Export(cuLogsRegisterCallback as *const ())),
    ("cuLogsUnregisterCallback", Export(cuLogsUnregisterCallback as *const ())),
    ("cuMemAddressFree", Export(cuMemAddressFree as *const ())),
    ("cuMemAddressReserve", Export(cuMemAddressReserve as *const ())),
    ("cuMemAdvise", Export(cuMemAdvise as *const ())),
    ("cuMemAdvise_v2", Export(cuMemAdvise_v2 as *const ())),
    ("cuMemAlloc", Export(cuMemAlloc as *const ())),
    ("cuMemAllocAsync", Export(cuMemAllocAsync as *const ())),
    ("cuMemAllocAsync_ptsz", Export(cuMemAllocAsync_ptsz as *const ())),
    ("cuMemAllocFromPoolAsync", Export(cuMemAllocFromPoolAsync as *const ())),
    ("cuMemAllocFromPoolAsync_ptsz", Export(cuMemAllocFromPoolAsync_ptsz as *const ())),
    ("cuMemAllocHost", Export(cuMemAllocHost as *const ())),
    ("cuMemAllocHost_v2", Export(cuMemAllocHost_v2 as *const ())),
    ("cuMemAllocManaged", Export(cuMemAllocManaged as *const ())),
    ("cuMemAllocPitch", Export(cuMemAllocPitch as *const ())),
    ("cuMemAllocPitch_v2", Export(cuMemAllocPitch_v2 as *const ())),
    ("cuMemAlloc_v2", Export(cuMemAlloc_v2 as *const ())),
    ("cuMemBatchDecompressAsync", Export(cuMemBatchDecompressAsync as *const ())),
    ("cuMemBatchDecompressAsync_ptsz", Export(cuMemBatchDecompressAsync_ptsz as *const ())),
    ("cuMemCreate", Export(cuMemCreate as *const ())),
    ("cuMemDiscardAndPrefetchBatchAsync", Export(cuMemDiscardAndPrefetchBatchAsync as *const ())),
    ("cuMemDiscardAndPrefetchBatchAsync_ptsz", Export(cuMemDiscardAndPrefetchBatchAsync_ptsz as *const ())),
    ("cuMemDiscardBatchAsync", Export(cuMemDiscardBatchAsync as *const ())),
    ("cuMemDiscardBatchAsync_ptsz", Export(cuMemDiscardBatchAsync_ptsz as *const ())),
    ("cuMemExportToShareableHandle", Export(cuMemExportToShareableHandle as *const ())),
    ("cuMemFree", Export(cuMemFree as *const ())),
    ("cuMemFreeAsync", Export(cuMemFreeAsync as *const ())),
    ("cuMemFreeAsync_ptsz", Export(cuMemFreeAsync_ptsz as *const ())),
    ("cuMemFreeHost", Export(cuMemFreeHost as *const ())),
    ("cuMemFree_v2", Export(cuMemFree_v2 as *const ())),
    ("cuMemGetAccess", Export(cuMemGetAccess as *const ())),
    ("cuMemGetAddressRange", Export(cuMemGetAddressRange as *const ())),
    ("cuMemGetAddressRange_v2", Export(cuMemGetAddressRange_v2 as *const ())),
    ("cuMemGetAllocationGranularity", Export(cuMemGetAllocationGranularity as *const ())),
    ("cuMemGetAllocationPropertiesFromHandle", Export(cuMemGetAllocationPropertiesFromHandle as *const ())),
    ("cuMemGetAttribute", Export(cuMemGetAttribute as *const ())),
    ("cuMemGetAttribute_v2", Export(cuMemGetAttribute_v2 as *const ())),
    ("cuMemGetDefaultMemPool", Export(cuMemGetDefaultMemPool as *const ())),
    ("cuMemGetHandleForAddressRange", Export(cuMemGetHandleForAddressRange as *const ())),
    ("cuMemGetInfo", Export(cuMemGetInfo as *const ())),
    ("cuMemGetInfo_v2", Export(cuMemGetInfo_v2 as *const ())),
    ("cuMemGetMemPool", Export(cuMemGetMemPool as *const ())),
    ("cuMemHostAlloc", Export(cuMemHostAlloc as *const ())),
    ("cuMemHostGetDevicePointer", Export(cuMemHostGetDevicePointer as *const ())),
    ("cuMemHostGetDevicePointer_v2", Export(cuMemHostGetDevicePointer_v2 as *const ())),
    ("cuMemHostGetFlags", Export(cuMemHostGetFlags as *const ())),
    ("cuMemHostRegister", Export(cuMemHostRegister as *const ())),
    ("cuMemHostRegister_v2", Export(cuMemHostRegister_v2 as *const ())),
    ("cuMemHostUnregister", Export(cuMemHostUnregister as *const ())),
    ("cuMemImportFromShareableHandle", Export(cuMemImportFromShareableHandle as *const ())),
    ("cuMemMap", Export(cuMemMap as *const ())),
    ("cuMemMapArrayAsync", Export(cuMemMapArrayAsync as *const ())),
    ("cuMemMapArrayAsync_ptsz", Export(cuMemMapArrayAsync_ptsz as *const ())),
    ("cuMemPoolCreate", Export(cuMemPoolCreate as *const ())),
    ("cuMemPoolDestroy", Export(cuMemPoolDestroy as *const ())),
    ("cuMemPoolExportPointer", Export(cuMemPoolExportPointer as *const ())),
    ("cuMemPoolExportToShareableHandle", Export(cuMemPoolExportToShareableHandle as *const ())),
    ("cuMemPoolGetAccess", Export(cuMemPoolGetAccess as *const ())),
    ("cuMemPoolGetAttribute", Export(cuMemPoolGetAttribute as *const ())),
    ("cuMemPoolImportFromShareableHandle", Export(cuMemPoolImportFromShareableHandle as *const ())),
    ("cuMemPoolImportPointer", Export(cuMemPoolImportPointer as *const ())),
    ("cuMemPoolSetAccess", Export(cuMemPoolSetAccess as *const ())),
    ("cuMemPoolSetAttribute", Export(cuMemPoolSetAttribute as *const ())),
    ("cuMemPoolTrimTo", Export(cuMemPoolTrimTo as *const ())),
    ("cuMemPrefetchAsync", Export(cuMemPrefetchAsync as *const ())),
    ("cuMemPrefetchAsync_ptsz", Export(cuMemPrefetchAsync_ptsz as *const ())),
    ("cuMemPrefetchAsync_v2", Export(cuMemPrefetchAsync_v2 as *const ())),
    ("cuMemPrefetchAsync_v2_ptsz", Export(cuMemPrefetchAsync_v2_ptsz as *const ())),
    ("cuMemPrefetchBatchAsync", Export(cuMemPrefetchBatchAsync as *const ())),
    ("cuMemPrefetchBatchAsync_ptsz", Export(cuMemPrefetchBatchAsync_ptsz as *const ())),
    ("cuMemRangeGetAttribute", Export(cuMemRangeGetAttribute as *const ())),
    ("cuMemRangeGetAttributes", Export(cuMemRangeGetAttributes as *const ())),
    ("cuMemRelease", Export(cuMemRelease as *const ())),
    ("cuMemRetainAllocationHandle", Export(cuMemRetainAllocationHandle as *const ())),
    ("cuMemSetAccess", Export(cuMemSetAccess as *const ())),
    ("cuMemSetMemPool", Export(cuMemSetMemPool as *const ())),
    ("cuMemUnmap", Export(cuMemUnmap as *const ())),
    ("cuMemcpy", Export(cuMemcpy as *const ())),
    ("cuMemcpy2D", Export(cuMemcpy2D as *const ())),
    ("cuMemcpy2DAsync", Export(cuMemcpy2DAsync as *const ())),
    ("cuMemcpy2DAsync_v2", Export(cuMemcpy2DAsync_v2 as *const ())),
    ("cuMemcpy2DAsync_v2_ptsz", Export(cuMemcpy2DAsync_v2_ptsz as *const ())),
    ("cuMemcpy2DUnaligned", Export(cuMemcpy2DUnaligned as *const ())),
    ("cuMemcpy2DUnaligned_v2", Export(cuMemcpy2DUnaligned_v2 as *const ())),
    ("cuMemcpy2DUnaligned_v2_ptds", Export(cuMemcpy2DUnaligned_v2_ptds as *const ())),
    ("cuMemcpy2D_v2", Export(cuMemcpy2D_v2 as *const ())),
    ("cuMemcpy2D_v2_ptds", Export(cuMemcpy2D_v2_ptds as *const ())),
    ("cuMemcpy3D", Export(cuMemcpy3D as *const ())),
    ("cuMemcpy3DAsync", Export(cuMemcpy3DAsync as *const ())),
    ("cuMemcpy3DAsync_v2", Export(cuMemcpy3DAsync_v2 as *const ())),
    ("cuMemcpy3DAsync_v2_ptsz", Export(cuMemcpy3DAsync_v2_ptsz as *const ())),
    ("cuMemcpy3DBatchAsync", Export(cuMemcpy3DBatchAsync as *const ())),
    ("cuMemcpy3DBatchAsync_ptsz", Export(cuMemcpy3DBatchAsync_ptsz as *const ())),
    ("cuMemcpy3DBatchAsync_v2", Export(cuMemcpy3DBatchAsync_v2 as *const ())),
    ("cuMemcpy3DBatchAsync_v2_ptsz", Export(cuMemcpy3DBatchAsync_v2_ptsz as *const ())),
    ("cuMemcpy3DPeer", Export(cuMemcpy3DPeer as *const ())),
    ("cuMemcpy3DPeerAsync", Export(cuMemcpy3DPeerAsync as *const ())),
    ("cuMemcpy3DPeerAsync_ptsz", Export(cuMemcpy3DPeerAsync_ptsz as *const ())),
    ("cuMemcpy3DPeer_ptds", Export(cuMemcpy3DPeer_ptds as *const ())),
    ("cuMemcpy3D_v2", Export(cuMemcpy3D_v2 as *const ())),
    ("cuMemcpy3D_v2_ptds", Export(cuMemcpy3D_v2_ptds as *const ())),
    ("cuMemcpyAsync", Export(cuMemcpyAsync as *const ())),
    ("cuMemcpyAsync_ptsz", Export(cuMemcpyAsync_ptsz as *const ())),
    ("cuMemcpyAtoA", Export(cuMemcpyAtoA as *const ())),
    ("cuMemcpyAtoA_v2", Export(cuMemcpyAtoA_v2 as *const ())),
    ("cuMemcpyAtoA_v2_ptds", Export(cuMemcpyAtoA_v2_ptds as *const ())),
    ("cuMemcpyAtoD", Export(cuMemcpyAtoD as *const ())),
    ("cuMemcpyAtoD_v2", Export(cuMemcpyAtoD_v2 as *const ())),
    ("cuMemcpyAtoD_v2_ptds", Export(cuMemcpyAtoD_v2_ptds as *const ())),
    ("cuMemcpyAtoH", Export(cuMemcpyAtoH as *const ())),
    ("cuMemcpyAtoHAsync", Export(cuMemcpyAtoHAsync as *const ())),
    ("cuMemcpyAtoHAsync_v2", Export(cuMemcpyAtoHAsync_v2 as *const ())),
    ("cuMemcpyAtoHAsync_v2_ptsz", Export(cuMemcpyAtoHAsync_v2_ptsz as *const ())),
    ("cuMemcpyAtoH_v2", Export(cuMemcpyAtoH_v2 as *const ())),
    ("cuMemcpyAtoH_v2_ptds", Export(cuMemcpyAtoH_v2_ptds as *const ())),
    ("cuMemcpyBatchAsync", Export(cuMemcpyBatchAsync as *const ())),
    ("cuMemcpyBatchAsync_ptsz", Export(cuMemcpyBatchAsync_ptsz as *const ())),
    ("cuMemcpyBatchAsync_v2", Export(cuMemcpyBatchAsync_v2 as *const ())),
    ("cuMemcpyBatchAsync_v2_ptsz", Export(cuMemcpyBatchAsync_v2_ptsz as *const ())),
    ("cuMemcpyDtoA", Export(cuMemcpyDtoA as *const ())),
    ("cuMemcpyDtoA_v2", Export(cuMemcpyDtoA_v2 as *const ())),
    ("cuMemcpyDtoA_v2_ptds", Export(cuMemcpyDtoA_v2_ptds as *const ())),
    ("cuMemcpyDtoD", Export(cuMemcpyDtoD as *const ())),
    ("cuMemcpyDtoDAsync", Export(cuMemcpyDtoDAsync as *const ())),
    ("cuMemcpyDtoDAsync_v2", Export(cuMemcpyDtoDAsync_v2 as *const ())),
    ("cuMemcpyDtoDAsync_v2_ptsz", Export(cuMemcpyDtoDAsync_v2_ptsz as *const ())),
    ("cuMemcpyDtoD_v2", Export(cuMemcpyDtoD_v2 as *const ())),
    ("cuMemcpyDtoD_v2_ptds", Export(cuMemcpyDtoD_v2_ptds as *const ())),
    ("cuMemcpyDtoH", Export(cuMemcpyDtoH as *const ())),
    ("cuMemcpyDtoHAsync", Export(cuMemcpyDtoHAsync as *const ())),
    ("cuMemcpyDtoHAsync_v2", Export(cuMemcpyDtoHAsync_v2 as *const ())),
    ("cuMemcpyDtoHAsync_v2_ptsz", Export(cuMemcpyDtoHAsync_v2_ptsz as *const ())),
    ("cuMemcpyDtoH_v2", Export(cuMemcpyDtoH_v2 as *const ())),
    ("cuMemcpyDtoH_v2_ptds", Export(cuMemcpyDtoH_v2_ptds as *const ())),
    ("cuMemcpyHtoA", Export(cuMemcpyHtoA as *const ())),
    ("cuMemcpyHtoAAsync", Export(cuMemcpyHtoAAsync as *const ())),
    ("cuMemcpyHtoAAsync_v2", Export(cuMemcpyHtoAAsync_v2 as *const ())),
    ("cuMemcpyHtoAAsync_v2_ptsz", Export(cuMemcpyHtoAAsync_v2_ptsz as *const ())),
    ("cuMemcpyHtoA_v2", Export(cuMemcpyHtoA_v2 as *const ())),
    ("cuMemcpyHtoA_v2_ptds", Export(cuMemcpyHtoA_v2_ptds as *const ())),
    ("cuMemcpyHtoD", Export(cuMemcpyHtoD as *const ())),
    ("cuMemcpyHtoDAsync", Export(cuMemcpyHtoDAsync as *const ())),
    ("cuMemcpyHtoDAsync_v2", Export(cuMemcpyHtoDAsync_v2 as *const ())),
    ("cuMemcpyHtoDAsync_v2_ptsz", Export(cuMemcpyHtoDAsync_v2_ptsz as *const ())),
    ("cuMemcpyHtoD_v2", Export(cuMemcpyHtoD_v2 as *const ())),
    ("cuMemcpyHtoD_v2_ptds", Export(cuMemcpyHtoD_v2_ptds as *const ())),
    ("cuMemcpyPeer", Export(cuMemcpyPeer as *const ())),
    ("cuMemcpyPeerAsync", Export(cuMemcpyPeerAsync as *const ())),
    ("cuMemcpyPeerAsync_ptsz", Export(cuMemcpyPeerAsync_ptsz as *const ())),
    ("cuMemcpyPeer_ptds", Export(cuMemcpyPeer_ptds as *const ())),
    ("cuMemcpy_ptds", Export(cuMemcpy_ptds as *const ())),
    ("cuMemsetD16", Export(cuMemsetD16 as *const ())),
    ("cuMemsetD16Async", Export(cuMemsetD16Async as *const ())),
    ("cuMemsetD16Async_ptsz", Export(cuMemsetD16Async_ptsz as *const ())),
    ("cuMemsetD16_v2", Export(cuMemsetD16_v2 as *const ())),
    ("cuMemsetD16_v2_ptds", Export(cuMemsetD16_v2_ptds as *const ())),
    ("cuMemsetD2D16", Export(cuMemsetD2D16 as *const ())),
    ("cuMemsetD2D16Async", Export(cuMemsetD2D16Async as *const ())),
    ("cuMemsetD2D16Async_ptsz", Export(cuMemsetD2D16Async_ptsz as *const ())),
    ("cuMemsetD2D16_v2", Export(cuMemsetD2D16_v2 as *const ())),
    ("cuMemsetD2D16_v2_ptds", Export(cuMemsetD2D16_v2_ptds as *const ())),
    ("cuMemsetD2D32", Export(cuMemsetD2D32 as *const ())),
    ("cuMemsetD2D32Async", Export(cuMemsetD2D32Async as *const ())),
    ("cuMemsetD2D32Async_ptsz", Export(cuMemsetD2D32Async_ptsz as *const ())),
    ("cuMemsetD2D32_v2", Export(cuMemsetD2D32_v2 as *const ())),
    ("cuMemsetD2D32_v2_ptds", Export(cuMemsetD2D32_v2_ptds as *const ())),
    ("cuMemsetD2D8", Export(cuMemsetD2D8 as *const ())),
    ("cuMemsetD2D8Async", Export(cuMemsetD2D8Async as *const ())),
    ("cuMemsetD2D8Async_ptsz", Export(cuMemsetD2D8Async_ptsz as *const ())),
    ("cuMemsetD2D8_v2", Export(cuMemsetD2D8_v2 as *const ())),
    ("cuMemsetD2D8_v2_ptds", Export(cuMemsetD2D8_v2_ptds as *const ())),
    ("cuMemsetD32", Export(cuMemsetD32 as *const ())),
    ("cuMemsetD32Async", Export(cuMemsetD32Async as *const ())),
    ("cuMemsetD32Async_ptsz", Export(cuMemsetD32Async_ptsz as *const ())),
    ("cuMemsetD32_v2", Export(cuMemsetD32_v2 as *const ())),
    ("cuMemsetD32_v2_ptds", Export(cuMemsetD32_v2_ptds as *const ())),
    ("cuMemsetD8", Export(cuMemsetD8 as *const ())),
    ("cuMemsetD8Async", Export(cuMemsetD8Async as *const ())),
    ("cuMemsetD8Async_ptsz", Export(cuMemsetD8Async_ptsz as *const ())),
    ("cuMemsetD8_v2", Export(cuMemsetD8_v2 as *const ())),
    ("cuMemsetD8_v2_ptds", Export(cuMemsetD8_v2_ptds as *const ())),
    ("cuMipmappedArrayCreate", Export(cuMipmappedArrayCreate as *const ())),
    ("cuMipmappedArrayDestroy", Export(cuMipmappedArrayDestroy as *const ())),
    ("cuMipmappedArrayGetLevel", Export(cuMipmappedArrayGetLevel as *const ())),
    ("cuMipmappedArrayGetMemoryRequirements", Export(cuMipmappedArrayGetMemoryRequirements as *const ())),
    ("cuMipmappedArrayGetSparseProperties", Export(cuMipmappedArrayGetSparseProperties as *const ())),
    ("cuModuleEnumerateFunctions", Export(cuModuleEnumerateFunctions as *const ())),
    ("cuModuleGetFunction", Export(cuModuleGetFunction as *const ())),
    ("cuModuleGetFunctionCount", Export(cuModuleGetFunctionCount as *const ())),
    ("cuModuleGetGlobal", Export(cuModuleGetGlobal as *const ())),
    ("cuModuleGetGlobal_v2", Export(cuModuleGetGlobal_v2 as *const ())),
    ("cuModuleGetLoadingMode", Export(cuModuleGetLoadingMode as *const ())),
    ("cuModuleGetSurfRef", Export(cuModuleGetSurfRef as *const ())),
    ("cuModuleGetTexRef", Export(cuModuleGetTexRef as *const ())),
    ("cuModuleLoad", Export(cuModuleLoad as *const ())),
    ("cuModuleLoadData", Export(cuModuleLoadData as *const ())),
    ("cuModuleLoadDataEx", Export(cuModuleLoadDataEx as *const ())),
    ("cuModuleLoadFatBinary", Export(cuModuleLoadFatBinary as *const ())),
    ("cuModuleUnload", Export(cuModuleUnload as *const ())),
    ("cuMulticastAddDevice", Export(cuMulticastAddDevice as *const ())),
    ("cuMulticastBindAddr", Export(cuMulticastBindAddr as *const ())),
    ("cuMulticastBindMem", Export(cuMulticastBindMem as *const ())),
    ("cuMulticastCreate", Export(cuMulticastCreate as *const ())),
    ("cuMulticastGetGranularity", Export(cuMulticastGetGranularity as *const ())),
    ("cuMulticastUnbind", Export(cuMulticastUnbind as *const ())),
    ("cuOccupancyAvailableDynamicSMemPerBlock", Export(cuOccupancyAvailableDynamicSMemPerBlock as *const ())),
    (
        "cuOccupancyMaxActiveBlocksPerMultiprocessor",
        Export(cuOccupancyMaxActiveBlocksPerMultiprocessor as *const ()),
    ),
    (
        "cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags",
        Export(cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags as *const ()),
    ),
    ("cuOccupancyMaxActiveClusters", Export(cuOccupancyMaxActiveClusters as *const ())),
    ("cuOccupancyMaxPotentialBlockSize", Export(cuOccupancyMaxPotentialBlockSize as *const ())),
    (
        "cuOccupancyMaxPotentialBlockSizeWithFlags",
        Export(cuOccupancyMaxPotentialBlockSizeWithFlags as *const ()),
    ),
    ("cuOccupancyMaxPotentialClusterSize", Export(cuOccupancyMaxPotentialClusterSize as *const ())),
    ("cuParamSetSize", Export(cuParamSetSize as *const ())),
    ("cuParamSetTexRef", Export(cuParamSetTexRef as *const ())),
    ("cuParamSetf", Export(cuParamSetf as *const ())),
    ("cuParamSeti", Export(cuParamSeti as *const ())),
    ("cuParamSetv", Export(cuParamSetv as *const ())),
    ("cuPointerGetAttribute", Export(cuPointerGetAttribute as *const ())),
    ("cuPointerGetAttributes", Export(cuPointerGetAttributes as *const ())),
    ("cuPointerSetAttribute", Export(cuPointerSetAttribute as *const ())),
    ("cuProfilerInitialize", Export(cuProfilerInitialize as *const ())),
    ("cuProfilerStart", Export(cuProfilerStart as *const ())),
    ("cuProfilerStop", Export(cuProfilerStop as *const ())),
    ("cuSignalExternalSemaphoresAsync", Export(cuSignalExternalSemaphoresAsync as *const ())),
    ("cuSignalExternalSemaphoresAsync_ptsz", Export(cuSignalExternalSemaphoresAsync_ptsz as *const ())),
    ("cuStreamAddCallback", Export(cuStreamAddCallback as *const ())),
    ("cuStreamAddCallback_ptsz", Export(cuStreamAddCallback_ptsz as *const ())),
    ("cuStreamAttachMemAsync", Export(cuStreamAttachMemAsync as *const ())),
    ("cuStreamAttachMemAsync_ptsz", Export(cuStreamAttachMemAsync_ptsz as *const ())),
    ("cuStreamBatchMemOp", Export(cuStreamBatchMemOp as *const ())),
    ("cuStreamBatchMemOp_ptsz", Export(cuStreamBatchMemOp_ptsz as *const ())),
    ("cuStreamBatchMemOp_v2", Export(cuStreamBatchMemOp_v2 as *const ())),
    ("cuStreamBatchMemOp_v2_ptsz", Export(cuStreamBatchMemOp_v2_ptsz as *const ())),
    ("cuStreamBeginCapture", Export(cuStreamBeginCapture as *const ())),
    ("cuStreamBeginCaptureToGraph", Export(cuStreamBeginCaptureToGraph as *const ())),
    ("cuStreamBeginCaptureToGraph_ptsz", Export(cuStreamBeginCaptureToGraph_ptsz as *const ())),
    ("cuStreamBeginCapture_ptsz", Export(cuStreamBeginCapture_ptsz as *const ())),
    ("cuStreamBeginCapture_v2", Export(cuStreamBeginCapture_v2 as *const ())),
    ("cuStreamBeginCapture_v2_ptsz", Export(cuStreamBeginCapture_v2_ptsz as *const ())),
    ("cuStreamCopyAttributes", Export(cuStreamCopyAttributes as *const ())),
    ("cuStreamCopyAttributes_ptsz", Export(cuStreamCopyAttributes_ptsz as *const ())),
    ("cuStreamCreate", Export(cuStreamCreate as *const ())),
    ("cuStreamCreateWithPriority", Export(cuStreamCreateWithPriority as *const ())),
    ("cuStreamDestroy", Export(cuStreamDestroy as *const ())),
    ("cuStreamDestroy_v2", Export(cuStreamDestroy_v2 as *const ())),
    ("cuStreamEndCapture", Export(cuStreamEndCapture as *const ())),
    ("cuStreamEndCapture_ptsz", Export(cuStreamEndCapture_ptsz as *const ())),
    ("cuStreamGetAttribute", Export(cuStreamGetAttribute as *const ())),
    ("cuStreamGetAttribute_ptsz", Export(cuStreamGetAttribute_ptsz as *const ())),
    ("cuStreamGetCaptureInfo", Export(cuStreamGetCaptureInfo as *const ())),
    ("cuStreamGetCaptureInfo_ptsz", Export(cuStreamGetCaptureInfo_ptsz as *const ())),
    ("cuStreamGetCaptureInfo_v2", Export(cuStreamGetCaptureInfo_v2 as *const ())),
    ("cuStreamGetCaptureInfo_v2_ptsz", Export(cuStreamGetCaptureInfo_v2_ptsz as *const ())),
    ("cuStreamGetCaptureInfo_v3", Export(cuStreamGetCaptureInfo_v3 as *const ())),
    ("cuStreamGetCaptureInfo_v3_ptsz", Export(cuStreamGetCaptureInfo_v3_ptsz as *const ())),
    ("cuStreamGetCtx", Export(cuStreamGetCtx as *const ())),
    ("cuStreamGetCtx_ptsz", Export(cuStreamGetCtx_ptsz as *const ())),
    ("cuStreamGetCtx_v2", Export(cuStreamGetCtx_v2 as *const ())),
    ("cuStreamGetCtx_v2_ptsz", Export(cuStreamGetCtx_v2_ptsz as *const ())),
    ("cuStreamGetDevice", Export(cuStreamGetDevice as *const ())),
    ("cuStreamGetDevice_ptsz", Export(cuStreamGetDevice_ptsz as *const ())),
    ("cuStreamGetFlags", Export(cuStreamGetFlags as *const ())),
    ("cuStreamGetFlags_ptsz", Export(cuStreamGetFlags_ptsz as *const ())),
    ("cuStreamGetGreenCtx", Export(cuStreamGetGreenCtx as *const ())),
    ("cuStreamGetId", Export(cuStreamGetId as *const ())),
    ("cuStreamGetId_ptsz", Export(cuStreamGetId_ptsz as *const ())),
    ("cuStreamGetPriority", Export(cuStreamGetPriority as *const ())),
    ("cuStreamGetPriority_ptsz", Export(cuStreamGetPriority_ptsz as *const ())),
    ("cuStreamIsCapturing", Export(cuStreamIsCapturing as *const ())),
    ("cuStreamIsCapturing_ptsz", Export(cuStreamIsCapturing_ptsz as *const ())),
    ("cuStreamQuery", Export(cuStreamQuery as *const ())),
    ("cuStreamQuery_ptsz", Export(cuStreamQuery_ptsz as *const ())),
    ("cuStreamSetAttribute", Export(cuStreamSetAttribute as *const ())),
    ("cuStreamSetAttribute_ptsz", Export(cuStreamSetAttribute_ptsz as *const ())),
    ("cuStreamSynchronize", Export(cuStreamSynchronize as *const ())),
    ("cuStreamSynchronize_ptsz", Export(cuStreamSynchronize_ptsz as *const ())),
    ("cuStreamUpdateCaptureDependencies", Export(cuStreamUpdateCaptureDependencies as *const ())),
    ("cuStreamUpdateCaptureDependencies_ptsz", Export(cuStreamUpdateCaptureDependencies_ptsz as *const ())),
    ("cuStreamUpdateCaptureDependencies_v2", Export(cuStreamUpdateCaptureDependencies_v2 as *const ())),
    (
        "cuStreamUpdateCaptureDependencies_v2_ptsz",
        Export(cuStreamUpdateCaptureDependencies_v2_ptsz as *const ()),
    ),
    ("cuStreamWaitEvent", Export(cuStreamWaitEvent as *const ())),
    ("cuStreamWaitEvent_ptsz", Export(cuStreamWaitEvent_ptsz as *const ())),
    ("cuStreamWaitValue32", Export(cuStreamWaitValue32 as *const ())),
    ("cuStreamWaitValue32_ptsz", Export(cuStreamWaitValue32_ptsz as *const ())),
    ("cuStreamWaitValue32_v2", Export(cuStreamWaitValue32_v2 as *const ())),
    ("cuStreamWaitValue32_v2_ptsz", Export(cuStreamWaitValue32_v2_ptsz as *const ())),
    ("cuStreamWaitValue64", Export(cuStreamWaitValue64 as *const ())),
    ("cuStreamWaitValue64_ptsz", Export(cuStreamWaitValue64_ptsz as *const ())),
    ("cuStreamWaitValue64_v2", Export(cuStreamWaitValue64_v2 as *const ())),
    ("cuStreamWaitValue64_v2_ptsz", Export(cuStreamWaitValue64_v2_ptsz as *const ())),
    ("cuStreamWriteValue32", Export(cuStreamWriteValue32 as *const ())),
    ("cuStreamWriteValue32_ptsz", Export(cuStreamWriteValue32_ptsz as *const ())),
    ("cuStreamWriteValue32_v2", Export(cuStreamWriteValue32_v2 as *const ())),
    ("cuStreamWriteValue32_v2_ptsz", Export(cuStreamWriteValue32_v2_ptsz as *const ())),
    ("cuStreamWriteValue64", Export(cuStreamWriteValue64 as *const ())),
    ("cuStreamWriteValue64_ptsz", Export(cuStreamWriteValue64_ptsz as *const ())),
    ("cuStreamWriteValue64_v2", Export(cuStreamWriteValue64_v2 as *const ())),
    ("cuStreamWriteValue64_v2_ptsz", Export(cuStreamWriteValue64_v2_ptsz as *const ())),
    ("cuSurfObjectCreate", Export(cuSurfObjectCreate as *const ())),
    ("cuSurfObjectDestroy", Export(cuSurfObjectDestroy as *const ())),
    ("cuSurfObjectGetResourceDesc", Export(cuSurfObjectGetResourceDesc as *const ())),
    ("cuSurfRefGetArray", Export(cuSurfRefGetArray as *const ())),
    ("cuSurfRefSetArray", Export(cuSurfRefSetArray as *const ())),
    ("cuTensorMapEncodeIm2col", Export(cuTensorMapEncodeIm2col as *const ())),
    ("cuTensorMapEncodeIm2colWide", Export(cuTensorMapEncodeIm2colWide as *const ())),
    ("cuTensorMapEncodeTiled", Export(cuTensorMapEncodeTiled as *const ())),
    ("cuTensorMapReplaceAddress", Export(cuTensorMapReplaceAddress as *const ())),
    ("cuTexObjectCreate", Export(cuTexObjectCreate as *const ())),
    ("cuTexObjectDestroy", Export(cuTexObjectDestroy as *const ())),
    ("cuTexObjectGetResourceDesc", Export(cuTexObjectGetResourceDesc as *const ())),
    ("cuTexObjectGetResourceViewDesc", Export(cuTexObjectGetResourceViewDesc as *const ())),
    ("cuTexObjectGetTextureDesc", Export(cuTexObjectGetTextureDesc as *const ())),
    ("cuTexRefCreate", Export(cuTexRefCreate as *const ())),
    ("cuTexRefDestroy", Export(cuTexRefDestroy as *const ())),
    ("cuTexRefGetAddress", Export(cuTexRefGetAddress as *const ())),
    ("cuTexRefGetAddressMode", Export(cuTexRefGetAddressMode as *const ())),
    ("cuTexRefGetAddress_v2", Export(cuTexRefGetAddress_v2 as *const ())),
    ("cuTexRefGetArray", Export(cuTexRefGetArray as *const ())),
    ("cuTexRefGetBorderColor", Export(cuTexRefGetBorderColor as *const ())),
    ("cuTexRefGetFilterMode", Export(cuTexRefGetFilterMode as *const ())),
    ("cuTexRefGetFlags", Export(cuTexRefGetFlags as *const ())),
    ("cuTexRefGetFormat", Export(cuTexRefGetFormat as *const ())),
    ("cuTexRefGetMaxAnisotropy", Export(cuTexRefGetMaxAnisotropy as *const ())),
    ("cuTexRefGetMipmapFilterMode", Export(cuTexRefGetMipmapFilterMode as *const ())),
    ("cuTexRefGetMipmapLevelBias", Export(cuTexRefGetMipmapLevelBias as *const ())),
    ("cuTexRefGetMipmapLevelClamp", Export(cuTexRefGetMipmapLevelClamp as *const ())),
    ("cuTexRefGetMipmappedArray", Export(cuTexRefGetMipmappedArray as *const ())),
    ("cuTexRefSetAddress", Export(cuTexRefSetAddress as *const ())),
    ("cuTexRefSetAddress2D", Export(cuTexRefSetAddress2D as *const ())),
    ("cuTexRefSetAddress2D_v2", Export(cuTexRefSetAddress2D_v2 as *const ())),
    ("cuTexRefSetAddress2D_v3", Export(cuTexRefSetAddress2D_v3 as *const ())),
    ("cuTexRefSetAddressMode", Export(cuTexRefSetAddressMode as *const ())),
    ("cuTexRefSetAddress_v2", Export(cuTexRefSetAddress_v2 as *const ())),
    ("cuTexRefSetArray", Export(cuTexRefSetArray as *const ())),
    ("cuTexRefSetBorderColor", Export(cuTexRefSetBorderColor as *const ())),
    ("cuTexRefSetFilterMode", Export(cuTexRefSetFilterMode as *const ())),
    ("cuTexRefSetFlags", Export(cuTexRefSetFlags as *const ())),
    ("cuTexRefSetFormat", Export(cuTexRefSetFormat as *const ())),
    ("cuTexRefSetMaxAnisotropy", Export(cuTexRefSetMaxAnisotropy as *const ())),
    ("cuTexRefSetMipmapFilterMode", Export(cuTexRefSetMipmapFilterMode as *const ())),
    ("cuTexRefSetMipmapLevelBias", Export(cuTexRefSetMipmapLevelBias as *const ())),
    ("cuTexRefSetMipmapLevelClamp", Export(cuTexRefSetMipmapLevelClamp as *const ())),
    ("cuTexRefSetMipmappedArray", Export(cuTexRefSetMipmappedArray as *const ())),
    ("cuThreadExchangeStreamCaptureMode", Export(cuThreadExchangeStreamCaptureMode as *const ())),
    ("cuUserObjectCreate", Export(cuUserObjectCreate as *const ())),
    ("cuUserObjectRelease", Export(cuUserObjectRelease as *const ())),
    ("cuUserObjectRetain", Export(cuUserObjectRetain as *const ())),
    ("cuVDPAUCtxCreate", Export(cuVDPAUCtxCreate as *const ())),
    ("cuVDPAUCtxCreate_v2", Export(cuVDPAUCtxCreate_v2 as *const ())),
    ("cuVDPAUGetDevice", Export(cuVDPAUGetDevice as *const ())),
    ("cuWaitExternalSemaphoresAsync", Export(cuWaitExternalSemaphoresAsync as *const ())),
    ("cuWaitExternalSemaphoresAsync_ptsz", Export(cuWaitExternalSemaphoresAsync_ptsz as *const ())),
];
