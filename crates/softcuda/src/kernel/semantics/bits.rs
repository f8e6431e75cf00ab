//! Fields, funnels, permutations and small dot products.

use ptx::ir::{BoolOp, Bytes4, Selection, Type, WrapMode};

use super::{mask, ones, signed};

/// `bfe`: a field of a, extended by its own highest bit (or by that of a, where the field ends beyond it).
pub fn bfe(ty: Type, a: u64, b: u64, c: u64) -> u64 {
    let bits = ty.bits();
    let (start, length) = ((b & 0xff) as u32, (c & 0xff) as u32);
    if length == 0 {
        return 0;
    }
    let top = (start + length - 1).min(bits - 1);
    let is_negative = ty.is_signed() && (a >> top) & 1 == 1;
    let field = if start < bits { (a & mask(ty)) >> start } else { 0 };
    let inside = length.min(bits.saturating_sub(start));
    let fill = if is_negative { mask(ty) & !ones(inside) } else { 0 };
    (field & ones(inside)) | fill
}

/// `bfi`: b with a field replaced by the lowest bits of a.
pub fn bfi(ty: Type, a: u64, b: u64, position: u64, length: u64) -> u64 {
    let bits = ty.bits();
    let (start, length) = ((position & 0xff) as u32, (length & 0xff) as u32);
    if start >= bits {
        return b & mask(ty);
    }
    let field = (ones(length) << start) & mask(ty);
    ((a << start) & field) | (b & mask(ty) & !field)
}

/// `bmsk`: b ones from position a on.
pub fn bmsk(wrap: WrapMode, a: u64, b: u64) -> u64 {
    let (a, b) = (a & ones(32), b & ones(32));
    let (start, length) = match wrap {
        WrapMode::Clamp => (a.min(32), b.min(32)),
        WrapMode::Wrap => (a & 31, b & 31),
    };
    (ones(length as u32) << start) & ones(32)
}

/// `szext`: the lower b bits of a, extended.
pub fn szext(wrap: WrapMode, ty: Type, a: u64, b: u64) -> u64 {
    let b = b & ones(32);
    let length = match wrap {
        WrapMode::Clamp => b.min(32),
        WrapMode::Wrap => b & 31,
    } as u32;
    match length {
        0 => 0,
        _ if ty.is_signed() => signed(a, length) as u64 & ones(32),
        _ => a & ones(length),
    }
}

/// `fns`: from position b on, the c-th set bit of a mask; backwards if c is negative.
pub fn fns(a: u64, b: u64, c: u64) -> u64 {
    let (base, which) = ((b & ones(32)) as i64, signed(c, 32));
    let is_set = |at: i64| (0..32).contains(&at) && (a >> at) & 1 == 1;
    let step = if which < 0 { -1 } else { 1 };
    let mut left = which.abs().max(1);
    let mut at = base;
    while (0..32).contains(&at) {
        if is_set(at) {
            left -= 1;
            if left == 0 {
                return at as u64;
            }
        }
        if which == 0 {
            break;
        }
        at += step;
    }
    ones(32)
}

/// `lop3`: bit by bit, the table's entry that the three bits choose, that of a the highest.
pub fn lop3(table: u8, a: u64, b: u64, c: u64) -> u64 {
    let choose = |index: u8| {
        let of = |bit: u8, value: u64| if index & bit != 0 { value } else { !value };
        if table & (1 << index) != 0 { of(4, a) & of(2, b) & of(1, c) } else { 0 }
    };
    (0..8).map(choose).fold(0, |all, one| all | one) & ones(32)
}

/// `shf`: 32 bits out of the 64 of b (upper) and a.
pub fn shf(left: bool, wrap: WrapMode, a: u64, b: u64, c: u64) -> u64 {
    let c = c & ones(32);
    let count = match wrap {
        WrapMode::Clamp => c.min(32),
        WrapMode::Wrap => c & 31,
    };
    let both = ((b & ones(32)) << 32) | (a & ones(32));
    if left { (both << count) >> 32 } else { (both >> count) & ones(32) }
}

/// `prmt`: four of the eight bytes of b (upper) and a.
pub fn prmt(selection: Selection, a: u64, b: u64, c: u64) -> u64 {
    let both = ((b & ones(32)) << 32) | (a & ones(32));
    let byte = |at: u64| (both >> (8 * (at & 7))) & 0xff;
    let n = c & 3;
    let choose = |i: u64| match selection {
        Selection::Index => {
            let nibble = (c >> (4 * i)) & 15;
            match (nibble & 8 != 0, byte(nibble)) {
                (false, value) => value,
                (true, value) => {
                    if value & 0x80 != 0 {
                        0xff
                    } else {
                        0
                    }
                }
            }
        }
        Selection::Forward4 => byte(n + i),
        Selection::Backward4 => byte(n.wrapping_sub(i)),
        Selection::Replicate8 => byte(n),
        Selection::EdgeLeft => byte(n.max(i)),
        Selection::EdgeRight => byte(n.min(i)),
        Selection::Replicate16 => byte(2 * (n & 1) + (i & 1)),
    };
    (0..4).fold(0, |all, i| all | (choose(i) << (8 * i)))
}

fn part(kind: Bytes4, value: u64, bits: u32) -> i64 {
    match kind {
        Bytes4::Signed => signed(value, bits),
        Bytes4::Unsigned => (value & ones(bits)) as i64,
    }
}

/// `dp4a`: c and four products of bytes.
pub fn dp4a(a_bytes: Bytes4, b_bytes: Bytes4, a: u64, b: u64, c: u64) -> u64 {
    let product = |i: u32| part(a_bytes, a >> (8 * i), 8) * part(b_bytes, b >> (8 * i), 8);
    let sum: i64 = (0..4).map(product).sum();
    (c as i64).wrapping_add(sum) as u64 & ones(32)
}

/// `dp2a`: c and two products of a's halves and b's lower (or upper) bytes.
pub fn dp2a(upper: bool, a_halves: Bytes4, b_bytes: Bytes4, a: u64, b: u64, c: u64) -> u64 {
    let b = if upper { b >> 16 } else { b };
    let product = |i: u32| part(a_halves, a >> (16 * i), 16) * part(b_bytes, b >> (8 * i), 8);
    let sum: i64 = (0..2).map(product).sum();
    (c as i64).wrapping_add(sum) as u64 & ones(32)
}

/// How two truth values are combined.
pub fn logic(op: BoolOp, a: bool, b: bool) -> bool {
    match op {
        BoolOp::And => a & b,
        BoolOp::Or => a | b,
        BoolOp::Xor => a ^ b,
    }
}
