//! What did the program pass as an image, how long is it, and which of it does the device need?
//!
//! ```text
//!   pointer ──► identify ──► wrapper ──► data fatbin, prelinked fatbins ──► fatbin::thin ─┐
//!                   │                                                                     ├──► Image ──► ship ══► worker
//!                   └──────► fatbin, cubin ([`elf`]), PTX ([`text`]) ─────────────────────┘
//! ```
//!
//! An image has no length parameter: it says itself how long it is. So nothing is read through a plain
//! reference; every access goes through [`Memory`], which fails instead of faulting where nothing is
//! mapped. Garbage ends as `INVALID_IMAGE`, never as a crash.

mod elf;
mod fatbin;
#[cfg(test)]
mod fuzz;
pub mod managed;
mod memory;
mod options;
mod ship;
mod text;

use table::{CudaError, CudaResult};

pub use fatbin::{Architecture, Best};
pub use memory::{Bytes, Memory, Program};
pub use options::{Options, Outputs};
pub use ship::{Shipment, Source, read_file};

/// Passed as is: a fatbin, a cubin, or text with its terminator.
pub const FORM_PLAIN: u32 = 0;
/// The data fatbin of a version 1 wrapper.
pub const FORM_WRAPPER: u32 = 1;
/// The data fatbin of a version 2 wrapper, then its prelinked fatbins.
pub const FORM_PRELINKED: u32 = 2;

/// The longest cubin or text; anything longer is a damaged length.
const MAX_SINGLE: u64 = 512 << 20;
/// The most prelinked fatbins of one wrapper.
const MAX_PRELINKED: u64 = 65_536;
/// The most bytes of one image that are copied before it is known whether it is one.
const MAX_OWN: u64 = MAX_SINGLE;

/// Longer code is not searched for managed variables; what programs have of them is short.
const MAX_LOOKED_AT: u64 = 16 << 20;

/// The first word of what compilers put around a fatbin.
pub const WRAPPER_MAGIC: u32 = 0x4662_43b1;
const ELF_MAGIC: u32 = u32::from_le_bytes(*b"\x7fELF");
const TILE_MAGIC: u32 = u32::from_le_bytes(*b"\x7fTil");

/// Bytes on their way: where they are in the program's memory, or our own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// `len` bytes at `address` of the [`Memory`] that the image was found in.
    Theirs {
        /// First byte.
        address: u64,
        /// Bytes.
        len: u64,
    },
    /// Bytes made or copied here.
    Ours(Vec<u8>),
}

impl Piece {
    fn len(&self) -> u64 {
        match self {
            Self::Theirs { len, .. } => *len,
            Self::Ours(bytes) => bytes.len() as u64,
        }
    }
}

/// One blob: a fatbin, a cubin, or text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pieces: Vec<Piece>,
}

impl Part {
    fn new(pieces: Vec<Piece>) -> Self {
        Self { pieces }
    }

    /// Bytes.
    pub fn len(&self) -> u64 {
        self.pieces.iter().map(Piece::len).sum()
    }

    /// Those of them that are copies of ours.
    fn own(&self) -> u64 {
        let own = |piece: &&Piece| matches!(piece, Piece::Ours(_));
        self.pieces.iter().filter(own).map(Piece::len).sum()
    }

    /// True if there is nothing in it, which [`identify`] never gives.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// An identified image; [`Source::ship`] sends one on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// `FORM_*`.
    pub form: u32,
    /// The blobs; one unless the image is a version 2 wrapper.
    pub parts: Vec<Part>,
    /// Kernels in it may call device `printf`.
    pub prints: bool,
}

/// How an image is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The devices that it may run on.
    pub devices: &'a [Architecture],
    /// Whether it prints is not known yet and should be found out.
    pub find_prints: bool,
}

