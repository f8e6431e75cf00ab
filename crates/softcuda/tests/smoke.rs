//! The built library, loaded as a program loads it, moves bytes to the device and back.

#![allow(clippy::macro_metavars_in_unsafe)] // arguments of `cu!` are plain values

mod support;

use std::ffi::c_void;

#[test]
fn bytes_survive_a_round_trip_through_device_memory() {
    support::start();
    let sent: Vec<u8> = (0..100_000u32).map(|number| (number * 7) as u8).collect();
    let mut received = vec![0u8; sent.len()];
    let mut memory = 0;
    ok!(cuMemAlloc_v2(&mut memory, sent.len()));
    ok!(cuMemcpyHtoD_v2(memory, sent.as_ptr().cast(), sent.len()));
    ok!(cuMemcpyDtoH_v2(received.as_mut_ptr().cast(), memory, sent.len()));
    assert_eq!(sent, received);
    ok!(cuMemFree_v2(memory));
    assert_eq!(cu!(cuMemFree_v2(memory)), table::CUDA_ERROR_INVALID_VALUE);
}

#[test]
fn functions_are_found_by_version() {
    support::start();
    let mut function: *mut c_void = std::ptr::null_mut();
    let mut status = 9;
    let name = c"cuMemAlloc".as_ptr();
    ok!(cuGetProcAddress_v2(name, &mut function, 12000, 0, &mut status));
    assert!(!function.is_null() && status == 0);
    ok!(cuGetProcAddress_v2(c"cuNoSuchThing".as_ptr(), &mut function, 12000, 0, &mut status));
    assert!(function.is_null() && status == 1);
    ok!(cuGetProcAddress_v2(c"cuCtxGetDevice".as_ptr(), &mut function, 1000, 0, &mut status));
    assert!(function.is_null() && status == 2);
    let too_new = cu!(cuGetProcAddress_v2(name, &mut function, 99000, 0, std::ptr::null_mut()));
    assert_eq!(too_new, table::CUDA_ERROR_INVALID_VALUE);
    ok!(cuGetProcAddress_v2(c"".as_ptr(), &mut function, 0, 0, std::ptr::null_mut()));
    assert!(function.is_null());
}
