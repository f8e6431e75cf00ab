//! A grid: which blocks run, and for how long.

use super::super::launch::{Fault, Launch, MAX_THREADS};
use super::block::Block;
use super::memory::System;
use super::program::Program;

/// How long a grid may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Instructions of threads.
    pub steps: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { steps: u64::MAX }
    }
}

/// Rounds after which a block that has not ended may be waiting for one that has not begun.
const PATIENCE: u32 = 64;

/// The most blocks at a time, but for cooperative launches, of which all run.
const RESIDENT: usize = 64;

/// Runs a whole grid.
///
/// Blocks run in the order of their numbers. One after the other, as long as each comes to its end; where one
/// does not, the next ones run beside it.
pub fn run(
    program: &Program<'_>,
    launch: &Launch,
    system: &mut dyn System,
    limits: Limits,
) -> Result<(), Fault> {
    if launch.block.count() == 0 || launch.block.count() > MAX_THREADS {
        return Err(Fault::Unsupported { what: format!("{} threads in a block", launch.block.count()) });
    }
    let count = launch.grid.count();
    let mut next = 0;
    let mut running: Vec<Block> = Vec::new();
    let mut clock = 0;
    let mut patience = 0;
    loop {
        let resident = match (launch.cooperative, patience) {
            (true, _) => usize::MAX,
            (false, PATIENCE..) => (running.len() + 1).min(RESIDENT),
            (false, _) => 1,
        };
        while running.len() < resident && next < count {
            running.push(Block::new(program, launch, next)?);
            next += 1;
            patience = 0;
        }
        if running.is_empty() {
            return Ok(());
        }
        let mut any = false;
        for block in &mut running {
            any |= block.round(program, launch, system, &mut clock)?;
        }
        let before = running.len();
        running.retain(|block| !block.is_done());
        if running.len() == before {
            patience = (patience + 1).min(PATIENCE);
            if !any && (next == count || running.len() == RESIDENT) {
                return Err(Fault::Deadlock);
            }
        }
        if clock > limits.steps || system.is_ended() {
            return Err(Fault::Ended);
        }
    }
}
