//! Runs each body in a process of its own.
//!
//! The parent starts its own program again with `body NAME`; the child writes its transcript line by line to a file, so
//! that what it saw before a crash is kept. What the child prints belongs to the transcript too: device printf goes there.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::cuda::Cuda;
use crate::test::{Sink, Stop, Test};
use crate::transcript::{Entry, Report, Verdict};
use crate::{Body, Needs};

/// How long a body may take.
pub const TIME_LIMIT: Duration = Duration::from_secs(60);

/// A line from child to parent.
#[derive(Debug, Serialize, Deserialize)]
enum Line {
    Entry(Entry),
    Failure(String),
    Skipped(String),
    Finished,
}

/// The child's end: one write per line, so that nothing is lost or written twice when the child crashes or forks.
struct FileSink(File);

impl FileSink {
    fn put(&mut self, line: &Line) {
        if let Ok(mut text) = serde_json::to_vec(line) {
            text.push(b'\n');
            let _ = self.0.write_all(&text);
        }
    }
}

impl Sink for FileSink {
    fn entry(&mut self, entry: &Entry) {
        self.put(&Line::Entry(entry.clone()));
    }

    fn failure(&mut self, reason: &str) {
        self.put(&Line::Failure(reason.into()));
    }
}

/// Runs one body in this process. Used in the child only.
pub fn run_here(body: &Body, cuda: &str, transcript: &Path) -> Result<(), String> {
    let open = || OpenOptions::new().append(true).create(true).open(transcript);
    let text = |error: std::io::Error| format!("cannot write {}: {error}", transcript.display());
    let mut lines = FileSink(open().map_err(text)?);
    let sink = FileSink(open().map_err(text)?);
    let mut test = Test::new(Cuda::load(cuda)?, cuda, Box::new(sink));
    match (body.run)(&mut test) {
        Ok(()) => {}
        Err(Stop::Fail(reason)) => lines.put(&Line::Failure(reason)),
        Err(Stop::Skip(reason)) => lines.put(&Line::Skipped(reason)),
    }
    lines.put(&Line::Finished);
    Ok(())
}

/// How to run bodies.
#[derive(Clone, Debug)]
pub struct Runner {
    /// The library under test.
    pub cuda: String,
    /// The program that understands `body NAME --cuda … --transcript FILE`: this one.
    pub program: PathBuf,
    /// Whether bodies that need a compiler or kernels are skipped.
    pub no_kernels: bool,
}

impl Runner {
    /// Runs one body.
    pub fn run(&self, body: &Body) -> Report {
        let mut report = Report {
            name: body.name.into(),
            verdict: Verdict::Skip,
            reasons: Vec::new(),
            transcript: Vec::new(),
            milliseconds: 0,
            undefined: body.undefined,
            optional: body.optional,
            died: false,
            left_out: false,
        };
        if self.no_kernels && body.needs != Needs::Nothing {
            let what = if body.needs == Needs::Kernels { "kernels" } else { "a PTX compiler" };
            report.reasons.push(format!("needs {what} (--no-kernels)"));
            report.left_out = true;
            return report;
        }
        let start = Instant::now();
        let file =
            std::env::temp_dir().join(format!("vgpu-conformance-{}-{}", std::process::id(), body.name));
        if let Err(error) = self.run_child(body, &file, &mut report) {
            report.verdict = Verdict::Fail;
            report.reasons.push(error);
        }
        let _ = std::fs::remove_file(&file);
        report.milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        report
    }

    fn run_child(&self, body: &Body, file: &Path, report: &mut Report) -> Result<(), String> {
        let _ = std::fs::remove_file(file);
        let mut child = Command::new(&self.program)
            .arg("body")
            .arg(body.name)
            .arg("--cuda")
            .arg(&self.cuda)
            .arg("--transcript")
            .arg(file)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0)
            .spawn()
            .map_err(|error| format!("cannot start {}: {error}", self.program.display()))?;
        let stdout = reader(child.stdout.take());
        let stderr = reader(child.stderr.take());
        let status = wait(&mut child);
        // Whatever the body left running (a forked child, say) would hold the pipes open.
        end_group(&child);
        let stdout = stdout.join().unwrap_or_default();
        let stderr = stderr.join().unwrap_or_default();
        let lines = std::fs::read_to_string(file).unwrap_or_default();
        collect(&lines, &stdout, &stderr, status, body, report);
        Ok(())
    }
}

