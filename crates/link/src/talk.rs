//! How a guest's control messages travel: over a socket, or through the mailboxes of a device's channel.

use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::device::guest::Channel;
use crate::device::mailbox::BoxError;
use crate::socket::{SocketError, parse, recv_with_fds, send_with_fds};
use crate::spin::Naps;

/// A connection to the host.
#[derive(Debug)]
pub(crate) enum Talk {
    /// `SEQPACKET`, with descriptors.
    Socket(OwnedFd),
    /// A channel, with an agent's socket, if an agent has given it to us: the agent takes it back when that closes.
    Channel(Arc<Channel>, Option<OwnedFd>),
}

impl Talk {
    /// Sends a message. Descriptors travel over a socket only: a channel's host has the file that they would be of.
    pub(crate) fn send<T: Serialize>(
        &self,
        message: &T,
        fds: &[BorrowedFd<'_>],
        timeout: Duration,
    ) -> Result<(), SocketError> {
        let channel = match self {
            Self::Socket(socket) => return send_with_fds(socket, message, fds, timeout),
            Self::Channel(channel, _) => channel,
        };
        let bytes = serde_json::to_vec(message).map_err(|error| SocketError::Garbage(error.to_string()))?;
        wait(channel, timeout, || Ok(channel.boxes()[0].try_send(&bytes)?.then_some(())))?;
        channel.tally().sent();
        channel.look();
        Ok(())
    }

    /// Receives a message, with its descriptors.
    pub(crate) fn recv<T: DeserializeOwned>(
        &self,
        timeout: Duration,
    ) -> Result<(T, Vec<OwnedFd>), SocketError> {
        let channel = match self {
            Self::Socket(socket) => return recv_with_fds(socket, timeout),
            Self::Channel(channel, _) => channel,
        };
        let bytes = wait(channel, timeout, || channel.boxes()[1].try_take())?;
        channel.tally().received();
        // The host may have the next one ready.
        channel.look();
        Ok((parse(&bytes)?, Vec::new()))
    }

    /// Whether a message, or the connection's end, waits to be received.
    pub(crate) fn has_news(&self) -> bool {
        match self {
            Self::Socket(socket) => crate::peer::has_news(socket.as_fd()),
            // Asking a channel costs as much as receiving.
            Self::Channel(..) => true,
        }
    }

    /// The channel, if this is one.
    pub(crate) fn channel(&self) -> Option<&Channel> {
        match self {
            Self::Socket(_) => None,
            Self::Channel(channel, _) => Some(channel),
        }
    }

    /// The socket's descriptor, which a forked child must not keep.
    pub(crate) fn descriptor(&self) -> Option<RawFd> {
        match self {
            Self::Socket(socket) | Self::Channel(_, Some(socket)) => Some(socket.as_fd().as_raw_fd()),
            Self::Channel(_, None) => None,
        }
    }
}

/// What `attempt` gives, tried again until the channel is gone or `timeout` has passed.
fn wait<T>(
    channel: &Channel,
    timeout: Duration,
    attempt: impl Fn() -> Result<Option<T>, BoxError>,
) -> Result<T, SocketError> {
    let deadline = Instant::now() + timeout;
    let mut naps = Naps::default();
    loop {
        // Asked first: what was said before the end can still be read after it.
        let is_gone = channel.is_gone();
        match attempt() {
            Ok(Some(value)) => return Ok(value),
            Ok(None) if is_gone => return Err(SocketError::Closed),
            Ok(None) => {}
            Err(error) => return Err(error.into()),
        }
        if Instant::now() >= deadline {
            return Err(SocketError::Timeout(timeout));
        }
        naps.nap();
    }
}

impl From<BoxError> for SocketError {
    fn from(error: BoxError) -> Self {
        match error {
            BoxError::TooLong(len) => Self::TooLong(len),
            BoxError::Unmapped => Self::Os { what: "a channel's mailbox", errno: Errno::FAULT },
            BoxError::Length(_) => Self::Garbage(error.to_string()),
        }
    }
}
