//! Modules.

use core::ffi::{CStr, c_char, c_int, c_uint, c_void};

use table::{
    CU_MODULE_EAGER_LOADING, CU_MODULE_LAZY_LOADING, CUdeviceptr, CUfunction, CUjit_option, CUmodule,
    CUmoduleLoadingMode, CudaError, CudaResult, DefaultStream,
};
use wire::{Bytes, Handle, reply, request};

use crate::{
    allocations::Kind,
    api::{managed_variables, output},
    edge::{c_bytes, not_null},
    functions::{Layout, attributes},
    image::{Memory as _, Options, Program, Source, WRAPPER_MAGIC, read_file},
    images::Global,
    session::{self, Session},
    staging::Block,
    thread, transport,
};

/// A C string that the program passed.
///
/// # Errors
/// `INVALID_VALUE` if it is null.
///
/// # Safety
/// `text` is null or NUL-terminated, and outlives the result.
pub(super) unsafe fn name<'a>(text: *const c_char) -> CudaResult<&'a CStr> {
    not_null(text)?;
    // SAFETY: not null; the caller vouches for the rest.
    Ok(unsafe { CStr::from_ptr(text) })
}

pub unsafe fn cuModuleLoad(module: *mut CUmodule, fname: *const c_char) -> CudaResult {
    let session = session::get()?;
    thread::require_context()?;
    not_null(module)?;
    not_null(fname)?;
    // SAFETY: not null; CUDA's contract: a NUL-terminated string.
    let content = read_file(unsafe { c_bytes(fname) })?;
    // SAFETY: CUDA's contract for `module`; there are no options.
    unsafe { load(session, module, Source::File(&content), &Options::default()) }
}

pub unsafe fn cuModuleLoadData(module: *mut CUmodule, image: *const c_void) -> CudaResult {
    // SAFETY: the same contract, without options.
    unsafe { cuModuleLoadDataEx(module, image, 0, core::ptr::null(), core::ptr::null_mut()) }
}

/// What compilers put around a fatbin is for libraries and for the runtime's own loader; here it is no image.
fn refuse_wrapper(image: *const c_void) -> CudaResult {
    if Program.u32(image as u64) == Some(WRAPPER_MAGIC) { Err(CudaError::INVALID_IMAGE) } else { Ok(()) }
}

pub unsafe fn cuModuleLoadFatBinary(module: *mut CUmodule, fatCubin: *const c_void) -> CudaResult {
    // Programs pass cubins here too: the content says what an image is, not the entry point.
    // SAFETY: the same contract, without options.
    unsafe { load_program(module, fatCubin, 0, core::ptr::null(), core::ptr::null_mut()) }
}

pub unsafe fn cuModuleLoadDataEx(
    module: *mut CUmodule,
    image: *const c_void,
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
) -> CudaResult {
    session::get()?;
    thread::require_context()?;
    not_null(module)?;
    not_null(image)?;
    refuse_wrapper(image)?;
    // SAFETY: the same contract.
    unsafe { load_program(module, image, numOptions, options, optionValues) }
}

/// # Safety
/// As for `cuModuleLoadDataEx`.
unsafe fn load_program(
    module: *mut CUmodule,
    image: *const c_void,
    numOptions: c_uint,
    options: *const CUjit_option,
    optionValues: *mut *mut c_void,
) -> CudaResult {
    let session = session::get()?;
    thread::require_context()?;
    not_null(module)?;
    not_null(image)?;
    // SAFETY: CUDA's contract for the options.
    let options = unsafe { Options::read(numOptions, options, optionValues) }?;
    // SAFETY: CUDA's contract for `module` and for the addresses of the options.
    unsafe { load(session, module, Source::Program(image as u64), &options) }
}

