//! The library's state: its devices and everything that programs have made on them.

use std::{
    env,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

use parking_lot::Mutex;
use table::{
    CUarray, CUcontext, CUdevice, CUevent, CUfunction, CUgraph, CUgraphExec, CUgraphNode, CUkernel,
    CUlibrary, CUlinkState, CUmemGenericAllocationHandle, CUmemoryPool, CUmipmappedArray, CUmodule, CUstream,
    CUuserObject, CudaError, CudaResult,
};

use crate::{
    api::Linker,
    attributes::PCI,
    config::DeviceConfig,
    context::{API_VERSION, Context, MAP_HOST},
    event::Event,
    graph::{Exec, Graph, NodeHome, UserObject},
    green::Greens,
    memory::{Physical, Pool, Sharing, Space},
    module::{Function, Kernel, Library, Module},
    registry::Registry,
    stream::Stream,
    texture::{Array, Mipmap, Objects, Surface, Texture},
};

/// The version of CUDA that the library speaks.
pub const VERSION: i32 = 13000;

/// The UUID of the device with this number.
fn uuid(number: u32) -> [u8; 16] {
    let mut uuid = *b"vgpu-soft-gpu-00";
    uuid[14] += (number / 10) as u8;
    uuid[15] += (number % 10) as u8;
    uuid
}

/// One of the devices.
pub struct Device {
    /// Its number among all that there are, whether programs see them or not.
    pub number: u32,
    /// The handle of its primary context, whether that is active or not.
    pub primary: CUcontext,
    /// What changes of its primary context.
    pub state: Mutex<PrimaryState>,
    /// Its default pool.
    pub default_pool: Arc<Pool>,
    /// The pool that cuMemAllocAsync takes from.
    pub current_pool: Mutex<CUmemoryPool>,
}

impl Device {
    /// Its UUID.
    pub fn uuid(&self) -> [u8; 16] {
        uuid(self.number)
    }

    /// Where it claims to sit: PCI domain, bus and slot.
    pub fn pci(&self) -> (i32, i32, i32) {
        let (domain, bus, slot) = PCI;
        (domain, bus + self.number as i32, slot)
    }
}

/// What changes of a primary context.
#[derive(Default)]
pub struct PrimaryState {
    /// How often it is retained.
    pub retains: u32,
    /// Its flags, which survive its end.
    pub flags: u32,
    /// The context while it is active.
    pub context: Option<Arc<Context>>,
}

/// Everything.
pub struct Driver {
    /// What each device looks like.
    pub config: DeviceConfig,
    /// Their memory.
    pub space: Space,
    /// The devices that programs see, in the order of their ordinals.
    pub devices: Vec<Device>,
    /// Contexts by handle.
    pub contexts: Registry<CUcontext, Context>,
    /// Streams by handle.
    pub streams: Registry<CUstream, Stream>,
    /// Events by handle.
    pub events: Registry<CUevent, Event>,
    /// Pools by handle.
    pub pools: Registry<CUmemoryPool, Pool>,
    /// Physical memory by handle.
    pub physicals: Registry<CUmemGenericAllocationHandle, Physical>,
    /// Arrays by handle.
    pub arrays: Registry<CUarray, Array>,
    /// Mipmapped arrays by handle.
    pub mipmaps: Registry<CUmipmappedArray, Mipmap>,
    /// Texture objects by number.
    pub textures: Objects<Texture>,
    /// Surface objects by number.
    pub surfaces: Objects<Surface>,
    /// Modules by handle.
    pub modules: Registry<CUmodule, Module>,
    /// Functions of modules by handle.
    pub functions: Registry<CUfunction, Function>,
    /// Libraries by handle.
    pub libraries: Registry<CUlibrary, Library>,
    /// Kernels of libraries by handle.
    pub kernels: Registry<CUkernel, Kernel>,
    /// Linkers by handle.
    pub linkers: Registry<CUlinkState, Mutex<Linker>>,
    /// Graphs by handle.
    pub graphs: Registry<CUgraph, Graph>,
    /// Nodes of graphs by handle.
    pub nodes: Registry<CUgraphNode, NodeHome>,
    /// Instantiated graphs by handle.
    pub execs: Registry<CUgraphExec, Exec>,
    /// User objects by handle.
    pub user_objects: Registry<CUuserObject, UserObject>,
    /// Green contexts, and what they are made of.
    pub greens: Greens,
}

static DRIVER: OnceLock<Driver> = OnceLock::new();
static IS_FORKED: AtomicBool = AtomicBool::new(false);

/// The driver, once cuInit has been called.
pub fn driver() -> CudaResult<&'static Driver> {
    if IS_FORKED.load(Ordering::Relaxed) {
        return Err(CudaError::NOT_INITIALIZED);
    }
    DRIVER.get().ok_or(CudaError::NOT_INITIALIZED)
}

