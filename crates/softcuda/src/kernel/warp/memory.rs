//! Loads, stores, atomic operations and addresses for all lanes.
//!
//! If memory is not there, the fault ends the kernel (see [`crate::kernel::run`]): nothing here owns anything while it
//! touches memory of the program.

use ptx::ir::{AtomicOp, Op};

use super::lanes::{
    ALL, Ins, Lanes, Machine, N, NONE, Operation, Processor, Slot, Wide, both, copy_quad, each, lanes,
};
use crate::kernel::compile::{abi, helpers};
use crate::kernel::run::Grid;

/// How an instruction says where it accesses memory.
pub trait Addresses: 'static {
    /// The addresses of all lanes; those outside of the mask are not used.
    ///
    /// # Safety
    /// As for [`Operation::run`].
    unsafe fn of(machine: &Machine, ins: &Ins) -> Wide<u64>;

    /// Whether the lanes of a mask may access their addresses; what is not there faults anyway.
    ///
    /// # Safety
    /// As above.
    unsafe fn may<P: Processor>(machine: &Machine, addresses: &Wide<u64>, mask: u32) -> bool;

    /// The code that ends the block, if the lanes of a mask may not access so many bytes at their addresses; else 0.
    ///
    /// # Safety
    /// As above.
    #[inline(always)]
    unsafe fn refusal<P: Processor>(machine: &Machine, addresses: &Wide<u64>, mask: u32, bytes: u64) -> u32 {
        // SAFETY: the caller's promise.
        unsafe {
            if is_misaligned::<P>(addresses, mask, bytes) {
                return misaligned(machine, addresses, mask, bytes);
            }
            if Self::may::<P>(machine, addresses, mask) { 0 } else { abi::ILLEGAL_ADDRESS }
        }
    }
}

/// Whether all addresses of a mask are the device's, or may be accessed nevertheless.
#[inline(always)]
unsafe fn may_access<P: Processor>(machine: &Machine, addresses: &Wide<u64>, mask: u32) -> bool {
    let (start, bytes) = machine.device;
    let outside = each(*addresses, |address| if address.wrapping_sub(start) < bytes { 0 } else { ALL });
    // SAFETY: the caller's promise.
    let outside = unsafe { P::signs(outside) } & mask;
    outside == 0 || Lanes(outside).all(|lane| is_elsewhere(machine, addresses[lane as usize]))
}

/// Whether an address that is not the device's may be accessed.
#[cold]
#[inline(never)]
fn is_elsewhere(machine: &Machine, address: u64) -> bool {
    // Around shared memory nothing else is, so that what is not the block's faults.
    let is_shared = address.wrapping_sub(machine.shared.wrapping_sub(4 << 30)) < 12 << 30;
    let is_local = address.wrapping_sub(machine.local.0) < machine.local.1.wrapping_sub(machine.local.0);
    // SAFETY: the block runs, and so does its grid.
    let may = is_shared || is_local || unsafe { Grid::of(&*machine.block) }.may_access(address);
    if !may {
        machine.fault.set(address);
    }
    may
}

/// a has 64 bits; x is added.
#[derive(Debug)]
pub struct Generic;

impl Addresses for Generic {
    #[inline(always)]
    unsafe fn of(machine: &Machine, ins: &Ins) -> Wide<u64> {
        // SAFETY: the caller's promise.
        each(unsafe { machine.get::<u64>(ins.a) }, |address| address.wrapping_add(ins.x))
    }

    #[inline(always)]
    unsafe fn may<P: Processor>(machine: &Machine, addresses: &Wide<u64>, mask: u32) -> bool {
        // SAFETY: the caller's promise.
        unsafe { may_access::<P>(machine, addresses, mask) }
    }
}

/// a has 32 bits, counted from the start of shared memory; x is added.
#[derive(Debug)]
pub struct Shared;

impl Addresses for Shared {
    #[inline(always)]
    unsafe fn of(machine: &Machine, ins: &Ins) -> Wide<u64> {
        let base = machine.shared.wrapping_add(ins.x);
        // SAFETY: the caller's promise.
        each(unsafe { machine.get::<u32>(ins.a) }, |address| base.wrapping_add(u64::from(address)))
    }

