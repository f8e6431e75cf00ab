//! Operations of a warp, or of a block, in which lanes wait for others.

use ptx::ir::{BarrierOp, Op, Operand, Reg, VoteMode};

use super::super::lanes::{N, NONE, Slot};
use super::super::special::Width;
use super::super::{Fast, Held, Site};
use super::{Lowering, Refusal};
use crate::kernel::semantics::warp::shuffle_source;

/// Whether lanes may have to wait in it.
pub fn waits(op: &Op) -> bool {
    match op {
        Op::Barrier { op, .. } => *op != BarrierOp::Arrive,
        Op::BarrierCluster { wait, .. } => *wait,
        Op::WarpSync { .. }
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
        | Op::MovMatrix { .. } => true,
        _ => false,
    }
}

impl Lowering<'_> {
    pub(super) fn site(&mut self, op: &Op, guard: u32, next: u32) -> Result<Site, Refusal> {
        let inputs = self.inputs(op);
        let outputs = self.outputs(op);
        let mask = match op {
            Op::WarpSync { mask }
            | Op::Elect { mask, .. }
            | Op::Match { mask, .. }
            | Op::Redux { mask, .. } => constant(self.known(*mask)),
            Op::Vote { mask, .. } | Op::Shfl { mask, .. } => {
                mask.map_or(Some(u32::MAX), |mask| constant(self.known(mask)))
            }
            _ => Some(u32::MAX),
        };
        Ok(Site { fast: self.fast(op), op: op.clone(), guard, inputs, outputs, next, mask })
    }

    pub(super) fn held(&mut self, operand: Operand) -> Held {
        let width = match operand {
            Operand::Reg(reg) => self.width(reg),
            _ => Width::Double,
        };
        Held { slot: self.operand(operand, width), width }
    }

    /// What lanes bring, in the order that [`crate::kernel::run::warp`] expects.
    fn inputs(&mut self, op: &Op) -> Vec<Held> {
        let all = Operand::Imm(u64::from(u32::MAX));
        let address = |this: &mut Self, address, space| Held {
            slot: this.address_of(address, space),
            width: Width::Double,
        };
        match op {
            Op::Barrier { id, threads, p, .. } => {
                let id = self.held(*id);
                let threads = self.held(threads.unwrap_or(Operand::Imm(0)));
                vec![id, threads, self.truth(p.as_ref().map(|p| (p.value, p.negated)))]
            }
            Op::WarpSync { mask } | Op::Elect { mask, .. } => vec![self.held(*mask)],
            Op::Vote { p, mask, .. } => {
                let mask = self.held(mask.unwrap_or(all));
                vec![mask, self.truth(Some((p.value, p.negated)))]
            }
            Op::Shfl { a, b, c, mask, .. } => {
                vec![self.held(mask.unwrap_or(all)), self.held(*a), self.held(*b), self.held(*c)]
            }
            Op::Match { a, mask, .. } | Op::Redux { a, mask, .. } => vec![self.held(*mask), self.held(*a)],
            Op::Mma(mma) => {
                let sparsity = mma.sparsity.as_ref().map(|sparsity| sparsity.metadata);
                let operands = mma.a.iter().chain(&mma.b).chain(&mma.c).copied().chain(sparsity);
                operands.map(|operand| self.held(operand)).collect()
            }
            Op::WmmaLoad(wmma) => {
                let address = address(self, &wmma.address, wmma.space);
                vec![address, self.held(wmma.stride.unwrap_or(Operand::Imm(0)))]
            }
            Op::WmmaStore(wmma) => {
                let address = address(self, &wmma.address, wmma.space);
                let mut all = vec![address, self.held(wmma.stride.unwrap_or(Operand::Imm(0)))];
                all.extend(wmma.fragment.iter().map(|reg| self.held(Operand::Reg(*reg))));
                all
            }
            Op::LdMatrix { space, address: at, .. } => vec![address(self, at, *space)],
            Op::StMatrix { space, address: at, a, .. } => {
                let mut all = vec![address(self, at, *space)];
                all.extend(a.iter().map(|operand| self.held(*operand)));
                all
            }
            Op::MovMatrix { a, .. } => vec![self.held(*a)],
            _ => Vec::new(),
        }
    }

    /// A predicate, with its sign applied.
    fn truth(&mut self, predicate: Option<(Operand, bool)>) -> Held {
        let Some((value, negated)) = predicate else {
            return Held { slot: self.constant(0, Width::Predicate), width: Width::Predicate };
        };
        let slot = self.predicate(value);
        if !negated {
            return Held { slot, width: Width::Predicate };
        }
        let to = self.temporary(Width::Predicate);
        self.emit_with::<super::integer::MovePredicate>(to, (slot, NONE, NONE), 1, 0);
        Held { slot: to, width: Width::Predicate }
    }

    /// Registers that receive results.
    fn outputs(&self, op: &Op) -> Vec<Option<Held>> {
        let of = |reg: &Reg| Some(Held { slot: self.slot(*reg), width: self.width(*reg) });
        match op {
            Op::Barrier { d, .. } => vec![d.as_ref().and_then(of)],
            Op::Vote { d, .. } | Op::Redux { d, .. } | Op::ActiveMask { d } | Op::MovMatrix { d, .. } => {
                vec![of(d)]
            }
            Op::Shfl { d, p, .. } | Op::Match { d, p, .. } => vec![of(d), p.as_ref().and_then(of)],
            Op::Elect { d, p, .. } => vec![d.as_ref().and_then(of), of(p)],
            Op::Mma(mma) => mma.d.iter().map(of).collect(),
            Op::WmmaLoad(wmma) => wmma.fragment.iter().map(of).collect(),
            Op::LdMatrix { d, .. } => d.iter().map(of).collect(),
            _ => Vec::new(),
        }
    }

    /// How it can be done quickly when all lanes are there.
    fn fast(&mut self, op: &Op) -> Fast {
        match op {
            Op::Shfl { mode, d, b, c, .. } if self.width(*d) == Width::Word => {
                let (b, c) = (self.known(*b), self.known(*c));
                let (Operand::Imm(b), Operand::Imm(c)) = (b, c) else { return Fast::No };
                let mut fits = 0;
                let from: [u32; N] = std::array::from_fn(|lane| {
                    let (from, is_in_range) = shuffle_source(*mode, lane as u32, b, c);
                    fits |= u32::from(is_in_range) << lane;
                    from
                });
                let table: Slot = self.table(&from);
                Fast::Shuffle { table, fits }
            }
            Op::Vote { mode: VoteMode::Ballot, .. } => Fast::Ballot,
            Op::Vote { .. } => Fast::Vote,
            Op::Barrier { op: BarrierOp::Sync, id, threads: None, .. } => match self.known(*id) {
                Operand::Imm(id) => Fast::Barrier(id as u32),
                _ => Fast::No,
            },
            Op::LdMatrix { transposed, d, .. } if d.iter().all(|reg| self.width(*reg) == Width::Word) => {
                Fast::LoadMatrix { transposed: *transposed }
            }
            Op::Mma(mma) => super::super::mma::Plan::of(mma).map_or(Fast::No, Fast::Mma),
            _ => Fast::No,
        }
    }
}

fn constant(operand: Operand) -> Option<u32> {
    match operand {
        Operand::Imm(value) => Some(value as u32),
        _ => None,
    }
}
