//! Instructions that the threads of a warp execute together.
//!
//! Threads stand at such an instruction until all that take part are there: the members of its mask that have not
//! ended; without a mask, the whole warp. Members meet if they execute the same kind of instruction with the
//! same mask, wherever in the program each of them is.

use std::mem::discriminant;

use ptx::ir::{Matrix, Mma, Op, Operand, Reg, Space, Type, Wmma};

use super::super::launch::Fault;
use super::super::semantics::fragment::Fragment;
use super::super::semantics::warp::{self, Lanes};
use super::super::semantics::{self, ones};
use super::access::{Context, Place, aligned, of_generic};
use super::program::Program;
use super::thread::{State, Thread};

/// Who takes part in an instruction.
enum Members {
    /// These.
    Mask(u32),
    /// The whole warp.
    All,
    /// Whoever is here when nobody else can come.
    Present,
}

fn members(op: &Op, thread: &Thread) -> Members {
    let mask = match op {
        Op::WarpSync { mask }
        | Op::Match { mask, .. }
        | Op::Redux { mask, .. }
        | Op::Elect { mask, .. }
        | Op::Vote { mask: Some(mask), .. }
        | Op::Shfl { mask: Some(mask), .. } => *mask,
        Op::Vote { mask: None, .. } | Op::Shfl { mask: None, .. } | Op::ActiveMask { .. } => {
            return Members::Present;
        }
        _ => return Members::All,
    };
    // A thread that is no member breaks the rules; it counts as one.
    Members::Mask(thread.value(mask, Type::U32) as u32 | 1 << thread.lane)
}

/// Whether two threads can meet: what is done has to be the same, the registers may differ.
fn agree(one: &Op, other: &Op) -> bool {
    discriminant(one) == discriminant(other)
        && match (one, other) {
            (Op::Vote { mode: a, .. }, Op::Vote { mode: b, .. }) => a == b,
            (Op::Shfl { mode: a, .. }, Op::Shfl { mode: b, .. }) => a == b,
            (Op::Match { mode: a, ty: x, .. }, Op::Match { mode: b, ty: y, .. }) => a == b && x == y,
            (Op::Redux { op: a, ty: x, .. }, Op::Redux { op: b, ty: y, .. }) => a == b && x == y,
            (Op::LdMatrix { d: a, transposed: x, .. }, Op::LdMatrix { d: b, transposed: y, .. }) => {
                a.len() == b.len() && x == y
            }
            (Op::StMatrix { a, transposed: x, .. }, Op::StMatrix { a: b, transposed: y, .. }) => {
                a.len() == b.len() && x == y
            }
            (Op::Mma(a), Op::Mma(b)) => {
                (a.is_wmma, a.shape, a.a_type, a.d_type, a.d.len())
                    == (b.is_wmma, b.shape, b.a_type, b.d_type, b.d.len())
            }
            (Op::WmmaLoad(a) | Op::WmmaStore(a), Op::WmmaLoad(b) | Op::WmmaStore(b)) => {
                (a.matrix, a.shape, a.layout, a.ty) == (b.matrix, b.shape, b.layout, b.ty)
            }
            _ => true,
        }
}

/// Executes what can be executed; says whether anything could.
pub fn resolve(context: &mut Context<'_>, warp: &mut [Thread]) -> Result<bool, Fault> {
    let mut any = false;
    let program = context.program;
    for leader in 0..warp.len() {
        let Some(op) = parked(program, &warp[leader]) else { continue };
        let live = mask_of(warp, |thread| thread.state != State::Done);
        let is_busy = warp.iter().any(|thread| thread.state == State::Ready);
        let here = mask_of(warp, |thread| parked(program, thread).is_some_and(|other| agree(op, other)));
        let group = match members(op, &warp[leader]) {
            Members::All => here & live,
            Members::Mask(mask) => {
                let same = mask_of(warp, |thread| {
                    parked(program, thread)
                        .is_some_and(|op| matches!(members(op, thread), Members::Mask(own) if own == mask))
                });
                here & same & mask
            }
            Members::Present => mask_of(warp, |thread| {
                let place =
                    |thread: &Thread| (thread.frame().function, thread.frame().block, thread.frame().index);
                thread.state == State::Parked && place(thread) == place(&warp[leader])
            }),
        };
        let is_ready = match members(op, &warp[leader]) {
            Members::All => group == live,
            Members::Mask(mask) => group == mask & live,
            Members::Present => !is_busy,
        };
        if is_ready {
            execute(context, warp, op, group)?;
            for lane in warp::each(group) {
                let thread = &mut warp[lane as usize];
                thread.frame_mut().index += 1;
                thread.state = State::Ready;
            }
            any = true;
        }
    }
    Ok(any)
}

/// The instruction that a thread is parked at.
fn parked<'p>(program: &'p Program<'_>, thread: &Thread) -> Option<&'p Op> {
    let op = (thread.state == State::Parked).then(|| thread.next(program))??;
    Some(&op.op)
}

fn mask_of(warp: &[Thread], holds: impl Fn(&Thread) -> bool) -> u32 {
    warp.iter().filter(|thread| holds(thread)).fold(0, |all, thread| all | 1 << thread.lane)
}

