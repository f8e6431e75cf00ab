"""Integers, bits, comparison and choice."""

import random

from formats import BF16, F16, F32, F64
from writer import Test, add

TYPES = ["u16", "u32", "u64", "s16", "s32", "s64"]


def restricted(fields, n):
    """Only the lower eight bits of position and length count, but of 64-bit fields a GPU (an H100) takes all; the PTX ISA
    restricts both to 255."""
    return [field for field in fields if n < 64 or max(field[-2:]) <= 255]


def width(ty):
    return int(ty[1:].split("x")[0])


def value(ty, bits):
    """The number."""
    n = width(ty)
    bits &= (1 << n) - 1
    return bits - (1 << n) if ty[0] == "s" and bits >> (n - 1) else bits


def clamp(ty, number):
    n = width(ty)
    low, high = (-(1 << (n - 1)), (1 << (n - 1)) - 1) if ty[0] == "s" else (0, (1 << n) - 1)
    return max(low, min(high, number))


def edges(n):
    """Numbers at which things go wrong."""
    top = 1 << (n - 1)
    return [0, 1, 2, 3, 0x5A & ((1 << n) - 1), top - 1, top, top + 1, 2 * top - 2, 2 * top - 1]


def some(n):
    return random.getrandbits(n)


def ones(n):
    return [(a,) for a in edges(n)] + [(some(n),) for _ in range(14)]


def pairs(n, m=None):
    m = m or n
    return random.sample([(a, b) for a in edges(n) for b in edges(m)], 70) + [(some(n), some(m)) for _ in range(20)]


def triples(n, m=None):
    m = m or n
    first = [(a, b, random.choice(edges(m))) for a in edges(n) for b in edges(n)]
    return random.sample(first, 60) + [(some(n), some(n), some(m)) for _ in range(20)]


def rows(inputs, *functions):
    return [(given, [function(*given) for function in functions]) for given in inputs]


