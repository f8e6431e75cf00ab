//! Streams: creation, order among them, what their default ones wait for.

use std::collections::BTreeSet;

use table::*;

use crate::cuda::{Cuda, Null};
use crate::gate::{Gate, wait_until};
use crate::{Body, Outcome, Test, cu, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("stream.create_and_destroy", create_and_destroy),
    Body::plain("stream.priorities", priorities),
    Body::plain("stream.queries_about_itself", queries_about_itself),
    Body::plain("stream.query_and_synchronise", query_and_synchronise),
    Body::plain("stream.legacy_waits_for_blocking_streams", legacy_waits_for_blocking_streams),
    Body::plain("stream.non_blocking_does_not_wait", non_blocking_does_not_wait),
    Body::plain("stream.per_thread_default_streams", per_thread_default_streams),
    Body::plain("stream.ptsz_symbols", ptsz_symbols),
    Body::plain("stream.destroyed_with_work_pending", destroyed_with_work_pending),
    Body::plain("stream.destroyed_handle", destroyed_handle).undefined(),
    Body::plain("stream.wait_event", wait_event),
    Body::plain("stream.attributes", attributes),
    Body::plain("stream.many", many),
    Body::plain("stream.bad_handles", bad_handles).undefined(),
    Body::plain("stream.context_synchronise", context_synchronise),
];

fn create_and_destroy(t: &mut Test) -> Outcome {
    t.context()?;
    let mut stream = CUstream::NULL;
    for flags in [CU_STREAM_DEFAULT, CU_STREAM_NON_BLOCKING] {
        ok!(t.cuStreamCreate(&mut stream, flags));
        t.yes("a handle", stream.0 > 2);
        let mut got = 77;
        ok!(t.cuStreamGetFlags(stream, &mut got));
        t.equal("flags", got, flags);
        ok!(t.cuStreamQuery(stream), "idle");
        ok!(t.cuStreamSynchronize(stream));
        ok!(t.cuStreamDestroy_v2(stream));
    }
    gives!(t.cuStreamCreate(&mut stream, 0x10), CUDA_ERROR_INVALID_VALUE, "a flag that does not exist");
    gives!(t.cuStreamCreate(Null, 0), CUDA_ERROR_INVALID_VALUE, "null pointer");
    let mut got = 77;
    ok!(t.cuStreamGetFlags(CUstream::NULL, &mut got), "flags of the default stream");
    t.note("they are", got);
    Ok(())
}

fn priorities(t: &mut Test) -> Outcome {
    t.context()?;
    let (mut least, mut greatest) = (0, 0);
    must!(t.cuCtxGetStreamPriorityRange(&mut least, &mut greatest));
    for asked in [0, least, greatest, greatest - 10, least + 10, -1] {
        let (mut stream, mut got) = (CUstream::NULL, 77);
        ok!(
            t.cuStreamCreateWithPriority(&mut stream, CU_STREAM_NON_BLOCKING, asked),
            &format!("priority {asked}")
        );
        ok!(t.cuStreamGetPriority(stream, &mut got));
        t.note("got", got);
        t.yes("inside the range", got <= least && got >= greatest);
        must!(t.cuStreamDestroy_v2(stream));
    }
    let mut got = 77;
    ok!(t.cuStreamGetPriority(CUstream::NULL, &mut got), "of the default stream");
    t.note("is", got);
    Ok(())
}

fn queries_about_itself(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let (a, b) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(0)?);
    for (label, stream) in [
        ("created", a),
        ("null", CUstream::NULL),
        ("legacy", CUstream::LEGACY),
        ("per-thread", CUstream::PER_THREAD),
    ] {
        let mut owner = CUcontext::NULL;
        ok!(t.cuStreamGetCtx(stream, &mut owner), &format!("context of the {label} stream"));
        t.yes("is the current one", owner == context);
        let mut device = 77;
        saw!(t.cuStreamGetDevice(stream, &mut device), "its device");
    }
    let mut ids = BTreeSet::new();
    for stream in [a, b, CUstream::NULL, CUstream::PER_THREAD] {
        let mut id = 0;
        ok!(t.cuStreamGetId(stream, &mut id));
        ids.insert(id);
    }
    t.equal("distinct numbers", ids.len(), 4);
    let (mut null, mut legacy) = (0, 1);
    must!(t.cuStreamGetId(CUstream::NULL, &mut null));
    must!(t.cuStreamGetId(CUstream::LEGACY, &mut legacy));
    t.yes("null and legacy are one stream", null == legacy);
    Ok(())
}

