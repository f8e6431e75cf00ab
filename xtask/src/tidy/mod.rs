//! The rules of the source tree that no compiler checks.

pub mod licences;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use serde_json::Value;

use crate::workspace::Workspace;

/// Which of our crates a crate may depend on. What is not here is not allowed.
const DIRECTIONS: [(&str, &[&str]); 15] = [
    ("vgpu-table", &[]),
    ("vgpu-wire", &["vgpu-table"]),
    ("vgpu-link", &["vgpu-wire"]),
    ("vgpu-trace", &["vgpu-table"]),
    ("vgpu-guest-cuda", &["vgpu-link", "vgpu-wire", "vgpu-table", "vgpu-trace"]),
    ("vgpu-guest-nvml", &["vgpu-link", "vgpu-wire", "vgpu-table"]),
    ("vgpu-guestd", &["vgpu-link"]),
    ("vgpu-worker", &["vgpu-link", "vgpu-wire", "vgpu-table", "vgpu-trace"]),
    ("vgpu-mediator", &["vgpu-link", "vgpu-wire"]),
    ("vgpu-stub", &["vgpu-link"]),
    ("vgpu-ptx", &[]),
    ("vgpu-softcuda", &["vgpu-table", "vgpu-ptx"]),
    ("vgpu-conformance", &["vgpu-table"]),
    (
        "vgpu",
        &["vgpu-mediator", "vgpu-stub", "vgpu-link", "vgpu-wire", "vgpu-table", "vgpu-trace", "vgpu-ptx"],
    ),
    ("xtask", &[]),
];

/// Crates that have no business with raw memory; each says so in its first lines.
const WITHOUT_UNSAFE: [&str; 8] =
    ["vgpu-wire", "vgpu-trace", "vgpu-mediator", "vgpu-stub", "vgpu-guestd", "vgpu-ptx", "vgpu", "xtask"];

/// The most lines of a file that a person is meant to read.
const LINES_MAX: usize = 800;

/// Files with these ends are text of ours.
const TEXT: [&str; 10] = ["rs", "py", "md", "toml", "sh", "cu", "c", "txt", "yml", "json"];

/// How a page begins that a command has written as a whole.
const WRITTEN: &str = "<!-- written by `cargo xtask";

/// Left-overs of work that is not done. Written in two halves, so that this file does not find itself.
const UNFINISHED: [&str; 3] = [concat!("todo", "!("), concat!("unimplemented", "!("), concat!("dbg", "!(")];