/// cuInit: makes the devices.
pub fn init() -> CudaResult {
    static LOCK: Mutex<()> = Mutex::new(());
    if IS_FORKED.load(Ordering::Relaxed) {
        return Err(CudaError::NOT_INITIALIZED);
    }
    if DRIVER.get().is_some() {
        return Ok(());
    }
    let _lock = LOCK.lock();
    if DRIVER.get().is_some() {
        return Ok(());
    }
    let config = DeviceConfig::from_env();
    let visible = visible(config.devices, env::var("CUDA_VISIBLE_DEVICES").ok().as_deref());
    if visible.is_empty() {
        return Err(CudaError::NO_DEVICE);
    }
    // Memory and threads of a process do not survive fork in a usable state: as with NVIDIA's library,
    // the child of an initialised process has no CUDA.
    // SAFETY: the handler only stores to an atomic, which is allowed in a forked child.
    if unsafe { libc::pthread_atfork(None, None, Some(after_fork)) } != 0 {
        return Err(CudaError::OUT_OF_MEMORY);
    }
    let _ = DRIVER.set(Driver::new(config, &visible)?);
    Ok(())
}

unsafe extern "C" fn after_fork() {
    IS_FORKED.store(true, Ordering::Relaxed);
}

/// The numbers of the devices that `CUDA_VISIBLE_DEVICES` shows, by index or by the start of the UUID, up to the first
/// that is none.
fn visible(devices: u32, setting: Option<&str>) -> Vec<u32> {
    let Some(setting) = setting else { return (0..devices).collect() };
    let find = |word: &str| match word.trim().strip_prefix("GPU-") {
        Some("") => None,
        Some(prefix) => {
            let prefix = prefix.to_ascii_lowercase();
            (0..devices).find(|number| uuid_text(*number).starts_with(&prefix))
        }
        None => word.trim().parse().ok().filter(|number| *number < devices),
    };
    let mut visible = Vec::new();
    for number in setting.split(',').map_while(find) {
        // One that is named twice hides them all.
        if visible.contains(&number) {
            return Vec::new();
        }
        visible.push(number);
    }
    visible
}