fn query_and_synchronise(t: &mut Test) -> Outcome {
    t.context()?;
    let (stream, gate) = (t.stream(CU_STREAM_NON_BLOCKING)?, Gate::closed());
    ok!(t.cuStreamQuery(stream), "idle");
    ok!(t.cuLaunchHostFunc(stream, Gate::function(), gate.data()));
    gives!(t.cuStreamQuery(stream), CUDA_ERROR_NOT_READY, "held");
    let entered = gate.wait_entered();
    t.yes("the host function runs", entered);
    gives!(t.cuStreamQuery(stream), CUDA_ERROR_NOT_READY, "running");
    gate.open();
    ok!(t.cuStreamSynchronize(stream));
    ok!(t.cuStreamQuery(stream), "done");
    ok!(t.cuStreamQuery(CUstream::NULL), "the default stream");
    Ok(())
}

fn legacy_waits_for_blocking_streams(t: &mut Test) -> Outcome {
    t.context()?;
    let (stream, gate, device) = (t.stream(CU_STREAM_DEFAULT)?, Gate::closed(), t.alloc(64)?);
    must!(t.cuLaunchHostFunc(stream, Gate::function(), gate.data()));
    ok!(t.cuMemsetD8Async(device, 1, 64, CUstream::NULL));
    gives!(
        t.cuStreamQuery(CUstream::NULL),
        CUDA_ERROR_NOT_READY,
        "the legacy stream waits for a blocking one"
    );
    let other = t.stream(CU_STREAM_DEFAULT)?;
    must!(t.cuMemsetD8Async(device, 2, 64, other));
    gives!(t.cuStreamQuery(other), CUDA_ERROR_NOT_READY, "and a blocking one for the legacy stream");
    gate.open();
    ok!(t.cuStreamSynchronize(other));
    let got = t.download(device, 64)?;
    t.same("in that order", &got, &[2; 64]);
    Ok(())
}

fn non_blocking_does_not_wait(t: &mut Test) -> Outcome {
    t.context()?;
    let (held, free) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    let (gate, device) = (Gate::closed(), t.alloc(64)?);
    must!(t.cuLaunchHostFunc(held, Gate::function(), gate.data()));
    let entered = gate.wait_entered();
    t.yes("one stream is held", entered);
    ok!(t.cuMemsetD8Async(device, 1, 64, free));
    ok!(t.cuStreamSynchronize(free), "another goes on");
    ok!(t.cuMemsetD8Async(device, 2, 64, CUstream::NULL));
    ok!(t.cuStreamSynchronize(CUstream::NULL), "so does the legacy stream");
    gives!(t.cuStreamQuery(held), CUDA_ERROR_NOT_READY, "the first is still held");
    gate.open();
    ok!(t.cuStreamSynchronize(held));
    Ok(())
}

fn per_thread_default_streams(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let (gate, device) = (Gate::closed(), t.alloc(128)?);
    ok!(t.cuLaunchHostFunc(CUstream::PER_THREAD, Gate::function(), gate.data()), "hold this thread's stream");
    let entered = gate.wait_entered();
    t.yes("held", entered);
    let library: &Cuda = t.cuda();
    let codes = std::thread::scope(|scope| {
        let thread = scope.spawn(move || {
            [
                cu!(library.cuCtxSetCurrent(context)),
                cu!(library.cuMemsetD8Async(device, 1, 64, CUstream::PER_THREAD)),
                cu!(library.cuStreamSynchronize(CUstream::PER_THREAD)),
                cu!(library.cuStreamQuery(CUstream::PER_THREAD)),
            ]
        });
        thread.join().unwrap_or([CUDA_ERROR_UNKNOWN; 4])
    });
    t.equal("another thread's stream is free", codes, [0; 4]);
    gives!(t.cuStreamQuery(CUstream::PER_THREAD), CUDA_ERROR_NOT_READY, "this thread's is still held");
    // Per-thread streams are blocking ones: the legacy stream waits for them.
    must!(t.cuMemsetD8Async(device, 2, 64, CUstream::NULL));
    gives!(t.cuStreamQuery(CUstream::LEGACY), CUDA_ERROR_NOT_READY, "the legacy stream waits for it");
    gate.open();
    ok!(t.cuStreamSynchronize(CUstream::PER_THREAD));
    ok!(t.cuStreamSynchronize(CUstream::LEGACY));
    Ok(())
}

