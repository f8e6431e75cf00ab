//! Launches with attributes, cooperative launches, dynamic shared memory, and shapes that cannot be.

use table::*;

use crate::cuda::{Null, Params};
use crate::{Body, Outcome, Test, cu, gives, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::kernels("shape.empty", empty),
    Body::kernels("shape.too_large", too_large),
    Body::kernels("shape.declared_block_size", declared_block_size),
    Body::kernels("shape.bad_functions", bad_functions),
    Body::kernels("shape.foreign_handles", foreign_handles).undefined(),
    Body::kernels("shape.other_context", other_context),
    Body::kernels("shape.dynamic_shared_memory", dynamic_shared_memory),
    Body::kernels("shape.cooperative", cooperative),
    Body::kernels("shape.cooperative_too_large", cooperative_too_large),
    Body::kernels("shape.launch_ex", launch_ex),
    Body::kernels("shape.launch_ex_clusters", launch_ex_clusters),
    Body::kernels("shape.launch_ex_errors", launch_ex_errors),
    Body::kernels("shape.null_attributes", null_attributes).undefined(),
];

/// A launch of a kernel without parameters.
fn shape(t: &Test, f: CUfunction, grid: [u32; 3], block: [u32; 3], shared: u32) -> CUresult {
    cu!(t.cuLaunchKernel(
        f,
        grid[0],
        grid[1],
        grid[2],
        block[0],
        block[1],
        block[2],
        shared,
        CUstream::NULL,
        Null,
        Null
    ))
}

fn nothing(t: &mut Test) -> Outcome<CUfunction> {
    t.context()?;
    let module = t.module(image::BASIC)?;
    t.function(module, c"nothing")
}

fn empty(t: &mut Test) -> Outcome {
    let f = nothing(t)?;
    for (grid, block) in [
        ([0, 1, 1], [1, 1, 1]),
        ([1, 0, 1], [1, 1, 1]),
        ([1, 1, 0], [1, 1, 1]),
        ([1, 1, 1], [0, 1, 1]),
        ([1, 1, 1], [1, 0, 1]),
        ([1, 1, 1], [1, 1, 0]),
        ([0, 0, 0], [0, 0, 0]),
    ] {
        let code = shape(t, f, grid, block, 0);
        t.gives(&format!("{grid:?} of {block:?}"), code, CUDA_ERROR_INVALID_VALUE);
    }
    ok!(t.cuCtxSynchronize());
    Ok(())
}

fn too_large(t: &mut Test) -> Outcome {
    let f = nothing(t)?;
    for (grid, block) in [
        ([1, 1, 1], [1025, 1, 1]),
        ([1, 1, 1], [1, 1025, 1]),
        ([1, 1, 1], [1, 1, 65]),
        ([1, 1, 1], [32, 33, 1]),
        ([1, 1, 1], [1024, 1024, 64]),
        ([1, 65_536, 1], [1, 1, 1]),
        ([1, 1, 65_536], [1, 1, 1]),
        ([u32::MAX, 1, 1], [1, 1, 1]),
    ] {
        let code = shape(t, f, grid, block, 0);
        t.gives(&format!("{grid:?} of {block:?}"), code, CUDA_ERROR_INVALID_VALUE);
    }
    for (grid, block) in [
        ([1, 65_535, 1], [1, 1, 1]),
        ([1, 1, 65_535], [1, 1, 1]),
        ([1, 1, 1], [1024, 1, 1]),
        ([1, 1, 1], [1, 16, 64]),
    ] {
        let code = shape(t, f, grid, block, 0);
        t.gives(&format!("{grid:?} of {block:?}"), code, CUDA_SUCCESS);
    }
    let code = shape(t, f, [1, 1, 1], [1, 1, 1], 64 << 10);
    t.gives("more shared memory than without opting in", code, CUDA_ERROR_INVALID_VALUE);
    let code = shape(t, f, [1, 1, 1], [1, 1, 1], u32::MAX);
    t.gives("4 GiB of shared memory", code, CUDA_ERROR_INVALID_VALUE);
    ok!(t.cuCtxSynchronize());
    Ok(())
}

