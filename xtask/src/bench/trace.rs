//! What `vgpu trace` costs: launches with and without a recording, and a trace of ten million frames.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::process::Job;
use crate::scratch::Scratch;
use crate::workspace::Workspace;

/// Launches may become so much rarer by being recorded, as a ratio of times.
const BAR: f64 = 1.05;
/// How often each is measured, in turns: where processes land among the processors is luck, so the best counts.
const ROUNDS: usize = 6;
/// Frames of the long trace.
const FRAMES: u64 = 10_000_000;
/// Opening, filtering and exporting it may take so long, seconds, and so much memory, MiB.
const SECONDS: f64 = 10.0;
/// See [`SECONDS`].
const MEMORY: u64 = 1024;
/// Longer than anything here takes.
const LIMIT: Duration = Duration::from_secs(600);

/// Measures both, and says it for people.
pub fn run(workspace: &Workspace, built: &Path, device: &str) -> Result<String> {
    let folder = Scratch::new()?;
    let mut out = launches(built, folder.path(), device)?;
    let job = workspace.cargo(&["build", "--release", "--package", "vgpu-trace", "--example", "generate"]);
    ensure!(job.show()?.is_success(), "{} fails", job.line());
    let generate = workspace.target().join("release/examples/generate");
    out += &long(built, &generate, folder.path())?;
    Ok(out)
}

/// Nanoseconds of a launch in a long row of them, as `launch` starts the program.
fn throughput(launch: &Job, built: &Path) -> Result<f64> {
    let bench = launch.clone().arg("--").arg(built.join("vgpu-bench"));
    let done = bench.args(["launches", "--cuda", "libcuda.so.1"]).limit(LIMIT).check()?;
    let results: Value = serde_json::from_str(done.stdout.trim()).context("vgpu-bench prints no JSON")?;
    results["figures"]["launch_throughput"]["median"].as_f64().context("no launches were measured")
}

fn launches(built: &Path, folder: &Path, device: &str) -> Result<String> {
    let vgpu = Job::new(built.join("vgpu"));
    let plain = vgpu.clone().args(["run", "--device", device]);
    let file = folder.join("launches.vgputrace");
    let recorded = vgpu.clone().args(["trace", "record", "--device", device, "-o"]).arg(&file);
    let (mut without, mut with) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..ROUNDS {
        without = without.min(throughput(&plain, built)?);
        with = with.min(throughput(&recorded, built)?);
    }
    let stats = vgpu.args(["trace", "stats", "--json"]).arg(&file).check()?;
    let stats: Value = serde_json::from_str(&stats.stdout)?;
    let verdict = if with <= without * BAR { "met" } else { "missed" };
    Ok(format!(
        "launch throughput, best of {ROUNDS}: {without:.0} ns, recorded {with:.0} ns, {:.3}× (bar ≤ {BAR}×: {verdict}); {} frames \
         recorded, {} dropped, {} of the guest's parts dropped\n",
        with / without,
        stats["frames"],
        stats["dropped"],
        stats["guest_dropped"],
    ))
}

/// Runs to the end; seconds, and the most memory that was seen, MiB.
fn measured(job: &Job, log: &Path) -> Result<(f64, u64)> {
    let started = Instant::now();
    let mut running = job.clone().log(log).limit(LIMIT).start()?;
    let status = format!("/proc/{}/status", running.id());
    let mut peak = 0;
    while running.is_running() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        peak = peak.max(kib.unwrap_or_default() / 1024);
        std::thread::sleep(Duration::from_millis(5));
    }
    let seconds = started.elapsed().as_secs_f64();
    let done = running.finish()?;
    ensure!(done.is_success(), "{}: {}\n{}", job.line(), done.ending, done.tail(5));
    Ok((seconds, peak))
}

fn long(built: &Path, generate: &Path, folder: &Path) -> Result<String> {
    let file = folder.join("long.vgputrace");
    Job::new(generate).arg(&file).arg(FRAMES.to_string()).limit(LIMIT).check()?;
    let mib = std::fs::metadata(&file)?.len() >> 20;
    let mut out = format!("a trace of {FRAMES} frames, {mib} MiB:\n");
    let trace = |what: &str| Job::new(built.join("vgpu")).args(["trace", what]).arg(&file);
    let picture = folder.join("picture.json");
    let jobs = [
        ("stats", trace("stats")),
        ("show, one kernel", trace("show").args(["--json", "--kernel", "*kernel_07*"])),
        ("export, all of it", trace("export").args(["--perfetto", "-o"]).arg(&picture)),
    ];
    for (what, job) in jobs {
        let (seconds, peak) = measured(&job, &folder.join("log"))?;
        let verdict = if seconds <= SECONDS && peak <= MEMORY { "met" } else { "missed" };
        let _ = writeln!(
            out,
            "  {what:<18} {seconds:>5.1} s, {peak:>4} MiB (bar ≤ {SECONDS:.0} s, ≤ {MEMORY} MiB: {verdict})"
        );
    }
    Ok(out)
}
