//! Traces as JSON of the trace event format, which Perfetto's user interface and `chrome://tracing` open.
//!
//! | track | shows |
//! |---|---|
//! | a process per guest, a thread for each of its threads | calls: from the frame's being sent to its reply's being seen |
//! | a process per link, the thread `worker` | frames: from being taken to the end of the driver's call |
//! | a counter of the link | frames that were sent and not yet taken |
//! | a process per device, a thread for each stream | what the driver was told to do in the stream; the GPU's own time where measured |

use std::collections::VecDeque;
use std::io::{self, Write};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::format::{Frame, flag};
use crate::scan::{Known, call_name};

/// How many bytes are written at a time.
const PIECE: usize = 1 << 20;
/// The most beginnings of slices that are kept.
const BEGINNINGS: usize = 1 << 16;
/// How far apart two points of a counter are at least, nanoseconds: nobody sees more.
const POINTS: u64 = 10_000;

/// Which of a session's processes a track belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Process {
    Guest = 1,
    Link = 2,
    Device = 3,
}

/// Writes the events of frames that are given to it in their order.
#[derive(Debug)]
pub struct Exporter<W> {
    out: W,
    text: Vec<u8>,
    /// The moment that is 0 in the picture.
    start: u64,
    is_first: bool,
    /// Tracks that have their names.
    named: FxHashSet<(u32, Process, u64)>,
    /// How slices begin, up to their times: by track, opcode and kernel. There are millions of slices and few beginnings.
    beginnings: FxHashMap<(u32, Process, u64, u16, u32), Vec<u8>>,
    waiting: FxHashMap<u32, Waiting>,
}

/// Frames on their way, for the counter.
#[derive(Debug, Default)]
struct Waiting {
    /// When the frames before the newest were taken, as far as their counts are not known yet.
    taken: VecDeque<u64>,
    /// What the counter showed last, and of which moment.
    shown: (u64, usize),
}

impl<W: Write> Exporter<W> {
    /// Begins a file; `start` is the moment that is 0 in it.
    pub fn new(out: W, start: u64) -> Self {
        Self {
            out,
            text: b"{\"displayTimeUnit\":\"ns\",\"traceEvents\":[".to_vec(),
            start,
            is_first: true,
            named: FxHashSet::default(),
            beginnings: FxHashMap::default(),
            waiting: FxHashMap::default(),
        }
    }

    /// Writes a frame's events.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn add(&mut self, known: &Known, session: u32, frame: &Frame) -> io::Result<()> {
        if frame.has(flag::GUEST) {
            let (thread, waited) = (u64::from(frame.thread.get()), frame.waited().unwrap_or_default());
            self.slice((session, Process::Guest, thread), known, frame, (frame.sent.get(), waited));
        }
        if frame.has(flag::WORKER) {
            let (taken, worked) = (frame.taken.get(), frame.worked().unwrap_or_default());
            self.slice((session, Process::Link, 1), known, frame, (taken, worked));
            if frame.has(flag::GUEST) {
                self.count_waiting(session, frame);
            }
            if frame.stream.get() != 0 || frame.kernel.get() != 0 {
                let busy = if frame.gpu.get() == 0 { worked } else { frame.gpu.get() };
                self.slice((session, Process::Device, frame.stream.get()), known, frame, (taken, busy));
            }
        }
        if self.text.len() >= PIECE { self.flush() } else { Ok(()) }
    }

    /// Ends the file and gives it back.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.text.extend_from_slice(b"\n]}\n");
        self.flush()?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&self.text)?;
        self.text.clear();
        Ok(())
    }

    fn begin(&mut self) {
        self.text.extend_from_slice(if self.is_first { b"\n" } else { b",\n" });
        self.is_first = false;
    }

    /// A slice of a track: when it began, and how long it was. The device's are called by the kernel that was launched.
    fn slice(
        &mut self,
        (session, process, track): (u32, Process, u64),
        known: &Known,
        frame: &Frame,
        (from, len): (u64, u64),
    ) {
        let kernel = if process == Process::Device { frame.kernel.get() } else { 0 };
        let key = (session, process, track, frame.op.get(), kernel);
        if !self.beginnings.contains_key(&key) {
            self.name(known, session, process, track);
            let name =
                if kernel == 0 { Some(call_name(frame.op.get())) } else { known.kernel(session, frame) };
            let name = serde_json::Value::from(name.unwrap_or_default().as_ref());
            let mut beginning = format!("{{\"ph\":\"X\",\"name\":{name}").into_bytes();
            push_place(&mut beginning, session, process, track);
            beginning.extend_from_slice(b",\"ts\":");
            // A strange trace may have a stream for every frame.
            if self.beginnings.len() >= BEGINNINGS {
                self.beginnings.clear();
            }
            self.beginnings.insert(key, beginning);
        }
        self.begin();
        self.text.extend_from_slice(self.beginnings.get(&key).map_or(b"", Vec::as_slice));
        push_us(&mut self.text, from.saturating_sub(self.start));
        self.text.extend_from_slice(b",\"dur\":");
        push_us(&mut self.text, len);
        if process == Process::Link {
            self.text.extend_from_slice(b",\"args\":{\"frame\":");
            push_number(&mut self.text, frame.seq.get());
            for (name, value) in [("status", u64::from(frame.status.get())), ("bytes", frame.payload.get())] {
                if value != 0 {
                    self.text.extend_from_slice(format!(",\"{name}\":{value}").as_bytes());
                }
            }
            self.text.push(b'}');
        }
        self.text.push(b'}');
    }

    /// Names a track, and its process, when it is first used.
    fn name(&mut self, known: &Known, session: u32, process: Process, track: u64) {
        if !self.named.insert((session, process, track)) {
            return;
        }
        let whose = known.sessions.get(&session).cloned().unwrap_or_default();
        let (process_name, track_name) = match process {
            Process::Guest => {
                let thread = u16::try_from(track).unwrap_or_default();
                let name = whose.program.rsplit('/').next().unwrap_or_default().to_owned();
                (format!("guest {name} ({})", whose.guest_pid), known.thread(session, thread).into_owned())
            }
            Process::Link => (format!("link of session {session}"), "worker".to_owned()),
            Process::Device => {
                let stream = match track {
                    0 => "the default stream".to_owned(),
                    1 => "the legacy default stream".to_owned(),
                    2 => "a thread's default stream".to_owned(),
                    handle => format!("stream {:#x}", handle),
                };
                (format!("device {}", whose.device), stream)
            }
        };
        for (what, name) in [("process_name", process_name), ("thread_name", track_name)] {
            self.begin();
            let name = serde_json::Value::from(name);
            let event = format!("{{\"ph\":\"M\",\"name\":\"{what}\",\"args\":{{\"name\":{name}}}");
            self.text.extend_from_slice(event.as_bytes());
            push_place(&mut self.text, session, process, track);
            self.text.push(b'}');
        }
    }

    /// How many frames were on their way when one was taken is known as soon as one comes that was sent later.
    fn count_waiting(&mut self, session: u32, frame: &Frame) {
        let mut points = Vec::new();
        let waiting = self.waiting.entry(session).or_default();
        while let Some(&taken) = waiting.taken.front()
            && taken <= frame.sent.get()
        {
            waiting.taken.pop_front();
            let count = waiting.taken.len();
            let (since, shown) = waiting.shown;
            if count != shown && taken.saturating_sub(since) >= POINTS {
                waiting.shown = (taken, count);
                points.push((taken, count));
            }
        }
        waiting.taken.push_back(frame.taken.get());
        for (taken, count) in points {
            self.begin();
            self.text.extend_from_slice(b"{\"ph\":\"C\",\"name\":\"frames on their way\"");
            push_place(&mut self.text, session, Process::Link, 0);
            self.text.extend_from_slice(b",\"ts\":");
            push_us(&mut self.text, taken.saturating_sub(self.start));
            self.text.extend_from_slice(format!(",\"args\":{{\"frames\":{count}}}}}").as_bytes());
        }
    }
}

