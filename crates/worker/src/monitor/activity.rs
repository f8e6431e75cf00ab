//! How busy the workers keep this machine's processors: what a GPU that is made of them has for its utilisation.

use std::collections::BTreeMap;
use std::fs;
use std::time::{Duration, Instant};

use link::spin::available_cpus;

/// Over less time the kernel's clock ticks say nothing.
const SHORTEST: Duration = Duration::from_millis(150);
/// What was seen longer ago says nothing of now.
const LONGEST: Duration = Duration::from_secs(2);

/// What the workers' processes had used when they were looked at.
#[derive(Debug)]
struct Look {
    at: Instant,
    /// Clock ticks by process.
    ticks: BTreeMap<u32, u64>,
}

/// Watches workers from question to question.
#[derive(Debug, Default)]
pub struct Activity {
    /// The last look, and what was found then.
    last: Option<(Look, Option<u32>)>,
}

impl Activity {
    /// How much of the processors the processes `workers` use now, percent. Waits a moment if it has not looked lately.
    pub fn percent(&mut self, workers: &[u32]) -> u32 {
        let last = self.last.take().filter(|(look, _)| look.at.elapsed() < LONGEST);
        let (before, found) = last.unwrap_or_else(|| (Look::at(workers), None));
        let wait = SHORTEST.saturating_sub(before.at.elapsed());
        if let Some(percent) = found
            && !wait.is_zero()
        {
            self.last = Some((before, found));
            return percent;
        }
        std::thread::sleep(wait);
        let now = Look::at(workers);
        let percent = now.since(&before);
        self.last = Some((now, Some(percent)));
        percent
    }
}

impl Look {
    fn at(workers: &[u32]) -> Self {
        let ticks = workers.iter().filter_map(|pid| Some((*pid, ticks(*pid)?))).collect();
        Self { at: Instant::now(), ticks }
    }

    /// What was used since `before`; a process that was not there then began with nothing.
    fn since(&self, before: &Self) -> u32 {
        let used: u64 = self
            .ticks
            .iter()
            .map(|(pid, ticks)| ticks.saturating_sub(before.ticks.get(pid).copied().unwrap_or(*ticks)))
            .sum();
        let seconds = self.at.saturating_duration_since(before.at).as_secs_f64();
        let all = seconds * f64::from(available_cpus()) * ticks_per_second();
        if all > 0.0 { (used as f64 * 100.0 / all).round().clamp(0.0, 100.0) as u32 } else { 0 }
    }
}

/// Processor time of a process and its threads (`/proc/PID/stat`, fields 14 and 15).
fn ticks(pid: u32) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The second field is a name in parentheses, which may itself hold both spaces and parentheses.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_ascii_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<u64>().ok();
    Some(next()? + next()?)
}

fn ticks_per_second() -> f64 {
    // SAFETY: no pointers.
    (unsafe { libc::sysconf(libc::_SC_CLK_TCK) }).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_computes_is_seen_and_one_that_sleeps_is_not() {
        let own = std::process::id();
        let look = |ticks| Look { at: Instant::now(), ticks: [(own, ticks)].into() };
        let before = Look { at: Instant::now() - Duration::from_secs(1), ..look(100) };
        let all = (ticks_per_second() * f64::from(available_cpus())) as u64;
        assert_eq!(look(100).since(&before), 0);
        assert!((49..=51).contains(&look(100 + all / 2).since(&before)));
        assert_eq!(look(100 + 3 * all).since(&before), 100);
        let others = Look { ticks: [(own + 1, 7)].into(), ..look(0) };
        assert_eq!(look(100 + all).since(&others), 0, "a process that was not there yet");
    }

    #[test]
    fn a_figure_holds_for_a_moment() {
        let mut activity = Activity::default();
        let started = Instant::now();
        let first = activity.percent(&[]);
        assert!(started.elapsed() >= SHORTEST);
        let again = Instant::now();
        assert_eq!((first, activity.percent(&[])), (0, 0));
        assert!(again.elapsed() < SHORTEST);
        assert!(ticks(std::process::id()).is_some());
        assert_eq!(ticks(u32::MAX), None);
    }
}
