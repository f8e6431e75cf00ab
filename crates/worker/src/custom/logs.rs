//! The driver's error log.

use table::{CudaError, CudaResult, check};
use wire::{Header, reply, request};

use crate::session::Session;

/// The driver keeps no more than this, bytes.
const LOG_MAX: u64 = 25_600;

pub fn cuLogsDumpToMemory(
    session: &mut Session,
    _: &Header,
    q: request::cuLogsDumpToMemory,
) -> CudaResult<reply::cuLogsDumpToMemory> {
    if q.capacity == 0 || q.capacity > LOG_MAX {
        return Err(CudaError::INVALID_VALUE);
    }
    let mut text = vec![0_u8; q.capacity as usize];
    let (mut at, mut size) = (q.at, text.len());
    let iterator = if q.is_whole { core::ptr::null_mut() } else { &raw mut at };
    // SAFETY: the pointers are to locals, as many bytes as are told.
    check(unsafe {
        (session.driver.cuLogsDumpToMemory)(iterator, text.as_mut_ptr().cast(), &mut size, q.flags)
    })?;
    text.truncate(size);
    session.window_write(q.buffer, q.capacity, &text)?;
    Ok(reply::cuLogsDumpToMemory { at, size: text.len() as u64 })
}
