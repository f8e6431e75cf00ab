//! Evidence as one page for a browser: no script, and nothing from anywhere else.

use std::fmt::{Display, Write as _};

use link::report::{Counts, Crossings, GuestReport, Traffic, WorkerReport};

use super::account::{Answered, Family};
use super::collect::{Evidence, SessionEvidence};
use super::print::grouped;
use super::{passage, timeline};

const STYLE: &str = include_str!("page.css");
/// How many kernels are listed; the JSON file has all.
const KERNELS_MAX: usize = 100;

/// The whole page.
pub fn page(evidence: &Evidence) -> String {
    let mut out = String::new();
    let program = evidence.program.join(" ");
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{} – vgpu verify</title>\n<style>{STYLE}</style>\n<main>\n",
        escaped(&evidence.verdict)
    );
    let class = if evidence.is_proof() { "good" } else { "bad" };
    let _ = write!(
        out,
        "<h1>vgpu verify</h1>\n<section class=\"verdict {class}\" id=\"verdict\"><strong>{}</strong>\n\
         <p><code>{}</code> ended with status {}.</p>\n",
        escaped(&evidence.verdict),
        escaped(&program),
        evidence.exit_status
    );
    if !evidence.objections.is_empty() {
        let items: Vec<String> =
            evidence.objections.iter().map(|it| format!("<li>{}</li>", escaped(it))).collect();
        let _ = writeln!(out, "<ul id=\"objections\">{}</ul>", items.concat());
    }
    if let Some(link) = &evidence.link {
        let _ = writeln!(out, "<p>The host is behind {}.</p>", escaped(link));
    }
    out.push_str("</section>\n");
    for session in &evidence.sessions {
        one_session(&mut out, session);
    }
    for guest in &evidence.without_session {
        let _ = writeln!(
            out,
            "<h2>Process {} without a session</h2><p class=\"wide\">{}: {}</p>",
            guest.pid,
            escaped(&guest.program),
            escaped(&guest.opening.failure)
        );
    }
    for report in &evidence.management {
        let _ = writeln!(out, "<h2>Management library in process {}</h2>", report.pid);
        let rows = report.detection.iter().map(|it| vec![it.call.clone(), it.answer.clone()]);
        table(&mut out, "First answers", &["call", "!answer"], rows.collect());
        counts(&mut out, "Calls", "call", &report.calls);
        counts(&mut out, "Not supported", "call", &report.unsupported);
    }
    out.push_str(
        "<p class=\"note\">Each end counts for itself; docs/evidence.md says what that proves and what it does not.</p>\n\
         </main>\n</html>\n",
    );
    out
}

fn one_session(out: &mut String, evidence: &SessionEvidence) {
    let session = &evidence.session;
    let _ = writeln!(
        out,
        "<h2>Session {}</h2>\n<p class=\"note path\">process {} {}, worker {}</p>",
        session.id,
        session.guest.pid,
        escaped(&session.guest.program),
        session.worker_pid
    );
    if !evidence.questions.is_empty() {
        out.push_str("<ul class=\"questions\">\n");
        for question in &evidence.questions {
            let (class, mark) = if question.is_well { ("good", "✓") } else { ("bad", "✗") };
            let _ = writeln!(
                out,
                "<li><b><span class=\"{class}\">{mark}</span> {}</b>{}</li>",
                escaped(question.question),
                escaped(&question.answer)
            );
        }
        out.push_str("</ul>\n");
    }
    let Some(worker) = &session.report else {
        out.push_str("<p>The worker left no report.</p>\n");
        return;
    };
    let guest = evidence.guest.as_ref();
    timeline::draw(out, guest, worker);
    hops(out, guest, worker);
    work(out, guest, worker);
    if let Some(guest) = guest {
        families(out, &evidence.families);
        facts(out, guest, worker);
    }
    counts(out, "Kernels on the device", "kernel", &worker.done.launches);
    if let Some(guest) = guest {
        answered(out, &evidence.answered);
        counts(out, "Calls that are not supported", "call", &guest.unsupported);
        counts(out, "Errors that the program saw", "error", &guest.errors);
    }
}

