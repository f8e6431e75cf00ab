//! `mma` of the usual shapes and types, for all lanes.

use ptx::ir::{Layout, Mma, MmaOp, Type};

use super::Site;
use super::lanes::{Machine, N, Plain, Wide};

/// How a product is calculated.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    kind: Elements,
    rows: usize,
    length: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Elements {
    Bytes { a_signed: bool, b_signed: bool },
    Halves { d_half: bool, c_half: bool },
}

impl Plan {
    /// That of a product; `None` if it is a rare one.
    pub fn of(mma: &Mma) -> Option<Self> {
        let (rows, columns, length) = mma.shape;
        let is_plain = !mma.is_wmma
            && mma.sparsity.is_none()
            && mma.op == MmaOp::Multiply
            && !mma.satfinite
            && (mma.a_layout, mma.b_layout) == (Layout::Row, Layout::Column)
            && columns == 8
            && matches!(rows, 8 | 16);
        if !is_plain {
            return None;
        }
        let is_byte = |ty| matches!(ty, Type::S8 | Type::U8);
        let kind = if is_byte(mma.a_type) && is_byte(mma.b_type) {
            Elements::Bytes { a_signed: mma.a_type == Type::S8, b_signed: mma.b_type == Type::S8 }
        } else if mma.a_type == Type::F16 && mma.b_type == Type::F16 && rows == 16 {
            Elements::Halves { d_half: mma.d_type == Type::F16, c_half: mma.c_type == Type::F16 }
        } else {
            return None;
        };
        Some(Self { kind, rows: usize::from(rows), length: usize::from(length) })
    }

    /// Calculates.
    ///
    /// # Safety
    /// The site must be that of the product, and one of the kernel that the machine runs; all lanes are there.
    pub unsafe fn run(&self, site: &Site, machine: &Machine) {
        let words = |place: usize| -> Wide<u32> {
            // SAFETY: the caller's promise; fragments are words.
            site.inputs.get(place).map_or([0; N], |held| unsafe { machine.get(held.slot) })
        };
        let put = |place: usize, value: Wide<u32>| {
            if let Some(Some(held)) = site.outputs.get(place) {
                // SAFETY: as above.
                unsafe { machine.put::<Plain, _>(held.slot, u32::MAX, value) };
            }
        };
        match self.kind {
            Elements::Bytes { a_signed, b_signed } => self.bytes(words, put, a_signed, b_signed),
            Elements::Halves { d_half, c_half } => self.halves(words, put, d_half, c_half),
        }
    }

    /// Register r of a holds row g + 8·(r mod 2), from column t·e + 4·e·(r ÷ 2) on (with 8 rows: register 0 only); of
    /// b column g, from row t·e + 4·e·r on; e elements are in a register, g = lane ÷ 4, t = lane mod 4.
    fn bytes(
        &self,
        words: impl Fn(usize) -> Wide<u32>,
        put: impl Fn(usize, Wide<u32>),
        a_signed: bool,
        b_signed: bool,
    ) {
        let halves = self.rows / 8;
        let steps = self.length / 16;
        let (a_count, b_count) = (halves * steps, steps);
        let widen = |word: u32, signed: bool| -> [i32; 4] {
            word.to_le_bytes().map(|byte| if signed { i32::from(byte as i8) } else { i32::from(byte) })
        };
        let mut a = [[0i32; 32]; 16];
        for r in 0..a_count {
            let (half, step) = if halves == 1 { (0, r) } else { (r % 2, r / 2) };
            for (lane, word) in words(r).into_iter().enumerate() {
                let at = 4 * (lane % 4) + 16 * step;
                a[lane / 4 + 8 * half][at..at + 4].copy_from_slice(&widen(word, a_signed));
            }
        }
        // By rows of b, so that sums run along its columns.
        let mut b = [[0i32; 8]; 32];
        for r in 0..b_count {
            for (lane, word) in words(a_count + r).into_iter().enumerate() {
                let at = 4 * (lane % 4) + 16 * r;
                for (i, value) in widen(word, b_signed).into_iter().enumerate() {
                    b[at + i][lane / 4] = value;
                }
            }
        }
        let mut sums = [[0i32; 8]; 16];
        for (row, sums) in sums.iter_mut().enumerate().take(self.rows) {
            for k in 0..self.length {
                for column in 0..8 {
                    sums[column] += a[row][k] * b[k][column];
                }
            }
        }
        for i in 0..2 * halves {
            let c = words(a_count + b_count + i);
            put(
                i,
                std::array::from_fn(|lane| {
                    let sum = sums[lane / 4 + 8 * (i / 2)][2 * (lane % 4) + i % 2];
                    c[lane].wrapping_add(sum as u32)
                }),
            );
        }
    }

    fn halves(
        &self,
        words: impl Fn(usize) -> Wide<u32>,
        put: impl Fn(usize, Wide<u32>),
        d_half: bool,
        c_half: bool,
    ) {
        let steps = self.length / 8;
        let table = crate::kernel::compile::helpers::halves();
        let widen = |word: u32| -> [f64; 2] {
            [table[(word & 0xffff) as usize], table[(word >> 16) as usize]].map(f64::from)
        };
        let mut a = [[0f64; 16]; 16];
        for r in 0..2 * steps {
            for (lane, word) in words(r).into_iter().enumerate() {
                let at = 2 * (lane % 4) + 8 * (r / 2);
                a[lane / 4 + 8 * (r % 2)][at..at + 2].copy_from_slice(&widen(word));
            }
        }
        let mut b = [[0f64; 8]; 16];
        for r in 0..steps {
            for (lane, word) in words(2 * steps + r).into_iter().enumerate() {
                let at = 2 * (lane % 4) + 8 * r;
                for (i, value) in widen(word).into_iter().enumerate() {
                    b[at + i][lane / 4] = value;
                }
            }
        }
        let first = 3 * steps;
        let mut sums = [[0f64; 8]; 16];
        for i in 0..4 {
            let c = words(first + if c_half { i / 2 } else { i });
            for (lane, word) in c.into_iter().enumerate() {
                let value = match c_half {
                    true => widen(word)[i % 2],
                    false => f64::from(f32::from_bits(word)),
                };
                sums[lane / 4 + 8 * (i / 2)][2 * (lane % 4) + i % 2] = value;
            }
        }
        for (row, sums) in sums.iter_mut().enumerate() {
            for k in 0..self.length {
                for column in 0..8 {
                    sums[column] += a[row][k] * b[k][column];
                }
            }
        }
        let of = |lane: usize, i: usize| sums[lane / 4 + 8 * (i / 2)][2 * (lane % 4) + i % 2];
        if d_half {
            let half = |value: f64| {
                let format = crate::kernel::semantics::format::F16;
                format.narrow(value, ptx::ir::Rounding::NearestEven) as u32
            };
            for i in 0..2 {
                put(i, std::array::from_fn(|lane| half(of(lane, 2 * i)) | half(of(lane, 2 * i + 1)) << 16));
            }
        } else {
            let word = |value: f64| if value.is_nan() { 0x7fff_ffff } else { (value as f32).to_bits() };
            for i in 0..4 {
                put(i, std::array::from_fn(|lane| word(of(lane, i))));
            }
        }
    }
}
