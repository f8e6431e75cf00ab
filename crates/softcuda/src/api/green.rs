//! Green contexts, and events of whole contexts.

use std::{
    ffi::{c_int, c_uint},
    sync::Arc,
};

use table::{
    CU_DEV_RESOURCE_TYPE_SM, CU_GREEN_CTX_DEFAULT_STREAM, CUcontext, CUdevResource, CUdevResourceDesc,
    CUdevResourceType, CUdevice, CUevent, CUgreenCtx, CUstream, CudaError, CudaResult,
};

use super::arg::{input, inputs, maybe_out, out};
use crate::{
    capture, current,
    driver::driver,
    event::Event,
    green::{Green, Part},
    stream::{GREATEST_PRIORITY, Lanes, NON_BLOCKING, Role, Stream, Work},
};

/// What programs may ask of a split: both are about how multiprocessors lie together, which these do not.
const SPLIT_FLAGS: c_uint = 3;

/// Answers a question for multiprocessors.
fn answer(resource: *mut CUdevResource, kind: CUdevResourceType, part: Part) -> CudaResult {
    let resource = out!(resource)?;
    if kind != CU_DEV_RESOURCE_TYPE_SM {
        return Err(CudaError::INVALID_RESOURCE_TYPE);
    }
    resource.set(part.to_resource());
    Ok(())
}

fn whole(device: CUdevice) -> CudaResult<Part> {
    let driver = driver()?;
    driver.device(device)?;
    Ok(Part { device, count: driver.config.multiprocessors, split: 0 })
}

pub unsafe fn cuDeviceGetDevResource(
    device: CUdevice,
    resource: *mut CUdevResource,
    kind: CUdevResourceType,
) -> CudaResult {
    answer(resource, kind, whole(device)?)
}

pub unsafe fn cuCtxGetDevResource(
    context: CUcontext,
    resource: *mut CUdevResource,
    kind: CUdevResourceType,
) -> CudaResult {
    let driver = driver()?;
    let found = driver.contexts.find(context).ok_or(CudaError::INVALID_CONTEXT)?;
    let of_green = driver.greens.of_context(context).map(|green| Part { split: 0, ..green.part });
    answer(resource, kind, of_green.map_or_else(|| whole(found.device()), Ok)?)
}

pub unsafe fn cuGreenCtxGetDevResource(
    green: CUgreenCtx,
    resource: *mut CUdevResource,
    kind: CUdevResourceType,
) -> CudaResult {
    let green = driver()?.greens.get(green)?;
    // What a green context has can be split again.
    answer(resource, kind, Part { split: 0, ..green.part })
}

pub unsafe fn cuDevSmResourceSplitByCount(
    result: *mut CUdevResource,
    group_count: *mut c_uint,
    whole: *const CUdevResource,
    remaining: *mut CUdevResource,
    flags: c_uint,
    least: c_uint,
) -> CudaResult {
    let driver = driver()?;
    let most = if result.is_null() { c_uint::MAX } else { input!(group_count)? };
    let group_count = out!(group_count)?;
    let part = Part::from_resource(&input!(whole)?)?;
    if flags & !SPLIT_FLAGS != 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let (groups, group, rest) = part.split(least, most, driver.greens.next_split())?;
    if !result.is_null() {
        for at in 0..groups as usize {
            // SAFETY: not NULL, so CUDA's contract makes it valid for as many resources as the program has told, and
            // there are no more groups than that.
            unsafe { result.add(at).write_unaligned(group.to_resource()) };
        }
    }
    if let Some(remaining) = maybe_out!(remaining) {
        remaining.set(rest.to_resource());
    }
    group_count.set(groups);
    Ok(())
}

pub unsafe fn cuDevResourceGenerateDesc(
    description: *mut CUdevResourceDesc,
    resources: *mut CUdevResource,
    count: c_uint,
) -> CudaResult {
    let driver = driver()?;
    let description = out!(description)?;
    let resources = inputs!(resources.cast_const(), count)?;
    let parts = resources.iter().map(Part::from_resource).collect::<CudaResult<Vec<_>>>()?;
    let &[first, ref others @ ..] = &parts[..] else { return Err(CudaError::INVALID_VALUE) };
    let is_beside =
        |other: &Part| other.device == first.device && other.split == first.split && first.split != 0;
    if !others.iter().all(is_beside) {
        return Err(CudaError::INVALID_RESOURCE_CONFIGURATION);
    }
    let count = parts.iter().fold(0_u32, |sum, part| sum.saturating_add(part.count));
    if count > whole(first.device)?.count {
        return Err(CudaError::INVALID_RESOURCE_CONFIGURATION);
    }
    description.set(driver.greens.descriptions.insert(|_| Part { count, ..first }).0);
    Ok(())
}

pub unsafe fn cuGreenCtxCreate(
    green: *mut CUgreenCtx,
    description: CUdevResourceDesc,
    dev: CUdevice,
    flags: c_uint,
) -> CudaResult {
    let driver = driver()?;
    let green = out!(green)?;
    driver.device(dev)?;
    current::permitted()?;
    // Without a description it has the whole device, as in NVIDIA's driver.
    let part = if description.is_null() {
        whole(dev)?
    } else {
        *driver.greens.descriptions.find(description).ok_or(CudaError::INVALID_VALUE)?
    };
    if part.device != dev || flags != CU_GREEN_CTX_DEFAULT_STREAM {
        return Err(CudaError::INVALID_VALUE);
    }
    green.set(driver.greens.create(driver, part)?);
    Ok(())
}

