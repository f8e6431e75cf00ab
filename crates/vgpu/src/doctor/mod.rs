//! `vgpu doctor`: what is wrong on this machine, and how to mend it.
//!
//! A check looks at one thing and returns a [`Finding`]. Checks change nothing.

mod device;
mod gpu;
mod host;
mod install;

use std::fmt::Write as _;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::cli::DoctorArgs;
use crate::places;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// As it should be.
    Ok,
    /// A fact worth knowing.
    Note,
    /// Works, but something that people commonly do will not.
    Warning,
    /// Does not work.
    Broken,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The check.
    pub check: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What was found.
    pub found: String,
    /// How to mend it; empty if there is nothing to mend.
    pub mend: String,
}

impl Finding {
    fn new(
        check: &'static str,
        severity: Severity,
        found: impl Into<String>,
        mend: impl Into<String>,
    ) -> Self {
        Self { check, severity, found: found.into(), mend: mend.into() }
    }

    /// All is well.
    pub fn ok(check: &'static str, found: impl Into<String>) -> Self {
        Self::new(check, Severity::Ok, found, "")
    }

    /// Worth knowing.
    pub fn note(check: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::new(check, Severity::Note, found, mend)
    }

    /// Will surprise somebody.
    pub fn warning(check: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::new(check, Severity::Warning, found, mend)
    }

    /// Does not work.
    pub fn broken(check: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self::new(check, Severity::Broken, found, mend)
    }
}

/// An error's fact without its remedy: a finding has a remedy of its own.
fn fact(why: &anyhow::Error) -> String {
    let text = format!("{why:#}");
    text.split("; ").next().unwrap_or_default().to_owned()
}

/// Everything that is printed.
#[derive(Debug, Serialize)]
struct Diagnosis {
    healthy: bool,
    findings: Vec<Finding>,
}

fn text(diagnosis: &Diagnosis) -> String {
    let mut out = String::new();
    for finding in &diagnosis.findings {
        let mark = match finding.severity {
            Severity::Ok => "ok",
            Severity::Note => "note",
            Severity::Warning => "WARNING",
            Severity::Broken => "BROKEN",
        };
        let _ = writeln!(out, "{mark:<8} {:<20} {}", finding.check, finding.found);
        if !finding.mend.is_empty() {
            let _ = writeln!(out, "{:<8} {:<20} → {}", "", "", finding.mend);
        }
    }
    let broken = diagnosis.findings.iter().filter(|finding| finding.severity == Severity::Broken).count();
    let _ = match broken {
        0 => writeln!(out, "\nNothing is broken."),
        1 => writeln!(out, "\nOne thing is broken."),
        many => writeln!(out, "\n{many} things are broken."),
    };
    out
}

/// Runs every check and prints what they found.
pub fn execute(arguments: &DoctorArgs) -> Result<u8> {
    let socket = arguments.socket.clone().unwrap_or_else(places::default_socket);
    let mut findings = host::checks();
    let is_guest = arguments.socket.is_none() && device::is_guest();
    if !is_guest {
        findings.extend(gpu::checks(arguments.device));
    }
    findings.extend(device::checks());
    findings.extend(if is_guest { install::guest_checks() } else { install::checks(&socket) });
    let healthy = findings.iter().all(|finding| finding.severity != Severity::Broken);
    let diagnosis = Diagnosis { healthy, findings };
    crate::print(&if arguments.json {
        serde_json::to_string_pretty(&diagnosis).context("cannot print the diagnosis")? + "\n"
    } else {
        text(&diagnosis)
    })?;
    Ok(u8::from(!healthy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_broken_comes_with_its_mend() {
        let findings = vec![Finding::ok("a", "fine"), Finding::broken("b", "gone", "bring it back")];
        let out = text(&Diagnosis { healthy: false, findings });
        assert!(out.contains("BROKEN   b"), "{out}");
        assert!(out.contains("→ bring it back") && out.contains("One thing is broken."), "{out}");
    }

    #[test]
    fn every_check_that_complains_says_what_to_do() {
        let mut findings = host::checks();
        findings.extend(gpu::checks(crate::device::DeviceChoice::Cuda));
        findings.extend(device::checks());
        findings.extend(install::checks(std::path::Path::new("/nonexistent/vgpu.sock")));
        findings.extend(install::guest_checks());
        for finding in findings {
            assert!(!finding.found.is_empty(), "{finding:?}");
            assert!(finding.severity < Severity::Warning || !finding.mend.is_empty(), "{finding:?}");
        }
    }
}
