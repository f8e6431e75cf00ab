//! Rows as data, and the resolution of names that `cuGetProcAddress` is asked for.

use crate::generated::ROWS;

/// How a function is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// Answered in the guest.
    Local,
    /// Sent to the worker; no reply is awaited.
    Async,
    /// Sent to the worker and awaited; both ends are generated.
    Sync,
    /// Written by hand on both ends.
    Custom,
    /// Fails with `CUDA_ERROR_NOT_SUPPORTED`; the row says why.
    Unsupported,
    /// A frame of our own that no exported function stands for.
    Internal,
}

/// One row of THE table.
#[derive(Debug)]
pub struct Row {
    /// The exported symbol.
    pub name: &'static str,
    /// The opcode, pinned for ever.
    pub op: u16,
    /// The CUDA noun: the file that the row stands in.
    pub noun: &'static str,
    /// How the function is served.
    pub route: Route,
    /// Name that `cuGetProcAddress` knows the function by.
    pub base: &'static str,
    /// Lowest version that `cuGetProcAddress` gives this symbol for; `None` if it never does.
    pub since: Option<u32>,
    /// The per-thread-default-stream symbol and its lowest version (0: not by `cuGetProcAddress`).
    pub twin: Option<(&'static str, u32)>,
    /// Why the function is not supported, or why the guest may answer it alone, with success and without a frame. Empty if
    /// it may not.
    pub why: &'static str,
}

impl Row {
    /// May the guest answer this with success although it sends nothing?
    pub fn may_be_answered_alone(&self) -> bool {
        self.route != Route::Unsupported && !self.why.is_empty()
    }
}

/// What stream 0 means to an entry point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefaultStream {
    /// The context's legacy default stream.
    Legacy,
    /// The calling thread's own default stream (`_ptsz`, `_ptds`).
    PerThread,
}

/// What became of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// The symbol that serves the name at that version.
    Found(&'static str),
    /// No function has this name.
    UnknownName,
    /// The function exists, but only from a later version on.
    TooNew,
}

/// The row with opcode `op`.
pub fn row(op: u16) -> Option<&'static Row> {
    ROWS.binary_search_by_key(&op, |row| row.op).ok().and_then(|index| ROWS.get(index))
}

/// Finds the symbol that `cuGetProcAddress` gives for `base` at `version` (1000 × major + 10 × minor).
///
/// The last symbol whose lowest version is not above `version` wins; with `per_thread`, twins come
/// first where the name has any. A name that already carries the twin's suffix is not known: runtimes
/// 12.0 to 12.2 ask for `cuGraphInstantiateWithParams_ptsz`, and NVIDIA's driver does not find it either.
pub fn resolve(base: &str, version: u32, per_thread: bool) -> Resolution {
    let named = || ROWS.iter().filter(|row| row.route != Route::Internal && row.base == base);
    let twins = named().filter_map(|row| row.twin.filter(|twin| twin.1 > 0).map(|twin| (twin.1, twin.0)));
    let legacy = named().filter_map(|row| row.since.map(|since| (since, row.name)));
    let mut candidates: Vec<(u32, &'static str)> = if per_thread { twins.collect() } else { Vec::new() };
    if candidates.is_empty() {
        candidates = legacy.collect();
    }
    if candidates.is_empty() {
        return Resolution::UnknownName;
    }
    candidates
        .into_iter()
        .filter(|(since, _)| *since <= version)
        .max_by_key(|(since, _)| *since)
        .map_or(Resolution::TooNew, |(_, name)| Resolution::Found(name))
}
