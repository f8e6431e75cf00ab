//! Order: what a stream promises about copies, memsets, kernels and the host memory that they touch.

use table::*;

use crate::cuda::{Buffer, Params};
use crate::gate::Gate;
use crate::test::pattern;
use crate::{Body, Outcome, Test, gives, image, must, ok};

pub const BODIES: &[Body] = &[
    Body::plain("order.pinned_source_is_read_late", pinned_source_is_read_late),
    Body::plain("order.pageable_source_is_read_at_once", pageable_source_is_read_at_once),
    Body::plain("order.out_and_in_through_one_buffer", out_and_in_through_one_buffer),
    Body::plain("order.pinned_reuse_behind_an_event", pinned_reuse_behind_an_event),
    Body::plain("order.synchronous_copy_waits_for_the_legacy_stream", synchronous_copy_waits),
    Body::plain("order.context_wait_covers_every_stream", context_wait_covers_every_stream),
    Body::plain("order.ping_pong_of_two_streams", ping_pong_of_two_streams),
    Body::kernels("order.copies_around_kernels", copies_around_kernels),
    Body::kernels("order.pipeline_of_chunks", pipeline_of_chunks),
];

/// A stream that stands still until the gate is opened.
fn held(t: &mut Test) -> Outcome<(CUstream, &'static Gate)> {
    let (stream, gate) = (t.stream(CU_STREAM_NON_BLOCKING)?, Gate::closed());
    must!(t.cuLaunchHostFunc(stream, Gate::function(), gate.data()));
    Ok((stream, gate))
}

fn pinned_source_is_read_late(t: &mut Test) -> Outcome {
    t.context()?;
    let (host, device) = (t.pinned(4096)?, t.alloc(4096)?);
    let (stream, gate) = held(t)?;
    host.fill(1);
    ok!(t.cuMemcpyHtoDAsync_v2(device, host.host(), 4096, stream));
    gives!(t.cuStreamQuery(stream), CUDA_ERROR_NOT_READY, "the stream is held");
    host.fill(2);
    gate.open();
    t.finish(stream)?;
    let got = t.download(device, 4096)?;
    t.same("the bytes of when the copy ran", &got, &[2; 4096]);
    Ok(())
}

fn pageable_source_is_read_at_once(t: &mut Test) -> Outcome {
    t.context()?;
    let (host, device) = (Buffer::pageable(1 << 20), t.alloc(1 << 20)?);
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    for size in [64, 4096, 65_536, 1 << 20] {
        let bytes = pattern(size, size as u32);
        host.write(0, &bytes);
        ok!(t.cuMemcpyHtoDAsync_v2(device, host.host(), size, stream), &format!("{size} bytes"));
        host.write(0, &vec![0; size]);
        t.finish(stream)?;
        let got = t.download(device, size)?;
        t.same("the bytes of when the call was made", &got, &bytes);
    }
    Ok(())
}

fn out_and_in_through_one_buffer(t: &mut Test) -> Outcome {
    t.context()?;
    let (a, b, host) = (t.alloc(100_000)?, t.alloc(100_000)?, t.pinned(100_000)?);
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    for round in 0..20u8 {
        must!(t.cuMemsetD8Async(a, round + 1, 100_000, stream));
        must!(t.cuMemcpyDtoHAsync_v2(host.host(), a, 100_000, stream));
        must!(t.cuMemcpyHtoDAsync_v2(b, host.host(), 100_000, stream));
    }
    t.finish(stream)?;
    let got = t.download(b, 100_000)?;
    t.same("the second copy saw the first one's bytes", &got, &[20; 100_000]);
    Ok(())
}

fn pinned_reuse_behind_an_event(t: &mut Test) -> Outcome {
    t.context()?;
    let (host, device) = (t.pinned(4096)?, t.alloc(64 * 4096)?);
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let event = t.event(CU_EVENT_DISABLE_TIMING)?;
    let mut want = Vec::new();
    for round in 0..64u32 {
        let bytes = pattern(4096, round);
        host.write(0, &bytes);
        must!(t.cuMemcpyHtoDAsync_v2(device + u64::from(round) * 4096, host.host(), 4096, stream));
        must!(t.cuEventRecord(event, stream));
        must!(t.cuEventSynchronize(event));
        want.extend(bytes);
    }
    t.finish(stream)?;
    let got = t.download(device, 64 * 4096)?;
    t.same("every round's bytes", &got, &want);
    Ok(())
}

fn synchronous_copy_waits(t: &mut Test) -> Outcome {
    t.context()?;
    let (device, host) = (t.alloc(64 << 20)?, Buffer::pageable(64));
    // The copy must wait for both memsets: they are in the stream that it uses.
    ok!(t.cuMemsetD8Async(device, 1, 64 << 20, CUstream::NULL));
    ok!(t.cuMemsetD8Async(device + (32 << 20), 2, 64, CUstream::NULL));
    ok!(t.cuMemcpyDtoH_v2(host.host(), device + (32 << 20), 64));
    t.same("the later memset", &host.bytes(), &[2; 64]);
    // A blocking stream's work is waited for as well.
    let stream = t.stream(CU_STREAM_DEFAULT)?;
    ok!(t.cuMemsetD8Async(device, 3, 64 << 20, stream));
    ok!(t.cuMemcpyDtoH_v2(host.host(), device + (64 << 20) - 64, 64));
    t.same("another blocking stream's memset", &host.bytes(), &[3; 64]);
    Ok(())
}

