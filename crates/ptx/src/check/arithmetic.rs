//! Arithmetic on integers and floating-point numbers.

use super::instruction::Inst;
use crate::diagnostic::{Checked, Problem};
use crate::ir::{BinaryOp, CarryOp, Mode, Op, Operand, Precision, Reg, Rounding, TernaryOp, Type, UnaryOp};

pub const INTEGERS: [Type; 6] = [Type::U16, Type::U32, Type::U64, Type::S16, Type::S32, Type::S64];
const PACKED_INTEGERS: [Type; 2] = [Type::U16x2, Type::S16x2];
const SMALL_FLOATS: [Type; 4] = [Type::F16, Type::F16x2, Type::Bf16, Type::Bf16x2];
const FLOATS: [Type; 2] = [Type::F32, Type::F64];

type I<'r, 'i, 'c, 't> = &'r mut Inst<'i, 'c, 't>;

pub fn is_small(ty: Type) -> bool {
    SMALL_FLOATS.contains(&ty)
}

fn rounding(inst: I<'_, '_, '_, '_>) -> Option<Rounding> {
    inst.choose(&[
        (".rn", Rounding::NearestEven),
        (".rz", Rounding::Zero),
        (".rm", Rounding::Down),
        (".rp", Rounding::Up),
    ])
}

/// `.ftz`, for types that have it.
fn ftz(inst: I<'_, '_, '_, '_>, ty: Type) -> bool {
    matches!(ty, Type::F32 | Type::F16 | Type::F16x2) && inst.take(".ftz")
}

/// `.sat`, for floating-point types that have it.
fn float_sat(inst: I<'_, '_, '_, '_>, ty: Type) -> bool {
    matches!(ty, Type::F32 | Type::F16 | Type::F16x2) && inst.take(".sat")
}

/// What a sum, a product or a fused product may be qualified with.
fn float_mode(inst: I<'_, '_, '_, '_>, ty: Type) -> Checked<Mode> {
    let rounding = rounding(inst);
    if is_small(ty) && !matches!(rounding, None | Some(Rounding::NearestEven)) {
        return Err(inst.wrong("small floating-point types round to nearest only"));
    }
    Ok(Mode { rounding, ftz: ftz(inst, ty), sat: float_sat(inst, ty), ..Mode::default() })
}

fn kinds(lists: &[&[Type]]) -> Vec<Type> {
    lists.concat()
}

fn any_number(inst: I<'_, '_, '_, '_>, lists: &[&[Type]]) -> Checked<Type> {
    let ty = inst.any_type()?;
    if lists.iter().any(|list| list.contains(&ty)) {
        return Ok(ty);
    }
    Err(inst.not_of_type(ty, &kinds(lists)))
}

fn binary(inst: I<'_, '_, '_, '_>, op: BinaryOp, ty: Type, mode: Mode) -> Checked<Op> {
    let [d, a, b] = inst.arguments()?;
    Ok(Op::Binary { op, ty, mode, d: inst.dst(d, ty)?, a: inst.src(a, ty)?, b: inst.src(b, ty)? })
}

fn unary(inst: I<'_, '_, '_, '_>, op: UnaryOp, ty: Type, mode: Mode) -> Checked<Op> {
    let [d, a] = inst.arguments()?;
    Ok(Op::Unary { op, ty, mode, d: inst.dst(d, ty)?, a: inst.src(a, ty)? })
}

fn ternary(inst: I<'_, '_, '_, '_>, op: TernaryOp, ty: Type, mode: Mode) -> Checked<Op> {
    let [d, a, b, c] = inst.arguments()?;
    Ok(Op::Ternary {
        op,
        ty,
        mode,
        d: inst.dst(d, ty)?,
        a: inst.src(a, ty)?,
        b: inst.src(b, ty)?,
        c: inst.src(c, ty)?,
    })
}

/// The type twice as wide.
fn double(ty: Type) -> Type {
    match ty {
        Type::U16 => Type::U32,
        Type::S16 => Type::S32,
        Type::U32 => Type::U64,
        Type::S32 => Type::S64,
        other => other,
    }
}

