//! Names and sentences of error codes. They work before `cuInit` and give static text.

use core::ffi::{CStr, c_char};

use table::{CUresult, CudaError, CudaResult, error_name, error_string};

use crate::edge::not_null;

pub unsafe fn cuGetErrorName(error: CUresult, name: *mut *const c_char) -> CudaResult {
    // SAFETY: the caller's contract, passed on.
    unsafe { answer(name, error_name(error)) }
}

pub unsafe fn cuGetErrorString(error: CUresult, text: *mut *const c_char) -> CudaResult {
    // SAFETY: the caller's contract, passed on.
    unsafe { answer(text, error_string(error)) }
}

/// Null and `INVALID_VALUE` for a number that is not a code.
///
/// # Safety
/// `out` is null or valid for a write.
unsafe fn answer(out: *mut *const c_char, text: Option<&'static CStr>) -> CudaResult {
    not_null(out)?;
    // SAFETY: not null, so the caller vouches for it.
    unsafe { out.write(text.map_or(core::ptr::null(), CStr::as_ptr)) };
    text.map(drop).ok_or(CudaError::INVALID_VALUE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_code_gives_null_and_an_error() {
        let mut text = c"before".as_ptr();
        // SAFETY: the pointer is to a local.
        let result = unsafe { cuGetErrorString(12_345, &mut text) };
        assert_eq!(result, Err(CudaError::INVALID_VALUE));
        assert!(text.is_null());
        // SAFETY: the pointer is to a local.
        assert_eq!(unsafe { cuGetErrorName(700, &mut text) }, Ok(()));
        // SAFETY: static text of the table.
        assert_eq!(unsafe { CStr::from_ptr(text) }, c"CUDA_ERROR_ILLEGAL_ADDRESS");
        // SAFETY: null is allowed.
        assert_eq!(unsafe { cuGetErrorName(0, core::ptr::null_mut()) }, Err(CudaError::INVALID_VALUE));
    }
}
