//! Functions that compiled code calls for what it does not do itself.
//!
//! They run on a thread that a fault in the program's memory may take away at any time (see
//! [`crate::kernel::run`]): whoever touches such memory holds neither locks nor memory while doing so.

use std::sync::OnceLock;
use std::time::Instant;

use cranelift_codegen::ir::{AbiParam, Type as Clif, types};
use cranelift_jit::{JITBuilder, JITModule};
use cranelift_module::{FuncId, Linkage, Module as _};
use ptx::ir::{BoolOp, Op, Operand, Predicate, Space};

use super::abi::{self, Block, Thread};
use crate::kernel::run;
use crate::kernel::semantics;
use crate::texture::Object;

macro_rules! helpers {
    ($($(#[$doc:meta])* $name:ident = $function:expr, [$($argument:ident)*] -> [$($result:ident)?];)*) => {
        /// A helper.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Helper { $($(#[$doc])* $name,)* }

        impl Helper {
            const ALL: &[(Self, &'static str, &'static [Clif], Option<Clif>)] = &[
                $((Self::$name, stringify!($name), &[$(types::$argument,)*], helpers!(@ $($result)?)),)*
            ];
        }

        /// Tells the linker where they are.
        pub fn register(builder: &mut JITBuilder) {
            $(builder.symbol(stringify!($name), $function as *const u8);)*
        }
    };
    (@ $result:ident) => { Some(types::$result) };
    (@) => { None };
}

helpers! {
    /// An operation without side effects, by its meaning.
    Evaluate = evaluate as extern "C" fn(*const Op, u64, u64, u64, u64, u64) -> u64,
        [I64 I64 I64 I64 I64 I64] -> [I64];
    /// An atomic operation.
    Atomic = atomic as unsafe extern "C" fn(*const Op, u64, u64, u64) -> u64, [I64 I64 I64 I64] -> [I64];
    /// An operation on a barrier in memory.
    Mbarrier = mbarrier as unsafe extern "C" fn(*const Op, u64, u64) -> u64, [I64 I64 I64] -> [I64];
    /// `cp.async`.
    CopyAsync = copy_async as extern "C" fn(u64, u64, u32, u32), [I64 I64 I32 I32] -> [];
    /// A function that the system provides.
    System = system as unsafe extern "C" fn(*const Block, *mut Thread, u32, *const u8, *mut u8) -> u32,
        [I64 I64 I32 I64 I64] -> [I32];
    /// An access to a texture or surface, by what the thread brings.
    Image = image as unsafe extern "C" fn(*const Op, *mut Thread) -> u32, [I64 I64] -> [I32];
    /// Whether a generic address lies in a space.
    IsSpace = is_space as extern "C" fn(*const Block, *const Thread, u64, u32) -> u64,
        [I64 I64 I64 I32] -> [I64];
    /// `%clock64`.
    Clock = clock as extern "C" fn() -> u64, [] -> [I64];
    /// `%globaltimer`.
    Time = time as extern "C" fn() -> u64, [] -> [I64];
    /// `prmt` by a register.
    Permute = permute as extern "C" fn(u32, u32, u32) -> u32, [I32 I32 I32] -> [I32];
    /// binary32 to binary16.
    ToHalf = to_half as extern "C" fn(f32) -> u32, [F32] -> [I32];
    /// `ex2.approx.f32`.
    Ex2 = ex2 as extern "C" fn(f32) -> f32, [F32] -> [F32];
    /// `lg2.approx.f32`.
    Lg2 = lg2 as extern "C" fn(f32) -> f32, [F32] -> [F32];
    /// `sin.approx.f32`.
    Sin = sin as extern "C" fn(f32) -> f32, [F32] -> [F32];
    /// `cos.approx.f32`.
    Cos = cos as extern "C" fn(f32) -> f32, [F32] -> [F32];
    /// `tanh.approx.f32`.
    Tanh = tanh as extern "C" fn(f32) -> f32, [F32] -> [F32];
    /// `fma.rn.f32` where the processor has none.
    Fma32 = fma32 as extern "C" fn(f32, f32, f32) -> f32, [F32 F32 F32] -> [F32];
    /// `fma.rn.f64` where the processor has none.
    Fma64 = fma64 as extern "C" fn(f64, f64, f64) -> f64, [F64 F64 F64] -> [F64];
}

/// The helpers as a module's functions.
pub struct Helpers {
    all: Vec<(Helper, FuncId)>,
}

impl Helpers {
    /// Declares them.
    pub fn declare(jit: &mut JITModule) -> Result<Self, String> {
        let mut all = Vec::new();
        for (helper, name, arguments, result) in Helper::ALL {
            let mut signature = jit.make_signature();
            signature.params.extend(arguments.iter().map(|ty| AbiParam::new(*ty)));
            signature.returns.extend(result.iter().map(|ty| AbiParam::new(*ty)));
            let id = jit.declare_function(name, Linkage::Import, &signature);
            all.push((*helper, id.map_err(|error| error.to_string())?));
        }
        Ok(Self { all })
    }

    /// One of them.
    pub fn id(&self, helper: Helper) -> FuncId {
        self.all[helper as usize].1
    }
}

/// Functions that the system provides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// `vprintf`.
    Printf = 0,
    /// `malloc`.
    Malloc = 1,
    /// `free`.
    Free = 2,
    /// `__assertfail`.
    Assert = 3,
    /// `cudaGraphSetConditional`.
    Condition = 4,
}

impl System {
    /// By its name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "vprintf" => Self::Printf,
            "malloc" => Self::Malloc,
            "free" => Self::Free,
            "__assertfail" => Self::Assert,
            "cudaGraphSetConditional" => Self::Condition,
            _ => return None,
        })
    }
}

