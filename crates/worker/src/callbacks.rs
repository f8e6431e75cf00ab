//! Host functions of streams: they run in the guest, at a point of a stream here.
//!
//! The driver calls [`enter`] on a thread of its own. It answers the guest's outstanding question with the
//! function's number, and blocks until the guest says that the function has run, which holds up the stream as
//! CUDA asks.
//!
//! None of that needs the dispatcher, which may itself be blocked in the driver, waiting for room in the stream
//! that is held up. So the guest asks by a frame only once; from then on it writes to its *mailbox*, a word of
//! the window, the sequence number at which its slot awaits the next function. That the word is no longer the
//! number of the last answer also says that the last function has run.
//!
//! ```text
//!   Idle ──stream reaches a function──► Answered (slot completed at number n) ──word ≠ n──► Idle (n := word)
//!     └──────────────session over──────────────┴────────────────────────────► Closed: streams go on
//! ```

use std::{
    ffi::c_void,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};

use link::{
    doorbell::Waker,
    spin::SpinPolicy,
    window::{Segment, WindowSlice},
};
use table::{CUDA_SUCCESS, CUhostFn, CUresult, CUstream, CudaError, CudaResult};
use wire::{Encoder, Message as _, reply};

use crate::waits::{Completer, Ticket};

/// How long the driver's thread polls the mailbox before it sleeps: most functions are short.
const SPIN: Duration = Duration::from_micros(50);
/// How long it sleeps at most before it looks whether the session is over.
const NAP: Duration = Duration::from_millis(20);

/// The guest's word.
#[derive(Clone)]
struct Mailbox {
    segment: Arc<Segment>,
    offset: usize,
}

impl Mailbox {
    /// The word; `None` never, because it was found when the mailbox was made.
    fn word(&self) -> Option<&AtomicU32> {
        self.segment.atomic_u32(self.offset)
    }
}

struct Hub {
    /// Where the guest awaits the next function. Taken by the function that is being run.
    asked: Mutex<Option<(Ticket, Mailbox)>>,
    /// `asked` or `closed` has changed.
    changed: Condvar,
    /// The session is over: nobody will run anything.
    closed: AtomicBool,
    completer: Completer,
    waker: Waker,
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
    /// For a destructor: what it destroys is gone.
    is_gone: Option<Arc<AtomicBool>>,
}

impl Callbacks {
    /// No callbacks yet. `waker` wakes the stream's thread when the guest has run a function.
    pub fn new(waker: Waker, completer: Completer) -> Self {
        let (asked, changed, closed) = (Mutex::default(), Condvar::new(), AtomicBool::new(false));
        Self(Arc::new(Hub { asked, changed, closed, waker, completer }))
    }

    /// The user data for callback `number`, for the driver to pass to [`enter`] or [`enter_with_status`].
    pub fn job(&self, number: u64, once: bool) -> *mut c_void {
        Box::into_raw(Box::new(Job { hub: self.0.clone(), number, once, is_gone: None })).cast()
    }

    /// [`Callbacks::job`] for a destructor, and whether it has been called.
    pub fn destructor(&self, number: u64) -> (*mut c_void, Arc<AtomicBool>) {
        let is_gone = Arc::new(AtomicBool::new(false));
        let job = Job { hub: self.0.clone(), number, once: true, is_gone: Some(is_gone.clone()) };
        (Box::into_raw(Box::new(job)).cast(), is_gone)
    }

    /// The guest runs host functions: `ticket` is its first question, `mailbox` is where it says more.
    ///
    /// # Errors
    /// `INVALID_VALUE` if the mailbox is not an aligned word.
    pub fn serve(&self, ticket: Ticket, mailbox: &WindowSlice) -> CudaResult {
        let segment = mailbox.segment().clone();
        let offset = (mailbox.addr() - segment.addr()) as usize;
        let mailbox = Mailbox { segment, offset };
        // Whatever else it says from now on is an answer.
        mailbox.word().ok_or(CudaError::INVALID_VALUE)?.store(ticket.seq, Ordering::Release);
        *self.0.asked() = Some((ticket, mailbox));
        self.0.changed.notify_one();
        Ok(())
    }

    /// Lets every blocked stream go on: the guest is gone.
    pub fn close(&self) {
        self.0.closed.store(true, Ordering::Release);
        // Taken so that a thread that has just looked at `closed` is already waiting.
        let _asked = self.0.asked();
        self.0.changed.notify_all();
    }
}

