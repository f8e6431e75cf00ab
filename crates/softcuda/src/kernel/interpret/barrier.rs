//! The barriers of a block.

use ptx::ir::{BarrierOp, Op, Reg, Type};

use super::super::launch::Fault;
use super::program::Program;
use super::thread::{State, Thread};

/// How many there are.
pub const BARRIERS: usize = 16;

/// One barrier, between two completions.
#[derive(Debug, Clone)]
pub struct Barrier {
    /// Who has arrived: a mask for each warp.
    arrived: Vec<u32>,
    /// How many have to; everyone who still runs, without.
    expected: Option<u64>,
    true_count: u64,
    count: u64,
}

/// Who still runs: a mask for each warp.
pub fn live(threads: &[Thread]) -> Vec<u32> {
    let mut masks = vec![0; threads.len().div_ceil(32)];
    for thread in threads.iter().filter(|thread| thread.state != State::Done) {
        masks[thread.warp as usize] |= 1 << thread.lane;
    }
    masks
}

impl Barrier {
    /// One that nobody has come to.
    pub fn new(warps: usize) -> Self {
        Self { arrived: vec![0; warps], expected: None, true_count: 0, count: 0 }
    }

    /// A thread stands at a barrier instruction. It moves on, or waits.
    pub fn arrive(barriers: &mut [Self], program: &Program<'_>, thread: &mut Thread) -> Result<(), Fault> {
        let Some(instruction) = thread.next(program) else { return Ok(()) };
        let Op::Barrier { op, id, threads, p, .. } = &instruction.op else { return Ok(()) };
        let id = thread.value(*id, Type::U32) as usize;
        let Some(barrier) = barriers.get_mut(id) else {
            return Err(Fault::Unsupported { what: format!("barrier number {id}") });
        };
        barrier.arrived[thread.warp as usize] |= 1 << thread.lane;
        barrier.count += 1;
        barrier.expected = threads.map(|threads| thread.value(threads, Type::U32));
        barrier.true_count += u64::from(p.is_some_and(|p| thread.holds(p)));
        if *op == BarrierOp::Arrive {
            thread.frame_mut().index += 1;
            thread.state = State::Ready;
        } else {
            thread.state = State::Barrier(id);
        }
        Ok(())
    }

    fn is_complete(&self, live: &[u32]) -> bool {
        if self.count == 0 {
            return false;
        }
        let warps = self.arrived.iter().zip(live);
        match self.expected {
            None => warps.into_iter().all(|(arrived, live)| arrived | !live == u32::MAX),
            // A warp counts in full as soon as all of its threads are there that still run.
            Some(expected) => {
                let count = warps.map(|(arrived, live)| {
                    let is_full = *arrived != 0 && arrived | !live == u32::MAX;
                    if is_full { 32 } else { u64::from(arrived.count_ones()) }
                });
                count.sum::<u64>() >= expected
            }
        }
    }

    /// Lets go whom a complete barrier held; says whether there was one.
    pub fn complete(barriers: &mut [Self], program: &Program<'_>, threads: &mut [Thread]) -> bool {
        let live = live(threads);
        let mut any = false;
        for (id, barrier) in barriers.iter_mut().enumerate() {
            if !barrier.is_complete(&live) {
                continue;
            }
            any = true;
            for thread in threads.iter_mut().filter(|thread| thread.state == State::Barrier(id)) {
                if let Some((op, d)) = result(thread, program) {
                    let value = match op {
                        BarrierOp::CountTrue => barrier.true_count,
                        BarrierOp::All => u64::from(barrier.true_count == barrier.count),
                        _ => u64::from(barrier.true_count != 0),
                    };
                    thread.set_wide(d, u128::from(value));
                }
                thread.frame_mut().index += 1;
                thread.state = State::Ready;
            }
            *barrier = Self::new(live.len());
        }
        any
    }
}

/// What a thread that waits wants to know.
fn result(thread: &Thread, program: &Program<'_>) -> Option<(BarrierOp, Reg)> {
    match &thread.next(program)?.op {
        Op::Barrier { op, d: Some(d), .. } => Some((*op, *d)),
        _ => None,
    }
}

/// The barrier of a cluster, which here is one block.
#[derive(Debug, Clone, Default)]
pub struct Cluster {
    phase: u64,
    arrived: Vec<u32>,
}

impl Cluster {
    /// A thread stands at `barrier.cluster`.
    pub fn meet(&mut self, thread: &mut Thread, wait: bool) {
        let warp = thread.warp as usize;
        if self.arrived.len() <= warp {
            self.arrived.resize(warp + 1, 0);
        }
        let has_arrived = self.arrived[warp] >> thread.lane & 1 == 1;
        if wait && has_arrived {
            thread.state = State::Cluster(self.phase);
            return;
        }
        if !wait {
            self.arrived[warp] |= 1 << thread.lane;
        }
        thread.frame_mut().index += 1;
        thread.state = State::Ready;
    }

    /// Lets go who waits, if all have arrived; says whether they had.
    pub fn complete(&mut self, threads: &mut [Thread]) -> bool {
        let live = live(threads);
        self.arrived.resize(live.len(), 0);
        let is_empty = self.arrived.iter().all(|mask| *mask == 0);
        if is_empty || self.arrived.iter().zip(&live).any(|(arrived, live)| live & !arrived != 0) {
            return false;
        }
        for thread in threads.iter_mut().filter(|thread| thread.state == State::Cluster(self.phase)) {
            thread.frame_mut().index += 1;
            thread.state = State::Ready;
        }
        self.phase += 1;
        self.arrived.fill(0);
        true
    }
}
