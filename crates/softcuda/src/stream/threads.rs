//! The threads that streams run on.
//!
//! * *Workers* execute copies and fills. A stream is on at most one worker at a time.
//! * One *poller* watches memory for streams that wait for a value, and events of other processes.
//! * One *caller* per context runs functions of the program, one after the other: they may block as
//!   long as they like without holding up any copy.

use std::{
    collections::VecDeque,
    mem, ptr,
    sync::{
        Arc, OnceLock,
        mpsc::{self, Sender},
    },
    thread,
    time::{Duration, Instant},
};

use parking_lot::{Condvar, Mutex};
use table::{CudaError, CudaResult};

use super::{
    Stream,
    work::{Comparison, Word, Work},
};
use crate::{current, driver::driver, share::Waiter};

/// What a worker is asked to do.
pub enum Job {
    /// Execute what a stream has queued.
    Run(Arc<Stream>),
    /// The stream's current item is done (by waiting): go on behind it.
    Resume(Arc<Stream>),
}

#[derive(Default)]
struct Workers {
    jobs: Mutex<VecDeque<Job>>,
    ready: Condvar,
}

fn workers() -> &'static Workers {
    static WORKERS: OnceLock<Workers> = OnceLock::new();
    static STARTED: OnceLock<()> = OnceLock::new();
    let workers = WORKERS.get_or_init(Workers::default);
    STARTED.get_or_init(|| {
        let count = thread::available_parallelism().map_or(2, |count| count.get()).clamp(8, 32);
        for number in 0..count {
            spawn(format!("softcuda-{number}"), || {
                loop {
                    let job = {
                        let mut jobs = workers.jobs.lock();
                        loop {
                            match jobs.pop_front() {
                                Some(job) => break job,
                                None => workers.ready.wait(&mut jobs),
                            }
                        }
                    };
                    match job {
                        Job::Run(stream) => stream.run(),
                        Job::Resume(stream) => {
                            stream.finish();
                            stream.run();
                        }
                    }
                }
            });
        }
    });
    workers
}

/// Hands a job to the workers; streams of high priority come first.
pub fn schedule(job: Job) {
    let workers = workers();
    let (Job::Run(stream) | Job::Resume(stream)) = &job;
    let urgent = stream.priority < 0;
    let mut jobs = workers.jobs.lock();
    if urgent {
        jobs.push_front(job);
    } else {
        jobs.push_back(job);
    }
    drop(jobs);
    workers.ready.notify_one();
}

/// Starts a thread that the program's signal handlers never run on.
pub fn spawn(name: String, body: impl FnOnce() + Send + 'static) {
    let started = without_signals(|| thread::Builder::new().name(name).spawn(body));
    if let Err(error) = started {
        eprintln!("softcuda: cannot start a thread: {error}");
    }
}

/// Runs `f` with all signals blocked on this thread; a thread started meanwhile inherits that.
fn without_signals<T>(f: impl FnOnce() -> T) -> T {
    // SAFETY: a sigset_t is plain data, for which all zeroes is a value; sigfillset overwrites it.
    let mut all: libc::sigset_t = unsafe { mem::zeroed() };
    // SAFETY: as above.
    let mut before: libc::sigset_t = unsafe { mem::zeroed() };
    // SAFETY: both sets are ours and live through the calls.
    unsafe {
        libc::sigfillset(&mut all);
        // Faults of kernels are caught; blocked, they would end the process.
        for signal in [libc::SIGSEGV, libc::SIGBUS, libc::SIGFPE, libc::SIGILL] {
            libc::sigdelset(&mut all, signal);
        }
        libc::pthread_sigmask(libc::SIG_SETMASK, &all, &mut before);
    }
    let result = f();
    // SAFETY: `before` was filled in by the call above.
    unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, &before, ptr::null_mut()) };
    result
}

/// What a stream waits for that nobody tells us of.
pub enum Watched {
    /// A value in memory.
    Word(Word, Comparison),
    /// An event that another process has recorded.
    Event(Waiter),
}

impl Watched {
    /// Whether it is there.
    pub fn is_there(&mut self) -> CudaResult<bool> {
        match self {
            Self::Word(word, comparison) => word.holds(&driver()?.space, *comparison),
            Self::Event(waiter) => waiter.is_over(),
        }
    }
}

#[derive(Default)]
struct Poller {
    waits: Mutex<Vec<(Arc<Stream>, Watched)>>,
    added: Condvar,
}

/// Lets a stream go on when what it waits for is there.
pub fn watch(stream: Arc<Stream>, watched: Watched) {
    static POLLER: OnceLock<Poller> = OnceLock::new();
    static STARTED: OnceLock<()> = OnceLock::new();
    let poller = POLLER.get_or_init(Poller::default);
    STARTED.get_or_init(|| spawn("softcuda-poll".into(), move || poll(poller)));
    poller.waits.lock().push((stream, watched));
    poller.added.notify_one();
}

fn poll(poller: &Poller) {
    let mut idle_since = Instant::now();
    loop {
        let mut waits = poller.waits.lock();
        while waits.is_empty() {
            poller.added.wait(&mut waits);
            idle_since = Instant::now();
        }
        let before = waits.len();
        waits.retain_mut(|(stream, watched)| {
            match watched.is_there() {
                // A context that has failed never gets further by waiting.
                Ok(false) if stream.lanes.failure().is_none() => true,
                Ok(_) => {
                    schedule(Job::Resume(stream.clone()));
                    false
                }
                Err(error) => {
                    stream.lanes.fail(error);
                    schedule(Job::Resume(stream.clone()));
                    false
                }
            }
        });
        if waits.len() != before {
            idle_since = Instant::now();
        }
        drop(waits);
        // Short waits are the usual ones; long ones must not burn a processor.
        match idle_since.elapsed() {
            age if age < Duration::from_micros(200) => thread::yield_now(),
            age if age < Duration::from_millis(20) => thread::sleep(Duration::from_micros(20)),
            _ => thread::sleep(Duration::from_micros(200)),
        }
    }
}

/// The thread that calls functions of the program for one context; it ends with the context.
#[derive(Default)]
pub struct Caller {
    sender: OnceLock<Sender<(Arc<Stream>, Work)>>,
}

impl Caller {
    /// Has a function called; the stream goes on when it has returned.
    pub fn call(&self, stream: Arc<Stream>, work: Work) -> CudaResult {
        let sender = self.sender.get_or_init(|| {
            let (sender, receiver) = mpsc::channel::<(Arc<Stream>, Work)>();
            spawn("softcuda-call".into(), move || {
                current::forbid_calls_on_this_thread();
                for (stream, work) in receiver {
                    let failure = stream.lanes.failure();
                    match work {
                        Work::Host(function) if failure.is_none() => function.call(),
                        Work::Callback(callback) => callback.call(table::code(failure.map_or(Ok(()), Err))),
                        _ => {}
                    }
                    schedule(Job::Resume(stream));
                }
            });
            sender
        });
        sender.send((stream, work)).map_err(|_| CudaError::UNKNOWN)
    }
}
