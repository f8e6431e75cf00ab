//! Prints what a submission costs and how long a round trip takes, between two processes.
//!
//! `cargo run --release -p vgpu-link --example ring_latency`. Both processes want a processor to themselves.
#![allow(clippy::unwrap_used, reason = "an example: whatever fails should stop it")]

use std::env;
use std::hint::{black_box, spin_loop};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use link::LinkError;
use link::account::hash;
use link::control::{Hello, Welcome};
use link::guest::{GuestConfig, GuestLink};
use link::passage::{Bye, Farewell};
use link::socket::Listener;
use link::spin::SpinPolicy;
use link::window::Segment;
use link::worker::{RequestHandler, WorkerConfig, WorkerLink, read_hello};
use serde_json::Value;

/// `len: u32, wanted: u32, slot: u32, seq: u32`, then as much as it takes to be a typical launch.
const RECORD: usize = 104;
const ROUNDS: usize = 200_000;

struct Nothing;

impl RequestHandler for Nothing {
    fn segment_added(&self, _: &Arc<Segment>) -> Result<(), String> {
        Ok(())
    }
    fn segment_dropping(&self, _: &Arc<Segment>) {}
    fn query(&self, _: &str, _: Value) -> Result<Value, String> {
        Ok(Value::Null)
    }
    fn bye(&self, theirs: Bye) -> Farewell {
        Farewell { account: theirs.account, ..Farewell::default() }
    }
}

fn main() {
    let mut args = env::args().skip(1);
    match args.next() {
        Some(path) => guest(Path::new(&path)),
        None => worker(),
    }
}

fn worker() {
    let path = env::temp_dir().join(format!("ring-latency-{}.sock", std::process::id()));
    let listener = Listener::bind(&path, 0o600).unwrap();
    let mut child = Command::new(env::current_exe().unwrap()).arg(&path).spawn().unwrap();
    let socket = listener.accept().unwrap();
    let hello = read_hello(&socket, Duration::from_secs(5)).unwrap();
    let welcome = Welcome { protocol_hash: hello.protocol_hash, ..Welcome::default() };
    let link = WorkerLink::accept(socket, welcome, WorkerConfig::default()).unwrap();
    let WorkerLink { mut ring, mut requests, slots, .. } = link;
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        loop {
            while ring.next(&mut bytes).unwrap().is_some() {
                let word = |i: usize| u32::from_le_bytes(bytes[i * 4..i * 4 + 4].try_into().unwrap());
                match word(1) {
                    1 => slots.complete(word(2), word(3), 0, &[]).unwrap(),
                    2 => pass(Duration::from_micros(2)),
                    _ => {}
                }
            }
            ring.wait(Duration::from_millis(100));
        }
    });
    while !matches!(requests.serve_one(&Nothing, Duration::from_secs(60)), Err(LinkError::Gone)) {}
    child.wait().unwrap();
}

/// Something that takes so long.
fn pass(time: Duration) {
    let until = Instant::now() + time;
    while Instant::now() < until {
        spin_loop();
    }
}

fn record(wanted: u32, slot: u32, seq: u32) -> [u8; RECORD] {
    let mut bytes = [0; RECORD];
    for (to, word) in bytes.chunks_mut(4).zip([RECORD as u32, wanted, slot, seq]) {
        to.copy_from_slice(&word.to_le_bytes());
    }
    bytes
}

fn guest(path: &Path) {
    let link =
        GuestLink::connect(path, Hello::of_this_process(1, "example"), GuestConfig::default()).unwrap();
    let mut slot = link.acquire_slot().unwrap();
    let mut out = Vec::new();

    let clock = percentiles((0..ROUNDS).map(|_| {
        let start = Instant::now();
        black_box(());
        start.elapsed()
    }));
    println!("reading the clock        p50 {:>6.0} ns   (part of every figure below)", clock.p50);

    let trips = percentiles((0..ROUNDS).map(|_| {
        let start = Instant::now();
        let bytes = record(1, slot.index(), slot.begin());
        link.submit(&[&bytes]).unwrap();
        slot.wait(&mut out).unwrap();
        start.elapsed()
    }));
    println!("round trip               p50 {:>6.0} ns   p99 {:>6.0} ns", trips.p50, trips.p99);

    let submits = percentiles((0..ROUNDS).map(|_| {
        let bytes = record(0, 0, 0);
        let start = Instant::now();
        link.submit(&[black_box(&bytes)]).unwrap();
        let took = start.elapsed();
        // As in a real program, there is something else to do between two launches.
        pass(Duration::from_micros(1));
        took
    }));
    println!("submit, 1 µs apart       p50 {:>6.0} ns   p99 {:>6.0} ns", submits.p50, submits.p99);

    let start = Instant::now();
    let burst = 20_000;
    for _ in 0..burst {
        link.submit(&[black_box(&record(0, 0, 0))]).unwrap();
    }
    let each = start.elapsed().as_nanos() as f64 / f64::from(burst);
    println!("submit, back to back    mean {each:>6.0} ns");

    let start = Instant::now();
    for _ in 0..ROUNDS {
        link.submit(&[black_box(&record(2, 0, 0))]).unwrap();
    }
    link.submit(&[&record(1, slot.index(), slot.begin())]).unwrap();
    slot.wait(&mut out).unwrap();
    let each = start.elapsed().as_nanos() as f64 / ROUNDS as f64;
    println!("2 µs each, ring full    mean {each:>6.0} ns");

    let asleep = percentiles((0..2_000).map(|_| {
        std::thread::sleep(Duration::from_millis(1));
        let start = Instant::now();
        let bytes = record(1, slot.index(), slot.begin());
        link.submit(&[&bytes]).unwrap();
        slot.wait_spinning(SpinPolicy { spin: Duration::ZERO, yields: false }, &mut out).unwrap();
        start.elapsed()
    }));
    println!("round trip, both asleep  p50 {:>6.0} ns   p99 {:>6.0} ns", asleep.p50, asleep.p99);

    for len in [32, 128, 4096, 1 << 20] {
        let bytes = vec![7u8; len];
        let rounds = (256 << 20) / len.max(256);
        let start = Instant::now();
        for _ in 0..rounds {
            black_box(hash(black_box(&bytes)));
        }
        let each = start.elapsed().as_nanos() as f64 / rounds as f64;
        println!("checksum of {len:>7} B   mean {each:>8.1} ns   ({:.1} GB/s)", len as f64 / each);
    }
    let _ = link.bye();
}

struct Percentiles {
    p50: f64,
    p99: f64,
}

fn percentiles(samples: impl Iterator<Item = Duration>) -> Percentiles {
    let mut nanos: Vec<u128> = samples.map(|sample| sample.as_nanos()).collect();
    nanos.sort_unstable();
    let at = |percent: usize| nanos[nanos.len() * percent / 100] as f64;
    Percentiles { p50: at(50), p99: at(99) }
}
