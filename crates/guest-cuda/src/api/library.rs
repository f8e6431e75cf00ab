//! Libraries: modules that belong to no context.

use core::ffi::{CStr, c_char, c_uint, c_void};
use std::sync::Arc;

use table::{
    CU_LIBRARY_BINARY_IS_PRESERVED, CU_LIBRARY_HOST_UNIVERSAL_FUNCTION_AND_DATA_TABLE, CUcontext,
    CUdeviceptr, CUjit_option, CUkernel, CUlibrary, CUlibraryOption, CUmodule, CudaError, CudaResult,
    DefaultStream,
};
use wire::{Bytes, Handle, reply, request};

use super::module::{listed, name, note_global, write_global};
use crate::{
    api::{managed_variables, output},
    edge::{c_bytes, not_null, read_array},
    functions::{Layout, attributes},
    image::{Options, Source, read_file},
    images::{Global, Library},
    session::{self, Session},
    staging::Block,
    thread, transport,
};

/// More options than exist.
const MAX_OPTIONS: c_uint = 64;

#[allow(clippy::too_many_arguments)]
pub unsafe fn cuLibraryLoadData(
    library: *mut CUlibrary,
    code: *const c_void,
    jitOptions: *const CUjit_option,
    jitOptionsValues: *mut *mut c_void,
    numJitOptions: c_uint,
    libraryOptions: *const CUlibraryOption,
    libraryOptionValues: *mut *mut c_void,
    numLibraryOptions: c_uint,
) -> CudaResult {
    let session = session::get()?;
    not_null(library)?;
    not_null(code)?;
    // SAFETY: CUDA's contract for the options.
    let jit = unsafe { Options::read(numJitOptions, jitOptions, jitOptionsValues) }?;
    // SAFETY: as above.
    let kept = unsafe { library_options(numLibraryOptions, libraryOptions, libraryOptionValues) }?;
    // SAFETY: CUDA's contract for `library` and for the addresses of the options.
    unsafe { load(session, library, Source::Program(code as u64), &jit, kept) }
}

#[allow(clippy::too_many_arguments)]
pub unsafe fn cuLibraryLoadFromFile(
    library: *mut CUlibrary,
    fileName: *const c_char,
    jitOptions: *const CUjit_option,
    jitOptionsValues: *mut *mut c_void,
    numJitOptions: c_uint,
    libraryOptions: *const CUlibraryOption,
    libraryOptionValues: *mut *mut c_void,
    numLibraryOptions: c_uint,
) -> CudaResult {
    let session = session::get()?;
    not_null(library)?;
    not_null(fileName)?;
    // SAFETY: CUDA's contract for the options.
    let jit = unsafe { Options::read(numJitOptions, jitOptions, jitOptionsValues) }?;
    // SAFETY: as above.
    let kept = unsafe { library_options(numLibraryOptions, libraryOptions, libraryOptionValues) }?;
    // SAFETY: not null; CUDA's contract: a NUL-terminated string.
    let content = read_file(unsafe { c_bytes(fileName) })?;
    // SAFETY: CUDA's contract for `library` and for the addresses of the options.
    unsafe { load(session, library, Source::File(&content), &jit, kept) }
}

