//! Stage `conformance`: the same test bodies on both sides, and where their transcripts differ.
//!
//! Each body starts a process, and there are hundreds, so several run at one time: first everything, in shards by
//! theme and on both sides at once; then, alone and one after the other, only those bodies that differed or failed.
//! What differs in the crowd and not alone is said, and not held against anybody: some bodies ask how much memory
//! is free.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::machine::Side;
use super::report::Verdict;
use super::{Device, Suite, evidence};
use crate::process::{Job, Running};

const STAGE: &str = "conformance";
/// Rows for single bodies; the rest is in the JSON file and the log.
const ROWS_MAX: usize = 40;
/// So many bodies are tried again alone; if more differ, something general is wrong.
const AGAIN_MAX: usize = 80;

type Differences = BTreeMap<String, String>;

/// Bodies in which the virtual GPU answers otherwise on purpose, and why. They are shown, and fail nothing.
const ON_PURPOSE: [(&str, &str); 1] = [(
    "device.attributes",
    "what is not served yet is reported absent, so that programs do without (guest-cuda/src/lifecycle/overrides.rs)",
)];

/// Why a body is allowed to differ.
fn purpose(name: &str) -> Option<&'static str> {
    ON_PURPOSE.iter().find(|(it, _)| *it == name).map(|(_, why)| *why)
}

/// Runs and compares.
pub fn run(suite: &mut Suite) -> Result<()> {
    let shards = shards(suite)?;
    let [mut native, mut vgpu] = crowd(suite, &shards)?;
    suite.expect_clean(STAGE, "all bodies");
    let (mut different, mut summary) = compare(suite, &native, &vgpu)?;
    let suspects: BTreeSet<String> =
        different.keys().cloned().chain(failures(&native)).chain(failures(&vgpu)).collect();
    let crowded = different.clone();
    if !suspects.is_empty() && suspects.len() <= AGAIN_MAX {
        for (side, run) in [(Side::Native, &mut native), (Side::Vgpu, &mut vgpu)] {
            let names: Vec<String> = suspects.iter().map(|name| name.replace('.', "\\.")).collect();
            let job = job(suite, side, "again", Some(&format!("^({})$", names.join("|"))));
            replace(run, result(side, "again", suite, job.start()?)?);
            suite.expect_clean(STAGE, side.name());
        }
        (different, summary) = compare(suite, &native, &vgpu)?;
    }
    let verdict = Verdict::of(different.keys().all(|name| purpose(name).is_some()));
    suite.report.row(STAGE, "bodies compared", &counts(&native), &counts(&vgpu), verdict, &summary);
    rows(suite, &native, &vgpu, &different, &crowded);
    Ok(())
}

fn rows(suite: &mut Suite, native: &Value, vgpu: &Value, different: &Differences, crowded: &Differences) {
    let (left, right) = (verdicts(native), verdicts(vgpu));
    let of = |side: &BTreeMap<String, (String, String)>, name: &str| {
        side.get(name).map_or("absent", |it| it.0.as_str()).to_owned()
    };
    let mut rows: Vec<(&String, Verdict, String)> = different
        .iter()
        .map(|(name, first)| match purpose(name) {
            Some(why) => (name, Verdict::Info, format!("on purpose: {why}; {first}")),
            None => (name, Verdict::Fail, first.clone()),
        })
        .collect();
    // A body that fails alike on both is the body's fault, or our reading of the documentation; worth a row too.
    for (name, (verdict, why)) in &left {
        if verdict == "fail" && !different.contains_key(name) {
            rows.push((name, Verdict::Info, format!("fails alike on both: {why}")));
        }
    }
    let only_there = crowded.iter().filter(|(name, _)| !different.contains_key(*name));
    rows.extend(
        only_there.map(|(name, first)| (name, Verdict::Info, format!("differed in the crowd only: {first}"))),
    );
    let more = rows.len().saturating_sub(ROWS_MAX);
    for (name, judged, note) in rows.into_iter().take(ROWS_MAX) {
        suite.report.row(STAGE, name, &of(&left, name), &of(&right, name), judged, &note);
    }
    if more > 0 {
        suite.report.row(STAGE, &format!("{more} more bodies"), "", "", Verdict::Info, "see the JSON file");
    }
}

/// Regular expressions that divide the bodies by theme into parts of about the same size.
fn shards(suite: &Suite) -> Result<Vec<Option<String>>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let count = (cores / 4).clamp(1, 4);
    if count == 1 {
        return Ok(vec![None]);
    }
    let list =
        Job::new(suite.machine.part("vgpu-conformance")).arg("--list").limit(suite.limit(30)).check()?;
    let mut themes: BTreeMap<&str, usize> = BTreeMap::new();
    for name in list.stdout.lines().filter_map(|line| line.split_whitespace().next()) {
        if let Some((theme, _)) = name.split_once('.') {
            *themes.entry(theme).or_default() += 1;
        }
    }
    let mut parts: Vec<(usize, Vec<&str>)> = vec![(0, Vec::new()); count];
    let mut largest_first: Vec<(&str, usize)> = themes.into_iter().collect();
    largest_first.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    for (theme, size) in largest_first {
        if let Some(smallest) = parts.iter_mut().min_by_key(|(size, _)| *size) {
            smallest.0 += size;
            smallest.1.push(theme);
        }
    }
    parts.retain(|(size, _)| *size > 0);
    ensure!(!parts.is_empty(), "vgpu-conformance --list names no bodies");
    Ok(parts.into_iter().map(|(_, themes)| Some(format!("^({})\\.", themes.join("|")))).collect())
}

