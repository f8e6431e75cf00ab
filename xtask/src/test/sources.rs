//! Steps that read sources and build nothing.

use anyhow::{Result, bail, ensure};

use super::Surroundings;
use crate::process::Ending;
use crate::{codegen, tidy};

/// Formatting.
pub fn fmt(around: &Surroundings) -> Result<String> {
    let done = around.workspace.cargo(&["fmt", "--all", "--check"]).run()?;
    if !done.is_success() {
        let files: Vec<&str> = done.stdout.lines().filter(|line| line.starts_with("Diff in ")).collect();
        print!("{}{}", done.stdout, done.stderr);
        bail!("{} places are not formatted; run `cargo fmt`", files.len());
    }
    Ok("formatted".to_owned())
}

/// Generated files.
pub fn codegen(around: &Surroundings) -> Result<String> {
    codegen::run(&around.workspace.root, true)?;
    Ok("up to date".to_owned())
}

/// The rules of the source tree.
pub fn tidy(around: &Surroundings) -> Result<String> {
    tidy::run(&around.workspace)
}

/// `cargo deny`, and where that is not installed its most important question: the licences.
pub fn deny(around: &Surroundings) -> Result<String> {
    let workspace = &around.workspace;
    let is_installed =
        workspace.cargo(&["deny", "--version"]).run().is_ok_and(|done| done.ending == Ending::Status(0));
    if is_installed {
        let done = workspace.cargo(&["deny", "check", "licenses", "bans", "sources"]).show()?;
        ensure!(done.is_success(), "cargo deny: {}", done.ending);
        return Ok("cargo deny agrees".to_owned());
    }
    let count = tidy::licences::check(workspace)?;
    Ok(format!("{count} packages have licences that deny.toml allows (cargo-deny is not installed)"))
}
