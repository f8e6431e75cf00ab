//! Hands the window and the eventfds to one client after another.

use std::io::IoSlice;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{EventfdFlags, PollFlags, eventfd};
use rustix::io::Errno;
use rustix::net::{RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags, recv, sendmsg};

use crate::counters::one_more;
use crate::door::{Door, Error, Handle, Turn};
use crate::transport::{Doorbells, Guest, Interrupt, Model};

/// The most vectors of a server.
pub const VECTORS_MAX: u16 = 64;
/// How many vectors a device with so many channels needs: one to be looked at, and one for each channel's doorbell. More
/// than [`VECTORS_MAX`] if there are too many channels for ivshmem.
pub fn vectors(channels: u32) -> u16 {
    u16::try_from(channels).unwrap_or(u16::MAX).saturating_add(1)
}

/// The client's id among the peers. Ours is 0.
pub const CLIENT_ID: u16 = 1;

const SERVER_ID: u16 = 0;
const PROTOCOL_VERSION: i64 = 0;
/// The number that comes with the window.
const MEMORY: i64 = -1;
/// How long a client may take to read what it is sent.
const SEND_TIME: Duration = Duration::from_secs(5);

/// Where a server listens, and what it offers.
#[derive(Debug, Clone)]
pub struct Config {
    /// Path of the socket; its lock file lies beside it.
    pub socket: PathBuf,
    /// Permissions of the socket, such as 0o660. Whoever may connect has the device.
    pub socket_mode: u32,
    /// Vectors in each direction, from 1 to [`VECTORS_MAX`]. A client that wants fewer closes the rest.
    pub vectors: u16,
}

/// Why a client is no longer served.
#[derive(Debug)]
enum End {
    Stopped,
    Gone,
    /// The client's fault.
    Violation(&'static str),
    /// Our own fault.
    Failed(Errno),
}

/// An ivshmem-doorbell server for one device. It listens from [`Server::new`] on and serves while [`Server::run`] runs.
pub struct Server {
    door: Door,
    vectors: u16,
    model: Arc<dyn Model>,
}

impl Server {
    /// Opens the socket.
    pub fn new(config: &Config, model: Arc<dyn Model>) -> Result<Self, Error> {
        if !(1..=VECTORS_MAX).contains(&config.vectors) {
            return Err(Error::Vectors(config.vectors));
        }
        let door = Door::open(&config.socket, config.socket_mode, &*model)?;
        Ok(Self { door, vectors: config.vectors, model })
    }

    /// To watch and stop the server with.
    pub fn handle(&self) -> Handle {
        self.door.handle()
    }

    /// Serves until [`Handle::stop`].
    pub fn run(self) -> Result<(), Error> {
        while let Some(socket) = self.door.accept()? {
            match self.serve(&socket)? {
                End::Stopped => break,
                End::Gone => tracing::info!("client gone"),
                End::Violation(why) => {
                    one_more(&self.door.counters().violations);
                    tracing::warn!(why, "connection closed");
                }
                End::Failed(why) => {
                    one_more(&self.door.counters().errors);
                    tracing::error!(%why, "cannot serve a client");
                }
            }
        }
        Ok(())
    }

    fn serve(&self, socket: &OwnedFd) -> Result<End, Error> {
        let (guest, bells) = match self.peripherals() {
            Ok(made) => made,
            Err(why) => return Ok(End::Failed(why)),
        };
        if let Some(end) = self.introduce(socket, &guest, &bells)? {
            return Ok(end);
        }
        for (vector, bell) in bells.into_iter().enumerate() {
            guest.interrupt.listen(vector, Some(bell));
            // Whether the guest has interrupts enabled is for QEMU to know.
            guest.interrupt.gate(vector, true, false);
        }
        let interrupt = guest.interrupt.clone();
        self.model.connected(guest);
        let end = self.watch(socket);
        interrupt.detach();
        self.model.disconnected();
        end
    }

