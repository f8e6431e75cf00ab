//! Which registers an operation reads and writes, and whether threads wait in it.

use super::{
    Address, BarrierOp, Base, BoolOp, CallTarget, CallValue, Instruction, MbarrierOp, Module, Op, Operand,
    Predicate, Reg,
};

/// Something that takes registers.
type Visit<'a> = &'a mut dyn FnMut(Reg);

fn operand(it: &Operand, visit: Visit<'_>) {
    if let Operand::Reg(reg) = it {
        visit(*reg);
    }
}

fn address(it: &Address, visit: Visit<'_>) {
    if let Base::Reg(reg) = it.base {
        visit(reg);
    }
}

fn combined(it: &Option<(BoolOp, Predicate)>, visit: Visit<'_>) {
    if let Some((_, predicate)) = it {
        operand(&predicate.value, visit);
    }
}

fn all(operands: &[&Operand], visit: Visit<'_>) {
    for it in operands {
        operand(it, visit);
    }
}

fn maybe(it: &Option<Operand>, visit: Visit<'_>) {
    if let Some(it) = it {
        operand(it, visit);
    }
}

impl Op {
    /// Shows every register that is read; some more than once.
    pub fn uses(&self, visit: &mut dyn FnMut(Reg)) {
        match self {
            Self::Unary { a, .. }
            | Self::Testp { a, .. }
            | Self::Mov { a, .. }
            | Self::Unpack { a, .. }
            | Self::Cvta { a, .. }
            | Self::Isspacep { a, .. }
            | Self::GetCtaRank { a, .. }
            | Self::Alloca { a, .. }
            | Self::StackRestore { a, .. }
            | Self::MovMatrix { a, .. }
            | Self::Nanosleep { a } => operand(a, visit),
            Self::Binary { a, b, .. }
            | Self::Bmsk { a, b, .. }
            | Self::Szext { a, b, .. }
            | Self::Mapa { a, b, .. } => all(&[a, b], visit),
            Self::Ternary { a, b, c, .. }
            | Self::Bfe { a, b, c, .. }
            | Self::Fns { a, b, c, .. }
            | Self::Shf { a, b, c, .. }
            | Self::Prmt { a, b, c, .. }
            | Self::Dp4a { a, b, c, .. }
            | Self::Dp2a { a, b, c, .. }
            | Self::Slct { a, b, c, .. } => all(&[a, b, c], visit),
            Self::Carry { a, b, c, carry_in, .. } => {
                all(&[a, b], visit);
                maybe(c, visit);
                if let Some(flag) = carry_in {
                    visit(*flag);
                }
            }
            Self::Bfi { a, b, pos, len, .. } => all(&[a, b, pos, len], visit),
            Self::Lop3 { a, b, c, combine, .. } => {
                all(&[a, b, c], visit);
                combined(combine, visit);
            }
            Self::Setp { a, b, combine, .. } | Self::Set { a, b, combine, .. } => {
                all(&[a, b], visit);
                combined(combine, visit);
            }
            Self::Logic { a, b, .. } => all(&[&a.value, &b.value], visit),
            Self::Selp { a, b, p, .. } => all(&[a, b, &p.value], visit),
            Self::Pack { parts, .. } => parts.iter().for_each(|part| operand(part, visit)),
            Self::Cvt { a, b, .. } => {
                operand(a, visit);
                maybe(b, visit);
            }
            Self::CvtPack { a, b, c, .. } => {
                all(&[a, b], visit);
                maybe(c, visit);
            }
            Self::Ld { address: at, .. } | Self::LdMatrix { address: at, .. } => address(at, visit),
            Self::CpAsyncArrive { address: at, .. } => address(at, visit),
            Self::St { address: at, a, .. } | Self::StMatrix { address: at, a, .. } => {
                address(at, visit);
                a.iter().for_each(|part| operand(part, visit));
            }
            Self::Atom { address: at, b, c, .. } => {
                address(at, visit);
                operand(b, visit);
                maybe(c, visit);
            }
            Self::CpAsync { to, from, source_bytes, ignore, .. } => {
                address(to, visit);
                address(from, visit);
                maybe(source_bytes, visit);
                if let Some(predicate) = ignore {
                    operand(&predicate.value, visit);
                }
            }
            Self::Mbarrier { address: at, a, b, .. } => {
                if let Some(at) = at {
                    address(at, visit);
                }
                maybe(a, visit);
                maybe(b, visit);
            }
            Self::Barrier { id, threads, p, .. } => {
                operand(id, visit);
                maybe(threads, visit);
                if let Some(predicate) = p {
                    operand(&predicate.value, visit);
                }
            }
            Self::WarpSync { mask } => operand(mask, visit),
            Self::Vote { p, mask, .. } => {
                operand(&p.value, visit);
                maybe(mask, visit);
            }
            Self::Shfl { a, b, c, mask, .. } => {
                all(&[a, b, c], visit);
                maybe(mask, visit);
            }
            Self::Match { a, mask, .. } | Self::Redux { a, mask, .. } => all(&[a, mask], visit),
            Self::Elect { mask, .. } => operand(mask, visit),
            Self::Mma(mma) => {
                let lists = mma.a.iter().chain(&mma.b).chain(&mma.c);
                lists.for_each(|part| operand(part, visit));
                if let Some(sparsity) = &mma.sparsity {
                    operand(&sparsity.metadata, visit);
                }
            }
            Self::Image(image) => {
                operand(&image.object, visit);
                image.a.iter().for_each(|part| operand(part, visit));
            }
            Self::WmmaLoad(wmma) => {
                address(&wmma.address, visit);
                maybe(&wmma.stride, visit);
            }
            Self::WmmaStore(wmma) => {
                address(&wmma.address, visit);
                maybe(&wmma.stride, visit);
                wmma.fragment.iter().for_each(|reg| visit(*reg));
            }
            Self::Call { target, arguments, .. } => {
                if let CallTarget::Indirect { pointer, .. } = target {
                    visit(*pointer);
                }
                for argument in arguments {
                    if let CallValue::Value(value, _) = argument {
                        operand(value, visit);
                    }
                }
            }
            Self::Fence { .. }
            | Self::CpAsyncCommit
            | Self::CpAsyncWait { .. }
            | Self::Hint { .. }
            | Self::CreatePolicy { .. }
            | Self::StackSave { .. }
            | Self::BarrierCluster { .. }
            | Self::ActiveMask { .. }
            | Self::GridDependencyWait
            | Self::Breakpoint
            | Self::PmEvent { .. } => {}
        }
    }

