//! Modules, and what the session keeps of all code.

use core::ffi::{CStr, c_void};
use std::ffi::CString;

use rustc_hash::FxHashMap;
use table::{
    CU_LIBRARY_BINARY_IS_PRESERVED, CUDA_SUCCESS, CUdeviceptr, CUfunction, CUlibrary, CUmodule, CudaError,
    CudaResult, check,
};
use wire::{Handle, Header, reply, request};

use super::{
    function::{self, Target},
    image::{self, Images, Kept},
    jit::Jit,
    library::Library,
    linker::Link,
    pointer, texture_reference,
};
use crate::{driver::Driver, regions::Origin, session::Session};

/// A module.
pub(super) struct Module {
    /// Guest handle of the context that it was loaded in.
    context: u64,
    /// Guest handle of the library whose module it is; 0 for a module of its own.
    library: u64,
    /// The library that stands for it in the driver, if it could not be loaded as a module.
    loaded_as: Option<(CUlibrary, Kept)>,
}

/// What a function, a kernel or a variable belongs to.
pub(super) struct Owned {
    /// Guest handle of the module or library.
    pub(super) owner: u64,
    /// Guest handle of the context; 0 for a kernel.
    pub(super) context: u64,
}

/// Modules, libraries, their functions and variables, and linkers, by guest handle.
#[derive(Default)]
pub struct ModuleState {
    pub(super) images: Images,
    pub(super) modules: FxHashMap<u64, Module>,
    pub(super) libraries: FxHashMap<u64, Library>,
    pub(super) links: FxHashMap<u64, Link>,
    functions: FxHashMap<u64, Owned>,
    /// Texture and surface references. The owner is 0 for those that no module has.
    pub(super) references: FxHashMap<u64, Owned>,
    /// Names of functions and kernels.
    names: FxHashMap<u64, CString>,
    /// By address.
    globals: FxHashMap<u64, Owned>,
}

pub fn cuModuleLoadDataEx(
    session: &mut Session,
    header: &Header,
    q: request::cuModuleLoadDataEx,
) -> CudaResult {
    session.handles.check_new::<CUmodule>(q.module)?;
    let image = image::receive(session, q.form, q.address, q.len, q.parts)?;
    let mut jit = Jit::new(q.options, q.values, q.info_limit, q.error_limit, q.wall)?;
    let loaded = if image.is_prelinked() {
        load_prelinked(&session.driver, image, &mut jit)
    } else {
        load(&session.driver, &image, &mut jit).map(|module| (module, None))
    };
    jit.report(session, q.outputs)?;
    let (module, loaded_as) = loaded?;
    session.handles.insert(q.module, module)?;
    session
        .modules
        .modules
        .insert(q.module.0, Module { context: session.owner(header), library: 0, loaded_as });
    Ok(())
}

fn load(driver: &Driver, image: &Kept, jit: &mut Jit) -> CudaResult<CUmodule> {
    let mut module = CUmodule::NULL;
    // SAFETY: the image is a private copy whose stated lengths were checked; the options and their buffers are ours.
    // The driver copies what it needs.
    check(unsafe {
        (driver.cuModuleLoadDataEx)(&mut module, image.data(), jit.count(), jit.keys(), jit.values())
    })?;
    Ok(module)
}

/// Loads a list of fatbins, which only a library takes, and gives its module in the current context.
fn load_prelinked(
    driver: &Driver,
    image: Kept,
    jit: &mut Jit,
) -> CudaResult<(CUmodule, Option<(CUlibrary, Kept)>)> {
    let library = load_library(driver, &image, jit)?;
    let mut module = CUmodule::NULL;
    // SAFETY: a library that was just loaded, and a pointer to a local.
    let status = unsafe { (driver.cuLibraryGetModule)(&mut module, library) };
    if status != CUDA_SUCCESS {
        // SAFETY: as above.
        unsafe { (driver.cuLibraryUnload)(library) };
    }
    check(status)?;
    Ok((module, Some((library, image))))
}

/// Loads a library. The driver reads the image when it likes, so it is kept as long as the library.
pub(super) fn load_library(driver: &Driver, image: &Kept, jit: &mut Jit) -> CudaResult<CUlibrary> {
    let mut library = CUlibrary::NULL;
    let mut options = [CU_LIBRARY_BINARY_IS_PRESERVED];
    let mut values = [core::ptr::without_provenance_mut::<c_void>(1)];
    // SAFETY: as in `load`; the caller keeps the image, as the option promises.
    check(unsafe {
        (driver.cuLibraryLoadData)(
            &mut library,
            image.pointer(),
            jit.keys(),
            jit.values(),
            jit.count(),
            options.as_mut_ptr(),
            values.as_mut_ptr(),
            options.len() as u32,
        )
    })?;
    Ok(library)
}

