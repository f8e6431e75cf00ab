//! Generated from crates/table/api by `cargo xtask codegen`. Do not edit.

#![allow(
    non_snake_case,
    clippy::too_many_arguments,
    missing_docs,
    unused_imports,
    unused_mut,
    unused_variables,
    clippy::unnecessary_cast
)]

use core::ffi::*;

use table::*;
use wire::{Decoder, Handle, Header, Message as _, Pod, reply, request};

use crate::{
    custom,
    driver::Library,
    session::{Outcome, Refused, Session},
};

/// Entry points of the loaded libcuda; one that it lacks answers `CUDA_ERROR_NOT_SUPPORTED`.
#[allow(clippy::missing_docs_in_private_items)]
pub struct Driver {
    pub cuArrayCreate: pfn::cuArrayCreate,
    pub cuArrayCreate_v2: pfn::cuArrayCreate_v2,
    pub cuArrayGetDescriptor: pfn::cuArrayGetDescriptor,
    pub cuArrayGetDescriptor_v2: pfn::cuArrayGetDescriptor_v2,
    pub cuArrayDestroy: pfn::cuArrayDestroy,
    pub cuArray3DCreate: pfn::cuArray3DCreate,
    pub cuArray3DCreate_v2: pfn::cuArray3DCreate_v2,
    pub cuArray3DGetDescriptor: pfn::cuArray3DGetDescriptor,
    pub cuArray3DGetDescriptor_v2: pfn::cuArray3DGetDescriptor_v2,
    pub cuArrayGetPlane: pfn::cuArrayGetPlane,
    pub cuArrayGetMemoryRequirements: pfn::cuArrayGetMemoryRequirements,
    pub cuArrayGetSparseProperties: pfn::cuArrayGetSparseProperties,
    pub cuMipmappedArrayCreate: pfn::cuMipmappedArrayCreate,
    pub cuMipmappedArrayGetLevel: pfn::cuMipmappedArrayGetLevel,
    pub cuMipmappedArrayDestroy: pfn::cuMipmappedArrayDestroy,
    pub cuMipmappedArrayGetMemoryRequirements: pfn::cuMipmappedArrayGetMemoryRequirements,
    pub cuMipmappedArrayGetSparseProperties: pfn::cuMipmappedArrayGetSparseProperties,
    pub cuStreamBeginCapture: pfn::cuStreamBeginCapture,
    pub cuStreamBeginCapture_v2: pfn::cuStreamBeginCapture_v2,
    pub cuStreamBeginCaptureToGraph: pfn::cuStreamBeginCaptureToGraph,
    pub cuStreamEndCapture: pfn::cuStreamEndCapture,
    pub cuStreamIsCapturing: pfn::cuStreamIsCapturing,
    pub cuStreamGetCaptureInfo: pfn::cuStreamGetCaptureInfo,
    pub cuStreamGetCaptureInfo_v2: pfn::cuStreamGetCaptureInfo_v2,
    pub cuStreamGetCaptureInfo_v3: pfn::cuStreamGetCaptureInfo_v3,
    pub cuStreamUpdateCaptureDependencies: pfn::cuStreamUpdateCaptureDependencies,
    pub cuStreamUpdateCaptureDependencies_v2: pfn::cuStreamUpdateCaptureDependencies_v2,
    pub cuThreadExchangeStreamCaptureMode: pfn::cuThreadExchangeStreamCaptureMode,
    pub cuCheckpointProcessGetRestoreThreadId: pfn::cuCheckpointProcessGetRestoreThreadId,
    pub cuCheckpointProcessGetState: pfn::cuCheckpointProcessGetState,
    pub cuCheckpointProcessLock: pfn::cuCheckpointProcessLock,
    pub cuCheckpointProcessCheckpoint: pfn::cuCheckpointProcessCheckpoint,
    pub cuCheckpointProcessRestore: pfn::cuCheckpointProcessRestore,
    pub cuCheckpointProcessUnlock: pfn::cuCheckpointProcessUnlock,
    pub cuCtxCreate: pfn::cuCtxCreate,
    pub cuCtxCreate_v2: pfn::cuCtxCreate_v2,
    pub cuCtxCreate_v3: pfn::cuCtxCreate_v3,
    pub cuCtxCreate_v4: pfn::cuCtxCreate_v4,
    pub cuCtxDestroy: pfn::cuCtxDestroy,
    pub cuCtxDestroy_v2: pfn::cuCtxDestroy_v2,
    pub cuCtxAttach: pfn::cuCtxAttach,
    pub cuCtxDetach: pfn::cuCtxDetach,
    pub cuCtxPushCurrent: pfn::cuCtxPushCurrent,
    pub cuCtxPushCurrent_v2: pfn::cuCtxPushCurrent_v2,
    pub cuCtxPopCurrent: pfn::cuCtxPopCurrent,
    pub cuCtxPopCurrent_v2: pfn::cuCtxPopCurrent_v2,
    pub cuCtxSetCurrent: pfn::cuCtxSetCurrent,
    pub cuCtxGetCurrent: pfn::cuCtxGetCurrent,
    pub cuCtxGetDevice: pfn::cuCtxGetDevice,
    pub cuCtxGetDevice_v2: pfn::cuCtxGetDevice_v2,
    pub cuCtxGetFlags: pfn::cuCtxGetFlags,
    pub cuCtxSetFlags: pfn::cuCtxSetFlags,
    pub cuCtxGetId: pfn::cuCtxGetId,
    pub cuCtxGetApiVersion: pfn::cuCtxGetApiVersion,
    pub cuCtxSynchronize: pfn::cuCtxSynchronize,
    pub cuCtxSynchronize_v2: pfn::cuCtxSynchronize_v2,
    pub cuCtxSetLimit: pfn::cuCtxSetLimit,
    pub cuCtxGetLimit: pfn::cuCtxGetLimit,
    pub cuCtxGetCacheConfig: pfn::cuCtxGetCacheConfig,
    pub cuCtxSetCacheConfig: pfn::cuCtxSetCacheConfig,
    pub cuCtxGetSharedMemConfig: pfn::cuCtxGetSharedMemConfig,
    pub cuCtxSetSharedMemConfig: pfn::cuCtxSetSharedMemConfig,
    pub cuCtxGetStreamPriorityRange: pfn::cuCtxGetStreamPriorityRange,
    pub cuCtxResetPersistingL2Cache: pfn::cuCtxResetPersistingL2Cache,
    pub cuCtxGetExecAffinity: pfn::cuCtxGetExecAffinity,
    pub cuMemcpy: pfn::cuMemcpy,
    pub cuMemcpyAsync: pfn::cuMemcpyAsync,
    pub cuMemcpyHtoD: pfn::cuMemcpyHtoD,
    pub cuMemcpyHtoD_v2: pfn::cuMemcpyHtoD_v2,
    pub cuMemcpyDtoH: pfn::cuMemcpyDtoH,
    pub cuMemcpyDtoH_v2: pfn::cuMemcpyDtoH_v2,
    pub cuMemcpyDtoD: pfn::cuMemcpyDtoD,
    pub cuMemcpyDtoD_v2: pfn::cuMemcpyDtoD_v2,
    pub cuMemcpyHtoDAsync: pfn::cuMemcpyHtoDAsync,
    pub cuMemcpyHtoDAsync_v2: pfn::cuMemcpyHtoDAsync_v2,
    pub cuMemcpyDtoHAsync: pfn::cuMemcpyDtoHAsync,
    pub cuMemcpyDtoHAsync_v2: pfn::cuMemcpyDtoHAsync_v2,
    pub cuMemcpyDtoDAsync: pfn::cuMemcpyDtoDAsync,
    pub cuMemcpyDtoDAsync_v2: pfn::cuMemcpyDtoDAsync_v2,
    pub cuMemcpy2D: pfn::cuMemcpy2D,
    pub cuMemcpy2D_v2: pfn::cuMemcpy2D_v2,
    pub cuMemcpy2DUnaligned: pfn::cuMemcpy2DUnaligned,
    pub cuMemcpy2DUnaligned_v2: pfn::cuMemcpy2DUnaligned_v2,
    pub cuMemcpy2DAsync: pfn::cuMemcpy2DAsync,
    pub cuMemcpy2DAsync_v2: pfn::cuMemcpy2DAsync_v2,
    pub cuMemcpy3D: pfn::cuMemcpy3D,
    pub cuMemcpy3D_v2: pfn::cuMemcpy3D_v2,
    pub cuMemcpy3DAsync: pfn::cuMemcpy3DAsync,
    pub cuMemcpy3DAsync_v2: pfn::cuMemcpy3DAsync_v2,
    pub cuMemcpyPeer: pfn::cuMemcpyPeer,
    pub cuMemcpyPeerAsync: pfn::cuMemcpyPeerAsync,
    pub cuMemcpy3DPeer: pfn::cuMemcpy3DPeer,
    pub cuMemcpy3DPeerAsync: pfn::cuMemcpy3DPeerAsync,
    pub cuMemcpyBatchAsync: pfn::cuMemcpyBatchAsync,
    pub cuMemcpyBatchAsync_v2: pfn::cuMemcpyBatchAsync_v2,
    pub cuMemcpy3DBatchAsync: pfn::cuMemcpy3DBatchAsync,
    pub cuMemcpy3DBatchAsync_v2: pfn::cuMemcpy3DBatchAsync_v2,
    pub cuMemcpyDtoA: pfn::cuMemcpyDtoA,
    pub cuMemcpyAtoD: pfn::cuMemcpyAtoD,
    pub cuMemcpyHtoA: pfn::cuMemcpyHtoA,
    pub cuMemcpyAtoH: pfn::cuMemcpyAtoH,
    pub cuMemcpyAtoA: pfn::cuMemcpyAtoA,
    pub cuMemcpyHtoAAsync: pfn::cuMemcpyHtoAAsync,
    pub cuMemcpyAtoHAsync: pfn::cuMemcpyAtoHAsync,
    pub cuMemcpyDtoA_v2: pfn::cuMemcpyDtoA_v2,
    pub cuMemcpyAtoD_v2: pfn::cuMemcpyAtoD_v2,
    pub cuMemcpyHtoA_v2: pfn::cuMemcpyHtoA_v2,
    pub cuMemcpyAtoH_v2: pfn::cuMemcpyAtoH_v2,
    pub cuMemcpyAtoA_v2: pfn::cuMemcpyAtoA_v2,
    pub cuMemcpyHtoAAsync_v2: pfn::cuMemcpyHtoAAsync_v2,
    pub cuMemcpyAtoHAsync_v2: pfn::cuMemcpyAtoHAsync_v2,
    pub cuCoredumpGetAttribute: pfn::cuCoredumpGetAttribute,
    pub cuCoredumpGetAttributeGlobal: pfn::cuCoredumpGetAttributeGlobal,
    pub cuCoredumpSetAttribute: pfn::cuCoredumpSetAttribute,
    pub cuCoredumpSetAttributeGlobal: pfn::cuCoredumpSetAttributeGlobal,
    pub cuDeviceGet: pfn::cuDeviceGet,
    pub cuDeviceGetCount: pfn::cuDeviceGetCount,
    pub cuDeviceGetName: pfn::cuDeviceGetName,
    pub cuDeviceGetUuid: pfn::cuDeviceGetUuid,
    pub cuDeviceGetUuid_v2: pfn::cuDeviceGetUuid_v2,
    pub cuDeviceGetLuid: pfn::cuDeviceGetLuid,
    pub cuDeviceTotalMem: pfn::cuDeviceTotalMem,
    pub cuDeviceTotalMem_v2: pfn::cuDeviceTotalMem_v2,
    pub cuDeviceGetAttribute: pfn::cuDeviceGetAttribute,
    pub cuDeviceGetProperties: pfn::cuDeviceGetProperties,
    pub cuDeviceComputeCapability: pfn::cuDeviceComputeCapability,
    pub cuDeviceGetByPCIBusId: pfn::cuDeviceGetByPCIBusId,
    pub cuDeviceGetPCIBusId: pfn::cuDeviceGetPCIBusId,
    pub cuDeviceGetTexture1DLinearMaxWidth: pfn::cuDeviceGetTexture1DLinearMaxWidth,
    pub cuDeviceGetExecAffinitySupport: pfn::cuDeviceGetExecAffinitySupport,
    pub cuDeviceGetHostAtomicCapabilities: pfn::cuDeviceGetHostAtomicCapabilities,
    pub cuDeviceGetNvSciSyncAttributes: pfn::cuDeviceGetNvSciSyncAttributes,
    pub cuDeviceRegisterAsyncNotification: pfn::cuDeviceRegisterAsyncNotification,
    pub cuDeviceUnregisterAsyncNotification: pfn::cuDeviceUnregisterAsyncNotification,
    pub cuFlushGPUDirectRDMAWrites: pfn::cuFlushGPUDirectRDMAWrites,
    pub cuGraphicsEGLRegisterImage: pfn::cuGraphicsEGLRegisterImage,
    pub cuGraphicsResourceGetMappedEglFrame: pfn::cuGraphicsResourceGetMappedEglFrame,
    pub cuEGLStreamConsumerConnect: pfn::cuEGLStreamConsumerConnect,
    pub cuEGLStreamConsumerConnectWithFlags: pfn::cuEGLStreamConsumerConnectWithFlags,
    pub cuEGLStreamConsumerDisconnect: pfn::cuEGLStreamConsumerDisconnect,
    pub cuEGLStreamConsumerAcquireFrame: pfn::cuEGLStreamConsumerAcquireFrame,
    pub cuEGLStreamConsumerReleaseFrame: pfn::cuEGLStreamConsumerReleaseFrame,
    pub cuEGLStreamProducerConnect: pfn::cuEGLStreamProducerConnect,
    pub cuEGLStreamProducerDisconnect: pfn::cuEGLStreamProducerDisconnect,
    pub cuEGLStreamProducerPresentFrame: pfn::cuEGLStreamProducerPresentFrame,
    pub cuEGLStreamProducerReturnFrame: pfn::cuEGLStreamProducerReturnFrame,
    pub cuEGLApiInit: pfn::cuEGLApiInit,
    pub cuEventCreate: pfn::cuEventCreate,
    pub cuEventRecord: pfn::cuEventRecord,
    pub cuEventRecordWithFlags: pfn::cuEventRecordWithFlags,
    pub cuEventQuery: pfn::cuEventQuery,
    pub cuEventSynchronize: pfn::cuEventSynchronize,
    pub cuEventDestroy: pfn::cuEventDestroy,
    pub cuEventDestroy_v2: pfn::cuEventDestroy_v2,
    pub cuEventElapsedTime: pfn::cuEventElapsedTime,
    pub cuEventElapsedTime_v2: pfn::cuEventElapsedTime_v2,
    pub cuImportExternalMemory: pfn::cuImportExternalMemory,
    pub cuExternalMemoryGetMappedBuffer: pfn::cuExternalMemoryGetMappedBuffer,
    pub cuExternalMemoryGetMappedMipmappedArray: pfn::cuExternalMemoryGetMappedMipmappedArray,
    pub cuDestroyExternalMemory: pfn::cuDestroyExternalMemory,
    pub cuImportExternalSemaphore: pfn::cuImportExternalSemaphore,
    pub cuSignalExternalSemaphoresAsync: pfn::cuSignalExternalSemaphoresAsync,
    pub cuWaitExternalSemaphoresAsync: pfn::cuWaitExternalSemaphoresAsync,
    pub cuDestroyExternalSemaphore: pfn::cuDestroyExternalSemaphore,
    pub cuKernelGetFunction: pfn::cuKernelGetFunction,
    pub cuKernelGetLibrary: pfn::cuKernelGetLibrary,
    pub cuKernelGetName: pfn::cuKernelGetName,
    pub cuKernelGetParamInfo: pfn::cuKernelGetParamInfo,
    pub cuKernelGetAttribute: pfn::cuKernelGetAttribute,
    pub cuKernelSetAttribute: pfn::cuKernelSetAttribute,
    pub cuKernelSetCacheConfig: pfn::cuKernelSetCacheConfig,
    pub cuFuncGetAttribute: pfn::cuFuncGetAttribute,
    pub cuFuncSetAttribute: pfn::cuFuncSetAttribute,
    pub cuFuncSetCacheConfig: pfn::cuFuncSetCacheConfig,
    pub cuFuncSetSharedMemConfig: pfn::cuFuncSetSharedMemConfig,
    pub cuFuncGetModule: pfn::cuFuncGetModule,
    pub cuFuncGetName: pfn::cuFuncGetName,
    pub cuFuncGetParamInfo: pfn::cuFuncGetParamInfo,
    pub cuFuncIsLoaded: pfn::cuFuncIsLoaded,
    pub cuFuncLoad: pfn::cuFuncLoad,
    pub cuGraphicsGLRegisterBuffer: pfn::cuGraphicsGLRegisterBuffer,
    pub cuGraphicsGLRegisterImage: pfn::cuGraphicsGLRegisterImage,
    pub cuGLGetDevices: pfn::cuGLGetDevices,
    pub cuGLGetDevices_v2: pfn::cuGLGetDevices_v2,
    pub cuGLCtxCreate: pfn::cuGLCtxCreate,
    pub cuGLCtxCreate_v2: pfn::cuGLCtxCreate_v2,
    pub cuGLInit: pfn::cuGLInit,
    pub cuGLRegisterBufferObject: pfn::cuGLRegisterBufferObject,
    pub cuGLMapBufferObject: pfn::cuGLMapBufferObject,
    pub cuGLMapBufferObject_v2: pfn::cuGLMapBufferObject_v2,
    pub cuGLUnmapBufferObject: pfn::cuGLUnmapBufferObject,
    pub cuGLUnregisterBufferObject: pfn::cuGLUnregisterBufferObject,
    pub cuGLSetBufferObjectMapFlags: pfn::cuGLSetBufferObjectMapFlags,
    pub cuGLMapBufferObjectAsync: pfn::cuGLMapBufferObjectAsync,
    pub cuGLMapBufferObjectAsync_v2: pfn::cuGLMapBufferObjectAsync_v2,
    pub cuGLUnmapBufferObjectAsync: pfn::cuGLUnmapBufferObjectAsync,
    pub cuGraphCreate: pfn::cuGraphCreate,
    pub cuGraphClone: pfn::cuGraphClone,
    pub cuGraphDestroy: pfn::cuGraphDestroy,
    pub cuGraphGetNodes: pfn::cuGraphGetNodes,
    pub cuGraphGetRootNodes: pfn::cuGraphGetRootNodes,
    pub cuGraphGetEdges: pfn::cuGraphGetEdges,
    pub cuGraphGetEdges_v2: pfn::cuGraphGetEdges_v2,
    pub cuGraphNodeGetType: pfn::cuGraphNodeGetType,
    pub cuGraphNodeFindInClone: pfn::cuGraphNodeFindInClone,
    pub cuGraphNodeGetDependencies: pfn::cuGraphNodeGetDependencies,
    pub cuGraphNodeGetDependencies_v2: pfn::cuGraphNodeGetDependencies_v2,
    pub cuGraphNodeGetDependentNodes: pfn::cuGraphNodeGetDependentNodes,
    pub cuGraphNodeGetDependentNodes_v2: pfn::cuGraphNodeGetDependentNodes_v2,
    pub cuGraphKernelNodeGetParams: pfn::cuGraphKernelNodeGetParams,
    pub cuGraphKernelNodeGetParams_v2: pfn::cuGraphKernelNodeGetParams_v2,
    pub cuGraphKernelNodeSetParams: pfn::cuGraphKernelNodeSetParams,
    pub cuGraphKernelNodeSetParams_v2: pfn::cuGraphKernelNodeSetParams_v2,
    pub cuGraphKernelNodeGetAttribute: pfn::cuGraphKernelNodeGetAttribute,
    pub cuGraphKernelNodeSetAttribute: pfn::cuGraphKernelNodeSetAttribute,
    pub cuGraphKernelNodeCopyAttributes: pfn::cuGraphKernelNodeCopyAttributes,
    pub cuGraphMemsetNodeGetParams: pfn::cuGraphMemsetNodeGetParams,
    pub cuGraphMemsetNodeSetParams: pfn::cuGraphMemsetNodeSetParams,
    pub cuGraphMemcpyNodeGetParams: pfn::cuGraphMemcpyNodeGetParams,
    pub cuGraphMemcpyNodeSetParams: pfn::cuGraphMemcpyNodeSetParams,
    pub cuGraphHostNodeGetParams: pfn::cuGraphHostNodeGetParams,
    pub cuGraphHostNodeSetParams: pfn::cuGraphHostNodeSetParams,
    pub cuGraphChildGraphNodeGetGraph: pfn::cuGraphChildGraphNodeGetGraph,
    pub cuGraphEventRecordNodeGetEvent: pfn::cuGraphEventRecordNodeGetEvent,
    pub cuGraphEventRecordNodeSetEvent: pfn::cuGraphEventRecordNodeSetEvent,
    pub cuGraphEventWaitNodeGetEvent: pfn::cuGraphEventWaitNodeGetEvent,
    pub cuGraphEventWaitNodeSetEvent: pfn::cuGraphEventWaitNodeSetEvent,
    pub cuGraphMemAllocNodeGetParams: pfn::cuGraphMemAllocNodeGetParams,
    pub cuGraphMemFreeNodeGetParams: pfn::cuGraphMemFreeNodeGetParams,
    pub cuGraphBatchMemOpNodeGetParams: pfn::cuGraphBatchMemOpNodeGetParams,
    pub cuGraphBatchMemOpNodeSetParams: pfn::cuGraphBatchMemOpNodeSetParams,
    pub cuGraphExternalSemaphoresSignalNodeGetParams: pfn::cuGraphExternalSemaphoresSignalNodeGetParams,
    pub cuGraphExternalSemaphoresSignalNodeSetParams: pfn::cuGraphExternalSemaphoresSignalNodeSetParams,
    pub cuGraphExternalSemaphoresWaitNodeGetParams: pfn::cuGraphExternalSemaphoresWaitNodeGetParams,
    pub cuGraphExternalSemaphoresWaitNodeSetParams: pfn::cuGraphExternalSemaphoresWaitNodeSetParams,
    pub cuGraphAddKernelNode: pfn::cuGraphAddKernelNode,
    pub cuGraphAddKernelNode_v2: pfn::cuGraphAddKernelNode_v2,
    pub cuGraphAddMemcpyNode: pfn::cuGraphAddMemcpyNode,
    pub cuGraphAddMemsetNode: pfn::cuGraphAddMemsetNode,
    pub cuGraphAddHostNode: pfn::cuGraphAddHostNode,
    pub cuGraphAddChildGraphNode: pfn::cuGraphAddChildGraphNode,
    pub cuGraphAddEmptyNode: pfn::cuGraphAddEmptyNode,
    pub cuGraphAddEventRecordNode: pfn::cuGraphAddEventRecordNode,
    pub cuGraphAddEventWaitNode: pfn::cuGraphAddEventWaitNode,
    pub cuGraphAddExternalSemaphoresSignalNode: pfn::cuGraphAddExternalSemaphoresSignalNode,
    pub cuGraphAddExternalSemaphoresWaitNode: pfn::cuGraphAddExternalSemaphoresWaitNode,
    pub cuGraphAddBatchMemOpNode: pfn::cuGraphAddBatchMemOpNode,
    pub cuGraphAddMemAllocNode: pfn::cuGraphAddMemAllocNode,
    pub cuGraphAddMemFreeNode: pfn::cuGraphAddMemFreeNode,
    pub cuGraphAddNode: pfn::cuGraphAddNode,
    pub cuGraphAddNode_v2: pfn::cuGraphAddNode_v2,
    pub cuGraphNodeSetParams: pfn::cuGraphNodeSetParams,
    pub cuGraphDestroyNode: pfn::cuGraphDestroyNode,
    pub cuGraphAddDependencies: pfn::cuGraphAddDependencies,
    pub cuGraphAddDependencies_v2: pfn::cuGraphAddDependencies_v2,
    pub cuGraphRemoveDependencies: pfn::cuGraphRemoveDependencies,
    pub cuGraphRemoveDependencies_v2: pfn::cuGraphRemoveDependencies_v2,
    pub cuGraphConditionalHandleCreate: pfn::cuGraphConditionalHandleCreate,
    pub cuGraphDebugDotPrint: pfn::cuGraphDebugDotPrint,
    pub cuGraphInstantiate: pfn::cuGraphInstantiate,
    pub cuGraphInstantiate_v2: pfn::cuGraphInstantiate_v2,
    pub cuGraphInstantiateWithFlags: pfn::cuGraphInstantiateWithFlags,
    pub cuGraphInstantiateWithParams: pfn::cuGraphInstantiateWithParams,
    pub cuGraphExecUpdate: pfn::cuGraphExecUpdate,
    pub cuGraphExecUpdate_v2: pfn::cuGraphExecUpdate_v2,
    pub cuGraphExecGetFlags: pfn::cuGraphExecGetFlags,
    pub cuGraphExecDestroy: pfn::cuGraphExecDestroy,
    pub cuGraphUpload: pfn::cuGraphUpload,
    pub cuGraphLaunch: pfn::cuGraphLaunch,
    pub cuGraphExecKernelNodeSetParams: pfn::cuGraphExecKernelNodeSetParams,
    pub cuGraphExecKernelNodeSetParams_v2: pfn::cuGraphExecKernelNodeSetParams_v2,
    pub cuGraphNodeSetEnabled: pfn::cuGraphNodeSetEnabled,
    pub cuGraphNodeGetEnabled: pfn::cuGraphNodeGetEnabled,
    pub cuGraphExecMemcpyNodeSetParams: pfn::cuGraphExecMemcpyNodeSetParams,
    pub cuGraphExecMemsetNodeSetParams: pfn::cuGraphExecMemsetNodeSetParams,
    pub cuGraphExecHostNodeSetParams: pfn::cuGraphExecHostNodeSetParams,
    pub cuGraphExecChildGraphNodeSetParams: pfn::cuGraphExecChildGraphNodeSetParams,
    pub cuGraphExecEventRecordNodeSetEvent: pfn::cuGraphExecEventRecordNodeSetEvent,
    pub cuGraphExecEventWaitNodeSetEvent: pfn::cuGraphExecEventWaitNodeSetEvent,
    pub cuGraphExecExternalSemaphoresSignalNodeSetParams:
        pfn::cuGraphExecExternalSemaphoresSignalNodeSetParams,
    pub cuGraphExecExternalSemaphoresWaitNodeSetParams: pfn::cuGraphExecExternalSemaphoresWaitNodeSetParams,
    pub cuGraphExecBatchMemOpNodeSetParams: pfn::cuGraphExecBatchMemOpNodeSetParams,
    pub cuGraphExecNodeSetParams: pfn::cuGraphExecNodeSetParams,
    pub cuUserObjectCreate: pfn::cuUserObjectCreate,
    pub cuUserObjectRetain: pfn::cuUserObjectRetain,
    pub cuUserObjectRelease: pfn::cuUserObjectRelease,
    pub cuGraphRetainUserObject: pfn::cuGraphRetainUserObject,
    pub cuGraphReleaseUserObject: pfn::cuGraphReleaseUserObject,
    pub cuDeviceGraphMemTrim: pfn::cuDeviceGraphMemTrim,
    pub cuDeviceGetGraphMemAttribute: pfn::cuDeviceGetGraphMemAttribute,
    pub cuDeviceSetGraphMemAttribute: pfn::cuDeviceSetGraphMemAttribute,
    pub cuGraphicsUnregisterResource: pfn::cuGraphicsUnregisterResource,
    pub cuGraphicsMapResources: pfn::cuGraphicsMapResources,
    pub cuGraphicsUnmapResources: pfn::cuGraphicsUnmapResources,
    pub cuGraphicsSubResourceGetMappedArray: pfn::cuGraphicsSubResourceGetMappedArray,
    pub cuGraphicsResourceGetMappedMipmappedArray: pfn::cuGraphicsResourceGetMappedMipmappedArray,
    pub cuGraphicsResourceGetMappedPointer: pfn::cuGraphicsResourceGetMappedPointer,
    pub cuGraphicsResourceGetMappedPointer_v2: pfn::cuGraphicsResourceGetMappedPointer_v2,
    pub cuGraphicsResourceSetMapFlags: pfn::cuGraphicsResourceSetMapFlags,
    pub cuGraphicsResourceSetMapFlags_v2: pfn::cuGraphicsResourceSetMapFlags_v2,
    pub cuDeviceGetDevResource: pfn::cuDeviceGetDevResource,
    pub cuCtxGetDevResource: pfn::cuCtxGetDevResource,
    pub cuDevSmResourceSplitByCount: pfn::cuDevSmResourceSplitByCount,
    pub cuDevResourceGenerateDesc: pfn::cuDevResourceGenerateDesc,
    pub cuGreenCtxCreate: pfn::cuGreenCtxCreate,
    pub cuGreenCtxDestroy: pfn::cuGreenCtxDestroy,
    pub cuCtxFromGreenCtx: pfn::cuCtxFromGreenCtx,
    pub cuGreenCtxGetDevResource: pfn::cuGreenCtxGetDevResource,
    pub cuGreenCtxGetId: pfn::cuGreenCtxGetId,
    pub cuGreenCtxStreamCreate: pfn::cuGreenCtxStreamCreate,
    pub cuGreenCtxRecordEvent: pfn::cuGreenCtxRecordEvent,
    pub cuGreenCtxWaitEvent: pfn::cuGreenCtxWaitEvent,
    pub cuCtxRecordEvent: pfn::cuCtxRecordEvent,
    pub cuCtxWaitEvent: pfn::cuCtxWaitEvent,
    pub cuInit: pfn::cuInit,
    pub cuDriverGetVersion: pfn::cuDriverGetVersion,
    pub cuGetProcAddress: pfn::cuGetProcAddress,
    pub cuGetProcAddress_v2: pfn::cuGetProcAddress_v2,
    pub cuGetExportTable: pfn::cuGetExportTable,
    pub cuGetErrorName: pfn::cuGetErrorName,
    pub cuGetErrorString: pfn::cuGetErrorString,
    pub cuIpcGetEventHandle: pfn::cuIpcGetEventHandle,
    pub cuIpcOpenEventHandle: pfn::cuIpcOpenEventHandle,
    pub cuIpcGetMemHandle: pfn::cuIpcGetMemHandle,
    pub cuIpcOpenMemHandle: pfn::cuIpcOpenMemHandle,
    pub cuIpcOpenMemHandle_v2: pfn::cuIpcOpenMemHandle_v2,
    pub cuIpcCloseMemHandle: pfn::cuIpcCloseMemHandle,
    pub cuLaunchKernel: pfn::cuLaunchKernel,
    pub cuLaunchKernelEx: pfn::cuLaunchKernelEx,
    pub cuLaunchCooperativeKernel: pfn::cuLaunchCooperativeKernel,
    pub cuLaunchCooperativeKernelMultiDevice: pfn::cuLaunchCooperativeKernelMultiDevice,
    pub cuLaunchHostFunc: pfn::cuLaunchHostFunc,
    pub cuFuncSetBlockShape: pfn::cuFuncSetBlockShape,
    pub cuFuncSetSharedSize: pfn::cuFuncSetSharedSize,
    pub cuParamSetSize: pfn::cuParamSetSize,
    pub cuParamSeti: pfn::cuParamSeti,
    pub cuParamSetf: pfn::cuParamSetf,
    pub cuParamSetv: pfn::cuParamSetv,
    pub cuParamSetTexRef: pfn::cuParamSetTexRef,
    pub cuLaunch: pfn::cuLaunch,
    pub cuLaunchGrid: pfn::cuLaunchGrid,
    pub cuLaunchGridAsync: pfn::cuLaunchGridAsync,
    pub cuLibraryLoadData: pfn::cuLibraryLoadData,
    pub cuLibraryLoadFromFile: pfn::cuLibraryLoadFromFile,
    pub cuLibraryUnload: pfn::cuLibraryUnload,
    pub cuLibraryGetKernel: pfn::cuLibraryGetKernel,
    pub cuLibraryGetKernelCount: pfn::cuLibraryGetKernelCount,
    pub cuLibraryEnumerateKernels: pfn::cuLibraryEnumerateKernels,
    pub cuLibraryGetModule: pfn::cuLibraryGetModule,
    pub cuLibraryGetGlobal: pfn::cuLibraryGetGlobal,
    pub cuLibraryGetManaged: pfn::cuLibraryGetManaged,
    pub cuLibraryGetUnifiedFunction: pfn::cuLibraryGetUnifiedFunction,
    pub cuLogsRegisterCallback: pfn::cuLogsRegisterCallback,
    pub cuLogsUnregisterCallback: pfn::cuLogsUnregisterCallback,
    pub cuLogsCurrent: pfn::cuLogsCurrent,
    pub cuLogsDumpToFile: pfn::cuLogsDumpToFile,
    pub cuLogsDumpToMemory: pfn::cuLogsDumpToMemory,
    pub cuMemAllocManaged: pfn::cuMemAllocManaged,
    pub cuMemPrefetchAsync: pfn::cuMemPrefetchAsync,
    pub cuMemPrefetchAsync_v2: pfn::cuMemPrefetchAsync_v2,
    pub cuMemPrefetchBatchAsync: pfn::cuMemPrefetchBatchAsync,
    pub cuMemDiscardBatchAsync: pfn::cuMemDiscardBatchAsync,
    pub cuMemDiscardAndPrefetchBatchAsync: pfn::cuMemDiscardAndPrefetchBatchAsync,
    pub cuMemAdvise: pfn::cuMemAdvise,
    pub cuMemAdvise_v2: pfn::cuMemAdvise_v2,
    pub cuMemRangeGetAttribute: pfn::cuMemRangeGetAttribute,
    pub cuMemRangeGetAttributes: pfn::cuMemRangeGetAttributes,
    pub cuStreamAttachMemAsync: pfn::cuStreamAttachMemAsync,
    pub cuStreamWaitValue32: pfn::cuStreamWaitValue32,
    pub cuStreamWaitValue64: pfn::cuStreamWaitValue64,
    pub cuStreamWriteValue32: pfn::cuStreamWriteValue32,
    pub cuStreamWriteValue64: pfn::cuStreamWriteValue64,
    pub cuStreamBatchMemOp: pfn::cuStreamBatchMemOp,
    pub cuStreamWaitValue32_v2: pfn::cuStreamWaitValue32_v2,
    pub cuStreamWaitValue64_v2: pfn::cuStreamWaitValue64_v2,
    pub cuStreamWriteValue32_v2: pfn::cuStreamWriteValue32_v2,
    pub cuStreamWriteValue64_v2: pfn::cuStreamWriteValue64_v2,
    pub cuStreamBatchMemOp_v2: pfn::cuStreamBatchMemOp_v2,
    pub cuMemGetInfo: pfn::cuMemGetInfo,
    pub cuMemGetInfo_v2: pfn::cuMemGetInfo_v2,
    pub cuMemAlloc: pfn::cuMemAlloc,
    pub cuMemAlloc_v2: pfn::cuMemAlloc_v2,
    pub cuMemAllocPitch: pfn::cuMemAllocPitch,
    pub cuMemAllocPitch_v2: pfn::cuMemAllocPitch_v2,
    pub cuMemFree: pfn::cuMemFree,
    pub cuMemFree_v2: pfn::cuMemFree_v2,
    pub cuMemGetAddressRange: pfn::cuMemGetAddressRange,
    pub cuMemGetAddressRange_v2: pfn::cuMemGetAddressRange_v2,
    pub cuMemAllocHost: pfn::cuMemAllocHost,
    pub cuMemAllocHost_v2: pfn::cuMemAllocHost_v2,
    pub cuMemHostAlloc: pfn::cuMemHostAlloc,
    pub cuMemFreeHost: pfn::cuMemFreeHost,
    pub cuMemHostRegister: pfn::cuMemHostRegister,
    pub cuMemHostRegister_v2: pfn::cuMemHostRegister_v2,
    pub cuMemHostUnregister: pfn::cuMemHostUnregister,
    pub cuMemHostGetDevicePointer: pfn::cuMemHostGetDevicePointer,
    pub cuMemHostGetDevicePointer_v2: pfn::cuMemHostGetDevicePointer_v2,
    pub cuMemHostGetFlags: pfn::cuMemHostGetFlags,
    pub cuMemGetHandleForAddressRange: pfn::cuMemGetHandleForAddressRange,
    pub cuMemBatchDecompressAsync: pfn::cuMemBatchDecompressAsync,
    pub cuMemGetAttribute: pfn::cuMemGetAttribute,
    pub cuMemGetAttribute_v2: pfn::cuMemGetAttribute_v2,
    pub cuMemsetD8: pfn::cuMemsetD8,
    pub cuMemsetD8_v2: pfn::cuMemsetD8_v2,
    pub cuMemsetD8Async: pfn::cuMemsetD8Async,
    pub cuMemsetD16: pfn::cuMemsetD16,
    pub cuMemsetD16_v2: pfn::cuMemsetD16_v2,
    pub cuMemsetD16Async: pfn::cuMemsetD16Async,
    pub cuMemsetD32: pfn::cuMemsetD32,
    pub cuMemsetD32_v2: pfn::cuMemsetD32_v2,
    pub cuMemsetD32Async: pfn::cuMemsetD32Async,
    pub cuMemsetD2D8: pfn::cuMemsetD2D8,
    pub cuMemsetD2D8_v2: pfn::cuMemsetD2D8_v2,
    pub cuMemsetD2D8Async: pfn::cuMemsetD2D8Async,
    pub cuMemsetD2D16: pfn::cuMemsetD2D16,
    pub cuMemsetD2D16_v2: pfn::cuMemsetD2D16_v2,
    pub cuMemsetD2D16Async: pfn::cuMemsetD2D16Async,
    pub cuMemsetD2D32: pfn::cuMemsetD2D32,
    pub cuMemsetD2D32_v2: pfn::cuMemsetD2D32_v2,
    pub cuMemsetD2D32Async: pfn::cuMemsetD2D32Async,
    pub cuModuleLoad: pfn::cuModuleLoad,
    pub cuModuleLoadData: pfn::cuModuleLoadData,
    pub cuModuleLoadDataEx: pfn::cuModuleLoadDataEx,
    pub cuModuleLoadFatBinary: pfn::cuModuleLoadFatBinary,
    pub cuModuleUnload: pfn::cuModuleUnload,
    pub cuModuleGetLoadingMode: pfn::cuModuleGetLoadingMode,
    pub cuModuleGetFunction: pfn::cuModuleGetFunction,
    pub cuModuleGetFunctionCount: pfn::cuModuleGetFunctionCount,
    pub cuModuleEnumerateFunctions: pfn::cuModuleEnumerateFunctions,
    pub cuModuleGetGlobal: pfn::cuModuleGetGlobal,
    pub cuModuleGetGlobal_v2: pfn::cuModuleGetGlobal_v2,
    pub cuModuleGetTexRef: pfn::cuModuleGetTexRef,
    pub cuModuleGetSurfRef: pfn::cuModuleGetSurfRef,
    pub cuLinkCreate: pfn::cuLinkCreate,
    pub cuLinkCreate_v2: pfn::cuLinkCreate_v2,
    pub cuLinkAddData: pfn::cuLinkAddData,
    pub cuLinkAddData_v2: pfn::cuLinkAddData_v2,
    pub cuLinkAddFile: pfn::cuLinkAddFile,
    pub cuLinkAddFile_v2: pfn::cuLinkAddFile_v2,
    pub cuLinkComplete: pfn::cuLinkComplete,
    pub cuLinkDestroy: pfn::cuLinkDestroy,
    pub cuMulticastCreate: pfn::cuMulticastCreate,
    pub cuMulticastAddDevice: pfn::cuMulticastAddDevice,
    pub cuMulticastBindMem: pfn::cuMulticastBindMem,
    pub cuMulticastBindAddr: pfn::cuMulticastBindAddr,
    pub cuMulticastUnbind: pfn::cuMulticastUnbind,
    pub cuMulticastGetGranularity: pfn::cuMulticastGetGranularity,
    pub cuOccupancyMaxActiveBlocksPerMultiprocessor: pfn::cuOccupancyMaxActiveBlocksPerMultiprocessor,
    pub cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags:
        pfn::cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags,
    pub cuOccupancyAvailableDynamicSMemPerBlock: pfn::cuOccupancyAvailableDynamicSMemPerBlock,
    pub cuOccupancyMaxPotentialBlockSize: pfn::cuOccupancyMaxPotentialBlockSize,
    pub cuOccupancyMaxPotentialBlockSizeWithFlags: pfn::cuOccupancyMaxPotentialBlockSizeWithFlags,
    pub cuOccupancyMaxActiveClusters: pfn::cuOccupancyMaxActiveClusters,
    pub cuOccupancyMaxPotentialClusterSize: pfn::cuOccupancyMaxPotentialClusterSize,
    pub cuDeviceCanAccessPeer: pfn::cuDeviceCanAccessPeer,
    pub cuDeviceGetP2PAttribute: pfn::cuDeviceGetP2PAttribute,
    pub cuDeviceGetP2PAtomicCapabilities: pfn::cuDeviceGetP2PAtomicCapabilities,
    pub cuCtxEnablePeerAccess: pfn::cuCtxEnablePeerAccess,
    pub cuCtxDisablePeerAccess: pfn::cuCtxDisablePeerAccess,
    pub cuPointerGetAttribute: pfn::cuPointerGetAttribute,
    pub cuPointerGetAttributes: pfn::cuPointerGetAttributes,
    pub cuPointerSetAttribute: pfn::cuPointerSetAttribute,
    pub cuMemAllocAsync: pfn::cuMemAllocAsync,
    pub cuMemAllocFromPoolAsync: pfn::cuMemAllocFromPoolAsync,
    pub cuMemFreeAsync: pfn::cuMemFreeAsync,
    pub cuMemPoolCreate: pfn::cuMemPoolCreate,
    pub cuMemPoolDestroy: pfn::cuMemPoolDestroy,
    pub cuMemPoolTrimTo: pfn::cuMemPoolTrimTo,
    pub cuMemPoolSetAttribute: pfn::cuMemPoolSetAttribute,
    pub cuMemPoolGetAttribute: pfn::cuMemPoolGetAttribute,
    pub cuMemPoolSetAccess: pfn::cuMemPoolSetAccess,
    pub cuMemPoolGetAccess: pfn::cuMemPoolGetAccess,
    pub cuDeviceGetDefaultMemPool: pfn::cuDeviceGetDefaultMemPool,
    pub cuDeviceGetMemPool: pfn::cuDeviceGetMemPool,
    pub cuDeviceSetMemPool: pfn::cuDeviceSetMemPool,
    pub cuMemGetDefaultMemPool: pfn::cuMemGetDefaultMemPool,
    pub cuMemGetMemPool: pfn::cuMemGetMemPool,
    pub cuMemSetMemPool: pfn::cuMemSetMemPool,
    pub cuMemPoolExportToShareableHandle: pfn::cuMemPoolExportToShareableHandle,
    pub cuMemPoolImportFromShareableHandle: pfn::cuMemPoolImportFromShareableHandle,
    pub cuMemPoolExportPointer: pfn::cuMemPoolExportPointer,
    pub cuMemPoolImportPointer: pfn::cuMemPoolImportPointer,
    pub cuDevicePrimaryCtxRetain: pfn::cuDevicePrimaryCtxRetain,
    pub cuDevicePrimaryCtxRelease: pfn::cuDevicePrimaryCtxRelease,
    pub cuDevicePrimaryCtxRelease_v2: pfn::cuDevicePrimaryCtxRelease_v2,
    pub cuDevicePrimaryCtxReset: pfn::cuDevicePrimaryCtxReset,
    pub cuDevicePrimaryCtxReset_v2: pfn::cuDevicePrimaryCtxReset_v2,
    pub cuDevicePrimaryCtxSetFlags: pfn::cuDevicePrimaryCtxSetFlags,
    pub cuDevicePrimaryCtxSetFlags_v2: pfn::cuDevicePrimaryCtxSetFlags_v2,
    pub cuDevicePrimaryCtxGetState: pfn::cuDevicePrimaryCtxGetState,
    pub cuProfilerInitialize: pfn::cuProfilerInitialize,
    pub cuProfilerStart: pfn::cuProfilerStart,
    pub cuProfilerStop: pfn::cuProfilerStop,
    pub cuStreamCreate: pfn::cuStreamCreate,
    pub cuStreamCreateWithPriority: pfn::cuStreamCreateWithPriority,
    pub cuStreamDestroy: pfn::cuStreamDestroy,
    pub cuStreamDestroy_v2: pfn::cuStreamDestroy_v2,
    pub cuStreamSynchronize: pfn::cuStreamSynchronize,
    pub cuStreamQuery: pfn::cuStreamQuery,
    pub cuStreamWaitEvent: pfn::cuStreamWaitEvent,
    pub cuStreamAddCallback: pfn::cuStreamAddCallback,
    pub cuStreamGetPriority: pfn::cuStreamGetPriority,
    pub cuStreamGetFlags: pfn::cuStreamGetFlags,
    pub cuStreamGetId: pfn::cuStreamGetId,
    pub cuStreamGetCtx: pfn::cuStreamGetCtx,
    pub cuStreamGetCtx_v2: pfn::cuStreamGetCtx_v2,
    pub cuStreamGetDevice: pfn::cuStreamGetDevice,
    pub cuStreamGetGreenCtx: pfn::cuStreamGetGreenCtx,
    pub cuStreamCopyAttributes: pfn::cuStreamCopyAttributes,
    pub cuStreamGetAttribute: pfn::cuStreamGetAttribute,
    pub cuStreamSetAttribute: pfn::cuStreamSetAttribute,
    pub cuSurfObjectCreate: pfn::cuSurfObjectCreate,
    pub cuSurfObjectDestroy: pfn::cuSurfObjectDestroy,
    pub cuSurfObjectGetResourceDesc: pfn::cuSurfObjectGetResourceDesc,
    pub cuSurfRefSetArray: pfn::cuSurfRefSetArray,
    pub cuSurfRefGetArray: pfn::cuSurfRefGetArray,
    pub cuTensorMapEncodeTiled: pfn::cuTensorMapEncodeTiled,
    pub cuTensorMapEncodeIm2col: pfn::cuTensorMapEncodeIm2col,
    pub cuTensorMapEncodeIm2colWide: pfn::cuTensorMapEncodeIm2colWide,
    pub cuTensorMapReplaceAddress: pfn::cuTensorMapReplaceAddress,
    pub cuTexObjectCreate: pfn::cuTexObjectCreate,
    pub cuTexObjectDestroy: pfn::cuTexObjectDestroy,
    pub cuTexObjectGetResourceDesc: pfn::cuTexObjectGetResourceDesc,
    pub cuTexObjectGetTextureDesc: pfn::cuTexObjectGetTextureDesc,
    pub cuTexObjectGetResourceViewDesc: pfn::cuTexObjectGetResourceViewDesc,
    pub cuTexRefCreate: pfn::cuTexRefCreate,
    pub cuTexRefDestroy: pfn::cuTexRefDestroy,
    pub cuTexRefSetArray: pfn::cuTexRefSetArray,
    pub cuTexRefSetMipmappedArray: pfn::cuTexRefSetMipmappedArray,
    pub cuTexRefSetAddress: pfn::cuTexRefSetAddress,
    pub cuTexRefSetAddress_v2: pfn::cuTexRefSetAddress_v2,
    pub cuTexRefSetAddress2D: pfn::cuTexRefSetAddress2D,
    pub cuTexRefSetAddress2D_v2: pfn::cuTexRefSetAddress2D_v2,
    pub cuTexRefSetAddress2D_v3: pfn::cuTexRefSetAddress2D_v3,
    pub cuTexRefSetFormat: pfn::cuTexRefSetFormat,
    pub cuTexRefSetAddressMode: pfn::cuTexRefSetAddressMode,
    pub cuTexRefSetFilterMode: pfn::cuTexRefSetFilterMode,
    pub cuTexRefSetMipmapFilterMode: pfn::cuTexRefSetMipmapFilterMode,
    pub cuTexRefSetMipmapLevelBias: pfn::cuTexRefSetMipmapLevelBias,
    pub cuTexRefSetMipmapLevelClamp: pfn::cuTexRefSetMipmapLevelClamp,
    pub cuTexRefSetMaxAnisotropy: pfn::cuTexRefSetMaxAnisotropy,
    pub cuTexRefSetBorderColor: pfn::cuTexRefSetBorderColor,
    pub cuTexRefSetFlags: pfn::cuTexRefSetFlags,
    pub cuTexRefGetAddress: pfn::cuTexRefGetAddress,
    pub cuTexRefGetAddress_v2: pfn::cuTexRefGetAddress_v2,
    pub cuTexRefGetArray: pfn::cuTexRefGetArray,
    pub cuTexRefGetMipmappedArray: pfn::cuTexRefGetMipmappedArray,
    pub cuTexRefGetAddressMode: pfn::cuTexRefGetAddressMode,
    pub cuTexRefGetFilterMode: pfn::cuTexRefGetFilterMode,
    pub cuTexRefGetFormat: pfn::cuTexRefGetFormat,
    pub cuTexRefGetMipmapFilterMode: pfn::cuTexRefGetMipmapFilterMode,
    pub cuTexRefGetMipmapLevelBias: pfn::cuTexRefGetMipmapLevelBias,
    pub cuTexRefGetMipmapLevelClamp: pfn::cuTexRefGetMipmapLevelClamp,
    pub cuTexRefGetMaxAnisotropy: pfn::cuTexRefGetMaxAnisotropy,
    pub cuTexRefGetBorderColor: pfn::cuTexRefGetBorderColor,
    pub cuTexRefGetFlags: pfn::cuTexRefGetFlags,
    pub cuVDPAUGetDevice: pfn::cuVDPAUGetDevice,
    pub cuVDPAUCtxCreate: pfn::cuVDPAUCtxCreate,
    pub cuVDPAUCtxCreate_v2: pfn::cuVDPAUCtxCreate_v2,
    pub cuGraphicsVDPAURegisterVideoSurface: pfn::cuGraphicsVDPAURegisterVideoSurface,
    pub cuGraphicsVDPAURegisterOutputSurface: pfn::cuGraphicsVDPAURegisterOutputSurface,
    pub cuMemAddressReserve: pfn::cuMemAddressReserve,
    pub cuMemAddressFree: pfn::cuMemAddressFree,
    pub cuMemCreate: pfn::cuMemCreate,
    pub cuMemRelease: pfn::cuMemRelease,
    pub cuMemMap: pfn::cuMemMap,
    pub cuMemUnmap: pfn::cuMemUnmap,
    pub cuMemSetAccess: pfn::cuMemSetAccess,
    pub cuMemGetAccess: pfn::cuMemGetAccess,
    pub cuMemGetAllocationGranularity: pfn::cuMemGetAllocationGranularity,
    pub cuMemGetAllocationPropertiesFromHandle: pfn::cuMemGetAllocationPropertiesFromHandle,
    pub cuMemRetainAllocationHandle: pfn::cuMemRetainAllocationHandle,
    pub cuMemExportToShareableHandle: pfn::cuMemExportToShareableHandle,
    pub cuMemImportFromShareableHandle: pfn::cuMemImportFromShareableHandle,
    pub cuMemMapArrayAsync: pfn::cuMemMapArrayAsync,
}

