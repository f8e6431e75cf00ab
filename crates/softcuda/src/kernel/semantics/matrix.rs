//! `mma`: d = a × b + c by the lanes of a warp.
//!
//! Products of small floats are summed in binary64 and rounded once, which is at least as exact as the PTX ISA
//! asks for; those of binary64 are a chain of fused operations, in the order of the columns of a.

use ptx::ir::{Matrix, Mma, MmaOp, Rounding, Type};

use super::format::{F64, Format};
use super::fragment::Fragment;
use super::integer::number;
use super::warp::Lanes;
use super::{mask, ones, signed};

/// A matrix, row by row.
struct Grid<T> {
    columns: usize,
    values: Vec<T>,
}

impl<T: Copy + Default> Grid<T> {
    fn new((rows, columns): (usize, usize)) -> Self {
        Self { columns, values: vec![T::default(); rows * columns] }
    }

    fn at(&self, row: usize, column: usize) -> T {
        self.values[row * self.columns + column]
    }

    fn set(&mut self, (row, column): (usize, usize), value: T) {
        self.values[row * self.columns + column] = value;
    }
}

/// The bits of an element, and of the others of its register.
fn element(fragment: &Fragment, registers: &[Lanes], lane: usize, i: usize) -> u64 {
    let e = fragment.packed();
    let bits = fragment.ty.bits();
    let register = registers.get(i / e).map_or(0, |lanes| lanes[lane]);
    (register >> (i % e * bits as usize)) & ones(bits)
}

/// Puts the lanes' elements together, those of one quarter or (`None`) of all lanes.
fn gather<T: Copy + Default>(
    fragment: &Fragment,
    registers: &[Lanes],
    quarter: Option<usize>,
    decode: impl Fn(u64) -> T,
) -> Grid<T> {
    let mut grid = Grid::new(fragment.size());
    for lane in lanes(quarter) {
        for i in 0..fragment.elements() {
            grid.set(fragment.place(lane, i), decode(element(fragment, registers, lane, i)));
        }
    }
    grid
}

fn lanes(quarter: Option<usize>) -> impl Iterator<Item = usize> {
    (0..32).filter(move |lane| quarter.is_none_or(|quarter| Fragment::quarter(*lane) == quarter))
}

/// Results, a register after the other. `metadata` is that of a sparse a.
pub fn mma(mma: &Mma, a: &[Lanes], b: &[Lanes], c: &[Lanes], metadata: Option<&Lanes>) -> Vec<Lanes> {
    let of = |matrix| Fragment::of_mma(mma, matrix);
    let mut d = vec![[0; 32]; mma.d.len()];
    let is_quarters = of(Matrix::A).is_quarters();
    let quarters = if is_quarters { vec![Some(0), Some(1), Some(2), Some(3)] } else { vec![None] };
    for quarter in quarters {
        if Format::of(mma.d_type).is_some() {
            floats(mma, a, b, c, metadata, quarter, &mut d);
        } else {
            integers(mma, a, b, c, metadata, &mut d);
        }
    }
    d
}

/// Where a stored element of a sparse matrix belongs. In a group of four elements (two for tf32, four pairs for
/// nibbles) two are there, and two bits of metadata say which each is.
fn dense_column(mma: &Mma, metadata: &Lanes, row: usize, stored: usize) -> usize {
    let selector = mma.sparsity.as_ref().map_or(0, |sparsity| sparsity.selector as usize);
    let group_size = match mma.a_type {
        Type::Tf32 => 2,
        Type::S4 | Type::U4 => 8,
        _ => 4,
    };
    let (group, within) = (stored / (group_size / 2), stored % (group_size / 2));
    let groups = usize::from(mma.shape.2) / group_size;
    let choice = if matches!(mma.a_type, Type::S8 | Type::U8) {
        // Eight groups of a row are in one lane's register: in even lanes of the upper eight rows.
        let first = if groups == 8 { 2 * selector } else { 0 };
        let lane = first + 2 * (group / 8) + row / 8;
        metadata[row % 8 * 4 + lane % 4] >> (4 * (group % 8)) & 15
    } else {
        // Four groups of a row are in one half of a lane's register: the lower for the upper eight rows.
        let lane = match groups / 4 {
            1 => selector,
            2 => selector * 2 + group / 4,
            _ => group / 4,
        };
        metadata[row % 8 * 4 + lane % 4] >> (16 * (row / 8) + 4 * (group % 4)) & 15
    };
    let base = group * group_size;
    match mma.a_type {
        // 0b1110 is the second of the two, 0b0100 the first.
        Type::Tf32 => base + usize::from(choice >> 2 & 3 == 3),
        Type::S4 | Type::U4 => base + 2 * (choice >> (2 * (within / 2)) & 3) as usize + within % 2,
        _ => base + (choice >> (2 * within) & 3) as usize,
    }
}

