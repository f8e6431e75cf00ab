//! Streams.

use std::{
    ffi::{c_int, c_uint, c_void},
    sync::Arc,
};

use table::{
    CUcontext, CUdevice, CUevent, CUhostFn, CUstream, CUstreamAttrID, CUstreamAttrValue, CUstreamCallback,
    CudaError, CudaResult, DefaultStream,
};

use super::arg::{input, out};
use crate::{
    capture, current,
    driver::driver,
    green::Green,
    stream::{Callback, GREATEST_PRIORITY, HostCall, NON_BLOCKING, Role, Stream, Work},
};

fn create(stream: *mut CUstream, flags: c_uint, priority: c_int) -> CudaResult {
    let context = current::context()?;
    let stream = out!(stream)?;
    if flags & !NON_BLOCKING != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let driver = driver()?;
    let priority = priority.clamp(GREATEST_PRIORITY, 0);
    let handle = driver.streams.reserve();
    driver.streams.put(handle, Stream::new(&context.lanes, handle, Role::Created, flags, priority));
    if let Some(green) = driver.greens.of_context(current::top()) {
        driver.greens.note_stream(handle, green.handle);
    }
    stream.set(handle);
    Ok(())
}

pub unsafe fn cuStreamCreate(stream: *mut CUstream, flags: c_uint) -> CudaResult {
    create(stream, flags, 0)
}

pub unsafe fn cuStreamCreateWithPriority(
    stream: *mut CUstream,
    flags: c_uint,
    priority: c_int,
) -> CudaResult {
    create(stream, flags, priority)
}

fn destroy(handle: CUstream) -> CudaResult {
    let driver = driver()?;
    current::permitted()?;
    let stream = driver.streams.get(handle)?;
    capture::leave(&stream);
    driver.greens.forget_stream(handle);
    // Work that the stream still has goes on; whoever executes it keeps the stream alive.
    driver.streams.remove(handle).map(|_| ()).ok_or(CudaError::INVALID_HANDLE)
}

pub unsafe fn cuStreamDestroy(stream: CUstream) -> CudaResult {
    destroy(stream)
}

pub unsafe fn cuStreamDestroy_v2(stream: CUstream) -> CudaResult {
    destroy(stream)
}

pub unsafe fn cuStreamSynchronize(mode: DefaultStream, stream: CUstream) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    capture::check_wait(&stream)?;
    if stream.role == Role::Legacy {
        // Waiting for the legacy default stream is waiting for all that it waits for.
        return stream.submit_and_wait(Work::Empty);
    }
    stream.synchronize()
}

pub unsafe fn cuStreamQuery(mode: DefaultStream, stream: CUstream) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    capture::check_wait(&stream)?;
    if stream.role == Role::Legacy {
        let busy = stream.lanes.all().into_iter().filter(|other| other.is_blocking());
        return busy.map(|other| other.query()).find(Result::is_err).unwrap_or(Ok(()));
    }
    stream.query()
}

pub unsafe fn cuStreamWaitEvent(
    mode: DefaultStream,
    stream: CUstream,
    event: CUevent,
    flags: c_uint,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    let event = super::event::event(event)?;
    if flags & !1 != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    if let Some(handled) = capture::wait(&stream, &event, flags & 1 != 0) {
        return handled;
    }
    capture::forbid_legacy(&stream)?;
    event.hold(&stream)
}

pub unsafe fn cuStreamGetFlags(mode: DefaultStream, stream: CUstream, flags: *mut c_uint) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    let flags = out!(flags)?;
    if capture::is_capturing(&stream) {
        capture::check_wait(&stream)?;
    }
    flags.set(stream.flags);
    Ok(())
}

pub unsafe fn cuStreamGetPriority(mode: DefaultStream, stream: CUstream, priority: *mut c_int) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    out!(priority)?.set(stream.priority);
    Ok(())
}

pub unsafe fn cuStreamGetId(mode: DefaultStream, stream: CUstream, id: *mut u64) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    out!(id)?.set(stream.id);
    Ok(())
}

pub unsafe fn cuStreamGetDevice(mode: DefaultStream, stream: CUstream, device: *mut CUdevice) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    out!(device)?.set(stream.lanes.device);
    Ok(())
}

/// The context that a stream belongs to: the primary one if it is a green context's.
fn context_of(stream: &Arc<Stream>) -> CudaResult<CUcontext> {
    let contexts = driver()?.contexts.all();
    let found = contexts.iter().find(|context| Arc::ptr_eq(&context.lanes, &stream.lanes));
    found.map(|context| context.handle).ok_or(CudaError::CONTEXT_IS_DESTROYED)
}

