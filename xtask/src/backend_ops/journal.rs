//! What a run has found, written line by line as it is found, so that a run that was interrupted can go on.
//!
//! ```text
//! Start, then for each architecture: Operation …, Case …, and a Time whenever the program was started for an operation
//! ```

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::output::{self, Verdict};

/// What a run is of.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Start {
    /// The day on which it began.
    pub date: String,
    /// The version of llama.cpp, whose program this is.
    pub llama_cpp: String,
    /// The version of GGML's CUDA backend.
    pub ggml_cuda: String,
    /// Which driver library.
    pub driver: String,
    /// How much memory the software GPU has, as it is told.
    pub memory: String,
    /// Compute capabilities, as `6.1`.
    pub architectures: Vec<String>,
    /// The operations that were chosen; all if empty.
    pub operations: Vec<String>,
}

/// A line of the journal.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// The first.
    Start(Start),
    /// The cases of an operation, in the program's order, repetitions included.
    Operation { architecture: String, name: String, cases: Vec<String> },
    /// A verdict.
    Case { architecture: String, case: String, verdict: Verdict },
    /// The program was started once, and took this long. `limit`: that was all that the operation had.
    Time { architecture: String, operation: String, seconds: f64, limit: Option<u64> },
}

/// An operation on an architecture.
#[derive(Debug, Default)]
pub struct Operation {
    /// Its name.
    pub name: String,
    /// Its cases, in the program's order, repetitions included.
    pub cases: Vec<String>,
    /// The verdicts that were reached.
    pub verdicts: HashMap<String, Verdict>,
    /// How long it took.
    pub seconds: f64,
    /// The limit in seconds that stopped it.
    pub limit: Option<u64>,
}

impl Operation {
    /// Cases without a verdict.
    pub fn left(&self) -> impl Iterator<Item = &String> {
        self.cases.iter().filter(|case| !self.verdicts.contains_key(*case))
    }
}

/// Everything that a journal says.
#[derive(Debug)]
pub struct Record {
    /// What it is of.
    pub start: Start,
    /// Operations by architecture, in the order of the first entry.
    pub architectures: Vec<(String, Vec<Operation>)>,
}

impl Record {
    /// Nothing has been found yet.
    pub fn new(start: Start) -> Self {
        Self { start, architectures: Vec::new() }
    }

    /// Reads a journal; `text` is its whole lines.
    fn read(text: &str) -> Result<Self> {
        let mut lines = text.lines();
        let first = serde_json::from_str(lines.next().unwrap_or_default());
        let Ok(Entry::Start(start)) = first else { bail!("it has no beginning") };
        let mut record = Self::new(start);
        for (number, line) in lines.enumerate() {
            let entry = serde_json::from_str(line).with_context(|| format!("line {}", number + 2))?;
            record.apply(entry).with_context(|| format!("line {}", number + 2))?;
        }
        Ok(record)
    }

    /// The operations of an architecture.
    pub fn operations(&self, architecture: &str) -> &[Operation] {
        let found = self.architectures.iter().find(|(name, _)| name == architecture);
        found.map_or(&[], |(_, operations)| operations)
    }

    fn operation(&mut self, architecture: &str, name: &str) -> Result<&mut Operation> {
        let found = self.architectures.iter_mut().find(|(it, _)| it == architecture);
        let found = found.and_then(|(_, operations)| operations.iter_mut().find(|it| it.name == name));
        found.with_context(|| format!("{name} was not begun at {architecture}"))
    }

    fn apply(&mut self, entry: Entry) -> Result<()> {
        match entry {
            Entry::Start(_) => bail!("a second beginning"),
            Entry::Operation { architecture, name, cases } => {
                if self.operations(&architecture).is_empty() {
                    self.architectures.push((architecture.clone(), Vec::new()));
                }
                let operation = Operation { name, cases, ..Operation::default() };
                let found = self.architectures.iter_mut().find(|(it, _)| *it == architecture);
                found.context("no architecture")?.1.push(operation);
            }
            Entry::Case { architecture, case, verdict } => {
                let operation = self.operation(&architecture, output::operation(&case))?;
                operation.verdicts.insert(case, verdict);
            }
            Entry::Time { architecture, operation, seconds, limit } => {
                let operation = self.operation(&architecture, &operation)?;
                operation.seconds += seconds;
                operation.limit = limit;
            }
        }
        Ok(())
    }
}

