//! What the linker makes: an ELF file of NVIDIA's machine, as programs expect, that holds PTX instead of machine code.
//!
//! ```text
//! header │ text, with a NUL │ names of sections │ names of symbols │ symbols │ section headers: none, names, text, …
//! ```
//!
//! The symbols are the managed variables: without a place (`SHN_COMMON`), or in a section with what they hold at first, of which
//! addresses of others have to be filled in by its relocations. Whoever loads the file may give them places: addresses
//! (`SHN_ABS`) in memory that is registered by then, and that holds the values.

use std::collections::BTreeMap;

use super::{initial::Initial, view::View};

/// Machine number of CUDA in ELF files.
pub const EM_CUDA: u16 = 190;

const HEADER: usize = 64;
const SECTION: usize = 64;
/// A section that holds the PTX text: the first number of those that are free for users, and "PTX".
const SHT_PTX: u32 = 0x8050_5458;
const SHT_STRTAB: u32 = 3;
const SHT_SYMTAB: u32 = 2;
/// Of our own too: `TI` for the type.
const SHT_INITIAL: u32 = 0x8050_5449;
const SHT_RELA: u32 = 4;
const NAMES: &[u8] = b"\0.shstrtab\0.vgpu.ptx\0.strtab\0.symtab\0.vgpu.init\0.rela.vgpu.init\0";
/// Numbers of sections.
const STRINGS: u32 = 3;
const SYMBOLS: u32 = 4;
const INITIAL: u16 = 5;
/// The relocation of a word that holds an address.
const R_CUDA_64: u64 = 2;
/// Longer variables are not filled up with zeros: whoever places them sees that bytes are missing.
const LONGEST_INITIAL: u64 = 64 << 20;
const SYMBOL: usize = 24;
/// Type and binding of a global object.
const GLOBAL_OBJECT: u8 = 1 << 4 | 1;
/// `STO_CUDA_MANAGED`.
const MANAGED: u8 = 4;
const SHN_ABS: u16 = 0xfff1;
const SHN_COMMON: u16 = 0xfff2;
/// Files with more symbols are not ours.
const MOST_SYMBOLS: u64 = 1 << 16;
/// Files with more sections are not ours.
const MOST_SECTIONS: u64 = 16;

/// A managed variable as its symbol tells it.
#[derive(Debug, Clone, Copy)]
pub struct Managed<'a> {
    /// Its name.
    pub name: &'a str,
    /// Bytes.
    pub size: u64,
    /// Bytes.
    pub align: u64,
    /// What it holds at first.
    pub initial: &'a Initial,
}

