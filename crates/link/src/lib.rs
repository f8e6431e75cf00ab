//! How frames move between a guest and its worker.
//!
//! ```text
//!   guest process                        shared memory (same address on both sides)           worker process
//!  ┌────────────────┐   submit     ┌──────────────────────────────────────────────┐   next   ┌────────────────┐
//!  │ ring::Producer ├─────────────►│ header │ submission ring │ slots │ heap       ├─────────►│ ring::Consumer │
//!  │ SlotHandle     │◄─────────────┤        │                 │       │            │◄─────────┤ SlotWriter     │
//!  │ Heap           │   wait       └──────────────────────────────────────────────┘ complete └────────────────┘
//!  │ GuestLink      ├───────────── control socket: handshake, segments, farewell ────────────┤ WorkerLink     │
//!  └────────────────┘                                                                        └────────────────┘
//! ```
//!
//! * [`layout`] fixes the bytes of the control segment, [`window`] maps it and further segments at the same
//!   address in both processes, [`heap`] hands out its staging memory.
//! * [`ring`] carries commands one way, [`completion`] carries results back; [`doorbell`] wakes whoever sleeps.
//! * [`control`] is the handshake and everything else that is not worth a ring: Unix `SEQPACKET` messages with
//!   descriptors.
//! * [`device`] is the PCI device through which both of these reach a virtual machine; [`pages`] says where shared memory
//!   comes from on either link.
//! * [`urgency`] puts threads that a guest's processor waits for ahead of others.
//! * [`place`] finds the way to the host; [`management`] is what a guest's management library asks there.
//! * [`guest`] and [`worker`] tie these together for the two ends; [`account`] counts what passed,
//!   [`report`] is how that is told, and [`passage`] what a device in between has to say. [`gauges`] tell it while a session
//!   lasts, and [`overview`] to whoever asks.
//!
//! **Trust.** The worker trusts nothing that the guest can write: shared memory is touched through atomics and
//! raw copies only, each value is read once into a local and judged there, descriptors are checked and sealed
//! before they are mapped, and nothing is ever mapped over memory that is not the window's own reservation.
//! The guest trusts its worker as far as a program trusts its driver, but is not killed by a dead one.

pub mod account;
pub mod ring;
pub mod sync;

// Everything below touches real memory and descriptors, of which the model checker knows nothing.
#[cfg(not(loom))]
pub mod circumstances;
#[cfg(not(loom))]
pub mod completion;
#[cfg(not(loom))]
pub mod control;
#[cfg(not(loom))]
pub mod device;
#[cfg(not(loom))]
pub mod doorbell;
#[cfg(not(loom))]
pub mod error;
#[cfg(not(loom))]
pub mod exchange;
#[cfg(not(loom))]
pub mod gauges;
#[cfg(all(not(loom), target_os = "linux", target_env = "gnu", target_arch = "x86_64"))]
mod glibc;
#[cfg(not(loom))]
pub mod guest;
#[cfg(not(loom))]
pub mod header;
#[cfg(not(loom))]
pub mod heap;
#[cfg(not(loom))]
pub mod layout;
#[cfg(not(loom))]
mod lock;
#[cfg(not(loom))]
pub mod management;
#[cfg(not(loom))]
pub mod memfd;
#[cfg(not(loom))]
pub mod overview;
#[cfg(not(loom))]
pub mod pages;
#[cfg(not(loom))]
pub mod parcel;
#[cfg(not(loom))]
pub mod passage;
#[cfg(not(loom))]
pub mod peer;
#[cfg(not(loom))]
pub mod place;
#[cfg(not(loom))]
pub mod report;
#[cfg(not(loom))]
pub mod socket;
#[cfg(not(loom))]
pub mod spin;
#[cfg(not(loom))]
mod talk;
#[cfg(not(loom))]
pub mod urgency;
#[cfg(not(loom))]
pub mod window;
#[cfg(not(loom))]
pub mod worker;

#[cfg(not(loom))]
pub use error::LinkError;