    /// Shows every register that is written.
    pub fn defs(&self, visit: &mut dyn FnMut(Reg)) {
        match self {
            Self::Unary { d, .. }
            | Self::Binary { d, .. }
            | Self::Ternary { d, .. }
            | Self::Bfe { d, .. }
            | Self::Bfi { d, .. }
            | Self::Bmsk { d, .. }
            | Self::Szext { d, .. }
            | Self::Fns { d, .. }
            | Self::Shf { d, .. }
            | Self::Prmt { d, .. }
            | Self::Dp4a { d, .. }
            | Self::Dp2a { d, .. }
            | Self::Set { d, .. }
            | Self::Selp { d, .. }
            | Self::Logic { d, .. }
            | Self::Slct { d, .. }
            | Self::Testp { p: d, .. }
            | Self::Mov { d, .. }
            | Self::Pack { d, .. }
            | Self::Cvt { d, .. }
            | Self::CvtPack { d, .. }
            | Self::Cvta { d, .. }
            | Self::Isspacep { p: d, .. }
            | Self::Mapa { d, .. }
            | Self::GetCtaRank { d, .. }
            | Self::CreatePolicy { d }
            | Self::Alloca { d, .. }
            | Self::StackSave { d, .. }
            | Self::Vote { d, .. }
            | Self::Redux { d, .. }
            | Self::ActiveMask { d }
            | Self::MovMatrix { d, .. } => visit(*d),
            Self::Carry { d, carry_out, .. } => {
                visit(*d);
                carry_out.iter().for_each(|flag| visit(*flag));
            }
            Self::Shfl { d, p, .. } | Self::Match { d, p, .. } => {
                visit(*d);
                p.iter().for_each(|reg| visit(*reg));
            }
            Self::Lop3 { d, p, .. } => {
                d.iter().chain(p).for_each(|reg| visit(*reg));
            }
            Self::Setp { p, q, .. } => p.iter().chain(q).for_each(|reg| visit(*reg)),
            Self::Unpack { parts, .. } => parts.iter().flatten().for_each(|reg| visit(*reg)),
            Self::Ld { d, .. } => d.iter().flatten().for_each(|reg| visit(*reg)),
            Self::Atom { d, .. } | Self::Mbarrier { d, .. } | Self::Barrier { d, .. } => {
                d.iter().for_each(|reg| visit(*reg));
            }
            Self::Elect { d, p, .. } => {
                d.iter().for_each(|reg| visit(*reg));
                visit(*p);
            }
            Self::Image(image) => image.d.iter().flatten().for_each(|reg| visit(*reg)),
            Self::Mma(mma) => mma.d.iter().for_each(|reg| visit(*reg)),
            Self::WmmaLoad(wmma) => wmma.fragment.iter().for_each(|reg| visit(*reg)),
            Self::LdMatrix { d, .. } => d.iter().for_each(|reg| visit(*reg)),
            Self::Call { returns, .. } => {
                for value in returns {
                    if let CallValue::Value(Operand::Reg(reg), _) = value {
                        visit(*reg);
                    }
                }
            }
            Self::St { .. }
            | Self::Fence { .. }
            | Self::CpAsync { .. }
            | Self::CpAsyncCommit
            | Self::CpAsyncWait { .. }
            | Self::CpAsyncArrive { .. }
            | Self::Hint { .. }
            | Self::StackRestore { .. }
            | Self::BarrierCluster { .. }
            | Self::WarpSync { .. }
            | Self::WmmaStore(_)
            | Self::StMatrix { .. }
            | Self::GridDependencyWait
            | Self::Nanosleep { .. }
            | Self::Breakpoint
            | Self::PmEvent { .. } => {}
        }
    }

