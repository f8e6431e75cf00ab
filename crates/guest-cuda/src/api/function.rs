//! Functions and kernels.
//!
//! The driver takes a kernel for a function in launches and for occupancy only; everywhere else it refuses one
//! cast to the other (measured), and so does this.

use core::ffi::{c_char, c_int};

use table::{
    CUdevice, CUfunc_cache, CUfunction, CUfunction_attribute, CUkernel, CUlibrary, CUmodule, CUsharedconfig,
    CudaError, CudaResult, DefaultStream,
};
use wire::{Handle, reply, request};

use crate::{
    edge::not_null,
    functions::{Function, Owner},
    session, thread, transport,
};

pub unsafe fn cuKernelGetFunction(pFunc: *mut CUfunction, kernel: CUkernel) -> CudaResult {
    let session = session::get()?;
    not_null(pFunc)?;
    let context = session.contexts.owner(thread::require_context()?);
    let known = session.functions.kernel(kernel.0 as u64)?;
    let Owner::Library(library) = known.owner else { return Err(CudaError::INVALID_HANDLE) };
    let library = session.images.library(library).ok_or(CudaError::INVALID_HANDLE)?;
    let function = match library.function(kernel, context) {
        Some(function) => function,
        None => {
            let request = request::cuKernelGetFunction { kernel: Handle(kernel.0 as u64) };
            let reply = transport::call(DefaultStream::Legacy, &request)?;
            let reply: reply::cuKernelGetFunction = reply.decode()?;
            let function = CUfunction(reply.function.0 as usize);
            library.add_function(session, &known, context, function);
            function
        }
    };
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { pFunc.write(function) };
    Ok(())
}

pub unsafe fn cuKernelGetLibrary(pLib: *mut CUlibrary, kernel: CUkernel) -> CudaResult {
    let session = session::get()?;
    not_null(pLib)?;
    let kernel = session.functions.kernel(kernel.0 as u64)?;
    let Owner::Library(library) = kernel.owner else { return Err(CudaError::INVALID_HANDLE) };
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { pLib.write(library) };
    Ok(())
}

pub unsafe fn cuFuncGetModule(hmod: *mut CUmodule, hfunc: CUfunction) -> CudaResult {
    let session = session::get()?;
    not_null(hmod)?;
    let function = session.functions.function(hfunc.0 as u64)?;
    let module = match function.owner {
        Owner::Module(module) => module,
        Owner::Library(library) => {
            let known = session.images.library(library).and_then(|library| library.module(function.context));
            match known {
                Some(module) => module,
                None => {
                    let request = request::cuFuncGetModule { function: Handle(hfunc.0 as u64) };
                    let reply = transport::call(DefaultStream::Legacy, &request)?;
                    let reply: reply::cuFuncGetModule = reply.decode()?;
                    let module = CUmodule(reply.module.0 as usize);
                    session.images.add_module(module, function.context, library);
                    module
                }
            }
        }
    };
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { hmod.write(module) };
    Ok(())
}

pub unsafe fn cuKernelGetName(name: *mut *const c_char, hfunc: CUkernel) -> CudaResult {
    if name.is_null() || hfunc.is_null() {
        session::get()?;
        return Err(CudaError::INVALID_VALUE);
    }
    let kernel = session::get()?.functions.kernel(hfunc.0 as u64)?;
    // SAFETY: not null; CUDA's contract makes it valid for a write. The string lives until the library goes.
    unsafe { name.write(kernel.name().as_ptr()) };
    Ok(())
}

pub unsafe fn cuFuncGetName(name: *mut *const c_char, hfunc: CUfunction) -> CudaResult {
    if name.is_null() || hfunc.is_null() {
        session::get()?;
        return Err(CudaError::INVALID_VALUE);
    }
    let function = session::get()?.functions.function(hfunc.0 as u64)?;
    // SAFETY: not null; CUDA's contract makes it valid for a write. The string lives until the module goes.
    unsafe { name.write(function.name().as_ptr()) };
    Ok(())
}

pub unsafe fn cuKernelGetParamInfo(
    kernel: CUkernel,
    paramIndex: usize,
    paramOffset: *mut usize,
    paramSize: *mut usize,
) -> CudaResult {
    let session = session::get()?;
    not_null(paramOffset)?;
    if kernel.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    // The driver wants a context here, although a kernel belongs to none.
    thread::require_context()?;
    let kernel = session.functions.kernel(kernel.0 as u64)?;
    // SAFETY: not null, and CUDA's contract.
    unsafe { parameter(&kernel, paramIndex, paramOffset, paramSize) }
}

