//! A module: what it declares. Bodies are compiled one at a time, by [`Module::compile`].

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxBuildHasher;

use super::{FunctionId, Space, Type, VariableId};
use crate::Diagnostic;

/// A PTX module.
#[derive(Debug, Clone)]
pub struct Module {
    /// The PTX version: (8, 4) for 8.4.
    pub version: (u32, u32),
    /// What it was written for.
    pub target: Target,
    /// Bits of an address: 32 or 64.
    pub address_size: u32,
    /// Variables, in the order of their declarations.
    pub variables: Vec<Variable>,
    /// Kernels and functions, in the order of their first declarations.
    pub functions: Vec<Function>,
    /// What was wrong outside of bodies. A driver should refuse a module that has any.
    pub problems: Vec<Diagnostic>,
    pub(crate) text: Arc<str>,
    /// Whether any of its functions suspends: who calls through a pointer may call that one.
    pub(crate) suspends: bool,
    /// Variables and functions by name.
    pub(crate) names: HashMap<Box<str>, Global, FxBuildHasher>,
}

/// What a name at module level stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Global {
    Variable(VariableId),
    Function(FunctionId),
}

/// `.target`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Target {
    /// 75 for sm_75.
    pub sm: u32,
    /// Who else may run it.
    pub kind: TargetKind,
}

/// On which devices PTX of a target runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TargetKind {
    /// That one and all newer ones.
    Portable,
    /// `a`: that one only.
    Exact,
    /// `f`: that one and newer ones of its family.
    Family,
}

/// Who else sees a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Linkage {
    /// Nobody.
    #[default]
    Private,
    /// `.visible`: all modules that it is linked with.
    Visible,
    /// `.extern`: it is defined elsewhere. For shared memory of size 0: what the launch asks for.
    Extern,
    /// `.weak`: as visible, and another definition may win.
    Weak,
    /// `.common`: as visible, and merged with others of the name.
    Common,
}

/// A variable of a module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: Box<str>,
    /// Where it lies: global, constant or shared memory.
    pub space: Space,
    /// The type of an element.
    pub ty: Type,
    /// Bytes. 0 for an array without a size: see [`Linkage::Extern`].
    pub size: u64,
    /// A power of two.
    pub align: u64,
    /// Who else sees it.
    pub linkage: Linkage,
    /// Whether it carries `.attribute(.managed)`.
    pub managed: bool,
    /// What it holds at first.
    pub initial: Initial,
    /// The line of its declaration.
    pub line: u32,
}

/// What a variable holds at first: bytes, of which the missing ones are zero, and addresses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Initial {
    /// The bytes, from the start.
    pub bytes: Vec<u8>,
    /// Places that hold an address.
    pub addresses: Vec<AddressOf>,
}

/// A place in a variable that holds the address of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressOf {
    /// Where in the variable.
    pub offset: u64,
    /// How many bytes are written there.
    pub bytes: u32,
    /// Of what: the name of a variable or function of the module.
    pub symbol: Box<str>,
    /// Whether the address is a generic one, and not one of the symbol's own space.
    pub generic: bool,
    /// How far behind its start.
    pub addend: i64,
    /// `0xFF00(symbol)`: only these bits of the address, shifted down to bit 0.
    pub mask: Option<u64>,
}

/// A kernel or a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: Box<str>,
    /// Whether it can be launched.
    pub is_kernel: bool,
    /// Who else sees it.
    pub linkage: Linkage,
    /// What it takes and gives.
    pub signature: Signature,
    /// Limits that it asks for.
    pub directives: Directives,
    /// Whether a thread may have to be suspended in it or in something that it calls. Always false for a
    /// kernel, which nobody calls; see [`super::Body::suspensions`].
    pub suspends: bool,
    /// The line of its declaration.
    pub line: u32,
    /// Bytes of text from brace to brace, and the line of the first; none for a declaration.
    pub(crate) body: Option<(Range<u32>, u32)>,
    /// What its body names, for [`Function::suspends`].
    pub(crate) mentions: Vec<FunctionId>,
}

impl Function {
    /// Whether it has a body; what has none is declared only.
    pub fn has_body(&self) -> bool {
        self.body.is_some()
    }
}

/// What a function takes and gives.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Signature {
    /// Parameters, in order.
    pub parameters: Vec<Parameter>,
    /// Return values; a kernel has none, and a function of the PTX ABI has one at most.
    pub returns: Vec<Parameter>,
    /// It never returns.
    pub no_return: bool,
}

/// A parameter or return value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Parameter {
    /// Its name; empty where a declaration has `_`.
    pub name: Box<str>,
    /// The type of an element.
    pub ty: Type,
    /// Where it lies: in a kernel, in the parameter buffer of a launch; in a function, in an area laid out
    /// in the same way.
    pub offset: u64,
    /// Bytes.
    pub size: u64,
    /// A power of two.
    pub align: u64,
    /// Whether it is an array, so that it is passed as memory even if it has one element only.
    pub is_array: bool,
    /// Whether it lives in a register (`.reg`) and not in parameter space.
    pub is_register: bool,
}

impl Signature {
    /// Bytes of the area that holds all parameters.
    pub fn parameter_bytes(&self) -> u64 {
        self.parameters.last().map_or(0, |last| last.offset + last.size)
    }

    /// Bytes of the area that holds all return values.
    pub fn return_bytes(&self) -> u64 {
        self.returns.last().map_or(0, |last| last.offset + last.size)
    }
}

/// Limits that a kernel asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directives {
    /// `.maxntid`: the most threads of a block, in each dimension.
    pub max_threads: Option<[u32; 3]>,
    /// `.reqntid`: the exact size of a block.
    pub required_threads: Option<[u32; 3]>,
    /// `.minnctapersm`: how many blocks should fit on a multiprocessor.
    pub min_blocks: Option<u32>,
    /// `.maxnctapersm`.
    pub max_blocks: Option<u32>,
    /// `.maxnreg`: the most registers of a thread.
    pub max_registers: Option<u32>,
    /// `.reqnctapercluster`: the exact size of a cluster.
    pub cluster: Option<[u32; 3]>,
    /// `.maxclusterrank`: the most blocks of a cluster.
    pub max_cluster_rank: Option<u32>,
    /// `.explicitcluster`.
    pub explicit_cluster: bool,
}

/// What memory a function declares and mentions, which a driver reports without compiling anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usage {
    /// Bytes of shared memory: its own, and that of the module's variables that it mentions.
    pub shared: u64,
    /// Bytes of local memory that it declares.
    pub local: u64,
    /// Shared variables of the module that it mentions, itself or in what it calls.
    pub variables: Vec<VariableId>,
}

impl Module {
    /// The kernels.
    pub fn kernels(&self) -> impl Iterator<Item = (FunctionId, &Function)> {
        self.functions
            .iter()
            .enumerate()
            .filter(|(_, function)| function.is_kernel)
            .map(|(index, function)| (FunctionId(index as u32), function))
    }

    /// The function or kernel of a name.
    pub fn function(&self, name: &str) -> Option<FunctionId> {
        match self.names.get(name) {
            Some(Global::Function(id)) => Some(*id),
            _ => None,
        }
    }

    /// The variable of a name.
    pub fn variable(&self, name: &str) -> Option<VariableId> {
        match self.names.get(name) {
            Some(Global::Variable(id)) => Some(*id),
            _ => None,
        }
    }

    /// The text that it was read from.
    pub fn text(&self) -> &str {
        &self.text
    }
}
