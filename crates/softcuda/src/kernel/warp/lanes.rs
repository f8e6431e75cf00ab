//! Values of all lanes of a warp, and routines on them for every kind of processor.
//!
//! A warp's registers lie in one file: 32 words of 4 bytes for a register of up to 32 bits, 32 of 8 for one of 64,
//! one word of bits for a predicate. A routine reads all lanes and writes those of its mask. It is plain Rust, compiled
//! three times, for processors with AVX-512, with AVX2, and any; the compiler makes vector instructions of the loops.

use std::sync::OnceLock;

use crate::kernel::compile::abi;

/// Lanes.
pub const N: usize = crate::kernel::launch::WARP;
/// All lanes.
pub const ALL: u32 = u32::MAX;
/// A value of every lane.
pub type Wide<T> = [T; N];

/// Where an operand lies: an offset into the registers, or (upper bit set) into the constants.
pub type Slot = u32;
/// Marks constants.
pub const CONSTANT: Slot = 1 << 31;
/// No operand.
pub const NONE: Slot = u32::MAX;

/// One instruction.
#[derive(Debug, Clone, Copy)]
#[repr(C)]
pub struct Ins {
    /// What it does.
    pub run: Routine,
    /// An immediate; what it is depends on the routine.
    pub x: u64,
    /// The lanes that execute it: a predicate's slot, shifted left, and in the lowest bit whether it is negated; or
    /// [`NONE`].
    pub guard: u32,
    /// What is written.
    pub d: Slot,
    /// What is read.
    pub a: Slot,
    /// What is read.
    pub b: Slot,
    /// What is read.
    pub c: Slot,
    /// What else there is.
    pub e: u32,
}

/// What executes an instruction for the lanes of a mask; 0, or the code that ends the block.
pub type Routine = unsafe fn(&Machine, &Ins, u32) -> u32;

/// What routines work on.
#[derive(Debug)]
pub struct Machine {
    /// The warp's registers.
    pub registers: *mut u8,
    /// The kernel's constants.
    pub constants: *const u8,
    /// Lists of slots, for instructions with many.
    pub lists: *const Slot,
    /// What the threads of a block share.
    pub block: *const abi::Block,
    /// Where shared memory begins.
    pub shared: u64,
    /// The threads' own memory of the whole block: its start and its end.
    pub local: (u64, u64),
    /// Where the device's memory begins, and its length.
    pub device: (u64, u64),
    /// The number of the warp's first thread.
    pub first: u32,
    /// The address that an access faulted at.
    pub fault: std::cell::Cell<u64>,
}

impl Machine {
    /// Where an operand lies.
    ///
    /// # Safety
    /// The slot must be one of the kernel that the machine runs.
    #[inline(always)]
    pub unsafe fn place(&self, slot: Slot) -> *const u8 {
        let base = if slot & CONSTANT != 0 { self.constants } else { self.registers.cast_const() };
        base.wrapping_add((slot & !CONSTANT) as usize)
    }

    /// Reads an operand of all lanes.
    ///
    /// # Safety
    /// As [`Self::place`], and the slot must have room for this type.
    #[inline(always)]
    pub unsafe fn get<T: Copy>(&self, slot: Slot) -> Wide<T> {
        // SAFETY: the caller's promise; slots are aligned to 64 bytes.
        unsafe { *self.place(slot).cast::<Wide<T>>() }
    }

    /// Writes the lanes of a mask.
    ///
    /// # Safety
    /// As [`Self::get`], and as for [`Processor`]; the slot is not a constant.
    #[inline(always)]
    pub unsafe fn put<P: Processor, T: Copy>(&self, slot: Slot, mask: u32, value: Wide<T>) {
        // SAFETY: the caller's promise; nobody else uses the warp's registers; both types have the same size.
        unsafe {
            let to = self.registers.add(slot as usize);
            if mask == ALL {
                *to.cast::<Wide<T>>() = value;
            } else if size_of::<T>() == 4 {
                P::put_words(to.cast(), mask, std::mem::transmute_copy(&value));
            } else {
                P::put_doubles(to.cast(), mask, std::mem::transmute_copy(&value));
            }
        }
    }

    /// Reads a predicate: a bit per lane.
    ///
    /// # Safety
    /// As [`Self::place`].
    #[inline(always)]
    pub unsafe fn bits(&self, slot: Slot) -> u32 {
        // SAFETY: the caller's promise.
        unsafe { *self.place(slot).cast::<u32>() }
    }