pub fn cuModuleUnload(session: &mut Session, _: &Header, q: request::cuModuleUnload) -> CudaResult {
    let module = session.handles.get::<CUmodule>(q.module)?;
    let as_library = session.modules.modules.get(&q.module.0).and_then(|module| module.loaded_as.as_ref());
    // SAFETY: a module or library of this session.
    check(unsafe {
        match as_library {
            Some((library, _)) => (session.driver.cuLibraryUnload)(*library),
            None => (session.driver.cuModuleUnload)(module),
        }
    })?;
    forget_module(session, q.module.0);
    Ok(())
}

pub fn cuModuleGetFunction(
    session: &mut Session,
    header: &Header,
    q: request::cuModuleGetFunction<'_>,
) -> CudaResult<reply::cuModuleGetFunction> {
    let module = session.handles.get::<CUmodule>(q.module)?;
    let name = session.c_string(q.name)?;
    let mut function = CUfunction::NULL;
    // SAFETY: a module of this session, a string and a local of ours.
    check(unsafe { (session.driver.cuModuleGetFunction)(&mut function, module, name.as_ptr()) })?;
    let handle = note_module_function(session, header, q.module, function, &name)?;
    // The function is loaded now, so these cost the driver next to nothing (measured).
    let target = Target::Function(function);
    let layout = function::layout(&session.driver, target, 0).unwrap_or_default();
    let (values, codes) = function::attributes(&session.driver, target, 0);
    Ok(reply::cuModuleGetFunction {
        function: handle,
        complete: layout.complete,
        offsets: layout.offsets,
        sizes: layout.sizes,
        values,
        codes,
    })
}

/// The owner and the context of what a module hands out: a library's module hands out what is the library's.
pub(super) fn owner_in(session: &Session, header: &Header, module: Handle) -> (u64, u64) {
    match session.modules.modules.get(&module.0) {
        Some(of) if of.library != 0 => (of.library, of.context),
        Some(of) => (module.0, of.context),
        None => (module.0, session.owner(header)),
    }
}

/// Names a function of a module.
fn note_module_function(
    session: &mut Session,
    header: &Header,
    module: Handle,
    function: CUfunction,
    name: &CStr,
) -> CudaResult<Handle> {
    let (owner, context) = owner_in(session, header, module);
    let handle = session.handles.known(function)?;
    note_function(session, handle, owner, context, name);
    Ok(handle)
}

/// Notes what a function or kernel belongs to, and its name.
pub(super) fn note_function(session: &mut Session, handle: Handle, owner: u64, context: u64, name: &CStr) {
    if session.modules.functions.insert(handle.0, Owned { owner, context }).is_none() {
        session.executed.name(handle, &name.to_string_lossy());
        session.modules.names.insert(handle.0, name.to_owned());
    }
}

/// The name of a function or kernel.
pub(super) fn name_of(session: &Session, handle: Handle) -> CString {
    session.modules.names.get(&handle.0).cloned().unwrap_or_default()
}

/// Names a library's module, or one of a function, in the context `context`.
pub(super) fn note_module(
    session: &mut Session,
    module: CUmodule,
    library: u64,
    context: u64,
) -> CudaResult<Handle> {
    let handle = session.handles.known(module)?;
    session.modules.modules.entry(handle.0).or_insert(Module { context, library, loaded_as: None });
    Ok(handle)
}

/// The library (0 if none) and the context that a function belongs to.
pub(super) fn owner_of(session: &Session, function: Handle) -> (u64, u64) {
    match session.modules.functions.get(&function.0) {
        Some(of) if session.modules.libraries.contains_key(&of.owner) => (of.owner, of.context),
        Some(of) => (0, of.context),
        None => (0, 0),
    }
}

pub fn cuModuleEnumerateFunctions(
    session: &mut Session,
    header: &Header,
    q: request::cuModuleEnumerateFunctions,
) -> CudaResult<reply::cuModuleEnumerateFunctions> {
    let module = session.handles.get::<CUmodule>(q.module)?;
    let mut count = 0;
    // SAFETY: a module of this session and a local.
    check(unsafe { (session.driver.cuModuleGetFunctionCount)(&mut count, module) })?;
    let mut functions = vec![CUfunction::NULL; count.min(q.limit) as usize];
    // SAFETY: the array is as long as is said.
    check(unsafe {
        (session.driver.cuModuleEnumerateFunctions)(functions.as_mut_ptr(), functions.len() as u32, module)
    })?;
    let mut list = List::default();
    for function in functions.into_iter().filter(|function| !function.is_null()) {
        let mut text = core::ptr::null();
        // SAFETY: a function that the driver has just given, and a local.
        check(unsafe { (session.driver.cuFuncGetName)(&mut text, function) })?;
        if text.is_null() {
            return Err(CudaError::UNKNOWN);
        }
        // SAFETY: not null: the function's name, which lives as long as its module.
        let name = unsafe { CStr::from_ptr(text) };
        let handle = note_module_function(session, header, q.module, function, name)?;
        list.add(handle, name);
    }
    let needed = list.write(session, q.address, q.len)?;
    Ok(reply::cuModuleEnumerateFunctions { count: list.count, needed })
}