fn push_place(text: &mut Vec<u8>, session: u32, process: Process, track: u64) {
    text.extend_from_slice(b",\"pid\":");
    push_number(text, u64::from(session) * 10 + process as u64);
    text.extend_from_slice(b",\"tid\":");
    push_number(text, track);
}

/// Appends a number. Millions of them are written, and the formatter of the standard library takes its time.
fn push_number(text: &mut Vec<u8>, value: u64) {
    text.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Appends nanoseconds as the format's microseconds.
fn push_us(text: &mut Vec<u8>, nanoseconds: u64) {
    push_number(text, nanoseconds / 1000);
    let rest = nanoseconds % 1000;
    if rest != 0 {
        let digit = |value: u64| b'0' + value as u8;
        text.extend_from_slice(&[b'.', digit(rest / 100), digit(rest / 10 % 10), digit(rest % 10)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_microseconds_with_as_many_digits_as_they_need() {
        let mut text = Vec::new();
        for time in [0, 1, 1000, 1234, 1_002_003] {
            push_us(&mut text, time);
            text.push(b' ');
        }
        assert_eq!(text, b"0 0.001 1 1.234 1002.003 ");
    }

    #[test]
    fn what_is_written_is_json_and_every_track_has_a_name() {
        let op = table::ROWS.iter().find(|row| row.name == "cuLaunchKernel").expect("row").op;
        let mut exporter = Exporter::new(Vec::new(), 1000);
        for seq in 0..4_u64 {
            let at = 1000 + seq * 20_000;
            let frame = Frame {
                seq: seq.into(),
                op: op.into(),
                flags: (flag::GUEST | flag::WORKER).into(),
                sent: at.into(),
                taken: (at + 30_250).into(),
                done: (at + 30_300).into(),
                kernel: 1.into(),
                stream: (7 << 40).into(),
                ..Frame::default()
            };
            exporter.add(&Known::default(), 1, &frame).expect("write");
        }
        let text = exporter.finish().expect("finish");
        let json: serde_json::Value = serde_json::from_slice(&text).expect("JSON");
        let events = json["traceEvents"].as_array().expect("events");
        let of = |kind: &str| events.iter().filter(|event| event["ph"] == kind).count();
        assert_eq!((of("X"), of("M")), (12, 6));
        assert!(of("C") > 0, "frames were on their way");
        let link = events.iter().find(|event| event["ph"] == "X" && event["pid"] == 12).expect("link");
        assert_eq!((link["ts"].as_f64(), link["dur"].as_f64()), (Some(30.25), Some(0.05)));
        assert_eq!(link["name"], "cuLaunchKernel");
        let device = events.iter().find(|event| event["ph"] == "X" && event["pid"] == 13).expect("device");
        assert_eq!(device["name"], "kernel 1");
    }
}
