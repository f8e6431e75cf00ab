//! Which frames somebody wants to see.

use std::ops::RangeInclusive;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::format::Frame;
use crate::scan::Known;

/// Conditions that a frame must all meet. An empty list is no condition; of a longer one, one entry is enough.
#[derive(Debug, Default, Clone)]
pub struct Filter {
    /// Names of calls; `*` stands for anything.
    pub calls: Vec<String>,
    /// Names of kernels; `*` stands for anything.
    pub kernels: Vec<String>,
    /// Handles of streams.
    pub streams: Vec<u64>,
    /// Numbers of guest threads.
    pub threads: Vec<u16>,
    /// Numbers of sessions.
    pub sessions: Vec<u32>,
    /// Numbers of frames.
    pub frames: Option<RangeInclusive<u64>>,
    /// When it began, nanoseconds since the recording did.
    pub times: Option<RangeInclusive<u64>>,
    /// Calls that failed only.
    pub failed: bool,
}

/// A filter at work: it remembers which names fit.
#[derive(Debug)]
pub struct Sieve {
    filter: Filter,
    /// When the recording began, by its clock.
    start: u64,
    ops: Option<FxHashSet<u16>>,
    kernels: FxHashMap<(u32, u32), bool>,
}

impl Sieve {
    /// For a recording that began at `start` of its clock.
    pub fn new(filter: Filter, start: u64) -> Self {
        let fits = |name: &str| filter.calls.iter().any(|pattern| is_like(pattern, name));
        let ops = table::ROWS.iter().filter(|row| fits(row.name)).map(|row| row.op).collect();
        let ops = (!filter.calls.is_empty()).then_some(ops);
        Self { filter, start, ops, kernels: FxHashMap::default() }
    }

    /// Names of calls in the filter that no call has.
    pub fn unknown_calls(&self) -> Vec<&str> {
        let is_known = |pattern: &str| table::ROWS.iter().any(|row| is_like(pattern, row.name));
        self.filter.calls.iter().map(String::as_str).filter(|pattern| !is_known(pattern)).collect()
    }

    /// Is the frame wanted?
    pub fn takes(&mut self, known: &Known, session: u32, frame: &Frame) -> bool {
        let filter = &self.filter;
        let is_in = |range: &Option<RangeInclusive<u64>>, value: u64| {
            range.as_ref().is_none_or(|range| range.contains(&value))
        };
        if !is_in(&filter.frames, frame.seq.get())
            || !(filter.sessions.is_empty() || filter.sessions.contains(&session))
            || !(filter.threads.is_empty() || filter.threads.contains(&frame.thread.get()))
            || !(filter.streams.is_empty() || filter.streams.contains(&frame.stream.get()))
            || filter.failed && frame.status.get() == 0
            || self.ops.as_ref().is_some_and(|ops| !ops.contains(&frame.op.get()))
            || !is_in(&filter.times, frame.begun().saturating_sub(self.start))
        {
            return false;
        }
        if filter.kernels.is_empty() {
            return true;
        }
        let id = frame.kernel.get();
        id != 0
            && *self.kernels.entry((session, id)).or_insert_with(|| {
                let name = known.kernel(session, frame).unwrap_or_default();
                filter.kernels.iter().any(|pattern| is_like(pattern, &name))
            })
    }
}

/// Is `text` what `pattern` says, in which `*` stands for anything?
fn is_like(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_stand_for_anything() {
        for (pattern, text, fits) in [
            ("cuInit", "cuInit", true),
            ("cuInit", "cuInit2", false),
            ("cuMem*", "cuMemAlloc_v2", true),
            ("*Alloc*", "cuMemAlloc_v2", true),
            ("cu*Alloc*v2", "cuMemAlloc_v2", true),
            ("cu*Alloc*v3", "cuMemAlloc_v2", false),
            ("*", "", true),
            ("", "", true),
            ("", "x", false),
            ("a*a", "a", false),
            ("a**a", "aa", true),
        ] {
            assert_eq!(is_like(pattern, text), fits, "{pattern} {text}");
        }
    }

    #[test]
    fn every_condition_counts() {
        let known = Known::default();
        let op = table::ROWS.iter().find(|row| row.name == "cuLaunchKernel").expect("row").op;
        let frame = Frame { seq: 5.into(), op: op.into(), sent: 1100.into(), ..Frame::default() };
        let frame = Frame { flags: crate::format::flag::GUEST.into(), ..frame };
        let takes = |filter: Filter| Sieve::new(filter, 1000).takes(&known, 1, &frame);
        assert!(takes(Filter::default()));
        assert!(takes(Filter {
            calls: vec!["cuLaunch*".into()],
            times: Some(50..=100),
            ..Filter::default()
        }));
        assert!(!takes(Filter { calls: vec!["cuInit".into()], ..Filter::default() }));
        assert!(!takes(Filter { times: Some(101..=u64::MAX), ..Filter::default() }));
        assert!(!takes(Filter { frames: Some(6..=9), ..Filter::default() }));
        assert!(!takes(Filter { kernels: vec!["*".into()], ..Filter::default() }), "it launches none");
        assert!(!takes(Filter { sessions: vec![2], ..Filter::default() }));
        assert!(!takes(Filter { failed: true, ..Filter::default() }));
        let sieve = Sieve::new(Filter { calls: vec!["cuNoSuch".into()], ..Filter::default() }, 0);
        assert_eq!(sieve.unknown_calls(), ["cuNoSuch"]);
    }
}
