//! What the linker makes: an ELF file of NVIDIA's machine, as programs expect, that holds PTX instead of machine code.
//!
//! ```text
//! header │ text, with a NUL │ names of sections │ section headers: none, names, text
//! ```

use super::view::View;

/// Machine number of CUDA in ELF files.
pub const EM_CUDA: u16 = 190;

const HEADER: usize = 64;
const SECTION: usize = 64;
/// A section that holds the PTX text: the first number of those that are free for users, and "PTX".
const SHT_PTX: u32 = 0x8050_5458;
const SHT_STRTAB: u32 = 3;
const NAMES: &[u8] = b"\0.shstrtab\0.vgpu.ptx\0";
/// Files with more sections are not ours.
const MOST_SECTIONS: u64 = 16;

/// A file that holds `text`, for a device of compute capability `sm` (61 for 6.1).
pub fn pack(text: &str, sm: u32) -> Vec<u8> {
    let mut bytes = vec![0; HEADER];
    bytes.extend_from_slice(text.as_bytes());
    bytes.push(0);
    let names_at = bytes.len();
    bytes.extend_from_slice(NAMES);
    bytes.resize(bytes.len().next_multiple_of(8), 0);
    let sections_at = bytes.len();
    bytes.resize(sections_at + SECTION, 0);
    let mut section = |name: u32, kind: u32, at: usize, len: usize| {
        let start = bytes.len();
        bytes.extend_from_slice(&name.to_le_bytes());
        bytes.extend_from_slice(&kind.to_le_bytes());
        // No flags, no address.
        bytes.extend_from_slice(&[0; 16]);
        bytes.extend_from_slice(&(at as u64).to_le_bytes());
        bytes.extend_from_slice(&(len as u64).to_le_bytes());
        bytes.extend_from_slice(&[0; 8]);
        bytes.extend_from_slice(&1u64.to_le_bytes());
        bytes.resize(start + SECTION, 0);
    };
    section(1, SHT_STRTAB, names_at, NAMES.len());
    section(11, SHT_PTX, HEADER, text.len() + 1);
    let mut put = |at: usize, word: &[u8]| bytes[at..at + word.len()].copy_from_slice(word);
    // 64-bit, little endian, version 1, NVIDIA's operating system.
    put(0, b"\x7fELF\x02\x01\x01\x33\x07");
    put(16, &2u16.to_le_bytes());
    put(18, &EM_CUDA.to_le_bytes());
    put(20, &1u32.to_le_bytes());
    put(40, &(sections_at as u64).to_le_bytes());
    put(48, &(sm << 16 | sm).to_le_bytes());
    put(52, &(HEADER as u16).to_le_bytes());
    put(58, &(SECTION as u16).to_le_bytes());
    put(60, &3u16.to_le_bytes());
    put(62, &1u16.to_le_bytes());
    bytes
}

/// The PTX text in a file that [`pack`] made.
pub fn unpack(view: View) -> Option<Vec<u8>> {
    let sections_at = u64::from_le_bytes(view.array(40)?);
    let count = u64::from(u16::from_le_bytes(view.array(60)?)).min(MOST_SECTIONS);
    for index in 0..count {
        let section: [u8; SECTION] = view.array(sections_at.checked_add(index * SECTION as u64)?)?;
        let u64_at = |at: usize| section.get(at..)?.first_chunk().map(|word| u64::from_le_bytes(*word));
        if section[4..8] == SHT_PTX.to_le_bytes() {
            let mut text = view.read(u64_at(24)?, u64_at(32)?)?;
            return (text.pop() == Some(0)).then_some(text);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_found_again_and_damage_is_noticed() {
        let text = ".version 7.0\n.target sm_50\n";
        let bytes = pack(text, 61);
        assert_eq!(unpack(View::of(&bytes)).as_deref(), Some(text.as_bytes()));
        for cut in 0..bytes.len() {
            assert_eq!(unpack(View::of(&bytes[..cut])), None, "cut at {cut}");
        }
        for at in 0..bytes.len() {
            for value in [0, 0x7f, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] = value;
                let _ = unpack(View::of(&damaged));
            }
        }
    }
}
