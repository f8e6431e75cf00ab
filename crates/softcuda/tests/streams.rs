//! Ordering of streams, events and host functions, through the exports.

#![allow(clippy::macro_metavars_in_unsafe)] // arguments of `cu!` are plain values

mod support;

use std::{
    ffi::c_void,
    sync::atomic::{AtomicU32, Ordering},
    thread,
    time::{Duration, Instant},
};

use table::*;

fn stream(flags: u32) -> CUstream {
    let mut stream = CUstream::NULL;
    ok!(cuStreamCreate(&mut stream, flags));
    stream
}

fn event(flags: u32) -> CUevent {
    let mut event = CUevent::NULL;
    ok!(cuEventCreate(&mut event, flags));
    event
}

fn memory(len: usize) -> CUdeviceptr {
    let mut memory = 0;
    ok!(cuMemAlloc_v2(&mut memory, len));
    memory
}

/// Sleeps as many milliseconds as its argument says.
unsafe extern "C" fn sleep(data: *mut c_void) {
    thread::sleep(Duration::from_millis(data as u64));
}

unsafe extern "C" fn count(data: *mut c_void) {
    // SAFETY: the tests pass a pointer to a static.
    unsafe { &*(data as *const AtomicU32) }.fetch_add(1, Ordering::SeqCst);
}

fn sleep_in(stream: CUstream, milliseconds: usize) {
    ok!(cuLaunchHostFunc(stream, Some(sleep), milliseconds as *mut c_void));
}

fn value_of(memory: CUdeviceptr) -> u32 {
    let mut value = 0u32;
    let stream = stream(1);
    ok!(cuMemcpyDtoHAsync_v2((&raw mut value).cast(), memory, 4, stream));
    ok!(cuStreamSynchronize(stream));
    ok!(cuStreamDestroy_v2(stream));
    value
}

#[test]
fn work_in_a_stream_is_asynchronous_and_ordered() {
    support::start();
    let (stream, memory) = (stream(1), memory(4));
    sleep_in(stream, 50);
    ok!(cuMemsetD32Async(memory, 7, 1, stream));
    assert_eq!(cu!(cuStreamQuery(stream)), CUDA_ERROR_NOT_READY);
    ok!(cuStreamSynchronize(stream));
    ok!(cuStreamQuery(stream));
    assert_eq!(value_of(memory), 7);
}

#[test]
fn a_blocking_stream_waits_for_the_legacy_stream_and_a_non_blocking_one_does_not() {
    let context = support::start();
    let mut own = CUcontext::NULL;
    ok!(cuCtxCreate_v2(&mut own, 0, 0));
    let (blocking, free, memory) = (stream(0), stream(1), memory(8));
    sleep_in(CUstream::NULL, 60);
    ok!(cuMemsetD32Async(memory, 1, 1, blocking));
    ok!(cuMemsetD32Async(memory + 4, 2, 1, free));
    assert_eq!(cu!(cuStreamQuery(blocking)), CUDA_ERROR_NOT_READY);
    ok!(cuStreamSynchronize(free));
    assert_eq!(cu!(cuStreamQuery(CUstream::NULL)), CUDA_ERROR_NOT_READY);
    ok!(cuStreamSynchronize(blocking));
    // And the other way round.
    sleep_in(blocking, 60);
    ok!(cuMemsetD32_v2(memory, 3, 1));
    assert_eq!(cu!(cuStreamQuery(CUstream::NULL)), CUDA_ERROR_NOT_READY);
    ok!(cuStreamSynchronize(CUstream::NULL));
    ok!(cuStreamQuery(blocking));
    ok!(cuCtxDestroy_v2(own));
    let mut current = CUcontext::NULL;
    ok!(cuCtxGetCurrent(&mut current));
    assert_eq!(current, context);
}

#[test]
fn per_thread_streams_are_each_threads_own() {
    support::start();
    let id = || {
        let mut id = 0;
        ok!(cuStreamGetId(CUstream::PER_THREAD, &mut id));
        id
    };
    let here = id();
    assert_eq!(here, id());
    let there = thread::spawn(move || {
        support::start();
        id()
    });
    assert_ne!(Some(here), there.join().ok());
}

#[test]
fn a_stream_waits_for_an_event_of_another() {
    support::start();
    let (first, second, memory) = (stream(1), stream(1), memory(4));
    let mark = event(2);
    sleep_in(first, 50);
    ok!(cuMemsetD32Async(memory, 5, 1, first));
    ok!(cuEventRecord(mark, first));
    ok!(cuStreamWaitEvent(second, mark, 0));
    let mut value = 0u32;
    ok!(cuMemcpyDtoHAsync_v2((&raw mut value).cast(), memory, 4, second));
    ok!(cuStreamSynchronize(second));
    assert_eq!(value, 5);
    ok!(cuEventQuery(mark));
}

