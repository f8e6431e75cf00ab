//! Measurements of two programs that run at the same time, natively and through vgpu, by turns.
//!
//! A launch costs up to a third more on one processor than on another of the same machine, for a process's whole life, and as
//! much more in one second than in the next, by what the machine's other tenants do. So neither side is measured first: each has
//! a turn of a fraction of a second, then the other, many times, and for each side the turn in the middle counts. A program
//! whose turn it is not waits for its input and uses neither processor nor device. Where launches are measured, the threads
//! that call the driver, the program's own and its worker's, are kept on one and the same processor.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use rustix::process::{Pid, Signal};
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use serde_json::Value;

use crate::process::{self, Dialogue, Job};
use crate::scratch::Scratch;

/// How many processes each side has, one after the other.
const PAIRS: usize = 7;
/// How often each process has its turn.
const TURNS: usize = 7;

/// Makes a job of words on one side.
pub type Starter<'a> = &'a dyn Fn(&[String]) -> Job;

/// Starts all jobs and gives the lines that each answers in `turns` turns. The first turns warm up, and are not among them. With
/// `cpu`, the threads that call the driver run there.
///
/// # Errors
/// A program that does not start, ends early or does not end well.
pub fn converse<const N: usize>(
    jobs: &[Job; N],
    turns: usize,
    cpu: Option<usize>,
) -> Result<[Vec<String>; N]> {
    let mut programs = jobs.iter().map(Job::converse).collect::<Result<Vec<_>>>()?;
    let mut answers = [const { Vec::new() }; N];
    for turn in 0..=turns {
        for ((program, job), answers) in programs.iter_mut().zip(jobs).zip(&mut answers) {
            let answer = program.ask("turn").with_context(|| job.line())?;
            if turn > 0 {
                answers.push(answer);
            } else if let Some(cpu) = cpu {
                settle(program, cpu)?;
            }
        }
    }
    for (program, job) in programs.into_iter().zip(jobs) {
        let done = Dialogue::finish(program)?;
        ensure!(done.is_success(), "{}: {}: {}", job.line(), done.ending, done.tail(4));
    }
    Ok(answers)
}

/// Keeps the thread that calls the driver for `program` on one processor: the first thread of its worker, or its own if it has
/// none.
fn settle(program: &Dialogue, cpu: usize) -> Result<()> {
    let is_worker = |id: &u32| {
        let words = process::command_line(*id);
        words.first().is_some_and(|word| word.ends_with("/vgpu-worker"))
            && !words.iter().any(|word| word == "--monitor")
    };
    let workers: Vec<u32> = process::descendants(program.id()).into_iter().filter(is_worker).collect();
    let mut only = CpuSet::new();
    only.set(cpu);
    for id in if workers.is_empty() { vec![program.id()] } else { workers } {
        let pid = i32::try_from(id).ok().and_then(Pid::from_raw);
        sched_setaffinity(pid, &only)
            .with_context(|| format!("cannot keep process {id} on processor {cpu}"))?;
    }
    Ok(())
}

/// The processor for each of `count` pairs: as far apart as there are some.
fn processors(count: usize) -> Vec<Option<usize>> {
    let Ok(allowed) = sched_getaffinity(None) else { return vec![None; count] };
    let allowed: Vec<usize> = (0..CpuSet::MAX_CPU).filter(|cpu| allowed.is_set(*cpu)).collect();
    (0..count).map(|pair| allowed.get(pair * allowed.len() / count).copied()).collect()
}

