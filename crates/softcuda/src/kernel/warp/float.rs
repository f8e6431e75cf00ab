//! Arithmetic on binary32 and binary64 for all lanes.
//!
//! Results that are NaN have the bits that [`crate::kernel::semantics`] says.

use super::lanes::{Ins, Machine, Operation, Processor, Wide, both, each, three};

/// In e: operands and results are flushed here, because the processor does not do it.
pub const FLUSH: u32 = 1;
/// In e: results are clamped to [0, 1].
pub const SATURATE: u32 = 2;

/// A subnormal number as a zero of its sign.
#[inline(always)]
pub fn flush(value: f32) -> f32 {
    let bits = value.to_bits();
    f32::from_bits(if bits & 0x7f80_0000 == 0 { bits & 0x8000_0000 } else { bits })
}

/// A result, a NaN as the one that comes out of arithmetic. By its bits: to the compiler one NaN is as good as another.
#[inline(always)]
pub fn canonical(value: f32) -> f32 {
    let bits = value.to_bits();
    f32::from_bits(if bits & 0x7fff_ffff > 0x7f80_0000 { 0x7fff_ffff } else { bits })
}

#[inline(always)]
fn clamp(value: f32) -> f32 {
    // A NaN becomes 0.
    let value = if value > 0.0 { value } else { 0.0 };
    if value > 1.0 { 1.0 } else { value }
}

/// Reads an operand, flushed if the mode says so.
#[inline(always)]
unsafe fn operand<const MODES: bool>(machine: &Machine, ins: &Ins, slot: u32) -> Wide<f32> {
    // SAFETY: the caller's promise.
    let value = unsafe { machine.get::<f32>(slot) };
    if MODES && ins.e & FLUSH != 0 { each(value, flush) } else { value }
}

#[inline(always)]
unsafe fn result<P: Processor, const MODES: bool>(machine: &Machine, ins: &Ins, mask: u32, value: Wide<f32>) {
    let mut value = each(value, canonical);
    if MODES {
        if ins.e & FLUSH != 0 {
            value = each(value, flush);
        }
        if ins.e & SATURATE != 0 {
            value = each(value, clamp);
        }
    }
    // SAFETY: the caller's promise.
    unsafe { machine.put::<P, _>(ins.d, mask, value) };
}

macro_rules! reals {
    ($($(#[$doc:meta])* $name:ident($($operand:ident),*) $body:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name<const MODES: bool>;
        impl<const MODES: bool> Operation for $name<MODES> {
            #[inline(always)]
            unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
                // SAFETY: the caller's promise.
                unsafe { result::<P, MODES>(machine, ins, mask, reals!(@ machine ins $body, $($operand),*)) };
                0
            }
        }
    )*};
    (@ $machine:ident $ins:ident $body:expr, $a:ident) => {
        each(operand::<MODES>($machine, $ins, $ins.a), |$a: f32| -> f32 { $body })
    };
    (@ $machine:ident $ins:ident $body:expr, $a:ident, $b:ident) => {
        both(
            operand::<MODES>($machine, $ins, $ins.a),
            operand::<MODES>($machine, $ins, $ins.b),
            |$a: f32, $b: f32| -> f32 { $body },
        )
    };
    (@ $machine:ident $ins:ident $body:expr, $a:ident, $b:ident, $c:ident) => {
        three(
            operand::<MODES>($machine, $ins, $ins.a),
            operand::<MODES>($machine, $ins, $ins.b),
            operand::<MODES>($machine, $ins, $ins.c),
            |$a: f32, $b: f32, $c: f32| -> f32 { $body },
        )
    };
}

/// −0 is below +0; a number wins over a NaN.
#[inline(always)]
fn least(a: f32, b: f32) -> f32 {
    let zeros = f32::from_bits(a.to_bits() | b.to_bits());
    let number = if a < b {
        a
    } else if a == b {
        zeros
    } else {
        b
    };
    if b.is_nan() { a } else { number }
}

/// The same for the greatest.
#[inline(always)]
fn greatest(a: f32, b: f32) -> f32 {
    let zeros = f32::from_bits(a.to_bits() & b.to_bits());
    let number = if a > b {
        a
    } else if a == b {
        zeros
    } else {
        b
    };
    if b.is_nan() { a } else { number }
}

