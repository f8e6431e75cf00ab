//! Handles that name nothing, of every kind and shape, are refused and never followed.

#![allow(clippy::macro_metavars_in_unsafe)] // arguments of `cu!` are plain values

mod support;

use std::ptr;

use table::*;

/// NULL, small numbers, addresses, and numbers of the form that the library gives out.
fn invented() -> Vec<usize> {
    let local = 0u64;
    let mut numbers = vec![0, 1, 2, 3, 0xdead_beef, usize::MAX, (&raw const local) as usize];
    numbers.extend((0..32).map(|kind| kind << 40 | 0xff_ffff));
    numbers
}

#[test]
fn invented_handles_are_refused_by_every_kind_of_function() {
    support::start();
    let (mut number, mut long, mut size, mut address) = (0, 0u64, 0usize, 0u64);
    for handle in invented() {
        let refused = |result: CUresult, what: &str| {
            let expected = [CUDA_ERROR_INVALID_HANDLE, CUDA_ERROR_INVALID_VALUE, CUDA_ERROR_INVALID_CONTEXT];
            assert!(expected.contains(&result), "{what} of {handle:#x} answered {result}");
        };
        let event = CUevent(handle);
        refused(cu!(cuEventQuery(event)), "event query");
        refused(cu!(cuEventRecord(event, CUstream::NULL)), "event record");
        refused(cu!(cuEventDestroy_v2(event)), "event destroy");
        refused(cu!(cuStreamWaitEvent(CUstream::NULL, event, 0)), "wait");
        if handle > 2 {
            let stream = CUstream(handle);
            refused(cu!(cuStreamQuery(stream)), "stream query");
            refused(cu!(cuStreamSynchronize(stream)), "stream synchronize");
            refused(cu!(cuMemsetD8Async(0, 0, 0, stream)), "memset");
            refused(cu!(cuStreamGetId(stream, &mut long)), "stream id");
        }
        refused(cu!(cuStreamDestroy_v2(CUstream(handle))), "stream destroy");
        refused(cu!(cuCtxDestroy_v2(CUcontext(handle))), "context destroy");
        if handle != 0 {
            refused(cu!(cuCtxSetCurrent(CUcontext(handle))), "set current");
        }
        refused(cu!(cuCtxPushCurrent_v2(CUcontext(handle))), "push");
        let (module, function) = (CUmodule(handle), CUfunction(handle));
        refused(cu!(cuModuleUnload(module)), "module unload");
        refused(cu!(cuModuleGetFunctionCount(&mut number, module)), "function count");
        refused(cu!(cuModuleGetGlobal_v2(&mut address, &mut size, module, c"x".as_ptr())), "global");
        refused(cu!(cuFuncLoad(function)), "function load");
        let none = ptr::null_mut();
        let launched = cu!(cuLaunchKernel(function, 1, 1, 1, 1, 1, 1, 0, CUstream::NULL, none, none));
        refused(launched, "launch");
        refused(cu!(cuLibraryUnload(CUlibrary(handle))), "library unload");
        refused(cu!(cuKernelGetLibrary(&mut CUlibrary(0), CUkernel(handle))), "kernel library");
        refused(cu!(cuMemPoolDestroy(CUmemoryPool(handle))), "pool destroy");
        refused(cu!(cuMemRelease(CUmemGenericAllocationHandle(handle))), "release");
        refused(cu!(cuGraphDestroy(CUgraph(handle))), "graph destroy");
        refused(cu!(cuGraphDestroyNode(CUgraphNode(handle))), "node destroy");
        refused(cu!(cuGraphLaunch(CUgraphExec(handle), CUstream::NULL)), "graph launch");
        refused(cu!(cuMemFree_v2(handle as u64 | 1)), "free");
        refused(cu!(cuMemHostGetDevicePointer_v2(&mut address, handle as *mut _, 0)), "device pointer");
    }
}
