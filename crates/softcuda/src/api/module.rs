//! Modules: programs loaded into the current context.

use std::{
    ffi::{c_char, c_uint, c_void},
    fs,
    sync::Arc,
};

use table::{CUdeviceptr, CUfunction, CUjit_option, CUmodule, CUmoduleLoadingMode, CudaError, CudaResult};

use super::{
    arg::{maybe_out, out, text},
    jit::Logs,
};
use crate::{
    capture, current,
    driver::driver,
    module::{Module, Program, View, is_wrapper, read},
};

/// The program in an image that the caller points to.
pub(crate) fn program_at(image: *const c_void) -> CudaResult<Arc<Program>> {
    if image.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    read(View::unbounded(image as u64), driver()?.config.sm())
}

/// The program in a file.
pub(super) fn program_in(file: *const c_char) -> CudaResult<Arc<Program>> {
    let mut bytes = fs::read(text!(file)?).map_err(|_| CudaError::FILE_NOT_FOUND)?;
    bytes.push(0);
    read(View::of(&bytes), driver()?.config.sm())
}

pub(crate) fn load(module: *mut CUmodule, program: impl FnOnce() -> CudaResult<Arc<Program>>) -> CudaResult {
    let context = current::context()?;
    // No capture forbids this, unlike an allocation.
    let module = out!(module)?;
    let loaded = Module::load(driver()?, context.handle, &program()?, false)?;
    module.set(loaded.handle);
    Ok(())
}

/// What compilers put around a fatbin is for libraries and for the runtime's own loader; here it is no image.
fn unwrapped_program_at(image: *const c_void) -> CudaResult<Arc<Program>> {
    if !image.is_null() && is_wrapper(View::unbounded(image as u64)) {
        return Err(CudaError::INVALID_IMAGE);
    }
    program_at(image)
}

pub unsafe fn cuModuleLoadData(module: *mut CUmodule, image: *const c_void) -> CudaResult {
    load(module, || unwrapped_program_at(image))
}

pub unsafe fn cuModuleLoadDataEx(
    module: *mut CUmodule,
    image: *const c_void,
    count: c_uint,
    options: *const CUjit_option,
    values: *mut *mut c_void,
) -> CudaResult {
    let logs = Logs::new(options, values, count)?;
    let result = load(module, || unwrapped_program_at(image));
    logs.write(&result);
    result
}

pub unsafe fn cuModuleLoadFatBinary(module: *mut CUmodule, image: *const c_void) -> CudaResult {
    load(module, || program_at(image))
}

pub unsafe fn cuModuleLoad(module: *mut CUmodule, file: *const c_char) -> CudaResult {
    load(module, || program_in(file))
}

/// The module of a handle.
pub(crate) fn module(handle: CUmodule) -> CudaResult<Arc<Module>> {
    current::permitted()?;
    driver()?.modules.get(handle)
}

pub unsafe fn cuModuleUnload(handle: CUmodule) -> CudaResult {
    let context = current::context()?;
    let module = module(handle)?;
    capture::forbid()?;
    if module.is_of_library {
        return Err(CudaError::INVALID_HANDLE);
    }
    context.synchronize()?;
    module.unload(driver()?);
    Ok(())
}

pub unsafe fn cuModuleGetLoadingMode(mode: *mut CUmoduleLoadingMode) -> CudaResult {
    const EAGER: CUmoduleLoadingMode = 1;
    const LAZY: CUmoduleLoadingMode = 2;
    driver()?;
    let is_eager = std::env::var("CUDA_MODULE_LOADING").is_ok_and(|value| value == "EAGER");
    out!(mode)?.set(if is_eager { EAGER } else { LAZY });
    Ok(())
}

pub unsafe fn cuModuleGetFunction(
    function: *mut CUfunction,
    handle: CUmodule,
    name: *const c_char,
) -> CudaResult {
    let module = module(handle)?;
    let function = out!(function)?;
    let name = text!(name)?;
    if name.is_empty() {
        return Err(CudaError::INVALID_VALUE);
    }
    function.set(module.function(driver()?, &name)?);
    Ok(())
}

pub unsafe fn cuModuleGetFunctionCount(count: *mut c_uint, handle: CUmodule) -> CudaResult {
    let module = module(handle)?;
    out!(count)?.set(module.program.entries.len() as c_uint);
    Ok(())
}

pub unsafe fn cuModuleEnumerateFunctions(
    functions: *mut CUfunction,
    count: c_uint,
    handle: CUmodule,
) -> CudaResult {
    let module = module(handle)?;
    if functions.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    for (at, name) in module.program.entries.keys().take(count as usize).enumerate() {
        let function = module.function(driver()?, name)?;
        // SAFETY: the caller gave room for `count` handles, and `at` is below it.
        unsafe { functions.add(at).write(function) };
    }
    Ok(())
}

/// Answers with a variable's address and size; both answers are optional, but one must be wanted.
pub(super) fn answer_variable(
    address: *mut CUdeviceptr,
    size: *mut usize,
    module: &Module,
    name: *const c_char,
) -> CudaResult {
    if address.is_null() && size.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    let name = text!(name)?;
    let found = module.variables.get(&name).ok_or_else(|| {
        let is_kernel = module.program.entries.contains_key(&name);
        if is_kernel { CudaError::INVALID_VALUE } else { CudaError::NOT_FOUND }
    })?;
    if let Some(address) = maybe_out!(address) {
        address.set(found.0);
    }
    if let Some(size) = maybe_out!(size) {
        size.set(found.1 as usize);
    }
    Ok(())
}

pub unsafe fn cuModuleGetGlobal_v2(
    address: *mut CUdeviceptr,
    size: *mut usize,
    handle: CUmodule,
    name: *const c_char,
) -> CudaResult {
    answer_variable(address, size, &*module(handle)?, name)
}
