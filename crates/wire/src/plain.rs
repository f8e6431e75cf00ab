//! The launch as most frames are, read without a check for every field.

use crate::{HEADER_LEN, Handle, Message, request};

/// Bytes of a frame's body before the parameters: nine fields and the parameters' length.
const FIXED: usize = 10 * 8;

/// A `cuLaunchKernel` without flags whose parameters are whole words.
///
/// The same as what [`crate::Header::decode`] and the decoder of [`request::cuLaunchKernel`] make of the frame. To read it
/// takes a third of their instructions, which lie in one place: a worker reads one after each call of the driver, which has
/// used the processor's caches for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the request")]
pub struct PlainLaunch<'a> {
    pub thread: u32,
    pub context: u64,
    pub function: Handle,
    pub grid: [u32; 3],
    pub block: [u32; 3],
    pub shared_bytes: u32,
    pub stream: Handle,
    pub parameters: &'a [u8],
}

impl<'a> PlainLaunch<'a> {
    /// Reads it; `None` for every other frame, good or bad.
    #[inline(always)]
    pub fn read(record: &'a [u8]) -> Option<Self> {
        const FIRST: u64 = (request::cuLaunchKernel::OP as u64) << 32;
        let (head, parameters) = record.split_first_chunk::<{ HEADER_LEN + FIXED }>()?;
        let (words, _) = head.as_chunks::<8>();
        let words: &[[u8; 8]; (HEADER_LEN + FIXED) / 8] = words.try_into().ok()?;
        let [first, second, context, zero, function, numbers @ .., stream, len] =
            words.map(u64::from_le_bytes);
        let is_narrow = numbers.iter().fold(0, |all, number| all | number) >> 32 == 0;
        let is_plain = first == FIRST | record.len() as u64
            && zero == 0
            && is_narrow
            && len == parameters.len() as u64
            && len.is_multiple_of(8);
        if !is_plain {
            return None;
        }
        let [grid_x, grid_y, grid_z, block_x, block_y, block_z, shared_bytes] =
            numbers.map(|number| number as u32);
        Some(Self {
            thread: second as u32,
            context,
            function: Handle(function),
            grid: [grid_x, grid_y, grid_z],
            block: [block_x, block_y, block_z],
            shared_bytes,
            stream: Handle(stream),
            parameters,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bytes, Encoder, FLAG_PER_THREAD_STREAM, FLAG_REPLY, Header};

    fn record(flags: u16, parameters: &[u8]) -> Vec<u8> {
        let header =
            Header { len: 0, op: request::cuLaunchKernel::OP, flags, thread: 3, seq: 4, context: 5 << 32 };
        let launch = request::cuLaunchKernel {
            function: Handle(6 << 32),
            grid_x: 7,
            grid_y: 8,
            grid_z: 9,
            block_x: 10,
            block_y: 11,
            block_z: 12,
            shared_bytes: u32::MAX,
            stream: Handle(13 << 32),
            parameters: Bytes(parameters),
        };
        let mut encoder = Encoder::new();
        header.encode(&mut encoder);
        launch.encode(&mut encoder);
        encoder.finish().to_vec()
    }

    /// What the decoders of every frame say.
    fn decoded(record: &[u8]) -> Option<PlainLaunch<'_>> {
        let (header, body) = Header::decode(record).ok()?;
        if header.op != request::cuLaunchKernel::OP || header.flags != 0 {
            return None;
        }
        let q = request::cuLaunchKernel::decode(body).ok()?;
        Some(PlainLaunch {
            thread: header.thread,
            context: header.context,
            function: q.function,
            grid: [q.grid_x, q.grid_y, q.grid_z],
            block: [q.block_x, q.block_y, q.block_z],
            shared_bytes: q.shared_bytes,
            stream: q.stream,
            parameters: q.parameters.0,
        })
    }

    #[test]
    fn it_reads_what_the_decoders_read() {
        for parameters in [&[][..], &[1; 8], &[2; 64]] {
            let record = record(0, parameters);
            let read = PlainLaunch::read(&record);
            assert!(read.is_some());
            assert_eq!(read, decoded(&record));
        }
        // Parameters that do not fill their last word are left to them.
        assert_eq!(PlainLaunch::read(&record(0, &[1; 12])), None);
        for flags in [FLAG_REPLY, FLAG_PER_THREAD_STREAM] {
            assert_eq!(PlainLaunch::read(&record(flags, &[])), None);
        }
    }

    #[test]
    fn it_reads_nothing_that_they_refuse() {
        let good = record(0, &[1; 16]);
        for at in 0..good.len() {
            for bit in 0..8 {
                let mut bad = good.clone();
                bad[at] ^= 1 << bit;
                if let Some(read) = PlainLaunch::read(&bad) {
                    assert_eq!(Some(read), decoded(&bad), "bit {bit} of byte {at}");
                }
            }
        }
        for len in 0..good.len() {
            assert_eq!(PlainLaunch::read(&good[..len]), None);
        }
    }
}
