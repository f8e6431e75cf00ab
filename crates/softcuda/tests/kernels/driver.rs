//! Any libcuda as an executor: the one that was built here, or that of a GPU.

use std::ffi::{CString, c_void};
use std::path::Path;

use libloading::Library;

use super::{Executor, Shape};

/// A loaded libcuda with a current context. Keeps the module that it loaded last.
pub struct Driver {
    library: Library,
    /// 61 for compute capability 6.1.
    pub capability: u32,
    last: Option<(String, table::CUmodule)>,
}

/// Calls a function of the library; an error is its name and number.
macro_rules! call {
    ($driver:expr, $name:ident ( $($arg:expr),* $(,)? )) => {{
        // SAFETY: the type is the one that THE table has for this name.
        let function = unsafe { $driver.library.get::<table::pfn::$name>(concat!(stringify!($name), "\0").as_bytes()) };
        let function = function.map_err(|error| error.to_string())?;
        // SAFETY: pointers are to locals that live through the call, with the lengths that are passed.
        match unsafe { function($($arg),*) } {
            0 => Ok(()),
            code => Err(format!("{} gives {code}", stringify!($name))),
        }
    }};
}

impl Driver {
    /// Loads a library and makes the primary context of its first device current.
    pub fn load(path: &Path) -> Result<Self, String> {
        // SAFETY: a libcuda's initialisers ask nothing of who loads it.
        let library = unsafe { Library::new(path) }.map_err(|error| error.to_string())?;
        let mut driver = Self { library, capability: 0, last: None };
        call!(driver, cuInit(0))?;
        let mut context = table::CUcontext::NULL;
        call!(driver, cuDevicePrimaryCtxRetain(&mut context, 0))?;
        call!(driver, cuCtxSetCurrent(context))?;
        let mut numbers = [0; 2];
        for (attribute, number) in [75, 76].into_iter().zip(&mut numbers) {
            call!(driver, cuDeviceGetAttribute(number, attribute, 0))?;
        }
        driver.capability = (numbers[0] * 10 + numbers[1]) as u32;
        Ok(driver)
    }

    /// Whether calls still work: after a fault in a kernel no call of the process does.
    pub fn is_usable(&self) -> bool {
        let answer = || -> Result<(), String> { call!(self, cuCtxSynchronize()) };
        answer().is_ok()
    }

    fn module(&mut self, ptx: &str) -> Result<table::CUmodule, String> {
        if let Some((text, module)) = &self.last {
            if text == ptx {
                return Ok(*module);
            }
            call!(self, cuModuleUnload(*module))?;
            self.last = None;
        }
        let text = CString::new(ptx).map_err(|error| error.to_string())?;
        let mut module = table::CUmodule::NULL;
        call!(self, cuModuleLoadData(&mut module, text.as_ptr().cast()))?;
        self.last = Some((ptx.to_owned(), module));
        Ok(module)
    }
}

impl Executor for Driver {
    fn run(
        &mut self,
        ptx: &str,
        entry: &str,
        shape: Shape,
        input: &[u8],
        output: &mut [u8],
    ) -> Result<(), String> {
        let module = self.module(ptx)?;
        let name = CString::new(entry).map_err(|error| error.to_string())?;
        let mut function = table::CUfunction::NULL;
        call!(self, cuModuleGetFunction(&mut function, module, name.as_ptr()))?;
        let (mut from, mut to, mut rows) = (0, 0, shape.rows);
        call!(self, cuMemAlloc_v2(&mut from, input.len().max(1)))?;
        call!(self, cuMemAlloc_v2(&mut to, output.len().max(1)))?;
        call!(self, cuMemcpyHtoD_v2(from, input.as_ptr().cast(), input.len()))?;
        call!(self, cuMemcpyHtoD_v2(to, output.as_ptr().cast(), output.len()))?;
        let mut parameters: [*mut c_void; 3] =
            [(&raw mut from).cast(), (&raw mut to).cast(), (&raw mut rows).cast()];
        let (blocks, threads, stream) = (shape.blocks, shape.threads, table::CUstream::NULL);
        call!(
            self,
            cuLaunchKernel(
                function,
                blocks,
                1,
                1,
                threads,
                1,
                1,
                0,
                stream,
                parameters.as_mut_ptr(),
                std::ptr::null_mut()
            )
        )?;
        call!(self, cuCtxSynchronize())?;
        call!(self, cuMemcpyDtoH_v2(output.as_mut_ptr().cast(), to, output.len()))?;
        call!(self, cuMemFree_v2(from))?;
        call!(self, cuMemFree_v2(to))
    }
}
