//! Stage `bench`: what driver calls cost, native and on the virtual GPU, judged by the project's bars.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use serde_json::Value;

use super::machine::Side;
use super::report::Verdict;
use super::{Device, Suite, evidence};
use crate::bench::turns;
use crate::process::Job;
use crate::ring;

const STAGE: &str = "bench";

/// Measures both sides in turns, keeps the best value of each figure, and compares.
pub fn run(suite: &mut Suite) -> Result<()> {
    ring_round_trip(suite);
    let rounds = if suite.quick { 1 } else { 2 };
    let sides = [Side::Native, Side::Vgpu];
    let mut measured: [Vec<PathBuf>; 2] = Default::default();
    for round in 0..rounds {
        // Another round only if there is time left for it and for what follows.
        if round > 0 && !suite.has_time_for(STAGE, "another round", 60) {
            break;
        }
        for (side, files) in sides.into_iter().zip(&mut measured) {
            files.push(one_side(suite, side, round)?);
        }
    }
    let best = |side: Side, measured: &[PathBuf]| -> Result<PathBuf> {
        let done = Job::new(suite.machine.part("vgpu-bench"))
            .arg("best")
            .args(measured)
            .limit(suite.limit(30))
            .run()?;
        ensure!(done.is_success(), "vgpu-bench best: {}", done.tail(3));
        let file = suite.machine.log.join(format!("bench.best.{}.json", side.name()));
        fs::write(&file, done.stdout)?;
        Ok(file)
    };
    // What the machine can do when its other work does not disturb.
    let files = [best(sides[0], &measured[0])?, best(sides[1], &measured[1])?];
    in_turns(suite, &files)?;
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
    let [native, vgpu] = files.map(|file| evidence::read(&file));
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

fn one_side(suite: &mut Suite, side: Side, round: u32) -> Result<PathBuf> {
    let file = suite.machine.log.join(format!("bench.{round}.{}.json", side.name()));
    let mut words = vec![suite.machine.part("vgpu-bench").display().to_string()];
    words.extend(["--no-turns", "--cuda", "libcuda.so.1", "--json"].map(str::to_owned));
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
    Ok(file)
}

/// Measures launches and starts, by turns, and puts them into `files`.
fn in_turns(suite: &mut Suite, files: &[PathBuf; 2]) -> Result<()> {
    let (machine, limit) = (&suite.machine, suite.limit(60));
    let job = |side: Side, words: &[String]| {
        machine.job(side, "bench.launches", words).args(["--cuda", "libcuda.so.1"]).limit(limit)
    };
    let (native, vgpu) =
        (|words: &[String]| job(Side::Native, words), |words: &[String]| job(Side::Vgpu, words));
    let is_quick = suite.quick || machine.device == Device::Soft;
    let bench = machine.part("vgpu-bench");
    turns::launches(&bench, is_quick, [&native, &vgpu], files)?;
    let ours = [machine.part("vgpu").into_os_string(), machine.device_name().into()];
    turns::starts(&bench, is_quick, [&native, &vgpu], [&ours[0], &ours[1]], files)?;
    suite.expect_clean(STAGE, "by turns");
    Ok(())
}

/// The bundle's runtime for measurements.
fn runtime(bundle: &Path) -> Option<PathBuf> {
    let folder = fs::read_dir(bundle.join("runtimes").join(crate::runtimes::DEMO)).ok()?;
    folder.flatten().map(|entry| entry.path()).find(|file| file.to_string_lossy().contains("libcudart.so"))
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
