//! `vgpu ptx check`: compiles all kernels of a file for a device, and counts.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result, bail};
use ptx::container::texts;
use ptx::{Diagnostic, Report};
use serde::Serialize;

use crate::cli::PtxCheckArgs;

/// Failures that a person is shown.
const SHOWN: usize = 20;

/// A failure, for programs to read.
#[derive(Debug, Serialize)]
struct Failure<'d> {
    /// Which of the file's modules, from 0.
    module: usize,
    function: Option<&'d str>,
    line: u32,
    column: u32,
    instruction: &'d str,
    message: &'d str,
}

impl<'d> Failure<'d> {
    fn of((module, diagnostic): &'d (usize, Diagnostic)) -> Self {
        Self {
            module: *module,
            function: diagnostic.function.as_deref(),
            line: diagnostic.line,
            column: diagnostic.column,
            instruction: &diagnostic.source,
            message: &diagnostic.message,
        }
    }
}

/// Everything that is printed.
#[derive(Debug, Serialize)]
struct Checked<'d> {
    arch: u32,
    /// Fatbins in the file.
    fatbins: usize,
    /// Of these, those without PTX for the device.
    without_ptx: usize,
    modules: usize,
    kernels: usize,
    compiled: usize,
    failed: usize,
    failures: Vec<Failure<'d>>,
}

/// Runs the command; the exit status is 1 if anything did not compile.
pub fn execute(arguments: &PtxCheckArgs) -> Result<u8> {
    let file =
        fs::read(&arguments.file).with_context(|| format!("cannot read {}", arguments.file.display()))?;
    let found =
        texts(&file, arguments.arch).with_context(|| format!("cannot use {}", arguments.file.display()))?;
    drop(file);
    if found.texts.is_empty() {
        bail!(
            "{} holds no PTX that a device of compute capability {}.{} could compile ({} fatbins)",
            arguments.file.display(),
            arguments.arch / 10,
            arguments.arch % 10,
            found.fatbins
        );
    }
    let mut total = Report::default();
    let mut failures = Vec::new();
    for (module, (_, text)) in found.texts.iter().enumerate() {
        let mut report = ptx::check(text);
        failures.extend(report.failures.drain(..).map(|failure| (module, failure)));
        total.add(report);
    }
    let checked = Checked {
        arch: arguments.arch,
        fatbins: found.fatbins,
        without_ptx: found.without,
        modules: found.texts.len(),
        kernels: total.kernels,
        compiled: total.compiled,
        failed: total.failed,
        failures: failures.iter().map(Failure::of).collect(),
    };
    let text = if arguments.json {
        serde_json::to_string_pretty(&checked)? + "\n"
    } else {
        human(&checked, &failures)
    };
    crate::print(&text)?;
    Ok(u8::from(!failures.is_empty()))
}

fn human(checked: &Checked<'_>, failures: &[(usize, Diagnostic)]) -> String {
    let mut text = String::new();
    for (module, failure) in failures.iter().take(SHOWN) {
        // Writing to a string does not fail.
        let _ = writeln!(text, "module {module}, {failure}");
    }
    if failures.len() > SHOWN {
        let _ = writeln!(text, "and {} more (--json shows all)", failures.len() - SHOWN);
    }
    let _ = writeln!(
        text,
        "{} of {} kernels in {} modules compile for sm_{}",
        checked.compiled, checked.kernels, checked.modules, checked.arch
    );
    text
}
