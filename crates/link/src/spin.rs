//! How long to poll before going to sleep.

use std::hint::spin_loop;
use std::num::NonZero;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use rustix::thread::{sched_getaffinity, sched_yield, set_current_timer_slack};

/// How many looks are made between two looks at the clock, which costs as much as several of them.
const LOOKS_PER_CLOCK: u32 = 64;

/// Processors that this process may use. Asked once.
pub fn available_cpus() -> u32 {
    static CPUS: OnceLock<u32> = OnceLock::new();
    *CPUS.get_or_init(|| sched_getaffinity(None).map_or(1, |set| set.count().max(1)))
}

/// How a thread waits for something that another process will do soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpinPolicy {
    /// Polls this long before it sleeps.
    pub spin: Duration,
    /// Gives the processor away between looks: with one processor the peer cannot run while we poll.
    pub yields: bool,
}

impl SpinPolicy {
    /// For a guest thread that waits for a completion, with `spin` where processors abound.
    pub fn for_guest(spin: Duration) -> Self {
        Self::scaled(spin, available_cpus())
    }

    /// For the worker's ring thread.
    pub fn for_worker(spin: Duration) -> Self {
        Self::scaled(spin, available_cpus())
    }

    fn scaled(spin: Duration, cpus: u32) -> Self {
        match cpus {
            0 | 1 => Self { spin: spin.min(Duration::from_micros(20)), yields: true },
            2 => Self { spin: spin.min(Duration::from_micros(20)), yields: false },
            _ => Self { spin, yields: false },
        }
    }

    /// Polls until `done` or until the time is up; says whether it was done.
    #[inline]
    pub fn until(&self, mut done: impl FnMut() -> bool) -> bool {
        // The first looks happen without asking the clock at all.
        let mut started = None;
        loop {
            for _ in 0..LOOKS_PER_CLOCK {
                if done() {
                    return true;
                }
                if self.yields {
                    sched_yield();
                } else {
                    spin_loop();
                }
            }
            let now = Instant::now();
            if now.duration_since(*started.get_or_insert(now)) >= self.spin {
                return done();
            }
        }
    }
}

/// The pauses of somebody who looks again and again, because nobody can wake him: each twice as long as the last, from
/// 20 µs to 1 ms.
#[derive(Debug)]
pub(crate) struct Naps(Duration);

impl Default for Naps {
    fn default() -> Self {
        Self(Duration::from_micros(20))
    }
}

impl Naps {
    /// Sleeps for the next one.
    pub(crate) fn nap(&mut self) {
        std::thread::sleep(self.0);
        self.0 = (self.0 * 2).min(Duration::from_millis(1));
    }
}

/// The pauses of the worker's ring thread on a link whose doorbell is a register of a device. To ring costs the guest an
/// exit from its processor, and the host two switches between processes, so while commands come now and then the thread
/// looks for them by itself: an idle time of any length is made longer by a sixteenth at most.
#[derive(Debug, Default)]
pub(crate) struct Doze {
    has_exact_timers: bool,
}

impl Doze {
    /// How long a link is looked at after its last command.
    const TIME: Duration = Duration::from_millis(20);
    /// The shortest pause.
    const MIN: Duration = Duration::from_micros(20);

    /// How long to pause when nothing has come for `idle`; `None`: sleep until the doorbell rings.
    pub(crate) fn nap(&mut self, idle: Duration) -> Option<Duration> {
        if !self.has_exact_timers {
            // A thread's timers are late by up to 50 µs if it does not say otherwise.
            let _ = set_current_timer_slack(NonZero::new(1_000));
            self.has_exact_timers = true;
        }
        (idle < Self::TIME).then(|| (idle / 16).max(Self::MIN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_processors_shorten_the_spin() {
        let long = Duration::from_millis(1);
        assert!(SpinPolicy::scaled(long, 1).yields);
        assert_eq!(SpinPolicy::scaled(long, 2).spin, Duration::from_micros(20));
        assert_eq!(SpinPolicy::scaled(long, 8), SpinPolicy { spin: long, yields: false });
    }

    #[test]
    fn who_dozes_is_late_by_a_sixteenth_and_sleeps_in_the_end() {
        let mut doze = Doze::default();
        assert_eq!(doze.nap(Duration::ZERO), Some(Duration::from_micros(20)));
        assert_eq!(doze.nap(Duration::from_millis(16)), Some(Duration::from_millis(1)));
        assert_eq!(doze.nap(Duration::from_millis(20)), None);
    }

    #[test]
    fn spin_ends_when_done_or_when_time_is_up() {
        let policy = SpinPolicy { spin: Duration::from_micros(50), yields: false };
        assert!(policy.until(|| true));
        assert!(!policy.until(|| false));
        let mut looks = 0;
        assert!(policy.until(|| {
            looks += 1;
            looks == 10
        }));
    }
}
