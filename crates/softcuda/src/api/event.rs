//! Events.

use std::{ffi::c_uint, sync::Arc};

use table::{CUevent, CUstream, CudaError, CudaResult, DefaultStream};

use super::arg::out;
use crate::{
    capture, current,
    driver::driver,
    event::{DISABLE_TIMING, Event, FLAGS, INTERPROCESS},
    share::Beacon,
};

/// The event of a handle.
pub(super) fn event(handle: CUevent) -> CudaResult<Arc<Event>> {
    current::permitted()?;
    driver()?.events.get(handle)
}

pub unsafe fn cuEventCreate(event: *mut CUevent, flags: c_uint) -> CudaResult {
    let context = current::context()?;
    let event = out!(event)?;
    let is_shared_and_timed = flags & INTERPROCESS != 0 && flags & DISABLE_TIMING == 0;
    if flags & !FLAGS != 0 || is_shared_and_timed {
        return Err(CudaError::INVALID_VALUE);
    }
    let beacon = if flags & INTERPROCESS != 0 { Some(Arc::new(Beacon::create()?)) } else { None };
    let (handle, _) =
        driver()?.events.insert(|handle| Event::new(handle, flags, context.lanes.clone(), beacon));
    event.set(handle);
    Ok(())
}

fn destroy(handle: CUevent) -> CudaResult {
    event(handle)?.lanes.check()?;
    driver()?.events.remove(handle).map(|_| ()).ok_or(CudaError::INVALID_HANDLE)
}

pub unsafe fn cuEventDestroy(event: CUevent) -> CudaResult {
    destroy(event)
}

pub unsafe fn cuEventDestroy_v2(event: CUevent) -> CudaResult {
    destroy(event)
}

fn record(handle: CUevent, stream: CUstream, mode: DefaultStream, is_external: bool) -> CudaResult {
    let stream = current::stream(stream, mode)?;
    let event = event(handle)?;
    if !Arc::ptr_eq(&event.lanes, &stream.lanes) {
        return Err(CudaError::INVALID_HANDLE);
    }
    if capture::is_capturing(&stream) {
        return capture::record(&stream, &event, is_external);
    }
    if is_external {
        return Err(CudaError::ILLEGAL_STATE);
    }
    capture::forbid_legacy(&stream)?;
    event.record(&stream);
    Ok(())
}

pub unsafe fn cuEventRecord(mode: DefaultStream, event: CUevent, stream: CUstream) -> CudaResult {
    record(event, stream, mode, false)
}

pub unsafe fn cuEventRecordWithFlags(
    mode: DefaultStream,
    event: CUevent,
    stream: CUstream,
    flags: c_uint,
) -> CudaResult {
    match flags {
        0 => record(event, stream, mode, false),
        1 => record(event, stream, mode, true),
        _ => Err(CudaError::INVALID_VALUE),
    }
}

pub unsafe fn cuEventQuery(handle: CUevent) -> CudaResult {
    let event = event(handle)?;
    capture::forbid_captured(&event)?;
    capture::forbid()?;
    event.query()
}

pub unsafe fn cuEventSynchronize(handle: CUevent) -> CudaResult {
    let event = event(handle)?;
    capture::forbid_captured(&event)?;
    capture::forbid()?;
    event.synchronize()
}

fn elapsed(milliseconds: *mut f32, start: CUevent, end: CUevent) -> CudaResult {
    let (start, end) = (event(start)?, event(end)?);
    // NVIDIA's driver calls a missing place for the answer a wrong handle.
    let milliseconds = out!(milliseconds).map_err(|_| CudaError::INVALID_HANDLE)?;
    milliseconds.set(Event::elapsed(&start, &end)?);
    Ok(())
}

pub unsafe fn cuEventElapsedTime(milliseconds: *mut f32, start: CUevent, end: CUevent) -> CudaResult {
    elapsed(milliseconds, start, end)
}

pub unsafe fn cuEventElapsedTime_v2(milliseconds: *mut f32, start: CUevent, end: CUevent) -> CudaResult {
    elapsed(milliseconds, start, end)
}
