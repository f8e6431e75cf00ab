//! Kernels that go wrong, and what the process is told from then on; and device printf.

use std::io::Write;

use table::*;

use crate::cuda::Params;
use crate::gate::{Note, Notes};
use crate::{Body, Outcome, Test, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::kernels("fault.illegal_store", illegal_store),
    Body::kernels("fault.misaligned_store", misaligned_store),
    Body::kernels("fault.trap", trap),
    Body::kernels("fault.device_assert", device_assert),
    Body::kernels("fault.seen_by_query", seen_by_query),
    Body::kernels("fault.seen_by_copy", seen_by_copy),
    Body::kernels("fault.seen_by_event", seen_by_event),
    Body::kernels("fault.callbacks_afterwards", callbacks_afterwards),
    Body::kernels("fault.other_context_afterwards", other_context_afterwards),
    Body::kernels("fault.freed_memory_store", freed_memory_store).undefined(),
    Body::kernels("printf.text", printf_text),
    Body::kernels("printf.order_with_the_host", printf_order_with_the_host),
    Body::kernels("printf.many_threads", printf_many_threads),
];

/// An address that is aligned and belongs to nothing.
const NOWHERE: u64 = 0x7fff_0000_0000;

fn launch_fault(t: &mut Test, name: &core::ffi::CStr, params: Params) -> Outcome {
    let module = t.module(image::FAULTS)?;
    let f = t.function(module, name)?;
    let code = t.launch(f, 1, 1, CUstream::NULL, params);
    t.ok("launch", code)
}

/// Everything that a program may try after a sticky error, in one order.
fn afterwards(t: &mut Test) -> Outcome {
    let (mut address, mut size, mut all, mut device, mut count) = (0, 0, 0, 0, 0);
    let (mut stream, mut event, mut module, mut context) =
        (CUstream::NULL, CUevent::NULL, CUmodule::NULL, CUcontext::NULL);
    saw!(t.cuCtxSynchronize(), "synchronise again");
    saw!(t.cuStreamSynchronize(CUstream::NULL), "synchronise the stream");
    saw!(t.cuStreamQuery(CUstream::NULL), "query the stream");
    saw!(t.cuMemAlloc_v2(&mut address, 64), "allocate");
    saw!(t.cuMemGetInfo_v2(&mut size, &mut all), "ask for free memory");
    let mut bytes = [0u8; 4];
    saw!(t.cuMemcpyDtoH_v2(&mut bytes[..], NOWHERE, 4), "copy");
    saw!(t.cuStreamCreate(&mut stream, 0), "create a stream");
    saw!(t.cuEventCreate(&mut event, 0), "create an event");
    saw!(t.cuModuleLoadData(&mut module, image::BASIC), "load a module");
    saw!(t.cuCtxGetCurrent(&mut context), "ask for the current context");
    saw!(t.cuCtxGetDevice(&mut device), "ask for its device");
    saw!(t.cuDeviceGetCount(&mut count), "count devices");
    let mut flags = 0;
    saw!(t.cuDevicePrimaryCtxGetState(0, &mut flags, &mut count), "ask for the primary context");
    saw!(t.cuMemFree_v2(NOWHERE), "free an address that was never given");
    Ok(())
}

fn illegal_store(t: &mut Test) -> Outcome {
    t.context()?;
    launch_fault(t, c"store", Params::new().and(NOWHERE))?;
    let code = crate::cu!(t.cuCtxSynchronize());
    t.gives("synchronise", code, CUDA_ERROR_ILLEGAL_ADDRESS);
    afterwards(t)
}

fn misaligned_store(t: &mut Test) -> Outcome {
    t.context()?;
    let address = t.alloc(64)?;
    launch_fault(t, c"store", Params::new().and(address + 1))?;
    let code = crate::cu!(t.cuCtxSynchronize());
    t.gives("synchronise", code, CUDA_ERROR_MISALIGNED_ADDRESS);
    afterwards(t)
}

