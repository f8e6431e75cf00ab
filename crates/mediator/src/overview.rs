//! Who is told of which sessions, and what all of them have done together.

use std::collections::BTreeMap;
use std::sync::Arc;

use link::control::{Hello, Refused, RefusedReason};
use link::gauges::{Figures, Gauges};
use link::overview::{Live, Total};
use link::peer::PeerCredentials;

use crate::sessions::Session;

/// So many tenants are told apart. The name of a machine is its device's to choose, and whoever may connect could bring more
/// and more of them.
const TENANTS_MAX: usize = 256;
/// The machine under which further ones are counted.
const OTHERS: &str = "(others)";

/// Whose sessions somebody is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everybody's.
    All,
    /// One user's.
    User(u32),
}

impl Scope {
    /// Of who asks a mediator that runs as user `own`: root and that user see all, others what is theirs.
    pub(crate) fn of(peer: PeerCredentials, own: u32) -> Self {
        if peer.uid == 0 || peer.uid == own { Self::All } else { Self::User(peer.uid) }
    }

    pub(crate) fn has(self, uid: u32) -> bool {
        self == Self::All || self == Self::User(uid)
    }
}

/// Refuses a question that came out of a virtual machine: its user is the device's process, whose user is another's tenant.
pub(crate) fn check(hello: &Hello) -> Result<(), Refused> {
    if hello.machine.is_empty() {
        return Ok(());
    }
    let why = "which sessions there are is told on the host only, not in virtual machines";
    Err(Refused::new(RefusedReason::Forbidden, why.to_owned()))
}

/// A session that runs, and where its figures come from.
#[derive(Debug)]
pub(crate) struct Running {
    pub session: Session,
    pub machine: String,
    /// The guest's process, as its tenant knows it.
    pub pid: u32,
    pub program: String,
    pub gauges: Option<Arc<Gauges>>,
    /// The newest figures.
    pub seen: Figures,
}

impl Running {
    /// Without gauges.
    pub fn new(session: Session) -> Self {
        let (pid, program) = (session.guest.pid, session.guest.program.clone());
        Self { session, machine: String::new(), pid, program, gauges: None, seen: Figures::default() }
    }

    /// Looks at the gauges.
    pub fn look(&mut self) -> Figures {
        if let Some(gauges) = &self.gauges {
            self.seen.advance(gauges.read());
        }
        self.seen
    }

    /// What is told of it.
    pub fn live(&mut self) -> Live {
        Live {
            session: self.session.id,
            pid: self.pid,
            uid: self.session.guest.uid,
            machine: self.machine.clone(),
            program: self.program.clone(),
            worker_pid: self.session.worker_pid,
            started_unix_ms: self.session.started_unix_ms,
            figures: self.look(),
        }
    }
}

/// Sums by tenant.
#[derive(Debug, Default, Clone)]
pub(crate) struct Totals(BTreeMap<(u32, String), Total>);

impl Totals {
    fn of(&mut self, uid: u32, machine: &str) -> &mut Total {
        let key = (uid, machine.to_owned());
        let key = match self.0.contains_key(&key) || self.0.len() < TENANTS_MAX {
            true => key,
            // The users are the system's to choose.
            false => (uid, OTHERS.to_owned()),
        };
        let (uid, machine) = key.clone();
        self.0.entry(key).or_insert_with(|| Total { uid, machine, ..Total::default() })
    }

    /// Counts a session that runs.
    pub fn run(&mut self, live: &Live) {
        let total = self.of(live.uid, &live.machine);
        total.running = total.running.saturating_add(1);
        total.figures.add(live.figures);
    }

    /// Counts one that has ended. What its report says is final, unless that is less than what was seen.
    pub fn end(&mut self, running: &mut Running, ended: &Session) {
        let mut figures = running.look();
        if let Some(report) = &ended.report {
            figures.advance(report.into());
        }
        let total = self.of(ended.guest.uid, &running.machine);
        total.ended = total.ended.saturating_add(1);
        total.ended_badly = total.ended_badly.saturating_add(u64::from(ended.ended_well == Some(false)));
        total.figures.add(figures.ended());
    }

    /// Those that `scope` has.
    pub fn told(self, scope: Scope) -> Vec<Total> {
        self.0.into_values().filter(|total| scope.has(total.uid)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_and_the_mediators_user_see_all_and_others_their_own() {
        let scope = |uid| Scope::of(PeerCredentials { pid: 1, uid, gid: 1000 }, 999);
        assert_eq!([scope(0), scope(999), scope(1000)], [Scope::All, Scope::All, Scope::User(1000)]);
        assert!(Scope::All.has(1000) && Scope::User(1000).has(1000) && !Scope::User(1000).has(0));
    }

    #[test]
    fn more_machines_than_can_be_told_apart_are_counted_together() {
        let mut totals = Totals::default();
        for machine in 0..TENANTS_MAX + 10 {
            totals.run(&Live { uid: 7, machine: machine.to_string(), ..Live::default() });
        }
        totals.run(&Live { uid: 7, machine: "0".into(), ..Live::default() });
        let told = totals.told(Scope::User(7));
        assert_eq!(told.len(), TENANTS_MAX + 1);
        let running = |machine: &str| told.iter().find(|it| it.machine == machine).map(|it| it.running);
        assert_eq!([running(OTHERS), running("0")], [Some(10), Some(2)]);
    }
}
