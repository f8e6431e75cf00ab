//! Traces as JSON of the trace event format, which Perfetto's user interface and `chrome://tracing` open.
//!
//! | track | shows |
//! |---|---|
//! | a process per guest, a thread for each of its threads | calls: from the frame's being sent to its reply's being seen |
//! | a process per link, the thread `worker` | frames: from being taken to the end of the driver's call |
//! | a counter of the link | frames that were sent and not yet taken |
//! | a process per device, a thread for each stream | what the driver was told to do in the stream; the GPU's own time where measured |

use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write as _;
use std::io::{self, Write};

use rustc_hash::FxHashMap;

use crate::format::{Frame, flag};
use crate::scan::{Known, call_name};

/// How many bytes are written at a time.
const PIECE: usize = 1 << 20;

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
    text: String,
    /// The moment that is 0 in the picture.
    start: u64,
    is_first: bool,
    /// Tracks that have their names.
    named: BTreeSet<(u32, u32, u64)>,
    /// Names as JSON text: of calls, and of kernels by session.
    calls: FxHashMap<u16, String>,
    kernels: FxHashMap<(u32, u32), String>,
    waiting: FxHashMap<u32, Waiting>,
}

/// Frames on their way, for the counter.
#[derive(Debug, Default)]
struct Waiting {
    /// When the frames before the newest were taken, as far as their counts are not known yet.
    taken: VecDeque<u64>,
    /// What the counter showed last.
    shown: usize,
}

impl<W: Write> Exporter<W> {
    /// Begins a file; `start` is the moment that is 0 in it.
    pub fn new(out: W, start: u64) -> Self {
        Self {
            out,
            text: String::from("{\"displayTimeUnit\":\"ns\",\"traceEvents\":["),
            start,
            is_first: true,
            named: BTreeSet::new(),
            calls: FxHashMap::default(),
            kernels: FxHashMap::default(),
            waiting: FxHashMap::default(),
        }
    }

    /// Writes a frame's events.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn add(&mut self, known: &Known, session: u32, frame: &Frame) -> io::Result<()> {
        if frame.has(flag::GUEST) {
            let thread = u64::from(frame.thread.get());
            self.name(known, session, Process::Guest, thread);
            let waited = frame.waited().unwrap_or_default();
            self.slice(session, Process::Guest, thread, known, frame, (frame.sent.get(), waited));
        }
        if frame.has(flag::WORKER) {
            let (taken, worked) = (frame.taken.get(), frame.worked().unwrap_or_default());
            self.name(known, session, Process::Link, 1);
            self.slice(session, Process::Link, 1, known, frame, (taken, worked));
            if frame.has(flag::GUEST) {
                self.count_waiting(session, frame);
            }
            if frame.stream.get() != 0 || frame.kernel.get() != 0 {
                let stream = frame.stream.get();
                self.name(known, session, Process::Device, stream);
                let busy = if frame.gpu.get() == 0 { worked } else { frame.gpu.get() };
                self.slice(session, Process::Device, stream, known, frame, (taken, busy));
            }
        }
        if self.text.len() >= PIECE { self.flush() } else { Ok(()) }
    }

    /// Ends the file and gives it back.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.text.push_str("\n]}\n");
        self.flush()?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(self.text.as_bytes())?;
        self.text.clear();
        Ok(())
    }

    fn begin(&mut self) {
        self.text.push_str(if self.is_first { "\n" } else { ",\n" });
        self.is_first = false;
    }

    /// A slice of a track: when it began, and how long it was.
    fn slice(
        &mut self,
        session: u32,
        process: Process,
        track: u64,
        known: &Known,
        frame: &Frame,
        (from, len): (u64, u64),
    ) {
        self.begin();
        self.text.push_str("{\"ph\":\"X\",\"name\":");
        self.push_name(known, session, frame);
        push_place(&mut self.text, session, process, track);
        self.text.push_str(",\"ts\":");
        push_us(&mut self.text, from.saturating_sub(self.start));
        self.text.push_str(",\"dur\":");
        push_us(&mut self.text, len);
        if process == Process::Link {
            self.text.push_str(",\"args\":{\"frame\":");
            push_number(&mut self.text, frame.seq.get());
            for (name, value) in [("status", u64::from(frame.status.get())), ("bytes", frame.payload.get())] {
                if value != 0 {
                    let _ = write!(self.text, ",\"{name}\":{value}");
                }
            }
            self.text.push('}');
        }
        self.text.push('}');
    }

    /// What a slice is called: the kernel of a launch, else the call.
    fn push_name(&mut self, known: &Known, session: u32, frame: &Frame) {
        let quoted = |name: &str| serde_json::Value::from(name).to_string();
        let name = if frame.kernel.get() == 0 {
            let op = frame.op.get();
            self.calls.entry(op).or_insert_with(|| quoted(&call_name(op)))
        } else {
            let name = || quoted(&known.kernel(session, frame).unwrap_or_default());
            self.kernels.entry((session, frame.kernel.get())).or_insert_with(name)
        };
        self.text.push_str(name);
    }

    /// Names a track, and its process, when it is first used.
    fn name(&mut self, known: &Known, session: u32, process: Process, track: u64) {
        if !self.named.insert((session, process as u32, track)) {
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
            let _ = write!(self.text, "{{\"ph\":\"M\",\"name\":\"{what}\",\"args\":{{\"name\":");
            self.text.push_str(&serde_json::Value::from(name).to_string());
            self.text.push('}');
            push_place(&mut self.text, session, process, track);
            self.text.push('}');
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
            if count != waiting.shown {
                waiting.shown = count;
                points.push((taken, count));
            }
        }
        waiting.taken.push_back(frame.taken.get());
        for (taken, count) in points {
            self.begin();
            self.text.push_str("{\"ph\":\"C\",\"name\":\"frames on their way\"");
            push_place(&mut self.text, session, Process::Link, 0);
            self.text.push_str(",\"ts\":");
            push_us(&mut self.text, taken.saturating_sub(self.start));
            let _ = write!(self.text, ",\"args\":{{\"frames\":{count}}}}}");
        }
    }
}

