//! Tensor maps: a computation of the driver on the host's CPU. The address in one is only used by kernels.

use core::ffi::c_int;

use table::{CUtensorMap, CudaError, CudaResult, check};
use wire::{Header, reply, request};

use crate::session::Session;

/// Checks that the arrays are as long as the rank says, since the driver reads that many elements.
fn check_lengths(rank: u32, full: &[usize], strides: usize) -> CudaResult {
    let rank = rank as usize;
    let fits = (1..=5).contains(&rank) && full.iter().all(|&len| len == rank) && strides == rank - 1;
    if fits { Ok(()) } else { Err(CudaError::INVALID_VALUE) }
}

const EMPTY: CUtensorMap = CUtensorMap { opaque: [0; 16] };

pub fn cuTensorMapEncodeTiled(
    session: &mut Session,
    _: &Header,
    q: request::cuTensorMapEncodeTiled,
) -> CudaResult<reply::cuTensorMapEncodeTiled> {
    let full = [q.dimensions.len(), q.box_dimensions.len(), q.element_strides.len()];
    check_lengths(q.rank, &full, q.strides.len())?;
    let mut map = EMPTY;
    // SAFETY: every array was found to be as long as the rank asks.
    check(unsafe {
        (session.driver.cuTensorMapEncodeTiled)(
            &mut map,
            q.data_type,
            q.rank,
            q.address,
            q.dimensions.as_ptr(),
            q.strides.as_ptr(),
            q.box_dimensions.as_ptr(),
            q.element_strides.as_ptr(),
            q.interleave,
            q.swizzle,
            q.promotion,
            q.fill,
        )
    })?;
    Ok(reply::cuTensorMapEncodeTiled { map: map.opaque.to_vec() })
}

pub fn cuTensorMapEncodeIm2col(
    session: &mut Session,
    _: &Header,
    q: request::cuTensorMapEncodeIm2col,
) -> CudaResult<reply::cuTensorMapEncodeIm2col> {
    let full = [q.dimensions.len(), q.element_strides.len(), q.lower.len() + 2, q.upper.len() + 2];
    check_lengths(q.rank, &full, q.strides.len())?;
    let signed = |corner: &[u32]| corner.iter().map(|&value| value as c_int).collect::<Vec<_>>();
    let (lower, upper) = (signed(&q.lower), signed(&q.upper));
    let mut map = EMPTY;
    // SAFETY: every array was found to be as long as the rank asks.
    check(unsafe {
        (session.driver.cuTensorMapEncodeIm2col)(
            &mut map,
            q.data_type,
            q.rank,
            q.address,
            q.dimensions.as_ptr(),
            q.strides.as_ptr(),
            lower.as_ptr(),
            upper.as_ptr(),
            q.channels,
            q.pixels,
            q.element_strides.as_ptr(),
            q.interleave,
            q.swizzle,
            q.promotion,
            q.fill,
        )
    })?;
    Ok(reply::cuTensorMapEncodeIm2col { map: map.opaque.to_vec() })
}

pub fn cuTensorMapEncodeIm2colWide(
    session: &mut Session,
    _: &Header,
    q: request::cuTensorMapEncodeIm2colWide,
) -> CudaResult<reply::cuTensorMapEncodeIm2colWide> {
    check_lengths(q.rank, &[q.dimensions.len(), q.element_strides.len()], q.strides.len())?;
    let mut map = EMPTY;
    // SAFETY: every array was found to be as long as the rank asks.
    check(unsafe {
        (session.driver.cuTensorMapEncodeIm2colWide)(
            &mut map,
            q.data_type,
            q.rank,
            q.address,
            q.dimensions.as_ptr(),
            q.strides.as_ptr(),
            q.lower,
            q.upper,
            q.channels,
            q.pixels,
            q.element_strides.as_ptr(),
            q.interleave,
            q.mode,
            q.swizzle,
            q.promotion,
            q.fill,
        )
    })?;
    Ok(reply::cuTensorMapEncodeIm2colWide { map: map.opaque.to_vec() })
}
