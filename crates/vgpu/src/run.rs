//! `vgpu run`: a program on the virtual GPU.

use anyhow::Result;

use crate::cli::RunArgs;
use crate::launch::Surroundings;

/// Runs the program; its exit status is ours.
pub fn execute(arguments: &RunArgs) -> Result<u8> {
    crate::log_to_stderr(&arguments.launch.log)?;
    let mut surroundings = Surroundings::prepare(&arguments.launch, false, false)?;
    let ending = surroundings.run(&arguments.launch.program, &[])?;
    // The program has its answer; what becomes of the mediator is a matter for the log.
    if let Err(why) = surroundings.finish() {
        tracing::error!("{why:#}");
    }
    Ok(ending.status())
}
