//! From the checked program to instructions for a warp.

mod arithmetic;
mod convert;
mod memory;
mod together;

use std::collections::HashMap;

use ptx::ir::{
    BlockId, Body, CallTarget, FunctionId, Instruction, Module, Op, Operand, Predicate, Reg, Special,
    Terminator,
};

use super::lanes::{CONSTANT, Ins, Kind, N, NONE, Operation, Slot};
use super::layout::{self, Layout};
use super::special::{self, Width};
use super::{Code, End, Line, Segment, Switch, integer};
use crate::kernel::compile::Shared;
use crate::kernel::compile::traits;

/// Why a kernel is left to the other compiler.
pub type Refusal = String;

/// A translation that is going on.
struct Lowering<'m> {
    module: &'m Module,
    id: FunctionId,
    body: &'m Body,
    shared: &'m Shared,
    kind: Kind,
    flushes: bool,
    layout: Layout,
    /// Where a thread's own memory has its parts: areas of calls, local memory, arguments, results.
    own: Own,
    code: Code,
    constants: HashMap<(u64, Width), Slot>,
    /// Registers that hold a constant: what compilers write in place of immediates.
    known: Vec<Option<u64>>,
    guard: u32,
    /// Temporaries in use, by width.
    used: [u32; 3],
    /// The first segment of each block.
    first: Vec<u32>,
    turns: Vec<(BlockId, BlockId)>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Own {
    areas: u64,
    local: u64,
    arguments: u64,
    results: u64,
    bytes: u64,
}

impl Own {
    fn of(module: &Module, body: &Body) -> Self {
        let (mut arguments, mut results) = (0, 0);
        for instruction in body.blocks.iter().flat_map(|block| &block.instructions) {
            let Op::Call { target: CallTarget::Direct(id), .. } = &instruction.op else { continue };
            let Some(callee) = module.functions.get(id.index()) else { continue };
            arguments = arguments.max(callee.signature.parameter_bytes());
            results = results.max(callee.signature.return_bytes());
        }
        let mut end = 0u64;
        let mut take = |(bytes, align): (u64, u64)| {
            let start = end.next_multiple_of(align.clamp(16, 4096));
            end = start + bytes;
            start
        };
        let areas = take(body.param_bytes);
        let local = take(body.local_bytes);
        let arguments = take((arguments, 16));
        let results = take((results, 16));
        Self { areas, local, arguments, results, bytes: end.next_multiple_of(16) }
    }
}

/// Lowers a kernel that calls nothing but the system.
pub fn lower(
    module: &Module,
    id: FunctionId,
    body: &Body,
    shared: &Shared,
    flushes: bool,
) -> Result<Code, Refusal> {
    let function = module.functions.get(id.index()).ok_or("no such function")?;
    let layout = Layout::of(body).ok_or("registers of more than 64 bits")?;
    let own = Own::of(module, body);
    if body.local_bytes.1.max(body.param_bytes.1) > 16 {
        return Err("local memory with an alignment of more than 16 bytes".into());
    }
    let code = Code { file_bytes: layout.bytes as usize, own_bytes: own.bytes as usize, ..Code::default() };
    let mut lowering = Lowering {
        module,
        id,
        body,
        shared,
        kind: Kind::here(),
        flushes,
        layout,
        own,
        code,
        constants: HashMap::new(),
        known: known(body),
        guard: NONE,
        used: [0; 3],
        first: Vec::new(),
        turns: traits::turns(function, body),
    };
    lowering.number_segments();
    lowering.all()?;
    Ok(lowering.code)
}

/// Registers that are written once, with a constant.
fn known(body: &Body) -> Vec<Option<u64>> {
    let mut writes = vec![0u32; body.registers.len()];
    let mut values = vec![None; body.registers.len()];
    for reg in body.parameter_registers.iter().flatten() {
        writes[reg.index()] += 1;
    }
    for instruction in body.blocks.iter().flat_map(|block| &block.instructions) {
        instruction.op.defs(&mut |reg| writes[reg.index()] += 1);
        if let (Op::Mov { d, a: Operand::Imm(value), .. }, None) = (&instruction.op, &instruction.guard) {
            values[d.index()] = Some(*value);
        }
    }
    values.iter().zip(writes).map(|(value, writes)| value.filter(|_| writes == 1)).collect()
}

