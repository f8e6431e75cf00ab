//! A compiled function.

use super::{BlockId, FunctionId, Op, Operand, Predicate, Reg, Space, Type, VariableId};
use crate::flow::BitMatrix;

/// The code of a function.
#[derive(Debug, Clone)]
pub struct Body {
    /// The types of its registers.
    pub registers: Vec<Type>,
    /// For each parameter that is declared as a register: which one it is.
    pub parameter_registers: Vec<Option<Reg>>,
    /// For each return value that is declared as a register: which one it is.
    pub return_registers: Vec<Option<Reg>>,
    /// Memory that it declares.
    pub locals: Vec<Local>,
    /// Bytes of local memory for all its `.local` declarations, and the alignment.
    pub local_bytes: (u64, u64),
    /// Bytes of shared memory for all its `.shared` declarations, and the alignment.
    pub shared_bytes: (u64, u64),
    /// Bytes for its parameter areas of calls, and the alignment. Areas of calls that do not overlap share
    /// bytes.
    pub param_bytes: (u64, u64),
    /// Blocks; execution begins at the first. Every one can be reached from there.
    pub blocks: Vec<Block>,
    /// Instructions at which a thread must be resumable, in order.
    pub suspensions: Vec<Suspension>,
    /// Registers alive at the borders of blocks.
    pub liveness: Liveness,
    /// For each block: where the ways that its terminator opens come together again, the block's immediate
    /// post-dominator. `None` where they meet only when threads end.
    pub reconvergence: Vec<Option<BlockId>>,
    /// Variables of the module that it names.
    pub variables: Vec<VariableId>,
    /// Functions that it names, called or not.
    pub functions: Vec<FunctionId>,
}

/// Memory that a function declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Local {
    /// Its name; others of the same name may exist in other scopes.
    pub name: Box<str>,
    /// Local, shared, or (areas of calls) parameter space.
    pub space: Space,
    /// The type of an element.
    pub ty: Type,
    /// Where it lies among the function's declarations of the same space.
    pub offset: u64,
    /// Bytes.
    pub size: u64,
    /// A power of two.
    pub align: u64,
}

/// Instructions that run one after the other.
#[derive(Debug, Clone)]
pub struct Block {
    /// The instructions.
    pub instructions: Vec<Instruction>,
    /// What comes then.
    pub terminator: Terminator,
    /// The line of the terminator.
    pub line: u32,
}

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instruction {
    /// It is executed by threads for which this holds; by all without.
    pub guard: Option<Predicate>,
    /// What it does.
    pub op: Op,
    /// The line of PTX.
    pub line: u32,
}

/// How a block ends. Guards on `bra`, `ret`, `exit` and `trap` have become branches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Terminator {
    /// To that block.
    Jump(BlockId),
    /// To one of two.
    Branch {
        /// Decides.
        condition: Predicate,
        /// If it holds.
        then: BlockId,
        /// If not.
        otherwise: BlockId,
        /// The program promises that all active threads of a warp go the same way.
        uniform: bool,
    },
    /// `brx.idx`: to that of a list; an index beyond it is undefined behaviour.
    Switch {
        /// 32 bits.
        index: Operand,
        /// The list.
        targets: Box<[BlockId]>,
        /// As for a branch.
        uniform: bool,
    },
    /// Back to the caller; in a kernel, the thread ends.
    Return,
    /// The thread ends.
    Exit,
    /// The grid ends with an error.
    Trap,
}

impl Terminator {
    /// The blocks that may come next.
    pub fn successors(&self) -> impl Iterator<Item = BlockId> + '_ {
        let (two, list): ([Option<BlockId>; 2], &[BlockId]) = match self {
            Self::Jump(to) => ([Some(*to), None], &[]),
            Self::Branch { then, otherwise, .. } => ([Some(*then), Some(*otherwise)], &[]),
            Self::Switch { targets, .. } => ([None, None], targets),
            Self::Return | Self::Exit | Self::Trap => ([None, None], &[]),
        };
        two.into_iter().flatten().chain(list.iter().copied())
    }

    /// The register that it reads.
    pub fn uses(&self) -> Option<Reg> {
        match self {
            Self::Branch { condition, .. } => condition.value.reg(),
            Self::Switch { index, .. } => index.reg(),
            _ => None,
        }
    }
}

/// An instruction at which a thread must be resumable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Suspension {
    /// In which block.
    pub block: BlockId,
    /// Which of its instructions.
    pub index: u32,
}

/// Which registers hold values that are still needed.
#[derive(Debug, Clone)]
pub struct Liveness {
    /// Registers that are alive across some border; only these have columns below.
    pub(crate) columns: Vec<Reg>,
    pub(crate) live_in: BitMatrix,
    pub(crate) live_out: BitMatrix,
}

impl Liveness {
    /// Registers needed from the start of a block on, in ascending order.
    pub fn live_in(&self, block: BlockId) -> impl Iterator<Item = Reg> + '_ {
        self.live_in.row(block.index()).map(|column| self.columns[column])
    }

    /// Registers needed after the end of a block.
    pub fn live_out(&self, block: BlockId) -> impl Iterator<Item = Reg> + '_ {
        self.live_out.row(block.index()).map(|column| self.columns[column])
    }
}

impl Body {
    /// The instruction at a suspension point.
    pub fn suspended(&self, at: Suspension) -> Option<&Instruction> {
        self.blocks.get(at.block.index())?.instructions.get(at.index as usize)
    }

    /// The suspension points of a block, each with the registers that the thread needs after it and that the
    /// instruction does not write itself; in ascending order.
    ///
    /// A register that the instruction writes under a guard is among them: it keeps its value where the guard
    /// does not hold.
    pub fn live_across(&self, block: BlockId) -> Vec<(Suspension, Vec<Reg>)> {
        crate::flow::live_across(self, block)
    }
}
