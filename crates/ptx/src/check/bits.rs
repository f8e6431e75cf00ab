//! Operations on bits.

use super::arithmetic::two;
use super::instruction::Inst;
use crate::diagnostic::Checked;
use crate::ir::{BinaryOp, BoolOp, Bytes4, Mode, Op, Selection, Type, UnaryOp, WrapMode};

type I<'r, 'i, 'c, 't> = &'r mut Inst<'i, 'c, 't>;

const BITS: [Type; 3] = [Type::B16, Type::B32, Type::B64];
const WORDS: [Type; 2] = [Type::B32, Type::B64];
const NUMBERS: [Type; 4] = [Type::U32, Type::S32, Type::U64, Type::S64];

/// `and`, `or`, `xor`.
pub fn logic(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = inst.ty(&[Type::Pred, Type::B16, Type::B32, Type::B64])?;
    if ty == Type::Pred {
        let op = match inst.opcode() {
            "and" => BoolOp::And,
            "or" => BoolOp::Or,
            _ => BoolOp::Xor,
        };
        let [d, a, b] = inst.arguments()?;
        return Ok(Op::Logic { op, d: inst.dst(d, ty)?, a: inst.predicate(a)?, b: inst.predicate(b)? });
    }
    let op = match inst.opcode() {
        "and" => BinaryOp::And,
        "or" => BinaryOp::Or,
        _ => BinaryOp::Xor,
    };
    let (d, a, b) = two(inst, ty)?;
    Ok(Op::Binary { op, ty, mode: Mode::default(), d, a, b })
}

fn unary(inst: I<'_, '_, '_, '_>, op: UnaryOp, ty: Type, to: Type) -> Checked<Op> {
    let [d, a] = inst.arguments()?;
    Ok(Op::Unary { op, ty, mode: Mode::default(), d: inst.dst(d, to)?, a: inst.src(a, ty)? })
}

/// `not` and `cnot`.
pub fn invert(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let is_not = inst.opcode() == "not";
    let ty = inst.ty(if is_not { &[Type::Pred, Type::B16, Type::B32, Type::B64] } else { &BITS })?;
    if ty == Type::Pred {
        return inverted(inst, true);
    }
    unary(inst, if is_not { UnaryOp::Not } else { UnaryOp::Cnot }, ty, ty)
}

/// `not.pred`, and `mov.pred` where `is_not` is false; both take negated operands.
pub fn inverted(inst: I<'_, '_, '_, '_>, is_not: bool) -> Checked<Op> {
    let ty = Type::Pred;
    let [d, a] = inst.arguments()?;
    let (d, a) = (inst.dst(d, ty)?, inst.predicate(a)?);
    Ok(if a.negated == is_not {
        Op::Mov { ty, d, a: a.value }
    } else {
        Op::Unary { op: UnaryOp::Not, ty, mode: Mode::default(), d, a: a.value }
    })
}

/// `shl` and `shr`.
pub fn shift(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let is_left = inst.opcode() == "shl";
    let ty = if is_left {
        inst.ty(&BITS)?
    } else {
        inst.ty(&[
            Type::B16,
            Type::B32,
            Type::B64,
            Type::U16,
            Type::U32,
            Type::U64,
            Type::S16,
            Type::S32,
            Type::S64,
        ])?
    };
    let [d, a, b] = inst.arguments()?;
    Ok(Op::Binary {
        op: if is_left { BinaryOp::Shl } else { BinaryOp::Shr },
        ty,
        mode: Mode::default(),
        d: inst.dst(d, ty)?,
        a: inst.src(a, ty)?,
        b: inst.src(b, Type::U32)?,
    })
}

/// `popc`, `clz`, `brev`.
pub fn count(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = inst.ty(&WORDS)?;
    match inst.opcode() {
        "popc" => unary(inst, UnaryOp::Popc, ty, Type::U32),
        "clz" => unary(inst, UnaryOp::Clz, ty, Type::U32),
        _ => unary(inst, UnaryOp::Brev, ty, ty),
    }
}

/// `bfind`.
pub fn find(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let op = if inst.take(".shiftamt") { UnaryOp::BfindShift } else { UnaryOp::Bfind };
    let ty = inst.ty(&NUMBERS)?;
    unary(inst, op, ty, Type::U32)
}

/// `fns`.
pub fn find_nth(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    inst.ty(&[Type::B32])?;
    let [d, a, b, c] = inst.arguments()?;
    Ok(Op::Fns {
        d: inst.dst(d, Type::B32)?,
        a: inst.src(a, Type::B32)?,
        b: inst.src(b, Type::B32)?,
        c: inst.src(c, Type::S32)?,
    })
}

/// `bfe`.
pub fn extract(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = inst.ty(&NUMBERS)?;
    let [d, a, b, c] = inst.arguments()?;
    Ok(Op::Bfe {
        ty,
        d: inst.dst(d, ty)?,
        a: inst.src(a, ty)?,
        b: inst.src(b, Type::U32)?,
        c: inst.src(c, Type::U32)?,
    })
}

