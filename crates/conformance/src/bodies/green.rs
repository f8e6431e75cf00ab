//! Green contexts, which have a part of a device, and events of whole contexts.

use table::*;

use crate::cuda::{Null, Params};
use crate::gate::Gate;
use crate::{Body, Outcome, Stop, Test, cu, gives, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("green.resources", resources).optional(),
    Body::plain("green.split", split).optional(),
    Body::plain("green.bad_resources", bad_resources).optional(),
    Body::plain("green.contexts", contexts).optional(),
    Body::plain("green.bad_contexts", bad_contexts).optional(),
    Body::plain("green.keeps_the_primary_context", keeps_the_primary_context).optional(),
    Body::plain("green.is_current", is_current).optional(),
    Body::plain("green.streams", streams).optional(),
    Body::plain("green.memory_outlives_it", memory_outlives_it).optional(),
    Body::plain("green.events", events).optional(),
    Body::plain("green.events_of_whole_contexts", events_of_whole_contexts).optional(),
    Body::plain("green.bad_events", bad_events).optional(),
    Body::plain("green.primary_waits_for_all", primary_waits_for_all).optional(),
    Body::kernels("green.kernels", kernels).optional(),
];

/// No resource.
const NONE: CUdevResource =
    CUdevResource { r#type: CU_DEV_RESOURCE_TYPE_INVALID, _internal_padding: [0; 92], u: [0; 12] };

/// How many multiprocessors a resource has.
fn count(resource: &CUdevResource) -> u32 {
    resource.u[0]
}

/// The fewest that a resource can be split into.
fn least(resource: &CUdevResource) -> u32 {
    resource.u[1]
}

/// The multiprocessors of the first device; skips the body where there are no resources.
fn device(t: &Test) -> Outcome<CUdevResource> {
    let mut resource = NONE;
    match cu!(t.cuDeviceGetDevResource(0, &mut resource, CU_DEV_RESOURCE_TYPE_SM)) {
        CUDA_SUCCESS => Ok(resource),
        CUDA_ERROR_NOT_SUPPORTED => Err(Stop::Skip("the library does not have green contexts".into())),
        code => Err(Stop::Fail(format!("cuDeviceGetDevResource: {code}"))),
    }
}

/// Two groups of the fewest multiprocessors, and what remains; skips the body where the device is too small.
fn halves(t: &Test) -> Outcome<([CUdevResource; 2], CUdevResource)> {
    let whole = device(t)?;
    let (mut groups, mut rest, mut number) = ([NONE; 2], NONE, 2);
    if count(&whole) < 2 * least(&whole) {
        return Err(Stop::Skip("the device cannot be split".into()));
    }
    must!(t.cuDevSmResourceSplitByCount(&mut groups[..], &mut number, &whole, &mut rest, 0, least(&whole)));
    if number == 2 { Ok((groups, rest)) } else { Err(Stop::Skip("the device cannot be split".into())) }
}

/// A green context with a resource.
fn green(t: &Test, resource: CUdevResource) -> Outcome<CUgreenCtx> {
    let (mut list, mut desc, mut green) = ([resource], CUdevResourceDesc::NULL, CUgreenCtx::NULL);
    must!(t.cuDevResourceGenerateDesc(&mut desc, &mut list[..], 1));
    must!(t.cuGreenCtxCreate(&mut green, desc, 0, CU_GREEN_CTX_DEFAULT_STREAM));
    Ok(green)
}

/// The context that stands for a green one.
fn context_of(t: &Test, green: CUgreenCtx) -> Outcome<CUcontext> {
    let mut context = CUcontext::NULL;
    must!(t.cuCtxFromGreenCtx(&mut context, green));
    Ok(context)
}

/// A stream of a green context.
fn stream_of(t: &Test, green: CUgreenCtx) -> Outcome<CUstream> {
    let mut stream = CUstream::NULL;
    must!(t.cuGreenCtxStreamCreate(&mut stream, green, CU_STREAM_NON_BLOCKING, 0));
    Ok(stream)
}

fn resources(t: &mut Test) -> Outcome {
    t.init()?;
    let whole = device(t)?;
    t.equal("type", whole.r#type, CU_DEV_RESOURCE_TYPE_SM);
    let multiprocessors = t.attribute(CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT)?;
    t.yes("has the device's multiprocessors", i64::from(count(&whole)) == i64::from(multiprocessors));
    t.yes("can be split", (1..=count(&whole)).contains(&least(&whole)));
    t.note("fewest of a part", least(&whole));
    t.note("alignment", whole.u[2]);
    let context = t.context()?;
    let mut of_context = NONE;
    ok!(t.cuCtxGetDevResource(context, &mut of_context, CU_DEV_RESOURCE_TYPE_SM));
    t.yes("the primary context has them all", count(&of_context) == count(&whole));
    let mut other = CUcontext::NULL;
    must!(t.cuCtxCreate_v2(&mut other, 0, 0));
    ok!(t.cuCtxGetDevResource(other, &mut of_context, CU_DEV_RESOURCE_TYPE_SM), "of an ordinary context");
    t.yes("so has an ordinary one", count(&of_context) == count(&whole));
    ok!(t.cuCtxDestroy_v2(other));
    Ok(())
}

fn split(t: &mut Test) -> Outcome {
    t.context()?;
    let whole = device(t)?;
    let mut number = 77;
    ok!(
        t.cuDevSmResourceSplitByCount(Null, &mut number, &whole, Null, 0, least(&whole)),
        "how many groups there would be"
    );
    t.note("groups", number);
    let possible = number;
    let (mut groups, mut rest) = (vec![NONE; possible as usize], NONE);
    ok!(
        t.cuDevSmResourceSplitByCount(&mut groups[..], &mut number, &whole, &mut rest, 0, least(&whole)),
        "split"
    );
    t.equal("as many", number, possible);
    for group in &groups {
        t.equal("type", group.r#type, CU_DEV_RESOURCE_TYPE_SM);
        t.yes("enough", count(group) >= least(&whole));
        t.note("multiprocessors", count(group));
    }
    t.note("type of the rest", rest.r#type);
    t.note("multiprocessors of the rest", count(&rest));
    let mut one = [NONE];
    number = 1;
    ok!(
        t.cuDevSmResourceSplitByCount(&mut one[..], &mut number, &whole, Null, 0, least(&whole)),
        "one group"
    );
    t.equal("one", number, 1);
    // A copy is as good as what it was copied from.
    let mut copy = NONE;
    copy.clone_from(&one[0]);
    let (mut list, mut desc) = ([copy], CUdevResourceDesc::NULL);
    ok!(t.cuDevResourceGenerateDesc(&mut desc, &mut list[..], 1));
    t.yes("a description", !desc.is_null());
    Ok(())
}

fn bad_resources(t: &mut Test) -> Outcome {
    t.context()?;
    let whole = device(t)?;
    let mut resource = NONE;
    gives!(
        t.cuDeviceGetDevResource(0, Null, CU_DEV_RESOURCE_TYPE_SM),
        CUDA_ERROR_INVALID_VALUE,
        "nowhere to put it"
    );
    gives!(
        t.cuDeviceGetDevResource(77, &mut resource, CU_DEV_RESOURCE_TYPE_SM),
        CUDA_ERROR_INVALID_DEVICE,
        "no device"
    );
    gives!(
        t.cuDeviceGetDevResource(0, &mut resource, CU_DEV_RESOURCE_TYPE_INVALID),
        CUDA_ERROR_INVALID_RESOURCE_TYPE,
        "no type"
    );
    saw!(t.cuDeviceGetDevResource(0, &mut resource, 77), "an unknown type");
    let (mut groups, mut number) = ([NONE; 2], 2);
    saw!(
        t.cuDevSmResourceSplitByCount(&mut groups[..], &mut number, &NONE, Null, 0, least(&whole)),
        "split no resource"
    );
    saw!(
        t.cuDevSmResourceSplitByCount(&mut groups[..], &mut number, &whole, Null, 0, count(&whole) + 1),
        "more than there are"
    );
    saw!(
        t.cuDevSmResourceSplitByCount(&mut groups[..], &mut number, &whole, Null, 0x8000, least(&whole)),
        "an unknown flag"
    );
    let ([first, second], _) = halves(t)?;
    number = 1;
    saw!(
        t.cuDevSmResourceSplitByCount(&mut groups[..1], &mut number, &first, Null, 0, 1),
        "split a part of a split"
    );
    let mut desc = CUdevResourceDesc::NULL;
    let mut none = [NONE];
    saw!(t.cuDevResourceGenerateDesc(&mut desc, &mut none[..], 1), "describe no resource");
    let mut both = [first, second];
    gives!(t.cuDevResourceGenerateDesc(&mut desc, Null, 1), CUDA_ERROR_INVALID_VALUE, "describe nothing");
    ok!(t.cuDevResourceGenerateDesc(&mut desc, &mut both[..], 2), "describe two of one split");
    let (others, _) = halves(t)?;
    let mut mixed = [first, others[1]];
    saw!(t.cuDevResourceGenerateDesc(&mut desc, &mut mixed[..], 2), "describe two of two splits");
    Ok(())
}

fn contexts(t: &mut Test) -> Outcome {
    let primary = t.context()?;
    let ([first, second], _) = halves(t)?;
    let (one, two) = (green(t, first)?, green(t, second)?);
    t.yes("two", one != two && !one.is_null() && !two.is_null());
    let (context, again, other) = (context_of(t, one)?, context_of(t, one)?, context_of(t, two)?);
    t.yes("has a context", !context.is_null());
    t.yes("always the same", context == again);
    t.yes("of its own", context != other && context != primary);
    let (mut of_one, mut of_two) = (0, 0);
    ok!(t.cuGreenCtxGetId(one, &mut of_one));
    ok!(t.cuGreenCtxGetId(two, &mut of_two));
    t.yes("numbers differ", of_one != of_two);
    let mut resource = NONE;
    ok!(t.cuGreenCtxGetDevResource(one, &mut resource, CU_DEV_RESOURCE_TYPE_SM));
    t.yes("has what it was given", count(&resource) == count(&first));
    resource = NONE;
    ok!(t.cuCtxGetDevResource(context, &mut resource, CU_DEV_RESOURCE_TYPE_SM));
    t.yes("so has its context", count(&resource) == count(&first));
    ok!(t.cuGreenCtxDestroy(one));
    ok!(t.cuGreenCtxGetId(two, &mut of_two), "the other lives");
    ok!(t.cuGreenCtxDestroy(two));
    let third = green(t, first)?;
    ok!(t.cuGreenCtxDestroy(third), "the part can be had again");
    Ok(())
}

fn bad_contexts(t: &mut Test) -> Outcome {
    t.context()?;
    let ([first, _], _) = halves(t)?;
    let (mut list, mut desc, mut made) = ([first], CUdevResourceDesc::NULL, CUgreenCtx::NULL);
    must!(t.cuDevResourceGenerateDesc(&mut desc, &mut list[..], 1));
    gives!(
        t.cuGreenCtxCreate(Null, desc, 0, CU_GREEN_CTX_DEFAULT_STREAM),
        CUDA_ERROR_INVALID_VALUE,
        "nowhere to put it"
    );
    saw!(
        t.cuGreenCtxCreate(&mut made, CUdevResourceDesc::NULL, 0, CU_GREEN_CTX_DEFAULT_STREAM),
        "no description"
    );
    gives!(
        t.cuGreenCtxCreate(&mut made, desc, 77, CU_GREEN_CTX_DEFAULT_STREAM),
        CUDA_ERROR_INVALID_DEVICE,
        "no device"
    );
    saw!(t.cuGreenCtxCreate(&mut made, desc, 0, 0x100), "an unknown flag");
    let (mut context, mut number) = (CUcontext::NULL, 0);
    saw!(t.cuCtxFromGreenCtx(&mut context, CUgreenCtx::NULL), "the context of none");
    saw!(t.cuGreenCtxGetId(CUgreenCtx::NULL, &mut number), "the number of the current one, which is none");
    saw!(t.cuGreenCtxDestroy(CUgreenCtx::NULL), "destroy none");
    let mut stream = CUstream::NULL;
    saw!(
        t.cuGreenCtxStreamCreate(&mut stream, CUgreenCtx::NULL, CU_STREAM_NON_BLOCKING, 0),
        "a stream of none"
    );
    let one = green(t, first)?;
    gives!(t.cuCtxFromGreenCtx(Null, one), CUDA_ERROR_INVALID_VALUE, "nowhere to put the context");
    gives!(t.cuGreenCtxGetId(one, Null), CUDA_ERROR_INVALID_VALUE, "nowhere to put the number");
    gives!(
        t.cuGreenCtxGetDevResource(one, Null, CU_DEV_RESOURCE_TYPE_SM),
        CUDA_ERROR_INVALID_VALUE,
        "nowhere to put the resource"
    );
    gives!(
        t.cuGreenCtxStreamCreate(&mut stream, one, CU_STREAM_DEFAULT, 0),
        CUDA_ERROR_INVALID_VALUE,
        "a stream that waits for the default one"
    );
    ok!(t.cuGreenCtxDestroy(one));
    Ok(())
}

fn keeps_the_primary_context(t: &mut Test) -> Outcome {
    t.init()?;
    let ([first, _], _) = halves(t)?;
    let active = |t: &Test| -> Outcome<bool> {
        let (mut flags, mut active) = (0, 0);
        must!(t.cuDevicePrimaryCtxGetState(0, &mut flags, &mut active));
        Ok(active != 0)
    };
    let before = active(t)?;
    t.yes("not active", !before);
    let one = green(t, first)?;
    let during = active(t)?;
    t.yes("active with the green context", during);
    let mut primary = CUcontext::NULL;
    must!(t.cuDevicePrimaryCtxRetain(&mut primary, 0));
    must!(t.cuDevicePrimaryCtxRelease_v2(0));
    let during = active(t)?;
    t.yes("still active", during);
    ok!(t.cuGreenCtxDestroy(one));
    let after = active(t)?;
    t.yes("not active any more", !after);
    Ok(())
}

fn is_current(t: &mut Test) -> Outcome {
    let primary = t.context()?;
    let ([first, second], _) = halves(t)?;
    let one = green(t, first)?;
    let context = context_of(t, one)?;
    ok!(t.cuCtxPushCurrent_v2(context));
    let (mut now, mut device, mut flags, mut number) = (CUcontext::NULL, 77, 0, 0);
    ok!(t.cuCtxGetCurrent(&mut now));
    t.yes("current", now == context);
    ok!(t.cuCtxGetDevice(&mut device));
    t.equal("device", device, 0);
    ok!(t.cuCtxGetFlags(&mut flags));
    ok!(t.cuGreenCtxGetId(CUgreenCtx::NULL, &mut number), "the current one's number");
    let mut same = 0;
    ok!(t.cuGreenCtxGetId(one, &mut same), "its number");
    t.yes("the same", number == same);
    let (mut of_stream, mut of_green, mut regular) = (CUcontext::NULL, CUgreenCtx::NULL, CUcontext::NULL);
    ok!(t.cuStreamGetCtx(CUstream::NULL, &mut of_stream), "context of the default stream");
    t.yes("the current one", of_stream == context);
    ok!(t.cuStreamGetGreenCtx(CUstream::NULL, &mut of_green));
    t.yes("its green context", of_green == one);
    of_green = CUgreenCtx::NULL;
    ok!(t.cuStreamGetCtx_v2(CUstream::NULL, &mut regular, &mut of_green));
    t.yes("both", regular == primary && of_green == one);
    // Work in its default stream.
    let address = t.alloc(4096)?;
    ok!(t.cuMemsetD8_v2(address, 0x5a, 4096));
    ok!(t.cuCtxSynchronize());
    let bytes = t.download(address, 4096)?;
    t.same("memory", &bytes, &[0x5a; 4096]);
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    ok!(t.cuStreamGetCtx(stream, &mut of_stream), "context of a stream that was created here");
    t.yes("this one", of_stream == context);
    ok!(t.cuStreamGetGreenCtx(stream, &mut of_green));
    t.yes("this green one", of_green == one);
    must!(t.cuStreamDestroy_v2(stream));
    let mut popped = CUcontext::NULL;
    ok!(t.cuCtxPopCurrent_v2(&mut popped));
    t.yes("popped", popped == context);
    ok!(t.cuStreamGetGreenCtx(CUstream::NULL, &mut of_green));
    t.yes("the primary context is no green one", of_green.is_null());
    ok!(t.cuMemFree_v2(address), "memory is freed in the primary context");
    // One after the other on one thread.
    let two = green(t, second)?;
    let other = context_of(t, two)?;
    ok!(t.cuCtxSetCurrent(other));
    let address = t.alloc(64)?;
    ok!(t.cuMemsetD8_v2(address, 7, 64));
    ok!(t.cuCtxSetCurrent(context));
    let bytes = t.download(address, 64)?;
    t.same("written in one and read in the other", &bytes, &[7; 64]);
    ok!(t.cuCtxSetCurrent(primary));
    must!(t.cuMemFree_v2(address));
    ok!(t.cuGreenCtxDestroy(one));
    ok!(t.cuGreenCtxDestroy(two));
    Ok(())
}

fn streams(t: &mut Test) -> Outcome {
    let primary = t.context()?;
    let ([first, _], _) = halves(t)?;
    let one = green(t, first)?;
    let context = context_of(t, one)?;
    let mut stream = CUstream::NULL;
    ok!(t.cuGreenCtxStreamCreate(&mut stream, one, CU_STREAM_NON_BLOCKING, -1));
    let (mut flags, mut of_stream, mut of_green, mut device) = (0, CUcontext::NULL, CUgreenCtx::NULL, 77);
    ok!(t.cuStreamGetFlags(stream, &mut flags));
    t.equal("flags", flags, CU_STREAM_NON_BLOCKING);
    ok!(t.cuStreamGetCtx(stream, &mut of_stream));
    t.yes("of the green context", of_stream == context);
    ok!(t.cuStreamGetCtx_v2(stream, &mut of_stream, &mut of_green));
    t.yes("which is of the primary one", of_stream == primary && of_green == one);
    ok!(t.cuStreamGetDevice(stream, &mut device));
    t.equal("device", device, 0);
    // The primary context is current all the while.
    let (address, event) = (t.alloc(4096)?, t.event(0)?);
    ok!(t.cuMemsetD8Async(address, 0x11, 4096, stream));
    ok!(t.cuEventRecord(event, stream));
    ok!(t.cuEventSynchronize(event));
    ok!(t.cuStreamQuery(stream));
    let bytes = t.pinned(4096)?;
    ok!(t.cuMemcpyDtoHAsync_v2(bytes.host(), address, 4096, stream));
    ok!(t.cuStreamSynchronize(stream));
    t.same("memory", &bytes.bytes(), &[0x11; 4096]);
    bytes.fill(0x22);
    ok!(t.cuMemcpyHtoDAsync_v2(address, bytes.host(), 4096, stream));
    // A stream of the primary context waits for it.
    let other = t.stream(CU_STREAM_NON_BLOCKING)?;
    ok!(t.cuEventRecord(event, stream));
    ok!(t.cuStreamWaitEvent(other, event, 0));
    ok!(t.cuStreamSynchronize(other));
    let got = t.download(address, 4096)?;
    t.same("memory that the other has waited for", &got, &[0x22; 4096]);
    ok!(t.cuStreamDestroy_v2(other));
    ok!(t.cuStreamDestroy_v2(stream));
    ok!(t.cuGreenCtxDestroy(one));
    Ok(())
}

fn memory_outlives_it(t: &mut Test) -> Outcome {
    let primary = t.context()?;
    let ([first, _], _) = halves(t)?;
    let one = green(t, first)?;
    let context = context_of(t, one)?;
    must!(t.cuCtxSetCurrent(context));
    let address = t.alloc(4096)?;
    ok!(t.cuMemsetD8_v2(address, 0x33, 4096));
    let host = t.pinned(64)?;
    host.fill(0x44);
    let event = t.event(0)?;
    let module = t.module(image::VARIABLES)?;
    must!(t.cuCtxSynchronize());
    must!(t.cuCtxSetCurrent(primary));
    ok!(t.cuGreenCtxDestroy(one));
    let bytes = t.download(address, 4096)?;
    t.same("device memory", &bytes, &[0x33; 4096]);
    t.same("host memory", &host.bytes(), &[0x44; 64]);
    ok!(t.cuEventRecord(event, CUstream::NULL), "an event");
    ok!(t.cuEventSynchronize(event));
    let (mut variable, mut size) = (0, 0);
    ok!(t.cuModuleGetGlobal_v2(&mut variable, &mut size, module, c"bytes"), "a module");
    ok!(t.cuMemFree_v2(address));
    Ok(())
}

/// A stream that a gate holds.
fn held(t: &Test, stream: CUstream) -> Outcome<&'static Gate> {
    let gate = Gate::closed();
    must!(t.cuLaunchHostFunc(stream, Gate::function(), gate.data()));
    Ok(gate)
}

fn events(t: &mut Test) -> Outcome {
    t.context()?;
    let ([first, second], _) = halves(t)?;
    let (one, two) = (green(t, first)?, green(t, second)?);
    let (of_one, of_two) = (stream_of(t, one)?, stream_of(t, two)?);
    let (event, other) = (t.event(0)?, t.event(0)?);
    ok!(t.cuGreenCtxRecordEvent(one, event), "record nothing");
    ok!(t.cuEventSynchronize(event));
    let gate = held(t, of_one)?;
    ok!(t.cuGreenCtxRecordEvent(one, event));
    ok!(t.cuGreenCtxRecordEvent(two, other), "of the other");
    gives!(t.cuEventQuery(event), CUDA_ERROR_NOT_READY, "of one that works");
    ok!(t.cuEventSynchronize(other), "of one that does not");
    ok!(t.cuGreenCtxWaitEvent(two, event));
    let address = t.alloc(64)?;
    must!(t.cuMemsetD8Async(address, 9, 64, of_two));
    gives!(t.cuStreamQuery(of_two), CUDA_ERROR_NOT_READY, "the other waits");
    gate.open();
    ok!(t.cuStreamSynchronize(of_two));
    ok!(t.cuEventQuery(event), "now");
    let bytes = t.download(address, 64)?;
    t.same("memory", &bytes, &[9; 64]);
    must!(t.cuStreamDestroy_v2(of_one));
    must!(t.cuStreamDestroy_v2(of_two));
    ok!(t.cuGreenCtxDestroy(one));
    ok!(t.cuGreenCtxDestroy(two));
    Ok(())
}

fn events_of_whole_contexts(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let (busy, idle) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    let (event, address) = (t.event(0)?, t.alloc(64)?);
    if cu!(t.cuCtxRecordEvent(context, event)) == CUDA_ERROR_NOT_SUPPORTED {
        return Err(Stop::Skip("the library does not have events of whole contexts".into()));
    }
    ok!(t.cuEventSynchronize(event));
    let gate = held(t, busy)?;
    ok!(t.cuCtxRecordEvent(context, event));
    gives!(t.cuEventQuery(event), CUDA_ERROR_NOT_READY, "a stream is held");
    gate.open();
    ok!(t.cuEventSynchronize(event));
    let gate = held(t, busy)?;
    must!(t.cuEventRecord(event, busy));
    ok!(t.cuCtxWaitEvent(context, event));
    must!(t.cuMemsetD8Async(address, 1, 64, idle));
    gives!(t.cuStreamQuery(idle), CUDA_ERROR_NOT_READY, "another stream waits");
    gate.open();
    ok!(t.cuStreamSynchronize(idle));
    ok!(t.cuCtxSynchronize());
    let bytes = t.download(address, 64)?;
    t.same("memory", &bytes, &[1; 64]);
    Ok(())
}

fn bad_events(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let event = t.event(0)?;
    if cu!(t.cuCtxRecordEvent(context, event)) == CUDA_ERROR_NOT_SUPPORTED {
        return Err(Stop::Skip("the library does not have events of whole contexts".into()));
    }
    saw!(t.cuCtxRecordEvent(context, CUevent::NULL), "no event");
    saw!(t.cuCtxWaitEvent(context, CUevent::NULL), "wait for no event");
    let mut other = CUcontext::NULL;
    must!(t.cuCtxCreate_v2(&mut other, 0, 0));
    gives!(t.cuCtxRecordEvent(other, event), CUDA_ERROR_INVALID_HANDLE, "an event of another context");
    ok!(t.cuCtxWaitEvent(other, event), "wait for one of another context");
    ok!(t.cuCtxDestroy_v2(other));
    must!(t.cuCtxSetCurrent(context));
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    must!(t.cuStreamBeginCapture_v2(stream, CU_STREAM_CAPTURE_MODE_RELAXED));
    gives!(
        t.cuCtxRecordEvent(context, event),
        CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED,
        "while a stream is captured"
    );
    let mut graph = CUgraph::NULL;
    saw!(t.cuStreamEndCapture(stream, &mut graph), "which ends the capture");
    Ok(())
}

fn primary_waits_for_all(t: &mut Test) -> Outcome {
    let primary = t.context()?;
    let ([first, _], _) = halves(t)?;
    let one = green(t, first)?;
    let stream = stream_of(t, one)?;
    let (event, gate) = (t.event(0)?, held(t, stream)?);
    ok!(t.cuCtxRecordEvent(primary, event));
    gives!(t.cuEventQuery(event), CUDA_ERROR_NOT_READY, "the green context's stream is held");
    let opener = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(100));
        gate.open();
    });
    ok!(t.cuCtxSynchronize());
    ok!(t.cuStreamQuery(stream), "a wait for the primary context was one for the green one");
    ok!(t.cuEventQuery(event));
    if opener.join().is_err() {
        return Err(Stop::Fail("the thread that opens the gate".into()));
    }
    must!(t.cuStreamDestroy_v2(stream));
    ok!(t.cuGreenCtxDestroy(one));
    Ok(())
}

