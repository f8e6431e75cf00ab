//! Loads, stores, atomic operations, addresses, calls of the system.

use ptx::ir::{
    Address, BarrierOp, Base, CallTarget, CallValue, Image, MbarrierOp, Op, Operand, Ordering, Reg,
    Signature, Space, Symbol, Type,
};

use super::super::image;
use super::super::lanes::{NONE, Operation, Slot};
use super::super::layout;
use super::super::memory::{self as access, Generic, Origin};
use super::super::special::{self, Width};
use super::{Lowering, Refusal};
use crate::kernel::compile::abi;
use crate::kernel::compile::helpers::{self, System};
use crate::kernel::interpret::function_address;

/// Does something for the types of an element in memory and of the register for it, by the element's bits, whether it
/// has a sign to extend, and the register's width.
macro_rules! by_element {
    ($kind:expr, $of:ident) => {
        match $kind {
            (8, false, Width::Double) => $of!(u8, u64),
            (8, true, Width::Double) => $of!(i8, u64),
            (8, false, _) => $of!(u8, u32),
            (8, true, _) => $of!(i8, u32),
            (16, false, Width::Double) => $of!(u16, u64),
            (16, true, Width::Double) => $of!(i16, u64),
            (16, false, _) => $of!(u16, u32),
            (16, true, _) => $of!(i16, u32),
            (32, false, Width::Double) => $of!(u32, u64),
            (32, true, Width::Double) => $of!(i32, u64),
            (32, _, _) => $of!(u32, u32),
            (_, _, Width::Double) => $of!(u64, u64),
            _ => $of!(u64, u32),
        }
    };
}

/// Where an instruction accesses memory.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// At an address of 64 bits and an offset.
    Generic(Slot, i64),
    /// At an address of 32 bits in shared memory and an offset.
    Shared(Slot, i64),
    /// At one that all lanes have in common: from where, the variable's number, how far.
    Common(Origin, u32, i64),
}

fn is_shared(space: Space) -> bool {
    matches!(space, Space::Shared | Space::SharedCluster)
}

