//! Copies between contexts. There is one address space, so those within a device are ordinary copies.

use table::{
    CUDA_MEMCPY3D_PEER, CUcontext, CUdeviceptr, CUstream, CudaResult, DefaultStream, Handle as Object,
};
use wire::{Handle, request};

use super::{
    copy::{self, Copy},
    copy_array::{self, Extent, Side},
    copy2d,
};
use crate::{
    allocations::Place,
    edge::not_null,
    session::{self, Session},
    thread, transport,
};

/// Two contexts.
struct Pair {
    dst: CUcontext,
    src: CUcontext,
    /// Do they lie on one device?
    is_one_device: bool,
}

impl Pair {
    /// Two contexts that exist. A null one stands for the current one.
    fn new(session: &Session, dst: CUcontext, src: CUcontext) -> CudaResult<Self> {
        let current = thread::require_context()?;
        let or_current = |context: CUcontext| if context.is_null() { current } else { context };
        let (dst, src) = (or_current(dst), or_current(src));
        let is_one_device = session.contexts.device(dst)? == session.contexts.device(src)?;
        Ok(Self { dst, src, is_one_device })
    }

    /// Copies from one device to the other.
    fn copy(
        &self,
        session: &'static Session,
        mode: DefaultStream,
        (dst, src, extent): (Side, Side, Extent),
        stream: CUstream,
        is_sync: bool,
    ) -> CudaResult {
        let Extent { width, height, depth } = extent;
        if width == 0 || height == 0 || depth == 0 {
            return transport::nothing(session);
        }
        let (dst, src) = (dst.flat(), src.flat());
        let request = request::vgpuCopyPeer {
            dst: dst.address,
            dst_pitch: dst.pitch,
            dst_rows: dst.rows,
            dst_is_array: dst.is_array,
            dst_array: dst.array,
            dst_x: dst.x,
            dst_y: dst.y,
            dst_z: dst.z,
            dst_context: Handle(self.dst.bits()),
            src: src.address,
            src_pitch: src.pitch,
            src_rows: src.rows,
            src_is_array: src.is_array,
            src_array: src.array,
            src_x: src.x,
            src_y: src.y,
            src_z: src.z,
            src_context: Handle(self.src.bits()),
            width,
            height,
            depth,
            stream: Handle(stream.bits()),
            is_sync,
        };
        transport::submit(false, mode, &request)?;
        session.touch(stream);
        Ok(())
    }
}

/// A copy of a row. Both names say that the memory is a device's.
fn row(
    mode: DefaultStream,
    (dst, dst_context): (CUdeviceptr, CUcontext),
    (src, src_context): (CUdeviceptr, CUcontext),
    len: usize,
    stream: CUstream,
    is_sync: bool,
) -> CudaResult {
    let session = session::get()?;
    let pair = Pair::new(session, dst_context, src_context)?;
    if pair.is_one_device {
        let copy = Copy { dst, src, len, stream, mode, is_sync };
        return copy::run(copy, Some(Place::Device), Some(Place::Device));
    }
    let side = |address| Side::row(address, len, Place::Device);
    let extent = Extent { width: len as u64, height: 1, depth: 1 };
    pair.copy(session, mode, (side(dst), side(src), extent), stream, is_sync)
}

pub unsafe fn cuMemcpyPeer(
    mode: DefaultStream,
    dst: CUdeviceptr,
    dst_context: CUcontext,
    src: CUdeviceptr,
    src_context: CUcontext,
    len: usize,
) -> CudaResult {
    row(mode, (dst, dst_context), (src, src_context), len, CUstream::NULL, true)
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
    row(mode, (dst, dst_context), (src, src_context), len, stream, false)
}

/// A copy of a box.
///
/// # Safety
/// `copy` is null or valid for reads.
unsafe fn three(
    mode: DefaultStream,
    copy: *const CUDA_MEMCPY3D_PEER,
    stream: CUstream,
    is_sync: bool,
) -> CudaResult {
    let session = session::get()?;
    not_null(copy)?;
    // SAFETY: not null; the caller's contract.
    let c = unsafe { copy.read() };
    let pair = Pair::new(session, c.dstContext, c.srcContext)?;
    let plain = c.without_contexts();
    if pair.is_one_device {
        return copy2d::three(mode, &plain, stream, is_sync);
    }
    let parts = copy_array::parts(session, &plain)?;
    // The host's memory belongs to neither device.
    if parts.0.place() != Place::Device || parts.1.place() != Place::Device {
        return copy2d::three(mode, &plain, stream, is_sync);
    }
    pair.copy(session, mode, parts, stream, is_sync)
}

pub unsafe fn cuMemcpy3DPeer(mode: DefaultStream, copy: *const CUDA_MEMCPY3D_PEER) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { three(mode, copy, CUstream::NULL, true) }
}

pub unsafe fn cuMemcpy3DPeerAsync(
    mode: DefaultStream,
    copy: *const CUDA_MEMCPY3D_PEER,
    stream: CUstream,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { three(mode, copy, stream, false) }
}
