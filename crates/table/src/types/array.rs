//! Arrays, textures, surfaces and tensor maps.

use core::ffi::{c_int, c_uint};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use super::constants::{
    CU_AD_FORMAT_FLOAT, CU_AD_FORMAT_HALF, CU_AD_FORMAT_SIGNED_INT8, CU_AD_FORMAT_SIGNED_INT16,
    CU_AD_FORMAT_SIGNED_INT32, CU_AD_FORMAT_SNORM_INT8X1, CU_AD_FORMAT_SNORM_INT8X4,
    CU_AD_FORMAT_SNORM_INT16X1, CU_AD_FORMAT_SNORM_INT16X4, CU_AD_FORMAT_UNORM_INT8X1,
    CU_AD_FORMAT_UNORM_INT8X4, CU_AD_FORMAT_UNORM_INT16X1, CU_AD_FORMAT_UNORM_INT16X4,
    CU_AD_FORMAT_UNSIGNED_INT8, CU_AD_FORMAT_UNSIGNED_INT16, CU_AD_FORMAT_UNSIGNED_INT32, CUaddress_mode,
    CUarray_format, CUarraySparseSubresourceType, CUfilter_mode, CUmemHandleType, CUmemOperationType,
    CUresourceViewFormat, CUresourcetype,
};

/// Shape of a one- or two-dimensional array.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUDA_ARRAY_DESCRIPTOR_v2 {
    pub Width: usize,
    pub Height: usize,
    pub Format: CUarray_format,
    pub NumChannels: c_uint,
}
layout!(CUDA_ARRAY_DESCRIPTOR_v2, size 24, align 8, Width 0, Height 8, Format 16, NumChannels 20);
/// The version that current headers mean by the plain name.
pub type CUDA_ARRAY_DESCRIPTOR = CUDA_ARRAY_DESCRIPTOR_v2;

/// Shape of an array of up to three dimensions.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUDA_ARRAY3D_DESCRIPTOR_v2 {
    pub Width: usize,
    pub Height: usize,
    pub Depth: usize,
    pub Format: CUarray_format,
    pub NumChannels: c_uint,
    pub Flags: c_uint,
    pub _pad: [u8; 4],
}
layout!(CUDA_ARRAY3D_DESCRIPTOR_v2, size 40, align 8, Width 0, Height 8, Depth 16, Format 24, NumChannels 28, Flags 32);
/// The version that current headers mean by the plain name.
pub type CUDA_ARRAY3D_DESCRIPTOR = CUDA_ARRAY3D_DESCRIPTOR_v2;

impl CUDA_ARRAY3D_DESCRIPTOR_v2 {
    /// Bytes of an element; `None` for formats whose elements share bytes, as compressed and planar ones do.
    pub fn element(&self) -> Option<usize> {
        let channel = match self.Format {
            CU_AD_FORMAT_UNSIGNED_INT8
            | CU_AD_FORMAT_SIGNED_INT8
            | CU_AD_FORMAT_UNORM_INT8X1..=CU_AD_FORMAT_UNORM_INT8X4
            | CU_AD_FORMAT_SNORM_INT8X1..=CU_AD_FORMAT_SNORM_INT8X4 => 1,
            CU_AD_FORMAT_UNSIGNED_INT16
            | CU_AD_FORMAT_SIGNED_INT16
            | CU_AD_FORMAT_HALF
            | CU_AD_FORMAT_UNORM_INT16X1..=CU_AD_FORMAT_UNORM_INT16X4
            | CU_AD_FORMAT_SNORM_INT16X1..=CU_AD_FORMAT_SNORM_INT16X4 => 2,
            CU_AD_FORMAT_UNSIGNED_INT32 | CU_AD_FORMAT_SIGNED_INT32 | CU_AD_FORMAT_FLOAT => 4,
            _ => return None,
        };
        Some(channel * self.NumChannels as usize)
    }
}

