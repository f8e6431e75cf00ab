//! Descriptions of strided and batched copies.

use core::ffi::{c_uint, c_void};
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use super::constants::{
    CU_MEMCPY_OPERAND_TYPE_ARRAY, CU_MEMCPY_OPERAND_TYPE_POINTER, CU_MEMORYTYPE_ARRAY, CU_MEMORYTYPE_UNIFIED,
    CUmemcpy3DOperandType, CUmemcpySrcAccessOrder, CUmemorytype,
};
use super::handles::{CUarray, CUcontext, Handle};
use super::memory::CUmemLocation;
use super::scalars::CUdeviceptr;

/// A two-dimensional copy between any two of host memory, device memory and arrays.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_MEMCPY2D_v2 {
    pub srcXInBytes: usize,
    pub srcY: usize,
    pub srcMemoryType: CUmemorytype,
    pub srcHost: *const c_void,
    pub srcDevice: CUdeviceptr,
    pub srcArray: CUarray,
    pub srcPitch: usize,
    pub dstXInBytes: usize,
    pub dstY: usize,
    pub dstMemoryType: CUmemorytype,
    pub dstHost: *mut c_void,
    pub dstDevice: CUdeviceptr,
    pub dstArray: CUarray,
    pub dstPitch: usize,
    pub WidthInBytes: usize,
    pub Height: usize,
}
layout!(CUDA_MEMCPY2D_v2, size 128, align 8, srcXInBytes 0, srcY 8, srcMemoryType 16, srcHost 24, srcDevice 32, srcArray 40, srcPitch 48, dstXInBytes 56, dstY 64, dstMemoryType 72, dstHost 80, dstDevice 88, dstArray 96, dstPitch 104, WidthInBytes 112, Height 120);
/// The version that current headers mean by the plain name.
pub type CUDA_MEMCPY2D = CUDA_MEMCPY2D_v2;

/// A three-dimensional copy.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_MEMCPY3D_v2 {
    pub srcXInBytes: usize,
    pub srcY: usize,
    pub srcZ: usize,
    pub srcLOD: usize,
    pub srcMemoryType: CUmemorytype,
    pub srcHost: *const c_void,
    pub srcDevice: CUdeviceptr,
    pub srcArray: CUarray,
    pub reserved0: *mut c_void,
    pub srcPitch: usize,
    pub srcHeight: usize,
    pub dstXInBytes: usize,
    pub dstY: usize,
    pub dstZ: usize,
    pub dstLOD: usize,
    pub dstMemoryType: CUmemorytype,
    pub dstHost: *mut c_void,
    pub dstDevice: CUdeviceptr,
    pub dstArray: CUarray,
    pub reserved1: *mut c_void,
    pub dstPitch: usize,
    pub dstHeight: usize,
    pub WidthInBytes: usize,
    pub Height: usize,
    pub Depth: usize,
}
layout!(CUDA_MEMCPY3D_v2, size 200, align 8, srcXInBytes 0, srcY 8, srcZ 16, srcLOD 24, srcMemoryType 32, srcHost 40, srcDevice 48, srcArray 56, reserved0 64, srcPitch 72, srcHeight 80, dstXInBytes 88, dstY 96, dstZ 104, dstLOD 112, dstMemoryType 120, dstHost 128, dstDevice 136, dstArray 144, reserved1 152, dstPitch 160, dstHeight 168, WidthInBytes 176, Height 184, Depth 192);
/// The version that current headers mean by the plain name.
pub type CUDA_MEMCPY3D = CUDA_MEMCPY3D_v2;

/// What one end of a copy touches in linear memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyReach {
    /// Bytes from the end's address to the first byte that is touched.
    pub offset: u64,
    /// Bytes from the first that is touched to behind the last.
    pub len: u64,
}

impl CUDA_MEMCPY3D_v2 {
    /// The same copy with the pitches and heights written out that a 0 stands for.
    pub fn with_strides(mut self) -> Self {
        let or = |given: usize, start: usize, extent: usize| {
            if given == 0 { start.saturating_add(extent) } else { given }
        };
        self.srcPitch = or(self.srcPitch, self.srcXInBytes, self.WidthInBytes);
        self.dstPitch = or(self.dstPitch, self.dstXInBytes, self.WidthInBytes);
        self.srcHeight = or(self.srcHeight, self.srcY, self.Height);
        self.dstHeight = or(self.dstHeight, self.dstY, self.Height);
        self
    }

    /// Whether nothing is copied.
    pub fn is_empty(&self) -> bool {
        self.WidthInBytes == 0 || self.Height == 0 || self.Depth == 0
    }

    /// What is read of a linear source, with strides written out; `None` if it does not fit the address space.
    pub fn src_reach(&self) -> Option<CopyReach> {
        self.reach([self.srcXInBytes, self.srcY, self.srcZ], self.srcPitch, self.srcHeight)
    }

