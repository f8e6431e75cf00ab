//! Serves one client after another.

use std::io::IoSlice;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, OwnedFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};

use super::device::{Device, Reply};
use super::stream::{Stream, StreamError};
use crate::allowance::Allowance;
use crate::counters::one_more;
use crate::door::{Door, Error, Handle, Turn};
use crate::pci::Identity;
use crate::transport::Model;

/// How long a client may take to introduce itself. Another cannot connect meanwhile.
const NEGOTIATION_TIME: Duration = Duration::from_secs(5);
/// How long a reply may wait for a client that does not read. QEMU waits 5 seconds, and is confused by what comes later.
pub(super) const SEND_TIME: Duration = Duration::from_secs(1);

/// When an answer is late: together with [`SEND_TIME`], well before QEMU gives up on it.
const LATE: Duration = Duration::from_secs(3);

/// Where a server listens, and as what.
#[derive(Debug, Clone)]
pub struct Config {
    /// Path of the socket; its lock file lies beside it.
    pub socket: PathBuf,
    /// Permissions of the socket, such as 0o660. Whoever may connect has the device.
    pub socket_mode: u32,
    /// Who the device claims to be.
    pub identity: Identity,
}

/// Why a client is no longer served.
#[derive(Debug)]
enum End {
    Stopped,
    Gone(StreamError),
    Silent,
    NotReading,
}

/// A vfio-user server for one device. It listens from [`Server::new`] on and serves while [`Server::run`] runs.
pub struct Server {
    door: Door,
    identity: Identity,
    model: Arc<dyn Model>,
}

impl Server {
    /// Opens the socket.
    pub fn new(config: &Config, model: Arc<dyn Model>) -> Result<Self, Error> {
        let door = Door::open(&config.socket, config.socket_mode, &*model)?;
        Ok(Self { door, identity: config.identity, model })
    }

    /// To watch and stop the server with.
    pub fn handle(&self) -> Handle {
        self.door.handle()
    }

    /// Serves until [`Handle::stop`]. Meanwhile the calling thread runs before others, as far as the kernel allows and a
    /// client does not ask for too much.
    pub fn run(self) -> Result<(), Error> {
        let mut allowance = Allowance::new();
        while let Some(socket) = self.door.accept()? {
            match self.serve(socket, &mut allowance)? {
                End::Stopped => break,
                End::Gone(StreamError::Closed(0)) => tracing::info!("client gone"),
                End::Gone(why) => self.violation(&why.to_string()),
                End::Silent => self.violation("the client has not introduced itself in time"),
                End::NotReading => self.violation("the client does not read its replies"),
            }
        }
        Ok(())
    }

    fn violation(&self, why: &str) {
        one_more(&self.door.counters().violations);
        tracing::warn!(why, "connection closed");
    }

    fn serve(&self, socket: OwnedFd, allowance: &mut Allowance) -> Result<End, Error> {
        let introduced_until = Instant::now().checked_add(NEGOTIATION_TIME);
        let mut stream = Stream::new(socket);
        let mut device = Device::new(&*self.model, &self.identity, self.door.counters());
        let mut reply = Reply::new();
        loop {
            allowance.settle();
            let until = if device.is_negotiated() { None } else { introduced_until };
            match self.door.wait(stream.as_fd(), PollFlags::IN, until)? {
                Turn::Ready => {}
                Turn::Late => return Ok(End::Silent),
                Turn::Stopped => return Ok(End::Stopped),
            }
            // As early as we can know of it; what passed before our turn came, only the client knows.
            let arrived = Instant::now();
            let message = match stream.next() {
                Ok(None) => continue,
                Ok(Some(message)) => message,
                Err(why) => return Ok(End::Gone(why)),
            };
            let answered = device.answer(message, &mut reply);
            if arrived.elapsed() > LATE {
                // QEMU does without an answer to this one, and would take a late one for a broken stream. A client
                // that waits for ever does so: the model has broken its promise, or somebody has held this process.
                one_more(&self.door.counters().errors);
                tracing::error!(took = ?arrived.elapsed(), "an answer was too late to be sent");
                continue;
            }
            if answered.is_replied
                && let Some(end) = self.send(&stream, &reply)?
            {
                return Ok(end);
            }
            if answered.is_register {
                self.door.counters().latency().add(arrived.elapsed());
            }
        }
    }

    /// Sends a reply, which nearly always fits into the socket's buffer at once. QEMU takes a header that arrives in
    /// two pieces for a broken stream; in one buffer there are no pieces.
    fn send(&self, stream: &Stream, reply: &Reply) -> Result<Option<End>, Error> {
        let until = Instant::now().checked_add(SEND_TIME);
        let mut left = reply.bytes();
        let window = [self.model.window()];
        let mut has_window = reply.has_window;
        while !left.is_empty() {
            let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
            let mut control = SendAncillaryBuffer::new(&mut space);
            if has_window {
                control.push(SendAncillaryMessage::ScmRights(&window));
            }
            let flags = SendFlags::NOSIGNAL | SendFlags::DONTWAIT;
            match sendmsg(stream.as_fd(), &[IoSlice::new(left)], &mut control, flags) {
                Ok(sent) => {
                    left = left.get(sent..).unwrap_or_default();
                    has_window = false;
                }
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => match self.door.wait(stream.as_fd(), PollFlags::OUT, until)? {
                    Turn::Ready => {}
                    Turn::Late => return Ok(Some(End::NotReading)),
                    Turn::Stopped => return Ok(Some(End::Stopped)),
                },
                Err(Errno::PIPE | Errno::CONNRESET) => return Ok(Some(End::Gone(StreamError::Closed(0)))),
                Err(why) => return Ok(Some(End::Gone(StreamError::Os(why)))),
            }
        }
        Ok(None)
    }
}
