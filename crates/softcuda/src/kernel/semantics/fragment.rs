//! How the elements of matrices lie in the registers of a warp's lanes.
//!
//! For `mma` the PTX ISA tells (section "Matrix fragments for mma"); with g = lane ÷ 4 and t = lane mod 4,
//! and e elements in a register, one rule covers all shapes but the oldest:
//!
//! ```text
//! a   register r holds row g + 8·(r mod 2), columns t·e + 4·e·(r ÷ 2) …
//! b   register r holds column g, rows t·e + 4·e·r …
//! c,d element i is at row g + 8·(i ÷ 2), column 2·t + i mod 2
//! ```
//!
//! For `wmma` nobody may know, so there a simple order is used: lane by lane along the rows, from the
//! start again where there are more places than elements.

use ptx::ir::{Layout, Matrix, Mma, Type, Wmma};

/// Which multiplication a fragment belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fragment {
    /// Which matrix.
    pub matrix: Matrix,
    /// The shape of the multiplication.
    pub shape: (u16, u16, u16),
    /// Type of the elements.
    pub ty: Type,
    /// How it was loaded; matters for the oldest shape only.
    pub layout: Layout,
    /// Whether it is one of `wmma`.
    pub is_wmma: bool,
    /// Whether only half of its columns are there.
    pub is_sparse: bool,
    /// Registers of a lane.
    pub registers: usize,
}

impl Fragment {
    /// That of an operand of a multiplication.
    pub fn of_mma(mma: &Mma, matrix: Matrix) -> Self {
        let (ty, layout, registers) = match matrix {
            Matrix::A => (mma.a_type, mma.a_layout, mma.a.len()),
            Matrix::B => (mma.b_type, mma.b_layout, mma.b.len()),
            Matrix::C => (mma.c_type, Layout::Row, mma.c.len()),
            Matrix::D => (mma.d_type, Layout::Row, mma.d.len()),
        };
        let is_sparse = mma.sparsity.is_some() && matrix == Matrix::A;
        Self { matrix, shape: mma.shape, ty, layout, is_wmma: mma.is_wmma, is_sparse, registers }
    }

    /// That of a load or store.
    pub fn of_wmma(wmma: &Wmma) -> Self {
        Self {
            matrix: wmma.matrix,
            shape: wmma.shape,
            ty: wmma.ty,
            layout: wmma.layout,
            is_wmma: true,
            is_sparse: false,
            registers: wmma.fragment.len(),
        }
    }

    /// Rows and columns, as stored.
    pub fn size(&self) -> (usize, usize) {
        let (m, n, k) = (usize::from(self.shape.0), usize::from(self.shape.1), usize::from(self.shape.2));
        match self.matrix {
            Matrix::A if self.is_sparse => (m, k / 2),
            Matrix::A => (m, k),
            Matrix::B => (k, n),
            Matrix::C | Matrix::D => (m, n),
        }
    }

    /// Elements in a register.
    pub fn packed(&self) -> usize {
        match self.ty {
            Type::F64 | Type::F32 | Type::S32 | Type::Tf32 => 1,
            ty => (32 / ty.bits()) as usize,
        }
    }

    /// Elements that a lane has.
    pub fn elements(&self) -> usize {
        self.registers * self.packed()
    }

    /// Four products of their own, in quarters of the warp: the oldest shape.
    pub fn is_quarters(&self) -> bool {
        !self.is_wmma && self.shape == (8, 8, 4) && self.ty != Type::F64
    }

    /// Row and column of a lane's element; of the quarter's matrix in the oldest shape.
    pub fn place(&self, lane: usize, i: usize) -> (usize, usize) {
        if self.is_wmma {
            let (rows, columns) = self.size();
            let linear = (lane * self.elements() + i) % (rows * columns);
            return (linear / columns, linear % columns);
        }
        if self.is_quarters() {
            return self.old_place(lane, i);
        }
        let (g, t, e) = (lane / 4, lane % 4, self.packed());
        let (r, within) = (i / e, i % e);
        match self.matrix {
            Matrix::A if self.shape.0 == 8 => (g, t * e + within),
            Matrix::A => (g + 8 * (r % 2), t * e + 4 * e * (r / 2) + within),
            Matrix::B => (t * e + 4 * e * r + within, g),
            Matrix::C | Matrix::D => (g + 8 * (i / 2), 2 * t + i % 2),
        }
    }

    fn old_place(&self, lane: usize, i: usize) -> (usize, usize) {
        let (low, half) = (lane % 4, if lane < 16 { 0 } else { 4 });
        match (self.matrix, self.layout, self.ty) {
            (Matrix::A, Layout::Row, _) => (low + half, i),
            (Matrix::A, Layout::Column, _) => (i + half, low),
            (Matrix::B, Layout::Row, _) => (low, i + half),
            (Matrix::B, Layout::Column, _) => (i, low + half),
            (_, _, Type::F16) => (low + half, i),
            _ => ((lane & 1) + (i & 2) + half, (i & 4) + (lane & 2) + (i & 1)),
        }
    }

    /// The lanes of a quarter of the warp, in the oldest shape.
    pub fn quarter(lane: usize) -> usize {
        lane % 16 / 4
    }

    /// Where element (row, column) lies in memory, in elements from the first.
    pub fn offset(&self, (row, column): (usize, usize), stride: Option<u64>) -> u64 {
        let (rows, columns) = self.size();
        let (line, at, length) = match self.layout {
            Layout::Row => (row, column, columns),
            Layout::Column => (column, row, rows),
        };
        (line as u64).wrapping_mul(stride.unwrap_or(length as u64)).wrapping_add(at as u64)
    }
}