/// 2 to the power of a number, to about one unit in the last place.
#[inline(always)]
fn power_of_two(x: f32) -> f32 {
    let bounded = x.clamp(-160.0, 130.0);
    let whole = bounded.round_ties_even();
    let rest = f64::from(bounded - whole);
    // The Taylor series of 2^rest with |rest| ≤ ½, whose next term is below 2^-27.
    const C: [f64; 7] = [
        std::f64::consts::LN_2,
        0.240_226_506_959_100_7,
        0.055_504_108_664_821_58,
        0.009_618_129_107_628_477,
        0.001_333_355_814_642_844_3,
        0.000_154_035_303_933_816_1,
        0.000_015_252_733_804_059_84,
    ];
    let series = C.iter().rev().fold(0.0, |sum, c| (sum + c) * rest) + 1.0;
    let exponent = (whole as i32 as i64 + 1023) as u64;
    let value = (series * f64::from_bits(exponent << 52)) as f32;
    if x.is_nan() { x } else { value }
}

reals! {
    /// `add`.
    AddF32(a, b) a + b;
    /// `sub`.
    SubF32(a, b) a - b;
    /// `mul`.
    MulF32(a, b) a * b;
    /// `div`.
    DivF32(a, b) a / b;
    /// `fma`.
    FmaF32(a, b, c) a.mul_add(b, c);
    /// `min`.
    MinF32(a, b) least(a, b);
    /// `max`.
    MaxF32(a, b) greatest(a, b);
    /// `sqrt`.
    SqrtF32(a) a.sqrt();
    /// `rcp`.
    RcpF32(a) 1.0 / a;
    /// `rsqrt`.
    RsqrtF32(a) 1.0 / a.sqrt();
    /// `ex2`.
    Ex2F32(a) power_of_two(a);
    /// `lg2`.
    Lg2F32(a) a.log2();
    /// `sin`.
    SinF32(a) a.sin();
    /// `cos`.
    CosF32(a) a.cos();
    /// `tanh`.
    TanhF32(a) a.tanh();
}

/// The sign of a NaN changes as that of a number.
macro_rules! signs {
    ($($(#[$doc:meta])* $name:ident: $ty:ty, |$a:ident| $body:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;
        impl Operation for $name {
            #[inline(always)]
            unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
                // SAFETY: the caller's promise.
                unsafe {
                    let value = machine.get::<$ty>(ins.a);
                    machine.put::<P, _>(ins.d, mask, each(value, |$a: $ty| $body));
                }
                0
            }
        }
    )*};
}

signs! {
    /// `neg.f32`.
    NegF32: u32, |a| a ^ 0x8000_0000;
    /// `abs.f32`.
    AbsF32: u32, |a| a & 0x7fff_ffff;
    /// `neg.ftz.f32`.
    NegFlushF32: f32, |a| -flush(a);
    /// `abs.ftz.f32`.
    AbsFlushF32: f32, |a| flush(a).abs();
    /// `neg.f64`.
    NegF64: u64, |a| a ^ (1 << 63);
    /// `abs.f64`.
    AbsF64: u64, |a| a & !(1 << 63);
}

/// The first operand that is a NaN, made quiet; else the result, or the usual NaN.
#[inline(always)]
fn first_nan(operands: &[f64], result: f64) -> f64 {
    const QUIET: u64 = 1 << 51;
    // By bits, as in `canonical`.
    let is_nan = |bits: u64| bits & !(1 << 63) > 0x7ff0_0000_0000_0000;
    let bits = result.to_bits();
    let mut all = if is_nan(bits) { 0xfff8_0000_0000_0000 } else { bits };
    for one in operands.iter().rev() {
        let bits = one.to_bits();
        all = if is_nan(bits) { bits | QUIET } else { all };
    }
    f64::from_bits(all)
}

super::integer::lanewise! {
    /// `add.f64`.
    AddF64(a: f64, b: f64) first_nan(&[a, b], a + b);
    /// `sub.f64`.
    SubF64(a: f64, b: f64) first_nan(&[a, b], a - b);
    /// `mul.f64`.
    MulF64(a: f64, b: f64) first_nan(&[a, b], a * b);
    /// `div.f64`.
    DivF64(a: f64, b: f64) first_nan(&[a, b], a / b);
    /// `fma.f64`.
    FmaF64(a: f64, b: f64, c: f64) first_nan(&[a, b, c], a.mul_add(b, c));
    /// `sqrt.f64`.
    SqrtF64(a: f64) first_nan(&[a], a.sqrt());
    /// `rcp.f64`.
    RcpF64(a: f64) first_nan(&[a], 1.0 / a);
}
