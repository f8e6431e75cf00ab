//! What a run looks like on a terminal.

use std::collections::BTreeMap;

use crate::Body;
use crate::transcript::{Difference, Report, Run, Verdict};

/// A table with columns as wide as their widest cell. Numbers stand to the right when `right` says so.
pub fn table(header: &[&str], rows: &[Vec<String>], right: &[bool]) -> String {
    let mut widths: Vec<usize> = header.iter().map(|cell| cell.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let line = |cells: Vec<&str>| {
        let cells: Vec<String> = cells
            .into_iter()
            .zip(&widths)
            .enumerate()
            .map(|(at, (cell, width))| {
                let blanks = " ".repeat(width - cell.chars().count());
                if right.get(at).copied().unwrap_or(false) {
                    blanks + cell
                } else {
                    cell.to_owned() + &blanks
                }
            })
            .collect();
        cells.join("  ").trim_end().to_owned() + "\n"
    };
    let mut out = line(header.to_vec());
    out += &line(
        widths
            .iter()
            .map(|width| "-".repeat(*width))
            .collect::<Vec<_>>()
            .iter()
            .map(String::as_str)
            .collect(),
    );
    for row in rows {
        out += &line(row.iter().map(String::as_str).collect());
    }
    out
}

/// One line for one body.
pub fn body_line(report: &Report) -> String {
    let mut line = format!("{}  {:<40} {:>6} ms", report.verdict, report.name, report.milliseconds);
    for reason in &report.reasons {
        line += "\n        ";
        line += reason;
    }
    line
}

/// A line per theme, and a last one for the whole.
pub fn summary(run: &Run) -> String {
    let mut themes: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for report in &run.bodies {
        let theme = report.name.split_once('.').map_or(report.name.as_str(), |(theme, _)| theme);
        for name in [theme, "~all"] {
            themes.entry(name).or_default()[match report.verdict {
                Verdict::Pass => 0,
                Verdict::Fail => 1,
                Verdict::Skip => 2,
            }] += 1;
        }
    }
    let rows: Vec<Vec<String>> = themes
        .into_iter()
        .map(|(theme, [pass, fail, skip])| {
            vec![
                theme.trim_start_matches('~').to_owned(),
                pass.to_string(),
                fail.to_string(),
                skip.to_string(),
            ]
        })
        .collect();
    table(&["theme", "pass", "fail", "skip"], &rows, &[false, true, true, true])
}

/// The differences of two runs.
pub fn differences(differences: &[Difference]) -> String {
    let mut out = String::new();
    let mut body = "";
    for difference in differences {
        if difference.body != body {
            body = &difference.body;
            out += &format!("{body}\n");
        }
        out += &format!(
            "    {}\n        - {}\n        + {}\n",
            difference.label, difference.left, difference.right
        );
    }
    out
}

/// The bodies, for `--list`.
pub fn list(bodies: &[&Body]) -> String {
    let rows: Vec<Vec<String>> = bodies
        .iter()
        .map(|body| {
            let needs = match body.needs {
                crate::Needs::Nothing => "",
                crate::Needs::Compiler => "compiler",
                crate::Needs::Kernels => "kernels",
            };
            vec![
                body.name.into(),
                needs.into(),
                match (body.undefined, body.optional) {
                    (true, true) => "undefined, optional",
                    (true, false) => "undefined",
                    (false, true) => "optional",
                    (false, false) => "",
                }
                .into(),
            ]
        })
        .collect();
    table(&["body", "needs", "behaviour"], &rows, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_align_by_column() {
        let rows = [vec!["launch".to_owned(), "3.2".to_owned()], vec!["x".to_owned(), "10.25".to_owned()]];
        let text = table(&["what", "µs"], &rows, &[false, true]);
        assert_eq!(text, "what       µs\n------  -----\nlaunch    3.2\nx       10.25\n");
    }

    #[test]
    fn the_summary_counts_by_theme_and_in_all() {
        let report = |name: &str, verdict| Report {
            name: name.into(),
            verdict,
            reasons: vec![],
            transcript: vec![],
            milliseconds: 0,
            undefined: false,
            optional: false,
            died: false,
            left_out: false,
        };
        let run = Run {
            cuda: String::new(),
            driver_version: 0,
            device: String::new(),
            bodies: vec![
                report("copy.a", Verdict::Pass),
                report("copy.b", Verdict::Fail),
                report("init.a", Verdict::Skip),
            ],
        };
        let text = summary(&run);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[2].split_whitespace().collect::<Vec<_>>(), ["copy", "1", "1", "0"]);
        assert_eq!(lines[4].split_whitespace().collect::<Vec<_>>(), ["all", "1", "1", "1"]);
    }
}