impl Hub {
    fn asked(&self) -> MutexGuard<'_, Option<(Ticket, Mailbox)>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Acquire)
    }

    /// Has the guest run function `number`, and waits until it has.
    fn run(&self, number: u64, status: CUresult) {
        let (mut ticket, mailbox) = {
            let mut asked = self.asked();
            loop {
                if self.is_closed() {
                    return;
                }
                if let Some(taken) = asked.take() {
                    break taken;
                }
                asked = self.changed.wait(asked).unwrap_or_else(PoisonError::into_inner);
            }
        };
        let mut body = Encoder::new();
        reply::vgpuNextCallback { number, status }.encode(&mut body);
        (self.completer)(ticket.thread, ticket.seq, CUDA_SUCCESS, body.as_bytes());
        let Some(next) = self.wait_until_run(ticket.seq, &mailbox) else { return };
        ticket.seq = next;
        *self.asked() = Some((ticket, mailbox));
        self.changed.notify_one();
    }

    /// Waits for the mailbox to differ from `seq`; gives what it says, or `None` when the session is over.
    fn wait_until_run(&self, seq: u32, mailbox: &Mailbox) -> Option<u32> {
        let word = mailbox.word()?;
        let has_changed = || word.load(Ordering::Acquire) != seq;
        SpinPolicy::for_worker(SPIN).until(|| has_changed() || self.is_closed());
        while !has_changed() && !self.is_closed() {
            self.waker.wait(word, seq, NAP);
        }
        Some(word.load(Ordering::Acquire)).filter(|&next| next != seq)
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

/// The number of the callback that a function and its data stand for; `None` if they are not of [`Callbacks::job`].
///
/// # Safety
/// If `function` is [`enter`], `job` came from [`Callbacks::job`] and still is.
pub unsafe fn number_of(function: CUhostFn, job: *mut c_void) -> Option<u64> {
    let ours: unsafe extern "C" fn(*mut c_void) = enter;
    // SAFETY: then `job` is a job that is alive (caller).
    function.filter(|of| std::ptr::fn_addr_eq(*of, ours)).map(|_| unsafe { (*job.cast::<Job>()).number })
}

/// # Safety
/// As [`enter`].
unsafe fn run(job: *mut c_void, status: CUresult) {
    let job: *mut Job = job.cast();
    // SAFETY: the caller's contract: alive until a run-once job has run.
    let (hub, number, once) = unsafe { ((*job).hub.clone(), (*job).number, (*job).once) };
    // SAFETY: as above.
    if let Some(is_gone) = unsafe { &(*job).is_gone } {
        is_gone.store(true, Ordering::Release);
    }
    hub.run(number, status);
    if once {
        // SAFETY: made by `Box::into_raw`, and this was its only run.
        drop(unsafe { Box::from_raw(job) });
    }
}

#[cfg(test)]
mod tests {
    use std::{sync::mpsc, thread};

    use link::{
        layout::LayoutConfig,
        memfd,
        window::{Placement, Window, candidates},
    };
    use wire::{Decoder, Message as _};

    use super::*;

    /// A word of shared memory, and callbacks whose completions arrive at the receiver as (seq, number).
    fn hub() -> (WindowSlice, Callbacks, mpsc::Receiver<(u32, u64)>) {
        let layout = LayoutConfig::default().layout().expect("a sound layout");
        let fd = memfd::create("callbacks", layout.segment_len).expect("memfd");
        let window = candidates(Placement::default(), layout.segment_len)
            .find_map(|range| Window::create(range, layout, &fd).ok())
            .expect("room for a window");
        let slice = window.lookup(window.base() + layout.segment_len - 64, 4).expect("inside");
        let (sent, received) = mpsc::channel();
        let completer: Completer = Arc::new(move |_, seq, _, body: &[u8]| {
            let reply = reply::vgpuNextCallback::decode(Decoder::new(body)).expect("a reply");
            sent.send((seq, reply.number)).ok();
        });
        (slice, Callbacks::new(Waker::Futex, completer), received)
    }

    #[test]
    fn a_function_holds_its_stream_up_until_the_guest_has_run_it() {
        let (slice, callbacks, received) = hub();
        let segment = slice.segment().clone();
        let word = segment.atomic_u32((slice.addr() - segment.addr()) as usize).expect("aligned");
        let (done, is_done) = mpsc::channel();
        thread::scope(|scope| {
            let stream = callbacks.clone();
            scope.spawn(move || {
                for number in [7, 8] {
                    // SAFETY: a job of these callbacks, run once.
                    unsafe { enter(stream.job(number, true)) };
                    done.send(number).expect("the test waits");
                }
            });
            callbacks.serve(Ticket { thread: 0, seq: 41 }, &slice).expect("aligned");
            assert_eq!(received.recv(), Ok((41, 7)));
            assert!(is_done.recv_timeout(Duration::from_millis(30)).is_err());
            word.store(42, Ordering::Release);
            Waker::Futex.wake(word);
            assert_eq!(is_done.recv(), Ok(7));
            assert_eq!(received.recv(), Ok((42, 8)));
            word.store(43, Ordering::Release);
            assert_eq!(is_done.recv(), Ok(8));
        });
    }

    #[test]
    fn streams_go_on_when_the_guest_is_gone() {
        let (slice, callbacks, received) = hub();
        thread::scope(|scope| {
            let stream = callbacks.clone();
            scope.spawn(move || {
                for number in [1, 2] {
                    // SAFETY: a job of these callbacks, run once.
                    unsafe { enter_with_status(CUstream::NULL, 0, stream.job(number, true)) };
                }
            });
            callbacks.serve(Ticket { thread: 0, seq: 1 }, &slice).expect("aligned");
            assert_eq!(received.recv(), Ok((1, 1)));
            callbacks.close();
        });
        assert!(received.try_recv().is_err());
    }
}
