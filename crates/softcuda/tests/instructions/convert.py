"""`cvt` and `cvt.pack`."""

import random

from floats import any_bits, edges, near
from formats import BF16, E4M3, E5M2, F16, F32, F64, TF32, finish, integral
from integers import clamp, edges as int_edges, value, width
from writer import Test, add

INTEGERS = ["u8", "u16", "u32", "u64", "s8", "s16", "s32", "s64"]
FLOATS = {"f16": F16, "bf16": BF16, "f32": F32, "f64": F64}
MODES = ["rn", "rz", "rm", "rp"]


def narrow(fmt, source, bits, mode, satfinite=False, relu=False, sat=False, ftz=False):
    """A number of one format in another."""
    if ftz and source is F32:
        bits = source.flush(bits)
    if source.is_nan(bits):
        if source is F64 and not sat:
            # Its sign, made quiet, and as much of it as fits: not in the PTX ISA, but seen on an H100.
            rest = (bits & ((1 << 52) - 1)) >> (52 - fmt.fraction)
            return (fmt.sign if source.is_negative(bits) else 0) | fmt.infinity | (1 << (fmt.fraction - 1)) | rest
        return 0 if sat else fmt.nan if fmt.nan is not None else "nan"
    negative = source.is_negative(bits)
    sign = fmt.sign if negative else 0
    if source.is_infinite(bits):
        result = fmt.infinity | sign
        too_large = True
    else:
        result = fmt.round(source.value(bits), mode, negative)
        too_large = result & (fmt.sign - 1) > fmt.max
    if satfinite and too_large:
        result = fmt.max | sign
    return finish(fmt, result, ftz=ftz and fmt is F32, sat=sat, relu=relu)


def integers():
    for source in INTEGERS:
        n = width(source)
        given = [(x,) for x in int_edges(n)] + [(random.getrandbits(n),) for _ in range(12)]
        for to in INTEGERS:
            if to == source:
                continue
            b = f"b{width(to)}"
            rows = [(r, [value(source, r[0]), clamp(to, value(source, r[0]))]) for r in given]
            code = lambda sat: f"cvt{sat}.{to}.{source} %d, %a;"
            # Clamping is for types that do not have all numbers of the source.
            least = -(1 << (n - 1)) if source[0] == "s" else 0
            most = (1 << (n - (source[0] == "s"))) - 1
            if (clamp(to, least), clamp(to, most)) == (least, most):
                out, rows = [(b, code(""))], [(r, e[:1]) for r, e in rows]
            else:
                out = [(b, code("")), (b, code(".sat"))]
            add(f"cvt_{to}", Test(f"cvt_{to}_{source}", [f"b{n}"], out, rows))


def to_floats():
    for to, fmt in FLOATS.items():
        for source in INTEGERS:
            n = width(source)
            if to == "bf16" and n == 8:
                continue
            given = [(x,) for x in int_edges(n)] + [(random.getrandbits(n),) for _ in range(20)]
            given += [(random.getrandbits(n) >> random.randrange(n),) for _ in range(20)]
            # Halfway between two floats.
            given += [((1 << (n - 2)) + (1 << max(n - 3 - fmt.fraction, 0)),), ((1 << (n - 2)) + 3 * (1 << max(n - 3 - fmt.fraction, 0)),)]
            rows = [(r, [fmt.round(value(source, r[0]) + 0 * fmt.value(0), mode) for mode in MODES]) for r in given]
            out = [(to, f"cvt.{mode}.{to}.{source} %d, %a;") for mode in MODES]
            add(f"cvt_{to}", Test(f"cvt_{to}_{source}", [f"b{n}"], out, rows, target="90" if to == "bf16" else "61"))


