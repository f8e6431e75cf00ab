//! Cuts a client's stream of bytes into messages.
//!
//! ```text
//!   header, 16 bytes ──► body, up to BODY_MAX ──► Message
//!        │ size < 16, or no body is that long: violation
//!        └ BODY_MAX < body ≤ SKIP_MAX: read past ──► Message that is too long
//! ```
//!
//! Header and body are read separately and no byte of the next message with them, because the kernel hands over
//! descriptors with the bytes that they were sent with: so they are those of this very message, however the stream
//! is split or joined. Everything has its place in one fixed buffer.

use std::io::IoSliceMut;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::io::Errno;
use rustix::net::{RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, ReturnFlags, recvmsg};
use thiserror::Error;
use zerocopy::FromBytes;

use super::wire::{BODY_MAX, DESCRIPTORS_MAX, HEADER_LEN, Header, SKIP_MAX};

/// Why a stream has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(super) enum StreamError {
    /// Nothing wrong, if between two messages.
    #[error("the client has closed the connection, {0} bytes into a message")]
    Closed(usize),
    /// The client's fault, and nobody can tell where the next message begins.
    #[error("a message claims {0} bytes")]
    Size(u32),
    #[error("cannot receive: {0}")]
    Os(Errno),
}

/// The descriptors of one message. They are closed when this is dropped.
#[derive(Debug, Default)]
pub(super) struct Descriptors {
    fds: [Option<OwnedFd>; DESCRIPTORS_MAX],
    count: usize,
    /// There were more, which are closed already.
    is_excessive: bool,
}

impl Descriptors {
    fn push(&mut self, fd: OwnedFd) {
        match self.fds.get_mut(self.count) {
            Some(place) => {
                *place = Some(fd);
                self.count += 1;
            }
            None => self.is_excessive = true,
        }
    }

    /// The only one, or none.
    pub fn at_most_one(mut self) -> Result<Option<OwnedFd>, Errno> {
        if self.count > 1 || self.is_excessive { Err(Errno::INVAL) } else { Ok(self.fds[0].take()) }
    }
}

/// One whole message.
#[derive(Debug)]
pub(super) struct Message<'b> {
    pub header: Header,
    /// `None` if it was longer than any message that we know.
    pub body: Option<&'b [u8]>,
    pub descriptors: Descriptors,
}

/// How far the message that is being read has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// So many bytes of the header are there.
    Header(usize),
    /// So many bytes of the body are there.
    Body(Header, usize),
    /// So many bytes are still to be read past.
    Skip(Header, usize),
    /// All of it is there.
    Whole(Header, Option<usize>),
}

/// A client's stream.
#[derive(Debug)]
pub(super) struct Stream {
    socket: OwnedFd,
    state: State,
    header: [u8; HEADER_LEN],
    body: Box<[u8; BODY_MAX]>,
    descriptors: Descriptors,
}

impl Stream {
    pub fn new(socket: OwnedFd) -> Self {
        Self {
            socket,
            state: State::Header(0),
            header: [0; HEADER_LEN],
            body: Box::new([0; BODY_MAX]),
            descriptors: Descriptors::default(),
        }
    }

    /// Reads on without waiting. `None` if the message is not whole yet.
    pub fn next(&mut self) -> Result<Option<Message<'_>>, StreamError> {
        loop {
            let read = match self.state {
                State::Header(have) => self.receive(have, HEADER_LEN, true),
                State::Body(header, have) => self.receive(have, body_len(&header), false),
                State::Skip(_, left) => self.receive(0, left.min(BODY_MAX), false),
                State::Whole(header, len) => {
                    self.state = State::Header(0);
                    let body = len.and_then(|len| self.body.get(..len));
                    return Ok(Some(Message {
                        header,
                        body,
                        descriptors: std::mem::take(&mut self.descriptors),
                    }));
                }
            };
            let count = match read {
                Ok(0) => return Err(StreamError::Closed(self.inside())),
                Ok(count) => count,
                Err(Errno::AGAIN) => return Ok(None),
                Err(Errno::INTR) => continue,
                Err(Errno::CONNRESET) => return Err(StreamError::Closed(self.inside())),
                Err(why) => return Err(StreamError::Os(why)),
            };
            self.state = self.after(count)?;
        }
    }

    /// The state after so many more bytes.
    fn after(&self, count: usize) -> Result<State, StreamError> {
        Ok(match self.state {
            State::Header(have) if have + count < HEADER_LEN => State::Header(have + count),
            State::Header(_) => {
                let header = Header::read_from_bytes(&self.header).unwrap_or_default();
                match body_len(&header) {
                    _ if (header.size as usize) < HEADER_LEN => return Err(StreamError::Size(header.size)),
                    0 => State::Whole(header, Some(0)),
                    1..=BODY_MAX => State::Body(header, 0),
                    len if len <= SKIP_MAX => State::Skip(header, len),
                    _ => return Err(StreamError::Size(header.size)),
                }
            }
            State::Body(header, have) if have + count < body_len(&header) => {
                State::Body(header, have + count)
            }
            State::Body(header, have) => State::Whole(header, Some(have + count)),
            State::Skip(header, left) if count < left => State::Skip(header, left - count),
            State::Skip(header, _) => State::Whole(header, None),
            whole @ State::Whole(..) => whole,
        })
    }

    /// How many bytes of an unfinished message there are.
    fn inside(&self) -> usize {
        match self.state {
            State::Header(have) => have,
            State::Body(header, have) => (header.size as usize).min(HEADER_LEN + have),
            State::Skip(header, left) => (header.size as usize).saturating_sub(left),
            State::Whole(header, _) => header.size as usize,
        }
    }

    /// Receives into header or body, from byte `have` up to `need`, and keeps the descriptors.
    fn receive(&mut self, have: usize, need: usize, is_header: bool) -> Result<usize, Errno> {
        let buffer = if is_header { &mut self.header[..] } else { &mut self.body[..] };
        let buffer = buffer.get_mut(have..need).ok_or(Errno::FAULT)?;
        // The kernel installs no more descriptors than fit here.
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(DESCRIPTORS_MAX))];
        let mut control = RecvAncillaryBuffer::new(&mut space);
        let flags = RecvFlags::CMSG_CLOEXEC | RecvFlags::DONTWAIT;
        let received = recvmsg(self.socket.as_fd(), &mut [IoSliceMut::new(buffer)], &mut control, flags);
        for message in control.drain() {
            if let RecvAncillaryMessage::ScmRights(fds) = message {
                fds.for_each(|fd| self.descriptors.push(fd));
            }
        }
        let received = received?;
        self.descriptors.is_excessive |= received.flags.contains(ReturnFlags::CTRUNC);
        Ok(received.bytes)
    }
}

