//! What a device model and the transports know of each other.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use link::doorbell::Doorbell;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;

pub use link::device::registers::LEN as REGISTERS_LEN;
pub use link::device::window::{LEN_MAX as WINDOW_MAX, LEN_MIN as WINDOW_MIN};

/// What a transport asks of the device. Called on the transport's thread, between a guest's access and its answer,
/// while QEMU holds its big lock: every method must return at once, and never wait for anything.
pub trait Model: Send + Sync {
    /// The register at `offset` of BAR0: a multiple of 4 below [`REGISTERS_LEN`]. Reads of 1, 2 and 8 bytes are
    /// composed from such words.
    fn read(&self, offset: u32) -> u32;

    /// Writes the register at `offset`, as in [`Model::read`]. A write of 8 bytes arrives as two of 4, the lower
    /// first; shorter writes never arrive.
    fn write(&self, offset: u32, value: u32);

    /// The guest or its VMM has reset the device. The connection goes on.
    fn reset(&self);

    /// A VMM has connected, and has said something sensible. Until [`Model::disconnected`] there is no other.
    fn connected(&self, guest: Guest);

    /// The VMM has gone. What [`Model::connected`] was given does nothing any more.
    fn disconnected(&self);

    /// The window's memory: a memfd of [`Model::window_len`] bytes, the same one as long as the model lives.
    fn window(&self) -> BorrowedFd<'_>;

    /// Length of the window in bytes: a power of two from [`WINDOW_MIN`] to [`WINDOW_MAX`].
    fn window_len(&self) -> u64;
}

/// What a model has of the guest that is connected.
#[derive(Debug, Clone)]
pub struct Guest {
    /// To interrupt the guest with.
    pub interrupt: Interrupt,
    /// What the guest rings. `None` over vfio-user, where a doorbell is a register.
    pub doorbells: Option<Doorbells>,
}

/// The doorbells of an ivshmem guest, one for each vector. They outlive the connection as mere eventfds.
#[derive(Debug, Clone)]
pub struct Doorbells(Arc<[Doorbell]>);

impl Doorbells {
    pub(crate) fn new(count: u16) -> Result<Self, Errno> {
        (0..count).map(|_| Doorbell::new()).collect::<Result<_, _>>().map(Self)
    }

    /// All of them; the index is the vector that the guest writes. They carry no value, and rings coalesce.
    pub fn all(&self) -> &[Doorbell] {
        &self.0
    }
}

/// What became of an interrupt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// The VMM has been told.
    Sent,
    /// The guest masks it; it is told when it no longer does.
    Pending,
    /// Nobody listens: no VMM, or the guest has not enabled interrupts (bus mastering included), or it does not fetch
    /// those that it has.
    Dropped,
}

/// How many interrupts became what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InterruptCounts {
    /// Times that a VMM was told.
    pub sent: u64,
    /// Times that one was left pending.
    pub pending: u64,
    /// Times that nobody listened.
    pub dropped: u64,
}

/// Interrupts the guest. Clones are the same interrupt.
///
/// A message-signalled interrupt has no level: one that was dropped is not made up for, so whoever enables it looks
/// for work afterwards.
#[derive(Debug, Clone)]
pub struct Interrupt(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    lines: Box<[Mutex<Line>]>,
    sent: AtomicU64,
    pending: AtomicU64,
    dropped: AtomicU64,
}

/// One vector. An eventfd is taken out before it is written to, so that no lock is held then.
#[derive(Debug, Default)]
struct Line {
    bell: Option<Arc<OwnedFd>>,
    is_enabled: bool,
    is_masked: bool,
    is_pending: bool,
}

impl Interrupt {
    /// So many vectors, all of them without a listener and disabled.
    pub(crate) fn new(vectors: u16) -> Self {
        let lines = (0..vectors).map(|_| Mutex::default()).collect();
        let zero = AtomicU64::default;
        Self(Arc::new(Shared { lines, sent: zero(), pending: zero(), dropped: zero() }))
    }

    /// How many vectors there are: 1 over vfio-user.
    pub fn vectors(&self) -> usize {
        self.0.lines.len()
    }

    /// Interrupts the guest through `vector`. Does not wait, from any thread; a VMM that works at it can hold the
    /// caller up by filling its own eventfd between two system calls, so each VM's interrupts are better sent by
    /// threads of its own.
    pub fn send(&self, vector: usize) -> Delivery {
        let delivery = match self.line(vector) {
            None => Delivery::Dropped,
            Some(mut line) => match &line.bell {
                Some(_) if line.is_enabled && line.is_masked => {
                    line.is_pending = true;
                    Delivery::Pending
                }
                Some(bell) if line.is_enabled => {
                    let bell = Arc::clone(bell);
                    drop(line);
                    ring(&bell)
                }
                _ => Delivery::Dropped,
            },
        };
        self.count(delivery);
        delivery
    }

    /// What became of the interrupts so far.
    pub fn counts(&self) -> InterruptCounts {
        let Shared { sent, pending, dropped, .. } = &*self.0;
        let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        InterruptCounts { sent: of(sent), pending: of(pending), dropped: of(dropped) }
    }

