//! Do the hops of a session agree? Pure functions from what the ends counted to what does not fit.
//!
//! ```text
//!   program ─► guest library ──frames, data──► worker ──calls──► driver
//!              GuestReport     Hop::Link        WorkerReport  Hop::Execution
//!                              ◄─replies, data──
//!                              Hop::Return
//! ```
//!
//! Where the guest is a virtual machine, the VGPU-STUB is between guest library and worker: `Hop::Device` and
//! `Hop::DeviceLink`.
//!
//! Used by `vgpu verify`.

mod passage;

use std::collections::BTreeSet;
use std::fmt::{self, Display};

use link::report::{ALL_KERNELS, Counts, Crossings, GuestReport, Traffic, WorkerReport};
use serde::Serialize;

/// A stretch of the way whose two ends must have counted the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hop {
    /// Within the guest library: calls against routes, frames against names.
    Guest,
    /// From the guest library to the worker.
    Link,
    /// From the guest library to the VGPU-STUB.
    Device,
    /// From the VGPU-STUB to the worker.
    DeviceLink,
    /// Within the worker: frames received against calls made on the driver.
    Execution,
    /// From the worker back to the guest library.
    Return,
}

impl Display for Hop {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Guest => "program → guest library",
            Self::Link => "guest library → worker",
            Self::Device => "guest library → device",
            Self::DeviceLink => "device → worker",
            Self::Execution => "worker → driver",
            Self::Return => "worker → guest library",
        })
    }
}

/// Something that the two ends of a hop counted differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disagreement {
    /// Where.
    pub hop: Hop,
    /// What was counted.
    pub what: String,
    /// The count where the hop begins.
    pub before: String,
    /// The count where it ends.
    pub after: String,
}

impl Display for Disagreement {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}: {} against {}", self.hop, self.what, self.before, self.after)
    }
}

/// Collects disagreements.
#[derive(Default)]
struct Findings(Vec<Disagreement>);

impl Findings {
    fn equal<T: PartialEq + Display>(&mut self, hop: Hop, what: impl Into<String>, before: T, after: T) {
        if before != after {
            let (what, before, after) = (what.into(), before.to_string(), after.to_string());
            self.0.push(Disagreement { hop, what, before, after });
        }
    }

    fn traffic(&mut self, hop: Hop, what: &str, before: Traffic, after: Traffic, is_hashed: bool) {
        self.equal(hop, format!("{what}: count"), before.count, after.count);
        self.equal(hop, format!("{what}: bytes"), before.bytes, after.bytes);
        if is_hashed {
            let hex = |traffic: Traffic| format!("{:016x}", traffic.checksum);
            self.equal(hop, format!("{what}: checksum"), hex(before), hex(after));
        }
    }
}

/// Compares the two ends' figures of what crossed the link; `payloads` tells whether each end hashed payloads,
/// `outstanding` how many replies were on their way to the program when it ended.
fn crossings(
    findings: &mut Findings,
    guest: &Crossings,
    worker: &Crossings,
    payloads: (bool, bool),
    outstanding: u64,
) {
    let yes_no = |hashed: bool| if hashed { "hashed" } else { "not hashed" };
    findings.equal(Hop::Link, "payload bytes", yes_no(payloads.0), yes_no(payloads.1));
    let is_hashed = payloads.0 && payloads.1;
    findings.traffic(Hop::Link, "frames", guest.frames, worker.frames, true);
    findings.traffic(Hop::Link, "payload to the device", guest.payload_in, worker.payload_in, is_hashed);
    // Threads of the program may still have been waiting; their replies have come or have not.
    let unread = worker.replies.count.saturating_sub(guest.replies.count);
    if unread == 0 || unread > outstanding {
        findings.traffic(Hop::Return, "replies", worker.replies, guest.replies, true);
    }
    findings.traffic(Hop::Return, "payload to the program", worker.payload_out, guest.payload_out, is_hashed);
}

/// Everything about which the guest's and the worker's report of one session differ.
pub fn compare(guest: &GuestReport, worker: &WorkerReport) -> Vec<Disagreement> {
    let mut findings = Findings::default();
    findings.equal(Hop::Link, "session", guest.session, worker.session);
    findings.equal(Hop::Guest, "calls by name and by route", sum(&guest.calls), sum(&guest.routes));
    findings.equal(Hop::Guest, "frames by name and in all", sum(&guest.sent), guest.crossings.frames.count);
    // Without names at one end the line above, or its like in `execution`, says so once for all of them.
    if !guest.sent.is_empty() && !worker.received.is_empty() {
        by_name(&mut findings, Hop::Link, &guest.sent, &worker.received);
    }
    let hashed = (guest.payloads_hashed, worker.payloads_hashed);
    crossings(&mut findings, &guest.crossings, &worker.crossings, hashed, guest.outstanding_replies);
    passage::passage(&mut findings, worker);
    work(&mut findings, guest, worker);
    execution(&mut findings, worker);
    findings.0
}

