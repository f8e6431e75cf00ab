//! The staging buffers of bulk copies: lanes of two buffers each, which wait here between copies.

use std::{
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::Duration,
};

use link::{completion::spin_on_fence, spin::SpinPolicy};
use parking_lot::Mutex;
use table::{CUcontext, CudaError, CudaResult};
use wire::{Encoder, request};

use super::{Job, PIECE};
use crate::{session::Session, staging::Block, transport};

/// How long a thread polls for a piece before it naps.
const SPIN: Duration = Duration::from_millis(2);
/// Naps of a wait between two questions whether the context still lives.
const NAPS: u32 = 512;

/// A staging buffer and the word that says when the device is done with it.
pub struct Buffer {
    block: Block,
    /// Values of the fence word go up by one for each use.
    used: u32,
    /// Number of the frame that began the last use.
    pub frame: u64,
    /// Offset of the piece that the device writes into the buffer, until it is taken out.
    pub holds: Option<usize>,
}

impl Buffer {
    fn new(session: &'static Session) -> CudaResult<Self> {
        // The fence word has a cache line of its own behind the data.
        let buffer = Self { block: Block::new(session, PIECE as u64 + 64)?, used: 0, frame: 0, holds: None };
        // What the memory was used for before must not look like a fence that was reached.
        buffer.word().store(0, Ordering::Relaxed);
        Ok(buffer)
    }

    /// First address; the same for the worker and the device.
    pub fn address(&self) -> u64 {
        self.block.address()
    }

    fn fence(&self) -> u64 {
        self.block.address() + PIECE as u64
    }

    fn word(&self) -> &AtomicU32 {
        // SAFETY: inside the block, which lives as long as `self`; aligned to 64, and only ever accessed atomically here.
        unsafe { AtomicU32::from_ptr(self.fence() as *mut u32) }
    }

    /// Begins a use: the address of the fence word, and the value that it gets when the device is done. The device must be
    /// done with the use before, or two streams could write the word in the wrong order.
    pub fn begin(&mut self) -> (u64, u32) {
        self.used = self.used.wrapping_add(1);
        (self.fence(), self.used)
    }

    fn is_free(&self) -> bool {
        self.used == 0 || spin_on_fence(self.word(), self.used, SpinPolicy::for_guest(Duration::ZERO))
    }

    /// Waits until the device is done with the last use.
    pub fn wait(&self, job: &Job) -> CudaResult {
        if self.used == 0 {
            return Ok(());
        }
        let policy = SpinPolicy::for_guest(SPIN);
        let mut naps = 0_u32;
        while !spin_on_fence(self.word(), self.used, policy) {
            if job.session.link.is_gone() {
                return Err(CudaError::DEVICE_UNAVAILABLE);
            }
            naps += 1;
            // A context that has failed never writes the word; only asking the driver shows it.
            if naps.is_multiple_of(NAPS) {
                match transport::call(job.sender.mode(), &request::cuStreamQuery { stream: job.stream }) {
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
pub struct Lane {
    session: &'static Session,
    /// Where its buffers were last used.
    context: CUcontext,
    pub buffers: [Buffer; 2],
    pub encoder: Encoder,
}

/// Lanes that no copy uses. The device may still read from those of the context that they were used in.
static IDLE: Mutex<Vec<Lane>> = Mutex::new(Vec::new());

/// A lane that a copy uses; it goes back when dropped.
pub struct Taken(Option<Lane>);

impl Taken {
    /// A lane of the job's context or one that no device uses any more, or else a new one.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY` if the window has no room for another.
    pub fn new(job: &Job) -> CudaResult<Self> {
        let (session, context) = (job.session, job.sender.context());
        let mut idle = IDLE.lock();
        idle.retain(|lane| core::ptr::eq(lane.session, session));
        let found = idle
            .iter()
            .rposition(|lane| lane.context == context)
            .or_else(|| idle.iter().position(|lane| lane.buffers.iter().all(Buffer::is_free)));
        let found = found.map(|index| idle.swap_remove(index));
        drop(idle);
        let lane = match found {
            Some(lane) => Lane { context, ..lane },
            None => {
                let buffers = [Buffer::new(session)?, Buffer::new(session)?];
                Lane { session, context, buffers, encoder: Encoder::new() }
            }
        };
        Ok(Self(Some(lane)))
    }

    /// # Errors
    /// None while the lane is in use.
    pub fn lane(&mut self) -> CudaResult<&mut Lane> {
        self.0.as_mut().ok_or(CudaError::UNKNOWN)
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        IDLE.lock().extend(self.0.take());
    }
}

/// Gives the buffers of a context that has ended back: what the device did not come to, it never will.
pub fn forget(context: CUcontext) {
    IDLE.lock().retain(|lane| lane.context != context);
}
