//! Copies of rectangles and boxes.

use std::sync::Arc;

use table::{
    CUDA_MEMCPY2D, CUDA_MEMCPY3D, CUDA_MEMCPY3D_PEER, CUarray, CUstream, CudaError, CudaResult, DefaultStream,
};

use super::{
    arg::input,
    context::default_stream,
    copy::{Timing, check_peers, submit},
};
use crate::{
    current,
    driver::driver,
    stream::Stream,
    transfer::{Expected, Extent, Place, Transfer},
};

/// One side of a rectangular copy, in the fields that all descriptions share.
#[derive(Debug, Clone, Copy)]
struct Side {
    memory: u32,
    host: u64,
    device: u64,
    array: CUarray,
    x: usize,
    y: usize,
    z: usize,
    pitch: usize,
    height: usize,
}

impl Side {
    /// The place of the first byte, checked.
    fn place(&self, extent: Extent) -> CudaResult<Place> {
        let (base, expected) = match self.memory {
            1 => (self.host, Expected::Host),
            2 => (self.device, Expected::Device),
            4 => (self.device, Expected::Any),
            3 if !self.array.is_null() => {
                let driver = driver()?;
                let at = [self.x as u64, self.y as u64, self.z as u64];
                return Place::of_array(&driver.space, &*driver.arrays.get(self.array)?, at, extent);
            }
            _ => return Err(CudaError::INVALID_VALUE),
        };
        let width = extent.width;
        let pitch = if self.pitch == 0 { self.x as u64 + width } else { self.pitch as u64 };
        let is_flat = extent.height == 1 && extent.depth == 1 && self.y == 0 && self.z == 0;
        let row_end = (self.x as u64).checked_add(width).ok_or(CudaError::INVALID_VALUE)?;
        if !is_flat && pitch < row_end {
            return Err(CudaError::INVALID_VALUE);
        }
        let rows = if self.height == 0 { self.y as u64 + extent.height } else { self.height as u64 };
        let end_row = (self.y as u64).checked_add(extent.height).ok_or(CudaError::INVALID_VALUE)?;
        if (extent.depth > 1 || self.z > 0) && rows < end_row {
            return Err(CudaError::INVALID_VALUE);
        }
        let slice = pitch.checked_mul(rows).ok_or(CudaError::INVALID_VALUE)?;
        let offset = (self.z as u64)
            .checked_mul(slice)
            .and_then(|offset| offset.checked_add((self.y as u64).checked_mul(pitch)?))
            .and_then(|offset| offset.checked_add(self.x as u64))
            .and_then(|offset| offset.checked_add(base))
            .ok_or(CudaError::INVALID_VALUE)?;
        if base == 0 {
            return Err(CudaError::INVALID_VALUE);
        }
        Place::new(&driver()?.space, offset, pitch, slice, extent, expected)
    }
}

/// A copy as described, checked; `None` if it is empty.
fn checked(dst: Side, src: Side, width: usize, height: usize, depth: usize) -> CudaResult<Option<Transfer>> {
    let extent = Extent { width: width as u64, height: height as u64, depth: depth as u64 };
    if extent.is_empty() {
        return Ok(None);
    }
    Ok(Some(Transfer { dst: dst.place(extent)?, src: src.place(extent)?, extent }))
}

fn copy_2d(stream: &Arc<Stream>, copy: *const CUDA_MEMCPY2D, timing: Timing) -> CudaResult {
    let copy = input!(copy)?;
    let dst = Side {
        memory: copy.dstMemoryType,
        host: copy.dstHost as u64,
        device: copy.dstDevice,
        array: copy.dstArray,
        x: copy.dstXInBytes,
        y: copy.dstY,
        z: 0,
        pitch: copy.dstPitch,
        height: 0,
    };
    let src = Side {
        memory: copy.srcMemoryType,
        host: copy.srcHost as u64,
        device: copy.srcDevice,
        array: copy.srcArray,
        x: copy.srcXInBytes,
        y: copy.srcY,
        z: 0,
        pitch: copy.srcPitch,
        height: 0,
    };
    match checked(dst, src, copy.WidthInBytes, copy.Height, 1)? {
        Some(transfer) => submit(stream, transfer, timing),
        None => Ok(()),
    }
}

/// The copy that a three-dimensional description asks for; `None` if it is empty.
pub(crate) fn transfer_3d(copy: &CUDA_MEMCPY3D) -> CudaResult<Option<Transfer>> {
    if copy.srcLOD != 0 || copy.dstLOD != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let dst = Side {
        memory: copy.dstMemoryType,
        host: copy.dstHost as u64,
        device: copy.dstDevice,
        array: copy.dstArray,
        x: copy.dstXInBytes,
        y: copy.dstY,
        z: copy.dstZ,
        pitch: copy.dstPitch,
        height: copy.dstHeight,
    };
    let src = Side {
        memory: copy.srcMemoryType,
        host: copy.srcHost as u64,
        device: copy.srcDevice,
        array: copy.srcArray,
        x: copy.srcXInBytes,
        y: copy.srcY,
        z: copy.srcZ,
        pitch: copy.srcPitch,
        height: copy.srcHeight,
    };
    checked(dst, src, copy.WidthInBytes, copy.Height, copy.Depth)
}

fn copy_3d(stream: &Arc<Stream>, copy: &CUDA_MEMCPY3D, timing: Timing) -> CudaResult {
    match transfer_3d(copy)? {
        Some(transfer) => submit(stream, transfer, timing),
        None => Ok(()),
    }
}

fn copy_3d_peer(stream: &Arc<Stream>, copy: *const CUDA_MEMCPY3D_PEER, timing: Timing) -> CudaResult {
    let copy = input!(copy)?;
    check_peers(copy.dstContext, copy.srcContext)?;
    copy_3d(stream, &copy.without_contexts(), timing)
}

pub unsafe fn cuMemcpy2D_v2(mode: DefaultStream, copy: *const CUDA_MEMCPY2D) -> CudaResult {
    copy_2d(&default_stream(mode)?, copy, Timing::Sync)
}

pub unsafe fn cuMemcpy2DUnaligned_v2(mode: DefaultStream, copy: *const CUDA_MEMCPY2D) -> CudaResult {
    copy_2d(&default_stream(mode)?, copy, Timing::Sync)
}

pub unsafe fn cuMemcpy2DAsync_v2(
    mode: DefaultStream,
    copy: *const CUDA_MEMCPY2D,
    stream: CUstream,
) -> CudaResult {
    copy_2d(&current::stream(stream, mode)?, copy, Timing::Async)
}

pub unsafe fn cuMemcpy3D_v2(mode: DefaultStream, copy: *const CUDA_MEMCPY3D) -> CudaResult {
    let stream = default_stream(mode)?;
    copy_3d(&stream, &input!(copy)?, Timing::Sync)
}

pub unsafe fn cuMemcpy3DAsync_v2(
    mode: DefaultStream,
    copy: *const CUDA_MEMCPY3D,
    stream: CUstream,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    copy_3d(&stream, &input!(copy)?, Timing::Async)
}

pub unsafe fn cuMemcpy3DPeer(mode: DefaultStream, copy: *const CUDA_MEMCPY3D_PEER) -> CudaResult {
    copy_3d_peer(&default_stream(mode)?, copy, Timing::Sync)
}

pub unsafe fn cuMemcpy3DPeerAsync(
    mode: DefaultStream,
    copy: *const CUDA_MEMCPY3D_PEER,
    stream: CUstream,
) -> CudaResult {
    copy_3d_peer(&current::stream(stream, mode)?, copy, Timing::Async)
}