    #[inline(always)]
    unsafe fn may<P: Processor>(_: &Machine, _: &Wide<u64>, _: u32) -> bool {
        true
    }
}

/// An element of memory.
pub trait Element: Copy + Default + 'static {
    /// As a register of up to 32 bits.
    fn word(self) -> u32;
    /// As one of 64.
    fn double(self) -> u64;
    /// From one of up to 32.
    fn of_word(word: u32) -> Self;
    /// From one of 64.
    fn of_double(double: u64) -> Self;
}

macro_rules! elements {
    ($($ty:ty: $word:ty, $double:ty;)*) => {$(
        impl Element for $ty {
            #[inline(always)]
            fn word(self) -> u32 { self as $word as u32 }
            #[inline(always)]
            fn double(self) -> u64 { self as $double as u64 }
            #[inline(always)]
            fn of_word(word: u32) -> Self { word as $ty }
            #[inline(always)]
            fn of_double(double: u64) -> Self { double as $ty }
        }
    )*};
}

elements! {
    u8: u32, u64;
    i8: i32, i64;
    u16: u32, u64;
    i16: i32, i64;
    u32: u32, u64;
    i32: i32, i64;
    u64: u64, u64;
}

/// A register: of up to 32 bits, or of 64.
pub trait Register: Copy + Default + 'static {
    /// From memory.
    fn load<E: Element>(element: E) -> Self;
    /// To memory.
    fn store<E: Element>(self) -> E;
}

impl Register for u32 {
    #[inline(always)]
    fn load<E: Element>(element: E) -> Self {
        element.word()
    }

    #[inline(always)]
    fn store<E: Element>(self) -> E {
        E::of_word(self)
    }
}

impl Register for u64 {
    #[inline(always)]
    fn load<E: Element>(element: E) -> Self {
        element.double()
    }

    #[inline(always)]
    fn store<E: Element>(self) -> E {
        E::of_double(self)
    }
}

/// Whether lane after lane accesses element after element: what is so far from the first lane's address.
#[inline(always)]
unsafe fn is_contiguous<P: Processor>(addresses: &Wide<u64>, bytes: u64) -> bool {
    let first = addresses[0];
    let other = lanes(|lane| {
        let wanted = first.wrapping_add(lane as u64 * bytes);
        if addresses[lane] == wanted { 0 } else { ALL }
    });
    // SAFETY: the caller's promise.
    unsafe { P::signs(other) == 0 }
}

/// Whether all lanes access the same.
#[inline(always)]
unsafe fn is_common<P: Processor>(addresses: &Wide<u64>) -> bool {
    let first = addresses[0];
    // SAFETY: the caller's promise.
    unsafe { P::signs(each(*addresses, |address| if address == first { 0 } else { ALL })) == 0 }
}

/// The code for an address that is no multiple of the size of the access.
#[inline(never)]
fn misaligned(machine: &Machine, addresses: &Wide<u64>, mask: u32, bytes: u64) -> u32 {
    let wrong = Lanes(mask).map(|lane| addresses[lane as usize]).find(|address| address % bytes != 0);
    machine.fault.set(wrong.unwrap_or(0));
    abi::MISALIGNED
}

/// Whether an address of a mask is no multiple of a power of two.
#[inline(always)]
unsafe fn is_misaligned<P: Processor>(addresses: &Wide<u64>, mask: u32, bytes: u64) -> bool {
    if bytes == 1 {
        return false;
    }
    let below = bytes as u32 - 1;
    // What is not zero has its upper bit set once it is negated.
    let wrong = each(*addresses, |address| (address as u32 & below).wrapping_neg());
    // SAFETY: the caller's promise.
    unsafe { P::signs(wrong) & mask != 0 }
}

/// `ld` of one element: d, from the address.
#[derive(Debug)]
pub struct Load<A, E, R>(A, E, R);

