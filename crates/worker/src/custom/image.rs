//! Images: private copies of what a guest has put into the window.
//!
//! The driver follows the lengths that an image states of itself, so what lies at its top is checked against the
//! copy first. What is compressed inside is the driver's business, in this process, which serves one guest.

use core::ffi::c_void;
use std::sync::{Arc, Weak};

use rustc_hash::FxHashMap;
use table::{CudaError, CudaResult};
use zerocopy::IntoBytes as _;

use crate::session::Session;

/// The blob itself.
const FORM_PLAIN: u32 = 0;
/// A version 1 wrapper of the blob.
const FORM_WRAPPER: u32 = 1;
/// A version 2 wrapper of the first blob, with the others as its prelinked fatbins.
pub(super) const FORM_PRELINKED: u32 = 2;

/// Where each blob starts: a multiple of this.
const ALIGN: usize = 16;
/// Zeros behind the last blob: they end a text, and whatever the driver reads a little past an image's end.
const TAIL: usize = 64;
/// The most blobs of one image.
const MAX_PARTS: usize = 65_537;

const WRAPPER_MAGIC: u32 = 0x4662_43b1;
const FATBIN_MAGIC: u32 = 0xba55_ed50;
const OLD_FATBIN_MAGIC: u32 = 0x1ee5_5a01;
const ELF_MAGIC: u32 = u32::from_le_bytes(*b"\x7fELF");

/// `__fatBinC_Wrapper_t`.
#[repr(C)]
struct Wrapper {
    magic: u32,
    version: u32,
    data: usize,
    /// Null, or an array of addresses that a null ends.
    prelinked: usize,
}

/// An image that does not change and stays where it is.
pub(super) struct Image {
    storage: Vec<u128>,
    len: usize,
    form: u32,
    parts: Vec<u64>,
    wrapper: Option<Wrapper>,
    /// What the wrapper's last field points to.
    _prelinked: Vec<usize>,
}

impl Image {
    /// Copies an image out of the window and checks it.
    fn take(session: &Session, form: u32, address: u64, len: u64, parts: Vec<u64>) -> CudaResult<Self> {
        let starts = starts(form, &parts, len).ok_or(CudaError::INVALID_VALUE)?;
        let slice = session.window.lookup(address, len).ok_or(CudaError::INVALID_VALUE)?;
        session.payload.image(&slice);
        let len = slice.len();
        let words = (len + TAIL).div_ceil(size_of::<u128>());
        let mut storage = Vec::new();
        storage.try_reserve_exact(words).map_err(|_| CudaError::OUT_OF_MEMORY)?;
        storage.resize(words, 0);
        // SAFETY: the slice keeps `len` bytes of the window mapped; the destination is ours and longer. The guest may
        // write meanwhile, which makes the copy odd and nothing else: only the copy is looked at.
        unsafe { core::ptr::copy_nonoverlapping(slice.as_ptr(), storage.as_mut_ptr().cast::<u8>(), len) };
        let mut image = Self { storage, len, form, parts, wrapper: None, _prelinked: Vec::new() };
        for (&start, &len) in starts.iter().zip(&image.parts) {
            let blob = image.storage.as_bytes().get(start..start + len as usize);
            if !blob.is_some_and(is_sound) {
                return Err(CudaError::INVALID_IMAGE);
            }
        }
        if form != FORM_PLAIN {
            let base = image.storage.as_ptr() as usize;
            let mut addresses: Vec<usize> = starts.iter().map(|start| base + start).collect();
            let data = addresses.remove(0);
            addresses.push(0);
            let (version, prelinked) =
                if form == FORM_PRELINKED { (2, addresses.as_ptr() as usize) } else { (1, 0) };
            image.wrapper = Some(Wrapper { magic: WRAPPER_MAGIC, version, data, prelinked });
            image._prelinked = addresses;
        }
        Ok(image)
    }

    /// What the driver is given. Valid as long as the image, and as long as that stays where it is.
    fn pointer(&self) -> *const c_void {
        match &self.wrapper {
            Some(wrapper) => core::ptr::from_ref(wrapper).cast(),
            None => self.storage.as_ptr().cast(),
        }
    }

    fn bytes(&self) -> &[u8] {
        self.storage.as_bytes().get(..self.len).unwrap_or_default()
    }

    fn is_same(&self, other: &Self) -> bool {
        self.form == other.form && self.parts == other.parts && self.bytes() == other.bytes()
    }
}

/// An image that is kept for as long as somebody holds this.
#[derive(Clone)]
pub(super) struct Kept(Arc<Image>);