fn reader<R: Read + Send + 'static>(pipe: Option<R>) -> std::thread::JoinHandle<String> {
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn wait(child: &mut Child) -> Option<ExitStatus> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if start.elapsed() < TIME_LIMIT => std::thread::sleep(Duration::from_millis(2)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

/// Ends what is left of the child's process group.
fn end_group(child: &Child) {
    if let Ok(group) = libc::pid_t::try_from(child.id()) {
        // SAFETY: a plain system call. The group was made for this child, and its number cannot have been given to
        // another group: while a member lives it is taken, and when none does the call fails.
        unsafe { libc::killpg(group, libc::SIGKILL) };
    }
}

/// Turns what the child left behind into a report. `status` is nothing when the child ran out of time.
fn collect(
    lines: &str,
    stdout: &str,
    stderr: &str,
    status: Option<ExitStatus>,
    body: &Body,
    report: &mut Report,
) {
    let mut finished = false;
    let mut skipped = false;
    for line in lines.lines() {
        match serde_json::from_str(line) {
            Ok(Line::Entry(entry)) => report.transcript.push(entry),
            Ok(Line::Failure(reason)) => report.reasons.push(reason),
            Ok(Line::Skipped(reason)) => {
                skipped = true;
                report.reasons.push(reason);
            }
            Ok(Line::Finished) => finished = true,
            Err(_) => report.reasons.push(format!("not a transcript line: {line}")),
        }
    }
    if !stdout.is_empty() {
        report.transcript.push(Entry("printed".into(), stdout.into()));
    }
    let end = match status {
        None => Some(format!("still running after {} s", TIME_LIMIT.as_secs())),
        Some(status) => match (status.signal(), status.code()) {
            (Some(signal), _) => Some(format!("ended by signal {signal}")),
            (None, Some(0)) => None,
            (None, code) => Some(format!("ended with exit status {}", code.unwrap_or(-1))),
        },
    };
    report.died = end.is_some();
    let mut failed = !report.reasons.is_empty() && !skipped;
    if let Some(end) = &end {
        report.transcript.push(Entry("process".into(), end.clone()));
        if !body.undefined {
            failed = true;
            report.reasons.push(end.clone());
        }
    } else if !finished {
        failed = true;
        report.reasons.push("the process ended before the body did".into());
    }
    // A crash or a panic explains itself on standard error.
    if failed && report.died {
        report.reasons.extend(stderr.lines().take(4).map(|line| format!("stderr: {line}")));
    }
    report.verdict = match (failed, skipped) {
        (true, _) => Verdict::Fail,
        (false, true) => Verdict::Skip,
        (false, false) => Verdict::Pass,
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: Body = Body::plain("a.b", |_| Ok(()));

    fn collected(lines: &[Line], stdout: &str, status: Option<i32>, body: &Body) -> Report {
        let text: Vec<String> =
            lines.iter().map(|line| serde_json::to_string(line).unwrap_or_default()).collect();
        let mut report = Runner { cuda: String::new(), program: PathBuf::new(), no_kernels: true }
            .run(&Body { needs: Needs::Kernels, ..*body });
        report.reasons.clear();
        collect(&text.join("\n"), stdout, "why\n", status.map(ExitStatus::from_raw), body, &mut report);
        report
    }

    #[test]
    fn a_finished_body_without_failures_passes() {
        let entry = Entry("l".into(), "1".into());
        let report = collected(&[Line::Entry(entry.clone()), Line::Finished], "", Some(0), &BODY);
        assert_eq!((report.verdict, report.transcript), (Verdict::Pass, vec![entry]));
    }

    #[test]
    fn failures_crashes_and_early_ends_fail() {
        let failed = collected(&[Line::Failure("x".into()), Line::Finished], "", Some(0), &BODY);
        assert_eq!((failed.verdict, failed.reasons), (Verdict::Fail, vec!["x".to_owned()]));
        let crashed = collected(&[], "", Some(11), &BODY);
        assert_eq!(crashed.verdict, Verdict::Fail);
        assert_eq!(crashed.transcript, vec![Entry("process".into(), "ended by signal 11".into())]);
        assert_eq!(crashed.reasons, ["ended by signal 11", "stderr: why"]);
        assert_eq!(collected(&[], "", Some(0), &BODY).verdict, Verdict::Fail);
        assert_eq!(collected(&[], "", None, &BODY).reasons[0], "still running after 60 s");
    }

    #[test]
    fn a_crash_is_an_answer_where_behaviour_is_undefined() {
        let report = collected(&[], "", Some(11), &BODY.undefined());
        assert_eq!((report.verdict, report.died), (Verdict::Pass, true));
    }

    #[test]
    fn printed_text_is_part_of_the_transcript_and_a_skip_is_no_failure() {
        let report = collected(&[Line::Finished], "number 1\n", Some(0), &BODY);
        assert_eq!(report.transcript, vec![Entry("printed".into(), "number 1\n".into())]);
        let report =
            collected(&[Line::Skipped("no such feature".into()), Line::Finished], "", Some(0), &BODY);
        assert_eq!((report.verdict, report.reasons), (Verdict::Skip, vec!["no such feature".to_owned()]));
    }
}
