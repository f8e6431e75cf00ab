//! A model that remembers what it was asked, servers that run in a thread, and a client that says anything.
#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::io::{IoSlice, Read, Write};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rustix::net::{SendAncillaryBuffer, SendAncillaryMessage, SendFlags, sendmsg};
use stub::pci::Identity;
use stub::transport::{Guest, Model};
use stub::{Error, Handle, ivshmem, vfio};
use tempfile::TempDir;

pub const WINDOW: u64 = 256 << 20;
pub const SOON: Duration = Duration::from_secs(5);

/// Registers that hold what is written, and a log of everything else.
pub struct TestModel {
    window: OwnedFd,
    pub registers: Vec<AtomicU32>,
    pub resets: AtomicU64,
    pub connections: AtomicU64,
    pub disconnections: AtomicU64,
    pub guest: Mutex<Option<Guest>>,
    /// How long the next read takes, in milliseconds. A model must not.
    pub dawdles: AtomicU64,
}

impl TestModel {
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            window: link::memfd::create("window", WINDOW).unwrap(),
            registers: (0..2048).map(AtomicU32::new).collect(),
            resets: AtomicU64::new(0),
            connections: AtomicU64::new(0),
            disconnections: AtomicU64::new(0),
            guest: Mutex::new(None),
            dawdles: AtomicU64::new(0),
        })
    }

    pub fn guest(&self) -> Option<Guest> {
        self.guest.lock().unwrap().clone()
    }

    /// Waits until every connection that the model was told of is over.
    pub fn wait_until_alone(&self) {
        wait_for("everybody to be gone", || {
            self.connections.load(Ordering::SeqCst) == self.disconnections.load(Ordering::SeqCst)
        });
    }
}

impl Model for TestModel {
    fn read(&self, offset: u32) -> u32 {
        assert!(offset.is_multiple_of(4));
        std::thread::sleep(Duration::from_millis(self.dawdles.swap(0, Ordering::SeqCst)));
        self.registers[offset as usize / 4].load(Ordering::SeqCst)
    }

    fn write(&self, offset: u32, value: u32) {
        assert!(offset.is_multiple_of(4));
        self.registers[offset as usize / 4].store(value, Ordering::SeqCst);
    }

    fn reset(&self) {
        self.resets.fetch_add(1, Ordering::SeqCst);
    }

    fn connected(&self, guest: Guest) {
        assert!(self.guest.lock().unwrap().replace(guest).is_none(), "two at once");
        self.connections.fetch_add(1, Ordering::SeqCst);
    }

    fn disconnected(&self) {
        assert!(self.guest.lock().unwrap().take().is_some());
        self.disconnections.fetch_add(1, Ordering::SeqCst);
    }

    fn window(&self) -> BorrowedFd<'_> {
        self.window.as_fd()
    }

    fn window_len(&self) -> u64 {
        WINDOW
    }
}

