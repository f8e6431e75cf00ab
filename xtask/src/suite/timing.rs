//! Stage `timing`: PyTorch's speed, native and on the virtual GPU by turns.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::Value;

use super::machine::Side;
use super::report::Verdict;
use super::{Suite, script};
use crate::bench::turns;
use crate::process::Job;

const STAGE: &str = "timing";

/// Native time divided by ours must reach these.
const BARS: [(&str, f64); 3] = [
    ("small operation, us", 0.97),
    ("transformer training step, ms", 0.97),
    ("graph replay of a decoding step, us", 0.98),
];

/// How often each side has its turn.
const TURNS: usize = 9;

/// Measures both sides by turns, of which the one in the middle counts.
pub fn run(suite: &mut Suite) -> Result<()> {
    if !suite.machine.runs_frameworks() {
        suite.report.row(STAGE, "all", "", "", Verdict::Skip, "needs a GPU: too much for the software GPU");
        return Ok(());
    }
    if let Err(why) = suite.machine.torch().clone() {
        suite.report.row(STAGE, "all", "", "", Verdict::Skip, &format!("no PyTorch here: {why}"));
        return Ok(());
    }
    let mut measured: [BTreeMap<String, Vec<f64>>; 2] = Default::default();
    let mut failures: BTreeMap<String, String> = BTreeMap::new();
    let sides = [Side::Native, Side::Vgpu];
    let jobs = sides.map(|side| job(suite, side));
    let answers = turns::converse(&jobs, if suite.quick { 1 } else { TURNS }, None)?;
    suite.expect_clean(STAGE, "by turns");
    for ((side, lines), measured) in sides.into_iter().zip(&answers).zip(&mut measured) {
        for line in lines {
            let answer: Value = serde_json::from_str(line).unwrap_or_default();
            let metrics = answer["metrics"].as_object();
            for (name, value) in metrics.with_context(|| format!("{}: no answer: {line}", side.name()))? {
                if let Some(time) = value.as_f64() {
                    measured.entry(name.clone()).or_default().push(time);
                    continue;
                }
                let why = value.as_str().unwrap_or("no number");
                failures.insert(format!("{name} ({})", side.name()), why.to_owned());
            }
        }
    }
    let [native, ours] = measured.map(|all| -> BTreeMap<String, f64> {
        all.into_iter().map(|(name, times)| (name, middle(times))).collect()
    });
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

/// The time in the middle; of an even number, the shorter of the two.
fn middle(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len().saturating_sub(1) / 2).copied().unwrap_or(f64::NAN)
}

fn job(suite: &Suite, side: Side) -> Job {
    let program = script(&suite.machine.bundle, "pytorch/timing.py").display().to_string();
    let job = suite.machine.job(side, "timing", &["python3".to_owned(), program]);
    let job =
        job.env("PYTHONDONTWRITEBYTECODE", "1").env("VGPU_SUITE_QUICK", if suite.quick { "1" } else { "0" });
    job.limit(suite.limit(240))
}
