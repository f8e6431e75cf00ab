//! The control socket: whole messages with descriptors, bounded and judged.
//!
//! A Unix socket of type `SEQPACKET` keeps message boundaries and tells when the peer is gone. Descriptors that
//! arrive are owned at once and so closed on every path, also when the message they came with is garbage.

use std::fs::{self, File, OpenOptions};
use std::io::{IoSlice, IoSliceMut};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{FlockOperation, Mode, fchmod, flock};
use rustix::io::{Errno, retry_on_intr};
use rustix::net::{
    AddressFamily, RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, ReturnFlags, SendAncillaryBuffer,
    SendAncillaryMessage, SendFlags, SocketAddrUnix, SocketFlags, SocketType, accept_with, bind, connect,
    listen, recvmsg, sendmsg, socket_with, socketpair,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::doorbell::timespec;

/// The longest message.
pub const MESSAGE_MAX: usize = 64 << 10;
/// The most descriptors with one message.
pub const DESCRIPTORS_MAX: usize = 8;

/// Why a message could not be exchanged.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum SocketError {
    #[error("the peer has closed the connection")]
    Closed,
    #[error("no message within {0:?}")]
    Timeout(Duration),
    /// The peer's fault.
    #[error("unreadable message: {0}")]
    Garbage(String),
    /// The peer's fault.
    #[error("the message, or its descriptors, exceed the limits")]
    Truncated,
    /// Our own fault.
    #[error("a message of {0} bytes is longer than {MESSAGE_MAX}")]
    TooLong(usize),
    /// Our own fault.
    #[error("{0} descriptors are more than {DESCRIPTORS_MAX}")]
    TooManyDescriptors(usize),
    #[error("{what}: {errno}")]
    Os { what: &'static str, errno: Errno },
}

fn os(what: &'static str) -> impl Fn(Errno) -> SocketError {
    move |errno| match errno {
        Errno::PIPE | Errno::CONNRESET => SocketError::Closed,
        errno => SocketError::Os { what, errno },
    }
}

/// A connected pair, for tests and for a mediator that talks to the worker it starts.
pub fn pair() -> Result<(OwnedFd, OwnedFd), SocketError> {
    socketpair(AddressFamily::UNIX, SocketType::SEQPACKET, SocketFlags::CLOEXEC, None)
        .map_err(os("socketpair"))
}

/// Connects to the listener at `path`. Waits while it has more connections before it than it lets queue.
pub fn connect_to(path: &Path) -> Result<OwnedFd, SocketError> {
    connect_as(path, SocketType::SEQPACKET, SocketFlags::empty())
}

/// As [`connect_to`], but fails where that would wait.
pub fn try_connect_to(path: &Path) -> Result<OwnedFd, SocketError> {
    connect_as(path, SocketType::SEQPACKET, SocketFlags::NONBLOCK)
}

fn connect_as(path: &Path, kind: SocketType, flags: SocketFlags) -> Result<OwnedFd, SocketError> {
    let address = SocketAddrUnix::new(path).map_err(os("socket path"))?;
    let socket = new_socket(kind, flags)?;
    retry_on_intr(|| connect(&socket, &address)).map_err(os("connect"))?;
    Ok(socket)
}

fn new_socket(kind: SocketType, flags: SocketFlags) -> Result<OwnedFd, SocketError> {
    socket_with(AddressFamily::UNIX, kind, flags | SocketFlags::CLOEXEC, None).map_err(os("socket"))
}

/// Reads a message. What is wrong with one is told without control characters and in few words: the peer's own text is
/// among them, and they go to logs and terminals.
pub fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, SocketError> {
    const WORDS_MAX: usize = 200;
    serde_json::from_slice(bytes).map_err(|error| {
        let text = error.to_string();
        SocketError::Garbage(text.chars().filter(|c| !c.is_control()).take(WORDS_MAX).collect())
    })
}

/// Sends one message with descriptors, which stay the caller's. A peer that does not read blocks the caller for
/// `timeout` at most, though it could make the socket look writable again by reading a little.
pub fn send_with_fds<T: Serialize>(
    socket: impl AsFd,
    message: &T,
    fds: &[BorrowedFd<'_>],
    timeout: Duration,
) -> Result<(), SocketError> {
    if fds.len() > DESCRIPTORS_MAX {
        return Err(SocketError::TooManyDescriptors(fds.len()));
    }
    let bytes = serde_json::to_vec(message).map_err(|error| SocketError::Garbage(error.to_string()))?;
    if bytes.len() > MESSAGE_MAX {
        return Err(SocketError::TooLong(bytes.len()));
    }
    let socket = socket.as_fd();
    let deadline = Instant::now() + timeout;
    loop {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS_MAX))];
        let mut control = SendAncillaryBuffer::new(&mut space);
        if !fds.is_empty() && !control.push(SendAncillaryMessage::ScmRights(fds)) {
            return Err(SocketError::TooManyDescriptors(fds.len()));
        }
        let flags = SendFlags::NOSIGNAL | SendFlags::DONTWAIT;
        match sendmsg(socket, &[IoSlice::new(&bytes)], &mut control, flags) {
            Ok(_) => return Ok(()),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => wait_for(socket, PollFlags::OUT, deadline, timeout)?,
            Err(errno) => return Err(os("sendmsg")(errno)),
        }
    }
}

