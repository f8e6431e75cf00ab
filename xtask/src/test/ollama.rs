//! Ollama, unmodified, on the software GPU: directly, through vgpu with the proof, and in a virtual machine. It is not ours to
//! fetch, so whoever wants this step names a folder that has it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::Surroundings;
use super::soft::{self, soft_folder};
use super::vm;
use crate::demo::STORY;
use crate::host::Host;
use crate::ollama::Found;
use crate::process::Job;
use crate::vm::Maker;
use crate::workspace::copy;

/// The device that Ollama's CUDA 13 library and its cuBLAS, which it sets up for every model, both have PTX for.
const CAPABILITY: &str = "12.0";
/// How the model's story goes on; the shorter one for the emulated processor of a virtual machine.
const PROMPTS: [&str; 2] = ["Once", "Once upon a time"];
/// Letters that it writes, each of which is a token, and how many in a virtual machine.
const LETTERS: [usize; 2] = [96, 24];
/// How long one trial may take.
const LIMIT: Duration = Duration::from_secs(600);

/// What a trial needs.
struct Trial<'a> {
    xtask: PathBuf,
    ollama: &'a Path,
    model: PathBuf,
    beside: PathBuf,
    folder: PathBuf,
}

impl Trial<'_> {
    /// The words that ask everything; `name` is where the results go in the folder.
    fn words(&self, name: &str, letters: usize) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec![self.xtask.clone().into(), "ollama".into(), self.ollama.into()];
        let mut flag = |name: &str, value: OsString| words.extend([name.into(), value]);
        flag("--model", self.model.clone().into());
        flag("--beside", self.beside.clone().into());
        flag("--folder", self.folder.join(name).into());
        flag("--json", self.folder.join(format!("{name}.json")).into());
        flag("--tokens", letters.to_string().into());
        for prompt in PROMPTS {
            flag("--prompt", prompt.into());
        }
        words
    }

    /// Runs it, and reads what it found.
    fn run(&self, name: &str, job: impl FnOnce(Vec<OsString>) -> Job) -> Result<Found> {
        let words = self.words(name, LETTERS[0]);
        let job = job(words).env("SOFTCUDA_CC", CAPABILITY).limit(LIMIT);
        let done = job.log(self.folder.join(format!("{name}-trial"))).run()?;
        let is_step = |line: &&str| line.starts_with("  ") && line.ends_with(" s") && line.contains(": ");
        for line in done.stdout.lines().take_while(|line| !line.is_empty()).filter(is_step) {
            println!("  {name}:{line}");
        }
        ensure!(done.is_success(), "{name}: {}\n{}", done.ending, done.tail(20));
        Found::read(&self.folder.join(format!("{name}.json")))
    }
}

/// Asks everything three times, and compares.
pub fn run(around: &Surroundings) -> Result<String> {
    let Some(ollama) = &around.ollama else {
        return Ok(format!("{}no Ollama given (--ollama DIR)", super::SKIPPED));
    };
    let built = around.built()?;
    let folder = around.folder("ollama")?;
    let model = around.workspace.root.join("suite/demo/story.gguf");
    let beside = folder.join("beside.gguf");
    fs::write(&beside, renamed(&fs::read(&model)?)?)?;
    let trial = Trial { xtask: built.join("xtask"), ollama, model, beside, folder };
    let driver = soft_folder(&built, &trial.folder)?;

    let processor = trial.run("processor", |words| Job::of(&words).arg("--cpu"))?;
    ensure!(processor.layers.is_empty(), "the processor has layers on a device: {}", processor.layers);
    tells_the_story(&processor)?;
    let direct = trial.run("direct", |words| Job::of(&words).libraries(&driver))?;
    is_on_the_device(&direct).context("directly")?;
    let evidence = trial.folder.join("evidence.json");
    let through = trial.run("vgpu", |words| {
        let verify = Job::new(built.join("vgpu")).args(["verify", "--device", "soft", "--json"]);
        verify.arg(&evidence).arg("--").args(words)
    })?;
    is_on_the_device(&through).context("through vgpu")?;
    ensure!(through.memory_came_back == Some(true), "Ollama did not see its memory come back");
    tells_the_story(&through)?;
    for (what, other) in [("the processor", &processor), ("the software GPU itself", &direct)] {
        ensure!(
            through.texts == other.texts && through.chat == other.chat,
            "it writes {:?} and {:?}, on {what} {:?} and {:?}",
            through.texts,
            through.chat,
            other.texts,
            other.chat
        );
    }
    ensure!(through.embeddings == direct.embeddings, "vectors differ from those of the software GPU itself");
    let proof = proven(&evidence)?;
    println!("  {}", through.device);
    println!("  through vgpu: {proof}");
    println!("  {}", in_guest(around, &built, &trial, &through)?);
    Ok(format!(
        "Ollama {}: {} layers on the device, {}; text and vectors as without vgpu; proven: {proof}",
        through.version, through.layers, through.processor
    ))
}

