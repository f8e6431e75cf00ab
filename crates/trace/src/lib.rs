//! What the bytes of a recording mean.
//!
//! ```text
//!   guest library ──halves──► Queue ──► file ┐
//!                                            ├─ merge ──► one trace ──► show, stats, diff, Perfetto
//!   worker ─────────frames──► Queue ──► file ┘
//! ```
//!
//! A trace is a [`format::FileHead`] and blocks, each with its length and checksums; `docs/trace-format.md` is the same for
//! people. [`Writer`] writes blocks, [`Reader`] reads and judges them, [`Trace`] makes frames of them. A thread that must not
//! wait for a file records through a [`Queue`].
//!
//! Invariants:
//! * Whatever the bytes are, reading ends with frames or with an [`Error`] that says at which byte something is wrong.
//! * Reading needs memory for one block and for the names, however long the trace is.
//! * What was not recorded is counted, and the count is in the file.

#![forbid(unsafe_code)]

pub mod clock;
mod contents;
pub mod diff;
mod error;
pub mod filter;
pub mod format;
pub mod merge;
mod names;
pub mod perfetto;
mod queue;
mod reader;
mod scan;
pub mod stats;
mod sums;
mod writer;

pub use contents::{Contents, Piece};
pub use error::Error;
pub use format::{Direction, End, Frame, Half, Kind};
pub use names::{Names, Naming};
pub use queue::Queue;
pub use reader::{Block, Reader};
pub use scan::{Known, Session, Trace, call_name};
pub use sums::Sums;
pub use writer::Writer;