pub fn wait_for(what: &str, mut is_so: impl FnMut() -> bool) {
    let until = Instant::now() + SOON;
    while !is_so() {
        assert!(Instant::now() < until, "still waiting for {what}");
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// A server in a thread. Stopped when dropped, and then it must have ended well.
pub struct Running {
    pub model: Arc<TestModel>,
    pub handle: Handle,
    pub socket: PathBuf,
    thread: Option<JoinHandle<Result<(), Error>>>,
    _dir: TempDir,
}

impl Running {
    fn start(serve: impl FnOnce(&Path, Arc<TestModel>) -> (Handle, JoinHandle<Result<(), Error>>)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let socket = dir.path().join("stub.sock");
        let model = TestModel::new();
        let (handle, thread) = serve(&socket, Arc::clone(&model));
        Self { model, handle, socket, thread: Some(thread), _dir: dir }
    }

    pub fn vfio() -> Self {
        Self::start(|socket, model| {
            let identity = Identity::default();
            let config = vfio::Config { socket: socket.to_owned(), socket_mode: 0o600, identity };
            let server = vfio::Server::new(&config, model).unwrap();
            (server.handle(), std::thread::spawn(|| server.run()))
        })
    }

    pub fn ivshmem(vectors: u16) -> Self {
        Self::start(|socket, model| {
            let config = ivshmem::Config { socket: socket.to_owned(), socket_mode: 0o600, vectors };
            let server = ivshmem::Server::new(&config, model).unwrap();
            (server.handle(), std::thread::spawn(|| server.run()))
        })
    }

    pub fn connect(&self) -> Raw {
        let stream = UnixStream::connect(&self.socket).unwrap();
        stream.set_read_timeout(Some(SOON)).unwrap();
        stream.set_write_timeout(Some(SOON)).unwrap();
        Raw { stream, next_id: 1 }
    }

    /// A client that has introduced itself. Waits for the one before it to be seen off.
    pub fn client(&self) -> Raw {
        let until = Instant::now() + SOON;
        loop {
            let mut raw = self.connect();
            if raw.introduce().is_ok() {
                return raw;
            }
            assert!(Instant::now() < until, "no client is served any more");
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.handle.stop();
        let ended = self.thread.take().map(JoinHandle::join);
        if !std::thread::panicking() {
            assert!(matches!(ended, Some(Ok(Ok(())))), "the server did not end well: {ended:?}");
            assert!(!self.socket.exists());
        }
    }
}

pub const VERSION: u16 = 1;
pub const DMA_MAP: u16 = 2;
pub const DMA_UNMAP: u16 = 3;
pub const DEVICE_GET_INFO: u16 = 4;
pub const DEVICE_GET_REGION_INFO: u16 = 5;
pub const DEVICE_GET_IRQ_INFO: u16 = 7;
pub const DEVICE_SET_IRQS: u16 = 8;
pub const REGION_READ: u16 = 9;
pub const REGION_WRITE: u16 = 10;
pub const DEVICE_RESET: u16 = 13;
pub const NO_REPLY: u32 = 0x10;

/// The header of a message and its body.
pub fn message(id: u16, command: u16, flags: u32, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend(id.to_ne_bytes());
    bytes.extend(command.to_ne_bytes());
    bytes.extend((16 + body.len() as u32).to_ne_bytes());
    bytes.extend(flags.to_ne_bytes());
    bytes.extend(0_u32.to_ne_bytes());
    bytes.extend(body);
    bytes
}

/// Numbers of 4 bytes.
pub fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_ne_bytes()).collect()
}

pub fn access(offset: u64, region: u32, count: u32, data: &[u8]) -> Vec<u8> {
    [&offset.to_ne_bytes()[..], &words(&[region, count]), data].concat()
}

pub fn hello() -> Vec<u8> {
    let text = br#"{"capabilities":{"max_msg_fds":16,"max_data_xfer_size":1048576,"pgsizes":4096}}"#;
    [&[0; 4], text.as_slice(), &[0]].concat()
}

/// One honest request of every kind, which a server that has been introduced to answers without an error.
pub fn honest() -> Vec<(u16, Vec<u8>)> {
    vec![
        (DMA_MAP, vec![0; 32]),
        (DMA_UNMAP, vec![0; 24]),
        (DEVICE_GET_INFO, words(&[16, 0, 0, 0])),
        (DEVICE_GET_REGION_INFO, words(&[32, 0, 2, 0, 0, 0, 0, 0])),
        (DEVICE_GET_REGION_INFO, words(&[64, 0, 2, 0, 0, 0, 0, 0])),
        (DEVICE_GET_REGION_INFO, words(&[32, 0, 7, 0, 0, 0, 0, 0])),
        (DEVICE_GET_IRQ_INFO, words(&[16, 0, 1, 0])),
        (DEVICE_SET_IRQS, words(&[20, 0x21, 1, 0, 0])),
        (DEVICE_SET_IRQS, words(&[20, 0x24, 1, 0, 1])),
        (REGION_READ, access(8, 0, 4, &[])),
        (REGION_READ, access(0, 7, 256, &[])),
        (REGION_READ, access(0, 2, 8, &[])),
        (REGION_WRITE, access(4, 0, 4, &[1, 2, 3, 4])),
        (REGION_WRITE, access(4, 7, 2, &[6, 0])),
        (DEVICE_RESET, vec![]),
    ]
}

/// A reply.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    pub id: u16,
    pub command: u16,
    pub flags: u32,
    pub error: u32,
    pub body: Vec<u8>,
}

