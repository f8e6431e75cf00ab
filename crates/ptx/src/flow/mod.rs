//! Blocks, where they lead, what is alive in them, and where threads meet again.

mod graph;
mod liveness;
mod matrix;
mod meeting;

pub use graph::{reachable, suspensions};
pub use liveness::{live_across, liveness, nothing_alive};
pub use matrix::BitMatrix;
pub use meeting::post_dominators;
