//! Random valid PTX, the same for the same seed.
//!
//! A program is one kernel with a few functions. Each thread fills its registers from the input, does things to them
//! (arithmetic of every type, branches, loops with a bounded number of turns, a switch, calls, local arrays,
//! shared memory between barriers, shuffles and votes), and stores all of them to its part of the output. Nothing depends on
//! the order in which threads run, and nothing that the PTX ISA leaves open is used: a result is right or wrong.

use std::fmt::Write;

use super::Shape;
use super::templates::{TEMPLATES, Template};

/// Registers of each kind.
const EACH: usize = 6;
/// Bytes of input, and of output, of each thread.
pub const SLOT: usize = 256;

/// A sequence of random numbers (SplitMix64).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// Begins a sequence.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below an end.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Whether something happens that happens so many times in a hundred.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// What programs are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The capability that they are for.
    pub target: u32,
    /// About how many statements.
    pub statements: usize,
    /// Whether there are functions whose results the PTX ISA bounds only.
    pub approximate: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { target: 80, statements: 30, approximate: false }
    }
}

/// A program, and what it is run on.
#[derive(Debug, Clone)]
pub struct Generated {
    /// The module; its kernel is called `k`.
    pub ptx: String,
    /// How it is launched.
    pub shape: Shape,
    /// What it reads.
    pub input: Vec<u8>,
}

impl Generated {
    /// Bytes that it writes.
    pub fn output_bytes(&self) -> usize {
        (self.shape.blocks * self.shape.threads) as usize * SLOT
    }

    /// Where two outputs differ: thread, register, both values. NaNs of binary32 and of binary64 are all alike, as
    /// compiled code does not make them canonical.
    pub fn difference(&self, one: &[u8], other: &[u8]) -> Option<String> {
        for (thread, (one, other)) in one.chunks(SLOT).zip(other.chunks(SLOT)).enumerate() {
            for (register, offset, bytes) in layout() {
                let read = |from: &[u8]| {
                    from[offset..offset + bytes].iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte))
                };
                let (a, b) = (read(one), read(other));
                let is_nan = |bits: u64| match &register[..2] {
                    "%d" => f64::from_bits(bits).is_nan(),
                    "%f" => f32::from_bits(bits as u32).is_nan(),
                    _ => false,
                };
                let both_nan = is_nan(a) && is_nan(b);
                if a != b && !both_nan {
                    return Some(format!("thread {thread}, {register}: {a:#x} and {b:#x}"));
                }
            }
        }
        None
    }
}

/// Registers in a slot: name, offset, bytes.
fn layout() -> impl Iterator<Item = (String, usize, usize)> {
    let mut offset = 0;
    let kinds = [('x', 8), ('d', 8), ('r', 4), ('f', 4), ('h', 2)];
    kinds.into_iter().flat_map(|(kind, bytes)| (0..EACH).map(move |index| (kind, index, bytes))).map(
        move |(kind, index, bytes)| {
            offset += bytes;
            (format!("%{kind}{index}"), offset - bytes, bytes)
        },
    )
}

/// The program of a seed.
pub fn generate(seed: u64, options: Options) -> Generated {
    let mut random = Random::new(seed);
    let threads = *random.pick(&[32, 64, 96]);
    let blocks = 1 + random.below(2) as u32;
    let functions = random.below(4);
    let mut text = String::new();
    let version = if options.target >= 89 { "8.4" } else { "7.8" };
    let _ = writeln!(text, ".version {version}\n.target sm_{}\n.address_size 64", options.target);
    let mut writer =
        Writer { random, options, text, labels: 0, functions: 0, left: 0, threads, in_function: true };
    for index in 0..functions {
        writer.left = 2 + writer.random.below(6);
        writer.function(index);
        writer.functions = index + 1;
    }
    writer.in_function = false;
    writer.left = options.statements / 2 + writer.random.below(options.statements.max(1));
    writer.kernel();
    let mut input = Vec::new();
    for _ in 0..(blocks * threads) as usize * SLOT / 8 {
        input.extend(writer.value().to_le_bytes());
    }
    Generated { ptx: writer.text, shape: Shape { blocks, threads, rows: blocks * threads }, input }
}

