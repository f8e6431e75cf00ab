//! Integer arithmetic of all lanes, bits, predicates and choice.
//!
//! Registers of 8 and 16 bits lie in words whose upper bits are zero.

use super::lanes::{ALL, Ins, Machine, Operation, Processor, Wide, both, each, lanes, three};

/// An operation of one, two or three operands that gives a register.
macro_rules! lanewise {
    ($($(#[$doc:meta])* $name:ident($($operand:ident: $ty:ty),*) $body:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;
        impl Operation for $name {
            #[inline(always)]
            unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
                // SAFETY: the caller's promise.
                unsafe { $crate::kernel::warp::integer::lanewise!(@ machine ins mask $body, $($operand: $ty),*) };
                0
            }
        }
    )*};
    (@ $machine:ident $ins:ident $mask:ident $body:expr, $a:ident: $ta:ty) => {
        $machine.put::<P, _>($ins.d, $mask, $crate::kernel::warp::lanes::each($machine.get::<$ta>($ins.a), |$a| $body))
    };
    (@ $machine:ident $ins:ident $mask:ident $body:expr, $a:ident: $ta:ty, $b:ident: $tb:ty) => {
        $machine.put::<P, _>(
            $ins.d,
            $mask,
            $crate::kernel::warp::lanes::both($machine.get::<$ta>($ins.a), $machine.get::<$tb>($ins.b), |$a, $b| $body),
        )
    };
    (@ $machine:ident $ins:ident $mask:ident $body:expr,
        $a:ident: $ta:ty, $b:ident: $tb:ty, $c:ident: $tc:ty) => {
        $machine.put::<P, _>(
            $ins.d,
            $mask,
            $crate::kernel::warp::lanes::three(
                $machine.get::<$ta>($ins.a),
                $machine.get::<$tb>($ins.b),
                $machine.get::<$tc>($ins.c),
                |$a, $b, $c| $body,
            ),
        )
    };
}
pub(super) use lanewise;

/// The lower half, extended by its sign.
fn s16(word: u32) -> i32 {
    i32::from(word as i16)
}

