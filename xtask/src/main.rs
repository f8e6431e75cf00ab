//! vgpu's developer commands.
//!
//! `test` needs no GPU; `gpu-suite` runs from a bundle alone, on a machine that has one. Nothing here links
//! against vgpu: programs are built and run as a user would run them.

#![forbid(unsafe_code)]

mod backend_ops;
mod bench;
mod browser;
mod bundle;
mod codegen;
mod debian;
mod demo;
mod grid;
mod host;
mod instructions;
mod llamacpp;
mod ollama;
mod process;
mod readme;
mod ring;
mod runtimes;
mod scratch;
mod suite;
mod test;
mod tidy;
mod vm;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use workspace::Workspace;

#[derive(Parser)]
#[command(name = "xtask", about = "vgpu's developer commands", max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check everything that can be checked without a GPU
    Test(test::Options),
    /// Show the main job: a published CUDA runtime on the virtual GPU, with the proof
    Demo(demo::Options),
    /// Measure the virtual GPU against the device below it, in one run
    Bench(bench::Options),
    /// Try every operation of GGML's CUDA backend on the software GPU, with llama.cpp's published test-backend-ops
    BackendOps(backend_ops::Options),
    /// Ask an Ollama everything that the tests want to know; `vgpu verify -- xtask ollama …` proves it
    Ollama(ollama::Options),
    /// Write everything that is derived from THE table
    Codegen {
        /// Write nothing; fail if a committed file is out of date
        #[arg(long)]
        check: bool,
    },
    /// Write README.md's list of what works from `vgpu coverage`
    Readme {
        /// Write nothing; fail if the file is out of date
        #[arg(long)]
        check: bool,
    },
    /// Check the rules of the source tree: directions of dependencies, sizes, licences
    Tidy,
    /// Gather everything that the GPU suite needs into one folder
    GpuBundle(bundle::Options),
    /// Compare native and virtual GPU on a machine that has one, from a bundle alone
    GpuSuite(suite::Options),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Test(options) => test::run(&options),
        Command::Demo(options) => demo::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::BackendOps(options) => backend_ops::run(&options),
        Command::Ollama(options) => ollama::run(&options),
        Command::Codegen { check } => with_root(|workspace| codegen::run(&workspace.root, check)),
        Command::Readme { check } => with_root(|workspace| readme::run(workspace, check)),
        Command::Tidy => with_root(|workspace| tidy::run(workspace).map(|found| println!("{found}"))),
        Command::GpuBundle(options) => bundle::run(&options),
        Command::GpuSuite(options) => suite::run(&options),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("xtask: {why:#}");
            ExitCode::FAILURE
        }
    }
}

fn with_root(work: impl FnOnce(&Workspace) -> Result<()>) -> Result<bool> {
    work(&Workspace::find()?)?;
    Ok(true)
}
