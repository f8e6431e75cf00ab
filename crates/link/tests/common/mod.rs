//! A window with both ends of its ring in one process.
#![allow(dead_code, reason = "each test file uses some of it")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::os::fd::OwnedFd;
use std::sync::Arc;

use link::doorbell::Doorbell;
use link::header::Control;
use link::layout::LayoutConfig;
use link::memfd;
use link::peer::PeerLife;
use link::ring::{Consumer, Producer, SharedRing};
use link::socket;
use link::window::{Placement, Window, candidates};

/// Everything that one session needs, without a second process.
pub struct Local {
    pub window: Window,
    pub control: Control,
    pub doorbell: Arc<Doorbell>,
    pub life: Arc<PeerLife>,
    /// The worker's end of the control socket; dropping it is the worker's death.
    pub worker_socket: Option<OwnedFd>,
}

impl Local {
    pub fn new(ring_len: u64) -> Self {
        let config = LayoutConfig { segment_len: ring_len + (1 << 20), ring_len, slot_count: 16 };
        let layout = config.layout().unwrap();
        let fd = memfd::create("test", layout.segment_len).unwrap();
        let placement = Placement { reserved_len: 64 << 20, tries: 4096, ..Placement::default() };
        let window = candidates(placement, layout.segment_len)
            .find_map(|range| Window::create(range, layout, &fd).ok())
            .expect("an address for the window");
        let (guest_socket, worker_socket) = socket::pair().unwrap();
        Self {
            control: Control::of(&window),
            window,
            doorbell: Arc::new(Doorbell::new().unwrap()),
            life: Arc::new(PeerLife::Socket(guest_socket)),
            worker_socket: Some(worker_socket),
        }
    }

    pub fn producer(&self) -> Producer<SharedRing> {
        let (control, bell) = (self.control.clone(), Arc::clone(&self.doorbell));
        Producer::new(SharedRing::for_guest(control, bell, Arc::clone(&self.life), false))
    }

    pub fn consumer(&self) -> Consumer<SharedRing> {
        Consumer::new(SharedRing::for_worker(self.control.clone(), Arc::clone(&self.doorbell), false))
    }
}

/// A record of `len` bytes (a multiple of 8), its length first, filled with `fill`.
pub fn record(len: usize, fill: u8) -> Vec<u8> {
    let mut bytes = (len as u32).to_le_bytes().to_vec();
    bytes.resize(len, fill);
    bytes
}
