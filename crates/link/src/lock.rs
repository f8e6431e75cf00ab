//! A lock whose release is a plain store.
//!
//! The standard library's mutex is released with a locked instruction, which waits until every earlier store has
//! reached the cache. In the ring those stores go to lines that the worker holds, so that wait costs several times
//! what the whole submission does otherwise. The price of the plain store: a waiter may miss its wake-up, and then
//! sleeps for [`NAP`] instead. Waiting is rare, because the lock is held for some tens of nanoseconds.

use std::cell::UnsafeCell;
use std::hint::spin_loop;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};
use std::time::Duration;

use rustix::thread::{futex, sched_yield};

use crate::doorbell::timespec;

const SPINS: u32 = 200;
const YIELDS: u32 = 20;
const NAP: Duration = Duration::from_micros(200);

/// Mutual exclusion for very short critical sections. A holder that panics leaves the lock free.
#[derive(Debug, Default)]
#[repr(align(64))]
pub struct Lock<T> {
    /// 1 while held.
    held: AtomicU32,
    /// Waiters that sleep, or are about to.
    sleepers: AtomicU32,
    value: UnsafeCell<T>,
}

// SAFETY: the value is reached through `Guard` only, of which there is one at a time, so sharing the lock between
// threads amounts to sending the value back and forth.
unsafe impl<T: Send> Sync for Lock<T> {}

impl<T> Lock<T> {
    /// An unlocked lock.
    pub fn new(value: T) -> Self {
        Self { held: AtomicU32::new(0), sleepers: AtomicU32::new(0), value: UnsafeCell::new(value) }
    }

    /// Waits for the lock.
    #[inline]
    pub fn lock(&self) -> Guard<'_, T> {
        if !self.try_take() {
            self.wait();
        }
        Guard { lock: self, _value: PhantomData }
    }

    /// Takes the lock if nobody holds it.
    pub fn try_lock(&self) -> Option<Guard<'_, T>> {
        self.try_take().then(|| Guard { lock: self, _value: PhantomData })
    }

    #[inline]
    fn try_take(&self) -> bool {
        self.held.compare_exchange(0, 1, Acquire, Relaxed).is_ok()
    }

    #[cold]
    fn wait(&self) {
        let mut turns = 0;
        loop {
            if self.held.load(Relaxed) == 0 && self.try_take() {
                return;
            }
            turns += 1;
            if turns < SPINS {
                spin_loop();
            } else if turns < SPINS + YIELDS {
                sched_yield();
            } else {
                self.sleepers.fetch_add(1, Relaxed);
                let _ = futex::wait(&self.held, futex::Flags::PRIVATE, 1, Some(&timespec(NAP)));
                self.sleepers.fetch_sub(1, Relaxed);
            }
        }
    }
}

/// The right to use the value of a [`Lock`].
#[derive(Debug)]
pub struct Guard<'a, T> {
    lock: &'a Lock<T>,
    /// Gives the guard the thread-safety of the reference that it hands out, not that of the lock.
    _value: PhantomData<&'a mut T>,
}

impl<T> Deref for Guard<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: a guard exists only between a successful `try_take` and the store of 0 in `drop`, so it is the
        // only one, and it is borrowed for the reference's life.
        unsafe { &*self.lock.value.get() }
    }
}

impl<T> DerefMut for Guard<'_, T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: as for `deref`, and borrowed mutably.
        unsafe { &mut *self.lock.value.get() }
    }
}

impl<T> Drop for Guard<'_, T> {
    #[inline]
    fn drop(&mut self) {
        self.lock.held.store(0, Release);
        if self.lock.sleepers.load(Relaxed) != 0 {
            let _ = futex::wake(&self.lock.held, futex::Flags::PRIVATE, 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn increments_under_the_lock_are_not_lost() {
        let lock = Lock::new(0u64);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..50_000).for_each(|_| *lock.lock() += 1));
            }
        });
        assert_eq!(*lock.lock(), 200_000);
    }

    #[test]
    fn a_held_lock_is_not_given_twice() {
        let lock = Lock::new(1);
        let held = lock.try_lock();
        assert!(held.is_some() && lock.try_lock().is_none());
        drop(held);
        assert!(lock.try_lock().is_some());
    }

    #[test]
    fn waiter_of_a_long_holder_gets_its_turn() {
        let lock = Lock::new(());
        let held = lock.lock();
        thread::scope(|scope| {
            scope.spawn(|| drop(lock.lock()));
            thread::sleep(Duration::from_millis(5));
            drop(held);
        });
    }
}
