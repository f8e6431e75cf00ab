//! Fatbins: the same code for several devices, of which one needs a fraction.

use super::{Memory, Part, Piece, Wanted, managed, names_printf};

const MAGIC: u32 = 0xba55_ed50;
/// Of toolkits before 4.0; its entries look different, so such a fatbin travels whole.
const MAGIC_OLD: u32 = 0x1ee5_5a01;
const HEADER: u64 = 16;
/// The part of an entry's header that is looked at.
const ENTRY: u64 = 64;
/// The longest header of an entry.
const MAX_ENTRY_HEADER: u64 = 1 << 20;
/// The longest fatbin.
const MAX_FATBIN: u64 = 16 << 30;
/// The most entries; more are not looked at one by one.
const MAX_ENTRIES: usize = 1 << 20;
/// Entries that are longer, stored or unpacked, are not searched.
const MAX_SEARCH: u64 = 64 << 20;

const KIND_PTX: u16 = 1;
const KIND_CUBIN: u16 = 2;

const FLAG_OLD_COMPRESSION: u64 = 0x1000;
const FLAG_LZ4: u64 = 0x2000;
const FLAG_ZSTD: u64 = 0x8000;
const FLAG_EXACT: u64 = 0x10_0000;
const FLAG_FAMILY: u64 = 0x20_0000;

/// A device's compute capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Architecture {
    /// 9 of 9.0.
    pub major: u32,
    /// 0 of 9.0.
    pub minor: u32,
}

/// Whether a fatbin starts with `word`.
pub fn is_magic(word: u32) -> bool {
    word == MAGIC || word == MAGIC_OLD
}

/// What a fatbin says of itself.
struct Head {
    magic: u32,
    /// Bytes before the first entry.
    header: u64,
    /// Bytes of it all.
    whole: u64,
}

impl Head {
    /// The head at `address`; `None` if it is not readable or makes no sense.
    fn read(memory: &dyn Memory, address: u64) -> Option<Self> {
        let start = memory.bytes(address, HEADER)?;
        let magic = start.first_chunk().map(|word| u32::from_le_bytes(*word))?;
        let header = start.get(6..)?.first_chunk().map(|word| u64::from(u16::from_le_bytes(*word)))?;
        let body = start.get(8..)?.first_chunk().map(|word| u64::from_le_bytes(*word))?;
        let whole = header.checked_add(body).filter(|&len| header >= HEADER && len <= MAX_FATBIN)?;
        Some(Self { magic, header, whole })
    }
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    /// First byte of the entry's header.
    address: u64,
    header: u64,
    payload: u64,
    kind: u16,
    architecture: u32,
    flags: u64,
    compressed: u64,
    unpacked: u64,
}

impl Entry {
    /// The entry at `address`, of which `room` bytes are left in the fatbin.
    fn read(memory: &dyn Memory, address: u64, room: u64) -> Option<Self> {
        let bytes = memory.bytes(address, ENTRY.min(room))?;
        let u32_at = |at: usize| bytes.get(at..)?.first_chunk().map(|word| u32::from_le_bytes(*word));
        let u64_at = |at: usize| bytes.get(at..)?.first_chunk().map(|word| u64::from_le_bytes(*word));
        let entry = Self {
            address,
            header: u64::from(u32_at(4)?),
            payload: u64_at(8)?,
            kind: u32_at(0)? as u16,
            architecture: u32_at(0x1c)?,
            flags: u64_at(0x28)?,
            compressed: u64::from(u32_at(0x10)?),
            unpacked: u64_at(0x38)?,
        };
        let fits = (ENTRY..=MAX_ENTRY_HEADER).contains(&entry.header)
            && entry.header.checked_add(entry.payload).is_some_and(|len| len <= room);
        fits.then_some(entry)
    }

    fn len(&self) -> u64 {
        self.header + self.payload
    }