impl AsFd for Stream {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.socket.as_fd()
    }
}

fn body_len(header: &Header) -> usize {
    (header.size as usize).saturating_sub(HEADER_LEN)
}

#[cfg(test)]
mod tests {
    use std::io::IoSlice;

    use rustix::event::{EventfdFlags, eventfd};
    use rustix::net::{
        AddressFamily, SendAncillaryBuffer, SendAncillaryMessage, SendFlags, SocketFlags, SocketType, send,
        sendmsg, socketpair,
    };
    use zerocopy::IntoBytes;

    use super::*;

    fn pair() -> (OwnedFd, Stream) {
        let (near, far) =
            socketpair(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::CLOEXEC, None).expect("pair");
        (near, Stream::new(far))
    }

    fn message(id: u16, size: usize, body: &[u8]) -> Vec<u8> {
        let header = Header { id, command: 9, size: size as u32, flags: 0, error: 0 };
        [header.as_bytes(), body].concat()
    }

    fn put(socket: &OwnedFd, bytes: &[u8]) {
        assert_eq!(send(socket, bytes, SendFlags::DONTWAIT), Ok(bytes.len()));
    }

    #[test]
    fn message_is_whole_at_its_last_byte_and_not_before() {
        let (near, mut stream) = pair();
        let bytes = message(3, 20, b"body");
        for byte in &bytes[..19] {
            put(&near, &[*byte]);
            assert!(stream.next().expect("fine").is_none());
        }
        put(&near, &bytes[19..]);
        let whole = stream.next().expect("fine").expect("whole");
        assert_eq!((whole.header.id, whole.body), (3, Some(&b"body"[..])));
        assert!(stream.next().expect("fine").is_none());
    }

    #[test]
    fn joined_messages_come_one_by_one_with_their_own_descriptors() {
        let (near, mut stream) = pair();
        put(&near, &message(1, 16, b""));
        let bell = eventfd(0, EventfdFlags::CLOEXEC).expect("eventfd");
        let fds = [bell.as_fd()];
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(1))];
        let mut control = SendAncillaryBuffer::new(&mut space);
        assert!(control.push(SendAncillaryMessage::ScmRights(&fds)));
        let second = message(2, 18, b"ab");
        sendmsg(&near, &[IoSlice::new(&second)], &mut control, SendFlags::empty()).expect("send");
        put(&near, &message(3, 16, b""));
        let counts: Vec<_> = (1..=3)
            .map(|id| {
                let message = stream.next().expect("fine").expect("whole");
                assert_eq!(message.header.id, id);
                message.descriptors.count
            })
            .collect();
        assert_eq!(counts, [0, 1, 0]);
    }

    #[test]
    fn long_message_is_read_past_and_a_monstrous_one_ends_the_stream() {
        let (near, mut stream) = pair();
        put(&near, &message(1, HEADER_LEN + BODY_MAX + 1, &[5; BODY_MAX + 1]));
        put(&near, &message(2, HEADER_LEN + BODY_MAX, &[6; BODY_MAX]));
        assert_eq!(stream.next().expect("fine").expect("whole").body, None);
        assert_eq!(stream.next().expect("fine").expect("whole").body, Some(&[6; BODY_MAX][..]));
        put(&near, &message(3, HEADER_LEN + SKIP_MAX, b""));
        assert!(stream.next().expect("fine").is_none());
        for size in [0, 15, HEADER_LEN + SKIP_MAX + 1, 0xffff_ffff] {
            let (near, mut stream) = pair();
            put(&near, &message(4, size, b""));
            assert_eq!(stream.next().err(), Some(StreamError::Size(size as u32)));
        }
    }

    #[test]
    fn end_is_told_with_its_place() {
        let bytes = message(1, 20, b"body");
        for len in 0..bytes.len() {
            let (near, mut stream) = pair();
            put(&near, &bytes[..len]);
            drop(near);
            assert_eq!(stream.next().err(), Some(StreamError::Closed(len)));
        }
    }
}
