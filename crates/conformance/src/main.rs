//! `vgpu-conformance`: runs the test bodies on a libcuda, and compares two runs.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use conformance::cuda::{Cuda, text_of};
use conformance::runner::{Runner, run_here};
use conformance::transcript::{Run, Verdict, compare};
use conformance::{Body, bodies, cu, report};

/// Runs the same test bodies on any libcuda and writes down what it answers.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: RunArgs,
}

#[derive(Debug, Args)]
struct RunArgs {
    /// The library: a path, or a name that the dynamic linker finds.
    #[arg(long, value_name = "PATH|NAME", default_value = "libcuda.so.1")]
    cuda: String,
    /// Only bodies whose name matches this regular expression.
    #[arg(long, value_name = "RE")]
    filter: Option<String>,
    /// Skip bodies that need kernels or a PTX compiler.
    #[arg(long)]
    no_kernels: bool,
    /// Write the whole run, transcripts included, to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Print the bodies instead of running them.
    #[arg(long)]
    list: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print where two runs differ; exit with 1 if they do.
    Compare {
        /// The run that counts as right.
        reference: PathBuf,
        /// The run to judge.
        other: PathBuf,
    },
    /// Run one body in this very process (what the other commands start).
    #[command(hide = true)]
    Body {
        name: String,
        #[arg(long)]
        cuda: String,
        #[arg(long)]
        transcript: PathBuf,
    },
    /// Compute until the GPU is taken away, and say what that looked like (what tests of that start).
    #[command(hide = true)]
    Endure {
        #[arg(long)]
        cuda: String,
    },
    /// Print the driver's version and the first device's name (what the other commands start).
    #[command(hide = true)]
    Identify {
        #[arg(long)]
        cuda: String,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        None => run(&cli.run),
        Some(Command::Compare { reference, other }) => compare_files(&reference, &other),
        Some(Command::Body { name, cuda, transcript }) => run_body(&name, &cuda, &transcript),
        Some(Command::Endure { cuda }) => conformance::endure::run(&cuda).map(|()| true),
        Some(Command::Identify { cuda }) => identify(&cuda),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("vgpu-conformance: {error}");
            ExitCode::from(2)
        }
    }
}

fn chosen(filter: Option<&str>) -> Result<Vec<&'static Body>, String> {
    let expression = match filter {
        Some(text) => {
            Some(regex_lite::Regex::new(text).map_err(|error| format!("--filter {text}: {error}"))?)
        }
        None => None,
    };
    Ok(bodies::all().filter(|body| expression.as_ref().is_none_or(|re| re.is_match(body.name))).collect())
}

fn run(args: &RunArgs) -> Result<bool, String> {
    let bodies = chosen(args.filter.as_deref())?;
    if args.list {
        print!("{}", report::list(&bodies));
        return Ok(true);
    }
    let program = std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let runner = Runner { cuda: args.cuda.clone(), program: program.clone(), no_kernels: args.no_kernels };
    let (driver_version, device) = identified(&program, &args.cuda)?;
    println!("{}: {device}, driver version {driver_version}", args.cuda);
    let mut reports = Vec::new();
    for body in bodies {
        let report = runner.run(body);
        println!("{}", report::body_line(&report));
        reports.push(report);
    }
    let run = Run { cuda: args.cuda.clone(), driver_version, device, bodies: reports };
    println!("\n{}", report::summary(&run));
    if let Some(file) = &args.json {
        let text = serde_json::to_string_pretty(&run).map_err(|error| error.to_string())?;
        std::fs::write(file, text).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    }
    Ok(run.bodies.iter().all(|report| report.verdict != Verdict::Fail))
}

fn run_body(name: &str, cuda: &str, transcript: &std::path::Path) -> Result<bool, String> {
    let body =
        bodies::all().find(|body| body.name == name).ok_or_else(|| format!("no body is called {name}"))?;
    run_here(body, cuda, transcript)?;
    Ok(true)
}

/// Asks a child, because a library that crashes at once must not end the whole run.
fn identified(program: &std::path::Path, cuda: &str) -> Result<(i32, String), String> {
    let output = std::process::Command::new(program)
        .args(["identify", "--cuda", cuda])
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!("{cuda} does not work: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let (version, device) = text.trim().split_once(' ').unwrap_or(("0", "unknown"));
    Ok((version.parse().unwrap_or(0), device.to_owned()))
}

fn identify(path: &str) -> Result<bool, String> {
    let library = Cuda::load(path)?;
    let mut version = 0;
    let _ = cu!(library.cuDriverGetVersion(&mut version));
    let code = cu!(library.cuInit(0));
    if code != 0 {
        return Err(format!("cuInit answers {}", conformance::transcript::code_text(code)));
    }
    let mut name = [0; 256];
    let _ = cu!(library.cuDeviceGetName(&mut name[..], 256, 0));
    println!("{version} {}", text_of(&name));
    Ok(true)
}

fn compare_files(reference: &std::path::Path, other: &std::path::Path) -> Result<bool, String> {
    let read = |file: &std::path::Path| -> Result<Run, String> {
        let text = std::fs::read_to_string(file)
            .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))
    };
    let (left, right) = (read(reference)?, read(other)?);
    let (compared, differences) = compare(&left, &right);
    print!("{}", report::differences(&differences));
    println!(
        "{compared} bodies compared ({} and {}), {} differences",
        left.cuda,
        right.cuda,
        differences.len()
    );
    Ok(differences.is_empty())
}
