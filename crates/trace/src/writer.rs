//! Writing blocks.

use std::io::{self, Write};

use table::PROTOCOL_HASH;
use zerocopy::IntoBytes;

use crate::clock;
use crate::format::{BLOCK_MAGIC, BLOCK_MAX, BlockHead, End, FileHead, Kind, MAGIC, VERSION};
use crate::scan::Session;

/// Writes a trace. It keeps nothing back: what was written is in the file.
#[derive(Debug)]
pub struct Writer<W> {
    out: W,
    sessions: u32,
}

impl<W: Write> Writer<W> {
    /// A trace of this machine and this build that begins now.
    ///
    /// # Errors
    /// If the head cannot be written.
    pub fn new(out: W) -> io::Result<Self> {
        Self::with_moment(out, PROTOCOL_HASH, clock::unix_ns(), clock::now())
    }

    /// A trace of other frames, or one that began at another moment (nanoseconds since 1970, and by the clock).
    ///
    /// # Errors
    /// If the head cannot be written.
    pub fn with_moment(mut out: W, protocol_hash: u64, unix_ns: u64, clock_ns: u64) -> io::Result<Self> {
        let mut head = FileHead {
            magic: MAGIC,
            version: VERSION.into(),
            len: (size_of::<FileHead>() as u32).into(),
            protocol_hash: protocol_hash.into(),
            unix_ns: unix_ns.into(),
            clock_ns: clock_ns.into(),
            reserved: [0; 20],
            crc: 0.into(),
        };
        head.crc = crc_of_head(head.as_bytes()).into();
        out.write_all(head.as_bytes())?;
        Ok(Self { out, sessions: 0 })
    }

    /// Writes a block of `count` records.
    ///
    /// # Errors
    /// If it is longer than [`BLOCK_MAX`], or cannot be written.
    pub fn block(
        &mut self,
        kind: Kind,
        session: u32,
        source: u32,
        count: u32,
        payload: &[u8],
    ) -> io::Result<()> {
        let len = u32::try_from(payload.len()).ok().filter(|len| *len <= BLOCK_MAX);
        let len = len.ok_or_else(|| io::Error::other(format!("a block of {} bytes", payload.len())))?;
        let mut head = BlockHead {
            magic: BLOCK_MAGIC.into(),
            kind: (kind as u16).into(),
            reserved: 0.into(),
            session: session.into(),
            source: source.into(),
            count: count.into(),
            len: len.into(),
            payload_crc: crc32fast::hash(payload).into(),
            crc: 0.into(),
        };
        head.crc = crc_of_head(head.as_bytes()).into();
        self.out.write_all(head.as_bytes())?;
        self.out.write_all(payload)
    }

    /// Begins a session.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn session(&mut self, number: u32, session: &Session) -> io::Result<()> {
        self.block(Kind::Session, number, 0, 1, &serde_json::to_vec(session)?)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn end(&mut self, number: u32, end: &End) -> io::Result<()> {
        self.sessions += 1;
        self.block(Kind::End, number, 0, 1, end.as_bytes())
    }

    /// Ends the file and gives it back.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.block(Kind::Close, 0, 0, self.sessions, &[])?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// The checksum of a head whose last four bytes are its place.
pub(crate) fn crc_of_head(head: &[u8]) -> u32 {
    crc32fast::hash(&head[..head.len().saturating_sub(4)])
}
