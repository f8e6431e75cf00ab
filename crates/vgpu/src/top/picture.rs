//! What is shown: two readings become figures and rates. Pure.

use std::collections::{BTreeMap, HashMap};

use link::gauges::Figures;
use link::overview::{Live, Overview};
use serde::Serialize;

use super::device::Device;

/// What happened between two readings, per second.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub struct Rates {
    /// Frames executed.
    pub frames_per_s: f64,
    /// Kernel launches, those of graphs not counted one by one.
    pub launches_per_s: f64,
    /// Graph launches.
    pub graph_launches_per_s: f64,
    /// Bytes over the link, towards the device.
    pub bytes_in_per_s: f64,
    /// Bytes over the link, towards the program.
    pub bytes_out_per_s: f64,
    /// Calls that failed.
    pub failed_per_s: f64,
    /// Part of the time, 0 to 1, in which the worker had frames to execute. Kernels that run while there is none do not count.
    pub serving_ratio: f64,
}

/// One session.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub struct Row {
    /// The mediator's number for it.
    pub session: u64,
    /// The guest's process.
    pub pid: u32,
    /// Its user, as a number.
    pub uid: u32,
    /// Its user's name, if it has one here.
    pub user: String,
    /// The virtual machine; empty for programs of this machine.
    pub machine: String,
    /// What the guest says its program is.
    pub program: String,
    /// The worker's process.
    pub worker_pid: u32,
    /// Milliseconds since 1970.
    pub started_unix_ms: u64,
    /// Seconds that it has lasted.
    pub age_s: f64,
    /// Since it began, and what it holds.
    pub figures: Figures,
    /// How full the ring was when the worker last looked, 0 to 1.
    pub ring_ratio: f64,
    /// Lately; none if there is one reading only.
    pub rates: Option<Rates>,
}

/// All sessions together.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub struct Totals {
    /// Sessions that run.
    pub running: u64,
    /// Sessions that have ended.
    pub ended: u64,
    /// Those of them whose workers did not end as they should.
    pub ended_badly: u64,
    /// Since the mediator started, ended sessions included, and what those that run hold.
    pub figures: Figures,
    /// Lately.
    pub rates: Option<Rates>,
}

/// Everything that is shown.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub struct Picture {
    /// The mediator's version.
    pub version: String,
    /// Milliseconds since 1970.
    pub taken_unix_ms: u64,
    /// Seconds over which rates were taken; 0 if there are none.
    pub interval_s: f64,
    /// Is this about all users, or only about the one who asks?
    pub is_of_all: bool,
    /// Workers that wait for a guest.
    pub warm_workers: usize,
    /// Devices, if the mediator could tell.
    pub devices: Vec<Device>,
    /// All sessions together.
    pub totals: Totals,
    /// By number.
    pub sessions: Vec<Row>,
}

/// Users' names by number.
pub type Users = BTreeMap<u32, String>;

/// Change of `of` per second. Figures that went back have not changed.
fn rates(before: &Figures, after: &Figures, seconds: f64) -> Rates {
    let per_s = |of: fn(&Figures) -> u64| of(after).saturating_sub(of(before)) as f64 / seconds;
    Rates {
        frames_per_s: per_s(|it| it.frames),
        launches_per_s: per_s(|it| it.launches),
        graph_launches_per_s: per_s(|it| it.graph_launches),
        bytes_in_per_s: per_s(Figures::bytes_in),
        bytes_out_per_s: per_s(Figures::bytes_out),
        failed_per_s: per_s(|it| it.failed),
        serving_ratio: (per_s(|it| it.serving_us) / 1e6).min(1.0),
    }
}

fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { (part as f64 / whole as f64).min(1.0) }
}

/// Text of others that may be shown on a terminal.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// The same session is the same worker.
fn key(live: &Live) -> (u64, u32, u64) {
    (live.session, live.worker_pid, live.started_unix_ms)
}

impl Picture {
    /// What `after` shows, with rates since `before`, an earlier reading.
    pub fn new(before: Option<&Overview>, after: &Overview, devices: Vec<Device>, users: &Users) -> Self {
        let elapsed_us = before.map_or(0, |before| after.monotonic_us.saturating_sub(before.monotonic_us));
        let seconds = elapsed_us as f64 / 1e6;
        let known: HashMap<_, _> =
            before.iter().flat_map(|before| &before.sessions).map(|live| (key(live), live.figures)).collect();
        // A session that was not there has done all of it since.
        let since =
            |figures: &Figures, earlier: Figures| (elapsed_us > 0).then(|| rates(&earlier, figures, seconds));
        let row = |live: &Live| Row {
            session: live.session,
            pid: live.pid,
            uid: live.uid,
            user: users.get(&live.uid).cloned().unwrap_or_else(|| live.uid.to_string()),
            machine: plain(&live.machine),
            program: plain(&live.program),
            worker_pid: live.worker_pid,
            started_unix_ms: live.started_unix_ms,
            age_s: after.unix_ms.saturating_sub(live.started_unix_ms) as f64 / 1e3,
            figures: live.figures,
            ring_ratio: ratio(live.figures.ring_bytes, live.figures.ring_len),
            rates: since(&live.figures, known.get(&key(live)).copied().unwrap_or_default()),
        };
        let sessions: Vec<Row> = after.sessions.iter().map(row).collect();
        let mut totals = sum(after);
        totals.rates = since(&totals.figures, before.map(|before| sum(before).figures).unwrap_or_default());
        if let Some(rates) = &mut totals.rates {
            // Of several workers, so it may be more than 1.
            let each = sessions.iter().filter_map(|row| row.rates.as_ref());
            // The sum of no numbers is -0.
            rates.serving_ratio = each.fold(0.0, |sum, rates| sum + rates.serving_ratio);
        }
        Self {
            version: plain(&after.version),
            taken_unix_ms: after.unix_ms,
            interval_s: seconds,
            is_of_all: after.is_of_all,
            warm_workers: after.warm_workers,
            devices,
            totals,
            sessions,
        }
    }
}

