//! `vgpu trace replay`: a recorded session, once more, on another device.
//!
//! ```text
//!   trace ──► plan: can it be run again? ──► player ═══ link ═══ worker ──► another trace
//!     └──────────────────────────────────────────────── compare ◄───────────────┘
//! ```
//!
//! The replay is a guest like any other, and its session is recorded like any other; what came out is read in that recording.

mod compare;
mod left;
mod memory;
mod plan;
mod player;
mod port;

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, BufWriter, Seek};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use link::report::TraceData;
use serde::Serialize;
use trace::merge::merge;
use trace::{Contents, Trace, Writer};

use super::cli::ReplayArgs;
use super::{READ, cannot_read, duration};
use crate::launch::{Private, private_folder};
use compare::Comparison;
use left::Left;
use plan::Plan;
use player::Player;
use port::Port;

/// Longer than any kernel takes that ends.
const PATIENCE: Duration = Duration::from_secs(120);
/// Between two looks at how far a replay has come.
const LOOK: Duration = Duration::from_millis(200);

/// What it comes to; as a number the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    /// Whatever could be compared is as it was.
    Equal = 0,
    /// Something came out otherwise.
    Different = 1,
    /// It did not come to its end, or nothing could be compared; what was is as it was.
    Incomplete = 2,
}

/// What came out.
#[derive(Debug, Serialize)]
struct Report {
    verdict: Verdict,
    /// What was found.
    #[serde(flatten)]
    found: Comparison,
    /// The device of the recording.
    recorded_on: String,
    /// The device of the replay.
    replayed_on: String,
    /// What is not repeated as it was.
    not_repeated: Left,
    /// Why the replay did not come to its end.
    stopped: Option<String>,
    /// From the first frame to the end of the last, nanoseconds.
    recorded_ns: u64,
    /// The same of the replay.
    replayed_ns: u64,
    /// Kernels, with both times.
    kernels: Vec<Kernel>,
}

/// A kernel's times then and now, nanoseconds.
#[derive(Debug, Serialize)]
struct Kernel {
    name: String,
    launches: u64,
    /// The GPU's, where it was measured.
    recorded_gpu_ns: u64,
    replayed_gpu_ns: u64,
    /// The worker's and the driver's.
    recorded_worker_ns: u64,
    replayed_worker_ns: u64,
}

/// Runs it and prints what came out; the verdict as exit status.
pub fn execute(arguments: &ReplayArgs) -> Result<u8> {
    crate::log_to_stderr(&arguments.log)?;
    let file = &arguments.file;
    let plan = Plan::of(contents(file)?, arguments.session)
        .with_context(|| format!("cannot replay {}", file.display()))?;
    let device = arguments.device.unwrap_or_default().resolve(arguments.made_of.cuda.as_deref())?;
    let folder = private_folder().context("cannot make a folder for the replay")?;
    let keeps = Some((folder.path(), TraceData::Hashes));
    let socket = folder.path().join("vgpu.sock");
    let mut config = Private::config(socket.clone(), &device, arguments.made_of.worker.as_deref(), keeps)?;
    if device.is_soft
        && let (Some((start, _)), Some((_, end))) =
            (plan.ranges.first_key_value(), plan.ranges.last_key_value())
    {
        let addresses = format!("{start:#x}-{end:#x}");
        config.worker.variables.push(("SOFTCUDA_ADDRESSES".into(), addresses.into()));
    }
    let mediator = Private::start(config)?;
    let port = Port::connect(&socket, &plan)?;
    let progress = Arc::new(AtomicU64::new(0));
    give_up_late(mediator.handle(), Arc::clone(&progress))?;
    let mut player = Player::new(port, &plan, progress)
        .with_context(|| format!("cannot replay {} on this device", file.display()))?;
    let stopped = player.play(contents(file)?).err();
    let (numbers, left) = (std::mem::take(&mut player.numbers), player.left.clone());
    // A worker that has ended says no farewell; what it has recorded is read all the same.
    let parted = player.finish();
    mediator.finish()?;
    if stopped.is_none() {
        parted?;
    }
    let mut recorded = super::open(file)?;
    let mut replayed = replayed(folder.path())?;
    let found = Comparison::of(&mut recorded, plan.session, &mut replayed, &numbers)
        .with_context(|| cannot_read(file))?;
    let replayed_on =
        replayed.known().sessions.values().next().map(|about| about.device.clone()).unwrap_or_default();
    let report = Report {
        verdict: Verdict::of(&found, stopped.is_some()),
        recorded_on: plan.about.device.clone(),
        replayed_on,
        not_repeated: left,
        stopped: stopped.map(|why| format!("{why:#}")),
        recorded_ns: found.stats[0].span_ns,
        replayed_ns: found.stats[1].span_ns,
        kernels: kernels(&found),
        found,
    };
    let text = if arguments.json {
        serde_json::to_string_pretty(&report).context("cannot print what came out")? + "\n"
    } else {
        report.text()
    };
    crate::print(&text)?;
    Ok(report.verdict as u8)
}

