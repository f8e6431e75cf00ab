//! From a request to the worker and back.

use std::sync::atomic::Ordering;

use link::completion::SlotHandle;
use table::{CUcontext, CUstream, CudaError, CudaResult, DefaultStream, check};
use wire::{Decoder, Encoder, FLAG_PER_THREAD_STREAM, FLAG_REPLY, Header, Message, request};

use crate::{
    accounting,
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
    let status = slot.wait(&mut body).map_err(|_| lost(session))?;
    note_seen(session);
    check(status)?;
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
    note_seen(session);
    settle(session, status)?;
    Ok(Reply(body))
}

/// What the calling thread's newest frame was to bring about has been seen: its reply, or a word that the device wrote.
#[inline]
pub fn note_seen(session: &Session) {
    if let Some(recording) = &session.recording {
        recording.seen();
    }
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
///
/// # Errors
/// `DEVICE_UNAVAILABLE` if the worker is gone.
#[inline]
pub(crate) fn send<'a, M: Message<'a>>(
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
    publish::<M>(session, encoder, published).map(drop)
}

/// Puts a frame into the ring and counts it: every frame comes this way. Gives its number.
#[inline]
fn publish<'a, M: Message<'a>>(
    session: &Session,
    encoder: &mut Encoder,
    published: impl FnOnce(),
) -> CudaResult<u64> {
    let frame = encoder.finish();
    if !accounting::is_counted_by_name(M::OP) {
        thread::count_published();
    }
    let mut number = 0;
    #[cfg(feature = "sabotage")]
    let frame_is_lost = crate::sabotage::swallows::<M>(frame);
    #[cfg(not(feature = "sabotage"))]
    let frame_is_lost = false;
    if !frame_is_lost {
        let sent = session.recording.as_ref().map(|recording| (recording, trace::clock::now()));
        number = session.link.submit(&[frame]).map_err(|_| lost(session))?;
        if let Some((recording, sent)) = sent {
            recording.sent(number, sent, frame);
        }
    }
    published();
    session.tally.sent::<M>(&session.link, frame);
    Ok(number)
}

/// The largest body that one frame can carry, bytes.
pub fn max_body(session: &Session) -> usize {
    session.link.max_record() - wire::HEADER_LEN - 256
}

/// Answers a call that asks for nothing to be done, such as a copy of no bytes: no frame is due for it.
///
/// # Errors
/// An earlier asynchronous error.
pub fn nothing(session: &Session) -> CudaResult {
    thread::count_published();
    pending(session)
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
pub(crate) fn lost(session: &Session) -> CudaError {
    if crate::lifecycle::has_ended() {
        return crate::lifecycle::absent();
    }
    crate::lifecycle::report_loss(session);
    CudaError::DEVICE_UNAVAILABLE
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

    /// Sends a request that has no reply; gives the frame's number.
    ///
    /// # Errors
    /// `DEVICE_UNAVAILABLE` if the worker is gone.
    pub fn post<'a, M: Message<'a>>(
        &self,
        session: &Session,
        encoder: &mut Encoder,
        request: &M,
    ) -> CudaResult<u64> {
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
