//! Which names stand for what, in a body's nested scopes.

use std::collections::HashMap;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use crate::diagnostic::{Checked, Problem};
use crate::ir::{FunctionId, LocalId, Reg, Signature, Type};
use crate::parse::shortened;
use crate::parse::syntax::Registers;

/// Registers that a function may have.
const MOST_REGISTERS: usize = 1 << 20;

type Map<K, V> = HashMap<K, V, FxBuildHasher>;

/// What a name in a body stands for. Lists are shared: they may be long, and used often.
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
    Prototype(Arc<Signature>),
    /// `.branchtargets`: labels.
    BranchTargets(Arc<[u32]>),
    /// `.calltargets`.
    CallTargets(Callees),
}

/// Who may be called through a pointer.
#[derive(Debug, Clone)]
pub struct Callees {
    /// These, or anybody.
    pub among: Arc<[FunctionId]>,
    /// What they take and give.
    pub signature: Arc<Signature>,
    /// Whether a thread may have to wait in one of them.
    pub suspends: bool,
}

/// `%r<100>`.
#[derive(Debug, Clone, Copy)]
struct Range {
    first: Reg,
    count: u64,
    vector: u32,
}

/// What a name was found to be.
enum Found<'s> {
    Named(&'s Meaning),
    Numbered(Range, u64),
}

impl Range {
    fn register(self, number: u64) -> Reg {
        Reg(self.first.0 + number as u32 * self.vector)
    }

    fn meaning(self, number: u64) -> Meaning {
        let first = self.register(number);
        match self.vector {
            1 => Meaning::Register(first),
            count => Meaning::Vector(first, count),
        }
    }
}

/// What a name was declared as, the innermost declaration last, each with the depth of its scope.
type Stack<T> = Vec<(usize, T)>;

/// The scopes that are open, and all registers.
#[derive(Debug, Default)]
pub struct Scopes<'t> {
    names: Map<&'t str, Stack<Meaning>>,
    ranges: Map<&'t str, Stack<Range>>,
    /// What each open scope declares, and whether it is a range.
    open: Vec<Vec<(&'t str, bool)>>,
    /// The depths of those that declare a range.
    with_ranges: Vec<usize>,
    pub registers: Vec<Type>,
}

impl<'t> Scopes<'t> {
    pub fn push(&mut self) {
        self.open.push(Vec::new());
    }

    pub fn pop(&mut self) {
        self.with_ranges.pop_if(|depth| *depth == self.open.len());
        for (name, is_range) in self.open.pop().unwrap_or_default() {
            if is_range {
                self.ranges.get_mut(name).and_then(Stack::pop);
            } else {
                self.names.get_mut(name).and_then(Stack::pop);
            }
        }
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
        // `%h<8>` declares no `%h`, so that may be declared beside it.
        declare(&mut self.names, &mut self.open, (at, name, false), meaning)
    }

    /// `.reg`.
    pub fn declare(&mut self, registers: &Registers<'t>) -> Checked<()> {
        let vector = u64::from(registers.vector);
        if registers.ty.class() == crate::ir::Class::Opaque
            || (registers.ty.bits() < 16 && registers.ty != Type::Pred)
        {
            return Err(Problem::new(registers.at, format!("a register cannot have type {}", registers.ty)));
        }
        let all = registers.count.unwrap_or(1).saturating_mul(vector);
        let first = self.register(registers.at, registers.ty, all)?;
        let range = Range { first, count: registers.count.unwrap_or(1), vector: registers.vector };
        match registers.count {
            None => self.define(registers.at, registers.name, range.meaning(0)),
            Some(_) => {
                if self.deepest_range() < self.open.len() {
                    self.with_ranges.push(self.open.len());
                }
                declare(&mut self.ranges, &mut self.open, (registers.at, registers.name, true), range)
            }
        }
    }

    /// What a name stands for.
    pub fn find(&self, name: &str) -> Option<Meaning> {
        match self.look_up(name)? {
            Found::Named(meaning) => Some(meaning.clone()),
            Found::Numbered(range, number) => Some(range.meaning(number)),
        }
    }

    /// The register of a name, which is what most names are.
    pub fn find_register(&self, name: &str) -> Option<Reg> {
        match self.look_up(name)? {
            Found::Named(Meaning::Register(reg)) => Some(*reg),
            Found::Numbered(range, number) if range.vector == 1 => Some(range.register(number)),
            _ => None,
        }
    }

    /// The innermost declaration of a name, as itself or as another and a number.
    fn look_up(&self, name: &str) -> Option<Found<'_>> {
        let named = self.names.get(name).and_then(|stack| stack.last());
        let least = named.map_or(0, |(depth, _)| *depth);
        let numbered = if least < self.deepest_range() { self.numbered(name, least) } else { None };
        numbered.or(named.map(|(_, meaning)| Found::Named(meaning)))
    }

    /// The depth of the innermost scope that declares any range.
    fn deepest_range(&self) -> usize {
        self.with_ranges.last().copied().unwrap_or(0)
    }

    /// A name that is another and a number, declared deeper than `least`.
    fn numbered(&self, name: &str, mut least: usize) -> Option<Found<'_>> {
        let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count().min(10);
        let mut found = None;
        // Longest number first: `%r10` is number 10 of `%r` before it is number 0 of `%r1`.
        for len in (1..=digits).rev() {
            let (prefix, number) = name.split_at_checked(name.len() - len)?;
            if number.len() > 1 && number.starts_with('0') {
                continue;
            }
            let Some(stack) = self.ranges.get(prefix) else { continue };
            let Ok(number) = number.parse::<u64>() else { continue };
            let fitting = stack.iter().rev().find(|(_, range)| number < range.count);
            if let Some((depth, range)) = fitting.filter(|(depth, _)| *depth > least) {
                found = Some(Found::Numbered(*range, number));
                least = *depth;
                if least == self.deepest_range() {
                    break;
                }
            }
        }
        found
    }
}

/// Adds a declaration to the innermost scope.
fn declare<'t, T>(
    all: &mut Map<&'t str, Stack<T>>,
    open: &mut [Vec<(&'t str, bool)>],
    (at, name, is_range): (u32, &'t str, bool),
    value: T,
) -> Checked<()> {
    let depth = open.len();
    let Some(scope) = open.last_mut() else { return Ok(()) };
    let stack = all.entry(name).or_default();
    if stack.last().is_some_and(|(other, _)| *other == depth) {
        return Err(Problem::new(at, format!("`{}` is declared twice", shortened(name))));
    }
    stack.push((depth, value));
    scope.push((name, is_range));
    Ok(())
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
