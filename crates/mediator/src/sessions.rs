//! What the mediator knows about its sessions, for whoever asks: `vgpu top`, `vgpu verify`, the report file.
//!
//! The service loop writes; everybody else takes [`Sessions`], a copy that is consistent in itself.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use link::gauges::monotonic_us;
use link::overview::Overview;
use link::report::WorkerReport;
use serde::Serialize;

use crate::overview::{Running, Scope, Totals};

/// A guest process as the kernel and the guest itself describe it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Guest {
    /// Process id in the mediator's PID namespace; 0 if it has none there.
    pub pid: u32,
    /// User.
    pub uid: u32,
    /// Group.
    pub gid: u32,
    /// What the guest says its program is. A figure for people, not a fact.
    pub program: String,
}

/// One guest process and its worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Session {
    /// Number, from 1, never used twice by one mediator.
    pub id: u64,
    /// The guest.
    pub guest: Guest,
    /// The worker process.
    pub worker_pid: u32,
    /// Milliseconds since 1970.
    pub started_unix_ms: u64,
    /// Milliseconds since 1970; `None` while the session lasts.
    pub ended_unix_ms: Option<u64>,
    /// How the worker process ended, in words.
    pub ended_by: Option<String>,
    /// Did the worker end as it should: by itself, with status 0?
    pub ended_well: Option<bool>,
    /// The worker's own figures, which it sends at its end.
    pub report: Option<WorkerReport>,
}

/// Counters since the mediator started.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counters {
    /// Connections accepted.
    pub connections: u64,
    /// Guests given a worker.
    pub admitted: u64,
    /// Guests turned away with a reason.
    pub refused: u64,
    /// Connections that sent something that is no `Hello`.
    pub garbage: u64,
    /// Connections that sent nothing in time, or were dropped because too many others said nothing.
    pub silent: u64,
    /// Connections closed by the peer before a `Hello`.
    pub vanished: u64,
    /// Questions answered: what management libraries ask, and which sessions there are.
    pub questions: u64,
    /// Worker processes started.
    pub workers_started: u64,
    /// Workers that could not be started, or ended before they had a session.
    pub workers_failed: u64,
    /// Workers that had to be killed.
    pub workers_killed: u64,
}

/// A snapshot.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Sessions {
    /// Running sessions, oldest first.
    pub running: Vec<Session>,
    /// Ended sessions, oldest first; the mediator keeps the newest few.
    pub ended: Vec<Session>,
    /// Workers waiting for a guest.
    pub warm_workers: usize,
    /// Totals.
    pub counters: Counters,
}

impl Sessions {
    /// Running and ended sessions.
    pub fn all(&self) -> impl Iterator<Item = &Session> {
        self.ended.iter().chain(&self.running)
    }
}

/// The loop's and the snapshots' common state.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    running: Vec<Running>,
    ended: VecDeque<Session>,
    /// Of sessions that have ended.
    totals: Totals,
    warm_workers: usize,
    counters: Counters,
    /// Tickets of [`Ledger::wait_until_idle`] given out, and the newest one that the loop has served.
    asked: u64,
    settled: u64,
    is_stopped: bool,
}

impl Ledger {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Every change below leaves the state whole, so a panic elsewhere does not spoil it.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn snapshot(&self) -> Sessions {
        let state = self.lock();
        Sessions {
            running: state.running.iter().map(|running| running.session.clone()).collect(),
            ended: state.ended.iter().cloned().collect(),
            warm_workers: state.warm_workers,
            counters: state.counters,
        }
    }

    /// What `scope` is told of the sessions and their figures.
    pub(crate) fn overview(&self, scope: Scope, version: &str) -> Overview {
        let mut state = self.lock();
        let state = &mut *state;
        let told = state.running.iter_mut().filter(|running| scope.has(running.session.guest.uid));
        let sessions: Vec<_> = told.map(Running::live).collect();
        let mut totals = state.totals.clone();
        sessions.iter().for_each(|live| totals.run(live));
        let is_of_all = scope == Scope::All;
        Overview {
            version: version.to_owned(),
            unix_ms: unix_ms(),
            monotonic_us: monotonic_us(),
            is_of_all,
            warm_workers: if is_of_all { state.warm_workers } else { 0 },
            sessions,
            totals: totals.told(scope),
        }
    }

    pub(crate) fn count(&self, change: impl FnOnce(&mut Counters)) {
        change(&mut self.lock().counters);
    }

    pub(crate) fn set_warm(&self, workers: usize) {
        self.lock().warm_workers = workers;
    }

    pub(crate) fn begin(&self, running: Running) {
        self.lock().running.push(running);
    }

    /// The running session with this number.
    pub(crate) fn running(&self, id: u64) -> Option<Session> {
        let state = self.lock();
        state.running.iter().map(|running| &running.session).find(|session| session.id == id).cloned()
    }

    /// Takes back a session that did not come about.
    pub(crate) fn withdraw(&self, id: u64) {
        self.lock().running.retain(|running| running.session.id != id);
    }

