//! What the guest knows of modules and libraries: what was looked up in them, so that the same name gives the
//! same handle without asking again.

use core::ffi::CStr;
use std::{
    ffi::CString,
    sync::{Arc, OnceLock, atomic::AtomicU64},
};

use parking_lot::{Mutex, RwLock};
use rustc_hash::FxHashMap;
use table::{CUcontext, CUfunction, CUkernel, CUlibrary, CUlinkState, CUmodule};

use crate::{
    allocations::Kind,
    functions::{Function, Owner},
    image::Outputs,
    session::Session,
};

/// A variable: address and bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Global {
    /// Where it lies on the device.
    pub address: u64,
    /// Bytes.
    pub size: u64,
}

/// A module.
#[derive(Debug)]
pub struct Module {
    /// The handle.
    pub handle: CUmodule,
    /// The context that it belongs to.
    pub context: CUcontext,
    /// The library whose module it is in that context; null for a module of its own.
    pub library: CUlibrary,
    /// Grows when an attribute of one of its functions changes; the library's if there is one.
    pub version: Arc<AtomicU64>,
    functions: RwLock<FxHashMap<CString, CUfunction>>,
    globals: Mutex<FxHashMap<CString, Global>>,
    managed: OnceLock<Arc<Managed>>,
}

/// The managed variables of a module or library, by name. They lie in the window.
#[derive(Debug, Default)]
pub struct Managed(pub FxHashMap<CString, Global>);

impl Managed {
    /// Whoever had them is gone.
    pub fn free(&self, session: &Session) {
        for global in self.0.values() {
            let is_one = |kind| matches!(kind, Kind::Managed { is_variable: true, .. });
            // The end of its context may have freed it already.
            let Some(found) = session.allocations.remove_if(global.address, is_one) else { continue };
            if let Kind::Managed { segment, .. } = found.kind {
                crate::api::give_back(session, &found, segment).ok();
            }
        }
    }
}

impl Module {
    /// What its functions belong to.
    pub fn owner(&self) -> Owner {
        if self.library.is_null() { Owner::Module(self.handle) } else { Owner::Library(self.library) }
    }

    /// A function that was looked up before.
    pub fn function(&self, name: &CStr) -> Option<CUfunction> {
        self.functions.read().get(name).copied()
    }

    /// A variable that was looked up before.
    pub fn global(&self, name: &CStr) -> Option<Global> {
        self.globals.lock().get(name).copied().or_else(|| self.managed.get()?.0.get(name).copied())
    }

    /// Notes its managed variables, once.
    pub fn set_managed(&self, managed: Arc<Managed>) {
        self.managed.set(managed).ok();
    }

    /// Notes a variable.
    pub fn add_global(&self, name: &CStr, global: Global) {
        self.globals.lock().insert(name.to_owned(), global);
    }

    /// Notes a function by its name, and gives what is known of it.
    pub fn add_function(&self, session: &Session, handle: CUfunction, name: &CStr) -> Arc<Function> {
        self.functions.write().insert(name.to_owned(), handle);
        session.functions.add(Function::new(
            handle.0 as u64,
            name.to_owned(),
            self.owner(),
            self.context,
            self.version.clone(),
            session.devices.len(),
        ))
    }
}

/// A library.
#[derive(Debug)]
pub struct Library {
    /// The handle.
    pub handle: CUlibrary,
    /// Grows when an attribute of one of its kernels changes.
    pub version: Arc<AtomicU64>,
    kernels: RwLock<FxHashMap<CString, CUkernel>>,
    modules: Mutex<FxHashMap<usize, CUmodule>>,
    /// By kernel and context.
    functions: RwLock<FxHashMap<(usize, usize), CUfunction>>,
    globals: Mutex<FxHashMap<(usize, CString), Global>>,
    managed: OnceLock<Arc<Managed>>,
}

impl Library {
    /// A kernel that was looked up before.
    pub fn kernel(&self, name: &CStr) -> Option<CUkernel> {
        self.kernels.read().get(name).copied()
    }

    /// Notes a kernel by its name, and gives what is known of it.
    pub fn add_kernel(&self, session: &Session, handle: CUkernel, name: &CStr) -> Arc<Function> {
        self.kernels.write().insert(name.to_owned(), handle);
        session.functions.add(Function::new(
            handle.0 as u64,
            name.to_owned(),
            Owner::Library(self.handle),
            CUcontext::NULL,
            self.version.clone(),
            session.devices.len(),
        ))
    }

    /// A kernel's function in a context, if it was asked for before.
    pub fn function(&self, kernel: CUkernel, context: CUcontext) -> Option<CUfunction> {
        self.functions.read().get(&(kernel.0, context.0)).copied()
    }

    /// Notes a kernel's function in a context.
    pub fn add_function(&self, session: &Session, kernel: &Function, context: CUcontext, handle: CUfunction) {
        self.functions.write().insert((kernel.handle as usize, context.0), handle);
        let function = session.functions.add(Function::new(
            handle.0 as u64,
            kernel.name.clone(),
            Owner::Library(self.handle),
            context,
            self.version.clone(),
            session.devices.len(),
        ));
        // The parameters are the kernel's; asking for them again would be a round trip.
        if let Some(layout) = kernel.known_layout() {
            function.set_layout(layout.clone());
        }
    }

