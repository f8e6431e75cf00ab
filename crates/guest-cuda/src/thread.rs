//! What the driver keeps per thread: the stack of current contexts, the capture mode, and the thread's
//! completion slot.
//!
//! The state hangs on a thread-local pointer without a destructor, because runtimes call the driver
//! from `atexit` handlers, after thread-local destructors have run. A `pthread` key frees it when a
//! thread ends; the main thread's lives as long as the process.

use core::{cell::Cell, ffi::c_void};
use std::{
    cell::RefCell,
    sync::{
        OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

use link::{circumstances::unix_us, completion::SlotHandle};
use table::{CU_STREAM_CAPTURE_MODE_GLOBAL, CUcontext, CudaError, CudaResult};
use wire::Encoder;

use crate::{
    session::{self, Session},
    staging::Block,
};

/// A thread's state.
pub struct Thread {
    /// The thread's completion slot; `None` until its first frame.
    pub slot: Option<SlotHandle>,
    /// Value that the newest fence on this thread's fence word writes.
    pub fence: u32,
    /// Stack of current contexts; the last is current.
    pub contexts: Vec<CUcontext>,
    /// The thread's `CUstreamCaptureMode`.
    pub capture_mode: u32,
    /// The id of the thread's default stream, drawn when it is first asked for.
    pub stream_id: Option<u64>,
    /// Generation of the session that `slot` belongs to; a fork starts a new one.
    pub generation: u64,
    /// A small block of the window through which this thread's short copies to the host go.
    pub bounce: Option<Block>,
    /// Words that the GPU writes when this thread waits for several streams at once.
    pub fence_words: Option<Block>,
    /// How many launches there were in the process at the last wait for the thread's own stream that printed.
    pub printed: u64,
    /// Buffer in which frames are built.
    pub encoder: Encoder,
}

impl Thread {
    fn new() -> Self {
        Self {
            slot: None,
            fence: 0,
            contexts: Vec::new(),
            capture_mode: CU_STREAM_CAPTURE_MODE_GLOBAL,
            stream_id: None,
            generation: 0,
            bounce: None,
            fence_words: None,
            printed: 0,
            encoder: Encoder::new(),
        }
    }

    /// The state of a thread that is ending, for its last frame.
    pub fn with_slot(slot: SlotHandle, generation: u64) -> Self {
        Self { slot: Some(slot), generation, ..Self::new() }
    }

    /// The current context, or null.
    pub fn current(&self) -> CUcontext {
        self.contexts.last().copied().unwrap_or_default()
    }

    /// The thread's slot, taken from the session at first use.
    ///
    /// # Errors
    /// `OUT_OF_MEMORY` if more threads use CUDA at once than the window has slots.
    #[inline]
    pub fn slot(&mut self, session: &Session) -> CudaResult<&mut SlotHandle> {
        if self.slot.is_none() || self.generation != session.generation {
            self.take_slot(session)?;
        }
        self.slot.as_mut().ok_or(CudaError::UNKNOWN)
    }

    #[cold]
    fn take_slot(&mut self, session: &Session) -> CudaResult {
        let slot = session.link.acquire_slot().ok_or(CudaError::OUT_OF_MEMORY)?;
        // Threads take their slot for a frame, so that the first one's first frame is next.
        if session.first_frame.load(Ordering::Relaxed) == 0 {
            // Another thread may just have done the same.
            let first = &session.first_frame;
            first.compare_exchange(0, unix_us(), Ordering::Relaxed, Ordering::Relaxed).ok();
        }
        // Fence words go on where the slot's last owner stopped.
        self.fence = session.fences.get(slot.index());
        if let Some(recording) = &session.recording {
            recording.name_thread(slot.index());
        }
        // A handle of the parent's session, after a fork, is not given back: its pool is not ours.
        std::mem::forget(self.slot.replace(slot));
        self.generation = session.generation;
        arm_destructor();
        Ok(())
    }
}

thread_local! {
    static THREAD: Cell<*const RefCell<Thread>> = const { Cell::new(core::ptr::null()) };
}

thread_local! {
    static PUBLISHED: Cell<u64> = const { Cell::new(0) };
}

/// How many frames the calling thread has published, but for those that are counted by name.
#[inline]
pub fn published() -> u64 {
    PUBLISHED.get()
}

/// The calling thread has published a frame, or another one has in its name.
#[inline]
pub fn count_published() {
    PUBLISHED.set(PUBLISHED.get().wrapping_add(1));
}

/// Some thread of the process runs host functions of streams.
static ANY_CALLBACKS: AtomicBool = AtomicBool::new(false);

thread_local! {
    static IN_CALLBACK: Cell<bool> = const { Cell::new(false) };
}

/// True on a thread that runs a host function of a stream: CUDA calls are not permitted there.
#[inline]
pub fn is_in_callback() -> bool {
    ANY_CALLBACKS.load(Ordering::Relaxed) && IN_CALLBACK.get()
}

/// The calling thread runs a host function of a stream, or no longer does.
pub fn set_in_callback(inside: bool) {
    ANY_CALLBACKS.store(true, Ordering::Relaxed);
    IN_CALLBACK.set(inside);
}

/// The calling thread's state.
pub fn current() -> &'static RefCell<Thread> {
    let mut pointer = THREAD.get();
    if pointer.is_null() {
        pointer = Box::leak(Box::new(RefCell::new(Thread::new())));
        THREAD.set(pointer);
    }
    // SAFETY: leaked above by this thread; freed only by `ended`, after which the pointer is null again.
    unsafe { &*pointer }
}

/// The calling thread's current context, or null.
#[inline]
pub fn current_context() -> CUcontext {
    current().borrow().current()
}

/// The calling thread's current context.
///
/// # Errors
/// `INVALID_CONTEXT` if there is none.
#[inline]
pub fn require_context() -> CudaResult<CUcontext> {
    let context = current_context();
    if context.is_null() { Err(CudaError::INVALID_CONTEXT) } else { Ok(context) }
}

/// All signals blocked, until it is dropped: a thread inherits the mask, and the program's signals are for
/// the program's threads.
#[must_use]
pub struct SignalMask(libc::sigset_t);

impl SignalMask {
    /// Blocks them on this thread, which is about to start one.
    pub fn block_all() -> Self {
        let (mut all, mut before) = (core::mem::MaybeUninit::uninit(), core::mem::MaybeUninit::uninit());
        // SAFETY: both are valid for writes; `sigfillset` initialises the first, and `pthread_sigmask` with
        // a valid `how` cannot fail and initialises the second.
        unsafe {
            libc::sigfillset(all.as_mut_ptr());
            libc::pthread_sigmask(libc::SIG_SETMASK, all.as_ptr(), before.as_mut_ptr());
            Self(before.assume_init())
        }
    }
}

impl Drop for SignalMask {
    fn drop(&mut self) {
        // SAFETY: the set came from `pthread_sigmask`.
        unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, &self.0, core::ptr::null_mut()) };
    }
}

