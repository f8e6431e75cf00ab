//! The address range that device memory lives in, and the system calls that change what is behind it.
//!
//! The range is reserved once, inaccessible, and never given back, so a device pointer can be told from
//! any pointer of the host program by its value alone. Only [`crate::memory`] uses this.

use std::{io, ops::Range, ptr};

use table::{CudaError, CudaResult};

/// Where the range is put if the place is free: far from where the kernel puts ordinary mappings.
const WISH: usize = 0x3000_0000_0000;

/// Alignment of the range.
const ALIGN: usize = 2 << 20;

/// Size of the pages that protection changes apply to.
pub const PAGE: u64 = 4096;

/// What the processor may do with a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// Nothing.
    None,
    /// Read.
    Read,
    /// Read and write.
    Write,
}

impl Protection {
    fn bits(self) -> i32 {
        match self {
            Self::None => libc::PROT_NONE,
            Self::Read => libc::PROT_READ,
            Self::Write => libc::PROT_READ | libc::PROT_WRITE,
        }
    }
}

/// A reserved address range.
#[derive(Debug)]
pub struct Arena {
    start: u64,
    end: u64,
}

impl Arena {
    /// Reserves a range; it is many times as large as the memory, so that programs can reserve
    /// addresses generously, but smaller where the process's address space is limited. It encloses `wanted`, if that is
    /// given and free, and then is not much larger.
    pub fn reserve(memory: usize, wanted: Option<Range<u64>>) -> CudaResult<Self> {
        if let Some(found) = wanted.and_then(|wanted| Self::around(&wanted, memory)) {
            return Ok(found);
        }
        let wanted = memory.saturating_mul(64).clamp(16 << 40, 64 << 40);
        let mut size = wanted;
        while size >= memory.saturating_mul(2) {
            for wish in [WISH, 0] {
                if let Some(start) = reserve_at(wish, size + ALIGN) {
                    let start = start.next_multiple_of(ALIGN as u64);
                    return Ok(Self { start, end: start + size as u64 });
                }
            }
            size /= 2;
        }
        Err(CudaError::OUT_OF_MEMORY)
    }

    /// One around these addresses, with a granule before them and room for all memory behind.
    fn around(wanted: &Range<u64>, memory: usize) -> Option<Self> {
        let align = ALIGN as u64;
        let start = (wanted.start / align * align).checked_sub(align).filter(|start| *start > 0)?;
        let room = (memory as u64).checked_mul(2)?;
        let end = wanted.end.checked_add(room)?.checked_next_multiple_of(align)?;
        let at = reserve_at(usize::try_from(start).ok()?, usize::try_from(end - start).ok()?)?;
        // An old kernel may have put it elsewhere, where it is of no use.
        (at == start).then_some(Self { start, end })
    }

    /// First address.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// Address behind the last.
    pub fn end(&self) -> u64 {
        self.end
    }

    /// Whether an address lies in the range.
    pub fn contains(&self, address: u64) -> bool {
        (self.start..self.end).contains(&address)
    }

    /// Whether all of `len` bytes at `address` lie in the range.
    fn encloses(&self, address: u64, len: u64) -> bool {
        self.contains(address) && len <= self.end - address
    }

    /// Puts fresh zeroed memory behind a range.
    pub fn commit(&self, address: u64, len: u64) -> CudaResult {
        self.protect(address, len, Protection::Write)
    }

    /// Takes the memory behind a range away; the range stays reserved.
    pub fn decommit(&self, address: u64, len: u64) {
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE | libc::MAP_FIXED;
        if let Err(error) = self.map(address, len, Protection::None, flags, -1, 0) {
            eprintln!("softcuda: cannot release {len} bytes at {address:#x}: {error}");
        }
    }

    /// Puts part of a memory file behind a range.
    pub fn map_file(
        &self,
        address: u64,
        len: u64,
        file: i32,
        offset: u64,
        protection: Protection,
    ) -> CudaResult {
        self.map(address, len, protection, libc::MAP_SHARED | libc::MAP_FIXED, file, offset)
            .map_err(|_| CudaError::OUT_OF_MEMORY)
    }

    /// Changes what the processor may do with a range.
    pub fn protect(&self, address: u64, len: u64, protection: Protection) -> CudaResult {
        if !self.encloses(address, len) {
            return Err(CudaError::INVALID_VALUE);
        }
        // SAFETY: the range lies in our own reservation (checked), which no Rust object lives in; callers
        // change only ranges whose bookkeeping they hold, so no copy is running on it.
        let failed = unsafe { libc::mprotect(address as *mut _, len as usize, protection.bits()) } != 0;
        if failed { Err(CudaError::OUT_OF_MEMORY) } else { Ok(()) }
    }

    fn map(&self, at: u64, len: u64, prot: Protection, flags: i32, file: i32, offset: u64) -> io::Result<()> {
        if !self.encloses(at, len) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        // SAFETY: MAP_FIXED replaces mappings, but the range lies in our own reservation (checked), which no
        // Rust object lives in, and the caller holds the range's bookkeeping, so no copy is running on it.
        let mapped = unsafe {
            libc::mmap(at as *mut _, len as usize, prot.bits(), flags, file, offset as libc::off_t)
        };
        if mapped == libc::MAP_FAILED { Err(io::Error::last_os_error()) } else { Ok(()) }
    }
}

fn reserve_at(wish: usize, size: usize) -> Option<u64> {
    let fixed = if wish == 0 { 0 } else { libc::MAP_FIXED_NOREPLACE };
    let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE | fixed;
    // SAFETY: a new inaccessible mapping; MAP_FIXED_NOREPLACE never touches an existing one.
    let at = unsafe { libc::mmap(ptr::without_provenance_mut(wish), size, libc::PROT_NONE, flags, -1, 0) };
    // Kernels before 4.17 do not know the flag and may answer with another place, which is fine too.
    (at != libc::MAP_FAILED).then_some(at as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn committed_memory_can_be_written_and_is_zero_after_it_was_given_back() {
        let arena = Arena::reserve(64 << 20, None).expect("address space");
        let at = arena.start();
        arena.commit(at, PAGE).expect("commit");
        let cell = at as *mut u64;
        // SAFETY: the page was just committed and belongs to this test alone.
        unsafe { cell.write_volatile(7) };
        arena.decommit(at, PAGE);
        arena.commit(at, PAGE).expect("commit again");
        // SAFETY: as above.
        assert_eq!(unsafe { cell.read_volatile() }, 0);
    }

    #[test]
    fn ranges_outside_are_refused() {
        let arena = Arena::reserve(64 << 20, None).expect("address space");
        assert!(arena.commit(arena.start() - PAGE, PAGE).is_err());
        assert!(arena.commit(arena.end() - PAGE, 2 * PAGE).is_err());
        assert!(!arena.contains(arena.end()));
    }

    #[test]
    fn the_range_encloses_wanted_addresses() {
        let wanted = 0x2a00_0030_0000..0x2a00_0050_0000;
        let arena = Arena::reserve(64 << 20, Some(wanted.clone())).expect("address space");
        assert_eq!(arena.start(), 0x2a00_0000_0000);
        assert!(
            arena.encloses(wanted.start, wanted.end - wanted.start) && arena.end() > wanted.end + (64 << 20)
        );
        let second = Arena::reserve(64 << 20, Some(wanted)).expect("elsewhere, as that place is taken");
        assert_ne!(second.start(), arena.start());
    }
}
