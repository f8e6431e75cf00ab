//! Fills of device memory.

use std::{ffi::c_uint, sync::Arc};

use table::{CUdeviceptr, CUstream, CudaResult, DefaultStream};

use super::context::default_stream;
use crate::{
    capture, current,
    driver::driver,
    stream::{Stream, Work},
    transfer::{Fill, Memory},
};

/// Fills rows of elements; fills of device memory never wait, whichever form was called.
fn fill(stream: &Arc<Stream>, fill: Fill, is_async: bool) -> CudaResult {
    if fill.is_empty() {
        return Ok(());
    }
    let memory = fill.check(&driver()?.space)?;
    if capture::is_capturing(stream) {
        return if is_async { capture::enqueue(stream, Work::Fill(fill)) } else { capture::refuse(stream) };
    }
    capture::forbid_legacy(stream)?;
    if memory == Memory::Pinned && !is_async {
        return stream.submit_and_wait(Work::Fill(fill));
    }
    stream.submit(Work::Fill(fill));
    Ok(())
}

fn line(address: u64, value: u32, element: u64, count: usize) -> Fill {
    Fill { address, pitch: 0, value, element, width: count as u64, height: 1 }
}

fn rows(address: u64, pitch: usize, value: u32, element: u64, width: usize, height: usize) -> Fill {
    Fill { address, pitch: pitch as u64, value, element, width: width as u64, height: height as u64 }
}

pub unsafe fn cuMemsetD8_v2(
    mode: DefaultStream,
    address: CUdeviceptr,
    value: u8,
    count: usize,
) -> CudaResult {
    fill(&default_stream(mode)?, line(address, value.into(), 1, count), false)
}

pub unsafe fn cuMemsetD8Async(
    mode: DefaultStream,
    address: CUdeviceptr,
    value: u8,
    count: usize,
    stream: CUstream,
) -> CudaResult {
    fill(&current::stream(stream, mode)?, line(address, value.into(), 1, count), true)
}

pub unsafe fn cuMemsetD2D8_v2(
    mode: DefaultStream,
    address: CUdeviceptr,
    pitch: usize,
    value: u8,
    width: usize,
    height: usize,
) -> CudaResult {
    fill(&default_stream(mode)?, rows(address, pitch, value.into(), 1, width, height), false)
}

pub unsafe fn cuMemsetD2D8Async(
    mode: DefaultStream,
    address: CUdeviceptr,
    pitch: usize,
    value: u8,
    width: usize,
    height: usize,
    stream: CUstream,
) -> CudaResult {
    fill(&current::stream(stream, mode)?, rows(address, pitch, value.into(), 1, width, height), true)
}

pub unsafe fn cuMemsetD16_v2(
    mode: DefaultStream,
    address: CUdeviceptr,
    value: u16,
    count: usize,
) -> CudaResult {
    fill(&default_stream(mode)?, line(address, value.into(), 2, count), false)
}

pub unsafe fn cuMemsetD16Async(
    mode: DefaultStream,
    address: CUdeviceptr,
    value: u16,
    count: usize,
    stream: CUstream,
) -> CudaResult {
    fill(&current::stream(stream, mode)?, line(address, value.into(), 2, count), true)
}

pub unsafe fn cuMemsetD2D16_v2(
    mode: DefaultStream,
    address: CUdeviceptr,
    pitch: usize,
    value: u16,
    width: usize,
    height: usize,
) -> CudaResult {
    fill(&default_stream(mode)?, rows(address, pitch, value.into(), 2, width, height), false)
}

pub unsafe fn cuMemsetD2D16Async(
    mode: DefaultStream,
    address: CUdeviceptr,
    pitch: usize,
    value: u16,
    width: usize,
    height: usize,
    stream: CUstream,
) -> CudaResult {
    fill(&current::stream(stream, mode)?, rows(address, pitch, value.into(), 2, width, height), true)
}

pub unsafe fn cuMemsetD32_v2(
    mode: DefaultStream,
    address: CUdeviceptr,
    value: c_uint,
    count: usize,
) -> CudaResult {
    fill(&default_stream(mode)?, line(address, value, 4, count), false)
}

pub unsafe fn cuMemsetD32Async(
    mode: DefaultStream,
    address: CUdeviceptr,
    value: c_uint,
    count: usize,
    stream: CUstream,
) -> CudaResult {
    fill(&current::stream(stream, mode)?, line(address, value, 4, count), true)
}

pub unsafe fn cuMemsetD2D32_v2(
    mode: DefaultStream,
    address: CUdeviceptr,
    pitch: usize,
    value: c_uint,
    width: usize,
    height: usize,
) -> CudaResult {
    fill(&default_stream(mode)?, rows(address, pitch, value, 4, width, height), false)
}

pub unsafe fn cuMemsetD2D32Async(
    mode: DefaultStream,
    address: CUdeviceptr,
    pitch: usize,
    value: c_uint,
    width: usize,
    height: usize,
    stream: CUstream,
) -> CudaResult {
    fill(&current::stream(stream, mode)?, rows(address, pitch, value, 4, width, height), true)
}