/// Ships an image and loads it.
///
/// # Safety
/// `module` is valid for a write, and so is what the options name.
unsafe fn load(
    session: &'static Session,
    module: *mut CUmodule,
    source: Source<'_>,
    options: &Options,
) -> CudaResult {
    let placed = managed_variables::place(session, source, options, thread::current_context())?;
    let source = placed.as_ref().map_or(source, |placed| Source::File(&placed.image));
    let shipment = source.ship(session)?;
    let outputs = options.outputs.block(session)?;
    let handle = session.handle::<CUmodule>();
    let request = request::cuModuleLoadDataEx {
        module: handle,
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
    };
    let loaded = transport::call(DefaultStream::Legacy, &request);
    // SAFETY: the caller vouches for the options' addresses.
    unsafe { options.outputs.write_back(outputs.as_ref()) };
    loaded?;
    let handle = CUmodule(handle.0 as usize);
    let owner = session.contexts.owner(thread::current_context());
    let known = session.images.add_module(handle, owner, table::CUlibrary::NULL);
    if let Some(placed) = placed {
        known.set_managed(placed.keep());
    }
    // SAFETY: the caller vouches for it.
    unsafe { module.write(handle) };
    Ok(())
}

pub unsafe fn cuModuleUnload(hmod: CUmodule) -> CudaResult {
    let session = session::get()?;
    transport::call(DefaultStream::Legacy, &request::cuModuleUnload { module: Handle(hmod.0 as u64) })?;
    session.images.remove_module(session, hmod);
    // What its kernels have printed is printed by now. There may be no context to ask in.
    output::flush(session).ok();
    Ok(())
}

pub unsafe fn cuModuleGetLoadingMode(mode: *mut CUmoduleLoadingMode) -> CudaResult {
    session::get()?;
    not_null(mode)?;
    // The worker's driver reads the same variable.
    let eager = std::env::var_os("CUDA_MODULE_LOADING").is_some_and(|mode| mode == "EAGER");
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { mode.write(if eager { CU_MODULE_EAGER_LOADING } else { CU_MODULE_LAZY_LOADING }) };
    Ok(())
}

pub unsafe fn cuModuleGetFunction(hfunc: *mut CUfunction, hmod: CUmodule, name: *const c_char) -> CudaResult {
    let session = session::get()?;
    not_null(hfunc)?;
    // SAFETY: CUDA's contract: null or a NUL-terminated string.
    let name = unsafe { self::name(name) }?;
    let known = session.images.module(hmod);
    let function = match known.as_ref().and_then(|module| module.function(name)) {
        Some(function) => function,
        None => look_up(session, hmod, name)?,
    };
    // SAFETY: not null; CUDA's contract makes it valid for a write.
    unsafe { hfunc.write(function) };
    Ok(())
}

/// Looks a function up in the worker, with all that is fixed about it.
fn look_up(session: &Session, hmod: CUmodule, name: &CStr) -> CudaResult<CUfunction> {
    let request =
        request::cuModuleGetFunction { module: Handle(hmod.0 as u64), name: Bytes(name.to_bytes()) };
    let reply = transport::call(DefaultStream::Legacy, &request)?;
    let reply: reply::cuModuleGetFunction = reply.decode()?;
    let handle = CUfunction(reply.function.0 as usize);
    let function = known_module(session, hmod).add_function(session, handle, name);
    if reply.complete {
        function.set_layout(Layout::new(&reply.offsets, &reply.sizes)?);
    }
    if !reply.values.is_empty() {
        function.set_attributes(0, function.version(), attributes(&reply.values, &reply.codes));
    }
    Ok(handle)
}

/// A module that the driver has accepted; noted now if it came another way.
fn known_module(session: &Session, hmod: CUmodule) -> std::sync::Arc<crate::images::Module> {
    let owner = || session.contexts.owner(thread::current_context());
    session
        .images
        .module(hmod)
        .unwrap_or_else(|| session.images.add_module(hmod, owner(), table::CUlibrary::NULL))
}

