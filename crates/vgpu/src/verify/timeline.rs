//! A session's timeline, as a drawing in a page.

use std::fmt::Write as _;

use link::report::{GuestReport, WorkerReport};

use super::facts::ms;
use super::html::escaped;

/// Where the bars begin and end, in units of the drawing.
const LEFT: f64 = 150.0;
const RIGHT: f64 = 960.0;
/// Height of a line of bars.
const LINE: f64 = 34.0;
/// Marks on the axis.
const TICKS: u64 = 5;

/// A bar: its name, its class, from when to when.
type Bar = (&'static str, &'static str, u64, u64);

/// What happened when, first in a drawing and then in words.
pub fn draw(out: &mut String, guest: Option<&GuestReport>, worker: &WorkerReport) {
    let (bars, marks) = (bars(guest, worker), marks(guest, worker));
    let times = || bars.iter().flat_map(|bar| [bar.2, bar.3]).chain(marks.iter().map(|mark| mark.1));
    let (Some(begin), Some(end)) = (times().min(), times().max()) else { return };
    let span = end.saturating_sub(begin).max(1);
    let x = |at: u64| LEFT + (RIGHT - LEFT) * at.saturating_sub(begin) as f64 / span as f64;
    let marks_at = 30.0 + bars.len() as f64 * LINE;
    let height = marks_at + 18.0 * marks.len() as f64 + 10.0;
    let _ = write!(
        out,
        "<h3>Timeline</h3>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Timeline\">\
         <svg viewBox=\"0 0 1000 {height}\" role=\"img\" aria-label=\"{}\">\n",
        escaped(in_words(&bars, &marks, begin))
    );
    for tick in 0..=TICKS {
        let at = begin + span * tick / TICKS;
        let _ = writeln!(
            out,
            "<line class=\"axis\" x1=\"{0:.1}\" x2=\"{0:.1}\" y1=\"20\" y2=\"{height}\"/>\
             <text class=\"dim\" x=\"{0:.1}\" y=\"14\" text-anchor=\"middle\">{1}</text>",
            x(at),
            ms(at - begin)
        );
    }
    for (index, (name, class, from, to)) in bars.iter().enumerate() {
        let y = 28.0 + index as f64 * LINE;
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{name}</text>\
             <rect class=\"{class}\" x=\"{:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"20\" rx=\"3\"><title>{name}: {}</title></rect>",
            LEFT - 10.0,
            y + 15.0,
            x(*from),
            (x(*to) - x(*from)).max(2.0),
            ms(to.saturating_sub(*from))
        );
    }
    for (index, (name, at)) in marks.iter().enumerate() {
        let (x, y) = (x(*at), marks_at + 14.0 + 18.0 * index as f64);
        // Words go to the side where there is room.
        let (words, anchor) = if x > 600.0 { (x - 6.0, "end") } else { (x + 6.0, "start") };
        let _ = writeln!(
            out,
            "<line class=\"mark\" x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"{:.1}\" y2=\"{:.1}\"/>\
             <text x=\"{words:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{} <tspan class=\"dim\">{}</tspan></text>",
            y - 12.0,
            y + 3.0,
            escaped(name),
            ms(at.saturating_sub(begin))
        );
    }
    out.push_str("</svg></div>\n");
}

fn bars(guest: Option<&GuestReport>, worker: &WorkerReport) -> Vec<Bar> {
    let mut bars = Vec::new();
    if let Some(guest) = guest {
        let opening = &guest.opening;
        bars.push(("link is made", "guest faint", opening.began_unix_us, opening.ready_unix_us));
        bars.push((
            "guest's session",
            "guest",
            opening.ready_unix_us,
            guest.ended_unix_ms.saturating_mul(1000),
        ));
    }
    let (started, ended) =
        (worker.started_unix_ms.saturating_mul(1000), worker.ended_unix_ms.saturating_mul(1000));
    bars.push(("worker's session", "worker faint", started, ended));
    bars.push(("commands", "worker", worker.first_frame_unix_us, worker.last_frame_unix_us));
    bars.retain(|bar| bar.2 > 0 && bar.3 >= bar.2);
    bars
}

fn marks(guest: Option<&GuestReport>, worker: &WorkerReport) -> Vec<(String, u64)> {
    let mut marks = Vec::new();
    if let Some(guest) = guest {
        let answers = guest.detection.iter();
        marks.extend(answers.map(|it| (format!("{} → {}", it.call, it.answer), it.at_unix_us)));
        marks.push(("first frame written".to_owned(), guest.opening.first_frame_unix_us));
    }
    marks.push(("first frame taken by the worker".to_owned(), worker.first_frame_unix_us));
    marks.push(("last frame executed".to_owned(), worker.last_frame_unix_us));
    marks.retain(|mark| mark.1 > 0);
    marks.sort_by_key(|mark| mark.1);
    marks
}

/// For those who do not see the drawing.
fn in_words(bars: &[Bar], marks: &[(String, u64)], begin: u64) -> String {
    let after = |at: u64| ms(at.saturating_sub(begin));
    let bars = bars.iter().map(|bar| format!("{} from {} to {}", bar.0, after(bar.2), after(bar.3)));
    let marks = marks.iter().map(|(name, at)| format!("{name} at {}", after(*at)));
    bars.chain(marks).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_without_times_has_no_drawing_and_one_with_them_has_every_bar() {
        let (mut guest, mut worker) = (GuestReport::default(), WorkerReport::default());
        let drawn = |guest: &GuestReport, worker: &WorkerReport| {
            let mut out = String::new();
            draw(&mut out, Some(guest), worker);
            out
        };
        assert_eq!(drawn(&guest, &worker), "");
        (guest.opening.began_unix_us, guest.opening.ready_unix_us) = (1_000_000, 1_200_000);
        guest.ended_unix_ms = 2000;
        (worker.started_unix_ms, worker.ended_unix_ms) = (1100, 1990);
        (worker.first_frame_unix_us, worker.last_frame_unix_us) = (1_300_000, 1_900_000);
        let out = drawn(&guest, &worker);
        assert_eq!(out.matches("<rect").count(), 4, "{out}");
        assert!(out.contains("link is made from 0.0 ms to 200.0 ms"), "{out}");
    }
}
