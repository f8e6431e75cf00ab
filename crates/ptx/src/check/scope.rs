//! Which names stand for what, in a body's nested scopes.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use crate::diagnostic::{Checked, Problem};
use crate::ir::{LocalId, Reg, Signature, Type};
use crate::parse::syntax::Registers;

/// Registers that a function may have.
const MOST_REGISTERS: usize = 1 << 20;

type Map<K, V> = HashMap<K, V, FxBuildHasher>;

/// What a name in a body stands for.
#[derive(Debug, Clone)]
pub enum Meaning {
    /// A register.
    Register(Reg),
    /// A vector of registers: the first, and how many.
    Vector(Reg, u32),
    /// Memory.
    Local(LocalId),
    /// An incoming parameter in parameter space.
    Parameter(u32),
    /// An outgoing value in parameter space.
    Return(u32),
    /// `.callprototype`.
    Prototype(Box<Signature>),
    /// `.branchtargets`: labels.
    BranchTargets(Box<[u32]>),
    /// `.calltargets`.
    CallTargets(Box<[crate::ir::FunctionId]>),
}

/// `%r<100>`.
#[derive(Debug, Clone, Copy)]
struct Range {
    first: Reg,
    count: u64,
    vector: u32,
}

#[derive(Debug, Default)]
struct Scope<'t> {
    names: Map<&'t str, Meaning>,
    ranges: Map<&'t str, Range>,
}

/// The scopes that are open, and all registers.
#[derive(Debug, Default)]
pub struct Scopes<'t> {
    open: Vec<Scope<'t>>,
    pub registers: Vec<Type>,
}

impl<'t> Scopes<'t> {
    pub fn push(&mut self) {
        self.open.push(Scope::default());
    }

    pub fn pop(&mut self) {
        self.open.pop();
    }

    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// A new register that has no name.
    pub fn register(&mut self, at: u32, ty: Type, count: u64) -> Checked<Reg> {
        let first = self.registers.len();
        let end = usize::try_from(count).ok().and_then(|count| first.checked_add(count));
        match end {
            Some(end) if end <= MOST_REGISTERS => {
                self.registers.resize(end, ty);
                Ok(Reg(first as u32))
            }
            _ => Err(Problem::new(at, format!("a function may have {MOST_REGISTERS} registers at most"))),
        }
    }

    /// Gives a name its meaning in the innermost scope.
    pub fn define(&mut self, at: u32, name: &'t str, meaning: Meaning) -> Checked<()> {
        let Some(scope) = self.open.last_mut() else { return Ok(()) };
        // `%h<8>` declares no `%h`, so that may be declared beside it.
        if scope.names.contains_key(name) {
            return Err(Problem::new(at, format!("`{name}` is declared twice")));
        }
        scope.names.insert(name, meaning);
        Ok(())
    }

    /// `.reg`.
    pub fn declare(&mut self, registers: &Registers<'t>) -> Checked<()> {
        let vector = u64::from(registers.vector);
        if registers.ty.class() == crate::ir::Class::Opaque
            || (registers.ty.bits() < 16 && registers.ty != Type::Pred)
        {
            return Err(Problem::new(registers.at, format!("a register cannot have type {}", registers.ty)));
        }
        match registers.count {
            None => {
                let first = self.register(registers.at, registers.ty, vector)?;
                let meaning = match registers.vector {
                    1 => Meaning::Register(first),
                    count => Meaning::Vector(first, count),
                };
                self.define(registers.at, registers.name, meaning)
            }
            Some(count) => {
                let all = count.saturating_mul(vector);
                let first = self.register(registers.at, registers.ty, all)?;
                let Some(scope) = self.open.last_mut() else { return Ok(()) };
                let range = Range { first, count, vector: registers.vector };
                if scope.ranges.insert(registers.name, range).is_some() {
                    return Err(Problem::new(
                        registers.at,
                        format!("`{}` is declared twice", registers.name),
                    ));
                }
                Ok(())
            }
        }
    }

    /// What a name stands for.
    pub fn find(&self, name: &str) -> Option<Meaning> {
        self.open
            .iter()
            .rev()
            .find_map(|scope| scope.names.get(name).cloned().or_else(|| scope.numbered(name)))
    }

