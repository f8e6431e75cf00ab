//! The 32-bit forms of CUDA 2 and 3, which 64-bit programs can still name through dlsym.

use core::ffi::{c_uint, c_void};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use super::constants::{CUarray_format, CUmemorytype};
use super::handles::CUarray;
use super::scalars::CUdeviceptr_v1;

/// A two-dimensional copy with 32-bit sizes.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_MEMCPY2D_v1 {
    pub srcXInBytes: c_uint,
    pub srcY: c_uint,
    pub srcMemoryType: CUmemorytype,
    pub srcHost: *const c_void,
    pub srcDevice: CUdeviceptr_v1,
    pub srcArray: CUarray,
    pub srcPitch: c_uint,
    pub dstXInBytes: c_uint,
    pub dstY: c_uint,
    pub dstMemoryType: CUmemorytype,
    pub dstHost: *mut c_void,
    pub dstDevice: CUdeviceptr_v1,
    pub dstArray: CUarray,
    pub dstPitch: c_uint,
    pub WidthInBytes: c_uint,
    pub Height: c_uint,
}
layout!(CUDA_MEMCPY2D_v1, size 96, align 8, srcXInBytes 0, srcY 4, srcMemoryType 8, srcHost 16, srcDevice 24, srcArray 32, srcPitch 40, dstXInBytes 44, dstY 48, dstMemoryType 52, dstHost 56, dstDevice 64, dstArray 72, dstPitch 80, WidthInBytes 84, Height 88);

/// A three-dimensional copy with 32-bit sizes.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_MEMCPY3D_v1 {
    pub srcXInBytes: c_uint,
    pub srcY: c_uint,
    pub srcZ: c_uint,
    pub srcLOD: c_uint,
    pub srcMemoryType: CUmemorytype,
    pub srcHost: *const c_void,
    pub srcDevice: CUdeviceptr_v1,
    pub srcArray: CUarray,
    pub reserved0: *mut c_void,
    pub srcPitch: c_uint,
    pub srcHeight: c_uint,
    pub dstXInBytes: c_uint,
    pub dstY: c_uint,
    pub dstZ: c_uint,
    pub dstLOD: c_uint,
    pub dstMemoryType: CUmemorytype,
    pub dstHost: *mut c_void,
    pub dstDevice: CUdeviceptr_v1,
    pub dstArray: CUarray,
    pub reserved1: *mut c_void,
    pub dstPitch: c_uint,
    pub dstHeight: c_uint,
    pub WidthInBytes: c_uint,
    pub Height: c_uint,
    pub Depth: c_uint,
}
layout!(CUDA_MEMCPY3D_v1, size 144, align 8, srcXInBytes 0, srcY 4, srcZ 8, srcLOD 12, srcMemoryType 16, srcHost 24, srcDevice 32, srcArray 40, reserved0 48, srcPitch 56, srcHeight 60, dstXInBytes 64, dstY 68, dstZ 72, dstLOD 76, dstMemoryType 80, dstHost 88, dstDevice 96, dstArray 104, reserved1 112, dstPitch 120, dstHeight 124, WidthInBytes 128, Height 132, Depth 136);

/// Shape of an array with 32-bit sizes.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUDA_ARRAY_DESCRIPTOR_v1 {
    pub Width: c_uint,
    pub Height: c_uint,
    pub Format: CUarray_format,
    pub NumChannels: c_uint,
}
layout!(CUDA_ARRAY_DESCRIPTOR_v1, size 16, align 4, Width 0, Height 4, Format 8, NumChannels 12);

/// Shape of a three-dimensional array with 32-bit sizes.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUDA_ARRAY3D_DESCRIPTOR_v1 {
    pub Width: c_uint,
    pub Height: c_uint,
    pub Depth: c_uint,
    pub Format: CUarray_format,
    pub NumChannels: c_uint,
    pub Flags: c_uint,
}
layout!(CUDA_ARRAY3D_DESCRIPTOR_v1, size 24, align 4, Width 0, Height 4, Depth 8, Format 12, NumChannels 16, Flags 20);
