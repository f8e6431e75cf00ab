//! Green contexts: contexts on a part of a device, and the parts; events of whole contexts.
//!
//! A green context retains its device's primary context, which owns everything but streams that is made while the green one
//! is current. The context that stands for it is an ordinary entry of [`crate::contexts`].

use core::ffi::{c_int, c_uint};

use table::{
    CU_DEV_RESOURCE_TYPE_SM, CU_STREAM_NON_BLOCKING, CUcontext, CUdevResource, CUdevResourceDesc,
    CUdevResourceType, CUdevice, CUevent, CUgreenCtx, CUstream, CudaError, CudaResult, DefaultStream,
};
use wire::{Handle, reply, request};
use zerocopy::FromZeros as _;

use super::{context::wire_handle, legacy, primary_context, stream};
use crate::{
    bulk,
    contexts::{Traits, bump_storage_generation},
    edge::{not_null, read_array, write_array},
    session::{self, Session},
    thread, transport,
};

/// Words by which the worker tells of a resource: its type, then what programs may read.
const FIELDS: usize = 4;

/// The most resources of one description. A device has only so many multiprocessors.
const RESOURCES_MAX: u32 = 1024;

/// A resource as the program sees it: the worker's number lies where the driver keeps what is its own.
fn to_program(token: u64, fields: &[u32]) -> CudaResult<CUdevResource> {
    let &[kind, ref visible @ ..] = fields else { return Err(CudaError::UNKNOWN) };
    let mut resource = CUdevResource::new_zeroed();
    resource.r#type = kind;
    for (place, word) in resource.u.iter_mut().zip(visible) {
        *place = *word;
    }
    resource._internal_padding[..8].copy_from_slice(&token.to_ne_bytes());
    Ok(resource)
}

/// The worker's number of a resource that the program has got from us, perhaps copied.
///
/// # Errors
/// `INVALID_RESOURCE_TYPE` for one that is none. `NOT_SUPPORTED` for one that leads to another, as CUDA 13.1 allows: its
/// last word is a pointer.
fn to_worker(resource: &CUdevResource) -> CudaResult<u64> {
    if resource.r#type != CU_DEV_RESOURCE_TYPE_SM {
        return Err(CudaError::INVALID_RESOURCE_TYPE);
    }
    if resource.u[10..] != [0, 0] {
        return Err(CudaError::NOT_SUPPORTED);
    }
    let mut token = [0; 8];
    token.copy_from_slice(&resource._internal_padding[..8]);
    Ok(u64::from_ne_bytes(token))
}

/// One of the questions for a resource.
macro_rules! ask {
    ($name:ident($($field:ident: $value:expr),*) => $resource:expr) => {{
        let resource = $resource;
        session::get()?;
        not_null(resource)?;
        let reply = transport::call(DefaultStream::Legacy, &request::$name { $($field: $value),* })?;
        let reply: reply::$name = reply.decode()?;
        let found = to_program(reply.token, &reply.fields)?;
        // SAFETY: not null; CUDA's contract makes it valid for this write.
        unsafe { resource.write(found) };
        Ok(())
    }};
}

pub unsafe fn cuDeviceGetDevResource(
    device: CUdevice,
    resource: *mut CUdevResource,
    kind: CUdevResourceType,
) -> CudaResult {
    ask!(cuDeviceGetDevResource(device: device, kind: kind) => resource)
}

pub unsafe fn cuCtxGetDevResource(
    ctx: CUcontext,
    resource: *mut CUdevResource,
    kind: CUdevResourceType,
) -> CudaResult {
    ask!(cuCtxGetDevResource(ctx: wire_handle(ctx), kind: kind) => resource)
}

pub unsafe fn cuGreenCtxGetDevResource(
    green: CUgreenCtx,
    resource: *mut CUdevResource,
    kind: CUdevResourceType,
) -> CudaResult {
    let session = session::get()?;
    session.contexts.of_green(green)?;
    ask!(cuGreenCtxGetDevResource(green: Handle(green.0 as u64), kind: kind) => resource)
}

