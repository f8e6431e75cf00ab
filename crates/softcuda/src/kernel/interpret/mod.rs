//! The reference interpreter: slow, obvious, and the measure of all that is fast.
//!
//! ```text
//! Program   a kernel with all that it calls, and where variables lie
//!    │ run
//!    ▼
//! grid ── block ─┬─ thread    frames of registers, local memory        execute   one instruction, one thread
//!                ├─ barrier   who has arrived, who waits               access    loads, stores, atomics
//!                └─ together  instructions of a whole warp             call      functions, and the system's
//! ```
//!
//! Threads take turns: each runs until it has to wait for others, or until it has used up its quota, so one that
//! spins does not keep others from what it waits for. Everything is deterministic.

mod access;
mod barrier;
mod block;
mod call;
mod execute;
mod grid;
mod memory;
mod program;
mod special;
#[cfg(test)]
mod tests;
mod thread;
mod together;

pub use grid::{Limits, run};
pub use memory::{Bytes, System};
pub use program::{Program, function_address};
