//! Host functions that tests put into streams: gates that hold a stream until they are opened, and notes of what ran.
//!
//! A gate makes "work is still pending" a fact instead of a guess about how long something takes, and needs no kernel.

use core::ffi::c_void;
use core::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::Mutex;
use std::thread::ThreadId;
use std::time::{Duration, Instant};

use table::{CUhostFn, CUresult, CUstream};

use crate::cuda::Addr;

/// Longer than anything that a test waits for; the runner ends the process before that.
const PATIENCE: Duration = Duration::from_secs(50);

/// Waits until something is so. Whether it became so.
pub fn wait_until(mut so: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    while !so() {
        if start.elapsed() > PATIENCE {
            return false;
        }
        std::thread::sleep(Duration::from_micros(50));
    }
    true
}

/// Holds a stream: a host function that returns when the gate is opened.
#[derive(Debug, Default)]
pub struct Gate {
    open: AtomicBool,
    entered: AtomicBool,
}

impl Gate {
    /// A closed gate. It lives as long as the process, because a stream may look at it at any time.
    pub fn closed() -> &'static Self {
        Box::leak(Box::default())
    }

    /// The host function.
    pub fn function() -> CUhostFn {
        Some(pass_gate)
    }

    /// Its argument.
    pub fn data(&'static self) -> Addr {
        Addr(core::ptr::from_ref(self).expose_provenance() as u64)
    }

    /// Lets the stream go on.
    pub fn open(&self) {
        self.open.store(true, Ordering::Release);
    }

    /// Whether a stream has arrived.
    pub fn is_entered(&self) -> bool {
        self.entered.load(Ordering::Acquire)
    }

    /// Waits until a stream has arrived. Whether it did.
    pub fn wait_entered(&self) -> bool {
        wait_until(|| self.is_entered())
    }
}

unsafe extern "C" fn pass_gate(data: *mut c_void) {
    // SAFETY: `data` is what `Gate::data` gave, a gate that lives as long as the process and is shared by atomics only.
    let gate = unsafe { &*data.cast::<Gate>() };
    gate.entered.store(true, Ordering::Release);
    wait_until(|| gate.open.load(Ordering::Acquire));
}

/// What host functions and callbacks did: a number each, in order, with the thread that ran it.
#[derive(Debug, Default)]
pub struct Notes {
    seen: Mutex<Vec<(u64, ThreadId)>>,
}

/// One note that a host function is to make.
#[derive(Debug)]
pub struct Note {
    book: &'static Notes,
    number: u64,
    status: AtomicU64,
    action: Option<fn() -> u64>,
    answer: AtomicU64,
}

impl Notes {
    /// An empty book; it lives as long as the process.
    pub fn new() -> &'static Self {
        Box::leak(Box::default())
    }

    /// A note to be made by [`Note::function`] or [`Note::callback`].
    pub fn note(&'static self, number: u64) -> &'static Note {
        self.note_and(number, None)
    }

    /// A note whose function also does something, the answer of which is kept.
    pub fn note_and(&'static self, number: u64, action: Option<fn() -> u64>) -> &'static Note {
        Box::leak(Box::new(Note {
            book: self,
            number,
            status: AtomicU64::new(u64::MAX),
            action,
            answer: AtomicU64::new(u64::MAX),
        }))
    }

    /// The numbers in the order in which their functions ran.
    pub fn numbers(&self) -> Vec<u64> {
        self.seen.lock().map(|seen| seen.iter().map(|(number, _)| *number).collect()).unwrap_or_default()
    }

    /// Whether any function ran on this thread.
    pub fn any_on(&self, thread: ThreadId) -> bool {
        self.seen.lock().is_ok_and(|seen| seen.iter().any(|(_, by)| *by == thread))
    }
}

impl Note {
    /// The host function (for cuLaunchHostFunc, and a user object's destructor).
    pub fn function() -> CUhostFn {
        Some(make_note)
    }

    /// The callback (for cuStreamAddCallback).
    pub fn callback() -> table::CUstreamCallback {
        Some(make_note_of_callback)
    }

    /// Its argument.
    pub fn data(&'static self) -> Addr {
        Addr(core::ptr::from_ref(self).expose_provenance() as u64)
    }

    /// The status that the callback was given.
    pub fn status(&self) -> Option<CUresult> {
        CUresult::try_from(self.status.load(Ordering::Acquire)).ok()
    }

    /// What the function's action answered, if it ran.
    pub fn answer(&self) -> Option<u64> {
        Some(self.answer.load(Ordering::Acquire)).filter(|answer| *answer != u64::MAX)
    }

    fn make(&self) {
        if let Some(action) = self.action {
            self.answer.store(action(), Ordering::Release);
        }
        if let Ok(mut seen) = self.book.seen.lock() {
            seen.push((self.number, std::thread::current().id()));
        }
    }
}

unsafe extern "C" fn make_note(data: *mut c_void) {
    // SAFETY: `data` is what `Note::data` gave, a note that lives as long as the process and is shared by atomics and a
    // mutex only.
    unsafe { &*data.cast::<Note>() }.make();
}

unsafe extern "C" fn make_note_of_callback(_stream: CUstream, status: CUresult, data: *mut c_void) {
    // SAFETY: as in `make_note`.
    let note = unsafe { &*data.cast::<Note>() };
    note.status.store(u64::from(status), Ordering::Release);
    note.make();
}