/// The UUID as nvidia-smi would print it, without `GPU-`.
fn uuid_text(number: u32) -> String {
    let mut text = String::new();
    for (at, byte) in uuid(number).iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

impl Driver {
    fn new(config: DeviceConfig, visible: &[u32]) -> CudaResult<Self> {
        let space = Space::new(config.memory, config.addresses.clone())?;
        let contexts = Registry::default();
        let pools = Registry::default();
        let device = |(ordinal, &number): (usize, &u32)| {
            let (pool, default_pool) =
                pools.insert(|handle| Pool::new(handle, ordinal as CUdevice, 0, true, Sharing::None));
            let current_pool = Mutex::new(pool);
            Device {
                number,
                primary: contexts.reserve(),
                state: Mutex::default(),
                default_pool,
                current_pool,
            }
        };
        let devices = visible.iter().enumerate().map(device).collect();
        Ok(Self {
            config,
            space,
            devices,
            contexts,
            streams: Registry::default(),
            events: Registry::default(),
            pools,
            physicals: Registry::default(),
            arrays: Registry::default(),
            mipmaps: Registry::default(),
            textures: Objects::default(),
            surfaces: Objects::default(),
            modules: Registry::default(),
            functions: Registry::default(),
            libraries: Registry::default(),
            kernels: Registry::default(),
            linkers: Registry::default(),
            graphs: Registry::default(),
            nodes: Registry::default(),
            execs: Registry::default(),
            user_objects: Registry::default(),
            greens: Greens::default(),
        })
    }

    /// The device of this ordinal.
    pub fn device(&self, ordinal: CUdevice) -> CudaResult<&Device> {
        let at = usize::try_from(ordinal).ok();
        at.and_then(|at| self.devices.get(at)).ok_or(CudaError::INVALID_DEVICE)
    }

    /// The ordinal of the device whose primary context has this handle, whether that is active or not.
    pub fn primary_of(&self, handle: CUcontext) -> Option<CUdevice> {
        let at = self.devices.iter().position(|device| device.primary == handle)?;
        Some(at as CUdevice)
    }

    /// The ordinal of a context's device. One that is gone was on the first, as far as anyone knows.
    pub fn device_of(&self, handle: CUcontext) -> CUdevice {
        let alive = self.contexts.find(handle).map(|context| context.device());
        alive.or_else(|| self.primary_of(handle)).unwrap_or_default()
    }

    /// Retains a device's primary context, making it if it is not active.
    pub fn retain_primary(&self, ordinal: CUdevice) -> CudaResult<Arc<Context>> {
        let device = self.device(ordinal)?;
        let mut state = device.state.lock();
        state.retains += 1;
        let flags = state.flags;
        let context = state.context.get_or_insert_with(|| {
            let flags = flags | MAP_HOST;
            let context = Arc::new(Context::new(device.primary, ordinal, flags, API_VERSION, true));
            self.contexts.put(device.primary, context.clone());
            context
        });
        Ok(context.clone())
    }

    /// Releases a device's primary context; the last release ends it.
    pub fn release_primary(&self, ordinal: CUdevice) -> CudaResult {
        let mut state = self.device(ordinal)?.state.lock();
        state.retains = state.retains.checked_sub(1).ok_or(CudaError::INVALID_CONTEXT)?;
        let ended = if state.retains == 0 { state.context.take() } else { None };
        drop(state);
        if let Some(context) = ended {
            context.end(self);
        }
        Ok(())
    }

    /// Ends a device's primary context, however often it is retained.
    pub fn reset_primary(&self, ordinal: CUdevice) -> CudaResult {
        let mut state = self.device(ordinal)?.state.lock();
        state.retains = 0;
        let ended = state.context.take();
        drop(state);
        if let Some(context) = ended {
            context.end(self);
        }
        Ok(())
    }

    /// Ends the handles of everything that lives in a context.
    pub fn forget_all_of(&self, context: &Context) {
        for stream in self.streams.all() {
            if Arc::ptr_eq(&stream.lanes, &context.lanes) {
                self.streams.remove(stream.handle);
            }
        }
        for event in self.events.all() {
            if Arc::ptr_eq(&event.lanes, &context.lanes) {
                self.events.remove(event.handle);
            }
        }
        for module in self.modules.all() {
            if module.context == context.handle {
                self.modules.remove(module.handle);
            }
        }
        for function in self.functions.all() {
            if function.context == context.handle {
                self.functions.remove(function.handle);
            }
        }
        for array in self.arrays.all() {
            if array.context == context.handle {
                self.arrays.remove(array.handle);
            }
        }
        for mipmap in self.mipmaps.all() {
            if mipmap.context == context.handle {
                self.mipmaps.remove(mipmap.handle);
            }
        }
        self.textures.retain(|texture| texture.context != context.handle);
        self.surfaces.retain(|surface| surface.context != context.handle);
        for library in self.libraries.all() {
            library.forget_context(context.handle);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visible_devices_are_chosen_and_ordered() {
        let of_one = |setting| visible(1, setting);
        assert_eq!(of_one(None), [0]);
        assert_eq!(of_one(Some("0")), [0]);
        assert_eq!(of_one(Some("0,1")), [0]);
        for none in ["", "-1", "1", "GPU-00", "GPU-", "0,0"] {
            assert!(of_one(Some(none)).is_empty(), "{none}");
        }
        assert_eq!(of_one(Some("GPU-76677075")), [0]);
        let of_three = |setting| visible(3, setting);
        assert_eq!(of_three(None), [0, 1, 2]);
        assert_eq!(of_three(Some("2, 0")), [2, 0]);
        assert_eq!(of_three(Some("1,-1,0")), [1]);
        assert_eq!(of_three(Some(&format!("GPU-{}", uuid_text(2)))), [2]);
    }
}
