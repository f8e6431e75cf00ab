//! Memory of all kinds, through the exports.

#![allow(clippy::macro_metavars_in_unsafe)] // arguments of `cu!` are plain values

mod support;

use std::{ffi::c_void, ptr, sync::Mutex, thread, time::Duration};

use table::*;

const GRANULE: usize = 2 << 20;

fn stream() -> CUstream {
    let mut stream = CUstream::NULL;
    ok!(cuStreamCreate(&mut stream, 1));
    stream
}

#[test]
fn errors_are_those_of_the_driver() {
    support::start();
    let (mut memory, mut host) = (0, [0u8; 64]);
    assert_eq!(cu!(cuMemAlloc_v2(&mut memory, 0)), CUDA_ERROR_INVALID_VALUE);
    assert_eq!(cu!(cuMemAlloc_v2(ptr::null_mut(), 4)), CUDA_ERROR_INVALID_VALUE);
    assert_eq!(cu!(cuMemAlloc_v2(&mut memory, 1 << 50)), CUDA_ERROR_OUT_OF_MEMORY);
    ok!(cuMemAlloc_v2(&mut memory, 64));
    assert_eq!(memory % 512, 0);
    let data = host.as_mut_ptr().cast::<c_void>();
    assert_eq!(cu!(cuMemcpyHtoD_v2(memory + 1, data, 64)), CUDA_ERROR_INVALID_VALUE);
    assert_eq!(cu!(cuMemcpyHtoD_v2(12345, data, 4)), CUDA_ERROR_INVALID_VALUE);
    assert_eq!(cu!(cuMemcpyDtoH_v2(ptr::null_mut(), memory, 4)), CUDA_ERROR_INVALID_VALUE);
    ok!(cuMemcpyDtoH_v2(ptr::null_mut(), memory, 0));
    assert_eq!(cu!(cuMemsetD32_v2(memory + 2, 0, 1)), CUDA_ERROR_INVALID_VALUE);
    assert_eq!(cu!(cuMemsetD8_v2(memory, 0, 65)), CUDA_ERROR_INVALID_VALUE);
    assert_eq!(cu!(cuMemFree_v2(memory + 8)), CUDA_ERROR_INVALID_VALUE);
    assert_eq!(cu!(cuMemFreeHost(data)), CUDA_ERROR_INVALID_VALUE);
    ok!(cuMemFree_v2(0));
    ok!(cuMemFree_v2(memory));
    let there = thread::spawn(|| {
        let mut memory = 0;
        cu!(cuMemAlloc_v2(&mut memory, 4))
    });
    assert_eq!(there.join().ok(), Some(CUDA_ERROR_INVALID_CONTEXT), "no context on a new thread");
}

#[test]
fn rectangles_are_copied_row_by_row() {
    support::start();
    let (mut memory, mut pitch) = (0, 0);
    ok!(cuMemAllocPitch_v2(&mut memory, &mut pitch, 10, 4, 4));
    assert_eq!(pitch, 512);
    let source: Vec<u8> = (0..40).collect();
    let mut back = [0u8; 40];
    // SAFETY: the description is plain C data, for which zeroes are a value.
    let mut copy: CUDA_MEMCPY2D = unsafe { std::mem::zeroed() };
    (copy.srcMemoryType, copy.srcHost, copy.srcPitch) = (1, source.as_ptr().cast(), 10);
    (copy.dstMemoryType, copy.dstDevice, copy.dstPitch) = (2, memory, pitch);
    (copy.WidthInBytes, copy.Height) = (10, 4);
    ok!(cuMemcpy2D_v2(&copy));
    // SAFETY: as above.
    let mut copy: CUDA_MEMCPY2D = unsafe { std::mem::zeroed() };
    (copy.srcMemoryType, copy.srcDevice, copy.srcPitch) = (4, memory, pitch);
    (copy.dstMemoryType, copy.dstHost, copy.dstPitch) = (1, back.as_mut_ptr().cast(), 10);
    (copy.WidthInBytes, copy.Height) = (10, 4);
    ok!(cuMemcpy2DUnaligned_v2(&copy));
    assert_eq!(source, back);
    copy.srcPitch = 5;
    assert_eq!(cu!(cuMemcpy2D_v2(&copy)), CUDA_ERROR_INVALID_VALUE);
    copy.srcMemoryType = 3;
    assert_eq!(cu!(cuMemcpy2D_v2(&copy)), CUDA_ERROR_INVALID_VALUE);
    ok!(cuMemFree_v2(memory));
}

