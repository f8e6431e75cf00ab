//! What the guest knows of functions and kernels: enough to launch one, and to answer questions about it,
//! without asking the worker.
//!
//! ```text
//!   named (enumerated) ──first use──► laid out ──attribute set──► attributes stale ──next question──► fresh again
//!        └─ or with its layout and attributes at once (looked up by name)
//! ```
//!
//! A `CUfunction` belongs to a context, a `CUkernel` to none. Programs cast a kernel to a function for launches
//! and occupancy, so one map holds both, by the bits of the handle.

mod pack;

use core::ffi::CStr;
use std::{
    collections::BTreeMap,
    ffi::CString,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use parking_lot::{Mutex, RwLock};
use rustc_hash::FxHashMap;
use table::{
    CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES, CU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK, CUcontext,
    CUdevice, CUfunction_attribute, CUlibrary, CUmodule, CudaError, CudaResult, DefaultStream, HandleKind,
    check,
};
use wire::{Handle, reply, request};

use self::pack::MAX_PARAMETERS;
pub use self::pack::{Layout, packed};
use crate::{session, thread, transport};

/// The most answers about occupancy that are kept for one function.
const MAX_OCCUPANCY: usize = 1024;

/// Attributes of a function, by number: the value, or what asking for it gave.
pub type Attributes = Arc<[CudaResult<i32>]>;

/// Attributes of the worker's numbers.
pub fn attributes(values: &[i32], codes: &[u32]) -> Attributes {
    values.iter().zip(codes).map(|(&value, &code)| check(code).map(|()| value)).collect()
}

/// What a function belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// A module.
    Module(CUmodule),
    /// A library; the function is one of its kernels, or such a kernel's function in some context.
    Library(CUlibrary),
}

/// What a launch must keep to, for the check before it is sent.
#[derive(Debug, Default)]
struct Limits {
    /// Version of the attributes that the limits come from.
    version: AtomicU64,
    /// Threads per block, and bytes of dynamic shared memory in the upper half.
    packed: AtomicU64,
}

/// A function or kernel.
#[derive(Debug)]
pub struct Function {
    /// The handle's bits.
    pub handle: u64,
    /// Its name, as the program looks it up; the program may hold a pointer to it.
    pub name: CString,
    /// What it belongs to.
    pub owner: Owner,
    /// The context that it belongs to; null for a kernel.
    pub context: CUcontext,
    /// Grows when an attribute of any function of the same owner changes.
    version: Arc<AtomicU64>,
    layout: OnceLock<Layout>,
    /// By device for a kernel, one for a function.
    limits: Box<[Limits]>,
    /// (device, version) of each table; a function has one, under device 0.
    tables: Mutex<Vec<(CUdevice, u64, Attributes)>>,
    /// What (attribute, device) was last set to.
    set: Mutex<FxHashMap<(CUfunction_attribute, CUdevice), i32>>,
    occupancy: Mutex<FxHashMap<Vec<u64>, (u64, i64)>>,
    launches: AtomicU64,
}

impl Function {
    /// A function whose layout and attributes are not known yet. `version` is its owner's; `devices` the number of
    /// the session's devices.
    pub fn new(
        handle: u64,
        name: CString,
        owner: Owner,
        context: CUcontext,
        version: Arc<AtomicU64>,
        devices: usize,
    ) -> Self {
        let slots = if Handle(handle).is(HandleKind::Kernel) { devices.max(1) } else { 1 };
        Self {
            handle,
            name,
            owner,
            context,
            version,
            layout: OnceLock::new(),
            limits: (0..slots).map(|_| Limits::default()).collect(),
            tables: Mutex::default(),
            set: Mutex::default(),
            occupancy: Mutex::default(),
            launches: AtomicU64::new(0),
        }
    }

    /// True for a kernel of a library, which belongs to no context.
    pub fn is_kernel(&self) -> bool {
        Handle(self.handle).is(HandleKind::Kernel)
    }

    /// The name, for as long as the function exists.
    pub fn name(&self) -> &CStr {
        &self.name
    }

