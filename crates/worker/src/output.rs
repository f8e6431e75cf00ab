//! What kernels print: the driver writes it to this process's standard output, which is a memory file of
//! ours, and the guest prints it on its own.
//!
//! A memory file and not a pipe, because the driver writes from inside a call on the dispatcher's thread,
//! and nothing bounds what a kernel prints: a full pipe would block the session for ever.

use std::{cell::Cell, io, os::fd::OwnedFd};

use rustix::fs::{MemfdFlags, OFlags};

/// This process's standard output, as a file that is read here.
#[derive(Debug)]
pub struct DeviceOutput {
    file: Option<OwnedFd>,
    read: Cell<u64>,
}

impl DeviceOutput {
    /// Makes standard output a memory file. Call before the driver is loaded; logs go to standard error.
    ///
    /// # Errors
    /// What the kernel says of memfd_create, fcntl or dup2.
    pub fn capture() -> io::Result<Self> {
        let file = rustix::fs::memfd_create("vgpu-device-output", MemfdFlags::CLOEXEC)?;
        // Appending makes truncation safe: the next write starts at the new end.
        rustix::fs::fcntl_setfl(&file, OFlags::APPEND)?;
        rustix::stdio::dup2_stdout(&file)?;
        Ok(Self { file: Some(file), read: Cell::new(0) })
    }

    /// An output that nothing arrives at, for tests.
    pub fn none() -> Self {
        Self { file: None, read: Cell::new(0) }
    }

    /// Takes at most `limit` bytes of what has been printed.
    pub fn take(&self, limit: usize) -> Vec<u8> {
        let Some(file) = &self.file else { return Vec::new() };
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
