//! Measurements through NVIDIA's CUDA runtime, which is what most programs call.
//!
//! The runtime looks for `libcuda.so.1` by itself, so these run in a process whose library path leads to the library
//! under test ([`library_directory`]).

use core::ffi::{CStr, c_char, c_void};
use std::path::{Path, PathBuf};
use std::time::Instant;

use table::CUresult;

use super::Results;
use super::driver::{Effort, Samples, each};
use crate::cuda::{Cuda, Invoke, Null};
use crate::image;

/// C's `dim3`.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
struct Dim3 {
    x: u32,
    y: u32,
    z: u32,
}

const ONE: Dim3 = Dim3 { x: 1, y: 1, z: 1 };

// The functions of the runtime that are called, by their declarations in cuda_runtime_api.h of CUDA 13; a cudaError_t
// is an unsigned int.
type LibraryLoadData = unsafe extern "C" fn(
    *mut *mut c_void,
    *const c_void,
    *const u32,
    *mut *mut c_void,
    u32,
    *const u32,
    *mut *mut c_void,
    u32,
) -> CUresult;
type LibraryGetKernel = unsafe extern "C" fn(*mut *mut c_void, *mut c_void, *const c_char) -> CUresult;
type LaunchKernel =
    unsafe extern "C" fn(*mut c_void, Dim3, Dim3, *mut *mut c_void, usize, *mut c_void) -> CUresult;
type NoArguments = unsafe extern "C" fn() -> CUresult;

fn done(what: &str, code: u32) -> Result<(), String> {
    if code == 0 { Ok(()) } else { Err(format!("{what} answers runtime error {code}")) }
}

struct Runtime {
    launch: Option<LaunchKernel>,
    synchronise: Option<NoArguments>,
    kernel: *mut c_void,
}

impl Runtime {
    fn open(path: &str) -> Result<(Cuda, Self), String> {
        let library = Cuda::load(path)?;
        let load: Option<LibraryLoadData> = library.function(c"cudaLibraryLoadData");
        let find: Option<LibraryGetKernel> = library.function(c"cudaLibraryGetKernel");
        if load.is_none() || find.is_none() {
            return Err("this runtime has no cudaLibraryLoadData (CUDA 12.8 or later has)".into());
        }
        let (mut code, mut kernel) = (core::ptr::null_mut(), core::ptr::null_mut());
        let loaded = load.invoke((&mut code, image::BASIC, Null, Null, 0, Null, Null, 0));
        done("cudaLibraryLoadData", loaded)?;
        let name: &CStr = c"nothing";
        done("cudaLibraryGetKernel", find.invoke((&mut kernel, code, name)))?;
        let runtime = Self {
            launch: library.function(c"cudaLaunchKernel"),
            synchronise: library.function(c"cudaDeviceSynchronize"),
            kernel,
        };
        Ok((library, runtime))
    }

    fn launch(&self) -> Result<(), String> {
        done("cudaLaunchKernel", self.launch.invoke((self.kernel, ONE, ONE, Null, 0, Null)))
    }

    fn finish(&self) -> Result<(), String> {
        done("cudaDeviceSynchronize", self.synchronise.invoke(()))
    }

    fn submit(&self, effort: Effort) -> Samples {
        const BATCH: usize = 200;
        let mut samples = Vec::new();
        for round in 0..effort.short / 20 + 2 {
            let start = Instant::now();
            for _ in 0..BATCH {
                self.launch()?;
            }
            let cost = start.elapsed().as_secs_f64() * 1e9 / BATCH as f64;
            self.finish()?;
            if round > 0 {
                samples.push(cost);
            }
        }
        Ok(samples)
    }

    fn throughput(&self, effort: Effort) -> Samples {
        let mut samples = Vec::new();
        for _ in 0..effort.long {
            let start = Instant::now();
            for _ in 0..effort.launches {
                self.launch()?;
            }
            self.finish()?;
            samples.push(start.elapsed().as_secs_f64() * 1e9 / effort.launches as f64);
        }
        Ok(samples)
    }
}

/// Measures the runtime at `path`, in this process.
pub fn measure(path: &str, effort: Effort, results: &mut Results) -> Result<(), String> {
    let (_library, runtime) = Runtime::open(path)?;
    runtime.launch()?;
    runtime.finish()?;
    results.record("runtime_launch_submit", "ns", runtime.submit(effort));
    results.record("runtime_launch_throughput", "ns", runtime.throughput(effort));
    let synchronised = each(effort.short, || {
        runtime.launch()?;
        runtime.finish()
    });
    results.record("runtime_launch_sync", "ns", synchronised);
    results.record("runtime_idle_sync", "ns", each(effort.short, || runtime.finish()));
    Ok(())
}

/// Makes a directory in which `libcuda.so.1` is the library under test. Nothing for a bare name, which the dynamic
/// linker finds as it is.
pub fn library_directory(cuda: &str) -> Result<Option<PathBuf>, String> {
    if !cuda.contains('/') {
        return Ok(None);
    }
    let target = Path::new(cuda).canonicalize().map_err(|error| format!("{cuda}: {error}"))?;
    let directory = std::env::temp_dir().join(format!("vgpu-bench-{}", std::process::id()));
    std::fs::create_dir_all(&directory).map_err(|error| format!("{}: {error}", directory.display()))?;
    let link = directory.join("libcuda.so.1");
    let _ = std::fs::remove_file(&link);
    std::os::unix::fs::symlink(target, &link).map_err(|error| format!("{}: {error}", link.display()))?;
    Ok(Some(directory))
}
