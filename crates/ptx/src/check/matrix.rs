//! Matrices of a warp.

use super::instruction::Inst;
use super::memory::space;
use crate::diagnostic::Checked;
use crate::ir::{Layout, Matrix, Mma, MmaOp, Op, Rounding, Space, Sparsity, Type, Wmma};

type I<'r, 'i, 'c, 't> = &'r mut Inst<'i, 'c, 't>;
type Shape = (u16, u16, u16);

/// `.m16n8k16`.
fn shape(inst: I<'_, '_, '_, '_>) -> Checked<Shape> {
    fn parse(text: &str) -> Option<Shape> {
        let (m, rest) = text.strip_prefix(".m")?.split_once('n')?;
        let (n, k) = rest.split_once('k')?;
        Some((m.parse().ok()?, n.parse().ok()?, k.parse().ok()?))
    }
    let found = inst.raw.modifiers.iter().find_map(|modifier| Some((modifier.text, parse(modifier.text)?)));
    match found {
        Some((text, shape)) if inst.take(text) => Ok(shape),
        _ => Err(inst.wrong("the shape is missing")),
    }
}

fn sync(inst: I<'_, '_, '_, '_>) -> Checked<()> {
    inst.need(&[(".sync", ())])?;
    inst.need(&[(".aligned", ())])
}

const LAYOUTS: [(&str, Layout); 2] = [(".row", Layout::Row), (".col", Layout::Column)];

/// Registers of a lane for so many elements of the whole warp, and the type of each.
fn registers(elements: u32, ty: Type) -> (Type, usize) {
    let per_lane = elements.div_ceil(32);
    match ty {
        Type::F64 => (Type::F64, per_lane as usize),
        Type::F32 => (Type::F32, per_lane as usize),
        Type::S32 => (Type::S32, per_lane as usize),
        Type::F16 => (Type::F16x2, per_lane.div_ceil(2) as usize),
        Type::Bf16 => (Type::Bf16x2, per_lane.div_ceil(2) as usize),
        _ => (Type::B32, (per_lane * ty.bits()).div_ceil(32) as usize),
    }
}

/// Shapes of `mma` by the type of the factors, those with a sparse left factor in the second list.
fn shapes(ty: Type) -> (&'static [Shape], &'static [Shape]) {
    match ty {
        Type::F16 => (&[(8, 8, 4), (16, 8, 8), (16, 8, 16)], &[(16, 8, 16), (16, 8, 32)]),
        Type::Bf16 => (&[(16, 8, 8), (16, 8, 16)], &[(16, 8, 16), (16, 8, 32)]),
        Type::Tf32 => (&[(16, 8, 4), (16, 8, 8)], &[(16, 8, 8), (16, 8, 16)]),
        Type::F64 => (&[(8, 8, 4), (16, 8, 4), (16, 8, 8), (16, 8, 16)], &[]),
        Type::S8 | Type::U8 => (&[(8, 8, 16), (16, 8, 16), (16, 8, 32)], &[(16, 8, 32), (16, 8, 64)]),
        Type::S4 | Type::U4 => (&[(8, 8, 32), (16, 8, 32), (16, 8, 64)], &[(16, 8, 64), (16, 8, 128)]),
        Type::B1 => (&[(8, 8, 128), (16, 8, 128), (16, 8, 256)], &[]),
        Type::E4m3 | Type::E5m2 => (&[(16, 8, 16), (16, 8, 32)], &[(16, 8, 64)]),
        _ => (&[], &[]),
    }
}

