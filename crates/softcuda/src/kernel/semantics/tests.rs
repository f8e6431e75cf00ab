//! What no test file shows: own rounding against a library's, and rules that are ours.

use ptx::ir::{BinaryOp, MbarrierOp, Mode, Rounding, TernaryOp, Type, UnaryOp};
use rustc_apfloat::ieee::{BFloat, Double, Half, Single};
use rustc_apfloat::{Float, FloatConvert, Round};

use super::float::{Exact, exact};
use super::format::{BF16, F16, F32, F64, Format};
use super::mbarrier::mbarrier;
use super::{binary, ternary, unary};

/// Numbers of all kinds, the same each time.
struct Numbers(u64);

impl Numbers {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        self.0 ^ (self.0 >> 29)
    }

    /// Often with an exponent near the middle or at an end.
    fn of(&mut self, format: Format) -> u64 {
        let bits = self.bits() & (format.sign() | (format.sign() - 1));
        let middle = (1u64 << (format.exponent - 1)) - 1;
        let field = match self.bits() % 4 {
            0 => return bits,
            1 => middle - 8 + self.bits() % 16,
            2 => self.bits() % 4,
            _ => 2 * middle - self.bits() % 4,
        };
        let fraction =
            bits & ((1 << format.fraction) - 1) & if self.bits().is_multiple_of(3) { !0xff } else { !0 };
        (bits & format.sign()) | field << format.fraction | fraction
    }
}

const ROUNDINGS: [(Rounding, Round); 4] = [
    (Rounding::NearestEven, Round::NearestTiesToEven),
    (Rounding::Zero, Round::TowardZero),
    (Rounding::Down, Round::TowardNegative),
    (Rounding::Up, Round::TowardPositive),
];

fn arithmetic_agrees<T: Float>(format: Format, count: usize) {
    let mut numbers = Numbers(7);
    let as_float = |bits: u64| T::from_bits(u128::from(bits));
    for _ in 0..count {
        let (a, b, c) = (numbers.of(format), numbers.of(format), numbers.of(format));
        for (rounding, round) in ROUNDINGS {
            let mode = Mode { rounding: Some(rounding), ..Mode::default() };
            let (x, y, z) = (as_float(a), as_float(b), as_float(c));
            for (op, expected) in [
                (Exact::Add, x.add_r(y, round)),
                (Exact::Sub, x.sub_r(y, round)),
                (Exact::Mul, x.mul_r(y, round)),
                (Exact::Div, x.div_r(y, round)),
                (Exact::Fma, x.mul_add_r(y, z, round)),
            ] {
                let found = exact(op, format, mode, [a, b, c]);
                let expected = expected.value;
                let fits = if expected.is_nan() {
                    format.is_nan(found)
                } else {
                    u128::from(found) == expected.to_bits()
                };
                assert!(fits, "{op:?} {rounding:?} {a:#x} {b:#x} {c:#x}: {found:#x}, not {expected}");
            }
        }
    }
}

#[test]
fn arithmetic_agrees_with_another_library_in_every_format_and_rounding() {
    arithmetic_agrees::<Half>(F16, 20_000);
    arithmetic_agrees::<BFloat>(BF16, 20_000);
    arithmetic_agrees::<Single>(F32, 20_000);
    arithmetic_agrees::<Double>(F64, 5_000);
}

fn narrowing_agrees<T: Float>(format: Format)
where
    Double: FloatConvert<T>,
{
    let mut numbers = Numbers(11);
    for _ in 0..50_000 {
        // Near the format, where rounding matters.
        let bits = if numbers.bits().is_multiple_of(2) {
            format.widen(numbers.of(format)).to_bits().wrapping_add(numbers.bits() % 7).wrapping_sub(3)
        } else {
            numbers.of(F64)
        };
        for (rounding, round) in ROUNDINGS {
            let found = format.narrow(f64::from_bits(bits), rounding);
            let expected: T = Double::from_bits(u128::from(bits)).convert_r(round, &mut false).value;
            let fits = if expected.is_nan() {
                format.is_nan(found)
            } else {
                u128::from(found) == expected.to_bits()
            };
            assert!(fits, "{rounding:?} {bits:#x}: {found:#x}, not {expected}");
        }
    }
}

