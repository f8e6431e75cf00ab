//! A launch that is ready to run: what a stream executes, and a graph holds.

use std::ffi::c_void;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use table::{CUfunction, CudaError, CudaResult};

use crate::driver::driver;
use crate::kernel::{
    compile::Kernel,
    launch::{Fault, Launch},
    run,
};

/// Pointers to the parameters of a launch, in the form in which programs pass them.
#[derive(Debug)]
pub struct Pointers(Box<[*mut c_void]>);

// SAFETY: the pointers lead into the parameters of a launch that nobody changes; whoever reads them reads only.
unsafe impl Send for Pointers {}
// SAFETY: as above.
unsafe impl Sync for Pointers {}

impl Pointers {
    /// Into the parameters of a launch, at offsets.
    pub fn new(launch: &Launch, offsets: impl Iterator<Item = u64>) -> Self {
        let start = launch.parameters.as_ptr().cast_mut();
        Self(offsets.map(|offset| start.wrapping_add(offset as usize).cast()).collect())
    }

    /// The array.
    pub fn as_ptr(&self) -> *mut *mut c_void {
        self.0.as_ptr().cast_mut()
    }
}

/// A kernel with everything that it needs.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// What the program launched.
    pub function: CUfunction,
    /// Its code.
    pub kernel: Arc<Kernel>,
    /// Sizes and parameters.
    pub launch: Arc<Launch>,
    /// The same parameters for programs that ask a graph's node.
    pub pointers: Arc<Pointers>,
    /// Addresses of the module's variables.
    pub variables: Arc<Vec<u64>>,
}

impl Prepared {
    /// Runs it to its end.
    pub fn run(&self) -> CudaResult {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let mut launch = Launch::clone(&self.launch);
        launch.id = NEXT.fetch_add(1, Ordering::Relaxed);
        let driver = driver()?;
        let bounds = run::Bounds { memory: Some(&driver.space), time: driver.config.kernel_limit };
        run::launch(&self.kernel, launch, &self.variables, bounds).map_err(|fault| {
            let error = code(&fault);
            match fault {
                Fault::Assert { message } => run::system::complain(&message),
                fault if std::env::var_os("SOFTCUDA_DEBUG").is_some() => {
                    eprintln!("softcuda: {}: {fault}", self.kernel.name);
                }
                _ => {}
            }
            error
        })
    }
}

/// What NVIDIA's driver calls a fault.
fn code(fault: &Fault) -> CudaError {
    match fault {
        Fault::IllegalAddress { .. } => CudaError::ILLEGAL_ADDRESS,
        Fault::Misaligned { .. } => CudaError::MISALIGNED_ADDRESS,
        Fault::Trap | Fault::Breakpoint => CudaError::LAUNCH_FAILED,
        Fault::Assert { .. } => CudaError::ASSERT,
        Fault::StackOverflow => CudaError::HARDWARE_STACK_ERROR,
        Fault::Unsupported { .. } => CudaError::NOT_SUPPORTED,
        Fault::Deadlock | Fault::Ended => CudaError::LAUNCH_TIMEOUT,
    }
}