/// Receives one message with its descriptors.
pub fn recv_with_fds<T: DeserializeOwned>(
    socket: impl AsFd,
    timeout: Duration,
) -> Result<(T, Vec<OwnedFd>), SocketError> {
    let socket = socket.as_fd();
    let deadline = Instant::now() + timeout;
    let mut bytes = vec![0; MESSAGE_MAX];
    loop {
        let mut fds = Vec::new();
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS_MAX))];
        let mut control = RecvAncillaryBuffer::new(&mut space);
        let flags = RecvFlags::CMSG_CLOEXEC | RecvFlags::DONTWAIT;
        let received = recvmsg(socket, &mut [IoSliceMut::new(&mut bytes)], &mut control, flags);
        // Taken out before anything is judged, so that they are closed whatever happens.
        for message in control.drain() {
            if let RecvAncillaryMessage::ScmRights(received) = message {
                fds.extend(received);
            }
        }
        match received {
            Ok(message) => {
                if message.flags.intersects(ReturnFlags::TRUNC | ReturnFlags::CTRUNC) {
                    return Err(SocketError::Truncated);
                }
                // An empty packet cannot be told from the end, and nobody sends one.
                let body = match bytes.get(..message.bytes) {
                    None | Some([]) => return Err(SocketError::Closed),
                    Some(body) => body,
                };
                return Ok((parse(body)?, fds));
            }
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => wait_for(socket, PollFlags::IN, deadline, timeout)?,
            Err(errno) => return Err(os("recvmsg")(errno)),
        }
    }
}

fn wait_for(
    socket: BorrowedFd<'_>,
    what: PollFlags,
    deadline: Instant,
    timeout: Duration,
) -> Result<(), SocketError> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(SocketError::Timeout(timeout));
    }
    let mut fds = [PollFd::from_borrowed_fd(socket, what)];
    match poll(&mut fds, Some(&timespec(left))) {
        // Whatever has happened, the next attempt will tell.
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(errno) => Err(os("poll")(errno)),
    }
}

/// Why a listener could not be set up.
#[derive(Debug, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum ListenError {
    #[error("somebody listens at {0} already")]
    InUse(PathBuf),
    #[error("{0} exists and is not a socket")]
    NotASocket(PathBuf),
    #[error("{what} {path}: {source}")]
    Os { what: &'static str, path: PathBuf, source: std::io::Error },
}

/// A listening socket. Removed from the file system when dropped.
#[derive(Debug)]
pub struct Listener {
    socket: OwnedFd,
    path: PathBuf,
    /// Device and inode of our socket, so that only our own is removed.
    identity: (u64, u64),
    /// Held as long as we listen: two mediators that start at once must not remove each other's socket.
    _lock: File,
}

