//! What operations work on.

use std::sync::Arc;

use super::{Special, Type};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A register: an index into [`super::Body::registers`].
    Reg,
    /// A block: an index into [`super::Body::blocks`].
    BlockId,
    /// A function or kernel: an index into [`super::Module::functions`].
    FunctionId,
    /// A variable: an index into [`super::Module::variables`].
    VariableId,
    /// Memory of a function: an index into [`super::Body::locals`].
    LocalId,
}

/// A value that an operation reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operand {
    /// What a register holds. It may be wider than the operation's type for `St` and `Cvt`: the lower bits
    /// count.
    Reg(Reg),
    /// Bits of the operation's type, upper ones zero.
    Imm(u64),
    /// A special register; only in `Mov`.
    Special(Special),
    /// The address of a symbol in its own state space, plus an offset; only in `Mov`. For a function it is a
    /// pointer that an indirect call takes.
    Address(Symbol, i64),
}

impl Operand {
    /// The register, if it is one.
    pub fn reg(self) -> Option<Reg> {
        match self {
            Self::Reg(reg) => Some(reg),
            _ => None,
        }
    }
}

impl From<Reg> for Operand {
    fn from(reg: Reg) -> Self {
        Self::Reg(reg)
    }
}

/// A truth value that an operation reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Predicate {
    /// A predicate register, or an immediate 0 or 1.
    pub value: Operand,
    /// Whether it counts the other way round.
    pub negated: bool,
}

/// A thing with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Symbol {
    /// A variable of the module.
    Variable(VariableId),
    /// Memory that the function declares.
    Local(LocalId),
    /// An incoming parameter: [`super::Signature::parameters`].
    Parameter(u32),
    /// An outgoing return value: [`super::Signature::returns`].
    Return(u32),
    /// A function.
    Function(FunctionId),
}

/// What an address is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Base {
    /// A register of 32 or 64 bits; one of 32 is zero-extended.
    Reg(Reg),
    /// The start of a symbol.
    Symbol(Symbol),
    /// Zero: an absolute address.
    Zero,
}

/// Where memory is accessed: base plus offset, in the space that the operation says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Address {
    /// From where.
    pub base: Base,
    /// How far.
    pub offset: i64,
}

/// What is passed at a call, and where a result goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallValue {
    /// A value; for a result, a register. The type is the one that the callee declares.
    Value(Operand, Type),
    /// The whole of a parameter area of the caller.
    Local(LocalId),
    /// An incoming parameter of the caller, passed on.
    Parameter(u32),
    /// A result that nobody wants.
    Nothing,
}

/// Who is called.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CallTarget {
    /// This one. A function without a body is one that the system provides: `vprintf`, `malloc`, `free`,
    /// `__assertfail`, `cudaGraphSetConditional`.
    Direct(FunctionId),
    /// The function whose address a register holds.
    Indirect {
        /// The register.
        pointer: Reg,
        /// What it may be, if that is known.
        among: Arc<[FunctionId]>,
        /// What it takes and gives.
        signature: Arc<super::Signature>,
        /// Whether a thread may have to be suspended in it.
        suspends: bool,
    },
}
