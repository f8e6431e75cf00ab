//! Two records of the same device: what one library answers and another does not.

use table::nvml::{NVML_ERROR_NOT_SUPPORTED, Pace, Route, row};

use super::record::Answer;
use super::{KILLS, Record};

/// Functions whose answers are another's on purpose: versions of libraries, processes, and what is not served.
fn is_served(function: &str) -> bool {
    !matches!(row(function).map(|row| row.route), Some(Route::Unsupported) | None)
}

/// Whether a function answers the same whenever it is asked. Sentences may say the same otherwise.
fn is_fixed(function: &str) -> bool {
    let route = row(function).map(|row| row.route);
    matches!(route, Some(Route::Snapshot(Pace::Fixed) | Route::Local)) && function != "nvmlErrorString"
}

fn tell(answer: Option<&Answer>) -> String {
    match answer {
        None => "was not asked".to_owned(),
        Some(Answer { code: KILLS, .. }) => "kills the process".to_owned(),
        Some(Answer { code: 0, value }) => format!("{value:.64}"),
        Some(Answer { code, .. }) => format!("code {code}"),
    }
}

/// Lines that say where the second record differs from the first; figures that change are not compared, and functions that
/// are not served need not be.
pub fn differences(first: &Record, second: &Record) -> Vec<String> {
    let mut lines = Vec::new();
    for (function, answers) in first.answers.iter().filter(|(function, _)| is_served(function)) {
        let others = second.answers.get(function);
        for (how, answer) in answers {
            let other = others.and_then(|others| others.get(how));
            let is_same = other.is_some_and(|other| match (answer.code, other.code) {
                // Nobody wants that imitated.
                (KILLS, other) => other != KILLS,
                (one, other_code) => {
                    one == other_code && (!is_fixed(function) || other.value == answer.value)
                }
            });
            if !is_same {
                lines.push(format!("{function} ({how}): {}, then {}", tell(Some(answer)), tell(other)));
            }
        }
    }
    lines
}

/// Functions that the first library answers and the second does not serve.
pub fn unserved(first: &Record, second: &Record) -> usize {
    let answers = |record: &Record, function: &str| {
        let answers = record.answers.get(function);
        answers.is_some_and(|answers| answers.values().any(|it| it.code == 0))
    };
    let is_refused = |function: &str| {
        let answers = second.answers.get(function);
        answers.is_some_and(|answers| {
            answers.values().all(|it| it.code == NVML_ERROR_NOT_SUPPORTED || it.code < 3)
        })
    };
    first
        .answers
        .keys()
        .filter(|function| answers(first, function) && !answers(second, function) && is_refused(function))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(answers: &[(&str, u32, u8)]) -> Record {
        let mut record = Record::default();
        for (function, code, byte) in answers {
            record.value(function, "good []", *code, &[*byte]);
        }
        record
    }

    #[test]
    fn codes_and_what_never_changes_must_be_the_same() {
        let first = record(&[("nvmlDeviceGetName", 0, 1), ("nvmlDeviceGetTemperature", 0, 2)]);
        assert_eq!(differences(&first, &first), Vec::<String>::new());
        let later = record(&[("nvmlDeviceGetName", 0, 1), ("nvmlDeviceGetTemperature", 0, 3)]);
        assert_eq!(differences(&first, &later), Vec::<String>::new(), "a temperature changes");
        let other = record(&[("nvmlDeviceGetName", 0, 9), ("nvmlDeviceGetTemperature", 3, 0)]);
        assert_eq!(differences(&first, &other).len(), 2);
        assert_eq!(unserved(&first, &other), 1);
        assert_eq!(differences(&first, &record(&[])).len(), 2);
        let deadly = record(&[("nvmlDeviceGetName", KILLS, 0), ("nvmlDeviceGetTemperature", 0, 2)]);
        assert_eq!(differences(&deadly, &first), Vec::<String>::new(), "nobody wants that imitated");
        assert_eq!(differences(&first, &deadly).len(), 1);
        assert_eq!(differences(&deadly, &deadly).len(), 1);
    }

    #[test]
    fn functions_that_are_not_served_need_not_answer() {
        let first = record(&[("nvmlDeviceGetPerformanceModes", 0, 1)]);
        assert_eq!(
            differences(&first, &record(&[("nvmlDeviceGetPerformanceModes", 3, 0)])),
            Vec::<String>::new()
        );
    }
}