    /// Writes a predicate's bits of a mask.
    ///
    /// # Safety
    /// As [`Self::put`].
    #[inline(always)]
    pub unsafe fn set_bits(&self, slot: Slot, mask: u32, bits: u32) {
        // SAFETY: the caller's promise.
        unsafe {
            let to = self.registers.add(slot as usize).cast::<u32>();
            *to = (*to & !mask) | (bits & mask);
        }
    }

    /// A list of slots.
    ///
    /// # Safety
    /// The kernel must have a list of that length there.
    #[inline(always)]
    pub unsafe fn list(&self, at: u32, length: usize) -> &[Slot] {
        // SAFETY: the caller's promise; lists live as long as the kernel.
        unsafe { std::slice::from_raw_parts(self.lists.add(at as usize), length) }
    }
}

/// The lanes of a mask, the lowest first.
#[derive(Debug, Clone, Copy)]
pub struct Lanes(pub u32);

impl Iterator for Lanes {
    type Item = u32;

    #[inline(always)]
    fn next(&mut self) -> Option<u32> {
        let lane = self.0.trailing_zeros();
        self.0 &= self.0.wrapping_sub(1);
        (lane < N as u32).then_some(lane)
    }
}

/// A value for each lane. The loop is one that the compiler makes vector instructions of.
#[inline(always)]
pub fn lanes<D: Copy + Default>(f: impl Fn(usize) -> D) -> Wide<D> {
    let mut all = [D::default(); N];
    for (lane, one) in all.iter_mut().enumerate() {
        *one = f(lane);
    }
    all
}

/// Does something to each lane.
#[inline(always)]
pub fn each<A: Copy, D: Copy + Default>(a: Wide<A>, f: impl Fn(A) -> D) -> Wide<D> {
    lanes(|lane| f(a[lane]))
}

/// The same with two operands.
#[inline(always)]
pub fn both<A: Copy, B: Copy, D: Copy + Default>(a: Wide<A>, b: Wide<B>, f: impl Fn(A, B) -> D) -> Wide<D> {
    lanes(|lane| f(a[lane], b[lane]))
}

/// The same with three.
#[inline(always)]
pub fn three<A: Copy, B: Copy, C: Copy, D: Copy + Default>(
    a: Wide<A>,
    b: Wide<B>,
    c: Wide<C>,
    f: impl Fn(A, B, C) -> D,
) -> Wide<D> {
    lanes(|lane| f(a[lane], b[lane], c[lane]))
}

/// What differs between processors beyond what the compiler finds out itself.
pub trait Processor: 'static {
    /// The upper bit of each word.
    ///
    /// # Safety
    /// The processor must be of this kind, as for all of these.
    unsafe fn signs(words: Wide<u32>) -> u32;
    /// binary16, in the lower halves of words, to binary32.
    ///
    /// # Safety
    /// As above.
    unsafe fn from_half(halves: Wide<u32>) -> Wide<f32>;
    /// binary32 to binary16, to nearest even; a NaN becomes any NaN.
    ///
    /// # Safety
    /// As above.
    unsafe fn to_half(values: Wide<f32>) -> Wide<u32>;
    /// Each lane's word from the lane that `from` names.
    ///
    /// # Safety
    /// As above.
    unsafe fn permute(words: Wide<u32>, from: Wide<u32>) -> Wide<u32>;
    /// Words at addresses, of the lanes of a mask; others get anything.
    ///
    /// # Safety
    /// As above. What is not there faults.
    unsafe fn gather(addresses: &Wide<u64>, mask: u32) -> Wide<u32>;
    /// 64-bit words at addresses, of the lanes of a mask; others get anything.
    ///
    /// # Safety
    /// As above.
    unsafe fn gather_doubles(addresses: &Wide<u64>, mask: u32) -> Wide<u64>;
    /// Four words from each address, all lanes.
    ///
    /// # Safety
    /// As above.
    unsafe fn gather_quads(addresses: &Wide<u64>) -> [Wide<u32>; 4];
    /// Writes the words of a mask.
    ///
    /// # Safety
    /// As above; there is room for all words.
    unsafe fn put_words(to: *mut Wide<u32>, mask: u32, value: Wide<u32>);
    /// Writes the 64-bit words of a mask.
    ///
    /// # Safety
    /// As above.
    unsafe fn put_doubles(to: *mut Wide<u64>, mask: u32, value: Wide<u64>);
    /// The sum of two products of signed 16-bit halves.
    ///
    /// # Safety
    /// As above.
    unsafe fn dot_halves(a: Wide<u32>, b: Wide<u32>) -> Wide<i32>;
}

