//! Stage `ollama`: Ollama as somebody has built or installed it (`--ollama DIR`), natively and on the virtual GPU.
//!
//! The same questions on both sides (`xtask ollama`): the same text and vectors, all layers on the device, as short a load and as
//! many tokens in a second. The models are made here, of random weights.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use serde_json::json;

use super::llama::{self, PROMPTS, TOKENS};
use super::machine::Side;
use super::report::Verdict;
use super::{Suite, evidence};
use crate::ollama::Found;
use crate::scratch::Scratch;

const STAGE: &str = "ollama";
/// What ours must reach of the native speed.
const BAR: f64 = 0.97;
/// The kind of weights; the second model has a few layers only.
const KIND: &str = "q4_0";
const BESIDE: [&str; 4] = ["--layers", "4", "--seed", "2"];
/// How often a trial loads and measures its model, and how often both sides are tried.
const ROUNDS: u32 = 3;
const TRIALS: usize = 2;

/// Where everything is.
struct Trial {
    ollama: PathBuf,
    model: PathBuf,
    beside: PathBuf,
    folder: Scratch,
}

impl Trial {
    fn words(&self, suite: &Suite, name: &str, rounds: u32) -> Vec<String> {
        let text = |path: &Path| path.display().to_string();
        let mut words = vec![text(&suite.machine.part("xtask")), "ollama".to_owned(), text(&self.ollama)];
        let mut flag = |name: &str, value: String| words.extend([name.to_owned(), value]);
        flag("--model", text(&self.model));
        flag("--beside", text(&self.beside));
        flag("--tokens", TOKENS.to_owned());
        flag("--rounds", rounds.to_string());
        flag("--folder", text(&self.folder.path().join(name)));
        flag("--json", text(&self.found(name)));
        for prompt in PROMPTS {
            flag("--prompt", prompt.to_owned());
        }
        words
    }

    fn found(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.json"))
    }

    /// Asks everything on one side.
    fn run(&self, suite: &Suite, side: Side, number: usize) -> Result<Found> {
        let name = format!("ollama-{number}");
        let words = self.words(suite, &format!("{}-{number}", side.name()), ROUNDS);
        let done = suite.machine.job(side, &name, &words).limit(suite.limit(300)).run()?;
        ensure!(done.is_success(), "{}: {}: {}", side.name(), done.ending, done.tail(4));
        Found::read(&self.found(&format!("{}-{number}", side.name())))
    }
}

/// Both sides by turns, then the proof.
pub fn run(suite: &mut Suite) -> Result<()> {
    let Some(ollama) = suite.ollama.clone() else {
        suite.report.row(STAGE, "all", "", "", Verdict::Skip, "no Ollama given (--ollama DIR)");
        return Ok(());
    };
    if !suite.machine.runs_frameworks() {
        suite.report.row(STAGE, "all", "", "", Verdict::Skip, "needs a GPU: too much for the software GPU");
        return Ok(());
    }
    let folder = Scratch::new()?;
    let [model, beside] = ["model.gguf", "beside.gguf"].map(|name| folder.path().join(name));
    llama::make(suite, &model, KIND, &[])?;
    llama::make(suite, &beside, KIND, &BESIDE)?;
    let trial = Trial { ollama, model, beside, folder };
    let (mut native, mut vgpu) = (Vec::new(), Vec::new());
    for number in 0..if suite.quick { 1 } else { TRIALS } {
        native.push(trial.run(suite, Side::Native, number)?);
        vgpu.push(trial.run(suite, Side::Vgpu, number)?);
        suite.expect_clean(STAGE, &format!("trial {number}"));
    }
    texts(suite, &native, &vgpu);
    speed(suite, &native, &vgpu);
    suite.report.detail("ollama", json!({ "native": native, "vgpu": vgpu }));
    if suite.has_time_for(STAGE, "proof", 60) {
        proof(suite, &trial)?;
    }
    Ok(())
}