def arithmetic():
    for ty in TYPES:
        n = width(ty)
        b, wide = f"b{n}", f"b{2 * n}"
        v = lambda x, ty=ty: value(ty, x)
        for name, f in [("add", lambda x, y: x + y), ("sub", lambda x, y: x - y)]:
            out = [(b, f"{name}.{ty} %d, %a, %b;")]
            fs = [lambda x, y, f=f, v=v: f(v(x), v(y))]
            if ty == "s32":
                out.append((b, f"{name}.sat.s32 %d, %a, %b;"))
                fs.append(lambda x, y, f=f, v=v: clamp("s32", f(v(x), v(y))))
            add(name, Test(f"{name}_{ty}", [b, b], out, rows(pairs(n), *fs)))
        out = [(b, f"mul.lo.{ty} %d, %a, %b;"), (b, f"mul.hi.{ty} %d, %a, %b;")]
        fs = [lambda x, y, v=v: v(x) * v(y), lambda x, y, v=v, n=n: (v(x) * v(y)) >> n]
        if n < 64:
            out.append((wide, f"mul.wide.{ty} %d, %a, %b;"))
            fs.append(fs[0])
        add("mul", Test(f"mul_{ty}", [b, b], out, rows(pairs(n), *fs)))
        out = [(b, f"mad.lo.{ty} %d, %a, %b, %c;"), (b, f"mad.hi.{ty} %d, %a, %b, %c;")]
        fs = [
            lambda x, y, z, v=v: v(x) * v(y) + z,
            lambda x, y, z, v=v, n=n: ((v(x) * v(y)) >> n) + z,
        ]
        if ty == "s32":
            out.append((b, "mad.hi.sat.s32 %d, %a, %b, %c;"))
            fs.append(lambda x, y, z, v=v: clamp("s32", ((v(x) * v(y)) >> 32) + v(z)))
        add("mad", Test(f"mad_{ty}", [b, b, b], out, rows(triples(n), *fs)))
        if n < 64:
            out = [(wide, f"mad.wide.{ty} %d, %a, %b, %c;")]
            f = lambda x, y, z, v=v: v(x) * v(y) + z
            add("mad", Test(f"mad_wide_{ty}", [b, b, wide], out, rows(triples(n, 2 * n), f)))
        sad = lambda x, y, z, v=v: abs(v(x) - v(y)) + z
        add("sad", Test(f"sad_{ty}", [b, b, b], [(b, f"sad.{ty} %d, %a, %b, %c;")], rows(triples(n), sad)))

        def quotient(x, y, v=v):
            q = abs(v(x)) // abs(v(y))
            return q if (v(x) < 0) == (v(y) < 0) else -q

        least = -(1 << (n - 1))
        fits = [(x, y) for x, y in pairs(n) if v(y) != 0 and not (ty[0] == "s" and v(x) == least and v(y) == -1)]
        fits += [(some(n), random.randrange(1, 200)) for _ in range(30)]
        div = [(b, f"div.{ty} %d, %a, %b;")]
        add("div", Test(f"div_{ty}", [b, b], div, rows(fits, quotient)))
        remainder = lambda x, y, v=v, q=quotient: v(x) - q(x, y) * v(y)
        add("rem", Test(f"rem_{ty}", [b, b], [(b, f"rem.{ty} %d, %a, %b;")], rows(fits, remainder)))
        for name, f in [("min", min), ("max", max)]:
            out = [(b, f"{name}.{ty} %d, %a, %b;")]
            fs = [lambda x, y, f=f, v=v: f(v(x), v(y))]
            add(name, Test(f"{name}_{ty}", [b, b], out, rows(pairs(n), *fs)))
            if ty == "s32":
                relu = lambda x, y, f=f, v=v: max(0, f(v(x), v(y)))
                out = [(b, f"{name}.relu.s32 %d, %a, %b;")]
                add(name, Test(f"{name}_relu_{ty}", [b, b], out, rows(pairs(n), relu), target="90"))
        if ty[0] == "s":
            out = [(b, f"neg.{ty} %d, %a;"), (b, f"abs.{ty} %d, %a;")]
            add("neg", Test(f"neg_{ty}", [b], out[:1], rows(ones(n), lambda x, v=v: -v(x))))
            add("abs", Test(f"abs_{ty}", [b], out[1:], rows(ones(n), lambda x, v=v: abs(v(x)))))
    for ty in ["u32", "s32"]:
        v = lambda x, ty=ty: value(ty[0] + "24", x)
        high = lambda x, y, v=v: ((v(x) * v(y)) >> 16) & 0xFFFFFFFF
        out = [("b32", f"mul24.lo.{ty} %d, %a, %b;"), ("b32", f"mul24.hi.{ty} %d, %a, %b;")]
        add("mul24", Test(f"mul24_{ty}", ["b32"] * 2, out, rows(pairs(32) + pairs(24), lambda x, y, v=v: v(x) * v(y), high)))
        out = [("b32", f"mad24.{which}.{ty} %d, %a, %b, %c;") for which in ("lo", "hi")]
        fs = [lambda x, y, z, v=v: v(x) * v(y) + z, lambda x, y, z, h=high: h(x, y) + z]
        if ty == "s32":
            out.append(("b32", "mad24.hi.sat.s32 %d, %a, %b, %c;"))
            fs.append(lambda x, y, z, h=high: clamp("s32", value("s32", h(x, y)) + value("s32", z)))
        add("mad24", Test(f"mad24_{ty}", ["b32"] * 3, out, rows(triples(32) + triples(24, 32), *fs)))
    for ty in ["u16", "s16"]:
        halves = lambda f, ty=ty: lambda x, y: sum(
            (f(value(ty, x >> s), value(ty, y >> s)) & 0xFFFF) << s for s in (0, 16)
        )
        for name, f in [("add", lambda x, y: x + y), ("min", min), ("max", max)]:
            out, fs = [("b32", f"{name}.{ty}x2 %d, %a, %b;")], [halves(f)]
            if name != "add" and ty == "s16":
                out.append(("b32", f"{name}.relu.s16x2 %d, %a, %b;"))
                fs.append(halves(lambda x, y, f=f: max(0, f(x, y))))
            add(name, Test(f"{name}_{ty}x2", ["b32"] * 2, out, rows(pairs(32), *fs), target="90"))


