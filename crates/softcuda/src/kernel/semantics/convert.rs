//! `cvt`.

use ptx::ir::{Mode, Rounding, Type};

use super::float::finish;
use super::format::{F32, F64, Format};
use super::integer::{number, saturate};
use super::{element, mask, signed};

/// d = a, converted. With b, a becomes the upper and b the lower element of a packed result.
pub fn convert(to: Type, from: Type, mode: Mode, a: u64, b: Option<u64>) -> u64 {
    let Some(to_element) = element(to) else { return single(to, from, mode, a & mask(from)) };
    let (upper, lower, from_element) = match (b, element(from)) {
        (Some(b), _) => (a, b, from),
        (None, Some(half)) => (a >> half.bits(), a & mask(half), half),
        (None, None) => return 0,
    };
    let one = |value: u64| single(to_element, from_element, mode, value & mask(from_element));
    (one(upper) << to_element.bits()) | one(lower)
}

fn single(to: Type, from: Type, mode: Mode, a: u64) -> u64 {
    match (Format::of(to), Format::of(from)) {
        (None, None) if mode.sat => saturate(to, number(from, a)),
        (None, None) => number(from, a) as u64 & mask(to),
        (Some(format), None) => {
            let number = number(from, a);
            let rounding = mode.rounding.unwrap_or(Rounding::NearestEven);
            finish(format, mode, format.round(number < 0, number.unsigned_abs(), 0, rounding))
        }
        (None, Some(format)) => to_integer(to, format, mode, a),
        (Some(format), Some(source)) => between_floats(to, format, source, mode, a),
    }
}

fn to_integer(to: Type, source: Format, mode: Mode, a: u64) -> u64 {
    let a = if mode.ftz && source == F32 { source.flush(a) } else { a };
    if source.is_nan(a) {
        // Zero, but for conversions from or to 64 bits, where it is the upper bit alone.
        return if source == F64 || to.bits() == 64 { 1 << (to.bits() - 1) } else { 0 };
    }
    saturate(to, to_integral(source.widen(a), mode.rounding) as i128)
}

/// Rounded to an integer, in floating point.
fn to_integral(value: f64, rounding: Option<Rounding>) -> f64 {
    match rounding {
        Some(Rounding::IntegerNearestEven) => value.round_ties_even(),
        Some(Rounding::IntegerDown) => value.floor(),
        Some(Rounding::IntegerUp) => value.ceil(),
        _ => value.trunc(),
    }
}

fn between_floats(to: Type, format: Format, source: Format, mode: Mode, a: u64) -> u64 {
    let a = if mode.ftz && source == F32 { source.flush(a) } else { a };
    // Only binary32 is flushed.
    let mode = Mode { ftz: mode.ftz && format == F32, ..mode };
    if source.is_nan(a) {
        let nan = match (format == F64, source == F64, source == F32) {
            (true, true, _) => a | (1 << 51),
            (true, _, true) => {
                ((a & F32.sign()) << 32) | F64.infinity | (1 << 51) | ((a & super::ones(23)) << 29)
            }
            // Its sign, and as much of it as fits.
            (false, true, _) => {
                let sign = if a & F64.sign() != 0 { format.sign() } else { 0 };
                let rest = (a & super::ones(52)) >> (52 - format.fraction);
                sign | format.infinity | (1 << (format.fraction - 1)) | rest
            }
            _ if to == Type::Tf32 => F32.nan,
            _ => format.nan,
        };
        return if mode.sat { 0 } else { nan };
    }
    let is_integral = matches!(
        mode.rounding,
        Some(
            Rounding::IntegerNearestEven
                | Rounding::IntegerZero
                | Rounding::IntegerDown
                | Rounding::IntegerUp
        )
    );
    let value = source.widen(a);
    let value = if is_integral { to_integral(value, mode.rounding) } else { value };
    let rounding = match mode.rounding {
        Some(rounding) if !is_integral => rounding,
        _ => Rounding::NearestEven,
    };
    let mut bits = format.narrow(value, rounding);
    let magnitude = bits & (format.sign() - 1);
    if mode.satfinite && magnitude > format.max {
        bits = format.with_sign(format.max, bits & format.sign() != 0);
    }
    let bits = finish(format, mode, bits);
    if to == Type::Tf32 { bits << 13 } else { bits }
}

/// `cvt.pack.sat`: a (upper) and b saturated, above them what c holds.
pub fn convert_pack(to: Type, a: u64, b: u64, c: Option<u64>) -> u64 {
    let of = |value: u64| saturate(to, i128::from(signed(value, 32)));
    let pair = (of(a) << to.bits()) | of(b);
    (pair | (c.unwrap_or(0) << (2 * to.bits()))) & super::ones(32)
}

/// A value of a type in a register of so many bits, which may be more or fewer.
pub fn extend(ty: Type, value: u64, bits: u32) -> u64 {
    let value = if ty.is_signed() { signed(value, ty.bits()) as u64 } else { value & mask(ty) };
    value & super::ones(bits)
}
