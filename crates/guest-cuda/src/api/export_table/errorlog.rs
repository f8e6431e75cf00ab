//! The error log: libraries write down what went wrong for whoever reads the driver's log.

use core::ffi::{CStr, c_char, c_int, c_void};

use table::{CUDA_SUCCESS, CUresult};

use super::{Table, Word, guarded, refusing};
use crate::lifecycle;

pub(super) static TABLE: Table<3> = Table::new(
    refusing!(ERROR_LOG: 0 1 2),
    &[Table::<3>::size(), (1, Word(message as *const ())), (2, Word(switch as *const ()))],
);

unsafe extern "C" {
    /// C's `vsnprintf`. On x86-64 and AArch64 a `va_list` argument is passed as one pointer.
    fn vsnprintf(buffer: *mut c_char, len: usize, format: *const c_char, arguments: *mut c_void) -> c_int;
}

/// A message in printf's form.
unsafe extern "C" fn message(
    domain: *const c_char,
    severity: c_int,
    format: *const c_char,
    arguments: *mut c_void,
) -> CUresult {
    guarded(|| {
        if !lifecycle::is_logging() || format.is_null() || arguments.is_null() {
            return Ok(());
        }
        let mut text: [c_char; 1024] = [0; 1024];
        // SAFETY: the buffer has 1024 bytes; format and arguments belong together by the library's contract.
        unsafe { vsnprintf(text.as_mut_ptr(), text.len(), format, arguments) };
        let domain = if domain.is_null() { c"?".as_ptr() } else { domain };
        // SAFETY: `vsnprintf` ends the text with a NUL, and so it does if it fails, because the buffer was
        // zeroed; the domain is a C string by the library's contract.
        let (domain, text) = unsafe { (CStr::from_ptr(domain), CStr::from_ptr(text.as_ptr())) };
        let (domain, text) = (domain.to_string_lossy(), text.to_string_lossy());
        lifecycle::say_if_logging(&format!("{domain} (severity {severity}): {}", text.trim_end()));
        Ok(())
    })
}

/// Suspends (0) or resumes (1) recording around calls that are expected to fail. Nothing is recorded.
extern "C" fn switch(_: c_int) -> CUresult {
    CUDA_SUCCESS
}
