//! Memory that can be shared by descriptor, and the judgement of such descriptors when a peer sends them.

use std::os::fd::OwnedFd;
use std::ptr;

use rustix::fs::{
    MemfdFlags, SealFlags, fcntl_add_seals, fcntl_get_seals, fstat, fstatfs, ftruncate, memfd_create,
};
use rustix::io::Errno;
use rustix::mm::{Advice, MapFlags, ProtFlags, madvise, mmap, munmap};
use thiserror::Error;

use crate::layout::PAGE;
use crate::pages::Source;

/// `f_type` of a memfd made of ordinary pages. One made of huge pages has another, and may raise SIGBUS when
/// the pool of huge pages runs dry, so it is refused.
const TMPFS_MAGIC: u64 = 0x0102_1994;

/// The size may not change any more, in either direction.
const FIXED_SIZE: SealFlags = SealFlags::SHRINK.union(SealFlags::GROW);

/// Why a descriptor cannot be used as shared memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum MemfdError {
    #[error("the descriptor is not a memfd of ordinary pages")]
    NotMemfd,
    #[error("the memfd cannot be sealed against resizing: {0}")]
    Unsealable(Errno),
    #[error("the memfd has {actual} bytes, {claimed} were claimed")]
    TooShort { claimed: u64, actual: u64 },
    #[error(
        "{wanted} bytes of shared memory were asked for, {left} are left (is the device's window too small?)"
    )]
    Full { wanted: u64, left: u64 },
    #[error("{what}: {errno}")]
    Os { what: &'static str, errno: Errno },
}

/// Makes `len` bytes of zeroed shared memory whose size is sealed.
pub fn create(name: &str, len: u64) -> Result<OwnedFd, MemfdError> {
    let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
    // Since Linux 6.3 a memfd should say that it is not a program; older kernels refuse the flag.
    let made = memfd_create(name, flags | MemfdFlags::NOEXEC_SEAL).or_else(|_| memfd_create(name, flags));
    let fd = made.map_err(|errno| MemfdError::Os { what: "memfd_create", errno })?;
    ftruncate(&fd, len).map_err(|errno| MemfdError::Os { what: "ftruncate of a memfd", errno })?;
    fcntl_add_seals(&fd, FIXED_SIZE).map_err(MemfdError::Unsealable)?;
    Ok(fd)
}

/// How much memory [`populate`] asks for at once: up to a millisecond's worth, where a host has to find it in its turn.
const PIECE: usize = 256 << 10;

/// Has the kernel find and clear the memory of a new memfd, piece by piece for as long as `has_time` says so. Without it that
/// happens when the memory is first used, which takes as long (24 MiB from 4 to 70 ms in a virtual machine); so this is for
/// whoever has to wait for something anyway.
pub fn populate(file: &OwnedFd, len: u64, has_time: impl Fn() -> bool) {
    let Ok(len) = usize::try_from(len) else { return };
    // SAFETY: a new mapping at an address that the kernel chooses touches nothing that exists.
    let mapped =
        unsafe { mmap(ptr::null_mut(), len, ProtFlags::READ | ProtFlags::WRITE, MapFlags::SHARED, file, 0) };
    let Ok(base) = mapped else { return };
    // As the window will be mapped, so that it finds pages of the size that it wants.
    // SAFETY: advice about our own mapping changes nothing that it holds.
    let _ = unsafe { madvise(base, len, Advice::LinuxHugepage) };
    for at in (0..len).step_by(PIECE) {
        let piece = PIECE.min(len - at);
        // SAFETY: inside our own mapping, whose pages hold what they held.
        if !has_time() || unsafe { madvise(base.byte_add(at), piece, Advice::LinuxPopulateWrite) }.is_err() {
            break;
        }
    }
    // SAFETY: mapped above, and nothing refers to it.
    let _ = unsafe { munmap(base, len) };
}

