//! Hashes of what frames moved.
//!
//! Where a recording keeps data, the hashes of the frames of a block are in a block of their own just before it
//! ([`merge`](crate::merge) sees to that), so a reader needs those of one block at a time.

use zerocopy::FromBytes;

use crate::format::{Frame, Sum, summed};

/// The hashes that belong to the next block of frames.
#[derive(Debug, Default)]
pub struct Sums {
    session: u32,
    /// In the order of their frames' numbers.
    sums: Vec<Sum>,
}

impl Sums {
    /// Takes a block's payload in place of what was there before.
    pub(crate) fn take(&mut self, session: u32, payload: &[u8]) {
        self.session = session;
        self.sums.clear();
        self.sums.extend_from_slice(<[Sum]>::ref_from_bytes(payload).unwrap_or_default());
        self.sums.sort_unstable_by_key(|sum| sum.seq.get());
    }

    /// The hash of what the frame moved; `None` if nobody hashed it.
    pub fn data(&self, session: u32, frame: &Frame) -> Option<u64> {
        self.of(session, frame, |what| what != summed::REPLY)
    }

    /// The hash of what the frame was answered; `None` if nobody hashed it.
    pub fn reply(&self, session: u32, frame: &Frame) -> Option<u64> {
        self.of(session, frame, |what| what == summed::REPLY)
    }

    fn of(&self, session: u32, frame: &Frame, is_wanted: impl Fn(u16) -> bool) -> Option<u64> {
        if self.session != session {
            return None;
        }
        let seq = frame.seq.get();
        let from = self.sums.partition_point(|sum| sum.seq.get() < seq);
        let its = self.sums.get(from..)?.iter().take_while(|sum| sum.seq.get() == seq);
        // A frame that moved several things (an image of several parts) is told apart by all of them.
        its.filter(|sum| is_wanted(sum.what.get()))
            .map(|sum| sum.hash.get())
            .reduce(|all, one| all.rotate_left(7) ^ one)
    }
}

#[cfg(test)]
mod tests {
    use zerocopy::IntoBytes;

    use super::*;

    #[test]
    fn the_sum_of_a_frame_is_found_by_its_number() {
        let sum = |seq: u64, hash: u64, what: u16| Sum {
            seq: seq.into(),
            hash: hash.into(),
            what: what.into(),
            ..Sum::default()
        };
        let all = [sum(9, 5, summed::TO_HOST), sum(3, 7, summed::TO_DEVICE), sum(3, 8, summed::REPLY)];
        let mut sums = Sums::default();
        sums.take(2, all.as_bytes());
        let frame = |seq: u64| Frame { seq: seq.into(), ..Frame::default() };
        assert_eq!((sums.data(2, &frame(3)), sums.reply(2, &frame(3))), (Some(7), Some(8)));
        assert_eq!((sums.data(2, &frame(9)), sums.reply(2, &frame(9))), (Some(5), None));
        assert_eq!((sums.data(2, &frame(4)), sums.data(1, &frame(3))), (None, None));
    }
}
