//! What the device answered and left, beside what was recorded.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use anyhow::Result;
use serde::Serialize;
use table::CudaError;
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
    /// Calls at which only one of the runs has said yet that a kernel had failed before, by call: when that is, is a matter of
    /// time. The other run says the same elsewhere.
    pub failed_elsewhere: BTreeMap<String, u64>,
    /// Frames that the replay did not come to.
    pub not_reached: u64,
    /// The codes of failed kernels that the runs have said, and the first call at which they part.
    #[serde(skip)]
    failed: [BTreeSet<u16>; 2],
    #[serde(skip)]
    first_failed: Option<Difference>,
    /// Times then, and now.
    #[serde(skip)]
    pub stats: [Stats; 2],
}

impl Comparison {
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
        found.judge_failed();
        let [then, now] = times;
        found.stats = [then.finish(recorded.known()), now.finish(replayed.known())];
        Ok(found)
    }

    fn pair(&mut self, then: (&Known, u32, &Frame), now: (&Known, u32, &Frame)) {
        let frame = then.2;
        let count = |counts: &mut BTreeMap<String, u64>| {
            *counts.entry(call_name(frame.op.get()).into_owned()).or_default() += 1;
        };
        for (failed, frame) in self.failed.iter_mut().zip([frame, now.2]) {
            failed.extend(Some(frame.status.get()).filter(|status| is_sticky(*status)));
        }
        if frame.has(flag::DEFERRED) || now.2.has(flag::DEFERRED) || !frame.has(flag::WORKER) {
            return count(&mut self.answered_later);
        }
        let differs = frame.status != now.2.status;
        let [ours, theirs] = [frame, now.2].map(|frame| is_sticky(frame.status.get()));
        if differs && ours != theirs {
            let difference = difference(then, code(frame), code(now.2));
            self.first_failed.get_or_insert(difference);
            return count(&mut self.failed_elsewhere);
        }
        self.results.add(differs);
        if differs {
            self.first.get_or_insert_with(|| difference(then, code(frame), code(now.2)));
        }
        let sums = [then, now].map(|(known, session, frame)| known.sums.data(session, frame));
        match sums {
            [Some(ours), Some(theirs)] => {
                self.data.add(ours != theirs);
                self.data_bytes += frame.payload.get();
                if ours != theirs {
                    let (recorded, replayed) =
                        (format!("data with hash {ours:016x}"), format!("{theirs:016x}"));
                    self.first.get_or_insert_with(|| difference(then, recorded, replayed));
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

    /// What failed in one run only is a difference.
    fn judge_failed(&mut self) {
        let [then, now] = &self.failed;
        if then == now {
            return;
        }
        let count: u64 = std::mem::take(&mut self.failed_elsewhere).values().sum();
        self.results.compared += count;
        self.results.differ += count;
        let is_sooner =
            |found: &Difference| self.first.as_ref().is_none_or(|first| found.frame < first.frame);
        if let Some(found) = self.first_failed.take_if(|found| is_sooner(found)) {
            self.first = Some(found);
        }
    }
}

fn difference(
    (known, session, frame): (&Known, u32, &Frame),
    recorded: String,
    replayed: String,
) -> Difference {
    Difference {
        frame: frame.seq.get(),
        call: call_name(frame.op.get()).into_owned(),
        kernel: known.kernel(session, frame).map(|name| name.into_owned()),
        stream: frame.stream.get(),
        bytes: frame.payload.get(),
        recorded,
        replayed,
    }
}

/// Whether a code says that a kernel has failed and the context with it.
fn is_sticky(status: u16) -> bool {
    CudaError::new(u32::from(status)).is_some_and(CudaError::is_sticky)
}

fn code(frame: &Frame) -> String {
    match frame.status.get() {
        0 => "success".to_owned(),
        status => code_name(status),
    }
}