def from_floats():
    for source, fmt in FLOATS.items():
        for to in INTEGERS:
            n = width(to)
            if source == "bf16" and n == 8:
                continue
            given = [(x,) for x in edges(fmt)] + [(near(fmt),) for _ in range(40)]
            # Halves and their neighbours, and the borders of the type.
            for number in (0.5, 1.5, 2.5, 126.5, 127.5, 128, 255.5):
                bits = fmt.round(fmt.value(0) + number.__class__(number).as_integer_ratio()[0] * fmt.value(fmt.one) / number.__class__(number).as_integer_ratio()[1], "rn")
                given += [(bits,), (bits ^ fmt.sign,), (bits - 1,), (bits + 1,)]
            for border in {1 << (n - 1), 1 << n, (1 << n) - 1, (1 << (n - 1)) - 1}:
                bits = min(fmt.round(fmt.value(fmt.one) * border, "rz"), fmt.max)
                given += [(bits,), (bits ^ fmt.sign,), (bits + 1,), (bits - 1,)]
            given = [r for r in dict.fromkeys(given)]

            def convert(bits, mode, ftz=False):
                if ftz:
                    bits = fmt.flush(bits)
                if fmt.is_nan(bits):
                    return 1 << (n - 1) if source == "f64" or n == 64 else 0
                if fmt.is_infinite(bits):
                    return clamp(to, -(1 << 70) if fmt.is_negative(bits) else 1 << 70)
                return clamp(to, integral(fmt.value(bits), mode))

            modes = [(mode, "") for mode in ("rni", "rzi", "rmi", "rpi")] + ([("rpi", ".ftz")] if source == "f32" else [])
            rows = [(r, [convert(r[0], mode, bool(ftz)) for mode, ftz in modes]) for r in given]
            out = [(f"b{n}", f"cvt.{mode}{ftz}.{to}.{source} %d, %a;") for mode, ftz in modes]
            add(f"cvt_{to}", Test(f"cvt_{to}_{source}", [source], out, rows, target="90" if source == "bf16" else "61"))


def between_floats():
    for source, a in FLOATS.items():
        given = [(x,) for x in edges(a)] + [(near(a),) for _ in range(40)] + [(any_bits(a),) for _ in range(30)]
        for to, fmt in FLOATS.items():
            target = "90" if "bf16" in (source, to) and (source, to) != ("f32", "bf16") else "61"
            if (source, to) == ("bf16", "f32"):
                target = "80"
            if source == to:
                if source == "bf16":
                    continue
                # To a whole number.
                def whole(bits, mode):
                    if fmt.is_nan(bits):
                        return "nan"
                    if fmt.is_infinite(bits):
                        return bits
                    return fmt.round(fmt.value(fmt.one) * integral(fmt.value(bits), mode), "rn", fmt.is_negative(bits)) | (bits & fmt.sign)

                modes = ["rni", "rzi", "rmi", "rpi"]
                rows = [(r, [whole(r[0], mode) for mode in modes]) for r in given]
                out = [(to, f"cvt.{mode}.{to}.{source} %d, %a;") for mode in modes]
                add(f"cvt_{to}", Test(f"cvt_{to}_{source}", [source], out, rows, target=target))
                continue
            if fmt.bits > a.bits:
                rows = [(r, ["nan" if a.is_nan(r[0]) else narrow(fmt, a, r[0], "rn")]) for r in given]
                add(f"cvt_{to}", Test(f"cvt_{to}_{source}", [source], [(to, f"cvt.{to}.{source} %d, %a;")], rows, target=target))
                continue
            modes = MODES if fmt.bits < a.bits and not (source, to) == ("f32", "bf16") else ["rn", "rz"]
            rows = [(r, [narrow(fmt, a, r[0], mode) for mode in modes]) for r in given]
            out = [(to, f"cvt.{mode}.{to}.{source} %d, %a;") for mode in modes]
            if (source, to) == ("f32", "bf16"):
                target = "80"
            add(f"cvt_{to}", Test(f"cvt_{to}_{source}", [source], out, rows, target=target))
    given = [(x,) for x in edges(F32)] + [(near(F32),) for _ in range(30)]
    rows = [(r, [narrow(F32, F32, r[0], "rn", sat=True), narrow(F32, F32, r[0], "rn", sat=True, ftz=True)]) for r in given]
    out = [("f32", "cvt.sat.f32.f32 %d, %a;"), ("f32", "cvt.ftz.sat.f32.f32 %d, %a;")]
    add("cvt_f32", Test("cvt_sat_f32_f32", ["f32"], out, rows))
    given = [(x,) for x in edges(F64)] + [(near(F64),) for _ in range(10)] + [(F64.round(F32.value(x), "rn"),) for x in (1, 5, F32.min_normal - 1, F32.min_normal)]
    rows = [(r, [narrow(F32, F64, r[0], "rn", ftz=True)]) for r in given]
    add("cvt_f32", Test("cvt_ftz_f32_f64", ["f64"], [("f32", "cvt.rn.ftz.f32.f64 %d, %a;")], rows))