lanewise! {
    /// Moves a word.
    Move32(a: u32) a;
    /// Moves 64 bits.
    Move64(a: u64) a;
    /// The lower 16 bits.
    Low16(a: u32) a & 0xffff;
    /// The lower 8 bits.
    Low8(a: u32) a & 0xff;
    /// 16 bits from the sign of 8.
    Extend8To16(a: u32) i32::from(a as i8) as u32 & 0xffff;
    /// 32 bits from the sign of 8.
    Extend8(a: u32) i32::from(a as i8) as u32;
    /// 32 bits from the sign of 16.
    Extend16(a: u32) s16(a) as u32;
    /// 64 bits from the sign of 32.
    Extend32(a: u32) i64::from(a as i32) as u64;
    /// 64 bits from 32.
    Widen32(a: u32) u64::from(a);
    /// The lower 32 of 64 bits.
    Narrow64(a: u64) a as u32;
    /// The upper 32 of 64 bits.
    Upper64(a: u64) (a >> 32) as u32;
    /// The upper 16 of 32 bits.
    Upper32(a: u32) a >> 16;
    /// Two words.
    Pair64(a: u32, b: u32) u64::from(a) | u64::from(b) << 32;
    /// Two halves.
    Pair32(a: u32, b: u32) (a & 0xffff) | b << 16;

    /// `add`.
    Add32(a: u32, b: u32) a.wrapping_add(b);
    /// `sub`.
    Sub32(a: u32, b: u32) a.wrapping_sub(b);
    /// `mul.lo`.
    Mul32(a: u32, b: u32) a.wrapping_mul(b);
    /// `mul.hi.u32`.
    MulHighU32(a: u32, b: u32) ((u64::from(a) * u64::from(b)) >> 32) as u32;
    /// `mul.hi.s32`.
    MulHighS32(a: i32, b: i32) ((i64::from(a) * i64::from(b)) >> 32) as i32;
    /// `mul.wide.u32`.
    MulWideU32(a: u32, b: u32) u64::from(a) * u64::from(b);
    /// `mul.wide.s32`.
    MulWideS32(a: i32, b: i32) i64::from(a) * i64::from(b);
    /// `mul.wide.u16`.
    MulWideU16(a: u32, b: u32) a * b;
    /// `mul.wide.s16`.
    MulWideS16(a: u32, b: u32) s16(a) * s16(b);
    /// `min.u32`.
    MinU32(a: u32, b: u32) a.min(b);
    /// `max.u32`.
    MaxU32(a: u32, b: u32) a.max(b);
    /// `min.s32`.
    MinS32(a: i32, b: i32) a.min(b);
    /// `max.s32`.
    MaxS32(a: i32, b: i32) a.max(b);
    /// `and`.
    And32(a: u32, b: u32) a & b;
    /// `or`.
    Or32(a: u32, b: u32) a | b;
    /// `xor`.
    Xor32(a: u32, b: u32) a ^ b;
    /// `not`.
    Not32(a: u32) !a;
    /// `neg`.
    Neg32(a: u32) a.wrapping_neg();
    /// `abs`.
    Abs32(a: i32) a.wrapping_abs();
    /// `shl.b32`.
    Shl32(a: u32, b: u32) if b < 32 { a << (b & 31) } else { 0 };
    /// `shr.u32`.
    ShrU32(a: u32, b: u32) if b < 32 { a >> (b & 31) } else { 0 };
    /// `shr.s32`.
    ShrS32(a: i32, b: u32) a >> b.min(31);
    /// `popc.b32`.
    Popc32(a: u32) a.count_ones();
    /// `clz.b32`.
    Clz32(a: u32) a.leading_zeros();
    /// `mad.lo`.
    Mad32(a: u32, b: u32, c: u32) a.wrapping_mul(b).wrapping_add(c);
    /// `mad.wide.u32`.
    MadWideU32(a: u32, b: u32, c: u64) (u64::from(a) * u64::from(b)).wrapping_add(c);
    /// `mad.wide.s32`.
    MadWideS32(a: i32, b: i32, c: i64) (i64::from(a) * i64::from(b)).wrapping_add(c);
    /// `bfe.u32`.
    FieldU32(a: u32, b: u32, c: u32) {
        let (start, length) = (b & 0xff, c & 0xff);
        let field = if start < 32 { a >> (start & 31) } else { 0 };
        if length < 32 { field & ((1 << (length & 31)) - 1) } else { field }
    };
    /// `div.u32`.
    DivU32(a: u32, b: u32) a.checked_div(b).unwrap_or(u32::MAX);
    /// `rem.u32`.
    RemU32(a: u32, b: u32) a.checked_rem(b).unwrap_or(a);
    /// `div.s32`.
    DivS32(a: i32, b: i32) if b == 0 { -1 } else { a.wrapping_div(b) };
    /// `rem.s32`.
    RemS32(a: i32, b: i32) if b == 0 { a } else { a.wrapping_rem(b) };
    /// `shf.l.wrap`.
    FunnelLeft(a: u32, b: u32, c: u32) (((u64::from(b) << 32 | u64::from(a)) << (c & 31)) >> 32) as u32;
    /// `shf.r.wrap`.
    FunnelRight(a: u32, b: u32, c: u32) ((u64::from(b) << 32 | u64::from(a)) >> (c & 31)) as u32;
    /// `prmt` by index.
    Permute(a: u32, b: u32, c: u32) {
        let bytes = u64::from(b) << 32 | u64::from(a);
        let byte = |at: u32| {
            let nibble = c >> (4 * at);
            let byte = (bytes >> (8 * (nibble & 7))) as u32 & 0xff;
            let sign = (byte >> 7) * 0xff;
            (if nibble & 8 != 0 { sign } else { byte }) << (8 * at)
        };
        byte(0) | byte(1) | byte(2) | byte(3)
    };

    /// `add`, 16 bits.
    Add16(a: u32, b: u32) a.wrapping_add(b) & 0xffff;
    /// `sub`, 16 bits.
    Sub16(a: u32, b: u32) a.wrapping_sub(b) & 0xffff;
    /// `mul.lo`, 16 bits.
    Mul16(a: u32, b: u32) a.wrapping_mul(b) & 0xffff;
    /// `mad.lo`, 16 bits.
    Mad16(a: u32, b: u32, c: u32) a.wrapping_mul(b).wrapping_add(c) & 0xffff;
    /// `not`, 16 bits.
    Not16(a: u32) !a & 0xffff;
    /// `neg`, 16 bits.
    Neg16(a: u32) a.wrapping_neg() & 0xffff;
    /// `min.s16`.
    MinS16(a: u32, b: u32) s16(a).min(s16(b)) as u32 & 0xffff;
    /// `max.s16`.
    MaxS16(a: u32, b: u32) s16(a).max(s16(b)) as u32 & 0xffff;
    /// `shl.b16`.
    Shl16(a: u32, b: u32) if b < 16 { (a << (b & 15)) & 0xffff } else { 0 };
    /// `shr.s16`.
    ShrS16(a: u32, b: u32) (s16(a) >> b.min(15)) as u32 & 0xffff;

    /// `add`, 64 bits.
    Add64(a: u64, b: u64) a.wrapping_add(b);
    /// `sub`, 64 bits.
    Sub64(a: u64, b: u64) a.wrapping_sub(b);
    /// `mul.lo`, 64 bits.
    Mul64(a: u64, b: u64) a.wrapping_mul(b);
    /// `mad.lo`, 64 bits.
    Mad64(a: u64, b: u64, c: u64) a.wrapping_mul(b).wrapping_add(c);
    /// `and`, 64 bits.
    And64(a: u64, b: u64) a & b;
    /// `or`, 64 bits.
    Or64(a: u64, b: u64) a | b;
    /// `xor`, 64 bits.
    Xor64(a: u64, b: u64) a ^ b;
    /// `not`, 64 bits.
    Not64(a: u64) !a;
    /// `neg`, 64 bits.
    Neg64(a: u64) a.wrapping_neg();
    /// `shl.b64`.
    Shl64(a: u64, b: u32) if b < 64 { a << (b & 63) } else { 0 };
    /// `shr.u64`.
    ShrU64(a: u64, b: u32) if b < 64 { a >> (b & 63) } else { 0 };
    /// `shr.s64`.
    ShrS64(a: i64, b: u32) a >> b.min(63);
    /// `min.u64`.
    MinU64(a: u64, b: u64) a.min(b);
    /// `max.u64`.
    MaxU64(a: u64, b: u64) a.max(b);
    /// `min.s64`.
    MinS64(a: i64, b: i64) a.min(b);
    /// `max.s64`.
    MaxS64(a: i64, b: i64) a.max(b);
    /// `div.u64`.
    DivU64(a: u64, b: u64) a.checked_div(b).unwrap_or(u64::MAX);
    /// `rem.u64`.
    RemU64(a: u64, b: u64) a.checked_rem(b).unwrap_or(a);
    /// `div.s64`.
    DivS64(a: i64, b: i64) if b == 0 { -1 } else { a.wrapping_div(b) };
    /// `rem.s64`.
    RemS64(a: i64, b: i64) if b == 0 { a } else { a.wrapping_rem(b) };
}

macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident |$p:ident, $machine:ident, $ins:ident, $mask:ident| $body:block)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;
        impl Operation for $name {
            #[inline(always)]
            unsafe fn run<$p: Processor>($machine: &Machine, $ins: &Ins, $mask: u32) -> u32 {
                // SAFETY: the caller's promise.
                unsafe { $body };
                0
            }
        }
    )*};
}

/// Even and odd bytes of words as 16-bit halves.
#[inline(always)]
fn bytes_as_halves(words: Wide<u32>, signed: bool) -> (Wide<u32>, Wide<u32>) {
    let each_half = |word: u32, f: fn(i16) -> i16| {
        u32::from(f(word as i16) as u16) | u32::from(f((word >> 16) as i16) as u16) << 16
    };
    if signed {
        (
            each(words, |word| each_half(word, |half| (half << 8) >> 8)),
            each(words, |word| each_half(word, |half| half >> 8)),
        )
    } else {
        (each(words, |word| word & 0x00ff_00ff), each(words, |word| (word >> 8) & 0x00ff_00ff))
    }
}

/// `dp4a`; e: whether a's (1) and b's (2) bytes have a sign.
#[derive(Debug)]
pub struct Dot4;
impl Operation for Dot4 {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: the caller's promise.
        unsafe {
            let (a_even, a_odd) = bytes_as_halves(machine.get(ins.a), ins.e & 1 != 0);
            let (b_even, b_odd) = bytes_as_halves(machine.get(ins.b), ins.e & 2 != 0);
            let even = P::dot_halves(a_even, b_even);
            let odd = P::dot_halves(a_odd, b_odd);
            let sum = both(even, odd, i32::wrapping_add);
            machine.put::<P, _>(ins.d, mask, both(sum, machine.get::<i32>(ins.c), i32::wrapping_add));
        }
        0
    }
}

