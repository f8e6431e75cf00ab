//! Modules and libraries: programs for the device, and the names in them.
//!
//! ```text
//! image (view, image) ──► PTX text ──► Program (ptx, tokens, initial)
//!   Program ──► Module:  its variables, allocated in one context; Function: a kernel in a module
//!   Program ──► Library: modules of it in any number of contexts;   Kernel:   a kernel of a library
//! ```
//!
//! Kernels are known by name and parameters; their code is compiled when they are launched first.

mod code;
mod cubin;
mod image;
mod initial;
mod kernel;
mod library;
mod ptx;
mod tokens;
mod view;

use std::{
    collections::BTreeMap,
    ffi::CString,
    sync::{Arc, OnceLock},
};

use parking_lot::Mutex;
use table::{CUcontext, CUfunction, CUmodule, CudaError, CudaResult};

pub use self::{
    code::{Code, complain, take_complaint},
    cubin::{Managed, pack},
    image::{is_wrapper, ptx_texts},
    kernel::{Launchable, Settings, launchable, occupancy},
    library::{Kernel, Library},
    ptx::{Entry, Program},
    view::View,
};
use crate::{
    driver::Driver,
    kernel::interpret::function_address,
    memory::{Kind, Space},
};

/// The text in an image of a sound program for a device of compute capability `sm`, which may call what others have.
pub fn read_text(view: View, sm: u32) -> CudaResult<String> {
    let text = image::ptx_text(view, sm)?;
    let program = Program::parse(&text)?;
    Code::of(text.clone()).check()?;
    if program.target > sm { Err(CudaError::INVALID_PTX) } else { Ok(text) }
}

/// Reads an image; it must fit a device of compute capability `sm`.
pub fn read(view: View, sm: u32) -> CudaResult<Arc<Program>> {
    let text = image::ptx_text(view, sm)?;
    let mut program = Program::parse(&text)?;
    program.code = Arc::new(Code::of(text));
    program.code.check()?;
    let mut placed = cubin::placed(view);
    placed.retain(|name, _| program.variables.get(name).is_some_and(|variable| variable.is_managed));
    program.placed = placed;
    // The assembler refuses a target that is newer than the device.
    if program.target > sm {
        return Err(CudaError::INVALID_PTX);
    }
    Ok(Arc::new(program))
}

/// A program that is loaded into a context.
pub struct Module {
    /// Its handle.
    pub handle: CUmodule,
    /// The context.
    pub context: CUcontext,
    /// What was loaded.
    pub program: Arc<Program>,
    /// Whether a library owns it, so that the program may not unload it.
    pub is_of_library: bool,
    /// Address and size of its variables.
    pub variables: BTreeMap<String, (u64, u64)>,
    functions: Mutex<BTreeMap<String, CUfunction>>,
    /// Addresses of the variables as the compiler numbers them.
    addresses: OnceLock<Arc<Vec<u64>>>,
}

/// A kernel in a module.
pub struct Function {
    /// Its handle.
    pub handle: CUfunction,
    /// The context that its module is in.
    pub context: CUcontext,
    /// Its module.
    pub module: CUmodule,
    /// Its name, as C text.
    pub name: CString,
    /// The program that it is in.
    pub program: Arc<Program>,
    /// Its declaration.
    pub entry: Entry,
    /// What the program set.
    pub settings: Settings,
}

impl Module {
    /// Loads a program into a context: allocates its variables and fills them.
    pub fn load(
        driver: &Driver,
        context: CUcontext,
        program: &Arc<Program>,
        is_of_library: bool,
    ) -> CudaResult<Arc<Self>> {
        let variables = place(&driver.space, context, program)?;
        let (_, module) = driver.modules.insert(|handle| Self {
            handle,
            context,
            program: program.clone(),
            is_of_library,
            variables,
            functions: Mutex::default(),
            addresses: OnceLock::new(),
        });
        Ok(module)
    }

    /// Addresses of the variables as the compiler numbers them; 0 for those that are not in global or constant
    /// memory.
    pub fn addresses(&self) -> CudaResult<Arc<Vec<u64>>> {
        if let Some(addresses) = self.addresses.get() {
            return Ok(addresses.clone());
        }
        let module = self.program.code.module()?;
        let address =
            |variable: &::ptx::ir::Variable| self.variables.get(&*variable.name).map_or(0, |found| found.0);
        let addresses = Arc::new(module.variables.iter().map(address).collect::<Vec<u64>>());
        Ok(self.addresses.get_or_init(|| addresses).clone())
    }

