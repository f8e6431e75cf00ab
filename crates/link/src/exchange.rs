//! What processes of one tenant share with each other: a worker offers it, the worker of another process takes it.
//!
//! ```text
//!   worker A                      mediator                     worker B
//!      │ Offer, what, descriptor ─►│                              │
//!      │◄──────────── Offered token│                              │
//!   guest A ─ ─ ─ ─ ─ ─ ─ ─ token, by whatever way programs have ─ ─ ─ ─► guest B
//!      │                           │◄────────────────── Take token│
//!      │                           │ Taken, what, descriptor ────►│
//! ```
//!
//! A guest never sees what the driver gave for sharing: handles and descriptors are the host's, and a guess would be another
//! tenant's. It sees a token, random and good within its tenant only, as long as the session lives that offered it.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::socket::{SocketError, recv_with_fds, send_with_fds};

/// How long a worker waits for the mediator.
const PATIENCE: Duration = Duration::from_secs(5);
/// What is offered is no longer than this, bytes.
pub const DATA_MAX: usize = 256;

/// What is shared. Something of one kind cannot be taken as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shared {
    /// Device memory (`cuIpcGetMemHandle`).
    Memory,
    /// An event (`cuIpcGetEventHandle`).
    Event,
    /// Physical memory, by descriptor (`cuMemExportToShareableHandle`).
    Physical,
    /// A memory pool, by descriptor (`cuMemPoolExportToShareableHandle`).
    Pool,
    /// An allocation of a pool (`cuMemPoolExportPointer`).
    PoolMemory,
}

/// What stands for something that is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Token(
    /// Random.
    pub [u64; 2],
);

impl Token {
    /// As bytes, which programs pass on.
    pub fn to_bytes(self) -> [u8; 16] {
        let [low, high] = self.0.map(u64::to_le_bytes);
        std::array::from_fn(|at| if at < 8 { low[at] } else { high[at - 8] })
    }

    /// From bytes that a program has got from somewhere.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        let (low, high) = (u128::from_le_bytes(bytes) as u64, (u128::from_le_bytes(bytes) >> 64) as u64);
        Self([low, high])
    }
}

/// Worker to mediator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// This may be taken. A descriptor may come along.
    Offer(Shared, Vec<u8>),
    /// What does this token stand for?
    Take(Shared, Token),
}

/// Mediator to worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// By this token.
    Offered(Token),
    /// Not at all: it is too long.
    Full,
    /// This. A descriptor comes along if one was offered.
    Taken(Vec<u8>),
    /// Nobody of the tenant offers such a thing.
    Unknown,
}

/// Why nothing was exchanged.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum ExchangeError {
    #[error("the mediator cannot be asked: {0}")]
    Socket(#[from] SocketError),
    #[error("the mediator takes no such offer")]
    Full,
    #[error("nobody of the tenant offers this")]
    Unknown,
    #[error("the mediator answers something else")]
    Violation,
    #[error("the mediator did not answer an earlier question")]
    Broken,
}

/// A worker's way to its tenant's other workers.
///
/// The socket is gone once a question has gone wrong: an answer that comes late would be taken for the next one's.
#[derive(Debug)]
pub struct Exchange(Mutex<Option<OwnedFd>>);

impl Exchange {
    /// Over a socket that came with the handover.
    pub fn new(socket: OwnedFd) -> Self {
        Self(Mutex::new(Some(socket)))
    }

    /// Offers `data`, and a descriptor.
    ///
    /// # Errors
    /// [`ExchangeError`].
    pub fn offer(
        &self,
        what: Shared,
        data: &[u8],
        fd: Option<BorrowedFd<'_>>,
    ) -> Result<Token, ExchangeError> {
        match self.ask(&Ask::Offer(what, data.to_vec()), fd)?.0 {
            Answer::Offered(token) => Ok(token),
            Answer::Full => Err(ExchangeError::Full),
            _ => Err(ExchangeError::Violation),
        }
    }

    /// Takes what `token` stands for.
    ///
    /// # Errors
    /// [`ExchangeError`].
    pub fn take(&self, what: Shared, token: Token) -> Result<(Vec<u8>, Option<OwnedFd>), ExchangeError> {
        match self.ask(&Ask::Take(what, token), None)? {
            (Answer::Taken(data), fd) => Ok((data, fd)),
            (Answer::Unknown, _) => Err(ExchangeError::Unknown),
            _ => Err(ExchangeError::Violation),
        }
    }

    fn ask(&self, ask: &Ask, fd: Option<BorrowedFd<'_>>) -> Result<(Answer, Option<OwnedFd>), ExchangeError> {
        let mut way = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let socket = way.take().ok_or(ExchangeError::Broken)?;
        send_with_fds(socket.as_fd(), ask, fd.as_slice(), PATIENCE)?;
        let (answer, fds) = recv_with_fds(socket.as_fd(), PATIENCE)?;
        *way = Some(socket);
        Ok((answer, fds.into_iter().next()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_bytes() {
        let token = Token([0x0102_0304_0506_0708, u64::MAX - 1]);
        assert_eq!(token.to_bytes()[..2], [8, 7]);
        assert_eq!(Token::from_bytes(token.to_bytes()), token);
    }
}
