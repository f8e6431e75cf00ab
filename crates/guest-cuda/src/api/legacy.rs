//! The functions of CUDA's first releases.
//!
//! Those whose addresses and sizes have 32 bits know no context with longer ones, and say so, as NVIDIA's driver does. Launches
//! whose parameters are set one by one are kept here until the launch.

use core::ffi::{c_char, c_int, c_uint, c_void};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use table::*;

use super::{context::cuCtxDestroy_v2, device, launch::cuLaunchKernel};
use crate::{
    edge::not_null,
    session::{self, Session},
    thread,
};

macro_rules! thirty_two_bits {
    ($($name:ident($($ty:ty),*);)*) => {$(
        pub unsafe fn $name($(_: $ty),*) -> CudaResult {
            session::get()?;
            Err(CudaError::INVALID_CONTEXT)
        }
    )*};
}

thirty_two_bits! {
    cuMemGetInfo(*mut c_uint, *mut c_uint);
    cuMemAlloc(*mut CUdeviceptr_v1, c_uint);
    cuMemAllocPitch(*mut CUdeviceptr_v1, *mut c_uint, c_uint, c_uint, c_uint);
    cuMemFree(CUdeviceptr_v1);
    cuMemGetAddressRange(*mut CUdeviceptr_v1, *mut c_uint, CUdeviceptr_v1);
    cuMemAllocHost(*mut *mut c_void, c_uint);
    cuMemHostGetDevicePointer(*mut CUdeviceptr_v1, *mut c_void, c_uint);
    cuModuleGetGlobal(*mut CUdeviceptr_v1, *mut c_uint, CUmodule, *const c_char);
    cuMemcpyHtoD(CUdeviceptr_v1, *const c_void, c_uint);
    cuMemcpyDtoH(*mut c_void, CUdeviceptr_v1, c_uint);
    cuMemcpyDtoD(CUdeviceptr_v1, CUdeviceptr_v1, c_uint);
    cuMemcpyHtoDAsync(CUdeviceptr_v1, *const c_void, c_uint, CUstream);
    cuMemcpyDtoHAsync(*mut c_void, CUdeviceptr_v1, c_uint, CUstream);
    cuMemcpyDtoDAsync(CUdeviceptr_v1, CUdeviceptr_v1, c_uint, CUstream);
    cuMemcpy2D(*const CUDA_MEMCPY2D_v1);
    cuMemcpy2DUnaligned(*const CUDA_MEMCPY2D_v1);
    cuMemcpy2DAsync(*const CUDA_MEMCPY2D_v1, CUstream);
    cuMemcpy3D(*const CUDA_MEMCPY3D_v1);
    cuMemcpy3DAsync(*const CUDA_MEMCPY3D_v1, CUstream);
    cuMemcpyDtoA(CUarray, c_uint, CUdeviceptr_v1, c_uint);
    cuMemcpyAtoD(CUdeviceptr_v1, CUarray, c_uint, c_uint);
    cuMemcpyHtoA(CUarray, c_uint, *const c_void, c_uint);
    cuMemcpyAtoH(*mut c_void, CUarray, c_uint, c_uint);
    cuMemcpyAtoA(CUarray, c_uint, CUarray, c_uint, c_uint);
    cuMemcpyHtoAAsync(CUarray, c_uint, *const c_void, c_uint, CUstream);
    cuMemcpyAtoHAsync(*mut c_void, CUarray, c_uint, c_uint, CUstream);
    cuMemsetD8(CUdeviceptr_v1, u8, c_uint);
    cuMemsetD16(CUdeviceptr_v1, u16, c_uint);
    cuMemsetD32(CUdeviceptr_v1, c_uint, c_uint);
    cuMemsetD2D8(CUdeviceptr_v1, c_uint, u8, c_uint, c_uint);
    cuMemsetD2D16(CUdeviceptr_v1, c_uint, u16, c_uint, c_uint);
    cuMemsetD2D32(CUdeviceptr_v1, c_uint, c_uint, c_uint, c_uint);
}

