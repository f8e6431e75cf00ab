//! `xtask gpu-suite`: native and virtual GPU side by side, on a machine that has one, from a bundle alone.
//!
//! Nothing stops it: a stage that fails is a row of the table. Every program has a time limit, and its output goes
//! to the log folder. The table comes last, because the end of an output is what survives.

mod bench;
mod cleanliness;
mod conformance;
mod cuda;
mod cudart;
mod evidence;
mod instructions;
mod llama;
mod machine;
mod nvml;
mod ollama;
mod probe;
mod pytorch;
mod report;
mod samples;
mod timing;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

pub use evidence::{known_tables, unknown_tables};
use machine::Machine;
use report::{Report, Verdict};

/// Flags of `xtask gpu-suite`.
#[derive(Debug, Args)]
pub struct Options {
    /// The bundle [default: the folder of this executable]
    #[arg(long, value_name = "DIR")]
    bundle: Option<PathBuf>,
    /// Run these stages only
    #[arg(long, value_name = "STAGE", num_args = 1.., value_delimiter = ',')]
    only: Vec<String>,
    /// Write all results to this file
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Keep the output of every program here [default: gpu-suite-log]
    #[arg(long, value_name = "DIR", default_value = "gpu-suite-log")]
    log: PathBuf,
    /// Be finished after this many seconds; what does not fit is named in the table
    #[arg(long, value_name = "SECONDS", default_value_t = 3600)]
    budget: u64,
    /// Fewer repetitions
    #[arg(long)]
    quick: bool,
    /// What counts as native; soft tries the suite itself where there is no GPU
    #[arg(long, value_enum, default_value = "cuda")]
    device: Device,
    /// How often the training is killed [default: 50, or 8 with --quick]
    #[arg(long, value_name = "N")]
    kills: Option<u32>,
    /// Of the stages pytorch, llama and samples, run these cases only
    #[arg(long, value_name = "CASE", num_args = 1.., value_delimiter = ',')]
    case: Vec<String>,
    /// The folder of llama.cpp's programs, built with GGML's CUDA backend: test-backend-ops, llama-bench, llama-simple
    #[arg(long, value_name = "DIR")]
    llama: Option<PathBuf>,
    /// The folder of an Ollama with its CUDA library: its bin and lib, as its makers' archive has them
    #[arg(long, value_name = "DIR")]
    ollama: Option<PathBuf>,
    /// The folder of NVIDIA's cuda-samples, built with CMake in folders below it
    #[arg(long, value_name = "DIR")]
    samples: Option<PathBuf>,
    /// Print the stages
    #[arg(long)]
    list: bool,
}

/// What counts as native.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Device {
    /// This machine's GPU.
    Cuda,
    /// The software GPU.
    Soft,
}

/// One stage.
struct Stage {
    name: &'static str,
    what: &'static str,
    /// Less time than this is not worth starting with, seconds.
    least: u64,
    run: fn(&mut Suite) -> Result<()>,
}

/// The most informative first: if time runs out, the rest is missed least.
const STAGES: [Stage; 13] = [
    Stage {
        name: "probe",
        what: "the machine, and one program proven by `vgpu verify`",
        least: 5,
        run: probe::run,
    },
    Stage {
        name: "conformance",
        what: "test bodies: the same answers from both?",
        least: 20,
        run: conformance::run,
    },
    Stage {
        name: "nvml",
        what: "the management library: the same answers, and `nvidia-smi`",
        least: 20,
        run: nvml::run,
    },
    Stage {
        name: "pytorch",
        what: "PyTorch: bit-identical where two native runs agree",
        least: 30,
        run: pytorch::run,
    },
    Stage { name: "bench", what: "driver calls: ratios to native", least: 30, run: bench::run },
    Stage { name: "timing", what: "PyTorch: ratios to native", least: 40, run: timing::run },
    Stage {
        name: "llama",
        what: "llama.cpp: operations, tokens, tokens per second",
        least: 60,
        run: llama::run,
    },
    Stage {
        name: "ollama",
        what: "Ollama: texts, vectors, load time, tokens per second",
        least: 90,
        run: ollama::run,
    },
    Stage { name: "samples", what: "NVIDIA's cuda-samples", least: 60, run: samples::run },
    Stage {
        name: "runtime",
        what: "programs built by nvcc, static and shared runtime",
        least: 30,
        run: cuda::run,
    },
    Stage {
        name: "instructions",
        what: "PTX instruction by instruction, on the device itself",
        least: 30,
        run: instructions::run,
    },
    Stage { name: "cudart", what: "NVIDIA's published runtimes", least: 15, run: cudart::run },
    Stage {
        name: "cleanliness",
        what: "killed guests leave nothing behind",
        least: 30,
        run: cleanliness::run,
    },
];

