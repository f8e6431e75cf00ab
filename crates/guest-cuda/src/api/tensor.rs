//! Tensor maps: 128 bytes that the hardware reads, computed by the host's driver.

use core::ffi::c_int;

use table::{
    CUdeviceptr, CUtensorMap, CUtensorMapDataType, CUtensorMapFloatOOBfill, CUtensorMapIm2ColWideMode,
    CUtensorMapInterleave, CUtensorMapL2promotion, CUtensorMapSwizzle, CudaError, CudaResult, DefaultStream,
};
use wire::{Message, reply, request};

use crate::{
    edge::{not_null, read_array},
    transport::{self, Reply},
};

/// The highest rank of a tensor.
const MAX_RANK: u32 = 5;

fn ask<'a>(request: &impl Message<'a>) -> CudaResult<Reply> {
    transport::call(DefaultStream::Legacy, request)
}

/// Writes the map that the driver made.
///
/// # Safety
/// `out` is valid for writes.
unsafe fn finish(out: *mut CUtensorMap, words: &[u64]) -> CudaResult {
    let opaque = <[u64; 16]>::try_from(words).map_err(|_| CudaError::UNKNOWN)?;
    // Unaligned: the type asks for 64 bytes, but not every library encodes in place.
    // SAFETY: the caller's contract.
    unsafe { out.write_unaligned(CUtensorMap { opaque }) };
    Ok(())
}

/// The rank, if it is one that any driver takes; the driver says what is wrong with another.
fn rank(rank: u32) -> CudaResult<usize> {
    if (1..=MAX_RANK).contains(&rank) { Ok(rank as usize) } else { Err(CudaError::INVALID_VALUE) }
}

pub unsafe fn cuTensorMapEncodeTiled(
    out: *mut CUtensorMap,
    data_type: CUtensorMapDataType,
    tensor_rank: u32,
    address: CUdeviceptr,
    dimensions: *const u64,
    strides: *const u64,
    box_dimensions: *const u32,
    element_strides: *const u32,
    interleave: CUtensorMapInterleave,
    swizzle: CUtensorMapSwizzle,
    promotion: CUtensorMapL2promotion,
    fill: CUtensorMapFloatOOBfill,
) -> CudaResult {
    not_null(out)?;
    let n = rank(tensor_rank)?;
    // SAFETY: CUDA's contract: `rank` elements each, one less for the strides.
    let request = unsafe {
        request::cuTensorMapEncodeTiled {
            data_type,
            rank: tensor_rank,
            address,
            dimensions: read_array(dimensions, n)?,
            strides: read_array(strides, n - 1)?,
            box_dimensions: read_array(box_dimensions, n)?,
            element_strides: read_array(element_strides, n)?,
            interleave,
            swizzle,
            promotion,
            fill,
        }
    };
    let answer = ask(&request)?;
    let answer: reply::cuTensorMapEncodeTiled = answer.decode()?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { finish(out, &answer.map) }
}

pub unsafe fn cuTensorMapEncodeIm2col(
    out: *mut CUtensorMap,
    data_type: CUtensorMapDataType,
    tensor_rank: u32,
    address: CUdeviceptr,
    dimensions: *const u64,
    strides: *const u64,
    lower: *const c_int,
    upper: *const c_int,
    channels: u32,
    pixels: u32,
    element_strides: *const u32,
    interleave: CUtensorMapInterleave,
    swizzle: CUtensorMapSwizzle,
    promotion: CUtensorMapL2promotion,
    fill: CUtensorMapFloatOOBfill,
) -> CudaResult {
    not_null(out)?;
    let n = rank(tensor_rank)?;
    let corners = n.saturating_sub(2);
    // SAFETY: CUDA's contract: `rank` elements each, one less for the strides, two less for the corners.
    let request = unsafe {
        request::cuTensorMapEncodeIm2col {
            data_type,
            rank: tensor_rank,
            address,
            dimensions: read_array(dimensions, n)?,
            strides: read_array(strides, n - 1)?,
            lower: read_array(lower.cast(), corners)?,
            upper: read_array(upper.cast(), corners)?,
            channels,
            pixels,
            element_strides: read_array(element_strides, n)?,
            interleave,
            swizzle,
            promotion,
            fill,
        }
    };
    let answer = ask(&request)?;
    let answer: reply::cuTensorMapEncodeIm2col = answer.decode()?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { finish(out, &answer.map) }
}

pub unsafe fn cuTensorMapEncodeIm2colWide(
    out: *mut CUtensorMap,
    data_type: CUtensorMapDataType,
    tensor_rank: u32,
    address: CUdeviceptr,
    dimensions: *const u64,
    strides: *const u64,
    lower: c_int,
    upper: c_int,
    channels: u32,
    pixels: u32,
    element_strides: *const u32,
    interleave: CUtensorMapInterleave,
    mode: CUtensorMapIm2ColWideMode,
    swizzle: CUtensorMapSwizzle,
    promotion: CUtensorMapL2promotion,
    fill: CUtensorMapFloatOOBfill,
) -> CudaResult {
    not_null(out)?;
    let n = rank(tensor_rank)?;
    // SAFETY: CUDA's contract: `rank` elements each, one less for the strides.
    let request = unsafe {
        request::cuTensorMapEncodeIm2colWide {
            data_type,
            rank: tensor_rank,
            address,
            dimensions: read_array(dimensions, n)?,
            strides: read_array(strides, n - 1)?,
            lower,
            upper,
            channels,
            pixels,
            element_strides: read_array(element_strides, n)?,
            interleave,
            mode,
            swizzle,
            promotion,
            fill,
        }
    };
    let answer = ask(&request)?;
    let answer: reply::cuTensorMapEncodeIm2colWide = answer.decode()?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { finish(out, &answer.map) }
}