/// As much of a device's memory as 32 bits can say.
pub unsafe fn cuDeviceTotalMem(bytes: *mut c_uint, dev: CUdevice) -> CudaResult {
    let mut whole = 0;
    not_null(bytes)?;
    // SAFETY: the pointer is to a local.
    unsafe { device::cuDeviceTotalMem_v2(&mut whole, dev) }?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { bytes.write(c_uint::try_from(whole).unwrap_or(c_uint::MAX)) };
    Ok(())
}

/// How often contexts are attached, beyond the once by which they exist.
static ATTACHED: Mutex<Vec<(CUcontext, u32)>> = Mutex::new(Vec::new());

pub unsafe fn cuCtxAttach(pctx: *mut CUcontext, flags: c_uint) -> CudaResult {
    session::get()?;
    not_null(pctx)?;
    if flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let context = thread::require_context()?;
    let mut attached = ATTACHED.lock();
    match attached.iter_mut().find(|(of, _)| *of == context) {
        Some((_, count)) => *count += 1,
        None => attached.push((context, 1)),
    }
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { pctx.write(context) };
    Ok(())
}

pub unsafe fn cuCtxDetach(ctx: CUcontext) -> CudaResult {
    let session = session::get()?;
    // The driver asks for the current one.
    if ctx.is_null() || thread::require_context()? != ctx {
        return Err(CudaError::INVALID_CONTEXT);
    }
    let context = session.contexts.named(ctx)?;
    let is_kept = context.is_primary || context.green.is_some();
    let mut attached = ATTACHED.lock();
    if let Some(at) = attached.iter().position(|(of, _)| *of == ctx) {
        let is_last = attached.get_mut(at).is_none_or(|(_, count)| {
            *count -= 1;
            *count == 0
        });
        if is_last {
            attached.swap_remove(at);
        }
        return Ok(());
    }
    drop(attached);
    if is_kept {
        return Err(CudaError::INVALID_CONTEXT);
    }
    // SAFETY: the same contract.
    unsafe { cuCtxDestroy_v2(ctx) }
}

/// A context has ended, or begins anew.
pub(crate) fn forget_context(context: CUcontext) {
    ATTACHED.lock().retain(|(of, _)| *of != context);
}

/// What was set for the launches of a function.
#[derive(Debug, Clone)]
struct Prepared {
    block: [c_uint; 3],
    shared_bytes: c_uint,
    parameters: Vec<u8>,
}

impl Default for Prepared {
    fn default() -> Self {
        Self { block: [1; 3], shared_bytes: 0, parameters: Vec::new() }
    }
}

/// The most bytes of parameters that a kernel has.
const PARAMETERS_MAX: usize = 32_764;

/// By function.
static PREPARED: Mutex<Option<FxHashMap<usize, Prepared>>> = Mutex::new(None);

fn prepare(f: CUfunction, change: impl FnOnce(&mut Prepared) -> CudaResult) -> CudaResult {
    let session = session::get()?;
    session.functions.get(f.0 as u64).ok_or(CudaError::INVALID_HANDLE)?;
    change(PREPARED.lock().get_or_insert_default().entry(f.0).or_default())
}

/// An attribute of the current device.
fn limit(session: &Session, attribute: CUdevice_attribute) -> CudaResult<c_uint> {
    let device = session.contexts.device(thread::require_context()?)?;
    device::attribute(session.device(device)?, attribute).map(|value| value as c_uint)
}

pub unsafe fn cuFuncSetBlockShape(f: CUfunction, x: c_int, y: c_int, z: c_int) -> CudaResult {
    let most = limit(session::get()?, CU_DEVICE_ATTRIBUTE_MAX_THREADS_PER_BLOCK)?;
    let mut block = [0; 3];
    for (to, from) in block.iter_mut().zip([x, y, z]) {
        *to = c_uint::try_from(from).ok().filter(|count| *count > 0).ok_or(CudaError::INVALID_VALUE)?;
    }
    let threads = block.iter().try_fold(1_u32, |threads, count| threads.checked_mul(*count));
    threads.filter(|threads| *threads <= most).ok_or(CudaError::INVALID_VALUE)?;
    prepare(f, |prepared| {
        prepared.block = block;
        Ok(())
    })
}

