//! One channel, from the device's side: connected to the mediator and a worker, or ending, or idle.

use std::os::fd::OwnedFd;
use std::time::Duration;

use link::control::{FromGuest, Refused, RefusedReason, Request, ToGuest};
use link::device::mailbox::MailBox;
use link::device::window::ChannelState;
use link::doorbell::Doorbell;
use link::socket::{SocketError, parse, recv_with_fds, send_with_fds, try_connect_to};
use rustix::net::{Shutdown, shutdown};

use super::StubDevice;
use super::passage::Book;
use crate::transport::check_eventfd;

/// What a channel does.
#[derive(Debug, Default)]
pub(super) enum Phase {
    /// Nobody has it.
    #[default]
    Idle,
    /// Messages pass.
    Connected(Connection),
    /// The guest is done with it, the worker not yet: its memory is given back when the socket ends.
    Ending(OwnedFd),
    /// The worker is done with it, the guest not yet.
    Closed,
}

/// A channel's way to its worker.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) socket: OwnedFd,
    to_host: MailBox,
    to_guest: MailBox,
    /// What waits for the guest to take the message before it.
    waiting: Option<Vec<u8>>,
    book: Book,
}

/// Why a connection ends.
#[derive(Debug)]
enum End {
    /// The worker or the mediator has closed it.
    Gone,
    /// The guest did what only a broken or hostile one does.
    Violation(String),
}

impl Connection {
    /// Whether a message of the worker's can be handed on.
    pub(super) fn is_listening(&self) -> bool {
        self.waiting.is_none()
    }

    fn pump(&mut self, device: &StubDevice, index: u32) -> Result<(), End> {
        let violation = |what: &dyn std::fmt::Display| End::Violation(what.to_string());
        // One, and the others get their turn: a guest that never stops talking must not hold them up.
        if let Some(bytes) = self.to_host.try_take().map_err(|error| violation(&error))? {
            let message = parse(&bytes).map_err(|error| violation(&error))?;
            self.hand_on(message, device, index)?;
            device.look_again(index);
        }
        loop {
            if let Some(bytes) = self.waiting.take() {
                if !self.to_guest.try_send(&bytes).map_err(|error| violation(&error))? {
                    self.waiting = Some(bytes);
                    return Ok(());
                }
                device.interrupt(index);
            }
            match recv_with_fds::<ToGuest>(&self.socket, Duration::ZERO) {
                Ok((mut message, fds)) => {
                    self.book.towards_guest(&mut message, device);
                    if matches!(message, ToGuest::Attached { .. }) {
                        // The transport's thread writes to it, and would wait for the reader of another kind of file.
                        let bell = fds.into_iter().next().filter(|fd| check_eventfd(fd).is_ok());
                        device.set_bell(index, bell.map(Doorbell::EventFd));
                    }
                    self.waiting = Some(serde_json::to_vec(&message).map_err(|error| violation(&error))?);
                }
                Err(SocketError::Timeout(_)) => return Ok(()),
                Err(_) => return Err(End::Gone),
            }
        }
    }

    /// Hands a message of the guest's on, with the file that it means.
    fn hand_on(&mut self, mut message: FromGuest, device: &StubDevice, index: u32) -> Result<(), End> {
        let pages = match &message {
            FromGuest::Attach(attach) => Some((attach.offset, attach.layout.segment_len)),
            FromGuest::Request { request: Request::AddSegment { offset, len, .. }, .. } => {
                Some((*offset, *len))
            }
            _ => None,
        };
        if let Some((offset, len)) = pages
            && !device.config.shape.holds_pages(index, offset, len)
        {
            return Err(End::Violation(format!(
                "{len:#x} bytes at {offset:#x} are not pages of channel {index}"
            )));
        }
        self.book.towards_host(&mut message, device);
        if let FromGuest::Hello(hello) = &mut message {
            hello.program = format!("{}: {}", device.config.name, hello.program).chars().take(256).collect();
            hello.machine.clone_from(&device.config.name);
        }
        let file = [device.window.file()];
        let fds = if pages.is_some() { &file[..] } else { &[] };
        match send_with_fds(&self.socket, &message, fds, Duration::ZERO) {
            Ok(()) => Ok(()),
            Err(SocketError::Closed) => Err(End::Gone),
            // A guest asks once and waits; whoever fills the socket does not.
            Err(error) => Err(End::Violation(error.to_string())),
        }
    }
}

