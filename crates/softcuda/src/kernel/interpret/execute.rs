//! One instruction, by one thread.

use ptx::ir::{Op, Operand, Predicate, Space, Terminator, Type};

use super::super::launch::Fault;
use super::super::semantics::{self, bits, compare};
use super::access::{Context, Place, of_generic, to_generic};
use super::call;
use super::special::special;
use super::thread::{State, Thread};

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The thread goes on.
    On,
    /// The thread goes on after the others had their turn.
    Yield,
    /// The thread stands at an instruction that needs others.
    Wait,
}

/// Executes what comes next. Does not move past instructions that need others.
pub fn step(context: &mut Context<'_>, thread: &mut Thread) -> Result<Step, Fault> {
    let Some(instruction) = thread.next(context.program) else {
        return terminate(context, thread);
    };
    if !thread.is_let(instruction) {
        thread.frame_mut().index += 1;
        return Ok(Step::On);
    }
    if needs_others(&instruction.op) {
        thread.state = State::Parked;
        return Ok(Step::Wait);
    }
    thread.frame_mut().index += 1;
    match &instruction.op {
        op @ (Op::Ld { .. }
        | Op::St { .. }
        | Op::Atom { .. }
        | Op::Fence { .. }
        | Op::CpAsync { .. }
        | Op::CpAsyncCommit
        | Op::CpAsyncWait { .. }
        | Op::CpAsyncArrive { .. }
        | Op::Mbarrier { .. }
        | Op::Hint { .. }
        | Op::CreatePolicy { .. }
        | Op::Alloca { .. }
        | Op::StackSave { .. }
        | Op::StackRestore { .. }) => memory(context, thread, op),
        Op::Call { target, returns, arguments, .. } => {
            call::call(context, thread, target, returns, arguments)?;
            Ok(Step::On)
        }
        // Objects are the device's; here there are none, whatever the number.
        Op::Image(image) => {
            let address = thread.value(image.object, Type::U64);
            Err(Fault::IllegalAddress { address, bytes: 0, is_write: false })
        }
        Op::Nanosleep { .. } => Ok(Step::Yield),
        Op::Breakpoint => Err(Fault::Breakpoint),
        Op::PmEvent { .. } | Op::GridDependencyWait => Ok(Step::On),
        Op::Mov { .. }
        | Op::Pack { .. }
        | Op::Unpack { .. }
        | Op::Cvt { .. }
        | Op::CvtPack { .. }
        | Op::Cvta { .. }
        | Op::Isspacep { .. }
        | Op::Mapa { .. }
        | Op::GetCtaRank { .. } => {
            movement(context, thread, &instruction.op);
            Ok(Step::On)
        }
        op => {
            compute(thread, op);
            Ok(Step::On)
        }
    }
}

/// Whether threads execute it together.
fn needs_others(op: &Op) -> bool {
    matches!(
        op,
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
            | Op::MovMatrix { .. }
    )
}

fn terminate(context: &mut Context<'_>, thread: &mut Thread) -> Result<Step, Fault> {
    let block = &thread.body(context.program).blocks[thread.frame().block.index()];
    let to = match &block.terminator {
        Terminator::Jump(to) => *to,
        Terminator::Branch { condition, then, otherwise, .. } => {
            if thread.holds(*condition) {
                *then
            } else {
                *otherwise
            }
        }
        Terminator::Switch { index, targets, .. } => {
            let index = thread.value(*index, Type::U32) as usize;
            // Beyond the list everything may happen; here the last one does.
            match targets.get(index).or(targets.last()) {
                Some(to) => *to,
                None => return Err(Fault::Trap),
            }
        }
        Terminator::Return => {
            call::leave(context, thread)?;
            return Ok(Step::On);
        }
        Terminator::Exit => {
            thread.state = State::Done;
            return Ok(Step::On);
        }
        Terminator::Trap => return Err(Fault::Trap),
    };
    let frame = thread.frame_mut();
    (frame.block, frame.index) = (to, 0);
    Ok(Step::On)
}

