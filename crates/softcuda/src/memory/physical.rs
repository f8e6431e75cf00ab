//! Physical memory that cuMemCreate hands out: granules of one memory file, so that any number of
//! allocations needs one descriptor only.

use std::{
    io,
    os::fd::{AsRawFd, FromRawFd, OwnedFd},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use parking_lot::Mutex;
use table::{CUmemAllocationProp, CUmemGenericAllocationHandle, CudaError, CudaResult};

use super::{account::Account, va::FreeRanges};

/// Granularity of physical memory and of reserved addresses.
pub const GRANULE: u64 = 2 << 20;

/// The memory file and which of its granules are free.
#[derive(Debug)]
pub struct Video {
    file: OwnedFd,
    free: Mutex<FreeRanges>,
}

impl Video {
    /// A memory file of the device's size; pages appear when they are touched.
    pub fn new(memory: u64) -> CudaResult<Self> {
        let file = memory_file(memory).map_err(|error| {
            eprintln!("softcuda: no memory file of {memory} bytes: {error}");
            CudaError::OUT_OF_MEMORY
        })?;
        Ok(Self { file, free: Mutex::new(FreeRanges::new(0, memory)) })
    }

    /// The descriptor to map.
    pub fn file(&self) -> i32 {
        self.file.as_raw_fd()
    }

    /// Allocates `len` bytes, a multiple of the granularity, and charges them.
    pub fn allocate(
        self: &Arc<Self>,
        account: &Arc<Account>,
        len: u64,
        properties: CUmemAllocationProp,
        handle: CUmemGenericAllocationHandle,
    ) -> CudaResult<Physical> {
        account.charge(len)?;
        let Some(offset) = self.free.lock().take(len, GRANULE) else {
            account.refund(len);
            return Err(CudaError::OUT_OF_MEMORY);
        };
        Ok(Physical {
            video: self.clone(),
            account: account.clone(),
            offset,
            len,
            properties,
            handle,
            references: AtomicUsize::new(1),
        })
    }
}

fn memory_file(size: u64) -> io::Result<OwnedFd> {
    // SAFETY: the name is a NUL-terminated literal; the call has no other precondition.
    let raw = unsafe { libc::memfd_create(c"softcuda-memory".as_ptr(), libc::MFD_CLOEXEC) };
    if raw < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: `raw` was just opened and nothing else owns it.
    let file = unsafe { OwnedFd::from_raw_fd(raw) };
    let size = libc::off_t::try_from(size).map_err(io::Error::other)?;
    // SAFETY: `file` is an open descriptor; ftruncate has no memory precondition.
    if unsafe { libc::ftruncate(file.as_raw_fd(), size) } != 0 {
        return Err(io::Error::last_os_error());
    }
    Ok(file)
}

/// One allocation of physical memory; it lives as long as its handle or a mapping of it.
#[derive(Debug)]
pub struct Physical {
    video: Arc<Video>,
    account: Arc<Account>,
    /// Where it lies in the memory file.
    pub offset: u64,
    /// Its size.
    pub len: u64,
    /// Its handle, which comes back to life when a program retains it by an address.
    pub handle: CUmemGenericAllocationHandle,
    /// The properties that it was made with.
    pub properties: CUmemAllocationProp,
    /// References that the program holds on the handle (cuMemRetainAllocationHandle adds one).
    pub references: AtomicUsize,
}

impl Physical {
    /// Counts one more reference of the program.
    pub fn retain(&self) {
        self.references.fetch_add(1, Ordering::AcqRel);
    }

    /// Counts one reference less and says whether it was the last.
    pub fn release(&self) -> bool {
        self.references.fetch_sub(1, Ordering::AcqRel) == 1
    }
}

impl Drop for Physical {
    fn drop(&mut self) {
        let mode = libc::FALLOC_FL_PUNCH_HOLE | libc::FALLOC_FL_KEEP_SIZE;
        // SAFETY: the descriptor is open as long as `video` lives; the call takes numbers only. No mapping of
        // the range is left, because each holds a reference to this object.
        let failed = unsafe {
            libc::fallocate(self.video.file(), mode, self.offset as libc::off_t, self.len as libc::off_t)
        } != 0;
        if failed {
            eprintln!("softcuda: cannot give back physical memory: {}", io::Error::last_os_error());
        }
        self.video.free.lock().give(self.offset, self.len);
        self.account.refund(self.len);
    }
}
