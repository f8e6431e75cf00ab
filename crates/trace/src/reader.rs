//! Reading blocks, one after the other, and judging every byte of them.

use std::collections::BTreeMap;
use std::io::{self, Read};

use zerocopy::{FromBytes, FromZeros, IntoBytes};

use crate::error::Error;
use crate::format::{BLOCK_MAGIC, BLOCK_MAX, BlockHead, End, FileHead, Kind, MAGIC, VERSION};
use crate::writer::crc_of_head;

/// A block whose checksums are right.
#[derive(Debug, Clone, Copy)]
pub struct Block<'a> {
    /// What is in it.
    pub kind: Kind,
    /// The session that it belongs to.
    pub session: u32,
    /// The buffer that it comes from.
    pub source: u32,
    /// How many records it has.
    pub count: u32,
    /// Where it begins.
    pub offset: u64,
    /// Its payload. Of records of a fixed size there are `count`.
    pub payload: &'a [u8],
}

/// What a session's blocks have been so far.
#[derive(Debug, Default)]
struct Progress {
    records: u64,
    has_ended: bool,
}

/// Reads a trace from its beginning, with memory for one block.
#[derive(Debug)]
pub struct Reader<R> {
    input: R,
    offset: u64,
    head: FileHead,
    payload: Vec<u8>,
    sessions: BTreeMap<u32, Progress>,
    is_closed: bool,
}

impl<R: Read> Reader<R> {
    /// Reads and judges the head.
    ///
    /// # Errors
    /// If this is no trace, or one of a later version, or a damaged one.
    pub fn new(mut input: R) -> Result<Self, Error> {
        let mut head = FileHead::new_zeroed();
        let found = read_up_to(&mut input, head.as_mut_bytes(), 0)?;
        let expected = size_of::<FileHead>();
        if found < MAGIC.len() || head.magic != MAGIC {
            return Err(Error::NotATrace);
        }
        if found < expected {
            let (expected, found) = (expected as u64, found as u64);
            return Err(Error::Truncated { what: "the head", offset: 0, expected, found });
        }
        if head.version.get() > VERSION {
            return Err(Error::Version { found: head.version.get(), newest: VERSION });
        }
        if head.crc.get() != crc_of_head(head.as_bytes()) || head.len.get() as usize != expected {
            return Err(Error::Damaged { offset: 0, what: "the head's checksum is wrong".to_owned() });
        }
        let (payload, sessions, is_closed) = (Vec::new(), BTreeMap::new(), false);
        Ok(Self { input, offset: expected as u64, head, payload, sessions, is_closed })
    }

    /// The file's head.
    pub fn head(&self) -> &FileHead {
        &self.head
    }

    /// How many bytes have been read.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// The payload of the block that was read last.
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// The next block of a known kind; `None` at the end of a whole trace.
    ///
    /// # Errors
    /// If the file ends too soon, or something in it is damaged; both say where.
    pub fn next_block(&mut self) -> Result<Option<Block<'_>>, Error> {
        loop {
            let offset = self.offset;
            let Some(head) = self.block_head()? else {
                return if self.is_closed { Ok(None) } else { Err(Error::Unfinished { offset }) };
            };
            self.read_payload(&head, offset)?;
            let Some(kind) = Kind::of(head.kind.get()) else { continue };
            let (session, count) = (head.session.get(), head.count.get());
            self.follow(kind, session, count, offset)?;
            let source = head.source.get();
            return Ok(Some(Block { kind, session, source, count, offset, payload: &self.payload }));
        }
    }

    /// Reads a block's head; `None` if the file ends before it.
    fn block_head(&mut self) -> Result<Option<BlockHead>, Error> {
        let mut head = BlockHead::new_zeroed();
        let offset = self.offset;
        let found = read_up_to(&mut self.input, head.as_mut_bytes(), offset)?;
        self.offset += found as u64;
        if found == 0 {
            return Ok(None);
        }
        let expected = size_of::<BlockHead>();
        if found < expected {
            let (expected, found) = (expected as u64, found as u64);
            return Err(Error::Truncated { what: "a block's head", offset, expected, found });
        }
        let damaged = |what: &str| Err(Error::Damaged { offset, what: what.to_owned() });
        if head.magic.get() != BLOCK_MAGIC {
            return damaged("no block begins here");
        }
        if head.crc.get() != crc_of_head(head.as_bytes()) {
            return damaged("the checksum of the block's head is wrong");
        }
        if head.len.get() > BLOCK_MAX {
            return damaged("the block is longer than a block may be");
        }
        Ok(Some(head))
    }

    fn read_payload(&mut self, head: &BlockHead, offset: u64) -> Result<(), Error> {
        let expected = head.len.get() as usize;
        self.payload.resize(expected, 0);
        let found = read_up_to(&mut self.input, &mut self.payload, self.offset)?;
        self.offset += found as u64;
        if found < expected {
            let (expected, found) = (expected as u64, found as u64);
            return Err(Error::Truncated { what: "the payload of a block that", offset, expected, found });
        }
        if crc32fast::hash(&self.payload) != head.payload_crc.get() {
            let what = format!("the checksum of the block's {expected} bytes is wrong");
            return Err(Error::Damaged { offset, what });
        }
        Ok(())
    }

    /// Judges a block's place among those of its session.
    fn follow(&mut self, kind: Kind, session: u32, count: u32, offset: u64) -> Result<(), Error> {
        let damaged = |what: String| Err(Error::Damaged { offset, what });
        if let Some(len) = kind.record_len()
            && count as usize * len != self.payload.len()
        {
            return damaged(format!("{count} records of {len} bytes do not make {}", self.payload.len()));
        }
        if self.is_closed {
            return damaged("the trace has ended before".to_owned());
        }
        let known = self.sessions.get_mut(&session);
        match (kind, known) {
            (Kind::Close, _) => {
                let ended = self.sessions.values().filter(|progress| progress.has_ended).count();
                if ended != count as usize || ended != self.sessions.len() {
                    return damaged(format!("{count} sessions should have ended, and {ended} have"));
                }
                self.is_closed = true;
            }
            (Kind::Session, None) => drop(self.sessions.insert(session, Progress::default())),
            (Kind::Session, Some(_)) => return damaged(format!("session {session} begins twice")),
            (_, None) => return damaged(format!("session {session} has not begun")),
            (_, Some(progress)) if progress.has_ended => {
                return damaged(format!("session {session} has ended before"));
            }
            (Kind::Frames | Kind::Halves, Some(progress)) => progress.records += u64::from(count),
            (Kind::End, Some(progress)) => {
                progress.has_ended = true;
                let end = End::read_from_bytes(&self.payload).unwrap_or_default();
                if end.records.get() != progress.records {
                    let (said, found) = (end.records.get(), progress.records);
                    return damaged(format!(
                        "session {session} should have {said} records, and {found} are there: a block is missing"
                    ));
                }
            }
            (_, Some(_)) => {}
        }
        Ok(())
    }
}

/// Fills `buffer` as far as the input goes; `offset` is for the error.
fn read_up_to(input: &mut impl Read, buffer: &mut [u8], offset: u64) -> Result<usize, Error> {
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
            Err(source) => return Err(Error::Read { offset: offset + filled as u64, source }),
        }
    }
    Ok(filled)
}
