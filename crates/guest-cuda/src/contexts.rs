//! The contexts of the process: the primary one of each device, whose handle is fixed and known before it
//! exists on the host, and those that the program creates.
//!
//! ```text
//!   primary:   inactive ──first retain──► active ──last release, reset──► inactive ── … (same handle, new id)
//!   ordinary:  ──create──► active ──destroy──► gone (its handle is never given out again)
//! ```
//!
//! Handles stay on threads' stacks whatever becomes of their context, so a current context is always
//! looked up here before it is used.

use core::ffi::c_void;
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI32, AtomicU32, AtomicU64, Ordering},
};

use link::control::DeviceSnapshot;
use parking_lot::{Mutex, RwLock};
use rustc_hash::FxHashMap;
use table::{CU_CTX_SCHED_BLOCKING_SYNC, CUcontext, CUdevice, CUgreenCtx, CudaError, CudaResult, HandleKind};
use wire::Handle;

use crate::session::Session;

/// What `cuCtxGetApiVersion` answers for a context of today's API.
pub const API_VERSION: u32 = 3020;
/// What it answers for a context of `cuCtxCreate` as it was before CUDA 3.2.
pub const OLD_API_VERSION: u32 = 3010;

/// The handle of the primary context of `device`. A session's own handles begin far above.
pub fn primary_handle(device: CUdevice) -> CUcontext {
    CUcontext(Handle::new(HandleKind::Context, 2 * (device as u64 + 1)).0 as usize)
}

/// What the driver tells of a context when it comes into being.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traits {
    /// `CU_CTX_*` flags, as `cuCtxGetFlags` gives them.
    pub flags: u32,
    /// Lowest stream priority (the largest number).
    pub least_priority: i32,
    /// Highest stream priority.
    pub greatest_priority: i32,
}

/// What a context of a green context has beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Green {
    /// The green context.
    pub name: CUgreenCtx,
    /// The device's primary context, which owns what is made in it.
    pub primary: CUcontext,
}

/// A context.
pub struct Context {
    /// The handle.
    pub handle: CUcontext,
    /// The device that it belongs to.
    pub device: CUdevice,
    /// Whether it is the device's primary context.
    pub is_primary: bool,
    /// What `cuCtxGetApiVersion` answers.
    pub api_version: u32,
    /// The green context that it stands for, if it does.
    pub green: Option<Green>,
    /// What the runtime has stored with it.
    pub storage: Storage,
    id: AtomicU64,
    flags: AtomicU32,
    least_priority: AtomicI32,
    greatest_priority: AtomicI32,
    active: AtomicBool,
    ending: AtomicBool,
}

impl Context {
    fn new(handle: CUcontext, device: CUdevice, is_primary: bool, api_version: u32) -> Self {
        Self {
            handle,
            device,
            is_primary,
            api_version,
            green: None,
            storage: Storage::default(),
            id: AtomicU64::new(0),
            flags: AtomicU32::new(0),
            least_priority: AtomicI32::new(0),
            greatest_priority: AtomicI32::new(0),
            active: AtomicBool::new(false),
            ending: AtomicBool::new(false),
        }
    }

    /// True while the context exists on the host.
    #[inline]
    pub fn is_active(&self) -> bool {
        self.active.load(Ordering::Acquire)
    }

    /// What `cuCtxGetId` answers: 1 for the first context of the process, never the same again, also not for
    /// a primary context that was reset. 0 before the context exists.
    pub fn id(&self) -> u64 {
        self.id.load(Ordering::Relaxed)
    }

    /// `CU_CTX_*` flags.
    pub fn flags(&self) -> u32 {
        self.flags.load(Ordering::Relaxed)
    }

    /// The driver has other flags now.
    pub fn set_flags(&self, flags: u32) {
        self.flags.store(flags, Ordering::Relaxed);
    }

    /// The context no longer exists on the host. Its primary handle lives on.
    pub fn deactivate(&self) {
        self.active.store(false, Ordering::Release);
    }

