//! Waking the peer. Polling comes first everywhere; this is for a peer that has gone to sleep.
//!
//! Two directions, because the means differ by link: a *doorbell* wakes the worker (an eventfd here, a BAR0 write
//! on a PCI link), a *waker* wakes a guest thread (a futex here, an interrupt there).

use std::io::IoSliceMut;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{EventfdFlags, PollFd, PollFlags, eventfd, poll};
use rustix::io::{Errno, ReadWriteFlags, preadv2, write};
use rustix::thread::futex;
use rustix::time::Timespec;

use crate::device::guest::Channel;
use crate::spin::Naps;

/// Wakes a sleeping worker.
#[derive(Debug)]
pub enum Doorbell {
    /// Local link: an eventfd that both processes hold. The worker makes it, so that it is one.
    EventFd(OwnedFd),
    /// PCI link: a register of the device, which the guest writes.
    Channel(Arc<Channel>),
    /// No bell at all; the worker only ever polls.
    None,
}

impl Doorbell {
    /// A new eventfd.
    pub fn new() -> Result<Self, Errno> {
        eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK).map(Self::EventFd)
    }

    /// Wakes the worker. Never blocks: a full counter means that it has been rung often enough.
    pub fn ring(&self) {
        match self {
            Self::EventFd(fd) => {
                let _ = write(fd, &1u64.to_ne_bytes());
            }
            Self::Channel(channel) => channel.ring(),
            Self::None => {}
        }
    }

    /// Forgets past rings, so that the descriptor is quiet again. Never blocks, though the guest holds the same
    /// open file and could make it a blocking one: the read itself says that it must not wait.
    pub fn drain(&self) {
        if let Self::EventFd(fd) = self {
            let mut count = [0; 8];
            let mut buffers = [IoSliceMut::new(&mut count)];
            // An offset of -1 means the current position, of which an eventfd has none.
            let _ = preadv2(fd, &mut buffers, u64::MAX, ReadWriteFlags::NOWAIT);
        }
    }

    /// Waits for a ring.
    pub fn wait(&self, timeout: Duration) {
        match self {
            Self::EventFd(fd) => {
                is_readable(fd.as_fd(), timeout);
            }
            // The host's own end of such a link is an eventfd.
            Self::Channel(_) | Self::None => std::thread::sleep(timeout.min(Duration::from_millis(1))),
        }
    }

    /// The descriptor to poll for `IN` together with others.
    pub fn fd(&self) -> Option<BorrowedFd<'_>> {
        match self {
            Self::EventFd(fd) => Some(fd.as_fd()),
            Self::Channel(_) | Self::None => None,
        }
    }
}

fn is_readable(fd: BorrowedFd<'_>, timeout: Duration) -> bool {
    let mut fds = [PollFd::from_borrowed_fd(fd, PollFlags::IN)];
    matches!(poll(&mut fds, Some(&timespec(timeout))), Ok(1)) && fds[0].revents().contains(PollFlags::IN)
}

/// Wakes, and puts to sleep, a guest thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waker {
    /// Local link: a futex in the shared page.
    Futex,
    /// PCI link: nobody can be woken in another machine, so whoever sleeps looks again and again.
    Poll,
}

impl Waker {
    /// Wakes every thread that sleeps on `word`.
    #[inline]
    pub fn wake(self, word: &AtomicU32) {
        match self {
            Self::Futex => {
                let _ = futex::wake(word, futex::Flags::empty(), i32::MAX as u32);
            }
            Self::Poll => {}
        }
    }

    /// Sleeps while `word` is `expected`, at most for `timeout`. May return early.
    pub fn wait(self, word: &AtomicU32, expected: u32, timeout: Duration) {
        match self {
            Self::Futex => {
                let _ = futex::wait(word, futex::Flags::empty(), expected, Some(&timespec(timeout)));
            }
            Self::Poll => {
                let deadline = Instant::now() + timeout;
                let mut naps = Naps::default();
                while word.load(Ordering::Acquire) == expected && Instant::now() < deadline {
                    naps.nap();
                }
            }
        }
    }
}

pub(crate) fn timespec(duration: Duration) -> Timespec {
    Timespec {
        tv_sec: i64::try_from(duration.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(duration.subsec_nanos()),
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn ring_is_remembered_until_drained() {
        let bell = Doorbell::new().expect("eventfd");
        bell.ring();
        bell.ring();
        bell.wait(Duration::from_secs(10));
        bell.drain();
        let before = Instant::now();
        bell.wait(Duration::from_millis(20));
        assert!(before.elapsed() >= Duration::from_millis(19));
        bell.drain();
    }

    #[test]
    fn sleeper_wakes_on_wake_and_not_before_the_word_changes() {
        for waker in [Waker::Futex, Waker::Poll] {
            let word = AtomicU32::new(1);
            waker.wait(&word, 0, Duration::from_secs(10));
            thread::scope(|scope| {
                scope.spawn(|| {
                    while word.load(Ordering::Acquire) == 1 {
                        waker.wait(&word, 1, Duration::from_secs(10));
                    }
                });
                word.store(2, Ordering::Release);
                waker.wake(&word);
            });
        }
    }
}
