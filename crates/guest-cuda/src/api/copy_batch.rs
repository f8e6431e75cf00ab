//! Several copies in one call. Each is sent as the copy that it is: the order of the stream is one that a batch may have.

use table::{
    CU_MEMCPY_SRC_ACCESS_ORDER_ANY, CU_MEMCPY_SRC_ACCESS_ORDER_DURING_API_CALL,
    CU_MEMCPY_SRC_ACCESS_ORDER_STREAM, CUDA_MEMCPY3D_BATCH_OP, CUdeviceptr, CUmemcpyAttributes, CUstream,
    CudaError, CudaResult, DefaultStream, Handle as _,
};
use wire::{Handle, reply, request};

use super::{copy::cuMemcpyAsync, copy2d::three, managed::not_legacy};
use crate::{
    allocations::Place,
    edge::read_array,
    session::{self, Session},
    transport, waits,
};

/// What stands for no single copy: the call as a whole, or none that has failed.
const WHOLE: usize = usize::MAX;

/// Tells which copy has failed, if the program wants to know.
///
/// # Safety
/// `failed` is null or valid for a write.
unsafe fn told(failed: *mut usize, outcome: Result<(), (usize, CudaError)>) -> CudaResult {
    if !failed.is_null() {
        // SAFETY: not null; the caller's contract.
        unsafe { failed.write(outcome.map_or_else(|(at, _)| at, |()| WHOLE)) };
    }
    outcome.map_err(|(_, error)| error)
}

/// # Safety
/// As many elements as are told.
unsafe fn run(
    session: &Session,
    mode: DefaultStream,
    (dsts, srcs, sizes, count): (*const CUdeviceptr, *const CUdeviceptr, *const usize, usize),
    (attributes, firsts, attribute_count): (*const CUmemcpyAttributes, *const usize, usize),
    stream: CUstream,
) -> Result<(), (usize, CudaError)> {
    let whole = |error| (WHOLE, error);
    if count == 0 || attribute_count == 0 || attribute_count > count {
        return Err(whole(CudaError::INVALID_VALUE));
    }
    // SAFETY: the caller's contract.
    let (dsts, srcs, sizes, attributes, firsts) = unsafe {
        (
            read_array(dsts, count).map_err(whole)?,
            read_array(srcs, count).map_err(whole)?,
            read_array(sizes, count).map_err(whole)?,
            read_array(attributes, attribute_count).map_err(whole)?,
            read_array(firsts, attribute_count).map_err(whole)?,
        )
    };
    let is_order = |attributes: &CUmemcpyAttributes| {
        (CU_MEMCPY_SRC_ACCESS_ORDER_STREAM..=CU_MEMCPY_SRC_ACCESS_ORDER_ANY)
            .contains(&attributes.srcAccessOrder)
    };
    let is_ascending = firsts.is_sorted_by(|a, b| a < b) && firsts.first() == Some(&0);
    if !is_ascending || firsts.last().is_none_or(|last| *last >= count) || !attributes.iter().all(is_order) {
        return Err(whole(CudaError::INVALID_VALUE));
    }
    for (at, ((dst, src), len)) in dsts.into_iter().zip(srcs).zip(sizes).enumerate() {
        let which = firsts.partition_point(|first| *first <= at).saturating_sub(1);
        let order = attributes.get(which).map(|attributes| attributes.srcAccessOrder);
        // A pageable source is read during the call, so what the stream has yet to write there must be there.
        if order == Some(CU_MEMCPY_SRC_ACCESS_ORDER_STREAM)
            && session.allocations.place(src, len as u64) == Place::Pageable
        {
            waits::wait_stream(mode, stream).map_err(|error| (at, error))?;
        }
        // SAFETY: CUDA's contract for this copy of the batch.
        unsafe { cuMemcpyAsync(mode, dst, src, len, stream) }.map_err(|error| (at, error))?;
    }
    // Pinned sources that may change after the call have to be read by now.
    let is_urgent = |it: &CUmemcpyAttributes| it.srcAccessOrder == CU_MEMCPY_SRC_ACCESS_ORDER_DURING_API_CALL;
    if attributes.iter().any(is_urgent) {
        waits::wait_stream(mode, stream).map_err(whole)?;
    }
    Ok(())
}

pub unsafe fn cuMemcpyBatchAsync(
    mode: DefaultStream,
    dsts: *mut CUdeviceptr,
    srcs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    attributes: *mut CUmemcpyAttributes,
    firsts: *mut usize,
    attribute_count: usize,
    failed: *mut usize,
    stream: CUstream,
) -> CudaResult {
    let session = session::get()?;
    not_legacy(mode, stream)?;
    // SAFETY: CUDA's contract: as many elements as are told.
    let outcome = unsafe {
        run(session, mode, (dsts, srcs, sizes, count), (attributes, firsts, attribute_count), stream)
    };
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe { told(failed, outcome) }
}

