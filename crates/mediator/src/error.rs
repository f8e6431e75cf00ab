//! Why a mediator cannot do its work.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// What stops a mediator. Whatever a guest or a worker does is not among it.
#[derive(Debug, Error)]
pub enum Error {
    /// The socket cannot be opened.
    #[error(transparent)]
    Listen(#[from] link::socket::ListenError),
    /// The report file cannot be written.
    #[error("cannot append to report file {}: {why}", path.display())]
    Report {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        why: io::Error,
    },
    /// The system refuses something without which the mediator cannot run.
    #[error("cannot {what}: {why}")]
    System {
        /// The step.
        what: &'static str,
        /// The system's reason.
        why: io::Error,
    },
}
