//! Stage `bench`: what driver calls cost, native and on the virtual GPU, judged by the project's bars.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use serde_json::Value;

use super::machine::Side;
use super::report::Verdict;
use super::{Device, Suite, evidence};
use crate::process::Job;
use crate::ring;

const STAGE: &str = "bench";

/// Measures both sides in turns, keeps the best value of each figure, and compares.
pub fn run(suite: &mut Suite) -> Result<()> {
    ring_round_trip(suite);
    let rounds = if suite.quick { 1 } else { 2 };
    let mut best = [Value::Null, Value::Null];
    for round in 0..rounds {
        // Another round only if there is time left for it and for what follows.
        if round > 0 && !suite.has_time_for(STAGE, "another round", 60) {
            break;
        }
        for (side, best) in [Side::Native, Side::Vgpu].into_iter().zip(&mut best) {
            let results = one_side(suite, side, round)?;
            merge(best, results);
        }
    }
    let files: Vec<PathBuf> = [Side::Native, Side::Vgpu]
        .iter()
        .map(|side| suite.machine.log.join(format!("bench.best.{}.json", side.name())))
        .collect();
    for (file, results) in files.iter().zip(&best) {
        fs::write(file, serde_json::to_string_pretty(results)?)?;
    }
    let compare = |words: &[&str]| {
        Job::new(suite.machine.part("vgpu-bench"))
            .arg("compare")
            .args(words)
            .args(&files)
            .limit(suite.limit(30))
            .run()
    };
    let (table, lines) = (compare(&[])?, compare(&["--json"])?);
    let lines: Value = serde_json::from_str(&lines.stdout).unwrap_or_default();
    ensure!(lines.is_array(), "vgpu-bench compare: {}", table.tail(3));
    println!("{}", table.stdout);
    let [native, vgpu] = best;
    // What could be measured natively only, and why: it explains the dashes below.
    let mut missing: Vec<(String, String)> = Vec::new();
    for (name, why) in vgpu["missing"].as_object().into_iter().flatten() {
        if native["missing"][name].is_null() {
            missing.push((name.clone(), why.as_str().unwrap_or_default().to_owned()));
        }
    }
    suite.report.detail("bench native", native);
    suite.report.detail("bench vgpu", vgpu);
    suite.report.detail("bench bars", lines.clone());
    for line in lines.as_array().into_iter().flatten() {
        bar(suite, line);
    }
    for (name, why) in missing.iter().take(6) {
        suite.report.row(STAGE, &format!("{name} (vgpu)"), "", "not measured", Verdict::Fail, why);
    }
    Ok(())
}

/// The ring alone; a bundle that was gathered for a test has no program for it.
fn ring_round_trip(suite: &mut Suite) {
    let program = suite.machine.part(ring::PROGRAM);
    if !program.is_file() {
        return;
    }
    let note = format!("bar ≤ {:.0} ns, goal {:.0} ns", ring::BAR, ring::GOAL);
    match ring::measure(&program, suite.limit(60)) {
        Ok(median) => {
            suite.report.detail("ring round trip, ns", median);
            let verdict = Verdict::of(median <= ring::BAR);
            suite.report.row(STAGE, "ring round trip, p50", "", &format!("{median:.0} ns"), verdict, &note);
        }
        Err(why) => {
            suite.report.row(STAGE, "ring round trip, p50", "", "", Verdict::Fail, &format!("{why:#}"))
        }
    }
}

fn one_side(suite: &mut Suite, side: Side, round: u32) -> Result<Value> {
    let file = suite.machine.log.join(format!("bench.{round}.{}.json", side.name()));
    let mut words = vec![suite.machine.part("vgpu-bench").display().to_string()];
    words.extend(["--cuda", "libcuda.so.1", "--json"].map(str::to_owned));
    words.push(file.display().to_string());
    if let Some(cudart) = runtime(&suite.machine.bundle) {
        words.extend(["--cudart".to_owned(), cudart.display().to_string()]);
    }
    if suite.quick || suite.machine.device == Device::Soft {
        words.push("--quick".to_owned());
    }
    let done = suite.machine.job(side, &format!("bench.{round}"), &words).limit(suite.limit(180)).run()?;
    let results = evidence::read(&file);
    ensure!(
        done.is_success() && results["figures"].is_object(),
        "{}: {}: {}",
        side.name(),
        done.ending,
        done.tail(4)
    );
    suite.expect_clean(STAGE, side.name());
    Ok(results)
}

/// The bundle's runtime for measurements.
fn runtime(bundle: &Path) -> Option<PathBuf> {
    let folder = fs::read_dir(bundle.join("runtimes").join(crate::runtimes::DEMO)).ok()?;
    folder.flatten().map(|entry| entry.path()).find(|file| file.to_string_lossy().contains("libcudart.so"))
}

/// Keeps the better value of each figure: what the machine can do when its other work does not disturb.
pub fn merge(best: &mut Value, new: Value) {
    if !best.is_object() {
        *best = new;
        return;
    }
    let figures = |value: &Value| value["figures"].as_object().cloned().unwrap_or_default();
    let mut merged = figures(best);
    for (name, figure) in figures(&new) {
        let median = |figure: &Value| figure["median"].as_f64();
        let is_rate = figure["unit"] == "GB/s";
        let is_better = match (merged.get(&name).and_then(median), median(&figure)) {
            (Some(old), Some(new)) => (new > old) == is_rate,
            (None, _) => true,
            (Some(_), None) => false,
        };
        if is_better {
            merged.insert(name, figure);
        }
    }
    best["figures"] = merged.into();
}

/// A row for one judged line.
fn bar(suite: &mut Suite, line: &Value) {
    let number = |key: &str| line[key].as_f64().map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"));
    let (sign, unit) = match line["measure"].as_str() {
        Some("rate_ratio") => ("≥", "×"),
        Some("cost_ratio") => ("≤", "×"),
        _ => ("≤ +", ""),
    };
    let goal = if line["reached"] == true { ", goal reached" } else { "" };
    let note = format!("bar {sign} {}{unit}, goal {}{unit}{goal}", number("now"), number("goal"));
    let verdict = match (line["value"].is_null(), suite.machine.device) {
        // On the software GPU the ratios say nothing, and what cannot be measured there is no failure.
        (_, Device::Soft) => Verdict::Info,
        (true, Device::Cuda) => Verdict::Fail,
        (false, Device::Cuda) => Verdict::of(line["passed"] == true),
    };
    let value = format!("{} ({}{unit})", number("ours"), number("value"));
    suite.report.row(STAGE, line["what"].as_str().unwrap_or("?"), &number("native"), &value, verdict, &note);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_of_two_rounds_is_kept() {
        let round = |cost: f64, rate: f64| {
            serde_json::json!({"figures": {
                "a": {"unit": "ns", "median": cost}, "b": {"unit": "GB/s", "median": rate},
            }})
        };
        let mut best = Value::Null;
        merge(&mut best, round(5.0, 5.0));
        merge(&mut best, round(4.0, 4.0));
        merge(&mut best, round(6.0, 6.0));
        assert_eq!(best["figures"]["a"]["median"], 4.0);
        assert_eq!(best["figures"]["b"]["median"], 6.0);
    }
}
