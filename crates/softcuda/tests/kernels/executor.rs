//! What runs kernels, and how many threads of them.

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
