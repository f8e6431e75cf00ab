//! The instruction tests of the software GPU as a program that runs on any libcuda:
//! `crates/softcuda/examples/instruction_tests.rs` and its data.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::workspace::{Profile, Workspace, copy};

/// The program's name in a bundle.
pub const PROGRAM: &str = "instruction_tests";
/// The folder of its data in a bundle.
pub const DATA: &str = "instructions";

/// Builds the program, and says where it is.
pub fn build(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    let job = workspace.cargo(&["build", "--package", "vgpu-softcuda", "--example", PROGRAM]);
    let job = if profile == Profile::Release { job.arg("--release") } else { job };
    let done = job.show()?;
    ensure!(done.is_success(), "{}: {}", job.line(), done.ending);
    Ok(workspace.built(profile).join("examples").join(PROGRAM))
}

/// Puts the data into a bundle: the files alone, without what writes them.
pub fn gather_data(workspace: &Workspace, out: &Path) -> Result<()> {
    let (from, to) = (workspace.root.join("crates/softcuda/tests/instructions"), out.join(DATA));
    let _ = fs::remove_dir_all(&to);
    fs::create_dir_all(&to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(&from).with_context(|| format!("cannot read {}", from.display()))? {
        let file = entry?.path();
        if let Some(name) = file.file_name().filter(|_| file.extension().is_some_and(|it| it == "test")) {
            copy(&file, &to.join(name))?;
        }
    }
    Ok(())
}