impl<A: Addresses, E: Element, R: Register> Operation for Load<A, E, R> {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        let bytes = size_of::<E>() as u64;
        // SAFETY: the caller's promise; accesses to the program's memory may fault, see above.
        unsafe {
            let addresses = A::of(machine, ins);
            let code = A::refusal::<P>(machine, &addresses, mask, bytes);
            if code != 0 {
                return code;
            }
            let is_contiguous = mask == ALL && is_contiguous::<P>(&addresses, bytes);
            if mask == ALL && !is_contiguous && is_common::<P>(&addresses) {
                let value = R::load((addresses[0] as *const E).read());
                machine.put::<P, R>(ins.d, mask, [value; N]);
            } else if bytes <= 4 && size_of::<R>() == 4 && !is_contiguous {
                // An aligned element lies within an aligned word, which is there if the element is.
                let words = P::gather(&each(addresses, |address| address & !3), mask);
                let value = both(words, addresses, |word, address| {
                    let element = word >> (8 * (address as u32 & 3));
                    E::of_word(element).word()
                });
                machine.put::<P, u32>(ins.d, mask, value);
            } else if bytes == 8 && !is_contiguous {
                let value = P::gather_doubles(&addresses, mask);
                machine.put::<P, R>(ins.d, mask, each(value, |value| R::load(E::of_double(value))));
            } else if mask == ALL {
                let value: Wide<E> = if is_contiguous {
                    (addresses[0] as *const Wide<E>).read_unaligned()
                } else {
                    lanes(|lane| (addresses[lane] as *const E).read())
                };
                machine.put::<P, _>(ins.d, mask, each(value, R::load::<E>));
            } else {
                let to = machine.registers.add(ins.d as usize).cast::<R>();
                for lane in Lanes(mask) {
                    let value = (addresses[lane as usize] as *const E).read();
                    to.add(lane as usize).write(R::load(value));
                }
            }
        }
        0
    }
}

/// The elements of a vector, which a lane accesses in one piece, up to 16 bytes. The PTX ISA promises that for elements
/// only, but GPUs do it, and programs rely on it: CUB's look-back writes a value, and whether it is valid, as a pair.
#[repr(C, align(32))]
struct Row([u8; 32]);

impl Row {
    /// # Safety
    /// As for loads.
    #[inline(always)]
    unsafe fn read(from: u64, bytes: u64) -> Self {
        let mut row = Self([0; 32]);
        // SAFETY: the caller's promise; the row has room for 32 bytes, and is aligned.
        unsafe {
            match bytes {
                2 => row.0.as_mut_ptr().cast::<u16>().write((from as *const u16).read()),
                4 => row.0.as_mut_ptr().cast::<u32>().write((from as *const u32).read()),
                8 => row.0.as_mut_ptr().cast::<u64>().write((from as *const u64).read()),
                16 => copy_quad(row.0.as_mut_ptr(), from as *const u8),
                _ => {
                    copy_quad(row.0.as_mut_ptr(), from as *const u8);
                    copy_quad(row.0.as_mut_ptr().add(16), (from as *const u8).add(16));
                }
            }
        }
        row
    }

    /// # Safety
    /// As for stores.
    #[inline(always)]
    unsafe fn write(&self, to: u64, bytes: u64) {
        // SAFETY: as above.
        unsafe {
            match bytes {
                2 => (to as *mut u16).write(self.0.as_ptr().cast::<u16>().read()),
                4 => (to as *mut u32).write(self.0.as_ptr().cast::<u32>().read()),
                8 => (to as *mut u64).write(self.0.as_ptr().cast::<u64>().read()),
                16 => copy_quad(to as *mut u8, self.0.as_ptr()),
                _ => {
                    copy_quad(to as *mut u8, self.0.as_ptr());
                    copy_quad((to as *mut u8).add(16), self.0.as_ptr().add(16));
                }
            }
        }
    }

    /// # Safety
    /// The element lies in the row.
    #[inline(always)]
    unsafe fn element<E: Element>(&self, index: usize) -> E {
        // SAFETY: the caller's promise.
        unsafe { self.0.as_ptr().cast::<E>().add(index).read() }
    }

    /// # Safety
    /// The element lies in the row.
    #[inline(always)]
    unsafe fn set<E: Element>(&mut self, index: usize, value: E) {
        // SAFETY: the caller's promise.
        unsafe { self.0.as_mut_ptr().cast::<E>().add(index).write(value) };
    }
}

