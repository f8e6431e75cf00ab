//! Operations in which a thread waits for others: it hands over its operands, and finds the results when it is
//! resumed.

use cranelift_codegen::ir::{InstBuilder, Value, types};
use ptx::ir::{BarrierOp, Image, Op, Operand, Reg, Suspension};

use super::abi::{self, at};
use super::function::{Translator, ours};
use super::helpers::Helper;

impl Translator<'_, '_, '_> {
    /// The operands of an operation, as the scheduler expects them.
    fn handed_over(&mut self, op: &Op) -> Vec<Value> {
        let all = u64::from(u32::MAX);
        match op {
            Op::Barrier { id, threads, p, .. } => {
                let id = self.value(*id, types::I64);
                let threads = self.value(threads.unwrap_or(Operand::Imm(0)), types::I64);
                let p = match p {
                    Some(p) => self.predicate(p),
                    None => self.constant(0, types::I8),
                };
                let p = self.cast(p, types::I64);
                vec![id, threads, p]
            }
            Op::WarpSync { mask } | Op::Elect { mask, .. } => vec![self.value(*mask, types::I64)],
            Op::Vote { p, mask, .. } => {
                let p = self.predicate(p);
                let p = self.cast(p, types::I64);
                vec![self.value(mask.unwrap_or(Operand::Imm(all)), types::I64), p]
            }
            Op::Shfl { a, b, c, mask, .. } => [mask.unwrap_or(Operand::Imm(all)), *a, *b, *c]
                .map(|operand| self.value(operand, types::I64))
                .to_vec(),
            Op::Match { a, mask, .. } | Op::Redux { a, mask, .. } => {
                vec![self.value(*mask, types::I64), self.value(*a, types::I64)]
            }
            Op::Mma(mma) => {
                let sparsity = mma.sparsity.as_ref().map(|sparsity| sparsity.metadata);
                let operands = mma.a.iter().chain(&mma.b).chain(&mma.c).copied().chain(sparsity);
                operands.map(|operand| self.value(operand, types::I64)).collect()
            }
            Op::WmmaLoad(wmma) => {
                let address = self.address_of(&wmma.address, wmma.space);
                vec![address, self.value(wmma.stride.unwrap_or(Operand::Imm(0)), types::I64)]
            }
            Op::WmmaStore(wmma) => {
                let address = self.address_of(&wmma.address, wmma.space);
                let stride = self.value(wmma.stride.unwrap_or(Operand::Imm(0)), types::I64);
                let fragment = wmma.fragment.iter().map(|reg| self.value(Operand::Reg(*reg), types::I64));
                [address, stride].into_iter().chain(fragment.collect::<Vec<_>>()).collect()
            }
            Op::LdMatrix { space, address, .. } => vec![self.address_of(address, *space)],
            Op::StMatrix { space, address, a, .. } => {
                let address = self.address_of(address, *space);
                let values = a.iter().map(|operand| self.value(*operand, types::I64)).collect::<Vec<_>>();
                std::iter::once(address).chain(values).collect()
            }
            Op::MovMatrix { a, .. } => vec![self.value(*a, types::I64)],
            _ => Vec::new(),
        }
    }

    /// Registers that receive results, in the order of the exchange.
    fn received(op: &Op) -> Vec<Option<Reg>> {
        match op {
            Op::Barrier { d, .. } => vec![*d],
            Op::Vote { d, .. } | Op::Redux { d, .. } | Op::ActiveMask { d } | Op::MovMatrix { d, .. } => {
                vec![Some(*d)]
            }
            Op::Shfl { d, p, .. } | Op::Match { d, p, .. } => vec![Some(*d), *p],
            Op::Elect { d, p, .. } => vec![*d, Some(*p)],
            Op::Mma(mma) => mma.d.iter().copied().map(Some).collect(),
            Op::WmmaLoad(wmma) => wmma.fragment.iter().copied().map(Some).collect(),
            Op::LdMatrix { d, .. } => d.iter().copied().map(Some).collect(),
            _ => Vec::new(),
        }
    }

    pub(super) fn wait(&mut self, op: &Op, place: Suspension) {
        match op {
            // Arriving at a barrier is counted, and nobody waits.
            Op::Barrier { op: BarrierOp::Arrive, id, .. } => {
                let table = self.b.ins().load(types::I64, ours(), self.block_data, at::ARRIVALS);
                let id = self.value(*id, types::I64);
                let id = self.b.ins().band_imm_u(id, 15);
                let offset = self.b.ins().ishl_imm_u(id, 2);
                let place = self.b.ins().iadd(table, offset);
                let count = self.b.ins().load(types::I32, ours(), place, 0);
                let count = self.b.ins().iadd_imm_s(count, 1);
                self.b.ins().store(ours(), count, place, 0);
                return;
            }
            Op::BarrierCluster { wait: false, .. } => return,
            _ => {}
        }
        let handed = self.handed_over(op);
        self.bring(handed);
        let site = abi::FIRST_SITE + self.unit.sites.len() as u32;
        self.unit.sites.push(op.clone());
        self.suspend(site, place);
        self.take(&Self::received(op));
    }

    /// Puts values into the thread's exchange.
    fn bring(&mut self, values: Vec<Value>) {
        for (index, value) in values.into_iter().take(abi::EXCHANGE).enumerate() {
            self.b.ins().store(ours(), value, self.thread, at::EXCHANGE + 8 * index as i32);
        }
    }

    /// Takes results out of the thread's exchange.
    fn take(&mut self, results: &[Option<Reg>]) {
        for (index, reg) in results.iter().enumerate() {
            if let Some(reg) = *reg {
                let kind = self.register_type(reg);
                let whole = super::function::integer(kind.bits());
                let value = self.b.ins().load(whole, ours(), self.thread, at::EXCHANGE + 8 * index as i32);
                self.define(reg, value);
            }
        }
    }

    /// An access to a texture or surface, which goes through the exchange too.
    pub(super) fn image(&mut self, op: &Op, image: &Image) {
        let operands = std::iter::once(&image.object).chain(&image.a);
        let values = operands.map(|operand| self.value(*operand, types::I64)).collect();
        self.bring(values);
        let op = self.pointer_to(op);
        if let Some(code) = self.help(Helper::Image, &[op, self.thread]) {
            self.leave_with(code);
        }
        self.take(&image.d);
    }
}