impl Lowering<'_> {
    fn place(&mut self, address: &Address, space: Space) -> Place {
        match address.base {
            Base::Reg(reg) if is_shared(space) => Place::Shared(self.word(Operand::Reg(reg)), address.offset),
            Base::Reg(reg) => Place::Generic(self.double(Operand::Reg(reg)), address.offset),
            Base::Symbol(symbol) => match self.symbol_place(symbol, address.offset) {
                // Counted from the start of shared memory in its own space.
                Place::Common(Origin::Zero, _, offset) if is_shared(space) => {
                    Place::Common(Origin::Shared, 0, offset)
                }
                place => place,
            },
            Base::Zero if is_shared(space) => Place::Common(Origin::Shared, 0, address.offset),
            Base::Zero => Place::Common(Origin::Zero, 0, address.offset),
        }
    }

    /// A symbol's address in its own space.
    fn symbol_place(&mut self, symbol: Symbol, offset: i64) -> Place {
        match symbol {
            Symbol::Variable(id) => {
                let variable = self.module.variables.get(id.index());
                if variable.is_some_and(|it| is_shared(it.space)) {
                    let start = self.shared.variables.get(&id).copied().unwrap_or(0);
                    return Place::Common(Origin::Zero, 0, start as i64 + offset);
                }
                Place::Common(Origin::Variable, id.0, offset)
            }
            Symbol::Local(id) => match self.body.locals.get(id.index()) {
                Some(local) if local.space == Space::Shared => {
                    let own = self.shared.functions.get(&self.id).copied().unwrap_or(0);
                    Place::Common(Origin::Zero, 0, (own + local.offset) as i64 + offset)
                }
                Some(local) if local.space == Space::Param => {
                    Place::Generic(layout::LOCAL, (self.own.areas + local.offset) as i64 + offset)
                }
                Some(local) => Place::Generic(layout::LOCAL, (self.own.local + local.offset) as i64 + offset),
                None => Place::Common(Origin::Zero, 0, offset),
            },
            Symbol::Parameter(index) => {
                let function = self.module.functions.get(self.id.index());
                let parameter = function.and_then(|it| it.signature.parameters.get(index as usize));
                let start = parameter.map_or(0, |it| it.offset);
                Place::Common(Origin::Parameters, 0, start as i64 + offset)
            }
            Symbol::Return(_) => Place::Common(Origin::Zero, 0, 0),
            // Calls by address look functions up by their numbers.
            Symbol::Function(id) => Place::Common(Origin::Zero, 0, function_address(id) as i64 + offset),
        }
    }

    /// A symbol's address in its own space, as 64 bits.
    pub(super) fn symbol(&mut self, symbol: Symbol, offset: i64) -> Slot {
        let place = self.symbol_place(symbol, offset);
        if let Place::Common(Origin::Zero, _, value) = place {
            return self.constant(value as u64, Width::Double);
        }
        self.addresses(place)
    }

    /// The addresses of a place as 64 bits.
    fn addresses(&mut self, place: Place) -> Slot {
        if let Place::Generic(slot, 0) = place {
            return slot;
        }
        let to = self.temporary(Width::Double);
        match place {
            Place::Generic(slot, offset) => {
                self.emit_with::<access::Address<Generic>>(to, (slot, NONE, NONE), 0, offset as u64);
            }
            Place::Shared(slot, offset) => {
                self.emit_with::<access::Address<access::Shared>>(to, (slot, NONE, NONE), 0, offset as u64);
            }
            Place::Common(origin, number, offset) => {
                let operands = (NONE, number, NONE);
                self.emit_with::<access::CommonAddress>(to, operands, origin as u32, offset as u64);
            }
        }
        to
    }

    pub(super) fn address_of(&mut self, address: &Address, space: Space) -> Slot {
        let place = self.place(address, space);
        self.addresses(place)
    }

    /// Everything that is more than a calculation.
    pub(super) fn effect(&mut self, op: &Op) -> Result<(), Refusal> {
        match op {
            Op::Ld { space, ty, d, address, .. } => self.load(*space, *ty, d, address)?,
            Op::St { space, ordering, ty, address, a, .. } => {
                if *ordering == Ordering::SequentiallyConsistent {
                    self.emit::<access::Fence>(NONE, NONE, NONE, NONE);
                }
                self.store(*space, *ty, address, a)?;
            }
            Op::Atom { .. } => self.atomic(op)?,
            Op::Fence { .. } => self.emit::<access::Fence>(NONE, NONE, NONE, NONE),
            Op::CpAsync { .. } => self.copy_async(op),
            Op::Mbarrier { .. } => self.mbarrier(op)?,
            Op::Cvta { .. } => self.cvta(op),
            Op::Isspacep { space, p, a } => {
                let a = self.double(*a);
                let (p, x) = (self.slot(*p), u64::from(helpers::space_number(*space)));
                self.emit_with::<access::IsSpace>(p, (a, NONE, NONE), 0, x);
            }
            Op::Mapa { d, a, .. } => {
                let own = self.width(*d);
                let (a, d) = (self.operand(*a, own), self.slot(*d));
                self.moved(d, a, own);
            }
            Op::GetCtaRank { d, .. } | Op::CreatePolicy { d } => {
                let own = self.width(*d);
                let (zero, d) = (self.constant(0, own), self.slot(*d));
                self.moved(d, zero, own);
            }
            Op::Image(image) => self.image(op, image),
            Op::CpAsyncCommit
            | Op::CpAsyncWait { .. }
            | Op::Hint { .. }
            | Op::GridDependencyWait
            | Op::PmEvent { .. }
            | Op::BarrierCluster { wait: false, .. } => {}
            Op::Breakpoint => {
                let code = u64::from(abi::BREAKPOINT);
                self.emit_with::<special::Leave>(NONE, (NONE, NONE, NONE), 0, code);
            }
            Op::Barrier { op: BarrierOp::Arrive, id, .. } => {
                let id = self.word(*id);
                self.emit::<special::Arrive>(NONE, id, NONE, NONE);
            }
            Op::Call { target: CallTarget::Direct(id), returns, arguments, .. } => {
                let module = self.module;
                let callee = module.functions.get(id.index()).ok_or("no such function")?;
                let system = System::named(&callee.name).filter(|_| !callee.has_body());
                let system = system.ok_or_else(|| format!("a call of {}", callee.name))?;
                self.pass(&callee.signature, arguments)?;
                let x = self.own.arguments | self.own.results << 32;
                self.emit_with::<special::CallSystem>(NONE, (NONE, NONE, NONE), system as u32, x);
                self.receive(&callee.signature, returns)?;
            }
            _ => return Err(format!("not for a warp at once: {op:?}")),
        }
        Ok(())
    }

    /// An access to a texture or surface, lane by lane.
    fn image(&mut self, op: &Op, image: &Image) {
        let mut inputs = Vec::new();
        for operand in std::iter::once(&image.object).chain(&image.a) {
            let held = self.held(*operand);
            inputs.extend([held.slot, held.width as u32]);
        }
        let mut outputs = Vec::new();
        for reg in &image.d {
            let (slot, width) = reg.map_or((NONE, Width::Word), |reg| (self.slot(reg), self.width(reg)));
            outputs.extend([slot, width as u32]);
        }
        let (a, b, x) = (self.list(&inputs), self.list(&outputs), self.keep(op));
        let counts = (inputs.len() as u32, outputs.len() as u32);
        self.emit_with::<image::AccessImage>(NONE, (a, b, counts.0), counts.1, x);
    }

    // ── Loads and stores ──

    fn load(&mut self, space: Space, ty: Type, d: &[Option<Reg>], address: &Address) -> Result<(), Refusal> {
        let place = self.place(address, space);
        let bits = ty.bits();
        if bits > 64 {
            return Err("an element of more than 64 bits".into());
        }
        if let [Some(reg)] = d {
            let own = self.width(*reg);
            let slot = self.slot(*reg);
            let is_signed = ty.is_signed() && self.bits(*reg) > bits;
            match place {
                Place::Common(origin, number, offset) => {
                    self.load_common((origin, number, offset), (bits, is_signed, own), slot);
                }
                _ => self.load_one(place, (bits, is_signed, own), slot),
            }
            if is_signed && own == Width::Word && self.bits(*reg) == 16 {
                self.emit::<super::integer::Low16>(slot, slot, NONE, NONE);
            }
            return Ok(());
        }
        let place = match place {
            Place::Common(..) => Place::Generic(self.addresses(place), 0),
            place => place,
        };
        let wide = d.iter().flatten().next().map_or(Width::Word, |reg| self.width(*reg));
        let is_odd = d.iter().flatten().any(|reg| {
            self.width(*reg) != wide || (ty.is_signed() && self.bits(*reg) > bits && self.bits(*reg) == 16)
        });
        if is_odd {
            return Err("a vector of registers of several widths".into());
        }
        let is_signed = ty.is_signed() && d.iter().flatten().any(|reg| self.bits(*reg) > bits);
        let slots: Vec<Slot> = d.iter().map(|reg| reg.map_or(NONE, |reg| self.slot(reg))).collect();
        let list = self.list(&slots);
        self.load_many(place, (bits, is_signed, wide), list, slots.len() as u32);
        Ok(())
    }

    fn load_one(&mut self, place: Place, kind: (u32, bool, Width), d: Slot) {
        use access::{Load, Shared};
        macro_rules! of {
            ($element:ty, $register:ty) => {
                self.access::<Load<Generic, $element, $register>, Load<Shared, $element, $register>>(
                    place, d, NONE, NONE,
                )
            };
        }
        by_element!(kind, of);
    }

    fn load_common(
        &mut self,
        (origin, number, offset): (Origin, u32, i64),
        kind: (u32, bool, Width),
        d: Slot,
    ) {
        let (operands, e, x) = ((NONE, number, NONE), origin as u32, offset as u64);
        macro_rules! of {
            ($element:ty, $register:ty) => {
                self.emit_with::<access::LoadCommon<$element, $register>>(d, operands, e, x)
            };
        }
        by_element!(kind, of);
    }

    fn load_many(&mut self, place: Place, kind: (u32, bool, Width), list: u32, count: u32) {
        use access::{LoadMany, Shared};
        macro_rules! of {
            ($element:ty, $register:ty) => {
                self.access::<LoadMany<Generic, $element, $register>, LoadMany<Shared, $element, $register>>(
                    place, NONE, list, count,
                )
            };
        }
        by_element!(kind, of);
    }

    /// An access in one of two forms, by its place.
    fn access<G: Operation, S: Operation>(&mut self, place: Place, d: Slot, b: Slot, c: Slot) {
        match place {
            Place::Generic(slot, offset) => self.emit_with::<G>(d, (slot, b, c), 0, offset as u64),
            Place::Shared(slot, offset) => self.emit_with::<S>(d, (slot, b, c), 0, offset as u64),
            Place::Common(..) => {
                let slot = self.addresses(place);
                self.emit_with::<G>(d, (slot, b, c), 0, 0);
            }
        }
    }

    fn store(&mut self, space: Space, ty: Type, address: &Address, a: &[Operand]) -> Result<(), Refusal> {
        use access::{Shared, Store, StoreMany};
        let place = self.place(address, space);
        let wide = if ty.bits() > 32 { Width::Double } else { Width::Word };
        if ty.bits() > 64 {
            return Err("an element of more than 64 bits".into());
        }
        let slots: Vec<Slot> = a.iter().map(|operand| self.operand(*operand, wide)).collect();
        macro_rules! of {
            ($element:ty, $register:ty) => {
                match slots.as_slice() {
                    [slot] => self
                        .access::<Store<Generic, $element, $register>, Store<Shared, $element, $register>>(
                            place, NONE, *slot, NONE,
                        ),
                    all => {
                        let list = self.list(all);
                        let count = all.len() as u32;
                        self.access::<
                                                            StoreMany<Generic, $element, $register>,
                                                            StoreMany<Shared, $element, $register>,
                                                        >(place, NONE, list, count);
                    }
                }
            };
        }
        match ty.bits() {
            ..=8 => of!(u8, u32),
            9..=16 => of!(u16, u32),
            17..=32 => of!(u32, u32),
            _ => of!(u64, u64),
        }
        Ok(())
    }

    fn atomic(&mut self, op: &Op) -> Result<(), Refusal> {
        let Op::Atom { space, ty, d, address, b, c, .. } = op else { return Ok(()) };
        if ty.bits() > 64 {
            return Err("an atomic operation on more than 64 bits".into());
        }
        let wide = if ty.bits() > 32 { Width::Double } else { Width::Word };
        let addresses = self.address_of(address, *space);
        let b = self.operand(*b, wide);
        let c = c.map_or(NONE, |c| self.operand(c, wide));
        let (x, e) = (self.keep(op), u32::from(wide == Width::Double));
        match d {
            Some(d) => self.define(*d, wide, |this, d| {
                this.emit_with::<access::Atomic>(d, (addresses, b, c), e, x);
            }),
            None => self.emit_with::<access::Atomic>(NONE, (addresses, b, c), e, x),
        }
        Ok(())
    }

    fn copy_async(&mut self, op: &Op) {
        let Op::CpAsync { bytes, to, from, source_bytes, ignore, .. } = op else { return };
        let (to, from) = (self.address_of(to, Space::Shared), self.address_of(from, Space::Global));
        let mut count = self.word(source_bytes.unwrap_or(Operand::Imm(u64::from(*bytes))));
        if let Some(ignore) = ignore {
            let (when, zero) = (self.predicate(ignore.value), self.constant(0, Width::Word));
            let chosen = self.temporary(Width::Word);
            let e = u32::from(ignore.negated);
            self.emit_with::<super::integer::Select32>(chosen, (zero, count, when), e, 0);
            count = chosen;
        }
        self.emit_with::<access::CopyAsync>(NONE, (to, from, count), 0, u64::from(*bytes));
    }

    fn mbarrier(&mut self, op: &Op) -> Result<(), Refusal> {
        let Op::Mbarrier { op: kind, space, d, address, a, .. } = op else { return Ok(()) };
        if *kind == MbarrierOp::PendingCount {
            return Err("mbarrier.pending_count".into());
        }
        let address = address.as_ref().ok_or("a barrier without an address")?;
        let addresses = self.address_of(address, *space);
        let own = match a {
            Some(Operand::Reg(reg)) => self.width(*reg),
            _ => Width::Double,
        };
        let b = a.map_or(NONE, |a| self.operand(a, own));
        let c = if own == Width::Double { 64 } else { 32 };
        let (slot, bits) = match d {
            Some(d) => (self.slot(*d), [1, 32, 64][self.width(*d) as usize]),
            None => (NONE, 32),
        };
        let x = self.keep(op);
        self.emit_with::<access::Mbarrier>(slot, (addresses, b, c), bits, x);
        Ok(())
    }

    fn cvta(&mut self, op: &Op) {
        let Op::Cvta { space, to_space, d, a, .. } = op else { return };
        if !is_shared(*space) {
            let own = self.width(*d);
            let (a, d) = (self.operand(*a, own), self.slot(*d));
            return self.moved(d, a, own);
        }
        if *to_space {
            let a = self.double(*a);
            return self.define(*d, Width::Double, |this, d| this.emit::<access::ToShared>(d, a, NONE, NONE));
        }
        let a = self.word(*a);
        self.define(*d, Width::Double, |this, d| {
            this.emit::<access::Address<access::Shared>>(d, a, NONE, NONE);
        });
    }

    // ── Calls of the system ──

    fn pass(&mut self, signature: &Signature, arguments: &[CallValue]) -> Result<(), Refusal> {
        use access::Store;
        let base = self.own.arguments;
        for (parameter, argument) in signature.parameters.iter().zip(arguments) {
            let to = base + parameter.offset;
            match argument {
                CallValue::Value(operand, ty) => {
                    let wide = if ty.bits() > 32 { Width::Double } else { Width::Word };
                    let value = self.operand(*operand, wide);
                    let operands = (layout::LOCAL, value, NONE);
                    match ty.bits() {
                        ..=8 => self.emit_with::<Store<Generic, u8, u32>>(NONE, operands, 0, to),
                        9..=16 => self.emit_with::<Store<Generic, u16, u32>>(NONE, operands, 0, to),
                        17..=32 => self.emit_with::<Store<Generic, u32, u32>>(NONE, operands, 0, to),
                        _ => self.emit_with::<Store<Generic, u64, u64>>(NONE, operands, 0, to),
                    }
                }
                CallValue::Local(id) => {
                    let Some(local) = self.body.locals.get(id.index()) else { continue };
                    let from = self.own.areas + local.offset;
                    let bytes = parameter.size.min(local.size) as u32;
                    self.emit_with::<special::CopyOwn>(NONE, (NONE, bytes, NONE), 0, from | to << 32);
                }
                CallValue::Parameter(_) | CallValue::Nothing => {
                    return Err("a rare argument of a call".into());
                }
            }
        }
        Ok(())
    }

    fn receive(&mut self, signature: &Signature, returns: &[CallValue]) -> Result<(), Refusal> {
        let base = self.own.results;
        for (result, value) in signature.returns.iter().zip(returns) {
            let from = base + result.offset;
            match value {
                CallValue::Value(Operand::Reg(reg), ty) => {
                    let own = self.width(*reg);
                    let is_signed = ty.is_signed() && self.bits(*reg) > ty.bits() && self.bits(*reg) > 16;
                    let slot = self.slot(*reg);
                    let place = Place::Generic(layout::LOCAL, from as i64);
                    self.load_one(place, (ty.bits().max(8), is_signed, own), slot);
                }
                CallValue::Local(id) => {
                    let Some(local) = self.body.locals.get(id.index()) else { continue };
                    let to = self.own.areas + local.offset;
                    let bytes = result.size.min(local.size) as u32;
                    self.emit_with::<special::CopyOwn>(NONE, (NONE, bytes, NONE), 0, from | to << 32);
                }
                CallValue::Parameter(_) => return Err("a call returns into a parameter".into()),
                CallValue::Value(..) | CallValue::Nothing => {}
            }
        }
        Ok(())
    }
}
