//! Blocks that can be reached, and instructions at which threads wait.

use crate::ir::{Block, BlockId, Body, Module, Suspension, Terminator};

/// The blocks that can be reached from `entry`, which comes first; the others keep their order.
///
/// A block that was named and never filled returns.
pub fn reachable(mut blocks: Vec<Option<Block>>, entry: BlockId) -> Vec<Block> {
    let mut seen = vec![false; blocks.len()];
    let mut next = vec![entry];
    while let Some(id) = next.pop() {
        match seen.get_mut(id.index()) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        if let Some(Some(block)) = blocks.get(id.index()) {
            next.extend(block.terminator.successors());
        }
    }
    // In the order of the text, which is that of the lines; labels were numbered first.
    let line = |index: usize| {
        blocks.get(index).and_then(Option::as_ref).map_or(u32::MAX, |block| {
            block.instructions.first().map_or(block.line, |instruction| instruction.line)
        })
    };
    let mut order: Vec<usize> =
        (0..blocks.len()).filter(|index| seen[*index] && *index != entry.index()).collect();
    order.sort_by_key(|index| line(*index));
    order.insert(0, entry.index());
    let mut numbers = vec![BlockId(0); blocks.len()];
    for (number, index) in order.iter().enumerate() {
        numbers[*index] = BlockId(number as u32);
    }
    let renumber = |id: &mut BlockId| *id = numbers.get(id.index()).copied().unwrap_or(BlockId(0));
    order
        .into_iter()
        .map(|index| {
            let empty = Block { instructions: Vec::new(), terminator: Terminator::Return, line: 0 };
            let mut block = blocks.get_mut(index).and_then(Option::take).unwrap_or(empty);
            match &mut block.terminator {
                Terminator::Jump(to) => renumber(to),
                Terminator::Branch { then, otherwise, .. } => {
                    renumber(then);
                    renumber(otherwise);
                }
                Terminator::Switch { targets, .. } => targets.iter_mut().for_each(renumber),
                Terminator::Return | Terminator::Exit | Terminator::Trap => {}
            }
            block
        })
        .collect()
}

/// Instructions at which threads wait, in order.
pub fn suspensions(body: &Body, module: &Module) -> Vec<Suspension> {
    let mut found = Vec::new();
    for (block, content) in body.blocks.iter().enumerate() {
        for (index, instruction) in content.instructions.iter().enumerate() {
            if instruction.op.suspends(module) {
                found.push(Suspension { block: BlockId(block as u32), index: index as u32 });
            }
        }
    }
    found
}
