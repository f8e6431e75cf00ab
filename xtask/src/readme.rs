//! `cargo xtask readme`: the part of README.md that is counted and not written.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::process::Job;
use crate::workspace::{Profile, Workspace};

const BEGIN: &str = "<!-- begin: written by `cargo xtask readme` -->";
const END: &str = "<!-- end -->";

/// Builds `vgpu`, asks it, and writes or checks the section.
pub fn run(workspace: &Workspace, check: bool) -> Result<()> {
    let built = workspace.build(Profile::Dev)?;
    update(&workspace.root, &coverage(&built)?, check)
}

/// What `vgpu coverage --json` says.
pub fn coverage(built: &Path) -> Result<Value> {
    let done = Job::new(built.join("vgpu")).args(["coverage", "--json"]).check()?;
    serde_json::from_str(&done.stdout).context("vgpu coverage --json prints no JSON")
}

/// Writes or checks the section.
pub fn update(root: &Path, coverage: &Value, check: bool) -> Result<()> {
    let path = root.join("README.md");
    let old = fs::read_to_string(&path).context("cannot read README.md")?;
    let new = replaced(&old, &section(coverage))?;
    if check {
        ensure!(old == new, "README.md is out of date; run `cargo xtask readme`");
    } else if old != new {
        fs::write(&path, new).context("cannot write README.md")?;
        println!("wrote README.md");
    }
    Ok(())
}

fn replaced(text: &str, section: &str) -> Result<String> {
    let (before, rest) = text.split_once(BEGIN).with_context(|| format!("README.md has no line {BEGIN}"))?;
    let (_, after) =
        rest.split_once(END).with_context(|| format!("README.md has no line {END} after its begin"))?;
    Ok(format!("{before}{BEGIN}\n{section}{END}{after}"))
}

fn section(coverage: &Value) -> String {
    let number = |value: &Value| value.as_u64().unwrap_or(0);
    let mut out = String::new();
    let functions = number(&coverage["functions"]);
    let refused = number(&coverage["routes"]["unsupported"]);
    let _ = writeln!(
        out,
        "Of the {functions} functions of the CUDA driver API, {} are served; the other {refused} answer \
         `CUDA_ERROR_NOT_SUPPORTED`\nand are counted by name. All {} symbols of NVIDIA's library are exported.\n",
        functions - refused.min(functions),
        number(&coverage["symbols"])
    );
    let _ = writeln!(out, "| noun | served | not yet |");
    let _ = writeln!(out, "|---|--:|--:|");
    for (noun, routes) in coverage["nouns"].as_object().into_iter().flatten() {
        let refused = number(&routes["unsupported"]);
        let all: u64 = routes.as_object().into_iter().flatten().map(|(_, count)| number(count)).sum();
        let _ = writeln!(out, "| {} | {} | {refused} |", noun.replace('_', " "), all - refused);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_section_changes() {
        let text = format!("a\n{BEGIN}\nold\n{END}\nb\n");
        let new = replaced(&text, "new\n").expect("markers");
        assert_eq!(new, format!("a\n{BEGIN}\nnew\n{END}\nb\n"));
        assert!(replaced("no markers", "x").is_err());
    }

    #[test]
    fn the_section_counts() {
        let coverage = serde_json::json!({
            "symbols": 10, "functions": 5, "routes": {"unsupported": 2},
            "nouns": {"primary_context": {"local": 1, "custom": 2, "unsupported": 2}},
        });
        let text = section(&coverage);
        assert!(text.contains("Of the 5 functions of the CUDA driver API, 3 are served"), "{text}");
        assert!(text.contains("| primary context | 3 | 2 |"), "{text}");
    }
}
