//! Functions that are written by hand, by noun.

// The names are NVML's; their contracts too.
#![allow(non_snake_case, clippy::missing_safety_doc, missing_docs, clippy::missing_errors_doc)]

mod device;
mod event;
mod field;
mod peculiar;
mod process;
mod system;

pub use device::*;
pub use event::*;
pub use field::*;
pub use peculiar::*;
pub use process::*;
pub use system::*;