/// A client without a mind of its own.
pub struct Raw {
    pub stream: UnixStream,
    next_id: u16,
}

impl Raw {
    pub fn introduce(&mut self) -> std::io::Result<Answer> {
        self.ask(VERSION, &hello())
    }

    pub fn send(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.stream.write_all(bytes)
    }

    pub fn send_with(&mut self, bytes: &[u8], fds: &[BorrowedFd<'_>]) -> std::io::Result<()> {
        let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(64))];
        let mut control = SendAncillaryBuffer::new(&mut space);
        assert!(control.push(SendAncillaryMessage::ScmRights(fds)));
        let sent = sendmsg(&self.stream, &[IoSlice::new(bytes)], &mut control, SendFlags::NOSIGNAL)?;
        self.send(&bytes[sent..])
    }

    pub fn receive(&mut self) -> std::io::Result<Answer> {
        let mut header = [0; 16];
        self.stream.read_exact(&mut header)?;
        let half = |at| u16::from_ne_bytes(header[at..at + 2].try_into().unwrap());
        let word = |at| u32::from_ne_bytes(header[at..at + 4].try_into().unwrap());
        let len = (word(4) as usize).checked_sub(16).unwrap();
        assert!(len <= 4112, "a reply of {len} bytes");
        let mut body = vec![0; len];
        self.stream.read_exact(&mut body)?;
        Ok(Answer { id: half(0), command: half(2), flags: word(8), error: word(12), body })
    }

    /// Asks and checks that the reply is one to this question.
    pub fn ask(&mut self, command: u16, body: &[u8]) -> std::io::Result<Answer> {
        self.ask_with(command, body, &[])
    }

    pub fn ask_with(&mut self, command: u16, body: &[u8], fds: &[BorrowedFd<'_>]) -> std::io::Result<Answer> {
        let id = self.next_id;
        self.next_id = id.wrapping_add(1);
        let bytes = message(id, command, 0, body);
        if fds.is_empty() {
            self.send(&bytes)?
        } else {
            self.send_with(&bytes, fds)?
        };
        let answer = self.receive()?;
        assert_eq!((answer.id, answer.command, answer.flags & 0xf), (id, command, 1));
        assert_eq!(answer.flags & 0x20 != 0, answer.error != 0);
        Ok(answer)
    }

    /// Asks for what must succeed.
    pub fn demand(&mut self, command: u16, body: &[u8]) -> Vec<u8> {
        let answer = self.ask(command, body).unwrap();
        assert_eq!(answer.error, 0, "command {command}");
        answer.body
    }

    /// Asks for what must fail, and gives the error.
    pub fn error(&mut self, command: u16, body: &[u8]) -> u32 {
        let answer = self.ask(command, body).unwrap();
        assert!(answer.error != 0 && answer.body.is_empty(), "command {command}: {answer:?}");
        answer.error
    }

    /// True once the server has hung up.
    pub fn is_hung_up(&mut self) -> bool {
        let mut rest = Vec::new();
        !matches!(
            self.stream.read_to_end(&mut rest),
            Err(why) if matches!(why.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
        )
    }
}

pub fn eventfd() -> OwnedFd {
    use rustix::event::EventfdFlags;
    rustix::event::eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK).unwrap()
}

/// How often an eventfd was rung since it was last asked.
pub fn rung(bell: impl AsFd) -> u64 {
    let mut count = [0; 8];
    rustix::io::read(bell, &mut count).map_or(0, |_| u64::from_ne_bytes(count))
}

/// How many descriptors this process has open.
pub fn open_descriptors() -> usize {
    std::fs::read_dir("/proc/self/fd").unwrap().count()
}

/// Resident memory of this process, in KiB.
pub fn resident() -> u64 {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap();
    text.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4
}

/// Small, fast and repeatable.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit.max(1)
    }

    pub fn choose<'c, T>(&mut self, choices: &'c [T]) -> &'c T {
        &choices[self.below(choices.len())]
    }
}