#[test]
fn narrowing_agrees_with_another_library() {
    narrowing_agrees::<Half>(F16);
    narrowing_agrees::<BFloat>(BF16);
    narrowing_agrees::<Single>(F32);
}

#[test]
fn every_half_survives_being_widened() {
    for format in [F16, BF16] {
        for bits in (0..=0xffff).filter(|bits| !format.is_nan(*bits)) {
            assert_eq!(format.narrow(format.widen(bits), Rounding::NearestEven), bits);
        }
    }
}

#[test]
fn roots_bracket_the_number_in_directed_roundings() {
    let mut numbers = Numbers(3);
    for _ in 0..20_000 {
        let x = numbers.of(F64) & !F64.sign();
        if !f64::from_bits(x).is_finite() {
            continue;
        }
        let root = |rounding| {
            let mode = Mode { rounding: Some(rounding), ..Mode::default() };
            exact(Exact::Sqrt, F64, mode, [x, 0, 0])
        };
        let (down, up) = (root(Rounding::Down), root(Rounding::Up));
        assert!(up - down <= 1 && root(Rounding::Zero) == down, "{x:#x}");
        let nearest = root(Rounding::NearestEven);
        assert!(nearest == down || nearest == up, "{x:#x}");
        let squared = |bits: u64, round| {
            let value = Double::from_bits(u128::from(bits));
            value.mul_r(value, round).value
        };
        let number = Double::from_bits(u128::from(x));
        assert!(squared(down, Round::TowardNegative) <= number, "{x:#x}");
        assert!(squared(up, Round::TowardPositive) >= number, "{x:#x}");
    }
}

#[test]
fn what_the_isa_leaves_open_is_as_the_module_says() {
    let mode = Mode::default();
    assert_eq!(binary(BinaryOp::Div, Type::U32, mode, 7, 0), 0xffff_ffff);
    assert_eq!(binary(BinaryOp::Rem, Type::S16, mode, 7, 0), 7);
    assert_eq!(binary(BinaryOp::Div, Type::S32, mode, 0x8000_0000, 0xffff_ffff), 0x8000_0000);
    assert_eq!(binary(BinaryOp::Rem, Type::S64, mode, 1 << 63, u64::MAX), 0);
    let (first, second) = (0xfff0_0000_0000_0001, 0x7ff8_0000_0000_0002);
    assert_eq!(binary(BinaryOp::Add, Type::F64, mode, first, second), 0xfff8_0000_0000_0001);
    assert_eq!(binary(BinaryOp::Mul, Type::F64, mode, F64.infinity, 0), 0xfff8_0000_0000_0000);
    assert_eq!(ternary(TernaryOp::Fma, Type::F64, mode, 0, 0, second), second);
    assert_eq!(unary(UnaryOp::Neg, Type::F32, mode, 0x7f80_0001), 0xff80_0001);
    // Rounding makes it normal, so it is not flushed.
    let ftz = Mode { ftz: true, ..mode };
    let almost = 0x3f7f_ffff;
    assert_eq!(binary(BinaryOp::Mul, Type::F32, ftz, 0x0080_0001, almost), 0x0080_0000);
}

#[test]
fn a_barrier_in_memory_changes_phase_with_its_last_arrival() {
    let (memory, _) = mbarrier(MbarrierOp::Init, 0, Some(2));
    let (memory, first) = mbarrier(MbarrierOp::Arrive, memory, None);
    assert_eq!(mbarrier(MbarrierOp::PendingCount, first, Some(first)).1, 2);
    assert_eq!(mbarrier(MbarrierOp::TestWait, memory, Some(first)).1, 0);
    let (memory, _) = mbarrier(MbarrierOp::ArriveExpect, memory, Some(16));
    assert_eq!(mbarrier(MbarrierOp::TestWait, memory, Some(first)).1, 0);
    let (memory, _) = mbarrier(MbarrierOp::Complete, memory, Some(16));
    assert_eq!(mbarrier(MbarrierOp::TestWait, memory, Some(first)).1, 1);
    assert_eq!(mbarrier(MbarrierOp::TestWaitParity, memory, Some(0)).1, 1);
    assert_eq!(mbarrier(MbarrierOp::TestWaitParity, memory, Some(1)).1, 0);
    assert_eq!(mbarrier(MbarrierOp::PendingCount, memory, Some(memory)).1, 2);
}