pub unsafe fn cuDevSmResourceSplitByCount(
    result: *mut CUdevResource,
    nb_groups: *mut c_uint,
    input: *const CUdevResource,
    remaining: *mut CUdevResource,
    flags: c_uint,
    min_count: c_uint,
) -> CudaResult {
    session::get()?;
    not_null(nb_groups)?;
    not_null(input)?;
    // SAFETY: neither is null; CUDA's contract makes both readable.
    let (groups, input) = unsafe { (nb_groups.read(), input.read()) };
    let request = request::cuDevSmResourceSplitByCount {
        token: to_worker(&input)?,
        groups,
        wants_groups: !result.is_null(),
        wants_remaining: !remaining.is_null(),
        flags,
        min_count,
    };
    let reply: reply::cuDevSmResourceSplitByCount =
        transport::call(DefaultStream::Legacy, &request)?.decode()?;
    let each = reply.tokens.iter().zip(reply.fields.chunks_exact(FIELDS));
    let mut made =
        each.map(|(&token, fields)| to_program(token, fields)).collect::<CudaResult<Vec<CUdevResource>>>()?;
    let rest = if remaining.is_null() { None } else { made.pop() };
    if made.len() > groups as usize {
        return Err(CudaError::UNKNOWN);
    }
    // SAFETY: CUDA's contract: room for as many groups as the program has told, of which there are no more, and each pointer
    // that is not null valid for its write. Nothing is written to a null `result`, because no groups come then.
    unsafe {
        if !result.is_null() {
            write_array(result, &made);
        }
        if let Some(rest) = rest {
            remaining.write(rest);
        }
        nb_groups.write(reply.groups);
    }
    Ok(())
}

