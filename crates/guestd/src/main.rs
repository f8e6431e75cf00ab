//! `vgpu-guestd`: the agent in a virtual machine.

#![forbid(unsafe_code)]

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;
use guestd::{Agent, Config};
use link::device::agent::SOCKET;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

/// Owns the VGPU-STUB of this virtual machine and hands its channels to processes.
///
/// Runs as root. Processes find it by its socket; they need no rights on the device.
#[derive(Debug, Parser)]
#[command(name = "vgpu-guestd", version, max_term_width = 100)]
struct Arguments {
    /// Where to listen
    #[arg(long, value_name = "PATH", default_value = SOCKET)]
    socket: PathBuf,
    /// Permission bits of the socket, in octal: who can write it can use the device
    #[arg(long, value_name = "MODE", default_value = "666")]
    socket_mode: String,
    /// The device: its PCI address (0000:00:05.0) or a folder with its files [default: the first that is found]
    #[arg(long, value_name = "DEVICE")]
    device: Option<PathBuf>,
    /// What to log to standard error: error, warn, info, debug, trace
    #[arg(long, value_name = "LEVEL", default_value = "info")]
    log: String,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("vgpu-guestd: {why:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_new(&arguments.log)
        .with_context(|| format!("cannot use log level {:?}", arguments.log))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false);
    log.with_writer(std::io::stderr).init();
    let socket_mode = u32::from_str_radix(&arguments.socket_mode, 8)
        .with_context(|| format!("--socket-mode {} is not an octal number", arguments.socket_mode))?;
    let device = arguments.device.map(|device| {
        if device.is_absolute() { device } else { PathBuf::from("/sys/bus/pci/devices").join(device) }
    });
    // Before the socket exists: whoever sees it may send a signal at once.
    let mut signals = Signals::new([SIGTERM, SIGINT]).context("cannot catch signals")?;
    let agent =
        Agent::new(Config { socket: arguments.socket, socket_mode, device }).context("cannot serve")?;
    let handle = agent.handle();
    std::thread::spawn(move || {
        signals.forever().next();
        handle.stop();
    });
    agent.run().context("cannot go on")
}
