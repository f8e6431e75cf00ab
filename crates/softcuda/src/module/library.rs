//! Libraries: programs that belong to no context until they are used in one.

use std::{collections::BTreeMap, ffi::CString, sync::Arc};

use parking_lot::Mutex;
use table::{CUcontext, CUkernel, CUlibrary, CudaError, CudaResult};

use super::{Entry, Module, Program, Settings};
use crate::driver::Driver;

/// A library.
pub struct Library {
    /// Its handle.
    pub handle: CUlibrary,
    /// What was loaded.
    pub program: Arc<Program>,
    modules: Mutex<Vec<(CUcontext, Arc<Module>)>>,
    kernels: Mutex<BTreeMap<String, CUkernel>>,
}

/// A kernel of a library.
pub struct Kernel {
    /// Its library.
    pub library: CUlibrary,
    /// Its name, as C text.
    pub name: CString,
    /// The program that it is in.
    pub program: Arc<Program>,
    /// Its declaration.
    pub entry: Entry,
    /// What the program set.
    pub settings: Settings,
}

impl Library {
    /// A library that no context uses yet.
    pub fn new(handle: CUlibrary, program: Arc<Program>) -> Self {
        Self { handle, program, modules: Mutex::default(), kernels: Mutex::default() }
    }

    /// The library's module in a context, loaded at first use.
    pub fn module(&self, driver: &Driver, context: CUcontext) -> CudaResult<Arc<Module>> {
        let mut modules = self.modules.lock();
        if let Some((_, module)) = modules.iter().find(|(owner, _)| *owner == context) {
            return Ok(module.clone());
        }
        let module = Module::load(driver, context, &self.program, true)?;
        modules.push((context, module.clone()));
        Ok(module)
    }

    /// Forgets the module of a context that has ended.
    pub fn forget_context(&self, context: CUcontext) {
        self.modules.lock().retain(|(owner, _)| *owner != context);
    }

    /// The handle of a kernel.
    pub fn kernel(&self, driver: &Driver, name: &str) -> CudaResult<CUkernel> {
        let entry = self.program.entries.get(name).ok_or(CudaError::NOT_FOUND)?;
        let mut kernels = self.kernels.lock();
        if let Some(handle) = kernels.get(name) {
            return Ok(*handle);
        }
        let text = CString::new(name).map_err(|_| CudaError::NOT_FOUND)?;
        let (handle, _) = driver.kernels.insert(|_| Kernel {
            library: self.handle,
            name: text,
            program: self.program.clone(),
            entry: entry.clone(),
            settings: Settings::default(),
        });
        kernels.insert(name.to_owned(), handle);
        Ok(handle)
    }

    /// Ends the library in all contexts.
    pub fn unload(&self, driver: &Driver) {
        driver.libraries.remove(self.handle);
        for (_, module) in self.modules.lock().drain(..) {
            module.unload(driver);
        }
        for handle in self.kernels.lock().values() {
            driver.kernels.remove(*handle);
        }
    }
}