    /// Whether a device may use the entry; yes when in doubt.
    fn fits(&self, device: Architecture) -> bool {
        let (major, minor) = (self.architecture / 10, self.architecture % 10);
        let not_newer = (major, minor) <= (device.major, device.minor);
        match self.kind {
            KIND_CUBIN if self.flags & FLAG_EXACT != 0 => (major, minor) == (device.major, device.minor),
            // A family is the later devices of the same major number, as it is for any cubin.
            KIND_CUBIN if self.flags & FLAG_FAMILY != 0 => major == device.major && not_newer,
            KIND_CUBIN => major == device.major && not_newer,
            KIND_PTX => not_newer,
            _ => true,
        }
    }

    /// Whether the code in it calls device `printf`; yes when that would cost too much to find out.
    fn prints(&self, memory: &dyn Memory) -> bool {
        if self.payload.max(self.unpacked) > MAX_SEARCH || self.flags & FLAG_OLD_COMPRESSION != 0 {
            return true;
        }
        self.unpack(memory).is_none_or(|code| names_printf(&code))
    }

    /// The code in it. `None` if it is not readable, or packed in a way that is not known.
    fn unpack(&self, memory: &dyn Memory) -> Option<Vec<u8>> {
        let packed = self.flags & (FLAG_LZ4 | FLAG_ZSTD) != 0 && self.compressed > 0;
        let len = if packed { self.compressed.min(self.payload) } else { self.payload };
        let stored = memory.bytes(self.address.checked_add(self.header)?, len)?;
        if !packed {
            return Some(stored);
        }
        if self.flags & FLAG_LZ4 != 0 {
            lz4_flex::block::decompress(&stored, self.unpacked as usize).ok()
        } else {
            zstd::bulk::decompress(&stored, self.unpacked as usize).ok()
        }
    }
}

/// What a fatbin has for one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Best {
    /// Machine code.
    pub cubin: Option<Vec<u8>>,
    /// Text for its compiler, with a NUL behind it.
    pub text: Option<Vec<u8>>,
}

/// The code that `device` would run of the fatbin at `address`, and the text that it would otherwise be made of, unless
/// it is machine code without managed variables.
pub fn best(memory: &dyn Memory, address: u64, device: Architecture) -> Option<Best> {
    let Head { magic, header, whole } = Head::read(memory, address)?;
    if magic != MAGIC {
        return None;
    }
    let entries = entries(memory, address.checked_add(header)?, address.checked_add(whole)?)?;
    let of = |kind| {
        let fits = entries.iter().filter(|entry| entry.kind == kind && entry.fits(device));
        let best = fits.max_by_key(|entry| (entry.architecture, entry.flags & FLAG_EXACT))?;
        let is_short = best.payload.max(best.unpacked) <= super::MAX_LOOKED_AT;
        let is_known = best.flags & FLAG_OLD_COMPRESSION == 0;
        (is_short && is_known).then(|| best.unpack(memory))?
    };
    let cubin = of(KIND_CUBIN);
    // The text comes from the same source, and unpacking it takes time.
    let is_wanted = cubin.as_ref().is_none_or(|cubin| !managed::variables(cubin).is_empty());
    let mut text = is_wanted.then(|| of(KIND_PTX)).flatten();
    if let Some(text) = &mut text {
        text.push(0);
    }
    Some(Best { cubin, text })
}

/// The fatbin at `address` without the entries that no wanted device can use, and whether what is left prints.
/// `None` if it is not wholly readable.
pub fn thin(memory: &dyn Memory, address: u64, wanted: Wanted<'_>) -> Option<(Part, bool)> {
    let Head { magic, header, whole } = Head::read(memory, address)?;
    let end = address.checked_add(whole)?;
    // The last byte must be there, or the length is a lie.
    if !memory.read(end - 1, &mut [0]) {
        return None;
    }
    let all = Part::new(vec![Piece::Theirs { address, len: whole }]);
    if magic != MAGIC {
        return Some((all, wanted.find_prints));
    }
    let Some(entries) = entries(memory, address + header, end) else {
        // An entry that we do not understand: the driver may.
        return Some((all, wanted.find_prints));
    };
    // Nothing may be left: the driver answers an empty fatbin as it does one with machine code for other devices. It has
    // another answer where there is only text for later ones (both measured), so that goes to it.
    let mut kept: Vec<Entry> = entries
        .iter()
        .copied()
        .filter(|entry| wanted.devices.iter().any(|&device| entry.fits(device)))
        .collect();
    if kept.is_empty() {
        kept.extend(entries.iter().copied().filter(|entry| entry.kind == KIND_PTX));
    }
    let prints = wanted.find_prints && searched(&kept).any(|entry| entry.prints(memory));
    if kept.len() == entries.len() {
        return Some((all, prints));
    }
    let mut head = memory.bytes(address, header)?;
    let len: u64 = kept.iter().map(Entry::len).sum();
    head.get_mut(8..16)?.copy_from_slice(&len.to_le_bytes());
    let mut pieces = vec![Piece::Ours(head)];
    for entry in &kept {
        match pieces.last_mut() {
            Some(Piece::Theirs { address, len }) if *address + *len == entry.address => *len += entry.len(),
            _ => pieces.push(Piece::Theirs { address: entry.address, len: entry.len() }),
        }
    }
    Some((Part::new(pieces), prints))
}

