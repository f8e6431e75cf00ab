//! What the device does: its registers, its channels, and the way from a channel to a worker.
//!
//! ```text
//!   transport's thread: BAR0 ──► notes which channel to look at ──► eventfd ──┐
//!                            └─► rings the worker's doorbell                   ▼
//!   relay's thread: mailboxes in the window ◄──────────────► sockets to the mediator, one for each channel
//! ```
//!
//! A guest process connects through its channel as others do over a socket: its messages are handed on to the mediator,
//! and to the worker that the mediator gives it, with the window's file in the place of the memfds that it cannot send.
//! From then on guest and worker share the channel's pages, and nothing passes through here but doorbells and the few
//! messages that are not worth a ring.
//!
//! **Trust.** Everything in the window may be written by a guest at any time. A channel's state is kept here; the word
//! in the window is read as a request, and judged. Offsets are checked to be of the channel's own pages.

mod channel;
mod passage;
mod relay;

use std::os::fd::{BorrowedFd, OwnedFd};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use link::device::host::{HostError, HostWindow};
use link::device::registers::{self as reg, doorbell_at};
use link::device::window::WindowShape;
use link::doorbell::Doorbell;
use rustix::event::{EventfdFlags, eventfd};

use crate::transport::{Delivery, Guest, Model};
use passage::Events;
pub use relay::Relay;

/// What a device is told.
#[derive(Debug, Clone)]
pub struct Config {
    /// How the window is cut.
    pub shape: WindowShape,
    /// Where the mediator listens.
    pub mediator: PathBuf,
    /// For people: which virtual machine this is.
    pub name: String,
}

/// What a machine without a name is called. The mediator takes guests without one for programs of its own machine.
const UNNAMED: &str = "unnamed";

/// The device, as the transports see it.
#[derive(Debug)]
pub struct StubDevice {
    pub(crate) config: Config,
    pub(super) window: HostWindow,
    pub(super) wake: OwnedFd,
    generation: AtomicU64,
    rings: AtomicU64,
    looks: AtomicU64,
    interrupts: AtomicU64,
    is_reset: AtomicBool,
    pub(crate) is_stopping: AtomicBool,
    channels: Box<[Notes]>,
    guest: Mutex<Option<Guest>>,
}

/// What the two threads tell each other of a channel.
#[derive(Debug, Default)]
struct Notes {
    /// The guest wants it looked at.
    is_dirty: AtomicBool,
    /// It has been rung while its bell was just being changed.
    is_rung: AtomicBool,
    /// Wakes the worker.
    bell: Mutex<Option<Arc<Doorbell>>>,
    events: Events,
}

/// What passed through a device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct DeviceCounts {
    /// Doorbells rung.
    pub rings: u64,
    /// Calls for attention.
    pub looks: u64,
    /// Interrupts sent.
    pub interrupts: u64,
    /// Resets and new machines.
    pub generation: u64,
}

