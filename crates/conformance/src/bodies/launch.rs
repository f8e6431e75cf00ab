//! Kernel launches: ways to pass parameters, shapes.

use core::ffi::c_void;

use table::*;

use crate::cuda::{Addr, Arg, Buffer, Null, Params};
use crate::test::pattern;
use crate::{Body, Outcome, Test, cu, gives, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::kernels("launch.vector_add", vector_add),
    Body::kernels("launch.axpy", axpy),
    Body::kernels("launch.parameter_types", parameter_types),
    Body::kernels("launch.aligned_structure", aligned_structure),
    Body::kernels("launch.large_structure", large_structure),
    Body::kernels("launch.extra_buffer", extra_buffer),
    Body::kernels("launch.extra_errors", extra_errors),
    Body::kernels("launch.missing_parameters", missing_parameters).undefined(),
    Body::kernels("launch.without_parameters", without_parameters),
    Body::kernels("launch.indices", indices),
    Body::kernels("launch.shared_memory_reduction", shared_memory_reduction),
    Body::kernels("launch.atomics", atomics),
    Body::kernels("launch.many_in_order", many_in_order),
    Body::kernels("launch.two_streams", two_streams),
    Body::kernels("launch.per_thread_stream", per_thread_stream),
    Body::kernels("launch.variables", variables),
    Body::kernels("launch.query_while_running", query_while_running),
];

fn floats(values: &[f32]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_ne_bytes()).collect()
}

fn vector_add(t: &mut Test) -> Outcome {
    const COUNT: u32 = 100_003;
    t.context()?;
    let module = t.module(image::BASIC)?;
    let add = t.function(module, c"add")?;
    let a: Vec<f32> = (0..COUNT).map(|at| at as f32 * 0.5).collect();
    let b: Vec<f32> = (0..COUNT).map(|at| 1000.0 - at as f32).collect();
    let size = a.len() * 4;
    let (in_a, in_b, out) = (t.alloc(size)?, t.alloc(size)?, t.alloc(size)?);
    t.upload(in_a, &floats(&a))?;
    t.upload(in_b, &floats(&b))?;
    let params = Params::new().and(in_a).and(in_b).and(out).and(COUNT);
    let code = t.launch(add, COUNT.div_ceil(256), 256, CUstream::NULL, params);
    t.ok("launch", code)?;
    ok!(t.cuCtxSynchronize());
    let want: Vec<f32> = a.iter().zip(&b).map(|(a, b)| a + b).collect();
    let got = t.download(out, size)?;
    t.same("sums", &got, &floats(&want));
    Ok(())
}

fn axpy(t: &mut Test) -> Outcome {
    const COUNT: u32 = 4096;
    t.context()?;
    let module = t.module(image::BASIC)?;
    let axpy = t.function(module, c"axpy")?;
    let x: Vec<f32> = (0..COUNT).map(|at| at as f32).collect();
    let (in_x, in_y) = (t.alloc(16_384)?, t.alloc(16_384)?);
    t.upload(in_x, &floats(&x))?;
    must!(t.cuMemsetD8_v2(in_y, 0, 16_384));
    for round in 0..5 {
        let params = Params::new().and(0.25f32 * round as f32).and(in_x).and(in_y).and(COUNT);
        let code = t.launch(axpy, 16, 256, CUstream::NULL, params);
        t.ok("launch", code)?;
    }
    let want: Vec<f32> = x.iter().map(|x| 2.5 * x).collect();
    let got = t.download(in_y, 16_384)?;
    t.same("sums", &got, &floats(&want));
    Ok(())
}

fn parameter_types(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::PARAMS)?;
    let echo = t.function(module, c"echo_mixed")?;
    let out = t.alloc(64)?;
    let (a, b, c, d) = (0xA5u8, 0xBEEFu16, 0xDEAD_BEEFu32, 0x0123_4567_89AB_CDEFu64);
    let (e, f, g) = (-3.75f32, core::f64::consts::PI, -5i8);
    must!(t.cuMemsetD8_v2(out, 0, 64));
    let params = Params::new().and(a).and(b).and(c).and(d).and(e).and(f).and(g).and(out);
    let code = t.launch(echo, 1, 1, CUstream::NULL, params);
    t.ok("launch", code)?;
    let got = t.download(out, 56)?;
    let want: Vec<u8> = [
        u64::from(a),
        u64::from(b),
        u64::from(c),
        d,
        u64::from(e.to_bits()),
        f.to_bits(),
        i64::from(g) as u64,
    ]
    .iter()
    .flat_map(|word| word.to_ne_bytes())
    .collect();
    t.same("what arrived", &got, &want);
    Ok(())
}

