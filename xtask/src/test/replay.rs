//! `vgpu trace replay` on the software GPU: what was recorded comes out again, lies are found, and what cannot be replayed is
//! refused by name. A part of the step `trace`.

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Surroundings;
use super::trace::{LIMIT, trace};
use crate::demo::{is_story, story_words};
use crate::llamacpp::LlamaCpp;
use crate::process::{Done, Ending, Job};

/// What llama.cpp writes here.
const LETTERS: usize = 40;

/// Addresses at which the software GPU does not put memory by itself, as those of another device are.
const ELSEWHERE: (&str, &str) = ("SOFTCUDA_ADDRESSES", "0x2b0000200000-0x2b0000400000");

struct Bench<'a> {
    built: &'a Path,
    folder: &'a Path,
}

/// Everything.
pub fn run(around: &Surroundings, built: &Path, folder: &Path) -> Result<String> {
    let bench = Bench { built, folder };
    let usual = bench.record(&["--payloads"], "usual.vgputrace", "^launch.vector_add$", None)?;
    bench.equal(&usual, 4)?;
    // Addresses that are another device's; variables, which the device places; graphs; several streams; a failed kernel.
    let elsewhere =
        bench.record(&["--payloads"], "elsewhere.vgputrace", "^launch.vector_add$", Some(ELSEWHERE))?;
    bench.equal(&elsewhere, 4)?;
    for body in [
        "launch.variables",
        "capture.replay_with_new_inputs",
        "capture.pageable_source_is_read_at_launch",
        "order.pipeline_of_chunks",
        "host.registered_keeps_its_contents",
        "vmm.life_cycle",
        "fault.trap",
        "thread.kernels_at_once",
    ] {
        let file = bench.record(&["--payloads"], &format!("{body}.vgputrace"), &format!("^{body}$"), None)?;
        bench.equal(&file, 0).with_context(|| body.to_owned())?;
    }
    found_out(&bench, &usual)?;
    refused(&bench)?;
    hashes(&bench)?;
    let frames = story(around, &bench)?;
    Ok(format!("ten programs and llama.cpp's {frames} frames replay equally, damaged data is named"))
}

impl Bench<'_> {
    fn record(
        &self,
        flags: &[&str],
        file: &str,
        body: &str,
        variable: Option<(&str, &str)>,
    ) -> Result<PathBuf> {
        let words = [&["record", "--device", "soft", "-o", file][..], flags, &["--"]].concat();
        let mut job = trace(self.built, self.folder, &words).arg(self.built.join("vgpu-conformance"));
        if let Some((name, value)) = variable {
            job = job.env(name, value);
        }
        job.args(["--cuda", "libcuda.so.1", "--filter", body]).check()?;
        Ok(self.folder.join(file))
    }

    fn replay(&self, file: &Path) -> Result<Done> {
        trace(self.built, self.folder, &["replay", "--device", "soft", "--json"]).arg(file).run()
    }

    /// Replays what must come out as it was recorded, with at least so many payloads compared; the report.
    fn equal(&self, file: &Path, payloads: u64) -> Result<Value> {
        let done = self.replay(file)?;
        ensure!(done.is_success(), "{}: {}: {}", file.display(), done.ending, done.tail(40));
        let report: Value = serde_json::from_str(&done.stdout)?;
        let count = |what: &str, which: &str| report[what][which].as_u64();
        ensure!(count("results", "differ") == Some(0) && count("data", "differ") == Some(0), "{report:#}");
        ensure!(count("data", "compared") >= Some(payloads), "too little was compared: {report:#}");
        ensure!(report["not_reached"] == 0 && report["stopped"].is_null(), "{report:#}");
        Ok(report)
    }
}

/// One wrong byte in the data of a copy is found, and named.
fn found_out(bench: &Bench<'_>, file: &Path) -> Result<()> {
    let mut bytes = fs::read(file)?;
    damage_input(&mut bytes)?;
    let liar = bench.folder.join("liar.vgputrace");
    fs::write(&liar, bytes)?;
    let done = bench.replay(&liar)?;
    ensure!(done.ending == Ending::Status(1), "wrong data: {}: {}", done.ending, done.tail(20));
    let report: Value = serde_json::from_str(&done.stdout)?;
    let first = &report["first"];
    ensure!(first["call"] == "vgpuCopy" && first["bytes"].as_u64() > Some(100_000), "{report:#}");
    // The copy to the device, and what the kernel made of it.
    ensure!(report["data"]["differ"] == 2 && report["results"]["differ"] == 0, "{report:#}");
    let text = trace(bench.built, bench.folder, &["replay", "--device", "soft"]).arg(&liar).run()?;
    let said = format!("first difference: frame {}: vgpuCopy", first["frame"]);
    ensure!(text.stdout.contains(&said), "{said} is not in {}", text.stdout);
    Ok(())
}

