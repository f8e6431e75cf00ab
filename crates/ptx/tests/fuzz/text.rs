//! Modules: those of the tests, and what damage makes of them.

use ptx::ir::{BlockId, FunctionId, Module};

use crate::random::Random;

const SAMPLE: &str = include_str!("../data/sample.ptx");
const INSTRUCTIONS: &str = include_str!("../data/instructions.txt");

/// No damaged module is longer.
const LONGEST: usize = 64 << 10;

/// Words that a module may gain anywhere.
const WORDS: [&str; 96] = [
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ";",
    ",",
    ":",
    "@",
    "@!",
    "=",
    "|",
    "<",
    ">",
    "-",
    "+",
    "!",
    "~",
    "?",
    "_",
    "%",
    "*",
    "/",
    "\"",
    "\"x\"",
    "/*",
    "*/",
    "//",
    "\n",
    "0",
    "1",
    "-1",
    "31",
    "32",
    "63",
    "64",
    "65",
    "255",
    "256",
    "0x7fffffff",
    "0x80000000",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "0x8000000000000000",
    "18446744073709551615",
    "99999999999999999999",
    "1e400",
    "0f7FC00000",
    "0dFFFFFFFFFFFFFFFF",
    "0xFF(",
    "generic(",
    "WARP_SZ",
    ".visible",
    ".extern",
    ".entry",
    ".func",
    ".param",
    ".reg",
    ".local",
    ".shared",
    ".global",
    ".const",
    ".align",
    ".v2",
    ".v4",
    ".v8",
    ".b8",
    ".b16",
    ".b32",
    ".b64",
    ".b128",
    ".pred",
    ".f16x2",
    ".bf16",
    ".f32",
    ".u64",
    ".s32",
    ".e4m3",
    ".x",
    ".w",
    ".callprototype",
    ".calltargets",
    ".branchtargets",
    ".alias",
    ".section",
    ".loc",
    ".pragma",
    ".maxntid",
    ".uni",
    ".sync",
    ".cc",
    "%r<1000000>",
    "[1073741823]",
    "call",
];

/// A module around some instructions.
fn around(instructions: &str) -> String {
    format!(
        ".version 9.0\n.target sm_90\n.address_size 64\n.global .align 16 .b32 gv[16];\n.shared .align 16 .b32 sv[16];\n\
         .const .align 16 .b32 cv[16];\n.visible .entry k(.param .u64 kp, .param .b32 kq) {{\n\
         .reg .pred %p<9>; .reg .b16 %h<9>; .reg .u16 %uh<9>; .reg .s16 %sh<9>; .reg .f16 %hf<9>;\n\
         .reg .f16x2 %hf2<9>; .reg .b32 %r<9>; .reg .u32 %u<9>; .reg .s32 %s<9>; .reg .f32 %f<9>;\n\
         .reg .b64 %rd<9>; .reg .u64 %ud<9>; .reg .s64 %sd<9>; .reg .f64 %fd<9>; .reg .b128 %q<3>;\n\
         .local .align 16 .b8 lv[64];\n{instructions}\nret; }}\n"
    )
}

/// Sound modules: the sample, all instructions of the table, and every kernel of the instruction tests.
pub fn seeds() -> Vec<String> {
    let mut seeds = vec![SAMPLE.to_owned()];
    let sound: Vec<&str> = INSTRUCTIONS.lines().filter_map(|line| line.strip_prefix("+ ")).collect();
    // Labels must not meet.
    seeds.extend(
        sound.chunks(4).map(|some| around(&some.join("\n"))).filter(|text| ptx::check(text).failed == 0),
    );
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../softcuda/tests/instructions");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("instruction tests").flatten().map(|it| it.path()).collect();
    files.sort();
    for file in files.into_iter().filter(|file| file.extension().is_some_and(|it| it == "test")) {
        let text = std::fs::read_to_string(file).expect("a readable file");
        let text = text.split("\n===").next().unwrap_or_default();
        let mut parts = text.split(".visible .entry");
        let head = parts.next().unwrap_or_default();
        seeds.extend(parts.map(|kernel| format!("{head}.visible .entry{kernel}")));
    }
    seeds
}

