//! Steps that run whole programs on the software GPU: directly, and through the virtual one.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use super::Surroundings;
use crate::host::Host;
use crate::llamacpp::LlamaCpp;
use crate::process::{Done, Job};
use crate::runtimes::{self, Fetched};
use crate::workspace::Profile;
use crate::{bundle, demo, readme, suite};

/// A file of JSON.
pub fn json(path: &Path) -> Result<Value> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no JSON", path.display()))
}

/// A folder in which the software GPU is what programs find as their driver.
pub fn soft_folder(built: &Path, folder: &Path) -> Result<PathBuf> {
    let folder = folder.join("driver");
    fs::create_dir_all(&folder)?;
    symlink(built.join("libsoftcuda.so"), folder.join("libcuda.so.1"))?;
    Ok(folder)
}

/// The fields that others rely on, and README.md's counts.
pub fn coverage(around: &Surroundings) -> Result<String> {
    let built = around.built()?;
    let coverage = readme::coverage(&built)?;
    let symbols = coverage["symbols"].as_u64().context("no field symbols")?;
    let mut functions = 0;
    for route in ["local", "async", "sync", "custom", "unsupported"] {
        functions +=
            coverage["routes"][route].as_u64().with_context(|| format!("no field routes.{route}"))?;
    }
    let list = fs::read_to_string(around.workspace.root.join("crates/table/symbols/libcuda.txt"))?;
    let listed = list.lines().filter(|line| !line.trim().is_empty()).count() as u64;
    ensure!(symbols == listed, "coverage counts {symbols} symbols, the list has {listed}");
    ensure!(functions > 0, "no function has a route");
    for function in coverage["unsupported"].as_array().context("no field unsupported")? {
        ensure!(function["why"].as_str().is_some_and(|why| !why.is_empty()), "{function} has no reason");
    }
    readme::update(&around.workspace.root, &coverage, true)?;
    Ok(format!("{symbols} symbols, {functions} functions with a route"))
}

/// Devices of the software GPU, for the bodies that need two.
const DEVICES: u32 = 2;

/// Bodies whose answers are known to differ between the software GPU and the guest library on top of it, and why.
/// All of them pass on both. What the guest answers is measured against NVIDIA's driver, on a machine with a GPU.
const KNOWN_DIFFERENCES: &[(&str, &str)] = &[
    ("lookup.export_tables", "the guest serves the tables of NVIDIA's driver at their full size"),
    ("device.attributes", "the guest hides what it does not forward"),
    ("context.destroyed_handle", "the guest follows NVIDIA's driver; the software GPU refuses stale handles"),
    ("vmm.map_errors", "the guest follows NVIDIA's driver"),
    ("pool.errors", "the guest follows NVIDIA's driver"),
    ("pool.freed_behind_held_work", "differed in one of several runs; cause not confirmed (ROADMAP.md)"),
    ("library.options_and_files", "the guest follows NVIDIA's driver"),
    ("capture.legacy_stream", "the guest answers for the context, the software GPU for the stream"),
    ("jit.options", "the guest follows NVIDIA's driver"),
    (
        "launch.extra_errors",
        "the guest sends a sound launch without waiting; the software GPU looks at its parameters first",
    ),
    ("fault.seen_by_query", "the guest follows NVIDIA's driver"),
    ("fault.seen_by_event", "the software GPU has noticed the fault when the event is recorded, or not yet"),
    ("fault.callbacks_afterwards", "the software GPU runs no host function after a fault"),
    (
        "managed.prefetch",
        "the software GPU itself has no concurrent managed access, so the body is left out there",
    ),
    (
        "managed.prefetch_errors",
        "the software GPU itself has no concurrent managed access, so the body is left out there",
    ),
    (
        "managed.batches",
        "the software GPU itself has no concurrent managed access, so the body is left out there",
    ),
    (
        "managed.advice",
        "the software GPU itself has no concurrent managed access, so the body is left out there",
    ),
    (
        "managed.advice_of_parts",
        "the software GPU itself has no concurrent managed access, so the body is left out there",
    ),
    (
        "managed.advice_errors",
        "the software GPU itself has no concurrent managed access, so the body is left out there",
    ),
    (
        "managed.kernel_and_host_talk",
        "the software GPU itself has no concurrent managed access, so the body is left out there",
    ),
    ("managed.not_as_pinned", "the guest follows NVIDIA's driver"),
    ("pointer.managed_memory", "the guest follows NVIDIA's driver"),
    ("copy.batch_errors", "the guest follows NVIDIA's driver"),
    ("copy_array_rules.errors", "the guest follows NVIDIA's driver"),
    ("nodes.edges_with_data", "the guest follows NVIDIA's driver"),
    ("legacy.memory", "the guest follows NVIDIA's driver; the software GPU lacks the functions of CUDA 3"),
    ("legacy.copies", "the guest follows NVIDIA's driver; the software GPU lacks the functions of CUDA 3"),
    ("legacy.memsets", "the guest follows NVIDIA's driver; the software GPU lacks the functions of CUDA 3"),
    ("legacy.launch", "the guest follows NVIDIA's driver; the software GPU lacks the functions of CUDA 3"),
    (
        "legacy.launch_errors",
        "the guest follows NVIDIA's driver; the software GPU lacks the functions of CUDA 3",
    ),
    ("log.reading", "the software GPU itself keeps no log, so the body is left out there"),
    ("log.everything", "the software GPU itself keeps no log, so the body is left out there"),
    ("log.rolls_over", "the software GPU itself keeps no log, so the body is left out there"),
    ("log.file", "the software GPU itself keeps no log, so the body is left out there"),
    ("log.callback", "the software GPU itself keeps no log, so the body is left out there"),
    ("log.two_callbacks", "the software GPU itself keeps no log, so the body is left out there"),
    ("log.before_init", "the software GPU itself keeps no log, so the body is left out there"),
    ("log.bad_arguments", "the software GPU itself keeps no log, so the body is left out there"),
    ("process.calls_at_exit", "contexts of the software GPU end with its own exit handler"),
];

