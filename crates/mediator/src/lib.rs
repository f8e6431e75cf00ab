//! The mediator (`vgpud`): admits guests, gives each a worker process, watches both, ends what is left over.
//!
//! ```text
//!            connect           Hello accepted            the worker's process ends
//!   (door) ───────────► pending ─────────► session ───────────────────────────► ended, reported
//!                          │ refused, silent,   │ guest's process ends: the worker gets a moment to
//!                          ▼ garbage, vanished  │ report and end, then it is killed
//!                        closed                 ▼
//! ```
//!
//! The mediator is never on the data path: once a guest's socket is with its worker, the two share a window and
//! the mediator only watches processes. It names no vendor; which library a worker loads is part of the command
//! that it is given.
//!
//! What is absent: no thread per connection (one loop, [`Mediator::run`], so that a guest that says nothing costs
//! a descriptor and no more), no unsafe code, no trust in anything a guest says of itself (its process and user
//! come from the kernel), no wait for a peer anywhere in the loop.
//!
//! * [`Config`] says what to do, [`Mediator`] does it, [`Handle`] watches and stops it;
//! * [`Sessions`] is what is known about sessions; [`evidence`] judges what the two ends of one have counted.

#![forbid(unsafe_code)]

mod admission;
mod config;
mod crew;
pub mod environment;
mod error;
pub mod evidence;
mod exchange;
mod journal;
mod monitor;
mod overview;
mod service;
mod sessions;
mod watch;
mod worker;

pub use config::{Config, Limits, WorkerCommand};
pub use error::Error;
pub use overview::Scope;
pub use service::{Handle, Mediator};
pub use sessions::{Counters, Guest, Session, Sessions};

/// Does a mediator accept connections at `socket`?
pub fn is_served(socket: &std::path::Path) -> bool {
    link::socket::connect_to(socket).is_ok()
}
