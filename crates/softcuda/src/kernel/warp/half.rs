//! Arithmetic on binary16, one or two in a word, for all lanes.
//!
//! Computed in binary32, or binary64 for `fma`, and rounded again: both have enough bits that the result is the one
//! that is rounded once. A binary64 sum of a product and a third number is not always exact, but where it is not the
//! product is so small that it cannot change on which side of a middle the sum lies.

use super::lanes::{Ins, Machine, Operation, Processor, Wide, both, each, three};

const NAN: u32 = 0x7fff;

/// To binary16 with the usual NaN.
#[inline(always)]
unsafe fn rounded<P: Processor>(values: Wide<f32>) -> Wide<u32> {
    // SAFETY: the caller's promise.
    let halves = unsafe { P::to_half(values) };
    each(halves, |half| if half & 0x7fff > 0x7c00 { NAN } else { half })
}

/// To binary16 from binary64, by way of a binary32 that keeps what was lost in its lowest bit.
#[inline(always)]
unsafe fn rounded_from_double<P: Processor>(values: Wide<f64>) -> Wide<u32> {
    let odd = each(values, |value| {
        // Cut off, and the lowest bit set if anything was: what is rounded then cannot be mistaken for a middle.
        let near = value as f32;
        let back = f64::from(near);
        let bits = near.to_bits();
        let is_beyond = back.abs() > value.abs();
        let cut = if is_beyond { bits.wrapping_sub(1) } else { bits };
        let is_exact = back == value || value.is_nan();
        f32::from_bits(if is_exact { bits } else { cut | 1 })
    });
    // SAFETY: the caller's promise.
    unsafe { rounded::<P>(odd) }
}

/// Operations on one half or, with `TWO`, on both.
macro_rules! halves {
    ($($(#[$doc:meta])* $name:ident($($operand:ident),*) $body:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name<const TWO: bool>;
        impl<const TWO: bool> Operation for $name<TWO> {
            #[inline(always)]
            unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
                // SAFETY: the caller's promise.
                unsafe {
                    let low = halves!(@ P, machine, ins, 0, $body, $($operand),*);
                    let value = if TWO {
                        let high = halves!(@ P, machine, ins, 16, $body, $($operand),*);
                        both(low, high, |low, high| low | high << 16)
                    } else {
                        low
                    };
                    machine.put::<P, _>(ins.d, mask, value);
                }
                0
            }
        }
    )*};
    (@ $p:ident, $machine:ident, $ins:ident, $at:literal, $body:expr, $a:ident) => {
        rounded::<$p>(each(read::<$p>($machine, $ins.a, $at), |$a: f32| $body))
    };
    (@ $p:ident, $machine:ident, $ins:ident, $at:literal, $body:expr, $a:ident, $b:ident) => {
        rounded::<$p>(both(
            read::<$p>($machine, $ins.a, $at),
            read::<$p>($machine, $ins.b, $at),
            |$a: f32, $b: f32| $body,
        ))
    };
    (@ $p:ident, $machine:ident, $ins:ident, $at:literal, $body:expr, $a:ident, $b:ident, $c:ident) => {
        rounded_from_double::<$p>(three(
            read::<$p>($machine, $ins.a, $at),
            read::<$p>($machine, $ins.b, $at),
            read::<$p>($machine, $ins.c, $at),
            |$a: f32, $b: f32, $c: f32| -> f64 { $body },
        ))
    };
}

/// A half of each word as binary32.
#[inline(always)]
unsafe fn read<P: Processor>(machine: &Machine, slot: u32, at: u32) -> Wide<f32> {
    // SAFETY: the caller's promise.
    unsafe {
        let words = machine.get::<u32>(slot);
        P::from_half(each(words, |word| word >> at & 0xffff))
    }
}

halves! {
    /// `add`.
    AddF16(a, b) a + b;
    /// `sub`.
    SubF16(a, b) a - b;
    /// `mul`.
    MulF16(a, b) a * b;
    /// `fma`.
    FmaF16(a, b, c) f64::from(a * b) + f64::from(c);
}