fn kernels(t: &mut Test) -> Outcome {
    const COUNT: u32 = 10_000;
    let primary = t.context()?;
    let ([first, _], _) = halves(t)?;
    let one = green(t, first)?;
    let context = context_of(t, one)?;
    let stream = stream_of(t, one)?;
    let module = t.module(image::BASIC)?;
    let axpy = t.function(module, c"axpy")?;
    let size = COUNT as usize * 4;
    let (x, y) = (t.alloc(size)?, t.alloc(size)?);
    let ones: Vec<u8> = (0..COUNT).flat_map(|_| 1.0_f32.to_ne_bytes()).collect();
    t.upload(x, &ones)?;
    must!(t.cuMemsetD8_v2(y, 0, size));
    let params = |by: f32| Params::new().and(by).and(x).and(y).and(COUNT);
    let blocks = COUNT.div_ceil(256);
    let code = t.launch(axpy, blocks, 256, stream, params(1.0));
    t.ok("with the primary context current", code)?;
    ok!(t.cuStreamSynchronize(stream));
    ok!(t.cuCtxSetCurrent(context));
    let code = t.launch(axpy, blocks, 256, stream, params(2.0));
    t.ok("with the green context current", code)?;
    let (event, default) = (t.event(CU_EVENT_DISABLE_TIMING)?, CUstream::NULL);
    ok!(t.cuEventRecord(event, stream));
    ok!(t.cuStreamWaitEvent(default, event, 0));
    let code = t.launch(axpy, blocks, 256, default, params(4.0));
    t.ok("in its default stream", code)?;
    ok!(t.cuCtxSynchronize());
    // A kernel that is loaded here.
    let own = t.module(image::BASIC)?;
    let axpy = t.function(own, c"axpy")?;
    let code = t.launch(axpy, blocks, 256, stream, params(8.0));
    t.ok("a kernel that was loaded here", code)?;
    ok!(t.cuStreamSynchronize(stream));
    ok!(t.cuCtxSetCurrent(primary));
    let code = t.launch(axpy, blocks, 256, default, params(16.0));
    t.ok("and launched in the primary context", code)?;
    ok!(t.cuCtxSynchronize());
    let got = t.download(y, size)?;
    let want: Vec<u8> = (0..COUNT).flat_map(|_| 31.0_f32.to_ne_bytes()).collect();
    t.same("sums", &got, &want);
    must!(t.cuStreamDestroy_v2(stream));
    ok!(t.cuGreenCtxDestroy(one));
    let code = t.launch(axpy, blocks, 256, default, params(1.0));
    t.ok("it outlives the green context", code)?;
    ok!(t.cuCtxSynchronize());
    Ok(())
}
