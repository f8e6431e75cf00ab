//! `ToolsContext`: identities of contexts and streams.
//!
//! cuBLAS compares the id of the stream it is called on with that of the stream its workspace was last used
//! on, to know whether it must order the two. So two streams must never have the same id, not even one after
//! the other: a repeated id would be a race in the workspace.

use core::ffi::c_void;

use table::{CUcontext, CUdevice, CUresult, CUstream, CudaError, DefaultStream};

use super::{Table, Word, guarded, refusing};
use crate::{api, edge::not_null, session, thread};

pub(super) static TABLE: Table<93> = Table::new(
    refusing!(TOOLS_CONTEXT:
        0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
        32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61
        62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92),
    &[
        Table::<93>::size(),
        (3, Word(device as *const ())),
        (4, Word(context_id as *const ())),
        (39, Word(stream_id as *const ())),
        (51, Word(tools_stream as *const ())),
        (91, Word::NULL),
    ],
);

unsafe extern "C" fn device(context: CUcontext, out: *mut CUdevice) -> CUresult {
    // SAFETY: the contract is that of the public function.
    guarded(|| unsafe { api::cuCtxGetDevice_v2(out, context) })
}

unsafe extern "C" fn context_id(context: CUcontext, out: *mut u64) -> CUresult {
    // SAFETY: the contract is that of the public function.
    guarded(|| unsafe { api::cuCtxGetId(context, out) })
}

/// The tools' name of a stream: an address to its users, to us the stream's id, which is never 0.
unsafe extern "C" fn tools_stream(context: CUcontext, stream: CUstream, out: *mut *mut c_void) -> CUresult {
    guarded(|| {
        let session = session::get()?;
        not_null(out)?;
        let context = if context.is_null() { thread::require_context()? } else { context };
        let id = if stream.0 <= CUstream::PER_THREAD.0 {
            api::default_stream_id(DefaultStream::Legacy, stream, session, context)
        } else {
            session.streams.get(stream).ok_or(CudaError::INVALID_HANDLE)?.id
        };
        // SAFETY: not null; the library passes the address of a variable.
        unsafe { out.write(id as *mut c_void) };
        Ok(())
    })
}

/// The id behind what [`tools_stream`] gave.
unsafe extern "C" fn stream_id(_: CUcontext, stream: *mut c_void, out: *mut u64) -> CUresult {
    guarded(|| {
        not_null(out)?;
        if stream.is_null() {
            return Err(CudaError::INVALID_HANDLE);
        }
        // SAFETY: not null; the library passes the address of a variable.
        unsafe { out.write(stream as u64) };
        Ok(())
    })
}
