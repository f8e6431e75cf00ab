//! Damaged images, as many as `VGPU_FUZZ_IMAGES` says, through all that looks at one. It fails by panicking, and prints
//! the seed of the run; `VGPU_FUZZ_SEED` repeats it.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::{
    Architecture, Bytes, Memory, Piece, WRAPPER_MAGIC, Wanted, best, elf, fatbin, identify, managed,
};

/// Images where nothing else is asked for: seconds of work.
const USUAL: u64 = 2_000;
const LZ4: u64 = 0x2000;
const ZSTD: u64 = 0x8000;

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 16) as usize % limit.max(1)
    }
}

/// A wrapper at 0 and what it names: the data, and a list of prelinked fatbins.
fn wrapper(version: u32, blobs: &[&[u8]]) -> Vec<u8> {
    let mut bytes = vec![0; 24 + 8 * (blobs.len() + 1)];
    bytes[..4].copy_from_slice(&WRAPPER_MAGIC.to_le_bytes());
    bytes[4..8].copy_from_slice(&version.to_le_bytes());
    if version == 2 {
        bytes[16] = 24;
    }
    for (index, blob) in blobs.iter().enumerate() {
        let at = (bytes.len() as u64).to_le_bytes();
        // The first is the data; the list is of those behind it.
        let field = if index == 0 { 8 } else { 24 + 8 * (index - 1) };
        bytes[field..field + 8].copy_from_slice(&at);
        bytes.extend_from_slice(blob);
        bytes.resize(bytes.len().next_multiple_of(8), 0);
    }
    bytes
}

fn seeds() -> Vec<Vec<u8>> {
    let cubin = elf::tests::cubin(b"\0kernel\0vprintf\0");
    let text = b".version 8.0\n.target sm_75\n.extern .func vprintf;\n\0".to_vec();
    let lz4 = lz4_flex::block::compress(&cubin);
    let zstd = zstd::bulk::compress(&cubin, 3).expect("zstd");
    let several = fatbin::tests::fatbin(&[
        fatbin::tests::entry(2, 75, 0, &cubin, 0),
        fatbin::tests::entry(2, 90, LZ4, &lz4, cubin.len() as u64),
        fatbin::tests::entry(2, 80, ZSTD, &zstd, cubin.len() as u64),
        fatbin::tests::entry(1, 52, 0, &text, 0),
    ]);
    let packed = fatbin::tests::fatbin(&[fatbin::tests::entry(2, 90, ZSTD, &zstd, cubin.len() as u64)]);
    vec![
        wrapper(1, &[&several]),
        wrapper(2, &[&several, &packed, &several]),
        wrapper(1, &[&text]),
        several,
        packed,
        managed::tests::seed(),
        cubin,
        text,
    ]
}

fn damage(random: &mut Random, bytes: &mut Vec<u8>) {
    for _ in 0..=random.below(4) {
        // Headers matter most, and lie at both ends.
        let at = match random.below(3) {
            0 => random.below(bytes.len()),
            1 => random.below(bytes.len().min(160)),
            _ => bytes.len() - random.below(bytes.len().min(200)),
        };
        match random.below(8) {
            0 => bytes.truncate(at),
            1 => bytes.extend(vec![random.next() as u8; random.below(100)]),
            2..=4 => {
                let width = [2, 4, 8][random.below(3)];
                let start = at / width * width;
                let Some(field) = bytes.get_mut(start..start + width) else { continue };
                let old = field.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte));
                let near = old.wrapping_add(random.below(33) as u64).wrapping_sub(16);
                let edges =
                    [0, 1, u64::MAX, i64::MAX as u64, 1 << 31, 1 << 26, u64::MAX - 7, near, near, old << 8];
                field.copy_from_slice(&edges[random.below(edges.len())].to_le_bytes()[..width]);
            }
            5 => {
                let end = (at + 8 * random.below(20)).min(bytes.len());
                let piece = bytes[at..end].repeat(1 << random.below(6));
                bytes.splice(at..at, piece).for_each(drop);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= random.next() as u8;
                }
            }
        }
    }
}

/// Whether the bytes are an image; what is said to be theirs has to be there.
fn is_image(bytes: &[u8], devices: &[Architecture]) -> bool {
    let memory = Bytes(bytes);
    for device in devices {
        let best = best(&memory, 0, *device);
        if let Some(mut cubin) = best.and_then(|best| best.cubin) {
            let found = managed::variables(&cubin);
            let _ = managed::place(&mut cubin, &found, &vec![1 << 46; found.len()]);
        }
    }
    let Ok(image) = identify(&memory, 0, Wanted { devices, find_prints: true }) else { return false };
    for piece in image.parts.iter().flat_map(|part| &part.pieces) {
        if let Piece::Theirs { address, len } = piece {
            assert!(*len == 0 || memory.bytes(*address, *len).is_some(), "{len} bytes at {address}");
        }
    }
    true
}

#[test]
fn damaged_images_end_in_errors_or_images() {
    let variable = |name| std::env::var(name).ok().and_then(|value: String| value.parse().ok());
    let images = variable("VGPU_FUZZ_IMAGES").unwrap_or(USUAL);
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_nanos() as u64);
    let seed = variable("VGPU_FUZZ_SEED").unwrap_or(clock) | 1;
    println!("VGPU_FUZZ_SEED={seed}");
    let mut random = Random(seed);
    let seeds = seeds();
    let devices = [(9, 0), (8, 6), (12, 0)].map(|(major, minor)| Architecture { major, minor });
    assert!(seeds.iter().all(|seed| is_image(seed, &devices)));
    let (mut accepted, mut slowest) = (0, Duration::ZERO);
    for _ in 0..images {
        let mut bytes = seeds[random.below(seeds.len())].clone();
        damage(&mut random, &mut bytes);
        let started = Instant::now();
        accepted += u64::from(is_image(&bytes, &devices[..random.below(4)]));
        slowest = slowest.max(started.elapsed());
    }
    println!("{images} images, {accepted} accepted; the slowest took {slowest:?}");
    assert!(accepted > images / 20, "the generator no longer reaches the readers");
}

#[test]
fn a_text_that_is_named_many_times_is_refused() {
    let text = [vec![b'x'; 1 << 20], vec![0]].concat();
    let mut bytes = wrapper(2, &[&text]);
    let at = u64::from_le_bytes(bytes[8..16].try_into().expect("eight"));
    let list = bytes.len() as u64;
    bytes[16..24].copy_from_slice(&list.to_le_bytes());
    bytes.extend(at.to_le_bytes().repeat(1000));
    bytes.extend([0; 8]);
    assert!(!is_image(&bytes, &[]));
}
