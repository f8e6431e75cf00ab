//! Waits that must not hold up the ring.
//!
//! A wait is an event. The dispatcher polls it between frames for a while, because most waits are short
//! and polling answers within a microsecond; a longer one goes to a thread that blocks in the driver.

use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use table::{
    CUDA_ERROR_CONTEXT_IS_DESTROYED, CUDA_ERROR_NOT_READY, CUDA_ERROR_OUT_OF_MEMORY, CUcontext, CUevent,
    CUresult,
};
use wire::Header;

use crate::driver::Driver;

/// How long the dispatcher polls an event before a thread takes over.
const POLL: Duration = Duration::from_micros(200);
/// The most waiter threads; as many as guest threads can wait at once.
const MAX_WAITERS: usize = 1024;

/// Completes slots from any thread.
pub type Completer = Arc<dyn Fn(u32, u32, CUresult, &[u8]) + Send + Sync>;

/// The slot and sequence number that a wait completes.
#[derive(Debug, Clone, Copy)]
pub struct Ticket {
    /// Completion slot.
    pub thread: u32,
    /// Sequence number that the guest waits for.
    pub seq: u32,
}

impl From<&Header> for Ticket {
    fn from(header: &Header) -> Self {
        Self { thread: header.thread, seq: header.seq }
    }
}

/// What a waiter thread blocks on.
#[derive(Debug, Clone, Copy)]
pub enum Wait {
    /// Until the event has happened.
    Event(CUevent),
    /// Until everything in the context is done.
    Context,
}

struct Polled {
    ticket: Ticket,
    context: CUcontext,
    event: CUevent,
    since: Instant,
}

struct Job {
    ticket: Ticket,
    context: CUcontext,
    wait: Wait,
}

#[derive(Default)]
struct Queue {
    jobs: VecDeque<Job>,
    idle: usize,
    threads: usize,
}

/// All waits of a session.
pub struct Waits {
    driver: Arc<Driver>,
    completer: Completer,
    polled: Vec<Polled>,
    shared: Arc<(Mutex<Queue>, Condvar)>,
}

impl Waits {
    /// No waits yet.
    pub fn new(driver: Arc<Driver>, completer: Completer) -> Self {
        Self { driver, completer, polled: Vec::new(), shared: Arc::default() }
    }

    /// True if [`Waits::poll`] has something to look at.
    #[inline]
    pub fn is_polling(&self) -> bool {
        !self.polled.is_empty()
    }

    /// Completes `ticket` when `event`, of `context` (which is current), has happened.
    pub fn on_event(&mut self, ticket: Ticket, context: CUcontext, event: CUevent) {
        // SAFETY: an event of this session.
        let status = unsafe { (self.driver.cuEventQuery)(event) };
        if status == CUDA_ERROR_NOT_READY {
            self.polled.push(Polled { ticket, context, event, since: Instant::now() });
        } else {
            (self.completer)(ticket.thread, ticket.seq, status, &[]);
        }
    }

    /// Looks at every polled event once; called between frames.
    pub fn poll(&mut self) {
        let mut index = 0;
        while let Some(polled) = self.polled.get(index) {
            // SAFETY: an event of this session; a destroyed one answers with an error, which is passed on.
            let status = unsafe { (self.driver.cuEventQuery)(polled.event) };
            if status != CUDA_ERROR_NOT_READY {
                let Polled { ticket, .. } = self.polled.swap_remove(index);
                (self.completer)(ticket.thread, ticket.seq, status, &[]);
            } else if polled.since.elapsed() > POLL {
                let Polled { ticket, context, event, .. } = self.polled.swap_remove(index);
                self.block(ticket, context, Wait::Event(event));
            } else {
                index += 1;
            }
        }
    }

    /// Ends the polled waits of a context that is gone: the driver has destroyed their events with it.
    pub fn context_gone(&mut self, context: CUcontext) {
        let completer = &self.completer;
        self.polled.retain(|polled| {
            let stays = polled.context != context;
            if !stays {
                let Ticket { thread, seq } = polled.ticket;
                completer(thread, seq, CUDA_ERROR_CONTEXT_IS_DESTROYED, &[]);
            }
            stays
        });
    }

    /// Completes `ticket` from a thread that blocks in the driver.
    pub fn block(&mut self, ticket: Ticket, context: CUcontext, wait: Wait) {
        let (queue, wake) = &*self.shared;
        let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue.jobs.push_back(Job { ticket, context, wait });
        if queue.idle >= queue.jobs.len() {
            wake.notify_one();
            return;
        }
        if queue.threads >= MAX_WAITERS {
            return;
        }
        let (driver, completer, shared) = (self.driver.clone(), self.completer.clone(), self.shared.clone());
        let started = thread::Builder::new()
            .name("vgpu-waiter".into())
            .stack_size(256 << 10)
            .spawn(move || waiter(&driver, &completer, &shared));
        if started.is_ok() {
            queue.threads += 1;
        } else if queue.threads == 0
            && let Some(job) = queue.jobs.pop_back()
        {
            (self.completer)(job.ticket.thread, job.ticket.seq, CUDA_ERROR_OUT_OF_MEMORY, &[]);
        }
    }
}

/// A waiter thread: blocks in the driver for one job after another. It ends with the process.
fn waiter(driver: &Driver, completer: &Completer, shared: &(Mutex<Queue>, Condvar)) {
    let (queue, wake) = shared;
    // What a capture forbids was judged when the wait was asked for.
    crate::custom::relax_this_thread(driver);
    loop {
        let job = {
            let mut queue = queue.lock().unwrap_or_else(PoisonError::into_inner);
            loop {
                if let Some(job) = queue.jobs.pop_front() {
                    break job;
                }
                queue.idle += 1;
                queue = wake.wait(queue).unwrap_or_else(PoisonError::into_inner);
                queue.idle -= 1;
            }
        };
        // SAFETY: a context and an event of this session; if the guest destroyed them meanwhile the driver
        // answers with an error, which is what the guest's own wait would have got.
        let status = unsafe {
            let current = (driver.cuCtxSetCurrent)(job.context);
            if current != table::CUDA_SUCCESS {
                current
            } else {
                match job.wait {
                    Wait::Event(event) => (driver.cuEventSynchronize)(event),
                    Wait::Context => (driver.cuCtxSynchronize)(),
                }
            }
        };
        completer(job.ticket.thread, job.ticket.seq, status, &[]);
    }
}
