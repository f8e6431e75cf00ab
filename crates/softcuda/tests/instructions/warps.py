"""Instructions of a warp, atomics, and shared memory."""

import random

from formats import F32, F64, arithmetic
from integers import edges, some, value
from writer import Test, add


def lanes(function, warps=2, count=1):
    """Rows of whole warps: the function gets a list of 32 rows and gives as many results."""
    rows = []
    for _ in range(warps):
        given = [tuple(random.getrandbits(32) for _ in range(count)) for _ in range(32)]
        rows += list(zip(given, function(given)))
    return rows


def shuffle():
    def source(mode, lane, b, c):
        clamp, segment = c & 31, c >> 8 & 31
        most = (lane & segment) | (clamp & ~segment)
        at = {"up": lane - b, "down": lane + b, "bfly": lane ^ b, "idx": (lane & segment) | (b & ~segment & 31)}[mode]
        fits = at >= most if mode == "up" else at <= most
        return (at, 1) if fits else (lane, 0)

    for mode in ("up", "down", "bfly", "idx"):
        # Widths of 32, 16 and 4, as the CUDA functions make them.
        for segment in (0, 16, 28):
            c = segment << 8 | (0 if mode == "up" else 31)

            def f(given, mode=mode, c=c):
                result = []
                for lane, row in enumerate(given):
                    at, fits = source(mode, lane, row[1] & 31, c)
                    result.append([given[at][0], fits])
                return result

            rows = []
            for distance in (0, 1, 3, 7, 16, 31):
                given = [(some(32), distance) for _ in range(32)]
                rows += list(zip(given, f(given)))
            if mode == "idx":
                given = [(some(32), random.randrange(32)) for _ in range(32)]
                rows += list(zip(given, f(given)))
            out = [("b32", f"shfl.sync.{mode}.b32 %d|%p1, %a, %b, {c:#x}, 0xffffffff;"), ("pred", "and.pred %q, %p1, %p1;")]
            add("shfl", Test(f"shfl_{mode}_{32 - segment}", ["b32", "b32"], out, rows))


def votes():
    def f(given):
        held = [row[0] & 1 for row in given]
        ballot = sum(bit << lane for lane, bit in enumerate(held))
        return [[int(all(held)), int(any(held)), int(len(set(held)) == 1), ballot] for _ in given]

    rows = []
    for pattern in (lambda i: 0, lambda i: 1, lambda i: i & 1, lambda i: int(i == 31), lambda i: int(i != 5), lambda i: some(1)):
        given = [(pattern(lane),) for lane in range(32)]
        rows += list(zip(given, f(given)))
    setup = "setp.ne.u32 %p1, %a, 0;"
    out = [("pred", f"vote.sync.{mode}.pred %q, %p1, 0xffffffff;") for mode in ("all", "any", "uni")]
    out.append(("b32", "vote.sync.ballot.b32 %d, %p1, 0xffffffff;"))
    add("vote", Test("vote", ["b32"], out, rows, setup=setup))

    # The even lanes among themselves, then the odd ones.
    def halves(given):
        return [[sum((given[i][0] & 1) << i for i in range(32) if i % 2 == lane % 2)] for lane in range(32)]

    code = "and.b32 %t4, %t2, 1;\nsetp.eq.u32 %p2, %t4, 1;\n@%p2 vote.sync.ballot.b32 %d, %p1, 0xaaaaaaaa;\n@!%p2 vote.sync.ballot.b32 %d0, %p1, 0x55555555;"
    given = [(some(1),) for _ in range(32)]
    add("vote", Test("vote_halves", ["b32"], [("b32", code)], list(zip(given, halves(given))), setup=setup))


