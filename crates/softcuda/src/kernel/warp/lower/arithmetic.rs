//! Which routine does an operation without side effects.

use ptx::ir::{
    BinaryOp, BoolOp, Bytes4, Class, Mode, Op, Operand, Precision, Reg, Rounding, Selection, TernaryOp, Type,
    UnaryOp, WrapMode,
};

use super::super::compare::{self, Combination};
use super::super::float::{self, FLUSH, SATURATE};
use super::super::lanes::{NONE, Operation, Slot};
use super::super::special::{self, Width};
use super::super::{half, integer};
use super::{Lowering, Refusal};
use crate::kernel::compile::helpers;

/// Whether a mode asks for nothing but rounding to nearest, flushing and clamping.
fn is_usual(mode: &Mode) -> bool {
    matches!(mode.rounding, None | Some(Rounding::NearestEven))
        && !mode.satfinite
        && !mode.relu
        && !mode.xorsign_abs
        && !mode.nan
}

fn is_whole(ty: Type) -> bool {
    matches!(ty.class(), Class::Bits | Class::Unsigned | Class::Signed)
}

/// The width of registers of a type.
fn width(ty: Type) -> Width {
    super::layout::width(ty).unwrap_or(Width::Double)
}

impl Lowering<'_> {
    pub(super) fn op(&mut self, op: &Op) -> Result<(), Refusal> {
        match op {
            Op::Unary { op: kind, ty, mode, d, a } => self.unary(op, *kind, *ty, mode, *d, *a),
            Op::Binary { op: kind, ty, mode, d, a, b } => self.binary(op, (*kind, *ty), mode, *d, *a, *b),
            Op::Ternary { op: kind, ty, mode, d, a, b, c } => {
                self.ternary(op, (*kind, *ty), mode, *d, (*a, *b, *c));
            }
            Op::Setp { .. } | Op::Selp { .. } | Op::Logic { .. } => self.choice(op),
            Op::Bfe { ty: Type::U32, d, a, b, c } => {
                let (a, b, c) = (self.word(*a), self.word(*b), self.word(*c));
                self.define(*d, Width::Word, |this, d| this.emit::<integer::FieldU32>(d, a, b, c));
            }
            Op::Shf { left, wrap: WrapMode::Wrap, d, a, b, c } => {
                let (a, b, c) = (self.word(*a), self.word(*b), self.word(*c));
                self.define(*d, Width::Word, |this, d| match left {
                    true => this.emit::<integer::FunnelLeft>(d, a, b, c),
                    false => this.emit::<integer::FunnelRight>(d, a, b, c),
                });
            }
            Op::Prmt { selection: Selection::Index, d, a, b, c } => {
                let (a, b, c) = (self.word(*a), self.word(*b), self.word(*c));
                self.define(*d, Width::Word, |this, d| this.emit::<integer::Permute>(d, a, b, c));
            }
            Op::Dp4a { a_bytes, b_bytes, d, a, b, c } => {
                let (a, b, c) = (self.word(*a), self.word(*b), self.word(*c));
                let signs =
                    u32::from(*a_bytes == Bytes4::Signed) | u32::from(*b_bytes == Bytes4::Signed) << 1;
                self.define(*d, Width::Word, |this, d| {
                    this.emit_with::<integer::Dot4>(d, (a, b, c), signs, 0);
                });
            }
            Op::Lop3 { .. } => self.logic_of_three(op),
            Op::Carry { ty, d, a, b, c, carry_in, carry_out, .. } => {
                let wide = width(*ty);
                let (a, b) = (self.operand(*a, wide), self.operand(*b, wide));
                let c = c.map_or(NONE, |c| self.operand(c, wide));
                let flag = |this: &Self, reg: &Option<Reg>| reg.map_or(NONE, |reg| this.slot(reg));
                let flags = [flag(self, carry_in), flag(self, carry_out)];
                let (list, x) = (self.list(&flags), self.keep(op));
                self.define(*d, wide, |this, d| this.emit_with::<special::Carry>(d, (a, b, c), list, x));
            }
            // What reads it takes the constant itself.
            Op::Mov { d, .. } if self.known(Operand::Reg(*d)).reg().is_none() => {}
            Op::Mov { d, a, .. } => {
                let own = self.width(*d);
                let from = self.operand(*a, own);
                let to = self.slot(*d);
                self.moved(to, from, own);
            }
            Op::Pack { ty, d, parts } => self.pack(*ty, *d, parts),
            Op::Unpack { ty, parts, a } => self.unpack(*ty, parts, *a),
            Op::Cvt { to, from, mode, d, a, b } => self.convert(op, (*to, *from), mode, *d, *a, *b),
            Op::Set { d, .. }
            | Op::Bfe { d, .. }
            | Op::Bfi { d, .. }
            | Op::Bmsk { d, .. }
            | Op::Szext { d, .. }
            | Op::Fns { d, .. }
            | Op::Shf { d, .. }
            | Op::Prmt { d, .. }
            | Op::Dp2a { d, .. }
            | Op::Slct { d, .. }
            | Op::CvtPack { d, .. } => self.evaluate(op, *d),
            Op::Testp { p, .. } => self.evaluate(op, *p),
            _ => return self.effect(op),
        }
        Ok(())
    }

    /// An operation by its meaning, lane by lane.
    pub(super) fn evaluate(&mut self, op: &Op, d: Reg) {
        let (list, count, widths) = self.operands_of(op);
        let x = self.keep(op);
        let (slot, own) = (self.slot(d), self.width(d));
        let e = widths | (own as u32) << 16;
        self.emit_with::<special::Evaluate>(slot, (NONE, list, count), e, x);
        if matches!(op, Op::Cvt { .. }) && own == Width::Word && self.bits(d) < 32 {
            // The sign went further than the register.
            match self.bits(d) {
                8 => self.emit::<integer::Low8>(slot, slot, NONE, NONE),
                _ => self.emit::<integer::Low16>(slot, slot, NONE, NONE),
            }
        }
    }

    fn operands_of(&mut self, op: &Op) -> (u32, u32, u32) {
        let mut operands = Vec::new();
        helpers::operands(op, &mut |operand| operands.push(operand));
        let mut slots = Vec::new();
        let mut widths = Vec::new();
        for operand in operands {
            let own = match self.known(operand) {
                Operand::Reg(reg) => self.width(reg),
                _ => Width::Double,
            };
            slots.push(self.operand(operand, own));
            widths.push(own);
        }
        (self.list(&slots), slots.len() as u32, special::widths(&widths))
    }

    /// Flags of an operation on binary32: what the processor does not do itself.
    fn modes(&self, mode: &Mode) -> u32 {
        let flush = if mode.ftz && !self.flushes { FLUSH } else { 0 };
        flush | if mode.sat { SATURATE } else { 0 }
    }

    /// An operation on binary32 with its modes.
    fn real<A: Operation, B: Operation>(&mut self, d: Reg, operands: (Slot, Slot, Slot), modes: u32) {
        self.define(d, Width::Word, |this, d| match modes {
            0 => this.emit::<A>(d, operands.0, operands.1, operands.2),
            _ => this.emit_with::<B>(d, operands, modes, 0),
        });
    }

    fn unary(&mut self, whole: &Op, op: UnaryOp, ty: Type, mode: &Mode, d: Reg, a: Operand) {
        use float::*;
        match ty {
            Type::Pred => {
                let a = self.predicate(a);
                let d = self.slot(d);
                return self.emit_with::<integer::MovePredicate>(d, (a, NONE, NONE), 1, 0);
            }
            Type::F32 if is_usual(mode) && matches!(op, UnaryOp::Neg | UnaryOp::Abs) => {
                let a = self.word(a);
                return self.define(d, Width::Word, |this, d| match (op, mode.ftz) {
                    (UnaryOp::Neg, false) => this.emit::<NegF32>(d, a, NONE, NONE),
                    (UnaryOp::Neg, true) => this.emit::<NegFlushF32>(d, a, NONE, NONE),
                    (_, false) => this.emit::<AbsF32>(d, a, NONE, NONE),
                    (_, true) => this.emit::<AbsFlushF32>(d, a, NONE, NONE),
                });
            }
            Type::F32 if is_usual(mode) => {
                let operands = (self.word(a), NONE, NONE);
                let modes = self.modes(mode);
                return match op {
                    UnaryOp::Sqrt => self.real::<SqrtF32<false>, SqrtF32<true>>(d, operands, modes),
                    UnaryOp::Rcp => self.real::<RcpF32<false>, RcpF32<true>>(d, operands, modes),
                    UnaryOp::Rsqrt => self.real::<RsqrtF32<false>, RsqrtF32<true>>(d, operands, modes),
                    UnaryOp::Ex2 => self.real::<Ex2F32<false>, Ex2F32<true>>(d, operands, modes),
                    UnaryOp::Lg2 => self.real::<Lg2F32<false>, Lg2F32<true>>(d, operands, modes),
                    UnaryOp::Sin => self.real::<SinF32<false>, SinF32<true>>(d, operands, modes),
                    UnaryOp::Cos => self.real::<CosF32<false>, CosF32<true>>(d, operands, modes),
                    UnaryOp::Tanh => self.real::<TanhF32<false>, TanhF32<true>>(d, operands, modes),
                    _ => self.evaluate(whole, d),
                };
            }
            Type::F64 if is_usual(mode) && !mode.sat && !mode.ftz => {
                let a = self.double(a);
                let is_exact = mode.precision == Precision::Exact;
                return match op {
                    UnaryOp::Neg => {
                        self.define(d, Width::Double, |this, d| this.emit::<NegF64>(d, a, NONE, NONE))
                    }
                    UnaryOp::Abs => {
                        self.define(d, Width::Double, |this, d| this.emit::<AbsF64>(d, a, NONE, NONE))
                    }
                    UnaryOp::Sqrt if is_exact => {
                        self.define(d, Width::Double, |this, d| this.emit::<SqrtF64>(d, a, NONE, NONE));
                    }
                    UnaryOp::Rcp if is_exact => {
                        self.define(d, Width::Double, |this, d| this.emit::<RcpF64>(d, a, NONE, NONE));
                    }
                    _ => self.evaluate(whole, d),
                };
            }
            _ => {}
        }
        if !is_whole(ty) || ty.bits() < 16 {
            return self.evaluate(whole, d);
        }
        use integer::*;
        let wide = width(ty);
        let a = self.operand(a, wide);
        macro_rules! one {
            ($name:ident) => {
                self.define(d, wide, |this, d| this.emit::<$name>(d, a, NONE, NONE))
            };
        }
        match (op, ty.bits()) {
            (UnaryOp::Neg, 16) => one!(Neg16),
            (UnaryOp::Neg, 32) => one!(Neg32),
            (UnaryOp::Neg, 64) => one!(Neg64),
            (UnaryOp::Not, 16) => one!(Not16),
            (UnaryOp::Not, 32) => one!(Not32),
            (UnaryOp::Not, 64) => one!(Not64),
            (UnaryOp::Abs, 32) => one!(Abs32),
            (UnaryOp::Popc, 32) => one!(Popc32),
            (UnaryOp::Clz, 32) => one!(Clz32),
            _ => self.evaluate(whole, d),
        }
    }

    fn binary(
        &mut self,
        whole: &Op,
        (op, ty): (BinaryOp, Type),
        mode: &Mode,
        d: Reg,
        a: Operand,
        b: Operand,
    ) {
        use float::*;
        match ty {
            Type::F32 if is_usual(mode) => {
                let operands = (self.word(a), self.word(b), NONE);
                let modes = self.modes(mode);
                // The processor compares a subnormal number as zero, but does not make it one.
                let always = modes | if mode.ftz { FLUSH } else { 0 };
                return match op {
                    BinaryOp::Add => self.real::<AddF32<false>, AddF32<true>>(d, operands, modes),
                    BinaryOp::Sub => self.real::<SubF32<false>, SubF32<true>>(d, operands, modes),
                    BinaryOp::Mul => self.real::<MulF32<false>, MulF32<true>>(d, operands, modes),
                    BinaryOp::Div => self.real::<DivF32<false>, DivF32<true>>(d, operands, modes),
                    BinaryOp::Min => self.real::<MinF32<false>, MinF32<true>>(d, operands, always),
                    BinaryOp::Max => self.real::<MaxF32<false>, MaxF32<true>>(d, operands, always),
                    _ => self.evaluate(whole, d),
                };
            }
            Type::F64 if is_usual(mode) && !mode.sat && !mode.ftz => {
                let (a, b) = (self.double(a), self.double(b));
                macro_rules! two {
                    ($name:ident) => {
                        self.define(d, Width::Double, |this, d| this.emit::<$name>(d, a, b, NONE))
                    };
                }
                return match op {
                    BinaryOp::Add => two!(AddF64),
                    BinaryOp::Sub => two!(SubF64),
                    BinaryOp::Mul => two!(MulF64),
                    BinaryOp::Div => two!(DivF64),
                    _ => self.evaluate(whole, d),
                };
            }
            Type::F16 | Type::F16x2 if is_usual(mode) && !mode.sat && !mode.ftz => {
                let (a, b) = (self.word(a), self.word(b));
                let is_pair = ty == Type::F16x2;
                macro_rules! two {
                    ($name:ident) => {
                        self.define(d, Width::Word, |this, d| match is_pair {
                            true => this.emit::<half::$name<true>>(d, a, b, NONE),
                            false => this.emit::<half::$name<false>>(d, a, b, NONE),
                        })
                    };
                }
                return match op {
                    BinaryOp::Add => two!(AddF16),
                    BinaryOp::Sub => two!(SubF16),
                    BinaryOp::Mul => two!(MulF16),
                    _ => self.evaluate(whole, d),
                };
            }
            _ => {}
        }
        if !is_whole(ty) || ty.bits() < 16 || mode.sat || mode.relu {
            return self.evaluate(whole, d);
        }
        self.whole_binary(whole, (op, ty), d, a, b);
    }

    fn whole_binary(&mut self, whole: &Op, (op, ty): (BinaryOp, Type), d: Reg, a: Operand, b: Operand) {
        use integer::*;
        let (wide, is_signed) = (width(ty), ty.is_signed());
        let is_shift = matches!(op, BinaryOp::Shl | BinaryOp::Shr);
        let (x, y) = (self.operand(a, wide), self.operand(b, if is_shift { Width::Word } else { wide }));
        let result = match op {
            BinaryOp::MulWide if ty.bits() == 32 => Width::Double,
            _ => wide,
        };
        macro_rules! two {
            ($name:ident) => {
                self.define(d, result, |this, d| this.emit::<$name>(d, x, y, NONE))
            };
        }
        match (op, ty.bits(), is_signed) {
            (BinaryOp::Add, 16, _) => two!(Add16),
            (BinaryOp::Add, 32, _) => two!(Add32),
            (BinaryOp::Add, 64, _) => two!(Add64),
            (BinaryOp::Sub, 16, _) => two!(Sub16),
            (BinaryOp::Sub, 32, _) => two!(Sub32),
            (BinaryOp::Sub, 64, _) => two!(Sub64),
            (BinaryOp::Mul, 16, _) => two!(Mul16),
            (BinaryOp::Mul, 32, _) => two!(Mul32),
            (BinaryOp::Mul, 64, _) => two!(Mul64),
            (BinaryOp::MulHi, 32, false) => two!(MulHighU32),
            (BinaryOp::MulHi, 32, true) => two!(MulHighS32),
            (BinaryOp::MulWide, 16, false) => two!(MulWideU16),
            (BinaryOp::MulWide, 16, true) => two!(MulWideS16),
            (BinaryOp::MulWide, 32, false) => two!(MulWideU32),
            (BinaryOp::MulWide, 32, true) => two!(MulWideS32),
            (BinaryOp::And, 16 | 32, _) => two!(And32),
            (BinaryOp::Or, 16 | 32, _) => two!(Or32),
            (BinaryOp::Xor, 16 | 32, _) => two!(Xor32),
            (BinaryOp::And, 64, _) => two!(And64),
            (BinaryOp::Or, 64, _) => two!(Or64),
            (BinaryOp::Xor, 64, _) => two!(Xor64),
            (BinaryOp::Min, 16, true) => two!(MinS16),
            (BinaryOp::Max, 16, true) => two!(MaxS16),
            (BinaryOp::Min, 32, true) => two!(MinS32),
            (BinaryOp::Max, 32, true) => two!(MaxS32),
            (BinaryOp::Min, 16 | 32, false) => two!(MinU32),
            (BinaryOp::Max, 16 | 32, false) => two!(MaxU32),
            (BinaryOp::Min, 64, false) => two!(MinU64),
            (BinaryOp::Max, 64, false) => two!(MaxU64),
            (BinaryOp::Min, 64, true) => two!(MinS64),
            (BinaryOp::Max, 64, true) => two!(MaxS64),
            (BinaryOp::Shl, 16, _) => two!(Shl16),
            (BinaryOp::Shl, 32, _) => two!(Shl32),
            (BinaryOp::Shl, 64, _) => two!(Shl64),
            (BinaryOp::Shr, 16, true) => two!(ShrS16),
            (BinaryOp::Shr, 16 | 32, false) => two!(ShrU32),
            (BinaryOp::Shr, 32, true) => two!(ShrS32),
            (BinaryOp::Shr, 64, false) => two!(ShrU64),
            (BinaryOp::Shr, 64, true) => two!(ShrS64),
            (BinaryOp::Div, 32, false) => two!(DivU32),
            (BinaryOp::Div, 32, true) => two!(DivS32),
            (BinaryOp::Rem, 32, false) => two!(RemU32),
            (BinaryOp::Rem, 32, true) => two!(RemS32),
            (BinaryOp::Div, 64, false) => two!(DivU64),
            (BinaryOp::Div, 64, true) => two!(DivS64),
            (BinaryOp::Rem, 64, false) => two!(RemU64),
            (BinaryOp::Rem, 64, true) => two!(RemS64),
            _ => self.evaluate(whole, d),
        }
    }

    fn ternary(
        &mut self,
        whole: &Op,
        (op, ty): (TernaryOp, Type),
        mode: &Mode,
        d: Reg,
        (a, b, c): (Operand, Operand, Operand),
    ) {
        use integer::*;
        let is_plain = is_usual(mode) && !mode.sat;
        match (op, ty) {
            (TernaryOp::Fma, Type::F32) if is_usual(mode) => {
                let operands = (self.word(a), self.word(b), self.word(c));
                let modes = self.modes(mode);
                self.real::<float::FmaF32<false>, float::FmaF32<true>>(d, operands, modes);
            }
            (TernaryOp::Fma, Type::F64) if is_plain && !mode.ftz => {
                let (a, b, c) = (self.double(a), self.double(b), self.double(c));
                self.define(d, Width::Double, |this, d| this.emit::<float::FmaF64>(d, a, b, c));
            }
            (TernaryOp::Fma, Type::F16) if is_plain && !mode.ftz => {
                let (a, b, c) = (self.word(a), self.word(b), self.word(c));
                self.define(d, Width::Word, |this, d| this.emit::<half::FmaF16<false>>(d, a, b, c));
            }
            (TernaryOp::Fma, Type::F16x2) if is_plain && !mode.ftz => {
                let (a, b, c) = (self.word(a), self.word(b), self.word(c));
                self.define(d, Width::Word, |this, d| this.emit::<half::FmaF16<true>>(d, a, b, c));
            }
            (TernaryOp::MadLo, _) if is_plain && is_whole(ty) && ty.bits() >= 16 => {
                let wide = width(ty);
                let (a, b, c) = (self.operand(a, wide), self.operand(b, wide), self.operand(c, wide));
                self.define(d, wide, |this, d| match ty.bits() {
                    16 => this.emit::<Mad16>(d, a, b, c),
                    32 => this.emit::<Mad32>(d, a, b, c),
                    _ => this.emit::<Mad64>(d, a, b, c),
                });
            }
            (TernaryOp::MadWide, Type::U32 | Type::S32) => {
                let (a, b, c) = (self.word(a), self.word(b), self.double(c));
                self.define(d, Width::Double, |this, d| match ty {
                    Type::U32 => this.emit::<MadWideU32>(d, a, b, c),
                    _ => this.emit::<MadWideS32>(d, a, b, c),
                });
            }
            _ => self.evaluate(whole, d),
        }
    }

    fn choice(&mut self, op: &Op) {
        match op {
            Op::Setp { cmp, ty, ftz, p, q, a, b, combine } => {
                let is_fast = matches!(ty, Type::F32 | Type::F64) || (is_whole(*ty) && ty.bits() >= 16);
                let (first, second) = (p.map(|p| self.slot(p)), q.map(|q| self.slot(q)));
                let (first, second) = (first.unwrap_or(NONE), second.unwrap_or(NONE));
                if !is_fast {
                    let (list, count, widths) = self.operands_of(op);
                    let x = self.keep(op);
                    return self.emit_with::<special::Evaluate>(first, (second, list, count), widths, x);
                }
                let wide = width(*ty);
                let (a, b) = (self.operand(*a, wide), self.operand(*b, wide));
                let with = combine.map(|(how, with)| (how, with.negated));
                let e = combine.map_or(NONE, |(_, with)| self.predicate(with.value));
                let x = Combination { comparison: *cmp, with, flushes: *ftz }.bits();
                let operands = (a, b, second);
                use compare::*;
                match (ty, ty.bits(), ty.is_signed()) {
                    (Type::F32, ..) => self.emit_with::<CompareF32>(first, operands, e, x),
                    (Type::F64, ..) => self.emit_with::<CompareF64>(first, operands, e, x),
                    (_, 16, true) => self.emit_with::<CompareS16>(first, operands, e, x),
                    (_, 64, true) => self.emit_with::<CompareS64>(first, operands, e, x),
                    (_, 64, false) => self.emit_with::<CompareU64>(first, operands, e, x),
                    (_, _, true) => self.emit_with::<CompareS32>(first, operands, e, x),
                    _ => self.emit_with::<CompareU32>(first, operands, e, x),
                }
            }
            Op::Selp { d, a, b, p, .. } => {
                let own = self.width(*d);
                let (a, b) = (self.operand(*a, own), self.operand(*b, own));
                let when = self.predicate(p.value);
                let (d, e) = (self.slot(*d), u32::from(p.negated));
                match own {
                    Width::Double => self.emit_with::<integer::Select64>(d, (a, b, when), e, 0),
                    _ => self.emit_with::<integer::Select32>(d, (a, b, when), e, 0),
                }
            }
            Op::Logic { op, d, a, b } => {
                let (x, y) = (self.predicate(a.value), self.predicate(b.value));
                let signs = u32::from(a.negated) | u32::from(b.negated) << 1;
                let d = self.slot(*d);
                self.emit_with::<integer::Logic>(d, (x, y, NONE), signs, number(*op));
            }
            _ => {}
        }
    }

    fn logic_of_three(&mut self, op: &Op) {
        let Op::Lop3 { table, d, a, b, c, p, combine } = op else { return };
        let (a, b, c) = (self.word(*a), self.word(*b), self.word(*c));
        // Without a register the result is only compared.
        let value = match d {
            Some(d) if p.is_none() => self.slot(*d),
            _ => self.temporary(Width::Word),
        };
        self.emit_with::<integer::Logic3>(value, (a, b, c), 0, u64::from(*table));
        let Some(p) = p else { return };
        let with = combine.map(|(how, with)| (how, with.negated));
        let e = combine.map_or(NONE, |(_, with)| self.predicate(with.value));
        let x = Combination { comparison: ptx::ir::Comparison::Ne, with, flushes: false }.bits();
        let zero = self.constant(0, Width::Word);
        let p = self.slot(*p);
        self.emit_with::<compare::CompareU32>(p, (value, zero, NONE), e, x);
        if let Some(d) = d {
            self.define(*d, Width::Word, |this, d| this.moved(d, value, Width::Word));
        }
    }

    fn pack(&mut self, ty: Type, d: Reg, parts: &[Operand]) {
        let bits = ty.bits() / parts.len().max(1) as u32;
        if bits == 32 && parts.len() == 2 {
            let (low, high) = (self.word(parts[0]), self.word(parts[1]));
            return self.define(d, Width::Double, |this, d| this.emit::<integer::Pair64>(d, low, high, NONE));
        }
        // Words first, each of its parts.
        let per_word = (32 / bits.max(1)) as usize;
        let words: Vec<Slot> = parts.chunks(per_word).map(|parts| self.joined(parts, bits)).collect();
        match words.as_slice() {
            [low, high] => {
                let (low, high) = (*low, *high);
                self.define(d, Width::Double, |this, d| this.emit::<integer::Pair64>(d, low, high, NONE));
            }
            [word] => {
                let word = *word;
                self.define(d, Width::Word, |this, d| this.moved(d, word, Width::Word));
            }
            _ => {}
        }
    }

    /// A word of some parts, the first lowest.
    fn joined(&mut self, parts: &[Operand], bits: u32) -> Slot {
        let slots: Vec<Slot> = parts.iter().map(|part| self.narrow(*part, bits)).collect();
        let mut all = slots.first().copied().unwrap_or(NONE);
        for (index, slot) in slots.iter().enumerate().skip(1) {
            let to = self.temporary(Width::Word);
            if bits == 16 {
                self.emit::<integer::Pair32>(to, all, *slot, NONE);
            } else {
                let count = self.constant(u64::from(bits) * index as u64, Width::Word);
                self.emit::<integer::Shl32>(to, *slot, count, NONE);
                self.emit::<integer::Or32>(to, to, all, NONE);
            }
            all = to;
        }
        all
    }

    fn unpack(&mut self, ty: Type, parts: &[Option<Reg>], a: Operand) {
        let bits = ty.bits() / parts.len().max(1) as u32;
        let words: Vec<Slot> = if ty.bits() == 64 {
            let whole = self.double(a);
            let (low, high) = (self.temporary(Width::Word), self.temporary(Width::Word));
            self.emit::<integer::Narrow64>(low, whole, NONE, NONE);
            self.emit::<integer::Upper64>(high, whole, NONE, NONE);
            vec![low, high]
        } else {
            // A part may be the register that is taken apart.
            let (whole, copy) = (self.word(a), self.temporary(Width::Word));
            self.moved(copy, whole, Width::Word);
            vec![copy]
        };
        let per_word = (32 / bits.max(1)).max(1) as usize;
        for (index, part) in parts.iter().enumerate() {
            let Some(reg) = part else { continue };
            let (word, at) = (words[(index / per_word).min(words.len() - 1)], index % per_word);
            let count = self.constant(u64::from(bits) * at as u64, Width::Word);
            self.define(*reg, Width::Word, |this, d| match (bits, at) {
                (32, _) => this.moved(d, word, Width::Word),
                (16, 0) => this.emit::<integer::Low16>(d, word, NONE, NONE),
                (16, _) => this.emit::<integer::Upper32>(d, word, NONE, NONE),
                _ => {
                    let shifted = this.temporary(Width::Word);
                    this.emit::<integer::ShrU32>(shifted, word, count, NONE);
                    this.emit::<integer::Low8>(d, shifted, NONE, NONE);
                }
            });
        }
    }
}

fn number(op: BoolOp) -> u64 {
    match op {
        BoolOp::And => integer::AND,
        BoolOp::Or => integer::OR,
        BoolOp::Xor => integer::XOR,
    }
}
