//! `vgpu top` and the metrics on the software GPU, while a program computes and after its end.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use rustix::process::Signal;
use serde_json::Value;

use super::Surroundings;
use crate::host::Host;
use crate::process::{Done, Ending, Job};

/// Longer than anything here takes.
const LIMIT: Duration = Duration::from_secs(120);
/// Between two looks.
const LOOK: Duration = Duration::from_millis(100);

/// `vgpu top` with these words.
fn top(built: &Path, host: &Host, words: &[&str]) -> Job {
    Job::new(built.join("vgpu")).args(["top", "--socket"]).arg(host.socket()).args(words).limit(LIMIT)
}

/// A reading, taken over a short time.
fn reading(built: &Path, host: &Host) -> Result<Value> {
    let done = top(built, host, &["--json", "--interval", "0.3"]).check()?;
    serde_json::from_str(&done.stdout).context("vgpu top printed no JSON")
}

/// What is at `path` of an address.
fn get(address: &str, path: &str) -> Result<String> {
    let mut stream = TcpStream::connect(address).with_context(|| format!("cannot reach {address}"))?;
    stream.set_read_timeout(Some(LIMIT))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").context("no HTTP answer")?;
    ensure!(head.starts_with("HTTP/1.1 200 "), "{path}: {head}");
    ensure!(head.contains("Content-Type: application/openmetrics-text; version=1.0.0"), "{head}");
    Ok(body.to_owned())
}

/// The samples of a page, by name and labels as they stand there. Strict: what Prometheus would not read is an error.
fn samples(page: &str) -> Result<BTreeMap<String, f64>> {
    let is_name = |text: &str| {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(is_part)
    };
    let body = page.strip_suffix("# EOF\n").context("the page does not end with # EOF")?;
    let mut kinds: BTreeMap<&str, &str> = BTreeMap::new();
    let mut samples = BTreeMap::new();
    for line in body.lines() {
        if let Some(said) = line.strip_prefix("# ") {
            let mut words = said.splitn(3, ' ');
            let (what, name, rest) = (words.next(), words.next().unwrap_or(""), words.next().unwrap_or(""));
            ensure!(is_name(name), "no name: {line}");
            match what {
                Some("HELP" | "UNIT") => ensure!(!rest.is_empty(), "nothing is said: {line}"),
                Some("TYPE") => {
                    ensure!(matches!(rest, "counter" | "gauge"), "no type: {line}");
                    ensure!(kinds.insert(name, rest).is_none(), "a second time: {line}");
                }
                _ => bail!("no comment of this format: {line}"),
            }
            continue;
        }
        let (key, value) = line.rsplit_once(' ').with_context(|| format!("no sample: {line}"))?;
        let name = key.split('{').next().unwrap_or("");
        ensure!(is_name(name) && (name == key || key.ends_with('}')), "no name: {line}");
        let family = name.strip_suffix("_total").unwrap_or(name);
        let kind = kinds.get(family).with_context(|| format!("no type before {line}"))?;
        ensure!((*kind == "counter") == name.ends_with("_total"), "a {kind} must not be called so: {line}");
        let value: f64 = value.parse().with_context(|| format!("no number: {line}"))?;
        ensure!(samples.insert(key.to_owned(), value).is_none(), "a second time: {line}");
    }
    Ok(samples)
}

/// A figure of all sessions of user `uid` on this machine.
fn sample(samples: &BTreeMap<String, f64>, name: &str, uid: u64, more: &str) -> Result<f64> {
    let key = format!("vgpu_{name}{{uid=\"{uid}\",machine=\"\"{more}}}");
    samples.get(&key).copied().with_context(|| format!("no {key} among {:#?}", samples.keys()))
}

/// Waits until `is_so` holds of a reading.
fn until(what: &str, built: &Path, host: &Host, is_so: impl Fn(&Value) -> bool) -> Result<Value> {
    let limit = Instant::now() + LIMIT;
    loop {
        let reading = reading(built, host)?;
        if is_so(&reading) {
            return Ok(reading);
        }
        ensure!(Instant::now() < limit, "never {what}: {reading:#}");
        std::thread::sleep(LOOK);
    }
}

