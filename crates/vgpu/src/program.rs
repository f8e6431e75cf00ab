//! A program that vgpu stands in for: signals go to it, its status comes back.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGUSR2};
use signal_hook::iterator::SignalsInfo;
use signal_hook::iterator::exfiltrator::origin::WithOrigin;
use signal_hook::low_level::siginfo::Cause;

/// Signals that are the program's.
const FORWARDED: [i32; 6] = [SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGQUIT];

/// How a program ended, as an exit status of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It ran; this is its status, or 128 + the signal that ended it.
    Ran(u8),
    /// It could not be started: 126 or 127.
    NotStarted(u8),
}

impl Ending {
    /// The exit status.
    pub fn status(self) -> u8 {
        match self {
            Self::Ran(status) | Self::NotStarted(status) => status,
        }
    }
}

/// Catches signals from now on; whoever is to get them is told later.
#[derive(Debug, Clone, Default)]
pub struct Forwarder {
    /// The program while it runs.
    program: Arc<Mutex<Option<Pid>>>,
}

impl Forwarder {
    /// Starts catching. A termination signal while no program runs calls `terminate`.
    pub fn start(terminate: impl Fn() + Send + 'static) -> Result<Self> {
        let ignored = ignored_signals(&fs::read_to_string("/proc/self/status").unwrap_or_default());
        // A signal that is ignored here (nohup, a job in the background) must stay so for the program, and a
        // caught one would not: its disposition is reset when the program is started.
        let caught = FORWARDED.into_iter().filter(|signal| ignored & (1 << (signal - 1)) == 0);
        let mut signals = SignalsInfo::<WithOrigin>::new(caught).context("cannot catch signals")?;
        let forwarder = Self::default();
        let program = Arc::clone(&forwarder.program);
        std::thread::spawn(move || {
            for origin in signals.forever() {
                let target = program.lock().unwrap_or_else(PoisonError::into_inner);
                match *target {
                    // A Ctrl-C at the terminal reaches the whole foreground group, the program included.
                    Some(_) if matches!(origin.cause, Cause::Kernel) => {}
                    // The lock is held, so the process is not reaped and the number is still its own.
                    Some(pid) => {
                        if let Some(signal) = Signal::from_named_raw(origin.signal) {
                            let _ = kill_process(pid, signal);
                        }
                    }
                    None if [SIGUSR1, SIGUSR2].contains(&origin.signal) => {}
                    None => terminate(),
                }
            }
        });
        Ok(forwarder)
    }

    fn target(&self) -> MutexGuard<'_, Option<Pid>> {
        self.program.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `command` to its end.
    pub fn run(&self, command: &mut Command) -> Result<Ending> {
        // Held during the start: a signal that comes meanwhile is for the program, and waits for its number.
        let mut target = self.target();
        let mut child = match command.spawn() {
            Ok(child) => child,
            Err(why) => {
                let name = command.get_program().to_string_lossy().into_owned();
                eprintln!("vgpu: cannot run {name}: {why}; check the name and its permissions");
                return Ok(Ending::NotStarted(if why.kind() == ErrorKind::NotFound { 127 } else { 126 }));
            }
        };
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        *target = pid;
        drop(target);
        let waited = wait_without_reaping(pid);
        *self.target() = None;
        waited?;
        reap(&mut child)
    }
}

/// The set of ignored signals in the kernel's account of a process; bit N-1 stands for signal N.
fn ignored_signals(status: &str) -> u64 {
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}

/// Waits for the end of the process but leaves its number taken, so that no signal can reach a stranger.
fn wait_without_reaping(pid: Option<Pid>) -> Result<()> {
    let Some(pid) = pid else { return Ok(()) };
    loop {
        match waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT) {
            Err(rustix::io::Errno::INTR) => {}
            other => {
                other.context("cannot wait for the program")?;
                return Ok(());
            }
        }
    }
}

fn reap(child: &mut Child) -> Result<Ending> {
    let status = child.wait().context("cannot wait for the program")?;
    Ok(Ending::Ran(exit_status(status)))
}

/// A shell's way to put an end into one number.
fn exit_status(status: ExitStatus) -> u8 {
    let number = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
    number.and_then(|number| u8::try_from(number).ok()).unwrap_or(255)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_become_numbers_as_in_a_shell() {
        assert_eq!(exit_status(ExitStatus::from_raw(0)), 0);
        assert_eq!(exit_status(ExitStatus::from_raw(42 << 8)), 42);
        assert_eq!(exit_status(ExitStatus::from_raw(9)), 137);
    }

    #[test]
    fn ignored_signals_are_read_from_the_kernels_account() {
        assert_eq!(ignored_signals("Name:\tsh\nSigIgn:\t0000000000001003\nSigCgt:\tff\n"), 0x1003);
        assert_eq!(ignored_signals(""), 0);
    }

    #[test]
    fn programs_that_cannot_be_started_have_their_own_numbers() {
        let forwarder = Forwarder::default();
        let run =
            |program: &str| forwarder.run(&mut Command::new(program)).expect("no error of ours").status();
        assert_eq!(run("/nonexistent/program"), 127);
        assert_eq!(run("/etc/passwd"), 126);
    }
}
