//! What a guest behind a VGPU-STUB was told by its host: there is no mediator here to ask.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use link::report::WorkerReport;
use mediator::{Guest, Session, Sessions};

use super::collect::{HOST, files, reports};

/// The sessions whose workers told their guests, with their farewell, what they had counted. A process that was killed was
/// told nothing, so its session is not among them.
pub fn sessions(folder: &Path) -> Sessions {
    let mut ended: Vec<Session> = files(folder, HOST)
        .iter()
        .flat_map(|file| {
            let guest = owner(file);
            reports(file).into_iter().map(move |report: WorkerReport| session(report, guest.clone()))
        })
        .collect();
    ended.sort_by_key(|session| session.id);
    Sessions { ended, ..Sessions::default() }
}

/// The process that wrote a file `host-PID.json`.
fn owner(file: &Path) -> Guest {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let pid = name.strip_prefix(HOST).and_then(|pid| pid.parse().ok()).unwrap_or_default();
    let (uid, gid) = fs::metadata(file).map_or((0, 0), |found| (found.uid(), found.gid()));
    Guest { pid, uid, gid, program: String::new() }
}

fn session(report: WorkerReport, guest: Guest) -> Session {
    Session {
        id: report.session,
        guest: Guest { program: report.program.clone(), ..guest },
        worker_pid: report.pid,
        started_unix_ms: report.started_unix_ms,
        ended_unix_ms: Some(report.ended_unix_ms),
        ended_by: Some("farewell".to_owned()),
        // It had done everything and said so. How its process ended afterwards, the host knows.
        ended_well: Some(report.said_farewell),
        report: Some(report),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_s_report_becomes_a_session_of_the_process_that_wrote_it() {
        let folder = tempfile::tempdir().expect("folder");
        let report = WorkerReport { session: 7, pid: 70, said_farewell: true, ..WorkerReport::default() };
        let text = serde_json::to_string(&report).expect("json");
        fs::write(folder.path().join(format!("{HOST}12.json")), &text).expect("write");
        fs::write(folder.path().join("guest-12.json"), &text).expect("write");
        let found = sessions(folder.path()).ended;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].id, found[0].guest.pid, found[0].worker_pid), (7, 12, 70));
        assert_eq!((found[0].ended_well, &found[0].report), (Some(true), &Some(report)));
    }
}
