//! Damaged modules, fatbins and ELF files, as many as `VGPU_FUZZ_MODULES` says, through all readers of the crate; and
//! texts that grow, of which no pass may make more than its share.
//!
//! It fails by panicking, by running out of time or by using too much memory, and prints the seed of the input;
//! `VGPU_FUZZ_SEED` with a count of 1 repeats it. The property tests in `damaged.rs` shrink what they find.

mod container;
mod growth;
mod meter;
mod random;
mod text;

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use meter::{Watchdog, measured, run_time};
use random::Random;

/// Modules where nothing else is asked for, and as many containers: seconds of work.
const USUAL: u64 = 3000;
/// No input may take longer, however slow the machine is: seconds.
const PATIENCE: u32 = 20;
/// Limits that are named beside the code: initial values, one text, matrices of liveness.
const NAMED: usize = 800 << 20;
/// Bytes that a reader may hold for each byte that it reads.
const SHARE: usize = 600;

fn variable(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Says how to repeat an input that panics.
struct Repeat(u64);

impl Drop for Repeat {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("VGPU_FUZZ_SEED={} VGPU_FUZZ_MODULES=1 repeats it", self.0);
        }
    }
}

/// Runs so many inputs; gives the number of those that were accepted.
fn inputs(name: &str, mut one: impl FnMut(&mut Random) -> bool) {
    let count = variable("VGPU_FUZZ_MODULES").unwrap_or(USUAL);
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_nanos() as u64);
    let first = variable("VGPU_FUZZ_SEED").unwrap_or(clock);
    println!("{name}: VGPU_FUZZ_SEED={first}");
    let dog = Watchdog::start(PATIENCE);
    let started = Instant::now();
    let mut accepted = 0;
    let mut slowest = (Duration::ZERO, 0);
    for number in 0..count {
        let seed = first.wrapping_add(number);
        let _repeat = Repeat(seed);
        let before = run_time();
        dog.watch(seed, || accepted += u64::from(one(&mut Random::new(seed))));
        slowest = slowest.max((run_time().saturating_sub(before), seed));
    }
    println!(
        "{count} {name}, {accepted} accepted, {:.1} s; the slowest took {:?} (seed {})",
        started.elapsed().as_secs_f64(),
        slowest.0,
        slowest.1
    );
    assert!(accepted > count / 20 || count < 100, "the generator no longer reaches the readers");
}

/// Fails if a reader held too much.
fn within(held: usize, read: usize) {
    assert!(held <= NAMED + SHARE * read, "{held} bytes were held for {read} bytes of input");
}

#[test]
fn damaged_modules_end_in_errors_or_programs() {
    let seeds = text::seeds();
    assert!(seeds.len() > 500, "only {} seeds were found", seeds.len());
    for seed in &seeds {
        let failures = ptx::check(seed).failures;
        assert!(failures.is_empty(), "{failures:?} in\n{seed}");
    }
    inputs("modules", |random| {
        let text = text::damaged(random, &seeds);
        let mut accepted = false;
        let (held, _) = measured(|| accepted = text::read(&text));
        within(held, text.len());
        accepted
    });
}

#[test]
fn damaged_containers_end_in_errors_or_texts() {
    let seeds = container::seeds(include_str!("../data/sample.ptx"));
    for (index, (file, count)) in seeds.iter().enumerate() {
        assert_eq!(ptx::container::texts(file, 61).expect("sound").texts.len(), *count, "seed {index}");
    }
    inputs("containers", |random| {
        let bytes = container::damaged(random, &seeds);
        let mut accepted = false;
        let (held, _) = measured(|| accepted = container::read(&bytes, [61, 75, 90, 0][random.below(4)]));
        within(held, bytes.len());
        accepted
    });
}
