//! Host functions of streams.
//!
//! The program's function gets a number and stays here; the worker puts a function of its own into the
//! stream, which asks us to run ours and holds the stream up until we say that it has run. One thread runs
//! them all, one after another, as the driver's own does.
//!
//! ```text
//!   cuLaunchHostFunc ──number──► worker ──► driver: stream reaches it ──► worker's function
//!                                                                            │      ▲
//!   this thread: asks for the next ◄──────────────number, status────────────┘      │
//!                runs the program's function ──────────────done────────────────────┘
//! ```

use core::ffi::{c_uint, c_void};
use std::sync::{
    LazyLock,
    atomic::{AtomicU64, Ordering},
};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use table::{CUhostFn, CUresult, CUstream, CUstreamCallback, CudaError, CudaResult, DefaultStream};
use wire::{Handle, reply, request};

use super::capture::stream_exists;
use crate::{
    session::{self, Session},
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

/// Starts the thread that runs host functions, if this session has none.
///
/// # Errors
/// `OUT_OF_MEMORY` if the system gives no thread.
fn start_runner(session: &'static Session) -> CudaResult {
    let mut runner = RUNNER.lock();
    if *runner == session.generation {
        return Ok(());
    }
    let masked = SignalMask::block_all();
    let started = std::thread::Builder::new().name("cuda-callbacks".into()).spawn(move || run(session));
    drop(masked);
    started.map_err(|_| CudaError::OUT_OF_MEMORY)?;
    *runner = session.generation;
    Ok(())
}

/// All signals blocked, until it is dropped: a thread inherits the mask, and the program's signals are for
/// the program's threads.
struct SignalMask(libc::sigset_t);

impl SignalMask {
    fn block_all() -> Self {
        let (mut all, mut before) = (core::mem::MaybeUninit::uninit(), core::mem::MaybeUninit::uninit());
        // SAFETY: both are valid for writes; `sigfillset` initialises the first, and `pthread_sigmask` with
        // a valid `how` cannot fail and initialises the second.
        unsafe {
            libc::sigfillset(all.as_mut_ptr());
            libc::pthread_sigmask(libc::SIG_SETMASK, all.as_ptr(), before.as_mut_ptr());
            Self(before.assume_init())
        }
    }
}

impl Drop for SignalMask {
    fn drop(&mut self) {
        // SAFETY: the set came from `pthread_sigmask`.
        unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, &self.0, core::ptr::null_mut()) };
    }
}

/// The callback thread: runs one function after another until the session is over.
fn run(session: &'static Session) {
    loop {
        let next = transport::call_quietly(session, &request::vgpuNextCallback {})
            .and_then(|reply| reply.decode::<reply::vgpuNextCallback>());
        let Ok(next) = next else { return };
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
        let done = request::vgpuCallbackDone { number: next.number };
        if transport::post_quietly(session, &done).is_err() {
            return;
        }
    }
}

/// Drops a function that no stream will reach, because the call failed.
fn unless_failed<T>(number: u64, result: CudaResult<T>) -> CudaResult<T> {
    if result.is_err() {
        ENTRIES.lock().remove(&number);
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
    start_runner(session)?;
    let number = register(Function::Host(function), data);
    let request = request::cuLaunchHostFunc { stream: Handle(stream.0 as u64), ticket: number };
    if !session.is_capturing() && stream_exists(session, stream) {
        unless_failed(number, transport::post(mode, &request))?;
    } else {
        let reply = unless_failed(number, transport::call(mode, &request))?;
        let reply: reply::cuLaunchHostFunc = reply.decode()?;
        if reply.captured
            && let Some(entry) = ENTRIES.lock().get_mut(&number)
        {
            entry.is_captured = true;
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
