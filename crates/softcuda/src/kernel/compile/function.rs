//! One function: its blocks, registers, guards, and where it can be resumed.

use std::collections::HashMap;

use cranelift_codegen::Context;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{
    Block, BlockArg, BlockCall, FuncRef, InstBuilder, JumpTableData, MemFlagsData, SigRef, Type as Clif,
    Value, types,
};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext, Variable};
use cranelift_module::Module as _;
use ptx::ir::{
    BlockId, Body, FunctionId, Instruction, Op, Operand, Predicate, Reg, Suspension, Symbol, Terminator, Type,
};

use super::abi::{self, at};
use super::frame::{self, Frame};
use super::{Unit, helpers, traits};

/// A translation that is going on.
pub struct Translator<'t, 'm, 'f> {
    pub(super) unit: &'t mut Unit<'m>,
    pub(super) id: FunctionId,
    pub(super) body: &'t Body,
    pub(super) b: FunctionBuilder<'f>,
    pub(super) frame: Frame,
    variables: Vec<Variable>,
    pub(super) types: Vec<Clif>,
    blocks: Vec<Block>,
    /// Where to go on, from 1 on.
    resumes: Vec<Block>,
    places: HashMap<Reg, i32>,
    alive: HashMap<Suspension, Vec<Reg>>,
    turns: Vec<(BlockId, BlockId)>,
    /// Blocks on ways back that are still empty: the block, and where it leads.
    pending: Vec<(Block, BlockId, Block)>,
    /// The guard of the instruction that is being translated, for those that have no side effects.
    guard: Option<Value>,
    pub(super) block_data: Value,
    pub(super) thread: Value,
    pub(super) frame_base: Value,
    pub(super) arguments: Value,
    pub(super) results: Value,
    pub(super) shared: Value,
    functions: HashMap<helpers::Helper, FuncRef>,
    pub(super) code_signature: Option<SigRef>,
    /// Bases that are known to be multiples of something.
    pub(super) aligned: HashMap<Value, i64>,
}

/// How a register of a type is held.
pub fn clif(ty: Type) -> Clif {
    match ty {
        Type::F32 => types::F32,
        Type::F64 => types::F64,
        ty => integer(ty.bits()),
    }
}

/// The integer that has room for so many bits.
pub fn integer(bits: u32) -> Clif {
    match bits {
        0..=8 => types::I8,
        9..=16 => types::I16,
        17..=32 => types::I32,
        33..=64 => types::I64,
        _ => types::I128,
    }
}

/// Flags of accesses to what is ours and always there.
pub fn ours() -> MemFlagsData {
    MemFlagsData::new().with_notrap().with_aligned()
}

/// The same for what does not change while a function runs.
pub fn fixed() -> MemFlagsData {
    ours().with_readonly()
}

/// Translates a function into a context.
pub fn translate(
    unit: &mut Unit<'_>,
    id: FunctionId,
    body: &Body,
    context: &mut Context,
    builder: &mut FunctionBuilderContext,
) -> Result<(), String> {
    let function = unit.module.functions.get(id.index()).ok_or("no such function")?;
    let frame = Frame::of(unit.module, function, body);
    let mut b = FunctionBuilder::new(&mut context.func, builder);
    let types: Vec<Clif> = body.registers.iter().map(|ty| clif(*ty)).collect();
    let variables = types.iter().map(|ty| b.declare_var(*ty)).collect();
    let entry = b.create_block();
    b.append_block_params_for_function_params(entry);
    b.switch_to_block(entry);
    let [block_data, thread, frame_base, arguments, results] =
        std::array::from_fn(|index| b.block_params(entry)[index]);
    let shared = b.ins().load(types::I64, fixed(), block_data, at::SHARED);
    let blocks = body.blocks.iter().map(|_| b.create_block()).collect();
    let mut places = HashMap::new();
    let mut end = frame.saved as i32;
    for reg in frame::saved_registers(function, body) {
        places.insert(reg, end);
        end += body.registers.get(reg.index()).map_or(0, |ty| frame::slot_bytes(*ty)) as i32;
    }
    let mut alive = HashMap::new();
    for block in 0..body.blocks.len() as u32 {
        alive.extend(body.live_across(BlockId(block)));
    }
    let mut translator = Translator {
        unit,
        id,
        body,
        b,
        frame,
        variables,
        types,
        blocks,
        resumes: Vec::new(),
        places,
        alive,
        turns: traits::turns(function, body),
        pending: Vec::new(),
        guard: None,
        block_data,
        thread,
        frame_base,
        arguments,
        results,
        shared,
        functions: HashMap::new(),
        code_signature: None,
        aligned: HashMap::new(),
    };
    translator.all()?;
    let config = translator.unit.jit.target_config();
    let Translator { mut b, .. } = translator;
    b.seal_all_blocks();
    b.finalize(config);
    Ok(())
}

