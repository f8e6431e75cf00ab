//! `cargo xtask demo`: the main job, in one command.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;

use crate::llamacpp::LlamaCpp;
use crate::process::{Done, Job};
use crate::runtimes;
use crate::workspace::Workspace;

/// Flags of `cargo xtask demo`.
#[derive(Debug, Args)]
pub struct Options {
    /// The device to use, as for `vgpu run`
    #[arg(long, value_name = "DEVICE", default_value = "auto")]
    device: String,
}

/// Is there an NVIDIA GPU here?
pub fn has_gpu() -> bool {
    ["/dev/nvidiactl", "/dev/nvidia0", "/dev/dxg"].iter().any(|node| Path::new(node).exists())
}

/// The demonstration program and its arguments.
pub fn program(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    let runtime =
        runtimes::named(runtimes::DEMO).context("the demonstration's runtime is not in the matrix")?;
    let mut words = vec!["python3".into(), workspace.root.join("suite/demo/vector.py")];
    match runtime.fetch(&workspace.target().join("runtimes")) {
        Ok(fetched) => words.push(fetched.library),
        Err(why) => {
            println!("NVIDIA's runtime could not be fetched, so the one of this machine is used: {why:#}\n")
        }
    }
    Ok(words)
}

/// Builds, runs, explains.
pub fn run(options: &Options) -> Result<bool> {
    let workspace = Workspace::find()?;
    println!("Building vgpu …");
    let built = workspace.build_product()?;
    let is_real = options.device == "cuda" || options.device == "auto" && has_gpu();
    let device =
        if is_real { "this machine's NVIDIA GPU" } else { "the software GPU, on this machine's processor" };
    println!(
        "\nWhat you will see: a small Python program calls NVIDIA's own CUDA runtime, as published, which knows nothing\n\
         of vgpu. The runtime loads libcuda.so.1, and gets ours. Every command and byte crosses shared memory to a\n\
         worker process, which runs them on {device}.\n\
         `vgpu verify` then compares what each hop has counted, and fails if they differ.\n"
    );
    let verify = Job::new(built.join("vgpu")).args(["verify", "--device", &options.device, "--"]);
    let verify = verify.args(program(&workspace)?).limit(Duration::from_secs(300));
    println!("$ {}\n", verify.line());
    let done = verify.show()?;
    let is_good = done.is_success() && show(&workspace, &built, &options.device)?;
    println!("\nNext: vgpu run -- PROGRAM …   (the executable is {})", built.join("vgpu").display());
    Ok(is_good)
}

/// How the demonstration's model begins.
const PROMPT: &str = "Once";
/// How it goes on if it is computed correctly.
pub const STORY: &str = include_str!("../../suite/demo/story.txt");
/// Letters that it writes.
const LETTERS: usize = 260;

/// The command line by which llama.cpp, which `start` starts, writes so many letters.
pub fn story_words(workspace: &Workspace, start: Vec<OsString>, letters: usize) -> Vec<OsString> {
    let model = workspace.root.join("suite/demo/story.gguf").into_os_string();
    let letters = letters.to_string();
    let flags =
        ["-ngl", "99", "-n", &letters, "--temp", "0", "-no-cnv", "-v", "-p", PROMPT].map(OsString::from);
    start.into_iter().chain(["-m".into(), model]).chain(flags).collect()
}

/// Did llama.cpp compute on the device, and write what it had to?
pub fn is_story(done: &Done, letters: usize) -> bool {
    let has_layers = done.stderr.contains("offloaded 3/3 layers");
    done.is_success() && has_layers && done.stdout.contains(&STORY[..letters.min(STORY.len())])
}

/// What became of the story.
pub struct Story {
    done: Done,
    /// It ended well and wrote what it had to.
    pub is_right: bool,
}

impl Story {
    /// The line in which llama.cpp said something.
    fn said(&self, what: &str) -> &str {
        self.done.stderr.lines().find(|line| line.contains(what)).unwrap_or_default().trim()
    }

    /// What is wrong with it, for a message.
    pub fn trouble(&self) -> String {
        format!("{}: {}", self.done.ending, self.done.tail(12))
    }
}

/// A language model in llama.cpp, with GGML's CUDA backend, under `vgpu verify`.
pub fn story(workspace: &Workspace, built: &Path, llama: &LlamaCpp, device: &str) -> Result<Story> {
    let verify = Job::new(built.join("vgpu")).args(["verify", "--device", device, "--"]);
    let verify = verify.args(story_words(workspace, llama.command("llama-completion"), LETTERS));
    let verify = verify.folder(&llama.folder).limit(Duration::from_secs(600));
    println!("$ {}\n", verify.line());
    let done = verify.run()?;
    let is_right = is_story(&done, LETTERS);
    Ok(Story { done, is_right })
}

/// Shows the story.
fn show(workspace: &Workspace, built: &Path, device: &str) -> Result<bool> {
    println!(
        "\nNow a language model: llama.cpp with GGML's CUDA backend, both unmodified, as Debian publishes them. It finds a\n\
         CUDA device, puts all layers of a small model on it, and writes; the model knows one story by heart.\n"
    );
    let llama = match LlamaCpp::fetch(&workspace.target(), &built.join("libcuda.so")) {
        Ok(llama) => llama,
        Err(why) => {
            println!("That is left out: {why:#}");
            return Ok(true);
        }
    };
    let story = story(workspace, built, &llama, device)?;
    println!("{}", story.done.stdout);
    println!("llama.cpp said: {}\n                {}", story.said("using device"), story.said("offloaded"));
    if !story.is_right {
        println!("{}", story.trouble());
    }
    Ok(story.is_right)
}
