//! What the processes of a shared event see of it: how often it was recorded, and how far that has come.

use std::{
    ptr::{self, NonNull},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use rustix::mm::{MapFlags, ProtFlags, mmap, munmap};
use table::{CudaError, CudaResult};

use super::{Handle, Process, Purpose, SharedFile, What};

/// The part of the file that is used.
const LEN: usize = 4096;

/// How often somebody who waits looks whether the one he waits for still runs.
const PATIENCE: Duration = Duration::from_millis(100);

/// The page of a shared event.
///
/// ```text
/// word 0  recordings so far, in all processes: each has a number, from 1
/// word 1  the highest number that its stream has come to
/// word 2  the process that recorded last
/// ```
///
/// Any process that has the page may write anything to it at any time. So the words are only compared, and what the worst of
/// them can do is to make others wait for too short a time, or as long as the process lives that is said to have recorded.
#[derive(Debug)]
pub struct Beacon {
    words: NonNull<[AtomicU64; 3]>,
    /// What other processes open; they have none themselves.
    file: Option<SharedFile>,
}

// SAFETY: the page is atomics, mapped as long as the object lives.
unsafe impl Send for Beacon {}
// SAFETY: as above.
unsafe impl Sync for Beacon {}

impl Beacon {
    /// One of a new event.
    pub fn create() -> CudaResult<Self> {
        let file = SharedFile::create(Purpose::Event, LEN as u64)?;
        Ok(Self { words: map(&file)?, file: Some(file) })
    }

    /// That of another process's event.
    pub fn open(handle: &Handle) -> CudaResult<Self> {
        let file = SharedFile::of_handle(handle, Purpose::Event)?;
        if file.len() != LEN as u64 {
            return Err(CudaError::INVALID_VALUE);
        }
        Ok(Self { words: map(&file)?, file: None })
    }

    /// What leads other processes to it; `None` if it is another's.
    pub fn handle(&self) -> Option<Handle> {
        self.file.as_ref().map(|file| file.handle(What::Event, LEN as u64, 0))
    }

    fn words(&self) -> &[AtomicU64; 3] {
        // SAFETY: mapped with this size until the object is dropped; other processes write to it, hence the atomics.
        unsafe { self.words.as_ref() }
    }

    /// Counts a recording and says which it is.
    pub fn announce(&self) -> u64 {
        let [recorded, _, recorder] = self.words();
        recorder.store(Process::own().to_bits(), Ordering::SeqCst);
        recorded.fetch_add(1, Ordering::SeqCst).wrapping_add(1)
    }

    /// Notes that a recording's stream has come to it.
    ///
    /// A later recording that is reached first counts for all before it, whose streams may be another process's.
    pub fn reach(&self, number: u64) {
        let [_, reached, _] = self.words();
        reached.fetch_max(number, Ordering::SeqCst);
    }

    /// The latest recording; 0 if there was none.
    pub fn latest(&self) -> u64 {
        let [recorded, ..] = self.words();
        recorded.load(Ordering::SeqCst)
    }

    /// Whether a recording's stream has come to it.
    pub fn is_reached(&self, number: u64) -> bool {
        let [_, reached, _] = self.words();
        reached.load(Ordering::SeqCst) >= number
    }

    /// Whether a recording is reached.
    ///
    /// # Errors
    /// `UNKNOWN` if it will never be, because the process that made it has ended.
    pub fn check(&self, number: u64) -> CudaResult<bool> {
        if self.is_reached(number) {
            return Ok(true);
        }
        let [.., recorder] = self.words();
        let is_alive = Process::from_bits(recorder.load(Ordering::SeqCst)).is_alive();
        // It may have come to it and then ended.
        match is_alive || self.is_reached(number) {
            true => Ok(self.is_reached(number)),
            false => Err(CudaError::UNKNOWN),
        }
    }
}

impl Drop for Beacon {
    fn drop(&mut self) {
        // SAFETY: the mapping was made with this size, and nothing refers to it any more.
        if let Err(errno) = unsafe { munmap(self.words.as_ptr().cast(), LEN) } {
            eprintln!("softcuda: cannot unmap an event: {errno}");
        }
    }
}

fn map(file: &SharedFile) -> CudaResult<NonNull<[AtomicU64; 3]>> {
    let access = ProtFlags::READ | ProtFlags::WRITE;
    // SAFETY: a new mapping at a place of the kernel's choice; nothing existing changes. The file's size is sealed.
    let at = unsafe { mmap(ptr::null_mut(), LEN, access, MapFlags::SHARED, file.file(), 0) };
    at.ok().and_then(|at| NonNull::new(at.cast())).ok_or(CudaError::OUT_OF_MEMORY)
}

/// Somebody who waits for a recording of a shared event.
#[derive(Debug, Clone)]
pub struct Waiter {
    beacon: Arc<Beacon>,
    number: u64,
    next_check: Option<Instant>,
}

impl Waiter {
    /// Waits for a recording.
    pub fn new(beacon: Arc<Beacon>, number: u64) -> Self {
        Self { beacon, number, next_check: None }
    }

    /// Whether the recording is reached; asked again and again.
    ///
    /// # Errors
    /// As [`Beacon::check`], now and then.
    pub fn is_over(&mut self) -> CudaResult<bool> {
        if self.beacon.is_reached(self.number) {
            return Ok(true);
        }
        let now = Instant::now();
        let next = *self.next_check.get_or_insert(now + PATIENCE);
        if now < next {
            return Ok(false);
        }
        self.next_check = Some(now + PATIENCE);
        self.beacon.check(self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recordings_are_reached_one_after_the_other() {
        let beacon = Beacon::create().expect("a page");
        assert_eq!((beacon.latest(), beacon.is_reached(0)), (0, true));
        let (first, second) = (beacon.announce(), beacon.announce());
        assert_eq!((first, second, beacon.latest()), (1, 2, 2));
        assert_eq!(beacon.check(first), Ok(false));
        beacon.reach(first);
        assert_eq!((beacon.check(first), beacon.check(second)), (Ok(true), Ok(false)));
        beacon.reach(second);
        assert!(Waiter::new(Arc::new(beacon), second).is_over().is_ok_and(|over| over));
    }

    #[test]
    fn nobody_waits_for_a_process_that_has_ended() {
        let beacon = Arc::new(Beacon::create().expect("a page"));
        let number = beacon.announce();
        let [_, _, recorder] = beacon.words();
        recorder.store(Process { number: u32::MAX, started: 1 }.to_bits(), Ordering::SeqCst);
        assert_eq!(beacon.check(number), Err(CudaError::UNKNOWN));
        let mut waiter = Waiter::new(beacon, number);
        assert_eq!(waiter.is_over(), Ok(false), "it has just begun");
        std::thread::sleep(PATIENCE);
        assert_eq!(waiter.is_over(), Err(CudaError::UNKNOWN));
    }

    #[test]
    fn any_words_are_taken() {
        let beacon = Beacon::create().expect("a page");
        for word in beacon.words() {
            word.store(u64::MAX, Ordering::SeqCst);
        }
        assert_eq!(beacon.announce(), 0);
        assert_eq!(beacon.check(u64::MAX), Ok(true));
    }

    #[test]
    fn another_mapping_shows_the_same_event() {
        let beacon = Beacon::create().expect("a page");
        let opened = Beacon::open(&beacon.handle().expect("its own")).expect("it is open");
        assert_eq!(opened.announce(), beacon.latest());
        assert!(opened.handle().is_none());
    }
}
