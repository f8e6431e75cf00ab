//! Stage `pytorch`: each case runs natively twice and once on the virtual GPU. Where the two native runs agree, the
//! third must give the same bits.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::Value;

use super::machine::Side;
use super::report::Verdict;
use super::{Suite, evidence, script};
use crate::process::{Done, Job, Running};

const STAGE: &str = "pytorch";

/// A case: its script, and whether it needs the device's memory for itself.
struct Case {
    name: &'static str,
    needs_all_memory: bool,
}

const fn case(name: &'static str) -> Case {
    Case { name, needs_all_memory: false }
}

/// What breaks most tells most, so the simplest come first.
const CASES: [Case; 16] = [
    case("matmul"),
    case("conv_adam"),
    case("transformer"),
    case("graphs"),
    case("fault"),
    Case { name: "memory", needs_all_memory: true },
    case("sdpa"),
    case("amp"),
    case("loader"),
    case("threads"),
    case("libraries"),
    case("expandable"),
    case("compile"),
    case("sharing"),
    case("nccl"),
    case("precision"),
];

/// Seconds that one run of a case may take.
const LIMIT: u64 = 150;

/// The case that runs the training under `vgpu verify`.
const PROOF: &str = "proof";

/// What `--case` may name.
pub fn cases() -> impl Iterator<Item = &'static str> {
    CASES.iter().map(|case| case.name).chain([PROOF])
}

/// Runs every case.
pub fn run(suite: &mut Suite) -> Result<()> {
    if !suite.machine.runs_frameworks() {
        suite.report.row(
            STAGE,
            "all cases",
            "",
            "",
            Verdict::Skip,
            "needs a GPU: too much for the software GPU",
        );
        return Ok(());
    }
    if let Err(why) = suite.machine.torch().clone() {
        suite.report.row(STAGE, "all cases", "", "", Verdict::Skip, &format!("no PyTorch here: {why}"));
        return Ok(());
    }
    let chosen: Vec<_> = CASES.iter().filter(|case| suite.is_chosen(case.name)).collect();
    for group in groups(chosen.into_iter()) {
        let names = group.iter().map(|case| case.name).collect::<Vec<_>>().join(", ");
        if suite.has_time_for(STAGE, &names, 20)
            && let Err(why) = one_group(suite, &group)
        {
            suite.report.row(STAGE, &names, "", "", Verdict::Fail, &format!("{why:#}"));
        }
        suite.expect_clean(STAGE, &names);
    }
    if suite.is_chosen(PROOF) && suite.has_time_for(STAGE, "proof of the training", 40) {
        proof(suite)?;
    }
    Ok(())
}

fn words(suite: &Suite, name: &str) -> [PathBuf; 2] {
    ["python3".into(), script(&suite.machine.bundle, "pytorch").join(format!("{name}.py"))]
}

/// Cases that run at one time. Each is three processes, and they spend most of their time with imports.
fn groups<'c>(cases: impl Iterator<Item = &'c Case>) -> Vec<Vec<&'c Case>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let size = (cores / 5).clamp(1, 3);
    let mut groups: Vec<Vec<&Case>> = Vec::new();
    for case in cases {
        match groups.last_mut() {
            Some(group) if group.len() < size && !case.needs_all_memory && !group[0].needs_all_memory => {
                group.push(case)
            }
            _ => groups.push(vec![case]),
        }
    }
    groups
}

/// Results do not depend on what runs beside, except for how much memory there is.
fn one_group(suite: &mut Suite, group: &[&Case]) -> Result<()> {
    let limit = suite.limit(LIMIT);
    let job = |name: &str, side: Side, round: &str| {
        let job = suite.machine.job(side, &format!("pytorch-{name}{round}"), &words(suite, name));
        job.env("PYTHONDONTWRITEBYTECODE", "1").limit(limit)
    };
    let jobs: Vec<Job> = group
        .iter()
        .flat_map(|case| {
            [
                job(case.name, Side::Native, "-a"),
                job(case.name, Side::Native, "-b"),
                job(case.name, Side::Vgpu, ""),
            ]
        })
        .collect();
    let done: Vec<Done> = if group.iter().any(|case| case.needs_all_memory) {
        jobs.iter().map(Job::run).collect::<Result<_>>()?
    } else {
        let running = jobs.iter().map(Job::start).collect::<Result<Vec<_>>>()?;
        running.into_iter().map(Running::finish).collect::<Result<_>>()?
    };
    for (case, runs) in group.iter().zip(done.chunks_exact(3)) {
        if let [first, second, vgpu] = runs {
            judge(suite, case.name, first, second, vgpu);
        }
    }
    Ok(())
}

type Values = BTreeMap<String, String>;

/// What a script has printed: its values, and the seconds that it says it took.
fn values(done: &Done) -> Option<(Values, f64)> {
    let line = done.stdout.lines().rev().find(|line| line.starts_with("{\"case\""))?;
    let value: Value = serde_json::from_str(line).ok()?;
    let pairs = value["values"].as_object()?.iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Some((
        pairs.map(|(label, value)| (label.clone(), text(value))).collect(),
        value["seconds"].as_f64().unwrap_or(0.0),
    ))
}

