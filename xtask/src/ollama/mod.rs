//! `cargo xtask ollama`: everything that the tests want to know of an Ollama, asked of one that is started for it.
//!
//! It is a program like any other, so that the same questions are asked natively, on the virtual GPU (`vgpu run`), under
//! `vgpu verify`, and in a virtual machine. What was found is a JSON file, which whoever ran it compares.

mod http;
mod server;
mod trial;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde::{Deserialize, Serialize};

/// How often a model is loaded and measured, unless somebody says otherwise.
const ROUNDS: u32 = 1;

/// Flags of `cargo xtask ollama`.
#[derive(Debug, Args)]
pub struct Options {
    /// The folder with Ollama's bin and lib, as its makers' archive has them
    #[arg(value_name = "DIR")]
    ollama: PathBuf,
    /// A model, as a GGUF file
    #[arg(long, value_name = "FILE")]
    model: PathBuf,
    /// A second model, to be kept beside it
    #[arg(long, value_name = "FILE")]
    beside: Option<PathBuf>,
    /// What the model goes on with
    #[arg(long, value_name = "TEXT", required = true)]
    prompt: Vec<String>,
    /// Tokens that it writes
    #[arg(long, value_name = "N", default_value_t = 96)]
    tokens: u32,
    /// How often it is loaded and measured
    #[arg(long, value_name = "N", default_value_t = ROUNDS)]
    rounds: u32,
    /// Keep Ollama from looking for a GPU
    #[arg(long)]
    cpu: bool,
    /// Where its models and its log are kept
    #[arg(long, value_name = "DIR")]
    folder: PathBuf,
    /// Write what was found to this file
    #[arg(long, value_name = "FILE")]
    json: PathBuf,
}

/// What was found.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Found {
    /// Ollama's version.
    pub version: String,
    /// What Ollama logs of the device that it computes on.
    pub device: String,
    /// The layers on the device, as `3/3`; nothing without a GPU.
    pub layers: String,
    /// Bytes of the loaded model, and those of it that are on the device.
    pub size: [u64; 2],
    /// What `ollama ps` says of where it computes.
    pub processor: String,
    /// What the model wrote, by prompt.
    pub texts: Vec<String>,
    /// What it wrote to the first prompt after each thing that might have disturbed it.
    pub afterwards: Vec<String>,
    /// What it answered in a chat to the first prompt.
    pub chat: String,
    /// What the prompts became as vectors.
    pub embeddings: Vec<Vec<f64>>,
    /// Did Ollama see the device's memory come back when the last model was unloaded? It does not look without a GPU.
    pub memory_came_back: Option<bool>,
    /// Seconds to load the model, by round.
    pub load: Vec<f64>,
    /// Tokens of the prompts read per second, by round.
    pub read: Vec<f64>,
    /// Tokens written per second, by round.
    pub written: Vec<f64>,
}

impl Found {
    /// Reads what a run has found.
    pub fn read(file: &Path) -> Result<Self> {
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        serde_json::from_str(&text).with_context(|| format!("{} is of another kind", file.display()))
    }
}

/// Asks everything.
pub fn run(options: &Options) -> Result<bool> {
    ensure!(options.tokens > 1, "it must write two tokens at least");
    let found = trial::run(options)?;
    fs::write(&options.json, serde_json::to_string_pretty(&found)? + "\n")
        .with_context(|| format!("cannot write {}", options.json.display()))?;
    Ok(true)
}

/// Where the program is in such a folder.
pub fn program(ollama: &Path) -> PathBuf {
    ollama.join("bin/ollama")
}