pub unsafe fn cuMemcpyBatchAsync_v2(
    mode: DefaultStream,
    dsts: *mut CUdeviceptr,
    srcs: *mut CUdeviceptr,
    sizes: *mut usize,
    count: usize,
    attributes: *mut CUmemcpyAttributes,
    firsts: *mut usize,
    attribute_count: usize,
    stream: CUstream,
) -> CudaResult {
    let failed = core::ptr::null_mut();
    // SAFETY: the same contract.
    unsafe {
        cuMemcpyBatchAsync(
            mode,
            dsts,
            srcs,
            sizes,
            count,
            attributes,
            firsts,
            attribute_count,
            failed,
            stream,
        )
    }
}

/// The bytes of an element of the arrays of a copy; 1 where it has none.
fn element(session: &Session, op: &CUDA_MEMCPY3D_BATCH_OP) -> CudaResult<usize> {
    let Some(array) = op.src.array().or(op.dst.array()) else { return Ok(1) };
    transport::pending(session)?;
    let request = request::cuArray3DGetDescriptor_v2 { hArray: Handle(array.bits()) };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuArray3DGetDescriptor_v2 = reply.decode()?;
    reply.pArrayDescriptor.0.element().ok_or(CudaError::NOT_SUPPORTED)
}

/// # Safety
/// As many elements as are told.
unsafe fn boxes(
    session: &Session,
    mode: DefaultStream,
    (count, ops): (usize, *const CUDA_MEMCPY3D_BATCH_OP),
    flags: u64,
    stream: CUstream,
) -> Result<(), (usize, CudaError)> {
    let whole = |error| (WHOLE, error);
    if count == 0 || flags != 0 {
        return Err(whole(CudaError::INVALID_VALUE));
    }
    // SAFETY: the caller's contract.
    let ops = unsafe { read_array(ops, count) }.map_err(whole)?;
    let is_order = |op: &CUDA_MEMCPY3D_BATCH_OP| {
        (CU_MEMCPY_SRC_ACCESS_ORDER_STREAM..=CU_MEMCPY_SRC_ACCESS_ORDER_ANY).contains(&op.srcAccessOrder)
    };
    if let Some(at) = ops.iter().position(|op| !is_order(op)) {
        return Err((at, CudaError::INVALID_VALUE));
    }
    let copy_of =
        |op| element(session, op).and_then(|element| op.as_copy(element).ok_or(CudaError::INVALID_VALUE));
    let copies = ops.iter().enumerate().map(|(at, op)| copy_of(op).map_err(|error| (at, error)));
    // What is wrong with a copy's places is an error of the call as a whole.
    for (op, copy) in ops.iter().zip(copies.collect::<Result<Vec<_>, _>>()?) {
        let is_pageable = session.allocations.place(copy.srcDevice, 1) == Place::Pageable;
        if op.srcAccessOrder == CU_MEMCPY_SRC_ACCESS_ORDER_STREAM && op.src.array().is_none() && is_pageable {
            waits::wait_stream(mode, stream).map_err(whole)?;
        }
        three(mode, &copy, stream, false).map_err(whole)?;
    }
    if ops.iter().any(|op| op.srcAccessOrder == CU_MEMCPY_SRC_ACCESS_ORDER_DURING_API_CALL) {
        waits::wait_stream(mode, stream).map_err(whole)?;
    }
    Ok(())
}

pub unsafe fn cuMemcpy3DBatchAsync(
    mode: DefaultStream,
    count: usize,
    ops: *mut CUDA_MEMCPY3D_BATCH_OP,
    failed: *mut usize,
    flags: u64,
    stream: CUstream,
) -> CudaResult {
    let session = session::get()?;
    not_legacy(mode, stream)?;
    // SAFETY: CUDA's contract: as many elements as are told.
    let outcome = unsafe { boxes(session, mode, (count, ops), flags, stream) };
    // SAFETY: CUDA's contract: null or valid for a write.
    unsafe { told(failed, outcome) }
}

pub unsafe fn cuMemcpy3DBatchAsync_v2(
    mode: DefaultStream,
    count: usize,
    ops: *mut CUDA_MEMCPY3D_BATCH_OP,
    flags: u64,
    stream: CUstream,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuMemcpy3DBatchAsync(mode, count, ops, core::ptr::null_mut(), flags, stream) }
}
