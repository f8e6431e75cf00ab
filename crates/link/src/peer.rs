//! Who is at the other end of a control socket, and whether they are still there.

use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};
use std::sync::Arc;

use rustix::event::{PollFd, PollFlags, poll};

use crate::device::guest::Channel;
use crate::doorbell::timespec;
use crate::header::{Control, DeathReason};

/// Who connected, as the kernel saw it at that moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeerCredentials {
    /// Process id in our own process-id namespace; 0 if the peer is not visible from there.
    pub pid: u32,
    /// User.
    pub uid: u32,
    /// Primary group.
    pub gid: u32,
}

/// Credentials of the process that connected `socket` (or, for the connecting side, that listens).
pub fn credentials(socket: impl AsFd) -> io::Result<PeerCredentials> {
    let mut cred = libc::ucred { pid: 0, uid: 0, gid: 0 };
    option(socket.as_fd(), libc::SO_PEERCRED, &mut cred)?;
    Ok(PeerCredentials { pid: u32::try_from(cred.pid).unwrap_or(0), uid: cred.uid, gid: cred.gid })
}

/// A descriptor that becomes readable when the peer's process ends. It tells the truth even where a child of
/// the peer still holds a copy of the socket. `None` where the kernel (before 6.5) cannot tell.
pub fn process_descriptor(socket: impl AsFd) -> Option<OwnedFd> {
    /// `SO_PEERPIDFD`, of `asm-generic/socket.h`.
    const SO_PEERPIDFD: libc::c_int = 77;
    let mut fd: libc::c_int = -1;
    option(socket.as_fd(), SO_PEERPIDFD, &mut fd).ok()?;
    // SAFETY: the kernel has just made this descriptor for us, and nobody else knows it.
    (fd >= 0).then(|| unsafe { OwnedFd::from_raw_fd(fd) })
}

/// Reads a socket option whose value is plain C data of exactly the size of `T`.
fn option<T: Copy>(socket: BorrowedFd<'_>, name: libc::c_int, value: &mut T) -> io::Result<()> {
    let mut len = size_of::<T>() as libc::socklen_t;
    // SAFETY: value and length are valid, writable and belong together; `T` is an integer or a C struct of
    // integers (both callers), so every bit pattern that arrives is valid.
    let rc = unsafe {
        libc::getsockopt(socket.as_raw_fd(), libc::SOL_SOCKET, name, (&raw mut *value).cast(), &mut len)
    };
    if rc != 0 {
        return Err(io::Error::last_os_error());
    }
    if len as usize != size_of::<T>() {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(())
}

/// Whether a socket can be read without waiting, be it only its end.
pub fn has_news(socket: BorrowedFd<'_>) -> bool {
    let mut fds = [PollFd::from_borrowed_fd(socket, PollFlags::IN)];
    !matches!(poll(&mut fds, Some(&timespec(std::time::Duration::ZERO))), Ok(0))
}

/// Whether the other end of a connected socket has been closed, with or without unread messages.
pub fn has_hung_up(socket: BorrowedFd<'_>) -> bool {
    let mut fds = [PollFd::from_borrowed_fd(socket, PollFlags::RDHUP)];
    let gone = PollFlags::HUP | PollFlags::RDHUP | PollFlags::ERR | PollFlags::NVAL;
    matches!(poll(&mut fds, Some(&timespec(std::time::Duration::ZERO))), Ok(n) if n > 0)
        && fds[0].revents().intersects(gone)
}

/// A guest's knowledge of whether its worker lives.
#[derive(Debug)]
pub enum PeerLife {
    /// A copy of the control socket, which is closed when the worker's process ends.
    Socket(OwnedFd),
    /// A device's channel, which the host closes then.
    Channel(Arc<Channel>),
}

impl PeerLife {
    /// Whether the session is over. If this is how it is found out, everybody else in the process is told.
    pub fn is_gone(&self, control: &Control) -> bool {
        if control.death().is_some() {
            return true;
        }
        let gone = match self {
            Self::Socket(socket) => has_hung_up(socket.as_fd()),
            Self::Channel(channel) => channel.is_gone(),
        };
        if gone {
            control.declare_dead(DeathReason::WorkerDied);
        }
        gone
    }

    /// The descriptor of the socket, which a forked child must not keep.
    pub(crate) fn descriptor(&self) -> Option<RawFd> {
        match self {
            Self::Socket(socket) => Some(socket.as_raw_fd()),
            Self::Channel(_) => None,
        }
    }
}
