//! Kernel launches.
//!
//! A launch that the guest finds valid is sent without a reply. One that it does not (or any launch while a
//! stream is being captured) is awaited, so the driver's own code is what the program sees.

use core::{
    cell::RefCell,
    ffi::{c_uint, c_void},
};

use table::{CUcontext, CUfunction, CUlaunchConfig, CUstream, CudaError, CudaResult, DefaultStream};
use wire::{Bytes, Handle, request};

use crate::{
    edge::not_null,
    functions::Function,
    session::{self, Session},
    thread, transport, waits,
};

thread_local! {
    /// Where a launch's parameters are packed. Taken out while in use; a runtime that launches from an
    /// `atexit` handler gets a fresh one.
    static PARAMETERS: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Grid, block and dynamic shared memory of a launch.
#[derive(Clone, Copy)]
struct Shape {
    grid: [c_uint; 3],
    block: [c_uint; 3],
    shared: c_uint,
}

impl Shape {
    /// True if any device of compute capability 3.0 or later takes this shape for any kernel that takes
    /// 1,024 threads; what is outside goes to the driver to be judged.
    fn is_plain(&self, function: &Function) -> bool {
        let [grid_x, grid_y, grid_z] = self.grid;
        let [block_x, block_y, block_z] = self.block;
        let threads = u64::from(block_x) * u64::from(block_y) * u64::from(block_z);
        (1..=0x7fff_ffff).contains(&grid_x)
            && (1..=65535).contains(&grid_y)
            && (1..=65535).contains(&grid_z)
            && threads >= 1
            && block_x <= 1024
            && block_y <= 1024
            && block_z <= 64
            && threads <= u64::from(function.max_threads())
            && self.shared <= function.max_dynamic_shared()
    }
}

/// Runs `send` with the packed parameters of a launch.
///
/// # Safety
/// `params` and `extra` are what CUDA's contract asks of a launch of this function.
unsafe fn with_parameters<T>(
    function: &Function,
    params: *mut *mut c_void,
    extra: *mut *mut c_void,
    send: impl FnOnce(&[u8]) -> CudaResult<T>,
) -> CudaResult<T> {
    let mut buffer =
        PARAMETERS.try_with(|buffer| core::mem::take(&mut *buffer.borrow_mut())).unwrap_or_default();
    buffer.clear();
    // SAFETY: the caller's contract.
    let packed = unsafe { function.pack_launch(params.cast_const().cast(), extra, &mut buffer) };
    let result = packed.and_then(|()| send(&buffer));
    PARAMETERS.try_with(|slot| *slot.borrow_mut() = buffer).ok();
    result
}

/// The function behind a launch handle (a `CUkernel` may be cast to one). A default stream is one of the current
/// context; any other has its own.
fn launchable(session: &Session, f: CUfunction, stream: CUstream) -> CudaResult<std::sync::Arc<Function>> {
    if stream.0 <= CUstream::PER_THREAD.0 {
        thread::require_context()?;
    }
    session.functions.get(f.0 as u64).ok_or(CudaError::INVALID_HANDLE)
}

/// True if the function and the stream are of the current context, a green one counting as the primary one; what the driver says of others is up to it.
fn is_at_home(session: &Session, function: &Function, stream: CUstream) -> bool {
    let current = thread::current_context();
    let is_of_current = |context: CUcontext| {
        context == current || session.contexts.owner(context) == session.contexts.owner(current)
    };
    let is_default = stream.0 <= CUstream::PER_THREAD.0;
    (function.is_kernel() || is_of_current(function.context))
        && (is_default || session.streams.context_of(stream).is_some_and(is_of_current))
}

/// `CUDA_LAUNCH_BLOCKING=1`: every launch is waited for.
fn after_launch(session: &Session, mode: DefaultStream, stream: CUstream) -> CudaResult {
    session.launched(stream);
    if session.launch_blocking && !session.is_capturing() {
        return waits::wait_stream(mode, stream);
    }
    Ok(())
}

#[allow(clippy::too_many_arguments)]
pub unsafe fn cuLaunchKernel(
    mode: DefaultStream,
    f: CUfunction,
    grid_x: c_uint,
    grid_y: c_uint,
    grid_z: c_uint,
    block_x: c_uint,
    block_y: c_uint,
    block_z: c_uint,
    shared_bytes: c_uint,
    stream: CUstream,
    params: *mut *mut c_void,
    extra: *mut *mut c_void,
) -> CudaResult {
    let session = session::get()?;
    let function = launchable(session, f, stream)?;
    let shape =
        Shape { grid: [grid_x, grid_y, grid_z], block: [block_x, block_y, block_z], shared: shared_bytes };
    let sound = shape.is_plain(&function) && is_at_home(session, &function, stream);
    let send = |parameters: &[u8]| {
        let request = request::cuLaunchKernel {
            function: Handle(f.0 as u64),
            grid_x,
            grid_y,
            grid_z,
            block_x,
            block_y,
            block_z,
            shared_bytes,
            stream: Handle(stream.0 as u64),
            parameters: Bytes(parameters),
        };
        transport::submit_launch(sound, mode, stream, &request, || function.count_launch())
    };
    // SAFETY: CUDA's contract for this call.
    unsafe { with_parameters(&function, params, extra, send) }?;
    after_launch(session, mode, stream)
}

#[allow(clippy::too_many_arguments)]
pub unsafe fn cuLaunchCooperativeKernel(
    mode: DefaultStream,
    f: CUfunction,
    grid_x: c_uint,
    grid_y: c_uint,
    grid_z: c_uint,
    block_x: c_uint,
    block_y: c_uint,
    block_z: c_uint,
    shared_bytes: c_uint,
    stream: CUstream,
    params: *mut *mut c_void,
) -> CudaResult {
    let session = session::get()?;
    let function = launchable(session, f, stream)?;
    let send = |parameters: &[u8]| {
        let request = request::cuLaunchCooperativeKernel {
            function: Handle(f.0 as u64),
            grid_x,
            grid_y,
            grid_z,
            block_x,
            block_y,
            block_z,
            shared_bytes,
            stream: Handle(stream.0 as u64),
            parameters: Bytes(parameters),
        };
        // Whether a cooperative grid fits depends on the kernel's occupancy: the driver judges it.
        transport::submit_then(false, mode, &request, || function.count_launch())
    };
    // SAFETY: CUDA's contract for this call.
    unsafe { with_parameters(&function, params, core::ptr::null_mut(), send) }?;
    after_launch(session, mode, stream)
}

pub unsafe fn cuLaunchKernelEx(
    mode: DefaultStream,
    config: *const CUlaunchConfig,
    f: CUfunction,
    params: *mut *mut c_void,
    extra: *mut *mut c_void,
) -> CudaResult {
    let session = session::get()?;
    not_null(config)?;
    // SAFETY: not null; CUDA's contract makes it valid for reads.
    let config = unsafe { config.read() };
    let stream = config.hStream;
    let function = launchable(session, f, stream)?;
    let shape = Shape {
        grid: [config.gridDimX, config.gridDimY, config.gridDimZ],
        block: [config.blockDimX, config.blockDimY, config.blockDimZ],
        shared: config.sharedMemBytes,
    };
    // SAFETY: CUDA's contract: `numAttrs` attributes, or none.
    let attributes = unsafe { crate::edge::read_array(config.attrs, config.numAttrs as usize) }?;
    let encoded = super::launch_attributes::encode(&attributes)?;
    let sound = shape.is_plain(&function)
        && is_at_home(session, &function, stream)
        && super::launch_attributes::are_plain(&attributes, shape.grid);
    let [grid_x, grid_y, grid_z] = shape.grid;
    let [block_x, block_y, block_z] = shape.block;
    let send = |parameters: &[u8]| {
        let request = request::cuLaunchKernelEx {
            function: Handle(f.0 as u64),
            grid_x,
            grid_y,
            grid_z,
            block_x,
            block_y,
            block_z,
            shared_bytes: shape.shared,
            stream: Handle(stream.0 as u64),
            parameters: Bytes(parameters),
            attributes: Bytes(&encoded),
        };
        transport::submit_launch(sound, mode, stream, &request, || function.count_launch())
    };
    // SAFETY: CUDA's contract for this call.
    unsafe { with_parameters(&function, params, extra, send) }?;
    after_launch(session, mode, stream)
}
