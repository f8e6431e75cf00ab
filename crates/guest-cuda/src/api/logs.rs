//! The driver's error log, which is kept by the worker's driver.

use core::ffi::{CStr, c_char, c_uint};
use std::os::unix::ffi::OsStrExt as _;

use table::{CUlogIterator, CudaError, CudaResult, DefaultStream};
use wire::{reply, request};

use crate::{edge::not_null, session, staging::Block, transport};

/// The driver keeps no more than this, bytes.
const LOG_MAX: u64 = 25_600;

/// What the log holds from `iterator` on, or all of it; the iterator moves behind it.
///
/// # Safety
/// `iterator` is null, or valid for reads and writes.
unsafe fn dump(iterator: *mut CUlogIterator, capacity: u64, flags: c_uint) -> CudaResult<Vec<u8>> {
    let session = session::get()?;
    // SAFETY: the caller's contract.
    let at = if iterator.is_null() { 0 } else { unsafe { iterator.read() } };
    let block = Block::new(session, capacity)?;
    let request = request::cuLogsDumpToMemory {
        at,
        is_whole: iterator.is_null(),
        buffer: block.address(),
        capacity,
        flags,
    };
    let reply: reply::cuLogsDumpToMemory = transport::call(DefaultStream::Legacy, &request)?.decode()?;
    if !iterator.is_null() {
        // SAFETY: the caller's contract.
        unsafe { iterator.write(reply.at) };
    }
    Ok(block.read(reply.size.min(capacity)))
}

pub unsafe fn cuLogsDumpToMemory(
    iterator: *mut CUlogIterator,
    buffer: *mut c_char,
    size: *mut usize,
    flags: c_uint,
) -> CudaResult {
    session::get()?;
    not_null(buffer)?;
    not_null(size)?;
    // SAFETY: not null; CUDA's contract makes it readable.
    let room = unsafe { size.read() };
    if room == 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: CUDA's contract for the iterator.
    let text = unsafe { dump(iterator, LOG_MAX.min(room as u64), flags) }?;
    // SAFETY: no more bytes than there is room for; CUDA's contract makes both valid for these writes.
    unsafe {
        buffer.cast::<u8>().copy_from_nonoverlapping(text.as_ptr(), text.len());
        size.write(text.len());
    }
    Ok(())
}

pub unsafe fn cuLogsDumpToFile(
    iterator: *mut CUlogIterator,
    path: *const c_char,
    flags: c_uint,
) -> CudaResult {
    session::get()?;
    not_null(path)?;
    // SAFETY: not null; CUDA's contract makes it text.
    let path = std::ffi::OsStr::from_bytes(unsafe { CStr::from_ptr(path) }.to_bytes());
    // Found out before the iterator moves.
    let mut file = std::fs::File::create(path).map_err(|_| CudaError::INVALID_VALUE)?;
    // SAFETY: CUDA's contract for the iterator.
    let text = unsafe { dump(iterator, LOG_MAX, flags) }?;
    std::io::Write::write_all(&mut file, &text).map_err(|_| CudaError::INVALID_VALUE)
}
