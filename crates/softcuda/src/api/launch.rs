//! Launches: arguments are judged as NVIDIA's driver judges them, and then the answer is that the
//! device cannot execute kernels yet.

use std::ffi::{c_uint, c_void};

use table::{CUDA_LAUNCH_PARAMS, CUfunction, CUlaunchConfig, CUstream, CudaError, CudaResult, DefaultStream};

use super::{
    arg::{input, inputs},
    function::find,
};
use crate::{
    attributes::{MAX_BLOCK, MAX_BLOCK_THREADS, MAX_GRID},
    current,
};

/// Checks a launch.
fn launch(
    mode: DefaultStream,
    handle: CUfunction,
    grid: [c_uint; 3],
    block: [c_uint; 3],
    shared: c_uint,
    stream: CUstream,
    has_two_forms: bool,
) -> CudaResult {
    let function = find(handle)?;
    current::stream(stream, mode)?;
    let is_within =
        |size: [u32; 3], most: [u32; 3]| size.iter().zip(most).all(|(size, most)| *size > 0 && *size <= most);
    let threads = block.iter().map(|size| u64::from(*size)).product::<u64>();
    if has_two_forms || !is_within(grid, MAX_GRID) || !is_within(block, MAX_BLOCK) {
        return Err(CudaError::INVALID_VALUE);
    }
    if threads > u64::from(MAX_BLOCK_THREADS) || u64::from(shared) > function.max_dynamic_shared() {
        return Err(CudaError::INVALID_VALUE);
    }
    if threads > u64::from(function.max_threads()) {
        return Err(CudaError::LAUNCH_OUT_OF_RESOURCES);
    }
    Err(CudaError::NOT_SUPPORTED)
}

pub unsafe fn cuLaunchKernel(
    mode: DefaultStream,
    function: CUfunction,
    grid_x: c_uint,
    grid_y: c_uint,
    grid_z: c_uint,
    block_x: c_uint,
    block_y: c_uint,
    block_z: c_uint,
    shared: c_uint,
    stream: CUstream,
    parameters: *mut *mut c_void,
    extra: *mut *mut c_void,
) -> CudaResult {
    let has_two_forms = !parameters.is_null() && !extra.is_null();
    let (grid, block) = ([grid_x, grid_y, grid_z], [block_x, block_y, block_z]);
    launch(mode, function, grid, block, shared, stream, has_two_forms)
}

pub unsafe fn cuLaunchKernelEx(
    mode: DefaultStream,
    config: *const CUlaunchConfig,
    function: CUfunction,
    parameters: *mut *mut c_void,
    extra: *mut *mut c_void,
) -> CudaResult {
    let config = input!(config)?;
    let has_two_forms = !parameters.is_null() && !extra.is_null();
    let grid = [config.gridDimX, config.gridDimY, config.gridDimZ];
    let block = [config.blockDimX, config.blockDimY, config.blockDimZ];
    launch(mode, function, grid, block, config.sharedMemBytes, config.hStream, has_two_forms)
}

pub unsafe fn cuLaunchCooperativeKernel(
    mode: DefaultStream,
    function: CUfunction,
    grid_x: c_uint,
    grid_y: c_uint,
    grid_z: c_uint,
    block_x: c_uint,
    block_y: c_uint,
    block_z: c_uint,
    shared: c_uint,
    stream: CUstream,
    _parameters: *mut *mut c_void,
) -> CudaResult {
    let (grid, block) = ([grid_x, grid_y, grid_z], [block_x, block_y, block_z]);
    launch(mode, function, grid, block, shared, stream, false)
}

pub unsafe fn cuLaunchCooperativeKernelMultiDevice(
    launches: *mut CUDA_LAUNCH_PARAMS,
    count: c_uint,
    _flags: c_uint,
) -> CudaResult {
    // One device, so one launch at most.
    if count != 1 {
        return Err(CudaError::INVALID_VALUE);
    }
    for it in inputs!(launches, count)? {
        let grid = [it.gridDimX, it.gridDimY, it.gridDimZ];
        let block = [it.blockDimX, it.blockDimY, it.blockDimZ];
        launch(DefaultStream::Legacy, it.function, grid, block, it.sharedMemBytes, it.hStream, false)?;
    }
    Ok(())
}
