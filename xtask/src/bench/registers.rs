//! How soon the VGPU-STUB answers an access to its registers while workers compute: `crates/stub/examples/register_latency.rs`.

use std::fmt::Write as _;
use std::path::Path;
use std::thread::available_parallelism;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::host::Host;
use crate::process::{Job, Running};
use crate::scratch::Scratch;
use crate::workspace::Workspace;

/// The client's name.
const PROGRAM: &str = "register_latency";
/// The server may take so long for 999 of 1000 answers, µs.
const BAR: f64 = 100.0;
/// How long each figure is measured, seconds.
const SECONDS: &str = "10";
/// What a guest does between two accesses, and how long that takes, µs.
const PACES: [(&str, &str); 3] =
    [("every millisecond", "1000"), ("every 100 µs", "100"), ("without a pause", "0")];
/// Longer than anything here takes.
const LIMIT: Duration = Duration::from_secs(120);

/// Measures, and says it for people.
pub fn run(workspace: &Workspace, built: &Path) -> Result<String> {
    let job = workspace.cargo(&["build", "--release", "--package", "vgpu-stub", "--example", PROGRAM]);
    ensure!(job.show()?.is_success(), "{} fails", job.line());
    let client = workspace.target().join("release/examples").join(PROGRAM);
    let folder = Scratch::new()?;
    let host = Host::start(built, folder.path())?;
    // A program computes with two threads that spin: its own and its worker's.
    let programs = available_parallelism()?.get();
    let load: Vec<_> = (0..programs)
        .map(|number| endure(built, &host, &folder.path().join(number.to_string())))
        .collect::<Result<_>>()?;
    let mut out =
        format!("registers of the VGPU-STUB while {programs} programs and their workers compute:\n");
    for (what, pause) in PACES {
        let device = host.device("--vfio-user", "registers.sock", &["--channels", "1"])?;
        let done = Job::new(&client).arg(&device.path).args([pause, SECONDS]).limit(LIMIT).check()?;
        let counted = device.stop()?;
        let answer = counted["transport"]["answer_p999_us"].as_f64().context("no answers were counted")?;
        let verdict = if answer <= BAR { "met" } else { "missed" };
        let _ = writeln!(out, "  {what:<18} server p99.9 {answer:>6.1} µs (bar ≤ {BAR:.0} µs: {verdict})");
        let _ = writeln!(out, "  {:<18} {}", "", done.stdout.trim());
    }
    drop(load);
    host.stop()?;
    Ok(out)
}

/// A program that computes through the host, until it is dropped.
fn endure(built: &Path, host: &Host, log: &Path) -> Result<Running> {
    let words = ["endure", "--cuda"];
    let job = Job::new(built.join("vgpu-conformance")).args(words).arg(built.join("libcuda.so"));
    let mut running = job.env("VGPU_SOCKET", host.socket()).log(log).limit(LIMIT).start()?;
    while !running.printed().starts_with("computing\n") {
        ensure!(running.is_running(), "a program that should compute has ended: {}", running.said());
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(running)
}
