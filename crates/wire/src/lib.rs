//! What the bytes between a guest and its worker mean.
//!
//! A *frame* is a [`Header`] and a body of fields. Frame layouts come from THE table
//! (`crates/table/api`): `cargo xtask codegen` writes one struct per request and per reply, with an
//! encoder and a checking decoder, into [`request`] and [`reply`].
//!
//! Invariants:
//! * No I/O and no `unsafe`. Input is a private copy of the bytes, never shared memory.
//! * Decoding never panics and never allocates more than the input's own size.
//! * A decoded value is checked: lengths lie inside the frame, enums are left as integers for the
//!   driver (or the handler) to judge, handles are opaque [`Handle`]s that only the worker's own
//!   table can turn into something real.
//! * The encoding of a value is unique, so `encode(decode(bytes)) == bytes` for every accepted frame.

#![forbid(unsafe_code)]

#[macro_use]
mod message;
mod codec;
mod generated;
mod handle;
mod header;
mod plain;

pub use codec::{Bytes, Decoder, Encoder, Field, Pod, WireError};
pub use generated::{REQUEST_OPS, generate_request, recode_request, reply, request};
pub use handle::Handle;
pub use header::{FLAG_PER_THREAD_STREAM, FLAG_REPLY, HEADER_LEN, Header};
pub use message::Message;
pub use plain::PlainLaunch;
pub use table::PROTOCOL_HASH;

/// The protocol's version, for people; [`PROTOCOL_HASH`] is what two ends compare.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The source of pseudo-random numbers that frame generators draw from.
pub type Random<'r> = &'r mut dyn FnMut() -> u64;
