//! Invented and damaged frames, as many as `VGPU_FUZZ_FRAMES` says, through the decoder that the worker uses.
//!
//! The property tests beside this file shrink what they find; this one goes through far more frames. It fails by
//! panicking, and prints the seed of the run; `VGPU_FUZZ_SEED` repeats it.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use wire::{
    Encoder, FLAG_PER_THREAD_STREAM, FLAG_REPLY, HEADER_LEN, Header, REQUEST_OPS, generate_request,
    recode_request,
};

/// Frames where nothing else is asked for: a second of work.
const USUAL: u64 = 100_000;

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

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

/// A whole record that a guest could have sent.
fn honest(random: &mut Random, arena: &[u8]) -> Vec<u8> {
    let op = REQUEST_OPS[random.below(REQUEST_OPS.len())];
    let mut encoder = Encoder::new();
    let flags = random.next() as u16 & (FLAG_REPLY | FLAG_PER_THREAD_STREAM);
    Header {
        len: 0,
        op,
        flags,
        thread: random.next() as u32,
        seq: random.next() as u32,
        context: random.next(),
    }
    .encode(&mut encoder);
    let arena = &arena[..random.below(arena.len())];
    generate_request(op, &mut || random.next(), arena, &mut encoder).expect("a row of the table");
    encoder.finish().to_vec()
}

/// What a guest that was taken over could make of it.
fn damage(random: &mut Random, record: &mut Vec<u8>) {
    for _ in 0..=random.below(4) {
        let at = random.below(record.len());
        match random.below(8) {
            0 => record.truncate(at),
            1 => record.extend((0..random.below(64)).map(|value| value as u8)),
            // A length, a count or an enum at the edge of its type.
            2 | 3 => {
                let edges = [
                    0,
                    1,
                    u64::MAX,
                    i64::MAX as u64,
                    u64::from(u32::MAX),
                    1 << 31,
                    1 << 40,
                    1 << 63,
                    u64::MAX - 7,
                ];
                let edge = edges[random.below(edges.len())].to_le_bytes();
                if let Some(word) = record.get_mut(at / 8 * 8..at / 8 * 8 + 8) {
                    word.copy_from_slice(&edge);
                }
            }
            4 => record.rotate_left(at),
            5 => {
                // Another opcode for the same body.
                let op = REQUEST_OPS[random.below(REQUEST_OPS.len())].to_le_bytes();
                if let Some(field) = record.get_mut(4..6) {
                    field.copy_from_slice(&op);
                }
            }
            _ => {
                if let Some(byte) = record.get_mut(at) {
                    *byte ^= random.next() as u8;
                }
            }
        }
        // Nothing of the body would be read if the length gave it away.
        if random.below(8) > 0 {
            let len = (record.len() as u32).to_le_bytes();
            if let Some(field) = record.get_mut(..4) {
                field.copy_from_slice(&len);
            }
        }
    }
}

/// What the worker does with a record before anything is executed. True if it would be executed.
fn take(record: &[u8]) -> bool {
    let Ok((header, _)) = Header::decode(record) else { return false };
    assert_eq!(header.len as usize, record.len());
    match recode_request(header.op, &record[HEADER_LEN..]) {
        Ok(again) => {
            assert_eq!(again, &record[HEADER_LEN..], "opcode {}: two encodings of one request", header.op);
            true
        }
        Err(_) => false,
    }
}

#[test]
fn no_frame_panics_and_every_accepted_frame_has_one_encoding() {
    let frames = variable("VGPU_FUZZ_FRAMES").unwrap_or(USUAL);
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_nanos() as u64);
    let seed = variable("VGPU_FUZZ_SEED").unwrap_or(clock) | 1;
    println!("VGPU_FUZZ_SEED={seed}");
    let mut random = Random(seed);
    let arena: Vec<u8> = (0..2000).map(|_| random.next() as u8).collect();
    let started = Instant::now();
    let mut accepted = 0_u64;
    for number in 0..frames {
        let mut record = if number % 8 == 0 {
            (0..random.below(40) * 8).map(|_| random.next() as u8).collect()
        } else {
            honest(&mut random, &arena)
        };
        if number % 8 > 1 {
            damage(&mut random, &mut record);
        }
        let is_honest = number % 8 == 1;
        let is_accepted = take(&record);
        assert!(is_accepted || !is_honest, "an honest frame was refused: {record:02x?}");
        accepted += u64::from(is_accepted);
    }
    println!("{frames} frames, {accepted} accepted, {:.1} s", started.elapsed().as_secs_f64());
    assert!(accepted > frames / 16, "the generator no longer reaches the decoder");
}