/// Tile and mip-tail layout of a sparse array; `tileExtent` is width, height, depth.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUDA_ARRAY_SPARSE_PROPERTIES {
    pub tileExtent: [c_uint; 3],
    pub miptailFirstLevel: c_uint,
    pub miptailSize: u64,
    pub flags: c_uint,
    pub reserved: [c_uint; 4],
    pub _pad: [u8; 4],
}
layout!(CUDA_ARRAY_SPARSE_PROPERTIES, size 48, align 8, tileExtent 0, miptailFirstLevel 12, miptailSize 16, flags 24, reserved 28);

/// Size and alignment that a deferred-mapping array needs.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUDA_ARRAY_MEMORY_REQUIREMENTS {
    pub size: usize,
    pub alignment: usize,
    pub reserved: [c_uint; 4],
}
layout!(CUDA_ARRAY_MEMORY_REQUIREMENTS, size 32, align 8, size 0, alignment 8, reserved 16);

/// What a texture or surface object reads; `res` is one of four forms by `resType`. In a frame its first word is the guest's
/// handle of an array.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUDA_RESOURCE_DESC {
    pub resType: CUresourcetype,
    pub _pad: [u8; 4],
    pub res: [u64; 16],
    pub flags: c_uint,
    pub _pad_end: [u8; 4],
}
layout!(CUDA_RESOURCE_DESC, size 144, align 8, resType 0, res 8, flags 136);

/// How a texture object samples.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUDA_TEXTURE_DESC {
    pub addressMode: [CUaddress_mode; 3],
    pub filterMode: CUfilter_mode,
    pub flags: c_uint,
    pub maxAnisotropy: c_uint,
    pub mipmapFilterMode: CUfilter_mode,
    pub mipmapLevelBias: f32,
    pub minMipmapLevelClamp: f32,
    pub maxMipmapLevelClamp: f32,
    pub borderColor: [f32; 4],
    pub reserved: [c_int; 12],
}
layout!(CUDA_TEXTURE_DESC, size 104, align 4, addressMode 0, filterMode 12, flags 16, maxAnisotropy 20, mipmapFilterMode 24, mipmapLevelBias 28, minMipmapLevelClamp 32, maxMipmapLevelClamp 36, borderColor 40, reserved 56);

/// How a texture object reinterprets an array.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUDA_RESOURCE_VIEW_DESC {
    pub format: CUresourceViewFormat,
    pub _pad: [u8; 4],
    pub width: usize,
    pub height: usize,
    pub depth: usize,
    pub firstMipmapLevel: c_uint,
    pub lastMipmapLevel: c_uint,
    pub firstLayer: c_uint,
    pub lastLayer: c_uint,
    pub reserved: [c_uint; 16],
}
layout!(CUDA_RESOURCE_VIEW_DESC, size 112, align 8, format 0, width 8, height 16, depth 24, firstMipmapLevel 32, lastMipmapLevel 36, firstLayer 40, lastLayer 44, reserved 48);

/// One mapping of memory into a sparse array.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUarrayMapInfo {
    pub resourceType: CUresourcetype,
    pub resource: [u64; 1],
    pub subresourceType: CUarraySparseSubresourceType,
    pub subresource: [u64; 4],
    pub memOperationType: CUmemOperationType,
    pub memHandleType: CUmemHandleType,
    pub memHandle: [u64; 1],
    pub offset: u64,
    pub deviceBitMask: c_uint,
    pub flags: c_uint,
    pub reserved: [c_uint; 2],
}
layout!(CUarrayMapInfo, size 96, align 8, resourceType 0, resource 8, subresourceType 16, subresource 24, memOperationType 56, memHandleType 60, memHandle 64, offset 72, deviceBitMask 80, flags 84, reserved 88);

/// A tensor map: 128 opaque bytes that the hardware reads.
///
/// C++ programs of CUDA 13 align it to 128, earlier ones and the driver itself ask for 64 only. The weaker number
/// stands here, so that a pointer from either may be used.
#[repr(C, align(64))]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUtensorMap {
    pub opaque: [u64; 16],
}
layout!(CUtensorMap, size 128, align 64, opaque 0);