fn declared_block_size(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::BASIC)?;
    let f = t.function(module, c"small_blocks")?;
    let out = t.alloc(64)?;
    let mut most = 0;
    must!(t.cuFuncGetAttribute(&mut most, CU_FUNC_ATTRIBUTE_MAX_THREADS_PER_BLOCK, f));
    t.equal("threads in a block", most, 64);
    let code = t.launch(f, 1, 64, CUstream::NULL, Params::new().and(out));
    t.gives("64 threads", code, CUDA_SUCCESS);
    let code = t.launch(f, 1, 65, CUstream::NULL, Params::new().and(out));
    t.saw("65 threads", code);
    let code = t.launch(f, 1, 1024, CUstream::NULL, Params::new().and(out));
    t.saw("1024 threads", code);
    saw!(t.cuCtxSynchronize());
    Ok(())
}

fn bad_functions(t: &mut Test) -> Outcome {
    let f = nothing(t)?;
    let code = shape(t, CUfunction::NULL, [1, 1, 1], [1, 1, 1], 0);
    t.gives_one_of("no function", code, &[CUDA_ERROR_INVALID_HANDLE, CUDA_ERROR_INVALID_VALUE]);
    let code = shape(t, f, [1, 1, 1], [1, 1, 1], 0);
    t.gives("a function", code, CUDA_SUCCESS);
    ok!(t.cuCtxSynchronize());
    Ok(())
}

/// Handles of another kind where a function is expected. The driver may follow them wherever they lead.
fn foreign_handles(t: &mut Test) -> Outcome {
    nothing(t)?;
    let stream = t.stream(0)?;
    let code = shape(t, CUfunction(stream.0), [1, 1, 1], [1, 1, 1], 0);
    t.saw("a stream as a function", code);
    let module = t.module(image::BASIC)?;
    let code = shape(t, CUfunction(module.0), [1, 1, 1], [1, 1, 1], 0);
    t.saw("a module as a function", code);
    Ok(())
}

fn other_context(t: &mut Test) -> Outcome {
    t.init()?;
    let a = super::context::create(t)?;
    let module = t.module(image::BASIC)?;
    let f = t.function(module, c"nothing")?;
    let theirs = t.stream(CU_STREAM_NON_BLOCKING)?;
    let b = super::context::create(t)?;
    let mine = t.stream(CU_STREAM_NON_BLOCKING)?;
    let code = cu!(t.cuLaunchKernel(f, 1, 1, 1, 1, 1, 1, 0, mine, Null, Null));
    let want = [CUDA_ERROR_INVALID_HANDLE, CUDA_ERROR_INVALID_CONTEXT];
    t.gives_one_of("a function of another context, a stream of this one", code, &want);
    saw!(
        t.cuLaunchKernel(f, 1, 1, 1, 1, 1, 1, 0, theirs, Null, Null),
        "function and stream of another context"
    );
    saw!(
        t.cuLaunchKernel(f, 1, 1, 1, 1, 1, 1, 0, CUstream::NULL, Null, Null),
        "a function of another context, the null stream"
    );
    must!(t.cuCtxDestroy_v2(b));
    must!(t.cuCtxSetCurrent(CUcontext::NULL));
    saw!(t.cuLaunchKernel(f, 1, 1, 1, 1, 1, 1, 0, theirs, Null, Null), "no current context");
    saw!(
        t.cuLaunchKernel(f, 1, 1, 1, 1, 1, 1, 0, CUstream::NULL, Null, Null),
        "no current context and the null stream"
    );
    must!(t.cuCtxSetCurrent(a));
    ok!(t.cuCtxSynchronize());
    Ok(())
}

fn dynamic_shared_memory(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::SHARED)?;
    let f = t.function(module, c"dynamic_edges")?;
    let out = t.alloc(64)?;
    let most = t.attribute(CU_DEVICE_ATTRIBUTE_MAX_SHARED_MEMORY_PER_BLOCK_OPTIN)? as u32;
    let run = |t: &Test, size: u32| {
        let mut params = Params::new().and(out).and(size);
        cu!(t.cuLaunchKernel(f, 1, 1, 1, 32, 1, 1, size, CUstream::NULL, &mut params, Null))
    };
    for size in [16, 1024, 48 << 10] {
        let code = run(t, size);
        t.gives(&format!("{size} bytes"), code, CUDA_SUCCESS);
        let got = t.words(out, 3)?;
        t.equal("first, last, size", got, vec![0x1234, 0x5678, size]);
    }
    let code = run(t, (48 << 10) + 16);
    t.gives("more than 48 KiB without opting in", code, CUDA_ERROR_INVALID_VALUE);
    must!(t.cuFuncSetAttribute(f, CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES, most as i32));
    let code = run(t, most);
    t.gives("as much as there is, opted in", code, CUDA_SUCCESS);
    let got = t.words(out, 3)?;
    t.yes("first, last, size", got == [0x1234, 0x5678, most]);
    let code = run(t, most + 16);
    t.gives("more than there is", code, CUDA_ERROR_INVALID_VALUE);
    must!(t.cuFuncSetAttribute(f, CU_FUNC_ATTRIBUTE_MAX_DYNAMIC_SHARED_SIZE_BYTES, 60 << 10));
    let code = run(t, 61 << 10);
    t.gives("more than was opted in for", code, CUDA_ERROR_INVALID_VALUE);
    Ok(())
}