pub unsafe fn cuFuncSetSharedSize(f: CUfunction, bytes: c_uint) -> CudaResult {
    if bytes > limit(session::get()?, CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN)? {
        return Err(CudaError::INVALID_VALUE);
    }
    prepare(f, |prepared| {
        prepared.shared_bytes = bytes;
        Ok(())
    })
}

pub unsafe fn cuParamSetSize(f: CUfunction, bytes: c_uint) -> CudaResult {
    prepare(f, |prepared| {
        if bytes as usize > PARAMETERS_MAX {
            return Err(CudaError::INVALID_VALUE);
        }
        prepared.parameters.resize(bytes as usize, 0);
        Ok(())
    })
}

/// Sets some bytes of the parameters, of which there are as many as the last of them needs.
fn set(f: CUfunction, offset: c_int, bytes: &[u8]) -> CudaResult {
    prepare(f, |prepared| {
        let start = usize::try_from(offset).map_err(|_| CudaError::INVALID_VALUE)?;
        let end = start.checked_add(bytes.len()).filter(|end| *end <= PARAMETERS_MAX);
        let end = end.ok_or(CudaError::INVALID_VALUE)?;
        if prepared.parameters.len() < end {
            prepared.parameters.resize(end, 0);
        }
        prepared.parameters.get_mut(start..end).ok_or(CudaError::INVALID_VALUE)?.copy_from_slice(bytes);
        Ok(())
    })
}

pub unsafe fn cuParamSeti(f: CUfunction, offset: c_int, value: c_uint) -> CudaResult {
    set(f, offset, &value.to_ne_bytes())
}

pub unsafe fn cuParamSetf(f: CUfunction, offset: c_int, value: f32) -> CudaResult {
    set(f, offset, &value.to_ne_bytes())
}

pub unsafe fn cuParamSetv(f: CUfunction, offset: c_int, ptr: *mut c_void, bytes: c_uint) -> CudaResult {
    session::get()?;
    not_null(ptr)?;
    if bytes as usize > PARAMETERS_MAX {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: not null; CUDA's contract: `bytes` readable bytes.
    set(f, offset, unsafe { core::slice::from_raw_parts(ptr.cast::<u8>(), bytes as usize) })
}

pub unsafe fn cuLaunchGridAsync(f: CUfunction, width: c_int, height: c_int, stream: CUstream) -> CudaResult {
    let size =
        |count| c_uint::try_from(count).ok().filter(|count| *count > 0).ok_or(CudaError::INVALID_VALUE);
    let (width, height) = (size(width)?, size(height)?);
    let mut launched = None;
    prepare(f, |prepared| {
        launched = Some(prepared.clone());
        Ok(())
    })?;
    let Prepared { block: [x, y, z], shared_bytes, mut parameters } = launched.unwrap_or_default();
    let mut len = parameters.len();
    let mut extra = [
        CU_LAUNCH_PARAM_BUFFER_POINTER as *mut c_void,
        parameters.as_mut_ptr().cast(),
        CU_LAUNCH_PARAM_BUFFER_SIZE as *mut c_void,
        (&raw mut len).cast(),
        CU_LAUNCH_PARAM_END as *mut c_void,
    ];
    let (mode, none) = (DefaultStream::Legacy, core::ptr::null_mut());
    // SAFETY: the parameters are our own, as many bytes as are told.
    unsafe {
        cuLaunchKernel(mode, f, width, height, 1, x, y, z, shared_bytes, stream, none, extra.as_mut_ptr())
    }
}

pub unsafe fn cuLaunchGrid(f: CUfunction, width: c_int, height: c_int) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuLaunchGridAsync(f, width, height, CUstream::NULL) }
}

pub unsafe fn cuLaunch(f: CUfunction) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuLaunchGridAsync(f, 1, 1, CUstream::NULL) }
}
