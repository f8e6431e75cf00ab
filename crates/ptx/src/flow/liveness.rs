//! Which registers are still needed where.
//!
//! Most registers live inside one block. Only those that are read in a block before they are written
//! there can be alive across a border, and only these have a column in the matrices.

use std::collections::BTreeSet;

use super::{BitMatrix, MOST_STEPS};
use crate::ir::{BlockId, Body, Liveness, Reg, Suspension};

/// No column.
const NONE: u32 = u32::MAX;

/// Before anything is known.
pub fn nothing_alive() -> Liveness {
    Liveness { columns: Vec::new(), live_in: BitMatrix::default(), live_out: BitMatrix::default() }
}

/// Shows registers that a block reads before it has surely written them, and those that it surely writes.
fn summary(
    body: &Body,
    block: usize,
    written_in: &mut [u32],
    mut read: impl FnMut(Reg),
    mut written: impl FnMut(Reg),
) {
    let Some(block_content) = body.blocks.get(block) else { return };
    let mark = block as u32;
    for instruction in &block_content.instructions {
        instruction.uses(&mut |reg| {
            if written_in.get(reg.index()).is_some_and(|it| *it != mark) {
                read(reg);
            }
        });
        // Under a guard the old value may stay.
        if instruction.guard.is_none() {
            instruction.op.defs(&mut |reg| {
                if let Some(slot) = written_in.get_mut(reg.index())
                    && *slot != mark
                {
                    *slot = mark;
                    written(reg);
                }
            });
        }
    }
    if let Some(reg) = block_content.terminator.uses()
        && written_in.get(reg.index()).is_some_and(|it| *it != mark)
    {
        read(reg);
    }
    if matches!(block_content.terminator, crate::ir::Terminator::Return) {
        for reg in body.return_registers.iter().flatten() {
            if written_in.get(reg.index()).is_some_and(|it| *it != mark) {
                read(*reg);
            }
        }
    }
}

/// Liveness at the borders of blocks; `None` if the function is too large for that.
pub fn liveness(body: &Body) -> Option<Liveness> {
    let count = body.blocks.len();
    let mut marks = vec![NONE; body.registers.len()];
    let mut column = vec![NONE; body.registers.len()];
    let mut columns: Vec<Reg> = Vec::new();
    for block in 0..count {
        summary(
            body,
            block,
            &mut marks,
            |reg| {
                if let Some(slot) = column.get_mut(reg.index())
                    && *slot == NONE
                {
                    *slot = 0;
                    columns.push(reg);
                }
            },
            |_| {},
        );
    }
    columns.sort_unstable();
    for (index, reg) in columns.iter().enumerate() {
        if let Some(slot) = column.get_mut(reg.index()) {
            *slot = index as u32;
        }
    }
    let mut live_in = BitMatrix::new(count, columns.len())?;
    let mut live_out = BitMatrix::new(count, columns.len())?;
    let mut killed = BitMatrix::new(count, columns.len())?;
    marks.fill(NONE);
    for block in 0..count {
        summary(
            body,
            block,
            &mut marks,
            |reg| {
                if let Some(column) = column.get(reg.index()).filter(|column| **column != NONE) {
                    live_in.set(block, *column as usize);
                }
            },
            |reg| {
                if let Some(column) = column.get(reg.index()).filter(|column| **column != NONE) {
                    killed.set(block, *column as usize);
                }
            },
        );
    }
    let mut before: Vec<Vec<u32>> = vec![Vec::new(); count];
    for (index, block) in body.blocks.iter().enumerate() {
        for successor in block.terminator.successors() {
            if let Some(list) = before.get_mut(successor.index())
                && list.last() != Some(&(index as u32))
            {
                list.push(index as u32);
            }
        }
    }
    // What follows a block comes before it, as far as there are no loops; a block is looked at again when one that
    // follows it has changed.
    let order = postorder(body);
    let mut is_waiting = vec![true; count];
    let mut steps = MOST_STEPS;
    let words = live_in.words() as u64 + 1;
    while is_waiting.contains(&true) {
        for &index in &order {
            steps = steps.checked_sub(1)?;
            if !std::mem::take(&mut is_waiting[index]) {
                continue;
            }
            for successor in body.blocks[index].terminator.successors() {
                steps = steps.checked_sub(words)?;
                live_out.join(index, &live_in, successor.index());
            }
            steps = steps.checked_sub(words)?;
            if live_in.join_except(index, &live_out, &killed) {
                for previous in &before[index] {
                    is_waiting[*previous as usize] = true;
                }
            }
        }
    }
    Some(Liveness { columns, live_in, live_out })
}

/// All blocks, each behind those that it leads to, loops aside.
fn postorder(body: &Body) -> Vec<usize> {
    let mut order = Vec::with_capacity(body.blocks.len());
    let mut seen = vec![false; body.blocks.len()];
    for root in 0..body.blocks.len() {
        if std::mem::replace(&mut seen[root], true) {
            continue;
        }
        let mut path = vec![(root, body.blocks[root].terminator.successors())];
        while let Some((block, rest)) = path.last_mut() {
            match rest.next().map(BlockId::index) {
                Some(next) if seen.get(next).is_some_and(|seen| !seen) => {
                    seen[next] = true;
                    path.push((next, body.blocks[next].terminator.successors()));
                }
                Some(_) => {}
                None => {
                    order.push(*block);
                    path.pop();
                }
            }
        }
    }
    order
}

/// Shows each suspension point of a block, from the last to the first, and what is alive across it.
fn across(body: &Body, block: BlockId, mut visit: impl FnMut(Suspension, &BTreeSet<Reg>)) {
    let first = body.suspensions.partition_point(|suspension| suspension.block < block);
    let end = body.suspensions.partition_point(|suspension| suspension.block <= block);
    let points = body.suspensions.get(first..end).unwrap_or_default();
    let (Some(content), false) = (body.blocks.get(block.index()), points.is_empty()) else { return };
    let mut alive: BTreeSet<Reg> = body.liveness.live_out(block).collect();
    alive.extend(content.terminator.uses());
    if matches!(content.terminator, crate::ir::Terminator::Return) {
        alive.extend(body.return_registers.iter().flatten());
    }
    let mut points = points.iter().rev().peekable();
    for (index, instruction) in content.instructions.iter().enumerate().rev() {
        let is_guarded = instruction.guard.is_some();
        if !is_guarded {
            instruction.op.defs(&mut |reg| {
                alive.remove(&reg);
            });
        }
        if let Some(point) = points.next_if(|point| point.index as usize == index) {
            visit(*point, &alive);
            if points.peek().is_none() {
                break;
            }
        }
        instruction.uses(&mut |reg| {
            alive.insert(reg);
        });
    }
}

/// What is alive across each suspension point of a block.
pub fn live_across(body: &Body, block: BlockId) -> Vec<(Suspension, Vec<Reg>)> {
    let mut found = Vec::new();
    across(body, block, |point, alive| found.push((point, alive.iter().copied().collect())));
    found.reverse();
    found
}

/// Whether the lists of [`live_across`] have too many registers in all.
pub fn keeps_too_much(body: &Body) -> bool {
    /// The most of any of GGML's kernels are 66,061.
    const MOST: usize = 1 << 24;
    // Nobody needs to count where that is impossible.
    if body.suspensions.len().saturating_mul(body.registers.len()) <= MOST {
        return false;
    }
    let mut sum = 0usize;
    (0..body.blocks.len()).any(|block| {
        across(body, BlockId(block as u32), |_, alive| sum = sum.saturating_add(alive.len()));
        sum > MOST
    })
}