/// The same model under another name, which makes it another file: Ollama knows files by their content.
fn renamed(model: &[u8]) -> Result<Vec<u8>> {
    let (old, new) = (b"the story of a small machine", b"the story of a small MACHINE");
    let place = model.windows(old.len()).position(|window| window == old).context("the model has no name")?;
    let (before, rest) = model.split_at(place);
    Ok([before, new, rest.get(old.len()..).unwrap_or_default()].concat())
}

/// It knows one story by heart, and tells it letter by letter if it is computed correctly.
fn tells_the_story(found: &Found) -> Result<()> {
    for (prompt, text) in PROMPTS.iter().zip(&found.texts) {
        let whole = format!("{prompt}{text}");
        ensure!(STORY.starts_with(&whole) && text.len() >= 16, "that is not the story: {whole:?}");
    }
    ensure!(found.texts.first() == Some(&found.chat), "a chat goes on otherwise: {:?}", found.chat);
    // This model's words are so sure that no rounding changes them.
    let is_same = found.afterwards.iter().all(|text| found.texts.first() == Some(text));
    ensure!(is_same, "it writes otherwise afterwards: {:?}, {:?} before", found.afterwards, found.texts);
    Ok(())
}

fn is_on_the_device(found: &Found) -> Result<()> {
    ensure!(found.device.contains("library=CUDA"), "Ollama found no GPU: {}", found.device);
    ensure!(found.layers == "3/3", "{} layers are on the device", found.layers);
    let [size, on_device] = found.size;
    ensure!(
        size == on_device && size > 0 && found.processor == "100% GPU",
        "{on_device} of {size} bytes are on the device, and ollama ps says {}",
        found.processor
    );
    Ok(())
}

/// What `vgpu verify` has found, as a line.
fn proven(file: &Path) -> Result<String> {
    let evidence = soft::json(file)?;
    ensure!(
        evidence["objections"] == json!([]) && evidence["hops_agree"] == true,
        "no proof: {:#}",
        evidence["objections"]
    );
    let sessions = evidence["sessions"].as_array().context("no sessions")?;
    let launches: u64 = sessions.iter().map(|session| launches(&session["session"]["report"])).sum();
    ensure!(launches > 0, "nothing was launched");
    Ok(format!("{} processes, {launches} launches", sessions.len()))
}

/// How many kernels and graphs a worker's device was given.
fn launches(report: &Value) -> u64 {
    let done = &report["done"];
    let kernels = done["launches"].as_object().into_iter().flatten().filter_map(|(_, count)| count.as_u64());
    kernels.chain(done["graph_launches"].as_u64()).sum()
}

/// What the host's mediator says of a guest's processes, as a line. Ollama kills its runners, so in the guest nobody is told of
/// them; the host compares what the window last showed with what the worker received.
fn told(report: &Path) -> Result<String> {
    let text = fs::read_to_string(report).with_context(|| format!("cannot read {}", report.display()))?;
    let (mut sessions, mut frames, mut launched) = (0, 0, 0);
    for line in text.lines() {
        let session: Value = serde_json::from_str(line)?;
        let report = &session["report"];
        let received = &report["crossings"]["frames"];
        let sent = match &report["guest"] {
            Value::Null => &report["guest_crossings"]["frames"],
            guest => &guest["crossings"]["frames"],
        };
        // A process that is killed before it has sent anything has shown nothing.
        let is_same = received == sent || sent.is_null() && received["count"] == 0;
        ensure!(session["ended_well"] == true && is_same, "the hops differ: {session:#}");
        sessions += 1;
        frames += received["count"].as_u64().unwrap_or_default();
        launched += launches(report);
    }
    ensure!(launched > 0, "nothing was launched in {sessions} sessions");
    Ok(format!("{sessions} processes, {frames} frames the same at both ends, {launched} launches"))
}

