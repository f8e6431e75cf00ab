//! What programs may ask of a kernel and set on it, and how many of its blocks fit on a multiprocessor.

use std::sync::{
    Arc,
    atomic::{AtomicI32, Ordering},
};

use table::{CUfunction, CUfunction_attribute, CUkernel, CudaError, CudaResult, Handle, HandleKind};

use super::{Entry, Function, Kernel, Program};
use crate::{
    attributes::{BLOCK_SHARED, MAX_BLOCK_THREADS, Multiprocessor, REGISTERS, multiprocessor},
    driver::{Driver, driver},
};

/// Registers of a thread of a kernel that sets no limit: what an optimising compiler ends up with often.
const TYPICAL_REGISTERS: u32 = 32;

const MAX_DYNAMIC_SHARED: CUfunction_attribute = 8;
const SHARED_CARVEOUT: CUfunction_attribute = 9;

/// What a program has set on a kernel.
#[derive(Debug)]
pub struct Settings {
    dynamic: AtomicI32,
    carveout: AtomicI32,
}

impl Default for Settings {
    fn default() -> Self {
        // Negative: what the device gives without being asked.
        Self { dynamic: AtomicI32::new(-1), carveout: AtomicI32::new(-1) }
    }
}

/// A handle that can be launched: a function, or a kernel that the caller made a function of by a cast.
pub enum Launchable {
    /// A function of a module.
    Function(Arc<Function>),
    /// A kernel of a library.
    Kernel(Arc<Kernel>),
}

/// Finds out which of the two a handle is.
pub fn launchable(handle: CUfunction) -> CudaResult<Launchable> {
    let driver = driver()?;
    let kind = u8::try_from(handle.bits() >> 40).ok().and_then(HandleKind::from_number);
    match kind {
        Some(HandleKind::Function) => driver.functions.get(handle).map(Launchable::Function),
        Some(HandleKind::Kernel) => driver.kernels.get(CUkernel(handle.0)).map(Launchable::Kernel),
        _ => Err(CudaError::INVALID_HANDLE),
    }
}

impl Launchable {
    /// The kernel's declaration.
    pub fn entry(&self) -> &Entry {
        match self {
            Self::Function(function) => &function.entry,
            Self::Kernel(kernel) => &kernel.entry,
        }
    }

    /// The program that the kernel is in.
    pub fn program(&self) -> &Program {
        match self {
            Self::Function(function) => &function.program,
            Self::Kernel(kernel) => &kernel.program,
        }
    }

    fn settings(&self) -> &Settings {
        match self {
            Self::Function(function) => &function.settings,
            Self::Kernel(kernel) => &kernel.settings,
        }
    }

    /// Threads that a block may have.
    pub fn max_threads(&self) -> u32 {
        self.entry().max_threads.map_or(MAX_BLOCK_THREADS, |limit| limit.min(MAX_BLOCK_THREADS))
    }

    /// Registers of a thread.
    pub fn registers(&self) -> u32 {
        self.entry().max_registers.map_or(TYPICAL_REGISTERS, |limit| limit.clamp(1, TYPICAL_REGISTERS))
    }

    /// Bytes of dynamic shared memory that a block may ask for.
    pub fn max_dynamic_shared(&self) -> u64 {
        match self.settings().dynamic.load(Ordering::Relaxed) {
            ..0 => u64::from(BLOCK_SHARED).saturating_sub(self.entry().shared),
            set => set as u64,
        }
    }

    /// The value of an attribute.
    pub fn attribute(&self, driver: &Driver, which: CUfunction_attribute) -> CudaResult<i32> {
        let entry = self.entry();
        let number = |value: u64| i32::try_from(value).unwrap_or(i32::MAX);
        Ok(match which {
            0 => self.max_threads() as i32,
            1 => number(entry.shared),
            2 => number(self.program().constant),
            3 => number(entry.local),
            4 => self.registers() as i32,
            5 => self.program().target as i32,
            6 => driver.config.sm() as i32,
            7 => 0, // global loads are not cached in any special way
            MAX_DYNAMIC_SHARED => number(self.max_dynamic_shared()),
            SHARED_CARVEOUT => self.settings().carveout.load(Ordering::Relaxed),
            10..=15 => 0, // no clusters
            _ => return Err(CudaError::INVALID_VALUE),
        })
    }

    /// Sets an attribute.
    pub fn set_attribute(&self, driver: &Driver, which: CUfunction_attribute, value: i32) -> CudaResult {
        match which {
            MAX_DYNAMIC_SHARED => {
                let most = u64::from(multiprocessor(driver.config.capability).block_shared);
                let wanted = u64::try_from(value).map_err(|_| CudaError::INVALID_VALUE)?;
                if wanted + self.entry().shared > most {
                    return Err(CudaError::INVALID_VALUE);
                }
                self.settings().dynamic.store(value, Ordering::Relaxed);
            }
            SHARED_CARVEOUT if (-1..=100).contains(&value) => {
                self.settings().carveout.store(value, Ordering::Relaxed);
            }
            // Clusters need a device of compute capability 9; turning nothing on is always possible.
            10..=15 if value == 0 => {}
            10..=15 => return Err(CudaError::NOT_SUPPORTED),
            _ => return Err(CudaError::INVALID_VALUE),
        }
        Ok(())
    }

    /// Blocks of `threads` threads and `dynamic` bytes of shared memory that fit on a multiprocessor at once.
    pub fn active_blocks(&self, sm: &Multiprocessor, threads: u32, dynamic: u64) -> u32 {
        if threads == 0 || threads > self.max_threads() || dynamic > self.max_dynamic_shared() {
            return 0;
        }
        let shared = self.entry().shared + dynamic;
        occupancy(sm, threads, self.registers(), shared)
    }
}

/// Warps, registers and shared memory are handed out in these steps.
const WARP: u32 = 32;
const REGISTER_STEP: u32 = 256;
const SHARED_STEP: u64 = 256;

/// The blocks that fit by every limit.
pub fn occupancy(sm: &Multiprocessor, threads: u32, registers: u32, shared: u64) -> u32 {
    let warps = threads.div_ceil(WARP);
    let by_threads = sm.threads / (warps * WARP);
    let warp_registers = (registers * WARP).next_multiple_of(REGISTER_STEP);
    let by_registers = REGISTERS / (warp_registers * warps);
    let used = (shared + u64::from(sm.reserved)).next_multiple_of(SHARED_STEP);
    let by_shared = u64::from(sm.shared).checked_div(used);
    let by_shared = by_shared.and_then(|blocks| u32::try_from(blocks).ok()).unwrap_or(u32::MAX);
    sm.blocks.min(by_threads).min(by_registers).min(by_shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scarcest_resource_decides() {
        let sm = multiprocessor((6, 1));
        assert_eq!(occupancy(&sm, 256, 32, 0), 8, "threads");
        assert_eq!(occupancy(&sm, 32, 32, 0), 32, "blocks");
        assert_eq!(occupancy(&sm, 256, 64, 0), 4, "registers");
        assert_eq!(occupancy(&sm, 256, 32, 40 << 10), 2, "shared memory");
        assert_eq!(occupancy(&multiprocessor((8, 0)), 32, 32, 163 << 10), 1, "the system takes some");
    }
}