/// The journal of a run, open to be written.
#[derive(Debug)]
pub struct Journal {
    file: File,
    /// What it says.
    pub record: Record,
}

impl Journal {
    /// A new one; an old one of that name is kept beside it, for it may have taken hours.
    pub fn create(path: &Path, start: Start) -> Result<Self> {
        if path.exists() {
            fs::rename(path, path.with_extension("old.jsonl")).context("cannot put the old journal aside")?;
        }
        let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
        let mut journal = Self { file, record: Record::new(start.clone()) };
        journal.write(&Entry::Start(start))?;
        Ok(journal)
    }

    /// Opens one to go on with it. A last line that was not written to its end is cut off.
    pub fn open(path: &Path) -> Result<Self> {
        let name = path.display();
        let text = fs::read_to_string(path).with_context(|| format!("there is no run to resume: {name}"))?;
        let whole = text.rfind('\n').map_or(0, |end| end + 1);
        let record = text.get(..whole).context("no text").and_then(Record::read);
        let record = record.with_context(|| format!("{name} is no journal"))?;
        let file = File::options().append(true).open(path).with_context(|| format!("cannot write {name}"))?;
        file.set_len(whole as u64).with_context(|| format!("cannot cut {name}"))?;
        Ok(Self { file, record })
    }

    /// Adds a line.
    pub fn add(&mut self, entry: Entry) -> Result<()> {
        self.write(&entry)?;
        self.record.apply(entry)
    }

    fn write(&mut self, entry: &Entry) -> Result<()> {
        let line = serde_json::to_string(entry).context("cannot write an entry")?;
        self.file.write_all(format!("{line}\n").as_bytes()).context("cannot write to the journal")
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use crate::scratch::Scratch;

    /// A run of one operation at 6.1.
    pub fn start() -> Start {
        Start {
            date: "2026-01-02".into(),
            llama_cpp: "1".into(),
            ggml_cuda: "2".into(),
            driver: "a driver".into(),
            memory: "8GiB".into(),
            architectures: vec!["6.1".into()],
            operations: Vec::new(),
        }
    }

    fn case(name: &str, verdict: Verdict) -> Entry {
        Entry::Case { architecture: "6.1".into(), case: name.into(), verdict }
    }

    #[test]
    fn a_journal_cut_short_is_read_up_to_its_last_whole_line() {
        let scratch = Scratch::new().expect("folder");
        let path = scratch.path().join("journal.jsonl");
        let mut journal = Journal::create(&path, start()).expect("create");
        let cases = ["A(1)", "A(2)", "A(3)"].map(str::to_owned).to_vec();
        journal.add(Entry::Operation { architecture: "6.1".into(), name: "A".into(), cases }).expect("add");
        journal.add(case("A(1)", Verdict::Passed)).expect("add");
        journal.add(case("A(2)", Verdict::Cublas("call".into()))).expect("add");
        let text = fs::read_to_string(&path).expect("read");
        fs::write(&path, &text[..text.len() - 5]).expect("cut");

        let mut journal = Journal::open(&path).expect("open");
        let left: Vec<_> = journal.record.operations("6.1")[0].left().cloned().collect();
        assert_eq!(left, ["A(2)", "A(3)"]);
        journal.add(case("A(3)", Verdict::Failed("x".into()))).expect("add");
        let (architecture, operation) = ("6.1".into(), "A".into());
        journal.add(Entry::Time { architecture, operation, seconds: 1.5, limit: Some(1) }).expect("add");

        let journal = Journal::open(&path).expect("open again");
        let operation = &journal.record.operations("6.1")[0];
        assert_eq!(operation.verdicts["A(3)"], Verdict::Failed("x".into()));
        assert_eq!((operation.seconds, operation.limit, operation.left().count()), (1.5, Some(1), 1));
    }

    #[test]
    fn what_is_no_journal_is_refused_and_an_old_one_kept() {
        let scratch = Scratch::new().expect("folder");
        let path = scratch.path().join("journal.jsonl");
        assert!(Journal::open(&path).is_err());
        fs::write(&path, "nonsense\n").expect("write");
        assert!(Journal::open(&path).is_err());
        drop(Journal::create(&path, start()).expect("create"));
        assert_eq!(fs::read_to_string(scratch.path().join("journal.old.jsonl")).expect("read"), "nonsense\n");
    }
}
