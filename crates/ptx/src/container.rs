//! PTX out of what it travels in: fatbins, and the ELF files that hold them.
//!
//! ```text
//! archive ──members──► ELF ──section .nv_fatbin──► fatbins ──► entries ──the best for a device──► compressed ──► text
//! ```

use object::{Object, ObjectSection};
use thiserror::Error;

const MAGIC: u32 = 0xba55_ed50;
const OLD_MAGIC: u32 = 0x1ee5_5a01;
const ELF: [u8; 4] = *b"\x7fELF";
const ARCHIVE: [u8; 8] = *b"!<arch>\n";
const SECTIONS: [&str; 2] = [".nv_fatbin", "__nv_relfatbin"];

/// The kind of an entry that holds PTX.
const KIND_PTX: u16 = 1;
/// The kind of an entry that holds machine code.
const KIND_MACHINE_CODE: u16 = 2;

const OLD_COMPRESSION: u64 = 0x1000;
const LZ4: u64 = 0x2000;
const ZSTD: u64 = 0x8000;
const EXACT: u64 = 0x10_0000;
const FAMILY: u64 = 0x20_0000;

/// No header of an entry is longer.
const LONGEST_HEADER: u64 = 4096;
/// No PTX text is longer once it is unpacked.
const LONGEST_TEXT: u64 = 256 << 20;
/// Bytes of all texts of a file, of which a thousandth may unpack to it. GGML's have 276 MiB for one device.
const MOST_TEXT: u64 = 1 << 30;
/// LZ4 packs no tighter than to one byte of so many.
const LZ4_RATIO: u64 = 256;
/// A fatbin with more entries is garbage.
const MOST_ENTRIES: usize = 4096;

/// Why there is no text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ContainerError {
    /// Neither an ELF file, nor a fatbin, nor text.
    #[error("this is no ELF file, no fatbin and no PTX text")]
    Unknown,
    /// The ELF file is damaged.
    #[error("the ELF file is damaged: {0}")]
    Elf(String),
    /// An archive is damaged.
    #[error("the archive is damaged at byte {0}")]
    Archive(u64),
    /// A fatbin is damaged.
    #[error("the fatbin at byte {0} is damaged")]
    Fatbin(u64),
    /// An entry does not unpack to what it says.
    #[error("an entry of a fatbin does not unpack")]
    Packed,
    /// The texts of a file are too long.
    #[error("the texts of this file have more than {} MiB", MOST_TEXT >> 20)]
    TooLong,
    /// An entry is packed as toolkits before 11 did.
    #[error("an entry of a fatbin is packed in the way of old toolkits, which is not supported")]
    OldCompression,
}

/// The header of an entry of a fatbin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Whether it holds PTX text.
    pub is_ptx: bool,
    /// Whether it holds machine code.
    pub is_machine_code: bool,
    /// The compute capability that it is for: 75 for 7.5.
    pub sm: u32,
    /// Bytes of the header, behind which the payload begins.
    pub header: u64,
    /// Bytes of the payload, padded.
    pub payload: u64,
    flags: u64,
    compressed: u64,
    uncompressed: u64,
}

impl Entry {
    /// Bytes of a header that [`Entry::parse`] reads.
    pub const HEADER: usize = 64;

    /// The header in the first bytes of an entry, if that can be one.
    pub fn parse(bytes: &[u8; Self::HEADER]) -> Option<Self> {
        let u32_at = |at: usize| bytes.get(at..)?.first_chunk().map(|it| u32::from_le_bytes(*it));
        let u64_at = |at: usize| bytes.get(at..)?.first_chunk().map(|it| u64::from_le_bytes(*it));
        let entry = Self {
            is_ptx: u32_at(0)? as u16 == KIND_PTX,
            is_machine_code: u32_at(0)? as u16 == KIND_MACHINE_CODE,
            sm: u32_at(0x1c)?,
            header: u64::from(u32_at(4)?),
            payload: u64_at(8)?,
            flags: u64_at(0x28)?,
            compressed: u64::from(u32_at(0x10)?),
            uncompressed: u64_at(0x38)?,
        };
        ((Self::HEADER as u64)..=LONGEST_HEADER).contains(&entry.header).then_some(entry)
    }