def carries():
    for n in (32, 64):
        b = f"b{n}"
        # Two words each: the whole is what Python says it is.
        given = [
            (random.choice(edges(n)), random.choice(edges(n)), random.choice(edges(n)), random.choice(edges(n)))
            for _ in range(80)
        ] + [tuple(some(n) for _ in range(4)) for _ in range(20)]
        whole = lambda low, high, n=n: low | high << n
        for name in ("add", "sub"):
            sign = 1 if name == "add" else -1
            f = lambda a, b_, c, e, s=sign, n=n: whole(a, b_) + s * whole(c, e)
            out = [
                (b, f"{name}.cc.u{n} %d, %a, %c;"),
                (b, f"{name}c.cc.u{n} %d, %b, %e;"),
                (b, f"{name}c.u{n} %d, 0, 0;"),
            ]
            fs = [f, lambda *x, f=f, n=n: f(*x) >> n, lambda *x, f=f, n=n: f(*x) >> (2 * n)]
            add(f"{name}c", Test(f"{name}c_u{n}", [b] * 4, out, rows(given, *fs)))
        # (b:a) × c + (f:e), word by word.
        f = lambda a, b_, c, e, g, n=n: whole(a, b_) * c + whole(e, g)
        out = [
            (b, f"mad.lo.cc.u{n} %d, %a, %c, %e;"),
            (b, f"madc.hi.u{n} %d, %a, %c, %f;\nmad.lo.u{n} %d1, %b, %c, %d1;"),
        ]
        fs = [f, lambda *x, f=f, n=n: f(*x) >> n]
        five = [row + (some(n),) for row in given]
        add("madc", Test(f"madc_u{n}", [b] * 5, out, rows(five, *fs)))


