//! Special registers, calls of the system, and whatever is rare: that is done lane by lane, by its meaning.

use std::array::from_fn;

use ptx::ir::{Axis, Op, Operand, Special};

use super::lanes::{Ins, Lanes, Machine, N, NONE, Operation, Processor, Wide};
use super::layout;
use crate::kernel::compile::abi::{self, Thread};
use crate::kernel::compile::helpers;
use crate::kernel::semantics;

/// How wide a register is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Width {
    /// A bit.
    Predicate = 0,
    /// Up to 32 bits.
    Word = 1,
    /// 64 bits.
    Double = 2,
}

impl Width {
    fn of(bits: u32) -> Self {
        match bits & 3 {
            0 => Self::Predicate,
            1 => Self::Word,
            _ => Self::Double,
        }
    }
}

/// What a register holds for a lane.
///
/// # Safety
/// The slot must be one of the kernel that the machine runs, and of this width.
pub unsafe fn read(machine: &Machine, slot: u32, width: Width, lane: u32) -> u64 {
    // SAFETY: the caller's promise.
    unsafe {
        let place = machine.place(slot);
        match width {
            Width::Predicate => u64::from(place.cast::<u32>().read() >> lane & 1),
            Width::Word => u64::from(place.cast::<u32>().add(lane as usize).read()),
            Width::Double => place.cast::<u64>().add(lane as usize).read(),
        }
    }
}

/// Writes what a register holds for a lane.
///
/// # Safety
/// As for [`read`]; the slot is no constant.
pub unsafe fn write(machine: &Machine, slot: u32, width: Width, lane: u32, value: u64) {
    // SAFETY: the caller's promise.
    unsafe {
        let place = machine.registers.add(slot as usize);
        match width {
            Width::Predicate => machine.set_bits(slot, 1 << lane, ((value & 1) as u32) << lane),
            Width::Word => place.cast::<u32>().add(lane as usize).write(value as u32),
            Width::Double => place.cast::<u64>().add(lane as usize).write(value),
        }
    }
}

/// The widths of operands, as a number.
pub fn widths(all: &[Width]) -> u32 {
    all.iter().enumerate().fold(0, |bits, (index, width)| bits | (*width as u32) << (2 * index))
}

/// An operation without side effects (x), whose c operands are in the list b, with widths in e; d receives the
/// result, whose width is in the upper half of e. For `setp`, a receives the second result.
#[derive(Debug)]
pub struct Evaluate;

impl Operation for Evaluate {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: the caller's promise; x is the address of an operation that the kernel owns.
        unsafe { evaluate(machine, ins, mask) };
        0
    }
}

unsafe fn evaluate(machine: &Machine, ins: &Ins, mask: u32) {
    // SAFETY: as above.
    unsafe {
        let op = &*(ins.x as *const Op);
        let list = machine.list(ins.b, ins.c as usize);
        let width = Width::of(ins.e >> 16);
        let is_pair = matches!(op, Op::Setp { .. });
        let all: Wide<u64> = helpers::exactly(|| {
            let mut all = [0; N];
            for lane in Lanes(mask) {
                let mut values = [0; 4];
                for (index, (value, slot)) in values.iter_mut().zip(list).enumerate() {
                    *value = read(machine, *slot, Width::of(ins.e >> (2 * index)), lane);
                }
                all[lane as usize] = helpers::meaning(op, values);
            }
            all
        });
        for lane in Lanes(mask) {
            let value = all[lane as usize];
            if ins.d != NONE {
                write(machine, ins.d, width, lane, value);
            }
            if is_pair && ins.a != NONE {
                write(machine, ins.a, Width::Predicate, lane, value >> 1);
            }
        }
    }
}

/// `add.cc` and its kind (x): operands a, b, c; d receives the result; the list e has the carry that comes in and the
/// one that goes out.
#[derive(Debug)]
pub struct Carry;

impl Operation for Carry {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: as for `Evaluate`.
        unsafe { carry(machine, ins, mask) };
        0
    }
}

unsafe fn carry(machine: &Machine, ins: &Ins, mask: u32) {
    // SAFETY: as above.
    unsafe {
        let Op::Carry { op, ty, .. } = &*(ins.x as *const Op) else { return };
        let width = if ty.bits() == 64 { Width::Double } else { Width::Word };
        let [flag_in, flag_out] = [machine.list(ins.e, 2)[0], machine.list(ins.e, 2)[1]];
        for lane in Lanes(mask) {
            let of = |slot| if slot == NONE { 0 } else { read(machine, slot, width, lane) };
            let flag = flag_in != NONE && read(machine, flag_in, Width::Predicate, lane) == 1;
            let (value, out) = semantics::carry(*op, *ty, of(ins.a), of(ins.b), of(ins.c), flag);
            write(machine, ins.d, width, lane, value);
            if flag_out != NONE {
                write(machine, flag_out, Width::Predicate, lane, u64::from(out));
            }
        }
    }
}

/// A special register: x is a `mov` of it, d has the width e.
#[derive(Debug)]
pub struct ReadSpecial;

