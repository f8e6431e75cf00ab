//! What a replay needs of a trace: frames, and what the driver read of the window for them, in the order in which the worker
//! took the frames.

use std::io::Read;

use zerocopy::FromBytes;

use crate::error::Error;
use crate::format::{ContentHead, FileHead, Kind, content};
use crate::reader::Reader;
use crate::scan::Session;

/// A piece of content.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'a> {
    /// The session.
    pub session: u32,
    /// What it is, and which part of it.
    pub head: ContentHead,
    /// The part.
    pub bytes: &'a [u8],
    /// The file's byte at which the block begins that it is in.
    pub offset: u64,
}

impl Piece<'_> {
    /// An error about this piece.
    pub fn damaged(&self, what: &str) -> Error {
        Error::Damaged { offset: self.offset, what: what.to_owned() }
    }
}

/// Reads the contents of a trace, with memory for one block.
#[derive(Debug)]
pub struct Contents<R> {
    reader: Reader<R>,
    /// Session and offset of the current block, and how many of its bytes have been given out.
    current: Option<(u32, u64, usize)>,
    /// What of the current content is still to come: its head, with the next offset.
    open: Option<(u32, ContentHead)>,
}

impl<R: Read> Contents<R> {
    /// Opens the trace.
    ///
    /// # Errors
    /// As [`Reader::new`].
    pub fn open(input: R) -> Result<Self, Error> {
        Ok(Self { reader: Reader::new(input)?, current: None, open: None })
    }

    /// The file's head.
    pub fn head(&self) -> &FileHead {
        self.reader.head()
    }

    /// The next piece. `begun` is told of sessions before their pieces come.
    ///
    /// # Errors
    /// As [`Reader::next_block`], and if pieces do not fit together.
    pub fn next_piece(&mut self, mut begun: impl FnMut(u32, Session)) -> Result<Option<Piece<'_>>, Error> {
        let (session, offset, at) = loop {
            if let Some((session, offset, at)) = self.current
                && at < self.reader.payload().len()
            {
                break (session, offset, at);
            }
            let Some(block) = self.reader.next_block()? else {
                self.current = None;
                let what = "the rest of a piece of content is missing".to_owned();
                let short = Error::Damaged { offset: self.reader.offset(), what };
                return if self.open.take().is_none() { Ok(None) } else { Err(short) };
            };
            match block.kind {
                Kind::Session => begun(block.session, whose(block.payload, block.offset)?),
                Kind::Contents => self.current = Some((block.session, block.offset, 0)),
                _ => self.current = None,
            }
        };
        let damaged = |what: &str| Error::Damaged { offset, what: what.to_owned() };
        let rest = self.reader.payload().get(at..).unwrap_or_default();
        let (head, rest) =
            ContentHead::read_from_prefix(rest).map_err(|_| damaged("a piece of content is cut"))?;
        let len = head.len.get() as usize;
        let bytes = rest.get(..len).ok_or_else(|| damaged("a piece of content reaches past its block"))?;
        self.current = Some((session, offset, at + size_of::<ContentHead>() + len));
        let end = head.offset.get().checked_add(len as u64).filter(|end| *end <= head.total.get());
        let end = end.ok_or_else(|| damaged("a piece of content is longer than the whole"))?;
        let expected = match self.open.take() {
            Some((of, open)) if of == session => ContentHead { len: head.len, ..open },
            Some(_) => return Err(damaged("a piece of content is missing")),
            None => ContentHead { offset: 0.into(), ..head },
        };
        if head != expected {
            return Err(damaged("a piece of content is missing"));
        }
        if has_bytes(head.what.get()) && end < head.total.get() {
            if len == 0 {
                return Err(damaged("a piece of content is empty"));
            }
            self.open = Some((session, ContentHead { offset: end.into(), ..head }));
        }
        Ok(Some(Piece { session, head, bytes, offset }))
    }
}

/// Whether bytes follow.
fn has_bytes(what: u16) -> bool {
    !matches!(what, content::SEGMENT | content::SEGMENT_GONE | content::IN_FLIGHT)
}

fn whose(payload: &[u8], offset: u64) -> Result<Session, Error> {
    serde_json::from_slice(payload).map_err(|why| Error::Damaged {
        offset,
        what: format!("whose session it is, is not said in JSON: {why}"),
    })
}
