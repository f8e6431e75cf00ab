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
mod tests {
    use link::report::{Work, count};

    use super::*;

    /// A session in which everything fits: two launches of which one failed, and a copy each way.
    fn fitting() -> (GuestReport, WorkerReport) {
        let mut guest = GuestReport { session: 7, payloads_hashed: true, ..GuestReport::default() };
        let mut worker = WorkerReport { session: 7, payloads_hashed: true, ..WorkerReport::default() };
        for name in ["cuLaunchKernel", "cuLaunchKernel", "cuMemcpyHtoD_v2", "cuMemcpyDtoH_v2"] {
            count(&mut guest.calls, name);
            count(&mut guest.routes, "custom");
            count(&mut guest.sent, name);
            count(&mut worker.received, name);
        }
        count(&mut guest.calls, "cuCtxGetCurrent");
        count(&mut guest.routes, "local");
        worker.executed = Counts::from([
            ("cuLaunchKernel".into(), 1),
            ("cuMemcpyHtoD_v2".into(), 1),
            ("cuMemcpyDtoH_v2".into(), 1),
        ]);
        worker.failed = Counts::from([("cuLaunchKernel".into(), 1)]);
        worker.failed_launches = 1;
        guest.crossings = Crossings {
            frames: Traffic { count: 4, bytes: 400, checksum: 1 },
            replies: Traffic { count: 2, bytes: 40, checksum: 2 },
            payload_in: Traffic { count: 1, bytes: 64, checksum: 3 },
            payload_out: Traffic { count: 1, bytes: 64, checksum: 4 },
        };
        worker.crossings = guest.crossings;
        guest.submitted = Work { launches: Counts::from([("axpy".into(), 2)]), ..Work::default() };
        guest.submitted.copies.host_to_device.add(64);
        guest.submitted.copies.device_to_host.add(64);
        worker.done = guest.submitted.clone();
        worker.done.launches = Counts::from([("axpy".into(), 1)]);
        (guest, worker)
    }

    /// The hops that disagree after `change`.
    fn hops(change: impl FnOnce(&mut GuestReport, &mut WorkerReport)) -> Vec<(Hop, String)> {
        let (mut guest, mut worker) = fitting();
        change(&mut guest, &mut worker);
        compare(&guest, &worker).into_iter().map(|found| (found.hop, found.what)).collect()
    }

    #[test]
    fn a_session_in_which_everything_fits_has_no_disagreement() {
        assert_eq!(hops(|_, _| ()), []);
        assert_eq!(compare(&GuestReport::default(), &WorkerReport::default()), []);
    }

    #[test]
    fn a_lost_frame_is_named_with_its_hop() {
        let found = hops(|_, worker| {
            worker.received.insert("cuMemcpyHtoD_v2".into(), 0);
            worker.executed.insert("cuMemcpyHtoD_v2".into(), 0);
            worker.crossings.frames.count = 3;
        });
        assert_eq!(found, [(Hop::Link, "cuMemcpyHtoD_v2".into()), (Hop::Link, "frames: count".into())]);
    }

    #[test]
    fn a_frame_that_was_not_executed_is_named() {
        let found = hops(|_, worker| {
            worker.executed.remove("cuMemcpyDtoH_v2");
            worker.done.copies.device_to_host = Default::default();
        });
        assert!(found.contains(&(Hop::Execution, "copies".into())), "{found:?}");
        assert!(found.contains(&(Hop::Execution, "cuMemcpyDtoH_v2".into())), "{found:?}");
        assert!(found.iter().all(|(hop, _)| *hop == Hop::Execution));
    }

    #[test]
    fn damaged_bytes_show_in_the_checksum_of_their_direction() {
        let found = hops(|_, worker| worker.crossings.payload_in.checksum ^= 1);
        assert_eq!(found, [(Hop::Link, "payload to the device: checksum".into())]);
        let found = hops(|guest, _| guest.crossings.payload_out.checksum ^= 1);
        assert_eq!(found, [(Hop::Return, "payload to the program: checksum".into())]);
        let found = hops(|guest, _| guest.crossings.replies.checksum ^= 1);
        assert_eq!(found, [(Hop::Return, "replies: checksum".into())]);
    }

    #[test]
    fn hashing_at_one_end_only_is_a_disagreement() {
        let found = hops(|guest, _| guest.payloads_hashed = false);
        assert_eq!(found, [(Hop::Link, "payload bytes".into())]);
        let neither = hops(|guest, worker| {
            guest.payloads_hashed = false;
            worker.payloads_hashed = false;
            worker.crossings.payload_in.checksum = 99;
        });
        assert_eq!(neither, []);
    }