    /// Notes where the parameters lie.
    pub fn set_layout(&self, layout: Layout) {
        self.layout.set(layout).ok();
    }

    /// Where the parameters lie, if that is known already.
    pub fn known_layout(&self) -> Option<&Layout> {
        self.layout.get()
    }

    /// Where the parameters lie; asks the worker the first time if the look-up did not say.
    ///
    /// # Errors
    /// What the driver says; `INVALID_CONTEXT` for a kernel if no context is current.
    #[inline]
    pub fn layout(&self) -> CudaResult<&Layout> {
        match self.layout.get() {
            Some(layout) => Ok(layout),
            None => self.fetch_layout(),
        }
    }

    #[cold]
    fn fetch_layout(&self) -> CudaResult<&Layout> {
        let (mut offsets, mut sizes) = (Vec::new(), Vec::new());
        loop {
            let ask =
                request::vgpuFunctionLayout { function: Handle(self.handle), first: offsets.len() as u32 };
            let reply = transport::call(DefaultStream::Legacy, &ask)?;
            let reply: reply::vgpuFunctionLayout = reply.decode()?;
            let none = reply.offsets.is_empty();
            offsets.extend(reply.offsets);
            sizes.extend(reply.sizes);
            if reply.complete {
                break;
            }
            if none || offsets.len() > MAX_PARAMETERS {
                return Err(CudaError::UNKNOWN);
            }
        }
        let layout = Layout::new(&offsets, &sizes)?;
        Ok(self.layout.get_or_init(|| layout))
    }

    /// Notes the attributes on `device` (0 for a function), as they were at `version`.
    pub fn set_attributes(&self, device: CUdevice, version: u64, attributes: Attributes) {
        let value = |attribute: CUfunction_attribute| {
            attributes
                .get(attribute as usize)
                .copied()
                .and_then(Result::ok)
                .and_then(|value| u32::try_from(value).ok())
        };
        let threads = value(CU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK).unwrap_or(0);
        let shared = value(CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES).unwrap_or(0);
        let Some(limits) = usize::try_from(device).ok().and_then(|device| self.limits.get(device)) else {
            return;
        };
        limits.packed.store(u64::from(threads) | u64::from(shared) << 32, Ordering::Relaxed);
        limits.version.store(version, Ordering::Release);
        let mut tables = self.tables.lock();
        tables.retain(|(of, ..)| *of != device);
        tables.push((device, version, attributes));
    }

    /// The version of everything that depends on attributes. Read it before asking the worker.
    #[inline]
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// All attributes on `device` (0 for a function), in one request if they are not known.
    ///
    /// # Errors
    /// What the driver says of the whole request; each attribute has its own result.
    pub fn attributes(&self, device: CUdevice) -> CudaResult<Attributes> {
        let version = self.version();
        let fresh = |(of, at, _): &&(CUdevice, u64, Attributes)| *of == device && *at == version;
        if let Some((_, _, attributes)) = self.tables.lock().iter().find(fresh) {
            return Ok(attributes.clone());
        }
        let ask = request::vgpuFunctionAttributes { function: Handle(self.handle), device };
        let reply = transport::call(DefaultStream::Legacy, &ask)?;
        let reply: reply::vgpuFunctionAttributes = reply.decode()?;
        let attributes = attributes(&reply.values, &reply.codes);
        self.set_attributes(device, version, attributes.clone());
        Ok(attributes)
    }

    /// One attribute.
    ///
    /// # Errors
    /// What the driver says; `INVALID_VALUE` for a number that it does not know.
    pub fn attribute(&self, attribute: CUfunction_attribute, device: CUdevice) -> CudaResult<i32> {
        self.attributes(device)?.get(attribute as usize).copied().unwrap_or(Err(CudaError::INVALID_VALUE))
    }

    /// Whether setting `attribute` to `value` would change nothing, because that was the last that it was set to.
    pub fn is_set(&self, attribute: CUfunction_attribute, device: CUdevice, value: i32) -> bool {
        self.set.lock().get(&(attribute, device)) == Some(&value)
    }

