//! What a launch is, and how it can end: the vocabulary of all that execute kernels.

use std::fmt;

/// A size, or a position, in three dimensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dims {
    /// The fastest.
    pub x: u32,
    /// The middle one.
    pub y: u32,
    /// The slowest.
    pub z: u32,
}

impl Dims {
    /// From components.
    pub const fn new(x: u32, y: u32, z: u32) -> Self {
        Self { x, y, z }
    }

    /// How many elements there are.
    pub fn count(self) -> u64 {
        u64::from(self.x) * u64::from(self.y) * u64::from(self.z)
    }

    /// The position of an element in a box of this size, counted with x the fastest.
    pub fn position(self, index: u64) -> Self {
        let (x, y) = (u64::from(self.x.max(1)), u64::from(self.y.max(1)));
        Self { x: (index % x) as u32, y: (index / x % y) as u32, z: (index / x / y) as u32 }
    }
}

impl Default for Dims {
    fn default() -> Self {
        Self::new(1, 1, 1)
    }
}

impl From<u32> for Dims {
    fn from(x: u32) -> Self {
        Self::new(x, 1, 1)
    }
}

/// One launch of a kernel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Launch {
    /// Blocks.
    pub grid: Dims,
    /// Threads of a block.
    pub block: Dims,
    /// Bytes of dynamic shared memory.
    pub dynamic_shared: u32,
    /// The parameters as they lie in the parameter buffer: see `Signature::parameters`.
    pub parameters: Vec<u8>,
    /// All blocks have to make progress at the same time.
    pub cooperative: bool,
    /// `%gridid`.
    pub id: u64,
}

/// The most threads of a block.
pub const MAX_THREADS: u64 = 1024;
/// Threads of a warp.
pub const WARP: usize = 32;

/// Generic addresses from here on are shared memory of the thread's block.
pub const SHARED_WINDOW: u64 = 0x0100_0000_0000_0000;
/// Generic addresses from here on are local memory of the thread.
pub const LOCAL_WINDOW: u64 = 0x0200_0000_0000_0000;
/// Generic addresses from here on are the kernel's parameters.
pub const PARAMETER_WINDOW: u64 = 0x0300_0000_0000_0000;
/// Bytes of each of these windows.
pub const WINDOW_BYTES: u64 = 1 << 32;

/// Why a grid did not end well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Memory that does not exist, or that may not be used in this way.
    IllegalAddress {
        /// Where.
        address: u64,
        /// How much was accessed.
        bytes: u32,
        /// Whether it was to be written.
        is_write: bool,
    },
    /// An address that is no multiple of the size of the access.
    Misaligned {
        /// Where.
        address: u64,
        /// How much was accessed.
        bytes: u32,
    },
    /// `trap`.
    Trap,
    /// `brkpt` without a debugger.
    Breakpoint,
    /// A failed `assert`.
    Assert {
        /// What `assert` prints.
        message: String,
    },
    /// An instruction, or a function, that cannot be executed here.
    Unsupported {
        /// Which, and why.
        what: String,
    },
    /// The stack of a thread is too small for the calls it makes, or for what it asks for.
    StackOverflow,
    /// Threads wait for others that never come.
    Deadlock,
    /// It was ended from outside, or used up all its steps.
    Ended,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IllegalAddress { address, bytes, is_write } => {
                let verb = if *is_write { "write" } else { "read" };
                write!(f, "illegal {verb} of {bytes} bytes at {address:#x}")
            }
            Self::Misaligned { address, bytes } => {
                write!(f, "access to {bytes} bytes at {address:#x}, which is not aligned")
            }
            Self::Trap => write!(f, "trap instruction"),
            Self::Breakpoint => write!(f, "breakpoint without a debugger"),
            Self::Assert { message } => write!(f, "{message}"),
            Self::Unsupported { what } => write!(f, "not supported: {what}"),
            Self::StackOverflow => write!(f, "stack overflow in a thread"),
            Self::Deadlock => write!(f, "threads wait for each other"),
            Self::Ended => write!(f, "ended before it was done"),
        }
    }
}

impl std::error::Error for Fault {}