/// Checks every rule, and fails with everything that was found.
pub fn run(workspace: &Workspace) -> Result<String> {
    let mut found = Vec::new();
    directions(workspace, &mut found);
    packages(workspace, &mut found);
    let files = workspace.files()?;
    let private = private_words(&workspace.root);
    for file in &files {
        let is_text = file.extension().and_then(|end| end.to_str()).is_some_and(|end| TEXT.contains(&end))
            || file.parent().is_some_and(|folder| folder == Path::new(".ci"));
        if is_text && let Ok(text) = fs::read_to_string(workspace.root.join(file)) {
            one_file(file, &text, &private, &mut found);
        }
    }
    if !found.is_empty() {
        bail!("{} found:\n  {}", found.len(), found.join("\n  "));
    }
    Ok(format!("{} packages and {} files keep the rules", workspace.packages().count(), files.len()))
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

/// Dependencies point one way. What only tests use is free.
fn directions(workspace: &Workspace, found: &mut Vec<String>) {
    let ours: BTreeSet<&str> = workspace.packages().map(|package| text(package, "name")).collect();
    for package in workspace.packages() {
        let name = text(package, "name");
        let Some((_, allowed)) = DIRECTIONS.iter().find(|(it, _)| *it == name) else {
            found
                .push(format!("{name}: no row of the table of directions (xtask/src/tidy) names this crate"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let (on, kind) = (text(dependency, "name"), dependency["kind"].as_str());
            if ours.contains(on) && kind != Some("dev") && !allowed.contains(&on) {
                found.push(format!("{name} depends on {on}, and may depend on {allowed:?} only"));
            }
        }
    }
}

/// Each package has our licence, and says that it has no unsafe code if it needs none.
fn packages(workspace: &Workspace, found: &mut Vec<String>) {
    for package in workspace.packages() {
        let name = text(package, "name");
        if text(package, "license") != "Apache-2.0" {
            found.push(format!("{name}: licence {:?}, not Apache-2.0", text(package, "license")));
        }
        if !WITHOUT_UNSAFE.contains(&name) {
            continue;
        }
        let targets = package["targets"].as_array().into_iter().flatten();
        let is_code = |kind: &str| matches!(kind, "lib" | "rlib" | "cdylib" | "bin");
        for target in targets
            .filter(|it| it["kind"].as_array().into_iter().flatten().filter_map(Value::as_str).any(is_code))
        {
            let path = text(target, "src_path");
            let has_it = fs::read_to_string(path).is_ok_and(|code| code.contains("#![forbid(unsafe_code)]"));
            if !has_it {
                found.push(format!("{name}: {path} does not forbid unsafe code"));
            }
        }
    }
}

/// Words that say on which machine the sources were written. No list of them can be written here: they are this
/// machine's own folders, and what the variable `VGPU_TIDY_WORDS` names, separated by commas.
fn private_words(root: &Path) -> Vec<String> {
    let home = std::env::var_os("HOME").map(PathBuf::from);
    let folders = [Some(root.to_owned()), home];
    // Some folders stand in many texts for good reasons.
    let usual = ["/", "/tmp", "/src", "/build", "/app", "/code", "/home", "/opt"].map(Path::new);
    let is_telling = |folder: &PathBuf| !usual.contains(&folder.as_path());
    let folders =
        folders.into_iter().flatten().filter(is_telling).map(|folder| format!("{}/", folder.display()));
    let words = std::env::var("VGPU_TIDY_WORDS").unwrap_or_default();
    let words = words.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned);
    folders.chain(words.collect::<Vec<_>>()).collect()
}

fn one_file(file: &Path, text: &str, private: &[String], found: &mut Vec<String>) {
    let place = |number: usize| format!("{}:{}", file.display(), number + 1);
    let is_rust = file.extension().is_some_and(|end| end == "rs");
    let is_data = text.starts_with(WRITTEN)
        || file.starts_with("crates/table")
        || file.ends_with("generated.rs")
        || file.components().any(|part| part.as_os_str() == "data")
        || !is_rust && !file.extension().is_some_and(|end| end == "py" || end == "md");
    let lines = text.lines().count();
    if !is_data && lines > LINES_MAX {
        found.push(format!("{}: {lines} lines; more than {LINES_MAX} are hard to read", file.display()));
    }
    for (number, line) in text.lines().enumerate() {
        if is_rust && let Some(what) = UNFINISHED.iter().find(|what| line.contains(*what)) {
            found.push(format!("{}: {what}…)", place(number)));
        }
        if let Some(word) = private.iter().find(|word| line.contains(word.as_str())) {
            found.push(format!("{}: {word:?} belongs to one machine", place(number)));
        }
        if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
            found.push(format!("{}: left over from a merge", place(number)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(file: &str, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        one_file(Path::new(file), text, &["/somewhere/private/".to_owned()], &mut found);
        found
    }

    #[test]
    fn unfinished_long_and_private_files_are_found() {
        assert_eq!(look("a.rs", "fn a() {}\n"), Vec::<String>::new());
        assert_eq!(look("a.rs", concat!("fn a() { todo", "!() }\n")).len(), 1);
        assert_eq!(look("a.md", "see /somewhere/private/notes\n").len(), 1);
        let long = "\n".repeat(LINES_MAX + 1);
        assert_eq!(look("a.rs", &long).len(), 1);
        assert_eq!(look("a.md", &long).len(), 1);
        assert_eq!(look("a.md", &format!("{WRITTEN} x` -->{long}")).len(), 0);
        assert_eq!(look("crates/x/src/generated.rs", &long).len(), 0);
        assert_eq!(look("crates/table/src/types/constants.rs", &long).len(), 0);
    }

    #[test]
    fn the_directions_have_no_cycle() {
        let mut order: Vec<&str> = Vec::new();
        for _ in 0..DIRECTIONS.len() {
            for (name, allowed) in DIRECTIONS {
                if !order.contains(&name) && allowed.iter().all(|on| order.contains(on)) {
                    order.push(name);
                }
            }
        }
        assert_eq!(order.len(), DIRECTIONS.len());
    }
}