pub unsafe fn cuGreenCtxDestroy(green: CUgreenCtx) -> CudaResult {
    let driver = driver()?;
    let green = driver.greens.get(green)?;
    driver.greens.end(driver, &green)?;
    driver.release_primary(green.part.device)
}

pub unsafe fn cuCtxFromGreenCtx(context: *mut CUcontext, green: CUgreenCtx) -> CudaResult {
    let context = out!(context)?;
    context.set(driver()?.greens.get(green)?.context);
    Ok(())
}

/// The null handle stands for the current context, if that is a green one.
pub unsafe fn cuGreenCtxGetId(green: CUgreenCtx, id: *mut u64) -> CudaResult {
    let id = out!(id)?;
    let greens = &driver()?.greens;
    let of_current = || greens.of_context(current::top()).map(|green| green.handle).unwrap_or_default();
    id.set(greens.get(if green.is_null() { of_current() } else { green })?.id());
    Ok(())
}

pub unsafe fn cuGreenCtxStreamCreate(
    stream: *mut CUstream,
    green: CUgreenCtx,
    flags: c_uint,
    priority: c_int,
) -> CudaResult {
    let driver = driver()?;
    let stream = out!(stream)?;
    let green = driver.greens.get(green)?;
    if flags != NON_BLOCKING {
        return Err(CudaError::INVALID_VALUE);
    }
    let context = driver.contexts.find(green.context).ok_or(CudaError::CONTEXT_IS_DESTROYED)?;
    let handle = driver.streams.reserve();
    let priority = priority.clamp(GREATEST_PRIORITY, 0);
    driver.streams.put(handle, Stream::new(&context.lanes, handle, Role::Created, flags, priority));
    driver.greens.note_stream(handle, green.handle);
    stream.set(handle);
    Ok(())
}

/// The streams that a call about a whole context means: a green context's, or all that share `lanes`.
fn streams_of(lanes: &Lanes, green: Option<&Green>) -> CudaResult<Vec<Arc<Stream>>> {
    let greens = &driver()?.greens;
    let mut streams = lanes.all();
    if let Some(green) = green {
        streams.retain(|stream| greens.of_stream(stream.handle).is_some_and(|of| of.handle == green.handle));
    }
    // The call ends every capture that is in its way, and says what the first one is.
    let captured = streams.iter().filter(|stream| capture::is_capturing(stream));
    let refused: Vec<CudaResult> = captured.map(|stream| capture::refuse(stream)).collect();
    refused.into_iter().collect::<CudaResult>()?;
    Ok(streams)
}

/// Has the event stand for everything in these streams now: a stream of nobody's waits for them all.
fn record(event: &Event, lanes: &Arc<Lanes>, green: Option<&Green>) -> CudaResult {
    if !Arc::ptr_eq(&event.lanes, lanes) {
        return Err(CudaError::INVALID_HANDLE);
    }
    let streams = streams_of(lanes, green)?;
    let joint = Stream::new(lanes, CUstream::NULL, Role::Created, NON_BLOCKING, 0);
    for stream in streams {
        let point = stream.tail();
        if !point.is_reached() {
            joint.submit(Work::Wait(point));
        }
    }
    event.record(&joint);
    Ok(())
}

/// Has these streams wait for the event, and no stream that is created later.
fn wait(event: &Event, lanes: &Lanes, green: Option<&Green>) -> CudaResult {
    capture::forbid_captured(event)?;
    streams_of(lanes, green)?.iter().try_for_each(|stream| event.hold(stream))
}

/// The streams of a context that is named.
fn lanes_of(context: CUcontext) -> CudaResult<(Arc<Lanes>, Option<Arc<Green>>)> {
    let driver = driver()?;
    let found = driver.contexts.find(context).ok_or(CudaError::INVALID_CONTEXT)?;
    found.lanes.check()?;
    Ok((found.lanes.clone(), driver.greens.of_context(context)))
}

pub unsafe fn cuGreenCtxRecordEvent(green: CUgreenCtx, event: CUevent) -> CudaResult {
    let (lanes, green) = lanes_of(driver()?.greens.get(green)?.context)?;
    record(&*super::event::event(event)?, &lanes, green.as_deref())
}

pub unsafe fn cuGreenCtxWaitEvent(green: CUgreenCtx, event: CUevent) -> CudaResult {
    let (lanes, green) = lanes_of(driver()?.greens.get(green)?.context)?;
    wait(&*super::event::event(event)?, &lanes, green.as_deref())
}

pub unsafe fn cuCtxRecordEvent(context: CUcontext, event: CUevent) -> CudaResult {
    let (lanes, green) = lanes_of(context)?;
    record(&*super::event::event(event)?, &lanes, green.as_deref())
}

pub unsafe fn cuCtxWaitEvent(context: CUcontext, event: CUevent) -> CudaResult {
    let (lanes, green) = lanes_of(context)?;
    wait(&*super::event::event(event)?, &lanes, green.as_deref())
}