    /// True for the one caller that may destroy an ordinary context.
    pub fn claim_end(&self) -> bool {
        !self.ending.swap(true, Ordering::AcqRel)
    }
}

/// What belongs to a device's primary context whether it is active or not.
pub struct Primary {
    /// The context.
    pub context: Arc<Context>,
    /// Flags as `cuDevicePrimaryCtxGetState` gives them; they survive the context's end.
    pub flags: AtomicU32,
    /// Number of retains. The lock is held while the worker makes or ends the context, so that the worker hears of
    /// both in the order in which the count changed; nothing that a reply depends on ever takes it.
    pub retains: Mutex<u32>,
}

/// All contexts of the session.
pub struct Contexts {
    primaries: Vec<Primary>,
    created: RwLock<FxHashMap<usize, Arc<Context>>>,
    /// The device of each context that was created and destroyed. The driver still takes their handles here
    /// and there, and threads may have one as their current context.
    destroyed: RwLock<FxHashMap<usize, CUdevice>>,
    /// The context that stands for each green context there has ever been.
    greens: RwLock<FxHashMap<usize, CUcontext>>,
    next_id: AtomicU64,
}

impl Contexts {
    /// One inactive primary context for each device.
    pub fn new(devices: &[DeviceSnapshot]) -> Self {
        let primary = |(device, _)| {
            let device = device as CUdevice;
            let context = Arc::new(Context::new(primary_handle(device), device, true, API_VERSION));
            Primary { context, flags: AtomicU32::new(0), retains: Mutex::new(0) }
        };
        Self {
            primaries: devices.iter().enumerate().map(primary).collect(),
            created: RwLock::default(),
            destroyed: RwLock::default(),
            greens: RwLock::default(),
            next_id: AtomicU64::new(1),
        }
    }

    /// The primary context of `device`.
    ///
    /// # Errors
    /// `INVALID_DEVICE` if there is no such device.
    pub fn primary(&self, device: CUdevice) -> CudaResult<&Primary> {
        let device = usize::try_from(device).map_err(|_| CudaError::INVALID_DEVICE)?;
        self.primaries.get(device).ok_or(CudaError::INVALID_DEVICE)
    }

    /// True if there is one primary context and there has never been another one.
    pub fn is_one(&self) -> bool {
        self.primaries.len() == 1 && self.created.read().is_empty() && self.destroyed.read().is_empty()
    }

    /// Calls `f` with the context behind `handle`, active or not. `f` must not call back into the driver.
    #[inline]
    pub fn with<T>(&self, handle: CUcontext, f: impl FnOnce(&Arc<Context>) -> T) -> Option<T> {
        let known = Handle(handle.0 as u64);
        if !known.is(HandleKind::Context) {
            return None;
        }
        // Primary contexts have the numbers 2, 4, 6, …
        let number = known.0 & ((1 << 40) - 1);
        if let Some(primary) = self.primaries.get((number / 2).wrapping_sub(1) as usize)
            && number.is_multiple_of(2)
        {
            return Some(f(&primary.context));
        }
        self.created.read().get(&handle.0).map(f)
    }

    /// The context that a call names, active or not.
    ///
    /// # Errors
    /// `CONTEXT_IS_DESTROYED` for one that was, `INVALID_CONTEXT` for one that never was.
    pub fn named(&self, handle: CUcontext) -> CudaResult<Arc<Context>> {
        self.with(handle, Arc::clone).ok_or_else(|| match self.was_destroyed(handle) {
            true => CudaError::CONTEXT_IS_DESTROYED,
            false => CudaError::INVALID_CONTEXT,
        })
    }

    /// The device of a context, which may be inactive or destroyed.
    pub fn device_ever(&self, handle: CUcontext) -> Option<CUdevice> {
        self.with(handle, |context| context.device).or_else(|| self.destroyed.read().get(&handle.0).copied())
    }

