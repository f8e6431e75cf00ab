//! Kernels: what their instructions mean, and how a grid of them runs.
//!
//! ```text
//! launch     what is launched, and how it ends      printf   the formatting of `vprintf`
//! semantics  one instruction on bit patterns   ◄──  interpret   a whole grid, slow and obvious
//!                                              ◄──  warp        routines for 32 lanes: what runs almost everything
//!                                              ◄──  compile     machine code for a thread: kernels that call functions
//! run        grids, blocks, threads of the processor, faults
//! ```

pub mod compile;
pub mod interpret;
pub mod launch;
pub mod printf;
pub mod run;
pub mod semantics;
pub mod warp;
