//! `libcuda.so.1` for a machine without a GPU.
//!
//! A call enters at an export in [`generated`], passes the edge ([`edge`]: counting, panics contained,
//! codes), and is either answered here or becomes a frame on the link ([`transport`]). There is no
//! policy in this crate: the worker decides what a guest may do.
//!
//! ```text
//!   program ──► generated (C ABI) ──► edge ──► api::<noun> ──► transport ──► link ══► worker
//!                                               │
//!                                               └─ session: contexts, streams, functions, allocations
//! ```
//!
//! State machine of the library (one per process):
//!
//! ```text
//!   Fresh ──cuDriverGetVersion──► Connected ──cuInit──► Ready ──worker gone──► Dead
//!     ▲                               │                   │
//!     └────────────fork───────────────┘                   └──fork──► Forked (child: NOT_INITIALIZED for ever)
//! ```
//!
//! Invariants: no lock is held while a reply is awaited, except a thread's own state; nothing here
//! depends on thread-local destructors, because runtimes call the driver from `atexit` handlers.

pub mod accounting;
pub mod allocations;
pub mod api;
pub mod bulk;
pub mod contexts;
pub mod debugger;
pub mod edge;
pub mod errorlog;
pub mod functions;
#[allow(clippy::undocumented_unsafe_blocks)]
pub mod generated;
pub mod image;
pub mod images;
pub mod lifecycle;
pub mod managed;
pub mod recording;
#[cfg(feature = "sabotage")]
pub mod sabotage;
pub mod session;
pub mod staging;
pub mod streams;
pub mod thread;
pub mod transport;
pub mod waits;

/// Tells our library from NVIDIA's: `vgpu` never loads a libcuda that exports this as its device.
#[unsafe(no_mangle)]
#[allow(non_upper_case_globals)]
pub static vgpu_guest_marker: u32 = 1;
