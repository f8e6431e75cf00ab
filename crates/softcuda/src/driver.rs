//! The library's state: one device and everything that programs have made on it.

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
    config::DeviceConfig,
    context::{API_VERSION, Context, MAP_HOST},
    event::Event,
    graph::{Exec, Graph, NodeHome, UserObject},
    memory::{Physical, Pool, Sharing, Space},
    module::{Function, Kernel, Library, Module},
    registry::Registry,
    stream::Stream,
    texture::{Array, Mipmap, Objects, Surface, Texture},
};

/// The version of CUDA that the library speaks.
pub const VERSION: i32 = 13000;

/// The UUID of the device.
pub const UUID: [u8; 16] = *b"vgpu-soft-gpu-00";

/// The primary context of the device.
pub struct Primary {
    /// Its handle, whether it is active or not.
    pub handle: CUcontext,
    /// What changes.
    pub state: Mutex<PrimaryState>,
}

/// What changes of the primary context.
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
    /// What the device looks like.
    pub config: DeviceConfig,
    /// Its memory.
    pub space: Space,
    /// Its primary context.
    pub primary: Primary,
    /// Its default pool.
    pub default_pool: Arc<Pool>,
    /// The pool that cuMemAllocAsync takes from.
    pub current_pool: Mutex<CUmemoryPool>,
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

/// cuInit: makes the device.
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
    if !is_visible(env::var("CUDA_VISIBLE_DEVICES").ok().as_deref()) {
        return Err(CudaError::NO_DEVICE);
    }
    // Memory and threads of a process do not survive fork in a usable state: as with NVIDIA's library,
    // the child of an initialised process has no CUDA.
    // SAFETY: the handler only stores to an atomic, which is allowed in a forked child.
    if unsafe { libc::pthread_atfork(None, None, Some(after_fork)) } != 0 {
        return Err(CudaError::OUT_OF_MEMORY);
    }
    let _ = DRIVER.set(Driver::new(DeviceConfig::from_env())?);
    Ok(())
}

unsafe extern "C" fn after_fork() {
    IS_FORKED.store(true, Ordering::Relaxed);
}

/// Whether `CUDA_VISIBLE_DEVICES` shows the device: its index or the start of its UUID comes first.
fn is_visible(setting: Option<&str>) -> bool {
    let Some(setting) = setting else { return true };
    let first = setting.split(',').next().unwrap_or_default().trim();
    if let Some(prefix) = first.strip_prefix("GPU-") {
        return !prefix.is_empty() && uuid_text().starts_with(&prefix.to_ascii_lowercase());
    }
    first == "0"
}

/// The UUID as nvidia-smi would print it, without `GPU-`.
fn uuid_text() -> String {
    let mut text = String::new();
    for (at, byte) in UUID.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

impl Driver {
    fn new(config: DeviceConfig) -> CudaResult<Self> {
        let space = Space::new(config.memory, config.addresses.clone())?;
        let contexts = Registry::default();
        let pools = Registry::default();
        let (pool, default_pool) = pools.insert(|handle| Pool::new(handle, 0, true, Sharing::None));
        Ok(Self {
            config,
            space,
            primary: Primary { handle: contexts.reserve(), state: Mutex::default() },
            default_pool,
            current_pool: Mutex::new(pool),
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
        })
    }

    /// Checks the ordinal of a device.
    pub fn device(&self, ordinal: CUdevice) -> CudaResult {
        if ordinal == 0 { Ok(()) } else { Err(CudaError::INVALID_DEVICE) }
    }

    /// Retains the primary context, making it if it is not active.
    pub fn retain_primary(&self) -> Arc<Context> {
        let mut state = self.primary.state.lock();
        state.retains += 1;
        let flags = state.flags;
        let context = state.context.get_or_insert_with(|| {
            let flags = flags | MAP_HOST;
            let context = Arc::new(Context::new(self.primary.handle, flags, API_VERSION, true));
            self.contexts.put(self.primary.handle, context.clone());
            context
        });
        context.clone()
    }

    /// Releases the primary context; the last release ends it.
    pub fn release_primary(&self) -> CudaResult {
        let mut state = self.primary.state.lock();
        state.retains = state.retains.checked_sub(1).ok_or(CudaError::INVALID_CONTEXT)?;
        let ended = if state.retains == 0 { state.context.take() } else { None };
        drop(state);
        if let Some(context) = ended {
            context.end(self);
        }
        Ok(())
    }

    /// Ends the primary context, however often it is retained.
    pub fn reset_primary(&self) {
        let mut state = self.primary.state.lock();
        state.retains = 0;
        let ended = state.context.take();
        drop(state);
        if let Some(context) = ended {
            context.end(self);
        }
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
    fn visible_devices_hide_the_device() {
        assert!(is_visible(None));
        assert!(is_visible(Some("0")));
        assert!(is_visible(Some("0,1")));
        assert!(!is_visible(Some("")));
        assert!(!is_visible(Some("-1")));
        assert!(!is_visible(Some("1")));
        assert!(is_visible(Some("GPU-76677075")));
        assert!(!is_visible(Some("GPU-00")));
    }
}
