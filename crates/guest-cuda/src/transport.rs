//! From a request to the worker and back.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use link::{
    completion::{SlotHandle, spin_on_fence},
    spin::SpinPolicy,
};
use table::{CUcontext, CUstream, CudaError, CudaResult, DefaultStream, check};
use wire::{Decoder, Encoder, FLAG_PER_THREAD_STREAM, FLAG_REPLY, Handle, Header, Message, request};

use crate::{
    api::output::Due,
    session::{self, Session},
    staging::Block,
    streams::{Stream, Waiting},
    thread::{self, Thread},
};

/// A reply's body, a private copy.
#[derive(Debug, Default)]
pub struct Reply(Vec<u8>);

impl Reply {
    /// Decodes the body.
    ///
    /// # Errors
    /// `UNKNOWN` if the worker sent something else, which a worker of the same protocol hash does not.
    pub fn decode<'a, M: Message<'a>>(&'a self) -> CudaResult<M> {
        M::decode(Decoder::new(&self.0)).map_err(|_| CudaError::UNKNOWN)
    }
}

/// Sends a request and awaits the reply.
///
/// # Errors
/// What the driver said; `DEVICE_UNAVAILABLE` if the worker is gone; an earlier asynchronous error.
pub fn call<'a>(mode: DefaultStream, request: &impl Message<'a>) -> CudaResult<Reply> {
    let session = session::get()?;
    let mut thread = thread::current().borrow_mut();
    call_on(session, &mut thread, mode, request)
}

/// [`call`] whose reply counts whatever else has failed: for what is asked about a context that is lost.
///
/// # Errors
/// What the driver said; `DEVICE_UNAVAILABLE` if the worker is gone.
pub fn call_regardless<'a>(request: &impl Message<'a>) -> CudaResult<Reply> {
    let session = session::get()?;
    let mut thread = thread::current().borrow_mut();
    ask_on(session, &mut thread, request)?;
    let slot = thread.slot(session)?;
    let mut body = Vec::new();
    check(slot.wait(&mut body).map_err(|_| lost(session))?)?;
    Ok(Reply(body))
}

/// [`call`] with the session and the thread at hand.
///
/// # Errors
/// As [`call`].
pub fn call_on<'a>(
    session: &Session,
    thread: &mut Thread,
    mode: DefaultStream,
    request: &impl Message<'a>,
) -> CudaResult<Reply> {
    call_then(session, thread, mode, request, || ())
}

/// [`call_on`] that calls `published` as soon as the frame is in the ring.
fn call_then<'a>(
    session: &Session,
    thread: &mut Thread,
    mode: DefaultStream,
    request: &impl Message<'a>,
    published: impl FnOnce(),
) -> CudaResult<Reply> {
    send_then(session, thread, mode, FLAG_REPLY, request, published)?;
    let slot = thread.slot(session)?;
    let mut body = Vec::new();
    let status = slot.wait(&mut body).map_err(|_| lost(session))?;
    settle(session, status)?;
    Ok(Reply(body))
}

/// Sends a request that has no reply.
///
/// # Errors
/// An earlier asynchronous error, in which case nothing is sent; `DEVICE_UNAVAILABLE` if the worker is gone.
#[inline]
pub fn post<'a>(mode: DefaultStream, request: &impl Message<'a>) -> CudaResult {
    submit(true, mode, request)
}

/// [`post`] with the session and the thread at hand, and without a look at earlier errors.
///
/// # Errors
/// `DEVICE_UNAVAILABLE` if the worker is gone.
pub fn post_on<'a, M: Message<'a>>(
    session: &Session,
    thread: &mut Thread,
    mode: DefaultStream,
    request: &M,
) -> CudaResult {
    send(session, thread, mode, 0, request)
}

/// Sends a request whose reply the caller awaits at its slot. It neither looks at nor takes an asynchronous
/// error: for threads of our own, which must not take what the program has yet to see.
///
/// # Errors
/// `DEVICE_UNAVAILABLE` if the worker is gone.
pub fn ask_on<'a>(session: &Session, thread: &mut Thread, request: &impl Message<'a>) -> CudaResult {
    send(session, thread, DefaultStream::Legacy, FLAG_REPLY, request)
}

/// Builds the frame and publishes it.
#[inline]
fn send<'a, M: Message<'a>>(
    session: &Session,
    thread: &mut Thread,
    mode: DefaultStream,
    flags: u16,
    request: &M,
) -> CudaResult {
    send_then(session, thread, mode, flags, request, || ())
}