/// Ends a replay of which nothing has been heard for [`PATIENCE`]: its device may wait for something that does not come, such as
/// what the program wrote to memory.
fn give_up_late(mediator: mediator::Handle, progress: Arc<AtomicU64>) -> Result<()> {
    let watch = move || {
        let (mut newest, mut since) = (0, Instant::now());
        // Whoever replays has let go of it in the end.
        while Arc::strong_count(&progress) > 1 {
            thread::sleep(LOOK);
            let now = progress.load(Ordering::Relaxed);
            if now != newest {
                (newest, since) = (now, Instant::now());
            } else if since.elapsed() > PATIENCE {
                eprintln!(
                    "vgpu: nothing has come to an end for {PATIENCE:?} at frame {now}; the replay is given up"
                );
                return mediator.stop();
            }
        }
    };
    thread::Builder::new().name("patience".into()).spawn(watch).context("cannot watch the replay")?;
    Ok(())
}

fn contents(path: &Path) -> Result<Contents<BufReader<File>>> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    Contents::open(BufReader::with_capacity(READ, file)).with_context(|| cannot_read(path))
}

/// What the replay's worker has recorded, brought into order.
fn replayed(folder: &Path) -> Result<Trace<BufReader<File>>> {
    let mut worker = File::open(folder.join("worker-1.vgputrace")).context("the replay was not recorded")?;
    let mut out = Writer::new(BufWriter::with_capacity(READ, tempfile::tempfile_in(folder)?))?;
    merge(Some(&mut worker), None::<&mut File>, 1, &mut out).context("cannot read the replay's recording")?;
    let mut file = out.finish()?.into_inner().map_err(|why| why.into_error())?;
    file.rewind()?;
    Ok(Trace::open(BufReader::with_capacity(READ, file))?)
}

fn kernels(found: &Comparison) -> Vec<Kernel> {
    let [then, now] = &found.stats;
    let all = then.kernels.iter().map(|kernel| {
        let again = now.kernels.iter().find(|again| again.name == kernel.name).cloned().unwrap_or_default();
        Kernel {
            name: kernel.name.clone(),
            launches: kernel.launches,
            recorded_gpu_ns: kernel.gpu.mean_ns(),
            replayed_gpu_ns: again.gpu.mean_ns(),
            recorded_worker_ns: kernel.worker.mean_ns(),
            replayed_worker_ns: again.worker.mean_ns(),
        }
    });
    all.collect()
}

impl Verdict {
    fn of(found: &Comparison, is_stopped: bool) -> Self {
        let nothing = found.results.compared == 0 && found.data.compared == 0;
        match found.results.differ > 0 || found.data.differ > 0 {
            true => Self::Different,
            false if is_stopped || found.not_reached > 0 || nothing => Self::Incomplete,
            false => Self::Equal,
        }
    }
}

