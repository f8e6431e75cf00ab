//! The dispatcher: frames from the ring, in order, to the driver.
//!
//! Threads of a worker process:
//!
//! | thread | does |
//! |---|---|
//! | dispatcher (this) | takes frames, calls the driver, polls short waits |
//! | control | maps and registers segments, notices the guest's end and the mediator's order to end |
//! | waiters | block in the driver for long waits ([`crate::waits`]) |
//! | the driver's own | run host functions ([`crate::callbacks`]) |

use std::{
    os::fd::{AsFd, OwnedFd},
    sync::{Arc, Mutex, PoisonError, atomic::Ordering, mpsc},
    thread,
    time::{Duration, Instant},
};

use link::{
    LinkError,
    account::Account,
    exchange::Exchange,
    gauges::Gauges,
    header::{Control, DeathReason, beat},
    peer::has_hung_up,
    report::WorkerReport,
    spin::available_cpus,
    worker::{Awake, Served, WorkerLink, WorkerRing},
};
use table::{CUcontext, CudaError};
use wire::Header;

use crate::{
    driver::Driver,
    farewell::{Drained, Said},
    generated::dispatch,
    gpu_times::GpuTimes,
    output::DeviceOutput,
    payload::Payload,
    recording::{Answered, Recording},
    regions::Regions,
    segments::{Segments, register},
    session::{Outcome, Refused, Session},
    telling::Teller,
    waits::Completer,
};

/// How long the dispatcher sleeps at most before it beats its heart.
const NAP: Duration = Duration::from_millis(100);

/// How many frames are executed between two looks at waits that are polled, and before it is told what was counted.
const FRAMES_PER_LOOK: u32 = 16;

/// How many recorded frames there are between two looks at what the GPU has measured.
const FRAMES_PER_COLLECTION: u64 = 1024;

/// How much of what the driver has said to nobody goes to the log, bytes.
const MAX_UNHEARD: usize = 64 << 10;

/// With fewer processors a guest and its worker leave none for anybody else.
const MIN_CPUS_TO_LINGER: u32 = 4;

/// Why a session ended.
#[derive(Debug, thiserror::Error)]
pub enum End {
    /// The guest said farewell or closed its socket.
    #[error("the guest is gone")]
    GuestGone,
    /// The mediator has told the worker to end.
    #[error("the mediator has ended the session")]
    Dismissed,
    /// The guest broke the rules.
    #[error("protocol violation: {0}")]
    Violation(String),
    /// The link failed.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The window could not be registered with the device.
    #[error("cannot register the window with the device: {0}")]
    Register(String),
}

impl Session {
    /// Makes an error of a frame that has no reply known to the guest.
    pub fn raise(&self, error: CudaError) {
        self.control.raise_async_error(error.code());
    }
}

/// What is told of a session while it lasts.
#[derive(Default)]
pub struct Observers {
    /// Figures for the mediator.
    pub gauges: Option<Arc<Gauges>>,
    /// A trace of its frames. Whoever made it ends it.
    pub recording: Option<Recording>,
    /// The way to the tenant's other workers, who are told what this one shares.
    pub exchange: Option<Exchange>,
}