/// Looks at a program that computes. Gives its user.
fn judge_live(reading: &Value, pid: u32) -> Result<u64> {
    let session = &reading["sessions"][0];
    ensure!(session["pid"] == pid && reading["sessions"].as_array().map(Vec::len) == Some(1), "{reading:#}");
    let program = session["program"].as_str().unwrap_or_default();
    ensure!(program.contains("python"), "program {program:?}");
    for rate in ["launches_per_s", "bytes_in_per_s", "bytes_out_per_s", "failed_per_s", "serving_ratio"] {
        ensure!(session["rates"][rate].as_f64() > Some(0.0), "{rate}: {session:#}");
    }
    let figures = &session["figures"];
    ensure!(figures["memory"] == 8 << 20 && figures["memory_peak"] == 16 << 20, "memory: {figures:#}");
    ensure!(
        figures["ring_len"].as_u64() > Some(0) && figures["window_bytes"].as_u64() > Some(0),
        "{figures:#}"
    );
    let device = &reading["devices"][0];
    ensure!(device["name"] == "vgpu software GPU" && device["memory"]["used"] == 8 << 20, "{device:#}");
    session["uid"].as_u64().context("no user")
}

/// What the metrics say of a session that has ended is what its worker has reported.
fn judge_end(samples: &BTreeMap<String, f64>, uid: u64, report: &Value, done: &Value) -> Result<String> {
    let number = |value: &Value| value.as_f64().unwrap_or(-1.0);
    let crossing = |what: &str| number(&report["crossings"][what]["bytes"]);
    let launches = number(&report["done"]["launches"]["bump"]);
    for (name, more, expected) in [
        ("launches_total", "", launches),
        ("frames_total", "", number(&report["crossings"]["frames"]["count"])),
        ("replies_total", "", number(&report["crossings"]["replies"]["count"])),
        ("failed_calls_total", "", number(&report["failed"]["cuMemAlloc_v2"])),
        ("serving_seconds_total", "", number(&report["serving_us"]) / 1e6),
        ("link_bytes_total", ",direction=\"to_device\"", crossing("frames") + crossing("payload_in")),
        ("link_bytes_total", ",direction=\"to_program\"", crossing("replies") + crossing("payload_out")),
        ("memory_bytes", "", 0.0),
        ("sessions", "", 0.0),
        ("sessions_ended_total", "", 1.0),
        ("sessions_ended_badly_total", "", 0.0),
    ] {
        let told = sample(samples, name, uid, more)?;
        ensure!(told == expected, "{name}{more} is {told}, and the worker reports {expected}");
    }
    ensure!(launches == number(&done["launches"]), "the program has launched {}", done["launches"]);
    let left: Vec<_> = samples.keys().filter(|key| key.starts_with("vgpu_session_")).collect();
    ensure!(left.is_empty(), "a session that has ended is still shown: {left:?}");
    Ok(format!("{launches} launches"))
}

/// Commands that must fail with words that say what to do.
fn judge_mistakes(built: &Path, host: &Host, folder: &Path) -> Result<()> {
    let refused = |what: &str, done: &Done, words: &str| {
        ensure!(done.ending == Ending::Status(1), "{what}: {}", done.ending);
        ensure!(done.stderr.contains(words), "{what} says {:?}", done.stderr);
        Ok(())
    };
    refused("vgpu top into a pipe", &top(built, host, &[]).run()?, "--once")?;
    let vgpu = || Job::new(built.join("vgpu")).limit(LIMIT);
    let nowhere = vgpu().args(["top", "--json", "--socket", "/nonexistent/vgpu.sock"]).run()?;
    refused("vgpu top without a mediator", &nowhere, "vgpu serve")?;
    let serve = vgpu().args(["serve", "--device", "soft", "--socket"]).arg(folder.join("open.sock"));
    let open = serve.args(["--metrics", "0.0.0.0:9753"]).run()?;
    refused("metrics for everybody", &open, "use 127.0.0.1:9753")?;
    let device = host.device("--folder", "device", &["--channels", "2"])?;
    let mut link = std::ffi::OsString::from("pci:");
    link.push(&device.path);
    let inside = vgpu().args(["top", "--once"]).env("VGPU_LINK", link).env("VGPU_SOCKET", "").run()?;
    refused("vgpu top in a machine", &inside, "on the host only")?;
    device.stop().map(drop)
}