/// All entries from `at` to `end`; `None` if one is malformed.
fn entries(memory: &dyn Memory, mut at: u64, end: u64) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    while at < end {
        let entry = Entry::read(memory, at, end - at)?;
        at += entry.len();
        entries.push(entry);
        if entries.len() > MAX_ENTRIES {
            return None;
        }
    }
    Some(entries)
}

/// The entries whose code can run: cubins, or text where there is none (they come from the same source).
fn searched(kept: &[Entry]) -> impl Iterator<Item = &Entry> {
    let has_cubin = kept.iter().any(|entry| entry.kind == KIND_CUBIN);
    kept.iter().filter(move |entry| !has_cubin || entry.kind != KIND_PTX)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::{Bytes, elf};
    use super::*;

    const H200: Architecture = Architecture { major: 9, minor: 0 };

    pub fn entry(kind: u16, architecture: u32, flags: u64, payload: &[u8], unpacked: u64) -> Vec<u8> {
        let mut bytes = vec![0; 64];
        let padded = payload.len().next_multiple_of(8);
        bytes[0..2].copy_from_slice(&kind.to_le_bytes());
        bytes[2..4].copy_from_slice(&0x0101u16.to_le_bytes());
        bytes[4..8].copy_from_slice(&64u32.to_le_bytes());
        bytes[8..16].copy_from_slice(&(padded as u64).to_le_bytes());
        if unpacked > 0 {
            bytes[16..20].copy_from_slice(&(payload.len() as u32).to_le_bytes());
            bytes[0x38..0x40].copy_from_slice(&unpacked.to_le_bytes());
        }
        bytes[0x1c..0x20].copy_from_slice(&architecture.to_le_bytes());
        bytes[0x28..0x30].copy_from_slice(&(flags | 0x11).to_le_bytes());
        bytes.extend_from_slice(payload);
        bytes.resize(64 + padded, 0);
        bytes
    }

    pub fn fatbin(entries: &[Vec<u8>]) -> Vec<u8> {
        let body: Vec<u8> = entries.concat();
        let mut bytes = MAGIC.to_le_bytes().to_vec();
        bytes.extend_from_slice(&1u16.to_le_bytes());
        bytes.extend_from_slice(&16u16.to_le_bytes());
        bytes.extend_from_slice(&(body.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&body);
        bytes
    }

    fn thinned(bytes: &[u8], device: Architecture) -> (Vec<u8>, bool) {
        let memory = Bytes(bytes);
        let (part, prints) =
            thin(&memory, 0, Wanted { devices: &[device], find_prints: true }).expect("a fatbin");
        let mut out = Vec::new();
        for piece in &part.pieces {
            match piece {
                Piece::Theirs { address, len } => out.extend(memory.bytes(*address, *len).expect("inside")),
                Piece::Ours(bytes) => out.extend_from_slice(bytes),
            }
        }
        (out, prints)
    }

    #[test]
    fn only_entries_that_fit_the_device_are_kept() {
        let of = |kind, architecture, flags| entry(kind, architecture, flags, b"code", 0);
        let all = [
            of(KIND_CUBIN, 75, 0),
            of(KIND_CUBIN, 80, 0),
            of(KIND_CUBIN, 86, 0),
            of(KIND_CUBIN, 90, 0),
            of(KIND_CUBIN, 90, FLAG_EXACT),
            of(KIND_CUBIN, 100, FLAG_FAMILY),
            of(KIND_CUBIN, 103, FLAG_EXACT),
            of(KIND_PTX, 52, 0),
            of(KIND_PTX, 120, 0),
            of(8, 120, 0),
        ];
        let keep =
            |indices: &[usize]| fatbin(&indices.iter().map(|&index| all[index].clone()).collect::<Vec<_>>());
        let bytes = fatbin(&all);
        assert_eq!(thinned(&bytes, H200).0, keep(&[3, 4, 7, 9]));
        assert_eq!(thinned(&bytes, Architecture { major: 8, minor: 0 }).0, keep(&[1, 7, 9]));
        assert_eq!(thinned(&bytes, Architecture { major: 8, minor: 9 }).0, keep(&[1, 2, 7, 9]));
        assert_eq!(thinned(&bytes, Architecture { major: 10, minor: 3 }).0, keep(&[5, 6, 7, 9]));
        assert_eq!(thinned(&bytes, Architecture { major: 12, minor: 0 }).0, keep(&[7, 8, 9]));
    }

    #[test]
    fn code_for_other_devices_leaves_an_empty_fatbin() {
        let bytes = fatbin(&[entry(KIND_CUBIN, 80, 0, b"code", 0), entry(KIND_CUBIN, 75, 0, b"code", 0)]);
        assert_eq!(thinned(&bytes, H200).0, fatbin(&[]));
    }

    #[test]
    fn a_fatbin_that_fits_and_one_that_is_not_understood_travel_whole() {
        let fits = fatbin(&[entry(KIND_CUBIN, 90, 0, b"code", 0)]);
        assert_eq!(thinned(&fits, H200).0, fits);
        let mut odd = fatbin(&[entry(KIND_CUBIN, 80, 0, b"code", 0), entry(KIND_CUBIN, 90, 0, b"code", 0)]);
        odd[16 + 4] = 3;
        assert_eq!(thinned(&odd, H200).0, odd);
    }

    #[test]
    fn a_length_past_the_end_is_refused() {
        let mut bytes = fatbin(&[entry(KIND_CUBIN, 90, 0, b"code", 0)]);
        bytes.pop();
        assert!(thin(&Bytes(&bytes), 0, Wanted { devices: &[H200], find_prints: false }).is_none());
        bytes[8..16].copy_from_slice(&u64::MAX.to_le_bytes());
        assert!(thin(&Bytes(&bytes), 0, Wanted { devices: &[H200], find_prints: false }).is_none());
    }

    #[test]
    fn printf_is_found_in_every_packing() {
        for (symbols, expected) in
            [(b"\0kernel\0vprintf\0".as_slice(), true), (b"\0kernel\0".as_slice(), false)]
        {
            let cubin = elf::tests::cubin(symbols);
            let lz4 = lz4_flex::block::compress(&cubin);
            let zstd = zstd::bulk::compress(&cubin, 3).expect("zstd");
            for (flags, payload, unpacked) in
                [(0, &cubin, 0), (FLAG_LZ4, &lz4, cubin.len()), (FLAG_ZSTD, &zstd, cubin.len())]
            {
                let bytes = fatbin(&[
                    entry(KIND_CUBIN, 90, flags, payload, unpacked as u64),
                    entry(KIND_PTX, 90, 0, b"vprintf, but this is not what runs", 0),
                ]);
                assert_eq!(thinned(&bytes, H200).1, expected, "flags {flags:#x}");
            }
        }
        let damaged = fatbin(&[entry(KIND_CUBIN, 90, FLAG_ZSTD, b"damaged", 100)]);
        assert!(thinned(&damaged, H200).1, "in doubt it prints");
        let text = fatbin(&[entry(KIND_PTX, 90, 0, b".extern .func vprintf", 0)]);
        assert!(thinned(&text, H200).1);
    }
}