/// What it wrote and where, on both sides; a native run that differs from another would say nothing of ours.
fn texts(suite: &mut Suite, native: &[Found], vgpu: &[Found]) {
    let Some(first) = native.first() else { return };
    let is_same = |found: &&Found| {
        found.texts == first.texts
            && found.afterwards == first.afterwards
            && found.chat == first.chat
            && found.embeddings == first.embeddings
    };
    let count = |runs: &[Found]| runs.iter().filter(is_same).count();
    let (stable, equal) = (count(native), count(vgpu));
    let what = format!("{} texts, chat, vectors", first.texts.len());
    let (theirs, ours) =
        (format!("{stable} of {} equal", native.len()), format!("{equal} of {} equal", vgpu.len()));
    let is_good = stable == native.len() && equal == vgpu.len();
    suite.report.row(STAGE, &what, &theirs, &ours, Verdict::of(is_good), "");
    let place = |found: &Found| format!("{} layers, {}", found.layers, found.processor);
    let (theirs, ours) = (place(first), vgpu.first().map(place).unwrap_or_default());
    let is_whole = |found: &Found| {
        let [size, on_device] = found.size;
        size == on_device && found.processor == "100% GPU" && found.memory_came_back == Some(true)
    };
    let is_good = ours == theirs && vgpu.iter().all(is_whole);
    let note = format!("Ollama {}; all on the device, and memory comes back", first.version);
    suite.report.row(STAGE, "ollama ps", &theirs, &ours, Verdict::of(is_good), &note);
}

/// The best round counts, for both sides alike.
fn speed(suite: &mut Suite, native: &[Found], vgpu: &[Found]) {
    let best = |runs: &[Found], of: fn(&Found) -> &[f64], better: fn(f64, f64) -> f64| {
        runs.iter().flat_map(of).copied().reduce(better).unwrap_or(f64::NAN)
    };
    let load = |runs| best(runs, |found| &found.load, f64::min);
    let read = |runs| best(runs, |found| &found.read, f64::max);
    let written = |runs| best(runs, |found| &found.written, f64::max);
    let mut row = |what: &str, theirs: f64, ours: f64, ratio: f64, digits: usize| {
        let text = format!("{ours:.digits$} ({ratio:.3}×)");
        let verdict = Verdict::of(ratio >= BAR);
        suite.report.row(
            STAGE,
            what,
            &format!("{theirs:.digits$}"),
            &text,
            verdict,
            &format!("bar ≥ {BAR}×"),
        );
    };
    // Of a time the inverse counts, so that more is better everywhere.
    let (theirs, ours) = (load(native), load(vgpu));
    row("load, s", theirs, ours, theirs / ours, 2);
    let (theirs, ours) = (written(native), written(vgpu));
    row("tokens written/s", theirs, ours, ours / theirs, 0);
    // A prompt of a few words: its rate says little, and is only said.
    let (theirs, ours) = (read(native), read(vgpu));
    let (theirs, ours) = (format!("{theirs:.0}"), format!("{ours:.0}"));
    suite.report.row(STAGE, "tokens read/s", &theirs, &ours, Verdict::Info, "a short prompt");
}

/// Everything once more under `vgpu verify`.
fn proof(suite: &mut Suite, trial: &Trial) -> Result<()> {
    let words = trial.words(suite, "proof", 0);
    let (job, file) = suite.machine.verify("ollama", &words);
    let done = job.limit(suite.limit(300)).run()?;
    let evidence = evidence::read(&file);
    let sessions = evidence["sessions"].as_array().map_or(0, Vec::len);
    let (is_proof, mut note) = evidence::verdict(&evidence);
    if !done.is_success() {
        note = format!("{note}; {}: {}", done.ending, done.tail(2));
    }
    let ours = format!("{sessions} processes");
    suite.report.row(STAGE, "vgpu verify", "", &ours, Verdict::of(done.is_success() && is_proof), &note);
    suite.expect_clean(STAGE, "proof");
    Ok(())
}