operations! {
    /// `lop3` by the table x.
    Logic3 |P, machine, ins, mask| {
        let (a, b, c) = (machine.get::<u32>(ins.a), machine.get::<u32>(ins.b), machine.get::<u32>(ins.c));
        let result = match ins.x as u8 {
            0x96 => three(a, b, c, |a, b, c| a ^ b ^ c),
            0xfe => three(a, b, c, |a, b, c| a | b | c),
            0x80 => three(a, b, c, |a, b, c| a & b & c),
            0xea => three(a, b, c, |a, b, c| (a & b) | c),
            0x6a => three(a, b, c, |a, b, c| (a & b) ^ c),
            0xf8 => three(a, b, c, |a, b, c| a | (b & c)),
            0xc0 => both(a, b, |a, b| a & b),
            table => {
                let all = |index: u8| if table >> index & 1 == 1 { u32::MAX } else { 0 };
                let masks: [u32; 8] = std::array::from_fn(|index| all(index as u8));
                three(a, b, c, |a, b, c| {
                    let two = |at: usize| {
                        let when_b = (masks[at + 3] & c) | (masks[at + 2] & !c);
                        let when_not = (masks[at + 1] & c) | (masks[at] & !c);
                        (b & when_b) | (!b & when_not)
                    };
                    (a & two(4)) | (!a & two(0))
                })
            }
        };
        machine.put::<P, _>(ins.d, mask, result);
    }
    /// `mov.pred`, `not.pred` (e = 1).
    MovePredicate |P, machine, ins, mask| {
        let bits = machine.bits(ins.a);
        machine.set_bits(ins.d, mask, if ins.e & 1 != 0 { !bits } else { bits });
    }
    /// `and`, `or`, `xor` (x) of predicates; e: whether a (1) and b (2) are negated.
    Logic |P, machine, ins, mask| {
        let a = machine.bits(ins.a) ^ if ins.e & 1 != 0 { ALL } else { 0 };
        let b = machine.bits(ins.b) ^ if ins.e & 2 != 0 { ALL } else { 0 };
        machine.set_bits(ins.d, mask, logic(ins.x, a, b));
    }
    /// `selp`, words; e: whether the predicate c is negated.
    Select32 |P, machine, ins, mask| {
        let chosen = machine.bits(ins.c) ^ if ins.e & 1 != 0 { ALL } else { 0 };
        machine.put::<P, _>(ins.d, mask, choose(chosen, machine.get::<u32>(ins.a), machine.get::<u32>(ins.b)));
    }
    /// `selp`, 64 bits.
    Select64 |P, machine, ins, mask| {
        let chosen = machine.bits(ins.c) ^ if ins.e & 1 != 0 { ALL } else { 0 };
        machine.put::<P, _>(ins.d, mask, choose(chosen, machine.get::<u64>(ins.a), machine.get::<u64>(ins.b)));
    }
    /// A predicate as 0 or 1.
    PredicateToWord |P, machine, ins, mask| {
        let bits = machine.bits(ins.a);
        machine.put::<P, _>(ins.d, mask, lanes(|lane| bits >> lane & 1));
    }
    /// Whether a word's lowest bit is set.
    WordToPredicate |P, machine, ins, mask| {
        let words = each(machine.get::<u32>(ins.a), |word| word << 31);
        machine.set_bits(ins.d, mask, P::signs(words));
    }
}

/// The lanes of a where a bit is set, those of b else.
#[inline(always)]
pub fn choose<T: Copy + Default>(chosen: u32, a: Wide<T>, b: Wide<T>) -> Wide<T> {
    lanes(|lane| {
        let (a, b) = (a[lane], b[lane]);
        if chosen >> lane & 1 == 1 { a } else { b }
    })
}

/// Numbers of [`ptx::ir::BoolOp`].
pub const AND: u64 = 0;
/// The second.
pub const OR: u64 = 1;
/// The third.
pub const XOR: u64 = 2;

/// One of them.
#[inline(always)]
pub fn logic(op: u64, a: u32, b: u32) -> u32 {
    match op {
        AND => a & b,
        OR => a | b,
        _ => a ^ b,
    }
}
