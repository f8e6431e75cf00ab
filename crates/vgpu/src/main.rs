//! `vgpu`: the command line. Flags, configuration and output; the work is done by the libraries below it.
//!
//! Each command is a module with one `execute`, which returns the exit status. Errors come up to here and are
//! printed once, as `vgpu: what failed: why; what to do`.

#![forbid(unsafe_code)]

mod cli;
mod coverage;
mod device;
mod doctor;
mod launch;
mod metrics;
mod places;
mod program;
mod ptx_check;
mod run;
mod serve;
mod settings;
mod stub_device;
mod top;
mod trace_file;
mod verify;
mod vm;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command, PtxArgs, PtxCommand};

fn main() -> ExitCode {
    let cli = Cli::parse();
    // A command that stands in for a program keeps 1 to 124 for the program, as env(1) does.
    let (result, failure) = match cli.command {
        Command::Serve(arguments) => (serve::execute(&arguments), 1),
        Command::Stub(arguments) => (stub_device::execute(&arguments), 1),
        Command::Run(arguments) => (run::execute(&arguments), 125),
        Command::Verify(arguments) => (verify::execute(&arguments), 125),
        Command::Trace(arguments) => (trace_file::execute(&arguments), trace_file::failure(&arguments)),
        Command::Top(arguments) => (top::execute(&arguments), 1),
        Command::Coverage(arguments) => (coverage::execute(&arguments), 1),
        Command::Doctor(arguments) => (doctor::execute(&arguments), 1),
        Command::Vm(arguments) => (vm::execute(&arguments), vm::failure(&arguments)),
        Command::Ptx(PtxArgs { command: PtxCommand::Check(arguments) }) => {
            (ptx_check::execute(&arguments), 1)
        }
    };
    match result {
        Ok(status) => ExitCode::from(status),
        Err(why) => {
            eprintln!("vgpu: {why:#}");
            ExitCode::from(failure)
        }
    }
}

/// Sends log lines to standard error; standard output belongs to data and to programs.
fn log_to_stderr(level: &str) -> anyhow::Result<()> {
    use anyhow::Context;
    let filter = tracing_subscriber::EnvFilter::try_new(level)
        .with_context(|| format!("cannot use log level {level:?}; try error, warn, info, debug or trace"))?;
    let is_coloured = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(is_coloured);
    let _ = log.with_writer(std::io::stderr).try_init();
    Ok(())
}

/// Prints to standard output. A reader that has seen enough (`| head`) is no error.
fn print(text: &str) -> anyhow::Result<()> {
    use std::io::{ErrorKind, Write};
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => Err(anyhow::anyhow!("cannot print: {why}")),
        _ => Ok(()),
    }
}
