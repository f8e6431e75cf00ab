//! Where the time and the bytes of a trace went.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::format::{Direction, End, Frame, flag};
use crate::scan::{Known, call_name};

/// How often, how long, how long at most: nanoseconds.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Times {
    /// How many.
    pub count: u64,
    /// All together.
    pub total_ns: u64,
    /// The longest.
    pub max_ns: u64,
}

impl Times {
    fn add(&mut self, nanoseconds: u64) {
        self.count += 1;
        self.total_ns = self.total_ns.saturating_add(nanoseconds);
        self.max_ns = self.max_ns.max(nanoseconds);
    }

    /// The usual one.
    pub fn mean_ns(&self) -> u64 {
        self.total_ns.checked_div(self.count).unwrap_or_default()
    }
}

/// Calls of one function that became frames.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Call {
    /// The function.
    pub name: String,
    /// Frames.
    pub frames: u64,
    /// Of them, those that failed.
    pub failed: u64,
    /// Their bytes in the ring.
    pub bytes: u64,
    /// From the frame's being taken to the end of the driver's call.
    pub worker: Times,
    /// From the frame's being sent to its reply's being seen; of calls that the program waited for.
    pub waited: Times,
}

/// Launches of one kernel.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Kernel {
    /// Its name.
    pub name: String,
    /// Frames that launched it.
    pub launches: u64,
    /// How long the worker and the driver were at it.
    pub worker: Times,
    /// How long the GPU was, in the launches that were measured.
    pub gpu: Times,
}

/// Payload of one direction.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Copies.
    pub copies: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Everything.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Frames that the trace has.
    pub frames: u64,
    /// From the first frame to the end of the last, nanoseconds.
    pub span_ns: u64,
    /// Frames of which only one hop knows.
    pub without_guest: u64,
    /// Likewise.
    pub without_worker: u64,
    /// Frames that are missing because recording them would have held up the program.
    pub dropped: u64,
    /// The same at the guest's end; their worker's half is there.
    pub guest_dropped: u64,
    /// Sessions whose recording was cut off.
    pub cut_sessions: u64,
    /// By the time that the worker was at them, longest first.
    pub calls: Vec<Call>,
    /// By the GPU's time where it was measured, else by the worker's.
    pub kernels: Vec<Kernel>,
    /// Payload by direction.
    pub moved: BTreeMap<Direction, Moved>,
    /// Bytes of all frames in the ring.
    pub ring_bytes: u64,
    /// From a frame's being sent to its being taken.
    pub queued: Times,
}

impl Stats {
    /// Calls that the program waited for, by how long it waited in all, longest first.
    pub fn waits(&self) -> Vec<&Call> {
        let mut waits: Vec<&Call> = self.calls.iter().filter(|call| call.waited.count > 0).collect();
        waits.sort_by_key(|call| std::cmp::Reverse(call.waited.total_ns));
        waits
    }
}

/// Collects them, frame by frame.
#[derive(Debug, Default)]
pub struct Collector {
    calls: FxHashMap<u16, Call>,
    kernels: FxHashMap<(u32, u32), Kernel>,
    stats: Stats,
    first: Option<u64>,
    last: u64,
}

impl Collector {
    /// Counts a frame.
    pub fn add(&mut self, session: u32, frame: &Frame) {
        let stats = &mut self.stats;
        stats.frames += 1;
        stats.ring_bytes += u64::from(frame.len.get());
        stats.without_guest += u64::from(!frame.has(flag::GUEST));
        stats.without_worker += u64::from(!frame.has(flag::WORKER));
        let begun = frame.begun();
        self.first = Some(self.first.map_or(begun, |first| first.min(begun)));
        self.last = self.last.max(frame.done.get()).max(frame.seen.get());
        if frame.direction() != Direction::None {
            let moved = stats.moved.entry(frame.direction()).or_default();
            moved.copies += 1;
            moved.bytes = moved.bytes.saturating_add(frame.payload.get());
        }
        if frame.has(flag::GUEST) && frame.has(flag::WORKER) {
            stats.queued.add(frame.taken.get().saturating_sub(frame.sent.get()));
        }
        let call = self.calls.entry(frame.op.get()).or_default();
        call.frames += 1;
        call.failed += u64::from(frame.status.get() != 0);
        call.bytes += u64::from(frame.len.get());
        if let Some(worked) = frame.worked() {
            call.worker.add(worked);
        }
        if let Some(waited) = frame.waited() {
            call.waited.add(waited);
        }
        if frame.kernel.get() != 0 {
            let kernel = self.kernels.entry((session, frame.kernel.get())).or_default();
            kernel.launches += 1;
            if let Some(worked) = frame.worked() {
                kernel.worker.add(worked);
            }
            if frame.gpu.get() != 0 {
                kernel.gpu.add(frame.gpu.get());
            }
        }
    }