impl Driver {
    /// Looks every entry point up.
    pub fn load(library: &Library) -> Self {
        unsafe extern "C" fn cuArrayCreate(
            pHandle: *mut CUarray,
            pAllocateArray: *const CUDA_ARRAY_DESCRIPTOR_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuArrayCreate_v2(
            pHandle: *mut CUarray,
            pAllocateArray: *const CUDA_ARRAY_DESCRIPTOR_v2,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuArrayGetDescriptor(
            pArrayDescriptor: *mut CUDA_ARRAY_DESCRIPTOR_v1,
            hArray: CUarray,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuArrayGetDescriptor_v2(
            pArrayDescriptor: *mut CUDA_ARRAY_DESCRIPTOR_v2,
            hArray: CUarray,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuArrayDestroy(hArray: CUarray) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuArray3DCreate(
            pHandle: *mut CUarray,
            pAllocateArray: *const CUDA_ARRAY3D_DESCRIPTOR_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuArray3DCreate_v2(
            pHandle: *mut CUarray,
            pAllocateArray: *const CUDA_ARRAY3D_DESCRIPTOR_v2,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuArray3DGetDescriptor(
            pArrayDescriptor: *mut CUDA_ARRAY3D_DESCRIPTOR_v1,
            hArray: CUarray,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuArray3DGetDescriptor_v2(
            pArrayDescriptor: *mut CUDA_ARRAY3D_DESCRIPTOR_v2,
            hArray: CUarray,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuArrayGetPlane(
            pPlaneArray: *mut CUarray,
            hArray: CUarray,
            planeIdx: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuArrayGetMemoryRequirements(
            memoryRequirements: *mut CUDA_ARRAY_MEMORY_REQUIREMENTS,
            array: CUarray,
            device: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuArrayGetSparseProperties(
            sparseProperties: *mut CUDA_ARRAY_SPARSE_PROPERTIES,
            array: CUarray,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMipmappedArrayCreate(
            pHandle: *mut CUmipmappedArray,
            pMipmappedArrayDesc: *const CUDA_ARRAY3D_DESCRIPTOR_v2,
            numMipmapLevels: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMipmappedArrayGetLevel(
            pLevelArray: *mut CUarray,
            hMipmappedArray: CUmipmappedArray,
            level: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMipmappedArrayDestroy(hMipmappedArray: CUmipmappedArray) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMipmappedArrayGetMemoryRequirements(
            memoryRequirements: *mut CUDA_ARRAY_MEMORY_REQUIREMENTS,
            mipmap: CUmipmappedArray,
            device: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMipmappedArrayGetSparseProperties(
            sparseProperties: *mut CUDA_ARRAY_SPARSE_PROPERTIES,
            mipmap: CUmipmappedArray,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamBeginCapture(hStream: CUstream) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamBeginCapture_v2(
            hStream: CUstream,
            mode: CUstreamCaptureMode,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamBeginCaptureToGraph(
            hStream: CUstream,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            dependencyData: *const CUgraphEdgeData,
            numDependencies: usize,
            mode: CUstreamCaptureMode,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamEndCapture(hStream: CUstream, phGraph: *mut CUgraph) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamIsCapturing(
            hStream: CUstream,
            captureStatus: *mut CUstreamCaptureStatus,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamGetCaptureInfo(
            hStream: CUstream,
            captureStatus_out: *mut CUstreamCaptureStatus,
            id_out: *mut u64,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamGetCaptureInfo_v2(
            hStream: CUstream,
            captureStatus_out: *mut CUstreamCaptureStatus,
            id_out: *mut u64,
            graph_out: *mut CUgraph,
            dependencies_out: *mut *const CUgraphNode,
            numDependencies_out: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamGetCaptureInfo_v3(
            hStream: CUstream,
            captureStatus_out: *mut CUstreamCaptureStatus,
            id_out: *mut u64,
            graph_out: *mut CUgraph,
            dependencies_out: *mut *const CUgraphNode,
            edgeData_out: *mut *const CUgraphEdgeData,
            numDependencies_out: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamUpdateCaptureDependencies(
            hStream: CUstream,
            dependencies: *mut CUgraphNode,
            numDependencies: usize,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamUpdateCaptureDependencies_v2(
            hStream: CUstream,
            dependencies: *mut CUgraphNode,
            dependencyData: *const CUgraphEdgeData,
            numDependencies: usize,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuThreadExchangeStreamCaptureMode(mode: *mut CUstreamCaptureMode) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCheckpointProcessGetRestoreThreadId(pid: c_int, tid: *mut c_int) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCheckpointProcessGetState(pid: c_int, state: *mut CUprocessState) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCheckpointProcessLock(
            pid: c_int,
            args: *mut CUcheckpointLockArgs,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCheckpointProcessCheckpoint(
            pid: c_int,
            args: *mut CUcheckpointCheckpointArgs,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCheckpointProcessRestore(
            pid: c_int,
            args: *mut CUcheckpointRestoreArgs,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCheckpointProcessUnlock(
            pid: c_int,
            args: *mut CUcheckpointUnlockArgs,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxCreate(pctx: *mut CUcontext, flags: c_uint, dev: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxCreate_v2(pctx: *mut CUcontext, flags: c_uint, dev: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxCreate_v3(
            pctx: *mut CUcontext,
            paramsArray: *const CUexecAffinityParam,
            numParams: c_int,
            flags: c_uint,
            dev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxCreate_v4(
            pctx: *mut CUcontext,
            ctxCreateParams: *mut CUctxCreateParams,
            flags: c_uint,
            dev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxDestroy(ctx: CUcontext) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxDestroy_v2(ctx: CUcontext) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxAttach(pctx: *mut CUcontext, flags: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxDetach(ctx: CUcontext) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxPushCurrent(ctx: CUcontext) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxPushCurrent_v2(ctx: CUcontext) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxPopCurrent(pctx: *mut CUcontext) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxPopCurrent_v2(pctx: *mut CUcontext) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxSetCurrent(ctx: CUcontext) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxGetCurrent(pctx: *mut CUcontext) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxGetDevice(device: *mut CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxGetDevice_v2(device: *mut CUdevice, ctx: CUcontext) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxGetFlags(flags: *mut c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxSetFlags(flags: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxGetId(ctx: CUcontext, ctxId: *mut u64) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxGetApiVersion(ctx: CUcontext, version: *mut c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxSynchronize() -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxSynchronize_v2(ctx: CUcontext) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxSetLimit(limit: CUlimit, value: usize) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxGetLimit(pvalue: *mut usize, limit: CUlimit) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxGetCacheConfig(pconfig: *mut CUfunc_cache) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxSetCacheConfig(config: CUfunc_cache) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxGetSharedMemConfig(pConfig: *mut CUsharedconfig) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxSetSharedMemConfig(config: CUsharedconfig) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxGetStreamPriorityRange(
            leastPriority: *mut c_int,
            greatestPriority: *mut c_int,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxResetPersistingL2Cache() -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxGetExecAffinity(
            pExecAffinity: *mut CUexecAffinityParam,
            r#type: CUexecAffinityType,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy(dst: CUdeviceptr, src: CUdeviceptr, ByteCount: usize) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyAsync(
            dst: CUdeviceptr,
            src: CUdeviceptr,
            ByteCount: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyHtoD(
            dstDevice: CUdeviceptr_v1,
            srcHost: *const c_void,
            ByteCount: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyHtoD_v2(
            dstDevice: CUdeviceptr,
            srcHost: *const c_void,
            ByteCount: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyDtoH(
            dstHost: *mut c_void,
            srcDevice: CUdeviceptr_v1,
            ByteCount: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyDtoH_v2(
            dstHost: *mut c_void,
            srcDevice: CUdeviceptr,
            ByteCount: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyDtoD(
            dstDevice: CUdeviceptr_v1,
            srcDevice: CUdeviceptr_v1,
            ByteCount: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyDtoD_v2(
            dstDevice: CUdeviceptr,
            srcDevice: CUdeviceptr,
            ByteCount: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyHtoDAsync(
            dstDevice: CUdeviceptr_v1,
            srcHost: *const c_void,
            ByteCount: c_uint,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyHtoDAsync_v2(
            dstDevice: CUdeviceptr,
            srcHost: *const c_void,
            ByteCount: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyDtoHAsync(
            dstHost: *mut c_void,
            srcDevice: CUdeviceptr_v1,
            ByteCount: c_uint,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyDtoHAsync_v2(
            dstHost: *mut c_void,
            srcDevice: CUdeviceptr,
            ByteCount: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyDtoDAsync(
            dstDevice: CUdeviceptr_v1,
            srcDevice: CUdeviceptr_v1,
            ByteCount: c_uint,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyDtoDAsync_v2(
            dstDevice: CUdeviceptr,
            srcDevice: CUdeviceptr,
            ByteCount: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy2D(pCopy: *const CUDA_MEMCPY2D_v1) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy2D_v2(pCopy: *const CUDA_MEMCPY2D_v2) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy2DUnaligned(pCopy: *const CUDA_MEMCPY2D_v1) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy2DUnaligned_v2(pCopy: *const CUDA_MEMCPY2D_v2) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy2DAsync(pCopy: *const CUDA_MEMCPY2D_v1, hStream: CUstream) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy2DAsync_v2(
            pCopy: *const CUDA_MEMCPY2D_v2,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy3D(pCopy: *const CUDA_MEMCPY3D_v1) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy3D_v2(pCopy: *const CUDA_MEMCPY3D_v2) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy3DAsync(pCopy: *const CUDA_MEMCPY3D_v1, hStream: CUstream) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy3DAsync_v2(
            pCopy: *const CUDA_MEMCPY3D_v2,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyPeer(
            dstDevice: CUdeviceptr,
            dstContext: CUcontext,
            srcDevice: CUdeviceptr,
            srcContext: CUcontext,
            ByteCount: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyPeerAsync(
            dstDevice: CUdeviceptr,
            dstContext: CUcontext,
            srcDevice: CUdeviceptr,
            srcContext: CUcontext,
            ByteCount: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy3DPeer(pCopy: *const CUDA_MEMCPY3D_PEER) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy3DPeerAsync(
            pCopy: *const CUDA_MEMCPY3D_PEER,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyBatchAsync(
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
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyBatchAsync_v2(
            dsts: *mut CUdeviceptr,
            srcs: *mut CUdeviceptr,
            sizes: *mut usize,
            count: usize,
            attrs: *mut CUmemcpyAttributes,
            attrsIdxs: *mut usize,
            numAttrs: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy3DBatchAsync(
            numOps: usize,
            opList: *mut CUDA_MEMCPY3D_BATCH_OP,
            failIdx: *mut usize,
            flags: u64,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpy3DBatchAsync_v2(
            numOps: usize,
            opList: *mut CUDA_MEMCPY3D_BATCH_OP,
            flags: u64,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyDtoA(
            dstArray: CUarray,
            dstOffset: c_uint,
            srcDevice: CUdeviceptr_v1,
            ByteCount: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyAtoD(
            dstDevice: CUdeviceptr_v1,
            srcArray: CUarray,
            srcOffset: c_uint,
            ByteCount: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyHtoA(
            dstArray: CUarray,
            dstOffset: c_uint,
            srcHost: *const c_void,
            ByteCount: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyAtoH(
            dstHost: *mut c_void,
            srcArray: CUarray,
            srcOffset: c_uint,
            ByteCount: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyAtoA(
            dstArray: CUarray,
            dstOffset: c_uint,
            srcArray: CUarray,
            srcOffset: c_uint,
            ByteCount: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyHtoAAsync(
            dstArray: CUarray,
            dstOffset: c_uint,
            srcHost: *const c_void,
            ByteCount: c_uint,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyAtoHAsync(
            dstHost: *mut c_void,
            srcArray: CUarray,
            srcOffset: c_uint,
            ByteCount: c_uint,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyDtoA_v2(
            dstArray: CUarray,
            dstOffset: usize,
            srcDevice: CUdeviceptr,
            ByteCount: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyAtoD_v2(
            dstDevice: CUdeviceptr,
            srcArray: CUarray,
            srcOffset: usize,
            ByteCount: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyHtoA_v2(
            dstArray: CUarray,
            dstOffset: usize,
            srcHost: *const c_void,
            ByteCount: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyAtoH_v2(
            dstHost: *mut c_void,
            srcArray: CUarray,
            srcOffset: usize,
            ByteCount: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyAtoA_v2(
            dstArray: CUarray,
            dstOffset: usize,
            srcArray: CUarray,
            srcOffset: usize,
            ByteCount: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyHtoAAsync_v2(
            dstArray: CUarray,
            dstOffset: usize,
            srcHost: *const c_void,
            ByteCount: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemcpyAtoHAsync_v2(
            dstHost: *mut c_void,
            srcArray: CUarray,
            srcOffset: usize,
            ByteCount: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCoredumpGetAttribute(
            attrib: CUcoredumpSettings,
            value: *mut c_void,
            size: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCoredumpGetAttributeGlobal(
            attrib: CUcoredumpSettings,
            value: *mut c_void,
            size: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCoredumpSetAttribute(
            attrib: CUcoredumpSettings,
            value: *mut c_void,
            size: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCoredumpSetAttributeGlobal(
            attrib: CUcoredumpSettings,
            value: *mut c_void,
            size: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGet(device: *mut CUdevice, ordinal: c_int) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetCount(count: *mut c_int) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetName(name: *mut c_char, len: c_int, dev: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetUuid(uuid: *mut CUuuid, dev: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetUuid_v2(uuid: *mut CUuuid, dev: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetLuid(
            luid: *mut c_char,
            deviceNodeMask: *mut c_uint,
            dev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceTotalMem(bytes: *mut c_uint, dev: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceTotalMem_v2(bytes: *mut usize, dev: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetAttribute(
            pi: *mut c_int,
            attrib: CUdevice_attribute,
            dev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetProperties(prop: *mut CUdevprop, dev: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceComputeCapability(
            major: *mut c_int,
            minor: *mut c_int,
            dev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetByPCIBusId(dev: *mut CUdevice, pciBusId: *const c_char) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetPCIBusId(
            pciBusId: *mut c_char,
            len: c_int,
            dev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetTexture1DLinearMaxWidth(
            maxWidthInElements: *mut usize,
            format: CUarray_format,
            numChannels: c_uint,
            dev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetExecAffinitySupport(
            pi: *mut c_int,
            r#type: CUexecAffinityType,
            dev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetHostAtomicCapabilities(
            capabilities: *mut c_uint,
            operations: *const CUatomicOperation,
            count: c_uint,
            dev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetNvSciSyncAttributes(
            nvSciSyncAttrList: *mut c_void,
            dev: CUdevice,
            flags: c_int,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceRegisterAsyncNotification(
            device: CUdevice,
            callbackFunc: CUasyncCallback,
            userData: *mut c_void,
            callback: *mut CUasyncCallbackHandle,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceUnregisterAsyncNotification(
            device: CUdevice,
            callback: CUasyncCallbackHandle,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuFlushGPUDirectRDMAWrites(
            target: CUflushGPUDirectRDMAWritesTarget,
            scope: CUflushGPUDirectRDMAWritesScope,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsEGLRegisterImage(
            pCudaResource: *mut CUgraphicsResource,
            image: EGLImageKHR,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsResourceGetMappedEglFrame(
            eglFrame: *mut CUeglFrame,
            resource: CUgraphicsResource,
            index: c_uint,
            mipLevel: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEGLStreamConsumerConnect(
            conn: *mut CUeglStreamConnection,
            stream: EGLStreamKHR,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEGLStreamConsumerConnectWithFlags(
            conn: *mut CUeglStreamConnection,
            stream: EGLStreamKHR,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEGLStreamConsumerDisconnect(conn: *mut CUeglStreamConnection) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEGLStreamConsumerAcquireFrame(
            conn: *mut CUeglStreamConnection,
            pCudaResource: *mut CUgraphicsResource,
            pStream: *mut CUstream,
            timeout: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEGLStreamConsumerReleaseFrame(
            conn: *mut CUeglStreamConnection,
            pCudaResource: CUgraphicsResource,
            pStream: *mut CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEGLStreamProducerConnect(
            conn: *mut CUeglStreamConnection,
            stream: EGLStreamKHR,
            width: EGLint,
            height: EGLint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEGLStreamProducerDisconnect(conn: *mut CUeglStreamConnection) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEGLStreamProducerPresentFrame(
            conn: *mut CUeglStreamConnection,
            eglframe: CUeglFrame,
            pStream: *mut CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEGLStreamProducerReturnFrame(
            conn: *mut CUeglStreamConnection,
            eglframe: *mut CUeglFrame,
            pStream: *mut CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEGLApiInit() -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEventCreate(phEvent: *mut CUevent, Flags: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEventRecord(hEvent: CUevent, hStream: CUstream) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEventRecordWithFlags(
            hEvent: CUevent,
            hStream: CUstream,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEventQuery(hEvent: CUevent) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEventSynchronize(hEvent: CUevent) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEventDestroy(hEvent: CUevent) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEventDestroy_v2(hEvent: CUevent) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEventElapsedTime(
            pMilliseconds: *mut f32,
            hStart: CUevent,
            hEnd: CUevent,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuEventElapsedTime_v2(
            pMilliseconds: *mut f32,
            hStart: CUevent,
            hEnd: CUevent,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuImportExternalMemory(
            extMem_out: *mut CUexternalMemory,
            memHandleDesc: *const CUDA_EXTERNAL_MEMORY_HANDLE_DESC,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuExternalMemoryGetMappedBuffer(
            devPtr: *mut CUdeviceptr,
            extMem: CUexternalMemory,
            bufferDesc: *const CUDA_EXTERNAL_MEMORY_BUFFER_DESC,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuExternalMemoryGetMappedMipmappedArray(
            mipmap: *mut CUmipmappedArray,
            extMem: CUexternalMemory,
            mipmapDesc: *const CUDA_EXTERNAL_MEMORY_MIPMAPPED_ARRAY_DESC,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDestroyExternalMemory(extMem: CUexternalMemory) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuImportExternalSemaphore(
            extSem_out: *mut CUexternalSemaphore,
            semHandleDesc: *const CUDA_EXTERNAL_SEMAPHORE_HANDLE_DESC,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuSignalExternalSemaphoresAsync(
            extSemArray: *const CUexternalSemaphore,
            paramsArray: *const CUDA_EXTERNAL_SEMAPHORE_SIGNAL_PARAMS,
            numExtSems: c_uint,
            stream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuWaitExternalSemaphoresAsync(
            extSemArray: *const CUexternalSemaphore,
            paramsArray: *const CUDA_EXTERNAL_SEMAPHORE_WAIT_PARAMS,
            numExtSems: c_uint,
            stream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDestroyExternalSemaphore(extSem: CUexternalSemaphore) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuKernelGetFunction(pFunc: *mut CUfunction, kernel: CUkernel) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuKernelGetLibrary(pLib: *mut CUlibrary, kernel: CUkernel) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuKernelGetName(name: *mut *const c_char, hfunc: CUkernel) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuKernelGetParamInfo(
            kernel: CUkernel,
            paramIndex: usize,
            paramOffset: *mut usize,
            paramSize: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuKernelGetAttribute(
            pi: *mut c_int,
            attrib: CUfunction_attribute,
            kernel: CUkernel,
            dev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuKernelSetAttribute(
            attrib: CUfunction_attribute,
            val: c_int,
            kernel: CUkernel,
            dev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuKernelSetCacheConfig(
            kernel: CUkernel,
            config: CUfunc_cache,
            dev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuFuncGetAttribute(
            pi: *mut c_int,
            attrib: CUfunction_attribute,
            hfunc: CUfunction,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuFuncSetAttribute(
            hfunc: CUfunction,
            attrib: CUfunction_attribute,
            value: c_int,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuFuncSetCacheConfig(hfunc: CUfunction, config: CUfunc_cache) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuFuncSetSharedMemConfig(hfunc: CUfunction, config: CUsharedconfig) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuFuncGetModule(hmod: *mut CUmodule, hfunc: CUfunction) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuFuncGetName(name: *mut *const c_char, hfunc: CUfunction) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuFuncGetParamInfo(
            func: CUfunction,
            paramIndex: usize,
            paramOffset: *mut usize,
            paramSize: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuFuncIsLoaded(
            state: *mut CUfunctionLoadingState,
            function: CUfunction,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuFuncLoad(function: CUfunction) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsGLRegisterBuffer(
            pCudaResource: *mut CUgraphicsResource,
            buffer: GLuint,
            Flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsGLRegisterImage(
            pCudaResource: *mut CUgraphicsResource,
            image: GLuint,
            target: GLenum,
            Flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGLGetDevices(
            pCudaDeviceCount: *mut c_uint,
            pCudaDevices: *mut CUdevice,
            cudaDeviceCount: c_uint,
            deviceList: CUGLDeviceList,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGLGetDevices_v2(
            pCudaDeviceCount: *mut c_uint,
            pCudaDevices: *mut CUdevice,
            cudaDeviceCount: c_uint,
            deviceList: CUGLDeviceList,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGLCtxCreate(
            pCtx: *mut CUcontext,
            Flags: c_uint,
            device: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGLCtxCreate_v2(
            pCtx: *mut CUcontext,
            Flags: c_uint,
            device: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGLInit() -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGLRegisterBufferObject(buffer: GLuint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGLMapBufferObject(
            dptr: *mut CUdeviceptr_v1,
            size: *mut c_uint,
            buffer: GLuint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGLMapBufferObject_v2(
            dptr: *mut CUdeviceptr,
            size: *mut usize,
            buffer: GLuint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGLUnmapBufferObject(buffer: GLuint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGLUnregisterBufferObject(buffer: GLuint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGLSetBufferObjectMapFlags(buffer: GLuint, Flags: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGLMapBufferObjectAsync(
            dptr: *mut CUdeviceptr_v1,
            size: *mut c_uint,
            buffer: GLuint,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGLMapBufferObjectAsync_v2(
            dptr: *mut CUdeviceptr,
            size: *mut usize,
            buffer: GLuint,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGLUnmapBufferObjectAsync(buffer: GLuint, hStream: CUstream) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphCreate(phGraph: *mut CUgraph, flags: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphClone(phGraphClone: *mut CUgraph, originalGraph: CUgraph) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphDestroy(hGraph: CUgraph) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphGetNodes(
            hGraph: CUgraph,
            nodes: *mut CUgraphNode,
            numNodes: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphGetRootNodes(
            hGraph: CUgraph,
            rootNodes: *mut CUgraphNode,
            numRootNodes: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphGetEdges(
            hGraph: CUgraph,
            from: *mut CUgraphNode,
            to: *mut CUgraphNode,
            numEdges: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphGetEdges_v2(
            hGraph: CUgraph,
            from: *mut CUgraphNode,
            to: *mut CUgraphNode,
            edgeData: *mut CUgraphEdgeData,
            numEdges: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphNodeGetType(
            hNode: CUgraphNode,
            r#type: *mut CUgraphNodeType,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphNodeFindInClone(
            phNode: *mut CUgraphNode,
            hOriginalNode: CUgraphNode,
            hClonedGraph: CUgraph,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphNodeGetDependencies(
            hNode: CUgraphNode,
            dependencies: *mut CUgraphNode,
            numDependencies: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphNodeGetDependencies_v2(
            hNode: CUgraphNode,
            dependencies: *mut CUgraphNode,
            edgeData: *mut CUgraphEdgeData,
            numDependencies: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphNodeGetDependentNodes(
            hNode: CUgraphNode,
            dependentNodes: *mut CUgraphNode,
            numDependentNodes: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphNodeGetDependentNodes_v2(
            hNode: CUgraphNode,
            dependentNodes: *mut CUgraphNode,
            edgeData: *mut CUgraphEdgeData,
            numDependentNodes: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphKernelNodeGetParams(
            hNode: CUgraphNode,
            nodeParams: *mut CUDA_KERNEL_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphKernelNodeGetParams_v2(
            hNode: CUgraphNode,
            nodeParams: *mut CUDA_KERNEL_NODE_PARAMS_v2,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphKernelNodeSetParams(
            hNode: CUgraphNode,
            nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphKernelNodeSetParams_v2(
            hNode: CUgraphNode,
            nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v2,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphKernelNodeGetAttribute(
            hNode: CUgraphNode,
            attr: CUkernelNodeAttrID,
            value_out: *mut CUlaunchAttributeValue,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphKernelNodeSetAttribute(
            hNode: CUgraphNode,
            attr: CUkernelNodeAttrID,
            value: *const CUlaunchAttributeValue,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphKernelNodeCopyAttributes(dst: CUgraphNode, src: CUgraphNode) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphMemsetNodeGetParams(
            hNode: CUgraphNode,
            nodeParams: *mut CUDA_MEMSET_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphMemsetNodeSetParams(
            hNode: CUgraphNode,
            nodeParams: *const CUDA_MEMSET_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphMemcpyNodeGetParams(
            hNode: CUgraphNode,
            nodeParams: *mut CUDA_MEMCPY3D_v2,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphMemcpyNodeSetParams(
            hNode: CUgraphNode,
            nodeParams: *const CUDA_MEMCPY3D_v2,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphHostNodeGetParams(
            hNode: CUgraphNode,
            nodeParams: *mut CUDA_HOST_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphHostNodeSetParams(
            hNode: CUgraphNode,
            nodeParams: *const CUDA_HOST_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphChildGraphNodeGetGraph(
            hNode: CUgraphNode,
            phGraph: *mut CUgraph,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphEventRecordNodeGetEvent(
            hNode: CUgraphNode,
            event_out: *mut CUevent,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphEventRecordNodeSetEvent(hNode: CUgraphNode, event: CUevent) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphEventWaitNodeGetEvent(
            hNode: CUgraphNode,
            event_out: *mut CUevent,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphEventWaitNodeSetEvent(hNode: CUgraphNode, event: CUevent) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphMemAllocNodeGetParams(
            hNode: CUgraphNode,
            params_out: *mut CUDA_MEM_ALLOC_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphMemFreeNodeGetParams(
            hNode: CUgraphNode,
            dptr_out: *mut CUdeviceptr,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphBatchMemOpNodeGetParams(
            hNode: CUgraphNode,
            nodeParams_out: *mut CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphBatchMemOpNodeSetParams(
            hNode: CUgraphNode,
            nodeParams: *const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExternalSemaphoresSignalNodeGetParams(
            hNode: CUgraphNode,
            params_out: *mut CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExternalSemaphoresSignalNodeSetParams(
            hNode: CUgraphNode,
            nodeParams: *const CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExternalSemaphoresWaitNodeGetParams(
            hNode: CUgraphNode,
            params_out: *mut CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExternalSemaphoresWaitNodeSetParams(
            hNode: CUgraphNode,
            nodeParams: *const CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddKernelNode(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
            nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddKernelNode_v2(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
            nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v2,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddMemcpyNode(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
            copyParams: *const CUDA_MEMCPY3D_v2,
            ctx: CUcontext,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddMemsetNode(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
            memsetParams: *const CUDA_MEMSET_NODE_PARAMS_v1,
            ctx: CUcontext,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddHostNode(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
            nodeParams: *const CUDA_HOST_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddChildGraphNode(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
            childGraph: CUgraph,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddEmptyNode(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddEventRecordNode(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
            event: CUevent,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddEventWaitNode(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
            event: CUevent,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddExternalSemaphoresSignalNode(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
            nodeParams: *const CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddExternalSemaphoresWaitNode(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
            nodeParams: *const CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddBatchMemOpNode(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
            nodeParams: *const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddMemAllocNode(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
            nodeParams: *mut CUDA_MEM_ALLOC_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddMemFreeNode(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
            dptr: CUdeviceptr,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddNode(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            numDependencies: usize,
            nodeParams: *mut CUgraphNodeParams,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddNode_v2(
            phGraphNode: *mut CUgraphNode,
            hGraph: CUgraph,
            dependencies: *const CUgraphNode,
            dependencyData: *const CUgraphEdgeData,
            numDependencies: usize,
            nodeParams: *mut CUgraphNodeParams,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphNodeSetParams(
            hNode: CUgraphNode,
            nodeParams: *mut CUgraphNodeParams,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphDestroyNode(hNode: CUgraphNode) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddDependencies(
            hGraph: CUgraph,
            from: *const CUgraphNode,
            to: *const CUgraphNode,
            numDependencies: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphAddDependencies_v2(
            hGraph: CUgraph,
            from: *const CUgraphNode,
            to: *const CUgraphNode,
            edgeData: *const CUgraphEdgeData,
            numDependencies: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphRemoveDependencies(
            hGraph: CUgraph,
            from: *const CUgraphNode,
            to: *const CUgraphNode,
            numDependencies: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphRemoveDependencies_v2(
            hGraph: CUgraph,
            from: *const CUgraphNode,
            to: *const CUgraphNode,
            edgeData: *const CUgraphEdgeData,
            numDependencies: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphConditionalHandleCreate(
            pHandle_out: *mut CUgraphConditionalHandle,
            hGraph: CUgraph,
            ctx: CUcontext,
            defaultLaunchValue: c_uint,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphDebugDotPrint(
            hGraph: CUgraph,
            path: *const c_char,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphInstantiate(
            phGraphExec: *mut CUgraphExec,
            hGraph: CUgraph,
            phErrorNode: *mut CUgraphNode,
            logBuffer: *mut c_char,
            bufferSize: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphInstantiate_v2(
            phGraphExec: *mut CUgraphExec,
            hGraph: CUgraph,
            phErrorNode: *mut CUgraphNode,
            logBuffer: *mut c_char,
            bufferSize: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphInstantiateWithFlags(
            phGraphExec: *mut CUgraphExec,
            hGraph: CUgraph,
            flags: u64,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphInstantiateWithParams(
            phGraphExec: *mut CUgraphExec,
            hGraph: CUgraph,
            instantiateParams: *mut CUDA_GRAPH_INSTANTIATE_PARAMS,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecUpdate(
            hGraphExec: CUgraphExec,
            hGraph: CUgraph,
            hErrorNode_out: *mut CUgraphNode,
            updateResult_out: *mut CUgraphExecUpdateResult,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecUpdate_v2(
            hGraphExec: CUgraphExec,
            hGraph: CUgraph,
            resultInfo: *mut CUgraphExecUpdateResultInfo,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecGetFlags(hGraphExec: CUgraphExec, flags: *mut u64) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecDestroy(hGraphExec: CUgraphExec) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphUpload(hGraphExec: CUgraphExec, hStream: CUstream) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphLaunch(hGraphExec: CUgraphExec, hStream: CUstream) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecKernelNodeSetParams(
            hGraphExec: CUgraphExec,
            hNode: CUgraphNode,
            nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecKernelNodeSetParams_v2(
            hGraphExec: CUgraphExec,
            hNode: CUgraphNode,
            nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v2,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphNodeSetEnabled(
            hGraphExec: CUgraphExec,
            hNode: CUgraphNode,
            isEnabled: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphNodeGetEnabled(
            hGraphExec: CUgraphExec,
            hNode: CUgraphNode,
            isEnabled: *mut c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecMemcpyNodeSetParams(
            hGraphExec: CUgraphExec,
            hNode: CUgraphNode,
            copyParams: *const CUDA_MEMCPY3D_v2,
            ctx: CUcontext,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecMemsetNodeSetParams(
            hGraphExec: CUgraphExec,
            hNode: CUgraphNode,
            memsetParams: *const CUDA_MEMSET_NODE_PARAMS_v1,
            ctx: CUcontext,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecHostNodeSetParams(
            hGraphExec: CUgraphExec,
            hNode: CUgraphNode,
            nodeParams: *const CUDA_HOST_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecChildGraphNodeSetParams(
            hGraphExec: CUgraphExec,
            hNode: CUgraphNode,
            childGraph: CUgraph,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecEventRecordNodeSetEvent(
            hGraphExec: CUgraphExec,
            hNode: CUgraphNode,
            event: CUevent,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecEventWaitNodeSetEvent(
            hGraphExec: CUgraphExec,
            hNode: CUgraphNode,
            event: CUevent,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecExternalSemaphoresSignalNodeSetParams(
            hGraphExec: CUgraphExec,
            hNode: CUgraphNode,
            nodeParams: *const CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecExternalSemaphoresWaitNodeSetParams(
            hGraphExec: CUgraphExec,
            hNode: CUgraphNode,
            nodeParams: *const CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecBatchMemOpNodeSetParams(
            hGraphExec: CUgraphExec,
            hNode: CUgraphNode,
            nodeParams: *const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphExecNodeSetParams(
            hGraphExec: CUgraphExec,
            hNode: CUgraphNode,
            nodeParams: *mut CUgraphNodeParams,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuUserObjectCreate(
            object_out: *mut CUuserObject,
            ptr: *mut c_void,
            destroy: CUhostFn,
            initialRefcount: c_uint,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuUserObjectRetain(object: CUuserObject, count: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuUserObjectRelease(object: CUuserObject, count: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphRetainUserObject(
            graph: CUgraph,
            object: CUuserObject,
            count: c_uint,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphReleaseUserObject(
            graph: CUgraph,
            object: CUuserObject,
            count: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGraphMemTrim(device: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetGraphMemAttribute(
            device: CUdevice,
            attr: CUgraphMem_attribute,
            value: *mut u64,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceSetGraphMemAttribute(
            device: CUdevice,
            attr: CUgraphMem_attribute,
            value: *const u64,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsUnregisterResource(resource: CUgraphicsResource) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsMapResources(
            count: c_uint,
            resources: *mut CUgraphicsResource,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsUnmapResources(
            count: c_uint,
            resources: *mut CUgraphicsResource,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsSubResourceGetMappedArray(
            pArray: *mut CUarray,
            resource: CUgraphicsResource,
            arrayIndex: c_uint,
            mipLevel: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsResourceGetMappedMipmappedArray(
            pMipmappedArray: *mut CUmipmappedArray,
            resource: CUgraphicsResource,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsResourceGetMappedPointer(
            pDevPtr: *mut CUdeviceptr_v1,
            pSize: *mut c_uint,
            resource: CUgraphicsResource,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsResourceGetMappedPointer_v2(
            pDevPtr: *mut CUdeviceptr,
            pSize: *mut usize,
            resource: CUgraphicsResource,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsResourceSetMapFlags(
            resource: CUgraphicsResource,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsResourceSetMapFlags_v2(
            resource: CUgraphicsResource,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetDevResource(
            device: CUdevice,
            resource: *mut CUdevResource,
            r#type: CUdevResourceType,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxGetDevResource(
            hCtx: CUcontext,
            resource: *mut CUdevResource,
            r#type: CUdevResourceType,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDevSmResourceSplitByCount(
            result: *mut CUdevResource,
            nbGroups: *mut c_uint,
            input: *const CUdevResource,
            remaining: *mut CUdevResource,
            useFlags: c_uint,
            minCount: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDevResourceGenerateDesc(
            phDesc: *mut CUdevResourceDesc,
            resources: *mut CUdevResource,
            nbResources: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGreenCtxCreate(
            phCtx: *mut CUgreenCtx,
            desc: CUdevResourceDesc,
            dev: CUdevice,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGreenCtxDestroy(hCtx: CUgreenCtx) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxFromGreenCtx(pContext: *mut CUcontext, hCtx: CUgreenCtx) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGreenCtxGetDevResource(
            hCtx: CUgreenCtx,
            resource: *mut CUdevResource,
            r#type: CUdevResourceType,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGreenCtxGetId(greenCtx: CUgreenCtx, greenCtxId: *mut u64) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGreenCtxStreamCreate(
            phStream: *mut CUstream,
            greenCtx: CUgreenCtx,
            flags: c_uint,
            priority: c_int,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGreenCtxRecordEvent(hCtx: CUgreenCtx, hEvent: CUevent) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGreenCtxWaitEvent(hCtx: CUgreenCtx, hEvent: CUevent) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxRecordEvent(hCtx: CUcontext, hEvent: CUevent) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxWaitEvent(hCtx: CUcontext, hEvent: CUevent) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuInit(Flags: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDriverGetVersion(driverVersion: *mut c_int) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGetProcAddress(
            symbol: *const c_char,
            pfn: *mut *mut c_void,
            cudaVersion: c_int,
            flags: u64,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGetProcAddress_v2(
            symbol: *const c_char,
            pfn: *mut *mut c_void,
            cudaVersion: c_int,
            flags: u64,
            symbolStatus: *mut CUdriverProcAddressQueryResult,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGetExportTable(
            ppExportTable: *mut *const c_void,
            pExportTableId: *const CUuuid,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGetErrorName(error: CUresult, pStr: *mut *const c_char) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGetErrorString(error: CUresult, pStr: *mut *const c_char) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuIpcGetEventHandle(pHandle: *mut CUipcEventHandle, event: CUevent) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuIpcOpenEventHandle(
            phEvent: *mut CUevent,
            handle: CUipcEventHandle,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuIpcGetMemHandle(pHandle: *mut CUipcMemHandle, dptr: CUdeviceptr) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuIpcOpenMemHandle(
            pdptr: *mut CUdeviceptr,
            handle: CUipcMemHandle,
            Flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuIpcOpenMemHandle_v2(
            pdptr: *mut CUdeviceptr,
            handle: CUipcMemHandle,
            Flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuIpcCloseMemHandle(dptr: CUdeviceptr) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLaunchKernel(
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
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLaunchKernelEx(
            config: *const CUlaunchConfig,
            f: CUfunction,
            kernelParams: *mut *mut c_void,
            extra: *mut *mut c_void,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLaunchCooperativeKernel(
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
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLaunchCooperativeKernelMultiDevice(
            launchParamsList: *mut CUDA_LAUNCH_PARAMS,
            numDevices: c_uint,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLaunchHostFunc(
            hStream: CUstream,
            r#fn: CUhostFn,
            userData: *mut c_void,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuFuncSetBlockShape(
            hfunc: CUfunction,
            x: c_int,
            y: c_int,
            z: c_int,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuFuncSetSharedSize(hfunc: CUfunction, bytes: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuParamSetSize(hfunc: CUfunction, numbytes: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuParamSeti(hfunc: CUfunction, offset: c_int, value: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuParamSetf(hfunc: CUfunction, offset: c_int, value: f32) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuParamSetv(
            hfunc: CUfunction,
            offset: c_int,
            ptr: *mut c_void,
            numbytes: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuParamSetTexRef(
            hfunc: CUfunction,
            texunit: c_int,
            hTexRef: CUtexref,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLaunch(f: CUfunction) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLaunchGrid(f: CUfunction, grid_width: c_int, grid_height: c_int) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLaunchGridAsync(
            f: CUfunction,
            grid_width: c_int,
            grid_height: c_int,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLibraryLoadData(
            library: *mut CUlibrary,
            code: *const c_void,
            jitOptions: *const CUjit_option,
            jitOptionsValues: *mut *mut c_void,
            numJitOptions: c_uint,
            libraryOptions: *const CUlibraryOption,
            libraryOptionValues: *mut *mut c_void,
            numLibraryOptions: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLibraryLoadFromFile(
            library: *mut CUlibrary,
            fileName: *const c_char,
            jitOptions: *const CUjit_option,
            jitOptionsValues: *mut *mut c_void,
            numJitOptions: c_uint,
            libraryOptions: *const CUlibraryOption,
            libraryOptionValues: *mut *mut c_void,
            numLibraryOptions: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLibraryUnload(library: CUlibrary) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLibraryGetKernel(
            pKernel: *mut CUkernel,
            library: CUlibrary,
            name: *const c_char,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLibraryGetKernelCount(count: *mut c_uint, lib: CUlibrary) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLibraryEnumerateKernels(
            kernels: *mut CUkernel,
            numKernels: c_uint,
            lib: CUlibrary,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLibraryGetModule(pMod: *mut CUmodule, library: CUlibrary) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLibraryGetGlobal(
            dptr: *mut CUdeviceptr,
            bytes: *mut usize,
            library: CUlibrary,
            name: *const c_char,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLibraryGetManaged(
            dptr: *mut CUdeviceptr,
            bytes: *mut usize,
            library: CUlibrary,
            name: *const c_char,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLibraryGetUnifiedFunction(
            fptr: *mut *mut c_void,
            library: CUlibrary,
            symbol: *const c_char,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLogsRegisterCallback(
            callbackFunc: CUlogsCallback,
            userData: *mut c_void,
            callback_out: *mut CUlogsCallbackHandle,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLogsUnregisterCallback(callback: CUlogsCallbackHandle) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLogsCurrent(iterator_out: *mut CUlogIterator, flags: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLogsDumpToFile(
            iterator: *mut CUlogIterator,
            pathToFile: *const c_char,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLogsDumpToMemory(
            iterator: *mut CUlogIterator,
            buffer: *mut c_char,
            size: *mut usize,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemAllocManaged(
            dptr: *mut CUdeviceptr,
            bytesize: usize,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemPrefetchAsync(
            devPtr: CUdeviceptr,
            count: usize,
            dstDevice: CUdevice,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemPrefetchAsync_v2(
            devPtr: CUdeviceptr,
            count: usize,
            location: CUmemLocation,
            flags: c_uint,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemPrefetchBatchAsync(
            dptrs: *mut CUdeviceptr,
            sizes: *mut usize,
            count: usize,
            prefetchLocs: *mut CUmemLocation,
            prefetchLocIdxs: *mut usize,
            numPrefetchLocs: usize,
            flags: u64,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemDiscardBatchAsync(
            dptrs: *mut CUdeviceptr,
            sizes: *mut usize,
            count: usize,
            flags: u64,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemDiscardAndPrefetchBatchAsync(
            dptrs: *mut CUdeviceptr,
            sizes: *mut usize,
            count: usize,
            prefetchLocs: *mut CUmemLocation,
            prefetchLocIdxs: *mut usize,
            numPrefetchLocs: usize,
            flags: u64,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemAdvise(
            devPtr: CUdeviceptr,
            count: usize,
            advice: CUmem_advise,
            device: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemAdvise_v2(
            devPtr: CUdeviceptr,
            count: usize,
            advice: CUmem_advise,
            location: CUmemLocation,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemRangeGetAttribute(
            data: *mut c_void,
            dataSize: usize,
            attribute: CUmem_range_attribute,
            devPtr: CUdeviceptr,
            count: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemRangeGetAttributes(
            data: *mut *mut c_void,
            dataSizes: *mut usize,
            attributes: *mut CUmem_range_attribute,
            numAttributes: usize,
            devPtr: CUdeviceptr,
            count: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamAttachMemAsync(
            hStream: CUstream,
            dptr: CUdeviceptr,
            length: usize,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamWaitValue32(
            stream: CUstream,
            addr: CUdeviceptr,
            value: u32,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamWaitValue64(
            stream: CUstream,
            addr: CUdeviceptr,
            value: u64,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamWriteValue32(
            stream: CUstream,
            addr: CUdeviceptr,
            value: u32,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamWriteValue64(
            stream: CUstream,
            addr: CUdeviceptr,
            value: u64,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamBatchMemOp(
            stream: CUstream,
            count: c_uint,
            paramArray: *mut CUstreamBatchMemOpParams,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamWaitValue32_v2(
            stream: CUstream,
            addr: CUdeviceptr,
            value: u32,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamWaitValue64_v2(
            stream: CUstream,
            addr: CUdeviceptr,
            value: u64,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamWriteValue32_v2(
            stream: CUstream,
            addr: CUdeviceptr,
            value: u32,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamWriteValue64_v2(
            stream: CUstream,
            addr: CUdeviceptr,
            value: u64,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamBatchMemOp_v2(
            stream: CUstream,
            count: c_uint,
            paramArray: *const CUstreamBatchMemOpParams,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemGetInfo(free: *mut c_uint, total: *mut c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemGetInfo_v2(free: *mut usize, total: *mut usize) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemAlloc(dptr: *mut CUdeviceptr_v1, bytesize: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemAlloc_v2(dptr: *mut CUdeviceptr, bytesize: usize) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemAllocPitch(
            dptr: *mut CUdeviceptr_v1,
            pPitch: *mut c_uint,
            WidthInBytes: c_uint,
            Height: c_uint,
            ElementSizeBytes: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemAllocPitch_v2(
            dptr: *mut CUdeviceptr,
            pPitch: *mut usize,
            WidthInBytes: usize,
            Height: usize,
            ElementSizeBytes: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemFree(dptr: CUdeviceptr_v1) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemFree_v2(dptr: CUdeviceptr) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemGetAddressRange(
            pbase: *mut CUdeviceptr_v1,
            psize: *mut c_uint,
            dptr: CUdeviceptr_v1,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemGetAddressRange_v2(
            pbase: *mut CUdeviceptr,
            psize: *mut usize,
            dptr: CUdeviceptr,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemAllocHost(pp: *mut *mut c_void, bytesize: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemAllocHost_v2(pp: *mut *mut c_void, bytesize: usize) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemHostAlloc(
            pp: *mut *mut c_void,
            bytesize: usize,
            Flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemFreeHost(p: *mut c_void) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemHostRegister(p: *mut c_void, bytesize: usize, Flags: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemHostRegister_v2(
            p: *mut c_void,
            bytesize: usize,
            Flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemHostUnregister(p: *mut c_void) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemHostGetDevicePointer(
            pdptr: *mut CUdeviceptr_v1,
            p: *mut c_void,
            Flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemHostGetDevicePointer_v2(
            pdptr: *mut CUdeviceptr,
            p: *mut c_void,
            Flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemHostGetFlags(pFlags: *mut c_uint, p: *mut c_void) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemGetHandleForAddressRange(
            handle: *mut c_void,
            dptr: CUdeviceptr,
            size: usize,
            handleType: CUmemRangeHandleType,
            flags: u64,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemBatchDecompressAsync(
            paramsArray: *mut CUmemDecompressParams,
            count: usize,
            flags: c_uint,
            errorIndex: *mut usize,
            stream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemGetAttribute() -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemGetAttribute_v2() -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD8(dstDevice: CUdeviceptr_v1, uc: u8, N: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD8_v2(dstDevice: CUdeviceptr, uc: u8, N: usize) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD8Async(
            dstDevice: CUdeviceptr,
            uc: u8,
            N: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD16(dstDevice: CUdeviceptr_v1, us: u16, N: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD16_v2(dstDevice: CUdeviceptr, us: u16, N: usize) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD16Async(
            dstDevice: CUdeviceptr,
            us: u16,
            N: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD32(dstDevice: CUdeviceptr_v1, ui: c_uint, N: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD32_v2(dstDevice: CUdeviceptr, ui: c_uint, N: usize) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD32Async(
            dstDevice: CUdeviceptr,
            ui: c_uint,
            N: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD2D8(
            dstDevice: CUdeviceptr_v1,
            dstPitch: c_uint,
            uc: u8,
            Width: c_uint,
            Height: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD2D8_v2(
            dstDevice: CUdeviceptr,
            dstPitch: usize,
            uc: u8,
            Width: usize,
            Height: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD2D8Async(
            dstDevice: CUdeviceptr,
            dstPitch: usize,
            uc: u8,
            Width: usize,
            Height: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD2D16(
            dstDevice: CUdeviceptr_v1,
            dstPitch: c_uint,
            us: u16,
            Width: c_uint,
            Height: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD2D16_v2(
            dstDevice: CUdeviceptr,
            dstPitch: usize,
            us: u16,
            Width: usize,
            Height: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD2D16Async(
            dstDevice: CUdeviceptr,
            dstPitch: usize,
            us: u16,
            Width: usize,
            Height: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD2D32(
            dstDevice: CUdeviceptr_v1,
            dstPitch: c_uint,
            ui: c_uint,
            Width: c_uint,
            Height: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD2D32_v2(
            dstDevice: CUdeviceptr,
            dstPitch: usize,
            ui: c_uint,
            Width: usize,
            Height: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemsetD2D32Async(
            dstDevice: CUdeviceptr,
            dstPitch: usize,
            ui: c_uint,
            Width: usize,
            Height: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuModuleLoad(module: *mut CUmodule, fname: *const c_char) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuModuleLoadData(module: *mut CUmodule, image: *const c_void) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuModuleLoadDataEx(
            module: *mut CUmodule,
            image: *const c_void,
            numOptions: c_uint,
            options: *const CUjit_option,
            optionValues: *mut *mut c_void,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuModuleLoadFatBinary(
            module: *mut CUmodule,
            fatCubin: *const c_void,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuModuleUnload(hmod: CUmodule) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuModuleGetLoadingMode(mode: *mut CUmoduleLoadingMode) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuModuleGetFunction(
            hfunc: *mut CUfunction,
            hmod: CUmodule,
            name: *const c_char,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuModuleGetFunctionCount(count: *mut c_uint, r#mod: CUmodule) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuModuleEnumerateFunctions(
            functions: *mut CUfunction,
            numFunctions: c_uint,
            r#mod: CUmodule,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuModuleGetGlobal(
            dptr: *mut CUdeviceptr_v1,
            bytes: *mut c_uint,
            hmod: CUmodule,
            name: *const c_char,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuModuleGetGlobal_v2(
            dptr: *mut CUdeviceptr,
            bytes: *mut usize,
            hmod: CUmodule,
            name: *const c_char,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuModuleGetTexRef(
            pTexRef: *mut CUtexref,
            hmod: CUmodule,
            name: *const c_char,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuModuleGetSurfRef(
            pSurfRef: *mut CUsurfref,
            hmod: CUmodule,
            name: *const c_char,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLinkCreate(
            numOptions: c_uint,
            options: *const CUjit_option,
            optionValues: *mut *mut c_void,
            stateOut: *mut CUlinkState,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLinkCreate_v2(
            numOptions: c_uint,
            options: *const CUjit_option,
            optionValues: *mut *mut c_void,
            stateOut: *mut CUlinkState,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLinkAddData(
            state: CUlinkState,
            r#type: CUjitInputType,
            data: *const c_void,
            size: usize,
            name: *const c_char,
            numOptions: c_uint,
            options: *const CUjit_option,
            optionValues: *mut *mut c_void,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLinkAddData_v2(
            state: CUlinkState,
            r#type: CUjitInputType,
            data: *const c_void,
            size: usize,
            name: *const c_char,
            numOptions: c_uint,
            options: *const CUjit_option,
            optionValues: *mut *mut c_void,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLinkAddFile(
            state: CUlinkState,
            r#type: CUjitInputType,
            path: *const c_char,
            numOptions: c_uint,
            options: *const CUjit_option,
            optionValues: *mut *mut c_void,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLinkAddFile_v2(
            state: CUlinkState,
            r#type: CUjitInputType,
            path: *const c_char,
            numOptions: c_uint,
            options: *const CUjit_option,
            optionValues: *mut *mut c_void,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLinkComplete(
            state: CUlinkState,
            cubinOut: *mut *mut c_void,
            sizeOut: *mut usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuLinkDestroy(state: CUlinkState) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMulticastCreate(
            mcHandle: *mut CUmemGenericAllocationHandle,
            prop: *const CUmulticastObjectProp,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMulticastAddDevice(
            mcHandle: CUmemGenericAllocationHandle,
            dev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMulticastBindMem(
            mcHandle: CUmemGenericAllocationHandle,
            mcOffset: usize,
            memHandle: CUmemGenericAllocationHandle,
            memOffset: usize,
            size: usize,
            flags: u64,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMulticastBindAddr(
            mcHandle: CUmemGenericAllocationHandle,
            mcOffset: usize,
            memptr: CUdeviceptr,
            size: usize,
            flags: u64,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMulticastUnbind(
            mcHandle: CUmemGenericAllocationHandle,
            dev: CUdevice,
            mcOffset: usize,
            size: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMulticastGetGranularity(
            granularity: *mut usize,
            prop: *const CUmulticastObjectProp,
            option: CUmulticastGranularity_flags,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuOccupancyMaxActiveBlocksPerMultiprocessor(
            numBlocks: *mut c_int,
            func: CUfunction,
            blockSize: c_int,
            dynamicSMemSize: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(
            numBlocks: *mut c_int,
            func: CUfunction,
            blockSize: c_int,
            dynamicSMemSize: usize,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuOccupancyAvailableDynamicSMemPerBlock(
            dynamicSmemSize: *mut usize,
            func: CUfunction,
            numBlocks: c_int,
            blockSize: c_int,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuOccupancyMaxPotentialBlockSize(
            minGridSize: *mut c_int,
            blockSize: *mut c_int,
            func: CUfunction,
            blockSizeToDynamicSMemSize: CUoccupancyB2DSize,
            dynamicSMemSize: usize,
            blockSizeLimit: c_int,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuOccupancyMaxPotentialBlockSizeWithFlags(
            minGridSize: *mut c_int,
            blockSize: *mut c_int,
            func: CUfunction,
            blockSizeToDynamicSMemSize: CUoccupancyB2DSize,
            dynamicSMemSize: usize,
            blockSizeLimit: c_int,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuOccupancyMaxActiveClusters(
            numClusters: *mut c_int,
            func: CUfunction,
            config: *const CUlaunchConfig,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuOccupancyMaxPotentialClusterSize(
            clusterSize: *mut c_int,
            func: CUfunction,
            config: *const CUlaunchConfig,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceCanAccessPeer(
            canAccessPeer: *mut c_int,
            dev: CUdevice,
            peerDev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetP2PAttribute(
            value: *mut c_int,
            attrib: CUdevice_P2PAttribute,
            srcDevice: CUdevice,
            dstDevice: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetP2PAtomicCapabilities(
            capabilities: *mut c_uint,
            operations: *const CUatomicOperation,
            count: c_uint,
            srcDevice: CUdevice,
            dstDevice: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxEnablePeerAccess(peerContext: CUcontext, Flags: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuCtxDisablePeerAccess(peerContext: CUcontext) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuPointerGetAttribute(
            data: *mut c_void,
            attribute: CUpointer_attribute,
            ptr: CUdeviceptr,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuPointerGetAttributes(
            numAttributes: c_uint,
            attributes: *const CUpointer_attribute,
            data: *mut *mut c_void,
            ptr: CUdeviceptr,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuPointerSetAttribute(
            value: *const c_void,
            attribute: CUpointer_attribute,
            ptr: CUdeviceptr,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemAllocAsync(
            dptr: *mut CUdeviceptr,
            bytesize: usize,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemAllocFromPoolAsync(
            dptr: *mut CUdeviceptr,
            bytesize: usize,
            pool: CUmemoryPool,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemFreeAsync(dptr: CUdeviceptr, hStream: CUstream) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemPoolCreate(
            pool: *mut CUmemoryPool,
            poolProps: *const CUmemPoolProps,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemPoolDestroy(pool: CUmemoryPool) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemPoolTrimTo(pool: CUmemoryPool, minBytesToKeep: usize) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemPoolSetAttribute(
            pool: CUmemoryPool,
            attr: CUmemPool_attribute,
            value: *mut c_void,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemPoolGetAttribute(
            pool: CUmemoryPool,
            attr: CUmemPool_attribute,
            value: *mut c_void,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemPoolSetAccess(
            pool: CUmemoryPool,
            map: *const CUmemAccessDesc,
            count: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemPoolGetAccess(
            flags: *mut CUmemAccess_flags,
            memPool: CUmemoryPool,
            location: *const CUmemLocation,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetDefaultMemPool(
            pool_out: *mut CUmemoryPool,
            dev: CUdevice,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceGetMemPool(pool: *mut CUmemoryPool, dev: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDeviceSetMemPool(dev: CUdevice, pool: CUmemoryPool) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemGetDefaultMemPool(
            pool_out: *mut CUmemoryPool,
            location: *const CUmemLocation,
            r#type: CUmemAllocationType,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemGetMemPool(
            pool: *mut CUmemoryPool,
            location: *const CUmemLocation,
            r#type: CUmemAllocationType,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemSetMemPool(
            location: *const CUmemLocation,
            r#type: CUmemAllocationType,
            pool: CUmemoryPool,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemPoolExportToShareableHandle(
            handle_out: *mut c_void,
            pool: CUmemoryPool,
            handleType: CUmemAllocationHandleType,
            flags: u64,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemPoolImportFromShareableHandle(
            pool_out: *mut CUmemoryPool,
            handle: *mut c_void,
            handleType: CUmemAllocationHandleType,
            flags: u64,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemPoolExportPointer(
            shareData_out: *mut CUmemPoolPtrExportData,
            ptr: CUdeviceptr,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemPoolImportPointer(
            ptr_out: *mut CUdeviceptr,
            pool: CUmemoryPool,
            shareData: *mut CUmemPoolPtrExportData,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDevicePrimaryCtxRetain(pctx: *mut CUcontext, dev: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDevicePrimaryCtxRelease(dev: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDevicePrimaryCtxRelease_v2(dev: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDevicePrimaryCtxReset(dev: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDevicePrimaryCtxReset_v2(dev: CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDevicePrimaryCtxSetFlags(dev: CUdevice, flags: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDevicePrimaryCtxSetFlags_v2(dev: CUdevice, flags: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuDevicePrimaryCtxGetState(
            dev: CUdevice,
            flags: *mut c_uint,
            active: *mut c_int,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuProfilerInitialize(
            configFile: *const c_char,
            outputFile: *const c_char,
            outputMode: c_int,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuProfilerStart() -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuProfilerStop() -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamCreate(phStream: *mut CUstream, Flags: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamCreateWithPriority(
            phStream: *mut CUstream,
            flags: c_uint,
            priority: c_int,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamDestroy(hStream: CUstream) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamDestroy_v2(hStream: CUstream) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamSynchronize(hStream: CUstream) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamQuery(hStream: CUstream) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamWaitEvent(
            hStream: CUstream,
            hEvent: CUevent,
            Flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamAddCallback(
            hStream: CUstream,
            callback: CUstreamCallback,
            userData: *mut c_void,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamGetPriority(hStream: CUstream, priority: *mut c_int) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamGetFlags(hStream: CUstream, flags: *mut c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamGetId(hStream: CUstream, streamId: *mut u64) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamGetCtx(hStream: CUstream, pctx: *mut CUcontext) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamGetCtx_v2(
            hStream: CUstream,
            pCtx: *mut CUcontext,
            pGreenCtx: *mut CUgreenCtx,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamGetDevice(hStream: CUstream, device: *mut CUdevice) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamGetGreenCtx(hStream: CUstream, phCtx: *mut CUgreenCtx) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamCopyAttributes(dst: CUstream, src: CUstream) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamGetAttribute(
            hStream: CUstream,
            attr: CUstreamAttrID,
            value_out: *mut CUlaunchAttributeValue,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuStreamSetAttribute(
            hStream: CUstream,
            attr: CUstreamAttrID,
            value: *const CUlaunchAttributeValue,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuSurfObjectCreate(
            pSurfObject: *mut CUsurfObject,
            pResDesc: *const CUDA_RESOURCE_DESC,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuSurfObjectDestroy(surfObject: CUsurfObject) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuSurfObjectGetResourceDesc(
            pResDesc: *mut CUDA_RESOURCE_DESC,
            surfObject: CUsurfObject,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuSurfRefSetArray(
            hSurfRef: CUsurfref,
            hArray: CUarray,
            Flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuSurfRefGetArray(phArray: *mut CUarray, hSurfRef: CUsurfref) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTensorMapEncodeTiled(
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
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTensorMapEncodeIm2col(
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
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTensorMapEncodeIm2colWide(
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
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTensorMapReplaceAddress(
            tensorMap: *mut CUtensorMap,
            globalAddress: CUdeviceptr,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexObjectCreate(
            pTexObject: *mut CUtexObject,
            pResDesc: *const CUDA_RESOURCE_DESC,
            pTexDesc: *const CUDA_TEXTURE_DESC,
            pResViewDesc: *const CUDA_RESOURCE_VIEW_DESC,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexObjectDestroy(texObject: CUtexObject) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexObjectGetResourceDesc(
            pResDesc: *mut CUDA_RESOURCE_DESC,
            texObject: CUtexObject,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexObjectGetTextureDesc(
            pTexDesc: *mut CUDA_TEXTURE_DESC,
            texObject: CUtexObject,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexObjectGetResourceViewDesc(
            pResViewDesc: *mut CUDA_RESOURCE_VIEW_DESC,
            texObject: CUtexObject,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefCreate(pTexRef: *mut CUtexref) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefDestroy(hTexRef: CUtexref) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetArray(hTexRef: CUtexref, hArray: CUarray, Flags: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetMipmappedArray(
            hTexRef: CUtexref,
            hMipmappedArray: CUmipmappedArray,
            Flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetAddress(
            ByteOffset: *mut c_uint,
            hTexRef: CUtexref,
            dptr: CUdeviceptr_v1,
            bytes: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetAddress_v2(
            ByteOffset: *mut usize,
            hTexRef: CUtexref,
            dptr: CUdeviceptr,
            bytes: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetAddress2D(
            hTexRef: CUtexref,
            desc: *const CUDA_ARRAY_DESCRIPTOR_v1,
            dptr: CUdeviceptr_v1,
            Pitch: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetAddress2D_v2(
            hTexRef: CUtexref,
            desc: *const CUDA_ARRAY_DESCRIPTOR_v2,
            dptr: CUdeviceptr,
            Pitch: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetAddress2D_v3(
            hTexRef: CUtexref,
            desc: *const CUDA_ARRAY_DESCRIPTOR_v2,
            dptr: CUdeviceptr,
            Pitch: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetFormat(
            hTexRef: CUtexref,
            fmt: CUarray_format,
            NumPackedComponents: c_int,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetAddressMode(
            hTexRef: CUtexref,
            dim: c_int,
            am: CUaddress_mode,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetFilterMode(hTexRef: CUtexref, fm: CUfilter_mode) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetMipmapFilterMode(hTexRef: CUtexref, fm: CUfilter_mode) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetMipmapLevelBias(hTexRef: CUtexref, bias: f32) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetMipmapLevelClamp(
            hTexRef: CUtexref,
            minMipmapLevelClamp: f32,
            maxMipmapLevelClamp: f32,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetMaxAnisotropy(hTexRef: CUtexref, maxAniso: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetBorderColor(hTexRef: CUtexref, pBorderColor: *mut f32) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefSetFlags(hTexRef: CUtexref, Flags: c_uint) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefGetAddress(pdptr: *mut CUdeviceptr_v1, hTexRef: CUtexref) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefGetAddress_v2(pdptr: *mut CUdeviceptr, hTexRef: CUtexref) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefGetArray(phArray: *mut CUarray, hTexRef: CUtexref) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefGetMipmappedArray(
            phMipmappedArray: *mut CUmipmappedArray,
            hTexRef: CUtexref,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefGetAddressMode(
            pam: *mut CUaddress_mode,
            hTexRef: CUtexref,
            dim: c_int,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefGetFilterMode(pfm: *mut CUfilter_mode, hTexRef: CUtexref) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefGetFormat(
            pFormat: *mut CUarray_format,
            pNumChannels: *mut c_int,
            hTexRef: CUtexref,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefGetMipmapFilterMode(
            pfm: *mut CUfilter_mode,
            hTexRef: CUtexref,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefGetMipmapLevelBias(pbias: *mut f32, hTexRef: CUtexref) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefGetMipmapLevelClamp(
            pminMipmapLevelClamp: *mut f32,
            pmaxMipmapLevelClamp: *mut f32,
            hTexRef: CUtexref,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefGetMaxAnisotropy(pmaxAniso: *mut c_int, hTexRef: CUtexref) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefGetBorderColor(pBorderColor: *mut f32, hTexRef: CUtexref) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuTexRefGetFlags(pFlags: *mut c_uint, hTexRef: CUtexref) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuVDPAUGetDevice(
            pDevice: *mut CUdevice,
            vdpDevice: VdpDevice,
            vdpGetProcAddress: VdpGetProcAddress,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuVDPAUCtxCreate(
            pCtx: *mut CUcontext,
            flags: c_uint,
            device: CUdevice,
            vdpDevice: VdpDevice,
            vdpGetProcAddress: VdpGetProcAddress,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuVDPAUCtxCreate_v2(
            pCtx: *mut CUcontext,
            flags: c_uint,
            device: CUdevice,
            vdpDevice: VdpDevice,
            vdpGetProcAddress: VdpGetProcAddress,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsVDPAURegisterVideoSurface(
            pCudaResource: *mut CUgraphicsResource,
            vdpSurface: VdpVideoSurface,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuGraphicsVDPAURegisterOutputSurface(
            pCudaResource: *mut CUgraphicsResource,
            vdpSurface: VdpOutputSurface,
            flags: c_uint,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemAddressReserve(
            ptr: *mut CUdeviceptr,
            size: usize,
            alignment: usize,
            addr: CUdeviceptr,
            flags: u64,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemAddressFree(ptr: CUdeviceptr, size: usize) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemCreate(
            handle: *mut CUmemGenericAllocationHandle,
            size: usize,
            prop: *const CUmemAllocationProp,
            flags: u64,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemRelease(handle: CUmemGenericAllocationHandle) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemMap(
            ptr: CUdeviceptr,
            size: usize,
            offset: usize,
            handle: CUmemGenericAllocationHandle,
            flags: u64,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemUnmap(ptr: CUdeviceptr, size: usize) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemSetAccess(
            ptr: CUdeviceptr,
            size: usize,
            desc: *const CUmemAccessDesc,
            count: usize,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemGetAccess(
            flags: *mut u64,
            location: *const CUmemLocation,
            ptr: CUdeviceptr,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemGetAllocationGranularity(
            granularity: *mut usize,
            prop: *const CUmemAllocationProp,
            option: CUmemAllocationGranularity_flags,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemGetAllocationPropertiesFromHandle(
            prop: *mut CUmemAllocationProp,
            handle: CUmemGenericAllocationHandle,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemRetainAllocationHandle(
            handle: *mut CUmemGenericAllocationHandle,
            addr: CUdeviceptr,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemExportToShareableHandle(
            shareableHandle: *mut c_void,
            handle: CUmemGenericAllocationHandle,
            handleType: CUmemAllocationHandleType,
            flags: u64,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemImportFromShareableHandle(
            handle: *mut CUmemGenericAllocationHandle,
            osHandle: *mut c_void,
            shHandleType: CUmemAllocationHandleType,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        unsafe extern "C" fn cuMemMapArrayAsync(
            mapInfoList: *mut CUarrayMapInfo,
            count: c_uint,
            hStream: CUstream,
        ) -> CUresult {
            CUDA_ERROR_NOT_SUPPORTED
        }
        Self {
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuArrayCreate: unsafe { library.find(c"cuArrayCreate") }.unwrap_or(cuArrayCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuArrayCreate_v2: unsafe { library.find(c"cuArrayCreate_v2") }.unwrap_or(cuArrayCreate_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuArrayGetDescriptor: unsafe { library.find(c"cuArrayGetDescriptor") }
                .unwrap_or(cuArrayGetDescriptor),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuArrayGetDescriptor_v2: unsafe { library.find(c"cuArrayGetDescriptor_v2") }
                .unwrap_or(cuArrayGetDescriptor_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuArrayDestroy: unsafe { library.find(c"cuArrayDestroy") }.unwrap_or(cuArrayDestroy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuArray3DCreate: unsafe { library.find(c"cuArray3DCreate") }.unwrap_or(cuArray3DCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuArray3DCreate_v2: unsafe { library.find(c"cuArray3DCreate_v2") }.unwrap_or(cuArray3DCreate_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuArray3DGetDescriptor: unsafe { library.find(c"cuArray3DGetDescriptor") }
                .unwrap_or(cuArray3DGetDescriptor),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuArray3DGetDescriptor_v2: unsafe { library.find(c"cuArray3DGetDescriptor_v2") }
                .unwrap_or(cuArray3DGetDescriptor_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuArrayGetPlane: unsafe { library.find(c"cuArrayGetPlane") }.unwrap_or(cuArrayGetPlane),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuArrayGetMemoryRequirements: unsafe { library.find(c"cuArrayGetMemoryRequirements") }
                .unwrap_or(cuArrayGetMemoryRequirements),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuArrayGetSparseProperties: unsafe { library.find(c"cuArrayGetSparseProperties") }
                .unwrap_or(cuArrayGetSparseProperties),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMipmappedArrayCreate: unsafe { library.find(c"cuMipmappedArrayCreate") }
                .unwrap_or(cuMipmappedArrayCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMipmappedArrayGetLevel: unsafe { library.find(c"cuMipmappedArrayGetLevel") }
                .unwrap_or(cuMipmappedArrayGetLevel),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMipmappedArrayDestroy: unsafe { library.find(c"cuMipmappedArrayDestroy") }
                .unwrap_or(cuMipmappedArrayDestroy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMipmappedArrayGetMemoryRequirements: unsafe {
                library.find(c"cuMipmappedArrayGetMemoryRequirements")
            }
            .unwrap_or(cuMipmappedArrayGetMemoryRequirements),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMipmappedArrayGetSparseProperties: unsafe {
                library.find(c"cuMipmappedArrayGetSparseProperties")
            }
            .unwrap_or(cuMipmappedArrayGetSparseProperties),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamBeginCapture: unsafe { library.find(c"cuStreamBeginCapture") }
                .unwrap_or(cuStreamBeginCapture),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamBeginCapture_v2: unsafe { library.find(c"cuStreamBeginCapture_v2") }
                .unwrap_or(cuStreamBeginCapture_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamBeginCaptureToGraph: unsafe { library.find(c"cuStreamBeginCaptureToGraph") }
                .unwrap_or(cuStreamBeginCaptureToGraph),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamEndCapture: unsafe { library.find(c"cuStreamEndCapture") }.unwrap_or(cuStreamEndCapture),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamIsCapturing: unsafe { library.find(c"cuStreamIsCapturing") }
                .unwrap_or(cuStreamIsCapturing),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamGetCaptureInfo: unsafe { library.find(c"cuStreamGetCaptureInfo") }
                .unwrap_or(cuStreamGetCaptureInfo),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamGetCaptureInfo_v2: unsafe { library.find(c"cuStreamGetCaptureInfo_v2") }
                .unwrap_or(cuStreamGetCaptureInfo_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamGetCaptureInfo_v3: unsafe { library.find(c"cuStreamGetCaptureInfo_v3") }
                .unwrap_or(cuStreamGetCaptureInfo_v3),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamUpdateCaptureDependencies: unsafe { library.find(c"cuStreamUpdateCaptureDependencies") }
                .unwrap_or(cuStreamUpdateCaptureDependencies),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamUpdateCaptureDependencies_v2: unsafe {
                library.find(c"cuStreamUpdateCaptureDependencies_v2")
            }
            .unwrap_or(cuStreamUpdateCaptureDependencies_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuThreadExchangeStreamCaptureMode: unsafe { library.find(c"cuThreadExchangeStreamCaptureMode") }
                .unwrap_or(cuThreadExchangeStreamCaptureMode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCheckpointProcessGetRestoreThreadId: unsafe {
                library.find(c"cuCheckpointProcessGetRestoreThreadId")
            }
            .unwrap_or(cuCheckpointProcessGetRestoreThreadId),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCheckpointProcessGetState: unsafe { library.find(c"cuCheckpointProcessGetState") }
                .unwrap_or(cuCheckpointProcessGetState),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCheckpointProcessLock: unsafe { library.find(c"cuCheckpointProcessLock") }
                .unwrap_or(cuCheckpointProcessLock),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCheckpointProcessCheckpoint: unsafe { library.find(c"cuCheckpointProcessCheckpoint") }
                .unwrap_or(cuCheckpointProcessCheckpoint),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCheckpointProcessRestore: unsafe { library.find(c"cuCheckpointProcessRestore") }
                .unwrap_or(cuCheckpointProcessRestore),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCheckpointProcessUnlock: unsafe { library.find(c"cuCheckpointProcessUnlock") }
                .unwrap_or(cuCheckpointProcessUnlock),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxCreate: unsafe { library.find(c"cuCtxCreate") }.unwrap_or(cuCtxCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxCreate_v2: unsafe { library.find(c"cuCtxCreate_v2") }.unwrap_or(cuCtxCreate_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxCreate_v3: unsafe { library.find(c"cuCtxCreate_v3") }.unwrap_or(cuCtxCreate_v3),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxCreate_v4: unsafe { library.find(c"cuCtxCreate_v4") }.unwrap_or(cuCtxCreate_v4),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxDestroy: unsafe { library.find(c"cuCtxDestroy") }.unwrap_or(cuCtxDestroy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxDestroy_v2: unsafe { library.find(c"cuCtxDestroy_v2") }.unwrap_or(cuCtxDestroy_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxAttach: unsafe { library.find(c"cuCtxAttach") }.unwrap_or(cuCtxAttach),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxDetach: unsafe { library.find(c"cuCtxDetach") }.unwrap_or(cuCtxDetach),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxPushCurrent: unsafe { library.find(c"cuCtxPushCurrent") }.unwrap_or(cuCtxPushCurrent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxPushCurrent_v2: unsafe { library.find(c"cuCtxPushCurrent_v2") }
                .unwrap_or(cuCtxPushCurrent_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxPopCurrent: unsafe { library.find(c"cuCtxPopCurrent") }.unwrap_or(cuCtxPopCurrent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxPopCurrent_v2: unsafe { library.find(c"cuCtxPopCurrent_v2") }.unwrap_or(cuCtxPopCurrent_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxSetCurrent: unsafe { library.find(c"cuCtxSetCurrent") }.unwrap_or(cuCtxSetCurrent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxGetCurrent: unsafe { library.find(c"cuCtxGetCurrent") }.unwrap_or(cuCtxGetCurrent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxGetDevice: unsafe { library.find(c"cuCtxGetDevice") }.unwrap_or(cuCtxGetDevice),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxGetDevice_v2: unsafe { library.find(c"cuCtxGetDevice_v2") }.unwrap_or(cuCtxGetDevice_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxGetFlags: unsafe { library.find(c"cuCtxGetFlags") }.unwrap_or(cuCtxGetFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxSetFlags: unsafe { library.find(c"cuCtxSetFlags") }.unwrap_or(cuCtxSetFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxGetId: unsafe { library.find(c"cuCtxGetId") }.unwrap_or(cuCtxGetId),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxGetApiVersion: unsafe { library.find(c"cuCtxGetApiVersion") }.unwrap_or(cuCtxGetApiVersion),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxSynchronize: unsafe { library.find(c"cuCtxSynchronize") }.unwrap_or(cuCtxSynchronize),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxSynchronize_v2: unsafe { library.find(c"cuCtxSynchronize_v2") }
                .unwrap_or(cuCtxSynchronize_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxSetLimit: unsafe { library.find(c"cuCtxSetLimit") }.unwrap_or(cuCtxSetLimit),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxGetLimit: unsafe { library.find(c"cuCtxGetLimit") }.unwrap_or(cuCtxGetLimit),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxGetCacheConfig: unsafe { library.find(c"cuCtxGetCacheConfig") }
                .unwrap_or(cuCtxGetCacheConfig),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxSetCacheConfig: unsafe { library.find(c"cuCtxSetCacheConfig") }
                .unwrap_or(cuCtxSetCacheConfig),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxGetSharedMemConfig: unsafe { library.find(c"cuCtxGetSharedMemConfig") }
                .unwrap_or(cuCtxGetSharedMemConfig),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxSetSharedMemConfig: unsafe { library.find(c"cuCtxSetSharedMemConfig") }
                .unwrap_or(cuCtxSetSharedMemConfig),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxGetStreamPriorityRange: unsafe { library.find(c"cuCtxGetStreamPriorityRange") }
                .unwrap_or(cuCtxGetStreamPriorityRange),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxResetPersistingL2Cache: unsafe { library.find(c"cuCtxResetPersistingL2Cache") }
                .unwrap_or(cuCtxResetPersistingL2Cache),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxGetExecAffinity: unsafe { library.find(c"cuCtxGetExecAffinity") }
                .unwrap_or(cuCtxGetExecAffinity),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy: unsafe { library.find(c"cuMemcpy") }.unwrap_or(cuMemcpy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyAsync: unsafe { library.find(c"cuMemcpyAsync") }.unwrap_or(cuMemcpyAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyHtoD: unsafe { library.find(c"cuMemcpyHtoD") }.unwrap_or(cuMemcpyHtoD),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyHtoD_v2: unsafe { library.find(c"cuMemcpyHtoD_v2") }.unwrap_or(cuMemcpyHtoD_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyDtoH: unsafe { library.find(c"cuMemcpyDtoH") }.unwrap_or(cuMemcpyDtoH),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyDtoH_v2: unsafe { library.find(c"cuMemcpyDtoH_v2") }.unwrap_or(cuMemcpyDtoH_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyDtoD: unsafe { library.find(c"cuMemcpyDtoD") }.unwrap_or(cuMemcpyDtoD),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyDtoD_v2: unsafe { library.find(c"cuMemcpyDtoD_v2") }.unwrap_or(cuMemcpyDtoD_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyHtoDAsync: unsafe { library.find(c"cuMemcpyHtoDAsync") }.unwrap_or(cuMemcpyHtoDAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyHtoDAsync_v2: unsafe { library.find(c"cuMemcpyHtoDAsync_v2") }
                .unwrap_or(cuMemcpyHtoDAsync_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyDtoHAsync: unsafe { library.find(c"cuMemcpyDtoHAsync") }.unwrap_or(cuMemcpyDtoHAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyDtoHAsync_v2: unsafe { library.find(c"cuMemcpyDtoHAsync_v2") }
                .unwrap_or(cuMemcpyDtoHAsync_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyDtoDAsync: unsafe { library.find(c"cuMemcpyDtoDAsync") }.unwrap_or(cuMemcpyDtoDAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyDtoDAsync_v2: unsafe { library.find(c"cuMemcpyDtoDAsync_v2") }
                .unwrap_or(cuMemcpyDtoDAsync_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy2D: unsafe { library.find(c"cuMemcpy2D") }.unwrap_or(cuMemcpy2D),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy2D_v2: unsafe { library.find(c"cuMemcpy2D_v2") }.unwrap_or(cuMemcpy2D_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy2DUnaligned: unsafe { library.find(c"cuMemcpy2DUnaligned") }
                .unwrap_or(cuMemcpy2DUnaligned),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy2DUnaligned_v2: unsafe { library.find(c"cuMemcpy2DUnaligned_v2") }
                .unwrap_or(cuMemcpy2DUnaligned_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy2DAsync: unsafe { library.find(c"cuMemcpy2DAsync") }.unwrap_or(cuMemcpy2DAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy2DAsync_v2: unsafe { library.find(c"cuMemcpy2DAsync_v2") }.unwrap_or(cuMemcpy2DAsync_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy3D: unsafe { library.find(c"cuMemcpy3D") }.unwrap_or(cuMemcpy3D),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy3D_v2: unsafe { library.find(c"cuMemcpy3D_v2") }.unwrap_or(cuMemcpy3D_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy3DAsync: unsafe { library.find(c"cuMemcpy3DAsync") }.unwrap_or(cuMemcpy3DAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy3DAsync_v2: unsafe { library.find(c"cuMemcpy3DAsync_v2") }.unwrap_or(cuMemcpy3DAsync_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyPeer: unsafe { library.find(c"cuMemcpyPeer") }.unwrap_or(cuMemcpyPeer),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyPeerAsync: unsafe { library.find(c"cuMemcpyPeerAsync") }.unwrap_or(cuMemcpyPeerAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy3DPeer: unsafe { library.find(c"cuMemcpy3DPeer") }.unwrap_or(cuMemcpy3DPeer),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy3DPeerAsync: unsafe { library.find(c"cuMemcpy3DPeerAsync") }
                .unwrap_or(cuMemcpy3DPeerAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyBatchAsync: unsafe { library.find(c"cuMemcpyBatchAsync") }.unwrap_or(cuMemcpyBatchAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyBatchAsync_v2: unsafe { library.find(c"cuMemcpyBatchAsync_v2") }
                .unwrap_or(cuMemcpyBatchAsync_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy3DBatchAsync: unsafe { library.find(c"cuMemcpy3DBatchAsync") }
                .unwrap_or(cuMemcpy3DBatchAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpy3DBatchAsync_v2: unsafe { library.find(c"cuMemcpy3DBatchAsync_v2") }
                .unwrap_or(cuMemcpy3DBatchAsync_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyDtoA: unsafe { library.find(c"cuMemcpyDtoA") }.unwrap_or(cuMemcpyDtoA),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyAtoD: unsafe { library.find(c"cuMemcpyAtoD") }.unwrap_or(cuMemcpyAtoD),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyHtoA: unsafe { library.find(c"cuMemcpyHtoA") }.unwrap_or(cuMemcpyHtoA),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyAtoH: unsafe { library.find(c"cuMemcpyAtoH") }.unwrap_or(cuMemcpyAtoH),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyAtoA: unsafe { library.find(c"cuMemcpyAtoA") }.unwrap_or(cuMemcpyAtoA),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyHtoAAsync: unsafe { library.find(c"cuMemcpyHtoAAsync") }.unwrap_or(cuMemcpyHtoAAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyAtoHAsync: unsafe { library.find(c"cuMemcpyAtoHAsync") }.unwrap_or(cuMemcpyAtoHAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyDtoA_v2: unsafe { library.find(c"cuMemcpyDtoA_v2") }.unwrap_or(cuMemcpyDtoA_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyAtoD_v2: unsafe { library.find(c"cuMemcpyAtoD_v2") }.unwrap_or(cuMemcpyAtoD_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyHtoA_v2: unsafe { library.find(c"cuMemcpyHtoA_v2") }.unwrap_or(cuMemcpyHtoA_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyAtoH_v2: unsafe { library.find(c"cuMemcpyAtoH_v2") }.unwrap_or(cuMemcpyAtoH_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyAtoA_v2: unsafe { library.find(c"cuMemcpyAtoA_v2") }.unwrap_or(cuMemcpyAtoA_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyHtoAAsync_v2: unsafe { library.find(c"cuMemcpyHtoAAsync_v2") }
                .unwrap_or(cuMemcpyHtoAAsync_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemcpyAtoHAsync_v2: unsafe { library.find(c"cuMemcpyAtoHAsync_v2") }
                .unwrap_or(cuMemcpyAtoHAsync_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCoredumpGetAttribute: unsafe { library.find(c"cuCoredumpGetAttribute") }
                .unwrap_or(cuCoredumpGetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCoredumpGetAttributeGlobal: unsafe { library.find(c"cuCoredumpGetAttributeGlobal") }
                .unwrap_or(cuCoredumpGetAttributeGlobal),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCoredumpSetAttribute: unsafe { library.find(c"cuCoredumpSetAttribute") }
                .unwrap_or(cuCoredumpSetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCoredumpSetAttributeGlobal: unsafe { library.find(c"cuCoredumpSetAttributeGlobal") }
                .unwrap_or(cuCoredumpSetAttributeGlobal),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGet: unsafe { library.find(c"cuDeviceGet") }.unwrap_or(cuDeviceGet),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetCount: unsafe { library.find(c"cuDeviceGetCount") }.unwrap_or(cuDeviceGetCount),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetName: unsafe { library.find(c"cuDeviceGetName") }.unwrap_or(cuDeviceGetName),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetUuid: unsafe { library.find(c"cuDeviceGetUuid") }.unwrap_or(cuDeviceGetUuid),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetUuid_v2: unsafe { library.find(c"cuDeviceGetUuid_v2") }.unwrap_or(cuDeviceGetUuid_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetLuid: unsafe { library.find(c"cuDeviceGetLuid") }.unwrap_or(cuDeviceGetLuid),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceTotalMem: unsafe { library.find(c"cuDeviceTotalMem") }.unwrap_or(cuDeviceTotalMem),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceTotalMem_v2: unsafe { library.find(c"cuDeviceTotalMem_v2") }
                .unwrap_or(cuDeviceTotalMem_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetAttribute: unsafe { library.find(c"cuDeviceGetAttribute") }
                .unwrap_or(cuDeviceGetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetProperties: unsafe { library.find(c"cuDeviceGetProperties") }
                .unwrap_or(cuDeviceGetProperties),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceComputeCapability: unsafe { library.find(c"cuDeviceComputeCapability") }
                .unwrap_or(cuDeviceComputeCapability),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetByPCIBusId: unsafe { library.find(c"cuDeviceGetByPCIBusId") }
                .unwrap_or(cuDeviceGetByPCIBusId),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetPCIBusId: unsafe { library.find(c"cuDeviceGetPCIBusId") }
                .unwrap_or(cuDeviceGetPCIBusId),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetTexture1DLinearMaxWidth: unsafe {
                library.find(c"cuDeviceGetTexture1DLinearMaxWidth")
            }
            .unwrap_or(cuDeviceGetTexture1DLinearMaxWidth),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetExecAffinitySupport: unsafe { library.find(c"cuDeviceGetExecAffinitySupport") }
                .unwrap_or(cuDeviceGetExecAffinitySupport),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetHostAtomicCapabilities: unsafe { library.find(c"cuDeviceGetHostAtomicCapabilities") }
                .unwrap_or(cuDeviceGetHostAtomicCapabilities),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetNvSciSyncAttributes: unsafe { library.find(c"cuDeviceGetNvSciSyncAttributes") }
                .unwrap_or(cuDeviceGetNvSciSyncAttributes),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceRegisterAsyncNotification: unsafe { library.find(c"cuDeviceRegisterAsyncNotification") }
                .unwrap_or(cuDeviceRegisterAsyncNotification),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceUnregisterAsyncNotification: unsafe {
                library.find(c"cuDeviceUnregisterAsyncNotification")
            }
            .unwrap_or(cuDeviceUnregisterAsyncNotification),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuFlushGPUDirectRDMAWrites: unsafe { library.find(c"cuFlushGPUDirectRDMAWrites") }
                .unwrap_or(cuFlushGPUDirectRDMAWrites),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsEGLRegisterImage: unsafe { library.find(c"cuGraphicsEGLRegisterImage") }
                .unwrap_or(cuGraphicsEGLRegisterImage),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsResourceGetMappedEglFrame: unsafe {
                library.find(c"cuGraphicsResourceGetMappedEglFrame")
            }
            .unwrap_or(cuGraphicsResourceGetMappedEglFrame),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEGLStreamConsumerConnect: unsafe { library.find(c"cuEGLStreamConsumerConnect") }
                .unwrap_or(cuEGLStreamConsumerConnect),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEGLStreamConsumerConnectWithFlags: unsafe {
                library.find(c"cuEGLStreamConsumerConnectWithFlags")
            }
            .unwrap_or(cuEGLStreamConsumerConnectWithFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEGLStreamConsumerDisconnect: unsafe { library.find(c"cuEGLStreamConsumerDisconnect") }
                .unwrap_or(cuEGLStreamConsumerDisconnect),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEGLStreamConsumerAcquireFrame: unsafe { library.find(c"cuEGLStreamConsumerAcquireFrame") }
                .unwrap_or(cuEGLStreamConsumerAcquireFrame),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEGLStreamConsumerReleaseFrame: unsafe { library.find(c"cuEGLStreamConsumerReleaseFrame") }
                .unwrap_or(cuEGLStreamConsumerReleaseFrame),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEGLStreamProducerConnect: unsafe { library.find(c"cuEGLStreamProducerConnect") }
                .unwrap_or(cuEGLStreamProducerConnect),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEGLStreamProducerDisconnect: unsafe { library.find(c"cuEGLStreamProducerDisconnect") }
                .unwrap_or(cuEGLStreamProducerDisconnect),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEGLStreamProducerPresentFrame: unsafe { library.find(c"cuEGLStreamProducerPresentFrame") }
                .unwrap_or(cuEGLStreamProducerPresentFrame),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEGLStreamProducerReturnFrame: unsafe { library.find(c"cuEGLStreamProducerReturnFrame") }
                .unwrap_or(cuEGLStreamProducerReturnFrame),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEGLApiInit: unsafe { library.find(c"cuEGLApiInit") }.unwrap_or(cuEGLApiInit),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEventCreate: unsafe { library.find(c"cuEventCreate") }.unwrap_or(cuEventCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEventRecord: unsafe { library.find(c"cuEventRecord") }.unwrap_or(cuEventRecord),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEventRecordWithFlags: unsafe { library.find(c"cuEventRecordWithFlags") }
                .unwrap_or(cuEventRecordWithFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEventQuery: unsafe { library.find(c"cuEventQuery") }.unwrap_or(cuEventQuery),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEventSynchronize: unsafe { library.find(c"cuEventSynchronize") }.unwrap_or(cuEventSynchronize),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEventDestroy: unsafe { library.find(c"cuEventDestroy") }.unwrap_or(cuEventDestroy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEventDestroy_v2: unsafe { library.find(c"cuEventDestroy_v2") }.unwrap_or(cuEventDestroy_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEventElapsedTime: unsafe { library.find(c"cuEventElapsedTime") }.unwrap_or(cuEventElapsedTime),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuEventElapsedTime_v2: unsafe { library.find(c"cuEventElapsedTime_v2") }
                .unwrap_or(cuEventElapsedTime_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuImportExternalMemory: unsafe { library.find(c"cuImportExternalMemory") }
                .unwrap_or(cuImportExternalMemory),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuExternalMemoryGetMappedBuffer: unsafe { library.find(c"cuExternalMemoryGetMappedBuffer") }
                .unwrap_or(cuExternalMemoryGetMappedBuffer),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuExternalMemoryGetMappedMipmappedArray: unsafe {
                library.find(c"cuExternalMemoryGetMappedMipmappedArray")
            }
            .unwrap_or(cuExternalMemoryGetMappedMipmappedArray),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDestroyExternalMemory: unsafe { library.find(c"cuDestroyExternalMemory") }
                .unwrap_or(cuDestroyExternalMemory),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuImportExternalSemaphore: unsafe { library.find(c"cuImportExternalSemaphore") }
                .unwrap_or(cuImportExternalSemaphore),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuSignalExternalSemaphoresAsync: unsafe { library.find(c"cuSignalExternalSemaphoresAsync") }
                .unwrap_or(cuSignalExternalSemaphoresAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuWaitExternalSemaphoresAsync: unsafe { library.find(c"cuWaitExternalSemaphoresAsync") }
                .unwrap_or(cuWaitExternalSemaphoresAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDestroyExternalSemaphore: unsafe { library.find(c"cuDestroyExternalSemaphore") }
                .unwrap_or(cuDestroyExternalSemaphore),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuKernelGetFunction: unsafe { library.find(c"cuKernelGetFunction") }
                .unwrap_or(cuKernelGetFunction),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuKernelGetLibrary: unsafe { library.find(c"cuKernelGetLibrary") }.unwrap_or(cuKernelGetLibrary),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuKernelGetName: unsafe { library.find(c"cuKernelGetName") }.unwrap_or(cuKernelGetName),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuKernelGetParamInfo: unsafe { library.find(c"cuKernelGetParamInfo") }
                .unwrap_or(cuKernelGetParamInfo),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuKernelGetAttribute: unsafe { library.find(c"cuKernelGetAttribute") }
                .unwrap_or(cuKernelGetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuKernelSetAttribute: unsafe { library.find(c"cuKernelSetAttribute") }
                .unwrap_or(cuKernelSetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuKernelSetCacheConfig: unsafe { library.find(c"cuKernelSetCacheConfig") }
                .unwrap_or(cuKernelSetCacheConfig),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuFuncGetAttribute: unsafe { library.find(c"cuFuncGetAttribute") }.unwrap_or(cuFuncGetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuFuncSetAttribute: unsafe { library.find(c"cuFuncSetAttribute") }.unwrap_or(cuFuncSetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuFuncSetCacheConfig: unsafe { library.find(c"cuFuncSetCacheConfig") }
                .unwrap_or(cuFuncSetCacheConfig),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuFuncSetSharedMemConfig: unsafe { library.find(c"cuFuncSetSharedMemConfig") }
                .unwrap_or(cuFuncSetSharedMemConfig),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuFuncGetModule: unsafe { library.find(c"cuFuncGetModule") }.unwrap_or(cuFuncGetModule),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuFuncGetName: unsafe { library.find(c"cuFuncGetName") }.unwrap_or(cuFuncGetName),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuFuncGetParamInfo: unsafe { library.find(c"cuFuncGetParamInfo") }.unwrap_or(cuFuncGetParamInfo),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuFuncIsLoaded: unsafe { library.find(c"cuFuncIsLoaded") }.unwrap_or(cuFuncIsLoaded),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuFuncLoad: unsafe { library.find(c"cuFuncLoad") }.unwrap_or(cuFuncLoad),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsGLRegisterBuffer: unsafe { library.find(c"cuGraphicsGLRegisterBuffer") }
                .unwrap_or(cuGraphicsGLRegisterBuffer),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsGLRegisterImage: unsafe { library.find(c"cuGraphicsGLRegisterImage") }
                .unwrap_or(cuGraphicsGLRegisterImage),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGLGetDevices: unsafe { library.find(c"cuGLGetDevices") }.unwrap_or(cuGLGetDevices),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGLGetDevices_v2: unsafe { library.find(c"cuGLGetDevices_v2") }.unwrap_or(cuGLGetDevices_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGLCtxCreate: unsafe { library.find(c"cuGLCtxCreate") }.unwrap_or(cuGLCtxCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGLCtxCreate_v2: unsafe { library.find(c"cuGLCtxCreate_v2") }.unwrap_or(cuGLCtxCreate_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGLInit: unsafe { library.find(c"cuGLInit") }.unwrap_or(cuGLInit),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGLRegisterBufferObject: unsafe { library.find(c"cuGLRegisterBufferObject") }
                .unwrap_or(cuGLRegisterBufferObject),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGLMapBufferObject: unsafe { library.find(c"cuGLMapBufferObject") }
                .unwrap_or(cuGLMapBufferObject),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGLMapBufferObject_v2: unsafe { library.find(c"cuGLMapBufferObject_v2") }
                .unwrap_or(cuGLMapBufferObject_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGLUnmapBufferObject: unsafe { library.find(c"cuGLUnmapBufferObject") }
                .unwrap_or(cuGLUnmapBufferObject),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGLUnregisterBufferObject: unsafe { library.find(c"cuGLUnregisterBufferObject") }
                .unwrap_or(cuGLUnregisterBufferObject),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGLSetBufferObjectMapFlags: unsafe { library.find(c"cuGLSetBufferObjectMapFlags") }
                .unwrap_or(cuGLSetBufferObjectMapFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGLMapBufferObjectAsync: unsafe { library.find(c"cuGLMapBufferObjectAsync") }
                .unwrap_or(cuGLMapBufferObjectAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGLMapBufferObjectAsync_v2: unsafe { library.find(c"cuGLMapBufferObjectAsync_v2") }
                .unwrap_or(cuGLMapBufferObjectAsync_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGLUnmapBufferObjectAsync: unsafe { library.find(c"cuGLUnmapBufferObjectAsync") }
                .unwrap_or(cuGLUnmapBufferObjectAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphCreate: unsafe { library.find(c"cuGraphCreate") }.unwrap_or(cuGraphCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphClone: unsafe { library.find(c"cuGraphClone") }.unwrap_or(cuGraphClone),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphDestroy: unsafe { library.find(c"cuGraphDestroy") }.unwrap_or(cuGraphDestroy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphGetNodes: unsafe { library.find(c"cuGraphGetNodes") }.unwrap_or(cuGraphGetNodes),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphGetRootNodes: unsafe { library.find(c"cuGraphGetRootNodes") }
                .unwrap_or(cuGraphGetRootNodes),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphGetEdges: unsafe { library.find(c"cuGraphGetEdges") }.unwrap_or(cuGraphGetEdges),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphGetEdges_v2: unsafe { library.find(c"cuGraphGetEdges_v2") }.unwrap_or(cuGraphGetEdges_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphNodeGetType: unsafe { library.find(c"cuGraphNodeGetType") }.unwrap_or(cuGraphNodeGetType),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphNodeFindInClone: unsafe { library.find(c"cuGraphNodeFindInClone") }
                .unwrap_or(cuGraphNodeFindInClone),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphNodeGetDependencies: unsafe { library.find(c"cuGraphNodeGetDependencies") }
                .unwrap_or(cuGraphNodeGetDependencies),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphNodeGetDependencies_v2: unsafe { library.find(c"cuGraphNodeGetDependencies_v2") }
                .unwrap_or(cuGraphNodeGetDependencies_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphNodeGetDependentNodes: unsafe { library.find(c"cuGraphNodeGetDependentNodes") }
                .unwrap_or(cuGraphNodeGetDependentNodes),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphNodeGetDependentNodes_v2: unsafe { library.find(c"cuGraphNodeGetDependentNodes_v2") }
                .unwrap_or(cuGraphNodeGetDependentNodes_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphKernelNodeGetParams: unsafe { library.find(c"cuGraphKernelNodeGetParams") }
                .unwrap_or(cuGraphKernelNodeGetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphKernelNodeGetParams_v2: unsafe { library.find(c"cuGraphKernelNodeGetParams_v2") }
                .unwrap_or(cuGraphKernelNodeGetParams_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphKernelNodeSetParams: unsafe { library.find(c"cuGraphKernelNodeSetParams") }
                .unwrap_or(cuGraphKernelNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphKernelNodeSetParams_v2: unsafe { library.find(c"cuGraphKernelNodeSetParams_v2") }
                .unwrap_or(cuGraphKernelNodeSetParams_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphKernelNodeGetAttribute: unsafe { library.find(c"cuGraphKernelNodeGetAttribute") }
                .unwrap_or(cuGraphKernelNodeGetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphKernelNodeSetAttribute: unsafe { library.find(c"cuGraphKernelNodeSetAttribute") }
                .unwrap_or(cuGraphKernelNodeSetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphKernelNodeCopyAttributes: unsafe { library.find(c"cuGraphKernelNodeCopyAttributes") }
                .unwrap_or(cuGraphKernelNodeCopyAttributes),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphMemsetNodeGetParams: unsafe { library.find(c"cuGraphMemsetNodeGetParams") }
                .unwrap_or(cuGraphMemsetNodeGetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphMemsetNodeSetParams: unsafe { library.find(c"cuGraphMemsetNodeSetParams") }
                .unwrap_or(cuGraphMemsetNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphMemcpyNodeGetParams: unsafe { library.find(c"cuGraphMemcpyNodeGetParams") }
                .unwrap_or(cuGraphMemcpyNodeGetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphMemcpyNodeSetParams: unsafe { library.find(c"cuGraphMemcpyNodeSetParams") }
                .unwrap_or(cuGraphMemcpyNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphHostNodeGetParams: unsafe { library.find(c"cuGraphHostNodeGetParams") }
                .unwrap_or(cuGraphHostNodeGetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphHostNodeSetParams: unsafe { library.find(c"cuGraphHostNodeSetParams") }
                .unwrap_or(cuGraphHostNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphChildGraphNodeGetGraph: unsafe { library.find(c"cuGraphChildGraphNodeGetGraph") }
                .unwrap_or(cuGraphChildGraphNodeGetGraph),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphEventRecordNodeGetEvent: unsafe { library.find(c"cuGraphEventRecordNodeGetEvent") }
                .unwrap_or(cuGraphEventRecordNodeGetEvent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphEventRecordNodeSetEvent: unsafe { library.find(c"cuGraphEventRecordNodeSetEvent") }
                .unwrap_or(cuGraphEventRecordNodeSetEvent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphEventWaitNodeGetEvent: unsafe { library.find(c"cuGraphEventWaitNodeGetEvent") }
                .unwrap_or(cuGraphEventWaitNodeGetEvent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphEventWaitNodeSetEvent: unsafe { library.find(c"cuGraphEventWaitNodeSetEvent") }
                .unwrap_or(cuGraphEventWaitNodeSetEvent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphMemAllocNodeGetParams: unsafe { library.find(c"cuGraphMemAllocNodeGetParams") }
                .unwrap_or(cuGraphMemAllocNodeGetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphMemFreeNodeGetParams: unsafe { library.find(c"cuGraphMemFreeNodeGetParams") }
                .unwrap_or(cuGraphMemFreeNodeGetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphBatchMemOpNodeGetParams: unsafe { library.find(c"cuGraphBatchMemOpNodeGetParams") }
                .unwrap_or(cuGraphBatchMemOpNodeGetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphBatchMemOpNodeSetParams: unsafe { library.find(c"cuGraphBatchMemOpNodeSetParams") }
                .unwrap_or(cuGraphBatchMemOpNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExternalSemaphoresSignalNodeGetParams: unsafe {
                library.find(c"cuGraphExternalSemaphoresSignalNodeGetParams")
            }
            .unwrap_or(cuGraphExternalSemaphoresSignalNodeGetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExternalSemaphoresSignalNodeSetParams: unsafe {
                library.find(c"cuGraphExternalSemaphoresSignalNodeSetParams")
            }
            .unwrap_or(cuGraphExternalSemaphoresSignalNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExternalSemaphoresWaitNodeGetParams: unsafe {
                library.find(c"cuGraphExternalSemaphoresWaitNodeGetParams")
            }
            .unwrap_or(cuGraphExternalSemaphoresWaitNodeGetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExternalSemaphoresWaitNodeSetParams: unsafe {
                library.find(c"cuGraphExternalSemaphoresWaitNodeSetParams")
            }
            .unwrap_or(cuGraphExternalSemaphoresWaitNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddKernelNode: unsafe { library.find(c"cuGraphAddKernelNode") }
                .unwrap_or(cuGraphAddKernelNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddKernelNode_v2: unsafe { library.find(c"cuGraphAddKernelNode_v2") }
                .unwrap_or(cuGraphAddKernelNode_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddMemcpyNode: unsafe { library.find(c"cuGraphAddMemcpyNode") }
                .unwrap_or(cuGraphAddMemcpyNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddMemsetNode: unsafe { library.find(c"cuGraphAddMemsetNode") }
                .unwrap_or(cuGraphAddMemsetNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddHostNode: unsafe { library.find(c"cuGraphAddHostNode") }.unwrap_or(cuGraphAddHostNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddChildGraphNode: unsafe { library.find(c"cuGraphAddChildGraphNode") }
                .unwrap_or(cuGraphAddChildGraphNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddEmptyNode: unsafe { library.find(c"cuGraphAddEmptyNode") }
                .unwrap_or(cuGraphAddEmptyNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddEventRecordNode: unsafe { library.find(c"cuGraphAddEventRecordNode") }
                .unwrap_or(cuGraphAddEventRecordNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddEventWaitNode: unsafe { library.find(c"cuGraphAddEventWaitNode") }
                .unwrap_or(cuGraphAddEventWaitNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddExternalSemaphoresSignalNode: unsafe {
                library.find(c"cuGraphAddExternalSemaphoresSignalNode")
            }
            .unwrap_or(cuGraphAddExternalSemaphoresSignalNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddExternalSemaphoresWaitNode: unsafe {
                library.find(c"cuGraphAddExternalSemaphoresWaitNode")
            }
            .unwrap_or(cuGraphAddExternalSemaphoresWaitNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddBatchMemOpNode: unsafe { library.find(c"cuGraphAddBatchMemOpNode") }
                .unwrap_or(cuGraphAddBatchMemOpNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddMemAllocNode: unsafe { library.find(c"cuGraphAddMemAllocNode") }
                .unwrap_or(cuGraphAddMemAllocNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddMemFreeNode: unsafe { library.find(c"cuGraphAddMemFreeNode") }
                .unwrap_or(cuGraphAddMemFreeNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddNode: unsafe { library.find(c"cuGraphAddNode") }.unwrap_or(cuGraphAddNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddNode_v2: unsafe { library.find(c"cuGraphAddNode_v2") }.unwrap_or(cuGraphAddNode_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphNodeSetParams: unsafe { library.find(c"cuGraphNodeSetParams") }
                .unwrap_or(cuGraphNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphDestroyNode: unsafe { library.find(c"cuGraphDestroyNode") }.unwrap_or(cuGraphDestroyNode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddDependencies: unsafe { library.find(c"cuGraphAddDependencies") }
                .unwrap_or(cuGraphAddDependencies),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphAddDependencies_v2: unsafe { library.find(c"cuGraphAddDependencies_v2") }
                .unwrap_or(cuGraphAddDependencies_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphRemoveDependencies: unsafe { library.find(c"cuGraphRemoveDependencies") }
                .unwrap_or(cuGraphRemoveDependencies),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphRemoveDependencies_v2: unsafe { library.find(c"cuGraphRemoveDependencies_v2") }
                .unwrap_or(cuGraphRemoveDependencies_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphConditionalHandleCreate: unsafe { library.find(c"cuGraphConditionalHandleCreate") }
                .unwrap_or(cuGraphConditionalHandleCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphDebugDotPrint: unsafe { library.find(c"cuGraphDebugDotPrint") }
                .unwrap_or(cuGraphDebugDotPrint),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphInstantiate: unsafe { library.find(c"cuGraphInstantiate") }.unwrap_or(cuGraphInstantiate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphInstantiate_v2: unsafe { library.find(c"cuGraphInstantiate_v2") }
                .unwrap_or(cuGraphInstantiate_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphInstantiateWithFlags: unsafe { library.find(c"cuGraphInstantiateWithFlags") }
                .unwrap_or(cuGraphInstantiateWithFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphInstantiateWithParams: unsafe { library.find(c"cuGraphInstantiateWithParams") }
                .unwrap_or(cuGraphInstantiateWithParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecUpdate: unsafe { library.find(c"cuGraphExecUpdate") }.unwrap_or(cuGraphExecUpdate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecUpdate_v2: unsafe { library.find(c"cuGraphExecUpdate_v2") }
                .unwrap_or(cuGraphExecUpdate_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecGetFlags: unsafe { library.find(c"cuGraphExecGetFlags") }
                .unwrap_or(cuGraphExecGetFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecDestroy: unsafe { library.find(c"cuGraphExecDestroy") }.unwrap_or(cuGraphExecDestroy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphUpload: unsafe { library.find(c"cuGraphUpload") }.unwrap_or(cuGraphUpload),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphLaunch: unsafe { library.find(c"cuGraphLaunch") }.unwrap_or(cuGraphLaunch),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecKernelNodeSetParams: unsafe { library.find(c"cuGraphExecKernelNodeSetParams") }
                .unwrap_or(cuGraphExecKernelNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecKernelNodeSetParams_v2: unsafe { library.find(c"cuGraphExecKernelNodeSetParams_v2") }
                .unwrap_or(cuGraphExecKernelNodeSetParams_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphNodeSetEnabled: unsafe { library.find(c"cuGraphNodeSetEnabled") }
                .unwrap_or(cuGraphNodeSetEnabled),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphNodeGetEnabled: unsafe { library.find(c"cuGraphNodeGetEnabled") }
                .unwrap_or(cuGraphNodeGetEnabled),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecMemcpyNodeSetParams: unsafe { library.find(c"cuGraphExecMemcpyNodeSetParams") }
                .unwrap_or(cuGraphExecMemcpyNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecMemsetNodeSetParams: unsafe { library.find(c"cuGraphExecMemsetNodeSetParams") }
                .unwrap_or(cuGraphExecMemsetNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecHostNodeSetParams: unsafe { library.find(c"cuGraphExecHostNodeSetParams") }
                .unwrap_or(cuGraphExecHostNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecChildGraphNodeSetParams: unsafe {
                library.find(c"cuGraphExecChildGraphNodeSetParams")
            }
            .unwrap_or(cuGraphExecChildGraphNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecEventRecordNodeSetEvent: unsafe {
                library.find(c"cuGraphExecEventRecordNodeSetEvent")
            }
            .unwrap_or(cuGraphExecEventRecordNodeSetEvent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecEventWaitNodeSetEvent: unsafe { library.find(c"cuGraphExecEventWaitNodeSetEvent") }
                .unwrap_or(cuGraphExecEventWaitNodeSetEvent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecExternalSemaphoresSignalNodeSetParams: unsafe {
                library.find(c"cuGraphExecExternalSemaphoresSignalNodeSetParams")
            }
            .unwrap_or(cuGraphExecExternalSemaphoresSignalNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecExternalSemaphoresWaitNodeSetParams: unsafe {
                library.find(c"cuGraphExecExternalSemaphoresWaitNodeSetParams")
            }
            .unwrap_or(cuGraphExecExternalSemaphoresWaitNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecBatchMemOpNodeSetParams: unsafe {
                library.find(c"cuGraphExecBatchMemOpNodeSetParams")
            }
            .unwrap_or(cuGraphExecBatchMemOpNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphExecNodeSetParams: unsafe { library.find(c"cuGraphExecNodeSetParams") }
                .unwrap_or(cuGraphExecNodeSetParams),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuUserObjectCreate: unsafe { library.find(c"cuUserObjectCreate") }.unwrap_or(cuUserObjectCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuUserObjectRetain: unsafe { library.find(c"cuUserObjectRetain") }.unwrap_or(cuUserObjectRetain),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuUserObjectRelease: unsafe { library.find(c"cuUserObjectRelease") }
                .unwrap_or(cuUserObjectRelease),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphRetainUserObject: unsafe { library.find(c"cuGraphRetainUserObject") }
                .unwrap_or(cuGraphRetainUserObject),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphReleaseUserObject: unsafe { library.find(c"cuGraphReleaseUserObject") }
                .unwrap_or(cuGraphReleaseUserObject),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGraphMemTrim: unsafe { library.find(c"cuDeviceGraphMemTrim") }
                .unwrap_or(cuDeviceGraphMemTrim),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetGraphMemAttribute: unsafe { library.find(c"cuDeviceGetGraphMemAttribute") }
                .unwrap_or(cuDeviceGetGraphMemAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceSetGraphMemAttribute: unsafe { library.find(c"cuDeviceSetGraphMemAttribute") }
                .unwrap_or(cuDeviceSetGraphMemAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsUnregisterResource: unsafe { library.find(c"cuGraphicsUnregisterResource") }
                .unwrap_or(cuGraphicsUnregisterResource),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsMapResources: unsafe { library.find(c"cuGraphicsMapResources") }
                .unwrap_or(cuGraphicsMapResources),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsUnmapResources: unsafe { library.find(c"cuGraphicsUnmapResources") }
                .unwrap_or(cuGraphicsUnmapResources),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsSubResourceGetMappedArray: unsafe {
                library.find(c"cuGraphicsSubResourceGetMappedArray")
            }
            .unwrap_or(cuGraphicsSubResourceGetMappedArray),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsResourceGetMappedMipmappedArray: unsafe {
                library.find(c"cuGraphicsResourceGetMappedMipmappedArray")
            }
            .unwrap_or(cuGraphicsResourceGetMappedMipmappedArray),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsResourceGetMappedPointer: unsafe {
                library.find(c"cuGraphicsResourceGetMappedPointer")
            }
            .unwrap_or(cuGraphicsResourceGetMappedPointer),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsResourceGetMappedPointer_v2: unsafe {
                library.find(c"cuGraphicsResourceGetMappedPointer_v2")
            }
            .unwrap_or(cuGraphicsResourceGetMappedPointer_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsResourceSetMapFlags: unsafe { library.find(c"cuGraphicsResourceSetMapFlags") }
                .unwrap_or(cuGraphicsResourceSetMapFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsResourceSetMapFlags_v2: unsafe { library.find(c"cuGraphicsResourceSetMapFlags_v2") }
                .unwrap_or(cuGraphicsResourceSetMapFlags_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetDevResource: unsafe { library.find(c"cuDeviceGetDevResource") }
                .unwrap_or(cuDeviceGetDevResource),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxGetDevResource: unsafe { library.find(c"cuCtxGetDevResource") }
                .unwrap_or(cuCtxGetDevResource),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDevSmResourceSplitByCount: unsafe { library.find(c"cuDevSmResourceSplitByCount") }
                .unwrap_or(cuDevSmResourceSplitByCount),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDevResourceGenerateDesc: unsafe { library.find(c"cuDevResourceGenerateDesc") }
                .unwrap_or(cuDevResourceGenerateDesc),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGreenCtxCreate: unsafe { library.find(c"cuGreenCtxCreate") }.unwrap_or(cuGreenCtxCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGreenCtxDestroy: unsafe { library.find(c"cuGreenCtxDestroy") }.unwrap_or(cuGreenCtxDestroy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxFromGreenCtx: unsafe { library.find(c"cuCtxFromGreenCtx") }.unwrap_or(cuCtxFromGreenCtx),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGreenCtxGetDevResource: unsafe { library.find(c"cuGreenCtxGetDevResource") }
                .unwrap_or(cuGreenCtxGetDevResource),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGreenCtxGetId: unsafe { library.find(c"cuGreenCtxGetId") }.unwrap_or(cuGreenCtxGetId),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGreenCtxStreamCreate: unsafe { library.find(c"cuGreenCtxStreamCreate") }
                .unwrap_or(cuGreenCtxStreamCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGreenCtxRecordEvent: unsafe { library.find(c"cuGreenCtxRecordEvent") }
                .unwrap_or(cuGreenCtxRecordEvent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGreenCtxWaitEvent: unsafe { library.find(c"cuGreenCtxWaitEvent") }
                .unwrap_or(cuGreenCtxWaitEvent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxRecordEvent: unsafe { library.find(c"cuCtxRecordEvent") }.unwrap_or(cuCtxRecordEvent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxWaitEvent: unsafe { library.find(c"cuCtxWaitEvent") }.unwrap_or(cuCtxWaitEvent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuInit: unsafe { library.find(c"cuInit") }.unwrap_or(cuInit),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDriverGetVersion: unsafe { library.find(c"cuDriverGetVersion") }.unwrap_or(cuDriverGetVersion),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGetProcAddress: unsafe { library.find(c"cuGetProcAddress") }.unwrap_or(cuGetProcAddress),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGetProcAddress_v2: unsafe { library.find(c"cuGetProcAddress_v2") }
                .unwrap_or(cuGetProcAddress_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGetExportTable: unsafe { library.find(c"cuGetExportTable") }.unwrap_or(cuGetExportTable),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGetErrorName: unsafe { library.find(c"cuGetErrorName") }.unwrap_or(cuGetErrorName),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGetErrorString: unsafe { library.find(c"cuGetErrorString") }.unwrap_or(cuGetErrorString),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuIpcGetEventHandle: unsafe { library.find(c"cuIpcGetEventHandle") }
                .unwrap_or(cuIpcGetEventHandle),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuIpcOpenEventHandle: unsafe { library.find(c"cuIpcOpenEventHandle") }
                .unwrap_or(cuIpcOpenEventHandle),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuIpcGetMemHandle: unsafe { library.find(c"cuIpcGetMemHandle") }.unwrap_or(cuIpcGetMemHandle),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuIpcOpenMemHandle: unsafe { library.find(c"cuIpcOpenMemHandle") }.unwrap_or(cuIpcOpenMemHandle),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuIpcOpenMemHandle_v2: unsafe { library.find(c"cuIpcOpenMemHandle_v2") }
                .unwrap_or(cuIpcOpenMemHandle_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuIpcCloseMemHandle: unsafe { library.find(c"cuIpcCloseMemHandle") }
                .unwrap_or(cuIpcCloseMemHandle),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLaunchKernel: unsafe { library.find(c"cuLaunchKernel") }.unwrap_or(cuLaunchKernel),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLaunchKernelEx: unsafe { library.find(c"cuLaunchKernelEx") }.unwrap_or(cuLaunchKernelEx),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLaunchCooperativeKernel: unsafe { library.find(c"cuLaunchCooperativeKernel") }
                .unwrap_or(cuLaunchCooperativeKernel),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLaunchCooperativeKernelMultiDevice: unsafe {
                library.find(c"cuLaunchCooperativeKernelMultiDevice")
            }
            .unwrap_or(cuLaunchCooperativeKernelMultiDevice),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLaunchHostFunc: unsafe { library.find(c"cuLaunchHostFunc") }.unwrap_or(cuLaunchHostFunc),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuFuncSetBlockShape: unsafe { library.find(c"cuFuncSetBlockShape") }
                .unwrap_or(cuFuncSetBlockShape),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuFuncSetSharedSize: unsafe { library.find(c"cuFuncSetSharedSize") }
                .unwrap_or(cuFuncSetSharedSize),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuParamSetSize: unsafe { library.find(c"cuParamSetSize") }.unwrap_or(cuParamSetSize),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuParamSeti: unsafe { library.find(c"cuParamSeti") }.unwrap_or(cuParamSeti),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuParamSetf: unsafe { library.find(c"cuParamSetf") }.unwrap_or(cuParamSetf),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuParamSetv: unsafe { library.find(c"cuParamSetv") }.unwrap_or(cuParamSetv),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuParamSetTexRef: unsafe { library.find(c"cuParamSetTexRef") }.unwrap_or(cuParamSetTexRef),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLaunch: unsafe { library.find(c"cuLaunch") }.unwrap_or(cuLaunch),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLaunchGrid: unsafe { library.find(c"cuLaunchGrid") }.unwrap_or(cuLaunchGrid),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLaunchGridAsync: unsafe { library.find(c"cuLaunchGridAsync") }.unwrap_or(cuLaunchGridAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLibraryLoadData: unsafe { library.find(c"cuLibraryLoadData") }.unwrap_or(cuLibraryLoadData),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLibraryLoadFromFile: unsafe { library.find(c"cuLibraryLoadFromFile") }
                .unwrap_or(cuLibraryLoadFromFile),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLibraryUnload: unsafe { library.find(c"cuLibraryUnload") }.unwrap_or(cuLibraryUnload),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLibraryGetKernel: unsafe { library.find(c"cuLibraryGetKernel") }.unwrap_or(cuLibraryGetKernel),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLibraryGetKernelCount: unsafe { library.find(c"cuLibraryGetKernelCount") }
                .unwrap_or(cuLibraryGetKernelCount),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLibraryEnumerateKernels: unsafe { library.find(c"cuLibraryEnumerateKernels") }
                .unwrap_or(cuLibraryEnumerateKernels),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLibraryGetModule: unsafe { library.find(c"cuLibraryGetModule") }.unwrap_or(cuLibraryGetModule),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLibraryGetGlobal: unsafe { library.find(c"cuLibraryGetGlobal") }.unwrap_or(cuLibraryGetGlobal),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLibraryGetManaged: unsafe { library.find(c"cuLibraryGetManaged") }
                .unwrap_or(cuLibraryGetManaged),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLibraryGetUnifiedFunction: unsafe { library.find(c"cuLibraryGetUnifiedFunction") }
                .unwrap_or(cuLibraryGetUnifiedFunction),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLogsRegisterCallback: unsafe { library.find(c"cuLogsRegisterCallback") }
                .unwrap_or(cuLogsRegisterCallback),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLogsUnregisterCallback: unsafe { library.find(c"cuLogsUnregisterCallback") }
                .unwrap_or(cuLogsUnregisterCallback),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLogsCurrent: unsafe { library.find(c"cuLogsCurrent") }.unwrap_or(cuLogsCurrent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLogsDumpToFile: unsafe { library.find(c"cuLogsDumpToFile") }.unwrap_or(cuLogsDumpToFile),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLogsDumpToMemory: unsafe { library.find(c"cuLogsDumpToMemory") }.unwrap_or(cuLogsDumpToMemory),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemAllocManaged: unsafe { library.find(c"cuMemAllocManaged") }.unwrap_or(cuMemAllocManaged),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemPrefetchAsync: unsafe { library.find(c"cuMemPrefetchAsync") }.unwrap_or(cuMemPrefetchAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemPrefetchAsync_v2: unsafe { library.find(c"cuMemPrefetchAsync_v2") }
                .unwrap_or(cuMemPrefetchAsync_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemPrefetchBatchAsync: unsafe { library.find(c"cuMemPrefetchBatchAsync") }
                .unwrap_or(cuMemPrefetchBatchAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemDiscardBatchAsync: unsafe { library.find(c"cuMemDiscardBatchAsync") }
                .unwrap_or(cuMemDiscardBatchAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemDiscardAndPrefetchBatchAsync: unsafe { library.find(c"cuMemDiscardAndPrefetchBatchAsync") }
                .unwrap_or(cuMemDiscardAndPrefetchBatchAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemAdvise: unsafe { library.find(c"cuMemAdvise") }.unwrap_or(cuMemAdvise),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemAdvise_v2: unsafe { library.find(c"cuMemAdvise_v2") }.unwrap_or(cuMemAdvise_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemRangeGetAttribute: unsafe { library.find(c"cuMemRangeGetAttribute") }
                .unwrap_or(cuMemRangeGetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemRangeGetAttributes: unsafe { library.find(c"cuMemRangeGetAttributes") }
                .unwrap_or(cuMemRangeGetAttributes),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamAttachMemAsync: unsafe { library.find(c"cuStreamAttachMemAsync") }
                .unwrap_or(cuStreamAttachMemAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamWaitValue32: unsafe { library.find(c"cuStreamWaitValue32") }
                .unwrap_or(cuStreamWaitValue32),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamWaitValue64: unsafe { library.find(c"cuStreamWaitValue64") }
                .unwrap_or(cuStreamWaitValue64),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamWriteValue32: unsafe { library.find(c"cuStreamWriteValue32") }
                .unwrap_or(cuStreamWriteValue32),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamWriteValue64: unsafe { library.find(c"cuStreamWriteValue64") }
                .unwrap_or(cuStreamWriteValue64),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamBatchMemOp: unsafe { library.find(c"cuStreamBatchMemOp") }.unwrap_or(cuStreamBatchMemOp),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamWaitValue32_v2: unsafe { library.find(c"cuStreamWaitValue32_v2") }
                .unwrap_or(cuStreamWaitValue32_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamWaitValue64_v2: unsafe { library.find(c"cuStreamWaitValue64_v2") }
                .unwrap_or(cuStreamWaitValue64_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamWriteValue32_v2: unsafe { library.find(c"cuStreamWriteValue32_v2") }
                .unwrap_or(cuStreamWriteValue32_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamWriteValue64_v2: unsafe { library.find(c"cuStreamWriteValue64_v2") }
                .unwrap_or(cuStreamWriteValue64_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamBatchMemOp_v2: unsafe { library.find(c"cuStreamBatchMemOp_v2") }
                .unwrap_or(cuStreamBatchMemOp_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemGetInfo: unsafe { library.find(c"cuMemGetInfo") }.unwrap_or(cuMemGetInfo),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemGetInfo_v2: unsafe { library.find(c"cuMemGetInfo_v2") }.unwrap_or(cuMemGetInfo_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemAlloc: unsafe { library.find(c"cuMemAlloc") }.unwrap_or(cuMemAlloc),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemAlloc_v2: unsafe { library.find(c"cuMemAlloc_v2") }.unwrap_or(cuMemAlloc_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemAllocPitch: unsafe { library.find(c"cuMemAllocPitch") }.unwrap_or(cuMemAllocPitch),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemAllocPitch_v2: unsafe { library.find(c"cuMemAllocPitch_v2") }.unwrap_or(cuMemAllocPitch_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemFree: unsafe { library.find(c"cuMemFree") }.unwrap_or(cuMemFree),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemFree_v2: unsafe { library.find(c"cuMemFree_v2") }.unwrap_or(cuMemFree_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemGetAddressRange: unsafe { library.find(c"cuMemGetAddressRange") }
                .unwrap_or(cuMemGetAddressRange),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemGetAddressRange_v2: unsafe { library.find(c"cuMemGetAddressRange_v2") }
                .unwrap_or(cuMemGetAddressRange_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemAllocHost: unsafe { library.find(c"cuMemAllocHost") }.unwrap_or(cuMemAllocHost),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemAllocHost_v2: unsafe { library.find(c"cuMemAllocHost_v2") }.unwrap_or(cuMemAllocHost_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemHostAlloc: unsafe { library.find(c"cuMemHostAlloc") }.unwrap_or(cuMemHostAlloc),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemFreeHost: unsafe { library.find(c"cuMemFreeHost") }.unwrap_or(cuMemFreeHost),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemHostRegister: unsafe { library.find(c"cuMemHostRegister") }.unwrap_or(cuMemHostRegister),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemHostRegister_v2: unsafe { library.find(c"cuMemHostRegister_v2") }
                .unwrap_or(cuMemHostRegister_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemHostUnregister: unsafe { library.find(c"cuMemHostUnregister") }
                .unwrap_or(cuMemHostUnregister),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemHostGetDevicePointer: unsafe { library.find(c"cuMemHostGetDevicePointer") }
                .unwrap_or(cuMemHostGetDevicePointer),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemHostGetDevicePointer_v2: unsafe { library.find(c"cuMemHostGetDevicePointer_v2") }
                .unwrap_or(cuMemHostGetDevicePointer_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemHostGetFlags: unsafe { library.find(c"cuMemHostGetFlags") }.unwrap_or(cuMemHostGetFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemGetHandleForAddressRange: unsafe { library.find(c"cuMemGetHandleForAddressRange") }
                .unwrap_or(cuMemGetHandleForAddressRange),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemBatchDecompressAsync: unsafe { library.find(c"cuMemBatchDecompressAsync") }
                .unwrap_or(cuMemBatchDecompressAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemGetAttribute: unsafe { library.find(c"cuMemGetAttribute") }.unwrap_or(cuMemGetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemGetAttribute_v2: unsafe { library.find(c"cuMemGetAttribute_v2") }
                .unwrap_or(cuMemGetAttribute_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD8: unsafe { library.find(c"cuMemsetD8") }.unwrap_or(cuMemsetD8),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD8_v2: unsafe { library.find(c"cuMemsetD8_v2") }.unwrap_or(cuMemsetD8_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD8Async: unsafe { library.find(c"cuMemsetD8Async") }.unwrap_or(cuMemsetD8Async),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD16: unsafe { library.find(c"cuMemsetD16") }.unwrap_or(cuMemsetD16),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD16_v2: unsafe { library.find(c"cuMemsetD16_v2") }.unwrap_or(cuMemsetD16_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD16Async: unsafe { library.find(c"cuMemsetD16Async") }.unwrap_or(cuMemsetD16Async),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD32: unsafe { library.find(c"cuMemsetD32") }.unwrap_or(cuMemsetD32),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD32_v2: unsafe { library.find(c"cuMemsetD32_v2") }.unwrap_or(cuMemsetD32_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD32Async: unsafe { library.find(c"cuMemsetD32Async") }.unwrap_or(cuMemsetD32Async),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD2D8: unsafe { library.find(c"cuMemsetD2D8") }.unwrap_or(cuMemsetD2D8),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD2D8_v2: unsafe { library.find(c"cuMemsetD2D8_v2") }.unwrap_or(cuMemsetD2D8_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD2D8Async: unsafe { library.find(c"cuMemsetD2D8Async") }.unwrap_or(cuMemsetD2D8Async),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD2D16: unsafe { library.find(c"cuMemsetD2D16") }.unwrap_or(cuMemsetD2D16),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD2D16_v2: unsafe { library.find(c"cuMemsetD2D16_v2") }.unwrap_or(cuMemsetD2D16_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD2D16Async: unsafe { library.find(c"cuMemsetD2D16Async") }.unwrap_or(cuMemsetD2D16Async),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD2D32: unsafe { library.find(c"cuMemsetD2D32") }.unwrap_or(cuMemsetD2D32),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD2D32_v2: unsafe { library.find(c"cuMemsetD2D32_v2") }.unwrap_or(cuMemsetD2D32_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemsetD2D32Async: unsafe { library.find(c"cuMemsetD2D32Async") }.unwrap_or(cuMemsetD2D32Async),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuModuleLoad: unsafe { library.find(c"cuModuleLoad") }.unwrap_or(cuModuleLoad),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuModuleLoadData: unsafe { library.find(c"cuModuleLoadData") }.unwrap_or(cuModuleLoadData),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuModuleLoadDataEx: unsafe { library.find(c"cuModuleLoadDataEx") }.unwrap_or(cuModuleLoadDataEx),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuModuleLoadFatBinary: unsafe { library.find(c"cuModuleLoadFatBinary") }
                .unwrap_or(cuModuleLoadFatBinary),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuModuleUnload: unsafe { library.find(c"cuModuleUnload") }.unwrap_or(cuModuleUnload),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuModuleGetLoadingMode: unsafe { library.find(c"cuModuleGetLoadingMode") }
                .unwrap_or(cuModuleGetLoadingMode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuModuleGetFunction: unsafe { library.find(c"cuModuleGetFunction") }
                .unwrap_or(cuModuleGetFunction),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuModuleGetFunctionCount: unsafe { library.find(c"cuModuleGetFunctionCount") }
                .unwrap_or(cuModuleGetFunctionCount),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuModuleEnumerateFunctions: unsafe { library.find(c"cuModuleEnumerateFunctions") }
                .unwrap_or(cuModuleEnumerateFunctions),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuModuleGetGlobal: unsafe { library.find(c"cuModuleGetGlobal") }.unwrap_or(cuModuleGetGlobal),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuModuleGetGlobal_v2: unsafe { library.find(c"cuModuleGetGlobal_v2") }
                .unwrap_or(cuModuleGetGlobal_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuModuleGetTexRef: unsafe { library.find(c"cuModuleGetTexRef") }.unwrap_or(cuModuleGetTexRef),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuModuleGetSurfRef: unsafe { library.find(c"cuModuleGetSurfRef") }.unwrap_or(cuModuleGetSurfRef),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLinkCreate: unsafe { library.find(c"cuLinkCreate") }.unwrap_or(cuLinkCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLinkCreate_v2: unsafe { library.find(c"cuLinkCreate_v2") }.unwrap_or(cuLinkCreate_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLinkAddData: unsafe { library.find(c"cuLinkAddData") }.unwrap_or(cuLinkAddData),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLinkAddData_v2: unsafe { library.find(c"cuLinkAddData_v2") }.unwrap_or(cuLinkAddData_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLinkAddFile: unsafe { library.find(c"cuLinkAddFile") }.unwrap_or(cuLinkAddFile),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLinkAddFile_v2: unsafe { library.find(c"cuLinkAddFile_v2") }.unwrap_or(cuLinkAddFile_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLinkComplete: unsafe { library.find(c"cuLinkComplete") }.unwrap_or(cuLinkComplete),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuLinkDestroy: unsafe { library.find(c"cuLinkDestroy") }.unwrap_or(cuLinkDestroy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMulticastCreate: unsafe { library.find(c"cuMulticastCreate") }.unwrap_or(cuMulticastCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMulticastAddDevice: unsafe { library.find(c"cuMulticastAddDevice") }
                .unwrap_or(cuMulticastAddDevice),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMulticastBindMem: unsafe { library.find(c"cuMulticastBindMem") }.unwrap_or(cuMulticastBindMem),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMulticastBindAddr: unsafe { library.find(c"cuMulticastBindAddr") }
                .unwrap_or(cuMulticastBindAddr),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMulticastUnbind: unsafe { library.find(c"cuMulticastUnbind") }.unwrap_or(cuMulticastUnbind),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMulticastGetGranularity: unsafe { library.find(c"cuMulticastGetGranularity") }
                .unwrap_or(cuMulticastGetGranularity),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuOccupancyMaxActiveBlocksPerMultiprocessor: unsafe {
                library.find(c"cuOccupancyMaxActiveBlocksPerMultiprocessor")
            }
            .unwrap_or(cuOccupancyMaxActiveBlocksPerMultiprocessor),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags: unsafe {
                library.find(c"cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags")
            }
            .unwrap_or(cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuOccupancyAvailableDynamicSMemPerBlock: unsafe {
                library.find(c"cuOccupancyAvailableDynamicSMemPerBlock")
            }
            .unwrap_or(cuOccupancyAvailableDynamicSMemPerBlock),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuOccupancyMaxPotentialBlockSize: unsafe { library.find(c"cuOccupancyMaxPotentialBlockSize") }
                .unwrap_or(cuOccupancyMaxPotentialBlockSize),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuOccupancyMaxPotentialBlockSizeWithFlags: unsafe {
                library.find(c"cuOccupancyMaxPotentialBlockSizeWithFlags")
            }
            .unwrap_or(cuOccupancyMaxPotentialBlockSizeWithFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuOccupancyMaxActiveClusters: unsafe { library.find(c"cuOccupancyMaxActiveClusters") }
                .unwrap_or(cuOccupancyMaxActiveClusters),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuOccupancyMaxPotentialClusterSize: unsafe {
                library.find(c"cuOccupancyMaxPotentialClusterSize")
            }
            .unwrap_or(cuOccupancyMaxPotentialClusterSize),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceCanAccessPeer: unsafe { library.find(c"cuDeviceCanAccessPeer") }
                .unwrap_or(cuDeviceCanAccessPeer),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetP2PAttribute: unsafe { library.find(c"cuDeviceGetP2PAttribute") }
                .unwrap_or(cuDeviceGetP2PAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetP2PAtomicCapabilities: unsafe { library.find(c"cuDeviceGetP2PAtomicCapabilities") }
                .unwrap_or(cuDeviceGetP2PAtomicCapabilities),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxEnablePeerAccess: unsafe { library.find(c"cuCtxEnablePeerAccess") }
                .unwrap_or(cuCtxEnablePeerAccess),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuCtxDisablePeerAccess: unsafe { library.find(c"cuCtxDisablePeerAccess") }
                .unwrap_or(cuCtxDisablePeerAccess),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuPointerGetAttribute: unsafe { library.find(c"cuPointerGetAttribute") }
                .unwrap_or(cuPointerGetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuPointerGetAttributes: unsafe { library.find(c"cuPointerGetAttributes") }
                .unwrap_or(cuPointerGetAttributes),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuPointerSetAttribute: unsafe { library.find(c"cuPointerSetAttribute") }
                .unwrap_or(cuPointerSetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemAllocAsync: unsafe { library.find(c"cuMemAllocAsync") }.unwrap_or(cuMemAllocAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemAllocFromPoolAsync: unsafe { library.find(c"cuMemAllocFromPoolAsync") }
                .unwrap_or(cuMemAllocFromPoolAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemFreeAsync: unsafe { library.find(c"cuMemFreeAsync") }.unwrap_or(cuMemFreeAsync),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemPoolCreate: unsafe { library.find(c"cuMemPoolCreate") }.unwrap_or(cuMemPoolCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemPoolDestroy: unsafe { library.find(c"cuMemPoolDestroy") }.unwrap_or(cuMemPoolDestroy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemPoolTrimTo: unsafe { library.find(c"cuMemPoolTrimTo") }.unwrap_or(cuMemPoolTrimTo),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemPoolSetAttribute: unsafe { library.find(c"cuMemPoolSetAttribute") }
                .unwrap_or(cuMemPoolSetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemPoolGetAttribute: unsafe { library.find(c"cuMemPoolGetAttribute") }
                .unwrap_or(cuMemPoolGetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemPoolSetAccess: unsafe { library.find(c"cuMemPoolSetAccess") }.unwrap_or(cuMemPoolSetAccess),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemPoolGetAccess: unsafe { library.find(c"cuMemPoolGetAccess") }.unwrap_or(cuMemPoolGetAccess),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetDefaultMemPool: unsafe { library.find(c"cuDeviceGetDefaultMemPool") }
                .unwrap_or(cuDeviceGetDefaultMemPool),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceGetMemPool: unsafe { library.find(c"cuDeviceGetMemPool") }.unwrap_or(cuDeviceGetMemPool),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDeviceSetMemPool: unsafe { library.find(c"cuDeviceSetMemPool") }.unwrap_or(cuDeviceSetMemPool),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemGetDefaultMemPool: unsafe { library.find(c"cuMemGetDefaultMemPool") }
                .unwrap_or(cuMemGetDefaultMemPool),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemGetMemPool: unsafe { library.find(c"cuMemGetMemPool") }.unwrap_or(cuMemGetMemPool),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemSetMemPool: unsafe { library.find(c"cuMemSetMemPool") }.unwrap_or(cuMemSetMemPool),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemPoolExportToShareableHandle: unsafe { library.find(c"cuMemPoolExportToShareableHandle") }
                .unwrap_or(cuMemPoolExportToShareableHandle),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemPoolImportFromShareableHandle: unsafe {
                library.find(c"cuMemPoolImportFromShareableHandle")
            }
            .unwrap_or(cuMemPoolImportFromShareableHandle),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemPoolExportPointer: unsafe { library.find(c"cuMemPoolExportPointer") }
                .unwrap_or(cuMemPoolExportPointer),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemPoolImportPointer: unsafe { library.find(c"cuMemPoolImportPointer") }
                .unwrap_or(cuMemPoolImportPointer),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDevicePrimaryCtxRetain: unsafe { library.find(c"cuDevicePrimaryCtxRetain") }
                .unwrap_or(cuDevicePrimaryCtxRetain),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDevicePrimaryCtxRelease: unsafe { library.find(c"cuDevicePrimaryCtxRelease") }
                .unwrap_or(cuDevicePrimaryCtxRelease),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDevicePrimaryCtxRelease_v2: unsafe { library.find(c"cuDevicePrimaryCtxRelease_v2") }
                .unwrap_or(cuDevicePrimaryCtxRelease_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDevicePrimaryCtxReset: unsafe { library.find(c"cuDevicePrimaryCtxReset") }
                .unwrap_or(cuDevicePrimaryCtxReset),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDevicePrimaryCtxReset_v2: unsafe { library.find(c"cuDevicePrimaryCtxReset_v2") }
                .unwrap_or(cuDevicePrimaryCtxReset_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDevicePrimaryCtxSetFlags: unsafe { library.find(c"cuDevicePrimaryCtxSetFlags") }
                .unwrap_or(cuDevicePrimaryCtxSetFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDevicePrimaryCtxSetFlags_v2: unsafe { library.find(c"cuDevicePrimaryCtxSetFlags_v2") }
                .unwrap_or(cuDevicePrimaryCtxSetFlags_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuDevicePrimaryCtxGetState: unsafe { library.find(c"cuDevicePrimaryCtxGetState") }
                .unwrap_or(cuDevicePrimaryCtxGetState),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuProfilerInitialize: unsafe { library.find(c"cuProfilerInitialize") }
                .unwrap_or(cuProfilerInitialize),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuProfilerStart: unsafe { library.find(c"cuProfilerStart") }.unwrap_or(cuProfilerStart),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuProfilerStop: unsafe { library.find(c"cuProfilerStop") }.unwrap_or(cuProfilerStop),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamCreate: unsafe { library.find(c"cuStreamCreate") }.unwrap_or(cuStreamCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamCreateWithPriority: unsafe { library.find(c"cuStreamCreateWithPriority") }
                .unwrap_or(cuStreamCreateWithPriority),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamDestroy: unsafe { library.find(c"cuStreamDestroy") }.unwrap_or(cuStreamDestroy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamDestroy_v2: unsafe { library.find(c"cuStreamDestroy_v2") }.unwrap_or(cuStreamDestroy_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamSynchronize: unsafe { library.find(c"cuStreamSynchronize") }
                .unwrap_or(cuStreamSynchronize),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamQuery: unsafe { library.find(c"cuStreamQuery") }.unwrap_or(cuStreamQuery),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamWaitEvent: unsafe { library.find(c"cuStreamWaitEvent") }.unwrap_or(cuStreamWaitEvent),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamAddCallback: unsafe { library.find(c"cuStreamAddCallback") }
                .unwrap_or(cuStreamAddCallback),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamGetPriority: unsafe { library.find(c"cuStreamGetPriority") }
                .unwrap_or(cuStreamGetPriority),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamGetFlags: unsafe { library.find(c"cuStreamGetFlags") }.unwrap_or(cuStreamGetFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamGetId: unsafe { library.find(c"cuStreamGetId") }.unwrap_or(cuStreamGetId),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamGetCtx: unsafe { library.find(c"cuStreamGetCtx") }.unwrap_or(cuStreamGetCtx),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamGetCtx_v2: unsafe { library.find(c"cuStreamGetCtx_v2") }.unwrap_or(cuStreamGetCtx_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamGetDevice: unsafe { library.find(c"cuStreamGetDevice") }.unwrap_or(cuStreamGetDevice),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamGetGreenCtx: unsafe { library.find(c"cuStreamGetGreenCtx") }
                .unwrap_or(cuStreamGetGreenCtx),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamCopyAttributes: unsafe { library.find(c"cuStreamCopyAttributes") }
                .unwrap_or(cuStreamCopyAttributes),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamGetAttribute: unsafe { library.find(c"cuStreamGetAttribute") }
                .unwrap_or(cuStreamGetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuStreamSetAttribute: unsafe { library.find(c"cuStreamSetAttribute") }
                .unwrap_or(cuStreamSetAttribute),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuSurfObjectCreate: unsafe { library.find(c"cuSurfObjectCreate") }.unwrap_or(cuSurfObjectCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuSurfObjectDestroy: unsafe { library.find(c"cuSurfObjectDestroy") }
                .unwrap_or(cuSurfObjectDestroy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuSurfObjectGetResourceDesc: unsafe { library.find(c"cuSurfObjectGetResourceDesc") }
                .unwrap_or(cuSurfObjectGetResourceDesc),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuSurfRefSetArray: unsafe { library.find(c"cuSurfRefSetArray") }.unwrap_or(cuSurfRefSetArray),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuSurfRefGetArray: unsafe { library.find(c"cuSurfRefGetArray") }.unwrap_or(cuSurfRefGetArray),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTensorMapEncodeTiled: unsafe { library.find(c"cuTensorMapEncodeTiled") }
                .unwrap_or(cuTensorMapEncodeTiled),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTensorMapEncodeIm2col: unsafe { library.find(c"cuTensorMapEncodeIm2col") }
                .unwrap_or(cuTensorMapEncodeIm2col),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTensorMapEncodeIm2colWide: unsafe { library.find(c"cuTensorMapEncodeIm2colWide") }
                .unwrap_or(cuTensorMapEncodeIm2colWide),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTensorMapReplaceAddress: unsafe { library.find(c"cuTensorMapReplaceAddress") }
                .unwrap_or(cuTensorMapReplaceAddress),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexObjectCreate: unsafe { library.find(c"cuTexObjectCreate") }.unwrap_or(cuTexObjectCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexObjectDestroy: unsafe { library.find(c"cuTexObjectDestroy") }.unwrap_or(cuTexObjectDestroy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexObjectGetResourceDesc: unsafe { library.find(c"cuTexObjectGetResourceDesc") }
                .unwrap_or(cuTexObjectGetResourceDesc),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexObjectGetTextureDesc: unsafe { library.find(c"cuTexObjectGetTextureDesc") }
                .unwrap_or(cuTexObjectGetTextureDesc),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexObjectGetResourceViewDesc: unsafe { library.find(c"cuTexObjectGetResourceViewDesc") }
                .unwrap_or(cuTexObjectGetResourceViewDesc),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefCreate: unsafe { library.find(c"cuTexRefCreate") }.unwrap_or(cuTexRefCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefDestroy: unsafe { library.find(c"cuTexRefDestroy") }.unwrap_or(cuTexRefDestroy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetArray: unsafe { library.find(c"cuTexRefSetArray") }.unwrap_or(cuTexRefSetArray),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetMipmappedArray: unsafe { library.find(c"cuTexRefSetMipmappedArray") }
                .unwrap_or(cuTexRefSetMipmappedArray),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetAddress: unsafe { library.find(c"cuTexRefSetAddress") }.unwrap_or(cuTexRefSetAddress),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetAddress_v2: unsafe { library.find(c"cuTexRefSetAddress_v2") }
                .unwrap_or(cuTexRefSetAddress_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetAddress2D: unsafe { library.find(c"cuTexRefSetAddress2D") }
                .unwrap_or(cuTexRefSetAddress2D),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetAddress2D_v2: unsafe { library.find(c"cuTexRefSetAddress2D_v2") }
                .unwrap_or(cuTexRefSetAddress2D_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetAddress2D_v3: unsafe { library.find(c"cuTexRefSetAddress2D_v3") }
                .unwrap_or(cuTexRefSetAddress2D_v3),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetFormat: unsafe { library.find(c"cuTexRefSetFormat") }.unwrap_or(cuTexRefSetFormat),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetAddressMode: unsafe { library.find(c"cuTexRefSetAddressMode") }
                .unwrap_or(cuTexRefSetAddressMode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetFilterMode: unsafe { library.find(c"cuTexRefSetFilterMode") }
                .unwrap_or(cuTexRefSetFilterMode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetMipmapFilterMode: unsafe { library.find(c"cuTexRefSetMipmapFilterMode") }
                .unwrap_or(cuTexRefSetMipmapFilterMode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetMipmapLevelBias: unsafe { library.find(c"cuTexRefSetMipmapLevelBias") }
                .unwrap_or(cuTexRefSetMipmapLevelBias),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetMipmapLevelClamp: unsafe { library.find(c"cuTexRefSetMipmapLevelClamp") }
                .unwrap_or(cuTexRefSetMipmapLevelClamp),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetMaxAnisotropy: unsafe { library.find(c"cuTexRefSetMaxAnisotropy") }
                .unwrap_or(cuTexRefSetMaxAnisotropy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetBorderColor: unsafe { library.find(c"cuTexRefSetBorderColor") }
                .unwrap_or(cuTexRefSetBorderColor),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefSetFlags: unsafe { library.find(c"cuTexRefSetFlags") }.unwrap_or(cuTexRefSetFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefGetAddress: unsafe { library.find(c"cuTexRefGetAddress") }.unwrap_or(cuTexRefGetAddress),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefGetAddress_v2: unsafe { library.find(c"cuTexRefGetAddress_v2") }
                .unwrap_or(cuTexRefGetAddress_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefGetArray: unsafe { library.find(c"cuTexRefGetArray") }.unwrap_or(cuTexRefGetArray),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefGetMipmappedArray: unsafe { library.find(c"cuTexRefGetMipmappedArray") }
                .unwrap_or(cuTexRefGetMipmappedArray),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefGetAddressMode: unsafe { library.find(c"cuTexRefGetAddressMode") }
                .unwrap_or(cuTexRefGetAddressMode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefGetFilterMode: unsafe { library.find(c"cuTexRefGetFilterMode") }
                .unwrap_or(cuTexRefGetFilterMode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefGetFormat: unsafe { library.find(c"cuTexRefGetFormat") }.unwrap_or(cuTexRefGetFormat),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefGetMipmapFilterMode: unsafe { library.find(c"cuTexRefGetMipmapFilterMode") }
                .unwrap_or(cuTexRefGetMipmapFilterMode),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefGetMipmapLevelBias: unsafe { library.find(c"cuTexRefGetMipmapLevelBias") }
                .unwrap_or(cuTexRefGetMipmapLevelBias),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefGetMipmapLevelClamp: unsafe { library.find(c"cuTexRefGetMipmapLevelClamp") }
                .unwrap_or(cuTexRefGetMipmapLevelClamp),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefGetMaxAnisotropy: unsafe { library.find(c"cuTexRefGetMaxAnisotropy") }
                .unwrap_or(cuTexRefGetMaxAnisotropy),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefGetBorderColor: unsafe { library.find(c"cuTexRefGetBorderColor") }
                .unwrap_or(cuTexRefGetBorderColor),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuTexRefGetFlags: unsafe { library.find(c"cuTexRefGetFlags") }.unwrap_or(cuTexRefGetFlags),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuVDPAUGetDevice: unsafe { library.find(c"cuVDPAUGetDevice") }.unwrap_or(cuVDPAUGetDevice),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuVDPAUCtxCreate: unsafe { library.find(c"cuVDPAUCtxCreate") }.unwrap_or(cuVDPAUCtxCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuVDPAUCtxCreate_v2: unsafe { library.find(c"cuVDPAUCtxCreate_v2") }
                .unwrap_or(cuVDPAUCtxCreate_v2),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsVDPAURegisterVideoSurface: unsafe {
                library.find(c"cuGraphicsVDPAURegisterVideoSurface")
            }
            .unwrap_or(cuGraphicsVDPAURegisterVideoSurface),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuGraphicsVDPAURegisterOutputSurface: unsafe {
                library.find(c"cuGraphicsVDPAURegisterOutputSurface")
            }
            .unwrap_or(cuGraphicsVDPAURegisterOutputSurface),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemAddressReserve: unsafe { library.find(c"cuMemAddressReserve") }
                .unwrap_or(cuMemAddressReserve),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemAddressFree: unsafe { library.find(c"cuMemAddressFree") }.unwrap_or(cuMemAddressFree),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemCreate: unsafe { library.find(c"cuMemCreate") }.unwrap_or(cuMemCreate),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemRelease: unsafe { library.find(c"cuMemRelease") }.unwrap_or(cuMemRelease),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemMap: unsafe { library.find(c"cuMemMap") }.unwrap_or(cuMemMap),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemUnmap: unsafe { library.find(c"cuMemUnmap") }.unwrap_or(cuMemUnmap),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemSetAccess: unsafe { library.find(c"cuMemSetAccess") }.unwrap_or(cuMemSetAccess),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemGetAccess: unsafe { library.find(c"cuMemGetAccess") }.unwrap_or(cuMemGetAccess),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemGetAllocationGranularity: unsafe { library.find(c"cuMemGetAllocationGranularity") }
                .unwrap_or(cuMemGetAllocationGranularity),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemGetAllocationPropertiesFromHandle: unsafe {
                library.find(c"cuMemGetAllocationPropertiesFromHandle")
            }
            .unwrap_or(cuMemGetAllocationPropertiesFromHandle),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemRetainAllocationHandle: unsafe { library.find(c"cuMemRetainAllocationHandle") }
                .unwrap_or(cuMemRetainAllocationHandle),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemExportToShareableHandle: unsafe { library.find(c"cuMemExportToShareableHandle") }
                .unwrap_or(cuMemExportToShareableHandle),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemImportFromShareableHandle: unsafe { library.find(c"cuMemImportFromShareableHandle") }
                .unwrap_or(cuMemImportFromShareableHandle),
            // SAFETY: CUDA's ABI fixes the type behind this name.
            cuMemMapArrayAsync: unsafe { library.find(c"cuMemMapArrayAsync") }.unwrap_or(cuMemMapArrayAsync),
        }
    }
}

/// Decodes the body of one request, checks it, and executes it.
///
/// # Errors
/// [`Refused`] if the bytes are not a frame of the table: the session ends.
pub fn dispatch(session: &mut Session, header: &Header, body: Decoder<'_>) -> Result<Outcome, Refused> {
    match header.op {
        op::cuArrayCreate_v2 => {
            session.handle(header, body, |session, header, q: request::cuArrayCreate_v2| {
                custom::cuArrayCreate_v2(session, header, q)
            })
        }
        op::cuArrayGetDescriptor_v2 => {
            let q = request::cuArrayGetDescriptor_v2::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pArrayDescriptor: CUDA_ARRAY_DESCRIPTOR_v2 = zerocopy::FromZeros::new_zeroed();
                let hArray = session.handles.get::<CUarray>(q.hArray)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuArrayGetDescriptor_v2)(&mut pArrayDescriptor, hArray) })?;
                Ok(reply::cuArrayGetDescriptor_v2 { pArrayDescriptor: Pod(pArrayDescriptor) })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuArrayDestroy => session.handle(header, body, |session, header, q: request::cuArrayDestroy| {
            custom::cuArrayDestroy(session, header, q)
        }),
        op::cuArray3DCreate_v2 => {
            session.handle(header, body, |session, header, q: request::cuArray3DCreate_v2| {
                custom::cuArray3DCreate_v2(session, header, q)
            })
        }
        op::cuArray3DGetDescriptor_v2 => {
            let q = request::cuArray3DGetDescriptor_v2::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pArrayDescriptor: CUDA_ARRAY3D_DESCRIPTOR_v2 = zerocopy::FromZeros::new_zeroed();
                let hArray = session.handles.get::<CUarray>(q.hArray)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuArray3DGetDescriptor_v2)(&mut pArrayDescriptor, hArray) })?;
                Ok(reply::cuArray3DGetDescriptor_v2 { pArrayDescriptor: Pod(pArrayDescriptor) })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuArrayGetPlane => {
            session.answer(header, body, |session, header, q: request::cuArrayGetPlane| {
                custom::cuArrayGetPlane(session, header, q)
            })
        }
        op::cuArrayGetMemoryRequirements => {
            let q = request::cuArrayGetMemoryRequirements::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut memoryRequirements: CUDA_ARRAY_MEMORY_REQUIREMENTS =
                    zerocopy::FromZeros::new_zeroed();
                let array = session.handles.get::<CUarray>(q.array)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuArrayGetMemoryRequirements)(&mut memoryRequirements, array, q.device)
                })?;
                Ok(reply::cuArrayGetMemoryRequirements { memoryRequirements: Pod(memoryRequirements) })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuArrayGetSparseProperties => {
            let q = request::cuArrayGetSparseProperties::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut sparseProperties: CUDA_ARRAY_SPARSE_PROPERTIES = zerocopy::FromZeros::new_zeroed();
                let array = session.handles.get::<CUarray>(q.array)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuArrayGetSparseProperties)(&mut sparseProperties, array) })?;
                Ok(reply::cuArrayGetSparseProperties { sparseProperties: Pod(sparseProperties) })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuMipmappedArrayCreate => {
            session.handle(header, body, |session, header, q: request::cuMipmappedArrayCreate| {
                custom::cuMipmappedArrayCreate(session, header, q)
            })
        }
        op::cuMipmappedArrayGetLevel => {
            session.answer(header, body, |session, header, q: request::cuMipmappedArrayGetLevel| {
                custom::cuMipmappedArrayGetLevel(session, header, q)
            })
        }
        op::cuMipmappedArrayDestroy => {
            session.handle(header, body, |session, header, q: request::cuMipmappedArrayDestroy| {
                custom::cuMipmappedArrayDestroy(session, header, q)
            })
        }
        op::cuMipmappedArrayGetMemoryRequirements => {
            let q = request::cuMipmappedArrayGetMemoryRequirements::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut memoryRequirements: CUDA_ARRAY_MEMORY_REQUIREMENTS =
                    zerocopy::FromZeros::new_zeroed();
                let mipmap = session.handles.get::<CUmipmappedArray>(q.mipmap)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuMipmappedArrayGetMemoryRequirements)(
                        &mut memoryRequirements,
                        mipmap,
                        q.device,
                    )
                })?;
                Ok(reply::cuMipmappedArrayGetMemoryRequirements {
                    memoryRequirements: Pod(memoryRequirements),
                })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuMipmappedArrayGetSparseProperties => {
            let q = request::cuMipmappedArrayGetSparseProperties::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut sparseProperties: CUDA_ARRAY_SPARSE_PROPERTIES = zerocopy::FromZeros::new_zeroed();
                let mipmap = session.handles.get::<CUmipmappedArray>(q.mipmap)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuMipmappedArrayGetSparseProperties)(&mut sparseProperties, mipmap)
                })?;
                Ok(reply::cuMipmappedArrayGetSparseProperties { sparseProperties: Pod(sparseProperties) })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuStreamBeginCapture_v2 => {
            session.handle(header, body, |session, header, q: request::cuStreamBeginCapture_v2| {
                custom::cuStreamBeginCapture_v2(session, header, q)
            })
        }
        op::cuStreamBeginCaptureToGraph => {
            session.handle(header, body, |session, header, q: request::cuStreamBeginCaptureToGraph| {
                custom::cuStreamBeginCaptureToGraph(session, header, q)
            })
        }
        op::cuStreamEndCapture => {
            session.answer(header, body, |session, header, q: request::cuStreamEndCapture| {
                custom::cuStreamEndCapture(session, header, q)
            })
        }
        op::cuStreamIsCapturing => {
            session.answer(header, body, |session, header, q: request::cuStreamIsCapturing| {
                custom::cuStreamIsCapturing(session, header, q)
            })
        }
        op::cuStreamGetCaptureInfo_v3 => {
            session.answer(header, body, |session, header, q: request::cuStreamGetCaptureInfo_v3| {
                custom::cuStreamGetCaptureInfo_v3(session, header, q)
            })
        }
        op::cuStreamUpdateCaptureDependencies_v2 => session.handle(
            header,
            body,
            |session, header, q: request::cuStreamUpdateCaptureDependencies_v2| {
                custom::cuStreamUpdateCaptureDependencies_v2(session, header, q)
            },
        ),
        op::cuThreadExchangeStreamCaptureMode => {
            session.handle(header, body, |session, header, q: request::cuThreadExchangeStreamCaptureMode| {
                custom::cuThreadExchangeStreamCaptureMode(session, header, q)
            })
        }
        op::cuCtxCreate_v2 => session.answer(header, body, |session, header, q: request::cuCtxCreate_v2| {
            custom::cuCtxCreate_v2(session, header, q)
        }),
        op::cuCtxDestroy_v2 => {
            session.handle(header, body, |session, header, q: request::cuCtxDestroy_v2| {
                custom::cuCtxDestroy_v2(session, header, q)
            })
        }
        op::cuCtxSetFlags => session.answer(header, body, |session, header, q: request::cuCtxSetFlags| {
            custom::cuCtxSetFlags(session, header, q)
        }),
        op::cuCtxSynchronize_v2 => {
            session.handle(header, body, |session, header, q: request::cuCtxSynchronize_v2| {
                custom::cuCtxSynchronize_v2(session, header, q)
            })
        }
        op::cuCtxSetLimit => {
            let q = request::cuCtxSetLimit::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuCtxSetLimit)(q.limit, q.value) })?;
                Ok(reply::cuCtxSetLimit {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuCtxGetLimit => {
            let q = request::cuCtxGetLimit::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pvalue: usize = Default::default();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuCtxGetLimit)(&mut pvalue, q.limit) })?;
                Ok(reply::cuCtxGetLimit { pvalue })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuCtxGetCacheConfig => {
            let q = request::cuCtxGetCacheConfig::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pconfig: CUfunc_cache = Default::default();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuCtxGetCacheConfig)(&mut pconfig) })?;
                Ok(reply::cuCtxGetCacheConfig { pconfig })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuCtxSetCacheConfig => {
            let q = request::cuCtxSetCacheConfig::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuCtxSetCacheConfig)(q.config) })?;
                Ok(reply::cuCtxSetCacheConfig {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuCtxGetSharedMemConfig => {
            let q = request::cuCtxGetSharedMemConfig::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pConfig: CUsharedconfig = Default::default();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuCtxGetSharedMemConfig)(&mut pConfig) })?;
                Ok(reply::cuCtxGetSharedMemConfig { pConfig })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuCtxSetSharedMemConfig => {
            let q = request::cuCtxSetSharedMemConfig::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuCtxSetSharedMemConfig)(q.config) })?;
                Ok(reply::cuCtxSetSharedMemConfig {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuCtxResetPersistingL2Cache => {
            let q = request::cuCtxResetPersistingL2Cache::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuCtxResetPersistingL2Cache)() })?;
                Ok(reply::cuCtxResetPersistingL2Cache {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuCtxGetExecAffinity => {
            let q = request::cuCtxGetExecAffinity::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pExecAffinity: CUexecAffinityParam = zerocopy::FromZeros::new_zeroed();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuCtxGetExecAffinity)(&mut pExecAffinity, q.r#type) })?;
                Ok(reply::cuCtxGetExecAffinity { pExecAffinity: Pod(pExecAffinity) })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuDeviceGetTexture1DLinearMaxWidth => {
            let q = request::cuDeviceGetTexture1DLinearMaxWidth::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut maxWidthInElements: usize = Default::default();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuDeviceGetTexture1DLinearMaxWidth)(
                        &mut maxWidthInElements,
                        q.format,
                        q.numChannels,
                        q.dev,
                    )
                })?;
                Ok(reply::cuDeviceGetTexture1DLinearMaxWidth { maxWidthInElements })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuDeviceGetExecAffinitySupport => {
            let q = request::cuDeviceGetExecAffinitySupport::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pi: c_int = Default::default();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuDeviceGetExecAffinitySupport)(&mut pi, q.r#type, q.dev) })?;
                Ok(reply::cuDeviceGetExecAffinitySupport { pi })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuDeviceGetHostAtomicCapabilities => {
            let q = request::cuDeviceGetHostAtomicCapabilities::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut capabilities = session.output_array::<c_uint>(q.count as usize)?;
                if q.operations.len() != q.count as usize {
                    return Err(CudaError::INVALID_VALUE);
                }
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuDeviceGetHostAtomicCapabilities)(
                        capabilities.as_mut_ptr().cast(),
                        q.operations.as_ptr(),
                        q.count,
                        q.dev,
                    )
                })?;
                Ok(reply::cuDeviceGetHostAtomicCapabilities { capabilities })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuEventCreate => session.handle(header, body, |session, header, q: request::cuEventCreate| {
            custom::cuEventCreate(session, header, q)
        }),
        op::cuEventRecordWithFlags => {
            session.handle(header, body, |session, header, q: request::cuEventRecordWithFlags| {
                custom::cuEventRecordWithFlags(session, header, q)
            })
        }
        op::cuEventQuery => session.handle(header, body, |session, header, q: request::cuEventQuery| {
            custom::cuEventQuery(session, header, q)
        }),
        op::cuEventSynchronize => {
            session.handle(header, body, |session, header, q: request::cuEventSynchronize| {
                custom::cuEventSynchronize(session, header, q)
            })
        }
        op::cuEventDestroy_v2 => {
            session.handle(header, body, |session, header, q: request::cuEventDestroy_v2| {
                custom::cuEventDestroy_v2(session, header, q)
            })
        }
        op::cuEventElapsedTime => {
            session.answer(header, body, |session, header, q: request::cuEventElapsedTime| {
                custom::cuEventElapsedTime(session, header, q)
            })
        }
        op::cuEventElapsedTime_v2 => {
            session.answer(header, body, |session, header, q: request::cuEventElapsedTime_v2| {
                custom::cuEventElapsedTime_v2(session, header, q)
            })
        }
        op::cuKernelGetFunction => {
            session.answer(header, body, |session, header, q: request::cuKernelGetFunction| {
                custom::cuKernelGetFunction(session, header, q)
            })
        }
        op::cuKernelSetAttribute => {
            session.handle(header, body, |session, header, q: request::cuKernelSetAttribute| {
                custom::cuKernelSetAttribute(session, header, q)
            })
        }
        op::cuKernelSetCacheConfig => {
            session.handle(header, body, |session, header, q: request::cuKernelSetCacheConfig| {
                custom::cuKernelSetCacheConfig(session, header, q)
            })
        }
        op::cuFuncSetAttribute => {
            session.handle(header, body, |session, header, q: request::cuFuncSetAttribute| {
                custom::cuFuncSetAttribute(session, header, q)
            })
        }
        op::cuFuncSetCacheConfig => {
            session.handle(header, body, |session, header, q: request::cuFuncSetCacheConfig| {
                custom::cuFuncSetCacheConfig(session, header, q)
            })
        }
        op::cuFuncSetSharedMemConfig => {
            session.handle(header, body, |session, header, q: request::cuFuncSetSharedMemConfig| {
                custom::cuFuncSetSharedMemConfig(session, header, q)
            })
        }
        op::cuFuncGetModule => {
            session.answer(header, body, |session, header, q: request::cuFuncGetModule| {
                custom::cuFuncGetModule(session, header, q)
            })
        }
        op::cuFuncIsLoaded => {
            let q = request::cuFuncIsLoaded::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut state: CUfunctionLoadingState = Default::default();
                let function = session.handles.get::<CUfunction>(q.function)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuFuncIsLoaded)(&mut state, function) })?;
                Ok(reply::cuFuncIsLoaded { state })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuFuncLoad => {
            let q = request::cuFuncLoad::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let function = session.handles.get::<CUfunction>(q.function)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuFuncLoad)(function) })?;
                Ok(reply::cuFuncLoad {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::vgpuFunctionLayout => {
            session.answer(header, body, |session, header, q: request::vgpuFunctionLayout| {
                custom::vgpuFunctionLayout(session, header, q)
            })
        }
        op::vgpuFunctionAttributes => {
            session.answer(header, body, |session, header, q: request::vgpuFunctionAttributes| {
                custom::vgpuFunctionAttributes(session, header, q)
            })
        }
        op::cuGraphCreate => {
            let q = request::cuGraphCreate::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut phGraph = CUgraph::default();
                session.handles.check_new::<CUgraph>(q.phGraph)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuGraphCreate)(&mut phGraph, q.flags) })?;
                session.handles.insert::<CUgraph>(q.phGraph, phGraph)?;
                Ok(reply::cuGraphCreate {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphClone => {
            let q = request::cuGraphClone::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut phGraphClone = CUgraph::default();
                session.handles.check_new::<CUgraph>(q.phGraphClone)?;
                let originalGraph = session.handles.get::<CUgraph>(q.originalGraph)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuGraphClone)(&mut phGraphClone, originalGraph) })?;
                session.handles.insert::<CUgraph>(q.phGraphClone, phGraphClone)?;
                Ok(reply::cuGraphClone {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphDestroy => session.handle(header, body, |session, header, q: request::cuGraphDestroy| {
            custom::cuGraphDestroy(session, header, q)
        }),
        op::cuGraphGetNodes => {
            session.answer(header, body, |session, header, q: request::cuGraphGetNodes| {
                custom::cuGraphGetNodes(session, header, q)
            })
        }
        op::cuGraphGetRootNodes => {
            session.answer(header, body, |session, header, q: request::cuGraphGetRootNodes| {
                custom::cuGraphGetRootNodes(session, header, q)
            })
        }
        op::cuGraphGetEdges_v2 => {
            session.answer(header, body, |session, header, q: request::cuGraphGetEdges_v2| {
                custom::cuGraphGetEdges_v2(session, header, q)
            })
        }
        op::cuGraphNodeGetType => {
            session.answer(header, body, |session, header, q: request::cuGraphNodeGetType| {
                custom::cuGraphNodeGetType(session, header, q)
            })
        }
        op::cuGraphNodeFindInClone => {
            session.answer(header, body, |session, header, q: request::cuGraphNodeFindInClone| {
                custom::cuGraphNodeFindInClone(session, header, q)
            })
        }
        op::cuGraphNodeGetDependencies_v2 => {
            session.answer(header, body, |session, header, q: request::cuGraphNodeGetDependencies_v2| {
                custom::cuGraphNodeGetDependencies_v2(session, header, q)
            })
        }
        op::cuGraphNodeGetDependentNodes_v2 => {
            session.answer(header, body, |session, header, q: request::cuGraphNodeGetDependentNodes_v2| {
                custom::cuGraphNodeGetDependentNodes_v2(session, header, q)
            })
        }
        op::cuGraphKernelNodeGetParams_v2 => {
            session.answer(header, body, |session, header, q: request::cuGraphKernelNodeGetParams_v2| {
                custom::cuGraphKernelNodeGetParams_v2(session, header, q)
            })
        }
        op::cuGraphKernelNodeGetAttribute => {
            session.answer(header, body, |session, header, q: request::cuGraphKernelNodeGetAttribute| {
                custom::cuGraphKernelNodeGetAttribute(session, header, q)
            })
        }
        op::cuGraphKernelNodeSetAttribute => {
            session.handle(header, body, |session, header, q: request::cuGraphKernelNodeSetAttribute| {
                custom::cuGraphKernelNodeSetAttribute(session, header, q)
            })
        }
        op::cuGraphKernelNodeCopyAttributes => {
            let q = request::cuGraphKernelNodeCopyAttributes::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let dst = session.handles.get::<CUgraphNode>(q.dst)?;
                let src = session.handles.get::<CUgraphNode>(q.src)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuGraphKernelNodeCopyAttributes)(dst, src) })?;
                Ok(reply::cuGraphKernelNodeCopyAttributes {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphMemsetNodeGetParams => {
            let q = request::cuGraphMemsetNodeGetParams::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hNode = session.handles.get::<CUgraphNode>(q.hNode)?;
                let mut nodeParams: CUDA_MEMSET_NODE_PARAMS_v1 = zerocopy::FromZeros::new_zeroed();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuGraphMemsetNodeGetParams)(hNode, &mut nodeParams) })?;
                Ok(reply::cuGraphMemsetNodeGetParams { nodeParams: Pod(nodeParams) })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphMemcpyNodeGetParams => {
            session.answer(header, body, |session, header, q: request::cuGraphMemcpyNodeGetParams| {
                custom::cuGraphMemcpyNodeGetParams(session, header, q)
            })
        }
        op::cuGraphHostNodeGetParams => {
            session.answer(header, body, |session, header, q: request::cuGraphHostNodeGetParams| {
                custom::cuGraphHostNodeGetParams(session, header, q)
            })
        }
        op::cuGraphChildGraphNodeGetGraph => {
            session.answer(header, body, |session, header, q: request::cuGraphChildGraphNodeGetGraph| {
                custom::cuGraphChildGraphNodeGetGraph(session, header, q)
            })
        }
        op::cuGraphEventRecordNodeGetEvent => {
            let q = request::cuGraphEventRecordNodeGetEvent::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hNode = session.handles.get::<CUgraphNode>(q.hNode)?;
                let mut event_out = CUevent::default();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuGraphEventRecordNodeGetEvent)(hNode, &mut event_out) })?;
                Ok(reply::cuGraphEventRecordNodeGetEvent {
                    event_out: session.handles.known::<CUevent>(event_out)?,
                })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphEventRecordNodeSetEvent => {
            let q = request::cuGraphEventRecordNodeSetEvent::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hNode = session.handles.get::<CUgraphNode>(q.hNode)?;
                let event = session.handles.get::<CUevent>(q.event)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuGraphEventRecordNodeSetEvent)(hNode, event) })?;
                Ok(reply::cuGraphEventRecordNodeSetEvent {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphEventWaitNodeGetEvent => {
            let q = request::cuGraphEventWaitNodeGetEvent::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hNode = session.handles.get::<CUgraphNode>(q.hNode)?;
                let mut event_out = CUevent::default();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuGraphEventWaitNodeGetEvent)(hNode, &mut event_out) })?;
                Ok(reply::cuGraphEventWaitNodeGetEvent {
                    event_out: session.handles.known::<CUevent>(event_out)?,
                })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphEventWaitNodeSetEvent => {
            let q = request::cuGraphEventWaitNodeSetEvent::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hNode = session.handles.get::<CUgraphNode>(q.hNode)?;
                let event = session.handles.get::<CUevent>(q.event)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuGraphEventWaitNodeSetEvent)(hNode, event) })?;
                Ok(reply::cuGraphEventWaitNodeSetEvent {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphMemAllocNodeGetParams => {
            session.answer(header, body, |session, header, q: request::cuGraphMemAllocNodeGetParams| {
                custom::cuGraphMemAllocNodeGetParams(session, header, q)
            })
        }
        op::cuGraphMemFreeNodeGetParams => {
            let q = request::cuGraphMemFreeNodeGetParams::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hNode = session.handles.get::<CUgraphNode>(q.hNode)?;
                let mut dptr_out: CUdeviceptr = Default::default();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuGraphMemFreeNodeGetParams)(hNode, &mut dptr_out) })?;
                Ok(reply::cuGraphMemFreeNodeGetParams { dptr_out })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphBatchMemOpNodeGetParams => {
            session.answer(header, body, |session, header, q: request::cuGraphBatchMemOpNodeGetParams| {
                custom::cuGraphBatchMemOpNodeGetParams(session, header, q)
            })
        }
        op::cuGraphAddNode_v2 => {
            session.answer(header, body, |session, header, q: request::cuGraphAddNode_v2| {
                custom::cuGraphAddNode_v2(session, header, q)
            })
        }
        op::cuGraphNodeSetParams => {
            session.handle(header, body, |session, header, q: request::cuGraphNodeSetParams| {
                custom::cuGraphNodeSetParams(session, header, q)
            })
        }
        op::cuGraphDestroyNode => {
            session.handle(header, body, |session, header, q: request::cuGraphDestroyNode| {
                custom::cuGraphDestroyNode(session, header, q)
            })
        }
        op::cuGraphAddDependencies_v2 => {
            session.handle(header, body, |session, header, q: request::cuGraphAddDependencies_v2| {
                custom::cuGraphAddDependencies_v2(session, header, q)
            })
        }
        op::cuGraphRemoveDependencies_v2 => {
            session.handle(header, body, |session, header, q: request::cuGraphRemoveDependencies_v2| {
                custom::cuGraphRemoveDependencies_v2(session, header, q)
            })
        }
        op::cuGraphConditionalHandleCreate => {
            session.answer(header, body, |session, header, q: request::cuGraphConditionalHandleCreate| {
                custom::cuGraphConditionalHandleCreate(session, header, q)
            })
        }
        op::cuGraphDebugDotPrint => {
            session.answer(header, body, |session, header, q: request::cuGraphDebugDotPrint| {
                custom::cuGraphDebugDotPrint(session, header, q)
            })
        }
        op::cuGraphInstantiate_v2 => {
            session.answer(header, body, |session, header, q: request::cuGraphInstantiate_v2| {
                custom::cuGraphInstantiate_v2(session, header, q)
            })
        }
        op::cuGraphInstantiateWithFlags => {
            session.handle(header, body, |session, header, q: request::cuGraphInstantiateWithFlags| {
                custom::cuGraphInstantiateWithFlags(session, header, q)
            })
        }
        op::cuGraphInstantiateWithParams => {
            session.answer(header, body, |session, header, q: request::cuGraphInstantiateWithParams| {
                custom::cuGraphInstantiateWithParams(session, header, q)
            })
        }
        op::cuGraphExecUpdate_v2 => {
            session.answer(header, body, |session, header, q: request::cuGraphExecUpdate_v2| {
                custom::cuGraphExecUpdate_v2(session, header, q)
            })
        }
        op::cuGraphExecGetFlags => {
            let q = request::cuGraphExecGetFlags::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hGraphExec = session.handles.get::<CUgraphExec>(q.hGraphExec)?;
                let mut flags: u64 = Default::default();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuGraphExecGetFlags)(hGraphExec, &mut flags) })?;
                Ok(reply::cuGraphExecGetFlags { flags })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphExecDestroy => {
            session.handle(header, body, |session, header, q: request::cuGraphExecDestroy| {
                custom::cuGraphExecDestroy(session, header, q)
            })
        }
        op::cuGraphUpload => {
            let q = request::cuGraphUpload::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hGraphExec = session.handles.get::<CUgraphExec>(q.hGraphExec)?;
                let hStream = session.stream(header, q.hStream)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuGraphUpload)(hGraphExec, hStream) })?;
                Ok(())
            };
            let result = run(session);
            session.finish_empty(result)
        }
        op::cuGraphLaunch => session.handle(header, body, |session, header, q: request::cuGraphLaunch| {
            custom::cuGraphLaunch(session, header, q)
        }),
        op::cuGraphNodeSetEnabled => {
            let q = request::cuGraphNodeSetEnabled::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hGraphExec = session.handles.get::<CUgraphExec>(q.hGraphExec)?;
                let hNode = session.handles.get::<CUgraphNode>(q.hNode)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuGraphNodeSetEnabled)(hGraphExec, hNode, q.isEnabled) })?;
                Ok(reply::cuGraphNodeSetEnabled {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphNodeGetEnabled => {
            let q = request::cuGraphNodeGetEnabled::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hGraphExec = session.handles.get::<CUgraphExec>(q.hGraphExec)?;
                let hNode = session.handles.get::<CUgraphNode>(q.hNode)?;
                let mut isEnabled: c_uint = Default::default();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuGraphNodeGetEnabled)(hGraphExec, hNode, &mut isEnabled) })?;
                Ok(reply::cuGraphNodeGetEnabled { isEnabled })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphExecChildGraphNodeSetParams => {
            let q = request::cuGraphExecChildGraphNodeSetParams::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hGraphExec = session.handles.get::<CUgraphExec>(q.hGraphExec)?;
                let hNode = session.handles.get::<CUgraphNode>(q.hNode)?;
                let childGraph = session.handles.get::<CUgraph>(q.childGraph)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuGraphExecChildGraphNodeSetParams)(hGraphExec, hNode, childGraph)
                })?;
                Ok(reply::cuGraphExecChildGraphNodeSetParams {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphExecEventRecordNodeSetEvent => {
            let q = request::cuGraphExecEventRecordNodeSetEvent::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hGraphExec = session.handles.get::<CUgraphExec>(q.hGraphExec)?;
                let hNode = session.handles.get::<CUgraphNode>(q.hNode)?;
                let event = session.handles.get::<CUevent>(q.event)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuGraphExecEventRecordNodeSetEvent)(hGraphExec, hNode, event)
                })?;
                Ok(reply::cuGraphExecEventRecordNodeSetEvent {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphExecEventWaitNodeSetEvent => {
            let q = request::cuGraphExecEventWaitNodeSetEvent::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hGraphExec = session.handles.get::<CUgraphExec>(q.hGraphExec)?;
                let hNode = session.handles.get::<CUgraphNode>(q.hNode)?;
                let event = session.handles.get::<CUevent>(q.event)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuGraphExecEventWaitNodeSetEvent)(hGraphExec, hNode, event)
                })?;
                Ok(reply::cuGraphExecEventWaitNodeSetEvent {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuGraphExecNodeSetParams => {
            session.handle(header, body, |session, header, q: request::cuGraphExecNodeSetParams| {
                custom::cuGraphExecNodeSetParams(session, header, q)
            })
        }
        op::cuUserObjectCreate => {
            session.handle(header, body, |session, header, q: request::cuUserObjectCreate| {
                custom::cuUserObjectCreate(session, header, q)
            })
        }
        op::cuUserObjectRetain => {
            session.handle(header, body, |session, header, q: request::cuUserObjectRetain| {
                custom::cuUserObjectRetain(session, header, q)
            })
        }
        op::cuUserObjectRelease => {
            session.handle(header, body, |session, header, q: request::cuUserObjectRelease| {
                custom::cuUserObjectRelease(session, header, q)
            })
        }
        op::cuGraphRetainUserObject => {
            session.handle(header, body, |session, header, q: request::cuGraphRetainUserObject| {
                custom::cuGraphRetainUserObject(session, header, q)
            })
        }
        op::cuGraphReleaseUserObject => {
            session.handle(header, body, |session, header, q: request::cuGraphReleaseUserObject| {
                custom::cuGraphReleaseUserObject(session, header, q)
            })
        }
        op::cuDeviceGraphMemTrim => {
            let q = request::cuDeviceGraphMemTrim::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuDeviceGraphMemTrim)(q.device) })?;
                Ok(reply::cuDeviceGraphMemTrim {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuDeviceGetGraphMemAttribute => {
            let q = request::cuDeviceGetGraphMemAttribute::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut value: u64 = Default::default();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuDeviceGetGraphMemAttribute)(q.device, q.attr, &mut value)
                })?;
                Ok(reply::cuDeviceGetGraphMemAttribute { value })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuDeviceSetGraphMemAttribute => {
            let q = request::cuDeviceSetGraphMemAttribute::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut value = q.value;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuDeviceSetGraphMemAttribute)(q.device, q.attr, &value) })?;
                Ok(reply::cuDeviceSetGraphMemAttribute {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuDeviceGetDevResource => {
            session.answer(header, body, |session, header, q: request::cuDeviceGetDevResource| {
                custom::cuDeviceGetDevResource(session, header, q)
            })
        }
        op::cuCtxGetDevResource => {
            session.answer(header, body, |session, header, q: request::cuCtxGetDevResource| {
                custom::cuCtxGetDevResource(session, header, q)
            })
        }
        op::cuDevSmResourceSplitByCount => {
            session.answer(header, body, |session, header, q: request::cuDevSmResourceSplitByCount| {
                custom::cuDevSmResourceSplitByCount(session, header, q)
            })
        }
        op::cuDevResourceGenerateDesc => {
            session.handle(header, body, |session, header, q: request::cuDevResourceGenerateDesc| {
                custom::cuDevResourceGenerateDesc(session, header, q)
            })
        }
        op::cuGreenCtxCreate => {
            session.answer(header, body, |session, header, q: request::cuGreenCtxCreate| {
                custom::cuGreenCtxCreate(session, header, q)
            })
        }
        op::cuGreenCtxDestroy => {
            session.handle(header, body, |session, header, q: request::cuGreenCtxDestroy| {
                custom::cuGreenCtxDestroy(session, header, q)
            })
        }
        op::cuGreenCtxGetDevResource => {
            session.answer(header, body, |session, header, q: request::cuGreenCtxGetDevResource| {
                custom::cuGreenCtxGetDevResource(session, header, q)
            })
        }
        op::cuGreenCtxStreamCreate => {
            session.handle(header, body, |session, header, q: request::cuGreenCtxStreamCreate| {
                custom::cuGreenCtxStreamCreate(session, header, q)
            })
        }
        op::cuGreenCtxRecordEvent => {
            session.handle(header, body, |session, header, q: request::cuGreenCtxRecordEvent| {
                custom::cuGreenCtxRecordEvent(session, header, q)
            })
        }
        op::cuGreenCtxWaitEvent => {
            session.handle(header, body, |session, header, q: request::cuGreenCtxWaitEvent| {
                custom::cuGreenCtxWaitEvent(session, header, q)
            })
        }
        op::cuCtxRecordEvent => {
            session.handle(header, body, |session, header, q: request::cuCtxRecordEvent| {
                custom::cuCtxRecordEvent(session, header, q)
            })
        }
        op::cuCtxWaitEvent => session.handle(header, body, |session, header, q: request::cuCtxWaitEvent| {
            custom::cuCtxWaitEvent(session, header, q)
        }),
        op::vgpuCopy => session.handle(header, body, |session, header, q: request::vgpuCopy| {
            custom::vgpuCopy(session, header, q)
        }),
        op::vgpuCopy2D => session.handle(header, body, |session, header, q: request::vgpuCopy2D| {
            custom::vgpuCopy2D(session, header, q)
        }),
        op::vgpuCopyArray => session.handle(header, body, |session, header, q: request::vgpuCopyArray| {
            custom::vgpuCopyArray(session, header, q)
        }),
        op::vgpuCopyPeer => session.handle(header, body, |session, header, q: request::vgpuCopyPeer| {
            custom::vgpuCopyPeer(session, header, q)
        }),
        op::vgpuCopyInline => session.handle(header, body, |session, header, q: request::vgpuCopyInline| {
            custom::vgpuCopyInline(session, header, q)
        }),
        op::vgpuFence => session.handle(header, body, |session, header, q: request::vgpuFence| {
            custom::vgpuFence(session, header, q)
        }),
        op::vgpuWaitStream => session.handle(header, body, |session, header, q: request::vgpuWaitStream| {
            custom::vgpuWaitStream(session, header, q)
        }),
        op::vgpuWaitContext => {
            session.handle(header, body, |session, header, q: request::vgpuWaitContext| {
                custom::vgpuWaitContext(session, header, q)
            })
        }
        op::vgpuThreadEnded => {
            session.handle(header, body, |session, header, q: request::vgpuThreadEnded| {
                custom::vgpuThreadEnded(session, header, q)
            })
        }
        op::vgpuNextCallback => {
            session.answer(header, body, |session, header, q: request::vgpuNextCallback| {
                custom::vgpuNextCallback(session, header, q)
            })
        }
        op::vgpuTakeOutput => session.answer(header, body, |session, header, q: request::vgpuTakeOutput| {
            custom::vgpuTakeOutput(session, header, q)
        }),
        op::vgpuTopology => session.answer(header, body, |session, header, q: request::vgpuTopology| {
            custom::vgpuTopology(session, header, q)
        }),
        op::cuIpcGetEventHandle => {
            session.answer(header, body, |session, header, q: request::cuIpcGetEventHandle| {
                custom::cuIpcGetEventHandle(session, header, q)
            })
        }
        op::cuIpcOpenEventHandle => {
            session.handle(header, body, |session, header, q: request::cuIpcOpenEventHandle| {
                custom::cuIpcOpenEventHandle(session, header, q)
            })
        }
        op::cuIpcGetMemHandle => {
            session.answer(header, body, |session, header, q: request::cuIpcGetMemHandle| {
                custom::cuIpcGetMemHandle(session, header, q)
            })
        }
        op::cuIpcOpenMemHandle_v2 => {
            session.answer(header, body, |session, header, q: request::cuIpcOpenMemHandle_v2| {
                custom::cuIpcOpenMemHandle_v2(session, header, q)
            })
        }
        op::cuIpcCloseMemHandle => {
            session.handle(header, body, |session, header, q: request::cuIpcCloseMemHandle| {
                custom::cuIpcCloseMemHandle(session, header, q)
            })
        }
        op::cuLaunchKernel => session.handle(header, body, |session, header, q: request::cuLaunchKernel| {
            custom::cuLaunchKernel(session, header, q)
        }),
        op::cuLaunchKernelEx => {
            session.handle(header, body, |session, header, q: request::cuLaunchKernelEx| {
                custom::cuLaunchKernelEx(session, header, q)
            })
        }
        op::cuLaunchCooperativeKernel => {
            session.handle(header, body, |session, header, q: request::cuLaunchCooperativeKernel| {
                custom::cuLaunchCooperativeKernel(session, header, q)
            })
        }
        op::cuLaunchHostFunc => {
            session.answer(header, body, |session, header, q: request::cuLaunchHostFunc| {
                custom::cuLaunchHostFunc(session, header, q)
            })
        }
        op::cuLibraryLoadData => {
            session.handle(header, body, |session, header, q: request::cuLibraryLoadData| {
                custom::cuLibraryLoadData(session, header, q)
            })
        }
        op::cuLibraryUnload => {
            session.handle(header, body, |session, header, q: request::cuLibraryUnload| {
                custom::cuLibraryUnload(session, header, q)
            })
        }
        op::cuLibraryGetKernel => {
            session.answer(header, body, |session, header, q: request::cuLibraryGetKernel| {
                custom::cuLibraryGetKernel(session, header, q)
            })
        }
        op::cuLibraryGetKernelCount => {
            let q = request::cuLibraryGetKernelCount::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut count: c_uint = Default::default();
                let lib = session.handles.get::<CUlibrary>(q.lib)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuLibraryGetKernelCount)(&mut count, lib) })?;
                Ok(reply::cuLibraryGetKernelCount { count })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuLibraryEnumerateKernels => {
            session.answer(header, body, |session, header, q: request::cuLibraryEnumerateKernels| {
                custom::cuLibraryEnumerateKernels(session, header, q)
            })
        }
        op::cuLibraryGetModule => {
            session.answer(header, body, |session, header, q: request::cuLibraryGetModule| {
                custom::cuLibraryGetModule(session, header, q)
            })
        }
        op::cuLibraryGetGlobal => {
            session.answer(header, body, |session, header, q: request::cuLibraryGetGlobal| {
                custom::cuLibraryGetGlobal(session, header, q)
            })
        }
        op::cuLibraryGetManaged => {
            session.handle(header, body, |session, header, q: request::cuLibraryGetManaged| {
                custom::cuLibraryGetManaged(session, header, q)
            })
        }
        op::cuStreamWaitValue32_v2 => {
            session.handle(header, body, |session, header, q: request::cuStreamWaitValue32_v2| {
                custom::cuStreamWaitValue32_v2(session, header, q)
            })
        }
        op::cuStreamWaitValue64_v2 => {
            session.handle(header, body, |session, header, q: request::cuStreamWaitValue64_v2| {
                custom::cuStreamWaitValue64_v2(session, header, q)
            })
        }
        op::cuStreamWriteValue32_v2 => {
            session.handle(header, body, |session, header, q: request::cuStreamWriteValue32_v2| {
                custom::cuStreamWriteValue32_v2(session, header, q)
            })
        }
        op::cuStreamWriteValue64_v2 => {
            session.handle(header, body, |session, header, q: request::cuStreamWriteValue64_v2| {
                custom::cuStreamWriteValue64_v2(session, header, q)
            })
        }
        op::cuStreamBatchMemOp_v2 => {
            session.handle(header, body, |session, header, q: request::cuStreamBatchMemOp_v2| {
                custom::cuStreamBatchMemOp_v2(session, header, q)
            })
        }
        op::cuMemGetInfo_v2 => {
            let q = request::cuMemGetInfo_v2::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut free: usize = Default::default();
                let mut total: usize = Default::default();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuMemGetInfo_v2)(&mut free, &mut total) })?;
                Ok(reply::cuMemGetInfo_v2 { free, total })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuMemAlloc_v2 => session.answer(header, body, |session, header, q: request::cuMemAlloc_v2| {
            custom::cuMemAlloc_v2(session, header, q)
        }),
        op::cuMemAllocPitch_v2 => {
            session.answer(header, body, |session, header, q: request::cuMemAllocPitch_v2| {
                custom::cuMemAllocPitch_v2(session, header, q)
            })
        }
        op::cuMemFree_v2 => session.handle(header, body, |session, header, q: request::cuMemFree_v2| {
            custom::cuMemFree_v2(session, header, q)
        }),
        op::cuMemsetD8Async => {
            session.handle(header, body, |session, header, q: request::cuMemsetD8Async| {
                custom::cuMemsetD8Async(session, header, q)
            })
        }
        op::cuMemsetD16Async => {
            session.handle(header, body, |session, header, q: request::cuMemsetD16Async| {
                custom::cuMemsetD16Async(session, header, q)
            })
        }
        op::cuMemsetD32Async => {
            session.handle(header, body, |session, header, q: request::cuMemsetD32Async| {
                custom::cuMemsetD32Async(session, header, q)
            })
        }
        op::cuMemsetD2D8Async => {
            session.handle(header, body, |session, header, q: request::cuMemsetD2D8Async| {
                custom::cuMemsetD2D8Async(session, header, q)
            })
        }
        op::cuMemsetD2D16Async => {
            session.handle(header, body, |session, header, q: request::cuMemsetD2D16Async| {
                custom::cuMemsetD2D16Async(session, header, q)
            })
        }
        op::cuMemsetD2D32Async => {
            session.handle(header, body, |session, header, q: request::cuMemsetD2D32Async| {
                custom::cuMemsetD2D32Async(session, header, q)
            })
        }
        op::cuModuleLoadDataEx => {
            session.handle(header, body, |session, header, q: request::cuModuleLoadDataEx| {
                custom::cuModuleLoadDataEx(session, header, q)
            })
        }
        op::cuModuleUnload => session.handle(header, body, |session, header, q: request::cuModuleUnload| {
            custom::cuModuleUnload(session, header, q)
        }),
        op::cuModuleGetFunction => {
            session.answer(header, body, |session, header, q: request::cuModuleGetFunction| {
                custom::cuModuleGetFunction(session, header, q)
            })
        }
        op::cuModuleGetFunctionCount => {
            let q = request::cuModuleGetFunctionCount::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut count: c_uint = Default::default();
                let r#mod = session.handles.get::<CUmodule>(q.r#mod)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuModuleGetFunctionCount)(&mut count, r#mod) })?;
                Ok(reply::cuModuleGetFunctionCount { count })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuModuleEnumerateFunctions => {
            session.answer(header, body, |session, header, q: request::cuModuleEnumerateFunctions| {
                custom::cuModuleEnumerateFunctions(session, header, q)
            })
        }
        op::cuModuleGetGlobal_v2 => {
            session.answer(header, body, |session, header, q: request::cuModuleGetGlobal_v2| {
                custom::cuModuleGetGlobal_v2(session, header, q)
            })
        }
        op::cuModuleGetTexRef => {
            session.answer(header, body, |session, header, q: request::cuModuleGetTexRef| {
                custom::cuModuleGetTexRef(session, header, q)
            })
        }
        op::cuModuleGetSurfRef => {
            session.answer(header, body, |session, header, q: request::cuModuleGetSurfRef| {
                custom::cuModuleGetSurfRef(session, header, q)
            })
        }
        op::cuLinkCreate_v2 => {
            session.handle(header, body, |session, header, q: request::cuLinkCreate_v2| {
                custom::cuLinkCreate_v2(session, header, q)
            })
        }
        op::cuLinkAddData_v2 => {
            session.handle(header, body, |session, header, q: request::cuLinkAddData_v2| {
                custom::cuLinkAddData_v2(session, header, q)
            })
        }
        op::cuLinkComplete => session.answer(header, body, |session, header, q: request::cuLinkComplete| {
            custom::cuLinkComplete(session, header, q)
        }),
        op::cuLinkDestroy => session.handle(header, body, |session, header, q: request::cuLinkDestroy| {
            custom::cuLinkDestroy(session, header, q)
        }),
        op::vgpuLinkImage => session.handle(header, body, |session, header, q: request::vgpuLinkImage| {
            custom::vgpuLinkImage(session, header, q)
        }),
        op::cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags => session.answer(
            header,
            body,
            |session, header, q: request::cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags| {
                custom::cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(session, header, q)
            },
        ),
        op::cuOccupancyAvailableDynamicSMemPerBlock => session.answer(
            header,
            body,
            |session, header, q: request::cuOccupancyAvailableDynamicSMemPerBlock| {
                custom::cuOccupancyAvailableDynamicSMemPerBlock(session, header, q)
            },
        ),
        op::cuOccupancyMaxPotentialBlockSizeWithFlags => session.answer(
            header,
            body,
            |session, header, q: request::cuOccupancyMaxPotentialBlockSizeWithFlags| {
                custom::cuOccupancyMaxPotentialBlockSizeWithFlags(session, header, q)
            },
        ),
        op::cuOccupancyMaxActiveClusters => {
            session.answer(header, body, |session, header, q: request::cuOccupancyMaxActiveClusters| {
                custom::cuOccupancyMaxActiveClusters(session, header, q)
            })
        }
        op::cuOccupancyMaxPotentialClusterSize => {
            session.answer(header, body, |session, header, q: request::cuOccupancyMaxPotentialClusterSize| {
                custom::cuOccupancyMaxPotentialClusterSize(session, header, q)
            })
        }
        op::cuDeviceGetP2PAtomicCapabilities => {
            let q = request::cuDeviceGetP2PAtomicCapabilities::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut capabilities = session.output_array::<c_uint>(q.count as usize)?;
                if q.operations.len() != q.count as usize {
                    return Err(CudaError::INVALID_VALUE);
                }
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuDeviceGetP2PAtomicCapabilities)(
                        capabilities.as_mut_ptr().cast(),
                        q.operations.as_ptr(),
                        q.count,
                        q.srcDevice,
                        q.dstDevice,
                    )
                })?;
                Ok(reply::cuDeviceGetP2PAtomicCapabilities { capabilities })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuCtxEnablePeerAccess => {
            session.handle(header, body, |session, header, q: request::cuCtxEnablePeerAccess| {
                custom::cuCtxEnablePeerAccess(session, header, q)
            })
        }
        op::cuCtxDisablePeerAccess => {
            session.handle(header, body, |session, header, q: request::cuCtxDisablePeerAccess| {
                custom::cuCtxDisablePeerAccess(session, header, q)
            })
        }
        op::cuPointerGetAttribute => {
            session.answer(header, body, |session, header, q: request::cuPointerGetAttribute| {
                custom::cuPointerGetAttribute(session, header, q)
            })
        }
        op::cuPointerSetAttribute => {
            session.handle(header, body, |session, header, q: request::cuPointerSetAttribute| {
                custom::cuPointerSetAttribute(session, header, q)
            })
        }
        op::cuMemAllocAsync => {
            session.answer(header, body, |session, header, q: request::cuMemAllocAsync| {
                custom::cuMemAllocAsync(session, header, q)
            })
        }
        op::cuMemAllocFromPoolAsync => {
            session.answer(header, body, |session, header, q: request::cuMemAllocFromPoolAsync| {
                custom::cuMemAllocFromPoolAsync(session, header, q)
            })
        }
        op::cuMemFreeAsync => session.handle(header, body, |session, header, q: request::cuMemFreeAsync| {
            custom::cuMemFreeAsync(session, header, q)
        }),
        op::cuMemPoolCreate => {
            session.handle(header, body, |session, header, q: request::cuMemPoolCreate| {
                custom::cuMemPoolCreate(session, header, q)
            })
        }
        op::cuMemPoolDestroy => {
            let q = request::cuMemPoolDestroy::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let pool = session.handles.get::<CUmemoryPool>(q.pool)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuMemPoolDestroy)(pool) })?;
                session.handles.remove::<CUmemoryPool>(q.pool);
                Ok(reply::cuMemPoolDestroy {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuMemPoolTrimTo => {
            session.handle(header, body, |session, header, q: request::cuMemPoolTrimTo| {
                custom::cuMemPoolTrimTo(session, header, q)
            })
        }
        op::cuMemPoolSetAttribute => {
            session.handle(header, body, |session, header, q: request::cuMemPoolSetAttribute| {
                custom::cuMemPoolSetAttribute(session, header, q)
            })
        }
        op::cuMemPoolGetAttribute => {
            session.answer(header, body, |session, header, q: request::cuMemPoolGetAttribute| {
                custom::cuMemPoolGetAttribute(session, header, q)
            })
        }
        op::cuMemPoolSetAccess => {
            let q = request::cuMemPoolSetAccess::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let pool = session.handles.get::<CUmemoryPool>(q.pool)?;
                if q.map.len() != q.count as usize {
                    return Err(CudaError::INVALID_VALUE);
                }
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuMemPoolSetAccess)(pool, q.map.as_ptr(), q.count) })?;
                Ok(reply::cuMemPoolSetAccess {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuMemPoolGetAccess => {
            let q = request::cuMemPoolGetAccess::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut flags: CUmemAccess_flags = Default::default();
                let memPool = session.handles.get::<CUmemoryPool>(q.memPool)?;
                let mut location = q.location.0;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuMemPoolGetAccess)(&mut flags, memPool, &location) })?;
                Ok(reply::cuMemPoolGetAccess { flags })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuDeviceGetDefaultMemPool => {
            let q = request::cuDeviceGetDefaultMemPool::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pool_out = CUmemoryPool::default();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuDeviceGetDefaultMemPool)(&mut pool_out, q.dev) })?;
                Ok(reply::cuDeviceGetDefaultMemPool {
                    pool_out: session.handles.known::<CUmemoryPool>(pool_out)?,
                })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuDeviceGetMemPool => {
            let q = request::cuDeviceGetMemPool::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pool = CUmemoryPool::default();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuDeviceGetMemPool)(&mut pool, q.dev) })?;
                Ok(reply::cuDeviceGetMemPool { pool: session.handles.known::<CUmemoryPool>(pool)? })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuDeviceSetMemPool => {
            let q = request::cuDeviceSetMemPool::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let pool = session.handles.get::<CUmemoryPool>(q.pool)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuDeviceSetMemPool)(q.dev, pool) })?;
                Ok(reply::cuDeviceSetMemPool {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuMemGetDefaultMemPool => {
            let q = request::cuMemGetDefaultMemPool::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pool_out = CUmemoryPool::default();
                let mut location = q.location.0;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuMemGetDefaultMemPool)(&mut pool_out, &location, q.r#type)
                })?;
                Ok(reply::cuMemGetDefaultMemPool {
                    pool_out: session.handles.known::<CUmemoryPool>(pool_out)?,
                })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuMemGetMemPool => {
            let q = request::cuMemGetMemPool::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pool = CUmemoryPool::default();
                let mut location = q.location.0;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuMemGetMemPool)(&mut pool, &location, q.r#type) })?;
                Ok(reply::cuMemGetMemPool { pool: session.handles.known::<CUmemoryPool>(pool)? })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuMemSetMemPool => {
            let q = request::cuMemSetMemPool::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut location = q.location.0;
                let pool = session.handles.get::<CUmemoryPool>(q.pool)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuMemSetMemPool)(&location, q.r#type, pool) })?;
                Ok(reply::cuMemSetMemPool {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuMemPoolExportToShareableHandle => {
            session.answer(header, body, |session, header, q: request::cuMemPoolExportToShareableHandle| {
                custom::cuMemPoolExportToShareableHandle(session, header, q)
            })
        }
        op::cuMemPoolImportFromShareableHandle => {
            session.handle(header, body, |session, header, q: request::cuMemPoolImportFromShareableHandle| {
                custom::cuMemPoolImportFromShareableHandle(session, header, q)
            })
        }
        op::cuMemPoolExportPointer => {
            session.answer(header, body, |session, header, q: request::cuMemPoolExportPointer| {
                custom::cuMemPoolExportPointer(session, header, q)
            })
        }
        op::cuMemPoolImportPointer => {
            session.answer(header, body, |session, header, q: request::cuMemPoolImportPointer| {
                custom::cuMemPoolImportPointer(session, header, q)
            })
        }
        op::cuDevicePrimaryCtxRetain => {
            session.answer(header, body, |session, header, q: request::cuDevicePrimaryCtxRetain| {
                custom::cuDevicePrimaryCtxRetain(session, header, q)
            })
        }
        op::cuDevicePrimaryCtxRelease_v2 => {
            session.handle(header, body, |session, header, q: request::cuDevicePrimaryCtxRelease_v2| {
                custom::cuDevicePrimaryCtxRelease_v2(session, header, q)
            })
        }
        op::cuDevicePrimaryCtxReset_v2 => {
            session.handle(header, body, |session, header, q: request::cuDevicePrimaryCtxReset_v2| {
                custom::cuDevicePrimaryCtxReset_v2(session, header, q)
            })
        }
        op::cuDevicePrimaryCtxSetFlags_v2 => {
            session.answer(header, body, |session, header, q: request::cuDevicePrimaryCtxSetFlags_v2| {
                custom::cuDevicePrimaryCtxSetFlags_v2(session, header, q)
            })
        }
        op::cuStreamCreateWithPriority => {
            session.handle(header, body, |session, header, q: request::cuStreamCreateWithPriority| {
                custom::cuStreamCreateWithPriority(session, header, q)
            })
        }
        op::cuStreamDestroy_v2 => {
            session.handle(header, body, |session, header, q: request::cuStreamDestroy_v2| {
                custom::cuStreamDestroy_v2(session, header, q)
            })
        }
        op::cuStreamQuery => session.handle(header, body, |session, header, q: request::cuStreamQuery| {
            custom::cuStreamQuery(session, header, q)
        }),
        op::cuStreamWaitEvent => {
            session.handle(header, body, |session, header, q: request::cuStreamWaitEvent| {
                custom::cuStreamWaitEvent(session, header, q)
            })
        }
        op::cuStreamAddCallback => {
            session.handle(header, body, |session, header, q: request::cuStreamAddCallback| {
                custom::cuStreamAddCallback(session, header, q)
            })
        }
        op::cuStreamGetFlags => {
            session.answer(header, body, |session, header, q: request::cuStreamGetFlags| {
                custom::cuStreamGetFlags(session, header, q)
            })
        }
        op::cuStreamCopyAttributes => {
            let q = request::cuStreamCopyAttributes::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let dst = session.stream(header, q.dst)?;
                let src = session.stream(header, q.src)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuStreamCopyAttributes)(dst, src) })?;
                Ok(reply::cuStreamCopyAttributes {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuStreamGetAttribute => {
            let q = request::cuStreamGetAttribute::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hStream = session.stream(header, q.hStream)?;
                let mut value_out: CUlaunchAttributeValue = zerocopy::FromZeros::new_zeroed();
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuStreamGetAttribute)(hStream, q.attr, &mut value_out) })?;
                Ok(reply::cuStreamGetAttribute { value_out: Pod(value_out) })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuStreamSetAttribute => {
            session.handle(header, body, |session, header, q: request::cuStreamSetAttribute| {
                custom::cuStreamSetAttribute(session, header, q)
            })
        }
        op::cuSurfObjectCreate => {
            session.answer(header, body, |session, header, q: request::cuSurfObjectCreate| {
                custom::cuSurfObjectCreate(session, header, q)
            })
        }
        op::cuSurfObjectDestroy => {
            session.handle(header, body, |session, header, q: request::cuSurfObjectDestroy| {
                custom::cuSurfObjectDestroy(session, header, q)
            })
        }
        op::cuSurfObjectGetResourceDesc => {
            session.answer(header, body, |session, header, q: request::cuSurfObjectGetResourceDesc| {
                custom::cuSurfObjectGetResourceDesc(session, header, q)
            })
        }
        op::cuSurfRefSetArray => {
            let q = request::cuSurfRefSetArray::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hSurfRef = session.handles.get::<CUsurfref>(q.hSurfRef)?;
                let hArray = session.handles.get::<CUarray>(q.hArray)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuSurfRefSetArray)(hSurfRef, hArray, q.Flags) })?;
                Ok(reply::cuSurfRefSetArray {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuSurfRefGetArray => {
            session.answer(header, body, |session, header, q: request::cuSurfRefGetArray| {
                custom::cuSurfRefGetArray(session, header, q)
            })
        }
        op::cuTensorMapEncodeTiled => {
            session.answer(header, body, |session, header, q: request::cuTensorMapEncodeTiled| {
                custom::cuTensorMapEncodeTiled(session, header, q)
            })
        }
        op::cuTensorMapEncodeIm2col => {
            session.answer(header, body, |session, header, q: request::cuTensorMapEncodeIm2col| {
                custom::cuTensorMapEncodeIm2col(session, header, q)
            })
        }
        op::cuTensorMapEncodeIm2colWide => {
            session.answer(header, body, |session, header, q: request::cuTensorMapEncodeIm2colWide| {
                custom::cuTensorMapEncodeIm2colWide(session, header, q)
            })
        }
        op::cuTensorMapReplaceAddress => {
            let q = request::cuTensorMapReplaceAddress::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut tensorMap = q.tensorMap.0;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuTensorMapReplaceAddress)(&mut tensorMap, q.globalAddress)
                })?;
                Ok(reply::cuTensorMapReplaceAddress { tensorMap: Pod(tensorMap) })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexObjectCreate => {
            session.answer(header, body, |session, header, q: request::cuTexObjectCreate| {
                custom::cuTexObjectCreate(session, header, q)
            })
        }
        op::cuTexObjectDestroy => {
            session.handle(header, body, |session, header, q: request::cuTexObjectDestroy| {
                custom::cuTexObjectDestroy(session, header, q)
            })
        }
        op::cuTexObjectGetResourceDesc => {
            session.answer(header, body, |session, header, q: request::cuTexObjectGetResourceDesc| {
                custom::cuTexObjectGetResourceDesc(session, header, q)
            })
        }
        op::cuTexObjectGetTextureDesc => {
            session.answer(header, body, |session, header, q: request::cuTexObjectGetTextureDesc| {
                custom::cuTexObjectGetTextureDesc(session, header, q)
            })
        }
        op::cuTexObjectGetResourceViewDesc => {
            session.answer(header, body, |session, header, q: request::cuTexObjectGetResourceViewDesc| {
                custom::cuTexObjectGetResourceViewDesc(session, header, q)
            })
        }
        op::cuTexRefCreate => session.handle(header, body, |session, header, q: request::cuTexRefCreate| {
            custom::cuTexRefCreate(session, header, q)
        }),
        op::cuTexRefDestroy => {
            session.handle(header, body, |session, header, q: request::cuTexRefDestroy| {
                custom::cuTexRefDestroy(session, header, q)
            })
        }
        op::cuTexRefSetArray => {
            let q = request::cuTexRefSetArray::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                let hArray = session.handles.get::<CUarray>(q.hArray)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefSetArray)(hTexRef, hArray, q.Flags) })?;
                Ok(reply::cuTexRefSetArray {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefSetMipmappedArray => {
            let q = request::cuTexRefSetMipmappedArray::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                let hMipmappedArray = session.handles.get::<CUmipmappedArray>(q.hMipmappedArray)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuTexRefSetMipmappedArray)(hTexRef, hMipmappedArray, q.Flags)
                })?;
                Ok(reply::cuTexRefSetMipmappedArray {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefSetAddress_v2 => {
            session.answer(header, body, |session, header, q: request::cuTexRefSetAddress_v2| {
                custom::cuTexRefSetAddress_v2(session, header, q)
            })
        }
        op::cuTexRefSetAddress2D_v2 => {
            session.handle(header, body, |session, header, q: request::cuTexRefSetAddress2D_v2| {
                custom::cuTexRefSetAddress2D_v2(session, header, q)
            })
        }
        op::cuTexRefSetAddress2D_v3 => {
            session.handle(header, body, |session, header, q: request::cuTexRefSetAddress2D_v3| {
                custom::cuTexRefSetAddress2D_v3(session, header, q)
            })
        }
        op::cuTexRefSetFormat => {
            let q = request::cuTexRefSetFormat::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefSetFormat)(hTexRef, q.fmt, q.NumPackedComponents) })?;
                Ok(reply::cuTexRefSetFormat {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefSetAddressMode => {
            let q = request::cuTexRefSetAddressMode::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefSetAddressMode)(hTexRef, q.dim, q.am) })?;
                Ok(reply::cuTexRefSetAddressMode {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefSetFilterMode => {
            let q = request::cuTexRefSetFilterMode::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefSetFilterMode)(hTexRef, q.fm) })?;
                Ok(reply::cuTexRefSetFilterMode {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefSetMipmapFilterMode => {
            let q = request::cuTexRefSetMipmapFilterMode::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefSetMipmapFilterMode)(hTexRef, q.fm) })?;
                Ok(reply::cuTexRefSetMipmapFilterMode {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefSetMipmapLevelBias => {
            let q = request::cuTexRefSetMipmapLevelBias::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefSetMipmapLevelBias)(hTexRef, q.bias) })?;
                Ok(reply::cuTexRefSetMipmapLevelBias {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefSetMipmapLevelClamp => {
            let q = request::cuTexRefSetMipmapLevelClamp::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuTexRefSetMipmapLevelClamp)(
                        hTexRef,
                        q.minMipmapLevelClamp,
                        q.maxMipmapLevelClamp,
                    )
                })?;
                Ok(reply::cuTexRefSetMipmapLevelClamp {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefSetMaxAnisotropy => {
            let q = request::cuTexRefSetMaxAnisotropy::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefSetMaxAnisotropy)(hTexRef, q.maxAniso) })?;
                Ok(reply::cuTexRefSetMaxAnisotropy {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefSetBorderColor => {
            session.handle(header, body, |session, header, q: request::cuTexRefSetBorderColor| {
                custom::cuTexRefSetBorderColor(session, header, q)
            })
        }
        op::cuTexRefSetFlags => {
            let q = request::cuTexRefSetFlags::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefSetFlags)(hTexRef, q.Flags) })?;
                Ok(reply::cuTexRefSetFlags {})
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefGetAddress_v2 => {
            let q = request::cuTexRefGetAddress_v2::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pdptr: CUdeviceptr = Default::default();
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefGetAddress_v2)(&mut pdptr, hTexRef) })?;
                Ok(reply::cuTexRefGetAddress_v2 { pdptr })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefGetArray => {
            session.answer(header, body, |session, header, q: request::cuTexRefGetArray| {
                custom::cuTexRefGetArray(session, header, q)
            })
        }
        op::cuTexRefGetMipmappedArray => {
            session.answer(header, body, |session, header, q: request::cuTexRefGetMipmappedArray| {
                custom::cuTexRefGetMipmappedArray(session, header, q)
            })
        }
        op::cuTexRefGetAddressMode => {
            let q = request::cuTexRefGetAddressMode::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pam: CUaddress_mode = Default::default();
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefGetAddressMode)(&mut pam, hTexRef, q.dim) })?;
                Ok(reply::cuTexRefGetAddressMode { pam })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefGetFilterMode => {
            let q = request::cuTexRefGetFilterMode::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pfm: CUfilter_mode = Default::default();
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefGetFilterMode)(&mut pfm, hTexRef) })?;
                Ok(reply::cuTexRefGetFilterMode { pfm })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefGetFormat => {
            let q = request::cuTexRefGetFormat::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pFormat: CUarray_format = Default::default();
                let mut pNumChannels: c_int = Default::default();
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuTexRefGetFormat)(&mut pFormat, &mut pNumChannels, hTexRef)
                })?;
                Ok(reply::cuTexRefGetFormat { pFormat, pNumChannels })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefGetMipmapFilterMode => {
            let q = request::cuTexRefGetMipmapFilterMode::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pfm: CUfilter_mode = Default::default();
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefGetMipmapFilterMode)(&mut pfm, hTexRef) })?;
                Ok(reply::cuTexRefGetMipmapFilterMode { pfm })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefGetMipmapLevelBias => {
            let q = request::cuTexRefGetMipmapLevelBias::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pbias: f32 = Default::default();
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefGetMipmapLevelBias)(&mut pbias, hTexRef) })?;
                Ok(reply::cuTexRefGetMipmapLevelBias { pbias })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefGetMipmapLevelClamp => {
            let q = request::cuTexRefGetMipmapLevelClamp::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pminMipmapLevelClamp: f32 = Default::default();
                let mut pmaxMipmapLevelClamp: f32 = Default::default();
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuTexRefGetMipmapLevelClamp)(
                        &mut pminMipmapLevelClamp,
                        &mut pmaxMipmapLevelClamp,
                        hTexRef,
                    )
                })?;
                Ok(reply::cuTexRefGetMipmapLevelClamp { pminMipmapLevelClamp, pmaxMipmapLevelClamp })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefGetMaxAnisotropy => {
            let q = request::cuTexRefGetMaxAnisotropy::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pmaxAniso: c_int = Default::default();
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefGetMaxAnisotropy)(&mut pmaxAniso, hTexRef) })?;
                Ok(reply::cuTexRefGetMaxAnisotropy { pmaxAniso })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuTexRefGetBorderColor => {
            session.answer(header, body, |session, header, q: request::cuTexRefGetBorderColor| {
                custom::cuTexRefGetBorderColor(session, header, q)
            })
        }
        op::cuTexRefGetFlags => {
            let q = request::cuTexRefGetFlags::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut pFlags: c_uint = Default::default();
                let hTexRef = session.handles.get::<CUtexref>(q.hTexRef)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuTexRefGetFlags)(&mut pFlags, hTexRef) })?;
                Ok(reply::cuTexRefGetFlags { pFlags })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuMemAddressReserve => {
            session.answer(header, body, |session, header, q: request::cuMemAddressReserve| {
                custom::cuMemAddressReserve(session, header, q)
            })
        }
        op::cuMemAddressFree => {
            session.handle(header, body, |session, header, q: request::cuMemAddressFree| {
                custom::cuMemAddressFree(session, header, q)
            })
        }
        op::cuMemCreate => session.handle(header, body, |session, header, q: request::cuMemCreate| {
            custom::cuMemCreate(session, header, q)
        }),
        op::cuMemRelease => session.handle(header, body, |session, header, q: request::cuMemRelease| {
            custom::cuMemRelease(session, header, q)
        }),
        op::cuMemMap => session.handle(header, body, |session, header, q: request::cuMemMap| {
            custom::cuMemMap(session, header, q)
        }),
        op::cuMemUnmap => session.handle(header, body, |session, header, q: request::cuMemUnmap| {
            custom::cuMemUnmap(session, header, q)
        }),
        op::cuMemSetAccess => session.handle(header, body, |session, header, q: request::cuMemSetAccess| {
            custom::cuMemSetAccess(session, header, q)
        }),
        op::cuMemGetAccess => {
            let q = request::cuMemGetAccess::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut flags: u64 = Default::default();
                let mut location = q.location.0;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuMemGetAccess)(&mut flags, &location, q.ptr) })?;
                Ok(reply::cuMemGetAccess { flags })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuMemGetAllocationGranularity => {
            let q = request::cuMemGetAllocationGranularity::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut granularity: usize = Default::default();
                let mut prop = q.prop.0;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe {
                    (session.driver.cuMemGetAllocationGranularity)(&mut granularity, &prop, q.option)
                })?;
                Ok(reply::cuMemGetAllocationGranularity { granularity })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuMemGetAllocationPropertiesFromHandle => {
            let q = request::cuMemGetAllocationPropertiesFromHandle::decode(body)?;
            let mut run = |session: &mut Session| -> CudaResult<_> {
                let mut prop: CUmemAllocationProp = zerocopy::FromZeros::new_zeroed();
                let handle = session.handles.get::<CUmemGenericAllocationHandle>(q.handle)?;
                // SAFETY: handles come from the session's table, pointers are to locals of the sizes that the table gives.
                check(unsafe { (session.driver.cuMemGetAllocationPropertiesFromHandle)(&mut prop, handle) })?;
                Ok(reply::cuMemGetAllocationPropertiesFromHandle { prop: Pod(prop) })
            };
            let result = run(session);
            session.finish(result)
        }
        op::cuMemRetainAllocationHandle => {
            session.answer(header, body, |session, header, q: request::cuMemRetainAllocationHandle| {
                custom::cuMemRetainAllocationHandle(session, header, q)
            })
        }
        op::cuMemExportToShareableHandle => {
            session.answer(header, body, |session, header, q: request::cuMemExportToShareableHandle| {
                custom::cuMemExportToShareableHandle(session, header, q)
            })
        }
        op::cuMemImportFromShareableHandle => {
            session.answer(header, body, |session, header, q: request::cuMemImportFromShareableHandle| {
                custom::cuMemImportFromShareableHandle(session, header, q)
            })
        }
        op => Err(Refused::UnknownOp(op)),
    }
}