fn cooperative(t: &mut Test) -> Outcome {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_COOPERATIVE_LAUNCH, "cooperative launches")?;
    let module = t.module(image::SHARED)?;
    let meet = t.function(module, c"meet")?;
    let blocks = t.attribute(CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT)? as u32;
    let out = t.alloc(64)?;
    must!(t.cuMemsetD8_v2(out, 0, 64));
    let mut params = Params::new().and(out).and(out + 16);
    ok!(t.cuLaunchCooperativeKernel(meet, blocks, 1, 1, 32, 1, 1, 0, CUstream::NULL, &mut params));
    ok!(t.cuCtxSynchronize());
    let got = t.words(out, 5)?;
    t.yes("every block met every other", got[0] == blocks && got[4] == blocks * blocks);
    // The same by an attribute.
    must!(t.cuMemsetD8_v2(out, 0, 64));
    let mut attributes = [attribute(CU_LAUNCH_ATTRIBUTE_COOPERATIVE, CUlaunchAttributeValue::from_number(1))];
    let config = config(&mut attributes, [blocks, 1, 1], 32);
    ok!(t.cuLaunchKernelEx(&config, meet, &mut params, Null), "by an attribute");
    ok!(t.cuCtxSynchronize());
    let got = t.words(out, 5)?;
    t.yes("they met again", got[0] == blocks && got[4] == blocks * blocks);
    Ok(())
}

fn cooperative_too_large(t: &mut Test) -> Outcome {
    let f = nothing(t)?;
    t.needs(CU_DEVICE_ATTRIBUTE_COOPERATIVE_LAUNCH, "cooperative launches")?;
    gives!(
        t.cuLaunchCooperativeKernel(f, 1 << 20, 1, 1, 1024, 1, 1, 0, CUstream::NULL, Null),
        CUDA_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE,
        "a million blocks"
    );
    gives!(
        t.cuLaunchCooperativeKernel(f, 0, 1, 1, 1, 1, 1, 0, CUstream::NULL, Null),
        CUDA_ERROR_INVALID_VALUE,
        "no blocks"
    );
    ok!(t.cuLaunchCooperativeKernel(f, 2, 1, 1, 64, 1, 1, 0, CUstream::NULL, Null), "two blocks");
    ok!(t.cuCtxSynchronize());
    Ok(())
}

fn attribute(id: CUlaunchAttributeID, value: CUlaunchAttributeValue) -> CUlaunchAttribute {
    CUlaunchAttribute { id, pad: [0; 4], value }
}

fn config(attributes: &mut [CUlaunchAttribute], grid: [u32; 3], threads: u32) -> CUlaunchConfig {
    CUlaunchConfig {
        gridDimX: grid[0],
        gridDimY: grid[1],
        gridDimZ: grid[2],
        blockDimX: threads,
        blockDimY: 1,
        blockDimZ: 1,
        sharedMemBytes: 0,
        hStream: CUstream::NULL,
        attrs: attributes.as_mut_ptr(),
        numAttrs: attributes.len() as u32,
    }
}

