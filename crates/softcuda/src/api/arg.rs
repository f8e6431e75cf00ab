//! Arguments as C passes them, checked for NULL and made into something that Rust can hold.

use std::{ffi::CStr, ffi::c_char, ptr::NonNull};

use table::{CudaError, CudaResult};

/// A pointer through which a function answers.
pub struct Out<T>(NonNull<T>);

impl<T> Out<T> {
    /// Refuses NULL.
    ///
    /// # Safety
    /// A pointer that is not NULL must be valid for writing a `T` until the answer is written.
    pub unsafe fn new(pointer: *mut T) -> CudaResult<Self> {
        NonNull::new(pointer).map(Self).ok_or(CudaError::INVALID_VALUE)
    }

    /// NULL means that no answer is wanted.
    ///
    /// # Safety
    /// As for [`new`](Self::new).
    pub unsafe fn optional(pointer: *mut T) -> Option<Self> {
        NonNull::new(pointer).map(Self)
    }

    /// Writes the answer.
    pub fn set(&self, value: T) {
        // SAFETY: whoever made this vouched for the pointer; C promises no alignment for some out-pointers.
        unsafe { self.0.as_ptr().write_unaligned(value) };
    }
}

/// `out!(pointer)`: the checked [`Out`] of a function's argument.
macro_rules! out {
    ($pointer:expr) => {
        // SAFETY: CUDA's contract for every function in `api`: an out-pointer is NULL or valid for writing its
        // type until the function returns; the functions are `unsafe` and pass that on to their callers.
        unsafe { $crate::api::arg::Out::new($pointer) }
    };
}
pub(crate) use out;

/// `maybe_out!(pointer)`: the same where NULL means that no answer is wanted.
macro_rules! maybe_out {
    ($pointer:expr) => {
        // SAFETY: as for `out!`.
        unsafe { $crate::api::arg::Out::optional($pointer) }
    };
}
pub(crate) use maybe_out;

/// `input!(pointer)`: a copy of what a function's argument points to.
macro_rules! input {
    ($pointer:expr) => {{
        let pointer = $pointer;
        // SAFETY: CUDA's contract for every function in `api`: an in-pointer is NULL or valid for reading its type
        // during the call; the functions are `unsafe` and pass that on to their callers.
        unsafe { $crate::api::arg::read(pointer) }
    }};
}
pub(crate) use input;

/// `inputs!(pointer, count)`: a copy of the array that a function's argument points to.
macro_rules! inputs {
    ($pointer:expr, $count:expr) => {{
        let (pointer, count) = ($pointer, $count as usize);
        // SAFETY: as for `input!`, for the number of elements that the caller gave.
        unsafe { $crate::api::arg::read_array(pointer, count) }
    }};
}
pub(crate) use inputs;

/// `text!(pointer)`: the C string that a function's argument points to.
macro_rules! text {
    ($pointer:expr) => {{
        let pointer = $pointer;
        // SAFETY: CUDA's contract: a name is NULL or a NUL-terminated string that lives during the call.
        unsafe { $crate::api::arg::read_text(pointer) }
    }};
}
pub(crate) use text;

/// Reads one value.
///
/// # Safety
/// A pointer that is not NULL must be valid for reading a `T`.
pub unsafe fn read<T: Copy>(pointer: *const T) -> CudaResult<T> {
    if pointer.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: not NULL, so the caller vouches for it.
    Ok(unsafe { pointer.read_unaligned() })
}

/// Reads an array; NULL is allowed where it is empty.
///
/// # Safety
/// A pointer that is not NULL must be valid for reading `count` values.
pub unsafe fn read_array<T: Copy>(pointer: *const T, count: usize) -> CudaResult<Vec<T>> {
    if count == 0 {
        return Ok(Vec::new());
    }
    if pointer.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: not NULL, so the caller vouches for `count` values; `at` stays below it.
    Ok((0..count).map(|at| unsafe { pointer.add(at).read_unaligned() }).collect())
}

/// Reads a C string; text that is not UTF-8 names nothing, so it may be replaced.
///
/// # Safety
/// A pointer that is not NULL must lead to a NUL-terminated string.
pub unsafe fn read_text(pointer: *const c_char) -> CudaResult<String> {
    if pointer.is_null() {
        return Err(CudaError::INVALID_VALUE);
    }
    // SAFETY: not NULL, so the caller vouches for it.
    Ok(unsafe { CStr::from_ptr(pointer) }.to_string_lossy().into_owned())
}

/// Writes text into a buffer of `len` bytes, cut to fit and NUL-terminated.
///
/// # Safety
/// A buffer that is not NULL must be valid for writing `len` bytes.
pub unsafe fn write_text(buffer: *mut c_char, len: usize, text: &str) -> CudaResult {
    if buffer.is_null() || len == 0 {
        return Err(CudaError::INVALID_VALUE);
    }
    let count = text.len().min(len - 1);
    // SAFETY: `count` is below `len`, for which the caller vouches, so the NUL fits too; the text is ours and
    // cannot overlap the caller's buffer.
    unsafe {
        std::ptr::copy_nonoverlapping(text.as_ptr().cast(), buffer, count);
        buffer.add(count).write(0);
    }
    Ok(())
}
