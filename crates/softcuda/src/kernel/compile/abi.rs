//! What compiled code and the scheduler agree on: the layout of what they share, and the codes that a thread
//! comes back with.
//!
//! Every function of PTX, kernel or not, becomes `fn(block, thread, frame, arguments, results) -> code`. Its
//! frame is a piece of its thread's memory:
//!
//! ```text
//! Thread │ frame of the kernel: resume, areas, saved registers │ frame of a callee: … │ …      ◄─ stride ─►
//! ```

use std::mem::offset_of;

/// What the threads of a block share.
#[derive(Debug, Clone)]
#[repr(C)]
pub struct Block {
    /// Where its shared memory begins.
    pub shared: u64,
    /// The kernel's parameters.
    pub parameters: u64,
    /// Addresses of the module's variables, by their numbers.
    pub variables: *const u64,
    /// Addresses of compiled functions, by their numbers; 0 for those that nobody calls by address.
    pub functions: *const u64,
    /// How many there are.
    pub functions_count: u64,
    /// `%gridid`.
    pub grid_id: u64,
    /// The grid that runs: a [`crate::kernel::run::Grid`].
    pub grid: *const std::ffi::c_void,
    /// What a cooperative grid synchronises with, `%envreg1` (upper half) and `%envreg2`; 0 in other grids.
    pub workspace: u64,
    /// Threads that have arrived at each of the sixteen barriers and do not wait.
    pub arrivals: *mut u32,
    /// `%ctaid`.
    pub ctaid: [u32; 3],
    /// `%nctaid`.
    pub nctaid: [u32; 3],
    /// `%ntid`.
    pub ntid: [u32; 3],
    /// `%dynamic_smem_size`.
    pub dynamic_shared: u32,
    /// `%total_smem_size`.
    pub total_shared: u32,
    /// `%smid`.
    pub sm: u32,
    /// `%nsmid`.
    pub sms: u32,
}

/// A thread. Its frames follow.
#[derive(Debug)]
#[repr(C)]
pub struct Thread {
    /// `%tid`.
    pub tid: [u32; 3],
    /// `%laneid`.
    pub lane: u32,
    /// Its number in the block.
    pub linear: u32,
    /// How many more times it may go back before others get a turn.
    pub quota: u32,
    /// The address behind its frames.
    pub end: u64,
    /// The address that it could not access.
    pub fault: u64,
    /// What it brings to an operation of the warp, and what it gets from it.
    pub exchange: [u64; EXCHANGE],
}

/// Values that a thread brings to an operation of its warp at most.
pub const EXCHANGE: usize = 40;

/// Bytes before the first frame.
pub const THREAD_BYTES: u64 = (size_of::<Thread>() as u64).next_multiple_of(16);

/// How often a thread goes back in a loop that may wait for others, before they get a turn.
pub const QUOTA: u32 = 1000;

/// The function returned.
pub const RETURNED: u32 = 0;
/// The thread has ended.
pub const EXITED: u32 = 1;
/// `trap`.
pub const TRAP: u32 = 2;
/// An address that is no multiple of the size of the access.
pub const MISALIGNED: u32 = 3;
/// Memory that does not exist.
pub const ILLEGAL_ADDRESS: u32 = 4;
/// A failed `assert`; the grid knows the text.
pub const ASSERT: u32 = 5;
/// No room for another frame.
pub const STACK_OVERFLOW: u32 = 6;
/// Something that cannot be executed; the grid knows what.
pub const UNSUPPORTED: u32 = 7;
/// `brkpt`.
pub const BREAKPOINT: u32 = 8;
/// Others should get a turn.
pub const YIELDED: u32 = 15;
/// From here on: the thread waits at that site.
pub const FIRST_SITE: u32 = 16;

/// Offsets that compiled code uses.
#[allow(missing_docs, reason = "each is that of the field of its name")]
pub mod at {
    use super::{Block, Thread, offset_of};

    /// As an offset of an instruction.
    const fn small(offset: usize) -> i32 {
        offset as i32
    }
    pub const SHARED: i32 = small(offset_of!(Block, shared));
    pub const VARIABLES: i32 = small(offset_of!(Block, variables));
    pub const FUNCTIONS: i32 = small(offset_of!(Block, functions));
    pub const FUNCTIONS_COUNT: i32 = small(offset_of!(Block, functions_count));
    pub const GRID_ID: i32 = small(offset_of!(Block, grid_id));
    pub const ARRIVALS: i32 = small(offset_of!(Block, arrivals));
    pub const WORKSPACE: i32 = small(offset_of!(Block, workspace));
    pub const CTAID: i32 = small(offset_of!(Block, ctaid));
    pub const NCTAID: i32 = small(offset_of!(Block, nctaid));
    pub const NTID: i32 = small(offset_of!(Block, ntid));
    pub const DYNAMIC_SHARED: i32 = small(offset_of!(Block, dynamic_shared));
    pub const TOTAL_SHARED: i32 = small(offset_of!(Block, total_shared));
    pub const SM: i32 = small(offset_of!(Block, sm));
    pub const SMS: i32 = small(offset_of!(Block, sms));
    pub const TID: i32 = small(offset_of!(Thread, tid));
    pub const LANE: i32 = small(offset_of!(Thread, lane));
    pub const LINEAR: i32 = small(offset_of!(Thread, linear));
    pub const QUOTA: i32 = small(offset_of!(Thread, quota));
    pub const END: i32 = small(offset_of!(Thread, end));
    pub const FAULT: i32 = small(offset_of!(Thread, fault));
    pub const EXCHANGE: i32 = small(offset_of!(Thread, exchange));
}

/// A compiled function: block, thread, frame, arguments, results.
pub type Code = unsafe extern "C" fn(*const Block, *mut Thread, *mut u8, *const u8, *mut u8) -> u32;
