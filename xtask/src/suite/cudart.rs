//! Stage `cudart`: NVIDIA's published runtimes, as far as the bundle has them.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::Value;

use super::machine::Side;
use super::report::Verdict;
use super::{Suite, evidence, known_tables, script, unknown_tables};
use crate::process::Done;

const STAGE: &str = "cudart";

/// Drives each runtime natively and under `vgpu verify`.
pub fn run(suite: &mut Suite) -> Result<()> {
    let known = known_tables(&suite.machine.part("suite"))?;
    let program = script(&suite.machine.bundle, "runtimes/cudart.py").display().to_string();
    for library in libraries(suite) {
        let name = library.parent().and_then(|folder| folder.file_name()).unwrap_or_default();
        let name = format!("cudart {}", name.to_string_lossy());
        if !suite.has_time_for(STAGE, &name, 10) {
            continue;
        }
        let words = ["python3".to_owned(), program.clone(), library.display().to_string()];
        let file = name.replace(' ', "-");
        let native = suite.machine.job(Side::Native, &file, &words).limit(suite.limit(60)).run()?;
        let (job, proof) = suite.machine.verify(&file, &words);
        let vgpu = job.limit(suite.limit(60)).run()?;
        let proof = evidence::read(&proof);
        let unknown = unknown_tables(&proof, &known);
        let (left, right) = (answer(&native), answer(&vgpu));
        let is_good = right == "ok" && vgpu.is_success() && unknown.is_empty();
        let note = match (unknown.is_empty(), evidence::verdict(&proof), evidence::unsupported(&proof)) {
            (false, ..) => format!("asks for private tables that nobody here knows: {}", unknown.join(", ")),
            (true, (_, verdict), refused) if refused.is_empty() => verdict,
            (true, (_, verdict), refused) => format!("{verdict}; not supported: {}", refused.join(", ")),
        };
        // A runtime that this machine's own driver is too old for is nobody's fault.
        let verdict = if left != "ok" && left == right { Verdict::Info } else { Verdict::of(is_good) };
        suite.report.row(STAGE, &name, &left, &right, verdict, &note);
    }
    Ok(())
}

fn libraries(suite: &Suite) -> Vec<PathBuf> {
    let folders = fs::read_dir(suite.machine.part("runtimes")).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = folders
        .flat_map(|folder| fs::read_dir(folder.path()).into_iter().flatten().flatten())
        .map(|file| file.path())
        .collect();
    found.sort();
    found
}

fn answer(done: &Done) -> String {
    let line = done.stdout.lines().find(|line| line.starts_with('{')).unwrap_or_default();
    let answer: Value = serde_json::from_str(line).unwrap_or_default();
    match (answer["ok"].as_bool(), answer["why"].as_str()) {
        (Some(true), _) => "ok".to_owned(),
        (_, Some(why)) => why.to_owned(),
        _ => format!("{}: {}", done.ending, done.tail(1)),
    }
}
