//! Barriers in memory (`mbarrier`): 64 bits whose meaning is ours.
//!
//! ```text
//! bit 63      phase, 0 or 1          bits 20‥39  arrivals still missing in this phase
//! bits 40‥61  bytes still to come    bits 0‥19   arrivals that every phase needs
//! ```

use ptx::ir::MbarrierOp;

use super::{ones, signed};

const COUNT: u32 = 20;
const BYTES: u32 = 22;
const PHASE: u64 = 1 << 63;

struct State {
    needed: u64,
    missing: u64,
    bytes: i64,
    phase: u64,
}

impl State {
    fn unpack(bits: u64) -> Self {
        Self {
            needed: bits & ones(COUNT),
            missing: (bits >> COUNT) & ones(COUNT),
            bytes: signed(bits >> (2 * COUNT), BYTES),
            phase: bits & PHASE,
        }
    }

    fn pack(&self) -> u64 {
        self.phase
            | ((self.bytes as u64 & ones(BYTES)) << (2 * COUNT))
            | ((self.missing & ones(COUNT)) << COUNT)
            | (self.needed & ones(COUNT))
    }

    fn arrive(&mut self, count: u64) {
        self.missing = self.missing.saturating_sub(count);
    }

    /// Begins the next phase if this one is complete.
    fn advance(&mut self) {
        if self.missing == 0 && self.bytes == 0 {
            self.missing = self.needed;
            self.phase ^= PHASE;
        }
    }
}

/// What memory holds afterwards, and the result: a state, a truth value, or a number of arrivals. For
/// `PendingCount` the first argument is the state.
pub fn mbarrier(op: MbarrierOp, memory: u64, a: Option<u64>) -> (u64, u64) {
    let count = a.unwrap_or(1);
    let mut state = State::unpack(memory);
    let is_complete = |phase: u64| u64::from(memory & PHASE != phase);
    let result = match op {
        MbarrierOp::TestWait | MbarrierOp::TryWait => is_complete(count & PHASE),
        MbarrierOp::TestWaitParity | MbarrierOp::TryWaitParity => is_complete((count & 1) << 63),
        MbarrierOp::PendingCount => return (memory, state.missing),
        _ => memory,
    };
    match op {
        MbarrierOp::Init => state = State { needed: count, missing: count, bytes: 0, phase: 0 },
        MbarrierOp::Invalidate => return (0, 0),
        MbarrierOp::Arrive | MbarrierOp::ArriveNoComplete => state.arrive(count),
        MbarrierOp::ArriveDrop | MbarrierOp::ArriveDropNoComplete => {
            state.needed = state.needed.saturating_sub(count);
            state.arrive(count);
        }
        MbarrierOp::ArriveExpect => {
            state.bytes += count as i64;
            state.arrive(1);
        }
        MbarrierOp::Expect => state.bytes += count as i64,
        MbarrierOp::Complete => state.bytes -= count as i64,
        _ => return (memory, result),
    }
    if op != MbarrierOp::Init {
        state.advance();
    }
    (state.pack(), result)
}