/// `ld` of c elements: into the list b.
#[derive(Debug)]
pub struct LoadMany<A, E, R>(A, E, R);

impl<A: Addresses, E: Element, R: Register> Operation for LoadMany<A, E, R> {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        let count = ins.c as usize;
        let bytes = (size_of::<E>() * count) as u64;
        // SAFETY: as for one.
        unsafe {
            let addresses = A::of(machine, ins);
            let code = A::refusal::<P>(machine, &addresses, mask, bytes);
            if code != 0 {
                return code;
            }
            let list = machine.list(ins.b, count);
            let are_words = size_of::<E>() == 4 && size_of::<R>() == 4;
            if count == 2 && are_words {
                let pairs = P::gather_doubles(&addresses, mask);
                if list[0] != NONE {
                    machine.put::<P, u32>(list[0], mask, each(pairs, |pair| pair as u32));
                }
                if list[1] != NONE {
                    machine.put::<P, u32>(list[1], mask, each(pairs, |pair| (pair >> 32) as u32));
                }
                return 0;
            }
            if mask == ALL && count == 4 && are_words {
                if is_common::<P>(&addresses) {
                    let words = (addresses[0] as *const [u32; 4]).read();
                    for (slot, word) in list.iter().zip(words) {
                        if *slot != NONE {
                            machine.put::<P, u32>(*slot, mask, [word; N]);
                        }
                    }
                    return 0;
                }
                let all = P::gather_quads(&addresses);
                for (slot, words) in list.iter().zip(all) {
                    if *slot != NONE {
                        machine.put::<P, u32>(*slot, mask, words);
                    }
                }
                return 0;
            }
            for lane in Lanes(mask) {
                let row = Row::read(addresses[lane as usize], bytes);
                for (index, slot) in list.iter().enumerate().filter(|(_, slot)| **slot != NONE) {
                    let to = machine.registers.add(*slot as usize).cast::<R>();
                    to.add(lane as usize).write(R::load(row.element::<E>(index)));
                }
            }
        }
        0
    }
}

/// `st` of one element: b, to the address.
#[derive(Debug)]
pub struct Store<A, E, R>(A, E, R);

impl<A: Addresses, E: Element, R: Register> Operation for Store<A, E, R> {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        let bytes = size_of::<E>() as u64;
        // SAFETY: as for loads.
        unsafe {
            let addresses = A::of(machine, ins);
            let code = A::refusal::<P>(machine, &addresses, mask, bytes);
            if code != 0 {
                return code;
            }
            let value: Wide<E> = each(machine.get::<R>(ins.b), R::store::<E>);
            if mask == ALL {
                if is_contiguous::<P>(&addresses, bytes) {
                    (addresses[0] as *mut Wide<E>).write_unaligned(value);
                } else {
                    for lane in 0..N {
                        (addresses[lane] as *mut E).write(value[lane]);
                    }
                }
            } else {
                for lane in Lanes(mask) {
                    (addresses[lane as usize] as *mut E).write(value[lane as usize]);
                }
            }
        }
        0
    }
}

/// `st` of c elements: the list b.
#[derive(Debug)]
pub struct StoreMany<A, E, R>(A, E, R);

impl<A: Addresses, E: Element, R: Register> Operation for StoreMany<A, E, R> {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        let count = ins.c as usize;
        let bytes = (size_of::<E>() * count) as u64;
        // SAFETY: as for loads.
        unsafe {
            let addresses = A::of(machine, ins);
            let code = A::refusal::<P>(machine, &addresses, mask, bytes);
            if code != 0 {
                return code;
            }
            let list = machine.list(ins.b, count);
            for lane in Lanes(mask) {
                let mut row = Row([0; 32]);
                for (index, slot) in list.iter().enumerate() {
                    let from = machine.place(*slot).cast::<R>();
                    row.set::<E>(index, from.add(lane as usize).read().store());
                }
                row.write(addresses[lane as usize], bytes);
            }
        }
        0
    }
}

