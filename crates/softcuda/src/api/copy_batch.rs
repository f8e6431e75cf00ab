//! Several linear copies in one call.

use std::sync::Arc;

use table::{
    CUDA_MEMCPY3D_BATCH_OP, CUdeviceptr, CUmemcpyAttributes, CUstream, CudaError, CudaResult, DefaultStream,
};

use super::{
    arg::{inputs, maybe_out},
    copy::{Timing, linear, submit},
    copy_rect::transfer_3d,
};
use crate::{
    current,
    driver::driver,
    stream::{Role, Stream},
    transfer::Expected,
};

/// More copies in a call are a mistake.
const MOST: usize = 1 << 24;

/// When a source is read: in the stream's order, during the call, or at any time.
const STREAM: u32 = 1;
const DURING_CALL: u32 = 2;
const ANY: u32 = 3;

struct Batch {
    stream: Arc<Stream>,
    copies: Vec<(CUdeviceptr, CUdeviceptr, usize)>,
    /// The first copy that each set of attributes is for, and its order.
    orders: Vec<(usize, u32)>,
}

impl Batch {
    /// The order that a copy's source is read in.
    fn order(&self, at: usize) -> u32 {
        let behind = self.orders.partition_point(|(first, _)| *first <= at);
        behind.checked_sub(1).and_then(|at| self.orders.get(at)).map_or(STREAM, |(_, order)| *order)
    }

    /// Orders the copies; an error comes with the position of the copy that it belongs to.
    fn run(&self) -> Result<(), (usize, CudaError)> {
        let mut has_waiting_source = false;
        for (at, (dst, src, len)) in self.copies.iter().copied().enumerate() {
            has_waiting_source |= self.order(at) == DURING_CALL;
            linear(&self.stream, (dst, Expected::Any), (src, Expected::Any), len, Timing::Async)
                .map_err(|error| (at, error))?;
        }
        // Sources that may change after the call have to be read by now.
        if has_waiting_source {
            self.stream.synchronize().map_err(|error| (self.copies.len(), error))?;
        }
        Ok(())
    }
}

/// The stream of a batch. The legacy stream takes none, and that is found before anything else.
fn stream_of(mode: DefaultStream, stream: CUstream) -> CudaResult<Arc<Stream>> {
    let stream = current::stream(stream, mode)?;
    if stream.role == Role::Legacy { Err(CudaError::INVALID_VALUE) } else { Ok(stream) }
}

/// Tells which copy has failed: the largest number for none, and for the call as a whole.
fn told(failed: *mut usize, result: Result<(), (usize, CudaError)>) -> CudaResult {
    if let Some(failed) = maybe_out!(failed) {
        failed.set(result.map_or_else(|(at, _)| at, |()| usize::MAX));
    }
    result.map_err(|(_, error)| error)
}

fn batch(
    dsts: *const CUdeviceptr,
    srcs: *const CUdeviceptr,
    sizes: *const usize,
    count: usize,
    attributes: *const CUmemcpyAttributes,
    firsts: *const usize,
    attribute_count: usize,
    stream: Arc<Stream>,
) -> CudaResult<Batch> {
    if count == 0 || count > MOST || attribute_count == 0 || attribute_count > count {
        return Err(CudaError::INVALID_VALUE);
    }
    let sides = inputs!(dsts, count)?.into_iter().zip(inputs!(srcs, count)?);
    let copies = sides.zip(inputs!(sizes, count)?).map(|((dst, src), len)| (dst, src, len)).collect();
    let firsts = inputs!(firsts, attribute_count)?;
    let orders: Vec<_> = inputs!(attributes, attribute_count)?.iter().map(|it| it.srcAccessOrder).collect();
    let is_ascending = firsts.is_sorted_by(|a, b| a < b) && firsts.first() == Some(&0);
    let are_inside = firsts.last().is_some_and(|last| *last < count);
    if !is_ascending || !are_inside || orders.iter().any(|order| !(STREAM..=ANY).contains(order)) {
        return Err(CudaError::INVALID_VALUE);
    }
    Ok(Batch { stream, copies, orders: firsts.into_iter().zip(orders).collect() })
}