/// The operands of an operation that [`evaluate`] takes, in its order.
pub fn operands(op: &Op, visit: &mut dyn FnMut(Operand)) {
    let combined = |combine: &Option<(BoolOp, Predicate)>, visit: &mut dyn FnMut(Operand)| {
        if let Some((_, with)) = combine {
            visit(with.value);
        }
    };
    match op {
        Op::Unary { a, .. } | Op::Testp { a, .. } => visit(*a),
        Op::Binary { a, b, .. } | Op::Bmsk { a, b, .. } | Op::Szext { a, b, .. } => {
            [a, b].into_iter().for_each(|it| visit(*it));
        }
        Op::Ternary { a, b, c, .. }
        | Op::Bfe { a, b, c, .. }
        | Op::Fns { a, b, c, .. }
        | Op::Prmt { a, b, c, .. }
        | Op::Dp2a { a, b, c, .. }
        | Op::Shf { a, b, c, .. }
        | Op::Slct { a, b, c, .. } => [a, b, c].into_iter().for_each(|it| visit(*it)),
        Op::Bfi { a, b, pos, len, .. } => [a, b, pos, len].into_iter().for_each(|it| visit(*it)),
        Op::Setp { a, b, combine, .. } | Op::Set { a, b, combine, .. } => {
            [a, b].into_iter().for_each(|it| visit(*it));
            combined(combine, visit);
        }
        Op::Cvt { a, b, .. } => {
            visit(*a);
            b.iter().for_each(|it| visit(*it));
        }
        Op::CvtPack { a, b, c, .. } => {
            [a, b].into_iter().for_each(|it| visit(*it));
            c.iter().for_each(|it| visit(*it));
        }
        _ => {}
    }
}

/// Calculates without flushing subnormal numbers, whatever the kernel that called told the processor.
pub fn exactly<T>(f: impl FnOnce() -> T) -> T {
    #[cfg(target_arch = "x86_64")]
    {
        static USUAL: u32 = 0x1f80;
        let mut before = 0u32;
        // SAFETY: reads and writes the control register of this thread's floating-point unit, by way of words of
        // ours; the usual value is what Rust expects, and the old one is what the kernel expects to find again.
        unsafe {
            std::arch::asm!("stmxcsr [{}]", in(reg) &raw mut before, options(nostack, preserves_flags));
            std::arch::asm!("ldmxcsr [{}]", in(reg) &raw const USUAL, options(nostack, preserves_flags));
        }
        let result = f();
        // SAFETY: as above.
        unsafe {
            std::arch::asm!("ldmxcsr [{}]", in(reg) &raw const before, options(nostack, preserves_flags))
        };
        result
    }
    #[cfg(not(target_arch = "x86_64"))]
    f()
}

extern "C" fn evaluate(op: *const Op, a: u64, b: u64, c: u64, d: u64, _e: u64) -> u64 {
    // SAFETY: compiled code passes the address of an operation that its kernel owns and nobody changes.
    let op = unsafe { &*op };
    exactly(|| meaning(op, [a, b, c, d]))
}

