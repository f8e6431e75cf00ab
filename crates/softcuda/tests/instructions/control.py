"""Control flow, special registers, asynchronous copies and barriers in memory."""

import random

from integers import some, value
from writer import Test, add


def flow():
    def switch(x):
        return [x + 1, x * 3, x ^ 0xFFFF, x >> 5][x & 3]

    code = (
        "{\nLIST: .branchtargets A, B, C, D;\nand.b32 %t4, %a, 3;\nbrx.idx %t4, LIST;\n"
        "A: add.u32 %d0, %a, 1;\nbra E;\nB: mul.lo.u32 %d0, %a, 3;\nbra E;\n"
        "C: xor.b32 %d0, %a, 0xffff;\nbra E;\nD: shr.u32 %d0, %a, 5;\nE:\n}"
    )
    rows = [((x,), [switch(x)]) for x in [0, 1, 2, 3] + [some(32) for _ in range(28)]]
    add("brx", Test("brx_idx", ["b32"], [("b32", code)], rows))

    def collatz(x):
        count = 0
        while x != 1:
            x = x // 2 if x % 2 == 0 else 3 * x + 1
            count += 1
        return count

    code = (
        "mov.u32 %d0, 0;\nmov.u32 %t4, %a;\nL: setp.eq.u32 %p1, %t4, 1;\n@%p1 bra M;\nand.b32 %t5, %t4, 1;\n"
        "setp.eq.u32 %p2, %t5, 1;\n@%p2 mad.lo.u32 %t4, %t4, 3, 1;\n@!%p2 shr.u32 %t4, %t4, 1;\nadd.u32 %d0, %d0, 1;\nbra L;\nM:"
    )
    rows = [((x,), [collatz(x)]) for x in range(1, 65)]
    add("bra", Test("bra_loop", ["b32"], [("b32", code)], rows))
    # Lanes that make different numbers of turns meet again.
    rows = []
    for _ in range(2):
        given = [(random.randrange(1, 40),) for _ in range(32)]
        total = sum(collatz(x) << 0 for x, in given) & 0xFFFFFFFF
        ballot = sum((collatz(x) & 1) << i for i, (x,) in enumerate(given))
        rows += [(r, [ballot, collatz(given[i ^ 1][0])]) for i, r in enumerate(given)]
    code = code.replace("%d0", "%t6")
    setup = f"{code}\nbar.warp.sync 0xffffffff;\nand.b32 %t5, %t6, 1;\nsetp.eq.u32 %p1, %t5, 1;"
    out = [("b32", "vote.sync.ballot.b32 %d, %p1, 0xffffffff;"), ("b32", "shfl.sync.bfly.b32 %d, %t6, 1, 0x1f, 0xffffffff;")]
    add("bra", Test("bra_then_together", ["b32"], out, rows, setup=setup))
    # A lock that every lane of a warp takes in turn.
    code = (
        ".shared .align 4 .b32 lock;\n.shared .align 4 .b32 counted;\nsetp.eq.u32 %p1, %t2, 0;\n@%p1 st.shared.u32 [lock], 0;\n"
        "@%p1 st.shared.u32 [counted], 0;\nbar.warp.sync 0xffffffff;\nTAKE: atom.shared.cas.b32 %t4, [lock], 0, 1;\nsetp.ne.u32 %p2, %t4, 0;\n"
        "@%p2 bra TAKE;\nld.volatile.shared.u32 %t5, [counted];\nadd.u32 %t5, %t5, %a;\nst.volatile.shared.u32 [counted], %t5;\n"
        "membar.cta;\natom.shared.exch.b32 %t4, [lock], 0;\nbar.warp.sync 0xffffffff;\nld.volatile.shared.u32 %d0, [counted];"
    )
    given = [(some(16),) for _ in range(32)]
    rows = [(r, [sum(x for x, in given)]) for r in given]
    add("lock", Test("lock_of_a_warp", ["b32"], [("b32", code)], rows, target="70"))


