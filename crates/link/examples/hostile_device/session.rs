//! A channel of one's own with a worker that lives: ring, records, slots and segments, written over while it works.

use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};

use link::device::guest::{Channel, Device};
use link::guest::{GuestConfig, GuestLink};
use link::header::Control;
use link::layout::LayoutConfig;
use wire::Header;

use crate::Target;
use crate::memory::Rng;
use crate::messages::hello;

/// How long one session is bothered at most.
const TIME: Duration = Duration::from_millis(700);

/// One session after another; counts those that had a worker.
pub fn sessions(target: &Target, rng: &mut Rng) -> u64 {
    let mut count = 0;
    while !target.is_over() {
        match connect(target) {
            Some(link) => {
                bother(&link, target, rng);
                count += 1;
            }
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    }
    count
}

fn connect(target: &Target) -> Option<GuestLink> {
    let config = GuestConfig {
        layout: LayoutConfig { segment_len: 4 << 20, ring_len: 64 << 10, slot_count: 16 },
        handshake: Duration::from_secs(10),
        request: Duration::from_millis(500),
        farewell: Duration::from_millis(100),
        ..GuestConfig::default()
    };
    let device = Arc::new(Device::open(&target.folder).ok()?);
    let channel = Channel::claim(device).ok()?;
    GuestLink::over_channel(channel, None, hello(), config).ok()
}

/// One way of being a nuisance, until the worker has had enough.
fn bother(link: &GuestLink, target: &Target, rng: &mut Rng) {
    let (way, until) = (rng.below(6), Instant::now() + TIME);
    let mut segments = Vec::new();
    while !target.is_over() && Instant::now() < until && !link.is_gone() {
        match way {
            0 => frames(link, rng),
            1 => {
                frames(link, rng);
                scribble(link.control(), link.control().layout().slots_offset, rng);
            }
            2 => header(link.control(), rng),
            3 => {
                scribble(link.control(), link.control().layout().ring_offset, rng);
                link.control().header().ring_tail.0.fetch_add(8 * rng.below(512), Relaxed);
            }
            4 => requests(link, &mut segments, rng),
            // Records without an end: a reader that wants to be done with them never is.
            _ => {
                let _ = link.submit(&[&frame(0, 0, 0, 0, &[0; 64])]);
            }
        }
    }
    if rng.below(3) == 0 {
        let _ = link.bye();
    }
}

fn frame(op: u16, flags: u16, thread: u32, seq: u32, body: &[u8]) -> Vec<u8> {
    let header = Header { len: (wire::HEADER_LEN + body.len()) as u32, op, flags, thread, seq, context: 0 };
    let mut encoder = wire::Encoder::new();
    header.encode(&mut encoder);
    let mut bytes = encoder.as_bytes().to_vec();
    bytes.extend_from_slice(body);
    bytes
}

/// Frames of any operation, with arguments that make sense or any.
fn frames(link: &GuestLink, rng: &mut Rng) {
    if rng.below(16) != 0 {
        let (op, flags) = (*rng.pick(wire::REQUEST_OPS), rng.below(4) as u16);
        let (thread, seq) = (rng.below(16) as u32, rng.next() as u32);
        let mut encoder = wire::Encoder::new();
        Header { len: 0, op, flags, thread, seq, context: rng.below(3) }.encode(&mut encoder);
        let arena = rng.bytes(64);
        if wire::generate_request(op, &mut || rng.number(), &arena, &mut encoder).is_ok() {
            let _ = link.submit(&[encoder.finish()]);
        }
        return;
    }
    let words: Vec<u8> = (0..rng.below(12)).flat_map(|_| rng.number().to_le_bytes()).collect();
    let (op, seq) = (rng.below(900) as u16, rng.next() as u32);
    let threads = if rng.below(16) == 0 { 64 } else { 16 };
    let thread = rng.below(threads) as u32;
    let _ = link.submit(&[&frame(op, rng.below(4) as u16, thread, seq, &words)]);
}

/// Any number anywhere from `from` on.
fn scribble(control: &Control, from: u64, rng: &mut Rng) {
    for _ in 0..16 {
        let (offset, value) = (from + 8 * rng.below((control.layout().segment_len - from) / 8), rng.number());
        if let Some(place) = control.segment().ptr(offset as usize, 8) {
            // SAFETY: eight bytes of the control segment, mapped as long as `control` lives, aligned because `offset` and
            // pages are. Nobody in this process keeps a reference to anything but atomics there.
            unsafe { std::ptr::write_volatile(place.cast::<u64>(), value) };
        }
    }
}

/// The words that both ends share.
fn header(control: &Control, rng: &mut Rng) {
    let (header, number) = (control.header(), rng.number());
    match rng.below(8) {
        0 => header.ring_tail.0.store(number, Relaxed),
        1 => header.ring_head.0.store(number, Relaxed),
        2 => header.flags.worker_sleeping.store(number as u32, Relaxed),
        3 => header.flags.producer_waiting.store(number as u32, Relaxed),
        4 => header.identity.segment_len.store(number, Relaxed),
        5 => header.guest_account.commands.calls.store(number, Relaxed),
        6 => header.worker_account.commands.calls.store(number, Relaxed),
        _ => header.async_error.0.store(number, Relaxed),
    }
}

/// Memory added and taken away, in use or not, with questions in between.
fn requests(link: &GuestLink, segments: &mut Vec<u32>, rng: &mut Rng) {
    match rng.below(4) {
        0 | 1 => {
            if let Ok(segment) = link.grow(1 + rng.below(8 << 20)) {
                segments.push(segment.id());
            }
        }
        2 => {
            let id = segments.pop().unwrap_or(rng.number() as u32);
            let _ = link.drop_segment(id);
        }
        _ => drop(link.query("guest_report", serde_json::json!({ "nonsense": rng.number() }))),
    }
}
