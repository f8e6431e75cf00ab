//! What can be wrong with a trace.

use std::io;

/// Why a trace cannot be read or written. Offsets are bytes from the file's beginning.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system failed.
    #[error("cannot read byte {offset}: {source}")]
    Read {
        /// Where.
        offset: u64,
        /// What the system says.
        source: io::Error,
    },
    /// The system failed.
    #[error("cannot write: {0}")]
    Write(#[from] io::Error),
    /// The file does not begin as a trace does.
    #[error("this is no trace: it does not begin with a trace's magic number")]
    NotATrace,
    /// The file is of a later version.
    #[error("the trace has format version {found}, and this program reads up to {newest}; use a newer vgpu")]
    Version {
        /// The file's.
        found: u32,
        /// Ours.
        newest: u32,
    },
    /// The file ends inside something.
    #[error(
        "the trace is truncated: {what} begins at byte {offset} and should have {expected} bytes; {found} are there"
    )]
    Truncated {
        /// What ends too soon.
        what: &'static str,
        /// Where it begins.
        offset: u64,
        /// How long it should be.
        expected: u64,
        /// How long it is.
        found: u64,
    },
    /// The file ends between two blocks, and its last block is missing.
    #[error(
        "the trace is truncated: it ends at byte {offset}, without its last block; it was cut off there, or the recording was \
         killed; all frames before are whole"
    )]
    Unfinished {
        /// The file's end.
        offset: u64,
    },
    /// Bytes are not what they should be.
    #[error("the trace is damaged at byte {offset}: {what}")]
    Damaged {
        /// Where the damaged thing begins.
        offset: u64,
        /// What is wrong with it.
        what: String,
    },
    /// Two recordings do not belong together.
    #[error("{0}")]
    Mismatch(String),
}

impl Error {
    /// True if everything before was sound and the file just ends too soon.
    pub fn is_short(&self) -> bool {
        matches!(self, Self::Truncated { .. } | Self::Unfinished { .. })
    }
}
