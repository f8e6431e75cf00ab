//! Warps at once: kernels as lists of routines, each of which does one instruction for 32 lanes.
//!
//! ```text
//! ir::Body ─ layout (who shares a place) ─ lower (which routine) ─► Code ─► block (warps, lanes that part and meet)
//!                     lanes, integer, float, half, convert, compare, memory, special, mma: the routines
//! ```
//!
//! Lanes go separate ways after a branch: each has the number of its next segment, and those with the lowest go on
//! together. Programs are laid out so that this brings them together again. Kernels that call functions of their own,
//! or need registers of 128 bits, are left to [`crate::kernel::compile`], which runs thread by thread.

pub mod block;
mod compare;
mod convert;
mod float;
mod half;
mod image;
mod integer;
pub mod lanes;
pub mod layout;
mod lower;
mod memory;
mod mma;
pub mod special;
#[cfg(target_arch = "x86_64")]
mod x86;

use std::ops::Range;

use ptx::ir::Op;

use self::lanes::{Ins, Slot};
pub use self::lower::lower;
use self::special::Width;

/// Marks ways on which others get a turn now and then.
pub const TURN: u32 = 1 << 31;

/// 64 bytes of constants.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
pub struct Line(pub [u32; 16]);

/// A kernel.
#[derive(Debug, Default)]
pub struct Code {
    /// Its instructions.
    pub ins: Vec<Ins>,
    /// Pieces of it that run through; the first is where it begins.
    pub segments: Vec<Segment>,
    /// Where lanes wait.
    pub sites: Vec<Site>,
    /// Jumps by a table.
    pub switches: Vec<Switch>,
    /// Constants.
    pub constants: Vec<Line>,
    /// Operands of instructions that have many.
    pub lists: Vec<Slot>,
    /// Bytes of a warp's registers.
    pub file_bytes: usize,
    /// Bytes of a thread's own memory.
    pub own_bytes: usize,
    /// Operations that instructions have pointers to.
    #[allow(clippy::vec_box, reason = "they must not move")]
    pub operations: Vec<Box<Op>>,
}

/// Instructions that run through.
#[derive(Debug)]
pub struct Segment {
    /// Which.
    pub ins: Range<u32>,
    /// What comes then.
    pub end: End,
}

/// How a segment ends.
#[derive(Debug, Clone, Copy)]
pub enum End {
    /// At another.
    Jump {
        /// Which, perhaps with [`TURN`].
        to: u32,
    },
    /// At one of two.
    Branch {
        /// The predicate, as in [`Ins::guard`].
        when: u32,
        /// If it holds.
        then: u32,
        /// If not.
        otherwise: u32,
    },
    /// At one of several: the number of a [`Switch`].
    Switch {
        /// Which.
        number: u32,
    },
    /// Lanes wait for others: the number of a [`Site`].
    Wait {
        /// Which.
        site: u32,
    },
    /// Others get a turn.
    Yield {
        /// Then it goes on here.
        next: u32,
    },
    /// The threads end.
    Exit,
    /// The grid ends.
    Trap,
}

/// A jump by a table.
#[derive(Debug)]
pub struct Switch {
    /// A word: the number of the way.
    pub index: Slot,
    /// The ways; others count as the first.
    pub ways: Vec<u32>,
}

/// A register, or a constant, and how it is held.
#[derive(Debug, Clone, Copy)]
pub struct Held {
    /// Where.
    pub slot: Slot,
    /// How.
    pub width: Width,
}

/// An operation in which lanes wait for others.
#[derive(Debug)]
pub struct Site {
    /// What it is.
    pub op: Op,
    /// The lanes that take part, as in [`Ins::guard`].
    pub guard: u32,
    /// What lanes bring.
    pub inputs: Vec<Held>,
    /// Where results go.
    pub outputs: Vec<Option<Held>>,
    /// Where lanes go on.
    pub next: u32,
    /// The lanes that have to be there; `None` if the first input says so.
    pub mask: Option<u32>,
    /// What is done if all are there.
    pub fast: Fast,
}

/// Short ways for operations with all lanes.
#[derive(Debug, Clone)]
pub enum Fast {
    /// There is none.
    No,
    /// `shfl`: from the lanes of a table; whether they are in range.
    Shuffle {
        /// A table of lanes.
        table: Slot,
        /// A bit for each lane that reads one in range.
        fits: u32,
    },
    /// `vote.ballot`.
    Ballot,
    /// Other votes.
    Vote,
    /// `bar.sync` of the whole block with a number.
    Barrier(u32),
    /// `ldmatrix`.
    LoadMatrix {
        /// Whether rows become columns.
        transposed: bool,
    },
    /// `mma`.
    Mma(mma::Plan),
}

// SAFETY: the pointers in instructions lead to `operations`, which nobody changes.
unsafe impl Send for Code {}
// SAFETY: as above.
unsafe impl Sync for Code {}
