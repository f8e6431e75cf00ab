//! Files of instruction tests; instructions/README.md says what is in them.

use std::collections::BTreeMap;

use super::{Executor, Shape};

/// A column of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Bits that count.
    bits: u32,
    /// Bits of exponent and fraction, if it is a floating-point number.
    float: Option<(u32, u32)>,
}

impl Column {
    fn parse(name: &str) -> Option<Self> {
        let (bits, float) = match name {
            "b8" => (8, None),
            "b16" => (16, None),
            "b32" | "pred" => (32, None),
            "b64" => (64, None),
            "f16" => (16, Some((5, 10))),
            "bf16" => (16, Some((8, 7))),
            "f32" => (32, Some((8, 23))),
            "f64" => (64, Some((11, 52))),
            _ => return None,
        };
        Some(Self { bits, float })
    }

    fn mask(self) -> u64 {
        u64::MAX >> (64 - self.bits)
    }

    /// Parts that are compared one by one: the value itself, or its two halves.
    fn parts(self, value: u64, halves: Option<Self>) -> Vec<(Self, u64)> {
        match halves {
            Some(half) => vec![(half, value & 0xffff), (half, (value >> 16) & 0xffff)],
            None => vec![(self, value & self.mask())],
        }
    }

    fn is_nan(self, value: u64) -> bool {
        let Some((exponent, fraction)) = self.float else { return false };
        let infinity = ((1u64 << exponent) - 1) << fraction;
        value & (self.mask() >> 1) > infinity
    }

    /// As binary64.
    fn number(self, value: u64) -> f64 {
        let Some((exponent, fraction)) = self.float else { return value as f64 };
        if self.bits == 64 {
            return f64::from_bits(value);
        }
        let magnitude = value & (self.mask() >> 1);
        let (field, rest) = (magnitude >> fraction, magnitude & ((1 << fraction) - 1));
        let bias = (1i32 << (exponent - 1)) - 1;
        let number = if field == (1 << exponent) - 1 {
            if rest == 0 { f64::INFINITY } else { f64::NAN }
        } else if field == 0 {
            rest as f64 * 2f64.powi(1 - bias - fraction as i32)
        } else {
            (rest + (1 << fraction)) as f64 * 2f64.powi(field as i32 - bias - fraction as i32)
        };
        if value > magnitude { -number } else { number }
    }

    /// Numbers between, in the format's own steps.
    fn distance(self, a: u64, b: u64) -> u64 {
        let order = |value: u64| {
            let magnitude = (value & (self.mask() >> 1)) as i64;
            if value & !(self.mask() >> 1) & self.mask() != 0 { -magnitude } else { magnitude }
        };
        order(a).abs_diff(order(b))
    }
}

/// How far a result may be from what is expected. All zero: not at all.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tolerance {
    ulp: u64,
    absolute: f64,
    relative: f64,
    halves: Option<Column>,
}

impl Tolerance {
    fn parse(words: &[&str]) -> Option<Self> {
        let mut it = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "exact" => {}
                "ulp" => it.ulp = words.next()?.parse().ok()?,
                "abs" => it.absolute = power(words.next()?)?,
                "rel" => it.relative = power(words.next()?)?,
                "halves" => it.halves = Some(Column::parse(words.next()?)?),
                _ => return None,
            }
        }
        Some(it)
    }

    fn is_exact(self) -> bool {
        self.ulp == 0 && self.absolute == 0.0 && self.relative == 0.0
    }

    fn accepts(self, column: Column, expected: Expected, found: u64) -> bool {
        let found = found & column.mask();
        let Expected::Bits(expected) = expected else { return column.is_nan(found) };
        let mut parts = column.parts(expected, self.halves).into_iter().zip(column.parts(found, self.halves));
        parts.all(|((column, expected), (_, found))| self.accepts_one(column, expected, found))
    }

    fn accepts_one(self, column: Column, expected: u64, found: u64) -> bool {
        if expected == found || (!self.is_exact() && column.is_nan(expected) && column.is_nan(found)) {
            return true;
        }
        if self.is_exact() || column.is_nan(expected) || column.is_nan(found) {
            return false;
        }
        let (a, b) = (column.number(expected), column.number(found));
        if a == b {
            return true;
        }
        let error = (a - b).abs();
        (self.ulp > 0 && column.distance(expected, found) <= self.ulp)
            || (error.is_finite() && (error <= self.absolute || error <= self.relative * a.abs()))
    }
}

/// `2^-22.5`, or a plain number.
fn power(text: &str) -> Option<f64> {
    match text.split_once('^') {
        Some((base, exponent)) => Some(base.parse::<f64>().ok()?.powf(exponent.parse().ok()?)),
        None => text.parse().ok(),
    }
}

/// What a row wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// These bits.
    Bits(u64),
    /// Any NaN.
    Nan,
}

impl std::fmt::Display for Expected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bits(bits) => write!(f, "{bits:x}"),
            Self::Nan => f.write_str("nan"),
        }
    }
}

/// How NaNs of binary32 are compared, which a GPU makes canonical.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nans {
    /// Bit by bit.
    Canonical,
    /// One is as good as another.
    Alike,
}

impl Nans {
    fn wanted(self, column: Column, expected: Expected) -> Expected {
        match expected {
            Expected::Bits(bits) if self == Self::Alike && column.bits == 32 && column.is_nan(bits) => {
                Expected::Nan
            }
            other => other,
        }
    }
}

/// One test: a kernel, and rows of inputs and results.
#[derive(Debug, Clone)]
pub struct Test {
    /// The kernel's name.
    pub name: String,
    inputs: Vec<Column>,
    outputs: Vec<Column>,
    tolerance: Tolerance,
    /// Inputs, results, and the line.
    rows: Vec<(Vec<u64>, Vec<Expected>, usize)>,
}

