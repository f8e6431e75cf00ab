//! The error log that programs read with `cuLogs…`: what calls have failed with, newest last.
//!
//! It is kept here and not by the worker's driver: much of what is wrong with a call is found without asking the worker, and
//! much of what the worker asks its driver is not the program's doing. So each line says what a call has returned, in
//! NVIDIA's words; the sentence in which NVIDIA's driver now and then says more is missing.
//!
//! The thread whose call fails also calls the functions that the program has registered, before its call returns.

use core::ffi::c_void;
use std::{
    cell::Cell,
    collections::VecDeque,
    ffi::CString,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, SystemTime},
};

use parking_lot::{Mutex, RwLock};
use table::{
    CU_LOG_LEVEL_ERROR, CUlogIterator, CUlogsCallback, CUlogsCallbackHandle, CudaError, CudaResult,
    HandleKind,
};
use wire::Handle;

use crate::accounting;

/// The most errors that are kept, as many as NVIDIA's driver keeps.
const ENTRIES_MAX: usize = 100;

/// What stands before lines of which the oldest are gone.
const ROLLED: &str =
    "Log buffer has rolled over since the previous dump. The oldest messages will be missing\n";
/// What stands before lines that did not all fit.
const CUT: &str =
    "The provided buffer is not large enough to hold all messages. Some messages will be missing\n";

/// A call that has failed.
#[derive(Debug, Clone, Copy)]
struct Entry {
    at: SystemTime,
    thread: usize,
    op: u16,
    error: CudaError,
}

impl Entry {
    fn message(&self) -> String {
        let name = table::row(self.op).map_or("?", |row| row.name);
        let code = self.error.code();
        format!("Returning {code} ({}) from {name}", accounting::error_name(code))
    }

    fn line(&self) -> String {
        format!("[{}][{}][CUDA][E] {}\n", time_of_day(self.at), self.thread, self.message())
    }
}

/// Hours, minutes, seconds and milliseconds, local time.
fn time_of_day(at: SystemTime) -> String {
    let since = at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let seconds = since.as_secs() as libc::time_t;
    let mut local = core::mem::MaybeUninit::<libc::tm>::zeroed();
    // SAFETY: both are valid for the call, which fills the second in or leaves it; zeros are a valid time too.
    let local = unsafe {
        libc::localtime_r(&seconds, local.as_mut_ptr());
        local.assume_init()
    };
    let (hour, minute, second) = (local.tm_hour, local.tm_min, local.tm_sec);
    format!("{hour:02}:{minute:02}:{second:02}.{:03}", since.subsec_millis())
}

/// The newest errors, and how many there have ever been.
#[derive(Debug, Default)]
struct Log {
    entries: VecDeque<Entry>,
    total: u64,
}

/// Lines of the log, and whether there were older ones.
#[derive(Debug, PartialEq, Eq)]
pub struct Lines {
    lines: Vec<String>,
    has_rolled: bool,
}

impl Log {
    const fn new() -> Self {
        Self { entries: VecDeque::new(), total: 0 }
    }

    fn note(&mut self, entry: Entry) {
        if self.entries.len() == ENTRIES_MAX {
            self.entries.pop_front();
        }
        self.entries.push_back(entry);
        self.total += 1;
    }

    /// The place of the next error: a number that may wrap around.
    fn current(&self) -> CUlogIterator {
        self.total as CUlogIterator
    }

    /// What there is from a place on, or all of it.
    ///
    /// # Errors
    /// `INVALID_VALUE` for a place that is yet to come.
    fn lines(&self, from: Option<CUlogIterator>) -> CudaResult<Lines> {
        let wanted = from.map_or(self.total, |from| u64::from(self.current().wrapping_sub(from)));
        if wanted > self.total {
            return Err(CudaError::INVALID_VALUE);
        }
        let kept = self.entries.len() as u64;
        let skipped = kept.saturating_sub(wanted) as usize;
        let lines = self.entries.iter().skip(skipped).map(Entry::line).collect();
        Ok(Lines { lines, has_rolled: wanted > kept })
    }
}

impl Lines {
    /// All of them.
    pub fn whole(&self) -> String {
        let head = if self.has_rolled { ROLLED } else { "" };
        format!("{head}{}", self.lines.concat())
    }