/// Each member's own operation, and what it makes of it.
fn collect(
    program: &Program<'_>,
    warp: &[Thread],
    group: u32,
    read: impl Fn(&Op, &Thread) -> Option<u64>,
) -> Lanes {
    let mut lanes = [0; 32];
    for lane in warp::each(group) {
        let thread = &warp[lane as usize];
        lanes[lane as usize] = parked(program, thread).and_then(|op| read(op, thread)).unwrap_or(0);
    }
    lanes
}

/// Gives each member its result: the register and the lanes' values that `of` names.
fn deliver(
    program: &Program<'_>,
    warp: &mut [Thread],
    group: u32,
    of: impl Fn(&Op, usize) -> Vec<(Reg, u64)>,
) {
    for lane in warp::each(group) {
        let thread = &mut warp[lane as usize];
        let Some(op) = parked(program, thread) else { continue };
        for (reg, value) in of(op, lane as usize) {
            thread.set_wide(reg, u128::from(value));
        }
    }
}

fn execute(context: &mut Context<'_>, warp: &mut [Thread], op: &Op, group: u32) -> Result<(), Fault> {
    let program = context.program;
    match op {
        Op::WarpSync { .. } => {}
        Op::Vote { mode, .. } => {
            let held = collect(program, warp, group, |op, thread| match op {
                Op::Vote { p, .. } => Some(u64::from(thread.holds(*p))),
                _ => None,
            });
            let held = warp::each(group).fold(0, |all, lane| all | (held[lane as usize] as u32) << lane);
            let result = warp::vote(*mode, group, held);
            deliver(program, warp, group, |op, _| match op {
                Op::Vote { d, .. } => vec![(*d, result)],
                _ => Vec::new(),
            });
        }
        Op::Shfl { mode, .. } => {
            let operand = |which: usize| {
                collect(program, warp, group, move |op, thread| match op {
                    Op::Shfl { a, b, c, .. } => Some(thread.value([*a, *b, *c][which], Type::B32)),
                    _ => None,
                })
            };
            let (values, fits) = warp::shuffle(*mode, group, &operand(0), &operand(1), &operand(2));
            deliver(program, warp, group, |op, lane| match op {
                Op::Shfl { d, p, .. } => {
                    let flag = p.map(|p| (p, u64::from(fits >> lane & 1)));
                    flag.into_iter().chain([(*d, values[lane])]).collect()
                }
                _ => Vec::new(),
            });
        }
        Op::Match { mode, .. } => {
            let a = collect(program, warp, group, |op, thread| match op {
                Op::Match { a, ty, .. } => Some(thread.value(*a, *ty)),
                _ => None,
            });
            let (masks, holds) = warp::matching(*mode, group, &a);
            deliver(program, warp, group, |op, lane| match op {
                Op::Match { d, p, .. } => {
                    let flag = p.map(|p| (p, u64::from(holds >> lane & 1)));
                    flag.into_iter().chain([(*d, masks[lane])]).collect()
                }
                _ => Vec::new(),
            });
        }
        Op::Redux { op: what, ty, abs, nan, .. } => {
            let a = collect(program, warp, group, |op, thread| match op {
                Op::Redux { a, ty, .. } => Some(thread.value(*a, *ty)),
                _ => None,
            });
            let result = warp::reduce(*what, *ty, *abs, *nan, group, &a);
            deliver(program, warp, group, |op, _| match op {
                Op::Redux { d, .. } => vec![(*d, result)],
                _ => Vec::new(),
            });
        }
        Op::ActiveMask { .. } => deliver(program, warp, group, |op, _| match op {
            Op::ActiveMask { d } => vec![(*d, u64::from(group))],
            _ => Vec::new(),
        }),
        Op::Elect { .. } => {
            let leader = group.trailing_zeros() as usize;
            deliver(program, warp, group, |op, lane| match op {
                Op::Elect { d, p, .. } => {
                    let number = d.map(|d| (d, leader as u64));
                    number.into_iter().chain([(*p, u64::from(lane == leader))]).collect()
                }
                _ => Vec::new(),
            });
        }
        Op::Mma(mma) => multiply(program, warp, mma, group),
        Op::WmmaLoad(wmma) => move_fragment(context, warp, wmma, group, true)?,
        Op::WmmaStore(wmma) => move_fragment(context, warp, wmma, group, false)?,
        Op::LdMatrix { d, space, transposed, .. } => {
            let rows = rows(context, warp, *space, group);
            for matrix in 0..d.len() {
                let mut eight = [[0; 8]; 8];
                for (row, halves) in eight.iter_mut().enumerate() {
                    let place = rows[matrix * 8 + row];
                    aligned(place, 16)?;
                    let bytes = context.read_number(&mut warp[0], place, 16)?;
                    *halves = std::array::from_fn(|i| (bytes >> (16 * i)) as u16);
                }
                let values = warp::matrix_to_lanes(&eight, *transposed);
                deliver(program, warp, group, |op, lane| match op {
                    Op::LdMatrix { d, .. } => vec![(d[matrix], values[lane])],
                    _ => Vec::new(),
                });
            }
        }
        Op::StMatrix { a, space, transposed, .. } => {
            let rows = rows(context, warp, *space, group);
            for matrix in 0..a.len() {
                let values = collect(program, warp, group, |op, thread| match op {
                    Op::StMatrix { a, .. } => Some(thread.value(a[matrix], Type::B32)),
                    _ => None,
                });
                let eight = warp::lanes_to_matrix(&values, *transposed);
                for (row, halves) in eight.iter().enumerate() {
                    let place = rows[matrix * 8 + row];
                    aligned(place, 16)?;
                    let whole = halves.iter().rev().fold(0u128, |all, half| all << 16 | u128::from(*half));
                    context.write_number(&mut warp[0], place, 16, whole)?;
                }
            }
        }
        Op::MovMatrix { .. } => {
            let a = collect(program, warp, group, |op, thread| match op {
                Op::MovMatrix { a, .. } => Some(thread.value(*a, Type::B32)),
                _ => None,
            });
            let result = warp::transpose(&a);
            deliver(program, warp, group, |op, lane| match op {
                Op::MovMatrix { d, .. } => vec![(*d, result[lane])],
                _ => Vec::new(),
            });
        }
        _ => return Err(Fault::Unsupported { what: "an instruction of a warp".to_owned() }),
    }
    Ok(())
}