/// A file: a module, and its tests.
#[derive(Debug, Clone)]
pub struct File {
    /// The module's text.
    pub ptx: String,
    /// The tests.
    pub tests: Vec<Test>,
}

impl File {
    /// Reads a file.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut ptx = String::new();
        let mut tests: Vec<Test> = Vec::new();
        for (number, line) in text.lines().enumerate() {
            let wrong = || format!("line {}: {line}", number + 1);
            if let Some(head) = line.strip_prefix("=== ") {
                tests.push(Self::head(head).ok_or_else(wrong)?);
            } else if let Some(test) = tests.last_mut() {
                if !line.is_empty() {
                    let (given, expected) = line.split_once(" -> ").ok_or_else(wrong)?;
                    let bits = |word: &str| u64::from_str_radix(word, 16).map_err(|_| wrong());
                    let given: Result<Vec<_>, _> = given.split_whitespace().map(bits).collect();
                    let expected: Result<Vec<_>, _> =
                        expected
                            .split_whitespace()
                            .map(|word| {
                                if word == "nan" { Ok(Expected::Nan) } else { bits(word).map(Expected::Bits) }
                            })
                            .collect();
                    let (given, expected) = (given?, expected?);
                    if given.len() != test.inputs.len() || expected.len() != test.outputs.len() {
                        return Err(wrong());
                    }
                    test.rows.push((given, expected, number + 1));
                }
            } else {
                ptx.push_str(line);
                ptx.push('\n');
            }
        }
        Ok(Self { ptx, tests })
    }

    fn head(text: &str) -> Option<Test> {
        let (name, rest) = text.split_once(": ")?;
        let (inputs, rest) = rest.split_once(" -> ")?;
        let inputs: Option<Vec<_>> = inputs.split_whitespace().map(Column::parse).collect();
        let words: Vec<&str> = rest.split_whitespace().collect();
        let outputs: Vec<Column> = words.iter().map_while(|word| Column::parse(word)).collect();
        let tolerance = Tolerance::parse(&words[outputs.len()..])?;
        Some(Test { name: name.to_owned(), inputs: inputs?, outputs, tolerance, rows: Vec::new() })
    }

    /// The number after `.target sm_`.
    pub fn target(&self) -> u32 {
        let digits = self.ptx.split_once(".target sm_").map_or("", |(_, rest)| rest);
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        digits[..end].parse().unwrap_or(0)
    }
}

impl Test {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Runs it; gives what was wrong, row by row.
    pub fn run(&self, ptx: &str, executor: &mut dyn Executor, nans: Nans) -> Result<(), Vec<String>> {
        let input: Vec<u8> = self.rows.iter().flat_map(|row| &row.0).flat_map(|v| v.to_le_bytes()).collect();
        let mut output = vec![0xee; self.rows.len() * self.outputs.len() * 8];
        let rows = self.rows.len() as u32;
        let shape = Shape { blocks: rows.div_ceil(32), threads: 32, rows };
        executor.run(ptx, &self.name, shape, &input, &mut output).map_err(|error| vec![error])?;
        let found: Vec<u64> = output
            .chunks_exact(8)
            .map(|word| word.iter().rev().fold(0, |all, b| all << 8 | u64::from(*b)))
            .collect();
        let mut wrong = Vec::new();
        for (row, found) in self.rows.iter().zip(found.chunks(self.outputs.len())) {
            let fits = row.1.iter().zip(found).zip(&self.outputs);
            if !fits.into_iter().all(|((expected, found), column)| {
                self.tolerance.accepts(*column, nans.wanted(*column, *expected), *found)
            }) {
                let show: Vec<String> =
                    found.iter().zip(&self.outputs).map(|(v, c)| format!("{:x}", v & c.mask())).collect();
                let wanted: Vec<String> = row.1.iter().map(ToString::to_string).collect();
                wrong.push(format!(
                    "line {}: {:x?} gives {}, not {}",
                    row.2,
                    row.0,
                    show.join(" "),
                    wanted.join(" ")
                ));
            }
        }
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
    }
}

/// All files, by name. `SOFTCUDA_INSTRUCTIONS` may name another folder, where this repository is not.
pub fn all() -> BTreeMap<String, File> {
    let folder = std::env::var_os("SOFTCUDA_INSTRUCTIONS").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/instructions"),
        std::path::PathBuf::from,
    );
    all_in(&folder)
}

/// All files of a folder, by name.
pub fn all_in(folder: &std::path::Path) -> BTreeMap<String, File> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("the folder of instruction tests") {
        let path = entry.expect("an entry of the folder").path();
        if path.extension().is_some_and(|extension| extension == "test") {
            let text = std::fs::read_to_string(&path).expect("a readable file");
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let file = File::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            files.insert(name, file);
        }
    }
    files
}

/// Runs all files of targets up to a number; panics with what was wrong. Gives tests and rows.
pub fn check(executor: &mut dyn Executor, target: u32, nans: Nans) -> (usize, usize) {
    let (mut tests, mut rows, mut wrong) = (0, 0, Vec::new());
    for (name, file) in all() {
        if file.target() > target {
            continue;
        }
        for test in &file.tests {
            tests += 1;
            rows += test.len();
            if let Err(all) = test.run(&file.ptx, executor, nans) {
                let shown: Vec<&str> = all.iter().take(4).map(String::as_str).collect();
                wrong.push(format!(
                    "{name} {}: {} wrong\n    {}",
                    test.name,
                    all.len(),
                    shown.join("\n    ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {tests} tests fail:\n{}", wrong.len(), wrong.join("\n"));
    (tests, rows)
}
