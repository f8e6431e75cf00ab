//! Large copies of pageable memory: staged through the window in pieces, by several threads, while the
//! device's copy engine works on earlier pieces.
//!
//! One thread copies about 11 GB/s between host buffers, the device's engine takes 55 GB/s, so what bounds
//! such a copy is the number of threads that stage. Each thread owns two buffers and goes on with one while
//! the engine works on the other:
//!
//! ```text
//!   thread:  fill A, post A │ fill B, post B │ wait A, fill A, post A │ wait B, …
//! ```

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU32, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use link::{
    completion::spin_on_fence,
    spin::{SpinPolicy, available_cpus},
};
use parking_lot::{Condvar, Mutex};
use rayon::{ThreadPool, ThreadPoolBuilder};
use table::{CUstream, CudaError, CudaResult, DefaultStream};
use wire::{Encoder, Handle, request};

use crate::{
    api::copy::kind,
    session::Session,
    staging::Block,
    transport::{self, Sender},
};

/// Bytes of one piece: 40 µs of the copy engine, so that its start and its fence (about 5 µs) do not show.
const PIECE: usize = 2 << 20;
/// Up to this the calling thread stages by itself: waking others takes as long.
const ALONE: usize = 512 << 10;
/// Threads that stage at once, the caller among them; more than four gained nothing where host memory is shared with the engine.
const MAX_THREADS: usize = 4;
/// How long a thread polls for a piece before it naps.
const SPIN: Duration = Duration::from_millis(2);

/// A staging buffer and the word that says when the device is done with it.
struct Buffer {
    block: Block,
    /// Values of the fence word go up by one for each use.
    used: u32,
    /// Offset of the piece that the device writes into the buffer, until it is taken out.
    holds: Option<usize>,
}

impl Buffer {
    fn new(session: &'static Session) -> CudaResult<Self> {
        // The fence word has a cache line of its own behind the data.
        let buffer = Self { block: Block::new(session, PIECE as u64 + 64)?, used: 0, holds: None };
        // What the memory was used for before must not look like a fence that was reached.
        buffer.word().store(0, Ordering::Relaxed);
        Ok(buffer)
    }

    fn fence(&self) -> u64 {
        self.block.address() + PIECE as u64
    }

    fn word(&self) -> &AtomicU32 {
        // SAFETY: inside the block, which lives as long as `self`; aligned to 64, and only ever accessed atomically here.
        unsafe { AtomicU32::from_ptr(self.fence() as *mut u32) }
    }

    /// Waits until the device is done with the last use.
    fn wait(&self, session: &Session) -> CudaResult {
        if self.used == 0 {
            return Ok(());
        }
        let word = self.word();
        let policy = SpinPolicy::for_guest(SPIN);
        let mut naps = 0_u32;
        while !spin_on_fence(word, self.used, policy) {
            if session.link.is_gone() {
                return Err(CudaError::DEVICE_UNAVAILABLE);
            }
            naps += 1;
            // A context that has failed never writes the word; only asking the driver shows it.
            if naps.is_multiple_of(512) {
                let stream = Handle(CUstream::LEGACY.0 as u64);
                match transport::call(DefaultStream::Legacy, &request::cuStreamQuery { stream }) {
                    Ok(_) | Err(CudaError::NOT_READY) => {}
                    Err(error) => return Err(error),
                }
            }
            thread::sleep(Duration::from_micros(50));
        }
        Ok(())
    }
}

/// The buffers of one staging thread.
struct Lane {
    buffers: [Buffer; 2],
    encoder: Encoder,
}

/// The threads and their buffers. One bulk copy at a time uses them.
struct Engine {
    turn: Mutex<()>,
    pool: ThreadPool,
    /// The first is the caller's, the others are the pool's threads'.
    lanes: Vec<Mutex<Lane>>,
}

