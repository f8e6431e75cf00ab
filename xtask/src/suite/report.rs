//! What the suite found: rows for the table, values for the JSON file.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::grid;

/// The most characters of the table; 12,000 are what some machines keep of an output.
const TABLE_MAX: usize = 11_500;

/// How a row is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As it should be.
    Pass,
    /// Not as it should be.
    Fail,
    /// It was not tried.
    Skip,
    /// Only said, not judged.
    Info,
}

impl Verdict {
    /// Pass or fail.
    pub fn of(is_good: bool) -> Self {
        if is_good { Self::Pass } else { Self::Fail }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "FAIL",
            Self::Skip => "skip",
            Self::Info => "",
        }
    }
}

/// One line of the table.
#[derive(Debug, Serialize)]
struct Row {
    stage: &'static str,
    what: String,
    native: String,
    vgpu: String,
    verdict: Verdict,
    note: String,
}

/// Everything that was found.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    rows: Vec<Row>,
    /// What does not fit into a table.
    details: BTreeMap<String, Value>,
    /// Seconds by stage.
    seconds: BTreeMap<&'static str, f64>,
}

impl Report {
    /// Adds a row, and shows it at once.
    pub fn row(
        &mut self,
        stage: &'static str,
        what: &str,
        native: &str,
        vgpu: &str,
        verdict: Verdict,
        note: &str,
    ) {
        let row = Row {
            stage,
            what: what.to_owned(),
            native: native.to_owned(),
            vgpu: vgpu.to_owned(),
            verdict,
            note: note.to_owned(),
        };
        println!("   {:<4} {what}  {native}  {vgpu}  {}", verdict.text(), grid::shorten(note, 300));
        self.rows.push(row);
    }

    /// Keeps something for the JSON file.
    pub fn detail(&mut self, name: &str, value: impl Into<Value>) {
        self.details.insert(name.to_owned(), value.into());
    }

    /// How long a stage took.
    pub fn took(&mut self, stage: &'static str, seconds: f64) {
        self.seconds.insert(stage, seconds);
    }

    /// Did nothing fail?
    pub fn is_good(&self) -> bool {
        self.rows.iter().all(|row| row.verdict != Verdict::Fail)
    }

    /// The table: failures with more of their reason than the rest, and all of it short enough for an output that is
    /// cut to its end.
    pub fn table(&self) -> String {
        let widths = [90, 60, 40, 25, 12];
        let tables = widths.into_iter().map(|width| self.table_with_notes(width));
        let mut last = String::new();
        for table in tables {
            last = table;
            if last.chars().count() <= TABLE_MAX {
                break;
            }
        }
        last
    }

    fn table_with_notes(&self, width: usize) -> String {
        let rows: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| {
                let is_fine = matches!(row.verdict, Verdict::Pass | Verdict::Skip);
                let note = if is_fine { width.min(40) } else { width };
                let note = grid::shorten(&row.note, note);
                let cells = [row.verdict.text(), row.stage, &row.what, &row.native, &row.vgpu, &note];
                cells.map(str::to_owned).to_vec()
            })
            .collect();
        grid::text(&["", "stage", "what", "native", "vgpu", "note"], &rows, &[4, 12, 34, 16, 22, width])
    }

    /// Counts of verdicts.
    pub fn summary(&self) -> String {
        let count = |verdict| self.rows.iter().filter(|row| row.verdict == verdict).count();
        format!(
            "{} passed, {} failed, {} skipped",
            count(Verdict::Pass),
            count(Verdict::Fail),
            count(Verdict::Skip)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_many_failures_stays_within_what_a_cut_output_keeps() {
        let mut report = Report::default();
        for _ in 0..70 {
            report.row(
                "conformance",
                &"w".repeat(99),
                &"n".repeat(99),
                &"v".repeat(99),
                Verdict::Fail,
                "short",
            );
        }
        assert!(report.table().chars().count() < 12_000, "{}", report.table().chars().count());
        assert!(!report.is_good());
    }
}
