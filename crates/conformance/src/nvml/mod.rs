//! Calls of the management library, well and badly, with what they answer: run on NVIDIA's and on ours, the two compared.

mod by_hand;
mod call;
pub mod compare;
mod journal;
mod record;

use std::path::Path;

use table::nvml::{NVML_SUCCESS, pfn};

use call::Library;
pub use journal::{Journal, KILLS};
pub use record::Record;

/// Makes every call on the library at `path`, but for those that `journal` leaves out. Each is printed to standard output
/// before it is made.
///
/// # Errors
/// For people: the library cannot be used at all.
pub fn run(path: &Path, journal: Journal) -> Result<Record, String> {
    let library = Library::open(path, journal)?;
    let mut record = Record::of(path);
    call::all(&library, None, "before", &mut record);
    by_hand::before(&library, &mut record);
    library.init()?;
    match library.first_device() {
        Some(device) => {
            call::all(&library, Some(device), "good", &mut record);
            by_hand::with_device(&library, device, &mut record);
        }
        None => record.code("nvmlDeviceGetHandleByIndex_v2", "no device", u32::MAX),
    }
    by_hand::initialised(&library, &mut record);
    // SAFETY: the type is that of the symbol.
    let shutdown = unsafe { library.find::<pfn::nvmlShutdown>("nvmlShutdown") }.ok_or("no nvmlShutdown")?;
    library.journal.begins("nvmlShutdown");
    // SAFETY: NVML's ABI.
    let code = unsafe { shutdown() };
    if code != NVML_SUCCESS {
        return Err(format!("nvmlShutdown answers {code}"));
    }
    call::all(&library, None, "after", &mut record);
    Ok(record)
}
