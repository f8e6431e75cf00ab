//! Device, context and resource descriptions.

use core::ffi::{c_int, c_uint, c_void};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use super::constants::{CUasyncNotificationType, CUcigDataType, CUdevResourceType, CUexecAffinityType};

/// Sixteen bytes that name a device, or a driver interface table.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUuuid {
    pub bytes: [u8; 16],
}
layout!(CUuuid, size 16, align 1, bytes 0);

/// What the deprecated cuDeviceGetProperties fills in.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUdevprop {
    pub maxThreadsPerBlock: c_int,
    pub maxThreadsDim: [c_int; 3],
    pub maxGridSize: [c_int; 3],
    pub sharedMemPerBlock: c_int,
    pub totalConstantMemory: c_int,
    pub SIMDWidth: c_int,
    pub memPitch: c_int,
    pub regsPerBlock: c_int,
    pub clockRate: c_int,
    pub textureAlign: c_int,
}
layout!(CUdevprop, size 56, align 4, maxThreadsPerBlock 0, maxThreadsDim 4, maxGridSize 16, sharedMemPerBlock 28, totalConstantMemory 32, SIMDWidth 36, memPitch 40, regsPerBlock 44, clockRate 48, textureAlign 52);

/// A number of multiprocessors that a context is limited to.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUexecAffinitySmCount {
    pub val: c_uint,
}
layout!(CUexecAffinitySmCount, size 4, align 4, val 0);

/// One execution affinity; the multiprocessor count is the only kind there is.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUexecAffinityParam {
    pub r#type: CUexecAffinityType,
    pub param: CUexecAffinitySmCount,
}
layout!(CUexecAffinityParam, size 8, align 4, r#type 0, param 4);

/// Data shared with a graphics context (CUDA in graphics), for cuCtxCreate_v4.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUctxCigParam {
    pub sharedDataType: CUcigDataType,
    pub sharedData: *mut c_void,
}
layout!(CUctxCigParam, size 16, align 8, sharedDataType 0, sharedData 8);

/// Optional properties of a context that cuCtxCreate_v4 creates.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUctxCreateParams {
    pub execAffinityParams: *mut CUexecAffinityParam,
    pub numExecAffinityParams: c_int,
    pub cigParams: *mut CUctxCigParam,
}
layout!(CUctxCreateParams, size 24, align 8, execAffinityParams 0, numExecAffinityParams 8, cigParams 16);

/// What an asynchronous notification callback is told; `info` is the number of bytes over budget.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUasyncNotificationInfo {
    pub r#type: CUasyncNotificationType,
    pub _pad: [u8; 4],
    pub info: u64,
}
layout!(CUasyncNotificationInfo, size 16, align 8, r#type 0, info 8);

/// A set of multiprocessors, the resource that green contexts divide.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUdevSmResource {
    pub smCount: c_uint,
    pub minSmPartitionSize: c_uint,
    pub smCoscheduledAlignment: c_uint,
}
layout!(CUdevSmResource, size 12, align 4, smCount 0, minSmPartitionSize 4, smCoscheduledAlignment 8);

/// A device resource, tagged with its type; `u` is a [`CUdevSmResource`] in the multiprocessor case.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUdevResource {
    pub r#type: CUdevResourceType,
    pub _internal_padding: [u8; 92],
    pub u: [u32; 12],
}
layout!(CUdevResource, size 144, align 4, r#type 0, _internal_padding 4, u 96);

/// Arguments of cuCheckpointProcessLock.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUcheckpointLockArgs {
    pub timeoutMs: c_uint,
    pub reserved0: c_uint,
    pub reserved1: [u64; 7],
}
layout!(CUcheckpointLockArgs, size 64, align 8, timeoutMs 0, reserved0 4, reserved1 8);

/// Arguments of cuCheckpointProcessCheckpoint, all reserved.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUcheckpointCheckpointArgs {
    pub reserved: [u64; 8],
}
layout!(CUcheckpointCheckpointArgs, size 64, align 8, reserved 0);

/// Which device takes the place of which at a restore.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUcheckpointGpuPair {
    pub oldUuid: CUuuid,
    pub newUuid: CUuuid,
}
layout!(CUcheckpointGpuPair, size 32, align 1, oldUuid 0, newUuid 16);

/// Arguments of cuCheckpointProcessRestore.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUcheckpointRestoreArgs {
    pub gpuPairs: *mut CUcheckpointGpuPair,
    pub gpuPairsCount: c_uint,
    pub reserved: [u8; 44],
    pub reserved1: u64,
}
layout!(CUcheckpointRestoreArgs, size 64, align 8, gpuPairs 0, gpuPairsCount 8, reserved 12, reserved1 56);

/// Arguments of cuCheckpointProcessUnlock, all reserved.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUcheckpointUnlockArgs {
    pub reserved: [u64; 8],
}
layout!(CUcheckpointUnlockArgs, size 64, align 8, reserved 0);

/// Host tables for the library option that shares functions between host and device.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUlibraryHostUniversalFunctionAndDataTable {
    pub functionTable: *mut c_void,
    pub functionWindowSize: usize,
    pub dataTable: *mut c_void,
    pub dataWindowSize: usize,
}
layout!(CUlibraryHostUniversalFunctionAndDataTable, size 32, align 8, functionTable 0, functionWindowSize 8, dataTable 16, dataWindowSize 24);
