//! Cubins: ELF files for NVIDIA's machine, whose length only their tables tell.

use super::{MAX_SINGLE, Memory, names_printf};

const HEADER: u64 = 64;
const SECTION: u64 = 64;
const SEGMENT: u64 = 56;
const CLASS_64: u8 = 2;
const LITTLE_ENDIAN: u8 = 1;
const EM_CUDA: u16 = 190;
const SHT_NOBITS: u32 = 8;
/// The most sections of one cubin; more is a damaged count.
const MAX_SECTIONS: u64 = 4 << 20;
/// Looking for a name costs a copy; above this it is assumed to be there.
const MAX_SEARCH: u64 = 64 << 20;

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|word| u16::from_le_bytes(*word))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|word| u32::from_le_bytes(*word))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|word| u64::from_le_bytes(*word))
}

/// Bytes of the cubin at `address`: the end of whatever lies last, a table, a section or a segment (the
/// program headers stand at the very end of what nvcc writes). `None` if it is not a cubin.
pub fn length(memory: &dyn Memory, address: u64) -> Option<u64> {
    let header = memory.bytes(address, HEADER)?;
    let is_cubin = header.get(4) == Some(&CLASS_64)
        && header.get(5) == Some(&LITTLE_ENDIAN)
        && u16_at(&header, 18)? == EM_CUDA;
    if !is_cubin {
        return None;
    }
    let (segments_at, sections_at) = (u64_at(&header, 32)?, u64_at(&header, 40)?);
    let (segment_size, segments) = (u16_at(&header, 54)?, u16_at(&header, 56)?);
    let (section_size, sections) = (u16_at(&header, 58)?, u16_at(&header, 60)?);

    let mut end = HEADER;
    let mut reach = |start: u64, len: u64| -> Option<()> {
        end = end.max(start.checked_add(len).filter(|&end| end <= MAX_SINGLE)?);
        Some(())
    };
    if segments > 0 {
        let size = u64::from(segment_size);
        let len = u64::from(segments) * size;
        reach(segments_at, len)?;
        for segment in table(memory, address, segments_at, len, size, SEGMENT)?.chunks_exact(size as usize) {
            reach(u64_at(segment, 8)?, u64_at(segment, 32)?)?;
        }
    }
    if sections_at != 0 {
        let size = u64::from(section_size);
        if size < SECTION {
            return None;
        }
        let count = match sections {
            // More sections than the field holds: the first section's size is their number.
            0 => memory.u64(address.checked_add(sections_at)?.checked_add(32)?)?,
            some => u64::from(some),
        };
        if count > MAX_SECTIONS {
            return None;
        }
        let len = count * size;
        reach(sections_at, len)?;
        for section in table(memory, address, sections_at, len, size, SECTION)?.chunks_exact(size as usize) {
            if u32_at(section, 4)? != SHT_NOBITS {
                // The first section's size field is a count, not a length, if the header's was too small.
                let counted = sections == 0 && u32_at(section, 4)? == 0;
                reach(u64_at(section, 24)?, if counted { 0 } else { u64_at(section, 32)? })?;
            }
        }
    }
    // The last byte must be there, or the tables lie.
    memory.read(address.checked_add(end - 1)?, &mut [0]).then_some(end)
}

/// A private copy of a table of entries of `size` bytes, at least `least` each.
fn table(memory: &dyn Memory, address: u64, at: u64, len: u64, size: u64, least: u64) -> Option<Vec<u8>> {
    if size < least {
        return None;
    }
    memory.bytes(address.checked_add(at)?, len)
}

/// Whether the cubin's symbols name device `printf`; yes if it is too long to look.
pub fn prints(memory: &dyn Memory, address: u64, len: u64) -> bool {
    len > MAX_SEARCH || memory.bytes(address, len).is_none_or(|bytes| names_printf(&bytes))
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::Bytes;
    use super::*;

    /// A cubin of `len` bytes: a header, one section of `payload` bytes at 64, its table, one segment's at the end.
    pub fn cubin(payload: &[u8]) -> Vec<u8> {
        let mut bytes = vec![0; 64];
        bytes.extend_from_slice(payload);
        bytes.resize(bytes.len().next_multiple_of(8), 0);
        let sections_at = bytes.len() as u64;
        bytes.resize(bytes.len() + 128, 0);
        let segments_at = bytes.len() as u64;
        bytes.resize(bytes.len() + 56, 0);
        let mut put =
            |at: u64, word: &[u8]| bytes[at as usize..at as usize + word.len()].copy_from_slice(word);
        put(0, b"\x7fELF\x02\x01\x01");
        put(18, &EM_CUDA.to_le_bytes());
        put(32, &segments_at.to_le_bytes());
        put(40, &sections_at.to_le_bytes());
        put(54, &56u16.to_le_bytes());
        put(56, &1u16.to_le_bytes());
        put(58, &64u16.to_le_bytes());
        put(60, &2u16.to_le_bytes());
        put(sections_at + 64 + 4, &1u32.to_le_bytes());
        put(sections_at + 64 + 24, &64u64.to_le_bytes());
        put(sections_at + 64 + 32, &(payload.len() as u64).to_le_bytes());
        bytes
    }

    #[test]
    fn the_last_table_ends_the_cubin() {
        let cubin = cubin(b"code");
        let len = cubin.len() as u64;
        let mut longer = cubin.clone();
        longer.extend_from_slice(&[7; 100]);
        assert_eq!(length(&Bytes(&longer), 0), Some(len));
        assert_eq!(length(&Bytes(&cubin[..cubin.len() - 1]), 0), None, "truncated");
    }

    #[test]
    fn sections_without_bytes_do_not_count() {
        let mut cubin = cubin(b"code");
        let section = cubin.len() - 56 - 64;
        cubin[section + 4] = SHT_NOBITS as u8;
        cubin[section + 32..section + 40].copy_from_slice(&u64::MAX.to_le_bytes());
        assert_eq!(length(&Bytes(&cubin), 0), Some(cubin.len() as u64));
        cubin[section + 4] = 1;
        assert_eq!(length(&Bytes(&cubin), 0), None, "overflow");
    }

    #[test]
    fn another_machine_s_file_is_refused() {
        let mut cubin = cubin(b"code");
        cubin[18] = 62;
        assert_eq!(length(&Bytes(&cubin), 0), None);
    }

    #[test]
    fn a_name_is_found_in_the_string_table() {
        for (payload, expected) in [(b"\0main\0vprintf\0".as_slice(), true), (b"\0main\0".as_slice(), false)]
        {
            let cubin = cubin(payload);
            assert_eq!(prints(&Bytes(&cubin), 0, cubin.len() as u64), expected);
        }
    }
}