/// A file that holds `text`, for a device of compute capability `sm` (61 for 6.1).
pub fn pack(text: &str, managed: &[Managed<'_>], sm: u32) -> Vec<u8> {
    let mut bytes = vec![0; HEADER];
    bytes.extend_from_slice(text.as_bytes());
    bytes.push(0);
    let names_at = bytes.len();
    bytes.extend_from_slice(NAMES);
    let strings_at = bytes.len();
    bytes.push(0);
    let mut symbols = vec![0; SYMBOL];
    let (mut values, mut relocations) = (Vec::new(), Vec::new());
    for Managed { name, size, align, initial } in managed {
        let at = (bytes.len() - strings_at) as u32;
        bytes.extend_from_slice(name.as_bytes());
        bytes.push(0);
        let start = values.len();
        let (section, value) =
            if initial.bytes.is_empty() { (SHN_COMMON, *align) } else { (INITIAL, start as u64) };
        symbols.extend_from_slice(&at.to_le_bytes());
        symbols.extend_from_slice(&[GLOBAL_OBJECT, MANAGED]);
        symbols.extend_from_slice(&section.to_le_bytes());
        symbols.extend_from_slice(&value.to_le_bytes());
        symbols.extend_from_slice(&size.to_le_bytes());
        values.extend_from_slice(&initial.bytes);
        if !initial.bytes.is_empty() && *size <= LONGEST_INITIAL {
            values.resize(values.len().max(start + *size as usize).next_multiple_of(8), 0);
        }
        for address in &initial.addresses {
            // No symbol, for the address of what is not managed: nobody but the driver knows it.
            let symbol = managed.iter().position(|other| other.name == address.symbol).map_or(0, |at| at + 1);
            relocations.extend_from_slice(&((start + address.offset) as u64).to_le_bytes());
            relocations.extend_from_slice(&((symbol as u64) << 32 | R_CUDA_64).to_le_bytes());
            relocations.extend_from_slice(&address.addend.to_le_bytes());
        }
    }
    let strings_len = bytes.len() - strings_at;
    bytes.resize(bytes.len().next_multiple_of(8), 0);
    let symbols_at = bytes.len();
    bytes.extend_from_slice(&symbols);
    let values_at = bytes.len();
    bytes.extend_from_slice(&values);
    bytes.resize(bytes.len().next_multiple_of(8), 0);
    let relocations_at = bytes.len();
    bytes.extend_from_slice(&relocations);
    let sections_at = bytes.len();
    bytes.resize(sections_at + SECTION, 0);
    let mut section =
        |name: u32, kind: u32, (at, len): (usize, usize), (link, info): (u32, u32), entry: usize| {
            let start = bytes.len();
            bytes.extend_from_slice(&name.to_le_bytes());
            bytes.extend_from_slice(&kind.to_le_bytes());
            // No flags, no address.
            bytes.extend_from_slice(&[0; 16]);
            bytes.extend_from_slice(&(at as u64).to_le_bytes());
            bytes.extend_from_slice(&(len as u64).to_le_bytes());
            bytes.extend_from_slice(&link.to_le_bytes());
            bytes.extend_from_slice(&info.to_le_bytes());
            bytes.extend_from_slice(&1u64.to_le_bytes());
            bytes.extend_from_slice(&(entry as u64).to_le_bytes());
            bytes.resize(start + SECTION, 0);
        };
    section(1, SHT_STRTAB, (names_at, NAMES.len()), (0, 0), 0);
    section(11, SHT_PTX, (HEADER, text.len() + 1), (0, 0), 0);
    section(21, SHT_STRTAB, (strings_at, strings_len), (0, 0), 0);
    // The first symbol that is not local is the first.
    section(29, SHT_SYMTAB, (symbols_at, symbols.len()), (STRINGS, 1), SYMBOL);
    section(37, SHT_INITIAL, (values_at, values.len()), (0, 0), 0);
    section(48, SHT_RELA, (relocations_at, relocations.len()), (SYMBOLS, INITIAL.into()), 24);
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
    put(60, &7u16.to_le_bytes());
    put(62, &1u16.to_le_bytes());
    bytes
}

/// A section: kind, where it is, bytes, and the number of the section that belongs to it.
fn sections(view: View) -> Option<Vec<(u32, u64, u64, u32)>> {
    let sections_at = u64::from_le_bytes(view.array(40)?);
    let count = u64::from(u16::from_le_bytes(view.array(60)?)).min(MOST_SECTIONS);
    let read = |index: u64| {
        let section: [u8; SECTION] = view.array(sections_at.checked_add(index * SECTION as u64)?)?;
        let u32_at = |at: usize| section.get(at..)?.first_chunk().map(|word| u32::from_le_bytes(*word));
        let u64_at = |at: usize| section.get(at..)?.first_chunk().map(|word| u64::from_le_bytes(*word));
        Some((u32_at(4)?, u64_at(24)?, u64_at(32)?, u32_at(40)?))
    };
    (0..count).map(read).collect()
}

/// The PTX text in a file that [`pack`] made.
pub fn unpack(view: View) -> Option<Vec<u8>> {
    let (_, at, len, _) = sections(view)?.into_iter().find(|section| section.0 == SHT_PTX)?;
    let mut text = view.read(at, len)?;
    (text.pop() == Some(0)).then_some(text)
}

/// The addresses that managed variables were given in a file that [`pack`] made; none in anything else.
pub fn placed(view: View) -> BTreeMap<String, u64> {
    read_placed(view).unwrap_or_default()
}

fn read_placed(view: View) -> Option<BTreeMap<String, u64>> {
    (view.array(0)? == *b"\x7fELF").then_some(())?;
    let sections = sections(view)?;
    sections.iter().find(|section| section.0 == SHT_PTX)?;
    let (_, symbols_at, len, link) = sections.iter().find(|section| section.0 == SHT_SYMTAB)?;
    let (_, strings_at, strings_len, _) = sections.get(*link as usize)?;
    let strings = view.read(*strings_at, *strings_len)?;
    let mut placed = BTreeMap::new();
    for index in 0..(len / SYMBOL as u64).min(MOST_SYMBOLS) {
        let symbol: [u8; SYMBOL] = view.array(symbols_at.checked_add(index * SYMBOL as u64)?)?;
        let section = u16::from_le_bytes([symbol[6], symbol[7]]);
        if symbol[5] & MANAGED == 0 || section != SHN_ABS {
            continue;
        }
        let name = strings.get(u32::from_le_bytes(*symbol.first_chunk()?) as usize..)?;
        let name = name.split(|byte| *byte == 0).next()?;
        let address = u64::from_le_bytes(*symbol.get(8..)?.first_chunk()?);
        placed.insert(String::from_utf8_lossy(name).into_owned(), address);
    }
    Some(placed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_is_found_again_and_damage_is_noticed() {
        let text = ".version 7.0\n.target sm_50\n";
        let initial = Initial { bytes: vec![7], ..Initial::default() };
        let managed = [Managed { name: "counter", size: 4, align: 4, initial: &initial }];
        let mut bytes = pack(text, &managed, 61);
        assert!(placed(View::of(&bytes)).is_empty(), "it has no place yet");
        let symbol = bytes.len() - 7 * SECTION - 8 - SYMBOL;
        bytes[symbol + 6..symbol + 8].copy_from_slice(&SHN_ABS.to_le_bytes());
        bytes[symbol + 8..symbol + 16].copy_from_slice(&0x1234_5000u64.to_le_bytes());
        assert_eq!(placed(View::of(&bytes)), BTreeMap::from([("counter".to_owned(), 0x1234_5000)]));
        assert_eq!(unpack(View::of(&bytes)).as_deref(), Some(text.as_bytes()));
        for cut in 0..bytes.len() {
            assert_eq!(unpack(View::of(&bytes[..cut])), None, "cut at {cut}");
        }
        for at in 0..bytes.len() {
            for value in [0, 0x7f, 0xff] {
                let mut damaged = bytes.clone();
                damaged[at] = value;
                let _ = (unpack(View::of(&damaged)), placed(View::of(&damaged)));
            }
        }
    }
}
