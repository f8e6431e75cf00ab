//! Channels that processes have, and how their end is noticed.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use link::device::guest::process_start;
use rustix::process::{Pid, PidfdFlags, pidfd_open};

/// A channel in use.
#[derive(Debug)]
pub(crate) struct Held {
    pub(crate) channel: u32,
    pub(crate) pid: u32,
    /// The process's connection; none if a predecessor of ours had it.
    connection: Option<OwnedFd>,
    /// Readable when the process has ended, also where a child of it has a copy of the connection.
    process: Option<OwnedFd>,
}

impl Held {
    /// Of a process that has just asked.
    pub(crate) fn of_connection(channel: u32, pid: u32, connection: OwnedFd) -> Self {
        let process = link::peer::process_descriptor(&connection).or_else(|| open(pid));
        Self { channel, pid, connection: Some(connection), process }
    }

    /// Of a process that a predecessor of ours had given it to; `None` if that has ended.
    pub(crate) fn of_table(channel: u32, pid: u32, start: u64) -> Option<Self> {
        let process = open(pid);
        // Looked at after the process was opened, so that it is that one.
        let is_same = process_start(pid) == Some(start);
        (is_same && process.is_some()).then_some(Self { channel, pid, connection: None, process })
    }

    /// What to wait for; any of them says that the process is gone.
    pub(crate) fn descriptors(&self) -> impl Iterator<Item = BorrowedFd<'_>> {
        self.connection.iter().chain(&self.process).map(AsFd::as_fd)
    }
}

fn open(pid: u32) -> Option<OwnedFd> {
    let pid = Pid::from_raw(i32::try_from(pid).ok()?)?;
    pidfd_open(pid, PidfdFlags::empty()).ok()
}
