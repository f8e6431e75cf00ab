//! Virtual memory, pools, sharing between processes, multicast.

use core::ffi::{c_int, c_uint, c_void};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use super::constants::{
    CUmemAccess_flags, CUmemAllocationHandleType, CUmemAllocationType, CUmemDecompressAlgorithm,
    CUmemLocationType,
};

/// Where memory lives: a kind of place and which one of that kind.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUmemLocation {
    pub r#type: CUmemLocationType,
    pub id: c_int,
}
layout!(CUmemLocation, size 8, align 4, r#type 0, id 4);

/// The flag bytes inside [`CUmemAllocationProp`].
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUmemAllocationPropFlags {
    pub compressionType: u8,
    pub gpuDirectRDMACapable: u8,
    pub usage: u16,
    pub reserved: [u8; 4],
}
layout!(CUmemAllocationPropFlags, size 8, align 2, compressionType 0, gpuDirectRDMACapable 1, usage 2, reserved 4);

/// Properties of physical memory made by cuMemCreate.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUmemAllocationProp {
    pub r#type: CUmemAllocationType,
    pub requestedHandleTypes: CUmemAllocationHandleType,
    pub location: CUmemLocation,
    /// A pointer on Windows, 0 elsewhere. It crosses as a number, so the worker must refuse any other value.
    pub win32HandleMetaData: u64,
    pub allocFlags: CUmemAllocationPropFlags,
}
layout!(CUmemAllocationProp, size 32, align 8, r#type 0, requestedHandleTypes 4, location 8, win32HandleMetaData 16, allocFlags 24);

impl CUmemAllocationProp {
    /// Of memory that stays where it is, and of which no handle can be given away.
    pub const fn pinned(location: CUmemLocation) -> Self {
        let allocFlags = CUmemAllocationPropFlags {
            compressionType: 0,
            gpuDirectRDMACapable: 0,
            usage: 0,
            reserved: [0; 4],
        };
        let r#type = crate::CU_MEM_ALLOCATION_TYPE_PINNED;
        Self { r#type, requestedHandleTypes: 0, location, win32HandleMetaData: 0, allocFlags }
    }
}

/// Who may access mapped memory, and how.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUmemAccessDesc {
    pub location: CUmemLocation,
    pub flags: CUmemAccess_flags,
}
layout!(CUmemAccessDesc, size 12, align 4, location 0, flags 8);

/// Properties of a memory pool.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUmemPoolProps {
    pub allocType: CUmemAllocationType,
    pub handleTypes: CUmemAllocationHandleType,
    pub location: CUmemLocation,
    /// A pointer on Windows, 0 elsewhere, as `win32HandleMetaData` above.
    pub win32SecurityAttributes: u64,
    pub maxSize: usize,
    pub usage: u16,
    pub reserved: [u8; 54],
}
layout!(CUmemPoolProps, size 88, align 8, allocType 0, handleTypes 4, location 8, win32SecurityAttributes 16, maxSize 24, usage 32, reserved 34);

/// A pool allocation, exported to another process.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUmemPoolPtrExportData {
    pub reserved: [u8; 64],
}
layout!(CUmemPoolPtrExportData, size 64, align 1, reserved 0);

/// Memory exported to other machines of an NVLink fabric.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUmemFabricHandle {
    pub data: [u8; 64],
}
layout!(CUmemFabricHandle, size 64, align 1, data 0);

/// An event, exported to another process.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUipcEventHandle {
    pub reserved: [u8; 64],
}
layout!(CUipcEventHandle, size 64, align 1, reserved 0);

/// A device allocation, exported to another process.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUipcMemHandle {
    pub reserved: [u8; 64],
}
layout!(CUipcMemHandle, size 64, align 1, reserved 0);

/// Properties of a multicast object.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUmulticastObjectProp {
    pub numDevices: c_uint,
    pub _pad: [u8; 4],
    pub size: usize,
    pub handleTypes: u64,
    pub flags: u64,
}
layout!(CUmulticastObjectProp, size 32, align 8, numDevices 0, size 8, handleTypes 16, flags 24);

/// Tokens that identify a pointer to third-party peer devices.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUDA_POINTER_ATTRIBUTE_P2P_TOKENS {
    pub p2pToken: u64,
    pub vaSpaceToken: c_uint,
    pub _pad: [u8; 4],
}
layout!(CUDA_POINTER_ATTRIBUTE_P2P_TOKENS, size 16, align 8, p2pToken 0, vaSpaceToken 8);

/// One buffer of a batch to decompress.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUmemDecompressParams {
    pub srcNumBytes: usize,
    pub dstNumBytes: usize,
    pub dstActBytes: *mut u32,
    pub src: *const c_void,
    pub dst: *mut c_void,
    pub algo: CUmemDecompressAlgorithm,
    pub padding: [u8; 20],
}
layout!(CUmemDecompressParams, size 64, align 8, srcNumBytes 0, dstNumBytes 8, dstActBytes 16, src 24, dst 32, algo 40, padding 44);