fn judge(suite: &mut Suite, name: &str, first: &Done, second: &Done, vgpu: &Done) {
    let detail = |done: &Done| match values(done) {
        Some((values, _)) => serde_json::to_value(values).unwrap_or_default(),
        None => Value::from(format!("{}: {}", done.ending, done.tail(8))),
    };
    let all =
        serde_json::json!({"native a": detail(first), "native b": detail(second), "vgpu": detail(vgpu)});
    suite.report.detail(&format!("pytorch {name}"), all);
    let (Some((a, seconds)), Some((b, _))) = (values(first), values(second)) else {
        let note = format!("native: {}: {}", first.ending, first.tail(2));
        suite.report.row(STAGE, name, "fails", "", Verdict::Fail, &note);
        return;
    };
    let native = format!("{} values {seconds:.1} s", a.len());
    let Some((ours, our_seconds)) = values(vgpu) else {
        let note = format!("{}: {}", vgpu.ending, vgpu.tail(3));
        suite.report.row(STAGE, name, &native, "no result", Verdict::Fail, &note);
        return;
    };
    let found = compare(&a, &b, &ours);
    let text = format!("{} equal {our_seconds:.1} s", found.equal);
    let mut notes = Vec::new();
    if let Some((label, native, vgpu)) = found.different.first() {
        notes.push(format!("{} differ; {label}: native {native:?}, vgpu {vgpu:?}", found.different.len()));
    }
    if !found.unstable.is_empty() {
        notes.push(format!("natively unstable: {}", found.unstable.join(", ")));
    }
    suite.report.row(STAGE, name, &native, &text, Verdict::of(found.different.is_empty()), &notes.join("; "));
}

#[derive(Debug, Default, PartialEq)]
struct Comparison {
    equal: usize,
    /// Label, native value, ours.
    different: Vec<(String, String, String)>,
    /// Labels whose native values differ, so that nothing can be asked of ours.
    unstable: Vec<String>,
}

fn compare(a: &Values, b: &Values, ours: &Values) -> Comparison {
    let mut found = Comparison::default();
    for (label, value) in a {
        let mine = ours.get(label);
        if b.get(label) != Some(value) {
            found.unstable.push(label.clone());
        } else if mine == Some(value) {
            found.equal += 1;
        } else {
            found.different.push((
                label.clone(),
                value.clone(),
                mine.cloned().unwrap_or_else(|| "absent".to_owned()),
            ));
        }
    }
    let surplus = ours.iter().filter(|(label, _)| !a.contains_key(*label));
    found.different.extend(surplus.map(|(label, value)| (label.clone(), "absent".to_owned(), value.clone())));
    found
}

/// One training under `vgpu verify`: every kernel and byte accounted for.
fn proof(suite: &mut Suite) -> Result<()> {
    let words = words(suite, "transformer");
    let (job, file) = suite.machine.verify("pytorch-transformer", &words);
    let done = job.env("PYTHONDONTWRITEBYTECODE", "1").limit(suite.limit(LIMIT)).run()?;
    let evidence = evidence::read(&file);
    let (is_proof, text) = evidence::verdict(&evidence);
    let refused = evidence::unsupported(&evidence);
    let note =
        if refused.is_empty() { text } else { format!("{text}; not supported: {}", refused.join(", ")) };
    let is_good = is_proof && done.is_success();
    suite.report.row(
        STAGE,
        "training, proven by vgpu verify",
        "",
        &done.ending.to_string(),
        Verdict::of(is_good),
        &note,
    );
    suite.report.detail("evidence of the training", evidence);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_all_memory_runs_alone() {
        let sizes: Vec<usize> = groups(CASES.iter()).iter().map(Vec::len).collect();
        assert_eq!(sizes.iter().sum::<usize>(), CASES.len());
        let lonely =
            groups(CASES.iter()).into_iter().find(|group| group.iter().any(|case| case.needs_all_memory));
        assert_eq!(lonely.map(|group| group.len()), Some(1));
    }

    #[test]
    fn only_what_is_stable_natively_is_asked_of_us() {
        let of = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Values>()
        };
        let a = of(&[("same", "1"), ("unstable", "1"), ("different", "1"), ("absent", "1")]);
        let b = of(&[("same", "1"), ("unstable", "2"), ("different", "1"), ("absent", "1")]);
        let ours = of(&[("same", "1"), ("unstable", "3"), ("different", "2"), ("surplus", "1")]);
        let found = compare(&a, &b, &ours);
        assert_eq!((found.equal, found.unstable.as_slice()), (1, ["unstable".to_owned()].as_slice()));
        let labels: Vec<&str> = found.different.iter().map(|(label, ..)| label.as_str()).collect();
        assert_eq!(labels, ["absent", "different", "surplus"]);
    }
}
