//! `vgpu-guestd`, the agent in a virtual machine. It owns the VGPU-STUB and hands its channels to processes, so that these need
//! no rights on `/sys`, and takes the channels back when they end.
//!
//! ```text
//!   process: libcuda.so.1 ── "a channel, please" ──► /run/vgpu-guestd.sock ──► agent: claims one in the device's table
//!                         ◄── its number, BAR0, BAR2 ──┘
//!   process ends ─────────── the socket closes ──────► agent: releases it, and tells the device
//! ```
//!
//! An agent that is started again finds the channels of its predecessor in the table, with their owners, and goes on
//! watching those processes. Programs that run notice nothing.
//!
//! A process gets the files of the whole device: processes of one machine are not protected from each other by the device,
//! no more than by a directory that all may write. Machines are, from each other.

#![forbid(unsafe_code)]

mod agent;
mod held;

pub use agent::{Agent, Config, Error, Handle};
