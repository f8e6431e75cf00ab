//! Moving values, and converting them to other types and spaces.

use super::bits::inverted;
use super::instruction::Inst;
use crate::diagnostic::{Checked, Problem};
use crate::ir::{Class, Mode, Op, Operand, Reg, Rounding, Space, Special, Type};
use crate::parse::syntax::{Argument, Value};

type I<'r, 'i, 'c, 't> = &'r mut Inst<'i, 'c, 't>;

const MOVED: [Type; 13] = [
    Type::Pred,
    Type::B16,
    Type::B32,
    Type::B64,
    Type::B128,
    Type::U16,
    Type::U32,
    Type::U64,
    Type::S16,
    Type::S32,
    Type::S64,
    Type::F32,
    Type::F64,
];

/// `mov`.
pub fn mov(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    if inst.has(".v2") || inst.has(".v4") {
        return Err(inst.unsupported("vectors are moved part by part"));
    }
    let ty = inst.ty(&MOVED)?;
    let [d, a] = inst.arguments()?;
    if ty == Type::Pred && inst.special(a).is_none() {
        return inverted(inst, false);
    }
    if matches!(d.value, Value::Vector(_)) {
        return unpack(inst, ty, d, a);
    }
    if matches!(a.value, Value::Vector(_)) {
        return pack(inst, ty, d, a);
    }
    if let Some(special) = inst.special(a) {
        let own = special.ty();
        // A number of 32 bits may be cut to 16.
        let is_cut = ty.bits() == 16 && own.bits() == 32;
        // It had 32 bits in old versions.
        let is_old = ty.bits() == 32 && special == Special::GridId;
        if (ty.bits() != own.bits() && !is_cut && !is_old) || ty.is_float() {
            return Err(inst.wrong(&format!("this special register has type {own}")));
        }
        return Ok(Op::Mov { ty, d: inst.dst(d, ty)?, a: Operand::Special(special) });
    }
    if let Some((name, offset)) = match &a.value {
        Value::Name(name) if inst.cx.scopes.find_register(name).is_none() => Some((*name, 0)),
        Value::Sum(name, offset) => Some((*name, *offset)),
        _ => None,
    } {
        let (symbol, space) = inst.symbol(a.at, name)?;
        let wide = inst.cx.module.address_size;
        let is_wide_enough =
            ty.bits() >= wide || (ty.bits() == 32 && !matches!(space, None | Some(Space::Global)));
        if ty.is_float() || !matches!(ty.bits(), 32 | 64) || !is_wide_enough {
            return Err(inst.wrong("an address does not fit into this type"));
        }
        return Ok(Op::Mov { ty, d: inst.dst(d, ty)?, a: Operand::Address(symbol, offset) });
    }
    Ok(Op::Mov { ty, d: inst.dst(d, ty)?, a: inst.src(a, ty)? })
}

/// The type of each of so many parts of a whole.
fn part(inst: I<'_, '_, '_, '_>, ty: Type, count: usize) -> Checked<Type> {
    let bits = match (ty, count) {
        (Type::B16 | Type::B32 | Type::B64 | Type::B128, 2) => ty.bits() / 2,
        (Type::B32 | Type::B64, 4) => ty.bits() / 4,
        _ => return Err(inst.wrong(&format!("type {ty} does not have {count} parts"))),
    };
    Ok(match bits {
        8 => Type::B8,
        16 => Type::B16,
        32 => Type::B32,
        _ => Type::B64,
    })
}

fn pack<'t>(inst: I<'_, '_, '_, 't>, ty: Type, d: &Argument<'t>, a: &Argument<'t>) -> Checked<Op> {
    let items = inst.parts(a);
    let part = part(inst, ty, items.len())?;
    let parts: Checked<Box<[Operand]>> = items.iter().map(|item| inst.src(item, part)).collect();
    same_types(inst, parts.iter().flatten().filter_map(|part| part.reg()))?;
    Ok(Op::Pack { ty, d: inst.dst(d, ty)?, parts: parts? })
}

/// The parts of a vector are registers of one type.
fn same_types(inst: I<'_, '_, '_, '_>, parts: impl Iterator<Item = Reg>) -> Checked<()> {
    let mut types = parts.map(|part| inst.type_of(part));
    let Some(first) = types.next() else { return Ok(()) };
    if types.all(|ty| ty == first) { Ok(()) } else { Err(inst.wrong("the parts have different types")) }
}

fn unpack<'t>(inst: I<'_, '_, '_, 't>, ty: Type, d: &Argument<'t>, a: &Argument<'t>) -> Checked<Op> {
    let items = inst.parts(d);
    if matches!(a.value, Value::Vector(_)) || inst.special(a).is_some() {
        return Err(inst.unsupported("vectors are moved part by part"));
    }
    let part = part(inst, ty, items.len())?;
    let parts: Checked<Box<[_]>> = items.iter().map(|item| inst.dst_or_sink(item, part)).collect();
    same_types(inst, parts.iter().flatten().flatten().copied())?;
    Ok(Op::Unpack { ty, parts: parts?, a: inst.src(a, ty)? })
}