const WITH_CARRY: [Type; 4] = [Type::U32, Type::S32, Type::U64, Type::S64];

/// `add` and `sub`.
pub fn add(inst: I<'_, '_, '_, '_>, is_sub: bool) -> Checked<Op> {
    if inst.take(".cc") {
        let op = if is_sub { CarryOp::Sub } else { CarryOp::Add };
        return carry(inst, op, false, true);
    }
    let ty = any_number(inst, &[&INTEGERS, &PACKED_INTEGERS, &SMALL_FLOATS, &FLOATS])?;
    let op = if is_sub { BinaryOp::Sub } else { BinaryOp::Add };
    let mode = if ty.is_float() || is_small(ty) {
        float_mode(inst, ty)?
    } else {
        Mode { sat: ty == Type::S32 && inst.take(".sat"), ..Mode::default() }
    };
    binary(inst, op, ty, mode)
}

/// `addc` and `subc`.
pub fn with_carry(inst: I<'_, '_, '_, '_>, is_sub: bool) -> Checked<Op> {
    let carry_out = inst.take(".cc");
    carry(inst, if is_sub { CarryOp::Sub } else { CarryOp::Add }, true, carry_out)
}

fn carry(inst: I<'_, '_, '_, '_>, op: CarryOp, reads: bool, writes: bool) -> Checked<Op> {
    let ty = inst.ty(&WITH_CARRY)?;
    let flag = inst.cx.carry(inst.raw.at)?;
    let of = |it: bool| it.then_some(flag);
    let (carry_in, carry_out) = (of(reads), of(writes));
    let is_product = matches!(op, CarryOp::MadLo | CarryOp::MadHi);
    inst.between(if is_product { 4 } else { 3 }, if is_product { 4 } else { 3 })?;
    let d = inst.dst(inst.at(0)?, ty)?;
    let a = inst.src(inst.at(1)?, ty)?;
    let b = inst.src(inst.at(2)?, ty)?;
    let c = if is_product { Some(inst.src(inst.at(3)?, ty)?) } else { None };
    Ok(Op::Carry { op, ty, d, a, b, c, carry_in, carry_out })
}

/// `mad.cc` and `madc`.
pub fn multiply_add_with_carry(inst: I<'_, '_, '_, '_>, reads: bool) -> Checked<Op> {
    let op = inst.need(&[(".lo", CarryOp::MadLo), (".hi", CarryOp::MadHi)])?;
    let writes = inst.take(".cc");
    carry(inst, op, reads, writes)
}

/// `mul`.
pub fn multiply(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = any_number(inst, &[&INTEGERS, &SMALL_FLOATS, &FLOATS])?;
    if !ty.is_integer() {
        let mode = float_mode(inst, ty)?;
        return binary(inst, BinaryOp::Mul, ty, mode);
    }
    let op = inst.need(&[(".lo", BinaryOp::Mul), (".hi", BinaryOp::MulHi), (".wide", BinaryOp::MulWide)])?;
    if op != BinaryOp::MulWide {
        return binary(inst, op, ty, Mode::default());
    }
    let to = double(ty);
    if to == ty {
        return Err(inst.wrong("there is no type twice as wide"));
    }
    let [d, a, b] = inst.arguments()?;
    Ok(Op::Binary {
        op,
        ty,
        mode: Mode::default(),
        d: inst.dst(d, to)?,
        a: inst.src(a, ty)?,
        b: inst.src(b, ty)?,
    })
}

/// `mad`.
pub fn multiply_add(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    if inst.has(".cc") {
        return multiply_add_with_carry(inst, false);
    }
    let ty = any_number(inst, &[&INTEGERS, &FLOATS])?;
    if ty.is_float() {
        return fused_of(inst, ty);
    }
    let op =
        inst.need(&[(".lo", TernaryOp::MadLo), (".hi", TernaryOp::MadHi), (".wide", TernaryOp::MadWide)])?;
    let sat = op == TernaryOp::MadHi && ty == Type::S32 && inst.take(".sat");
    let mode = Mode { sat, ..Mode::default() };
    if op != TernaryOp::MadWide {
        return ternary(inst, op, ty, mode);
    }
    let to = double(ty);
    if to == ty {
        return Err(inst.wrong("there is no type twice as wide"));
    }
    let [d, a, b, c] = inst.arguments()?;
    Ok(Op::Ternary {
        op,
        ty,
        mode,
        d: inst.dst(d, to)?,
        a: inst.src(a, ty)?,
        b: inst.src(b, ty)?,
        c: inst.src(c, to)?,
    })
}

