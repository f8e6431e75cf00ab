//! Allocations that get other memory behind their addresses while kernels may be using them.
//!
//! Copies and fills hold on to a region while they use it ([`Space::pin`](super::Space::pin)); kernels do not. A kernel that
//! writes to memory that is being moved faults, and the handler of faults asks here whether it has to be tried again.

use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::{Mutex, MutexGuard};

/// Counts beginnings and ends of moves: odd while one goes on.
static COUNT: AtomicU64 = AtomicU64::new(0);
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// A move; it ends when this is dropped.
pub struct Move {
    _one: MutexGuard<'static, ()>,
}

/// Begins a move.
pub fn begin() -> Move {
    let one = ONE_AT_A_TIME.lock();
    COUNT.fetch_add(1, Ordering::SeqCst);
    Move { _one: one }
}

impl Drop for Move {
    fn drop(&mut self) {
        COUNT.fetch_add(1, Ordering::SeqCst);
    }
}

/// Waits until nothing is being moved and says how many moves there were. May be called by a signal handler.
pub fn settled() -> u64 {
    loop {
        let count = COUNT.load(Ordering::SeqCst);
        if count.is_multiple_of(2) {
            return count / 2;
        }
        // SAFETY: takes nothing and is allowed in a handler.
        unsafe { libc::sched_yield() };
    }
}
