//! The host's end of the port to a guest: commands go in, what they print and how they end comes back.
//!
//! ```text
//!   starting ──Hello──▶ up ──Hello (it was restarted)──▶ up ──the port ends──▶ gone
//! ```

use std::collections::HashMap;
use std::io;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::mpsc::{Sender, SyncSender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::frame::{self, Frame, Hello, Kind, Start};

/// How long QEMU may take from making a socket to listening at it.
const LISTEN_LIMIT: Duration = Duration::from_secs(10);

/// Frames that may wait for whoever reads a command's output; then the guest has to wait.
pub const WAITING_MAX: usize = 256;
/// The exit status where no command was at fault.
pub const FAILED: i32 = 125;

/// What happens to a machine.
#[derive(Debug)]
pub enum Event {
    /// The guest came up.
    Up(Hello),
    /// A frame of the machine's own command.
    Frame(Frame),
    /// We were sent this signal.
    Signal(i32),
    /// Somebody wants the machine to end.
    Stop,
}

#[derive(Debug, Default)]
struct State {
    boots: u32,
    hello: Option<Hello>,
    is_gone: bool,
    last_id: u32,
    commands: HashMap<u32, SyncSender<Frame>>,
}

/// A guest. Copies speak of the same one.
#[derive(Debug, Clone)]
pub struct Guest {
    port: Arc<Mutex<UnixStream>>,
    state: Arc<Mutex<State>>,
}

/// Connects to a socket that QEMU has made: it is there a moment before anybody listens.
fn reach(port: &Path) -> io::Result<UnixStream> {
    let until = Instant::now() + LISTEN_LIMIT;
    loop {
        match UnixStream::connect(port) {
            Err(why) if why.kind() == io::ErrorKind::ConnectionRefused && Instant::now() < until => {
                thread::sleep(Duration::from_millis(2));
            }
            done => return done,
        }
    }
}

impl Guest {
    /// Connects to the port; `events` hears when the guest comes up.
    pub fn connect(port: &Path, events: Sender<Event>) -> Result<Self> {
        let stream = reach(port).with_context(|| format!("cannot connect to {}", port.display()))?;
        let reader = stream.try_clone().context("cannot share the port")?;
        let guest = Self { port: Arc::new(Mutex::new(stream)), state: Arc::default() };
        let listener = guest.clone();
        thread::spawn(move || listener.listen(reader, &events));
        Ok(guest)
    }

    /// How often it came up, and what it said the last time.
    pub fn hello(&self) -> (u32, Option<Hello>) {
        let state = self.state();
        (state.boots, state.hello.clone())
    }

    /// Starts a command; `frames` gets what it prints, then its end.
    pub fn start(&self, start: &Start, frames: SyncSender<Frame>) -> Result<u32> {
        let id = {
            let mut state = self.state();
            ensure!(!state.is_gone, "the machine has ended");
            ensure!(state.hello.is_some(), "the guest is not up yet; wait for it");
            state.last_id += 1;
            let id = state.last_id;
            state.commands.insert(id, frames);
            id
        };
        let frame = Frame::json(id, Kind::Start, start).context("cannot send the command")?;
        if let Err(why) = self.send(&frame) {
            self.state().commands.remove(&id);
            return Err(why);
        }
        Ok(id)
    }

    /// Sends something for a command.
    pub fn send(&self, frame: &Frame) -> Result<()> {
        let mut port = self.port.lock().unwrap_or_else(PoisonError::into_inner);
        frame.write(&mut *port).context("cannot send to the guest")
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn listen(&self, mut reader: UnixStream, events: &Sender<Event>) {
        while let Ok(Some(frame)) = Frame::read(&mut reader) {
            match frame.kind {
                Kind::Hello => {
                    if let Ok(hello) = frame.value::<Hello>() {
                        self.welcome(&hello);
                        let _ = events.send(Event::Up(hello));
                    }
                }
                Kind::Output | Kind::Error | Kind::Exit | Kind::NotStarted => self.deliver(frame),
                // A guest has nothing else to say.
                Kind::Start | Kind::Input | Kind::Kill | Kind::Welcome | Kind::Info | Kind::Stop => {}
            }
        }
        self.state().is_gone = true;
        self.end_all("the machine ended while the command ran");
    }

    /// A guest that came up knows nothing of commands that were started before.
    fn welcome(&self, hello: &Hello) {
        self.end_all("the guest was restarted while the command ran");
        {
            let mut port = self.port.lock().unwrap_or_else(PoisonError::into_inner);
            let welcome =
                frame::begin(&mut *port).and_then(|()| Frame::bare(0, Kind::Welcome).write(&mut *port));
            // If that fails the port has ended, and the next read tells.
            let _ = welcome;
        }
        let mut state = self.state();
        state.boots += 1;
        state.hello = Some(hello.clone());
    }

    /// Hands a frame to whoever waits for it. The lock is not held meanwhile: that may take long.
    fn deliver(&self, frame: Frame) {
        let id = frame.id;
        let is_last = matches!(frame.kind, Kind::Exit | Kind::NotStarted);
        let to = {
            let mut state = self.state();
            if is_last { state.commands.remove(&id) } else { state.commands.get(&id).cloned() }
        };
        // A command whose reader is gone is being ended.
        let _ = to.map(|to| to.send(frame));
    }

    fn end_all(&self, why: &str) {
        let commands = std::mem::take(&mut self.state().commands);
        for (id, to) in commands {
            let _ = to.send(Frame::with_status(id, Kind::NotStarted, FAILED, why));
        }
    }
}

#[cfg(test)]
mod tests {
    use rustix::net::{AddressFamily, SocketAddrUnix, SocketType, bind, listen, socket};

    use super::*;

    #[test]
    fn a_socket_at_which_nobody_listens_yet_is_waited_for() {
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("port.sock");
        let door = socket(AddressFamily::UNIX, SocketType::STREAM, None).expect("socket");
        bind(&door, &SocketAddrUnix::new(&path).expect("address")).expect("bind");
        let opened = thread::spawn(move || {
            thread::sleep(Duration::from_millis(50));
            listen(&door, 1).map(|()| door)
        });
        reach(&path).expect("connect");
        opened.join().expect("no panic").expect("listen");
    }
}
