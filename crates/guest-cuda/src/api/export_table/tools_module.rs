//! `ToolsModule`: the functions of a module. cuFFT finds its kernels only this way.

use core::ffi::{c_int, c_uint, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};

use table::{CUcontext, CUfunction, CUmodule, CudaResult, check};

use super::{Table, Word, refusing};
use crate::generated;

pub(super) static TABLE: Table<99> = Table::new(
    refusing!(TOOLS_MODULE:
        0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32
        33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65
        66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95 96 97 98),
    &[Table::<99>::size(), (7, Word(visit_functions as *const ())), (93, Word::NULL)],
);

/// What is called for each function: (user's pointer, function, module, 0).
type Visitor = Option<unsafe extern "C" fn(*mut c_void, CUfunction, CUmodule, c_int) -> c_int>;

/// Calls `visitor` for every function of a module; gives their number, 0 for a module that is none.
unsafe extern "C" fn visit_functions(
    _: CUcontext,
    module: CUmodule,
    visitor: Visitor,
    user: *mut c_void,
) -> c_int {
    let functions = catch_unwind(AssertUnwindSafe(|| functions(module)));
    let functions = functions.ok().and_then(Result::ok).unwrap_or_default();
    if let Some(visitor) = visitor {
        for function in &functions {
            // SAFETY: the library gave this function for this purpose, with its own pointer.
            unsafe { visitor(user, *function, module, 0) };
        }
    }
    functions.len() as c_int
}

/// The functions of a module.
fn functions(module: CUmodule) -> CudaResult<Vec<CUfunction>> {
    let mut count: c_uint = 0;
    // SAFETY: a pointer to a local.
    check(unsafe { generated::cuModuleGetFunctionCount(&mut count, module) })?;
    let mut functions = vec![CUfunction::NULL; count as usize];
    // SAFETY: the array has `count` elements.
    check(unsafe { generated::cuModuleEnumerateFunctions(functions.as_mut_ptr(), count, module) })?;
    Ok(functions)
}
