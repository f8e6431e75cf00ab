//! Contexts, and each thread's stack of current ones.

use table::*;

use crate::cuda::{Cuda, Null};
use crate::{Body, Outcome, Test, cu, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("context.create_and_destroy", create_and_destroy),
    Body::plain("context.destroyed_handle", destroyed_handle).undefined(),
    Body::plain("context.stack", stack),
    Body::plain("context.empty_stack", empty_stack),
    Body::plain("context.set_replaces_the_top", set_replaces_the_top),
    Body::plain("context.current_is_per_thread", current_is_per_thread),
    Body::plain("context.destroyed_by_another_thread", destroyed_by_another_thread),
    Body::plain("context.no_context", no_context),
    Body::plain("context.flags", flags),
    Body::plain("context.numbers_and_versions", numbers_and_versions),
    Body::plain("context.newer_creation", newer_creation),
    Body::plain("context.memory_goes_with_it", memory_goes_with_it),
    Body::plain("context.bad_arguments", bad_arguments),
];

pub fn create(t: &Test) -> Outcome<CUcontext> {
    let mut context = CUcontext::NULL;
    must!(t.cuCtxCreate_v2(&mut context, 0, 0));
    Ok(context)
}

fn current(t: &Test) -> Outcome<CUcontext> {
    let mut context = CUcontext(77);
    must!(t.cuCtxGetCurrent(&mut context));
    Ok(context)
}

fn create_and_destroy(t: &mut Test) -> Outcome {
    t.init()?;
    let mut context = CUcontext::NULL;
    ok!(t.cuCtxCreate_v2(&mut context, 0, 0));
    let now = current(t)?;
    t.yes("current at once", now == context && !context.is_null());
    let mut device = 77;
    ok!(t.cuCtxGetDevice(&mut device));
    t.equal("device", device, 0);
    ok!(t.cuCtxSynchronize());
    ok!(t.cuCtxDestroy_v2(context));
    let now = current(t)?;
    t.yes("no longer current", now.is_null());
    Ok(())
}

fn destroyed_handle(t: &mut Test) -> Outcome {
    t.init()?;
    let context = create(t)?;
    must!(t.cuCtxDestroy_v2(context));
    saw!(t.cuCtxSetCurrent(context), "make it current");
    saw!(t.cuCtxPushCurrent_v2(context), "push it");
    let mut number = 0;
    saw!(t.cuCtxGetApiVersion(context, &mut number), "its version");
    // Destroyed again it is sometimes refused as destroyed and sometimes as invalid, so that is not asked.
    let another = create(t)?;
    t.yes("another context can be made", !another.is_null());
    Ok(())
}

fn stack(t: &mut Test) -> Outcome {
    t.init()?;
    let (a, b, c) = (create(t)?, create(t)?, create(t)?);
    let mut popped = CUcontext::NULL;
    ok!(t.cuCtxPopCurrent_v2(&mut popped));
    t.yes("the youngest first", popped == c);
    let now = current(t)?;
    t.yes("the one below is current", now == b);
    ok!(t.cuCtxPushCurrent_v2(a));
    ok!(t.cuCtxPushCurrent_v2(a), "the same once more");
    ok!(t.cuCtxPopCurrent_v2(&mut popped));
    ok!(t.cuCtxPopCurrent_v2(&mut popped));
    t.yes("pushed twice, popped twice", popped == a);
    ok!(t.cuCtxPopCurrent_v2(Null), "pop without asking which");
    let now = current(t)?;
    t.yes("the oldest is left", now == a);
    ok!(t.cuCtxDestroy_v2(c), "destroy one that is not current");
    ok!(t.cuCtxDestroy_v2(a), "destroy the current one");
    let now = current(t)?;
    t.see("the stack is empty", now.is_null());
    ok!(t.cuCtxDestroy_v2(b));
    Ok(())
}

fn empty_stack(t: &mut Test) -> Outcome {
    t.init()?;
    let mut popped = CUcontext(77);
    gives!(t.cuCtxPopCurrent_v2(&mut popped), CUDA_ERROR_INVALID_CONTEXT, "pop from an empty stack");
    ok!(t.cuCtxSetCurrent(CUcontext::NULL), "set none");
    gives!(t.cuCtxPushCurrent_v2(CUcontext::NULL), CUDA_ERROR_INVALID_VALUE, "push none");
    let a = create(t)?;
    ok!(t.cuCtxSetCurrent(CUcontext::NULL), "set none over one");
    let now = current(t)?;
    t.yes("none is current", now.is_null());
    gives!(t.cuCtxPopCurrent_v2(&mut popped), CUDA_ERROR_INVALID_CONTEXT, "nothing is left to pop");
    ok!(t.cuCtxPushCurrent_v2(a));
    ok!(t.cuCtxDestroy_v2(a));
    Ok(())
}

