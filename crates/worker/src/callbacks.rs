//! Host functions of streams: they run in the guest, at a point of a stream here.
//!
//! The driver calls [`enter`] on a thread of its own. It queues the callback's number, completes the
//! guest's outstanding request for the next one, and blocks until the guest says that the function has
//! run, which holds up the stream as CUDA asks.

use std::{
    collections::{HashSet, VecDeque},
    ffi::c_void,
    sync::{Arc, Condvar, Mutex, PoisonError},
};

use table::{CUDA_SUCCESS, CUresult, CUstream};
use wire::{Encoder, Message as _, reply};

use crate::waits::{Completer, Ticket};

#[derive(Default)]
struct State {
    /// Callbacks that the stream has reached and the guest has not been told of: (number, status).
    reached: VecDeque<(u64, CUresult)>,
    /// The guest's outstanding request for the next callback.
    asked: Option<Ticket>,
    /// Callbacks that the guest is running.
    running: HashSet<u64>,
    /// The session is over: nobody will run anything.
    closed: bool,
}

struct Hub {
    state: Mutex<State>,
    done: Condvar,
    completer: Completer,
}

/// The session's callbacks.
#[derive(Clone)]
pub struct Callbacks(Arc<Hub>);

/// What the driver hands to [`enter`].
pub struct Job {
    hub: Arc<Hub>,
    number: u64,
    /// A graph's host node runs many times; a stream's callback once, and then frees the job.
    once: bool,
}

impl Callbacks {
    /// No callbacks yet.
    pub fn new(completer: Completer) -> Self {
        Self(Arc::new(Hub { state: Mutex::default(), done: Condvar::new(), completer }))
    }

    /// The user data for callback `number`, for the driver to pass to [`enter`] or [`enter_with_status`].
    pub fn job(&self, number: u64, once: bool) -> *mut c_void {
        Box::into_raw(Box::new(Job { hub: self.0.clone(), number, once })).cast()
    }

    /// The guest asks for the next callback; true if its slot will be completed later.
    pub fn next(&self, ticket: Ticket) {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.asked = Some(ticket);
        self.0.deliver(&mut state);
    }

    /// The guest has run callback `number`.
    pub fn finished(&self, number: u64) {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner).running.remove(&number);
        self.0.done.notify_all();
    }

    /// Lets every blocked stream go on: the guest is gone.
    pub fn close(&self) {
        let mut state = self.0.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.closed = true;
        state.running.clear();
        self.0.done.notify_all();
    }
}

impl Hub {
    /// Hands the oldest callback to the guest, if there is one and the guest has asked.
    fn deliver(&self, state: &mut State) {
        if state.reached.is_empty() {
            return;
        }
        let Some(ticket) = state.asked.take() else { return };
        let Some((number, status)) = state.reached.pop_front() else { return };
        let mut body = Encoder::new();
        reply::vgpuNextCallback { number, status }.encode(&mut body);
        (self.completer)(ticket.thread, ticket.seq, CUDA_SUCCESS, body.as_bytes());
    }

    fn run(&self, number: u64, status: CUresult) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.closed {
            return;
        }
        state.running.insert(number);
        state.reached.push_back((number, status));
        self.deliver(&mut state);
        while state.running.contains(&number) {
            state = self.done.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The host function that the driver calls (`CUhostFn`).
///
/// # Safety
/// `job` came from [`Callbacks::job`] and, for a job that runs once, was not passed before.
pub unsafe extern "C" fn enter(job: *mut c_void) {
    // SAFETY: the caller's contract; the driver calls once per enqueued function.
    unsafe { run(job, CUDA_SUCCESS) };
}

/// The stream callback that the driver calls (`CUstreamCallback`).
///
/// # Safety
/// As [`enter`].
pub unsafe extern "C" fn enter_with_status(_stream: CUstream, status: CUresult, job: *mut c_void) {
    // SAFETY: the caller's contract.
    unsafe { run(job, status) };
}

/// # Safety
/// As [`enter`].
unsafe fn run(job: *mut c_void, status: CUresult) {
    let job: *mut Job = job.cast();
    // SAFETY: the caller's contract: alive until a run-once job has run.
    let (hub, number, once) = unsafe { ((*job).hub.clone(), (*job).number, (*job).once) };
    hub.run(number, status);
    if once {
        // SAFETY: made by `Box::into_raw`, and this was its only run.
        drop(unsafe { Box::from_raw(job) });
    }
}
