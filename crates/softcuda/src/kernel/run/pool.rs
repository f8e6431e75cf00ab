//! The threads that help with grids of several blocks. Whoever launches works too.

use std::collections::VecDeque;
use std::sync::OnceLock;
use std::thread;

use parking_lot::{Condvar, Mutex};

use super::Grid;
use crate::stream::start_thread;

/// A grid that wants help.
struct Job {
    grid: *const Grid,
    /// How many more may join.
    places: usize,
    /// How many have joined and not left.
    inside: usize,
}

// SAFETY: a grid may be used by several threads; the pointer is valid as long as the job is in the list or
// somebody is inside, which `run` waits for.
unsafe impl Send for Job {}

#[derive(Default)]
struct Pool {
    jobs: Mutex<VecDeque<Job>>,
    wanted: Condvar,
    left: Condvar,
}

/// Threads beside the launching one. Asked once: to find out means to read files, which costs more than a small launch.
fn helpers() -> usize {
    static HELPERS: OnceLock<usize> = OnceLock::new();
    *HELPERS.get_or_init(|| {
        thread::available_parallelism().map_or(1, |count| count.get()).saturating_sub(1).min(255)
    })
}

fn pool() -> &'static Pool {
    static POOL: OnceLock<Pool> = OnceLock::new();
    static STARTED: OnceLock<()> = OnceLock::new();
    let pool = POOL.get_or_init(Pool::default);
    STARTED.get_or_init(|| {
        for number in 0..helpers() {
            start_thread(format!("softcuda-block-{number}"), move || help(pool));
        }
    });
    pool
}

fn help(pool: &Pool) {
    loop {
        let grid = {
            let mut jobs = pool.jobs.lock();
            loop {
                if let Some(job) = jobs.iter_mut().find(|job| job.places > 0) {
                    job.places -= 1;
                    job.inside += 1;
                    break job.grid;
                }
                pool.wanted.wait(&mut jobs);
            }
        };
        // SAFETY: this thread is counted as inside, so the grid stays until it has left.
        unsafe { (*grid).work() };
        let mut jobs = pool.jobs.lock();
        if let Some(job) = jobs.iter_mut().find(|job| job.grid == grid) {
            job.inside -= 1;
        }
        drop(jobs);
        pool.left.notify_all();
    }
}

/// Runs a grid to its end.
pub fn run(grid: &Grid, blocks: u64) {
    let places = helpers().min(usize::try_from(blocks - 1).unwrap_or(usize::MAX));
    if places == 0 {
        grid.work();
        return;
    }
    let pool = pool();
    let pointer = std::ptr::from_ref(grid);
    pool.jobs.lock().push_back(Job { grid: pointer, places, inside: 0 });
    for _ in 0..places {
        pool.wanted.notify_one();
    }
    grid.work();
    let mut jobs = pool.jobs.lock();
    loop {
        let Some(at) = jobs.iter().position(|job| job.grid == pointer) else { return };
        if let Some(job) = jobs.get_mut(at) {
            job.places = 0;
            if job.inside == 0 {
                jobs.remove(at);
                return;
            }
        }
        pool.left.wait(&mut jobs);
    }
}