def bits():
    for n in (32, 64):
        b = f"b{n}"
        mask = (1 << n) - 1
        one = ones(n) + [(1 << i,) for i in range(0, n, 7)]
        add("popc", Test(f"popc_{b}", [b], [("b32", f"popc.{b} %d, %a;")], rows(one, lambda x: x.bit_count())))
        clz = lambda x, n=n: n - x.bit_length()
        add("clz", Test(f"clz_{b}", [b], [("b32", f"clz.{b} %d, %a;")], rows(one, clz)))
        brev = lambda x, n=n: int(f"{x:0{n}b}"[::-1], 2)
        add("brev", Test(f"brev_{b}", [b], [(b, f"brev.{b} %d, %a;")], rows(one, brev)))
        for ty in (f"u{n}", f"s{n}"):
            def find(x, ty=ty, n=n, mask=mask):
                x = ~x & mask if value(ty, x) < 0 else x
                return x.bit_length() - 1

            def shift(x, find=find, n=n):
                at = find(x)
                return n - 1 - at if at >= 0 else -1

            out = [("b32", f"bfind.{ty} %d, %a;"), ("b32", f"bfind.shiftamt.{ty} %d, %a;")]
            add("bfind", Test(f"bfind_{ty}", [b], out, rows(one, find, shift)))

            def extract(a, pos, length, ty=ty, n=n):
                pos, length = pos & 0xFF, length & 0xFF
                if length == 0:
                    return 0
                whole = value(ty, a)
                if pos + length < n or ty[0] == "u":
                    return value(f"{ty[0]}{length}", whole >> pos) if length < n else whole >> pos
                return whole >> pos

            fields = [(some(n), p, l) for p in (0, 1, 5, n - 1, n, n + 3, 255, 256 + 3) for l in (0, 1, 7, n - 1, n, 200, 256 + 4)]
            fields = restricted(fields, n)
            add("bfe", Test(f"bfe_{ty}", [b, "b32", "b32"], [(b, f"bfe.{ty} %d, %a, %b, %c;")], rows(fields, extract)))

        def insert(a, base, pos, length, n=n, mask=mask):
            pos, length = pos & 0xFF, length & 0xFF
            field = (((1 << length) - 1) << pos) & mask
            return (base & ~field) | ((a << pos) & field)

        fields = [(some(n), some(n), p, l) for p in (0, 1, 5, n - 1, n, n + 3, 255, 256 + 3) for l in (0, 1, 7, n - 1, n, 200, 256 + 4)]
        fields = restricted(fields, n)
        add("bfi", Test(f"bfi_{b}", [b, b, "b32", "b32"], [(b, f"bfi.{b} %d, %a, %b, %c, %e;")], rows(fields, insert)))
    for n in (16, 32, 64):
        b, mask = f"b{n}", (1 << n) - 1
        for name, f in [("and", lambda x, y: x & y), ("or", lambda x, y: x | y), ("xor", lambda x, y: x ^ y)]:
            add(name, Test(f"{name}_{b}", [b, b], [(b, f"{name}.{b} %d, %a, %b;")], rows(pairs(n), f)))
        add("not", Test(f"not_{b}", [b], [(b, f"not.{b} %d, %a;")], rows(ones(n), lambda x: ~x)))
        add("cnot", Test(f"cnot_{b}", [b], [(b, f"cnot.{b} %d, %a;")], rows(ones(n), lambda x: int(x == 0))))
        shifts = [(a, s) for a in edges(n) for s in (0, 1, 7, n - 1, n, n + 1, 255, 256, 1 << 31, 0xFFFFFFFF)]
        left = lambda x, s, n=n: x << s if s < n else 0
        add("shl", Test(f"shl_{b}", [b, "b32"], [(b, f"shl.{b} %d, %a, %b;")], rows(shifts, left)))
        for ty in (b, f"u{n}", f"s{n}"):
            right = lambda x, s, ty=ty, n=n: value(ty.replace("b", "u"), x) >> min(s, n)
            add("shr", Test(f"shr_{ty}", [b, "b32"], [(b, f"shr.{ty} %d, %a, %b;")], rows(shifts, right)))

    def nth(mask, base, offset):
        offset = value("s32", offset)
        order = [base] if offset == 0 else range(base, 32) if offset > 0 else range(base, -1, -1)
        found = [at for at in order if mask >> at & 1]
        which = max(abs(offset), 1)
        return found[which - 1] if len(found) >= which else 0xFFFFFFFF

    masks = [0, 1, 0x80000000, 0xFFFFFFFF, 0xAAAAAAAA] + [some(32) for _ in range(5)]
    given = [(m, b, o) for m in masks for b in (0, 5, 31) for o in (0, 1, 2, 9, 33, -1, -2, -9)]
    add("fns", Test("fns_b32", ["b32"] * 3, [("b32", "fns.b32 %d, %a, %b, %c;")], rows(given, nth)))
    counts = [0, 1, 5, 31, 32, 33, 37, 63, 64, 1 << 31, 0xFFFFFFFF]
    clamped = lambda f: lambda a, b_: f(a if a is None else a, min(b_, 32))
    bmsk = [
        lambda a, b_: ((1 << min(b_, 32)) - 1) << min(a, 32),
        lambda a, b_: ((1 << (b_ & 31)) - 1) << (a & 31),
    ]
    out = [("b32", f"bmsk.{w}.b32 %d, %a, %b;") for w in ("clamp", "wrap")]
    add("bmsk", Test("bmsk_b32", ["b32"] * 2, out, rows([(a, b_) for a in counts for b_ in counts], *bmsk), target="75"))
    for ty in ("u32", "s32"):
        def extended(a, n, ty=ty):
            return value(f"{ty[0]}{n}", a) if n else 0

        fs = [lambda a, b_, e=extended: e(a, min(b_, 32)), lambda a, b_, e=extended: e(a, b_ & 31)]
        out = [("b32", f"szext.{w}.{ty} %d, %a, %b;") for w in ("clamp", "wrap")]
        given = [(some(32), c) for c in counts for _ in range(4)]
        add("szext", Test(f"szext_{ty}", ["b32"] * 2, out, rows(given, *fs), target="75"))
    tables = [0x00, 0xFF, 0xF0, 0xCC, 0xAA, 0x80, 0xFE, 0x96, 0xE8, 0xCA, 0x1D]

    def lop3(table):
        return lambda a, b_, c: sum(
            (table >> ((a >> i & 1) << 2 | (b_ >> i & 1) << 1 | (c >> i & 1)) & 1) << i for i in range(32)
        )

    out = [("b32", f"lop3.b32 %d, %a, %b, %c, {t:#x};") for t in tables]
    given = [tuple(some(32) for _ in range(3)) for _ in range(16)] + [(0xF0F0F0F0, 0xCCCCCCCC, 0xAAAAAAAA)]
    add("lop3", Test("lop3_b32", ["b32"] * 3, out, rows(given, *[lop3(t) for t in tables])))
    for side in ("l", "r"):
        def funnel(a, b_, n, side=side):
            both = b_ << 32 | a
            return both << n >> 32 if side == "l" else both >> n

        fs = [lambda a, b_, c, f=funnel: f(a, b_, min(c, 32)), lambda a, b_, c, f=funnel: f(a, b_, c & 31)]
        out = [("b32", f"shf.{side}.{w}.b32 %d, %a, %b, %c;") for w in ("clamp", "wrap")]
        given = [(some(32), some(32), c) for c in counts for _ in range(3)]
        add("shf", Test(f"shf_{side}", ["b32"] * 3, out, rows(given, *fs)))
    byte = lambda both, at: both >> (8 * (at & 7)) & 0xFF

    def index(a, b_, c):
        result = 0
        for i in range(4):
            nibble = c >> (4 * i) & 15
            picked = byte(b_ << 32 | a, nibble)
            if nibble & 8:
                picked = 0xFF if picked & 0x80 else 0
            result |= picked << (8 * i)
        return result

    # For each mode and c: the bytes of the result, the highest first, as the ISA's table has them.
    table = {
        "f4e": ["3210", "4321", "5432", "6543"],
        "b4e": ["5670", "6701", "7012", "0123"],
        "rc8": ["0000", "1111", "2222", "3333"],
        "ecl": ["3210", "3211", "3222", "3333"],
        "ecr": ["0000", "1110", "2210", "3210"],
        "rc16": ["1010", "3232", "1010", "3232"],
    }

    def by_table(mode):
        return lambda a, b_, c: sum(
            byte(b_ << 32 | a, int(digit)) << (8 * (3 - i)) for i, digit in enumerate(table[mode][c & 3])
        )

    given = [(some(32), some(32), c) for c in (0, 1, 2, 3, 0x7531, 0x3210, 0x8888, 0xFEDC, 0x9A40, 0xFFFF0004)]
    given += [(some(32), some(32), some(32)) for _ in range(16)]
    out = [("b32", "prmt.b32 %d, %a, %b, %c;")] + [("b32", f"prmt.b32.{m} %d, %a, %b, %c;") for m in table]
    add("prmt", Test("prmt_b32", ["b32"] * 3, out, rows(given, index, *[by_table(m) for m in table])))
    for x in "us":
        for y in "us":
            four = lambda a, b_, c, x=x, y=y: c + sum(
                value(f"{x}8", a >> 8 * i) * value(f"{y}8", b_ >> 8 * i) for i in range(4)
            )
            out = [("b32", f"dp4a.{x}32.{y}32 %d, %a, %b, %c;")]
            add("dp4a", Test(f"dp4a_{x}32_{y}32", ["b32"] * 3, out, rows(triples(32), four)))

            def two(k, x=x, y=y):
                return lambda a, b_, c: c + sum(
                    value(f"{x}16", a >> 16 * i) * value(f"{y}8", b_ >> 8 * (k + i)) for i in range(2)
                )

            out = [("b32", f"dp2a.{w}.{x}32.{y}32 %d, %a, %b, %c;") for w in ("lo", "hi")]
            add("dp2a", Test(f"dp2a_{x}32_{y}32", ["b32"] * 3, out, rows(triples(32), two(0), two(2))))