/// Whether factors of these types give a result of that type.
fn types_fit(a: Type, b: Type, c: Type, d: Type) -> bool {
    let group = |ty: Type| match ty {
        Type::S8 | Type::U8 => 1,
        Type::S4 | Type::U4 => 2,
        Type::E4m3 | Type::E5m2 => 3,
        _ => 0,
    };
    let same = a == b || (group(a) != 0 && group(a) == group(b));
    let result = match a {
        Type::F16 | Type::E4m3 | Type::E5m2 => {
            matches!(c, Type::F16 | Type::F32) && matches!(d, Type::F16 | Type::F32)
        }
        Type::Bf16 | Type::Tf32 => c == Type::F32 && d == Type::F32,
        Type::F64 => c == Type::F64 && d == Type::F64,
        _ => c == Type::S32 && d == Type::S32,
    };
    same && result
}

fn bit_op(inst: I<'_, '_, '_, '_>) -> Checked<MmaOp> {
    let op = inst.choose(&[(".xor", MmaOp::XorPopc), (".and", MmaOp::AndPopc)]).unwrap_or(MmaOp::Multiply);
    if op != MmaOp::Multiply {
        inst.need(&[(".popc", ())])?;
    }
    Ok(op)
}

fn rounding(inst: I<'_, '_, '_, '_>) -> Option<Rounding> {
    inst.choose(&[
        (".rn", Rounding::NearestEven),
        (".rz", Rounding::Zero),
        (".rm", Rounding::Down),
        (".rp", Rounding::Up),
    ])
}

/// `mma`.
pub fn mma(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let ordered = inst.take(".sp::ordered_metadata");
    let is_sparse = ordered || inst.take(".sp");
    if inst.has(".block_scale") || inst.has(".kind::f8f6f4") {
        return Err(inst.unsupported("scaled blocks belong to sm_120a"));
    }
    sync(inst)?;
    let shape @ (m, n, k) = shape(inst)?;
    let (a_layout, b_layout) = (inst.need(&LAYOUTS)?, inst.need(&LAYOUTS)?);
    let satfinite = inst.take(".satfinite");
    let op = bit_op(inst)?;
    let (d_type, a_type, b_type, c_type) =
        (inst.any_type()?, inst.any_type()?, inst.any_type()?, inst.any_type()?);
    if !types_fit(a_type, b_type, c_type, d_type) || (a_type == Type::B1) != (op != MmaOp::Multiply) {
        return Err(inst.wrong("there is no matrix product of these types"));
    }
    let (dense, sparse) = shapes(a_type);
    if !(if is_sparse { sparse } else { dense }).contains(&shape) {
        return Err(inst.wrong("there is no matrix product of this shape for these types"));
    }
    let is_volta = shape == (8, 8, 4) && a_type == Type::F16;
    if !is_volta && (a_layout, b_layout) != (Layout::Row, Layout::Column) {
        return Err(inst.wrong("`.row.col` is needed"));
    }
    let is_integer = d_type == Type::S32;
    if satfinite && (!is_integer || a_type == Type::B1) {
        return Err(inst.wrong("`.satfinite` is for integers"));
    }
    let rounding = if a_type == Type::F64 { rounding(inst) } else { None };
    let count = if is_sparse { 6 } else { 4 };
    inst.between(count, count)?;
    // Four independent products, one for each quarter of the warp, in the oldest shape.
    let times = if is_volta { 4 } else { 1 };
    let of = |rows: u16, columns: u16| u32::from(rows) * u32::from(columns) * times;
    let (c_register, c_count) = registers(of(m, n), c_type);
    let (d_register, d_count) = registers(of(m, n), d_type);
    let (a_register, a_count) = registers(of(m, k) >> u32::from(is_sparse), a_type);
    let (b_register, b_count) = registers(of(k, n), b_type);
    let sparsity = if is_sparse {
        let metadata = inst.src_register(inst.at(4)?, Type::B32)?;
        let selector = inst.constant(inst.at(5)?, 0, 3)? as u32;
        Some(Sparsity { metadata, selector, ordered })
    } else {
        None
    };
    Ok(Op::Mma(Box::new(Mma {
        is_wmma: false,
        shape,
        a_layout,
        b_layout,
        d_type,
        a_type,
        b_type,
        c_type,
        op,
        satfinite,
        rounding,
        sparsity,
        d: inst.fragment_dst(inst.at(0)?, d_register, d_count)?,
        a: inst.fragment(inst.at(1)?, a_register, a_count)?,
        b: inst.fragment(inst.at(2)?, b_register, b_count)?,
        c: inst.fragment(inst.at(3)?, c_register, c_count)?,
    })))
}

