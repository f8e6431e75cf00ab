//! Frames become calls on a loaded libcuda.
//!
//! One process serves one guest process. The *dispatcher* ([`serve`]) takes frames from the ring in order,
//! decodes and checks each ([`generated::dispatch`]), and calls the driver. It never blocks on the GPU: a
//! wait becomes a word that the GPU writes, an event that is polled, or a job of a waiter thread
//! ([`waits`]).
//!
//! Trust: nothing that the guest says is believed. Frames are private copies; handles are looked up
//! ([`handles`]); addresses must lie in memory that this session owns ([`regions`]) or in its window. A
//! frame that is not of the table ends the session; a wrong argument gets the driver's code.

pub mod address_space;
pub mod arrivals;
pub mod callbacks;
pub mod custom;
pub mod driver;
mod farewell;
#[allow(clippy::undocumented_unsafe_blocks)]
pub mod generated;
pub mod gpu_times;
pub mod handles;
pub mod monitor;
pub mod output;
pub mod payload;
pub mod recording;
pub mod regions;
pub mod report;
mod segments;
pub mod serve;
pub mod session;
pub mod snapshot;
pub mod tap;
mod telling;
pub mod waits;
