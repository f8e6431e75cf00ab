//! `vgpu trace` on the software GPU: two runs are recorded, looked at in every way, compared, cut and damaged; others are
//! replayed ([`super::replay`]).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Surroundings;
use crate::process::{Ending, Job};

/// Longer than anything here takes.
pub(super) const LIMIT: Duration = Duration::from_secs(120);

/// `vgpu trace` with these words, in the step's folder.
pub(super) fn trace(built: &Path, folder: &Path, words: &[&str]) -> Job {
    Job::new(built.join("vgpu")).arg("trace").args(words).folder(folder).limit(LIMIT)
}

/// Records one body of the conformance suite.
fn record(built: &Path, folder: &Path, file: &str, body: &str) -> Result<()> {
    let job = trace(built, folder, &["record", "--device", "soft", "-o", file, "--"]);
    let job = job.arg(built.join("vgpu-conformance")).args(["--cuda", "libcuda.so.1", "--filter", body]);
    let done = job.check()?;
    ensure!(done.stderr.contains(&format!("are in {file}")), "record says: {}", done.stderr);
    Ok(())
}

/// The frames that `show` prints.
fn show(built: &Path, folder: &Path, words: &[&str]) -> Result<Vec<Value>> {
    let done = trace(built, folder, &["show", "--json"]).args(words).check()?;
    done.stdout.lines().map(|line| serde_json::from_str(line).context("a line is no JSON")).collect()
}

/// Both ends have seen every frame, and in the right order.
fn judge_frames(frames: &[Value]) -> Result<()> {
    let mut next = std::collections::BTreeMap::new();
    for frame in frames {
        let number = next.entry(frame["session"].as_u64()).or_insert(0_u64);
        ensure!(frame["frame"].as_u64() == Some(*number), "frame {number} is missing: {frame}");
        *number += 1;
        let times: Vec<_> =
            ["sent_ns", "taken_ns", "done_ns"].iter().map(|time| frame[time].as_u64()).collect();
        ensure!(times.iter().all(Option::is_some) && times.is_sorted(), "times of {frame}");
        let seen = frame["seen_ns"].as_u64();
        ensure!(frame["awaits_reply"] == false || seen >= times[2], "a reply seen too early: {frame}");
    }
    let launches: Vec<_> = frames.iter().filter(|frame| !frame["kernel"].is_null()).collect();
    ensure!(launches.len() == 1, "{} launches", launches.len());
    ensure!(launches[0]["kernel"] == "add" && launches[0]["call"] == "cuLaunchKernel", "{}", launches[0]);
    let moved = |direction: &str| frames.iter().filter(|frame| frame["direction"] == direction).count();
    ensure!(moved("to_device") == 2 && moved("to_host") == 1, "copies are missing");
    Ok(())
}

/// What Perfetto asks of such a file: slices with numbers, and a name for every track and process.
fn judge_picture(path: &Path) -> Result<usize> {
    let picture: Value = serde_json::from_str(&fs::read_to_string(path)?).context("the export is no JSON")?;
    let events = picture["traceEvents"].as_array().context("no events")?;
    let place = |event: &Value| (event["pid"].as_u64(), event["tid"].as_u64());
    let of = |kind: &'static str| events.iter().filter(move |event| event["ph"] == kind);
    let named: BTreeSet<_> = of("M").filter(|event| event["name"] == "thread_name").map(place).collect();
    let processes: BTreeSet<_> =
        of("M").filter(|event| event["name"] == "process_name").map(|event| event["pid"].as_u64()).collect();
    for slice in of("X") {
        let is_sound = slice["ts"].is_number() && slice["dur"].is_number() && slice["name"].is_string();
        ensure!(is_sound, "a slice is wrong: {slice}");
        ensure!(named.contains(&place(slice)), "a track without a name: {slice}");
        ensure!(processes.contains(&slice["pid"].as_u64()), "a process without a name: {slice}");
    }
    ensure!(processes.len() >= 3, "a guest, a link and a device are wanted: {processes:?}");
    ensure!(of("X").any(|slice| slice["name"] == "add"), "no slice is the kernel's");
    Ok(of("X").count())
}

/// Runs the step.
pub fn run(around: &Surroundings) -> Result<String> {
    let built = around.built()?;
    let folder = around.folder("trace")?;
    record(&built, &folder, "first.vgputrace", "^launch.vector_add$")?;
    record(&built, &folder, "second.vgputrace", "^launch.vector_add$")?;
    record(&built, &folder, "other.vgputrace", "^memory.")?;

    let frames = show(&built, &folder, &["first.vgputrace"])?;
    judge_frames(&frames)?;
    let filtered = show(&built, &folder, &["first.vgputrace", "--kernel", "a*d", "--call", "cuLaunch*"])?;
    ensure!(filtered.len() == 1, "the filter leaves {} frames", filtered.len());
    let text = trace(&built, &folder, &["show", "first.vgputrace"]).check()?.stdout;
    ensure!(text.lines().count() == frames.len() + 1, "as text {} lines", text.lines().count());

    let stats = trace(&built, &folder, &["stats", "first.vgputrace", "--json"]).check()?;
    let stats: Value = serde_json::from_str(&stats.stdout)?;
    ensure!(stats["frames"].as_u64() == Some(frames.len() as u64), "stats count {}", stats["frames"]);
    ensure!(stats["dropped"] == 0 && stats["guest_dropped"] == 0, "frames were dropped");
    ensure!(stats["kernels"][0]["name"] == "add" && stats["kernels"][0]["launches"] == 1, "kernels");
    let bytes = |direction: &str| stats["moved"][direction]["bytes"].as_u64().unwrap_or_default();
    ensure!(bytes("to_device") == 2 * bytes("to_host") && bytes("to_host") > 0, "bytes by direction");
    trace(&built, &folder, &["stats", "first.vgputrace"]).check()?;

    trace(&built, &folder, &["export", "--perfetto", "first.vgputrace", "-o", "picture.json"]).check()?;
    let slices = judge_picture(&folder.join("picture.json"))?;

    trace(&built, &folder, &["diff", "first.vgputrace", "second.vgputrace"]).check()?;
    let differs = trace(&built, &folder, &["diff", "first.vgputrace", "other.vgputrace"]).run()?;
    ensure!(differs.ending == Ending::Status(1), "diff of two programs: {}", differs.ending);
    ensure!(differs.stdout.contains("alike for"), "diff says {}", differs.stdout);

    let whole = fs::read(folder.join("first.vgputrace"))?;
    fs::write(folder.join("cut.vgputrace"), &whole[..whole.len() - 200])?;
    let mut damaged = whole.clone();
    let at = whole.len() / 2;
    damaged[at] ^= 1;
    fs::write(folder.join("damaged.vgputrace"), &damaged)?;
    for (file, what) in [("cut.vgputrace", "truncated"), ("damaged.vgputrace", "is damaged at byte ")] {
        let done = trace(&built, &folder, &["stats", file]).run()?;
        ensure!(done.ending == Ending::Status(1), "{file}: {}", done.ending);
        let says_where = done.stderr.contains(what) && done.stderr.contains("byte ");
        ensure!(says_where && done.stderr.contains(file), "{file}: {}", done.stderr);
    }
    let replayed = super::replay::run(around, &built, &folder)?;
    Ok(format!(
        "{} frames from both ends, {slices} slices for Perfetto; cuts and damage are found; {replayed}",
        frames.len()
    ))
}
