//! One worker process: its start, its signals, its end. What it works on is [`crate::service`]'s business.

use std::ffi::OsString;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use link::control::FORWARDED_ENV;
use rustix::net::{Shutdown, shutdown};
use rustix::process::{Pid, PidfdFlags, pidfd_open};

use crate::config::WorkerCommand;
use crate::environment;

/// Variables that would make a worker behave like a guest.
const GUESTS_OWN: [&str; 5] =
    ["VGPU_LINK", "VGPU_SOCKET", "VGPU_VERIFY", "VGPU_REPORT_DIR", "VGPU_TRACE_DIR"];

/// A started worker. Dropping it ends the process.
#[derive(Debug)]
pub(crate) struct WorkerProcess {
    child: Child,
    /// Readable once the process has ended.
    exit: OwnedFd,
    /// Our end of the socket pair that the worker takes its orders from.
    control: OwnedFd,
    is_reaped: bool,
}

impl WorkerProcess {
    /// Starts a worker whose environment is the mediator's without what belongs to guests, plus `variables`.
    pub(crate) fn start(
        command: &WorkerCommand,
        visible_devices: Option<&str>,
        variables: &[(&'static str, OsString)],
    ) -> io::Result<Self> {
        let (control, theirs) = link::socket::pair().map_err(io::Error::other)?;
        let mut start = Command::new(&command.program);
        // The socket travels as standard input: the only descriptor that a child can be given without a
        // moment in which other children of this process would inherit it too, and never notice its end.
        start.args(&command.arguments).args(["--control-fd", "0"]).stdin(Stdio::from(theirs));
        // Nothing that the driver prints may mix with the output of a program that `vgpu run` runs.
        start.stdout(Stdio::null());
        // A Ctrl-C at the terminal is for the program, which may survive it and go on computing.
        start.process_group(0);
        for name in FORWARDED_ENV.iter().copied().chain(GUESTS_OWN) {
            start.env_remove(name);
        }
        start.envs(command.variables.iter().map(|(name, value)| (name, value)));
        if let Some(devices) = visible_devices {
            start.env(environment::VISIBLE_DEVICES, devices);
        }
        start.envs(variables.iter().map(|(name, value)| (name, value)));
        let mut child = start.spawn()?;
        // Not reaped yet, so the number is certainly still this child's.
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        let exit = pid.ok_or(rustix::io::Errno::SRCH).and_then(|pid| pidfd_open(pid, PidfdFlags::empty()));
        match exit {
            Ok(exit) => Ok(Self { child, exit, control, is_reaped: false }),
            Err(why) => {
                let _ = child.kill();
                let _ = child.wait();
                Err(why.into())
            }
        }
    }

    pub(crate) fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Readable once the process has ended.
    pub(crate) fn exit(&self) -> BorrowedFd<'_> {
        self.exit.as_fd()
    }

    /// Where orders go and reports come from.
    pub(crate) fn control(&self) -> BorrowedFd<'_> {
        self.control.as_fd()
    }

    /// Tells the worker, by the end of its orders, that it should end. Its report can still come back.
    pub(crate) fn ask_to_end(&self) {
        let _ = shutdown(&self.control, Shutdown::Write);
    }

    /// Kills the process. Its end is noticed later, at [`Self::exit`].
    pub(crate) fn kill(&mut self) {
        if !self.is_reaped {
            let _ = self.child.kill();
        }
    }

    /// The exit status, once there is one.
    pub(crate) fn reap(&mut self) -> Option<ExitStatus> {
        let status = self.child.try_wait().ok().flatten();
        self.is_reaped |= status.is_some();
        status
    }
}

impl Drop for WorkerProcess {
    fn drop(&mut self) {
        if self.is_reaped {
            return;
        }
        self.kill();
        // A killed process normally ends at once. One that hangs in the kernel must not hang us as well.
        let until = Instant::now() + Duration::from_secs(2);
        while self.reap().is_none() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

/// An exit status in words.
pub(crate) fn describe(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("exit status {code}"),
        (None, Some(signal)) => format!("killed by signal {signal}{}", signal_name(signal)),
        (None, None) => "unknown end".to_owned(),
    }
}

/// The names of the signals that end processes in practice.
fn signal_name(signal: i32) -> &'static str {
    match signal {
        4 => " (SIGILL)",
        6 => " (SIGABRT)",
        7 => " (SIGBUS)",
        8 => " (SIGFPE)",
        9 => " (SIGKILL)",
        11 => " (SIGSEGV)",
        15 => " (SIGTERM)",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(program: &str, arguments: &[&str]) -> WorkerCommand {
        let arguments = arguments.iter().map(Into::into).collect();
        WorkerCommand { program: program.into(), arguments, variables: vec![] }
    }

    #[test]
    fn a_program_that_is_not_there_is_an_error() {
        assert!(WorkerProcess::start(&command("/nonexistent/worker", &[]), None, &[]).is_err());
    }

    #[test]
    fn dropping_a_worker_ends_and_reaps_it() {
        let worker =
            WorkerProcess::start(&command("/bin/sh", &["-c", "sleep 100"]), None, &[]).expect("start");
        let folder = format!("/proc/{}", worker.pid());
        assert!(std::path::Path::new(&folder).exists());
        drop(worker);
        assert!(!std::path::Path::new(&folder).exists());
    }

    #[test]
    fn ends_are_told_in_words() {
        assert_eq!(describe(ExitStatus::from_raw(3 << 8)), "exit status 3");
        assert_eq!(describe(ExitStatus::from_raw(11)), "killed by signal 11 (SIGSEGV)");
    }
}