impl Kept {
    /// What a library is loaded from.
    pub(super) fn pointer(&self) -> *const c_void {
        self.0.pointer()
    }

    /// What a module is loaded from: `cuModuleLoadData` takes no wrapper (measured), but what is in it.
    pub(super) fn data(&self) -> *const c_void {
        self.0.storage.as_ptr().cast()
    }

    /// Whether the image is a list of fatbins, which only a library can be loaded from.
    pub(super) fn is_prelinked(&self) -> bool {
        self.0.form == FORM_PRELINKED && self.0.parts.len() > 1
    }
}

/// Images by the hash of their content: what is loaded twice is kept once.
#[derive(Default)]
pub(super) struct Images(FxHashMap<u64, Weak<Image>>);

impl Images {
    fn keep(&mut self, image: Image) -> Kept {
        let hash = link::account::hash_parts(&[image.bytes(), image.parts.as_bytes()]);
        if let Some(known) = self.0.get(&hash).and_then(Weak::upgrade)
            && known.is_same(&image)
        {
            return Kept(known);
        }
        if self.0.len().is_power_of_two() {
            self.tidy();
        }
        let image = Arc::new(image);
        self.0.insert(hash, Arc::downgrade(&image));
        Kept(image)
    }

    /// Forgets images that nobody holds any more.
    pub(super) fn tidy(&mut self) {
        self.0.retain(|_, image| image.strong_count() > 0);
    }
}

/// The image that a frame names.
///
/// # Errors
/// `INVALID_VALUE` if it does not lie in the window as the frame says, `INVALID_IMAGE` if it reaches past its end.
pub(super) fn receive(
    session: &mut Session,
    form: u32,
    address: u64,
    len: u64,
    parts: Vec<u64>,
) -> CudaResult<Kept> {
    let image = Image::take(session, form, address, len, parts)?;
    Ok(session.modules.images.keep(image))
}

/// Where the blobs start, if there are as many as the form has and all lie within `len` bytes.
fn starts(form: u32, parts: &[u64], len: u64) -> Option<Vec<usize>> {
    let count_is_right = match form {
        FORM_PLAIN | FORM_WRAPPER => parts.len() == 1,
        FORM_PRELINKED => (1..=MAX_PARTS).contains(&parts.len()),
        _ => false,
    };
    if !count_is_right {
        return None;
    }
    let mut at = 0u64;
    let mut starts = Vec::with_capacity(parts.len());
    for &part in parts {
        let end = at.checked_add(part).filter(|&end| end <= len)?;
        starts.push(usize::try_from(at).ok()?);
        at = end.checked_next_multiple_of(ALIGN as u64)?;
    }
    Some(starts)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|word| u64::from(u16::from_le_bytes(*word)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|word| u64::from(u32::from_le_bytes(*word)))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|word| u64::from_le_bytes(*word))
}

/// Whether the lengths and offsets at the top of a blob stay inside it. Text has none.
fn is_sound(blob: &[u8]) -> bool {
    match u32_at(blob, 0).map(|magic| magic as u32) {
        Some(WRAPPER_MAGIC) => false,
        Some(FATBIN_MAGIC) => fatbin_is_sound(blob).unwrap_or(false),
        Some(OLD_FATBIN_MAGIC) => fatbin_body(blob).is_some(),
        Some(ELF_MAGIC) => elf_is_sound(blob).unwrap_or(false),
        _ => true,
    }
}

fn fatbin_body(blob: &[u8]) -> Option<&[u8]> {
    let header = u16_at(blob, 6).filter(|&header| header >= 16)?;
    let end = header.checked_add(u64_at(blob, 8)?)?;
    blob.get(usize::try_from(header).ok()?..usize::try_from(end).ok()?)
}

fn fatbin_is_sound(blob: &[u8]) -> Option<bool> {
    let mut rest = fatbin_body(blob)?;
    while !rest.is_empty() {
        let len = u32_at(rest, 4)?.checked_add(u64_at(rest, 8)?)?;
        // An entry of no length would be walked for ever.
        let len = usize::try_from(len).ok().filter(|&len| len > 0)?;
        if !options_are_sound(rest.get(..len)?)? {
            return Some(false);
        }
        rest = rest.get(len..)?;
    }
    Some(true)
}

