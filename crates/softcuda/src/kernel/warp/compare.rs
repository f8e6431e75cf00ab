//! `setp` for all lanes.
//!
//! x says which comparison, and with what its result is combined: see [`Combination`]. d receives the result, c the
//! opposite; either may be [`NONE`].

use ptx::ir::{BoolOp, Comparison};

use super::integer::logic;
use super::lanes::{ALL, Ins, Machine, NONE, Operation, Processor, Wide, both};

/// What x of a comparison says.
#[derive(Debug, Clone, Copy)]
pub struct Combination {
    /// Which comparison.
    pub comparison: Comparison,
    /// How its result is combined with the predicate e, and whether that is negated.
    pub with: Option<(BoolOp, bool)>,
    /// Whether subnormal numbers count as zero.
    pub flushes: bool,
}

impl Combination {
    /// As an immediate.
    pub fn bits(self) -> u64 {
        let with = match self.with {
            None => 0,
            Some((op, negated)) => 1 | (op as u64) << 1 | u64::from(negated) << 3,
        };
        with | u64::from(self.flushes) << 4 | (self.comparison as u64) << 8
    }
}

/// Writes both results.
#[inline(always)]
unsafe fn finish(machine: &Machine, ins: &Ins, mask: u32, holds: u32) {
    // SAFETY: the caller's promise.
    unsafe {
        let (mut first, mut second) = (holds, !holds);
        if ins.x & 1 != 0 {
            let with = machine.bits(ins.e) ^ if ins.x >> 3 & 1 != 0 { ALL } else { 0 };
            (first, second) = (logic(ins.x >> 1 & 3, first, with), logic(ins.x >> 1 & 3, second, with));
        }
        if ins.d != NONE {
            machine.set_bits(ins.d, mask, first);
        }
        if ins.c != NONE {
            machine.set_bits(ins.c, mask, second);
        }
    }
}

/// The lanes for which something holds.
#[inline(always)]
unsafe fn lanes<P: Processor, T: Copy>(a: Wide<T>, b: Wide<T>, f: impl Fn(T, T) -> bool) -> u32 {
    // SAFETY: the caller's promise.
    unsafe { P::signs(both(a, b, |a, b| if f(a, b) { ALL } else { 0 })) }
}

const EQ: u64 = Comparison::Eq as u64;
const NE: u64 = Comparison::Ne as u64;
const LT: u64 = Comparison::Lt as u64;
const LE: u64 = Comparison::Le as u64;
const GT: u64 = Comparison::Gt as u64;
const GE: u64 = Comparison::Ge as u64;
const EQU: u64 = Comparison::Equ as u64;
const NEU: u64 = Comparison::Neu as u64;
const LTU: u64 = Comparison::Ltu as u64;
const LEU: u64 = Comparison::Leu as u64;
const GTU: u64 = Comparison::Gtu as u64;
const GEU: u64 = Comparison::Geu as u64;
const NUM: u64 = Comparison::Num as u64;

/// The order of integers: unsigned `lo`, `hs` are those with `u`.
#[inline(always)]
unsafe fn ordered<P: Processor, T: Copy + Ord>(which: u64, a: Wide<T>, b: Wide<T>) -> u32 {
    // SAFETY: the caller's promise.
    unsafe {
        match which {
            EQ | EQU => lanes::<P, T>(a, b, |a, b| a == b),
            NE | NEU => lanes::<P, T>(a, b, |a, b| a != b),
            LT | LTU => lanes::<P, T>(a, b, |a, b| a < b),
            LE | LEU => lanes::<P, T>(a, b, |a, b| a <= b),
            GT | GTU => lanes::<P, T>(a, b, |a, b| a > b),
            GE | GEU => lanes::<P, T>(a, b, |a, b| a >= b),
            NUM => ALL,
            _ => 0,
        }
    }
}

/// The order of floats.
#[allow(clippy::double_comparisons, reason = "not the same for a NaN")]
#[inline(always)]
unsafe fn reals<P: Processor, T: Copy + PartialOrd>(which: u64, a: Wide<T>, b: Wide<T>) -> u32 {
    // SAFETY: the caller's promise.
    unsafe {
        match which {
            EQ => lanes::<P, T>(a, b, |a, b| a == b),
            NE => lanes::<P, T>(a, b, |a, b| a < b || a > b),
            LT => lanes::<P, T>(a, b, |a, b| a < b),
            LE => lanes::<P, T>(a, b, |a, b| a <= b),
            GT => lanes::<P, T>(a, b, |a, b| a > b),
            GE => lanes::<P, T>(a, b, |a, b| a >= b),
            EQU => !lanes::<P, T>(a, b, |a, b| a < b || a > b),
            NEU => !lanes::<P, T>(a, b, |a, b| a == b),
            LTU => !lanes::<P, T>(a, b, |a, b| a >= b),
            LEU => !lanes::<P, T>(a, b, |a, b| a > b),
            GTU => !lanes::<P, T>(a, b, |a, b| a <= b),
            GEU => !lanes::<P, T>(a, b, |a, b| a < b),
            NUM => lanes::<P, T>(a, b, |a, b| a.partial_cmp(&b).is_some()),
            _ => !lanes::<P, T>(a, b, |a, b| a.partial_cmp(&b).is_some()),
        }
    }
}

macro_rules! comparisons {
    ($($(#[$doc:meta])* $name:ident: $ty:ty, $order:ident, $read:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;
        impl Operation for $name {
            #[inline(always)]
            unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
                // SAFETY: the caller's promise.
                unsafe {
                    let read = $read;
                    let (a, b): (Wide<$ty>, Wide<$ty>) = (read(machine, ins, ins.a), read(machine, ins, ins.b));
                    finish(machine, ins, mask, $order::<P, $ty>(ins.x >> 8, a, b));
                }
                0
            }
        }
    )*};
}

comparisons! {
    /// `setp.u32`, also of fewer bits.
    CompareU32: u32, ordered, |m: &Machine, _: &Ins, slot| m.get(slot);
    /// `setp.s32`.
    CompareS32: i32, ordered, |m: &Machine, _: &Ins, slot| m.get(slot);
    /// `setp.s16`.
    CompareS16: i32, ordered, |m: &Machine, _: &Ins, slot| super::lanes::each(m.get::<u32>(slot), |a| i32::from(a as i16));
    /// `setp.u64`.
    CompareU64: u64, ordered, |m: &Machine, _: &Ins, slot| m.get(slot);
    /// `setp.s64`.
    CompareS64: i64, ordered, |m: &Machine, _: &Ins, slot| m.get(slot);
    /// `setp.f32`.
    CompareF32: f32, reals, |m: &Machine, ins: &Ins, slot| {
        let value = m.get::<f32>(slot);
        if ins.x >> 4 & 1 != 0 { super::lanes::each(value, super::float::flush) } else { value }
    };
    /// `setp.f64`.
    CompareF64: f64, reals, |m: &Machine, _: &Ins, slot| m.get(slot);
}
