//! The worker processes: those that wait for a guest and those that have one.
//!
//! ```text
//!            start                 hand over                  guest gone, or told to end
//!   (none) ────────► warm ──────────────────────► in session ───────────────────────────► ending
//!                     │ process ends                 │ process ends                         │ time is over
//!                     ▼                              ▼                                      ▼
//!              failed: the next start waits     ended: reaped, reported ◄──────────────── killed
//! ```
//!
//! Only [`crate::service`] calls in here, from its one thread.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

use link::control::{Handover, Hello, Refused, RefusedReason, ToGuest};
use link::gauges::Gauges;
use link::management::{self, Process};
use link::peer::{self, PeerCredentials};
use link::report::{self, WorkerReport};
use link::socket::{SocketError, send_with_fds};
use link::worker::{Companions, hand_over};
use rustix::net::{Shutdown, shutdown};
use rustix::process::{Pid, PidfdFlags, pidfd_open};

use crate::config::Config;
use crate::environment::{Policy, admitted};
use crate::exchange::Offers;
use crate::journal::Journal;
use crate::overview::Running;
use crate::sessions::{Guest, Ledger, Session, unix_ms};
use crate::watch::Watch;
use crate::worker::{WorkerProcess, describe};

/// How long the pool waits after a worker failed before it had a guest; doubled with every further failure.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// Where doubling stops.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// After this long a killed process that still is not gone is given up.
const UNKILLABLE: Duration = Duration::from_secs(5);

/// How long a list of workers may be, as JSON text: it travels in a message.
const LIST_MAX: usize = 32 << 10;

/// What a watched descriptor stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum News {
    /// The worker with this number has ended.
    Ended(u64),
    /// It has something to say.
    Said(u64),
    /// Its guest's process or socket has ended.
    GuestEnded(u64),
    /// It offers something to its tenant's other workers, or wants something of theirs.
    Asked(u64),
}

/// A worker and what it does.
#[derive(Debug)]
struct Worker {
    process: WorkerProcess,
    job: Option<Job>,
    /// When it is killed, and why.
    kill: Option<(Instant, &'static str)>,
    /// Since when, and why, it should be dead.
    killed: Option<(Instant, &'static str)>,
    is_talking: bool,
}

/// A session, as far as the mediator holds it.
#[derive(Debug)]
struct Job {
    session: u64,
    /// A copy of the guest's socket, kept to see its end and to tell the guest how its worker ended. Nobody reads from it.
    guest: OwnedFd,
    /// Readable once the guest process has ended. Of a guest in a virtual machine, that process is the device's, which
    /// lives on; its socket ends all the same.
    guest_exit: Option<OwnedFd>,
    is_guest_gone: bool,
    report: Option<WorkerReport>,
    tenant: Tenant,
    /// The guest as its tenant knows it.
    process: Process,
    /// What the worker says of it while it lasts.
    gauges: Option<Arc<Gauges>>,
    /// Our end of its way to the tenant's other workers.
    exchange: Option<OwnedFd>,
}

/// Who may know of whom: programs of one user on this machine, or those of one virtual machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tenant {
    uid: u32,
    /// The machine's name and its device's process; none for this machine.
    machine: Option<(String, u32)>,
}

impl Tenant {
    pub(crate) fn of(hello: &Hello, peer: PeerCredentials) -> Self {
        let machine = (!hello.machine.is_empty()).then(|| (hello.machine.clone(), peer.pid));
        Self { uid: peer.uid, machine }
    }

