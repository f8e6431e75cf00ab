//! What a body saw, in order: the part of a run that must be equal on every libcuda.
//!
//! Values are text, so that a difference reads without a tool. What legitimately differs from run to run (addresses,
//! times, amounts of free memory) is not put in; relations among such values are, as `yes` or `no`.

use std::fmt::Display;

use serde::{Deserialize, Serialize};
use table::{CUresult, error_name};

use crate::cuda::MISSING_SYMBOL;

/// One line of a transcript: what was looked at, and what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry(pub String, pub String);

/// How a body ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Everything was as the documentation promises.
    Pass,
    /// Something was not.
    Fail,
    /// The body does not apply here.
    Skip,
}

impl Display for Verdict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(match self {
            Self::Pass => "pass",
            Self::Fail => "FAIL",
            Self::Skip => "skip",
        })
    }
}

/// What became of one body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The body.
    pub name: String,
    /// How it ended.
    pub verdict: Verdict,
    /// Why it failed or was skipped: one line each.
    pub reasons: Vec<String>,
    /// What it saw.
    pub transcript: Vec<Entry>,
    /// How long it took. Never compared.
    pub milliseconds: u64,
    /// Whether the body does something whose outcome the documentation leaves open, a crash included.
    pub undefined: bool,
    /// Whether it is about what a library may do without.
    pub optional: bool,
    /// Whether the process died of a signal or ran out of time.
    pub died: bool,
    /// Whether the body was not run at all, because the command line said so. Never compared.
    pub left_out: bool,
}

/// A whole run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The library, as named on the command line.
    pub cuda: String,
    /// Its cuDriverGetVersion.
    pub driver_version: i32,
    /// The first device's name.
    pub device: String,
    /// Every body that was chosen.
    pub bodies: Vec<Report>,
}

/// A result code, as transcripts have it: `1 INVALID_VALUE`.
pub fn code_text(code: CUresult) -> String {
    if code == MISSING_SYMBOL {
        return "symbol not exported".into();
    }
    let name = error_name(code).and_then(|name| name.to_str().ok()).unwrap_or("unknown");
    format!("{code} {}", name.strip_prefix("CUDA_ERROR_").or(name.strip_prefix("CUDA_")).unwrap_or(name))
}

/// A relation, as transcripts have it.
pub fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// A digest of memory (FNV-1a, 64 bits). Equality is all that it is used for, so a fast non-cryptographic one will do.
pub fn digest(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{} bytes {hash:016x}", bytes.len())
}

/// A difference between two runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// In which body.
    pub body: String,
    /// Where in it.
    pub label: String,
    /// What the first run saw.
    pub left: String,
    /// What the second run saw.
    pub right: String,
}

/// Compares two runs. Also answers how many bodies were compared.
///
/// A body that either run left out is not compared; neither is one with undefined behaviour that died in the left run,
/// which is the reference: where that one crashes, anything is allowed. A body that skipped itself is compared: where
/// the reference has a feature, the other must have it too, unless the body is about what a library may do without.
pub fn compare(left: &Run, right: &Run) -> (usize, Vec<Difference>) {
    let mut compared = 0;
    let mut differences = Vec::new();
    for a in &left.bodies {
        let Some(b) = right.bodies.iter().find(|b| b.name == a.name) else { continue };
        let does_without = b.optional && b.verdict == Verdict::Skip;
        if a.left_out || b.left_out || does_without || (a.undefined && a.died) {
            continue;
        }
        compared += 1;
        compare_bodies(a, b, &mut differences);
    }
    (compared, differences)
}

