//! What a guest's figures say about its calls: families, what was answered in the guest and why, and the three questions that
//! everybody asks.

use std::collections::BTreeMap;

use link::report::{Counts, GuestReport, WorkerReport};
use serde::Serialize;
use table::{ROWS, Route, Row};

use super::print::grouped;

/// The calls of one family, which is a noun of CUDA: `memory`, `module`, `launch` …
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Family {
    /// The noun.
    pub name: &'static str,
    /// Calls of the program.
    pub calls: u64,
    /// Of these, calls that were answered in the guest with success.
    pub answered: u64,
    /// Of these, calls that failed.
    pub failed: u64,
    /// Frames sent, by the noun of their own row.
    pub frames: u64,
}

/// A function that the guest has answered without the worker.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// The function.
    pub call: String,
    /// How often.
    pub count: u64,
    /// How many calls there were.
    pub calls: u64,
    /// Why that is right; empty if it is not.
    pub why: &'static str,
}

/// A question that evidence has to answer.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// In words.
    pub question: &'static str,
    /// Is all well?
    pub is_well: bool,
    /// The answer, in words.
    pub answer: String,
}

fn row(name: &str) -> Option<&'static Row> {
    ROWS.iter().find(|row| row.name == name)
}

/// May the guest answer this function alone, with success?
pub fn may_answer(name: &str) -> bool {
    row(name).is_some_and(Row::may_be_answered_alone)
}

fn of(counts: &Counts, name: &str) -> u64 {
    counts.get(name).copied().unwrap_or(0)
}

/// Every function that the guest has answered alone, the most frequent first.
pub fn answered(guest: &GuestReport) -> Vec<Answered> {
    let mut all = Vec::new();
    for (name, &calls) in &guest.calls {
        let Some(row) = row(name) else { continue };
        let count = match row.route {
            Route::Local => calls.saturating_sub(of(&guest.failed, name)),
            _ => of(&guest.answered_alone, name),
        };
        if count > 0 {
            let why = if row.may_be_answered_alone() { row.why } else { "" };
            all.push(Answered { call: name.clone(), count, calls, why });
        }
    }
    all.sort_by(|a, b| a.why.is_empty().cmp(&b.why.is_empty()).reverse().then(b.count.cmp(&a.count)));
    all
}

/// Calls and frames by family.
pub fn families(guest: &GuestReport) -> Vec<Family> {
    type Column = fn(&mut Family) -> &mut u64;
    let mut families: BTreeMap<&str, Family> = BTreeMap::new();
    let noun = |name: &str| row(name).map_or("other", |row| row.noun);
    let answered = answered(guest);
    let columns: [(&Counts, Column); 3] = [
        (&guest.calls, |family| &mut family.calls),
        (&guest.failed, |family| &mut family.failed),
        (&guest.sent, |family| &mut family.frames),
    ];
    for (counts, column) in columns {
        for (name, count) in counts {
            let name = noun(name);
            *column(families.entry(name).or_insert(Family { name, ..Family::default() })) += count;
        }
    }
    for it in answered {
        if let Some(family) = families.get_mut(noun(&it.call)) {
            family.answered += it.count;
        }
    }
    let mut families: Vec<_> = families.into_values().collect();
    families.sort_by_key(|family| std::cmp::Reverse(family.calls));
    families
}

/// The last part of a path.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The three questions.
pub fn questions(guest: &GuestReport, worker: Option<&WorkerReport>) -> Vec<Question> {
    vec![past(guest, worker), early(guest), transport(guest, worker)]
}

fn past(guest: &GuestReport, worker: Option<&WorkerReport>) -> Question {
    let contents = &guest.contents;
    let ways: Vec<&str> =
        contents.other_drivers.iter().chain(&contents.device_files).map(String::as_str).collect();
    let is_told = !contents.driver.is_empty();
    let answer = if !is_told {
        "the guest library does not say what is in its process".to_owned()
    } else if ways.is_empty() {
        let libraries: Vec<&str> = contents.libraries.iter().map(|path| name(path)).collect();
        let done = worker.map(|worker| &worker.done);
        format!(
            "no: the only driver in the process is {}, and no GPU is open. What computes in it can only go through it \
             ({}); {} kernels by {} names arrived at the worker",
            contents.driver,
            if libraries.is_empty() {
                "no CUDA library is loaded by itself".to_owned()
            } else {
                libraries.join(", ")
            },
            grouped(done.map_or(0, |done| done.launch_count())),
            done.map_or(0, |done| done.launches.len()),
        )
    } else {
        format!("it may: {}", ways.join(", "))
    };
    let question = "Does anything compute past the virtual GPU, cuBLAS for instance?";
    Question { question, is_well: is_told && ways.is_empty(), answer }
}

