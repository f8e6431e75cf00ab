//! What kernels print, on the program's standard output, and what the driver says of them, on its standard error.

use std::{io::Write, sync::atomic::Ordering};

use table::{CUstream, CudaResult, DefaultStream};
use wire::{Handle, reply, request};

use crate::{
    session::{self, Session},
    transport::{self, Reply},
};

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
    let request = request::vgpuTakeOutput { stream: Handle(stream.0 as u64) };
    print(|| transport::call(mode, &request))
}

/// A call has met a device assertion that failed. The driver prints what failed and where as soon as it notices: what it
/// has printed goes to the program's standard error, once.
#[cold]
pub fn assertion() {
    let Ok(session) = session::get() else { return };
    if !session.assertion_is_told.swap(true, Ordering::Relaxed) {
        let request = request::vgpuTakeOutput { stream: Handle::NULL };
        // The program has its error; that its text cannot be had changes nothing.
        print(|| transport::call_regardless(&request)).ok();
    }
}

fn print(ask: impl Fn() -> CudaResult<Reply>) -> CudaResult {
    loop {
        let reply = ask()?;
        let reply: reply::vgpuTakeOutput = reply.decode()?;
        if !reply.text.is_empty() {
            // SAFETY: the buffer is ours and `%.*s` prints at most as many bytes as are given; a NUL inside
            // ends the piece, which is what the driver's own printf does.
            unsafe { libc::printf(c"%.*s".as_ptr(), reply.text.len() as libc::c_int, reply.text.as_ptr()) };
        }
        // A closed standard error is the program's own doing.
        std::io::stderr().write_all(&reply.errors).ok();
        if !reply.more {
            return Ok(());
        }
    }
}