fn memory(context: &mut Context<'_>, thread: &mut Thread, op: &Op) -> Result<Step, Fault> {
    match op {
        Op::Ld { space, ty, d, address, .. } => context.load(thread, *space, *ty, d, address)?,
        Op::St { space, ty, address, a, .. } => context.store(thread, *space, *ty, address, a)?,
        Op::Atom { op, space, ty, d, address, b, c, .. } => {
            let old = context.atomic(thread, *op, *space, *ty, address, *b, *c)?;
            if let Some(d) = d {
                thread.set_wide(*d, old);
            }
        }
        Op::CpAsync { bytes, to, from, source_bytes, ignore, .. } => {
            context.copy(thread, *bytes, (to, from), *source_bytes, *ignore)?;
        }
        // Without `.noinc` the arrival is expected in addition, and changes nothing.
        Op::CpAsyncArrive { no_increment: true, space, address } => {
            let op = ptx::ir::MbarrierOp::Arrive;
            context.mbarrier(thread, op, *space, Some(address), None)?;
        }
        Op::Mbarrier { op, space, d, address, a, .. } => {
            let ty = if thread_state(*op) { Type::U64 } else { Type::U32 };
            let a = a.map(|a| thread.value(a, ty));
            let result = context.mbarrier(thread, *op, *space, address.as_ref(), a)?;
            if let Some(d) = d {
                thread.set_wide(*d, u128::from(result));
            }
            return Ok(Step::Yield);
        }
        Op::Alloca { ty, d, a, align } => {
            let bytes = thread.value(*a, *ty);
            let at = thread.reserve(bytes, u64::from(*align))?;
            thread.set(context.program, *d, *ty, at);
        }
        Op::StackSave { ty, d } => {
            let stack = thread.stack;
            thread.set(context.program, *d, *ty, stack);
        }
        Op::StackRestore { ty, a } => {
            let stack = thread.value(*a, *ty);
            if stack > thread.stack {
                return Err(Fault::StackOverflow);
            }
            thread.stack = stack;
        }
        Op::CreatePolicy { d } => thread.set_wide(*d, 0),
        _ => {}
    }
    Ok(Step::On)
}

/// Whether the first argument is a state of the barrier.
fn thread_state(op: ptx::ir::MbarrierOp) -> bool {
    use ptx::ir::MbarrierOp::{PendingCount, TestWait, TryWait};
    matches!(op, TestWait | TryWait | PendingCount)
}

fn movement(context: &mut Context<'_>, thread: &mut Thread, op: &Op) {
    let program = context.program;
    match op {
        Op::Mov { ty, d, a } => match a {
            Operand::Special(register) => {
                let value = special(context, thread, *register);
                thread.set(program, *d, *ty, value & semantics::mask(*ty));
            }
            Operand::Address(symbol, offset) => {
                let value = thread.symbol(program, *symbol).wrapping_add(*offset as u64);
                thread.set(program, *d, *ty, value & semantics::mask(*ty));
            }
            Operand::Reg(_) | Operand::Imm(_) if *ty == Type::B128 => {
                let value = thread.wide(*a);
                thread.set_wide(*d, value);
            }
            Operand::Reg(_) | Operand::Imm(_) => {
                let value = thread.value(*a, *ty);
                thread.set_wide(*d, u128::from(value));
            }
        },
        Op::Pack { ty, d, parts } => {
            let bits = ty.bits() / parts.len() as u32;
            let part = |operand: &Operand| thread.wide(*operand) & u128::from(semantics::ones(bits));
            let whole = parts.iter().rev().fold(0, |all, one| all << bits | part(one));
            thread.set_wide(*d, whole);
        }
        Op::Unpack { ty, parts, a } => {
            let bits = ty.bits() / parts.len() as u32;
            let whole = thread.wide(*a);
            for (index, part) in parts.iter().enumerate() {
                if let Some(part) = part {
                    let value = (whole >> (bits * index as u32)) & u128::from(semantics::ones(bits));
                    thread.set_wide(*part, value);
                }
            }
        }
        Op::Cvt { to, from, mode, d, a, b } => {
            let (a, b) = (thread.value(*a, *from), b.map(|b| thread.value(b, *from)));
            thread.set(program, *d, *to, semantics::convert(*to, *from, *mode, a, b));
        }
        Op::CvtPack { to, d, a, b, c, .. } => {
            let of = |operand: Operand| thread.value(operand, Type::B32);
            let value = semantics::convert_pack(*to, of(*a), of(*b), c.map(of));
            thread.set_wide(*d, u128::from(value));
        }
        Op::Cvta { space, to_space, ty, d, a } => {
            let address = match a {
                Operand::Address(symbol, offset) => {
                    thread.symbol(program, *symbol).wrapping_add(*offset as u64)
                }
                _ => thread.value(*a, *ty),
            };
            let value = if *to_space {
                address.wrapping_sub(to_generic(*space, 0))
            } else {
                to_generic(*space, address)
            };
            thread.set(program, *d, *ty, value & semantics::mask(*ty));
        }
        Op::Isspacep { space, p, a } => {
            let place = of_generic(thread.value(*a, Type::U64));
            let fits = match space {
                Space::Shared | Space::SharedCluster => matches!(place, Place::Shared(_)),
                Space::Local => matches!(place, Place::Local(_)),
                Space::Param => matches!(place, Place::Parameters(_)),
                // Constant memory is not told apart from global memory.
                Space::Const => false,
                Space::Generic | Space::Global => matches!(place, Place::Global(_)),
            };
            thread.set_flag(*p, fits);
        }
        Op::Mapa { ty, d, a, .. } => {
            let value = match a {
                Operand::Address(symbol, offset) => {
                    thread.symbol(program, *symbol).wrapping_add(*offset as u64)
                }
                _ => thread.value(*a, *ty),
            };
            thread.set(program, *d, *ty, value);
        }
        Op::GetCtaRank { d, .. } => thread.set_wide(*d, 0),
        _ => {}
    }
}

