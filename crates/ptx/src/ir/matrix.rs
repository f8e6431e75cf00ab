//! Operations of a whole warp on matrices. How the elements lie in the lanes' registers is in the PTX ISA,
//! section "Warp level matrix multiply-accumulate instructions", by shape and type.

use super::{Address, Operand, Reg, Space, Type};

/// How a matrix lies in memory, or which operand order an `mma` has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// Row by row.
    Row,
    /// Column by column.
    Column,
}

/// Which matrix of d = a × b + c.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Matrix {
    /// The left factor.
    A,
    /// The right factor.
    B,
    /// The summand.
    C,
    /// The result.
    D,
}

/// How products of matrix elements are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MmaOp {
    /// Multiplied.
    Multiply,
    /// `.xor.popc` of single bits.
    XorPopc,
    /// `.and.popc` of single bits.
    AndPopc,
}

/// How a sparse left factor is packed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sparsity {
    /// Which elements there are.
    pub metadata: Operand,
    /// Which lanes hold that, an immediate.
    pub selector: u32,
    /// Whether the metadata is ordered (`::ordered_metadata`).
    pub ordered: bool,
}

/// `mma.sync` and `wmma.mma`: d = a × b + c. Fragments are lists of registers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mma {
    /// Whether the fragments are those of `wmma`, whose layout programs do not know.
    pub is_wmma: bool,
    /// Rows, columns, and the length that is summed over.
    pub shape: (u16, u16, u16),
    /// How a lies.
    pub a_layout: Layout,
    /// How b lies.
    pub b_layout: Layout,
    /// Type of d's elements.
    pub d_type: Type,
    /// Type of a's elements.
    pub a_type: Type,
    /// Type of b's elements.
    pub b_type: Type,
    /// Type of c's elements.
    pub c_type: Type,
    /// What is done with pairs of elements.
    pub op: MmaOp,
    /// Integer results are clamped to 32 bits; otherwise they wrap.
    pub satfinite: bool,
    /// Rounding of binary64, if named; to nearest even otherwise.
    pub rounding: Option<super::Rounding>,
    /// Of a sparse a.
    pub sparsity: Option<Sparsity>,
    /// The result.
    pub d: Box<[Reg]>,
    /// The left factor.
    pub a: Box<[Operand]>,
    /// The right factor.
    pub b: Box<[Operand]>,
    /// The summand.
    pub c: Box<[Operand]>,
}

/// `wmma.load` and `wmma.store`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wmma {
    /// Which matrix; D for a store.
    pub matrix: Matrix,
    /// The shape of the multiplication that it is for.
    pub shape: (u16, u16, u16),
    /// How it lies in memory.
    pub layout: Layout,
    /// Type of its elements.
    pub ty: Type,
    /// Where in memory.
    pub space: Space,
    /// The first element.
    pub address: Address,
    /// Elements from one row (or column) to the next; densely packed without.
    pub stride: Option<Operand>,
    /// The lane's registers.
    pub fragment: Box<[Reg]>,
}
