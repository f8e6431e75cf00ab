//! What processes share: memory and events, found through handles of 64 bytes or through descriptors.
//!
//! ```text
//! exporter                                          importer
//! SharedFile::create ─► memfd, its size sealed
//! Handle::to_bytes   ─► 64 bytes ── the program ──► Handle::from_bytes, SharedFile::of_handle
//! a descriptor of it ────────────── the program ──► SharedFile::of_descriptor
//! ```
//!
//! Both processes belong to one user and see the same `/proc`, through which a handle leads to its file. Whatever comes from
//! another process is a claim: a file is used only if it is of this library's making by its name, cannot be resized, and has
//! the inode that the handle says.

mod beacon;
mod file;
mod handle;
mod process;

pub use self::{
    beacon::{Beacon, Waiter},
    file::{Purpose, SharedFile},
    handle::{Handle, What},
    process::Process,
};
