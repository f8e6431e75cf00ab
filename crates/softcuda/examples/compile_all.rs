//! How long kernels take to compile: all of a program's, as a launch would compile each.
//!
//! ```text
//! cargo run --release -p vgpu-softcuda --example compile_all FILE [61|75|80|90] [any|threads|warps]
//! ```
//!
//! FILE is what `vgpu ptx check` takes: a library, a program, a fatbin, PTX. A program itself only ever waits for the
//! kernels that it launches.

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use ptx::ir::Module;
use softcuda::kernel::compile::{Form, Way, compile};

#[derive(Default)]
struct Totals {
    reading: Duration,
    compiling: Duration,
    slowest: (Duration, String),
    warps: usize,
    threads: usize,
    failed: Vec<String>,
    /// Why kernels are compiled for threads.
    reasons: BTreeMap<String, usize>,
}

fn measure(file: &str, sm: u32, way: Way) -> Result<Totals, String> {
    let bytes = std::fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let found = ptx::container::texts(&bytes, sm).map_err(|error| format!("{file}: {error}"))?;
    let mut totals = Totals::default();
    for (_, text) in found.texts {
        let started = Instant::now();
        let module = Module::parse(text).map_err(|error| error.to_string())?;
        totals.reading += started.elapsed();
        for (id, function) in module.kernels() {
            let started = Instant::now();
            let result = compile(&module, id, way);
            let took = started.elapsed();
            totals.compiling += took;
            if took > totals.slowest.0 {
                totals.slowest = (took, function.name.to_string());
            }
            match result.map(|kernel| matches!(kernel.form, Form::Warps(_))) {
                Ok(true) => totals.warps += 1,
                Ok(false) => {
                    totals.threads += 1;
                    let why = compile(&module, id, Way::Warps).err().unwrap_or_default();
                    let why = why.split_once(": ").map_or(why.as_str(), |(_, why)| why).to_owned();
                    *totals.reasons.entry(why).or_default() += 1;
                }
                Err(why) => totals.failed.push(format!("{}: {why}", function.name)),
            }
        }
    }
    Ok(totals)
}

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(file) = words.next() else {
        eprintln!("compile_all FILE [61|75|80|90] [any|threads|warps]");
        return ExitCode::from(2);
    };
    let sm = words.next().and_then(|text| text.parse().ok()).unwrap_or(61);
    let way = match words.next().as_deref() {
        Some("threads") => Way::Threads,
        Some("warps") => Way::Warps,
        _ => Way::Any,
    };
    match measure(&file, sm, way) {
        Ok(totals) => {
            let count = totals.warps + totals.threads;
            println!("{count} kernels: {} for warps, {} for threads", totals.warps, totals.threads);
            for (why, count) in &totals.reasons {
                println!("  {count} because of {why}");
            }
            println!("reading {:.1?}, compiling {:.1?}", totals.reading, totals.compiling);
            println!("the slowest: {:.1?}, {}", totals.slowest.0, totals.slowest.1);
            for why in &totals.failed {
                println!("failed: {why}");
            }
            if totals.failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(why) => {
            eprintln!("compile_all: {why}");
            ExitCode::FAILURE
        }
    }
}
