//! What the tests of kernels share: executors, and the files of instruction tests.

#![allow(dead_code, reason = "each test uses its part")]

pub mod driver;
mod executor;
pub mod file;
pub mod generate;
pub mod interpreter;
pub mod templates;

pub use executor::{Executor, Shape};

/// The library that was built: Cargo puts it beside the test's own executable.
pub fn library_path() -> std::path::PathBuf {
    let mut path = std::env::current_exe().expect("a test has an executable");
    path.pop();
    path.join("libsoftcuda.so")
}
