//! Functions: kernels of modules.

use std::ffi::{c_char, c_int};

use table::{
    CUfunc_cache, CUfunction, CUfunction_attribute, CUfunctionLoadingState, CUkernel, CUmodule,
    CUsharedconfig, CudaError, CudaResult,
};

use super::arg::{maybe_out, out};
use crate::{
    current,
    driver::driver,
    module::{Entry, Launchable, launchable},
};

pub(super) fn find(handle: CUfunction) -> CudaResult<Launchable> {
    current::permitted()?;
    launchable(handle)
}

/// Answers with the place of a parameter; an index behind the last is an invalid value.
pub(super) fn answer_parameter(
    entry: &Entry,
    index: usize,
    offset: *mut usize,
    size: *mut usize,
) -> CudaResult {
    let offset = out!(offset)?;
    let parameter = entry.parameters.get(index).ok_or(CudaError::INVALID_VALUE)?;
    offset.set(parameter.offset as usize);
    if let Some(size) = maybe_out!(size) {
        size.set(parameter.size as usize);
    }
    Ok(())
}

pub unsafe fn cuFuncGetParamInfo(
    handle: CUfunction,
    index: usize,
    offset: *mut usize,
    size: *mut usize,
) -> CudaResult {
    // A kernel that was cast to a function is refused here, and only here.
    match find(handle)? {
        Launchable::Function(function) => answer_parameter(&function.entry, index, offset, size),
        Launchable::Kernel(_) => Err(CudaError::INVALID_HANDLE),
    }
}

pub unsafe fn cuFuncGetAttribute(
    value: *mut c_int,
    which: CUfunction_attribute,
    handle: CUfunction,
) -> CudaResult {
    let function = find(handle)?;
    if driver()?.kernels.get(CUkernel(handle.0)).is_ok() {
        // A kernel may stand for its function in a launch, but not here.
        return Err(CudaError::INVALID_HANDLE);
    }
    let value = out!(value)?;
    value.set(function.attribute(driver()?, which)?);
    Ok(())
}

pub unsafe fn cuFuncSetAttribute(
    handle: CUfunction,
    which: CUfunction_attribute,
    value: c_int,
) -> CudaResult {
    find(handle)?.set_attribute(driver()?, which, value)
}

pub unsafe fn cuFuncSetCacheConfig(handle: CUfunction, config: CUfunc_cache) -> CudaResult {
    find(handle)?;
    // A preference between two memories that are one here.
    if config > 3 { Err(CudaError::INVALID_VALUE) } else { Ok(()) }
}

pub unsafe fn cuFuncSetSharedMemConfig(handle: CUfunction, config: CUsharedconfig) -> CudaResult {
    find(handle)?;
    // Banks have one width, as on every device since Maxwell.
    if config > 2 { Err(CudaError::INVALID_VALUE) } else { Ok(()) }
}

pub unsafe fn cuFuncGetModule(module: *mut CUmodule, handle: CUfunction) -> CudaResult {
    let function = find(handle)?;
    let module = out!(module)?;
    let driver = driver()?;
    module.set(match function {
        Launchable::Function(function) => function.module,
        Launchable::Kernel(kernel) => {
            let library = driver.libraries.get(kernel.library)?;
            library.module(driver, current::context()?.handle)?.handle
        }
    });
    Ok(())
}

pub unsafe fn cuFuncGetName(name: *mut *const c_char, handle: CUfunction) -> CudaResult {
    let function = find(handle)?;
    // The text lives as long as the function does.
    out!(name)?.set(match &function {
        Launchable::Function(function) => function.name.as_ptr(),
        Launchable::Kernel(kernel) => kernel.name.as_ptr(),
    });
    Ok(())
}

pub unsafe fn cuFuncIsLoaded(state: *mut CUfunctionLoadingState, handle: CUfunction) -> CudaResult {
    const LOADED: CUfunctionLoadingState = 1;
    find(handle)?;
    // Loading a module reads all of it.
    out!(state)?.set(LOADED);
    Ok(())
}

pub unsafe fn cuFuncLoad(handle: CUfunction) -> CudaResult {
    find(handle).map(|_| ())
}
