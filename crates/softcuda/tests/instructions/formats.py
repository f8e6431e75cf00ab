"""Floating-point formats in exact rational arithmetic: the second opinion on what instructions give.

Nothing here shares code, or a method, with the library that is tested: numbers are fractions, and rounding is
a comparison of fractions.
"""

from fractions import Fraction
from math import isqrt


class Format:
    """Sign, exponent, fraction."""

    def __init__(self, name, exponent, fraction, nan):
        self.name, self.exponent, self.fraction, self.nan = name, exponent, fraction, nan
        self.bits = 1 + exponent + fraction
        self.bias = (1 << (exponent - 1)) - 1
        self.sign = 1 << (exponent + fraction)
        self.infinity = ((1 << exponent) - 1) << fraction
        self.max = self.infinity - 1
        self.one = self.bias << fraction
        self.min_normal = 1 << fraction

    def is_nan(self, bits):
        return bits & (self.sign - 1) > self.infinity

    def is_infinite(self, bits):
        return bits & (self.sign - 1) == self.infinity

    def is_subnormal(self, bits):
        return 0 < bits & (self.sign - 1) < self.min_normal

    def is_negative(self, bits):
        return bits & self.sign != 0

    def flush(self, bits):
        return bits & self.sign if self.is_subnormal(bits) else bits

    def value(self, bits):
        """The number, which is finite."""
        magnitude = bits & (self.sign - 1)
        exponent, fraction = magnitude >> self.fraction, magnitude & (self.min_normal - 1)
        if exponent == 0:
            number = Fraction(fraction) * Fraction(2) ** (1 - self.bias - self.fraction)
        else:
            number = Fraction(fraction + self.min_normal) * Fraction(2) ** (
                exponent - self.bias - self.fraction
            )
        return -number if bits & self.sign else number

    def neighbours(self, magnitude):
        """The bits of the greatest number that is not above, and whether it is the number itself."""
        low, high = 0, self.infinity
        while low + 1 < high:
            middle = (low + high) // 2
            if self.value(middle) <= magnitude:
                low = middle
            else:
                high = middle
        return low, self.value(low) == magnitude

    def round(self, number, mode, negative_zero=False):
        """The bits of a number after rounding: rn, rz, rm, rp or rna."""
        if number == 0:
            return self.sign if negative_zero else 0
        negative = number < 0
        magnitude = -number if negative else number
        low, exact = self.neighbours(magnitude)
        result = low
        if not exact:
            if low == self.max:
                # Beyond the largest number: as if there were one more.
                step = self.value(self.max) - self.value(self.max - 1)
                above = self.value(self.max) + step
            else:
                above = self.value(low + 1)
            below = self.value(low)
            middle = (below + above) / 2
            if mode == "rn":
                up = magnitude > middle or (magnitude == middle and low & 1 == 1)
            elif mode == "rna":
                up = magnitude >= middle
            elif mode == "rz":
                up = False
            elif mode == "rm":
                up = negative
            else:
                up = not negative
            result = low + 1 if up else low
        return result | (self.sign if negative else 0)


F16 = Format("f16", 5, 10, 0x7FFF)
BF16 = Format("bf16", 8, 7, 0x7FFF)
F32 = Format("f32", 8, 23, 0x7FFFFFFF)
F64 = Format("f64", 11, 52, None)
TF32 = Format("tf32", 8, 10, None)
E5M2 = Format("e5m2", 5, 2, 0x7F)


class E4m3(Format):
    """No infinity; the largest bit pattern is the only NaN."""

    def __init__(self):
        super().__init__("e4m3", 4, 3, 0x7F)
        self.infinity = 0x7F
        self.max = 0x7E

    def is_nan(self, bits):
        return bits & 0x7F == 0x7F

    def is_infinite(self, bits):
        return False


E4M3 = E4m3()


def root(number):
    """A fraction that rounds as the root of another does, in every format here."""
    shift = 2400
    scaled = number * (1 << (2 * shift))
    whole = scaled.numerator // scaled.denominator
    found = isqrt(whole)
    exact = found * found == whole and scaled.denominator == 1
    return Fraction(found * 2 + (0 if exact else 1), 1 << (shift + 1))


