//! What cuBLAS, cuFFT and newer runtimes ask about contexts, streams and modules.

use std::ffi::{c_int, c_uint, c_void};

use table::{CUcontext, CUdevice, CUfunction, CUmodule, CUresult, CUstream, CudaError};

use super::{Word, refused};
use crate::{
    api::{arg::out, module::module},
    current,
    driver::driver,
    export::edge,
};

/// The thread's current context.
pub(super) static CURRENT: [Word; 3] = {
    let mut words = refused::<3>();
    words[2] = Word(current_context as *const ());
    words
};

extern "C" fn current_context(context: *mut CUcontext) -> CUresult {
    edge("tools: current context", || {
        out!(context)?.set(current::top());
        Ok(())
    })
}

/// Whether a context is an ordinary one.
pub(super) static CHECKS: [Word; 4] = {
    let mut words = refused::<4>();
    words[2] = Word(check_context as *const ());
    words[3] = Word(check_all as *const ());
    words
};

/// Zero says that the context is an ordinary one; the third argument is left alone.
extern "C" fn check_context(_: CUcontext, kind: *mut c_uint, _: *mut *mut c_void) -> CUresult {
    edge("context checks", || {
        out!(kind)?.set(0);
        Ok(())
    })
}

extern "C" fn check_all() -> c_uint {
    0
}

/// Contexts and streams by number.
pub(super) static CONTEXT: [Word; 93] = {
    let mut words = refused::<93>();
    words[3] = Word(context_device as *const ());
    words[4] = Word(context_id as *const ());
    words[39] = Word(stream_id as *const ());
    words[51] = Word(stream_cookie as *const ());
    words
};

extern "C" fn context_device(context: CUcontext, device: *mut CUdevice) -> CUresult {
    edge("tools: device of a context", || {
        let device = out!(device)?;
        device.set(current::context_or_current(context)?.device());
        Ok(())
    })
}

extern "C" fn context_id(context: CUcontext, id: *mut u64) -> CUresult {
    edge("tools: id of a context", || {
        let id = out!(id)?;
        id.set(current::context_or_current(context)?.id);
        Ok(())
    })
}

/// cuBLAS orders its workspace by this number, so it must be different for every stream that ever was.
extern "C" fn stream_id(_: CUcontext, cookie: usize, id: *mut u64) -> CUresult {
    edge("tools: id of a stream", || {
        let id = out!(id)?;
        if cookie & 1 == 0 {
            return Err(CudaError::INVALID_HANDLE);
        }
        id.set(cookie as u64 >> 1);
        Ok(())
    })
}

/// The cookie is the stream's number, made odd so that it is neither NULL nor an address.
extern "C" fn stream_cookie(context: CUcontext, stream: CUstream, cookie: *mut usize) -> CUresult {
    edge("tools: cookie of a stream", || {
        let cookie = out!(cookie)?;
        let context = current::context_or_current(context)?;
        let stream = current::stream_in(&context, stream)?;
        cookie.set((stream.id as usize) << 1 | 1);
        Ok(())
    })
}

/// Modules.
pub(super) static MODULE: [Word; 99] = {
    let mut words = refused::<99>();
    words[7] = Word(visit_functions as *const ());
    words
};

/// Called with the user's value, a function and its module.
type Visitor = Option<unsafe extern "C" fn(*mut c_void, CUfunction, CUmodule, usize) -> c_int>;

/// Calls the visitor for each function of a module and says how many there were.
extern "C" fn visit_functions(_: CUcontext, handle: CUmodule, visitor: Visitor, user: *mut c_void) -> c_uint {
    let mut visited = 0;
    edge("tools: functions of a module", || {
        let module = module(handle)?;
        let visitor = visitor.ok_or(CudaError::INVALID_VALUE)?;
        for name in module.program.entries.keys() {
            let function = module.function(driver()?, name)?;
            visited += 1;
            // SAFETY: the calling library gave this function for exactly this use.
            unsafe { visitor(user, function, handle, 0) };
        }
        Ok(())
    });
    visited
}