/// Changes one byte of a long copy's data, and mends the checksums of its block.
fn damage_input(file: &mut [u8]) -> Result<()> {
    const HEAD: usize = 64;
    const BLOCK_HEAD: usize = 32;
    const PIECE_HEAD: usize = 40;
    const CONTENTS: u16 = 9;
    const INPUT: u16 = 1;
    let short = |bytes: &[u8], at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
    let long = |bytes: &[u8], at: usize| {
        u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize
    };
    let mut block = HEAD;
    while block + BLOCK_HEAD <= file.len() {
        let end = block + BLOCK_HEAD + long(file, block + 20);
        let mut piece = block + BLOCK_HEAD;
        while short(file, block + 4) == CONTENTS && piece < end {
            let len = long(file, piece + 32);
            if short(file, piece + 36) == INPUT && len > 100_000 {
                file[piece + PIECE_HEAD + len / 2] ^= 1;
                let payload = crc32fast::hash(&file[block + BLOCK_HEAD..end]);
                file[block + 24..block + 28].copy_from_slice(&payload.to_le_bytes());
                let head = crc32fast::hash(&file[block..block + 28]);
                file[block + 28..block + 32].copy_from_slice(&head.to_le_bytes());
                return Ok(());
            }
            piece += PIECE_HEAD + len;
        }
        block = end;
    }
    anyhow::bail!("a long copy's data is not in the trace")
}

/// Programs that run code of their own in a stream cannot be replayed, nor traces without data.
fn refused(bench: &Bench<'_>) -> Result<()> {
    let callbacks =
        bench.record(&["--payloads"], "callbacks.vgputrace", "^callback.stream_callbacks$", None)?;
    let bare = bench.record(&["--hashes"], "bare.vgputrace", "^launch.vector_add$", None)?;
    for (file, what) in [(&callbacks, "cuStreamAddCallback: "), (&bare, "--payloads")] {
        let done = bench.replay(file)?;
        ensure!(
            done.ending == Ending::Status(2) && done.stderr.contains(what),
            "{}: {}: {}",
            file.display(),
            done.ending,
            done.tail(20)
        );
    }
    Ok(())
}

/// The hashes of two runs are the same, and `show` and `diff` know them.
fn hashes(bench: &Bench<'_>) -> Result<()> {
    bench.record(&["--hashes"], "hashes.vgputrace", "^launch.vector_add$", None)?;
    trace(bench.built, bench.folder, &["diff", "bare.vgputrace", "hashes.vgputrace"]).check()?;
    let shown = trace(bench.built, bench.folder, &["show", "--json", "hashes.vgputrace"]).check()?;
    let copies: Vec<Value> =
        shown.stdout.lines().map(serde_json::from_str).collect::<Result<_, _>>().context("no JSON")?;
    let is_copy = |frame: &&Value| frame["direction"] != "none";
    let has_hash = |frame: &Value| frame["hash"].is_string();
    ensure!(copies.iter().filter(is_copy).count() == 3, "{copies:#?}");
    ensure!(copies.iter().filter(is_copy).all(has_hash), "a copy without a hash: {copies:#?}");
    Ok(())
}

/// llama.cpp writes its story, which is recorded, and computes it again; how many frames that are.
fn story(around: &Surroundings, bench: &Bench<'_>) -> Result<u64> {
    let llama = LlamaCpp::without_driver(&around.workspace.target())?;
    let driver = bench.folder.join("driver");
    fs::create_dir_all(&driver)?;
    symlink(bench.built.join("libcuda.so"), driver.join("libcuda.so.1"))?;
    let words: Vec<OsString> =
        story_words(&around.workspace, llama.command_with(&driver, "llama-completion"), LETTERS);
    let file = bench.folder.join("story.vgputrace");
    let job = Job::new(bench.built.join("vgpu")).args(["trace", "record", "--device", "soft", "--payloads"]);
    let job = job.arg("-o").arg(&file).arg("--").args(words).folder(&llama.folder).limit(LIMIT);
    let done = job.log(bench.folder.join("story")).run()?;
    ensure!(is_story(&done, LETTERS), "{}: {}", done.ending, done.tail(12));
    let report = bench.equal(&file, 300)?;
    report["frames"].as_u64().context("no frames")
}
