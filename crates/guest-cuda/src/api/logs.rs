//! The error log, which [`crate::errorlog`] keeps. All of it can be used before `cuInit`. Flags are reserved; the driver takes
//! any.

use core::ffi::{CStr, c_char, c_uint, c_void};
use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};

use table::{CUlogIterator, CUlogsCallback, CUlogsCallbackHandle, CudaError, CudaResult};

use crate::{
    edge::{not_null, write_array},
    errorlog::{self, Lines},
};

pub unsafe fn cuLogsRegisterCallback(
    function: CUlogsCallback,
    data: *mut c_void,
    handle: *mut CUlogsCallbackHandle,
) -> CudaResult {
    if function.is_none() {
        return Err(CudaError::INVALID_VALUE);
    }
    let registered = errorlog::register(function, data);
    if !handle.is_null() {
        // SAFETY: not null; CUDA's contract makes it valid for this write.
        unsafe { handle.write(registered) };
    }
    Ok(())
}

pub unsafe fn cuLogsUnregisterCallback(handle: CUlogsCallbackHandle) -> CudaResult {
    errorlog::unregister(handle)
}

pub unsafe fn cuLogsCurrent(iterator: *mut CUlogIterator, _flags: c_uint) -> CudaResult {
    not_null(iterator)?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { iterator.write(errorlog::current()) };
    Ok(())
}

/// What there is from where `iterator` stands, or all of it, and the place behind it.
///
/// # Safety
/// `iterator` is null or valid for reads.
unsafe fn from(iterator: *const CUlogIterator) -> CudaResult<(Lines, CUlogIterator)> {
    // SAFETY: the caller's contract.
    let place = if iterator.is_null() { None } else { Some(unsafe { iterator.read() }) };
    errorlog::lines(place)
}

/// Puts an iterator behind what was read.
///
/// # Safety
/// `iterator` is null or valid for writes.
unsafe fn advance(iterator: *mut CUlogIterator, place: CUlogIterator) {
    if !iterator.is_null() {
        // SAFETY: the caller's contract.
        unsafe { iterator.write(place) };
    }
}

pub unsafe fn cuLogsDumpToMemory(
    iterator: *mut CUlogIterator,
    buffer: *mut c_char,
    size: *mut usize,
    _flags: c_uint,
) -> CudaResult {
    not_null(buffer)?;
    not_null(size)?;
    // SAFETY: not null; CUDA's contract makes it readable.
    let room = unsafe { size.read() };
    // SAFETY: CUDA's contract for the iterator.
    let text = unsafe { from(iterator) }.and_then(|(lines, next)| {
        // The zero behind the text needs a place too.
        let text = lines.fitting(room.saturating_sub(1))?;
        Ok((text, next))
    });
    let (text, next) = text.inspect_err(|_| {
        // SAFETY: not null; CUDA's contract makes it valid for this write.
        unsafe { size.write(0) };
    })?;
    // SAFETY: the text and its zero take no more bytes than there is room for, and nothing is written to a buffer without
    // any; CUDA's contract makes all three valid for these writes.
    unsafe {
        write_array(buffer.cast(), text.as_bytes());
        if room > 0 {
            buffer.add(text.len()).write(0);
        }
        size.write(text.len());
        advance(iterator, next);
    }
    Ok(())
}

pub unsafe fn cuLogsDumpToFile(
    iterator: *mut CUlogIterator,
    path: *const c_char,
    _flags: c_uint,
) -> CudaResult {
    not_null(path)?;
    // SAFETY: not null; CUDA's contract makes it text.
    let path = OsStr::from_bytes(unsafe { CStr::from_ptr(path) }.to_bytes());
    // SAFETY: CUDA's contract for the iterator.
    let (lines, next) = unsafe { from(iterator) }?;
    std::fs::write(path, lines.whole()).map_err(|_| CudaError::INVALID_VALUE)?;
    // SAFETY: as above.
    unsafe { advance(iterator, next) };
    Ok(())
}
