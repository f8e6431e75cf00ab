//! Licences of dependencies, judged by `deny.toml`'s own list. `cargo deny` does more; this needs nothing installed.

use std::fs;

use anyhow::{Context, Result, bail, ensure};

use crate::workspace::{Workspace, metadata};

/// Checks every package of the lock file, and says how many there are.
pub fn check(workspace: &Workspace) -> Result<usize> {
    let text = fs::read_to_string(workspace.root.join("deny.toml")).context("cannot read deny.toml")?;
    let allowed = allowed(&text);
    ensure!(
        !allowed.is_empty(),
        "deny.toml allows no licence; is its list `allow = [ … ]` under [licenses]?"
    );
    let all = metadata(&workspace.root, false)?;
    let packages = all["packages"].as_array().context("cargo metadata names no packages")?;
    let mut found = Vec::new();
    for package in packages {
        let licence = package["license"].as_str().unwrap_or("none");
        // Old packages write `MIT/Apache-2.0` for `MIT OR Apache-2.0`.
        if !is_allowed(&licence.replace('/', " OR "), &allowed) {
            found.push(format!(
                "{} {}: {licence}",
                package["name"].as_str().unwrap_or("?"),
                package["version"]
            ));
        }
    }
    if !found.is_empty() {
        bail!("not allowed by deny.toml:\n  {}", found.join("\n  "));
    }
    Ok(packages.len())
}

/// The strings of `allow = [ … ]` in the section `[licenses]`.
fn allowed(text: &str) -> Vec<String> {
    let section = text.split_once("[licenses]").map_or("", |(_, rest)| rest);
    let list = section.split_once("allow = [").map_or("", |(_, rest)| rest);
    let list = list.split_once(']').map_or("", |(list, _)| list);
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Does an SPDX expression leave a choice in which every licence is allowed?
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut place = 0;
    any(&words, &mut place, allowed) && place == words.len()
}

fn any(words: &[&str], place: &mut usize, allowed: &[String]) -> bool {
    let mut is_fine = all(words, place, allowed);
    while words.get(*place) == Some(&"OR") {
        *place += 1;
        is_fine |= all(words, place, allowed);
    }
    is_fine
}

fn all(words: &[&str], place: &mut usize, allowed: &[String]) -> bool {
    let mut is_fine = one(words, place, allowed);
    while words.get(*place) == Some(&"AND") {
        *place += 1;
        is_fine &= one(words, place, allowed);
    }
    is_fine
}

fn one(words: &[&str], place: &mut usize, allowed: &[String]) -> bool {
    let Some(word) = words.get(*place) else { return false };
    *place += 1;
    if *word == "(" {
        let is_fine = any(words, place, allowed);
        *place += 1;
        return is_fine;
    }
    let mut name = (*word).to_owned();
    if words.get(*place) == Some(&"WITH") {
        name = format!("{name} WITH {}", words.get(*place + 1).unwrap_or(&""));
        *place += 2;
    }
    allowed.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_and_conjunctions_are_understood() {
        let allowed =
            ["MIT".to_owned(), "Apache-2.0".to_owned(), "Apache-2.0 WITH LLVM-exception".to_owned()];
        for fine in ["MIT", "GPL-2.0 OR MIT", "(MIT OR X) AND Apache-2.0", "Apache-2.0 WITH LLVM-exception"] {
            assert!(is_allowed(fine, &allowed), "{fine}");
        }
        for bad in
            ["none", "GPL-2.0", "MIT AND GPL-2.0", "MIT WITH X", "(MIT", "(MIT OR X) AND Y", "MIT MIT", ""]
        {
            assert!(!is_allowed(bad, &allowed), "{bad}");
        }
    }

    #[test]
    fn the_list_is_found_in_its_section() {
        let text =
            "[bans]\nallow = [\"x\"]\n[licenses]\nallow = [\n  \"MIT\", # why\n  \"ISC\",\n]\n[sources]\n";
        assert_eq!(allowed(text), ["MIT", "ISC"]);
    }
}
