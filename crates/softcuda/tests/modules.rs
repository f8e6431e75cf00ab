//! Modules, libraries and kernels, through the exports.

#![allow(clippy::macro_metavars_in_unsafe)] // arguments of `cu!` are plain values

mod support;

use std::{ffi::c_void, ptr};

use table::*;

const PTX: &std::ffi::CStr = c"
.version 7.0
.target sm_50
.address_size 64
.visible .global .align 4 .u32 counter = 41;
.visible .const .align 8 .f64 table[3] = {0d3FF0000000000000};
.visible .entry first(.param .u64 a, .param .align 16 .b8 b[20], .param .u8 c) { ret; }
.visible .entry second() .maxntid 64, 1, 1 { .shared .align 4 .b8 s[256]; ret; }
";

fn load() -> CUmodule {
    support::start();
    let mut module = CUmodule::NULL;
    ok!(cuModuleLoadData(&mut module, PTX.as_ptr().cast()));
    module
}

#[test]
fn names_are_found_and_unknown_ones_are_not() {
    let module = load();
    let (mut function, mut count, mut address, mut size) = (CUfunction::NULL, 0, 0, 0);
    ok!(cuModuleGetFunction(&mut function, module, c"first".as_ptr()));
    assert_eq!(cu!(cuModuleGetFunction(&mut function, module, c"third".as_ptr())), CUDA_ERROR_NOT_FOUND);
    ok!(cuModuleGetFunctionCount(&mut count, module));
    assert_eq!(count, 2);
    ok!(cuModuleGetGlobal_v2(&mut address, &mut size, module, c"counter".as_ptr()));
    let mut value = 0u32;
    ok!(cuMemcpyDtoH_v2((&raw mut value).cast(), address, 4));
    assert_eq!((size, value), (4, 41));
    assert_eq!(cu!(cuMemFree_v2(address)), CUDA_ERROR_INVALID_VALUE, "the module owns it");
    ok!(cuModuleUnload(module));
    assert_eq!(cu!(cuMemcpyDtoH_v2((&raw mut value).cast(), address, 4)), CUDA_ERROR_INVALID_VALUE);
    assert_eq!(cu!(cuFuncLoad(function)), CUDA_ERROR_INVALID_HANDLE);
}

#[test]
fn parameters_and_attributes_are_told() {
    let module = load();
    let (mut function, mut offset, mut size, mut value) = (CUfunction::NULL, 0, 0, 0);
    ok!(cuModuleGetFunction(&mut function, module, c"first".as_ptr()));
    for (index, expected) in [(0, 8), (16, 20), (36, 1)].into_iter().enumerate() {
        ok!(cuFuncGetParamInfo(function, index, &mut offset, &mut size));
        assert_eq!((offset, size), expected);
    }
    assert_eq!(cu!(cuFuncGetParamInfo(function, 3, &mut offset, &mut size)), CUDA_ERROR_INVALID_VALUE);
    ok!(cuModuleGetFunction(&mut function, module, c"second".as_ptr()));
    ok!(cuFuncGetAttribute(&mut value, 0, function));
    assert_eq!(value, 64);
    ok!(cuFuncGetAttribute(&mut value, 1, function));
    assert_eq!(value, 256);
    ok!(cuOccupancyMaxActiveBlocksPerMultiprocessor(&mut value, function, 64, 0));
    assert_eq!(value, 32);
    ok!(cuModuleUnload(module));
}

#[test]
fn libraries_have_kernels_and_modules() {
    support::start();
    let (mut library, mut kernel, mut function) = (CUlibrary::NULL, CUkernel::NULL, CUfunction::NULL);
    let no = ptr::null_mut();
    ok!(cuLibraryLoadData(&mut library, PTX.as_ptr().cast(), ptr::null(), no, 0, ptr::null(), no, 0));
    ok!(cuLibraryGetKernel(&mut kernel, library, c"first".as_ptr()));
    ok!(cuKernelGetFunction(&mut function, kernel));
    let (mut offset, mut size) = (0, 0);
    ok!(cuKernelGetParamInfo(kernel, 1, &mut offset, &mut size));
    assert_eq!((offset, size), (16, 20));
    let cast = CUfunction(kernel.0);
    assert_eq!(cu!(cuFuncGetParamInfo(cast, 0, &mut offset, &mut size)), CUDA_ERROR_INVALID_HANDLE);
    // A kernel passes for a function in launches only, as with NVIDIA's driver.
    let mut value = 0;
    assert_eq!(cu!(cuFuncGetAttribute(&mut value, 5, cast)), CUDA_ERROR_INVALID_HANDLE);
    ok!(cuFuncGetAttribute(&mut value, 5, function));
    assert_eq!(value, 50);
    let (mut address, mut len) = (0, 0);
    ok!(cuLibraryGetGlobal(&mut address, &mut len, library, c"table".as_ptr()));
    assert_eq!(len, 24);
    let mut module = CUmodule::NULL;
    ok!(cuLibraryGetModule(&mut module, library));
    assert_eq!(cu!(cuModuleUnload(module)), CUDA_ERROR_INVALID_HANDLE);
    ok!(cuLibraryUnload(library));
    assert_eq!(cu!(cuKernelGetFunction(&mut function, kernel)), CUDA_ERROR_INVALID_HANDLE);
}

#[test]
fn launches_are_judged_before_they_run() {
    let module = load();
    let (mut function, stream) = (CUfunction::NULL, CUstream::NULL);
    ok!(cuModuleGetFunction(&mut function, module, c"second".as_ptr()));
    let launch = |threads, shared, function| {
        let none = ptr::null_mut();
        cu!(cuLaunchKernel(function, 1, 1, 1, threads, 1, 1, shared, stream, none, none))
    };
    assert_eq!(launch(64, 0, function), CUDA_SUCCESS);
    assert_eq!(launch(0, 0, function), CUDA_ERROR_INVALID_VALUE);
    assert_eq!(launch(65, 0, function), CUDA_ERROR_INVALID_VALUE);
    assert_eq!(launch(64, 49 << 10, function), CUDA_ERROR_INVALID_VALUE);
    assert_eq!(launch(64, 0, CUfunction(0xdead_beef)), CUDA_ERROR_INVALID_HANDLE);
    ok!(cuCtxSynchronize());
    ok!(cuModuleUnload(module));
}

#[test]
fn images_that_are_none_are_refused() {
    support::start();
    let mut module = CUmodule::NULL;
    let mut load = |image: *const c_void| cu!(cuModuleLoadData(&mut module, image));
    assert_eq!(load(ptr::null()), CUDA_ERROR_INVALID_VALUE);
    assert_eq!(load(64 as *const c_void), CUDA_ERROR_INVALID_IMAGE);
    assert_eq!(load(c"\x01\x02\x03".as_ptr().cast()), CUDA_ERROR_INVALID_IMAGE);
    assert_eq!(load(c"this is no program".as_ptr().cast()), CUDA_ERROR_INVALID_PTX);
    assert_eq!(load(c".version 7.0 .target sm_90".as_ptr().cast()), CUDA_ERROR_INVALID_PTX);
    assert_eq!(load(c".version 99.0 .target sm_50".as_ptr().cast()), CUDA_ERROR_UNSUPPORTED_PTX_VERSION);
    assert_eq!(cu!(cuModuleLoad(&mut module, c"/no/such/file".as_ptr())), CUDA_ERROR_FILE_NOT_FOUND);
}
