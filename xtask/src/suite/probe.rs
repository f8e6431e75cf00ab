//! Stage `probe`: what machine this is, whether vgpu finds its way on it, and one program with its proof.

use anyhow::Result;
use serde_json::Value;

use super::machine::nvcc;
use super::report::Verdict;
use super::{Suite, evidence, script};
use crate::process::Job;

const STAGE: &str = "probe";

/// Looks around.
pub fn run(suite: &mut Suite) -> Result<()> {
    let say = |suite: &mut Suite, what: &str, text: &str| {
        suite.report.detail(what, text.trim());
        suite.report.row(STAGE, what, "", "", Verdict::Info, text.trim());
    };
    let ask = |words: &[&str], limit| match Job::of(words).limit(limit).run() {
        Ok(done) if done.is_success() => done.stdout,
        Ok(done) => format!("{}: {}", done.ending, done.tail(1)),
        Err(_) => "not here".to_owned(),
    };
    let version = std::fs::read_to_string(suite.machine.part("VERSION")).unwrap_or_default();
    say(suite, "bundle", &version);
    let gpu = ask(
        &["nvidia-smi", "--query-gpu=name,driver_version,memory.total", "--format=csv,noheader"],
        suite.limit(30),
    );
    say(suite, "GPU", &gpu);
    let compiler = nvcc().map(|path| ask(&[&path.to_string_lossy(), "--version"], suite.limit(30)));
    let compiler = compiler.unwrap_or_else(|| "not here".to_owned());
    say(suite, "nvcc", compiler.lines().find(|line| line.contains("release")).unwrap_or("not here"));
    let torch = match suite.machine.torch() {
        Ok(version) | Err(version) => version.clone(),
    };
    say(suite, "PyTorch", &torch);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    say(suite, "machine", &format!("{cores} cores, Linux {}", kernel.trim()));
    if let Some(used) = suite.machine.used_mib() {
        say(suite, "device memory in use", &format!("{used} MiB"));
    }
    doctor(suite)?;
    proof(suite)
}

fn doctor(suite: &mut Suite) -> Result<()> {
    let job = Job::new(suite.machine.part("vgpu")).args([
        "doctor",
        "--json",
        "--device",
        suite.machine.device_name(),
    ]);
    let done = job.limit(suite.limit(60)).log(suite.machine.log.join("doctor")).run()?;
    let findings: Value = serde_json::from_str(&done.stdout).unwrap_or_default();
    let broken =
        findings["findings"].as_array().into_iter().flatten().filter(|it| it["severity"] == "broken");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut notes: Vec<String> =
        broken.map(|it| format!("{}: {}", text(&it["check"]), text(&it["found"]))).collect();
    if !done.is_success() && notes.is_empty() {
        notes.push(done.tail(2));
    }
    suite.report.detail("doctor", findings);
    let verdict = Verdict::of(done.is_success());
    suite.report.row(STAGE, "vgpu doctor", "", &done.ending.to_string(), verdict, &notes.join("; "));
    Ok(())
}

/// The demonstration's program, proven.
fn proof(suite: &mut Suite) -> Result<()> {
    let program =
        ["python3".to_owned(), script(&suite.machine.bundle, "demo/vector.py").display().to_string()];
    let (job, file) = suite.machine.verify("vector", &program);
    let done = job.limit(suite.limit(90)).run()?;
    let evidence = evidence::read(&file);
    let (is_proof, text) = evidence::verdict(&evidence);
    let note = if done.is_success() { text } else { format!("{text}; {}", done.tail(2)) };
    suite.report.row(
        STAGE,
        "vgpu verify, vector addition",
        "",
        &done.ending.to_string(),
        Verdict::of(is_proof && done.is_success()),
        &note,
    );
    suite.report.detail("evidence of the vector addition", evidence);
    Ok(())
}
