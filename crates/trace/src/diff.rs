//! Where two traces part.
//!
//! Threads take turns differently in every run, so each guest thread's calls are compared with those of the same thread of
//! the other trace. Calls that a program makes as often as the device is slow ([`UNSTEADY`]) are left out unless asked for.

use std::collections::{BTreeMap, VecDeque};
use std::io::Read;

use serde::Serialize;

use crate::error::Error;
use crate::format::Frame;
use crate::scan::{Known, Trace, call_name};

/// How many times they are made depends on how fast the device is.
pub const UNSTEADY: [&str; 5] =
    ["cuStreamQuery", "cuEventQuery", "vgpuWaitStream", "vgpuWaitContext", "vgpuWaitEvent"];

/// How far one trace's thread may be ahead of the other's in memory, frames.
const AHEAD: usize = 1 << 20;

/// A call as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its frame's number.
    pub frame: u64,
    /// The function.
    pub call: String,
    /// The kernel that it launched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kernel: Option<String>,
    /// The driver's code.
    pub status: u16,
    /// Bytes that it moved.
    pub payload: u64,
    /// Their hash, if it was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

/// Where the sequences of a thread's calls part. `None`: that trace's thread has no more calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The session's number in both traces.
    pub session: u32,
    /// The guest's thread.
    pub thread: u16,
    /// How many of the thread's calls before are alike.
    pub alike: u64,
    /// What comes then in the first trace.
    pub first: Option<Step>,
    /// And in the second.
    pub second: Option<Step>,
}

/// How often each trace has something.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// The first.
    pub first: u64,
    /// The second.
    pub second: u64,
}

/// What was found.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Diff {
    /// Frames that were compared.
    pub frames: Pair,
    /// By thread, where its calls part first.
    pub differences: Vec<Difference>,
    /// By thread, where its calls are the same and their data is not. Only where both traces have hashes.
    pub other_data: Vec<OtherData>,
    /// Calls of which there are more in one, by name.
    pub calls: BTreeMap<String, Pair>,
    /// Kernels that one launches more often, by name.
    pub kernels: BTreeMap<String, Pair>,
}

impl Diff {
    /// Do the traces say the same?
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty()
            && self.other_data.is_empty()
            && self.calls.is_empty()
            && self.kernels.is_empty()
    }
}

/// Calls that are the same and move other data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherData {
    /// The session.
    pub session: u32,
    /// The guest's thread.
    pub thread: u16,
    /// How many such calls there are.
    pub calls: u64,
    /// The first of them, in the first trace.
    pub first: Step,
    /// The same call in the second.
    pub second: Step,
}

/// A frame, and the hash of what it moved.
type Seen = (Frame, Option<u64>);

/// What the two threads have not been compared in yet.
#[derive(Debug, Default)]
struct Lane {
    waiting: [VecDeque<Seen>; 2],
    alike: u64,
    other_data: Option<OtherData>,
    /// It has parted already, or one side is too far ahead.
    is_over: bool,
}

