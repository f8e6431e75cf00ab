//! Loads, stores, atomic operations, fences, hints.

use super::convert::is_stored;
use super::instruction::Inst;
use crate::diagnostic::Checked;
use crate::ir::{AtomicOp, Base, Caching, Hint, Op, Operand, Ordering, Scope, Space, Symbol, Type};

type I<'r, 'i, 'c, 't> = &'r mut Inst<'i, 'c, 't>;

/// The state space that is named, or generic.
pub fn space(inst: I<'_, '_, '_, '_>) -> Space {
    inst.choose(&[
        (".global", Space::Global),
        (".shared", Space::Shared),
        (".shared::cta", Space::Shared),
        (".shared::cluster", Space::SharedCluster),
        (".local", Space::Local),
        (".const", Space::Const),
        (".param", Space::Param),
        (".param::entry", Space::Param),
        (".param::func", Space::Param),
    ])
    .unwrap_or(Space::Generic)
}

const SCOPES: [(&str, Scope); 4] =
    [(".cta", Scope::Block), (".cluster", Scope::Cluster), (".gpu", Scope::Device), (".sys", Scope::System)];

/// The scope, which orderings other than weak and volatile need.
pub fn scope(inst: I<'_, '_, '_, '_>) -> Option<Scope> {
    inst.choose(&SCOPES)
}

/// Hints about caches: whether there is any, and whether a policy stands behind the operands.
fn hints(inst: I<'_, '_, '_, '_>) -> (bool, bool) {
    let mut any = false;
    let mut policy = false;
    for (text, has_policy) in [
        (".ca", false),
        (".cg", false),
        (".cs", false),
        (".lu", false),
        (".cv", false),
        (".wb", false),
        (".wt", false),
        (".L1::evict_normal", false),
        (".L1::evict_unchanged", false),
        (".L1::evict_first", false),
        (".L1::evict_last", false),
        (".L1::no_allocate", false),
        (".L2::evict_normal", false),
        (".L2::evict_first", false),
        (".L2::evict_last", false),
        (".L2::64B", false),
        (".L2::128B", false),
        (".L2::256B", false),
        (".unified", false),
        (".L2::cache_hint", true),
    ] {
        if inst.take(text) {
            any = true;
            policy |= has_policy;
        }
    }
    (any, policy)
}

struct Access {
    ordering: Ordering,
    scope: Scope,
    space: Space,
    caching: Caching,
    has_policy: bool,
    count: usize,
    ty: Type,
}

fn access(inst: I<'_, '_, '_, '_>, is_load: bool) -> Checked<Access> {
    let ordered = if is_load { (".acquire", Ordering::Acquire) } else { (".release", Ordering::Release) };
    let ordering = inst
        .choose(&[
            (".weak", Ordering::Weak),
            (".volatile", Ordering::Volatile),
            (".relaxed", Ordering::Relaxed),
            (".mmio", Ordering::Mmio),
            ordered,
        ])
        .unwrap_or_default();
    if ordering == Ordering::Mmio {
        inst.need(&[(".relaxed", ())])?;
    }
    let named = scope(inst);
    let needs_scope = !matches!(ordering, Ordering::Weak | Ordering::Volatile);
    if needs_scope != named.is_some() {
        return Err(inst
            .wrong("a scope goes with `.relaxed`, `.acquire`, `.release` and `.mmio`, and only with them"));
    }
    let space = space(inst);
    let is_nc = is_load && inst.take(".nc");
    let is_read_only = is_nc || inst.opcode() == "ldu";
    let (is_hinted, has_policy) = hints(inst);
    let is_weak = ordering == Ordering::Weak;
    if (is_nc && space != Space::Global)
        || (is_read_only && !(is_weak && matches!(space, Space::Global | Space::Generic)))
    {
        return Err(inst.wrong("read-only loads are from global memory, and have no order"));
    }
    if matches!(space, Space::Const | Space::Param) && !is_weak {
        return Err(inst.wrong("constant memory and parameters have no order"));
    }
    let count = inst.choose(&[(".v2", 2), (".v4", 4), (".v8", 8)]).unwrap_or(1);
    let ty = inst.any_type()?;
    if !is_stored(ty) {
        return Err(inst.wrong(&format!("type {ty} is not loaded or stored")));
    }
    let bits = ty.bits() as usize * count;
    if bits > 256 || (count == 8 && ty.bits() != 32) || (count > 1 && ty == Type::B128) {
        return Err(inst.wrong("this vector is too wide"));
    }
    let caching = match (is_read_only, is_hinted) {
        (true, _) => Caching::ReadOnly,
        (false, true) => Caching::Hinted,
        (false, false) => Caching::Default,
    };
    Ok(Access { ordering, scope: named.unwrap_or_default(), space, caching, has_policy, count, ty })
}