fn push_place(text: &mut String, session: u32, process: Process, track: u64) {
    text.push_str(",\"pid\":");
    push_number(text, u64::from(session) * 10 + process as u64);
    text.push_str(",\"tid\":");
    push_number(text, track);
}

/// Appends a number. Millions of them are written, and the formatter of the standard library takes its time.
fn push_number(text: &mut String, mut value: u64) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        if let Some(digit) = digits.get_mut(at) {
            *digit = b'0' + (value % 10) as u8;
        }
        value /= 10;
        if value == 0 {
            break;
        }
    }
    text.extend(digits.iter().skip(at).map(|digit| char::from(*digit)));
}

/// Appends nanoseconds as the format's microseconds.
fn push_us(text: &mut String, nanoseconds: u64) {
    push_number(text, nanoseconds / 1000);
    let rest = nanoseconds % 1000;
    if rest != 0 {
        text.push('.');
        for digit in [rest / 100, rest / 10 % 10, rest % 10] {
            text.push(char::from(b'0' + digit as u8));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_formatter_would() {
        for value in [0, 7, 10, 99, 100, 1234, u64::MAX] {
            let mut text = String::new();
            push_number(&mut text, value);
            assert_eq!(text, value.to_string());
        }
        let mut text = String::new();
        for time in [0, 1, 1000, 1234, 1_002_003] {
            push_us(&mut text, time);
            text.push(' ');
        }
        assert_eq!(text, "0 0.001 1 1.234 1002.003 ");
    }

    #[test]
    fn what_is_written_is_json_and_every_track_has_a_name() {
        let op = table::ROWS.iter().find(|row| row.name == "cuLaunchKernel").expect("row").op;
        let mut exporter = Exporter::new(Vec::new(), 1000);
        for seq in 0..4_u64 {
            let at = 1000 + seq * 100;
            let frame = Frame {
                seq: seq.into(),
                op: op.into(),
                flags: (flag::GUEST | flag::WORKER).into(),
                sent: at.into(),
                taken: (at + 250).into(),
                done: (at + 300).into(),
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
        assert_eq!((link["ts"].as_f64(), link["dur"].as_f64()), (Some(0.25), Some(0.05)));
        assert_eq!(link["name"], "kernel 1");
    }
}