impl Listener {
    /// Listens at `path`; the socket gets exactly the permissions `mode` (such as 0o600 or 0o660). A socket that
    /// a dead mediator has left behind is replaced.
    pub fn bind(path: &Path, mode: u32) -> Result<Self, ListenError> {
        Self::bind_as(path, mode, SocketType::SEQPACKET)
    }

    /// As [`Listener::bind`], but connections are plain streams of bytes: for protocols of others that ask for it.
    pub fn bind_stream(path: &Path, mode: u32) -> Result<Self, ListenError> {
        Self::bind_as(path, mode, SocketType::STREAM)
    }

    fn bind_as(path: &Path, mode: u32, kind: SocketType) -> Result<Self, ListenError> {
        let failed = |what| {
            let path = path.to_owned();
            move |source| ListenError::Os { what, path, source }
        };
        let mut lock_path = path.as_os_str().to_owned();
        lock_path.push(".lock");
        let lock = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&lock_path)
            .map_err(failed("cannot open the lock file of"))?;
        flock(&lock, FlockOperation::NonBlockingLockExclusive)
            .map_err(|_| ListenError::InUse(path.to_owned()))?;

        match fs::symlink_metadata(path) {
            Err(_) => {}
            Ok(found) if !found.file_type().is_socket() => {
                return Err(ListenError::NotASocket(path.to_owned()));
            }
            Ok(_) => match connect_as(path, kind, SocketFlags::empty()) {
                Ok(_) => return Err(ListenError::InUse(path.to_owned())),
                Err(_) => fs::remove_file(path).map_err(failed("cannot remove the stale socket"))?,
            },
        }

