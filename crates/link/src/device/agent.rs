//! How a guest process gets a channel from `vgpu-guestd`, the agent that owns the device: it connects to the agent's socket
//! and asks; the answer comes with the device's two files. The channel is the process's for as long as the socket is open.

use std::fs::File;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::guest::{Channel, Device, DeviceError};
use crate::socket::{SocketError, connect_to, recv_with_fds, send_with_fds};

/// Where the agent listens.
pub const SOCKET: &str = "/run/vgpu-guestd.sock";
/// How long an agent may take to answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a process asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Question {
    /// A channel, please.
    Claim,
}

/// What the agent answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The channel with this number is the process's. Comes with BAR0's and BAR2's files.
    Granted {
        /// Its number.
        channel: u32,
    },
    /// There is none.
    Refused {
        /// Why, for people.
        message: String,
    },
}

/// Why the agent gave no channel.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum AgentError {
    #[error(transparent)]
    Socket(#[from] SocketError),
    #[error(transparent)]
    Device(#[from] DeviceError),
    #[error("the agent refused: {0}")]
    Refused(String),
    #[error("the agent sent {0} files instead of two")]
    Files(usize),
}

/// Asks the agent at `path` for a channel. The socket has to be kept as long as the channel.
///
/// # Errors
/// If the agent cannot be reached, has no channel, or the device cannot be used.
pub fn ask(path: &Path) -> Result<(Channel, OwnedFd), AgentError> {
    let socket = connect_to(path)?;
    send_with_fds(&socket, &Question::Claim, &[], PATIENCE)?;
    let (answer, files) = recv_with_fds(&socket, PATIENCE)?;
    let channel = match answer {
        Answer::Granted { channel } => channel,
        Answer::Refused { message } => return Err(AgentError::Refused(message)),
    };
    let count = files.len();
    let [bar0, bar2] = <[OwnedFd; 2]>::try_from(files).map_err(|_| AgentError::Files(count))?;
    let device = Device::of_files(&File::from(bar0), File::from(bar2))?;
    Ok((Channel::granted(Arc::new(device), channel)?, socket))
}
