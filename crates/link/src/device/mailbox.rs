//! One message at a time from one side to the other, through a channel's memory.
//!
//! A box is a head of three words and room for the longest message. The sender waits until the last message was taken,
//! writes the next, and counts it; the receiver copies it out and counts as well. Whoever is on the other side may write
//! anything at any time: a length is judged before it is used, and what is copied out is judged by whoever parses it.

use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::{Acquire, Release};

use thiserror::Error;

use super::map::Map;
use crate::layout::PAGE;
use crate::socket::MESSAGE_MAX;

/// Bytes of a box: a page for its head, and the longest message.
pub const BOX_LEN: u64 = (PAGE + MESSAGE_MAX) as u64;

/// Where the words of the head are.
const SENT: usize = 0;
const TAKEN: usize = 64;
const LENGTH: usize = 128;
const BODY: usize = PAGE;

/// Why a message cannot be sent or taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[allow(missing_docs, reason = "the messages say it")]
pub enum BoxError {
    #[error("a message of {0} bytes does not fit")]
    TooLong(usize),
    #[error("the box says that its message has {0} bytes")]
    Length(u32),
    #[error("the box is not mapped")]
    Unmapped,
}

/// One end of a box; which end, the caller knows.
#[derive(Debug, Clone)]
pub struct MailBox {
    map: Arc<Map>,
    at: usize,
}

impl MailBox {
    pub(super) fn new(map: Arc<Map>, at: usize) -> Self {
        Self { map, at }
    }

    fn word(&self, offset: usize) -> Result<&AtomicU32, BoxError> {
        self.map.at(self.at + offset).ok_or(BoxError::Unmapped)
    }

    /// Whether the message that was sent last has been taken.
    ///
    /// # Errors
    /// If this is no box.
    pub fn is_empty(&self) -> Result<bool, BoxError> {
        Ok(self.word(SENT)?.load(Acquire) == self.word(TAKEN)?.load(Acquire))
    }

    /// Puts a message in. `false`: the last one has not been taken.
    ///
    /// # Errors
    /// If it is too long.
    pub fn try_send(&self, message: &[u8]) -> Result<bool, BoxError> {
        let len = u32::try_from(message.len()).ok().filter(|&len| len as usize <= MESSAGE_MAX);
        let len = len.ok_or(BoxError::TooLong(message.len()))?;
        let sent = self.word(SENT)?;
        if !self.is_empty()? {
            return Ok(false);
        }
        if !self.map.write(self.at + BODY, message) {
            return Err(BoxError::Unmapped);
        }
        self.word(LENGTH)?.store(len, Release);
        sent.store(sent.load(Acquire).wrapping_add(1), Release);
        Ok(true)
    }

    /// Takes the message out, if there is one.
    ///
    /// # Errors
    /// If what the box says of it is wrong.
    pub fn try_take(&self) -> Result<Option<Vec<u8>>, BoxError> {
        if self.is_empty()? {
            return Ok(None);
        }
        let sent = self.word(SENT)?.load(Acquire);
        let len = self.word(LENGTH)?.load(Acquire);
        if len as usize > MESSAGE_MAX {
            return Err(BoxError::Length(len));
        }
        let message = self.map.read(self.at + BODY, len as usize).ok_or(BoxError::Unmapped)?;
        self.word(TAKEN)?.store(sent, Release);
        Ok(Some(message))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memfd;
    use crate::pages::Source;

    fn boxes() -> [MailBox; 2] {
        let fd = memfd::create("test", BOX_LEN).expect("memfd");
        [(); 2].map(|()| {
            let map = Map::new(Source::from(&fd), BOX_LEN as usize).expect("mmap");
            MailBox::new(Arc::new(map), 0)
        })
    }

    #[test]
    fn messages_come_out_once_and_in_order() {
        let [a, b] = boxes();
        assert_eq!(b.try_take(), Ok(None));
        for text in ["one", "", "three"] {
            assert_eq!(a.try_send(text.as_bytes()), Ok(true));
            assert_eq!(a.try_send(b"too early"), Ok(false));
            assert_eq!(b.try_take(), Ok(Some(text.as_bytes().to_vec())));
            assert_eq!(b.try_take(), Ok(None));
        }
        assert_eq!(a.try_send(&vec![7; MESSAGE_MAX]), Ok(true));
        assert_eq!(b.try_take().expect("whole").map(|bytes| bytes.len()), Some(MESSAGE_MAX));
        assert_eq!(a.try_send(&vec![7; MESSAGE_MAX + 1]), Err(BoxError::TooLong(MESSAGE_MAX + 1)));
    }

    #[test]
    fn a_length_that_cannot_be_is_an_error() {
        let [a, b] = boxes();
        assert_eq!(a.try_send(b"x"), Ok(true));
        a.word(LENGTH).expect("word").store(u32::MAX, Release);
        assert_eq!(b.try_take(), Err(BoxError::Length(u32::MAX)));
    }
}
