//! `cargo xtask backend-ops`: every operation of GGML's CUDA backend on the software GPU, case by case, with llama.cpp's
//! published `test-backend-ops`, which compares each with GGML's backend for processors.
//!
//! ```text
//! list the cases → for each operation: start the program with its cases ⇄ the program ends → table, JSON, docs
//!                                                  ↓ verdicts
//!                                               journal
//! ```
//!
//! A case that needs cuBLAS ends the program, which is then started with the cases after it. Nothing runs at the same time:
//! both backends take every core.

mod journal;
pub mod output;
mod page;
mod program;
mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::Args;

use crate::llamacpp::LlamaCpp;
use crate::process::Job;
use crate::workspace::{Workspace, copy};
use journal::{Entry, Journal, Start};
use output::Verdict;
use program::{Ended, Limits, Listed, Program};
use report::Counts;

/// Flags of `cargo xtask backend-ops`.
#[derive(Debug, Args)]
pub struct Options {
    /// The software GPU's compute capabilities
    #[arg(long, value_name = "CC", num_args = 1.., value_delimiter = ',', default_values = ["61", "75"], value_parser = capability)]
    arch: Vec<String>,
    /// Run these operations only, as the program names them: MUL_MAT
    #[arg(long, value_name = "NAME", num_args = 1.., value_delimiter = ',')]
    op: Vec<String>,
    /// Use this libcuda [default: the software GPU, built for release]
    #[arg(long, value_name = "FILE")]
    driver: Option<PathBuf>,
    /// How much memory the software GPU has; a machine that has less ends the program
    #[arg(long, value_name = "SIZE", default_value = "8GiB")]
    memory: String,
    /// The longest that an operation may take on an architecture; what is left of it is not reached
    #[arg(long, value_name = "SECONDS", default_value_t = 3600)]
    limit: u64,
    /// The longest that a case may take; it is skipped then
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    case_limit: u64,
    /// Go on with the last run, with its driver; operations that were stopped have what the limit is greater now
    #[arg(long, conflicts_with_all = ["arch", "op", "driver", "memory"])]
    resume: bool,
    /// Write all results to this file
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Write docs/backend-ops.md
    #[arg(long)]
    update: bool,
}

/// `61` or `6.1`, which is what the software GPU is told.
fn capability(text: &str) -> Result<String, String> {
    let digits = text.replace('.', "");
    match digits.split_at_checked(digits.len().saturating_sub(1)) {
        Some((major, minor)) if !major.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Ok(format!("{major}.{minor}"))
        }
        _ => Err("two digits, as 61".to_owned()),
    }
}

/// Runs, or goes on; then reports. False if a case failed.
pub fn run(options: &Options) -> Result<bool> {
    let workspace = Workspace::find()?;
    let folder = workspace.target().join("xtask/backend-ops");
    let llama = LlamaCpp::without_driver(&workspace.target())?;
    let mut journal =
        if options.resume { resume(&folder, &llama)? } else { begin(options, &workspace, &folder, &llama)? };
    let Start { architectures, memory, .. } = journal.record.start.clone();
    for architecture in architectures {
        let program = Program::new(&llama, &folder, &architecture, &memory, &folder.join("log"));
        operations(&mut journal, &program, &architecture, options)?;
    }

    let record = &journal.record;
    let mut total = Counts::default();
    for (architecture, operations) in &record.architectures {
        println!("\nCompute capability {architecture}\n\n{}", report::table(operations));
        total += Counts::total(operations);
    }
    if let Some(file) = &options.json {
        let text = serde_json::to_string_pretty(&report::json(record)).context("cannot write JSON")?;
        fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    if options.update {
        fs::write(workspace.root.join("docs/backend-ops.md"), page::text(record))
            .context("cannot write docs")?;
        println!("wrote docs/backend-ops.md");
    }
    println!("{} passed, {} failed, {} skipped", total.passed, total.failed, total.skipped());
    Ok(total.failed == 0)
}

const JOURNAL: &str = "journal.jsonl";
/// The driver of a run lies beside its journal: what is built meanwhile must not get into the run.
const DRIVER: &str = "libcuda.so.1";

fn begin(options: &Options, workspace: &Workspace, folder: &Path, llama: &LlamaCpp) -> Result<Journal> {
    let (file, driver) = match &options.driver {
        Some(file) => (file.clone(), "a library that was given".to_owned()),
        None => {
            let commit = Job::of(&["git", "describe", "--always", "--dirty"]).folder(&workspace.root).run();
            let commit = commit.map(|done| done.stdout.trim().to_owned()).unwrap_or_default();
            (workspace.build_soft()?, format!("the software GPU of commit {commit}"))
        }
    };
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    copy(&file, &folder.join(DRIVER))?;
    let start = Start {
        date: Job::of(&["date", "-u", "+%Y-%m-%d"]).check()?.stdout.trim().to_owned(),
        llama_cpp: llama.version("llama.cpp-tests")?,
        ggml_cuda: llama.version("libggml0-backend-cuda")?,
        driver,
        memory: options.memory.clone(),
        architectures: options.arch.clone(),
        operations: options.op.clone(),
    };
    Journal::create(&folder.join(JOURNAL), start)
}

fn resume(folder: &Path, llama: &LlamaCpp) -> Result<Journal> {
    let journal = Journal::open(&folder.join(JOURNAL))?;
    let start = &journal.record.start;
    let (old, new) = (&start.llama_cpp, llama.version("llama.cpp-tests")?);
    ensure!(*old == new, "the last run was of llama.cpp {old}, here is {new}");
    let (old, new) = (&start.ggml_cuda, llama.version("libggml0-backend-cuda")?);
    ensure!(*old == new, "the last run was of GGML's CUDA backend {old}, here is {new}");
    Ok(journal)
}

/// Every operation that was chosen, on one architecture.
fn operations(journal: &mut Journal, program: &Program, architecture: &str, options: &Options) -> Result<()> {
    let listed = program.list()?;
    let names = names(&listed, &journal.record.start.operations)?;
    for name in &names {
        note_cases(journal, architecture, name, &listed)?;
    }
    for name in &names {
        operation(journal, program, architecture, name, options)?;
    }
    Ok(())
}

/// The operations, in the order of their cases.
fn names(listed: &[Listed], chosen: &[String]) -> Result<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for it in listed {
        let name = output::operation(&it.case);
        if !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    }
    for name in chosen {
        ensure!(names.contains(name), "there is no operation {name}; there are {}", names.join(", "));
    }
    names.retain(|name| chosen.is_empty() || chosen.contains(name));
    Ok(names)
}