const INTEGERS: [Type; 8] =
    [Type::U8, Type::U16, Type::U32, Type::U64, Type::S8, Type::S16, Type::S32, Type::S64];
const FLOATS: [Type; 4] = [Type::F16, Type::Bf16, Type::F32, Type::F64];
const QUARTERS: [Type; 2] = [Type::E4m3x2, Type::E5m2x2];

/// `cvt`.
pub fn cvt(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    if inst.take(".pack") {
        return cvt_pack(inst);
    }
    let to = inst.any_type()?;
    let from = inst.any_type()?;
    let rounding = inst.choose(&[
        (".rn", Rounding::NearestEven),
        (".rz", Rounding::Zero),
        (".rm", Rounding::Down),
        (".rp", Rounding::Up),
        (".rna", Rounding::NearestAway),
        (".rni", Rounding::IntegerNearestEven),
        (".rzi", Rounding::IntegerZero),
        (".rmi", Rounding::IntegerDown),
        (".rpi", Rounding::IntegerUp),
    ]);
    let mut mode = Mode { rounding, ..Mode::default() };
    let two = match (to, from) {
        (Type::F16x2 | Type::Bf16x2, Type::F32) => {
            needs(inst, rounding, &[Rounding::NearestEven, Rounding::Zero])?;
            mode.relu = inst.take(".relu");
            mode.satfinite = inst.take(".satfinite");
            true
        }
        (Type::E4m3x2 | Type::E5m2x2, Type::F32 | Type::F16x2) => {
            needs(inst, rounding, &[Rounding::NearestEven])?;
            mode.relu = inst.take(".relu");
            mode.satfinite = inst.take(".satfinite");
            if !mode.satfinite {
                return Err(inst.wrong("`.satfinite` is needed"));
            }
            from == Type::F32
        }
        (Type::F16x2, from) if QUARTERS.contains(&from) => {
            needs(inst, rounding, &[Rounding::NearestEven])?;
            mode.relu = inst.take(".relu");
            false
        }
        (Type::Tf32, Type::F32) => {
            needs(inst, rounding, &[Rounding::NearestAway, Rounding::NearestEven, Rounding::Zero])?;
            mode.relu = rounding != Some(Rounding::NearestAway) && inst.take(".relu");
            mode.satfinite = inst.take(".satfinite");
            false
        }
        _ => {
            plain(inst, to, from, &mut mode)?;
            false
        }
    };
    let count = if two { 3 } else { 2 };
    inst.between(count, count)?;
    // Registers may be wider than the old types, not than those that came later.
    let may_be_wider = |ty: Type| INTEGERS.contains(&ty) || matches!(ty, Type::F16 | Type::F32 | Type::F64);
    let (d, a) = if may_be_wider(to) && may_be_wider(from) {
        (inst.dst_wide(inst.at(0)?, to)?, inst.src_wide(inst.at(1)?, from)?)
    } else {
        (inst.dst(inst.at(0)?, to)?, inst.src(inst.at(1)?, from)?)
    };
    let b = if two { Some(inst.src(inst.at(2)?, from)?) } else { None };
    Ok(Op::Cvt { to, from, mode, d, a, b })
}

fn needs(inst: I<'_, '_, '_, '_>, rounding: Option<Rounding>, among: &[Rounding]) -> Checked<()> {
    if rounding.is_some_and(|rounding| among.contains(&rounding)) {
        Ok(())
    } else {
        Err(inst.wrong("this conversion needs another rounding"))
    }
}

/// Between single numbers.
fn plain(inst: I<'_, '_, '_, '_>, to: Type, from: Type, mode: &mut Mode) -> Checked<()> {
    for ty in [to, from] {
        if !INTEGERS.contains(&ty) && !FLOATS.contains(&ty) {
            return Err(inst.wrong(&format!("there is no conversion from {from} to {to}")));
        }
    }
    let is_integral = matches!(
        mode.rounding,
        Some(
            Rounding::IntegerNearestEven
                | Rounding::IntegerZero
                | Rounding::IntegerDown
                | Rounding::IntegerUp
        )
    );
    let is_ieee = mode.rounding.is_some() && !is_integral && mode.rounding != Some(Rounding::NearestAway);
    let (fits, needed) = match (to.is_float(), from.is_float()) {
        (false, false) => (mode.rounding.is_none(), "no rounding"),
        (true, false) => (is_ieee, "`.rn`, `.rz`, `.rm` or `.rp`"),
        (false, true) => (is_integral, "`.rni`, `.rzi`, `.rmi` or `.rpi`"),
        (true, true) if to == from => {
            (mode.rounding.is_none() || is_integral, "no rounding, or one to an integer")
        }
        (true, true) if to.bits() > from.bits() => (mode.rounding.is_none(), "no rounding"),
        (true, true) if to.bits() == from.bits() => {
            (mode.rounding.is_none() || is_ieee, "a rounding or none")
        }
        (true, true) => (is_ieee, "`.rn`, `.rz`, `.rm` or `.rp`"),
    };
    if !fits {
        return Err(inst.wrong(&format!("a conversion from {from} to {to} takes {needed}")));
    }
    let any_single = to == Type::F32 || from == Type::F32;
    mode.ftz = any_single && inst.take(".ftz");
    mode.sat = inst.take(".sat");
    if to.is_float() && matches!(to, Type::F16 | Type::Bf16) && from == Type::F32 {
        mode.relu = inst.take(".relu");
        mode.satfinite = !mode.sat && inst.take(".satfinite");
    }
    Ok(())
}

