//! Steps that read sources and build nothing.

use anyhow::{Result, bail, ensure};

use super::Surroundings;
use crate::process::Ending;
use crate::{codegen, tidy};

/// Formatting.
pub fn fmt(around: &Surroundings) -> Result<String> {
    let done = around.workspace.cargo(&["fmt", "--all", "--check", "--", "--files-with-diff"]).run()?;
    if !done.is_success() {
        print!("{}{}", done.stdout, done.stderr);
        bail!("{} files are not formatted; run `cargo fmt`", done.stdout.lines().count());
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
