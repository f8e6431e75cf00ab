//! Stage `timing`: PyTorch's speed, native and on the virtual GPU in turns.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use serde_json::Value;

use super::machine::Side;
use super::report::Verdict;
use super::{Suite, script};

const STAGE: &str = "timing";

/// Native time divided by ours must reach these.
const BARS: [(&str, f64); 3] = [
    ("small operation, us", 0.97),
    ("transformer training step, ms", 0.97),
    ("graph replay of a decoding step, us", 0.98),
];

/// Measures both sides in turns and keeps the best time of each.
pub fn run(suite: &mut Suite) -> Result<()> {
    if !suite.machine.runs_frameworks() {
        suite.report.row(STAGE, "all", "", "", Verdict::Skip, "needs a GPU: too much for the software GPU");
        return Ok(());
    }
    if let Err(why) = suite.machine.torch().clone() {
        suite.report.row(STAGE, "all", "", "", Verdict::Skip, &format!("no PyTorch here: {why}"));
        return Ok(());
    }
    let rounds = if suite.quick { 1 } else { 2 };
    let mut best: [BTreeMap<String, f64>; 2] = Default::default();
    let mut failures: BTreeMap<String, String> = BTreeMap::new();
    for round in 0..rounds {
        if round > 0 && !suite.has_time_for(STAGE, "another round", 45) {
            break;
        }
        for (side, best) in [Side::Native, Side::Vgpu].into_iter().zip(&mut best) {
            for (name, value) in one_run(suite, side, round)? {
                match (value.as_f64(), value.as_str()) {
                    (Some(new), _) => {
                        let old = best.entry(name).or_insert(new);
                        *old = old.min(new);
                    }
                    (None, why) => {
                        failures.insert(
                            format!("{name} ({})", side.name()),
                            why.unwrap_or("no number").to_owned(),
                        );
                    }
                }
            }
        }
    }
    let [native, ours] = best;
    for (name, native) in &native {
        let Some(ours) = ours.get(name) else { continue };
        let ratio = native / ours;
        let bar = BARS.iter().find(|(it, _)| it == name).map(|(_, bar)| *bar);
        let verdict = bar.map_or(Verdict::Info, |bar| Verdict::of(ratio >= bar));
        let note = bar.map_or_else(String::new, |bar| format!("bar ≥ {bar}×"));
        suite.report.row(
            STAGE,
            name,
            &format!("{native:.3}"),
            &format!("{ours:.3} ({ratio:.3}×)"),
            verdict,
            &note,
        );
    }
    suite.report.detail("timing", serde_json::json!({"native": native, "vgpu": ours}));
    for (what, why) in failures {
        suite.report.row(STAGE, &what, "", "", Verdict::Fail, &why);
    }
    for (name, _) in BARS.iter().filter(|(name, _)| !native.contains_key(*name) || !ours.contains_key(*name))
    {
        suite.report.row(STAGE, name, "", "", Verdict::Fail, "not measured on both sides");
    }
    Ok(())
}

fn one_run(suite: &mut Suite, side: Side, round: u32) -> Result<Vec<(String, Value)>> {
    let program = script(&suite.machine.bundle, "pytorch/timing.py").display().to_string();
    let job = suite.machine.job(side, &format!("timing-{round}"), &["python3".to_owned(), program]);
    let job =
        job.env("PYTHONDONTWRITEBYTECODE", "1").env("VGPU_SUITE_QUICK", if suite.quick { "1" } else { "0" });
    let done = job.limit(suite.limit(120)).run()?;
    suite.expect_clean(STAGE, side.name());
    let line = done.stdout.lines().rev().find(|line| line.starts_with("{\"case\"")).unwrap_or_default();
    let value: Value = serde_json::from_str(line).unwrap_or_default();
    ensure!(value["metrics"].is_object(), "{}: {}: {}", side.name(), done.ending, done.tail(4));
    let pairs = value["metrics"].as_object().into_iter().flatten();
    Ok(pairs.map(|(name, value)| (name.clone(), value.clone())).collect())
}
