//! What `test-backend-ops` prints, and what it means for its cases. Nothing is run here.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::process::Done;

/// What became of a case; the text says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", content = "why", rename_all = "snake_case")]
pub enum Verdict {
    /// Both backends computed the same, says the program.
    Passed,
    /// They did not, or the program ended in the middle of it.
    Failed(String),
    /// GGML says that it has no such operation for these tensors.
    Unsupported,
    /// GGML called cuBLAS, which cannot work on the software GPU; that ends the program.
    Cublas(String),
    /// It needs more memory than the software GPU was given.
    Memory(String),
    /// It took longer than a case may.
    Slow(String),
}

/// Which GPU backend is asked: the first CUDA device.
pub const BACKEND: &str = "CUDA0";

/// A line about a case: `  ADD(type=f32,nr=[1,1]): OK`.
#[derive(Debug, PartialEq, Eq)]
pub struct Line<'t> {
    /// What stands before the case: by how much it missed, or what went wrong with cases that got no line.
    before: &'t str,
    /// The case, as the program names it.
    pub case: &'t str,
    /// What the program says about it.
    said: &'t str,
}

impl<'t> Line<'t> {
    fn of(line: &'t str) -> Option<Self> {
        let (head, said) = line.rsplit_once("): ")?;
        let head = line.get(..head.len() + 1)?;
        // No case has a blank in its name.
        let case = head.rsplit(' ').next()?;
        let is_case = case.starts_with(|first: char| first.is_ascii_uppercase()) && case.contains('(');
        let before = head.strip_suffix(case)?.trim();
        is_case.then_some(Self { before, case, said: said.trim() })
    }

    /// What that means for a case that was tested.
    pub fn verdict(&self) -> Verdict {
        match self.said {
            "OK" => Verdict::Passed,
            said if said.starts_with("not supported") => Verdict::Unsupported,
            // Older versions print by how much it missed after the case.
            said => {
                let said = said.strip_suffix("FAIL").unwrap_or(said);
                Verdict::Failed(format!("{} {said}", self.before).trim().to_owned())
            }
        }
    }

    /// In the list of cases: does the backend have this operation?
    pub fn is_supported(&self) -> bool {
        self.said == "SUPPORTED"
    }
}

/// The program's output without colours, and without a line that is not finished.
pub fn plain(text: &str) -> String {
    let text = text.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let mut pieces = text.split("\u{1b}[");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        plain.push_str(piece.split_once('m').map_or(piece, |(_, rest)| rest));
    }
    plain
}

/// Every line about a case.
pub fn lines(plain: &str) -> impl Iterator<Item = Line<'_>> {
    plain.lines().filter_map(Line::of)
}

/// The operation of a case.
pub fn operation(case: &str) -> &str {
    case.split_once('(').map_or(case, |(operation, _)| operation)
}

/// What an output says so far.
#[derive(Debug, PartialEq, Eq)]
pub struct Read {
    /// Cases that have their verdict, in the order in which they got it. A case that comes several times has one when all
    /// of them have run: the first that is no pass.
    pub settled: Vec<(String, Verdict)>,
    /// The case that was next, or was running.
    pub current: Option<String>,
}

/// Compares an output with the cases that were asked for, in the program's order, repetitions included.
///
/// # Errors
/// If a case is named that is not expected there.
pub fn read(expected: &[String], text: &str) -> Result<Read> {
    let mut left: BTreeMap<&str, (usize, Verdict)> = BTreeMap::new();
    for case in expected {
        left.entry(case).or_insert((0, Verdict::Passed)).0 += 1;
    }
    let mut settled = Vec::new();
    let mut note = |case: &str, verdict: Verdict| {
        let Some((times, worst)) = left.get_mut(case) else { return };
        *times -= 1;
        if *worst == Verdict::Passed {
            *worst = verdict;
        }
        if *times == 0 {
            settled.push((case.to_owned(), worst.clone()));
        }
    };
    let text = plain(text);
    let mut next = 0;
    for line in lines(&text) {
        let rest = expected.get(next..).unwrap_or_default();
        let ahead = rest.iter().position(|case| case == line.case);
        let ahead = ahead.with_context(|| format!("{} was not expected where it stands", line.case))?;
        // The program prints no verdict for a case whose tensors it cannot allocate.
        for case in rest.iter().take(ahead) {
            note(case, without_verdict(line.before));
        }
        note(line.case, line.verdict());
        next += ahead + 1;
    }
    let has_ended = text.lines().any(|line| line.ends_with(" tests passed"));
    if has_ended {
        for case in expected.get(next..).unwrap_or_default() {
            note(
                case,
                without_verdict(text.lines().find(|line| line.contains(NO_TENSORS)).unwrap_or_default()),
            );
        }
        next = expected.len();
    }
    Ok(Read { settled, current: expected.get(next).cloned() })
}

const NO_TENSORS: &str = "failed to allocate tensors";

fn without_verdict(said: &str) -> Verdict {
    if said.contains(NO_TENSORS) {
        Verdict::Memory(NO_TENSORS.to_owned())
    } else {
        Verdict::Failed(format!("no verdict {said}").trim().to_owned())
    }
}

