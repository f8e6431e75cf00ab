//! `cargo xtask test`: everything that can be checked on a machine without a GPU.
//!
//! A failed step does not stop the others, so that one run tells all. Most steps share one build, in the dev
//! profile: two processor cores build little.

mod evidence;
mod numba;
mod nvml;
mod ollama;
mod replay;
mod rust;
mod soft;
mod sources;
mod symbols;
mod top;
mod trace;
mod vm;

use std::cell::OnceCell;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, ensure};
use clap::Args;

use crate::grid;
use crate::process::{Job, which};
use crate::workspace::{Profile, Workspace};

/// Flags of `cargo xtask test`.
#[derive(Debug, Args)]
pub struct Options {
    /// Leave out what takes minutes, and fuzz a little only
    #[arg(long)]
    quick: bool,
    /// Run these steps only
    #[arg(long, value_name = "STEP", num_args = 1.., value_delimiter = ',')]
    only: Vec<String>,
    /// Ollama, for the step of that name: the folder with its bin and lib, as its makers' archive has them
    #[arg(long, value_name = "DIR")]
    ollama: Option<PathBuf>,
    /// Print the steps
    #[arg(long)]
    list: bool,
}

/// One step.
struct Step {
    name: &'static str,
    what: &'static str,
    /// Is it left out by `--quick`?
    is_slow: bool,
    /// Does it, and says what it found.
    run: fn(&Surroundings) -> Result<String>,
}

const STEPS: [Step; 22] = [
    Step { name: "fmt", what: "sources are formatted", is_slow: false, run: sources::fmt },
    Step {
        name: "codegen",
        what: "generated files are what THE table says",
        is_slow: false,
        run: sources::codegen,
    },
    Step {
        name: "tidy",
        what: "directions of dependencies, sizes of files, licences",
        is_slow: false,
        run: sources::tidy,
    },
    Step { name: "deny", what: "licences and sources of dependencies", is_slow: false, run: sources::deny },
    Step { name: "clippy", what: "lints, with warnings denied", is_slow: false, run: rust::clippy },
    Step { name: "unit", what: "tests of every crate", is_slow: false, run: rust::unit },
    Step {
        name: "symbols",
        what: "exported symbols, sonames, needed glibc",
        is_slow: false,
        run: symbols::run,
    },
    Step {
        name: "coverage",
        what: "`vgpu coverage --json` and README.md",
        is_slow: false,
        run: soft::coverage,
    },
    Step {
        name: "conformance-soft",
        what: "test bodies, software GPU: directly, through vgpu, through its device",
        is_slow: false,
        run: soft::conformance,
    },
    Step {
        name: "nvml",
        what: "the management library on the software GPU: nvidia-ml-py, and every call well and badly",
        is_slow: false,
        run: nvml::run,
    },
    Step {
        name: "runtimes",
        what: "NVIDIA's published CUDA runtimes, directly and through vgpu",
        is_slow: false,
        run: soft::runtimes,
    },
    Step {
        name: "demo-smoke",
        what: "`vgpu verify` proves a small program",
        is_slow: false,
        run: soft::demo,
    },
    Step {
        name: "trace",
        what: "programs are recorded; shown, summed up, drawn, compared, replayed; cut and damaged traces are found",
        is_slow: false,
        run: trace::run,
    },
    Step {
        name: "top",
        what: "sessions and metrics while a program computes and after its end; the terminal is put back",
        is_slow: false,
        run: top::run,
    },
    Step {
        name: "story",
        what: "a published llama.cpp computes on the software GPU",
        is_slow: true,
        run: soft::story,
    },
    Step {
        name: "evidence",
        what: "the report field by field, libraries that lie, the page in a browser",
        is_slow: true,
        run: evidence::run,
    },
    Step {
        name: "numba",
        what: "numba-cuda's own tests on the software GPU",
        is_slow: true,
        run: numba::run,
    },
    Step {
        name: "vm",
        what: "throwaway guests boot, compute on the VGPU-STUB, restart and end",
        is_slow: true,
        run: vm::run,
    },
    Step {
        name: "ollama",
        what: "an Ollama that is given, on the software GPU and in a virtual machine",
        is_slow: true,
        run: ollama::run,
    },
    Step {
        name: "suite-smoke",
        what: "the GPU suite's own machinery, on the software GPU",
        is_slow: true,
        run: soft::suite,
    },
    Step {
        name: "fuzz",
        what: "ten million damaged frames, handshakes, PTX modules",
        is_slow: false,
        run: rust::fuzz,
    },
    Step {
        name: "loom",
        what: "the ring in every order that the memory model allows",
        is_slow: true,
        run: rust::loom,
    },
];

