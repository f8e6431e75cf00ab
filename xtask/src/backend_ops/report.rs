//! A run in numbers: for the terminal and as JSON.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::Serialize;
use serde_json::{Value, json};

use super::journal::{Operation, Record};
use super::output::Verdict;
use crate::grid;

/// How many cases became what.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub cases: usize,
    pub passed: usize,
    pub failed: usize,
    /// GGML has no such operation.
    pub unsupported: usize,
    /// Skipped: needs cuBLAS.
    pub cublas: usize,
    /// Skipped: needs more memory than there was.
    pub memory: usize,
    /// Skipped: took longer than a case may.
    pub slow: usize,
    /// Skipped: nobody ran it.
    pub not_reached: usize,
}

impl Counts {
    /// Of an operation; a case that the program has twice counts twice, as the program counts.
    pub fn of(operation: &Operation) -> Self {
        let mut counts = Self { cases: operation.cases.len(), ..Self::default() };
        for case in &operation.cases {
            *match operation.verdicts.get(case) {
                Some(Verdict::Passed) => &mut counts.passed,
                Some(Verdict::Failed(_)) => &mut counts.failed,
                Some(Verdict::Unsupported) => &mut counts.unsupported,
                Some(Verdict::Cublas(_)) => &mut counts.cublas,
                Some(Verdict::Memory(_)) => &mut counts.memory,
                Some(Verdict::Slow(_)) => &mut counts.slow,
                None => &mut counts.not_reached,
            } += 1;
        }
        counts
    }

    /// Of all operations.
    pub fn total(operations: &[Operation]) -> Self {
        operations.iter().fold(Self::default(), |mut sum, operation| {
            sum += Self::of(operation);
            sum
        })
    }

    /// Cases that the backend has and that gave no verdict.
    pub fn skipped(&self) -> usize {
        self.cublas + self.memory + self.slow + self.not_reached
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.cases += other.cases;
        self.passed += other.passed;
        self.failed += other.failed;
        self.unsupported += other.unsupported;
        self.cublas += other.cublas;
        self.memory += other.memory;
        self.slow += other.slow;
        self.not_reached += other.not_reached;
    }
}

/// The operations by name.
pub fn sorted(operations: &[Operation]) -> Vec<&Operation> {
    let mut sorted: Vec<&Operation> = operations.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    sorted
}

/// A row for each operation, with the time that it took.
pub fn table(operations: &[Operation]) -> String {
    let header = [
        "operation",
        "cases",
        "passed",
        "FAILED",
        "n/s",
        "cuBLAS",
        "memory",
        "slow",
        "not reached",
        "seconds",
    ];
    let row = |name: &str, it: &Counts, seconds: f64| {
        let counts =
            [it.cases, it.passed, it.failed, it.unsupported, it.cublas, it.memory, it.slow, it.not_reached];
        let mut row = vec![name.to_owned()];
        row.extend(counts.map(|count| if count == 0 { String::new() } else { count.to_string() }));
        row.push(format!("{seconds:.1}"));
        row
    };
    let mut rows: Vec<Vec<String>> =
        sorted(operations).iter().map(|it| row(&it.name, &Counts::of(it), it.seconds)).collect();
    let seconds = operations.iter().map(|it| it.seconds).sum();
    rows.push(row("all", &Counts::total(operations), seconds));
    grid::text(&header, &rows, &[])
}

/// Everything, for programs: counts, and each case that did not pass although the backend has it.
pub fn json(record: &Record) -> Value {
    let architectures: BTreeMap<&str, Value> = record
        .architectures
        .iter()
        .map(|(name, operations)| {
            let each: Vec<Value> = sorted(operations).into_iter().map(one).collect();
            (name.as_str(), json!({"total": Counts::total(operations), "operations": each}))
        })
        .collect();
    json!({"run": record.start, "architectures": architectures})
}

fn one(operation: &Operation) -> Value {
    let is_telling = |verdict: &Verdict| !matches!(verdict, Verdict::Passed | Verdict::Unsupported);
    let verdicts: BTreeMap<&String, &Verdict> =
        operation.verdicts.iter().filter(|(_, verdict)| is_telling(verdict)).collect();
    json!({
        "name": operation.name,
        "counts": Counts::of(operation),
        "seconds": operation.seconds,
        "stopped_by_limit": operation.limit,
        "cases": verdicts,
        "not_reached": operation.left().collect::<Vec<_>>(),
    })
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// An operation with one case of each kind, one of them twice.
    pub fn operation() -> Operation {
        let mut operation =
            Operation { name: "A".into(), seconds: 2.0, limit: Some(9), ..Operation::default() };
        let verdicts = [
            Verdict::Passed,
            Verdict::Failed("[A] ERR = 1 > 0".into()),
            Verdict::Unsupported,
            Verdict::Cublas("cublasCreate_v2(&x)".into()),
            Verdict::Slow("stopped after 5 s".into()),
            Verdict::Memory("cuMemCreate(x)".into()),
        ];
        for (number, verdict) in verdicts.into_iter().enumerate() {
            operation.cases.push(format!("A({number})"));
            operation.verdicts.insert(format!("A({number})"), verdict);
        }
        operation.cases.extend(["A(3)", "A(6)"].map(str::to_owned));
        operation
    }

    #[test]
    fn each_case_counts_once_for_each_time_that_the_program_has_it() {
        let counts = Counts::of(&operation());
        let expected = Counts {
            cases: 8,
            passed: 1,
            failed: 1,
            unsupported: 1,
            cublas: 2,
            memory: 1,
            slow: 1,
            not_reached: 1,
        };
        assert_eq!((counts, counts.skipped()), (expected, 5));
        let table = table(&[operation(), operation()]);
        assert!(table.lines().last().is_some_and(|line| line.starts_with("all        16     2")), "{table}");
    }

    #[test]
    fn programs_are_told_each_case_that_did_not_pass() {
        let value = one(&operation());
        assert_eq!(value["cases"]["A(1)"]["verdict"], "failed");
        assert_eq!(value["cases"]["A(3)"]["why"], "cublasCreate_v2(&x)");
        assert_eq!(value["not_reached"], json!(["A(6)"]));
        assert_eq!(value["cases"].as_object().map(serde_json::Map::len), Some(4));
    }
}