/// Compares two traces, with memory for as many frames as one thread of one is ahead of the other's.
///
/// # Errors
/// If one cannot be read.
pub fn compare<A: Read, B: Read>(
    first: &mut Trace<A>,
    second: &mut Trace<B>,
    with_unsteady: bool,
) -> Result<Diff, Error> {
    let is_steady = |op: u16| with_unsteady || table::row(op).is_none_or(|row| !UNSTEADY.contains(&row.name));
    let mut diff = Diff::default();
    let mut lanes: BTreeMap<(u32, u16), Lane> = BTreeMap::new();
    let (mut calls, mut kernels) = (BTreeMap::<u16, Pair>::new(), BTreeMap::new());
    let mut more = [true; 2];
    while more != [false; 2] {
        for side in 0..2 {
            if !more[side] {
                continue;
            }
            let next = if side == 0 { first.next_frame()? } else { second.next_frame()? };
            let Some((session, frame)) = next else {
                more[side] = false;
                continue;
            };
            if !is_steady(frame.op.get()) {
                continue;
            }
            count(&mut diff.frames, side);
            count(calls.entry(frame.op.get()).or_default(), side);
            let names = [first.known(), second.known()];
            if let Some(kernel) = names[side].kernel(session, &frame) {
                match kernels.get_mut(kernel.as_ref()) {
                    Some(pair) => count(pair, side),
                    None => count(kernels.entry(kernel.into_owned()).or_default(), side),
                }
            }
            let lane = lanes.entry((session, frame.thread.get())).or_default();
            let seen = (frame, names[side].sums.data(session, &frame));
            diff.differences.extend(lane.take(side, seen, session, names));
        }
    }
    let names = [first.known(), second.known()];
    for ((session, thread), lane) in &mut lanes {
        diff.other_data.extend(lane.other_data.take());
        let [ours, theirs] = &lane.waiting;
        let is_even = ours.is_empty() && theirs.is_empty();
        if !lane.is_over && !is_even {
            let step =
                |side: usize| lane.waiting[side].front().map(|frame| step(names[side], *session, frame));
            let (session, thread, alike) = (*session, *thread, lane.alike);
            diff.differences.push(Difference { session, thread, alike, first: step(0), second: step(1) });
        }
    }
    diff.differences.sort_by_key(|it| (it.session, it.thread));
    let differs = |pair: &Pair| pair.first != pair.second;
    let calls = calls.into_iter().filter(|(_, pair)| differs(pair));
    diff.calls = calls.map(|(op, pair)| (call_name(op).into_owned(), pair)).collect();
    diff.kernels = kernels.into_iter().filter(|(_, pair)| differs(pair)).collect();
    Ok(diff)
}

fn count(pair: &mut Pair, side: usize) {
    let count = if side == 0 { &mut pair.first } else { &mut pair.second };
    *count += 1;
}

impl Lane {
    /// Takes a frame of one side, and compares what both sides have.
    fn take(&mut self, side: usize, seen: Seen, session: u32, names: [&Known; 2]) -> Option<Difference> {
        if self.is_over {
            return None;
        }
        let thread = seen.0.thread.get();
        self.waiting[side].push_back(seen);
        if self.waiting[side].len() > AHEAD {
            self.is_over = true;
        }
        let [ours, theirs] = &mut self.waiting;
        let (Some(first), Some(second)) = (ours.front(), theirs.front()) else {
            return self.is_over.then(|| self.part(session, thread, names));
        };
        let ((a, _), (b, _)) = (first, second);
        let is_alike = (a.op, a.status, a.payload) == (b.op, b.status, b.payload)
            && names[0].kernel(session, a) == names[1].kernel(session, b);
        if is_alike {
            if let (Some(ours), Some(theirs)) = (first.1, second.1)
                && ours != theirs
            {
                let other = self.other_data.get_or_insert_with(|| OtherData {
                    session,
                    thread,
                    calls: 0,
                    first: step(names[0], session, first),
                    second: step(names[1], session, second),
                });
                other.calls += 1;
            }
            self.alike += 1;
            ours.pop_front();
            theirs.pop_front();
            return None;
        }
        self.is_over = true;
        Some(self.part(session, thread, names))
    }

    /// The place where the sides part.
    fn part(&mut self, session: u32, thread: u16, names: [&Known; 2]) -> Difference {
        let step = |side: usize| self.waiting[side].front().map(|frame| step(names[side], session, frame));
        let difference = Difference { session, thread, alike: self.alike, first: step(0), second: step(1) };
        self.waiting = Default::default();
        difference
    }
}

fn step(known: &Known, session: u32, (frame, hash): &Seen) -> Step {
    Step {
        frame: frame.seq.get(),
        call: call_name(frame.op.get()).into_owned(),
        kernel: known.kernel(session, frame).map(|name| name.into_owned()),
        status: frame.status.get(),
        payload: frame.payload.get(),
        hash: hash.map(|hash| format!("{hash:016x}")),
    }
}