fn aligned_structure(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::PARAMS)?;
    let echo = t.function(module, c"echo_aligned")?;
    let out = t.alloc(64)?;
    must!(t.cuMemsetD8_v2(out, 0, 64));
    let value = pattern(32, 1);
    let params = Params::new().and(0x11u8).and_bytes(&value).and(0x22u8).and(out);
    let code = t.launch(echo, 1, 1, CUstream::NULL, params);
    t.ok("launch", code)?;
    let got = t.download(out, 34)?;
    let mut want = value;
    want.extend([0x11, 0x22]);
    t.same("what arrived", &got, &want);
    Ok(())
}

fn large_structure(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::PARAMS)?;
    let echo = t.function(module, c"echo_large")?;
    let out = t.alloc(4000)?;
    let value = pattern(4000, 2);
    let code = t.launch(echo, 1, 1, CUstream::NULL, Params::new().and(out).and_bytes(&value));
    t.ok("launch", code)?;
    let got = t.download(out, 4000)?;
    t.same("what arrived", &got, &value);
    Ok(())
}

/// The `extra` array for a parameter buffer.
struct Extra {
    size: Buffer,
    words: [*mut c_void; 5],
}

impl Extra {
    fn new(bytes: &[u8]) -> Self {
        let (buffer, size) = (Buffer::of(bytes), Buffer::of(&bytes.len().to_ne_bytes()));
        let words = [Addr(1).to_c(), buffer.host().to_c(), Addr(2).to_c(), size.host().to_c(), Null.to_c()];
        Self { size, words }
    }
}

fn extra_buffer(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::PARAMS)?;
    let echo = t.function(module, c"echo_aligned")?;
    let out = t.alloc(64)?;
    must!(t.cuMemsetD8_v2(out, 0, 64));
    let value = pattern(32, 3);
    let mut bytes = vec![0xEE; 64];
    bytes[0] = 0x33;
    bytes[16..48].copy_from_slice(&value);
    bytes[48] = 0x44;
    bytes[56..64].copy_from_slice(&out.to_ne_bytes());
    let mut extra = Extra::new(&bytes);
    ok!(t.cuLaunchKernel(echo, 1, 1, 1, 1, 1, 1, 0, CUstream::NULL, Null, &mut extra.words[..]));
    let got = t.download(out, 34)?;
    let mut want = value;
    want.extend([0x33, 0x44]);
    t.same("what arrived", &got, &want);
    // Size before buffer is as good.
    let w = extra.words;
    extra.words = [w[2], w[3], w[0], w[1], w[4]];
    ok!(
        t.cuLaunchKernel(echo, 1, 1, 1, 1, 1, 1, 0, CUstream::NULL, Null, &mut extra.words[..]),
        "the other order"
    );
    ok!(t.cuCtxSynchronize());
    Ok(())
}

fn extra_errors(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::BASIC)?;
    let fill = t.function(module, c"fill")?;
    let out = t.alloc(64)?;
    let mut bytes = out.to_ne_bytes().to_vec();
    bytes.extend(5u32.to_ne_bytes());
    bytes.extend(1u32.to_ne_bytes());
    let mut extra = Extra::new(&bytes);
    let mut params = Params::new().and(out).and(5u32).and(1u32);
    gives!(
        t.cuLaunchKernel(fill, 1, 1, 1, 1, 1, 1, 0, CUstream::NULL, &mut params, &mut extra.words[..]),
        CUDA_ERROR_INVALID_VALUE,
        "parameters both ways"
    );
    extra.size.set::<u64>(0, 12);
    saw!(
        t.cuLaunchKernel(fill, 1, 1, 1, 1, 1, 1, 0, CUstream::NULL, Null, &mut extra.words[..]),
        "a buffer too short"
    );
    extra.size.set::<u64>(0, 8);
    saw!(
        t.cuLaunchKernel(fill, 1, 1, 1, 1, 1, 1, 0, CUstream::NULL, Null, &mut extra.words[..]),
        "far too short"
    );
    saw!(t.cuCtxSynchronize());
    Ok(())
}