/// What the stages share.
struct Suite {
    machine: Machine,
    report: Report,
    deadline: Instant,
    quick: bool,
    kills: u32,
    cases: Vec<String>,
    llama: Option<PathBuf>,
    ollama: Option<PathBuf>,
    samples: Option<PathBuf>,
}

impl Suite {
    /// Time that is left.
    fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    /// A limit for one program: what is usual, but never past the end of the budget.
    fn limit(&self, seconds: u64) -> Duration {
        Duration::from_secs(seconds).min(self.left()).max(Duration::from_secs(1))
    }

    /// Whether a case was asked for: by name, or by naming none.
    fn is_chosen(&self, case: &str) -> bool {
        self.cases.is_empty() || self.cases.iter().any(|name| name == case)
    }

    /// Is there time for something that takes so long? If not, the report says what was left out.
    fn has_time_for(&mut self, stage: &'static str, what: &str, seconds: u64) -> bool {
        let has_time = self.left() >= Duration::from_secs(seconds);
        if !has_time {
            self.report.row(stage, what, "", "", Verdict::Skip, "the budget is spent");
        }
        has_time
    }

    /// After a test: nothing may be left of it. Waits as long as a mediator may take to notice, and some.
    fn expect_clean(&mut self, stage: &'static str, what: &str) {
        if let Err(why) = self.machine.wait_until_clean(Duration::from_secs(5)) {
            self.report.row(stage, &format!("{what}: left behind"), "", "", Verdict::Fail, &why);
            self.machine.end_workers();
        }
    }
}

/// Runs the stages; false if a row failed.
pub fn run(options: &Options) -> Result<bool> {
    if options.list {
        for stage in &STAGES {
            println!("{:<14}{}", stage.name, stage.what);
        }
        return Ok(true);
    }
    for name in &options.only {
        ensure!(STAGES.iter().any(|stage| stage.name == name), "no stage is called {name}; see --list");
    }
    let bundle = match &options.bundle {
        Some(bundle) => bundle.clone(),
        None => std::env::current_exe()?.parent().context("this executable is nowhere")?.to_owned(),
    };
    for name in &options.case {
        // What samples there are is seen when they are looked for.
        let mut known = pytorch::cases().chain(llama::cases());
        ensure!(options.samples.is_some() || known.any(|case| case == name), "no case is called {name}");
    }
    let bundle = fs::canonicalize(&bundle).with_context(|| format!("no bundle at {}", bundle.display()))?;
    fs::create_dir_all(&options.log).with_context(|| format!("cannot make {}", options.log.display()))?;
    let log = fs::canonicalize(&options.log)?;
    let started = Instant::now();
    let mut suite = Suite {
        machine: Machine::new(bundle, log, options.device)?,
        report: Report::default(),
        deadline: started + Duration::from_secs(options.budget),
        quick: options.quick,
        kills: options.kills.unwrap_or(if options.quick { 8 } else { 50 }),
        cases: options.case.clone(),
        llama: folder("--llama", options.llama.as_deref())?,
        ollama: folder("--ollama", options.ollama.as_deref())?,
        samples: folder("--samples", options.samples.as_deref())?,
    };
    for stage in &STAGES {
        if options.only.is_empty() || options.only.iter().any(|name| name == stage.name) {
            one_stage(&mut suite, stage);
        }
        // Written after every stage, so that a machine that is taken away leaves what was found until then.
        if let Some(file) = &options.json {
            let text = serde_json::to_string_pretty(&suite.report)? + "\n";
            fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
        }
    }
    suite.machine.end_workers();
    println!("\n{}", suite.report.table());
    println!(
        "{} in {:.0} s; logs in {}",
        suite.report.summary(),
        started.elapsed().as_secs_f64(),
        options.log.display()
    );
    Ok(suite.report.is_good())
}

/// The folder that a flag names, if it is given.
fn folder(flag: &str, path: Option<&Path>) -> Result<Option<PathBuf>> {
    path.map(fs::canonicalize).transpose().with_context(|| format!("{flag} names no folder"))
}

fn one_stage(suite: &mut Suite, stage: &Stage) {
    if !suite.has_time_for(stage.name, stage.what, stage.least) {
        return;
    }
    println!("━━ {}: {} ({:.0} s left)", stage.name, stage.what, suite.left().as_secs_f64());
    let started = Instant::now();
    if let Err(why) = (stage.run)(suite) {
        suite.report.row(stage.name, "the stage itself", "", "", Verdict::Fail, &format!("{why:#}"));
    }
    suite.expect_clean(stage.name, "the stage");
    let took = started.elapsed().as_secs_f64();
    suite.report.took(stage.name, took);
    println!("   {} took {took:.1} s", stage.name);
}

/// A script of the bundle.
fn script(bundle: &Path, name: &str) -> PathBuf {
    bundle.join("suite").join(name)
}