/// Why the program ended in the middle of a case. GGML reports an error in three lines: the error, the function, the call.
pub fn cause(done: &Done) -> Verdict {
    let ended = format!("the program ended, {}", done.ending);
    let lines: Vec<&str> = done.stderr.lines().map(str::trim).collect();
    let report = lines.iter().rposition(|line| line.starts_with("CUDA error: "));
    let report = report.and_then(|first| lines.get(first..)).unwrap_or_default();
    let [error, function, call, ..] = report else {
        return Verdict::Failed(format!("{ended}: {}", lines.last().copied().unwrap_or_default()));
    };
    let function = function.split_once("in function ").and_then(|(_, rest)| rest.split_once(" at "));
    let function = function.map_or("", |(name, _)| name);
    if [*call, function].iter().any(|name| name.to_ascii_lowercase().contains("cublas")) {
        return Verdict::Cublas((*call).to_owned());
    }
    if error.contains("out of memory") {
        return Verdict::Memory((*call).to_owned());
    }
    Verdict::Failed(format!("{ended}: {error}, in {function}: {call}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::Ending;

    const BEGIN: &str = "Testing 2 devices\n\nBackend 1/2: CUDA0\n  Device description: x\n\n";

    fn cases(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn settled(expected: &[&str], text: &str) -> Vec<(String, Verdict)> {
        read(&cases(expected), &format!("{BEGIN}{text}")).expect("read").settled
    }

    #[test]
    fn verdicts_are_read_with_their_reasons() {
        let text = "  ABS(a=[1,2]): \u{1b}[1;32mOK\u{1b}[0m\n[ADD] ERR = 0.5 > 0.1   ADD(b): \u{1b}[1;31mFAIL\u{1b}[0m\n  \
            CPY(c): not supported [CUDA0] \n  SUM(d): OK";
        let found = settled(&["ABS(a=[1,2])", "ADD(b)", "CPY(c)", "SUM(d)"], text);
        let failed = Verdict::Failed("[ADD] ERR = 0.5 > 0.1".to_owned());
        let names: Vec<&str> = found.iter().map(|(case, _)| case.as_str()).collect();
        // The last line is not finished.
        assert_eq!(names, ["ABS(a=[1,2])", "ADD(b)", "CPY(c)"]);
        assert_eq!(
            found.into_iter().map(|it| it.1).collect::<Vec<_>>(),
            [Verdict::Passed, failed, Verdict::Unsupported]
        );
    }

    #[test]
    fn the_case_that_was_running_is_the_one_after_the_last_line() {
        let found = read(&cases(&["A(1)", "A(2)", "A(3)"]), "  A(1): OK\n").expect("read");
        assert_eq!(found.current.as_deref(), Some("A(2)"));
        assert_eq!(found.settled.len(), 1);
        assert!(read(&cases(&["A(1)"]), "  A(2): OK\n").is_err());
    }

    #[test]
    fn a_repeated_case_is_settled_when_all_of_it_has_run() {
        let twice = ["A(1)", "A(2)", "A(1)"];
        assert_eq!(settled(&twice, "  A(1): OK\n"), []);
        let found = settled(&twice, "  A(1): FAIL\n  A(2): OK\n  A(1): OK\n  3/3 tests passed\n");
        assert_eq!(
            found,
            [("A(2)".to_owned(), Verdict::Passed), ("A(1)".to_owned(), Verdict::Failed(String::new()))]
        );
    }

    #[test]
    fn a_case_without_a_line_is_settled_once_the_program_is_past_it() {
        let text = "  A(1): OK\nfailed to allocate tensors [CUDA0]   A(3): OK\n";
        let found = settled(&["A(1)", "A(2)", "A(3)", "A(4)"], text);
        assert_eq!(found[1], ("A(2)".to_owned(), Verdict::Memory(NO_TENSORS.to_owned())));
        let text = "  A(1): OK\n  A(3): OK\n  2/4 tests passed\n";
        let found = settled(&["A(1)", "A(2)", "A(3)", "A(4)"], text);
        assert_eq!(found[3], ("A(4)".to_owned(), Verdict::Failed("no verdict".to_owned())));
    }

    #[test]
    fn cases_are_listed_with_what_the_backend_has() {
        let text =
            plain("  A(1): \u{1b}[1;32mSUPPORTED\u{1b}[0m\n  A(2): \u{1b}[1;31mNOT SUPPORTED\u{1b}[0m\n");
        let found: Vec<_> = lines(&text).map(|line| (line.case, line.is_supported())).collect();
        assert_eq!(found, [("A(1)", true), ("A(2)", false)]);
    }

    #[test]
    fn a_call_of_cublas_is_told_from_other_errors() {
        let done = |stderr: &str| Done {
            ending: Ending::Signal(6),
            stdout: String::new(),
            stderr: format!("ggml_cuda_init: found 1 CUDA devices\n{stderr}"),
        };
        let text = "CUDA error: the resource allocation failed\n  current device: 0, in function cublas_handle at \
            /b/common.cuh:1\n  cublasCreate_v2(&handles[device])\n/b/ggml-cuda.cu:1: CUDA error\n";
        assert_eq!(cause(&done(text)), Verdict::Cublas("cublasCreate_v2(&handles[device])".to_owned()));
        let text = "CUDA error: invalid argument\n  current device: 0, in function f at /b/x.cu:1\n  cudaMemcpy(a)\nend\n";
        let Verdict::Failed(why) = cause(&done(text)) else { panic!("a failure") };
        assert_eq!(why, "the program ended, signal 6: CUDA error: invalid argument, in f: cudaMemcpy(a)");
        let text = "CUDA error: out of memory\n  current device: 0, in function f at /b/x.cu:1\n  cuMemCreate(a)\nend\n";
        assert_eq!(cause(&done(text)), Verdict::Memory("cuMemCreate(a)".to_owned()));
        let Verdict::Failed(why) = cause(&done("/b/x.cpp:3: GGML_ASSERT(x) failed\n")) else {
            panic!("a failure")
        };
        assert!(why.ends_with("signal 6: /b/x.cpp:3: GGML_ASSERT(x) failed"), "{why}");
    }
}