    /// The handle of a kernel.
    pub fn function(&self, driver: &Driver, name: &str) -> CudaResult<CUfunction> {
        let entry = self.program.entries.get(name).ok_or(CudaError::NOT_FOUND)?;
        let mut functions = self.functions.lock();
        if let Some(handle) = functions.get(name) {
            return Ok(*handle);
        }
        let text = CString::new(name).map_err(|_| CudaError::NOT_FOUND)?;
        let (handle, _) = driver.functions.insert(|handle| Function {
            handle,
            context: self.context,
            module: self.handle,
            name: text,
            program: self.program.clone(),
            entry: entry.clone(),
            settings: Settings::default(),
        });
        functions.insert(name.to_owned(), handle);
        Ok(handle)
    }

    /// Ends the module: its functions, its variables and its handle.
    pub fn unload(&self, driver: &Driver) {
        driver.modules.remove(self.handle);
        for handle in self.functions.lock().values() {
            driver.functions.remove(*handle);
        }
        let is_ours = |(name, _): &(&String, _)| !self.program.placed.contains_key(*name);
        for (_, (address, _)) in self.variables.iter().filter(is_ours) {
            // The context may have ended and freed it meanwhile; that is all an error can mean.
            let _ = driver.space.free(*address);
        }
    }
}

/// Allocates a program's variables and writes their initial values.
fn place(space: &Space, context: CUcontext, program: &Program) -> CudaResult<BTreeMap<String, (u64, u64)>> {
    let mut placed = BTreeMap::new();
    let result = fill(space, context, program, &mut placed);
    if result.is_err() {
        for (_, (address, _)) in placed.iter().filter(|(name, _)| !program.placed.contains_key(*name)) {
            let _ = space.free(*address);
        }
    }
    result.map(|()| placed)
}

fn fill(
    space: &Space,
    context: CUcontext,
    program: &Program,
    placed: &mut BTreeMap<String, (u64, u64)>,
) -> CudaResult {
    for (name, variable) in &program.variables {
        // An empty variable still has an address of its own.
        let size = usize::try_from(variable.size.max(1)).map_err(|_| CudaError::OUT_OF_MEMORY)?;
        if let Some(address) = program.placed.get(name) {
            // Memory that is registered and stays so; an image from a stranger may say anything. Kernels check their
            // accesses as they check those by any other address.
            let is_registered = space.find(*address).is_some_and(|region| region.is_host());
            if !is_registered || space.pin(*address, size as u64, true).is_err() {
                return Err(CudaError::INVALID_IMAGE);
            }
            placed.insert(name.clone(), (*address, variable.size));
            continue;
        }
        let kind = if variable.is_managed { Kind::ManagedVariable } else { Kind::Global };
        let region = space.allocate(size, kind, context)?;
        placed.insert(name.clone(), (region.base, variable.size));
    }
    for (name, variable) in &program.variables {
        if program.placed.contains_key(name) {
            // It holds what it should: whoever placed it saw to that.
            continue;
        }
        let (base, _) = placed.get(name).copied().ok_or(CudaError::UNKNOWN)?;
        let mut bytes = variable.initial.bytes.clone();
        for address in &variable.initial.addresses {
            let target = match placed.get(&address.symbol) {
                Some((target, _)) => *target,
                None => {
                    let function = program.code.module()?.function(&address.symbol);
                    function_address(function.ok_or(CudaError::INVALID_PTX)?)
                }
            };
            let target = target.wrapping_add(address.addend).to_le_bytes();
            let place = bytes.get_mut(address.offset..address.offset + 8).ok_or(CudaError::INVALID_PTX)?;
            place.copy_from_slice(&target);
        }
        if bytes.is_empty() {
            continue;
        }
        let _pins = space.pin(base, bytes.len() as u64, true).map_err(|_| CudaError::INVALID_PTX)?;
        // SAFETY: the destination is pinned for as many bytes as the source has; the two cannot overlap, because
        // the source is a vector of ours and the destination device memory.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), base as *mut u8, bytes.len()) };
    }
    Ok(())
}