    #[cfg(test)]
    pub(crate) fn local(uid: u32) -> Self {
        Self { uid, machine: None }
    }
}

/// The guest's process in its own words, which nobody but its tenant is told.
fn process(hello: &Hello) -> Process {
    let name = hello.program.strip_prefix(&format!("{}: ", hello.machine)).unwrap_or(&hello.program);
    Process { pid: hello.pid, name: name.to_owned(), memory: None }
}

/// All workers.
#[derive(Debug)]
pub(crate) struct Crew {
    config: Arc<Config>,
    ledger: Arc<Ledger>,
    journal: Journal,
    workers: BTreeMap<u64, Worker>,
    next_worker: u64,
    next_session: u64,
    /// When the pool may start its next worker.
    refill_at: Instant,
    pause: Duration,
    is_ending: bool,
    offers: Offers,
}

impl Crew {
    pub(crate) fn new(config: Arc<Config>, ledger: Arc<Ledger>, journal: Journal) -> Self {
        let (workers, refill_at) = (BTreeMap::new(), Instant::now());
        let (next_worker, next_session, pause, is_ending) = (1, 1, FIRST_PAUSE, false);
        let offers = Offers::default();
        Self {
            config,
            ledger,
            journal,
            workers,
            next_worker,
            next_session,
            refill_at,
            pause,
            is_ending,
            offers,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.workers.is_empty()
    }

    /// Sessions that have not ended.
    pub(crate) fn running(&self) -> usize {
        self.workers.values().filter(|worker| worker.job.is_some()).count()
    }

    /// The workers that have a guest, and of the guests what `tenant` may know.
    pub(crate) fn workers_for(&self, tenant: &Tenant) -> Vec<management::Worker> {
        let worker = |worker: &Worker| {
            let job = worker.job.as_ref()?;
            let (pid, memory) =
                (worker.process.pid(), job.gauges.as_ref().map(|gauges| gauges.read().memory));
            let process = (job.tenant == *tenant).then(|| job.process.clone());
            Some(management::Worker { pid, memory, process })
        };
        let mut len = 0;
        let fits = |worker: &management::Worker| {
            len += 96 + worker.process.as_ref().map_or(0, |process| 64 + 2 * process.name.len());
            len < LIST_MAX
        };
        self.workers.values().filter_map(worker).take_while(fits).collect()
    }

    fn warm(&self) -> impl Iterator<Item = u64> {
        self.workers
            .iter()
            .filter(|(_, worker)| worker.job.is_none() && worker.kill.is_none() && worker.killed.is_none())
            .map(|(id, _)| *id)
    }

    /// Registers every descriptor and time limit.
    pub(crate) fn watch<'a, T>(&'a self, watch: &mut Watch<'a, T>, meaning: impl Fn(News) -> T) {
        for (id, worker) in &self.workers {
            watch.add(worker.process.exit(), meaning(News::Ended(*id)));
            if worker.is_talking {
                watch.add(worker.process.control(), meaning(News::Said(*id)));
            }
            if let Some(job) = worker.job.as_ref().filter(|job| !job.is_guest_gone) {
                watch.add_end(job.guest.as_fd(), meaning(News::GuestEnded(*id)));
                if let Some(exit) = &job.guest_exit {
                    watch.add(exit.as_fd(), meaning(News::GuestEnded(*id)));
                }
            }
            if let Some(exchange) = worker.job.as_ref().and_then(|job| job.exchange.as_ref()) {
                watch.add(exchange.as_fd(), meaning(News::Asked(*id)));
            }
            if let Some((moment, _)) = worker.kill {
                watch.until(moment);
            }
            if let Some((moment, _)) = worker.killed {
                watch.until(moment + UNKILLABLE);
            }
        }
        if !self.is_ending && self.warm().count() < self.config.warm {
            watch.until(self.refill_at);
        }
    }

    /// Does what is due: starts a worker for the pool, kills those whose time is over.
    pub(crate) fn tick(&mut self, now: Instant) {
        if !self.is_ending && now >= self.refill_at && self.warm().count() < self.config.warm {
            self.refill(now);
        }
        for worker in self.workers.values_mut() {
            if let Some((_, why)) = worker.kill.take_if(|(moment, _)| now >= *moment) {
                tracing::warn!(worker = worker.process.pid(), why, "killing a worker");
                worker.process.kill();
                worker.killed = Some((now, why));
                self.ledger.count(|counters| counters.workers_killed += 1);
            }
        }
        let is_lost = |worker: &Worker| worker.killed.is_some_and(|(since, _)| now >= since + UNKILLABLE);
        let lost: Vec<u64> = self.workers.iter().filter(|(_, it)| is_lost(it)).map(|(id, _)| *id).collect();
        for id in lost {
            tracing::error!(worker = id, "a killed worker hangs in the kernel and is given up");
            self.conclude(id, "hangs in the kernel after SIGKILL".to_owned(), false);
        }
        self.ledger.set_warm(self.warm().count());
    }

