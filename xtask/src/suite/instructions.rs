//! Stage `instructions`: PTX instruction by instruction on the machine's own libcuda, against what the ISA says.
//!
//! It is the device that is tested here, and with it the expected values: the software GPU is held to the same files.
//! A kernel that faults ends its process for the driver, so the program is started again behind it.

use std::time::Duration;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::machine::Side;
use super::report::Verdict;
use super::{Device, Suite};
use crate::instructions::{DATA, PROGRAM};
use crate::process::{Done, Ending};

const STAGE: &str = "instructions";
/// Rows for single tests; the rest is in the JSON file and the log.
const ROWS_MAX: usize = 30;
/// So many faults are taken; if there are more, something general is wrong.
const FAULTS_MAX: usize = 40;
/// The whole of one start: every file is compiled by the driver.
const LIMIT: u64 = 600;

/// A test, and how it ended.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Test {
    file: String,
    name: String,
    rows: usize,
    /// Rows that are wrong, and why; none while nothing is known.
    wrong: Option<(usize, String)>,
}

/// What the program has said.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Outcome {
    capability: String,
    tests: Vec<Test>,
    /// Files that need a newer device, and how many tests they have.
    skipped: Vec<(String, usize)>,
}

impl Outcome {
    /// Reads what one start printed. Whatever had begun and not ended is wrong; true if there is such a test.
    fn read(&mut self, printed: &str, ending: &str) -> bool {
        let number = |word: Option<&&str>| word.and_then(|word| word.parse().ok()).unwrap_or(0);
        for line in printed.lines() {
            let words: Vec<&str> = line.split('\t').collect();
            match (words.first().copied(), self.tests.last_mut()) {
                (Some("device"), _) => self.capability = words.get(1).copied().unwrap_or_default().to_owned(),
                (Some("skip"), _) => {
                    let file = words.get(1).copied().unwrap_or_default().to_owned();
                    if self.skipped.iter().all(|(other, _)| *other != file) {
                        self.skipped.push((file, number(words.get(2))));
                    }
                }
                (Some("start"), _) => self.tests.push(Test {
                    file: words.get(1).copied().unwrap_or_default().to_owned(),
                    name: words.get(2).copied().unwrap_or_default().to_owned(),
                    rows: number(words.get(3)),
                    wrong: None,
                }),
                (Some("pass"), Some(test)) => test.wrong = Some((0, String::new())),
                (Some("fail"), Some(test)) => {
                    let why = words.get(2).copied().unwrap_or_default().to_owned();
                    test.wrong = Some((number(words.get(1)), why));
                }
                _ => {}
            }
        }
        match self.tests.last_mut() {
            Some(test) if test.wrong.is_none() => {
                test.wrong = Some((test.rows, format!("the program ended in it: {ending}")));
                true
            }
            _ => false,
        }
    }

    fn failures(&self) -> impl Iterator<Item = (&Test, usize, &str)> {
        self.tests.iter().filter_map(|test| match &test.wrong {
            Some((0, _)) => None,
            Some((wrong, why)) => Some((test, *wrong, why.as_str())),
            None => Some((test, test.rows, "not known")),
        })
    }

    fn json(&self) -> Value {
        let rows: usize = self.tests.iter().map(|test| test.rows).sum();
        let failures: Vec<Value> = self
            .failures()
            .map(|(test, wrong, why)| {
                json!({"file": test.file, "test": test.name, "rows": test.rows, "wrong": wrong, "why": why})
            })
            .collect();
        let failed_rows: usize = self.failures().map(|(_, wrong, _)| wrong).sum();
        let skipped: Vec<Value> =
            self.skipped.iter().map(|(file, tests)| json!({"file": file, "tests": tests})).collect();
        json!({
            "capability": self.capability,
            "tests": self.tests.len(),
            "tests_failed": failures.len(),
            "rows": rows,
            "rows_failed": failed_rows,
            "failures": failures,
            "need_a_newer_device": skipped,
        })
    }
}