/// `fma`.
pub fn fused(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = any_number(inst, &[&SMALL_FLOATS, &FLOATS])?;
    fused_of(inst, ty)
}

fn fused_of(inst: I<'_, '_, '_, '_>, ty: Type) -> Checked<Op> {
    let mut mode = float_mode(inst, ty)?;
    if inst.has(".oob") {
        return Err(inst.unsupported("`.oob` belongs to sm_90 and above"));
    }
    if mode.rounding.is_none() {
        return Err(inst.wrong("a rounding is needed"));
    }
    mode.relu = is_small(ty) && inst.take(".relu");
    ternary(inst, TernaryOp::Fma, ty, mode)
}

/// `mul24` and `mad24`.
pub fn multiply24(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let is_high = inst.need(&[(".lo", false), (".hi", true)])?;
    let is_sum = inst.opcode() == "mad24";
    let sat = is_sum && is_high && inst.take(".sat");
    let ty = inst.ty(&[Type::U32, Type::S32])?;
    let mode = Mode { sat, ..Mode::default() };
    match (is_sum, is_high) {
        (false, false) => binary(inst, BinaryOp::Mul24Lo, ty, mode),
        (false, true) => binary(inst, BinaryOp::Mul24Hi, ty, mode),
        (true, false) => ternary(inst, TernaryOp::Mad24Lo, ty, mode),
        (true, true) => ternary(inst, TernaryOp::Mad24Hi, ty, mode),
    }
}

/// `div`.
pub fn divide(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = any_number(inst, &[&INTEGERS, &FLOATS])?;
    if ty.is_integer() {
        return binary(inst, BinaryOp::Div, ty, Mode::default());
    }
    let mode = function_mode(inst, ty, true)?;
    binary(inst, BinaryOp::Div, ty, mode)
}

/// `.approx`, `.full` or a rounding, of which one has to be there.
fn function_mode(inst: I<'_, '_, '_, '_>, ty: Type, has_full: bool) -> Checked<Mode> {
    let precision = if inst.take(".approx") {
        Precision::Approximate
    } else if has_full && inst.take(".full") {
        Precision::FullRange
    } else {
        Precision::Exact
    };
    let rounding = if precision == Precision::Exact { rounding(inst) } else { None };
    if precision == Precision::Exact && rounding.is_none() {
        return Err(inst.wrong("`.approx` or a rounding is needed"));
    }
    if precision != Precision::Exact && ty != Type::F32 {
        return Err(inst.wrong("only `.f32` is approximate here"));
    }
    Ok(Mode { precision, rounding, ftz: ftz(inst, ty), ..Mode::default() })
}

/// `rem`.
pub fn remainder(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = inst.ty(&INTEGERS)?;
    binary(inst, BinaryOp::Rem, ty, Mode::default())
}

/// `min` and `max`.
pub fn extremum(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let is_min = inst.opcode() == "min";
    let ty = any_number(inst, &[&INTEGERS, &PACKED_INTEGERS, &SMALL_FLOATS, &FLOATS])?;
    let mut mode = Mode::default();
    if ty.is_float() || is_small(ty) {
        mode.ftz = ftz(inst, ty);
        if ty != Type::F64 {
            mode.nan = inst.take(".NaN");
            mode.xorsign_abs = inst.take(".xorsign");
            if mode.xorsign_abs {
                inst.need(&[(".abs", ())])?;
            }
        }
    } else {
        mode.relu = matches!(ty, Type::S32 | Type::S16x2) && inst.take(".relu");
    }
    if ty == Type::F32 && inst.count() == 4 {
        let op = if is_min { TernaryOp::Min3 } else { TernaryOp::Max3 };
        return ternary(inst, op, ty, mode);
    }
    binary(inst, if is_min { BinaryOp::Min } else { BinaryOp::Max }, ty, mode)
}

