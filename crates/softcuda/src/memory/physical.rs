//! Physical memory that cuMemCreate hands out: granules of one memory file, so that any number of
//! allocations needs one descriptor only. Memory that may be given to other processes has a file of its own.

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
use crate::share::{Purpose, SharedFile};

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

    /// Allocates `len` bytes, a multiple of the granularity, and charges them.
    pub fn allocate(
        self: &Arc<Self>,
        account: &Arc<Account>,
        len: u64,
        properties: CUmemAllocationProp,
        handle: CUmemGenericAllocationHandle,
    ) -> CudaResult<Physical> {
        account.charge(len)?;
        let place = if properties.requestedHandleTypes == 0 {
            let taken = self.free.lock().take(len, GRANULE);
            taken.map(|offset| Place::Common { video: self.clone(), offset }).ok_or(CudaError::OUT_OF_MEMORY)
        } else {
            SharedFile::create(Purpose::Physical, len).map(Place::Own)
        };
        let place = place.inspect_err(|_| account.refund(len))?;
        let references = AtomicUsize::new(1);
        Ok(Physical { place, account: account.clone(), charged: len, len, properties, handle, references })
    }

    /// Physical memory that is a file already, and does not count against the device's size once more.
    pub fn import(
        &self,
        account: &Arc<Account>,
        file: SharedFile,
        properties: CUmemAllocationProp,
        handle: CUmemGenericAllocationHandle,
    ) -> Physical {
        let (account, len, references) = (account.clone(), file.len(), AtomicUsize::new(1));
        Physical { place: Place::Own(file), account, charged: 0, len, properties, handle, references }
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

/// Where physical memory is.
#[derive(Debug)]
enum Place {
    /// In the memory file.
    Common { video: Arc<Video>, offset: u64 },
    /// In a file of its own.
    Own(SharedFile),
}

/// One allocation of physical memory; it lives as long as its handle or a mapping of it.
#[derive(Debug)]
pub struct Physical {
    place: Place,
    account: Arc<Account>,
    charged: u64,
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
    /// The descriptor to map, and where in it the memory begins.
    pub fn place(&self) -> (i32, u64) {
        match &self.place {
            Place::Common { video, offset } => (video.file.as_raw_fd(), *offset),
            Place::Own(file) => (file.file().as_raw_fd(), 0),
        }
    }

    /// The file that other processes may have.
    pub fn shared(&self) -> Option<&SharedFile> {
        match &self.place {
            Place::Common { .. } => None,
            Place::Own(file) => Some(file),
        }
    }

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
        self.account.refund(self.charged);
        // A file of its own goes with its last descriptor and mapping, here or elsewhere.
        let Place::Common { video, offset } = &self.place else { return };
        let mode = libc::FALLOC_FL_PUNCH_HOLE | libc::FALLOC_FL_KEEP_SIZE;
        // SAFETY: the descriptor is open as long as `video` lives; the call takes numbers only. No mapping of
        // the range is left, because each holds a reference to this object.
        let failed = unsafe {
            libc::fallocate(video.file.as_raw_fd(), mode, *offset as libc::off_t, self.len as libc::off_t)
        } != 0;
        if failed {
            eprintln!("softcuda: cannot give back physical memory: {}", io::Error::last_os_error());
        }
        video.free.lock().give(*offset, self.len);
    }
}