fn early(guest: &GuestReport) -> Question {
    let answered = answered(guest);
    let wrong: Vec<String> = answered
        .iter()
        .filter(|it| it.why.is_empty())
        .map(|it| format!("{} ({} of {})", it.call, grouped(it.count), grouped(it.calls)))
        .collect();
    let sum = |counts: &Counts| counts.values().fold(0u64, |sum, count| sum.saturating_add(*count));
    let alone = answered.iter().fold(0u64, |sum, it| sum.saturating_add(it.count));
    let answer = if wrong.is_empty() {
        format!(
            "no: of {} calls the guest answered {} itself, each for a reason that is given below, and {} failed; every \
             other one became at least one of {} frames",
            grouped(sum(&guest.calls)),
            grouped(alone),
            grouped(sum(&guest.failed)),
            grouped(sum(&guest.sent)),
        )
    } else {
        format!("yes, these succeeded and nothing was sent: {}", wrong.join(", "))
    };
    Question {
        question: "Do calls return early, without being forwarded?",
        is_well: wrong.is_empty(),
        answer,
    }
}

fn transport(guest: &GuestReport, worker: Option<&WorkerReport>) -> Question {
    let opening = &guest.opening;
    let frames = worker.map_or(0, |worker| worker.crossings.frames.count);
    let answer = if !opening.failure.is_empty() {
        format!("no: {}", opening.failure)
    } else if frames == 0 {
        "there is a link, and no frame came over it".to_owned()
    } else {
        let ms = |us: u64| format!("{}.{} ms", us / 1000, us % 1000 / 100);
        format!(
            "yes: a window of {} bytes at {} over {}, ready after {}; the worker took {} frames from it, the first {} \
             after that",
            grouped(opening.window_bytes),
            opening.window,
            opening.kind,
            ms(opening.ready_unix_us.saturating_sub(opening.began_unix_us)),
            grouped(frames),
            ms(worker.map_or(0, |it| it.first_frame_unix_us).saturating_sub(opening.ready_unix_us)),
        )
    };
    let question = "Was the transport initialised, and used?";
    Question { question, is_well: frames > 0, answer }
}

#[cfg(test)]
mod tests {
    use link::circumstances::{Contents, Opening};

    use super::*;

    fn guest() -> GuestReport {
        let counts = |pairs: &[(&str, u64)]| pairs.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect();
        GuestReport {
            calls: counts(&[("cuInit", 2), ("cuLaunchKernel", 9), ("cuMemAlloc_v2", 3), ("cuMemFree_v2", 1)]),
            failed: counts(&[("cuInit", 1), ("cuMemAlloc_v2", 1)]),
            sent: counts(&[("cuLaunchKernel", 9), ("cuMemAlloc_v2", 3), ("vgpuThreadEnded", 1)]),
            contents: Contents { driver: "/x/libcuda.so".into(), ..Contents::default() },
            opening: Opening { kind: "memfd".into(), ready_unix_us: 1500, ..Opening::default() },
            ..GuestReport::default()
        }
    }

    #[test]
    fn a_local_answer_has_its_reason_and_a_forwarded_function_has_none() {
        let mut guest = guest();
        guest.answered_alone = Counts::from([("cuMemAlloc_v2".to_owned(), 1)]);
        let answered = answered(&guest);
        assert_eq!(
            (answered[0].call.as_str(), answered[0].why),
            ("cuMemAlloc_v2", ""),
            "the wrong one first"
        );
        assert_eq!((answered[1].call.as_str(), answered[1].count, answered[1].calls), ("cuInit", 1, 2));
        assert!(!answered[1].why.is_empty());
        assert!(!questions(&guest, None)[1].is_well);
    }

    #[test]
    fn families_count_calls_and_frames() {
        let families = families(&guest());
        assert_eq!(families[0], Family { name: "launch", calls: 9, frames: 9, ..Family::default() });
        let memory = families.iter().find(|family| family.name == "memory").expect("memory");
        assert_eq!((memory.calls, memory.failed, memory.frames), (4, 1, 3));
        assert!(families.iter().any(|family| family.calls == 0 && family.frames == 1), "frames of our own");
    }

    #[test]
    fn the_questions_are_answered_by_what_was_seen() {
        let mut worker = WorkerReport { first_frame_unix_us: 3800, ..WorkerReport::default() };
        worker.crossings.frames.count = 13;
        let mut guest = guest();
        let answers = questions(&guest, Some(&worker));
        assert!(answers.iter().all(|answer| answer.is_well), "{answers:?}");
        assert!(
            answers[2].answer.contains("13 frames") && answers[2].answer.contains("2.3 ms"),
            "{answers:?}"
        );
        guest.contents.other_drivers.push("/usr/lib/libcuda.so.550".into());
        guest.opening.failure = "refused".into();
        let answers = questions(&guest, None);
        assert!(!answers[0].is_well && !answers[2].is_well, "{answers:?}");
    }
}