/// [`send`] that calls `published` for a frame that is in the ring.
#[inline]
fn send_then<'a, M: Message<'a>>(
    session: &Session,
    thread: &mut Thread,
    mode: DefaultStream,
    flags: u16,
    request: &M,
    published: impl FnOnce(),
) -> CudaResult {
    let context = thread.current().0 as u64;
    let slot = thread.slot(session)?;
    let index = slot.index();
    let seq = if flags & FLAG_REPLY != 0 { slot.begin() } else { 0 };
    let per_thread = if mode == DefaultStream::PerThread { FLAG_PER_THREAD_STREAM } else { 0 };
    let encoder = &mut thread.encoder;
    encoder.clear();
    Header { len: 0, op: M::OP, flags: flags | per_thread, thread: index, seq, context }.encode(encoder);
    request.encode(encoder);
    publish::<M>(session, encoder, published)
}

/// Puts a frame into the ring and counts it: every frame comes this way.
#[inline]
fn publish<'a, M: Message<'a>>(
    session: &Session,
    encoder: &mut Encoder,
    published: impl FnOnce(),
) -> CudaResult {
    let frame = encoder.finish();
    #[cfg(feature = "sabotage")]
    let frame_is_lost = crate::sabotage::swallows::<M>(frame);
    #[cfg(not(feature = "sabotage"))]
    let frame_is_lost = false;
    if !frame_is_lost {
        session.link.submit(&[frame]).map_err(|_| lost(session))?;
    }
    published();
    session.tally.sent::<M>(&session.link, frame);
    Ok(())
}

/// The largest body that one frame can carry, bytes.
pub fn max_body(session: &Session) -> usize {
    session.link.max_record() - wire::HEADER_LEN - 256
}

/// An asynchronous error that no call has reported yet, or a sticky one.
///
/// # Errors
/// That error.
#[inline]
pub fn pending(session: &Session) -> CudaResult {
    if let Some(error) = session.link.control().async_error() {
        report(session, error)?;
    }
    check(session.sticky.load(Ordering::Relaxed))
}

#[cold]
fn report(session: &Session, error: link::header::AsyncError) -> CudaResult {
    if session.reported.swap(error.sequence, Ordering::Relaxed) == error.sequence {
        return Ok(());
    }
    session.capture_is_troubled.store(true, Ordering::Relaxed);
    remember_sticky(session, error.result);
    check(error.result)
}

/// The result of an awaited call: the driver's own code first, then an asynchronous error.
#[inline]
fn settle(session: &Session, status: u32) -> CudaResult {
    if status != 0 {
        session.capture_is_troubled.store(true, Ordering::Relaxed);
        // A context that is lost answers every call alike, whatever else may be wrong with it.
        check(session.sticky.load(Ordering::Relaxed))?;
        remember_sticky(session, status);
        return check(status);
    }
    pending(session)
}

/// Keeps an error that CUDA calls sticky: the context is lost and every later call says so.
fn remember_sticky(session: &Session, code: u32) {
    if CudaError::new(code).is_some_and(CudaError::is_sticky) {
        session.sticky.store(code, Ordering::Relaxed);
    }
}

/// What a call answers when the worker is gone, or when the process has said farewell to it.
#[cold]
fn lost(session: &Session) -> CudaError {
    if crate::lifecycle::has_ended() {
        return crate::lifecycle::absent();
    }
    crate::lifecycle::report_loss(session);
    CudaError::DEVICE_UNAVAILABLE
}

/// How long a thread polls a word that the GPU writes before it asks to be woken, where it has a processor to
/// spend. The driver's own waits poll too, without end.
const FENCE_SPIN: Duration = Duration::from_micros(100);
/// How long it goes on polling unless its context's flags ask for waits that block. To be woken takes up to a tenth of a
/// millisecond, which a program that waits a millisecond for each step would notice.
const FENCE_SPIN_LONG: Duration = Duration::from_millis(10);

/// Announces a fence on the calling thread's word: (address, value), for a frame to carry.
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
    let is_short = unfinished.orphan.is_none() && independent.len() <= FENCES_AT_ONCE;
    if !is_short || !wait_for_fences(session, independent)? {
        call(DefaultStream::Legacy, &request::vgpuWaitContext {})?;
    }
    if let Some(orphan) = unfinished.orphan {
        session.streams.waited(context, orphan);
    }
    whole.done();
    each.into_iter().for_each(Waiting::done);
    due.print(session, DefaultStream::Legacy)
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
        match call_on(session, &mut thread, mode, &request) {
            Err(CudaError::INVALID_HANDLE) if session.streams.get(stream.handle).is_none() => {
                return Ok(false);
            }
            waited => waited?,
        };
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