/// Finds out what lies at `address`.
///
/// # Errors
/// `INVALID_IMAGE` if it is nothing that a driver of this version loads, or is not wholly readable.
pub fn identify(memory: &dyn Memory, address: u64, wanted: Wanted<'_>) -> CudaResult<Image> {
    match memory.u32(address) {
        Some(WRAPPER_MAGIC) => wrapper(memory, address, wanted),
        Some(magic) if fatbin::is_magic(magic) => {
            let (part, prints) = fatbin::thin(memory, address, wanted).ok_or(CudaError::INVALID_IMAGE)?;
            Ok(Image { form: FORM_PLAIN, parts: vec![part], prints })
        }
        Some(ELF_MAGIC) => {
            let len = elf::length(memory, address).ok_or(CudaError::INVALID_IMAGE)?;
            let prints = wanted.find_prints && elf::prints(memory, address, len);
            Ok(single(Piece::Theirs { address, len }, prints))
        }
        // Tile bytecode does not say how long it is, and drivers up to 13.0 do not load it.
        Some(TILE_MAGIC) => Err(CudaError::INVALID_IMAGE),
        // Text may be shorter than a word.
        _ => {
            let text = text::read(memory, address).ok_or(CudaError::INVALID_IMAGE)?;
            let prints = wanted.find_prints && text::prints(&text);
            Ok(single(Piece::Ours(text), prints))
        }
    }
}

/// The code that a device would run of the image at `address`, unpacked. Of a list of fatbins, of the first, which has what
/// was linked of the others.
pub fn best(memory: &dyn Memory, address: u64, device: Architecture) -> Option<Best> {
    match memory.u32(address) {
        Some(WRAPPER_MAGIC) => {
            let data = memory.u64(address.checked_add(8)?)?;
            if memory.u32(data) == Some(WRAPPER_MAGIC) { None } else { best(memory, data, device) }
        }
        Some(magic) if fatbin::is_magic(magic) => fatbin::best(memory, address, device),
        Some(ELF_MAGIC) => {
            let len = elf::length(memory, address).filter(|len| *len <= MAX_LOOKED_AT)?;
            Some(Best { cubin: Some(memory.bytes(address, len)?), text: None })
        }
        Some(TILE_MAGIC) => None,
        _ => Some(Best { cubin: None, text: text::read(memory, address) }),
    }
}

fn single(piece: Piece, prints: bool) -> Image {
    Image { form: FORM_PLAIN, parts: vec![Part::new(vec![piece])], prints }
}

/// `__fatBinC_Wrapper_t`: magic, version, data, and the prelinked fatbins (version 2) or a file name.
fn wrapper(memory: &dyn Memory, address: u64, wanted: Wanted<'_>) -> CudaResult<Image> {
    let invalid = CudaError::INVALID_IMAGE;
    let version = memory.u32(address.wrapping_add(4)).ok_or(invalid)?;
    let data = memory.u64(address.wrapping_add(8)).ok_or(invalid)?;
    let list = memory.u64(address.wrapping_add(16)).ok_or(invalid)?;
    let mut blobs = vec![data];
    match version {
        1 => {}
        2 if list == 0 => {}
        2 => {
            for index in 0.. {
                let blob = memory.u64(list.wrapping_add(index * 8)).ok_or(invalid)?;
                if blob == 0 {
                    break;
                }
                if index >= MAX_PRELINKED {
                    return Err(invalid);
                }
                blobs.push(blob);
            }
        }
        _ => return Err(invalid),
    }
    let (mut parts, mut prints, mut own) = (Vec::with_capacity(blobs.len()), false, 0);
    for blob in blobs {
        let wanted = Wanted { find_prints: wanted.find_prints && !prints, ..wanted };
        // The data of a wrapper is a fatbin by definition, but old tools wrapped bare cubins and text.
        let image = match memory.u32(blob) {
            Some(WRAPPER_MAGIC) | None => return Err(invalid),
            Some(_) => identify(memory, blob, wanted)?,
        };
        prints |= image.prints;
        // The same text may be named again and again.
        own += image.parts.iter().map(Part::own).sum::<u64>();
        if own > MAX_OWN {
            return Err(invalid);
        }
        parts.extend(image.parts);
    }
    let form = if version == 2 { FORM_PRELINKED } else { FORM_WRAPPER };
    Ok(Image { form, parts, prints })
}

