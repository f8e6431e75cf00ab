//! Conversions.

use cranelift_codegen::ir::condcodes::FloatCC;
use cranelift_codegen::ir::{InstBuilder, Value, types};
use ptx::ir::{Mode, Op, Operand, Reg, Rounding, Type};

use super::function::{Translator, clif, fixed};
use super::helpers::{self, Helper};

fn is_whole(ty: Type) -> bool {
    use ptx::ir::Class;
    matches!(ty.class(), Class::Bits | Class::Unsigned | Class::Signed)
        && matches!(ty.bits(), 8 | 16 | 32 | 64)
}

fn is_real(ty: Type) -> bool {
    matches!(ty, Type::F32 | Type::F64)
}

/// Whether a conversion treats subnormal numbers differently from zeros.
fn is_sensitive(to: Type, from: Type, mode: &Mode) -> bool {
    let is_directed = matches!(mode.rounding, Some(Rounding::IntegerDown | Rounding::IntegerUp));
    match (from, to) {
        (Type::F32, Type::F64) | (Type::F64, _) => true,
        (Type::F32, _) => is_directed || (to == Type::F32 && mode.rounding.is_none()),
        _ => false,
    }
}

impl Translator<'_, '_, '_> {
    pub(super) fn convert(
        &mut self,
        op: &Op,
        (to, from): (Type, Type),
        mode: Mode,
        d: Reg,
        a: Operand,
        b: Option<Operand>,
    ) {
        let would_flush = self.unit.flushes && !mode.ftz && is_sensitive(to, from, &mode);
        let is_rare = b.is_some() || mode.satfinite || mode.relu;
        let value = if is_rare || would_flush || (mode.ftz && !self.unit.flushes) {
            None
        } else {
            self.converted(to, from, mode, a)
        };
        match value {
            Some(value) => self.define_extended(d, to, value),
            None => self.evaluate(op, d),
        }
    }

    /// Writes a register that may be wider than the value, which is extended by its sign.
    pub(super) fn define_extended(&mut self, d: Reg, ty: Type, value: Value) {
        let own = self.b.func.dfg.value_type(value);
        let wide = self.register_type(d);
        if ty.is_signed() && wide.is_int() && own.is_int() && wide.bits() > own.bits() {
            let value = self.b.ins().sextend(wide, value);
            self.define(d, value);
        } else {
            self.define(d, value);
        }
    }

    fn converted(&mut self, to: Type, from: Type, mode: Mode, a: Operand) -> Option<Value> {
        let nearest = matches!(mode.rounding, None | Some(Rounding::NearestEven));
        if is_whole(to) && is_whole(from) {
            if mode.sat {
                return None;
            }
            let value = self.value(a, clif(from));
            return Some(if to.bits() <= from.bits() {
                self.cast(value, clif(to))
            } else if from.is_signed() {
                self.b.ins().sextend(clif(to), value)
            } else {
                self.b.ins().uextend(clif(to), value)
            });
        }
        if is_real(to) && is_whole(from) && nearest && !mode.sat {
            let value = self.value(a, clif(from));
            let value = match (from.bits(), from.is_signed()) {
                (..32, true) => self.b.ins().sextend(types::I32, value),
                (..32, false) => self.b.ins().uextend(types::I32, value),
                _ => value,
            };
            return Some(if from.is_signed() {
                self.b.ins().fcvt_from_sint(clif(to), value)
            } else {
                self.b.ins().fcvt_from_uint(clif(to), value)
            });
        }
        if is_whole(to) && from == Type::F32 && to.bits() >= 32 {
            let value = self.value(a, types::F32);
            let value = self.rounded(value, mode.rounding)?;
            // What a NaN of binary32 becomes in 64 bits is not 0: see `semantics`.
            if to.bits() == 64 {
                return None;
            }
            return Some(if to.is_signed() {
                self.b.ins().fcvt_to_sint_sat(clif(to), value)
            } else {
                self.b.ins().fcvt_to_uint_sat(clif(to), value)
            });
        }
        match (to, from) {
            (Type::F32, Type::F32) | (Type::F64, Type::F64) if mode.rounding.is_some() && !mode.sat => {
                let value = self.value(a, clif(from));
                self.rounded(value, mode.rounding)
            }
            (Type::F32, Type::F32) if mode.sat && mode.rounding.is_none() => {
                let value = self.value(a, types::F32);
                let (zero, one) = (self.b.ins().f32const(0.0), self.b.ins().f32const(1.0));
                let is_positive = self.b.ins().fcmp(FloatCC::GreaterThan, value, zero);
                let value = self.b.ins().select(is_positive, value, zero);
                let is_large = self.b.ins().fcmp(FloatCC::GreaterThan, value, one);
                Some(self.b.ins().select(is_large, one, value))
            }
            (Type::F64, Type::F32) if !mode.sat => {
                let value = self.value(a, types::F32);
                Some(self.b.ins().fpromote(types::F64, value))
            }
            (Type::F32, Type::F64) if nearest && !mode.sat => {
                let value = self.value(a, types::F64);
                Some(self.b.ins().fdemote(types::F32, value))
            }
            (Type::F32, Type::F16) if !mode.sat => {
                let value = self.value(a, types::I16);
                let index = self.b.ins().uextend(types::I64, value);
                let offset = self.b.ins().ishl_imm_u(index, 2);
                let table = self.word(helpers::halves().as_ptr() as u64);
                let place = self.b.ins().iadd(table, offset);
                Some(self.b.ins().load(types::F32, fixed(), place, 0))
            }
            (Type::F16, Type::F32) if nearest && !mode.sat => {
                let value = self.value(a, types::F32);
                let value = self.help(Helper::ToHalf, &[value])?;
                Some(self.b.ins().ireduce(types::I16, value))
            }
            (Type::F32, Type::Bf16) if !mode.sat => {
                let value = self.value(a, types::I16);
                let value = self.b.ins().uextend(types::I32, value);
                let value = self.b.ins().ishl_imm_u(value, 16);
                Some(self.cast(value, types::F32))
            }
            _ => None,
        }
    }

    /// Rounded to a whole number.
    fn rounded(&mut self, value: Value, rounding: Option<Rounding>) -> Option<Value> {
        Some(match rounding? {
            Rounding::IntegerNearestEven => self.b.ins().nearest(value),
            Rounding::IntegerZero => self.b.ins().trunc(value),
            Rounding::IntegerDown => self.b.ins().floor(value),
            Rounding::IntegerUp => self.b.ins().ceil(value),
            _ => return None,
        })
    }
}