fn set_replaces_the_top(t: &mut Test) -> Outcome {
    t.init()?;
    let (a, b, c) = (create(t)?, create(t)?, create(t)?);
    // The stack is a b c; setting a replaces c.
    ok!(t.cuCtxSetCurrent(a));
    let mut popped = CUcontext::NULL;
    ok!(t.cuCtxPopCurrent_v2(&mut popped));
    t.yes("the top was replaced", popped == a);
    ok!(t.cuCtxPopCurrent_v2(&mut popped));
    t.yes("below it is what was there", popped == b);
    ok!(t.cuCtxPopCurrent_v2(&mut popped));
    t.yes("and below that", popped == a);
    gives!(t.cuCtxPopCurrent_v2(&mut popped), CUDA_ERROR_INVALID_CONTEXT, "then nothing");
    ok!(t.cuCtxDestroy_v2(c));
    Ok(())
}

fn current_is_per_thread(t: &mut Test) -> Outcome {
    t.init()?;
    let mine = create(t)?;
    let library: &Cuda = t.cuda();
    let seen = std::thread::scope(|scope| {
        let thread = scope.spawn(move || {
            let mut at_first = CUcontext(77);
            let asked = cu!(library.cuCtxGetCurrent(&mut at_first));
            let mut address = 0;
            let without = cu!(library.cuMemAlloc_v2(&mut address, 64));
            let set = cu!(library.cuCtxSetCurrent(mine));
            let with = cu!(library.cuMemAlloc_v2(&mut address, 64));
            let freed = cu!(library.cuMemFree_v2(address));
            let unset = cu!(library.cuCtxSetCurrent(CUcontext::NULL));
            (asked, at_first.is_null(), without, set, with, freed, unset)
        });
        thread.join().ok()
    });
    t.equal("a new thread", seen, Some((0, true, CUDA_ERROR_INVALID_CONTEXT, 0, 0, 0, 0)));
    let now = current(t)?;
    t.yes("this thread's is untouched", now == mine);
    Ok(())
}

fn destroyed_by_another_thread(t: &mut Test) -> Outcome {
    t.init()?;
    let context = create(t)?;
    let library: &Cuda = t.cuda();
    let destroyed = std::thread::scope(|scope| {
        scope.spawn(move || cu!(library.cuCtxDestroy_v2(context))).join().unwrap_or(CUDA_ERROR_UNKNOWN)
    });
    t.gives("destroyed on another thread", destroyed, CUDA_SUCCESS);
    let mut now = CUcontext::NULL;
    saw!(t.cuCtxGetCurrent(&mut now), "which is current");
    t.see("the destroyed one is", now == context);
    let (mut address, mut device) = (0, 0);
    saw!(t.cuMemAlloc_v2(&mut address, 64), "allocate in it");
    saw!(t.cuCtxSynchronize(), "synchronise it");
    saw!(t.cuCtxGetDevice(&mut device), "its device");
    let mut popped = CUcontext::NULL;
    saw!(t.cuCtxPopCurrent_v2(&mut popped), "pop it");
    let fresh = create(t)?;
    t.yes("a new one can be made", !fresh.is_null());
    let memory = t.alloc(64);
    t.yes("and used", memory.is_ok());
    Ok(())
}

fn no_context(t: &mut Test) -> Outcome {
    const WANT: CUresult = CUDA_ERROR_INVALID_CONTEXT;
    t.init()?;
    let (mut size, mut all, mut address, mut device, mut flags) = (0, 0, 0, 0, 0);
    let (mut stream, mut event, mut module) = (CUstream::NULL, CUevent::NULL, CUmodule::NULL);
    gives!(t.cuCtxGetDevice(&mut device), WANT);
    gives!(t.cuCtxGetFlags(&mut flags), WANT);
    gives!(t.cuCtxSynchronize(), WANT);
    gives!(t.cuCtxGetLimit(&mut size, CU_LIMIT_STACK_SIZE), WANT);
    gives!(t.cuCtxGetStreamPriorityRange(Null, Null), WANT);
    gives!(t.cuMemAlloc_v2(&mut address, 64), WANT);
    gives!(t.cuMemGetInfo_v2(&mut size, &mut all), WANT);
    let mut host = core::ptr::null_mut();
    gives!(t.cuMemHostAlloc(&mut host, 64, 0), WANT);
    gives!(t.cuStreamCreate(&mut stream, 0), WANT);
    gives!(t.cuStreamSynchronize(CUstream::NULL), WANT);
    gives!(t.cuEventCreate(&mut event, 0), WANT);
    gives!(t.cuModuleLoadData(&mut module, crate::image::BASIC), WANT);
    saw!(t.cuMemcpyHtoD_v2(4096, &[0u8; 4][..], 4), "copy");
    saw!(t.cuMemsetD8_v2(4096, 0, 4), "memset");
    saw!(t.cuMemFree_v2(4096), "free");
    Ok(())
}

