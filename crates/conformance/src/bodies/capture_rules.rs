//! Stream capture: what it forbids, and what a forbidden call leaves behind.

use table::*;

use super::capture::{begin, end, end_invalidated, instantiate};
use crate::cuda::{Cuda, Null};
use crate::{Body, Outcome, Test, cu, gives, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("capture.unjoined", unjoined),
    Body::plain("capture.begin_and_end_errors", begin_and_end_errors),
    Body::plain("capture.end_without_a_place", end_without_a_place).undefined(),
    Body::plain("capture.ended_elsewhere", ended_elsewhere),
    Body::plain("capture.forbidden_synchronisation", forbidden_synchronisation),
    Body::plain("capture.forbidden_queries", forbidden_queries),
    Body::plain("capture.legacy_stream", legacy_stream),
    Body::plain("capture.unsafe_calls_by_mode", unsafe_calls_by_mode),
    Body::plain("capture.memory_beside_a_relaxed_one", memory_beside_a_relaxed_one),
    Body::plain("capture.exchanged_mode", exchanged_mode),
    Body::plain("capture.no_mode", no_mode).undefined(),
    Body::plain("capture.wrong_thread", wrong_thread),
    Body::plain("capture.isolation_and_merge", isolation_and_merge),
    Body::plain("capture.captured_events", captured_events),
    Body::plain("capture.destroyed_stream", destroyed_stream).undefined(),
];