/// Makes the `pthread` key call [`ended`] when this thread ends.
fn arm_destructor() {
    static KEY: OnceLock<Option<libc::pthread_key_t>> = OnceLock::new();
    let key = KEY.get_or_init(|| {
        let mut key = 0;
        // SAFETY: `key` is valid for writes, and the library is never unloaded (`-z nodelete`).
        (unsafe { libc::pthread_key_create(&mut key, Some(ended)) } == 0).then_some(key)
    });
    if let Some(key) = key {
        // SAFETY: the key exists; the value is only passed back to `ended`.
        unsafe { libc::pthread_setspecific(*key, THREAD.get().cast()) };
    }
}

/// Frees a thread's state and gives its slot back.
unsafe extern "C" fn ended(value: *mut c_void) {
    let pointer: *mut RefCell<Thread> = value.cast();
    if pointer.is_null() || !core::ptr::eq(pointer, THREAD.get()) {
        return;
    }
    THREAD.set(core::ptr::null());
    // SAFETY: leaked by `current` on this thread, and unreachable from now on.
    let thread = unsafe { Box::from_raw(pointer) }.into_inner();
    let Some(slot) = thread.slot else { return };
    match session::get() {
        Ok(session) if session.generation == thread.generation => {
            session.fences.set(slot.index(), thread.fence);
            crate::transport::thread_ended(session, slot);
        }
        _ => std::mem::forget(slot),
    }
}
