//! Arithmetic and choice: what the processor can do as PTX wants it is done in place, the rest by helpers.

use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::{InstBuilder, MemFlagsData, Type as Clif, Value, types};
use ptx::ir::{
    BinaryOp, BoolOp, CarryOp, Comparison, Mode, Op, Operand, Precision, Reg, Rounding, TernaryOp, Type,
    UnaryOp,
};

use super::function::{Translator, clif};
use super::helpers::Helper;

/// Whether a mode asks for nothing but what the processor does anyway.
fn is_nearest(mode: &Mode) -> bool {
    matches!(mode.rounding, None | Some(Rounding::NearestEven))
        && !mode.satfinite
        && !mode.relu
        && !mode.xorsign_abs
}

impl Translator<'_, '_, '_> {
    /// Whether `.ftz` takes instructions of its own: the processor does not flush in this kernel.
    fn must_flush(&self, ty: Type, ftz: bool) -> bool {
        ftz && ty == Type::F32 && !self.unit.flushes
    }

    /// A number of binary32, or a zero of its sign if it is subnormal.
    fn flushed(&mut self, value: Value) -> Value {
        let bits = self.cast(value, types::I32);
        let magnitude = self.b.ins().band_imm_u(bits, 0x7fff_ffff);
        let sign = self.b.ins().band_imm_u(bits, 0x8000_0000);
        let is_small = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, magnitude, 0x0080_0000);
        let bits = self.b.ins().select(is_small, sign, bits);
        self.cast(bits, types::F32)
    }

    /// An operand of an operation on floats.
    fn real(&mut self, operand: Operand, ty: Type, ftz: bool) -> Value {
        let value = self.value(operand, clif(ty));
        // A constant is flushed here: the compiler may compute with it, and does not flush.
        let is_constant = ftz && ty == Type::F32 && matches!(operand, Operand::Imm(_));
        if is_constant || self.must_flush(ty, ftz) { self.flushed(value) } else { value }
    }

    /// A result of one: a NaN is the usual one, and it is flushed and clamped as the mode says.
    fn finished(&mut self, value: Value, ty: Type, mode: &Mode) -> Value {
        let value = if ty == Type::F32 {
            let is_nan = self.b.ins().fcmp(FloatCC::Unordered, value, value);
            let nan = self.constant(0x7fff_ffff, types::F32);
            self.b.ins().select(is_nan, nan, value)
        } else {
            value
        };
        self.bounded(value, ty, mode)
    }

    /// Flushed and clamped as the mode says.
    fn bounded(&mut self, value: Value, ty: Type, mode: &Mode) -> Value {
        let value = if self.must_flush(ty, mode.ftz) { self.flushed(value) } else { value };
        self.saturated(value, clif(ty), mode)
    }

    /// Whether it flushes what the compiler may compute, which does not.
    fn folds(&self, mode: &Mode, operands: &[Operand]) -> bool {
        mode.ftz && operands.iter().all(|operand| matches!(operand, Operand::Imm(_)))
    }

    /// Whether an operation on floats can be done in place.
    fn is_simple(&self, ty: Type, mode: &Mode) -> bool {
        matches!(ty, Type::F32 | Type::F64) && is_nearest(mode)
    }

    /// Clamps to [0, 1]; NaN becomes 0.
    fn saturated(&mut self, value: Value, ty: Clif, mode: &Mode) -> Value {
        if !mode.sat {
            return value;
        }
        let one = if ty == types::F32 { self.b.ins().f32const(1.0) } else { self.b.ins().f64const(1.0) };
        let zero = if ty == types::F32 { self.b.ins().f32const(0.0) } else { self.b.ins().f64const(0.0) };
        let is_positive = self.b.ins().fcmp(FloatCC::GreaterThan, value, zero);
        let value = self.b.ins().select(is_positive, value, zero);
        let is_large = self.b.ins().fcmp(FloatCC::GreaterThan, value, one);
        self.b.ins().select(is_large, one, value)
    }

    pub(super) fn unary(&mut self, op: UnaryOp, ty: Type, mode: Mode, d: Reg, a: Operand) {
        let whole = Op::Unary { op, ty, mode, d, a };
        if ty == Type::Pred {
            let value = self.value(a, types::I8);
            let value = self.b.ins().bxor_imm_u(value, 1);
            self.define(d, value);
            return;
        }
        let kind = clif(ty);
        if matches!(ty, Type::F32 | Type::F64) {
            if !self.is_simple(ty, &mode) || self.folds(&mode, &[a]) {
                return self.evaluate(&whole, d);
            }
            let value = self.real(a, ty, mode.ftz);
            let value = match op {
                UnaryOp::Neg | UnaryOp::Abs if mode.ftz && self.unit.flushes => {
                    // A product is flushed, a change of the sign is not.
                    let one = self.constant(0x3f80_0000, kind);
                    let value = self.b.ins().fmul(value, one);
                    if op == UnaryOp::Neg { self.b.ins().fneg(value) } else { self.b.ins().fabs(value) }
                }
                UnaryOp::Neg => self.b.ins().fneg(value),
                UnaryOp::Abs => self.b.ins().fabs(value),
                UnaryOp::Sqrt => self.b.ins().sqrt(value),
                UnaryOp::Rcp if ty == Type::F32 || mode.precision == Precision::Exact => {
                    let one =
                        self.constant(if ty == Type::F32 { 0x3f80_0000 } else { 1.0f64.to_bits() }, kind);
                    self.b.ins().fdiv(one, value)
                }
                UnaryOp::Rsqrt if ty == Type::F32 => {
                    let root = self.b.ins().sqrt(value);
                    let one = self.constant(0x3f80_0000, kind);
                    self.b.ins().fdiv(one, root)
                }
                UnaryOp::Ex2 | UnaryOp::Lg2 | UnaryOp::Sin | UnaryOp::Cos | UnaryOp::Tanh
                    if ty == Type::F32 =>
                {
                    let helper = match op {
                        UnaryOp::Ex2 => Helper::Ex2,
                        UnaryOp::Lg2 => Helper::Lg2,
                        UnaryOp::Sin => Helper::Sin,
                        UnaryOp::Cos => Helper::Cos,
                        _ => Helper::Tanh,
                    };
                    match self.help(helper, &[value]) {
                        Some(value) => value,
                        None => value,
                    }
                }
                _ => return self.evaluate(&whole, d),
            };
            // The sign of a NaN changes, and nothing else.
            let value = match op {
                UnaryOp::Neg | UnaryOp::Abs => self.bounded(value, ty, &mode),
                _ => self.finished(value, ty, &mode),
            };
            self.define(d, value);
            return;
        }
        if ty.is_float() || ty.class() == ptx::ir::Class::Packed || ty.bits() > 64 {
            return self.evaluate(&whole, d);
        }
        let value = self.value(a, kind);
        let value = match op {
            UnaryOp::Neg => self.b.ins().ineg(value),
            UnaryOp::Not => self.b.ins().bnot(value),
            UnaryOp::Abs => {
                let negative = self.b.ins().ineg(value);
                let is_negative = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, value, 0);
                self.b.ins().select(is_negative, negative, value)
            }
            UnaryOp::Popc => self.b.ins().popcnt(value),
            UnaryOp::Clz => self.b.ins().clz(value),
            UnaryOp::Brev => self.b.ins().bitrev(value),
            _ => return self.evaluate(&whole, d),
        };
        self.define(d, value);
    }

    pub(super) fn binary(&mut self, op: BinaryOp, ty: Type, mode: Mode, d: Reg, a: Operand, b: Operand) {
        let whole = Op::Binary { op, ty, mode, d, a, b };
        let kind = clif(ty);
        if matches!(ty, Type::F32 | Type::F64) {
            if !self.is_simple(ty, &mode) || self.folds(&mode, &[a, b]) {
                return self.evaluate(&whole, d);
            }
            let (x, y) = (self.real(a, ty, mode.ftz), self.real(b, ty, mode.ftz));
            let value = match op {
                BinaryOp::Add => self.b.ins().fadd(x, y),
                BinaryOp::Sub => self.b.ins().fsub(x, y),
                BinaryOp::Mul => self.b.ins().fmul(x, y),
                BinaryOp::Div => self.b.ins().fdiv(x, y),
                BinaryOp::Min | BinaryOp::Max if !mode.nan => {
                    let (x, y) = if mode.ftz && self.unit.flushes {
                        // The processor compares a subnormal number as zero, but does not make it one.
                        let one = self.constant(0x3f80_0000, kind);
                        (self.b.ins().fmul(x, one), self.b.ins().fmul(y, one))
                    } else {
                        (x, y)
                    };
                    let both =
                        if op == BinaryOp::Min { self.b.ins().fmin(x, y) } else { self.b.ins().fmax(x, y) };
                    // A number wins over a NaN.
                    let is_nan = self.b.ins().fcmp(FloatCC::Unordered, y, y);
                    let other = self.b.ins().select(is_nan, x, both);
                    let is_nan = self.b.ins().fcmp(FloatCC::Unordered, x, x);
                    self.b.ins().select(is_nan, y, other)
                }
                _ => return self.evaluate(&whole, d),
            };
            let value = self.finished(value, ty, &mode);
            self.define(d, value);
            return;
        }
        if ty.is_float() || ty.class() == ptx::ir::Class::Packed || ty.bits() > 64 || mode.sat || mode.relu {
            return self.evaluate(&whole, d);
        }
        let is_signed = ty.is_signed();
        let x = self.value(a, kind);
        let value = match op {
            BinaryOp::Shl | BinaryOp::Shr => return self.shift(op, ty, d, x, b),
            BinaryOp::MulWide => {
                let (x, y) = (self.widened(x, ty), self.value(b, kind));
                let y = self.widened(y, ty);
                let product = self.b.ins().imul(x, y);
                self.define(d, product);
                return;
            }
            BinaryOp::MulHi if ty.bits() <= 32 => {
                let (x, y) = (self.widened(x, ty), self.value(b, kind));
                let y = self.widened(y, ty);
                let product = self.b.ins().imul(x, y);
                let high = self.b.ins().ushr_imm_u(product, i64::from(ty.bits()));
                self.b.ins().ireduce(kind, high)
            }
            BinaryOp::MulHi => {
                let y = self.value(b, kind);
                if is_signed { self.b.ins().smulhi(x, y) } else { self.b.ins().umulhi(x, y) }
            }
            BinaryOp::Add => {
                let y = self.value(b, kind);
                self.b.ins().iadd(x, y)
            }
            BinaryOp::Sub => {
                let y = self.value(b, kind);
                self.b.ins().isub(x, y)
            }
            BinaryOp::Mul => {
                let y = self.value(b, kind);
                self.b.ins().imul(x, y)
            }
            BinaryOp::And | BinaryOp::Or | BinaryOp::Xor => {
                let y = self.value(b, kind);
                match op {
                    BinaryOp::And => self.b.ins().band(x, y),
                    BinaryOp::Or => self.b.ins().bor(x, y),
                    _ => self.b.ins().bxor(x, y),
                }
            }
            BinaryOp::Min | BinaryOp::Max => {
                let y = self.value(b, kind);
                match (op, is_signed) {
                    (BinaryOp::Min, true) => self.b.ins().smin(x, y),
                    (BinaryOp::Min, false) => self.b.ins().umin(x, y),
                    (_, true) => self.b.ins().smax(x, y),
                    (_, false) => self.b.ins().umax(x, y),
                }
            }
            BinaryOp::Div | BinaryOp::Rem => {
                let y = self.value(b, kind);
                self.divide(op, is_signed, kind, x, y)
            }
            _ => return self.evaluate(&whole, d),
        };
        self.define(d, value);
    }

    /// Division that never traps: by zero it gives all ones, and the dividend as the remainder.
    fn divide(&mut self, op: BinaryOp, is_signed: bool, kind: Clif, x: Value, y: Value) -> Value {
        let is_zero = self.b.ins().icmp_imm_s(IntCC::Equal, y, 0);
        let one = self.constant(1, kind);
        let mut divisor = self.b.ins().select(is_zero, one, y);
        let mut is_odd = None;
        if is_signed {
            // The least number by -1 overflows: what is wanted is its negative, which is itself.
            let is_minus_one = self.b.ins().icmp_imm_s(IntCC::Equal, y, -1);
            divisor = self.b.ins().select(is_minus_one, one, divisor);
            is_odd = Some(is_minus_one);
        }
        if op == BinaryOp::Div {
            let quotient =
                if is_signed { self.b.ins().sdiv(x, divisor) } else { self.b.ins().udiv(x, divisor) };
            let quotient = match is_odd {
                Some(is_minus_one) => {
                    let negative = self.b.ins().ineg(x);
                    self.b.ins().select(is_minus_one, negative, quotient)
                }
                None => quotient,
            };
            let ones = self.constant(u64::MAX, kind);
            self.b.ins().select(is_zero, ones, quotient)
        } else {
            let rest = if is_signed { self.b.ins().srem(x, divisor) } else { self.b.ins().urem(x, divisor) };
            self.b.ins().select(is_zero, x, rest)
        }
    }

    fn shift(&mut self, op: BinaryOp, ty: Type, d: Reg, x: Value, b: Operand) {
        let kind = clif(ty);
        let bits = u64::from(ty.bits());
        let is_signed = ty.is_signed() && op == BinaryOp::Shr;
        if let Operand::Imm(count) = b {
            let count = count & 0xffff_ffff;
            let value = match (op, count < bits) {
                (BinaryOp::Shl, true) => self.b.ins().ishl_imm_u(x, count as i64),
                (_, true) if is_signed => self.b.ins().sshr_imm_u(x, count as i64),
                (_, true) => self.b.ins().ushr_imm_u(x, count as i64),
                (_, false) if is_signed => self.b.ins().sshr_imm_u(x, bits as i64 - 1),
                _ => self.constant(0, kind),
            };
            self.define(d, value);
            return;
        }
        let count = self.value(b, types::I32);
        let fits = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, count, bits as i64);
        let value = if is_signed {
            let most = self.b.ins().iconst(types::I32, bits as i64 - 1);
            let count = self.b.ins().select(fits, count, most);
            self.b.ins().sshr(x, count)
        } else {
            let shifted =
                if op == BinaryOp::Shl { self.b.ins().ishl(x, count) } else { self.b.ins().ushr(x, count) };
            let zero = self.constant(0, kind);
            self.b.ins().select(fits, shifted, zero)
        };
        self.define(d, value);
    }

    /// Twice as wide, by the type's sign.
    pub(super) fn widened(&mut self, value: Value, ty: Type) -> Value {
        let wide = super::function::integer(ty.bits() * 2);
        if ty.is_signed() { self.b.ins().sextend(wide, value) } else { self.b.ins().uextend(wide, value) }
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of an operation")]
    pub(super) fn ternary(
        &mut self,
        op: TernaryOp,
        ty: Type,
        mode: Mode,
        d: Reg,
        a: Operand,
        b: Operand,
        c: Operand,
    ) {
        let whole = Op::Ternary { op, ty, mode, d, a, b, c };
        let kind = clif(ty);
        match op {
            TernaryOp::Fma if self.is_simple(ty, &mode) => {
                let (x, y) = (self.real(a, ty, mode.ftz), self.real(b, ty, mode.ftz));
                let z = self.real(c, ty, mode.ftz);
                let value = if self.unit.has_fma {
                    self.b.ins().fma(x, y, z)
                } else {
                    let helper = if kind == types::F32 { Helper::Fma32 } else { Helper::Fma64 };
                    match self.help(helper, &[x, y, z]) {
                        Some(value) => value,
                        None => x,
                    }
                };
                let value = self.finished(value, ty, &mode);
                self.define(d, value);
            }
            TernaryOp::MadLo if !mode.sat && ty.bits() <= 64 => {
                let (x, y, z) = (self.value(a, kind), self.value(b, kind), self.value(c, kind));
                let product = self.b.ins().imul(x, y);
                let value = self.b.ins().iadd(product, z);
                self.define(d, value);
            }
            TernaryOp::MadWide => {
                let (x, y) = (self.value(a, kind), self.value(b, kind));
                let (x, y) = (self.widened(x, ty), self.widened(y, ty));
                let wide = self.b.func.dfg.value_type(x);
                let z = self.value(c, wide);
                let product = self.b.ins().imul(x, y);
                let value = self.b.ins().iadd(product, z);
                self.define(d, value);
            }
            TernaryOp::MadHi if !mode.sat && ty.bits() == 32 => {
                let (x, y, z) = (self.value(a, kind), self.value(b, kind), self.value(c, kind));
                let (x, y) = (self.widened(x, ty), self.widened(y, ty));
                let product = self.b.ins().imul(x, y);
                let high = self.b.ins().ushr_imm_u(product, 32);
                let high = self.b.ins().ireduce(types::I32, high);
                let value = self.b.ins().iadd(high, z);
                self.define(d, value);
            }
            _ => self.evaluate(&whole, d),
        }
    }

    pub(super) fn carry(
        &mut self,
        op: CarryOp,
        ty: Type,
        d: Reg,
        (a, b, c): (Operand, Operand, Option<Operand>),
        carry_in: Option<Reg>,
        carry_out: Option<Reg>,
    ) {
        let kind = clif(ty);
        let (x, y) = (self.value(a, kind), self.value(b, kind));
        let (x, y) = match op {
            CarryOp::Add | CarryOp::Sub => (x, y),
            CarryOp::MadLo | CarryOp::MadHi => {
                let product = match (op, ty.is_signed()) {
                    (CarryOp::MadLo, _) => self.b.ins().imul(x, y),
                    (_, true) => self.b.ins().smulhi(x, y),
                    _ => self.b.ins().umulhi(x, y),
                };
                let z = match c {
                    Some(c) => self.value(c, kind),
                    None => self.constant(0, kind),
                };
                (product, z)
            }
        };
        let flag = match carry_in {
            Some(flag) => self.value(Operand::Reg(flag), types::I8),
            None => self.constant(0, types::I8),
        };
        let flag = self.b.ins().uextend(kind, flag);
        let (value, first, second);
        if op == CarryOp::Sub {
            let half = self.b.ins().isub(x, y);
            first = self.b.ins().icmp(IntCC::UnsignedLessThan, x, y);
            second = self.b.ins().icmp(IntCC::UnsignedLessThan, half, flag);
            value = self.b.ins().isub(half, flag);
        } else {
            let half = self.b.ins().iadd(x, y);
            first = self.b.ins().icmp(IntCC::UnsignedLessThan, half, x);
            value = self.b.ins().iadd(half, flag);
            second = self.b.ins().icmp(IntCC::UnsignedLessThan, value, half);
        }
        let out = self.b.ins().bor(first, second);
        self.define(d, value);
        if let Some(reg) = carry_out {
            self.define(reg, out);
        }
    }

    /// A comparison that can be done in place.
    fn compared(&mut self, cmp: Comparison, ty: Type, ftz: bool, a: Operand, b: Operand) -> Option<Value> {
        let kind = clif(ty);
        if matches!(ty, Type::F32 | Type::F64) {
            let code = match cmp {
                Comparison::Eq => FloatCC::Equal,
                Comparison::Ne => FloatCC::OrderedNotEqual,
                Comparison::Lt => FloatCC::LessThan,
                Comparison::Le => FloatCC::LessThanOrEqual,
                Comparison::Gt => FloatCC::GreaterThan,
                Comparison::Ge => FloatCC::GreaterThanOrEqual,
                Comparison::Equ => FloatCC::UnorderedOrEqual,
                Comparison::Neu => FloatCC::NotEqual,
                Comparison::Ltu => FloatCC::UnorderedOrLessThan,
                Comparison::Leu => FloatCC::UnorderedOrLessThanOrEqual,
                Comparison::Gtu => FloatCC::UnorderedOrGreaterThan,
                Comparison::Geu => FloatCC::UnorderedOrGreaterThanOrEqual,
                Comparison::Num => FloatCC::Ordered,
                Comparison::Nan => FloatCC::Unordered,
            };
            let (x, y) = (self.real(a, ty, ftz), self.real(b, ty, ftz));
            return Some(self.b.ins().fcmp(code, x, y));
        }
        if ty.is_float() || ty.class() == ptx::ir::Class::Packed {
            return None;
        }
        let code = match (cmp, ty.is_signed()) {
            (Comparison::Eq | Comparison::Equ, _) => IntCC::Equal,
            (Comparison::Ne | Comparison::Neu, _) => IntCC::NotEqual,
            (Comparison::Lt, true) => IntCC::SignedLessThan,
            (Comparison::Le, true) => IntCC::SignedLessThanOrEqual,
            (Comparison::Gt, true) => IntCC::SignedGreaterThan,
            (Comparison::Ge, true) => IntCC::SignedGreaterThanOrEqual,
            (Comparison::Lt | Comparison::Ltu, false) => IntCC::UnsignedLessThan,
            (Comparison::Le | Comparison::Leu, false) => IntCC::UnsignedLessThanOrEqual,
            (Comparison::Gt | Comparison::Gtu, false) => IntCC::UnsignedGreaterThan,
            (Comparison::Ge | Comparison::Geu, false) => IntCC::UnsignedGreaterThanOrEqual,
            _ => return None,
        };
        let (x, y) = (self.value(a, kind), self.value(b, kind));
        Some(self.b.ins().icmp(code, x, y))
    }

    fn combined(&mut self, value: Value, combine: &Option<(BoolOp, ptx::ir::Predicate)>) -> Value {
        let Some((op, with)) = combine else { return value };
        let with = self.predicate(with);
        match op {
            BoolOp::And => self.b.ins().band(value, with),
            BoolOp::Or => self.b.ins().bor(value, with),
            BoolOp::Xor => self.b.ins().bxor(value, with),
        }
    }

    pub(super) fn choice(&mut self, op: &Op) {
        match op {
            Op::Setp { cmp, ty, ftz, p, q, a, b, combine } => {
                let (first, second) = match self.compared(*cmp, *ty, *ftz, *a, *b) {
                    Some(holds) => {
                        let not = self.b.ins().bxor_imm_u(holds, 1);
                        (holds, not)
                    }
                    None => {
                        // Both answers of a helper, in bits 0 and 1, before anything is combined with them.
                        let bare = Op::Setp {
                            cmp: *cmp,
                            ty: *ty,
                            ftz: *ftz,
                            p: *p,
                            q: *q,
                            a: *a,
                            b: *b,
                            combine: None,
                        };
                        let pointer = self.pointer_to(&bare);
                        let (x, y) = (self.value(*a, types::I64), self.value(*b, types::I64));
                        let zero = self.word(0);
                        let arguments = [pointer, x, y, zero, zero, zero];
                        let both = self.help(Helper::Evaluate, &arguments).unwrap_or(zero);
                        let both = self.b.ins().ireduce(types::I8, both);
                        let first = self.b.ins().band_imm_u(both, 1);
                        let second = self.b.ins().ushr_imm_u(both, 1);
                        (first, second)
                    }
                };
                let first = self.combined(first, combine);
                let second = self.combined(second, combine);
                if let Some(p) = p {
                    self.define(*p, first);
                }
                if let Some(q) = q {
                    self.define(*q, second);
                }
            }
            Op::Set { cmp, to, ty, ftz, d, a, b, combine } => match self.compared(*cmp, *ty, *ftz, *a, *b) {
                Some(holds) if matches!(to, Type::F32 | Type::U32 | Type::S32 | Type::B32) => {
                    let holds = self.combined(holds, combine);
                    let yes = if *to == Type::F32 { 0x3f80_0000 } else { 0xffff_ffff };
                    let yes = self.constant(yes, types::I32);
                    let no = self.constant(0, types::I32);
                    let value = self.b.ins().select(holds, yes, no);
                    self.define(*d, value);
                }
                _ => self.evaluate(op, *d),
            },
            Op::Selp { ty, d, a, b, p } => {
                let kind = clif(*ty);
                let p = self.predicate(p);
                let (x, y) = (self.value(*a, kind), self.value(*b, kind));
                let value = self.b.ins().select(p, x, y);
                self.define(*d, value);
            }
            Op::Logic { op, d, a, b } => {
                let (x, y) = (self.predicate(a), self.predicate(b));
                let value = match op {
                    BoolOp::And => self.b.ins().band(x, y),
                    BoolOp::Or => self.b.ins().bor(x, y),
                    BoolOp::Xor => self.b.ins().bxor(x, y),
                };
                self.define(*d, value);
            }
            _ => {}
        }
    }

    pub(super) fn pack(&mut self, op: &Op) {
        match op {
            Op::Pack { ty, d, parts } => {
                let bits = ty.bits() / parts.len().max(1) as u32;
                let kind = super::function::integer(bits);
                let wide = super::function::integer(ty.bits());
                let mut all = None;
                for (index, part) in parts.iter().enumerate() {
                    let value = self.value(*part, kind);
                    let value = self.cast(value, wide);
                    let shift = i64::from(bits) * index as i64;
                    let value = if shift == 0 {
                        value
                    } else {
                        let count = self.b.ins().iconst(types::I32, shift);
                        self.b.ins().ishl(value, count)
                    };
                    all = Some(match all {
                        Some(all) => self.b.ins().bor(all, value),
                        None => value,
                    });
                }
                if let Some(value) = all {
                    self.define(*d, value);
                }
            }
            Op::Unpack { ty, parts, a } => {
                let bits = ty.bits() / parts.len().max(1) as u32;
                let kind = super::function::integer(bits);
                let whole = self.value(*a, super::function::integer(ty.bits()));
                for (index, part) in parts.iter().enumerate() {
                    let Some(reg) = part else { continue };
                    let shift = i64::from(bits) * index as i64;
                    let value = if shift == 0 {
                        whole
                    } else {
                        let count = self.b.ins().iconst(types::I32, shift);
                        self.b.ins().ushr(whole, count)
                    };
                    let value = self.cast(value, kind);
                    self.define(*reg, value);
                }
            }
            _ => {}
        }
    }

    /// A vector of bytes that begins with a value.
    pub(super) fn as_bytes(&mut self, value: Value) -> Value {
        let ty = self.b.func.dfg.value_type(value);
        let vector = if ty == types::I64 { types::I64X2 } else { types::I32X4 };
        let value = self.b.ins().scalar_to_vector(vector, value);
        let flags = MemFlagsData::new().with_endianness(cranelift_codegen::ir::Endianness::Little);
        self.b.ins().bitcast(types::I8X16, flags, value)
    }
}
