//! Captured copies from and to memory that cannot be shared with the device in place, such as a stack. The graph copies from or to
//! a block of the window, and a host function moves the bytes between block and program: two nodes where the driver makes one.

use core::ffi::c_void;

use table::{CUstream, CudaError, CudaResult, DefaultStream};

use super::{callback::cuLaunchHostFunc, host_memory};
use crate::{session::Session, staging::Block};

/// More would take the window's memory for good: a graph may be launched at any time.
const LEN_MAX: u64 = 1 << 20;

/// What the host function of one copy moves. Lives as long as the process, as graphs may.
struct Relay {
    from: u64,
    to: u64,
    len: usize,
}

/// Moves the bytes.
unsafe extern "C" fn move_bytes(relay: *mut c_void) {
    // SAFETY: what `launch` has made, which is never freed.
    let relay = unsafe { &*relay.cast::<Relay>() };
    // SAFETY: one end is a block of the window; of the other CUDA's contract says that it is there when the graph runs.
    unsafe { core::ptr::copy(relay.from as *const u8, relay.to as *mut u8, relay.len) };
}

/// Puts the host function into the stream.
fn launch(mode: DefaultStream, stream: CUstream, relay: Relay) -> CudaResult {
    let relay = Box::into_raw(Box::new(relay));
    // SAFETY: a function of ours with its own data.
    unsafe { cuLaunchHostFunc(mode, stream, Some(move_bytes), relay.cast()) }
}

/// A block that is never given back.
fn block(session: &'static Session, len: u64) -> CudaResult<u64> {
    if len > LEN_MAX {
        return Err(CudaError::NOT_SUPPORTED);
    }
    let block = Block::new(session, len)?;
    let address = block.address();
    core::mem::forget(block);
    Ok(address)
}

/// Captures a copy that reads `len` bytes of the program at `src`; `copy` captures it from another address.
///
/// # Errors
/// What capturing says; `NOT_SUPPORTED` for more bytes than 1 MiB that cannot be shared.
pub(super) fn from_host(
    session: &'static Session,
    (mode, stream): (DefaultStream, CUstream),
    src: u64,
    len: u64,
    copy: impl FnOnce(u64) -> CudaResult,
) -> CudaResult {
    match host_memory::share(session, src, len) {
        Err(error) if error == CudaError::NOT_SUPPORTED => {
            let block = block(session, len)?;
            launch(mode, stream, Relay { from: src, to: block, len: len as usize })?;
            copy(block)
        }
        shared => shared.and_then(|()| copy(src)),
    }
}

/// Captures a copy that writes `len` bytes of the program at `dst`; `copy` captures it to another address.
///
/// # Errors
/// As [`from_host`].
pub(super) fn to_host(
    session: &'static Session,
    (mode, stream): (DefaultStream, CUstream),
    dst: u64,
    len: u64,
    copy: impl FnOnce(u64) -> CudaResult,
) -> CudaResult {
    match host_memory::share(session, dst, len) {
        Err(error) if error == CudaError::NOT_SUPPORTED => {
            let block = block(session, len)?;
            copy(block)?;
            launch(mode, stream, Relay { from: block, to: dst, len: len as usize })
        }
        shared => shared.and_then(|()| copy(dst)),
    }
}
