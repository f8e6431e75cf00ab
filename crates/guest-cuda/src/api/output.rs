//! What kernels print, on the program's standard output.

use std::sync::atomic::Ordering;

use table::{CUstream, CudaResult, DefaultStream};
use wire::{Handle, reply, request};

use crate::{session::Session, transport};

/// If a loaded module can print: prints what kernels have printed since the last time, after `stream` was
/// waited for. The driver writes through C's `stdout`, and so do
/// we, so that the program's own output keeps its order.
///
/// # Errors
/// As [`transport::call`].
pub fn flush(session: &Session, mode: DefaultStream, stream: CUstream) -> CudaResult {
    if !session.prints.load(Ordering::Relaxed) || session.is_capturing() {
        return Ok(());
    }
    let stream = Handle(stream.0 as u64);
    loop {
        let reply = transport::call(mode, &request::vgpuTakeOutput { stream })?;
        let reply: reply::vgpuTakeOutput = reply.decode()?;
        if !reply.text.is_empty() {
            // SAFETY: the buffer is ours and `%.*s` prints at most as many bytes as are given; a NUL inside
            // ends the piece, which is what the driver's own printf does.
            unsafe { libc::printf(c"%.*s".as_ptr(), reply.text.len() as libc::c_int, reply.text.as_ptr()) };
        }
        if !reply.more {
            return Ok(());
        }
    }
}