    fn was_destroyed(&self, handle: CUcontext) -> bool {
        self.destroyed.read().contains_key(&handle.0)
    }

    /// Calls `f` with the context that is current on the calling thread, which must be active.
    ///
    /// # Errors
    /// `INVALID_CONTEXT` for the null handle; `CONTEXT_IS_DESTROYED` if the context is gone or inactive.
    #[inline]
    pub fn with_usable<T>(&self, current: CUcontext, f: impl FnOnce(&Context) -> T) -> CudaResult<T> {
        if current.is_null() {
            return Err(CudaError::INVALID_CONTEXT);
        }
        self.with(current, |context| context.is_active().then(|| f(context)))
            .flatten()
            .ok_or(CudaError::CONTEXT_IS_DESTROYED)
    }

    /// The device of a context that is to be used.
    ///
    /// # Errors
    /// As [`Contexts::with_usable`].
    #[inline]
    pub fn device(&self, context: CUcontext) -> CudaResult<CUdevice> {
        self.with_usable(context, |context| context.device)
    }

    /// (least, greatest) stream priority of a context; least is the larger number.
    pub fn priority_range(&self, _: &Session, context: CUcontext) -> (i32, i32) {
        self.with(context, |context| {
            (
                context.least_priority.load(Ordering::Relaxed),
                context.greatest_priority.load(Ordering::Relaxed),
            )
        })
        .unwrap_or_default()
    }

    /// The id of a context's legacy default stream. It lies outside the range of created streams, and like the
    /// context's own it never comes back.
    pub fn legacy_stream_id(&self, context: CUcontext) -> u64 {
        1 << 40 | self.with(context, |context| context.id()).unwrap_or_default()
    }

    /// True if the program wants waits in this context to block, not to poll.
    pub fn blocks(&self, handle: CUcontext) -> bool {
        self.with(handle, |context| context.flags.load(Ordering::Relaxed) & CU_CTX_SCHED_BLOCKING_SYNC != 0)
            .unwrap_or_default()
    }

    /// Notes a context that the program has created.
    pub fn insert(&self, handle: CUcontext, device: CUdevice, api_version: u32, traits: Traits) {
        let context = Context::new(handle, device, false, api_version);
        self.activate(&context, traits);
        self.created.write().insert(handle.0, Arc::new(context));
    }

    /// Notes a green context of a device, whose primary context is told too, and the context that stands for it.
    pub fn insert_green(
        &self,
        handle: CUcontext,
        name: CUgreenCtx,
        (device, primary): (CUdevice, CUcontext),
        traits: Traits,
    ) {
        let mut context = Context::new(handle, device, false, API_VERSION);
        context.green = Some(Green { name, primary });
        self.activate(&context, traits);
        self.created.write().insert(handle.0, Arc::new(context));
        self.greens.write().insert(name.0, handle);
    }

    /// The context that stands for a green context.
    ///
    /// # Errors
    /// `CONTEXT_IS_DESTROYED` for one that was, `INVALID_CONTEXT` for one that never was.
    pub fn of_green(&self, name: CUgreenCtx) -> CudaResult<Arc<Context>> {
        let handle = self.greens.read().get(&name.0).copied();
        self.named(handle.ok_or(CudaError::INVALID_CONTEXT)?)
    }

    /// The green context that a context stands for; null if it does not.
    pub fn green_of(&self, handle: CUcontext) -> CUgreenCtx {
        self.with(handle, |context| context.green).flatten().map_or(CUgreenCtx::NULL, |green| green.name)
    }

    /// The context that owns what is made in `handle`: the primary one if that stands for a green context.
    pub fn owner(&self, handle: CUcontext) -> CUcontext {
        self.with(handle, |context| context.green).flatten().map_or(handle, |green| green.primary)
    }

    /// The contexts that stand for green contexts of a primary context.
    pub fn greens_of(&self, primary: CUcontext) -> Vec<CUcontext> {
        let is_of = |context: &&Arc<Context>| context.green.is_some_and(|green| green.primary == primary);
        self.created.read().values().filter(is_of).map(|context| context.handle).collect()
    }

