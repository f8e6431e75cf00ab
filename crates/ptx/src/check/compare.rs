//! Comparison and choice.

use super::arithmetic::is_small;
use super::instruction::Inst;
use crate::diagnostic::Checked;
use crate::ir::{BoolOp, Comparison, Op, Predicate, Test, Type};

type I<'r, 'i, 'c, 't> = &'r mut Inst<'i, 'c, 't>;

const COMPARED: [Type; 15] = [
    Type::B16,
    Type::B32,
    Type::B64,
    Type::U16,
    Type::U32,
    Type::U64,
    Type::S16,
    Type::S32,
    Type::S64,
    Type::F32,
    Type::F64,
    Type::F16,
    Type::F16x2,
    Type::Bf16,
    Type::Bf16x2,
];

/// What `set` and `setp` have in common: comparison, type, flushing, combination.
struct Compared {
    cmp: Comparison,
    ty: Type,
    ftz: bool,
    combine: Option<BoolOp>,
}

fn comparison(inst: I<'_, '_, '_, '_>) -> Checked<Compared> {
    use Comparison::{Eq, Equ, Ge, Geu, Gt, Gtu, Le, Leu, Lt, Ltu, Nan, Ne, Neu, Num};
    let text = inst.need(&[
        (".eq", ("eq", Eq)),
        (".ne", ("ne", Ne)),
        (".lt", ("lt", Lt)),
        (".le", ("le", Le)),
        (".gt", ("gt", Gt)),
        (".ge", ("ge", Ge)),
        (".lo", ("lo", Lt)),
        (".ls", ("ls", Le)),
        (".hi", ("hi", Gt)),
        (".hs", ("hs", Ge)),
        (".equ", ("equ", Equ)),
        (".neu", ("neu", Neu)),
        (".ltu", ("ltu", Ltu)),
        (".leu", ("leu", Leu)),
        (".gtu", ("gtu", Gtu)),
        (".geu", ("geu", Geu)),
        (".num", ("num", Num)),
        (".nan", ("nan", Nan)),
    ])?;
    let (name, cmp) = text;
    let combine = inst.choose(&[(".and", BoolOp::And), (".or", BoolOp::Or), (".xor", BoolOp::Xor)]);
    let ty = inst.ty(&COMPARED)?;
    let is_float = ty.is_float() || is_small(ty);
    let is_bits = matches!(ty, Type::B16 | Type::B32 | Type::B64);
    let fits = match name {
        "eq" | "ne" => true,
        "lt" | "le" | "gt" | "ge" => !is_bits,
        "lo" | "ls" | "hi" | "hs" => !is_bits && !is_float && !ty.is_signed(),
        _ => is_float,
    };
    if !fits {
        return Err(inst.wrong(&format!("type {ty} is not compared with `.{name}`")));
    }
    let ftz = matches!(ty, Type::F32 | Type::F16 | Type::F16x2) && inst.take(".ftz");
    Ok(Compared { cmp, ty, ftz, combine })
}

fn combined(inst: I<'_, '_, '_, '_>, op: Option<BoolOp>) -> Checked<Option<(BoolOp, Predicate)>> {
    let count = if op.is_some() { 4 } else { 3 };
    inst.between(count, count)?;
    match op {
        Some(op) => Ok(Some((op, inst.predicate(inst.at(3)?)?))),
        None => Ok(None),
    }
}

/// `setp`.
pub fn setp(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let Compared { cmp, ty, ftz, combine } = comparison(inst)?;
    let combine = combined(inst, combine)?;
    let (p, q) = inst.pair(inst.at(0)?);
    let p = inst.dst_or_sink(p, Type::Pred)?;
    let q = match q {
        Some(q) => inst.dst_or_sink(q, Type::Pred)?,
        None => None,
    };
    let (a, b) = (inst.src(inst.at(1)?, ty)?, inst.src(inst.at(2)?, ty)?);
    Ok(Op::Setp { cmp, ty, ftz, p, q, a, b, combine })
}

/// `set`.
pub fn set(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let to = inst.ty(&[
        Type::U32,
        Type::S32,
        Type::F32,
        Type::U16,
        Type::S16,
        Type::F16,
        Type::Bf16,
        Type::F16x2,
        Type::Bf16x2,
    ])?;
    let Compared { cmp, ty, ftz, combine } = comparison(inst)?;
    if matches!(to, Type::F16x2 | Type::Bf16x2) && to != ty {
        return Err(inst.wrong("two halves are the result of comparing two halves"));
    }
    let combine = combined(inst, combine)?;
    let d = inst.dst(inst.at(0)?, to)?;
    let (a, b) = (inst.src(inst.at(1)?, ty)?, inst.src(inst.at(2)?, ty)?);
    Ok(Op::Set { cmp, to, ty, ftz, d, a, b, combine })
}

const CHOSEN: [Type; 11] = [
    Type::B16,
    Type::B32,
    Type::B64,
    Type::U16,
    Type::U32,
    Type::U64,
    Type::S16,
    Type::S32,
    Type::S64,
    Type::F32,
    Type::F64,
];

/// `selp`.
pub fn selp(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = inst.ty(&CHOSEN)?;
    let [d, a, b, p] = inst.arguments()?;
    Ok(Op::Selp { ty, d: inst.dst(d, ty)?, a: inst.src(a, ty)?, b: inst.src(b, ty)?, p: inst.predicate(p)? })
}

/// `slct`.
pub fn slct(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = inst.ty(&CHOSEN)?;
    let by = inst.ty(&[Type::S32, Type::F32])?;
    let ftz = by == Type::F32 && inst.take(".ftz");
    let [d, a, b, c] = inst.arguments()?;
    Ok(Op::Slct {
        ty,
        by,
        ftz,
        d: inst.dst(d, ty)?,
        a: inst.src(a, ty)?,
        b: inst.src(b, ty)?,
        c: inst.src(c, by)?,
    })
}

/// `testp`.
pub fn testp(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let test = inst.need(&[
        (".finite", Test::Finite),
        (".infinite", Test::Infinite),
        (".number", Test::Number),
        (".notanumber", Test::NotANumber),
        (".normal", Test::Normal),
        (".subnormal", Test::Subnormal),
    ])?;
    let ty = inst.ty(&[Type::F32, Type::F64])?;
    let [p, a] = inst.arguments()?;
    Ok(Op::Testp { test, ty, p: inst.dst(p, Type::Pred)?, a: inst.src(a, ty)? })
}