/// `neg` and `abs`.
pub fn sign(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = any_number(inst, &[&[Type::S16, Type::S32, Type::S64], &SMALL_FLOATS, &FLOATS])?;
    let mode = Mode { ftz: ftz(inst, ty), ..Mode::default() };
    unary(inst, if inst.opcode() == "neg" { UnaryOp::Neg } else { UnaryOp::Abs }, ty, mode)
}

/// `sad`.
pub fn sad(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = inst.ty(&INTEGERS)?;
    ternary(inst, TernaryOp::Sad, ty, Mode::default())
}

/// `rcp` and `sqrt`.
pub fn reciprocal_or_root(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let is_rcp = inst.opcode() == "rcp";
    let ty = inst.ty(&FLOATS)?;
    let mode = if is_rcp && ty == Type::F64 && inst.has(".approx") {
        coarse_double(inst)?
    } else {
        function_mode(inst, ty, false)?
    };
    unary(inst, if is_rcp { UnaryOp::Rcp } else { UnaryOp::Sqrt }, ty, mode)
}

/// `.approx.ftz.f64`.
fn coarse_double(inst: I<'_, '_, '_, '_>) -> Checked<Mode> {
    if !inst.take(".approx") || !inst.take(".ftz") {
        return Err(inst.wrong("`.approx.ftz` is needed"));
    }
    Ok(Mode { precision: Precision::Approximate, ftz: true, ..Mode::default() })
}

/// `rsqrt`.
pub fn inverse_root(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = inst.ty(&FLOATS)?;
    let mode = if ty == Type::F64 && inst.has(".ftz") {
        coarse_double(inst)?
    } else {
        needs_approx(inst)?;
        Mode { precision: Precision::Approximate, ftz: ftz(inst, ty), ..Mode::default() }
    };
    unary(inst, UnaryOp::Rsqrt, ty, mode)
}

fn needs_approx(inst: I<'_, '_, '_, '_>) -> Checked<()> {
    if inst.take(".approx") { Ok(()) } else { Err(inst.wrong("`.approx` is needed")) }
}

/// `sin`, `cos`, `lg2`.
pub fn approximate(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    needs_approx(inst)?;
    let ty = inst.ty(&[Type::F32])?;
    let op = match inst.opcode() {
        "sin" => UnaryOp::Sin,
        "cos" => UnaryOp::Cos,
        _ => UnaryOp::Lg2,
    };
    let mode = Mode { precision: Precision::Approximate, ftz: ftz(inst, ty), ..Mode::default() };
    unary(inst, op, ty, mode)
}

/// `ex2` and `tanh`, which small types have too.
pub fn approximate_half(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    needs_approx(inst)?;
    let ty = any_number(inst, &[&SMALL_FLOATS, &[Type::F32]])?;
    let is_ex2 = inst.opcode() == "ex2";
    let may_flush = is_ex2 && ty != Type::F16 && ty != Type::F16x2;
    let ftz = may_flush && inst.take(".ftz");
    if is_ex2 && matches!(ty, Type::Bf16 | Type::Bf16x2) && !ftz {
        return Err(inst.wrong("`.ftz` is needed"));
    }
    let mode = Mode { precision: Precision::Approximate, ftz, ..Mode::default() };
    unary(inst, if is_ex2 { UnaryOp::Ex2 } else { UnaryOp::Tanh }, ty, mode)
}

/// `copysign`.
pub fn copy_sign(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = inst.ty(&FLOATS)?;
    binary(inst, BinaryOp::CopySign, ty, Mode::default())
}

/// For other groups: a register, and values of one type.
pub fn two(inst: I<'_, '_, '_, '_>, ty: Type) -> Result<(Reg, Operand, Operand), Problem> {
    let [d, a, b] = inst.arguments()?;
    Ok((inst.dst(d, ty)?, inst.src(a, ty)?, inst.src(b, ty)?))
}