/// Who sends a frame, for frames that other threads send in a thread's name.
#[derive(Debug, Clone, Copy)]
pub struct Sender {
    thread: u32,
    context: u64,
    mode: DefaultStream,
}

impl Sender {
    /// The calling thread.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY` if it gets no completion slot.
    pub fn here(session: &Session, mode: DefaultStream) -> CudaResult<Self> {
        let mut thread = thread::current().borrow_mut();
        let context = thread.current().0 as u64;
        Ok(Self { thread: thread.slot(session)?.index(), context, mode })
    }

    /// The context that is current on the sending thread.
    pub fn context(&self) -> CUcontext {
        CUcontext(self.context as usize)
    }

    /// What stream 0 is to it.
    pub fn mode(&self) -> DefaultStream {
        self.mode
    }

    /// Sends a request that has no reply.
    ///
    /// # Errors
    /// `DEVICE_UNAVAILABLE` if the worker is gone.
    pub fn post<'a, M: Message<'a>>(
        &self,
        session: &Session,
        encoder: &mut Encoder,
        request: &M,
    ) -> CudaResult {
        let flags = if self.mode == DefaultStream::PerThread { FLAG_PER_THREAD_STREAM } else { 0 };
        let (thread, context) = (self.thread, self.context);
        encoder.clear();
        Header { len: 0, op: M::OP, flags, thread, seq: 0, context }.encode(encoder);
        request.encode(encoder);
        publish::<M>(session, encoder, || ())
    }
}

/// Sends a request whose arguments the guest has found valid (`sound`) without a reply; any other one is
/// awaited, so that the driver's own code is what the program sees.
///
/// # Errors
/// As [`post`] or [`call`].
#[inline]
pub fn submit<'a>(sound: bool, mode: DefaultStream, request: &impl Message<'a>) -> CudaResult {
    submit_then(sound, mode, request, || ())
}

/// [`submit`] that calls `published` for a request that is on its way, whatever becomes of it.
///
/// # Errors
/// As [`post`] or [`call`].
#[inline]
pub fn submit_then<'a>(
    sound: bool,
    mode: DefaultStream,
    request: &impl Message<'a>,
    published: impl FnOnce(),
) -> CudaResult {
    let session = session::get()?;
    submit_on(session, sound && !session.is_capturing(), mode, request, published)
}

/// [`submit_then`] for a launch, of which graphs are made by the hundred. What could be wrong with a sound one in a stream
/// of the program's own was looked at here, so it needs no reply beside a capture either, as long as no call has failed
/// since captures began: that may have ended one of them, which the program must see.
///
/// # Errors
/// As [`post`] or [`call`].
#[inline]
pub fn submit_launch<'a>(
    sound: bool,
    mode: DefaultStream,
    stream: CUstream,
    request: &impl Message<'a>,
    published: impl FnOnce(),
) -> CudaResult {
    let session = session::get()?;
    let is_free =
        || stream.0 > CUstream::PER_THREAD.0 && !session.capture_is_troubled.load(Ordering::Relaxed);
    submit_on(session, sound && (!session.is_capturing() || is_free()), mode, request, published)
}

#[inline]
fn submit_on<'a>(
    session: &Session,
    needs_no_reply: bool,
    mode: DefaultStream,
    request: &impl Message<'a>,
    published: impl FnOnce(),
) -> CudaResult {
    if !needs_no_reply {
        // The program must see at once what is wrong with a call that is doubtful, or captured.
        let mut thread = thread::current().borrow_mut();
        return call_then(session, &mut thread, mode, request, published).map(drop);
    }
    pending(session)?;
    let mut thread = thread::current().borrow_mut();
    send_then(session, &mut thread, mode, 0, request, published)
}

/// A thread has ended: its state in the worker goes, then its slot may be used again.
pub fn thread_ended(session: &Session, slot: SlotHandle) {
    let mut thread = Thread::with_slot(slot, session.generation);
    // If the worker is gone there is nothing to free.
    send(session, &mut thread, DefaultStream::Legacy, 0, &request::vgpuThreadEnded {}).ok();
}
