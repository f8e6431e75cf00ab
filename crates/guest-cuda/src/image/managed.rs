//! Managed variables of a cubin: finding them, and giving them places of our choice.
//!
//! The driver would put them where only it can. In a cubin of 7.5 and later code takes addresses of variables from
//! constant bank 4, whose words are relocated when the cubin is loaded, or from instructions that are. So the words that
//! stand for managed variables are filled in here, and their relocations taken out. What is left of the variables are symbols
//! of unused memory.
//!
//! What the linker of the software GPU makes holds text. Managed variables are symbols in it that have no place (`SHN_COMMON`)
//! or are in a section of a type of its own, and get a place by becoming absolute.
//!
//! Where nothing of this fits, the answer is `None`, and the image stays as it is.

use std::{ffi::CString, ops::Range};

use object::{
    LittleEndian as LE, SectionIndex, SymbolIndex,
    elf::{FileHeader64, Rel64, Rela64, SHN_ABS, SHN_COMMON, SHN_UNDEF, SHT_NOBITS, SHT_SYMTAB, STT_OBJECT},
    pod::bytes_of,
    read::elf::{FileHeader as _, SectionHeader as _, SectionTable, Sym as _, SymbolTable},
};

type Header = FileHeader64<LE>;

/// `STO_CUDA_MANAGED`, a bit of a symbol's `st_other`.
const MANAGED: u8 = 4;
const ST_OTHER: usize = 5;
const ST_SHNDX: usize = 6;
const ST_VALUE: usize = 8;
const SH_SIZE: usize = 32;
/// The words of a relocation that code for later devices has a second time, in a form that the driver translates.
const SHT_MERCURY_RELA: u32 = 0x7000_0082;
/// What managed variables hold at first, in what the linker of the software GPU makes.
const SHT_VGPU_INITIAL: u32 = 0x8050_5449;
/// A 64-bit address; the same in initial values.
const R_CUDA_64: u32 = 2;
const R_CUDA_G64: u32 = 4;
/// The lower and the upper half of an address, in bits 32 to 63 of an instruction.
const R_CUDA_ABS32_LO_32: u32 = 0x38;
const R_CUDA_ABS32_HI_32: u32 = 0x39;
/// Images with more managed variables are not looked at.
const MAX_VARIABLES: usize = 4096;
/// The longest initial value that is copied; a longer one leaves the image as it is.
const MAX_INITIAL: u64 = 256 << 20;

/// A managed variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: CString,
    /// Bytes.
    pub size: u64,
    /// The symbol's number.
    symbol: usize,
}

/// What a variable holds at first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Initial {
    /// Zeros.
    Zeros,
    /// These bytes.
    Bytes(Vec<u8>),
}

/// Whether text may declare managed variables.
pub fn is_in_text(text: &[u8]) -> bool {
    memchr::memmem::find(text, b".managed").is_some()
}

struct Cubin<'a> {
    header: &'a Header,
    sections: SectionTable<'a, Header>,
    symbols: SymbolTable<'a, Header>,
}

impl<'a> Cubin<'a> {
    fn parse(bytes: &'a [u8]) -> Option<Self> {
        let header = Header::parse(bytes).ok()?;
        let sections = header.sections(LE, bytes).ok()?;
        let symbols = sections.symbols(LE, bytes, SHT_SYMTAB).ok()?;
        Some(Self { header, sections, symbols })
    }

    /// Where a symbol's field is in the file.
    fn symbol_field(&self, symbol: usize, field: usize) -> Option<usize> {
        let table = self.sections.section(self.symbols.section()).ok()?;
        let at = usize::try_from(table.sh_offset(LE)).ok()?;
        at.checked_add(symbol.checked_mul(24)?)?.checked_add(field)
    }
}

