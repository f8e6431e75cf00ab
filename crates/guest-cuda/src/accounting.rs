//! What the guest counts: calls by function, errors, private tables, and what was not supported.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
};

use parking_lot::Mutex;
use table::{CudaError, ROWS, Route};

/// Opcodes up to this are counted one by one; internal frames lie above.
const COUNTED: usize = 4096;

static CALLS: [AtomicU64; COUNTED] = [const { AtomicU64::new(0) }; COUNTED];
static ERRORS: Mutex<BTreeMap<u32, u64>> = Mutex::new(BTreeMap::new());
static UNSUPPORTED: Mutex<BTreeMap<u16, u64>> = Mutex::new(BTreeMap::new());
static TABLES: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

/// A function was called.
#[inline]
pub fn call(op: u16) {
    if let Some(cell) = CALLS.get(usize::from(op)) {
        cell.fetch_add(1, Relaxed);
    }
}

/// A call failed.
#[cold]
pub fn error(error: CudaError) {
    *ERRORS.lock().entry(error.code()).or_default() += 1;
}

/// A function that is not supported was called.
#[cold]
pub fn unsupported(op: u16) {
    call(op);
    let first = {
        let mut all = UNSUPPORTED.lock();
        let count = all.entry(op).or_default();
        *count += 1;
        *count == 1
    };
    if first
        && std::env::var_os("VGPU_LOG").is_some()
        && let Some(row) = table::row(op)
    {
        eprintln!("vgpu: {} is not supported: {}", row.name, row.why);
    }
}

/// A private table was asked for.
pub fn private_table(id: &str) {
    *TABLES.lock().entry(id.to_owned()).or_default() += 1;
}

/// Calls by function name, and how many of them were answered in the guest.
pub fn calls() -> (BTreeMap<String, u64>, u64) {
    let mut local = 0;
    let mut by_name = BTreeMap::new();
    for row in ROWS {
        let Some(cell) = CALLS.get(usize::from(row.op)) else { continue };
        let count = cell.load(Relaxed);
        if count > 0 {
            by_name.insert(row.name.to_owned(), count);
            if row.route == Route::Local {
                local += count;
            }
        }
    }
    (by_name, local)
}

/// Errors by name.
pub fn errors() -> BTreeMap<String, u64> {
    let name = |code: u32| {
        table::error_name(code).map_or_else(|| code.to_string(), |name| name.to_string_lossy().into_owned())
    };
    ERRORS.lock().iter().map(|(&code, &count)| (name(code), count)).collect()
}

/// Unsupported functions by name.
pub fn unsupported_calls() -> BTreeMap<String, u64> {
    UNSUPPORTED
        .lock()
        .iter()
        .filter_map(|(&op, &count)| Some((table::row(op)?.name.to_owned(), count)))
        .collect()
}

/// Private tables by id.
pub fn private_tables() -> BTreeMap<String, u64> {
    TABLES.lock().clone()
}
