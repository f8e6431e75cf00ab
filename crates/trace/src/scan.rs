//! From blocks to frames.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;

use serde::{Deserialize, Serialize};
use zerocopy::FromBytes;

use crate::error::Error;
use crate::format::{End, FileHead, Frame, Half, Kind};
use crate::names::{Names, Naming};
use crate::reader::Reader;
use crate::sums::Sums;

/// Whose session was recorded. JSON in the file; every field may be missing.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// The session's number, as the mediator gave it.
    pub session: u64,
    /// The guest's program.
    pub program: String,
    /// The guest's process by its own view; 0 if nobody says.
    pub guest_pid: u32,
    /// The worker's process; 0 in what a guest has recorded.
    pub worker_pid: u32,
    /// The device's name.
    pub device: String,
    /// The driver library that was loaded.
    pub library: String,
    /// Which machine's clock it is, since when: [`boot_id`](crate::clock::boot_id).
    pub clock: String,
    /// How far off the guest's times may be, nanoseconds, if its clock was another.
    pub clock_error: Option<u64>,
    /// The hop that recorded it: `guest`, `worker`, or `guest and worker`.
    pub recorded_by: String,
    /// What was kept of the frames' data: `sizes`, `hashes` or `payloads`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keeps: Option<String>,
    /// Address of the window; 0 if nobody says.
    pub window_base: u64,
    /// The addresses that the window may grow into, bytes.
    pub window_len: u64,
}

/// What is known of a trace besides its frames.
#[derive(Debug, Default)]
pub struct Known {
    /// Sessions so far, by their number in the trace.
    pub sessions: BTreeMap<u32, Session>,
    /// Those that have ended.
    pub ends: BTreeMap<u32, End>,
    /// Names so far.
    pub names: Names,
    /// Hashes of what the frames of the current block moved.
    pub sums: Sums,
}

impl Known {
    /// The name of the kernel that a frame launched.
    pub fn kernel(&self, session: u32, frame: &Frame) -> Option<Cow<'_, str>> {
        let id = frame.kernel.get();
        let unnamed = || Cow::Owned(format!("kernel {id}"));
        (id != 0).then(|| self.names.get(session, Naming::Kernel, id).map_or_else(unnamed, Cow::Borrowed))
    }

    /// The name of a guest's thread.
    pub fn thread(&self, session: u32, thread: u16) -> Cow<'_, str> {
        let name = self.names.get(session, Naming::Thread, u32::from(thread));
        name.map_or_else(|| Cow::Owned(format!("thread {thread}")), Cow::Borrowed)
    }
}

/// The name of an opcode's function.
pub fn call_name(op: u16) -> Cow<'static, str> {
    table::row(op).map_or_else(|| Cow::Owned(format!("opcode {op}")), |row| Cow::Borrowed(row.name))
}

/// A trace that is being read.
#[derive(Debug)]
pub struct Trace<R> {
    reader: Reader<R>,
    known: Known,
    /// What of the current block has not been given out: its kind, its session, and how many of its records have.
    current: Option<(Kind, u32, usize)>,
}

impl<R: Read> Trace<R> {
    /// Opens it.
    ///
    /// # Errors
    /// As [`Reader::new`].
    pub fn open(input: R) -> Result<Self, Error> {
        Ok(Self { reader: Reader::new(input)?, known: Known::default(), current: None })
    }

    /// The file's head.
    pub fn head(&self) -> &FileHead {
        self.reader.head()
    }

    /// What has been learned besides the frames.
    pub fn known(&self) -> &Known {
        &self.known
    }

    /// The next frame, in the file's order, and its session. What a guest has recorded alone becomes frames that the worker
    /// has not seen.
    ///
    /// # Errors
    /// As [`Reader::next_block`], after all frames before.
    #[inline]
    pub fn next_frame(&mut self) -> Result<Option<(u32, Frame)>, Error> {
        loop {
            if let Some((kind, session, given)) = &mut self.current {
                let rest = |len: usize| self.reader.payload().get(*given * len..).unwrap_or_default();
                let frame = match kind {
                    Kind::Frames => Frame::read_from_prefix(rest(size_of::<Frame>())).ok().map(|read| read.0),
                    _ => Half::ref_from_prefix(rest(size_of::<Half>())).ok().map(|read| Frame::from(read.0)),
                };
                if let Some(frame) = frame {
                    *given += 1;
                    return Ok(Some((*session, frame)));
                }
            }
            if !self.next_block()? {
                return Ok(None);
            }
        }
    }

    /// Reads one more block; `false` at the end.
    fn next_block(&mut self) -> Result<bool, Error> {
        self.current = None;
        let Some(block) = self.reader.next_block()? else { return Ok(false) };
        let damaged = |what: String| Error::Damaged { offset: block.offset, what };
        match block.kind {
            Kind::Session => {
                let session = serde_json::from_slice(block.payload)
                    .map_err(|why| damaged(format!("whose session it is, is not said in JSON: {why}")))?;
                self.known.sessions.insert(block.session, session);
            }
            Kind::Names => {
                let taken = self.known.names.take(block.session, block.payload);
                let taken = taken.map_err(|at| damaged(format!("byte {at} of the names is wrong")))?;
                if taken != block.count {
                    return Err(damaged(format!("{taken} names are there instead of {}", block.count)));
                }
            }
            Kind::Frames | Kind::Halves => self.current = Some((block.kind, block.session, 0)),
            Kind::End => {
                let end = End::read_from_bytes(block.payload).unwrap_or_default();
                self.known.ends.insert(block.session, end);
            }
            Kind::Sums => self.known.sums.take(block.session, block.payload),
            Kind::GpuTimes | Kind::Close | Kind::Contents => {}
        }
        Ok(true)
    }
}
