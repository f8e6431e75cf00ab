//! What instructions mean: pure functions on bit patterns, without memory or threads.
//!
//! ```text
//! arithmetic ─┬─ integer   packed   bits         compare   convert   atomic
//!             └─ float ── approx, format         warp   matrix ── fragment
//! ```
//!
//! Values are the bits of their type, zero-extended to 64 (two halves side by side for packed types);
//! so are results, with the type that the IR gives them. An operation on types that the front end does
//! not let pass gives 0.
//!
//! Where the PTX ISA leaves a result open, this library decides, and compiled code has to follow:
//!
//! - an integer divided by zero is all ones, and the remainder is the dividend;
//! - a NaN that comes out of `.f16`, `.bf16` or `.f32` arithmetic is the canonical one (`0x7fff`,
//!   `0x7fff`, `0x7fffffff`); one out of `.f64` arithmetic is the first operand that is a NaN, made quiet, or
//!   else `0xfff8000000000000`;
//! - `neg` and `abs` of a NaN change its sign bit and nothing else;
//! - a result is flushed by `.ftz` if it is subnormal after rounding.

pub mod approx;
pub mod arithmetic;
pub mod atomic;
pub mod bits;
pub mod compare;
pub mod convert;
pub mod float;
pub mod format;
pub mod fragment;
pub mod integer;
pub mod matrix;
pub mod mbarrier;
#[cfg(test)]
mod tests;
pub mod warp;

pub use arithmetic::{binary, ternary, unary};
pub use atomic::atomic;
pub use bits::{bfe, bfi, bmsk, dp2a, dp4a, fns, lop3, prmt, shf, szext};
pub use compare::{combine, compare, set, setp, slct, testp};
pub use convert::{convert, convert_pack, extend};
pub use integer::carry;
pub use matrix::mma;

use ptx::ir::Type;

/// The bits that a type has, as ones.
pub fn mask(ty: Type) -> u64 {
    ones(ty.bits())
}

/// That many ones.
pub fn ones(bits: u32) -> u64 {
    if bits >= 64 { u64::MAX } else { (1 << bits) - 1 }
}

/// The lower bits as a signed number.
pub fn signed(value: u64, bits: u32) -> i64 {
    let up = 64 - bits.clamp(1, 64);
    ((value << up) as i64) >> up
}

/// The element of a packed type, of which there are two in a register.
pub fn element(ty: Type) -> Option<Type> {
    Some(match ty {
        Type::U16x2 => Type::U16,
        Type::S16x2 => Type::S16,
        Type::F16x2 => Type::F16,
        Type::Bf16x2 => Type::Bf16,
        Type::E4m3x2 => Type::E4m3,
        Type::E5m2x2 => Type::E5m2,
        _ => return None,
    })
}

/// Does to both halves what is done to one.
pub(crate) fn each_half(bits: u32, f: impl Fn(u32) -> u64) -> u64 {
    (f(0) & ones(bits)) | ((f(bits) & ones(bits)) << bits)
}