    /// An attribute was set.
    pub fn attribute_set(&self, attribute: CUfunction_attribute, device: CUdevice, value: i32) {
        self.set.lock().insert((attribute, device), value);
        let before = self.version.fetch_add(1, Ordering::AcqRel);
        // A launch that follows should not have to ask for a limit that has just been set.
        if attribute == CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES
            && let Ok(shared) = u32::try_from(value)
            && let Some(limits) = usize::try_from(device).ok().and_then(|device| self.limits.get(device))
            && limits.version.load(Ordering::Acquire) == before
        {
            let threads = limits.packed.load(Ordering::Relaxed) & u64::from(u32::MAX);
            limits.packed.store(threads | u64::from(shared) << 32, Ordering::Relaxed);
            limits.version.store(before + 1, Ordering::Release);
        }
    }

    /// Something was changed on which attributes or occupancy may depend.
    pub fn changed(&self) {
        self.version.fetch_add(1, Ordering::AcqRel);
    }

    /// A context is gone, and with it what was set there.
    fn forget_settings(&self) {
        self.set.lock().clear();
        self.changed();
    }

    /// (threads per block, bytes of dynamic shared memory) that a launch may have on the current device; (0, 0) if
    /// that cannot be found out, so that the driver judges.
    #[inline]
    fn limits(&self) -> (u32, u32) {
        let device = if self.limits.len() > 1 { current_device() } else { 0 };
        let Some(limits) = usize::try_from(device).ok().and_then(|device| self.limits.get(device)) else {
            return (0, 0);
        };
        if limits.version.load(Ordering::Acquire) != self.version() && self.attributes(device).is_err() {
            return (0, 0);
        }
        let packed = limits.packed.load(Ordering::Relaxed);
        (packed as u32, (packed >> 32) as u32)
    }

    /// The most threads of a block.
    #[inline]
    pub fn max_threads(&self) -> u32 {
        self.limits().0
    }

    /// The most bytes of dynamic shared memory.
    #[inline]
    pub fn max_dynamic_shared(&self) -> u32 {
        self.limits().1
    }

    /// A launch was submitted.
    #[inline]
    pub fn count_launch(&self) {
        self.launches.fetch_add(1, Ordering::Relaxed);
    }

    /// A kept answer about occupancy, if no attribute has changed since.
    pub fn occupancy(&self, question: &[u64]) -> Option<i64> {
        let version = self.version();
        let known = self.occupancy.lock().get(question).copied();
        known.filter(|(at, _)| *at == version).map(|(_, answer)| answer)
    }

    /// Keeps an answer about occupancy that was true at `version`.
    pub fn keep_occupancy(&self, question: Vec<u64>, version: u64, answer: i64) {
        let mut known = self.occupancy.lock();
        if known.len() >= MAX_OCCUPANCY {
            known.clear();
        }
        known.insert(question, (version, answer));
    }
}

/// The device of the current context; 0 if there is none, which the driver will say.
#[cold]
fn current_device() -> CUdevice {
    session::get().and_then(|session| session.contexts.device(thread::current_context())).unwrap_or(0)
}

/// All functions and kernels of the process, by the bits of their handles.
#[derive(Default)]
pub struct Functions {
    by_handle: RwLock<FxHashMap<u64, Arc<Function>>>,
    /// Launches by name of functions that are gone.
    past: Mutex<BTreeMap<CString, u64>>,
}

impl Functions {
    /// The function or kernel with these bits.
    #[inline]
    pub fn get(&self, bits: u64) -> Option<Arc<Function>> {
        self.by_handle.read().get(&bits).cloned()
    }

    /// The function with these bits, which must not be a kernel.
    ///
    /// # Errors
    /// `INVALID_HANDLE`, which is what the driver says of a kernel too.
    pub fn function(&self, bits: u64) -> CudaResult<Arc<Function>> {
        self.get(bits).filter(|function| !function.is_kernel()).ok_or(CudaError::INVALID_HANDLE)
    }

