//! What the runtime asks first: the primary context's handle, modules, and whether tools listen.

use std::{
    ffi::{c_uint, c_void},
    sync::atomic::AtomicU32,
};

use table::{CUcontext, CUdevice, CUmodule, CUresult};

use super::{Word, refused};
use crate::{
    api::{
        arg::out,
        module::{load, program_at},
    },
    current,
    driver::driver,
    export::edge,
};

/// The runtime interface.
pub(super) static INTERFACE: [Word; 13] = {
    let mut words = refused::<13>();
    words[1] = Word(load_wrapper as *const ());
    words[2] = Word(primary_context as *const ());
    words[6] = Word(load_wrapper_with_options as *const ());
    words[7] = Word(forget_wrapper as *const ());
    words[8] = Word(load_fatbin as *const ());
    words[10] = Word::NULL;
    words[12] = Word(load_compilers as *const ());
    words
};

extern "C" fn load_wrapper(module: *mut CUmodule, wrapper: *const c_void) -> CUresult {
    edge("runtime interface: load", || load(module, || program_at(wrapper)))
}

extern "C" fn load_wrapper_with_options(
    module: *mut CUmodule,
    wrapper: *const c_void,
    _: *mut c_void,
    _: *mut c_void,
    _: c_uint,
) -> CUresult {
    load_wrapper(module, wrapper)
}

extern "C" fn load_fatbin(
    fatbin: *const c_void,
    module: *mut CUmodule,
    _: *mut c_void,
    _: *mut c_void,
    _: c_uint,
) -> CUresult {
    load_wrapper(module, fatbin)
}

/// The wrapper is about to be unmapped; modules keep nothing of it.
extern "C" fn forget_wrapper(_: *const c_void) {}

/// The handle that retaining the primary context will give; the context does not become active.
extern "C" fn primary_context(context: *mut CUcontext, dev: CUdevice) -> CUresult {
    edge("runtime interface: primary context", || {
        let driver = driver()?;
        let context = out!(context)?;
        context.set(driver.device(dev)?.primary);
        Ok(())
    })
}

/// There is no compiler to load.
extern "C" fn load_compilers() -> CUresult {
    0
}

/// Callbacks of tools: nobody listens, so every flag is zero.
pub(super) static HOOKS: [Word; 7] = {
    let mut words = refused::<7>();
    words[2] = Word(call_flags as *const ());
    words[4] = Word(context_id as *const ());
    words[6] = Word(resource_flags as *const ());
    words
};

/// One flag per function of the runtime. Runtimes ask for different numbers, all below this.
static CALLS: [AtomicU32; 4096] = [const { AtomicU32::new(0) }; 4096];

/// One flag per kind of resource; runtimes read fourteen.
static RESOURCES: [AtomicU32; 64] = [const { AtomicU32::new(0) }; 64];

fn flags(array: *mut *const AtomicU32, count: *mut usize, flags: &'static [AtomicU32]) -> CUresult {
    edge("callback hooks: flags", || {
        let (array, count) = (out!(array)?, out!(count)?);
        array.set(flags.as_ptr());
        count.set(flags.len());
        Ok(())
    })
}

extern "C" fn call_flags(array: *mut *const AtomicU32, count: *mut usize) -> CUresult {
    flags(array, count, &CALLS)
}

extern "C" fn resource_flags(array: *mut *const AtomicU32, count: *mut usize) -> CUresult {
    flags(array, count, &RESOURCES)
}

extern "C" fn context_id(context: CUcontext, id: *mut u64) -> CUresult {
    edge("callback hooks: context id", || {
        let id = out!(id)?;
        id.set(current::context_or_current(context)?.id);
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_that_runtimes_check() {
        assert_eq!(INTERFACE[0].0 as usize, 0x68);
        assert_eq!(HOOKS[0].0 as usize, 56);
    }
}
