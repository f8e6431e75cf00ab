//! What a guest and its worker have recorded of one session, made one.
//!
//! Both count the ring's frames from 0, so a frame's two halves have the same number. The worker's are in that order; the
//! guest's come from several threads, each in its own order.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::io::{BufReader, Read, Seek, SeekFrom, Write};

use rustc_hash::FxHashMap;
use zerocopy::{FromBytes, IntoBytes};

use crate::error::Error;
use crate::format::{BLOCK_MAX, End, Frame, GpuTime, Half, Kind, Sum, flag};
use crate::names::{Names, Naming};
use crate::reader::Reader;
use crate::scan::{Session, Trace};
use crate::writer::Writer;

/// Frames of one block.
const FRAMES: usize = 4096;

/// How one recording ended: where its last whole block is followed by something else, that is its end.
fn until_cut<T>(next: Result<Option<T>, Error>, is_cut: &mut bool) -> Result<Option<T>, Error> {
    match next {
        Err(why) if why.is_short() => {
            *is_cut = true;
            Ok(None)
        }
        next => next,
    }
}

/// What is known of a recording before its frames are read a second time.
#[derive(Debug, Default)]
struct Outline {
    session: Session,
    number: u32,
    end: End,
    is_cut: bool,
    names: Names,
    gpu: FxHashMap<u64, u64>,
    sums: Vec<Sum>,
    /// Where the blocks of halves are, by their source: offset of the payload, and its length.
    halves: BTreeMap<u32, Vec<(u64, usize)>>,
}

impl Outline {
    fn of<R: Read + Seek>(input: &mut R) -> Result<Self, Error> {
        rewind(input)?;
        let mut reader = Reader::new(BufReader::with_capacity(1 << 20, input))?;
        let mut outline = Self::default();
        while let Some(block) = until_cut(reader.next_block(), &mut outline.is_cut)? {
            let damaged = |what: &str| Error::Damaged { offset: block.offset, what: what.to_owned() };
            match block.kind {
                Kind::Session if outline.number != 0 => {
                    return Err(Error::Mismatch(
                        "a recording of several sessions cannot be merged".to_owned(),
                    ));
                }
                Kind::Session => {
                    outline.number = block.session;
                    outline.session = serde_json::from_slice(block.payload)
                        .map_err(|_| damaged("whose session it is, is not said in JSON"))?;
                }
                Kind::Names => {
                    let taken = outline.names.take(block.session, block.payload);
                    taken.map_err(|_| damaged("a name is wrong"))?;
                }
                Kind::GpuTimes => {
                    let times = <[GpuTime]>::ref_from_bytes(block.payload).unwrap_or_default();
                    outline.gpu.extend(times.iter().map(|time| (time.seq.get(), time.gpu.get())));
                }
                Kind::Sums => {
                    outline
                        .sums
                        .extend_from_slice(<[Sum]>::ref_from_bytes(block.payload).unwrap_or_default());
                }
                Kind::Halves => {
                    let payload = block.offset + size_of::<crate::format::BlockHead>() as u64;
                    let blocks = outline.halves.entry(block.source).or_default();
                    blocks.push((payload, block.payload.len()));
                }
                Kind::End => outline.end = End::read_from_bytes(block.payload).unwrap_or_default(),
                Kind::Frames | Kind::Close | Kind::Contents => {}
            }
        }
        outline.sums.sort_unstable_by_key(|sum| sum.seq.get());
        Ok(outline)
    }
}

fn rewind(input: &mut impl Seek) -> Result<(), Error> {
    input.rewind().map_err(|source| Error::Read { offset: 0, source })
}

/// One thread's halves.
#[derive(Debug)]
struct Source {
    blocks: std::vec::IntoIter<(u64, usize)>,
    loaded: Vec<u8>,
    at: usize,
}

/// The halves of all threads of a guest, in the order of their numbers.
#[derive(Debug)]
struct Halves<'a, R> {
    input: &'a mut R,
    sources: Vec<Source>,
    /// The next half of each source.
    next: BinaryHeap<Reverse<(u64, usize)>>,
}