fn policy(inst: I<'_, '_, '_, '_>, has_policy: bool, before: usize) -> Checked<()> {
    let count = before + usize::from(has_policy);
    inst.between(count, count)?;
    if has_policy {
        inst.src_register(inst.at(before)?, Type::B64)?;
    }
    Ok(())
}

/// `ld` and `ldu`.
pub fn load(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let Access { ordering, scope, space, caching, has_policy, count, ty } = access(inst, true)?;
    policy(inst, has_policy, 2)?;
    let parts = inst.exactly(inst.at(0)?, count)?;
    let d: Checked<Box<[_]>> = parts
        .iter()
        .map(|part| match part.value {
            crate::parse::syntax::Value::Sink if count > 1 => Ok(None),
            _ => inst.dst_wide(part, ty).map(Some),
        })
        .collect();
    let (address, space) = inst.address(inst.at(1)?, space)?;
    Ok(Op::Ld { space, ordering, scope, caching, ty, d: d?, address })
}

/// `st`.
pub fn store(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    if inst.has(".async") || inst.has(".bulk") {
        return Err(inst.unsupported("it belongs to sm_90 and above"));
    }
    let Access { ordering, scope, space, has_policy, count, ty, .. } = access(inst, false)?;
    if space == Space::Const {
        return Err(inst.wrong("constant memory is not written"));
    }
    policy(inst, has_policy, 2)?;
    let (address, space) = inst.address(inst.at(0)?, space)?;
    if matches!(address.base, Base::Symbol(Symbol::Parameter(_))) {
        return Err(inst.wrong("an incoming parameter is not written"));
    }
    let parts = inst.exactly(inst.at(1)?, count)?;
    let a: Checked<Box<[Operand]>> = parts.iter().map(|part| inst.src_wide(part, ty)).collect();
    Ok(Op::St { space, ordering, scope, ty, address, a: a? })
}

/// `atom` and `red`.
pub fn atomic(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let is_red = inst.opcode() == "red";
    if inst.has(".async") {
        return Err(inst.unsupported("it belongs to sm_90 and above"));
    }
    if inst.has(".v2") || inst.has(".v4") || inst.has(".v8") {
        return Err(inst.unsupported("atomic operations on vectors belong to sm_90 and above"));
    }
    let ordering = inst
        .choose(&[
            (".relaxed", Ordering::Relaxed),
            (".acquire", Ordering::Acquire),
            (".release", Ordering::Release),
            (".acq_rel", Ordering::AcquireRelease),
        ])
        .unwrap_or(Ordering::Relaxed);
    let scope = scope(inst).unwrap_or(Scope::Device);
    let space = space(inst);
    if !matches!(space, Space::Generic | Space::Global | Space::Shared | Space::SharedCluster) {
        return Err(inst.wrong("only global and shared memory are changed atomically"));
    }
    let op = inst.need(&[
        (".add", AtomicOp::Add),
        (".min", AtomicOp::Min),
        (".max", AtomicOp::Max),
        (".inc", AtomicOp::Inc),
        (".dec", AtomicOp::Dec),
        (".and", AtomicOp::And),
        (".or", AtomicOp::Or),
        (".xor", AtomicOp::Xor),
        (".exch", AtomicOp::Exchange),
        (".cas", AtomicOp::CompareAndSwap),
    ])?;
    let small = [Type::F16, Type::F16x2, Type::Bf16, Type::Bf16x2];
    let ty = match op {
        AtomicOp::Add => {
            inst.ty(&[&[Type::U32, Type::S32, Type::U64, Type::F32, Type::F64], small.as_slice()].concat())?
        }
        AtomicOp::Min | AtomicOp::Max => {
            inst.ty(&[&[Type::U32, Type::S32, Type::U64, Type::S64], small.as_slice()].concat())?
        }
        AtomicOp::Inc | AtomicOp::Dec => inst.ty(&[Type::U32])?,
        AtomicOp::And | AtomicOp::Or | AtomicOp::Xor => inst.ty(&[Type::B32, Type::B64])?,
        AtomicOp::Exchange => inst.ty(&[Type::B32, Type::B64, Type::B128])?,
        AtomicOp::CompareAndSwap => inst.ty(&[Type::B16, Type::B32, Type::B64, Type::B128])?,
    };
    if is_red && matches!(op, AtomicOp::Exchange | AtomicOp::CompareAndSwap) {
        return Err(inst.wrong("this operation is only for `atom`"));
    }
    let has_noftz = inst.take(".noftz");
    if small.contains(&ty) != has_noftz {
        return Err(inst.wrong("`.noftz` goes with small floating-point types, and only with them"));
    }
    let has_policy = inst.take(".L2::cache_hint");
    let first = usize::from(!is_red);
    let operands = first + 2 + usize::from(op == AtomicOp::CompareAndSwap);
    policy(inst, has_policy, operands)?;
    let d = if is_red { None } else { inst.dst_or_sink(inst.at(0)?, ty)? };
    let (address, space) = inst.address(inst.at(first)?, space)?;
    let b = inst.src(inst.at(first + 1)?, ty)?;
    let c = match op {
        AtomicOp::CompareAndSwap => Some(inst.src(inst.at(first + 2)?, ty)?),
        _ => None,
    };
    // Of compare-and-swap PTX writes the comparand first; here, as there, b is compared and c stored.
    Ok(Op::Atom { op, space, ordering, scope, ty, d, address, b, c })
}