    /// Whether a thread may have to wait for others in it, and so be resumable behind it: barriers, whatever
    /// a warp does together, waits for barriers in memory, naps, and calls of functions that have any of these.
    pub fn suspends(&self, module: &Module) -> bool {
        match self {
            Self::Barrier { op, .. } => *op != BarrierOp::Arrive,
            Self::BarrierCluster { wait, .. } => *wait,
            Self::Mbarrier { op, .. } => matches!(
                op,
                MbarrierOp::TestWait
                    | MbarrierOp::TestWaitParity
                    | MbarrierOp::TryWait
                    | MbarrierOp::TryWaitParity
            ),
            Self::WarpSync { .. }
            | Self::Vote { .. }
            | Self::Shfl { .. }
            | Self::Match { .. }
            | Self::Redux { .. }
            | Self::ActiveMask { .. }
            | Self::Elect { .. }
            | Self::Mma(_)
            | Self::WmmaLoad(_)
            | Self::WmmaStore(_)
            | Self::LdMatrix { .. }
            | Self::StMatrix { .. }
            | Self::MovMatrix { .. }
            | Self::Nanosleep { .. } => true,
            Self::Call { target, .. } => match target {
                CallTarget::Direct(id) => module.functions.get(id.index()).is_some_and(|it| it.suspends),
                CallTarget::Indirect { suspends, .. } => *suspends,
            },
            _ => false,
        }
    }
}

impl Instruction {
    /// Shows every register that is read, that of the guard included.
    pub fn uses(&self, visit: &mut dyn FnMut(Reg)) {
        if let Some(guard) = &self.guard {
            operand(&guard.value, visit);
        }
        self.op.uses(visit);
    }
}
