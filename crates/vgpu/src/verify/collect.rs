//! From reports to a verdict.

use std::fs;
use std::path::{Path, PathBuf};

use link::circumstances::ManagementReport;
use link::report::GuestReport;
use mediator::evidence::{Disagreement, answers, compare, compare_without_guest};
use mediator::{Session, Sessions};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::account::{self, Answered, Family, Question};

/// The longest report file that is read.
const FILE_MAX: u64 = 64 << 20;
/// How files with reports of guests begin, before the process's number.
pub const GUEST: &str = "guest-";
/// The same of files with reports of the management library.
pub const MANAGEMENT: &str = "nvml-";
/// The version of the form that the evidence has as JSON: docs/evidence.schema.json.
const FORM: u32 = 1;
/// The same of files with what a host told its guest.
pub const HOST: &str = "host-";

/// Where the guest's side of a session's figures comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Witness {
    /// The guest library's own report.
    Report,
    /// The report that came to the worker with the farewell.
    Farewell,
    /// What the guest library last showed in the window: the program died without a farewell.
    Window,
    /// Nothing.
    Nobody,
}

/// One session and what its ends say.
#[derive(Debug, Serialize)]
pub struct SessionEvidence {
    /// What the mediator knows, the worker's report included.
    pub session: Session,
    /// The guest's report.
    pub guest: Option<GuestReport>,
    /// Where the guest's figures come from.
    pub witness: Witness,
    /// What everybody asks, and what was found.
    pub questions: Vec<Question>,
    /// Calls by family.
    pub families: Vec<Family>,
    /// Calls that the guest has answered itself.
    pub answered: Vec<Answered>,
    /// What does not fit.
    pub disagreements: Vec<Disagreement>,
}

/// All that is known about a run.
#[derive(Debug, Serialize)]
pub struct Evidence {
    /// The version of this form.
    pub form: u32,
    /// All of it in one line.
    pub verdict: String,
    /// The program and its arguments.
    pub program: Vec<String>,
    /// Its exit status.
    pub exit_status: u8,
    /// The way to the host, if that is another machine: what is known of workers is what they told their guests.
    pub link: Option<String>,
    /// Do all hops of all sessions agree?
    pub hops_agree: bool,
    /// Was anything computed or moved on a device?
    pub computed: bool,
    /// Why this is no proof; empty if it is one.
    pub objections: Vec<String>,
    /// Every session.
    pub sessions: Vec<SessionEvidence>,
    /// Reports of processes that looked for a device and never had a session.
    pub without_session: Vec<GuestReport>,
    /// What the management library has counted, in processes that used it.
    pub management: Vec<ManagementReport>,
}

impl Evidence {
    /// Matches the guests' reports with the mediator's sessions and judges each.
    pub fn collect(
        program: Vec<String>,
        exit_status: u8,
        link: Option<String>,
        sessions: Sessions,
        guests: Vec<GuestReport>,
    ) -> Self {
        let (mut guests, without_session): (Vec<_>, Vec<_>) =
            guests.into_iter().partition(|guest| guest.session != 0);
        let (mut objections, mut judged) = (Vec::new(), Vec::new());
        if sessions.counters.refused > 0 {
            objections.push(format!("{} guests were refused; the log says why", sessions.counters.refused));
        }
        for session in sessions.ended.into_iter().chain(sessions.running) {
            // A process may report more than once (at its farewell, at its exit); the last report has it all.
            let own = guests.iter().rposition(|guest| guest.session == session.id);
            let own = own.map(|place| guests.swap_remove(place));
            guests.retain(|guest| guest.session != session.id);
            judged.push(judge(session, own, &mut objections));
        }
        for guest in &guests {
            let missing = match &link {
                None => "no worker does",
                Some(_) => "the host told nothing of it (is it of the same version?)",
            };
            objections
                .push(format!("session {}: process {} reports it, {missing}", guest.session, guest.pid));
        }
        let hops_agree = judged.iter().all(|it| it.disagreements.is_empty()) && objections.is_empty();
        let done =
            |it: &SessionEvidence| it.session.report.as_ref().is_some_and(|report| report.done.is_any());
        let computed = judged.iter().any(done);
        if judged.is_empty() {
            objections.push(
                "nothing was computed: no process initialised CUDA through vgpu; does the program load libcuda.so.1, \
                 and by its name?"
                    .to_owned(),
            );
        } else if !computed {
            objections.push("nothing was computed: the device executed no launch and no copy".to_owned());
        }
        let mut evidence = Self {
            form: FORM,
            verdict: String::new(),
            program,
            exit_status,
            link,
            hops_agree,
            computed,
            objections,
            sessions: judged,
            without_session,
            management: Vec::new(),
        };
        evidence.verdict = evidence.judgement();
        evidence
    }