fn ptsz_symbols(t: &mut Test) -> Outcome {
    t.context()?;
    let (gate, device) = (Gate::closed(), t.alloc(256)?);
    let null = CUstream::NULL;
    ok!(t.cuLaunchHostFunc_ptsz as cuLaunchHostFunc(null, Gate::function(), gate.data()), "host function in stream 0");
    gives!(t.cuStreamQuery_ptsz as cuStreamQuery(null), CUDA_ERROR_NOT_READY, "stream 0 is the thread's own");
    gives!(t.cuStreamQuery(CUstream::PER_THREAD), CUDA_ERROR_NOT_READY, "by its name too");
    ok!(t.cuMemsetD8Async_ptsz as cuMemsetD8Async(device, 7, 256, null), "memset in it");
    let event = t.event(0)?;
    ok!(t.cuEventRecord_ptsz as cuEventRecord(event, null), "event in it");
    gives!(t.cuEventQuery(event), CUDA_ERROR_NOT_READY, "which has not happened");
    gate.open();
    ok!(t.cuStreamSynchronize_ptsz as cuStreamSynchronize(null), "synchronise it");
    ok!(t.cuEventQuery(event), "the event has happened");
    let mut back = [0u8; 256];
    ok!(t.cuMemcpyDtoH_v2_ptds as cuMemcpyDtoH_v2(&mut back[..], device, 256), "copy in it");
    t.same("the memset's bytes", &back, &[7; 256]);
    ok!(t.cuMemcpyHtoD_v2_ptds as cuMemcpyHtoD_v2(device, &back[..], 128), "copy to the device in it");
    ok!(t.cuMemsetD8_v2_ptds as cuMemsetD8_v2(device, 1, 16), "synchronous form of memset in it");
    ok!(t.cuMemcpy_ptds as cuMemcpy(device + 128, device, 128), "unified copy in it");
    ok!(t.cuStreamSynchronize_ptsz as cuStreamSynchronize(null), "synchronise it again");
    let mut flags = 77;
    ok!(t.cuStreamGetFlags_ptsz as cuStreamGetFlags(null, &mut flags), "its flags");
    t.note("are", flags);
    let mut context = CUcontext::NULL;
    ok!(t.cuStreamGetCtx_ptsz as cuStreamGetCtx(null, &mut context), "its context");
    Ok(())
}

fn destroyed_with_work_pending(t: &mut Test) -> Outcome {
    t.context()?;
    let (stream, gate, host) = (t.stream(CU_STREAM_NON_BLOCKING)?, Gate::closed(), t.pinned(64)?);
    must!(t.cuLaunchHostFunc(stream, Gate::function(), gate.data()));
    must!(t.cuMemsetD8Async(host.device(), 9, 64, stream));
    ok!(t.cuStreamDestroy_v2(stream), "destroyed while it is held");
    t.same("the memset has not run", &host.bytes(), &[0; 64]);
    gate.open();
    let ran = wait_until(|| host.get::<u8>(63) == 9);
    t.yes("it runs all the same", ran);
    ok!(t.cuCtxSynchronize());
    Ok(())
}

fn destroyed_handle(t: &mut Test) -> Outcome {
    t.context()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    must!(t.cuStreamDestroy_v2(stream));
    saw!(t.cuStreamQuery(stream), "query a destroyed stream");
    saw!(t.cuStreamSynchronize(stream), "synchronise a destroyed stream");
    saw!(t.cuStreamDestroy_v2(stream), "destroy it again");
    Ok(())
}

fn wait_event(t: &mut Test) -> Outcome {
    t.context()?;
    let (a, b, gate) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?, Gate::closed());
    let event = t.event(CU_EVENT_DISABLE_TIMING)?;
    ok!(t.cuStreamWaitEvent(b, event, 0), "an event that was never recorded");
    ok!(t.cuStreamSynchronize(b), "holds nothing up");
    must!(t.cuLaunchHostFunc(a, Gate::function(), gate.data()));
    ok!(t.cuEventRecord(event, a));
    ok!(t.cuStreamWaitEvent(b, event, 0));
    let host = t.pinned(64)?;
    must!(t.cuMemsetD8Async(host.device(), 3, 64, b));
    gives!(t.cuStreamQuery(b), CUDA_ERROR_NOT_READY, "the other stream waits");
    // What the stream waits for is the event as it was recorded then.
    let idle = t.stream(CU_STREAM_NON_BLOCKING)?;
    ok!(t.cuEventRecord(event, idle), "recorded anew in an idle stream");
    ok!(t.cuEventSynchronize(event), "which happens at once");
    gives!(t.cuStreamQuery(b), CUDA_ERROR_NOT_READY, "the other stream still waits");
    gate.open();
    ok!(t.cuStreamSynchronize(b));
    t.same("then it goes on", &host.bytes(), &[3; 64]);
    gives!(t.cuStreamWaitEvent(b, event, 0x100), CUDA_ERROR_INVALID_VALUE, "a flag that does not exist");
    saw!(t.cuStreamWaitEvent(b, CUevent::NULL, 0), "no event");
    Ok(())
}

