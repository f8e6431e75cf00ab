//! Immediate post-dominators: where the ways that a branch opens come together again.

use super::MOST_STEPS;
use crate::ir::{Block, BlockId};

/// Not known, or the end itself.
const NONE: u32 = u32::MAX;

/// For each block its immediate post-dominator; `None` where that is the end of the function, or where no way
/// leads to the end.
///
/// By the method of Cooper, Harvey and Kennedy ("A Simple, Fast Dominance Algorithm") on the reversed graph. Gives
/// up where that takes too long.
pub fn post_dominators(blocks: &[Block]) -> Option<Vec<Option<BlockId>>> {
    let count = blocks.len();
    // Vertex `count` is the end, to which everything leads that has no successor.
    let mut before: Vec<Vec<u32>> = vec![Vec::new(); count + 1];
    for (index, block) in blocks.iter().enumerate() {
        let mut has_successor = false;
        for successor in block.terminator.successors() {
            has_successor = true;
            if let Some(list) = before.get_mut(successor.index()) {
                list.push(index as u32);
            }
        }
        if !has_successor {
            before[count].push(index as u32);
        }
    }
    let order = postorder(&before, count);
    let mut number = vec![NONE; count + 1];
    for (position, vertex) in order.iter().enumerate() {
        number[*vertex as usize] = position as u32;
    }
    let mut parent = vec![NONE; count + 1];
    parent[count] = count as u32;
    let mut steps = MOST_STEPS;
    let mut changed = true;
    while changed {
        changed = false;
        for vertex in order.iter().rev().copied().filter(|vertex| *vertex as usize != count) {
            let Some(block) = blocks.get(vertex as usize) else { continue };
            let mut meeting = NONE;
            let mut has_successor = false;
            for successor in block.terminator.successors() {
                has_successor = true;
                steps = steps.checked_sub(1)?;
                if parent.get(successor.index()).is_none_or(|parent| *parent == NONE) {
                    continue;
                }
                meeting = if meeting == NONE {
                    successor.0
                } else {
                    intersect(&parent, &number, (meeting, successor.0), &mut steps)?
                };
            }
            if !has_successor {
                meeting = count as u32;
            }
            if meeting != NONE && parent[vertex as usize] != meeting {
                parent[vertex as usize] = meeting;
                changed = true;
            }
        }
    }
    let meeting = |parent: u32| (parent != NONE && parent as usize != count).then_some(BlockId(parent));
    Some(parent.into_iter().take(count).map(meeting).collect())
}

fn intersect(parent: &[u32], number: &[u32], (mut a, mut b): (u32, u32), steps: &mut u64) -> Option<u32> {
    while a != b {
        while number[a as usize] < number[b as usize] {
            a = parent[a as usize];
            *steps = steps.checked_sub(1)?;
        }
        while number[b as usize] < number[a as usize] {
            b = parent[b as usize];
            *steps = steps.checked_sub(1)?;
        }
    }
    Some(a)
}

/// Vertices from which the end can be reached, each behind those that are found through it.
fn postorder(before: &[Vec<u32>], end: usize) -> Vec<u32> {
    let mut order = Vec::with_capacity(before.len());
    let mut seen = vec![false; before.len()];
    let mut path = vec![(end, 0)];
    seen[end] = true;
    while let Some((vertex, next)) = path.last_mut() {
        match before[*vertex].get(*next) {
            Some(previous) => {
                *next += 1;
                let previous = *previous as usize;
                if !seen[previous] {
                    seen[previous] = true;
                    path.push((previous, 0));
                }
            }
            None => {
                order.push(*vertex as u32);
                path.pop();
            }
        }
    }
    order
}
