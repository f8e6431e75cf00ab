//! Contexts: everything that a program makes lives in one and goes with it.

use std::{
    ffi::c_void,
    sync::{
        Arc,
        atomic::{AtomicU32, AtomicU64, Ordering},
    },
};

use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use table::{CUcontext, CUdevice, CUstream, CudaError, CudaResult};

use crate::{
    driver::Driver,
    stream::{Lanes, Role, Stream},
};

/// The context maps host memory: the primary one always says that it does.
pub const MAP_HOST: u32 = 8;

/// Version of the API that contexts of today report.
pub const API_VERSION: u32 = 3020;

/// A destructor of context-local storage: `(context, key, value)`.
pub type StorageDestructor = Option<unsafe extern "C" fn(CUcontext, *mut c_void, *mut c_void)>;

/// A value of context-local storage.
#[derive(Debug, Clone, Copy)]
pub struct Stored {
    /// The value, opaque to us.
    pub value: usize,
    /// What to call when the context goes.
    pub destructor: StorageDestructor,
}

/// Limits of a context, by the number of the limit.
#[derive(Debug, Clone, Copy)]
pub struct Limits(pub [usize; 10]);

impl Default for Limits {
    fn default() -> Self {
        // Stack, printf buffer, malloc heap, nesting depth, pending launches, L2 fetch, persisting L2,
        // and the three of graphics interoperation, which is off.
        Self([1024, 1 << 20, 8 << 20, 2, 2048, 64, 0, 0, 0, 0])
    }
}

/// A context.
pub struct Context {
    /// Its handle. The primary context keeps its handle when it is reset and made again.
    pub handle: CUcontext,
    /// A number that no other context has had, not even one with the same handle.
    pub id: u64,
    /// Scheduling flags.
    pub flags: AtomicU32,
    /// What cuCtxGetApiVersion answers.
    pub api_version: u32,
    /// Whether it is the device's primary context.
    pub is_primary: bool,
    /// How often it is attached, beyond the once by which it exists.
    pub attached: AtomicU32,
    /// Contexts of other devices whose memory it has asked to reach. It does so anyway: there is one memory.
    pub peers: Mutex<Vec<CUcontext>>,
    /// Its streams.
    pub lanes: Arc<Lanes>,
    /// Its legacy default stream.
    pub legacy: Arc<Stream>,
    /// Its limits.
    pub limits: Mutex<Limits>,
    /// Preferred split between cache and shared memory.
    pub cache_config: AtomicU32,
    /// Bank width of shared memory.
    pub shared_config: AtomicU32,
    /// Context-local storage, by key.
    pub storage: Mutex<FxHashMap<usize, Stored>>,
}

impl Context {
    /// The ordinal of its device.
    pub fn device(&self) -> CUdevice {
        self.lanes.device
    }

    /// A new context of the device with this ordinal.
    pub fn new(handle: CUcontext, device: CUdevice, flags: u32, api_version: u32, is_primary: bool) -> Self {
        static NEXT_ID: AtomicU64 = AtomicU64::new(1);
        let lanes = Arc::new(Lanes::of(device));
        let legacy = Stream::new(&lanes, CUstream::LEGACY, Role::Legacy, 0, 0);
        Self {
            handle,
            peers: Mutex::default(),
            id: NEXT_ID.fetch_add(1, Ordering::Relaxed),
            flags: AtomicU32::new(flags),
            api_version,
            is_primary,
            attached: AtomicU32::new(0),
            lanes,
            legacy,
            limits: Mutex::default(),
            cache_config: AtomicU32::new(0),
            shared_config: AtomicU32::new(1),
            storage: Mutex::default(),
        }
    }

    /// Waits for everything in the context.
    pub fn synchronize(&self) -> CudaResult {
        self.lanes.synchronize()
    }

    /// Ends the context: waits for its work, lets the owners of stored values go, frees what it owns.
    pub fn end(&self, driver: &Driver) {
        // Work of a failed context is skipped, so this ends in any case that the program lets it end.
        let _ = self.synchronize();
        loop {
            let next = {
                let mut storage = self.storage.lock();
                let key = storage.keys().next().copied();
                key.and_then(|key| storage.remove(&key).map(|stored| (key, stored)))
            };
            let Some((key, stored)) = next else { break };
            if let Some(destructor) = stored.destructor {
                // SAFETY: the runtime that stored the value gave this function for exactly this moment; the
                // handle is still alive and no lock is held, so it may call back.
                unsafe { destructor(self.handle, key as *mut c_void, stored.value as *mut c_void) };
            }
        }
        driver.contexts.remove(self.handle);
        if self.is_primary {
            driver.greens.forget_all_of(driver, self.device());
        }
        driver.forget_all_of(self);
        driver.space.free_all_of(self.handle);
    }
}

/// Checks flags of a context: a known way to wait, and known further bits.
pub fn check_flags(flags: u32) -> CudaResult {
    const KNOWN: u32 = 0xff;
    let schedule = flags & 7;
    if flags & !KNOWN != 0 || !matches!(schedule, 0 | 1 | 2 | 4) {
        return Err(CudaError::INVALID_VALUE);
    }
    Ok(())
}