impl Translator<'_, '_, '_> {
    fn all(&mut self) -> Result<(), String> {
        self.check_room();
        let dispatch = self.b.create_block();
        let first = self.b.create_block();
        self.b.ins().jump(dispatch, &[]);
        self.b.switch_to_block(first);
        self.load_parameters();
        if let Some(block) = self.blocks.first() {
            let block = *block;
            self.b.ins().jump(block, &[]);
        }
        let body = self.body;
        for (index, block) in body.blocks.iter().enumerate() {
            let Some(target) = self.blocks.get(index).copied() else { continue };
            self.b.switch_to_block(target);
            self.aligned.clear();
            let id = BlockId(index as u32);
            for (at, instruction) in block.instructions.iter().enumerate() {
                self.instruction(instruction, Suspension { block: id, index: at as u32 })
                    .map_err(|error| format!("line {}: {error}", instruction.line))?;
            }
            self.terminator(id, &block.terminator);
        }
        self.b.switch_to_block(dispatch);
        if self.resumes.is_empty() {
            self.b.ins().jump(first, &[]);
        } else {
            let resume = self.b.ins().load(types::I32, ours(), self.frame_base, 0);
            let none: [BlockArg; 0] = [];
            let mut calls = Vec::with_capacity(self.resumes.len() + 1);
            let pool = &mut self.b.func.dfg.value_lists;
            let default = BlockCall::new(first, none.iter().copied(), pool);
            calls.push(default);
            for block in &self.resumes {
                calls.push(BlockCall::new(*block, none.iter().copied(), pool));
            }
            let table = self.b.create_jump_table(JumpTableData::new(default, &calls));
            self.b.ins().br_table(resume, table);
        }
        Ok(())
    }

    /// A function whose frame does not fit any more does not begin.
    fn check_room(&mut self) {
        let end = self.b.ins().load(types::I64, ours(), self.thread, at::END);
        let own = self.b.ins().iadd_imm_s(self.frame_base, self.frame.size as i64);
        let fits = self.b.ins().icmp(IntCC::UnsignedLessThanOrEqual, own, end);
        self.leave_unless(fits, abi::STACK_OVERFLOW);
    }

    fn load_parameters(&mut self) {
        let registers = self.body.parameter_registers.clone();
        let function = self.unit.module.functions.get(self.id.index());
        let parameters = function.map(|function| function.signature.parameters.clone()).unwrap_or_default();
        for (register, parameter) in registers.iter().zip(&parameters) {
            if let Some(reg) = register {
                let ty = if parameter.ty == Type::Pred { types::I8 } else { clif(parameter.ty) };
                let value = self.b.ins().load(ty, ours(), self.arguments, parameter.offset as i32);
                self.define(*reg, value);
            }
        }
    }

    fn store_results(&mut self) {
        let registers = self.body.return_registers.clone();
        let function = self.unit.module.functions.get(self.id.index());
        let results = function.map(|function| function.signature.returns.clone()).unwrap_or_default();
        for (register, result) in registers.iter().zip(&results) {
            if let Some(reg) = register {
                let value = self.value(Operand::Reg(*reg), clif(result.ty));
                self.b.ins().store(ours(), value, self.results, result.offset as i32);
            }
        }
    }

    // ── Registers ──

    /// An operand as a value of a type; wider registers are cut, narrower ones extended by zeros.
    pub(super) fn value(&mut self, operand: Operand, wanted: Clif) -> Value {
        match operand {
            Operand::Reg(reg) => {
                let value = match self.variables.get(reg.index()) {
                    Some(variable) => self.b.use_var(*variable),
                    None => self.b.ins().iconst(types::I32, 0),
                };
                self.cast(value, wanted)
            }
            Operand::Imm(bits) => self.constant(bits, wanted),
            Operand::Address(symbol, offset) => {
                let address = self.symbol_value(symbol, offset);
                self.cast(address, wanted)
            }
            Operand::Special(special) => {
                let value = self.special(special);
                self.cast(value, wanted)
            }
        }
    }

    pub(super) fn constant(&mut self, bits: u64, ty: Clif) -> Value {
        match ty {
            types::F32 => self.b.ins().f32const(f32::from_bits(bits as u32)),
            types::F64 => self.b.ins().f64const(f64::from_bits(bits)),
            types::I128 => {
                let (low, high) = (self.word(bits), self.word(0));
                self.b.ins().iconcat(low, high)
            }
            types::I64 => self.word(bits),
            ty => self.b.ins().iconst(ty, (bits & ((1 << ty.bits()) - 1)) as i64),
        }
    }

    /// A constant of 64 bits.
    pub(super) fn word(&mut self, bits: u64) -> Value {
        self.b.ins().iconst(types::I64, bits as i64)
    }

    /// The same bits as another type; zeros or nothing where the width differs.
    pub(super) fn cast(&mut self, value: Value, wanted: Clif) -> Value {
        let own = self.b.func.dfg.value_type(value);
        if own == wanted {
            return value;
        }
        let value = if own.is_float() {
            let bits = if own == types::F32 { types::I32 } else { types::I64 };
            self.b.ins().bitcast(bits, MemFlagsData::new(), value)
        } else {
            value
        };
        let own = self.b.func.dfg.value_type(value);
        let whole = match wanted {
            types::F32 => types::I32,
            types::F64 => types::I64,
            ty => ty,
        };
        let value = if own.bits() > whole.bits() {
            self.b.ins().ireduce(whole, value)
        } else if own.bits() < whole.bits() {
            self.b.ins().uextend(whole, value)
        } else {
            value
        };
        if wanted.is_float() { self.b.ins().bitcast(wanted, MemFlagsData::new(), value) } else { value }
    }

    /// A register's whole value.
    pub(super) fn whole(&mut self, reg: Reg) -> Value {
        let ty = self.register_type(reg);
        self.value(Operand::Reg(reg), ty)
    }

    pub(super) fn register_type(&self, reg: Reg) -> Clif {
        self.types.get(reg.index()).copied().unwrap_or(types::I32)
    }

    /// Writes a register; under a guard it may keep what it holds.
    pub(super) fn define(&mut self, reg: Reg, value: Value) {
        let Some(variable) = self.variables.get(reg.index()).copied() else { return };
        let ty = self.register_type(reg);
        let mut value = self.cast(value, ty);
        if let Some(guard) = self.guard {
            let old = self.b.use_var(variable);
            value = self.b.ins().select(guard, value, old);
        }
        self.b.def_var(variable, value);
    }

    /// A truth value as 0 or 1.
    pub(super) fn predicate(&mut self, predicate: &Predicate) -> Value {
        let value = self.value(predicate.value, types::I8);
        if predicate.negated { self.b.ins().bxor_imm_u(value, 1) } else { value }
    }

    // ── Instructions ──

    fn instruction(&mut self, instruction: &Instruction, place: Suspension) -> Result<(), String> {
        let Some(guard) = &instruction.guard else { return self.op(&instruction.op, place) };
        let guard = self.predicate(guard);
        if self.is_pure(&instruction.op) {
            self.guard = Some(guard);
            let result = self.op(&instruction.op, place);
            self.guard = None;
            return result;
        }
        let (then, after) = (self.b.create_block(), self.b.create_block());
        self.b.ins().brif(guard, then, &[], after, &[]);
        self.b.seal_block(then);
        self.b.switch_to_block(then);
        self.aligned.clear();
        let result = self.op(&instruction.op, place);
        self.b.ins().jump(after, &[]);
        self.b.seal_block(after);
        self.b.switch_to_block(after);
        self.aligned.clear();
        result
    }

    /// Whether it may be executed although its guard does not hold.
    fn is_pure(&self, op: &Op) -> bool {
        matches!(
            op,
            Op::Unary { .. }
                | Op::Binary { .. }
                | Op::Ternary { .. }
                | Op::Bfe { .. }
                | Op::Bfi { .. }
                | Op::Prmt { .. }
                | Op::Dp4a { .. }
                | Op::Setp { .. }
                | Op::Selp { .. }
                | Op::Logic { .. }
                | Op::Mov { .. }
                | Op::Cvt { .. }
                | Op::Cvta { .. }
                | Op::Shf { .. }
                | Op::Lop3 { .. }
        )
    }

    fn op(&mut self, op: &Op, place: Suspension) -> Result<(), String> {
        match op {
            Op::Unary { op, ty, mode, d, a } => self.unary(*op, *ty, *mode, *d, *a),
            Op::Binary { op, ty, mode, d, a, b } => self.binary(*op, *ty, *mode, *d, *a, *b),
            Op::Ternary { op, ty, mode, d, a, b, c } => self.ternary(*op, *ty, *mode, *d, *a, *b, *c),
            Op::Carry { op, ty, d, a, b, c, carry_in, carry_out } => {
                self.carry(*op, *ty, *d, (*a, *b, *c), *carry_in, *carry_out);
            }
            Op::Setp { .. } | Op::Selp { .. } | Op::Logic { .. } | Op::Set { .. } => self.choice(op),
            Op::Bfe { .. }
            | Op::Bfi { .. }
            | Op::Lop3 { .. }
            | Op::Shf { .. }
            | Op::Prmt { .. }
            | Op::Dp4a { .. } => self.bits(op),
            Op::Mov { ty, d, a } => {
                let ty = if *ty == Type::Pred { types::I8 } else { clif(*ty) };
                let value = self.value(*a, ty);
                self.define(*d, value);
            }
            Op::Pack { .. } | Op::Unpack { .. } => self.pack(op),
            Op::Cvt { to, from, mode, d, a, b } => self.convert(op, (*to, *from), *mode, *d, *a, *b),
            Op::Cvta { .. } | Op::Isspacep { .. } => self.addresses(op),
            Op::Ld { .. } | Op::St { .. } | Op::Atom { .. } | Op::Fence { .. } | Op::CpAsync { .. } => {
                self.memory(op)?;
            }
            Op::Mbarrier { .. } => self.mbarrier(op, place)?,
            Op::CpAsyncCommit
            | Op::CpAsyncWait { .. }
            | Op::Hint { .. }
            | Op::GridDependencyWait
            | Op::PmEvent { .. } => {}
            Op::CreatePolicy { d } => {
                let zero = self.word(0);
                self.define(*d, zero);
            }
            Op::Image(image) => self.image(op, image),
            Op::Nanosleep { .. } => self.suspend(abi::YIELDED, place),
            Op::Breakpoint => self.leave(abi::BREAKPOINT),
            Op::Call { target, returns, arguments, .. } => self.call(target, returns, arguments, place)?,
            Op::Bmsk { d, .. }
            | Op::Szext { d, .. }
            | Op::Fns { d, .. }
            | Op::Dp2a { d, .. }
            | Op::Slct { d, .. }
            | Op::Testp { p: d, .. }
            | Op::CvtPack { d, .. } => self.evaluate(op, *d),
            Op::Mapa { ty, d, a, .. } => {
                let value = self.value(*a, clif(*ty));
                self.define(*d, value);
            }
            Op::GetCtaRank { d, .. } => {
                let zero = self.word(0);
                self.define(*d, zero);
            }
            Op::Alloca { .. } | Op::StackSave { .. } | Op::StackRestore { .. } | Op::CpAsyncArrive { .. } => {
                return Err(format!("not compiled yet: {op:?}"));
            }
            Op::Barrier { .. }
            | Op::BarrierCluster { .. }
            | Op::WarpSync { .. }
            | Op::Vote { .. }
            | Op::Shfl { .. }
            | Op::Match { .. }
            | Op::Redux { .. }
            | Op::ActiveMask { .. }
            | Op::Elect { .. }
            | Op::Mma(_)
            | Op::WmmaLoad(_)
            | Op::WmmaStore(_)
            | Op::LdMatrix { .. }
            | Op::StMatrix { .. }
            | Op::MovMatrix { .. } => self.wait(op, place),
        }
        Ok(())
    }

    // ── Control ──

    fn terminator(&mut self, block: BlockId, terminator: &Terminator) {
        match terminator {
            Terminator::Jump(to) => {
                let to = self.way(block, *to);
                self.b.ins().jump(to, &[]);
                self.ways();
            }
            Terminator::Branch { condition, then, otherwise, .. } => {
                let value = self.value(condition.value, types::I8);
                let (then, otherwise) = (self.way(block, *then), self.way(block, *otherwise));
                if condition.negated {
                    self.b.ins().brif(value, otherwise, &[], then, &[]);
                } else {
                    self.b.ins().brif(value, then, &[], otherwise, &[]);
                }
                self.ways();
            }
            Terminator::Switch { index, targets, .. } => {
                let index = self.value(*index, types::I32);
                let ways: Vec<Block> = targets.iter().map(|target| self.way(block, *target)).collect();
                let none: [BlockArg; 0] = [];
                let pool = &mut self.b.func.dfg.value_lists;
                let calls: Vec<BlockCall> =
                    ways.iter().map(|way| BlockCall::new(*way, none.iter().copied(), pool)).collect();
                match calls.first().copied() {
                    Some(default) => {
                        let table = self.b.create_jump_table(JumpTableData::new(default, &calls));
                        self.b.ins().br_table(index, table);
                    }
                    None => self.code(abi::TRAP),
                }
                self.ways();
            }
            Terminator::Return => {
                self.store_results();
                self.code(abi::RETURNED);
            }
            Terminator::Exit => self.code(abi::EXITED),
            Terminator::Trap => self.code(abi::TRAP),
        }
    }

    /// The block to go to for a target; for a way back on which others get a turn, one before it.
    fn way(&mut self, from: BlockId, to: BlockId) -> Block {
        let Some(target) = self.blocks.get(to.index()).copied() else { return self.b.create_block() };
        if self.turns.contains(&(from, to)) {
            let before = self.b.create_block();
            self.pending.push((before, to, target));
            return before;
        }
        target
    }

    /// Fills the blocks that the latest terminator goes through.
    fn ways(&mut self) {
        for (before, to, target) in std::mem::take(&mut self.pending) {
            self.b.switch_to_block(before);
            let quota = self.b.ins().load(types::I32, ours(), self.thread, at::QUOTA);
            let left = self.b.ins().iadd_imm_s(quota, -1);
            self.b.ins().store(ours(), left, self.thread, at::QUOTA);
            let turn = self.b.create_block();
            self.b.set_cold_block(turn);
            self.b.ins().brif(left, target, &[], turn, &[]);
            self.b.switch_to_block(turn);
            let quota = self.b.ins().iconst(types::I32, i64::from(abi::QUOTA));
            self.b.ins().store(ours(), quota, self.thread, at::QUOTA);
            let alive: Vec<Reg> = self.body.liveness.live_in(to).collect();
            self.suspend_with(abi::YIELDED, &alive);
            self.b.ins().jump(target, &[]);
        }
    }

    /// Returns with a code.
    pub(super) fn code(&mut self, code: u32) {
        let code = self.b.ins().iconst(types::I32, i64::from(code));
        self.b.ins().return_(&[code]);
    }

    /// Returns with a code in the middle of a block; what follows is never reached.
    pub(super) fn leave(&mut self, code: u32) {
        self.code(code);
        let after = self.b.create_block();
        self.b.switch_to_block(after);
        self.aligned.clear();
    }

    /// Returns with a code unless a condition holds.
    pub(super) fn leave_unless(&mut self, condition: Value, code: u32) {
        let (out, after) = (self.b.create_block(), self.b.create_block());
        self.b.set_cold_block(out);
        self.b.ins().brif(condition, after, &[], out, &[]);
        self.b.seal_block(out);
        self.b.seal_block(after);
        self.b.switch_to_block(out);
        self.code(code);
        self.b.switch_to_block(after);
    }

    /// Goes on if a code is 0, returns it else.
    pub(super) fn leave_with(&mut self, code: Value) {
        let (out, after) = (self.b.create_block(), self.b.create_block());
        self.b.set_cold_block(out);
        self.b.ins().brif(code, out, &[], after, &[]);
        self.b.seal_block(out);
        self.b.seal_block(after);
        self.b.switch_to_block(out);
        self.b.ins().return_(&[code]);
        self.b.switch_to_block(after);
    }

    /// What has to be saved at a place.
    pub(super) fn alive_at(&self, place: Suspension) -> Vec<Reg> {
        self.alive.get(&place).cloned().unwrap_or_default()
    }

    /// Saves registers, notes the place and returns with a code; goes on here when the thread is resumed.
    pub(super) fn suspend(&mut self, code: u32, place: Suspension) {
        let alive = self.alive_at(place);
        self.suspend_with(code, &alive);
    }

    fn suspend_with(&mut self, code: u32, alive: &[Reg]) {
        self.save(alive);
        let resume = self.note();
        self.code(code);
        self.b.switch_to_block(resume);
        self.restore(alive);
    }

    /// A new place to resume at, noted in the frame.
    pub(super) fn note(&mut self) -> Block {
        let resume = self.b.create_block();
        self.resumes.push(resume);
        let number = self.b.ins().iconst(types::I32, self.resumes.len() as i64);
        self.b.ins().store(ours(), number, self.frame_base, 0);
        resume
    }

    pub(super) fn save(&mut self, alive: &[Reg]) {
        for reg in alive {
            if let Some(place) = self.places.get(reg).copied() {
                let value = self.whole(*reg);
                self.b.ins().store(ours(), value, self.frame_base, place);
            }
        }
    }

    pub(super) fn restore(&mut self, alive: &[Reg]) {
        self.aligned.clear();
        for reg in alive {
            if let Some(place) = self.places.get(reg).copied() {
                let ty = self.register_type(*reg);
                let value = self.b.ins().load(ty, ours(), self.frame_base, place);
                if let Some(variable) = self.variables.get(reg.index()).copied() {
                    self.b.def_var(variable, value);
                }
            }
        }
    }

    // ── Helpers ──

    /// Calls a helper.
    pub(super) fn help(&mut self, helper: helpers::Helper, arguments: &[Value]) -> Option<Value> {
        let function = match self.functions.get(&helper) {
            Some(function) => *function,
            None => {
                let id = self.unit.helpers.id(helper);
                let function = self.unit.jit.declare_func_in_func(id, self.b.func);
                self.functions.insert(helper, function);
                function
            }
        };
        let call = self.b.ins().call(function, arguments);
        self.b.inst_results(call).first().copied()
    }

    /// The address of a copy of an operation that lives as long as the code.
    pub(super) fn pointer_to(&mut self, op: &Op) -> Value {
        let op = Box::new(op.clone());
        let address = std::ptr::from_ref(&*op) as u64;
        self.unit.operations.push(op);
        self.word(address)
    }

    /// Lets a helper calculate what an operation without side effects gives.
    pub(super) fn evaluate(&mut self, op: &Op, d: Reg) {
        let mut operands = Vec::new();
        helpers::operands(op, &mut |operand| operands.push(operand));
        let pointer = self.pointer_to(op);
        let mut arguments = vec![pointer];
        for index in 0..5 {
            let value = match operands.get(index) {
                Some(operand) => self.value(*operand, types::I64),
                None => self.word(0),
            };
            arguments.push(value);
        }
        if let Some(value) = self.help(helpers::Helper::Evaluate, &arguments) {
            self.define(d, value);
        }
    }

    /// A symbol's address in its own space, as 64 bits.
    pub(super) fn symbol_value(&mut self, symbol: Symbol, offset: i64) -> Value {
        self.symbol(symbol, offset)
    }
}
