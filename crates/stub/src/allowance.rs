//! How much of a processor the transport's thread may have before others.
//!
//! ```text
//!   hastened ──── LIMIT of a SPAN spent ────► ordinary, as any other thread
//!       ▲                                          │
//!       └──────────── the SPAN is over ◄───────────┘
//! ```
//!
//! A guest's processor waits for each answer, and the whole of QEMU with it, so the thread should run as soon as a message
//! is there: it has real-time priority where that is allowed. But a VMM may send as much as it likes, and a guest access
//! registers in a loop; the rest of the host must not starve by that.

use std::time::{Duration, Instant};

use link::urgency::Means;
use rustix::time::{ClockId, clock_gettime};

/// What is spent is counted anew after this time.
const SPAN: Duration = Duration::from_millis(100);
/// What may be spent of it: a quarter of one processor. Some thousand answers, of which a guest that computes needs few.
const LIMIT: Duration = Duration::from_millis(25);

/// What has been spent: no clock, no kernel.
#[derive(Debug)]
struct Purse {
    /// When the span began, and how much processor time the thread had used until then.
    began: (Instant, Duration),
    is_hastened: bool,
}

impl Purse {
    fn new(now: Instant, used: Duration) -> Self {
        Self { began: (now, used), is_hastened: true }
    }

    /// Judges the thread's processor time until now. Says whether it should be hastened from now on, if that has changed.
    fn judge(&mut self, now: Instant, used: Duration) -> Option<bool> {
        if now.saturating_duration_since(self.began.0) >= SPAN {
            self.began = (now, used);
        }
        let is_hastened = used.saturating_sub(self.began.1) < LIMIT;
        let is_news = is_hastened != self.is_hastened;
        self.is_hastened = is_hastened;
        is_news.then_some(is_hastened)
    }
}

/// The calling thread's precedence, for as long as this lives.
#[derive(Debug)]
pub(crate) struct Allowance {
    means: Option<Means>,
    purse: Purse,
}

impl Allowance {
    /// Hastens the calling thread, or says in the log that it cannot.
    pub(crate) fn new() -> Self {
        let means = match Means::best() {
            Ok(means) => {
                tracing::debug!(?means, "the transport's thread has precedence");
                Some(means)
            }
            Err(why) => {
                tracing::warn!(
                    %why,
                    "no precedence for the transport's thread: guests wait longer for registers while processors are \
                     busy; CAP_SYS_NICE or RLIMIT_RTPRIO of 1 would give it"
                );
                None
            }
        };
        Self { means, purse: Purse::new(Instant::now(), used()) }
    }

    /// Takes account of what the thread has done so far; to be called again and again.
    pub(crate) fn settle(&mut self) {
        let Some(means) = self.means else { return };
        match self.purse.judge(Instant::now(), used()) {
            None => {}
            Some(false) => means.relax(),
            Some(true) => {
                // It was allowed before. Should it no longer be, it stays an ordinary thread, and the next span tries again.
                let _ = means.hasten();
            }
        }
    }
}

/// Processor time of the calling thread.
fn used() -> Duration {
    let used = clock_gettime(ClockId::ThreadCPUTime);
    let nanos = u32::try_from(used.tv_nsec).unwrap_or(0);
    Duration::new(u64::try_from(used.tv_sec).unwrap_or(0), nanos)
}

impl Drop for Allowance {
    fn drop(&mut self) {
        if let Some(means) = self.means {
            means.relax();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEP: Duration = Duration::from_millis(1);

    /// A peer that keeps the thread busy for `share` of each millisecond of a second: how long it was busy and hastened,
    /// and how often that changed.
    fn busy(share: f64) -> (Duration, usize) {
        let start = Instant::now();
        let (mut purse, mut hastened, mut changes) = (Purse::new(start, Duration::ZERO), Duration::ZERO, 0);
        for step in 1..=1000 {
            if purse.is_hastened {
                hastened += STEP.mul_f64(share);
            }
            changes += usize::from(purse.judge(start + STEP * step, STEP.mul_f64(share) * step).is_some());
        }
        (hastened, changes)
    }

    #[test]
    fn a_flood_is_hastened_for_its_allowance_and_no_longer() {
        let (hastened, changes) = busy(1.0);
        let allowed = LIMIT * 10;
        assert!(hastened >= allowed && hastened <= allowed + STEP * 20, "{hastened:?} of a second");
        assert!(changes <= 21, "{changes}");
    }

    #[test]
    fn who_asks_now_and_then_is_always_hastened() {
        assert_eq!(busy(0.2), (Duration::from_millis(200), 0));
    }

    #[test]
    fn precedence_comes_back_however_long_nothing_was_asked() {
        let start = Instant::now();
        let mut purse = Purse::new(start, Duration::ZERO);
        assert_eq!(purse.judge(start + LIMIT, LIMIT), Some(false));
        assert_eq!(purse.judge(start + SPAN * 50, LIMIT + STEP), Some(true));
    }
}
