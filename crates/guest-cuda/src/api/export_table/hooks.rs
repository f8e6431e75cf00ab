//! `TOOLS_RUNTIME_CALLBACK_HOOKS`: which of its calls the runtime reports to profilers. None: there is no
//! profiler in the guest.

use core::ffi::c_void;
use std::sync::atomic::AtomicU32;

use table::{CUcontext, CUresult};

use super::{Table, Word, guarded, refusing};
use crate::edge::not_null;

pub(super) static TABLE: Table<7> = Table::new(
    refusing!(HOOKS: 0 1 2 3 4 5 6),
    &[
        Table::<7>::size(),
        (2, Word(call_flags as *const ())),
        (4, Word(context_id as *const ())),
        (6, Word(resource_flags as *const ())),
    ],
);

/// Numbers of flags that the driver tells. Runtime 11 wants at least 1024 for its calls.
const CALLS: usize = 1024;
const RESOURCES: usize = 14;

// More than is told, so that a runtime with more functions than today's, which looks without asking, finds zeros.
static CALL_FLAGS: [AtomicU32; 4 * CALLS] = [const { AtomicU32::new(0) }; 4 * CALLS];
static RESOURCE_FLAGS: [AtomicU32; 64] = [const { AtomicU32::new(0) }; 64];

/// Address and number of the flags that say which calls are reported, by call.
unsafe extern "C" fn call_flags(array: *mut *const c_void, count: *mut usize) -> CUresult {
    guarded(|| {
        not_null(array)?;
        not_null(count)?;
        // SAFETY: neither is null; the runtime passes addresses of variables.
        unsafe {
            array.write(CALL_FLAGS.as_ptr().cast());
            count.write(CALLS);
        }
        Ok(())
    })
}

/// The same for events in the life of the runtime's objects.
unsafe extern "C" fn resource_flags(array: *mut *const c_void, count: *mut usize) -> CUresult {
    guarded(|| {
        not_null(array)?;
        not_null(count)?;
        // SAFETY: as above.
        unsafe {
            array.write(RESOURCE_FLAGS.as_ptr().cast());
            count.write(RESOURCES);
        }
        Ok(())
    })
}

unsafe extern "C" fn context_id(context: CUcontext, id: *mut u64) -> CUresult {
    // SAFETY: the contract is that of the public function.
    guarded(|| unsafe { crate::api::cuCtxGetId(context, id) })
}