def specials():
    out = [
        ("b32", "mov.u32 %d, %laneid;"), ("b32", "mov.u32 %d, %tid.x;"), ("b32", "mov.u32 %d, %ctaid.x;"), ("b32", "mov.u32 %d, %ntid.x;"),
        ("b32", "mov.u32 %d, %lanemask_eq;"), ("b32", "mov.u32 %d, %lanemask_lt;"), ("b32", "mov.u32 %d, %lanemask_le;"),
        ("b32", "mov.u32 %d, %lanemask_gt;"), ("b32", "mov.u32 %d, %lanemask_ge;"), ("b32", "mov.u32 %d, WARP_SZ;"),
        ("b32", "mov.u32 %d, %tid.y;"), ("b32", "mov.u32 %d, %ntid.z;"),
    ]
    rows = []
    for row in range(64):
        lane = row % 32
        lower = (1 << lane) - 1
        rows.append(((0,), [lane, lane, row // 32, 32, 1 << lane, lower, lower | 1 << lane, ~(lower | 1 << lane), ~lower, 32, 0, 1]))
    add("special", Test("special_registers", ["b32"], out, rows))
    code = "mov.u64 %x1, %clock64;\nmov.u64 %x2, %clock64;\nsetp.ge.u64 %q, %x2, %x1;"
    add("special", Test("clock_goes_on", ["b32"], [("pred", code)], [((0,), [1])] * 32))
    rows = [((x,), [1 if i == 0 else 0]) for i, (x,) in enumerate([(some(32),) for _ in range(32)])]
    code = "elect.sync _|%p1, 0xffffffff;\nand.pred %q, %p1, %p1;"
    add("elect", Test("elect_one", ["b32"], [("b32", code.replace("and.pred %q, %p1, %p1;", "selp.u32 %t4, 1, 0, %p1;\nvote.sync.ballot.b32 %t5, %p1, 0xffffffff;\npopc.b32 %d, %t5;"))], [(r, [1]) for r, _ in rows], target="90"))


def copies():
    for size in (4, 8, 16):
        count = size // 4
        setup = (
            ".shared .align 16 .b8 place[512];\nmov.u32 %t4, place;\nmad.lo.u32 %t4, %t2, 16, %t4;\n"
            "st.shared.v4.b32 [%t4], {-1, -1, -1, -1};\n"
            f"cp.async.{'cg' if size == 16 else 'ca'}.shared.global [%t4], [%from], {size}, %c;\n"
            "cp.async.commit_group;\ncp.async.wait_group 0;\nbar.warp.sync 0xffffffff;\nld.shared.v4.b32 {%r0, %r1, %r2, %r3}, [%t4];"
        )
        out = [("b32", f"mov.b32 %d, %r{i};") for i in range(4)]
        rows = []
        for lane in range(32):
            a, b = some(64), some(64)
            read = random.choice([0, 4, size, size])
            data = (a | b << 64) & ((1 << (8 * read)) - 1)
            words = [data >> (32 * i) & 0xFFFFFFFF if i < count else 0xFFFFFFFF for i in range(4)]
            rows.append(((a, b, read, 0), words))
        add("cp_async", Test(f"cp_async_{size}", ["b64", "b64", "b32", "b32"], out, rows, setup=setup, target="80"))
    # Half of the warp brings, and the barrier lets the others see it.
    setup = (
        ".shared .align 8 .b64 barrier;\n.shared .align 4 .b32 words[32];\nsetp.eq.u32 %p1, %t2, 0;\n"
        "@%p1 mbarrier.init.shared.b64 [barrier], 32;\nbar.sync 0;\nmov.u32 %t4, words;\nmad.lo.u32 %t5, %t2, 4, %t4;\n"
        "st.shared.b32 [%t5], %a;\nmbarrier.arrive.shared.b64 %x1, [barrier];\n"
        "WAIT: mbarrier.test_wait.shared.b64 %p2, [barrier], %x1;\n@!%p2 bra WAIT;\nxor.b32 %t6, %t2, 31;\nmad.lo.u32 %t5, %t6, 4, %t4;"
    )
    given = [(some(32),) for _ in range(32)]
    rows = [(r, [given[31 - i][0]]) for i, r in enumerate(given)]
    add("mbarrier", Test("mbarrier_of_a_warp", ["b32"], [("b32", "ld.shared.b32 %d, [%t5];")], rows, setup=setup, target="80"))


def memory():
    """Vectors, and values that are narrower than their registers."""
    rows = []
    for _ in range(32):
        x, y = some(64), some(64)
        rows.append(((x, y), [x & 0xFFFFFFFF, y >> 32, value("s16", x >> 16), x >> 56, value("s8", y), value("s32", y >> 32), x]))
    out = [
        ("b32", "ld.global.v4.b32 {%r0, %r1, %r2, %r3}, [%from];\nmov.b32 %d, %r0;"), ("b32", "mov.b32 %d, %r3;"),
        ("b32", "ld.global.v2.s16 {%r4, %r5}, [%from];\nmov.b32 %d, %r5;"), ("b32", "ld.global.nc.u8 %d, [%from+7];"),
        ("b64", "ld.volatile.global.s8 %d, [%from+8];"), ("b64", "ld.global.s32 %d, [%from+12];"),
        ("b64", "ld.relaxed.gpu.global.u64 %d, [%from];"),
    ]
    aligned = [row for row in rows]
    add("ld", Test("ld_global", ["b64", "b64"], out, aligned, target="70"))


def tests():
    flow()
    specials()
    copies()
    memory()