/// Has both sides launch by turns and puts their figures of launches into `files`, where the other figures are. `jobs` make what
/// runs the given words on either side, with `--cuda` and its library where they need it; `program` is `vgpu-bench`.
pub fn launches(program: &Path, quick: bool, jobs: [Starter<'_>; 2], files: &[PathBuf; 2]) -> Result<()> {
    let mut words = vec![program.display().to_string()];
    words.extend(["launches", "--turns"].map(str::to_owned));
    if quick {
        words.push("--quick".to_owned());
    }
    let (pairs, turns) = if quick { (1, 1) } else { (PAIRS, TURNS) };
    let mut measured: [String; 2] = Default::default();
    for (pair, cpu) in processors(pairs).into_iter().enumerate() {
        let job =
            |side: usize| jobs[side](&words).log(files[side].with_extension(format!("launches.{pair}")));
        for (all, answers) in measured.iter_mut().zip(converse(&[job(0), job(1)], turns, cpu)?) {
            answers.iter().for_each(|line| *all += &format!("{line}\n"));
        }
    }
    for (measured, file) in measured.iter().zip(files) {
        merge(file, &typical(program, measured, &file.with_extension("launches.json"))?)?;
    }
    Ok(())
}

/// Has fresh processes get to their first kernel by turns, natively, through vgpu, and through a mediator that keeps workers ready;
/// puts the figures into `files` as [`launches`] does. `vgpu` is the program, `device` what it calls the device.
pub fn starts(
    program: &Path,
    quick: bool,
    jobs: [Starter<'_>; 2],
    [vgpu, device]: [&OsStr; 2],
    files: &[PathBuf; 2],
) -> Result<()> {
    let folder = Scratch::new()?;
    let socket = folder.path().join("vgpu.sock");
    let serving = Job::new(vgpu).args(["serve".as_ref(), "--device".as_ref(), device, "--socket".as_ref()]);
    let mut serving = serving.arg(&socket).log(files[1].with_extension("serve")).start()?;
    // A program that found nobody there would bring a mediator of its own.
    let deadline = Instant::now() + Duration::from_secs(20);
    while !socket.exists() {
        ensure!(serving.is_running() && Instant::now() < deadline, "vgpu serve: {}", serving.said());
        thread::sleep(Duration::from_millis(10));
    }
    let words = [program.display().to_string(), "starts".to_owned()];
    let warm = Job::new(vgpu).args(["run", "--socket"]).arg(&socket).arg("--").args(&words);
    let warm = warm.args(["--cuda", "libcuda.so.1"]).limit(Duration::from_secs(60));
    let log = |name: &str| files[1].with_extension(format!("starts.{name}"));
    let [native, cold] = jobs.map(|job| job(&words));
    let jobs = [native.log(log("native")), cold.log(log("vgpu")), warm.log(log("warm"))];
    let answers = converse(&jobs, if quick { 1 } else { TURNS }, None)?;
    serving.signal(Signal::TERM);
    let done = serving.finish()?;
    ensure!(done.is_success(), "vgpu serve: {}: {}", done.ending, done.tail(4));
    let [native, cold, warm] = answers.map(|lines| lines.join("\n"));
    let mut native = typical(program, &native, &files[0].with_extension("starts.json"))?;
    let mut ours = typical(program, &cold, &files[1].with_extension("starts.json"))?;
    let warm = typical(program, &warm, &files[1].with_extension("warm-starts.json"))?;
    let alone = native["figures"].get("first_kernel").cloned();
    // A library that runs no kernels has none.
    for (to, from) in [
        (&mut native["figures"], alone.as_ref()),
        (&mut ours["figures"], warm["figures"].get("first_kernel")),
    ] {
        if let Some(figure) = from {
            to["first_kernel_warm"] = figure.clone();
        }
    }
    merge(&files[0], &native)?;
    merge(&files[1], &ours)
}

/// The middle of each figure of several measurements, which are kept in `file`, and what could not be measured.
fn typical(program: &Path, measured: &str, file: &Path) -> Result<Value> {
    write(file, measured)?;
    let typical = Job::new(program).arg("typical").arg(file).check()?;
    serde_json::from_str(&typical.stdout).context("vgpu-bench typical")
}

/// Puts results into a file of others, in the place of those of the same name.
fn merge(file: &Path, results: &Value) -> Result<()> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let mut whole: Value =
        serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))?;
    for part in ["figures", "missing"] {
        for (name, value) in results[part].as_object().into_iter().flatten() {
            whole[part][name] = value.clone();
        }
    }
    write(file, &serde_json::to_string_pretty(&whole)?)
}

fn write(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))
}
