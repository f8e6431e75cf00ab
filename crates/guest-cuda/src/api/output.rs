//! What kernels print, on the program's standard output, and what the driver says of them, on its standard error.

use std::{io::Write, sync::atomic::Ordering};

use table::{CUstream, CudaResult, DefaultStream};
use wire::{Handle, reply, request};

use crate::{
    session::{self, Session},
    streams::Stream,
    thread,
    transport::{self, Reply},
};

/// What a wait may have to print when it is over. Made before the wait begins: what is launched later is not waited for.
#[must_use]
pub struct Due {
    /// Launches by then, if there were any since the last such wait for the stream.
    launches: Option<u64>,
    stream: CUstream,
}

impl Due {
    /// For a wait for `stream`.
    pub fn of(session: &Session, stream: CUstream) -> Self {
        if !session.prints.load(Ordering::Relaxed) {
            return Self { launches: None, stream };
        }
        let launches = session.launches.load(Ordering::Acquire);
        let printed = match stream {
            CUstream::PER_THREAD => thread::current().borrow().printed,
            CUstream::NULL | CUstream::LEGACY => session.printed.load(Ordering::Relaxed),
            _ => {
                let printed = |stream: &Stream| stream.printed.load(Ordering::Relaxed);
                session.streams.get(stream).map_or(0, |stream| printed(&stream))
            }
        };
        Self { launches: (printed != launches).then_some(launches), stream }
    }

    /// The wait is over: prints what kernels have printed, unless none was launched since the last time.
    ///
    /// # Errors
    /// As [`transport::call`].
    pub fn print(self, session: &Session, mode: DefaultStream) -> CudaResult {
        let Some(launches) = self.launches else { return Ok(()) };
        print_after(session, mode, self.stream)?;
        match self.stream {
            CUstream::PER_THREAD => thread::current().borrow_mut().printed = launches,
            CUstream::NULL | CUstream::LEGACY => session.printed.store(launches, Ordering::Relaxed),
            _ => {
                if let Some(stream) = session.streams.get(self.stream) {
                    stream.printed.store(launches, Ordering::Relaxed);
                }
            }
        }
        Ok(())
    }
}

/// If a loaded module can print: prints what kernels have printed since the last time, after everything was waited for
/// that may have. The driver writes through C's `stdout`, and so do we, so that the program's own output keeps its order.
///
/// # Errors
/// As [`transport::call`].
pub fn flush(session: &Session) -> CudaResult {
    if session.prints.load(Ordering::Relaxed) {
        print_after(session, DefaultStream::Legacy, CUstream::NULL)
    } else {
        Ok(())
    }
}

/// `stream` has been waited for.
fn print_after(session: &Session, mode: DefaultStream, stream: CUstream) -> CudaResult {
    if session.is_capturing() {
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
