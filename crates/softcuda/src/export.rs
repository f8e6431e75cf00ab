//! The edge between C and Rust: what every exported function passes through.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::{current, driver::driver};
use parking_lot::Mutex;
use rustc_hash::FxHashMap;
use table::{
    CUDA_ERROR_NOT_INITIALIZED, CUDA_ERROR_NOT_PERMITTED, CUDA_ERROR_NOT_SUPPORTED, CUDA_ERROR_UNKNOWN,
    CUresult, CudaResult, code,
};

/// The address of an exported function.
pub struct Export(pub *const ());

// SAFETY: the address is that of a function, which never changes; it is only handed out.
unsafe impl Sync for Export {}

/// What works before cuInit, and in a process whose parent has called it.
const ALWAYS: &[&str] = &[
    "cuInit",
    "cuDriverGetVersion",
    "cuGetErrorName",
    "cuGetErrorString",
    "cuGetExportTable",
    "cuGetProcAddress",
    "cuGetProcAddress_v2",
];

/// Runs the body of an exported function: a panic ends here and not in the program's C frames.
///
/// Errors that stay with a context are no concern of the edge: whoever needs the context finds it failed
/// (`current::context`).
pub fn edge(name: &str, body: impl FnOnce() -> CudaResult) -> CUresult {
    // Whatever else is wrong with a call, this is said first.
    if driver().is_err() && !ALWAYS.contains(&name) {
        return CUDA_ERROR_NOT_INITIALIZED;
    }
    // Host functions and callbacks may not call the driver, not even to ask for the current context.
    if name.starts_with("cu") && !ALWAYS.contains(&name) && current::permitted().is_err() {
        return CUDA_ERROR_NOT_PERMITTED;
    }
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(result) => {
            let result = code(result);
            if log_level() >= 2 {
                eprintln!("softcuda: {name} = {result}");
            }
            result
        }
        Err(panic) => {
            eprintln!("softcuda: {name} failed inside: {}", message(&*panic));
            CUDA_ERROR_UNKNOWN
        }
    }
}

/// Answers for a function that the library does not have, and counts it.
pub fn unsupported(name: &'static str) -> CUresult {
    let calls = {
        let mut counts = counts().lock();
        let calls = counts.entry(name).or_insert(0u64);
        *calls += 1;
        *calls
    };
    TOTAL.fetch_add(1, Ordering::Relaxed);
    if calls == 1 && log_level() >= 1 {
        eprintln!("softcuda: {name} is not supported");
    }
    CUDA_ERROR_NOT_SUPPORTED
}

/// How many calls were answered with `NOT_SUPPORTED`.
pub fn unsupported_calls() -> u64 {
    TOTAL.load(Ordering::Relaxed)
}

static TOTAL: AtomicU64 = AtomicU64::new(0);

fn counts() -> &'static Mutex<FxHashMap<&'static str, u64>> {
    static COUNTS: OnceLock<Mutex<FxHashMap<&'static str, u64>>> = OnceLock::new();
    COUNTS.get_or_init(Mutex::default)
}

/// `SOFTCUDA_LOG`: 1 names unsupported functions once, 2 every call with its result.
pub fn log_level() -> u8 {
    static LEVEL: OnceLock<u8> = OnceLock::new();
    *LEVEL
        .get_or_init(|| std::env::var("SOFTCUDA_LOG").ok().and_then(|level| level.parse().ok()).unwrap_or(0))
}

fn message(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic without a message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_unknown_error() {
        assert_eq!(edge("cuInit", || panic!("oops")), CUDA_ERROR_UNKNOWN);
        assert_eq!(edge("cuInit", || Ok(())), 0);
    }

    #[test]
    fn unsupported_calls_are_counted() {
        let before = unsupported_calls();
        assert_eq!(unsupported("cuNothing"), CUDA_ERROR_NOT_SUPPORTED);
        assert!(unsupported_calls() > before);
    }
}
