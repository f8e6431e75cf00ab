//! What a reader takes: memory and time.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Counts the bytes that each thread holds.
struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

thread_local! {
    static HELD: Cell<isize> = const { Cell::new(0) };
    static MOST: Cell<isize> = const { Cell::new(0) };
}

fn count(change: isize) {
    // A thread that is ending has no counters any more.
    let _ = HELD.try_with(|held| {
        held.set(held.get() + change);
        let _ = MOST.try_with(|most| most.set(most.get().max(held.get())));
    });
}

// SAFETY: every call goes to the system's allocator with the same arguments; counting allocates nothing, since the
// counters need no initialiser and no destructor.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: the caller keeps the contract, which is the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        // SAFETY: as above.
        unsafe { System.dealloc(at, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, at: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // Both exist for a moment.
        count(size as isize);
        count(-(layout.size() as isize));
        // SAFETY: as above.
        unsafe { System.realloc(at, layout, size) }
    }
}

/// How long this thread has been running. What it waits for a processor, or is stopped, does not count.
pub fn run_time() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(text.split(' ').next().and_then(|nanos| nanos.parse().ok()).unwrap_or(0))
}

/// Runs something; gives the most bytes that it held at a time, and how long it took.
pub fn measured(job: impl FnOnce()) -> (usize, Duration) {
    let started = run_time();
    let before = HELD.get();
    MOST.set(before);
    job();
    let held = usize::try_from(MOST.get() - before).unwrap_or(0);
    (held, run_time().saturating_sub(started))
}

/// Ends the process when one input takes too long; a hang would end nothing.
pub struct Watchdog {
    seed: AtomicU64,
    round: AtomicU64,
}

impl Watchdog {
    /// One that says how to repeat what hangs. Seconds in which the whole process is stopped count as one.
    pub fn start(seconds: u32) -> &'static Self {
        let dog: &'static Self =
            Box::leak(Box::new(Self { seed: AtomicU64::new(0), round: AtomicU64::new(0) }));
        std::thread::spawn(move || {
            let (mut last, mut same) = (0, 0);
            loop {
                std::thread::sleep(Duration::from_secs(1));
                let round = dog.round.load(Ordering::Relaxed);
                // Odd while an input is read.
                same = if round % 2 == 1 && round == last { same + 1 } else { 0 };
                last = round;
                if same >= seconds {
                    let seed = dog.seed.load(Ordering::Relaxed);
                    eprintln!("an input takes more than {seconds} s: VGPU_FUZZ_SEED={seed}, a count of 1");
                    std::process::abort();
                }
            }
        });
        dog
    }

    /// Watches one input.
    pub fn watch(&self, seed: u64, job: impl FnOnce()) {
        self.seed.store(seed, Ordering::Relaxed);
        self.round.fetch_add(1, Ordering::Relaxed);
        job();
        self.round.fetch_add(1, Ordering::Relaxed);
    }
}
