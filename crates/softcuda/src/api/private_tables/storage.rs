//! Context-local storage: values that libraries keep with a context.
//!
//! The table has no size word. A miss must leave the answer alone: runtimes use it if the call succeeds.

use std::{ffi::c_void, sync::Arc};

use table::{CUcontext, CUresult, CudaError, CudaResult};

use super::Word;
use crate::{
    api::arg::out,
    context::{Context, StorageDestructor, Stored},
    current,
    driver::driver,
    export::edge,
};

/// Store, delete, fetch, end.
pub(super) static STORAGE: [Word; 4] =
    [Word(store as *const ()), Word(delete as *const ()), Word(fetch as *const ()), Word::NULL];

/// The context that is meant: the current one for null. Failed contexts keep their values.
fn context(handle: CUcontext) -> CudaResult<Arc<Context>> {
    let handle = if handle.is_null() { current::top() } else { handle };
    if handle.is_null() {
        return Err(CudaError::INVALID_CONTEXT);
    }
    driver()?.contexts.find(handle).ok_or(CudaError::INVALID_HANDLE)
}

extern "C" fn store(
    handle: CUcontext,
    key: *mut c_void,
    value: *mut c_void,
    destructor: StorageDestructor,
) -> CUresult {
    edge("context-local storage: store", || {
        let stored = Stored { value: value as usize, destructor };
        context(handle)?.storage.lock().insert(key as usize, stored);
        Ok(())
    })
}

extern "C" fn delete(handle: CUcontext, key: *mut c_void) -> CUresult {
    edge("context-local storage: delete", || {
        let removed = context(handle)?.storage.lock().remove(&(key as usize));
        removed.map(|_| ()).ok_or(CudaError::INVALID_HANDLE)
    })
}

extern "C" fn fetch(value: *mut *mut c_void, handle: CUcontext, key: *mut c_void) -> CUresult {
    edge("context-local storage: fetch", || {
        let value = out!(value)?;
        let stored = context(handle)?.storage.lock().get(&(key as usize)).copied();
        value.set(stored.ok_or(CudaError::INVALID_HANDLE)?.value as *mut c_void);
        Ok(())
    })
}