    /// As many of the newest as `room` bytes hold, with a word about what is missing.
    ///
    /// # Errors
    /// `INVALID_VALUE` if there are some and none fits.
    pub fn fitting(&self, room: usize) -> CudaResult<String> {
        let whole = self.whole();
        if whole.len() <= room {
            return Ok(whole);
        }
        let mut left = room.saturating_sub(CUT.len());
        let fits = |line: &&String| {
            let fits = line.len() <= left;
            left -= if fits { line.len() } else { 0 };
            fits
        };
        let count = self.lines.iter().rev().take_while(fits).count();
        if count == 0 {
            return Err(CudaError::INVALID_VALUE);
        }
        let newest = self.lines.len() - count;
        Ok(format!("{CUT}{}", self.lines.get(newest..).unwrap_or_default().concat()))
    }
}

/// A function of the program that is called for every error.
struct Registered {
    handle: CUlogsCallbackHandle,
    function: CUlogsCallback,
    /// An address of the program's.
    data: usize,
    /// How many threads are in it, or about to be.
    running: AtomicUsize,
}

static LOG: Mutex<Log> = Mutex::new(Log::new());
static REGISTERED: RwLock<Vec<Arc<Registered>>> = RwLock::new(Vec::new());
/// Anything is registered; read without the lock.
static IS_HEARD: AtomicBool = AtomicBool::new(false);

thread_local! {
    static IN_CALLBACK: Cell<bool> = const { Cell::new(false) };
}

/// A call has failed.
#[cold]
pub fn note(op: u16, error: CudaError) {
    // That work is not done yet is an answer.
    if error == CudaError::NOT_READY {
        return;
    }
    // SAFETY: has no precondition.
    let thread = unsafe { libc::pthread_self() } as usize;
    let entry = Entry { at: SystemTime::now(), thread, op, error };
    LOG.lock().note(entry);
    // What a callback itself does wrong does not call it again.
    if IS_HEARD.load(Ordering::Acquire) && !IN_CALLBACK.get() {
        tell(&entry);
    }
}

fn tell(entry: &Entry) {
    let heard: Vec<Arc<Registered>> = {
        let registered = REGISTERED.read();
        registered.iter().for_each(|one| _ = one.running.fetch_add(1, Ordering::AcqRel));
        registered.clone()
    };
    let Ok(message) = CString::new(entry.message()) else { return };
    let message = message.into_bytes_with_nul();
    IN_CALLBACK.set(true);
    for one in &heard {
        // A copy each: the function may write to it.
        let mut message = message.clone();
        if let Some(function) = one.function {
            let (text, len) = (message.as_mut_ptr().cast(), message.len() - 1);
            // SAFETY: the program has registered this function to be called so with its own address, and unregistering waits
            // for this call; the text ends with a zero and lives until the call returns. No lock is held.
            unsafe { function(one.data as *mut c_void, CU_LOG_LEVEL_ERROR, text, len) };
        }
        one.running.fetch_sub(1, Ordering::AcqRel);
    }
    IN_CALLBACK.set(false);
}

/// The place of the next error.
pub fn current() -> CUlogIterator {
    LOG.lock().current()
}

/// What there is from a place on, or all of it, and the place of the next error.
///
/// # Errors
/// `INVALID_VALUE` for a place that is yet to come.
pub fn lines(from: Option<CUlogIterator>) -> CudaResult<(Lines, CUlogIterator)> {
    let log = LOG.lock();
    Ok((log.lines(from)?, log.current()))
}

/// Has `function` called with `data` for every error from now on.
pub fn register(function: CUlogsCallback, data: *mut c_void) -> CUlogsCallbackHandle {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let handle = CUlogsCallbackHandle(Handle::new(HandleKind::LogsCallback, number).0 as usize);
    let one = Registered { handle, function, data: data as usize, running: AtomicUsize::new(0) };
    REGISTERED.write().push(Arc::new(one));
    IS_HEARD.store(true, Ordering::Release);
    handle
}