/// Where each lane says that a row begins.
fn rows(context: &Context<'_>, warp: &[Thread], space: Space, group: u32) -> Vec<Place> {
    let addresses = collect(context.program, warp, group, |op, thread| match op {
        Op::LdMatrix { address, .. } | Op::StMatrix { address, .. } => {
            Some(thread.address(context.program, address))
        }
        _ => None,
    });
    let place = |at: u64| if space == Space::Shared { Place::Shared(at) } else { of_generic(at) };
    addresses.iter().map(|at| place(*at)).collect()
}

fn multiply(program: &Program<'_>, warp: &mut [Thread], mma: &Mma, group: u32) {
    let registers = |matrix: Matrix, count: usize, ty: Type| -> Vec<Lanes> {
        let read = |register: usize| {
            collect(program, warp, group, move |op, thread| match op {
                Op::Mma(mma) => {
                    let operands: &[Operand] = match matrix {
                        Matrix::A => &mma.a,
                        Matrix::B => &mma.b,
                        _ => &mma.c,
                    };
                    operands.get(register).map(|operand| thread.value(*operand, ty))
                }
                _ => None,
            })
        };
        (0..count).map(read).collect()
    };
    let width = |ty: Type| if ty == Type::F64 { Type::B64 } else { Type::B32 };
    let a = registers(Matrix::A, mma.a.len(), width(mma.a_type));
    let b = registers(Matrix::B, mma.b.len(), width(mma.b_type));
    let c = registers(Matrix::C, mma.c.len(), width(mma.c_type));
    let metadata = mma.sparsity.as_ref().map(|_| {
        collect(program, warp, group, |op, thread| match op {
            Op::Mma(mma) => mma.sparsity.as_ref().map(|it| thread.value(it.metadata, Type::B32)),
            _ => None,
        })
    });
    let d = semantics::mma(mma, &a, &b, &c, metadata.as_ref());
    deliver(program, warp, group, |op, lane| match op {
        Op::Mma(mma) => mma.d.iter().zip(&d).map(|(reg, lanes)| (*reg, lanes[lane])).collect(),
        _ => Vec::new(),
    });
}

/// `wmma.load` and `wmma.store`.
fn move_fragment(
    context: &mut Context<'_>,
    warp: &mut [Thread],
    wmma: &Wmma,
    group: u32,
    is_load: bool,
) -> Result<(), Fault> {
    let program = context.program;
    let fragment = Fragment::of_wmma(wmma);
    let (e, bits) = (fragment.packed(), fragment.ty.bits());
    for lane in warp::each(group) {
        let thread = &mut warp[lane as usize];
        let Some(Op::WmmaLoad(own) | Op::WmmaStore(own)) = parked(program, thread) else { continue };
        let base = context.place(thread, own.space, &own.address);
        let stride = own.stride.map(|stride| thread.value(stride, Type::U32));
        for (register, reg) in own.fragment.iter().enumerate() {
            let mut value = thread.wide((*reg).into()) as u64;
            if is_load {
                value = 0;
            }
            for i in 0..e {
                let place = fragment.place(lane as usize, register * e + i);
                let at = fragment.offset(place, stride).wrapping_mul(u64::from(bits));
                let (byte, shift) = (base.behind(at / 8), at % 8);
                let size = bits.div_ceil(8);
                if is_load {
                    let read = context.read_number(thread, byte, size)? as u64;
                    value |= (read >> shift & ones(bits)) << (i as u32 * bits);
                } else {
                    let element = value >> (i as u32 * bits) & ones(bits);
                    context.write_number(thread, byte, size, u128::from(element))?;
                }
            }
            if is_load {
                thread.set_wide(*reg, u128::from(value));
            }
        }
    }
    Ok(())
}