    fn judgement(&self) -> String {
        if !self.is_proof() {
            let hops = self.sessions.iter().flat_map(|it| &it.disagreements).map(|it| it.hop.to_string());
            let hops: std::collections::BTreeSet<String> = hops.collect();
            return match hops.is_empty() {
                true => "NOT PROVEN".to_owned(),
                false => format!("NOT PROVEN: {}", hops.into_iter().collect::<Vec<_>>().join(", ")),
            };
        }
        let killed = self.sessions.iter().filter(|it| it.witness == Witness::Window).count();
        let except = match killed {
            0 => String::new(),
            killed => format!(" as far as they are known (processes without a report: {killed})"),
        };
        format!("PROVEN: all hops agree{except}, and the device did the work")
    }

    /// Do the hops agree, and was something computed?
    pub fn is_proof(&self) -> bool {
        self.objections.is_empty()
    }
}

fn judge(session: Session, own: Option<GuestReport>, objections: &mut Vec<String>) -> SessionEvidence {
    let mut object = |why: String| objections.push(format!("session {}: {why}", session.id));
    if session.ended_well != Some(true) {
        let how = session.ended_by.as_deref().unwrap_or("it has not ended");
        object(format!("the worker did not end well: {how}"));
    }
    let (mut guest, mut witness, mut disagreements) = (own, Witness::Report, Vec::new());
    if let Some(worker) = &session.report {
        if guest.is_none() {
            guest.clone_from(&worker.guest);
            witness = Witness::Farewell;
        }
        match (&guest, compare_without_guest(worker)) {
            (Some(guest), _) => disagreements = compare(guest, worker),
            (None, Some(found)) => {
                witness = Witness::Window;
                disagreements = found;
            }
            (None, None) => {
                witness = Witness::Nobody;
                object(
                    "the guest left no figures: the process was killed, or ended without its exit handlers"
                        .into(),
                );
            }
        }
    } else {
        if guest.is_none() {
            witness = Witness::Nobody;
        }
        object("the worker left no report".to_owned());
    }
    if let Some(guest) = &guest {
        disagreements.extend(answers(guest, account::may_answer));
    }
    for found in &disagreements {
        object(found.to_string());
    }
    let of_guest = guest.as_ref();
    SessionEvidence {
        questions: of_guest
            .map(|guest| account::questions(guest, session.report.as_ref()))
            .unwrap_or_default(),
        families: of_guest.map(account::families).unwrap_or_default(),
        answered: of_guest.map(account::answered).unwrap_or_default(),
        session,
        guest,
        witness,
        disagreements,
    }
}

/// Every report in `folder`, in the order of their end. What cannot be read is left out and so becomes an
/// objection.
pub fn guest_reports(folder: &Path) -> Vec<GuestReport> {
    let mut reports: Vec<GuestReport> =
        files(folder, GUEST).iter().flat_map(|file| reports::<GuestReport>(file)).collect();
    reports.sort_by_key(|report| report.ended_unix_ms);
    reports
}

/// What the management library has left there.
pub fn management_reports(folder: &Path) -> Vec<ManagementReport> {
    files(folder, MANAGEMENT).iter().flat_map(|file| reports(file)).collect()
}

/// Files of reports in `folder` whose names begin with `prefix`.
pub fn files(folder: &Path, prefix: &str) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    files
        .flatten()
        .filter(|file| {
            let name = file.file_name();
            let name = name.to_string_lossy();
            name.starts_with(prefix) && name.ends_with(".json")
        })
        .filter(|file| file.metadata().is_ok_and(|data| data.is_file() && data.len() <= FILE_MAX))
        .map(|file| file.path())
        .collect()
}

/// One report after the other, each on a line of its own or on many. A damaged one ends the file.
pub fn reports<T: DeserializeOwned>(file: &Path) -> Vec<T> {
    let text = fs::read_to_string(file).unwrap_or_default();
    serde_json::Deserializer::from_str(&text).into_iter().map_while(Result::ok).collect()
}

#[cfg(test)]
#[path = "collect_tests.rs"]
mod tests;
