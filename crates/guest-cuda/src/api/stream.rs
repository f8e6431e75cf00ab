//! Streams. Creating and destroying one costs no round trip; questions about one are answered here.

use core::ffi::{c_int, c_uint};
use std::sync::atomic::{AtomicU64, Ordering};

use table::{
    CU_STREAM_NON_BLOCKING, CUcontext, CUdevice, CUgreenCtx, CUlaunchAttributeValue, CUstream,
    CUstreamAttrID, CudaError, CudaResult, DefaultStream,
};
use wire::{Handle, Pod, request};

use crate::{
    edge::not_null,
    session::{self, Session},
    streams::{Busy, Stream},
    thread, transport, waits,
};

/// Numbers for `cuStreamGetId`; the first ones are kept for default streams.
static NEXT_ID: AtomicU64 = AtomicU64::new(64);

/// What is to be known of a stream that the program has just created.
pub(super) fn new(handle: CUstream, context: CUcontext, flags: c_uint, priority: c_int) -> Stream {
    Stream {
        handle,
        context,
        flags,
        priority,
        id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
        busy: Busy::default(),
        printed: AtomicU64::default(),
    }
}

pub unsafe fn cuStreamCreateWithPriority(
    stream: *mut CUstream,
    flags: c_uint,
    priority: c_int,
) -> CudaResult {
    let session = session::get()?;
    not_null(stream)?;
    let context = thread::require_context()?;
    if flags & !CU_STREAM_NON_BLOCKING != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    // The driver clamps a priority to the device's range.
    let (least, greatest) = session.contexts.priority_range(session, context);
    let priority = priority.clamp(greatest, least);
    let handle = session.handle::<CUstream>();
    transport::post(
        DefaultStream::Legacy,
        &request::cuStreamCreateWithPriority { stream: handle, flags, priority },
    )?;
    let created = CUstream(handle.0 as usize);
    session.streams.insert(new(created, context, flags, priority));
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { stream.write(created) };
    Ok(())
}

pub unsafe fn cuStreamCreate(stream: *mut CUstream, flags: c_uint) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuStreamCreateWithPriority(stream, flags, 0) }
}

pub unsafe fn cuStreamDestroy_v2(stream: CUstream) -> CudaResult {
    let session = session::get()?;
    session.streams.remove(stream).ok_or(CudaError::INVALID_HANDLE)?;
    transport::post(DefaultStream::Legacy, &request::cuStreamDestroy_v2 { stream: Handle(stream.0 as u64) })?;
    super::capture::stream_gone(session, stream);
    Ok(())
}

pub unsafe fn cuStreamDestroy(stream: CUstream) -> CudaResult {
    // SAFETY: the same contract.
    unsafe { cuStreamDestroy_v2(stream) }
}

pub unsafe fn cuStreamSynchronize(mode: DefaultStream, stream: CUstream) -> CudaResult {
    let session = session::get()?;
    thread::require_context()?;
    let known = known(session, stream)?;
    if known.as_ref().is_some_and(|stream| !stream.busy.is_set()) && !session.is_capturing() {
        // Nothing was put into it since it was last waited for. GGML asks so before every tensor that it copies.
        return transport::pending(session);
    }
    let waiting = known.as_ref().map(|stream| stream.busy.wait());
    waits::wait_stream(mode, stream)?;
    if let Some(waiting) = waiting {
        waiting.done();
    }
    Ok(())
}

pub unsafe fn cuStreamQuery(mode: DefaultStream, stream: CUstream) -> CudaResult {
    transport::call(mode, &request::cuStreamQuery { stream: Handle(stream.0 as u64) }).map(drop)
}

/// What the guest knows of a stream: `None` for a default stream.
pub(super) fn known(session: &Session, stream: CUstream) -> CudaResult<Option<std::sync::Arc<Stream>>> {
    if stream.0 <= CUstream::PER_THREAD.0 {
        return Ok(None);
    }
    session.streams.get(stream).map(Some).ok_or(CudaError::INVALID_HANDLE)
}

