//! What a module image is, and the PTX text in it.
//!
//! ```text
//! wrapper ─┬► fatbin ──► entries ──► the PTX of the highest compute capability that fits ──► text
//!          └► fatbins of relocatable code ──► the same of each ──► linked ──► text
//!             cubin  ──► what our own linker made: text; of others, NO_BINARY_FOR_GPU
//!             text   ──► PTX
//! ```

use ptx::container::{ContainerError, Entry, is_fatbin};
use table::{CudaError, CudaResult};

use super::{
    code::complain,
    cubin::{self, EM_CUDA},
    view::{LARGEST, View},
};

const WRAPPER: u32 = 0x4662_43b1;
const ELF: u32 = u32::from_le_bytes(*b"\x7fELF");
const TILE_IR: [u8; 8] = *b"\x7fTileIR\0";

/// A fatbin with more entries than this is garbage.
const ENTRIES: usize = 4096;

/// Whether an image is what compilers put around a fatbin.
pub fn is_wrapper(view: View) -> bool {
    view.array::<4>(0).map(u32::from_le_bytes) == Some(WRAPPER)
}

/// The PTX text that an image holds for a device of compute capability `sm` (61 for 6.1).
pub fn ptx_text(view: View, sm: u32) -> CudaResult<String> {
    let magic = view.array::<4>(0).map(u32::from_le_bytes);
    match magic {
        Some(WRAPPER) => wrapped(view, sm),
        Some(word) if is_fatbin(word) => fatbin(view, sm),
        Some(ELF) => plain(cubin(view)?),
        _ if view.array::<8>(0) == Some(TILE_IR) => Err(CudaError::NO_BINARY_FOR_GPU),
        _ => plain(view.text().ok_or(CudaError::INVALID_IMAGE)?),
    }
}

/// The text of what a wrapper of version 1 or 2 leads to. One of version 2 has what was linked before, machine code, and a
/// list of what it was made of.
fn wrapped(view: View, sm: u32) -> CudaResult<String> {
    let word = |offset| view.array::<8>(offset).map(u64::from_le_bytes).ok_or(CudaError::INVALID_IMAGE);
    let version = (word(0)? >> 32) as u32;
    let linked = fatbin(View::unbounded(word(8)?), sm);
    match (linked, version) {
        (Err(CudaError::NO_BINARY_FOR_GPU), 2) => relinked(View::unbounded(word(16)?), sm),
        (linked, _) => linked,
    }
}