impl Operation for ReadSpecial {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: as for `Evaluate`.
        unsafe {
            let Op::Mov { a: Operand::Special(special), .. } = &*(ins.x as *const Op) else { return 0 };
            let value = special_of(machine, *special);
            match Width::of(ins.e) {
                Width::Predicate => machine.set_bits(ins.d, mask, if value[0] & 1 == 1 { mask } else { 0 }),
                Width::Word => machine.put::<P, _>(ins.d, mask, super::lanes::each(value, |it| it as u32)),
                Width::Double => machine.put::<P, _>(ins.d, mask, value),
            }
        }
        0
    }
}

fn axis(axis: Axis) -> usize {
    match axis {
        Axis::X => 0,
        Axis::Y => 1,
        Axis::Z => 2,
    }
}

unsafe fn special_of(machine: &Machine, special: Special) -> Wide<u64> {
    // SAFETY: the block lives while it runs.
    let block = unsafe { &*machine.block };
    let own = |f: fn(u32) -> u32| from_fn(|lane| u64::from(f(lane as u32)));
    let all = |value: u32| [u64::from(value); N];
    match special {
        Special::Tid(it) => {
            // SAFETY: the header of every warp has this.
            super::lanes::each(unsafe { machine.get::<u32>(layout::TID[axis(it)]) }, u64::from)
        }
        Special::Ntid(it) => all(block.ntid[axis(it)]),
        Special::Ctaid(it) | Special::ClusterId(it) => all(block.ctaid[axis(it)]),
        Special::Nctaid(it) | Special::NclusterId(it) => all(block.nctaid[axis(it)]),
        // Every block is a cluster of its own.
        Special::ClusterCtaid(_) | Special::ClusterCtaRank | Special::IsExplicitCluster => all(0),
        Special::ClusterNctaid(_) | Special::ClusterNctaRank => all(1),
        Special::LaneId => own(|lane| lane),
        Special::WarpId => all(machine.first / N as u32),
        Special::NwarpId => all(32),
        Special::SmId => all(block.sm),
        Special::NsmId => all(block.sms),
        Special::GridId => [block.grid_id; N],
        Special::LaneMaskEq => own(|lane| 1 << lane),
        Special::LaneMaskLt => own(|lane| (1 << lane) - 1),
        Special::LaneMaskLe => own(|lane| 1 << lane | ((1 << lane) - 1)),
        Special::LaneMaskGe => own(|lane| !((1 << lane) - 1)),
        Special::LaneMaskGt => own(|lane| !(1 << lane | ((1 << lane) - 1))),
        Special::Clock | Special::Clock64 => [helpers::clock(); N],
        Special::ClockHigh => [helpers::clock() >> 32; N],
        Special::GlobalTimer | Special::GlobalTimerLow => [helpers::time(); N],
        Special::GlobalTimerHigh => [helpers::time() >> 32; N],
        Special::Environment(2) => all(block.workspace as u32),
        Special::Environment(1) => all((block.workspace >> 32) as u32),
        Special::TotalShared | Special::AggregateShared => all(block.total_shared),
        Special::DynamicShared => all(block.dynamic_shared),
        _ => all(0),
    }
}

/// A call of the function e of the system: x has the offsets of arguments and (upper half) results in a thread's own
/// memory.
#[derive(Debug)]
pub struct CallSystem;

impl Operation for CallSystem {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: as for `Evaluate`.
        unsafe { call_system(machine, ins, mask) }
    }
}

unsafe fn call_system(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
    for lane in Lanes(mask) {
        // SAFETY: the header has the thread's position and the address of its memory, which has room for both areas.
        let code = unsafe {
            let tid = layout::TID.map(|slot| machine.get::<u32>(slot)[lane as usize]);
            let own = machine.get::<u64>(layout::LOCAL)[lane as usize];
            let (inputs, outputs) = (own + (ins.x & 0xffff_ffff), own + (ins.x >> 32));
            let mut thread = Thread {
                tid,
                lane,
                linear: machine.first + lane,
                quota: 0,
                end: 0,
                fault: 0,
                exchange: [0; abi::EXCHANGE],
            };
            helpers::system(machine.block, &raw mut thread, ins.e, inputs as *const u8, outputs as *mut u8)
        };
        if code != abi::RETURNED {
            return code;
        }
    }
    abi::RETURNED
}

/// Copies b bytes within each thread's own memory, between the offsets in x: from, and (upper half) to.
#[derive(Debug)]
pub struct CopyOwn;

impl Operation for CopyOwn {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        for lane in Lanes(mask) {
            // SAFETY: as for `CallSystem`.
            unsafe {
                let own = machine.get::<u64>(layout::LOCAL)[lane as usize];
                let (from, to) = (own + (ins.x & 0xffff_ffff), own + (ins.x >> 32));
                std::ptr::copy(from as *const u8, to as *mut u8, ins.b as usize);
            }
        }
        0
    }
}

/// Ends the block with the code x.
#[derive(Debug)]
pub struct Leave;

impl Operation for Leave {
    #[inline(always)]
    unsafe fn run<P: Processor>(_: &Machine, ins: &Ins, _: u32) -> u32 {
        ins.x as u32
    }
}

/// Threads arrive at barrier a (a word) and go on.
#[derive(Debug)]
pub struct Arrive;

impl Operation for Arrive {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: the block has sixteen counters.
        unsafe {
            let numbers = machine.get::<u32>(ins.a);
            for lane in Lanes(mask) {
                *(*machine.block).arrivals.add((numbers[lane as usize] & 15) as usize) += 1;
            }
        }
        0
    }
}
