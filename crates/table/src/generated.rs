//! Generated from crates/table/api by `cargo xtask codegen`. Do not edit.

use crate::{Route, Row};

/// Opcodes, by function name.
#[allow(non_upper_case_globals, missing_docs)]
pub mod op {
    pub const cuArrayCreate: u16 = 1300;
    pub const cuArrayCreate_v2: u16 = 1301;
    pub const cuArrayGetDescriptor: u16 = 1302;
    pub const cuArrayGetDescriptor_v2: u16 = 1303;
    pub const cuArrayDestroy: u16 = 1304;
    pub const cuArray3DCreate: u16 = 1305;
    pub const cuArray3DCreate_v2: u16 = 1306;
    pub const cuArray3DGetDescriptor: u16 = 1307;
    pub const cuArray3DGetDescriptor_v2: u16 = 1308;
    pub const cuArrayGetPlane: u16 = 1309;
    pub const cuArrayGetMemoryRequirements: u16 = 1310;
    pub const cuArrayGetSparseProperties: u16 = 1311;
    pub const cuMipmappedArrayCreate: u16 = 1312;
    pub const cuMipmappedArrayGetLevel: u16 = 1313;
    pub const cuMipmappedArrayDestroy: u16 = 1314;
    pub const cuMipmappedArrayGetMemoryRequirements: u16 = 1315;
    pub const cuMipmappedArrayGetSparseProperties: u16 = 1316;
    pub const cuStreamBeginCapture: u16 = 800;
    pub const cuStreamBeginCapture_v2: u16 = 801;
    pub const cuStreamBeginCaptureToGraph: u16 = 802;
    pub const cuStreamEndCapture: u16 = 803;
    pub const cuStreamIsCapturing: u16 = 804;
    pub const cuStreamGetCaptureInfo: u16 = 805;
    pub const cuStreamGetCaptureInfo_v2: u16 = 806;
    pub const cuStreamGetCaptureInfo_v3: u16 = 807;
    pub const cuStreamUpdateCaptureDependencies: u16 = 808;
    pub const cuStreamUpdateCaptureDependencies_v2: u16 = 809;
    pub const cuThreadExchangeStreamCaptureMode: u16 = 810;
    pub const cuCheckpointProcessGetRestoreThreadId: u16 = 1950;
    pub const cuCheckpointProcessGetState: u16 = 1951;
    pub const cuCheckpointProcessLock: u16 = 1952;
    pub const cuCheckpointProcessCheckpoint: u16 = 1953;
    pub const cuCheckpointProcessRestore: u16 = 1954;
    pub const cuCheckpointProcessUnlock: u16 = 1955;
    pub const cuCtxCreate: u16 = 150;
    pub const cuCtxCreate_v2: u16 = 151;
    pub const cuCtxCreate_v3: u16 = 152;
    pub const cuCtxCreate_v4: u16 = 153;
    pub const cuCtxDestroy: u16 = 154;
    pub const cuCtxDestroy_v2: u16 = 155;
    pub const cuCtxAttach: u16 = 156;
    pub const cuCtxDetach: u16 = 157;
    pub const cuCtxPushCurrent: u16 = 158;
    pub const cuCtxPushCurrent_v2: u16 = 159;
    pub const cuCtxPopCurrent: u16 = 160;
    pub const cuCtxPopCurrent_v2: u16 = 161;
    pub const cuCtxSetCurrent: u16 = 162;
    pub const cuCtxGetCurrent: u16 = 163;
    pub const cuCtxGetDevice: u16 = 164;
    pub const cuCtxGetDevice_v2: u16 = 165;
    pub const cuCtxGetFlags: u16 = 166;
    pub const cuCtxSetFlags: u16 = 167;
    pub const cuCtxGetId: u16 = 168;
    pub const cuCtxGetApiVersion: u16 = 169;
    pub const cuCtxSynchronize: u16 = 170;
    pub const cuCtxSynchronize_v2: u16 = 171;
    pub const cuCtxSetLimit: u16 = 172;
    pub const cuCtxGetLimit: u16 = 173;
    pub const cuCtxGetCacheConfig: u16 = 174;
    pub const cuCtxSetCacheConfig: u16 = 175;
    pub const cuCtxGetSharedMemConfig: u16 = 176;
    pub const cuCtxSetSharedMemConfig: u16 = 177;
    pub const cuCtxGetStreamPriorityRange: u16 = 178;
    pub const cuCtxResetPersistingL2Cache: u16 = 179;
    pub const cuCtxGetExecAffinity: u16 = 180;
    pub const cuMemcpy: u16 = 400;
    pub const cuMemcpyAsync: u16 = 401;
    pub const cuMemcpyHtoD: u16 = 402;
    pub const cuMemcpyHtoD_v2: u16 = 403;
    pub const cuMemcpyDtoH: u16 = 404;
    pub const cuMemcpyDtoH_v2: u16 = 405;
    pub const cuMemcpyDtoD: u16 = 406;
    pub const cuMemcpyDtoD_v2: u16 = 407;
    pub const cuMemcpyHtoDAsync: u16 = 408;
    pub const cuMemcpyHtoDAsync_v2: u16 = 409;
    pub const cuMemcpyDtoHAsync: u16 = 410;
    pub const cuMemcpyDtoHAsync_v2: u16 = 411;
    pub const cuMemcpyDtoDAsync: u16 = 412;
    pub const cuMemcpyDtoDAsync_v2: u16 = 413;
    pub const cuMemcpy2D: u16 = 414;
    pub const cuMemcpy2D_v2: u16 = 415;
    pub const cuMemcpy2DUnaligned: u16 = 416;
    pub const cuMemcpy2DUnaligned_v2: u16 = 417;
    pub const cuMemcpy2DAsync: u16 = 418;
    pub const cuMemcpy2DAsync_v2: u16 = 419;
    pub const cuMemcpy3D: u16 = 420;
    pub const cuMemcpy3D_v2: u16 = 421;
    pub const cuMemcpy3DAsync: u16 = 422;
    pub const cuMemcpy3DAsync_v2: u16 = 423;
    pub const cuMemcpyPeer: u16 = 424;
    pub const cuMemcpyPeerAsync: u16 = 425;
    pub const cuMemcpy3DPeer: u16 = 426;
    pub const cuMemcpy3DPeerAsync: u16 = 427;
    pub const cuMemcpyBatchAsync: u16 = 428;
    pub const cuMemcpyBatchAsync_v2: u16 = 429;
    pub const cuMemcpy3DBatchAsync: u16 = 430;
    pub const cuMemcpy3DBatchAsync_v2: u16 = 431;
    pub const cuMemcpyDtoA: u16 = 432;
    pub const cuMemcpyAtoD: u16 = 433;
    pub const cuMemcpyHtoA: u16 = 434;
    pub const cuMemcpyAtoH: u16 = 435;
    pub const cuMemcpyAtoA: u16 = 436;
    pub const cuMemcpyHtoAAsync: u16 = 437;
    pub const cuMemcpyAtoHAsync: u16 = 438;
    pub const cuMemcpyDtoA_v2: u16 = 439;
    pub const cuMemcpyAtoD_v2: u16 = 440;
    pub const cuMemcpyHtoA_v2: u16 = 441;
    pub const cuMemcpyAtoH_v2: u16 = 442;
    pub const cuMemcpyAtoA_v2: u16 = 443;
    pub const cuMemcpyHtoAAsync_v2: u16 = 444;
    pub const cuMemcpyAtoHAsync_v2: u16 = 445;
    pub const cuCoredumpGetAttribute: u16 = 1900;
    pub const cuCoredumpGetAttributeGlobal: u16 = 1901;
    pub const cuCoredumpSetAttribute: u16 = 1902;
    pub const cuCoredumpSetAttributeGlobal: u16 = 1903;
    pub const cuDeviceGet: u16 = 50;
    pub const cuDeviceGetCount: u16 = 51;
    pub const cuDeviceGetName: u16 = 52;
    pub const cuDeviceGetUuid: u16 = 53;
    pub const cuDeviceGetUuid_v2: u16 = 54;
    pub const cuDeviceGetLuid: u16 = 55;
    pub const cuDeviceTotalMem: u16 = 56;
    pub const cuDeviceTotalMem_v2: u16 = 57;
    pub const cuDeviceGetAttribute: u16 = 58;
    pub const cuDeviceGetProperties: u16 = 59;
    pub const cuDeviceComputeCapability: u16 = 60;
    pub const cuDeviceGetByPCIBusId: u16 = 61;
    pub const cuDeviceGetPCIBusId: u16 = 62;
    pub const cuDeviceGetTexture1DLinearMaxWidth: u16 = 63;
    pub const cuDeviceGetExecAffinitySupport: u16 = 64;
    pub const cuDeviceGetHostAtomicCapabilities: u16 = 65;
    pub const cuDeviceGetNvSciSyncAttributes: u16 = 66;
    pub const cuDeviceRegisterAsyncNotification: u16 = 67;
    pub const cuDeviceUnregisterAsyncNotification: u16 = 68;
    pub const cuFlushGPUDirectRDMAWrites: u16 = 69;
    pub const cuGraphicsEGLRegisterImage: u16 = 1750;
    pub const cuGraphicsResourceGetMappedEglFrame: u16 = 1751;
    pub const cuEGLStreamConsumerConnect: u16 = 1752;
    pub const cuEGLStreamConsumerConnectWithFlags: u16 = 1753;
    pub const cuEGLStreamConsumerDisconnect: u16 = 1754;
    pub const cuEGLStreamConsumerAcquireFrame: u16 = 1755;
    pub const cuEGLStreamConsumerReleaseFrame: u16 = 1756;
    pub const cuEGLStreamProducerConnect: u16 = 1757;
    pub const cuEGLStreamProducerDisconnect: u16 = 1758;
    pub const cuEGLStreamProducerPresentFrame: u16 = 1759;
    pub const cuEGLStreamProducerReturnFrame: u16 = 1760;
    pub const cuEGLApiInit: u16 = 1761;
    pub const cuEventCreate: u16 = 850;
    pub const cuEventRecord: u16 = 851;
    pub const cuEventRecordWithFlags: u16 = 852;
    pub const cuEventQuery: u16 = 853;
    pub const cuEventSynchronize: u16 = 854;
    pub const cuEventDestroy: u16 = 855;
    pub const cuEventDestroy_v2: u16 = 856;
    pub const cuEventElapsedTime: u16 = 857;
    pub const cuEventElapsedTime_v2: u16 = 858;
    pub const cuImportExternalMemory: u16 = 1600;
    pub const cuExternalMemoryGetMappedBuffer: u16 = 1601;
    pub const cuExternalMemoryGetMappedMipmappedArray: u16 = 1602;
    pub const cuDestroyExternalMemory: u16 = 1603;
    pub const cuImportExternalSemaphore: u16 = 1604;
    pub const cuSignalExternalSemaphoresAsync: u16 = 1605;
    pub const cuWaitExternalSemaphoresAsync: u16 = 1606;
    pub const cuDestroyExternalSemaphore: u16 = 1607;
    pub const cuKernelGetFunction: u16 = 300;
    pub const cuKernelGetLibrary: u16 = 301;
    pub const cuKernelGetName: u16 = 302;
    pub const cuKernelGetParamInfo: u16 = 303;
    pub const cuKernelGetAttribute: u16 = 304;
    pub const cuKernelSetAttribute: u16 = 305;
    pub const cuKernelSetCacheConfig: u16 = 306;
    pub const cuFuncGetAttribute: u16 = 307;
    pub const cuFuncSetAttribute: u16 = 308;
    pub const cuFuncSetCacheConfig: u16 = 309;
    pub const cuFuncSetSharedMemConfig: u16 = 310;
    pub const cuFuncGetModule: u16 = 311;
    pub const cuFuncGetName: u16 = 312;
    pub const cuFuncGetParamInfo: u16 = 313;
    pub const cuFuncIsLoaded: u16 = 314;
    pub const cuFuncLoad: u16 = 315;
    pub const vgpuFunctionLayout: u16 = 60101;
    pub const vgpuFunctionAttributes: u16 = 60102;
    pub const cuGraphicsGLRegisterBuffer: u16 = 1700;
    pub const cuGraphicsGLRegisterImage: u16 = 1701;
    pub const cuGLGetDevices: u16 = 1702;
    pub const cuGLGetDevices_v2: u16 = 1703;
    pub const cuGLCtxCreate: u16 = 1704;
    pub const cuGLCtxCreate_v2: u16 = 1705;
    pub const cuGLInit: u16 = 1706;
    pub const cuGLRegisterBufferObject: u16 = 1707;
    pub const cuGLMapBufferObject: u16 = 1708;
    pub const cuGLMapBufferObject_v2: u16 = 1709;
    pub const cuGLUnmapBufferObject: u16 = 1710;
    pub const cuGLUnregisterBufferObject: u16 = 1711;
    pub const cuGLSetBufferObjectMapFlags: u16 = 1712;
    pub const cuGLMapBufferObjectAsync: u16 = 1713;
    pub const cuGLMapBufferObjectAsync_v2: u16 = 1714;
    pub const cuGLUnmapBufferObjectAsync: u16 = 1715;
    pub const cuGraphCreate: u16 = 1000;
    pub const cuGraphClone: u16 = 1001;
    pub const cuGraphDestroy: u16 = 1002;
    pub const cuGraphGetNodes: u16 = 1003;
    pub const cuGraphGetRootNodes: u16 = 1004;
    pub const cuGraphGetEdges: u16 = 1005;
    pub const cuGraphGetEdges_v2: u16 = 1006;
    pub const cuGraphNodeGetType: u16 = 1007;
    pub const cuGraphNodeFindInClone: u16 = 1008;
    pub const cuGraphNodeGetDependencies: u16 = 1009;
    pub const cuGraphNodeGetDependencies_v2: u16 = 1010;
    pub const cuGraphNodeGetDependentNodes: u16 = 1011;
    pub const cuGraphNodeGetDependentNodes_v2: u16 = 1012;
    pub const cuGraphKernelNodeGetParams: u16 = 1013;
    pub const cuGraphKernelNodeGetParams_v2: u16 = 1014;
    pub const cuGraphKernelNodeSetParams: u16 = 1015;
    pub const cuGraphKernelNodeSetParams_v2: u16 = 1016;
    pub const cuGraphKernelNodeGetAttribute: u16 = 1017;
    pub const cuGraphKernelNodeSetAttribute: u16 = 1018;
    pub const cuGraphKernelNodeCopyAttributes: u16 = 1019;
    pub const cuGraphMemsetNodeGetParams: u16 = 1020;
    pub const cuGraphMemsetNodeSetParams: u16 = 1021;
    pub const cuGraphMemcpyNodeGetParams: u16 = 1022;
    pub const cuGraphMemcpyNodeSetParams: u16 = 1023;
    pub const cuGraphHostNodeGetParams: u16 = 1024;
    pub const cuGraphHostNodeSetParams: u16 = 1025;
    pub const cuGraphChildGraphNodeGetGraph: u16 = 1026;
    pub const cuGraphEventRecordNodeGetEvent: u16 = 1027;
    pub const cuGraphEventRecordNodeSetEvent: u16 = 1028;
    pub const cuGraphEventWaitNodeGetEvent: u16 = 1029;
    pub const cuGraphEventWaitNodeSetEvent: u16 = 1030;
    pub const cuGraphMemAllocNodeGetParams: u16 = 1031;
    pub const cuGraphMemFreeNodeGetParams: u16 = 1032;
    pub const cuGraphBatchMemOpNodeGetParams: u16 = 1033;
    pub const cuGraphBatchMemOpNodeSetParams: u16 = 1034;
    pub const cuGraphExternalSemaphoresSignalNodeGetParams: u16 = 1035;
    pub const cuGraphExternalSemaphoresSignalNodeSetParams: u16 = 1036;
    pub const cuGraphExternalSemaphoresWaitNodeGetParams: u16 = 1037;
    pub const cuGraphExternalSemaphoresWaitNodeSetParams: u16 = 1038;
    pub const cuGraphAddKernelNode: u16 = 1039;
    pub const cuGraphAddKernelNode_v2: u16 = 1040;
    pub const cuGraphAddMemcpyNode: u16 = 1041;
    pub const cuGraphAddMemsetNode: u16 = 1042;
    pub const cuGraphAddHostNode: u16 = 1043;
    pub const cuGraphAddChildGraphNode: u16 = 1044;
    pub const cuGraphAddEmptyNode: u16 = 1045;
    pub const cuGraphAddEventRecordNode: u16 = 1046;
    pub const cuGraphAddEventWaitNode: u16 = 1047;
    pub const cuGraphAddExternalSemaphoresSignalNode: u16 = 1048;
    pub const cuGraphAddExternalSemaphoresWaitNode: u16 = 1049;
    pub const cuGraphAddBatchMemOpNode: u16 = 1050;
    pub const cuGraphAddMemAllocNode: u16 = 1051;
    pub const cuGraphAddMemFreeNode: u16 = 1052;
    pub const cuGraphAddNode: u16 = 1053;
    pub const cuGraphAddNode_v2: u16 = 1054;
    pub const cuGraphNodeSetParams: u16 = 1055;
    pub const cuGraphDestroyNode: u16 = 1056;
    pub const cuGraphAddDependencies: u16 = 1057;
    pub const cuGraphAddDependencies_v2: u16 = 1058;
    pub const cuGraphRemoveDependencies: u16 = 1059;
    pub const cuGraphRemoveDependencies_v2: u16 = 1060;
    pub const cuGraphConditionalHandleCreate: u16 = 1061;
    pub const cuGraphDebugDotPrint: u16 = 1062;
    pub const cuGraphInstantiate: u16 = 1063;
    pub const cuGraphInstantiate_v2: u16 = 1064;
    pub const cuGraphInstantiateWithFlags: u16 = 1065;
    pub const cuGraphInstantiateWithParams: u16 = 1066;
    pub const cuGraphExecUpdate: u16 = 1067;
    pub const cuGraphExecUpdate_v2: u16 = 1068;
    pub const cuGraphExecGetFlags: u16 = 1069;
    pub const cuGraphExecDestroy: u16 = 1070;
    pub const cuGraphUpload: u16 = 1071;
    pub const cuGraphLaunch: u16 = 1072;
    pub const cuGraphExecKernelNodeSetParams: u16 = 1073;
    pub const cuGraphExecKernelNodeSetParams_v2: u16 = 1074;
    pub const cuGraphNodeSetEnabled: u16 = 1075;
    pub const cuGraphNodeGetEnabled: u16 = 1076;
    pub const cuGraphExecMemcpyNodeSetParams: u16 = 1077;
    pub const cuGraphExecMemsetNodeSetParams: u16 = 1078;
    pub const cuGraphExecHostNodeSetParams: u16 = 1079;
    pub const cuGraphExecChildGraphNodeSetParams: u16 = 1080;
    pub const cuGraphExecEventRecordNodeSetEvent: u16 = 1081;
    pub const cuGraphExecEventWaitNodeSetEvent: u16 = 1082;
    pub const cuGraphExecExternalSemaphoresSignalNodeSetParams: u16 = 1083;
    pub const cuGraphExecExternalSemaphoresWaitNodeSetParams: u16 = 1084;
    pub const cuGraphExecBatchMemOpNodeSetParams: u16 = 1085;
    pub const cuGraphExecNodeSetParams: u16 = 1086;
    pub const cuUserObjectCreate: u16 = 1087;
    pub const cuUserObjectRetain: u16 = 1088;
    pub const cuUserObjectRelease: u16 = 1089;
    pub const cuGraphRetainUserObject: u16 = 1090;
    pub const cuGraphReleaseUserObject: u16 = 1091;
    pub const cuDeviceGraphMemTrim: u16 = 1092;
    pub const cuDeviceGetGraphMemAttribute: u16 = 1093;
    pub const cuDeviceSetGraphMemAttribute: u16 = 1094;
    pub const cuGraphicsUnregisterResource: u16 = 1650;
    pub const cuGraphicsMapResources: u16 = 1651;
    pub const cuGraphicsUnmapResources: u16 = 1652;
    pub const cuGraphicsSubResourceGetMappedArray: u16 = 1653;
    pub const cuGraphicsResourceGetMappedMipmappedArray: u16 = 1654;
    pub const cuGraphicsResourceGetMappedPointer: u16 = 1655;
    pub const cuGraphicsResourceGetMappedPointer_v2: u16 = 1656;
    pub const cuGraphicsResourceSetMapFlags: u16 = 1657;
    pub const cuGraphicsResourceSetMapFlags_v2: u16 = 1658;
    pub const cuDeviceGetDevResource: u16 = 1500;
    pub const cuCtxGetDevResource: u16 = 1501;
    pub const cuDevSmResourceSplitByCount: u16 = 1502;
    pub const cuDevResourceGenerateDesc: u16 = 1503;
    pub const cuGreenCtxCreate: u16 = 1504;
    pub const cuGreenCtxDestroy: u16 = 1505;
    pub const cuCtxFromGreenCtx: u16 = 1506;
    pub const cuGreenCtxGetDevResource: u16 = 1507;
    pub const cuGreenCtxGetId: u16 = 1508;
    pub const cuGreenCtxStreamCreate: u16 = 1509;
    pub const cuGreenCtxRecordEvent: u16 = 1510;
    pub const cuGreenCtxWaitEvent: u16 = 1511;
    pub const cuCtxRecordEvent: u16 = 1512;
    pub const cuCtxWaitEvent: u16 = 1513;
    pub const cuInit: u16 = 1;
    pub const cuDriverGetVersion: u16 = 2;
    pub const cuGetProcAddress: u16 = 3;
    pub const cuGetProcAddress_v2: u16 = 4;
    pub const cuGetExportTable: u16 = 5;
    pub const cuGetErrorName: u16 = 6;
    pub const cuGetErrorString: u16 = 7;
    pub const vgpuCopy: u16 = 60001;
    pub const vgpuCopy2D: u16 = 60010;
    pub const vgpuCopyArray: u16 = 60011;
    pub const vgpuCopyPeer: u16 = 60012;
    pub const vgpuCopyInline: u16 = 60002;
    pub const vgpuFence: u16 = 60003;
    pub const vgpuWaitStream: u16 = 60004;
    pub const vgpuWaitContext: u16 = 60005;
    pub const vgpuThreadEnded: u16 = 60006;
    pub const vgpuNextCallback: u16 = 60007;
    pub const vgpuTakeOutput: u16 = 60009;
    pub const vgpuTopology: u16 = 60103;
    pub const cuIpcGetEventHandle: u16 = 1450;
    pub const cuIpcOpenEventHandle: u16 = 1451;
    pub const cuIpcGetMemHandle: u16 = 1452;
    pub const cuIpcOpenMemHandle: u16 = 1453;
    pub const cuIpcOpenMemHandle_v2: u16 = 1454;
    pub const cuIpcCloseMemHandle: u16 = 1455;
    pub const cuLaunchKernel: u16 = 950;
    pub const cuLaunchKernelEx: u16 = 951;
    pub const cuLaunchCooperativeKernel: u16 = 952;
    pub const cuLaunchCooperativeKernelMultiDevice: u16 = 953;
    pub const cuLaunchHostFunc: u16 = 954;
    pub const cuFuncSetBlockShape: u16 = 955;
    pub const cuFuncSetSharedSize: u16 = 956;
    pub const cuParamSetSize: u16 = 957;
    pub const cuParamSeti: u16 = 958;
    pub const cuParamSetf: u16 = 959;
    pub const cuParamSetv: u16 = 960;
    pub const cuParamSetTexRef: u16 = 961;
    pub const cuLaunch: u16 = 962;
    pub const cuLaunchGrid: u16 = 963;
    pub const cuLaunchGridAsync: u16 = 964;
    pub const cuLibraryLoadData: u16 = 250;
    pub const cuLibraryLoadFromFile: u16 = 251;
    pub const cuLibraryUnload: u16 = 252;
    pub const cuLibraryGetKernel: u16 = 253;
    pub const cuLibraryGetKernelCount: u16 = 254;
    pub const cuLibraryEnumerateKernels: u16 = 255;
    pub const cuLibraryGetModule: u16 = 256;
    pub const cuLibraryGetGlobal: u16 = 257;
    pub const cuLibraryGetManaged: u16 = 258;
    pub const cuLibraryGetUnifiedFunction: u16 = 259;
    pub const cuLogsRegisterCallback: u16 = 2000;
    pub const cuLogsUnregisterCallback: u16 = 2001;
    pub const cuLogsCurrent: u16 = 2002;
    pub const cuLogsDumpToFile: u16 = 2003;
    pub const cuLogsDumpToMemory: u16 = 2004;
    pub const cuMemAllocManaged: u16 = 700;
    pub const cuMemPrefetchAsync: u16 = 701;
    pub const cuMemPrefetchAsync_v2: u16 = 702;
    pub const cuMemPrefetchBatchAsync: u16 = 703;
    pub const cuMemDiscardBatchAsync: u16 = 704;
    pub const cuMemDiscardAndPrefetchBatchAsync: u16 = 705;
    pub const cuMemAdvise: u16 = 706;
    pub const cuMemAdvise_v2: u16 = 707;
    pub const cuMemRangeGetAttribute: u16 = 708;
    pub const cuMemRangeGetAttributes: u16 = 709;
    pub const cuStreamAttachMemAsync: u16 = 710;
    pub const cuStreamWaitValue32: u16 = 900;
    pub const cuStreamWaitValue64: u16 = 901;
    pub const cuStreamWriteValue32: u16 = 902;
    pub const cuStreamWriteValue64: u16 = 903;
    pub const cuStreamBatchMemOp: u16 = 904;
    pub const cuStreamWaitValue32_v2: u16 = 905;
    pub const cuStreamWaitValue64_v2: u16 = 906;
    pub const cuStreamWriteValue32_v2: u16 = 907;
    pub const cuStreamWriteValue64_v2: u16 = 908;
    pub const cuStreamBatchMemOp_v2: u16 = 909;
    pub const cuMemGetInfo: u16 = 350;
    pub const cuMemGetInfo_v2: u16 = 351;
    pub const cuMemAlloc: u16 = 352;
    pub const cuMemAlloc_v2: u16 = 353;
    pub const cuMemAllocPitch: u16 = 354;
    pub const cuMemAllocPitch_v2: u16 = 355;
    pub const cuMemFree: u16 = 356;
    pub const cuMemFree_v2: u16 = 357;
    pub const cuMemGetAddressRange: u16 = 358;
    pub const cuMemGetAddressRange_v2: u16 = 359;
    pub const cuMemAllocHost: u16 = 360;
    pub const cuMemAllocHost_v2: u16 = 361;
    pub const cuMemHostAlloc: u16 = 362;
    pub const cuMemFreeHost: u16 = 363;
    pub const cuMemHostRegister: u16 = 364;
    pub const cuMemHostRegister_v2: u16 = 365;
    pub const cuMemHostUnregister: u16 = 366;
    pub const cuMemHostGetDevicePointer: u16 = 367;
    pub const cuMemHostGetDevicePointer_v2: u16 = 368;
    pub const cuMemHostGetFlags: u16 = 369;
    pub const cuMemGetHandleForAddressRange: u16 = 370;
    pub const cuMemBatchDecompressAsync: u16 = 371;
    pub const cuMemGetAttribute: u16 = 372;
    pub const cuMemGetAttribute_v2: u16 = 373;
    pub const cuMemsetD8: u16 = 500;
    pub const cuMemsetD8_v2: u16 = 501;
    pub const cuMemsetD8Async: u16 = 502;
    pub const cuMemsetD16: u16 = 503;
    pub const cuMemsetD16_v2: u16 = 504;
    pub const cuMemsetD16Async: u16 = 505;
    pub const cuMemsetD32: u16 = 506;
    pub const cuMemsetD32_v2: u16 = 507;
    pub const cuMemsetD32Async: u16 = 508;
    pub const cuMemsetD2D8: u16 = 509;
    pub const cuMemsetD2D8_v2: u16 = 510;
    pub const cuMemsetD2D8Async: u16 = 511;
    pub const cuMemsetD2D16: u16 = 512;
    pub const cuMemsetD2D16_v2: u16 = 513;
    pub const cuMemsetD2D16Async: u16 = 514;
    pub const cuMemsetD2D32: u16 = 515;
    pub const cuMemsetD2D32_v2: u16 = 516;
    pub const cuMemsetD2D32Async: u16 = 517;
    pub const cuModuleLoad: u16 = 200;
    pub const cuModuleLoadData: u16 = 201;
    pub const cuModuleLoadDataEx: u16 = 202;
    pub const cuModuleLoadFatBinary: u16 = 203;
    pub const cuModuleUnload: u16 = 204;
    pub const cuModuleGetLoadingMode: u16 = 205;
    pub const cuModuleGetFunction: u16 = 206;
    pub const cuModuleGetFunctionCount: u16 = 207;
    pub const cuModuleEnumerateFunctions: u16 = 208;
    pub const cuModuleGetGlobal: u16 = 209;
    pub const cuModuleGetGlobal_v2: u16 = 210;
    pub const cuModuleGetTexRef: u16 = 211;
    pub const cuModuleGetSurfRef: u16 = 212;
    pub const cuLinkCreate: u16 = 213;
    pub const cuLinkCreate_v2: u16 = 214;
    pub const cuLinkAddData: u16 = 215;
    pub const cuLinkAddData_v2: u16 = 216;
    pub const cuLinkAddFile: u16 = 217;
    pub const cuLinkAddFile_v2: u16 = 218;
    pub const cuLinkComplete: u16 = 219;
    pub const cuLinkDestroy: u16 = 220;
    pub const vgpuLinkImage: u16 = 60100;
    pub const cuMulticastCreate: u16 = 1550;
    pub const cuMulticastAddDevice: u16 = 1551;
    pub const cuMulticastBindMem: u16 = 1552;
    pub const cuMulticastBindAddr: u16 = 1553;
    pub const cuMulticastUnbind: u16 = 1554;
    pub const cuMulticastGetGranularity: u16 = 1555;
    pub const cuOccupancyMaxActiveBlocksPerMultiprocessor: u16 = 1150;
    pub const cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags: u16 = 1151;
    pub const cuOccupancyAvailableDynamicSMemPerBlock: u16 = 1152;
    pub const cuOccupancyMaxPotentialBlockSize: u16 = 1153;
    pub const cuOccupancyMaxPotentialBlockSizeWithFlags: u16 = 1154;
    pub const cuOccupancyMaxActiveClusters: u16 = 1155;
    pub const cuOccupancyMaxPotentialClusterSize: u16 = 1156;
    pub const cuDeviceCanAccessPeer: u16 = 1400;
    pub const cuDeviceGetP2PAttribute: u16 = 1401;
    pub const cuDeviceGetP2PAtomicCapabilities: u16 = 1402;
    pub const cuCtxEnablePeerAccess: u16 = 1403;
    pub const cuCtxDisablePeerAccess: u16 = 1404;
    pub const cuPointerGetAttribute: u16 = 650;
    pub const cuPointerGetAttributes: u16 = 651;
    pub const cuPointerSetAttribute: u16 = 652;
    pub const cuMemAllocAsync: u16 = 600;
    pub const cuMemAllocFromPoolAsync: u16 = 601;
    pub const cuMemFreeAsync: u16 = 602;
    pub const cuMemPoolCreate: u16 = 603;
    pub const cuMemPoolDestroy: u16 = 604;
    pub const cuMemPoolTrimTo: u16 = 605;
    pub const cuMemPoolSetAttribute: u16 = 606;
    pub const cuMemPoolGetAttribute: u16 = 607;
    pub const cuMemPoolSetAccess: u16 = 608;
    pub const cuMemPoolGetAccess: u16 = 609;
    pub const cuDeviceGetDefaultMemPool: u16 = 610;
    pub const cuDeviceGetMemPool: u16 = 611;
    pub const cuDeviceSetMemPool: u16 = 612;
    pub const cuMemGetDefaultMemPool: u16 = 613;
    pub const cuMemGetMemPool: u16 = 614;
    pub const cuMemSetMemPool: u16 = 615;
    pub const cuMemPoolExportToShareableHandle: u16 = 616;
    pub const cuMemPoolImportFromShareableHandle: u16 = 617;
    pub const cuMemPoolExportPointer: u16 = 618;
    pub const cuMemPoolImportPointer: u16 = 619;
    pub const cuDevicePrimaryCtxRetain: u16 = 100;
    pub const cuDevicePrimaryCtxRelease: u16 = 101;
    pub const cuDevicePrimaryCtxRelease_v2: u16 = 102;
    pub const cuDevicePrimaryCtxReset: u16 = 103;
    pub const cuDevicePrimaryCtxReset_v2: u16 = 104;
    pub const cuDevicePrimaryCtxSetFlags: u16 = 105;
    pub const cuDevicePrimaryCtxSetFlags_v2: u16 = 106;
    pub const cuDevicePrimaryCtxGetState: u16 = 107;
    pub const cuProfilerInitialize: u16 = 1850;
    pub const cuProfilerStart: u16 = 1851;
    pub const cuProfilerStop: u16 = 1852;
    pub const cuStreamCreate: u16 = 750;
    pub const cuStreamCreateWithPriority: u16 = 751;
    pub const cuStreamDestroy: u16 = 752;
    pub const cuStreamDestroy_v2: u16 = 753;
    pub const cuStreamSynchronize: u16 = 754;
    pub const cuStreamQuery: u16 = 755;
    pub const cuStreamWaitEvent: u16 = 756;
    pub const cuStreamAddCallback: u16 = 757;
    pub const cuStreamGetPriority: u16 = 758;
    pub const cuStreamGetFlags: u16 = 759;
    pub const cuStreamGetId: u16 = 760;
    pub const cuStreamGetCtx: u16 = 761;
    pub const cuStreamGetCtx_v2: u16 = 762;
    pub const cuStreamGetDevice: u16 = 763;
    pub const cuStreamGetGreenCtx: u16 = 764;
    pub const cuStreamCopyAttributes: u16 = 765;
    pub const cuStreamGetAttribute: u16 = 766;
    pub const cuStreamSetAttribute: u16 = 767;
    pub const cuSurfObjectCreate: u16 = 1250;
    pub const cuSurfObjectDestroy: u16 = 1251;
    pub const cuSurfObjectGetResourceDesc: u16 = 1252;
    pub const cuSurfRefSetArray: u16 = 1253;
    pub const cuSurfRefGetArray: u16 = 1254;
    pub const cuTensorMapEncodeTiled: u16 = 1350;
    pub const cuTensorMapEncodeIm2col: u16 = 1351;
    pub const cuTensorMapEncodeIm2colWide: u16 = 1352;
    pub const cuTensorMapReplaceAddress: u16 = 1353;
    pub const cuTexObjectCreate: u16 = 1200;
    pub const cuTexObjectDestroy: u16 = 1201;
    pub const cuTexObjectGetResourceDesc: u16 = 1202;
    pub const cuTexObjectGetTextureDesc: u16 = 1203;
    pub const cuTexObjectGetResourceViewDesc: u16 = 1204;
    pub const cuTexRefCreate: u16 = 1205;
    pub const cuTexRefDestroy: u16 = 1206;
    pub const cuTexRefSetArray: u16 = 1207;
    pub const cuTexRefSetMipmappedArray: u16 = 1208;
    pub const cuTexRefSetAddress: u16 = 1209;
    pub const cuTexRefSetAddress_v2: u16 = 1210;
    pub const cuTexRefSetAddress2D: u16 = 1211;
    pub const cuTexRefSetAddress2D_v2: u16 = 1212;
    pub const cuTexRefSetAddress2D_v3: u16 = 1213;
    pub const cuTexRefSetFormat: u16 = 1214;
    pub const cuTexRefSetAddressMode: u16 = 1215;
    pub const cuTexRefSetFilterMode: u16 = 1216;
    pub const cuTexRefSetMipmapFilterMode: u16 = 1217;
    pub const cuTexRefSetMipmapLevelBias: u16 = 1218;
    pub const cuTexRefSetMipmapLevelClamp: u16 = 1219;
    pub const cuTexRefSetMaxAnisotropy: u16 = 1220;
    pub const cuTexRefSetBorderColor: u16 = 1221;
    pub const cuTexRefSetFlags: u16 = 1222;
    pub const cuTexRefGetAddress: u16 = 1223;
    pub const cuTexRefGetAddress_v2: u16 = 1224;
    pub const cuTexRefGetArray: u16 = 1225;
    pub const cuTexRefGetMipmappedArray: u16 = 1226;
    pub const cuTexRefGetAddressMode: u16 = 1227;
    pub const cuTexRefGetFilterMode: u16 = 1228;
    pub const cuTexRefGetFormat: u16 = 1229;
    pub const cuTexRefGetMipmapFilterMode: u16 = 1230;
    pub const cuTexRefGetMipmapLevelBias: u16 = 1231;
    pub const cuTexRefGetMipmapLevelClamp: u16 = 1232;
    pub const cuTexRefGetMaxAnisotropy: u16 = 1233;
    pub const cuTexRefGetBorderColor: u16 = 1234;
    pub const cuTexRefGetFlags: u16 = 1235;
    pub const cuVDPAUGetDevice: u16 = 1800;
    pub const cuVDPAUCtxCreate: u16 = 1801;
    pub const cuVDPAUCtxCreate_v2: u16 = 1802;
    pub const cuGraphicsVDPAURegisterVideoSurface: u16 = 1803;
    pub const cuGraphicsVDPAURegisterOutputSurface: u16 = 1804;
    pub const cuMemAddressReserve: u16 = 550;
    pub const cuMemAddressFree: u16 = 551;
    pub const cuMemCreate: u16 = 552;
    pub const cuMemRelease: u16 = 553;
    pub const cuMemMap: u16 = 554;
    pub const cuMemUnmap: u16 = 555;
    pub const cuMemSetAccess: u16 = 556;
    pub const cuMemGetAccess: u16 = 557;
    pub const cuMemGetAllocationGranularity: u16 = 558;
    pub const cuMemGetAllocationPropertiesFromHandle: u16 = 559;
    pub const cuMemRetainAllocationHandle: u16 = 560;
    pub const cuMemExportToShareableHandle: u16 = 561;
    pub const cuMemImportFromShareableHandle: u16 = 562;
    pub const cuMemMapArrayAsync: u16 = 563;
}

