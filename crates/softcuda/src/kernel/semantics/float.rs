//! IEEE arithmetic with every rounding, and `min` and `max`.

use ptx::ir::{Mode, Rounding};
use rustc_apfloat::ieee::Double;
use rustc_apfloat::{Float, Round};

use super::format::{F64, Format, add_to_odd, to_odd};

/// An operation that IEEE 754 rounds exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exact {
    /// x + y.
    Add,
    /// x − y.
    Sub,
    /// x × y.
    Mul,
    /// x ÷ y.
    Div,
    /// x × y + z, rounded once.
    Fma,
    /// √x.
    Sqrt,
}

impl Exact {
    fn operands(self) -> usize {
        match self {
            Self::Sqrt => 1,
            Self::Fma => 3,
            _ => 2,
        }
    }
}

/// Computes and rounds; operands and result are flushed, and the result is clamped, as the mode says.
pub fn exact(op: Exact, format: Format, mode: Mode, operands: [u64; 3]) -> u64 {
    let x = if mode.ftz { operands.map(|bits| format.flush(bits)) } else { operands };
    let rounding = mode.rounding.unwrap_or(Rounding::NearestEven);
    let nan = x.iter().take(op.operands()).find(|bits| format.is_nan(**bits));
    let result = match nan {
        Some(bits) if format == F64 => bits | (1 << 51),
        Some(_) => format.nan,
        None if format == F64 => double(op, rounding, x.map(f64::from_bits)),
        None => format.narrow(wide(op, rounding, x.map(|bits| format.widen(bits))), rounding),
    };
    finish(format, mode, if format.is_nan(result) && nan.is_none() { format.nan } else { result })
}

/// What the mode does to a result.
pub fn finish(format: Format, mode: Mode, bits: u64) -> u64 {
    let bits = if mode.ftz { format.flush(bits) } else { bits };
    let is_negative = bits & format.sign() != 0;
    if format.is_nan(bits) {
        return match (mode.sat, mode.relu) {
            (true, _) => 0,
            (_, true) => format.nan,
            _ => bits,
        };
    }
    if (mode.sat || mode.relu) && is_negative {
        return 0;
    }
    if mode.sat { bits.min(one(format)) } else { bits }
}

/// The number 1.
pub fn one(format: Format) -> u64 {
    ((1 << (format.exponent - 1)) - 1) << format.fraction
}

/// The result in binary64, rounded to odd; the operands come from a format with half as many bits.
fn wide(op: Exact, rounding: Rounding, [x, y, z]: [f64; 3]) -> f64 {
    match op {
        Exact::Add => sum(rounding, x, y),
        Exact::Sub => sum(rounding, x, -y),
        Exact::Mul => x * y,
        Exact::Fma => sum(rounding, x * y, z),
        Exact::Div => {
            let quotient = x / y;
            // What is left over, exactly; zero and infinity are exact themselves.
            let is_exact = quotient == 0.0 || !quotient.is_finite() || y.is_infinite();
            let left = if is_exact { 0.0 } else { (-quotient).mul_add(y, x) };
            to_odd(quotient, if (left < 0.0) == (y < 0.0) { left.abs() } else { -left.abs() })
        }
        Exact::Sqrt => {
            let root = x.sqrt();
            let is_exact = root == 0.0 || !root.is_finite();
            to_odd(root, if is_exact { 0.0 } else { (-root).mul_add(root, x) })
        }
    }
}

/// A sum, rounded to odd; where it is zero the sign depends on the rounding.
fn sum(rounding: Rounding, x: f64, y: f64) -> f64 {
    let sum = add_to_odd(x, y);
    let cancels = sum == 0.0 && x.is_sign_negative() != y.is_sign_negative();
    if cancels && rounding == Rounding::Down { -0.0 } else { sum }
}

/// Operations on binary64 itself.
fn double(op: Exact, rounding: Rounding, [x, y, z]: [f64; 3]) -> u64 {
    if rounding == Rounding::NearestEven {
        let result = match op {
            Exact::Add => x + y,
            Exact::Sub => x - y,
            Exact::Mul => x * y,
            Exact::Div => x / y,
            Exact::Fma => x.mul_add(y, z),
            Exact::Sqrt => x.sqrt(),
        };
        return result.to_bits();
    }
    if op == Exact::Sqrt {
        return directed_root(x, rounding).to_bits();
    }
    let round = match rounding {
        Rounding::Down => Round::TowardNegative,
        Rounding::Up => Round::TowardPositive,
        _ => Round::TowardZero,
    };
    let [x, y, z] = [x, y, z].map(|value| Double::from_bits(u128::from(value.to_bits())));
    let result = match op {
        Exact::Add => x.add_r(y, round),
        Exact::Sub => x.sub_r(y, round),
        Exact::Mul => x.mul_r(y, round),
        Exact::Div => x.div_r(y, round),
        _ => x.mul_add_r(y, z, round),
    };
    result.value.to_bits() as u64
}

/// A root that is not rounded to nearest.
fn directed_root(x: f64, rounding: Rounding) -> f64 {
    let root = x.sqrt();
    if root == 0.0 || !root.is_finite() {
        return root;
    }
    // Scaled by an even power of two, so that the remainder is exact.
    let (scale, of_root) = if x < 1e-200 { (2f64.powi(400), 2f64.powi(200)) } else { (1.0, 1.0) };
    let scaled = root * of_root;
    let left = (-scaled).mul_add(scaled, x * scale);
    let bits = root.to_bits();
    match rounding {
        Rounding::Up if left > 0.0 => f64::from_bits(bits + 1),
        Rounding::Zero | Rounding::Down if left < 0.0 => f64::from_bits(bits - 1),
        _ => root,
    }
}

/// `min` and `max`: a NaN loses against a number, unless the mode says otherwise, and −0 is below +0.
pub fn extremum(is_max: bool, format: Format, mode: Mode, a: u64, b: u64) -> u64 {
    let (mut a, mut b) = if mode.ftz { (format.flush(a), format.flush(b)) } else { (a, b) };
    let sign = (a ^ b) & format.sign();
    if mode.xorsign_abs {
        (a, b) = (a & !format.sign(), b & !format.sign());
    }
    let result = match (format.is_nan(a), format.is_nan(b)) {
        (true, true) => return format.nan,
        (false, false) => {
            let a_is_less = order(format, a) < order(format, b);
            if a_is_less == is_max { b } else { a }
        }
        _ if mode.nan => return format.nan,
        (true, false) => b,
        (false, true) => a,
    };
    if mode.xorsign_abs { (result & !format.sign()) | sign } else { result }
}

/// A number that orders as the floating-point number does, −0 below +0.
fn order(format: Format, bits: u64) -> i128 {
    let magnitude = i128::from(bits & (format.sign() - 1));
    if bits & format.sign() != 0 { -magnitude - 1 } else { magnitude }
}