/// Whether `bytes` name the function that device `printf` calls. A longer name that contains it is a false
/// alarm, which costs a little speed and nothing else.
fn names_printf(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"vprintf").is_some()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DEVICES: &[Architecture] = &[Architecture { major: 9, minor: 0 }];
    const WANTED: Wanted<'static> = Wanted { devices: DEVICES, find_prints: true };

    fn identify_bytes(bytes: &[u8]) -> CudaResult<Image> {
        identify(&Bytes(bytes), 0, WANTED)
    }

    #[test]
    fn text_is_taken_with_its_terminator() {
        let image = identify_bytes(b".version 8.0\n\0rest").expect("text");
        assert_eq!(image.parts, [Part::new(vec![Piece::Ours(b".version 8.0\n\0".to_vec())])]);
        assert!(!image.prints);
        assert!(identify_bytes(b".extern .func vprintf;\0").expect("text").prints);
    }

    #[test]
    fn text_without_a_terminator_is_no_image() {
        assert_eq!(identify_bytes(b".version 8.0\n"), Err(CudaError::INVALID_IMAGE));
        assert_eq!(identify_bytes(b""), Err(CudaError::INVALID_IMAGE));
    }

    #[test]
    fn tile_bytecode_is_no_image() {
        assert_eq!(identify_bytes(b"\x7fTileIR\0"), Err(CudaError::INVALID_IMAGE));
    }

    #[test]
    fn a_wrapper_brings_its_prelinked_fatbins() {
        let mut bytes = vec![0; 256];
        let mut put = |at: usize, word: &[u8]| bytes[at..at + word.len()].copy_from_slice(word);
        put(0, &WRAPPER_MAGIC.to_le_bytes());
        put(4, &2u32.to_le_bytes());
        put(8, &64u64.to_le_bytes());
        put(16, &32u64.to_le_bytes());
        put(32, &80u64.to_le_bytes());
        for at in [64, 80] {
            put(at, &0xba55_ed50u32.to_le_bytes());
            put(at + 4, &0x0010_0001u32.to_le_bytes());
        }
        let image = identify_bytes(&bytes).expect("wrapper");
        assert_eq!(image.form, FORM_PRELINKED);
        assert_eq!(image.parts.iter().map(Part::len).collect::<Vec<_>>(), [16, 16]);
    }

    #[test]
    fn a_wrapper_of_itself_ends() {
        let mut bytes = vec![0; 24];
        bytes[..4].copy_from_slice(&WRAPPER_MAGIC.to_le_bytes());
        bytes[4] = 1;
        assert_eq!(identify_bytes(&bytes), Err(CudaError::INVALID_IMAGE));
    }

    proptest! {
        #[test]
        fn garbage_never_panics(
            magic in prop::sample::select(vec![
                WRAPPER_MAGIC.to_le_bytes(), 0xba55_ed50u32.to_le_bytes(), 0x1ee5_5a01u32.to_le_bytes(),
                *b"\x7fELF", *b".ver",
            ]),
            mut bytes in prop::collection::vec(prop_oneof![3 => Just(0u8), 1 => any::<u8>(), 1 => 0u8..80], 0..2048),
        ) {
            if bytes.len() >= 4 {
                bytes[..4].copy_from_slice(&magic);
            }
            if let Ok(image) = identify_bytes(&bytes) {
                for part in &image.parts {
                    for piece in &part.pieces {
                        if let Piece::Theirs { address, len } = piece {
                            prop_assert!(address + len <= bytes.len() as u64);
                        }
                    }
                }
            }
        }
    }
}
