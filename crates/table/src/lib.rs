//! The CUDA vocabulary: C types, error codes and THE table, one row per driver entry point. No logic.
//!
//! Everything else in the repository is built around this crate: exports, `cuGetProcAddress`, encoder, decoder,
//! dispatcher and coverage page are generated from the rows in `api/*.rs`, which are data in Rust syntax (they are
//! parsed by `cargo xtask codegen`, never compiled; `api/README.md` says how to read one).
//!
//! * [`types`]: what the C header calls things, with its sizes and offsets asserted;
//! * [`result`]: error codes, their names and sentences;
//! * [`rows`]: what a row is, and which symbol a name resolves to;
//! * [`generated`]: the rows as data and as function-pointer types, written by `cargo xtask codegen`.
//!
//! Used by every crate that speaks CUDA; depends on none of them.

#![forbid(unsafe_code)]

/// The rows as data and as function-pointer types; written by `cargo xtask codegen`.
pub mod generated;
pub mod nvml;
pub mod result;
pub mod rows;
pub mod types;

pub use generated::*;
pub use result::*;
pub use rows::*;
pub use types::*;
