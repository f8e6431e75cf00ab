//! What becomes of a forked child.
//!
//! The child of a process that has called `cuInit` has no CUDA: every call answers `NOT_INITIALIZED`, as with
//! NVIDIA's library. The child of one that was merely connected starts afresh. Either way the parent's sockets
//! are closed without a word, so that the worker notices when the parent ends, and the shared memory, which is
//! the parent's, is left alone.
//!
//! What the program has registered is shared with a child too, but for the stack of the thread that forks: both would run
//! on it. It is parted before (`link::window::Parted`).

use std::{
    cell::Cell,
    mem::ManuallyDrop,
    os::fd::RawFd,
    sync::{
        Once,
        atomic::{AtomicI32, Ordering},
    },
    time::Duration,
};

use link::window::Parted;

use crate::{contexts::bump_storage_generation, session};

/// The session's sockets; -1 for none. Kept apart from the link, whose lock another thread may hold at a fork.
static SOCKETS: [AtomicI32; 2] = [const { AtomicI32::new(-1) }; 2];

/// How long a fork waits for another thread's attempt to connect.
const PATIENCE: Duration = Duration::from_secs(5);

thread_local! {
    /// This thread holds `CONNECTING` for the fork that it is in.
    static HOLDS: Cell<bool> = const { Cell::new(false) };
    /// This thread's stack, if it was moved into the window, for the fork that it is in. Without a destructor, so that a
    /// thread that ends can fork.
    static PARTED: Cell<Option<ManuallyDrop<Parted>>> = const { Cell::new(None) };
}

/// Closes `sockets` in children that the process forks from now on.
pub(super) fn watch(sockets: &[RawFd]) {
    debug_assert!(sockets.len() <= SOCKETS.len());
    for (place, socket) in SOCKETS.iter().zip(sockets) {
        place.store(*socket, Ordering::Relaxed);
    }
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        // SAFETY: the handlers are functions of this library, which is never unloaded (`-z nodelete`). If
        // there is no memory for them, a child's calls fail instead of answering.
        unsafe { libc::pthread_atfork(Some(before), Some(after_in_parent), Some(after_in_child)) };
    });
}

unsafe extern "C" fn before() {
    if let Some(guard) = super::CONNECTING.try_lock_for(PATIENCE) {
        core::mem::forget(guard);
        HOLDS.set(true);
    }
    let Some(session) = session::connected() else { return };
    match session.link.window().part_stack() {
        Ok(None) => {}
        Ok(parted) => PARTED.set(parted.map(ManuallyDrop::new)),
        Err(error) => super::say(&format!("the child shares its parent's stack: {error}")),
    }
}

unsafe extern "C" fn after_in_parent() {
    if let Some(Err(error)) = PARTED.take().map(|parted| ManuallyDrop::into_inner(parted).join()) {
        super::say(&format!("memory of the stack is not registered any more: {error}"));
    }
    if HOLDS.replace(false) {
        // SAFETY: locked by `before` on this thread, which gave up the guard.
        unsafe { super::CONNECTING.force_unlock() };
    }
}

/// Stores to atomics and closes descriptors, which is all that is safe in the child of a program with threads.
unsafe extern "C" fn after_in_child() {
    if HOLDS.replace(false) {
        // SAFETY: as in the parent; this thread is the child's copy of the one that locked.
        unsafe { super::CONNECTING.force_unlock() };
    }
    for place in &SOCKETS {
        let socket = place.swap(-1, Ordering::Relaxed);
        if socket >= 0 {
            // SAFETY: the child's copy of a socket of the parent's link, which nothing in the child uses or
            // closes: the session that owns it is forgotten here and never dropped.
            unsafe { libc::close(socket) };
        }
    }
    // The private pages are the child's stack. What is forgotten would be given back to the parent's window.
    PARTED.take();
    session::forget();
    bump_storage_generation();
}