impl<'a, R: Read + Seek> Halves<'a, R> {
    fn new(input: &'a mut R, outline: &Outline) -> Result<Self, Error> {
        let source = |blocks: &Vec<_>| Source { blocks: blocks.clone().into_iter(), loaded: vec![], at: 0 };
        let sources: Vec<_> = outline.halves.values().map(source).collect();
        let count = sources.len();
        let mut halves = Self { input, sources, next: BinaryHeap::new() };
        (0..count).try_for_each(|index| halves.queue(index))?;
        Ok(halves)
    }

    /// Puts the next half of a source in line.
    fn queue(&mut self, index: usize) -> Result<(), Error> {
        let Some(source) = self.sources.get_mut(index) else { return Ok(()) };
        if source.at >= source.loaded.len() {
            let Some((offset, len)) = source.blocks.next() else { return Ok(()) };
            source.loaded.resize(len, 0);
            source.at = 0;
            let read = self.input.seek(SeekFrom::Start(offset));
            let read = read.and_then(|_| self.input.read_exact(&mut source.loaded));
            read.map_err(|why| Error::Read { offset, source: why })?;
        }
        if let Some((half, _)) =
            source.loaded.get(source.at..).and_then(|rest| Half::ref_from_prefix(rest).ok())
        {
            self.next.push(Reverse((half.seq.get(), index)));
        }
        Ok(())
    }

    fn peek(&self) -> Option<u64> {
        self.next.peek().map(|Reverse((seq, _))| *seq)
    }

    fn pop(&mut self) -> Result<Option<Half>, Error> {
        let Some(Reverse((_, index))) = self.next.pop() else { return Ok(None) };
        let Some(source) = self.sources.get_mut(index) else { return Ok(None) };
        let rest = source.loaded.get(source.at..).unwrap_or_default();
        let half = Half::read_from_prefix(rest).ok().map(|(half, _)| half);
        source.at += size_of::<Half>();
        self.queue(index)?;
        Ok(half)
    }
}

/// Gives every frame of both recordings to `visit`, by its number.
fn join<R: Read + Seek, G: Read + Seek>(
    worker: Option<&mut R>,
    halves: &mut Option<Halves<'_, G>>,
    mut visit: impl FnMut(Frame) -> Result<(), Error>,
) -> Result<(), Error> {
    if let Some(input) = worker {
        rewind(input)?;
        let mut trace = Trace::open(BufReader::with_capacity(1 << 20, input))?;
        let mut is_cut = false;
        while let Some((_, mut frame)) = until_cut(trace.next_frame(), &mut is_cut)? {
            while let Some(halves) = halves
                && halves.peek().is_some_and(|seq| seq <= frame.seq.get())
            {
                let Some(half) = halves.pop()? else { break };
                if half.seq == frame.seq {
                    (frame.sent, frame.seen) = (half.sent, half.seen);
                    frame.flags = (frame.flags.get() | flag::GUEST).into();
                } else {
                    visit(Frame::from(&half))?;
                }
            }
            visit(frame)?;
        }
    }
    while let Some(halves) = halves
        && let Some(half) = halves.pop()?
    {
        visit(Frame::from(&half))?;
    }
    Ok(())
}

/// How the guest's clock and the worker's differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Shift {
    /// To be added to the guest's times.
    by: i64,
    /// How far off that may be, if it had to be estimated.
    error: Option<u64>,
}

impl Shift {
    /// Whatever a frame's ways took, it was sent before it was taken, and its reply was seen after it was done.
    fn estimate(at_most: i64, at_least: i64) -> Self {
        let (most, least) = if at_least == i64::MIN { (at_most, at_most) } else { (at_most, at_least) };
        if at_most == i64::MAX {
            return Self::default();
        }
        let by = ((i128::from(most) + i128::from(least)) / 2) as i64;
        Self { by, error: Some(most.abs_diff(least) / 2) }
    }

