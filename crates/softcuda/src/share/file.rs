//! Files in memory that another process can map.

use std::{
    fs::File,
    os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd},
};

use rustix::{
    fs::{
        FileType, MemfdFlags, Mode, OFlags, SealFlags, fcntl_add_seals, fcntl_get_seals, fstat, ftruncate,
        memfd_create, open, readlink,
    },
    io::{Errno, fcntl_dupfd_cloexec},
};
use table::{CudaError, CudaResult};

use super::{Handle, Process, What};

/// The size does not change any more, so that a mapping is never cut off; and no further seal comes, which could keep the
/// owner from mapping its own file.
const SEALS: SealFlags = SealFlags::SHRINK.union(SealFlags::GROW).union(SealFlags::SEAL);

/// What a file is for; one of another purpose is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// An allocation of device memory.
    Memory,
    /// Physical memory.
    Physical,
    /// What a pool is known by.
    Pool,
    /// An event.
    Event,
}

impl Purpose {
    fn name(self) -> &'static str {
        match self {
            Self::Memory => "softcuda-shared",
            Self::Physical => "softcuda-physical",
            Self::Pool => "softcuda-pool",
            Self::Event => "softcuda-event",
        }
    }
}

/// Memory that has a descriptor, and a size for ever.
#[derive(Debug)]
pub struct SharedFile {
    file: File,
    len: u64,
    inode: u64,
}

impl SharedFile {
    /// A new file of `len` bytes, all zero.
    pub fn create(purpose: Purpose, len: u64) -> CudaResult<Self> {
        let made = || -> Result<Self, Errno> {
            let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
            // Newer kernels want to be told that a file is no program; older ones refuse the flag.
            let fd = memfd_create(purpose.name(), flags | MemfdFlags::NOEXEC_SEAL)
                .or_else(|_| memfd_create(purpose.name(), flags))?;
            ftruncate(&fd, len)?;
            fcntl_add_seals(&fd, SEALS)?;
            let inode = fstat(&fd)?.st_ino;
            Ok(Self { file: fd.into(), len, inode })
        };
        made().map_err(|errno| {
            eprintln!("softcuda: no memory file of {len} bytes: {errno}");
            CudaError::OUT_OF_MEMORY
        })
    }

    /// The file that a handle of another process leads to.
    pub fn of_handle(handle: &Handle, purpose: Purpose) -> CudaResult<Self> {
        if !handle.owner.is_alive() {
            return Err(CudaError::INVALID_VALUE);
        }
        let path = format!("/proc/{}/fd/{}", handle.owner.number, handle.descriptor);
        // Only looked at until it is known to be one of ours: to open a device or a pipe may have effects.
        let place = open(path, OFlags::PATH | OFlags::CLOEXEC, Mode::empty());
        let found = place.and_then(|place| {
            Self::judge(place.as_fd(), purpose, |place| {
                open(own_path(place), OFlags::RDWR | OFlags::CLOEXEC, Mode::empty())
            })
        });
        found.ok().filter(|found| found.inode == handle.inode).ok_or(CudaError::INVALID_VALUE)
    }

    /// The file of a descriptor that the program has received, and keeps.
    ///
    /// # Errors
    /// `UNKNOWN` for any other file, as NVIDIA's driver says.
    pub fn of_descriptor(number: usize, purpose: Purpose) -> CudaResult<Self> {
        let number = i32::try_from(number).map_err(|_| CudaError::UNKNOWN)?;
        // SAFETY: used during this call only; the system refuses a number that is no descriptor.
        let place = unsafe { BorrowedFd::borrow_raw(number) };
        Self::judge(place, purpose, |place| fcntl_dupfd_cloexec(place, 0)).map_err(|_| CudaError::UNKNOWN)
    }