fn launch_ex(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::BASIC)?;
    let fill = t.function(module, c"fill")?;
    let out = t.alloc(4096)?;
    let mut params = Params::new().and(out).and(1u32).and(1024u32);
    let mut plain = config(&mut [], [4, 1, 1], 256);
    plain.attrs = core::ptr::null_mut();
    ok!(t.cuLaunchKernelEx(&plain, fill, &mut params, Null), "no attributes");
    let got = t.words(out, 1024)?;
    t.yes("it ran", got == (1..1025).collect::<Vec<u32>>());
    for (label, id, value) in [
        ("ignored attribute", CU_LAUNCH_ATTRIBUTE_IGNORE, 77),
        ("priority", CU_LAUNCH_ATTRIBUTE_PRIORITY, 0),
        ("not cooperative", CU_LAUNCH_ATTRIBUTE_COOPERATIVE, 0),
        ("programmatic serialisation", CU_LAUNCH_ATTRIBUTE_PROGRAMMATIC_STREAM_SERIALIZATION, 1),
        ("memory domain", CU_LAUNCH_ATTRIBUTE_MEM_SYNC_DOMAIN, 0),
        ("carveout", CU_LAUNCH_ATTRIBUTE_PREFERRED_SHARED_MEMORY_CARVEOUT, 50),
        ("memory domain 9", CU_LAUNCH_ATTRIBUTE_MEM_SYNC_DOMAIN, 9),
    ] {
        let mut attributes = [attribute(id, CUlaunchAttributeValue::from_number(value))];
        let config = config(&mut attributes, [4, 1, 1], 256);
        saw!(t.cuLaunchKernelEx(&config, fill, &mut params, Null), label);
    }
    // An event that the launch records.
    let event = t.event(CU_EVENT_DISABLE_TIMING)?;
    let mut value = CUlaunchAttributeValue::ZERO;
    value.set_event(event);
    let mut attributes = [attribute(CU_LAUNCH_ATTRIBUTE_LAUNCH_COMPLETION_EVENT, value)];
    let config = config(&mut attributes, [4, 1, 1], 256);
    let code = saw!(t.cuLaunchKernelEx(&config, fill, &mut params, Null), "an event at its start");
    if code == CUDA_SUCCESS {
        ok!(t.cuEventSynchronize(event), "which happens");
    }
    ok!(t.cuCtxSynchronize());
    Ok(())
}

fn launch_ex_clusters(t: &mut Test) -> Outcome {
    let f = nothing(t)?;
    t.needs(CU_DEVICE_ATTRIBUTE_CLUSTER_LAUNCH, "clusters")?;
    let cluster = |x: u32| {
        let mut value = CUlaunchAttributeValue::ZERO;
        value.pad[..4].copy_from_slice(&x.to_ne_bytes());
        value.pad[4..8].copy_from_slice(&1u32.to_ne_bytes());
        value.pad[8..12].copy_from_slice(&1u32.to_ne_bytes());
        value
    };
    for (blocks, size) in [(8, 1), (8, 2), (8, 8), (7, 2), (16, 16), (64, 64), (8, 0)] {
        let mut attributes = [attribute(CU_LAUNCH_ATTRIBUTE_CLUSTER_DIMENSION, cluster(size))];
        let config = config(&mut attributes, [blocks, 1, 1], 64);
        saw!(t.cuLaunchKernelEx(&config, f, Null, Null), &format!("{blocks} blocks in clusters of {size}"));
        let mut clusters = 77;
        saw!(t.cuOccupancyMaxActiveClusters(&mut clusters, f, &config), "how many clusters fit");
        t.note("clusters", clusters);
    }
    saw!(t.cuCtxSynchronize());
    Ok(())
}

fn launch_ex_errors(t: &mut Test) -> Outcome {
    let f = nothing(t)?;
    gives!(t.cuLaunchKernelEx(Null, f, Null, Null), CUDA_ERROR_INVALID_VALUE, "no configuration");
    let mut unknown = [attribute(999, CUlaunchAttributeValue::ZERO)];
    let strange = config(&mut unknown, [1, 1, 1], 1);
    saw!(t.cuLaunchKernelEx(&strange, f, Null, Null), "attribute 999");
    let empty = config(&mut [], [0, 1, 1], 1);
    gives!(t.cuLaunchKernelEx(&empty, f, Null, Null), CUDA_ERROR_INVALID_VALUE, "no blocks");
    let wide = config(&mut [], [1, 1, 1], 4096);
    gives!(t.cuLaunchKernelEx(&wide, f, Null, Null), CUDA_ERROR_INVALID_VALUE, "a block too large");
    ok!(t.cuCtxSynchronize());
    Ok(())
}

fn null_attributes(t: &mut Test) -> Outcome {
    let f = nothing(t)?;
    let mut null = config(&mut [], [1, 1, 1], 1);
    null.attrs = core::ptr::null_mut();
    null.numAttrs = 1;
    saw!(t.cuLaunchKernelEx(&null, f, Null, Null), "one attribute, null");
    Ok(())
}