fn trap(t: &mut Test) -> Outcome {
    t.context()?;
    launch_fault(t, c"run_trap", Params::new())?;
    let code = saw!(t.cuCtxSynchronize(), "synchronise");
    t.yes("a failed launch", code == CUDA_ERROR_LAUNCH_FAILED || code == CUDA_ERROR_ILLEGAL_INSTRUCTION);
    afterwards(t)
}

fn device_assert(t: &mut Test) -> Outcome {
    t.context()?;
    launch_fault(t, c"run_assert", Params::new())?;
    let code = crate::cu!(t.cuCtxSynchronize());
    t.gives("synchronise", code, CUDA_ERROR_ASSERT);
    afterwards(t)
}

fn seen_by_query(t: &mut Test) -> Outcome {
    t.context()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let module = t.module(image::FAULTS)?;
    let f = t.function(module, c"store")?;
    let code = t.launch(f, 1, 1, stream, Params::new().and(NOWHERE));
    t.ok("launch", code)?;
    let mut code = CUDA_ERROR_NOT_READY;
    crate::gate::wait_until(|| {
        code = crate::cu!(t.cuStreamQuery(stream));
        code != CUDA_ERROR_NOT_READY
    });
    t.gives("query until it is done", code, CUDA_ERROR_ILLEGAL_ADDRESS);
    saw!(t.cuStreamDestroy_v2(stream), "destroy the stream");
    Ok(())
}

fn seen_by_copy(t: &mut Test) -> Outcome {
    t.context()?;
    let device = t.alloc(64)?;
    launch_fault(t, c"store", Params::new().and(NOWHERE))?;
    let mut bytes = [0u8; 4];
    let code = crate::cu!(t.cuMemcpyDtoH_v2(&mut bytes[..], device, 4));
    t.gives("a synchronous copy behind it", code, CUDA_ERROR_ILLEGAL_ADDRESS);
    saw!(t.cuMemFree_v2(device), "free");
    Ok(())
}

fn seen_by_event(t: &mut Test) -> Outcome {
    t.context()?;
    let event = t.event(0)?;
    launch_fault(t, c"store", Params::new().and(NOWHERE))?;
    let recorded = crate::cu!(t.cuEventRecord(event, CUstream::NULL));
    // A library that has noticed the fault by now says so at once.
    t.yes(
        "the event is recorded, or the fault is seen",
        [CUDA_SUCCESS, CUDA_ERROR_ILLEGAL_ADDRESS].contains(&recorded),
    );
    let code = crate::cu!(t.cuEventSynchronize(event));
    t.gives("an event behind it", code, CUDA_ERROR_ILLEGAL_ADDRESS);
    saw!(t.cuEventQuery(event), "query the event");
    saw!(t.cuEventDestroy_v2(event), "destroy the event");
    Ok(())
}

fn callbacks_afterwards(t: &mut Test) -> Outcome {
    t.context()?;
    let book = Notes::new();
    let (host, callback) = (book.note(1), book.note(2));
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let module = t.module(image::FAULTS)?;
    let f = t.function(module, c"store")?;
    let code = t.launch(f, 1, 1, stream, Params::new().and(NOWHERE));
    t.ok("launch", code)?;
    saw!(t.cuLaunchHostFunc(stream, Note::function(), host.data()), "host function behind it");
    saw!(t.cuStreamAddCallback(stream, Note::callback(), callback.data(), 0), "callback behind it");
    saw!(t.cuStreamSynchronize(stream), "synchronise");
    std::thread::sleep(std::time::Duration::from_millis(200));
    t.note("what ran", format!("{:?}", book.numbers()));
    t.note("status given to the callback", format!("{:?}", callback.status()));
    Ok(())
}

