//! `docs/backend-ops.md`, written from a journal.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::journal::{Operation, Record, Start};
use super::output::Verdict;
use super::report::{Counts, sorted};

/// The whole page.
pub fn text(record: &Record) -> String {
    let mut out = String::new();
    begin(&mut out, &record.start);
    for (architecture, operations) in &record.architectures {
        let _ = writeln!(out, "\n## Compute capability {architecture}\n");
        numbers(&mut out, operations);
        table(&mut out, operations);
        short(&mut out, "Failed", &section(operations, failure));
        skipped(&mut out, operations);
    }
    out
}

fn begin(out: &mut String, start: &Start) {
    let chosen = match start.operations.as_slice() {
        [] => "All of its operations were asked for.".to_owned(),
        names => format!("**Only these operations were asked for: {}.**", names.join(", ")),
    };
    let Start { date, llama_cpp, ggml_cuda, driver, memory, .. } = start;
    let _ = write!(
        out,
        "<!-- written by `cargo xtask backend-ops --update`; do not edit -->\n\
         # GGML's operations on the software GPU\n\n\
         `test-backend-ops` of llama.cpp {llama_cpp} with GGML's CUDA backend {ggml_cuda}, both as Debian publishes them, \
         on {driver}\nwith {memory} of memory; run begun on {date}. {chosen}\n\n\
         The program computes each case with the CUDA backend, here on the software GPU, and with GGML's backend for \
         processors,\nand compares the results. A case that it has several times counts as often, and is listed once.\n\n\
         * **passed**, **failed**: the program's own verdict; a case in which the program ended has failed as well.\n\
         * **not supported**: the program's own verdict: GGML has no such operation for these tensors.\n\
         * **skipped**: no verdict, for one of the reasons that are given below each table.\n"
    );
}

fn numbers(out: &mut String, operations: &[Operation]) {
    let all = Counts::total(operations);
    let _ = writeln!(
        out,
        "Of {} cases {} passed, {} failed, {} are not supported by GGML, {} were skipped: {} need cuBLAS, {} more \
         memory,\n{} took too long, {} were not reached.\n",
        all.cases,
        all.passed,
        all.failed,
        all.unsupported,
        all.skipped(),
        all.cublas,
        all.memory,
        all.slow,
        all.not_reached
    );
}

fn table(out: &mut String, operations: &[Operation]) {
    out.push_str("| operation | passed | failed | not supported | skipped |\n|---|--:|--:|--:|--:|\n");
    for operation in sorted(operations) {
        let it = Counts::of(operation);
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            operation.name,
            it.passed,
            it.failed,
            it.unsupported,
            it.skipped()
        );
    }
}

/// Why a case is in a section; nothing if it is not.
type Reason = fn(&Verdict) -> Option<&str>;

fn failure(verdict: &Verdict) -> Option<&str> {
    if let Verdict::Failed(why) = verdict { Some(why) } else { None }
}

fn cublas(verdict: &Verdict) -> Option<&str> {
    if let Verdict::Cublas(why) = verdict { Some(why) } else { None }
}

fn memory(verdict: &Verdict) -> Option<&str> {
    if let Verdict::Memory(why) = verdict { Some(why) } else { None }
}

fn slowness(verdict: &Verdict) -> Option<&str> {
    if let Verdict::Slow(why) = verdict { Some(why) } else { None }
}

/// The cases of a section, each once, in the program's order, with their reasons.
fn reasons(operation: &Operation, reason: Reason) -> Vec<(&str, &str)> {
    let mut seen = BTreeSet::new();
    let cases = operation.cases.iter().filter(|case| seen.insert(case.as_str()));
    cases.filter_map(|case| Some((case.as_str(), reason(operation.verdicts.get(case)?)?))).collect()
}

/// Operations by name, if they have cases of a section.
fn section(operations: &[Operation], reason: Reason) -> Vec<(&str, Vec<(&str, &str)>)> {
    let found = sorted(operations).into_iter().map(|it| (it.name.as_str(), reasons(it, reason)));
    found.filter(|(_, cases)| !cases.is_empty()).collect()
}