pub unsafe fn cuModuleEnumerateFunctions(
    functions: *mut CUfunction,
    numFunctions: c_uint,
    r#mod: CUmodule,
) -> CudaResult {
    let session = session::get()?;
    not_null(functions)?;
    let all = listed(session, |address, len| {
        let module = Handle(r#mod.0 as u64);
        let request = request::cuModuleEnumerateFunctions { module, limit: numFunctions, address, len };
        let reply = transport::call(DefaultStream::Legacy, &request)?;
        let reply: reply::cuModuleEnumerateFunctions = reply.decode()?;
        Ok(reply.needed)
    })?;
    let module = known_module(session, r#mod);
    for (index, (handle, name)) in all.iter().take(numFunctions as usize).enumerate() {
        let handle = CUfunction(*handle as usize);
        module.add_function(session, handle, name);
        // SAFETY: not null; CUDA's contract: room for `numFunctions`, of which this is one.
        unsafe { functions.add(index).write(handle) };
    }
    Ok(())
}

/// Handles and names that the worker writes into a block of the window: for each its handle and the length of its
/// name, a word each, then the name, padded to words. `ask` sends the request with the block's address and length
/// and gives the bytes needed; if these are more, nothing was written.
pub(super) fn listed(
    session: &'static Session,
    ask: impl Fn(u64, u64) -> CudaResult<u64>,
) -> CudaResult<Vec<(u64, std::ffi::CString)>> {
    let mut block = Block::new(session, 64 << 10)?;
    let mut needed = ask(block.address(), block.len())?;
    if needed > block.len() {
        block = Block::new(session, needed)?;
        needed = ask(block.address(), block.len())?;
    }
    if needed > block.len() {
        return Err(CudaError::UNKNOWN);
    }
    parse_list(&block.read(needed)).ok_or(CudaError::UNKNOWN)
}

fn parse_list(mut rest: &[u8]) -> Option<Vec<(u64, std::ffi::CString)>> {
    let mut all = Vec::new();
    while let Some((handle, more)) = rest.split_first_chunk::<8>() {
        let (len, more) = more.split_first_chunk::<8>()?;
        let len = usize::try_from(u64::from_le_bytes(*len)).ok()?;
        let name = more.get(..len)?;
        all.push((u64::from_le_bytes(*handle), std::ffi::CString::new(name).ok()?));
        rest = more.get(len.checked_next_multiple_of(8)?..)?;
    }
    Some(all)
}

pub unsafe fn cuModuleGetGlobal_v2(
    dptr: *mut CUdeviceptr,
    bytes: *mut usize,
    hmod: CUmodule,
    name: *const c_char,
) -> CudaResult {
    let session = session::get()?;
    if dptr.is_null() && bytes.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: CUDA's contract: null or a NUL-terminated string.
    let name = unsafe { self::name(name) }?;
    let known = session.images.module(hmod);
    let global = match known.as_ref().and_then(|module| module.global(name)) {
        Some(global) => global,
        None => {
            let request =
                request::cuModuleGetGlobal_v2 { module: Handle(hmod.0 as u64), name: Bytes(name.to_bytes()) };
            let reply = transport::call(DefaultStream::Legacy, &request)?;
            let reply: reply::cuModuleGetGlobal_v2 = reply.decode()?;
            let global = Global { address: reply.address, size: reply.size };
            let module = known_module(session, hmod);
            module.add_global(name, global);
            note_global(session, global, module.context, reply.device);
            global
        }
    };
    // SAFETY: CUDA's contract: each is null or valid for a write.
    unsafe { write_global(global, dptr, bytes) };
    Ok(())
}

/// A variable is memory of the device that the program has not allocated.
pub(super) fn note_global(session: &Session, global: Global, context: table::CUcontext, device: c_int) {
    if global.size > 0 {
        session.allocations.insert(global.address, global.size, Kind::Global, context, device);
    }
}

/// # Safety
/// Each pointer is null or valid for a write.
pub(super) unsafe fn write_global(global: Global, dptr: *mut CUdeviceptr, bytes: *mut usize) {
    if !dptr.is_null() {
        // SAFETY: not null; the caller vouches for the rest.
        unsafe { dptr.write(global.address) };
    }
    if !bytes.is_null() {
        // SAFETY: as above.
        unsafe { bytes.write(global.size as usize) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_names_is_read() {
        let mut bytes = Vec::new();
        for (handle, name) in [(3u64, b"kernel".as_slice()), (5, b"12345678"), (7, b"")] {
            bytes.extend_from_slice(&handle.to_le_bytes());
            bytes.extend_from_slice(&(name.len() as u64).to_le_bytes());
            bytes.extend_from_slice(name);
            bytes.resize(bytes.len().next_multiple_of(8), 0);
        }
        let names = [(3, c"kernel".to_owned()), (5, c"12345678".to_owned()), (7, c"".to_owned())];
        assert_eq!(parse_list(&bytes), Some(names.to_vec()));
        assert_eq!(parse_list(&bytes[..20]), None);
        bytes[8] = 0xff;
        assert_eq!(parse_list(&bytes), None);
    }
}
