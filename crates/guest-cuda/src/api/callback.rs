//! Host functions of streams.
//!
//! The program's function gets a number and stays here; the worker puts a function of its own into the
//! stream, which tells us the number and holds the stream up until ours has run. One thread runs them all, one
//! after another, as the driver's own does.
//!
//! ```text
//!   cuLaunchHostFunc ──number──► worker ──► driver: stream reaches it ──► worker's function
//!                                                                            │       ▲
//!   this thread's slot ◄────────────────────number, status───────────────────┘       │
//!       runs the program's function                                                  │
//!       mailbox word ◄── sequence number of the slot's next answer ──────────────────┘
//! ```
//!
//! Nothing of this goes through the ring once it has begun: the worker's dispatcher may be waiting in the
//! driver for room in the very stream that the function holds up.

use core::ffi::{c_uint, c_void};
use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicU64, Ordering},
    mpsc,
};

use link::window::Segment;
use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use table::{CUhostFn, CUresult, CUstream, CUstreamCallback, CudaError, CudaResult, DefaultStream, check};
use wire::{Decoder, Handle, Message as _, reply, request};

use super::capture::stream_exists;
use crate::{
    session::{self, Session},
    staging::Block,
    thread, transport,
};

/// A function of the program.
#[derive(Clone, Copy)]
enum Function {
    Host(unsafe extern "C" fn(*mut c_void)),
    Stream(unsafe extern "C" fn(CUstream, CUresult, *mut c_void), CUstream),
}

/// A function that a stream, or a graph, will reach.
#[derive(Clone, Copy)]
struct Entry {
    function: Function,
    /// The program's pointer, which only its function follows.
    data: usize,
    /// A graph holds it: it may run any number of times.
    is_captured: bool,
}

static ENTRIES: LazyLock<Mutex<FxHashMap<u64, Entry>>> = LazyLock::new(Mutex::default);
static NEXT: AtomicU64 = AtomicU64::new(1);
/// Generation of the session whose callback thread runs; 0 for none.
static RUNNER: Mutex<u64> = Mutex::new(0);

/// Keeps a function under a new number.
fn register(function: Function, data: *mut c_void) -> u64 {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    ENTRIES.lock().insert(number, Entry { function, data: data as usize, is_captured: false });
    number
}

/// Keeps a function that a graph will run any number of times; gives its number.
///
/// # Errors
/// As [`start_runner`].
pub(super) fn keep(
    session: &'static Session,
    function: unsafe extern "C" fn(*mut c_void),
    data: *mut c_void,
) -> CudaResult<u64> {
    let number = register_once(session, function, data)?;
    set_captured(number);
    Ok(number)
}

/// Keeps a function that will run once; gives its number.
///
/// # Errors
/// As [`start_runner`].
pub(super) fn register_once(
    session: &'static Session,
    function: unsafe extern "C" fn(*mut c_void),
    data: *mut c_void,
) -> CudaResult<u64> {
    start_runner(session)?;
    Ok(register(Function::Host(function), data))
}

/// The function that a graph's host node runs, and the program's pointer for it.
pub(super) fn kept(number: u64) -> Option<(CUhostFn, *mut c_void)> {
    let entry = ENTRIES.lock().get(&number).copied()?;
    match entry.function {
        Function::Host(function) => Some((Some(function), entry.data as *mut c_void)),
        Function::Stream(..) => None,
    }
}

/// Forgets a function that no graph has taken.
pub(super) fn forget(number: u64) {
    ENTRIES.lock().remove(&number);
}

/// A graph has the function.
fn set_captured(number: u64) {
    if let Some(entry) = ENTRIES.lock().get_mut(&number) {
        entry.is_captured = true;
    }
}

/// Starts the thread that runs host functions, if this session has none. When it returns, the thread's
/// question is in the ring, ahead of any host function.
///
/// # Errors
/// `OUT_OF_MEMORY` if the system gives no thread or the window no room.
fn start_runner(session: &'static Session) -> CudaResult {
    let mut runner = RUNNER.lock();
    if *runner == session.generation {
        return Ok(());
    }
    let (asked, has_asked) = mpsc::channel();
    let masked = thread::SignalMask::block_all();
    let started = std::thread::Builder::new().name("cuda-callbacks".into()).spawn(move || {
        let mailbox = Mailbox::new(session).and_then(|mailbox| mailbox.ask(session).map(|()| mailbox));
        asked.send(mailbox.as_ref().map(drop).map_err(|error| *error)).ok();
        if let Ok(mailbox) = mailbox {
            run(session, &mailbox);
        }
    });
    drop(masked);
    started.map_err(|_| CudaError::OUT_OF_MEMORY)?;
    has_asked.recv().map_err(|_| CudaError::OUT_OF_MEMORY)??;
    *runner = session.generation;
    Ok(())
}

