//! `vgpu trace stats`: sums over frames.

use std::fmt::Write as _;

use anyhow::{Context, Result};
use trace::Direction;
use trace::stats::{Collector, Stats};

use super::cli::StatsArgs;
use super::duration;

/// Prints them.
pub fn execute(arguments: &StatsArgs) -> Result<u8> {
    let mut collector = Collector::default();
    let scanned = super::scan(&arguments.file, arguments.filter.filter(), |_, session, frame| {
        collector.add(session, frame);
        Ok(true)
    })?;
    let stats = collector.finish(scanned.trace.known());
    let text = if arguments.json {
        serde_json::to_string_pretty(&stats).context("cannot print the figures")? + "\n"
    } else {
        text(&stats, arguments.rows)
    };
    crate::print(&text)?;
    scanned.judge(&arguments.file)
}

fn text(stats: &Stats, rows: usize) -> String {
    let mut out = String::new();
    let span = duration(stats.span_ns);
    let _ = writeln!(out, "{} frames in {span}, {} bytes of frames", stats.frames, stats.ring_bytes);
    let _ = writeln!(
        out,
        "dropped: {} frames, and of {} the guest's part; without the guest's part {}, without the worker's {}",
        stats.dropped, stats.guest_dropped, stats.without_guest, stats.without_worker
    );
    if stats.cut_sessions > 0 {
        let _ = writeln!(out, "recordings that were cut off: {}", stats.cut_sessions);
    }
    if stats.queued.count > 0 {
        let (mean, max) = (duration(stats.queued.mean_ns()), duration(stats.queued.max_ns));
        let _ = writeln!(out, "a frame was on its way {mean} on average, {max} at most");
    }
    for (direction, moved) in &stats.moved {
        let where_to = match direction {
            Direction::None => continue,
            Direction::ToDevice => "to the device",
            Direction::ToHost => "to the host",
            Direction::Within => "within the device",
        };
        let _ = writeln!(out, "{where_to}: {} bytes in {} copies", moved.bytes, moved.copies);
    }

    if !stats.kernels.is_empty() {
        let _ = writeln!(
            out,
            "\nkernels\n{:>10} {:>10} {:>10} {:>9}  name",
            "launches", "worker", "mean", "GPU mean"
        );
        for kernel in stats.kernels.iter().take(rows) {
            let gpu = if kernel.gpu.count == 0 { "-".to_owned() } else { duration(kernel.gpu.mean_ns()) };
            let (total, mean) = (duration(kernel.worker.total_ns), duration(kernel.worker.mean_ns()));
            let _ = writeln!(out, "{:>10} {total:>10} {mean:>10} {gpu:>9}  {}", kernel.launches, kernel.name);
        }
        more(&mut out, stats.kernels.len(), rows);
    }

    let waits = stats.waits();
    if !waits.is_empty() {
        let _ = writeln!(
            out,
            "\nwhat the program waited for\n{:>10} {:>10} {:>10} {:>10}  call",
            "times", "waited", "mean", "longest"
        );
        for call in waits.iter().take(rows) {
            let times = &call.waited;
            let (total, mean, max) =
                (duration(times.total_ns), duration(times.mean_ns()), duration(times.max_ns));
            let _ = writeln!(out, "{:>10} {total:>10} {mean:>10} {max:>10}  {}", times.count, call.name);
        }
        more(&mut out, waits.len(), rows);
    }

    let _ = writeln!(
        out,
        "\ncalls\n{:>10} {:>8} {:>10} {:>10} {:>10}  call",
        "frames", "failed", "worker", "mean", "longest"
    );
    for call in stats.calls.iter().take(rows) {
        let times = &call.worker;
        let (total, mean, max) =
            (duration(times.total_ns), duration(times.mean_ns()), duration(times.max_ns));
        let (frames, failed) = (call.frames, call.failed);
        let _ = writeln!(out, "{frames:>10} {failed:>8} {total:>10} {mean:>10} {max:>10}  {}", call.name);
    }
    more(&mut out, stats.calls.len(), rows);
    out
}

fn more(out: &mut String, len: usize, rows: usize) {
    if len > rows {
        let _ = writeln!(out, "{:>10} more; --rows shows them", len - rows);
    }
}