fn file(suite: &Suite, side: Side, name: &str) -> PathBuf {
    suite.machine.log.join(format!("conformance-{name}.{}.json", side.name()))
}

fn job(suite: &Suite, side: Side, name: &str, filter: Option<&str>) -> Job {
    let file = file(suite, side, name);
    let _ = fs::remove_file(&file);
    let mut words = vec![suite.machine.part("vgpu-conformance").into_os_string()];
    words.extend(["--cuda", "libcuda.so.1", "--json"].map(Into::into));
    words.push(file.into_os_string());
    if let Some(filter) = filter {
        words.extend(["--filter".into(), filter.into()]);
    }
    if suite.machine.device == Device::Soft {
        words.push("--no-kernels".into());
    }
    suite.machine.job(side, &format!("conformance-{name}"), &words).limit(suite.limit(240))
}

fn result(side: Side, name: &str, suite: &Suite, running: Running) -> Result<Value> {
    let done = running.finish()?;
    let run = evidence::read(&file(suite, side, name));
    ensure!(run["bodies"].is_array(), "{}, {name}: {}: {}", side.name(), done.ending, done.tail(5));
    Ok(run)
}

/// All bodies of both sides, everything at once.
fn crowd(suite: &Suite, shards: &[Option<String>]) -> Result<[Value; 2]> {
    let mut running = Vec::new();
    for (number, filter) in shards.iter().enumerate() {
        for side in [Side::Native, Side::Vgpu] {
            let name = number.to_string();
            let started = job(suite, side, &name, filter.as_deref()).start()?;
            running.push((side, name, started));
        }
    }
    let mut runs = [Value::Null, Value::Null];
    for (side, name, running) in running {
        let run = result(side, &name, suite, running)?;
        let all = &mut runs[usize::from(side == Side::Vgpu)];
        if all.is_null() { *all = run } else { replace(all, run) }
    }
    Ok(runs)
}

/// Puts the bodies of a run into another, in place of older results.
fn replace(all: &mut Value, run: Value) {
    let bodies = |run: &Value| run["bodies"].as_array().cloned().unwrap_or_default();
    let mut merged: BTreeMap<String, Value> = BTreeMap::new();
    for body in bodies(all).into_iter().chain(bodies(&run)) {
        merged.insert(body["name"].as_str().unwrap_or_default().to_owned(), body);
    }
    all["bodies"] = json!(merged.into_values().collect::<Vec<_>>());
}

fn compare(suite: &mut Suite, native: &Value, vgpu: &Value) -> Result<(Differences, String)> {
    let files =
        [(Side::Native, native), (Side::Vgpu, vgpu)].map(|(side, run)| (file(suite, side, "all"), run));
    for (file, run) in &files {
        fs::write(file, serde_json::to_string(run)?)?;
    }
    let job = Job::new(suite.machine.part("vgpu-conformance"))
        .arg("compare")
        .args(files.iter().map(|(file, _)| file));
    let done = job.log(suite.machine.log.join("conformance.compare")).limit(suite.limit(60)).run()?;
    suite.report.detail("conformance differences", done.stdout.as_str());
    let (different, summary) = differences(&done.stdout);
    ensure!(
        done.is_success() || !different.is_empty(),
        "vgpu-conformance compare: {}: {}",
        done.ending,
        done.tail(3)
    );
    Ok((different, summary))
}

fn verdicts(run: &Value) -> BTreeMap<String, (String, String)> {
    let bodies = run["bodies"].as_array().into_iter().flatten();
    bodies.filter_map(|body| Some((body["name"].as_str()?.to_owned(), verdict(body)))).collect()
}

fn verdict(body: &Value) -> (String, String) {
    let reasons = body["reasons"].as_array().into_iter().flatten().filter_map(Value::as_str);
    (body["verdict"].as_str().unwrap_or("?").to_owned(), reasons.collect::<Vec<_>>().join("; "))
}

fn failures(run: &Value) -> Vec<String> {
    verdicts(run).into_iter().filter(|(_, (verdict, _))| verdict == "fail").map(|(name, _)| name).collect()
}

fn counts(run: &Value) -> String {
    let verdicts = verdicts(run);
    let count = |wanted: &str| verdicts.values().filter(|(verdict, _)| verdict == wanted).count();
    format!("{} pass {} fail", count("pass"), count("fail"))
}

/// Reads what `vgpu-conformance compare` prints: a body's name, then for each difference an indented label, the
/// native line (−) and the other (+). Gives the first difference of each body, and the last line.
fn differences(text: &str) -> (Differences, String) {
    let mut found = Differences::new();
    let mut body = String::new();
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
    (found, lines.last().copied().unwrap_or_default().to_owned())
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

    #[test]
    fn later_results_replace_earlier_ones() {
        let run = |names: &[(&str, &str)]| json!({"bodies": names.iter().map(|(name, verdict)| json!({"name": name, "verdict": verdict})).collect::<Vec<_>>()});
        let mut all = run(&[("a.x", "pass"), ("b.y", "fail")]);
        replace(&mut all, run(&[("b.y", "pass"), ("c.z", "skip")]));
        assert_eq!(counts(&all), "2 pass 0 fail");
        assert_eq!(verdicts(&all).len(), 3);
        assert!(failures(&all).is_empty());
    }
}
