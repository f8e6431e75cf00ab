//! What the tests of kernels share: executors, and the files of instruction tests.

#![allow(dead_code, reason = "each test uses its part")]

pub mod driver;
pub mod file;
pub mod generate;
pub mod interpreter;
pub mod templates;

/// Something that runs kernels: the interpreter, compiled code, a GPU.
pub trait Executor {
    /// Runs a kernel of a module with the parameters (input address, output address, number of rows).
    ///
    /// The input and the output are copied into memory of the device, and the output back.
    fn run(
        &mut self,
        ptx: &str,
        entry: &str,
        shape: Shape,
        input: &[u8],
        output: &mut [u8],
    ) -> Result<(), String>;
}

/// How many blocks and threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Blocks.
    pub blocks: u32,
    /// Threads of each.
    pub threads: u32,
    /// The third parameter.
    pub rows: u32,
}

/// The library that was built: Cargo puts it beside the test's own executable.
pub fn library_path() -> std::path::PathBuf {
    let mut path = std::env::current_exe().expect("a test has an executable");
    path.pop();
    path.join("libsoftcuda.so")
}