/// An access to a texture or surface: the thread's exchange has the object and what else the instruction names, and receives
/// the results.
///
/// # Safety
/// Pointers must be those that kernels have: see [`super::abi`].
unsafe extern "C" fn image(op: *const Op, thread: *mut Thread) -> u32 {
    // SAFETY: as in `evaluate`; the thread is the one that runs, and nobody else touches it.
    let (op, thread) = unsafe { (&*op, &mut *thread) };
    let Op::Image(image) = op else { return abi::UNSUPPORTED };
    let [number, ref rest @ ..] = thread.exchange;
    let a = rest.get(..image.a.len()).unwrap_or_default();
    let result = match Object::find(image, number) {
        // SAFETY: this runs where faults are caught.
        Some(object) => exactly(|| unsafe { object.access(image, a) }),
        None => Err(number),
    };
    match result {
        Ok(values) => {
            thread.exchange[..values.len()].copy_from_slice(&values);
            abi::RETURNED
        }
        Err(address) => {
            thread.fault = address;
            abi::ILLEGAL_ADDRESS
        }
    }
}

/// What an operation without side effects gives, from the operands that [`operands`] shows.
pub fn meaning(op: &Op, [a, b, c, d]: [u64; 4]) -> u64 {
    let with =
        |combine: &Option<(BoolOp, Predicate)>| combine.map(|(op, with)| (op, (c & 1 == 1) != with.negated));
    match op {
        Op::Unary { op, ty, mode, .. } => semantics::unary(*op, *ty, *mode, a),
        Op::Binary { op, ty, mode, .. } => semantics::binary(*op, *ty, *mode, a, b),
        Op::Ternary { op, ty, mode, .. } => semantics::ternary(*op, *ty, *mode, a, b, c),
        Op::Bfe { ty, .. } => semantics::bfe(*ty, a, b, c),
        Op::Bfi { ty, .. } => semantics::bfi(*ty, a, b, c, d),
        Op::Bmsk { wrap, .. } => semantics::bmsk(*wrap, a, b),
        Op::Szext { wrap, ty, .. } => semantics::szext(*wrap, *ty, a, b),
        Op::Fns { .. } => semantics::fns(a, b, c),
        Op::Shf { left, wrap, .. } => semantics::shf(*left, *wrap, a, b, c),
        Op::Prmt { selection, .. } => semantics::prmt(*selection, a, b, c),
        Op::Dp2a { upper, a_halves, b_bytes, .. } => semantics::dp2a(*upper, *a_halves, *b_bytes, a, b, c),
        Op::Setp { cmp, ty, ftz, combine, .. } => {
            let (p, q) = semantics::setp(*cmp, *ty, *ftz, a, b, with(combine));
            u64::from(p) | u64::from(q) << 1
        }
        Op::Set { cmp, to, ty, ftz, combine, .. } => {
            semantics::set(*cmp, *to, *ty, *ftz, a, b, with(combine))
        }
        Op::Slct { by, ftz, .. } => {
            if semantics::slct(*by, *ftz, c) {
                a
            } else {
                b
            }
        }
        Op::Testp { test, ty, .. } => u64::from(semantics::testp(*test, *ty, a)),
        Op::Cvt { to, from, mode, b: second, .. } => {
            let value = semantics::convert(*to, *from, *mode, a, second.map(|_| b));
            // The register may be wider; what it does not hold is cut off.
            semantics::extend(*to, value, 64)
        }
        Op::CvtPack { to, c: third, .. } => semantics::convert_pack(*to, a, b, third.map(|_| c)),
        _ => 0,
    }
}

/// A word of memory as an atomic, exchanged until nobody came between.
macro_rules! exchanged {
    ($atomic:ty, $word:ty, $address:expr, $new:expr) => {{
        use std::sync::atomic::Ordering::SeqCst;
        // SAFETY: the address is aligned (checked by compiled code); if nothing is there, the fault that follows
        // ends the kernel, and other threads touch the memory by instructions of the processor only.
        let cell = unsafe { <$atomic>::from_ptr($address as *mut $word) };
        let mut old = cell.load(SeqCst);
        loop {
            let new = $new(u64::from(old)) as $word;
            match cell.compare_exchange_weak(old, new, SeqCst, SeqCst) {
                Ok(_) => break u64::from(old),
                Err(now) => old = now,
            }
        }
    }};
}