fn engine(session: &'static Session) -> CudaResult<&'static Engine> {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    static STARTING: Mutex<()> = Mutex::new(());
    if let Some(engine) = ENGINE.get() {
        return Ok(engine);
    }
    let _one_at_a_time = STARTING.lock();
    if let Some(engine) = ENGINE.get() {
        return Ok(engine);
    }
    let threads = (available_cpus() as usize).saturating_sub(1).clamp(1, MAX_THREADS);
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .thread_name(|index| format!("vgpu-copy-{index}"))
        .build()
        .map_err(|_| CudaError::OUT_OF_MEMORY)?;
    let lanes = (0..threads)
        .map(|_| {
            let buffers = [Buffer::new(session)?, Buffer::new(session)?];
            Ok(Mutex::new(Lane { buffers, encoder: Encoder::new() }))
        })
        .collect::<CudaResult<Vec<_>>>()?;
    Ok(ENGINE.get_or_init(|| Engine { turn: Mutex::default(), pool, lanes }))
}

/// Which way a copy goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    ToDevice,
    ToHost,
}

/// One bulk copy, as all threads see it.
struct Job {
    session: &'static Session,
    sender: Sender,
    stream: Handle,
    direction: Direction,
    device: u64,
    host: u64,
    len: usize,
    /// Start of the next piece that nobody has taken.
    next: AtomicUsize,
    gate: Mutex<Gate>,
    /// A helper has left.
    left: Condvar,
}

/// Who takes part in a copy besides its caller.
struct Gate {
    /// The pieces are all taken: who comes now is too late, and the memory may be gone.
    is_closed: bool,
    helpers: usize,
    outcome: CudaResult,
}

/// A helper's part in a copy; it ends when this is dropped.
struct Helping<'j>(&'j Job);

impl Drop for Helping<'_> {
    fn drop(&mut self) {
        self.0.gate.lock().helpers -= 1;
        self.0.left.notify_one();
    }
}

impl Job {
    /// Copies everything. The caller does what nobody else does: on a machine with more threads at work than processors
    /// the helpers may come late, or not at all.
    fn run(self) -> CudaResult {
        let engine = engine(self.session)?;
        let _turn = engine.turn.lock();
        let helpers =
            if self.len <= ALONE { 0 } else { engine.lanes.len().min(self.len.div_ceil(PIECE)) - 1 };
        let job = Arc::new(self);
        for lane in engine.lanes.iter().skip(1).take(helpers) {
            let job = job.clone();
            engine.pool.spawn(move || job.help(lane));
        }
        let mine = match engine.lanes.first() {
            Some(lane) => job.work(&mut lane.lock()),
            None => Err(CudaError::UNKNOWN),
        };
        let mut gate = job.gate.lock();
        gate.is_closed = true;
        while gate.helpers > 0 {
            job.left.wait(&mut gate);
        }
        mine.and(gate.outcome)
    }

    /// A thread of the pool takes part, if it is not too late.
    fn help(&self, lane: &Mutex<Lane>) {
        {
            let mut gate = self.gate.lock();
            if gate.is_closed {
                return;
            }
            gate.helpers += 1;
        }
        let _helping = Helping(self);
        crate::thread::current().borrow_mut().contexts = vec![self.sender.context()];
        if let Err(error) = self.work(&mut lane.lock()) {
            self.gate.lock().outcome = Err(error);
        }
    }

    /// Takes pieces until there are no more.
    fn work(&self, lane: &mut Lane) -> CudaResult {
        lane.buffers.iter_mut().for_each(|buffer| buffer.holds = None);
        let mut ended = Ok(());
        let mut turn = 0;
        while ended.is_ok() {
            let start = self.next.fetch_add(PIECE, Ordering::Relaxed);
            if start >= self.len {
                break;
            }
            ended = match self.direction {
                Direction::ToDevice => self.send(lane, turn % 2, start),
                Direction::ToHost => self.fetch(lane, turn % 2, start),
            };
            turn += 1;
        }
        // What is on its way is taken out even after an error, before the buffers serve another copy.
        let taken = [turn % 2, (turn + 1) % 2].map(|index| self.take(lane, index));
        ended.and(taken[0]).and(taken[1])
    }

