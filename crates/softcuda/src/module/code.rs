//! The code of a program: read when the first of its kernels is launched, and compiled kernel by kernel.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use parking_lot::Mutex;
use ptx::ir;
use table::{CudaError, CudaResult};

use crate::kernel::compile::{self, Kernel};

/// A kernel that is compiled, or cannot be.
type Compiled = Arc<OnceLock<CudaResult<Arc<Kernel>>>>;

/// The code of a program.
#[derive(Default)]
pub struct Code {
    text: Mutex<Option<String>>,
    module: OnceLock<CudaResult<Arc<ir::Module>>>,
    kernels: Mutex<HashMap<String, Compiled>>,
}

impl fmt::Debug for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Code")
    }
}

// Programs are compared by what they declare.
impl PartialEq for Code {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
impl Eq for Code {}

thread_local! {
    static COMPLAINT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Takes what was wrong with the latest program that this thread loaded.
pub fn take_complaint() -> String {
    COMPLAINT.try_with(RefCell::take).unwrap_or_default()
}

/// Notes what is wrong with a program that this thread loads.
pub fn complain(text: String) {
    let _ = COMPLAINT.try_with(|complaint| complaint.replace(text));
}

/// Programs up to this size are checked when they are loaded, as NVIDIA's driver does; of larger ones, which come
/// from compilers, only the kernels that are launched.
const CHECKED_AT_ONCE: usize = 256 << 10;

impl Code {
    /// Checks all of the program, unless it is large.
    pub fn check(&self) -> CudaResult {
        let is_small = self.text.lock().as_ref().is_some_and(|text| text.len() <= CHECKED_AT_ONCE);
        if !is_small {
            return Ok(());
        }
        let module = self.module()?;
        let bodies = (0..module.functions.len() as u32).map(ir::FunctionId);
        let bodies = bodies.filter(|id| module.functions.get(id.index()).is_some_and(ir::Function::has_body));
        let problems = bodies.filter_map(|id| module.compile(id).err()).flatten();
        let problems: Vec<String> =
            module.problems.iter().cloned().chain(problems).map(|problem| format!("{problem}\n")).collect();
        if problems.is_empty() {
            return Ok(());
        }
        complain(problems.concat());
        Err(CudaError::INVALID_PTX)
    }

    /// That of a text.
    pub fn of(text: String) -> Self {
        Self { text: Mutex::new(Some(text)), ..Self::default() }
    }

    /// The program as the compiler sees it.
    pub fn module(&self) -> CudaResult<Arc<ir::Module>> {
        let read = || {
            let text = self.text.lock().take().unwrap_or_default();
            ir::Module::parse(text).map(Arc::new).map_err(|problem| {
                complain(format!("{problem}\n"));
                CudaError::INVALID_PTX
            })
        };
        self.module.get_or_init(read).clone()
    }

    /// A kernel, compiled at its first use.
    pub fn kernel(&self, name: &str) -> CudaResult<Arc<Kernel>> {
        let slot = self.kernels.lock().entry(name.to_owned()).or_default().clone();
        slot.get_or_init(|| {
            let module = self.module()?;
            let id = module.function(name).ok_or(CudaError::NOT_FOUND)?;
            compile::compile(&module, id, compile::Way::from_environment()).map(Arc::new).map_err(|why| {
                eprintln!("softcuda: cannot compile {name}: {why}");
                CudaError::INVALID_PTX
            })
        })
        .clone()
    }
}
