//! Atomic operations.

use ptx::ir::{AtomicOp, BinaryOp, Mode, Type};

use super::{arithmetic, mask};

/// What memory holds afterwards, from what it held. For compare-and-swap b is the comparand and c the new
/// value. Of 128 bits only the operations on whole values exist: see [`exchange`].
pub fn atomic(op: AtomicOp, ty: Type, old: u64, b: u64, c: u64) -> u64 {
    let by = |op| arithmetic::binary(op, ty, Mode::default(), old, b);
    match op {
        AtomicOp::Add => by(BinaryOp::Add),
        AtomicOp::Min => by(BinaryOp::Min),
        AtomicOp::Max => by(BinaryOp::Max),
        AtomicOp::And => old & b,
        AtomicOp::Or => old | b,
        AtomicOp::Xor => old ^ b,
        AtomicOp::Inc => {
            if old >= b {
                0
            } else {
                (old + 1) & mask(ty)
            }
        }
        AtomicOp::Dec => {
            if old == 0 || old > b {
                b
            } else {
                old - 1
            }
        }
        AtomicOp::Exchange | AtomicOp::CompareAndSwap => {
            exchange(op, u128::from(old), u128::from(b), u128::from(c)) as u64
        }
    }
}

/// Exchange and compare-and-swap of values of any width.
pub fn exchange(op: AtomicOp, old: u128, b: u128, c: u128) -> u128 {
    match op {
        AtomicOp::CompareAndSwap if old == b => c,
        AtomicOp::CompareAndSwap => old,
        _ => b,
    }
}
