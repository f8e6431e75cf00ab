//! Stage `llama`: llama.cpp with GGML's CUDA backend, as somebody has built or installed it (`--llama DIR`).
//!
//! Every operation of the backend gets the same verdict on both sides, a model writes the same tokens, and as many of them
//! in a second. The models are made here, of random weights.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::Value;

use super::machine::Side;
use super::report::Verdict;
use super::{Suite, script};
use crate::backend_ops::output;
use crate::process::{Done, Job};
use crate::scratch::Scratch;

const STAGE: &str = "llama";
/// Ours as a part of the native tokens per second.
const BAR: f64 = 0.97;
/// The kinds of weights.
const KINDS: [&str; 2] = ["q4_0", "q8_0"];
/// The program that tries every operation, and the case of that name.
const OPERATIONS: &str = "test-backend-ops";
/// What the models go on with.
pub const PROMPTS: [&str; 2] = ["the quick brown fox jumps over the lazy dog", "bada gidu kelo"];
/// Tokens that are written.
pub const TOKENS: &str = "96";
/// Cases whose verdicts differ are tried once more, if there are no more than these.
const AGAIN_MAX: usize = 40;

/// What `--case` may name.
pub fn cases() -> impl Iterator<Item = &'static str> {
    KINDS.into_iter().chain([OPERATIONS])
}

/// Models, then operations, which take longest.
pub fn run(suite: &mut Suite) -> Result<()> {
    let Some(folder) = suite.llama.clone() else {
        suite.report.row(STAGE, "all", "", "", Verdict::Skip, "no llama.cpp given (--llama DIR)");
        return Ok(());
    };
    if !suite.machine.runs_frameworks() {
        suite.report.row(STAGE, "all", "", "", Verdict::Skip, "needs a GPU: too much for the software GPU");
        return Ok(());
    }
    let models = Scratch::new()?;
    for kind in KINDS {
        if !suite.is_chosen(kind) {
            continue;
        }
        if suite.has_time_for(STAGE, kind, 40)
            && let Err(why) = model(suite, &folder, models.path(), kind)
        {
            suite.report.row(STAGE, kind, "", "", Verdict::Fail, &format!("{why:#}"));
        }
        suite.expect_clean(STAGE, kind);
    }
    if suite.is_chosen(OPERATIONS)
        && suite.has_time_for(STAGE, OPERATIONS, 60)
        && let Err(why) = operations(suite, &folder)
    {
        suite.report.row(STAGE, OPERATIONS, "", "", Verdict::Fail, &format!("{why:#}"));
    }
    Ok(())
}

/// A program of llama.cpp on one side.
fn job(suite: &Suite, side: Side, folder: &Path, name: &str, log: &str, arguments: &[&str]) -> Job {
    let mut words = vec![folder.join(name).display().to_string()];
    words.extend(arguments.iter().map(|word| (*word).to_owned()));
    suite.machine.job(side, log, &words).libraries(folder)
}

/// Verdicts by case: how often each verdict was given, for cases may come twice.
type Verdicts = BTreeMap<String, BTreeMap<&'static str, u32>>;

fn verdicts(text: &str) -> Verdicts {
    let mut found = Verdicts::new();
    for line in output::lines(&output::plain(text)) {
        let verdict = match line.verdict() {
            output::Verdict::Passed => "OK",
            output::Verdict::Unsupported => "not supported",
            _ => "FAIL",
        };
        *found.entry(line.case.to_owned()).or_default().entry(verdict).or_default() += 1;
    }
    found
}

fn count(verdicts: &Verdicts, wanted: &str) -> u32 {
    verdicts.values().filter_map(|case| case.get(wanted)).sum()
}

/// Cases that do not have the same verdicts on both sides.
fn different(native: &Verdicts, vgpu: &Verdicts) -> Vec<String> {
    let all = native.keys().chain(vgpu.keys().filter(|case| !native.contains_key(*case)));
    all.filter(|case| native.get(*case) != vgpu.get(*case)).cloned().collect()
}

/// Runs the operations on one side, then on the other: the reference on the processor keeps every core busy.
fn both(suite: &Suite, folder: &Path, log: &str, arguments: &[&str]) -> Result<[Done; 2]> {
    let run = |side| job(suite, side, folder, OPERATIONS, log, arguments).limit(suite.limit(540)).run();
    Ok([run(Side::Native)?, run(Side::Vgpu)?])
}