/// Serves one guest until it ends, or until the mediator, at the other end of `orders`, says so by hanging up; fills
/// `report`, whose `payloads_hashed` says whether payload is to be hashed.
///
/// # Errors
/// [`End`]: why it ended. A guest that leaves is [`End::GuestGone`].
pub fn serve(
    driver: Arc<Driver>,
    context: CUcontext,
    link: WorkerLink,
    orders: OwnedFd,
    output: DeviceOutput,
    observers: &mut Observers,
    report: &mut WorkerReport,
) -> Result<(), End> {
    let WorkerLink { window, control, ring, slots, mut requests, payload } = link;
    let segment = window.control();
    let started = Instant::now();
    register(&driver, segment.addr(), segment.len()).map_err(|error| End::Register(format!("{error:?}")))?;
    tracing::debug!(took = ?started.elapsed(), bytes = segment.len(), "the window is registered");

    let tap = observers.recording.as_ref().and_then(Recording::tap).cloned();
    let counted = Payload::new(payload.clone(), report.payloads_hashed, tap.clone());
    let arrivals = counted.arrivals().clone();
    let from_driver: Completer = {
        let slots = slots.clone();
        Arc::new(move |thread, seq, status, body| {
            // An index outside the window was refused before the frame was executed.
            slots.complete(thread, seq, status, body).ok();
        })
    };
    let completer: Completer = {
        let (complete, arrivals) = (from_driver.clone(), arrivals.clone());
        Arc::new(move |thread, seq, status, body| {
            arrivals.settle();
            complete(thread, seq, status, body);
        })
    };
    let drained = Arc::new(Drained::default());
    let said = Arc::new(Mutex::new(Said::default()));
    let commands = Arc::new(parking(&control));
    let account = {
        let (slots, payload, commands) = (slots.clone(), payload.clone(), commands.clone());
        move || Account {
            commands: commands(),
            replies: slots.meter(),
            to_device: payload.to_device.get(),
            to_host: payload.to_host.get(),
        }
    };
    let handler = Segments {
        driver: driver.clone(),
        context,
        drained: drained.clone(),
        doorbell: ring.doorbell_handle(),
        account: Box::new(account),
        said: said.clone(),
        window: window.clone(),
        gauges: observers.gauges.clone(),
        tap,
    };
    handler.tell(0);
    let (ended, end) = mpsc::channel();
    let stop = drained.clone();
    let doorbell = ring.doorbell_handle();
    let told = control.clone();
    let started = thread::Builder::new().name("vgpu-control".into()).spawn(move || {
        // SAFETY: the worker's own context; current on this thread for registrations.
        unsafe { (handler.driver.cuCtxSetCurrent)(handler.context) };
        // Memory is registered for guests that are in the middle of a capture, too.
        crate::custom::relax_this_thread(&handler.driver);
        let why = loop {
            if has_hung_up(orders.as_fd()) {
                // The guest lives and would send more; so it is told before the dispatcher looks for the last frame.
                told.declare_dead(DeathReason::Closed);
                break End::Dismissed;
            }
            match requests.serve_one(&handler, NAP) {
                Ok(Served::Request) | Err(LinkError::Timeout { .. }) => {}
                Ok(Served::Bye) | Err(LinkError::Gone) => break End::GuestGone,
                Err(error) => break End::Link(error),
            }
        };
        ended.send(why).ok();
        stop.stop.store(true, Ordering::Release);
        doorbell.ring();
    });
    started.map_err(|error| End::Register(format!("no thread for the control socket: {error}")))?;

    let mut session = Session::new(
        driver,
        window.clone(),
        control.clone(),
        completer.clone(),
        from_driver,
        output,
        counted,
    );
    session.regions = Regions::new(observers.gauges.clone());
    session.exchange = observers.exchange.take();
    session.gpu_times = observers.recording.is_some().then(GpuTimes::default);
    hurry();
    let lingers = available_cpus() >= MIN_CPUS_TO_LINGER;
    let mut dispatcher = Dispatcher {
        ring,
        lingers,
        session: &mut session,
        completer,
        drained,
        control: control.clone(),
        teller: Teller::new(observers.gauges.take(), slots.clone(), payload.clone()),
        recording: observers.recording.as_mut(),
        report: report.payloads_hashed.then(|| report.clone()),
    };
    let dispatched = dispatcher.run();
    dispatcher.collect_times();
    dispatcher.teller.end(&dispatcher.session.executed, &dispatcher.ring);
    // Our own figure, not the one in the window, where the guest can write.
    let frames = dispatcher.ring.meter();
    arrivals.settle();
    session.callbacks.close();
    let unheard = session.output.errors.take(MAX_UNHEARD);
    if !unheard.is_empty() {
        tracing::warn!("the driver has said: {}", String::from_utf8_lossy(&unheard).trim_end());
    }
    control.declare_dead(match &dispatched {
        Ok(()) => DeathReason::Closed,
        Err(_) => DeathReason::Violation,
    });
    session.fill(report);
    report.crossings = Account {
        commands: frames,
        replies: slots.meter(),
        to_device: payload.to_device.get(),
        to_host: payload.to_host.get(),
    }
    .into();
    let said = std::mem::take(&mut *said.lock().unwrap_or_else(PoisonError::into_inner));
    report.said_farewell = said.bye.is_some();
    let shown = || control.header().guest_account.read();
    report.guest_crossings = Some(said.bye.map_or_else(shown, |bye| bye.account).into());
    report.passage = said.bye.and_then(|bye| bye.passage);
    report.guest = said.report;
    if !report.said_farewell {
        "the guest's process ended without a farewell: it was killed, or ended without its exit handlers"
            .clone_into(&mut report.ended_by);
    }
    // Work that was in flight goes on until the process ends, in the window and with what the session holds.
    std::mem::forget((session, window));
    dispatched?;
    Err(end.recv_timeout(Duration::from_secs(1)).unwrap_or(End::GuestGone))
}

/// Asks for the processor before others. Every thread of the guest waits for this one; on a machine with more threads at
/// work than processors it would come to its turn a few times in a hundred milliseconds. Only a privileged mediator's
/// worker may ask.
fn hurry() {
    const NICE: i32 = -10;
    if let Err(why) = rustix::process::setpriority_process(Some(rustix::thread::gettid()), NICE) {
        tracing::debug!(%why, "the dispatcher has no priority over other threads");
    }
}

/// Reads what the dispatcher publishes of its own commands.
fn parking(control: &Control) -> impl Fn() -> link::account::Meter + Send + Sync + use<> {
    let control = control.clone();
    move || control.header().worker_account.commands.read()
}

struct Dispatcher<'s> {
    ring: WorkerRing,
    /// There are processors to spend on polling.
    lingers: bool,
    session: &'s mut Session,
    completer: Completer,
    drained: Arc<Drained>,
    control: Control,
    teller: Teller,
    recording: Option<&'s mut Recording>,
    /// What a guest that asked for evidence is told at its farewell, as far as it is known at the beginning.
    report: Option<WorkerReport>,
}

