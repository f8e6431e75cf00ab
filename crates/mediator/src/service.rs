//! The mediator's loop: door, connections that have not introduced themselves, workers.

use std::collections::BTreeMap;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use link::LinkError;
use link::control::{Handover, Hello, Refused, RefusedReason};
use link::management::WORKERS;
use link::overview::{self, Overview};
use link::peer::{self, PeerCredentials};
use link::socket::{Listener, SocketError};
use link::worker::{read_hello, refuse};
use rustix::event::{EventfdFlags, eventfd};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;
use rustix::process::getuid;

use crate::admission::judge;
use crate::config::Config;
use crate::crew::{Crew, News, Tenant};
use crate::error::Error;
use crate::journal::Journal;
use crate::monitor::Monitor;
use crate::overview::Scope;
use crate::sessions::{Ledger, Sessions};
use crate::watch::Watch;

/// The most connections that may keep us waiting for their `Hello`. One more, and the oldest is dropped: whoever
/// is honest has spoken long before.
const PENDING_MAX: usize = 256;
/// How many connections are accepted before the others get their turn.
const ACCEPT_MAX: usize = 64;
/// How long the door stays shut when the system has no descriptor left for another connection.
const SHUT: Duration = Duration::from_millis(100);

/// What the loop shares with its handles.
#[derive(Debug)]
struct Shared {
    ledger: Arc<Ledger>,
    version: String,
    wake: OwnedFd,
    is_stopping: AtomicBool,
}

/// Watches and stops a mediator from other threads.
#[derive(Debug, Clone)]
pub struct Handle {
    shared: Arc<Shared>,
}

impl Handle {
    /// A snapshot of the sessions.
    pub fn sessions(&self) -> Sessions {
        self.shared.ledger.snapshot()
    }

    /// What everybody's sessions do. Never waits for a worker.
    pub fn overview(&self) -> Overview {
        self.shared.ledger.overview(Scope::All, &self.shared.version)
    }

    /// Makes [`Mediator::run`] end all workers, remove the socket and return.
    pub fn stop(&self) {
        self.shared.is_stopping.store(true, Ordering::Release);
        self.wake();
    }

    /// Waits until no session is left of all those that have connected before this call. False if `limit`
    /// passes first. True also when the mediator has stopped.
    pub fn wait_until_idle(&self, limit: Option<Duration>) -> bool {
        self.shared.ledger.wait_until_idle(|| self.wake(), limit)
    }

    fn wake(&self) {
        // Fails only when the counter is full, and then the loop is awake already.
        let _ = rustix::io::write(&self.shared.wake, &1_u64.to_ne_bytes());
    }
}

/// A connection that has not sent its `Hello`.
#[derive(Debug)]
struct Pending {
    socket: OwnedFd,
    peer: PeerCredentials,
    until: Instant,
}

/// What a watched descriptor stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    Wake,
    Door,
    Pending(u64),
    Crew(News),
    /// The monitor has ended.
    Monitor,
}

/// The mediator. It listens from [`Mediator::new`] on and serves while [`Mediator::run`] runs.
#[derive(Debug)]
pub struct Mediator {
    config: Arc<Config>,
    shared: Arc<Shared>,
    door: Option<Listener>,
    shut_until: Option<Instant>,
    pending: BTreeMap<u64, Pending>,
    next_pending: u64,
    crew: Crew,
    monitor: Monitor,
}