def matches():
    for n in (32, 64):
        def any_(given):
            return [[sum(1 << i for i in range(32) if given[i][0] == row[0])] for row in given]

        def all_(given):
            same = len({row[0] for row in given}) == 1
            return [[0xFFFFFFFF if same else 0, int(same)] for _ in given]

        rows = []
        for pick in (lambda: some(2), lambda: some(1) << (n - 1), lambda: some(n)):
            given = [(pick(),) for _ in range(32)]
            rows += list(zip(given, any_(given)))
        add("match", Test(f"match_any_b{n}", [f"b{n}"], [("b32", f"match.any.sync.b{n} %d, %a, 0xffffffff;")], rows, target="70"))
        rows = []
        for pick in (lambda: 7, lambda: some(1), lambda: 1 << (n - 1)):
            given = [(pick(),) for _ in range(32)]
            rows += list(zip(given, all_(given)))
        out = [("b32", f"match.all.sync.b{n} %d|%p1, %a, 0xffffffff;"), ("pred", "and.pred %q, %p1, %p1;")]
        add("match", Test(f"match_all_b{n}", [f"b{n}"], out, rows, target="70"))


def reductions():
    from functools import reduce

    for op, ty, f in [
        ("add", "u32", lambda x, y: x + y), ("add", "s32", lambda x, y: x + y),
        ("min", "u32", min), ("max", "u32", max), ("min", "s32", min), ("max", "s32", max),
        ("and", "b32", lambda x, y: x & y), ("or", "b32", lambda x, y: x | y), ("xor", "b32", lambda x, y: x ^ y),
    ]:
        kind = ty.replace("b", "u")
        g = lambda given, f=f, kind=kind: [[reduce(f, [value(kind, row[0]) for row in given])]] * 32
        rows = lanes(g, 3)
        given = [(random.choice(edges(32)),) for _ in range(32)]
        rows += list(zip(given, g(given)))
        add("redux", Test(f"redux_{op}_{ty}", ["b32"], [("b32", f"redux.sync.{op}.{ty} %d, %a, 0xffffffff;")], rows, target="80"))


def atomics():
    """Each thread on a place of its own: the second result, which begins as the first operand."""
    cases = []
    for ty in ("u32", "s32", "u64"):
        n = int(ty[1:])
        cases.append(("add", ty, n, lambda old, b, c: old + b))
    for ty in ("u32", "s32", "u64", "s64"):
        n = int(ty[1:])
        cases.append(("min", ty, n, lambda old, b, c, ty=ty: min(value(ty, old), value(ty, b))))
        cases.append(("max", ty, n, lambda old, b, c, ty=ty: max(value(ty, old), value(ty, b))))
    for n in (32, 64):
        cases.append(("and", f"b{n}", n, lambda old, b, c: old & b))
        cases.append(("or", f"b{n}", n, lambda old, b, c: old | b))
        cases.append(("xor", f"b{n}", n, lambda old, b, c: old ^ b))
        cases.append(("exch", f"b{n}", n, lambda old, b, c: b))
        cases.append(("cas", f"b{n}", n, lambda old, b, c: c if old == b else old))
    cases.append(("inc", "u32", 32, lambda old, b, c: 0 if old >= b else old + 1))
    cases.append(("dec", "u32", 32, lambda old, b, c: b if old == 0 or old > b else old - 1))
    for op, ty, n, f in cases:
        given = [(random.choice(edges(n)), random.choice(edges(n)), some(n)) for _ in range(60)]
        given += [(x, x, some(n)) for x in edges(n)]
        rows = [(r, [r[0], f(*r)]) for r in given]
        operands = "%b, %c" if op == "cas" else "%b"
        for space, address in (("global", "%to"), ("shared", "%t5")):
            setup = f"st.global.b{n} [%to+8], %a;"
            code = f"atom.global.{op}.{ty} %d, [%to+8], {operands};"
            after = f"ld.global.b{n} %d, [%to+8];"
            if space == "shared":
                setup = (
                    ".shared .align 8 .b64 places[1024];\nmov.u32 %t4, places;\nshl.b32 %t5, %t2, 3;\n"
                    f"add.u32 %t5, %t5, %t4;\nst.shared.b{n} [%t5], %a;"
                )
                code = f"atom.shared.{op}.{ty} %d, [%t5], {operands};"
                after = f"ld.shared.b{n} %d, [%t5];"
            out = [(f"b{n}", code), (f"b{n}", after)]
            add("atom", Test(f"atom_{space}_{op}_{ty}", [f"b{n}"] * 3, out, rows, setup=setup))
            if op not in ("exch", "cas"):
                red = f"red.{space}.{op}.{ty} [{'%to+8' if space == 'global' else '%t5'}], %b;"
                reds = [(r, [e[1]]) for r, e in rows]
                if space == "global":
                    setup, red, after = f"st.global.b{n} [%to], %a;", red.replace("+8", ""), after.replace("+8", "")
                add("red", Test(f"red_{space}_{op}_{ty}", [f"b{n}"] * 3, [(f"b{n}", f"{red}\n{after}")], reds, setup=setup))
    for ty, fmt in (("f32", F32), ("f64", F64)):
        from floats import near

        given = [(near(fmt), near(fmt)) for _ in range(60)]
        rows = [(r, [r[0], arithmetic("add", fmt, "rn", list(r))]) for r in given]
        out = [(ty, f"atom.global.add.{ty} %d, [%to+8], %b;"), (ty, f"ld.global.{ty} %d, [%to+8];")]
        add("atom", Test(f"atom_global_add_{ty}", [ty] * 2, out, rows, setup=f"st.global.{ty} [%to+8], %a;"))
    # All lanes of a warp on one place: a sum that no lane may miss.
    given = [(some(20),) for _ in range(32)]
    rows = [(r, [sum(x for x, in given)]) for r in given]
    code = (
        "setp.eq.u32 %p1, %t2, 0;\n@%p1 st.shared.u32 [total], 0;\nbar.warp.sync 0xffffffff;\n"
        "red.shared.add.u32 [total], %a;\nbar.warp.sync 0xffffffff;\nld.shared.u32 %d, [total];"
    )
    add("red", Test("red_shared_together", ["b32"], [("b32", code)], rows, setup=".shared .align 4 .b32 total;"))


