//! A socket that serves one client at a time, and can be told from another thread to stop.

use std::cell::Cell;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use link::peer;
use link::socket::{ListenError, Listener, SocketError};
use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;
use thiserror::Error;

use crate::counters::{Counters, one_more};
use crate::transport::{Model, WINDOW_MAX, WINDOW_MIN};

/// How long the door stays shut when the system has no descriptor left for another connection.
const SHUT: Duration = Duration::from_millis(100);

/// Why a server cannot be, or can no longer be. Always our own side's fault: a client's ends its connection only.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum Error {
    #[error(transparent)]
    Listen(#[from] ListenError),
    #[error("the window has {0} bytes, not a power of two from {WINDOW_MIN} to {WINDOW_MAX}")]
    Window(u64),
    #[error("{0} vectors are not from 1 to {max}", max = crate::ivshmem::VECTORS_MAX)]
    Vectors(u16),
    #[error("cannot {what}: {why}")]
    System { what: &'static str, why: Errno },
}

/// Watches and stops a server from other threads.
#[derive(Debug, Clone)]
pub struct Handle {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    counters: Counters,
    wake: OwnedFd,
    is_stopping: AtomicBool,
}

impl Handle {
    /// Makes the server's `run` close the connection, remove the socket and return.
    pub fn stop(&self) {
        self.shared.is_stopping.store(true, Ordering::Release);
        // Fails only when the counter is full, and then the server is awake already. Nobody ever empties it.
        let _ = rustix::io::write(&self.shared.wake, &1_u64.to_ne_bytes());
    }

    /// What passed so far.
    pub fn counters(&self) -> &Counters {
        &self.shared.counters
    }
}

/// What a wait for a client ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// The client's descriptor is ready, or broken: the next attempt will tell.
    Ready,
    /// The time is over.
    Late,
    /// The server is to stop.
    Stopped,
}

/// The listening socket with what ends the waiting for it.
#[derive(Debug)]
pub(crate) struct Door {
    listener: Listener,
    shared: Arc<Shared>,
    shut_until: Cell<Option<Instant>>,
}

impl Door {
    /// Listens at `path`, for a device with this model.
    pub(crate) fn open(path: &Path, mode: u32, model: &dyn Model) -> Result<Self, Error> {
        let len = model.window_len();
        if !len.is_power_of_two() || !(WINDOW_MIN..=WINDOW_MAX).contains(&len) {
            return Err(Error::Window(len));
        }
        let system = |what| move |why| Error::System { what, why };
        let wake =
            eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK).map_err(system("make an eventfd"))?;
        let listener = Listener::bind_stream(path, mode)?;
        // A connection may be gone again between its announcement and `accept`, which must not wait then.
        fcntl_getfl(&listener)
            .and_then(|flags| fcntl_setfl(&listener, flags | OFlags::NONBLOCK))
            .map_err(system("prepare the socket"))?;
        let shared = Shared { counters: Counters::default(), wake, is_stopping: AtomicBool::new(false) };
        Ok(Self { listener, shared: Arc::new(shared), shut_until: Cell::new(None) })
    }

    pub(crate) fn handle(&self) -> Handle {
        Handle { shared: Arc::clone(&self.shared) }
    }

    pub(crate) fn counters(&self) -> &Counters {
        &self.shared.counters
    }

    fn is_stopping(&self) -> bool {
        self.shared.is_stopping.load(Ordering::Acquire)
    }

    /// Waits for the next client. `None` when the server is to stop.
    pub(crate) fn accept(&self) -> Result<Option<OwnedFd>, Error> {
        loop {
            if self.turn(None, None)? == Turn::Stopped {
                return Ok(None);
            }
            let Some(socket) = self.try_accept() else { continue };
            one_more(&self.counters().connections);
            let peer = peer::credentials(&socket).ok();
            let (pid, uid) = peer.map_or((0, u32::MAX), |peer| (peer.pid, peer.uid));
            tracing::info!(socket = %self.listener.path().display(), pid, uid, "client connected");
            return Ok(Some(socket));
        }
    }

    fn try_accept(&self) -> Option<OwnedFd> {
        match self.listener.accept() {
            Ok(socket) => Some(socket),
            Err(SocketError::Closed)
            | Err(SocketError::Os { errno: Errno::AGAIN | Errno::CONNABORTED, .. }) => None,
            Err(why) => {
                // Most likely no descriptor is left. Trying again at once would spin.
                tracing::error!(%why, "cannot accept a connection");
                self.shut_until.set(Instant::now().checked_add(SHUT));
                None
            }
        }
    }

    /// Waits until `what` is so of the client, and meanwhile turns others away: QEMU gives up after 5 seconds of
    /// waiting for an answer, and at once when it is hung up on.
    pub(crate) fn wait(
        &self,
        client: BorrowedFd<'_>,
        what: PollFlags,
        until: Option<Instant>,
    ) -> Result<Turn, Error> {
        loop {
            match self.turn(Some((client, what)), until)? {
                Turn::Ready => return Ok(Turn::Ready),
                Turn::Late if until.is_some_and(|until| until <= Instant::now()) => return Ok(Turn::Late),
                Turn::Late => self.refuse(),
                Turn::Stopped => return Ok(Turn::Stopped),
            }
        }
    }

    fn refuse(&self) {
        if let Some(socket) = self.try_accept() {
            drop(socket);
            one_more(&self.counters().refused);
            tracing::warn!(socket = %self.listener.path().display(), "a second client was turned away");
        }
    }

    /// One poll. Without a client, `Ready` says that somebody is at the door; with one, that it is ready, and `Late`
    /// everything else.
    fn turn(
        &self,
        client: Option<(BorrowedFd<'_>, PollFlags)>,
        until: Option<Instant>,
    ) -> Result<Turn, Error> {
        if self.is_stopping() {
            return Ok(Turn::Stopped);
        }
        let now = Instant::now();
        let shut_until = self.shut_until.get().filter(|until| *until > now);
        self.shut_until.set(shut_until);
        let until = [until, shut_until].into_iter().flatten().min();
        let timeout = until.map(|until| timespec(until.saturating_duration_since(now)));
        let wake = PollFd::from_borrowed_fd(self.shared.wake.as_fd(), PollFlags::IN);
        // Asking for nothing keeps the place in the list; an error of the listener itself is `accept`'s to tell.
        let asked = if shut_until.is_some() { PollFlags::empty() } else { PollFlags::IN };
        let door = PollFd::from_borrowed_fd(self.listener.as_fd(), asked);
        let (own, flags) = client.unwrap_or((self.shared.wake.as_fd(), PollFlags::IN));
        let mut fds = [wake, door, PollFd::from_borrowed_fd(own, flags)];
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(why) => return Err(Error::System { what: "wait for clients", why }),
        }
        let [_, door, own] = fds.map(|fd| !fd.revents().is_empty());
        Ok(match client {
            _ if self.is_stopping() => Turn::Stopped,
            Some(_) if own => Turn::Ready,
            None if door => Turn::Ready,
            _ => Turn::Late,
        })
    }
}

fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: i64::try_from(duration.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(duration.subsec_nanos()),
    }
}
