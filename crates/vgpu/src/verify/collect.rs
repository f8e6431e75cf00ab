//! From reports to a verdict.

use std::fs;
use std::path::{Path, PathBuf};

use link::report::GuestReport;
use mediator::evidence::{Disagreement, compare, compare_without_guest};
use mediator::{Session, Sessions};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The longest report file that is read.
const FILE_MAX: u64 = 64 << 20;
/// How files with reports of guests begin, before the process's number.
pub const GUEST: &str = "guest-";
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
    /// What does not fit.
    pub disagreements: Vec<Disagreement>,
}

/// All that is known about a run.
#[derive(Debug, Serialize)]
pub struct Evidence {
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
    /// Reports of processes that loaded the guest library and never had a session.
    pub without_session: Vec<GuestReport>,
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
        Self {
            program,
            exit_status,
            link,
            hops_agree,
            computed,
            objections,
            sessions: judged,
            without_session,
        }
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
    for found in &disagreements {
        object(found.to_string());
    }
    SessionEvidence { session, guest, witness, disagreements }
}

/// Every report in `folder`, in the order of their end. What cannot be read is left out and so becomes an
/// objection.
pub fn guest_reports(folder: &Path) -> Vec<GuestReport> {
    let mut reports: Vec<GuestReport> =
        files(folder, GUEST).iter().flat_map(|file| reports::<GuestReport>(file)).collect();
    reports.sort_by_key(|report| report.ended_unix_ms);
    reports
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
mod tests {
    use link::report::{Counts, Traffic, WorkerReport};
    use mediator::Guest;

    use super::*;

    fn session(id: u64, report: Option<WorkerReport>) -> Session {
        let guest = Guest { pid: 10, uid: 0, gid: 0, program: "x".into() };
        Session {
            id,
            guest,
            worker_pid: 11,
            started_unix_ms: 1,
            ended_unix_ms: Some(2),
            ended_by: Some("exit status 0".into()),
            ended_well: Some(true),
            report,
        }
    }

    fn pair(id: u64) -> (GuestReport, WorkerReport) {
        let mut guest = GuestReport { session: id, ..GuestReport::default() };
        let mut worker = WorkerReport { session: id, ..WorkerReport::default() };
        for counts in [&mut guest.sent, &mut guest.calls, &mut worker.received, &mut worker.executed] {
            *counts = Counts::from([("cuLaunchKernel".into(), 1)]);
        }
        guest.routes = Counts::from([("custom".into(), 1)]);
        guest.crossings.frames = Traffic { count: 1, bytes: 64, checksum: 5 };
        worker.crossings = guest.crossings;
        guest.submitted.launches = Counts::from([("axpy".into(), 1)]);
        worker.done = guest.submitted.clone();
        (guest, worker)
    }

    fn verdict(sessions: Vec<Session>, guests: Vec<GuestReport>) -> Evidence {
        Evidence::collect(
            vec!["x".into()],
            0,
            None,
            Sessions { ended: sessions, ..Sessions::default() },
            guests,
        )
    }

    #[test]
    fn agreeing_sessions_that_computed_are_a_proof() {
        let (guest, worker) = pair(1);
        let (other, idle) = (
            GuestReport { session: 2, ..Default::default() },
            WorkerReport { session: 2, ..Default::default() },
        );
        let evidence = verdict(vec![session(1, Some(worker)), session(2, Some(idle))], vec![other, guest]);
        assert!(evidence.is_proof(), "{:?}", evidence.objections);
        assert!(evidence.computed && evidence.hops_agree);
        assert_eq!(evidence.sessions[0].witness, Witness::Report);
    }

    #[test]
    fn a_program_that_never_came_is_no_proof() {
        let evidence = verdict(vec![], vec![GuestReport::default()]);
        assert!(!evidence.is_proof() && evidence.hops_agree && !evidence.computed);
        assert_eq!(evidence.without_session.len(), 1);
    }

    #[test]
    fn a_program_that_only_asked_questions_is_no_proof() {
        let guest = GuestReport { session: 1, ..GuestReport::default() };
        let worker = WorkerReport { session: 1, ..WorkerReport::default() };
        let evidence = verdict(vec![session(1, Some(worker))], vec![guest]);
        assert!(evidence.hops_agree && !evidence.computed && !evidence.is_proof());
    }

    #[test]
    fn disagreement_is_an_objection_that_names_session_and_hop() {
        let (guest, mut worker) = pair(4);
        worker.crossings.frames.checksum ^= 1;
        let evidence = verdict(vec![session(4, Some(worker))], vec![guest]);
        assert!(!evidence.hops_agree && evidence.computed);
        assert!(evidence.objections[0].starts_with("session 4: guest library → worker: frames: checksum"));
    }

    #[test]
    fn missing_witnesses_are_objections() {
        let (guest, mut worker) = pair(1);
        let evidence = verdict(vec![session(1, None)], vec![guest.clone()]);
        assert!(evidence.objections.iter().any(|why| why.contains("worker left no report")));
        let evidence = verdict(vec![session(1, Some(worker.clone()))], vec![]);
        assert_eq!(evidence.sessions[0].witness, Witness::Nobody);
        assert!(!evidence.is_proof());
        let evidence = verdict(vec![], vec![guest.clone()]);
        assert!(evidence.objections[0].contains("no worker does"));
        worker.guest_crossings = Some(guest.crossings);
        let evidence = verdict(vec![session(1, Some(worker.clone()))], vec![]);
        assert_eq!(evidence.sessions[0].witness, Witness::Window);
        assert!(evidence.is_proof());
        worker.guest = Some(guest);
        let evidence = verdict(vec![session(1, Some(worker.clone()))], vec![]);
        assert_eq!(evidence.sessions[0].witness, Witness::Farewell);
        let mut crashed = session(1, Some(worker));
        crashed.ended_well = Some(false);
        assert!(!verdict(vec![crashed], vec![]).is_proof());
    }

    #[test]
    fn reports_are_read_from_files_and_the_last_of_a_session_counts() {
        let folder = tempfile::tempdir().expect("folder");
        let line = |session, ended| {
            let report = GuestReport { session, ended_unix_ms: ended, ..GuestReport::default() };
            serde_json::to_string(&report).expect("json")
        };
        fs::write(folder.path().join("guest-1.json"), format!("{}\n{}\n", line(1, 50), line(1, 90)))
            .expect("write");
        fs::write(folder.path().join("guest-2.json"), format!("{}\nhalf a li", line(2, 70))).expect("write");
        fs::write(folder.path().join("notes.txt"), line(3, 1)).expect("write");
        let pretty = GuestReport { session: 4, ended_unix_ms: 60, ..GuestReport::default() };
        fs::write(folder.path().join("guest-4.json"), serde_json::to_string_pretty(&pretty).expect("json"))
            .expect("write");
        let reports = guest_reports(folder.path());
        let ends: Vec<u64> = reports.iter().map(|report| report.ended_unix_ms).collect();
        assert_eq!(ends, [50, 60, 70, 90]);
        assert_eq!(guest_reports(Path::new("/nonexistent")), []);
    }
}
