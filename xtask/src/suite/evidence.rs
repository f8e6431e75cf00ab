//! What `vgpu verify --json` wrote.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// Ids of the private tables that are known, in hexadecimal.
pub fn known_tables(suite: &Path) -> Result<Vec<String>> {
    let path = suite.join("runtimes/private-tables.txt");
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    Ok(lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect())
}

/// Guests' reports of all sessions.
fn guests(evidence: &Value) -> impl Iterator<Item = &Value> {
    let sessions = evidence["sessions"].as_array().into_iter().flatten().map(|session| &session["guest"]);
    sessions.chain(evidence["without_session"].as_array().into_iter().flatten())
}

fn names<'v>(evidence: &'v Value, field: &str) -> BTreeSet<&'v str> {
    guests(evidence)
        .flat_map(|guest| guest[field].as_object().into_iter().flatten())
        .map(|(name, _)| name.as_str())
        .collect()
}

/// Private tables that a program asked for and that are not known, by id.
pub fn unknown_tables(evidence: &Value, known: &[String]) -> Vec<String> {
    let plain = |id: &str| id.chars().filter(char::is_ascii_hexdigit).collect::<String>().to_lowercase();
    let asked = names(evidence, "private_tables");
    asked.into_iter().filter(|id| !known.contains(&plain(id))).map(str::to_owned).collect()
}

/// Functions that a program called and that are not supported.
pub fn unsupported(evidence: &Value) -> Vec<String> {
    names(evidence, "unsupported").into_iter().map(str::to_owned).collect()
}

/// The verdict, for a table: proven, or the first objection.
pub fn verdict(evidence: &Value) -> (bool, String) {
    let objections: Vec<&str> =
        evidence["objections"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let is_proof = evidence["hops_agree"] == true && evidence["computed"] == true && objections.is_empty();
    let text = match objections.first() {
        None if is_proof => "hops agree".to_owned(),
        None => "no evidence was written".to_owned(),
        Some(first) => format!("{} objections: {first}", objections.len()),
    };
    (is_proof, text)
}

/// Reads a file that a program may not have written.
pub fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_tables_are_named_wherever_they_were_asked_for() {
        let evidence = serde_json::json!({
            "hops_agree": true, "computed": true, "objections": [],
            "sessions": [{"guest": {"private_tables": {"aa01": 1, "bb02": 2}, "unsupported": {"cuX": 1}}}, {"guest": null}],
            "without_session": [{"private_tables": {"CC-03": 1}}],
        });
        assert_eq!(unknown_tables(&evidence, &["aa01".to_owned(), "cc03".to_owned()]), ["bb02"]);
        assert_eq!(unsupported(&evidence), ["cuX"]);
        assert_eq!(verdict(&evidence), (true, "hops agree".to_owned()));
        assert!(!verdict(&Value::Null).0);
    }
}