/// Registers of a lane for a fragment of `wmma`.
fn fragment(matrix: Matrix, (m, n, k): Shape, ty: Type) -> Option<(Type, usize)> {
    let is_big = matches!((m, n, k), (16, 16, 16) | (8, 32, 16) | (32, 8, 16));
    let (rows, columns) = match matrix {
        Matrix::A => (m, k),
        Matrix::B => (k, n),
        Matrix::C | Matrix::D => (m, n),
    };
    let elements = u32::from(rows) * u32::from(columns);
    let is_factor = matches!(matrix, Matrix::A | Matrix::B);
    match (ty, is_factor) {
        // Each element is there twice.
        (Type::F16, true) if is_big => Some((Type::F16x2, 8)),
        (Type::F16, false) if is_big => Some((Type::F16x2, 4)),
        (Type::F32, false) if is_big || (m, n, k) == (16, 16, 8) => Some((Type::F32, 8)),
        (Type::Bf16 | Type::S8 | Type::U8, true) if is_big => Some(registers(elements, ty)),
        (Type::S32, false) if is_big => Some((Type::S32, 8)),
        (Type::S32, false) if matches!((m, n, k), (8, 8, 32 | 128)) => Some((Type::S32, 2)),
        (Type::S4 | Type::U4, true) if (m, n, k) == (8, 8, 32) => Some((Type::B32, 1)),
        (Type::B1, true) if (m, n, k) == (8, 8, 128) => Some((Type::B32, 1)),
        (Type::Tf32, true) if (m, n, k) == (16, 16, 8) => Some((Type::B32, 4)),
        (Type::F64, true) if (m, n, k) == (8, 8, 4) => Some((Type::F64, 1)),
        (Type::F64, false) if (m, n, k) == (8, 8, 4) => Some((Type::F64, 2)),
        _ => None,
    }
}

/// `wmma`.
pub fn wmma(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    match inst.need(&[(".load", 0), (".store", 1), (".mma", 2)])? {
        2 => wmma_mma(inst),
        form => wmma_move(inst, form == 0),
    }
}

fn wmma_move(inst: I<'_, '_, '_, '_>, is_load: bool) -> Checked<Op> {
    let matrix = if is_load {
        inst.need(&[(".a", Matrix::A), (".b", Matrix::B), (".c", Matrix::C)])?
    } else {
        inst.need(&[(".d", Matrix::D)])?
    };
    sync(inst)?;
    let layout = inst.need(&LAYOUTS)?;
    let shape = shape(inst)?;
    let space = space(inst);
    if !matches!(space, Space::Generic | Space::Global | Space::Shared) {
        return Err(inst.wrong("matrices lie in global or shared memory"));
    }
    let ty = inst.any_type()?;
    let Some((register, count)) = fragment(matrix, shape, ty) else {
        return Err(inst.wrong("there is no matrix of this shape and type"));
    };
    inst.between(2, 3)?;
    let (list, address) = if is_load { (0, 1) } else { (1, 0) };
    let fragment = inst.fragment_dst(inst.at(list)?, register, count)?;
    let (address, space) = inst.address(inst.at(address)?, space)?;
    let stride = match inst.argument(2) {
        Some(stride) => Some(inst.src(stride, Type::U32)?),
        None => None,
    };
    let wmma = Box::new(Wmma { matrix, shape, layout, ty, space, address, stride, fragment });
    Ok(if is_load { Op::WmmaLoad(wmma) } else { Op::WmmaStore(wmma) })
}

