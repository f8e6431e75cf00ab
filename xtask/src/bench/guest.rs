//! The benchmark in a throwaway guest, through the VGPU-STUB, beside the link within one machine.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::host::Host;
use crate::scratch::Scratch;
use crate::vm::Maker;
use crate::workspace::copy;

/// An emulated processor takes its time.
const LIMIT: Duration = Duration::from_secs(600);
/// What says something about a link: the figure, and what it is for people.
const ROWS: [(&str, &str); 7] = [
    ("dtoh_64", "64 B from the device, synchronous: a round trip of the ring"),
    ("launch_stream_sync", "launch and wait"),
    ("launch_throughput", "launch, of many"),
    ("htod_1g_pinned", "copy to the device, pinned"),
    ("dtoh_1g_pinned", "copy from the device, pinned"),
    ("htod_1g_pageable", "copy to the device, pageable"),
    ("dtoh_1g_pageable", "copy from the device, pageable"),
];

/// Measures in a guest on the host's software GPU, and prints that beside `local`, the same through a memfd. Few samples,
/// whatever the rest of the benchmark has.
pub fn run(built: &Path, target: &Path, out: &Path, local: &Value) -> Result<String> {
    let programs = out.join("programs");
    std::fs::create_dir_all(&programs)?;
    copy(&built.join("vgpu-bench"), &programs.join("vgpu-bench"))?;
    copy(&built.join("libcuda.so"), &programs.join("libcuda.so.1"))?;
    // Sockets need a short path, which a folder of results may not have.
    let folder = Scratch::new()?;
    let sessions = folder.path().join("sessions.jsonl");
    let report = sessions.display().to_string();
    let host = Host::start_with(built, folder.path(), &["--report", &report])?;
    let device = host.device("--vfio-user", "stub.sock", &["--size", "2GiB", "--channels", "4"])?;
    let (share, stub) = (format!("{}=/programs", programs.display()), device.path.display().to_string());
    let vm = Maker::new(built, target, out).start("bench", &["--stub", &stub, "--share", &share])?;
    let bench = "/programs/vgpu-bench --quick --cuda /programs/libcuda.so.1 --json /tmp/bench.json";
    let done = vm.command(&["sh", "-c", bench]).limit(LIMIT).run()?;
    ensure!(done.is_success(), "vgpu-bench in a guest: {}\n{}", done.ending, done.tail(20));
    let text = vm.shell("cat /tmp/bench.json")?;
    vm.stop()?;
    device.stop()?;
    host.stop()?;
    std::fs::write(out.join("guest.json"), &text)?;
    let guest = serde_json::from_str(&text).context("vgpu-bench in a guest wrote no JSON")?;
    let lines = std::fs::read_to_string(&sessions)?;
    Ok(table(local, &guest) + &doorbells(&lines))
}

/// One row for each figure that both have.
fn table(local: &Value, guest: &Value) -> String {
    let mut out = format!("{:<60}{:>12}{:>12}\n", "", "memfd", "guest");
    for (name, what) in ROWS {
        let of = |results: &Value| {
            let figure = &results["figures"][name];
            Some((figure["median"].as_f64()?, figure["unit"].as_str()?.to_owned()))
        };
        if let (Some((local, unit)), Some((guest, _))) = (of(local), of(guest)) {
            let _ = writeln!(out, "{what:<60}{local:>12.2}{guest:>12.2} {unit}");
        }
    }
    out
}

/// What the device has counted in the sessions of a report file, for each thousand commands.
fn doorbells(lines: &str) -> String {
    let (mut rung, mut commands) = (0, 0);
    for session in lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        let report = &session["report"];
        rung += report["passage"]["device"]["doorbells"].as_u64().unwrap_or(0);
        commands += report["crossings"]["frames"]["count"].as_u64().unwrap_or(0);
    }
    let share = rung as f64 * 1000.0 / commands.max(1) as f64;
    format!("doorbells by the device's own count: {rung} for {commands} commands, {share:.1} per thousand\n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn figures_of_both_stand_side_by_side() {
        let results = |median: f64| json!({ "figures": { "dtoh_64": { "median": median, "unit": "ns" } } });
        let out = table(&results(100.0), &results(250.0));
        assert_eq!(out.lines().count(), 2, "{out}");
        assert!(out.contains("100.00") && out.contains("250.00 ns"), "{out}");
    }

    #[test]
    fn doorbells_of_all_sessions_count() {
        let line = |doorbells: u64, frames: u64| {
            let passage = json!({ "device": { "doorbells": doorbells } });
            json!({ "report": { "passage": passage, "crossings": { "frames": { "count": frames } } } })
                .to_string()
        };
        let out = doorbells(&format!("{}\n{}\n", line(3, 1000), line(1, 1000)));
        assert!(out.contains("4 for 2000 commands, 2.0 per thousand"), "{out}");
    }
}