    /// The register of a name, which is what most names are.
    pub fn find_register(&self, name: &str) -> Option<Reg> {
        for scope in self.open.iter().rev() {
            if let Some(meaning) = scope.names.get(name) {
                return match meaning {
                    Meaning::Register(reg) => Some(*reg),
                    _ => None,
                };
            }
            if let Some(Meaning::Register(reg)) = scope.numbered(name) {
                return Some(reg);
            }
        }
        None
    }
}

impl Scope<'_> {
    /// A name that is another and a number.
    fn numbered(&self, name: &str) -> Option<Meaning> {
        let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count().min(10);
        // Longest number first: `%r10` is number 10 of `%r` before it is number 0 of `%r1`.
        for len in (1..=digits).rev() {
            let (prefix, number) = name.split_at_checked(name.len() - len)?;
            let Some(range) = self.ranges.get(prefix) else { continue };
            if number.len() > 1 && number.starts_with('0') {
                continue;
            }
            let Some(number) = number.parse::<u64>().ok().filter(|number| *number < range.count) else {
                continue;
            };
            let first = Reg(range.first.0 + number as u32 * range.vector);
            return Some(match range.vector {
                1 => Meaning::Register(first),
                count => Meaning::Vector(first, count),
            });
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(name: &'static str, count: u64) -> Registers<'static> {
        Registers { at: 0, ty: Type::B32, vector: 1, name, count: Some(count) }
    }

    #[test]
    fn numbered_registers_have_bounds_and_no_leading_zeros() {
        let mut scopes = Scopes::default();
        scopes.push();
        scopes.declare(&range("%r", 100)).expect("declare");
        assert_eq!(scopes.find_register("%r0"), Some(Reg(0)));
        assert_eq!(scopes.find_register("%r99"), Some(Reg(99)));
        assert_eq!(scopes.find_register("%r100"), None);
        assert_eq!(scopes.find_register("%r01"), None);
        assert_eq!(scopes.find_register("%r"), None);
        scopes.declare(&range("%r1", 300)).expect("declare");
        assert_eq!(scopes.find_register("%r17"), Some(Reg(17)));
        assert_eq!(scopes.find_register("%r1250"), Some(Reg(350)));
    }

    #[test]
    fn a_register_may_have_the_name_of_a_family() {
        let single = Registers { at: 0, ty: Type::B16, vector: 1, name: "%h", count: None };
        for is_first in [true, false] {
            let mut scopes = Scopes::default();
            scopes.push();
            if is_first {
                scopes.declare(&single).expect("declare");
            }
            scopes.declare(&range("%h", 8)).expect("declare");
            if !is_first {
                scopes.declare(&single).expect("declare");
            }
            let of = |name| scopes.find_register(name).map(|reg| scopes.registers[reg.index()]);
            assert_eq!((of("%h"), of("%h7"), of("%h8")), (Some(Type::B16), Some(Type::B32), None));
            assert!(scopes.declare(&single).is_err() && scopes.declare(&range("%h", 2)).is_err());
        }
    }

    #[test]
    fn inner_names_hide_outer_ones_until_their_scope_ends() {
        let mut scopes = Scopes::default();
        scopes.push();
        scopes.declare(&range("%r", 2)).expect("declare");
        scopes.push();
        scopes
            .declare(&Registers { at: 0, ty: Type::F32, vector: 1, name: "%r1", count: None })
            .expect("declare");
        assert_eq!(scopes.find_register("%r1"), Some(Reg(2)));
        scopes.pop();
        assert_eq!(scopes.find_register("%r1"), Some(Reg(1)));
        assert!(scopes.declare(&range("%r", 1)).is_err());
    }

    #[test]
    fn a_function_with_too_many_registers_is_refused_before_memory_is_used() {
        let mut scopes = Scopes::default();
        scopes.push();
        assert!(scopes.declare(&range("%r", 4_000_000_000)).is_err());
        assert!(scopes.declare(&range("%q", u64::MAX)).is_err());
        assert!(scopes.registers.is_empty());
    }
}
