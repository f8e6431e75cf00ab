//! A vfio-user server for the VGPU-STUB, and for nothing else.
//!
//! ```text
//!   accept ──► negotiating ──VERSION──► serving ──► end of stream, violation, stop ──► accept …
//!                   │ 5 s pass, end           │
//!                   └──────────► accept       └ Model::connected … Model::disconnected
//! ```
//!
//! `wire` is what messages look like, `stream` cuts a stream of bytes into them, `device` answers them and
//! `server` does so for one client after another. One thread: each request is answered before the next is read, and
//! nothing else is done meanwhile. QEMU holds its big lock while it waits for an answer, gives up after 5 seconds, and
//! takes an answer that comes later as a broken stream; so nothing here waits, and what cannot be sent within
//! a second ends the connection.
//!
//! The protocol is that of QEMU's `docs/interop/vfio-user.rst`, version 0.0; "section" in this module is one of that
//! page.

mod device;
mod irqs;
mod server;
mod stream;
mod version;
mod wire;

pub use server::{Config, Server};
pub use wire::DATA_MAX;
