//! Floating-point formats: taking numbers apart, and rounding into a format.
//!
//! Everything but binary64 is computed in binary64 and then rounded once. That is exact where binary64
//! holds the true result, or the true result *rounded to odd* (the last bit is set if anything was cut
//! off): 53 bits rounded to odd are as good as all of them for a format with 51 or fewer.

use ptx::ir::{Rounding, Type};

/// How a format lays out its bits: sign, exponent, fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Format {
    /// Bits of the exponent.
    pub exponent: u32,
    /// Bits of the fraction.
    pub fraction: u32,
    /// What a NaN that comes out of arithmetic looks like.
    pub nan: u64,
    /// The largest finite number.
    pub max: u64,
    /// Infinity; a format without one has a NaN in its place.
    pub infinity: u64,
}

/// IEEE binary16.
pub const F16: Format = Format { exponent: 5, fraction: 10, nan: 0x7fff, max: 0x7bff, infinity: 0x7c00 };
/// The upper half of a binary32.
pub const BF16: Format = Format { exponent: 8, fraction: 7, nan: 0x7fff, max: 0x7f7f, infinity: 0x7f80 };
/// IEEE binary32.
pub const F32: Format =
    Format { exponent: 8, fraction: 23, nan: 0x7fff_ffff, max: 0x7f7f_ffff, infinity: 0x7f80_0000 };
/// A binary32 with 10 bits of fraction; 13 bits below them are zero.
pub const TF32: Format = Format { exponent: 8, fraction: 10, nan: 0x3ffff, max: 0x3fbff, infinity: 0x3fc00 };
/// IEEE binary64.
pub const F64: Format = Format {
    exponent: 11,
    fraction: 52,
    nan: 0xfff8_0000_0000_0000,
    max: 0x7fef_ffff_ffff_ffff,
    infinity: 0x7ff0_0000_0000_0000,
};
/// 4 bits of exponent, 3 of fraction; no infinity, one NaN.
pub const E4M3: Format = Format { exponent: 4, fraction: 3, nan: 0x7f, max: 0x7e, infinity: 0x7f };
/// 5 bits of exponent, 2 of fraction.
pub const E5M2: Format = Format { exponent: 5, fraction: 2, nan: 0x7f, max: 0x7b, infinity: 0x7c };

impl Format {
    /// That of a type.
    pub fn of(ty: Type) -> Option<Self> {
        Some(match ty {
            Type::F16 | Type::F16x2 => F16,
            Type::Bf16 | Type::Bf16x2 => BF16,
            Type::F32 => F32,
            Type::Tf32 => TF32,
            Type::F64 => F64,
            Type::E4m3 | Type::E4m3x2 => E4M3,
            Type::E5m2 | Type::E5m2x2 => E5M2,
            _ => return None,
        })
    }

    /// The bit of the sign.
    pub fn sign(self) -> u64 {
        1 << (self.exponent + self.fraction)
    }

    /// Whether it is no number.
    pub fn is_nan(self, bits: u64) -> bool {
        let magnitude = bits & (self.sign() - 1);
        if self == E4M3 { magnitude == self.nan } else { magnitude > self.infinity }
    }

    /// Whether it is an infinity.
    pub fn is_infinite(self, bits: u64) -> bool {
        self != E4M3 && bits & (self.sign() - 1) == self.infinity
    }

    /// Whether it is a subnormal number other than zero.
    pub fn is_subnormal(self, bits: u64) -> bool {
        let magnitude = bits & (self.sign() - 1);
        magnitude != 0 && magnitude < 1 << self.fraction
    }

    /// Zero in the place of a subnormal number.
    pub fn flush(self, bits: u64) -> u64 {
        if self.is_subnormal(bits) { bits & self.sign() } else { bits }
    }

    /// As binary64, which holds numbers of every format exactly. A NaN becomes some NaN.
    pub fn widen(self, bits: u64) -> f64 {
        if self == F64 {
            return f64::from_bits(bits);
        }
        if self == F32 {
            return f64::from(f32::from_bits(bits as u32));
        }
        let (bias, fraction) = ((1 << (self.exponent - 1)) - 1, bits & ((1 << self.fraction) - 1));
        let exponent = ((bits & (self.sign() - 1)) >> self.fraction) as i32;
        let magnitude = if self.is_nan(bits) {
            f64::NAN
        } else if self.is_infinite(bits) {
            f64::INFINITY
        } else if exponent == 0 {
            fraction as f64 * power_of_two(1 - bias - self.fraction as i32)
        } else {
            let significand = fraction | (1 << self.fraction);
            significand as f64 * power_of_two(exponent - bias - self.fraction as i32)
        };
        if bits & self.sign() != 0 { -magnitude } else { magnitude }
    }

