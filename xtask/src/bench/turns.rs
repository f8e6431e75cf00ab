//! Launches, measured natively and through vgpu by turns.
//!
//! A launch costs up to a third more on one processor than on another of the same machine, and as much more in one minute than
//! in the next. So both sides launch in many short processes, one after the other, and for each the process in the middle counts.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::process::Job;

/// How often each side has its turn.
const TURNS: usize = 9;

/// Makes a job of words on one side.
pub type Starter<'a> = &'a dyn Fn(&[String]) -> Job;

/// Has both sides launch by turns and puts their figures of launches into `files`, where the other figures are. `jobs` make what
/// runs the given words on either side, with `--cuda` and its library where they need it; `program` is `vgpu-bench`.
pub fn launches(program: &Path, quick: bool, jobs: [Starter<'_>; 2], files: &[PathBuf; 2]) -> Result<()> {
    let mut words = vec![program.display().to_string()];
    words.push("launches".to_owned());
    if quick {
        words.push("--quick".to_owned());
    }
    let mut measured: [Vec<PathBuf>; 2] = Default::default();
    for turn in 0..if quick { 1 } else { TURNS } {
        for ((job, file), measured) in jobs.iter().zip(files).zip(&mut measured) {
            let done = job(&words).run()?;
            ensure!(done.is_success(), "vgpu-bench launches: {}: {}", done.ending, done.tail(4));
            let file = file.with_extension(format!("launches.{turn}.json"));
            fs::write(&file, done.stdout).with_context(|| format!("cannot write {}", file.display()))?;
            measured.push(file);
        }
    }
    for (measured, file) in measured.iter().zip(files) {
        let typical = Job::new(program).arg("typical").args(measured).check()?;
        let typical: Value = serde_json::from_str(&typical.stdout).context("vgpu-bench typical")?;
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let mut whole: Value =
            serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))?;
        for (name, figure) in typical["figures"].as_object().into_iter().flatten() {
            whole["figures"][name] = figure.clone();
        }
        fs::write(file, serde_json::to_string_pretty(&whole)?)
            .with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}
