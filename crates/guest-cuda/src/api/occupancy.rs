//! How many blocks fit. Answers are kept with the function until one of its attributes changes, because libraries
//! ask the same before every launch.

use core::ffi::{c_int, c_uint};
use std::sync::Arc;

use table::{CUfunction, CUlaunchConfig, CUoccupancyB2DSize, CudaError, CudaResult, DefaultStream};
use wire::{Bytes, Handle, reply, request};

use super::launch_attributes;
use crate::{
    edge::{not_null, read_array},
    functions::Function,
    session, thread, transport,
};

/// The largest block of any device: a callback is asked about every size up to it.
const MAX_BLOCK: c_int = 1024;

/// Which question a kept answer answers.
const ACTIVE_BLOCKS: u64 = 0;
const SHARED_BYTES: u64 = 1;
const ACTIVE_CLUSTERS: u64 = 2;
const CLUSTER_SIZE: u64 = 3;

/// The function or kernel behind a handle, with a current context, which all of these calls want.
fn asked(func: CUfunction) -> CudaResult<Arc<Function>> {
    let session = session::get()?;
    thread::require_context()?;
    session.functions.get(func.0 as u64).ok_or(CudaError::INVALID_HANDLE)
}

/// The kept answer to `question` in the current context, or what `ask` says.
fn answer(
    function: &Function,
    mut question: Vec<u64>,
    ask: impl FnOnce() -> CudaResult<i64>,
) -> CudaResult<i64> {
    question.push(thread::current_context().0 as u64);
    if let Some(known) = function.occupancy(&question) {
        return Ok(known);
    }
    let version = function.version();
    let answer = ask()?;
    function.keep_occupancy(question, version, answer);
    Ok(answer)
}

pub unsafe fn cuOccupancyMaxActiveBlocksPerMultiprocessor(
    numBlocks: *mut c_int,
    func: CUfunction,
    blockSize: c_int,
    dynamicSMemSize: usize,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe {
        cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(numBlocks, func, blockSize, dynamicSMemSize, 0)
    }
}

pub unsafe fn cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags(
    numBlocks: *mut c_int,
    func: CUfunction,
    blockSize: c_int,
    dynamicSMemSize: usize,
    flags: c_uint,
) -> CudaResult {
    not_null(numBlocks)?;
    let function = asked(func)?;
    let question = vec![ACTIVE_BLOCKS, blockSize as u64, dynamicSMemSize as u64, u64::from(flags)];
    let blocks = answer(&function, question, || {
        let request = request::cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags {
            function: Handle(func.0 as u64),
            block: blockSize,
            shared_bytes: dynamicSMemSize as u64,
            flags,
        };
        let reply = transport::call(DefaultStream::Legacy, &request)?;
        let reply: reply::cuOccupancyMaxActiveBlocksPerMultiprocessorWithFlags = reply.decode()?;
        Ok(reply.blocks.into())
    })?;
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { numBlocks.write(blocks as c_int) };
    Ok(())
}

pub unsafe fn cuOccupancyAvailableDynamicSMemPerBlock(
    dynamicSmemSize: *mut usize,
    func: CUfunction,
    numBlocks: c_int,
    blockSize: c_int,
) -> CudaResult {
    not_null(dynamicSmemSize)?;
    let function = asked(func)?;
    let bytes = answer(&function, vec![SHARED_BYTES, numBlocks as u64, blockSize as u64], || {
        let request = request::cuOccupancyAvailableDynamicSMemPerBlock {
            function: Handle(func.0 as u64),
            blocks: numBlocks,
            block: blockSize,
        };
        let reply = transport::call(DefaultStream::Legacy, &request)?;
        let reply: reply::cuOccupancyAvailableDynamicSMemPerBlock = reply.decode()?;
        Ok(reply.shared_bytes as i64)
    })?;
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { dynamicSmemSize.write(bytes as usize) };
    Ok(())
}

pub unsafe fn cuOccupancyMaxPotentialBlockSize(
    minGridSize: *mut c_int,
    blockSize: *mut c_int,
    func: CUfunction,
    blockSizeToDynamicSMemSize: CUoccupancyB2DSize,
    dynamicSMemSize: usize,
    blockSizeLimit: c_int,
) -> CudaResult {
    // SAFETY: the same contract.
    unsafe {
        cuOccupancyMaxPotentialBlockSizeWithFlags(
            minGridSize,
            blockSize,
            func,
            blockSizeToDynamicSMemSize,
            dynamicSMemSize,
            blockSizeLimit,
            0,
        )
    }
}

