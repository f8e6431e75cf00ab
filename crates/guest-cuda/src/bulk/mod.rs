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

mod lanes;

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicUsize, Ordering},
};

use link::spin::available_cpus;
use parking_lot::{Condvar, Mutex};
use rayon::{ThreadPool, ThreadPoolBuilder};
use table::{CUstream, CudaError, CudaResult, DefaultStream};
use wire::{Handle, request};

pub use self::lanes::forget;
use self::lanes::{Lane, Taken};
use crate::{
    api::copy::kind,
    session::Session,
    transport::{self, Sender},
};

/// Bytes of one piece: 40 µs of the copy engine, so that its start and its fence (about 5 µs) do not show.
const PIECE: usize = 2 << 20;
/// Up to this the calling thread stages by itself: waking others takes as long.
const ALONE: usize = 512 << 10;
/// Threads that stage at once, the caller among them; more than four gained nothing where host memory is shared with the engine.
const MAX_THREADS: usize = 4;
/// The threads. One copy at a time has their help: others that come meanwhile stage by themselves, for a copy may wait for
/// work that only another thread's copy lets go on.
struct Helpers {
    turn: Mutex<()>,
    pool: ThreadPool,
}

/// The threads that help, `None` where the machine has no processor for them.
fn helpers() -> Option<&'static Helpers> {
    static HELPERS: OnceLock<Option<Helpers>> = OnceLock::new();
    let start = || {
        // One processor is the dispatcher's, one the caller's.
        let threads = (available_cpus() as usize).saturating_sub(2).min(MAX_THREADS - 1);
        if threads == 0 {
            return None;
        }
        let pool = ThreadPoolBuilder::new()
            .num_threads(threads)
            .thread_name(|index| format!("vgpu-copy-{index}"))
            .build()
            .ok()?;
        Some(Helpers { turn: Mutex::default(), pool })
    };
    HELPERS.get_or_init(start).as_ref()
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
        let helpers = if self.len <= ALONE { None } else { helpers() };
        let turn = helpers.and_then(|helpers| Some((helpers, helpers.turn.try_lock()?)));
        let job = Arc::new(self);
        let mut taken = Taken::new(&job)?;
        if let Some((helpers, _)) = &turn {
            let others = helpers.pool.current_num_threads().min(job.len.div_ceil(PIECE) - 1);
            for _ in 0..others {
                let job = job.clone();
                helpers.pool.spawn(move || job.help());
            }
        }
        let mine = taken.lane().and_then(|lane| job.work(lane));
        let mut gate = job.gate.lock();
        gate.is_closed = true;
        while gate.helpers > 0 {
            job.left.wait(&mut gate);
        }
        mine.and(gate.outcome)
    }

    /// A thread of the pool takes part, if it is not too late.
    fn help(&self) {
        {
            let mut gate = self.gate.lock();
            if gate.is_closed {
                return;
            }
            gate.helpers += 1;
        }
        let _helping = Helping(self);
        crate::thread::current().borrow_mut().contexts = vec![self.sender.context()];
        // Without room for its buffers it leaves the work to the caller.
        let Ok(mut taken) = Taken::new(self) else { return };
        if let Err(error) = taken.lane().and_then(|lane| self.work(lane)) {
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
        buffer.wait(self)?;
        let len = PIECE.min(self.len - start);
        // SAFETY: CUDA's contract: the source is readable until the call returns, and the gate lets nobody in after that;
        // the buffer holds PIECE bytes and the device is done with it.
        unsafe {
            let source = (self.host as *const u8).add(start);
            core::ptr::copy_nonoverlapping(source, buffer.address() as *mut u8, len);
        }
        self.post(lane, index, kind::STAGED_TO_DEVICE, start)
    }

    /// Has the device fill a buffer with a piece, and takes out the other buffer's, which was asked for one turn ago.
    fn fetch(&self, lane: &mut Lane, index: usize, start: usize) -> CudaResult {
        // Another stream may still read from it what a copy to the device has left there.
        lane.buffers.get(index).map_or(Ok(()), |buffer| buffer.wait(self))?;
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
        buffer.wait(self)?;
        if let Some(recording) = &self.session.recording {
            recording.seen_of(buffer.frame);
        }
        let len = PIECE.min(self.len - start);
        self.session.tally.taken(&self.session.link, buffer.address(), len as u64);
        // SAFETY: CUDA's contract: the destination is writable until the call returns, and the gate lets nobody in after
        // that; the buffer holds PIECE bytes and the device has written them.
        unsafe {
            let destination = (self.host as *mut u8).add(start);
            core::ptr::copy_nonoverlapping(buffer.address() as *const u8, destination, len);
        }
        Ok(())
    }

    fn post(&self, lane: &mut Lane, index: usize, kind: u32, start: usize) -> CudaResult {
        let Lane { buffers, encoder, .. } = lane;
        let Some(buffer) = buffers.get_mut(index) else { return Err(CudaError::UNKNOWN) };
        let len = PIECE.min(self.len - start) as u64;
        let (device, staging) = (self.device + start as u64, buffer.address());
        let (dst, src) = if kind == kind::STAGED_TO_DEVICE { (device, staging) } else { (staging, device) };
        let (fence, value) = buffer.begin();
        let request = request::vgpuCopy { dst, src, len, kind, stream: self.stream, fence, value };
        buffer.frame = self.sender.post(self.session, encoder, &request)?;
        Ok(())
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
