"""Matrix instructions. Layouts are written down shape by shape, as the ISA's figures show them."""

import random
from fractions import Fraction

from floats import near
from formats import BF16, E4M3, E5M2, F16, F32, F64, TF32, arithmetic
from integers import clamp, value
from writer import Test, add

FORMATS = {"f16": F16, "bf16": BF16, "tf32": TF32, "f32": F32, "f64": F64, "e4m3": E4M3, "e5m2": E5M2}
BITS = {"f16": 16, "bf16": 16, "tf32": 32, "f32": 32, "f64": 64, "e4m3": 8, "e5m2": 8,
        "s8": 8, "u8": 8, "s4": 4, "u4": 4, "b1": 1, "s32": 32}


def places_a(shape, ty):
    """For each lane: (row, column) of each element of a, in the order of the ISA's a0, a1, …"""
    lanes = []
    for lane in range(32):
        group, thread = lane >> 2, lane % 4
        at = {
            ((16, 8, 8), 16): lambda i: (group + (8 if i >= 2 else 0), thread * 2 + (i & 1)),
            ((16, 8, 16), 16): lambda i: (
                group if i in (0, 1, 4, 5) else group + 8,
                thread * 2 + (i & 1) + (8 if i >= 4 else 0),
            ),
            ((16, 8, 4), 32): lambda i: (group + 8 * i, thread),
            ((16, 8, 8), 32): lambda i: (group if i in (0, 2) else group + 8, thread if i < 2 else thread + 4),
            ((8, 8, 4), 64): lambda i: (group, thread),
            ((16, 8, 4), 64): lambda i: (group + 8 * i, thread),
            ((16, 8, 8), 64): lambda i: (group if i in (0, 2) else group + 8, thread if i < 2 else thread + 4),
            ((8, 8, 16), 8): lambda i: (group, thread * 4 + i),
            ((16, 8, 16), 8): lambda i: (group if i < 4 else group + 8, thread * 4 + (i & 3)),
            ((16, 8, 32), 8): lambda i: (
                group if i < 4 or 8 <= i < 12 else group + 8,
                thread * 4 + (i & 3) + (16 if i >= 8 else 0),
            ),
            ((8, 8, 32), 4): lambda i: (group, thread * 8 + i),
            ((16, 8, 32), 4): lambda i: (group if i < 8 else group + 8, thread * 8 + (i & 7)),
            ((16, 8, 64), 4): lambda i: (
                group if i < 8 or 16 <= i < 24 else group + 8,
                thread * 8 + (i & 7) + (32 if i >= 16 else 0),
            ),
            ((8, 8, 128), 1): lambda i: (group, thread * 32 + i),
            ((16, 8, 128), 1): lambda i: (group if i < 32 else group + 8, thread * 32 + (i & 31)),
            ((16, 8, 256), 1): lambda i: (
                group if i < 32 or 64 <= i < 96 else group + 8,
                thread * 32 + (i & 31) + (128 if i >= 64 else 0),
            ),
        }[(shape, BITS[ty])]
        count = shape[0] * shape[2] // 32
        lanes.append([at(i) for i in range(count)])
    return lanes


def places_b(shape, ty):
    lanes = []
    for lane in range(32):
        group, thread = lane >> 2, lane % 4
        at = {
            ((16, 8, 8), 16): lambda i: (thread * 2 + i, group),
            ((16, 8, 16), 16): lambda i: (thread * 2 + (i & 1) + (8 if i >= 2 else 0), group),
            ((16, 8, 4), 32): lambda i: (thread, group),
            ((16, 8, 8), 32): lambda i: (thread if i == 0 else thread + 4, group),
            ((8, 8, 4), 64): lambda i: (thread, group),
            ((16, 8, 4), 64): lambda i: (thread, group),
            ((16, 8, 8), 64): lambda i: (thread if i == 0 else thread + 4, group),
            ((8, 8, 16), 8): lambda i: (thread * 4 + i, group),
            ((16, 8, 16), 8): lambda i: (thread * 4 + i, group),
            ((16, 8, 32), 8): lambda i: (thread * 4 + (i & 3) + (16 if i >= 4 else 0), group),
            ((8, 8, 32), 4): lambda i: (thread * 8 + i, group),
            ((16, 8, 32), 4): lambda i: (thread * 8 + i, group),
            ((16, 8, 64), 4): lambda i: (thread * 8 + (i & 7) + (32 if i >= 8 else 0), group),
            ((8, 8, 128), 1): lambda i: (thread * 32 + i, group),
            ((16, 8, 128), 1): lambda i: (thread * 32 + i, group),
            ((16, 8, 256), 1): lambda i: (thread * 32 + (i & 31) + (128 if i >= 32 else 0), group),
        }[(shape, BITS[ty])]
        count = shape[1] * shape[2] // 32
        lanes.append([at(i) for i in range(count)])
    return lanes