/// Where an address that is the same for all lanes is counted from, in e.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Origin {
    /// The kernel's parameters.
    Parameters,
    /// The variable of the module with number b.
    Variable,
    /// Shared memory.
    Shared,
    /// Nothing.
    Zero,
}

/// The address that e, b and x say.
#[inline(always)]
unsafe fn common(machine: &Machine, ins: &Ins) -> u64 {
    const PARAMETERS: u32 = Origin::Parameters as u32;
    const VARIABLE: u32 = Origin::Variable as u32;
    const SHARED: u32 = Origin::Shared as u32;
    // SAFETY: the caller's promise; the table has an entry for each variable of the module.
    let base = unsafe {
        match ins.e {
            PARAMETERS => (*machine.block).parameters,
            VARIABLE => *(*machine.block).variables.add(ins.b as usize),
            SHARED => machine.shared,
            _ => 0,
        }
    };
    base.wrapping_add(ins.x)
}

/// `ld` from an address that all lanes have in common: the parameters, a constant.
#[derive(Debug)]
pub struct LoadCommon<E, R>(E, R);

impl<E: Element, R: Register> Operation for LoadCommon<E, R> {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: as for loads.
        unsafe {
            let address = common(machine, ins);
            if !address.is_multiple_of(size_of::<E>() as u64) {
                machine.fault.set(address);
                return abi::MISALIGNED;
            }
            let value = (address as *const E).read();
            machine.put::<P, _>(ins.d, mask, [R::load(value); N]);
        }
        0
    }
}

/// An address that all lanes have in common, as 64 bits.
#[derive(Debug)]
pub struct CommonAddress;

impl Operation for CommonAddress {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: the caller's promise.
        unsafe { machine.put::<P, _>(ins.d, mask, [common(machine, ins); N]) };
        0
    }
}

/// The addresses of the lanes, as 64 bits.
#[derive(Debug)]
pub struct Address<A>(A);

impl<A: Addresses> Operation for Address<A> {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: the caller's promise.
        unsafe { machine.put::<P, _>(ins.d, mask, A::of(machine, ins)) };
        0
    }
}

/// A generic address, 64 bits, as one of shared memory.
#[derive(Debug)]
pub struct ToShared;

impl Operation for ToShared {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        let base = machine.shared;
        // SAFETY: the caller's promise.
        unsafe {
            machine.put::<P, _>(ins.d, mask, each(machine.get::<u64>(ins.a), |it| it.wrapping_sub(base)))
        };
        0
    }
}

/// Whether addresses (a) lie in a space, by its number (x) for [`helpers::space_number`].
#[derive(Debug)]
pub struct IsSpace;

impl Operation for IsSpace {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: the caller's promise; the block lives while it runs.
        unsafe {
            let (shared, parameters, local) = (machine.shared, (*machine.block).parameters, machine.local);
            let bits = each(machine.get::<u64>(ins.a), |address| {
                let is_shared = address.wrapping_sub(shared) < 1 << 32;
                let is_local = address.wrapping_sub(local.0) < local.1.wrapping_sub(local.0);
                let is_parameter = address.wrapping_sub(parameters) < 4096;
                let holds = match ins.x {
                    0 => is_shared,
                    1 => is_local,
                    2 => false,
                    3 => is_parameter,
                    _ => !is_shared && !is_local && !is_parameter,
                };
                if holds { ALL } else { 0 }
            });
            machine.set_bits(ins.d, mask, P::signs(bits));
        }
        0
    }
}

/// `fence`.
#[derive(Debug)]
pub struct Fence;

impl Operation for Fence {
    #[inline(always)]
    unsafe fn run<P: Processor>(_: &Machine, _: &Ins, _: u32) -> u32 {
        std::sync::atomic::fence(std::sync::atomic::Ordering::SeqCst);
        0
    }
}

/// What a slot with 32 or 64 bits, by a flag, holds for a lane.
#[inline(always)]
unsafe fn lane_of(machine: &Machine, slot: Slot, is_wide: bool, lane: u32) -> u64 {
    // SAFETY: the caller's promise.
    unsafe {
        let place = machine.place(slot);
        if is_wide {
            place.cast::<u64>().add(lane as usize).read()
        } else {
            u64::from(place.cast::<u32>().add(lane as usize).read())
        }
    }
}

