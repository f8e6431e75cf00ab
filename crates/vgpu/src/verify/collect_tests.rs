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
    Evidence::collect(vec!["x".into()], 0, None, Sessions { ended: sessions, ..Sessions::default() }, guests)
}

#[test]
fn agreeing_sessions_that_computed_are_a_proof() {
    let (guest, worker) = pair(1);
    let (other, idle) =
        (GuestReport { session: 2, ..Default::default() }, WorkerReport { session: 2, ..Default::default() });
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