/// The left factor, whole.
fn spread<T: Copy + Default>(mma: &Mma, a: Grid<T>, metadata: Option<&Lanes>) -> Grid<T> {
    let Some(metadata) = metadata.filter(|_| mma.sparsity.is_some()) else { return a };
    let (rows, columns) = (usize::from(mma.shape.0), usize::from(mma.shape.2));
    let mut dense = Grid::new((rows, columns));
    for row in 0..rows {
        for stored in 0..columns / 2 {
            dense.set((row, dense_column(mma, metadata, row, stored)), a.at(row, stored));
        }
    }
    dense
}

/// Puts a result into the register that it belongs in.
fn scatter(
    fragment: &Fragment,
    quarter: Option<usize>,
    d: &mut [Lanes],
    value: impl Fn(usize, usize) -> u64,
) {
    let (e, bits) = (fragment.packed(), fragment.ty.bits() as usize);
    for lane in lanes(quarter) {
        for i in 0..fragment.elements() {
            let (row, column) = fragment.place(lane, i);
            d[i / e][lane] |= value(row, column) << (i % e * bits);
        }
    }
}

fn floats(
    mma: &Mma,
    a: &[Lanes],
    b: &[Lanes],
    c: &[Lanes],
    metadata: Option<&Lanes>,
    quarter: Option<usize>,
    d: &mut [Lanes],
) {
    let of = |matrix| Fragment::of_mma(mma, matrix);
    let decode = |ty: Type| {
        move |bits: u64| match (ty, Format::of(ty)) {
            (Type::Tf32, Some(format)) => format.widen((bits >> 13) & ones(19)),
            (_, Some(format)) => format.widen(bits),
            _ => 0.0,
        }
    };
    let a = spread(mma, gather(&of(Matrix::A), a, quarter, decode(mma.a_type)), metadata);
    let b = gather(&of(Matrix::B), b, quarter, decode(mma.b_type));
    let c = gather(&of(Matrix::C), c, quarter, decode(mma.c_type));
    let Some(format) = Format::of(mma.d_type) else { return };
    scatter(&of(Matrix::D), quarter, d, |row, column| {
        let factors = (0..usize::from(mma.shape.2)).map(|k| (a.at(row, k), b.at(k, column)));
        if format == F64 {
            let mode = ptx::ir::Mode { rounding: mma.rounding, ..Default::default() };
            return factors.fold(c.at(row, column).to_bits(), |sum, (x, y)| {
                super::float::exact(super::float::Exact::Fma, F64, mode, [x.to_bits(), y.to_bits(), sum])
            });
        }
        let sum = factors.fold(c.at(row, column), |sum, (x, y)| sum + x * y);
        format.narrow(sum, Rounding::NearestEven)
    });
}

fn integers(mma: &Mma, a: &[Lanes], b: &[Lanes], c: &[Lanes], metadata: Option<&Lanes>, d: &mut [Lanes]) {
    let of = |matrix| Fragment::of_mma(mma, matrix);
    let decode = |ty: Type| move |bits: u64| number(ty, bits) as i64;
    let a = spread(mma, gather(&of(Matrix::A), a, None, decode(mma.a_type)), metadata);
    let b = gather(&of(Matrix::B), b, None, decode(mma.b_type));
    let c = gather(&of(Matrix::C), c, None, |bits| signed(bits, 32));
    scatter(&of(Matrix::D), None, d, |row, column| {
        let product = |k: usize| {
            let (x, y) = (a.at(row, k), b.at(k, column));
            match mma.op {
                MmaOp::Multiply => x * y,
                MmaOp::XorPopc => x ^ y,
                MmaOp::AndPopc => x & y,
            }
        };
        let sum = c.at(row, column) + (0..usize::from(mma.shape.2)).map(product).sum::<i64>();
        let sum = if mma.satfinite { sum.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) } else { sum };
        sum as u64 & mask(Type::S32)
    });
}
