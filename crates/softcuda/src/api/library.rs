//! Libraries: programs loaded once for all contexts, and their kernels.

use std::{
    ffi::{c_char, c_int, c_uint, c_void},
    sync::Arc,
};

use table::{
    CUdevice, CUdeviceptr, CUfunc_cache, CUfunction, CUfunction_attribute, CUjit_option, CUkernel, CUlibrary,
    CUlibraryOption, CUmodule, CudaError, CudaResult,
};

use super::{
    arg::{out, text},
    function::answer_parameter,
    jit::Logs,
    module::{answer_variable, program_at, program_in},
};
use crate::{
    capture, current,
    driver::driver,
    module::{Kernel, Launchable, Library, Module, Program},
};

fn load(library: *mut CUlibrary, program: impl FnOnce() -> CudaResult<Arc<Program>>) -> CudaResult {
    let driver = driver()?;
    current::permitted()?;
    let library = out!(library)?;
    capture::forbid()?;
    let program = program()?;
    let (handle, _) = driver.libraries.insert(|handle| Library::new(handle, program));
    library.set(handle);
    Ok(())
}

pub unsafe fn cuLibraryLoadData(
    library: *mut CUlibrary,
    image: *const c_void,
    options: *const CUjit_option,
    values: *mut *mut c_void,
    count: c_uint,
    _library_options: *const CUlibraryOption,
    _library_values: *mut *mut c_void,
    _library_count: c_uint,
) -> CudaResult {
    // Library options promise that the image stays or ask for tables of host functions; the image is
    // read now, so the promise is not needed.
    let logs = Logs::new(options, values, count)?;
    let result = load(library, || program_at(image));
    logs.write(&result);
    result
}

pub unsafe fn cuLibraryLoadFromFile(
    library: *mut CUlibrary,
    file: *const c_char,
    options: *const CUjit_option,
    values: *mut *mut c_void,
    count: c_uint,
    _library_options: *const CUlibraryOption,
    _library_values: *mut *mut c_void,
    _library_count: c_uint,
) -> CudaResult {
    let logs = Logs::new(options, values, count)?;
    let result = load(library, || program_in(file));
    logs.write(&result);
    result
}

fn library(handle: CUlibrary) -> CudaResult<Arc<Library>> {
    current::permitted()?;
    driver()?.libraries.get(handle)
}

fn kernel(handle: CUkernel) -> CudaResult<Arc<Kernel>> {
    current::permitted()?;
    driver()?.kernels.get(handle)
}

pub unsafe fn cuLibraryUnload(handle: CUlibrary) -> CudaResult {
    library(handle)?.unload(driver()?);
    Ok(())
}

pub unsafe fn cuLibraryGetKernel(
    kernel: *mut CUkernel,
    handle: CUlibrary,
    name: *const c_char,
) -> CudaResult {
    let library = library(handle)?;
    let kernel = out!(kernel)?;
    kernel.set(library.kernel(driver()?, &text!(name)?)?);
    Ok(())
}

pub unsafe fn cuLibraryGetKernelCount(count: *mut c_uint, handle: CUlibrary) -> CudaResult {
    let library = library(handle)?;
    out!(count)?.set(library.program.entries.len() as c_uint);
    Ok(())
}

pub unsafe fn cuLibraryEnumerateKernels(
    kernels: *mut CUkernel,
    count: c_uint,
    handle: CUlibrary,
) -> CudaResult {
    let library = library(handle)?;
    if kernels.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    for (at, name) in library.program.entries.keys().take(count as usize).enumerate() {
        let kernel = library.kernel(driver()?, name)?;
        // SAFETY: the caller gave room for `count` handles, and `at` is below it.
        unsafe { kernels.add(at).write(kernel) };
    }
    Ok(())
}

/// The library's module in the current context.
fn module_of(library: &Library) -> CudaResult<Arc<Module>> {
    library.module(driver()?, current::context()?.handle)
}

pub unsafe fn cuLibraryGetModule(module: *mut CUmodule, handle: CUlibrary) -> CudaResult {
    let library = library(handle)?;
    let module = out!(module)?;
    module.set(module_of(&library)?.handle);
    Ok(())
}

pub unsafe fn cuLibraryGetGlobal(
    address: *mut CUdeviceptr,
    size: *mut usize,
    handle: CUlibrary,
    name: *const c_char,
) -> CudaResult {
    answer_variable(address, size, &*module_of(&*library(handle)?)?, name)
}

pub unsafe fn cuLibraryGetManaged(
    address: *mut CUdeviceptr,
    size: *mut usize,
    handle: CUlibrary,
    name: *const c_char,
) -> CudaResult {
    let library = library(handle)?;
    let wanted = text!(name)?;
    let is_managed = library.program.variables.get(&wanted).is_some_and(|variable| variable.is_managed);
    if !is_managed {
        return Err(CudaError::NOT_FOUND);
    }
    answer_variable(address, size, &*module_of(&library)?, name)
}

pub unsafe fn cuKernelGetFunction(function: *mut CUfunction, handle: CUkernel) -> CudaResult {
    let kernel = kernel(handle)?;
    let function = out!(function)?;
    let module = module_of(&*library(kernel.library)?)?;
    function.set(module.function(driver()?, &kernel.name.to_string_lossy())?);
    Ok(())
}

pub unsafe fn cuKernelGetLibrary(library: *mut CUlibrary, handle: CUkernel) -> CudaResult {
    let kernel = kernel(handle)?;
    out!(library)?.set(kernel.library);
    Ok(())
}

pub unsafe fn cuKernelGetName(name: *mut *const c_char, handle: CUkernel) -> CudaResult {
    let kernel = kernel(handle)?;
    // The text lives as long as the kernel does.
    out!(name)?.set(kernel.name.as_ptr());
    Ok(())
}

pub unsafe fn cuKernelGetParamInfo(
    handle: CUkernel,
    index: usize,
    offset: *mut usize,
    size: *mut usize,
) -> CudaResult {
    answer_parameter(&kernel(handle)?.entry, index, offset, size)
}

pub unsafe fn cuKernelGetAttribute(
    value: *mut c_int,
    which: CUfunction_attribute,
    handle: CUkernel,
    dev: CUdevice,
) -> CudaResult {
    let driver = driver()?;
    let kernel = kernel(handle)?;
    let value = out!(value)?;
    driver.device(dev)?;
    value.set(Launchable::Kernel(kernel).attribute(driver, which)?);
    Ok(())
}

pub unsafe fn cuKernelSetAttribute(
    which: CUfunction_attribute,
    value: c_int,
    handle: CUkernel,
    dev: CUdevice,
) -> CudaResult {
    let driver = driver()?;
    let kernel = kernel(handle)?;
    driver.device(dev)?;
    Launchable::Kernel(kernel).set_attribute(driver, which, value)
}

pub unsafe fn cuKernelSetCacheConfig(handle: CUkernel, config: CUfunc_cache, dev: CUdevice) -> CudaResult {
    kernel(handle)?;
    driver()?.device(dev)?;
    // A preference between two memories that are one here.
    if config > 3 { Err(CudaError::INVALID_VALUE) } else { Ok(()) }
}