#[test]
fn host_memory_has_one_address_everywhere() {
    support::start();
    let (mut host, mut device, mut flags) = (ptr::null_mut(), 0, 0);
    ok!(cuMemHostAlloc(&mut host, 100, 1));
    ok!(cuMemHostGetDevicePointer_v2(&mut device, host, 0));
    ok!(cuMemHostGetFlags(&mut flags, host));
    assert_eq!((device, flags), (host as u64, 3));
    ok!(cuMemsetD8_v2(device, 7, 100));
    // SAFETY: the memory was allocated above with this length; the fill of host memory is done on return.
    assert!(unsafe { std::slice::from_raw_parts(host.cast::<u8>(), 100) }.iter().all(|byte| *byte == 7));
    let mut own = vec![0u8; 4096];
    let own_pointer = own.as_mut_ptr().cast::<c_void>();
    ok!(cuMemHostRegister_v2(own_pointer, 4096, 0));
    let again = cu!(cuMemHostRegister_v2(own_pointer, 4096, 0));
    assert_eq!(again, CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED);
    ok!(cuMemcpy(own_pointer as u64, device, 100));
    assert_eq!(own[99], 7);
    ok!(cuMemHostUnregister(own_pointer));
    assert_eq!(cu!(cuMemHostUnregister(own_pointer)), CUDA_ERROR_HOST_MEMORY_NOT_REGISTERED);
    ok!(cuMemFreeHost(host));
    assert_eq!(cu!(cuMemFreeHost(host)), CUDA_ERROR_INVALID_VALUE);
}

