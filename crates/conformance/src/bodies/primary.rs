//! The primary context: counted, per device, made by whoever retains it first.

use table::*;

use crate::cuda::Null;
use crate::{Body, Outcome, Test, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("primary.life_cycle", life_cycle),
    Body::plain("primary.is_not_made_current", is_not_made_current),
    Body::plain("primary.flags", flags),
    Body::plain("primary.reset", reset),
    Body::plain("primary.release_while_current", release_while_current),
    Body::plain("primary.retained_again_after_release", retained_again_after_release),
    Body::plain("primary.bad_arguments", bad_arguments),
    Body::plain("primary.cannot_be_destroyed", cannot_be_destroyed),
];

fn state(t: &Test) -> Outcome<(u32, i32)> {
    let (mut flags, mut active) = (77, 77);
    must!(t.cuDevicePrimaryCtxGetState(0, &mut flags, &mut active));
    Ok((flags, active))
}

fn life_cycle(t: &mut Test) -> Outcome {
    t.init()?;
    let at_first = state(t)?;
    t.equal("flags and activity at first", at_first, (0, 0));
    let (mut first, mut second) = (CUcontext::NULL, CUcontext::NULL);
    ok!(t.cuDevicePrimaryCtxRetain(&mut first, 0));
    let retained = state(t)?;
    t.equal("activity when retained", retained.1, 1);
    ok!(t.cuDevicePrimaryCtxRetain(&mut second, 0));
    t.yes("the same context", first == second && !first.is_null());
    ok!(t.cuDevicePrimaryCtxRelease_v2(0));
    let once_less = state(t)?;
    t.equal("activity when released once", once_less.1, 1);
    ok!(t.cuDevicePrimaryCtxRelease_v2(0));
    let released = state(t)?;
    t.equal("activity when released twice", released.1, 0);
    gives!(t.cuDevicePrimaryCtxRelease_v2(0), CUDA_ERROR_INVALID_CONTEXT, "released once too often");
    Ok(())
}

fn is_not_made_current(t: &mut Test) -> Outcome {
    t.init()?;
    let (mut context, mut current) = (CUcontext::NULL, CUcontext(77));
    ok!(t.cuDevicePrimaryCtxRetain(&mut context, 0));
    ok!(t.cuCtxGetCurrent(&mut current));
    t.yes("no context is current", current.is_null());
    let mut address = 0;
    gives!(t.cuMemAlloc_v2(&mut address, 64), CUDA_ERROR_INVALID_CONTEXT);
    ok!(t.cuCtxSetCurrent(context));
    ok!(t.cuCtxGetCurrent(&mut current));
    t.yes("now it is current", current == context);
    let mut device = 77;
    ok!(t.cuCtxGetDevice(&mut device));
    t.equal("its device", device, 0);
    ok!(t.cuMemAlloc_v2(&mut address, 64));
    Ok(())
}

fn flags(t: &mut Test) -> Outcome {
    t.init()?;
    ok!(t.cuDevicePrimaryCtxSetFlags_v2(0, CU_CTX_SCHED_YIELD));
    let inactive = state(t)?;
    t.equal("flags while inactive", inactive, (CU_CTX_SCHED_YIELD, 0));
    let context = t.context()?;
    let mut flags = 77;
    ok!(t.cuCtxGetFlags(&mut flags));
    t.note("flags of the context", flags);
    t.yes("the scheduling flag was taken over", flags & CU_CTX_SCHED_MASK == CU_CTX_SCHED_YIELD);
    saw!(t.cuDevicePrimaryCtxSetFlags_v2(0, CU_CTX_SCHED_BLOCKING_SYNC), "set while active");
    let active = state(t)?;
    t.note("flags while active", format!("{active:?}"));
    ok!(t.cuCtxGetFlags(&mut flags));
    t.note("flags of the context then", flags);
    gives!(
        t.cuDevicePrimaryCtxSetFlags_v2(0, 0x4000),
        CUDA_ERROR_INVALID_VALUE,
        "a flag that does not exist"
    );
    saw!(t.cuDevicePrimaryCtxSetFlags_v2(0, 3), "two scheduling flags");
    t.see("the context is still the same", !context.is_null());
    Ok(())
}

