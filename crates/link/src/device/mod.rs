//! The VGPU-STUB as guest and host know it: what lies where in its registers (BAR0) and in its window (BAR2).
//!
//! ```text
//!  BAR2   0          4096                     first channel                 one channel
//!         │ header   │ table of channels │ … │ channel 0 │ channel 1 │ …    │ mailboxes │ pages for segments │
//! ```
//!
//! A *channel* belongs to one guest process at a time. Its two [`mailbox`]es carry the control messages that go over a
//! socket where guest and host are one machine, its pages are what memfds are there. All state is in the window, because
//! not every transport lets the host see accesses to registers; a register only ever says "look".
//!
//! ```text
//!            guest: compare and swap          host: has a connection         guest
//!   FREE ────────────────────────────► CLAIMED ────────────────────► OPEN ─────────► RELEASED ─► FREE
//!    ▲                                    │ host: refused, or the worker ended │         ▲       host: all is given back
//!    │                                    └──────────► CLOSED ◄────────────────┘         │
//!    └── host                                            └───────────── guest ───────────┘
//! ```
//!
//! * [`registers`] is BAR0, as data; [`window`] is BAR2; [`mailbox`] carries messages.
//! * [`agent`] is how a process asks for a channel, [`guest`] opens a device and claims one; [`host`] is the memory as the device's own side sees it.

pub mod agent;
pub mod guest;
pub mod host;
pub mod mailbox;
mod map;
pub mod polled;
pub mod registers;
mod tally;
pub mod window;