/// What crossed, as each end counted it.
fn hops(out: &mut String, guest: Option<&GuestReport>, worker: &WorkerReport) {
    type Line = (&'static str, fn(&Crossings) -> Traffic);
    const LINES: [Line; 4] = [
        ("frames →", |it| it.frames),
        ("data →", |it| it.payload_in),
        ("replies ←", |it| it.replies),
        ("data ←", |it| it.payload_out),
    ];
    let theirs = guest.map(|guest| guest.crossings).or(worker.guest_crossings);
    let mut rows = Vec::new();
    for (what, pick) in LINES {
        let (theirs, ours) = (theirs.as_ref().map(pick), pick(&worker.crossings));
        let mut row = |name: String, value: fn(Traffic) -> String| {
            rows.push(vec![name, theirs.map_or_else(|| "–".into(), value), value(ours)]);
        };
        row(what.to_owned(), |it| grouped(it.count));
        row(format!("{what} bytes"), |it| grouped(it.bytes));
        row(format!("{what} checksum"), |it| format!("{:016x}", it.checksum));
    }
    compared(out, "What crossed the link", ["", "guest library", "worker"], rows);
    let Some(passage) = &worker.passage else { return };
    let rows = passage::rows(passage);
    compared(out, "What passed through the VGPU-STUB", ["", "guest library", "device"], rows);
}

fn work(out: &mut String, guest: Option<&GuestReport>, worker: &WorkerReport) {
    let (asked, done) = (guest.map(|guest| &guest.submitted), &worker.done);
    let figure = |count: Option<u64>| count.map_or_else(|| "–".to_owned(), grouped);
    let mut rows = vec![
        vec![
            "kernel launches".into(),
            figure(asked.map(|it| it.launch_count())),
            grouped(done.launch_count()),
        ],
        vec![
            "graph launches".into(),
            figure(asked.map(|it| it.graph_launches)),
            grouped(done.graph_launches),
        ],
        vec!["memsets".into(), figure(asked.map(|it| it.memsets)), grouped(done.memsets)],
    ];
    for (index, (direction, amount)) in done.copies.by_name().into_iter().enumerate() {
        let asked = asked.and_then(|it| Some(it.copies.by_name().get(index)?.1));
        let cell = |count: u64, bytes: u64| format!("{} ({} B)", grouped(count), grouped(bytes));
        let asked = asked.map_or_else(|| "–".to_owned(), |it| cell(it.count, it.bytes));
        rows.push(vec![format!("copies {direction}"), asked, cell(amount.count, amount.bytes)]);
    }
    table(out, "Work", &["", "#submitted", "#done on the device"], rows);
}

fn families(out: &mut String, families: &[Family]) {
    let rows = families.iter().map(|it| {
        vec![
            it.name.to_owned(),
            grouped(it.calls),
            grouped(it.answered),
            grouped(it.failed),
            grouped(it.frames),
        ]
    });
    let head = ["family", "#calls", "#answered by guest", "#failed", "#frames"];
    table(out, "Calls by family", &head, rows.collect());
}

fn facts(out: &mut String, guest: &GuestReport, worker: &WorkerReport) {
    let rows = guest.detection.iter().map(|it| {
        let at = it.at_unix_us.saturating_sub(guest.opening.began_unix_us);
        vec![it.call.clone(), super::facts::ms(at), it.answer.clone()]
    });
    table(out, "How the device was found", &["call", "#after", "!first answer"], rows.collect());
    let (opening, device) = (&guest.opening, &worker.device);
    let rows = [
        ("way to the host", opening.place.clone()),
        ("shared memory", opening.kind.clone()),
        ("window", format!("{} bytes at {}", grouped(opening.window_bytes), opening.window)),
        ("ring", format!("{} bytes, {} slots", grouped(opening.ring_bytes), opening.slots)),
        ("protocol", format!("{}, worker {}", opening.protocol, opening.worker_version)),
        ("device", format!("{} {}", device.name, device.uuid)),
        ("driver of the worker", device.library.clone()),
        ("device memory", format!("{} bytes at most", grouped(worker.peak_memory))),
        (
            "worker at work",
            format!("{}, the time in which it had commands to execute", super::facts::ms(worker.serving_us)),
        ),
    ];
    let rows = rows.map(|(name, value)| vec![name.to_owned(), value]);
    table(out, "The link and the device", &["", "!"], rows.to_vec());
    let contents = &guest.contents;
    let all = contents.libraries.iter().chain(&contents.other_drivers).chain(&contents.device_files);
    let rows = all.map(|path| vec![path.clone()]).collect();
    table(out, "Libraries in the process", &["!file"], rows);
}

fn answered(out: &mut String, answered: &[Answered]) {
    let rows = answered.iter().map(|it| {
        let why = if it.why.is_empty() { "≠ it may not: this belongs to the device" } else { it.why };
        vec![it.call.clone(), grouped(it.count), why.to_owned()]
    });
    let head = ["call", "#times", "!why that is right"];
    table(out, "Answered in the guest", &head, rows.collect());
}

/// The most frequent names.
fn counts(out: &mut String, title: &str, of: &str, counts: &Counts) {
    let mut sorted: Vec<(&String, &u64)> = counts.iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let rest = sorted.len().saturating_sub(KERNELS_MAX);
    let mut rows: Vec<_> = sorted
        .into_iter()
        .take(KERNELS_MAX)
        .map(|(name, count)| vec![grouped(*count), name.clone()])
        .collect();
    if rest > 0 {
        rows.push(vec![String::new(), format!("and {rest} more names")]);
    }
    table(out, title, &["#times", &format!("!{of}")], rows);
}

/// A table whose second and third columns ought to be equal.
fn compared(out: &mut String, title: &str, head: [&str; 3], rows: Vec<Vec<String>>) {
    let head = [head[0].to_owned(), format!("#{}", head[1]), format!("#{}", head[2])];
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let differs = |row: &[String]| matches!(row, [_, a, b, ..] if a != b && ![a, b].iter().any(|it| *it == "–" || it.is_empty()));
    table_with(out, title, &head, &rows, differs);
}

fn table(out: &mut String, title: &str, head: &[&str], rows: Vec<Vec<String>>) {
    table_with(out, title, head, &rows, |_| false);
}

/// A table, unless it is empty. A column's name begins with `#` if it has numbers, with `!` if it is wide.
fn table_with(
    out: &mut String,
    title: &str,
    head: &[&str],
    rows: &[Vec<String>],
    differs: impl Fn(&[String]) -> bool,
) {
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "<h3>{}</h3>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr>",
        escaped(title),
        escaped(title)
    );
    let class = |column: usize| match head.get(column).and_then(|name| name.chars().next()) {
        Some('#') => " class=\"n\"",
        Some('!') => " class=\"wide\"",
        _ => "",
    };
    for (column, name) in head.iter().enumerate() {
        let name = name.trim_start_matches(['#', '!']);
        let _ = write!(out, "<th scope=\"col\"{}>{}</th>", class(column), escaped(name));
    }
    out.push_str("</tr></thead><tbody>\n");
    for row in rows {
        out.push_str(if differs(row) { "<tr class=\"differs\">" } else { "<tr>" });
        for (column, cell) in row.iter().enumerate() {
            let is_name = column == 0 && head.len() > 1 && class(0).is_empty();
            let (open, close) = if is_name { ("th scope=\"row\"", "th") } else { ("td", "td") };
            let _ = write!(out, "<{open}{}>{}</{close}>", class(column), escaped(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
}

/// Text that is no markup. What a guest calls itself, and its kernels, may be anything.
pub fn escaped(text: impl Display) -> String {
    let mut out = String::new();
    for letter in text.to_string().chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_hostile_guest_stay_text() {
        assert_eq!(escaped("<script>a('b')&\"\n"), "&lt;script&gt;a(&#39;b&#39;)&amp;&quot; ");
    }

    #[test]
    fn figures_that_differ_are_marked() {
        let mut out = String::new();
        let rows = ["1", "2", "–"].map(|theirs| vec!["frames".to_owned(), "1".to_owned(), theirs.to_owned()]);
        compared(&mut out, "t", ["", "a", "b"], rows.to_vec());
        assert_eq!(out.matches("differs").count(), 1);
        assert_eq!(out.matches("<tr").count(), 4);
    }
}
