//! The driver's error log, into which libraries write too.

use std::ffi::{CStr, c_char, c_int, c_void};

use table::CUresult;

use super::{Word, refused};
use crate::export::log_level;

/// Write, and switch recording off and on.
pub(super) static LOG: [Word; 3] = {
    let mut words = refused::<3>();
    words[1] = Word(write as *const ());
    words[2] = Word(switch as *const ());
    words
};

/// The message is shown unformatted: its arguments are a `va_list`, which is not worth unpacking.
/// Runtimes write here before cuInit too.
extern "C" fn write(
    domain: *const c_char,
    severity: c_int,
    format: *const c_char,
    _: *mut c_void,
) -> CUresult {
    if log_level() > 0 && !domain.is_null() && !format.is_null() {
        // SAFETY: both are NUL-terminated strings of the calling library, checked for NULL above.
        let (domain, format) = unsafe { (CStr::from_ptr(domain), CStr::from_ptr(format)) };
        let (domain, format) = (domain.to_string_lossy(), format.to_string_lossy());
        eprintln!("softcuda: log of {domain}, severity {severity}: {format}");
    }
    0
}

/// Messages are not kept, so there is no recording to switch.
extern "C" fn switch(_: bool) -> CUresult {
    0
}
