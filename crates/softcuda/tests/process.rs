//! What depends on the state of the whole process; one test, because the order matters.

#![allow(clippy::macro_metavars_in_unsafe)] // arguments of `cu!` are plain values

mod support;

use table::*;

#[test]
fn before_init_nothing_works_and_in_a_forked_child_nothing_works_again() {
    let (mut count, mut version, mut name) = (0, 0, std::ptr::null());
    assert_eq!(cu!(cuDeviceGetCount(&mut count)), CUDA_ERROR_NOT_INITIALIZED);
    assert_eq!(cu!(cuCtxSynchronize()), CUDA_ERROR_NOT_INITIALIZED);
    ok!(cuDriverGetVersion(&mut version));
    assert_eq!(version, 13000);
    ok!(cuGetErrorName(700, &mut name));
    assert_eq!(cu!(cuGetErrorName(12345, &mut name)), CUDA_ERROR_INVALID_VALUE);
    assert!(name.is_null());
    assert_eq!(cu!(cuInit(1)), CUDA_ERROR_INVALID_VALUE);
    support::start();
    ok!(cuDeviceGetCount(&mut count));
    assert_eq!(count, 1);
    let count_in_child = support::library();
    let function = {
        // SAFETY: the type comes from THE table.
        unsafe { count_in_child.get::<pfn::cuDeviceGetCount>(b"cuDeviceGetCount\0") }.expect("exported")
    };
    // SAFETY: the child only calls a function that looks at an atomic, and leaves at once.
    let child = unsafe { libc::fork() };
    if child == 0 {
        // SAFETY: `count` lives in the child too; _exit runs no handlers.
        unsafe { libc::_exit(function(&mut count) as i32) };
    }
    let mut status = 0;
    // SAFETY: `status` is ours; the child was started above.
    assert_eq!(unsafe { libc::waitpid(child, &mut status, 0) }, child);
    assert_eq!(libc::WEXITSTATUS(status) as u32, CUDA_ERROR_NOT_INITIALIZED);
    // The parent goes on as before; a reset primary context leaves its handle behind.
    let mut context = CUcontext::NULL;
    ok!(cuCtxGetCurrent(&mut context));
    ok!(cuDevicePrimaryCtxReset_v2(0));
    let mut memory = 0;
    assert_eq!(cu!(cuMemAlloc_v2(&mut memory, 4)), CUDA_ERROR_CONTEXT_IS_DESTROYED);
    assert_eq!(support::start(), context);
    ok!(cuMemAlloc_v2(&mut memory, 4));
}
