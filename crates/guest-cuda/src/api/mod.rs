//! What the guest answers itself, a file per CUDA noun. The functions have the names and arguments of the
//! driver's; the generated exports call them through the edge.
//!
//! # Safety
//! Every function here asks of its caller what CUDA's documentation asks of a caller of the same name: pointers
//! that are not null are valid for what the call reads and writes through them.

#![allow(non_snake_case, missing_docs, clippy::missing_safety_doc, clippy::too_many_arguments)]

pub mod context;
pub mod device;
pub mod error;
pub mod export_table;
pub mod init;
pub mod peer;
pub mod primary_context;
pub mod profiler;

pub mod callback;
pub mod capture;
pub mod copy;
pub mod copy2d;
pub mod copy_batch;
pub mod copy_peer;
pub mod event;
pub mod graph;
pub mod graph_build;
pub mod graph_change;
mod graph_detour;
pub mod graph_exec;
pub mod graph_nodes;
mod graph_params;
pub mod green;
pub mod host_memory;
pub mod ipc;
pub mod launch;
pub mod launch_attributes;
pub mod legacy;
mod list;
pub mod logs;
pub mod managed;
mod managed_variables;
pub mod memop;
pub mod memory;
pub mod memset;
pub mod output;
pub mod pointer;
pub mod pool;
pub mod stream;
pub mod vmm;

pub use context::*;
pub use device::*;
pub use error::*;
pub use export_table::*;
pub use init::*;
pub use peer::*;
pub use primary_context::*;
pub use profiler::*;

pub use callback::*;
pub use capture::*;
pub use copy::*;
pub use copy_batch::*;
pub use copy_peer::*;
pub use copy2d::*;
pub use event::*;
pub use graph::*;
pub use graph_build::*;
pub use graph_change::*;
pub use graph_exec::*;
pub use graph_nodes::*;
pub use green::*;
pub use host_memory::*;
pub use ipc::*;
pub use launch::*;
pub use launch_attributes::*;
pub use legacy::*;
pub use logs::*;
pub use managed::*;
pub use memop::*;
pub use memory::*;
pub use memset::*;
pub use output::*;
pub use pointer::*;
pub use pool::*;
pub use stream::*;
pub use vmm::*;

pub mod function;
pub mod library;
pub mod linker;
pub mod module;
pub mod occupancy;

pub use function::*;
pub use library::*;
pub use linker::*;
pub use module::*;
pub use occupancy::*;

pub mod array;
pub mod copy_array;
pub mod copy_row;
pub mod tensor;
pub mod texture;
pub mod texture_reference;

pub use array::*;
pub use copy_row::*;
pub use tensor::*;
pub use texture::*;
pub use texture_reference::*;

pub mod user_object;
pub use user_object::*;
