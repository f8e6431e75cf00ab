//! Waits for the device: a word that the GPU writes for short waits, the worker for long ones.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use link::{completion::spin_on_fence, spin::SpinPolicy};
use table::{CUcontext, CUstream, CudaError, CudaResult, DefaultStream};
use wire::{Handle, request};

use crate::{
    api::output::Due,
    session::{self, Session},
    staging::Block,
    streams::{Stream, Waiting},
    thread::{self, Thread},
    transport::{call, call_on, lost, note_seen, pending, send},
};

/// How long a thread polls a word that the GPU writes before it asks to be woken, where it has a processor to
/// spend. The driver's own waits poll too, without end.
const FENCE_SPIN: Duration = Duration::from_micros(100);
/// How long it goes on polling unless its context's flags ask for waits that block. To be woken takes up to a tenth of a
/// millisecond, which a program that waits a millisecond for each step would notice.
const FENCE_SPIN_LONG: Duration = Duration::from_millis(10);

/// Announces a fence on the calling thread's word: (address, value), for a frame to carry.
///
/// # Errors
/// `OUT_OF_MEMORY` if the thread gets no completion slot.
pub fn fence(session: &Session, thread: &mut Thread) -> CudaResult<(u64, u32)> {
    thread.fence = thread.fence.wrapping_add(1);
    let value = thread.fence;
    let slot = thread.slot(session)?;
    session.fences.set(slot.index(), value);
    Ok((slot.fence_addr(), value))
}

/// Waits for everything in `stream`: a word that the GPU writes for short waits, the worker for long ones.
///
/// # Errors
/// What the driver says of the work that was waited for.
pub fn wait_stream(mode: DefaultStream, stream: CUstream) -> CudaResult {
    let session = session::get()?;
    let handle = Handle(stream.0 as u64);
    if session.is_capturing() {
        return call(mode, &request::vgpuWaitStream { stream: handle, is_fenced: false }).map(drop);
    }
    pending(session)?;
    let due = Due::of(session, stream);
    {
        let mut thread = thread::current().borrow_mut();
        let (fence, value) = fence(session, &mut thread)?;
        send(session, &mut thread, mode, 0, &request::vgpuFence { stream: handle, fence, value })?;
        wait_fence(session, &mut thread, mode, handle, value)?;
    }
    due.print(session, mode)
}

/// Waits for the calling thread's fence word to reach `value`, which something in `stream` writes.
///
/// # Errors
/// What the driver says of the work that was waited for.
pub fn wait_fence(
    session: &Session,
    thread: &mut Thread,
    mode: DefaultStream,
    stream: Handle,
    value: u32,
) -> CudaResult {
    let context = thread.current();
    let slot = thread.slot(session)?;
    if polls(session, context, |policy| slot.wait_fence(value, policy)) {
        note_seen(session);
        return pending(session);
    }
    call_on(session, thread, mode, &request::vgpuWaitStream { stream, is_fenced: true })?;
    // What the stream leaves in the window is hashed before the word is written, which may be after its end.
    while session.tally.is_hashing() && !is_fence_reached(session, thread, value) {
        if session.link.is_gone() {
            return Err(lost(session));
        }
        std::thread::sleep(Duration::from_micros(20));
    }
    Ok(())
}

/// Polls for as long as a thread does in `context` before it asks to be woken; true if `wait` has seen the fence.
fn polls(session: &Session, context: CUcontext, mut wait: impl FnMut(SpinPolicy) -> bool) -> bool {
    wait(SpinPolicy::for_guest(FENCE_SPIN))
        || !session.contexts.blocks(context) && wait(SpinPolicy::for_guest(FENCE_SPIN_LONG))
}

/// True if the calling thread's fence word has reached `value`.
pub fn is_fence_reached(session: &Session, thread: &mut Thread, value: u32) -> bool {
    let policy = SpinPolicy { spin: Duration::ZERO, yields: false };
    thread.slot(session).is_ok_and(|slot| slot.wait_fence(value, policy))
}

/// Waits for everything in the current context, if anything was submitted since the last such wait, for a call that
/// implies it: not for one by which the program asks for it.
///
/// While a stream is being captured, nobody may wait for the whole context, but memory may be freed. The driver waits by
/// itself then, on the dispatcher's thread.
///
/// # Errors
/// What the driver says of the work that was waited for.
pub fn wait_context() -> CudaResult {
    let session = session::get()?;
    if !session.busy.is_set() || session.is_capturing() {
        return pending(session);
    }
    synchronize_context()
}

/// How many streams are fenced at once; each has a cache line of the thread's block of words.
const FENCES_AT_ONCE: usize = 64;
/// Distance of two such words, bytes.
const FENCE_STRIDE: u64 = 64;

