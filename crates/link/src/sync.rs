//! The synchronisation primitives that the ring is written against.
//!
//! In an ordinary build these are the standard library's. Under `--cfg loom` they are loom's, so that the
//! very same ring code is executed by the model checker (`tests/loom_ring.rs`). Only `ring` may use this
//! module: everything else in the crate touches real shared memory and is not compiled under loom.

#[cfg(not(loom))]
mod real {
    pub use std::hint::spin_loop;
    pub use std::sync::atomic::{AtomicU32, AtomicU64, Ordering, fence};

    pub use crate::lock::Lock;
}

#[cfg(loom)]
mod real {
    pub use loom::sync::atomic::{AtomicU32, AtomicU64, Ordering, fence};

    /// A model has no time: the only way to wait is to let the other thread run.
    pub fn spin_loop() {
        loom::thread::yield_now();
    }

    /// The interface of the real lock over loom's.
    #[derive(Debug)]
    pub struct Lock<T>(loom::sync::Mutex<T>);

    impl<T> Lock<T> {
        /// An unlocked lock.
        pub fn new(value: T) -> Self {
            Self(loom::sync::Mutex::new(value))
        }

        /// Waits for the lock.
        pub fn lock(&self) -> loom::sync::MutexGuard<'_, T> {
            match self.0.lock() {
                Ok(guard) => guard,
                Err(poisoned) => poisoned.into_inner(),
            }
        }

        /// Takes the lock if nobody holds it.
        pub fn try_lock(&self) -> Option<loom::sync::MutexGuard<'_, T>> {
            self.0.try_lock().ok()
        }
    }
}

pub use real::*;