/// How a step begins what it found if it was not tried.
const SKIPPED: &str = "skipped: ";

/// What the steps share.
struct Surroundings {
    workspace: Workspace,
    quick: bool,
    ollama: Option<PathBuf>,
    built: OnceCell<std::result::Result<PathBuf, String>>,
}

impl Surroundings {
    /// The folder of the built programs; they are built once.
    fn built(&self) -> Result<PathBuf> {
        let build = || self.workspace.build(Profile::Dev).map_err(|why| format!("{why:#}"));
        self.built.get_or_init(build).clone().map_err(|why| anyhow!("{why}"))
    }

    /// A folder for what a step writes and a person may want to read after it.
    fn folder(&self, step: &str) -> Result<PathBuf> {
        let folder = self.workspace.target().join("xtask").join(step);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder)?;
        Ok(folder)
    }
}

/// Runs the steps; false if one failed.
pub fn run(options: &Options) -> Result<bool> {
    if options.list {
        let row = |step: &Step| {
            let when = if step.is_slow { "not with --quick" } else { "" };
            vec![step.name.to_owned(), step.what.to_owned(), when.to_owned()]
        };
        print!("{}", grid::text(&["step", "what", ""], &STEPS.iter().map(row).collect::<Vec<_>>(), &[]));
        return Ok(true);
    }
    for name in &options.only {
        ensure!(STEPS.iter().any(|step| step.name == name), "no step is called {name}; see --list");
    }
    let workspace = Workspace::find()?;
    set_up()?;
    let ollama = options.ollama.as_ref().map(std::fs::canonicalize).transpose();
    let ollama = ollama.context("--ollama names no folder")?;
    let surroundings = Surroundings { workspace, quick: options.quick, ollama, built: OnceCell::new() };
    let is_chosen = |step: &&Step| match options.only.as_slice() {
        [] => !(options.quick && step.is_slow),
        only => only.iter().any(|name| step.name == name),
    };
    let mut rows = Vec::new();
    let mut counts = [0; 3];
    for step in STEPS.iter().filter(is_chosen) {
        println!("\n━━ {}: {}", step.name, step.what);
        let started = Instant::now();
        let outcome = (step.run)(&surroundings);
        let took = started.elapsed();
        let (index, verdict, text) = match outcome {
            Ok(found) if found.starts_with(SKIPPED) => (2, "skip", found),
            Ok(found) => (0, "pass", found),
            Err(why) => (1, "FAIL", format!("{why:#}")),
        };
        counts[index] += 1;
        println!("{verdict}  {} ({})  {text}", step.name, seconds(took));
        rows.push(vec![verdict.to_owned(), step.name.to_owned(), seconds(took), text]);
    }
    println!("\n{}", grid::text(&["", "step", "time", "found"], &rows, &[4, 20, 9, 120]));
    let [passed, failed, skipped] = counts;
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    Ok(failed == 0)
}

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

/// Installs what the steps need and this machine lacks, where that is possible without asking.
fn set_up() -> Result<()> {
    let has_pip =
        || Job::new("python3").args(["-m", "pip", "--version"]).run().is_ok_and(|done| done.is_success());
    let mut missing = Vec::new();
    if which("gcc").is_none() && which("cc").is_none() {
        missing.extend(["gcc", "libc6-dev"]);
    }
    if which("python3").is_none() {
        missing.push("python3");
    }
    if !has_pip() {
        missing.push("python3-pip");
    }
    if missing.is_empty() {
        return Ok(());
    }
    let is_root = rustix::process::geteuid().is_root();
    ensure!(
        is_root && which("apt-get").is_some(),
        "please install {}; this user cannot, or there is no apt-get",
        missing.join(", ")
    );
    println!("installing {}", missing.join(", "));
    let apt = |arguments: &[&str]| {
        Job::new("apt-get")
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .limit(Duration::from_secs(900))
            .check()
    };
    apt(&["update", "-q"])?;
    let install: Vec<&str> =
        ["install", "-q", "-y", "--no-install-recommends"].into_iter().chain(missing).collect();
    apt(&install)?;
    Ok(())
}
