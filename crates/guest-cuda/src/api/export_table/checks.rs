//! `CONTEXT_CHECKS`: the runtime asks before it uses a context, and whenever it synchronises the device,
//! whether the context is an ordinary one.

use core::ffi::{c_uint, c_void};

use table::{CUDA_SUCCESS, CUcontext, CUresult};

use super::{Table, Word, guarded, refusing};
use crate::edge::not_null;

pub(super) static TABLE: Table<15> = Table::new(
    refusing!(CHECKS: 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14),
    &[Table::<15>::size(), (2, Word(kind as *const ())), (3, Word(check as *const ()))],
);

/// 0, an ordinary context. The last argument stays as it is.
unsafe extern "C" fn kind(_: CUcontext, out: *mut c_uint, _: *mut *mut c_void) -> CUresult {
    guarded(|| {
        not_null(out)?;
        // SAFETY: not null; the runtime passes the address of a variable.
        unsafe { out.write(0) };
        Ok(())
    })
}

extern "C" fn check() -> CUresult {
    CUDA_SUCCESS
}