    fn count(&self, delivery: Delivery) {
        let counter = match delivery {
            Delivery::Sent => &self.0.sent,
            Delivery::Pending => &self.0.pending,
            Delivery::Dropped => &self.0.dropped,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    fn line(&self, vector: usize) -> Option<MutexGuard<'_, Line>> {
        // Nothing panics while it holds the lock, and each field makes sense whatever the others are.
        Some(self.0.lines.get(vector)?.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Sets, or takes away, who listens to a vector.
    pub(crate) fn listen(&self, vector: usize, bell: Option<Arc<OwnedFd>>) {
        if let Some(mut line) = self.line(vector) {
            line.bell = bell;
        }
    }

    /// Sets what the guest has made of a vector. One that was pending and may be sent now is sent.
    pub(crate) fn gate(&self, vector: usize, is_enabled: bool, is_masked: bool) {
        let Some(mut line) = self.line(vector) else { return };
        (line.is_enabled, line.is_masked) = (is_enabled, is_masked);
        let is_due = line.is_pending && is_enabled && !is_masked;
        line.is_pending &= is_enabled && is_masked;
        drop(line);
        if is_due {
            self.send(vector);
        }
    }

    /// Whether a masked interrupt waits.
    pub(crate) fn is_pending(&self, vector: usize) -> bool {
        self.line(vector).is_some_and(|line| line.is_pending)
    }

    /// Takes every listener away.
    pub(crate) fn detach(&self) {
        for vector in 0..self.vectors() {
            if let Some(mut line) = self.line(vector) {
                *line = Line::default();
            }
        }
    }
}

fn ring(bell: &OwnedFd) -> Delivery {
    // The VMM shares the open file and could have made it a blocking one, so it must look ready as well.
    let mut fds = [PollFd::from_borrowed_fd(bell.as_fd(), PollFlags::OUT)];
    let is_ready = poll(&mut fds, Some(&Timespec::default())) == Ok(1)
        && fds.iter().all(|fd| fd.revents().contains(PollFlags::OUT));
    // A counter that is full says that nobody has fetched 2^64 - 2 interrupts.
    if is_ready && rustix::io::write(bell, &1_u64.to_ne_bytes()).is_ok() {
        Delivery::Sent
    } else {
        Delivery::Dropped
    }
}

/// Judges a descriptor that a VMM sends to be interrupted through. Only an eventfd will do: writing to another kind
/// of file could wait for whoever serves it.
pub(crate) fn check_eventfd(fd: &OwnedFd) -> Result<(), Errno> {
    use std::os::fd::AsRawFd;
    let name = std::fs::read_link(format!("/proc/self/fd/{}", fd.as_raw_fd())).map_err(|_| Errno::INVAL)?;
    if name.as_os_str() != "anon_inode:[eventfd]" {
        return Err(Errno::INVAL);
    }
    fcntl_setfl(fd, fcntl_getfl(fd)? | OFlags::NONBLOCK)
}

#[cfg(test)]
mod tests {
    use rustix::event::{EventfdFlags, eventfd};

    use super::*;

    fn bell() -> Arc<OwnedFd> {
        Arc::new(eventfd(0, EventfdFlags::CLOEXEC).expect("eventfd"))
    }

    fn rung(bell: &OwnedFd) -> u64 {
        let mut count = [0; 8];
        fcntl_setfl(bell, OFlags::NONBLOCK).expect("fcntl");
        rustix::io::read(bell, &mut count).map_or(0, |_| u64::from_ne_bytes(count))
    }

    #[test]
    fn interrupt_is_sent_only_where_somebody_listens() {
        let (interrupt, bell) = (Interrupt::new(1), bell());
        assert_eq!(interrupt.send(0), Delivery::Dropped);
        interrupt.listen(0, Some(Arc::clone(&bell)));
        assert_eq!(interrupt.send(0), Delivery::Dropped);
        interrupt.gate(0, true, false);
        assert_eq!(interrupt.send(0), Delivery::Sent);
        assert_eq!(interrupt.send(1), Delivery::Dropped);
        interrupt.detach();
        assert_eq!(interrupt.send(0), Delivery::Dropped);
        assert_eq!(rung(&bell), 1);
        assert_eq!(interrupt.counts(), InterruptCounts { sent: 1, pending: 0, dropped: 4 });
    }

    #[test]
    fn masked_interrupt_is_sent_once_it_is_unmasked() {
        let (interrupt, bell) = (Interrupt::new(1), bell());
        interrupt.listen(0, Some(Arc::clone(&bell)));
        interrupt.gate(0, true, true);
        assert_eq!((interrupt.send(0), interrupt.send(0)), (Delivery::Pending, Delivery::Pending));
        assert!(interrupt.is_pending(0));
        assert_eq!(rung(&bell), 0);
        interrupt.gate(0, true, false);
        assert_eq!(rung(&bell), 1);
        assert!(!interrupt.is_pending(0));
        interrupt.gate(0, true, true);
        interrupt.send(0);
        interrupt.gate(0, false, true);
        interrupt.gate(0, true, false);
        assert_eq!(rung(&bell), 0, "what was pending when interrupts were turned off is gone");
    }

    #[test]
    fn full_eventfd_does_not_hold_the_sender_up() {
        let (interrupt, bell) = (Interrupt::new(1), bell());
        interrupt.listen(0, Some(Arc::clone(&bell)));
        interrupt.gate(0, true, false);
        rustix::io::write(&*bell, &(u64::MAX - 1).to_ne_bytes()).expect("fill");
        assert_eq!(interrupt.send(0), Delivery::Dropped);
    }

    #[test]
    fn only_an_eventfd_is_one() {
        assert_eq!(check_eventfd(&Arc::into_inner(bell()).expect("sole")), Ok(()));
        let (read, write) = rustix::pipe::pipe().expect("pipe");
        assert_eq!((check_eventfd(&read), check_eventfd(&write)), (Err(Errno::INVAL), Err(Errno::INVAL)));
    }
}