/// `cvt.pack`.
fn cvt_pack(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    if !inst.take(".sat") {
        return Err(inst.wrong("`.sat` is needed"));
    }
    let to = inst.any_type()?;
    let from = inst.ty(&[Type::S32])?;
    let (fits, has_rest) = match to {
        Type::U16 | Type::S16 => (true, false),
        Type::U8 | Type::S8 => (true, true),
        _ => (false, false),
    };
    if !fits {
        return Err(inst.not_of_type(to, &[Type::U16, Type::S16, Type::U8, Type::S8]));
    }
    if has_rest {
        inst.ty(&[Type::B32])?;
    }
    let count = if has_rest { 4 } else { 3 };
    inst.between(count, count)?;
    let (d, a, b) = (inst.at(0)?, inst.at(1)?, inst.at(2)?);
    let c = if has_rest { Some(inst.src(inst.at(3)?, Type::B32)?) } else { None };
    Ok(Op::CvtPack {
        to,
        from,
        d: inst.dst(d, Type::S32)?,
        a: inst.src(a, Type::S32)?,
        b: inst.src(b, Type::S32)?,
        c,
    })
}

fn window(inst: I<'_, '_, '_, '_>) -> Option<Space> {
    inst.choose(&[
        (".global", Space::Global),
        (".shared", Space::Shared),
        (".shared::cta", Space::Shared),
        (".shared::cluster", Space::SharedCluster),
        (".local", Space::Local),
        (".const", Space::Const),
        (".param", Space::Param),
        (".param::entry", Space::Param),
    ])
}

/// `cvta`.
pub fn cvta(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let to_space = inst.take(".to");
    let Some(space) = window(inst) else { return Err(inst.wrong("a state space is missing")) };
    let ty = inst.ty(&[if inst.cx.module.address_size == 64 { Type::U64 } else { Type::U32 }])?;
    let [d, a] = inst.arguments()?;
    let d = inst.dst(d, ty)?;
    let a = match &a.value {
        _ if to_space => inst.src_register(a, ty)?,
        Value::Name(name) if inst.cx.scopes.find_register(name).is_none() => {
            address_of(inst, a, name, 0, space)?
        }
        Value::Sum(name, offset) => address_of(inst, a, name, *offset, space)?,
        _ => inst.src(a, ty)?,
    };
    Ok(Op::Cvta { space, to_space, ty, d, a })
}

fn address_of<'t>(
    inst: I<'_, '_, '_, 't>,
    a: &Argument<'t>,
    name: &'t str,
    offset: i64,
    space: Space,
) -> Checked<Operand> {
    let (symbol, own) = inst.symbol(a.at, name)?;
    if own != Some(space) {
        return Err(Problem::new(
            a.at,
            format!("`{}`: `{name}` does not lie in {space} memory", inst.full_name()),
        ));
    }
    Ok(Operand::Address(symbol, offset))
}

/// `isspacep`.
pub fn isspacep(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let Some(space) = window(inst) else { return Err(inst.wrong("a state space is missing")) };
    let [p, a] = inst.arguments()?;
    let a = inst.src_register(a, Type::U64).or_else(|_| inst.src_register(a, Type::U32))?;
    Ok(Op::Isspacep { space, p: inst.dst(p, Type::Pred)?, a })
}

fn cluster_space(inst: I<'_, '_, '_, '_>) -> Space {
    if inst.take(".shared::cluster") { Space::SharedCluster } else { Space::Generic }
}

/// `mapa`.
pub fn mapa(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let space = cluster_space(inst);
    let ty = inst.ty(&[Type::U32, Type::U64])?;
    let [d, a, b] = inst.arguments()?;
    let d = inst.dst(d, ty)?;
    let a = match &a.value {
        Value::Name(name) if inst.cx.scopes.find_register(name).is_none() => {
            address_of(inst, a, name, 0, Space::Shared)?
        }
        _ => inst.src_register(a, ty)?,
    };
    Ok(Op::Mapa { space, ty, d, a, b: inst.src(b, Type::U32)? })
}

/// `getctarank`.
pub fn getctarank(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let space = cluster_space(inst);
    let ty = inst.ty(&[Type::U32, Type::U64])?;
    let [d, a] = inst.arguments()?;
    Ok(Op::GetCtaRank { space, ty, d: inst.dst(d, Type::U32)?, a: inst.src_register(a, ty)? })
}

/// Whether a value of this type is kept in memory at all.
pub fn is_stored(ty: Type) -> bool {
    ty.bits() >= 8
        && matches!(ty.class(), Class::Bits | Class::Signed | Class::Unsigned | Class::Float)
        && !matches!(ty, Type::F16 | Type::Bf16 | Type::Tf32 | Type::E4m3 | Type::E5m2)
}
