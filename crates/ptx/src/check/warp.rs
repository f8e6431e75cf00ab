//! Instructions of several threads together, and what concerns the whole grid.

use super::instruction::Inst;
use crate::diagnostic::Checked;
use crate::ir::{BarrierOp, Hint, MatchMode, Op, Operand, Ordering, ReduxOp, ShuffleMode, Type, VoteMode};

type I<'r, 'i, 'c, 't> = &'r mut Inst<'i, 'c, 't>;

/// `bar` and `barrier`.
pub fn barrier(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let is_bar = inst.opcode() == "bar";
    if is_bar && inst.take(".warp") {
        inst.need(&[(".sync", ())])?;
        let [mask] = inst.arguments()?;
        return Ok(Op::WarpSync { mask: inst.src(mask, Type::U32)? });
    }
    if !is_bar && inst.take(".cluster") {
        return cluster(inst);
    }
    inst.take(".cta");
    let aligned = is_bar || inst.take(".aligned");
    let kind = inst.need(&[(".sync", 0), (".arrive", 1), (".red", 2)])?;
    let mut op = if kind == 0 { BarrierOp::Sync } else { BarrierOp::Arrive };
    let mut first = 0;
    let mut d = None;
    let mut p = None;
    if kind == 2 {
        op =
            inst.need(&[(".popc", BarrierOp::CountTrue), (".and", BarrierOp::All), (".or", BarrierOp::Any)])?;
        let ty = if op == BarrierOp::CountTrue { Type::U32 } else { Type::Pred };
        inst.ty(&[ty])?;
        inst.between(3, 4)?;
        d = Some(inst.dst(inst.at(0)?, ty)?);
        p = Some(inst.predicate(inst.at(inst.count() - 1)?)?);
        first = 1;
    }
    let rest = inst.count() - first - usize::from(kind == 2);
    if rest == 0 || rest > 2 || (kind == 1 && rest != 2) {
        return Err(inst.wrong("the number of the barrier and of the threads are needed"));
    }
    let id = inst.src(inst.at(first)?, Type::U32)?;
    if matches!(id, Operand::Imm(number) if number > 15) {
        return Err(inst.wrong("barriers are numbered from 0 to 15"));
    }
    let threads = match rest {
        2 => Some(inst.src(inst.at(first + 1)?, Type::U32)?),
        _ => None,
    };
    if matches!(threads, Some(Operand::Imm(number)) if number % 32 != 0 || number == 0) {
        return Err(inst.wrong("the number of threads has to be a multiple of 32"));
    }
    Ok(Op::Barrier { op, aligned, id, threads, d, p })
}

fn cluster(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    inst.between(0, 0)?;
    let wait = inst.need(&[(".arrive", false), (".wait", true)])?;
    let default = if wait { Ordering::Acquire } else { Ordering::Release };
    let ordering = inst
        .choose(&[
            (".release", Ordering::Release),
            (".relaxed", Ordering::Relaxed),
            (".acquire", Ordering::Acquire),
        ])
        .unwrap_or(default);
    inst.take(".aligned");
    Ok(Op::BarrierCluster { wait, ordering })
}

/// `vote`.
pub fn vote(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let is_sync = inst.take(".sync");
    let mode = inst.need(&[
        (".all", VoteMode::All),
        (".any", VoteMode::Any),
        (".uni", VoteMode::Uniform),
        (".ballot", VoteMode::Ballot),
    ])?;
    let ty = if mode == VoteMode::Ballot { Type::B32 } else { Type::Pred };
    inst.ty(&[ty])?;
    let count = 2 + usize::from(is_sync);
    inst.between(count, count)?;
    let d = inst.dst(inst.at(0)?, ty)?;
    let p = inst.predicate(inst.at(1)?)?;
    let mask = if is_sync { Some(inst.src(inst.at(2)?, Type::U32)?) } else { None };
    Ok(Op::Vote { mode, d, p, mask })
}

/// `shfl`.
pub fn shuffle(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let is_sync = inst.take(".sync");
    let mode = inst.need(&[
        (".up", ShuffleMode::Up),
        (".down", ShuffleMode::Down),
        (".bfly", ShuffleMode::Butterfly),
        (".idx", ShuffleMode::Index),
    ])?;
    let ty = inst.ty(&[Type::B32])?;
    let count = 4 + usize::from(is_sync);
    inst.between(count, count)?;
    let (d, p) = inst.pair(inst.at(0)?);
    let d = inst.dst(d, ty)?;
    let p = match p {
        Some(p) => inst.dst_or_sink(p, Type::Pred)?,
        None => None,
    };
    let a = inst.src(inst.at(1)?, ty)?;
    let (b, c) = (inst.src(inst.at(2)?, Type::U32)?, inst.src(inst.at(3)?, Type::U32)?);
    let mask = if is_sync { Some(inst.src(inst.at(4)?, Type::U32)?) } else { None };
    Ok(Op::Shfl { mode, d, p, a, b, c, mask })
}

