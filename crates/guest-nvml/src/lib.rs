//! `libnvidia-ml.so.1`, the management library, for a machine without a GPU.
//!
//! ```text
//!   program ──► generated (C ABI) ──► edge ──► api::<noun>, or asked ──► state ──► link ══► the mediator's monitor
//!                                                                         │
//!                                                                         └─ the newest snapshot
//! ```
//!
//! The library holds no connection. It asks at `nvmlInit`, and again when a program wants to know something that changes and
//! what it has is older than a tenth of a second ([`state`]). What comes back is a snapshot: the host's answers to all that a
//! program could ask ([`link::management`]). A call finds its answer there ([`asked`]) and writes it.
//!
//! ```text
//!   Fresh ──nvmlInit──► Ready(n) ──nvmlInit──► Ready(n + 1)
//!     ▲                    │
//!     └──nvmlShutdown × n──┘            a forked child goes on with what its parent knew
//! ```
//!
//! Invariants: a handle is good for the process's life, whatever is initialised in between; nothing of the device can be
//! changed from here; no call panics into the program.

pub mod api;
pub mod asked;
pub mod edge;
mod fork;
#[allow(clippy::undocumented_unsafe_blocks)]
pub mod generated;
pub mod report;
pub mod state;

/// Tells our library from NVIDIA's: the worker never loads a library that exports this.
#[unsafe(no_mangle)]
#[allow(non_upper_case_globals)]
pub static vgpu_guest_marker: u32 = 1;