#[test]
fn physical_memory_is_mapped_with_access() {
    support::start();
    let location = CUmemLocation { r#type: 1, id: 0 };
    let properties = CUmemAllocationProp::pinned(location);
    let (mut granule, mut base) = (0, 0);
    ok!(cuMemGetAllocationGranularity(&mut granule, &properties, 0));
    assert_eq!(granule, GRANULE);
    ok!(cuMemAddressReserve(&mut base, 64 * GRANULE, 0, 0, 0));
    let mut handle = CUmemGenericAllocationHandle::NULL;
    ok!(cuMemCreate(&mut handle, 2 * GRANULE, &properties, 0));
    ok!(cuMemMap(base, 2 * GRANULE, 0, handle, 0));
    assert_eq!(cu!(cuMemsetD8_v2(base, 1, 4)), CUDA_ERROR_INVALID_VALUE, "no access yet");
    let access = CUmemAccessDesc { location, flags: 3 };
    ok!(cuMemSetAccess(base, 2 * GRANULE, &access, 1));
    ok!(cuMemsetD8_v2(base, 1, 2 * GRANULE));
    let mut flags = 0;
    ok!(cuMemGetAccess(&mut flags, &location, base));
    assert_eq!(flags, 3);
    ok!(cuMemRelease(handle));
    assert_eq!(cu!(cuMemRelease(handle)), CUDA_ERROR_INVALID_VALUE);
    let mut again = CUmemGenericAllocationHandle::NULL;
    ok!(cuMemRetainAllocationHandle(&mut again, base + 5));
    assert_eq!(again, handle);
    ok!(cuMemRelease(again));
    assert_eq!(cu!(cuMemAddressFree(base, 64 * GRANULE)), CUDA_ERROR_INVALID_VALUE);
    ok!(cuCtxSynchronize());
    ok!(cuMemUnmap(base, 2 * GRANULE));
    ok!(cuMemAddressFree(base, 64 * GRANULE));
    assert_eq!(cu!(cuMemCreate(&mut handle, 1000, &properties, 0)), CUDA_ERROR_INVALID_VALUE);
}

#[test]
fn stream_ordered_memory_lives_until_the_stream_frees_it() {
    unsafe extern "C" fn sleep(_: *mut c_void) {
        thread::sleep(Duration::from_millis(40));
    }
    support::start();
    let (stream, mut memory, mut pool) = (stream(), 0, CUmemoryPool::NULL);
    let properties = CUmemPoolProps {
        allocType: 1,
        handleTypes: 0,
        location: CUmemLocation { r#type: 1, id: 0 },
        win32SecurityAttributes: 0,
        maxSize: 0,
        usage: 0,
        reserved: [0; 54],
    };
    ok!(cuMemPoolCreate(&mut pool, &properties));
    ok!(cuMemAllocFromPoolAsync(&mut memory, 1000, pool, stream));
    ok!(cuMemsetD8Async(memory, 1, 1000, stream));
    ok!(cuLaunchHostFunc(stream, Some(sleep), ptr::null_mut()));
    ok!(cuMemFreeAsync(memory, stream));
    assert_eq!(cu!(cuMemFreeAsync(memory, stream)), CUDA_ERROR_INVALID_VALUE);
    let mut used = 0u64;
    ok!(cuMemPoolGetAttribute(pool, 7, (&raw mut used).cast()));
    assert_eq!(used, 1000, "the stream has not come to the free yet");
    ok!(cuStreamSynchronize(stream));
    ok!(cuMemPoolGetAttribute(pool, 7, (&raw mut used).cast()));
    assert_eq!(used, 0);
    ok!(cuMemPoolDestroy(pool));
    assert_eq!(cu!(cuMemAllocFromPoolAsync(&mut memory, 10, pool, stream)), CUDA_ERROR_INVALID_VALUE);
    let mut default = CUmemoryPool::NULL;
    ok!(cuDeviceGetDefaultMemPool(&mut default, 0));
    assert_eq!(cu!(cuMemPoolDestroy(default)), CUDA_ERROR_INVALID_VALUE);
}

#[test]
fn pointers_are_classified() {
    support::start();
    let mut memory = 0;
    ok!(cuMemAlloc_v2(&mut memory, 100));
    let (mut kind, mut base, mut ordinal) = (0u32, 0u64, 7i32);
    ok!(cuPointerGetAttribute((&raw mut kind).cast(), 2, memory + 50));
    ok!(cuPointerGetAttribute((&raw mut base).cast(), 11, memory + 50));
    assert_eq!((kind, base), (2, memory));
    let own = 5u64;
    let address = (&raw const own) as u64;
    assert_eq!(cu!(cuPointerGetAttribute((&raw mut kind).cast(), 2, address)), CUDA_ERROR_INVALID_VALUE);
    let mut host = 0u64;
    let which = [2u32, 4, 9];
    let mut data = [(&raw mut kind).cast::<c_void>(), (&raw mut host).cast(), (&raw mut ordinal).cast()];
    ok!(cuPointerGetAttributes(3, which.as_ptr(), data.as_mut_ptr(), address));
    assert_eq!((kind, host, ordinal), (0, address, -2));
    ok!(cuMemFree_v2(memory));
}

#[test]
fn streams_wait_for_values_that_another_writes() {
    support::start();
    let (waiting, writing, mut memory) = (stream(), stream(), 0);
    ok!(cuMemAlloc_v2(&mut memory, 8));
    ok!(cuMemsetD32_v2(memory, 0, 2));
    ok!(cuCtxSynchronize());
    ok!(cuStreamWaitValue32_v2(waiting, memory, 3, 0));
    ok!(cuMemsetD32Async(memory + 4, 9, 1, waiting));
    thread::sleep(Duration::from_millis(5));
    assert_eq!(cu!(cuStreamQuery(waiting)), CUDA_ERROR_NOT_READY);
    ok!(cuStreamWriteValue32_v2(writing, memory, 2, 0));
    thread::sleep(Duration::from_millis(5));
    assert_eq!(cu!(cuStreamQuery(waiting)), CUDA_ERROR_NOT_READY);
    ok!(cuStreamWriteValue32_v2(writing, memory, 3, 0));
    ok!(cuStreamSynchronize(waiting));
    assert_eq!(cu!(cuStreamWaitValue32_v2(waiting, memory + 2, 3, 0)), CUDA_ERROR_INVALID_VALUE);
    assert_eq!(cu!(cuStreamWaitValue32_v2(waiting, 4096, 3, 0)), CUDA_ERROR_INVALID_VALUE);
}

#[test]
fn memory_comes_back_when_a_context_ends() {
    static ALONE: Mutex<()> = Mutex::new(());
    let _alone = ALONE.lock();
    support::start();
    let mut context = CUcontext::NULL;
    ok!(cuCtxCreate_v2(&mut context, 0, 0));
    let (mut memory, mut base, mut size) = (0, 0, 0);
    ok!(cuMemAlloc_v2(&mut memory, 10 << 20));
    ok!(cuMemGetAddressRange_v2(&mut base, &mut size, memory + 77));
    assert_eq!((base, size), (memory, 10 << 20));
    ok!(cuCtxDestroy_v2(context));
    assert_eq!(cu!(cuMemGetAddressRange_v2(&mut base, &mut size, memory)), CUDA_ERROR_NOT_FOUND);
    assert_eq!(cu!(cuCtxSetCurrent(context)), CUDA_ERROR_INVALID_CONTEXT);
}