/// The managed variables of a cubin; none if it cannot be read.
pub fn variables(cubin: &[u8]) -> Vec<Variable> {
    let Some(cubin) = Cubin::parse(cubin) else { return Vec::new() };
    let variable =
        |(SymbolIndex(index), symbol): (SymbolIndex, &<Header as object::read::elf::FileHeader>::Sym)| {
            let is_one = symbol.st_other & MANAGED != 0
                && symbol.st_type() == STT_OBJECT
                && symbol.st_shndx(LE) != SHN_UNDEF;
            let name = is_one.then(|| cubin.symbols.symbol_name(LE, symbol).ok())??;
            Some(Variable { name: CString::new(name).ok()?, size: symbol.st_size(LE), symbol: index })
        };
    cubin.symbols.enumerate().filter_map(variable).take(MAX_VARIABLES + 1).collect()
}

/// A change to the file: where, and the new bytes.
type Edit = (usize, Vec<u8>);
/// Where in the file a variable's initial value is; `None` for zeros.
type Value = Option<Range<usize>>;

/// Gives each of `variables` the address beside it, and says what they hold at first. `None`, with `cubin` as it
/// was, if that cannot be done: there are references of a kind that is not known, say.
pub fn place(cubin: &mut [u8], variables: &[Variable], addresses: &[u64]) -> Option<Vec<Initial>> {
    if variables.len() > MAX_VARIABLES || variables.len() != addresses.len() {
        return None;
    }
    let (edits, values) = plan(cubin, variables, addresses)?;
    for (at, bytes) in &edits {
        cubin.get(*at..at.checked_add(bytes.len())?)?;
    }
    for (at, bytes) in &edits {
        if let Some(place) = cubin.get_mut(*at..*at + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }
    let initial = |range: Value| match range.and_then(|range| cubin.get(range)) {
        Some(bytes) => Initial::Bytes(bytes.to_vec()),
        None => Initial::Zeros,
    };
    Some(values.into_iter().map(initial).collect())
}

/// The changes, and where in the file the initial values are.
fn plan(bytes: &[u8], variables: &[Variable], addresses: &[u64]) -> Option<(Vec<Edit>, Vec<Value>)> {
    let cubin = Cubin::parse(bytes)?;
    if cubin.sections.iter().any(|section| section.sh_type(LE) == SHT_MERCURY_RELA) {
        return None;
    }
    let (mut edits, mut values) = (Vec::new(), Vec::new());
    // Section and offset of the initial values.
    let mut homes = Vec::new();
    for (variable, address) in variables.iter().zip(addresses) {
        let symbol = cubin.symbols.symbol(SymbolIndex(variable.symbol)).ok()?;
        let section = symbol.st_shndx(LE);
        let mut become_absolute = || {
            edits.push((cubin.symbol_field(variable.symbol, ST_SHNDX)?, SHN_ABS.to_le_bytes().to_vec()));
            edits.push((cubin.symbol_field(variable.symbol, ST_VALUE)?, address.to_le_bytes().to_vec()));
            Some(())
        };
        if section == SHN_COMMON {
            become_absolute()?;
            values.push(None);
            continue;
        }
        let home = cubin.sections.section(SectionIndex(section.into())).ok()?;
        let (start, size) = (symbol.st_value(LE), symbol.st_size(LE));
        homes.push((usize::from(section), start..start.checked_add(size)?));
        let is_empty = home.sh_type(LE) == SHT_NOBITS;
        values.push(if is_empty { None } else { Some(in_section(home, bytes, start, size)?) });
        if home.sh_type(LE) == SHT_VGPU_INITIAL {
            become_absolute()?;
            continue;
        }
        // What stays is an ordinary variable, for which the driver need not set up managed memory.
        let other = vec![symbol.st_other & !MANAGED];
        edits.push((cubin.symbol_field(variable.symbol, ST_OTHER)?, other));
    }
    let places: Vec<(usize, u64)> =
        variables.iter().map(|variable| variable.symbol).zip(addresses.iter().copied()).collect();
    for (index, section) in cubin.sections.enumerate() {
        let rela = section.rela(LE, bytes).ok()?;
        let rel = section.rel(LE, bytes).ok()?;
        let target = usize::try_from(section.sh_info(LE)).ok()?;
        let keeps_out =
            |offset: u64| !homes.iter().any(|(home, range)| *home == target && range.contains(&offset));
        let mut kept = Vec::new();
        let mut resolve = |symbol: u32, kind: u32, offset: u64, addend: Option<i64>, entry: &[u8]| {
            let place = places.iter().find(|(number, _)| *number == symbol as usize);
            let Some((_, address)) = place else {
                // An address that only the driver knows, as the initial value of what is no longer there.
                keeps_out(offset).then_some(())?;
                kept.extend_from_slice(entry);
                return Some(());
            };
            let home = cubin.sections.section(SectionIndex(target)).ok()?;
            edits.push(fill_in(home, bytes, kind, offset, addend, *address)?);
            Some(())
        };
        let (entries, len) = match (rela, rel) {
            (Some((entries, _)), _) => {
                for entry in entries {
                    let (symbol, kind) = (entry.r_sym(LE, false), entry.r_type(LE, false));
                    let addend = Some(entry.r_addend.get(LE));
                    resolve(symbol, kind, entry.r_offset.get(LE), addend, bytes_of::<Rela64<LE>>(entry))?;
                }
                (entries.len(), size_of::<Rela64<LE>>())
            }
            (None, Some((entries, _))) => {
                for entry in entries {
                    let (symbol, kind) = (entry.r_sym(LE), entry.r_type(LE));
                    resolve(symbol, kind, entry.r_offset.get(LE), None, bytes_of::<Rel64<LE>>(entry))?;
                }
                (entries.len(), size_of::<Rel64<LE>>())
            }
            (None, None) => continue,
        };
        if kept.len() == entries * len {
            continue;
        }
        // The table gets shorter, in the same place.
        let header = usize::try_from(cubin.header.e_shoff.get(LE)).ok()?;
        let header = header.checked_add(index.0.checked_mul(cubin.header.e_shentsize.get(LE).into())?)?;
        edits.push((header.checked_add(SH_SIZE)?, (kept.len() as u64).to_le_bytes().to_vec()));
        edits.push((usize::try_from(section.sh_offset(LE)).ok()?, kept));
    }
    Some((edits, values))
}

/// Where in the file `len` bytes at `offset` of a section are.
fn in_section<S: object::read::elf::SectionHeader<Endian = LE>>(
    section: &S,
    bytes: &[u8],
    offset: u64,
    len: u64,
) -> Option<Range<usize>> {
    let (at, size) = section.file_range(LE)?;
    let end = offset.checked_add(len).filter(|end| *end <= size && len <= MAX_INITIAL)?;
    let (start, end) = (at.checked_add(offset)?, at.checked_add(end)?);
    let range = usize::try_from(start).ok()?..usize::try_from(end).ok()?;
    bytes.get(range.clone())?;
    Some(range)
}

/// The change that resolves one relocation at `offset` of `section`. Without an addend of its own, what is there is it.
fn fill_in<S: object::read::elf::SectionHeader<Endian = LE>>(
    section: &S,
    bytes: &[u8],
    kind: u32,
    offset: u64,
    addend: Option<i64>,
    address: u64,
) -> Option<Edit> {
    match kind {
        R_CUDA_64 | R_CUDA_G64 => {
            let place = in_section(section, bytes, offset, 8)?;
            let there = i64::from_le_bytes(*bytes.get(place.clone())?.first_chunk()?);
            let value = address.wrapping_add_signed(addend.unwrap_or(there));
            Some((place.start, value.to_le_bytes().to_vec()))
        }
        R_CUDA_ABS32_LO_32 | R_CUDA_ABS32_HI_32 => {
            let place = in_section(section, bytes, offset.checked_add(4)?, 4)?;
            let there = u32::from_le_bytes(*bytes.get(place.clone())?.first_chunk()?);
            // Half of an addend says nothing of the carry.
            let addend = addend.or((there == 0).then_some(0))?;
            let value = address.wrapping_add_signed(addend);
            let half = if kind == R_CUDA_ABS32_LO_32 { value as u32 } else { (value >> 32) as u32 };
            Some((place.start, half.to_le_bytes().to_vec()))
        }
        _ => None,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A symbol of [`cubin`]: name, `st_other`, section, value, size.
    type Symbol<'a> = (&'a str, u8, u16, u64, u64);

    /// A cubin with these symbols, and with relocations (offset, symbol, kind, addend) of `words`, its section 4.
    /// Section 1 has names, 2 the symbols, 3 the relocations, 5 is empty.
    pub fn cubin(
        symbols: &[Symbol<'_>],
        words: &[u8],
        relocations: &[(u64, u64, u32, Option<i64>)],
    ) -> Vec<u8> {
        let mut names = vec![0];
        let mut table = vec![0; 24];
        for (name, other, section, value, size) in symbols {
            table.extend_from_slice(&(names.len() as u32).to_le_bytes());
            table.extend_from_slice(&[0x11, *other]);
            table.extend_from_slice(&section.to_le_bytes());
            table.extend_from_slice(&value.to_le_bytes());
            table.extend_from_slice(&size.to_le_bytes());
            names.extend_from_slice(name.as_bytes());
            names.push(0);
        }
        let mut entries = Vec::new();
        let is_rela = relocations.iter().any(|relocation| relocation.3.is_some());
        for (offset, symbol, kind, addend) in relocations {
            entries.extend_from_slice(&offset.to_le_bytes());
            entries.extend_from_slice(&(symbol << 32 | u64::from(*kind)).to_le_bytes());
            entries.extend(addend.map(i64::to_le_bytes).into_iter().flatten());
        }
        let mut bytes = vec![0; 64];
        let mut headers = vec![0; 64];
        let parts: [(&[u8], u32, u32, u32, u64); 5] = [
            (&names, 3, 0, 0, 0),
            (&table, 2, 1, 1, 24),
            (&entries, if is_rela { 4 } else { 9 }, 2, 4, if is_rela { 24 } else { 16 }),
            (words, 1, 0, 0, 0),
            (&[], SHT_NOBITS, 0, 0, 0),
        ];
        for (part, kind, link, info, entry) in parts {
            headers.extend_from_slice(&0u32.to_le_bytes());
            headers.extend_from_slice(&kind.to_le_bytes());
            headers.extend_from_slice(&[0; 16]);
            headers.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
            headers.extend_from_slice(&(part.len() as u64).to_le_bytes());
            headers.extend_from_slice(&link.to_le_bytes());
            headers.extend_from_slice(&info.to_le_bytes());
            headers.extend_from_slice(&8u64.to_le_bytes());
            headers.extend_from_slice(&entry.to_le_bytes());
            bytes.extend_from_slice(part);
            bytes.resize(bytes.len().next_multiple_of(8), 0);
        }
        let at = bytes.len() as u64;
        bytes.extend_from_slice(&headers);
        let mut put = |at: usize, word: &[u8]| bytes[at..at + word.len()].copy_from_slice(word);
        put(0, b"\x7fELF\x02\x01\x01");
        put(16, &2u16.to_le_bytes());
        put(18, &190u16.to_le_bytes());
        put(20, &1u32.to_le_bytes());
        put(40, &at.to_le_bytes());
        put(52, &64u16.to_le_bytes());
        put(58, &64u16.to_le_bytes());
        put(60, &6u16.to_le_bytes());
        put(62, &1u16.to_le_bytes());
        bytes
    }

    /// The bytes of section 4, and of the relocations that are left.
    fn left(bytes: &[u8]) -> (Vec<u8>, usize) {
        let cubin = Cubin::parse(bytes).expect("a cubin");
        let section = |index| cubin.sections.section(SectionIndex(index)).expect("a section");
        let words = section(4).data(LE, bytes).expect("words").to_vec();
        (words, section(3).sh_size(LE) as usize)
    }

    const ADDRESS: u64 = 0x4000_1234_5000;

    pub fn seed() -> Vec<u8> {
        let mut words = [0u8; 64];
        words[56..].copy_from_slice(&9u64.to_le_bytes());
        let symbols = [("counter", MANAGED, 4, 56, 8), ("plain", 0, 5, 0, 4), ("large", MANAGED, 5, 8, 100)];
        let relocations = [
            (0, 1, R_CUDA_64, Some(4)),
            (8, 2, R_CUDA_64, Some(0)),
            (16, 3, R_CUDA_ABS32_LO_32, Some(0)),
            (32, 3, R_CUDA_ABS32_HI_32, Some(0)),
        ];
        cubin(&symbols, &words, &relocations)
    }

    #[test]
    fn references_are_filled_in_and_their_relocations_gone() {
        let mut bytes = seed();
        let found = variables(&bytes);
        let names: Vec<_> = found.iter().map(|variable| (variable.name.to_bytes(), variable.size)).collect();
        assert_eq!(names, [(b"counter".as_slice(), 8), (b"large", 100)]);
        let initial = place(&mut bytes, &found, &[ADDRESS, ADDRESS + 0x1000]).expect("placed");
        assert_eq!(initial, [Initial::Bytes(9u64.to_le_bytes().to_vec()), Initial::Zeros]);
        let (words, relocations) = left(&bytes);
        assert_eq!(words[..8], (ADDRESS + 4).to_le_bytes());
        assert_eq!(words[8..20], [0; 12], "plain is the driver's");
        assert_eq!(words[20..24], 0x1234_6000u32.to_le_bytes());
        assert_eq!(words[36..40], 0x4000u32.to_le_bytes());
        assert_eq!(relocations, 24, "that of plain");
        assert!(variables(&bytes).is_empty(), "ordinary ones by now");
    }

    #[test]
    fn addends_that_stand_in_place_count() {
        let mut words = [0u8; 16];
        words[0] = 12;
        let symbols = [("counter", MANAGED, 5, 0, 40)];
        let mut bytes = cubin(&symbols, &words, &[(0, 1, R_CUDA_64, None)]);
        let found = variables(&bytes);
        place(&mut bytes, &found, &[ADDRESS]).expect("placed");
        assert_eq!(
            (left(&bytes).0[..8].to_vec(), left(&bytes).1),
            ((ADDRESS + 12).to_le_bytes().to_vec(), 0)
        );
    }

    #[test]
    fn what_is_not_understood_stays_as_it_is() {
        let counter = ("counter", MANAGED, 4, 8, 8);
        let plain = ("plain", 0, 5, 0, 4);
        for relocations in [
            // A kind that is not known.
            vec![(0, 1, 77, Some(0))],
            // Outside of its section.
            vec![(60, 1, R_CUDA_64, Some(0))],
            vec![(u64::MAX, 1, R_CUDA_ABS32_LO_32, Some(0))],
            // What the variable holds is for the driver to say.
            vec![(8, 2, R_CUDA_G64, Some(0))],
        ] {
            let before = cubin(&[counter, plain], &[0; 64], &relocations);
            let mut bytes = before.clone();
            assert_eq!(place(&mut bytes, &variables(&before), &[ADDRESS]), None, "{relocations:?}");
            assert_eq!(bytes, before);
        }
    }

    #[test]
    fn damage_ends_in_refusal_or_in_a_file_of_the_same_length() {
        let whole = seed();
        for at in 0..whole.len() {
            for value in [0, 1, 0x7f, 0xff] {
                let mut bytes = whole.clone();
                bytes[at] = value;
                let found = variables(&bytes);
                let addresses = vec![ADDRESS; found.len()];
                let _ = place(&mut bytes, &found, &addresses);
                assert_eq!(bytes.len(), whole.len());
            }
            let _ = variables(&whole[..at]);
        }
    }
}
