//! Prints how long a guest's read of a register takes while every processor computes: a client of vfio-user, as a VMM is
//! one, against a device in the same process.
//!
//! `cargo run --release -p vgpu-stub --example register_latency`. "Server" is the server's own figure, from its noticing
//! the message to its answer; "client" is the whole round trip, as a virtual processor sees it.
#![allow(clippy::unwrap_used, reason = "an example: whatever fails should stop it")]

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use link::device::window::WindowShape;
use link::urgency::Means;
use stub::model::{Config, Relay, StubDevice};
use stub::pci::Identity;
use stub::vfio;
use vfio_user::Client;

/// How long each figure is measured.
const TIME: Duration = Duration::from_secs(5);
/// Threads that compute, for each processor.
const LOAD: usize = 2;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    println!("{LOAD} threads compute on each processor");
    for (what, pause) in [
        ("every millisecond", Some(Duration::from_millis(1))),
        ("every 100 µs", Some(Duration::from_micros(100))),
        ("without a pause", None),
    ] {
        measure(what, pause, folder.path().join("stub.sock"));
    }
}

/// One device, one client, and a load beside them.
fn measure(what: &str, pause: Option<Duration>, socket: PathBuf) {
    let shape = WindowShape::new(256 << 20, 1).unwrap();
    let config = Config { shape, mediator: PathBuf::from("/nonexistent"), name: String::new() };
    let device = StubDevice::new(config).unwrap();
    let relay = Relay::new(Arc::clone(&device));
    let config = vfio::Config { socket: socket.clone(), socket_mode: 0o600, identity: Identity::default() };
    let server = vfio::Server::new(&config, Arc::clone(&device) as Arc<dyn stub::Model>).unwrap();
    let handle = server.handle();
    let is_over = AtomicBool::new(false);
    let mut times = Vec::new();
    thread::scope(|scope| {
        scope.spawn(|| relay.run().unwrap());
        scope.spawn(|| server.run().unwrap());
        let cpus = thread::available_parallelism().unwrap().get();
        for _ in 0..LOAD * cpus {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    black_box((0..10_000_u64).fold(0, |sum: u64, next| sum.wrapping_mul(31) ^ next));
                }
            });
        }
        // It waits for the server's thread, and for nothing else.
        let means = Means::best().ok();
        let mut client = Client::new(&socket).unwrap();
        let until = Instant::now() + TIME;
        while Instant::now() < until {
            let began = Instant::now();
            client.region_read(0, 0, &mut [0; 4]).unwrap();
            times.push(began.elapsed());
            pause.iter().for_each(|pause| thread::sleep(*pause));
        }
        drop(client);
        is_over.store(true, Ordering::Relaxed);
        handle.stop();
        device.stop();
        if let Some(means) = means {
            means.relax();
        }
    });
    times.sort_unstable();
    let rank = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    let latency = handle.counters().latency();
    let of = |share| latency.quantile(share).unwrap_or_default();
    let line = |who: &str, times: [Duration; 4]| {
        let [p50, p99, p999, max] = times.map(|time| time.as_secs_f64() * 1e6);
        println!("  {who}  p50 {p50:>7.1} µs  p99 {p99:>7.1} µs  p99.9 {p999:>7.1} µs  max {max:>8.1} µs");
    };
    println!("a register read {what}, {} times:", times.len());
    line("client", [rank(0.5), rank(0.99), rank(0.999), rank(1.0)]);
    line("server", [of(0.5), of(0.99), of(0.999), latency.max()]);
}
