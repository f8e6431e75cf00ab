//! Streams: ordered queues of work.
//!
//! ```text
//!            submit                    pop                      execute
//!   idle ────────────► queued ─────────────────► running ─────────────────► finish ─┐
//!    ▲                   ▲                          │                               │
//!    │                   │                          └─► parked: another stream,     │
//!    │                   │                              a value in memory or a      │
//!    │                   │                              program's function ─────────┤
//!    └───────────────────┴──────────────────────────────────────────────────────────┘
//! ```
//!
//! Work is numbered: a [`Point`] names a stream and a number, and is reached when the stream has
//! finished that many items. Events, waits between streams and synchronisation are all points.
//!
//! Lock order: `Lanes::streams`, then one stream's `state`; two streams' states are never locked together.

mod lanes;
mod threads;
mod work;

use std::{
    collections::VecDeque,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use parking_lot::{Condvar, Mutex};
use rustc_hash::FxHashMap;
use table::{CUstream, CUstreamAttrID, CUstreamAttrValue, CudaError, CudaResult};

pub use self::threads::spawn as start_thread;
use self::threads::{Job, Watched, schedule};
pub use self::{
    lanes::Lanes,
    work::{Callback, Comparison, HostCall, Point, Word, Work},
};
use crate::{capture::StreamCapture, driver::driver};

/// Flag of a stream that does not synchronise with the legacy default stream.
pub const NON_BLOCKING: u32 = 1;

/// The most urgent priority; the least urgent is 0.
pub const GREATEST_PRIORITY: i32 = -5;

/// What a stream is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Created by the program.
    Created,
    /// The legacy default stream of a context.
    Legacy,
    /// The default stream of a thread in a context.
    PerThread,
}

/// A stream.
pub struct Stream {
    /// Its handle; for default streams, the number that names them.
    pub handle: CUstream,
    /// A number that no other stream has had.
    pub id: u64,
    /// What it is.
    pub role: Role,
    /// The flags that it was created with.
    pub flags: u32,
    /// Its priority; lower is more urgent.
    pub priority: i32,
    /// What it shares with the other streams of its context.
    pub lanes: Arc<Lanes>,
    /// Attributes that the program set.
    pub attributes: Mutex<FxHashMap<CUstreamAttrID, CUstreamAttrValue>>,
    /// What is being captured, if anything is.
    pub capture: Mutex<Option<StreamCapture>>,
    /// Whether `capture` holds something; read without the lock on every call.
    pub is_capturing: AtomicBool,
    state: Mutex<State>,
    changed: Condvar,
    completed: AtomicU64,
}

#[derive(Default)]
struct State {
    queue: VecDeque<Work>,
    submitted: u64,
    /// Items at the head of the queue that do not count: they are part of one that does.
    inserted: usize,
    /// Somebody executes or will execute the queue.
    active: bool,
    sleepers: usize,
    waiters: Vec<(u64, Arc<Stream>)>,
}

impl Stream {
    /// A stream of a context, known to the context's other streams.
    pub fn new(lanes: &Arc<Lanes>, handle: CUstream, role: Role, flags: u32, priority: i32) -> Arc<Self> {
        static NEXT_ID: AtomicU64 = AtomicU64::new(7);
        let stream = Arc::new(Self {
            handle,
            id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
            role,
            flags,
            priority,
            lanes: lanes.clone(),
            attributes: Mutex::default(),
            capture: Mutex::default(),
            is_capturing: AtomicBool::new(false),
            state: Mutex::default(),
            changed: Condvar::new(),
            completed: AtomicU64::new(0),
        });
        lanes.add(&stream);
        stream
    }

    /// Whether the stream and the legacy default stream wait for each other.
    pub fn is_blocking(&self) -> bool {
        self.flags & NON_BLOCKING == 0
    }

    /// How many items of work are done.
    pub fn completed(&self) -> u64 {
        self.completed.load(Ordering::Acquire)
    }

    /// The point behind everything that has been submitted.
    pub fn tail(self: &Arc<Self>) -> Point {
        Point { stream: self.clone(), sequence: self.state.lock().submitted }
    }

    /// The tail, unless it is reached.
    fn pending(self: &Arc<Self>) -> Option<Point> {
        Some(self.tail()).filter(|tail| !tail.is_reached())
    }

    /// Submits work, to be executed in order; short work may be done on return.
    pub fn submit(self: &Arc<Self>, work: Work) -> Point {
        let inline = work.is_short();
        self.enqueue(work, inline)
    }

    /// Submits work and waits for it.
    pub fn submit_and_wait(self: &Arc<Self>, work: Work) -> CudaResult {
        let point = self.enqueue(work, true);
        self.wait(point.sequence)
    }

    fn enqueue(self: &Arc<Self>, work: Work, inline: bool) -> Point {
        let streams = self.lanes.lock_order();
        let before = self.lanes.waits_of(self, &streams);
        let mut state = self.state.lock();
        state.submitted += before.len() as u64 + 1;
        let point = Point { stream: self.clone(), sequence: state.submitted };
        // What nobody is ahead of and takes no time is executed here: handing it over would take longer.
        let at_once = inline && !state.active && before.is_empty();
        let was_active = std::mem::replace(&mut state.active, true);
        if at_once {
            drop(state);
            drop(streams);
            if self.step(work) {
                self.finish();
                self.go_on();
            }
            return point;
        }
        state.queue.extend(before.into_iter().map(Work::Wait));
        state.queue.push_back(work);
        drop(state);
        drop(streams);
        if !was_active {
            schedule(Job::Run(self.clone()));
        }
        point
    }