FORMATS = {"f16": F16, "bf16": BF16, "f32": F32, "f64": F64}
RELATIONS = {
    "eq": lambda o: o == 0, "ne": lambda o: o in (-1, 1), "lt": lambda o: o == -1, "le": lambda o: o in (-1, 0),
    "gt": lambda o: o == 1, "ge": lambda o: o in (0, 1),
    "equ": lambda o: o in (0, None), "neu": lambda o: o != 0, "ltu": lambda o: o in (-1, None),
    "leu": lambda o: o != 1, "gtu": lambda o: o in (1, None), "geu": lambda o: o != -1,
    "num": lambda o: o is not None, "nan": lambda o: o is None,
}


def float_order(fmt, a, b):
    if fmt.is_nan(a) or fmt.is_nan(b):
        return None
    def key(bits):
        return (bits & (fmt.sign - 1)) * (-1 if fmt.is_negative(bits) else 1)
    return (key(a) > key(b)) - (key(a) < key(b))


def int_order(ty, a, b):
    a, b = value(ty, a), value(ty, b)
    return (a > b) - (a < b)


def float_edges(fmt):
    top = fmt.sign
    core = [0, 1, fmt.min_normal - 1, fmt.min_normal, fmt.one, fmt.one + 1, fmt.max, fmt.infinity, fmt.infinity + 1]
    return core + [top | x for x in core] + [fmt.infinity | fmt.min_normal >> 1]