    /// Forgets a created context.
    pub fn remove(&self, handle: CUcontext) {
        if let Some(context) = self.created.write().remove(&handle.0) {
            self.destroyed.write().insert(handle.0, context.device);
        }
    }

    /// The host has made the context.
    pub fn activate(&self, context: &Context, traits: Traits) {
        context.id.store(self.next_id.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        context.flags.store(traits.flags, Ordering::Relaxed);
        context.least_priority.store(traits.least_priority, Ordering::Relaxed);
        context.greatest_priority.store(traits.greatest_priority, Ordering::Relaxed);
        context.active.store(true, Ordering::Release);
    }
}

/// A destructor of context-local storage: (context, key, value).
pub type Destructor = Option<unsafe extern "C" fn(CUcontext, *mut c_void, *mut c_void)>;

/// One entry of context-local storage.
#[derive(Debug, Clone, Copy)]
pub struct Stored {
    /// The value, an address of the runtime's.
    pub value: usize,
    /// What to call when the context goes.
    pub destructor: Destructor,
}

/// Grows whenever an entry of any storage is changed or goes, so that caches know.
static STORAGE_GENERATION: AtomicU64 = AtomicU64::new(1);

/// The generation of all storage; see [`Storage::get`].
#[inline]
pub fn storage_generation() -> u64 {
    STORAGE_GENERATION.load(Ordering::Acquire)
}

/// Makes every cache of storage stale.
pub fn bump_storage_generation() {
    STORAGE_GENERATION.fetch_add(1, Ordering::AcqRel);
}

/// What the runtime keeps with a context, by key. Each copy of the runtime in a process has its own key.
#[derive(Default)]
pub struct Storage(Mutex<FxHashMap<usize, Stored>>);

impl Storage {
    /// Stores an entry, in place of an older one, whose destructor is not called.
    pub fn put(&self, key: usize, stored: Stored) {
        if self.0.lock().insert(key, stored).is_some() {
            bump_storage_generation();
        }
    }

    /// Deletes an entry without calling its destructor; false if there is none.
    pub fn delete(&self, key: usize) -> bool {
        let found = self.0.lock().remove(&key).is_some();
        // After the entry is gone: whoever read the old generation before this finds its cache stale.
        bump_storage_generation();
        found
    }

    /// The value of `key`. Whoever caches it does so under a generation read before this call.
    pub fn get(&self, key: usize) -> Option<usize> {
        self.0.lock().get(&key).map(|stored| stored.value)
    }