fn unjoined(t: &mut Test) -> Outcome {
    t.graphs()?;
    let (a, b) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    let (fork, device) = (t.event(CU_EVENT_DISABLE_TIMING)?, t.alloc(64)?);
    begin(t, a, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    must!(t.cuEventRecord(fork, a));
    must!(t.cuStreamWaitEvent(b, fork, 0));
    must!(t.cuMemsetD8Async(device, 2, 64, b));
    let mut graph = CUgraph(77);
    gives!(t.cuStreamEndCapture(a, &mut graph), CUDA_ERROR_STREAM_CAPTURE_UNJOINED);
    t.see("null comes out", graph.is_null());
    let mut state = 77;
    saw!(t.cuStreamIsCapturing(a, &mut state), "the first stream");
    t.note("state", state);
    saw!(t.cuStreamIsCapturing(b, &mut state), "the second stream");
    t.note("state", state);
    saw!(t.cuMemsetD8Async(device, 1, 64, b), "work in the second stream");
    Ok(())
}

/// Memory may come and go while a stream is being captured in the relaxed mode, although a free waits for the device; GGML
/// does so in several threads.
fn memory_beside_a_relaxed_one(t: &mut Test) -> Outcome {
    t.graphs()?;
    let (stream, other) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    let (device, kept) = (t.alloc(64)?, t.alloc(1 << 20)?);
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    must!(t.cuMemsetD8Async(device, 3, 64, stream));
    must!(t.cuMemsetD8Async(kept, 4, 1 << 20, other));
    let mut more = 0;
    ok!(t.cuMemAlloc_v2(&mut more, 4096));
    ok!(t.cuMemFree_v2(more), "free what was just allocated");
    ok!(t.cuMemFree_v2(kept), "free what a stream works on");
    let mut pinned = core::ptr::null_mut();
    ok!(t.cuMemHostAlloc(&mut pinned, 4096, 0));
    ok!(t.cuMemFreeHost(pinned));
    ok!(t.cuStreamSynchronize(other), "wait for a stream that is not captured");
    must!(t.cuMemsetD8Async(device + 32, 5, 32, stream));
    let graph = end(t, stream)?;
    let exec = instantiate(t, graph)?;
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let got = t.download(device, 64)?;
    t.same("both memsets are in the graph", &got, &[[3; 32], [5; 32]].concat());
    Ok(())
}

fn begin_and_end_errors(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let mut graph = CUgraph(77);
    saw!(t.cuStreamEndCapture(stream, &mut graph), "end without begin");
    gives!(
        t.cuStreamBeginCapture_v2(CUstream::NULL, CU_STREAM_CAPTURE_MODE_RELAXED),
        CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED,
        "the legacy stream"
    );
    gives!(
        t.cuStreamBeginCapture_v2(CUstream::LEGACY, CU_STREAM_CAPTURE_MODE_RELAXED),
        CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED,
        "the legacy stream by name"
    );
    saw!(t.cuStreamBeginCapture_v2(stream, 99), "mode 99");
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    saw!(t.cuStreamBeginCapture_v2(stream, CU_STREAM_CAPTURE_MODE_RELAXED), "begin twice");
    end_invalidated(t, stream);
    ok!(
        t.cuStreamBeginCapture_v2(CUstream::PER_THREAD, CU_STREAM_CAPTURE_MODE_RELAXED),
        "the per-thread stream"
    );
    ok!(t.cuStreamEndCapture(CUstream::PER_THREAD, &mut graph));
    Ok(())
}

fn end_without_a_place(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    saw!(t.cuStreamEndCapture(stream, Null), "end without a place for the graph");
    let mut state = 77;
    saw!(t.cuStreamIsCapturing(stream, &mut state));
    t.note("state", state);
    Ok(())
}

fn ended_elsewhere(t: &mut Test) -> Outcome {
    t.graphs()?;
    let (a, b, fork) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?, t.event(2)?);
    begin(t, a, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    must!(t.cuEventRecord(fork, a));
    must!(t.cuStreamWaitEvent(b, fork, 0));
    let mut graph = CUgraph(77);
    gives!(
        t.cuStreamEndCapture(b, &mut graph),
        CUDA_ERROR_STREAM_CAPTURE_UNMATCHED,
        "ended in the other stream"
    );
    end_invalidated(t, a);
    Ok(())
}

fn forbidden_synchronisation(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let device = t.alloc(64)?;
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    gives!(
        t.cuStreamSynchronize(stream),
        CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED,
        "synchronise the capturing stream"
    );
    let mut state = 77;
    saw!(t.cuStreamIsCapturing(stream, &mut state));
    t.equal("the capture is invalidated", state, CU_STREAM_CAPTURE_STATUS_INVALIDATED);
    gives!(t.cuMemsetD8Async(device, 1, 64, stream), CUDA_ERROR_STREAM_CAPTURE_INVALIDATED, "more work");
    let mut graph = CUgraph(77);
    gives!(t.cuStreamEndCapture(stream, &mut graph), CUDA_ERROR_STREAM_CAPTURE_INVALIDATED, "the end");
    ok!(t.cuMemsetD8Async(device, 1, 64, stream), "the stream works again");
    ok!(t.cuStreamSynchronize(stream));
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    saw!(t.cuCtxSynchronize(), "synchronise the context");
    end_invalidated(t, stream);
    Ok(())
}

fn forbidden_queries(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    gives!(t.cuStreamQuery(stream), CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED, "query the capturing stream");
    end_invalidated(t, stream);
    Ok(())
}

fn legacy_stream(t: &mut Test) -> Outcome {
    t.graphs()?;
    let (blocking, device) = (t.stream(CU_STREAM_DEFAULT)?, t.alloc(64)?);
    begin(t, blocking, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    gives!(
        t.cuMemsetD8Async(device, 1, 64, CUstream::NULL),
        CUDA_ERROR_STREAM_CAPTURE_IMPLICIT,
        "work in the legacy stream while a blocking stream captures"
    );
    end_invalidated(t, blocking);
    begin(t, blocking, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    let mut bytes = [0u8; 4];
    saw!(t.cuMemcpyDtoH_v2(&mut bytes[..], device, 4), "a synchronous copy");
    end_invalidated(t, blocking);
    let free = t.stream(CU_STREAM_NON_BLOCKING)?;
    begin(t, free, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    saw!(
        t.cuMemsetD8Async(device, 1, 64, CUstream::NULL),
        "work in the legacy stream while a non-blocking one captures"
    );
    saw!(t.cuStreamSynchronize(CUstream::NULL), "synchronise the legacy stream");
    end_invalidated(t, free);
    Ok(())
}

fn unsafe_calls_by_mode(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    for mode in
        [CU_STREAM_CAPTURE_MODE_RELAXED, CU_STREAM_CAPTURE_MODE_THREAD_LOCAL, CU_STREAM_CAPTURE_MODE_GLOBAL]
    {
        begin(t, stream, mode)?;
        let mut address = 0;
        let code = saw!(t.cuMemAlloc_v2(&mut address, 64), &format!("allocate in mode {mode}"));
        t.yes("forbidden unless relaxed", (code == CUDA_SUCCESS) == (mode == CU_STREAM_CAPTURE_MODE_RELAXED));
        end_invalidated(t, stream);
        begin(t, stream, mode)?;
        let mut host = core::ptr::null_mut();
        saw!(t.cuMemHostAlloc(&mut host, 64, 0), "pin memory");
        end_invalidated(t, stream);
        begin(t, stream, mode)?;
        let mut module = CUmodule::NULL;
        saw!(t.cuModuleLoadData(&mut module, image::BASIC), "load a module");
        end_invalidated(t, stream);
    }
    // What does not disturb a capture even in the strictest mode.
    begin(t, stream, CU_STREAM_CAPTURE_MODE_GLOBAL)?;
    let (mut other, mut event, mut size, mut all, mut value) = (CUstream::NULL, CUevent::NULL, 0, 0, 0);
    saw!(t.cuStreamCreate(&mut other, CU_STREAM_NON_BLOCKING), "create a stream");
    saw!(t.cuEventCreate(&mut event, 0), "create an event");
    saw!(t.cuMemGetInfo_v2(&mut size, &mut all), "ask for free memory");
    saw!(t.cuDeviceGetAttribute(&mut value, 1, 0), "ask for an attribute");
    let mut context = CUcontext::NULL;
    saw!(t.cuCtxGetCurrent(&mut context), "ask for the context");
    end_invalidated(t, stream);
    Ok(())
}

fn exchanged_mode(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let mut mode = CU_STREAM_CAPTURE_MODE_RELAXED;
    ok!(t.cuThreadExchangeStreamCaptureMode(&mut mode));
    t.equal("the mode at first", mode, CU_STREAM_CAPTURE_MODE_GLOBAL);
    begin(t, stream, CU_STREAM_CAPTURE_MODE_GLOBAL)?;
    let mut address = 0;
    ok!(t.cuMemAlloc_v2(&mut address, 64), "allocation on a relaxed thread");
    must!(t.cuMemsetD8Async(address, 1, 64, stream));
    mode = CU_STREAM_CAPTURE_MODE_GLOBAL;
    ok!(t.cuThreadExchangeStreamCaptureMode(&mut mode));
    t.equal("the mode that was set", mode, CU_STREAM_CAPTURE_MODE_RELAXED);
    let graph = end(t, stream)?;
    let exec = instantiate(t, graph)?;
    ok!(t.cuGraphLaunch(exec, stream), "the capture was not disturbed");
    ok!(t.cuStreamSynchronize(stream));
    mode = 99;
    gives!(t.cuThreadExchangeStreamCaptureMode(&mut mode), CUDA_SUCCESS, "mode 99 is not looked at");
    Ok(())
}

fn no_mode(t: &mut Test) -> Outcome {
    t.graphs()?;
    saw!(t.cuThreadExchangeStreamCaptureMode(Null), "null pointer");
    Ok(())
}

fn wrong_thread(t: &mut Test) -> Outcome {
    let context = t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    for mode in [CU_STREAM_CAPTURE_MODE_THREAD_LOCAL, CU_STREAM_CAPTURE_MODE_RELAXED] {
        begin(t, stream, mode)?;
        let library: &Cuda = t.cuda();
        let (allocated, ended) = std::thread::scope(|scope| {
            let thread = scope.spawn(move || {
                let (mut graph, mut address) = (CUgraph(77), 0);
                let _ = cu!(library.cuCtxSetCurrent(context));
                let allocated = cu!(library.cuMemAlloc_v2(&mut address, 64));
                (allocated, cu!(library.cuStreamEndCapture(stream, &mut graph)))
            });
            thread.join().unwrap_or((CUDA_ERROR_UNKNOWN, CUDA_ERROR_UNKNOWN))
        });
        t.saw(&format!("another thread allocates, mode {mode}"), allocated);
        let want = if mode == CU_STREAM_CAPTURE_MODE_RELAXED {
            CUDA_SUCCESS
        } else {
            CUDA_ERROR_STREAM_CAPTURE_WRONG_THREAD
        };
        t.gives("another thread ends it", ended, want);
        end_invalidated(t, stream);
    }
    // A global capture forbids unsafe calls to every thread.
    begin(t, stream, CU_STREAM_CAPTURE_MODE_GLOBAL)?;
    let library: &Cuda = t.cuda();
    let allocated = std::thread::scope(|scope| {
        let thread = scope.spawn(move || {
            let mut address = 0;
            let _ = cu!(library.cuCtxSetCurrent(context));
            cu!(library.cuMemAlloc_v2(&mut address, 64))
        });
        thread.join().unwrap_or(CUDA_ERROR_UNKNOWN)
    });
    t.saw("another thread allocates in a global capture", allocated);
    end_invalidated(t, stream);
    Ok(())
}

fn isolation_and_merge(t: &mut Test) -> Outcome {
    t.graphs()?;
    let (a, b) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    let (outside, inside) = (t.event(2)?, t.event(2)?);
    must!(t.cuEventRecord(outside, b));
    begin(t, a, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    gives!(
        t.cuStreamWaitEvent(a, outside, 0),
        CUDA_ERROR_STREAM_CAPTURE_ISOLATION,
        "wait for work outside of the capture"
    );
    end_invalidated(t, a);
    begin(t, a, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    begin(t, b, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    must!(t.cuEventRecord(inside, b));
    gives!(t.cuStreamWaitEvent(a, inside, 0), CUDA_ERROR_STREAM_CAPTURE_MERGE, "join two captures");
    end_invalidated(t, a);
    end_invalidated(t, b);
    Ok(())
}

fn captured_events(t: &mut Test) -> Outcome {
    t.graphs()?;
    let (stream, event) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.event(0)?);
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    must!(t.cuEventRecord(event, stream));
    gives!(t.cuEventQuery(event), CUDA_ERROR_CAPTURED_EVENT, "query");
    end_invalidated(t, stream);
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    must!(t.cuEventRecord(event, stream));
    gives!(t.cuEventSynchronize(event), CUDA_ERROR_CAPTURED_EVENT, "synchronise");
    end_invalidated(t, stream);
    saw!(t.cuEventQuery(event), "query when the capture is over");
    let other = t.event(0)?;
    must!(t.cuEventRecord(other, stream));
    must!(t.cuEventSynchronize(other));
    let mut time = 0.0;
    saw!(t.cuEventElapsedTime_v2(&mut time, event, other), "time from a captured event");
    ok!(t.cuEventRecord(event, stream), "record it outside");
    ok!(t.cuEventSynchronize(event));
    // An external record is a node of its own.
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    ok!(t.cuEventRecordWithFlags(event, stream, CU_EVENT_RECORD_EXTERNAL), "external record");
    let graph = end(t, stream)?;
    let mut count = 0;
    must!(t.cuGraphGetNodes(graph, Null, &mut count));
    t.equal("is a node", count, 1);
    let exec = instantiate(t, graph)?;
    ok!(t.cuGraphLaunch(exec, stream));
    ok!(t.cuEventSynchronize(event), "and happens at the launch");
    Ok(())
}

fn destroyed_stream(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    begin(t, stream, CU_STREAM_CAPTURE_MODE_RELAXED)?;
    saw!(t.cuStreamDestroy_v2(stream), "destroy a capturing stream");
    let other = t.stream(CU_STREAM_NON_BLOCKING)?;
    saw!(t.cuStreamSynchronize(other), "another stream works");
    Ok(())
}
