//! The agent's loop: door, processes that have not asked yet, processes that have a channel.

use std::fs::File;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use link::device::agent::{Answer, Question};
use link::device::guest::{Device, DeviceError, candidates, files};
use link::device::window::ChannelState;
use link::peer;
use link::socket::{ListenError, Listener, SocketError, recv_with_fds, send_with_fds};
use rustix::event::{EventfdFlags, PollFd, PollFlags, Timespec, eventfd, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;
use thiserror::Error;

use crate::held::Held;

/// How long a process may take to ask.
const HELLO: Duration = Duration::from_secs(5);
/// How many may keep us waiting at once; one more, and the oldest is dropped.
const PENDING_MAX: usize = 64;
/// How often a device is looked for, and looked at.
const LOOK: Timespec = Timespec { tv_sec: 0, tv_nsec: 500_000_000 };

/// What an agent is told.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen.
    pub socket: PathBuf,
    /// Permission bits of the socket: who can write it can use the device.
    pub socket_mode: u32,
    /// The folder of the device's files; the first device that is found, if none.
    pub device: Option<PathBuf>,
}

/// Why an agent cannot be.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum Error {
    #[error(transparent)]
    Listen(#[from] ListenError),
    #[error("cannot {what}: {why}")]
    System { what: &'static str, why: Errno },
}

/// Stops an agent from another thread.
#[derive(Debug, Clone)]
pub struct Handle(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    wake: OwnedFd,
    is_stopping: AtomicBool,
}

impl Handle {
    /// Makes [`Agent::run`] return. Channels that are in use stay so.
    pub fn stop(&self) {
        self.0.is_stopping.store(true, Ordering::Release);
        let _ = rustix::io::write(&self.0.wake, &1_u64.to_ne_bytes());
    }
}

/// A device, with the files that processes get.
#[derive(Debug)]
struct Owned {
    device: Device,
    files: [File; 2],
    held: Vec<Held>,
}

/// A connection that has not asked.
#[derive(Debug)]
struct Pending {
    socket: OwnedFd,
    since: Instant,
}

/// The agent. It listens from [`Agent::new`] on and serves while [`Agent::run`] runs.
#[derive(Debug)]
pub struct Agent {
    config: Config,
    door: Listener,
    shared: Arc<Shared>,
    owned: Option<Owned>,
    pending: Vec<Pending>,
    /// What was last said about the device, so that it is said once.
    said: String,
}

impl Agent {
    /// Opens the socket.
    ///
    /// # Errors
    /// If somebody else listens there, or the system refuses.
    pub fn new(config: Config) -> Result<Self, Error> {
        let system = |what| move |why: Errno| Error::System { what, why };
        let flags = EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK;
        let wake = eventfd(0, flags).map_err(system("make an eventfd"))?;
        let door = Listener::bind(&config.socket, config.socket_mode)?;
        // A connection may be gone again between its announcement and `accept`, which must not wait then.
        fcntl_getfl(&door)
            .and_then(|flags| fcntl_setfl(&door, flags | OFlags::NONBLOCK))
            .map_err(system("prepare the socket"))?;
        let shared = Arc::new(Shared { wake, is_stopping: AtomicBool::new(false) });
        Ok(Self { config, door, shared, owned: None, pending: Vec::new(), said: String::new() })
    }

    /// To stop it with.
    pub fn handle(&self) -> Handle {
        Handle(Arc::clone(&self.shared))
    }

    /// Serves until [`Handle::stop`].
    ///
    /// # Errors
    /// If the system does not let us wait.
    pub fn run(mut self) -> Result<(), Error> {
        while !self.shared.is_stopping.load(Ordering::Acquire) {
            if self.owned.as_ref().is_some_and(|owned| owned.device.is_gone()) {
                self.say("the device was reset or is gone; its channels are lost".to_owned());
                self.owned = None;
            }
            if self.owned.is_none() {
                self.find();
            }
            self.wait().map_err(|why| Error::System { what: "wait for processes", why })?;
        }
        Ok(())
    }

    /// Opens the device, and takes over the channels that its table says are in use.
    fn find(&mut self) {
        let folders = self.config.device.clone().map_or_else(candidates, |folder| vec![folder]);
        let mut why = "there is no VGPU-STUB on the PCI bus".to_owned();
        for folder in folders {
            match open(&folder) {
                Ok(mut owned) => {
                    owned.take_over();
                    let (shape, taken) = (owned.device.shape(), owned.held.len());
                    self.say(format!(
                        "{} has {} channels, {taken} of them in use",
                        folder.display(),
                        shape.channels
                    ));
                    self.owned = Some(owned);
                    return;
                }
                Err(error) => why = error.to_string(),
            }
        }
        self.say(why);
    }

    fn say(&mut self, what: String) {
        if what != self.said {
            tracing::info!("{what}");
            self.said = what;
        }
    }

    fn wait(&mut self) -> Result<(), Errno> {
        let in_ = |fd| PollFd::from_borrowed_fd(fd, PollFlags::IN);
        let held: Vec<(usize, BorrowedFd<'_>)> = self
            .owned
            .iter()
            .flat_map(|owned| owned.held.iter().enumerate())
            .flat_map(|(at, held)| held.descriptors().map(move |fd| (at, fd)))
            .collect();
        let mut fds = vec![in_(self.shared.wake.as_fd()), in_(self.door.as_fd())];
        fds.extend(self.pending.iter().map(|pending| in_(pending.socket.as_fd())));
        fds.extend(held.iter().map(|(_, fd)| in_(*fd)));
        match poll(&mut fds, Some(&LOOK)) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(errno) => return Err(errno),
        }
        let is_ready = |at: usize| fds.get(at).is_some_and(|fd| !fd.revents().is_empty());
        let (door_is_ready, first_held) = (is_ready(1), 2 + self.pending.len());
        let ready: Vec<bool> = (0..self.pending.len()).map(|at| is_ready(2 + at)).collect();
        let ended: Vec<usize> = held
            .iter()
            .enumerate()
            .filter(|(at, _)| is_ready(first_held + at))
            .map(|(_, (held, _))| *held)
            .collect();
        drop(fds);
        if let Some(owned) = &mut self.owned {
            owned.release(&ended);
        }
        let now = Instant::now();
        for (pending, is_ready) in std::mem::take(&mut self.pending).into_iter().zip(ready) {
            if is_ready {
                self.answer(pending.socket);
            } else if now.duration_since(pending.since) < HELLO {
                self.pending.push(pending);
            }
        }
        if door_is_ready {
            self.accept(now);
        }
        Ok(())
    }

    fn accept(&mut self, now: Instant) {
        match self.door.accept() {
            Ok(socket) => {
                self.pending.push(Pending { socket, since: now });
                if self.pending.len() > PENDING_MAX {
                    self.pending.remove(0);
                }
            }
            Err(SocketError::Closed | SocketError::Os { errno: Errno::AGAIN | Errno::CONNABORTED, .. }) => {}
            Err(why) => {
                // Most likely no descriptor is left. Trying again at once would spin.
                tracing::error!(%why, "cannot accept a connection");
                std::thread::sleep(Duration::from_millis(100));
            }
        }
    }

    /// Gives a process what it asks for.
    fn answer(&mut self, socket: OwnedFd) {
        let Ok((Question::Claim, _)) = recv_with_fds(&socket, Duration::ZERO) else { return };
        let Ok(peer) = peer::credentials(&socket) else { return };
        let claimed = match &mut self.owned {
            None => Err(self.said.clone()),
            Some(owned) => owned.claim(peer.pid).map_err(|error| error.to_string()),
        };
        let (answer, owned) = match (claimed, &mut self.owned) {
            (Ok(channel), Some(owned)) => (Answer::Granted { channel }, Some(owned)),
            (Err(message), _) => (Answer::Refused { message }, None),
            (Ok(_), None) => return,
        };
        let files: Vec<BorrowedFd<'_>> =
            owned.iter().flat_map(|owned| owned.files.iter()).map(AsFd::as_fd).collect();
        if let Err(why) = send_with_fds(&socket, &answer, &files, Duration::ZERO) {
            tracing::warn!(pid = peer.pid, %why, "cannot answer a process");
        }
        match (answer, owned) {
            // If the answer did not arrive, the socket says so, and the channel is released.
            (Answer::Granted { channel }, Some(owned)) => {
                tracing::info!(pid = peer.pid, uid = peer.uid, channel, "channel given");
                owned.held.push(Held::of_connection(channel, peer.pid, socket));
            }
            (Answer::Refused { message }, _) => tracing::warn!(pid = peer.pid, message, "process refused"),
            (Answer::Granted { .. }, None) => {}
        }
    }
}

fn open(folder: &Path) -> Result<Owned, DeviceError> {
    let files = files(folder)?;
    let again = |source| DeviceError::Open { path: folder.to_owned(), source };
    let device = Device::of_files(&files[0], files[1].try_clone().map_err(again)?)?;
    Ok(Owned { device, files, held: Vec::new() })
}

impl Owned {
    /// Channels that are in use already: of processes that live they are watched, others are released.
    fn take_over(&mut self) {
        for index in 0..self.device.shape().channels {
            let Some(entry) = self.device.entry(index) else { continue };
            let (pid, start) =
                (entry.owner.load(Ordering::Acquire), entry.owner_start.load(Ordering::Relaxed));
            match self.device.state(index) {
                Some(ChannelState::Free | ChannelState::Released) => {}
                _ => match Held::of_table(index, pid, start) {
                    Some(held) => self.held.push(held),
                    None => self.device.release(index),
                },
            }
        }
    }

    fn claim(&self, pid: u32) -> Result<u32, DeviceError> {
        self.device.claim(pid)
    }

    /// Takes back the channels of those in `ended`, places in the list, perhaps repeated.
    fn release(&mut self, ended: &[usize]) {
        let mut at = 0;
        self.held.retain(|held| {
            let has_ended = ended.contains(&at);
            at += 1;
            if has_ended {
                tracing::info!(pid = held.pid, channel = held.channel, "channel taken back");
                self.device.release(held.channel);
            }
            !has_ended
        });
    }
}
