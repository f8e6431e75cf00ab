//! Evidence for people.

use std::fmt::Write as _;

use link::report::{Amount, Counts, Crossings, DeviceIdentity, GuestReport, Traffic, WorkerReport};

use super::collect::{Evidence, SessionEvidence, Witness};
use super::{facts, passage};

/// How many names of a long list are shown; the JSON file has all.
const NAMES_MAX: usize = 12;

/// The whole chain, then the verdict.
pub fn text(evidence: &Evidence) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "\nverdict     {}", evidence.verdict);
    for objection in &evidence.objections {
        let _ = writeln!(out, "  - {objection}");
    }
    let _ =
        writeln!(out, "program     {} (exit status {})", evidence.program.join(" "), evidence.exit_status);
    if let Some(link) = &evidence.link {
        let _ = writeln!(
            out,
            "link        {link}; workers and mediator are on the host, which alone knows of processes that were killed"
        );
    }
    for session in &evidence.sessions {
        one_session(&mut out, session);
    }
    for guest in &evidence.without_session {
        let _ = writeln!(
            out,
            "\nprocess {} ({}) had no session; calls: {}",
            guest.pid,
            guest.program,
            total(&guest.calls)
        );
        if !guest.opening.failure.is_empty() {
            facts::paragraph(&mut out, 2, &format!("no link: {}", guest.opening.failure));
        }
        facts::detection(&mut out, &guest.detection, guest.opening.began_unix_us);
        names(&mut out, "not supported", &guest.unsupported);
    }
    for report in &evidence.management {
        facts::management(&mut out, report);
    }
    out
}

fn one_session(out: &mut String, evidence: &SessionEvidence) {
    let session = &evidence.session;
    let _ = writeln!(
        out,
        "\nsession {}   process {} ({}), worker {}",
        session.id, session.guest.pid, session.guest.program, session.worker_pid
    );
    let Some(worker) = &session.report else {
        let _ = writeln!(
            out,
            "  the worker left no report ({})",
            session.ended_by.as_deref().unwrap_or("not ended")
        );
        return;
    };
    facts::questions(out, &evidence.questions);
    device(out, &worker.device, worker.peak_memory);
    facts::times(out, evidence.guest.as_ref(), worker);
    if let Some(guest) = &evidence.guest {
        facts::detection(out, &guest.detection, guest.opening.began_unix_us);
        facts::opening(out, &guest.opening);
        facts::contents(out, &guest.contents);
        calls(out, guest);
        facts::families(out, &evidence.families);
    }
    let guest = evidence.guest.as_ref();
    let theirs = match (guest, evidence.witness) {
        (Some(guest), _) => Some(guest.crossings),
        (None, Witness::Window) => worker.guest_crossings,
        (None, _) => None,
    };
    if guest.is_none() {
        let _ = writeln!(out, "  guest     no report{}", if worker.said_farewell { "" } else { UNREPORTED });
    }
    // Without a farewell the window shows the frames and nothing else.
    let known = if guest.is_some() || worker.said_farewell { LINES.len() } else { 1 };
    hops(out, theirs.as_ref(), known, guest.map_or(0, |guest| guest.outstanding_replies), worker);
    if let Some(passage) = &worker.passage {
        passage::lines(out, passage);
    }
    work(out, guest, worker);
    if let Some(guest) = guest {
        names(out, "private tables", &guest.private_tables);
        names(out, "not supported", &guest.unsupported);
        names(out, "errors seen", &guest.errors);
    }
    names(out, "errors at the worker", &worker.errors);
    facts::answered(out, &evidence.answered);
}

fn device(out: &mut String, device: &DeviceIdentity, peak: u64) {
    let (major, minor) = (device.driver_version / 1000, device.driver_version % 1000 / 10);
    let _ = writeln!(
        out,
        "  device    {} {}, CUDA {major}.{minor}, {}",
        device.name, device.uuid, device.library
    );
    let _ = writeln!(out, "  memory    {} bytes at most", grouped(peak));
}

fn calls(out: &mut String, guest: &GuestReport) {
    let routes: Vec<String> =
        guest.routes.iter().map(|(route, count)| format!("{route} {}", grouped(*count))).collect();
    let _ = writeln!(out, "  calls     {} ({})", grouped(total(&guest.calls)), routes.join(", "));
}

/// What is said of a process that was killed.
const UNREPORTED: &str = ": the process was killed, or ended without its exit handlers; its frames are compared, \
                          its calls, replies and data are not known";