    fn refill(&mut self, now: Instant) {
        let user = rustix::process::getuid().as_raw();
        let variables =
            self.variables(self.config.warm_env.iter().map(|(k, v)| (k.as_str(), v.as_str())), user);
        match self.start(&variables) {
            // Others follow one at a time: workers that initialise at once slow each other down.
            Ok(_) => self.refill_at = now + self.config.limits.refill,
            Err(why) => {
                tracing::error!(%why, "cannot start a worker ahead of time");
                self.pool_failed(now);
            }
        }
    }

    /// A worker failed before it had a guest. Trying again at once would only burn the processor.
    fn pool_failed(&mut self, now: Instant) {
        self.ledger.count(|counters| counters.workers_failed += 1);
        self.refill_at = now + self.pause;
        self.pause = (self.pause * 2).min(LONGEST_PAUSE);
    }

    fn start(&mut self, variables: &[(&'static str, OsString)]) -> Result<u64, String> {
        let config = &self.config;
        let process = WorkerProcess::start(&config.worker, config.visible_devices.as_deref(), variables)
            .map_err(|why| format!("cannot start worker {}: {why}", config.worker.program.display()))?;
        self.ledger.count(|counters| counters.workers_started += 1);
        let id = self.next_worker;
        self.next_worker += 1;
        tracing::debug!(worker = process.pid(), "worker started");
        self.workers.insert(id, Worker { process, job: None, kill: None, killed: None, is_talking: true });
        Ok(id)
    }

    /// The settings of the driver that a user's wishes lead to.
    fn variables<'a>(
        &self,
        wishes: impl Iterator<Item = (&'a str, &'a str)>,
        uid: u32,
    ) -> Vec<(&'static str, OsString)> {
        let cache = self.config.cache.as_ref().map(|folder| folder.join(uid.to_string()));
        let visible_devices = self.config.visible_devices.as_deref();
        admitted(wishes, Policy { visible_devices, cache: cache.as_deref() })
    }

    /// Gives a guest that has been admitted a worker of its own.
    pub(crate) fn employ(
        &mut self,
        guest: OwnedFd,
        mut hello: Hello,
        peer: PeerCredentials,
    ) -> Result<(), Refused> {
        let failed = |why: String| Refused::new(RefusedReason::HostError, why);
        let variables = self.variables(hello.forwarded_env(), peer.uid);
        let theirs = self.config.warm_env.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        // The driver of a warm worker has read its environment already.
        let is_fitting = variables == self.variables(theirs, peer.uid);
        let mut warm: Vec<u64> = if is_fitting { self.warm().collect() } else { Vec::new() };
        warm.reverse();

        hello.program = hello.program.chars().filter(|c| !c.is_control()).take(256).collect();
        let session = self.next_session;
        self.next_session += 1;
        let record = Session {
            id: session,
            guest: Guest { pid: peer.pid, uid: peer.uid, gid: peer.gid, program: hello.program.clone() },
            worker_pid: 0,
            started_unix_ms: unix_ms(),
            ended_unix_ms: None,
            ended_by: None,
            ended_well: None,
            report: None,
        };
        let (tenant, process) = (Tenant::of(&hello, peer), process(&hello));
        // Without them nobody learns what the guest does and holds before it ends.
        let gauges = Gauges::new().map(Arc::new).ok();
        // Without it the guest shares nothing, and is told so when it tries.
        let (exchange, theirs) = link::socket::pair().ok().unzip();
        let mut extra = BTreeMap::from([(report::VERIFY.to_owned(), self.config.verify.into())]);
        if let Some(folder) = &self.config.trace {
            let file = folder.join(format!("worker-{session}.vgputrace"));
            extra.insert(report::TRACE.to_owned(), file.to_string_lossy().into());
            let data = serde_json::to_value(self.config.trace_data).unwrap_or_default();
            extra.insert(report::TRACE_DATA.to_owned(), data);
        }
        let running = |session: Session| Running {
            machine: tenant.machine.as_ref().map_or_else(String::new, |(name, _)| name.clone()),
            // A number in another machine says nothing here, and the other way round.
            pid: if tenant.machine.is_some() { process.pid } else { session.guest.pid },
            program: process.name.clone(),
            gauges: gauges.clone(),
            ..Running::new(session)
        };
        let handover = Handover { session, hello, with: Vec::new(), extra };
        loop {
            let (id, is_warm) = match warm.pop() {
                Some(id) => (id, true),
                None => (self.start(&variables).map_err(failed)?, false),
            };
            let Some(worker) = self.workers.get_mut(&id) else { continue };
            let worker_pid = worker.process.pid();
            // Listed before the guest can hear of it.
            self.ledger.begin(running(Session { worker_pid, ..record.clone() }));
            let companions =
                Companions { gauges: gauges.as_deref(), exchange: theirs.as_ref().map(AsFd::as_fd) };
            let handed = hand_over(worker.process.control(), &handover, &guest, companions, Duration::ZERO);
            if handed.is_err() {
                self.ledger.withdraw(session);
            }
            match handed {
                Ok(()) => {}
                Err(SocketError::TooLong(len)) => {
                    return Err(failed(format!("an introduction of {len} bytes is too long")));
                }
                Err(why) => {
                    // Its end will be noticed as any other; until then nobody else should get it.
                    worker.kill = Some((Instant::now(), "it took no orders"));
                    if is_warm {
                        continue;
                    }
                    return Err(failed(format!("the new worker took no orders: {why}")));
                }
            }
            let guest_exit = guest_process(&guest, peer);
            worker.job = Some(Job {
                session,
                guest,
                guest_exit,
                is_guest_gone: false,
                report: None,
                tenant,
                process,
                gauges,
                exchange,
            });
            tracing::info!(
                session,
                guest = peer.pid,
                uid = peer.uid,
                worker = worker_pid,
                is_warm,
                "session begins"
            );
            self.pause = FIRST_PAUSE;
            self.refill_at = Instant::now() + self.config.limits.refill;
            return Ok(());
        }
    }

    /// Deals with one piece of news.
    pub(crate) fn hear(&mut self, news: News, now: Instant) {
        match news {
            News::Said(id) => self.listen(id, now),
            News::GuestEnded(id) => {
                let Some(worker) = self.workers.get_mut(&id) else { return };
                if let Some(job) = &mut worker.job {
                    job.is_guest_gone = true;
                    tracing::debug!(session = job.session, "guest gone");
                }
                if worker.kill.is_none() && worker.killed.is_none() {
                    worker.kill = Some((now + self.config.limits.farewell, "its guest is gone"));
                }
            }
            News::Asked(id) => self.exchange(id),
            News::Ended(id) => {
                self.listen(id, now);
                let Some(worker) = self.workers.get_mut(&id) else { return };
                let Some(status) = worker.process.reap() else { return };
                let mut how = describe(status);
                if let Some((_, why)) = worker.killed {
                    how = format!("{how} by the mediator: {why}");
                }
                self.conclude(id, how, status.success());
            }
        }
    }

    /// Reads a worker's report, the only thing that it says here.
    fn listen(&mut self, id: u64, now: Instant) {
        let Some(worker) = self.workers.get_mut(&id).filter(|worker| worker.is_talking) else { return };
        match report::receive(worker.process.control(), Duration::ZERO) {
            Ok(report) => {
                worker.is_talking = false;
                if let Some(job) = &mut worker.job {
                    job.report = Some(report);
                }
                if worker.killed.is_none() {
                    worker.kill =
                        Some((now + self.config.limits.teardown, "it has reported but does not end"));
                }
            }
            Err(SocketError::Timeout(_)) => {}
            Err(SocketError::Closed) => {
                worker.is_talking = false;
                if worker.kill.is_none() && worker.killed.is_none() {
                    // It can neither take orders nor report any more.
                    worker.kill =
                        Some((now + self.config.limits.teardown, "it has hung up but does not end"));
                }
            }
            Err(why) => {
                tracing::error!(worker = worker.process.pid(), %why, "a worker sent no report but garbage");
                worker.is_talking = false;
                if worker.killed.is_none() {
                    worker.kill = Some((now, "it sent garbage"));
                }
            }
        }
    }

    /// Answers a worker that shares. One that says something else, or does not listen, shares nothing any more.
    fn exchange(&mut self, id: u64) {
        let Some(job) = self.workers.get_mut(&id).and_then(|worker| worker.job.as_mut()) else { return };
        let Some(socket) = &job.exchange else { return };
        match self.offers.serve(socket.as_fd(), &job.tenant, job.session) {
            Ok(()) | Err(SocketError::Timeout(_)) => {}
            Err(why) => {
                if !matches!(why, SocketError::Closed) {
                    tracing::warn!(session = job.session, %why, "a worker cannot share");
                }
                job.exchange = None;
            }
        }
    }

    /// Files a worker as ended. Whatever it held is free.
    fn conclude(&mut self, id: u64, how: String, is_success: bool) {
        let Some(worker) = self.workers.remove(&id) else { return };
        let pid = worker.process.pid();
        let Some(job) = worker.job else {
            if !self.is_ending && worker.killed.is_none() {
                tracing::error!(worker = pid, how, "a worker ended before it had a guest");
                self.pool_failed(Instant::now());
            }
            return;
        };
        if !is_success {
            let refused =
                Refused::new(RefusedReason::HostError, format!("the worker of this session ended: {how}"));
            let _ = send_with_fds(&job.guest, &ToGuest::Refused(refused), &[], Duration::ZERO);
        }
        let _ = shutdown(&job.guest, Shutdown::Both);
        self.offers.end(job.session);
        let has_report = job.report.is_some();
        if is_success {
            tracing::info!(session = job.session, worker = pid, has_report, how, "session ended");
        } else {
            tracing::error!(session = job.session, worker = pid, has_report, how, "session ended badly");
        }
        let Some(mut session) = self.ledger.running(job.session) else { return };
        session.ended_unix_ms = Some(unix_ms());
        session.ended_by = Some(how);
        session.ended_well = Some(is_success);
        session.report = job.report;
        // Written down first: whoever sees the session ended finds its line in the file.
        self.journal.write(&session);
        self.ledger.end(session, self.config.history);
    }

    /// Tells every worker to end.
    pub(crate) fn dismiss(&mut self, now: Instant) {
        self.is_ending = true;
        for worker in self.workers.values_mut() {
            worker.process.ask_to_end();
            if worker.kill.is_none() && worker.killed.is_none() {
                worker.kill = Some((now + self.config.limits.farewell, "the mediator is stopping"));
            }
        }
    }
}

/// A descriptor of the guest's process. Without one (another PID namespace on an old kernel, or already gone)
/// only the worker notices the guest's end, by its socket.
fn guest_process(guest: &OwnedFd, peer: PeerCredentials) -> Option<OwnedFd> {
    peer::process_descriptor(guest).or_else(|| {
        // By number there is a moment in which the process may be gone and its number another's; then an
        // innocent process is watched, which the worker makes up for when it sees the socket closed.
        let pid = Pid::from_raw(i32::try_from(peer.pid).ok()?)?;
        pidfd_open(pid, PidfdFlags::empty()).ok()
    })
}