pub unsafe fn cuFuncGetParamInfo(
    func: CUfunction,
    paramIndex: usize,
    paramOffset: *mut usize,
    paramSize: *mut usize,
) -> CudaResult {
    let session = session::get()?;
    not_null(paramOffset)?;
    if func.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    let function = session.functions.function(func.0 as u64)?;
    // SAFETY: not null, and CUDA's contract.
    unsafe { parameter(&function, paramIndex, paramOffset, paramSize) }
}

/// Where one parameter lies.
///
/// # Safety
/// `offset` is valid for a write, and so is `size` unless it is null.
unsafe fn parameter(function: &Function, index: usize, offset: *mut usize, size: *mut usize) -> CudaResult {
    let layout = function.layout()?;
    let &(at, len) = layout.parameters.get(index).ok_or(CudaError::INVALID_VALUE)?;
    // SAFETY: the caller vouches for it.
    unsafe { offset.write(at as usize) };
    if !size.is_null() {
        // SAFETY: not null; the caller vouches for the rest.
        unsafe { size.write(len as usize) };
    }
    Ok(())
}

pub unsafe fn cuKernelGetAttribute(
    pi: *mut c_int,
    attrib: CUfunction_attribute,
    kernel: CUkernel,
    dev: CUdevice,
) -> CudaResult {
    let session = session::get()?;
    not_null(pi)?;
    let kernel = session.functions.kernel(kernel.0 as u64)?;
    session.device(dev)?;
    let value = kernel.attribute(attrib, dev)?;
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { pi.write(value) };
    Ok(())
}

pub unsafe fn cuFuncGetAttribute(
    pi: *mut c_int,
    attrib: CUfunction_attribute,
    hfunc: CUfunction,
) -> CudaResult {
    let session = session::get()?;
    not_null(pi)?;
    let value = session.functions.function(hfunc.0 as u64)?.attribute(attrib, 0)?;
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { pi.write(value) };
    Ok(())
}

pub unsafe fn cuKernelSetAttribute(
    attrib: CUfunction_attribute,
    val: c_int,
    kernel: CUkernel,
    dev: CUdevice,
) -> CudaResult {
    let session = session::get()?;
    let known = session.functions.kernel(kernel.0 as u64)?;
    // Some programs set the same before every launch.
    if known.is_set(attrib, dev, val) {
        return Ok(());
    }
    let kernel = Handle(kernel.0 as u64);
    let request = request::cuKernelSetAttribute { kernel, attribute: attrib, value: val, device: dev };
    transport::call(DefaultStream::Legacy, &request)?;
    known.attribute_set(attrib, dev, val);
    Ok(())
}

pub unsafe fn cuFuncSetAttribute(
    hfunc: CUfunction,
    attrib: CUfunction_attribute,
    value: c_int,
) -> CudaResult {
    let session = session::get()?;
    let known = session.functions.function(hfunc.0 as u64)?;
    if known.is_set(attrib, 0, value) {
        return Ok(());
    }
    let request = request::cuFuncSetAttribute { function: Handle(hfunc.0 as u64), attribute: attrib, value };
    transport::call(DefaultStream::Legacy, &request)?;
    known.attribute_set(attrib, 0, value);
    Ok(())
}

pub unsafe fn cuKernelSetCacheConfig(kernel: CUkernel, config: CUfunc_cache, dev: CUdevice) -> CudaResult {
    let known = session::get()?.functions.kernel(kernel.0 as u64)?;
    let request = request::cuKernelSetCacheConfig { kernel: Handle(kernel.0 as u64), config, device: dev };
    transport::call(DefaultStream::Legacy, &request)?;
    known.changed();
    Ok(())
}

pub unsafe fn cuFuncSetCacheConfig(hfunc: CUfunction, config: CUfunc_cache) -> CudaResult {
    let known = session::get()?.functions.function(hfunc.0 as u64)?;
    let request = request::cuFuncSetCacheConfig { function: Handle(hfunc.0 as u64), config };
    transport::call(DefaultStream::Legacy, &request)?;
    known.changed();
    Ok(())
}

pub unsafe fn cuFuncSetSharedMemConfig(hfunc: CUfunction, config: CUsharedconfig) -> CudaResult {
    let known = session::get()?.functions.function(hfunc.0 as u64)?;
    let request = request::cuFuncSetSharedMemConfig { function: Handle(hfunc.0 as u64), config };
    transport::call(DefaultStream::Legacy, &request)?;
    known.changed();
    Ok(())
}