unsafe fn set_lane(machine: &Machine, slot: Slot, is_wide: bool, lane: u32, value: u64) {
    // SAFETY: the caller's promise.
    unsafe {
        let place = machine.registers.add(slot as usize);
        if is_wide {
            place.cast::<u64>().add(lane as usize).write(value);
        } else {
            place.cast::<u32>().add(lane as usize).write(value as u32);
        }
    }
}

/// `atom`, `red`: x is the operation, a has the addresses, e says whether b, c and d have 64 bits.
#[derive(Debug)]
pub struct Atomic;

impl Operation for Atomic {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: the caller's promise; x is the address of an operation that the kernel owns.
        unsafe { atomic::<P>(machine, ins, mask) }
    }
}

unsafe fn atomic<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
    use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
    // SAFETY: as above.
    let whole = unsafe { &*(ins.x as *const Op) };
    let Op::Atom { op, ty, .. } = whole else { return 0 };
    // SAFETY: the caller's promise.
    let addresses = unsafe { machine.get::<u64>(ins.a) };
    let bytes = u64::from(ty.bytes());
    // SAFETY: the caller's promise.
    let code = unsafe { Generic::refusal::<P>(machine, &addresses, mask, bytes) };
    if code != 0 {
        return code;
    }
    let is_wide = ins.e & 1 != 0;
    let is_word = ty.bits() == 32 && ty.class() != ptx::ir::Class::Packed && !ty.is_float();
    for lane in Lanes(mask) {
        let address = addresses[lane as usize];
        // SAFETY: as for loads.
        let old = unsafe {
            let b = lane_of(machine, ins.b, is_wide, lane);
            match op {
                AtomicOp::Add if is_word => {
                    u64::from(AtomicU32::from_ptr(address as *mut u32).fetch_add(b as u32, SeqCst))
                }
                AtomicOp::Exchange if is_word => {
                    u64::from(AtomicU32::from_ptr(address as *mut u32).swap(b as u32, SeqCst))
                }
                _ => {
                    let c = if ins.c == NONE { 0 } else { lane_of(machine, ins.c, is_wide, lane) };
                    helpers::atomic(whole, address, b, c)
                }
            }
        };
        if ins.d != NONE {
            // SAFETY: the caller's promise.
            unsafe { set_lane(machine, ins.d, is_wide, lane, old) };
        }
    }
    0
}

/// `mbarrier`: x is the operation, a has the addresses, b the argument, d (of e bits) the result.
#[derive(Debug)]
pub struct Mbarrier;

impl Operation for Mbarrier {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: as for atomic operations.
        unsafe {
            let addresses = machine.get::<u64>(ins.a);
            let code = Generic::refusal::<P>(machine, &addresses, mask, 8);
            if code != 0 {
                return code;
            }
            for lane in Lanes(mask) {
                let a = if ins.b == NONE { 0 } else { lane_of(machine, ins.b, ins.c == 64, lane) };
                let value = helpers::mbarrier(ins.x as *const Op, addresses[lane as usize], a);
                match ins.e {
                    _ if ins.d == NONE => {}
                    1 => machine.set_bits(ins.d, 1 << lane, ((value & 1) as u32) << lane),
                    bits => set_lane(machine, ins.d, bits == 64, lane, value),
                }
            }
        }
        0
    }
}

/// `cp.async`: x bytes from b to a, of which c are there.
#[derive(Debug)]
pub struct CopyAsync;

impl Operation for CopyAsync {
    #[inline(always)]
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
        // SAFETY: as for loads.
        unsafe {
            let (to, from) = (machine.get::<u64>(ins.a), machine.get::<u64>(ins.b));
            for addresses in [&to, &from] {
                let code = Generic::refusal::<P>(machine, addresses, mask, ins.x);
                if code != 0 {
                    return code;
                }
            }
            for lane in Lanes(mask) {
                let count = lane_of(machine, ins.c, false, lane) as u32;
                helpers::copy_async(to[lane as usize], from[lane as usize], ins.x as u32, count);
            }
        }
        0
    }
}
