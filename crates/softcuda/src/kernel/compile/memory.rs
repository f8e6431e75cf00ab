//! Memory: addresses, loads, stores, atomic operations, special registers.
//!
//! Generic and global addresses, and those of local, constant and parameter memory, are addresses of the
//! process. Addresses of shared memory are counted from the start of the block's; only the lower 32 bits count,
//! so that none leaves the range that is reserved around it.

use cranelift_codegen::ir::{AtomicRmwOp, InstBuilder, MemFlagsData, Value, types};
use ptx::ir::{
    Address, AtomicOp, Axis, Base, Op, Operand, Ordering, Reg, Space, Special, Suspension, Symbol, Type,
};

use super::abi::{self, at};
use super::function::{Translator, clif, fixed, integer, ours};
use super::helpers::Helper;
use crate::kernel::interpret::function_address;

/// An address in the process: a value and an offset, and what it is known to be a multiple of.
struct Place {
    base: Value,
    offset: i32,
    known: i64,
}

fn axis(axis: Axis) -> i32 {
    match axis {
        Axis::X => 0,
        Axis::Y => 4,
        Axis::Z => 8,
    }
}

impl Translator<'_, '_, '_> {
    /// A symbol's address in its own space.
    pub(super) fn symbol(&mut self, symbol: Symbol, offset: i64) -> Value {
        let (base, more) = self.symbol_parts(symbol);
        match base {
            Some(base) => self.b.ins().iadd_imm_s(base, more + offset),
            None => self.word((more + offset) as u64),
        }
    }

    /// What a symbol's address is counted from, and how far it is; from nothing for shared memory.
    fn symbol_parts(&mut self, symbol: Symbol) -> (Option<Value>, i64) {
        match symbol {
            Symbol::Variable(id) => {
                let is_shared =
                    self.unit.module.variables.get(id.index()).is_some_and(|it| it.space == Space::Shared);
                if is_shared {
                    return (None, self.unit.shared.variables.get(&id).copied().unwrap_or(0) as i64);
                }
                let table = self.b.ins().load(types::I64, fixed(), self.block_data, at::VARIABLES);
                (Some(self.b.ins().load(types::I64, fixed(), table, 8 * id.0 as i32)), 0)
            }
            Symbol::Local(id) => {
                let Some(local) = self.body.locals.get(id.index()) else { return (None, 0) };
                match local.space {
                    Space::Shared => {
                        let own = self.unit.shared.functions.get(&self.id).copied().unwrap_or(0);
                        (None, (own + local.offset) as i64)
                    }
                    Space::Param => (Some(self.frame_base), (self.frame.areas + local.offset) as i64),
                    _ => (Some(self.frame_base), (self.frame.local + local.offset) as i64),
                }
            }
            Symbol::Parameter(index) => {
                (Some(self.arguments), self.signature_offset(|it| &it.parameters, index))
            }
            Symbol::Return(index) => (Some(self.results), self.signature_offset(|it| &it.returns, index)),
            // Calls by address look functions up by their numbers.
            Symbol::Function(id) => (None, function_address(id) as i64),
        }
    }

    fn signature_offset(
        &self,
        list: impl Fn(&ptx::ir::Signature) -> &Vec<ptx::ir::Parameter>,
        index: u32,
    ) -> i64 {
        let function = self.unit.module.functions.get(self.id.index());
        let parameter = function.and_then(|it| list(&it.signature).get(index as usize));
        parameter.map_or(0, |it| it.offset as i64)
    }

    fn place(&mut self, address: &Address, space: Space) -> Place {
        let is_shared = matches!(space, Space::Shared | Space::SharedCluster);
        let (base, offset, known) = match address.base {
            Base::Reg(reg) if is_shared => {
                let value = self.value(Operand::Reg(reg), types::I32);
                let value = self.b.ins().uextend(types::I64, value);
                let known = self.aligned.get(&value).copied().unwrap_or(1);
                (Some(value), address.offset, known)
            }
            Base::Reg(reg) => (Some(self.value(Operand::Reg(reg), types::I64)), address.offset, 1),
            Base::Symbol(symbol) => {
                let (base, more) = self.symbol_parts(symbol);
                // Areas and shared memory begin at multiples of 16; variables at pages.
                (base, more + address.offset, 16)
            }
            Base::Zero => (None, address.offset, 16),
        };
        let base = match (base, is_shared) {
            (Some(base), true) => self.b.ins().iadd(self.shared, base),
            (None, true) => self.shared,
            (Some(base), false) => base,
            (None, false) => self.word(0),
        };
        let known = self.aligned.get(&base).copied().unwrap_or(1).max(known);
        match i32::try_from(offset) {
            Ok(offset) => Place { base, offset, known },
            Err(_) => Place { base: self.b.ins().iadd_imm_s(base, offset), offset: 0, known: 1 },
        }
    }

    /// Ends the thread if an access is not aligned.
    fn check_alignment(&mut self, place: &Place, bytes: u32) {
        let bytes = i64::from(bytes);
        if bytes <= 1 || (place.known >= bytes && i64::from(place.offset) % bytes == 0) {
            return;
        }
        let whole = if i64::from(place.offset) % bytes == 0 {
            place.base
        } else {
            self.b.ins().iadd_imm_s(place.base, i64::from(place.offset))
        };
        let rest = self.b.ins().band_imm_u(whole, bytes - 1);
        let (out, after) = (self.b.create_block(), self.b.create_block());
        self.b.set_cold_block(out);
        self.b.ins().brif(rest, out, &[], after, &[]);
        // Known at once, so that values keep their names, by which `aligned` remembers them.
        self.b.seal_block(out);
        self.b.seal_block(after);
        self.b.switch_to_block(out);
        self.b.ins().store(ours(), whole, self.thread, at::FAULT);
        self.code(abi::MISALIGNED);
        self.b.switch_to_block(after);
        if i64::from(place.offset) % bytes == 0 {
            let known = self.aligned.entry(place.base).or_insert(1);
            *known = bytes.max(*known);
        }
    }

    /// The address as one value.
    fn exact(&mut self, place: &Place) -> Value {
        if place.offset == 0 {
            place.base
        } else {
            self.b.ins().iadd_imm_s(place.base, i64::from(place.offset))
        }
    }

    pub(super) fn memory(&mut self, op: &Op) -> Result<(), String> {
        match op {
            Op::Ld { space, ordering, ty, d, address, .. } => self.load(*space, *ordering, *ty, d, address),
            Op::St { space, ordering, ty, address, a, .. } => self.store(*space, *ordering, *ty, address, a),
            Op::Atom { op: kind, space, ty, d, address, b, c, .. } => {
                self.atomic(op, (*kind, *ty), *d, (*space, address), *b, *c);
            }
            Op::Fence { .. } => {
                self.b.ins().fence();
            }
            Op::CpAsync { bytes, to, from, source_bytes, ignore, .. } => {
                let to = self.place(to, Space::Shared);
                self.check_alignment(&to, *bytes);
                let from = self.place(from, Space::Global);
                self.check_alignment(&from, *bytes);
                let (to, from) = (self.exact(&to), self.exact(&from));
                let mut count = match source_bytes {
                    Some(count) => self.value(*count, types::I32),
                    None => self.b.ins().iconst(types::I32, i64::from(*bytes)),
                };
                if let Some(ignore) = ignore {
                    let ignore = self.predicate(ignore);
                    let zero = self.b.ins().iconst(types::I32, 0);
                    count = self.b.ins().select(ignore, zero, count);
                }
                let bytes = self.b.ins().iconst(types::I32, i64::from(*bytes));
                self.help(Helper::CopyAsync, &[to, from, bytes, count]);
            }
            _ => {}
        }
        Ok(())
    }

    fn load(&mut self, space: Space, ordering: Ordering, ty: Type, d: &[Option<Reg>], address: &Address) {
        let place = self.place(address, space);
        let bytes = ty.bytes();
        self.check_alignment(&place, bytes * d.len().max(1) as u32);
        let is_parameter =
            space == Space::Param && matches!(address.base, Base::Symbol(Symbol::Parameter(_)));
        let row =
            (!is_parameter && d.len() > 1).then(|| self.load_row(&place, bytes * d.len() as u32)).flatten();
        for (index, reg) in d.iter().enumerate() {
            let offset = place.offset + (bytes * index as u32) as i32;
            let kind =
                match reg {
                    Some(reg) if self.register_type(*reg).is_float() && ty.bits() >= 32 => {
                        if ty.bits() == 32 { types::F32 } else { types::F64 }
                    }
                    _ => integer(ty.bits()),
                };
            let value = if let Some(row) = row {
                let at = bytes * index as u32;
                let word = row[at as usize / 8];
                let word = self.b.ins().ushr_imm_u(word, i64::from(at % 8 * 8));
                self.cast(word, kind)
            } else if ordering != Ordering::Weak && ty.bits() <= 64 {
                let at = self.exact(&Place { offset, ..place });
                let value = self.b.ins().atomic_load(integer(ty.bits()), MemFlagsData::new(), at);
                self.cast(value, kind)
            } else {
                let flags = if is_parameter { fixed() } else { MemFlagsData::new() };
                self.b.ins().load(kind, flags, place.base, offset)
            };
            if let Some(reg) = reg {
                self.define_extended(*reg, ty, value);
            }
        }
    }

    /// The words of a vector of 8 or 16 bytes, read in one piece, as [`crate::kernel::warp`] does and for its reason.
    fn load_row(&mut self, place: &Place, bytes: u32) -> Option<[Value; 2]> {
        let flags = MemFlagsData::new();
        match bytes {
            8 => {
                let word = self.b.ins().load(types::I64, flags, place.base, place.offset);
                Some([word; 2])
            }
            16 => {
                let both = self.b.ins().load(types::I64X2, flags, place.base, place.offset);
                Some([0, 1].map(|lane| self.b.ins().extractlane(both, lane)))
            }
            _ => None,
        }
    }

    /// Writes a vector of 8 or 16 bytes in one piece; `false` for others.
    fn store_row(&mut self, place: &Place, ty: Type, a: &[Operand]) -> bool {
        let bytes = ty.bytes() as usize;
        let per_word = 8 / bytes.clamp(1, 8);
        if !matches!(bytes * a.len(), 8 | 16) || bytes > 8 {
            return false;
        }
        let mut words = Vec::with_capacity(2);
        for part in a.chunks(per_word) {
            let mut word = None;
            for (index, operand) in part.iter().enumerate() {
                let value = self.value(*operand, integer(ty.bits()));
                let value = if bytes == 8 { value } else { self.b.ins().uextend(types::I64, value) };
                let value = self.b.ins().ishl_imm_u(value, (8 * bytes * index) as i64);
                word = Some(word.map_or(value, |word| self.b.ins().bor(word, value)));
            }
            words.extend(word);
        }
        let whole = match words.as_slice() {
            [word] => *word,
            [low, high] => {
                let both = self.b.ins().scalar_to_vector(types::I64X2, *low);
                self.b.ins().insertlane(both, *high, 1)
            }
            _ => return false,
        };
        self.b.ins().store(MemFlagsData::new(), whole, place.base, place.offset);
        true
    }

    fn store(&mut self, space: Space, ordering: Ordering, ty: Type, address: &Address, a: &[Operand]) {
        let place = self.place(address, space);
        let bytes = ty.bytes();
        self.check_alignment(&place, bytes * a.len().max(1) as u32);
        if matches!(ordering, Ordering::SequentiallyConsistent) {
            self.b.ins().fence();
        }
        if a.len() > 1 && self.store_row(&place, ty, a) {
            return;
        }
        for (index, operand) in a.iter().enumerate() {
            let offset = place.offset + (bytes * index as u32) as i32;
            let kind = match operand {
                Operand::Reg(reg) if self.register_type(*reg).is_float() => {
                    let own = self.register_type(*reg);
                    if own.bits() == ty.bits() { own } else { integer(ty.bits()) }
                }
                _ => integer(ty.bits()),
            };
            let value = self.value(*operand, kind);
            // Stores of whole words are atomic, and not reordered with others on the processors that we know;
            // nothing merges them, because any of them may trap.
            self.b.ins().store(MemFlagsData::new(), value, place.base, offset);
        }
    }

    fn atomic(
        &mut self,
        op: &Op,
        (kind, ty): (AtomicOp, Type),
        d: Option<Reg>,
        (space, address): (Space, &Address),
        b: Operand,
        c: Option<Operand>,
    ) {
        let place = self.place(address, space);
        self.check_alignment(&place, ty.bytes());
        let at = self.exact(&place);
        let whole = integer(ty.bits());
        let is_integer =
            !ty.is_float() && ty.class() != ptx::ir::Class::Packed && matches!(ty.bits(), 32 | 64);
        let plain = match kind {
            AtomicOp::Add => Some(AtomicRmwOp::Add),
            AtomicOp::And => Some(AtomicRmwOp::And),
            AtomicOp::Or => Some(AtomicRmwOp::Or),
            AtomicOp::Xor => Some(AtomicRmwOp::Xor),
            AtomicOp::Exchange => Some(AtomicRmwOp::Xchg),
            AtomicOp::Min if ty.is_signed() => Some(AtomicRmwOp::Smin),
            AtomicOp::Min => Some(AtomicRmwOp::Umin),
            AtomicOp::Max if ty.is_signed() => Some(AtomicRmwOp::Smax),
            AtomicOp::Max => Some(AtomicRmwOp::Umax),
            _ => None,
        };
        let old = match (plain, kind) {
            (Some(plain), _) if is_integer => {
                let value = self.value(b, whole);
                Some(self.b.ins().atomic_rmw(whole, MemFlagsData::new(), plain, at, value))
            }
            (_, AtomicOp::CompareAndSwap) if matches!(ty.bits(), 16 | 32 | 64) => {
                let (b, c) = (self.value(b, whole), self.value(c.unwrap_or(b), whole));
                Some(self.b.ins().atomic_cas(MemFlagsData::new(), at, b, c))
            }
            _ => {
                let pointer = self.pointer_to(op);
                let b = self.value(b, types::I64);
                let c = match c {
                    Some(c) => self.value(c, types::I64),
                    None => self.word(0),
                };
                self.help(Helper::Atomic, &[pointer, at, b, c])
            }
        };
        if let (Some(d), Some(old)) = (d, old) {
            self.define(d, old);
        }
    }

    pub(super) fn mbarrier(&mut self, op: &Op, place: Suspension) -> Result<(), String> {
        let Op::Mbarrier { op: kind, space, d, address, a, .. } = op else { return Ok(()) };
        let Some(address) = address else { return Err("a barrier without an address".into()) };
        let at = self.place(address, *space);
        self.check_alignment(&at, 8);
        let at = self.exact(&at);
        let pointer = self.pointer_to(op);
        let a = match a {
            Some(a) => self.value(*a, types::I64),
            None => self.word(0),
        };
        let value = self.help(Helper::Mbarrier, &[pointer, at, a]);
        use ptx::ir::MbarrierOp::{TestWait, TestWaitParity, TryWait, TryWaitParity};
        if let (Some(d), Some(value)) = (d, value) {
            self.define(*d, value);
            if matches!(kind, TestWait | TestWaitParity | TryWait | TryWaitParity) {
                let mut alive = self.alive_at(place);
                alive.push(*d);
                // The result is kept in the exchange: it has no place among the saved registers.
                let wide = self.cast(value, types::I64);
                self.b.ins().store(ours(), wide, self.thread, at::EXCHANGE);
                self.suspend(abi::YIELDED, place);
                let value = self.b.ins().load(types::I64, ours(), self.thread, at::EXCHANGE);
                self.define(*d, value);
            }
        }
        Ok(())
    }

    pub(super) fn addresses(&mut self, op: &Op) {
        match op {
            Op::Cvta { space, to_space, ty, d, a } => {
                let value = self.value(*a, clif(*ty));
                let value = self.cast(value, types::I64);
                let value = match space {
                    Space::Shared | Space::SharedCluster if *to_space => {
                        self.b.ins().isub(value, self.shared)
                    }
                    Space::Shared | Space::SharedCluster => {
                        let low = self.cast(value, types::I32);
                        let low = self.cast(low, types::I64);
                        self.b.ins().iadd(low, self.shared)
                    }
                    _ => value,
                };
                self.define(*d, value);
            }
            Op::Isspacep { space, p, a } => {
                let value = self.value(*a, types::I64);
                let (thread, block) = (self.thread, self.block_data);
                let kind = self.b.ins().iconst(types::I32, i64::from(super::helpers::space_number(*space)));
                if let Some(value) = self.help(Helper::IsSpace, &[block, thread, value, kind]) {
                    self.define(*p, value);
                }
            }
            _ => {}
        }
    }

    fn of_block(&mut self, offset: i32) -> Value {
        self.b.ins().load(types::I32, fixed(), self.block_data, offset)
    }

    fn of_thread(&mut self, offset: i32) -> Value {
        self.b.ins().load(types::I32, fixed(), self.thread, offset)
    }

    fn number(&mut self, number: u32) -> Value {
        self.b.ins().iconst(types::I32, i64::from(number))
    }

    /// A special register.
    pub(super) fn special(&mut self, special: Special) -> Value {
        match special {
            Special::Tid(it) => self.of_thread(at::TID + axis(it)),
            Special::Ntid(it) => self.of_block(at::NTID + axis(it)),
            Special::Ctaid(it) | Special::ClusterId(it) => self.of_block(at::CTAID + axis(it)),
            Special::Nctaid(it) | Special::NclusterId(it) => self.of_block(at::NCTAID + axis(it)),
            // Every block is a cluster of its own.
            Special::ClusterCtaid(_) | Special::ClusterCtaRank => self.number(0),
            Special::ClusterNctaid(_) | Special::ClusterNctaRank => self.number(1),
            Special::IsExplicitCluster => self.constant(0, types::I8),
            Special::LaneId => self.of_thread(at::LANE),
            Special::WarpId => {
                let linear = self.of_thread(at::LINEAR);
                self.b.ins().ushr_imm_u(linear, 5)
            }
            Special::NwarpId => self.number(32),
            Special::SmId => self.of_block(at::SM),
            Special::NsmId => self.of_block(at::SMS),
            Special::GridId => self.b.ins().load(types::I64, fixed(), self.block_data, at::GRID_ID),
            Special::LaneMaskEq
            | Special::LaneMaskLe
            | Special::LaneMaskLt
            | Special::LaneMaskGe
            | Special::LaneMaskGt => {
                let lane = self.of_thread(at::LANE);
                let one = self.number(1);
                let own = self.b.ins().ishl(one, lane);
                let below = self.b.ins().iadd_imm_s(own, -1);
                match special {
                    Special::LaneMaskEq => own,
                    Special::LaneMaskLt => below,
                    Special::LaneMaskLe => self.b.ins().bor(own, below),
                    Special::LaneMaskGe => self.b.ins().bnot(below),
                    _ => {
                        let rest = self.b.ins().bor(own, below);
                        self.b.ins().bnot(rest)
                    }
                }
            }
            Special::Clock | Special::Clock64 | Special::GlobalTimer | Special::GlobalTimerLow => {
                let helper = match special {
                    Special::Clock | Special::Clock64 => Helper::Clock,
                    _ => Helper::Time,
                };
                match self.help(helper, &[]) {
                    Some(value) => value,
                    None => self.word(0),
                }
            }
            Special::ClockHigh | Special::GlobalTimerHigh => {
                let helper = if special == Special::ClockHigh { Helper::Clock } else { Helper::Time };
                match self.help(helper, &[]) {
                    Some(value) => self.b.ins().ushr_imm_u(value, 32),
                    None => self.word(0),
                }
            }
            Special::Environment(2) => self.of_block(at::WORKSPACE),
            Special::Environment(1) => self.of_block(at::WORKSPACE + 4),
            Special::TotalShared | Special::AggregateShared => self.of_block(at::TOTAL_SHARED),
            Special::DynamicShared => self.of_block(at::DYNAMIC_SHARED),
            _ => self.word(0),
        }
    }

    /// An address of memory that an operation of the warp uses.
    pub(super) fn address_of(&mut self, address: &Address, space: Space) -> Value {
        let place = self.place(address, space);
        self.exact(&place)
    }
}