def finish(fmt, bits, ftz=False, sat=False, relu=False):
    """Flushing and clamping of a result."""
    if bits == "nan":
        return 0 if sat else fmt.nan if fmt.nan is not None else "nan"
    if ftz:
        bits = fmt.flush(bits)
    if sat or relu:
        if fmt.is_negative(bits):
            return 0
        if sat and bits > fmt.one:
            return fmt.one
    return bits


def arithmetic(op, fmt, mode, operands, ftz=False, sat=False, relu=False):
    """add, sub, mul, div, fma, sqrt, rcp."""
    x = [fmt.flush(bits) if ftz else bits for bits in operands]
    return finish(fmt, plain(op, fmt, mode, x), ftz, sat, relu)


def plain(op, fmt, mode, x):
    if any(fmt.is_nan(bits) for bits in x):
        return "nan"
    if op == "rcp":
        return plain("div", fmt, mode, [fmt.one, x[0]])
    if op == "sub":
        return plain("add", fmt, mode, [x[0], x[1] ^ fmt.sign])
    if op == "sqrt":
        if x[0] & (fmt.sign - 1) == 0:
            return x[0]
        if fmt.is_negative(x[0]):
            return "nan"
        if fmt.is_infinite(x[0]):
            return x[0]
        return fmt.round(root(fmt.value(x[0])), mode)
    signs = [fmt.is_negative(bits) for bits in x]
    infinite = [fmt.is_infinite(bits) for bits in x]
    if op == "add":
        return total(fmt, mode, None if infinite[0] else fmt.value(x[0]), signs[0], x[1])
    negative = signs[0] != signs[1]
    zero = [bits & (fmt.sign - 1) == 0 for bits in x]
    sign = fmt.sign if negative else 0
    if op in ("mul", "fma"):
        if (infinite[0] and zero[1]) or (zero[0] and infinite[1]):
            return "nan"
        product = None if infinite[0] or infinite[1] else fmt.value(x[0]) * fmt.value(x[1])
        if op == "fma":
            return total(fmt, mode, product, negative, x[2])
        return fmt.infinity | sign if product is None else fmt.round(product, mode, negative)
    if op == "div":
        if (infinite[0] and infinite[1]) or (zero[0] and zero[1]):
            return "nan"
        if infinite[0] or zero[1]:
            return fmt.infinity | sign
        if infinite[1] or zero[0]:
            return sign
        return fmt.round(fmt.value(x[0]) / fmt.value(x[1]), mode, negative)
    raise ValueError(op)


def total(fmt, mode, first, first_negative, second):
    """first + second; the first is a number with a sign, or None for an infinity."""
    second_negative = fmt.is_negative(second)
    if first is None and fmt.is_infinite(second):
        return "nan" if first_negative != second_negative else second
    if first is None:
        return fmt.infinity | (fmt.sign if first_negative else 0)
    if fmt.is_infinite(second):
        return second
    result = first + fmt.value(second)
    if result == 0:
        negative = first_negative if first_negative == second_negative else mode == "rm"
        return fmt.sign if negative else 0
    return fmt.round(result, mode)


def extremum(is_max, fmt, a, b, ftz=False, nan=False, xorsign=False):
    """min and max."""
    canonical = fmt.nan if fmt.nan is not None else "nan"
    if ftz:
        a, b = fmt.flush(a), fmt.flush(b)
    sign = (a ^ b) & fmt.sign
    if xorsign:
        a, b = a & ~fmt.sign, b & ~fmt.sign
    if fmt.is_nan(a) and fmt.is_nan(b):
        return canonical
    if fmt.is_nan(a) or fmt.is_nan(b):
        if nan:
            return canonical
        result = b if fmt.is_nan(a) else a
    else:
        def order(bits):
            magnitude = bits & (fmt.sign - 1)
            return -magnitude - 1 if bits & fmt.sign else magnitude

        result = (max if is_max else min)(a, b, key=order)
    return (result & ~fmt.sign) | sign if xorsign else result


def integral(number, mode):
    """The integer that a fraction is rounded to: rni, rzi, rmi, rpi."""
    floor = number.numerator // number.denominator
    rest = number - floor
    if rest == 0 or mode == "rmi":
        return floor
    if mode == "rpi":
        return floor + 1
    if mode == "rzi":
        return floor + 1 if number < 0 else floor
    if rest != Fraction(1, 2):
        return floor + 1 if rest > Fraction(1, 2) else floor
    return floor if floor % 2 == 0 else floor + 1
