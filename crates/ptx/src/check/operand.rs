//! Operands against the types that instructions want (PTX ISA, "Operands" and "Type checking rules").

use super::instruction::Inst;
use super::scope::Meaning;
use crate::diagnostic::{Checked, Problem};
use crate::ir::{Address, Base, Class, Operand, Predicate, Reg, Space, Special, Symbol, Type};
use crate::parse::shortened;
use crate::parse::syntax::{Argument, Constant, Place, Value};

/// Whether a register may hold an operand of a type, width left aside.
fn agrees(register: Type, ty: Type) -> bool {
    let bits = |it: Type| it.class() == Class::Bits;
    match ty.class() {
        Class::Predicate => register == Type::Pred,
        Class::Bits => register != Type::Pred,
        // Numbers that no register is declared for travel as bits.
        Class::Packed => bits(register) || register == ty,
        Class::Float => bits(register) || register == ty,
        Class::Signed | Class::Unsigned => bits(register) || register.is_integer(),
        Class::Opaque => register.bits() == 64 && (bits(register) || register.is_integer()),
    }
}

/// The register width of a type: narrow integers live in wider registers.
fn width(ty: Type) -> u32 {
    ty.bits()
}

/// The bits of a constant as an operand of a type; `None` if the type takes no such constant.
pub fn immediate(constant: Constant, ty: Type) -> Option<u64> {
    if ty.bits() > 64 {
        return None;
    }
    let bits = match (ty.class(), constant) {
        (Class::Predicate, Constant::Integer(bits, _)) => u64::from(bits != 0),
        (Class::Bits | Class::Signed | Class::Unsigned, Constant::Integer(bits, _)) => bits,
        (Class::Bits, Constant::Single(bits)) if ty.bits() == 32 => u64::from(bits),
        (Class::Bits, Constant::Double(value)) if ty.bits() == 64 => value.to_bits(),
        (Class::Float, Constant::Single(bits)) if ty.bits() == 32 => u64::from(bits),
        (Class::Float, Constant::Double(value)) if ty.bits() == 32 => u64::from((value as f32).to_bits()),
        (Class::Float, Constant::Double(value)) if ty.bits() == 64 => value.to_bits(),
        (Class::Float, Constant::Single(bits)) if ty.bits() == 64 => {
            f64::from(f32::from_bits(bits)).to_bits()
        }
        _ => return None,
    };
    Some(if ty.bits() < 64 && ty != Type::Pred { bits & ((1 << ty.bits()) - 1) } else { bits })
}

fn describe(value: &Value<'_>) -> String {
    match value {
        Value::Name(name) => format!("`{}`", shortened(name)),
        Value::Component(name, component) => format!("`{}{}`", shortened(name), shortened(component)),
        Value::Not(name) => format!("`!{}`", shortened(name)),
        Value::Minus(name) => format!("`-{}`", shortened(name)),
        Value::Constant(Constant::Integer(..)) => "a whole number".to_owned(),
        Value::Constant(_) => "a number with a fraction".to_owned(),
        Value::Sum(name, _) => format!("`{}` with an offset", shortened(name)),
        Value::Sink => "`_`".to_owned(),
        Value::Pair(_) => "a pair".to_owned(),
        Value::Vector(_) => "a vector".to_owned(),
        Value::List(_) => "a list".to_owned(),
        Value::Address { .. } | Value::Compound { .. } => "an address".to_owned(),
    }
}

/// The number of a component: `.x` and `.r` are 0.
pub fn component(text: &str) -> Option<u32> {
    Some(match text {
        ".x" | ".r" => 0,
        ".y" | ".g" => 1,
        ".z" | ".b" => 2,
        ".w" | ".a" => 3,
        _ => return None,
    })
}