    /// The library's module in a context, if it was asked for before.
    pub fn module(&self, context: CUcontext) -> Option<CUmodule> {
        self.modules.lock().get(&context.0).copied()
    }

    /// A variable that was looked up before.
    pub fn global(&self, context: CUcontext, name: &CStr) -> Option<Global> {
        self.managed(name).or_else(|| self.globals.lock().get(&(context.0, name.to_owned())).copied())
    }

    /// A managed variable.
    pub fn managed(&self, name: &CStr) -> Option<Global> {
        self.managed.get()?.0.get(name).copied()
    }

    /// Notes its managed variables, once.
    pub fn set_managed(&self, managed: Arc<Managed>) {
        self.managed.set(managed).ok();
    }

    /// Notes a variable.
    pub fn add_global(&self, context: CUcontext, name: &CStr, global: Global) {
        self.globals.lock().insert((context.0, name.to_owned()), global);
    }

    fn forget_context(&self, context: CUcontext) {
        self.modules.lock().remove(&context.0);
        self.functions.write().retain(|(_, of), _| *of != context.0);
        self.globals.lock().retain(|(of, _), _| *of != context.0);
    }
}

/// A linker's state.
#[derive(Debug, Default)]
pub struct Link {
    /// Where the program wants to read what the linker says, until the state is destroyed.
    pub outputs: Outputs,
    /// What it has made. The program holds a pointer to it, so it stays where it is until then too.
    pub image: Option<Box<[u8]>>,
}

/// All modules, libraries and linker states of the process.
#[derive(Default)]
pub struct Images {
    modules: RwLock<FxHashMap<usize, Arc<Module>>>,
    libraries: RwLock<FxHashMap<usize, Arc<Library>>>,
    links: Mutex<FxHashMap<usize, Link>>,
}

impl Images {
    /// The module behind a handle.
    pub fn module(&self, handle: CUmodule) -> Option<Arc<Module>> {
        self.modules.read().get(&handle.0).cloned()
    }

    /// Notes a module, or gives the one that is known. `library` is null for a module of its own.
    pub fn add_module(&self, handle: CUmodule, context: CUcontext, library: CUlibrary) -> Arc<Module> {
        let of = self.library(library);
        let version = of.as_ref().map_or_else(new_version, |library| library.version.clone());
        let managed = of.as_ref().map(|library| library.managed.clone()).unwrap_or_default();
        if let Some(library) = of {
            library.modules.lock().insert(context.0, handle);
        }
        let new = || {
            Arc::new(Module {
                handle,
                context,
                library,
                version,
                functions: RwLock::default(),
                globals: Mutex::default(),
                managed,
            })
        };
        self.modules.write().entry(handle.0).or_insert_with(new).clone()
    }

    /// A module has been unloaded: its functions and variables are gone.
    pub fn remove_module(&self, session: &Session, handle: CUmodule) {
        let Some(module) = self.modules.write().remove(&handle.0) else { return };
        session.functions.drop_owner(Owner::Module(handle));
        for global in module.globals.lock().values() {
            forget_global(session, *global);
        }
        if let (Some(managed), true) = (module.managed.get(), module.library.is_null()) {
            managed.free(session);
        }
    }

    /// The library behind a handle.
    pub fn library(&self, handle: CUlibrary) -> Option<Arc<Library>> {
        self.libraries.read().get(&handle.0).cloned()
    }

    /// Notes a library.
    pub fn add_library(&self, handle: CUlibrary) -> Arc<Library> {
        let new = || {
            Arc::new(Library {
                handle,
                version: new_version(),
                kernels: RwLock::default(),
                modules: Mutex::default(),
                functions: RwLock::default(),
                globals: Mutex::default(),
                managed: OnceLock::new(),
            })
        };
        self.libraries.write().entry(handle.0).or_insert_with(new).clone()
    }

    /// A library has been unloaded: its kernels, their functions, its modules and variables are gone.
    pub fn remove_library(&self, session: &Session, handle: CUlibrary) {
        let Some(library) = self.libraries.write().remove(&handle.0) else { return };
        session.functions.drop_owner(Owner::Library(handle));
        for module in library.modules.lock().values() {
            self.remove_module(session, *module);
        }
        for global in library.globals.lock().values() {
            forget_global(session, *global);
        }
        if let Some(managed) = library.managed.get() {
            managed.free(session);
        }
    }

    /// Forgets what went with a context that is gone.
    pub fn drop_context(&self, context: CUcontext) {
        self.modules.write().retain(|_, module| module.context != context);
        for library in self.libraries.read().values() {
            library.forget_context(context);
        }
    }

    /// Notes a linker's state.
    pub fn add_link(&self, handle: CUlinkState, link: Link) {
        self.links.lock().insert(handle.0, link);
    }

    /// Calls `f` with a linker's state, if there is one.
    pub fn with_link<T>(&self, handle: CUlinkState, f: impl FnOnce(&mut Link) -> T) -> Option<T> {
        self.links.lock().get_mut(&handle.0).map(f)
    }

    /// A linker's state is gone, and what it made with it.
    pub fn remove_link(&self, handle: CUlinkState) {
        self.links.lock().remove(&handle.0);
    }
}

/// Versions start at 1: 0 means that nothing is known.
fn new_version() -> Arc<AtomicU64> {
    Arc::new(AtomicU64::new(1))
}

fn forget_global(session: &Session, global: Global) {
    session.allocations.remove_if(global.address, |kind| kind == Kind::Global);
}
