//! The farewell: when the process ends in an orderly way, the worker gets the guest's report and its `Bye`.

use std::{
    env,
    panic::catch_unwind,
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
};

use link::report::{Counts, GuestReport, Work};
use table::Route;

use super::{ENDED, STARTED, now, program, say};
use crate::{
    accounting,
    session::{self, Session},
};

/// The process that is connected: a child made by other means than `fork` says nothing in its parent's name.
static PROCESS: AtomicU32 = AtomicU32::new(0);

/// A query is a control message, which has a limit; a longer report goes without its kernels' names.
const QUERY_MAX: usize = link::socket::MESSAGE_MAX - 1024;

/// The query by which the report reaches the worker.
const QUERY: &str = "guest_report";

/// This process will say farewell.
pub(super) fn expect() {
    PROCESS.store(std::process::id(), Ordering::Relaxed);
}

/// Called by the dynamic linker when the process ends, after the program's own `atexit` handlers. Not by a
/// thread's or a library's end: the library is never unloaded (`-z nodelete`).
#[used]
#[unsafe(link_section = ".fini_array")]
static FAREWELL: extern "C" fn() = farewell;

extern "C" fn farewell() {
    // Nobody is left to tell of a panic.
    catch_unwind(|| {
        let Some(session) = session::connected() else { return };
        if PROCESS.load(Ordering::Relaxed) != std::process::id() || ENDED.swap(true, Ordering::Relaxed) {
            return;
        }
        say_farewell(session);
        session::forget();
    })
    .ok();
}

fn say_farewell(session: &Session) {
    let mut report = report(session);
    if let Some(directory) = env::var_os("VGPU_REPORT_DIR") {
        write(Path::new(&directory), &report);
    }
    if session.link.is_gone() {
        return;
    }
    let mut body = serde_json::to_value(&report);
    if body.as_ref().is_ok_and(|body| body.to_string().len() > QUERY_MAX) {
        report.submitted.launches = Counts::from([("(all)".to_owned(), report.submitted.launch_count())]);
        body = serde_json::to_value(&report);
    }
    if let Ok(body) = body {
        session.link.query(QUERY, body).ok();
    }
    session.link.bye().ok();
}

fn write(directory: &Path, report: &GuestReport) {
    let path = directory.join(format!("guest-{}.json", report.pid));
    let written = serde_json::to_vec_pretty(report)
        .map_err(std::io::Error::other)
        .and_then(|text| std::fs::write(&path, text));
    if let Err(error) = written {
        say(&format!("cannot write the report {}: {error}", path.display()));
    }
}

/// What this process has counted.
fn report(session: &Session) -> GuestReport {
    let (calls, local_calls) = accounting::calls();
    GuestReport {
        session: session.link.welcome().session,
        pid: std::process::id(),
        program: program(),
        routes: routes(&calls),
        calls,
        local_calls,
        crossings: session.link.account().into(),
        submitted: Work { launches: session.functions.launches(), ..Work::default() },
        payloads_hashed: env::var_os("VGPU_VERIFY").is_some_and(|value| value == "1"),
        private_tables: accounting::private_tables(),
        unsupported: accounting::unsupported_calls(),
        errors: accounting::errors(),
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
