//! `CUDART_INTERFACE`: what the runtime needs of the driver beyond the public API.

use core::ffi::{c_uint, c_void};

use table::{CUcontext, CUdevice, CUmodule, CUresult};

use super::{Table, Word, guarded, refusing};
use crate::{edge::not_null, generated, session};

pub(super) static TABLE: Table<13> = Table::new(
    refusing!(CUDART: 0 1 2 3 4 5 6 7 8 9 10 11 12),
    &[
        Table::<13>::size(),
        (1, Word(load_wrapper as *const ())),
        (2, Word(primary_context as *const ())),
        (6, Word(load_wrapper_with_options as *const ())),
        (7, Word(forget_wrapper as *const ())),
        (8, Word(load_fatbin as *const ())),
        (10, Word::NULL),
        (12, Word(prepare_compilers as *const ())),
    ],
);

/// Loads a fatbin wrapper into the current context.
unsafe extern "C" fn load_wrapper(module: *mut CUmodule, wrapper: *const c_void) -> CUresult {
    // SAFETY: the caller's contract is that of the public function, which takes images of every form.
    unsafe { generated::cuModuleLoadFatBinary(module, wrapper) }
}

/// The same, with two pointers and a number that are null in all that was seen. Runtime 11 loads by it.
unsafe extern "C" fn load_wrapper_with_options(
    module: *mut CUmodule,
    wrapper: *const c_void,
    _: *mut c_void,
    _: *mut c_void,
    _: c_uint,
) -> CUresult {
    // SAFETY: as above.
    unsafe { generated::cuModuleLoadFatBinary(module, wrapper) }
}

/// The same from a fatbin without a wrapper, with its arguments in another order.
unsafe extern "C" fn load_fatbin(
    fatbin: *const c_void,
    module: *mut CUmodule,
    _: *mut c_void,
    _: *mut c_void,
    _: c_uint,
) -> CUresult {
    // SAFETY: as above.
    unsafe { generated::cuModuleLoadFatBinary(module, fatbin) }
}

/// The wrapper's memory is about to go. Images travel when they are loaded, so nothing here points to it.
extern "C" fn forget_wrapper(_: *const c_void) {}

/// The handle of a device's primary context, which is neither retained nor activated by this.
unsafe extern "C" fn primary_context(out: *mut CUcontext, dev: CUdevice) -> CUresult {
    guarded(|| {
        let session = session::get()?;
        not_null(out)?;
        let handle = session.contexts.primary(dev)?.context.handle;
        // SAFETY: not null; the runtime passes the address of a variable.
        unsafe { out.write(handle) };
        Ok(())
    })
}

/// The compilers are the host's, and ready when they are needed.
extern "C" fn prepare_compilers() -> CUresult {
    table::CUDA_SUCCESS
}
