//! One function per CUDA function, with the same name and arguments; [`crate::generated`] exports them.
//!
//! They check arguments and translate between C and the rest of the library. What a function does is
//! documented by NVIDIA's description of the driver API; comments here say what that leaves open.
//!
//! # Safety
//! Every function that takes pointers has CUDA's contract: a pointer is NULL or valid for what the
//! description says, during the call. Handles may be anything.

#![allow(missing_docs, non_snake_case, clippy::missing_safety_doc, clippy::too_many_arguments)]

pub(crate) mod arg;
mod array;
mod capture;
mod context;
mod copy;
mod copy_array;
mod copy_batch;
mod copy_rect;
mod device;
mod event;
mod function;
mod graph;
mod graph_any;
mod graph_batch;
mod graph_exec;
mod graph_kernel;
mod graph_memory;
mod graph_node;
mod green;
mod init;
mod ipc;
mod jit;
mod launch;
mod library;
mod link;
mod managed;
mod memop;
mod memory;
mod memset;
mod module;
mod occupancy;
mod pointer;
mod pool;
mod primary;
mod private_tables;
mod profiler;
mod shareable;
mod stream;
mod texture;
mod user_object;
mod vmm;

pub use self::{
    array::*, capture::*, context::*, copy::*, copy_array::*, copy_batch::*, copy_rect::*, device::*,
    event::*, function::*, graph::*, graph_any::*, graph_batch::*, graph_exec::*, graph_kernel::*,
    graph_memory::*, graph_node::*, green::*, init::*, ipc::*, launch::*, library::*, link::*, managed::*,
    memop::*, memory::*, memset::*, module::*, occupancy::*, pointer::*, pool::*, primary::*,
    private_tables::*, profiler::*, shareable::*, stream::*, texture::*, user_object::*, vmm::*,
};