impl Phase {
    /// Does what the channel's state, its mailboxes and its socket ask for.
    pub(super) fn attend(&mut self, device: &StubDevice, index: u32) {
        let state = device.window.state(index);
        let is_held = matches!(state, Some(ChannelState::Claimed | ChannelState::Open));
        *self = match std::mem::take(self) {
            Self::Idle if state == Some(ChannelState::Claimed) => Self::open(device, index),
            Self::Idle if state == Some(ChannelState::Free) => Self::Idle,
            Self::Closed if is_held || state == Some(ChannelState::Closed) => Self::Closed,
            Self::Idle | Self::Closed => Self::release(device, index),
            Self::Connected(connection) if is_held => Self::converse(connection, device, index),
            Self::Connected(connection) => Self::end(connection.socket, device, index),
            Self::Ending(socket) => loop {
                // Nobody wants what it has still to say.
                match recv_with_fds::<serde_json::Value>(&socket, Duration::ZERO) {
                    Ok(_) | Err(SocketError::Garbage(_) | SocketError::Truncated) => {}
                    Err(SocketError::Timeout(_)) => break Self::Ending(socket),
                    Err(_) => break Self::release(device, index),
                }
            },
        };
    }

    /// Whether nobody has the channel, and yet the table says of it neither that it is free nor that somebody wants it: a
    /// guest has written there what it should not.
    pub(super) fn is_muddled(&self, device: &StubDevice, index: u32) -> bool {
        matches!(self, Self::Idle)
            && !matches!(device.window.state(index), Some(ChannelState::Free | ChannelState::Claimed))
    }

    /// Ends the channel whatever its state says: the machine was reset, or we stop.
    pub(super) fn reset(&mut self, device: &StubDevice, index: u32) {
        *self = match std::mem::take(self) {
            Self::Connected(connection) => Self::end(connection.socket, device, index),
            Self::Ending(socket) => Self::Ending(socket),
            Self::Idle if device.window.state(index) == Some(ChannelState::Free) => Self::Idle,
            Self::Idle | Self::Closed => Self::release(device, index),
        };
    }

    fn open(device: &StubDevice, index: u32) -> Self {
        let boxes = match device.window.boxes(index) {
            Ok(boxes) => boxes,
            Err(error) => {
                tracing::error!(index, %error, "cannot serve a channel");
                device.window.close(index);
                return Self::Closed;
            }
        };
        let [to_host, to_guest] = boxes;
        // A mediator that hangs must not make the device hang.
        let socket = match try_connect_to(&device.config.mediator) {
            Ok(socket) => socket,
            Err(error) => {
                let path = device.config.mediator.display();
                let message = format!("the device cannot reach the mediator at {path}: {error}");
                tracing::warn!(index, "{message}");
                let refused = ToGuest::Refused(Refused::new(RefusedReason::HostError, message));
                if let Ok(bytes) = serde_json::to_vec(&refused) {
                    let _ = to_guest.try_send(&bytes);
                }
                device.window.close(index);
                return Self::Closed;
            }
        };
        device.window.change_state(index, ChannelState::Claimed, ChannelState::Open);
        let owner = device.window.owner(index).map_or(0, |owner| owner.pid);
        tracing::info!(index, owner, "channel opened");
        let book = Book::open(device, index);
        Self::converse(Connection { socket, to_host, to_guest, waiting: None, book }, device, index)
    }

    fn converse(mut connection: Connection, device: &StubDevice, index: u32) -> Self {
        match connection.pump(device, index) {
            Ok(()) => Self::Connected(connection),
            Err(End::Gone) => {
                tracing::info!(index, "the worker has ended");
                device.set_bell(index, None);
                device.window.close(index);
                device.interrupt(index);
                Self::Closed
            }
            Err(End::Violation(why)) => {
                tracing::warn!(index, why, "the guest broke the protocol");
                device.window.close(index);
                Self::end(connection.socket, device, index)
            }
        }
    }

    /// Tells the worker that its guest is gone, and waits for its end.
    fn end(socket: OwnedFd, device: &StubDevice, index: u32) -> Self {
        device.set_bell(index, None);
        // For reading it stays open: its end says that the worker's process is gone.
        let _ = shutdown(&socket, Shutdown::Write);
        Self::Ending(socket)
    }

    fn release(device: &StubDevice, index: u32) -> Self {
        if let Err(error) = device.window.free(index) {
            tracing::error!(index, %error, "a channel is lost");
        }
        tracing::info!(index, "channel free");
        Self::Idle
    }
}
