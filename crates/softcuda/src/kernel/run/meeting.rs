//! When threads that wait for each other can go on.

use ptx::ir::{BarrierOp, Op};

use super::warp::{self, Wanted};

/// Of the lanes of a warp, those that can do together what they wait for, and at which site.
///
/// `alive` are lanes that have not ended, `waiting` those that wait at `site_of`. `op_of` tells what is done at a site,
/// `mask_of` which lanes a lane wants to meet. If `is_forced`, lanes that wait together need nobody else.
pub fn choose<'o>(
    alive: u32,
    waiting: u32,
    is_forced: bool,
    site_of: impl Fn(u32) -> u32,
    op_of: impl Fn(u32) -> Option<&'o Op>,
    mask_of: impl Fn(u32) -> u32,
) -> Option<(u32, u32)> {
    let lanes = |of: &dyn Fn(u32) -> bool| {
        (0..32).fold(0u32, |all, lane| all | u32::from(waiting >> lane & 1 == 1 && of(lane)) << lane)
    };
    let mut loose: Option<(u32, u32)> = None;
    let mut rest = waiting;
    while rest != 0 {
        let site = site_of(rest.trailing_zeros());
        let mut here = lanes(&|lane| site_of(lane) == site);
        rest &= !here;
        let Some(op) = op_of(site) else { continue };
        if matches!(op, Op::Barrier { .. } | Op::BarrierCluster { .. }) {
            continue;
        }
        let members = match warp::wanted(op) {
            Wanted::Mask => {
                let mask = mask_of(here.trailing_zeros());
                let needed = mask & alive;
                if matches!(op, Op::WarpSync { .. }) && here != needed {
                    // It may be met from several places.
                    here = lanes(&|lane| matches!(op_of(site_of(lane)), Some(Op::WarpSync { .. })));
                }
                // Lanes that brought another mask wait for others.
                let same = here & lanes(&|lane| mask_of(lane) == mask);
                if needed & !same == 0 { needed } else { 0 }
            }
            Wanted::All if alive & !here == 0 => here,
            Wanted::Active if alive & !here == 0 => here,
            Wanted::Active => {
                if loose.is_none_or(|(other, _)| site < other) {
                    loose = Some((site, here));
                }
                0
            }
            Wanted::All => 0,
        };
        let members = if members == 0 && is_forced { here } else { members };
        if members != 0 {
            return Some((site, members));
        }
    }
    loose
}

/// Where a thread of a block is.
pub enum Arrival<'o> {
    /// It has ended.
    Ended,
    /// It does not wait at a barrier.
    Elsewhere,
    /// It waits.
    Waits {
        /// In this.
        op: &'o Op,
        /// At the barrier with this number; clusters' is the last.
        number: usize,
        /// For so many threads, or for all.
        wanted: u32,
        /// What it brought to a reduction.
        held: bool,
    },
}

const NUMBERS: usize = 17;

/// Barriers that open.
pub struct Opened {
    /// Their numbers.
    pub numbers: Vec<usize>,
    /// The threads that go on, each with the result of a reduction.
    pub threads: Vec<(usize, u64)>,
}

/// The barriers of a block of `count` threads at which everybody has arrived. `arrivals` counts threads that came and
/// did not wait.
pub fn opened<'o>(count: usize, arrival: impl Fn(usize) -> Arrival<'o>, arrivals: &[u32; 16]) -> Opened {
    let mut alive = 0u32;
    let (mut waiting, mut wanted, mut held) = ([0u32; NUMBERS], [0u32; NUMBERS], [0u32; NUMBERS]);
    let mut threads = [const { Vec::new() }; NUMBERS];
    for index in 0..count {
        match arrival(index) {
            Arrival::Ended => {}
            Arrival::Elsewhere => alive += 1,
            Arrival::Waits { op, number, wanted: own, held: holds } => {
                alive += 1;
                let number = number.min(NUMBERS - 1);
                waiting[number] += 1;
                wanted[number] = own;
                held[number] += u32::from(holds);
                threads[number].push((index, op));
            }
        }
    }
    let mut opened = Opened { numbers: Vec::new(), threads: Vec::new() };
    for (number, threads) in threads.iter().enumerate().filter(|(_, threads)| !threads.is_empty()) {
        let arrived = waiting[number] + arrivals.get(number).copied().unwrap_or(0);
        let ended = count as u32 - alive;
        let is_open = match wanted[number] {
            0 => arrived >= alive,
            wanted => arrived >= wanted || (arrived >= alive && arrived + ended >= wanted),
        };
        if !is_open {
            continue;
        }
        opened.numbers.push(number);
        opened.threads.extend(threads.iter().map(|(index, op)| {
            let result = match op {
                Op::Barrier { op: BarrierOp::CountTrue, .. } => u64::from(held[number]),
                Op::Barrier { op: BarrierOp::All, .. } => u64::from(held[number] == waiting[number]),
                Op::Barrier { op: BarrierOp::Any, .. } => u64::from(held[number] != 0),
                _ => 0,
            };
            (*index, result)
        }));
    }
    opened
}
