//! Stage `conformance`: the same test bodies on both sides, and where their transcripts differ.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use serde_json::Value;

use super::machine::Side;
use super::report::Verdict;
use super::{Device, Suite, evidence};
use crate::process::Job;

const STAGE: &str = "conformance";
/// Rows for single bodies; the rest is in the JSON file and the log.
const ROWS_MAX: usize = 40;

/// Runs and compares.
pub fn run(suite: &mut Suite) -> Result<()> {
    let native = one_side(suite, Side::Native)?;
    suite.expect_clean(STAGE, "native run");
    let vgpu = one_side(suite, Side::Vgpu)?;
    let [(left, left_run), (right, right_run)] = [native, vgpu];
    let compare = Job::new(suite.machine.part("vgpu-conformance")).arg("compare").arg(&left).arg(&right);
    let compare = compare.log(suite.machine.log.join("conformance.compare")).limit(suite.limit(60)).run()?;
    suite.report.detail("conformance differences", compare.stdout.as_str());
    let (different, summary) = differences(&compare.stdout);
    let is_equal = compare.is_success() && different.is_empty();
    suite.report.row(
        STAGE,
        "bodies compared",
        &counts(&left_run),
        &counts(&right_run),
        Verdict::of(is_equal),
        &summary,
    );
    let verdicts = |run: &Value| -> BTreeMap<String, (String, String)> {
        let bodies = run["bodies"].as_array().into_iter().flatten();
        bodies.filter_map(|body| Some((body["name"].as_str()?.to_owned(), verdict(body)))).collect()
    };
    let (left, right) = (verdicts(&left_run), verdicts(&right_run));
    let mut rows: Vec<(&String, Verdict, String)> =
        different.iter().map(|(name, first)| (name, Verdict::Fail, first.clone())).collect();
    // A body that fails alike on both is the body's fault, or our reading of the documentation; worth a row too.
    for (name, (verdict, why)) in &left {
        if verdict == "fail" && !different.contains_key(name) {
            rows.push((name, Verdict::Info, format!("fails alike on both: {why}")));
        }
    }
    let more = rows.len().saturating_sub(ROWS_MAX);
    for (name, judged, note) in rows.into_iter().take(ROWS_MAX) {
        let of = |side: &BTreeMap<String, (String, String)>| {
            side.get(name).map_or("absent", |it| it.0.as_str()).to_owned()
        };
        suite.report.row(STAGE, name, &of(&left), &of(&right), judged, &note);
    }
    if more > 0 {
        suite.report.row(STAGE, &format!("{more} more bodies"), "", "", Verdict::Fail, "see the log");
    }
    Ok(())
}

fn one_side(suite: &mut Suite, side: Side) -> Result<(std::path::PathBuf, Value)> {
    let file = suite.machine.log.join(format!("conformance.{}.json", side.name()));
    let _ = std::fs::remove_file(&file);
    let program = suite.machine.part("vgpu-conformance");
    let mut words = vec![program.into_os_string(), "--cuda".into(), "libcuda.so.1".into(), "--json".into()];
    words.push(file.clone().into_os_string());
    if suite.machine.device == Device::Soft {
        words.push("--no-kernels".into());
    }
    let done = suite.machine.job(side, "conformance", &words).limit(suite.limit(240)).run()?;
    let run = evidence::read(&file);
    ensure!(run["bodies"].is_array(), "{}: {}: {}", side.name(), done.ending, done.tail(5));
    Ok((file, run))
}

fn counts(run: &Value) -> String {
    let count = |verdict: &str| {
        let bodies = run["bodies"].as_array().into_iter().flatten();
        bodies.filter(|body| body["verdict"] == verdict).count()
    };
    format!("{} pass {} fail", count("pass"), count("fail"))
}

fn verdict(body: &Value) -> (String, String) {
    let reasons = body["reasons"].as_array().into_iter().flatten().filter_map(Value::as_str);
    (body["verdict"].as_str().unwrap_or("?").to_owned(), reasons.collect::<Vec<_>>().join("; "))
}

/// Reads what `vgpu-conformance compare` prints: a body's name, then for each difference an indented label, the
/// native line (−) and the other (+). Gives the first difference of each body, and the last line.
fn differences(text: &str) -> (BTreeMap<String, String>, String) {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut body = String::new();
    let summary = text.lines().last().unwrap_or_default().to_owned();
    let lines: Vec<&str> = text.lines().collect();
    for (index, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        if indent == 0 {
            body = line.trim().to_owned();
        } else if indent == 4 && !found.contains_key(&body) {
            let value = |offset: usize| lines.get(index + offset).map_or("", |line| line.trim());
            found.insert(body.clone(), format!("{}: {} {}", line.trim(), value(1), value(2)));
        }
    }
    (found, summary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_difference_of_each_body_is_found() {
        let text = "memory.free\n    cuMemFree\n        - 0 SUCCESS\n        + 1 INVALID_VALUE\n    x\n        - 1\n        + 2\n\
                    event.time\n    (verdict)\n        - pass: \n        + FAIL: late\n2 bodies compared (a and b), 3 differences\n";
        let (found, summary) = differences(text);
        assert_eq!(found.len(), 2);
        assert_eq!(found["memory.free"], "cuMemFree: - 0 SUCCESS + 1 INVALID_VALUE");
        assert_eq!(summary, "2 bodies compared (a and b), 3 differences");
        assert!(differences("9 bodies compared (a and b), 0 differences\n").0.is_empty());
    }
}
