//! Green contexts: contexts on a part of a device, and the parts.
//!
//! ```text
//!   device ──► resource ──split──► resources ──► description ──► green context ──► its `CUcontext`
//!              (a number to the guest)           (a handle)      (two handles, one life)
//! ```
//!
//! A resource is 144 bytes of the driver's, of which the program may read a few fields and must not write any: so they
//! stay here. Everything that is made while a green context is current belongs to the device's primary context, but for
//! streams.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;
use table::{
    CU_DEV_RESOURCE_TYPE_SM, CUcontext, CUdevResource, CUdevResourceDesc, CUdevice, CUevent, CUgreenCtx,
    CUstream, CudaError, CudaResult, check,
};
use wire::{Handle, Header, reply, request};
use zerocopy::{FromZeros as _, IntoBytes as _};

use super::context;
use crate::session::Session;

/// The most resources that are kept; the oldest go. Equal ones are kept once.
const RESOURCES_MAX: usize = 1 << 16;

/// The most groups of one split: what a reply has room for, and more than any device can be split into today.
const GROUPS_MAX: u32 = 96;

/// Words that tell the guest of a resource: its type, then the fields that programs may read.
const FIELDS: usize = 4;

/// The driver's resources, by the number that the guest has.
#[derive(Default)]
struct Resources {
    kept: FxHashMap<u64, CUdevResource>,
    numbers: FxHashMap<[u8; size_of::<CUdevResource>()], u64>,
    order: VecDeque<u64>,
    newest: u64,
}

impl Resources {
    /// The number of a resource.
    fn keep(&mut self, resource: &CUdevResource) -> u64 {
        let bytes: [u8; size_of::<CUdevResource>()] = zerocopy::transmute!(*resource);
        if let Some(&number) = self.numbers.get(&bytes) {
            return number;
        }
        if self.order.len() >= RESOURCES_MAX
            && let Some(oldest) = self.order.pop_front()
            && let Some(gone) = self.kept.remove(&oldest)
        {
            self.numbers.remove(gone.as_bytes());
        }
        self.newest += 1;
        self.kept.insert(self.newest, *resource);
        self.numbers.insert(bytes, self.newest);
        self.order.push_back(self.newest);
        self.newest
    }

    /// The resource of a number.
    ///
    /// # Errors
    /// `INVALID_RESOURCE_TYPE` if there is none: the program has made it up.
    fn get(&self, number: u64) -> CudaResult<CUdevResource> {
        self.kept.get(&number).copied().ok_or(CudaError::INVALID_RESOURCE_TYPE)
    }
}

/// A green context.
struct Green {
    /// The guest's handle of it.
    name: Handle,
    /// Its device.
    device: CUdevice,
    /// The guest's handle of the device's primary context.
    primary: u64,
}

/// The session's green contexts, and the resources that the guest knows.
#[derive(Default)]
pub struct GreenState {
    resources: Resources,
    /// By the guest's handle of the context that stands for it.
    contexts: FxHashMap<u64, Green>,
}

impl GreenState {
    /// Is this the guest's handle of a context that stands for a green one?
    #[inline]
    pub fn is_green(&self, context: u64) -> bool {
        !self.contexts.is_empty() && self.contexts.contains_key(&context)
    }

    /// The guest's handle of the context to which belongs what is made in `context`.
    #[inline]
    fn owner(&self, context: u64) -> u64 {
        if self.contexts.is_empty() {
            return context;
        }
        self.contexts.get(&context).map_or(context, |green| green.primary)
    }