impl Dispatcher<'_> {
    /// Takes and executes frames until the guest is gone.
    fn run(&mut self) -> Result<(), End> {
        let mut record = Vec::with_capacity(64 << 10);
        let mut unseen = 0;
        let mut busy: Option<Instant> = None;
        let started = Instant::now();
        let violation = |why: String| {
            tracing::warn!(%why, "the session ends: the guest broke the protocol");
            End::Violation(why)
        };
        loop {
            match self.ring.next(&mut record).map_err(|why| violation(why.to_string()))? {
                Some(()) => {
                    if busy.is_none() {
                        let now = Instant::now();
                        busy = Some(now);
                        self.session.executed.frames_begin();
                        self.teller.begin(now);
                    }
                    self.execute(&record).map_err(|why| violation(why.to_string()))?;
                    unseen += 1;
                    if unseen >= FRAMES_PER_LOOK {
                        unseen = 0;
                        self.teller.count(&self.session.executed, &self.ring);
                        if self.session.waits.is_polling() {
                            self.session.poll();
                        }
                    }
                }
                None => {
                    if let Some(since) = busy.take() {
                        self.session.executed.frames_end(since.elapsed());
                        self.teller.end(&self.session.executed, &self.ring);
                    }
                    self.drained.reach(|| {
                        let mut report = Box::new(self.report.clone()?);
                        self.session.fill(&mut report);
                        Some(report)
                    });
                    if self.drained.stop.load(Ordering::Acquire) {
                        return Ok(());
                    }
                    if self.session.waits.is_polling() {
                        self.session.poll();
                    } else {
                        beat(&self.control.header().worker_heartbeat.0, started.elapsed().as_millis() as u64);
                        // A guest thread that polls is about to send more. To ring for us then would cost it more than
                        // it costs us to poll as well.
                        if self.lingers && self.session.is_awaited() {
                            self.ring.spin();
                        } else if self.ring.wait(NAP) == Awake::Idle {
                            self.idle();
                        }
                    }
                }
            }
        }
    }

    /// Executes one frame, and records that if anybody wants to know.
    #[inline]
    fn execute(&mut self, record: &[u8]) -> Result<(), Refused> {
        let Some(recording) = &mut self.recording else {
            let slots = self.control.layout().slot_count;
            if crate::custom::launch_again(self.session, slots, record).is_some() {
                return Ok(());
            }
            return self.answer(record).map(drop);
        };
        recording.taken();
        self.session.newest_stream = wire::Handle::NULL;
        // The ring has counted this frame already.
        let number = self.ring.meter().calls.wrapping_sub(1);
        if let Some(times) = &mut self.session.gpu_times {
            times.frame = number;
        }
        if let Some(tap) = recording.tap() {
            tap.begin(number);
        }
        let answered = self.answer(record)?;
        if let Some(tap) = self.recording.as_ref().and_then(|recording| recording.tap()) {
            let status = (!answered.is_deferred).then_some(answered.status);
            tap.executed(record, status, self.session.reply.as_bytes());
        }
        if let Some(recording) = &mut self.recording {
            recording.frame(number, record, answered, &mut self.session.executed, self.session.newest_stream);
        }
        if number.is_multiple_of(FRAMES_PER_COLLECTION) {
            self.collect_times();
        }
        Ok(())
    }

    /// There was nothing to do for a while.
    #[cold]
    fn idle(&mut self) {
        // Others may have answered what was waited for, and moved data.
        self.teller.end(&self.session.executed, &self.ring);
        self.collect_times();
        if let Some(recording) = &mut self.recording {
            recording.idle();
        }
    }

    /// Records what the GPU has measured since. Not while a stream is captured, when events must be left alone.
    #[cold]
    fn collect_times(&mut self) {
        let Session { driver, gpu_times: Some(times), capture, .. } = &mut *self.session else { return };
        if let Some(recording) = &mut self.recording
            && !capture.is_open()
        {
            times.collect(driver, |time| recording.gpu_time(time));
        }
    }

    /// Executes one frame and answers it.
    #[inline]
    fn answer(&mut self, record: &[u8]) -> Result<Answered, Refused> {
        let (header, body) = Header::decode(record)?;
        if header.thread >= self.control.layout().slot_count {
            return Err(Refused::Thread(header.thread));
        }
        let session = &mut *self.session;
        session.reply.clear();
        session.enter(&header);
        let outcome = dispatch(session, &header, body)?;
        if let Some(recording) = &mut self.recording {
            recording.done();
        }
        let status = match outcome {
            Outcome::Done(status) => status,
            Outcome::Deferred => {
                session.executed.frame(header.op, 0);
                return Ok(Answered { header, status: 0, is_deferred: true });
            }
        };
        session.executed.frame(header.op, status);
        if header.wants_reply() {
            (self.completer)(header.thread, header.seq, status, session.reply.as_bytes());
        } else if let Some(error) = CudaError::new(status)
            && !std::mem::take(&mut session.raised)
        {
            session.raise(error);
        }
        Ok(Answered { header, status, is_deferred: false })
    }
}