/// A section with a line for each case.
fn short(out: &mut String, title: &str, found: &[(&str, Vec<(&str, &str)>)]) {
    if found.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n### {title}\n\n```text");
    for (case, why) in found.iter().flat_map(|(_, cases)| cases) {
        let _ = writeln!(out, "{case}: {why}");
    }
    out.push_str("```\n");
}

fn skipped(out: &mut String, operations: &[Operation]) {
    let needing = section(operations, cublas);
    if !needing.is_empty() {
        out.push_str(
            "\n### Skipped: needs cuBLAS\n\nGGML hands these to cuBLAS, which has machine code for NVIDIA's GPUs alone and no \
             PTX for them, so that it cannot start\non the software GPU. GGML then ends the program; the call in which it did \
             is named.\n",
        );
    }
    for (name, cases) in needing {
        let mut by_call: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (case, call) in cases {
            by_call.entry(call).or_default().push(case);
        }
        for (call, cases) in by_call {
            let call = call.replace('&', "&amp;").replace('<', "&lt;");
            list(out, &format!("{name}, {}, in <code>{call}</code>", cases_of(cases.len())), &cases);
        }
    }
    short(out, "Skipped: needs more memory", &section(operations, memory));
    short(out, "Skipped: took too long", &section(operations, slowness));
    not_reached(out, &sorted(operations));
}

/// Cases run in the program's order, so the first that was not reached says which they are.
fn not_reached(out: &mut String, operations: &[&Operation]) {
    let mut rest = operations.iter().filter(|it| it.left().next().is_some()).peekable();
    if rest.peek().is_none() {
        return;
    }
    out.push_str(
        "\n### Skipped: not reached\n\nCases run in the program's order; these are the rest of their operations, from the case \
         that is named.\n\n",
    );
    for operation in rest {
        let counts = Counts::of(operation);
        let supported = counts.cases - counts.unsupported;
        let why = match operation.limit {
            Some(limit) => format!("stopped after {limit} s"),
            None => "the run was interrupted".to_owned(),
        };
        let first = operation.left().next().map_or("", String::as_str);
        let _ = writeln!(
            out,
            "* {}: {} of {supported} were reached, {why}; the first that was not: `{first}`",
            operation.name,
            supported - counts.not_reached
        );
    }
}

fn cases_of(count: usize) -> String {
    if count == 1 { "1 case".to_owned() } else { format!("{count} cases") }
}

fn list(out: &mut String, title: &str, lines: &[&str]) {
    let _ = writeln!(out, "\n<details><summary>{title}</summary>\n\n```text");
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
    out.push_str("```\n\n</details>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend_ops::journal::tests::start;
    use crate::backend_ops::report::tests::operation;

    #[test]
    fn the_page_names_every_case_that_was_skipped_and_why() {
        let mut record = Record::new(start());
        record.architectures.push(("6.1".to_owned(), vec![operation()]));
        let page = text(&record);
        for wanted in [
            "llama.cpp 1 with GGML's CUDA backend 2",
            "begun on 2026-01-02. All of its operations",
            "| A | 1 | 1 | 1 | 5 |",
            "A(1): [A] ERR = 1 > 0",
            "A, 1 case, in <code>cublasCreate_v2(&amp;x)</code></summary>\n\n```text\nA(3)\n```",
            "A(4): stopped after 5 s",
            "A(5): cuMemCreate(x)",
            "* A: 6 of 7 were reached, stopped after 9 s; the first that was not: `A(6)`",
        ] {
            assert!(page.contains(wanted), "{wanted}\n{page}");
        }
    }

    #[test]
    fn a_run_of_some_operations_says_so_and_has_no_empty_sections() {
        let mut start = start();
        start.operations = vec!["A".into()];
        let mut record = Record::new(start);
        let passed = Operation {
            name: "A".into(),
            cases: vec!["A(0)".into()],
            verdicts: [("A(0)".into(), Verdict::Passed)].into(),
            ..Operation::default()
        };
        record.architectures.push(("6.1".to_owned(), vec![passed]));
        let page = text(&record);
        assert!(page.contains("**Only these operations were asked for: A.**"), "{page}");
        assert!(!page.contains("###"), "{page}");
    }
}