    /// What the guest hears of a resource: its number, and what the program may read. Nothing else leaves.
    fn tell(&mut self, resource: &CUdevResource) -> (u64, [u32; FIELDS]) {
        if resource.r#type != CU_DEV_RESOURCE_TYPE_SM {
            return (0, [resource.r#type, 0, 0, 0]);
        }
        let [count, least, alignment, ..] = resource.u;
        (self.resources.keep(resource), [resource.r#type, count, least, alignment])
    }

    /// The context that stands for a green one, by the guest's handle of the latter.
    fn context_of(&self, green: Handle) -> CudaResult<u64> {
        let found = self.contexts.iter().find(|(_, it)| it.name == green);
        found.map(|(&context, _)| context).ok_or(CudaError::INVALID_CONTEXT)
    }
}

impl Session {
    /// The guest's handle of the context to which belongs what the frame makes: the frame's own, or the primary one if
    /// that is a green context.
    #[inline]
    pub fn owner(&self, header: &Header) -> u64 {
        self.greens.owner(header.context)
    }

    /// A green context of this session.
    ///
    /// # Errors
    /// `INVALID_CONTEXT` for any other handle, the null one too.
    fn green(&self, name: Handle) -> CudaResult<CUgreenCtx> {
        let green = self.handles.get::<CUgreenCtx>(name).map_err(|_| CudaError::INVALID_CONTEXT)?;
        if green.is_null() { Err(CudaError::INVALID_CONTEXT) } else { Ok(green) }
    }

    /// An event of this session.
    ///
    /// # Errors
    /// `INVALID_HANDLE` for any other handle, the null one too.
    fn given_event(&self, name: Handle) -> CudaResult<CUevent> {
        let event = self.handles.get::<CUevent>(name)?;
        if event.is_null() { Err(CudaError::INVALID_HANDLE) } else { Ok(event) }
    }

    /// Has the driver fill a resource in, and gives what the guest hears of it.
    ///
    /// # Errors
    /// The driver's; `NOT_SUPPORTED` for resources whose fields programs are to change, which is not forwarded.
    fn ask_resource(
        &mut self,
        ask: impl FnOnce(&Self, *mut CUdevResource) -> table::CUresult,
    ) -> CudaResult<(u64, Vec<u32>)> {
        let mut resource = CUdevResource::new_zeroed();
        check(ask(self, &mut resource))?;
        if resource.r#type != CU_DEV_RESOURCE_TYPE_SM {
            return Err(CudaError::NOT_SUPPORTED);
        }
        let (token, fields) = self.greens.tell(&resource);
        Ok((token, fields.to_vec()))
    }
}

pub fn cuDeviceGetDevResource(
    session: &mut Session,
    _: &Header,
    q: request::cuDeviceGetDevResource,
) -> CudaResult<reply::cuDeviceGetDevResource> {
    let (token, fields) = session.ask_resource(|session, out| {
        // SAFETY: a number, and a pointer to a local.
        unsafe { (session.driver.cuDeviceGetDevResource)(q.device, out, q.kind) }
    })?;
    Ok(reply::cuDeviceGetDevResource { token, fields })
}

pub fn cuCtxGetDevResource(
    session: &mut Session,
    _: &Header,
    q: request::cuCtxGetDevResource,
) -> CudaResult<reply::cuCtxGetDevResource> {
    let context = context::known(session, q.ctx)?;
    let (token, fields) = session.ask_resource(|session, out| {
        // SAFETY: a context of this session, and a pointer to a local.
        unsafe { (session.driver.cuCtxGetDevResource)(context, out, q.kind) }
    })?;
    Ok(reply::cuCtxGetDevResource { token, fields })
}

pub fn cuGreenCtxGetDevResource(
    session: &mut Session,
    _: &Header,
    q: request::cuGreenCtxGetDevResource,
) -> CudaResult<reply::cuGreenCtxGetDevResource> {
    let green = session.green(q.green)?;
    let (token, fields) = session.ask_resource(|session, out| {
        // SAFETY: a green context of this session, and a pointer to a local.
        unsafe { (session.driver.cuGreenCtxGetDevResource)(green, out, q.kind) }
    })?;
    Ok(reply::cuGreenCtxGetDevResource { token, fields })
}

pub fn cuDevSmResourceSplitByCount(
    session: &mut Session,
    _: &Header,
    q: request::cuDevSmResourceSplitByCount,
) -> CudaResult<reply::cuDevSmResourceSplitByCount> {
    let input = session.greens.resources.get(q.token)?;
    let mut groups = if q.wants_groups { q.groups.min(GROUPS_MAX) } else { q.groups };
    let room = if q.wants_groups { groups as usize } else { 0 };
    // One at least, so that the pointer is to something.
    let mut made = vec![CUdevResource::new_zeroed(); room.max(1)];
    let mut remaining = CUdevResource::new_zeroed();
    let result = if q.wants_groups { made.as_mut_ptr() } else { core::ptr::null_mut() };
    let rest = if q.wants_remaining { &raw mut remaining } else { core::ptr::null_mut() };
    // SAFETY: the input is what the driver gave, the other pointers are to locals; `groups` is no more than there is room for.
    check(unsafe {
        (session.driver.cuDevSmResourceSplitByCount)(result, &mut groups, &input, rest, q.flags, q.min_count)
    })?;
    made.truncate(room.min(groups as usize));
    if q.wants_remaining {
        made.push(remaining);
    }
    let told: Vec<_> = made.iter().map(|resource| session.greens.tell(resource)).collect();
    Ok(reply::cuDevSmResourceSplitByCount {
        groups,
        tokens: told.iter().map(|(token, _)| *token).collect(),
        fields: told.iter().flat_map(|(_, fields)| *fields).collect(),
    })
}

pub fn cuDevResourceGenerateDesc(
    session: &mut Session,
    _: &Header,
    q: request::cuDevResourceGenerateDesc,
) -> CudaResult {
    session.handles.check_new::<CUdevResourceDesc>(q.desc)?;
    if q.tokens.is_empty() {
        return Err(CudaError::INVALID_VALUE);
    }
    let resources = q.tokens.iter().map(|&token| session.greens.resources.get(token));
    let mut resources = resources.collect::<CudaResult<Vec<_>>>()?;
    let count = u32::try_from(resources.len()).map_err(|_| CudaError::INVALID_VALUE)?;
    let mut desc = CUdevResourceDesc::NULL;
    // SAFETY: `count` resources that the driver gave, and a pointer to a local.
    check(unsafe { (session.driver.cuDevResourceGenerateDesc)(&mut desc, resources.as_mut_ptr(), count) })?;
    session.handles.insert(q.desc, desc)
}

/// The guest's handle of the primary context of a device, which must be active: a green context keeps it so.
fn primary_of(session: &Session, device: CUdevice) -> CudaResult<u64> {
    if !context::state(session, device)?.1 {
        return Err(CudaError::INVALID_CONTEXT);
    }
    let mut primary = CUcontext::NULL;
    // SAFETY: a number and a pointer to a local. Active, so this only counts, and is undone.
    unsafe {
        check((session.driver.cuDevicePrimaryCtxRetain)(&mut primary, device))?;
        check((session.driver.cuDevicePrimaryCtxRelease_v2)(device))?;
    }
    session.handles.name(primary).map(|name| name.0).ok_or(CudaError::INVALID_CONTEXT)
}

pub fn cuGreenCtxCreate(
    session: &mut Session,
    _: &Header,
    q: request::cuGreenCtxCreate,
) -> CudaResult<reply::cuGreenCtxCreate> {
    session.handles.check_new::<CUgreenCtx>(q.green)?;
    session.handles.check_new::<CUcontext>(q.ctx)?;
    // Without a description the driver gives the whole device; a handle that is none must not be taken for that.
    let desc = session.handles.get::<CUdevResourceDesc>(q.desc).map_err(|_| CudaError::INVALID_VALUE)?;
    let primary = primary_of(session, q.dev)?;
    let (mut green, mut context) = (CUgreenCtx::NULL, CUcontext::NULL);
    // SAFETY: a description of this session, and a pointer to a local.
    check(unsafe { (session.driver.cuGreenCtxCreate)(&mut green, desc, q.dev, q.flags) })?;
    // SAFETY: made above, and a pointer to a local.
    let made = check(unsafe { (session.driver.cuCtxFromGreenCtx)(&mut context, green) })
        .and_then(|()| context::traits_of(session, context))
        .and_then(|traits| session.handles.insert(q.green, green).map(|()| traits))
        .and_then(|traits| session.handles.insert(q.ctx, context).map(|()| traits));
    match made {
        Ok(traits) => {
            session.greens.contexts.insert(q.ctx.0, Green { name: q.green, device: q.dev, primary });
            let (flags, least, greatest) = (traits.flags, traits.least, traits.greatest);
            Ok(reply::cuGreenCtxCreate { flags, least, greatest })
        }
        Err(error) => {
            session.handles.remove::<CUgreenCtx>(q.green);
            // SAFETY: made above, and known to nobody.
            unsafe { (session.driver.cuGreenCtxDestroy)(green) };
            Err(error)
        }
    }
}

/// Ends the green context that `context`, the guest's handle, stands for. Its streams stay, for the program to destroy.
fn end(session: &mut Session, context: u64) -> CudaResult {
    let Some(&Green { name, primary, .. }) = session.greens.contexts.get(&context) else { return Ok(()) };
    let green = session.green(name)?;
    // SAFETY: takes null. Nobody's current context is about to go, then.
    unsafe { (session.driver.cuCtxSetCurrent)(CUcontext::NULL) };
    session.context_changed();
    // SAFETY: a green context of this session.
    check(unsafe { (session.driver.cuGreenCtxDestroy)(green) })?;
    session.greens.contexts.remove(&context);
    session.handles.remove::<CUgreenCtx>(name);
    if let Some(raw) = session.handles.remove::<CUcontext>(Handle(context)) {
        session.waits.context_gone(raw);
    }
    session.frees.context_gone(context);
    session.capture.precapture.context_gone(context);
    if let Some(times) = &mut session.gpu_times {
        times.context_gone(context);
    }
    let Session { driver, threads, owners, .. } = session;
    for event in threads.values_mut().filter_map(|thread| thread.wait_events.remove(&context)) {
        // SAFETY: created for a wait of this context; such waits are over.
        unsafe { (driver.cuEventDestroy_v2)(event) };
    }
    // They go with the primary context at the latest.
    for owner in owners.values_mut().filter(|owner| **owner == context) {
        *owner = primary;
    }
    Ok(())
}

/// Ends the green contexts of a device whose primary context is about to go.
pub(super) fn end_all_of(session: &mut Session, device: CUdevice) {
    let of_device = session.greens.contexts.iter().filter(|(_, green)| green.device == device);
    let contexts: Vec<u64> = of_device.map(|(&context, _)| context).collect();
    for context in contexts {
        if let Err(error) = end(session, context) {
            tracing::warn!(%error, "cannot end a green context");
        }
    }
}

pub fn cuGreenCtxDestroy(session: &mut Session, _: &Header, q: request::cuGreenCtxDestroy) -> CudaResult {
    let context = session.greens.context_of(q.green)?;
    end(session, context)
}

pub fn cuGreenCtxStreamCreate(
    session: &mut Session,
    _: &Header,
    q: request::cuGreenCtxStreamCreate,
) -> CudaResult {
    session.handles.check_new::<CUstream>(q.stream)?;
    let green = session.green(q.green)?;
    let context = session.greens.context_of(q.green)?;
    let mut stream = CUstream::NULL;
    // SAFETY: a green context of this session, and a pointer to a local.
    check(unsafe { (session.driver.cuGreenCtxStreamCreate)(&mut stream, green, q.flags, q.priority) })?;
    session.owners.insert(q.stream.0, context);
    session.handles.insert(q.stream, stream)
}

pub fn cuGreenCtxRecordEvent(
    session: &mut Session,
    _: &Header,
    q: request::cuGreenCtxRecordEvent,
) -> CudaResult {
    let (green, event) = (session.green(q.green)?, session.given_event(q.event)?);
    // SAFETY: a green context and an event of this session.
    check(unsafe { (session.driver.cuGreenCtxRecordEvent)(green, event) })
}

pub fn cuGreenCtxWaitEvent(session: &mut Session, _: &Header, q: request::cuGreenCtxWaitEvent) -> CudaResult {
    let (green, event) = (session.green(q.green)?, session.given_event(q.event)?);
    // SAFETY: a green context and an event of this session.
    check(unsafe { (session.driver.cuGreenCtxWaitEvent)(green, event) })
}

pub fn cuCtxRecordEvent(session: &mut Session, _: &Header, q: request::cuCtxRecordEvent) -> CudaResult {
    let (context, event) = (context::known(session, q.ctx)?, session.given_event(q.event)?);
    // SAFETY: a context and an event of this session.
    check(unsafe { (session.driver.cuCtxRecordEvent)(context, event) })
}

pub fn cuCtxWaitEvent(session: &mut Session, _: &Header, q: request::cuCtxWaitEvent) -> CudaResult {
    let (context, event) = (context::known(session, q.ctx)?, session.given_event(q.event)?);
    // SAFETY: a context and an event of this session.
    check(unsafe { (session.driver.cuCtxWaitEvent)(context, event) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A resource as the driver might fill it in, with something in it that no guest may see.
    fn resource(count: u32) -> CUdevResource {
        let mut resource = CUdevResource::new_zeroed();
        resource.r#type = CU_DEV_RESOURCE_TYPE_SM;
        resource._internal_padding[3..11].copy_from_slice(&0x7f00_1234_5678_u64.to_le_bytes());
        resource.u[..4].copy_from_slice(&[count, 8, 8, 0x7f00]);
        resource
    }

    #[test]
    fn a_guest_hears_of_a_resource_what_it_may_read_and_a_number() {
        let mut state = GreenState::default();
        let (first, fields) = state.tell(&resource(16));
        assert_eq!(fields, [CU_DEV_RESOURCE_TYPE_SM, 16, 8, 8]);
        assert_eq!(state.tell(&resource(16)).0, first, "kept once");
        assert_ne!(state.tell(&resource(8)).0, first);
        assert_eq!(state.resources.get(first).map(|kept| kept.u[3]), Ok(0x7f00));
        let unset = state.tell(&CUdevResource::new_zeroed());
        assert_eq!(unset, (0, [0; FIELDS]));
        assert_eq!(state.resources.get(0).map(drop), Err(CudaError::INVALID_RESOURCE_TYPE));
    }

    #[test]
    fn the_oldest_resources_go() {
        let mut resources = Resources::default();
        for count in 0..=RESOURCES_MAX as u32 {
            resources.keep(&resource(count));
        }
        assert!(resources.get(1).is_err());
        assert_eq!(resources.get(2).map(|kept| kept.u[0]), Ok(1));
        assert_eq!((resources.kept.len(), resources.numbers.len()), (RESOURCES_MAX, RESOURCES_MAX));
    }

    #[test]
    fn what_is_made_in_a_green_context_is_the_primary_one_s() {
        let mut state = GreenState::default();
        assert_eq!(state.owner(8), 8);
        state.contexts.insert(8, Green { name: Handle(6), device: 0, primary: 2 });
        assert_eq!((state.owner(8), state.owner(10)), (2, 10));
        assert!(state.is_green(8) && !state.is_green(2));
        assert_eq!(state.context_of(Handle(6)), Ok(8));
        assert_eq!(state.context_of(Handle(8)), Err(CudaError::INVALID_CONTEXT));
    }
}
