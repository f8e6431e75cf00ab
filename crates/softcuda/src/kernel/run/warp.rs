//! What the lanes of a warp do together.

use ptx::ir::{Matrix, Op, Wmma};

use crate::kernel::launch::WARP;
use crate::kernel::semantics::fragment::Fragment;
use crate::kernel::semantics::matrix;
use crate::kernel::semantics::warp::{
    self, Eight, Lanes, lanes_to_matrix, matching, matrix_to_lanes, reduce, shuffle, transpose, vote,
};

/// Who takes part in an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The lanes of the mask that each brings first.
    Mask,
    /// All that have not ended.
    All,
    /// Those that happen to be there.
    Active,
}

/// Who takes part.
pub fn wanted(op: &Op) -> Wanted {
    match op {
        Op::WarpSync { .. } | Op::Elect { .. } | Op::Match { .. } | Op::Redux { .. } => Wanted::Mask,
        Op::Vote { mask: Some(_), .. } | Op::Shfl { mask: Some(_), .. } => Wanted::Mask,
        Op::Vote { .. } | Op::Shfl { .. } | Op::ActiveMask { .. } => Wanted::Active,
        _ => Wanted::All,
    }
}

fn flags(mask: u32) -> Lanes {
    std::array::from_fn(|lane| u64::from(mask >> lane & 1))
}

/// Does it, for lanes that wait in it: `brought` tells what they brought in a place (0 for other lanes), and `give`
/// hands results to them.
pub fn perform(op: &Op, members: u32, brought: &dyn Fn(usize) -> Lanes, give: &dyn Fn(usize, &Lanes)) {
    match op {
        Op::Shfl { mode, .. } => {
            let (values, fits) = shuffle(*mode, members, &brought(1), &brought(2), &brought(3));
            give(0, &values);
            give(1, &flags(fits));
        }
        Op::Vote { mode, .. } => {
            let held = brought(1);
            let held =
                warp::each(members).fold(0u32, |all, lane| all | ((held[lane as usize] & 1) as u32) << lane);
            give(0, &[vote(*mode, members, held); WARP]);
        }
        Op::Match { mode, .. } => {
            let (values, holds) = matching(*mode, members, &brought(1));
            give(0, &values);
            give(1, &flags(holds));
        }
        Op::Redux { op, ty, abs, nan, .. } => {
            give(0, &[reduce(*op, *ty, *abs, *nan, members, &brought(1)); WARP]);
        }
        Op::ActiveMask { .. } => give(0, &[u64::from(members); WARP]),
        Op::Elect { .. } => {
            let leader = members.trailing_zeros();
            give(0, &[u64::from(leader); WARP]);
            give(1, &flags(1 << leader));
        }
        Op::MovMatrix { .. } => give(0, &transpose(&brought(0))),
        Op::LdMatrix { transposed, d, .. } => {
            let addresses = brought(0);
            let mut all = Vec::new();
            for index in 0..d.len() {
                let mut rows: Eight = [[0; 8]; 8];
                for (row, halves) in rows.iter_mut().enumerate() {
                    // SAFETY: if the memory is not there, the fault ends the kernel; arrays hold nothing.
                    *halves =
                        unsafe { (addresses[(8 * index + row) % WARP] as *const [u16; 8]).read_unaligned() };
                }
                all.push(matrix_to_lanes(&rows, *transposed));
            }
            for (place, values) in all.iter().enumerate() {
                give(place, values);
            }
        }
        Op::StMatrix { transposed, a, .. } => {
            let addresses = brought(0);
            for index in 0..a.len() {
                let rows = lanes_to_matrix(&brought(1 + index), *transposed);
                for (row, halves) in rows.iter().enumerate() {
                    let address = addresses[(8 * index + row) % WARP];
                    // SAFETY: as for the load.
                    unsafe { (address as *mut [u16; 8]).write_unaligned(*halves) };
                }
            }
        }
        Op::Mma(mma) => {
            let (a, b, c) = (mma.a.len(), mma.b.len(), mma.c.len());
            let list = |from: usize, count: usize| (from..from + count).map(brought).collect::<Vec<_>>();
            let metadata = mma.sparsity.as_ref().map(|_| brought(a + b + c));
            let d = matrix::mma(mma, &list(0, a), &list(a, b), &list(a + b, c), metadata.as_ref());
            for (place, values) in d.iter().enumerate() {
                give(place, values);
            }
        }
        Op::WmmaLoad(wmma) => {
            let all = load(wmma, &brought(0), &brought(1));
            for (place, values) in all.iter().enumerate() {
                give(place, values);
            }
        }
        Op::WmmaStore(wmma) => {
            let fragment: Vec<Lanes> = (0..wmma.fragment.len()).map(|index| brought(2 + index)).collect();
            store(wmma, &brought(0), &brought(1), &fragment);
        }
        _ => {}
    }
}

/// The bit of memory at which an element begins, counted from the first.
fn bit(wmma: &Wmma, fragment: &Fragment, lane: usize, index: usize, stride: u64) -> u64 {
    let stride = wmma.stride.map(|_| stride);
    fragment.offset(fragment.place(lane, index), stride).wrapping_mul(u64::from(wmma.ty.bits()))
}

fn load(wmma: &Wmma, addresses: &Lanes, strides: &Lanes) -> Vec<Lanes> {
    let fragment = Fragment::of_wmma(wmma);
    let (bits, packed) = (wmma.ty.bits(), fragment.packed());
    let mut all = vec![[0u64; WARP]; wmma.fragment.len()];
    for lane in 0..WARP {
        for index in 0..fragment.elements() {
            let bit = bit(wmma, &fragment, lane, index, strides[lane]);
            let address = addresses[lane].wrapping_add(bit / 8);
            let mut bytes = [0u8; 8];
            // SAFETY: if the memory is not there, the fault ends the kernel; the vector that is lost then is small.
            unsafe {
                std::ptr::copy_nonoverlapping(
                    address as *const u8,
                    bytes.as_mut_ptr(),
                    bits.div_ceil(8) as usize,
                );
            }
            let value = u64::from_le_bytes(bytes) >> (bit % 8) & crate::kernel::semantics::mask(wmma.ty);
            if let Some(register) = all.get_mut(index / packed) {
                register[lane] |= value << (bits as usize * (index % packed));
            }
        }
    }
    all
}

fn store(wmma: &Wmma, addresses: &Lanes, strides: &Lanes, registers: &[Lanes]) {
    let mut fragment = Fragment::of_wmma(wmma);
    fragment.matrix = Matrix::D;
    let (bits, packed) = (wmma.ty.bits(), fragment.packed());
    for lane in 0..WARP {
        for index in 0..fragment.elements() {
            let Some(register) = registers.get(index / packed) else { continue };
            let value = register[lane] >> (bits as usize * (index % packed));
            let bit = bit(wmma, &fragment, lane, index, strides[lane]);
            let address = addresses[lane].wrapping_add(bit / 8);
            let bytes = value.to_le_bytes();
            // SAFETY: as in `load`. Elements of results have whole bytes.
            unsafe {
                std::ptr::copy_nonoverlapping(bytes.as_ptr(), address as *mut u8, (bits / 8) as usize);
            }
        }
    }
}