/// Answers a question about a stream from what the guest knows; `default` answers for default streams.
fn answer<T>(
    stream: CUstream,
    out: *mut T,
    of: impl FnOnce(&Stream) -> T,
    default: impl FnOnce(&'static Session, CUcontext) -> CudaResult<T>,
) -> CudaResult {
    let session = session::get()?;
    not_null(out)?;
    let context = thread::require_context()?;
    let value = match known(session, stream)? {
        Some(stream) => of(&stream),
        None => default(session, context)?,
    };
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { out.write(value) };
    Ok(())
}

pub unsafe fn cuStreamGetPriority(_: DefaultStream, stream: CUstream, priority: *mut c_int) -> CudaResult {
    answer(stream, priority, |stream| stream.priority, |_, _| Ok(0))
}

pub unsafe fn cuStreamGetFlags(mode: DefaultStream, stream: CUstream, flags: *mut c_uint) -> CudaResult {
    if super::capture::is_captured(session::get()?, mode, stream) {
        // The driver refuses to say, and the capture is lost.
        transport::call(mode, &request::cuStreamGetFlags { stream: Handle(stream.0 as u64) })?;
    }
    answer(stream, flags, |stream| stream.flags, |_, _| Ok(0))
}

/// The id of a default stream: one per context for the legacy one, one per thread for the other.
pub fn default_stream_id(
    mode: DefaultStream,
    stream: CUstream,
    session: &Session,
    context: CUcontext,
) -> u64 {
    let per_thread = stream == CUstream::PER_THREAD || stream.is_null() && mode == DefaultStream::PerThread;
    if !per_thread {
        return session.contexts.legacy_stream_id(context);
    }
    let mut thread = thread::current().borrow_mut();
    *thread.stream_id.get_or_insert_with(|| NEXT_ID.fetch_add(1, Ordering::Relaxed))
}

pub unsafe fn cuStreamGetId(mode: DefaultStream, stream: CUstream, id: *mut u64) -> CudaResult {
    answer(
        stream,
        id,
        |stream| stream.id,
        |session, context| Ok(default_stream_id(mode, stream, session, context)),
    )
}

pub unsafe fn cuStreamGetCtx(_: DefaultStream, stream: CUstream, context: *mut CUcontext) -> CudaResult {
    answer(stream, context, |stream| stream.context, |_, current| Ok(current))
}

pub unsafe fn cuStreamGetCtx_v2(
    mode: DefaultStream,
    stream: CUstream,
    context: *mut CUcontext,
    green: *mut CUgreenCtx,
) -> CudaResult {
    let session = session::get()?;
    not_null(context)?;
    let current = thread::require_context()?;
    let per_thread = stream == CUstream::PER_THREAD || stream.is_null() && mode == DefaultStream::PerThread;
    if per_thread && !session.contexts.green_of(current).is_null() {
        // A green context has no such stream.
        return Err(CudaError::INVALID_HANDLE);
    }
    let of = known(session, stream)?.map_or(current, |stream| stream.context);
    // SAFETY: not null; CUDA's contract makes both that are not null valid for these writes.
    unsafe {
        context.write(session.contexts.owner(of));
        if !green.is_null() {
            green.write(session.contexts.green_of(of));
        }
    }
    Ok(())
}

pub unsafe fn cuStreamGetGreenCtx(stream: CUstream, green: *mut CUgreenCtx) -> CudaResult {
    let of = |context| session::get().map(|session| session.contexts.green_of(context));
    answer(stream, green, |stream| of(stream.context).unwrap_or_default(), |_, current| of(current))
}

pub unsafe fn cuStreamGetDevice(_: DefaultStream, stream: CUstream, device: *mut CUdevice) -> CudaResult {
    let session = session::get()?;
    let of = |context| session.contexts.device(context);
    let owner = match known(session, stream)? {
        Some(stream) => stream.context,
        None => thread::require_context()?,
    };
    let found = of(owner)?;
    answer(stream, device, |_| found, |_, _| Ok(found))
}

pub unsafe fn cuStreamSetAttribute(
    mode: DefaultStream,
    stream: CUstream,
    attribute: CUstreamAttrID,
    value: *const CUlaunchAttributeValue,
) -> CudaResult {
    session::get()?;
    not_null(value)?;
    // SAFETY: not null; CUDA's contract makes it valid for reads.
    let value = Pod(unsafe { value.read() });
    let stream = Handle(stream.0 as u64);
    transport::call(mode, &request::cuStreamSetAttribute { stream, attribute, value }).map(drop)
}
