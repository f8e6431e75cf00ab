//! PTX text in, a checked program out, a file per pass. Knows no GPU.
//!
//! ```text
//! text ─ parse::lexer ─► tokens ─ parse::* ─► syntax ─ check::* ─► blocks of operations ─ flow::* ─► ir::Body
//!             └──────────── load ───► ir::Module (declarations; bodies wait until they are asked for)
//! .so, fatbin ─ container ─► text        several texts ─ link ─► text
//! ```
//!
//! The front end serves whoever runs PTX: a program reads a module with [`ir::Module::parse`], which costs little
//! more than cutting the text into tokens, and compiles the kernels that it launches with
//! [`ir::Module::compile`]. [`check()`] does all of it and counts.
//!
//! All input may be hostile: no text makes the library panic, recurse without bound, or use memory beyond a
//! multiple of the text's size and the limits that are named beside the code.

#![forbid(unsafe_code)]

mod check;
pub mod container;
mod diagnostic;
mod flow;
mod initial;
pub mod ir;
mod layout;
pub mod link;
mod load;
mod mentions;
mod parse;
mod report;

pub use diagnostic::Diagnostic;
pub use report::{Report, check};