/// Whether a segment ends with it.
fn splits(op: &Op) -> bool {
    together::waits(op) || matches!(op, Op::Nanosleep { .. })
}

impl Lowering<'_> {
    fn number_segments(&mut self) {
        let mut next = 0;
        for block in &self.body.blocks {
            self.first.push(next);
            next += 1 + block.instructions.iter().filter(|it| splits(&it.op)).count() as u32;
        }
    }

    fn all(&mut self) -> Result<(), Refusal> {
        let body = self.body;
        for (index, block) in body.blocks.iter().enumerate() {
            let mut start = self.code.ins.len() as u32;
            for instruction in &block.instructions {
                self.used = [0; 3];
                self.guard = self.guard_of(instruction.guard.as_ref());
                let here = |error| format!("line {}: {error}", instruction.line);
                if splits(&instruction.op) {
                    let next = self.code.segments.len() as u32 + 1;
                    let end = self.split(instruction, next).map_err(here)?;
                    self.segment(&mut start, end);
                } else {
                    self.op(&instruction.op).map_err(here)?;
                }
            }
            self.used = [0; 3];
            self.guard = NONE;
            let end = self.terminator(BlockId(index as u32), &block.terminator)?;
            self.segment(&mut start, end);
        }
        Ok(())
    }

    fn segment(&mut self, start: &mut u32, end: End) {
        let to = self.code.ins.len() as u32;
        self.code.segments.push(Segment { ins: *start..to, end });
        *start = to;
    }

    fn split(&mut self, instruction: &Instruction, next: u32) -> Result<End, Refusal> {
        if matches!(instruction.op, Op::Nanosleep { .. }) {
            return Ok(End::Yield { next });
        }
        let guard = std::mem::replace(&mut self.guard, NONE);
        let site = self.site(&instruction.op, guard, next)?;
        self.code.sites.push(site);
        Ok(End::Wait { site: self.code.sites.len() as u32 - 1 })
    }

    fn guard_of(&mut self, guard: Option<&Predicate>) -> u32 {
        match guard {
            None => NONE,
            Some(guard) => {
                let slot = self.predicate(guard.value);
                self.condition(slot, guard.negated)
            }
        }
    }

    /// A predicate's slot and sign, as [`Ins::guard`] has it; constants have no place in it.
    fn condition(&mut self, slot: Slot, negated: bool) -> u32 {
        let slot = if slot & CONSTANT != 0 {
            let copy = self.temporary(Width::Predicate);
            self.emit::<integer::MovePredicate>(copy, slot, NONE, NONE);
            copy
        } else {
            slot
        };
        slot << 1 | u32::from(negated)
    }

    fn terminator(&mut self, block: BlockId, terminator: &Terminator) -> Result<End, Refusal> {
        Ok(match terminator {
            Terminator::Jump(to) => End::Jump { to: self.way(block, *to) },
            Terminator::Branch { condition, then, otherwise, .. } => {
                let slot = self.predicate(condition.value);
                let when = self.condition(slot, condition.negated);
                End::Branch { when, then: self.way(block, *then), otherwise: self.way(block, *otherwise) }
            }
            Terminator::Switch { index, targets, .. } => {
                let index = self.word(*index);
                let ways = targets.iter().map(|to| self.way(block, *to)).collect();
                self.code.switches.push(Switch { index, ways });
                End::Switch { number: self.code.switches.len() as u32 - 1 }
            }
            // In a kernel the thread ends.
            Terminator::Return | Terminator::Exit => End::Exit,
            Terminator::Trap => End::Trap,
        })
    }

    /// The segment to go to; the upper bit says that others get a turn on this way now and then.
    fn way(&self, from: BlockId, to: BlockId) -> u32 {
        let segment = self.first.get(to.index()).copied().unwrap_or(0);
        if self.turns.contains(&(from, to)) { segment | super::TURN } else { segment }
    }

    // ── Instructions ──

    /// Emits an instruction.
    fn emit<O: Operation>(&mut self, d: Slot, a: Slot, b: Slot, c: Slot) {
        self.emit_with::<O>(d, (a, b, c), 0, 0);
    }

    /// The same, with what else it needs.
    fn emit_with<O: Operation>(&mut self, d: Slot, (a, b, c): (Slot, Slot, Slot), e: u32, x: u64) {
        let run = self.kind.routine::<O>();
        self.code.ins.push(Ins { run, x, guard: self.guard, d, a, b, c, e });
    }

    /// An operation that lives as long as the code.
    fn keep(&mut self, op: &Op) -> u64 {
        let op = Box::new(op.clone());
        let address = std::ptr::from_ref(&*op) as u64;
        self.code.operations.push(op);
        address
    }

    fn list(&mut self, slots: &[Slot]) -> u32 {
        let at = self.code.lists.len() as u32;
        self.code.lists.extend_from_slice(slots);
        at
    }

    // ── Registers and constants ──

    fn temporary(&mut self, width: Width) -> Slot {
        let class = width as usize;
        let step = [4, layout::WORD, layout::DOUBLE][class];
        let slot = self.layout.temporaries[class] + step * (self.used[class] % layout::TEMPORARIES);
        self.used[class] += 1;
        slot
    }

    fn width(&self, reg: Reg) -> Width {
        self.body.registers.get(reg.index()).and_then(|ty| layout::width(*ty)).unwrap_or(Width::Word)
    }

    /// Bits of a register.
    fn bits(&self, reg: Reg) -> u32 {
        self.body.registers.get(reg.index()).map_or(32, |ty| ty.bits())
    }

    fn slot(&self, reg: Reg) -> Slot {
        self.layout.slots.get(reg.index()).copied().unwrap_or(0)
    }

    fn constant(&mut self, value: u64, width: Width) -> Slot {
        if let Some(slot) = self.constants.get(&(value, width)) {
            return *slot;
        }
        let at = self.code.constants.len() * size_of::<Line>();
        let words: Vec<u32> = match width {
            Width::Predicate => vec![if value & 1 == 1 { u32::MAX } else { 0 }; 16],
            Width::Word => vec![value as u32; N],
            Width::Double => (0..2 * N).map(|at| (value >> (32 * (at % 2))) as u32).collect(),
        };
        self.code.constants.extend(words.chunks(16).map(|words| {
            let mut line = Line([0; 16]);
            line.0[..words.len()].copy_from_slice(words);
            line
        }));
        let slot = at as u32 | CONSTANT;
        self.constants.insert((value, width), slot);
        slot
    }

    /// 32 words as a constant of their own.
    fn table(&mut self, words: &[u32; N]) -> Slot {
        let at = self.code.constants.len() * size_of::<Line>();
        self.code.constants.extend(words.chunks(16).map(|words| {
            let mut line = Line([0; 16]);
            line.0.copy_from_slice(words);
            line
        }));
        at as u32 | CONSTANT
    }

    /// An operand, or the constant that its register holds.
    fn known(&self, operand: Operand) -> Operand {
        let value = operand.reg().and_then(|reg| self.known.get(reg.index()).copied().flatten());
        value.map_or(operand, Operand::Imm)
    }

    /// An operand of a width.
    fn operand(&mut self, operand: Operand, wanted: Width) -> Slot {
        let (slot, own) = match self.known(operand) {
            Operand::Reg(reg) => (self.slot(reg), self.width(reg)),
            Operand::Imm(value) => return self.constant(value, wanted),
            Operand::Special(special) => self.special(special),
            Operand::Address(symbol, offset) => (self.symbol(symbol, offset), Width::Double),
        };
        self.cast(slot, own, wanted)
    }

    fn word(&mut self, operand: Operand) -> Slot {
        self.operand(operand, Width::Word)
    }

    fn double(&mut self, operand: Operand) -> Slot {
        self.operand(operand, Width::Double)
    }

    fn predicate(&mut self, operand: Operand) -> Slot {
        self.operand(operand, Width::Predicate)
    }

    /// A word of which only the lowest bits count, the others being zeros.
    fn narrow(&mut self, operand: Operand, bits: u32) -> Slot {
        let slot = match self.known(operand) {
            Operand::Imm(value) => return self.constant(value & ((1 << bits.min(32)) - 1), Width::Word),
            other => self.word(other),
        };
        let is_narrow = operand.reg().is_some_and(|reg| self.bits(reg) <= bits);
        if bits >= 32 || is_narrow {
            return slot;
        }
        let to = self.temporary(Width::Word);
        if bits == 16 {
            self.emit::<integer::Low16>(to, slot, NONE, NONE);
        } else {
            self.emit::<integer::Low8>(to, slot, NONE, NONE);
        }
        to
    }

    fn cast(&mut self, slot: Slot, own: Width, wanted: Width) -> Slot {
        if own == wanted {
            return slot;
        }
        let to = self.temporary(wanted);
        self.converted(to, wanted, slot, own);
        to
    }

    /// Moves a value into a slot of another width: zeros are added, or bits lost.
    fn converted(&mut self, to: Slot, wanted: Width, slot: Slot, own: Width) {
        match (own, wanted) {
            (Width::Word, Width::Double) => self.emit::<integer::Widen32>(to, slot, NONE, NONE),
            (Width::Double, Width::Word) => self.emit::<integer::Narrow64>(to, slot, NONE, NONE),
            (Width::Predicate, Width::Word) => self.emit::<integer::PredicateToWord>(to, slot, NONE, NONE),
            (Width::Word, Width::Predicate) => self.emit::<integer::WordToPredicate>(to, slot, NONE, NONE),
            (Width::Predicate, Width::Double) => {
                let word = self.temporary(Width::Word);
                self.emit::<integer::PredicateToWord>(word, slot, NONE, NONE);
                self.emit::<integer::Widen32>(to, word, NONE, NONE);
            }
            (Width::Double, Width::Predicate) => {
                let word = self.temporary(Width::Word);
                self.emit::<integer::Narrow64>(word, slot, NONE, NONE);
                self.emit::<integer::WordToPredicate>(to, word, NONE, NONE);
            }
            _ => self.moved(to, slot, own),
        }
    }

    fn moved(&mut self, to: Slot, from: Slot, width: Width) {
        match width {
            Width::Predicate => self.emit::<integer::MovePredicate>(to, from, NONE, NONE),
            Width::Word => self.emit::<integer::Move32>(to, from, NONE, NONE),
            Width::Double => self.emit::<integer::Move64>(to, from, NONE, NONE),
        }
    }

    /// Lets something of a width be written into a register, which may have another.
    fn define(&mut self, reg: Reg, width: Width, write: impl FnOnce(&mut Self, Slot)) {
        let (slot, own) = (self.slot(reg), self.width(reg));
        if own == width {
            return write(self, slot);
        }
        let temporary = self.temporary(width);
        write(self, temporary);
        self.converted(slot, own, temporary, width);
    }

    fn special(&mut self, special: Special) -> (Slot, Width) {
        if let Special::Tid(axis) = special {
            return (layout::TID[axis as usize], Width::Word);
        }
        let width = layout::width(special.ty()).unwrap_or(Width::Word);
        let to = self.temporary(width);
        let op = Op::Mov { ty: special.ty(), d: Reg(0), a: Operand::Special(special) };
        let x = self.keep(&op);
        self.emit_with::<special::ReadSpecial>(to, (NONE, NONE, NONE), width as u32, x);
        (to, width)
    }
}
