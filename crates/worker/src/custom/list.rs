//! Lists of words for the guest, of any length: a short one lies in the reply, a long one in a buffer of the
//! window that the guest sets aside when it has learnt the length.

use table::CudaResult;

use crate::session::{MAX_REPLY, Session};

/// The most words that a reply carries, beside its other fields.
const INLINE: usize = (MAX_REPLY - 256) / 8;

/// Puts `words` where they fit: gives their number, and those that lie in the reply.
///
/// # Errors
/// `INVALID_VALUE` if the buffer is not in the window.
pub(super) fn put(
    session: &Session,
    words: Vec<u64>,
    buffer: u64,
    capacity: u64,
) -> CudaResult<(u64, Vec<u64>)> {
    let count = words.len() as u64;
    if words.len() <= INLINE {
        return Ok((count, words));
    }
    if count <= capacity {
        let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        session.window_write(buffer, capacity.saturating_mul(8), &bytes)?;
    }
    Ok((count, Vec::new()))
}