/// Where the words of a text begin, and its end.
fn borders(text: &[u8]) -> Vec<usize> {
    let class = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'$' => 1,
        b' ' | b'\t' | b'\n' => 2,
        _ => 3,
    };
    let mut borders: Vec<usize> = (0..text.len())
        .filter(|&at| at == 0 || class(text[at]) != class(text[at - 1]) || class(text[at]) == 3)
        .collect();
    borders.push(text.len());
    borders
}

/// A module with a few things changed, words at a time.
pub fn damaged(random: &mut Random, seeds: &[String]) -> String {
    let mut text = seeds[random.below(seeds.len())].clone().into_bytes();
    for _ in 0..=random.below(3) * random.below(3) {
        let borders = borders(&text);
        let first = random.below(borders.len());
        let last = (first + 1 + random.below(4)).min(borders.len() - 1);
        let (at, end) = (borders[first.min(last)], borders[last]);
        match random.below(24) {
            0 => text.truncate(at),
            1 => drop(text.drain(at..end)),
            2 => {
                if let Some(byte) = text.get_mut(at) {
                    *byte = random.next() as u8;
                }
            }
            // A piece of another module, maybe a long one.
            3 | 4 => {
                let other = seeds[random.below(seeds.len())].as_bytes();
                let from = random.below(other.len());
                let most = if random.below(2) == 0 { 30 } else { other.len() };
                let piece = &other[from..(from + random.below(most)).min(other.len())];
                text.splice(at..at, piece.iter().copied());
            }
            // The same words again and again.
            5 => {
                let piece = text[at..end].to_vec();
                let times = 1 << random.below(12);
                text.splice(at..at, piece.repeat(times));
            }
            // A statement elsewhere.
            6 | 7 => {
                let line = text[at..].iter().position(|byte| *byte == b';').map_or(end, |len| at + len + 1);
                let piece = text[at..line.min(text.len())].to_vec();
                let to = borders[random.below(borders.len())];
                text.splice(to..to, piece);
            }
            // One number for another.
            8 | 9 => {
                let is_digit = |byte: &u8| byte.is_ascii_digit();
                if let Some(start) = text[at..].iter().position(is_digit) {
                    let start = at + start;
                    let len = text[start..].iter().take_while(|byte| is_digit(byte)).count();
                    let number = random.of(&WORDS[30..51]);
                    text.splice(start..start + len, number.bytes());
                }
            }
            // A word for another of its kind: a register, a modifier, an opcode.
            10..=19 => {
                let other = seeds[random.below(seeds.len())].as_bytes();
                let others = self::borders(other);
                let kind = text.get(at).copied();
                let from = random.below(others.len());
                let found = (from..others.len() - 1).find(|it| other.get(others[*it]).copied() == kind);
                if let (Some(found), Some(end)) = (found, borders.get(first + 1)) {
                    // What begins with a sign goes on with a word.
                    let is_sign = kind.is_some_and(|byte| b"%.@".contains(&byte));
                    let words = 1 + usize::from(is_sign);
                    let end = if is_sign { borders.get(first + 2).unwrap_or(end) } else { end };
                    let last = others[(found + words).min(others.len() - 1)];
                    text.splice(at..*end, other[others[found]..last].iter().copied());
                }
            }
            _ => {
                let word = random.of(&WORDS);
                let times = if random.below(16) == 0 { 1 << random.below(14) } else { 1 };
                text.splice(at..end, word.repeat(times).into_bytes());
            }
        }
        text.truncate(LONGEST);
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// Does with a text everything that can be done. True if something of it compiled.
pub fn read(text: &str) -> bool {
    let report = ptx::check(text);
    let lines = text.bytes().filter(|byte| *byte == b'\n').count() as u32 + 1;
    for failure in &report.failures {
        assert!((1..=lines).contains(&failure.line) && failure.column > 0, "no place in the text: {failure}");
        assert!(!failure.message.is_empty(), "no reason: {failure}");
    }
    assert!(report.compiled + report.failed == report.kernels);
    let Ok(module) = Module::parse(text) else { return false };
    for index in (0..module.functions.len()).take(64) {
        let id = FunctionId(index as u32);
        let _ = module.usage(id);
        if let Ok(body) = module.compile(id) {
            for block in 0..body.blocks.len().min(64) {
                let _ = body.live_across(BlockId(block as u32));
            }
        }
    }
    report.compiled > 0
}
