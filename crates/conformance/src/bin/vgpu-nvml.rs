//! Calls a management library well and badly, and compares what two libraries answer.

use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use conformance::nvml::{Journal, Record, compare, run};

/// A library that more calls than this kill is not looked at any further.
const DEATHS_MAX: usize = 300;

/// Calls every function of a management library that vgpu serves, and prints what it answers.
#[derive(Parser)]
#[command(name = "vgpu-nvml", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Call a library, and print its answers as JSON
    Run {
        /// The library
        #[arg(long, value_name = "PATH", default_value = "libnvidia-ml.so.1")]
        nvml: PathBuf,
        /// Write the answers to this file
        #[arg(long, value_name = "FILE")]
        json: Option<PathBuf>,
    },
    /// What `run` does, in a process that a call may kill: prints each call before it is made, and the answers last
    #[command(hide = true)]
    Once {
        #[arg(long)]
        nvml: PathBuf,
        #[arg(long)]
        without: Vec<String>,
    },
    /// Say where the second file's answers differ from the first's; figures that change are not compared
    Compare {
        /// Answers of NVIDIA's library
        first: PathBuf,
        /// Answers of the same device through vgpu
        second: PathBuf,
    },
}

fn main() -> ExitCode {
    match execute(&Arguments::parse().command) {
        Ok(is_well) => ExitCode::from(u8::from(!is_well)),
        Err(why) => {
            eprintln!("vgpu-nvml: {why}");
            ExitCode::from(2)
        }
    }
}

fn read(path: &Path) -> Result<Record, String> {
    let text =
        std::fs::read_to_string(path).map_err(|why| format!("cannot read {}: {why}", path.display()))?;
    serde_json::from_str(&text).map_err(|why| format!("{}: {why}", path.display()))
}

/// Makes all calls in another process, again and again without those that have killed it.
fn watch(nvml: &Path) -> Result<Record, String> {
    let this = std::env::current_exe().map_err(|why| format!("cannot find myself: {why}"))?;
    let mut deadly = Vec::new();
    loop {
        let mut command = std::process::Command::new(&this);
        command.args(["once", "--nvml"]).arg(nvml).stderr(std::process::Stdio::inherit());
        command.args(deadly.iter().flat_map(|call: &String| ["--without", call]));
        let done = command.output().map_err(|why| format!("cannot start {}: {why}", this.display()))?;
        let text = String::from_utf8_lossy(&done.stdout);
        let last = text.lines().next_back().unwrap_or_default();
        if done.status.success() {
            return serde_json::from_str(last).map_err(|why| format!("what it printed is no record: {why}"));
        }
        if done.status.signal().is_none() || last.is_empty() || deadly.len() >= DEATHS_MAX {
            return Err(format!("the calls end with {}, the last with {last:?}", done.status));
        }
        eprintln!("vgpu-nvml: {last} ends with {}; left out from now on", done.status);
        deadly.push(last.to_owned());
    }
}

fn execute(command: &Command) -> Result<bool, String> {
    match command {
        Command::Run { nvml, json } => {
            let record = watch(nvml)?;
            let text = serde_json::to_string_pretty(&record).map_err(|why| why.to_string())?;
            match json {
                None => println!("{text}"),
                Some(path) => {
                    std::fs::write(path, text)
                        .map_err(|why| format!("cannot write {}: {why}", path.display()))?;
                }
            }
            Ok(true)
        }
        Command::Once { nvml, without } => {
            let record = run(nvml, Journal::without(without.iter().cloned()))?;
            println!("{}", serde_json::to_string(&record).map_err(|why| why.to_string())?);
            Ok(true)
        }
        Command::Compare { first, second } => {
            let (first, second) = (read(first)?, read(second)?);
            let lines = compare::differences(&first, &second);
            let sum = format!(
                "{} functions compared, {} differences, {} functions not served",
                first.answers.len(),
                lines.len(),
                compare::unserved(&first, &second)
            );
            // A reader who has seen enough may leave.
            let mut out = std::io::stdout();
            let _ = lines.iter().chain([&sum]).try_for_each(|line| writeln!(out, "{line}"));
            Ok(lines.is_empty())
        }
    }
}