/// The word by which the worker learns that a function has run.
struct Mailbox {
    /// Holds the word; as long as the thread, which is as long as the session.
    block: Block,
    segment: Arc<Segment>,
    offset: usize,
}

impl Mailbox {
    fn new(session: &'static Session) -> CudaResult<Self> {
        let block = Block::with_bytes(session, &[0; 64])?;
        let slice = session.link.window().lookup(block.address(), 4).ok_or(CudaError::UNKNOWN)?;
        let segment = slice.segment().clone();
        let offset = (block.address() - segment.addr()) as usize;
        Ok(Self { block, segment, offset })
    }

    /// Asks for the first function.
    fn ask(&self, session: &Session) -> CudaResult {
        let mut thread = thread::current().borrow_mut();
        transport::ask_on(session, &mut thread, &request::vgpuNextCallback { mailbox: self.block.address() })
    }

    /// Waits for a function that a stream has reached.
    fn wait(&self, session: &Session) -> CudaResult<reply::vgpuNextCallback> {
        let mut thread = thread::current().borrow_mut();
        let mut body = Vec::new();
        let status = thread.slot(session)?.wait(&mut body).map_err(|_| CudaError::DEVICE_UNAVAILABLE)?;
        check(status)?;
        reply::vgpuNextCallback::decode(Decoder::new(&body)).map_err(|_| CudaError::UNKNOWN)
    }

    /// Says that the function has run, and asks for the next.
    fn done(&self, session: &Session) -> CudaResult {
        let next = thread::current().borrow_mut().slot(session)?.begin();
        let word = self.segment.atomic_u32(self.offset).ok_or(CudaError::UNKNOWN)?;
        word.store(next, Ordering::Release);
        session.link.control().waker().wake(word);
        Ok(())
    }
}

/// The callback thread: runs one function after another until the session is over.
fn run(session: &'static Session, mailbox: &Mailbox) {
    while let Ok(next) = mailbox.wait(session) {
        let entry = {
            let mut entries = ENTRIES.lock();
            let entry = entries.get(&next.number).copied();
            if entry.is_some_and(|entry| !entry.is_captured) {
                entries.remove(&next.number);
            }
            entry
        };
        if let Some(entry) = entry {
            thread::set_in_callback(true);
            let data = entry.data as *mut c_void;
            // SAFETY: CUDA's contract for the call that registered it: the function may be called with this
            // pointer, on another thread, once the stream has reached it.
            unsafe {
                match entry.function {
                    Function::Host(function) => function(data),
                    Function::Stream(function, stream) => function(stream, next.status, data),
                }
            }
            thread::set_in_callback(false);
        }
        if mailbox.done(session).is_err() {
            return;
        }
    }
}

/// Drops a function that will not run, because the call failed.
pub(super) fn unless_failed<T>(number: u64, result: CudaResult<T>) -> CudaResult<T> {
    if result.is_err() {
        forget(number);
    }
    result
}

pub unsafe fn cuLaunchHostFunc(
    mode: DefaultStream,
    stream: CUstream,
    function: CUhostFn,
    data: *mut c_void,
) -> CudaResult {
    let session = session::get()?;
    let function = function.ok_or(CudaError::INVALID_VALUE)?;
    let number = register_once(session, function, data)?;
    let request = request::cuLaunchHostFunc { stream: Handle(stream.0 as u64), ticket: number };
    if !session.is_capturing() && stream_exists(session, stream) {
        unless_failed(number, transport::post(mode, &request))?;
    } else {
        let reply = unless_failed(number, transport::call(mode, &request))?;
        let reply: reply::cuLaunchHostFunc = reply.decode()?;
        if reply.captured {
            set_captured(number);
        }
    }
    session.touch(stream);
    Ok(())
}

pub unsafe fn cuStreamAddCallback(
    mode: DefaultStream,
    stream: CUstream,
    callback: CUstreamCallback,
    data: *mut c_void,
    flags: c_uint,
) -> CudaResult {
    let session = session::get()?;
    let callback = callback.ok_or(CudaError::INVALID_VALUE)?;
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    start_runner(session)?;
    let number = register(Function::Stream(callback, stream), data);
    let request = request::cuStreamAddCallback { stream: Handle(stream.0 as u64), ticket: number };
    let sound = stream_exists(session, stream);
    unless_failed(number, transport::submit(sound, mode, &request))?;
    session.touch(stream);
    Ok(())
}
