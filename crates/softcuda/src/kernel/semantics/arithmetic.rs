//! The arithmetic of the IR, by operation and type.

use ptx::ir::{BinaryOp, Class, Mode, Precision, TernaryOp, Type, UnaryOp};

use super::float::{Exact, exact, extremum, one};
use super::format::{F64, Format};
use super::{approx, each_half, element, integer};

/// d = op(a).
pub fn unary(op: UnaryOp, ty: Type, mode: Mode, a: u64) -> u64 {
    if ty == Type::Pred {
        return u64::from(a & 1 == 0);
    }
    let Some(format) = Format::of(ty) else { return integer::unary(op, ty, a) };
    if let Some(half) = element(ty) {
        return each_half(half.bits(), |at| unary(op, half, mode, (a >> at) & super::mask(half)));
    }
    match op {
        UnaryOp::Neg | UnaryOp::Abs => {
            let a = if mode.ftz { format.flush(a) } else { a };
            if op == UnaryOp::Neg { a ^ format.sign() } else { a & !format.sign() }
        }
        UnaryOp::Rcp if mode.precision == Precision::Exact => {
            exact(Exact::Div, format, mode, [one(format), a, 0])
        }
        UnaryOp::Sqrt if mode.precision == Precision::Exact => exact(Exact::Sqrt, format, mode, [a, 0, 0]),
        UnaryOp::Rsqrt if format == F64 && !mode.ftz => approx::inverse_root(a),
        _ => approx::unary(op, format, mode, a).unwrap_or(0),
    }
}

/// d = a op b.
pub fn binary(op: BinaryOp, ty: Type, mode: Mode, a: u64, b: u64) -> u64 {
    if matches!(ty, Type::U16x2 | Type::S16x2) {
        return integer::packed(op, ty, mode, a, b);
    }
    let Some(format) = Format::of(ty) else { return integer::binary(op, ty, mode, a, b) };
    if let Some(half) = element(ty) {
        let of = |value: u64, at: u32| (value >> at) & super::mask(half);
        return each_half(half.bits(), |at| binary(op, half, mode, of(a, at), of(b, at)));
    }
    let of = |op| exact(op, format, mode, [a, b, 0]);
    match op {
        BinaryOp::Add => of(Exact::Add),
        BinaryOp::Sub => of(Exact::Sub),
        BinaryOp::Mul => of(Exact::Mul),
        BinaryOp::Div if mode.precision == Precision::Exact => of(Exact::Div),
        BinaryOp::Div => approx::divide(mode, a, b),
        BinaryOp::Min => extremum(false, format, mode, a, b),
        BinaryOp::Max => extremum(true, format, mode, a, b),
        BinaryOp::CopySign => (b & !format.sign()) | (a & format.sign()),
        _ => 0,
    }
}

/// d = op(a, b, c).
pub fn ternary(op: TernaryOp, ty: Type, mode: Mode, a: u64, b: u64, c: u64) -> u64 {
    let Some(format) = Format::of(ty) else { return integer::ternary(op, ty, mode, a, b, c) };
    if let Some(half) = element(ty) {
        let of = |value: u64, at: u32| (value >> at) & super::mask(half);
        return each_half(half.bits(), |at| ternary(op, half, mode, of(a, at), of(b, at), of(c, at)));
    }
    match op {
        TernaryOp::Fma => exact(Exact::Fma, format, mode, [a, b, c]),
        TernaryOp::Min3 | TernaryOp::Max3 => {
            let is_max = op == TernaryOp::Max3;
            extremum(is_max, format, mode, extremum(is_max, format, mode, a, b), c)
        }
        _ => 0,
    }
}

/// Whether values of a type are floating-point numbers, single or packed.
pub fn is_floating(ty: Type) -> bool {
    ty.is_float() || (ty.class() == Class::Packed && Format::of(ty).is_some())
}