    /// Fills a buffer with a piece, and has the device take it.
    fn send(&self, lane: &mut Lane, index: usize, start: usize) -> CudaResult {
        let Some(buffer) = lane.buffers.get(index) else { return Err(CudaError::UNKNOWN) };
        buffer.wait(self.session)?;
        let len = PIECE.min(self.len - start);
        // SAFETY: CUDA's contract: the source is readable until the call returns, and the gate lets nobody in after that;
        // the buffer holds PIECE bytes and the device is done with it.
        unsafe {
            let source = (self.host as *const u8).add(start);
            core::ptr::copy_nonoverlapping(source, buffer.block.address() as *mut u8, len);
        }
        self.post(lane, index, kind::STAGED_TO_DEVICE, start)
    }

    /// Has the device fill a buffer with a piece, and takes out the other buffer's, which was asked for one turn ago.
    fn fetch(&self, lane: &mut Lane, index: usize, start: usize) -> CudaResult {
        self.post(lane, index, kind::DEVICE_TO_STAGING, start)?;
        if let Some(buffer) = lane.buffers.get_mut(index) {
            buffer.holds = Some(start);
        }
        self.take(lane, (index + 1) % 2)
    }

    /// Takes the piece that a buffer holds out to where it belongs, once it is there.
    fn take(&self, lane: &mut Lane, index: usize) -> CudaResult {
        let Some(buffer) = lane.buffers.get_mut(index) else { return Err(CudaError::UNKNOWN) };
        let Some(start) = buffer.holds.take() else { return Ok(()) };
        buffer.wait(self.session)?;
        let len = PIECE.min(self.len - start);
        self.session.tally.taken(&self.session.link, buffer.block.address(), len as u64);
        // SAFETY: CUDA's contract: the destination is writable until the call returns, and the gate lets nobody in after
        // that; the buffer holds PIECE bytes and the device has written them.
        unsafe {
            let destination = (self.host as *mut u8).add(start);
            core::ptr::copy_nonoverlapping(buffer.block.address() as *const u8, destination, len);
        }
        Ok(())
    }

    fn post(&self, lane: &mut Lane, index: usize, kind: u32, start: usize) -> CudaResult {
        let Lane { buffers, encoder } = lane;
        let Some(buffer) = buffers.get_mut(index) else { return Err(CudaError::UNKNOWN) };
        buffer.used = buffer.used.wrapping_add(1);
        let len = PIECE.min(self.len - start) as u64;
        let (device, staging) = (self.device + start as u64, buffer.block.address());
        let (dst, src) = if kind == kind::STAGED_TO_DEVICE { (device, staging) } else { (staging, device) };
        let (fence, value) = (buffer.fence(), buffer.used);
        let request = request::vgpuCopy { dst, src, len, kind, stream: self.stream, fence, value };
        self.sender.post(self.session, encoder, &request)
    }
}

/// Copies pageable memory to the device. The source is consumed on return; the last pieces may still be on
/// their way, in the stream's order.
///
/// # Errors
/// `OUT_OF_MEMORY` if the window has no room for staging buffers, `DEVICE_UNAVAILABLE` if the worker is
/// gone, or an earlier asynchronous error.
pub fn to_device(
    session: &'static Session,
    mode: DefaultStream,
    stream: CUstream,
    dst: u64,
    src: u64,
    len: usize,
) -> CudaResult {
    job(session, mode, stream, Direction::ToDevice, (dst, src), len)?.run()
}

/// Copies device memory to pageable memory, which is filled on return.
///
/// # Errors
/// As [`to_device`], and what the driver says of the work before in the stream.
pub fn to_host(
    session: &'static Session,
    mode: DefaultStream,
    stream: CUstream,
    dst: u64,
    src: u64,
    len: usize,
) -> CudaResult {
    job(session, mode, stream, Direction::ToHost, (src, dst), len)?.run()?;
    transport::pending(session)
}

fn job(
    session: &'static Session,
    mode: DefaultStream,
    stream: CUstream,
    direction: Direction,
    (device, host): (u64, u64),
    len: usize,
) -> CudaResult<Job> {
    transport::pending(session)?;
    Ok(Job {
        session,
        sender: Sender::here(session, mode)?,
        stream: Handle(stream.0 as u64),
        direction,
        device,
        host,
        len,
        next: AtomicUsize::new(0),
        gate: Mutex::new(Gate { is_closed: false, helpers: 0, outcome: Ok(()) }),
        left: Condvar::new(),
    })
}