/// Links the PTX of the fatbins in a list of addresses that ends with null.
fn relinked(list: View, sm: u32) -> CudaResult<String> {
    let mut texts = Vec::new();
    for index in 0..ENTRIES as u64 {
        let address = list.array::<8>(8 * index).map(u64::from_le_bytes).ok_or(CudaError::INVALID_IMAGE)?;
        if address == 0 {
            break;
        }
        match fatbin(View::unbounded(address), sm) {
            Ok(text) => texts.push(text),
            // A library of machine code: its names are missed where they are used.
            Err(CudaError::NO_BINARY_FOR_GPU) => {}
            Err(error) => return Err(error),
        }
    }
    if texts.is_empty() {
        return Err(CudaError::NO_BINARY_FOR_GPU);
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    ptx::link::link(&texts).map_err(|why| {
        complain(format!("error   : {why}\n"));
        CudaError::NO_BINARY_FOR_GPU
    })
}

/// The PTX texts in an object file or an archive of them. What has none for the device is left out: its names are
/// missed where they are used.
pub fn ptx_texts(file: &[u8], sm: u32) -> CudaResult<Vec<String>> {
    let found = ptx::container::texts(file, sm).map_err(|why| {
        complain(format!("{why}\n"));
        CudaError::INVALID_IMAGE
    })?;
    Ok(found.texts.into_iter().map(|it| it.1).collect())
}

/// Machine code never runs here, but our linker puts text into such files; what is no file of CUDA is no image.
fn cubin(view: View) -> CudaResult<Vec<u8>> {
    /// 64-bit, little endian.
    const CLASS: [u8; 2] = [2, 1];
    let class = view.array::<2>(4);
    let machine = view.array::<2>(18).map(u16::from_le_bytes);
    if class == Some(CLASS) && machine == Some(EM_CUDA) {
        cubin::unpack(view).ok_or(CudaError::NO_BINARY_FOR_GPU)
    } else {
        Err(CudaError::INVALID_IMAGE)
    }
}

/// Text that is no PTX is an invalid program; bytes that are no text are no image at all.
fn plain(bytes: Vec<u8>) -> CudaResult<String> {
    let is_text = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | b' '..=b'~' | 0x80..);
    if bytes.is_empty() || !bytes.iter().take(4096).all(is_text) {
        return Err(CudaError::INVALID_IMAGE);
    }
    // Comments may hold anything.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// An entry of a fatbin, and where its payload begins.
#[derive(Clone, Copy)]
struct Found {
    entry: Entry,
    payload: u64,
}

fn fatbin(view: View, sm: u32) -> CudaResult<String> {
    let header = view.array::<16>(0).ok_or(CudaError::INVALID_IMAGE)?;
    let magic = u32::from_le_bytes([header[0], header[1], header[2], header[3]]);
    let size = u16::from_le_bytes([header[6], header[7]]);
    let body = u64::from_le_bytes(std::array::from_fn(|at| header[8 + at]));
    if !is_fatbin(magic) || size < 16 || body > LARGEST {
        return Err(CudaError::INVALID_IMAGE);
    }
    let end = u64::from(size) + body;
    let mut at = u64::from(size);
    let mut best: Option<Found> = None;
    for _ in 0..ENTRIES {
        if at >= end {
            break;
        }
        let (found, next) = entry(&view, at, end).ok_or(CudaError::INVALID_IMAGE)?;
        at = next;
        // Machine code for just this device comes before PTX. Ours is the only one of its kind, and is not packed.
        if found.entry.is_machine_code_for(sm)
            && let Some(inner) = view.behind(found.payload)
            && let Ok(text) = cubin(inner)
        {
            return plain(text);
        }
        if found.entry.fits(sm) && best.is_none_or(|best| best.entry.sm < found.entry.sm) {
            best = Some(found);
        }
    }
    let best = best.ok_or(CudaError::NO_BINARY_FOR_GPU)?;
    plain(unpack(&view, &best)?)
}

/// The entry at `at` and where the next one begins.
fn entry(view: &View, at: u64, end: u64) -> Option<(Found, u64)> {
    let entry = Entry::parse(&view.array(at)?)?;
    let payload = at.checked_add(entry.header)?;
    let next = payload.checked_add(entry.payload).filter(|next| *next <= end)?;
    Some((Found { entry, payload }, next))
}

/// The text of an entry.
fn unpack(view: &View, found: &Found) -> CudaResult<Vec<u8>> {
    let Found { entry, payload } = found;
    let stored = Some(entry.stored()).filter(|len| *len <= entry.payload).ok_or(CudaError::INVALID_IMAGE)?;
    let stored = view.read(*payload, stored).ok_or(CudaError::INVALID_IMAGE)?;
    entry.unpack(&stored).map_err(|why| match why {
        ContainerError::OldCompression => CudaError::NOT_SUPPORTED,
        _ => CudaError::INVALID_IMAGE,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FATBIN: u32 = 0xba55_ed50;
    const ENTRY_PTX: u16 = 1;
    const LZ4: u64 = 0x2000;
    const ZSTD: u64 = 0x8000;

    fn entry_bytes(kind: u16, sm: u32, flags: u64, payload: &[u8], uncompressed: u64) -> Vec<u8> {
        let mut padded = payload.to_vec();
        padded.resize(payload.len().next_multiple_of(8), 0);
        let mut bytes = vec![0u8; 64];
        bytes[0..2].copy_from_slice(&kind.to_le_bytes());
        bytes[4..8].copy_from_slice(&64u32.to_le_bytes());
        bytes[8..16].copy_from_slice(&(padded.len() as u64).to_le_bytes());
        if uncompressed != 0 {
            bytes[16..20].copy_from_slice(&(payload.len() as u32).to_le_bytes());
        }
        bytes[0x1c..0x20].copy_from_slice(&sm.to_le_bytes());
        bytes[0x28..0x30].copy_from_slice(&flags.to_le_bytes());
        bytes[0x38..0x40].copy_from_slice(&uncompressed.to_le_bytes());
        bytes.extend(padded);
        bytes
    }

    fn fatbin_bytes(entries: &[Vec<u8>]) -> Vec<u8> {
        let body: Vec<u8> = entries.concat();
        let mut bytes = FATBIN.to_le_bytes().to_vec();
        bytes.extend([1, 0, 16, 0]);
        bytes.extend((body.len() as u64).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    #[test]
    fn the_highest_ptx_that_fits_is_taken() {
        let bytes = fatbin_bytes(&[
            entry_bytes(2, 61, 0, b"machine code", 0),
            entry_bytes(ENTRY_PTX, 50, 0, b"fifty", 0),
            entry_bytes(ENTRY_PTX, 60, 0, b"sixty", 0),
            entry_bytes(ENTRY_PTX, 90, 0, b"ninety", 0),
        ]);
        assert_eq!(ptx_text(View::of(&bytes), 61).as_deref(), Ok("sixty"));
        assert_eq!(ptx_text(View::of(&bytes), 90).as_deref(), Ok("ninety"));
        assert_eq!(ptx_text(View::of(&bytes), 40), Err(CudaError::NO_BINARY_FOR_GPU));
    }

    #[test]
    fn relocatable_code_is_linked_from_its_text() {
        let text = |body: &str| format!(".version 7.0\n.target sm_50\n.address_size 64\n{body}\n");
        let callee = text(".visible .func f()\n{\nret;\n}");
        let caller = text(".extern .func f();\n.visible .entry k()\n{\ncall f;\nret;\n}");
        let linked = fatbin_bytes(&[entry_bytes(2, 61, 0, b"machine code", 0)]);
        let of = |text: &str| fatbin_bytes(&[entry_bytes(ENTRY_PTX, 50, 0, text.as_bytes(), 0)]);
        let (callee, caller, machine) = (of(&callee), of(&caller), linked.clone());
        let list = [&caller, &machine, &callee].map(|bytes| bytes.as_ptr() as u64);
        let list: Vec<u64> = list.into_iter().chain([0]).collect();
        let wrapper = |version: u64, list: &[u64]| {
            let head = u64::from(WRAPPER) | version << 32;
            [head, linked.as_ptr() as u64, list.as_ptr() as u64].map(u64::to_le_bytes).concat()
        };
        let text = ptx_text(View::of(&wrapper(2, &list)), 61).expect("everything is there");
        assert!(text.contains(".entry k") && text.contains(".func f"), "{text}");
        assert_eq!(ptx_text(View::of(&wrapper(1, &list)), 61), Err(CudaError::NO_BINARY_FOR_GPU));
        assert_eq!(ptx_text(View::of(&wrapper(2, &[0])), 61), Err(CudaError::NO_BINARY_FOR_GPU));
        let only_machine_code = [list[1], 0];
        assert_eq!(
            ptx_text(View::of(&wrapper(2, &only_machine_code)), 61),
            Err(CudaError::NO_BINARY_FOR_GPU)
        );
    }

    #[test]
    fn both_compressions_are_undone() {
        let text = ".version 7.0\n".repeat(50);
        let lz4 = lz4_flex::block::compress(text.as_bytes());
        let zstd = zstd::bulk::compress(text.as_bytes(), 3).expect("compress");
        for (flags, packed) in [(LZ4, lz4), (ZSTD, zstd)] {
            let bytes = fatbin_bytes(&[entry_bytes(ENTRY_PTX, 50, flags, &packed, text.len() as u64)]);
            assert_eq!(ptx_text(View::of(&bytes), 61).as_deref(), Ok(text.as_str()));
        }
    }

    #[test]
    fn garbage_is_an_invalid_image_wherever_it_stands() {
        let whole = fatbin_bytes(&[entry_bytes(ENTRY_PTX, 50, LZ4, &[0xff; 64], 1 << 20)]);
        assert_eq!(ptx_text(View::of(&whole), 61), Err(CudaError::INVALID_IMAGE));
        for cut in 0..whole.len() {
            assert_eq!(ptx_text(View::of(&whole[..cut]), 61), Err(CudaError::INVALID_IMAGE), "cut at {cut}");
        }
        let mut seed = 1u64;
        for _ in 0..20_000 {
            let mut bytes = whole.clone();
            for _ in 0..3 {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                let at = (seed >> 33) as usize % bytes.len();
                bytes[at] = (seed >> 24) as u8;
            }
            let _ = ptx_text(View::of(&bytes), 61);
        }
        assert_eq!(ptx_text(View::of(b"\x01\x02\x03\0"), 61), Err(CudaError::INVALID_IMAGE));
        assert_eq!(
            ptx_text(View::of(b"\x7fELF garbage, and more garbage\0"), 61),
            Err(CudaError::INVALID_IMAGE)
        );
        assert_eq!(ptx_text(View::unbounded(16), 61), Err(CudaError::INVALID_IMAGE));
    }
}
