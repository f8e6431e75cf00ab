//! The farewell: when the process ends in an orderly way, the worker gets the guest's report and its `Bye`.

use std::{
    env,
    panic::catch_unwind,
    path::Path,
    sync::{
        Once,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use link::{
    LinkError,
    account::Account,
    circumstances::{Contents, Opening, REPORT_DIR, leave, program},
    passage::{Parting, Passage},
    report::{ALL_KERNELS, Counts, GuestReport, WorkerReport},
};
use serde::Serialize;
use table::Route;

use super::{ENDED, STARTED, now, say};
use crate::{
    accounting,
    recording::Recording,
    session::{self, Session},
};

/// The process that is connected: a child made by other means than `fork` says nothing in its parent's name.
static PROCESS: AtomicU32 = AtomicU32::new(0);

/// A query is a control message, which has a limit; a longer report goes without its kernels' names.
const QUERY_MAX: usize = link::socket::MESSAGE_MAX - 1024;

/// The query by which the report reaches the worker.
const QUERY: &str = "guest_report";

/// How long threads that are in the middle of a call may take to count their last frame.
const SETTLING: Duration = Duration::from_millis(500);

/// This process will say farewell: after the exit handlers that it registers from now on, and before those that it has
/// registered already. That is where the driver stops to answer, too.
pub(super) fn expect() {
    PROCESS.store(std::process::id(), Ordering::Relaxed);
    static REGISTERED: Once = Once::new();
    REGISTERED.call_once(|| {
        // SAFETY: a function of this library, which is never unloaded (`-z nodelete`). If there is no room for it, the
        // linker calls it later.
        unsafe { libc::atexit(farewell) };
    });
}

/// Called by the dynamic linker when the process ends, if it was not called before. Not by a thread's or a library's end.
#[used]
#[unsafe(link_section = ".fini_array")]
static FAREWELL: extern "C" fn() = farewell;

extern "C" fn farewell() {
    // Nobody is left to tell of a panic.
    catch_unwind(|| {
        let Some(session) = session::connected() else { return never_connected() };
        if PROCESS.load(Ordering::Relaxed) != std::process::id() || ENDED.swap(true, Ordering::Relaxed) {
            return;
        }
        // From here on the program's calls are not for this session any more.
        session::forget();
        say_farewell(session);
        if let Some(Err(why)) = session.recording.as_ref().map(Recording::finish) {
            say(&format!("the recording of this process is not whole: {why}"));
        }
    })
    .ok();
}

fn say_farewell(session: &Session) {
    // Whatever other threads still do: what this end has counted is final now, or the worker takes no frame.
    let is_closed = session.link.close();
    if is_closed {
        settle(session);
    }
    let mut report = report(session, is_closed);
    let directory = env::var_os(REPORT_DIR);
    if let Some(directory) = &directory {
        write(Path::new(directory), "guest", &report);
    }
    if !is_closed || session.link.is_gone() {
        return;
    }
    let mut body = serde_json::to_value(&report);
    if body.as_ref().is_ok_and(|body| body.to_string().len() > QUERY_MAX) {
        report.submitted.launches = Counts::from([(ALL_KERNELS.to_owned(), report.submitted.launch_count())]);
        body = serde_json::to_value(&report);
    }
    if let Ok(body) = body
        && matches!(session.link.query(QUERY, body), Err(LinkError::Timeout { .. } | LinkError::Gone))
    {
        // A worker that does not answer this does not answer a farewell either.
        return;
    }
    if let Ok(parting) = session.link.bye()
        && let Some(directory) = &directory
        && let Some(told) = told(parting)
    {
        write(Path::new(directory), "host", &told);
    }
}

/// Waits until threads that were publishing a frame when the ring was closed have counted it.
fn settle(session: &Session) {
    let frames = session.link.account().commands.calls;
    let deadline = Instant::now() + SETTLING;
    while session.tally.frame_count() != frames && Instant::now() < deadline {
        thread::sleep(Duration::from_micros(50));
    }
}

/// This end's figures of the link.
fn account(session: &Session, is_closed: bool) -> Account {
    // A thread that waits for room in the ring holds the counts of its frames; the window shows them too.
    if is_closed { session.link.account() } else { session.link.control().header().guest_account.read() }
}

/// The worker's report with what passed through the device, for whoever judges the session in the guest: behind a device
/// nobody else can know.
fn told(parting: Parting) -> Option<WorkerReport> {
    let passage = Passage { guest: Some(parting.passage?), device: parting.farewell.device };
    Some(WorkerReport { passage: Some(passage), ..*parting.farewell.report? })
}

fn write(directory: &Path, whose: &str, report: &impl Serialize) {
    if let Err(error) = leave(directory, whose, report) {
        say(&format!("cannot write a report into {}: {error}", directory.display()));
    }
}

/// What a process says that has looked for a device and got no session, if anybody wants to know.
fn never_connected() {
    let Some(directory) = env::var_os(REPORT_DIR) else { return };
    if let Some(opening) = super::failed_opening() {
        write(Path::new(&directory), "guest", &GuestReport { opening, ..of_process(&Counts::new()) });
    }
}

/// What this process has counted.
fn report(session: &Session, is_closed: bool) -> GuestReport {
    // Before the account: a reply that is read in between counts as both, never as neither.
    let outstanding_replies = session.link.outstanding_replies();
    let first_frame_unix_us = session.first_frame.load(Ordering::Relaxed);
    GuestReport {
        session: session.link.welcome().session,
        crossings: account(session, is_closed).into(),
        outstanding_replies,
        submitted: session.tally.work(session.functions.launches()),
        payloads_hashed: session.tally.is_hashing(),
        opening: Opening { first_frame_unix_us, ..session.opening.clone() },
        ..of_process(&session.tally.frames())
    }
}

/// The part of it that needs no session.
fn of_process(sent: &Counts) -> GuestReport {
    let (calls, local_calls) = accounting::calls();
    GuestReport {
        pid: std::process::id(),
        program: program(),
        routes: routes(&calls),
        calls,
        local_calls,
        sent: sent.clone(),
        private_tables: accounting::private_tables(),
        unsupported: accounting::unsupported_calls(),
        errors: accounting::errors(),
        failed: accounting::failed(),
        answered_alone: accounting::alone(sent),
        detection: accounting::detection(),
        contents: Contents::of_this_process(farewell as *const () as usize),
        started_unix_ms: STARTED.load(Ordering::Relaxed),
        ended_unix_ms: now(),
        ..GuestReport::default()
    }
}

/// Calls by route.
fn routes(calls: &Counts) -> Counts {
    let mut routes = Counts::new();
    for row in table::ROWS {
        let name = match row.route {
            Route::Local => "local",
            Route::Async => "async",
            Route::Sync => "sync",
            Route::Custom => "custom",
            Route::Unsupported => "unsupported",
            Route::Internal => continue,
        };
        if let Some(count) = calls.get(row.name) {
            *routes.entry(name.to_owned()).or_default() += count;
        }
    }
    routes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_and_routes_have_the_same_sum() {
        let calls = [("cuInit", 2), ("cuMemAlloc_v2", 3), ("cuArrayCreate", 1)];
        let calls: Counts = calls.map(|(name, count)| (name.to_owned(), count)).into();
        let routes = routes(&calls);
        assert_eq!(routes.values().sum::<u64>(), 6);
        assert_eq!(routes.get("local"), Some(&2));
        assert_eq!(routes.get("unsupported"), Some(&1));
    }
}
