//! Comparison and choice.

use ptx::ir::{BoolOp, Comparison, Test, Type};

use super::float::one;
use super::format::Format;
use super::integer::number;
use super::{bits, element, mask};

/// Whether a comparison holds.
pub fn compare(cmp: Comparison, ty: Type, ftz: bool, a: u64, b: u64) -> bool {
    use std::cmp::Ordering::{Equal, Greater, Less};
    let order = match Format::of(ty) {
        Some(format) => {
            let flush = |bits| if ftz { format.flush(bits) } else { bits };
            format.widen(flush(a)).partial_cmp(&format.widen(flush(b)))
        }
        None => Some(number(ty, a).cmp(&number(ty, b))),
    };
    match cmp {
        Comparison::Eq => order == Some(Equal),
        Comparison::Ne => matches!(order, Some(Less | Greater)),
        Comparison::Lt => order == Some(Less),
        Comparison::Le => matches!(order, Some(Less | Equal)),
        Comparison::Gt => order == Some(Greater),
        Comparison::Ge => matches!(order, Some(Greater | Equal)),
        Comparison::Equ => matches!(order, None | Some(Equal)),
        Comparison::Neu => order != Some(Equal),
        Comparison::Ltu => matches!(order, None | Some(Less)),
        Comparison::Leu => order != Some(Greater),
        Comparison::Gtu => matches!(order, None | Some(Greater)),
        Comparison::Geu => order != Some(Less),
        Comparison::Num => order.is_some(),
        Comparison::Nan => order.is_none(),
    }
}

/// The truth value that a comparison is combined with, if there is one.
pub fn combine(value: bool, with: Option<(BoolOp, bool)>) -> bool {
    match with {
        Some((op, other)) => bits::logic(op, value, other),
        None => value,
    }
}

/// `setp`: both results. Of one value: the comparison and its opposite. Of two halves: the lower half's, the
/// upper half's.
pub fn setp(
    cmp: Comparison,
    ty: Type,
    ftz: bool,
    a: u64,
    b: u64,
    with: Option<(BoolOp, bool)>,
) -> (bool, bool) {
    if let Some(half) = element(ty) {
        let of = |at: u32| combine(compare(cmp, half, ftz, (a >> at) & 0xffff, (b >> at) & 0xffff), with);
        return (of(0), of(16));
    }
    let holds = compare(cmp, ty, ftz, a, b);
    (combine(holds, with), combine(!holds, with))
}

/// `set`: all ones, or 1.0, or zero; for two halves each half for itself.
pub fn set(
    cmp: Comparison,
    to: Type,
    ty: Type,
    ftz: bool,
    a: u64,
    b: u64,
    with: Option<(BoolOp, bool)>,
) -> u64 {
    let (first, second) = setp(cmp, ty, ftz, a, b, with);
    if element(ty).is_some() {
        let yes = Format::of(to).map_or(0xffff, one);
        return (if first { yes } else { 0 }) | (if second { yes << 16 } else { 0 });
    }
    let yes = Format::of(to).map_or(mask(to), one);
    if first { yes } else { 0 }
}

/// `slct`: whether a is chosen, which it is for c ≥ 0; a NaN chooses b.
pub fn slct(by: Type, ftz: bool, c: u64) -> bool {
    compare(Comparison::Ge, by, ftz, c, 0)
}

/// `testp`.
pub fn testp(test: Test, ty: Type, a: u64) -> bool {
    let Some(format) = Format::of(ty) else { return false };
    let magnitude = a & (format.sign() - 1);
    match test {
        Test::Finite => magnitude < format.infinity,
        Test::Infinite => magnitude == format.infinity,
        Test::Number => !format.is_nan(a),
        Test::NotANumber => format.is_nan(a),
        // Zero counts as normal.
        Test::Normal => magnitude < format.infinity && !format.is_subnormal(a),
        Test::Subnormal => format.is_subnormal(a),
    }
}