def packed():
    given = [(random.choice(edges(F32)), random.choice(edges(F32))) for _ in range(60)] + [(near(F32), near(F32)) for _ in range(40)]
    pack = lambda fmt, upper, lower: upper << fmt.bits | lower
    for to, fmt in (("f16x2", F16), ("bf16x2", BF16)):
        variants = [(f".{m}{relu}", {"mode": m, "relu": bool(relu)}) for m in ("rn", "rz") for relu in ("", ".relu")]
        rows = [(r, [pack(fmt, *[narrow(fmt, F32, x, **o) for x in r]) for _, o in variants]) for r in given]
        out = [("b32", f"cvt{suffix}.{to}.f32 %d, %a, %b;") for suffix, _ in variants]
        add(f"cvt_{to}", Test(f"cvt_{to}_f32", ["f32"] * 2, out, rows, target="80"))
    for to, fmt in (("e4m3x2", E4M3), ("e5m2x2", E5M2)):
        variants = [("", {}), (".relu", {"relu": True})]
        rows = [(r, [pack(fmt, *[narrow(fmt, F32, x, "rn", satfinite=True, **o) for x in r]) for _, o in variants]) for r in given]
        out = [("b16", f"cvt.rn.satfinite{suffix}.{to}.f32 %d, %a, %b;") for suffix, _ in variants]
        add(f"cvt_{to}", Test(f"cvt_{to}_f32", ["f32"] * 2, out, rows, target="89"))
        halves = [(random.choice(edges(F16)), random.choice(edges(F16))) for _ in range(60)] + [(near(F16), near(F16)) for _ in range(40)]
        rows = [((pack(F16, *r),), [pack(fmt, *[narrow(fmt, F16, x, "rn", satfinite=True) for x in r])]) for r in halves]
        add(f"cvt_{to}", Test(f"cvt_{to}_f16x2", ["b32"], [("b16", f"cvt.rn.satfinite.{to}.f16x2 %d, %a;")], rows, target="89"))
        quarters = [(x, 255 - x) for x in range(256)]
        rows = [((pack(fmt, *r),), [pack(F16, *[narrow(F16, fmt, x, "rn") for x in r])]) for r in quarters]
        add("cvt_f16x2", Test(f"cvt_f16x2_{to}", ["b16"], [("b32", f"cvt.rn.f16x2.{to} %d, %a;")], rows, target="89"))
    given = [(x,) for x in edges(F32) if not F32.is_nan(x)] + [(near(F32),) for _ in range(40)]
    rows = [(r, [narrow(TF32, F32, r[0], "rna") << 13]) for r in given]
    add("cvt_tf32", Test("cvt_rna_tf32_f32", ["f32"], [("b32", "cvt.rna.tf32.f32 %d, %a;")], rows, target="80"))
    rows = [(r, [narrow(TF32, F32, r[0], mode) << 13 for mode in ("rn", "rz")]) for r in given]
    out = [("b32", f"cvt.{mode}.tf32.f32 %d, %a;") for mode in ("rn", "rz")]
    add("cvt_tf32", Test("cvt_tf32_f32", ["f32"], out, rows, target="90"))
    words = [tuple(random.choice(int_edges(32)) if random.random() < 0.5 else random.getrandbits(random.randrange(4, 20)) for _ in range(3)) for _ in range(60)]
    for to in ("u16", "s16"):
        f = lambda a, b, c: (clamp(to, value("s32", a)) & 0xFFFF) << 16 | clamp(to, value("s32", b)) & 0xFFFF
        rows = [(r, [f(*r)]) for r in words]
        add("cvt_pack", Test(f"cvt_pack_{to}", ["b32"] * 3, [("b32", f"cvt.pack.sat.{to}.s32 %d, %a, %b;")], rows, target="75"))
    for to in ("u8", "s8"):
        f = lambda a, b, c: (c & 0xFFFF) << 16 | (clamp(to, value("s32", a)) & 0xFF) << 8 | clamp(to, value("s32", b)) & 0xFF
        rows = [(r, [f(*r)]) for r in words]
        add("cvt_pack", Test(f"cvt_pack_{to}", ["b32"] * 3, [("b32", f"cvt.pack.sat.{to}.s32.b32 %d, %a, %b, %c;")], rows, target="75"))


def tests():
    integers()
    to_floats()
    from_floats()
    between_floats()
    packed()
