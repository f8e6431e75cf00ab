//! Flags of `vgpu trace`.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::{Args, Subcommand};
use link::report::TraceData;
use trace::filter::Filter;

use crate::cli::{LaunchArgs, WorkerArgs};
use crate::device::DeviceChoice;

/// What `vgpu trace` does.
#[derive(Debug, Args)]
pub struct TraceArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: TraceCommand,
}

/// The commands of `vgpu trace`.
#[derive(Debug, Subcommand)]
pub enum TraceCommand {
    /// Run a program and record every frame that it sends to the device
    #[command(after_help = "Examples:\n  vgpu trace record -o run.vgputrace -- python train.py\n  \
                            vgpu trace record --device soft -o run.vgputrace -- ./saxpy\n\n\
                            Exit status: the program's; 125 if vgpu itself failed.")]
    Record(RecordArgs),
    /// Print frames, one a line
    #[command(after_help = "Examples:\n  vgpu trace show run.vgputrace --kernel '*gemm*'\n  \
                            vgpu trace show run.vgputrace --from 1.5 --to 1.6 --thread 0\n  \
                            vgpu trace show run.vgputrace --failed --json | jq .call")]
    Show(ShowArgs),
    /// Sum up: time by kernel and call, bytes by direction, what the program waited for
    #[command(
        after_help = "Examples:\n  vgpu trace stats run.vgputrace\n  vgpu trace stats run.vgputrace --json | jq .kernels"
    )]
    Stats(StatsArgs),
    /// Write a picture of a trace, for a program that shows such
    #[command(after_help = "Examples:\n  vgpu trace export --perfetto run.vgputrace\n  \
                            vgpu trace export --perfetto run.vgputrace -o part.json --from 2 --to 3\n\n\
                            Open the file at https://ui.perfetto.dev, which keeps it on your machine.")]
    Export(ExportArgs),
    /// Compare two traces: where each thread's calls part first, and which calls and kernels one has more of
    #[command(
        after_help = "Examples:\n  vgpu trace diff good.vgputrace bad.vgputrace\n\nExit status: 1 if they differ."
    )]
    Diff(DiffArgs),
    /// Run a recorded session again, on this or another device, and compare what comes out
    #[command(after_help = "Examples:\n  vgpu trace record --payloads -o run.vgputrace -- ./program\n  \
                            vgpu trace replay run.vgputrace --device soft\n  \
                            vgpu trace replay run.vgputrace --device cuda --json | jq .first\n\n\
                            Exit status: 1 if something came out otherwise, 2 if it could not be run to its end.")]
    Replay(ReplayArgs),
    /// Make one trace of what a worker and its guest have recorded apart: with vgpu serve --trace, and VGPU_TRACE_DIR in the guest
    #[command(
        after_help = "Examples:\n  vgpu trace merge -o run.vgputrace --worker worker-3.vgputrace --guest guest-3.vgputrace"
    )]
    Merge(MergeArgs),
}

/// Flags of `vgpu trace record`.
#[derive(Debug, Args)]
pub struct RecordArgs {
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Keep a hash of what each frame moved, so that vgpu trace diff finds calls that are the same with other data
    #[arg(long)]
    pub hashes: bool,
    /// Keep the frames and what they bring to the device, which vgpu trace replay needs; the file gets as long as that is
    #[arg(long)]
    pub payloads: bool,
    /// How to run it.
    #[command(flatten)]
    pub launch: LaunchArgs,
}

impl RecordArgs {
    /// What is to be kept of data.
    pub fn data(&self) -> TraceData {
        match (self.payloads, self.hashes) {
            (true, _) => TraceData::Payloads,
            (false, true) => TraceData::Hashes,
            (false, false) => TraceData::Sizes,
        }
    }
}

/// Which frames.
#[derive(Debug, Args)]
#[command(next_help_heading = "Which frames")]
pub struct FilterArgs {
    /// Of this function; * stands for anything
    #[arg(long, value_name = "NAME")]
    pub call: Vec<String>,
    /// That launched this kernel; * stands for anything
    #[arg(long, value_name = "NAME")]
    pub kernel: Vec<String>,
    /// Of this stream, by its handle as `show` prints it
    #[arg(long, value_name = "HANDLE", value_parser = number)]
    pub stream: Vec<u64>,
    /// Of this guest thread, by its number
    #[arg(long, value_name = "N")]
    pub thread: Vec<u16>,
    /// Of this session
    #[arg(long, value_name = "N")]
    pub session: Vec<u32>,
    /// With these numbers
    #[arg(long, value_name = "FIRST..LAST", value_parser = range)]
    pub frames: Option<RangeInclusive<u64>>,
    /// Begun at this time or later, seconds from the recording's beginning
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub from: Option<u64>,
    /// Begun at this time or before
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub to: Option<u64>,
    /// Whose calls failed
    #[arg(long)]
    pub failed: bool,
}