/// What may be written in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// All threads of the block come here.
    Uniform,
    /// Some of them do.
    Divergent,
}

struct Writer {
    random: Random,
    options: Options,
    text: String,
    labels: usize,
    functions: usize,
    /// Statements still to be written.
    left: usize,
    threads: u32,
    in_function: bool,
}

impl Writer {
    fn line(&mut self, text: &str) {
        self.text.push_str("    ");
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn label(&mut self) -> String {
        self.labels += 1;
        format!("L{}", self.labels)
    }

    /// A value of 64 bits: often one at which things go wrong.
    fn value(&mut self) -> u64 {
        const EDGES: [u64; 12] = [
            0,
            1,
            0x7f,
            0x8000,
            0x7fff_ffff,
            0x8000_0000,
            0xffff_ffff,
            0x8000_0000_0000_0000,
            0x7fff_ffff_ffff_ffff,
            u64::MAX,
            0x3ff0_0000_3f80_0000,
            0x7ff0_0000_7f80_0000,
        ];
        match self.random.below(8) {
            0 => *self.random.pick(&EDGES),
            1 => self.random.next() >> self.random.below(64),
            // Two floats of ordinary size, or a double of such.
            2 | 3 => {
                let mut one = || (self.random.next() & 0x807f_ffff) | ((120 + self.random.next() % 16) << 23);
                one() | one() << 32
            }
            4 | 5 => (self.random.next() & 0x800f_ffff_ffff_ffff) | ((1015 + self.random.next() % 16) << 52),
            // Halves of ordinary size.
            6 => {
                let mut one = || (self.random.next() & 0x83ff) | ((12 + self.random.next() % 7) << 10);
                (0..4).fold(0, |all, _| all << 16 | one())
            }
            _ => self.random.next(),
        }
    }

    fn register(&mut self, kind: char) -> String {
        let count = if kind == 'p' { 4 } else { EACH };
        format!("%{kind}{}", self.random.below(count))
    }

    /// A register or an immediate.
    fn source(&mut self, kind: char) -> String {
        if self.random.percent(70) || kind == 'p' {
            return self.register(kind);
        }
        let value = self.value();
        match kind {
            'r' => format!("{:#x}", value as u32),
            'x' => format!("{value:#x}"),
            'h' => format!("{:#x}", value as u16),
            'f' => format!("0f{:08X}", value as u32),
            _ => format!("0d{value:016X}"),
        }
    }

    fn declarations(&mut self) {
        let _ = write!(
            self.text,
            "    .reg .b64 %x<{EACH}>; .reg .f64 %d<{EACH}>; .reg .b32 %r<{EACH}>; .reg .f32 %f<{EACH}>;\n    \
             .reg .b16 %h<{EACH}>; .reg .pred %p<4>, %u<2>; .reg .b32 %t<8>; .reg .b64 %a<8>;\n    \
             .reg .b16 %s<4>; .reg .b32 %m<12>; .reg .f32 %g<2>;\n    .local .align 8 .b8 room[64];\n"
        );
    }

    fn kernel(&mut self) {
        let _ =
            writeln!(self.text, ".visible .entry k(.param .u64 in, .param .u64 out, .param .u32 rows)\n{{");
        self.declarations();
        let _ = writeln!(self.text, "    .shared .align 16 .b8 common[{}];", self.threads * 8 + 64);
        for line in [
            "mov.u32 %t0, %ctaid.x;",
            "mov.u32 %t1, %ntid.x;",
            "mov.u32 %t2, %tid.x;",
            "mad.lo.u32 %t0, %t0, %t1, %t2;",
        ] {
            self.line(line);
        }
        self.line(&format!("mul.wide.u32 %a2, %t0, {SLOT};"));
        self.line("ld.param.u64 %a0, [in];");
        self.line("ld.param.u64 %a1, [out];");
        self.line("add.u64 %a0, %a0, %a2;");
        self.line("add.u64 %a1, %a1, %a2;");
        for (register, offset, bytes) in layout() {
            let ty = type_of(&register, bytes);
            self.line(&format!("ld.global.{ty} {register}, [%a0+{offset}];"));
        }
        for index in 0..4 {
            self.line(&format!("setp.lt.s32 %p{index}, %r{index}, %r{};", index + 1));
        }
        self.clear_room();
        self.body(Place::Uniform, 0);
        for (register, offset, bytes) in layout() {
            let ty = type_of(&register, bytes);
            self.line(&format!("st.global.{ty} [%a1+{offset}], {register};"));
        }
        self.text.push_str("    ret;\n}\n");
    }

    fn clear_room(&mut self) {
        for at in 0..8 {
            self.line(&format!("st.local.b64 [room+{}], {};", 8 * at, at * 0x0101));
        }
    }

    /// A function (r, x, f) → x.
    fn function(&mut self, index: usize) {
        let _ = writeln!(
            self.text,
            ".func (.param .b64 result) f{index}(.param .b32 first, .param .b64 second, .param .f32 third)\n{{"
        );
        self.declarations();
        self.line("ld.param.b32 %r0, [first];");
        self.line("ld.param.b64 %x0, [second];");
        self.line("ld.param.f32 %f0, [third];");
        for i in 1..EACH {
            self.line(&format!("add.u32 %r{i}, %r{}, {};", i - 1, 77 * i));
            self.line(&format!("xor.b64 %x{i}, %x{}, {:#x};", i - 1, 0x1234_5678_9abcu64 * i as u64));
            self.line(&format!("mul.rn.f32 %f{i}, %f{}, 0f3F99999A;", i - 1));
        }
        for i in 0..EACH {
            self.line(&format!("cvt.u16.u32 %h{i}, %r{i};"));
            self.line(&format!("cvt.rn.f64.s64 %d{i}, %x{i};"));
        }
        for i in 0..4 {
            self.line(&format!("setp.gt.u32 %p{i}, %r{i}, %r{};", i + 1));
        }
        self.clear_room();
        self.body(Place::Divergent, 1);
        self.line("cvt.u64.u32 %a7, %r1;");
        self.line("testp.notanumber.f32 %u0, %f2;");
        self.line("selp.f32 %g0, 0f7FFFFFFF, %f2, %u0;");
        self.line("mov.b32 %t7, %g0;");
        self.line("cvt.u64.u32 %a6, %t7;");
        self.line("xor.b64 %a7, %a7, %a6;");
        self.line("xor.b64 %a7, %a7, %x3;");
        self.line("st.param.b64 [result], %a7;");
        self.text.push_str("    ret;\n}\n");
    }

    fn body(&mut self, place: Place, depth: usize) {
        let count = if depth == 0 { usize::MAX } else { 1 + self.random.below(6) };
        for _ in 0..count {
            if self.left == 0 {
                return;
            }
            self.left -= 1;
            self.statement(place, depth);
        }
    }

    fn statement(&mut self, place: Place, depth: usize) {
        let is_deep = depth >= 3;
        match self.random.below(100) {
            0..8 if !is_deep => self.branch(depth),
            8..14 if !is_deep => self.counted(place, depth),
            14..17 if !is_deep => self.switch(depth),
            17..22 if self.functions > 0 && !self.in_function => self.call(),
            22..28 => self.local(),
            28..34 if place == Place::Uniform => self.exchange(),
            34..38 if place == Place::Uniform => self.gather(),
            38..48 if place == Place::Uniform => self.together("0xffffffff"),
            48..52 if place == Place::Uniform && !is_deep => self.halves(),
            52..54 if place == Place::Uniform && self.options.target >= 80 => self.matrices(),
            _ => self.arithmetic(),
        }
    }

    fn arithmetic(&mut self) {
        // Only the kernel has a slot of the output.
        let fits = |it: &&Template| {
            it.target <= self.options.target
                && (self.options.approximate || !it.approximate)
                && !(self.in_function && it.text.contains("%a1"))
        };
        let fitting: Vec<&Template> = TEMPLATES.iter().filter(fits).collect();
        let text = self.random.pick(&fitting).text;
        let mut line = String::new();
        // A guard goes with single instructions only.
        if !text.contains(';') && self.random.percent(12) {
            let negated = if self.random.percent(50) { "!" } else { "" };
            let guard = self.register('p');
            let _ = write!(line, "@{negated}{guard} ");
        }
        let mut characters = text.chars();
        while let Some(character) = characters.next() {
            match character {
                '$' => {
                    let kind = characters.next().unwrap_or('r');
                    let filled = match kind {
                        'R' | 'X' | 'H' | 'F' | 'D' | 'P' => self.register(kind.to_ascii_lowercase()),
                        // Registers only: w 32 bits, k 16.
                        'w' => self.register('r'),
                        'k' => self.register('h'),
                        'y' => self.register('x'),
                        // A small number.
                        'n' => self.random.below(70).to_string(),
                        'b' => format!("{:#x}", self.random.below(256)),
                        other => self.source(other),
                    };
                    line.push_str(&filled);
                }
                other => line.push(other),
            }
        }
        for part in line.split_inclusive(';') {
            self.line(part.trim());
        }
        if !line.ends_with(';') {
            self.text.pop();
            self.text.push_str(";\n");
        }
    }

    fn branch(&mut self, depth: usize) {
        let (otherwise, end) = (self.label(), self.label());
        let guard = self.register('p');
        let negated = if self.random.percent(50) { "!" } else { "" };
        self.line(&format!("@{negated}{guard} bra {otherwise};"));
        self.body(Place::Divergent, depth + 1);
        self.line(&format!("bra {end};"));
        let _ = writeln!(self.text, "{otherwise}:");
        if self.random.percent(60) {
            self.body(Place::Divergent, depth + 1);
        }
        let _ = writeln!(self.text, "{end}:");
    }

    /// A loop; threads may make different numbers of turns.
    fn counted(&mut self, place: Place, depth: usize) {
        let (start, counter) = (self.label(), format!("%c{}", self.labels));
        self.text.push_str("    {\n");
        self.line(&format!(".reg .b32 {counter}; .reg .pred {counter}p;"));
        let is_same = self.random.percent(40);
        if is_same {
            let turns = 1 + self.random.below(4);
            self.line(&format!("mov.u32 {counter}, {turns};"));
        } else {
            let from = self.register('r');
            self.line(&format!("and.b32 {counter}, {from}, 3;"));
            self.line(&format!("add.u32 {counter}, {counter}, 1;"));
        }
        let _ = writeln!(self.text, "{start}:");
        self.body(if is_same { place } else { Place::Divergent }, depth + 1);
        self.line(&format!("sub.u32 {counter}, {counter}, 1;"));
        self.line(&format!("setp.ne.u32 {counter}p, {counter}, 0;"));
        self.line(&format!("@{counter}p bra {start};"));
        self.text.push_str("    }\n");
    }

    fn switch(&mut self, depth: usize) {
        let ways: Vec<String> = (0..4).map(|_| self.label()).collect();
        let (list, end) = (self.label(), self.label());
        let from = self.register('r');
        self.text.push_str("    {\n");
        self.line(&format!("{list}: .branchtargets {};", ways.join(", ")));
        self.line(&format!("and.b32 %t5, {from}, 3;"));
        self.line(&format!("brx.idx %t5, {list};"));
        for way in &ways {
            let _ = writeln!(self.text, "{way}:");
            self.body(Place::Divergent, depth + 1);
            self.line(&format!("bra {end};"));
        }
        let _ = writeln!(self.text, "{end}:");
        self.text.push_str("    }\n");
    }

    fn call(&mut self) {
        let index = self.random.below(self.functions);
        let (first, second, third, result) =
            (self.register('r'), self.register('x'), self.register('f'), self.register('x'));
        for line in [
            "{",
            ".param .b32 first; .param .b64 second; .param .f32 third; .param .b64 result;",
            &format!("st.param.b32 [first], {first};"),
            &format!("st.param.b64 [second], {second};"),
            &format!("st.param.f32 [third], {third};"),
            &format!("call.uni (result), f{index}, (first, second, third);"),
            &format!("ld.param.b64 {result}, [result];"),
            "}",
        ] {
            self.line(line);
        }
    }

    /// Stores to a local array and loads from it, at places that are computed.
    fn local(&mut self) {
        let (at, from, to) = (self.register('r'), self.register('r'), self.register('r'));
        let (big, into) = (self.register('x'), self.register('x'));
        self.line("mov.u64 %a3, room;");
        self.line(&format!("and.b32 %t4, {at}, 56;"));
        self.line("cvt.u64.u32 %a4, %t4;");
        self.line("add.u64 %a3, %a3, %a4;");
        match self.random.below(4) {
            0 => {
                self.line(&format!("st.local.b32 [%a3+4], {from};"));
                self.line(&format!("ld.local.s16 {to}, [%a3+6];"));
            }
            1 => {
                self.line(&format!("st.local.b64 [%a3], {big};"));
                self.line(&format!("ld.local.b32 {to}, [room+20];"));
            }
            2 => {
                self.line(&format!("st.local.v2.b32 [%a3], {{{from}, {to}}};"));
                self.line(&format!("ld.local.b64 {into}, [%a3];"));
            }
            _ => {
                self.line("cvta.local.u64 %a3, %a3;");
                self.line(&format!("st.u8 [%a3+3], {from};"));
                self.line(&format!("ld.s8 {into}, [%a3+1];"));
            }
        }
    }

    /// Each thread writes a place of its own in shared memory and reads another's.
    fn exchange(&mut self) {
        let (big, into) = (self.register('x'), self.register('x'));
        let step = 1 + self.random.below(31);
        self.line("mov.u32 %t3, common;");
        self.line("mad.lo.u32 %t4, %t2, 8, %t3;");
        self.line(&format!("st.shared.b64 [%t4+64], {big};"));
        self.line("bar.sync 0;");
        self.line(&format!("add.u32 %t4, %t2, {step};"));
        self.line("rem.u32 %t4, %t4, %t1;");
        self.line("mad.lo.u32 %t4, %t4, 8, %t3;");
        self.line(&format!("ld.shared.b64 {into}, [%t4+64];"));
        self.line("bar.sync 0;");
    }

    /// All threads change one place; what comes out does not depend on their order.
    fn gather(&mut self) {
        let (from, to) = (self.register('r'), self.register('r'));
        let op = *self.random.pick(&["add.u32", "min.s32", "max.u32", "and.b32", "or.b32", "xor.b32"]);
        self.line("setp.eq.u32 %u0, %t2, 0;");
        self.line("@%u0 st.shared.u32 [common+8], 0x5a5a;");
        self.line("bar.sync 0;");
        if self.random.percent(50) {
            self.line(&format!("red.shared.{op} [common+8], {from};"));
        } else {
            self.line(&format!("atom.shared.{op} %t3, [common+8], {from};"));
        }
        self.line("bar.sync 0;");
        self.line(&format!("ld.shared.u32 {to}, [common+8];"));
        self.line("bar.sync 0;");
    }

    /// An instruction of a warp, or of those lanes.
    fn together(&mut self, mask: &str) {
        let (a, b, d) = (self.register('r'), self.register('r'), self.register('r'));
        let (p, q) = (self.register('p'), self.register('p'));
        let is_whole = mask == "0xffffffff";
        match self.random.below(7) {
            0 => {
                let mode = *self.random.pick(&["all", "any", "uni"]);
                self.line(&format!("vote.sync.{mode}.pred {q}, {p}, {mask};"));
            }
            1 => self.line(&format!("vote.sync.ballot.b32 {d}, {p}, {mask};")),
            2 if self.options.target >= 70 => self.line(&format!("match.any.sync.b32 {d}, {a}, {mask};")),
            3 if self.options.target >= 80 => {
                let op = *self.random.pick(&["add.u32", "min.s32", "max.u32", "and.b32", "xor.b32"]);
                self.line(&format!("redux.sync.{op} {d}, {a}, {mask};"));
            }
            4 if is_whole => {
                let op = *self.random.pick(&["popc.u32", "and.pred", "or.pred"]);
                let to = if op == "popc.u32" { &d } else { &q };
                self.line(&format!("bar.red.{op} {to}, 0, {p};"));
            }
            5 if is_whole => {
                let mode = *self.random.pick(&["up", "down", "bfly", "idx"]);
                let clamp = match (mode, self.random.below(3)) {
                    ("up", which) => [0, 0x1000, 0x1c00][which],
                    (_, which) => [0x1f, 0x101f, 0x1c1f][which],
                };
                self.line(&format!("and.b32 %t3, {b}, 31;"));
                self.line(&format!("shfl.sync.{mode}.b32 {d}|{q}, {a}, %t3, {clamp:#x}, {mask};"));
            }
            // Lanes of the same parity: two, four, … away.
            _ => {
                let distance = 2 * (1 + self.random.below(15));
                self.line(&format!("shfl.sync.bfly.b32 {d}, {a}, {distance}, 0x1f, {mask};"));
            }
        }
    }

    /// The lanes part by parity, and each half does something together.
    fn halves(&mut self) {
        let (otherwise, end) = (self.label(), self.label());
        self.line("and.b32 %t3, %t2, 1;");
        self.line("setp.ne.u32 %u0, %t3, 0;");
        self.line(&format!("@%u0 bra {otherwise};"));
        self.arithmetic();
        self.together("0x55555555");
        self.line(&format!("bra {end};"));
        let _ = writeln!(self.text, "{otherwise}:");
        self.together("0xaaaaaaaa");
        self.arithmetic();
        let _ = writeln!(self.text, "{end}:");
        self.line("bar.warp.sync 0xffffffff;");
    }

    /// A product of matrices of integers, whose sums are exact.
    fn matrices(&mut self) {
        let list = |writer: &mut Self, count: usize| {
            let all: Vec<String> = (0..count).map(|_| writer.register('r')).collect();
            format!("{{{}}}", all.join(", "))
        };
        let (a, b, c) = (list(self, 4), list(self, 2), list(self, 4));
        let (x, y) = (*self.random.pick(&["s8", "u8"]), *self.random.pick(&["s8", "u8"]));
        let satfinite = if self.random.percent(30) { ".satfinite" } else { "" };
        self.line(&format!(
            "mma.sync.aligned.m16n8k32.row.col{satfinite}.s32.{x}.{y}.s32 {{%m0, %m1, %m2, %m3}}, {a}, {b}, {c};"
        ));
        for index in 0..4 {
            let to = self.register('r');
            self.line(&format!("mov.b32 {to}, %m{index};"));
        }
    }
}

fn type_of(register: &str, bytes: usize) -> String {
    match register.chars().nth(1) {
        Some('f' | 'd') => format!("f{}", 8 * bytes),
        _ => format!("b{}", 8 * bytes),
    }
}