fn context_wait_covers_every_stream(t: &mut Test) -> Outcome {
    const SIZE: usize = 8 << 20;
    t.context()?;
    let streams = [
        t.stream(CU_STREAM_NON_BLOCKING)?,
        t.stream(CU_STREAM_NON_BLOCKING)?,
        t.stream(CU_STREAM_DEFAULT)?,
        CUstream::NULL,
        CUstream::PER_THREAD,
    ];
    let (device, host) = (t.alloc(SIZE * streams.len())?, t.pinned(64 * streams.len())?);
    // Every set of streams that have work, in turns with sets that have none of the same.
    for set in (1..1u32 << streams.len()).flat_map(|set| [set, !set & 31]) {
        host.fill(0);
        for (number, &stream) in streams.iter().enumerate().filter(|(number, _)| set & 1 << number != 0) {
            let memory = device + (number * SIZE) as u64;
            must!(t.cuMemsetD8Async(memory, set as u8, SIZE, stream));
            must!(t.cuMemcpyDtoHAsync_v2(host.at(number * 64), memory + SIZE as u64 - 64, 64, stream));
        }
        must!(t.cuCtxSynchronize());
        for number in 0..streams.len() {
            let want = if set & 1 << number != 0 { set as u8 } else { 0 };
            if host.read(number * 64, 64) != [want; 64] {
                t.equal(&format!("streams {set:05b}: what stream {number} has written"), 0, 1);
            }
        }
    }
    Ok(())
}

fn ping_pong_of_two_streams(t: &mut Test) -> Outcome {
    const SIZE: usize = 1 << 20;
    t.context()?;
    let (a, b) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    let (left, right) = (t.alloc(SIZE)?, t.alloc(SIZE)?);
    let (ping, pong) = (t.event(CU_EVENT_DISABLE_TIMING)?, t.event(CU_EVENT_DISABLE_TIMING)?);
    for round in 0..50u8 {
        must!(t.cuMemsetD8Async(left, round, SIZE, a));
        must!(t.cuEventRecord(ping, a));
        must!(t.cuStreamWaitEvent(b, ping, 0));
        must!(t.cuMemcpyDtoDAsync_v2(right, left, SIZE, b));
        must!(t.cuEventRecord(pong, b));
        must!(t.cuStreamWaitEvent(a, pong, 0));
    }
    t.finish(a)?;
    t.finish(b)?;
    let got = t.download(right, SIZE)?;
    t.same("the last round", &got, &vec![49; SIZE]);
    Ok(())
}

fn copies_around_kernels(t: &mut Test) -> Outcome {
    const COUNT: u32 = 10_000;
    t.context()?;
    let module = t.module(image::BASIC)?;
    let (fill, step) = (t.function(module, c"fill")?, t.function(module, c"step")?);
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, host) = (t.alloc(40_000)?, t.pinned(40_000)?);
    let mut want: Vec<u32> = (0..COUNT).map(|at| at + 5).collect();
    let code = t.launch(fill, 40, 256, stream, Params::new().and(device).and(5u32).and(COUNT));
    t.ok("fill", code)?;
    for _ in 0..10 {
        // Out behind a kernel, back in, and the next kernel behind that: without the host waiting anywhere.
        must!(t.cuMemcpyDtoHAsync_v2(host.host(), device, 40_000, stream));
        must!(t.cuMemsetD8Async(device, 0, 40_000, stream));
        must!(t.cuMemcpyHtoDAsync_v2(device, host.host(), 40_000, stream));
        let code = t.launch(step, 40, 256, stream, Params::new().and(device).and(COUNT));
        t.must("step", code)?;
        for value in &mut want {
            *value = value.wrapping_mul(3).wrapping_add(1);
        }
    }
    t.finish(stream)?;
    let got = t.words(device, COUNT as usize)?;
    t.yes("ten steps", got == want);
    Ok(())
}

fn pipeline_of_chunks(t: &mut Test) -> Outcome {
    const CHUNK: usize = 1 << 18;
    const WORDS: u32 = (CHUNK / 4) as u32;
    t.context()?;
    let module = t.module(image::BASIC)?;
    let step = t.function(module, c"step")?;
    let streams = [
        t.stream(CU_STREAM_NON_BLOCKING)?,
        t.stream(CU_STREAM_NON_BLOCKING)?,
        t.stream(CU_STREAM_NON_BLOCKING)?,
    ];
    let input = t.pinned(CHUNK * 12)?;
    let output = t.pinned(CHUNK * 12)?;
    let values: Vec<u32> = (0..WORDS * 12).collect();
    input.set_all(&values);
    let buffers = [t.alloc(CHUNK)?, t.alloc(CHUNK)?, t.alloc(CHUNK)?];
    for chunk in 0..12 {
        let (stream, buffer) = (streams[chunk % 3], buffers[chunk % 3]);
        must!(t.cuMemcpyHtoDAsync_v2(buffer, input.at(chunk * CHUNK), CHUNK, stream));
        let code = t.launch(step, WORDS.div_ceil(256), 256, stream, Params::new().and(buffer).and(WORDS));
        t.must("step", code)?;
        must!(t.cuMemcpyDtoHAsync_v2(output.at(chunk * CHUNK), buffer, CHUNK, stream));
    }
    ok!(t.cuCtxSynchronize());
    let want: Vec<u8> =
        values.iter().flat_map(|value| value.wrapping_mul(3).wrapping_add(1).to_ne_bytes()).collect();
    t.same("every chunk", &output.bytes(), &want);
    Ok(())
}
