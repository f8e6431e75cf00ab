"""Writes test files: a PTX module with an entry per test, and the rows of each."""

from pathlib import Path

HERE = Path(__file__).parent
BITS = {"b8": 8, "b16": 16, "b32": 32, "b64": 64, "f16": 16, "bf16": 16, "f32": 32, "f64": 64, "pred": 32}
REGISTER = {8: "b16", 16: "b16", 32: "b32", 64: "b64"}
files = {}


class Test:
    """One entry: inputs a, b, c, … of each row, one instruction (or a few) for each result d0, d1, …"""

    def __init__(self, name, inputs, outputs, rows, tolerance="exact", setup="", target="61"):
        self.name, self.inputs, self.outputs = name, inputs, outputs
        self.rows, self.tolerance, self.setup, self.target = rows, tolerance, setup, target

    def entry(self):
        """The PTX of a kernel that has one thread per row."""
        lines = [f".visible .entry {self.name}(.param .u64 in, .param .u64 out, .param .u32 rows)", "{"]
        lines.append("    .reg .pred %live, %p<8>;")
        lines.append("    .reg .b16 %h<8>;")
        lines.append("    .reg .b32 %row, %t<16>, %r<16>;")
        lines.append("    .reg .b64 %from, %to, %step, %x<8>;")
        for index, ty in enumerate(self.inputs):
            letter = "abcefgijklmnosuvwyz"[index]
            lines.append(f"    .reg .{REGISTER[BITS[ty]]} %{letter};")
            if ty == "pred":
                lines.append(f"    .reg .pred %{letter}p;")
        for index, (ty, _) in enumerate(self.outputs):
            lines.append(f"    .reg .{REGISTER[BITS[ty]]} %d{index};")
            if ty == "pred":
                lines.append(f"    .reg .pred %q{index};")
        lines += [
            "    mov.u32 %t0, %ctaid.x;",
            "    mov.u32 %t1, %ntid.x;",
            "    mov.u32 %t2, %tid.x;",
            "    mad.lo.u32 %row, %t0, %t1, %t2;",
            "    ld.param.u32 %t3, [rows];",
            "    setp.ge.u32 %live, %row, %t3;",
            "    @%live exit;",
            "    ld.param.u64 %from, [in];",
            "    ld.param.u64 %to, [out];",
            f"    mul.wide.u32 %step, %row, {8 * len(self.inputs)};",
            "    add.u64 %from, %from, %step;",
            f"    mul.wide.u32 %step, %row, {8 * len(self.outputs)};",
            "    add.u64 %to, %to, %step;",
        ]
        for index, ty in enumerate(self.inputs):
            letter = "abcefgijklmnosuvwyz"[index]
            load = "u8" if ty == "b8" else REGISTER[BITS[ty]]
            lines.append(f"    ld.global.{load} %{letter}, [%from+{8 * index}];")
            if ty == "pred":
                lines.append(f"    setp.ne.u32 %{letter}p, %{letter}, 0;")
        if self.setup:
            lines += [f"    {line.strip()}" for line in self.setup.splitlines() if line.strip()]
        for index, (ty, code) in enumerate(self.outputs):
            lines += [f"    {line.strip()}" for line in code.replace("%d,", f"%d{index},").replace("%d|", f"%d{index}|").replace("%q", f"%q{index}").splitlines() if line.strip()]
            if ty == "pred":
                lines.append(f"    selp.u32 %d{index}, 1, 0, %q{index};")
            store = "u8" if ty == "b8" else REGISTER[BITS[ty]]
            lines.append(f"    st.global.{store} [%to+{8 * index}], %d{index};")
        lines += ["    ret;", "}"]
        return lines

    def body(self):
        """The rows."""
        outputs = [ty for ty, _ in self.outputs]
        lines = [f"=== {self.name}: {' '.join(self.inputs)} -> {' '.join(outputs)} {self.tolerance}".rstrip()]

        def show(value, ty):
            if isinstance(value, str):
                return value
            bits = BITS[ty]
            return f"{value & ((1 << bits) - 1):0{bits // 4}x}" if ty != "pred" else str(value)

        for given, expected in self.rows:
            left = " ".join(show(value, ty) for value, ty in zip(given, self.inputs, strict=True))
            right = " ".join(show(value, ty) for value, ty in zip(expected, outputs, strict=True))
            lines.append(f"{left} -> {right}")
        return lines


def add(file, *tests):
    """Puts tests into a file; those of another target into one of their own."""
    for test in tests:
        assert test.rows, test.name
        name = file if test.target == "61" else f"{file}.sm_{test.target}"
        files.setdefault((name, test.target), []).append(test)


def write():
    """Writes all files; says how many tests and rows there are."""
    for old in HERE.glob("*.test"):
        old.unlink()
    tests = rows = 0
    for (name, target), group in files.items():
        lines = ["// Written by generate.py."]
        version = {"61": "6.5", "70": "6.5", "75": "7.8", "80": "7.1", "89": "8.4", "90": "8.0"}[target]
        lines += [f".version {version}", f".target sm_{target}", ".address_size 64", ""]
        for test in group:
            lines += test.entry() + [""]
        for test in group:
            lines += test.body() + [""]
            tests += 1
            rows += len(test.rows)
        (HERE / f"{name}.test").write_text("\n".join(lines).rstrip() + "\n")
    print(f"{len(files)} files, {tests} tests, {rows} rows")
