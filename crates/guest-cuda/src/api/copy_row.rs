//! Linear copies to, from and between arrays.

use core::ffi::c_void;

use table::{CUarray, CUdeviceptr, CUstream, CudaResult, DefaultStream};

use super::copy_array::{Copy, Extent, Side, run};
use crate::{
    allocations::Place,
    session::{self, Session},
    thread,
};

/// A copy of `len` bytes between arrays and memory. Their ends are given once there is a session and a context.
fn linear(
    mode: DefaultStream,
    len: usize,
    stream: Option<CUstream>,
    ends: impl FnOnce(&Session) -> (Side, Side),
) -> CudaResult {
    let session = session::get()?;
    thread::require_context()?;
    let (dst, src) = ends(session);
    let extent = Extent { width: len as u64, height: 1, depth: 1 };
    let is_sync = stream.is_none();
    run(session, Copy { dst, src, extent, stream: stream.unwrap_or(CUstream::NULL), mode, is_sync })
}

fn array(array: CUarray, offset: usize) -> Side {
    Side::Array { array, x: offset as u64, y: 0, z: 0 }
}

/// Memory that the function's name says is the device's: an unknown address is for the driver to refuse.
fn device(session: &Session, address: CUdeviceptr, len: usize) -> Side {
    let place = match session.allocations.place(address, len as u64) {
        Place::Pageable => Place::Device,
        found => found,
    };
    Side::row(address, len, place)
}

fn host(session: &Session, address: u64, len: usize) -> Side {
    Side::row(address, len, session.allocations.place(address, len as u64))
}

pub unsafe fn cuMemcpyDtoA_v2(
    mode: DefaultStream,
    dst: CUarray,
    offset: usize,
    src: CUdeviceptr,
    len: usize,
) -> CudaResult {
    linear(mode, len, None, |session| (array(dst, offset), device(session, src, len)))
}

pub unsafe fn cuMemcpyAtoD_v2(
    mode: DefaultStream,
    dst: CUdeviceptr,
    src: CUarray,
    offset: usize,
    len: usize,
) -> CudaResult {
    linear(mode, len, None, |session| (device(session, dst, len), array(src, offset)))
}

pub unsafe fn cuMemcpyHtoA_v2(
    mode: DefaultStream,
    dst: CUarray,
    offset: usize,
    src: *const c_void,
    len: usize,
) -> CudaResult {
    linear(mode, len, None, |session| (array(dst, offset), host(session, src as u64, len)))
}

pub unsafe fn cuMemcpyAtoH_v2(
    mode: DefaultStream,
    dst: *mut c_void,
    src: CUarray,
    offset: usize,
    len: usize,
) -> CudaResult {
    linear(mode, len, None, |session| (host(session, dst as u64, len), array(src, offset)))
}

pub unsafe fn cuMemcpyAtoA_v2(
    mode: DefaultStream,
    dst: CUarray,
    dst_offset: usize,
    src: CUarray,
    src_offset: usize,
    len: usize,
) -> CudaResult {
    linear(mode, len, None, |_| (array(dst, dst_offset), array(src, src_offset)))
}

pub unsafe fn cuMemcpyHtoAAsync_v2(
    mode: DefaultStream,
    dst: CUarray,
    offset: usize,
    src: *const c_void,
    len: usize,
    stream: CUstream,
) -> CudaResult {
    linear(mode, len, Some(stream), |session| (array(dst, offset), host(session, src as u64, len)))
}

pub unsafe fn cuMemcpyAtoHAsync_v2(
    mode: DefaultStream,
    dst: *mut c_void,
    src: CUarray,
    offset: usize,
    len: usize,
    stream: CUstream,
) -> CudaResult {
    linear(mode, len, Some(stream), |session| (host(session, dst as u64, len), array(src, offset)))
}