    /// What is written of a linear destination, as [`src_reach`](Self::src_reach).
    pub fn dst_reach(&self) -> Option<CopyReach> {
        self.reach([self.dstXInBytes, self.dstY, self.dstZ], self.dstPitch, self.dstHeight)
    }

    fn reach(&self, start: [usize; 3], pitch: usize, height: usize) -> Option<CopyReach> {
        let slice = (pitch as u64).checked_mul(height as u64)?;
        let at = |[x, y, z]: [usize; 3]| {
            let rows = (y as u64).checked_mul(pitch as u64)?.checked_add(x as u64)?;
            (z as u64).checked_mul(slice)?.checked_add(rows)
        };
        if self.is_empty() {
            return Some(CopyReach { offset: at(start)?, len: 0 });
        }
        let last = at([self.WidthInBytes, self.Height - 1, self.Depth - 1])?;
        Some(CopyReach { offset: at(start)?, len: last })
    }
}

/// A three-dimensional copy between two contexts.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_MEMCPY3D_PEER {
    pub srcXInBytes: usize,
    pub srcY: usize,
    pub srcZ: usize,
    pub srcLOD: usize,
    pub srcMemoryType: CUmemorytype,
    pub srcHost: *const c_void,
    pub srcDevice: CUdeviceptr,
    pub srcArray: CUarray,
    pub srcContext: CUcontext,
    pub srcPitch: usize,
    pub srcHeight: usize,
    pub dstXInBytes: usize,
    pub dstY: usize,
    pub dstZ: usize,
    pub dstLOD: usize,
    pub dstMemoryType: CUmemorytype,
    pub dstHost: *mut c_void,
    pub dstDevice: CUdeviceptr,
    pub dstArray: CUarray,
    pub dstContext: CUcontext,
    pub dstPitch: usize,
    pub dstHeight: usize,
    pub WidthInBytes: usize,
    pub Height: usize,
    pub Depth: usize,
}
layout!(CUDA_MEMCPY3D_PEER, size 200, align 8, srcXInBytes 0, srcY 8, srcZ 16, srcLOD 24, srcMemoryType 32, srcHost 40, srcDevice 48, srcArray 56, srcContext 64, srcPitch 72, srcHeight 80, dstXInBytes 88, dstY 96, dstZ 104, dstLOD 112, dstMemoryType 120, dstHost 128, dstDevice 136, dstArray 144, dstContext 152, dstPitch 160, dstHeight 168, WidthInBytes 176, Height 184, Depth 192);

impl CUDA_MEMCPY3D_PEER {
    /// The same copy without its contexts.
    pub fn without_contexts(&self) -> CUDA_MEMCPY3D_v2 {
        CUDA_MEMCPY3D_v2 {
            srcXInBytes: self.srcXInBytes,
            srcY: self.srcY,
            srcZ: self.srcZ,
            srcLOD: self.srcLOD,
            srcMemoryType: self.srcMemoryType,
            srcHost: self.srcHost,
            srcDevice: self.srcDevice,
            srcArray: self.srcArray,
            srcPitch: self.srcPitch,
            srcHeight: self.srcHeight,
            dstXInBytes: self.dstXInBytes,
            dstY: self.dstY,
            dstZ: self.dstZ,
            dstLOD: self.dstLOD,
            dstMemoryType: self.dstMemoryType,
            dstHost: self.dstHost,
            dstDevice: self.dstDevice,
            dstArray: self.dstArray,
            dstPitch: self.dstPitch,
            dstHeight: self.dstHeight,
            WidthInBytes: self.WidthInBytes,
            Height: self.Height,
            Depth: self.Depth,
            reserved0: core::ptr::null_mut(),
            reserved1: core::ptr::null_mut(),
        }
    }
}

impl CUDA_MEMCPY3D_v2 {
    /// The same copy from one context to another.
    pub fn between(&self, src: CUcontext, dst: CUcontext) -> CUDA_MEMCPY3D_PEER {
        CUDA_MEMCPY3D_PEER {
            srcXInBytes: self.srcXInBytes,
            srcY: self.srcY,
            srcZ: self.srcZ,
            srcLOD: self.srcLOD,
            srcMemoryType: self.srcMemoryType,
            srcHost: self.srcHost,
            srcDevice: self.srcDevice,
            srcArray: self.srcArray,
            srcPitch: self.srcPitch,
            srcHeight: self.srcHeight,
            dstXInBytes: self.dstXInBytes,
            dstY: self.dstY,
            dstZ: self.dstZ,
            dstLOD: self.dstLOD,
            dstMemoryType: self.dstMemoryType,
            dstHost: self.dstHost,
            dstDevice: self.dstDevice,
            dstArray: self.dstArray,
            dstPitch: self.dstPitch,
            dstHeight: self.dstHeight,
            WidthInBytes: self.WidthInBytes,
            Height: self.Height,
            Depth: self.Depth,
            srcContext: src,
            dstContext: dst,
        }
    }
}