pub unsafe fn cuMemcpyBatchAsync(
    mode: DefaultStream,
    dsts: *const CUdeviceptr,
    srcs: *const CUdeviceptr,
    sizes: *const usize,
    count: usize,
    attributes: *const CUmemcpyAttributes,
    firsts: *const usize,
    attribute_count: usize,
    failed: *mut usize,
    stream: CUstream,
) -> CudaResult {
    let stream = stream_of(mode, stream)?;
    let batch = batch(dsts, srcs, sizes, count, attributes, firsts, attribute_count, stream);
    told(failed, batch.map_err(|error| (usize::MAX, error)).and_then(|batch| batch.run()))
}

pub unsafe fn cuMemcpyBatchAsync_v2(
    mode: DefaultStream,
    dsts: *const CUdeviceptr,
    srcs: *const CUdeviceptr,
    sizes: *const usize,
    count: usize,
    attributes: *const CUmemcpyAttributes,
    firsts: *const usize,
    attribute_count: usize,
    stream: CUstream,
) -> CudaResult {
    let stream = stream_of(mode, stream)?;
    let batch = batch(dsts, srcs, sizes, count, attributes, firsts, attribute_count, stream)?;
    batch.run().map_err(|(_, error)| error)
}

/// Orders the copies of boxes; an error comes with the position of the copy that it belongs to.
fn boxes(
    count: usize,
    ops: *const CUDA_MEMCPY3D_BATCH_OP,
    flags: u64,
    stream: &Arc<Stream>,
) -> Result<(), (usize, CudaError)> {
    let whole = |error| (usize::MAX, error);
    if count == 0 || count > MOST || flags != 0 {
        return Err(whole(CudaError::INVALID_VALUE));
    }
    let ops = inputs!(ops, count).map_err(whole)?;
    if let Some(at) = ops.iter().position(|op| !(STREAM..=ANY).contains(&op.srcAccessOrder)) {
        return Err((at, CudaError::INVALID_VALUE));
    }
    let copy_of = |op: &CUDA_MEMCPY3D_BATCH_OP| {
        let element = match op.src.array().or(op.dst.array()) {
            Some(array) => driver()?.arrays.get(array)?.shape.format.size() as usize,
            None => 1,
        };
        op.as_copy(element).ok_or(CudaError::INVALID_VALUE)
    };
    let copies = ops.iter().enumerate().map(|(at, op)| copy_of(op).map_err(|error| (at, error)));
    let transfers: CudaResult<Vec<_>> =
        copies.collect::<Result<Vec<_>, _>>()?.iter().map(transfer_3d).collect();
    for transfer in transfers.map_err(whole)?.into_iter().flatten() {
        submit(stream, transfer, Timing::Async).map_err(whole)?;
    }
    if ops.iter().any(|op| op.srcAccessOrder == DURING_CALL) {
        stream.synchronize().map_err(whole)?;
    }
    Ok(())
}

pub unsafe fn cuMemcpy3DBatchAsync(
    mode: DefaultStream,
    count: usize,
    ops: *const CUDA_MEMCPY3D_BATCH_OP,
    failed: *mut usize,
    flags: u64,
    stream: CUstream,
) -> CudaResult {
    let stream = stream_of(mode, stream)?;
    told(failed, boxes(count, ops, flags, &stream))
}

pub unsafe fn cuMemcpy3DBatchAsync_v2(
    mode: DefaultStream,
    count: usize,
    ops: *const CUDA_MEMCPY3D_BATCH_OP,
    flags: u64,
    stream: CUstream,
) -> CudaResult {
    let stream = stream_of(mode, stream)?;
    boxes(count, ops, flags, &stream).map_err(|(_, error)| error)
}
