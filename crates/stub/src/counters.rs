//! What passed through a transport, and how long answers took. Written by the transport's thread with plain atomics,
//! read from anywhere.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Counts of one server since it was made.
#[derive(Debug, Default)]
pub struct Counters {
    pub(crate) connections: AtomicU64,
    pub(crate) refused: AtomicU64,
    pub(crate) messages: AtomicU64,
    pub(crate) register_reads: AtomicU64,
    pub(crate) register_writes: AtomicU64,
    pub(crate) window_traps: AtomicU64,
    pub(crate) errors: AtomicU64,
    pub(crate) violations: AtomicU64,
    pub(crate) resets: AtomicU64,
    latency: Latency,
}

/// What [`Counters`] said at one moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Clients that were served.
    pub connections: u64,
    /// Clients that were turned away because there was one already.
    pub refused: u64,
    /// Whole messages that arrived.
    pub messages: u64,
    /// Reads of BAR0.
    pub register_reads: u64,
    /// Writes of BAR0.
    pub register_writes: u64,
    /// Accesses to the window that came as messages instead of going to its memory. Stays 0 with a sensible VMM.
    pub window_traps: u64,
    /// Messages that were answered with an error, or would have been had they asked for an answer.
    pub errors: u64,
    /// Connections that were closed because of what came through them.
    pub violations: u64,
    /// Resets, by the VMM or the guest.
    pub resets: u64,
}

impl Counters {
    /// All counts. Each is right, though they may be of slightly different moments.
    pub fn counts(&self) -> Counts {
        let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Counts {
            connections: of(&self.connections),
            refused: of(&self.refused),
            messages: of(&self.messages),
            register_reads: of(&self.register_reads),
            register_writes: of(&self.register_writes),
            window_traps: of(&self.window_traps),
            errors: of(&self.errors),
            violations: of(&self.violations),
            resets: of(&self.resets),
        }
    }

    /// Times from the server's noticing a register access to its answer that has been handed to the kernel. How long the
    /// access had lain there before the server's thread had its turn, only the client can tell.
    pub fn latency(&self) -> &Latency {
        &self.latency
    }
}

pub(crate) fn one_more(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

/// Each power of two of nanoseconds is divided into so many buckets, hence quantiles are at most an eighth too high.
const PARTS: usize = 8;
/// The buckets up to 2^40 ns, some 18 minutes.
const BUCKETS: usize = 38 * PARTS;

/// How often something took how long.
#[derive(Debug)]
pub struct Latency {
    buckets: [AtomicU64; BUCKETS],
    max: AtomicU64,
}

impl Default for Latency {
    fn default() -> Self {
        Self { buckets: std::array::from_fn(|_| AtomicU64::new(0)), max: AtomicU64::new(0) }
    }
}

/// The bucket of a time: below 8 ns one for each, then 8 for each power of two.
fn bucket(nanos: u64) -> usize {
    let power = nanos.max(1).ilog2();
    let Some(shift) = power.checked_sub(PARTS.ilog2()) else { return nanos as usize };
    let part = (nanos >> shift) as usize % PARTS;
    ((shift as usize + 1) * PARTS + part).min(BUCKETS - 1)
}

/// The longest time of a bucket, in nanoseconds.
fn longest(bucket: usize) -> u64 {
    match (bucket / PARTS).checked_sub(1) {
        None => bucket as u64,
        Some(shift) => (((PARTS + bucket % PARTS + 1) as u64) << shift) - 1,
    }
}

impl Latency {
    pub(crate) fn add(&self, time: Duration) {
        let nanos = u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        if let Some(bucket) = self.buckets.get(bucket(nanos)) {
            one_more(bucket);
        }
        self.max.fetch_max(nanos, Ordering::Relaxed);
    }

    /// How many there were.
    pub fn count(&self) -> u64 {
        self.buckets.iter().map(|bucket| bucket.load(Ordering::Relaxed)).sum()
    }

    /// The longest of all.
    pub fn max(&self) -> Duration {
        Duration::from_nanos(self.max.load(Ordering::Relaxed))
    }

    /// What `share` of all (such as 0.999) did not exceed: exact below 16 ns, else up to an eighth too high. `None`
    /// when there were none.
    pub fn quantile(&self, share: f64) -> Option<Duration> {
        let counts: Vec<u64> = self.buckets.iter().map(|bucket| bucket.load(Ordering::Relaxed)).collect();
        let total: u64 = counts.iter().sum();
        let rank = ((total as f64 * share.clamp(0.0, 1.0)).ceil() as u64).max(1);
        let mut seen = 0;
        for (bucket, count) in counts.iter().enumerate() {
            seen += count;
            if seen >= rank {
                return Some(Duration::from_nanos(longest(bucket)).min(self.max()));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_time_is_in_a_bucket_that_reaches_to_it_and_not_much_further() {
        for power in 0..40 {
            for nanos in [(1_u64 << power) - 1, 1 << power, (1 << power) + 1, (3 << power) / 2] {
                let longest = longest(bucket(nanos));
                assert!(longest >= nanos && longest <= nanos + nanos / 8, "{nanos} in one up to {longest}");
            }
        }
        assert_eq!(bucket(u64::MAX), BUCKETS - 1);
    }

    #[test]
    fn quantiles_of_known_times() {
        let latency = Latency::default();
        assert_eq!(latency.quantile(0.5), None);
        for micros in 1..=1000 {
            latency.add(Duration::from_micros(micros));
        }
        assert_eq!((latency.count(), latency.max()), (1000, Duration::from_millis(1)));
        let of = |share| latency.quantile(share).expect("some").as_micros();
        assert!((500..=563).contains(&of(0.5)), "{}", of(0.5));
        assert!((990..=1000).contains(&of(0.999)), "{}", of(0.999));
        assert_eq!((of(1.0), of(0.0)), (1000, 1));
    }
}