/// Copies 16 bytes, aligned to as many on both sides, by an instruction for 16 bytes.
///
/// # Safety
/// Both are valid for 16 bytes, the first for writes.
#[inline(always)]
pub unsafe fn copy_quad(to: *mut u8, from: *const u8) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: the caller's promise; every processor of this architecture has the instructions.
    unsafe {
        use std::arch::x86_64::{__m128i, _mm_load_si128, _mm_store_si128};
        _mm_store_si128(to.cast::<__m128i>(), _mm_load_si128(from.cast::<__m128i>()));
    }
    #[cfg(not(target_arch = "x86_64"))]
    // SAFETY: as above.
    unsafe {
        to.cast::<u128>().write(from.cast::<u128>().read());
    }
}

/// Four words, aligned as [`copy_quad`] asks for.
#[repr(C, align(16))]
struct Quad([u32; 4]);

/// Any processor.
#[derive(Debug)]
pub struct Plain;

impl Processor for Plain {
    #[inline(always)]
    unsafe fn signs(words: Wide<u32>) -> u32 {
        (0..N).fold(0, |all, lane| all | (words[lane] >> 31) << lane)
    }

    #[inline(always)]
    unsafe fn from_half(halves: Wide<u32>) -> Wide<f32> {
        let table = crate::kernel::compile::helpers::halves();
        each(halves, |half| table[(half & 0xffff) as usize])
    }

    #[inline(always)]
    unsafe fn to_half(values: Wide<f32>) -> Wide<u32> {
        each(values, |value| crate::kernel::compile::helpers::to_half(value))
    }

    #[inline(always)]
    unsafe fn permute(words: Wide<u32>, from: Wide<u32>) -> Wide<u32> {
        each(from, |lane| words[(lane & 31) as usize])
    }

    #[inline(always)]
    unsafe fn gather(addresses: &Wide<u64>, mask: u32) -> Wide<u32> {
        let mut all = [0; N];
        // SAFETY: the caller's promise.
        unsafe {
            if mask == ALL {
                for (to, address) in all.iter_mut().zip(addresses) {
                    *to = (*address as *const u32).read();
                }
            } else {
                for lane in Lanes(mask) {
                    all[lane as usize] = (addresses[lane as usize] as *const u32).read();
                }
            }
        }
        all
    }

    #[inline(always)]
    unsafe fn gather_doubles(addresses: &Wide<u64>, mask: u32) -> Wide<u64> {
        let mut all = [0; N];
        for lane in Lanes(mask) {
            // SAFETY: the caller's promise.
            all[lane as usize] = unsafe { (addresses[lane as usize] as *const u64).read() };
        }
        all
    }

    #[inline(always)]
    unsafe fn gather_quads(addresses: &Wide<u64>) -> [Wide<u32>; 4] {
        let mut all = [[0; N]; 4];
        for (lane, address) in addresses.iter().enumerate() {
            // SAFETY: the caller's promise.
            let words = unsafe {
                let mut quad = Quad([0; 4]);
                copy_quad((&raw mut quad).cast(), *address as *const u8);
                quad.0
            };
            for (to, word) in all.iter_mut().zip(words) {
                to[lane] = word;
            }
        }
        all
    }

    #[inline(always)]
    unsafe fn put_words(to: *mut Wide<u32>, mask: u32, value: Wide<u32>) {
        // SAFETY: the caller's promise.
        unsafe {
            let old = *to;
            *to = lanes(|lane| {
                let chosen = 0u32.wrapping_sub(mask >> lane & 1);
                (value[lane] & chosen) | (old[lane] & !chosen)
            });
        }
    }

    #[inline(always)]
    unsafe fn put_doubles(to: *mut Wide<u64>, mask: u32, value: Wide<u64>) {
        // SAFETY: the caller's promise.
        unsafe {
            let old = *to;
            *to = lanes(|lane| {
                let chosen = 0u64.wrapping_sub(u64::from(mask >> lane & 1));
                (value[lane] & chosen) | (old[lane] & !chosen)
            });
        }
    }

