//! What this process has asked, for `vgpu verify`: written when the process ends, if `VGPU_REPORT_DIR` names a folder.

use std::env;
use std::panic::catch_unwind;
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

use link::circumstances::{Detection, ManagementReport, REPORT_DIR, leave, program};
use link::report::Counts;
use table::nvml::{NVML_SUCCESS, ROWS, nvmlReturn_t, sentence};

use crate::edge::{say, unsupported_calls};
use crate::state;

type Cells = [AtomicU64; ROWS.len()];

/// By row.
static CALLS: Cells = [const { AtomicU64::new(0) }; ROWS.len()];
/// Of these, calls that failed.
static FAILED: Cells = [const { AtomicU64::new(0) }; ROWS.len()];
static DETECTION: Detection = Detection::new();
/// The process that has called something: a fork's child says nothing in its parent's name.
static PROCESS: AtomicU32 = AtomicU32::new(0);

/// Functions by which programs look for a device.
const LOOKS: [&str; 6] = [
    "nvmlInit",
    "nvmlSystemGetDriverVersion",
    "nvmlDeviceGetCount",
    "nvmlDeviceGetHandleBy",
    "nvmlDeviceGetName",
    "nvmlDeviceGetMemoryInfo",
];

/// A call has been answered with `code`.
pub fn answered(row: usize, code: nvmlReturn_t) {
    let Some(calls) = CALLS.get(row) else { return };
    if calls.fetch_add(1, Relaxed) == 0 {
        first(row, code);
    }
    if code != NVML_SUCCESS
        && let Some(failed) = FAILED.get(row)
    {
        failed.fetch_add(1, Relaxed);
    }
}

#[cold]
fn first(row: usize, code: nvmlReturn_t) {
    // Of a child that goes on with its parent's counts, the parent's number remains.
    let _ = PROCESS.compare_exchange(0, process::id(), Relaxed, Relaxed);
    let name = ROWS.get(row).map_or("", |row| row.name);
    if LOOKS.iter().any(|look| name.starts_with(look)) {
        DETECTION.note(name, || match state::devices() {
            Some(devices) if name.contains("GetCount") && code == NVML_SUCCESS => devices.to_string(),
            _ => sentence(code).to_string_lossy().into_owned(),
        });
    }
}

fn counts(cell: impl Fn(usize) -> u64) -> Counts {
    let named = ROWS.iter().enumerate().map(|(index, row)| (row.name.to_owned(), cell(index)));
    named.filter(|(_, count)| *count > 0).collect()
}

fn of(cells: &Cells) -> Counts {
    counts(|row| cells.get(row).map_or(0, |count| count.load(Relaxed)))
}

fn report() -> ManagementReport {
    ManagementReport {
        pid: process::id(),
        program: program(),
        place: link::place::find().map(|place| place.to_string()).unwrap_or_default(),
        detection: DETECTION.all(),
        calls: of(&CALLS),
        failed: of(&FAILED),
        unsupported: counts(unsupported_calls),
        questions: state::questions(),
    }
}

/// Called by the dynamic linker when the process ends.
#[used]
#[unsafe(link_section = ".fini_array")]
static FAREWELL: extern "C" fn() = farewell;

extern "C" fn farewell() {
    // Nobody is left to tell of a panic.
    catch_unwind(|| {
        if PROCESS.load(Relaxed) != process::id() {
            return;
        }
        let Some(folder) = env::var_os(REPORT_DIR) else { return };
        if let Err(error) = leave(Path::new(&folder), "nvml", &report()) {
            say(&format!("cannot write a report into {}: {error}", folder.display()));
        }
    })
    .ok();
}

#[cfg(test)]
mod tests {
    use table::nvml::NVML_ERROR_UNINITIALIZED;

    use super::*;

    #[test]
    fn calls_and_failures_are_counted_by_name_and_the_first_answer_is_kept() {
        let row = ROWS.iter().position(|row| row.name == "nvmlDeviceGetCount_v2").expect("row");
        answered(row, NVML_ERROR_UNINITIALIZED);
        answered(row, NVML_SUCCESS);
        answered(usize::MAX, NVML_SUCCESS);
        let report = report();
        assert_eq!(report.calls.get("nvmlDeviceGetCount_v2"), Some(&2));
        assert_eq!(report.failed.get("nvmlDeviceGetCount_v2"), Some(&1));
        assert_eq!(report.detection[0].answer, sentence(NVML_ERROR_UNINITIALIZED).to_string_lossy());
    }
}
