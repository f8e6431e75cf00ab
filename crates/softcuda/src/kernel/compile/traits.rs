//! Traits of a function that decide how it is compiled.

use ptx::ir::{BinaryOp, BlockId, Body, Function, MbarrierOp, Mode, Op, Ordering, TernaryOp, Type, UnaryOp};

/// Whether the processor may be told to flush subnormal numbers while the functions run: binary32 is always
/// calculated with `.ftz`, and nothing else depends on it.
pub fn may_flush<'b>(bodies: impl Iterator<Item = &'b Body>) -> bool {
    let mut is_wanted = false;
    for body in bodies {
        for instruction in body.blocks.iter().flat_map(|block| &block.instructions) {
            match flushing(&instruction.op) {
                Some(true) => is_wanted = true,
                Some(false) => return false,
                None => {}
            }
        }
    }
    is_wanted
}

/// Whether an operation flushes; `None` if it makes no difference.
fn flushing(op: &Op) -> Option<bool> {
    let by = |ty: Type, mode: &Mode| match ty {
        Type::F32 => Some(mode.ftz),
        Type::F64 => Some(false),
        _ => None,
    };
    match op {
        Op::Unary { op: UnaryOp::Neg | UnaryOp::Abs, mode, .. } if !mode.ftz => None,
        Op::Unary { ty, mode, .. } => by(*ty, mode),
        Op::Binary { op: BinaryOp::CopySign, .. } => None,
        Op::Binary { ty, mode, .. } => by(*ty, mode),
        Op::Ternary { op: TernaryOp::Fma | TernaryOp::Min3 | TernaryOp::Max3, ty, mode, .. } => by(*ty, mode),
        // Conversions that must not flush are left to helpers then.
        Op::Cvt { from, mode, .. } => (*from == Type::F32 && mode.ftz).then_some(true),
        Op::Setp { ty, ftz, .. } | Op::Set { ty, ftz, .. } => match ty {
            Type::F32 => Some(*ftz),
            Type::F64 => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// Whether threads may wait for others by looking at memory again and again.
fn watches(op: &Op) -> bool {
    let is_watched = |ordering: &Ordering| !matches!(ordering, Ordering::Weak);
    match op {
        Op::Atom { .. } => true,
        Op::Ld { ordering, .. } => is_watched(ordering),
        Op::Mbarrier { op, .. } => !matches!(op, MbarrierOp::Init | MbarrierOp::Invalidate),
        Op::Mov { a: ptx::ir::Operand::Special(special), .. } => {
            use ptx::ir::Special;
            matches!(special, Special::Clock | Special::Clock64 | Special::GlobalTimer)
        }
        _ => false,
    }
}

/// Ways back, from a block to an earlier one, in loops in which threads may wait for others. Functions in which
/// threads cannot be suspended have none.
pub fn turns(function: &Function, body: &Body) -> Vec<(BlockId, BlockId)> {
    if !function.is_kernel && !function.suspends {
        return Vec::new();
    }
    let watching: Vec<usize> = body
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.instructions.iter().any(|instruction| watches(&instruction.op)))
        .map(|(index, _)| index)
        .collect();
    let mut found = Vec::new();
    for (index, block) in body.blocks.iter().enumerate() {
        for target in block.terminator.successors() {
            let is_back = target.index() <= index;
            let is_way = |to: &(BlockId, BlockId)| *to == (BlockId(index as u32), target);
            if is_back
                && watching.iter().any(|block| (target.index()..=index).contains(block))
                && !found.iter().any(is_way)
            {
                found.push((BlockId(index as u32), target));
            }
        }
    }
    found
}

/// Whether there are such ways.
pub fn spins(function: &Function, body: &Body) -> bool {
    !turns(function, body).is_empty()
}
