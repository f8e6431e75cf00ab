//! Linear copies.

use std::{ffi::c_void, sync::Arc};

use table::{CUcontext, CUdeviceptr, CUstream, CudaError, CudaResult, DefaultStream};

use super::context::default_stream;
use crate::{
    capture, current,
    driver::driver,
    stream::{Stream, Work},
    transfer::{Expected, Extent, Memory, Place, Transfer},
};

/// Pageable sources up to this size are taken at the call; larger ones are copied before it returns.
const STAGED: u64 = 64 << 10;

/// Whether the caller asked for the copy to be done or to be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Timing {
    /// `cuMemcpy…`
    Sync,
    /// `cuMemcpy…Async`
    Async,
}

/// An address and what the entry point says about it.
pub(super) type Operand = (u64, Expected);

/// A linear copy.
pub(super) fn linear(
    stream: &Arc<Stream>,
    dst: Operand,
    src: Operand,
    len: usize,
    timing: Timing,
) -> CudaResult {
    if len == 0 {
        return Ok(());
    }
    let space = &driver()?.space;
    let extent = Extent::linear(len as u64);
    let place =
        |(address, expected)| Place::new(space, address, extent.width, extent.width, extent, expected);
    let copy = Transfer { dst: place(dst)?, src: place(src)?, extent };
    submit(stream, copy, timing)
}

/// Submits a checked copy and waits as long as its kind demands:
///
/// * a copy between device memories never waits;
/// * a synchronous one waits otherwise;
/// * an asynchronous one waits when it fills pageable memory, when it is from host to host, and when a
///   pageable source is too large to be taken at the call.
pub(super) fn submit(stream: &Arc<Stream>, mut copy: Transfer, timing: Timing) -> CudaResult {
    if capture::is_capturing(stream) {
        if timing == Timing::Sync {
            return capture::refuse(stream);
        }
        return capture::enqueue(stream, Work::Copy(copy));
    }
    capture::forbid_legacy(stream)?;
    let space = &driver()?.space;
    let (dst, src) = (copy.dst.memory, copy.src.memory);
    let forced = copy.dst.is_synchronous(space) || copy.src.is_synchronous(space);
    let waits = match (dst, src, timing) {
        _ if forced => true,
        (Memory::Device, Memory::Device, _) => false,
        (_, _, Timing::Sync) => true,
        (Memory::Pageable, _, _) => true,
        (Memory::Pinned, Memory::Pinned | Memory::Pageable, _) => true,
        (_, Memory::Pageable, _) if copy.extent.height > 1 || copy.extent.depth > 1 => true,
        (_, Memory::Pageable, _) => copy.extent.bytes() > STAGED,
        _ => false,
    };
    if waits {
        return stream.submit_and_wait(Work::Copy(copy));
    }
    // SAFETY: the program vouches for the source by making the call; it is read before the call returns.
    unsafe { copy.stage() };
    stream.submit(Work::Copy(copy));
    Ok(())
}

pub unsafe fn cuMemcpy(mode: DefaultStream, dst: CUdeviceptr, src: CUdeviceptr, len: usize) -> CudaResult {
    let stream = default_stream(mode)?;
    linear(&stream, (dst, Expected::Any), (src, Expected::Any), len, Timing::Sync)
}

pub unsafe fn cuMemcpyAsync(
    mode: DefaultStream,
    dst: CUdeviceptr,
    src: CUdeviceptr,
    len: usize,
    stream: CUstream,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    linear(&stream, (dst, Expected::Any), (src, Expected::Any), len, Timing::Async)
}

pub unsafe fn cuMemcpyHtoD_v2(
    mode: DefaultStream,
    dst: CUdeviceptr,
    src: *const c_void,
    len: usize,
) -> CudaResult {
    let stream = default_stream(mode)?;
    linear(&stream, (dst, Expected::Device), (src as u64, Expected::Host), len, Timing::Sync)
}

pub unsafe fn cuMemcpyDtoH_v2(
    mode: DefaultStream,
    dst: *mut c_void,
    src: CUdeviceptr,
    len: usize,
) -> CudaResult {
    let stream = default_stream(mode)?;
    linear(&stream, (dst as u64, Expected::Host), (src, Expected::Device), len, Timing::Sync)
}

pub unsafe fn cuMemcpyDtoD_v2(
    mode: DefaultStream,
    dst: CUdeviceptr,
    src: CUdeviceptr,
    len: usize,
) -> CudaResult {
    let stream = default_stream(mode)?;
    linear(&stream, (dst, Expected::Device), (src, Expected::Device), len, Timing::Sync)
}

pub unsafe fn cuMemcpyHtoDAsync_v2(
    mode: DefaultStream,
    dst: CUdeviceptr,
    src: *const c_void,
    len: usize,
    stream: CUstream,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    linear(&stream, (dst, Expected::Device), (src as u64, Expected::Host), len, Timing::Async)
}

pub unsafe fn cuMemcpyDtoHAsync_v2(
    mode: DefaultStream,
    dst: *mut c_void,
    src: CUdeviceptr,
    len: usize,
    stream: CUstream,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    linear(&stream, (dst as u64, Expected::Host), (src, Expected::Device), len, Timing::Async)
}

pub unsafe fn cuMemcpyDtoDAsync_v2(
    mode: DefaultStream,
    dst: CUdeviceptr,
    src: CUdeviceptr,
    len: usize,
    stream: CUstream,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    linear(&stream, (dst, Expected::Device), (src, Expected::Device), len, Timing::Async)
}

/// Contexts of a peer copy must live if they are named; all memory is of one device.
pub(super) fn check_peers(dst: CUcontext, src: CUcontext) -> CudaResult {
    let contexts = &driver()?.contexts;
    let is_fine = |context: CUcontext| context.is_null() || contexts.find(context).is_some();
    if is_fine(dst) && is_fine(src) { Ok(()) } else { Err(CudaError::INVALID_CONTEXT) }
}

pub unsafe fn cuMemcpyPeer(
    mode: DefaultStream,
    dst: CUdeviceptr,
    dst_context: CUcontext,
    src: CUdeviceptr,
    src_context: CUcontext,
    len: usize,
) -> CudaResult {
    let stream = default_stream(mode)?;
    check_peers(dst_context, src_context)?;
    linear(&stream, (dst, Expected::Device), (src, Expected::Device), len, Timing::Sync)
}

pub unsafe fn cuMemcpyPeerAsync(
    mode: DefaultStream,
    dst: CUdeviceptr,
    dst_context: CUcontext,
    src: CUdeviceptr,
    src_context: CUcontext,
    len: usize,
    stream: CUstream,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    check_peers(dst_context, src_context)?;
    linear(&stream, (dst, Expected::Device), (src, Expected::Device), len, Timing::Async)
}