/// Bodies that the software GPU does not pass yet, and what it lacks. One that passes must be taken off the list.
const NOT_YET: &[(&str, &str)] = &[
    ("jit.max_registers", "kernels have no number of registers that a limit would change"),
    (
        "module.garbage",
        "an instruction of a later language is refused when its kernel is compiled, not when it is loaded",
    ),
    ("library.kernel_attributes", "a block has 48 KiB of shared memory, with no more to ask for"),
    ("shape.dynamic_shared_memory", "a block has 48 KiB of shared memory, with no more to ask for"),
];

/// What is wrong with the bodies of a run: those that failed, and those that should have.
fn judge(run: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    for body in run["bodies"].as_array().into_iter().flatten() {
        let name = body["name"].as_str().unwrap_or_default();
        match (body["verdict"].as_str(), NOT_YET.iter().find(|(listed, _)| *listed == name)) {
            (Some("fail"), None) => wrong.push(format!("{name}: {}", body["reasons"])),
            (Some("pass"), Some(_)) => {
                wrong.push(format!("{name} passes, and is on the list of those that do not yet"))
            }
            _ => {}
        }
    }
    wrong
}

/// Bodies that a comparison names and that [`KNOWN_DIFFERENCES`] does not explain.
fn unexplained(comparison: &str) -> Vec<&str> {
    let is_name = |line: &&str| !line.is_empty() && !line.starts_with(' ') && !line.contains(' ');
    let is_known = |name: &str| KNOWN_DIFFERENCES.iter().any(|(known, _)| *known == name);
    comparison.lines().filter(is_name).filter(|name| !is_known(name)).collect()
}

/// `vgpu verify` of a body that reaches the host through the device in `path`. Says what the device has counted of it.
fn proof(built: &Path, folder: &Path, path: &Path) -> Result<String> {
    let file = folder.join("evidence.json");
    let verify = Job::new(built.join("vgpu")).args(["verify", "--json"]).arg(&file).arg("--");
    let verify = verify.arg(built.join("vgpu-conformance")).args(["--cuda", "libcuda.so.1"]);
    let verify = verify.args(["--filter", "^launch.vector_add$"]);
    let done = verify.env("VGPU_LINK", format!("pci:{}", path.display())).run()?;
    ensure!(done.is_success(), "vgpu verify through the device: {}\n{}", done.ending, done.tail(60));
    super::vm::proof::judge(&json(&file)?, "the device at")
}

