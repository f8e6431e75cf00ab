//! Names of kernels and threads.

use rustc_hash::FxHashMap;
use zerocopy::{FromBytes, IntoBytes};

use crate::format::NameHead;

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u16)]
pub enum Naming {
    /// A kernel.
    Kernel = 1,
    /// A guest's thread.
    Thread = 2,
}

impl Naming {
    fn of(number: u16) -> Option<Self> {
        [Self::Kernel, Self::Thread].into_iter().find(|what| *what as u16 == number)
    }
}

/// Names of all sessions of a trace.
#[derive(Debug, Default)]
pub struct Names(FxHashMap<(u32, Naming, u32), String>);

impl Names {
    /// The name of number `id` in `session`.
    pub fn get(&self, session: u32, what: Naming, id: u32) -> Option<&str> {
        self.0.get(&(session, what, id)).map(String::as_str)
    }

    /// Every name of one kind in `session`, in the order of numbers.
    pub fn all(&self, session: u32, what: Naming) -> Vec<(u32, &str)> {
        let ours = self.0.iter().filter(|((its, kind, _), _)| (*its, *kind) == (session, what));
        let mut all: Vec<_> = ours.map(|((_, _, id), name)| (*id, name.as_str())).collect();
        all.sort_unstable();
        all
    }

    /// Takes the names of a block's payload; how many there are, or at which byte of it something is wrong.
    pub(crate) fn take(&mut self, session: u32, payload: &[u8]) -> Result<u32, usize> {
        let (mut rest, mut count) = (payload, 0);
        while !rest.is_empty() {
            let at = payload.len() - rest.len();
            let (head, tail) = NameHead::read_from_prefix(rest).map_err(|_| at)?;
            let (text, tail) = tail.split_at_checked(usize::from(head.len.get())).ok_or(at)?;
            let text = std::str::from_utf8(text).map_err(|_| at)?;
            // Kinds that a later version adds are passed over.
            if let Some(what) = Naming::of(head.what.get()) {
                self.0.insert((session, what, head.id.get()), text.to_owned());
            }
            (rest, count) = (tail, count + 1);
        }
        Ok(count)
    }

    /// Appends a name to the payload of a block. Of a text that is too long the beginning is taken.
    pub fn put(payload: &mut Vec<u8>, what: Naming, id: u32, text: &str) {
        let text = &text[..text.floor_char_boundary(usize::from(u16::MAX))];
        let head = NameHead { id: id.into(), what: (what as u16).into(), len: (text.len() as u16).into() };
        payload.extend_from_slice(head.as_bytes());
        payload.extend_from_slice(text.as_bytes());
    }
}