impl Report {
    fn text(&self) -> String {
        let Comparison { frames, results, data, data_bytes, first, .. } = &self.found;
        let mut out = format!(
            "{frames} frames, recorded on {} in {}, replayed on {} in {}\n",
            self.recorded_on,
            duration(self.recorded_ns),
            self.replayed_on,
            duration(self.replayed_ns)
        );
        let _ = writeln!(out, "results: {} compared, {} differ", results.compared, results.differ);
        let _ =
            writeln!(out, "data: {} compared ({data_bytes} bytes), {} differ", data.compared, data.differ);
        if let Some(first) = first {
            let kernel = first.kernel.as_deref().map(|name| format!(" {name}")).unwrap_or_default();
            let _ = writeln!(
                out,
                "first difference: frame {}: {}{kernel}, stream {:#x}, {} bytes: recorded {}, now {}",
                first.frame, first.call, first.stream, first.bytes, first.recorded, first.replayed
            );
        }
        if let Some(why) = &self.stopped {
            let _ = writeln!(out, "the replay stopped: {why}");
        }
        self.put_left(&mut out);
        if !self.kernels.is_empty() {
            let _ = writeln!(
                out,
                "\n{:>9} {:>12} {:>12}  kernel (GPU, or worker where that was not measured)",
                "launches", "recorded", "replayed"
            );
        }
        for kernel in self.kernels.iter().take(20) {
            let is_measured = kernel.recorded_gpu_ns > 0 && kernel.replayed_gpu_ns > 0;
            let (then, now) = if is_measured {
                (kernel.recorded_gpu_ns, kernel.replayed_gpu_ns)
            } else {
                (kernel.recorded_worker_ns, kernel.replayed_worker_ns)
            };
            let _ = writeln!(
                out,
                "{:>9} {:>12} {:>12}  {}",
                kernel.launches,
                duration(then),
                duration(now),
                kernel.name
            );
        }
        let verdict = match self.verdict {
            Verdict::Equal => "equal in all that was compared",
            Verdict::Different => "different",
            Verdict::Incomplete => "not replayed whole; equal as far as it was compared",
        };
        let _ = writeln!(out, "\n{verdict}");
        out
    }

    /// What was not compared, and why.
    fn put_left(&self, out: &mut String) {
        if self.found.not_reached > 0 {
            let _ = writeln!(out, "not reached: {} frames", self.found.not_reached);
        }
        for (what, count) in self.not_repeated.described() {
            let _ = writeln!(out, "not repeated: {count} {what}");
        }
        for (what, calls) in [
            ("not compared, because the end came later than the answer", &self.found.answered_later),
            ("not compared, because a failed kernel is told at another call", &self.found.failed_elsewhere),
            ("not compared, because only one run has a hash of the data", &self.found.not_hashed),
            ("answers with other contents, such as addresses, times, names", &self.found.other_answers),
        ] {
            if !calls.is_empty() {
                let list: Vec<_> = calls.iter().map(|(call, count)| format!("{call} {count}")).collect();
                let _ = writeln!(out, "{what}: {}", list.join(", "));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use compare::Count;

    #[test]
    fn equal_is_only_what_was_compared_whole() {
        let found = |compared, differ, not_reached| {
            let mut found = Comparison::default();
            (found.results, found.not_reached) = (Count { compared, differ }, not_reached);
            found
        };
        assert_eq!(Verdict::of(&found(3, 0, 0), false), Verdict::Equal);
        assert_eq!(Verdict::of(&found(3, 1, 2), true), Verdict::Different);
        for (found, is_stopped) in [(found(3, 0, 0), true), (found(3, 0, 1), false), (found(0, 0, 0), false)]
        {
            assert_eq!(Verdict::of(&found, is_stopped), Verdict::Incomplete);
        }
    }
}
