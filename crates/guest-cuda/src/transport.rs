//! From a request to the worker and back.

use std::sync::atomic::Ordering;

use link::{completion::SlotHandle, spin::SpinPolicy};
use table::{CUcontext, CUstream, CudaError, CudaResult, DefaultStream, check};
use wire::{Decoder, Encoder, FLAG_PER_THREAD_STREAM, FLAG_REPLY, Handle, Header, Message, request};

use crate::{
    api::output,
    session::{self, Session},
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
    send(session, thread, mode, FLAG_REPLY, request)?;
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
    let session = session::get()?;
    if session.is_capturing() {
        // The application must see at once what is wrong with a call that is captured.
        return call(mode, request).map(drop);
    }
    pending(session)?;
    let mut thread = thread::current().borrow_mut();
    send(session, &mut thread, mode, 0, request)
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
    let context = thread.current().0 as u64;
    let slot = thread.slot(session)?;
    let index = slot.index();
    let seq = if flags & FLAG_REPLY != 0 { slot.begin() } else { 0 };
    let per_thread = if mode == DefaultStream::PerThread { FLAG_PER_THREAD_STREAM } else { 0 };
    let encoder = &mut thread.encoder;
    encoder.clear();
    Header { len: 0, op: M::OP, flags: flags | per_thread, thread: index, seq, context }.encode(encoder);
    request.encode(encoder);
    session.link.submit(&[encoder.finish()]).map_err(|_| lost(session))
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
    match session.link.control().async_error() {
        None => Ok(()),
        Some(error) => report(session, error),
    }
}

#[cold]
fn report(session: &Session, error: link::header::AsyncError) -> CudaResult {
    if session.reported.swap(error.sequence, Ordering::Relaxed) != error.sequence {
        remember_sticky(session, error.result);
        return check(error.result);
    }
    check(session.sticky.load(Ordering::Relaxed))
}

/// The result of an awaited call: the driver's own code first, then an asynchronous error.
#[inline]
fn settle(session: &Session, status: u32) -> CudaResult {
    if status != 0 {
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

/// What a call answers when the worker is gone.
#[cold]
fn lost(session: &Session) -> CudaError {
    crate::lifecycle::report_loss(session);
    CudaError::DEVICE_UNAVAILABLE
}

/// How long a thread polls a word that the GPU writes before it asks to be woken.
const FENCE_SPIN: std::time::Duration = std::time::Duration::from_micros(100);

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
        return call(mode, &request::vgpuWaitStream { stream: handle }).map(drop);
    }
    pending(session)?;
    {
        let mut thread = thread::current().borrow_mut();
        let (fence, value) = fence(session, &mut thread)?;
        send(session, &mut thread, mode, 0, &request::vgpuFence { stream: handle, fence, value })?;
        wait_fence(session, &mut thread, mode, handle, value)?;
    }
    output::flush(session, mode, stream)
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
    let slot = thread.slot(session)?;
    if slot.wait_fence(value, SpinPolicy::for_guest(FENCE_SPIN)) {
        return pending(session);
    }
    call_on(session, thread, mode, &request::vgpuWaitStream { stream }).map(drop)
}

/// Waits for everything in the current context, if anything was submitted since the last such wait.
///
/// # Errors
/// What the driver says of the work that was waited for.
pub fn wait_context() -> CudaResult {
    let session = session::get()?;
    if !session.busy.load(Ordering::Relaxed) {
        return pending(session);
    }
    synchronize_context()
}

/// Waits for everything in the current context.
///
/// # Errors
/// What the driver says of the work that was waited for.
pub fn synchronize_context() -> CudaResult {
    let session = session::get()?;
    let context = thread::require_context()?;
    if session.is_capturing() {
        return call(DefaultStream::Legacy, &request::vgpuWaitContext {}).map(drop);
    }
    // Marks are cleared before the fences are published: see `Session::touch`.
    session.busy.store(false, Ordering::Relaxed);
    let independent = session.streams.busy_and_independent(context);
    for stream in independent {
        stream.busy.store(false, Ordering::Relaxed);
        wait_stream(DefaultStream::Legacy, stream.handle)?;
    }
    // The legacy stream waits for every blocking stream of the context, per-thread ones included.
    wait_stream(DefaultStream::Legacy, CUstream::NULL)
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
        session.link.submit(&[encoder.finish()]).map_err(|_| lost(session))
    }
}

/// Sends a request whose arguments the guest has found valid (`sound`) without a reply; any other one is
/// awaited, so that the driver's own code is what the program sees.
///
/// # Errors
/// As [`post`] or [`call`].
#[inline]
pub fn submit<'a>(sound: bool, mode: DefaultStream, request: &impl Message<'a>) -> CudaResult {
    if sound { post(mode, request) } else { call(mode, request).map(drop) }
}

/// A thread has ended: its state in the worker goes, then its slot may be used again.
pub fn thread_ended(session: &Session, slot: SlotHandle) {
    let mut thread = Thread::with_slot(slot, session.generation);
    // If the worker is gone there is nothing to free.
    send(session, &mut thread, DefaultStream::Legacy, 0, &request::vgpuThreadEnded {}).ok();
}
