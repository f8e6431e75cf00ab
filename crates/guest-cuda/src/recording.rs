//! Notes for a trace when this process sent a frame, and when it saw the reply.
//!
//! Each thread notes its own frames in a buffer of its own; full ones go through a [`Queue`] to a thread that writes the
//! file, for which nobody waits.

use std::{
    cell::RefCell,
    env,
    fs::{self, File},
    io,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use parking_lot::Mutex;
use trace::{Half, Kind, Names, Naming, Queue, Session, Writer, clock};
use zerocopy::{FromBytes, IntoBytes};

use crate::thread::SignalMask;

/// Halves of one block.
const BLOCK: usize = 1024;
/// How far back a frame is looked for.
const NEWEST: usize = 8;
/// How long the file may take when the process ends.
const PATIENCE: Duration = Duration::from_secs(5);
/// The variable that names the folder for recordings.
const FOLDER: &str = "VGPU_TRACE_DIR";

/// One thread's halves that are not on their way yet.
#[derive(Debug)]
struct Buffer {
    source: u32,
    halves: Vec<u8>,
}

impl Buffer {
    fn flush(&mut self, queue: &Queue) {
        let count = (self.halves.len() / size_of::<Half>()) as u32;
        if count > 0 {
            queue.put(Kind::Halves, self.source, count, &mut self.halves);
        }
    }
}

thread_local! {
    /// The buffer of this thread, and the generation of the session that it belongs to.
    static MINE: RefCell<Option<(u64, Arc<Mutex<Buffer>>)>> = const { RefCell::new(None) };
}

/// A session's recording, at the guest's end.
#[derive(Debug)]
pub struct Recording {
    queue: Queue,
    generation: u64,
    /// Every thread's buffer, so that the thread that ends the process can send them on their way.
    buffers: Mutex<Vec<Arc<Mutex<Buffer>>>>,
    sources: AtomicU32,
}

impl Recording {
    /// Begins a recording if the environment asks for one: the error if it cannot be written.
    ///
    /// # Errors
    /// What the system says, and of which file.
    pub fn asked_for(session: u64, generation: u64, program: String) -> Result<Option<Self>, String> {
        let Some(folder) = env::var_os(FOLDER) else { return Ok(None) };
        let path = Path::new(&folder).join(format!("guest-{session}.vgputrace"));
        let about = Session {
            session,
            program,
            guest_pid: std::process::id(),
            clock: clock::boot_id(),
            recorded_by: "guest".to_owned(),
            ..Session::default()
        };
        let number = u32::try_from(session).unwrap_or(u32::MAX);
        let queue = (|| {
            let mut writer = Writer::new(File::create(&path)?)?;
            writer.session(number, &about)?;
            let _mask = SignalMask::block_all();
            Queue::start(writer, number)
        })();
        let queue = queue.map_err(|why: io::Error| format!("cannot record to {}: {why}", path.display()))?;
        let (buffers, sources) = (Mutex::default(), AtomicU32::new(1));
        Ok(Some(Self { queue, generation, buffers, sources }))
    }

    /// Frame `number` is in the ring; writing it began at `sent`.
    #[inline]
    pub fn sent(&self, number: u64, sent: u64, frame: &[u8]) {
        let word = |at: usize| frame.get(at..).and_then(|rest| rest.first_chunk::<8>()).copied();
        let first = u64::from_le_bytes(word(0).unwrap_or_default());
        let second = u64::from_le_bytes(word(8).unwrap_or_default());
        let half = Half {
            seq: number.into(),
            sent: sent.into(),
            len: (first as u32).into(),
            op: ((first >> 32) as u16).into(),
            flags: ((first >> 48) as u16).into(),
            thread: (second as u16).into(),
            ..Half::default()
        };
        self.with_mine(|buffer| {
            if buffer.halves.len() >= BLOCK * size_of::<Half>() {
                buffer.flush(&self.queue);
            }
            buffer.halves.extend_from_slice(half.as_bytes());
        });
    }

    /// What this thread's newest frame was to bring about has been seen.
    #[inline]
    pub fn seen(&self) {
        let now = clock::now();
        // A full buffer goes on its way with the next frame, so the newest is still there.
        self.with_mine(|buffer| {
            if let Ok((_, half)) = Half::mut_from_suffix(&mut buffer.halves) {
                half.seen = now.into();
            }
        });
    }

    /// The same of frame `number`, one of this thread's newest.
    pub fn seen_of(&self, number: u64) {
        let now = clock::now();
        self.with_mine(|buffer| {
            let halves = <[Half]>::mut_from_bytes(&mut buffer.halves).unwrap_or_default();
            if let Some(half) = halves.iter_mut().rev().take(NEWEST).find(|half| half.seq.get() == number) {
                half.seen = now.into();
            }
        });
    }

    /// This thread sends as number `thread`; says what the system calls it.
    #[cold]
    pub fn name_thread(&self, thread: u32) {
        let name = fs::read_to_string("/proc/thread-self/comm").unwrap_or_default();
        let name = format!("{} ({})", name.trim_end(), thread_id());
        let mut payload = Vec::new();
        Names::put(&mut payload, Naming::Thread, thread, &name);
        // A thread without a name is shown by its number.
        self.queue.offer(Kind::Names, 0, 1, &mut payload);
    }

    /// Runs `note` with this thread's buffer.
    #[inline]
    fn with_mine(&self, note: impl Fn(&mut Buffer)) {
        let noted = MINE.try_with(|mine| {
            let mut mine = mine.borrow_mut();
            match &*mine {
                Some((generation, buffer)) if *generation == self.generation => note(&mut buffer.lock()),
                _ => {
                    let buffer = self.new_buffer();
                    note(&mut buffer.lock());
                    *mine = Some((self.generation, buffer));
                }
            }
        });
        // A thread that has ended, but for its last destructors, has no buffer any more.
        if noted.is_err() {
            let mut buffer = Buffer { source: self.new_source(), halves: Vec::new() };
            note(&mut buffer);
            buffer.flush(&self.queue);
        }
    }

    fn new_source(&self) -> u32 {
        self.sources.fetch_add(1, Ordering::Relaxed)
    }

    #[cold]
    fn new_buffer(&self) -> Arc<Mutex<Buffer>> {
        let buffer = Buffer { source: self.new_source(), halves: Vec::new() };
        let buffer = Arc::new(Mutex::new(buffer));
        let mut buffers = self.buffers.lock();
        // Those of threads that have ended.
        buffers.retain(|buffer| {
            let is_used = Arc::strong_count(buffer) > 1;
            if !is_used {
                buffer.lock().flush(&self.queue);
            }
            is_used
        });
        buffers.push(Arc::clone(&buffer));
        buffer
    }

    /// Ends the file. Nothing is sent any more.
    ///
    /// # Errors
    /// If it is not whole, and why.
    pub fn finish(&self) -> io::Result<()> {
        for buffer in self.buffers.lock().iter() {
            buffer.lock().flush(&self.queue);
        }
        self.queue.finish(PATIENCE).map(drop)
    }
}

/// The system's number of this thread.
fn thread_id() -> i32 {
    // SAFETY: no arguments, and it cannot fail.
    unsafe { libc::gettid() }
}