    #[inline(always)]
    unsafe fn dot_halves(a: Wide<u32>, b: Wide<u32>) -> Wide<i32> {
        let halves = |word: u32| (i32::from(word as i16), (word as i32) >> 16);
        both(a, b, |a, b| {
            let ((a0, a1), (b0, b1)) = (halves(a), halves(b));
            (a0 * b0).wrapping_add(a1 * b1)
        })
    }
}

/// Something that an instruction does.
pub trait Operation: 'static {
    /// Does it.
    ///
    /// # Safety
    /// The instruction must be one of the kernel that the machine runs, and made for this operation; the processor
    /// must be of this kind.
    unsafe fn run<P: Processor>(machine: &Machine, ins: &Ins, mask: u32) -> u32;
}

unsafe fn plain<O: Operation>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
    // SAFETY: the caller's promise.
    unsafe { O::run::<Plain>(machine, ins, mask) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma,f16c,bmi1,bmi2,popcnt,lzcnt")]
unsafe fn avx2<O: Operation>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
    // SAFETY: the caller's promise.
    unsafe { O::run::<super::x86::Avx2>(machine, ins, mask) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512cd,avx2,fma,f16c,bmi1,bmi2,popcnt,lzcnt")]
unsafe fn avx512<O: Operation>(machine: &Machine, ins: &Ins, mask: u32) -> u32 {
    // SAFETY: the caller's promise.
    unsafe { O::run::<super::x86::Avx512>(machine, ins, mask) }
}

/// Of the lanes of a mask, those whose number is the lowest, and that number.
pub type Lowest = unsafe fn(&Wide<u32>, u32) -> (u32, u32);

#[inline(always)]
unsafe fn lowest<P: Processor>(numbers: &Wide<u32>, mask: u32) -> (u32, u32) {
    let numbers = lanes(|lane| numbers[lane] | (mask >> lane & 1).wrapping_sub(1));
    let mut least = u32::MAX;
    for number in numbers {
        least = least.min(number);
    }
    // SAFETY: the caller's promise.
    let same = unsafe { P::signs(each(numbers, |number| if number == least { ALL } else { 0 })) };
    (least, same & mask)
}

unsafe fn plain_lowest(numbers: &Wide<u32>, mask: u32) -> (u32, u32) {
    // SAFETY: the caller's promise.
    unsafe { lowest::<Plain>(numbers, mask) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
unsafe fn avx2_lowest(numbers: &Wide<u32>, mask: u32) -> (u32, u32) {
    // SAFETY: the caller's promise.
    unsafe { lowest::<super::x86::Avx2>(numbers, mask) }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
unsafe fn avx512_lowest(numbers: &Wide<u32>, mask: u32) -> (u32, u32) {
    // SAFETY: the caller's promise.
    unsafe { lowest::<super::x86::Avx512>(numbers, mask) }
}

/// Kinds of processors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any.
    Plain,
    /// With AVX2, FMA and F16C.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// With AVX-512.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Kind {
    /// That of this machine; `SOFTCUDA_PROCESSOR`, `plain` or `avx2`, makes it count as less.
    pub fn here() -> Self {
        static KIND: OnceLock<Kind> = OnceLock::new();
        *KIND.get_or_init(|| match (std::env::var("SOFTCUDA_PROCESSOR").as_deref(), Self::of_processor()) {
            (Ok("plain"), _) => Self::Plain,
            #[cfg(target_arch = "x86_64")]
            (Ok("avx2"), Self::Avx512) => Self::Avx2,
            (_, kind) => kind,
        })
    }

    fn of_processor() -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::is_x86_feature_detected as has;
            let has_avx2 = has!("avx2")
                && has!("fma")
                && has!("f16c")
                && has!("bmi1")
                && has!("bmi2")
                && has!("popcnt")
                && has!("lzcnt");
            let has_avx512 = has!("avx512f")
                && has!("avx512bw")
                && has!("avx512dq")
                && has!("avx512vl")
                && has!("avx512cd");
            if has_avx2 && has_avx512 {
                return Self::Avx512;
            }
            if has_avx2 {
                return Self::Avx2;
            }
        }
        Self::Plain
    }

    /// The routine that finds the lanes that go on.
    pub fn lowest(self) -> Lowest {
        match self {
            Self::Plain => plain_lowest,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => avx2_lowest,
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => avx512_lowest,
        }
    }

    /// The routine for an operation.
    pub fn routine<O: Operation>(self) -> Routine {
        match self {
            Self::Plain => plain::<O>,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => avx2::<O>,
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => avx512::<O>,
        }
    }
}
