//! The code of a program: read when the first of its kernels is launched, and compiled kernel by kernel.

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

impl Code {
    /// That of a text.
    pub fn of(text: String) -> Self {
        Self { text: Mutex::new(Some(text)), ..Self::default() }
    }

    /// The program as the compiler sees it.
    pub fn module(&self) -> CudaResult<Arc<ir::Module>> {
        let read = || {
            let text = self.text.lock().take().unwrap_or_default();
            ir::Module::parse(text).map(Arc::new).map_err(|problem| {
                eprintln!("softcuda: {problem}");
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
            compile::compile(&module, id).map(Arc::new).map_err(|why| {
                eprintln!("softcuda: cannot compile {name}: {why}");
                CudaError::INVALID_PTX
            })
        })
        .clone()
    }
}