    /// Executes the queue until it is empty or the stream is parked.
    fn run(self: &Arc<Self>) {
        loop {
            let work = {
                let mut state = self.state.lock();
                match state.queue.pop_front() {
                    Some(work) => work,
                    None => {
                        state.active = false;
                        return;
                    }
                }
            };
            if !self.step(work) {
                return;
            }
            self.finish();
        }
    }

    /// Executes one item; false if it parked the stream, which somebody will resume.
    fn step(self: &Arc<Self>, work: Work) -> bool {
        if self.lanes.failure().is_some() && !work.survives_failure() {
            return true;
        }
        let result = match work {
            Work::Empty => Ok(()),
            Work::Wait(point) => return point.stream.is_passed_by(&point, self),
            Work::Await(word, comparison) => match self.is_there(Watched::Word(word, comparison)) {
                Ok(true) => Ok(()),
                Ok(false) => return false,
                Err(error) => Err(error),
            },
            Work::WaitElsewhere(waiter) => match self.is_there(Watched::Event(waiter)) {
                Ok(true) => Ok(()),
                Ok(false) => return false,
                Err(error) => Err(error),
            },
            Work::Reach(beacon, number) => {
                beacon.reach(number);
                Ok(())
            }
            Work::Host(_) | Work::Callback(_) => match self.lanes.caller.call(self.clone(), work) {
                Ok(()) => return false,
                Err(error) => Err(error),
            },
            Work::Stamp(time) => {
                let _ = time.set(std::time::Instant::now());
                Ok(())
            }
            Work::Launch(launch) => launch.run(),
            Work::Choose(choice) => {
                self.insert(choice.chosen());
                Ok(())
            }
            Work::Begin(condition) => {
                condition.begin();
                Ok(())
            }
            Work::Keep(kept) => {
                drop(kept);
                Ok(())
            }
            work => driver().and_then(|driver| match work {
                Work::Copy(copy) => copy.run(&driver.space),
                Work::Fill(fill) => fill.run(&driver.space),
                Work::Store(word) => word.store(&driver.space),
                Work::Release(Some(pool), base) => pool.free(&driver.space, base),
                Work::Release(None, base) => driver.space.free(base),
                _ => Ok(()),
            }),
        };
        if let Err(error) = result {
            self.lanes.fail(error);
        }
        true
    }

    /// Whether what the stream waits for is there; if not, the poller resumes it when it is.
    fn is_there(self: &Arc<Self>, mut watched: Watched) -> CudaResult<bool> {
        let is_there = watched.is_there()?;
        if !is_there {
            threads::watch(self.clone(), watched);
        }
        Ok(is_there)
    }

    /// Whether a point of this stream is reached; if not, `waiter` is resumed when it is.
    fn is_passed_by(&self, point: &Point, waiter: &Arc<Stream>) -> bool {
        let mut state = self.state.lock();
        if self.completed() >= point.sequence {
            return true;
        }
        state.waiters.push((point.sequence, waiter.clone()));
        false
    }

    /// Puts work before everything else, as part of the item that is being executed: that one is done when all of it is.
    fn insert(&self, works: Vec<Work>) {
        let mut state = self.state.lock();
        state.inserted += works.len();
        for work in works.into_iter().rev() {
            state.queue.push_front(work);
        }
    }

    /// Counts one item as done and lets those go on who waited for it.
    fn finish(&self) {
        let mut state = self.state.lock();
        if state.inserted > 0 {
            state.inserted -= 1;
            return;
        }
        let completed = self.completed.fetch_add(1, Ordering::AcqRel) + 1;
        let (ready, waiting) =
            std::mem::take(&mut state.waiters).into_iter().partition(|waiter| waiter.0 <= completed);
        state.waiters = waiting;
        let has_sleepers = state.sleepers > 0;
        drop(state);
        if has_sleepers {
            self.changed.notify_all();
        }
        let ready: Vec<(u64, Arc<Stream>)> = ready;
        for (_, stream) in ready {
            schedule(Job::Resume(stream));
        }
    }

    /// After an item was executed in place: leaves the rest, if more came meanwhile, to a worker.
    fn go_on(self: &Arc<Self>) {
        let mut state = self.state.lock();
        if state.queue.is_empty() {
            state.active = false;
        } else {
            drop(state);
            schedule(Job::Run(self.clone()));
        }
    }

    /// Waits until `sequence` items are done; the error is the context's, if it has failed.
    pub fn wait(&self, sequence: u64) -> CudaResult {
        const SPINS: u32 = 200;
        for _ in 0..SPINS {
            if self.completed() >= sequence {
                return self.lanes.check();
            }
            std::hint::spin_loop();
        }
        let mut state = self.state.lock();
        state.sleepers += 1;
        while self.completed() < sequence {
            self.changed.wait(&mut state);
        }
        state.sleepers -= 1;
        drop(state);
        self.lanes.check()
    }

    /// Waits for everything that has been submitted.
    pub fn synchronize(self: &Arc<Self>) -> CudaResult {
        let sequence = self.tail().sequence;
        self.wait(sequence)
    }

    /// Success if everything submitted is done, `NOT_READY` if not.
    pub fn query(self: &Arc<Self>) -> CudaResult {
        self.lanes.check()?;
        if self.tail().is_reached() { self.lanes.check() } else { Err(CudaError::NOT_READY) }
    }
}
