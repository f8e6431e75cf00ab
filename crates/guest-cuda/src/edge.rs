//! The edge between the C ABI and ordinary functions: counting, panics contained, result codes; and
//! the few raw accesses that generated code makes for its caller.

use core::ffi::{CStr, c_char};
use std::panic::{AssertUnwindSafe, catch_unwind};

use table::{
    CUDA_ERROR_NOT_SUPPORTED, CUDA_ERROR_UNKNOWN, CUDA_SUCCESS, CUresult, CudaError, CudaResult,
    DefaultStream, op,
};
use wire::Message;

use crate::{
    accounting,
    api::output,
    errorlog, session, thread,
    transport::{self, Reply},
};

/// An exported address.
#[derive(Clone, Copy)]
pub struct Export(pub *const ());

// SAFETY: the address of a function; nothing is read through it.
unsafe impl Sync for Export {}
// SAFETY: as above.
unsafe impl Send for Export {}

/// Runs the body of an export: counts the call, contains panics, gives the code.
#[inline]
pub fn edge(op: u16, body: impl FnOnce() -> CudaResult) -> CUresult {
    #[cfg(feature = "sabotage")]
    let body = || if crate::sabotage::answers(op) { Ok(()) } else { body() };
    // The opcode is a constant: a launch is spared the rest.
    if accounting::is_counted_by_name(op) {
        return local_edge(op, body);
    }
    let before = thread::published();
    let code = local_edge(op, body);
    if code == CUDA_SUCCESS && thread::published() == before {
        accounting::answered_alone(op);
    }
    code
}

/// [`edge`] for functions that the guest answers alone whatever they are asked.
#[inline]
pub fn local_edge(op: u16, body: impl FnOnce() -> CudaResult) -> CUresult {
    accounting::call(op);
    match catch_unwind(AssertUnwindSafe(body)) {
        Ok(Ok(())) => CUDA_SUCCESS,
        Ok(Err(error)) => {
            accounting::error(op, error);
            errorlog::note(op, error);
            if op == op::cuInit {
                accounting::detected_failure(op, error);
            }
            if error == CudaError::ASSERT {
                output::assertion();
            }
            error.code()
        }
        Err(_) => CUDA_ERROR_UNKNOWN,
    }
}

/// [`edge`] for the few exports that do not return a `CUresult`.
pub fn value_edge<T: Default>(op: u16, body: impl FnOnce() -> T) -> T {
    accounting::call(op);
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_default()
}

/// A function that is not forwarded: fails by name and is counted.
#[cold]
pub fn unsupported(op: u16) -> CUresult {
    accounting::unsupported(op);
    errorlog::note(op, CudaError::NOT_SUPPORTED);
    CUDA_ERROR_NOT_SUPPORTED
}

/// Sends a request and awaits the reply.
#[inline]
pub fn call<'a>(mode: DefaultStream, request: &impl Message<'a>) -> CudaResult<Reply> {
    transport::call(mode, request)
}

/// Sends a request that has no reply.
#[inline]
pub fn post<'a>(mode: DefaultStream, request: &impl Message<'a>) -> CudaResult {
    transport::post(mode, request)
}

/// The library is initialised.
///
/// # Errors
/// As [`session::get`].
#[inline]
pub fn ready() -> CudaResult {
    session::get().map(drop)
}

/// A pointer that a marshalled call needs. The driver looks for a current context first.
///
/// # Errors
/// `INVALID_CONTEXT` or `INVALID_VALUE` for a null pointer.
#[inline]
pub fn given<T>(pointer: *const T) -> CudaResult {
    if pointer.is_null() { thread::require_context().and(Err(CudaError::INVALID_VALUE)) } else { Ok(()) }
}

/// `CUDA_ERROR_INVALID_VALUE` for a null pointer.
#[inline]
pub fn not_null<T>(pointer: *const T) -> CudaResult {
    if pointer.is_null() { Err(CudaError::INVALID_VALUE) } else { Ok(()) }
}

/// Copies `count` elements; none if `count` is 0.
///
/// # Safety
/// `pointer` is null or valid for reads of `count` elements.
pub unsafe fn read_array<T: Copy>(pointer: *const T, count: usize) -> CudaResult<Vec<T>> {
    if count == 0 {
        return Ok(Vec::new());
    }
    not_null(pointer)?;
    // SAFETY: not null, and the caller vouches for `count` elements.
    Ok(unsafe { core::slice::from_raw_parts(pointer, count) }.to_vec())
}

/// Writes all `values` to `pointer`.
///
/// # Safety
/// `pointer` is valid for writes of as many elements.
pub unsafe fn write_array<T: Copy>(pointer: *mut T, values: &[T]) {
    // SAFETY: the caller vouches for the destination; the source is a slice of our own.
    unsafe { core::ptr::copy_nonoverlapping(values.as_ptr(), pointer, values.len()) };
}

/// Writes `text` as a C string of at most `capacity` bytes with its terminator.
///
/// # Safety
/// `pointer` is valid for writes of `capacity` bytes.
pub unsafe fn write_str(pointer: *mut c_char, capacity: usize, text: &[u8]) {
    let Some(room) = capacity.checked_sub(1) else { return };
    let text = text.split(|&byte| byte == 0).next().unwrap_or_default();
    let len = text.len().min(room);
    // SAFETY: `len + 1 <= capacity`, for which the caller vouches.
    unsafe {
        core::ptr::copy_nonoverlapping(text.as_ptr(), pointer.cast(), len);
        pointer.add(len).write(0);
    }
}

/// The bytes of a C string, without the terminator.
///
/// # Safety
/// `pointer` points to a NUL-terminated string that outlives the result.
pub unsafe fn c_bytes<'a>(pointer: *const c_char) -> &'a [u8] {
    // SAFETY: the caller vouches for it.
    unsafe { CStr::from_ptr(pointer) }.to_bytes()
}
