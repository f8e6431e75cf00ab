//! A block: its threads, and whose turn it is.

use ptx::ir::Op;

use super::super::launch::{Dims, Fault, Launch, WARP};
use super::access::Context;
use super::barrier::{BARRIERS, Barrier, Cluster};
use super::execute::{Step, step};
use super::memory::System;
use super::program::Program;
use super::thread::{State, Thread};
use super::together;

/// Steps that a thread makes before others have their turn.
const QUOTA: u32 = 256;

/// A block that runs.
pub struct Block {
    position: Dims,
    threads: Vec<Thread>,
    shared: Vec<u8>,
    barriers: Vec<Barrier>,
    cluster: Cluster,
}

impl Block {
    /// A block at its beginning.
    pub fn new(program: &Program<'_>, launch: &Launch, index: u64) -> Result<Self, Fault> {
        let count = launch.block.count();
        let threads: Result<Vec<Thread>, Fault> =
            (0..count).map(|index| Thread::new(program, launch.block.position(index), index)).collect();
        let warps = (count as usize).div_ceil(WARP);
        let shared = program.dynamic + u64::from(launch.dynamic_shared);
        Ok(Self {
            position: launch.grid.position(index),
            threads: threads?,
            shared: vec![0; shared as usize],
            barriers: vec![Barrier::new(warps); BARRIERS],
            cluster: Cluster::default(),
        })
    }

    /// Whether all threads have ended.
    pub fn is_done(&self) -> bool {
        self.threads.iter().all(|thread| thread.state == State::Done)
    }

    /// Gives every thread a turn; says whether anything happened.
    pub fn round(
        &mut self,
        program: &Program<'_>,
        launch: &Launch,
        system: &mut dyn System,
        clock: &mut u64,
    ) -> Result<bool, Fault> {
        let before = *clock;
        let mut together = false;
        for warp in self.threads.chunks_mut(WARP) {
            let mut context = Context {
                program,
                launch,
                system,
                shared: &mut self.shared,
                block: self.position,
                clock: *clock,
            };
            for thread in warp.iter_mut() {
                turn(&mut context, thread)?;
                meet(&mut self.barriers, &mut self.cluster, program, thread)?;
            }
            together |= together::resolve(&mut context, warp)?;
            *clock = context.clock;
        }
        together |= Barrier::complete(&mut self.barriers, program, &mut self.threads);
        together |= self.cluster.complete(&mut self.threads);
        Ok(together || *clock != before)
    }
}

/// Lets a thread run.
fn turn(context: &mut Context<'_>, thread: &mut Thread) -> Result<(), Fault> {
    for _ in 0..QUOTA {
        if thread.state != State::Ready {
            break;
        }
        context.clock += 1;
        match step(context, thread)? {
            Step::On => {}
            Step::Yield | Step::Wait => break,
        }
    }
    Ok(())
}

/// Brings a thread that has come to a barrier of the block there.
fn meet(
    barriers: &mut [Barrier],
    cluster: &mut Cluster,
    program: &Program<'_>,
    thread: &mut Thread,
) -> Result<(), Fault> {
    if thread.state != State::Parked {
        return Ok(());
    }
    match thread.next(program).map(|instruction| &instruction.op) {
        Some(Op::Barrier { .. }) => Barrier::arrive(barriers, program, thread),
        Some(Op::BarrierCluster { wait, .. }) => {
            cluster.meet(thread, *wait);
            Ok(())
        }
        _ => Ok(()),
    }
}