/// How the copies of a batch treat their source, and hints on where operands live.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUmemcpyAttributes {
    pub srcAccessOrder: CUmemcpySrcAccessOrder,
    pub srcLocHint: CUmemLocation,
    pub dstLocHint: CUmemLocation,
    pub flags: c_uint,
}
layout!(CUmemcpyAttributes, size 24, align 4, srcAccessOrder 0, srcLocHint 4, dstLocHint 12, flags 20);

/// A position in an array.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUoffset3D {
    pub x: usize,
    pub y: usize,
    pub z: usize,
}
layout!(CUoffset3D, size 24, align 8, x 0, y 8, z 16);

/// A size in three dimensions.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUextent3D {
    pub width: usize,
    pub height: usize,
    pub depth: usize,
}
layout!(CUextent3D, size 24, align 8, width 0, height 8, depth 16);

/// One side of a batched three-dimensional copy; `op` is a pointer form or an array form by `type`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUmemcpy3DOperand {
    pub r#type: CUmemcpy3DOperandType,
    pub op: [u64; 4],
}
layout!(CUmemcpy3DOperand, size 40, align 8, r#type 0, op 8);

/// One copy of a three-dimensional batch.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_MEMCPY3D_BATCH_OP {
    pub src: CUmemcpy3DOperand,
    pub dst: CUmemcpy3DOperand,
    pub extent: CUextent3D,
    pub srcAccessOrder: CUmemcpySrcAccessOrder,
    pub flags: c_uint,
}
layout!(CUDA_MEMCPY3D_BATCH_OP, size 112, align 8, src 0, dst 40, extent 80, srcAccessOrder 104, flags 108);

impl CUmemcpy3DOperand {
    /// The array, if it is one.
    pub fn array(&self) -> Option<CUarray> {
        (self.r#type == CU_MEMCPY_OPERAND_TYPE_ARRAY).then(|| CUarray::from_bits(self.op[0]))
    }
}

impl CUDA_MEMCPY3D_BATCH_OP {
    /// The same as a copy of its own. `element`: the bytes of an array's element, or 1 between addresses. `None` if NVIDIA's driver
    /// finds fault with this copy alone: for an operand that is neither, an extent of 0, rows or layers that are too short, and what does
    /// not fit the address space.
    pub fn as_copy(&self, element: usize) -> Option<CUDA_MEMCPY3D_v2> {
        /// What there is to say of one end.
        struct End {
            memory: CUmemorytype,
            address: u64,
            array: CUarray,
            at: [usize; 3],
            pitch: usize,
            height: usize,
        }
        let CUextent3D { width, height, depth } = self.extent;
        if width == 0 || height == 0 || depth == 0 {
            return None;
        }
        let bytes = |elements: usize| elements.checked_mul(element);
        let end = |operand: &CUmemcpy3DOperand| {
            let [first, x, y, z] = operand.op;
            match (operand.r#type, operand.array()) {
                (_, Some(array)) => Some(End {
                    memory: CU_MEMORYTYPE_ARRAY,
                    address: 0,
                    array,
                    at: [bytes(x as usize)?, y as usize, z as usize],
                    pitch: 0,
                    height: 0,
                }),
                (CU_MEMCPY_OPERAND_TYPE_POINTER, None) => {
                    let is_short = |given: u64, least: usize| given != 0 && given < least as u64;
                    if is_short(x, width) || is_short(y, height) {
                        return None;
                    }
                    Some(End {
                        memory: CU_MEMORYTYPE_UNIFIED,
                        address: first,
                        array: CUarray::NULL,
                        at: [0; 3],
                        // A row's length and a layer's height; 0 is that of the box.
                        pitch: bytes(if x == 0 { width } else { x as usize })?,
                        height: if y == 0 { height } else { y as usize },
                    })
                }
                _ => None,
            }
        };
        let (src, dst) = (end(&self.src)?, end(&self.dst)?);
        Some(CUDA_MEMCPY3D_v2 {
            srcXInBytes: src.at[0],
            srcY: src.at[1],
            srcZ: src.at[2],
            srcLOD: 0,
            srcMemoryType: src.memory,
            srcHost: core::ptr::null(),
            srcDevice: src.address,
            srcArray: src.array,
            reserved0: core::ptr::null_mut(),
            srcPitch: src.pitch,
            srcHeight: src.height,
            dstXInBytes: dst.at[0],
            dstY: dst.at[1],
            dstZ: dst.at[2],
            dstLOD: 0,
            dstMemoryType: dst.memory,
            dstHost: core::ptr::null_mut(),
            dstDevice: dst.address,
            dstArray: dst.array,
            reserved1: core::ptr::null_mut(),
            dstPitch: dst.pitch,
            dstHeight: dst.height,
            WidthInBytes: bytes(width)?,
            Height: height,
            Depth: depth,
        })
    }
}