fn other_context_afterwards(t: &mut Test) -> Outcome {
    t.init()?;
    let other = super::context::create(t)?;
    let broken = super::context::create(t)?;
    launch_fault(t, c"store", Params::new().and(NOWHERE))?;
    let code = crate::cu!(t.cuCtxSynchronize());
    t.gives("synchronise", code, CUDA_ERROR_ILLEGAL_ADDRESS);
    saw!(t.cuCtxDestroy_v2(broken), "destroy the broken context");
    saw!(t.cuCtxSetCurrent(other), "make the other one current");
    let mut address = 0;
    saw!(t.cuMemAlloc_v2(&mut address, 64), "allocate in it");
    saw!(t.cuCtxSynchronize(), "synchronise it");
    let mut fresh = CUcontext::NULL;
    saw!(t.cuCtxCreate_v2(&mut fresh, 0, 0), "make a new one");
    saw!(t.cuMemAlloc_v2(&mut address, 64), "allocate in that");
    saw!(t.cuDevicePrimaryCtxRetain(&mut fresh, 0), "retain the primary one");
    saw!(t.cuCtxSetCurrent(fresh), "make it current");
    saw!(t.cuMemAlloc_v2(&mut address, 64), "allocate in the primary one");
    Ok(())
}

fn freed_memory_store(t: &mut Test) -> Outcome {
    t.context()?;
    // However large it is, a driver may keep its pages for the next allocation: then nothing happens.
    let address = t.alloc(256 << 20)?;
    must!(t.cuMemFree_v2(address));
    launch_fault(t, c"store", Params::new().and(address + (128 << 20)))?;
    let code = crate::cu!(t.cuCtxSynchronize());
    let fits = code == CUDA_SUCCESS || code == CUDA_ERROR_ILLEGAL_ADDRESS;
    t.yes("an illegal address, or nothing", fits);
    Ok(())
}

fn printf_text(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::PRINTF)?;
    let say = t.function(module, c"say")?;
    for number in [1u32, 7, 1000] {
        let code = t.launch(say, 1, 1, CUstream::NULL, Params::new().and(number));
        t.ok("launch", code)?;
    }
    ok!(t.cuCtxSynchronize());
    Ok(())
}

/// Pushes whatever is buffered for standard output out, and then writes a line to it.
fn host_line(text: &str) {
    // SAFETY: with a null stream, fflush flushes every open output stream, and touches nothing of ours.
    unsafe { libc::fflush(core::ptr::null_mut()) };
    let mut out = std::io::stdout();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

fn printf_order_with_the_host(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::PRINTF)?;
    let say = t.function(module, c"say")?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let event = t.event(0)?;
    let device = t.alloc(64)?;
    host_line("host: at first\n");
    let code = t.launch(say, 1, 1, stream, Params::new().and(1u32));
    t.ok("launch", code)?;
    ok!(t.cuStreamSynchronize(stream));
    host_line("host: after a stream was synchronised\n");
    let code = t.launch(say, 1, 1, CUstream::NULL, Params::new().and(2u32));
    t.ok("launch", code)?;
    let mut bytes = [0u8; 4];
    ok!(t.cuMemcpyDtoH_v2(&mut bytes[..], device, 4));
    host_line("host: after a copy\n");
    let code = t.launch(say, 1, 1, stream, Params::new().and(3u32));
    t.ok("launch", code)?;
    ok!(t.cuEventRecord(event, stream));
    ok!(t.cuEventSynchronize(event));
    host_line("host: after an event\n");
    let code = t.launch(say, 1, 1, stream, Params::new().and(4u32));
    t.ok("launch", code)?;
    ok!(t.cuCtxSynchronize());
    host_line("host: after the context was synchronised\n");
    Ok(())
}

fn printf_many_threads(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::PRINTF)?;
    let say = t.function(module, c"say")?;
    // The same line from every thread, so that their order does not matter.
    let code = t.launch(say, 4, 64, CUstream::NULL, Params::new().and(5u32));
    t.ok("launch", code)?;
    ok!(t.cuCtxSynchronize());
    Ok(())
}
