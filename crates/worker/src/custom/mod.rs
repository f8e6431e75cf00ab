//! Frames that need more than the generated dispatcher does, a file per CUDA noun.
//!
//! A handler gets a frame whose fields are decoded and nothing more: handles are looked up, addresses are checked
//! against the session's memory, before the driver sees them. The guest thread's context is current.

#![allow(non_snake_case, missing_docs)]

pub mod callback;
pub mod capture;
pub mod context;
pub mod copy;
pub mod graph;
pub mod graph_build;
pub mod graph_nodes;
mod graph_params;
mod graph_state;
mod graph_text;
pub mod ipc;
pub mod launch;
mod list;
pub mod memop;
pub mod memory;
pub mod module;
pub mod peer;
pub mod pointer;
pub mod pool;
mod precapture;
pub mod stream;
pub mod vmm;

pub use callback::*;
pub use capture::*;
pub use context::*;
pub use copy::*;
pub use graph::*;
pub use graph_build::*;
pub use graph_nodes::*;
pub use graph_state::GraphState;
pub use ipc::*;
pub use launch::*;
pub use memop::*;
pub use memory::*;
pub use module::*;
pub use peer::*;
pub use pointer::*;
pub use pool::*;
pub use stream::*;
pub use vmm::*;

pub mod function;
mod image;
mod jit;
pub mod library;
pub mod linker;
pub mod occupancy;

pub use function::*;
pub use library::*;
pub use linker::*;
pub use occupancy::*;

pub mod array;
pub mod copy_array;
pub mod tensor;
pub mod texture;
pub mod texture_reference;

pub use array::*;
pub use copy_array::*;
pub use tensor::*;
pub use texture::*;
pub use texture_reference::*;

pub mod topology;
pub use topology::*;

pub mod user_object;
pub use user_object::*;

pub mod green;
pub use green::*;