def places_c(shape):
    count = shape[0] * shape[1] // 32
    return [
        [((lane >> 2) + (8 if i >= 2 else 0), (lane % 4) * 2 + (i & 1)) for i in range(count)] for lane in range(32)
    ]


def registers(elements, ty):
    """Elements of a lane in its registers."""
    bits = BITS[ty]
    each = 64 // bits if bits == 64 else 32 // bits
    width = 32 if bits < 64 else 64
    assert width == each * bits
    return [
        sum(x << (bits * i) for i, x in enumerate(elements[at : at + each])) for at in range(0, len(elements), each)
    ]


def element(ty):
    """A number whose products are summed exactly, so that every order of summing gives the same."""
    if ty in ("s8", "u8", "s4", "u4", "b1"):
        return random.getrandbits(BITS[ty])
    fmt = FORMATS[ty]
    return fmt.round(Fraction(random.randrange(-8, 9)) / random.choice([1, 2, 4]), "rn")


def number(ty, bits):
    if ty in FORMATS:
        return FORMATS[ty].value(bits)
    return bits if ty == "b1" else value(ty, bits)


def product(shape, a_ty, b_ty, d_ty, a, b, c, op="", satfinite=False, c_ty=None):
    m, n, k = shape
    d = {}
    for i in range(m):
        for j in range(n):
            x = [number(a_ty, a[i, h]) for h in range(k)]
            y = [number(b_ty, b[h, j]) for h in range(k)]
            if op == ".xor.popc":
                total = sum(p ^ q for p, q in zip(x, y))
            elif op == ".and.popc":
                total = sum(p & q for p, q in zip(x, y))
            else:
                total = sum(p * q for p, q in zip(x, y))
            total += number(c_ty or d_ty, c[i, j])
            if d_ty in FORMATS:
                d[i, j] = FORMATS[d_ty].round(total, "rn")
            else:
                d[i, j] = (clamp("s32", total) if satfinite else total) & 0xFFFFFFFF
    return d


def grid(rows, columns, make):
    return {(i, j): make() for i in range(rows) for j in range(columns)}


def stored(x, ty):
    return x << 13 if ty == "tf32" else x


def operand(prefix, letters, count):
    return "{" + ", ".join(f"%{letter}" for letter in letters[:count]) + "}"


