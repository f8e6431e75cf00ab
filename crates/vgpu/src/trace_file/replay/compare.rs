//! What the device answered and left, beside what was recorded.

use std::collections::BTreeMap;
use std::io::Read;

use anyhow::Result;
use serde::Serialize;
use trace::format::flag;
use trace::stats::{Collector, Stats};
use trace::{Frame, Known, Trace, call_name};

use super::player::NOT_SENT;
use crate::trace_file::code_name;

/// A call that came out otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The recorded frame's number.
    pub frame: u64,
    /// The function.
    pub call: String,
    /// The kernel that it launched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kernel: Option<String>,
    /// Its stream.
    pub stream: u64,
    /// Bytes that it moved.
    pub bytes: u64,
    /// What came out then: a code, or the data's hash.
    pub recorded: String,
    /// What came out now.
    pub replayed: String,
}

/// How many were compared, and how many of them differ.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Compared.
    pub compared: u64,
    /// Of them, those that differ.
    pub differ: u64,
}

impl Count {
    fn add(&mut self, differs: bool) {
        self.compared += 1;
        self.differ += u64::from(differs);
    }
}

/// What was found.
#[derive(Debug, Default, Serialize)]
pub struct Comparison {
    /// Frames of the trace.
    pub frames: u64,
    /// The driver's codes.
    pub results: Count,
    /// Data, hash by hash, both ways.
    pub data: Count,
    /// Bytes of it.
    pub data_bytes: u64,
    /// The first call that came out otherwise.
    pub first: Option<Difference>,
    /// Calls whose answers have other contents. Addresses, times and what devices say of themselves differ without fault.
    pub other_answers: BTreeMap<String, u64>,
    /// Frames whose result is not in the trace, by call: their ends came later.
    pub answered_later: BTreeMap<String, u64>,
    /// Frames whose data was hashed in one run only, by call.
    pub not_hashed: BTreeMap<String, u64>,
    /// Frames that the replay did not come to.
    pub not_reached: u64,
    /// Times then, and now.
    #[serde(skip)]
    pub stats: [Stats; 2],
}

impl Comparison {
    /// Did anything come out otherwise?
    pub fn is_different(&self) -> bool {
        self.results.differ > 0 || self.data.differ > 0 || self.not_reached > 0
    }

    /// Compares the frames of `session` of the first trace with those of the second, which has one session; `numbers` says
    /// which of these stands for which.
    pub fn of<A: Read, B: Read>(
        recorded: &mut Trace<A>,
        session: u32,
        replayed: &mut Trace<B>,
        numbers: &[u64],
    ) -> Result<Self> {
        let mut found = Self::default();
        let mut times = [Collector::default(), Collector::default()];
        let mut now: Option<(u32, Frame)> = None;
        while let Some((of, frame)) = recorded.next_frame()? {
            if of != session {
                continue;
            }
            found.frames += 1;
            times[0].add(of, &frame);
            let number = usize::try_from(frame.seq.get()).ok().and_then(|seq| numbers.get(seq));
            let Some(&number) = number else {
                found.not_reached += 1;
                continue;
            };
            if number == NOT_SENT {
                continue;
            }
            while now.is_none_or(|(_, now)| now.seq.get() < number)
                && let Some((of, frame)) = replayed.next_frame()?
            {
                times[1].add(of, &frame);
                now = Some((of, frame));
            }
            match now.filter(|(_, now)| now.seq.get() == number) {
                Some(now) => {
                    found.pair((recorded.known(), session, &frame), (replayed.known(), now.0, &now.1))
                }
                None => found.not_reached += 1,
            }
        }
        while let Some((of, frame)) = replayed.next_frame()? {
            times[1].add(of, &frame);
        }
        let [then, now] = times;
        found.stats = [then.finish(recorded.known()), now.finish(replayed.known())];
        Ok(found)
    }

    fn pair(&mut self, then: (&Known, u32, &Frame), now: (&Known, u32, &Frame)) {
        let frame = then.2;
        let count = |counts: &mut BTreeMap<String, u64>| {
            *counts.entry(call_name(frame.op.get()).into_owned()).or_default() += 1;
        };
        if frame.has(flag::DEFERRED) || !frame.has(flag::WORKER) {
            return count(&mut self.answered_later);
        }
        let differs = frame.status != now.2.status;
        self.results.add(differs);
        if differs {
            self.note(then, code(frame), code(now.2));
        }
        let sums = [then, now].map(|(known, session, frame)| known.sums.data(session, frame));
        match sums {
            [Some(ours), Some(theirs)] => {
                self.data.add(ours != theirs);
                self.data_bytes += frame.payload.get();
                if ours != theirs {
                    self.note(then, format!("data with hash {ours:016x}"), format!("{theirs:016x}"));
                }
            }
            [None, None] => {}
            _ => count(&mut self.not_hashed),
        }
        let answers = [then, now].map(|(known, session, frame)| known.sums.reply(session, frame));
        if answers[0] != answers[1] {
            count(&mut self.other_answers);
        }
    }

    fn note(&mut self, (known, session, frame): (&Known, u32, &Frame), recorded: String, replayed: String) {
        self.first.get_or_insert_with(|| Difference {
            frame: frame.seq.get(),
            call: call_name(frame.op.get()).into_owned(),
            kernel: known.kernel(session, frame).map(|name| name.into_owned()),
            stream: frame.stream.get(),
            bytes: frame.payload.get(),
            recorded,
            replayed,
        });
    }
}

fn code(frame: &Frame) -> String {
    match frame.status.get() {
        0 => "success".to_owned(),
        status => code_name(status),
    }
}
