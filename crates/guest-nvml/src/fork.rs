//! What becomes of a forked child: it goes on with what its parent knew. A fork waits for a question that another thread has
//! in hand, so that no child holds half a connection, which would keep it open.

use std::cell::Cell;
use std::sync::Once;
use std::time::Duration;

use crate::state::STATE;

/// How long a fork waits.
const PATIENCE: Duration = Duration::from_secs(5);

thread_local! {
    /// This thread holds `STATE` for the fork that it is in.
    static HOLDS: Cell<bool> = const { Cell::new(false) };
}

/// From now on forks are noticed.
pub(crate) fn watch() {
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        // SAFETY: the handlers are functions of this library, which is never unloaded (`-z nodelete`). If there is no memory
        // for them, a child's calls may wait for ever, and nothing worse.
        unsafe { libc::pthread_atfork(Some(before), Some(after), Some(after)) };
    });
}

unsafe extern "C" fn before() {
    if let Some(guard) = STATE.try_lock_for(PATIENCE) {
        core::mem::forget(guard);
        HOLDS.set(true);
    }
}

/// In the parent and in the child, whose only thread is the copy of the one that locked.
unsafe extern "C" fn after() {
    if HOLDS.replace(false) {
        // SAFETY: locked by `before` on this thread, which gave up the guard.
        unsafe { STATE.force_unlock() };
    }
}