pub unsafe fn cuDevResourceGenerateDesc(
    desc: *mut CUdevResourceDesc,
    resources: *mut CUdevResource,
    count: c_uint,
) -> CudaResult {
    let session = session::get()?;
    not_null(desc)?;
    not_null(resources)?;
    if count == 0 || count > RESOURCES_MAX {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: not null; CUDA's contract makes it readable for `count` elements.
    let resources = unsafe { read_array(resources, count as usize) }?;
    let tokens = resources.iter().map(to_worker).collect::<CudaResult<Vec<u64>>>()?;
    let handle = session.handle::<CUdevResourceDesc>();
    transport::call(DefaultStream::Legacy, &request::cuDevResourceGenerateDesc { desc: handle, tokens })?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { desc.write(CUdevResourceDesc(handle.0 as usize)) };
    Ok(())
}

pub unsafe fn cuGreenCtxCreate(
    green: *mut CUgreenCtx,
    desc: CUdevResourceDesc,
    dev: CUdevice,
    flags: c_uint,
) -> CudaResult {
    let session = session::get()?;
    not_null(green)?;
    let mut primary = CUcontext::NULL;
    // SAFETY: a pointer to a local. The green context keeps the primary one active until it is destroyed.
    unsafe { primary_context::cuDevicePrimaryCtxRetain(&mut primary, dev) }?;
    let (name, context) = (session.handle::<CUgreenCtx>(), session.handle::<CUcontext>());
    let request =
        request::cuGreenCtxCreate { green: name, ctx: context, desc: Handle(desc.0 as u64), dev, flags };
    let made = transport::call(DefaultStream::Legacy, &request)
        .and_then(|reply| reply.decode::<reply::cuGreenCtxCreate>());
    let reply = match made {
        Ok(reply) => reply,
        Err(error) => {
            // SAFETY: retained above.
            unsafe { primary_context::cuDevicePrimaryCtxRelease_v2(dev) }?;
            return Err(error);
        }
    };
    let traits =
        Traits { flags: reply.flags, least_priority: reply.least, greatest_priority: reply.greatest };
    let name = CUgreenCtx(name.0 as usize);
    session.contexts.insert_green(CUcontext(context.0 as usize), name, (dev, primary), traits);
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { green.write(name) };
    Ok(())
}

/// Forgets a green context that is gone in the worker. Its streams are the program's to destroy, and whatever is asked of
/// them is the driver's to answer.
fn forget(session: &Session, context: CUcontext) {
    session.contexts.remove(context);
    session.streams.touch_all(Some(context));
    bulk::forget(context);
    legacy::forget_context(context);
    bump_storage_generation();
}

/// Forgets the green contexts of a primary context that has ended, and with them their streams.
pub(super) fn after_primary(session: &Session, primary: CUcontext) {
    for context in session.contexts.greens_of(primary) {
        session.contexts.with(context, |context| context.deactivate());
        forget(session, context);
        session.streams.drop_context(context);
    }
}

pub unsafe fn cuGreenCtxDestroy(green: CUgreenCtx) -> CudaResult {
    let session = session::get()?;
    let context = session.contexts.of_green(green)?;
    if !context.claim_end() {
        return Err(CudaError::CONTEXT_IS_DESTROYED);
    }
    context.storage.run_destructors(context.handle);
    let green = Handle(green.0 as u64);
    let ended = transport::call(DefaultStream::Legacy, &request::cuGreenCtxDestroy { green });
    context.deactivate();
    forget(session, context.handle);
    ended?;
    // SAFETY: takes a number. Retained when the green context was made.
    unsafe { primary_context::cuDevicePrimaryCtxRelease_v2(context.device) }
}

pub unsafe fn cuCtxFromGreenCtx(context: *mut CUcontext, green: CUgreenCtx) -> CudaResult {
    let session = session::get()?;
    not_null(context)?;
    let found = session.contexts.of_green(green)?;
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { context.write(found.handle) };
    Ok(())
}

/// The null handle stands for the current context, if that is a green one.
pub unsafe fn cuGreenCtxGetId(green: CUgreenCtx, id: *mut u64) -> CudaResult {
    let session = session::get()?;
    not_null(id)?;
    let green = if green.is_null() { session.contexts.green_of(thread::current_context()) } else { green };
    let found = session.contexts.of_green(green)?.id();
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { id.write(found) };
    Ok(())
}

pub unsafe fn cuGreenCtxStreamCreate(
    stream: *mut CUstream,
    green: CUgreenCtx,
    flags: c_uint,
    priority: c_int,
) -> CudaResult {
    let session = session::get()?;
    not_null(stream)?;
    let context = session.contexts.of_green(green)?;
    // Such streams never wait for a default stream.
    if flags != CU_STREAM_NON_BLOCKING {
        return Err(CudaError::INVALID_VALUE);
    }
    let (least, greatest) = session.contexts.priority_range(session, context.handle);
    let priority = priority.clamp(greatest, least);
    let handle = session.handle::<CUstream>();
    let green = Handle(green.0 as u64);
    let request = request::cuGreenCtxStreamCreate { stream: handle, green, flags, priority };
    transport::call(DefaultStream::Legacy, &request)?;
    let created = CUstream(handle.0 as usize);
    session.streams.insert(stream::new(created, context.handle, flags, priority));
    // SAFETY: not null; CUDA's contract makes it valid for this write.
    unsafe { stream.write(created) };
    Ok(())
}

pub unsafe fn cuGreenCtxRecordEvent(green: CUgreenCtx, event: CUevent) -> CudaResult {
    session::get()?.contexts.of_green(green)?;
    let (green, event) = (Handle(green.0 as u64), Handle(event.0 as u64));
    transport::call(DefaultStream::Legacy, &request::cuGreenCtxRecordEvent { green, event }).map(drop)
}

pub unsafe fn cuGreenCtxWaitEvent(green: CUgreenCtx, event: CUevent) -> CudaResult {
    let session = session::get()?;
    session.contexts.of_green(green)?;
    let (green, event) = (Handle(green.0 as u64), Handle(event.0 as u64));
    transport::call(DefaultStream::Legacy, &request::cuGreenCtxWaitEvent { green, event })?;
    session.touch_all();
    Ok(())
}

pub unsafe fn cuCtxRecordEvent(ctx: CUcontext, event: CUevent) -> CudaResult {
    let (ctx, event) = (wire_handle(ctx), Handle(event.0 as u64));
    transport::call(DefaultStream::Legacy, &request::cuCtxRecordEvent { ctx, event }).map(drop)
}

pub unsafe fn cuCtxWaitEvent(ctx: CUcontext, event: CUevent) -> CudaResult {
    let session = session::get()?;
    let (ctx, event) = (wire_handle(ctx), Handle(event.0 as u64));
    transport::call(DefaultStream::Legacy, &request::cuCtxWaitEvent { ctx, event })?;
    session.touch_all();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copied_resource_is_still_known_and_a_made_up_one_is_not() {
        let resource = to_program(77, &[CU_DEV_RESOURCE_TYPE_SM, 16, 8, 8]).expect("four fields");
        assert_eq!(resource.u[..4], [16, 8, 8, 0]);
        let copy = resource;
        assert_eq!(to_worker(&copy), Ok(77));
        assert_eq!(to_worker(&CUdevResource::new_zeroed()), Err(CudaError::INVALID_RESOURCE_TYPE));
        let mut chained = resource;
        chained.u[11] = 1;
        assert_eq!(to_worker(&chained), Err(CudaError::NOT_SUPPORTED));
        assert!(to_program(1, &[]).is_err());
    }
}
