"""Floating-point arithmetic and the approximate functions."""

import math
import random
import struct

from formats import BF16, F16, F32, F64, arithmetic, extremum
from writer import Test, add

MODES = ["rn", "rz", "rm", "rp"]
BY_NAME = {"f16": F16, "bf16": BF16, "f32": F32, "f64": F64}


def edges(fmt):
    half = fmt.one - fmt.min_normal
    core = [0, 1, fmt.min_normal - 1, fmt.min_normal, half, fmt.one - 1, fmt.one, fmt.one + 1, fmt.one + fmt.min_normal // 2]
    core += [fmt.max, fmt.infinity, fmt.infinity + 1, fmt.infinity | fmt.min_normal >> 1 | 5]
    return core + [fmt.sign | x for x in core[:11]]


def near(fmt):
    """A number of ordinary size."""
    spread = min(20, fmt.bias // 2)
    exponent = random.randrange(fmt.bias - spread, fmt.bias + spread)
    return random.getrandbits(1) * fmt.sign | exponent << fmt.fraction | random.getrandbits(fmt.fraction)


def any_bits(fmt):
    return random.getrandbits(fmt.bits)


def pairs(fmt, count=60):
    e = edges(fmt)
    some = [(random.choice(e), random.choice(e)) for _ in range(2 * count)]
    some += [(near(fmt), near(fmt)) for _ in range(count // 2)]
    some += [(any_bits(fmt), any_bits(fmt)) for _ in range(count // 2)]
    # Sums that cancel, and those where one operand is half of the other's last place.
    for _ in range(8):
        x = near(fmt)
        some.append((x, x ^ fmt.sign))
        some.append((x, x ^ fmt.sign ^ 1))
        exponent = (x & (fmt.sign - 1)) >> fmt.fraction
        if exponent > fmt.fraction + 2:
            tiny = (exponent - fmt.fraction - 1) << fmt.fraction
            some += [(x, tiny), (x, tiny | fmt.sign), (x, tiny | 1)]
    return some


def triples(fmt, count=60):
    some = [(a, b, random.choice(edges(fmt))) for a, b in pairs(fmt, count)]
    # c cancels all of a × b but its tail, or is half of the product's last place.
    for _ in range(30):
        a, b = near(fmt), near(fmt)
        product = arithmetic("mul", fmt, "rn", [a, b])
        some.append((a, b, product ^ fmt.sign))
        some.append((a, b, near(fmt)))
        if not fmt.is_infinite(product):
            exponent = (product & (fmt.sign - 1)) >> fmt.fraction
            some.append((a, b, max(exponent - fmt.fraction - 1, 0) << fmt.fraction))
    return some


def basic():
    for ty, fmt in BY_NAME.items():
        small = ty in ("f16", "bf16")
        target = {"bf16": "90"}.get(ty, "61")
        for op, count in [("add", 2), ("sub", 2), ("mul", 2), ("fma", 3), ("div", 2), ("sqrt", 1), ("rcp", 1)]:
            if small and op in ("div", "sqrt", "rcp"):
                continue
            if ty == "bf16":
                target = "80" if op == "fma" else "90"
            if count == 1:
                given = [(x,) for x in edges(fmt)] + [(near(fmt),) for _ in range(40)] + [(any_bits(fmt),) for _ in range(40)]
            else:
                given = pairs(fmt) if count == 2 else triples(fmt)
            names = ", ".join("abc"[:count] and f"%{x}" for x in "abc"[:count])
            variants = [(f".{mode}", mode, {}) for mode in (["rn"] if small else MODES)]
            if ty in ("f32", "f16"):
                variants += [(".rn.ftz", "rn", {"ftz": True})]
                if op in ("add", "sub", "mul", "fma"):
                    variants += [(".rn.sat", "rn", {"sat": True}), (".rn.ftz.sat", "rn", {"ftz": True, "sat": True})]
                if ty == "f32":
                    variants += [(".rz.ftz", "rz", {"ftz": True})]
            out = [(ty, f"{op}{suffix}.{ty} %d, {names};") for suffix, _, _ in variants]
            rows = [
                (row, [arithmetic(op, fmt, mode, list(row), **options) for _, mode, options in variants]) for row in given
            ]
            add(op, Test(f"{op}_{ty}", [ty] * count, out, rows, target=target))
            if small:
                pack = lambda xs: xs[0] | xs[1] << 16
                lower, upper = given, random.sample(given, len(given))
                rows = []
                for x, y in zip(lower, upper):
                    operands = [pack(z) for z in zip(x, y)]
                    rows.append((operands, [pack([arithmetic(op, fmt, "rn", list(z)) for z in (x, y)])]))
                out = [("b32", f"{op}.rn.{ty}x2 %d, {names};")]
                add(op, Test(f"{op}_{ty}x2", ["b32"] * count, out, rows[:100], target=target))
            if small and op == "fma":
                rows = [(row, [arithmetic(op, fmt, "rn", list(row), relu=True)]) for row in given]
                out = [(ty, f"fma.rn.relu.{ty} %d, {names};")]
                add(op, Test(f"fma_relu_{ty}", [ty] * 3, out, rows, target="80"))


def signs_and_extrema():
    for ty, fmt in BY_NAME.items():
        target = {"bf16": "80", "f16": "61"}.get(ty, "61")
        given = [(x,) for x in edges(fmt) if not fmt.is_nan(x)]
        add("neg", Test(f"neg_{ty}", [ty], [(ty, f"neg.{ty} %d, %a;")], [(r, [r[0] ^ fmt.sign]) for r in given], target=target))
        add("abs", Test(f"abs_{ty}", [ty], [(ty, f"abs.{ty} %d, %a;")], [(r, [r[0] & ~fmt.sign]) for r in given], target=target))
        given = [(a, b) for a in edges(fmt) for b in edges(fmt)][::2] + [(near(fmt), near(fmt)) for _ in range(20)]
        for name in ("min", "max"):
            is_max = name == "max"
            plain = [("", {})] + ([(".ftz", {"ftz": True})] if ty == "f32" else [])
            rows = [(r, [extremum(is_max, fmt, *r, **o) for _, o in plain]) for r in given]
            out = [(ty, f"{name}{suffix}.{ty} %d, %a, %b;") for suffix, _ in plain]
            add(name, Test(f"{name}_{ty}", [ty] * 2, out, rows, target="80" if ty in ("f16", "bf16") else "61"))
            if ty != "f64":
                more = [(".NaN", {"nan": True}), (".xorsign.abs", {"xorsign": True}), (".NaN.xorsign.abs", {"nan": True, "xorsign": True})]
                rows = [(r, [extremum(is_max, fmt, *r, **o) for _, o in more]) for r in given]
                out = [(ty, f"{name}{suffix}.{ty} %d, %a, %b;") for suffix, _ in more]
                add(name, Test(f"{name}_more_{ty}", [ty] * 2, out, rows, target="90"))
            if ty in ("f16", "bf16"):
                rows = []
                for (a, b), (c, e) in zip(given, random.sample(given, len(given))):
                    rows.append(([a | c << 16, b | e << 16], [extremum(is_max, fmt, a, b) | extremum(is_max, fmt, c, e) << 16]))
                out = [("b32", f"{name}.{ty}x2 %d, %a, %b;")]
                add(name, Test(f"{name}_{ty}x2", ["b32"] * 2, out, rows, target="80"))
    for ty in ("f32", "f64"):
        fmt = BY_NAME[ty]
        given = [(a, b) for a in edges(fmt) for b in edges(fmt)][::7]
        rows = [(r, [(r[1] & ~fmt.sign) | (r[0] & fmt.sign)]) for r in given]
        add("copysign", Test(f"copysign_{ty}", [ty] * 2, [(ty, f"copysign.{ty} %d, %a, %b;")], rows))


def to_float(fmt, bits):
    if fmt.is_nan(bits):
        return math.nan
    if fmt.is_infinite(bits):
        return -math.inf if fmt.is_negative(bits) else math.inf
    number = float(fmt.value(bits))
    return math.copysign(number, -1.0) if fmt.is_negative(bits) else number


def from_float(fmt, number):
    from fractions import Fraction

    if math.isnan(number):
        return "nan"
    negative = math.copysign(1.0, number) < 0
    if math.isinf(number):
        return fmt.infinity | (fmt.sign if negative else 0)
    return fmt.round(Fraction(number), "rn", negative)


def guarded(function):
    """NaN where the mathematical library raises."""
    def wrapped(x):
        try:
            return function(x)
        except ValueError:
            return math.nan
        except OverflowError:
            return math.inf
    return wrapped


def reciprocal(x):
    return math.copysign(math.inf, x) if x == 0 else 1.0 / x


def inverse_root(x):
    if x == 0:
        return math.copysign(math.inf, x)
    return 1.0 / math.sqrt(x) if x > 0 else math.nan


def log2(x):
    return -math.inf if x == 0 else math.log2(x)


FUNCTIONS = {
    # name: function, what the ISA allows, numbers it is tried on
    "rcp": (reciprocal, "ulp 1", None),
    "sqrt": (math.sqrt, "rel 2^-23", None),
    "rsqrt": (inverse_root, "rel 2^-22.9", None),
    "sin": (math.sin, "abs 2^-20.5", 6.28),
    "cos": (math.cos, "abs 2^-20.5", 6.28),
    "lg2": (log2, "abs 2^-22 rel 2^-22", None),
    "ex2": (lambda x: 2.0**x, "ulp 2 rel 2^-22", 130.0),
    "tanh": (math.tanh, "rel 2^-11", 10.0),
}


def approximate():
    for name, (function, tolerance, limit) in FUNCTIONS.items():
        f = guarded(function)
        given = [x for x in edges(F32)]
        if limit:
            pack = lambda x: struct.unpack("<I", struct.pack("<f", x))[0]
            given = [x for x in given if not abs(to_float(F32, x)) > limit or F32.is_nan(x) or F32.is_infinite(x)]
            given += [pack(random.uniform(-limit, limit)) for _ in range(60)]
        else:
            given += [near(F32) for _ in range(30)] + [any_bits(F32) for _ in range(30)]
        variants = [".approx"] + ([".approx.ftz"] if name != "tanh" else [])
        # A hardware that flushes results without `.ftz` is within the ISA only for some; both are asked of here.
        rows = []
        for x in given:
            flushed = from_float(F32, f(to_float(F32, F32.flush(x))))
            flushed = flushed if flushed == "nan" else F32.flush(flushed)
            rows.append(((x,), [from_float(F32, f(to_float(F32, x)))] + ([flushed] if name != "tanh" else [])))
        out = [("f32", f"{name}{suffix}.f32 %d, %a;") for suffix in variants]
        add(name, Test(f"{name}_approx_f32", ["f32"], out, rows, tolerance, target="75" if name == "tanh" else "61"))
    for ty, name, tolerance, suffix, target in [
        ("f16", "ex2", "rel 2^-9.9 abs 2^-24", ".approx", "75"),
        ("bf16", "ex2", "rel 2^-7", ".approx.ftz", "90"),
        ("f16", "tanh", "abs 2^-10.987 rel 2^-10", ".approx", "75"),
        # 2^-8 of the exact value, and what is written here is that rounded, by up to another 2^-8.
        ("bf16", "tanh", "rel 2^-7", ".approx", "90"),
    ]:
        fmt = BY_NAME[ty]
        function, _, limit = FUNCTIONS[name]
        f = guarded(function)
        limit = min(limit, 14.0)
        given = [x for x in edges(fmt) if fmt.is_nan(x) or not abs(to_float(fmt, x)) > limit]
        given += [from_float(fmt, random.uniform(-limit, limit)) for _ in range(40)]
        rows = [((x,), [from_float(fmt, f(to_float(fmt, x)))]) for x in given if not fmt.is_subnormal(x)]
        add(name, Test(f"{name}_approx_{ty}", [ty], [(ty, f"{name}{suffix}.{ty} %d, %a;")], rows, tolerance, target=target))
        rows = [((x | y << 16,), [p | q << 16]) for ((x,), [p]), ((y,), [q]) in zip(rows, rows[1:]) if "nan" not in (p, q)]
        exact = [r for r in rows]
        add(name, Test(f"{name}_approx_{ty}x2", ["b32"], [("b32", f"{name}{suffix}.{ty}x2 %d, %a;")], exact, f"{tolerance} halves {ty}", target=target))
    for variant, low, high in [("approx", 2.0**-126, 2.0**126), ("full", 2.0**-126, 2.0**126)]:
        given = [(a, b) for a, b in pairs(F32) if low <= abs(to_float(F32, b)) <= high and not F32.is_subnormal(a)]
        rows = []
        for a, b in given:
            result = arithmetic("div", F32, "rn", [a, b])
            if result == F32.nan or not F32.is_subnormal(result):
                rows.append(((a, b), ["nan" if F32.is_nan(result) else result]))
        out = [("f32", f"div.{variant}.f32 %d, %a, %b;"), ("f32", f"div.{variant}.ftz.f32 %d, %a, %b;")]
        rows = [(r, e * 2) for r, e in rows if not F32.is_infinite(e[0] if e != ["nan"] else 0)]
        add("div", Test(f"div_{variant}_f32", ["f32"] * 2, out, rows, "ulp 2"))
    # The upper words of binary64.
    upper = lambda x: x >> 32 << 32
    for name in ("rcp", "rsqrt"):
        f = guarded(FUNCTIONS[name][0])
        given = [upper(near(F64)) for _ in range(30)] + [upper(x) for x in edges(F64) if not F64.is_nan(x) and not F64.is_subnormal(x)]
        given = [x for x in given if x & (F64.sign - 1) < F64.max - (4 << 52) or F64.is_infinite(x)]
        if name == "rsqrt":
            rows = [((x,), [from_float(F64, f(to_float(F64, x)))]) for x in given]
            add(name, Test("rsqrt_approx_f64", ["f64"], [("f64", "rsqrt.approx.f64 %d, %a;")], rows, "rel 2^-27"))
        rows = [((x,), [from_float(F64, f(to_float(F64, x)))]) for x in given]
        out = [("f64", f"{name}.approx.ftz.f64 %d, %a;")]
        add(name, Test(f"{name}_approx_ftz_f64", ["f64"], out, rows, "rel 2^-19"))


def tests():
    basic()
    signs_and_extrema()
    approximate()
