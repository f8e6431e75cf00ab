//! The VGPU-STUB: the PCI device that a virtual machine sees.
//!
//! ```text
//!   guest                    VMM (QEMU, Cloud Hypervisor)                        this crate
//!  ┌──────────────┐  trap   ┌────────────────┐  vfio-user socket   ┌──────────────┐ read, write, reset
//!  │ BAR0 (8 KiB) ├────────►│ vfio-user-pci  ├────────────────────►│ vfio::Server ├──────────┐
//!  │              │         └────────────────┘                     └──────────────┘     ┌────▼──────┐
//!  │              │         ┌────────────────┐  ivshmem socket     ┌──────────────┐     │ dyn Model │
//!  │              ├────────►│ ivshmem-       ├────────────────────►│ ivshmem::    ├────►│           │
//!  │              │ eventfd │ doorbell       │  (descriptors)      │ Server       │     └────▲──────┘
//!  │ BAR2 (window)│         └────────────────┘                     └──────────────┘          │
//!  └──────┬───────┘                                                                          │
//!         └───────────────── the same memory: a memfd that both map ─────────────────────────┘
//! ```
//!
//! * [`transport`] is what a device model and the transports know of each other: [`transport::Model`], the
//!   interrupt that a model raises, the doorbells that it hears.
//! * [`pci`] is configuration space as data.
//! * [`vfio`] serves the whole device over vfio-user: for QEMU from 10.1 on and for Cloud Hypervisor.
//! * [`ivshmem`] serves window, doorbells and interrupts to any QEMU's ivshmem-doorbell device, which has registers
//!   of its own.
//! * [`model`] is the device itself: registers, channels, and the relay between channels and workers.
//! * [`folder`] serves it to this machine's own programs, for tests.
//! * [`counters`] tells what passed and how long answers took.
//!
//! **Trust.** The VMM is not trusted: a guest that has taken it over speaks to us directly. What it sends is bounded
//! by fixed buffers, judged before use and never sizes an allocation; nothing that it does or leaves undone keeps a
//! server from serving the next client. The device touches no guest memory: mappings that a VMM offers are closed.

#![forbid(unsafe_code)]

mod allowance;
pub mod counters;
mod door;
pub mod folder;
pub mod ivshmem;
pub mod model;
pub mod pci;
pub mod transport;
pub mod vfio;

pub use door::{Error, Handle};
pub use transport::Model;
