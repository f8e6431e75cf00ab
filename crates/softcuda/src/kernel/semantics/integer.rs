//! Integer arithmetic.

use ptx::ir::{BinaryOp, CarryOp, Mode, TernaryOp, Type, UnaryOp};

use super::{each_half, mask, ones, signed};

/// The number that bits of an integer type stand for.
pub fn number(ty: Type, bits: u64) -> i128 {
    if ty.is_signed() { i128::from(signed(bits, ty.bits())) } else { i128::from(bits & mask(ty)) }
}

/// The least and the greatest number of an integer type.
pub fn range(ty: Type) -> (i128, i128) {
    let bits = ty.bits();
    if ty.is_signed() { (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) } else { (0, (1 << bits) - 1) }
}

/// The nearest number that the type has.
pub fn saturate(ty: Type, number: i128) -> u64 {
    let (least, most) = range(ty);
    number.clamp(least, most) as u64 & mask(ty)
}

/// One operand.
pub fn unary(op: UnaryOp, ty: Type, a: u64) -> u64 {
    let (bits, a) = (ty.bits(), a & mask(ty));
    let result = match op {
        UnaryOp::Neg => a.wrapping_neg(),
        UnaryOp::Abs => signed(a, bits).wrapping_abs() as u64,
        UnaryOp::Not => !a,
        UnaryOp::Cnot => u64::from(a == 0),
        UnaryOp::Popc => u64::from(a.count_ones()),
        UnaryOp::Clz => u64::from(a.leading_zeros() - (64 - bits)),
        UnaryOp::Brev => a.reverse_bits() >> (64 - bits),
        UnaryOp::Bfind | UnaryOp::BfindShift => {
            let is_negative = ty.is_signed() && a >> (bits - 1) == 1;
            let sought = if is_negative { !a & mask(ty) } else { a };
            return match (sought.checked_ilog2(), op) {
                (None, _) => u64::from(u32::MAX),
                (Some(at), UnaryOp::Bfind) => u64::from(at),
                (Some(at), _) => u64::from(bits - 1 - at),
            };
        }
        _ => 0,
    };
    result & mask(ty)
}

/// Two operands. The result has the type's width, twice that for `MulWide`.
pub fn binary(op: BinaryOp, ty: Type, mode: Mode, a: u64, b: u64) -> u64 {
    let bits = ty.bits();
    let (x, y) = (number(ty, a), number(ty, b));
    let result = match op {
        BinaryOp::Add if mode.sat => return saturate(ty, x + y),
        BinaryOp::Sub if mode.sat => return saturate(ty, x - y),
        BinaryOp::Add => x + y,
        BinaryOp::Sub => x - y,
        BinaryOp::Mul => x.wrapping_mul(y),
        BinaryOp::MulHi => high(ty, x, y),
        BinaryOp::MulWide => return (x * y) as u64 & ones(2 * bits),
        BinaryOp::Mul24Lo => product24(ty, a, b),
        BinaryOp::Mul24Hi => product24(ty, a, b) >> 16,
        BinaryOp::Div if y == 0 => -1,
        BinaryOp::Div => x / y,
        BinaryOp::Rem if y == 0 => x,
        BinaryOp::Rem => x % y,
        BinaryOp::Min => x.min(y),
        BinaryOp::Max => x.max(y),
        BinaryOp::And => i128::from(a & b),
        BinaryOp::Or => i128::from(a | b),
        BinaryOp::Xor => i128::from(a ^ b),
        BinaryOp::Shl => match b & ones(32) {
            count if count >= u64::from(bits) => 0,
            count => i128::from(a << count),
        },
        BinaryOp::Shr => x >> (b & ones(32)).min(64),
        BinaryOp::CopySign => 0,
    };
    let result = if mode.relu { result.max(0) } else { result };
    result as u64 & mask(ty)
}

/// Two halves side by side.
pub fn packed(op: BinaryOp, ty: Type, mode: Mode, a: u64, b: u64) -> u64 {
    let element = if ty == Type::S16x2 { Type::S16 } else { Type::U16 };
    each_half(16, |at| binary(op, element, mode, (a >> at) & 0xffff, (b >> at) & 0xffff))
}

/// Three operands. The result has the type's width, twice that for `MadWide`, whose c is as wide.
pub fn ternary(op: TernaryOp, ty: Type, mode: Mode, a: u64, b: u64, c: u64) -> u64 {
    let (x, y, z) = (number(ty, a), number(ty, b), number(ty, c));
    let sum = |product: i128| {
        if mode.sat { saturate(ty, product + z) } else { (product + z) as u64 & mask(ty) }
    };
    match op {
        TernaryOp::MadLo => (x.wrapping_mul(y) as u64).wrapping_add(c) & mask(ty),
        TernaryOp::MadHi => sum(high(ty, x, y)),
        TernaryOp::MadWide => ((x * y) as u64).wrapping_add(c) & ones(2 * ty.bits()),
        TernaryOp::Mad24Lo => (product24(ty, a, b) as u64).wrapping_add(c) & mask(ty),
        TernaryOp::Mad24Hi => sum(product24(ty, a, b) >> 16),
        TernaryOp::Sad => ((x - y).unsigned_abs() as u64).wrapping_add(c) & mask(ty),
        TernaryOp::Min3 => x.min(y).min(z) as u64 & mask(ty),
        TernaryOp::Max3 => x.max(y).max(z) as u64 & mask(ty),
        TernaryOp::Fma => 0,
    }
}

/// The upper half of a product, as a number of the type.
fn high(ty: Type, x: i128, y: i128) -> i128 {
    if ty.bits() < 64 || ty.is_signed() {
        return (x * y) >> ty.bits();
    }
    ((x as u128 * y as u128) >> 64) as i128
}

/// The product of the lower 24 bits.
fn product24(ty: Type, a: u64, b: u64) -> i128 {
    let lower = |bits: u64| {
        if ty.is_signed() { i128::from(signed(bits, 24)) } else { i128::from(bits & ones(24)) }
    };
    let product = lower(a) * lower(b);
    // 48 bits, the upper ones of which are copies of the sign for signed types.
    product & if ty.is_signed() { -1 } else { (1 << 48) - 1 }
}

/// Arithmetic with a carry: the result, and the carry (or borrow) out.
pub fn carry(op: CarryOp, ty: Type, a: u64, b: u64, c: u64, carry_in: bool) -> (u64, bool) {
    let bits = ty.bits();
    let one = u64::from(carry_in);
    let sum = |x: u64, y: u64| {
        let sum = u128::from(x & mask(ty)) + u128::from(y & mask(ty)) + u128::from(one);
        (sum as u64 & mask(ty), sum >> bits != 0)
    };
    match op {
        CarryOp::Add => sum(a, b),
        CarryOp::Sub => {
            let (a, b) = (u128::from(a & mask(ty)), u128::from(b & mask(ty)) + u128::from(one));
            (a.wrapping_sub(b) as u64 & mask(ty), a < b)
        }
        CarryOp::MadLo => sum((number(ty, a).wrapping_mul(number(ty, b))) as u64, c),
        CarryOp::MadHi => sum(high(ty, number(ty, a), number(ty, b)) as u64, c),
    }
}
