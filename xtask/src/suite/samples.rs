//! Stage `samples`: NVIDIA's cuda-samples, as somebody has built them with CMake (`--samples DIR`): the checkout with its build folders.
//!
//! Every sample that passes natively must pass on the virtual GPU. Arguments are those of the samples' own `test_args.json`.

use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::machine::Side;
use super::report::Verdict;
use super::{Device, Suite};
use crate::process::Job;

const STAGE: &str = "samples";
/// What a sample exits with that this machine is no place for.
const WAIVED: &str = "exit status 2";
/// For each that runs at the same time so many processors: most of them wait most of the time.
const CORES_EACH: usize = 4;
/// The most that a sample may take, seconds.
const LIMIT: u64 = 120;

/// One way to run a sample.
#[derive(Debug)]
struct Case {
    /// The sample, its build folder, and which of its runs it is.
    name: String,
    program: PathBuf,
    arguments: Vec<String>,
}

/// How a sample ended: nothing more to say if well.
type Ending = Result<(), String>;

/// Natively, and on the virtual GPU.
type Endings = [Ending; 2];

pub fn run(suite: &mut Suite) -> Result<()> {
    let Some(folder) = suite.samples.clone() else {
        let why = "no cuda-samples given (--samples DIR)";
        suite.report.row(STAGE, "all", "", "", Verdict::Skip, why);
        return Ok(());
    };
    let mut cases = find(&folder, gpus(suite)).context("looking for samples")?;
    cases.retain(|case| suite.is_chosen(case.name.split(' ').next().unwrap_or_default()));
    ensure!(
        !cases.is_empty(),
        "{} has no built samples: build them first, as their README says",
        folder.display()
    );
    let file = suite.machine.log.join("samples.md");
    let list = File::create(&file).with_context(|| format!("cannot write {}", file.display()))?;
    writeln!(&list, "| sample | natively | on the virtual GPU |\n|---|---|---|")?;
    let (mut tried, mut passed, mut equal) = (0, 0, 0);
    for (case, endings) in cases.iter().zip(all(suite, &cases, &list)) {
        let Some([native, vgpu]) = endings else { continue };
        tried += 1;
        passed += usize::from(native.is_ok());
        equal += usize::from(native.is_ok() && vgpu.is_ok());
        if let (Ok(()), Err(why)) = (native, vgpu) {
            suite.report.row(STAGE, &case.name, "passes", "", Verdict::Fail, &why);
        }
    }
    if tried < cases.len() {
        let what = format!("{} of {} runs", cases.len() - tried, cases.len());
        suite.report.row(STAGE, &what, "", "", Verdict::Skip, "the budget is spent");
    }
    let note = format!("of {tried} runs, {passed} pass natively; all are in samples.md");
    let verdict = Verdict::of(passed == equal && passed > 0);
    suite.report.row(STAGE, "pass", &passed.to_string(), &equal.to_string(), verdict, &note);
    Ok(())
}

/// How many devices there are natively.
fn gpus(suite: &Suite) -> u64 {
    if suite.machine.device == Device::Soft {
        return 1;
    }
    let listed = Job::of(&["nvidia-smi", "-L"]).limit(suite.limit(20)).run();
    listed.map_or(1, |done| done.stdout.lines().filter(|line| line.starts_with("GPU ")).count() as u64)
}

/// All built samples below `folder` that need no more devices than `gpus`.
fn find(folder: &Path, gpus: u64) -> Result<Vec<Case>> {
    let file = folder.join("test_args.json");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let settings: Value =
        serde_json::from_str(&text).with_context(|| format!("{} is no JSON", file.display()))?;
    let mut programs = Vec::new();
    walk(folder, &mut programs)?;
    programs.sort();
    let mut cases = Vec::new();
    for program in programs {
        let (Some(name), Ok(place)) = (program.file_name(), program.strip_prefix(folder)) else { continue };
        let name = name.to_string_lossy().into_owned();
        let build = place.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
        let setting = &settings[&name];
        let needs = setting["min_gpus"].as_u64().unwrap_or(1);
        if setting["skip"] == true || needs > gpus {
            continue;
        }
        let words = |run: &Value| -> Vec<String> {
            let words = run["args"].as_array().into_iter().flatten();
            words.filter_map(|word| word.as_str().map(str::to_owned)).collect()
        };
        let runs = match setting["runs"].as_array() {
            Some(runs) => runs.iter().filter(|run| run["skip"] != true).map(words).collect(),
            None => vec![words(setting)],
        };
        let count = runs.len();
        for (at, arguments) in (1..).zip(runs) {
            let which = if count > 1 { format!(", run {at}") } else { String::new() };
            let name = format!("{name} ({}{which})", build.as_deref().unwrap_or_default());
            cases.push(Case { name, program: program.clone(), arguments });
        }
    }
    Ok(cases)
}