fn attributes(t: &mut Test) -> Outcome {
    t.context()?;
    let (a, b) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    let mut value = CUlaunchAttributeValue::ZERO;
    ok!(
        t.cuStreamGetAttribute(a, CU_LAUNCH_ATTRIBUTE_SYNCHRONIZATION_POLICY, &mut value),
        "synchronisation policy"
    );
    t.note("is", value.number());
    let spin = CUlaunchAttributeValue::from_number(2);
    ok!(t.cuStreamSetAttribute(a, CU_LAUNCH_ATTRIBUTE_SYNCHRONIZATION_POLICY, &spin));
    must!(t.cuStreamGetAttribute(a, CU_LAUNCH_ATTRIBUTE_SYNCHRONIZATION_POLICY, &mut value));
    t.equal("is then", value.number(), 2);
    ok!(t.cuStreamCopyAttributes(b, a));
    must!(t.cuStreamGetAttribute(b, CU_LAUNCH_ATTRIBUTE_SYNCHRONIZATION_POLICY, &mut value));
    t.note("copied to another stream", value.number());
    saw!(t.cuStreamGetAttribute(a, CU_LAUNCH_ATTRIBUTE_PRIORITY, &mut value), "priority");
    t.note("priority is", value.number() as i32);
    saw!(t.cuStreamGetAttribute(a, 99, &mut value), "attribute 99");
    saw!(t.cuStreamSetAttribute(a, 99, &value), "set attribute 99");
    saw!(
        t.cuStreamSetAttribute(
            a,
            CU_LAUNCH_ATTRIBUTE_SYNCHRONIZATION_POLICY,
            &CUlaunchAttributeValue::from_number(77)
        ),
        "policy 77"
    );
    Ok(())
}

fn many(t: &mut Test) -> Outcome {
    const COUNT: usize = 300;
    t.context()?;
    let device = t.alloc(COUNT * 64)?;
    let mut streams = Vec::new();
    for _ in 0..COUNT {
        streams.push(t.stream(CU_STREAM_NON_BLOCKING)?);
    }
    let distinct: BTreeSet<usize> = streams.iter().map(|stream| stream.0).collect();
    t.equal("distinct handles", distinct.len(), COUNT);
    for (at, stream) in streams.iter().enumerate() {
        must!(t.cuMemsetD8Async(device + at as u64 * 64, at as u8, 64, *stream));
    }
    ok!(t.cuCtxSynchronize());
    let got = t.download(device, COUNT * 64)?;
    let want: Vec<u8> = (0..COUNT).flat_map(|at| [at as u8; 64]).collect();
    t.same("each did its work", &got, &want);
    for stream in streams {
        must!(t.cuStreamDestroy_v2(stream));
    }
    Ok(())
}

fn bad_handles(t: &mut Test) -> Outcome {
    t.context()?;
    saw!(t.cuStreamDestroy_v2(CUstream::NULL), "destroy the null stream");
    saw!(t.cuStreamDestroy_v2(CUstream::LEGACY), "destroy the legacy stream");
    saw!(t.cuStreamDestroy_v2(CUstream::PER_THREAD), "destroy the per-thread stream");
    ok!(t.cuCtxSynchronize());
    saw!(t.cuStreamQuery(CUstream(0x18)), "a small number");
    Ok(())
}

fn context_synchronise(t: &mut Test) -> Outcome {
    t.context()?;
    let (stream, gate) = (t.stream(CU_STREAM_NON_BLOCKING)?, Gate::closed());
    let host = t.pinned(64)?;
    must!(t.cuLaunchHostFunc(stream, Gate::function(), gate.data()));
    must!(t.cuMemsetD8Async(host.device(), 4, 64, stream));
    let opener = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(100));
        gate.open();
    });
    ok!(t.cuCtxSynchronize());
    t.same("it waited for the non-blocking stream", &host.bytes(), &[4; 64]);
    ok!(t.cuStreamQuery(stream));
    t.yes("the gate was opened meanwhile", opener.join().is_ok());
    Ok(())
}