    /// Whether a driver would compile it for a device: it is PTX for no newer one, and for exactly the device
    /// or its family where it says so.
    pub fn fits(&self, sm: u32) -> bool {
        let newer = self.sm > sm;
        self.is_ptx
            && match (self.flags & EXACT != 0, self.flags & FAMILY != 0) {
                (true, _) => self.sm == sm,
                (false, true) => !newer && self.sm / 10 == sm / 10,
                (false, false) => !newer,
            }
    }

    /// Whether it is machine code for this very device.
    pub fn is_machine_code_for(&self, sm: u32) -> bool {
        self.is_machine_code && self.sm == sm
    }

    /// Bytes of the payload that count.
    pub fn stored(&self) -> u64 {
        if self.compressed != 0 { self.compressed } else { self.payload }
    }

    /// The text in a payload of [`Entry::stored`] bytes, up to its NUL.
    pub fn unpack(&self, stored: &[u8]) -> Result<Vec<u8>, ContainerError> {
        if self.uncompressed > LONGEST_TEXT || self.stored() > self.payload {
            return Err(ContainerError::Packed);
        }
        let is_lz4 = self.flags & LZ4 != 0 && self.flags & ZSTD == 0;
        if is_lz4 && self.uncompressed > (stored.len() as u64 + 1) * LZ4_RATIO {
            return Err(ContainerError::Packed);
        }
        let size = self.uncompressed as usize;
        let mut bytes = if self.flags & ZSTD != 0 {
            zstd::bulk::decompress(stored, size).map_err(|_| ContainerError::Packed)?
        } else if is_lz4 {
            lz4_flex::block::decompress(stored, size).map_err(|_| ContainerError::Packed)?
        } else if self.flags & OLD_COMPRESSION != 0 && self.compressed != 0 {
            return Err(ContainerError::OldCompression);
        } else {
            stored.to_vec()
        };
        if let Some(nul) = memchr::memchr(0, &bytes) {
            bytes.truncate(nul);
        }
        Ok(bytes)
    }
}

/// Whether a fatbin begins with this word.
pub fn is_fatbin(word: u32) -> bool {
    word == MAGIC || word == OLD_MAGIC
}

/// What [`texts`] found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    /// The texts that a driver would compile, one for each fatbin that has one, with the compute capability.
    pub texts: Vec<(u32, String)>,
    /// Fatbins that there are.
    pub fatbins: usize,
    /// Of these, those that have nothing for the device.
    pub without: usize,
}

/// The PTX texts in a file that a driver would compile for a device of compute capability `sm`.
pub fn texts(file: &[u8], sm: u32) -> Result<Texts, ContainerError> {
    if file.starts_with(&ELF) {
        let mut found = Texts::default();
        elf(file, sm, &mut found)?;
        return Ok(found);
    }
    if file.starts_with(&ARCHIVE) {
        return archive(file, sm);
    }
    if file.first_chunk().is_some_and(|word| is_fatbin(u32::from_le_bytes(*word))) {
        let mut found = Texts::default();
        fatbins(file, sm, &mut found)?;
        return Ok(found);
    }
    let text = file.split(|byte| *byte == 0).next().unwrap_or_default();
    let is_text = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | b' '..=b'~' | 0x80..);
    if text.is_empty() || !text.iter().take(4096).all(is_text) {
        return Err(ContainerError::Unknown);
    }
    let text = String::from_utf8_lossy(text).into_owned();
    Ok(Texts { texts: vec![(sm, text)], fatbins: 0, without: 0 })
}

fn elf(file: &[u8], sm: u32, found: &mut Texts) -> Result<(), ContainerError> {
    let damaged = |error: object::Error| ContainerError::Elf(error.to_string());
    let parsed = object::File::parse(file).map_err(damaged)?;
    let mut left = file.len();
    for section in parsed.sections() {
        if section.name().is_ok_and(|name| SECTIONS.contains(&name)) {
            let data = section.data().map_err(damaged)?;
            let overlap = || ContainerError::Elf("its sections share bytes".to_owned());
            left = left.checked_sub(data.len()).ok_or_else(overlap)?;
            fatbins(data, sm, found)?;
        }
    }
    Ok(())
}