impl FilterArgs {
    /// The filter that they ask for.
    pub fn filter(&self) -> Filter {
        let times = (self.from.is_some() || self.to.is_some())
            .then(|| self.from.unwrap_or_default()..=self.to.unwrap_or(u64::MAX));
        Filter {
            calls: self.call.clone(),
            kernels: self.kernel.clone(),
            streams: self.stream.clone(),
            threads: self.thread.clone(),
            sessions: self.session.clone(),
            frames: self.frames.clone(),
            times,
            failed: self.failed,
        }
    }
}

/// Flags of `vgpu trace show`.
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The trace
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Print JSON, one object a line
    #[arg(long)]
    pub json: bool,
    /// Which frames.
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Flags of `vgpu trace stats`.
#[derive(Debug, Args)]
pub struct StatsArgs {
    /// The trace
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// How many rows of each table to print
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub rows: usize,
    /// Which frames.
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Flags of `vgpu trace export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The trace
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// For Perfetto: JSON of the trace event format
    #[arg(long, required = true)]
    pub perfetto: bool,
    /// The file to write [default: the trace's name with .json behind it]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Which frames.
    #[command(flatten)]
    pub filter: FilterArgs,
}

/// Flags of `vgpu trace diff`.
#[derive(Debug, Args)]
pub struct DiffArgs {
    /// A trace
    #[arg(value_name = "FIRST")]
    pub first: PathBuf,
    /// Another
    #[arg(value_name = "SECOND")]
    pub second: PathBuf,
    /// Compare calls, too, that programs make as often as the device is slow: queries and long waits
    #[arg(long)]
    pub all: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// Flags of `vgpu trace replay`.
#[derive(Debug, Args)]
pub struct ReplayArgs {
    /// The trace, recorded with --payloads
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Which device to use
    #[arg(long, value_enum)]
    pub device: Option<DeviceChoice>,
    /// What the workers are made of.
    #[command(flatten)]
    pub made_of: WorkerArgs,
    /// The session, if the trace has several
    #[arg(long, value_name = "N")]
    pub session: Option<u32>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// What to log to standard error: error, warn, info, debug, trace
    #[arg(long, value_name = "LEVEL", default_value = "warn")]
    pub log: String,
}

/// Flags of `vgpu trace merge`.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// The file to write
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// What the worker has recorded
    #[arg(long, value_name = "FILE", required_unless_present = "guest")]
    pub worker: Option<PathBuf>,
    /// What the guest has recorded of the same session
    #[arg(long, value_name = "FILE")]
    pub guest: Option<PathBuf>,
}

/// A number, in hexadecimal after 0x.
fn number(text: &str) -> Result<u64, String> {
    let parsed = match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    parsed.map_err(|why| why.to_string())
}

/// Two numbers, the last one included; either may be missing.
fn range(text: &str) -> Result<RangeInclusive<u64>, String> {
    let (first, last) = text.split_once("..").ok_or("two numbers with .. between them are wanted")?;
    let end = |text: &str, usual| if text.is_empty() { Ok(usual) } else { number(text) };
    Ok(end(first, 0)?..=end(last, u64::MAX)?)
}

/// Nanoseconds of a number of seconds.
fn seconds(text: &str) -> Result<u64, String> {
    let seconds: f64 = text.parse().map_err(|_| "a number of seconds is wanted, like 1.25".to_owned())?;
    if (0.0..1e9).contains(&seconds) {
        Ok((seconds * 1e9).round() as u64)
    } else {
        Err("a number of seconds between 0 and 10^9 is wanted".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_times_are_read() {
        assert_eq!(range("3..9"), Ok(3..=9));
        assert_eq!(range("..0x10"), Ok(0..=16));
        assert_eq!(range("5.."), Ok(5..=u64::MAX));
        assert!(range("5").is_err() && range("a..b").is_err());
        assert_eq!(seconds("1.25"), Ok(1_250_000_000));
        assert!(seconds("-1").is_err() && seconds("NaN").is_err() && seconds("x").is_err());
    }
}