    /// Rounds a binary64 into the format. Every NaN becomes the canonical one.
    pub fn narrow(self, value: f64, rounding: Rounding) -> u64 {
        if value.is_nan() {
            return self.nan;
        }
        if self == F32 && rounding == Rounding::NearestEven {
            return u64::from((value as f32).to_bits());
        }
        let bits = value.to_bits();
        let is_negative = bits >> 63 != 0;
        if value.is_infinite() {
            return self.with_sign(self.infinity, is_negative);
        }
        let exponent = ((bits >> 52) & 0x7ff) as i32;
        let fraction = bits & super::ones(52);
        let (significand, exponent) =
            if exponent == 0 { (fraction, -1074) } else { (fraction | (1 << 52), exponent - 1075) };
        self.round(is_negative, u128::from(significand), exponent, rounding)
    }

    /// The number significand × 2^exponent, rounded into the format.
    pub fn round(self, is_negative: bool, significand: u128, exponent: i32, rounding: Rounding) -> u64 {
        if significand == 0 {
            return self.with_sign(0, is_negative);
        }
        let bias = (1 << (self.exponent - 1)) - 1;
        let least = 1 - bias - self.fraction as i32;
        // The weight of the result's last bit.
        let top = exponent + 127 - significand.leading_zeros() as i32;
        let last = (top - self.fraction as i32).max(least);
        let (kept, rest, half) = split(significand, last - exponent);
        let up = match rounding {
            Rounding::NearestAway => rest >= half && rest != 0,
            Rounding::Zero | Rounding::IntegerZero => false,
            Rounding::Down | Rounding::IntegerDown => rest != 0 && is_negative,
            Rounding::Up | Rounding::IntegerUp => rest != 0 && !is_negative,
            Rounding::NearestEven | Rounding::IntegerNearestEven => {
                rest > half || (rest == half && kept & 1 == 1)
            }
        };
        // The highest bit of a normal number's significand adds the missing one to the exponent, and so
        // does a carry out of the fraction.
        let magnitude = (((last - least) as u64) << self.fraction) + kept + u64::from(up);
        if magnitude >= self.infinity {
            let stays = match rounding {
                Rounding::Zero | Rounding::IntegerZero => true,
                Rounding::Down | Rounding::IntegerDown => !is_negative,
                Rounding::Up | Rounding::IntegerUp => is_negative,
                _ => false,
            };
            return self.with_sign(if stays { self.max } else { self.infinity }, is_negative);
        }
        self.with_sign(magnitude, is_negative)
    }

    /// With a sign.
    pub fn with_sign(self, magnitude: u64, is_negative: bool) -> u64 {
        if is_negative { magnitude | self.sign() } else { magnitude }
    }
}

/// Upper part, lower part, and what half of the upper part's last bit is, scaled alike.
fn split(significand: u128, cut: i32) -> (u64, u128, u128) {
    match cut {
        // There are enough zeros at the end.
        ..=0 => ((significand << -cut) as u64, 0, 1),
        1..=127 => ((significand >> cut) as u64, significand & ((1 << cut) - 1), 1 << (cut - 1)),
        // Less than half of the last bit, but not nothing.
        _ => (0, 1, 2),
    }
}

/// 2^exponent, for exponents within the range of normal numbers and a little below.
pub fn power_of_two(exponent: i32) -> f64 {
    if exponent < -1022 {
        return f64::from_bits(1 << (exponent + 1074).max(0));
    }
    f64::from_bits(((exponent + 1023) as u64) << 52)
}

/// The sum of two numbers, rounded to odd.
pub fn add_to_odd(a: f64, b: f64) -> f64 {
    let sum = a + b;
    if !sum.is_finite() {
        return sum;
    }
    // The part that the rounding lost, exactly (Knuth's two-sum).
    let of_b = sum - a;
    let lost = (a - (sum - of_b)) + (b - of_b);
    to_odd(sum, lost)
}

/// The odd neighbour in the direction of what was lost in rounding to nearest.
pub fn to_odd(rounded: f64, lost: f64) -> f64 {
    if lost == 0.0 || !rounded.is_finite() || rounded.to_bits() & 1 == 1 {
        return rounded;
    }
    if rounded == 0.0 {
        return f64::from_bits(1).copysign(lost);
    }
    // An even result is too far from zero if the lost part has the other sign.
    let bits = rounded.to_bits();
    f64::from_bits(if (lost < 0.0) == (rounded < 0.0) { bits + 1 } else { bits - 1 })
}
