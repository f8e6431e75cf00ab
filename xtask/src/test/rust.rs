//! Steps that are cargo's: lints, tests, fuzzing, the model checker.

use std::time::Duration;

use anyhow::{Result, ensure};

use super::Surroundings;
use crate::process::Job;

/// Frames for the fuzzer, in all: the bar of the project's first issue.
const FRAMES: u64 = 10_000_000;
/// The same with `--quick`.
const FRAMES_QUICK: u64 = 200_000;
/// Handshake messages are JSON and take longer; each is also sent through a socket.
const HANDSHAKES: u64 = 1_000_000;
/// The same with `--quick`.
const HANDSHAKES_QUICK: u64 = 50_000;
/// Damaged PTX modules, and as many fatbins and ELF files: a minute.
const MODULES: u64 = 20_000;
/// The same with `--quick`.
const MODULES_QUICK: u64 = 2_000;
/// Damaged trace files; each is read, judged, exported, compared and merged.
const TRACES: u64 = 20_000;
/// The same with `--quick`.
const TRACES_QUICK: u64 = 1_000;

fn show(job: &Job) -> Result<()> {
    let done = job.show()?;
    ensure!(done.is_success(), "{}: {}", job.line(), done.ending);
    Ok(())
}

/// Clippy over everything.
pub fn clippy(around: &Surroundings) -> Result<String> {
    show(&around.workspace.cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    Ok("no warnings".to_owned())
}

/// Every crate's tests. The programs are built first: some tests start them.
pub fn unit(around: &Surroundings) -> Result<String> {
    around.built()?;
    let job = around.workspace.cargo(&["test", "--workspace", "--no-fail-fast", "--quiet"]);
    show(&job.with_usual_signals().limit(Duration::from_secs(2400)))?;
    Ok("all pass".to_owned())
}

/// Damaged and invented frames for the decoder that the worker uses, damaged handshakes for both ends, damaged modules
/// for the readers of PTX and of what it travels in, damaged traces.
pub fn fuzz(around: &Surroundings) -> Result<String> {
    let (frames, handshakes, modules, traces) = if around.quick {
        (FRAMES_QUICK, HANDSHAKES_QUICK, MODULES_QUICK, TRACES_QUICK)
    } else {
        (FRAMES, HANDSHAKES, MODULES, TRACES)
    };
    // A target of its own keeps the sanitizer out of build scripts and macros. The compiler that everybody has contains
    // it, but hands it out only to those who say that they know it to be unstable.
    let target = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let folder = around.workspace.target().join("asan");
    let test = |package: &str, name: &str, variable: &str, count: u64| {
        let arguments =
            ["test", "--package", package, "--test", name, "--target", &target, "--", "--nocapture"];
        let job = around.workspace.cargo(&arguments).env("CARGO_TARGET_DIR", &folder);
        // A parser's many small functions are slow without any optimisation; overflows are found all the same.
        let job = if package == "vgpu-ptx" { job.env("CARGO_PROFILE_DEV_OPT_LEVEL", "1") } else { job };
        let job = job.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "-Zsanitizer=address");
        show(&job.env(variable, count.to_string()).limit(Duration::from_secs(1800)))
    };
    test("vgpu-wire", "fuzz", "VGPU_FUZZ_FRAMES", frames)?;
    test("vgpu-link", "fuzz_handshake", "VGPU_FUZZ_HANDSHAKES", handshakes)?;
    test("vgpu-stub", "fuzz_transports", "VGPU_FUZZ_STUB", handshakes)?;
    test("vgpu-ptx", "fuzz", "VGPU_FUZZ_MODULES", modules)?;
    test("vgpu-trace", "fuzz", "VGPU_FUZZ_TRACES", traces)?;
    Ok(format!(
        "{frames} frames, {handshakes} handshake messages and as many of the device's, {modules} modules and as many containers, {traces} traces, no panic, no hang \
         and no report of AddressSanitizer"
    ))
}

/// The ring under loom. Its flag changes every crate, so it has a folder of its own.
pub fn loom(around: &Surroundings) -> Result<String> {
    let arguments = ["test", "--package", "vgpu-link", "--release", "--test", "loom_ring"];
    let job = around.workspace.cargo(&arguments).env("RUSTFLAGS", "--cfg loom");
    let folder = around.workspace.target().join("loom");
    show(&job.env("CARGO_TARGET_DIR", folder).limit(Duration::from_secs(2400)))?;
    Ok("every interleaving".to_owned())
}