/// Runs all files, and counts.
pub fn run(suite: &mut Suite) -> Result<()> {
    let program = suite.machine.part(PROGRAM);
    if !program.is_file() {
        suite.report.row(STAGE, "all", "", "", Verdict::Skip, "this bundle has no program for it");
        return Ok(());
    }
    let mut outcome = Outcome::default();
    let mut is_whole = false;
    for start in 0..FAULTS_MAX {
        if start > 0 && !suite.has_time_for(STAGE, "what is behind the last fault", 20) {
            break;
        }
        let done = once(suite, start, outcome.tests.last())?;
        let ended_in_a_test = outcome.read(&done.stdout, &done.ending.to_string());
        // 3 says that a fault left the device unusable; so does an end without a word.
        is_whole = matches!(done.ending, Ending::Status(0 | 1)) && !ended_in_a_test;
        if is_whole {
            break;
        }
        let says_nothing = !ended_in_a_test && done.ending != Ending::Status(3);
        ensure!(!says_nothing, "{}: {}", done.ending, done.tail(4));
    }
    tell(suite, &outcome, is_whole);
    Ok(())
}

/// Starts the program once, behind a test.
fn once(suite: &Suite, start: usize, last: Option<&Test>) -> Result<Done> {
    let words = [suite.machine.part(PROGRAM), "libcuda.so.1".into(), suite.machine.part(DATA)];
    let mut job = suite.machine.job(Side::Native, &format!("instructions-{start}"), &words);
    if suite.machine.device == Device::Soft {
        // Compiled code leaves NaNs as the processor makes them.
        job = job.arg("--nans-alike");
    }
    if suite.quick {
        job = job.args(["--every", "4"]);
    }
    if let Some(last) = last {
        job = job.args(["--after", &last.file, &last.name]);
    }
    let left = suite.left().saturating_sub(Duration::from_secs(2));
    job.limit(suite.limit(LIMIT).min(left.max(Duration::from_secs(1)))).run()
}

fn tell(suite: &mut Suite, outcome: &Outcome, is_whole: bool) {
    let found = outcome.json();
    let of = |all: &str, failed: &str| {
        let (all, failed) = (found[all].as_u64().unwrap_or(0), found[failed].as_u64().unwrap_or(0));
        (format!("{} of {all}", all.saturating_sub(failed)), failed == 0 && all > 0)
    };
    let later: usize = outcome.skipped.iter().map(|(_, tests)| tests).sum();
    let note = format!(
        "capability {}; {later} tests need a newer device{}",
        outcome.capability,
        if is_whole { "" } else { "; not all were run" }
    );
    let (tests, tests_pass) = of("tests", "tests_failed");
    let (rows, rows_pass) = of("rows", "rows_failed");
    suite.report.row(STAGE, "tests that pass", &tests, "", Verdict::of(tests_pass && is_whole), &note);
    suite.report.row(STAGE, "rows that are right", &rows, "", Verdict::of(rows_pass && is_whole), "");
    let failures: Vec<_> = outcome.failures().collect();
    for (test, wrong, why) in failures.iter().take(ROWS_MAX) {
        let what = format!("{} {}", test.file, test.name);
        let native = format!("{wrong} of {} wrong", test.rows);
        suite.report.row(STAGE, &what, &native, "", Verdict::Fail, why);
    }
    if failures.len() > ROWS_MAX {
        let more = format!("{} more", failures.len() - ROWS_MAX);
        suite.report.row(STAGE, &more, "", "", Verdict::Fail, "their names are in the JSON file");
    }
    suite.report.detail("instructions", found);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_had_begun_when_the_program_ended_is_wrong_and_the_rest_goes_on_behind_it() {
        let mut outcome = Outcome::default();
        let first = "device\t75\nskip\tmma.sm_80.test\t9\nstart\ta.test\tk1\t10\npass\nstart\ta.test\tk2\t20\n\
                     fail\t3\tline 7: [1] gives 2\nstart\tb.test\tk3\t30\n";
        assert!(outcome.read(first, "signal 11"));
        assert_eq!(outcome.tests.last().map(|test| test.name.as_str()), Some("k3"));
        assert!(
            !outcome
                .read("device\t75\nskip\tmma.sm_80.test\t9\nstart\tc.test\tk4\t40\npass\n", "exit status 1")
        );
        let found = outcome.json();
        assert_eq!((&found["tests"], &found["tests_failed"]), (&json!(4), &json!(2)));
        assert_eq!((&found["rows"], &found["rows_failed"]), (&json!(100), &json!(33)));
        assert_eq!(found["failures"][0]["why"], "line 7: [1] gives 2");
        assert_eq!(found["failures"][1]["why"], "the program ended in it: signal 11");
        assert_eq!(found["need_a_newer_device"], json!([{"file": "mma.sm_80.test", "tests": 9}]));
    }
}
