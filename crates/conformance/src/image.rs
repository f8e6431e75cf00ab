//! Module images: the kernels, as NUL-terminated PTX text, and containers made of them.

use core::ffi::CStr;

use crate::cuda::Buffer;

macro_rules! ptx {
    ($file:literal) => {
        match CStr::from_bytes_with_nul(concat!(include_str!($file), "\0").as_bytes()) {
            Ok(text) => text,
            Err(_) => panic!("PTX text holds no NUL"),
        }
    };
}

/// Kernels that most bodies use.
pub const BASIC: &CStr = ptx!("ptx/basic.ptx");
/// Kernels that store their parameters.
pub const PARAMS: &CStr = ptx!("ptx/params.ptx");
/// Shared memory and barriers.
pub const SHARED: &CStr = ptx!("ptx/shared.ptx");
/// Module variables.
pub const VARIABLES: &CStr = ptx!("ptx/variables.ptx");
/// Managed variables.
pub const MANAGED: &CStr = ptx!("ptx/managed.ptx");
/// Device printf.
pub const PRINTF: &CStr = ptx!("ptx/printf.ptx");
/// Textures and surfaces.
pub const TEXTURES: &CStr = ptx!("ptx/textures.ptx");
/// Kernels that go wrong.
pub const FAULTS: &CStr = ptx!("ptx/faults.ptx");

/// What a fatbin entry holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// PTX text for this architecture or a later one.
    Ptx(u32),
    /// A cubin for exactly this architecture.
    Cubin(u32),
}

/// A fatbin with one uncompressed entry.
pub fn fatbin(content: Content, payload: &[u8]) -> Vec<u8> {
    let (kind, sm): (u16, u32) = match content {
        Content::Ptx(sm) => (1, sm),
        Content::Cubin(sm) => (2, sm),
    };
    let padded = payload.len().next_multiple_of(8);
    let mut entry = Vec::new();
    entry.extend_from_slice(&kind.to_le_bytes());
    entry.extend_from_slice(&0x0101_u16.to_le_bytes());
    // A text has options for its compiler behind its header, if only empty ones: drivers follow their offset unasked.
    let (header, options): (u32, u32) = if kind == 1 { (80, 64) } else { (64, 0) };
    entry.extend_from_slice(&header.to_le_bytes());
    entry.extend_from_slice(&(padded as u64).to_le_bytes());
    entry.extend_from_slice(&0_u32.to_le_bytes()); // not compressed
    entry.extend_from_slice(&options.to_le_bytes());
    let (minor, major): (u16, u16) = if kind == 1 { (0, 7) } else { (7, 1) };
    entry.extend_from_slice(&minor.to_le_bytes());
    entry.extend_from_slice(&major.to_le_bytes());
    entry.extend_from_slice(&sm.to_le_bytes());
    entry.extend_from_slice(&[0; 8]); // no file name
    entry.extend_from_slice(&0x11_u64.to_le_bytes()); // 64 bits, Linux
    entry.resize(64, 0);
    if kind == 1 {
        entry.extend_from_slice(&72_u32.to_le_bytes()); // where the text of the options is
        entry.extend_from_slice(&0_u32.to_le_bytes()); // its length
    }
    entry.resize(header as usize, 0);
    let mut image = Vec::new();
    image.extend_from_slice(&0xBA55_ED50_u32.to_le_bytes());
    image.extend_from_slice(&1_u16.to_le_bytes());
    image.extend_from_slice(&16_u16.to_le_bytes());
    image.extend_from_slice(&((entry.len() + padded) as u64).to_le_bytes());
    image.extend_from_slice(&entry);
    image.extend_from_slice(payload);
    image.resize(16 + header as usize + padded, 0);
    image
}

/// The wrapper that compiled programs pass, around a fatbin that lives as long as the process.
pub fn wrapper(fatbin: Buffer) -> Buffer {
    let mut bytes = Vec::new();
    bytes.extend_from_slice(&0x4662_43B1_u32.to_le_bytes());
    bytes.extend_from_slice(&1_u32.to_le_bytes());
    bytes.extend_from_slice(&fatbin.addr().to_le_bytes());
    bytes.extend_from_slice(&0_u64.to_le_bytes());
    Buffer::of(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fatbin_says_its_own_length() {
        let image = fatbin(Content::Ptx(50), b"some text\0");
        let size = u64::from_le_bytes(image[8..16].try_into().unwrap_or_default());
        assert_eq!(image.len() as u64, 16 + size);
        assert_eq!(image.len() % 8, 0);
        assert_eq!(&image[96..106], b"some text\0");
        let payload = u64::from_le_bytes(image[24..32].try_into().unwrap_or_default());
        assert_eq!(80 + payload, size);
    }
}
