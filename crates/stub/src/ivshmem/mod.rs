//! An ivshmem-doorbell server, for QEMU from 2.6 on (7.2 and 11.1 were tried) and for libvirt's `<shmem>`.
//!
//! ```text
//!   accept ──► version 0, client's id, -1 + window, (0 + eventfd) × N, (id + eventfd) × N ──► connected
//!                   │ does not read for 5 s, gone                                                │ gone
//!                   └──────────► accept                                          disconnected ◄──┘
//! ```
//!
//! Messages go one way, from us to the client: 8 bytes in little-endian order, some with a descriptor (QEMU's
//! `docs/specs/ivshmem-spec.rst`, "The ivshmem Client-Server Protocol"). We are peer 0: a guest rings vector v by
//! writing `0 << 16 | v` to offset 12 of its BAR0. Its registers are QEMU's own, so [`Model::read`], [`Model::write`]
//! and [`Model::reset`] are never called, and nothing tells us of a guest's reset.
//!
//! [`Model::read`]: crate::Model::read
//! [`Model::write`]: crate::Model::write
//! [`Model::reset`]: crate::Model::reset

mod server;

pub use server::{CLIENT_ID, Config, Server, VECTORS_MAX, vectors};
