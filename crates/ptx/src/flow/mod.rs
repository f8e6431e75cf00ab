//! Blocks, where they lead, what is alive in them, and where threads meet again.

mod graph;
mod liveness;
mod matrix;
mod meeting;

pub use graph::{reachable, suspensions};
pub use liveness::{keeps_too_much, live_across, liveness, nothing_alive};
pub use matrix::BitMatrix;
pub use meeting::post_dominators;

/// Steps of one analysis of one function. Of GGML's kernels none needs more than 91,000; texts can be made that need
/// billions.
const MOST_STEPS: u64 = 1 << 28;
