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
        OnceLock,
        atomic::{AtomicU32, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use link::{
    completion::spin_on_fence,
    spin::{SpinPolicy, available_cpus},
};
use parking_lot::Mutex;
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
/// Threads that stage at once; more than four gained nothing where host memory is shared with the engine.
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
    pool: ThreadPool,
    lanes: Vec<Mutex<Lane>>,
}

fn engine(session: &'static Session) -> CudaResult<&'static Mutex<Engine>> {
    static ENGINE: OnceLock<Mutex<Engine>> = OnceLock::new();
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
    Ok(ENGINE.get_or_init(|| Mutex::new(Engine { pool, lanes })))
}

/// One bulk copy, as all threads see it.
#[derive(Clone, Copy)]
struct Job {
    session: &'static Session,
    sender: Sender,
    stream: Handle,
    device: u64,
    host: u64,
    len: usize,
}

impl Job {
    /// Runs `piece` for every piece, on all lanes; the first error wins.
    fn run(self, piece: impl Fn(&Job, &mut Lane, usize, usize) -> CudaResult + Sync) -> CudaResult {
        let engine = engine(self.session)?.lock();
        let next = AtomicUsize::new(0);
        let lane = |lane: &mut Lane| -> CudaResult {
            lane.buffers.iter_mut().for_each(|buffer| buffer.holds = None);
            let mut turn = 0;
            let mut ended = Ok(());
            loop {
                let start = next.fetch_add(PIECE, Ordering::Relaxed);
                if start >= self.len || ended.is_err() {
                    break;
                }
                ended = piece(&self, lane, turn, start);
                turn += usize::from(ended.is_ok());
            }
            // What is on its way is taken out even after an error, before the buffers serve another copy.
            piece(&self, lane, turn, usize::MAX).and(ended)
        };
        if self.len <= ALONE
            && let Some(first) = engine.lanes.first()
        {
            return lane(&mut first.lock());
        }
        let failed = Mutex::new(Ok(()));
        engine.pool.scope(|scope| {
            for each in &engine.lanes {
                scope.spawn(|_| {
                    crate::thread::current().borrow_mut().contexts = vec![self.sender.context()];
                    if let Err(error) = lane(&mut each.lock()) {
                        *failed.lock() = Err(error);
                    }
                });
            }
        });
        failed.into_inner()
    }

    /// Takes the piece that a buffer holds out to where it belongs, once it is there.
    fn take(&self, lane: &mut Lane, index: usize) -> CudaResult {
        let Some(buffer) = lane.buffers.get_mut(index) else { return Err(CudaError::UNKNOWN) };
        let Some(start) = buffer.holds.take() else { return Ok(()) };
        buffer.wait(self.session)?;
        let len = PIECE.min(self.len - start);
        self.session.tally.taken(&self.session.link, buffer.block.address(), len as u64);
        // SAFETY: CUDA's contract: the destination is writable; the buffer holds PIECE bytes and the device
        // has written them.
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
    transport::pending(session)?;
    let sender = Sender::here(session, mode)?;
    let job = Job { session, sender, stream: Handle(stream.0 as u64), device: dst, host: src, len };
    job.run(|job, lane, turn, start| {
        if start == usize::MAX {
            return Ok(());
        }
        let index = turn % 2;
        let Some(buffer) = lane.buffers.get(index) else { return Err(CudaError::UNKNOWN) };
        buffer.wait(job.session)?;
        let len = PIECE.min(job.len - start);
        // SAFETY: CUDA's contract: the source is readable; the buffer holds PIECE bytes and the device is
        // done with it.
        unsafe {
            let source = (job.host as *const u8).add(start);
            core::ptr::copy_nonoverlapping(source, buffer.block.address() as *mut u8, len);
        }
        job.post(lane, index, kind::STAGED_TO_DEVICE, start)
    })
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
    transport::pending(session)?;
    let sender = Sender::here(session, mode)?;
    let job = Job { session, sender, stream: Handle(stream.0 as u64), device: src, host: dst, len };
    job.run(|job, lane, turn, start| {
        let index = turn % 2;
        if start != usize::MAX {
            job.post(lane, index, kind::DEVICE_TO_STAGING, start)?;
            if let Some(buffer) = lane.buffers.get_mut(index) {
                buffer.holds = Some(start);
            }
        }
        // The other buffer's piece was asked for one turn ago.
        job.take(lane, (turn + 1) % 2)
    })?;
    transport::pending(session)
}
