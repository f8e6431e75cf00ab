//! Calls a management library well and badly, and compares what two libraries answer.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use conformance::nvml::{Record, compare, run};

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

fn execute(command: &Command) -> Result<bool, String> {
    match command {
        Command::Run { nvml, json } => {
            let record = run(nvml)?;
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
        Command::Compare { first, second } => {
            let (first, second) = (read(first)?, read(second)?);
            let lines = compare::differences(&first, &second);
            lines.iter().for_each(|line| println!("{line}"));
            println!(
                "{} functions compared, {} differences, {} functions not served",
                first.answers.len(),
                lines.len(),
                compare::unserved(&first, &second)
            );
            Ok(lines.is_empty())
        }
    }
}
