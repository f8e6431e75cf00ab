//! The end of a session: what the guest says of itself, and what it is told.

use std::{
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

use link::{
    account::Account,
    doorbell::Doorbell,
    passage::{Bye, Farewell},
    report::{ALL_KERNELS, Counts, GuestReport, WorkerReport},
    socket::MESSAGE_MAX,
};

use crate::report::unix_ms;

/// How long the control thread waits for the dispatcher between two looks, when a guest says farewell.
const DRAIN_NAP: Duration = Duration::from_micros(200);
/// How often it looks: 10 s in all. A guest that leaves long work behind does not wait for it.
const MAX_DRAIN_NAPS: u32 = 50_000;
/// The longest report that goes with a farewell. A device in between adds its account to the message.
const REPORT_MAX: usize = MESSAGE_MAX - (4 << 10);

/// What the guest says of itself when it leaves.
#[derive(Default)]
pub struct Said {
    /// What its library has counted.
    pub report: Option<GuestReport>,
    /// Its farewell: its side of the link, and what a device in between has added.
    pub bye: Option<Bye>,
}

/// Lets the control thread wait until the dispatcher has executed everything.
#[derive(Default)]
pub struct Drained {
    wanted: AtomicU32,
    reached: AtomicU32,
    /// The session is over.
    pub stop: AtomicBool,
    /// What the dispatcher has counted when it had executed everything.
    report: Mutex<Option<Box<WorkerReport>>>,
}

impl Drained {
    fn report(&self) -> MutexGuard<'_, Option<Box<WorkerReport>>> {
        self.report.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Dispatcher: everything has been executed. Whoever waits for that gets what `report` makes.
    pub fn reach(&self, report: impl FnOnce() -> Option<Box<WorkerReport>>) {
        let wanted = self.wanted.load(Ordering::Acquire);
        if self.reached.load(Ordering::Relaxed) != wanted {
            *self.report() = report();
            self.reached.store(wanted, Ordering::Release);
        }
    }

    /// Control thread: waits for the dispatcher, and answers a guest's farewell with `account`, asked for then.
    pub fn part(&self, bye: Bye, doorbell: &Doorbell, account: impl FnOnce() -> Account) -> Farewell {
        let turn = self.wanted.fetch_add(1, Ordering::AcqRel) + 1;
        let is_reached = || self.reached.load(Ordering::Acquire) >= turn;
        for _ in 0..MAX_DRAIN_NAPS {
            if is_reached() {
                break;
            }
            doorbell.ring();
            thread::sleep(DRAIN_NAP);
        }
        let account = account();
        let report = self.report().take().map(|mut report| {
            report.crossings = account.into();
            report.said_farewell = true;
            report.guest_crossings = Some(bye.account.into());
            report.passage = bye.passage;
            report.ended_unix_ms = unix_ms();
            report
        });
        Farewell { account, device: None, report: report.and_then(fitting) }
    }
}

/// A report that fits a control message, with the names of its kernels if there is room for them.
fn fitting(mut report: Box<WorkerReport>) -> Option<Box<WorkerReport>> {
    let fits = |report: &WorkerReport| serde_json::to_vec(report).is_ok_and(|text| text.len() <= REPORT_MAX);
    if !fits(&report) {
        report.done.launches = Counts::from([(ALL_KERNELS.to_owned(), report.done.launch_count())]);
    }
    fits(&report).then_some(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_too_long_for_a_message_goes_without_the_names_of_its_kernels() {
        let mut report = Box::<WorkerReport>::default();
        report.done.launches = (0..5000).map(|n| (format!("a kernel with a name, number {n}"), 2)).collect();
        let fitted = fitting(report).expect("fits");
        assert_eq!(fitted.done.launches, Counts::from([(ALL_KERNELS.to_owned(), 10_000)]));
        let named = WorkerReport { program: "x".repeat(REPORT_MAX), ..WorkerReport::default() };
        assert_eq!(fitting(Box::new(named)), None);
    }

    #[test]
    fn a_farewell_tells_what_the_dispatcher_has_counted_and_what_the_guest_said() {
        let drained = Drained::default();
        let account = Account {
            replies: link::account::Meter { calls: 3, ..Default::default() },
            ..Account::default()
        };
        let bye = Bye { passage: Some(link::passage::Passage::default()), ..Bye::default() };
        let farewell = thread::scope(|scope| {
            let parting = scope.spawn(|| drained.part(bye, &Doorbell::None, || account));
            while !parting.is_finished() {
                drained.reach(|| Some(Box::new(WorkerReport { session: 5, ..WorkerReport::default() })));
                thread::yield_now();
            }
            parting.join().expect("thread")
        });
        let report = farewell.report.expect("report");
        assert_eq!((report.session, report.crossings.replies.count), (5, 3));
        assert!(report.said_farewell && report.passage == bye.passage);
    }
}