impl StubDevice {
    /// Makes the window; nothing is served yet.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub fn new(mut config: Config) -> Result<Arc<Self>, HostError> {
        if config.name.is_empty() {
            UNNAMED.clone_into(&mut config.name);
        }
        let window = HostWindow::new(config.shape)?;
        let wake = eventfd(0, EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK).map_err(HostError::Map)?;
        let channels = (0..config.shape.channels).map(|_| Notes::default()).collect();
        let (zero, no) = (AtomicU64::default, AtomicBool::default);
        Ok(Arc::new(Self {
            config,
            window,
            wake,
            generation: AtomicU64::new(1),
            rings: zero(),
            looks: zero(),
            interrupts: zero(),
            is_reset: no(),
            is_stopping: no(),
            channels,
            guest: Mutex::default(),
        }))
    }

    /// Makes the relay end all channels and return.
    pub fn stop(&self) {
        self.is_stopping.store(true, Ordering::Release);
        self.wake();
    }

    /// Whether a VMM has the device.
    pub fn is_connected(&self) -> bool {
        self.guest().is_some()
    }

    /// What passed so far.
    pub fn counts(&self) -> DeviceCounts {
        let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        DeviceCounts {
            rings: of(&self.rings),
            looks: of(&self.looks),
            interrupts: of(&self.interrupts),
            generation: of(&self.generation),
        }
    }

    /// The guest has rung a channel.
    pub fn ring(&self, channel: u32) {
        let Some(notes) = self.channels.get(channel as usize) else { return };
        self.rings.fetch_add(1, Ordering::Relaxed);
        notes.events.rings.fetch_add(1, Ordering::Relaxed);
        match notes.bell.try_lock() {
            Ok(bell) => {
                if let Some(bell) = &*bell {
                    bell.ring();
                }
            }
            // Never wait here: the relay rings as soon as it has the bell.
            Err(_) => {
                notes.is_rung.store(true, Ordering::Release);
                self.wake();
            }
        }
    }

    /// The guest wants a channel looked at.
    pub fn look(&self, channel: u32) {
        self.looks.fetch_add(1, Ordering::Relaxed);
        if let Some(events) = self.events(channel) {
            events.looks.fetch_add(1, Ordering::Relaxed);
        }
        self.look_again(channel);
    }

    /// There may be more to see in a channel that was just looked at.
    fn look_again(&self, channel: u32) {
        if let Some(notes) = self.channels.get(channel as usize) {
            notes.is_dirty.store(true, Ordering::Release);
            self.wake();
        }
    }

    /// The guest wants some channel looked at, and the transport cannot say which.
    pub fn look_at_all(&self) {
        self.looks.fetch_add(1, Ordering::Relaxed);
        for notes in &self.channels {
            notes.events.looks.fetch_add(1, Ordering::Relaxed);
            notes.is_dirty.store(true, Ordering::Release);
        }
        self.wake();
    }

    fn wake(&self) {
        // Fails only when the counter is full, and then the relay is awake already.
        let _ = rustix::io::write(&self.wake, &1_u64.to_ne_bytes());
    }

    fn begin_generation(&self) {
        let generation = self.generation.fetch_add(1, Ordering::AcqRel) + 1;
        self.window.begin(generation);
        self.is_reset.store(true, Ordering::Release);
        self.wake();
    }

    fn guest(&self) -> Option<Guest> {
        self.guest.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn events(&self, channel: u32) -> Option<&Events> {
        self.channels.get(channel as usize).map(|notes| &notes.events)
    }

    /// Interrupts the guest, if it listens: something has changed in a channel.
    fn interrupt(&self, channel: u32) {
        if let Some(guest) = self.guest()
            && guest.interrupt.send(0) == Delivery::Sent
        {
            self.interrupts.fetch_add(1, Ordering::Relaxed);
            if let Some(events) = self.events(channel) {
                events.interrupts.fetch_add(1, Ordering::Relaxed);
            }
        }
    }

    fn set_bell(&self, channel: u32, bell: Option<Doorbell>) {
        let Some(notes) = self.channels.get(channel as usize) else { return };
        let bell = bell.map(Arc::new);
        *notes.bell.lock().unwrap_or_else(PoisonError::into_inner) = bell.clone();
        if let Some(bell) = bell {
            // It may have been rung before it hung there.
            bell.ring();
        }
    }
}

impl Model for StubDevice {
    fn read(&self, offset: u32) -> u32 {
        let shape = self.config.shape;
        // Counters wrap, as their documentation says.
        let low = |counter: &AtomicU64| counter.load(Ordering::Relaxed) as u32;
        match offset {
            reg::MAGIC => reg::MAGIC_VALUE,
            reg::VERSION => reg::VERSION_VALUE,
            reg::GENERATION => low(&self.generation),
            reg::STATUS => 1,
            reg::CHANNELS => shape.channels,
            reg::CHANNEL_PAGES => {
                u32::try_from(shape.channel_len / link::layout::PAGE as u64).unwrap_or(u32::MAX)
            }
            reg::RINGS => low(&self.rings),
            reg::LOOKS => low(&self.looks),
            reg::INTERRUPTS => low(&self.interrupts),
            _ => 0,
        }
    }

    fn write(&self, offset: u32, value: u32) {
        match offset {
            reg::LOOK => self.look(value),
            _ => {
                if let Some(channel) = doorbell_at(offset) {
                    self.ring(channel);
                }
            }
        }
    }

    fn reset(&self) {
        self.begin_generation();
    }

    fn connected(&self, guest: Guest) {
        *self.guest.lock().unwrap_or_else(PoisonError::into_inner) = Some(guest);
        self.begin_generation();
    }

    fn disconnected(&self) {
        *self.guest.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.begin_generation();
    }

    fn window(&self) -> BorrowedFd<'_> {
        self.window.file()
    }

    fn window_len(&self) -> u64 {
        self.config.shape.len
    }
}