/// Whether the compiler's options of an entry lie in it: the driver follows their offset unasked where the entry is
/// text, and crashes if that is 0 (measured).
fn options_are_sound(entry: &[u8]) -> Option<bool> {
    const PTX: u64 = 1;
    /// An entry's header without options.
    const HEADER: u64 = 64;
    let (kind, header, at) = (u16_at(entry, 0)?, u32_at(entry, 4)?, u32_at(entry, 20)?);
    if at == 0 {
        return Some(kind != PTX);
    }
    if at < HEADER || at.checked_add(8)? > header {
        return Some(false);
    }
    let at = usize::try_from(at).ok()?;
    let (text, len) = (u32_at(entry, at)?, u32_at(entry, at + 4)?);
    Some(text.checked_add(len)? <= header)
}

fn elf_is_sound(blob: &[u8]) -> Option<bool> {
    let inside = |start: u64, len: u64| -> Option<&[u8]> {
        let end = start.checked_add(len)?;
        blob.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
    };
    let (segments_at, sections_at) = (u64_at(blob, 32)?, u64_at(blob, 40)?);
    let (segment_size, segments) = (u16_at(blob, 54)?, u16_at(blob, 56)?);
    let (section_size, sections) = (u16_at(blob, 58)?, u16_at(blob, 60)?);
    if segments > 0 {
        if segment_size < 56 {
            return Some(false);
        }
        for segment in inside(segments_at, segments * segment_size)?.chunks_exact(segment_size as usize) {
            inside(u64_at(segment, 8)?, u64_at(segment, 32)?)?;
        }
    }
    if sections_at != 0 {
        if section_size < 64 {
            return Some(false);
        }
        // More sections than the field holds: the first section's size is their number.
        let counted = sections == 0;
        let count = if counted { u64_at(inside(sections_at, 64)?, 32)? } else { sections };
        let table = inside(sections_at, count.checked_mul(section_size)?)?;
        for (index, section) in table.chunks_exact(section_size as usize).enumerate() {
            let kind = u32_at(section, 4)?;
            let no_bytes = kind == 8 || (counted && index == 0);
            if !no_bytes {
                inside(u64_at(section, 24)?, u64_at(section, 32)?)?;
            }
        }
    }
    Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fatbin(payload: u64, body: usize) -> Vec<u8> {
        let mut bytes = FATBIN_MAGIC.to_le_bytes().to_vec();
        bytes.extend_from_slice(&0x0010_0001u32.to_le_bytes());
        bytes.extend_from_slice(&(body as u64).to_le_bytes());
        bytes.resize(16 + body, 0);
        bytes[20..24].copy_from_slice(&64u32.to_le_bytes());
        bytes[24..32].copy_from_slice(&payload.to_le_bytes());
        bytes
    }

    #[test]
    fn a_fatbin_must_end_where_it_says() {
        assert!(is_sound(&fatbin(8, 72)));
        assert!(!is_sound(&fatbin(16, 72)));
        assert!(!is_sound(&fatbin(u64::MAX, 72)));
        assert!(!is_sound(&fatbin(8, 72)[..80]));
        assert!(is_sound(
            &FATBIN_MAGIC
                .to_le_bytes()
                .iter()
                .copied()
                .chain([1, 0, 16, 0])
                .chain([0; 8])
                .collect::<Vec<_>>()
        ));
    }

    #[test]
    fn a_cubin_must_hold_its_sections() {
        let mut elf = vec![0; 64 + 128];
        elf[..4].copy_from_slice(b"\x7fELF");
        elf[40..48].copy_from_slice(&64u64.to_le_bytes());
        elf[58] = 64;
        elf[60] = 2;
        elf[128 + 24] = 64;
        elf[128 + 32] = 128;
        assert!(is_sound(&elf));
        elf[128 + 32] = 129;
        assert!(!is_sound(&elf));
        assert!(!is_sound(&elf[..100]));
        assert!(!is_sound(b"\x7fELF"));
    }

    #[test]
    fn a_wrapper_of_the_guest_s_is_refused_and_text_is_not() {
        assert!(!is_sound(&WRAPPER_MAGIC.to_le_bytes()));
        assert!(is_sound(b".version 8.0\0"));
        assert!(is_sound(b"\0"));
    }

    #[test]
    fn blobs_lie_one_behind_the_other() {
        assert_eq!(starts(FORM_PLAIN, &[5], 16), Some(vec![0]));
        assert_eq!(starts(FORM_PRELINKED, &[5, 16, 1], 33), Some(vec![0, 16, 32]));
        assert_eq!(starts(FORM_PRELINKED, &[5, 16, 2], 33), None);
        assert_eq!(starts(FORM_PLAIN, &[5, 5], 64), None);
        assert_eq!(starts(FORM_WRAPPER, &[], 64), None);
        assert_eq!(starts(FORM_PRELINKED, &[u64::MAX, u64::MAX], 64), None);
        assert_eq!(starts(7, &[5], 64), None);
    }
}
