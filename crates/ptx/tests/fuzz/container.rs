//! Fatbins, ELF files, and what damage makes of them.

use ptx::container::texts;

use crate::random::Random;

const LZ4: u64 = 0x2000;
const ZSTD: u64 = 0x8000;

/// An entry of a fatbin.
pub fn entry(kind: u16, sm: u32, flags: u64, text: &[u8]) -> Vec<u8> {
    let stored = match flags {
        LZ4 => lz4_flex::block::compress(text),
        ZSTD => zstd::bulk::compress(text, 3).expect("compress"),
        _ => text.to_vec(),
    };
    let padded = stored.len().next_multiple_of(8);
    let mut bytes = vec![0u8; 64];
    bytes[0..2].copy_from_slice(&kind.to_le_bytes());
    bytes[4..8].copy_from_slice(&64u32.to_le_bytes());
    bytes[8..16].copy_from_slice(&(padded as u64).to_le_bytes());
    if flags != 0 {
        bytes[16..20].copy_from_slice(&(stored.len() as u32).to_le_bytes());
        bytes[0x38..0x40].copy_from_slice(&(text.len() as u64).to_le_bytes());
    }
    bytes[0x1c..0x20].copy_from_slice(&sm.to_le_bytes());
    bytes[0x28..0x30].copy_from_slice(&flags.to_le_bytes());
    bytes.extend(stored);
    bytes.resize(64 + padded, 0);
    bytes
}

/// A fatbin of some entries.
pub fn fatbin(entries: &[Vec<u8>]) -> Vec<u8> {
    let body = entries.concat();
    let mut bytes = 0xba55_ed50u32.to_le_bytes().to_vec();
    bytes.extend([1, 0, 16, 0]);
    bytes.extend((body.len() as u64).to_le_bytes());
    bytes.extend(body);
    bytes
}

/// An ELF file with these sections behind the first, empty one; the last is that of their names.
pub fn elf(sections: &[(&str, &[u8])]) -> Vec<u8> {
    let mut names = vec![0u8];
    let mut bytes = vec![0u8; 64];
    let mut headers = vec![[0u8; 64]];
    for (name, data) in sections.iter().copied().chain([(".shstrtab", [].as_slice())]) {
        let mut header = [0u8; 64];
        header[..4].copy_from_slice(&(names.len() as u32).to_le_bytes());
        names.extend(name.bytes().chain([0]));
        let is_last = name == ".shstrtab";
        let data = if is_last { &names } else { data };
        header[4] = if is_last { 3 } else { 1 };
        header[24..32].copy_from_slice(&(bytes.len() as u64).to_le_bytes());
        header[32..40].copy_from_slice(&(data.len() as u64).to_le_bytes());
        bytes.extend(data);
        bytes.resize(bytes.len().next_multiple_of(8), 0);
        headers.push(header);
    }
    let table = bytes.len() as u64;
    bytes.extend(headers.concat());
    bytes[..8].copy_from_slice(b"\x7fELF\x02\x01\x01\0");
    bytes[16..20].copy_from_slice(&[3, 0, 62, 0]);
    bytes[20] = 1;
    bytes[40..48].copy_from_slice(&table.to_le_bytes());
    bytes[52..54].copy_from_slice(&64u16.to_le_bytes());
    bytes[58..60].copy_from_slice(&64u16.to_le_bytes());
    bytes[60..62].copy_from_slice(&(headers.len() as u16).to_le_bytes());
    bytes[62..64].copy_from_slice(&(headers.len() as u16 - 1).to_le_bytes());
    bytes
}

/// Sound files, and how many texts are in each for a device of 6.1.
pub fn seeds(text: &str) -> Vec<(Vec<u8>, usize)> {
    let text = text.as_bytes();
    let several = fatbin(&[
        entry(2, 61, 0, b"machine code"),
        entry(1, 50, 0, text),
        entry(1, 60, LZ4, text),
        entry(1, 70, ZSTD, text),
    ]);
    let zstd = fatbin(&[entry(1, 61, ZSTD, text)]);
    let lz4 = fatbin(&[entry(1, 52, LZ4, text)]);
    let plain = fatbin(&[entry(1, 52, 0, text)]);
    let all = [several.as_slice(), &[0; 24], &zstd, &lz4, &plain].concat();
    let object = elf(&[(".text", b"code"), (".nv_fatbin", &all), ("__nv_relfatbin", &several)]);
    vec![(several, 1), (zstd, 1), (lz4, 1), (plain, 1), (all, 4), (object, 5), (text.to_vec(), 1)]
}

/// A file with a few things changed; most of what matters lies in headers at its start or end.
pub fn damaged(random: &mut Random, seeds: &[(Vec<u8>, usize)]) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].0.clone();
    for _ in 0..=random.below(5) {
        let at = match random.below(3) {
            0 => random.below(bytes.len()),
            1 => random.below(bytes.len().min(160)),
            _ => bytes.len() - random.below(bytes.len().min(400)),
        };
        match random.below(10) {
            0 => bytes.truncate(at),
            1 => bytes.extend(vec![random.next() as u8; random.below(100)]),
            // A size, an offset or a count at the edge of its type, or a little off.
            2..=5 => {
                let width = [2, 4, 8][random.below(3)];
                let start = at / width * width;
                let Some(field) = bytes.get_mut(start..start + width) else { continue };
                let old = field.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte));
                let near = old.wrapping_add(random.below(33) as u64).wrapping_sub(16);
                let edges =
                    [0, 1, u64::MAX, i64::MAX as u64, 1 << 31, 1 << 28, u64::MAX - 7, near, near, old << 8];
                let edge = edges[random.below(edges.len())];
                field.copy_from_slice(&edge.to_le_bytes()[..width]);
            }
            6 => {
                let (other, _) = &seeds[random.below(seeds.len())];
                let from = random.below(other.len());
                bytes.splice(at..at, other[from..].iter().copied());
            }
            7 => {
                let end = (at + 8 * random.below(20)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece.repeat(1 << random.below(6)));
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= random.next() as u8;
                }
            }
        }
    }
    bytes
}

/// Takes the texts out. True if there were any.
pub fn read(bytes: &[u8], sm: u32) -> bool {
    match texts(bytes, sm) {
        Ok(found) => {
            assert!(found.without <= found.fatbins);
            !found.texts.is_empty()
        }
        Err(why) => {
            assert!(!why.to_string().is_empty());
            false
        }
    }
}