/// Handles and names for the guest: for each its handle and the length of its name, a word each, then the name,
/// padded to words.
#[derive(Default)]
pub(super) struct List {
    bytes: Vec<u8>,
    pub(super) count: u32,
}

impl List {
    pub(super) fn add(&mut self, handle: Handle, name: &CStr) {
        let name = name.to_bytes();
        self.bytes.extend_from_slice(&handle.0.to_le_bytes());
        self.bytes.extend_from_slice(&(name.len() as u64).to_le_bytes());
        self.bytes.extend_from_slice(name);
        self.bytes.resize(self.bytes.len().next_multiple_of(8), 0);
        self.count += 1;
    }

    /// Writes the list to the window, if the `len` bytes at `address` have room for it, and gives its length.
    pub(super) fn write(&self, session: &Session, address: u64, len: u64) -> CudaResult<u64> {
        let needed = self.bytes.len() as u64;
        if needed <= len {
            session.window_write(address, len, &self.bytes)?;
        }
        Ok(needed)
    }
}

pub fn cuModuleGetGlobal_v2(
    session: &mut Session,
    header: &Header,
    q: request::cuModuleGetGlobal_v2<'_>,
) -> CudaResult<reply::cuModuleGetGlobal_v2> {
    let module = session.handles.get::<CUmodule>(q.module)?;
    let name = session.c_string(q.name)?;
    let (mut address, mut size) = (0, 0);
    // SAFETY: a module of this session, a string and locals of ours.
    check(unsafe { (session.driver.cuModuleGetGlobal_v2)(&mut address, &mut size, module, name.as_ptr()) })?;
    let (owner, context) = owner_in(session, header, q.module);
    note_global(session, address, size, owner, context);
    Ok(reply::cuModuleGetGlobal_v2 {
        address,
        size: size as u64,
        device: pointer::device_of(&session.driver, address),
    })
}

/// Lets the guest name a variable's memory until its owner or its context goes.
pub(super) fn note_global(
    session: &mut Session,
    address: CUdeviceptr,
    size: usize,
    owner: u64,
    context: u64,
) {
    if session.window.contains(address, 1) {
        // A variable that the guest has placed in the window. It is named as window memory is, and only as long as that
        // is there.
        return;
    }
    session.regions.insert(address, size as u64, Origin::Global);
    session.modules.globals.insert(address, Owned { owner, context });
}

/// Forgets a module that the driver has unloaded, and everything of it.
fn forget_module(session: &mut Session, module: u64) {
    forget_owned(session, |of| of.owner == module);
    session.modules.modules.remove(&module);
    session.handles.remove::<CUmodule>(Handle(module));
    session.modules.images.tidy();
}

/// Forgets a library that the driver has unloaded, and everything of it.
pub(super) fn forget_library(session: &mut Session, library: u64) {
    forget_owned(session, |of| of.owner == library);
    let gone: Vec<u64> = session
        .modules
        .modules
        .iter()
        .filter(|(_, of)| of.library == library)
        .map(|(&module, _)| module)
        .collect();
    for module in gone {
        session.modules.modules.remove(&module);
        session.handles.remove::<CUmodule>(Handle(module));
    }
    session.modules.libraries.remove(&library);
    session.handles.remove::<CUlibrary>(Handle(library));
    session.modules.images.tidy();
}

/// Forgets what went with a context that is gone: its modules, its functions and its variables. The driver may
/// give their names and addresses to others.
pub fn drop_context(session: &mut Session, context: u64) {
    if context == 0 {
        return;
    }
    forget_owned(session, |of| of.context == context);
    let gone: Vec<u64> = session
        .modules
        .modules
        .iter()
        .filter(|(_, of)| of.context == context)
        .map(|(&module, _)| module)
        .collect();
    for module in gone {
        session.handles.remove::<CUmodule>(Handle(module));
        // A library that stood for a module survives its context; nobody can name it any more.
        if let Some((library, image)) =
            session.modules.modules.remove(&module).and_then(|module| module.loaded_as)
        {
            // SAFETY: a library of this session that no handle names.
            unsafe { (session.driver.cuLibraryUnload)(library) };
            drop(image);
        }
    }
    session.modules.images.tidy();
}

/// Forgets functions, kernels, variables and references.
fn forget_owned(session: &mut Session, is_gone: impl Fn(&Owned) -> bool) {
    let ModuleState { functions, globals, references, names, .. } = &mut session.modules;
    let (handles, regions) = (&mut session.handles, &mut session.regions);
    functions.retain(|&function, of| {
        let gone = is_gone(of);
        if gone {
            function::forget(handles, Handle(function));
            names.remove(&function);
        }
        !gone
    });
    references.retain(|&reference, of| {
        let gone = is_gone(of);
        if gone {
            texture_reference::remove(handles, Handle(reference));
        }
        !gone
    });
    globals.retain(|&address, of| {
        let gone = is_gone(of);
        if gone {
            regions.remove(address);
        }
        !gone
    });
}