/// An atomic operation on memory: what was there.
///
/// # Safety
/// Pointers must be those that kernels have: see [`super::abi`].
pub unsafe extern "C" fn atomic(op: *const Op, address: u64, b: u64, c: u64) -> u64 {
    use std::sync::atomic::{AtomicU16, AtomicU32, AtomicU64};
    // SAFETY: as in `evaluate`.
    let op = unsafe { &*op };
    let Op::Atom { op, ty, .. } = op else { return 0 };
    let new = |old| exactly(|| semantics::atomic(*op, *ty, old, b, c));
    match ty.bits() {
        16 => exchanged!(AtomicU16, u16, address, new),
        32 => exchanged!(AtomicU32, u32, address, new),
        64 => exchanged!(AtomicU64, u64, address, new),
        _ => 0,
    }
}

/// An operation on a barrier in memory: its result.
///
/// # Safety
/// Pointers must be those that kernels have: see [`super::abi`].
pub unsafe extern "C" fn mbarrier(op: *const Op, address: u64, a: u64) -> u64 {
    use std::sync::atomic::AtomicU64;
    // SAFETY: as in `evaluate`.
    let op = unsafe { &*op };
    let Op::Mbarrier { op, a: argument, .. } = op else { return 0 };
    let argument = argument.map(|_| a);
    let mut result = 0;
    exchanged!(AtomicU64, u64, address, |old| {
        let (new, value) = semantics::mbarrier::mbarrier(*op, old, argument);
        result = value;
        new
    });
    result
}

/// Copies `count` bytes and fills up with zeros to `bytes`.
pub extern "C" fn copy_async(to: u64, from: u64, bytes: u32, count: u32) {
    let (bytes, count) = (bytes as usize, count.min(bytes) as usize);
    // SAFETY: if the program may not access this memory, the fault ends the kernel; nothing of ours lives in it.
    unsafe {
        std::ptr::copy(from as *const u8, to as *mut u8, count);
        std::ptr::write_bytes((to as *mut u8).add(count), 0, bytes - count);
    }
}

/// Calls a function of the system.
///
/// # Safety
/// Pointers must be those that kernels have: see [`super::abi`].
pub unsafe extern "C" fn system(
    block: *const Block,
    thread: *mut Thread,
    which: u32,
    inputs: *const u8,
    outputs: *mut u8,
) -> u32 {
    // SAFETY: compiled code passes what it was entered with, which lives while it runs.
    let (block, thread) = unsafe { (&*block, &mut *thread) };
    let word = |index: usize| {
        // SAFETY: the functions take 64-bit words first, and the caller's frame has room for all of them.
        unsafe { inputs.cast::<u64>().add(index).read_unaligned() }
    };
    let answer = |value: u64, bytes: usize| {
        // SAFETY: the caller's frame has room for the result that the function declares.
        unsafe { std::ptr::copy_nonoverlapping(std::ptr::from_ref(&value).cast(), outputs, bytes) };
    };
    match which {
        0 => {
            let printed = run::system::printf(block, word(0), word(1));
            answer(u64::from(printed as u32), 4);
            super::abi::RETURNED
        }
        1 => {
            answer(run::system::allocate(word(0)), 8);
            super::abi::RETURNED
        }
        2 => {
            run::system::free(word(0));
            super::abi::RETURNED
        }
        4 => {
            // SAFETY: as for `word`; the second argument has 32 bits.
            let value = unsafe { inputs.add(8).cast::<u32>().read_unaligned() };
            crate::graph::set_condition(word(0), value);
            super::abi::RETURNED
        }
        _ => {
            // SAFETY: as for `word`; the third argument is the line, 32 bits.
            let line = unsafe { inputs.add(16).cast::<u32>().read_unaligned() };
            run::system::assertion(block, thread, [word(0), word(1), word(3)], line);
            super::abi::ASSERT
        }
    }
}

/// The number of a space for [`is_space`].
pub fn space_number(space: Space) -> u32 {
    match space {
        Space::Shared | Space::SharedCluster => 0,
        Space::Local => 1,
        Space::Const => 2,
        Space::Param => 3,
        _ => 4,
    }
}