fn with(thread: &Thread, combine: &Option<(ptx::ir::BoolOp, Predicate)>) -> Option<(ptx::ir::BoolOp, bool)> {
    combine.map(|(op, predicate)| (op, thread.holds(predicate)))
}

fn compute(thread: &mut Thread, op: &Op) {
    let word = Type::B32;
    let value = |operand: &Operand, ty: Type| thread.value(*operand, ty);
    let (d, result) = match op {
        Op::Unary { op, ty, mode, d, a } => (*d, semantics::unary(*op, *ty, *mode, value(a, *ty))),
        Op::Binary { op, ty, mode, d, a, b } => {
            let is_shift = matches!(op, ptx::ir::BinaryOp::Shl | ptx::ir::BinaryOp::Shr);
            let b = value(b, if is_shift { word } else { *ty });
            (*d, semantics::binary(*op, *ty, *mode, value(a, *ty), b))
        }
        Op::Ternary { op, ty, mode, d, a, b, c } => {
            let is_wide = *op == ptx::ir::TernaryOp::MadWide;
            let c = value(c, if is_wide { Type::U64 } else { *ty });
            (*d, semantics::ternary(*op, *ty, *mode, value(a, *ty), value(b, *ty), c))
        }
        Op::Carry { op, ty, d, a, b, c, carry_in, carry_out } => {
            let flag = carry_in.is_some_and(|flag| thread.wide(flag.into()) & 1 == 1);
            let c = c.as_ref().map_or(0, |c| value(c, *ty));
            let (result, carry) = semantics::carry(*op, *ty, value(a, *ty), value(b, *ty), c, flag);
            if let Some(out) = carry_out {
                thread.set_flag(*out, carry);
            }
            (*d, result)
        }
        Op::Bfe { ty, d, a, b, c } => {
            (*d, semantics::bfe(*ty, value(a, *ty), value(b, word), value(c, word)))
        }
        Op::Bfi { ty, d, a, b, pos, len } => {
            let (pos, len) = (value(pos, word), value(len, word));
            (*d, semantics::bfi(*ty, value(a, *ty), value(b, *ty), pos, len))
        }
        Op::Bmsk { wrap, d, a, b } => (*d, semantics::bmsk(*wrap, value(a, word), value(b, word))),
        Op::Szext { wrap, ty, d, a, b } => (*d, semantics::szext(*wrap, *ty, value(a, word), value(b, word))),
        Op::Fns { d, a, b, c } => (*d, semantics::fns(value(a, word), value(b, word), value(c, word))),
        Op::Lop3 { table, d, a, b, c, p, combine } => {
            let result = semantics::lop3(*table, value(a, word), value(b, word), value(c, word));
            let flag = compare::combine(result != 0, with(thread, combine));
            if let Some(p) = p {
                thread.set_flag(*p, flag);
            }
            match d {
                Some(d) => (*d, result),
                None => return,
            }
        }
        Op::Shf { left, wrap, d, a, b, c } => {
            (*d, semantics::shf(*left, *wrap, value(a, word), value(b, word), value(c, word)))
        }
        Op::Prmt { selection, d, a, b, c } => {
            (*d, semantics::prmt(*selection, value(a, word), value(b, word), value(c, word)))
        }
        Op::Dp4a { a_bytes, b_bytes, d, a, b, c } => {
            (*d, semantics::dp4a(*a_bytes, *b_bytes, value(a, word), value(b, word), value(c, word)))
        }
        Op::Dp2a { upper, a_halves, b_bytes, d, a, b, c } => {
            let (a, b, c) = (value(a, word), value(b, word), value(c, word));
            (*d, semantics::dp2a(*upper, *a_halves, *b_bytes, a, b, c))
        }
        Op::Setp { cmp, ty, ftz, p, q, a, b, combine } => {
            let (a, b) = (value(a, *ty), value(b, *ty));
            let (first, second) = semantics::setp(*cmp, *ty, *ftz, a, b, with(thread, combine));
            if let Some(p) = p {
                thread.set_flag(*p, first);
            }
            if let Some(q) = q {
                thread.set_flag(*q, second);
            }
            return;
        }
        Op::Set { cmp, to, ty, ftz, d, a, b, combine } => {
            let (a, b) = (value(a, *ty), value(b, *ty));
            (*d, semantics::set(*cmp, *to, *ty, *ftz, a, b, with(thread, combine)))
        }
        Op::Logic { op, d, a, b } => (*d, u64::from(bits::logic(*op, thread.holds(*a), thread.holds(*b)))),
        Op::Selp { ty, d, a, b, p } => (*d, value(if thread.holds(*p) { a } else { b }, *ty)),
        Op::Slct { ty, by, ftz, d, a, b, c } => {
            (*d, value(if semantics::slct(*by, *ftz, value(c, *by)) { a } else { b }, *ty))
        }
        Op::Testp { test, ty, p, a } => (*p, u64::from(semantics::testp(*test, *ty, value(a, *ty)))),
        _ => return,
    };
    thread.set_wide(d, u128::from(result));
}