/// `match`.
pub fn matching(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let mode = inst.need(&[(".any", MatchMode::Any), (".all", MatchMode::All)])?;
    inst.need(&[(".sync", ())])?;
    let ty = inst.ty(&[Type::B32, Type::B64])?;
    let [d, a, mask] = inst.arguments()?;
    let (d, p) = inst.pair(d);
    let d = inst.dst(d, Type::B32)?;
    let p = match p {
        Some(_) if mode == MatchMode::Any => return Err(inst.wrong("only `.all` has a second destination")),
        Some(p) => inst.dst_or_sink(p, Type::Pred)?,
        None => None,
    };
    Ok(Op::Match { mode, ty, d, p, a: inst.src(a, ty)?, mask: inst.src(mask, Type::U32)? })
}

/// `redux`.
pub fn reduce(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    inst.need(&[(".sync", ())])?;
    let op = inst.need(&[
        (".add", ReduxOp::Add),
        (".min", ReduxOp::Min),
        (".max", ReduxOp::Max),
        (".and", ReduxOp::And),
        (".or", ReduxOp::Or),
        (".xor", ReduxOp::Xor),
    ])?;
    let ty = match op {
        ReduxOp::Add => inst.ty(&[Type::U32, Type::S32])?,
        ReduxOp::Min | ReduxOp::Max => inst.ty(&[Type::U32, Type::S32, Type::F32])?,
        _ => inst.ty(&[Type::B32])?,
    };
    let is_float = ty == Type::F32;
    let (abs, nan) = (is_float && inst.take(".abs"), is_float && inst.take(".NaN"));
    let [d, a, mask] = inst.arguments()?;
    Ok(Op::Redux {
        op,
        ty,
        abs,
        nan,
        d: inst.dst(d, ty)?,
        a: inst.src(a, ty)?,
        mask: inst.src(mask, Type::U32)?,
    })
}

/// `activemask`.
pub fn active_mask(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    inst.ty(&[Type::B32])?;
    let [d] = inst.arguments()?;
    Ok(Op::ActiveMask { d: inst.dst(d, Type::B32)? })
}

/// `elect`.
pub fn elect(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    inst.need(&[(".sync", ())])?;
    let [d, mask] = inst.arguments()?;
    let (d, Some(p)) = inst.pair(d) else { return Err(inst.wrong("`d|p` is needed")) };
    Ok(Op::Elect {
        d: inst.dst_or_sink(d, Type::U32)?,
        p: inst.dst(p, Type::Pred)?,
        mask: inst.src(mask, Type::U32)?,
    })
}

/// `nanosleep`.
pub fn sleep(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    inst.ty(&[Type::U32])?;
    let [a] = inst.arguments()?;
    Ok(Op::Nanosleep { a: inst.src(a, Type::U32)? })
}

/// `griddepcontrol`.
pub fn grid_dependency(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    inst.between(0, 0)?;
    match inst.need(&[(".wait", true), (".launch_dependents", false)])? {
        true => Ok(Op::GridDependencyWait),
        false => Ok(Op::Hint { hint: Hint::LaunchDependents }),
    }
}

/// `setmaxnreg`.
pub fn max_registers(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    inst.need(&[(".inc", ()), (".dec", ())])?;
    inst.need(&[(".sync", ())])?;
    inst.need(&[(".aligned", ())])?;
    inst.ty(&[Type::U32])?;
    let [count] = inst.arguments()?;
    inst.constant(count, 24, 256)?;
    Ok(Op::Hint { hint: Hint::MaxRegisters })
}

/// `pmevent`.
pub fn pm_event(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let is_mask = inst.take(".mask");
    let [event] = inst.arguments()?;
    let number = inst.constant(event, 0, if is_mask { 0xffff } else { 15 })?;
    Ok(Op::PmEvent { mask: if is_mask { number as u32 } else { 1 << number } })
}

/// `brkpt`.
pub fn breakpoint(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    inst.between(0, 0)?;
    Ok(Op::Breakpoint)
}