/// The same in a virtual machine, over the VGPU-STUB.
fn in_guest(around: &Surroundings, built: &Path, trial: &Trial, host: &Found) -> Result<String> {
    let folder = trial.folder.join("vm");
    fs::create_dir_all(&folder)?;
    let programs = vm::programs(built, &folder)?;
    copy(&built.join("libnvidia_ml.so"), &programs.join("libnvidia-ml.so.1"))?;
    copy(&trial.xtask, &programs.join("xtask"))?;
    copy(&trial.model, &programs.join("model.gguf"))?;
    copy(&trial.beside, &programs.join("beside.gguf"))?;
    let report = folder.join("report.jsonl");
    let mediator = Host::start_as(built, &folder, CAPABILITY, &["--report", &report.display().to_string()])?;
    let device = vm::VFIO_USER.device(&mediator, "stub.sock")?;
    let stub = device.path.display().to_string();
    let (ollama, shared) = (trial.ollama.display(), format!("{}=/programs", programs.display()));
    let ollama = format!("{ollama}=/ollama");
    let mut flags = vm::VFIO_USER.flags(&stub).to_vec();
    flags.extend(["--guest", "debian", "--memory", "4GiB", "--share", &shared, "--share", &ollama]);
    let maker = Maker::new(built, &around.workspace.target(), &folder);
    let machine = maker.start("ollama", &flags)?;
    let started = Instant::now();
    // From memory: Ollama looks for devices for 30 s, which an emulated processor may need to read the libraries from a share.
    machine.command(&["cp", "-r", "/ollama", "/tmp/ollama"]).limit(LIMIT).check()?;
    let guest = Trial {
        xtask: "/programs/xtask".into(),
        ollama: Path::new("/tmp/ollama"),
        model: "/programs/model.gguf".into(),
        beside: "/programs/beside.gguf".into(),
        folder: "/tmp".into(),
    };
    let words = guest.words("trial", LETTERS[1]);
    let words: Vec<_> =
        ["/programs/vgpu", "run", "--"].map(OsString::from).into_iter().chain(words).collect();
    let job = machine.command_in(Path::new("/tmp"), &words).limit(LIMIT);
    let done = job.log(folder.join("guest")).run()?;
    ensure!(done.is_success(), "in a guest: {}\n{}", done.ending, done.tail(30));
    let took = started.elapsed();
    let found: Found = serde_json::from_str(&machine.shell("cat /tmp/trial.json")?)?;
    is_on_the_device(&found).context("in a guest")?;
    for (ours, theirs) in found.texts.iter().zip(&host.texts) {
        ensure!(theirs.starts_with(ours) && ours.len() > 4, "a guest writes {ours:?}, the host {theirs:?}");
    }
    ensure!(found.embeddings == host.embeddings, "a guest's vectors differ from the host's");
    ensure!(machine.stop()?.is_success(), "the machine did not end well");
    let counted = device.stop()?;
    mediator.stop()?;
    let proof = told(&report)?;
    ensure!(counted["transport"]["window_traps"] == 0, "accesses to the window trapped: {counted}");
    Ok(format!("in a guest, {:.0} s: {}, {proof}", took.as_secs_f64(), found.processor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_name_makes_another_file_of_the_same_size() {
        let model = [b"GGUF".as_slice(), b"the story of a small machine", &[1, 2, 3]].concat();
        let other = renamed(&model).expect("renamed");
        assert_eq!(other.len(), model.len());
        assert!(other != model && other.ends_with(&[1, 2, 3]));
        assert!(renamed(b"GGUF").is_err());
    }

    #[test]
    fn launches_are_kernels_and_graphs() {
        let report = json!({"done": {"launches": {"a": 2, "b": 3}, "graph_launches": 4}});
        assert_eq!((launches(&report), launches(&Value::Null)), (9, 0));
    }
}
