//! Page-locked host memory: allocated by the library, or the program's own and registered.
//!
//! The "device" is the processor, so host memory needs no locking in place to be accessible; what is
//! kept is what programs see: who owns a range, with which flags, and errors for wrong ranges.

use std::{io, ptr};

use table::{CUcontext, CudaError, CudaResult};

use super::{Kind, Region, Space, arena::PAGE, retire};

impl Space {
    /// Allocates host memory.
    pub fn allocate_host(&self, len: usize, flags: u32, context: CUcontext) -> CudaResult<u64> {
        if len == 0 {
            return Err(CudaError::INVALID_VALUE);
        }
        let reserved = (len as u64).checked_next_multiple_of(PAGE).ok_or(CudaError::OUT_OF_MEMORY)?;
        let flags_map = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        let prot = libc::PROT_READ | libc::PROT_WRITE;
        // SAFETY: a new mapping at a place of the kernel's choice; nothing existing changes.
        let at = unsafe { libc::mmap(ptr::null_mut(), reserved as usize, prot, flags_map, -1, 0) };
        if at == libc::MAP_FAILED {
            return Err(CudaError::OUT_OF_MEMORY);
        }
        let base = at as u64;
        let region = Region::new(base, len as u64, reserved, Kind::HostAllocated(flags), context);
        self.regions.write().insert(base, region.into());
        Ok(base)
    }

    /// Frees host memory that the library allocated.
    pub fn free_host(&self, base: u64) -> CudaResult {
        let region = self.remove_if(base, |region| matches!(region.kind, Kind::HostAllocated(_)))?;
        let reserved = region.reserved as usize;
        retire(region);
        // SAFETY: the mapping was made by `allocate_host` with this size, it is out of the map and no access
        // is running on it; the program gave it up by this call.
        if unsafe { libc::munmap(base as *mut _, reserved) } != 0 {
            eprintln!("softcuda: cannot unmap host memory: {}", io::Error::last_os_error());
        }
        Ok(())
    }

    /// Registers memory of the program.
    pub fn register_host(&self, base: u64, len: usize, flags: u32, context: CUcontext) -> CudaResult {
        let end = base.checked_add(len as u64).ok_or(CudaError::INVALID_VALUE)?;
        if base == 0 || len == 0 || self.is_device_address(base) || self.is_device_address(end - 1) {
            return Err(CudaError::INVALID_VALUE);
        }
        let mut regions = self.regions.write();
        let last = regions.range(..end).next_back().map(|(_, region)| region);
        match last.filter(|region| region.end() > base).map(|region| &region.kind) {
            None => {}
            Some(Kind::HostRegistered(_)) => return Err(CudaError::HOST_MEMORY_ALREADY_REGISTERED),
            Some(_) => return Err(CudaError::INVALID_VALUE),
        }
        if !is_mapped(base, end) {
            return Err(CudaError::INVALID_VALUE);
        }
        let region = Region::new(base, len as u64, len as u64, Kind::HostRegistered(flags), context);
        regions.insert(base, region.into());
        Ok(())
    }

    /// Ends the registration that starts at `base`.
    pub fn unregister_host(&self, base: u64) -> CudaResult {
        // An address in known memory that is not the start of a registration is a different mistake.
        let mistake = match self.find(base) {
            Some(_) => CudaError::INVALID_VALUE,
            None => CudaError::HOST_MEMORY_NOT_REGISTERED,
        };
        let is_registered = |region: &Region| matches!(region.kind, Kind::HostRegistered(_));
        let region = self.remove_if(base, is_registered).map_err(|_| mistake)?;
        retire(region);
        Ok(())
    }
}

/// Whether every page of a range is mapped.
fn is_mapped(base: u64, end: u64) -> bool {
    const BATCH: u64 = 1 << 16;
    let mut residency = vec![0u8; BATCH as usize];
    let mut at = base / PAGE * PAGE;
    while at < end {
        let len = (end - at).min(BATCH * PAGE);
        // SAFETY: mincore reads the page tables only and writes one byte per page, at most BATCH, into
        // `residency`, which is that long.
        if unsafe { libc::mincore(at as *mut _, len as usize, residency.as_mut_ptr()) } != 0 {
            return false;
        }
        at += len;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTEXT: CUcontext = CUcontext(1);

    #[test]
    fn registration_is_exact_and_exclusive() {
        let space = Space::new(64 << 20, None).expect("a small device");
        let memory = vec![0u8; 10000];
        let base = memory.as_ptr() as u64;
        space.register_host(base, 10000, 0, CONTEXT).expect("free range");
        let again = space.register_host(base + 10, 10, 0, CONTEXT);
        assert_eq!(again, Err(CudaError::HOST_MEMORY_ALREADY_REGISTERED));
        assert_eq!(space.unregister_host(base + 10), Err(CudaError::INVALID_VALUE));
        space.unregister_host(base).expect("registered");
        assert_eq!(space.unregister_host(base), Err(CudaError::HOST_MEMORY_NOT_REGISTERED));
    }

    #[test]
    fn unmapped_memory_cannot_be_registered() {
        let space = Space::new(64 << 20, None).expect("a small device");
        assert_eq!(space.register_host(0x1000, 4096, 0, CONTEXT), Err(CudaError::INVALID_VALUE));
        assert_eq!(space.register_host(u64::MAX, 4096, 0, CONTEXT), Err(CudaError::INVALID_VALUE));
    }

    #[test]
    fn host_memory_is_found_and_gone_after_free() {
        let space = Space::new(64 << 20, None).expect("a small device");
        let base = space.allocate_host(100, 0, CONTEXT).expect("room");
        assert!(space.find(base + 99).is_some_and(|region| region.is_host()));
        assert!(space.find(base + 100).is_none());
        space.free_host(base).expect("allocated");
        assert_eq!(space.free_host(base), Err(CudaError::INVALID_VALUE));
    }
}