/// The conformance bodies, kernels and all.
pub fn conformance(around: &Surroundings) -> Result<String> {
    let built = around.built()?;
    let folder = around.folder("conformance")?;
    let program = built.join("vgpu-conformance");
    let (direct, through) = (folder.join("direct.json"), folder.join("through.json"));
    let limit = Duration::from_secs(900);
    let first = Job::new(&program).arg("--cuda").arg(built.join("libsoftcuda.so")).arg("--json");
    let first = first
        .arg(&direct)
        .env("SOFTCUDA_DEVICES", DEVICES.to_string())
        .limit(limit)
        .log(folder.join("direct"))
        .run()?;
    let second = Job::new(built.join("vgpu")).args(["run", "--device", "soft", "--"]).arg(&program);
    let second = second.args(["--cuda", "libcuda.so.1", "--json"]).arg(&through);
    let second =
        second.env("SOFTCUDA_DEVICES", DEVICES.to_string()).limit(limit).log(folder.join("through")).run()?;
    // The same through the PCI device, but for the virtual machine.
    let device_run = folder.join("device.json");
    let host = Host::start_several(&built, &folder, DEVICES)?;
    let device = host.device("--folder", "device", &["--channels", "4"])?;
    let driver = folder.join("guest");
    fs::create_dir_all(&driver)?;
    symlink(built.join("libcuda.so"), driver.join("libcuda.so.1"))?;
    let third =
        Job::new(&program).arg("--cuda").arg(driver.join("libcuda.so.1")).arg("--json").arg(&device_run);
    let third = third.env("VGPU_LINK", format!("pci:{}", device.path.display()));
    let third = third.limit(limit).log(folder.join("device-run")).run()?;
    println!("  vgpu verify through the device: {}", proof(&built, &folder, &device.path)?);
    let counted = device.stop()?;
    host.stop()?;
    let mut failures = Vec::new();
    let mut counts = Vec::new();
    let runs = [
        ("directly", &first, &direct),
        ("through vgpu", &second, &through),
        ("through the device", &third, &device_run),
    ];
    for (what, done, file) in runs {
        let Ok(run) = json(file) else {
            failures.push(format!("{what}: {}\n{}", done.ending, done.tail(10)));
            continue;
        };
        let bodies = || run["bodies"].as_array().into_iter().flatten();
        let passed = bodies().filter(|body| body["verdict"] == "pass").count();
        counts.push(format!("{passed} {what}"));
        failures.extend(judge(&run).into_iter().map(|wrong| format!("{what}: {wrong}")));
    }
    for (other, what) in [(&through, "vgpu"), (&device_run, "the device")] {
        if !direct.is_file() || !other.is_file() {
            continue;
        }
        let compare = Job::new(&program).arg("compare").arg(&direct).arg(other).run()?;
        let unexpected = unexplained(&compare.stdout);
        if !compare.is_success() && !unexpected.is_empty() {
            let names = unexpected.join(", ");
            failures.push(format!("{names} differ (directly −, through {what} +):\n{}", compare.stdout));
        }
    }
    if counted["device"]["looks"].as_u64().unwrap_or(0) == 0 {
        failures.push(format!("nothing came through the device: {counted}"));
    }
    if !failures.is_empty() {
        println!("{}", failures.join("\n"));
        bail!("{} failures; passed: {}", failures.len(), counts.join(", "));
    }
    Ok(format!("passed: {}; equal; {} bodies not yet", counts.join(", "), NOT_YET.len()))
}

/// NVIDIA's published runtimes.
pub fn runtimes(around: &Surroundings) -> Result<String> {
    let built = around.built()?;
    let folder = around.folder("runtimes")?;
    let driver = soft_folder(&built, &folder)?;
    let script = around.workspace.root.join("suite/runtimes/cudart.py");
    let known = suite::known_tables(&around.workspace.root.join("suite"))?;
    let mut failures = Vec::new();
    let mut passed = Vec::new();
    for (runtime, fetched) in runtimes::fetch_all(&around.workspace.target().join("runtimes")) {
        let outcome =
            fetched.and_then(|fetched| one_runtime(&fetched, &built, &folder, &driver, &script, &known));
        match outcome {
            Ok(found) => {
                println!("  pass  cudart {}: {found}", runtime.name);
                passed.push(runtime.name);
            }
            Err(why) => {
                println!("  FAIL  cudart {}: {why:#}", runtime.name);
                failures.push(format!("cudart {}: {why:#}", runtime.name));
            }
        }
    }
    ensure!(failures.is_empty(), "{}", failures.join("; "));
    Ok(format!("cudart {}", passed.join(", ")))
}

