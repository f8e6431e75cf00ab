//! A program that computes until it cannot: for tests that take the GPU away from it.
//!
//! One thread computes in short steps, another waits in one call for something that never comes. Both are told when the
//! GPU is gone, and what they are told is printed. A program that is not told hangs, which the tests notice.

use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use table::*;

use crate::cuda::Cuda;
use crate::test::{Outcome, Sink, Stop, Test};
use crate::transcript::{Entry, code_text};
use crate::{cu, must};

/// The line that is printed once both threads are at it.
pub const BEGUN: &str = "computing";
/// How much memory a step works on, bytes.
const LEN: usize = 64 << 10;

/// Takes no notes.
struct Nobody;

impl Sink for Nobody {
    fn entry(&mut self, _: &Entry) {}

    fn failure(&mut self, _: &str) {}
}

/// Runs until both threads were told that the GPU is gone; says what they were told.
///
/// # Errors
/// If the library cannot be loaded, or refuses a call before anything runs.
pub fn run(path: &str) -> Result<(), String> {
    let cuda = Cuda::load(path)?;
    let waits = AtomicBool::new(false);
    let ends = thread::scope(|scope| {
        let waiting = scope.spawn(|| wait(&mut test(&cuda, path), &waits));
        let computed = compute(&mut test(&cuda, path), &waits);
        let waited =
            waiting.join().unwrap_or_else(|_| Err(Stop::Fail("the waiting thread has panicked".into())));
        [("computing", computed), ("waiting", waited)]
    });
    for (what, end) in ends {
        let (code, took) = end.map_err(|stop| format!("{what}: {stop:?}"))?;
        println!("{what}: {}, in a call of {:.2} s", code_text(code), took.as_secs_f64());
    }
    Ok(())
}

fn test(cuda: &Cuda, path: &str) -> Test {
    Test::new(cuda.clone(), path, Box::new(Nobody))
}

/// What the first call that failed answered, and how long it took.
type End = (CUresult, Duration);

fn compute(t: &mut Test, waits: &AtomicBool) -> Outcome<End> {
    t.context()?;
    let (stream, memory) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.alloc(LEN)?);
    let mut is_said = false;
    loop {
        let began = Instant::now();
        let mut code = cu!(t.cuMemsetD8Async(memory, 7, LEN, stream));
        if code == CUDA_SUCCESS {
            code = cu!(t.cuStreamSynchronize(stream));
        }
        if code != CUDA_SUCCESS {
            return Ok((code, began.elapsed()));
        }
        if !is_said && waits.load(Ordering::Acquire) {
            println!("{BEGUN}");
            let _ = std::io::stdout().flush();
            is_said = true;
        }
    }
}

fn wait(t: &mut Test, waits: &AtomicBool) -> Outcome<End> {
    t.context()?;
    let (stream, word) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.pinned(64)?);
    must!(t.cuStreamWaitValue32_v2(stream, word.device(), 1, CU_STREAM_WAIT_VALUE_EQ));
    waits.store(true, Ordering::Release);
    let began = Instant::now();
    Ok((cu!(t.cuStreamSynchronize(stream)), began.elapsed()))
}
