//! Memory that may not be there.

use std::{
    io,
    sync::atomic::{AtomicBool, Ordering},
};

/// Ranges above this are looked at before memory is set aside for them.
const LONG: u64 = 1 << 20;

/// Something that images are read from, at addresses that may be wrong.
pub trait Memory {
    /// Copies `into.len()` bytes from `address`; `false` (and `into` is arbitrary) unless all are readable.
    fn read(&self, address: u64, into: &mut [u8]) -> bool;

    /// The little-endian word at `address`, which need not be aligned.
    fn u32(&self, address: u64) -> Option<u32> {
        let mut word = [0; 4];
        self.read(address, &mut word).then(|| u32::from_le_bytes(word))
    }

    /// The little-endian double word at `address`.
    fn u64(&self, address: u64) -> Option<u64> {
        let mut word = [0; 8];
        self.read(address, &mut word).then(|| u64::from_le_bytes(word))
    }

    /// A copy of `len` bytes at `address`. Lengths come from images, so ask only for bounded ones.
    fn bytes(&self, address: u64, len: u64) -> Option<Vec<u8>> {
        // A length that is a lie should fail here and not take the process down.
        if len > LONG && !self.read(address.checked_add(len - 1)?, &mut [0]) {
            return None;
        }
        let len = usize::try_from(len).ok()?;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(len).ok()?;
        bytes.resize(len, 0);
        self.read(address, &mut bytes).then_some(bytes)
    }
}

/// A file's content, at addresses from 0 on.
#[derive(Debug, Clone, Copy)]
pub struct Bytes<'a>(pub &'a [u8]);

impl Memory for Bytes<'_> {
    fn read(&self, address: u64, into: &mut [u8]) -> bool {
        let slice = usize::try_from(address)
            .ok()
            .and_then(|start| Some((start, start.checked_add(into.len())?)))
            .and_then(|(start, end)| self.0.get(start..end));
        slice.map(|slice| into.copy_from_slice(slice)).is_some()
    }
}

/// The program's own memory.
#[derive(Debug, Clone, Copy)]
pub struct Program;

impl Memory for Program {
    fn read(&self, address: u64, into: &mut [u8]) -> bool {
        // SAFETY: `into` is ours to write, and the kernel writes no more than its length.
        unsafe { copy(address, into.as_mut_ptr(), into.len()) }
    }
}

/// The kernel does not let us read by `process_vm_readv`.
static REFUSED: AtomicBool = AtomicBool::new(false);

/// Copies `len` bytes of this process from `address` to `to`; `false` unless all of them are readable.
///
/// # Safety
/// `to` is valid for writes of `len` bytes.
pub unsafe fn copy(address: u64, to: *mut u8, len: usize) -> bool {
    let mut done = 0;
    while done < len {
        if REFUSED.load(Ordering::Relaxed) {
            // SAFETY: the rest of what the caller vouches for.
            return unsafe { copy_mapped(address.wrapping_add(done as u64), to.add(done), len - done) };
        }
        // SAFETY: inside the caller's destination.
        let local = libc::iovec { iov_base: unsafe { to.add(done) }.cast(), iov_len: len - done };
        let Some(from) = address.checked_add(done as u64) else { return false };
        let remote = libc::iovec { iov_base: from as *mut _, iov_len: len - done };
        // SAFETY: the local range is valid for writes (caller). The remote range is this process's and may be
        // anything: the kernel checks it and reports a fault instead of raising it.
        let copied = unsafe { libc::process_vm_readv(libc::getpid(), &local, 1, &remote, 1, 0) };
        match copied {
            1.. => done += copied as usize,
            0 => return false,
            _ => match io::Error::last_os_error().raw_os_error() {
                Some(libc::EPERM | libc::ENOSYS) => REFUSED.store(true, Ordering::Relaxed),
                Some(libc::EINTR) => {}
                _ => return false,
            },
        }
    }
    true
}

/// [`copy`] where the kernel refuses to do it for us: the page map is asked first.
///
/// # Safety
/// As [`copy`].
unsafe fn copy_mapped(address: u64, to: *mut u8, len: usize) -> bool {
    let Ok(maps) = std::fs::read_to_string("/proc/self/maps") else { return false };
    let Some(end) = address.checked_add(len as u64) else { return false };
    if !covers(&maps, address, end) {
        return false;
    }
    // SAFETY:
    // - source: mapped readable a moment ago; a program that unmaps its image meanwhile breaks CUDA's contract;
    // - destination: the caller's; it is ours and so does not overlap the program's.
    unsafe { core::ptr::copy_nonoverlapping(address as *const u8, to, len) };
    true
}

/// Whether the readable mappings of `maps` cover `start..end` without a gap.
fn covers(maps: &str, start: u64, end: u64) -> bool {
    let mut reached = start;
    for line in maps.lines() {
        let Some((range, rest)) = line.split_once(' ') else { continue };
        let Some((from, to)) = range.split_once('-') else { continue };
        let (Ok(from), Ok(to)) = (u64::from_str_radix(from, 16), u64::from_str_radix(to, 16)) else {
            continue;
        };
        if reached >= end {
            break;
        }
        if to <= reached {
            continue;
        }
        if from > reached || !rest.starts_with('r') {
            break;
        }
        reached = to;
    }
    reached >= end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_that_is_not_there_is_not_read() {
        let value = 0x1234_5678_u32;
        assert_eq!(Program.u32(core::ptr::from_ref(&value) as u64), Some(value));
        assert_eq!(Program.u32(8), None);
        assert_eq!(Program.u64(u64::MAX - 3), None);
        assert_eq!(Program.bytes(core::ptr::from_ref(&value) as u64, 1 << 40), None);
    }

    #[test]
    fn the_page_map_is_read_without_gaps() {
        let maps = "1000-2000 r--p 0 0:0 0\n2000-3000 rw-p 0 0:0 0\n4000-5000 r--p 0 0:0 0\n5000-6000 ---p 0 0:0 0\n";
        assert!(covers(maps, 0x1800, 0x3000));
        assert!(!covers(maps, 0x1800, 0x3001));
        assert!(covers(maps, 0x4000, 0x5000));
        assert!(!covers(maps, 0x4000, 0x5001));
        assert!(!covers(maps, 0x7000, 0x7001));
        assert!(covers(maps, 0x1000, 0x1000));
    }

    #[test]
    fn both_ways_of_reading_agree() {
        let source: Vec<u8> = (0..=255).collect();
        let mut copied = [0; 256];
        // SAFETY: 256 bytes of our own.
        assert!(unsafe { copy_mapped(source.as_ptr() as u64, copied.as_mut_ptr(), 256) });
        assert_eq!(copied.as_slice(), source);
        // SAFETY: as above.
        assert!(!unsafe { copy_mapped(16, copied.as_mut_ptr(), 256) });
    }
}
