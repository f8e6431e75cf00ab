//! `CONTEXT_LOCAL_STORAGE`: what the runtime keeps with a context.
//!
//! Every call of the runtime's API begins with [`fetch`], so its usual path takes no lock: each thread has a
//! small cache, valid for one generation of all storage (`contexts::storage_generation`).

use core::{cell::Cell, ffi::c_void};

use table::{CUDA_SUCCESS, CUcontext, CUresult, CudaError, CudaResult};

use super::{Table, Word, guarded};
use crate::{
    contexts::{Destructor, Stored, storage_generation},
    session, thread,
};

/// This table has no size word; a null ends it.
pub(super) static TABLE: Table<4> = Table::new(
    [Word::NULL; 4],
    &[(0, Word(store as *const ())), (1, Word(delete as *const ())), (2, Word(fetch as *const ()))],
);

/// An entry that this thread has fetched. Generation 0 never was.
#[derive(Clone, Copy)]
struct Cached {
    generation: u64,
    context: usize,
    key: usize,
    value: usize,
}

/// Several copies of the runtime (in cuBLAS, cuDNN, …) take turns in a thread, each with its own key.
const PLACES: usize = 16;

thread_local! {
    static CACHE: [Cell<Cached>; PLACES] = const {
        [const { Cell::new(Cached { generation: 0, context: 0, key: 0, value: 0 }) }; PLACES]
    };
}

/// Where an entry is cached. Keys are addresses of variables.
fn place(key: usize) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 60) % PLACES
}

/// Fetches an entry of a context, or of the current one for null. `out` is left alone if there is none.
unsafe extern "C" fn fetch(out: *mut *mut c_void, context: CUcontext, key: *mut c_void) -> CUresult {
    let context = if context.is_null() { thread::current_context() } else { context };
    let key = key as usize;
    // Read before the look-up, so that a change during it makes what is cached stale.
    let generation = storage_generation();
    let cached = CACHE.with(|cache| cache[place(key)].get());
    let is_hit = cached.generation == generation && cached.context == context.0 && cached.key == key;
    if is_hit && !out.is_null() {
        // SAFETY: not null; the runtime passes the address of a variable.
        unsafe { out.write(cached.value as *mut c_void) };
        return CUDA_SUCCESS;
    }
    guarded(|| {
        crate::edge::not_null(out)?;
        let value = look_up(context, key)?;
        let found = Cached { generation, context: context.0, key, value };
        CACHE.with(|cache| cache[place(key)].set(found));
        // SAFETY: as above.
        unsafe { out.write(value as *mut c_void) };
        Ok(())
    })
}

#[cold]
fn look_up(context: CUcontext, key: usize) -> CudaResult<usize> {
    if context.is_null() {
        return Err(CudaError::INVALID_CONTEXT);
    }
    let found = session::get()?.contexts.with(context, |context| context.storage.get(key));
    found.flatten().ok_or(CudaError::INVALID_HANDLE)
}

/// The context that a call means: the current one for null.
fn meant(context: CUcontext) -> CudaResult<CUcontext> {
    if context.is_null() { thread::require_context() } else { Ok(context) }
}

unsafe extern "C" fn store(
    context: CUcontext,
    key: *mut c_void,
    value: *mut c_void,
    destructor: Destructor,
) -> CUresult {
    guarded(|| {
        // No lock is held while the entry goes in: overwriting one bumps the generation.
        let context = session::get()?.contexts.named(meant(context)?)?;
        context.storage.put(key as usize, Stored { value: value as usize, destructor });
        Ok(())
    })
}

/// Deletes an entry; its destructor is not called. An entry that is not there, as at the end of a process
/// whose context was reset, is an error that nobody looks at.
unsafe extern "C" fn delete(context: CUcontext, key: *mut c_void) -> CUresult {
    guarded(|| {
        let context = session::get()?.contexts.named(meant(context)?)?;
        if context.storage.delete(key as usize) { Ok(()) } else { Err(CudaError::INVALID_HANDLE) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_miss_leaves_the_answer_alone() {
        let mut out = core::ptr::dangling_mut();
        // SAFETY: a pointer to a local; the key is only compared.
        let code = unsafe { fetch(&mut out, CUcontext::NULL, 0x1000 as *mut c_void) };
        assert_eq!(code, CudaError::INVALID_CONTEXT.code(), "no context is current");
        assert_eq!(out, core::ptr::dangling_mut());
    }

    #[test]
    fn neighbouring_keys_have_places_of_their_own() {
        let mut places: Vec<usize> = (0..4).map(|copy| place(0x7f12_3456_7000 + copy * 0x20_0000)).collect();
        places.sort_unstable();
        places.dedup();
        assert!(places.len() >= 3, "{places:?}");
    }
}
