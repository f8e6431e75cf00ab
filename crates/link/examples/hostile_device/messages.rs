//! What a hostile guest says in a conversation: messages that are well made, and mean harm.

use link::control::{Attach, FromGuest, Hello, Request};
use link::device::window::{PAGES_OFFSET, WindowShape};
use link::layout::{Layout, LayoutConfig};
use link::passage::Bye;
use link::window::SegmentKind;
use serde_json::{Value, json};

use crate::memory::Rng;

/// As a guest of this very build introduces itself.
pub fn hello() -> Hello {
    Hello::of_this_process(wire::PROTOCOL_HASH, wire::VERSION)
}

/// Some messages, in an order that mostly begins as it should.
pub fn conversation(shape: &WindowShape, channel: u32, rng: &mut Rng) -> Vec<Vec<u8>> {
    let mut said = Vec::new();
    if rng.below(4) != 0 {
        said.push(bytes(&FromGuest::Hello(hello())));
    }
    if rng.below(2) == 0 {
        said.push(bytes(&FromGuest::Attach(attach(shape, channel, rng))));
    }
    for _ in 0..rng.below(6) {
        said.push(message(shape, channel, rng));
    }
    said
}

fn bytes(message: &FromGuest) -> Vec<u8> {
    serde_json::to_vec(message).unwrap()
}

fn message(shape: &WindowShape, channel: u32, rng: &mut Rng) -> Vec<u8> {
    let mut bytes = match rng.below(9) {
        0 => bytes(&FromGuest::Hello(long_hello(rng))),
        1 => bytes(&FromGuest::Attach(attach(shape, channel, rng))),
        2 | 3 => bytes(&add_segment(shape, channel, rng)),
        4 => bytes(&FromGuest::Request {
            id: rng.number(),
            request: Request::DropSegment { segment: rng.number() as u32 },
        }),
        5 => bytes(&FromGuest::Bye(Bye::default())),
        6 => bytes(&query(rng)),
        7 => nested(1 << rng.below(16)),
        _ => {
            let len = 1 << rng.below(17);
            rng.bytes(len)
        }
    };
    if rng.below(4) == 0 {
        let at = rng.below(bytes.len() as u64) as usize;
        bytes[at] = rng.next() as u8;
    }
    if rng.below(8) == 0 {
        bytes.truncate(rng.below(bytes.len() as u64) as usize);
    }
    bytes
}

fn long_hello(rng: &mut Rng) -> Hello {
    let long = |len: u64| "\u{1b}[31m\n\"\\".repeat(len as usize / 8);
    let mut hello = hello();
    match rng.below(5) {
        0 => hello.program = long(60_000),
        1 => hello.version = long(30_000),
        2 => hello.env = (0..500).map(|n| (format!("CUDA_{n}"), long(64))).collect(),
        3 => hello.token = Some(long(1000)),
        _ => (hello.protocol_hash, hello.device) = (rng.next(), long(100)),
    }
    hello
}

fn layout(rng: &mut Rng) -> Layout {
    let config = LayoutConfig { segment_len: 4 << 20, ring_len: 64 << 10, slot_count: 16 };
    let mut layout = config.layout().unwrap();
    match rng.below(8) {
        0 => layout.segment_len = rng.number(),
        1 => layout.ring_offset = rng.number(),
        2 => layout.ring_len = rng.number(),
        3 => layout.slots_offset = rng.number(),
        4 => layout.slot_count = rng.number() as u32,
        5 => layout.heap_offset = rng.number(),
        6 => layout.heap_len = rng.number(),
        _ => {}
    }
    layout
}

/// A place in the window: the channel's own pages, its mailboxes, another's, the table, nowhere.
fn place(shape: &WindowShape, channel: u32, rng: &mut Rng) -> u64 {
    let own = shape.channel(channel).unwrap_or_default();
    match rng.below(6) {
        0 | 1 => own + PAGES_OFFSET,
        2 => own,
        3 => own.wrapping_add(PAGES_OFFSET).wrapping_add(rng.number()),
        4 => shape.channel((channel + 1) % shape.channels).unwrap_or_default() + PAGES_OFFSET,
        _ => rng.number(),
    }
}

fn address(rng: &mut Rng) -> u64 {
    match rng.below(3) {
        0 => rng.number(),
        // Where a worker keeps itself.
        1 => 0x5555_5555_4000 + (rng.below(1 << 20) << 12),
        _ => 0x1000_0000_0000 + (rng.below(1 << 20) << 12),
    }
}

fn attach(shape: &WindowShape, channel: u32, rng: &mut Rng) -> Attach {
    Attach {
        base: address(rng),
        reserved_len: if rng.below(2) == 0 { 64 << 20 } else { rng.number() },
        layout: layout(rng),
        generation: rng.number(),
        global_barriers: rng.below(2) == 0,
        offset: place(shape, channel, rng),
        polls: rng.below(8) != 0,
    }
}

fn add_segment(shape: &WindowShape, channel: u32, rng: &mut Rng) -> FromGuest {
    let kind = *rng.pick(&[SegmentKind::Growth, SegmentKind::Foreign, SegmentKind::Control]);
    let request = Request::AddSegment {
        segment: rng.below(6) as u32,
        address: address(rng),
        len: if rng.below(2) == 0 { (1 + rng.below(64)) << 12 } else { rng.number() },
        kind,
        offset: place(shape, channel, rng),
    };
    FromGuest::Request { id: rng.number(), request }
}

fn query(rng: &mut Rng) -> FromGuest {
    let body: Value = match rng.below(4) {
        0 => json!({ "calls": { "\u{0}": 1e308 }, "x": vec![0.1; 5000] }),
        1 => json!("\u{1b}".repeat(10_000)),
        2 => (0..100).fold(Value::Null, |inner, _| json!([inner])),
        _ => json!(u64::MAX),
    };
    let what = if rng.below(2) == 0 { "guest_report" } else { "nonsense" };
    FromGuest::Request { id: rng.next(), request: Request::Query { what: what.to_owned(), body } }
}

/// Brackets in brackets.
fn nested(depth: usize) -> Vec<u8> {
    let mut text = br#"{"request":{"id":1,"request":{"query":{"what":"x","body":"#.to_vec();
    text.resize(text.len() + depth, b'[');
    text
}