/// The options that the worker is told of. That the program keeps the image alive helps nobody there.
///
/// # Safety
/// Both arrays have `count` elements, or are null if there are none.
unsafe fn library_options(
    count: c_uint,
    options: *const CUlibraryOption,
    values: *mut *mut c_void,
) -> CudaResult<(Vec<u32>, Vec<u64>)> {
    if count > MAX_OPTIONS {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: the caller vouches for both arrays.
    let options = unsafe { read_array(options, count as usize) }?;
    // An option may be named without a value; cuBLASLt passes no array of values at all.
    let values = if values.is_null() {
        vec![0; count as usize]
    } else {
        // SAFETY: the caller vouches for the array.
        unsafe { read_array(values.cast::<u64>(), count as usize) }?
    };
    let mut kept = (Vec::new(), Vec::new());
    for (option, value) in options.into_iter().zip(values) {
        match option {
            CU_LIBRARY_BINARY_IS_PRESERVED => {}
            // A table of the program's own functions.
            CU_LIBRARY_HOST_UNIVERSAL_FUNCTION_AND_DATA_TABLE => return Err(CudaError::NOT_SUPPORTED),
            // The driver's own answer.
            _ => {
                kept.0.push(option);
                kept.1.push(value);
            }
        }
    }
    Ok(kept)
}

/// Ships an image and loads it.
///
/// # Safety
/// `library` is valid for a write, and so is what the options name.
unsafe fn load(
    session: &'static Session,
    library: *mut CUlibrary,
    source: Source<'_>,
    options: &Options,
    (library_options, library_values): (Vec<u32>, Vec<u64>),
) -> CudaResult {
    // They belong to the library, not to a context.
    let placed = managed_variables::place(session, source, options, CUcontext::NULL)?;
    let source = placed.as_ref().map_or(source, |placed| Source::File(&placed.image));
    let shipment = source.ship_library(session)?;
    let outputs = options.outputs.block(session)?;
    let handle = session.handle::<CUlibrary>();
    let request = request::cuLibraryLoadData {
        library: handle,
        form: shipment.form,
        address: shipment.address,
        len: shipment.len,
        parts: shipment.parts.clone(),
        options: options.keys.clone(),
        values: options.values.clone(),
        info_limit: options.outputs.info_limit,
        error_limit: options.outputs.error_limit,
        wall: options.outputs.wall(),
        outputs: outputs.as_ref().map_or(0, Block::address),
        library_options,
        library_values,
    };
    let loaded = transport::call(DefaultStream::Legacy, &request);
    // SAFETY: the caller vouches for the options' addresses.
    unsafe { options.outputs.write_back(outputs.as_ref()) };
    loaded?;
    let handle = CUlibrary(handle.0 as usize);
    let known = session.images.add_library(handle);
    if let Some(placed) = placed {
        known.set_managed(placed.keep());
    }
    // SAFETY: the caller vouches for it.
    unsafe { library.write(handle) };
    Ok(())
}

pub unsafe fn cuLibraryUnload(library: CUlibrary) -> CudaResult {
    let session = session::get()?;
    transport::call(DefaultStream::Legacy, &request::cuLibraryUnload { library: Handle(library.0 as u64) })?;
    session.images.remove_library(session, library);
    // What its kernels have printed is printed by now. There may be no context to ask in.
    output::flush(session).ok();
    Ok(())
}

/// A library of this process.
fn known(session: &Session, library: CUlibrary) -> CudaResult<Arc<Library>> {
    session.images.library(library).ok_or(CudaError::INVALID_HANDLE)
}

pub unsafe fn cuLibraryGetKernel(
    pKernel: *mut CUkernel,
    library: CUlibrary,
    name: *const c_char,
) -> CudaResult {
    let session = session::get()?;
    not_null(pKernel)?;
    // SAFETY: CUDA's contract: null or a NUL-terminated string.
    let name = unsafe { self::name(name) }?;
    let library = known(session, library)?;
    let kernel = match library.kernel(name) {
        Some(kernel) => kernel,
        None => look_up(session, &library, name)?,
    };
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { pKernel.write(kernel) };
    Ok(())
}

/// Looks a kernel up in the worker, with what is fixed about it as far as the current context can say.
fn look_up(session: &Session, library: &Library, name: &CStr) -> CudaResult<CUkernel> {
    let request = request::cuLibraryGetKernel {
        library: Handle(library.handle.0 as u64),
        name: Bytes(name.to_bytes()),
    };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuLibraryGetKernel = reply.decode()?;
    let handle = CUkernel(reply.kernel.0 as usize);
    let kernel = library.add_kernel(session, handle, name);
    if reply.complete {
        kernel.set_layout(Layout::new(&reply.offsets, &reply.sizes)?);
    }
    if !reply.values.is_empty() {
        kernel.set_attributes(reply.device, kernel.version(), attributes(&reply.values, &reply.codes));
    }
    Ok(handle)
}

pub unsafe fn cuLibraryEnumerateKernels(
    kernels: *mut CUkernel,
    numKernels: c_uint,
    lib: CUlibrary,
) -> CudaResult {
    let session = session::get()?;
    not_null(kernels)?;
    let library = known(session, lib)?;
    let all = listed(session, |address, len| {
        let library = Handle(lib.0 as u64);
        let request = request::cuLibraryEnumerateKernels { library, limit: numKernels, address, len };
        let reply = transport::call(DefaultStream::Legacy, &request)?;
        let reply: reply::cuLibraryEnumerateKernels = reply.decode()?;
        Ok(reply.needed)
    })?;
    for (index, (handle, name)) in all.iter().take(numKernels as usize).enumerate() {
        let handle = CUkernel(*handle as usize);
        library.add_kernel(session, handle, name);
        // SAFETY: not null; CUDA's contract: room for `numKernels`, of which this is one.
        unsafe { kernels.add(index).write(handle) };
    }
    Ok(())
}

pub unsafe fn cuLibraryGetModule(pMod: *mut CUmodule, library: CUlibrary) -> CudaResult {
    let session = session::get()?;
    not_null(pMod)?;
    let context = session.contexts.owner(thread::require_context()?);
    let library = known(session, library)?;
    let module = match library.module(context) {
        Some(module) => module,
        None => {
            let request = request::cuLibraryGetModule { library: Handle(library.handle.0 as u64) };
            let reply = transport::call(DefaultStream::Legacy, &request)?;
            let reply: reply::cuLibraryGetModule = reply.decode()?;
            let module = CUmodule(reply.module.0 as usize);
            session.images.add_module(module, context, library.handle);
            module
        }
    };
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { pMod.write(module) };
    Ok(())
}

pub unsafe fn cuLibraryGetGlobal(
    dptr: *mut CUdeviceptr,
    bytes: *mut usize,
    library: CUlibrary,
    name: *const c_char,
) -> CudaResult {
    let session = session::get()?;
    if dptr.is_null() && bytes.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: CUDA's contract: null or a NUL-terminated string.
    let name = unsafe { self::name(name) }?;
    let context = session.contexts.owner(thread::require_context()?);
    let library = known(session, library)?;
    let global = match library.global(context, name) {
        Some(global) => global,
        None => {
            let handle = Handle(library.handle.0 as u64);
            let request = request::cuLibraryGetGlobal { library: handle, name: Bytes(name.to_bytes()) };
            let reply = transport::call(DefaultStream::Legacy, &request)?;
            let reply: reply::cuLibraryGetGlobal = reply.decode()?;
            let global = Global { address: reply.address, size: reply.size };
            library.add_global(context, name, global);
            note_global(session, global, context, reply.device);
            global
        }
    };
    // SAFETY: CUDA's contract: each is null or valid for a write.
    unsafe { write_global(global, dptr, bytes) };
    Ok(())
}

/// Managed variables lie in the window if they could be placed there. Of others the driver says which are managed, and the
/// answer is that they cannot be reached: the host's side of the driver's own managed memory is not forwarded.
pub unsafe fn cuLibraryGetManaged(
    dptr: *mut CUdeviceptr,
    bytes: *mut usize,
    library: CUlibrary,
    name: *const c_char,
) -> CudaResult {
    let session = session::get()?;
    if dptr.is_null() && bytes.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: CUDA's contract: null or a NUL-terminated string.
    let name = unsafe { self::name(name) }?;
    let library = known(session, library)?;
    if let Some(global) = library.managed(name) {
        // SAFETY: CUDA's contract: each is null or valid for a write.
        unsafe { write_global(global, dptr, bytes) };
        return Ok(());
    }
    let library = Handle(library.handle.0 as u64);
    let request = request::cuLibraryGetManaged { library, name: Bytes(name.to_bytes()) };
    transport::call(DefaultStream::Legacy, &request)?;
    Err(CudaError::NOT_SUPPORTED)
}
