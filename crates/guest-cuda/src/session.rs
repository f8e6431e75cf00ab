//! The process's session: its link to a worker, and what the guest keeps of the driver's state.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicPtr, AtomicU32, AtomicU64, Ordering},
};

use link::{circumstances::Opening, control::DeviceSnapshot, guest::GuestLink, report::VERIFY};
use parking_lot::RwLock;
use rustc_hash::FxHashMap;
use table::{CUcontext, CUstream, CudaError, CudaResult, Handle as Object};
use wire::Handle;

use crate::{
    accounting::Tally,
    allocations::Allocations,
    contexts::Contexts,
    functions::Functions,
    images::Images,
    recording::Recording,
    streams::{Busy, Streams},
};

/// An event that the program has made or opened.
#[derive(Debug, Clone, Copy)]
pub struct Event {
    /// The context that was current.
    pub context: CUcontext,
    /// Other processes may have it too (`CU_EVENT_INTERPROCESS`).
    pub is_shared: bool,
}

/// A session. One per process at a time, never freed: threads may be inside it when the process ends.
pub struct Session {
    /// The link to the worker.
    pub link: GuestLink,
    /// Distinguishes sessions of one process image (a fork starts a new one).
    pub generation: u64,
    /// The host driver's version (1000 × major + 10 × minor), at most [`NEWEST_VERSION`].
    pub driver_version: i32,
    /// The devices that this session may use.
    pub devices: Vec<DeviceSnapshot>,
    /// Contexts.
    pub contexts: Contexts,
    /// Streams that the program created.
    pub streams: Streams,
    /// Functions and kernels.
    pub functions: Functions,
    /// Modules and libraries.
    pub images: Images,
    /// Memory.
    pub allocations: Allocations,
    /// Events, by handle.
    pub events: RwLock<FxHashMap<u64, Event>>,
    /// Last value of each slot's fence word.
    pub fences: Fences,
    /// What was sent to the worker.
    pub tally: Tally,
    /// Just before the first frame, microseconds since 1970; 0 before that.
    pub first_frame: AtomicU64,
    /// How the link was made.
    pub opening: Opening,
    /// A trace of what was sent, if one was asked for.
    pub recording: Option<Recording>,
    /// Number of streams being captured. While there are any, errors must be seen at once.
    pub captures: AtomicU32,
    /// A call has failed since captures began: one of them may be over without its beginner's knowing it.
    pub capture_is_troubled: AtomicBool,
    /// Work was submitted since the last wait for all of it.
    pub busy: Busy,
    /// Of these, work that the legacy default stream waits for, in any context.
    pub ordered: Busy,
    /// A loaded module can print: waits go through the driver, which flushes its buffer.
    pub prints: AtomicBool,
    /// Launches of kernels and graphs, ever.
    pub launches: AtomicU64,
    /// How many of them there were at the last wait for the legacy default stream or a context that printed.
    pub printed: AtomicU64,
    /// `CUDA_LAUNCH_BLOCKING=1`: every launch is waited for.
    pub launch_blocking: bool,
    /// A sticky error that some call has seen; every later call that is not awaited answers with it.
    pub sticky: AtomicU32,
    /// What the driver said of an assertion that failed has been printed.
    pub assertion_is_told: AtomicBool,
    /// Sequence number of the newest asynchronous error that a call has reported.
    pub reported: AtomicU32,
    handles: AtomicU64,
}

/// The newest driver version whose functions are all in the table.
pub const NEWEST_VERSION: i32 = 13000;

/// The last value written to each slot's fence word, kept across the threads that own a slot in turn.
#[derive(Default)]
pub struct Fences(RwLock<FxHashMap<u32, u32>>);

impl Fences {
    /// Value of slot `index`.
    pub fn get(&self, index: u32) -> u32 {
        self.0.read().get(&index).copied().unwrap_or_default()
    }

    /// Notes the value of slot `index`.
    pub fn set(&self, index: u32, value: u32) {
        self.0.write().insert(index, value);
    }
}

static SESSION: AtomicPtr<Session> = AtomicPtr::new(core::ptr::null_mut());
/// `cuInit` has succeeded in this process.
static INITIALISED: AtomicBool = AtomicBool::new(false);