impl<'i, 't> Inst<'i, '_, 't> {
    fn expected(&self, argument: &Argument<'t>, what: &str) -> Problem {
        Problem::new(
            argument.at,
            format!("`{}`: expected {what}, found {}", self.full_name(), describe(&argument.value)),
        )
    }

    /// The register that an operand names.
    pub fn register(&self, argument: &Argument<'t>) -> Checked<Reg> {
        let found = match &argument.value {
            Value::Name(name) => {
                let found = self.cx.scopes.find_register(name);
                if found.is_none() && !self.cx.knows(name) {
                    return Err(Problem::new(argument.at, format!("`{}` is not declared", shortened(name))));
                }
                found
            }
            Value::Component(name, text) => match (self.cx.scopes.find(name), component(text)) {
                (Some(Meaning::Vector(first, count)), Some(index)) if index < count => {
                    Some(Reg(first.0 + index))
                }
                _ => None,
            },
            _ => None,
        };
        found.ok_or_else(|| self.expected(argument, "a register"))
    }

    /// What a register was declared as.
    pub fn type_of(&self, reg: Reg) -> Type {
        self.cx.scopes.registers.get(reg.index()).copied().unwrap_or(Type::Pred)
    }

    fn check(&self, argument: &Argument<'t>, ty: Type, may_be_wider: bool) -> Checked<Reg> {
        let reg = self.register(argument)?;
        let register = self.type_of(reg);
        let fits = if may_be_wider { register.bits() >= width(ty) } else { register.bits() == width(ty) };
        if fits && agrees(register, ty) {
            return Ok(reg);
        }
        Err(Problem::new(
            argument.at,
            format!(
                "`{}`: {} is a register of type {register}, and {ty} is needed",
                self.full_name(),
                describe(&argument.value)
            ),
        ))
    }

    /// A register that is written.
    pub fn dst(&self, argument: &Argument<'t>, ty: Type) -> Checked<Reg> {
        self.check(argument, ty, false)
    }

    /// A register that is written, and may be wider than the type.
    pub fn dst_wide(&self, argument: &Argument<'t>, ty: Type) -> Checked<Reg> {
        self.check(argument, ty, true)
    }

    /// A register that is written, or `_`.
    pub fn dst_or_sink(&self, argument: &Argument<'t>, ty: Type) -> Checked<Option<Reg>> {
        match argument.value {
            Value::Sink => Ok(None),
            _ => self.dst(argument, ty).map(Some),
        }
    }

    /// A value that is read.
    pub fn src(&self, argument: &Argument<'t>, ty: Type) -> Checked<Operand> {
        self.source(argument, ty, false)
    }

    /// A value that is read, in a register that may be wider.
    pub fn src_wide(&self, argument: &Argument<'t>, ty: Type) -> Checked<Operand> {
        self.source(argument, ty, true)
    }

    fn source(&self, argument: &Argument<'t>, ty: Type, may_be_wider: bool) -> Checked<Operand> {
        match &argument.value {
            Value::Constant(constant) => match immediate(*constant, ty) {
                Some(bits) => Ok(Operand::Imm(bits)),
                None => Err(self.expected(argument, &format!("a value of type {ty}"))),
            },
            _ => self.check(argument, ty, may_be_wider).map(Operand::Reg),
        }
    }

    /// A value that is read and cannot be a number.
    pub fn src_register(&self, argument: &Argument<'t>, ty: Type) -> Checked<Operand> {
        self.check(argument, ty, false).map(Operand::Reg)
    }

    /// A constant.
    pub fn constant(&self, argument: &Argument<'t>, least: u64, most: u64) -> Checked<u64> {
        match argument.value {
            Value::Constant(Constant::Integer(bits, _)) if (least..=most).contains(&bits) => Ok(bits),
            Value::Constant(Constant::Integer(bits, _)) => Err(Problem::new(
                argument.at,
                format!("`{}`: {} is not between {least} and {most}", self.full_name(), bits as i64),
            )),
            _ => Err(self.expected(argument, "a constant")),
        }
    }

    /// A truth value that is read, maybe negated.
    pub fn predicate(&self, argument: &Argument<'t>) -> Checked<Predicate> {
        if let Value::Not(name) = &argument.value {
            let plain = Argument { at: argument.at, value: Value::Name(name) };
            let reg = self.check(&plain, Type::Pred, false)?;
            return Ok(Predicate { value: Operand::Reg(reg), negated: true });
        }
        Ok(Predicate { value: self.src(argument, Type::Pred)?, negated: false })
    }

    /// `d|p`, or `d` alone.
    pub fn pair<'a>(&self, argument: &'a Argument<'t>) -> (&'a Argument<'t>, Option<&'a Argument<'t>>) {
        match &argument.value {
            Value::Pair(pair) => (&pair[0], Some(&pair[1])),
            _ => (argument, None),
        }
    }

    /// The parts of a vector: of `{…}`, of a vector register, or one operand that is alone.
    pub fn parts(&self, argument: &Argument<'t>) -> Vec<Argument<'t>> {
        match &argument.value {
            Value::Vector(items) => items.clone(),
            Value::Name(name) => match self.cx.scopes.find(name) {
                Some(Meaning::Vector(_, count)) => [".x", ".y", ".z", ".w"]
                    .into_iter()
                    .take(count as usize)
                    .map(|part| Argument { at: argument.at, value: Value::Component(name, part) })
                    .collect(),
                _ => vec![argument.clone()],
            },
            _ => vec![argument.clone()],
        }
    }

    /// A vector of exactly so many parts.
    pub fn exactly(&self, argument: &Argument<'t>, count: usize) -> Checked<Vec<Argument<'t>>> {
        let parts = self.parts(argument);
        if parts.len() == count {
            return Ok(parts);
        }
        Err(Problem::new(
            argument.at,
            format!("`{}`: a vector of {count} is needed, found {}", self.full_name(), parts.len()),
        ))
    }

    /// Fragments are vectors, even of one register.
    fn needs_vector(&self, argument: &Argument<'t>) -> Checked<()> {
        let is_vector = match &argument.value {
            Value::Vector(_) => true,
            Value::Name(name) => matches!(self.cx.scopes.find(name), Some(Meaning::Vector(..))),
            _ => false,
        };
        if is_vector { Ok(()) } else { Err(self.expected(argument, "a vector of registers")) }
    }

    /// Registers that are read, as many as that.
    pub fn fragment(&self, argument: &Argument<'t>, ty: Type, count: usize) -> Checked<Box<[Operand]>> {
        self.needs_vector(argument)?;
        self.exactly(argument, count)?.iter().map(|part| self.src_register(part, ty)).collect()
    }

    /// Registers that are written, as many as that.
    pub fn fragment_dst(&self, argument: &Argument<'t>, ty: Type, count: usize) -> Checked<Box<[Reg]>> {
        self.needs_vector(argument)?;
        self.exactly(argument, count)?.iter().map(|part| self.dst(part, ty)).collect()
    }

    /// The symbol of a name, and the space that it lies in (none for functions).
    pub fn symbol(&mut self, at: u32, name: &'t str) -> Checked<(Symbol, Option<Space>)> {
        self.cx.symbol(name).ok_or_else(|| {
            Problem::new(at, format!("`{}` is not declared, or has no address", shortened(name)))
        })
    }

    /// `[…]`, and the space that is accessed: that of the symbol where the instruction says generic.
    pub fn address(&mut self, argument: &Argument<'t>, space: Space) -> Checked<(Address, Space)> {
        let (base, offset) = match &argument.value {
            Value::Address { base, offset } => (*base, *offset),
            Value::Compound { .. } => {
                return Err(self.unsupported("this form of address is for textures and tensors"));
            }
            _ => return Err(self.expected(argument, "an address in brackets")),
        };
        let of = |value| Argument { at: argument.at, value };
        let register = match base {
            Place::Zero if space == Space::Local => return Ok((Address { base: Base::Zero, offset }, space)),
            Place::Zero => return Err(self.expected(argument, "a register or a symbol in the address")),
            Place::Component(name, part) => self.register(&of(Value::Component(name, part)))?,
            Place::Name(name) => match self.cx.scopes.find_register(name) {
                Some(register) => register,
                None => return self.symbol_address(argument.at, name, offset, space),
            },
        };
        let ty = self.type_of(register);
        let wide = self.cx.module.address_size;
        let is_number = ty.is_integer() || ty.class() == Class::Bits;
        let is_wide_enough =
            ty.bits() >= wide || (ty.bits() == 32 && !matches!(space, Space::Generic | Space::Global));
        if !is_number || !matches!(ty.bits(), 32 | 64) || !is_wide_enough {
            return Err(Problem::new(
                argument.at,
                format!("`{}`: a register of type {ty} cannot hold a {space} address", self.full_name()),
            ));
        }
        Ok((Address { base: Base::Reg(register), offset }, space))
    }

    fn symbol_address(
        &mut self,
        at: u32,
        name: &'t str,
        offset: i64,
        space: Space,
    ) -> Checked<(Address, Space)> {
        let (symbol, own) = self.symbol(at, name)?;
        let address = Address { base: Base::Symbol(symbol), offset };
        let matches = match (space, own) {
            (Space::Generic, Some(Space::Param | Space::Const)) => false,
            (Space::Generic, Some(own)) => return Ok((address, own)),
            (Space::SharedCluster, Some(Space::Shared)) => true,
            (space, Some(own)) => space == own,
            (_, None) => false,
        };
        if matches {
            return Ok((address, space));
        }
        let lies = own.map_or("is a function".to_owned(), |own| format!("lies in {own} memory"));
        Err(Problem::new(at, format!("`{}`: `{}` {lies}", self.full_name(), shortened(name))))
    }

    /// The special register that an operand names.
    pub fn special(&self, argument: &Argument<'t>) -> Option<Special> {
        use crate::ir::Axis;
        match &argument.value {
            Value::Name(name) if name.starts_with('%') => Special::find(name, None),
            Value::Component(name, part) => {
                let axis = [Axis::X, Axis::Y, Axis::Z].get(component(part)? as usize).copied()?;
                Special::find(name, Some(axis))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_become_the_bits_of_their_type() {
        let integer = Constant::Integer(-1i64 as u64, true);
        assert_eq!(immediate(integer, Type::U16), Some(0xffff));
        assert_eq!(immediate(integer, Type::B64), Some(u64::MAX));
        assert_eq!(immediate(integer, Type::Pred), Some(1));
        assert_eq!(immediate(integer, Type::F32), None);
        assert_eq!(immediate(Constant::Double(1.5), Type::F32), Some(0x3fc0_0000));
        assert_eq!(immediate(Constant::Single(0x3fc0_0000), Type::F64), Some(1.5f64.to_bits()));
        assert_eq!(immediate(Constant::Single(0x3fc0_0000), Type::B32), Some(0x3fc0_0000));
        assert_eq!(immediate(Constant::Double(1.5), Type::U32), None);
        assert_eq!(immediate(Constant::Double(1.5), Type::F16), None);
    }

    #[test]
    fn registers_agree_as_the_assembler_has_it() {
        for (register, ty, expected) in [
            (Type::B16, Type::F16, true),
            (Type::U16, Type::F16, false),
            (Type::B32, Type::F16x2, true),
            (Type::U32, Type::F16x2, false),
            (Type::B32, Type::F32, true),
            (Type::U32, Type::F32, false),
            (Type::F32, Type::B32, true),
            (Type::F32, Type::U32, false),
            (Type::S32, Type::U32, true),
            (Type::F16, Type::Bf16, false),
            (Type::Pred, Type::B32, false),
        ] {
            assert_eq!(agrees(register, ty), expected, "{register} for {ty}");
        }
    }
}
