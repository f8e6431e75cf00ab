//! Damaged traces, as many as `VGPU_FUZZ_TRACES` says, through reader, filter, statistics, export, comparison and merging.
//! Their checksums are mended half of the time, so that the damage gets past them. It fails by panicking, and prints the seed
//! of the run; `VGPU_FUZZ_SEED` repeats it.

mod common;

use std::io::Cursor;
use std::time::{SystemTime, UNIX_EPOCH};

use common::{contents_of, made};
use trace::format::{BlockHead, FileHead, Frame};
use trace::merge::merge;
use trace::perfetto::Exporter;
use trace::stats::Collector;
use trace::{Trace, Writer, diff};
use zerocopy::{FromBytes, IntoBytes};

/// Traces where nothing else is asked for: a second of work.
const USUAL: u64 = 1_000;

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

fn honest(random: &mut Random) -> Vec<u8> {
    let count = random.below(60);
    let frames: Vec<Frame> = (0..count as u64)
        .map(|seq| {
            let mut frame = Frame::default();
            frame.as_mut_bytes().iter_mut().for_each(|byte| *byte = random.next() as u8);
            Frame { seq: seq.into(), kernel: (random.below(3) as u32).into(), ..frame }
        })
        .collect();
    made(&frames, 1 + random.below(20), "axpy")
}

fn damage(random: &mut Random, file: &mut Vec<u8>) {
    for _ in 0..=random.below(4) {
        let at = random.below(file.len());
        match random.below(6) {
            0 => file.truncate(at),
            1 => file.extend((0..random.below(200)).map(|value| value as u8)),
            2 => {
                let from = random.below(file.len());
                let piece = file[from.min(at)..from.max(at)].to_vec();
                file.extend(piece);
            }
            3 => {
                let edges = [0, 1, u32::MAX, i32::MAX as u32, 4 << 20, 1 << 16];
                let edge = edges[random.below(edges.len())].to_le_bytes();
                if let Some(word) = file.get_mut(at / 4 * 4..at / 4 * 4 + 4) {
                    word.copy_from_slice(&edge);
                }
            }
            _ => {
                if let Some(byte) = file.get_mut(at) {
                    *byte ^= random.next() as u8;
                }
            }
        }
    }
}

/// Makes the checksums right for what the file says now, as far as blocks can be found.
fn mend(file: &mut [u8]) {
    let crc = |bytes: &[u8]| crc32fast::hash(&bytes[..bytes.len() - 4]);
    if let Ok((head, _)) = FileHead::mut_from_prefix(file) {
        head.crc = crc(head.as_bytes()).into();
    }
    let mut at = size_of::<FileHead>();
    while let Some(rest) = file.get_mut(at..)
        && let Ok((head, rest)) = BlockHead::mut_from_prefix(rest)
    {
        let Some(payload) = rest.get(..head.len.get() as usize) else { return };
        head.payload_crc = crc32fast::hash(payload).into();
        head.crc = crc(head.as_bytes()).into();
        at += size_of::<BlockHead>() + head.len.get() as usize;
    }
}

/// Everything that is done with traces; how many frames it found.
fn take(file: &[u8], other: &[u8]) -> usize {
    let mut found = 0;
    if let Ok(mut trace) = Trace::open(file) {
        let (mut collector, mut exporter) = (Collector::default(), Exporter::new(Vec::new(), 0));
        while let Ok(Some((session, frame))) = trace.next_frame() {
            found += 1;
            collector.add(session, &frame);
            exporter.add(trace.known(), session, &frame).expect("memory");
        }
        let stats = collector.finish(trace.known());
        assert_eq!(stats.frames as usize, found);
        let json = exporter.finish().expect("memory");
        serde_json::from_slice::<serde_json::Value>(&json).expect("JSON");
    }
    if let (Ok(mut first), Ok(mut second)) = (Trace::open(file), Trace::open(other)) {
        let _ = diff::compare(&mut first, &mut second, true);
    }
    let (contents, _) = contents_of(file);
    assert!(contents.len() <= file.len());
    let mut out = Writer::new(Vec::new()).expect("memory");
    let _ = merge(Some(&mut Cursor::new(file)), Some(&mut Cursor::new(other)), 1, &mut out);
    found
}

#[test]
fn no_trace_panics() {
    let traces = variable("VGPU_FUZZ_TRACES").unwrap_or(USUAL);
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_nanos() as u64);
    let seed = variable("VGPU_FUZZ_SEED").unwrap_or(clock) | 1;
    println!("VGPU_FUZZ_SEED={seed}");
    let mut random = Random(seed);
    let (mut frames, mut other) = (0, honest(&mut random));
    for number in 0..traces {
        let mut file = honest(&mut random);
        damage(&mut random, &mut file);
        if number % 2 == 0 {
            mend(&mut file);
        }
        frames += take(&file, &other);
        if number % 16 == 0 {
            other = file;
        }
    }
    println!("{traces} traces, {frames} frames read");
    assert!(frames as u64 > traces, "the generator no longer reaches the readers");
}