fn flags(t: &mut Test) -> Outcome {
    t.init()?;
    for flag in [
        CU_CTX_SCHED_AUTO,
        CU_CTX_SCHED_SPIN,
        CU_CTX_SCHED_YIELD,
        CU_CTX_SCHED_BLOCKING_SYNC,
        CU_CTX_MAP_HOST,
    ] {
        let (mut context, mut flags) = (CUcontext::NULL, 77);
        ok!(t.cuCtxCreate_v2(&mut context, flag, 0), &format!("create with {flag}"));
        ok!(t.cuCtxGetFlags(&mut flags));
        t.note("its flags", flags);
        t.yes("the scheduling bits are as asked", flags & CU_CTX_SCHED_MASK == flag & CU_CTX_SCHED_MASK);
        must!(t.cuCtxDestroy_v2(context));
    }
    let mut context = CUcontext::NULL;
    gives!(t.cuCtxCreate_v2(&mut context, 0x4000, 0), CUDA_ERROR_INVALID_VALUE, "a flag that does not exist");
    saw!(t.cuCtxCreate_v2(&mut context, 3, 0), "two scheduling flags");
    Ok(())
}

fn numbers_and_versions(t: &mut Test) -> Outcome {
    t.init()?;
    let (a, b) = (create(t)?, create(t)?);
    let (mut id_a, mut id_b, mut id_now) = (0, 0, 0);
    ok!(t.cuCtxGetId(a, &mut id_a));
    ok!(t.cuCtxGetId(b, &mut id_b));
    ok!(t.cuCtxGetId(CUcontext::NULL, &mut id_now));
    t.yes("each has its own number", id_a != id_b);
    t.yes("no context means the current one", id_now == id_b);
    let mut version = 0;
    ok!(t.cuCtxGetApiVersion(a, &mut version));
    t.note("version", version);
    ok!(t.cuCtxGetApiVersion(CUcontext::NULL, &mut version), "version of the current one");
    t.note("version of the current one is", version);
    gives!(t.cuCtxGetId(a, Null), CUDA_ERROR_INVALID_VALUE, "null pointer");
    let mut device = 77;
    saw!(t.cuCtxGetDevice_v2(&mut device, a), "device of another context");
    saw!(t.cuCtxSynchronize_v2(a), "synchronise another context");
    Ok(())
}

fn newer_creation(t: &mut Test) -> Outcome {
    t.init()?;
    let mut context = CUcontext::NULL;
    ok!(t.cuCtxCreate_v3(&mut context, Null, 0, 0, 0));
    ok!(t.cuCtxDestroy_v2(context));
    ok!(t.cuCtxCreate_v4(&mut context, Null, 0, 0));
    let address = t.alloc(64)?;
    ok!(t.cuMemFree_v2(address));
    ok!(t.cuCtxDestroy_v2(context));
    let mut params = CUctxCreateParams {
        execAffinityParams: core::ptr::null_mut(),
        numExecAffinityParams: 0,
        cigParams: core::ptr::null_mut(),
    };
    ok!(t.cuCtxCreate_v4(&mut context, &mut params, 0, 0), "empty parameters");
    ok!(t.cuCtxDestroy_v2(context));
    Ok(())
}

fn memory_goes_with_it(t: &mut Test) -> Outcome {
    const SIZE: usize = 256 << 20;
    t.init()?;
    let outer = create(t)?;
    let free = |t: &Test| -> Outcome<usize> {
        let (mut free, mut total) = (0, 0);
        must!(t.cuMemGetInfo_v2(&mut free, &mut total));
        Ok(free)
    };
    let before = free(t)?;
    let inner = create(t)?;
    t.alloc(SIZE)?;
    t.alloc(SIZE)?;
    let during = free(t)?;
    ok!(t.cuCtxDestroy_v2(inner));
    must!(t.cuCtxSetCurrent(outer));
    let after = free(t)?;
    t.yes("less is free while it is held", during + SIZE <= before);
    t.yes("it is free again", after + (64 << 20) >= before);
    Ok(())
}

fn bad_arguments(t: &mut Test) -> Outcome {
    t.init()?;
    let mut context = CUcontext::NULL;
    gives!(t.cuCtxCreate_v2(&mut context, 0, 99), CUDA_ERROR_INVALID_DEVICE, "device 99");
    gives!(t.cuCtxCreate_v2(&mut context, 0, -1), CUDA_ERROR_INVALID_DEVICE, "device -1");
    gives!(t.cuCtxCreate_v2(Null, 0, 0), CUDA_ERROR_INVALID_VALUE, "null pointer");
    saw!(t.cuCtxDestroy_v2(CUcontext::NULL), "destroy none");
    gives!(t.cuCtxGetCurrent(Null), CUDA_ERROR_INVALID_VALUE, "null pointer for the current one");
    create(t)?;
    gives!(t.cuCtxGetDevice(Null), CUDA_ERROR_INVALID_VALUE, "null pointer for the device");
    gives!(t.cuCtxGetFlags(Null), CUDA_ERROR_INVALID_VALUE, "null pointer for the flags");
    Ok(())
}
