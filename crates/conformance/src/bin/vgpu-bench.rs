//! `vgpu-bench`: measures a libcuda, and compares two measurements with the project's bars.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use conformance::bench::driver::{self, Effort};
use conformance::bench::{Results, bars, runtime};
use conformance::cu;
use conformance::cuda::{Cuda, text_of};

/// Measures what a libcuda costs.
#[derive(Debug, Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Sub>,
    #[command(flatten)]
    run: RunArgs,
}

#[derive(Debug, Args)]
struct RunArgs {
    /// The library: a path, or a name that the dynamic linker finds.
    #[arg(long, value_name = "PATH|NAME", default_value = "libcuda.so.1")]
    cuda: String,
    /// Measure through this CUDA runtime as well.
    #[arg(long, value_name = "PATH")]
    cudart: Option<String>,
    /// Write the results to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Leave out launches and starts, for whoever has them measured by turns.
    #[arg(long)]
    no_turns: bool,
    /// Few samples and small copies: shows that everything works, says little about speed.
    #[arg(long)]
    quick: bool,
}

#[derive(Debug, Subcommand)]
enum Sub {
    /// Judge one library's results beside the native ones; exit with 1 if a bar is missed.
    Compare {
        /// Results of the native library.
        native: PathBuf,
        /// Results of ours.
        vgpu: PathBuf,
        /// Print JSON instead of a table.
        #[arg(long)]
        json: bool,
    },
    /// Print the best value of each figure of several measurements of one library, as JSON.
    Best {
        /// Results of the library.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Print the middle value of each figure of several measurements of one library, as JSON.
    Typical {
        /// Results of the library, one or more in each file.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Measure how a fresh process gets to its first kernel (what the other commands start).
    #[command(hide = true)]
    FirstKernel {
        #[arg(long)]
        cuda: String,
    },
    /// Measure a fresh process's way to its first kernel for every line of standard input, and print a line of JSON for each.
    Starts {
        #[arg(long)]
        cuda: String,
    },
    /// Measure launches and print JSON.
    Launches {
        #[arg(long)]
        cuda: String,
        #[arg(long)]
        quick: bool,
        /// Measure a little for every line of standard input, and print a line of JSON for each.
        #[arg(long)]
        turns: bool,
    },
    /// Measure through a runtime and print JSON (what the other commands start).
    #[command(hide = true)]
    Runtime {
        #[arg(long)]
        cudart: String,
        #[arg(long)]
        quick: bool,
    },
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let result = match cli.command {
        None => run(&cli.run),
        Some(Sub::Compare { native, vgpu, json }) => compare(&native, &vgpu, json),
        Some(Sub::Best { files }) => best(&files),
        Some(Sub::Typical { files }) => typical(&files),
        Some(Sub::FirstKernel { cuda }) => first_kernel(&cuda),
        Some(Sub::Starts { cuda }) => starts_by_turns(&cuda),
        Some(Sub::Launches { cuda, quick, turns }) => launches(&cuda, quick, turns),
        Some(Sub::Runtime { cudart, quick }) => through_runtime(&cudart, quick),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("vgpu-bench: {error}");
            ExitCode::from(2)
        }
    }
}

fn effort(quick: bool) -> Effort {
    if quick { Effort::QUICK } else { Effort::FULL }
}

fn run(args: &RunArgs) -> Result<bool, String> {
    let program = this_program()?;
    let mut results = Results { cuda: args.cuda.clone(), quick: args.quick, ..Results::default() };
    if !args.no_turns {
        starts(&program, &args.cuda, effort(args.quick).long.min(5), &mut results);
        let mut command = Command::new(&program);
        command.args(["launches", "--cuda", &args.cuda]);
        if args.quick {
            command.arg("--quick");
        }
        results.keep_better(results_of(&mut command)?);
    }
    let library = Cuda::load(&args.cuda)?;
    driver::measure(&library, effort(args.quick), &mut results)?;
    let mut name = [0; 256];
    let _ = cu!(library.cuDeviceGetName(&mut name[..], 256, 0));
    results.device = text_of(&name);
    if let Some(cudart) = &args.cudart
        && let Err(why) = runtimes(&program, args, cudart, &mut results)
    {
        results.missing.insert("runtime_*".into(), why);
    }
    println!("{}: {}", results.cuda, results.device);
    print!("{}", results.table());
    if let Some(file) = &args.json {
        let text = serde_json::to_string_pretty(&results).map_err(|error| error.to_string())?;
        std::fs::write(file, text).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    }
    Ok(true)
}

/// Standard output of a child that succeeded.
fn output_of(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| error.to_string())?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(format!("{}: {}", output.status, text(&output.stderr)))
    }
}

/// What a child has measured.
fn results_of(command: &mut Command) -> Result<Results, String> {
    serde_json::from_str(&output_of(command)?).map_err(|error| error.to_string())
}

/// How long the machine is left alone before a process starts. What the one before has left behind is still being cleared
/// away when it has ended, natively for a moment and behind a virtual GPU for longer, and holds up whoever comes next.
const QUIET: Duration = Duration::from_millis(500);