/// Types of pointers to the driver's functions.
#[allow(non_camel_case_types, non_snake_case, missing_docs)]
pub mod pfn {
    use core::ffi::*;

    use crate::*;

    pub type cuArrayCreate = unsafe extern "C" fn(
        pHandle: *mut CUarray,
        pAllocateArray: *const CUDA_ARRAY_DESCRIPTOR_v1,
    ) -> CUresult;
    pub type cuArrayCreate_v2 = unsafe extern "C" fn(
        pHandle: *mut CUarray,
        pAllocateArray: *const CUDA_ARRAY_DESCRIPTOR_v2,
    ) -> CUresult;
    pub type cuArrayGetDescriptor =
        unsafe extern "C" fn(pArrayDescriptor: *mut CUDA_ARRAY_DESCRIPTOR_v1, hArray: CUarray) -> CUresult;
    pub type cuArrayGetDescriptor_v2 =
        unsafe extern "C" fn(pArrayDescriptor: *mut CUDA_ARRAY_DESCRIPTOR_v2, hArray: CUarray) -> CUresult;
    pub type cuArrayDestroy = unsafe extern "C" fn(hArray: CUarray) -> CUresult;
    pub type cuArray3DCreate = unsafe extern "C" fn(
        pHandle: *mut CUarray,
        pAllocateArray: *const CUDA_ARRAY3D_DESCRIPTOR_v1,
    ) -> CUresult;
    pub type cuArray3DCreate_v2 = unsafe extern "C" fn(
        pHandle: *mut CUarray,
        pAllocateArray: *const CUDA_ARRAY3D_DESCRIPTOR_v2,
    ) -> CUresult;
    pub type cuArray3DGetDescriptor =
        unsafe extern "C" fn(pArrayDescriptor: *mut CUDA_ARRAY3D_DESCRIPTOR_v1, hArray: CUarray) -> CUresult;
    pub type cuArray3DGetDescriptor_v2 =
        unsafe extern "C" fn(pArrayDescriptor: *mut CUDA_ARRAY3D_DESCRIPTOR_v2, hArray: CUarray) -> CUresult;
    pub type cuArrayGetPlane =
        unsafe extern "C" fn(pPlaneArray: *mut CUarray, hArray: CUarray, planeIdx: c_uint) -> CUresult;
    pub type cuArrayGetMemoryRequirements = unsafe extern "C" fn(
        memoryRequirements: *mut CUDA_ARRAY_MEMORY_REQUIREMENTS,
        array: CUarray,
        device: CUdevice,
    ) -> CUresult;
    pub type cuArrayGetSparseProperties =
        unsafe extern "C" fn(sparseProperties: *mut CUDA_ARRAY_SPARSE_PROPERTIES, array: CUarray) -> CUresult;
    pub type cuMipmappedArrayCreate = unsafe extern "C" fn(
        pHandle: *mut CUmipmappedArray,
        pMipmappedArrayDesc: *const CUDA_ARRAY3D_DESCRIPTOR_v2,
        numMipmapLevels: c_uint,
    ) -> CUresult;
    pub type cuMipmappedArrayGetLevel = unsafe extern "C" fn(
        pLevelArray: *mut CUarray,
        hMipmappedArray: CUmipmappedArray,
        level: c_uint,
    ) -> CUresult;
    pub type cuMipmappedArrayDestroy = unsafe extern "C" fn(hMipmappedArray: CUmipmappedArray) -> CUresult;
    pub type cuMipmappedArrayGetMemoryRequirements = unsafe extern "C" fn(
        memoryRequirements: *mut CUDA_ARRAY_MEMORY_REQUIREMENTS,
        mipmap: CUmipmappedArray,
        device: CUdevice,
    ) -> CUresult;
    pub type cuMipmappedArrayGetSparseProperties = unsafe extern "C" fn(
        sparseProperties: *mut CUDA_ARRAY_SPARSE_PROPERTIES,
        mipmap: CUmipmappedArray,
    ) -> CUresult;
    pub type cuStreamBeginCapture = unsafe extern "C" fn(hStream: CUstream) -> CUresult;
    pub type cuStreamBeginCapture_v2 =
        unsafe extern "C" fn(hStream: CUstream, mode: CUstreamCaptureMode) -> CUresult;
    pub type cuStreamBeginCaptureToGraph = unsafe extern "C" fn(
        hStream: CUstream,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        dependencyData: *const CUgraphEdgeData,
        numDependencies: usize,
        mode: CUstreamCaptureMode,
    ) -> CUresult;
    pub type cuStreamEndCapture = unsafe extern "C" fn(hStream: CUstream, phGraph: *mut CUgraph) -> CUresult;
    pub type cuStreamIsCapturing =
        unsafe extern "C" fn(hStream: CUstream, captureStatus: *mut CUstreamCaptureStatus) -> CUresult;
    pub type cuStreamGetCaptureInfo = unsafe extern "C" fn(
        hStream: CUstream,
        captureStatus_out: *mut CUstreamCaptureStatus,
        id_out: *mut u64,
    ) -> CUresult;
    pub type cuStreamGetCaptureInfo_v2 = unsafe extern "C" fn(
        hStream: CUstream,
        captureStatus_out: *mut CUstreamCaptureStatus,
        id_out: *mut u64,
        graph_out: *mut CUgraph,
        dependencies_out: *mut *const CUgraphNode,
        numDependencies_out: *mut usize,
    ) -> CUresult;
    pub type cuStreamGetCaptureInfo_v3 = unsafe extern "C" fn(
        hStream: CUstream,
        captureStatus_out: *mut CUstreamCaptureStatus,
        id_out: *mut u64,
        graph_out: *mut CUgraph,
        dependencies_out: *mut *const CUgraphNode,
        edgeData_out: *mut *const CUgraphEdgeData,
        numDependencies_out: *mut usize,
    ) -> CUresult;
    pub type cuStreamUpdateCaptureDependencies = unsafe extern "C" fn(
        hStream: CUstream,
        dependencies: *mut CUgraphNode,
        numDependencies: usize,
        flags: c_uint,
    ) -> CUresult;
    pub type cuStreamUpdateCaptureDependencies_v2 = unsafe extern "C" fn(
        hStream: CUstream,
        dependencies: *mut CUgraphNode,
        dependencyData: *const CUgraphEdgeData,
        numDependencies: usize,
        flags: c_uint,
    ) -> CUresult;
    pub type cuThreadExchangeStreamCaptureMode =
        unsafe extern "C" fn(mode: *mut CUstreamCaptureMode) -> CUresult;
    pub type cuCheckpointProcessGetRestoreThreadId =
        unsafe extern "C" fn(pid: c_int, tid: *mut c_int) -> CUresult;
    pub type cuCheckpointProcessGetState =
        unsafe extern "C" fn(pid: c_int, state: *mut CUprocessState) -> CUresult;
    pub type cuCheckpointProcessLock =
        unsafe extern "C" fn(pid: c_int, args: *mut CUcheckpointLockArgs) -> CUresult;
    pub type cuCheckpointProcessCheckpoint =
        unsafe extern "C" fn(pid: c_int, args: *mut CUcheckpointCheckpointArgs) -> CUresult;
    pub type cuCheckpointProcessRestore =
        unsafe extern "C" fn(pid: c_int, args: *mut CUcheckpointRestoreArgs) -> CUresult;
    pub type cuCheckpointProcessUnlock =
        unsafe extern "C" fn(pid: c_int, args: *mut CUcheckpointUnlockArgs) -> CUresult;
    pub type cuCtxCreate =
        unsafe extern "C" fn(pctx: *mut CUcontext, flags: c_uint, dev: CUdevice) -> CUresult;
    pub type cuCtxCreate_v2 =
        unsafe extern "C" fn(pctx: *mut CUcontext, flags: c_uint, dev: CUdevice) -> CUresult;
    pub type cuCtxCreate_v3 = unsafe extern "C" fn(
        pctx: *mut CUcontext,
        paramsArray: *const CUexecAffinityParam,
        numParams: c_int,
        flags: c_uint,
        dev: CUdevice,
    ) -> CUresult;
    pub type cuCtxCreate_v4 = unsafe extern "C" fn(
        pctx: *mut CUcontext,
        ctxCreateParams: *mut CUctxCreateParams,
        flags: c_uint,
        dev: CUdevice,
    ) -> CUresult;
    pub type cuCtxDestroy = unsafe extern "C" fn(ctx: CUcontext) -> CUresult;
    pub type cuCtxDestroy_v2 = unsafe extern "C" fn(ctx: CUcontext) -> CUresult;
    pub type cuCtxAttach = unsafe extern "C" fn(pctx: *mut CUcontext, flags: c_uint) -> CUresult;
    pub type cuCtxDetach = unsafe extern "C" fn(ctx: CUcontext) -> CUresult;
    pub type cuCtxPushCurrent = unsafe extern "C" fn(ctx: CUcontext) -> CUresult;
    pub type cuCtxPushCurrent_v2 = unsafe extern "C" fn(ctx: CUcontext) -> CUresult;
    pub type cuCtxPopCurrent = unsafe extern "C" fn(pctx: *mut CUcontext) -> CUresult;
    pub type cuCtxPopCurrent_v2 = unsafe extern "C" fn(pctx: *mut CUcontext) -> CUresult;
    pub type cuCtxSetCurrent = unsafe extern "C" fn(ctx: CUcontext) -> CUresult;
    pub type cuCtxGetCurrent = unsafe extern "C" fn(pctx: *mut CUcontext) -> CUresult;
    pub type cuCtxGetDevice = unsafe extern "C" fn(device: *mut CUdevice) -> CUresult;
    pub type cuCtxGetDevice_v2 = unsafe extern "C" fn(device: *mut CUdevice, ctx: CUcontext) -> CUresult;
    pub type cuCtxGetFlags = unsafe extern "C" fn(flags: *mut c_uint) -> CUresult;
    pub type cuCtxSetFlags = unsafe extern "C" fn(flags: c_uint) -> CUresult;
    pub type cuCtxGetId = unsafe extern "C" fn(ctx: CUcontext, ctxId: *mut u64) -> CUresult;
    pub type cuCtxGetApiVersion = unsafe extern "C" fn(ctx: CUcontext, version: *mut c_uint) -> CUresult;
    pub type cuCtxSynchronize = unsafe extern "C" fn() -> CUresult;
    pub type cuCtxSynchronize_v2 = unsafe extern "C" fn(ctx: CUcontext) -> CUresult;
    pub type cuCtxSetLimit = unsafe extern "C" fn(limit: CUlimit, value: usize) -> CUresult;
    pub type cuCtxGetLimit = unsafe extern "C" fn(pvalue: *mut usize, limit: CUlimit) -> CUresult;
    pub type cuCtxGetCacheConfig = unsafe extern "C" fn(pconfig: *mut CUfunc_cache) -> CUresult;
    pub type cuCtxSetCacheConfig = unsafe extern "C" fn(config: CUfunc_cache) -> CUresult;
    pub type cuCtxGetSharedMemConfig = unsafe extern "C" fn(pConfig: *mut CUsharedconfig) -> CUresult;
    pub type cuCtxSetSharedMemConfig = unsafe extern "C" fn(config: CUsharedconfig) -> CUresult;
    pub type cuCtxGetStreamPriorityRange =
        unsafe extern "C" fn(leastPriority: *mut c_int, greatestPriority: *mut c_int) -> CUresult;
    pub type cuCtxResetPersistingL2Cache = unsafe extern "C" fn() -> CUresult;
    pub type cuCtxGetExecAffinity =
        unsafe extern "C" fn(pExecAffinity: *mut CUexecAffinityParam, r#type: CUexecAffinityType) -> CUresult;
    pub type cuMemcpy =
        unsafe extern "C" fn(dst: CUdeviceptr, src: CUdeviceptr, ByteCount: usize) -> CUresult;
    pub type cuMemcpyAsync = unsafe extern "C" fn(
        dst: CUdeviceptr,
        src: CUdeviceptr,
        ByteCount: usize,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpyHtoD = unsafe extern "C" fn(
        dstDevice: CUdeviceptr_v1,
        srcHost: *const c_void,
        ByteCount: c_uint,
    ) -> CUresult;
    pub type cuMemcpyHtoD_v2 =
        unsafe extern "C" fn(dstDevice: CUdeviceptr, srcHost: *const c_void, ByteCount: usize) -> CUresult;
    pub type cuMemcpyDtoH =
        unsafe extern "C" fn(dstHost: *mut c_void, srcDevice: CUdeviceptr_v1, ByteCount: c_uint) -> CUresult;
    pub type cuMemcpyDtoH_v2 =
        unsafe extern "C" fn(dstHost: *mut c_void, srcDevice: CUdeviceptr, ByteCount: usize) -> CUresult;
    pub type cuMemcpyDtoD = unsafe extern "C" fn(
        dstDevice: CUdeviceptr_v1,
        srcDevice: CUdeviceptr_v1,
        ByteCount: c_uint,
    ) -> CUresult;
    pub type cuMemcpyDtoD_v2 =
        unsafe extern "C" fn(dstDevice: CUdeviceptr, srcDevice: CUdeviceptr, ByteCount: usize) -> CUresult;
    pub type cuMemcpyHtoDAsync = unsafe extern "C" fn(
        dstDevice: CUdeviceptr_v1,
        srcHost: *const c_void,
        ByteCount: c_uint,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpyHtoDAsync_v2 = unsafe extern "C" fn(
        dstDevice: CUdeviceptr,
        srcHost: *const c_void,
        ByteCount: usize,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpyDtoHAsync = unsafe extern "C" fn(
        dstHost: *mut c_void,
        srcDevice: CUdeviceptr_v1,
        ByteCount: c_uint,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpyDtoHAsync_v2 = unsafe extern "C" fn(
        dstHost: *mut c_void,
        srcDevice: CUdeviceptr,
        ByteCount: usize,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpyDtoDAsync = unsafe extern "C" fn(
        dstDevice: CUdeviceptr_v1,
        srcDevice: CUdeviceptr_v1,
        ByteCount: c_uint,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpyDtoDAsync_v2 = unsafe extern "C" fn(
        dstDevice: CUdeviceptr,
        srcDevice: CUdeviceptr,
        ByteCount: usize,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpy2D = unsafe extern "C" fn(pCopy: *const CUDA_MEMCPY2D_v1) -> CUresult;
    pub type cuMemcpy2D_v2 = unsafe extern "C" fn(pCopy: *const CUDA_MEMCPY2D_v2) -> CUresult;
    pub type cuMemcpy2DUnaligned = unsafe extern "C" fn(pCopy: *const CUDA_MEMCPY2D_v1) -> CUresult;
    pub type cuMemcpy2DUnaligned_v2 = unsafe extern "C" fn(pCopy: *const CUDA_MEMCPY2D_v2) -> CUresult;
    pub type cuMemcpy2DAsync =
        unsafe extern "C" fn(pCopy: *const CUDA_MEMCPY2D_v1, hStream: CUstream) -> CUresult;
    pub type cuMemcpy2DAsync_v2 =
        unsafe extern "C" fn(pCopy: *const CUDA_MEMCPY2D_v2, hStream: CUstream) -> CUresult;
    pub type cuMemcpy3D = unsafe extern "C" fn(pCopy: *const CUDA_MEMCPY3D_v1) -> CUresult;
    pub type cuMemcpy3D_v2 = unsafe extern "C" fn(pCopy: *const CUDA_MEMCPY3D_v2) -> CUresult;
    pub type cuMemcpy3DAsync =
        unsafe extern "C" fn(pCopy: *const CUDA_MEMCPY3D_v1, hStream: CUstream) -> CUresult;
    pub type cuMemcpy3DAsync_v2 =
        unsafe extern "C" fn(pCopy: *const CUDA_MEMCPY3D_v2, hStream: CUstream) -> CUresult;
    pub type cuMemcpyPeer = unsafe extern "C" fn(
        dstDevice: CUdeviceptr,
        dstContext: CUcontext,
        srcDevice: CUdeviceptr,
        srcContext: CUcontext,
        ByteCount: usize,
    ) -> CUresult;
    pub type cuMemcpyPeerAsync = unsafe extern "C" fn(
        dstDevice: CUdeviceptr,
        dstContext: CUcontext,
        srcDevice: CUdeviceptr,
        srcContext: CUcontext,
        ByteCount: usize,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpy3DPeer = unsafe extern "C" fn(pCopy: *const CUDA_MEMCPY3D_PEER) -> CUresult;
    pub type cuMemcpy3DPeerAsync =
        unsafe extern "C" fn(pCopy: *const CUDA_MEMCPY3D_PEER, hStream: CUstream) -> CUresult;
    pub type cuMemcpyBatchAsync = unsafe extern "C" fn(
        dsts: *mut CUdeviceptr,
        srcs: *mut CUdeviceptr,
        sizes: *mut usize,
        count: usize,
        attrs: *mut CUmemcpyAttributes,
        attrsIdxs: *mut usize,
        numAttrs: usize,
        failIdx: *mut usize,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpyBatchAsync_v2 = unsafe extern "C" fn(
        dsts: *mut CUdeviceptr,
        srcs: *mut CUdeviceptr,
        sizes: *mut usize,
        count: usize,
        attrs: *mut CUmemcpyAttributes,
        attrsIdxs: *mut usize,
        numAttrs: usize,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpy3DBatchAsync = unsafe extern "C" fn(
        numOps: usize,
        opList: *mut CUDA_MEMCPY3D_BATCH_OP,
        failIdx: *mut usize,
        flags: u64,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpy3DBatchAsync_v2 = unsafe extern "C" fn(
        numOps: usize,
        opList: *mut CUDA_MEMCPY3D_BATCH_OP,
        flags: u64,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpyDtoA = unsafe extern "C" fn(
        dstArray: CUarray,
        dstOffset: c_uint,
        srcDevice: CUdeviceptr_v1,
        ByteCount: c_uint,
    ) -> CUresult;
    pub type cuMemcpyAtoD = unsafe extern "C" fn(
        dstDevice: CUdeviceptr_v1,
        srcArray: CUarray,
        srcOffset: c_uint,
        ByteCount: c_uint,
    ) -> CUresult;
    pub type cuMemcpyHtoA = unsafe extern "C" fn(
        dstArray: CUarray,
        dstOffset: c_uint,
        srcHost: *const c_void,
        ByteCount: c_uint,
    ) -> CUresult;
    pub type cuMemcpyAtoH = unsafe extern "C" fn(
        dstHost: *mut c_void,
        srcArray: CUarray,
        srcOffset: c_uint,
        ByteCount: c_uint,
    ) -> CUresult;
    pub type cuMemcpyAtoA = unsafe extern "C" fn(
        dstArray: CUarray,
        dstOffset: c_uint,
        srcArray: CUarray,
        srcOffset: c_uint,
        ByteCount: c_uint,
    ) -> CUresult;
    pub type cuMemcpyHtoAAsync = unsafe extern "C" fn(
        dstArray: CUarray,
        dstOffset: c_uint,
        srcHost: *const c_void,
        ByteCount: c_uint,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpyAtoHAsync = unsafe extern "C" fn(
        dstHost: *mut c_void,
        srcArray: CUarray,
        srcOffset: c_uint,
        ByteCount: c_uint,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpyDtoA_v2 = unsafe extern "C" fn(
        dstArray: CUarray,
        dstOffset: usize,
        srcDevice: CUdeviceptr,
        ByteCount: usize,
    ) -> CUresult;
    pub type cuMemcpyAtoD_v2 = unsafe extern "C" fn(
        dstDevice: CUdeviceptr,
        srcArray: CUarray,
        srcOffset: usize,
        ByteCount: usize,
    ) -> CUresult;
    pub type cuMemcpyHtoA_v2 = unsafe extern "C" fn(
        dstArray: CUarray,
        dstOffset: usize,
        srcHost: *const c_void,
        ByteCount: usize,
    ) -> CUresult;
    pub type cuMemcpyAtoH_v2 = unsafe extern "C" fn(
        dstHost: *mut c_void,
        srcArray: CUarray,
        srcOffset: usize,
        ByteCount: usize,
    ) -> CUresult;
    pub type cuMemcpyAtoA_v2 = unsafe extern "C" fn(
        dstArray: CUarray,
        dstOffset: usize,
        srcArray: CUarray,
        srcOffset: usize,
        ByteCount: usize,
    ) -> CUresult;
    pub type cuMemcpyHtoAAsync_v2 = unsafe extern "C" fn(
        dstArray: CUarray,
        dstOffset: usize,
        srcHost: *const c_void,
        ByteCount: usize,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemcpyAtoHAsync_v2 = unsafe extern "C" fn(
        dstHost: *mut c_void,
        srcArray: CUarray,
        srcOffset: usize,
        ByteCount: usize,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuCoredumpGetAttribute =
        unsafe extern "C" fn(attrib: CUcoredumpSettings, value: *mut c_void, size: *mut usize) -> CUresult;
    pub type cuCoredumpGetAttributeGlobal =
        unsafe extern "C" fn(attrib: CUcoredumpSettings, value: *mut c_void, size: *mut usize) -> CUresult;
    pub type cuCoredumpSetAttribute =
        unsafe extern "C" fn(attrib: CUcoredumpSettings, value: *mut c_void, size: *mut usize) -> CUresult;
    pub type cuCoredumpSetAttributeGlobal =
        unsafe extern "C" fn(attrib: CUcoredumpSettings, value: *mut c_void, size: *mut usize) -> CUresult;
    pub type cuDeviceGet = unsafe extern "C" fn(device: *mut CUdevice, ordinal: c_int) -> CUresult;
    pub type cuDeviceGetCount = unsafe extern "C" fn(count: *mut c_int) -> CUresult;
    pub type cuDeviceGetName = unsafe extern "C" fn(name: *mut c_char, len: c_int, dev: CUdevice) -> CUresult;
    pub type cuDeviceGetUuid = unsafe extern "C" fn(uuid: *mut CUuuid, dev: CUdevice) -> CUresult;
    pub type cuDeviceGetUuid_v2 = unsafe extern "C" fn(uuid: *mut CUuuid, dev: CUdevice) -> CUresult;
    pub type cuDeviceGetLuid =
        unsafe extern "C" fn(luid: *mut c_char, deviceNodeMask: *mut c_uint, dev: CUdevice) -> CUresult;
    pub type cuDeviceTotalMem = unsafe extern "C" fn(bytes: *mut c_uint, dev: CUdevice) -> CUresult;
    pub type cuDeviceTotalMem_v2 = unsafe extern "C" fn(bytes: *mut usize, dev: CUdevice) -> CUresult;
    pub type cuDeviceGetAttribute =
        unsafe extern "C" fn(pi: *mut c_int, attrib: CUdevice_attribute, dev: CUdevice) -> CUresult;
    pub type cuDeviceGetProperties = unsafe extern "C" fn(prop: *mut CUdevprop, dev: CUdevice) -> CUresult;
    pub type cuDeviceComputeCapability =
        unsafe extern "C" fn(major: *mut c_int, minor: *mut c_int, dev: CUdevice) -> CUresult;
    pub type cuDeviceGetByPCIBusId =
        unsafe extern "C" fn(dev: *mut CUdevice, pciBusId: *const c_char) -> CUresult;
    pub type cuDeviceGetPCIBusId =
        unsafe extern "C" fn(pciBusId: *mut c_char, len: c_int, dev: CUdevice) -> CUresult;
    pub type cuDeviceGetTexture1DLinearMaxWidth = unsafe extern "C" fn(
        maxWidthInElements: *mut usize,
        format: CUarray_format,
        numChannels: c_uint,
        dev: CUdevice,
    ) -> CUresult;
    pub type cuDeviceGetExecAffinitySupport =
        unsafe extern "C" fn(pi: *mut c_int, r#type: CUexecAffinityType, dev: CUdevice) -> CUresult;
    pub type cuDeviceGetHostAtomicCapabilities = unsafe extern "C" fn(
        capabilities: *mut c_uint,
        operations: *const CUatomicOperation,
        count: c_uint,
        dev: CUdevice,
    ) -> CUresult;
    pub type cuDeviceGetNvSciSyncAttributes =
        unsafe extern "C" fn(nvSciSyncAttrList: *mut c_void, dev: CUdevice, flags: c_int) -> CUresult;
    pub type cuDeviceRegisterAsyncNotification = unsafe extern "C" fn(
        device: CUdevice,
        callbackFunc: CUasyncCallback,
        userData: *mut c_void,
        callback: *mut CUasyncCallbackHandle,
    ) -> CUresult;
    pub type cuDeviceUnregisterAsyncNotification =
        unsafe extern "C" fn(device: CUdevice, callback: CUasyncCallbackHandle) -> CUresult;
    pub type cuFlushGPUDirectRDMAWrites = unsafe extern "C" fn(
        target: CUflushGPUDirectRDMAWritesTarget,
        scope: CUflushGPUDirectRDMAWritesScope,
    ) -> CUresult;
    pub type cuGraphicsEGLRegisterImage = unsafe extern "C" fn(
        pCudaResource: *mut CUgraphicsResource,
        image: EGLImageKHR,
        flags: c_uint,
    ) -> CUresult;
    pub type cuGraphicsResourceGetMappedEglFrame = unsafe extern "C" fn(
        eglFrame: *mut CUeglFrame,
        resource: CUgraphicsResource,
        index: c_uint,
        mipLevel: c_uint,
    ) -> CUresult;
    pub type cuEGLStreamConsumerConnect =
        unsafe extern "C" fn(conn: *mut CUeglStreamConnection, stream: EGLStreamKHR) -> CUresult;
    pub type cuEGLStreamConsumerConnectWithFlags = unsafe extern "C" fn(
        conn: *mut CUeglStreamConnection,
        stream: EGLStreamKHR,
        flags: c_uint,
    ) -> CUresult;
    pub type cuEGLStreamConsumerDisconnect =
        unsafe extern "C" fn(conn: *mut CUeglStreamConnection) -> CUresult;
    pub type cuEGLStreamConsumerAcquireFrame = unsafe extern "C" fn(
        conn: *mut CUeglStreamConnection,
        pCudaResource: *mut CUgraphicsResource,
        pStream: *mut CUstream,
        timeout: c_uint,
    ) -> CUresult;
    pub type cuEGLStreamConsumerReleaseFrame = unsafe extern "C" fn(
        conn: *mut CUeglStreamConnection,
        pCudaResource: CUgraphicsResource,
        pStream: *mut CUstream,
    ) -> CUresult;
    pub type cuEGLStreamProducerConnect = unsafe extern "C" fn(
        conn: *mut CUeglStreamConnection,
        stream: EGLStreamKHR,
        width: EGLint,
        height: EGLint,
    ) -> CUresult;
    pub type cuEGLStreamProducerDisconnect =
        unsafe extern "C" fn(conn: *mut CUeglStreamConnection) -> CUresult;
    pub type cuEGLStreamProducerPresentFrame = unsafe extern "C" fn(
        conn: *mut CUeglStreamConnection,
        eglframe: CUeglFrame,
        pStream: *mut CUstream,
    ) -> CUresult;
    pub type cuEGLStreamProducerReturnFrame = unsafe extern "C" fn(
        conn: *mut CUeglStreamConnection,
        eglframe: *mut CUeglFrame,
        pStream: *mut CUstream,
    ) -> CUresult;
    pub type cuEGLApiInit = unsafe extern "C" fn() -> CUresult;
    pub type cuEventCreate = unsafe extern "C" fn(phEvent: *mut CUevent, Flags: c_uint) -> CUresult;
    pub type cuEventRecord = unsafe extern "C" fn(hEvent: CUevent, hStream: CUstream) -> CUresult;
    pub type cuEventRecordWithFlags =
        unsafe extern "C" fn(hEvent: CUevent, hStream: CUstream, flags: c_uint) -> CUresult;
    pub type cuEventQuery = unsafe extern "C" fn(hEvent: CUevent) -> CUresult;
    pub type cuEventSynchronize = unsafe extern "C" fn(hEvent: CUevent) -> CUresult;
    pub type cuEventDestroy = unsafe extern "C" fn(hEvent: CUevent) -> CUresult;
    pub type cuEventDestroy_v2 = unsafe extern "C" fn(hEvent: CUevent) -> CUresult;
    pub type cuEventElapsedTime =
        unsafe extern "C" fn(pMilliseconds: *mut f32, hStart: CUevent, hEnd: CUevent) -> CUresult;
    pub type cuEventElapsedTime_v2 =
        unsafe extern "C" fn(pMilliseconds: *mut f32, hStart: CUevent, hEnd: CUevent) -> CUresult;
    pub type cuImportExternalMemory = unsafe extern "C" fn(
        extMem_out: *mut CUexternalMemory,
        memHandleDesc: *const CUDA_EXTERNAL_MEMORY_HANDLE_DESC,
    ) -> CUresult;
    pub type cuExternalMemoryGetMappedBuffer = unsafe extern "C" fn(
        devPtr: *mut CUdeviceptr,
        extMem: CUexternalMemory,
        bufferDesc: *const CUDA_EXTERNAL_MEMORY_BUFFER_DESC,
    ) -> CUresult;
    pub type cuExternalMemoryGetMappedMipmappedArray = unsafe extern "C" fn(
        mipmap: *mut CUmipmappedArray,
        extMem: CUexternalMemory,
        mipmapDesc: *const CUDA_EXTERNAL_MEMORY_MIPMAPPED_ARRAY_DESC,
    ) -> CUresult;
    pub type cuDestroyExternalMemory = unsafe extern "C" fn(extMem: CUexternalMemory) -> CUresult;
    pub type cuImportExternalSemaphore = unsafe extern "C" fn(
        extSem_out: *mut CUexternalSemaphore,
        semHandleDesc: *const CUDA_EXTERNAL_SEMAPHORE_HANDLE_DESC,
    ) -> CUresult;
    pub type cuSignalExternalSemaphoresAsync = unsafe extern "C" fn(
        extSemArray: *const CUexternalSemaphore,
        paramsArray: *const CUDA_EXTERNAL_SEMAPHORE_SIGNAL_PARAMS,
        numExtSems: c_uint,
        stream: CUstream,
    ) -> CUresult;
    pub type cuWaitExternalSemaphoresAsync = unsafe extern "C" fn(
        extSemArray: *const CUexternalSemaphore,
        paramsArray: *const CUDA_EXTERNAL_SEMAPHORE_WAIT_PARAMS,
        numExtSems: c_uint,
        stream: CUstream,
    ) -> CUresult;
    pub type cuDestroyExternalSemaphore = unsafe extern "C" fn(extSem: CUexternalSemaphore) -> CUresult;
    pub type cuKernelGetFunction = unsafe extern "C" fn(pFunc: *mut CUfunction, kernel: CUkernel) -> CUresult;
    pub type cuKernelGetLibrary = unsafe extern "C" fn(pLib: *mut CUlibrary, kernel: CUkernel) -> CUresult;
    pub type cuKernelGetName = unsafe extern "C" fn(name: *mut *const c_char, hfunc: CUkernel) -> CUresult;
    pub type cuKernelGetParamInfo = unsafe extern "C" fn(
        kernel: CUkernel,
        paramIndex: usize,
        paramOffset: *mut usize,
        paramSize: *mut usize,
    ) -> CUresult;
    pub type cuKernelGetAttribute = unsafe extern "C" fn(
        pi: *mut c_int,
        attrib: CUfunction_attribute,
        kernel: CUkernel,
        dev: CUdevice,
    ) -> CUresult;
    pub type cuKernelSetAttribute = unsafe extern "C" fn(
        attrib: CUfunction_attribute,
        val: c_int,
        kernel: CUkernel,
        dev: CUdevice,
    ) -> CUresult;
    pub type cuKernelSetCacheConfig =
        unsafe extern "C" fn(kernel: CUkernel, config: CUfunc_cache, dev: CUdevice) -> CUresult;
    pub type cuFuncGetAttribute =
        unsafe extern "C" fn(pi: *mut c_int, attrib: CUfunction_attribute, hfunc: CUfunction) -> CUresult;
    pub type cuFuncSetAttribute =
        unsafe extern "C" fn(hfunc: CUfunction, attrib: CUfunction_attribute, value: c_int) -> CUresult;
    pub type cuFuncSetCacheConfig = unsafe extern "C" fn(hfunc: CUfunction, config: CUfunc_cache) -> CUresult;
    pub type cuFuncSetSharedMemConfig =
        unsafe extern "C" fn(hfunc: CUfunction, config: CUsharedconfig) -> CUresult;
    pub type cuFuncGetModule = unsafe extern "C" fn(hmod: *mut CUmodule, hfunc: CUfunction) -> CUresult;
    pub type cuFuncGetName = unsafe extern "C" fn(name: *mut *const c_char, hfunc: CUfunction) -> CUresult;
    pub type cuFuncGetParamInfo = unsafe extern "C" fn(
        func: CUfunction,
        paramIndex: usize,
        paramOffset: *mut usize,
        paramSize: *mut usize,
    ) -> CUresult;
    pub type cuFuncIsLoaded =
        unsafe extern "C" fn(state: *mut CUfunctionLoadingState, function: CUfunction) -> CUresult;
    pub type cuFuncLoad = unsafe extern "C" fn(function: CUfunction) -> CUresult;
    pub type cuGraphicsGLRegisterBuffer = unsafe extern "C" fn(
        pCudaResource: *mut CUgraphicsResource,
        buffer: GLuint,
        Flags: c_uint,
    ) -> CUresult;
    pub type cuGraphicsGLRegisterImage = unsafe extern "C" fn(
        pCudaResource: *mut CUgraphicsResource,
        image: GLuint,
        target: GLenum,
        Flags: c_uint,
    ) -> CUresult;
    pub type cuGLGetDevices = unsafe extern "C" fn(
        pCudaDeviceCount: *mut c_uint,
        pCudaDevices: *mut CUdevice,
        cudaDeviceCount: c_uint,
        deviceList: CUGLDeviceList,
    ) -> CUresult;
    pub type cuGLGetDevices_v2 = unsafe extern "C" fn(
        pCudaDeviceCount: *mut c_uint,
        pCudaDevices: *mut CUdevice,
        cudaDeviceCount: c_uint,
        deviceList: CUGLDeviceList,
    ) -> CUresult;
    pub type cuGLCtxCreate =
        unsafe extern "C" fn(pCtx: *mut CUcontext, Flags: c_uint, device: CUdevice) -> CUresult;
    pub type cuGLCtxCreate_v2 =
        unsafe extern "C" fn(pCtx: *mut CUcontext, Flags: c_uint, device: CUdevice) -> CUresult;
    pub type cuGLInit = unsafe extern "C" fn() -> CUresult;
    pub type cuGLRegisterBufferObject = unsafe extern "C" fn(buffer: GLuint) -> CUresult;
    pub type cuGLMapBufferObject =
        unsafe extern "C" fn(dptr: *mut CUdeviceptr_v1, size: *mut c_uint, buffer: GLuint) -> CUresult;
    pub type cuGLMapBufferObject_v2 =
        unsafe extern "C" fn(dptr: *mut CUdeviceptr, size: *mut usize, buffer: GLuint) -> CUresult;
    pub type cuGLUnmapBufferObject = unsafe extern "C" fn(buffer: GLuint) -> CUresult;
    pub type cuGLUnregisterBufferObject = unsafe extern "C" fn(buffer: GLuint) -> CUresult;
    pub type cuGLSetBufferObjectMapFlags = unsafe extern "C" fn(buffer: GLuint, Flags: c_uint) -> CUresult;
    pub type cuGLMapBufferObjectAsync = unsafe extern "C" fn(
        dptr: *mut CUdeviceptr_v1,
        size: *mut c_uint,
        buffer: GLuint,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuGLMapBufferObjectAsync_v2 = unsafe extern "C" fn(
        dptr: *mut CUdeviceptr,
        size: *mut usize,
        buffer: GLuint,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuGLUnmapBufferObjectAsync = unsafe extern "C" fn(buffer: GLuint, hStream: CUstream) -> CUresult;
    pub type cuGraphCreate = unsafe extern "C" fn(phGraph: *mut CUgraph, flags: c_uint) -> CUresult;
    pub type cuGraphClone =
        unsafe extern "C" fn(phGraphClone: *mut CUgraph, originalGraph: CUgraph) -> CUresult;
    pub type cuGraphDestroy = unsafe extern "C" fn(hGraph: CUgraph) -> CUresult;
    pub type cuGraphGetNodes =
        unsafe extern "C" fn(hGraph: CUgraph, nodes: *mut CUgraphNode, numNodes: *mut usize) -> CUresult;
    pub type cuGraphGetRootNodes = unsafe extern "C" fn(
        hGraph: CUgraph,
        rootNodes: *mut CUgraphNode,
        numRootNodes: *mut usize,
    ) -> CUresult;
    pub type cuGraphGetEdges = unsafe extern "C" fn(
        hGraph: CUgraph,
        from: *mut CUgraphNode,
        to: *mut CUgraphNode,
        numEdges: *mut usize,
    ) -> CUresult;
    pub type cuGraphGetEdges_v2 = unsafe extern "C" fn(
        hGraph: CUgraph,
        from: *mut CUgraphNode,
        to: *mut CUgraphNode,
        edgeData: *mut CUgraphEdgeData,
        numEdges: *mut usize,
    ) -> CUresult;
    pub type cuGraphNodeGetType =
        unsafe extern "C" fn(hNode: CUgraphNode, r#type: *mut CUgraphNodeType) -> CUresult;
    pub type cuGraphNodeFindInClone = unsafe extern "C" fn(
        phNode: *mut CUgraphNode,
        hOriginalNode: CUgraphNode,
        hClonedGraph: CUgraph,
    ) -> CUresult;
    pub type cuGraphNodeGetDependencies = unsafe extern "C" fn(
        hNode: CUgraphNode,
        dependencies: *mut CUgraphNode,
        numDependencies: *mut usize,
    ) -> CUresult;
    pub type cuGraphNodeGetDependencies_v2 = unsafe extern "C" fn(
        hNode: CUgraphNode,
        dependencies: *mut CUgraphNode,
        edgeData: *mut CUgraphEdgeData,
        numDependencies: *mut usize,
    ) -> CUresult;
    pub type cuGraphNodeGetDependentNodes = unsafe extern "C" fn(
        hNode: CUgraphNode,
        dependentNodes: *mut CUgraphNode,
        numDependentNodes: *mut usize,
    ) -> CUresult;
    pub type cuGraphNodeGetDependentNodes_v2 = unsafe extern "C" fn(
        hNode: CUgraphNode,
        dependentNodes: *mut CUgraphNode,
        edgeData: *mut CUgraphEdgeData,
        numDependentNodes: *mut usize,
    ) -> CUresult;
    pub type cuGraphKernelNodeGetParams =
        unsafe extern "C" fn(hNode: CUgraphNode, nodeParams: *mut CUDA_KERNEL_NODE_PARAMS_v1) -> CUresult;
    pub type cuGraphKernelNodeGetParams_v2 =
        unsafe extern "C" fn(hNode: CUgraphNode, nodeParams: *mut CUDA_KERNEL_NODE_PARAMS_v2) -> CUresult;
    pub type cuGraphKernelNodeSetParams =
        unsafe extern "C" fn(hNode: CUgraphNode, nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v1) -> CUresult;
    pub type cuGraphKernelNodeSetParams_v2 =
        unsafe extern "C" fn(hNode: CUgraphNode, nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v2) -> CUresult;
    pub type cuGraphKernelNodeGetAttribute = unsafe extern "C" fn(
        hNode: CUgraphNode,
        attr: CUkernelNodeAttrID,
        value_out: *mut CUlaunchAttributeValue,
    ) -> CUresult;
    pub type cuGraphKernelNodeSetAttribute = unsafe extern "C" fn(
        hNode: CUgraphNode,
        attr: CUkernelNodeAttrID,
        value: *const CUlaunchAttributeValue,
    ) -> CUresult;
    pub type cuGraphKernelNodeCopyAttributes =
        unsafe extern "C" fn(dst: CUgraphNode, src: CUgraphNode) -> CUresult;
    pub type cuGraphMemsetNodeGetParams =
        unsafe extern "C" fn(hNode: CUgraphNode, nodeParams: *mut CUDA_MEMSET_NODE_PARAMS_v1) -> CUresult;
    pub type cuGraphMemsetNodeSetParams =
        unsafe extern "C" fn(hNode: CUgraphNode, nodeParams: *const CUDA_MEMSET_NODE_PARAMS_v1) -> CUresult;
    pub type cuGraphMemcpyNodeGetParams =
        unsafe extern "C" fn(hNode: CUgraphNode, nodeParams: *mut CUDA_MEMCPY3D_v2) -> CUresult;
    pub type cuGraphMemcpyNodeSetParams =
        unsafe extern "C" fn(hNode: CUgraphNode, nodeParams: *const CUDA_MEMCPY3D_v2) -> CUresult;
    pub type cuGraphHostNodeGetParams =
        unsafe extern "C" fn(hNode: CUgraphNode, nodeParams: *mut CUDA_HOST_NODE_PARAMS_v1) -> CUresult;
    pub type cuGraphHostNodeSetParams =
        unsafe extern "C" fn(hNode: CUgraphNode, nodeParams: *const CUDA_HOST_NODE_PARAMS_v1) -> CUresult;
    pub type cuGraphChildGraphNodeGetGraph =
        unsafe extern "C" fn(hNode: CUgraphNode, phGraph: *mut CUgraph) -> CUresult;
    pub type cuGraphEventRecordNodeGetEvent =
        unsafe extern "C" fn(hNode: CUgraphNode, event_out: *mut CUevent) -> CUresult;
    pub type cuGraphEventRecordNodeSetEvent =
        unsafe extern "C" fn(hNode: CUgraphNode, event: CUevent) -> CUresult;
    pub type cuGraphEventWaitNodeGetEvent =
        unsafe extern "C" fn(hNode: CUgraphNode, event_out: *mut CUevent) -> CUresult;
    pub type cuGraphEventWaitNodeSetEvent =
        unsafe extern "C" fn(hNode: CUgraphNode, event: CUevent) -> CUresult;
    pub type cuGraphMemAllocNodeGetParams =
        unsafe extern "C" fn(hNode: CUgraphNode, params_out: *mut CUDA_MEM_ALLOC_NODE_PARAMS_v1) -> CUresult;
    pub type cuGraphMemFreeNodeGetParams =
        unsafe extern "C" fn(hNode: CUgraphNode, dptr_out: *mut CUdeviceptr) -> CUresult;
    pub type cuGraphBatchMemOpNodeGetParams = unsafe extern "C" fn(
        hNode: CUgraphNode,
        nodeParams_out: *mut CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphBatchMemOpNodeSetParams = unsafe extern "C" fn(
        hNode: CUgraphNode,
        nodeParams: *const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphExternalSemaphoresSignalNodeGetParams = unsafe extern "C" fn(
        hNode: CUgraphNode,
        params_out: *mut CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphExternalSemaphoresSignalNodeSetParams = unsafe extern "C" fn(
        hNode: CUgraphNode,
        nodeParams: *const CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphExternalSemaphoresWaitNodeGetParams = unsafe extern "C" fn(
        hNode: CUgraphNode,
        params_out: *mut CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphExternalSemaphoresWaitNodeSetParams = unsafe extern "C" fn(
        hNode: CUgraphNode,
        nodeParams: *const CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphAddKernelNode = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
        nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphAddKernelNode_v2 = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
        nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v2,
    ) -> CUresult;
    pub type cuGraphAddMemcpyNode = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
        copyParams: *const CUDA_MEMCPY3D_v2,
        ctx: CUcontext,
    ) -> CUresult;
    pub type cuGraphAddMemsetNode = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
        memsetParams: *const CUDA_MEMSET_NODE_PARAMS_v1,
        ctx: CUcontext,
    ) -> CUresult;
    pub type cuGraphAddHostNode = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
        nodeParams: *const CUDA_HOST_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphAddChildGraphNode = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
        childGraph: CUgraph,
    ) -> CUresult;
    pub type cuGraphAddEmptyNode = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
    ) -> CUresult;
    pub type cuGraphAddEventRecordNode = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
        event: CUevent,
    ) -> CUresult;
    pub type cuGraphAddEventWaitNode = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
        event: CUevent,
    ) -> CUresult;
    pub type cuGraphAddExternalSemaphoresSignalNode = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
        nodeParams: *const CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphAddExternalSemaphoresWaitNode = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
        nodeParams: *const CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphAddBatchMemOpNode = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
        nodeParams: *const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphAddMemAllocNode = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
        nodeParams: *mut CUDA_MEM_ALLOC_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphAddMemFreeNode = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
        dptr: CUdeviceptr,
    ) -> CUresult;
    pub type cuGraphAddNode = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        numDependencies: usize,
        nodeParams: *mut CUgraphNodeParams,
    ) -> CUresult;
    pub type cuGraphAddNode_v2 = unsafe extern "C" fn(
        phGraphNode: *mut CUgraphNode,
        hGraph: CUgraph,
        dependencies: *const CUgraphNode,
        dependencyData: *const CUgraphEdgeData,
        numDependencies: usize,
        nodeParams: *mut CUgraphNodeParams,
    ) -> CUresult;
    pub type cuGraphNodeSetParams =
        unsafe extern "C" fn(hNode: CUgraphNode, nodeParams: *mut CUgraphNodeParams) -> CUresult;
    pub type cuGraphDestroyNode = unsafe extern "C" fn(hNode: CUgraphNode) -> CUresult;
    pub type cuGraphAddDependencies = unsafe extern "C" fn(
        hGraph: CUgraph,
        from: *const CUgraphNode,
        to: *const CUgraphNode,
        numDependencies: usize,
    ) -> CUresult;
    pub type cuGraphAddDependencies_v2 = unsafe extern "C" fn(
        hGraph: CUgraph,
        from: *const CUgraphNode,
        to: *const CUgraphNode,
        edgeData: *const CUgraphEdgeData,
        numDependencies: usize,
    ) -> CUresult;
    pub type cuGraphRemoveDependencies = unsafe extern "C" fn(
        hGraph: CUgraph,
        from: *const CUgraphNode,
        to: *const CUgraphNode,
        numDependencies: usize,
    ) -> CUresult;
    pub type cuGraphRemoveDependencies_v2 = unsafe extern "C" fn(
        hGraph: CUgraph,
        from: *const CUgraphNode,
        to: *const CUgraphNode,
        edgeData: *const CUgraphEdgeData,
        numDependencies: usize,
    ) -> CUresult;
    pub type cuGraphConditionalHandleCreate = unsafe extern "C" fn(
        pHandle_out: *mut CUgraphConditionalHandle,
        hGraph: CUgraph,
        ctx: CUcontext,
        defaultLaunchValue: c_uint,
        flags: c_uint,
    ) -> CUresult;
    pub type cuGraphDebugDotPrint =
        unsafe extern "C" fn(hGraph: CUgraph, path: *const c_char, flags: c_uint) -> CUresult;
    pub type cuGraphInstantiate = unsafe extern "C" fn(
        phGraphExec: *mut CUgraphExec,
        hGraph: CUgraph,
        phErrorNode: *mut CUgraphNode,
        logBuffer: *mut c_char,
        bufferSize: usize,
    ) -> CUresult;
    pub type cuGraphInstantiate_v2 = unsafe extern "C" fn(
        phGraphExec: *mut CUgraphExec,
        hGraph: CUgraph,
        phErrorNode: *mut CUgraphNode,
        logBuffer: *mut c_char,
        bufferSize: usize,
    ) -> CUresult;
    pub type cuGraphInstantiateWithFlags =
        unsafe extern "C" fn(phGraphExec: *mut CUgraphExec, hGraph: CUgraph, flags: u64) -> CUresult;
    pub type cuGraphInstantiateWithParams = unsafe extern "C" fn(
        phGraphExec: *mut CUgraphExec,
        hGraph: CUgraph,
        instantiateParams: *mut CUDA_GRAPH_INSTANTIATE_PARAMS,
    ) -> CUresult;
    pub type cuGraphExecUpdate = unsafe extern "C" fn(
        hGraphExec: CUgraphExec,
        hGraph: CUgraph,
        hErrorNode_out: *mut CUgraphNode,
        updateResult_out: *mut CUgraphExecUpdateResult,
    ) -> CUresult;
    pub type cuGraphExecUpdate_v2 = unsafe extern "C" fn(
        hGraphExec: CUgraphExec,
        hGraph: CUgraph,
        resultInfo: *mut CUgraphExecUpdateResultInfo,
    ) -> CUresult;
    pub type cuGraphExecGetFlags = unsafe extern "C" fn(hGraphExec: CUgraphExec, flags: *mut u64) -> CUresult;
    pub type cuGraphExecDestroy = unsafe extern "C" fn(hGraphExec: CUgraphExec) -> CUresult;
    pub type cuGraphUpload = unsafe extern "C" fn(hGraphExec: CUgraphExec, hStream: CUstream) -> CUresult;
    pub type cuGraphLaunch = unsafe extern "C" fn(hGraphExec: CUgraphExec, hStream: CUstream) -> CUresult;
    pub type cuGraphExecKernelNodeSetParams = unsafe extern "C" fn(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphExecKernelNodeSetParams_v2 = unsafe extern "C" fn(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        nodeParams: *const CUDA_KERNEL_NODE_PARAMS_v2,
    ) -> CUresult;
    pub type cuGraphNodeSetEnabled =
        unsafe extern "C" fn(hGraphExec: CUgraphExec, hNode: CUgraphNode, isEnabled: c_uint) -> CUresult;
    pub type cuGraphNodeGetEnabled =
        unsafe extern "C" fn(hGraphExec: CUgraphExec, hNode: CUgraphNode, isEnabled: *mut c_uint) -> CUresult;
    pub type cuGraphExecMemcpyNodeSetParams = unsafe extern "C" fn(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        copyParams: *const CUDA_MEMCPY3D_v2,
        ctx: CUcontext,
    ) -> CUresult;
    pub type cuGraphExecMemsetNodeSetParams = unsafe extern "C" fn(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        memsetParams: *const CUDA_MEMSET_NODE_PARAMS_v1,
        ctx: CUcontext,
    ) -> CUresult;
    pub type cuGraphExecHostNodeSetParams = unsafe extern "C" fn(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        nodeParams: *const CUDA_HOST_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphExecChildGraphNodeSetParams =
        unsafe extern "C" fn(hGraphExec: CUgraphExec, hNode: CUgraphNode, childGraph: CUgraph) -> CUresult;
    pub type cuGraphExecEventRecordNodeSetEvent =
        unsafe extern "C" fn(hGraphExec: CUgraphExec, hNode: CUgraphNode, event: CUevent) -> CUresult;
    pub type cuGraphExecEventWaitNodeSetEvent =
        unsafe extern "C" fn(hGraphExec: CUgraphExec, hNode: CUgraphNode, event: CUevent) -> CUresult;
    pub type cuGraphExecExternalSemaphoresSignalNodeSetParams = unsafe extern "C" fn(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        nodeParams: *const CUDA_EXT_SEM_SIGNAL_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphExecExternalSemaphoresWaitNodeSetParams = unsafe extern "C" fn(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        nodeParams: *const CUDA_EXT_SEM_WAIT_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphExecBatchMemOpNodeSetParams = unsafe extern "C" fn(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        nodeParams: *const CUDA_BATCH_MEM_OP_NODE_PARAMS_v1,
    ) -> CUresult;
    pub type cuGraphExecNodeSetParams = unsafe extern "C" fn(
        hGraphExec: CUgraphExec,
        hNode: CUgraphNode,
        nodeParams: *mut CUgraphNodeParams,
    ) -> CUresult;
    pub type cuUserObjectCreate = unsafe extern "C" fn(
        object_out: *mut CUuserObject,
        ptr: *mut c_void,
        destroy: CUhostFn,
        initialRefcount: c_uint,
        flags: c_uint,
    ) -> CUresult;
    pub type cuUserObjectRetain = unsafe extern "C" fn(object: CUuserObject, count: c_uint) -> CUresult;
    pub type cuUserObjectRelease = unsafe extern "C" fn(object: CUuserObject, count: c_uint) -> CUresult;
    pub type cuGraphRetainUserObject =
        unsafe extern "C" fn(graph: CUgraph, object: CUuserObject, count: c_uint, flags: c_uint) -> CUresult;
    pub type cuGraphReleaseUserObject =
        unsafe extern "C" fn(graph: CUgraph, object: CUuserObject, count: c_uint) -> CUresult;
    pub type cuDeviceGraphMemTrim = unsafe extern "C" fn(device: CUdevice) -> CUresult;
    pub type cuDeviceGetGraphMemAttribute =
        unsafe extern "C" fn(device: CUdevice, attr: CUgraphMem_attribute, value: *mut u64) -> CUresult;
    pub type cuDeviceSetGraphMemAttribute =
        unsafe extern "C" fn(device: CUdevice, attr: CUgraphMem_attribute, value: *const u64) -> CUresult;
    pub type cuGraphicsUnregisterResource = unsafe extern "C" fn(resource: CUgraphicsResource) -> CUresult;
    pub type cuGraphicsMapResources = unsafe extern "C" fn(
        count: c_uint,
        resources: *mut CUgraphicsResource,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuGraphicsUnmapResources = unsafe extern "C" fn(
        count: c_uint,
        resources: *mut CUgraphicsResource,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuGraphicsSubResourceGetMappedArray = unsafe extern "C" fn(
        pArray: *mut CUarray,
        resource: CUgraphicsResource,
        arrayIndex: c_uint,
        mipLevel: c_uint,
    ) -> CUresult;
    pub type cuGraphicsResourceGetMappedMipmappedArray = unsafe extern "C" fn(
        pMipmappedArray: *mut CUmipmappedArray,
        resource: CUgraphicsResource,
    ) -> CUresult;
    pub type cuGraphicsResourceGetMappedPointer = unsafe extern "C" fn(
        pDevPtr: *mut CUdeviceptr_v1,
        pSize: *mut c_uint,
        resource: CUgraphicsResource,
    ) -> CUresult;
    pub type cuGraphicsResourceGetMappedPointer_v2 = unsafe extern "C" fn(
        pDevPtr: *mut CUdeviceptr,
        pSize: *mut usize,
        resource: CUgraphicsResource,
    ) -> CUresult;
    pub type cuGraphicsResourceSetMapFlags =
        unsafe extern "C" fn(resource: CUgraphicsResource, flags: c_uint) -> CUresult;
    pub type cuGraphicsResourceSetMapFlags_v2 =
        unsafe extern "C" fn(resource: CUgraphicsResource, flags: c_uint) -> CUresult;
    pub type cuDeviceGetDevResource = unsafe extern "C" fn(
        device: CUdevice,
        resource: *mut CUdevResource,
        r#type: CUdevResourceType,
    ) -> CUresult;
    pub type cuCtxGetDevResource = unsafe extern "C" fn(
        hCtx: CUcontext,
        resource: *mut CUdevResource,
        r#type: CUdevResourceType,
    ) -> CUresult;
    pub type cuDevSmResourceSplitByCount = unsafe extern "C" fn(
        result: *mut CUdevResource,
        nbGroups: *mut c_uint,
        input: *const CUdevResource,
        remaining: *mut CUdevResource,
        useFlags: c_uint,
        minCount: c_uint,
    ) -> CUresult;
    pub type cuDevResourceGenerateDesc = unsafe extern "C" fn(
        phDesc: *mut CUdevResourceDesc,
        resources: *mut CUdevResource,
        nbResources: c_uint,
    ) -> CUresult;
    pub type cuGreenCtxCreate = unsafe extern "C" fn(
        phCtx: *mut CUgreenCtx,
        desc: CUdevResourceDesc,
        dev: CUdevice,
        flags: c_uint,
    ) -> CUresult;
    pub type cuGreenCtxDestroy = unsafe extern "C" fn(hCtx: CUgreenCtx) -> CUresult;
    pub type cuCtxFromGreenCtx = unsafe extern "C" fn(pContext: *mut CUcontext, hCtx: CUgreenCtx) -> CUresult;
    pub type cuGreenCtxGetDevResource = unsafe extern "C" fn(
        hCtx: CUgreenCtx,
        resource: *mut CUdevResource,
        r#type: CUdevResourceType,
    ) -> CUresult;
    pub type cuGreenCtxGetId = unsafe extern "C" fn(greenCtx: CUgreenCtx, greenCtxId: *mut u64) -> CUresult;
    pub type cuGreenCtxStreamCreate = unsafe extern "C" fn(
        phStream: *mut CUstream,
        greenCtx: CUgreenCtx,
        flags: c_uint,
        priority: c_int,
    ) -> CUresult;
    pub type cuGreenCtxRecordEvent = unsafe extern "C" fn(hCtx: CUgreenCtx, hEvent: CUevent) -> CUresult;
    pub type cuGreenCtxWaitEvent = unsafe extern "C" fn(hCtx: CUgreenCtx, hEvent: CUevent) -> CUresult;
    pub type cuCtxRecordEvent = unsafe extern "C" fn(hCtx: CUcontext, hEvent: CUevent) -> CUresult;
    pub type cuCtxWaitEvent = unsafe extern "C" fn(hCtx: CUcontext, hEvent: CUevent) -> CUresult;
    pub type cuInit = unsafe extern "C" fn(Flags: c_uint) -> CUresult;
    pub type cuDriverGetVersion = unsafe extern "C" fn(driverVersion: *mut c_int) -> CUresult;
    pub type cuGetProcAddress = unsafe extern "C" fn(
        symbol: *const c_char,
        pfn: *mut *mut c_void,
        cudaVersion: c_int,
        flags: u64,
    ) -> CUresult;
    pub type cuGetProcAddress_v2 = unsafe extern "C" fn(
        symbol: *const c_char,
        pfn: *mut *mut c_void,
        cudaVersion: c_int,
        flags: u64,
        symbolStatus: *mut CUdriverProcAddressQueryResult,
    ) -> CUresult;
    pub type cuGetExportTable =
        unsafe extern "C" fn(ppExportTable: *mut *const c_void, pExportTableId: *const CUuuid) -> CUresult;
    pub type cuGetErrorName = unsafe extern "C" fn(error: CUresult, pStr: *mut *const c_char) -> CUresult;
    pub type cuGetErrorString = unsafe extern "C" fn(error: CUresult, pStr: *mut *const c_char) -> CUresult;
    pub type cuIpcGetEventHandle =
        unsafe extern "C" fn(pHandle: *mut CUipcEventHandle, event: CUevent) -> CUresult;
    pub type cuIpcOpenEventHandle =
        unsafe extern "C" fn(phEvent: *mut CUevent, handle: CUipcEventHandle) -> CUresult;
    pub type cuIpcGetMemHandle =
        unsafe extern "C" fn(pHandle: *mut CUipcMemHandle, dptr: CUdeviceptr) -> CUresult;
    pub type cuIpcOpenMemHandle =
        unsafe extern "C" fn(pdptr: *mut CUdeviceptr, handle: CUipcMemHandle, Flags: c_uint) -> CUresult;
    pub type cuIpcOpenMemHandle_v2 =
        unsafe extern "C" fn(pdptr: *mut CUdeviceptr, handle: CUipcMemHandle, Flags: c_uint) -> CUresult;
    pub type cuIpcCloseMemHandle = unsafe extern "C" fn(dptr: CUdeviceptr) -> CUresult;
    pub type cuLaunchKernel = unsafe extern "C" fn(
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
    ) -> CUresult;
    pub type cuLaunchKernelEx = unsafe extern "C" fn(
        config: *const CUlaunchConfig,
        f: CUfunction,
        kernelParams: *mut *mut c_void,
        extra: *mut *mut c_void,
    ) -> CUresult;
    pub type cuLaunchCooperativeKernel = unsafe extern "C" fn(
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
    ) -> CUresult;
    pub type cuLaunchCooperativeKernelMultiDevice = unsafe extern "C" fn(
        launchParamsList: *mut CUDA_LAUNCH_PARAMS,
        numDevices: c_uint,
        flags: c_uint,
    ) -> CUresult;
    pub type cuLaunchHostFunc =
        unsafe extern "C" fn(hStream: CUstream, r#fn: CUhostFn, userData: *mut c_void) -> CUresult;
    pub type cuFuncSetBlockShape =
        unsafe extern "C" fn(hfunc: CUfunction, x: c_int, y: c_int, z: c_int) -> CUresult;
    pub type cuFuncSetSharedSize = unsafe extern "C" fn(hfunc: CUfunction, bytes: c_uint) -> CUresult;
    pub type cuParamSetSize = unsafe extern "C" fn(hfunc: CUfunction, numbytes: c_uint) -> CUresult;
    pub type cuParamSeti = unsafe extern "C" fn(hfunc: CUfunction, offset: c_int, value: c_uint) -> CUresult;
    pub type cuParamSetf = unsafe extern "C" fn(hfunc: CUfunction, offset: c_int, value: f32) -> CUresult;
    pub type cuParamSetv = unsafe extern "C" fn(
        hfunc: CUfunction,
        offset: c_int,
        ptr: *mut c_void,
        numbytes: c_uint,
    ) -> CUresult;
    pub type cuParamSetTexRef =
        unsafe extern "C" fn(hfunc: CUfunction, texunit: c_int, hTexRef: CUtexref) -> CUresult;
    pub type cuLaunch = unsafe extern "C" fn(f: CUfunction) -> CUresult;
    pub type cuLaunchGrid =
        unsafe extern "C" fn(f: CUfunction, grid_width: c_int, grid_height: c_int) -> CUresult;
    pub type cuLaunchGridAsync = unsafe extern "C" fn(
        f: CUfunction,
        grid_width: c_int,
        grid_height: c_int,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuLibraryLoadData = unsafe extern "C" fn(
        library: *mut CUlibrary,
        code: *const c_void,
        jitOptions: *const CUjit_option,
        jitOptionsValues: *mut *mut c_void,
        numJitOptions: c_uint,
        libraryOptions: *const CUlibraryOption,
        libraryOptionValues: *mut *mut c_void,
        numLibraryOptions: c_uint,
    ) -> CUresult;
    pub type cuLibraryLoadFromFile = unsafe extern "C" fn(
        library: *mut CUlibrary,
        fileName: *const c_char,
        jitOptions: *const CUjit_option,
        jitOptionsValues: *mut *mut c_void,
        numJitOptions: c_uint,
        libraryOptions: *const CUlibraryOption,
        libraryOptionValues: *mut *mut c_void,
        numLibraryOptions: c_uint,
    ) -> CUresult;
    pub type cuLibraryUnload = unsafe extern "C" fn(library: CUlibrary) -> CUresult;
    pub type cuLibraryGetKernel =
        unsafe extern "C" fn(pKernel: *mut CUkernel, library: CUlibrary, name: *const c_char) -> CUresult;
    pub type cuLibraryGetKernelCount = unsafe extern "C" fn(count: *mut c_uint, lib: CUlibrary) -> CUresult;
    pub type cuLibraryEnumerateKernels =
        unsafe extern "C" fn(kernels: *mut CUkernel, numKernels: c_uint, lib: CUlibrary) -> CUresult;
    pub type cuLibraryGetModule = unsafe extern "C" fn(pMod: *mut CUmodule, library: CUlibrary) -> CUresult;
    pub type cuLibraryGetGlobal = unsafe extern "C" fn(
        dptr: *mut CUdeviceptr,
        bytes: *mut usize,
        library: CUlibrary,
        name: *const c_char,
    ) -> CUresult;
    pub type cuLibraryGetManaged = unsafe extern "C" fn(
        dptr: *mut CUdeviceptr,
        bytes: *mut usize,
        library: CUlibrary,
        name: *const c_char,
    ) -> CUresult;
    pub type cuLibraryGetUnifiedFunction =
        unsafe extern "C" fn(fptr: *mut *mut c_void, library: CUlibrary, symbol: *const c_char) -> CUresult;
    pub type cuLogsRegisterCallback = unsafe extern "C" fn(
        callbackFunc: CUlogsCallback,
        userData: *mut c_void,
        callback_out: *mut CUlogsCallbackHandle,
    ) -> CUresult;
    pub type cuLogsUnregisterCallback = unsafe extern "C" fn(callback: CUlogsCallbackHandle) -> CUresult;
    pub type cuLogsCurrent =
        unsafe extern "C" fn(iterator_out: *mut CUlogIterator, flags: c_uint) -> CUresult;
    pub type cuLogsDumpToFile = unsafe extern "C" fn(
        iterator: *mut CUlogIterator,
        pathToFile: *const c_char,
        flags: c_uint,
    ) -> CUresult;
    pub type cuLogsDumpToMemory = unsafe extern "C" fn(
        iterator: *mut CUlogIterator,
        buffer: *mut c_char,
        size: *mut usize,
        flags: c_uint,
    ) -> CUresult;
    pub type cuMemAllocManaged =
        unsafe extern "C" fn(dptr: *mut CUdeviceptr, bytesize: usize, flags: c_uint) -> CUresult;
    pub type cuMemPrefetchAsync = unsafe extern "C" fn(
        devPtr: CUdeviceptr,
        count: usize,
        dstDevice: CUdevice,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemPrefetchAsync_v2 = unsafe extern "C" fn(
        devPtr: CUdeviceptr,
        count: usize,
        location: CUmemLocation,
        flags: c_uint,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemPrefetchBatchAsync = unsafe extern "C" fn(
        dptrs: *mut CUdeviceptr,
        sizes: *mut usize,
        count: usize,
        prefetchLocs: *mut CUmemLocation,
        prefetchLocIdxs: *mut usize,
        numPrefetchLocs: usize,
        flags: u64,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemDiscardBatchAsync = unsafe extern "C" fn(
        dptrs: *mut CUdeviceptr,
        sizes: *mut usize,
        count: usize,
        flags: u64,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemDiscardAndPrefetchBatchAsync = unsafe extern "C" fn(
        dptrs: *mut CUdeviceptr,
        sizes: *mut usize,
        count: usize,
        prefetchLocs: *mut CUmemLocation,
        prefetchLocIdxs: *mut usize,
        numPrefetchLocs: usize,
        flags: u64,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemAdvise = unsafe extern "C" fn(
        devPtr: CUdeviceptr,
        count: usize,
        advice: CUmem_advise,
        device: CUdevice,
    ) -> CUresult;
    pub type cuMemAdvise_v2 = unsafe extern "C" fn(
        devPtr: CUdeviceptr,
        count: usize,
        advice: CUmem_advise,
        location: CUmemLocation,
    ) -> CUresult;
    pub type cuMemRangeGetAttribute = unsafe extern "C" fn(
        data: *mut c_void,
        dataSize: usize,
        attribute: CUmem_range_attribute,
        devPtr: CUdeviceptr,
        count: usize,
    ) -> CUresult;
    pub type cuMemRangeGetAttributes = unsafe extern "C" fn(
        data: *mut *mut c_void,
        dataSizes: *mut usize,
        attributes: *mut CUmem_range_attribute,
        numAttributes: usize,
        devPtr: CUdeviceptr,
        count: usize,
    ) -> CUresult;
    pub type cuStreamAttachMemAsync =
        unsafe extern "C" fn(hStream: CUstream, dptr: CUdeviceptr, length: usize, flags: c_uint) -> CUresult;
    pub type cuStreamWaitValue32 =
        unsafe extern "C" fn(stream: CUstream, addr: CUdeviceptr, value: u32, flags: c_uint) -> CUresult;
    pub type cuStreamWaitValue64 =
        unsafe extern "C" fn(stream: CUstream, addr: CUdeviceptr, value: u64, flags: c_uint) -> CUresult;
    pub type cuStreamWriteValue32 =
        unsafe extern "C" fn(stream: CUstream, addr: CUdeviceptr, value: u32, flags: c_uint) -> CUresult;
    pub type cuStreamWriteValue64 =
        unsafe extern "C" fn(stream: CUstream, addr: CUdeviceptr, value: u64, flags: c_uint) -> CUresult;
    pub type cuStreamBatchMemOp = unsafe extern "C" fn(
        stream: CUstream,
        count: c_uint,
        paramArray: *mut CUstreamBatchMemOpParams,
        flags: c_uint,
    ) -> CUresult;
    pub type cuStreamWaitValue32_v2 =
        unsafe extern "C" fn(stream: CUstream, addr: CUdeviceptr, value: u32, flags: c_uint) -> CUresult;
    pub type cuStreamWaitValue64_v2 =
        unsafe extern "C" fn(stream: CUstream, addr: CUdeviceptr, value: u64, flags: c_uint) -> CUresult;
    pub type cuStreamWriteValue32_v2 =
        unsafe extern "C" fn(stream: CUstream, addr: CUdeviceptr, value: u32, flags: c_uint) -> CUresult;
    pub type cuStreamWriteValue64_v2 =
        unsafe extern "C" fn(stream: CUstream, addr: CUdeviceptr, value: u64, flags: c_uint) -> CUresult;
    pub type cuStreamBatchMemOp_v2 = unsafe extern "C" fn(
        stream: CUstream,
        count: c_uint,
        paramArray: *const CUstreamBatchMemOpParams,
        flags: c_uint,
    ) -> CUresult;
    pub type cuMemGetInfo = unsafe extern "C" fn(free: *mut c_uint, total: *mut c_uint) -> CUresult;
    pub type cuMemGetInfo_v2 = unsafe extern "C" fn(free: *mut usize, total: *mut usize) -> CUresult;
    pub type cuMemAlloc = unsafe extern "C" fn(dptr: *mut CUdeviceptr_v1, bytesize: c_uint) -> CUresult;
    pub type cuMemAlloc_v2 = unsafe extern "C" fn(dptr: *mut CUdeviceptr, bytesize: usize) -> CUresult;
    pub type cuMemAllocPitch = unsafe extern "C" fn(
        dptr: *mut CUdeviceptr_v1,
        pPitch: *mut c_uint,
        WidthInBytes: c_uint,
        Height: c_uint,
        ElementSizeBytes: c_uint,
    ) -> CUresult;
    pub type cuMemAllocPitch_v2 = unsafe extern "C" fn(
        dptr: *mut CUdeviceptr,
        pPitch: *mut usize,
        WidthInBytes: usize,
        Height: usize,
        ElementSizeBytes: c_uint,
    ) -> CUresult;
    pub type cuMemFree = unsafe extern "C" fn(dptr: CUdeviceptr_v1) -> CUresult;
    pub type cuMemFree_v2 = unsafe extern "C" fn(dptr: CUdeviceptr) -> CUresult;
    pub type cuMemGetAddressRange = unsafe extern "C" fn(
        pbase: *mut CUdeviceptr_v1,
        psize: *mut c_uint,
        dptr: CUdeviceptr_v1,
    ) -> CUresult;
    pub type cuMemGetAddressRange_v2 =
        unsafe extern "C" fn(pbase: *mut CUdeviceptr, psize: *mut usize, dptr: CUdeviceptr) -> CUresult;
    pub type cuMemAllocHost = unsafe extern "C" fn(pp: *mut *mut c_void, bytesize: c_uint) -> CUresult;
    pub type cuMemAllocHost_v2 = unsafe extern "C" fn(pp: *mut *mut c_void, bytesize: usize) -> CUresult;
    pub type cuMemHostAlloc =
        unsafe extern "C" fn(pp: *mut *mut c_void, bytesize: usize, Flags: c_uint) -> CUresult;
    pub type cuMemFreeHost = unsafe extern "C" fn(p: *mut c_void) -> CUresult;
    pub type cuMemHostRegister =
        unsafe extern "C" fn(p: *mut c_void, bytesize: usize, Flags: c_uint) -> CUresult;
    pub type cuMemHostRegister_v2 =
        unsafe extern "C" fn(p: *mut c_void, bytesize: usize, Flags: c_uint) -> CUresult;
    pub type cuMemHostUnregister = unsafe extern "C" fn(p: *mut c_void) -> CUresult;
    pub type cuMemHostGetDevicePointer =
        unsafe extern "C" fn(pdptr: *mut CUdeviceptr_v1, p: *mut c_void, Flags: c_uint) -> CUresult;
    pub type cuMemHostGetDevicePointer_v2 =
        unsafe extern "C" fn(pdptr: *mut CUdeviceptr, p: *mut c_void, Flags: c_uint) -> CUresult;
    pub type cuMemHostGetFlags = unsafe extern "C" fn(pFlags: *mut c_uint, p: *mut c_void) -> CUresult;
    pub type cuMemGetHandleForAddressRange = unsafe extern "C" fn(
        handle: *mut c_void,
        dptr: CUdeviceptr,
        size: usize,
        handleType: CUmemRangeHandleType,
        flags: u64,
    ) -> CUresult;
    pub type cuMemBatchDecompressAsync = unsafe extern "C" fn(
        paramsArray: *mut CUmemDecompressParams,
        count: usize,
        flags: c_uint,
        errorIndex: *mut usize,
        stream: CUstream,
    ) -> CUresult;
    pub type cuMemGetAttribute = unsafe extern "C" fn() -> CUresult;
    pub type cuMemGetAttribute_v2 = unsafe extern "C" fn() -> CUresult;
    pub type cuMemsetD8 = unsafe extern "C" fn(dstDevice: CUdeviceptr_v1, uc: u8, N: c_uint) -> CUresult;
    pub type cuMemsetD8_v2 = unsafe extern "C" fn(dstDevice: CUdeviceptr, uc: u8, N: usize) -> CUresult;
    pub type cuMemsetD8Async =
        unsafe extern "C" fn(dstDevice: CUdeviceptr, uc: u8, N: usize, hStream: CUstream) -> CUresult;
    pub type cuMemsetD16 = unsafe extern "C" fn(dstDevice: CUdeviceptr_v1, us: u16, N: c_uint) -> CUresult;
    pub type cuMemsetD16_v2 = unsafe extern "C" fn(dstDevice: CUdeviceptr, us: u16, N: usize) -> CUresult;
    pub type cuMemsetD16Async =
        unsafe extern "C" fn(dstDevice: CUdeviceptr, us: u16, N: usize, hStream: CUstream) -> CUresult;
    pub type cuMemsetD32 = unsafe extern "C" fn(dstDevice: CUdeviceptr_v1, ui: c_uint, N: c_uint) -> CUresult;
    pub type cuMemsetD32_v2 = unsafe extern "C" fn(dstDevice: CUdeviceptr, ui: c_uint, N: usize) -> CUresult;
    pub type cuMemsetD32Async =
        unsafe extern "C" fn(dstDevice: CUdeviceptr, ui: c_uint, N: usize, hStream: CUstream) -> CUresult;
    pub type cuMemsetD2D8 = unsafe extern "C" fn(
        dstDevice: CUdeviceptr_v1,
        dstPitch: c_uint,
        uc: u8,
        Width: c_uint,
        Height: c_uint,
    ) -> CUresult;
    pub type cuMemsetD2D8_v2 = unsafe extern "C" fn(
        dstDevice: CUdeviceptr,
        dstPitch: usize,
        uc: u8,
        Width: usize,
        Height: usize,
    ) -> CUresult;
    pub type cuMemsetD2D8Async = unsafe extern "C" fn(
        dstDevice: CUdeviceptr,
        dstPitch: usize,
        uc: u8,
        Width: usize,
        Height: usize,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemsetD2D16 = unsafe extern "C" fn(
        dstDevice: CUdeviceptr_v1,
        dstPitch: c_uint,
        us: u16,
        Width: c_uint,
        Height: c_uint,
    ) -> CUresult;
    pub type cuMemsetD2D16_v2 = unsafe extern "C" fn(
        dstDevice: CUdeviceptr,
        dstPitch: usize,
        us: u16,
        Width: usize,
        Height: usize,
    ) -> CUresult;
    pub type cuMemsetD2D16Async = unsafe extern "C" fn(
        dstDevice: CUdeviceptr,
        dstPitch: usize,
        us: u16,
        Width: usize,
        Height: usize,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemsetD2D32 = unsafe extern "C" fn(
        dstDevice: CUdeviceptr_v1,
        dstPitch: c_uint,
        ui: c_uint,
        Width: c_uint,
        Height: c_uint,
    ) -> CUresult;
    pub type cuMemsetD2D32_v2 = unsafe extern "C" fn(
        dstDevice: CUdeviceptr,
        dstPitch: usize,
        ui: c_uint,
        Width: usize,
        Height: usize,
    ) -> CUresult;
    pub type cuMemsetD2D32Async = unsafe extern "C" fn(
        dstDevice: CUdeviceptr,
        dstPitch: usize,
        ui: c_uint,
        Width: usize,
        Height: usize,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuModuleLoad = unsafe extern "C" fn(module: *mut CUmodule, fname: *const c_char) -> CUresult;
    pub type cuModuleLoadData = unsafe extern "C" fn(module: *mut CUmodule, image: *const c_void) -> CUresult;
    pub type cuModuleLoadDataEx = unsafe extern "C" fn(
        module: *mut CUmodule,
        image: *const c_void,
        numOptions: c_uint,
        options: *const CUjit_option,
        optionValues: *mut *mut c_void,
    ) -> CUresult;
    pub type cuModuleLoadFatBinary =
        unsafe extern "C" fn(module: *mut CUmodule, fatCubin: *const c_void) -> CUresult;
    pub type cuModuleUnload = unsafe extern "C" fn(hmod: CUmodule) -> CUresult;
    pub type cuModuleGetLoadingMode = unsafe extern "C" fn(mode: *mut CUmoduleLoadingMode) -> CUresult;
    pub type cuModuleGetFunction =
        unsafe extern "C" fn(hfunc: *mut CUfunction, hmod: CUmodule, name: *const c_char) -> CUresult;
    pub type cuModuleGetFunctionCount = unsafe extern "C" fn(count: *mut c_uint, r#mod: CUmodule) -> CUresult;
    pub type cuModuleEnumerateFunctions =
        unsafe extern "C" fn(functions: *mut CUfunction, numFunctions: c_uint, r#mod: CUmodule) -> CUresult;
    pub type cuModuleGetGlobal = unsafe extern "C" fn(
        dptr: *mut CUdeviceptr_v1,
        bytes: *mut c_uint,
        hmod: CUmodule,
        name: *const c_char,
    ) -> CUresult;
    pub type cuModuleGetGlobal_v2 = unsafe extern "C" fn(
        dptr: *mut CUdeviceptr,
        bytes: *mut usize,
        hmod: CUmodule,
        name: *const c_char,
    ) -> CUresult;
    pub type cuModuleGetTexRef =
        unsafe extern "C" fn(pTexRef: *mut CUtexref, hmod: CUmodule, name: *const c_char) -> CUresult;
    pub type cuModuleGetSurfRef =
        unsafe extern "C" fn(pSurfRef: *mut CUsurfref, hmod: CUmodule, name: *const c_char) -> CUresult;
    pub type cuLinkCreate = unsafe extern "C" fn(
        numOptions: c_uint,
        options: *const CUjit_option,
        optionValues: *mut *mut c_void,
        stateOut: *mut CUlinkState,
    ) -> CUresult;
    pub type cuLinkCreate_v2 = unsafe extern "C" fn(
        numOptions: c_uint,
        options: *const CUjit_option,
        optionValues: *mut *mut c_void,
        stateOut: *mut CUlinkState,
    ) -> CUresult;
    pub type cuLinkAddData = unsafe extern "C" fn(
        state: CUlinkState,
        r#type: CUjitInputType,
        data: *const c_void,
        size: usize,
        name: *const c_char,
        numOptions: c_uint,
        options: *const CUjit_option,
        optionValues: *mut *mut c_void,
    ) -> CUresult;
    pub type cuLinkAddData_v2 = unsafe extern "C" fn(
        state: CUlinkState,
        r#type: CUjitInputType,
        data: *const c_void,
        size: usize,
        name: *const c_char,
        numOptions: c_uint,
        options: *const CUjit_option,
        optionValues: *mut *mut c_void,
    ) -> CUresult;
    pub type cuLinkAddFile = unsafe extern "C" fn(
        state: CUlinkState,
        r#type: CUjitInputType,
        path: *const c_char,
        numOptions: c_uint,
        options: *const CUjit_option,
        optionValues: *mut *mut c_void,
    ) -> CUresult;
    pub type cuLinkAddFile_v2 = unsafe extern "C" fn(
        state: CUlinkState,
        r#type: CUjitInputType,
        path: *const c_char,
        numOptions: c_uint,
        options: *const CUjit_option,
        optionValues: *mut *mut c_void,
    ) -> CUresult;
    pub type cuLinkComplete =
        unsafe extern "C" fn(state: CUlinkState, cubinOut: *mut *mut c_void, sizeOut: *mut usize) -> CUresult;
    pub type cuLinkDestroy = unsafe extern "C" fn(state: CUlinkState) -> CUresult;
    pub type cuMulticastCreate = unsafe extern "C" fn(
        mcHandle: *mut CUmemGenericAllocationHandle,
        prop: *const CUmulticastObjectProp,
    ) -> CUresult;
    pub type cuMulticastAddDevice =
        unsafe extern "C" fn(mcHandle: CUmemGenericAllocationHandle, dev: CUdevice) -> CUresult;
    pub type cuMulticastBindMem = unsafe extern "C" fn(
        mcHandle: CUmemGenericAllocationHandle,
        mcOffset: usize,
        memHandle: CUmemGenericAllocationHandle,
        memOffset: usize,
        size: usize,
        flags: u64,
    ) -> CUresult;
    pub type cuMulticastBindAddr = unsafe extern "C" fn(
        mcHandle: CUmemGenericAllocationHandle,
        mcOffset: usize,
        memptr: CUdeviceptr,
        size: usize,
        flags: u64,
    ) -> CUresult;
    pub type cuMulticastUnbind = unsafe extern "C" fn(
        mcHandle: CUmemGenericAllocationHandle,
        dev: CUdevice,
        mcOffset: usize,
        size: usize,
    ) -> CUresult;
    pub type cuMulticastGetGranularity = unsafe extern "C" fn(
        granularity: *mut usize,
        prop: *const CUmulticastObjectProp,
        option: CUmulticastGranularity_flags,
    ) -> CUresult;
    pub type cuOccupancyMaxActiveBlocksPerMultiprocessor = unsafe extern "C" fn(
        numBlocks: *mut c_int,
        func: CUfunction,
        blockSize: c_int,
        dynamicSMemSize: usize,
    ) -> CUresult;
    pub type cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags = unsafe extern "C" fn(
        numBlocks: *mut c_int,
        func: CUfunction,
        blockSize: c_int,
        dynamicSMemSize: usize,
        flags: c_uint,
    ) -> CUresult;
    pub type cuOccupancyAvailableDynamicSMemPerBlock = unsafe extern "C" fn(
        dynamicSmemSize: *mut usize,
        func: CUfunction,
        numBlocks: c_int,
        blockSize: c_int,
    ) -> CUresult;
    pub type cuOccupancyMaxPotentialBlockSize = unsafe extern "C" fn(
        minGridSize: *mut c_int,
        blockSize: *mut c_int,
        func: CUfunction,
        blockSizeToDynamicSMemSize: CUoccupancyB2DSize,
        dynamicSMemSize: usize,
        blockSizeLimit: c_int,
    ) -> CUresult;
    pub type cuOccupancyMaxPotentialBlockSizeWithFlags = unsafe extern "C" fn(
        minGridSize: *mut c_int,
        blockSize: *mut c_int,
        func: CUfunction,
        blockSizeToDynamicSMemSize: CUoccupancyB2DSize,
        dynamicSMemSize: usize,
        blockSizeLimit: c_int,
        flags: c_uint,
    ) -> CUresult;
    pub type cuOccupancyMaxActiveClusters = unsafe extern "C" fn(
        numClusters: *mut c_int,
        func: CUfunction,
        config: *const CUlaunchConfig,
    ) -> CUresult;
    pub type cuOccupancyMaxPotentialClusterSize = unsafe extern "C" fn(
        clusterSize: *mut c_int,
        func: CUfunction,
        config: *const CUlaunchConfig,
    ) -> CUresult;
    pub type cuDeviceCanAccessPeer =
        unsafe extern "C" fn(canAccessPeer: *mut c_int, dev: CUdevice, peerDev: CUdevice) -> CUresult;
    pub type cuDeviceGetP2PAttribute = unsafe extern "C" fn(
        value: *mut c_int,
        attrib: CUdevice_P2PAttribute,
        srcDevice: CUdevice,
        dstDevice: CUdevice,
    ) -> CUresult;
    pub type cuDeviceGetP2PAtomicCapabilities = unsafe extern "C" fn(
        capabilities: *mut c_uint,
        operations: *const CUatomicOperation,
        count: c_uint,
        srcDevice: CUdevice,
        dstDevice: CUdevice,
    ) -> CUresult;
    pub type cuCtxEnablePeerAccess = unsafe extern "C" fn(peerContext: CUcontext, Flags: c_uint) -> CUresult;
    pub type cuCtxDisablePeerAccess = unsafe extern "C" fn(peerContext: CUcontext) -> CUresult;
    pub type cuPointerGetAttribute =
        unsafe extern "C" fn(data: *mut c_void, attribute: CUpointer_attribute, ptr: CUdeviceptr) -> CUresult;
    pub type cuPointerGetAttributes = unsafe extern "C" fn(
        numAttributes: c_uint,
        attributes: *const CUpointer_attribute,
        data: *mut *mut c_void,
        ptr: CUdeviceptr,
    ) -> CUresult;
    pub type cuPointerSetAttribute = unsafe extern "C" fn(
        value: *const c_void,
        attribute: CUpointer_attribute,
        ptr: CUdeviceptr,
    ) -> CUresult;
    pub type cuMemAllocAsync =
        unsafe extern "C" fn(dptr: *mut CUdeviceptr, bytesize: usize, hStream: CUstream) -> CUresult;
    pub type cuMemAllocFromPoolAsync = unsafe extern "C" fn(
        dptr: *mut CUdeviceptr,
        bytesize: usize,
        pool: CUmemoryPool,
        hStream: CUstream,
    ) -> CUresult;
    pub type cuMemFreeAsync = unsafe extern "C" fn(dptr: CUdeviceptr, hStream: CUstream) -> CUresult;
    pub type cuMemPoolCreate =
        unsafe extern "C" fn(pool: *mut CUmemoryPool, poolProps: *const CUmemPoolProps) -> CUresult;
    pub type cuMemPoolDestroy = unsafe extern "C" fn(pool: CUmemoryPool) -> CUresult;
    pub type cuMemPoolTrimTo = unsafe extern "C" fn(pool: CUmemoryPool, minBytesToKeep: usize) -> CUresult;
    pub type cuMemPoolSetAttribute =
        unsafe extern "C" fn(pool: CUmemoryPool, attr: CUmemPool_attribute, value: *mut c_void) -> CUresult;
    pub type cuMemPoolGetAttribute =
        unsafe extern "C" fn(pool: CUmemoryPool, attr: CUmemPool_attribute, value: *mut c_void) -> CUresult;
    pub type cuMemPoolSetAccess =
        unsafe extern "C" fn(pool: CUmemoryPool, map: *const CUmemAccessDesc, count: usize) -> CUresult;
    pub type cuMemPoolGetAccess = unsafe extern "C" fn(
        flags: *mut CUmemAccess_flags,
        memPool: CUmemoryPool,
        location: *const CUmemLocation,
    ) -> CUresult;
    pub type cuDeviceGetDefaultMemPool =
        unsafe extern "C" fn(pool_out: *mut CUmemoryPool, dev: CUdevice) -> CUresult;
    pub type cuDeviceGetMemPool = unsafe extern "C" fn(pool: *mut CUmemoryPool, dev: CUdevice) -> CUresult;
    pub type cuDeviceSetMemPool = unsafe extern "C" fn(dev: CUdevice, pool: CUmemoryPool) -> CUresult;
    pub type cuMemGetDefaultMemPool = unsafe extern "C" fn(
        pool_out: *mut CUmemoryPool,
        location: *const CUmemLocation,
        r#type: CUmemAllocationType,
    ) -> CUresult;
    pub type cuMemGetMemPool = unsafe extern "C" fn(
        pool: *mut CUmemoryPool,
        location: *const CUmemLocation,
        r#type: CUmemAllocationType,
    ) -> CUresult;
    pub type cuMemSetMemPool = unsafe extern "C" fn(
        location: *const CUmemLocation,
        r#type: CUmemAllocationType,
        pool: CUmemoryPool,
    ) -> CUresult;
    pub type cuMemPoolExportToShareableHandle = unsafe extern "C" fn(
        handle_out: *mut c_void,
        pool: CUmemoryPool,
        handleType: CUmemAllocationHandleType,
        flags: u64,
    ) -> CUresult;
    pub type cuMemPoolImportFromShareableHandle = unsafe extern "C" fn(
        pool_out: *mut CUmemoryPool,
        handle: *mut c_void,
        handleType: CUmemAllocationHandleType,
        flags: u64,
    ) -> CUresult;
    pub type cuMemPoolExportPointer =
        unsafe extern "C" fn(shareData_out: *mut CUmemPoolPtrExportData, ptr: CUdeviceptr) -> CUresult;
    pub type cuMemPoolImportPointer = unsafe extern "C" fn(
        ptr_out: *mut CUdeviceptr,
        pool: CUmemoryPool,
        shareData: *mut CUmemPoolPtrExportData,
    ) -> CUresult;
    pub type cuDevicePrimaryCtxRetain = unsafe extern "C" fn(pctx: *mut CUcontext, dev: CUdevice) -> CUresult;
    pub type cuDevicePrimaryCtxRelease = unsafe extern "C" fn(dev: CUdevice) -> CUresult;
    pub type cuDevicePrimaryCtxRelease_v2 = unsafe extern "C" fn(dev: CUdevice) -> CUresult;
    pub type cuDevicePrimaryCtxReset = unsafe extern "C" fn(dev: CUdevice) -> CUresult;
    pub type cuDevicePrimaryCtxReset_v2 = unsafe extern "C" fn(dev: CUdevice) -> CUresult;
    pub type cuDevicePrimaryCtxSetFlags = unsafe extern "C" fn(dev: CUdevice, flags: c_uint) -> CUresult;
    pub type cuDevicePrimaryCtxSetFlags_v2 = unsafe extern "C" fn(dev: CUdevice, flags: c_uint) -> CUresult;
    pub type cuDevicePrimaryCtxGetState =
        unsafe extern "C" fn(dev: CUdevice, flags: *mut c_uint, active: *mut c_int) -> CUresult;
    pub type cuProfilerInitialize = unsafe extern "C" fn(
        configFile: *const c_char,
        outputFile: *const c_char,
        outputMode: c_int,
    ) -> CUresult;
    pub type cuProfilerStart = unsafe extern "C" fn() -> CUresult;
    pub type cuProfilerStop = unsafe extern "C" fn() -> CUresult;
    pub type cuStreamCreate = unsafe extern "C" fn(phStream: *mut CUstream, Flags: c_uint) -> CUresult;
    pub type cuStreamCreateWithPriority =
        unsafe extern "C" fn(phStream: *mut CUstream, flags: c_uint, priority: c_int) -> CUresult;
    pub type cuStreamDestroy = unsafe extern "C" fn(hStream: CUstream) -> CUresult;
    pub type cuStreamDestroy_v2 = unsafe extern "C" fn(hStream: CUstream) -> CUresult;
    pub type cuStreamSynchronize = unsafe extern "C" fn(hStream: CUstream) -> CUresult;
    pub type cuStreamQuery = unsafe extern "C" fn(hStream: CUstream) -> CUresult;
    pub type cuStreamWaitEvent =
        unsafe extern "C" fn(hStream: CUstream, hEvent: CUevent, Flags: c_uint) -> CUresult;
    pub type cuStreamAddCallback = unsafe extern "C" fn(
        hStream: CUstream,
        callback: CUstreamCallback,
        userData: *mut c_void,
        flags: c_uint,
    ) -> CUresult;
    pub type cuStreamGetPriority = unsafe extern "C" fn(hStream: CUstream, priority: *mut c_int) -> CUresult;
    pub type cuStreamGetFlags = unsafe extern "C" fn(hStream: CUstream, flags: *mut c_uint) -> CUresult;
    pub type cuStreamGetId = unsafe extern "C" fn(hStream: CUstream, streamId: *mut u64) -> CUresult;
    pub type cuStreamGetCtx = unsafe extern "C" fn(hStream: CUstream, pctx: *mut CUcontext) -> CUresult;
    pub type cuStreamGetCtx_v2 =
        unsafe extern "C" fn(hStream: CUstream, pCtx: *mut CUcontext, pGreenCtx: *mut CUgreenCtx) -> CUresult;
    pub type cuStreamGetDevice = unsafe extern "C" fn(hStream: CUstream, device: *mut CUdevice) -> CUresult;
    pub type cuStreamGetGreenCtx =
        unsafe extern "C" fn(hStream: CUstream, phCtx: *mut CUgreenCtx) -> CUresult;
    pub type cuStreamCopyAttributes = unsafe extern "C" fn(dst: CUstream, src: CUstream) -> CUresult;
    pub type cuStreamGetAttribute = unsafe extern "C" fn(
        hStream: CUstream,
        attr: CUstreamAttrID,
        value_out: *mut CUlaunchAttributeValue,
    ) -> CUresult;
    pub type cuStreamSetAttribute = unsafe extern "C" fn(
        hStream: CUstream,
        attr: CUstreamAttrID,
        value: *const CUlaunchAttributeValue,
    ) -> CUresult;
    pub type cuSurfObjectCreate =
        unsafe extern "C" fn(pSurfObject: *mut CUsurfObject, pResDesc: *const CUDA_RESOURCE_DESC) -> CUresult;
    pub type cuSurfObjectDestroy = unsafe extern "C" fn(surfObject: CUsurfObject) -> CUresult;
    pub type cuSurfObjectGetResourceDesc =
        unsafe extern "C" fn(pResDesc: *mut CUDA_RESOURCE_DESC, surfObject: CUsurfObject) -> CUresult;
    pub type cuSurfRefSetArray =
        unsafe extern "C" fn(hSurfRef: CUsurfref, hArray: CUarray, Flags: c_uint) -> CUresult;
    pub type cuSurfRefGetArray = unsafe extern "C" fn(phArray: *mut CUarray, hSurfRef: CUsurfref) -> CUresult;
    pub type cuTensorMapEncodeTiled = unsafe extern "C" fn(
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
    ) -> CUresult;
    pub type cuTensorMapEncodeIm2col = unsafe extern "C" fn(
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
    ) -> CUresult;
    pub type cuTensorMapEncodeIm2colWide = unsafe extern "C" fn(
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
    ) -> CUresult;
    pub type cuTensorMapReplaceAddress =
        unsafe extern "C" fn(tensorMap: *mut CUtensorMap, globalAddress: CUdeviceptr) -> CUresult;
    pub type cuTexObjectCreate = unsafe extern "C" fn(
        pTexObject: *mut CUtexObject,
        pResDesc: *const CUDA_RESOURCE_DESC,
        pTexDesc: *const CUDA_TEXTURE_DESC,
        pResViewDesc: *const CUDA_RESOURCE_VIEW_DESC,
    ) -> CUresult;
    pub type cuTexObjectDestroy = unsafe extern "C" fn(texObject: CUtexObject) -> CUresult;
    pub type cuTexObjectGetResourceDesc =
        unsafe extern "C" fn(pResDesc: *mut CUDA_RESOURCE_DESC, texObject: CUtexObject) -> CUresult;
    pub type cuTexObjectGetTextureDesc =
        unsafe extern "C" fn(pTexDesc: *mut CUDA_TEXTURE_DESC, texObject: CUtexObject) -> CUresult;
    pub type cuTexObjectGetResourceViewDesc =
        unsafe extern "C" fn(pResViewDesc: *mut CUDA_RESOURCE_VIEW_DESC, texObject: CUtexObject) -> CUresult;
    pub type cuTexRefCreate = unsafe extern "C" fn(pTexRef: *mut CUtexref) -> CUresult;
    pub type cuTexRefDestroy = unsafe extern "C" fn(hTexRef: CUtexref) -> CUresult;
    pub type cuTexRefSetArray =
        unsafe extern "C" fn(hTexRef: CUtexref, hArray: CUarray, Flags: c_uint) -> CUresult;
    pub type cuTexRefSetMipmappedArray =
        unsafe extern "C" fn(hTexRef: CUtexref, hMipmappedArray: CUmipmappedArray, Flags: c_uint) -> CUresult;
    pub type cuTexRefSetAddress = unsafe extern "C" fn(
        ByteOffset: *mut c_uint,
        hTexRef: CUtexref,
        dptr: CUdeviceptr_v1,
        bytes: c_uint,
    ) -> CUresult;
    pub type cuTexRefSetAddress_v2 = unsafe extern "C" fn(
        ByteOffset: *mut usize,
        hTexRef: CUtexref,
        dptr: CUdeviceptr,
        bytes: usize,
    ) -> CUresult;
    pub type cuTexRefSetAddress2D = unsafe extern "C" fn(
        hTexRef: CUtexref,
        desc: *const CUDA_ARRAY_DESCRIPTOR_v1,
        dptr: CUdeviceptr_v1,
        Pitch: c_uint,
    ) -> CUresult;
    pub type cuTexRefSetAddress2D_v2 = unsafe extern "C" fn(
        hTexRef: CUtexref,
        desc: *const CUDA_ARRAY_DESCRIPTOR_v2,
        dptr: CUdeviceptr,
        Pitch: usize,
    ) -> CUresult;
    pub type cuTexRefSetAddress2D_v3 = unsafe extern "C" fn(
        hTexRef: CUtexref,
        desc: *const CUDA_ARRAY_DESCRIPTOR_v2,
        dptr: CUdeviceptr,
        Pitch: usize,
    ) -> CUresult;
    pub type cuTexRefSetFormat =
        unsafe extern "C" fn(hTexRef: CUtexref, fmt: CUarray_format, NumPackedComponents: c_int) -> CUresult;
    pub type cuTexRefSetAddressMode =
        unsafe extern "C" fn(hTexRef: CUtexref, dim: c_int, am: CUaddress_mode) -> CUresult;
    pub type cuTexRefSetFilterMode = unsafe extern "C" fn(hTexRef: CUtexref, fm: CUfilter_mode) -> CUresult;
    pub type cuTexRefSetMipmapFilterMode =
        unsafe extern "C" fn(hTexRef: CUtexref, fm: CUfilter_mode) -> CUresult;
    pub type cuTexRefSetMipmapLevelBias = unsafe extern "C" fn(hTexRef: CUtexref, bias: f32) -> CUresult;
    pub type cuTexRefSetMipmapLevelClamp = unsafe extern "C" fn(
        hTexRef: CUtexref,
        minMipmapLevelClamp: f32,
        maxMipmapLevelClamp: f32,
    ) -> CUresult;
    pub type cuTexRefSetMaxAnisotropy = unsafe extern "C" fn(hTexRef: CUtexref, maxAniso: c_uint) -> CUresult;
    pub type cuTexRefSetBorderColor =
        unsafe extern "C" fn(hTexRef: CUtexref, pBorderColor: *mut f32) -> CUresult;
    pub type cuTexRefSetFlags = unsafe extern "C" fn(hTexRef: CUtexref, Flags: c_uint) -> CUresult;
    pub type cuTexRefGetAddress =
        unsafe extern "C" fn(pdptr: *mut CUdeviceptr_v1, hTexRef: CUtexref) -> CUresult;
    pub type cuTexRefGetAddress_v2 =
        unsafe extern "C" fn(pdptr: *mut CUdeviceptr, hTexRef: CUtexref) -> CUresult;
    pub type cuTexRefGetArray = unsafe extern "C" fn(phArray: *mut CUarray, hTexRef: CUtexref) -> CUresult;
    pub type cuTexRefGetMipmappedArray =
        unsafe extern "C" fn(phMipmappedArray: *mut CUmipmappedArray, hTexRef: CUtexref) -> CUresult;
    pub type cuTexRefGetAddressMode =
        unsafe extern "C" fn(pam: *mut CUaddress_mode, hTexRef: CUtexref, dim: c_int) -> CUresult;
    pub type cuTexRefGetFilterMode =
        unsafe extern "C" fn(pfm: *mut CUfilter_mode, hTexRef: CUtexref) -> CUresult;
    pub type cuTexRefGetFormat = unsafe extern "C" fn(
        pFormat: *mut CUarray_format,
        pNumChannels: *mut c_int,
        hTexRef: CUtexref,
    ) -> CUresult;
    pub type cuTexRefGetMipmapFilterMode =
        unsafe extern "C" fn(pfm: *mut CUfilter_mode, hTexRef: CUtexref) -> CUresult;
    pub type cuTexRefGetMipmapLevelBias =
        unsafe extern "C" fn(pbias: *mut f32, hTexRef: CUtexref) -> CUresult;
    pub type cuTexRefGetMipmapLevelClamp = unsafe extern "C" fn(
        pminMipmapLevelClamp: *mut f32,
        pmaxMipmapLevelClamp: *mut f32,
        hTexRef: CUtexref,
    ) -> CUresult;
    pub type cuTexRefGetMaxAnisotropy =
        unsafe extern "C" fn(pmaxAniso: *mut c_int, hTexRef: CUtexref) -> CUresult;
    pub type cuTexRefGetBorderColor =
        unsafe extern "C" fn(pBorderColor: *mut f32, hTexRef: CUtexref) -> CUresult;
    pub type cuTexRefGetFlags = unsafe extern "C" fn(pFlags: *mut c_uint, hTexRef: CUtexref) -> CUresult;
    pub type cuVDPAUGetDevice = unsafe extern "C" fn(
        pDevice: *mut CUdevice,
        vdpDevice: VdpDevice,
        vdpGetProcAddress: VdpGetProcAddress,
    ) -> CUresult;
    pub type cuVDPAUCtxCreate = unsafe extern "C" fn(
        pCtx: *mut CUcontext,
        flags: c_uint,
        device: CUdevice,
        vdpDevice: VdpDevice,
        vdpGetProcAddress: VdpGetProcAddress,
    ) -> CUresult;
    pub type cuVDPAUCtxCreate_v2 = unsafe extern "C" fn(
        pCtx: *mut CUcontext,
        flags: c_uint,
        device: CUdevice,
        vdpDevice: VdpDevice,
        vdpGetProcAddress: VdpGetProcAddress,
    ) -> CUresult;
    pub type cuGraphicsVDPAURegisterVideoSurface = unsafe extern "C" fn(
        pCudaResource: *mut CUgraphicsResource,
        vdpSurface: VdpVideoSurface,
        flags: c_uint,
    ) -> CUresult;
    pub type cuGraphicsVDPAURegisterOutputSurface = unsafe extern "C" fn(
        pCudaResource: *mut CUgraphicsResource,
        vdpSurface: VdpOutputSurface,
        flags: c_uint,
    ) -> CUresult;
    pub type cuMemAddressReserve = unsafe extern "C" fn(
        ptr: *mut CUdeviceptr,
        size: usize,
        alignment: usize,
        addr: CUdeviceptr,
        flags: u64,
    ) -> CUresult;
    pub type cuMemAddressFree = unsafe extern "C" fn(ptr: CUdeviceptr, size: usize) -> CUresult;
    pub type cuMemCreate = unsafe extern "C" fn(
        handle: *mut CUmemGenericAllocationHandle,
        size: usize,
        prop: *const CUmemAllocationProp,
        flags: u64,
    ) -> CUresult;
    pub type cuMemRelease = unsafe extern "C" fn(handle: CUmemGenericAllocationHandle) -> CUresult;
    pub type cuMemMap = unsafe extern "C" fn(
        ptr: CUdeviceptr,
        size: usize,
        offset: usize,
        handle: CUmemGenericAllocationHandle,
        flags: u64,
    ) -> CUresult;
    pub type cuMemUnmap = unsafe extern "C" fn(ptr: CUdeviceptr, size: usize) -> CUresult;
    pub type cuMemSetAccess = unsafe extern "C" fn(
        ptr: CUdeviceptr,
        size: usize,
        desc: *const CUmemAccessDesc,
        count: usize,
    ) -> CUresult;
    pub type cuMemGetAccess =
        unsafe extern "C" fn(flags: *mut u64, location: *const CUmemLocation, ptr: CUdeviceptr) -> CUresult;
    pub type cuMemGetAllocationGranularity = unsafe extern "C" fn(
        granularity: *mut usize,
        prop: *const CUmemAllocationProp,
        option: CUmemAllocationGranularity_flags,
    ) -> CUresult;
    pub type cuMemGetAllocationPropertiesFromHandle = unsafe extern "C" fn(
        prop: *mut CUmemAllocationProp,
        handle: CUmemGenericAllocationHandle,
    ) -> CUresult;
    pub type cuMemRetainAllocationHandle =
        unsafe extern "C" fn(handle: *mut CUmemGenericAllocationHandle, addr: CUdeviceptr) -> CUresult;
    pub type cuMemExportToShareableHandle = unsafe extern "C" fn(
        shareableHandle: *mut c_void,
        handle: CUmemGenericAllocationHandle,
        handleType: CUmemAllocationHandleType,
        flags: u64,
    ) -> CUresult;
    pub type cuMemImportFromShareableHandle = unsafe extern "C" fn(
        handle: *mut CUmemGenericAllocationHandle,
        osHandle: *mut c_void,
        shHandleType: CUmemAllocationHandleType,
    ) -> CUresult;
    pub type cuMemMapArrayAsync =
        unsafe extern "C" fn(mapInfoList: *mut CUarrayMapInfo, count: c_uint, hStream: CUstream) -> CUresult;
}

/// Every row, in opcode order.
pub static ROWS: &[Row] = &[
    Row {
        name: "cuInit",
        op: 1,
        noun: "init",
        route: Route::Local,
        base: "cuInit",
        since: Some(2000),
        twin: None,
        why: "it makes the link; the worker has initialised its driver before it answers the handshake",
    },
    Row {
        name: "cuDriverGetVersion",
        op: 2,
        noun: "init",
        route: Route::Local,
        base: "cuDriverGetVersion",
        since: Some(2020),
        twin: None,
        why: "the version of the host's driver came with the handshake",
    },
    Row {
        name: "cuGetProcAddress",
        op: 3,
        noun: "init",
        route: Route::Local,
        base: "cuGetProcAddress",
        since: Some(11030),
        twin: None,
        why: "it names functions of this library",
    },
    Row {
        name: "cuGetProcAddress_v2",
        op: 4,
        noun: "init",
        route: Route::Local,
        base: "cuGetProcAddress",
        since: Some(12000),
        twin: None,
        why: "it names functions of this library",
    },
    Row {
        name: "cuGetExportTable",
        op: 5,
        noun: "init",
        route: Route::Local,
        base: "cuGetExportTable",
        since: Some(3000),
        twin: None,
        why: "it gives tables of functions of this library",
    },
    Row {
        name: "cuGetErrorName",
        op: 6,
        noun: "init",
        route: Route::Local,
        base: "cuGetErrorName",
        since: Some(6000),
        twin: None,
        why: "the names of errors are constants",
    },
    Row {
        name: "cuGetErrorString",
        op: 7,
        noun: "init",
        route: Route::Local,
        base: "cuGetErrorString",
        since: Some(6000),
        twin: None,
        why: "the sentences of errors are constants",
    },
    Row {
        name: "cuDeviceGet",
        op: 50,
        noun: "device",
        route: Route::Local,
        base: "cuDeviceGet",
        since: Some(2000),
        twin: None,
        why: "what a device is does not change; the host's driver told it with the handshake",
    },
    Row {
        name: "cuDeviceGetCount",
        op: 51,
        noun: "device",
        route: Route::Local,
        base: "cuDeviceGetCount",
        since: Some(2000),
        twin: None,
        why: "what a device is does not change; the host's driver told it with the handshake",
    },
    Row {
        name: "cuDeviceGetName",
        op: 52,
        noun: "device",
        route: Route::Local,
        base: "cuDeviceGetName",
        since: Some(2000),
        twin: None,
        why: "what a device is does not change; the host's driver told it with the handshake",
    },
    Row {
        name: "cuDeviceGetUuid",
        op: 53,
        noun: "device",
        route: Route::Local,
        base: "cuDeviceGetUuid",
        since: Some(9020),
        twin: None,
        why: "what a device is does not change; the host's driver told it with the handshake",
    },
    Row {
        name: "cuDeviceGetUuid_v2",
        op: 54,
        noun: "device",
        route: Route::Local,
        base: "cuDeviceGetUuid",
        since: Some(11040),
        twin: None,
        why: "what a device is does not change; the host's driver told it with the handshake",
    },
    Row {
        name: "cuDeviceGetLuid",
        op: 55,
        noun: "device",
        route: Route::Unsupported,
        base: "cuDeviceGetLuid",
        since: Some(10000),
        twin: None,
        why: "can never work: locally unique identifiers exist on Windows only",
    },
    Row {
        name: "cuDeviceTotalMem",
        op: 56,
        noun: "device",
        route: Route::Local,
        base: "cuDeviceTotalMem",
        since: Some(2000),
        twin: None,
        why: "what a device is does not change; the host's driver told it with the handshake",
    },
    Row {
        name: "cuDeviceTotalMem_v2",
        op: 57,
        noun: "device",
        route: Route::Local,
        base: "cuDeviceTotalMem",
        since: Some(3020),
        twin: None,
        why: "what a device is does not change; the host's driver told it with the handshake",
    },
    Row {
        name: "cuDeviceGetAttribute",
        op: 58,
        noun: "device",
        route: Route::Local,
        base: "cuDeviceGetAttribute",
        since: Some(2000),
        twin: None,
        why: "what a device is does not change; the host's driver told it with the handshake",
    },
    Row {
        name: "cuDeviceGetProperties",
        op: 59,
        noun: "device",
        route: Route::Local,
        base: "cuDeviceGetProperties",
        since: Some(2000),
        twin: None,
        why: "what a device is does not change; the host's driver told it with the handshake",
    },
    Row {
        name: "cuDeviceComputeCapability",
        op: 60,
        noun: "device",
        route: Route::Local,
        base: "cuDeviceComputeCapability",
        since: Some(2000),
        twin: None,
        why: "what a device is does not change; the host's driver told it with the handshake",
    },
    Row {
        name: "cuDeviceGetByPCIBusId",
        op: 61,
        noun: "device",
        route: Route::Local,
        base: "cuDeviceGetByPCIBusId",
        since: Some(4010),
        twin: None,
        why: "what a device is does not change; the host's driver told it with the handshake",
    },
    Row {
        name: "cuDeviceGetPCIBusId",
        op: 62,
        noun: "device",
        route: Route::Local,
        base: "cuDeviceGetPCIBusId",
        since: Some(4010),
        twin: None,
        why: "what a device is does not change; the host's driver told it with the handshake",
    },
    Row {
        name: "cuDeviceGetTexture1DLinearMaxWidth",
        op: 63,
        noun: "device",
        route: Route::Sync,
        base: "cuDeviceGetTexture1DLinearMaxWidth",
        since: Some(11010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDeviceGetExecAffinitySupport",
        op: 64,
        noun: "device",
        route: Route::Sync,
        base: "cuDeviceGetExecAffinitySupport",
        since: Some(11040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDeviceGetHostAtomicCapabilities",
        op: 65,
        noun: "device",
        route: Route::Sync,
        base: "cuDeviceGetHostAtomicCapabilities",
        since: Some(13000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDeviceGetNvSciSyncAttributes",
        op: 66,
        noun: "device",
        route: Route::Unsupported,
        base: "cuDeviceGetNvSciSyncAttributes",
        since: Some(10020),
        twin: None,
        why: "can never work: NvSciSync objects are not shared with a guest",
    },
    Row {
        name: "cuDeviceRegisterAsyncNotification",
        op: 67,
        noun: "device",
        route: Route::Unsupported,
        base: "cuDeviceRegisterAsyncNotification",
        since: Some(12040),
        twin: None,
        why: "notifications of memory budgets: not yet forwarded",
    },
    Row {
        name: "cuDeviceUnregisterAsyncNotification",
        op: 68,
        noun: "device",
        route: Route::Unsupported,
        base: "cuDeviceUnregisterAsyncNotification",
        since: Some(12040),
        twin: None,
        why: "notifications of memory budgets: not yet forwarded",
    },
    Row {
        name: "cuFlushGPUDirectRDMAWrites",
        op: 69,
        noun: "device",
        route: Route::Unsupported,
        base: "cuFlushGPUDirectRDMAWrites",
        since: Some(11030),
        twin: None,
        why: "can never work: no other device of the guest writes to the GPU's memory",
    },
    Row {
        name: "cuDevicePrimaryCtxRetain",
        op: 100,
        noun: "primary_context",
        route: Route::Custom,
        base: "cuDevicePrimaryCtxRetain",
        since: Some(7000),
        twin: None,
        why: "the guest counts the retains of its own process: only the first and the last concern the driver",
    },
    Row {
        name: "cuDevicePrimaryCtxRelease",
        op: 101,
        noun: "primary_context",
        route: Route::Custom,
        base: "cuDevicePrimaryCtxRelease",
        since: Some(7000),
        twin: None,
        why: "the guest counts the retains of its own process: only the first and the last concern the driver",
    },
    Row {
        name: "cuDevicePrimaryCtxRelease_v2",
        op: 102,
        noun: "primary_context",
        route: Route::Custom,
        base: "cuDevicePrimaryCtxRelease",
        since: Some(11000),
        twin: None,
        why: "the guest counts the retains of its own process: only the first and the last concern the driver",
    },
    Row {
        name: "cuDevicePrimaryCtxReset",
        op: 103,
        noun: "primary_context",
        route: Route::Custom,
        base: "cuDevicePrimaryCtxReset",
        since: Some(7000),
        twin: None,
        why: "there is no context to end",
    },
    Row {
        name: "cuDevicePrimaryCtxReset_v2",
        op: 104,
        noun: "primary_context",
        route: Route::Custom,
        base: "cuDevicePrimaryCtxReset",
        since: Some(11000),
        twin: None,
        why: "there is no context to end",
    },
    Row {
        name: "cuDevicePrimaryCtxSetFlags",
        op: 105,
        noun: "primary_context",
        route: Route::Custom,
        base: "cuDevicePrimaryCtxSetFlags",
        since: Some(7000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDevicePrimaryCtxSetFlags_v2",
        op: 106,
        noun: "primary_context",
        route: Route::Custom,
        base: "cuDevicePrimaryCtxSetFlags",
        since: Some(11000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDevicePrimaryCtxGetState",
        op: 107,
        noun: "primary_context",
        route: Route::Local,
        base: "cuDevicePrimaryCtxGetState",
        since: Some(7000),
        twin: None,
        why: "the guest counts the retains of its own process, and keeps the flags",
    },
    Row {
        name: "cuCtxCreate",
        op: 150,
        noun: "context",
        route: Route::Custom,
        base: "cuCtxCreate",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxCreate_v2",
        op: 151,
        noun: "context",
        route: Route::Custom,
        base: "cuCtxCreate",
        since: Some(3020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxCreate_v3",
        op: 152,
        noun: "context",
        route: Route::Custom,
        base: "cuCtxCreate",
        since: Some(11040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxCreate_v4",
        op: 153,
        noun: "context",
        route: Route::Custom,
        base: "cuCtxCreate",
        since: Some(12050),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxDestroy",
        op: 154,
        noun: "context",
        route: Route::Custom,
        base: "cuCtxDestroy",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxDestroy_v2",
        op: 155,
        noun: "context",
        route: Route::Custom,
        base: "cuCtxDestroy",
        since: Some(4000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxAttach",
        op: 156,
        noun: "context",
        route: Route::Local,
        base: "cuCtxAttach",
        since: Some(2000),
        twin: None,
        why: "how often a context is attached is kept here; attaching it does nothing else",
    },
    Row {
        name: "cuCtxDetach",
        op: 157,
        noun: "context",
        route: Route::Custom,
        base: "cuCtxDetach",
        since: Some(2000),
        twin: None,
        why: "only the last detaching of a context destroys it",
    },
    Row {
        name: "cuCtxPushCurrent",
        op: 158,
        noun: "context",
        route: Route::Local,
        base: "cuCtxPushCurrent",
        since: Some(2000),
        twin: None,
        why: "which context is current is state of the calling thread; every frame carries it",
    },
    Row {
        name: "cuCtxPushCurrent_v2",
        op: 159,
        noun: "context",
        route: Route::Local,
        base: "cuCtxPushCurrent",
        since: Some(4000),
        twin: None,
        why: "which context is current is state of the calling thread; every frame carries it",
    },
    Row {
        name: "cuCtxPopCurrent",
        op: 160,
        noun: "context",
        route: Route::Local,
        base: "cuCtxPopCurrent",
        since: Some(2000),
        twin: None,
        why: "which context is current is state of the calling thread; every frame carries it",
    },
    Row {
        name: "cuCtxPopCurrent_v2",
        op: 161,
        noun: "context",
        route: Route::Local,
        base: "cuCtxPopCurrent",
        since: Some(4000),
        twin: None,
        why: "which context is current is state of the calling thread; every frame carries it",
    },
    Row {
        name: "cuCtxSetCurrent",
        op: 162,
        noun: "context",
        route: Route::Local,
        base: "cuCtxSetCurrent",
        since: Some(4000),
        twin: None,
        why: "which context is current is state of the calling thread; every frame carries it",
    },
    Row {
        name: "cuCtxGetCurrent",
        op: 163,
        noun: "context",
        route: Route::Local,
        base: "cuCtxGetCurrent",
        since: Some(4000),
        twin: None,
        why: "which context is current is state of the calling thread; every frame carries it",
    },
    Row {
        name: "cuCtxGetDevice",
        op: 164,
        noun: "context",
        route: Route::Local,
        base: "cuCtxGetDevice",
        since: Some(2000),
        twin: None,
        why: "what a context is does not change; the driver told it when the context was made",
    },
    Row {
        name: "cuCtxGetDevice_v2",
        op: 165,
        noun: "context",
        route: Route::Local,
        base: "cuCtxGetDevice",
        since: Some(13000),
        twin: None,
        why: "what a context is does not change; the driver told it when the context was made",
    },
    Row {
        name: "cuCtxGetFlags",
        op: 166,
        noun: "context",
        route: Route::Local,
        base: "cuCtxGetFlags",
        since: Some(7000),
        twin: None,
        why: "what a context is does not change; the driver told it when the context was made",
    },
    Row {
        name: "cuCtxSetFlags",
        op: 167,
        noun: "context",
        route: Route::Custom,
        base: "cuCtxSetFlags",
        since: Some(12010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxGetId",
        op: 168,
        noun: "context",
        route: Route::Local,
        base: "cuCtxGetId",
        since: Some(12000),
        twin: None,
        why: "what a context is does not change; the driver told it when the context was made",
    },
    Row {
        name: "cuCtxGetApiVersion",
        op: 169,
        noun: "context",
        route: Route::Local,
        base: "cuCtxGetApiVersion",
        since: Some(3020),
        twin: None,
        why: "what a context is does not change; the driver told it when the context was made",
    },
    Row {
        name: "cuCtxSynchronize",
        op: 170,
        noun: "context",
        route: Route::Custom,
        base: "cuCtxSynchronize",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxSynchronize_v2",
        op: 171,
        noun: "context",
        route: Route::Custom,
        base: "cuCtxSynchronize",
        since: Some(13000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxSetLimit",
        op: 172,
        noun: "context",
        route: Route::Sync,
        base: "cuCtxSetLimit",
        since: Some(3010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxGetLimit",
        op: 173,
        noun: "context",
        route: Route::Sync,
        base: "cuCtxGetLimit",
        since: Some(3010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxGetCacheConfig",
        op: 174,
        noun: "context",
        route: Route::Sync,
        base: "cuCtxGetCacheConfig",
        since: Some(3020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxSetCacheConfig",
        op: 175,
        noun: "context",
        route: Route::Sync,
        base: "cuCtxSetCacheConfig",
        since: Some(3020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxGetSharedMemConfig",
        op: 176,
        noun: "context",
        route: Route::Sync,
        base: "cuCtxGetSharedMemConfig",
        since: Some(4020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxSetSharedMemConfig",
        op: 177,
        noun: "context",
        route: Route::Sync,
        base: "cuCtxSetSharedMemConfig",
        since: Some(4020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxGetStreamPriorityRange",
        op: 178,
        noun: "context",
        route: Route::Local,
        base: "cuCtxGetStreamPriorityRange",
        since: Some(5050),
        twin: None,
        why: "what a context is does not change; the driver told it when the context was made",
    },
    Row {
        name: "cuCtxResetPersistingL2Cache",
        op: 179,
        noun: "context",
        route: Route::Sync,
        base: "cuCtxResetPersistingL2Cache",
        since: Some(11000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxGetExecAffinity",
        op: 180,
        noun: "context",
        route: Route::Sync,
        base: "cuCtxGetExecAffinity",
        since: Some(11040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuModuleLoad",
        op: 200,
        noun: "module",
        route: Route::Custom,
        base: "cuModuleLoad",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuModuleLoadData",
        op: 201,
        noun: "module",
        route: Route::Custom,
        base: "cuModuleLoadData",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuModuleLoadDataEx",
        op: 202,
        noun: "module",
        route: Route::Custom,
        base: "cuModuleLoadDataEx",
        since: Some(2010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuModuleLoadFatBinary",
        op: 203,
        noun: "module",
        route: Route::Custom,
        base: "cuModuleLoadFatBinary",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuModuleUnload",
        op: 204,
        noun: "module",
        route: Route::Custom,
        base: "cuModuleUnload",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuModuleGetLoadingMode",
        op: 205,
        noun: "module",
        route: Route::Local,
        base: "cuModuleGetLoadingMode",
        since: Some(11070),
        twin: None,
        why: "the environment of the process chooses it",
    },
    Row {
        name: "cuModuleGetFunction",
        op: 206,
        noun: "module",
        route: Route::Custom,
        base: "cuModuleGetFunction",
        since: Some(2000),
        twin: None,
        why: "a name that was found once is found again, and the driver told all of it then",
    },
    Row {
        name: "cuModuleGetFunctionCount",
        op: 207,
        noun: "module",
        route: Route::Sync,
        base: "cuModuleGetFunctionCount",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuModuleEnumerateFunctions",
        op: 208,
        noun: "module",
        route: Route::Custom,
        base: "cuModuleEnumerateFunctions",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuModuleGetGlobal",
        op: 209,
        noun: "module",
        route: Route::Local,
        base: "cuModuleGetGlobal",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuModuleGetGlobal_v2",
        op: 210,
        noun: "module",
        route: Route::Custom,
        base: "cuModuleGetGlobal",
        since: Some(3020),
        twin: None,
        why: "a name that was found once is found again, and the driver told all of it then",
    },
    Row {
        name: "cuModuleGetTexRef",
        op: 211,
        noun: "module",
        route: Route::Custom,
        base: "cuModuleGetTexRef",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuModuleGetSurfRef",
        op: 212,
        noun: "module",
        route: Route::Custom,
        base: "cuModuleGetSurfRef",
        since: Some(3000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLinkCreate",
        op: 213,
        noun: "module",
        route: Route::Custom,
        base: "cuLinkCreate",
        since: Some(5050),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLinkCreate_v2",
        op: 214,
        noun: "module",
        route: Route::Custom,
        base: "cuLinkCreate",
        since: Some(6050),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLinkAddData",
        op: 215,
        noun: "module",
        route: Route::Custom,
        base: "cuLinkAddData",
        since: Some(5050),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLinkAddData_v2",
        op: 216,
        noun: "module",
        route: Route::Custom,
        base: "cuLinkAddData",
        since: Some(6050),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLinkAddFile",
        op: 217,
        noun: "module",
        route: Route::Custom,
        base: "cuLinkAddFile",
        since: Some(5050),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLinkAddFile_v2",
        op: 218,
        noun: "module",
        route: Route::Custom,
        base: "cuLinkAddFile",
        since: Some(6050),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLinkComplete",
        op: 219,
        noun: "module",
        route: Route::Custom,
        base: "cuLinkComplete",
        since: Some(5050),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLinkDestroy",
        op: 220,
        noun: "module",
        route: Route::Custom,
        base: "cuLinkDestroy",
        since: Some(5050),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLibraryLoadData",
        op: 250,
        noun: "library",
        route: Route::Custom,
        base: "cuLibraryLoadData",
        since: Some(12000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLibraryLoadFromFile",
        op: 251,
        noun: "library",
        route: Route::Custom,
        base: "cuLibraryLoadFromFile",
        since: Some(12000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLibraryUnload",
        op: 252,
        noun: "library",
        route: Route::Custom,
        base: "cuLibraryUnload",
        since: Some(12000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLibraryGetKernel",
        op: 253,
        noun: "library",
        route: Route::Custom,
        base: "cuLibraryGetKernel",
        since: Some(12000),
        twin: None,
        why: "a name that was found once is found again, and the driver told all of it then",
    },
    Row {
        name: "cuLibraryGetKernelCount",
        op: 254,
        noun: "library",
        route: Route::Sync,
        base: "cuLibraryGetKernelCount",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLibraryEnumerateKernels",
        op: 255,
        noun: "library",
        route: Route::Custom,
        base: "cuLibraryEnumerateKernels",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLibraryGetModule",
        op: 256,
        noun: "library",
        route: Route::Custom,
        base: "cuLibraryGetModule",
        since: Some(12000),
        twin: None,
        why: "a name that was found once is found again, and the driver told all of it then",
    },
    Row {
        name: "cuLibraryGetGlobal",
        op: 257,
        noun: "library",
        route: Route::Custom,
        base: "cuLibraryGetGlobal",
        since: Some(12000),
        twin: None,
        why: "a name that was found once is found again, and the driver told all of it then",
    },
    Row {
        name: "cuLibraryGetManaged",
        op: 258,
        noun: "library",
        route: Route::Custom,
        base: "cuLibraryGetManaged",
        since: Some(12000),
        twin: None,
        why: "managed variables lie in the window, where the guest has put them",
    },
    Row {
        name: "cuLibraryGetUnifiedFunction",
        op: 259,
        noun: "library",
        route: Route::Unsupported,
        base: "cuLibraryGetUnifiedFunction",
        since: Some(12000),
        twin: None,
        why: "functions shared by host and device: not yet forwarded",
    },
    Row {
        name: "cuKernelGetFunction",
        op: 300,
        noun: "function",
        route: Route::Custom,
        base: "cuKernelGetFunction",
        since: Some(12000),
        twin: None,
        why: "a name that was found once is found again, and the driver told all of it then",
    },
    Row {
        name: "cuKernelGetLibrary",
        op: 301,
        noun: "function",
        route: Route::Local,
        base: "cuKernelGetLibrary",
        since: Some(12050),
        twin: None,
        why: "what a kernel is does not change; its image and the driver told it when it was loaded",
    },
    Row {
        name: "cuKernelGetName",
        op: 302,
        noun: "function",
        route: Route::Local,
        base: "cuKernelGetName",
        since: Some(12030),
        twin: None,
        why: "what a kernel is does not change; its image and the driver told it when it was loaded",
    },
    Row {
        name: "cuKernelGetParamInfo",
        op: 303,
        noun: "function",
        route: Route::Local,
        base: "cuKernelGetParamInfo",
        since: Some(12040),
        twin: None,
        why: "what a kernel is does not change; its image and the driver told it when it was loaded",
    },
    Row {
        name: "cuKernelGetAttribute",
        op: 304,
        noun: "function",
        route: Route::Custom,
        base: "cuKernelGetAttribute",
        since: Some(12000),
        twin: None,
        why: "what a kernel needs does not change; the driver told it when the kernel was loaded, or when it was first asked",
    },
    Row {
        name: "cuKernelSetAttribute",
        op: 305,
        noun: "function",
        route: Route::Custom,
        base: "cuKernelSetAttribute",
        since: Some(12000),
        twin: None,
        why: "it is set to that value already",
    },
    Row {
        name: "cuKernelSetCacheConfig",
        op: 306,
        noun: "function",
        route: Route::Custom,
        base: "cuKernelSetCacheConfig",
        since: Some(12000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuFuncGetAttribute",
        op: 307,
        noun: "function",
        route: Route::Custom,
        base: "cuFuncGetAttribute",
        since: Some(2020),
        twin: None,
        why: "what a kernel needs does not change; the driver told it when the kernel was loaded, or when it was first asked",
    },
    Row {
        name: "cuFuncSetAttribute",
        op: 308,
        noun: "function",
        route: Route::Custom,
        base: "cuFuncSetAttribute",
        since: Some(9000),
        twin: None,
        why: "it is set to that value already",
    },
    Row {
        name: "cuFuncSetCacheConfig",
        op: 309,
        noun: "function",
        route: Route::Custom,
        base: "cuFuncSetCacheConfig",
        since: Some(3000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuFuncSetSharedMemConfig",
        op: 310,
        noun: "function",
        route: Route::Custom,
        base: "cuFuncSetSharedMemConfig",
        since: Some(4020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuFuncGetModule",
        op: 311,
        noun: "function",
        route: Route::Custom,
        base: "cuFuncGetModule",
        since: Some(11000),
        twin: None,
        why: "a name that was found once is found again, and the driver told all of it then",
    },
    Row {
        name: "cuFuncGetName",
        op: 312,
        noun: "function",
        route: Route::Local,
        base: "cuFuncGetName",
        since: Some(12030),
        twin: None,
        why: "what a kernel is does not change; its image and the driver told it when it was loaded",
    },
    Row {
        name: "cuFuncGetParamInfo",
        op: 313,
        noun: "function",
        route: Route::Local,
        base: "cuFuncGetParamInfo",
        since: Some(12040),
        twin: None,
        why: "what a kernel is does not change; its image and the driver told it when it was loaded",
    },
    Row {
        name: "cuFuncIsLoaded",
        op: 314,
        noun: "function",
        route: Route::Sync,
        base: "cuFuncIsLoaded",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuFuncLoad",
        op: 315,
        noun: "function",
        route: Route::Sync,
        base: "cuFuncLoad",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemGetInfo",
        op: 350,
        noun: "memory",
        route: Route::Local,
        base: "cuMemGetInfo",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemGetInfo_v2",
        op: 351,
        noun: "memory",
        route: Route::Sync,
        base: "cuMemGetInfo",
        since: Some(3020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemAlloc",
        op: 352,
        noun: "memory",
        route: Route::Local,
        base: "cuMemAlloc",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemAlloc_v2",
        op: 353,
        noun: "memory",
        route: Route::Custom,
        base: "cuMemAlloc",
        since: Some(3020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemAllocPitch",
        op: 354,
        noun: "memory",
        route: Route::Local,
        base: "cuMemAllocPitch",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemAllocPitch_v2",
        op: 355,
        noun: "memory",
        route: Route::Custom,
        base: "cuMemAllocPitch",
        since: Some(3020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemFree",
        op: 356,
        noun: "memory",
        route: Route::Local,
        base: "cuMemFree",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemFree_v2",
        op: 357,
        noun: "memory",
        route: Route::Custom,
        base: "cuMemFree",
        since: Some(3020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemGetAddressRange",
        op: 358,
        noun: "memory",
        route: Route::Local,
        base: "cuMemGetAddressRange",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemGetAddressRange_v2",
        op: 359,
        noun: "memory",
        route: Route::Local,
        base: "cuMemGetAddressRange",
        since: Some(3020),
        twin: None,
        why: "the guest keeps the list of its allocations, each of which the driver has made",
    },
    Row {
        name: "cuMemAllocHost",
        op: 360,
        noun: "memory",
        route: Route::Local,
        base: "cuMemAllocHost",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemAllocHost_v2",
        op: 361,
        noun: "memory",
        route: Route::Custom,
        base: "cuMemAllocHost",
        since: Some(3020),
        twin: None,
        why: "memory is shared with the worker by a message of the control socket, or lies in a segment that was",
    },
    Row {
        name: "cuMemHostAlloc",
        op: 362,
        noun: "memory",
        route: Route::Custom,
        base: "cuMemHostAlloc",
        since: Some(2020),
        twin: None,
        why: "memory is shared with the worker by a message of the control socket, or lies in a segment that was",
    },
    Row {
        name: "cuMemFreeHost",
        op: 363,
        noun: "memory",
        route: Route::Custom,
        base: "cuMemFreeHost",
        since: Some(2000),
        twin: None,
        why: "memory is shared with the worker by a message of the control socket, or lies in a segment that was",
    },
    Row {
        name: "cuMemHostRegister",
        op: 364,
        noun: "memory",
        route: Route::Custom,
        base: "cuMemHostRegister",
        since: Some(4000),
        twin: None,
        why: "memory is shared with the worker by a message of the control socket, or lies in a segment that was",
    },
    Row {
        name: "cuMemHostRegister_v2",
        op: 365,
        noun: "memory",
        route: Route::Custom,
        base: "cuMemHostRegister",
        since: Some(6050),
        twin: None,
        why: "memory is shared with the worker by a message of the control socket, or lies in a segment that was",
    },
    Row {
        name: "cuMemHostUnregister",
        op: 366,
        noun: "memory",
        route: Route::Custom,
        base: "cuMemHostUnregister",
        since: Some(4000),
        twin: None,
        why: "memory is shared with the worker by a message of the control socket, or lies in a segment that was",
    },
    Row {
        name: "cuMemHostGetDevicePointer",
        op: 367,
        noun: "memory",
        route: Route::Local,
        base: "cuMemHostGetDevicePointer",
        since: Some(2020),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemHostGetDevicePointer_v2",
        op: 368,
        noun: "memory",
        route: Route::Local,
        base: "cuMemHostGetDevicePointer",
        since: Some(3020),
        twin: None,
        why: "pinned memory has the same address for the program and for the device",
    },
    Row {
        name: "cuMemHostGetFlags",
        op: 369,
        noun: "memory",
        route: Route::Local,
        base: "cuMemHostGetFlags",
        since: Some(2030),
        twin: None,
        why: "the flags are those with which the program made the memory, which the guest keeps",
    },
    Row {
        name: "cuMemGetHandleForAddressRange",
        op: 370,
        noun: "memory",
        route: Route::Unsupported,
        base: "cuMemGetHandleForAddressRange",
        since: Some(11070),
        twin: None,
        why: "can never work: the handle would be a file of the host's kernel",
    },
    Row {
        name: "cuMemBatchDecompressAsync",
        op: 371,
        noun: "memory",
        route: Route::Unsupported,
        base: "cuMemBatchDecompressAsync",
        since: Some(12060),
        twin: Some(("cuMemBatchDecompressAsync_ptsz", 12060)),
        why: "decompression engines: not yet forwarded",
    },
    Row {
        name: "cuMemGetAttribute",
        op: 372,
        noun: "memory",
        route: Route::Unsupported,
        base: "cuMemGetAttribute",
        since: None,
        twin: None,
        why: "no public header declares it",
    },
    Row {
        name: "cuMemGetAttribute_v2",
        op: 373,
        noun: "memory",
        route: Route::Unsupported,
        base: "cuMemGetAttribute",
        since: None,
        twin: None,
        why: "no public header declares it",
    },
    Row {
        name: "cuMemcpy",
        op: 400,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpy",
        since: Some(4000),
        twin: Some(("cuMemcpy_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyAsync",
        op: 401,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyAsync",
        since: Some(4000),
        twin: Some(("cuMemcpyAsync_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyHtoD",
        op: 402,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpyHtoD",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpyHtoD_v2",
        op: 403,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyHtoD",
        since: Some(3020),
        twin: Some(("cuMemcpyHtoD_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyDtoH",
        op: 404,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpyDtoH",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpyDtoH_v2",
        op: 405,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyDtoH",
        since: Some(3020),
        twin: Some(("cuMemcpyDtoH_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyDtoD",
        op: 406,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpyDtoD",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpyDtoD_v2",
        op: 407,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyDtoD",
        since: Some(3020),
        twin: Some(("cuMemcpyDtoD_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyHtoDAsync",
        op: 408,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpyHtoDAsync",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpyHtoDAsync_v2",
        op: 409,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyHtoDAsync",
        since: Some(3020),
        twin: Some(("cuMemcpyHtoDAsync_v2_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyDtoHAsync",
        op: 410,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpyDtoHAsync",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpyDtoHAsync_v2",
        op: 411,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyDtoHAsync",
        since: Some(3020),
        twin: Some(("cuMemcpyDtoHAsync_v2_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyDtoDAsync",
        op: 412,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpyDtoDAsync",
        since: Some(3000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpyDtoDAsync_v2",
        op: 413,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyDtoDAsync",
        since: Some(3020),
        twin: Some(("cuMemcpyDtoDAsync_v2_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpy2D",
        op: 414,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpy2D",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpy2D_v2",
        op: 415,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpy2D",
        since: Some(3020),
        twin: Some(("cuMemcpy2D_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpy2DUnaligned",
        op: 416,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpy2DUnaligned",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpy2DUnaligned_v2",
        op: 417,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpy2DUnaligned",
        since: Some(3020),
        twin: Some(("cuMemcpy2DUnaligned_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpy2DAsync",
        op: 418,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpy2DAsync",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpy2DAsync_v2",
        op: 419,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpy2DAsync",
        since: Some(3020),
        twin: Some(("cuMemcpy2DAsync_v2_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpy3D",
        op: 420,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpy3D",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpy3D_v2",
        op: 421,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpy3D",
        since: Some(3020),
        twin: Some(("cuMemcpy3D_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpy3DAsync",
        op: 422,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpy3DAsync",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpy3DAsync_v2",
        op: 423,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpy3DAsync",
        since: Some(3020),
        twin: Some(("cuMemcpy3DAsync_v2_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyPeer",
        op: 424,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyPeer",
        since: Some(4000),
        twin: Some(("cuMemcpyPeer_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyPeerAsync",
        op: 425,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyPeerAsync",
        since: Some(4000),
        twin: Some(("cuMemcpyPeerAsync_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpy3DPeer",
        op: 426,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpy3DPeer",
        since: Some(4000),
        twin: Some(("cuMemcpy3DPeer_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpy3DPeerAsync",
        op: 427,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpy3DPeerAsync",
        since: Some(4000),
        twin: Some(("cuMemcpy3DPeerAsync_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyBatchAsync",
        op: 428,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyBatchAsync",
        since: Some(12080),
        twin: Some(("cuMemcpyBatchAsync_ptsz", 12080)),
        why: "",
    },
    Row {
        name: "cuMemcpyBatchAsync_v2",
        op: 429,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyBatchAsync",
        since: Some(13000),
        twin: Some(("cuMemcpyBatchAsync_v2_ptsz", 13000)),
        why: "",
    },
    Row {
        name: "cuMemcpy3DBatchAsync",
        op: 430,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpy3DBatchAsync",
        since: Some(12080),
        twin: Some(("cuMemcpy3DBatchAsync_ptsz", 12080)),
        why: "",
    },
    Row {
        name: "cuMemcpy3DBatchAsync_v2",
        op: 431,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpy3DBatchAsync",
        since: Some(13000),
        twin: Some(("cuMemcpy3DBatchAsync_v2_ptsz", 13000)),
        why: "",
    },
    Row {
        name: "cuMemcpyDtoA",
        op: 432,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpyDtoA",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpyAtoD",
        op: 433,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpyAtoD",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpyHtoA",
        op: 434,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpyHtoA",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpyAtoH",
        op: 435,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpyAtoH",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpyAtoA",
        op: 436,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpyAtoA",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpyHtoAAsync",
        op: 437,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpyHtoAAsync",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpyAtoHAsync",
        op: 438,
        noun: "copy",
        route: Route::Local,
        base: "cuMemcpyAtoHAsync",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemcpyDtoA_v2",
        op: 439,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyDtoA",
        since: Some(3020),
        twin: Some(("cuMemcpyDtoA_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyAtoD_v2",
        op: 440,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyAtoD",
        since: Some(3020),
        twin: Some(("cuMemcpyAtoD_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyHtoA_v2",
        op: 441,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyHtoA",
        since: Some(3020),
        twin: Some(("cuMemcpyHtoA_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyAtoH_v2",
        op: 442,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyAtoH",
        since: Some(3020),
        twin: Some(("cuMemcpyAtoH_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyAtoA_v2",
        op: 443,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyAtoA",
        since: Some(3020),
        twin: Some(("cuMemcpyAtoA_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyHtoAAsync_v2",
        op: 444,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyHtoAAsync",
        since: Some(3020),
        twin: Some(("cuMemcpyHtoAAsync_v2_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemcpyAtoHAsync_v2",
        op: 445,
        noun: "copy",
        route: Route::Custom,
        base: "cuMemcpyAtoHAsync",
        since: Some(3020),
        twin: Some(("cuMemcpyAtoHAsync_v2_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemsetD8",
        op: 500,
        noun: "memset",
        route: Route::Local,
        base: "cuMemsetD8",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemsetD8_v2",
        op: 501,
        noun: "memset",
        route: Route::Custom,
        base: "cuMemsetD8",
        since: Some(3020),
        twin: Some(("cuMemsetD8_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemsetD8Async",
        op: 502,
        noun: "memset",
        route: Route::Custom,
        base: "cuMemsetD8Async",
        since: Some(3020),
        twin: Some(("cuMemsetD8Async_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemsetD16",
        op: 503,
        noun: "memset",
        route: Route::Local,
        base: "cuMemsetD16",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemsetD16_v2",
        op: 504,
        noun: "memset",
        route: Route::Custom,
        base: "cuMemsetD16",
        since: Some(3020),
        twin: Some(("cuMemsetD16_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemsetD16Async",
        op: 505,
        noun: "memset",
        route: Route::Custom,
        base: "cuMemsetD16Async",
        since: Some(3020),
        twin: Some(("cuMemsetD16Async_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemsetD32",
        op: 506,
        noun: "memset",
        route: Route::Local,
        base: "cuMemsetD32",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemsetD32_v2",
        op: 507,
        noun: "memset",
        route: Route::Custom,
        base: "cuMemsetD32",
        since: Some(3020),
        twin: Some(("cuMemsetD32_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemsetD32Async",
        op: 508,
        noun: "memset",
        route: Route::Custom,
        base: "cuMemsetD32Async",
        since: Some(3020),
        twin: Some(("cuMemsetD32Async_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemsetD2D8",
        op: 509,
        noun: "memset",
        route: Route::Local,
        base: "cuMemsetD2D8",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemsetD2D8_v2",
        op: 510,
        noun: "memset",
        route: Route::Custom,
        base: "cuMemsetD2D8",
        since: Some(3020),
        twin: Some(("cuMemsetD2D8_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemsetD2D8Async",
        op: 511,
        noun: "memset",
        route: Route::Custom,
        base: "cuMemsetD2D8Async",
        since: Some(3020),
        twin: Some(("cuMemsetD2D8Async_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemsetD2D16",
        op: 512,
        noun: "memset",
        route: Route::Local,
        base: "cuMemsetD2D16",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemsetD2D16_v2",
        op: 513,
        noun: "memset",
        route: Route::Custom,
        base: "cuMemsetD2D16",
        since: Some(3020),
        twin: Some(("cuMemsetD2D16_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemsetD2D16Async",
        op: 514,
        noun: "memset",
        route: Route::Custom,
        base: "cuMemsetD2D16Async",
        since: Some(3020),
        twin: Some(("cuMemsetD2D16Async_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemsetD2D32",
        op: 515,
        noun: "memset",
        route: Route::Local,
        base: "cuMemsetD2D32",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3: contexts with addresses of 64 bits are none to it, in NVIDIA's driver too",
    },
    Row {
        name: "cuMemsetD2D32_v2",
        op: 516,
        noun: "memset",
        route: Route::Custom,
        base: "cuMemsetD2D32",
        since: Some(3020),
        twin: Some(("cuMemsetD2D32_v2_ptds", 7000)),
        why: "",
    },
    Row {
        name: "cuMemsetD2D32Async",
        op: 517,
        noun: "memset",
        route: Route::Custom,
        base: "cuMemsetD2D32Async",
        since: Some(3020),
        twin: Some(("cuMemsetD2D32Async_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuMemAddressReserve",
        op: 550,
        noun: "vmm",
        route: Route::Custom,
        base: "cuMemAddressReserve",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemAddressFree",
        op: 551,
        noun: "vmm",
        route: Route::Custom,
        base: "cuMemAddressFree",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemCreate",
        op: 552,
        noun: "vmm",
        route: Route::Custom,
        base: "cuMemCreate",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemRelease",
        op: 553,
        noun: "vmm",
        route: Route::Custom,
        base: "cuMemRelease",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemMap",
        op: 554,
        noun: "vmm",
        route: Route::Custom,
        base: "cuMemMap",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemUnmap",
        op: 555,
        noun: "vmm",
        route: Route::Custom,
        base: "cuMemUnmap",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemSetAccess",
        op: 556,
        noun: "vmm",
        route: Route::Custom,
        base: "cuMemSetAccess",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemGetAccess",
        op: 557,
        noun: "vmm",
        route: Route::Sync,
        base: "cuMemGetAccess",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemGetAllocationGranularity",
        op: 558,
        noun: "vmm",
        route: Route::Sync,
        base: "cuMemGetAllocationGranularity",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemGetAllocationPropertiesFromHandle",
        op: 559,
        noun: "vmm",
        route: Route::Sync,
        base: "cuMemGetAllocationPropertiesFromHandle",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemRetainAllocationHandle",
        op: 560,
        noun: "vmm",
        route: Route::Custom,
        base: "cuMemRetainAllocationHandle",
        since: Some(11000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemExportToShareableHandle",
        op: 561,
        noun: "vmm",
        route: Route::Custom,
        base: "cuMemExportToShareableHandle",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemImportFromShareableHandle",
        op: 562,
        noun: "vmm",
        route: Route::Custom,
        base: "cuMemImportFromShareableHandle",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemMapArrayAsync",
        op: 563,
        noun: "vmm",
        route: Route::Unsupported,
        base: "cuMemMapArrayAsync",
        since: Some(11010),
        twin: Some(("cuMemMapArrayAsync_ptsz", 11010)),
        why: "sparse arrays: not yet forwarded",
    },
    Row {
        name: "cuMemAllocAsync",
        op: 600,
        noun: "pool",
        route: Route::Custom,
        base: "cuMemAllocAsync",
        since: Some(11020),
        twin: Some(("cuMemAllocAsync_ptsz", 11020)),
        why: "",
    },
    Row {
        name: "cuMemAllocFromPoolAsync",
        op: 601,
        noun: "pool",
        route: Route::Custom,
        base: "cuMemAllocFromPoolAsync",
        since: Some(11020),
        twin: Some(("cuMemAllocFromPoolAsync_ptsz", 11020)),
        why: "",
    },
    Row {
        name: "cuMemFreeAsync",
        op: 602,
        noun: "pool",
        route: Route::Custom,
        base: "cuMemFreeAsync",
        since: Some(11020),
        twin: Some(("cuMemFreeAsync_ptsz", 11020)),
        why: "",
    },
    Row {
        name: "cuMemPoolCreate",
        op: 603,
        noun: "pool",
        route: Route::Custom,
        base: "cuMemPoolCreate",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemPoolDestroy",
        op: 604,
        noun: "pool",
        route: Route::Sync,
        base: "cuMemPoolDestroy",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemPoolTrimTo",
        op: 605,
        noun: "pool",
        route: Route::Custom,
        base: "cuMemPoolTrimTo",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemPoolSetAttribute",
        op: 606,
        noun: "pool",
        route: Route::Custom,
        base: "cuMemPoolSetAttribute",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemPoolGetAttribute",
        op: 607,
        noun: "pool",
        route: Route::Custom,
        base: "cuMemPoolGetAttribute",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemPoolSetAccess",
        op: 608,
        noun: "pool",
        route: Route::Sync,
        base: "cuMemPoolSetAccess",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemPoolGetAccess",
        op: 609,
        noun: "pool",
        route: Route::Sync,
        base: "cuMemPoolGetAccess",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDeviceGetDefaultMemPool",
        op: 610,
        noun: "pool",
        route: Route::Sync,
        base: "cuDeviceGetDefaultMemPool",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDeviceGetMemPool",
        op: 611,
        noun: "pool",
        route: Route::Sync,
        base: "cuDeviceGetMemPool",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDeviceSetMemPool",
        op: 612,
        noun: "pool",
        route: Route::Sync,
        base: "cuDeviceSetMemPool",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemGetDefaultMemPool",
        op: 613,
        noun: "pool",
        route: Route::Sync,
        base: "cuMemGetDefaultMemPool",
        since: Some(13000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemGetMemPool",
        op: 614,
        noun: "pool",
        route: Route::Sync,
        base: "cuMemGetMemPool",
        since: Some(13000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemSetMemPool",
        op: 615,
        noun: "pool",
        route: Route::Sync,
        base: "cuMemSetMemPool",
        since: Some(13000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemPoolExportToShareableHandle",
        op: 616,
        noun: "pool",
        route: Route::Custom,
        base: "cuMemPoolExportToShareableHandle",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemPoolImportFromShareableHandle",
        op: 617,
        noun: "pool",
        route: Route::Custom,
        base: "cuMemPoolImportFromShareableHandle",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemPoolExportPointer",
        op: 618,
        noun: "pool",
        route: Route::Custom,
        base: "cuMemPoolExportPointer",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemPoolImportPointer",
        op: 619,
        noun: "pool",
        route: Route::Custom,
        base: "cuMemPoolImportPointer",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuPointerGetAttribute",
        op: 650,
        noun: "pointer",
        route: Route::Custom,
        base: "cuPointerGetAttribute",
        since: Some(4000),
        twin: None,
        why: "its allocations are known to the guest, which made each of them through the driver",
    },
    Row {
        name: "cuPointerGetAttributes",
        op: 651,
        noun: "pointer",
        route: Route::Custom,
        base: "cuPointerGetAttributes",
        since: Some(7000),
        twin: None,
        why: "its allocations are known to the guest, which made each of them through the driver",
    },
    Row {
        name: "cuPointerSetAttribute",
        op: 652,
        noun: "pointer",
        route: Route::Custom,
        base: "cuPointerSetAttribute",
        since: Some(6000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMemAllocManaged",
        op: 700,
        noun: "managed",
        route: Route::Local,
        base: "cuMemAllocManaged",
        since: Some(6000),
        twin: None,
        why: "managed memory is window memory, which nothing moves; the library that made it knows it",
    },
    Row {
        name: "cuMemPrefetchAsync",
        op: 701,
        noun: "managed",
        route: Route::Local,
        base: "cuMemPrefetchAsync",
        since: Some(8000),
        twin: Some(("cuMemPrefetchAsync_ptsz", 8000)),
        why: "managed memory is window memory, which nothing moves; the library that made it knows it",
    },
    Row {
        name: "cuMemPrefetchAsync_v2",
        op: 702,
        noun: "managed",
        route: Route::Local,
        base: "cuMemPrefetchAsync",
        since: Some(12020),
        twin: Some(("cuMemPrefetchAsync_v2_ptsz", 12020)),
        why: "managed memory is window memory, which nothing moves; the library that made it knows it",
    },
    Row {
        name: "cuMemPrefetchBatchAsync",
        op: 703,
        noun: "managed",
        route: Route::Local,
        base: "cuMemPrefetchBatchAsync",
        since: Some(13000),
        twin: Some(("cuMemPrefetchBatchAsync_ptsz", 13000)),
        why: "managed memory is window memory, which nothing moves; the library that made it knows it",
    },
    Row {
        name: "cuMemDiscardBatchAsync",
        op: 704,
        noun: "managed",
        route: Route::Local,
        base: "cuMemDiscardBatchAsync",
        since: Some(13000),
        twin: Some(("cuMemDiscardBatchAsync_ptsz", 13000)),
        why: "managed memory is window memory, which nothing moves; the library that made it knows it",
    },
    Row {
        name: "cuMemDiscardAndPrefetchBatchAsync",
        op: 705,
        noun: "managed",
        route: Route::Local,
        base: "cuMemDiscardAndPrefetchBatchAsync",
        since: Some(13000),
        twin: Some(("cuMemDiscardAndPrefetchBatchAsync_ptsz", 13000)),
        why: "managed memory is window memory, which nothing moves; the library that made it knows it",
    },
    Row {
        name: "cuMemAdvise",
        op: 706,
        noun: "managed",
        route: Route::Local,
        base: "cuMemAdvise",
        since: Some(8000),
        twin: None,
        why: "managed memory is window memory, which nothing moves; the library that made it knows it",
    },
    Row {
        name: "cuMemAdvise_v2",
        op: 707,
        noun: "managed",
        route: Route::Local,
        base: "cuMemAdvise",
        since: Some(12020),
        twin: None,
        why: "managed memory is window memory, which nothing moves; the library that made it knows it",
    },
    Row {
        name: "cuMemRangeGetAttribute",
        op: 708,
        noun: "managed",
        route: Route::Local,
        base: "cuMemRangeGetAttribute",
        since: Some(8000),
        twin: None,
        why: "managed memory is window memory, which nothing moves; the library that made it knows it",
    },
    Row {
        name: "cuMemRangeGetAttributes",
        op: 709,
        noun: "managed",
        route: Route::Local,
        base: "cuMemRangeGetAttributes",
        since: Some(8000),
        twin: None,
        why: "managed memory is window memory, which nothing moves; the library that made it knows it",
    },
    Row {
        name: "cuStreamAttachMemAsync",
        op: 710,
        noun: "managed",
        route: Route::Local,
        base: "cuStreamAttachMemAsync",
        since: Some(6000),
        twin: Some(("cuStreamAttachMemAsync_ptsz", 7000)),
        why: "managed memory is window memory, which nothing moves; the library that made it knows it",
    },
    Row {
        name: "cuStreamCreate",
        op: 750,
        noun: "stream",
        route: Route::Custom,
        base: "cuStreamCreate",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuStreamCreateWithPriority",
        op: 751,
        noun: "stream",
        route: Route::Custom,
        base: "cuStreamCreateWithPriority",
        since: Some(5050),
        twin: None,
        why: "",
    },
    Row {
        name: "cuStreamDestroy",
        op: 752,
        noun: "stream",
        route: Route::Custom,
        base: "cuStreamDestroy",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuStreamDestroy_v2",
        op: 753,
        noun: "stream",
        route: Route::Custom,
        base: "cuStreamDestroy",
        since: Some(4000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuStreamSynchronize",
        op: 754,
        noun: "stream",
        route: Route::Custom,
        base: "cuStreamSynchronize",
        since: Some(2000),
        twin: Some(("cuStreamSynchronize_ptsz", 7000)),
        why: "nothing was submitted since the last wait for all of it",
    },
    Row {
        name: "cuStreamQuery",
        op: 755,
        noun: "stream",
        route: Route::Custom,
        base: "cuStreamQuery",
        since: Some(2000),
        twin: Some(("cuStreamQuery_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuStreamWaitEvent",
        op: 756,
        noun: "stream",
        route: Route::Custom,
        base: "cuStreamWaitEvent",
        since: Some(3020),
        twin: Some(("cuStreamWaitEvent_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuStreamAddCallback",
        op: 757,
        noun: "stream",
        route: Route::Custom,
        base: "cuStreamAddCallback",
        since: Some(5000),
        twin: Some(("cuStreamAddCallback_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuStreamGetPriority",
        op: 758,
        noun: "stream",
        route: Route::Local,
        base: "cuStreamGetPriority",
        since: Some(5050),
        twin: Some(("cuStreamGetPriority_ptsz", 7000)),
        why: "what a stream is does not change; the guest keeps what it was made with",
    },
    Row {
        name: "cuStreamGetFlags",
        op: 759,
        noun: "stream",
        route: Route::Custom,
        base: "cuStreamGetFlags",
        since: Some(5050),
        twin: Some(("cuStreamGetFlags_ptsz", 7000)),
        why: "what a stream is does not change; the guest keeps what it was made with",
    },
    Row {
        name: "cuStreamGetId",
        op: 760,
        noun: "stream",
        route: Route::Local,
        base: "cuStreamGetId",
        since: Some(12000),
        twin: Some(("cuStreamGetId_ptsz", 12000)),
        why: "what a stream is does not change; the guest keeps what it was made with",
    },
    Row {
        name: "cuStreamGetCtx",
        op: 761,
        noun: "stream",
        route: Route::Local,
        base: "cuStreamGetCtx",
        since: Some(9020),
        twin: Some(("cuStreamGetCtx_ptsz", 9020)),
        why: "what a stream is does not change; the guest keeps what it was made with",
    },
    Row {
        name: "cuStreamGetCtx_v2",
        op: 762,
        noun: "stream",
        route: Route::Local,
        base: "cuStreamGetCtx",
        since: Some(12050),
        twin: Some(("cuStreamGetCtx_v2_ptsz", 12050)),
        why: "what a stream is does not change; the guest keeps what it was made with",
    },
    Row {
        name: "cuStreamGetDevice",
        op: 763,
        noun: "stream",
        route: Route::Local,
        base: "cuStreamGetDevice",
        since: Some(12080),
        twin: Some(("cuStreamGetDevice_ptsz", 12080)),
        why: "what a stream is does not change; the guest keeps what it was made with",
    },
    Row {
        name: "cuStreamGetGreenCtx",
        op: 764,
        noun: "stream",
        route: Route::Local,
        base: "cuStreamGetGreenCtx",
        since: Some(12040),
        twin: None,
        why: "what a stream is does not change; the guest keeps what it was made with",
    },
    Row {
        name: "cuStreamCopyAttributes",
        op: 765,
        noun: "stream",
        route: Route::Sync,
        base: "cuStreamCopyAttributes",
        since: Some(11000),
        twin: Some(("cuStreamCopyAttributes_ptsz", 11000)),
        why: "",
    },
    Row {
        name: "cuStreamGetAttribute",
        op: 766,
        noun: "stream",
        route: Route::Sync,
        base: "cuStreamGetAttribute",
        since: Some(11000),
        twin: Some(("cuStreamGetAttribute_ptsz", 11000)),
        why: "",
    },
    Row {
        name: "cuStreamSetAttribute",
        op: 767,
        noun: "stream",
        route: Route::Custom,
        base: "cuStreamSetAttribute",
        since: Some(11000),
        twin: Some(("cuStreamSetAttribute_ptsz", 11000)),
        why: "",
    },
    Row {
        name: "cuStreamBeginCapture",
        op: 800,
        noun: "capture",
        route: Route::Custom,
        base: "cuStreamBeginCapture",
        since: Some(10000),
        twin: Some(("cuStreamBeginCapture_ptsz", 10000)),
        why: "",
    },
    Row {
        name: "cuStreamBeginCapture_v2",
        op: 801,
        noun: "capture",
        route: Route::Custom,
        base: "cuStreamBeginCapture",
        since: Some(10010),
        twin: Some(("cuStreamBeginCapture_v2_ptsz", 10010)),
        why: "",
    },
    Row {
        name: "cuStreamBeginCaptureToGraph",
        op: 802,
        noun: "capture",
        route: Route::Custom,
        base: "cuStreamBeginCaptureToGraph",
        since: Some(12030),
        twin: Some(("cuStreamBeginCaptureToGraph_ptsz", 12030)),
        why: "",
    },
    Row {
        name: "cuStreamEndCapture",
        op: 803,
        noun: "capture",
        route: Route::Custom,
        base: "cuStreamEndCapture",
        since: Some(10000),
        twin: Some(("cuStreamEndCapture_ptsz", 10000)),
        why: "",
    },
    Row {
        name: "cuStreamIsCapturing",
        op: 804,
        noun: "capture",
        route: Route::Custom,
        base: "cuStreamIsCapturing",
        since: Some(10000),
        twin: Some(("cuStreamIsCapturing_ptsz", 10000)),
        why: "no stream of the process is being captured",
    },
    Row {
        name: "cuStreamGetCaptureInfo",
        op: 805,
        noun: "capture",
        route: Route::Custom,
        base: "cuStreamGetCaptureInfo",
        since: Some(10010),
        twin: Some(("cuStreamGetCaptureInfo_ptsz", 10010)),
        why: "no stream of the process is being captured",
    },
    Row {
        name: "cuStreamGetCaptureInfo_v2",
        op: 806,
        noun: "capture",
        route: Route::Custom,
        base: "cuStreamGetCaptureInfo",
        since: Some(11030),
        twin: Some(("cuStreamGetCaptureInfo_v2_ptsz", 11030)),
        why: "no stream of the process is being captured",
    },
    Row {
        name: "cuStreamGetCaptureInfo_v3",
        op: 807,
        noun: "capture",
        route: Route::Custom,
        base: "cuStreamGetCaptureInfo",
        since: Some(12030),
        twin: Some(("cuStreamGetCaptureInfo_v3_ptsz", 12030)),
        why: "no stream of the process is being captured",
    },
    Row {
        name: "cuStreamUpdateCaptureDependencies",
        op: 808,
        noun: "capture",
        route: Route::Custom,
        base: "cuStreamUpdateCaptureDependencies",
        since: Some(11030),
        twin: Some(("cuStreamUpdateCaptureDependencies_ptsz", 11030)),
        why: "",
    },
    Row {
        name: "cuStreamUpdateCaptureDependencies_v2",
        op: 809,
        noun: "capture",
        route: Route::Custom,
        base: "cuStreamUpdateCaptureDependencies",
        since: Some(12030),
        twin: Some(("cuStreamUpdateCaptureDependencies_v2_ptsz", 12030)),
        why: "",
    },
    Row {
        name: "cuThreadExchangeStreamCaptureMode",
        op: 810,
        noun: "capture",
        route: Route::Custom,
        base: "cuThreadExchangeStreamCaptureMode",
        since: Some(10010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuEventCreate",
        op: 850,
        noun: "event",
        route: Route::Custom,
        base: "cuEventCreate",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuEventRecord",
        op: 851,
        noun: "event",
        route: Route::Custom,
        base: "cuEventRecord",
        since: Some(2000),
        twin: Some(("cuEventRecord_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuEventRecordWithFlags",
        op: 852,
        noun: "event",
        route: Route::Custom,
        base: "cuEventRecordWithFlags",
        since: Some(11010),
        twin: Some(("cuEventRecordWithFlags_ptsz", 11010)),
        why: "",
    },
    Row {
        name: "cuEventQuery",
        op: 853,
        noun: "event",
        route: Route::Custom,
        base: "cuEventQuery",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuEventSynchronize",
        op: 854,
        noun: "event",
        route: Route::Custom,
        base: "cuEventSynchronize",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuEventDestroy",
        op: 855,
        noun: "event",
        route: Route::Custom,
        base: "cuEventDestroy",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuEventDestroy_v2",
        op: 856,
        noun: "event",
        route: Route::Custom,
        base: "cuEventDestroy",
        since: Some(4000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuEventElapsedTime",
        op: 857,
        noun: "event",
        route: Route::Custom,
        base: "cuEventElapsedTime",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuEventElapsedTime_v2",
        op: 858,
        noun: "event",
        route: Route::Custom,
        base: "cuEventElapsedTime",
        since: Some(12080),
        twin: None,
        why: "",
    },
    Row {
        name: "cuStreamWaitValue32",
        op: 900,
        noun: "memop",
        route: Route::Unsupported,
        base: "cuStreamWaitValue32",
        since: Some(8000),
        twin: Some(("cuStreamWaitValue32_ptsz", 8000)),
        why: "stream memory operations of CUDA 8: superseded, and switched off by default in the vendor's driver too (device attributes 92 to 94)",
    },
    Row {
        name: "cuStreamWaitValue64",
        op: 901,
        noun: "memop",
        route: Route::Unsupported,
        base: "cuStreamWaitValue64",
        since: Some(9000),
        twin: Some(("cuStreamWaitValue64_ptsz", 9000)),
        why: "stream memory operations of CUDA 8: superseded, and switched off by default in the vendor's driver too (device attributes 92 to 94)",
    },
    Row {
        name: "cuStreamWriteValue32",
        op: 902,
        noun: "memop",
        route: Route::Unsupported,
        base: "cuStreamWriteValue32",
        since: Some(8000),
        twin: Some(("cuStreamWriteValue32_ptsz", 8000)),
        why: "stream memory operations of CUDA 8: superseded, and switched off by default in the vendor's driver too (device attributes 92 to 94)",
    },
    Row {
        name: "cuStreamWriteValue64",
        op: 903,
        noun: "memop",
        route: Route::Unsupported,
        base: "cuStreamWriteValue64",
        since: Some(9000),
        twin: Some(("cuStreamWriteValue64_ptsz", 9000)),
        why: "stream memory operations of CUDA 8: superseded, and switched off by default in the vendor's driver too (device attributes 92 to 94)",
    },
    Row {
        name: "cuStreamBatchMemOp",
        op: 904,
        noun: "memop",
        route: Route::Unsupported,
        base: "cuStreamBatchMemOp",
        since: Some(8000),
        twin: Some(("cuStreamBatchMemOp_ptsz", 8000)),
        why: "stream memory operations of CUDA 8: superseded, and switched off by default in the vendor's driver too (device attributes 92 to 94)",
    },
    Row {
        name: "cuStreamWaitValue32_v2",
        op: 905,
        noun: "memop",
        route: Route::Custom,
        base: "cuStreamWaitValue32",
        since: Some(11070),
        twin: Some(("cuStreamWaitValue32_v2_ptsz", 11070)),
        why: "",
    },
    Row {
        name: "cuStreamWaitValue64_v2",
        op: 906,
        noun: "memop",
        route: Route::Custom,
        base: "cuStreamWaitValue64",
        since: Some(11070),
        twin: Some(("cuStreamWaitValue64_v2_ptsz", 11070)),
        why: "",
    },
    Row {
        name: "cuStreamWriteValue32_v2",
        op: 907,
        noun: "memop",
        route: Route::Custom,
        base: "cuStreamWriteValue32",
        since: Some(11070),
        twin: Some(("cuStreamWriteValue32_v2_ptsz", 11070)),
        why: "",
    },
    Row {
        name: "cuStreamWriteValue64_v2",
        op: 908,
        noun: "memop",
        route: Route::Custom,
        base: "cuStreamWriteValue64",
        since: Some(11070),
        twin: Some(("cuStreamWriteValue64_v2_ptsz", 11070)),
        why: "",
    },
    Row {
        name: "cuStreamBatchMemOp_v2",
        op: 909,
        noun: "memop",
        route: Route::Custom,
        base: "cuStreamBatchMemOp",
        since: Some(11070),
        twin: Some(("cuStreamBatchMemOp_v2_ptsz", 11070)),
        why: "",
    },
    Row {
        name: "cuLaunchKernel",
        op: 950,
        noun: "launch",
        route: Route::Custom,
        base: "cuLaunchKernel",
        since: Some(4000),
        twin: Some(("cuLaunchKernel_ptsz", 7000)),
        why: "",
    },
    Row {
        name: "cuLaunchKernelEx",
        op: 951,
        noun: "launch",
        route: Route::Custom,
        base: "cuLaunchKernelEx",
        since: Some(11060),
        twin: Some(("cuLaunchKernelEx_ptsz", 11060)),
        why: "",
    },
    Row {
        name: "cuLaunchCooperativeKernel",
        op: 952,
        noun: "launch",
        route: Route::Custom,
        base: "cuLaunchCooperativeKernel",
        since: Some(9000),
        twin: Some(("cuLaunchCooperativeKernel_ptsz", 9000)),
        why: "",
    },
    Row {
        name: "cuLaunchCooperativeKernelMultiDevice",
        op: 953,
        noun: "launch",
        route: Route::Unsupported,
        base: "cuLaunchCooperativeKernelMultiDevice",
        since: Some(9000),
        twin: None,
        why: "several devices: not yet forwarded",
    },
    Row {
        name: "cuLaunchHostFunc",
        op: 954,
        noun: "launch",
        route: Route::Custom,
        base: "cuLaunchHostFunc",
        since: Some(10000),
        twin: Some(("cuLaunchHostFunc_ptsz", 10000)),
        why: "",
    },
    Row {
        name: "cuFuncSetBlockShape",
        op: 955,
        noun: "launch",
        route: Route::Local,
        base: "cuFuncSetBlockShape",
        since: Some(2000),
        twin: None,
        why: "kept for the launch, which carries all of it",
    },
    Row {
        name: "cuFuncSetSharedSize",
        op: 956,
        noun: "launch",
        route: Route::Local,
        base: "cuFuncSetSharedSize",
        since: Some(2000),
        twin: None,
        why: "kept for the launch, which carries all of it",
    },
    Row {
        name: "cuParamSetSize",
        op: 957,
        noun: "launch",
        route: Route::Local,
        base: "cuParamSetSize",
        since: Some(2000),
        twin: None,
        why: "kept for the launch, which carries all of it",
    },
    Row {
        name: "cuParamSeti",
        op: 958,
        noun: "launch",
        route: Route::Local,
        base: "cuParamSeti",
        since: Some(2000),
        twin: None,
        why: "kept for the launch, which carries all of it",
    },
    Row {
        name: "cuParamSetf",
        op: 959,
        noun: "launch",
        route: Route::Local,
        base: "cuParamSetf",
        since: Some(2000),
        twin: None,
        why: "kept for the launch, which carries all of it",
    },
    Row {
        name: "cuParamSetv",
        op: 960,
        noun: "launch",
        route: Route::Local,
        base: "cuParamSetv",
        since: Some(2000),
        twin: None,
        why: "kept for the launch, which carries all of it",
    },
    Row {
        name: "cuParamSetTexRef",
        op: 961,
        noun: "launch",
        route: Route::Unsupported,
        base: "cuParamSetTexRef",
        since: Some(2000),
        twin: None,
        why: "textures as parameters of CUDA 3: not yet forwarded",
    },
    Row {
        name: "cuLaunch",
        op: 962,
        noun: "launch",
        route: Route::Custom,
        base: "cuLaunch",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLaunchGrid",
        op: 963,
        noun: "launch",
        route: Route::Custom,
        base: "cuLaunchGrid",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuLaunchGridAsync",
        op: 964,
        noun: "launch",
        route: Route::Custom,
        base: "cuLaunchGridAsync",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphCreate",
        op: 1000,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphCreate",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphClone",
        op: 1001,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphClone",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphDestroy",
        op: 1002,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphDestroy",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphGetNodes",
        op: 1003,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphGetNodes",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphGetRootNodes",
        op: 1004,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphGetRootNodes",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphGetEdges",
        op: 1005,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphGetEdges",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphGetEdges_v2",
        op: 1006,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphGetEdges",
        since: Some(12030),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphNodeGetType",
        op: 1007,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphNodeGetType",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphNodeFindInClone",
        op: 1008,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphNodeFindInClone",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphNodeGetDependencies",
        op: 1009,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphNodeGetDependencies",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphNodeGetDependencies_v2",
        op: 1010,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphNodeGetDependencies",
        since: Some(12030),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphNodeGetDependentNodes",
        op: 1011,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphNodeGetDependentNodes",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphNodeGetDependentNodes_v2",
        op: 1012,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphNodeGetDependentNodes",
        since: Some(12030),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphKernelNodeGetParams",
        op: 1013,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphKernelNodeGetParams",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphKernelNodeGetParams_v2",
        op: 1014,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphKernelNodeGetParams",
        since: Some(12000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphKernelNodeSetParams",
        op: 1015,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphKernelNodeSetParams",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphKernelNodeSetParams_v2",
        op: 1016,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphKernelNodeSetParams",
        since: Some(12000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphKernelNodeGetAttribute",
        op: 1017,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphKernelNodeGetAttribute",
        since: Some(11000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphKernelNodeSetAttribute",
        op: 1018,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphKernelNodeSetAttribute",
        since: Some(11000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphKernelNodeCopyAttributes",
        op: 1019,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphKernelNodeCopyAttributes",
        since: Some(11000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphMemsetNodeGetParams",
        op: 1020,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphMemsetNodeGetParams",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphMemsetNodeSetParams",
        op: 1021,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphMemsetNodeSetParams",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphMemcpyNodeGetParams",
        op: 1022,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphMemcpyNodeGetParams",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphMemcpyNodeSetParams",
        op: 1023,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphMemcpyNodeSetParams",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphHostNodeGetParams",
        op: 1024,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphHostNodeGetParams",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphHostNodeSetParams",
        op: 1025,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphHostNodeSetParams",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphChildGraphNodeGetGraph",
        op: 1026,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphChildGraphNodeGetGraph",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphEventRecordNodeGetEvent",
        op: 1027,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphEventRecordNodeGetEvent",
        since: Some(11010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphEventRecordNodeSetEvent",
        op: 1028,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphEventRecordNodeSetEvent",
        since: Some(11010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphEventWaitNodeGetEvent",
        op: 1029,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphEventWaitNodeGetEvent",
        since: Some(11010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphEventWaitNodeSetEvent",
        op: 1030,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphEventWaitNodeSetEvent",
        since: Some(11010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphMemAllocNodeGetParams",
        op: 1031,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphMemAllocNodeGetParams",
        since: Some(11040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphMemFreeNodeGetParams",
        op: 1032,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphMemFreeNodeGetParams",
        since: Some(11040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphBatchMemOpNodeGetParams",
        op: 1033,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphBatchMemOpNodeGetParams",
        since: Some(11070),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphBatchMemOpNodeSetParams",
        op: 1034,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphBatchMemOpNodeSetParams",
        since: Some(11070),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphExternalSemaphoresSignalNodeGetParams",
        op: 1035,
        noun: "graph",
        route: Route::Unsupported,
        base: "cuGraphExternalSemaphoresSignalNodeGetParams",
        since: Some(11020),
        twin: None,
        why: "can never work: the semaphores name objects that another API made on the guest's side",
    },
    Row {
        name: "cuGraphExternalSemaphoresSignalNodeSetParams",
        op: 1036,
        noun: "graph",
        route: Route::Unsupported,
        base: "cuGraphExternalSemaphoresSignalNodeSetParams",
        since: Some(11020),
        twin: None,
        why: "can never work: the semaphores name objects that another API made on the guest's side",
    },
    Row {
        name: "cuGraphExternalSemaphoresWaitNodeGetParams",
        op: 1037,
        noun: "graph",
        route: Route::Unsupported,
        base: "cuGraphExternalSemaphoresWaitNodeGetParams",
        since: Some(11020),
        twin: None,
        why: "can never work: the semaphores name objects that another API made on the guest's side",
    },
    Row {
        name: "cuGraphExternalSemaphoresWaitNodeSetParams",
        op: 1038,
        noun: "graph",
        route: Route::Unsupported,
        base: "cuGraphExternalSemaphoresWaitNodeSetParams",
        since: Some(11020),
        twin: None,
        why: "can never work: the semaphores name objects that another API made on the guest's side",
    },
    Row {
        name: "cuGraphAddKernelNode",
        op: 1039,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddKernelNode",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddKernelNode_v2",
        op: 1040,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddKernelNode",
        since: Some(12000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddMemcpyNode",
        op: 1041,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddMemcpyNode",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddMemsetNode",
        op: 1042,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddMemsetNode",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddHostNode",
        op: 1043,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddHostNode",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddChildGraphNode",
        op: 1044,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddChildGraphNode",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddEmptyNode",
        op: 1045,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddEmptyNode",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddEventRecordNode",
        op: 1046,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddEventRecordNode",
        since: Some(11010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddEventWaitNode",
        op: 1047,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddEventWaitNode",
        since: Some(11010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddExternalSemaphoresSignalNode",
        op: 1048,
        noun: "graph",
        route: Route::Unsupported,
        base: "cuGraphAddExternalSemaphoresSignalNode",
        since: Some(11020),
        twin: None,
        why: "can never work: the semaphores name objects that another API made on the guest's side",
    },
    Row {
        name: "cuGraphAddExternalSemaphoresWaitNode",
        op: 1049,
        noun: "graph",
        route: Route::Unsupported,
        base: "cuGraphAddExternalSemaphoresWaitNode",
        since: Some(11020),
        twin: None,
        why: "can never work: the semaphores name objects that another API made on the guest's side",
    },
    Row {
        name: "cuGraphAddBatchMemOpNode",
        op: 1050,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddBatchMemOpNode",
        since: Some(11070),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddMemAllocNode",
        op: 1051,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddMemAllocNode",
        since: Some(11040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddMemFreeNode",
        op: 1052,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddMemFreeNode",
        since: Some(11040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddNode",
        op: 1053,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddNode",
        since: Some(12020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddNode_v2",
        op: 1054,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddNode",
        since: Some(12030),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphNodeSetParams",
        op: 1055,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphNodeSetParams",
        since: Some(12020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphDestroyNode",
        op: 1056,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphDestroyNode",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddDependencies",
        op: 1057,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddDependencies",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphAddDependencies_v2",
        op: 1058,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphAddDependencies",
        since: Some(12030),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphRemoveDependencies",
        op: 1059,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphRemoveDependencies",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphRemoveDependencies_v2",
        op: 1060,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphRemoveDependencies",
        since: Some(12030),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphConditionalHandleCreate",
        op: 1061,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphConditionalHandleCreate",
        since: Some(12030),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphDebugDotPrint",
        op: 1062,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphDebugDotPrint",
        since: Some(11030),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphInstantiate",
        op: 1063,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphInstantiate",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphInstantiate_v2",
        op: 1064,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphInstantiate",
        since: Some(11000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphInstantiateWithFlags",
        op: 1065,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphInstantiateWithFlags",
        since: Some(11040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphInstantiateWithParams",
        op: 1066,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphInstantiateWithParams",
        since: Some(12000),
        twin: Some(("cuGraphInstantiateWithParams_ptsz", 12000)),
        why: "",
    },
    Row {
        name: "cuGraphExecUpdate",
        op: 1067,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphExecUpdate",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphExecUpdate_v2",
        op: 1068,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphExecUpdate",
        since: Some(12000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphExecGetFlags",
        op: 1069,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphExecGetFlags",
        since: Some(12000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphExecDestroy",
        op: 1070,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphExecDestroy",
        since: Some(10000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphUpload",
        op: 1071,
        noun: "graph",
        route: Route::Async,
        base: "cuGraphUpload",
        since: Some(11010),
        twin: Some(("cuGraphUpload_ptsz", 11010)),
        why: "",
    },
    Row {
        name: "cuGraphLaunch",
        op: 1072,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphLaunch",
        since: Some(10000),
        twin: Some(("cuGraphLaunch_ptsz", 10000)),
        why: "",
    },
    Row {
        name: "cuGraphExecKernelNodeSetParams",
        op: 1073,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphExecKernelNodeSetParams",
        since: Some(10010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphExecKernelNodeSetParams_v2",
        op: 1074,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphExecKernelNodeSetParams",
        since: Some(12000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphNodeSetEnabled",
        op: 1075,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphNodeSetEnabled",
        since: Some(11060),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphNodeGetEnabled",
        op: 1076,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphNodeGetEnabled",
        since: Some(11060),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphExecMemcpyNodeSetParams",
        op: 1077,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphExecMemcpyNodeSetParams",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphExecMemsetNodeSetParams",
        op: 1078,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphExecMemsetNodeSetParams",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphExecHostNodeSetParams",
        op: 1079,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphExecHostNodeSetParams",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphExecChildGraphNodeSetParams",
        op: 1080,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphExecChildGraphNodeSetParams",
        since: Some(11010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphExecEventRecordNodeSetEvent",
        op: 1081,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphExecEventRecordNodeSetEvent",
        since: Some(11010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphExecEventWaitNodeSetEvent",
        op: 1082,
        noun: "graph",
        route: Route::Sync,
        base: "cuGraphExecEventWaitNodeSetEvent",
        since: Some(11010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphExecExternalSemaphoresSignalNodeSetParams",
        op: 1083,
        noun: "graph",
        route: Route::Unsupported,
        base: "cuGraphExecExternalSemaphoresSignalNodeSetParams",
        since: Some(11020),
        twin: None,
        why: "can never work: the semaphores name objects that another API made on the guest's side",
    },
    Row {
        name: "cuGraphExecExternalSemaphoresWaitNodeSetParams",
        op: 1084,
        noun: "graph",
        route: Route::Unsupported,
        base: "cuGraphExecExternalSemaphoresWaitNodeSetParams",
        since: Some(11020),
        twin: None,
        why: "can never work: the semaphores name objects that another API made on the guest's side",
    },
    Row {
        name: "cuGraphExecBatchMemOpNodeSetParams",
        op: 1085,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphExecBatchMemOpNodeSetParams",
        since: Some(11070),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphExecNodeSetParams",
        op: 1086,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphExecNodeSetParams",
        since: Some(12020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuUserObjectCreate",
        op: 1087,
        noun: "graph",
        route: Route::Custom,
        base: "cuUserObjectCreate",
        since: Some(11030),
        twin: None,
        why: "",
    },
    Row {
        name: "cuUserObjectRetain",
        op: 1088,
        noun: "graph",
        route: Route::Custom,
        base: "cuUserObjectRetain",
        since: Some(11030),
        twin: None,
        why: "",
    },
    Row {
        name: "cuUserObjectRelease",
        op: 1089,
        noun: "graph",
        route: Route::Custom,
        base: "cuUserObjectRelease",
        since: Some(11030),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphRetainUserObject",
        op: 1090,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphRetainUserObject",
        since: Some(11030),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGraphReleaseUserObject",
        op: 1091,
        noun: "graph",
        route: Route::Custom,
        base: "cuGraphReleaseUserObject",
        since: Some(11030),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDeviceGraphMemTrim",
        op: 1092,
        noun: "graph",
        route: Route::Sync,
        base: "cuDeviceGraphMemTrim",
        since: Some(11040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDeviceGetGraphMemAttribute",
        op: 1093,
        noun: "graph",
        route: Route::Sync,
        base: "cuDeviceGetGraphMemAttribute",
        since: Some(11040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDeviceSetGraphMemAttribute",
        op: 1094,
        noun: "graph",
        route: Route::Sync,
        base: "cuDeviceSetGraphMemAttribute",
        since: Some(11040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuOccupancyMaxActiveBlocksPerMultiprocessor",
        op: 1150,
        noun: "occupancy",
        route: Route::Custom,
        base: "cuOccupancyMaxActiveBlocksPerMultiprocessor",
        since: Some(6050),
        twin: None,
        why: "what a kernel needs does not change; the driver told it when the kernel was loaded, or when it was first asked",
    },
    Row {
        name: "cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags",
        op: 1151,
        noun: "occupancy",
        route: Route::Custom,
        base: "cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags",
        since: Some(7000),
        twin: None,
        why: "what a kernel needs does not change; the driver told it when the kernel was loaded, or when it was first asked",
    },
    Row {
        name: "cuOccupancyAvailableDynamicSMemPerBlock",
        op: 1152,
        noun: "occupancy",
        route: Route::Custom,
        base: "cuOccupancyAvailableDynamicSMemPerBlock",
        since: Some(10020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuOccupancyMaxPotentialBlockSize",
        op: 1153,
        noun: "occupancy",
        route: Route::Custom,
        base: "cuOccupancyMaxPotentialBlockSize",
        since: Some(6050),
        twin: None,
        why: "what a kernel needs does not change; the driver told it when the kernel was loaded, or when it was first asked",
    },
    Row {
        name: "cuOccupancyMaxPotentialBlockSizeWithFlags",
        op: 1154,
        noun: "occupancy",
        route: Route::Custom,
        base: "cuOccupancyMaxPotentialBlockSizeWithFlags",
        since: Some(7000),
        twin: None,
        why: "what a kernel needs does not change; the driver told it when the kernel was loaded, or when it was first asked",
    },
    Row {
        name: "cuOccupancyMaxActiveClusters",
        op: 1155,
        noun: "occupancy",
        route: Route::Custom,
        base: "cuOccupancyMaxActiveClusters",
        since: Some(11070),
        twin: None,
        why: "",
    },
    Row {
        name: "cuOccupancyMaxPotentialClusterSize",
        op: 1156,
        noun: "occupancy",
        route: Route::Custom,
        base: "cuOccupancyMaxPotentialClusterSize",
        since: Some(11070),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexObjectCreate",
        op: 1200,
        noun: "texture",
        route: Route::Custom,
        base: "cuTexObjectCreate",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexObjectDestroy",
        op: 1201,
        noun: "texture",
        route: Route::Custom,
        base: "cuTexObjectDestroy",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexObjectGetResourceDesc",
        op: 1202,
        noun: "texture",
        route: Route::Custom,
        base: "cuTexObjectGetResourceDesc",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexObjectGetTextureDesc",
        op: 1203,
        noun: "texture",
        route: Route::Custom,
        base: "cuTexObjectGetTextureDesc",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexObjectGetResourceViewDesc",
        op: 1204,
        noun: "texture",
        route: Route::Custom,
        base: "cuTexObjectGetResourceViewDesc",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefCreate",
        op: 1205,
        noun: "texture",
        route: Route::Custom,
        base: "cuTexRefCreate",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefDestroy",
        op: 1206,
        noun: "texture",
        route: Route::Custom,
        base: "cuTexRefDestroy",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefSetArray",
        op: 1207,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefSetArray",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefSetMipmappedArray",
        op: 1208,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefSetMipmappedArray",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefSetAddress",
        op: 1209,
        noun: "texture",
        route: Route::Unsupported,
        base: "cuTexRefSetAddress",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device",
    },
    Row {
        name: "cuTexRefSetAddress_v2",
        op: 1210,
        noun: "texture",
        route: Route::Custom,
        base: "cuTexRefSetAddress",
        since: Some(3020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefSetAddress2D",
        op: 1211,
        noun: "texture",
        route: Route::Unsupported,
        base: "cuTexRefSetAddress2D",
        since: Some(2020),
        twin: None,
        why: "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device",
    },
    Row {
        name: "cuTexRefSetAddress2D_v2",
        op: 1212,
        noun: "texture",
        route: Route::Custom,
        base: "cuTexRefSetAddress2D",
        since: Some(3020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefSetAddress2D_v3",
        op: 1213,
        noun: "texture",
        route: Route::Custom,
        base: "cuTexRefSetAddress2D",
        since: Some(4010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefSetFormat",
        op: 1214,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefSetFormat",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefSetAddressMode",
        op: 1215,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefSetAddressMode",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefSetFilterMode",
        op: 1216,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefSetFilterMode",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefSetMipmapFilterMode",
        op: 1217,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefSetMipmapFilterMode",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefSetMipmapLevelBias",
        op: 1218,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefSetMipmapLevelBias",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefSetMipmapLevelClamp",
        op: 1219,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefSetMipmapLevelClamp",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefSetMaxAnisotropy",
        op: 1220,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefSetMaxAnisotropy",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefSetBorderColor",
        op: 1221,
        noun: "texture",
        route: Route::Custom,
        base: "cuTexRefSetBorderColor",
        since: Some(8000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefSetFlags",
        op: 1222,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefSetFlags",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefGetAddress",
        op: 1223,
        noun: "texture",
        route: Route::Unsupported,
        base: "cuTexRefGetAddress",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device",
    },
    Row {
        name: "cuTexRefGetAddress_v2",
        op: 1224,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefGetAddress",
        since: Some(3020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefGetArray",
        op: 1225,
        noun: "texture",
        route: Route::Custom,
        base: "cuTexRefGetArray",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefGetMipmappedArray",
        op: 1226,
        noun: "texture",
        route: Route::Custom,
        base: "cuTexRefGetMipmappedArray",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefGetAddressMode",
        op: 1227,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefGetAddressMode",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefGetFilterMode",
        op: 1228,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefGetFilterMode",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefGetFormat",
        op: 1229,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefGetFormat",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefGetMipmapFilterMode",
        op: 1230,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefGetMipmapFilterMode",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefGetMipmapLevelBias",
        op: 1231,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefGetMipmapLevelBias",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefGetMipmapLevelClamp",
        op: 1232,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefGetMipmapLevelClamp",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefGetMaxAnisotropy",
        op: 1233,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefGetMaxAnisotropy",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefGetBorderColor",
        op: 1234,
        noun: "texture",
        route: Route::Custom,
        base: "cuTexRefGetBorderColor",
        since: Some(8000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTexRefGetFlags",
        op: 1235,
        noun: "texture",
        route: Route::Sync,
        base: "cuTexRefGetFlags",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuSurfObjectCreate",
        op: 1250,
        noun: "surface",
        route: Route::Custom,
        base: "cuSurfObjectCreate",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuSurfObjectDestroy",
        op: 1251,
        noun: "surface",
        route: Route::Custom,
        base: "cuSurfObjectDestroy",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuSurfObjectGetResourceDesc",
        op: 1252,
        noun: "surface",
        route: Route::Custom,
        base: "cuSurfObjectGetResourceDesc",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuSurfRefSetArray",
        op: 1253,
        noun: "surface",
        route: Route::Sync,
        base: "cuSurfRefSetArray",
        since: Some(3000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuSurfRefGetArray",
        op: 1254,
        noun: "surface",
        route: Route::Custom,
        base: "cuSurfRefGetArray",
        since: Some(3000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuArrayCreate",
        op: 1300,
        noun: "array",
        route: Route::Unsupported,
        base: "cuArrayCreate",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device",
    },
    Row {
        name: "cuArrayCreate_v2",
        op: 1301,
        noun: "array",
        route: Route::Custom,
        base: "cuArrayCreate",
        since: Some(3020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuArrayGetDescriptor",
        op: 1302,
        noun: "array",
        route: Route::Unsupported,
        base: "cuArrayGetDescriptor",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device",
    },
    Row {
        name: "cuArrayGetDescriptor_v2",
        op: 1303,
        noun: "array",
        route: Route::Sync,
        base: "cuArrayGetDescriptor",
        since: Some(3020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuArrayDestroy",
        op: 1304,
        noun: "array",
        route: Route::Custom,
        base: "cuArrayDestroy",
        since: Some(2000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuArray3DCreate",
        op: 1305,
        noun: "array",
        route: Route::Unsupported,
        base: "cuArray3DCreate",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device",
    },
    Row {
        name: "cuArray3DCreate_v2",
        op: 1306,
        noun: "array",
        route: Route::Custom,
        base: "cuArray3DCreate",
        since: Some(3020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuArray3DGetDescriptor",
        op: 1307,
        noun: "array",
        route: Route::Unsupported,
        base: "cuArray3DGetDescriptor",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device",
    },
    Row {
        name: "cuArray3DGetDescriptor_v2",
        op: 1308,
        noun: "array",
        route: Route::Sync,
        base: "cuArray3DGetDescriptor",
        since: Some(3020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuArrayGetPlane",
        op: 1309,
        noun: "array",
        route: Route::Custom,
        base: "cuArrayGetPlane",
        since: Some(11020),
        twin: None,
        why: "",
    },
    Row {
        name: "cuArrayGetMemoryRequirements",
        op: 1310,
        noun: "array",
        route: Route::Sync,
        base: "cuArrayGetMemoryRequirements",
        since: Some(11060),
        twin: None,
        why: "",
    },
    Row {
        name: "cuArrayGetSparseProperties",
        op: 1311,
        noun: "array",
        route: Route::Sync,
        base: "cuArrayGetSparseProperties",
        since: Some(11010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMipmappedArrayCreate",
        op: 1312,
        noun: "array",
        route: Route::Custom,
        base: "cuMipmappedArrayCreate",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMipmappedArrayGetLevel",
        op: 1313,
        noun: "array",
        route: Route::Custom,
        base: "cuMipmappedArrayGetLevel",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMipmappedArrayDestroy",
        op: 1314,
        noun: "array",
        route: Route::Custom,
        base: "cuMipmappedArrayDestroy",
        since: Some(5000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMipmappedArrayGetMemoryRequirements",
        op: 1315,
        noun: "array",
        route: Route::Sync,
        base: "cuMipmappedArrayGetMemoryRequirements",
        since: Some(11060),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMipmappedArrayGetSparseProperties",
        op: 1316,
        noun: "array",
        route: Route::Sync,
        base: "cuMipmappedArrayGetSparseProperties",
        since: Some(11010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTensorMapEncodeTiled",
        op: 1350,
        noun: "tensor",
        route: Route::Custom,
        base: "cuTensorMapEncodeTiled",
        since: Some(12000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTensorMapEncodeIm2col",
        op: 1351,
        noun: "tensor",
        route: Route::Custom,
        base: "cuTensorMapEncodeIm2col",
        since: Some(12000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTensorMapEncodeIm2colWide",
        op: 1352,
        noun: "tensor",
        route: Route::Custom,
        base: "cuTensorMapEncodeIm2colWide",
        since: Some(12080),
        twin: None,
        why: "",
    },
    Row {
        name: "cuTensorMapReplaceAddress",
        op: 1353,
        noun: "tensor",
        route: Route::Sync,
        base: "cuTensorMapReplaceAddress",
        since: Some(12000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDeviceCanAccessPeer",
        op: 1400,
        noun: "peer",
        route: Route::Local,
        base: "cuDeviceCanAccessPeer",
        since: Some(4000),
        twin: None,
        why: "what a device is does not change; the host's driver told it with the handshake",
    },
    Row {
        name: "cuDeviceGetP2PAttribute",
        op: 1401,
        noun: "peer",
        route: Route::Local,
        base: "cuDeviceGetP2PAttribute",
        since: Some(8000),
        twin: None,
        why: "what a device is does not change; the host's driver told it with the handshake",
    },
    Row {
        name: "cuDeviceGetP2PAtomicCapabilities",
        op: 1402,
        noun: "peer",
        route: Route::Sync,
        base: "cuDeviceGetP2PAtomicCapabilities",
        since: Some(13000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxEnablePeerAccess",
        op: 1403,
        noun: "peer",
        route: Route::Custom,
        base: "cuCtxEnablePeerAccess",
        since: Some(4000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxDisablePeerAccess",
        op: 1404,
        noun: "peer",
        route: Route::Custom,
        base: "cuCtxDisablePeerAccess",
        since: Some(4000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuIpcGetEventHandle",
        op: 1450,
        noun: "ipc",
        route: Route::Custom,
        base: "cuIpcGetEventHandle",
        since: Some(4010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuIpcOpenEventHandle",
        op: 1451,
        noun: "ipc",
        route: Route::Custom,
        base: "cuIpcOpenEventHandle",
        since: Some(4010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuIpcGetMemHandle",
        op: 1452,
        noun: "ipc",
        route: Route::Custom,
        base: "cuIpcGetMemHandle",
        since: Some(4010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuIpcOpenMemHandle",
        op: 1453,
        noun: "ipc",
        route: Route::Custom,
        base: "cuIpcOpenMemHandle",
        since: Some(4010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuIpcOpenMemHandle_v2",
        op: 1454,
        noun: "ipc",
        route: Route::Custom,
        base: "cuIpcOpenMemHandle",
        since: Some(11000),
        twin: None,
        why: "",
    },
    Row {
        name: "cuIpcCloseMemHandle",
        op: 1455,
        noun: "ipc",
        route: Route::Custom,
        base: "cuIpcCloseMemHandle",
        since: Some(4010),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDeviceGetDevResource",
        op: 1500,
        noun: "green",
        route: Route::Custom,
        base: "cuDeviceGetDevResource",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxGetDevResource",
        op: 1501,
        noun: "green",
        route: Route::Custom,
        base: "cuCtxGetDevResource",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDevSmResourceSplitByCount",
        op: 1502,
        noun: "green",
        route: Route::Custom,
        base: "cuDevSmResourceSplitByCount",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuDevResourceGenerateDesc",
        op: 1503,
        noun: "green",
        route: Route::Custom,
        base: "cuDevResourceGenerateDesc",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGreenCtxCreate",
        op: 1504,
        noun: "green",
        route: Route::Custom,
        base: "cuGreenCtxCreate",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGreenCtxDestroy",
        op: 1505,
        noun: "green",
        route: Route::Custom,
        base: "cuGreenCtxDestroy",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxFromGreenCtx",
        op: 1506,
        noun: "green",
        route: Route::Local,
        base: "cuCtxFromGreenCtx",
        since: Some(12040),
        twin: None,
        why: "which context stands for a green context does not change; the driver told it when it was made",
    },
    Row {
        name: "cuGreenCtxGetDevResource",
        op: 1507,
        noun: "green",
        route: Route::Custom,
        base: "cuGreenCtxGetDevResource",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGreenCtxGetId",
        op: 1508,
        noun: "green",
        route: Route::Local,
        base: "cuGreenCtxGetId",
        since: Some(12090),
        twin: None,
        why: "contexts are numbered here, in the order in which the program makes them",
    },
    Row {
        name: "cuGreenCtxStreamCreate",
        op: 1509,
        noun: "green",
        route: Route::Custom,
        base: "cuGreenCtxStreamCreate",
        since: Some(12050),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGreenCtxRecordEvent",
        op: 1510,
        noun: "green",
        route: Route::Custom,
        base: "cuGreenCtxRecordEvent",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuGreenCtxWaitEvent",
        op: 1511,
        noun: "green",
        route: Route::Custom,
        base: "cuGreenCtxWaitEvent",
        since: Some(12040),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxRecordEvent",
        op: 1512,
        noun: "green",
        route: Route::Custom,
        base: "cuCtxRecordEvent",
        since: Some(12050),
        twin: None,
        why: "",
    },
    Row {
        name: "cuCtxWaitEvent",
        op: 1513,
        noun: "green",
        route: Route::Custom,
        base: "cuCtxWaitEvent",
        since: Some(12050),
        twin: None,
        why: "",
    },
    Row {
        name: "cuMulticastCreate",
        op: 1550,
        noun: "multicast",
        route: Route::Unsupported,
        base: "cuMulticastCreate",
        since: Some(12010),
        twin: None,
        why: "multicast objects, which need several devices: not yet forwarded",
    },
    Row {
        name: "cuMulticastAddDevice",
        op: 1551,
        noun: "multicast",
        route: Route::Unsupported,
        base: "cuMulticastAddDevice",
        since: Some(12010),
        twin: None,
        why: "multicast objects, which need several devices: not yet forwarded",
    },
    Row {
        name: "cuMulticastBindMem",
        op: 1552,
        noun: "multicast",
        route: Route::Unsupported,
        base: "cuMulticastBindMem",
        since: Some(12010),
        twin: None,
        why: "multicast objects, which need several devices: not yet forwarded",
    },
    Row {
        name: "cuMulticastBindAddr",
        op: 1553,
        noun: "multicast",
        route: Route::Unsupported,
        base: "cuMulticastBindAddr",
        since: Some(12010),
        twin: None,
        why: "multicast objects, which need several devices: not yet forwarded",
    },
    Row {
        name: "cuMulticastUnbind",
        op: 1554,
        noun: "multicast",
        route: Route::Unsupported,
        base: "cuMulticastUnbind",
        since: Some(12010),
        twin: None,
        why: "multicast objects, which need several devices: not yet forwarded",
    },
    Row {
        name: "cuMulticastGetGranularity",
        op: 1555,
        noun: "multicast",
        route: Route::Unsupported,
        base: "cuMulticastGetGranularity",
        since: Some(12010),
        twin: None,
        why: "multicast objects, which need several devices: not yet forwarded",
    },
    Row {
        name: "cuImportExternalMemory",
        op: 1600,
        noun: "external",
        route: Route::Unsupported,
        base: "cuImportExternalMemory",
        since: Some(10000),
        twin: None,
        why: "can never work: the handle names an object that another API made on the guest's side",
    },
    Row {
        name: "cuExternalMemoryGetMappedBuffer",
        op: 1601,
        noun: "external",
        route: Route::Unsupported,
        base: "cuExternalMemoryGetMappedBuffer",
        since: Some(10000),
        twin: None,
        why: "can never work: the handle names an object that another API made on the guest's side",
    },
    Row {
        name: "cuExternalMemoryGetMappedMipmappedArray",
        op: 1602,
        noun: "external",
        route: Route::Unsupported,
        base: "cuExternalMemoryGetMappedMipmappedArray",
        since: Some(10000),
        twin: None,
        why: "can never work: the handle names an object that another API made on the guest's side",
    },
    Row {
        name: "cuDestroyExternalMemory",
        op: 1603,
        noun: "external",
        route: Route::Unsupported,
        base: "cuDestroyExternalMemory",
        since: Some(10000),
        twin: None,
        why: "can never work: the handle names an object that another API made on the guest's side",
    },
    Row {
        name: "cuImportExternalSemaphore",
        op: 1604,
        noun: "external",
        route: Route::Unsupported,
        base: "cuImportExternalSemaphore",
        since: Some(10000),
        twin: None,
        why: "can never work: the handle names an object that another API made on the guest's side",
    },
    Row {
        name: "cuSignalExternalSemaphoresAsync",
        op: 1605,
        noun: "external",
        route: Route::Unsupported,
        base: "cuSignalExternalSemaphoresAsync",
        since: Some(10000),
        twin: Some(("cuSignalExternalSemaphoresAsync_ptsz", 10000)),
        why: "can never work: the handle names an object that another API made on the guest's side",
    },
    Row {
        name: "cuWaitExternalSemaphoresAsync",
        op: 1606,
        noun: "external",
        route: Route::Unsupported,
        base: "cuWaitExternalSemaphoresAsync",
        since: Some(10000),
        twin: Some(("cuWaitExternalSemaphoresAsync_ptsz", 10000)),
        why: "can never work: the handle names an object that another API made on the guest's side",
    },
    Row {
        name: "cuDestroyExternalSemaphore",
        op: 1607,
        noun: "external",
        route: Route::Unsupported,
        base: "cuDestroyExternalSemaphore",
        since: Some(10000),
        twin: None,
        why: "can never work: the handle names an object that another API made on the guest's side",
    },
    Row {
        name: "cuGraphicsUnregisterResource",
        op: 1650,
        noun: "graphics",
        route: Route::Unsupported,
        base: "cuGraphicsUnregisterResource",
        since: Some(3000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGraphicsMapResources",
        op: 1651,
        noun: "graphics",
        route: Route::Unsupported,
        base: "cuGraphicsMapResources",
        since: Some(3000),
        twin: Some(("cuGraphicsMapResources_ptsz", 7000)),
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGraphicsUnmapResources",
        op: 1652,
        noun: "graphics",
        route: Route::Unsupported,
        base: "cuGraphicsUnmapResources",
        since: Some(3000),
        twin: Some(("cuGraphicsUnmapResources_ptsz", 7000)),
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGraphicsSubResourceGetMappedArray",
        op: 1653,
        noun: "graphics",
        route: Route::Unsupported,
        base: "cuGraphicsSubResourceGetMappedArray",
        since: Some(3000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGraphicsResourceGetMappedMipmappedArray",
        op: 1654,
        noun: "graphics",
        route: Route::Unsupported,
        base: "cuGraphicsResourceGetMappedMipmappedArray",
        since: Some(5000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGraphicsResourceGetMappedPointer",
        op: 1655,
        noun: "graphics",
        route: Route::Unsupported,
        base: "cuGraphicsResourceGetMappedPointer",
        since: Some(3000),
        twin: None,
        why: "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device",
    },
    Row {
        name: "cuGraphicsResourceGetMappedPointer_v2",
        op: 1656,
        noun: "graphics",
        route: Route::Unsupported,
        base: "cuGraphicsResourceGetMappedPointer",
        since: Some(3020),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGraphicsResourceSetMapFlags",
        op: 1657,
        noun: "graphics",
        route: Route::Unsupported,
        base: "cuGraphicsResourceSetMapFlags",
        since: Some(3000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGraphicsResourceSetMapFlags_v2",
        op: 1658,
        noun: "graphics",
        route: Route::Unsupported,
        base: "cuGraphicsResourceSetMapFlags",
        since: Some(6050),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGraphicsGLRegisterBuffer",
        op: 1700,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGraphicsGLRegisterBuffer",
        since: Some(3000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGraphicsGLRegisterImage",
        op: 1701,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGraphicsGLRegisterImage",
        since: Some(3000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGLGetDevices",
        op: 1702,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGLGetDevices",
        since: Some(4010),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGLGetDevices_v2",
        op: 1703,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGLGetDevices",
        since: Some(6050),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGLCtxCreate",
        op: 1704,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGLCtxCreate",
        since: Some(2000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGLCtxCreate_v2",
        op: 1705,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGLCtxCreate",
        since: Some(3020),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGLInit",
        op: 1706,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGLInit",
        since: Some(2000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGLRegisterBufferObject",
        op: 1707,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGLRegisterBufferObject",
        since: Some(2000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGLMapBufferObject",
        op: 1708,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGLMapBufferObject",
        since: Some(2000),
        twin: None,
        why: "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device",
    },
    Row {
        name: "cuGLMapBufferObject_v2",
        op: 1709,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGLMapBufferObject",
        since: Some(3020),
        twin: Some(("cuGLMapBufferObject_v2_ptds", 7000)),
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGLUnmapBufferObject",
        op: 1710,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGLUnmapBufferObject",
        since: Some(2000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGLUnregisterBufferObject",
        op: 1711,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGLUnregisterBufferObject",
        since: Some(2000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGLSetBufferObjectMapFlags",
        op: 1712,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGLSetBufferObjectMapFlags",
        since: Some(2030),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGLMapBufferObjectAsync",
        op: 1713,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGLMapBufferObjectAsync",
        since: Some(2030),
        twin: None,
        why: "32-bit form of CUDA 3, whose addresses and sizes do not fit a 64-bit device",
    },
    Row {
        name: "cuGLMapBufferObjectAsync_v2",
        op: 1714,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGLMapBufferObjectAsync",
        since: Some(3020),
        twin: Some(("cuGLMapBufferObjectAsync_v2_ptsz", 7000)),
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGLUnmapBufferObjectAsync",
        op: 1715,
        noun: "gl",
        route: Route::Unsupported,
        base: "cuGLUnmapBufferObjectAsync",
        since: Some(2030),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGraphicsEGLRegisterImage",
        op: 1750,
        noun: "egl",
        route: Route::Unsupported,
        base: "cuGraphicsEGLRegisterImage",
        since: Some(7000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGraphicsResourceGetMappedEglFrame",
        op: 1751,
        noun: "egl",
        route: Route::Unsupported,
        base: "cuGraphicsResourceGetMappedEglFrame",
        since: Some(7000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuEGLStreamConsumerConnect",
        op: 1752,
        noun: "egl",
        route: Route::Unsupported,
        base: "cuEGLStreamConsumerConnect",
        since: Some(7000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuEGLStreamConsumerConnectWithFlags",
        op: 1753,
        noun: "egl",
        route: Route::Unsupported,
        base: "cuEGLStreamConsumerConnectWithFlags",
        since: Some(8000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuEGLStreamConsumerDisconnect",
        op: 1754,
        noun: "egl",
        route: Route::Unsupported,
        base: "cuEGLStreamConsumerDisconnect",
        since: Some(7000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuEGLStreamConsumerAcquireFrame",
        op: 1755,
        noun: "egl",
        route: Route::Unsupported,
        base: "cuEGLStreamConsumerAcquireFrame",
        since: Some(7000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuEGLStreamConsumerReleaseFrame",
        op: 1756,
        noun: "egl",
        route: Route::Unsupported,
        base: "cuEGLStreamConsumerReleaseFrame",
        since: Some(7000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuEGLStreamProducerConnect",
        op: 1757,
        noun: "egl",
        route: Route::Unsupported,
        base: "cuEGLStreamProducerConnect",
        since: Some(7000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuEGLStreamProducerDisconnect",
        op: 1758,
        noun: "egl",
        route: Route::Unsupported,
        base: "cuEGLStreamProducerDisconnect",
        since: Some(7000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuEGLStreamProducerPresentFrame",
        op: 1759,
        noun: "egl",
        route: Route::Unsupported,
        base: "cuEGLStreamProducerPresentFrame",
        since: Some(7000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuEGLStreamProducerReturnFrame",
        op: 1760,
        noun: "egl",
        route: Route::Unsupported,
        base: "cuEGLStreamProducerReturnFrame",
        since: Some(7000),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuEGLApiInit",
        op: 1761,
        noun: "egl",
        route: Route::Unsupported,
        base: "cuEGLApiInit",
        since: None,
        twin: None,
        why: "no public header declares it",
    },
    Row {
        name: "cuVDPAUGetDevice",
        op: 1800,
        noun: "vdpau",
        route: Route::Unsupported,
        base: "cuVDPAUGetDevice",
        since: Some(3010),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuVDPAUCtxCreate",
        op: 1801,
        noun: "vdpau",
        route: Route::Unsupported,
        base: "cuVDPAUCtxCreate",
        since: Some(3010),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuVDPAUCtxCreate_v2",
        op: 1802,
        noun: "vdpau",
        route: Route::Unsupported,
        base: "cuVDPAUCtxCreate",
        since: Some(3020),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGraphicsVDPAURegisterVideoSurface",
        op: 1803,
        noun: "vdpau",
        route: Route::Unsupported,
        base: "cuGraphicsVDPAURegisterVideoSurface",
        since: Some(3010),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuGraphicsVDPAURegisterOutputSurface",
        op: 1804,
        noun: "vdpau",
        route: Route::Unsupported,
        base: "cuGraphicsVDPAURegisterOutputSurface",
        since: Some(3010),
        twin: None,
        why: "can never work: graphics objects of the guest are not on the host's GPU",
    },
    Row {
        name: "cuProfilerInitialize",
        op: 1850,
        noun: "profiler",
        route: Route::Unsupported,
        base: "cuProfilerInitialize",
        since: Some(4000),
        twin: None,
        why: "removed from CUDA 12: profilers are configured by their own tools",
    },
    Row {
        name: "cuProfilerStart",
        op: 1851,
        noun: "profiler",
        route: Route::Local,
        base: "cuProfilerStart",
        since: Some(4000),
        twin: None,
        why: "no profiler is attached to a virtual GPU",
    },
    Row {
        name: "cuProfilerStop",
        op: 1852,
        noun: "profiler",
        route: Route::Local,
        base: "cuProfilerStop",
        since: Some(4000),
        twin: None,
        why: "no profiler is attached to a virtual GPU",
    },
    Row {
        name: "cuCoredumpGetAttribute",
        op: 1900,
        noun: "coredump",
        route: Route::Unsupported,
        base: "cuCoredumpGetAttribute",
        since: Some(12010),
        twin: None,
        why: "GPU core dumps: not yet forwarded",
    },
    Row {
        name: "cuCoredumpGetAttributeGlobal",
        op: 1901,
        noun: "coredump",
        route: Route::Unsupported,
        base: "cuCoredumpGetAttributeGlobal",
        since: Some(12010),
        twin: None,
        why: "GPU core dumps: not yet forwarded",
    },
    Row {
        name: "cuCoredumpSetAttribute",
        op: 1902,
        noun: "coredump",
        route: Route::Unsupported,
        base: "cuCoredumpSetAttribute",
        since: Some(12010),
        twin: None,
        why: "GPU core dumps: not yet forwarded",
    },
    Row {
        name: "cuCoredumpSetAttributeGlobal",
        op: 1903,
        noun: "coredump",
        route: Route::Unsupported,
        base: "cuCoredumpSetAttributeGlobal",
        since: Some(12010),
        twin: None,
        why: "GPU core dumps: not yet forwarded",
    },
    Row {
        name: "cuCheckpointProcessGetRestoreThreadId",
        op: 1950,
        noun: "checkpoint",
        route: Route::Unsupported,
        base: "cuCheckpointProcessGetRestoreThreadId",
        since: Some(12080),
        twin: None,
        why: "checkpoints: not yet forwarded",
    },
    Row {
        name: "cuCheckpointProcessGetState",
        op: 1951,
        noun: "checkpoint",
        route: Route::Unsupported,
        base: "cuCheckpointProcessGetState",
        since: Some(12080),
        twin: None,
        why: "checkpoints: not yet forwarded",
    },
    Row {
        name: "cuCheckpointProcessLock",
        op: 1952,
        noun: "checkpoint",
        route: Route::Unsupported,
        base: "cuCheckpointProcessLock",
        since: Some(12080),
        twin: None,
        why: "checkpoints: not yet forwarded",
    },
    Row {
        name: "cuCheckpointProcessCheckpoint",
        op: 1953,
        noun: "checkpoint",
        route: Route::Unsupported,
        base: "cuCheckpointProcessCheckpoint",
        since: Some(12080),
        twin: None,
        why: "checkpoints: not yet forwarded",
    },
    Row {
        name: "cuCheckpointProcessRestore",
        op: 1954,
        noun: "checkpoint",
        route: Route::Unsupported,
        base: "cuCheckpointProcessRestore",
        since: Some(12080),
        twin: None,
        why: "checkpoints: not yet forwarded",
    },
    Row {
        name: "cuCheckpointProcessUnlock",
        op: 1955,
        noun: "checkpoint",
        route: Route::Unsupported,
        base: "cuCheckpointProcessUnlock",
        since: Some(12080),
        twin: None,
        why: "checkpoints: not yet forwarded",
    },
    Row {
        name: "cuLogsRegisterCallback",
        op: 2000,
        noun: "logs",
        route: Route::Local,
        base: "cuLogsRegisterCallback",
        since: Some(12090),
        twin: None,
        why: "the log is of this library's calls, and their threads call the program's function",
    },
    Row {
        name: "cuLogsUnregisterCallback",
        op: 2001,
        noun: "logs",
        route: Route::Local,
        base: "cuLogsUnregisterCallback",
        since: Some(12090),
        twin: None,
        why: "the log is of this library's calls, and their threads call the program's function",
    },
    Row {
        name: "cuLogsCurrent",
        op: 2002,
        noun: "logs",
        route: Route::Local,
        base: "cuLogsCurrent",
        since: Some(12090),
        twin: None,
        why: "the log is of this library's calls",
    },
    Row {
        name: "cuLogsDumpToFile",
        op: 2003,
        noun: "logs",
        route: Route::Local,
        base: "cuLogsDumpToFile",
        since: Some(12090),
        twin: None,
        why: "the log is of this library's calls",
    },
    Row {
        name: "cuLogsDumpToMemory",
        op: 2004,
        noun: "logs",
        route: Route::Local,
        base: "cuLogsDumpToMemory",
        since: Some(12090),
        twin: None,
        why: "the log is of this library's calls",
    },
    Row {
        name: "vgpuCopy",
        op: 60001,
        noun: "internal",
        route: Route::Internal,
        base: "vgpuCopy",
        since: None,
        twin: None,
        why: "",
    },
    Row {
        name: "vgpuCopyInline",
        op: 60002,
        noun: "internal",
        route: Route::Internal,
        base: "vgpuCopyInline",
        since: None,
        twin: None,
        why: "",
    },
    Row {
        name: "vgpuFence",
        op: 60003,
        noun: "internal",
        route: Route::Internal,
        base: "vgpuFence",
        since: None,
        twin: None,
        why: "",
    },
    Row {
        name: "vgpuWaitStream",
        op: 60004,
        noun: "internal",
        route: Route::Internal,
        base: "vgpuWaitStream",
        since: None,
        twin: None,
        why: "",
    },
    Row {
        name: "vgpuWaitContext",
        op: 60005,
        noun: "internal",
        route: Route::Internal,
        base: "vgpuWaitContext",
        since: None,
        twin: None,
        why: "",
    },
    Row {
        name: "vgpuThreadEnded",
        op: 60006,
        noun: "internal",
        route: Route::Internal,
        base: "vgpuThreadEnded",
        since: None,
        twin: None,
        why: "",
    },
    Row {
        name: "vgpuNextCallback",
        op: 60007,
        noun: "internal",
        route: Route::Internal,
        base: "vgpuNextCallback",
        since: None,
        twin: None,
        why: "",
    },
    Row {
        name: "vgpuTakeOutput",
        op: 60009,
        noun: "internal",
        route: Route::Internal,
        base: "vgpuTakeOutput",
        since: None,
        twin: None,
        why: "",
    },
    Row {
        name: "vgpuCopy2D",
        op: 60010,
        noun: "internal",
        route: Route::Internal,
        base: "vgpuCopy2D",
        since: None,
        twin: None,
        why: "",
    },
    Row {
        name: "vgpuCopyArray",
        op: 60011,
        noun: "internal",
        route: Route::Internal,
        base: "vgpuCopyArray",
        since: None,
        twin: None,
        why: "",
    },
    Row {
        name: "vgpuCopyPeer",
        op: 60012,
        noun: "internal",
        route: Route::Internal,
        base: "vgpuCopyPeer",
        since: None,
        twin: None,
        why: "",
    },
    Row {
        name: "vgpuLinkImage",
        op: 60100,
        noun: "module",
        route: Route::Internal,
        base: "vgpuLinkImage",
        since: None,
        twin: None,
        why: "",
    },
    Row {
        name: "vgpuFunctionLayout",
        op: 60101,
        noun: "function",
        route: Route::Internal,
        base: "vgpuFunctionLayout",
        since: None,
        twin: None,
        why: "",
    },
    Row {
        name: "vgpuFunctionAttributes",
        op: 60102,
        noun: "function",
        route: Route::Internal,
        base: "vgpuFunctionAttributes",
        since: None,
        twin: None,
        why: "",
    },
    Row {
        name: "vgpuTopology",
        op: 60103,
        noun: "internal",
        route: Route::Internal,
        base: "vgpuTopology",
        since: None,
        twin: None,
        why: "",
    },
];

/// Hash of every frame's layout: guest and worker with different hashes refuse each other.
pub const PROTOCOL_HASH: u64 = 0x8f00c24735941a1a;