fn missing_parameters(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::BASIC)?;
    let fill = t.function(module, c"fill")?;
    let mut unknown = [Addr(9).to_c(), Addr(0).to_c(), Null.to_c()];
    saw!(t.cuLaunchKernel(fill, 1, 1, 1, 1, 1, 1, 0, CUstream::NULL, Null, &mut unknown[..]), "key 9");
    saw!(t.cuLaunchKernel(fill, 1, 1, 1, 1, 1, 1, 0, CUstream::NULL, Null, Null), "parameters in no way");
    saw!(t.cuCtxSynchronize());
    Ok(())
}

fn without_parameters(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::BASIC)?;
    let nothing = t.function(module, c"nothing")?;
    ok!(t.cuLaunchKernel(nothing, 1, 1, 1, 1, 1, 1, 0, CUstream::NULL, Null, Null), "null");
    ok!(
        t.cuLaunchKernel(nothing, 1, 1, 1, 1, 1, 1, 0, CUstream::NULL, &mut Params::new(), Null),
        "an empty array"
    );
    ok!(t.cuLaunchKernel(nothing, 65_535, 7, 3, 32, 4, 2, 0, CUstream::NULL, Null, Null), "a large grid");
    ok!(t.cuCtxSynchronize());
    Ok(())
}

fn indices(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::BASIC)?;
    let indices = t.function(module, c"indices")?;
    for (grid, block) in
        [([1, 1, 1], [1, 1, 1]), ([5, 3, 2], [4, 3, 2]), ([33, 1, 1], [1024, 1, 1]), ([1, 2, 30], [1, 8, 64])]
    {
        let [gx, gy, gz]: [u32; 3] = grid;
        let [bx, by, bz]: [u32; 3] = block;
        let count = (gx * gy * gz * bx * by * bz) as usize;
        let out = t.alloc(count * 8)?;
        let mut params = Params::new().and(out);
        ok!(
            t.cuLaunchKernel(indices, gx, gy, gz, bx, by, bz, 0, CUstream::NULL, &mut params, Null),
            &format!("{grid:?} of {block:?}")
        );
        let got = t.download(out, count * 8)?;
        let mut want = Vec::with_capacity(count * 8);
        for at in 0..count as u32 {
            let (thread, blocks) = (at % (bx * by * bz), at / (bx * by * bz));
            // x is not masked, so where it has more than 8 bits it overlaps y; the kernel does the same.
            let or = |n: u32, x: u32, y: u32| (n % x) | ((n / x % y) << 8) | ((n / x / y) << 16);
            want.extend(or(thread, bx, by).to_ne_bytes());
            want.extend(or(blocks, gx, gy).to_ne_bytes());
        }
        t.same("every thread's place", &got, &want);
        must!(t.cuMemFree_v2(out));
    }
    Ok(())
}

fn shared_memory_reduction(t: &mut Test) -> Outcome {
    const BLOCKS: u32 = 100;
    t.context()?;
    let module = t.module(image::SHARED)?;
    let reduce = t.function(module, c"reduce")?;
    let values: Vec<u32> = (0..BLOCKS * 256).map(|at| at.wrapping_mul(2_654_435_761) >> 12).collect();
    let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_ne_bytes()).collect();
    let (input, out) = (t.alloc(bytes.len())?, t.alloc(BLOCKS as usize * 4)?);
    t.upload(input, &bytes)?;
    let code = t.launch(reduce, BLOCKS, 256, CUstream::NULL, Params::new().and(input).and(out));
    t.ok("launch", code)?;
    let got = t.words(out, BLOCKS as usize)?;
    let want: Vec<u32> = values
        .chunks_exact(256)
        .map(|block| block.iter().fold(0u32, |sum, value| sum.wrapping_add(*value)))
        .collect();
    t.yes("each block's sum", got == want);
    Ok(())
}

fn atomics(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::BASIC)?;
    let count = t.function(module, c"count")?;
    let out = t.alloc(64)?;
    must!(t.cuMemsetD8_v2(out, 0, 64));
    for _ in 0..3 {
        let code = t.launch(count, 500, 192, CUstream::NULL, Params::new().and(out).and(out + 32));
        t.ok("launch", code)?;
    }
    let got = t.words(out, 9)?;
    t.equal("sum and most", (got[0], got[8]), (3 * 500 * 192, 500 * 192 - 1));
    Ok(())
}