fn sum(overview: &Overview) -> Totals {
    let mut totals = Totals::default();
    for total in &overview.totals {
        totals.running = totals.running.saturating_add(total.running);
        totals.ended = totals.ended.saturating_add(total.ended);
        totals.ended_badly = totals.ended_badly.saturating_add(total.ended_badly);
        totals.figures.add(total.figures);
    }
    totals
}

#[cfg(test)]
pub(super) mod tests {
    use link::overview::Total;

    use super::*;

    /// A reading at `at_us` with these sessions.
    pub fn overview(at_us: u64, sessions: &[Live]) -> Overview {
        let mut figures = Figures::default();
        sessions.iter().for_each(|live| figures.add(live.figures));
        let running = sessions.len() as u64;
        Overview {
            version: "1.2.3".into(),
            unix_ms: 1_000_000 + at_us / 1000,
            monotonic_us: at_us,
            is_of_all: true,
            warm_workers: 1,
            sessions: sessions.to_vec(),
            totals: vec![Total { running, ended: 4, ended_badly: 1, figures, ..Total::default() }],
        }
    }

    fn live(session: u64, figures: Figures) -> Live {
        Live { session, started_unix_ms: 900_000, figures, ..Live::default() }
    }

    #[test]
    fn rates_are_changes_per_second() {
        let first = Figures { launches: 100, frame_bytes: 1000, serving_us: 50_000, ..Figures::default() };
        let then = Figures {
            launches: 300,
            frame_bytes: 2000,
            to_device_bytes: 500,
            serving_us: 1_050_000,
            ring_bytes: 1,
            ring_len: 4,
            ..first
        };
        let (before, after) =
            (overview(1_000_000, &[live(1, first)]), overview(3_000_000, &[live(1, then), live(2, first)]));
        let picture = Picture::new(Some(&before), &after, vec![], &Users::new());
        let [old, new] = picture.sessions.as_slice() else { panic!("{picture:?}") };
        let rates = old.rates.as_ref().expect("rates");
        assert_eq!((rates.launches_per_s, rates.bytes_in_per_s, rates.serving_ratio), (100.0, 750.0, 0.5));
        assert_eq!((old.ring_ratio, old.age_s, old.user.as_str()), (0.25, 103.0, "0"));
        assert_eq!(new.rates.as_ref().map(|rates| rates.launches_per_s), Some(50.0), "all of it is new");
        let totals = picture.totals.rates.expect("rates");
        assert_eq!((totals.launches_per_s, picture.interval_s, picture.totals.ended), (150.0, 2.0, 4));
    }

    #[test]
    fn nonsense_gives_numbers_and_no_panic() {
        let wild = Figures {
            launches: u64::MAX,
            frame_bytes: u64::MAX,
            to_device_bytes: u64::MAX,
            serving_us: u64::MAX,
            ring_bytes: u64::MAX,
            ring_len: 1,
            ..Figures::default()
        };
        let (calm, wild) = (live(1, Figures::default()), live(1, wild));
        for (before, after) in [(&calm, &wild), (&wild, &calm), (&wild, &wild)] {
            let alone = std::slice::from_ref;
            let (before, after) = (overview(1, alone(before)), overview(2, alone(after)));
            let picture = Picture::new(Some(&before), &after, vec![], &Users::new());
            let rates = picture.sessions[0].rates.as_ref().expect("rates");
            assert!(rates.launches_per_s.is_finite() && (0.0..=1.0).contains(&rates.serving_ratio));
            assert!((0.0..=1.0).contains(&picture.sessions[0].ring_ratio));
            assert_eq!(Picture::new(Some(&after), &after, vec![], &Users::new()).sessions[0].rates, None);
            assert_eq!(Picture::new(Some(&after), &before, vec![], &Users::new()).sessions[0].rates, None);
        }
    }

    #[test]
    fn without_sessions_nobody_serves() {
        let picture = Picture::new(Some(&overview(0, &[])), &overview(1_000_000, &[]), vec![], &Users::new());
        let ratio = picture.totals.rates.map(|rates| rates.serving_ratio);
        assert_eq!(ratio.map(f64::to_bits), Some(0));
    }

    #[test]
    fn names_of_guests_do_not_steer_the_terminal() {
        let mut live = live(1, Figures::default());
        live.program = "a\u{1b}[2Jb\n".into();
        let picture = Picture::new(None, &overview(1, &[live]), vec![], &Users::new());
        assert_eq!(picture.sessions[0].program, "a[2Jb");
    }

    #[test]
    fn a_number_that_another_session_has_had_before_is_no_old_session() {
        let many = Figures { launches: 1000, ..Figures::default() };
        let mut again = live(1, Figures { launches: 10, ..Figures::default() });
        again.worker_pid = 7;
        let (before, after) = (overview(0, &[live(1, many)]), overview(1_000_000, &[again]));
        let picture = Picture::new(Some(&before), &after, vec![], &Users::new());
        assert_eq!(picture.sessions[0].rates.as_ref().map(|rates| rates.launches_per_s), Some(10.0));
    }
}
