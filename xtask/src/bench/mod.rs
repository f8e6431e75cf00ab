//! `cargo xtask bench`: the virtual GPU beside the device below it, in one run.

mod guest;
mod registers;
mod trace;
pub mod turns;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::demo::has_gpu;
use crate::process::Job;
use crate::ring;
use crate::runtimes;
use crate::workspace::{Profile, Workspace};

/// Flags of `cargo xtask bench`.
#[derive(Debug, Args)]
pub struct Options {
    /// Few samples
    #[arg(long)]
    quick: bool,
    /// Keep the results in this folder [default: the build folder]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// What the figures of a guest mean.
const EMULATED: &str = "Without KVM the guest's processor is emulated, and\nevery figure is that of the emulation: it says what \
                        works, and how often a doorbell is rung, not how fast a virtual machine is.";

/// Builds, measures both, compares.
pub fn run(options: &Options) -> Result<bool> {
    let workspace = Workspace::find()?;
    let built = workspace.build(Profile::Release)?;
    let out = options.out.clone().unwrap_or_else(|| workspace.target().join("xtask/bench"));
    std::fs::create_dir_all(&out)?;
    let is_real = has_gpu();
    let library = if is_real { "libcuda.so.1".into() } else { built.join("libsoftcuda.so").into_os_string() };
    let what = if is_real {
        "this machine's NVIDIA GPU"
    } else {
        "the software GPU (this machine has no NVIDIA GPU)"
    };
    println!("\nNative is {what}; vgpu is the same through the virtual GPU, over shared memory (memfd).\n");
    let cudart =
        runtimes::named(runtimes::DEMO).and_then(|it| it.fetch(&workspace.target().join("runtimes")).ok());
    let finish = |job: Job, file: &PathBuf| {
        let mut job = job.args(["--no-turns", "--json"]).arg(file).limit(Duration::from_secs(900));
        if let Some(cudart) = &cudart {
            job = job.arg("--cudart").arg(&cudart.library);
        }
        if options.quick { job.arg("--quick") } else { job }
    };
    println!("{}\n", ring::judgement(ring::measure(&ring::build(&workspace)?, Duration::from_secs(120))?));
    let files = [out.join("native.json"), out.join("vgpu.json")];
    let [native, vgpu] = &files;
    let bench = built.join("vgpu-bench");
    finish(Job::new(&bench).arg("--cuda").arg(&library), native).check()?;
    let device = if is_real { "cuda" } else { "soft" };
    let through = || Job::new(built.join("vgpu")).args(["run", "--device", device, "--"]);
    finish(through().arg(&bench).args(["--cuda", "libcuda.so.1"]), vgpu).check()?;
    let minute = Duration::from_secs(60);
    let alone =
        |words: &[String]| Job::of(words).args(["--cuda".as_ref(), library.as_os_str()]).limit(minute);
    let ours = |words: &[String]| through().args(words).args(["--cuda", "libcuda.so.1"]).limit(minute);
    turns::launches(&bench, options.quick, [&alone, &ours], &files)?;
    let program = built.join("vgpu");
    turns::starts(&bench, options.quick, [&alone, &ours], [program.as_ref(), device.as_ref()], &files)?;
    let compared = Job::new(&bench).arg("compare").args(&files).run()?;
    print!("{}", compared.stdout);
    ensure!(!compared.stdout.is_empty(), "vgpu-bench compare: {}", compared.tail(3));
    println!("\n{}", registers::run(&workspace, &built)?);
    println!("\n{}", trace::run(&workspace, &built, device)?);
    let local = std::fs::read_to_string(vgpu).context("no results through vgpu")?;
    println!("\nThe same on the software GPU in a throwaway guest, through the VGPU-STUB. {EMULATED}\n");
    match guest::run(&built, &workspace.target(), &out, &serde_json::from_str(&local)?) {
        Ok(rows) => print!("{rows}"),
        // Fetching a guest needs a network, and other things that not every machine has.
        Err(why) => println!("not measured: {why:#}"),
    }
    println!("\nThe results are in {}.", out.display());
    if !is_real {
        println!(
            "Without a GPU the bars do not apply: the software GPU's calls cost next to nothing, so the ratios show the\n\
             price of the crossing alone."
        );
    }
    // Only on a GPU does a missed bar mean something.
    Ok(!is_real || compared.is_success())
}