impl Session {
    /// A session on `link`.
    pub fn new(link: GuestLink, driver_version: i32, devices: Vec<DeviceSnapshot>, generation: u64) -> Self {
        let hashes_payloads = link.welcome().extra.get(VERIFY) == Some(&true.into());
        Self {
            contexts: Contexts::new(&devices),
            link,
            generation,
            driver_version: driver_version.min(NEWEST_VERSION),
            devices,
            streams: Streams::default(),
            functions: Functions::default(),
            images: Images::default(),
            allocations: Allocations::default(),
            events: RwLock::default(),
            fences: Fences::default(),
            tally: Tally::new(hashes_payloads),
            first_frame: AtomicU64::new(0),
            opening: Opening::default(),
            recording: None,
            captures: AtomicU32::new(0),
            capture_is_troubled: AtomicBool::new(false),
            busy: Busy::default(),
            ordered: Busy::default(),
            prints: AtomicBool::new(false),
            launches: AtomicU64::new(0),
            printed: AtomicU64::new(0),
            launch_blocking: std::env::var_os("CUDA_LAUNCH_BLOCKING").is_some_and(|value| value != "0"),
            sticky: AtomicU32::new(0),
            assertion_is_told: AtomicBool::new(false),
            reported: AtomicU32::new(0),
            // The first numbers belong to the devices' primary contexts.
            handles: AtomicU64::new(1024),
        }
    }

    /// A handle that no object of this session has had. The guest's numbers are even.
    pub fn handle<H: Object>(&self) -> Handle {
        Handle::new(H::KIND, self.handles.fetch_add(1, Ordering::Relaxed) * 2)
    }

    /// The snapshot of device `ordinal`.
    ///
    /// # Errors
    /// `INVALID_DEVICE` if there is none.
    pub fn device(&self, ordinal: i32) -> CudaResult<&DeviceSnapshot> {
        usize::try_from(ordinal)
            .ok()
            .and_then(|ordinal| self.devices.get(ordinal))
            .ok_or(CudaError::INVALID_DEVICE)
    }

    /// Notes that work was submitted to `stream`. Call after the frame is published: a wait clears the
    /// marks before it publishes its fence, so a mark is never lost.
    #[inline]
    pub fn touch(&self, stream: CUstream) {
        self.busy.mark();
        if !self.streams.touch(stream) {
            self.ordered.mark();
        }
    }

    /// [`Session::touch`] for every stream: a whole context waits for something.
    pub fn touch_all(&self) {
        self.busy.mark();
        self.ordered.mark();
        self.streams.touch_all(None);
    }

    /// [`Session::touch`] for a kernel or a graph: it may print.
    #[inline]
    pub fn launched(&self, stream: CUstream) {
        self.touch(stream);
        self.launches.fetch_add(1, Ordering::Release);
    }

    /// True while any stream of the process is being captured.
    #[inline]
    pub fn is_capturing(&self) -> bool {
        self.captures.load(Ordering::Relaxed) != 0
    }
}

/// The session, once `cuInit` has succeeded.
///
/// # Errors
/// `NOT_INITIALIZED` before `cuInit`, and in a forked child of a process that had called it; `NOT_PERMITTED`
/// inside a host function of a stream.
#[inline]
pub fn get() -> CudaResult<&'static Session> {
    if !INITIALISED.load(Ordering::Acquire) {
        return Err(crate::lifecycle::absent());
    }
    if crate::thread::is_in_callback() {
        return Err(CudaError::NOT_PERMITTED);
    }
    connected().ok_or_else(crate::lifecycle::absent)
}

/// The session, if there is a link, whether or not `cuInit` was called.
pub fn connected() -> Option<&'static Session> {
    // SAFETY: set once by `publish` from a leaked box; a fork's child may lose the pointer, never the memory.
    unsafe { SESSION.load(Ordering::Acquire).as_ref() }
}

/// Makes `session` the process's.
pub fn publish(session: Session) -> &'static Session {
    let session = Box::leak(Box::new(session));
    SESSION.store(session, Ordering::Release);
    session
}

/// `cuInit` has succeeded.
pub fn set_initialised() {
    INITIALISED.store(true, Ordering::Release);
}

/// True once `cuInit` has succeeded.
pub fn is_initialised() -> bool {
    INITIALISED.load(Ordering::Acquire)
}

/// Forgets the session (not `cuInit`): this process is a fork's child.
pub fn forget() {
    SESSION.store(core::ptr::null_mut(), Ordering::Release);
}

/// A new handle of the current session; null (which the worker refuses) if there is none.
pub fn new_handle<H: Object>() -> Handle {
    get().map(Session::handle::<H>).unwrap_or_default()
}

/// State that many objects share.
pub type Shared<T> = Arc<T>;
