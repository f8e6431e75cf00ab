//! Launches: arguments are judged as NVIDIA's driver judges them.

use std::{
    ffi::{c_uint, c_void},
    sync::Arc,
};

use table::{
    CUDA_LAUNCH_PARAMS, CUcontext, CUfunction, CUlaunchAttributeValue, CUlaunchConfig, CUstream, CudaError,
    CudaResult, DefaultStream,
};

use super::{
    arg::{input, inputs},
    function::find,
};
use crate::{
    attributes::{MAX_BLOCK, MAX_BLOCK_THREADS, MAX_GRID, multiprocessor},
    capture, current,
    driver::driver,
    kernel::launch::{Dims, Launch},
    launch::{Pointers, Prepared},
    module::Launchable,
    stream::Work,
};

/// The sizes of a launch.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub grid: [c_uint; 3],
    pub block: [c_uint; 3],
    pub shared: c_uint,
    pub cooperative: bool,
}

/// The two forms in which a program passes parameters.
#[derive(Clone, Copy)]
pub(super) struct Passed {
    pub parameters: *mut *mut c_void,
    pub extra: *mut *mut c_void,
}

impl Passed {
    /// Copies the parameters to where the kernel expects them.
    fn gather(self, function: &Launchable) -> CudaResult<Vec<u8>> {
        let declared = &function.entry().parameters;
        let size = declared.last().map_or(0, |last| last.offset + last.size) as usize;
        let mut bytes = vec![0u8; size];
        if size == 0 {
            return Ok(bytes);
        }
        if !self.parameters.is_null() {
            for (at, parameter) in declared.iter().enumerate() {
                // SAFETY: CUDA's contract: there is a pointer for each parameter of the kernel.
                let from = unsafe { *self.parameters.add(at) };
                if from.is_null() {
                    return Err(CudaError::INVALID_VALUE);
                }
                let (offset, size) = (parameter.offset as usize, parameter.size as usize);
                let to = bytes.get_mut(offset..offset + size).ok_or(CudaError::INVALID_VALUE)?;
                // SAFETY: CUDA's contract: it leads to a value of the parameter's size.
                unsafe { std::ptr::copy_nonoverlapping(from.cast(), to.as_mut_ptr(), size) };
            }
            return Ok(bytes);
        }
        if self.extra.is_null() {
            return Err(CudaError::INVALID_VALUE);
        }
        const END: usize = 0;
        const BUFFER: usize = 1;
        const SIZE: usize = 2;
        let (mut buffer, mut given) = (std::ptr::null::<u8>(), None);
        for at in 0..8 {
            // SAFETY: CUDA's contract: keys with their values, up to a key that says that it is the end.
            let key = unsafe { *self.extra.add(2 * at) } as usize;
            if key == END {
                break;
            }
            // SAFETY: as above.
            let value = unsafe { *self.extra.add(2 * at + 1) };
            match key {
                BUFFER => buffer = value.cast(),
                SIZE => given = Some(input!(value.cast::<usize>())?),
                _ => return Err(CudaError::INVALID_VALUE),
            }
        }
        match given {
            Some(given) if !buffer.is_null() && given >= size => {
                // SAFETY: CUDA's contract: the buffer has the size that came with it, which is large enough.
                unsafe { std::ptr::copy_nonoverlapping(buffer, bytes.as_mut_ptr(), size) };
                Ok(bytes)
            }
            _ => Err(CudaError::INVALID_VALUE),
        }
    }
}