/// The green context that a stream belongs to; a default stream is the current one's.
fn green_of(stream: &Stream) -> CudaResult<Option<Arc<Green>>> {
    let greens = &driver()?.greens;
    Ok(match stream.role {
        Role::Created => greens.of_stream(stream.handle),
        _ => greens.of_context(current::top()),
    })
}

pub unsafe fn cuStreamGetCtx(mode: DefaultStream, stream: CUstream, context: *mut CUcontext) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    let of_green = green_of(&stream)?.map(|green| green.context);
    out!(context)?.set(of_green.map_or_else(|| context_of(&stream), Ok)?);
    Ok(())
}

pub unsafe fn cuStreamGetCtx_v2(
    mode: DefaultStream,
    stream: CUstream,
    context: *mut CUcontext,
    green: *mut table::CUgreenCtx,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    let (context, green) = (out!(context)?, out!(green)?);
    context.set(context_of(&stream)?);
    green.set(green_of(&stream)?.map(|green| green.handle).unwrap_or_default());
    Ok(())
}

pub unsafe fn cuStreamGetGreenCtx(stream: CUstream, green: *mut table::CUgreenCtx) -> CudaResult {
    let stream = current::stream(stream, DefaultStream::Legacy)?;
    out!(green)?.set(green_of(&stream)?.map(|green| green.handle).unwrap_or_default());
    Ok(())
}

pub unsafe fn cuLaunchHostFunc(
    mode: DefaultStream,
    stream: CUstream,
    function: CUhostFn,
    data: *mut c_void,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    if function.is_none() {
        return Err(CudaError::INVALID_VALUE);
    }
    capture::submit(&stream, Work::Host(HostCall { function, data }))
}

pub unsafe fn cuStreamAddCallback(
    mode: DefaultStream,
    handle: CUstream,
    function: CUstreamCallback,
    data: *mut c_void,
    flags: c_uint,
) -> CudaResult {
    let stream = current::stream(handle, mode)?;
    if function.is_none() || flags != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    if capture::is_capturing(&stream) {
        return capture::refuse(&stream);
    }
    capture::forbid_legacy(&stream)?;
    stream.submit(Work::Callback(Callback { function, stream: handle, data }));
    Ok(())
}

/// Attributes that streams have: L2 window, synchronisation policy, priority, synchronisation domains.
const ATTRIBUTES: [CUstreamAttrID; 5] = [1, 3, 8, 9, 10];
const POLICY: CUstreamAttrID = 3;
const PRIORITY: CUstreamAttrID = 8;

/// The synchronisation policy of a stream that was not given one.
const NO_POLICY: u32 = u32::MAX;

pub unsafe fn cuStreamGetAttribute(
    mode: DefaultStream,
    stream: CUstream,
    which: CUstreamAttrID,
    value: *mut CUstreamAttrValue,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    let value = out!(value)?;
    if !ATTRIBUTES.contains(&which) {
        return Err(CudaError::INVALID_VALUE);
    }
    let set = stream.attributes.lock().get(&which).copied();
    let unset = match which {
        PRIORITY => CUstreamAttrValue::from_number(stream.priority as u32),
        POLICY => CUstreamAttrValue::from_number(NO_POLICY),
        _ => CUstreamAttrValue::ZERO,
    };
    value.set(set.unwrap_or(unset));
    Ok(())
}

pub unsafe fn cuStreamSetAttribute(
    mode: DefaultStream,
    stream: CUstream,
    which: CUstreamAttrID,
    value: *const CUstreamAttrValue,
) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    let value = input!(value)?;
    // A stream's priority is given when it is created. Policies are automatic, spin, yield and block.
    let is_wrong_policy = which == POLICY && !(1..=4).contains(&value.number());
    if !ATTRIBUTES.contains(&which) || which == PRIORITY || is_wrong_policy {
        return Err(CudaError::INVALID_VALUE);
    }
    stream.attributes.lock().insert(which, value);
    Ok(())
}

pub unsafe fn cuStreamCopyAttributes(mode: DefaultStream, dst: CUstream, src: CUstream) -> CudaResult {
    let (dst, src) = (current::stream(dst, mode)?, current::stream(src, mode)?);
    let attributes = src.attributes.lock().clone();
    *dst.attributes.lock() = attributes;
    Ok(())
}