fn operations(suite: &mut Suite, folder: &Path) -> Result<()> {
    let help = Job::new(folder.join(OPERATIONS)).arg("--help").libraries(folder).limit(suite.limit(30));
    let is_parallel = help.run().is_ok_and(|done| done.stdout.contains("-j <n>"));
    // Several, because that is what finds races. Together they compute the reference on half of the processors.
    let workers = std::thread::available_parallelism().map_or(1, usize::from).div_ceil(4).to_string();
    let mut arguments = vec!["test", "-b", "CUDA0"];
    if is_parallel {
        arguments.extend(["-j", &workers]);
    }
    if suite.quick {
        arguments.extend(["-o", "ADD,MUL_MAT,SOFT_MAX,CPY,ROPE,GET_ROWS"]);
    }
    let done = both(suite, folder, "backend-ops", &arguments)?;
    let [native, vgpu] = [&done[0], &done[1]].map(|done| verdicts(&done.stdout));
    let mut cases = different(&native, &vgpu);
    let first = cases.len();
    // The inputs are drawn anew in every run, so a case at the edge of its tolerance can go either way.
    if !cases.is_empty() && cases.len() <= AGAIN_MAX && suite.left().as_secs() > 30 {
        let only = cases.join(",");
        let done = both(suite, folder, "backend-ops-again", &["test", "-b", "CUDA0", "-o", &only])?;
        let [native, vgpu] = [&done[0], &done[1]].map(|done| verdicts(&done.stdout));
        cases.retain(|case| !native.contains_key(case) || native.get(case) != vgpu.get(case));
    }
    let text = |verdicts: &Verdicts, done: &Done| {
        let counts = ["OK", "FAIL", "not supported"].map(|verdict| count(verdicts, verdict));
        format!("{} ok {} fail {} n/s, {}", counts[0], counts[1], counts[2], done.ending)
    };
    let mut note = match cases.first() {
        Some(case) => format!("{} differ: {case}", cases.len()),
        None if first > 0 => format!("{first} differed once, not when tried again"),
        None => String::new(),
    };
    if count(&native, "OK") == 0 {
        note = format!("native: {}", done[0].tail(2));
    }
    let is_good = cases.is_empty() && count(&native, "OK") > 0 && done[0].ending == done[1].ending;
    suite.report.detail("llama, cases that differ", cases);
    let (native, vgpu) = (text(&native, &done[0]), text(&vgpu, &done[1]));
    suite.report.row(STAGE, OPERATIONS, &native, &vgpu, Verdict::of(is_good), &note);
    suite.expect_clean(STAGE, OPERATIONS);
    Ok(())
}

/// The program that writes, and how it is told to take the likeliest token always.
fn writer(folder: &Path) -> Result<(&'static str, &'static [&'static str])> {
    const SIMPLE: &[&str] = &[];
    const FULL: &[&str] = &["--temp", "0", "--seed", "1", "-no-cnv", "--no-warmup", "-p"];
    let programs = [("llama-simple", SIMPLE), ("llama-completion", FULL), ("llama-cli", FULL)];
    let found = programs.into_iter().find(|(name, _)| folder.join(name).is_file());
    found.with_context(|| format!("{} has no program that writes", folder.display()))
}

/// Makes a model of random weights; `more` are flags of the script that does it.
pub fn make(suite: &Suite, file: &Path, kind: &str, more: &[&str]) -> Result<()> {
    let job = Job::new("python3").arg(script(&suite.machine.bundle, "llama/model.py")).arg(file);
    let job = job.args(["--type", kind]).args(more).env("PYTHONPATH", suite.machine.bundle.join("python"));
    job.limit(suite.limit(120)).check().context("cannot make a model")?;
    Ok(())
}

fn model(suite: &mut Suite, folder: &Path, models: &Path, kind: &str) -> Result<()> {
    let file = models.join(format!("{kind}.gguf"));
    make(suite, &file, kind, &[])?;
    writing(suite, folder, &file, kind)?;
    if suite.has_time_for(STAGE, &format!("{kind}, speed"), 30) {
        speed(suite, folder, &file, kind)?;
    }
    let _ = std::fs::remove_file(&file);
    Ok(())
}

/// How many layers a program says to have put on the device: `offloaded 17/17 layers to GPU`.
fn offloaded(done: &Done) -> Option<&str> {
    let line = done.stderr.lines().find(|line| line.contains("offloaded"))?;
    line.split_whitespace().skip_while(|word| *word != "offloaded").nth(1)
}

fn writing(suite: &mut Suite, folder: &Path, file: &Path, kind: &str) -> Result<()> {
    let (name, flags) = writer(folder)?;
    let file = file.display().to_string();
    let (mut equal, mut unstable, mut layers) = (0, 0, String::new());
    let mut trouble = String::new();
    for (number, prompt) in PROMPTS.into_iter().enumerate() {
        let mut arguments = vec!["-m", &file, "-n", TOKENS, "-ngl", "99"];
        arguments.extend(flags);
        arguments.push(prompt);
        let run = |side, log: &str| {
            let log = format!("llama-{kind}-{number}{log}");
            job(suite, side, folder, name, &log, &arguments).limit(suite.limit(120)).run()
        };
        let (first, second, vgpu) =
            (run(Side::Native, "-a")?, run(Side::Native, "-b")?, run(Side::Vgpu, "")?);
        layers = offloaded(&vgpu).unwrap_or("no layers").to_owned();
        if !first.is_success() || first.stdout.len() <= prompt.len() {
            trouble = format!("native: {}: {}", first.ending, first.tail(2));
        } else if first.stdout != second.stdout {
            unstable += 1;
        } else if vgpu.is_success() && vgpu.stdout == first.stdout && offloaded(&vgpu) == offloaded(&first) {
            equal += 1;
        } else {
            let differs = first.stdout.chars().zip(vgpu.stdout.chars()).take_while(|(a, b)| a == b).count();
            trouble = format!("{}, other text from character {differs}: {}", vgpu.ending, vgpu.tail(1));
        }
    }
    if unstable > 0 && trouble.is_empty() {
        trouble = format!("{unstable} natively unstable");
    }
    let texts = format!("{} texts", PROMPTS.len());
    let ours = format!("{equal} equal, {layers} layers");
    let is_good = equal > 0 && equal + unstable == PROMPTS.len();
    suite.report.row(
        STAGE,
        &format!("{kind}, {TOKENS} tokens"),
        &texts,
        &ours,
        Verdict::of(is_good),
        &trouble,
    );
    Ok(())
}

/// Tokens per second by what was measured: the prompt's (`pp512`), and those written (`tg128`).
fn rates(text: &str) -> BTreeMap<&'static str, f64> {
    let runs: Value = serde_json::from_str(text).unwrap_or_default();
    let runs = runs.as_array().into_iter().flatten();
    let name = |run: &Value| match (run["n_prompt"].as_u64(), run["n_gen"].as_u64()) {
        (Some(512), Some(0)) => Some("pp512"),
        (Some(0), Some(128)) => Some("tg128"),
        _ => None,
    };
    runs.filter_map(|run| Some((name(run)?, run["avg_ts"].as_f64()?))).collect()
}