    /// Everything together. Kernels of one name are one kernel, in whichever session.
    pub fn finish(self, known: &Known) -> Stats {
        let Self { calls, kernels, mut stats, first, last } = self;
        stats.span_ns = last.saturating_sub(first.unwrap_or(last));
        let named = |(op, call): (u16, Call)| Call { name: call_name(op).into_owned(), ..call };
        stats.calls = calls.into_iter().map(named).collect();
        stats.calls.sort_by(|a, b| {
            b.worker.total_ns.cmp(&a.worker.total_ns).then(b.frames.cmp(&a.frames)).then(a.name.cmp(&b.name))
        });
        let mut by_name: BTreeMap<String, Kernel> = BTreeMap::new();
        for ((session, id), kernel) in kernels {
            let frame = Frame { kernel: id.into(), ..Frame::default() };
            let name = known.kernel(session, &frame).unwrap_or_default().into_owned();
            let sum = by_name.entry(name.clone()).or_insert_with(|| Kernel { name, ..Kernel::default() });
            sum.launches += kernel.launches;
            for (sum, times) in [(&mut sum.worker, kernel.worker), (&mut sum.gpu, kernel.gpu)] {
                sum.count += times.count;
                sum.total_ns = sum.total_ns.saturating_add(times.total_ns);
                sum.max_ns = sum.max_ns.max(times.max_ns);
            }
        }
        stats.kernels = by_name.into_values().collect();
        // What was measured of some launches stands for all of them.
        let weight = |kernel: &Kernel| match kernel.gpu.count {
            0 => kernel.worker.total_ns,
            _ => kernel.gpu.mean_ns().saturating_mul(kernel.launches),
        };
        stats.kernels.sort_by_key(|kernel| std::cmp::Reverse(weight(kernel)));
        for end in known.ends.values() {
            let End { dropped, guest_dropped, is_cut, .. } = end;
            stats.dropped = stats.dropped.saturating_add(dropped.get());
            stats.guest_dropped = stats.guest_dropped.saturating_add(guest_dropped.get());
            stats.cut_sessions += u64::from(is_cut.get() != 0);
        }
        stats
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::flag::{DIRECTION_SHIFT, GUEST, WORKER};

    #[test]
    fn times_and_bytes_are_sums_over_frames() {
        let op = |name: &str| table::ROWS.iter().find(|row| row.name == name).expect("row").op.into();
        let mut collector = Collector::default();
        let both = GUEST | WORKER;
        let launch = Frame {
            op: op("cuLaunchKernel"),
            flags: both.into(),
            sent: 100.into(),
            taken: 130.into(),
            done: 150.into(),
            kernel: 3.into(),
            len: 64.into(),
            ..Frame::default()
        };
        let copy = Frame {
            op: op("vgpuCopy"),
            flags: (both | 2 << DIRECTION_SHIFT).into(),
            sent: 160.into(),
            taken: 165.into(),
            done: 175.into(),
            seen: 1160.into(),
            payload: 4096.into(),
            status: 1.into(),
            len: 80.into(),
            ..Frame::default()
        };
        for frame in [launch, Frame { gpu: 500.into(), ..launch }, copy] {
            collector.add(1, &frame);
        }
        let stats = collector.finish(&Known::default());
        assert_eq!((stats.frames, stats.ring_bytes, stats.span_ns), (3, 208, 1060));
        assert_eq!(stats.moved[&Direction::ToHost], Moved { copies: 1, bytes: 4096 });
        assert_eq!(stats.queued, Times { count: 3, total_ns: 65, max_ns: 30 });
        let [kernel] = &stats.kernels[..] else { panic!("{:?}", stats.kernels) };
        assert_eq!((kernel.launches, kernel.worker.total_ns, kernel.gpu.mean_ns()), (2, 40, 500));
        let waits = stats.waits();
        assert_eq!((waits.len(), waits[0].failed, waits[0].waited.total_ns), (1, 1, 1000));
    }
}