/// Fresh processes on their way to a first kernel.
fn starts(program: &Path, cuda: &str, count: usize, results: &mut Results) {
    let mut columns: [Vec<f64>; 4] = Default::default();
    for _ in 0..count {
        std::thread::sleep(QUIET);
        match output_of(Command::new(program).args(["first-kernel", "--cuda", cuda])) {
            Ok(text) => {
                for (column, word) in columns.iter_mut().zip(text.split_whitespace()) {
                    column.push(word.parse().unwrap_or(f64::NAN));
                }
            }
            Err(why) => {
                results.missing.insert("first_kernel".into(), why);
                return;
            }
        }
    }
    for ((name, unit), column) in [
        ("first_kernel", "ms"),
        ("first_context", "ms"),
        ("library_memory", "MiB"),
        ("library_private_dirty", "MiB"),
    ]
    .iter()
    .zip(&columns)
    {
        results.add(name, unit, column);
        if !results.figures.contains_key(*name) {
            results.missing.insert((*name).into(), "the library runs no kernels".into());
        }
    }
}

fn starts_by_turns(cuda: &str) -> Result<bool, String> {
    let program = this_program()?;
    for line in std::io::stdin().lines() {
        line.map_err(|error| format!("standard input: {error}"))?;
        let mut results = Results::default();
        starts(&program, cuda, 1, &mut results);
        println!("{}", serde_json::to_string(&results).map_err(|error| error.to_string())?);
    }
    Ok(true)
}

fn this_program() -> Result<PathBuf, String> {
    std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))
}

fn first_kernel(cuda: &str) -> Result<bool, String> {
    let start = driver::first_kernel(cuda)?;
    println!("{} {} {} {}", start.first_kernel, start.context, start.memory, start.dirty);
    Ok(true)
}

fn launches(cuda: &str, quick: bool, turns: bool) -> Result<bool, String> {
    let library = Cuda::load(cuda)?;
    let effort = if turns && !quick { Effort::TURN } else { effort(quick) };
    let mut measure = driver::launches(&library, effort)?;
    let mut print = || -> Result<(), String> {
        println!("{}", serde_json::to_string(&measure()).map_err(|error| error.to_string())?);
        Ok(())
    };
    if !turns {
        print()?;
        return Ok(true);
    }
    for line in std::io::stdin().lines() {
        line.map_err(|error| format!("standard input: {error}"))?;
        print()?;
    }
    Ok(true)
}

/// The runtime, in a child that finds the library under test as `libcuda.so.1`.
fn runtimes(program: &Path, args: &RunArgs, cudart: &str, results: &mut Results) -> Result<(), String> {
    let directory = runtime::library_directory(&args.cuda)?;
    let mut command = Command::new(program);
    command.args(["runtime", "--cudart", cudart]);
    if args.quick {
        command.arg("--quick");
    }
    if let Some(directory) = &directory {
        let mut path = directory.clone().into_os_string();
        if let Some(old) = std::env::var_os("LD_LIBRARY_PATH").filter(|old| !old.is_empty()) {
            path.push(":");
            path.push(old);
        }
        command.env("LD_LIBRARY_PATH", path);
    }
    let measured = results_of(&mut command);
    if let Some(directory) = directory {
        let _ = std::fs::remove_dir_all(directory);
    }
    let measured = measured?;
    results.figures.extend(measured.figures);
    results.missing.extend(measured.missing);
    Ok(())
}

fn through_runtime(cudart: &str, quick: bool) -> Result<bool, String> {
    let mut results = Results::default();
    runtime::measure(cudart, effort(quick), &mut results)?;
    println!("{}", serde_json::to_string(&results).map_err(|error| error.to_string())?);
    Ok(true)
}

fn read(file: &Path) -> Result<Results, String> {
    let text =
        std::fs::read_to_string(file).map_err(|error| format!("cannot read {}: {error}", file.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))
}

fn best(files: &[PathBuf]) -> Result<bool, String> {
    let mut all = files.iter().map(|file| read(file));
    let mut best = all.next().unwrap_or_else(|| Ok(Results::default()))?;
    for results in all {
        best.keep_better(results?);
    }
    println!("{}", serde_json::to_string_pretty(&best).map_err(|error| error.to_string())?);
    Ok(true)
}

fn typical(files: &[PathBuf]) -> Result<bool, String> {
    let mut all = Vec::new();
    for file in files {
        let cannot = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
        let text = std::fs::read_to_string(file).map_err(|error| cannot(&error))?;
        let several = serde_json::Deserializer::from_str(&text).into_iter::<Results>();
        for results in several {
            all.push(results.map_err(|error| cannot(&error))?);
        }
    }
    println!("{}", serde_json::to_string_pretty(&Results::typical(all)).map_err(|error| error.to_string())?);
    Ok(true)
}

fn compare(native: &Path, vgpu: &Path, json: bool) -> Result<bool, String> {
    let (native, ours) = (read(native)?, read(vgpu)?);
    let lines = bars::compare(&native, &ours);
    if json {
        println!("{}", serde_json::to_string_pretty(&lines).map_err(|error| error.to_string())?);
    } else {
        if native.quick || ours.quick {
            println!("These are quick measurements: the ratios mean little.\n");
        }
        print!("{}", bars::table(&lines, &native, &ours));
    }
    Ok(lines.iter().all(|line| line.passed))
}