/// The better of several rounds counts, for both sides alike.
fn speed(suite: &mut Suite, folder: &Path, file: &Path, kind: &str) -> Result<()> {
    let file: PathBuf = file.to_owned();
    let name = file.display().to_string();
    let mut best: [BTreeMap<&str, f64>; 2] = Default::default();
    for round in 0..if suite.quick { 1 } else { 2 } {
        for (side, best) in [Side::Native, Side::Vgpu].into_iter().zip(&mut best) {
            let log = format!("llama-bench-{kind}-{round}");
            let arguments = ["-m", &name, "-p", "512", "-n", "128", "-ngl", "99", "-r", "5", "-o", "json"];
            let done =
                job(suite, side, folder, "llama-bench", &log, &arguments).limit(suite.limit(120)).run()?;
            let rates = rates(&done.stdout);
            anyhow::ensure!(
                rates.len() == 2,
                "llama-bench, {}: {}: {}",
                side.name(),
                done.ending,
                done.tail(2)
            );
            for (what, rate) in rates {
                let old = best.entry(what).or_insert(rate);
                *old = old.max(rate);
            }
        }
    }
    let [native, vgpu] = best;
    for (what, native) in &native {
        let ours = vgpu.get(what).copied().unwrap_or_default();
        let ratio = ours / native;
        let text = format!("{ours:.0} ({ratio:.3}×)");
        let what = format!("{kind}, {what}, tokens/s");
        let note = format!("bar ≥ {BAR}×");
        suite.report.row(STAGE, &what, &format!("{native:.0}"), &text, Verdict::of(ratio >= BAR), &note);
    }
    suite.report.detail(&format!("llama-bench {kind}"), serde_json::json!({"native": native, "vgpu": vgpu}));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_read_whatever_stands_around_them() {
        let text = "Testing 2 devices\n\nBackend 1/2: CUDA0\n  Device description: x\n  \
            ADD(type=f32,ne=[1,1,8,1]): \u{1b}[1;32mOK\u{1b}[0m\n  ADD(type=f32,ne=[1,1,8,1]): OK\n  \
            CPY(a=1): not supported [CUDA0]\n  SOFT_MAX(b): [SOFT_MAX] NMSE = 1 > 0 \u{1b}[1;31mFAIL\u{1b}[0m\n\
            [SUM] ERR = 1 > 0   SUM(c): \u{1b}[1;31mFAIL\u{1b}[0m\n";
        let found = verdicts(text);
        assert_eq!(found.len(), 4, "{found:?}");
        assert_eq!((count(&found, "OK"), count(&found, "FAIL"), count(&found, "not supported")), (2, 2, 1));
        let mut other = found.clone();
        assert!(different(&found, &other).is_empty());
        other.remove("CPY(a=1)");
        assert_eq!(different(&found, &other), ["CPY(a=1)"]);
        assert_eq!(different(&other, &found), ["CPY(a=1)"]);
    }

    #[test]
    fn rates_are_found_by_what_was_measured() {
        let text =
            r#"[{"n_prompt": 512, "n_gen": 0, "avg_ts": 9.5}, {"n_prompt": 0, "n_gen": 128, "avg_ts": 3}]"#;
        assert_eq!(rates(text), BTreeMap::from([("pp512", 9.5), ("tg128", 3.0)]));
        assert!(rates("killed").is_empty());
    }
}
