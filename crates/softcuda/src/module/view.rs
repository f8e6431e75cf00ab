//! Reading a program's memory at an address that may be wrong.
//!
//! A module image comes as a bare pointer, and its length stands inside it. The kernel is asked whether
//! a page can be read before it is: a wrong pointer or length must end in an error, not in a signal.

use std::{
    os::fd::{AsRawFd, FromRawFd, OwnedFd},
    sync::OnceLock,
};

const PAGE: u64 = 4096;

/// No image is larger; what claims to be is garbage.
pub const LARGEST: u64 = 1 << 30;

/// Memory from an address on, to be read with care.
#[derive(Debug, Clone, Copy)]
pub struct View {
    start: u64,
    limit: u64,
}

impl View {
    /// Memory whose extent is not known.
    pub fn unbounded(start: u64) -> Self {
        Self { start, limit: LARGEST }
    }

    /// Memory that we hold ourselves. The slice must outlive the view's use.
    pub fn of(bytes: &[u8]) -> Self {
        Self { start: bytes.as_ptr() as u64, limit: bytes.len() as u64 }
    }

    /// The same memory from `offset` on.
    pub fn behind(&self, offset: u64) -> Option<Self> {
        Some(Self { start: self.start.checked_add(offset)?, limit: self.limit.checked_sub(offset)? })
    }

    /// Copies `len` bytes at `offset`, if all of them can be read.
    pub fn read(&self, offset: u64, len: u64) -> Option<Vec<u8>> {
        let end = offset.checked_add(len)?;
        let from = self.start.checked_add(offset)?;
        if end > self.limit || !is_readable(from, len) {
            return None;
        }
        let mut bytes = vec![0u8; len as usize];
        // The rest of a page is read where a text's end is sought, and our own buffer may lie in it.
        // SAFETY: every page of the source was just found readable and `bytes` is as long. A program that unmaps
        // its image during the call breaks the contract of the call.
        unsafe { std::ptr::copy(from as *const u8, bytes.as_mut_ptr(), bytes.len()) };
        Some(bytes)
    }

    /// Copies `N` bytes at `offset`.
    pub fn array<const N: usize>(&self, offset: u64) -> Option<[u8; N]> {
        self.read(offset, N as u64)?.try_into().ok()
    }

    /// The bytes up to the first NUL.
    pub fn text(&self) -> Option<Vec<u8>> {
        let mut text = Vec::new();
        while (text.len() as u64) < self.limit {
            let at = self.start.checked_add(text.len() as u64)?;
            let in_page = PAGE - at % PAGE;
            let len = in_page.min(self.limit - text.len() as u64);
            let piece = self.read(text.len() as u64, len)?;
            if let Some(end) = piece.iter().position(|byte| *byte == 0) {
                text.extend_from_slice(&piece[..end]);
                return Some(text);
            }
            text.extend_from_slice(&piece);
        }
        None
    }
}

/// Whether `len` bytes at `address` can be read.
fn is_readable(address: u64, len: u64) -> bool {
    let Some(end) = address.checked_add(len) else { return false };
    let mut at = address;
    while at < end {
        if !is_page_readable(at) {
            return false;
        }
        at = (at / PAGE + 1) * PAGE;
    }
    true
}

/// Has the kernel read one byte: it answers EFAULT where we would get a signal.
fn is_page_readable(address: u64) -> bool {
    static SINK: OnceLock<Option<OwnedFd>> = OnceLock::new();
    let sink = SINK.get_or_init(|| {
        // SAFETY: the name is a NUL-terminated literal; the call has no other precondition.
        let raw = unsafe { libc::memfd_create(c"softcuda-probe".as_ptr(), libc::MFD_CLOEXEC) };
        // SAFETY: a descriptor that is not negative was just opened and nothing else owns it.
        (raw >= 0).then(|| unsafe { OwnedFd::from_raw_fd(raw) })
    });
    let Some(sink) = sink else { return false };
    // SAFETY: the kernel checks the address itself; nothing of ours is written to.
    unsafe { libc::pwrite(sink.as_raw_fd(), address as *const _, 1, 0) == 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unreadable_memory_is_refused() {
        assert!(View::unbounded(8).array::<4>(0).is_none());
        assert!(View::unbounded(u64::MAX - 2).array::<4>(0).is_none());
        assert!(View::unbounded(0x10).text().is_none());
        let bytes = [1, 2, 3, 4];
        assert_eq!(View::of(&bytes).array::<4>(0), Some(bytes));
        assert!(View::of(&bytes).array::<4>(1).is_none());
        assert!(View::of(&bytes).text().is_none());
        assert_eq!(View::of(b"ab\0c").text().as_deref(), Some(b"ab".as_slice()));
    }

    #[test]
    fn text_ends_at_the_page_that_cannot_be_read() {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        // SAFETY: two fresh pages at a place of the kernel's choice.
        let pages = unsafe {
            libc::mmap(
                std::ptr::null_mut(),
                2 * PAGE as usize,
                libc::PROT_READ | libc::PROT_WRITE,
                flags,
                -1,
                0,
            )
        };
        assert_ne!(pages, libc::MAP_FAILED);
        let start = pages as u64;
        // SAFETY: both pages are ours; the second becomes inaccessible, the first is filled without NUL.
        unsafe {
            libc::mprotect((start + PAGE) as *mut _, PAGE as usize, libc::PROT_NONE);
            (start as *mut u8).write_bytes(b'x', PAGE as usize);
        }
        assert!(View::unbounded(start).text().is_none());
        assert!(View::unbounded(start).read(PAGE - 4, 5).is_none());
        // SAFETY: the pages were mapped above and nothing uses them any more.
        unsafe { libc::munmap(pages, 2 * PAGE as usize) };
    }
}
