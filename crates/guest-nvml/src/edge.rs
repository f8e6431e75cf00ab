//! The edge between the C ABI and ordinary functions: counting, panics contained, codes.

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use table::nvml::{
    NVML_ERROR_INVALID_ARGUMENT, NVML_ERROR_NO_PERMISSION, NVML_ERROR_NOT_SUPPORTED, NVML_ERROR_UNKNOWN,
    NVML_SUCCESS, ROWS, nvmlDevice_t, nvmlReturn_t,
};

use crate::asked::{Asked, ready};
use crate::report;

/// What a call comes to: nothing, or an error's code.
pub type Outcome<T = ()> = Result<T, nvmlReturn_t>;

/// Calls of functions that are not supported, by row.
static UNSUPPORTED: [AtomicU64; ROWS.len()] = [const { AtomicU64::new(0) }; ROWS.len()];

/// Writes a line to standard error. A program that has closed it goes without.
pub fn say(text: &str) {
    let line = format!("vgpu: {text}\n");
    std::io::stderr().write_all(line.as_bytes()).ok();
}

/// How much of the calls `VGPU_LOG_CALLS` asks to be logged: nothing, errors, all.
fn log_level() -> u8 {
    static LEVEL: OnceLock<u8> = OnceLock::new();
    *LEVEL.get_or_init(|| match std::env::var("VGPU_LOG_CALLS").as_deref() {
        Ok("all") => 2,
        Ok("errors") => 1,
        _ => 0,
    })
}

/// Runs the body of an export: contains panics, gives the code. `row` is the function's.
pub fn edge(row: usize, body: impl FnOnce() -> Outcome) -> nvmlReturn_t {
    let code = match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => NVML_SUCCESS,
        Ok(Err(code)) => code,
        Err(_) => NVML_ERROR_UNKNOWN,
    };
    report::answered(row, code);
    let level = log_level();
    if level > 1 || level > 0 && code != NVML_SUCCESS {
        let name = ROWS.get(row).map_or("?", |row| row.name);
        say(&format!("{name} answers {code} ({})", table::nvml::sentence(code).to_string_lossy()));
    }
    code
}

/// A function that would change the device, which no tenant may.
///
/// # Errors
/// Always.
pub fn forbidden(device: Option<nvmlDevice_t>) -> Outcome {
    known(device)?;
    Err(NVML_ERROR_NO_PERMISSION)
}

/// A function that is not supported: fails by name and is counted.
///
/// # Errors
/// Always.
pub fn unsupported(row: usize, device: Option<nvmlDevice_t>) -> Outcome {
    if let Some(count) = UNSUPPORTED.get(row)
        && count.fetch_add(1, Ordering::Relaxed) == 0
        && std::env::var_os("VGPU_LOG").is_some()
        && let Some(row) = ROWS.get(row)
    {
        say(&format!("{} is not supported: {}", row.name, row.why));
    }
    known(device)?;
    Err(NVML_ERROR_NOT_SUPPORTED)
}

/// The library is initialised, and the device, if there must be one, is one.
fn known(device: Option<nvmlDevice_t>) -> Outcome {
    ready()?;
    device.map_or(Ok(()), |device| Asked::of_device(device).map(drop))
}

/// How often functions that are not supported have been called, by row.
pub fn unsupported_calls(row: usize) -> u64 {
    UNSUPPORTED.get(row).map_or(0, |count| count.load(Ordering::Relaxed))
}

/// `INVALID_ARGUMENT` for a null pointer.
///
/// # Errors
/// That.
pub fn given<T>(pointer: *const T) -> Outcome {
    if pointer.is_null() { Err(NVML_ERROR_INVALID_ARGUMENT) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panics_do_not_reach_the_program() {
        assert_eq!(edge(0, || panic!("for the test")), NVML_ERROR_UNKNOWN);
        assert_eq!(edge(0, || Err(7)), 7);
        assert_eq!(edge(usize::MAX, || Ok(())), NVML_SUCCESS);
    }
}
