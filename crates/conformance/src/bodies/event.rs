//! Events: record, query, wait, time.

use table::*;

use crate::cuda::Null;
use crate::gate::Gate;
use crate::{Body, Outcome, Test, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("event.create_and_destroy", create_and_destroy),
    Body::plain("event.never_recorded", never_recorded),
    Body::plain("event.record_query_synchronise", record_query_synchronise),
    Body::plain("event.elapsed_errors", elapsed_errors),
    Body::plain("event.elapsed_time", elapsed_time),
    Body::plain("event.recorded_again", recorded_again),
    Body::plain("event.record_flags", record_flags),
    Body::plain("event.destroyed_while_pending", destroyed_while_pending),
    Body::plain("event.other_context", other_context),
    Body::plain("event.ten_thousand", ten_thousand),
    Body::plain("event.bad_handles", bad_handles).undefined(),
];

fn create_and_destroy(t: &mut Test) -> Outcome {
    t.context()?;
    let mut event = CUevent::NULL;
    for flags in [CU_EVENT_DEFAULT, CU_EVENT_BLOCKING_SYNC, CU_EVENT_DISABLE_TIMING, 3] {
        ok!(t.cuEventCreate(&mut event, flags), &format!("flags {flags}"));
        t.yes("a handle", !event.is_null());
        ok!(t.cuEventDestroy_v2(event));
    }
    gives!(
        t.cuEventCreate(&mut event, CU_EVENT_INTERPROCESS),
        CUDA_ERROR_INVALID_VALUE,
        "between processes, with timing"
    );
    gives!(t.cuEventCreate(&mut event, 0x100), CUDA_ERROR_INVALID_VALUE, "a flag that does not exist");
    gives!(t.cuEventCreate(Null, 0), CUDA_ERROR_INVALID_VALUE, "null pointer");
    Ok(())
}

fn never_recorded(t: &mut Test) -> Outcome {
    t.context()?;
    let (a, b) = (t.event(0)?, t.event(0)?);
    ok!(t.cuEventQuery(a), "counts as happened");
    ok!(t.cuEventSynchronize(a));
    let mut time = 77.0;
    gives!(t.cuEventElapsedTime_v2(&mut time, a, b), CUDA_ERROR_INVALID_HANDLE, "time between two such");
    ok!(t.cuEventRecord(a, CUstream::NULL));
    ok!(t.cuEventSynchronize(a));
    gives!(t.cuEventElapsedTime_v2(&mut time, a, b), CUDA_ERROR_INVALID_HANDLE, "time to such a one");
    Ok(())
}

fn record_query_synchronise(t: &mut Test) -> Outcome {
    t.context()?;
    let (stream, gate) = (t.stream(CU_STREAM_NON_BLOCKING)?, Gate::closed());
    let (before, after) = (t.event(0)?, t.event(CU_EVENT_BLOCKING_SYNC)?);
    ok!(t.cuEventRecord(before, stream));
    ok!(t.cuEventSynchronize(before));
    must!(t.cuLaunchHostFunc(stream, Gate::function(), gate.data()));
    ok!(t.cuEventRecord(after, stream));
    gives!(t.cuEventQuery(after), CUDA_ERROR_NOT_READY, "behind a held function");
    ok!(t.cuEventQuery(before), "before it");
    let mut time = 77.0;
    gives!(
        t.cuEventElapsedTime_v2(&mut time, before, after),
        CUDA_ERROR_NOT_READY,
        "time to one that has not happened"
    );
    gate.open();
    ok!(t.cuEventSynchronize(after));
    ok!(t.cuEventQuery(after), "now");
    ok!(t.cuEventElapsedTime_v2(&mut time, before, after), "time");
    t.yes("is not negative", time >= 0.0);
    Ok(())
}

fn elapsed_errors(t: &mut Test) -> Outcome {
    t.context()?;
    let (timed, untimed) = (t.event(0)?, t.event(CU_EVENT_DISABLE_TIMING)?);
    ok!(t.cuEventRecord(timed, CUstream::NULL));
    ok!(t.cuEventRecord(untimed, CUstream::NULL));
    ok!(t.cuCtxSynchronize());
    let mut time = 77.0;
    gives!(
        t.cuEventElapsedTime_v2(&mut time, timed, untimed),
        CUDA_ERROR_INVALID_HANDLE,
        "to one without timing"
    );
    gives!(
        t.cuEventElapsedTime_v2(&mut time, untimed, timed),
        CUDA_ERROR_INVALID_HANDLE,
        "from one without timing"
    );
    ok!(t.cuEventElapsedTime_v2(&mut time, timed, timed), "to itself");
    t.equal("is", time, 0.0);
    saw!(t.cuEventElapsedTime_v2(Null, timed, timed), "null pointer");
    time = 77.0;
    ok!(t.cuEventElapsedTime(&mut time, timed, timed), "first version");
    t.equal("is by the first version", time, 0.0);
    gives!(
        t.cuEventElapsedTime(&mut time, timed, untimed),
        CUDA_ERROR_INVALID_HANDLE,
        "first version, without timing"
    );
    Ok(())
}