def multiply(shape, a_ty, b_ty, d_ty, target, op="", satfinite=False, c_ty=None):
    m, n, k = shape
    c_ty = c_ty or d_ty
    rows = []
    for _ in range(2):
        a = grid(m, k, lambda: element(a_ty))
        b = grid(k, n, lambda: element(b_ty))
        if d_ty == "s32":
            big = 0x7FFFFFF0 if satfinite else 1000
            c = grid(m, n, lambda: random.choice([0, 5, big, -big]) & 0xFFFFFFFF)
        else:
            c = grid(m, n, lambda: FORMATS[c_ty].round(Fraction(random.randrange(-64, 65)), "rn"))
        d = product(shape, a_ty, b_ty, d_ty, a, b, c, op, satfinite, c_ty)
        pa, pb, pc = places_a(shape, a_ty), places_b(shape, b_ty), places_c(shape)
        for lane in range(32):
            given = registers([stored(a[p], a_ty) for p in pa[lane]], a_ty)
            given += registers([stored(b[p], b_ty) for p in pb[lane]], b_ty)
            given += registers([c[p] for p in pc[lane]], c_ty)
            rows.append((given, registers([d[p] for p in pc[lane]], d_ty)))
    emit(f"mma_m{m}n{n}k{k}_{d_ty}_{a_ty}_{b_ty}_{c_ty}{op.replace('.', '_')}{'_satfinite' if satfinite else ''}",
         f"mma.sync.aligned.m{m}n{n}k{k}.row.col{'.satfinite' if satfinite else ''}.{d_ty}.{a_ty}.{b_ty}.{c_ty}{op}",
         (len(registers([0] * (m * k // 32), a_ty)), BITS[a_ty] == 64),
         (len(registers([0] * (k * n // 32), b_ty)), BITS[b_ty] == 64),
         (len(registers([0] * (m * n // 32), c_ty)), BITS[c_ty] == 64),
         (len(registers([0] * (m * n // 32), d_ty)), BITS[d_ty] == 64),
         rows, target)


def emit(name, instruction, a, b, c, d, rows, target, extra="", more=0):
    letters = "abcefgijklmnosuvwyz"
    inputs, groups, at = [], [], 0
    for count, is_wide in (a, b, c):
        inputs += ["b64" if is_wide else "b32"] * count
        groups.append("{" + ", ".join(f"%{x}" for x in letters[at : at + count]) + "}")
        at += count
    inputs += ["b32"] * more
    results = "{" + ", ".join(f"%d{i}" for i in range(d[0])) + "}"
    # The first result's code executes the instruction; the others are there already.
    code = f"{instruction} {results}, {', '.join(groups)}{extra.format(*[f'%{x}' for x in letters[at:at + more]])};"
    ty = "b64" if d[1] else "b32"
    add("mma", Test(name, inputs, [(ty, "")] * d[0], rows, setup=code, target=target))


def oldest(a_layout, b_layout, d_ty):
    """m8n8k4: four products, each by eight lanes."""
    rows = [None] * 32
    for quarter in range(4):
        a, b = grid(8, 4, lambda: element("f16")), grid(4, 8, lambda: element("f16"))
        c = grid(8, 8, lambda: FORMATS[d_ty].round(Fraction(random.randrange(-64, 65)), "rn"))
        d = product((8, 8, 4), "f16", "f16", d_ty, a, b, c)
        for lane in list(range(4 * quarter, 4 * quarter + 4)) + list(range(4 * quarter + 16, 4 * quarter + 20)):
            low, high = lane % 4, lane >= 16
            at_a = [(low + 4 * high, i) if a_layout == "row" else (i + 4 * high, low) for i in range(4)]
            at_b = [(low, i + 4 * high) if b_layout == "row" else (i, low + 4 * high) for i in range(4)]
            if d_ty == "f16":
                at_c = [(low + 4 * high, i) for i in range(8)]
            else:
                at_c = [((lane & 1) + (i & 2) + 4 * high, (i & 4) + (lane & 2) + (i & 1)) for i in range(8)]
            given = registers([a[p] for p in at_a], "f16") + registers([b[p] for p in at_b], "f16")
            rows[lane] = (given + registers([c[p] for p in at_c], d_ty), registers([d[p] for p in at_c], d_ty))
    count = 4 if d_ty == "f16" else 8
    emit(f"mma_m8n8k4_{a_layout}_{b_layout}_{d_ty}",
         f"mma.sync.aligned.m8n8k4.{a_layout}.{b_layout}.{d_ty}.f16.f16.{d_ty}",
         (2, False), (2, False), (count, False), (count, False), rows, "70")


def sparse(shape, ty, d_ty, selector):
    """Half of a's columns, and metadata that says which."""
    m, n, k = shape
    dense_shape = (m, n, k // 2)
    groups, per_lane = k // 4, 4
    rows = []
    for _ in range(2):
        picks = {(i, g): random.choice([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]) for i in range(m) for g in range(groups)}
        half = grid(m, k // 2, lambda: element(ty))
        a = {(i, j): 0 for i in range(m) for j in range(k)}
        for (i, g), (x, y) in picks.items():
            a[i, 4 * g + x] = half[i, 2 * g]
            a[i, 4 * g + y] = half[i, 2 * g + 1]
        b = grid(k, n, lambda: element(ty))
        c = grid(m, n, lambda: FORMATS[d_ty].round(Fraction(random.randrange(-64, 65)), "rn") if d_ty in FORMATS else random.randrange(100))
        d = product(shape, ty, ty, d_ty, a, b, c)
        contributors = groups // per_lane
        pa, pc = places_a(dense_shape, ty), places_c(shape)
        each = 32 // BITS[ty]
        for lane in range(32):
            group, thread = lane >> 2, lane % 4
            given = registers([half[p] for p in pa[lane]], ty)
            # Register r of b holds rows thread·each + 4·each·r ….
            at_b = [(thread * each + 4 * each * (i // each) + i % each, group) for i in range(k * n // 32)]
            given += registers([b[p] for p in at_b], ty)
            given += registers([c[p] for p in pc[lane]], d_ty)
            first = selector * contributors
            metadata = 0xAAAAAAAA
            if first <= thread < first + contributors:
                metadata = 0
                for at in range(8):
                    if ty == "s8":
                        # A whole register for eight groups of a row: even threads have the upper eight rows.
                        row, g = group + 8 * (thread % 2), (thread - first) // 2 * 8 + at
                    else:
                        # Half a register for four.
                        row, g = group + 8 * (at // 4), (thread - first) * per_lane + at % 4
                    x, y = picks[row, g]
                    metadata |= (x | y << 2) << (4 * at)
            rows.append((given + [metadata], registers([d[p] for p in pc[lane]], d_ty)))
    emit(f"mma_sp_m{m}n{n}k{k}_{d_ty}_{ty}_{selector}",
         f"mma.sp.sync.aligned.m{m}n{n}k{k}.row.col.{d_ty}.{ty}.{ty}.{d_ty}",
         (m * k // 2 * BITS[ty] // 1024, False), (k * n * BITS[ty] // 1024, False), (4, False), (4, False),
         rows, "80", f", {{}}, {selector:#x}", 1)


def moves():
    """ldmatrix, stmatrix, movmatrix: each lane brings 16 bytes, which are a row."""
    for trans in (False, True):
        for count in (1, 2, 4):
            rows_of = [[random.getrandbits(16) for _ in range(8)] for _ in range(32)]
            pack = lambda halves: sum(x << 16 * i for i, x in enumerate(halves))
            rows = []
            for lane in range(32):
                result = []
                for matrix in range(count):
                    row, column = lane // 4, lane % 4 * 2
                    at = lambda j: rows_of[8 * matrix + j][row] if trans else rows_of[8 * matrix + row][j]
                    result.append(at(column) | at(column + 1) << 16)
                rows.append(([pack(rows_of[lane][:4]), pack(rows_of[lane][4:])], result))
            suffix = ".trans" if trans else ""
            registers_ = "{" + ", ".join(f"%d{i}" for i in range(count)) + "}"
            setup = (
                ".shared .align 16 .b64 place[64];\nmov.u32 %t4, place;\nshl.b32 %t5, %t2, 4;\nadd.u32 %t4, %t4, %t5;\n"
                "st.shared.v2.b64 [%t4], {%a, %b};\nbar.sync 0;\n"
                f"ldmatrix.sync.aligned.m8n8.x{count}{suffix}.shared.b16 {registers_}, [%t4];"
            )
            add("ldmatrix", Test(f"ldmatrix_x{count}{'_trans' if trans else ''}", ["b64"] * 2, [("b32", "")] * count, rows, setup=setup, target="75"))
            # stmatrix is the way back: each lane reads the row that it gave the address of.
            back = [(r[1], r[0]) for r in rows]
            if count == 4:
                letters = ", ".join(f"%{x}" for x in "abce")
                setup = (
                    ".shared .align 16 .b64 place[64];\nmov.u32 %t4, place;\nshl.b32 %t5, %t2, 4;\nadd.u32 %t4, %t4, %t5;\n"
                    f"stmatrix.sync.aligned.m8n8.x4{suffix}.shared.b16 [%t4], {{{letters}}};\nbar.sync 0;"
                )
                out = [("b64", "ld.shared.b64 %d, [%t4];"), ("b64", "ld.shared.b64 %d, [%t4+8];")]
                add("stmatrix", Test(f"stmatrix_x4{'_trans' if trans else ''}", ["b32"] * 4, out, back, setup=setup, target="90"))
    matrix = [[random.getrandbits(16) for _ in range(8)] for _ in range(8)]
    rows = []
    for lane in range(32):
        i, j = lane // 4, lane % 4 * 2
        rows.append(([matrix[i][j] | matrix[i][j + 1] << 16], [matrix[j][i] | matrix[j + 1][i] << 16]))
    add("movmatrix", Test("movmatrix_trans", ["b32"], [("b32", "movmatrix.sync.aligned.m8n8.trans.b16 %d, %a;")], rows, target="75"))


def wmma():
    """Load, multiply and store, all of it in shared memory: how fragments lie does not show."""
    big = [(16, 16, 16), (8, 32, 16), (32, 8, 16)]
    cases = [(s, "f16", d, "70") for s in big for d in ("f16", "f32")]
    cases += [(s, t, "s32", "75") for s in big for t in ("s8", "u8")]
    cases += [(s, "bf16", "f32", "80") for s in big] + [((16, 16, 8), "tf32", "f32", "80"), ((8, 8, 4), "f64", "f64", "80")]
    for index, (shape, ty, d_ty, target) in enumerate(cases):
        m, n, k = shape
        a_layout, b_layout = [("row", "col"), ("row", "row"), ("col", "row"), ("col", "col")][index % 4]
        count = lambda rows, columns, t: {
            "f16": 8, "bf16": rows * columns // 64, "s8": max(rows * columns // 128, 1), "u8": max(rows * columns // 128, 1),
            "tf32": 4, "f64": 1,
        }[t]
        wide = ty == "f64"
        sum_count = {"f16": 4, "f32": 8, "s32": 8, "f64": 2}[d_ty]
        kind = "x" if wide else "t"
        names = lambda first, number: "{" + ", ".join(f"%{first}{i}" for i in range(number)) + "}"
        a_count, b_count = count(m, k, ty), count(k, n, ty)
        a, b = grid(m, k, lambda: element(ty)), grid(k, n, lambda: element(ty))
        c = grid(m, n, lambda: FORMATS[d_ty].round(Fraction(random.randrange(-64, 65)), "rn") if d_ty in FORMATS else random.randrange(1000))
        d = product(shape, ty, ty, d_ty, a, b, c)

        def image(matrix, rows, columns, layout, t):
            order = [(i, j) for i in range(rows) for j in range(columns)] if layout == "row" else [(i, j) for j in range(columns) for i in range(rows)]
            data = b"".join((stored(matrix[p], t)).to_bytes(BITS[t] // 8, "little") for p in order)
            return data

        parts = [image(a, m, k, a_layout, ty), image(b, k, n, b_layout, ty), image(c, m, n, "row", d_ty)]
        result = image(d, m, n, "row", d_ty)
        # Each lane brings its share of each matrix, in words of 64 bits, and takes its share of the result.
        words = lambda data: [int.from_bytes(data[i : i + 8], "little") for i in range(0, len(data), 8)]
        shares = []
        for part in parts + [result]:
            w = words(part)
            per = -(-len(w) // 32)
            w += [0] * (32 * per - len(w))
            shares.append((per, w))
        letters = "abcefgijklmnosuvwyz"
        inputs, setup, at, offset = [], [], 0, 0
        offsets = []
        for index_, (per, w) in enumerate(shares[:3]):
            offsets.append(offset)
            for i in range(per):
                setup.append(f"st.shared.b64 [%t4+{offset + 8 * i}], %{letters[at]};" if per == 1 else f"st.shared.b64 [%r{index_}+{offset + 8 * i}], %{letters[at]};")
                inputs.append("b64")
                at += 1
            offset += 256 * per
        if at > len(letters):
            continue
        head = [f".shared .align 32 .b8 place[{offset}];", f".reg .{'b64' if wide else 'b32'} %fa<8>, %fb<8>, %fc<8>, %fd<8>;"]
        head += ["mov.u32 %t6, place;"]
        for index_, (per, w) in enumerate(shares):
            head += [f"mad.lo.u32 %r{index_}, %t2, {8 * per}, %t6;"]
        setup = [line.replace("%t4+", "%r0+") if False else line for line in setup]
        setup = [line.replace("[%t4+", f"[%r{[i for i, o in enumerate(offsets) if o <= int(line.split('+')[1].split(']')[0])][-1]}+") for line in setup]
        f = names
        name = f"m{m}n{n}k{k}"
        load = lambda which, layout, t, first, number, at_: f"wmma.load.{which}.sync.aligned.{layout}.{name}.shared.{t} {f(first, number)}, [%t6+{at_}];"
        middle = {"f16": f"{d_ty}.{d_ty}"}.get(ty, f"{d_ty}.{ty}.{ty}.{d_ty}")
        code = head + setup + ["bar.sync 0;"]
        code += [load("a", a_layout, ty, "fa", a_count, offsets[0]), load("b", b_layout, ty, "fb", b_count, offsets[1])]
        code += [load("c", "row", d_ty, "fc", sum_count, offsets[2])]
        code += [f"wmma.mma.sync.aligned.{a_layout}.{b_layout}.{name}.{middle} {f('fd', sum_count)}, {f('fa', a_count)}, {f('fb', b_count)}, {f('fc', sum_count)};"]
        code += ["bar.sync 0;", f"wmma.store.d.sync.aligned.row.{name}.shared.{d_ty} [%t6+{offsets[2]}], {f('fd', sum_count)};", "bar.sync 0;"]
        per = shares[3][0]
        out = [("b64", f"ld.shared.b64 %d, [%r2+{offsets[2] + 8 * i}];") for i in range(per)]
        rows = []
        for lane in range(32):
            given = [x for p, w in shares[:3] for x in w[lane * p : lane * p + p]]
            rows.append((given, shares[3][1][lane * per : lane * per + per]))
        add("wmma", Test(f"wmma_{name}_{a_layout}_{b_layout}_{d_ty}_{ty}", inputs, out, rows, setup="\n".join(code), target=target))


def tests():
    for a_layout in ("row", "col"):
        for b_layout in ("row", "col"):
            for d_ty in ("f16", "f32"):
                oldest(a_layout, b_layout, d_ty)
    for d_ty in ("f16", "f32"):
        multiply((16, 8, 8), "f16", "f16", d_ty, "75")
        multiply((16, 8, 16), "f16", "f16", d_ty, "80")
    for shape in [(16, 8, 8), (16, 8, 16)]:
        multiply(shape, "bf16", "bf16", "f32", "80")
    for shape in [(16, 8, 4), (16, 8, 8)]:
        multiply(shape, "tf32", "tf32", "f32", "80")
    multiply((8, 8, 4), "f64", "f64", "f64", "80")
    for shape in [(16, 8, 4), (16, 8, 8)]:
        multiply(shape, "f64", "f64", "f64", "90")
    for x in ("s8", "u8"):
        for y in ("s8", "u8"):
            for shape, target in [((8, 8, 16), "75"), ((16, 8, 16), "80"), ((16, 8, 32), "80")]:
                for satfinite in (False, True):
                    multiply(shape, x, y, "s32", target, satfinite=satfinite)
    for x, y in [("s4", "s4"), ("u4", "s4")]:
        for shape, target in [((8, 8, 32), "75"), ((16, 8, 32), "80"), ((16, 8, 64), "80")]:
            multiply(shape, x, y, "s32", target)
    for shape, target in [((8, 8, 128), "75"), ((16, 8, 128), "80"), ((16, 8, 256), "80")]:
        multiply(shape, "b1", "b1", "s32", target, op=".xor.popc")
        multiply(shape, "b1", "b1", "s32", "80", op=".and.popc")
    multiply((16, 8, 32), "e4m3", "e5m2", "f32", "89")
    for selector in range(4):
        sparse((16, 8, 16), "f16", "f32", selector)
    for selector in range(2):
        sparse((16, 8, 32), "f16", "f32", selector)
        sparse((16, 8, 32), "s8", "s32", selector)
    sparse((16, 8, 64), "s8", "s32", 0)
    moves()
    wmma()
