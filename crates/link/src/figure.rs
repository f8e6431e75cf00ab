//! A figure that one process keeps up to date and another reads now and then: eight bytes of shared memory. Who may write it can
//! lie in it, and do nothing else.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::io::{pread, pwrite};

use crate::memfd::{self, MemfdError};

/// See the module.
#[derive(Debug)]
pub struct Figure(OwnedFd);

impl Figure {
    /// A new one, which is 0.
    ///
    /// # Errors
    /// If the system has no memory or no descriptor for it.
    pub fn new(name: &str) -> Result<Self, MemfdError> {
        memfd::create(name, size_of::<u64>() as u64).map(Self)
    }

    /// One that a peer has made.
    pub fn received(fd: OwnedFd) -> Self {
        Self(fd)
    }

    /// To send it.
    pub fn fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }

    /// Writes it.
    pub fn set(&self, value: u64) {
        // Nobody computes with it, so a figure that cannot be written is only old.
        let _ = pwrite(&self.0, &value.to_ne_bytes(), 0);
    }

    /// Reads it; `None` if it is no figure.
    pub fn get(&self) -> Option<u64> {
        let mut bytes = [0; size_of::<u64>()];
        let read = pread(&self.0, &mut bytes, 0).ok()?;
        (read == bytes.len()).then(|| u64::from_ne_bytes(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_by_one_is_read_by_another() {
        let ours = Figure::new("test").expect("figure");
        let theirs = Figure::received(ours.fd().try_clone_to_owned().expect("dup"));
        assert_eq!(ours.get(), Some(0));
        theirs.set(u64::MAX - 1);
        assert_eq!(ours.get(), Some(u64::MAX - 1));
    }

    #[test]
    fn anything_else_is_no_figure() {
        let (read, _write) = rustix::pipe::pipe().expect("pipe");
        let figure = Figure::received(read);
        figure.set(1);
        assert_eq!(figure.get(), None);
    }
}