    #[test]
    fn work_that_nobody_submitted_is_a_disagreement() {
        let found = hops(|_, worker| {
            worker.done.launches = Counts::from([("other".into(), 1)]);
        });
        assert_eq!(found, [(Hop::Execution, "launches of other".into())]);
        let found = hops(|_, worker| worker.done.copies.host_to_device.bytes = 63);
        assert_eq!(found, [(Hop::Execution, "bytes copied host to device".into())]);
    }

    #[test]
    fn replies_that_nobody_waited_for_any_more_are_no_disagreement() {
        let found = hops(|guest, worker| {
            guest.outstanding_replies = 2;
            worker.crossings.replies = Traffic { count: 4, bytes: 48, checksum: 9 };
        });
        assert_eq!(found, []);
        let found = hops(|guest, worker| {
            guest.outstanding_replies = 1;
            worker.crossings.replies.count = 4;
        });
        assert_eq!(found, [(Hop::Return, "replies: count".into())]);
        let found = hops(|guest, worker| {
            guest.outstanding_replies = 1;
            worker.crossings.replies.checksum ^= 1;
        });
        assert_eq!(found, [(Hop::Return, "replies: checksum".into())]);
    }

    #[test]
    fn a_report_too_long_to_name_its_kernels_is_judged_by_their_number() {
        let sum_up = |count| Counts::from([(ALL_KERNELS.to_owned(), count)]);
        assert_eq!(hops(|guest, _| guest.submitted.launches = sum_up(2)), []);
        assert_eq!(hops(|_, worker| worker.done.launches = sum_up(1)), []);
        let found = hops(|guest, _| guest.submitted.launches = sum_up(3));
        assert_eq!(found, [(Hop::Execution, "kernel and graph launches".into())]);
    }

    /// A library that counts what it does not send: every tenth launch and copy is swallowed.
    #[test]
    fn a_guest_that_swallows_work_is_caught_on_the_way_to_the_worker() {
        let (mut guest, mut worker) = (GuestReport::default(), WorkerReport::default());
        for number in 0..20 {
            let reaches = number % 10 != 9;
            for name in ["cuLaunchKernel", "vgpuCopyInline"] {
                count(&mut guest.sent, name);
                guest.crossings.frames.count += u64::from(reaches);
                if reaches {
                    count(&mut worker.received, name);
                    count(&mut worker.executed, name);
                }
            }
            count(&mut guest.submitted.launches, "axpy");
            guest.submitted.copies.host_to_device.add(64);
            if reaches {
                count(&mut worker.done.launches, "axpy");
                worker.done.copies.host_to_device.add(64);
            }
        }
        worker.crossings = guest.crossings;
        let found = compare(&guest, &worker);
        let told: Vec<String> = found.iter().map(ToString::to_string).collect();
        for line in [
            "program → guest library: frames by name and in all: 40 against 36",
            "guest library → worker: cuLaunchKernel: 20 against 18",
            "guest library → worker: vgpuCopyInline: 20 against 18",
            "worker → driver: kernel and graph launches: 20 against 18",
            "worker → driver: copies: 20 against 18",
        ] {
            assert!(told.iter().any(|it| it == line), "{line} is not in {told:?}");
        }
    }

    #[test]
    fn calls_that_took_no_route_are_a_disagreement() {
        let found = hops(|guest, _| guest.routes.clear());
        assert_eq!(found, [(Hop::Guest, "calls by name and by route".into())]);
    }

    #[test]
    fn a_guest_without_report_is_judged_by_its_window() {
        let (guest, mut worker) = fitting();
        assert_eq!(compare_without_guest(&worker), None);
        worker.guest_crossings = Some(guest.crossings);
        worker.said_farewell = true;
        assert_eq!(compare_without_guest(&worker), Some(vec![]));
        worker.crossings.frames.bytes += 8;
        assert_eq!(compare_without_guest(&worker).map(|found| found.len()), Some(1));
        worker.crossings.payload_out.bytes += 8;
        assert_eq!(compare_without_guest(&worker).map(|found| found.len()), Some(2));
    }

    #[test]
    fn a_guest_that_was_killed_is_judged_by_its_frames() {
        let (guest, mut worker) = fitting();
        // The window does not show what the guest has counted of replies and data.
        let frames_only = Crossings { frames: guest.crossings.frames, ..Crossings::default() };
        worker.guest_crossings = Some(frames_only);
        assert_eq!(compare_without_guest(&worker), Some(vec![]));
        // Killed just after it had written a frame.
        worker.guest_crossings = Some(Crossings {
            frames: Traffic { count: frames_only.frames.count - 1, bytes: 300, checksum: 8 },
            ..frames_only
        });
        assert_eq!(compare_without_guest(&worker), Some(vec![]));
        worker.guest_crossings = Some(Crossings::default());
        assert_ne!(compare_without_guest(&worker), Some(vec![]));
    }
}