    /// New eventfds for each client: one that is gone may still hold its own.
    fn peripherals(&self) -> Result<(Guest, Vec<Arc<OwnedFd>>), Errno> {
        let flags = EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK;
        let bells =
            (0..self.vectors).map(|_| eventfd(0, flags).map(Arc::new)).collect::<Result<Vec<_>, _>>()?;
        let doorbells = Some(Doorbells::new(self.vectors)?);
        Ok((Guest { interrupt: Interrupt::new(self.vectors), doorbells }, bells))
    }

    /// Sends everything that a client is to know.
    fn introduce(
        &self,
        socket: &OwnedFd,
        guest: &Guest,
        bells: &[Arc<OwnedFd>],
    ) -> Result<Option<End>, Error> {
        let until = Instant::now().checked_add(SEND_TIME);
        let doorbells = guest.doorbells.iter().flat_map(Doorbells::all).filter_map(|bell| bell.fd());
        let interrupts = bells.iter().map(|bell| bell.as_fd());
        let messages =
            [(PROTOCOL_VERSION, None), (CLIENT_ID.into(), None), (MEMORY, Some(self.model.window()))]
                .into_iter()
                .chain(doorbells.map(|bell| (SERVER_ID.into(), Some(bell))))
                .chain(interrupts.map(|bell| (CLIENT_ID.into(), Some(bell))));
        for (number, descriptor) in messages {
            if let Some(end) = self.send(socket, number, descriptor, until)? {
                return Ok(Some(end));
            }
        }
        Ok(None)
    }

    fn send(
        &self,
        socket: &OwnedFd,
        number: i64,
        descriptor: Option<BorrowedFd<'_>>,
        until: Option<Instant>,
    ) -> Result<Option<End>, Error> {
        let bytes = number.to_le_bytes();
        loop {
            let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
            let mut control = SendAncillaryBuffer::new(&mut space);
            if let Some(descriptor) = &descriptor {
                control.push(SendAncillaryMessage::ScmRights(std::slice::from_ref(descriptor)));
            }
            let flags = SendFlags::NOSIGNAL | SendFlags::DONTWAIT;
            match sendmsg(socket, &[IoSlice::new(&bytes)], &mut control, flags) {
                // So few bytes go as a whole or not at all.
                Ok(sent) if sent == bytes.len() => {
                    one_more(&self.door.counters().messages);
                    return Ok(None);
                }
                Ok(_) => return Ok(Some(End::Failed(Errno::IO))),
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => match self.door.wait(socket.as_fd(), PollFlags::OUT, until)? {
                    Turn::Ready => {}
                    Turn::Late => return Ok(Some(End::Violation("the client does not read"))),
                    Turn::Stopped => return Ok(Some(End::Stopped)),
                },
                // The kernel lets a user have only so many descriptors on their way.
                Err(Errno::TOOMANYREFS) => return Ok(Some(End::Violation("the client does not read"))),
                Err(Errno::PIPE | Errno::CONNRESET) => return Ok(Some(End::Gone)),
                Err(why) => return Ok(Some(End::Failed(why))),
            }
        }
    }

    /// Waits until the client is gone. It has nothing to say.
    fn watch(&self, socket: &OwnedFd) -> Result<End, Error> {
        loop {
            match self.door.wait(socket.as_fd(), PollFlags::IN | PollFlags::RDHUP, None)? {
                Turn::Ready => {}
                Turn::Late => continue,
                Turn::Stopped => return Ok(End::Stopped),
            }
            // A descriptor that comes with it is not received, and so closed by the kernel.
            return Ok(match recv(socket, &mut [0_u8; 8], RecvFlags::DONTWAIT) {
                Err(Errno::INTR | Errno::AGAIN) => continue,
                Ok((0, _)) | Err(_) => End::Gone,
                Ok(_) => End::Violation("the client has sent something"),
            });
        }
    }
}