/// Runs the step.
pub fn run(around: &Surroundings) -> Result<String> {
    let built = around.built()?;
    let folder = around.folder("top")?;
    let report = folder.join("report.jsonl");
    let report_path = report.to_str().context("path")?;
    let host = Host::start_with(&built, &folder, &["--metrics", "127.0.0.1:0", "--report", report_path])?;
    let log = host.log();
    let address = log.split("http://").nth(1).and_then(|rest| rest.split("/metrics").next());
    let address = address.with_context(|| format!("serve does not say where metrics are: {log}"))?;
    judge_mistakes(&built, &host, &folder)?;

    let driver = folder.join("driver");
    fs::create_dir(&driver)?;
    symlink(built.join("libcuda.so"), driver.join("libcuda.so.1"))?;
    let program = Job::new("python3").arg(around.workspace.root.join("suite/top/loop.py"));
    let program = program.libraries(&driver).env("VGPU_SOCKET", host.socket()).env("VGPU_LINK", "");
    let program = program.limit(LIMIT).log(folder.join("program")).start()?;
    let is_launching = |it: &Value| it["sessions"][0]["rates"]["launches_per_s"].as_f64() > Some(0.0);
    let live = until("seen launching", &built, &host, is_launching)?;
    let uid = judge_live(&live, program.id())?;
    let text = top(&built, &host, &["--once", "--interval", "0.3"]).check()?.stdout;
    ensure!(text.contains("LAUNCH/S") && text.contains("vgpu software GPU"), "as text:\n{text}");
    let first = samples(&get(address, "/metrics")?)?;
    let second = samples(&get(address, "/metrics")?)?;
    let launches = |page| sample(page, "launches_total", uid, "");
    ensure!(launches(&second)? >= launches(&first)? && launches(&first)? > 0.0, "counters go back");
    ensure!(second.get("vgpu_session_memory_bytes{session=\"1\"}") == Some(&f64::from(8 << 20)), "memory");

    let terminal = Job::new("python3").arg(around.workspace.root.join("suite/top/terminal.py"));
    let terminal = terminal.arg(built.join("vgpu")).arg(host.socket()).limit(LIMIT).with_usual_signals();
    terminal.log(folder.join("terminal")).check()?;

    program.signal(Signal::TERM);
    let done = program.finish()?;
    ensure!(done.is_success(), "the program: {}\n{}", done.ending, done.tail(10));
    let done: Value = serde_json::from_str(&done.stdout).context("the program prints no JSON")?;
    until("ended", &built, &host, |it| it["totals"]["ended"] == 1)?;
    let report = fs::read_to_string(&report)?;
    let report: Value = serde_json::from_str(report.trim()).context("no report of one session")?;
    let counted = judge_end(&samples(&get(address, "/metrics")?)?, uid, &report["report"], &done)?;
    ensure!(!host.log().contains("ERROR"), "{}", host.log());
    host.stop()?;
    Ok(format!(
        "a program is seen while it computes; {counted} in top, metrics and report; the terminal stays whole"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_read_strictly() {
        let page =
            "# HELP a_b What.\n# TYPE a_b counter\na_b_total{x=\"y z\"} 3\n# TYPE c gauge\nc 1.5\n# EOF\n";
        let read = samples(page).expect("page");
        assert_eq!(read, BTreeMap::from([("a_b_total{x=\"y z\"}".to_owned(), 3.0), ("c".to_owned(), 1.5)]));
        for wrong in [
            "c 1\n# EOF\n",
            "# TYPE c gauge\nc 1\n",
            "# TYPE c gauge\nc_total 1\n# EOF\n",
            "# TYPE c counter\nc 1\n# EOF\n",
            "# TYPE c gauge\nc one\n# EOF\n",
            "# TYPE c gauge\nc 1\nc 1\n# EOF\n",
            "# TYPE c gauge\n# TYPE c gauge\n# EOF\n",
            "# WHAT c gauge\n# EOF\n",
            "# TYPE c gauge\nc{x=\"y\" 1\n# EOF\n",
        ] {
            assert!(samples(wrong).is_err(), "{wrong}");
        }
    }
}