impl Mediator {
    /// Opens the socket.
    pub fn new(config: Config) -> Result<Self, Error> {
        let config = Arc::new(config);
        let journal = Journal::open(config.report.as_deref())?;
        let system = |what| move |why: Errno| Error::System { what, why: why.into() };
        let wake =
            eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK).map_err(system("make an eventfd"))?;
        let door = Listener::bind(&config.socket, config.socket_mode)?;
        // A connection may be gone again between its announcement and `accept`, which must not wait then.
        fcntl_getfl(&door)
            .and_then(|flags| fcntl_setfl(&door, flags | OFlags::NONBLOCK))
            .map_err(system("prepare the socket"))?;
        let ledger = Arc::new(Ledger::default());
        let crew = Crew::new(Arc::clone(&config), Arc::clone(&ledger), journal);
        let monitor = Monitor::new(Arc::clone(&config));
        let version = config.version.clone();
        let shared = Arc::new(Shared { ledger, version, wake, is_stopping: AtomicBool::new(false) });
        let (pending, next_pending, shut_until) = (BTreeMap::new(), 0, None);
        Ok(Self { config, shared, door: Some(door), shut_until, pending, next_pending, crew, monitor })
    }

    /// To watch and stop the mediator with.
    pub fn handle(&self) -> Handle {
        Handle { shared: Arc::clone(&self.shared) }
    }

    /// Serves until [`Handle::stop`].
    pub fn run(mut self) -> Result<(), Error> {
        tracing::info!(socket = %self.config.socket.display(), "mediator listens");
        let result = self.serve();
        // Whoever waits for the last session must not wait for a loop that is no more.
        self.shared.ledger.stop();
        result
    }

    fn serve(&mut self) -> Result<(), Error> {
        loop {
            let now = Instant::now();
            if self.shared.is_stopping.load(Ordering::Acquire) && self.door.take().is_some() {
                tracing::info!("mediator stops");
                self.pending.clear();
                self.crew.dismiss(now);
                self.monitor.stop();
            }
            self.crew.tick(now);
            self.monitor.tick(now);
            if self.door.is_none() && self.crew.is_empty() {
                return Ok(());
            }
            let sources = self.wait()?;
            let ticket = self.shared.ledger.asked();
            let now = Instant::now();
            let mut is_woken = false;
            for source in sources {
                match source {
                    Source::Wake => is_woken = true,
                    Source::Door => self.accept(now),
                    Source::Pending(id) => self.introduce(id),
                    Source::Crew(news) => self.crew.hear(news, now),
                    Source::Monitor => self.monitor.ended(),
                }
            }
            if is_woken {
                let _ = rustix::io::read(&self.shared.wake, &mut [0_u8; 8]);
                // Whatever connected before the ticket was given out is a session before the ticket is served.
                self.accept(now);
                let waiting: Vec<u64> = self.pending.keys().copied().collect();
                waiting.into_iter().for_each(|id| self.introduce(id));
                self.shared.ledger.settle(ticket);
            }
            self.drop_silent(now);
        }
    }

    fn wait(&mut self) -> Result<Vec<Source>, Error> {
        let now = Instant::now();
        self.shut_until = self.shut_until.filter(|until| *until > now);
        let mut watch = Watch::new();
        watch.add(self.shared.wake.as_fd(), Source::Wake);
        match (&self.door, self.shut_until) {
            (Some(door), None) => watch.add(door.as_fd(), Source::Door),
            (Some(_), Some(until)) => watch.until(until),
            (None, _) => {}
        }
        for (id, pending) in &self.pending {
            watch.add(pending.socket.as_fd(), Source::Pending(*id));
            watch.until(pending.until);
        }
        self.crew.watch(&mut watch, Source::Crew);
        if let Some(exit) = self.monitor.exit() {
            watch.add(exit, Source::Monitor);
        }
        if let Some(until) = self.monitor.until() {
            watch.until(until);
        }
        watch.wait().map_err(|why| Error::System { what: "wait for guests", why })
    }

    /// Accepts what waits at the door.
    fn accept(&mut self, now: Instant) {
        for _ in 0..ACCEPT_MAX {
            let Some(door) = &self.door else { return };
            let accepted = door.accept().and_then(|socket| {
                let peer = peer::credentials(&socket).map_err(|_| SocketError::Closed)?;
                Ok((socket, peer))
            });
            let (socket, peer) = match accepted {
                Ok(accepted) => accepted,
                Err(SocketError::Os { errno: Errno::AGAIN, .. }) => return,
                Err(SocketError::Closed | SocketError::Os { errno: Errno::CONNABORTED, .. }) => continue,
                Err(why) => {
                    // Most likely no descriptor is left. Trying again at once would spin.
                    tracing::error!(%why, "cannot accept a connection");
                    self.shut_until = Some(now + SHUT);
                    return;
                }
            };
            self.shared.ledger.count(|counters| counters.connections += 1);
            let until = now + self.config.limits.hello;
            self.pending.insert(self.next_pending, Pending { socket, peer, until });
            self.next_pending += 1;
            if self.pending.len() > PENDING_MAX {
                self.pending.pop_first();
                self.shared.ledger.count(|counters| counters.silent += 1);
            }
        }
    }

    /// Reads a connection's first message and decides about it.
    fn introduce(&mut self, id: u64) {
        let Some(pending) = self.pending.get(&id) else { return };
        let hello = match read_hello(&pending.socket, Duration::ZERO) {
            Err(LinkError::Timeout { .. }) => return,
            read => read,
        };
        let Some(Pending { socket, peer, .. }) = self.pending.remove(&id) else { return };
        let ledger = Arc::clone(&self.shared.ledger);
        let hello = match hello {
            Ok(hello) => hello,
            Err(LinkError::Gone) => {
                ledger.count(|counters| counters.vanished += 1);
                return;
            }
            Err(why) => {
                ledger.count(|counters| counters.garbage += 1);
                tracing::warn!(peer = peer.pid, uid = peer.uid, %why, "no Hello came");
                let _ = refuse(&socket, Refused::new(RefusedReason::NotAGuest, why.to_string()));
                return;
            }
        };
        let is_question = hello.is_question();
        // The copy outlives the original, so that a refusal can still be sent.
        let employed = judge(&hello, peer, self.crew.running(), &self.config).and_then(|()| {
            if hello.overview {
                let scope = Scope::of(peer, getuid().as_raw());
                return overview::answer(&socket, &ledger.overview(scope, &self.config.version));
            }
            if is_question {
                return self.ask(&socket, hello, peer);
            }
            let copy = socket.try_clone();
            let copy =
                copy.map_err(|why| Refused::new(RefusedReason::HostError, format!("cannot serve: {why}")))?;
            self.crew.employ(copy, hello, peer)
        });
        match employed {
            Ok(()) if is_question => ledger.count(|counters| counters.questions += 1),
            Ok(()) => ledger.count(|counters| counters.admitted += 1),
            Err(refused) => {
                ledger.count(|counters| counters.refused += 1);
                tracing::warn!(peer = peer.pid, uid = peer.uid, why = refused.message, "guest refused");
                let _ = refuse(&socket, refused);
            }
        }
    }

    /// Gives the question of a guest that has been admitted to the monitor.
    fn ask(&mut self, socket: &OwnedFd, hello: Hello, peer: PeerCredentials) -> Result<(), Refused> {
        let workers = self.crew.workers_for(&Tenant::of(&hello, peer));
        let workers = serde_json::to_value(workers).map_err(|why| {
            Refused::new(RefusedReason::HostError, format!("cannot list the workers: {why}"))
        })?;
        let extra = [(WORKERS.to_owned(), workers)].into();
        self.monitor.ask(socket.as_fd(), &Handover { session: 0, hello, with: Vec::new(), extra })
    }

    /// Closes connections that have had their time.
    fn drop_silent(&mut self, now: Instant) {
        let before = self.pending.len();
        self.pending.retain(|_, pending| pending.until > now);
        let dropped = before - self.pending.len();
        if dropped > 0 {
            tracing::warn!(dropped, "connections sent no Hello in time");
            self.shared.ledger.count(|counters| counters.silent += dropped as u64);
        }
    }
}
