//! Text: PTX, or anything else that no magic number names, up to its NUL.

use super::{MAX_SINGLE, Memory};

/// Pages are what is mapped or not, so reads up to a page's end fail only if its first byte would.
const PAGE: u64 = 4096;
/// Most texts are longer than a page.
const STRIDE: u64 = 16 * PAGE;

/// The text at `address` with its terminator; `None` if memory ends before it does.
pub fn read(memory: &dyn Memory, address: u64) -> Option<Vec<u8>> {
    let mut text = Vec::new();
    loop {
        let at = address.checked_add(text.len() as u64)?;
        let chunk = chunk(memory, at)?;
        match memchr::memchr(0, &chunk) {
            Some(end) => {
                text.extend_from_slice(chunk.get(..=end)?);
                return Some(text);
            }
            None => text.extend_from_slice(&chunk),
        }
        if text.len() as u64 > MAX_SINGLE {
            return None;
        }
    }
}

/// Some bytes at `at`: a stride if it is readable, else what is left of the page, else a byte.
fn chunk(memory: &dyn Memory, at: u64) -> Option<Vec<u8>> {
    let to_boundary = |unit: u64| unit - at % unit;
    // Asked of the last byte first: room for what is not there would be made again for each byte of a file's end.
    let is_there = |len: &u64| at.checked_add(len - 1).is_some_and(|last| memory.read(last, &mut [0]));
    let len = [to_boundary(STRIDE), to_boundary(PAGE), 1].into_iter().find(is_there)?;
    memory.bytes(at, len)
}

/// Whether the text calls device `printf`.
pub fn prints(text: &[u8]) -> bool {
    super::names_printf(text)
}

#[cfg(test)]
mod tests {
    use super::super::Bytes;
    use super::*;

    #[test]
    fn long_text_is_read_to_its_end_and_no_further() {
        let mut bytes = vec![b'x'; 3 * STRIDE as usize + 17];
        assert_eq!(read(&Bytes(&bytes), 5), None);
        *bytes.last_mut().expect("not empty") = 0;
        assert_eq!(read(&Bytes(&bytes), 5).map(|text| text.len()), Some(bytes.len() - 5));
    }
}
