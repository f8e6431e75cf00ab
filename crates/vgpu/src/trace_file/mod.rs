//! `vgpu trace`: recordings of what programs have the device do.

pub mod cli;
mod diff;
mod export;
mod record;
mod replay;
mod show;
mod stats;

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context, Result};
use trace::filter::{Filter, Sieve};
use trace::{Error, Frame, Known, Trace};

use cli::{TraceArgs, TraceCommand};

/// How many bytes of a file are read at a time.
const READ: usize = 1 << 20;

/// Does what is asked for.
pub fn execute(arguments: &TraceArgs) -> Result<u8> {
    match &arguments.command {
        TraceCommand::Record(arguments) => record::execute(arguments),
        TraceCommand::Show(arguments) => show::execute(arguments),
        TraceCommand::Stats(arguments) => stats::execute(arguments),
        TraceCommand::Export(arguments) => export::execute(arguments),
        TraceCommand::Diff(arguments) => diff::execute(arguments),
        TraceCommand::Replay(arguments) => replay::execute(arguments),
        TraceCommand::Merge(arguments) => record::merge_two(arguments),
    }
}

/// The exit status when vgpu fails.
pub fn failure(arguments: &TraceArgs) -> u8 {
    match arguments.command {
        TraceCommand::Record(_) => 125,
        // 1 says that two runs differ.
        TraceCommand::Diff(_) | TraceCommand::Replay(_) => 2,
        _ => 1,
    }
}

/// Opens a trace.
fn open(path: &Path) -> Result<Trace<BufReader<File>>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    Trace::open(BufReader::with_capacity(READ, file)).with_context(|| cannot_read(path))
}

fn cannot_read(path: &Path) -> String {
    format!("cannot read {}", path.display())
}

/// What became of a trace's frames.
struct Scanned {
    trace: Trace<BufReader<File>>,
    /// Why there are no more, if the file is not whole.
    why: Option<Error>,
}

impl Scanned {
    /// Fails, if the file is not whole, with the place.
    fn judge(self, path: &Path) -> Result<u8> {
        match self.why {
            None => Ok(0),
            Some(why) => Err(why).with_context(|| cannot_read(path)),
        }
    }
}

/// Gives every frame that the filter takes to `visit`, until it says `false`. Of a file that is damaged or too short, the frames
/// before that are given out.
fn scan(
    path: &Path,
    filter: Filter,
    mut visit: impl FnMut(&Known, u32, &Frame) -> Result<bool>,
) -> Result<Scanned> {
    let mut trace = open(path)?;
    let mut sieve = Sieve::new(filter, trace.head().clock_ns.get());
    for unknown in sieve.unknown_calls() {
        eprintln!("vgpu: no function is called {unknown}; vgpu coverage --json lists them");
    }
    loop {
        match trace.next_frame() {
            Ok(Some((session, frame))) => {
                if sieve.takes(trace.known(), session, &frame) && !visit(trace.known(), session, &frame)? {
                    return Ok(Scanned { trace, why: None });
                }
            }
            Ok(None) => return Ok(Scanned { trace, why: None }),
            Err(why) => return Ok(Scanned { trace, why: Some(why) }),
        }
    }
}

/// Nanoseconds for people.
fn duration(nanoseconds: u64) -> String {
    let value = nanoseconds as f64;
    match nanoseconds {
        0..1_000 => format!("{nanoseconds} ns"),
        1_000..1_000_000 => format!("{:.1} µs", value / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} ms", value / 1e6),
        _ => format!("{:.2} s", value / 1e9),
    }
}

/// The name of a driver's code.
fn code_name(status: u16) -> String {
    let name = table::error_name(u32::from(status)).map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| status.to_string())
}
