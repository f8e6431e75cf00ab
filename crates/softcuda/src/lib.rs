//! `libsoftcuda.so`: a CUDA driver library that runs on the CPU.
//!
//! A program, or the worker, loads it in the place of NVIDIA's `libcuda.so.1` and cannot tell the two
//! apart: the same calls, the same error codes, the same ordering of work.
//!
//! ```text
//! generated  one extern "C" function per symbol ──► api   one function per CUDA function: checks arguments
//! export     panics and unknown functions                 │
//!                                                         ▼
//!            driver   all state        current  what belongs to a thread       context
//!            memory   addresses        transfer copies and fills               stream, event
//!            share    files, handles     of other processes
//!            module   images, code     texture  arrays and objects        capture, graph
//!                         │ compiled at the first launch            │ launch
//!                         ▼                                         ▼
//!            kernel   compile  PTX to machine code              run  grids, blocks, warps, faults
//!                     semantics  what an instruction means      interpret  the same, slow and obvious
//! ```
//!
//! Where to start reading: `api/memory.rs`, then `memory/mod.rs`, then `stream/mod.rs`; for kernels
//! `kernel/compile/mod.rs`, then `kernel/run/mod.rs`.

pub mod api;
mod attributes;
mod capture;
mod config;
mod context;
mod current;
pub mod debugger;
mod driver;
mod event;
pub mod export;
pub mod generated;
mod graph;
mod green;
pub mod kernel;
mod launch;
mod memory;
mod module;
mod registry;
mod share;
mod stream;
mod texture;
mod transfer;