/// `membar` and `fence`.
pub fn fence(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    inst.between(0, 0)?;
    if inst.opcode() == "membar" {
        let scope = inst.need(&[(".cta", Scope::Block), (".gl", Scope::Device), (".sys", Scope::System)])?;
        return Ok(Op::Fence { ordering: Ordering::SequentiallyConsistent, scope });
    }
    if inst.has(".proxy") || inst.has(".mbarrier_init") || inst.has(".proxy.async") {
        return Err(inst.unsupported("fences between proxies belong to sm_90 and above"));
    }
    let ordering = inst
        .choose(&[
            (".sc", Ordering::SequentiallyConsistent),
            (".acq_rel", Ordering::AcquireRelease),
            (".acquire", Ordering::Acquire),
            (".release", Ordering::Release),
        ])
        .unwrap_or(Ordering::AcquireRelease);
    let scope = inst.need(&SCOPES)?;
    Ok(Op::Fence { ordering, scope })
}

/// `prefetch`, `prefetchu`, `discard`, `applypriority`.
pub fn hint(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let space = space(inst);
    let (hint, operands) = match inst.opcode() {
        "prefetch" => {
            if inst.take(".tensormap") {
                return Err(inst.unsupported("tensor maps belong to sm_90 and above"));
            }
            inst.need(&[(".L1", ()), (".L2", ()), (".L2::evict_last", ()), (".L2::evict_normal", ())])?;
            (Hint::Prefetch, 1)
        }
        "prefetchu" => {
            inst.need(&[(".L1", ())])?;
            (Hint::Prefetch, 1)
        }
        "discard" => {
            inst.need(&[(".L2", ())])?;
            (Hint::Discard, 2)
        }
        _ => {
            inst.need(&[(".L2::evict_normal", ())])?;
            (Hint::Priority, 2)
        }
    };
    inst.between(operands, operands)?;
    inst.address(inst.at(0)?, space)?;
    if operands == 2 {
        inst.constant(inst.at(1)?, 128, 128)?;
    }
    Ok(Op::Hint { hint })
}

/// `createpolicy`.
pub fn policy_value(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let form = inst.need(&[(".fractional", 0), (".range", 1), (".cvt", 2)])?;
    let mut priorities = 0;
    for text in [".L2::evict_last", ".L2::evict_normal", ".L2::evict_first", ".L2::evict_unchanged"] {
        while inst.take(text) {
            priorities += 1;
        }
    }
    if form == 2 {
        inst.need(&[(".L2", ())])?;
    } else if priorities == 0 {
        return Err(inst.wrong("a priority is missing"));
    }
    let space = if form == 1 { space(inst) } else { Space::Generic };
    inst.ty(&[Type::B64])?;
    let d = inst.dst(inst.at(0)?, Type::U64)?;
    match form {
        0 => {
            inst.between(1, 2)?;
            if let Some(fraction) = inst.argument(1) {
                inst.src(fraction, Type::F32)?;
            }
        }
        1 => {
            inst.between(4, 4)?;
            inst.address(inst.at(1)?, space)?;
            inst.src(inst.at(2)?, Type::U32)?;
            inst.src(inst.at(3)?, Type::U32)?;
        }
        _ => {
            inst.between(2, 2)?;
            inst.src(inst.at(1)?, Type::U64)?;
        }
    }
    Ok(Op::CreatePolicy { d })
}

/// `alloca`, `stacksave`, `stackrestore`.
pub fn stack(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ty = inst.ty(&[Type::U32, Type::U64])?;
    match inst.opcode() {
        "alloca" => {
            inst.between(2, 3)?;
            let align = match inst.argument(2) {
                Some(align) => inst.constant(align, 1, 1 << 23)?,
                None => 8,
            };
            if !align.is_power_of_two() {
                return Err(inst.wrong("an alignment has to be a power of two"));
            }
            let d = inst.dst(inst.at(0)?, ty)?;
            Ok(Op::Alloca { ty, d, a: inst.src(inst.at(1)?, ty)?, align: align as u32 })
        }
        "stacksave" => {
            let [d] = inst.arguments()?;
            Ok(Op::StackSave { ty, d: inst.dst(d, ty)? })
        }
        _ => {
            let [a] = inst.arguments()?;
            Ok(Op::StackRestore { ty, a: inst.src_register(a, ty)? })
        }
    }
}
