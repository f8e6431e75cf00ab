//! `vgpu trace show`: frames, one a line.

use std::io::{BufWriter, ErrorKind, Write};

use anyhow::{Result, bail};
use serde::Serialize;
use trace::format::flag;
use trace::{Direction, Frame, Known, call_name};

use super::cli::ShowArgs;
use super::{code_name, duration};

/// A frame as JSON. Times are nanoseconds from the recording's beginning.
#[derive(Debug, Serialize)]
struct Line<'a> {
    session: u32,
    frame: u64,
    thread: u16,
    thread_name: &'a str,
    call: &'a str,
    kernel: Option<&'a str>,
    stream: u64,
    status: u16,
    error: Option<String>,
    direction: Direction,
    bytes: u64,
    /// The hash of those bytes, in hexadecimal; only of a trace with hashes.
    hash: Option<String>,
    frame_bytes: u32,
    awaits_reply: bool,
    answered_later: bool,
    sent_ns: Option<u64>,
    taken_ns: Option<u64>,
    done_ns: Option<u64>,
    seen_ns: Option<u64>,
    gpu_ns: Option<u64>,
}

/// Prints them.
pub fn execute(arguments: &ShowArgs) -> Result<u8> {
    let start = super::open(&arguments.file)?.head().clock_ns.get();
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    if !arguments.json {
        let heading = format!(
            "{:>13} {:>9}  {:<18} {:>9} {:>9}  {}\n",
            "seconds", "frame", "thread", "waited", "worker", "call"
        );
        write(&mut out, heading.as_bytes())?;
    }
    let scanned = super::scan(&arguments.file, arguments.filter.filter(), |known, session, frame| {
        let line = if arguments.json {
            json(known, session, frame, start)?
        } else {
            text(known, session, frame, start)
        };
        write(&mut out, line.as_bytes())
    })?;
    // Before an error, so that it stands below.
    match out.flush() {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => bail!("cannot print: {why}"),
        _ => {}
    }
    scanned.judge(&arguments.file)
}

/// `false` if the reader has seen enough.
fn write(out: &mut impl Write, text: &[u8]) -> Result<bool> {
    match out.write_all(text) {
        Ok(()) => Ok(true),
        Err(why) if why.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(why) => bail!("cannot print: {why}"),
    }
}

fn text(known: &Known, session: u32, frame: &Frame, start: u64) -> String {
    let seconds = frame.begun().saturating_sub(start) as f64 / 1e9;
    let time = |time: Option<u64>| time.map_or_else(|| "-".to_owned(), duration);
    let mut what = call_name(frame.op.get()).into_owned();
    if let Some(kernel) = known.kernel(session, frame) {
        what = format!("{what} {kernel}");
    }
    if frame.stream.get() != 0 {
        what = format!("{what} stream {:#x}", frame.stream);
    }
    let direction = match frame.direction() {
        Direction::None => None,
        Direction::ToDevice => Some("to the device"),
        Direction::ToHost => Some("to the host"),
        Direction::Within => Some("within the device"),
    };
    if let Some(direction) = direction {
        what = format!("{what} {} bytes {direction}", frame.payload);
    }
    if let Some(hash) = known.sums.data(session, frame) {
        what = format!("{what} #{hash:016x}");
    }
    if frame.gpu.get() != 0 {
        what = format!("{what} GPU {}", duration(frame.gpu.get()));
    }
    if frame.status.get() != 0 {
        what = format!("{what} = {}", code_name(frame.status.get()));
    }
    let thread = known.thread(session, frame.thread.get());
    let prefix = if known.sessions.len() > 1 { format!("{session}/") } else { String::new() };
    format!(
        "{seconds:>13.9} {:>9}  {:<18} {:>9} {:>9}  {what}\n",
        format!("{prefix}{}", frame.seq),
        thread,
        time(frame.waited()),
        time(frame.worked()),
    )
}

fn json(known: &Known, session: u32, frame: &Frame, start: u64) -> Result<String> {
    let since = |time: u64| (time != 0).then(|| time.saturating_sub(start));
    let kernel = known.kernel(session, frame);
    let line = Line {
        session,
        frame: frame.seq.get(),
        thread: frame.thread.get(),
        thread_name: &known.thread(session, frame.thread.get()),
        call: &call_name(frame.op.get()),
        kernel: kernel.as_deref(),
        stream: frame.stream.get(),
        status: frame.status.get(),
        error: (frame.status.get() != 0).then(|| code_name(frame.status.get())),
        direction: frame.direction(),
        bytes: frame.payload.get(),
        hash: known.sums.data(session, frame).map(|hash| format!("{hash:016x}")),
        frame_bytes: frame.len.get(),
        awaits_reply: frame.has(flag::REPLY),
        answered_later: frame.has(flag::DEFERRED),
        sent_ns: since(frame.sent.get()),
        taken_ns: since(frame.taken.get()),
        done_ns: since(frame.done.get()),
        seen_ns: since(frame.seen.get()),
        gpu_ns: Some(frame.gpu.get()).filter(|time| *time != 0),
    };
    Ok(serde_json::to_string(&line)? + "\n")
}
