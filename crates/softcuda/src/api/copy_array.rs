//! Linear copies to, from and between arrays.

use std::ffi::c_void;

use table::{CUarray, CUdeviceptr, CUstream, CudaResult, DefaultStream};

use super::{
    context::default_stream,
    copy::{Timing, submit},
};
use crate::{
    current,
    driver::driver,
    transfer::{Expected, Extent, Place, Transfer},
};

/// `len` bytes of an array from `offset` on.
fn part(array: CUarray, offset: usize, len: usize) -> CudaResult<Place> {
    let driver = driver()?;
    let array = driver.arrays.get(array)?;
    Place::of_array(&driver.space, &array, [offset as u64, 0, 0], Extent::linear(len as u64))
}

/// `len` bytes of memory.
fn memory(address: u64, expected: Expected, len: usize) -> CudaResult<Place> {
    let len = len as u64;
    Place::new(&driver()?.space, address, len, len, Extent::linear(len), expected)
}

/// Runs a copy of `len` bytes, whose sides `ends` checks; one of no bytes is not looked at.
fn copy(
    len: usize,
    mode: DefaultStream,
    stream: Option<CUstream>,
    ends: impl FnOnce() -> CudaResult<(Place, Place)>,
) -> CudaResult {
    let (stream, timing) = match stream {
        Some(stream) => (current::stream(stream, mode)?, Timing::Async),
        None => (default_stream(mode)?, Timing::Sync),
    };
    if len == 0 {
        return Ok(());
    }
    let (dst, src) = ends()?;
    submit(&stream, Transfer { dst, src, extent: Extent::linear(len as u64) }, timing)
}

pub unsafe fn cuMemcpyDtoA_v2(
    mode: DefaultStream,
    dst: CUarray,
    offset: usize,
    src: CUdeviceptr,
    len: usize,
) -> CudaResult {
    copy(len, mode, None, || Ok((part(dst, offset, len)?, memory(src, Expected::Device, len)?)))
}

pub unsafe fn cuMemcpyAtoD_v2(
    mode: DefaultStream,
    dst: CUdeviceptr,
    src: CUarray,
    offset: usize,
    len: usize,
) -> CudaResult {
    copy(len, mode, None, || Ok((memory(dst, Expected::Device, len)?, part(src, offset, len)?)))
}

pub unsafe fn cuMemcpyHtoA_v2(
    mode: DefaultStream,
    dst: CUarray,
    offset: usize,
    src: *const c_void,
    len: usize,
) -> CudaResult {
    copy(len, mode, None, || Ok((part(dst, offset, len)?, memory(src as u64, Expected::Host, len)?)))
}

pub unsafe fn cuMemcpyAtoH_v2(
    mode: DefaultStream,
    dst: *mut c_void,
    src: CUarray,
    offset: usize,
    len: usize,
) -> CudaResult {
    copy(len, mode, None, || Ok((memory(dst as u64, Expected::Host, len)?, part(src, offset, len)?)))
}

pub unsafe fn cuMemcpyAtoA_v2(
    mode: DefaultStream,
    dst: CUarray,
    dst_offset: usize,
    src: CUarray,
    src_offset: usize,
    len: usize,
) -> CudaResult {
    copy(len, mode, None, || Ok((part(dst, dst_offset, len)?, part(src, src_offset, len)?)))
}

pub unsafe fn cuMemcpyHtoAAsync_v2(
    mode: DefaultStream,
    dst: CUarray,
    offset: usize,
    src: *const c_void,
    len: usize,
    stream: CUstream,
) -> CudaResult {
    let ends = || Ok((part(dst, offset, len)?, memory(src as u64, Expected::Host, len)?));
    copy(len, mode, Some(stream), ends)
}

pub unsafe fn cuMemcpyAtoHAsync_v2(
    mode: DefaultStream,
    dst: *mut c_void,
    src: CUarray,
    offset: usize,
    len: usize,
    stream: CUstream,
) -> CudaResult {
    let ends = || Ok((memory(dst as u64, Expected::Host, len)?, part(src, offset, len)?));
    copy(len, mode, Some(stream), ends)
}
