//! Where shared memory comes from, as the guest takes it: a new memfd each time, or a part of one file that both sides
//! have had from the beginning, the window of a PCI device.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;

use crate::heap::Heap;
use crate::layout::PAGE;
use crate::memfd::{self, MemfdError};

/// A place in a file that can be mapped.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The file.
    pub file: BorrowedFd<'a>,
    /// Bytes from its start; a multiple of the page size.
    pub offset: u64,
}

impl<'a, F: AsFd> From<&'a F> for Source<'a> {
    fn from(file: &'a F) -> Self {
        Self { file: file.as_fd(), offset: 0 }
    }
}

/// Shared memory for one segment.
#[derive(Debug)]
pub struct Pages {
    file: Arc<OwnedFd>,
    offset: u64,
    lease: Option<Lease>,
}

impl Pages {
    /// Where they are.
    pub fn source(&self) -> Source<'_> {
        Source { file: self.file.as_fd(), offset: self.offset }
    }

    /// Has the kernel find them for as long as `has_time` says so, if it has not yet; see [`memfd::populate`].
    pub(crate) fn populate(&self, len: u64, has_time: impl Fn() -> bool) {
        // The pages of a device have been found long ago, or are the host's to find.
        if self.lease.is_none() {
            memfd::populate(&self.file, len, has_time);
        }
    }

    /// What has to be kept as long as they are in use; nothing for a file of their own, which lives while it is mapped.
    pub(crate) fn into_lease(self) -> Option<Lease> {
        self.lease
    }
}

impl From<OwnedFd> for Pages {
    fn from(file: OwnedFd) -> Self {
        Self { file: Arc::new(file), offset: 0, lease: None }
    }
}

/// A part of a file in use, which is free again when this goes.
#[derive(Debug)]
pub(crate) struct Lease {
    free: Arc<Heap>,
    offset: u64,
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.free.free(self.offset);
    }
}

/// Gives out [`Pages`].
#[derive(Debug)]
pub enum PageSource {
    /// A memfd for each segment.
    Memfd,
    /// Parts of one file.
    File {
        /// The file.
        file: Arc<OwnedFd>,
        /// What of it is free, by offset. Offset 0 is never part of it.
        free: Arc<Heap>,
    },
}

impl PageSource {
    /// Parts of the `len` bytes at `offset` (not 0) of a file.
    pub fn part_of(file: Arc<OwnedFd>, offset: u64, len: u64) -> Self {
        let free = Heap::new();
        free.add_region(offset, len);
        Self::File { file, free: Arc::new(free) }
    }

    /// `len` bytes, a multiple of the page size. Those of a file that were used before still hold what they held.
    ///
    /// # Errors
    /// If there is not that much left.
    pub fn take(&self, name: &str, len: u64) -> Result<Pages, MemfdError> {
        match self {
            Self::Memfd => memfd::create(name, len).map(Pages::from),
            Self::File { file, free } => {
                let offset = free.alloc(len, PAGE as u64);
                let offset = offset.ok_or(MemfdError::Full { wanted: len, left: free.free_bytes() })?;
                let lease = Some(Lease { free: Arc::clone(free), offset });
                Ok(Pages { file: Arc::clone(file), offset, lease })
            }
        }
    }

    /// What it is called in the evidence.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Memfd => "memfd",
            Self::File { .. } => "device",
        }
    }

    /// Whether the peer has the file already, so that no descriptor need travel.
    pub fn is_known_to_peer(&self) -> bool {
        matches!(self, Self::File { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_file_are_apart_and_come_back() {
        let file = Arc::new(memfd::create("test", 1 << 20).expect("memfd"));
        let source = PageSource::part_of(file, 4096, 3 * 4096);
        let [a, b] = [4096, 8192].map(|len| source.take("", len).expect("room"));
        assert_eq!([a.source().offset, b.source().offset], [4096, 8192]);
        let full = source.take("", 4096).expect_err("full");
        assert_eq!(full, MemfdError::Full { wanted: 4096, left: 0 });
        drop(a);
        assert_eq!(source.take("", 4096).expect("room").source().offset, 4096);
    }
}
