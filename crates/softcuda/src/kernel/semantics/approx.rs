//! Functions that PTX computes approximately. Here they are computed in binary64 and rounded once, which is
//! within every error that the PTX ISA states.

use ptx::ir::{Mode, Precision, Rounding, UnaryOp};

use super::float::finish;
use super::format::{F32, F64, Format};

/// A function of one number; `None` if it is not one of these.
pub fn unary(op: UnaryOp, format: Format, mode: Mode, a: u64) -> Option<u64> {
    if format == F64 {
        return coarse(op, a);
    }
    let x = format.widen(if mode.ftz { format.flush(a) } else { a });
    let y = match op {
        UnaryOp::Rcp => 1.0 / x,
        UnaryOp::Sqrt => x.sqrt(),
        UnaryOp::Rsqrt => 1.0 / x.sqrt(),
        UnaryOp::Sin => x.sin(),
        UnaryOp::Cos => x.cos(),
        UnaryOp::Lg2 => x.log2(),
        UnaryOp::Ex2 => x.exp2(),
        UnaryOp::Tanh => x.tanh(),
        _ => return None,
    };
    Some(finish(format, mode, format.narrow(y, Rounding::NearestEven)))
}

/// `.approx.ftz.f64`: the upper words count. `rsqrt.approx.f64` is more exact than it has to be, too.
fn coarse(op: UnaryOp, a: u64) -> Option<u64> {
    let upper = u64::from(u32::MAX) << 32;
    let x = f64::from_bits(F64.flush(a & upper));
    let y = match op {
        UnaryOp::Rcp => 1.0 / x,
        UnaryOp::Rsqrt => 1.0 / x.sqrt(),
        _ => return None,
    };
    let bits = if y.is_nan() { F64.nan } else { y.to_bits() };
    Some(F64.flush(bits & upper))
}

/// `rsqrt.approx.f64` without `.ftz`: all bits count.
pub fn inverse_root(a: u64) -> u64 {
    let x = f64::from_bits(a);
    if x.is_nan() {
        return a | (1 << 51);
    }
    let y = 1.0 / x.sqrt();
    if y.is_nan() { F64.nan } else { y.to_bits() }
}

/// `div.approx.f32` and `div.full.f32`. The former multiplies with a reciprocal that is zero for divisors
/// above 2^126.
pub fn divide(mode: Mode, a: u64, b: u64) -> u64 {
    let (a, b) = if mode.ftz { (F32.flush(a), F32.flush(b)) } else { (a, b) };
    let (x, y) = (F32.widen(a), F32.widen(b));
    let vanishes = mode.precision == Precision::Approximate
        && y.is_finite()
        && y.abs() > super::format::power_of_two(126);
    let quotient = if vanishes { x * 0f64.copysign(y) } else { x / y };
    finish(F32, mode, F32.narrow(quotient, Rounding::NearestEven))
}