    /// Takes all entries and calls their destructors, on this thread, while `context` is still alive.
    /// Destructors may call the driver, and may store again.
    pub fn run_destructors(&self, context: CUcontext) {
        loop {
            let key = self.0.lock().keys().next().copied();
            let Some(key) = key else { break };
            let Some(stored) = self.0.lock().remove(&key) else { continue };
            bump_storage_generation();
            if let Some(destructor) = stored.destructor {
                // SAFETY: the runtime stored this function to be called with exactly these three, when the
                // context goes; no lock of ours is held.
                unsafe { destructor(context, key as *mut c_void, stored.value as *mut c_void) };
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRAITS: Traits = Traits { flags: 0, least_priority: 0, greatest_priority: -5 };

    fn contexts() -> Contexts {
        Contexts::new(&[DeviceSnapshot::default(), DeviceSnapshot::default()])
    }

    #[test]
    fn a_primary_handle_is_known_before_the_context_exists() {
        let all = contexts();
        let handle = primary_handle(1);
        assert_eq!(all.named(handle).map(|context| context.device), Ok(1));
        assert_eq!(all.device(handle), Err(CudaError::CONTEXT_IS_DESTROYED));
        all.activate(&all.primary(1).expect("two devices").context, TRAITS);
        assert_eq!(all.device(handle), Ok(1));
        assert!(all.primary(2).is_err());
        assert!(all.primary(-1).is_err());
    }

    #[test]
    fn a_destroyed_context_is_remembered() {
        let all = contexts();
        let handle = CUcontext(Handle::new(HandleKind::Context, 4096).0 as usize);
        all.insert(handle, 0, API_VERSION, TRAITS);
        assert_eq!(all.device(handle), Ok(0));
        all.remove(handle);
        assert_eq!(all.named(handle).map(drop), Err(CudaError::CONTEXT_IS_DESTROYED));
        assert_eq!(all.device_ever(handle), Some(0));
        assert_eq!(all.named(CUcontext(handle.0 + 2)).map(drop), Err(CudaError::INVALID_CONTEXT));
        assert_eq!(all.device(handle), Err(CudaError::CONTEXT_IS_DESTROYED));
        assert_eq!(all.device(CUcontext::NULL), Err(CudaError::INVALID_CONTEXT));
    }

    #[test]
    fn what_is_made_in_a_green_context_is_the_primary_one_s() {
        let all = contexts();
        let (primary, handle) =
            (primary_handle(1), CUcontext(Handle::new(HandleKind::Context, 4096).0 as usize));
        let name = CUgreenCtx(Handle::new(HandleKind::GreenContext, 4098).0 as usize);
        all.insert_green(handle, name, (1, primary), TRAITS);
        assert_eq!(all.of_green(name).map(|context| context.handle), Ok(handle));
        assert_eq!((all.green_of(handle), all.green_of(primary)), (name, CUgreenCtx::NULL));
        assert_eq!((all.owner(handle), all.owner(primary)), (primary, primary));
        assert_eq!(all.greens_of(primary), [handle]);
        assert!(all.greens_of(primary_handle(0)).is_empty());
        all.remove(handle);
        assert_eq!(all.of_green(name).map(drop), Err(CudaError::CONTEXT_IS_DESTROYED));
        assert_eq!(all.of_green(CUgreenCtx::NULL).map(drop), Err(CudaError::INVALID_CONTEXT));
        assert!(all.greens_of(primary).is_empty());
    }

    #[test]
    fn ids_and_legacy_stream_ids_never_come_back() {
        let all = contexts();
        let primary = &all.primary(0).expect("device 0").context;
        all.activate(primary, TRAITS);
        let first = (primary.id(), all.legacy_stream_id(primary.handle));
        assert_eq!(first.0, 1);
        primary.deactivate();
        all.activate(primary, TRAITS);
        assert_ne!((primary.id(), all.legacy_stream_id(primary.handle)), first);
    }

    #[test]
    fn neither_garbage_nor_odd_numbers_name_a_primary_context() {
        let all = contexts();
        for bits in [0, 1, 0x1234, usize::MAX, primary_handle(0).0 + 1, primary_handle(0).0 - 2] {
            assert!(all.named(CUcontext(bits)).is_err(), "{bits:#x}");
        }
    }

    #[test]
    fn destructors_run_once_with_their_key_and_value() {
        unsafe extern "C" fn note(context: CUcontext, key: *mut c_void, value: *mut c_void) {
            // SAFETY: the test stores the address of its own counter as the value.
            unsafe { &*value.cast::<AtomicU64>() }
                .fetch_add(context.0 as u64 + key as u64, Ordering::Relaxed);
        }
        let sum = AtomicU64::new(0);
        let storage = Storage::default();
        let value = &raw const sum as usize;
        storage.put(3, Stored { value, destructor: Some(note) });
        storage.put(4, Stored { value, destructor: Some(note) });
        storage.put(5, Stored { value, destructor: None });
        let before = storage_generation();
        assert!(storage.delete(4), "deleted without its destructor");
        assert!(storage_generation() > before);
        storage.run_destructors(CUcontext(100));
        storage.run_destructors(CUcontext(100));
        assert_eq!(sum.load(Ordering::Relaxed), 103);
        assert_eq!(storage.get(3), None);
    }
}