    fn apply(self, frame: &mut Frame) {
        for time in [&mut frame.sent, &mut frame.seen] {
            if time.get() != 0 {
                *time = time.get().saturating_add_signed(self.by).max(1).into();
            }
        }
    }
}

/// A frame's number of nanoseconds from one of its times to another.
fn between(from: u64, to: u64) -> i64 {
    i64::try_from(i128::from(to) - i128::from(from)).unwrap_or(i64::MAX)
}

/// Writes what a worker, a guest, or both have recorded of a session as session `number` of `out`.
///
/// # Errors
/// If a recording is damaged (one that ends too soon is not), or `out` cannot be written.
pub fn merge<R: Read + Seek, G: Read + Seek, W: Write>(
    mut worker: Option<&mut R>,
    mut guest: Option<&mut G>,
    number: u32,
    out: &mut Writer<W>,
) -> Result<End, Error> {
    let theirs = worker.as_deref_mut().map(Outline::of).transpose()?;
    let ours = guest.as_deref_mut().map(Outline::of).transpose()?;
    if let (Some(theirs), Some(ours)) = (&theirs, &ours)
        && theirs.number != ours.number
    {
        let (worker, guest) = (theirs.number, ours.number);
        let why = format!("the worker's recording is of session {worker}, the guest's of session {guest}");
        return Err(Error::Mismatch(why));
    }
    let mut reopen = |guest: &mut Option<&mut G>| -> Result<Shift, Error> {
        let (Some(theirs), Some(ours)) = (&theirs, &ours) else { return Ok(Shift::default()) };
        if theirs.session.clock == ours.session.clock {
            return Ok(Shift::default());
        }
        let (mut at_most, mut at_least) = (i64::MAX, i64::MIN);
        let mut halves = guest.as_deref_mut().map(|input| Halves::new(input, ours)).transpose()?;
        join(worker.as_deref_mut(), &mut halves, |frame| {
            if frame.has(flag::GUEST) && frame.has(flag::WORKER) {
                at_most = at_most.min(between(frame.sent.get(), frame.taken.get()));
                if frame.seen.get() != 0 && frame.has(flag::REPLY) && !frame.has(flag::DEFERRED) {
                    at_least = at_least.max(between(frame.seen.get(), frame.done.get()));
                }
            }
            Ok(())
        })?;
        Ok(Shift::estimate(at_most, at_least))
    };
    let shift = reopen(&mut guest)?;

    out.session(number, &described(theirs.as_ref(), ours.as_ref(), shift))?;
    for outline in [&theirs, &ours].into_iter().flatten() {
        put_names(out, number, outline)?;
    }
    let mut end = End::default();
    for (outline, dropped) in [(&theirs, &mut end.dropped), (&ours, &mut end.guest_dropped)] {
        if let Some(outline) = outline {
            *dropped = outline.end.dropped;
            end.is_cut = (end.is_cut.get() | u32::from(outline.is_cut)).into();
        }
    }
    if let Some(input) = worker.as_deref_mut() {
        put_contents(out, number, input)?;
    }
    let gpu = theirs.as_ref().map(|outline| &outline.gpu);
    let mut sums = theirs.as_ref().map_or(&[][..], |outline| &outline.sums);
    let mut pending = Vec::with_capacity(FRAMES * size_of::<Frame>());
    let mut halves = match (guest, &ours) {
        (Some(input), Some(outline)) => Some(Halves::new(input, outline)?),
        _ => None,
    };
    let (mut records, mut without_guest, mut without_worker) = (0_u64, 0_u64, 0_u64);
    join(worker, &mut halves, |mut frame| {
        shift.apply(&mut frame);
        if let Some(time) = gpu.and_then(|gpu| gpu.get(&frame.seq.get())) {
            frame.gpu = (*time).into();
        }
        records += 1;
        without_guest += u64::from(!frame.has(flag::GUEST));
        without_worker += u64::from(!frame.has(flag::WORKER));
        pending.extend_from_slice(frame.as_bytes());
        if pending.len() >= FRAMES * size_of::<Frame>() {
            put_sums(out, number, &mut sums, frame.seq.get())?;
            put_frames(out, number, &mut pending)?;
        }
        Ok(())
    })?;
    put_sums(out, number, &mut sums, u64::MAX)?;
    put_frames(out, number, &mut pending)?;
    end.records = records.into();
    end.without_guest = without_guest.into();
    end.without_worker = without_worker.into();
    out.end(number, &end)?;
    Ok(end)
}