/// The object files of an archive, each behind a header of 60 bytes, whose bytes 48 to 58 say its length.
fn archive(file: &[u8], sm: u32) -> Result<Texts, ContainerError> {
    const HEADER: usize = 60;
    let mut found = Texts::default();
    let mut at = ARCHIVE.len();
    while at < file.len() {
        let damaged = || ContainerError::Archive(at as u64);
        let len =
            file.get(at + 48..at + 58).and_then(|field| std::str::from_utf8(field).ok()?.trim().parse().ok());
        let start = at + HEADER;
        let end = len.and_then(|len: usize| start.checked_add(len)).ok_or_else(damaged)?;
        let member = file.get(start..end).ok_or_else(damaged)?;
        // Others are lists of symbols and of names.
        if member.starts_with(&ELF) {
            elf(member, sm, &mut found)?;
        }
        at = end.next_multiple_of(2);
    }
    Ok(found)
}

/// All fatbins of some bytes, between which there may be zeros.
fn fatbins(bytes: &[u8], sm: u32, found: &mut Texts) -> Result<(), ContainerError> {
    let mut at = 0usize;
    let mut room = MOST_TEXT - found.texts.iter().map(|(_, text)| text.len() as u64).sum::<u64>();
    while let Some(rest) = bytes.get(at..).filter(|rest| rest.len() >= 16) {
        let word = rest.first_chunk().map_or(0, |word| u32::from_le_bytes(*word));
        if !is_fatbin(word) {
            // Fatbins are aligned; what lies between them is padding.
            let skipped = rest.chunks_exact(8).take_while(|chunk| {
                !chunk.first_chunk().is_some_and(|word| is_fatbin(u32::from_le_bytes(*word)))
            });
            at += skipped.count().max(1) * 8;
            continue;
        }
        let damaged = || ContainerError::Fatbin(at as u64);
        let (len, best) = fatbin(rest, sm).ok_or_else(damaged)?;
        found.fatbins += 1;
        match best {
            Some((entry, payload)) => {
                let text = String::from_utf8_lossy(&entry.unpack(payload)?).into_owned();
                room = room.checked_sub(text.len() as u64).ok_or(ContainerError::TooLong)?;
                found.texts.push((entry.sm, text));
            }
            None => found.without += 1,
        }
        at = at.checked_add(len.next_multiple_of(8)).ok_or_else(damaged)?;
    }
    Ok(())
}

/// An entry, and what it holds.
type Found<'b> = Option<(Entry, &'b [u8])>;

