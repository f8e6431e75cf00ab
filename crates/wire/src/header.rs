//! The header that starts every record of the submission ring.

use crate::{Decoder, Encoder, WireError};

/// Length of a [`Header`], bytes.
pub const HEADER_LEN: usize = 32;
/// The guest waits for a reply in its completion slot.
pub const FLAG_REPLY: u16 = 1;
/// Stream 0 means the calling thread's own default stream (the `_ptsz`/`_ptds` entry points).
pub const FLAG_PER_THREAD_STREAM: u16 = 2;

/// The fixed head of a frame.
///
/// Little endian: `len: u32, op: u16, flags: u16, thread: u32, seq: u32, context: u64, zero: u64`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Length of the whole record, bytes; a multiple of 8.
    pub len: u32,
    /// Operation: a row's opcode in THE table.
    pub op: u16,
    /// `FLAG_*` bits.
    pub flags: u16,
    /// Guest thread index; also the index of its completion slot.
    pub thread: u32,
    /// Sequence number that the completion slot will carry when this call is done.
    pub seq: u32,
    /// Guest handle of the context that is current on the calling thread; 0 for none.
    pub context: u64,
}

impl Header {
    /// Writes the header; `Encoder::finish` fills in `len`.
    pub fn encode(&self, encoder: &mut Encoder) {
        encoder.word(u64::from(self.len) | u64::from(self.op) << 32 | u64::from(self.flags) << 48);
        encoder.word(u64::from(self.thread) | u64::from(self.seq) << 32);
        encoder.word(self.context);
        encoder.word(0);
    }

    /// Reads and checks the header of `record`, and gives a decoder for the body.
    ///
    /// # Errors
    /// [`WireError::Truncated`] if the record is shorter than its header, [`WireError::Length`] if
    /// `len` is not the record's length, [`WireError::Reserved`] if a reserved field is not zero.
    #[inline]
    pub fn decode(record: &[u8]) -> Result<(Self, Decoder<'_>), WireError> {
        let mut decoder = Decoder::new(record);
        let first = decoder.word()?;
        let second = decoder.word()?;
        let context = decoder.word()?;
        if decoder.word()? != 0 {
            return Err(WireError::Reserved);
        }
        let header = Self {
            len: first as u32,
            op: (first >> 32) as u16,
            flags: (first >> 48) as u16,
            thread: second as u32,
            seq: (second >> 32) as u32,
            context,
        };
        if header.len as usize != record.len() || !record.len().is_multiple_of(8) {
            return Err(WireError::Length);
        }
        if header.flags & !(FLAG_REPLY | FLAG_PER_THREAD_STREAM) != 0 {
            return Err(WireError::Reserved);
        }
        Ok((header, decoder))
    }

    /// True if the guest waits for a reply.
    pub fn wants_reply(&self) -> bool {
        self.flags & FLAG_REPLY != 0
    }

    /// True if stream 0 is the calling thread's default stream.
    pub fn is_per_thread(&self) -> bool {
        self.flags & FLAG_PER_THREAD_STREAM != 0
    }
}
