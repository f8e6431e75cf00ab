//! Lists of words from the worker, of any length: a short one lies in the reply, a long one goes through a
//! block of the window.

use table::{CudaError, CudaResult};

use crate::{session::Session, staging::Block};

/// How often a list may grow between two questions before we give up.
const TRIES: usize = 8;

/// Fetches a list. `ask(buffer, capacity)` sends the request with a buffer for `capacity` words and gives how
/// many words the list has, and those that lie in the reply; a list lies in the reply, in the buffer, or (if
/// it fits neither) nowhere.
///
/// # Errors
/// What `ask` says; `OUT_OF_MEMORY` if the window has no room.
pub(crate) fn fetch(
    session: &'static Session,
    mut ask: impl FnMut(u64, u64) -> CudaResult<(u64, Vec<u64>)>,
) -> CudaResult<Vec<u64>> {
    let (mut count, words) = ask(0, 0)?;
    if words.len() as u64 == count {
        return Ok(words);
    }
    for _ in 0..TRIES {
        let capacity = count;
        let block = Block::new(session, capacity.saturating_mul(8))?;
        let words;
        (count, words) = ask(block.address(), capacity)?;
        if words.len() as u64 == count {
            return Ok(words);
        }
        if count <= capacity {
            let bytes = block.read(count * 8);
            return Ok(bytes.as_chunks().0.iter().map(|word| u64::from_le_bytes(*word)).collect());
        }
    }
    Err(CudaError::UNKNOWN)
}
