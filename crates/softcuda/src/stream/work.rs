//! What a stream can be asked to do.

use std::{
    any::Any,
    ffi::c_void,
    fmt,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU32, AtomicU64, Ordering},
    },
    time::Instant,
};

use table::{CUhostFn, CUresult, CUstream, CUstreamCallback, CudaError, CudaResult};

use super::Stream;
use crate::{
    graph::{Choice, Condition},
    launch::Prepared,
    memory::{Pool, Space},
    share::{Beacon, Waiter},
    transfer::{Fill, Transfer},
};

/// A place in a stream's order: everything up to it is done or not.
#[derive(Clone)]
pub struct Point {
    /// The stream.
    pub stream: Arc<Stream>,
    /// How many items of work lead up to the point.
    pub sequence: u64,
}

impl fmt::Debug for Point {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "stream {} after {}", self.stream.id, self.sequence)
    }
}

impl Point {
    /// Whether everything up to the point is done.
    pub fn is_reached(&self) -> bool {
        self.stream.completed() >= self.sequence
    }
}

/// A function of the program that a stream calls.
#[derive(Debug, Clone, Copy)]
pub struct HostCall {
    /// The function.
    pub function: CUhostFn,
    /// Its argument.
    pub data: *mut c_void,
}

// SAFETY: the pointer is the program's own and is only handed back to the program's function, which CUDA
// documents to run on another thread.
unsafe impl Send for HostCall {}
// SAFETY: as above; the value is never written through.
unsafe impl Sync for HostCall {}

/// A callback of cuStreamAddCallback.
#[derive(Debug, Clone, Copy)]
pub struct Callback {
    /// The function.
    pub function: CUstreamCallback,
    /// The stream's handle, as the program gave it.
    pub stream: CUstream,
    /// Its argument.
    pub data: *mut c_void,
}

// SAFETY: as for `HostCall`.
unsafe impl Send for Callback {}
// SAFETY: as for `HostCall`.
unsafe impl Sync for Callback {}

/// A value in memory that a stream waits for or writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Its address.
    pub address: u64,
    /// The value.
    pub value: u64,
    /// Whether it has 64 bits, not 32.
    pub wide: bool,
}

/// How a waiting stream compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `(signed)(memory - value) >= 0`.
    AtLeast,
    /// `memory == value`.
    Equal,
    /// `(memory & value) != 0`.
    And,
    /// `!(memory | value) != 0`.
    Nor,
}

impl Word {
    /// Reads the memory that the word names.
    fn load(&self, space: &Space) -> CudaResult<u64> {
        let len = if self.wide { 8 } else { 4 };
        let _pins = space.pin(self.address, len, false).map_err(|_| CudaError::ILLEGAL_ADDRESS)?;
        Ok(if self.wide {
            // SAFETY: the word is pinned, readable, and aligned (checked when the wait was asked for); other
            // threads and the program touch it concurrently, hence the atomic.
            unsafe { AtomicU64::from_ptr(self.address as *mut u64) }.load(Ordering::Acquire)
        } else {
            // SAFETY: as above.
            u64::from(unsafe { AtomicU32::from_ptr(self.address as *mut u32) }.load(Ordering::Acquire))
        })
    }

    /// Whether the memory compares as asked.
    pub fn holds(&self, space: &Space, comparison: Comparison) -> CudaResult<bool> {
        let memory = self.load(space)?;
        let (memory, value) = (memory, self.value);
        Ok(match (comparison, self.wide) {
            (Comparison::AtLeast, true) => memory.wrapping_sub(value) as i64 >= 0,
            (Comparison::AtLeast, false) => (memory as u32).wrapping_sub(value as u32) as i32 >= 0,
            (Comparison::Equal, true) => memory == value,
            (Comparison::Equal, false) => memory as u32 == value as u32,
            (Comparison::And, true) => memory & value != 0,
            (Comparison::And, false) => (memory & value) as u32 != 0,
            (Comparison::Nor, true) => !(memory | value) != 0,
            (Comparison::Nor, false) => !((memory | value) as u32) != 0,
        })
    }

    /// Writes the value.
    pub fn store(&self, space: &Space) -> CudaResult {
        let len = if self.wide { 8 } else { 4 };
        let _pins = space.pin(self.address, len, true).map_err(|_| CudaError::ILLEGAL_ADDRESS)?;
        if self.wide {
            // SAFETY: as in `load`, and the range is writable.
            unsafe { AtomicU64::from_ptr(self.address as *mut u64) }.store(self.value, Ordering::Release);
        } else {
            // SAFETY: as in `load`, and the range is writable.
            unsafe { AtomicU32::from_ptr(self.address as *mut u32) }
                .store(self.value as u32, Ordering::Release);
        }
        Ok(())
    }
}

/// One item of work in a stream.
#[derive(Debug, Clone)]
pub enum Work {
    /// Nothing: a place in the order.
    Empty,
    /// A copy.
    Copy(Transfer),
    /// A fill.
    Fill(Fill),
    /// A kernel.
    Launch(Prepared),
    /// A function of the program; not called after an error.
    Host(HostCall),
    /// A callback of the program; always called.
    Callback(Callback),
    /// Notes the time for an event.
    Stamp(Arc<OnceLock<Instant>>),
    /// Waits for another stream.
    Wait(Point),
    /// Notes that a recording of a shared event is reached.
    Reach(Arc<Beacon>, u64),
    /// Waits for a recording of a shared event by another process.
    WaitElsewhere(Waiter),
    /// Waits for a value in memory.
    Await(Word, Comparison),
    /// Writes a value to memory.
    Store(Word),
    /// Does what a condition says, in place of itself.
    Choose(Arc<Choice>),
    /// Sets a condition to what launches begin with.
    Begin(Arc<Condition>),
    /// Keeps something alive until the stream has come here.
    Keep(Arc<dyn Any + Send + Sync>),
    /// Gives memory back: to its pool, or to the address space if it came from none.
    Release(Option<Arc<Pool>>, u64),
}

impl Work {
    /// Whether the work is so short that handing it to another thread would take longer.
    pub fn is_short(&self) -> bool {
        const SHORT: u64 = 32 << 10;
        match self {
            Self::Empty
            | Self::Stamp(_)
            | Self::Reach(..)
            | Self::Store(_)
            | Self::Keep(_)
            | Self::Release(..) => true,
            Self::Copy(copy) => copy.extent.bytes() <= SHORT,
            Self::Fill(fill) => fill.bytes() <= SHORT,
            _ => false,
        }
    }

    /// Whether the work still happens after the context has failed.
    pub fn survives_failure(&self) -> bool {
        matches!(
            self,
            Self::Empty
                | Self::Callback(_)
                | Self::Stamp(_)
                | Self::Reach(..)
                | Self::Wait(_)
                | Self::Release(..)
        )
    }
}

impl Callback {
    /// Calls the program.
    pub fn call(&self, status: CUresult) {
        if let Some(function) = self.function {
            // SAFETY: the program gave this function for exactly this use.
            unsafe { function(self.stream, status, self.data) };
        }
    }
}

impl HostCall {
    /// Calls the program.
    pub fn call(&self) {
        if let Some(function) = self.function {
            // SAFETY: the program gave this function for exactly this use.
            unsafe { function(self.data) };
        }
    }
}
