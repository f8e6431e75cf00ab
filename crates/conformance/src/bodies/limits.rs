//! Limits and configurations of a context.

use table::*;

use crate::cuda::Null;
use crate::{Body, Outcome, Test, cu, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("limits.defaults", defaults),
    Body::plain("limits.set_and_get", set_and_get),
    Body::plain("limits.bad_arguments", bad_arguments),
    Body::plain("limits.cache_and_banks", cache_and_banks),
    Body::plain("limits.priority_range", priority_range),
    Body::plain("limits.per_context", per_context),
];

fn get(t: &Test, limit: CUlimit) -> Outcome<usize> {
    let mut value = 0;
    must!(t.cuCtxGetLimit(&mut value, limit));
    Ok(value)
}

fn defaults(t: &mut Test) -> Outcome {
    t.context()?;
    for limit in 0..CU_LIMIT_MAX {
        let mut value = 0;
        let code = cu!(t.cuCtxGetLimit(&mut value, limit));
        t.saw(&format!("limit {limit}"), code);
        if code == CUDA_SUCCESS {
            t.note("value", value);
        }
    }
    Ok(())
}

fn set_and_get(t: &mut Test) -> Outcome {
    t.context()?;
    ok!(t.cuCtxSetLimit(CU_LIMIT_STACK_SIZE, 8192));
    let stack = get(t, CU_LIMIT_STACK_SIZE)?;
    t.note("stack", stack);
    t.yes("at least what was asked for", stack >= 8192);
    ok!(t.cuCtxSetLimit(CU_LIMIT_STACK_SIZE, 1001), "an odd stack");
    let stack = get(t, CU_LIMIT_STACK_SIZE)?;
    t.note("odd stack", stack);
    ok!(t.cuCtxSetLimit(CU_LIMIT_PRINTF_FIFO_SIZE, 2 << 20));
    let fifo = get(t, CU_LIMIT_PRINTF_FIFO_SIZE)?;
    t.note("printf", fifo);
    t.yes("printf got what was asked for", fifo >= 2 << 20);
    ok!(t.cuCtxSetLimit(CU_LIMIT_MALLOC_HEAP_SIZE, 16 << 20));
    let heap = get(t, CU_LIMIT_MALLOC_HEAP_SIZE)?;
    t.note("heap", heap);
    saw!(t.cuCtxSetLimit(CU_LIMIT_MAX_L2_FETCH_GRANULARITY, 64), "L2 fetch granularity");
    let granularity = get(t, CU_LIMIT_MAX_L2_FETCH_GRANULARITY)?;
    t.note("granularity", granularity);
    saw!(t.cuCtxSetLimit(CU_LIMIT_PERSISTING_L2_CACHE_SIZE, 0), "no persisting L2");
    let persisting = get(t, CU_LIMIT_PERSISTING_L2_CACHE_SIZE)?;
    t.note("persisting", persisting);
    saw!(t.cuCtxResetPersistingL2Cache());
    Ok(())
}

fn bad_arguments(t: &mut Test) -> Outcome {
    t.context()?;
    let mut value = 0;
    let want = [CUDA_ERROR_UNSUPPORTED_LIMIT, CUDA_ERROR_INVALID_VALUE];
    let code = cu!(t.cuCtxGetLimit(&mut value, 99));
    t.gives_one_of("get limit 99", code, &want);
    let code = cu!(t.cuCtxSetLimit(99, 1));
    t.gives_one_of("set limit 99", code, &want);
    gives!(t.cuCtxGetLimit(Null, CU_LIMIT_STACK_SIZE), CUDA_ERROR_INVALID_VALUE, "null pointer");
    saw!(t.cuCtxSetLimit(CU_LIMIT_STACK_SIZE, 1 << 40), "a stack of a tebibyte");
    saw!(t.cuCtxSetLimit(CU_LIMIT_STACK_SIZE, 0), "no stack");
    Ok(())
}

fn cache_and_banks(t: &mut Test) -> Outcome {
    t.context()?;
    let mut config = 77;
    ok!(t.cuCtxGetCacheConfig(&mut config));
    t.note("cache", config);
    ok!(t.cuCtxSetCacheConfig(1), "prefer shared memory");
    ok!(t.cuCtxGetCacheConfig(&mut config));
    t.note("cache then", config);
    saw!(t.cuCtxSetCacheConfig(99), "cache 99");
    ok!(t.cuCtxGetSharedMemConfig(&mut config));
    t.note("banks", config);
    saw!(t.cuCtxSetSharedMemConfig(2), "banks of 8 bytes");
    ok!(t.cuCtxGetSharedMemConfig(&mut config));
    t.note("banks then", config);
    saw!(t.cuCtxSetSharedMemConfig(99), "banks 99");
    gives!(t.cuCtxGetCacheConfig(Null), CUDA_ERROR_INVALID_VALUE, "null pointer");
    Ok(())
}

fn priority_range(t: &mut Test) -> Outcome {
    t.context()?;
    let (mut least, mut greatest) = (77, 77);
    ok!(t.cuCtxGetStreamPriorityRange(&mut least, &mut greatest));
    t.note("least and greatest", format!("{least} {greatest}"));
    t.yes("a greater priority is a lower number", greatest <= least);
    ok!(t.cuCtxGetStreamPriorityRange(Null, Null), "neither");
    Ok(())
}

fn per_context(t: &mut Test) -> Outcome {
    t.init()?;
    let a = super::context::create(t)?;
    let before = get(t, CU_LIMIT_STACK_SIZE)?;
    let b = super::context::create(t)?;
    ok!(t.cuCtxSetLimit(CU_LIMIT_STACK_SIZE, before * 4));
    let changed = get(t, CU_LIMIT_STACK_SIZE)?;
    must!(t.cuCtxSetCurrent(a));
    let other = get(t, CU_LIMIT_STACK_SIZE)?;
    t.yes("changed in one", changed >= before * 4);
    t.yes("not in the other", other == before);
    t.yes("two contexts", a != b);
    Ok(())
}