/// Waits for everything in the current context.
///
/// The legacy stream waits for every blocking stream of the context, per-thread ones included; independent
/// streams that have work get fences of their own. All fences are posted before any is waited for.
///
/// # Errors
/// What the driver says of the work that was waited for.
pub fn synchronize_context() -> CudaResult {
    let session = session::get()?;
    let context = thread::require_context()?;
    if session.is_capturing() {
        return call(DefaultStream::Legacy, &request::vgpuWaitContext {}).map(drop);
    }
    pending(session)?;
    let due = Due::of(session, CUstream::NULL);
    let whole = session.busy.wait();
    let unfinished = session.streams.unfinished(context);
    let independent = &unfinished.independent;
    let each: Vec<_> = independent.iter().map(|stream| stream.busy.wait()).collect();
    // The legacy stream is asked if it may have work, or work to wait for.
    let asks_legacy = session.ordered.is_set() || independent.is_empty() || !session.contexts.is_one();
    let ordered = asks_legacy.then(|| session.ordered.wait());
    let is_done = match &independent[..] {
        _ if unfinished.orphan.is_some() => false,
        // The green contexts' streams are to be waited for too.
        _ if !session.contexts.greens_of(context).is_empty() => false,
        [stream] if !asks_legacy => wait_for_fence(session, stream)?,
        some if some.len() <= FENCES_AT_ONCE => wait_for_fences(session, some)?,
        _ => false,
    };
    if !is_done {
        call(DefaultStream::Legacy, &request::vgpuWaitContext {})?;
    }
    if let Some(orphan) = unfinished.orphan {
        session.streams.waited(context, orphan);
    }
    whole.done();
    ordered.into_iter().chain(each).for_each(Waiting::done);
    due.print(session, DefaultStream::Legacy)
}

/// Waits for one stream by a fence; `false` if that cannot be done because it was destroyed meanwhile.
fn wait_for_fence(session: &Session, stream: &Stream) -> CudaResult<bool> {
    let mode = DefaultStream::Legacy;
    let handle = Handle(stream.handle.0 as u64);
    let mut thread = thread::current().borrow_mut();
    let (fence, value) = fence(session, &mut thread)?;
    let request = request::vgpuFence { stream: handle, fence, value };
    match session.streams.while_known(stream.handle, || send(session, &mut thread, mode, 0, &request)) {
        Some(sent) => sent?,
        None => return Ok(false),
    }
    unless_gone(session, stream, wait_fence(session, &mut thread, mode, handle, value))
}

/// How a wait for `stream` has ended; `false` for one that failed because another thread has destroyed it.
fn unless_gone<T>(session: &Session, stream: &Stream, waited: CudaResult<T>) -> CudaResult<bool> {
    match waited {
        Err(CudaError::INVALID_HANDLE) if session.streams.get(stream.handle).is_none() => Ok(false),
        waited => waited.map(|_| true),
    }
}

/// Waits for the legacy default stream and for `independent` ones by fences; `false` if that cannot be done because one
/// of the streams was destroyed meanwhile.
///
/// Each long wait is for its stream: a wait for the whole context would end a capture that another thread has begun since.
fn wait_for_fences(session: &'static Session, independent: &[Arc<Stream>]) -> CudaResult<bool> {
    let mode = DefaultStream::Legacy;
    let legacy = Handle(0);
    let mut thread = thread::current().borrow_mut();
    let words = if independent.is_empty() { 0 } else { fence_words(session, &mut thread)? };
    let (address, value) = fence(session, &mut thread)?;
    for (stream, word) in independent.iter().zip((words..).step_by(FENCE_STRIDE as usize)) {
        let request = request::vgpuFence { stream: Handle(stream.handle.0 as u64), fence: word, value };
        // Another thread may destroy the stream at any moment: the fence must be in the ring before that.
        let sent =
            session.streams.while_known(stream.handle, || send(session, &mut thread, mode, 0, &request));
        match sent {
            Some(sent) => sent?,
            None => return Ok(false),
        }
    }
    send(session, &mut thread, mode, 0, &request::vgpuFence { stream: legacy, fence: address, value })?;
    for (stream, word) in independent.iter().zip((words..).step_by(FENCE_STRIDE as usize)) {
        // SAFETY: inside the thread's block, aligned to 64, and only ever accessed atomically here.
        let word = unsafe { AtomicU32::from_ptr(word as *mut u32) };
        if polls(session, stream.context, |policy| spin_on_fence(word, value, policy)) {
            continue;
        }
        let request = request::vgpuWaitStream { stream: Handle(stream.handle.0 as u64), is_fenced: true };
        if !unless_gone(session, stream, call_on(session, &mut thread, mode, &request))? {
            return Ok(false);
        }
    }
    wait_fence(session, &mut thread, mode, legacy, value).map(|()| true)
}

/// The calling thread's block of fence words.
fn fence_words(session: &'static Session, thread: &mut Thread) -> CudaResult<u64> {
    if let Some(block) = thread.fence_words.as_ref() {
        return Ok(block.address());
    }
    let block = Block::new(session, FENCE_STRIDE * FENCES_AT_ONCE as u64)?;
    // A word that another thread's block left behind must not look like a fence that was reached. The words
    // start just behind the value that comes next.
    for word in 0..FENCES_AT_ONCE as u64 {
        // SAFETY: inside the block, aligned, and nobody else's.
        let word = unsafe { AtomicU32::from_ptr((block.address() + word * FENCE_STRIDE) as *mut u32) };
        word.store(thread.fence, Ordering::Relaxed);
    }
    Ok(thread.fence_words.insert(block).address())
}
