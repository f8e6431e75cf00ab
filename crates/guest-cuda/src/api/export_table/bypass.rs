//! `CTX_CREATE_BYPASS`: creates a context without telling profilers, of which there are none.

use core::ffi::c_uint;

use table::{CUcontext, CUdevice, CUresult};

use super::{Table, Word, refusing};
use crate::generated;

pub(super) static TABLE: Table<2> =
    Table::new(refusing!(BYPASS: 0 1), &[Table::<2>::size(), (1, Word(create as *const ()))]);

unsafe extern "C" fn create(context: *mut CUcontext, flags: c_uint, dev: CUdevice) -> CUresult {
    // SAFETY: the contract is that of the public function.
    unsafe { generated::cuCtxCreate_v2(context, flags, dev) }
}
