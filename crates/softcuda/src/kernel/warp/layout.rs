//! Where registers lie in a warp's file: which of them share a place, because they are never needed at once.
//!
//! ```text
//! tid │ local │ predicates, a word each │ registers of 32 words │ of 64-bit words │ temporaries
//! ```
//!
//! Lanes do not touch each other's words, so it is enough that registers do not overlap in the order of one thread.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use ptx::ir::{BlockId, Body, Reg, Type};

use super::lanes::{N, Slot};
use super::special::Width;

/// Bytes of a register of up to 32 bits.
pub const WORD: u32 = 4 * N as u32;
/// Bytes of one of 64.
pub const DOUBLE: u32 = 8 * N as u32;
/// `%tid`.
pub const TID: [Slot; 3] = [0, WORD, 2 * WORD];
/// The addresses of the threads' own memory, 64 bits.
pub const LOCAL: Slot = 3 * WORD;
const HEADER: u32 = 3 * WORD + DOUBLE;
/// Temporaries of each width that an instruction may use.
pub const TEMPORARIES: u32 = 24;

/// The places of a function's registers.
#[derive(Debug)]
pub struct Layout {
    /// By register.
    pub slots: Vec<Slot>,
    /// Where temporaries begin: predicates, words, 64-bit words.
    pub temporaries: [Slot; 3],
    /// Bytes of the file.
    pub bytes: u32,
}

/// How a register of a type is held; `None` if it cannot be.
pub fn width(ty: Type) -> Option<Width> {
    match (ty, ty.bits()) {
        (Type::Pred, _) => Some(Width::Predicate),
        (_, ..=32) => Some(Width::Word),
        (_, 33..=64) => Some(Width::Double),
        _ => None,
    }
}

/// First and last position at which each register is needed.
fn intervals(body: &Body) -> Vec<Option<(u32, u32)>> {
    let mut found: Vec<Option<(u32, u32)>> = vec![None; body.registers.len()];
    let mut note = |reg: Reg, at: u32| {
        if let Some(slot) = found.get_mut(reg.index()) {
            let (first, last) = slot.unwrap_or((at, at));
            *slot = Some((first.min(at), last.max(at)));
        }
    };
    let mut at = 0;
    for (index, block) in body.blocks.iter().enumerate() {
        let id = BlockId(index as u32);
        body.liveness.live_in(id).for_each(|reg| note(reg, at));
        at += 1;
        for instruction in &block.instructions {
            // What is read stays until after what is written has its place.
            instruction.op.uses(&mut |reg| note(reg, at + 1));
            instruction.op.uses(&mut |reg| note(reg, at));
            instruction.op.defs(&mut |reg| {
                note(reg, at);
                note(reg, at + 1);
            });
            if let Some(reg) = instruction.guard.and_then(|guard| guard.value.reg()) {
                note(reg, at);
                note(reg, at + 1);
            }
            at += 2;
        }
        if let Some(reg) = block.terminator.uses() {
            note(reg, at);
        }
        at += 1;
        body.liveness.live_out(id).for_each(|reg| note(reg, at));
        at += 1;
    }
    found
}

impl Layout {
    /// That of a function; `None` if it has registers that do not fit.
    pub fn of(body: &Body) -> Option<Self> {
        let intervals = intervals(body);
        let widths: Vec<Width> = body.registers.iter().map(|ty| width(*ty)).collect::<Option<_>>()?;
        let mut order: Vec<usize> = (0..widths.len()).filter(|reg| intervals[*reg].is_some()).collect();
        order.sort_by_key(|reg| intervals[*reg]);
        let mut places = vec![0u32; widths.len()];
        let mut counts = [0u32; 3];
        let mut free: [BinaryHeap<Reverse<u32>>; 3] = Default::default();
        let mut ends: [BinaryHeap<Reverse<(u32, u32)>>; 3] = Default::default();
        for reg in order {
            let Some((first, last)) = intervals[reg] else { continue };
            let class = widths[reg] as usize;
            while let Some(Reverse((end, place))) = ends[class].peek().copied() {
                if end >= first {
                    break;
                }
                ends[class].pop();
                free[class].push(Reverse(place));
            }
            let place = match free[class].pop() {
                Some(Reverse(place)) => place,
                None => {
                    counts[class] += 1;
                    counts[class] - 1
                }
            };
            places[reg] = place;
            ends[class].push(Reverse((last, place)));
        }
        let predicates = HEADER;
        let words = (predicates + 4 * (counts[0] + TEMPORARIES)).next_multiple_of(64);
        let doubles = words + WORD * (counts[1] + TEMPORARIES);
        let bytes = doubles + DOUBLE * (counts[2] + TEMPORARIES);
        let slots = places.iter().zip(&widths).map(|(place, width)| match width {
            Width::Predicate => predicates + 4 * place,
            Width::Word => words + WORD * place,
            Width::Double => doubles + DOUBLE * place,
        });
        let temporaries =
            [predicates + 4 * counts[0], words + WORD * counts[1], doubles + DOUBLE * counts[2]];
        // An odd number of lines, so that the files of neighbouring warps do not meet in the cache.
        let bytes = if (bytes / 64).is_multiple_of(2) { bytes + 64 } else { bytes };
        Some(Self { slots: slots.collect(), temporaries, bytes })
    }
}
