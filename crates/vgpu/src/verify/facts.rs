//! What is told and not counted, for people: questions, detection, the link, what else is in the process, reasons.

use std::fmt::Write as _;

use link::circumstances::{Contents, Detected, ManagementReport, Opening};
use link::report::{GuestReport, WorkerReport};

use super::account::{Answered, Family, Question};
use super::print::{grouped, names, total};

/// Columns of a paragraph.
const WIDTH: usize = 100;
/// How many functions are listed with their reasons; the JSON file has all.
const ANSWERED_MAX: usize = 16;

/// Writes `text` in lines of at most [`WIDTH`] columns, each after `indent` blanks. A long word has its line for itself.
pub fn paragraph(out: &mut String, indent: usize, text: &str) {
    let mut column = 0;
    for word in text.split_whitespace() {
        let len = word.chars().count();
        if column > 0 && indent + column + 1 + len > WIDTH {
            out.push('\n');
            column = 0;
        }
        if column == 0 {
            out.push_str(&" ".repeat(indent));
        } else {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += len;
    }
    out.push('\n');
}

/// The questions that everybody asks.
pub fn questions(out: &mut String, questions: &[Question]) {
    for question in questions {
        let mark = if question.is_well { "✓" } else { "✗" };
        let _ = writeln!(out, "  {mark} {}", question.question);
        paragraph(out, 4, &question.answer);
    }
}

/// Microseconds as milliseconds.
pub fn ms(us: u64) -> String {
    format!("{}.{} ms", grouped(us / 1000), us % 1000 / 100)
}

/// What was asked to find a device, and the first answers.
pub fn detection(out: &mut String, detection: &[Detected], began: u64) {
    if !detection.is_empty() {
        let _ = writeln!(out, "  detection (first answers)");
    }
    for it in detection {
        let at = if began == 0 { String::new() } else { ms(it.at_unix_us.saturating_sub(began)) };
        let _ = writeln!(out, "    {at:>12}  {:<32} {}", it.call, it.answer);
    }
}

/// How the link was made.
pub fn opening(out: &mut String, opening: &Opening) {
    let began = opening.began_unix_us;
    let _ = writeln!(out, "  link      {}, shared memory: {}", opening.place, opening.kind);
    let _ = writeln!(
        out,
        "    window of {} bytes at {}: ring {} bytes, {} slots; worker {}, protocol {}",
        grouped(opening.window_bytes),
        opening.window,
        grouped(opening.ring_bytes),
        opening.slots,
        opening.worker_version,
        opening.protocol
    );
    let first = match opening.first_frame_unix_us {
        0 => "no frame".to_owned(),
        at => format!("first frame after {}", ms(at.saturating_sub(began))),
    };
    let _ = writeln!(out, "    ready after {}, {first}", ms(opening.ready_unix_us.saturating_sub(began)));
}

/// When the worker had something to do.
pub fn times(out: &mut String, guest: Option<&GuestReport>, worker: &WorkerReport) {
    let whole = worker.last_frame_unix_us.saturating_sub(worker.first_frame_unix_us);
    let _ = writeln!(
        out,
        "  time      the worker executed commands for {} of the {} from its first to its last",
        ms(worker.serving_us),
        ms(whole)
    );
    let began = guest.map_or(0, |guest| guest.opening.began_unix_us);
    if began > 0 && worker.first_frame_unix_us > 0 {
        let _ = writeln!(
            out,
            "            and took the first {} after cuInit",
            ms(worker.first_frame_unix_us.saturating_sub(began))
        );
    }
}

/// Libraries in the process.
pub fn contents(out: &mut String, contents: &Contents) {
    let _ = writeln!(out, "  libraries in the process");
    for path in &contents.libraries {
        let mark = if *path == contents.driver { "   (ours)" } else { "" };
        let _ = writeln!(out, "    {path}{mark}");
    }
    for path in contents.other_drivers.iter().chain(&contents.device_files) {
        let _ = writeln!(out, "    {path}   ≠ a way past the virtual GPU");
    }
}

/// Calls by family.
pub fn families(out: &mut String, families: &[Family]) {
    let _ = writeln!(
        out,
        "  {:<18}{:>14}{:>18}{:>12}{:>14}",
        "family", "calls", "answered by guest", "failed", "frames"
    );
    for family in families {
        let _ = writeln!(
            out,
            "  {:<18}{:>14}{:>18}{:>12}{:>14}",
            family.name,
            grouped(family.calls),
            grouped(family.answered),
            grouped(family.failed),
            grouped(family.frames)
        );
    }
}

/// What the guest answered itself, and why it may.
pub fn answered(out: &mut String, answered: &[Answered]) {
    if answered.is_empty() {
        return;
    }
    let _ = writeln!(out, "  answered in the guest, and why that is right: {} functions", answered.len());
    for it in answered.iter().take(ANSWERED_MAX) {
        let _ = writeln!(out, "    {:>12}  {}", grouped(it.count), it.call);
        paragraph(
            out,
            18,
            if it.why.is_empty() { "≠ it may not: this belongs to the device" } else { it.why },
        );
    }
    if answered.len() > ANSWERED_MAX {
        let _ = writeln!(out, "    {:>12}  more functions", answered.len() - ANSWERED_MAX);
    }
}

/// The management library in one process.
pub fn management(out: &mut String, report: &ManagementReport) {
    let _ = writeln!(out, "\nmanagement library in process {} ({})", report.pid, report.program);
    let _ = writeln!(
        out,
        "  {} calls, answered from what {} told in {} answers; {} failed",
        grouped(total(&report.calls)),
        report.place,
        grouped(report.questions),
        grouped(total(&report.failed))
    );
    detection(out, &report.detection, 0);
    names(out, "not supported", &report.unsupported);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_keep_to_their_columns() {
        let mut out = String::new();
        paragraph(&mut out, 4, &"word ".repeat(60));
        assert!(out.lines().count() > 2);
        assert!(out.lines().all(|line| line.starts_with("    word") && line.len() <= WIDTH));
    }
}
