//! What the lanes of a warp do together. Arrays have an entry per lane; masks have a bit per lane.

use ptx::ir::{BinaryOp, MatchMode, Mode, ReduxOp, ShuffleMode, Type, VoteMode};

use super::{arithmetic, mask as ones_of};

/// A value of every lane.
pub type Lanes = [u64; 32];

/// Which lane a lane reads in `shfl`, and whether that one is in range (else it reads its own).
pub fn shuffle_source(mode: ShuffleMode, lane: u32, b: u64, c: u64) -> (u32, bool) {
    let (distance, clamp, segment) = ((b & 31) as i64, (c & 31) as i64, ((c >> 8) & 31) as i64);
    let own = i64::from(lane);
    let least = own & segment;
    let most = least | (clamp & !segment);
    let (from, fits) = match mode {
        ShuffleMode::Up => (own - distance, own - distance >= most),
        ShuffleMode::Down => (own + distance, own + distance <= most),
        ShuffleMode::Butterfly => (own ^ distance, own ^ distance <= most),
        ShuffleMode::Index => {
            let from = least | (distance & !segment);
            (from, from <= most)
        }
    };
    if fits { (from as u32, true) } else { (lane, false) }
}

/// `shfl`: results and whether they were in range. A lane that reads one that does not take part gets its own
/// value, which the PTX ISA leaves open.
pub fn shuffle(mode: ShuffleMode, members: u32, a: &Lanes, b: &Lanes, c: &Lanes) -> (Lanes, u32) {
    let (mut values, mut fits) = (*a, 0);
    for lane in each(members) {
        let (from, in_range) = shuffle_source(mode, lane, b[lane as usize], c[lane as usize]);
        if members >> from & 1 == 1 {
            values[lane as usize] = a[from as usize];
        }
        fits |= u32::from(in_range) << lane;
    }
    (values, fits)
}

/// The lanes of a mask.
pub fn each(members: u32) -> impl Iterator<Item = u32> {
    (0..32).filter(move |lane| members >> lane & 1 == 1)
}

/// `vote`: a truth value, or a mask for a ballot.
pub fn vote(mode: VoteMode, members: u32, predicates: u32) -> u64 {
    let held = predicates & members;
    match mode {
        VoteMode::All => u64::from(held == members),
        VoteMode::Any => u64::from(held != 0),
        VoteMode::Uniform => u64::from(held == 0 || held == members),
        VoteMode::Ballot => u64::from(held),
    }
}

/// `match`: for each lane the lanes with its value (or, for `all`, all of them or none), and whether there are
/// any.
pub fn matching(mode: MatchMode, members: u32, a: &Lanes) -> (Lanes, u32) {
    let mut masks = [0; 32];
    for lane in each(members) {
        let same = each(members).filter(|other| a[*other as usize] == a[lane as usize]);
        let same = same.fold(0u32, |all, other| all | 1 << other);
        let counts = mode == MatchMode::Any || same == members;
        masks[lane as usize] = if counts { u64::from(same) } else { 0 };
    }
    let holds = each(members).filter(|lane| masks[*lane as usize] != 0);
    (masks, holds.fold(0, |all, lane| all | 1 << lane))
}

/// `redux`: one result for all.
pub fn reduce(op: ReduxOp, ty: Type, abs: bool, nan: bool, members: u32, a: &Lanes) -> u64 {
    let op = match op {
        ReduxOp::Add => BinaryOp::Add,
        ReduxOp::Min => BinaryOp::Min,
        ReduxOp::Max => BinaryOp::Max,
        ReduxOp::And => BinaryOp::And,
        ReduxOp::Or => BinaryOp::Or,
        ReduxOp::Xor => BinaryOp::Xor,
    };
    let mode = Mode { nan, ..Mode::default() };
    let value = |lane: u32| {
        let bits = a[lane as usize] & ones_of(ty);
        if abs { bits & 0x7fff_ffff } else { bits }
    };
    each(members).map(value).reduce(|all, one| arithmetic::binary(op, ty, mode, all, one)).unwrap_or(0)
}

/// Eight rows of eight halves.
pub type Eight = [[u16; 8]; 8];

/// What each lane gets of a matrix: two neighbours of a row (or of a column).
pub fn matrix_to_lanes(matrix: &Eight, transposed: bool) -> Lanes {
    std::array::from_fn(|lane| {
        let (row, column) = (lane / 4, lane % 4 * 2);
        let at = |column: usize| if transposed { matrix[column][row] } else { matrix[row][column] };
        u64::from(at(column)) | u64::from(at(column + 1)) << 16
    })
}

/// The other way round.
pub fn lanes_to_matrix(lanes: &Lanes, transposed: bool) -> Eight {
    let mut matrix = [[0; 8]; 8];
    for (lane, value) in lanes.iter().enumerate() {
        for i in 0..2 {
            let (row, column) = (lane / 4, lane % 4 * 2 + i);
            let (row, column) = if transposed { (column, row) } else { (row, column) };
            matrix[row][column] = (value >> (16 * i)) as u16;
        }
    }
    matrix
}

/// `movmatrix.trans`.
pub fn transpose(lanes: &Lanes) -> Lanes {
    matrix_to_lanes(&lanes_to_matrix(lanes, false), true)
}