fn one_runtime(
    fetched: &Fetched,
    built: &Path,
    folder: &Path,
    driver: &Path,
    script: &Path,
    known: &[String],
) -> Result<String> {
    let limit = Duration::from_secs(120);
    let program = |job: Job| job.arg(script).arg(&fetched.library).limit(limit);
    let direct = program(Job::new("python3")).libraries(driver);
    let direct = direct.log(folder.join(format!("{}-direct", fetched.name))).run()?;
    let evidence = folder.join(format!("{}.json", fetched.name));
    let through = Job::new(built.join("vgpu")).args(["verify", "--device", "soft", "--json"]).arg(&evidence);
    let through =
        program(through.args(["--", "python3"])).log(folder.join(format!("{}-vgpu", fetched.name))).run()?;
    let evidence = json(&evidence).unwrap_or_default();
    // First of all what is new: it explains whatever fails after it.
    let unknown = suite::unknown_tables(&evidence, known);
    ensure!(unknown.is_empty(), "asks for private tables that nobody here knows: {}", unknown.join(", "));
    let [direct, through] =
        [("directly", direct), ("through vgpu", through)].map(|(what, done)| answer(what, &done));
    let (direct, through) = (direct?, through?);
    for field in ["runtime", "driver", "device", "capability", "calls"] {
        ensure!(
            direct[field] == through[field],
            "{field}: {} directly, {} through vgpu",
            direct[field],
            through[field]
        );
    }
    Ok(format!("{} calls, the same through vgpu, and proven ({})", direct["calls"], fetched.version))
}

/// The line that the script printed.
fn answer(what: &str, done: &Done) -> Result<Value> {
    let line = done.stdout.lines().find(|line| line.starts_with('{'));
    let answer: Value = line.and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default();
    if let Some(why) = answer["why"].as_str() {
        bail!("{what}: {why}");
    }
    ensure!(done.is_success() && answer["ok"] == true, "{what}: {}: {}", done.ending, done.tail(6));
    Ok(answer)
}

/// The demonstration's program, proven.
pub fn demo(around: &Surroundings) -> Result<String> {
    let built = around.built()?;
    let folder = around.folder("demo")?;
    let file = folder.join("evidence.json");
    let job =
        Job::new(built.join("vgpu")).args(["verify", "--device", "soft", "--json"]).arg(&file).arg("--");
    let job =
        job.args(demo::program(&around.workspace)?).limit(Duration::from_secs(180)).log(folder.join("demo"));
    let done = job.run()?;
    let evidence = json(&file).with_context(|| done.tail(10))?;
    let objections = &evidence["objections"];
    ensure!(done.is_success(), "{}: {objections}\n{}", done.ending, done.tail(10));
    ensure!(
        evidence["hops_agree"] == true
            && evidence["computed"] == true
            && objections.as_array().is_some_and(Vec::is_empty),
        "no proof: {objections}"
    );
    Ok("proven: hops agree, the device did the copies and ran the kernel".to_owned())
}

/// The demonstration's language model.
pub fn story(around: &Surroundings) -> Result<String> {
    let built = around.built()?;
    let llama = LlamaCpp::fetch(&around.workspace.target(), &built.join("libcuda.so"))?;
    let story = demo::story(&around.workspace, &built, &llama, "soft")?;
    ensure!(story.is_right, "{}", story.trouble());
    Ok("all layers on the device, every letter right, proven".to_owned())
}

/// The GPU suite on the software GPU: nothing is learned about a GPU, but a suite that breaks on its first day on a
/// real one wastes that day.
pub fn suite(around: &Surroundings) -> Result<String> {
    let built = around.built()?;
    let folder = around.folder("suite")?;
    let bundle = folder.join("bundle");
    bundle::gather(&around.workspace, &built, &bundle, true)?;
    bundle::gather_instructions(&around.workspace, Profile::Dev, &bundle)?;
    let report = folder.join("report.json");
    // The conformance bodies have a step of their own.
    let job = Job::new(bundle.join("xtask"))
        .args([
            "gpu-suite",
            "--device",
            "soft",
            "--quick",
            "--only",
            "probe,bench,instructions,cudart,cleanliness",
            "--json",
        ])
        .arg(&report);
    let job =
        job.arg("--log").arg(folder.join("log")).limit(Duration::from_secs(600)).log(folder.join("suite"));
    let done = job.run()?;
    print!("{}", done.stdout);
    ensure!(done.is_success(), "{}; see the table above, and {}", done.ending, folder.display());
    let rows = json(&report)?["rows"].as_array().map_or(0, Vec::len);
    Ok(format!("{rows} rows"))
}