fn elapsed_time(t: &mut Test) -> Outcome {
    t.context()?;
    let (stream, gate) = (t.stream(CU_STREAM_NON_BLOCKING)?, Gate::closed());
    let (start, end) = (t.event(0)?, t.event(0)?);
    ok!(t.cuEventRecord(start, stream));
    ok!(t.cuEventSynchronize(start));
    must!(t.cuLaunchHostFunc(stream, Gate::function(), gate.data()));
    ok!(t.cuEventRecord(end, stream));
    std::thread::sleep(std::time::Duration::from_millis(120));
    gate.open();
    ok!(t.cuEventSynchronize(end));
    let (mut forth, mut back) = (0.0, 0.0);
    ok!(t.cuEventElapsedTime_v2(&mut forth, start, end));
    t.yes("milliseconds: at least the time that the stream was held", forth >= 100.0);
    t.yes("and not hours", forth < 60_000.0);
    ok!(t.cuEventElapsedTime_v2(&mut back, end, start), "the other way round");
    t.yes("is negative", back == -forth);
    Ok(())
}

fn recorded_again(t: &mut Test) -> Outcome {
    t.context()?;
    let (held, idle, gate) =
        (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?, Gate::closed());
    let event = t.event(0)?;
    must!(t.cuLaunchHostFunc(held, Gate::function(), gate.data()));
    ok!(t.cuEventRecord(event, held));
    gives!(t.cuEventQuery(event), CUDA_ERROR_NOT_READY, "in a held stream");
    ok!(t.cuEventRecord(event, idle));
    ok!(t.cuEventSynchronize(event), "recorded again in an idle one");
    ok!(t.cuEventQuery(event));
    ok!(t.cuEventRecord(event, held), "and in the held one once more");
    gives!(t.cuEventQuery(event), CUDA_ERROR_NOT_READY, "the latest record counts");
    gate.open();
    ok!(t.cuEventSynchronize(event));
    Ok(())
}

fn record_flags(t: &mut Test) -> Outcome {
    t.context()?;
    let event = t.event(0)?;
    ok!(t.cuEventRecordWithFlags(event, CUstream::NULL, CU_EVENT_RECORD_DEFAULT));
    saw!(
        t.cuEventRecordWithFlags(event, CUstream::NULL, CU_EVENT_RECORD_EXTERNAL),
        "external, outside of a capture"
    );
    gives!(
        t.cuEventRecordWithFlags(event, CUstream::NULL, 0x100),
        CUDA_ERROR_INVALID_VALUE,
        "a flag that does not exist"
    );
    ok!(t.cuEventRecord(event, CUstream::LEGACY), "in the legacy stream");
    ok!(t.cuEventRecord(event, CUstream::PER_THREAD), "in the per-thread stream");
    ok!(t.cuEventSynchronize(event));
    Ok(())
}

fn destroyed_while_pending(t: &mut Test) -> Outcome {
    t.context()?;
    let (a, b, gate) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?, Gate::closed());
    let event = t.event(CU_EVENT_DISABLE_TIMING)?;
    let host = t.pinned(64)?;
    must!(t.cuLaunchHostFunc(a, Gate::function(), gate.data()));
    must!(t.cuEventRecord(event, a));
    must!(t.cuStreamWaitEvent(b, event, 0));
    must!(t.cuMemsetD8Async(host.device(), 6, 64, b));
    ok!(t.cuEventDestroy_v2(event), "destroyed before it happened");
    gives!(t.cuStreamQuery(b), CUDA_ERROR_NOT_READY, "the waiting stream still waits");
    gate.open();
    ok!(t.cuStreamSynchronize(b));
    t.same("then it goes on", &host.bytes(), &[6; 64]);
    Ok(())
}

fn other_context(t: &mut Test) -> Outcome {
    t.init()?;
    let a = super::context::create(t)?;
    let theirs = t.event(0)?;
    let b = super::context::create(t)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    gives!(t.cuEventRecord(theirs, stream), CUDA_ERROR_INVALID_HANDLE, "an event of another context");
    ok!(t.cuStreamWaitEvent(stream, theirs, 0), "wait for an event of another context");
    ok!(t.cuEventQuery(theirs), "query it");
    ok!(t.cuEventSynchronize(theirs), "synchronise with it");
    must!(t.cuCtxDestroy_v2(b));
    must!(t.cuCtxSetCurrent(a));
    ok!(t.cuEventDestroy_v2(theirs));
    Ok(())
}

fn ten_thousand(t: &mut Test) -> Outcome {
    const COUNT: usize = 10_000;
    t.context()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let mut events = Vec::with_capacity(COUNT);
    for _ in 0..COUNT {
        events.push(t.event(CU_EVENT_DISABLE_TIMING)?);
    }
    for event in &events {
        must!(t.cuEventRecord(*event, stream));
    }
    t.finish(stream)?;
    for event in &events {
        must!(t.cuEventQuery(*event));
    }
    for event in events {
        must!(t.cuEventDestroy_v2(event));
    }
    t.note("events", COUNT);
    Ok(())
}

fn bad_handles(t: &mut Test) -> Outcome {
    t.context()?;
    saw!(t.cuEventDestroy_v2(CUevent::NULL), "destroy no event");
    saw!(t.cuEventRecord(CUevent::NULL, CUstream::NULL), "record no event");
    saw!(t.cuEventQuery(CUevent::NULL), "query no event");
    saw!(t.cuEventSynchronize(CUevent::NULL), "synchronise with no event");
    let event = t.event(0)?;
    must!(t.cuEventDestroy_v2(event));
    saw!(t.cuEventQuery(event), "query a destroyed event");
    saw!(t.cuEventRecord(event, CUstream::NULL), "record a destroyed event");
    saw!(t.cuEventDestroy_v2(event), "destroy it again");
    Ok(())
}
