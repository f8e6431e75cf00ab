//! From a thread that must not wait to a file.
//!
//! ```text
//!   recording threads ──blocks──► (at most DEPTH) ──► writer thread ──► file
//!          ▲                                                │
//!          └───────────────── empty buffers ◄───────────────┘
//! ```
//!
//! A block that finds the queue full is dropped and its records are counted; the count is in the session's last block.

use std::io::{self, Write};
use std::mem;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::format::{End, Kind};
use crate::writer::Writer;

/// How many blocks may wait for the file.
const DEPTH: usize = 64;

enum Message {
    Block { kind: Kind, source: u32, count: u32, payload: Vec<u8> },
    End,
}

/// What recorders and the writer's thread share.
#[derive(Debug, Default)]
struct Shared {
    dropped: AtomicU64,
    /// Empty buffers, so that no recorder waits for the kernel to give it memory.
    spare: Mutex<Vec<Vec<u8>>>,
}

impl Shared {
    fn drop_records(&self, count: u32) {
        self.dropped.fetch_add(u64::from(count), Ordering::Relaxed);
    }
}

/// The way of blocks of one session to its file.
#[derive(Debug)]
pub struct Queue {
    sender: SyncSender<Message>,
    shared: Arc<Shared>,
    /// What became of the file, once its end was asked for.
    ended: Mutex<Receiver<io::Result<End>>>,
}

impl Queue {
    /// Starts a thread that writes blocks of `session`, which has begun, to `writer`.
    ///
    /// # Errors
    /// If there is no thread to be had.
    pub fn start<W: Write + Send + 'static>(writer: Writer<W>, session: u32) -> io::Result<Self> {
        let (sender, messages) = sync_channel(DEPTH);
        let (end, ended) = channel();
        let shared = Arc::new(Shared::default());
        let ours = Arc::clone(&shared);
        thread::Builder::new().name("vgpu-trace".to_owned()).spawn(move || {
            // Nobody listens if the recorder has lost its patience.
            let _ = end.send(write(writer, session, &messages, &ours));
        })?;
        Ok(Self { sender, shared, ended: Mutex::new(ended) })
    }

    /// Sends a block of `count` records on its way and leaves `payload` empty. `false`, and nothing has changed, if too many are
    /// on their way.
    pub fn offer(&self, kind: Kind, source: u32, count: u32, payload: &mut Vec<u8>) -> bool {
        let spare = self.shared.spare.try_lock().ok().and_then(|mut spare| spare.pop()).unwrap_or_default();
        let full = mem::replace(payload, spare);
        match self.sender.try_send(Message::Block { kind, source, count, payload: full }) {
            Ok(()) => true,
            Err(TrySendError::Full(back) | TrySendError::Disconnected(back)) => {
                if let Message::Block { payload: full, .. } = back {
                    *payload = full;
                }
                false
            }
        }
    }

    /// [`Queue::offer`] that drops, and counts, what cannot go on its way.
    pub fn put(&self, kind: Kind, source: u32, count: u32, payload: &mut Vec<u8>) {
        if !self.offer(kind, source, count, payload) {
            self.shared.drop_records(count);
            payload.clear();
        }
    }

    /// [`Queue::put`] that waits for the file instead: for recordings that are of no use unless they are whole.
    pub fn push(&self, kind: Kind, source: u32, count: u32, payload: &mut Vec<u8>) {
        let full = mem::take(payload);
        // The writer's thread takes blocks for as long as there is a queue, whatever becomes of the file.
        if self.sender.send(Message::Block { kind, source, count, payload: full }).is_err() {
            self.shared.drop_records(count);
        }
    }

    /// `count` records were lost before they came here.
    pub fn lost(&self, count: u32) {
        self.shared.drop_records(count);
    }

    /// Writes the end, after all that is on its way; waits for it at most so long. What is put afterwards is lost.
    ///
    /// # Errors
    /// If the file could not be written as a whole.
    pub fn finish(&self, patience: Duration) -> io::Result<End> {
        let deadline = Instant::now() + patience;
        let late =
            || io::Error::new(io::ErrorKind::TimedOut, "the trace's file takes too long to be written");
        while let Err(why) = self.sender.try_send(Message::End) {
            if matches!(why, TrySendError::Disconnected(_)) || Instant::now() >= deadline {
                return Err(late());
            }
            thread::sleep(Duration::from_millis(1));
        }
        let ended = self.ended.lock().unwrap_or_else(PoisonError::into_inner);
        match ended.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(end) => end,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => Err(late()),
        }
    }
}

/// The writer's thread.
fn write<W: Write>(
    mut writer: Writer<W>,
    session: u32,
    messages: &Receiver<Message>,
    shared: &Shared,
) -> io::Result<End> {
    let (mut records, mut failed) = (0, None);
    for message in messages {
        let Message::Block { kind, source, count, mut payload } = message else { break };
        if failed.is_none() {
            match writer.block(kind, session, source, count, &payload) {
                Ok(()) if matches!(kind, Kind::Frames | Kind::Halves) => records += u64::from(count),
                Ok(()) => {}
                Err(why) => failed = Some(why),
            }
        }
        if failed.is_some() {
            shared.drop_records(count);
        }
        payload.clear();
        let mut spare = shared.spare.lock().unwrap_or_else(PoisonError::into_inner);
        if spare.len() < DEPTH {
            spare.push(payload);
        }
    }
    if let Some(why) = failed {
        return Err(why);
    }
    let dropped = shared.dropped.load(Ordering::Relaxed);
    let end = End { records: records.into(), dropped: dropped.into(), ..End::default() };
    writer.end(session, &end)?;
    writer.finish()?;
    Ok(end)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use zerocopy::IntoBytes;

    use super::*;
    use crate::format::Frame;
    use crate::scan::{Session, Trace};

    /// A file that takes nothing before it is told to, and shows what it got.
    struct Slow(mpsc::Receiver<()>, mpsc::Sender<Vec<u8>>);

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let _ = self.0.recv();
            let _ = self.1.send(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_a_slow_file_does_not_take_is_counted() {
        let (go, wait) = mpsc::channel();
        let (show, shown) = mpsc::channel();
        (0..4).for_each(|_| go.send(()).expect("head and session"));
        let mut writer = Writer::new(Slow(wait, show)).expect("head");
        writer.session(1, &Session::default()).expect("session");
        let queue = Queue::start(writer, 1).expect("start");
        for seq in 0..200_u64 {
            let mut payload = Frame { seq: seq.into(), ..Frame::default() }.as_bytes().to_vec();
            queue.put(Kind::Frames, 0, 1, &mut payload);
        }
        drop(go);
        let end = queue.finish(Duration::from_secs(10)).expect("finish");
        let (kept, dropped) = (end.records.get(), end.dropped.get());
        assert_eq!(kept + dropped, 200);
        assert!((DEPTH as u64..=DEPTH as u64 + 2).contains(&kept), "{kept}");
        drop(queue);
        let file: Vec<u8> = shown.into_iter().flatten().collect();
        let mut trace = Trace::open(&file[..]).expect("open");
        let mut read = 0;
        while trace.next_frame().expect("whole").is_some() {
            read += 1;
        }
        assert_eq!(read, kept);
        assert_eq!(trace.known().ends[&1].dropped.get(), dropped);
    }
}