fn put_frames<W: Write>(out: &mut Writer<W>, number: u32, pending: &mut Vec<u8>) -> Result<(), Error> {
    if !pending.is_empty() {
        let count = (pending.len() / size_of::<Frame>()) as u32;
        out.block(Kind::Frames, number, 0, count, pending)?;
        pending.clear();
    }
    Ok(())
}

/// Puts the hashes of the frames up to number `last` before these.
fn put_sums<W: Write>(out: &mut Writer<W>, number: u32, sums: &mut &[Sum], last: u64) -> Result<(), Error> {
    let (now, later) = sums.split_at(sums.partition_point(|sum| sum.seq.get() <= last));
    *sums = later;
    for block in now.chunks(BLOCK_MAX as usize / size_of::<Sum>()) {
        out.block(Kind::Sums, number, 0, block.len() as u32, block.as_bytes())?;
    }
    Ok(())
}

/// Hands on what a replay needs, as it is.
fn put_contents<R: Read + Seek, W: Write>(
    out: &mut Writer<W>,
    number: u32,
    input: &mut R,
) -> Result<(), Error> {
    rewind(input)?;
    let mut reader = Reader::new(BufReader::with_capacity(1 << 20, input))?;
    let mut is_cut = false;
    while let Some(block) = until_cut(reader.next_block(), &mut is_cut)? {
        if block.kind == Kind::Contents {
            out.block(Kind::Contents, number, block.source, block.count, block.payload)?;
        }
    }
    Ok(())
}

fn put_names<W: Write>(out: &mut Writer<W>, number: u32, outline: &Outline) -> Result<(), Error> {
    let (mut payload, mut count) = (Vec::new(), 0);
    for what in [Naming::Kernel, Naming::Thread] {
        for (id, name) in outline.names.all(outline.number, what) {
            Names::put(&mut payload, what, id, name);
            count += 1;
            // Half of a block's limit leaves room for the longest name.
            if payload.len() > BLOCK_MAX as usize / 2 {
                out.block(Kind::Names, number, 0, count, &payload)?;
                payload.clear();
                count = 0;
            }
        }
    }
    if count > 0 {
        out.block(Kind::Names, number, 0, count, &payload)?;
    }
    Ok(())
}

fn described(worker: Option<&Outline>, guest: Option<&Outline>, shift: Shift) -> Session {
    let (recorded_by, base) = match (worker, guest) {
        (Some(worker), Some(_)) => ("guest and worker", &worker.session),
        (Some(worker), None) => ("worker", &worker.session),
        (None, Some(guest)) => ("guest", &guest.session),
        (None, None) => return Session::default(),
    };
    let guest_pid = guest.map_or(base.guest_pid, |guest| guest.session.guest_pid);
    Session { recorded_by: recorded_by.to_owned(), guest_pid, clock_error: shift.error, ..base.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_differs_is_estimated_from_both_ways() {
        assert_eq!(Shift::estimate(1000, 600), Shift { by: 800, error: Some(200) });
        assert_eq!(Shift::estimate(-50, i64::MIN), Shift { by: -50, error: Some(0) });
        assert_eq!(Shift::estimate(i64::MAX, i64::MIN), Shift::default());
        let mut frame = Frame { sent: 100.into(), ..Frame::default() };
        Shift { by: -40, error: None }.apply(&mut frame);
        assert_eq!((frame.sent.get(), frame.seen.get()), (60, 0));
    }
}
