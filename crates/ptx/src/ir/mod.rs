//! The checked program, which is all that consumers see.
//!
//! ```text
//! Module ─┬─ variables   global, constant and shared memory, with initial values
//!         └─ functions   kernels and functions: signature, limits ──compile──► Body
//!
//! Body ─┬─ registers     dense number → type
//!       ├─ locals        memory that the function declares, with offsets
//!       ├─ blocks ─┬─ instructions   guard, operation, line
//!       │          └─ terminator     the only control flow
//!       ├─ suspensions   where a thread must be resumable
//!       ├─ liveness      registers alive at the borders of blocks
//!       └─ reconvergence where the two ways of a branch meet
//! ```
//!
//! What is checked is not checked again: registers, symbols and blocks exist, operands have the types
//! that their operation wants, and immediates hold the bits of their type.

mod body;
mod image;
mod matrix;
mod module;
mod op;
mod operand;
mod registers;
mod types;

pub use body::{Block, Body, Instruction, Liveness, Local, Suspension, Terminator};
pub use image::{Geometry, Image, ImageOp, LevelBy, Outside, Query};
pub use matrix::{Layout, Matrix, Mma, MmaOp, Sparsity, Wmma};
pub(crate) use module::Global;
pub use module::{
    AddressOf, Directives, Function, Initial, Linkage, Module, Parameter, Signature, Target, TargetKind,
    Usage, Variable,
};
pub use op::{
    AtomicOp, BarrierOp, BinaryOp, Bytes4, Caching, CarryOp, CpAsyncCache, Hint, MatchMode, MbarrierOp, Op,
    ReduxOp, Selection, ShuffleMode, TernaryOp, Test, UnaryOp, VoteMode, WrapMode,
};
pub use operand::{
    Address, Base, BlockId, CallTarget, CallValue, FunctionId, LocalId, Operand, Predicate, Reg, Symbol,
    VariableId,
};
pub use types::{
    Axis, BoolOp, Class, Comparison, Mode, Ordering, Precision, Rounding, Scope, Space, Special, Type,
};