    /// The kernel with these bits, which must not be a function.
    ///
    /// # Errors
    /// `INVALID_HANDLE`.
    pub fn kernel(&self, bits: u64) -> CudaResult<Arc<Function>> {
        self.get(bits).filter(|function| function.is_kernel()).ok_or(CudaError::INVALID_HANDLE)
    }

    /// Adds a function, or gives the one that is known by its handle.
    pub fn add(&self, function: Function) -> Arc<Function> {
        self.by_handle.write().entry(function.handle).or_insert_with(|| Arc::new(function)).clone()
    }

    /// Forgets the functions that `keep` says no to.
    fn retain(&self, keep: impl Fn(&Function) -> bool) {
        let mut gone = Vec::new();
        self.by_handle.write().retain(|_, function| {
            let kept = keep(function);
            if !kept {
                gone.push(function.clone());
            }
            kept
        });
        let mut past = self.past.lock();
        for function in gone {
            let launches = function.launches.load(Ordering::Relaxed);
            if launches > 0 {
                *past.entry(function.name.clone()).or_default() += launches;
            }
        }
    }

    /// Forgets the functions of a module or library that is gone.
    pub fn drop_owner(&self, owner: Owner) {
        self.retain(|function| function.owner != owner);
    }

    /// Forgets the functions of a context that is gone, and what was set on kernels there.
    pub fn drop_context(&self, context: CUcontext) {
        self.retain(|function| function.is_kernel() || function.context != context);
        for function in self.by_handle.read().values() {
            function.forget_settings();
        }
    }

    /// Launches submitted, by name of the function.
    pub fn launches(&self) -> BTreeMap<String, u64> {
        let mut all = BTreeMap::new();
        let mut count = |name: &CStr, launches: u64| {
            if launches > 0 {
                *all.entry(name.to_string_lossy().into_owned()).or_default() += launches;
            }
        };
        for (name, &launches) in self.past.lock().iter() {
            count(name, launches);
        }
        for function in self.by_handle.read().values() {
            count(&function.name, function.launches.load(Ordering::Relaxed));
        }
        all
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(super) fn function(parameters: &[(u32, u32)]) -> Function {
        let function = Function::new(
            Handle::new(HandleKind::Function, 2).0,
            c"kernel".to_owned(),
            Owner::Module(CUmodule(1)),
            CUcontext(1),
            Arc::new(AtomicU64::new(1)),
            1,
        );
        let (offsets, sizes): (Vec<_>, Vec<_>) = parameters.iter().copied().unzip();
        function.set_layout(Layout::new(&offsets, &sizes).expect("small"));
        function
    }

    #[test]
    fn limits_follow_what_is_set() {
        let function = function(&[]);
        let mut values = [0; 16];
        (values[0], values[8]) = (512, 49_152);
        function.set_attributes(0, function.version(), attributes(&values, &[0; 16]));
        assert_eq!((function.max_threads(), function.max_dynamic_shared()), (512, 49_152));
        assert!(!function.is_set(8, 0, 65_536));
        function.keep_occupancy(vec![1], function.version(), 3);
        assert_eq!(function.occupancy(&[1]), Some(3));
        function.attribute_set(8, 0, 65_536);
        assert!(function.is_set(8, 0, 65_536));
        assert_eq!((function.max_threads(), function.max_dynamic_shared()), (512, 65_536));
        assert_eq!(function.occupancy(&[1]), None);
    }

    #[test]
    fn kinds_are_kept_apart() {
        let functions = Functions::default();
        let bits = functions.add(function(&[])).handle;
        assert!(functions.function(bits).is_ok());
        assert_eq!(functions.kernel(bits).err(), Some(CudaError::INVALID_HANDLE));
        functions.get(bits).expect("known").count_launch();
        functions.drop_owner(Owner::Module(CUmodule(1)));
        assert!(functions.get(bits).is_none());
        assert_eq!(functions.launches().get("kernel"), Some(&1));
    }
}
