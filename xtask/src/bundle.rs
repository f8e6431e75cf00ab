//! `cargo xtask gpu-bundle`: one folder with everything that the GPU suite needs, to be carried to a machine with a
//! GPU and without a compiler for Rust.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::process::{Job, which};
use crate::workspace::{PARTS, Profile, Workspace, copy, copy_tree};
use crate::{grid, instructions, ring, runtimes};

/// The most that the bundle may weigh.
const BYTES_MAX: u64 = 60 << 20;

/// Flags of `cargo xtask gpu-bundle`.
#[derive(Debug, Args)]
pub struct Options {
    /// The folder; what else lies there stays
    #[arg(long, value_name = "DIR", default_value = "gpu-bundle")]
    out: PathBuf,
    /// Leave out NVIDIA's published runtimes, and what makes models
    #[arg(long)]
    no_runtimes: bool,
}

/// Builds and gathers.
pub fn run(options: &Options) -> Result<bool> {
    let workspace = Workspace::find()?;
    let built = workspace.build(Profile::Release)?;
    let out = workspace.root.join(&options.out);
    gather(&workspace, &built, &out, !options.no_runtimes)?;
    strip(&ring::build(&workspace)?, &out.join(ring::PROGRAM))?;
    gather_instructions(&workspace, Profile::Release, &out)?;
    weigh(&out)
}

/// Puts the parts of a bundle into `out`. Whatever else lies there stays.
pub fn gather(workspace: &Workspace, built: &Path, out: &Path, with_runtimes: bool) -> Result<()> {
    for folder in ["suite", "runtimes"] {
        let _ = fs::remove_dir_all(out.join(folder));
    }
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    for part in PARTS.into_iter().chain(["xtask"]) {
        // Programs ask for these libraries by these names; `vgpu run` looks for them first.
        let name = match part {
            "libcuda.so" => "libcuda.so.1",
            "libnvidia_ml.so" => "libnvidia-ml.so.1",
            other => other,
        };
        strip(&built.join(part), &out.join(name))?;
    }
    copy_tree(&workspace.root.join("suite"), &out.join("suite"))?;
    if with_runtimes {
        bundle_runtimes(workspace, out)?;
        bundle_gguf(out)?;
    }
    let version = Job::of(&["git", "describe", "--always", "--dirty"]).folder(&workspace.root).run();
    fs::write(out.join("VERSION"), version.map(|done| done.stdout).unwrap_or_default())?;
    Ok(())
}

/// Puts the instruction tests and what runs them into a bundle.
pub fn gather_instructions(workspace: &Workspace, profile: Profile, out: &Path) -> Result<()> {
    strip(&instructions::build(workspace, profile)?, &out.join(instructions::PROGRAM))?;
    instructions::gather_data(workspace, out)
}

/// Copies a program or library without what only a debugger reads.
fn strip(from: &Path, to: &Path) -> Result<()> {
    copy(from, to)?;
    if which("strip").is_some() {
        Job::of(&["strip", "--strip-debug"]).arg(to).check()?;
    }
    Ok(())
}

fn bundle_runtimes(workspace: &Workspace, out: &Path) -> Result<()> {
    for (runtime, fetched) in runtimes::fetch_all(&workspace.target().join("runtimes")) {
        match fetched {
            Ok(fetched) => {
                let folder = out.join("runtimes").join(runtime.name);
                fs::create_dir_all(&folder)?;
                copy(&fetched.library, &folder.join(fetched.library.file_name().unwrap_or_default()))?;
            }
            Err(why) => println!("CUDA runtime {} is left out: {why:#}", runtime.name),
        }
    }
    Ok(())
}

/// The package that writes model files, where machines with a GPU seldom have it. It needs NumPy alone for that.
fn bundle_gguf(out: &Path) -> Result<()> {
    let folder = out.join("python");
    let _ = fs::remove_dir_all(&folder);
    let pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-compile", "--disable-pip-version-check"];
    let job = Job::new("python3").args(pip).args(["--root-user-action", "ignore", "--target"]).arg(&folder);
    job.arg("gguf==0.19.0").limit(Duration::from_secs(300)).check().context("cannot fetch gguf")?;
    Ok(())
}

fn weigh(out: &Path) -> Result<bool> {
    let mut rows = Vec::new();
    let mut sum = 0;
    let mut entries: Vec<PathBuf> = fs::read_dir(out)?.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for entry in entries {
        let bytes = size(&entry)?;
        sum += bytes;
        rows.push(vec![entry.file_name().unwrap_or_default().to_string_lossy().into_owned(), kib(bytes)]);
    }
    rows.push(vec!["all".to_owned(), kib(sum)]);
    println!("{}", grid::text(&["part", "KiB"], &rows, &[]));
    ensure!(sum <= BYTES_MAX, "the bundle weighs {}, more than {} MiB", kib(sum), BYTES_MAX >> 20);
    println!("{0} is ready; on a machine with a GPU: {0}/xtask gpu-suite", out.display());
    Ok(true)
}

fn kib(bytes: u64) -> String {
    format!("{:>8}", bytes.div_ceil(1024))
}

fn size(path: &Path) -> Result<u64> {
    if !path.is_dir() {
        return Ok(fs::symlink_metadata(path)?.len());
    }
    fs::read_dir(path)?.try_fold(0, |sum, entry| Ok(sum + size(&entry?.path())?))
}