        let os = |errno: Errno| std::io::Error::from(errno);
        let address = SocketAddrUnix::new(path).map_err(os).map_err(failed("unusable socket path"))?;
        let socket = new_socket(kind, SocketFlags::empty())
            .map_err(std::io::Error::other)
            .map_err(failed("no socket for"))?;
        // The file gets the descriptor's permissions at its birth, so it is never open to more users than meant.
        fchmod(&socket, Mode::from_raw_mode(mode & 0o600)).map_err(os).map_err(failed("cannot protect"))?;
        bind(&socket, &address).map_err(os).map_err(failed("cannot bind"))?;
        fs::set_permissions(path, fs::Permissions::from_mode(mode))
            .map_err(failed("cannot set permissions of"))?;
        listen(&socket, 128).map_err(os).map_err(failed("cannot listen at"))?;
        let found = fs::symlink_metadata(path).map_err(failed("cannot find"))?;
        Ok(Self { socket, path: path.to_owned(), identity: (found.dev(), found.ino()), _lock: lock })
    }

    /// Waits for a connection.
    pub fn accept(&self) -> Result<OwnedFd, SocketError> {
        retry_on_intr(|| accept_with(&self.socket, SocketFlags::CLOEXEC)).map_err(os("accept"))
    }

    /// Where it listens.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl AsFd for Listener {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let ours =
            fs::symlink_metadata(&self.path).is_ok_and(|found| (found.dev(), found.ino()) == self.identity);
        if ours {
            let _ = fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    const SOON: Duration = Duration::from_millis(50);

    #[test]
    fn messages_and_descriptors_arrive() {
        let (a, b) = pair().expect("pair");
        send_with_fds(&a, &"hello", &[a.as_fd(), b.as_fd()], SOON).expect("send");
        let (text, fds): (String, _) = recv_with_fds(&b, SOON).expect("recv");
        assert_eq!((text.as_str(), fds.len()), ("hello", 2));
    }

    #[test]
    fn silence_closing_and_garbage_are_told_apart() {
        let (a, b) = pair().expect("pair");
        assert_eq!(recv_with_fds::<Value>(&b, SOON).expect_err("silence"), SocketError::Timeout(SOON));
        rustix::net::send(&a, b"{", SendFlags::empty()).expect("send");
        assert!(matches!(recv_with_fds::<Value>(&b, SOON), Err(SocketError::Garbage(_))));
        let nested = vec![b'['; MESSAGE_MAX];
        rustix::net::send(&a, &nested, SendFlags::empty()).expect("send");
        assert!(matches!(recv_with_fds::<Value>(&b, SOON), Err(SocketError::Garbage(_))));
        rustix::net::send(&a, &vec![b' '; MESSAGE_MAX + 1], SendFlags::empty()).expect("send");
        assert_eq!(recv_with_fds::<Value>(&b, SOON).expect_err("long"), SocketError::Truncated);
        drop(a);
        assert_eq!(recv_with_fds::<Value>(&b, SOON).expect_err("end"), SocketError::Closed);
        assert_eq!(send_with_fds(&b, &1, &[], SOON).expect_err("end"), SocketError::Closed);
    }

    #[test]
    fn a_message_that_cannot_be_read_does_not_speak_through_the_error() {
        let name = format!("\u{1b}[31m\n2026-11-28 INFO all is well {}", "x".repeat(10_000));
        let message = serde_json::to_vec(&serde_json::json!({ name: {} })).expect("json");
        let Err(SocketError::Garbage(text)) = parse::<crate::control::FromGuest>(&message) else {
            panic!("such a message there is not");
        };
        assert!(text.contains("unknown variant") && text.len() < 1000, "{text}");
        assert!(!text.contains(['\n', '\u{1b}']), "{text}");
    }

    #[test]
    fn a_listener_that_accepts_nobody_keeps_nobody_who_does_not_want_to_wait() {
        let dir = tempfile::tempdir().expect("dir");
        let path = dir.path().join("vgpu.sock");
        let _listener = Listener::bind(&path, 0o600).expect("bind");
        let (mut queued, full) = (Vec::new(), 10_000);
        let why = loop {
            match try_connect_to(&path) {
                Ok(socket) => queued.push(socket),
                Err(why) => break why,
            }
            assert!(queued.len() < full, "the queue has no end");
        };
        assert_eq!(why, SocketError::Os { what: "connect", errno: Errno::AGAIN });
    }

    #[test]
    fn listener_replaces_a_stale_socket_but_not_a_live_one() {
        let dir = tempfile::tempdir().expect("dir");
        let path = dir.path().join("vgpu.sock");
        let first = Listener::bind(&path, 0o600).expect("bind");
        assert!(matches!(Listener::bind(&path, 0o600), Err(ListenError::InUse(_))));
        assert_eq!(fs::metadata(&path).expect("meta").mode() & 0o777, 0o600);
        drop(first);
        assert!(!path.exists());

        // A socket without a listener, as a killed process leaves it.
        let dead = new_socket(SocketType::SEQPACKET, SocketFlags::empty()).expect("socket");
        bind(&dead, &SocketAddrUnix::new(&path).expect("address")).expect("bind");
        drop(dead);
        let second = Listener::bind(&path, 0o660).expect("bind again");
        assert_eq!(fs::metadata(&path).expect("meta").mode() & 0o777, 0o660);
        let client = connect_to(&path).expect("connect");
        let server = second.accept().expect("accept");
        send_with_fds(&client, &7, &[], SOON).expect("send");
        assert_eq!(recv_with_fds::<u32>(&server, SOON).expect("recv").0, 7);
        let peer = crate::peer::credentials(&server).expect("credentials");
        assert_eq!(peer.pid, std::process::id());

        // A live one of another type is no stale one either.
        let path = dir.path().join("stream.sock");
        let third = Listener::bind_stream(&path, 0o600).expect("bind a stream");
        fs::remove_file(dir.path().join("stream.sock.lock")).expect("remove the lock");
        assert!(matches!(Listener::bind_stream(&path, 0o600), Err(ListenError::InUse(_))));
        std::os::unix::net::UnixStream::connect(&path).expect("connect");
        assert!(third.accept().is_ok());

        fs::write(dir.path().join("file"), "x").expect("write");
        assert!(matches!(Listener::bind(&dir.path().join("file"), 0o600), Err(ListenError::NotASocket(_))));
    }
}