    /// Files a session as ended; the oldest beyond `keep` are forgotten.
    pub(crate) fn end(&self, session: Session, keep: usize) {
        let mut state = self.lock();
        if let Some(place) = state.running.iter().position(|running| running.session.id == session.id) {
            let mut running = state.running.remove(place);
            state.totals.end(&mut running, &session);
        }
        state.ended.push_back(session);
        while state.ended.len() > keep {
            state.ended.pop_front();
        }
        drop(state);
        self.changed.notify_all();
    }

    /// The newest ticket; the loop takes it before it looks at its descriptors …
    pub(crate) fn asked(&self) -> u64 {
        self.lock().asked
    }

    /// … and gives it back when it has dealt with everything that it found.
    pub(crate) fn settle(&self, ticket: u64) {
        self.lock().settled = ticket;
        self.changed.notify_all();
    }

    pub(crate) fn stop(&self) {
        self.lock().is_stopped = true;
        self.changed.notify_all();
    }

    /// Waits until the loop has looked at everything that had arrived before this call and no session is left.
    /// False if that did not happen in time.
    pub(crate) fn wait_until_idle(&self, wake: impl FnOnce(), limit: Option<Duration>) -> bool {
        let until = limit.map(|limit| Instant::now() + limit);
        let mut state = self.lock();
        state.asked += 1;
        let ticket = state.asked;
        drop(state);
        wake();
        state = self.lock();
        loop {
            if state.is_stopped || (state.settled >= ticket && state.running.is_empty()) {
                return true;
            }
            let wait = match until {
                None => Duration::from_secs(3600),
                Some(until) => match until.checked_duration_since(Instant::now()) {
                    Some(left) if !left.is_zero() => left,
                    _ => return false,
                },
            };
            state = self.changed.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

/// Milliseconds since 1970.
pub(crate) fn unix_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(id: u64) -> Session {
        Session {
            id,
            guest: Guest { pid: 1, uid: 2, gid: 3, program: String::new() },
            worker_pid: 4,
            started_unix_ms: 5,
            ended_unix_ms: None,
            ended_by: None,
            ended_well: None,
            report: None,
        }
    }

    #[test]
    fn only_the_newest_ended_sessions_are_kept() {
        let ledger = Ledger::default();
        (1..=5).for_each(|id| ledger.begin(Running::new(session(id))));
        ledger.withdraw(5);
        (1..=3).for_each(|id| ledger.end(session(id), 2));
        let seen = ledger.snapshot();
        let ids = |sessions: &[Session]| sessions.iter().map(|session| session.id).collect::<Vec<_>>();
        assert_eq!((ids(&seen.running), ids(&seen.ended)), (vec![4], vec![2, 3]));
        assert_eq!(seen.all().count(), 3);
    }

    #[test]
    fn who_asks_is_told_of_the_sessions_of_its_scope_and_counters_outlive_them() {
        let ledger = Ledger::default();
        for (id, uid) in [(1, 1000), (2, 1001), (3, 1000)] {
            let guest = Guest { uid, ..session(id).guest };
            ledger.begin(Running::new(Session { guest, ..session(id) }));
        }
        let mut ended = ledger.running(3).expect("running");
        let mut report = WorkerReport { peak_memory: 9, ..WorkerReport::default() };
        report.done.launches = [("k".to_owned(), 7)].into();
        (ended.report, ended.ended_well) = (Some(report), Some(false));
        ledger.end(ended, 0);

        let told = |scope| {
            let overview = ledger.overview(scope, "1");
            let sessions: Vec<u64> = overview.sessions.iter().map(|live| live.session).collect();
            let total = |it: &link::overview::Total| {
                (it.uid, it.running, it.ended, it.ended_badly, it.figures.launches, it.figures.memory_peak)
            };
            (overview.is_of_all, sessions, overview.totals.iter().map(total).collect::<Vec<_>>())
        };
        let (ours, theirs) = ((1000, 1, 1, 1, 7, 9), (1001, 1, 0, 0, 0, 0));
        assert_eq!(told(Scope::All), (true, vec![1, 2], vec![ours, theirs]));
        assert_eq!(told(Scope::User(1001)), (false, vec![2], vec![theirs]));
        assert_eq!(told(Scope::User(5)), (false, vec![], vec![]));
    }

    #[test]
    fn idle_means_that_the_loop_has_looked_and_no_session_is_left() {
        let ledger = Ledger::default();
        let moment = Some(Duration::from_millis(20));
        assert!(!ledger.wait_until_idle(|| (), moment), "the loop has not looked");
        assert!(ledger.wait_until_idle(|| ledger.settle(ledger.asked()), moment));
        ledger.begin(Running::new(session(1)));
        assert!(!ledger.wait_until_idle(|| ledger.settle(ledger.asked()), moment));
        ledger.end(session(1), 1);
        assert!(ledger.wait_until_idle(|| ledger.settle(ledger.asked()), moment));
        ledger.stop();
        assert!(ledger.wait_until_idle(|| (), moment));
    }
}