/// Writes an operation's cases into the journal, and which of them the backend has not; unless they are in it.
fn note_cases(journal: &mut Journal, architecture: &str, name: &str, listed: &[Listed]) -> Result<()> {
    let ours = || listed.iter().filter(|it| output::operation(&it.case) == name);
    let cases: Vec<String> = ours().map(|it| it.case.clone()).collect();
    let operations = journal.record.operations(architecture);
    match operations.iter().find(|it| it.name == name) {
        Some(old) => ensure!(old.cases == cases, "{name} had other cases when the last run began"),
        None => {
            let (architecture, name) = (architecture.to_owned(), name.to_owned());
            journal.add(Entry::Operation { architecture, name, cases })?;
        }
    }
    for Listed { case, .. } in ours().filter(|it| !it.is_supported) {
        let operations = journal.record.operations(architecture);
        let is_noted = operations.iter().any(|it| it.verdicts.contains_key(case));
        if !is_noted {
            let (architecture, case) = (architecture.to_owned(), case.clone());
            journal.add(Entry::Case { architecture, case, verdict: Verdict::Unsupported })?;
        }
    }
    Ok(())
}

/// Starts the program until each case of an operation has its verdict, or the operation's time is over.
fn operation(
    journal: &mut Journal,
    program: &Program,
    architecture: &str,
    name: &str,
    options: &Options,
) -> Result<()> {
    loop {
        let operations = journal.record.operations(architecture);
        let operation = operations.iter().find(|it| it.name == name).context("no such operation")?;
        let left: Vec<String> = operation.left().cloned().collect();
        let time =
            Duration::from_secs(options.limit).saturating_sub(Duration::from_secs_f64(operation.seconds));
        if left.is_empty() || time.is_zero() {
            let it = Counts::of(operation);
            println!(
                "{architecture}  {name}: {} passed, {} failed, {} skipped, {} not supported, {:.1} s",
                it.passed,
                it.failed,
                it.skipped(),
                it.unsupported,
                operation.seconds
            );
            return Ok(());
        }
        let limits = Limits { case: Duration::from_secs(options.case_limit), all: time };
        let started = Instant::now();
        let ended = program
            .start(&left, limits, |case, verdict| {
                journal.add(Entry::Case { architecture: architecture.to_owned(), case, verdict })
            })
            .with_context(|| format!("{name} at {architecture}"))?;
        journal.add(Entry::Time {
            architecture: architecture.to_owned(),
            operation: name.to_owned(),
            seconds: started.elapsed().as_secs_f64(),
            limit: (ended == Ended::OutOfTime).then_some(options.limit),
        })?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capabilities_are_taken_with_and_without_a_point() {
        assert_eq!(capability("61").as_deref(), Ok("6.1"));
        assert_eq!(capability("7.5").as_deref(), Ok("7.5"));
        assert_eq!(capability("100").as_deref(), Ok("10.0"));
        for wrong in ["", "6", "x1", "é"] {
            assert!(capability(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn operations_are_those_of_the_cases_and_must_exist() {
        let listed = ["B(1)", "A(1)", "B(2)"].map(|case| Listed { case: case.into(), is_supported: true });
        assert_eq!(names(&listed, &[]).expect("names"), ["B", "A"]);
        assert_eq!(names(&listed, &["A".to_owned()]).expect("names"), ["A"]);
        assert!(names(&listed, &["C".to_owned()]).is_err());
    }
}