fn reset(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let address = t.alloc(1 << 20)?;
    ok!(t.cuDevicePrimaryCtxReset_v2(0));
    let after = state(t)?;
    t.note("state after the reset", format!("{after:?}"));
    let mut current = CUcontext::NULL;
    saw!(t.cuCtxGetCurrent(&mut current));
    t.see("the handle is still current", current == context);
    let mut again = 0;
    saw!(t.cuMemAlloc_v2(&mut again, 64), "allocation after the reset");
    saw!(t.cuMemFree_v2(address), "free of memory from before");
    let mut anew = CUcontext::NULL;
    ok!(t.cuDevicePrimaryCtxRetain(&mut anew, 0), "retain after the reset");
    t.see("the same handle again", anew == context);
    ok!(t.cuCtxSetCurrent(anew));
    ok!(t.cuMemAlloc_v2(&mut again, 64), "allocation after retaining again");
    saw!(t.cuMemFree_v2(again), "free of that");
    Ok(())
}

fn release_while_current(t: &mut Test) -> Outcome {
    let context = t.context()?;
    ok!(t.cuDevicePrimaryCtxRelease_v2(0));
    let after = state(t)?;
    t.note("state", format!("{after:?}"));
    let mut current = CUcontext::NULL;
    saw!(t.cuCtxGetCurrent(&mut current));
    t.see("still current", current == context);
    let mut address = 0;
    saw!(t.cuMemAlloc_v2(&mut address, 64), "allocation in a released context");
    saw!(t.cuCtxSynchronize(), "synchronise a released context");
    let mut device = 77;
    saw!(t.cuCtxGetDevice(&mut device), "device of a released context");
    saw!(t.cuCtxSetCurrent(CUcontext::NULL), "no context");
    saw!(t.cuCtxSetCurrent(context), "make a released context current");
    Ok(())
}

fn retained_again_after_release(t: &mut Test) -> Outcome {
    for round in 0..3 {
        let context = t.context()?;
        let address = t.alloc(4096)?;
        t.upload(address, &[round; 64])?;
        let back = t.download(address, 64)?;
        t.same("memory works", &back, &[round; 64]);
        must!(t.cuCtxSetCurrent(CUcontext::NULL));
        ok!(t.cuDevicePrimaryCtxRelease_v2(0));
        let after = state(t)?;
        t.equal("inactive", after.1, 0);
        t.yes("there was a handle", !context.is_null());
    }
    Ok(())
}

fn bad_arguments(t: &mut Test) -> Outcome {
    t.init()?;
    let (mut context, mut flags, mut active) = (CUcontext::NULL, 0, 0);
    gives!(t.cuDevicePrimaryCtxRetain(&mut context, 99), CUDA_ERROR_INVALID_DEVICE, "retain on device 99");
    gives!(t.cuDevicePrimaryCtxRetain(Null, 0), CUDA_ERROR_INVALID_VALUE, "null pointer");
    gives!(t.cuDevicePrimaryCtxRelease_v2(99), CUDA_ERROR_INVALID_DEVICE, "release on device 99");
    gives!(t.cuDevicePrimaryCtxReset_v2(99), CUDA_ERROR_INVALID_DEVICE, "reset on device 99");
    gives!(
        t.cuDevicePrimaryCtxGetState(99, &mut flags, &mut active),
        CUDA_ERROR_INVALID_DEVICE,
        "state of device 99"
    );
    saw!(t.cuDevicePrimaryCtxGetState(0, Null, &mut active), "no pointer for the flags");
    saw!(t.cuDevicePrimaryCtxGetState(0, &mut flags, Null), "no pointer for the activity");
    gives!(t.cuDevicePrimaryCtxSetFlags_v2(99, 0), CUDA_ERROR_INVALID_DEVICE, "flags of device 99");
    saw!(t.cuDevicePrimaryCtxReset_v2(0), "reset while inactive");
    Ok(())
}

fn cannot_be_destroyed(t: &mut Test) -> Outcome {
    let context = t.context()?;
    saw!(t.cuCtxDestroy_v2(context), "destroy the primary context");
    let address = t.alloc(64);
    t.see("memory can be allocated afterwards", address.is_ok());
    Ok(())
}