/// Programs below a folder, but for what CMake keeps for itself.
fn walk(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let (entry, path) = entry.map(|entry| (entry.file_type(), entry.path()))?;
        let kind = entry?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if kind.is_dir() && name != "CMakeFiles" && !name.starts_with('.') {
            walk(&path, found)?;
        }
        let is_program = kind.is_file()
            && fs::metadata(&path)?.permissions().mode() & 0o111 != 0
            && !name.contains(".so")
            && starts_as_program(&path);
        if is_program {
            found.push(path);
        }
    }
    Ok(())
}

fn starts_as_program(path: &Path) -> bool {
    let mut magic = [0; 4];
    let read = fs::File::open(path).and_then(|mut file| std::io::Read::read_exact(&mut file, &mut magic));
    read.is_ok() && magic == *b"\x7fELF"
}

/// Runs the cases, several at once, and writes how they ended as they end. Those that there was no time for have no endings.
fn all(suite: &Suite, cases: &[Case], list: &File) -> Vec<Option<Endings>> {
    let next = AtomicUsize::new(0);
    let endings = Mutex::new(cases.iter().map(|_| None).collect::<Vec<_>>());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..(cores / CORES_EACH).max(1) {
            scope.spawn(|| {
                while let at = next.fetch_add(1, Ordering::Relaxed)
                    && let Some(case) = cases.get(at)
                {
                    let ended = [Side::Native, Side::Vgpu].map(|side| one(suite, side, case));
                    // What was cut short by the end of the budget says nothing.
                    if suite.left().is_zero() {
                        break;
                    }
                    let [native, vgpu] = ended.each_ref().map(text);
                    // The rows of the report have the failures too.
                    writeln!(&*list, "| {} | {native} | {vgpu} |", case.name).ok();
                    let mut endings = endings.lock().unwrap_or_else(PoisonError::into_inner);
                    if let Some(place) = endings.get_mut(at) {
                        *place = Some(ended);
                    }
                }
            });
        }
    });
    endings.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// For the list.
fn text(ending: &Ending) -> String {
    match ending {
        Ok(()) => "passes".to_owned(),
        Err(why) if why.starts_with(WAIVED) => "not for this machine".to_owned(),
        Err(why) => why.replace('|', "/"),
    }
}

/// Runs a case in its own folder, as the samples expect.
fn one(suite: &Suite, side: Side, case: &Case) -> Ending {
    let mut words = vec![case.program.display().to_string()];
    words.extend(case.arguments.iter().cloned());
    let log: String = case.name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let job = suite.machine.job(side, &format!("samples-{log}"), &words);
    let job = job.folder(case.program.parent().unwrap_or(Path::new("/"))).limit(suite.limit(LIMIT));
    let done = job.run().map_err(|why| format!("{why:#}"))?;
    if done.is_success() { Ok(()) } else { Err(format!("{}: {}", done.ending, done.tail(1))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn programs_are_found_with_their_arguments() {
        let scratch = Scratch::new().expect("scratch");
        let root = scratch.path();
        let program = |place: &str| {
            let path = root.join(place);
            fs::create_dir_all(path.parent().expect("folder")).expect("folder");
            fs::write(&path, b"\x7fELF...").expect("file");
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("mode");
        };
        for place in
            ["build/Samples/a/a", "build/Samples/b/b", "build/c/c", "build/d/d", "build/CMakeFiles/e"]
        {
            program(place);
        }
        let text = r#"{"a": {"runs": [{"args": ["1"]}, {"args": ["2"]}]}, "c": {"skip": true}, "d": {"min_gpus": 2}}"#;
        fs::write(root.join("test_args.json"), text).expect("file");
        let names = |gpus| -> Vec<String> {
            find(root, gpus).expect("found").into_iter().map(|case| case.name).collect()
        };
        assert_eq!(names(1), ["a (build, run 1)", "a (build, run 2)", "b (build)"]);
        assert_eq!(names(2).last().map(String::as_str), Some("d (build)"));
    }
}
