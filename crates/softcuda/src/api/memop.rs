//! Streams that wait for values in memory and write them.

use std::{ffi::c_uint, sync::Arc};

use table::{CUdeviceptr, CUstream, CUstreamBatchMemOpParams, CudaError, CudaResult, DefaultStream};

use super::arg::inputs;
use crate::{
    capture, current,
    driver::driver,
    graph::{Batch, Task},
    stream::{Comparison, Stream, Word, Work},
    transfer::{Expected, classify},
};

/// Flag that asks for remote writes to be flushed, which the device cannot (attribute 98).
const FLUSH: c_uint = 1 << 30;

/// Operations of a batch.
const WAIT_32: c_uint = 1;
const WRITE_32: c_uint = 2;
const WAIT_64: c_uint = 4;
const WRITE_64: c_uint = 5;
const BARRIER: c_uint = 6;

/// A batch has at most this many operations.
const BATCH: c_uint = 256;

fn word(address: u64, value: u64, wide: bool) -> CudaResult<Word> {
    let len = if wide { 8 } else { 4 };
    if !address.is_multiple_of(len) {
        return Err(CudaError::INVALID_VALUE);
    }
    classify(&driver()?.space, address, len, Expected::Device)?;
    Ok(Word { address, value, wide })
}

fn waiting(address: u64, value: u64, wide: bool, flags: c_uint) -> CudaResult<Work> {
    if flags & FLUSH != 0 {
        return Err(CudaError::NOT_SUPPORTED);
    }
    let comparison = match flags {
        0 => Comparison::AtLeast,
        1 => Comparison::Equal,
        2 => Comparison::And,
        3 => Comparison::Nor,
        _ => return Err(CudaError::INVALID_VALUE),
    };
    Ok(Work::Await(word(address, value, wide)?, comparison))
}

fn writing(address: u64, value: u64, wide: bool, flags: c_uint) -> CudaResult<Work> {
    // The flag for a write without a barrier exists in the header only: NVIDIA's driver refuses it.
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    Ok(Work::Store(word(address, value, wide)?))
}

/// A single operation cannot be captured here: of what would be a batch node, only its work is known.
fn submit(stream: &Arc<Stream>, works: Vec<Work>) -> CudaResult {
    if capture::is_capturing(stream) {
        return Err(CudaError::NOT_SUPPORTED);
    }
    capture::forbid_legacy(stream)?;
    for work in works {
        stream.submit(work);
    }
    Ok(())
}

pub unsafe fn cuStreamWaitValue32_v2(
    mode: DefaultStream,
    stream: CUstream,
    address: CUdeviceptr,
    value: u32,
    flags: c_uint,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    submit(&stream, vec![waiting(address, value.into(), false, flags)?])
}

pub unsafe fn cuStreamWaitValue64_v2(
    mode: DefaultStream,
    stream: CUstream,
    address: CUdeviceptr,
    value: u64,
    flags: c_uint,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    submit(&stream, vec![waiting(address, value, true, flags)?])
}

pub unsafe fn cuStreamWriteValue32_v2(
    mode: DefaultStream,
    stream: CUstream,
    address: CUdeviceptr,
    value: u32,
    flags: c_uint,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    submit(&stream, vec![writing(address, value.into(), false, flags)?])
}

pub unsafe fn cuStreamWriteValue64_v2(
    mode: DefaultStream,
    stream: CUstream,
    address: CUdeviceptr,
    value: u64,
    flags: c_uint,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    submit(&stream, vec![writing(address, value, true, flags)?])
}

pub unsafe fn cuStreamBatchMemOp_v2(
    mode: DefaultStream,
    stream: CUstream,
    count: c_uint,
    operations: *const CUstreamBatchMemOpParams,
    flags: c_uint,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    let batch = batch(count, operations, flags)?;
    if capture::is_capturing(&stream) {
        return capture::add(&stream, Task::Batch(Arc::new(batch)));
    }
    submit(&stream, batch.works)
}

/// A batch, all of which is checked before any of it happens.
pub(super) fn batch(
    count: c_uint,
    operations: *const CUstreamBatchMemOpParams,
    flags: c_uint,
) -> CudaResult<Batch> {
    if flags != 0 || count > BATCH {
        return Err(CudaError::INVALID_VALUE);
    }
    let operations = inputs!(operations, count)?;
    let works = operations
        .iter()
        .map(|it| match it.operation() {
            WAIT_32 => waiting(it.address(), it.value() & 0xffff_ffff, false, it.flags()),
            WAIT_64 => waiting(it.address(), it.value(), true, it.flags()),
            WRITE_32 => writing(it.address(), it.value() & 0xffff_ffff, false, it.flags()),
            WRITE_64 => writing(it.address(), it.value(), true, it.flags()),
            // Every operation is a barrier: memory is the processor's.
            BARRIER if it.flags() <= 1 => Ok(Work::Empty),
            3 => Err(CudaError::NOT_SUPPORTED),
            _ => Err(CudaError::INVALID_VALUE),
        })
        .collect::<CudaResult<Vec<_>>>()?;
    Ok(Batch { operations, works })
}
