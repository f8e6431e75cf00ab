//! Memory and semaphores of other APIs.

use core::ffi::c_uint;
use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout};

use super::array::CUDA_ARRAY3D_DESCRIPTOR_v2;
use super::constants::{CUarray_format, CUexternalMemoryHandleType, CUexternalSemaphoreHandleType};
use super::scalars::{CUeglColorFormat, CUeglFrameType};

/// A handle of another API's memory to import.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_EXTERNAL_MEMORY_HANDLE_DESC {
    pub r#type: CUexternalMemoryHandleType,
    pub handle: [u64; 2],
    pub size: u64,
    pub flags: c_uint,
    pub reserved: [c_uint; 16],
}
layout!(CUDA_EXTERNAL_MEMORY_HANDLE_DESC, size 104, align 8, r#type 0, handle 8, size 24, flags 32, reserved 36);

/// A linear buffer inside external memory.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUDA_EXTERNAL_MEMORY_BUFFER_DESC {
    pub offset: u64,
    pub size: u64,
    pub flags: c_uint,
    pub reserved: [c_uint; 16],
    pub _pad: [u8; 4],
}
layout!(CUDA_EXTERNAL_MEMORY_BUFFER_DESC, size 88, align 8, offset 0, size 8, flags 16, reserved 20);

/// A mipmapped array inside external memory.
#[repr(C)]
#[derive(Clone, Copy, Debug, FromBytes, IntoBytes, Immutable, KnownLayout)]
pub struct CUDA_EXTERNAL_MEMORY_MIPMAPPED_ARRAY_DESC {
    pub offset: u64,
    pub arrayDesc: CUDA_ARRAY3D_DESCRIPTOR_v2,
    pub numLevels: c_uint,
    pub reserved: [c_uint; 16],
    pub _pad: [u8; 4],
}
layout!(CUDA_EXTERNAL_MEMORY_MIPMAPPED_ARRAY_DESC, size 120, align 8, offset 0, arrayDesc 8, numLevels 48, reserved 52);

/// A handle of another API's semaphore to import.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_EXTERNAL_SEMAPHORE_HANDLE_DESC {
    pub r#type: CUexternalSemaphoreHandleType,
    pub handle: [u64; 2],
    pub flags: c_uint,
    pub reserved: [c_uint; 16],
}
layout!(CUDA_EXTERNAL_SEMAPHORE_HANDLE_DESC, size 96, align 8, r#type 0, handle 8, flags 24, reserved 28);

/// What to signal on an external semaphore.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_EXTERNAL_SEMAPHORE_SIGNAL_PARAMS {
    pub params: [u64; 9],
    pub flags: c_uint,
    pub reserved: [c_uint; 16],
}
layout!(CUDA_EXTERNAL_SEMAPHORE_SIGNAL_PARAMS, size 144, align 8, params 0, flags 72, reserved 76);

/// What to wait for on an external semaphore.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUDA_EXTERNAL_SEMAPHORE_WAIT_PARAMS {
    pub params: [u64; 9],
    pub flags: c_uint,
    pub reserved: [c_uint; 16],
}
layout!(CUDA_EXTERNAL_SEMAPHORE_WAIT_PARAMS, size 144, align 8, params 0, flags 72, reserved 76);

/// An EGL image as CUDA sees it; `frame` holds up to three arrays or pointers.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct CUeglFrame {
    pub frame: [u64; 3],
    pub width: c_uint,
    pub height: c_uint,
    pub depth: c_uint,
    pub pitch: c_uint,
    pub planeCount: c_uint,
    pub numChannels: c_uint,
    pub frameType: CUeglFrameType,
    pub eglColorFormat: CUeglColorFormat,
    pub cuFormat: CUarray_format,
}
layout!(CUeglFrame, size 64, align 8, frame 0, width 24, height 28, depth 32, pitch 36, planeCount 40, numChannels 44, frameType 48, eglColorFormat 52, cuFormat 56);