    /// Opens a file if it is one of this library's, for this purpose.
    fn judge(
        place: BorrowedFd<'_>,
        purpose: Purpose,
        open: impl FnOnce(BorrowedFd<'_>) -> Result<OwnedFd, Errno>,
    ) -> Result<Self, Errno> {
        let name = readlink(own_path(place), Vec::new())?;
        let expected = format!("/memfd:{} (deleted)", purpose.name());
        let stat = fstat(place)?;
        if name.as_bytes() != expected.as_bytes() || !FileType::from_raw_mode(stat.st_mode).is_file() {
            return Err(Errno::INVAL);
        }
        let fd = open(place)?;
        // The name is anybody's to give. What matters for safety is that the size cannot change.
        let is_sealed = fcntl_get_seals(&fd)?.contains(SealFlags::SHRINK | SealFlags::GROW);
        let stat = fstat(&fd)?;
        let len = u64::try_from(stat.st_size).map_err(|_| Errno::INVAL)?;
        if !is_sealed || len == 0 {
            return Err(Errno::INVAL);
        }
        Ok(Self { file: fd.into(), len, inode: stat.st_ino })
    }

    /// Its size.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// A number that no other file has at the same time.
    pub fn inode(&self) -> u64 {
        self.inode
    }

    /// The file, to read, write and map.
    pub fn file(&self) -> &File {
        &self.file
    }

    /// What leads other processes to the file, as long as it is open here.
    pub fn handle(&self, what: What, len: u64, pool: u64) -> Handle {
        let descriptor = self.file.as_raw_fd() as u32;
        Handle { what, owner: Process::own(), descriptor, inode: self.inode, len, pool }
    }

    /// Another descriptor of the file, which is the caller's to close.
    pub fn descriptor(&self) -> CudaResult<OwnedFd> {
        fcntl_dupfd_cloexec(&self.file, 0).map_err(|_| CudaError::OPERATING_SYSTEM)
    }
}

/// Where this process sees a descriptor of its own.
fn own_path(fd: BorrowedFd<'_>) -> String {
    format!("/proc/self/fd/{}", fd.as_raw_fd())
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixStream;

    use super::*;

    fn take(fd: impl AsFd, purpose: Purpose) -> Result<u64, CudaError> {
        SharedFile::of_descriptor(fd.as_fd().as_raw_fd() as usize, purpose).map(|file| file.len())
    }

    #[test]
    fn own_files_are_found_by_descriptor_and_by_handle() {
        let file = SharedFile::create(Purpose::Memory, 8192).expect("a file");
        assert_eq!(take(file.file(), Purpose::Memory), Ok(8192));
        let handle = file.handle(What::Memory, 5000, 0);
        let found = SharedFile::of_handle(&handle, Purpose::Memory).expect("it is open");
        assert_eq!((found.len(), found.inode()), (8192, file.inode()));
        assert!(ftruncate(found.file(), 0).is_err(), "its size is sealed");
    }

    #[test]
    fn forged_handles_lead_nowhere() {
        let file = SharedFile::create(Purpose::Memory, 8192).expect("a file");
        let handle = file.handle(What::Memory, 5000, 0);
        let refused = Some(CudaError::INVALID_VALUE);
        let other = Process { number: handle.owner.number, started: handle.owner.started ^ 1 };
        let forged = [
            Handle { owner: other, ..handle },
            Handle { owner: Process { number: 0, started: 0 }, ..handle },
            Handle { descriptor: 1 << 20, ..handle },
            Handle { descriptor: u32::MAX, ..handle },
            Handle { descriptor: 0, ..handle },
            Handle { inode: handle.inode ^ 1, ..handle },
        ];
        for forged in forged {
            assert_eq!(SharedFile::of_handle(&forged, Purpose::Memory).err(), refused, "{forged:?}");
        }
        assert_eq!(SharedFile::of_handle(&handle, Purpose::Event).err(), refused);
        drop(file);
        assert_eq!(SharedFile::of_handle(&handle, Purpose::Memory).err(), refused, "closed");
    }

    #[test]
    fn other_files_are_refused() {
        let unknown = Err(CudaError::UNKNOWN);
        let (end, _other) = UnixStream::pair().expect("sockets");
        assert_eq!(take(&end, Purpose::Physical), unknown);
        assert_eq!(take(File::open("/dev/null").expect("null"), Purpose::Physical), unknown);
        let purpose = SharedFile::create(Purpose::Pool, 4096).expect("a file");
        assert_eq!(take(purpose.file(), Purpose::Physical), unknown);
        // The right name, but a size that may change under a mapping.
        let open = memfd_create(Purpose::Physical.name(), MemfdFlags::CLOEXEC).expect("memfd");
        ftruncate(&open, 4096).expect("ftruncate");
        assert_eq!(take(&open, Purpose::Physical), unknown);
        for number in [1 << 20, i32::MAX as usize, u32::MAX as usize, usize::MAX] {
            assert_eq!(SharedFile::of_descriptor(number, Purpose::Physical).err(), Some(CudaError::UNKNOWN));
        }
    }
}