#[test]
fn events_measure_time_and_say_when_they_cannot() {
    support::start();
    let stream = stream(1);
    let (start, end, untimed) = (event(0), event(0), event(2));
    let mut time = 0f32;
    assert_eq!(cu!(cuEventElapsedTime(&mut time, start, end)), CUDA_ERROR_INVALID_HANDLE);
    ok!(cuEventRecord(start, stream));
    sleep_in(stream, 30);
    ok!(cuEventRecord(end, stream));
    ok!(cuEventRecord(untimed, stream));
    assert_eq!(cu!(cuEventElapsedTime(&mut time, start, end)), CUDA_ERROR_NOT_READY);
    assert_eq!(cu!(cuEventQuery(end)), CUDA_ERROR_NOT_READY);
    ok!(cuEventSynchronize(end));
    ok!(cuEventElapsedTime(&mut time, start, end));
    assert!((25.0..1000.0).contains(&time), "{time} ms");
    assert_eq!(cu!(cuEventElapsedTime(&mut time, start, untimed)), CUDA_ERROR_INVALID_HANDLE);
    let mut none = CUevent::NULL;
    assert_eq!(cu!(cuEventCreate(&mut none, 8)), CUDA_ERROR_INVALID_VALUE);
    ok!(cuEventDestroy_v2(end));
    assert_eq!(cu!(cuEventQuery(end)), CUDA_ERROR_INVALID_HANDLE);
}

#[test]
fn host_functions_may_not_call_cuda() {
    unsafe extern "C" fn try_it(data: *mut c_void) {
        let mut memory = 0;
        let result = cu!(cuMemAlloc_v2(&mut memory, 4));
        // SAFETY: `data` points to the test's static.
        unsafe { &*(data as *const AtomicU32) }.store(result, Ordering::SeqCst);
    }
    static RESULT: AtomicU32 = AtomicU32::new(0);
    support::start();
    let stream = stream(1);
    ok!(cuLaunchHostFunc(stream, Some(try_it), (&raw const RESULT) as *mut c_void));
    ok!(cuStreamSynchronize(stream));
    assert_eq!(RESULT.load(Ordering::SeqCst), CUDA_ERROR_NOT_PERMITTED);
}

#[test]
fn a_destroyed_stream_still_does_its_work() {
    static CALLS: AtomicU32 = AtomicU32::new(0);
    support::start();
    let (stream, mark) = (stream(1), event(2));
    sleep_in(stream, 30);
    ok!(cuLaunchHostFunc(stream, Some(count), (&raw const CALLS) as *mut c_void));
    ok!(cuEventRecord(mark, stream));
    ok!(cuStreamDestroy_v2(stream));
    assert_eq!(cu!(cuStreamQuery(stream)), CUDA_ERROR_INVALID_HANDLE);
    ok!(cuEventSynchronize(mark));
    assert_eq!(CALLS.load(Ordering::SeqCst), 1);
}

#[test]
fn streams_of_many_threads_do_not_lose_work() {
    support::start();
    let threads: Vec<_> = (0..8u32)
        .map(|number| {
            thread::spawn(move || {
                support::start();
                let (own, sum) = (stream(number & 1), memory(4 * 256));
                for round in 0..256u32 {
                    let at = sum + 4 * u64::from(round);
                    ok!(cuMemsetD32Async(at, number * 1000 + round, 1, own));
                    if round % 32 == 0 {
                        ok!(cuMemcpyHtoDAsync_v2(at, (&raw const round).cast(), 0, own));
                        ok!(cuStreamSynchronize(own));
                    }
                }
                let mut back = vec![0u32; 256];
                ok!(cuMemcpyDtoHAsync_v2(back.as_mut_ptr().cast(), sum, 1024, own));
                ok!(cuStreamSynchronize(own));
                for (round, value) in back.into_iter().enumerate() {
                    assert_eq!(value, number * 1000 + round as u32);
                }
                ok!(cuMemFree_v2(sum));
                ok!(cuStreamDestroy_v2(own));
            })
        })
        .collect();
    for thread in threads {
        thread.join().expect("no assertion failed");
    }
}

#[test]
fn a_synchronous_copy_on_an_idle_device_is_quick() {
    support::start();
    let memory = memory(4);
    let value = 3u32;
    let start = Instant::now();
    for _ in 0..10_000 {
        ok!(cuMemcpyHtoD_v2(memory, (&raw const value).cast(), 4));
    }
    // About a microsecond each; the bound leaves room for slow and busy machines.
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn a_chain_through_random_streams_keeps_its_order() {
    const LINKS: u64 = 4000;
    support::start();
    let mut context = CUcontext::NULL;
    ok!(cuCtxCreate_v2(&mut context, 0, 0));
    let streams: Vec<CUstream> = (0..7).map(|number| stream(number & 1)).chain([CUstream::LEGACY]).collect();
    let cells = memory(4 * (LINKS as usize + 1));
    let mark = event(2);
    ok!(cuMemsetD32_v2(cells, 0, LINKS as usize + 1));
    ok!(cuCtxSynchronize());
    // Each link copies the cell before it, which is wrong unless that has been copied already.
    sleep_in(streams[1], 20);
    ok!(cuMemsetD32Async(cells, 77, 1, streams[1]));
    ok!(cuEventRecord(mark, streams[1]));
    let mut seed = 1u64;
    for link in 1..=LINKS {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        let stream = streams[(seed >> 40) as usize % streams.len()];
        ok!(cuStreamWaitEvent(stream, mark, 0));
        ok!(cuMemcpyDtoDAsync_v2(cells + 4 * link, cells + 4 * (link - 1), 4, stream));
        ok!(cuEventRecord(mark, stream));
        if seed >> 58 == 0 {
            sleep_in(stream, 1);
        }
    }
    ok!(cuEventSynchronize(mark));
    let mut back = vec![0u32; LINKS as usize + 1];
    ok!(cuMemcpyDtoH_v2(back.as_mut_ptr().cast(), cells, back.len() * 4));
    assert!(back.iter().all(|cell| *cell == 77));
    ok!(cuCtxDestroy_v2(context));
}
