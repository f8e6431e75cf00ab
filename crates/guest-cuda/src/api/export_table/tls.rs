//! `TOOLS_TLS`: what the driver keeps for the calling thread. cuBLAS asks for the current context here.

use table::{CUcontext, CUresult};

use super::{Table, Word, guarded, refusing};
use crate::{edge::not_null, thread};

pub(super) static TABLE: Table<3> =
    Table::new(refusing!(TLS: 0 1 2), &[Table::<3>::size(), (2, Word(current_context as *const ()))]);

unsafe extern "C" fn current_context(out: *mut CUcontext) -> CUresult {
    guarded(|| {
        not_null(out)?;
        // SAFETY: not null; the library passes the address of a variable.
        unsafe { out.write(thread::current_context()) };
        Ok(())
    })
}
