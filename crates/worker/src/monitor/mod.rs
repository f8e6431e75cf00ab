//! The monitor: a process that answers what guests' management libraries ask. It has no guest of its own, holds no context on
//! a device, and serves one question after the other.
//!
//! ```text
//!   mediator ── Handover: question, workers + guest's socket ──► monitor ── parts of a snapshot ──► guest
//!                                                                   │
//!                                                                   └─ libnvidia-ml.so.1, or the driver and /proc
//! ```
//!
//! Devices are those that the driver library shows to this process, so the operator's choice of devices holds here too. If the
//! host has a management library that knows them, its answers are passed on ([`host`]), with its codes; but of processes only
//! the tenant's own. Otherwise the driver is asked, and the workers' processes are looked at ([`plain`], [`activity`]).

mod activity;
pub mod ask;
mod events;
#[allow(missing_docs)]
mod generated;
mod host;
mod plain;

use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use link::LinkError;
use link::control::{DeviceSnapshot, Handover, Refused, RefusedReason, ToGuest};
use link::management::{Answers, Device, Facts, Process, Question, Snapshot, WORKERS, Worker};
use link::socket::send_with_fds;
use link::worker::{refuse, take_over};
use table::check;
use table::nvml::Pace;

use crate::driver::{Driver, Library};
use crate::snapshot;
use activity::Activity;
use host::Host;
pub use plain::uuid_text;

/// How long an answer serves for the next question.
const FRESH: Duration = Duration::from_millis(50);
/// How long a guest may take to read its answer.
const READING: Duration = Duration::from_secs(5);
/// So many guests may be reading; one more gets no answer.
const READERS_MAX: usize = 64;

/// Answers questions until the mediator hangs up.
///
/// # Errors
/// If the mediator says what it never says.
pub fn run(cuda: &Path, mediator: &OwnedFd) -> Result<()> {
    let mut monitor = Monitor::new(cuda);
    let readers = Arc::new(AtomicUsize::new(0));
    loop {
        let (handover, guest, _) = match take_over(mediator, Duration::from_secs(365 * 24 * 3600)) {
            Ok(taken) => taken,
            Err(LinkError::Gone) => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        match &mut monitor {
            Ok(monitor) => answer(guest, monitor.snapshot(&handover), &readers),
            Err(why) => {
                refuse(&guest, Refused::new(RefusedReason::NoDevice, format!("{why:#}"))).ok();
            }
        }
    }
}

/// Sends a snapshot. A guest that does not read holds up nobody but itself.
fn answer(guest: OwnedFd, snapshot: Snapshot, readers: &Arc<AtomicUsize>) {
    if readers.fetch_add(1, Ordering::Relaxed) >= READERS_MAX {
        readers.fetch_sub(1, Ordering::Relaxed);
        tracing::warn!("too many guests do not read their answers");
        return;
    }
    let readers = Arc::clone(readers);
    std::thread::spawn(move || {
        for part in snapshot.into_parts() {
            if let Err(why) = send_with_fds(&guest, &ToGuest::Management(Box::new(part)), &[], READING) {
                tracing::debug!(%why, "a guest does not want its answer");
                break;
            }
        }
        readers.fetch_sub(1, Ordering::Relaxed);
    });
}

/// What is known of the devices.
struct Monitor {
    facts: Facts,
    devices: Vec<DeviceSnapshot>,
    host: Option<Host>,
    activity: Activity,
    /// What never changes, of the system and by device.
    fixed: (Answers, Vec<Answers>),
    live: Option<(Instant, Vec<Answers>)>,
}

impl Monitor {
    fn new(cuda: &Path) -> Result<Self> {
        let library: &'static Library = Box::leak(Box::new(Library::open(cuda)?));
        let driver = Driver::load(library);
        let failed = |error: table::CudaError| {
            let name = table::error_name(error.code()).unwrap_or(c"an unknown error");
            anyhow::anyhow!("{} answers {}", cuda.display(), name.to_string_lossy())
        };
        let mut version = 0;
        // SAFETY: the ABI of CUDA; the pointer is to a local.
        unsafe {
            check((driver.cuInit)(0)).map_err(failed)?;
            check((driver.cuDriverGetVersion)(&mut version)).map_err(failed)?;
        }
        let devices = snapshot::devices(&driver).map_err(failed).context("cannot describe the devices")?;
        let uuids: Vec<String> = devices.iter().map(|device| uuid_text(&device.uuid)).collect();
        let host = Host::open(cuda, &uuids);
        let facts = match &host {
            Some(host) => host.versions.clone(),
            None => plain::facts(version, devices.len()),
        };
        let fixed = match &host {
            Some(host) => {
                let ask = |device| host.answers(device, |query| query.pace == Pace::Fixed);
                (ask(None), (0..devices.len()).map(|device| ask(Some(device))).collect())
            }
            None => (Answers::new(), devices.iter().map(plain::fixed).collect()),
        };
        Ok(Self { facts, devices, host, activity: Activity::default(), fixed, live: None })
    }

    fn snapshot(&mut self, handover: &Handover) -> Snapshot {
        let question = handover.hello.management.clone().unwrap_or_default();
        let workers = handover.extra.get(WORKERS).cloned().unwrap_or_default();
        // The mediator is of the same build, so this is what it sends.
        let workers: Vec<Worker> = serde_json::from_value(workers).unwrap_or_default();
        let live = self.live(&workers);
        let devices = (0..).zip(live).map(|(index, live)| Device {
            answers: self.answers(index, live, &question),
            processes: self.processes(index, &workers),
        });
        let devices = devices.collect();
        let system = if question.everything { self.fixed.0.clone() } else { Answers::new() };
        Snapshot { facts: self.facts.clone(), system, devices }
    }

    fn answers(&self, device: usize, live: Answers, question: &Question) -> Answers {
        let mut answers = live;
        if question.everything {
            answers.extend(self.fixed.1.get(device).cloned().unwrap_or_default());
        }
        if let Some(host) = &self.host
            && !question.function.is_empty()
        {
            answers.extend(host.answers_on_demand(device, &question.function));
        }
        if let (Some(host), Some((about, call))) = (&self.host, &question.call)
            && *about as usize == device
        {
            answers.insert(call.function().to_owned(), host.call(device, call));
        }
        answers
    }

    /// What changes, by device.
    fn live(&mut self, workers: &[Worker]) -> Vec<Answers> {
        if let Some((at, answers)) = &self.live
            && at.elapsed() < FRESH
        {
            return answers.clone();
        }
        let answers: Vec<Answers> = match &self.host {
            Some(host) => {
                let ask = |device| host.answers(Some(device), |query| query.pace == Pace::Live);
                (0..self.devices.len()).map(ask).collect()
            }
            None => {
                let pids: Vec<u32> = workers.iter().map(|worker| worker.pid).collect();
                let busy = self.activity.percent(&pids);
                self.devices.iter().map(|device| plain::live(device, workers, busy)).collect()
            }
        };
        self.live = Some((Instant::now(), answers.clone()));
        answers
    }

    fn processes(&self, device: usize, workers: &[Worker]) -> Vec<Process> {
        match &self.host {
            Some(host) => host.processes(device, workers),
            None => {
                let known =
                    |worker: &Worker| Some(Process { memory: worker.memory, ..worker.process.clone()? });
                workers.iter().filter_map(known).collect()
            }
        }
    }
}