fn wmma_mma(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let op = bit_op(inst)?;
    sync(inst)?;
    let (a_layout, b_layout) = (inst.need(&LAYOUTS)?, inst.need(&LAYOUTS)?);
    let shape = shape(inst)?;
    let satfinite = inst.take(".satfinite");
    let d_type = inst.any_type()?;
    let rounding = if d_type == Type::F64 { rounding(inst) } else { None };
    let second = inst.any_type()?;
    // Factors of binary16 are not named.
    let (a_type, b_type, c_type) = match inst.any_type() {
        Ok(third) => (second, third, inst.any_type()?),
        Err(_) => (Type::F16, Type::F16, second),
    };
    if !types_fit(a_type, b_type, c_type, d_type) || (a_type == Type::B1) != (op != MmaOp::Multiply) {
        return Err(inst.wrong("there is no matrix product of these types"));
    }
    let (Some(d), Some(a), Some(b), Some(c)) = (
        fragment(Matrix::D, shape, d_type),
        fragment(Matrix::A, shape, a_type),
        fragment(Matrix::B, shape, b_type),
        fragment(Matrix::C, shape, c_type),
    ) else {
        return Err(inst.wrong("there is no matrix product of this shape for these types"));
    };
    inst.between(4, 4)?;
    Ok(Op::Mma(Box::new(Mma {
        is_wmma: true,
        shape,
        a_layout,
        b_layout,
        d_type,
        a_type,
        b_type,
        c_type,
        op,
        satfinite,
        rounding,
        sparsity: None,
        d: inst.fragment_dst(inst.at(0)?, d.0, d.1)?,
        a: inst.fragment(inst.at(1)?, a.0, a.1)?,
        b: inst.fragment(inst.at(2)?, b.0, b.1)?,
        c: inst.fragment(inst.at(3)?, c.0, c.1)?,
    })))
}

/// The common part of `ldmatrix` and `stmatrix`: how many, whether transposed, and where.
fn eights(inst: I<'_, '_, '_, '_>) -> Checked<(usize, bool, Space)> {
    sync(inst)?;
    if inst.has(".m16n16") || inst.has(".m8n16") || inst.has(".m16n8") {
        return Err(inst.unsupported("matrices of bytes belong to sm_100 and above"));
    }
    inst.need(&[(".m8n8", ())])?;
    let count = inst.need(&[(".x1", 1), (".x2", 2), (".x4", 4)])?;
    let transposed = inst.take(".trans");
    let space = space(inst);
    if !matches!(space, Space::Generic | Space::Shared) {
        return Err(inst.wrong("these matrices lie in shared memory"));
    }
    inst.ty(&[Type::B16])?;
    Ok((count, transposed, space))
}

/// `ldmatrix`.
pub fn ldmatrix(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let (count, transposed, space) = eights(inst)?;
    let [d, address] = inst.arguments()?;
    let d = inst.fragment_dst(d, Type::B32, count)?;
    let (address, space) = inst.address(address, space)?;
    Ok(Op::LdMatrix { transposed, space, d, address })
}

/// `stmatrix`.
pub fn stmatrix(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    let (count, transposed, space) = eights(inst)?;
    let [address, a] = inst.arguments()?;
    let a = inst.fragment(a, Type::B32, count)?;
    let (address, space) = inst.address(address, space)?;
    Ok(Op::StMatrix { transposed, space, address, a })
}

/// `movmatrix`.
pub fn movmatrix(inst: I<'_, '_, '_, '_>) -> Checked<Op> {
    sync(inst)?;
    inst.need(&[(".m8n8", ())])?;
    inst.need(&[(".trans", ())])?;
    inst.ty(&[Type::B16])?;
    let [d, a] = inst.arguments()?;
    Ok(Op::MovMatrix { d: inst.dst(d, Type::B32)?, a: inst.src_register(a, Type::B32)? })
}
