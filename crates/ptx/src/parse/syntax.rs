//! What the parser makes of tokens, before anything is looked up.

use crate::ir::{Space, Type};

/// A constant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Constant {
    /// An integer: its bits, and whether it counts as signed.
    Integer(u64, bool),
    /// A floating-point number.
    Double(f64),
    /// The bits of a binary32.
    Single(u32),
}

/// An operand and where it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument<'t> {
    pub at: u32,
    pub value: Value<'t>,
}

/// An operand.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'t> {
    /// `%r1`, `label`, `%tid`.
    Name(&'t str),
    /// `%tid.x`: with its dotted component.
    Component(&'t str, &'t str),
    /// `!%p1`.
    Not(&'t str),
    /// `-%r1`, which only video instructions know.
    Minus(&'t str),
    /// A number.
    Constant(Constant),
    /// `symbol+8`, outside of brackets.
    Sum(&'t str, i64),
    /// `_`.
    Sink,
    /// `d|p`.
    Pair(Box<[Argument<'t>; 2]>),
    /// `{a, b}`.
    Vector(Vec<Argument<'t>>),
    /// `(a, b)`.
    List(Vec<Argument<'t>>),
    /// `[base+offset]`.
    Address { base: Place<'t>, offset: i64 },
    /// `[texture, {x, y}]`: what only textures, surfaces and tensors need.
    Compound { base: Place<'t>, rest: Vec<Argument<'t>> },
}

/// What an address is counted from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place<'t> {
    /// A register or symbol.
    Name(&'t str),
    /// A component of a vector register.
    Component(&'t str, &'t str),
    /// Zero.
    Zero,
}

/// A dotted word behind an opcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modifier<'t> {
    pub at: u32,
    pub text: &'t str,
}

/// `@!%p1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guard<'t> {
    pub at: u32,
    pub negated: bool,
    pub name: &'t str,
}

/// An instruction.
#[derive(Debug, Clone, PartialEq)]
pub struct Instruction<'t> {
    /// Where it, or its guard, begins.
    pub at: u32,
    pub guard: Option<Guard<'t>>,
    pub opcode: &'t str,
    pub modifiers: Vec<Modifier<'t>>,
    pub arguments: Vec<Argument<'t>>,
}

/// A statement of a body.
#[derive(Debug, Clone, PartialEq)]
pub enum Statement<'t> {
    /// `{`.
    Open(u32),
    /// `}`.
    Close,
    /// `name:`.
    Label(&'t str, u32),
    /// An instruction.
    Instruction(Box<Instruction<'t>>),
    /// `.reg`.
    Registers(Vec<Registers<'t>>),
    /// `.local`, `.shared`, `.param`.
    Memory(Space, Vec<Variable<'t>>),
    /// `label: .branchtargets a, b;`
    BranchTargets(&'t str, Vec<Argument<'t>>),
    /// `label: .calltargets f, g;`
    CallTargets(&'t str, Vec<Argument<'t>>),
    /// `label: .callprototype (…) _ (…);`
    CallPrototype(&'t str, u32, Prototype<'t>),
}

/// Registers of a name, or of a name and numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registers<'t> {
    pub at: u32,
    pub ty: Type,
    /// Components: 1, 2 or 4.
    pub vector: u32,
    pub name: &'t str,
    /// `<n>`: name0 to name(n-1).
    pub count: Option<u64>,
}

/// A declared variable or parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable<'t> {
    pub at: u32,
    pub name: &'t str,
    pub ty: Type,
    /// Components: 1, 2, 4.
    pub vector: u64,
    pub align: Option<u64>,
    /// Empty for a scalar; 0 for a dimension that is left open.
    pub dimensions: Vec<u64>,
    pub managed: bool,
    /// `.reg`, and not memory.
    pub is_register: bool,
    pub initial: Option<Initialiser<'t>>,
}

/// What stands behind the equals sign.
#[derive(Debug, Clone, PartialEq)]
pub enum Initialiser<'t> {
    /// `{…}`.
    List(Vec<Initialiser<'t>>),
    /// A number.
    Constant(Constant, u32),
    /// The address of a symbol.
    Address { at: u32, symbol: &'t str, generic: bool, addend: i64, mask: Option<u64> },
}

/// Parameters and return values.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Prototype<'t> {
    pub returns: Vec<Variable<'t>>,
    pub parameters: Vec<Variable<'t>>,
    pub no_return: bool,
}