extern "C" fn is_space(block: *const Block, thread: *const Thread, address: u64, space: u32) -> u64 {
    // SAFETY: as in `system`.
    let (block, end) = unsafe { (&*block, (*thread).end) };
    let within = |start: u64, bytes: u64| address.wrapping_sub(start) < bytes;
    let is_shared = within(block.shared, 1 << 32);
    let is_local = within(thread as u64, end.wrapping_sub(thread as u64));
    let is_parameter = within(block.parameters, 4096);
    u64::from(match space {
        0 => is_shared,
        1 => is_local,
        2 => false,
        3 => is_parameter,
        _ => !is_shared && !is_local && !is_parameter,
    })
}

/// `%clock64`.
pub extern "C" fn clock() -> u64 {
    static START: OnceLock<Instant> = OnceLock::new();
    // The device says that its clock runs at 1 GHz.
    START.get_or_init(Instant::now).elapsed().as_nanos() as u64
}

/// `%globaltimer`.
pub extern "C" fn time() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0, |age| age.as_nanos() as u64)
}

extern "C" fn permute(a: u32, b: u32, c: u32) -> u32 {
    let bytes = u64::from(b) << 32 | u64::from(a);
    let mut result = 0;
    for index in 0..4 {
        let nibble = c >> (4 * index) & 15;
        let byte = (bytes >> (8 * (nibble & 7))) as u8;
        let byte = if nibble & 8 != 0 { ((byte as i8) >> 7) as u8 } else { byte };
        result |= u32::from(byte) << (8 * index);
    }
    result
}

extern "C" fn ex2(a: f32) -> f32 {
    a.exp2()
}

extern "C" fn lg2(a: f32) -> f32 {
    a.log2()
}

extern "C" fn sin(a: f32) -> f32 {
    a.sin()
}

extern "C" fn cos(a: f32) -> f32 {
    a.cos()
}

extern "C" fn tanh(a: f32) -> f32 {
    a.tanh()
}

extern "C" fn fma32(a: f32, b: f32, c: f32) -> f32 {
    a.mul_add(b, c)
}

extern "C" fn fma64(a: f64, b: f64, c: f64) -> f64 {
    a.mul_add(b, c)
}

/// binary32 to binary16, to nearest even.
pub extern "C" fn to_half(a: f32) -> u32 {
    let bits = a.to_bits();
    let sign = bits >> 16 & 0x8000;
    let magnitude = bits & 0x7fff_ffff;
    if magnitude > 0x7f80_0000 {
        return 0x7fff;
    }
    if magnitude >= 0x4780_0000 {
        return sign | 0x7c00;
    }
    if magnitude < 0x3880_0000 {
        // Below the normal numbers: in units of 2⁻²⁴.
        if magnitude < 0x3300_0000 {
            return sign;
        }
        let significand = (magnitude & 0x7f_ffff) | 0x80_0000;
        let shift = 126 - (magnitude >> 23);
        let (whole, rest) = (significand >> shift, significand & ((1 << shift) - 1));
        let half = 1 << (shift - 1);
        let up = rest > half || (rest == half && whole & 1 == 1);
        return sign | (whole + u32::from(up));
    }
    let rounded = magnitude - 0x3800_0000 + 0xfff + (magnitude >> 13 & 1);
    sign | (rounded >> 13).min(0x7c00)
}

/// binary16 to binary32, by the bits.
pub fn halves() -> &'static [f32] {
    static TABLE: OnceLock<Vec<f32>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let convert = |bits: u64| {
            let mode = ptx::ir::Mode::default();
            semantics::convert(ptx::ir::Type::F32, ptx::ir::Type::F16, mode, bits, None)
        };
        (0..=0xffffu64).map(|bits| f32::from_bits(convert(bits) as u32)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_what_the_semantics_say() {
        for step in 0..1 << 20 {
            let bits = (step as u32).wrapping_mul(0x9e37_79b1);
            let mode = ptx::ir::Mode::default();
            let want = semantics::convert(
                ptx::ir::Type::F16,
                ptx::ir::Type::F32,
                ptx::ir::Mode { rounding: Some(ptx::ir::Rounding::NearestEven), ..mode },
                u64::from(bits),
                None,
            );
            assert_eq!(u64::from(to_half(f32::from_bits(bits))), want, "{bits:#x}");
        }
    }
}
