//! How many blocks fit.

use core::{cell::RefCell, ffi::c_int};

use table::{CUfunction, CUlaunchAttribute, CUlaunchConfig, CudaResult, check};
use wire::{Header, reply, request};

use super::{function::launchable, launch::decode_attributes};
use crate::session::Session;

thread_local! {
    /// What the guest's callback says for each block size from 1 on, while the driver may ask.
    static BY_BLOCK: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// The callback that the driver is given for the guest's.
extern "C" fn by_block(block: c_int) -> usize {
    let index = usize::try_from(block).unwrap_or(0).saturating_sub(1);
    let bytes = BY_BLOCK.with_borrow(|table| table.get(index).or(table.last()).copied());
    bytes.unwrap_or(0) as usize
}

pub fn cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(
    session: &mut Session,
    _: &Header,
    q: request::cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags,
) -> CudaResult<reply::cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags> {
    let function = launchable(session, q.function)?;
    let mut blocks = 0;
    // SAFETY: a function of this session and a local.
    check(unsafe {
        (session.driver.cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags)(
            &mut blocks,
            function,
            q.block,
            q.shared_bytes as usize,
            q.flags,
        )
    })?;
    Ok(reply::cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags { blocks })
}

pub fn cuOccupancyAvailableDynamicSMemPerBlock(
    session: &mut Session,
    _: &Header,
    q: request::cuOccupancyAvailableDynamicSMemPerBlock,
) -> CudaResult<reply::cuOccupancyAvailableDynamicSMemPerBlock> {
    let function = launchable(session, q.function)?;
    let mut bytes = 0;
    // SAFETY: a function of this session and a local.
    check(unsafe {
        (session.driver.cuOccupancyAvailableDynamicSMemPerBlock)(&mut bytes, function, q.blocks, q.block)
    })?;
    Ok(reply::cuOccupancyAvailableDynamicSMemPerBlock { shared_bytes: bytes as u64 })
}

pub fn cuOccupancyMaxPotentialBlockSizeWithFlags(
    session: &mut Session,
    _: &Header,
    q: request::cuOccupancyMaxPotentialBlockSizeWithFlags,
) -> CudaResult<reply::cuOccupancyMaxPotentialBlockSizeWithFlags> {
    let function = launchable(session, q.function)?;
    let (mut min_grid, mut block) = (0, 0);
    let callback: table::CUoccupancyB2DSize = if q.by_block.is_empty() { None } else { Some(by_block) };
    BY_BLOCK.set(q.by_block);
    // SAFETY: a function of this session and locals; the callback reads a table of this thread's, on which the driver
    // calls it.
    let status = unsafe {
        (session.driver.cuOccupancyMaxPotentialBlockSizeWithFlags)(
            &mut min_grid,
            &mut block,
            function,
            callback,
            q.shared_bytes as usize,
            q.limit,
            q.flags,
        )
    };
    BY_BLOCK.set(Vec::new());
    check(status)?;
    Ok(reply::cuOccupancyMaxPotentialBlockSizeWithFlags { min_grid, block })
}

/// Calls `ask` with the launch configuration of a frame.
macro_rules! with_config {
    ($session:ident, $header:ident, $q:ident, $ask:expr) => {{
        let function = launchable($session, $q.function)?;
        let stream = $session.stream($header, $q.stream)?;
        let mut attributes = decode_attributes($session, $q.attributes.0)?;
        let config = CUlaunchConfig {
            gridDimX: $q.grid_x,
            gridDimY: $q.grid_y,
            gridDimZ: $q.grid_z,
            blockDimX: $q.block_x,
            blockDimY: $q.block_y,
            blockDimZ: $q.block_z,
            sharedMemBytes: $q.shared_bytes,
            hStream: stream,
            attrs: attributes.as_mut_ptr(),
            numAttrs: attributes.len() as u32,
        };
        ask(function, &config, &mut attributes, $ask)?
    }};
}

type Question = unsafe extern "C" fn(*mut c_int, CUfunction, *const CUlaunchConfig) -> table::CUresult;

/// Asks the driver about a configuration whose attributes are `_attributes`.
fn ask(
    function: CUfunction,
    config: &CUlaunchConfig,
    _attributes: &mut [CUlaunchAttribute],
    question: Question,
) -> CudaResult<c_int> {
    let mut answer = 0;
    // SAFETY: a function and a stream of this session; the attributes are our own and alive.
    check(unsafe { question(&mut answer, function, config) })?;
    Ok(answer)
}

pub fn cuOccupancyMaxActiveClusters(
    session: &mut Session,
    header: &Header,
    q: request::cuOccupancyMaxActiveClusters<'_>,
) -> CudaResult<reply::cuOccupancyMaxActiveClusters> {
    let clusters = with_config!(session, header, q, session.driver.cuOccupancyMaxActiveClusters);
    Ok(reply::cuOccupancyMaxActiveClusters { clusters })
}

pub fn cuOccupancyMaxPotentialClusterSize(
    session: &mut Session,
    header: &Header,
    q: request::cuOccupancyMaxPotentialClusterSize<'_>,
) -> CudaResult<reply::cuOccupancyMaxPotentialClusterSize> {
    let size = with_config!(session, header, q, session.driver.cuOccupancyMaxPotentialClusterSize);
    Ok(reply::cuOccupancyMaxPotentialClusterSize { size })
}