pub unsafe fn cuOccupancyMaxPotentialBlockSizeWithFlags(
    minGridSize: *mut c_int,
    blockSize: *mut c_int,
    func: CUfunction,
    blockSizeToDynamicSMemSize: CUoccupancyB2DSize,
    dynamicSMemSize: usize,
    blockSizeLimit: c_int,
    flags: c_uint,
) -> CudaResult {
    not_null(minGridSize)?;
    not_null(blockSize)?;
    asked(func)?;
    // The callback runs here, for every size that the driver may try; the search itself is the driver's own.
    let by_block = blockSizeToDynamicSMemSize.map_or_else(Vec::new, |shared_bytes| {
        // SAFETY: CUDA's contract: a function of the block size alone.
        (1..=MAX_BLOCK).map(|block| unsafe { shared_bytes(block) } as u64).collect()
    });
    let request = request::cuOccupancyMaxPotentialBlockSizeWithFlags {
        function: Handle(func.0 as u64),
        shared_bytes: dynamicSMemSize as u64,
        by_block,
        limit: blockSizeLimit,
        flags,
    };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuOccupancyMaxPotentialBlockSizeWithFlags = reply.decode()?;
    // SAFETY: not null; CUDA's contract makes both valid for a write.
    unsafe {
        minGridSize.write(reply.min_grid);
        blockSize.write(reply.block);
    }
    Ok(())
}

/// A launch configuration as the wire and the kept answers want it.
struct Config {
    config: CUlaunchConfig,
    attributes: Vec<u8>,
}

impl Config {
    /// # Safety
    /// `config` is null or valid for reads, and so are its attributes.
    unsafe fn read(config: *const CUlaunchConfig) -> CudaResult<Self> {
        not_null(config)?;
        // SAFETY: not null; the caller vouches for the rest.
        let config = unsafe { config.read() };
        // SAFETY: the caller vouches for `numAttrs` attributes.
        let attributes = unsafe { read_array(config.attrs, config.numAttrs as usize) }?;
        Ok(Self { config, attributes: launch_attributes::encode(&attributes)? })
    }

    fn question(&self, kind: u64) -> Vec<u64> {
        let config = &self.config;
        let numbers = [
            config.gridDimX,
            config.gridDimY,
            config.gridDimZ,
            config.blockDimX,
            config.blockDimY,
            config.blockDimZ,
            config.sharedMemBytes,
        ];
        let mut question = vec![kind, config.hStream.0 as u64];
        question.extend(numbers.map(u64::from));
        // Attributes are 72 bytes each.
        question.extend(self.attributes.as_chunks().0.iter().map(|word| u64::from_le_bytes(*word)));
        question
    }
}

pub unsafe fn cuOccupancyMaxActiveClusters(
    numClusters: *mut c_int,
    func: CUfunction,
    config: *const CUlaunchConfig,
) -> CudaResult {
    not_null(numClusters)?;
    // SAFETY: CUDA's contract for the configuration.
    let read = unsafe { Config::read(config) }?;
    let function = asked(func)?;
    let clusters = answer(&function, read.question(ACTIVE_CLUSTERS), || {
        let config = &read.config;
        let request = request::cuOccupancyMaxActiveClusters {
            function: Handle(func.0 as u64),
            grid_x: config.gridDimX,
            grid_y: config.gridDimY,
            grid_z: config.gridDimZ,
            block_x: config.blockDimX,
            block_y: config.blockDimY,
            block_z: config.blockDimZ,
            shared_bytes: config.sharedMemBytes,
            stream: Handle(config.hStream.0 as u64),
            attributes: Bytes(&read.attributes),
        };
        let reply = transport::call(DefaultStream::Legacy, &request)?;
        let reply: reply::cuOccupancyMaxActiveClusters = reply.decode()?;
        Ok(reply.clusters.into())
    })?;
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { numClusters.write(clusters as c_int) };
    Ok(())
}

pub unsafe fn cuOccupancyMaxPotentialClusterSize(
    clusterSize: *mut c_int,
    func: CUfunction,
    config: *const CUlaunchConfig,
) -> CudaResult {
    not_null(clusterSize)?;
    // SAFETY: CUDA's contract for the configuration.
    let read = unsafe { Config::read(config) }?;
    let function = asked(func)?;
    let size = answer(&function, read.question(CLUSTER_SIZE), || {
        let config = &read.config;
        let request = request::cuOccupancyMaxPotentialClusterSize {
            function: Handle(func.0 as u64),
            grid_x: config.gridDimX,
            grid_y: config.gridDimY,
            grid_z: config.gridDimZ,
            block_x: config.blockDimX,
            block_y: config.blockDimY,
            block_z: config.blockDimZ,
            shared_bytes: config.sharedMemBytes,
            stream: Handle(config.hStream.0 as u64),
            attributes: Bytes(&read.attributes),
        };
        let reply = transport::call(DefaultStream::Legacy, &request)?;
        let reply: reply::cuOccupancyMaxPotentialClusterSize = reply.decode()?;
        Ok(reply.size.into())
    })?;
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { clusterSize.write(size as c_int) };
    Ok(())
}