/// `bfi`.
pub fn insert(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = inst.ty(&WORDS)?;
    let [d, a, b, pos, len] = inst.arguments()?;
    Ok(Op::Bfi {
        ty,
        d: inst.dst(d, ty)?,
        a: inst.src(a, ty)?,
        b: inst.src(b, ty)?,
        pos: inst.src(pos, Type::U32)?,
        len: inst.src(len, Type::U32)?,
    })
}

fn wrap_mode(inst: I<'_, '_, '_, '_>) -> Checked<WrapMode> {
    inst.need(&[(".clamp", WrapMode::Clamp), (".wrap", WrapMode::Wrap)])
}

/// `bmsk`.
pub fn mask(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let wrap = wrap_mode(inst)?;
    inst.ty(&[Type::B32])?;
    let (d, a, b) = two(inst, Type::U32)?;
    Ok(Op::Bmsk { wrap, d, a, b })
}

/// `szext`.
pub fn extend(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let wrap = wrap_mode(inst)?;
    let ty = inst.ty(&[Type::U32, Type::S32])?;
    let [d, a, b] = inst.arguments()?;
    Ok(Op::Szext { wrap, ty, d: inst.dst(d, ty)?, a: inst.src(a, ty)?, b: inst.src(b, Type::U32)? })
}

/// `lop3`.
pub fn lop3(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let combine = inst.choose(&[(".or", BoolOp::Or), (".and", BoolOp::And)]);
    let ty = inst.ty(&[Type::B32])?;
    let count = if combine.is_some() { 6 } else { 5 };
    inst.between(count, count)?;
    let (d, p) = inst.pair(inst.at(0)?);
    let p = match (p, combine) {
        (Some(p), Some(_)) => Some(inst.dst(p, Type::Pred)?),
        (None, None) => None,
        _ => return Err(inst.wrong("a second destination and `.or` or `.and` come together")),
    };
    let d = inst.dst_or_sink(d, ty)?;
    let (a, b, c) = (inst.src(inst.at(1)?, ty)?, inst.src(inst.at(2)?, ty)?, inst.src(inst.at(3)?, ty)?);
    let table = inst.constant(inst.at(4)?, 0, 255)? as u8;
    let combine = match combine {
        Some(op) => Some((op, inst.predicate(inst.at(5)?)?)),
        None => None,
    };
    Ok(Op::Lop3 { table, d, a, b, c, p, combine })
}

/// `shf`.
pub fn funnel(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let left = inst.need(&[(".l", true), (".r", false)])?;
    let wrap = wrap_mode(inst)?;
    let ty = inst.ty(&[Type::B32])?;
    let [d, a, b, c] = inst.arguments()?;
    Ok(Op::Shf {
        left,
        wrap,
        d: inst.dst(d, ty)?,
        a: inst.src(a, ty)?,
        b: inst.src(b, ty)?,
        c: inst.src(c, Type::U32)?,
    })
}

/// `prmt`.
pub fn permute(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = inst.ty(&[Type::B32])?;
    let selection = inst
        .choose(&[
            (".f4e", Selection::Forward4),
            (".b4e", Selection::Backward4),
            (".rc8", Selection::Replicate8),
            (".ecl", Selection::EdgeLeft),
            (".ecr", Selection::EdgeRight),
            (".rc16", Selection::Replicate16),
        ])
        .unwrap_or(Selection::Index);
    let [d, a, b, c] = inst.arguments()?;
    Ok(Op::Prmt {
        selection,
        d: inst.dst(d, ty)?,
        a: inst.src(a, ty)?,
        b: inst.src(b, ty)?,
        c: inst.src(c, ty)?,
    })
}

fn signs(inst: I<'_, '_, '_, '_>) -> Checked<(Type, Bytes4, Type, Bytes4)> {
    let mut one = || {
        let ty = inst.ty(&[Type::U32, Type::S32])?;
        Ok((ty, if ty.is_signed() { Bytes4::Signed } else { Bytes4::Unsigned }))
    };
    let (a, a_bytes) = one()?;
    let (b, b_bytes) = one()?;
    Ok((a, a_bytes, b, b_bytes))
}

/// `dp4a`.
pub fn dot4(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let (_, a_bytes, _, b_bytes) = signs(inst)?;
    let [d, a, b, c] = inst.arguments()?;
    let ty = Type::S32;
    Ok(Op::Dp4a {
        a_bytes,
        b_bytes,
        d: inst.dst(d, ty)?,
        a: inst.src(a, ty)?,
        b: inst.src(b, ty)?,
        c: inst.src(c, ty)?,
    })
}

/// `dp2a`.
pub fn dot2(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let upper = inst.need(&[(".lo", false), (".hi", true)])?;
    let (_, a_halves, _, b_bytes) = signs(inst)?;
    let [d, a, b, c] = inst.arguments()?;
    let ty = Type::S32;
    Ok(Op::Dp2a {
        upper,
        a_halves,
        b_bytes,
        d: inst.dst(d, ty)?,
        a: inst.src(a, ty)?,
        b: inst.src(b, ty)?,
        c: inst.src(c, ty)?,
    })
}
