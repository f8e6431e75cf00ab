//! Which sessions a mediator has and what they do, for whoever asks: `vgpu top`.
//!
//! ```text
//!   who asks                                         mediator
//!     │ Hello with `overview` ──────────────────────────►│
//!     │◄──────────────── Overview + memfd, or Refused    │  and the connection ends
//! ```
//!
//! The answer is a reading of figures, not of what they mean: rates come from two of them.

use std::os::fd::AsFd;
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::LinkError;
use crate::control::{FromGuest, Hello, Refused, RefusedReason, ToGuest};
use crate::gauges::Figures;
use crate::parcel::Parcel;
use crate::socket::{SocketError, connect_to, recv_with_fds, send_with_fds};

/// A session that runs.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Live {
    /// The mediator's number for it.
    pub session: u64,
    /// The guest's process: by this machine's count, or by its own if it is in a virtual machine. 0 if it has no number here.
    pub pid: u32,
    /// Its user; of a guest in a virtual machine, the user whose process the machine's device is.
    pub uid: u32,
    /// The virtual machine; empty for programs of this machine.
    pub machine: String,
    /// What the guest says its program is.
    pub program: String,
    /// The worker's process.
    pub worker_pid: u32,
    /// Milliseconds since 1970.
    pub started_unix_ms: u64,
    /// As the worker tells it.
    pub figures: Figures,
}

/// What one tenant's sessions have done together since the mediator started, those that have ended included.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Total {
    /// As in [`Live`].
    pub uid: u32,
    /// As in [`Live`].
    pub machine: String,
    /// Sessions that run.
    pub running: u64,
    /// Sessions that have ended.
    pub ended: u64,
    /// Those of them whose workers did not end as they should.
    pub ended_badly: u64,
    /// What all of them have done, and what those that run hold.
    pub figures: Figures,
}

/// A reading.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Overview {
    /// The mediator's version.
    pub version: String,
    /// When it was taken, milliseconds since 1970.
    pub unix_ms: u64,
    /// When it was taken, by a clock that only goes forward, microseconds.
    pub monotonic_us: u64,
    /// Is this about all users, or only about the one who asks?
    pub is_of_all: bool,
    /// Workers that wait for a guest; 0 for those who are told of their own sessions only.
    pub warm_workers: usize,
    /// Sessions, oldest first.
    pub sessions: Vec<Live>,
    /// Sums by user and machine.
    pub totals: Vec<Total>,
}

/// Mediator: answers the question. Does not wait for who asks.
///
/// # Errors
/// If they do not take it.
pub fn answer(guest: impl AsFd, overview: &Overview) -> Result<(), Refused> {
    let sent = Parcel::pack(overview).and_then(|(parcel, file)| {
        send_with_fds(guest, &ToGuest::Overview(parcel), &[file.as_fd()], Duration::ZERO)
    });
    sent.map_err(|why| Refused::new(RefusedReason::HostError, format!("cannot tell the sessions: {why}")))
}

/// Asks the mediator at `socket`, and waits at most `patience` for each step.
///
/// # Errors
/// If there is nobody, they decline, or say something else.
pub fn ask(socket: &Path, mut hello: Hello, patience: Duration) -> Result<Overview, LinkError> {
    hello.overview = true;
    let socket = connect_to(socket)?;
    send_with_fds(&socket, &FromGuest::Hello(hello), &[], patience)?;
    match recv_with_fds(&socket, patience)? {
        (ToGuest::Overview(parcel), fds) => Ok(parcel.unpack(fds)?),
        (ToGuest::Refused(refused), _) => Err(LinkError::Refused(refused)),
        _ => Err(SocketError::Garbage("the mediator knows no such question".to_owned()).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::socket::{MESSAGE_MAX, pair};

    #[test]
    fn an_overview_longer_than_a_message_arrives() {
        let (ours, theirs) = pair().expect("pair");
        let session = Live { program: "p".repeat(200), ..Live::default() };
        let overview = Overview { sessions: vec![session; MESSAGE_MAX / 100], ..Overview::default() };
        answer(&ours, &overview).expect("answer");
        let (ToGuest::Overview(parcel), fds) = recv_with_fds(&theirs, Duration::ZERO).expect("message")
        else {
            panic!("no overview")
        };
        assert_eq!(parcel.unpack(fds), Ok(overview));
    }
}
