//! How many blocks of a kernel run at once.

use std::ffi::{c_int, c_uint};

use table::{CUfunction, CUlaunchConfig, CUoccupancyB2DSize, CudaError, CudaResult};

use super::{
    arg::{input, out},
    function::find,
};
use crate::{attributes::multiprocessor, current, driver::driver, module::occupancy};

/// Flag that asks about a caching mode, of which there is one only.
const CACHING: c_uint = 1;

fn active_blocks(
    blocks: *mut c_int,
    handle: CUfunction,
    threads: c_int,
    dynamic: usize,
    flags: c_uint,
) -> CudaResult {
    current::context()?;
    let function = find(handle)?;
    let blocks = out!(blocks)?;
    if threads <= 0 || flags & !CACHING != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let sm = multiprocessor(driver()?.config.capability);
    blocks.set(function.active_blocks(&sm, threads as u32, dynamic as u64) as c_int);
    Ok(())
}

pub unsafe fn cuOccupancyMaxActiveBlocksPerMultiprocessor(
    blocks: *mut c_int,
    function: CUfunction,
    threads: c_int,
    dynamic: usize,
) -> CudaResult {
    active_blocks(blocks, function, threads, dynamic, 0)
}

pub unsafe fn cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(
    blocks: *mut c_int,
    function: CUfunction,
    threads: c_int,
    dynamic: usize,
    flags: c_uint,
) -> CudaResult {
    active_blocks(blocks, function, threads, dynamic, flags)
}

fn potential_block_size(
    grid: *mut c_int,
    block: *mut c_int,
    handle: CUfunction,
    dynamic_of: CUoccupancyB2DSize,
    dynamic: usize,
    limit: c_int,
    flags: c_uint,
) -> CudaResult {
    current::context()?;
    let function = find(handle)?;
    let (grid, block) = (out!(grid)?, out!(block)?);
    if limit < 0 || flags & !CACHING != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let driver = driver()?;
    let sm = multiprocessor(driver.config.capability);
    let most = if limit == 0 { function.max_threads() } else { function.max_threads().min(limit as u32) };
    // The largest block among those with the most threads at once, in steps of a warp from above.
    let (mut best, mut best_threads, mut best_blocks) = (0, 0, 0);
    let mut threads = most;
    while threads > 0 {
        let dynamic = match dynamic_of {
            // SAFETY: the program gave this function for exactly this use.
            Some(dynamic_of) => unsafe { dynamic_of(threads as c_int) },
            None => dynamic,
        };
        let blocks = function.active_blocks(&sm, threads, dynamic as u64);
        if blocks * threads > best_threads {
            (best, best_threads, best_blocks) = (threads, blocks * threads, blocks);
        }
        threads = threads.saturating_sub(if threads % 32 == 0 { 32 } else { threads % 32 });
    }
    block.set(best as c_int);
    grid.set((best_blocks * driver.config.multiprocessors) as c_int);
    Ok(())
}

pub unsafe fn cuOccupancyMaxPotentialBlockSize(
    grid: *mut c_int,
    block: *mut c_int,
    function: CUfunction,
    dynamic_of: CUoccupancyB2DSize,
    dynamic: usize,
    limit: c_int,
) -> CudaResult {
    potential_block_size(grid, block, function, dynamic_of, dynamic, limit, 0)
}

pub unsafe fn cuOccupancyMaxPotentialBlockSizeWithFlags(
    grid: *mut c_int,
    block: *mut c_int,
    function: CUfunction,
    dynamic_of: CUoccupancyB2DSize,
    dynamic: usize,
    limit: c_int,
    flags: c_uint,
) -> CudaResult {
    potential_block_size(grid, block, function, dynamic_of, dynamic, limit, flags)
}

pub unsafe fn cuOccupancyAvailableDynamicSMemPerBlock(
    size: *mut usize,
    handle: CUfunction,
    blocks: c_int,
    threads: c_int,
) -> CudaResult {
    current::context()?;
    let function = find(handle)?;
    let size = out!(size)?;
    let sm = multiprocessor(driver()?.config.capability);
    if blocks <= 0 || threads <= 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let (blocks, threads) = (blocks as u32, threads as u32);
    let fits = threads <= function.max_threads()
        && occupancy(&sm, threads, function.registers(), function.entry().shared) >= blocks;
    if !fits {
        return Err(CudaError::INVALID_VALUE);
    }
    // A block's share, in whole steps, less what the system and the kernel itself take.
    let share = u64::from(sm.shared / blocks / 256 * 256).min(u64::from(sm.block_shared + sm.reserved));
    let free = share.saturating_sub(u64::from(sm.reserved) + function.entry().shared);
    size.set(free.min(u64::from(sm.block_shared)) as usize);
    Ok(())
}

fn clusters(answer: *mut c_int, handle: CUfunction, config: *const CUlaunchConfig) -> CudaResult {
    current::context()?;
    find(handle)?;
    let _ = out!(answer)?;
    input!(config)?;
    // Clusters need compute capability 9, and the device says in attribute 120 that it has none.
    Err(CudaError::NOT_SUPPORTED)
}

pub unsafe fn cuOccupancyMaxActiveClusters(
    count: *mut c_int,
    function: CUfunction,
    config: *const CUlaunchConfig,
) -> CudaResult {
    clusters(count, function, config)
}

pub unsafe fn cuOccupancyMaxPotentialClusterSize(
    size: *mut c_int,
    function: CUfunction,
    config: *const CUlaunchConfig,
) -> CudaResult {
    clusters(size, function, config)
}