def comparisons():
    for ty in ["b16", "b32", "b64"] + TYPES + list(FORMATS):
        is_float = ty in FORMATS
        n = FORMATS[ty].bits if is_float else width(ty)
        b = f"b{n}"
        order = (lambda x, y, f=FORMATS[ty]: float_order(f, x, y)) if is_float else (
            lambda x, y, ty=ty: int_order(ty.replace("b", "u"), x, y))
        if ty[0] == "b" and not is_float:
            names = ["eq", "ne"]
        elif is_float:
            names = list(RELATIONS)
        else:
            names = ["eq", "ne", "lt", "le", "gt", "ge"] + (["lo", "ls", "hi", "hs"] if ty[0] == "u" else [])
        alias = {"lo": "lt", "ls": "le", "hi": "gt", "hs": "ge"}
        given = [(x, y) for x in float_edges(FORMATS[ty]) for y in float_edges(FORMATS[ty])][::3] if is_float else pairs(n)[::2]
        given += [(x, x) for x in (float_edges(FORMATS[ty]) if is_float else edges(n))]
        code = "mov.u32 %d, 0;\n" + "\n".join(
            f"setp.{name}.{ty} %p1, %a, %b;\nselp.u32 %t4, {1 << i}, 0, %p1;\nor.b32 %d0, %d0, %t4;" for i, name in enumerate(names)
        )
        f = lambda x, y, o=order, names=names: sum(
            int(RELATIONS[alias.get(name, name)](o(x, y))) << i for i, name in enumerate(names)
        )
        target = {"f16": "61", "bf16": "90"}.get(ty, "61")
        add("setp", Test(f"setp_{ty}", [b, b], [("b32", code)], rows(given, f), target=target))
        # Combined with another predicate, both results.
        cmp = "ge" if ty[0] != "b" or is_float else "ne"
        three = [(x, y, random.getrandbits(1)) for x, y in given]
        out, fs = [], []
        for op, g in [("and", lambda p, q: p and q), ("or", lambda p, q: p or q), ("xor", lambda p, q: p != q)]:
            if ty in ("f16", "bf16"):
                # These have one result only.
                out.append(("pred", f"setp.{cmp}.{op}.{ty} %q, %a, %b, !%cp;"))
                fs.append(lambda x, y, c, o=order, g=g, cmp=cmp: int(g(RELATIONS[cmp](o(x, y)), not c)))
                continue
            out.append(("b32", f"setp.{cmp}.{op}.{ty} %p1|%p2, %a, %b, !%cp;\nselp.u32 %d, 1, 0, %p1;\nselp.u32 %t4, 2, 0, %p2;\nor.b32 %d{len(out)}, %d{len(out)}, %t4;"))
            fs.append(lambda x, y, c, o=order, g=g, cmp=cmp: int(g(RELATIONS[cmp](o(x, y)), not c)) + 2 * int(g(not RELATIONS[cmp](o(x, y)), not c)))
        add("setp", Test(f"setp_combined_{ty}", [b, b, "pred"], out, rows(three, *fs), target=target))
        if ty in ("f16", "bf16"):
            wanted = [(f"u16", "b16", 0xFFFF), ("s32", "b32", 0xFFFFFFFF), (ty, "b16", FORMATS[ty].one)]
        elif n == 16:
            wanted = [("u32", "b32", 0xFFFFFFFF)]
        else:
            wanted = [("u32", "b32", 0xFFFFFFFF), ("s32", "b32", 0xFFFFFFFF), ("f32", "b32", F32.one)]
        out = [(bits_, f"set.{cmp}.{to}.{ty} %d, %a, %b;") for to, bits_, _ in wanted]
        fs = [lambda x, y, yes=yes, o=order, cmp=cmp: yes if RELATIONS[cmp](o(x, y)) else 0 for _, _, yes in wanted]
        add("set", Test(f"set_{ty}", [b, b], out, rows(given, *fs), target=target))
    flushed = float_edges(F32)
    f = lambda x, y: int(float_order(F32, F32.flush(x), F32.flush(y)) == 0)
    given = [(x, y) for x in flushed for y in flushed]
    add("setp", Test("setp_ftz_f32", ["f32"] * 2, [("pred", "setp.eq.ftz.f32 %q, %a, %b;")], rows(given, f)))
    for ty in ("f16x2", "bf16x2"):
        fmt = FORMATS[ty[:-2]]
        e = float_edges(fmt)
        given = [(random.choice(e) | random.choice(e) << 16, random.choice(e) | random.choice(e) << 16) for _ in range(100)]
        halves = lambda x, y, fmt=fmt: [float_order(fmt, x >> s & 0xFFFF, y >> s & 0xFFFF) == -1 for s in (0, 16)]
        out = [
            ("b32", f"setp.lt.{ty} %p1|%p2, %a, %b;\nselp.u32 %d, 1, 0, %p1;\nselp.u32 %t4, 2, 0, %p2;\nor.b32 %d0, %d0, %t4;"),
            ("b32", f"set.lt.u32.{ty} %d, %a, %b;"),
            ("b32", f"set.lt.{ty}.{ty} %d, %a, %b;"),
        ]
        fs = [
            lambda x, y, h=halves: h(x, y)[0] + 2 * h(x, y)[1],
            lambda x, y, h=halves: h(x, y)[0] * 0xFFFF + h(x, y)[1] * 0xFFFF0000,
            lambda x, y, h=halves, one=fmt.one: h(x, y)[0] * one + h(x, y)[1] * (one << 16),
        ]
        add("set", Test(f"set_{ty}", ["b32"] * 2, out, rows(given, *fs), target="61" if ty == "f16x2" else "90"))