/// The length of the fatbin that `bytes` begin with, and its best entry for a device.
fn fatbin(bytes: &[u8], sm: u32) -> Option<(usize, Found<'_>)> {
    let header = usize::from(u16::from_le_bytes(*bytes.get(6..)?.first_chunk()?));
    let body = usize::try_from(u64::from_le_bytes(*bytes.get(8..)?.first_chunk()?)).ok()?;
    let end = header.checked_add(body).filter(|end| header >= 16 && *end <= bytes.len())?;
    let mut at = header;
    let mut best: Found<'_> = None;
    for _ in 0..MOST_ENTRIES {
        if at >= end {
            break;
        }
        let entry = Entry::parse(bytes.get(at..end)?.first_chunk()?)?;
        let payload = at.checked_add(usize::try_from(entry.header).ok()?)?;
        let next = payload.checked_add(usize::try_from(entry.payload).ok()?)?;
        let whole = bytes.get(payload..next.min(end)).filter(|_| next <= end)?;
        if entry.fits(sm) && best.is_none_or(|(best, _)| best.sm < entry.sm) {
            best = Some((entry, whole.get(..usize::try_from(entry.stored()).ok()?)?));
        }
        at = next;
    }
    Some((end, best))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: u16, sm: u32, flags: u64, payload: &[u8], uncompressed: u64) -> Vec<u8> {
        let padded = payload.len().next_multiple_of(8);
        let mut bytes = vec![0u8; 64];
        bytes[0..2].copy_from_slice(&kind.to_le_bytes());
        bytes[4..8].copy_from_slice(&64u32.to_le_bytes());
        bytes[8..16].copy_from_slice(&(padded as u64).to_le_bytes());
        if uncompressed != 0 {
            bytes[16..20].copy_from_slice(&(payload.len() as u32).to_le_bytes());
        }
        bytes[0x1c..0x20].copy_from_slice(&sm.to_le_bytes());
        bytes[0x28..0x30].copy_from_slice(&flags.to_le_bytes());
        bytes[0x38..0x40].copy_from_slice(&uncompressed.to_le_bytes());
        bytes.extend(payload);
        bytes.resize(64 + padded, 0);
        bytes
    }

    fn wrapped(entries: &[Vec<u8>]) -> Vec<u8> {
        let body = entries.concat();
        let mut bytes = MAGIC.to_le_bytes().to_vec();
        bytes.extend([1, 0, 16, 0]);
        bytes.extend((body.len() as u64).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    fn of(bytes: &[u8], sm: u32) -> Vec<(u32, String)> {
        texts(bytes, sm).expect("texts").texts
    }

    #[test]
    fn the_highest_ptx_that_fits_is_taken() {
        let bytes = wrapped(&[
            entry(2, 61, 0, b"machine code", 0),
            entry(KIND_PTX, 50, 0, b"fifty", 0),
            entry(KIND_PTX, 60, 0, b"sixty", 0),
            entry(KIND_PTX, 90, EXACT, b"ninety a", 0),
            entry(KIND_PTX, 100, FAMILY, b"hundred f", 0),
        ]);
        assert_eq!(of(&bytes, 61), [(60, "sixty".to_owned())]);
        assert_eq!(of(&bytes, 86), [(60, "sixty".to_owned())]);
        assert_eq!(of(&bytes, 90), [(90, "ninety a".to_owned())]);
        assert_eq!(of(&bytes, 103), [(100, "hundred f".to_owned())]);
        assert_eq!(of(&bytes, 120), [(60, "sixty".to_owned())]);
        let nothing = texts(&bytes, 40).expect("texts");
        assert_eq!((nothing.texts.len(), nothing.fatbins, nothing.without), (0, 1, 1));
    }

    #[test]
    fn both_compressions_are_undone_and_fatbins_follow_each_other() {
        let text = ".version 7.0\n".repeat(50);
        let lz4 = lz4_flex::block::compress(text.as_bytes());
        let zstd = zstd::bulk::compress(text.as_bytes(), 3).expect("compress");
        let len = text.len() as u64;
        let mut bytes = wrapped(&[entry(KIND_PTX, 50, LZ4, &lz4, len)]);
        bytes.extend([0; 24]);
        bytes.extend(wrapped(&[entry(KIND_PTX, 52, ZSTD, &zstd, len)]));
        assert_eq!(of(&bytes, 61), [(50, text.clone()), (52, text)]);
    }

    #[test]
    fn an_archive_is_read_to_its_end_and_damage_is_noticed() {
        let header = |name: &str, len: usize| format!("{name:<16}{:<32}{len:<10}`\n", "0");
        let mut bytes = ARCHIVE.to_vec();
        for content in ["names", "more", "odd"] {
            bytes.extend(header(content, content.len()).bytes().chain(content.bytes()));
            bytes.resize(bytes.len().next_multiple_of(2), b'\n');
        }
        assert_eq!(texts(&bytes, 61), Ok(Texts::default()));
        for cut in ARCHIVE.len() + 1..bytes.len() - 1 {
            let found = texts(&bytes[..cut], 61);
            assert!(found.is_ok() || matches!(found, Err(ContainerError::Archive(_))), "{found:?}");
        }
        assert_eq!(texts(&bytes[..20], 61), Err(ContainerError::Archive(8)));
        let broken = [header("x.o", 4).as_bytes(), &ELF].concat();
        assert!(matches!(texts(&[&ARCHIVE[..], &broken].concat(), 61), Err(ContainerError::Elf(_))));
    }

    #[test]
    fn garbage_ends_in_an_error() {
        let whole = wrapped(&[entry(KIND_PTX, 50, LZ4, &[0xff; 64], 1 << 20)]);
        assert_eq!(texts(&whole, 61), Err(ContainerError::Packed));
        for cut in 16..whole.len() {
            assert_eq!(texts(&whole[..cut], 61), Err(ContainerError::Fatbin(0)), "cut at {cut}");
        }
        assert_eq!(texts(b"\x01\x02\x03", 61), Err(ContainerError::Unknown));
        assert!(matches!(texts(b"\x7fELF garbage", 61), Err(ContainerError::Elf(_))));
        let mut seed = 1u64;
        for _ in 0..20_000 {
            let mut bytes = whole.clone();
            for _ in 0..3 {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                let at = (seed >> 33) as usize % bytes.len();
                bytes[at] = (seed >> 24) as u8;
            }
            let _ = texts(&bytes, 61);
        }
    }
}