fn compare_bodies(a: &Report, b: &Report, differences: &mut Vec<Difference>) {
    let mut differ = |label: &str, left: &str, right: &str| {
        differences.push(Difference {
            body: a.name.clone(),
            label: label.into(),
            left: left.into(),
            right: right.into(),
        });
    };
    for at in 0..a.transcript.len().max(b.transcript.len()) {
        match (a.transcript.get(at), b.transcript.get(at)) {
            (Some(x), Some(y)) if x.0 == y.0 => {
                if x.1 != y.1 {
                    differ(&x.0, &x.1, &y.1);
                }
            }
            // From the first differing label on, the runs took different ways, and comparing further lines says nothing.
            (x, y) => {
                let line = |entry: Option<&Entry>| {
                    entry.map_or("(transcript ends)".to_owned(), |entry| format!("{}: {}", entry.0, entry.1))
                };
                differ("(way parts here)", &line(x), &line(y));
                break;
            }
        }
    }
    if a.verdict != b.verdict {
        let text = |report: &Report| format!("{}: {}", report.verdict, report.reasons.join("; "));
        differ("(verdict)", &text(a), &text(b));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(name: &str, verdict: Verdict, lines: &[(&str, &str)]) -> Report {
        Report {
            name: name.into(),
            verdict,
            reasons: Vec::new(),
            transcript: lines.iter().map(|(label, value)| Entry((*label).into(), (*value).into())).collect(),
            milliseconds: 1,
            undefined: false,
            optional: false,
            died: false,
            left_out: false,
        }
    }

    fn run(bodies: Vec<Report>) -> Run {
        Run { cuda: "a".into(), driver_version: 13000, device: "d".into(), bodies }
    }

    #[test]
    fn equal_runs_do_not_differ_whatever_their_times() {
        let a = run(vec![report("x", Verdict::Pass, &[("l", "1")])]);
        let mut b = a.clone();
        b.bodies[0].milliseconds = 77;
        b.device = "another".into();
        assert_eq!(compare(&a, &b), (1, vec![]));
    }

    #[test]
    fn a_differing_value_is_reported_with_its_label_and_the_rest_is_still_compared() {
        let a = run(vec![report("x", Verdict::Pass, &[("l", "1"), ("m", "2"), ("n", "3")])]);
        let b = run(vec![report("x", Verdict::Pass, &[("l", "9"), ("m", "2"), ("n", "8")])]);
        let (_, differences) = compare(&a, &b);
        let labels: Vec<&str> = differences.iter().map(|difference| difference.label.as_str()).collect();
        assert_eq!(labels, ["l", "n"]);
        assert_eq!((differences[0].left.as_str(), differences[0].right.as_str()), ("1", "9"));
    }

    #[test]
    fn a_transcript_that_takes_another_way_is_reported_once() {
        let a = run(vec![report("x", Verdict::Pass, &[("l", "1"), ("m", "2"), ("n", "3")])]);
        let b = run(vec![report("x", Verdict::Pass, &[("l", "1"), ("other", "2")])]);
        let (_, differences) = compare(&a, &b);
        assert_eq!(differences.len(), 1);
        assert_eq!(differences[0].right, "other: 2");
        let shorter = run(vec![report("x", Verdict::Pass, &[("l", "1")])]);
        assert_eq!(compare(&a, &shorter).1[0].right, "(transcript ends)");
    }

    #[test]
    fn left_out_and_absent_bodies_are_not_compared_but_verdicts_are() {
        let mut a = run(vec![
            report("left out", Verdict::Skip, &[]),
            report("absent", Verdict::Pass, &[]),
            report("fails there", Verdict::Pass, &[]),
            report("skips itself there", Verdict::Pass, &[]),
        ]);
        a.bodies[0].left_out = true;
        a.bodies.push(report("optional", Verdict::Pass, &[("l", "1")]));
        let mut b = run(vec![
            report("left out", Verdict::Pass, &[("l", "1")]),
            report("fails there", Verdict::Fail, &[]),
            report("skips itself there", Verdict::Skip, &[]),
            report("optional", Verdict::Skip, &[]),
        ]);
        b.bodies[3].optional = true;
        let (compared, differences) = compare(&a, &b);
        assert_eq!(compared, 2);
        let labels: Vec<&str> = differences.iter().map(|difference| difference.label.as_str()).collect();
        assert_eq!(labels, ["(verdict)", "(verdict)"]);
    }

    #[test]
    fn where_the_reference_crashes_in_undefined_behaviour_anything_is_allowed() {
        let mut a = run(vec![report("x", Verdict::Pass, &[])]);
        let b = run(vec![report("x", Verdict::Pass, &[("l", "1")])]);
        a.bodies[0].undefined = true;
        assert_eq!(compare(&a, &b).1.len(), 1, "undefined alone does not excuse a difference");
        a.bodies[0].died = true;
        assert_eq!(compare(&a, &b), (0, vec![]));
    }

    #[test]
    fn codes_read_as_number_and_name() {
        assert_eq!(code_text(0), "0 SUCCESS");
        assert_eq!(code_text(1), "1 INVALID_VALUE");
        assert_eq!(code_text(900), "900 STREAM_CAPTURE_UNSUPPORTED");
        assert_eq!(code_text(12345), "12345 unknown");
        assert_eq!(code_text(MISSING_SYMBOL), "symbol not exported");
    }

    #[test]
    fn digests_tell_lengths_and_contents_apart() {
        assert_eq!(digest(b""), "0 bytes cbf29ce484222325");
        assert_ne!(digest(&[0]), digest(&[0, 0]));
        assert_ne!(digest(&[0, 1]), digest(&[1, 0]));
    }
}