fn many_in_order(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::BASIC)?;
    let step = t.function(module, c"step")?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let out = t.alloc(256)?;
    must!(t.cuMemsetD8Async(out, 0, 256, stream));
    let mut want = 0u32;
    for _ in 0..20_000 {
        let code = t.launch(step, 1, 64, stream, Params::new().and(out).and(64u32));
        t.must("launch", code)?;
        want = want.wrapping_mul(3).wrapping_add(1);
    }
    ok!(t.cuStreamSynchronize(stream));
    let got = t.words(out, 64)?;
    t.equal("twenty thousand steps", got, vec![want; 64]);
    Ok(())
}

fn two_streams(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::BASIC)?;
    let (answer, raise) = (t.function(module, c"answer_flag")?, t.function(module, c"raise_flag")?);
    let (a, b) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    let flags = t.alloc(64)?;
    must!(t.cuMemsetD8_v2(flags, 0, 64));
    must!(t.cuCtxSynchronize());
    // The first kernel waits for a flag that the second one raises: they must run at the same time.
    let code = t.launch(answer, 1, 1, a, Params::new().and(flags).and(flags + 16).and(31u32).and(flags + 32));
    t.ok("the kernel that waits", code)?;
    let code = t.launch(raise, 1, 1, b, Params::new().and(flags + 16).and(31u32));
    t.ok("the kernel that raises the flag", code)?;
    ok!(t.cuStreamSynchronize(b));
    ok!(t.cuStreamSynchronize(a));
    let got = t.words(flags, 9)?;
    t.equal("it was seen", (got[0], got[4], got[8]), (1, 31, 31));
    Ok(())
}

fn per_thread_stream(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::BASIC)?;
    let fill = t.function(module, c"fill")?;
    let out = t.alloc(4096)?;
    let mut params = Params::new().and(out).and(7u32).and(1024u32);
    ok!(
        t.cuLaunchKernel_ptsz as cuLaunchKernel(fill, 4, 1, 1, 256, 1, 1, 0, CUstream::NULL, &mut params, Null),
        "launch in the thread's own stream"
    );
    let mut bytes = vec![0u8; 4096];
    ok!(t.cuMemcpyDtoH_v2_ptds as cuMemcpyDtoH_v2(&mut bytes[..], out, 4096), "copy behind it");
    let want: Vec<u8> = (7..7 + 1024u32).flat_map(|value| value.to_ne_bytes()).collect();
    t.same("the copy saw the kernel's work", &bytes, &want);
    Ok(())
}

fn variables(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::VARIABLES)?;
    let read = t.function(module, c"read_variables")?;
    let out = t.alloc(64)?;
    for want in [10, 13] {
        let code = t.launch(read, 1, 1, CUstream::NULL, Params::new().and(out).and(3u32));
        t.ok("launch", code)?;
        let got = t.words(out, 3)?;
        t.equal("counter, bytes, factor", got, vec![want, 0x0403_0201, 2]);
    }
    let (mut counter, mut factors) = (0, 0);
    must!(t.cuModuleGetGlobal_v2(&mut counter, Null, module, c"counter"));
    must!(t.cuModuleGetGlobal_v2(&mut factors, Null, module, c"factors"));
    let got = t.words(counter, 1)?;
    t.equal("the host sees the kernel's change", got, vec![13]);
    t.upload(counter, &1000u32.to_ne_bytes())?;
    t.upload(factors + 8, &77.0f64.to_ne_bytes())?;
    let code = t.launch(read, 1, 1, CUstream::NULL, Params::new().and(out).and(1u32));
    t.ok("launch after writes by the host", code)?;
    let got = t.words(out, 3)?;
    t.equal("the kernel sees them, constants too", got, vec![1001, 0x0403_0201, 77]);
    Ok(())
}

fn query_while_running(t: &mut Test) -> Outcome {
    t.context()?;
    let module = t.module(image::BASIC)?;
    let spin = t.function(module, c"spin")?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let event = t.event(CU_EVENT_DISABLE_TIMING)?;
    let code = t.launch(spin, 1, 1, stream, Params::new().and(1_000_000_000u64));
    t.ok("a kernel that runs for half a second", code)?;
    must!(t.cuEventRecord(event, stream));
    gives!(t.cuStreamQuery(stream), CUDA_ERROR_NOT_READY, "the stream");
    gives!(t.cuEventQuery(event), CUDA_ERROR_NOT_READY, "the event behind it");
    ok!(t.cuStreamSynchronize(stream));
    ok!(t.cuEventQuery(event), "the event then");
    let code = cu!(t.cuStreamQuery(stream));
    t.ok("the stream then", code)
}