/// Checks a launch in a context, and makes it ready to run.
pub(super) fn prepare(
    context: CUcontext,
    handle: CUfunction,
    shape: Shape,
    passed: Passed,
) -> CudaResult<Prepared> {
    let function = find(handle)?;
    let Shape { grid, block, shared, cooperative } = shape;
    let is_within =
        |size: [u32; 3], most: [u32; 3]| size.iter().zip(most).all(|(size, most)| *size > 0 && *size <= most);
    let threads = block.iter().map(|size| u64::from(*size)).product::<u64>();
    let has_two_forms = !passed.parameters.is_null() && !passed.extra.is_null();
    if has_two_forms || !is_within(grid, MAX_GRID) || !is_within(block, MAX_BLOCK) {
        return Err(CudaError::INVALID_VALUE);
    }
    if threads > u64::from(MAX_BLOCK_THREADS) || u64::from(shared) > function.max_dynamic_shared() {
        return Err(CudaError::INVALID_VALUE);
    }
    // More threads than the kernel's `.maxntid` says, too: numba's tests, which hold on real GPUs, want this code.
    if threads > u64::from(function.max_threads()) {
        return Err(CudaError::INVALID_VALUE);
    }
    let driver = driver()?;
    if cooperative {
        let sm = multiprocessor(driver.config.capability);
        let each = function.active_blocks(&sm, threads as u32, u64::from(shared));
        let most = u64::from(each) * u64::from(driver.config.multiprocessors);
        if grid.iter().map(|size| u64::from(*size)).product::<u64>() > most {
            return Err(CudaError::COOPERATIVE_LAUNCH_TOO_LARGE);
        }
    }
    let parameters = passed.gather(&function)?;
    let (module, name) = match &function {
        Launchable::Function(function) if function.context != context => {
            return Err(CudaError::INVALID_HANDLE);
        }
        Launchable::Function(function) => (driver.modules.get(function.module)?, &function.name),
        Launchable::Kernel(kernel) => {
            (driver.libraries.get(kernel.library)?.module(driver, context)?, &kernel.name)
        }
    };
    let kernel = module.program.code.kernel(&name.to_string_lossy())?;
    let dims = |[x, y, z]: [u32; 3]| Dims::new(x, y, z);
    let launch = Launch {
        grid: dims(grid),
        block: dims(block),
        dynamic_shared: shared,
        parameters,
        cooperative,
        id: 0,
    };
    let offsets = function.entry().parameters.iter().map(|parameter| parameter.offset);
    let pointers = Arc::new(Pointers::new(&launch, offsets));
    let variables = module.addresses()?;
    Ok(Prepared { function: handle, kernel, launch: Arc::new(launch), pointers, variables })
}

fn launch(
    mode: DefaultStream,
    handle: CUfunction,
    shape: Shape,
    stream: CUstream,
    passed: Passed,
) -> CudaResult {
    find(handle)?;
    let stream = current::stream(stream, mode)?;
    let contexts = driver()?.contexts.all();
    let context = contexts.iter().find(|context| Arc::ptr_eq(&context.lanes, &stream.lanes));
    let context = context.ok_or(CudaError::INVALID_CONTEXT)?.handle;
    let prepared = prepare(context, handle, shape, passed)?;
    capture::submit(&stream, Work::Launch(prepared))
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
    let (grid, block) = ([grid_x, grid_y, grid_z], [block_x, block_y, block_z]);
    let shape = Shape { grid, block, shared, cooperative: false };
    launch(mode, function, shape, stream, Passed { parameters, extra })
}

pub unsafe fn cuLaunchKernelEx(
    mode: DefaultStream,
    config: *const CUlaunchConfig,
    function: CUfunction,
    parameters: *mut *mut c_void,
    extra: *mut *mut c_void,
) -> CudaResult {
    let config = input!(config)?;
    let grid = [config.gridDimX, config.gridDimY, config.gridDimZ];
    let block = [config.blockDimX, config.blockDimY, config.blockDimZ];
    let attributes = inputs!(config.attrs, config.numAttrs)?;
    const COOPERATIVE: u32 = 2;
    let is_set = |value: &CUlaunchAttributeValue| value.pad[..4] != [0; 4];
    let cooperative = attributes.iter().any(|it| it.id == COOPERATIVE && is_set(&it.value));
    let shape = Shape { grid, block, shared: config.sharedMemBytes, cooperative };
    launch(mode, function, shape, config.hStream, Passed { parameters, extra })
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
    parameters: *mut *mut c_void,
) -> CudaResult {
    let (grid, block) = ([grid_x, grid_y, grid_z], [block_x, block_y, block_z]);
    let shape = Shape { grid, block, shared, cooperative: true };
    launch(mode, function, shape, stream, Passed { parameters, extra: std::ptr::null_mut() })
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
        let shape = Shape { grid, block, shared: it.sharedMemBytes, cooperative: true };
        let passed = Passed { parameters: it.kernelParams, extra: std::ptr::null_mut() };
        launch(DefaultStream::Legacy, it.function, shape, it.hStream, passed)?;
    }
    Ok(())
}