/// Judges a place in a file from a peer, which claims that `len` bytes of shared memory are there. After success the size
/// cannot change, so a mapping of them never raises SIGBUS for want of a file behind it.
pub fn check<'a>(source: impl Into<Source<'a>>, len: u64) -> Result<(), MemfdError> {
    let Source { file: fd, offset } = source.into();
    // Only memfds and files of tmpfs know seals at all; the latter come with all further sealing forbidden.
    let seals = fcntl_get_seals(fd).map_err(|_| MemfdError::NotMemfd)?;
    let fs = fstatfs(fd).map_err(|errno| MemfdError::Os { what: "fstatfs", errno })?;
    if fs.f_type as u64 != TMPFS_MAGIC {
        return Err(MemfdError::NotMemfd);
    }
    if !seals.contains(FIXED_SIZE) {
        fcntl_add_seals(fd, FIXED_SIZE).map_err(MemfdError::Unsealable)?;
        // Asked again instead of assumed: the mapping's safety hangs on it.
        let seals = fcntl_get_seals(fd).map_err(MemfdError::Unsealable)?;
        if !seals.contains(FIXED_SIZE) {
            return Err(MemfdError::Unsealable(Errno::PERM));
        }
    }
    // After the seals: the size that is read now is the size for ever.
    let stat = fstat(fd).map_err(|errno| MemfdError::Os { what: "fstat", errno })?;
    let actual = u64::try_from(stat.st_size).unwrap_or(0);
    let end = offset.checked_add(len).filter(|_| offset.is_multiple_of(PAGE as u64));
    if end.is_none_or(|end| actual < end) {
        return Err(MemfdError::TooShort { claimed: end.unwrap_or(u64::MAX), actual });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_memfd_passes_and_stays_its_size() {
        let fd = create("test", 8192).expect("memfd");
        assert_eq!(check(&fd, 8192), Ok(()));
        assert_eq!(check(&fd, 8193), Err(MemfdError::TooShort { claimed: 8193, actual: 8192 }));
        assert!(ftruncate(&fd, 0).is_err());
    }

    #[test]
    fn memory_is_found_ahead_while_there_is_time() {
        let blocks = |fd: &OwnedFd| fstat(fd).expect("fstat").st_blocks;
        let len = 3 * PIECE as u64 + 4096;
        let (whole, part) = (create("test", len).expect("memfd"), create("test", len).expect("memfd"));
        populate(&whole, len, || true);
        let asked = std::cell::Cell::new(0);
        populate(&part, len, || asked.replace(asked.get() + 1) < 1);
        // Kernels before 5.14 find nothing ahead. Where pages are large, one piece finds more than was asked for.
        if blocks(&whole) > 0 {
            assert!(blocks(&whole) as u64 * 512 >= len);
            assert!(blocks(&part) as usize * 512 >= PIECE);
            assert_eq!(asked.get(), 2);
        }
    }

    #[test]
    fn unsealed_memfd_is_sealed_by_the_receiver() {
        let fd = memfd_create("test", MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING).expect("memfd");
        ftruncate(&fd, 4096).expect("ftruncate");
        assert_eq!(check(&fd, 4096), Ok(()));
        assert!(ftruncate(&fd, 0).is_err());
    }

    #[test]
    fn what_could_shrink_later_is_refused() {
        let fd = memfd_create("test", MemfdFlags::CLOEXEC).expect("memfd");
        ftruncate(&fd, 4096).expect("ftruncate");
        assert!(matches!(check(&fd, 4096), Err(MemfdError::Unsealable(_))));

        let file = tempfile::tempfile().expect("file");
        file.set_len(4096).expect("set_len");
        assert!(check(&file, 4096).is_err());
        let (read, _write) = rustix::pipe::pipe().expect("pipe");
        assert_eq!(check(&read, 0), Err(MemfdError::NotMemfd));
        let null = std::fs::File::open("/dev/zero").expect("zero");
        assert_eq!(check(&null, 0), Err(MemfdError::NotMemfd));
    }
}
