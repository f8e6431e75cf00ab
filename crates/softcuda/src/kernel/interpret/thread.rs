//! One thread: its frames, its local memory, and how operands are read.

use ptx::ir::{
    Address, Base, BlockId, Body, CallValue, FunctionId, Instruction, Operand, Predicate, Reg, Symbol, Type,
};

use super::super::launch::{Dims, Fault};
use super::super::semantics::{self, mask};
use super::program::{Program, function_address};

/// The most local memory of a thread.
const MOST_LOCAL: u64 = 1 << 20;
/// The deepest nesting of calls.
const MOST_FRAMES: usize = 4096;

/// What a thread is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It can run.
    Ready,
    /// It stands at an instruction that a whole warp executes.
    Parked,
    /// It waits at a barrier, and will write its result there.
    Barrier(usize),
    /// It waits for a phase of the cluster's barrier to pass.
    Cluster(u64),
    /// It has ended.
    Done,
}

/// A function that is being executed.
#[derive(Debug)]
pub struct Frame {
    pub function: FunctionId,
    pub registers: Vec<u128>,
    pub block: BlockId,
    pub index: usize,
    /// Where its declarations, its areas for calls, its parameters and its results lie in local memory.
    pub locals: u64,
    pub areas: u64,
    pub parameters: u64,
    pub returns: u64,
    /// The end of local memory when it was entered.
    pub below: u64,
    /// Where the caller wants the results.
    pub results: Box<[CallValue]>,
}

/// A thread.
#[derive(Debug)]
pub struct Thread {
    pub position: Dims,
    pub lane: u32,
    pub warp: u32,
    pub frames: Vec<Frame>,
    pub local: Vec<u8>,
    /// The end of what is in use of local memory.
    pub stack: u64,
    pub state: State,
}

impl Thread {
    /// A thread at the beginning of the kernel.
    pub fn new(program: &Program<'_>, position: Dims, index: u64) -> Result<Self, Fault> {
        let mut thread = Self {
            position,
            lane: (index % 32) as u32,
            warp: (index / 32) as u32,
            frames: Vec::new(),
            local: Vec::new(),
            // Nothing lies at address 0.
            stack: 64,
            state: State::Ready,
        };
        thread.enter(program, program.kernel, Box::default())?;
        Ok(thread)
    }

    /// Enters a function.
    pub fn enter(
        &mut self,
        program: &Program<'_>,
        function: FunctionId,
        results: Box<[CallValue]>,
    ) -> Result<(), Fault> {
        let (Some(body), Some(it)) = (program.body(function), program.function(function)) else {
            return Err(Fault::Unsupported { what: "a function without a body".to_owned() });
        };
        if self.frames.len() >= MOST_FRAMES {
            return Err(Fault::StackOverflow);
        }
        let below = self.stack;
        let locals = self.reserve(body.local_bytes.0, body.local_bytes.1)?;
        let areas = self.reserve(body.param_bytes.0, body.param_bytes.1)?;
        let (parameters, returns) = if it.is_kernel {
            (0, 0)
        } else {
            let parameters = self.reserve(it.signature.parameter_bytes(), 16)?;
            (parameters, self.reserve(it.signature.return_bytes(), 16)?)
        };
        self.frames.push(Frame {
            function,
            registers: vec![0; body.registers.len()],
            block: BlockId(0),
            index: 0,
            locals,
            areas,
            parameters,
            returns,
            below,
            results,
        });
        Ok(())
    }

    /// Takes local memory.
    pub fn reserve(&mut self, bytes: u64, align: u64) -> Result<u64, Fault> {
        let start = self.stack.next_multiple_of(align.max(16));
        let end = start.checked_add(bytes).filter(|end| *end <= MOST_LOCAL).ok_or(Fault::StackOverflow)?;
        self.stack = end;
        if self.local.len() < end as usize {
            self.local.resize(end as usize, 0);
        }
        Ok(start)
    }

    /// The function that runs.
    pub fn frame(&self) -> &Frame {
        &self.frames[self.frames.len() - 1]
    }

    /// The function that runs.
    pub fn frame_mut(&mut self) -> &mut Frame {
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    /// The code of the function that runs.
    pub fn body<'p>(&self, program: &'p Program<'_>) -> &'p Body {
        // `enter` lets in no function without one.
        program.body(self.frame().function).unwrap_or_else(|| unreachable!())
    }

    /// The instruction that comes next, if it is not the terminator.
    pub fn next<'p>(&self, program: &'p Program<'_>) -> Option<&'p Instruction> {
        let frame = self.frame();
        self.body(program).blocks[frame.block.index()].instructions.get(frame.index)
    }

    /// All bits of an operand that is a register or an immediate.
    pub fn wide(&self, operand: Operand) -> u128 {
        match operand {
            Operand::Reg(reg) => self.frame().registers[reg.index()],
            Operand::Imm(bits) => u128::from(bits),
            Operand::Special(_) | Operand::Address(..) => 0,
        }
    }

    /// The lower bits of an operand, as many as the type has.
    pub fn value(&self, operand: Operand, ty: Type) -> u64 {
        self.wide(operand) as u64 & mask(ty)
    }

    /// A truth value.
    pub fn holds(&self, predicate: Predicate) -> bool {
        (self.wide(predicate.value) & 1 == 1) != predicate.negated
    }

    /// Whether the guard of an instruction lets this thread execute it.
    pub fn is_let(&self, instruction: &Instruction) -> bool {
        instruction.guard.is_none_or(|guard| self.holds(guard))
    }

    /// Writes a register, in full.
    pub fn set_wide(&mut self, reg: Reg, value: u128) {
        self.frame_mut().registers[reg.index()] = value;
    }

    /// Writes a register with a value of a type, which is extended if the register is wider.
    pub fn set(&mut self, program: &Program<'_>, reg: Reg, ty: Type, value: u64) {
        let bits = self.body(program).registers[reg.index()].bits();
        self.set_wide(reg, u128::from(semantics::extend(ty, value, bits.max(1))));
    }

    /// Writes a predicate.
    pub fn set_flag(&mut self, reg: Reg, value: bool) {
        self.set_wide(reg, u128::from(value));
    }

    /// The address of a symbol in its own space.
    pub fn symbol(&self, program: &Program<'_>, symbol: Symbol) -> u64 {
        let frame = self.frame();
        let function = program.function(frame.function);
        match symbol {
            Symbol::Variable(id) => program.variable(id),
            Symbol::Function(id) => function_address(id),
            Symbol::Local(id) => {
                let local = &self.body(program).locals[id.index()];
                let base = match local.space {
                    ptx::ir::Space::Shared => program.shared_of(frame.function),
                    ptx::ir::Space::Param => frame.areas,
                    _ => frame.locals,
                };
                base + local.offset
            }
            Symbol::Parameter(index) => {
                let of = function.and_then(|it| it.signature.parameters.get(index as usize));
                frame.parameters + of.map_or(0, |parameter| parameter.offset)
            }
            Symbol::Return(index) => {
                let of = function.and_then(|it| it.signature.returns.get(index as usize));
                frame.returns + of.map_or(0, |parameter| parameter.offset)
            }
        }
    }

    /// Where an address points, in the space that its instruction says.
    pub fn address(&self, program: &Program<'_>, address: &Address) -> u64 {
        let base = match address.base {
            Base::Reg(reg) => self.frame().registers[reg.index()] as u64,
            Base::Symbol(symbol) => self.symbol(program, symbol),
            Base::Zero => 0,
        };
        base.wrapping_add(address.offset as u64)
    }
}
