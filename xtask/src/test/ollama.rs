//! Ollama, unmodified, on the software GPU: directly, through vgpu with the proof, and in a virtual machine. It is not ours to
//! fetch, so whoever wants this step names a folder that has it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::Surroundings;
use super::soft::{json, soft_folder};
use super::vm::{self, proof};
use crate::demo::STORY;
use crate::host::Host;
use crate::ollama::Found;
use crate::process::Job;
use crate::vm::Maker;
use crate::workspace::copy;

/// The oldest device that every CUDA library of Ollama's has kernels for.
const CAPABILITY: &str = "7.5";
/// How the model's story goes on; the shorter one for the emulated processor of a virtual machine.
const PROMPTS: [&str; 2] = ["Once", "Once upon a time"];
/// Letters that it writes, each of which is a token, and how many in a virtual machine.
const LETTERS: [usize; 2] = [160, 24];
/// How long one trial may take.
const LIMIT: Duration = Duration::from_secs(600);

/// What a trial needs.
struct Trial<'a> {
    ollama: &'a Path,
    model: PathBuf,
    beside: PathBuf,
    folder: PathBuf,
}

impl Trial<'_> {
    /// The words that ask everything, with `xtask` as the program; `name` is where the results go in `folder`.
    fn words(&self, xtask: &Path, folder: &Path, name: &str, letters: usize) -> Vec<OsString> {
        let mut words: Vec<OsString> = vec![xtask.into(), "ollama".into(), self.ollama.into()];
        let mut flag = |name: &str, value: OsString| words.extend([name.into(), value]);
        flag("--model", self.model.clone().into());
        flag("--beside", self.beside.clone().into());
        flag("--folder", folder.join(name).into());
        flag("--json", folder.join(format!("{name}.json")).into());
        flag("--tokens", letters.to_string().into());
        for prompt in PROMPTS {
            flag("--prompt", prompt.into());
        }
        words
    }

    /// Runs it, and reads what it found.
    fn run(&self, name: &str, job: impl FnOnce(Vec<OsString>) -> Job) -> Result<Found> {
        let xtask = std::env::current_exe().context("this executable is nowhere")?;
        let words = self.words(&xtask, &self.folder, name, LETTERS[0]);
        let job = job(words).env("SOFTCUDA_CC", CAPABILITY).limit(LIMIT);
        let done = job.log(self.folder.join(format!("{name}-trial"))).run()?;
        print!(
            "{}",
            done.stdout
                .lines()
                .filter(|line| line.starts_with("  "))
                .fold(String::new(), |all, line| { all + "  " + name + line + "\n" })
        );
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
    let trial = Trial { ollama, model, beside, folder };
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
    let evidence = json(file)?;
    ensure!(
        evidence["objections"] == serde_json::json!([]) && evidence["hops_agree"] == true,
        "no proof: {:#}",
        evidence["objections"]
    );
    let sessions = evidence["sessions"].as_array().context("no sessions")?;
    let launches = |session: &serde_json::Value| -> u64 {
        let done = &session["session"]["report"]["done"]["launches"];
        done.as_object().into_iter().flatten().filter_map(|(_, count)| count.as_u64()).sum()
    };
    let all: u64 = sessions.iter().map(launches).sum();
    Ok(format!("{} processes, {all} launches", sessions.len()))
}

/// The same in a virtual machine, over the VGPU-STUB.
fn in_guest(around: &Surroundings, built: &Path, trial: &Trial, host: &Found) -> Result<String> {
    let folder = trial.folder.join("vm");
    fs::create_dir_all(&folder)?;
    let programs = vm::programs(built, &folder)?;
    copy(&built.join("libnvidia_ml.so"), &programs.join("libnvidia-ml.so.1"))?;
    copy(&std::env::current_exe().context("this executable is nowhere")?, &programs.join("xtask"))?;
    copy(&trial.model, &programs.join("model.gguf"))?;
    copy(&trial.beside, &programs.join("beside.gguf"))?;
    let host_side = Host::start_as(built, &folder, CAPABILITY)?;
    let device = vm::VFIO_USER.device(&host_side, "stub.sock")?;
    let stub = device.path.display().to_string();
    let (ollama, shared) = (trial.ollama.display(), format!("{}=/programs", programs.display()));
    let ollama = format!("{ollama}=/ollama");
    let mut flags = vm::VFIO_USER.flags(&stub).to_vec();
    flags.extend(["--guest", "debian", "--memory", "3GiB", "--share", &shared, "--share", &ollama]);
    let maker = Maker::new(built, &around.workspace.target(), &folder);
    let machine = maker.start("ollama", &flags)?;
    let started = Instant::now();
    let guest = Trial {
        ollama: Path::new("/ollama"),
        model: "/programs/model.gguf".into(),
        beside: "/programs/beside.gguf".into(),
        folder: "/tmp".into(),
    };
    let words = guest.words(Path::new("/programs/xtask"), &guest.folder, "trial", LETTERS[1]);
    let verify = ["/programs/vgpu", "verify", "--json", proof::EVIDENCE, "--"].map(OsString::from);
    let words: Vec<_> = verify.into_iter().chain(words).collect();
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
    let proof = proof::judge(&proof::read(&machine)?, "the device at")?;
    ensure!(machine.stop()?.is_success(), "the machine did not end well");
    let counted = device.stop()?;
    host_side.stop()?;
    ensure!(counted["transport"]["window_traps"] == 0, "accesses to the window trapped: {counted}");
    Ok(format!("in a guest, {:.0} s: {}, proven: {proof}", took.as_secs_f64(), found.processor))
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
}
