//! What kernels print, and what the driver says of them: the driver writes to this process's standard output and error,
//! which are memory files of ours, and the guest prints it on its own.
//!
//! Memory files and not pipes, because the driver writes from inside a call on the dispatcher's thread, and nothing
//! bounds what a kernel prints: a full pipe would block the session for ever.

use std::{
    cell::Cell,
    fs::File,
    io,
    os::fd::{AsFd, AsRawFd, OwnedFd},
    sync::atomic::{AtomicI32, Ordering},
};

use rustix::fs::{MemfdFlags, OFlags};

/// One of this process's standard streams, as a file that is read here.
#[derive(Debug)]
pub struct Captured {
    file: Option<OwnedFd>,
    read: Cell<u64>,
}

/// Both of them.
#[derive(Debug)]
pub struct DeviceOutput {
    /// What kernels have printed.
    pub printed: Captured,
    /// What the driver has written to standard error.
    pub errors: Captured,
}

impl DeviceOutput {
    /// Makes memory files of standard output and error. Call before the driver is loaded. Gives what was standard error:
    /// the log's place.
    ///
    /// # Errors
    /// What the kernel says of memfd_create, fcntl or dup.
    pub fn capture() -> io::Result<(Self, File)> {
        let log = File::from(rustix::io::fcntl_dupfd_cloexec(rustix::stdio::stderr(), 3)?);
        let (printed, errors) =
            (Captured::file("vgpu-device-output")?, Captured::file("vgpu-device-errors")?);
        rustix::stdio::dup2_stdout(&printed)?;
        rustix::stdio::dup2_stderr(&errors)?;
        speak_when_aborted(&log, &errors);
        let captured = |file: OwnedFd| Captured { file: Some(file), read: Cell::new(0) };
        Ok((Self { printed: captured(printed), errors: captured(errors) }, log))
    }

    /// An output that nothing arrives at, for tests.
    pub fn none() -> Self {
        let none = || Captured { file: None, read: Cell::new(0) };
        Self { printed: none(), errors: none() }
    }
}

impl Captured {
    fn file(name: &str) -> io::Result<OwnedFd> {
        let file = rustix::fs::memfd_create(name, MemfdFlags::CLOEXEC)?;
        // Appending makes truncation safe: the next write starts at the new end.
        rustix::fs::fcntl_setfl(&file, OFlags::APPEND)?;
        Ok(file)
    }

    /// Takes at most `limit` bytes of what has been written.
    pub fn take(&self, limit: usize) -> Vec<u8> {
        let Some(file) = &self.file else { return Vec::new() };
        if limit == 0 {
            // Nothing read would look like nothing left.
            return Vec::new();
        }
        // SAFETY: a null stream flushes every stream; no memory of ours is passed.
        unsafe { libc::fflush(core::ptr::null_mut()) };
        let mut text = vec![0; limit];
        let len = rustix::io::pread(file, text.as_mut_slice(), self.read.get()).unwrap_or(0);
        text.truncate(len);
        if len == 0 && self.read.get() > 0 && rustix::fs::ftruncate(file, 0).is_ok() {
            self.read.set(0);
        } else {
            self.read.set(self.read.get() + len as u64);
        }
        text
    }
}

/// The log and the memory file of standard error, for the signal handler.
static LAST_WORDS: [AtomicI32; 2] = [const { AtomicI32::new(-1) }; 2];

/// The last words of a library that aborts go to the log, not down with the process.
fn speak_when_aborted(log: &impl AsFd, errors: &impl AsFd) {
    /// What is copied at most.
    const LIMIT: usize = 1 << 20;
    extern "C" fn speak(_: libc::c_int) {
        let [log, errors] = [0, 1].map(|index: usize| LAST_WORDS[index].load(Ordering::Relaxed));
        let mut from = 0;
        // SAFETY: sendfile may be called in a signal handler; the descriptors live as long as the process, and `from` is
        // ours. Abort ends the process when this returns.
        unsafe { libc::sendfile(log, errors, &mut from, LIMIT) };
    }
    for (word, fd) in LAST_WORDS.iter().zip([log.as_fd(), errors.as_fd()]) {
        word.store(fd.as_raw_fd(), Ordering::Relaxed);
    }
    // SAFETY: the handler does nothing that a signal handler must not do.
    unsafe { libc::signal(libc::SIGABRT, speak as *const () as libc::sighandler_t) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_taken_once_and_in_order() {
        let file = Captured::file("test").expect("memfd");
        let captured = Captured { file: Some(file.try_clone().expect("dup")), read: Cell::new(0) };
        let write = |text: &str| assert_eq!(rustix::io::write(&file, text.as_bytes()), Ok(text.len()));
        write("one, two");
        assert_eq!(captured.take(5), b"one, ");
        assert_eq!(captured.take(0), b"", "no room is no reason to forget the rest");
        assert_eq!(captured.take(100), b"two");
        assert_eq!(captured.take(100), b"");
        write("three");
        assert_eq!(captured.take(100), b"three");
    }
}
