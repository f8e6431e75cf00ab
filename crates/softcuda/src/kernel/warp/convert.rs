//! `cvt` between integers and floats for all lanes. Conversions between integers are moves of [`super::integer`].

use super::float::{FLUSH, SATURATE, canonical, flush};
use super::integer::lanewise;
use super::lanes::{Ins, Machine, Operation, Processor, Wide, both, each};

lanewise! {
    /// To binary32 from `.s32`.
    S32ToF32(a: i32) a as f32;
    /// From `.u32`.
    U32ToF32(a: u32) a as f32;
    /// From `.s64`.
    S64ToF32(a: i64) a as f32;
    /// From `.u64`.
    U64ToF32(a: u64) a as f32;
    /// To binary64 from `.s32`.
    S32ToF64(a: i32) f64::from(a);
    /// From `.u32`.
    U32ToF64(a: u32) f64::from(a);
    /// From `.s64`.
    S64ToF64(a: i64) a as f64;
    /// From `.u64`.
    U64ToF64(a: u64) a as f64;
    /// To binary32 from the upper half of one.
    Bf16ToF32(a: u32) canonical(f32::from_bits(a << 16));
}

/// Numbers of the ways to round to an integer, in x.
pub const NEAREST: u64 = 0;
/// Towards zero.
pub const ZERO: u64 = 1;
/// Down.
pub const DOWN: u64 = 2;
/// Up.
pub const UP: u64 = 3;

#[inline(always)]
fn rounded(way: u64, value: Wide<f32>) -> Wide<f32> {
    match way {
        NEAREST => each(value, f32::round_ties_even),
        ZERO => each(value, f32::trunc),
        DOWN => each(value, f32::floor),
        _ => each(value, f32::ceil),
    }
}

#[inline(always)]
unsafe fn real(machine: &Machine, ins: &Ins) -> Wide<f32> {
    // SAFETY: the caller's promise.
    let value = unsafe { machine.get::<f32>(ins.a) };
    if ins.e & FLUSH != 0 { each(value, flush) } else { value }
}

macro_rules! conversions {
    ($($(#[$doc:meta])* $name:ident |$p:ident, $machine:ident, $ins:ident| $body:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;
        impl Operation for $name {
            #[inline(always)]
            unsafe fn run<$p: Processor>($machine: &Machine, $ins: &Ins, mask: u32) -> u32 {
                // SAFETY: the caller's promise.
                unsafe { $machine.put::<$p, _>($ins.d, mask, $body) };
                0
            }
        }
    )*};
}

conversions! {
    /// binary32 to `.s32`, rounded by x. A NaN becomes 0, and what is too large the nearest.
    F32ToS32 |P, machine, ins| each(rounded(ins.x, real(machine, ins)), |value| value as i32);
    /// binary32 to `.u32`.
    F32ToU32 |P, machine, ins| each(rounded(ins.x, real(machine, ins)), |value| value as u32);
    /// binary32 to a whole binary32, rounded by x; with [`SATURATE`] in e clamped to [0, 1].
    F32ToWhole |P, machine, ins| {
        let value = each(rounded(ins.x, real(machine, ins)), canonical);
        saturated(ins.e, value)
    };
    /// binary32 to itself: flushed and clamped by e.
    F32ToF32 |P, machine, ins| {
        let value = each(real(machine, ins), canonical);
        saturated(ins.e, value)
    };
    /// binary16 to binary32.
    F16ToF32 |P, machine, ins| each(P::from_half(machine.get(ins.a)), canonical);
    /// binary32 to binary16, to nearest.
    F32ToF16 |P, machine, ins| half::<P>(real(machine, ins));
    /// Two of binary32 to two halves: a the upper.
    F32ToF16x2 |P, machine, ins| {
        let (high, low) = (half::<P>(machine.get(ins.a)), half::<P>(machine.get(ins.b)));
        both(high, low, |high, low| high << 16 | low)
    };
    /// binary64 to binary32, to nearest.
    F64ToF32 |P, machine, ins| each(machine.get::<u64>(ins.a), narrowed);
}

/// binary64 to binary32; a NaN keeps its sign, and as much of it as fits.
#[inline(always)]
fn narrowed(bits: u64) -> u32 {
    let nan = (bits >> 32) as u32 & 0x8000_0000 | 0x7fc0_0000 | (bits >> 29) as u32 & 0x007f_ffff;
    let is_nan = bits & !(1 << 63) > 0x7ff0_0000_0000_0000;
    if is_nan { nan } else { (f64::from_bits(bits) as f32).to_bits() }
}

#[inline(always)]
fn saturated(e: u32, value: Wide<f32>) -> Wide<f32> {
    if e & SATURATE == 0 {
        return value;
    }
    each(value, |value| {
        let value = if value > 0.0 { value } else { 0.0 };
        if value > 1.0 { 1.0 } else { value }
    })
}

#[inline(always)]
unsafe fn half<P: Processor>(value: Wide<f32>) -> Wide<u32> {
    // SAFETY: the caller's promise.
    each(unsafe { P::to_half(value) }, |half| if half & 0x7fff > 0x7c00 { 0x7fff } else { half })
}