/// Ends that, and waits for calls of other threads to return; not in a callback, which may be what they wait for.
///
/// # Errors
/// `INVALID_VALUE` if nothing is registered under this handle.
pub fn unregister(handle: CUlogsCallbackHandle) -> CudaResult {
    let gone = {
        let mut registered = REGISTERED.write();
        let at = registered.iter().position(|one| one.handle == handle);
        let gone = registered.remove(at.ok_or(CudaError::INVALID_VALUE)?);
        IS_HEARD.store(!registered.is_empty(), Ordering::Release);
        gone
    };
    while !IN_CALLBACK.get() && gone.running.load(Ordering::Acquire) > 0 {
        std::thread::sleep(Duration::from_micros(50));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use table::op;

    use super::*;

    fn entry(op: u16) -> Entry {
        Entry { at: SystemTime::UNIX_EPOCH, thread: 7, op, error: CudaError::INVALID_VALUE }
    }

    fn log(count: usize) -> Log {
        let mut log = Log::new();
        for _ in 0..count {
            log.note(entry(op::cuMemFree_v2));
        }
        log
    }

    #[test]
    fn a_line_says_what_a_call_has_returned() {
        let line = entry(op::cuMemAlloc_v2).line();
        assert!(
            line.ends_with("][7][CUDA][E] Returning 1 (CUDA_ERROR_INVALID_VALUE) from cuMemAlloc_v2\n"),
            "{line}"
        );
        assert!(line.starts_with('[') && line.as_bytes().get(13) == Some(&b']'), "{line}");
    }

    #[test]
    fn lines_are_read_from_a_place_on() {
        let mut log = log(2);
        let place = log.current();
        assert!(log.lines(Some(place)).is_ok_and(|lines| lines.whole().is_empty()));
        log.note(entry(op::cuInit));
        let lines = log.lines(Some(place)).expect("a place that was");
        assert_eq!((lines.lines.len(), lines.has_rolled), (1, false));
        assert_eq!(log.lines(None).map(|lines| lines.lines.len()), Ok(3));
        assert_eq!(log.lines(Some(place + 2)), Err(CudaError::INVALID_VALUE));
    }

    #[test]
    fn what_is_lost_is_said() {
        let log = log(ENTRIES_MAX + 50);
        let all = log.lines(Some(0)).expect("a place that was");
        assert_eq!((all.lines.len(), all.has_rolled), (ENTRIES_MAX, true));
        assert!(all.whole().starts_with(ROLLED));
        let newest = log.lines(Some(120)).expect("a place that was");
        assert_eq!((newest.lines.len(), newest.has_rolled), (30, false));
    }

    #[test]
    fn no_more_is_given_than_there_is_room_for() {
        let lines = log(5).lines(None).expect("all");
        let line = lines.lines[0].len();
        assert_eq!(lines.fitting(5 * line).map(|text| text.len()), Ok(5 * line));
        let cut = lines.fitting(5 * line - 1).expect("some fit");
        assert!(cut.starts_with(CUT) && cut.len() < 5 * line, "{cut}");
        assert_eq!(lines.fitting(CUT.len() + line).map(|text| text.len()), Ok(CUT.len() + line));
        assert_eq!(lines.fitting(CUT.len()), Err(CudaError::INVALID_VALUE));
        assert_eq!(log(0).lines(None).and_then(|lines| lines.fitting(0)), Ok(String::new()));
    }

    #[test]
    fn the_failing_thread_calls_until_it_is_unregistered() {
        unsafe extern "C" fn count(data: *mut c_void, _: u32, text: *mut core::ffi::c_char, len: usize) {
            // SAFETY: the test registers the address of its own counter, and the text ends with a zero.
            let (counter, text) = unsafe { (&*data.cast::<AtomicUsize>(), core::ffi::CStr::from_ptr(text)) };
            assert_eq!(text.to_bytes().len(), len);
            // Errors of other tests' threads are heard too.
            if text.to_bytes().ends_with(b"from cuGreenCtxGetId") {
                counter.fetch_add(1, Ordering::Relaxed);
                note(op::cuGreenCtxGetId, CudaError::INVALID_VALUE);
            }
        }
        let counter = AtomicUsize::new(0);
        let handle = register(Some(count), (&raw const counter).cast_mut().cast());
        note(op::cuGreenCtxGetId, CudaError::INVALID_VALUE);
        note(op::cuGreenCtxGetId, CudaError::NOT_READY);
        assert_eq!(unregister(handle), Ok(()));
        note(op::cuGreenCtxGetId, CudaError::INVALID_VALUE);
        assert_eq!(counter.load(Ordering::Relaxed), 1);
        assert_eq!(unregister(handle), Err(CudaError::INVALID_VALUE));
    }
}
