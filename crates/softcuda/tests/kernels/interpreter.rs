//! The interpreter as an executor.

use ptx::ir::Module;
use softcuda::kernel::interpret::{Bytes, Limits, Program, run};
use softcuda::kernel::launch::{Fault, Launch};

use super::{Executor, Shape};

/// Runs kernels by the interpreter. Keeps the module that it read last.
#[derive(Default)]
pub struct Interpreter {
    last: Option<(String, Module)>,
}

/// Where memory begins.
const BASE: u64 = 0x7000_0000;

impl Executor for Interpreter {
    fn run(
        &mut self,
        ptx: &str,
        entry: &str,
        shape: Shape,
        input: &[u8],
        output: &mut [u8],
    ) -> Result<(), String> {
        if self.last.as_ref().is_none_or(|(text, _)| text != ptx) {
            self.last =
                Some((ptx.to_owned(), Module::parse(ptx.to_owned()).map_err(|error| error.to_string())?));
        }
        let Some((_, module)) = &self.last else { return Err("no module".to_owned()) };
        if let Some(problem) = module.problems.first() {
            return Err(problem.to_string());
        }
        let id = module.function(entry).ok_or("no such kernel")?;
        let program = Program::new(module, id, &|_| 0).map_err(|all| format!("{all:?}"))?;
        let mut memory = Bytes::new(BASE, 0);
        memory.bytes.extend_from_slice(input);
        memory.bytes.resize(input.len().next_multiple_of(256), 0);
        let at = memory.bytes.len();
        memory.bytes.extend_from_slice(output);
        let mut parameters = Vec::new();
        parameters.extend(BASE.to_le_bytes());
        parameters.extend((BASE + at as u64).to_le_bytes());
        parameters.extend(shape.rows.to_le_bytes());
        let launch = Launch {
            grid: shape.blocks.into(),
            block: shape.threads.into(),
            parameters,
            ..Launch::default()
        };
        let result = run(&program, &launch, &mut memory, Limits { steps: 100_000_000 });
        result.map_err(|fault: Fault| fault.to_string())?;
        output.copy_from_slice(&memory.bytes[at..]);
        Ok(())
    }
}