/// A kind of traffic: its name, and where it is in the figures of one end.
type Line = (&'static str, fn(&Crossings) -> Traffic);

/// Every kind; what crosses first comes first.
const LINES: [Line; 4] = [
    ("frames →", |crossings| crossings.frames),
    ("data →", |crossings| crossings.payload_in),
    ("replies ←", |crossings| crossings.replies),
    ("data ←", |crossings| crossings.payload_out),
];

/// One line per kind of traffic: guest, worker, and whether they are the same. The guest's figures are known for
/// the first `known` kinds; it may have left `outstanding` replies unread.
fn hops(out: &mut String, guest: Option<&Crossings>, known: usize, outstanding: u64, worker: &WorkerReport) {
    let _ = writeln!(out, "  {:<22}{:>24}{:>24}", "hop", "guest library", "worker");
    for (index, (what, pick)) in LINES.into_iter().enumerate() {
        let (theirs, ours) = (guest.filter(|_| index < known).map(pick), pick(&worker.crossings));
        let unread = theirs.map_or(0, |theirs| ours.count.saturating_sub(theirs.count));
        let is_excused = what.starts_with("replies") && (1..=outstanding).contains(&unread);
        let mut row = |name: String, value: fn(Traffic) -> String| {
            let theirs = theirs.map_or_else(|| "-".to_owned(), value);
            let ours = value(ours);
            let mark = match theirs.as_str() {
                "-" => "",
                same if same == ours => "",
                _ if is_excused => "   (not read by the program)",
                _ => "   ≠",
            };
            let _ = writeln!(out, "  {name:<22}{theirs:>24}{ours:>24}{mark}");
        };
        row(what.to_owned(), |traffic| grouped(traffic.count));
        row("  bytes".to_owned(), |traffic| grouped(traffic.bytes));
        row("  checksum".to_owned(), |traffic| format!("{:016x}", traffic.checksum));
    }
    let _ = writeln!(
        out,
        "  {:<22}{:>24}{:>24}   {} failed",
        "executed",
        "",
        grouped(total(&worker.executed)),
        grouped(total(&worker.failed))
    );
}

fn work(out: &mut String, guest: Option<&GuestReport>, worker: &WorkerReport) {
    let _ = writeln!(out, "  {:<22}{:>24}{:>24}", "work", "submitted", "done on the device");
    let mut row = |name: &str, asked: Option<String>, done: String| {
        let asked = asked.unwrap_or_else(|| "-".to_owned());
        if (asked.as_str(), done.as_str()) != ("0", "0") {
            let _ = writeln!(out, "  {name:<22}{asked:>24}{done:>24}");
        }
    };
    let asked = guest.map(|guest| &guest.submitted);
    let done = &worker.done;
    row("kernel launches", asked.map(|work| grouped(work.launch_count())), grouped(done.launch_count()));
    row("graph launches", asked.map(|work| grouped(work.graph_launches)), grouped(done.graph_launches));
    let amount = |amount: Amount| match amount.count {
        0 => "0".to_owned(),
        count => format!("{} ({} B)", grouped(count), grouped(amount.bytes)),
    };
    for (index, (direction, copies)) in done.copies.by_name().into_iter().enumerate() {
        let asked = asked.and_then(|work| work.copies.by_name().get(index).map(|(_, it)| amount(*it)));
        row(&format!("copies {direction}"), asked, amount(copies));
    }
    row("memsets", asked.map(|work| grouped(work.memsets)), grouped(done.memsets));
    names(out, "kernels", &done.launches);
}

/// The most frequent names of a list, each with its count.
pub fn names(out: &mut String, title: &str, counts: &Counts) {
    if counts.is_empty() {
        return;
    }
    let mut sorted: Vec<(&String, &u64)> = counts.iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let _ = writeln!(out, "  {title}: {}", counts.len());
    for (name, count) in sorted.iter().take(NAMES_MAX) {
        let short: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
        let _ = writeln!(out, "    {:>12}  {short}", grouped(**count));
    }
    if sorted.len() > NAMES_MAX {
        let _ = writeln!(out, "    {:>12}  more names", sorted.len() - NAMES_MAX);
    }
}

pub fn total(counts: &Counts) -> u64 {
    counts.values().fold(0, |sum, count| sum.saturating_add(*count))
}

/// A number with its digits in groups of three.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_come_in_threes() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn long_lists_show_the_most_frequent_names() {
        let counts: Counts = (1..=20).map(|n| (format!("kernel{n}\n"), n)).collect();
        let mut out = String::new();
        names(&mut out, "kernels", &counts);
        assert!(out.starts_with("  kernels: 20\n"));
        assert!(
            out.contains("  20  kernel20\n") && out.contains("8  more names") && !out.contains("kernel8")
        );
        names(&mut out, "nothing", &Counts::new());
        assert!(!out.contains("nothing"));
    }
}
