//! Asynchronous copies, and the barriers in memory that they arrive at.

use super::instruction::Inst;
use super::memory::{scope, space};
use crate::diagnostic::Checked;
use crate::ir::{CpAsyncCache, MbarrierOp, Op, Operand, Ordering, Scope, Space, Type};
use crate::parse::syntax::Value;

type I<'r, 'i, 'c, 't> = &'r mut Inst<'i, 'c, 't>;

/// `cp`.
pub fn copy(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    if !inst.take(".async") || inst.has(".bulk") || inst.has(".reduce") {
        return Err(inst.unsupported("bulk copies belong to sm_90 and above"));
    }
    if inst.take(".commit_group") {
        inst.between(0, 0)?;
        return Ok(Op::CpAsyncCommit);
    }
    if inst.take(".wait_all") {
        inst.between(0, 0)?;
        return Ok(Op::CpAsyncWait { groups: None });
    }
    if inst.take(".wait_group") {
        let [groups] = inst.arguments()?;
        let groups = inst.constant(groups, 0, u64::from(u32::MAX))?;
        return Ok(Op::CpAsyncWait { groups: Some(groups as u32) });
    }
    if inst.take(".mbarrier") {
        return arrive(inst);
    }
    let cache = inst.need(&[(".ca", CpAsyncCache::All), (".cg", CpAsyncCache::Global)])?;
    inst.need(&[(".shared", ()), (".shared::cta", ())])?;
    inst.need(&[(".global", ())])?;
    inst.choose(&[(".L2::64B", ()), (".L2::128B", ()), (".L2::256B", ())]);
    let has_policy = inst.take(".L2::cache_hint");
    let least = 3 + usize::from(has_policy);
    inst.between(least, least + 1)?;
    if has_policy {
        inst.src_register(inst.at(inst.count() - 1)?, Type::B64)?;
    }
    let (to, _) = inst.address(inst.at(0)?, Space::Shared)?;
    let (from, _) = inst.address(inst.at(1)?, Space::Global)?;
    let bytes = inst.constant(inst.at(2)?, 4, 16)? as u32;
    let is_valid = match cache {
        CpAsyncCache::All => matches!(bytes, 4 | 8 | 16),
        CpAsyncCache::Global => bytes == 16,
    };
    if !is_valid {
        return Err(inst.wrong(&format!("{bytes} bytes are not copied in one piece")));
    }
    let (mut source_bytes, mut ignore) = (None, None);
    if inst.count() > least {
        let last = inst.at(3)?;
        let is_predicate = matches!(last.value, Value::Not(_)) || inst.dst(last, Type::Pred).is_ok();
        if is_predicate {
            ignore = Some(inst.predicate(last)?);
        } else {
            source_bytes = Some(inst.src(last, Type::U32)?);
            if let Some(Operand::Imm(_)) = source_bytes {
                inst.constant(last, 0, u64::from(bytes))?;
            }
        }
    }
    Ok(Op::CpAsync { cache, bytes, to, from, source_bytes, ignore })
}

/// `cp.async.mbarrier.arrive`.
fn arrive(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    inst.need(&[(".arrive", ())])?;
    let no_increment = inst.take(".noinc");
    let space = space(inst);
    inst.ty(&[Type::B64])?;
    let [address] = inst.arguments()?;
    let (address, space) = inst.address(address, space)?;
    Ok(Op::CpAsyncArrive { no_increment, space, address })
}

/// `mbarrier`.
pub fn mbarrier(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    use MbarrierOp::{
        Arrive, ArriveDrop, ArriveDropNoComplete, ArriveExpect, ArriveNoComplete, Complete, Expect, Init,
        Invalidate, PendingCount, TestWait, TestWaitParity, TryWait, TryWaitParity,
    };
    let mut op = inst.need(&[
        (".init", Init),
        (".inval", Invalidate),
        (".arrive", Arrive),
        (".arrive_drop", ArriveDrop),
        (".expect_tx", Expect),
        (".complete_tx", Complete),
        (".test_wait", TestWait),
        (".try_wait", TryWait),
        (".pending_count", PendingCount),
    ])?;
    op = match op {
        Arrive if inst.take(".noComplete") => ArriveNoComplete,
        Arrive if inst.take(".expect_tx") => ArriveExpect,
        ArriveDrop if inst.take(".noComplete") => ArriveDropNoComplete,
        TestWait if inst.take(".parity") => TestWaitParity,
        TryWait if inst.take(".parity") => TryWaitParity,
        // `.expect_tx` of an arrival stands before it in this list.
        Expect if inst.take(".arrive") => ArriveExpect,
        other => other,
    };
    let default = match op {
        TestWait | TestWaitParity | TryWait | TryWaitParity => Ordering::Acquire,
        Arrive | ArriveDrop | ArriveNoComplete | ArriveDropNoComplete | ArriveExpect => Ordering::Release,
        _ => Ordering::Weak,
    };
    let ordering = inst
        .choose(&[
            (".release", Ordering::Release),
            (".acquire", Ordering::Acquire),
            (".relaxed", Ordering::Relaxed),
        ])
        .unwrap_or(default);
    let named = scope(inst);
    if ordering == Ordering::Relaxed && named.is_none() {
        return Err(inst.wrong("`.relaxed` needs a scope"));
    }
    let scope = named.unwrap_or(Scope::Block);
    let space = space(inst);
    inst.ty(&[Type::B64])?;
    let (state, count, flag) = (Type::U64, Type::U32, Type::Pred);
    let (mut d, mut a, mut b) = (None, None, None);
    let mut at = 0;
    match op {
        Arrive | ArriveDrop | ArriveNoComplete | ArriveDropNoComplete | ArriveExpect => {
            d = inst.dst_or_sink(inst.at(0)?, state)?;
            at = 1;
        }
        TestWait | TestWaitParity | TryWait | TryWaitParity => {
            d = Some(inst.dst(inst.at(0)?, flag)?);
            at = 1;
        }
        PendingCount => {
            let [to, of] = inst.arguments()?;
            d = Some(inst.dst(to, count)?);
            a = Some(inst.src_register(of, state)?);
            return Ok(Op::Mbarrier { op, space, ordering, scope, d, address: None, a, b });
        }
        _ => {}
    }
    let (address, space) = inst.address(inst.at(at)?, space)?;
    let (least, most) = match op {
        Invalidate => (0, 0),
        Arrive | ArriveDrop => (0, 1),
        TryWait | TryWaitParity => (1, 2),
        _ => (1, 1),
    };
    inst.between(at + 1 + least, at + 1 + most)?;
    if let Some(first) = inst.argument(at + 1) {
        let ty = if matches!(op, TestWait | TryWait) { state } else { count };
        a = Some(inst.src(first, ty)?);
        let counts = matches!(op, Init | Arrive | ArriveDrop | ArriveNoComplete | ArriveDropNoComplete);
        if counts && matches!(a, Some(Operand::Imm(_))) {
            inst.constant(first, 1, (1 << 20) - 1)?;
        }
    }
    if let Some(second) = inst.argument(at + 2) {
        b = Some(inst.src(second, count)?);
    }
    Ok(Op::Mbarrier { op, space, ordering, scope, d, address: Some(address), a, b })
}
