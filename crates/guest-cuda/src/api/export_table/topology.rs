//! Where the texture processing clusters of a device are: cuBLASLt asks before it writes kernels for Hopper
//! that place their blocks on purpose (`nvjet_sm90_…`).
//!
//! Slot 4 gives two arrays, one byte for each pair of multiprocessors, in memory of `malloc`; slot 13 frees
//! them. What the bytes mean is the library's business: they are the host driver's own. Observed on driver
//! 580 with an H200: 66 bytes each for 132 multiprocessors.

use core::ffi::c_void;

use table::{CUresult, CudaError, CudaResult, DefaultStream};
use wire::{reply, request};

use super::{Table, Word, guarded, refusing};
use crate::{edge::not_null, transport};

pub(super) static TABLE: Table<17> = Table::new(
    refusing!(TOPOLOGY: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16),
    &[Table::<17>::size(), (4, Word(get as *const ())), (13, Word(free as *const ()))],
);

/// A copy of `bytes` in memory that C's `free` takes back.
fn allocate(bytes: &[u8]) -> CudaResult<*mut u8> {
    // SAFETY: a size of at least 1; null is judged below.
    let memory: *mut u8 = unsafe { libc::malloc(bytes.len().max(1)) }.cast();
    not_null(memory).map_err(|_| CudaError::OUT_OF_MEMORY)?;
    // SAFETY: just allocated with this length, and ours alone.
    unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), memory, bytes.len()) };
    Ok(memory)
}

unsafe extern "C" fn get(first: *mut *mut u8, second: *mut *mut u8) -> CUresult {
    guarded(|| {
        not_null(first)?;
        not_null(second)?;
        let answer = transport::call(DefaultStream::Legacy, &request::vgpuTopology {})?;
        let answer: reply::vgpuTopology = answer.decode()?;
        // SAFETY: neither is null; the caller waits for two pointers.
        unsafe {
            first.write(allocate(&answer.first)?);
            second.write(allocate(&answer.second)?);
        }
        Ok(())
    })
}

unsafe extern "C" fn free(first: *mut c_void, second: *mut c_void) -> CUresult {
    // SAFETY: both came from `get`, or are null.
    unsafe {
        libc::free(first);
        libc::free(second);
    }
    table::CUDA_SUCCESS
}