def choices():
    for ty in ["b16", "b32", "b64"] + TYPES + ["f32", "f64"]:
        n = FORMATS[ty].bits if ty in FORMATS else width(ty)
        b = f"b{n}"
        given = [(some(n), some(n), p) for p in (0, 1) for _ in range(8)]
        f = lambda x, y, p: x if p else y
        g = lambda x, y, p: y if p else x
        out = [(b, f"selp.{ty} %d, %a, %b, %cp;"), (b, f"selp.{ty} %d, %a, %b, !%cp;")]
        add("selp", Test(f"selp_{ty}", [b, b, "pred"], out, rows(given, f, g)))
        given = [(some(n), some(n), c) for c in edges(32)]
        f = lambda x, y, c: x if value("s32", c) >= 0 else y
        add("slct", Test(f"slct_{ty}_s32", [b, b, "b32"], [(b, f"slct.{ty}.s32 %d, %a, %b, %c;")], rows(given, f)))
        given = [(some(n), some(n), c) for c in float_edges(F32)]
        f = lambda x, y, c: x if float_order(F32, c, 0) in (0, 1) else y
        g = lambda x, y, c: x if float_order(F32, F32.flush(c), 0) in (0, 1) else y
        out = [(b, f"slct.{ty}.f32 %d, %a, %b, %c;"), (b, f"slct.ftz.{ty}.f32 %d, %a, %b, %c;")]
        add("slct", Test(f"slct_{ty}_f32", [b, b, "f32"], out, rows(given, f, g)))
    for ty in ("f32", "f64"):
        fmt = FORMATS[ty]
        tests = {
            "finite": lambda x, f=fmt: not f.is_nan(x) and not f.is_infinite(x),
            "infinite": lambda x, f=fmt: f.is_infinite(x),
            "number": lambda x, f=fmt: not f.is_nan(x),
            "notanumber": lambda x, f=fmt: f.is_nan(x),
            # Zero counts as normal.
            "normal": lambda x, f=fmt: not f.is_nan(x) and not f.is_infinite(x) and not f.is_subnormal(x),
            "subnormal": lambda x, f=fmt: f.is_subnormal(x),
        }
        out = [("pred", f"testp.{name}.{ty} %q, %a;") for name in tests]
        fs = [lambda x, g=g: int(g(x)) for g in tests.values()]
        add("testp", Test(f"testp_{ty}", [ty], out, rows([(x,) for x in float_edges(fmt)], *fs)))
    given = [(a, b_) for a in (0, 1) for b_ in (0, 1)]
    out, fs = [], []
    for name, g in [("and", lambda x, y: x & y), ("or", lambda x, y: x | y), ("xor", lambda x, y: x ^ y)]:
        out += [("pred", f"{name}.pred %q, %ap, %bp;"), ("pred", f"{name}.pred %q, %ap, !%bp;")]
        fs += [g, lambda x, y, g=g: g(x, 1 - y)]
    out.append(("pred", "not.pred %q, %ap;"))
    fs.append(lambda x, y: 1 - x)
    add("pred", Test("logic_pred", ["pred"] * 2, out, rows(given, *fs)))


def moves():
    parts = [(some(32), some(32)) for _ in range(8)]
    out = [
        ("b64", "mov.b64 %d, {%a, %b};"),
        ("b32", "mov.b32 {%h1, %h2}, %a;\nmov.b32 %d, {%h2, %h1};"),
        ("b32", "mov.b64 %x1, {%a, %b};\nmov.b64 {%t4, %t5}, %x1;\nsub.u32 %d, %t5, %t4;"),
    ]
    fs = [lambda a, b_: a | b_ << 32, lambda a, b_: a >> 16 | (a & 0xFFFF) << 16, lambda a, b_: b_ - a]
    add("mov", Test("mov_parts", ["b32"] * 2, out, rows(parts, *fs)))


def tests():
    arithmetic()
    carries()
    bits()
    comparisons()
    choices()
    moves()
