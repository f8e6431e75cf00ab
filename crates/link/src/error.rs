//! What can go wrong on a link, told apart by whose fault it is.

use std::io;

use thiserror::Error;

use crate::control::Refused;
use crate::layout::LayoutError;
use crate::memfd::MemfdError;
use crate::ring::{RingViolation, SubmitError};
use crate::socket::SocketError;
use crate::window::WindowError;

/// An error of [`crate::guest::GuestLink`] or [`crate::worker::WorkerLink`].
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum LinkError {
    /// The other side declined, and says why.
    #[error("refused: {0}")]
    Refused(Refused),
    /// The other side is gone, or never was there.
    #[error("the other side of the link is gone")]
    Gone,
    /// The other side did not answer in time.
    #[error("no answer to {what} within {seconds} s")]
    Timeout { what: &'static str, seconds: u64 },
    /// The other side broke the rules of the control socket. Ends the session.
    #[error("protocol violation: {0}")]
    Violation(String),
    /// The other side broke the rules of the ring. Ends the session.
    #[error("ring violation: {0}")]
    Ring(#[from] RingViolation),
    /// The worker could not do what was asked; the session goes on.
    #[error("the worker could not {what}: {reason}")]
    Declined { what: &'static str, reason: String },
    /// No address range suits both sides.
    #[error("no address range of {tried} tried is free in both processes; the last answer was: {last}")]
    NoCommonAddress { tried: usize, last: String },
    #[error(transparent)]
    Window(#[from] WindowError),
    #[error(transparent)]
    Memfd(#[from] MemfdError),
    #[error(transparent)]
    Layout(#[from] LayoutError),
    #[error("{what}: {source}")]
    Os { what: &'static str, source: io::Error },
}

impl LinkError {
    /// Whether trying again with a new connection may help. Not after a refusal, nor after a violation.
    pub fn should_reconnect(&self) -> bool {
        matches!(self, Self::Gone | Self::Timeout { .. })
    }
}

impl From<SocketError> for LinkError {
    fn from(error: SocketError) -> Self {
        match error {
            SocketError::Closed => Self::Gone,
            SocketError::Timeout(after) => {
                Self::Timeout { what: "a control message", seconds: after.as_secs() }
            }
            SocketError::Garbage(_) | SocketError::Truncated => Self::Violation(error.to_string()),
            SocketError::TooLong(_) | SocketError::TooManyDescriptors(_) => {
                Self::Os { what: "a control message", source: io::Error::other(error.to_string()) }
            }
            SocketError::Os { what, errno } => Self::Os { what, source: errno.into() },
        }
    }
}

impl From<SubmitError> for LinkError {
    fn from(error: SubmitError) -> Self {
        match error {
            SubmitError::Dead => Self::Gone,
            other => Self::Os { what: "submission", source: io::Error::other(other) },
        }
    }
}
