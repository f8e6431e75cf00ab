"""Instructions that are left over: packed signs, small atomics, 128 bits, spaces, barriers by their new names, calls."""

import random

from floats import edges, near
from formats import BF16, F16, F32, arithmetic, integral
from integers import some
from writer import Test, add


def packed_signs():
    for ty, fmt, target in (("f16x2", F16, "61"), ("bf16x2", BF16, "80")):
        pick = lambda: random.choice([x for x in edges(fmt) if not fmt.is_nan(x)])
        given = [(pick() | pick() << 16,) for _ in range(40)]
        both = fmt.sign | fmt.sign << 16
        out = [("b32", f"neg.{ty} %d, %a;"), ("b32", f"abs.{ty} %d, %a;")]
        add("neg", Test(f"neg_abs_{ty}", ["b32"], out, [(r, [r[0] ^ both, r[0] & ~both]) for r in given], target=target))
    given = [(x,) for x in edges(BF16) if not BF16.is_nan(x) and not BF16.is_infinite(x)] + [(near(BF16),) for _ in range(40)]
    modes = ["rni", "rzi", "rmi", "rpi"]
    whole = lambda x, mode: BF16.round(integral(BF16.value(x), mode) * BF16.value(BF16.one), "rn", BF16.is_negative(x)) | (x & BF16.sign)
    rows = [(r, [whole(r[0], mode) for mode in modes]) for r in given]
    add("cvt_bf16", Test("cvt_bf16_bf16", ["bf16"], [("bf16", f"cvt.{m}.bf16.bf16 %d, %a;") for m in modes], rows, target="90"))
    given = [tuple(random.choice([near(F32), random.choice(edges(F32))]) for _ in range(3)) for _ in range(60)]
    rows = [(r, [arithmetic("fma", F32, m, list(r)) for m in ("rn", "rz", "rm", "rp")]) for r in given]
    add("mad", Test("mad_f32", ["f32"] * 3, [("f32", f"mad.{m}.f32 %d, %a, %b, %c;") for m in ("rn", "rz", "rm", "rp")], rows))


def small_atomics():
    for ty, fmt, target in (("f16", F16, "70"), ("bf16", BF16, "90")):
        given = [(near(fmt), near(fmt)) for _ in range(40)]
        rows = [(r, [r[0], arithmetic("add", fmt, "rn", list(r))]) for r in given]
        out = [("b16", f"atom.global.add.noftz.{ty} %d, [%to+8], %b;"), ("b16", "ld.global.b16 %d, [%to+8];")]
        add("atom", Test(f"atom_add_{ty}", ["b16"] * 2, out, rows, setup="st.global.b16 [%to+8], %a;", target=target))
        pack = lambda x, y: x | y << 16
        rows = []
        for (a, b), (c, e) in zip(given, given[1:]):
            sums = [arithmetic("add", fmt, "rn", list(p)) for p in ((a, b), (c, e))]
            rows.append(((pack(a, c), pack(b, e)), [pack(a, c), pack(*sums)]))
        out = [("b32", f"atom.global.add.noftz.{ty}x2 %d, [%to+8], %b;"), ("b32", "ld.global.b32 %d, [%to+8];")]
        x2 = "61" if ty == "f16" else "90"
        add("atom", Test(f"atom_add_{ty}x2", ["b32"] * 2, out, rows, setup="st.global.b32 [%to+8], %a;", target=x2))
    given = [(some(16), some(1), some(16)) for _ in range(32)]
    given = [(a, a if same else some(16), c) for a, same, c in given]
    rows = [(r, [r[0], r[2] if r[0] == r[1] else r[0]]) for r in given]
    out = [("b16", "atom.global.cas.b16 %d, [%to+8], %b, %c;"), ("b16", "ld.global.b16 %d, [%to+8];")]
    add("atom", Test("atom_cas_b16", ["b16"] * 3, out, rows, setup="st.global.b16 [%to+8], %a;", target="70"))
    given = [(near(F32), near(F32)) for _ in range(40)]
    rows = [(r, [arithmetic("add", F32, "rn", list(r))]) for r in given]
    code = "red.global.add.f32 [%to], %b;\nld.global.f32 %d, [%to];"
    add("red", Test("red_global_add_f32", ["f32"] * 2, [("f32", code)], rows, setup="st.global.f32 [%to], %a;"))


def carries():
    from integers import value

    for n in (32, 64):
        b, mask = f"b{n}", (1 << n) - 1
        given = [(some(n), some(n), some(n), some(n)) for _ in range(40)]
        # The carry of a difference is taken from a product's sum.
        def chain(a, b_, c, e):
            first = a + b_
            second = c + e + (first >> n)
            return [first & mask, second & mask]

        out = [(b, f"add.cc.s{n} %d, %a, %b;"), (b, f"addc.s{n} %d, %c, %e;")]
        add("addc", Test(f"addc_s{n}", [b] * 4, out, [(r, chain(*r)) for r in given]))

        def product(a, b_, c, e):
            whole = value(f"s{n}", a) * value(f"s{n}", b_)
            low = (whole & mask) + c
            return [low & mask, ((whole >> n) + e + (low >> n)) & mask]

        out = [(b, f"mad.lo.cc.s{n} %d, %a, %b, %c;"), (b, f"madc.hi.s{n} %d, %a, %b, %e;")]
        add("madc", Test(f"madc_s{n}", [b] * 4, out, [(r, product(*r)) for r in given]))


def wide():
    given = [(some(64), some(64)) for _ in range(16)]
    setup = ".reg .b128 %w<2>;\nmov.b128 %w0, {%a, %b};\nmov.b128 %w1, %w0;\nmov.b128 {%x1, %x2}, %w1;"
    out = [("b64", "mov.b64 %d, %x2;"), ("b64", "mov.b64 %d, %x1;")]
    add("mov", Test("mov_b128", ["b64"] * 2, out, [(r, [r[1], r[0]]) for r in given], setup=setup, target="90"))


def spaces():
    setup = (
        ".shared .align 8 .b64 here;\n.local .align 8 .b64 own;\nmov.u64 %x1, here;\ncvta.shared.u64 %x1, %x1;\n"
        "mov.u64 %x2, own;\ncvta.local.u64 %x2, %x2;"
    )
    out, expected = [], []
    for address, lies in (("%x1", "shared"), ("%x2", "local"), ("%to", "global")):
        for space in ("shared", "local", "global"):
            out.append(("pred", f"isspacep.{space} %q, {address};"))
            expected.append(int(space == lies))
    add("isspacep", Test("isspacep", ["b32"], out, [((0,), expected)] * 4, setup=setup))
    code = "cvta.to.shared.u64 %x3, %x1;\nmov.u64 %x4, here;\nsetp.eq.u64 %q, %x3, %x4;"
    add("cvta", Test("cvta_back", ["b32"], [("pred", code)], [((0,), [1])] * 4, setup=setup))


def barriers():
    held = [(some(1),) for _ in range(32)]
    total = sum(x for x, in held)
    out = [
        ("b32", "barrier.red.popc.u32 %d, 2, 32, %p1;"), ("pred", "barrier.red.and.pred %q, 3, %p1;"),
        ("pred", "barrier.sync 4;\nbarrier.red.or.pred %q, 5, 32, !%p1;"),
    ]
    rows = [(r, [total, int(total == 32), int(total < 32)]) for r in held]
    add("barrier", Test("barrier_red", ["b32"], out, rows, setup="setp.ne.u32 %p1, %a, 0;"))


def tests():
    packed_signs()
    small_atomics()
    carries()
    wide()
    spaces()
    barriers()