/// The same for a session whose guest left no report: what its library said with its farewell stands in for it,
/// or what it last showed in the window, which is its frames only. `None` if it did not even show that.
pub fn compare_without_guest(worker: &WorkerReport) -> Option<Vec<Disagreement>> {
    let guest = worker.guest_crossings.as_ref()?;
    let mut findings = Findings::default();
    if worker.said_farewell {
        let hashed = (worker.payloads_hashed, worker.payloads_hashed);
        // Whoever says farewell without a report does not say how many replies it awaits.
        crossings(&mut findings, guest, &worker.crossings, hashed, u64::MAX);
        passage::passage(&mut findings, worker);
    } else if worker.crossings.frames.count.checked_sub(guest.frames.count) != Some(1) {
        // One more: the process was killed between writing a frame and counting it.
        findings.traffic(Hop::Link, "frames", guest.frames, worker.crossings.frames, true);
    }
    execution(&mut findings, worker);
    Some(findings.0)
}

/// Calls that the guest library has answered with success although it sent nothing for them, and ways past it. `may_answer`
/// tells which functions it may answer alone.
pub fn answers(guest: &GuestReport, may_answer: impl Fn(&str) -> bool) -> Vec<Disagreement> {
    let mut findings = Findings::default();
    for (name, alone) in guest.answered_alone.iter().filter(|(name, _)| !may_answer(name)) {
        let calls = of(&guest.calls, name).saturating_sub(of(&guest.failed, name));
        let what = format!("{name}: calls that succeeded and calls that were forwarded");
        findings.equal(Hop::Guest, what, calls, calls.saturating_sub(*alone));
    }
    let contents = &guest.contents;
    for path in &contents.other_drivers {
        findings.equal(Hop::Guest, "driver libraries in the process", contents.driver.as_str(), path);
    }
    for path in &contents.device_files {
        findings.equal(Hop::Guest, "GPUs that the process has open", "none", path);
    }
    findings.0
}

/// Each frame that the worker received must have become a call that succeeded or one that failed.
fn execution(findings: &mut Findings, worker: &WorkerReport) {
    findings.equal(
        Hop::Execution,
        "frames by name and in all",
        sum(&worker.received),
        worker.crossings.frames.count,
    );
    let names: BTreeSet<&String> =
        worker.received.keys().chain(worker.executed.keys()).chain(worker.failed.keys()).collect();
    for name in names {
        let ended = of(&worker.executed, name).saturating_add(of(&worker.failed, name));
        findings.equal(Hop::Execution, name.as_str(), of(&worker.received, name), ended);
    }
}

/// Work submitted must be work done plus work that failed; nothing may be done that nobody submitted.
fn work(findings: &mut Findings, guest: &GuestReport, worker: &WorkerReport) {
    let (asked, done) = (&guest.submitted, &worker.done);
    findings.equal(
        Hop::Execution,
        "kernel and graph launches",
        asked.launch_count().saturating_add(asked.graph_launches),
        done.launch_count().saturating_add(done.graph_launches).saturating_add(worker.failed_launches),
    );
    let is_named = [asked, done].iter().all(|work| !work.launches.contains_key(ALL_KERNELS));
    for (name, count) in done.launches.iter().filter(|_| is_named) {
        let submitted = of(&asked.launches, name);
        if *count > submitted {
            findings.equal(Hop::Execution, format!("launches of {name}"), submitted, *count);
        }
    }
    let total = (asked.copies.total(), done.copies.total());
    findings.equal(
        Hop::Execution,
        "copies",
        total.0.count,
        total.1.count.saturating_add(worker.failed_copies),
    );
    for ((name, submitted), (_, executed)) in asked.copies.by_name().into_iter().zip(done.copies.by_name()) {
        // With failures only the sum above can be exact: a report does not say which direction failed.
        if worker.failed_copies == 0 || executed.count > submitted.count {
            findings.equal(Hop::Execution, format!("copies {name}"), submitted.count, executed.count);
            findings.equal(Hop::Execution, format!("bytes copied {name}"), submitted.bytes, executed.bytes);
        }
    }
    findings.equal(
        Hop::Execution,
        "memsets",
        asked.memsets,
        done.memsets.saturating_add(worker.failed_memsets),
    );
}

fn by_name(findings: &mut Findings, hop: Hop, before: &Counts, after: &Counts) {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        findings.equal(hop, name.as_str(), of(before, name), of(after, name));
    }
}

fn of(counts: &Counts, name: &str) -> u64 {
    counts.get(name).copied().unwrap_or(0)
}

fn sum(counts: &Counts) -> u64 {
    counts.values().fold(0, |sum, count| sum.saturating_add(*count))
}

#[cfg(test)]
mod tests;
