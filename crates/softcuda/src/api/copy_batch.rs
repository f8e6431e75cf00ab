//! Several linear copies in one call.

use std::sync::Arc;

use table::{CUdeviceptr, CUmemcpyAttributes, CUstream, CudaError, CudaResult, DefaultStream};

use super::{
    arg::{inputs, maybe_out},
    copy::{Timing, linear},
};
use crate::{
    current,
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

fn batch(
    mode: DefaultStream,
    dsts: *const CUdeviceptr,
    srcs: *const CUdeviceptr,
    sizes: *const usize,
    count: usize,
    attributes: *const CUmemcpyAttributes,
    firsts: *const usize,
    attribute_count: usize,
    stream: CUstream,
) -> CudaResult<Batch> {
    let stream = current::stream(stream, mode)?;
    if stream.role == Role::Legacy {
        return Err(CudaError::INVALID_VALUE);
    }
    if count == 0 || count > MOST || attribute_count == 0 || attribute_count > count {
        return Err(CudaError::INVALID_VALUE);
    }
    let sides = inputs!(dsts, count)?.into_iter().zip(inputs!(srcs, count)?);
    let copies = sides.zip(inputs!(sizes, count)?).map(|((dst, src), len)| (dst, src, len)).collect();
    let firsts = inputs!(firsts, attribute_count)?;
    let orders: Vec<_> = inputs!(attributes, attribute_count)?.iter().map(|it| it.srcAccessOrder).collect();
    let is_ascending = firsts.is_sorted_by(|a, b| a < b) && firsts.first() == Some(&0);
    if !is_ascending || orders.iter().any(|order| !(STREAM..=ANY).contains(order)) {
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
    // The largest number says that the call as a whole is wrong.
    let result = batch(mode, dsts, srcs, sizes, count, attributes, firsts, attribute_count, stream)
        .map_err(|error| (usize::MAX, error))
        .and_then(|batch| batch.run());
    if let (Err((at, _)), Some(failed)) = (&result, maybe_out!(failed)) {
        failed.set(*at);
    }
    result.map_err(|(_, error)| error)
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
    batch(mode, dsts, srcs, sizes, count, attributes, firsts, attribute_count, stream)?
        .run()
        .map_err(|(_, error)| error)
}