def barriers():
    given = [(some(32),) for _ in range(32)]
    exchange = (
        "mov.u32 %t4, words;\nshl.b32 %t5, %t2, 2;\nadd.u32 %t6, %t4, %t5;\nst.shared.u32 [%t6], %a;\n"
        "bar.sync 0;\nxor.b32 %t5, %t5, 124;\nadd.u32 %t6, %t4, %t5;\nld.shared.u32 %d, [%t6];"
    )
    rows = [(r, [given[31 - i][0]]) for i, r in enumerate(given)]
    add("bar", Test("bar_sync", ["b32"], [("b32", exchange)], rows, setup=".shared .align 4 .b32 words[32];"))
    held = [(some(1),) for _ in range(32)]
    total = sum(x for x, in held)
    rows = [(r, [total, int(total == 32), int(total > 0)]) for r in held]
    out = [
        ("b32", "bar.red.popc.u32 %d, 1, %p1;"), ("pred", "bar.red.and.pred %q, 1, %p1;"), ("pred", "bar.red.or.pred %q, 1, %p1;"),
    ]
    add("bar", Test("bar_red", ["b32"], out, rows, setup="setp.ne.u32 %p1, %a, 0;"))


def memory():
    """Loads and stores of every width, through shared and local memory and by generic addresses."""
    for space in ("shared", "local"):
        rows = [((x := some(64), y := some(64)), [x, y, value("s8", x), x & 0xFF, value("s16", x >> 16), x >> 32]) for _ in range(16)]
        setup = (
            f".{space} .align 16 .b64 place[{64 if space == 'shared' else 2}];\nmov.u64 %x1, place;\ncvta.{space}.u64 %x2, %x1;\n"
            + ("mul.wide.u32 %x3, %t2, 16;\nadd.u64 %x1, %x1, %x3;\nadd.u64 %x2, %x2, %x3;\n" if space == "shared" else "")
            + f"st.{space}.v2.b64 [%x1], {{%a, %b}};"
        )
        out = [
            ("b64", "ld.b64 %d, [%x2];"), ("b64", f"ld.{space}.b64 %d, [%x1+8];"), ("b32", "ld.s8 %d, [%x2];"),
            ("b32", f"ld.{space}.u8 %d, [%x1];"), ("b64", f"ld.{space}.s16 %d, [%x1+2];"),
            ("b32", "ld.v4.b32 {%t4, %t5, %t6, %t7}, [%x2];\nmov.b32 %d, %t5;"),
        ]
        add("ld", Test(f"ld_{space}", ["b64", "b64"], out, rows, setup=setup))


def tests():
    shuffle()
    votes()
    matches()
    reductions()
    atomics()
    barriers()
    memory()
