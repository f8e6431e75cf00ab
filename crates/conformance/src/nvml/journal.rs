//! Which call is being made, told to the process that watches: a call that kills the library is known by that, and left out
//! when all is asked again.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

/// The "code" of a call that kills the process: of no call that returns.
pub const KILLS: u32 = u32::MAX - 1;

/// Calls are known by their function and which of its calls they are: `nvmlDeviceGetName 2`.
#[derive(Debug, Default)]
pub struct Journal {
    left_out: BTreeSet<String>,
    counts: RefCell<BTreeMap<String, usize>>,
}

impl Journal {
    /// With calls that are not to be made.
    pub fn without(left_out: impl IntoIterator<Item = String>) -> Self {
        Self { left_out: left_out.into_iter().collect(), counts: RefCell::default() }
    }

    /// Notes a call; `false` if it must not be made.
    pub(super) fn begins(&self, function: &str) -> bool {
        let mut counts = self.counts.borrow_mut();
        let count = counts.entry(function.to_owned()).or_default();
        *count += 1;
        let call = format!("{function} {count}");
        if self.left_out.contains(&call) {
            return false;
        }
        // Whoever reads it sees nothing else; if nobody does, nobody needs it.
        let mut out = std::io::stdout();
        let _ = writeln!(out, "{call}").and_then(|()| out.flush());
        true
    }
}
