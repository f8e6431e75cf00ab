//! `vgpu verify`: a program on the virtual GPU, and the proof that it computed there.

mod account;
mod collect;
mod facts;
mod html;
mod passage;
mod print;
mod timeline;
mod told;

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use link::circumstances::REPORT_DIR;

use crate::cli::VerifyArgs;
use crate::launch::Surroundings;
use collect::{Evidence, guest_reports, management_reports};

/// Runs the program, compares the hops, prints what was found.
pub fn execute(arguments: &VerifyArgs) -> Result<u8> {
    let launch = &arguments.launch;
    crate::log_to_stderr(&launch.log)?;
    if let Some(socket) = launch.socket.as_ref().filter(|socket| mediator::is_served(socket)) {
        // Only the mediator that started a worker gets the worker's report.
        bail!(
            "cannot verify by the mediator at {}: its workers report to it alone; leave --socket out",
            socket.display()
        );
    }
    for path in arguments.json.iter().chain(&arguments.html) {
        // Found out before the program has run for hours.
        write(path, "")?;
    }
    let mut surroundings = Surroundings::prepare(launch, true, true)?;
    let reports = surroundings.folder().join("reports");
    fs::create_dir(&reports).context("cannot make a folder for the guests' reports")?;
    let variables: [(&str, OsString); 2] =
        [("VGPU_VERIFY", "1".into()), (REPORT_DIR, reports.clone().into())];
    let ending = surroundings.run(&launch.program, &variables)?;
    let link = surroundings.host().map(ToString::to_string);
    let sessions = match link {
        Some(_) => told::sessions(&reports),
        None => surroundings.finish()?.unwrap_or_default(),
    };
    let program = launch.program.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let mut evidence = Evidence::collect(program, ending.status(), link, sessions, guest_reports(&reports));
    evidence.management = management_reports(&reports);
    crate::print(&print::text(&evidence))?;
    if let Some(path) = &arguments.json {
        let text = serde_json::to_string_pretty(&evidence).context("cannot print the evidence")?;
        write(path, &(text + "\n"))?;
    }
    if let Some(path) = &arguments.html {
        write(path, &html::page(&evidence))?;
    }
    Ok(match ending.status() {
        0 => u8::from(!evidence.is_proof()),
        status => status,
    })
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
