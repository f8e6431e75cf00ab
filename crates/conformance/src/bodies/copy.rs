//! Linear copies, in every direction.

use std::ffi::CString;

use table::*;

use crate::cuda::{Addr, Buffer, Null};
use crate::test::pattern;
use crate::{Body, Outcome, Stop, Test, cu, gives, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("copy.sizes_there_and_back", sizes_there_and_back),
    Body::plain("copy.sizes_asynchronous_pageable", sizes_asynchronous_pageable),
    Body::plain("copy.sizes_asynchronous_pinned", sizes_asynchronous_pinned),
    Body::plain("copy.device_to_device", device_to_device),
    Body::plain("copy.unified", unified),
    Body::plain("copy.unified_asynchronous", unified_asynchronous),
    Body::plain("copy.large_odd", large_odd),
    Body::plain("copy.large_out_behind_work", large_out_behind_work),
    Body::plain("copy.large_in_then_out_of_another_stream", large_in_then_out_of_another_stream),
    Body::plain("copy.zero_bytes", zero_bytes),
    Body::plain("copy.bad_pointers", bad_pointers),
    Body::plain("copy.past_the_end", past_the_end),
    Body::plain("copy.freed_memory", freed_memory),
    Body::plain("copy.bad_streams", bad_streams),
    Body::plain("copy.between_contexts", between_contexts),
    Body::plain("copy.batch", batch),
    Body::plain("copy.batch_errors", batch_errors),
];

const SIZES: &[usize] = &[1, 63, 64, 65, 4096, (64 << 10) - 1, 64 << 10, (64 << 10) + 1, 1 << 20];

fn sizes_there_and_back(t: &mut Test) -> Outcome {
    t.context()?;
    let device = t.alloc((1 << 20) + 64)?;
    for &size in SIZES {
        for offset in [0, 1, 7] {
            let bytes = pattern(size, (size + offset) as u32);
            must!(t.cuMemsetD8_v2(device, 0xAA, size + offset + 16));
            ok!(
                t.cuMemcpyHtoD_v2(device + offset as u64, &bytes[..], size),
                &format!("{size} bytes to {offset}")
            );
            let mut back = vec![0x55u8; size];
            ok!(t.cuMemcpyDtoH_v2(&mut back[..], device + offset as u64, size));
            t.same("there and back", &back, &bytes);
            let around = t.download(device, size + offset + 16)?;
            t.yes(
                "nothing else was written",
                around[..offset].iter().chain(&around[offset + size..]).all(|byte| *byte == 0xAA),
            );
        }
    }
    Ok(())
}

fn asynchronous(t: &mut Test, host: Buffer) -> Outcome {
    let device = t.alloc(1 << 20)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    for &size in SIZES {
        for offset in [0, 3] {
            let bytes = pattern(size, (size * 3 + offset) as u32);
            host.write(offset, &bytes);
            ok!(
                t.cuMemcpyHtoDAsync_v2(device, host.at(offset), size, stream),
                &format!("{size} bytes from {offset}")
            );
            ok!(t.cuStreamSynchronize(stream));
            host.fill(0x55);
            ok!(t.cuMemcpyDtoHAsync_v2(host.at(offset), device, size, stream));
            ok!(t.cuStreamSynchronize(stream));
            t.same("there and back", &host.read(offset, size), &bytes);
            t.yes("nothing behind it was written", host.read(offset + size, 1) == [0x55]);
        }
    }
    Ok(())
}

fn sizes_asynchronous_pageable(t: &mut Test) -> Outcome {
    t.context()?;
    asynchronous(t, Buffer::pageable((1 << 20) + 64))
}

fn sizes_asynchronous_pinned(t: &mut Test) -> Outcome {
    t.context()?;
    let host = t.pinned((1 << 20) + 64)?;
    asynchronous(t, host)
}

fn device_to_device(t: &mut Test) -> Outcome {
    t.context()?;
    let (a, b) = (t.alloc((1 << 20) + 64)?, t.alloc((1 << 20) + 64)?);
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    for &size in SIZES {
        let bytes = pattern(size, size as u32 + 5);
        t.upload(a + 5, &bytes)?;
        ok!(t.cuMemcpyDtoD_v2(b + 3, a + 5, size), &format!("{size} bytes"));
        let back = t.download(b + 3, size)?;
        t.same("copied", &back, &bytes);
        must!(t.cuMemsetD8_v2(a, 0, size + 5));
        must!(t.cuCtxSynchronize());
        ok!(t.cuMemcpyDtoDAsync_v2(a + 1, b + 3, size, stream), "asynchronously back");
        t.finish(stream)?;
        let back = t.download(a + 1, size)?;
        t.same("copied back", &back, &bytes);
    }
    // Within one allocation, not overlapping.
    t.upload(a, &pattern(1000, 1))?;
    ok!(t.cuMemcpyDtoD_v2(a + 1000, a, 1000), "within one allocation");
    let back = t.download(a, 2000)?;
    t.yes("both halves are equal", back[..1000] == back[1000..]);
    Ok(())
}

fn unified(t: &mut Test) -> Outcome {
    t.context()?;
    let (device, other, pinned) = (t.alloc(10_000)?, t.alloc(10_000)?, t.pinned(10_000)?);
    let (from, to) = (Buffer::of(&pattern(10_000, 2)), Buffer::pageable(10_000));
    ok!(t.cuMemcpy(device, from.addr(), 10_000), "pageable to device");
    ok!(t.cuMemcpy(other, device, 10_000), "device to device");
    ok!(t.cuMemcpy(pinned.device(), other, 10_000), "device to pinned");
    ok!(t.cuMemcpy(to.addr(), pinned.device(), 10_000), "pinned to pageable");
    t.same("all the way", &to.bytes(), &from.bytes());
    let again = Buffer::pageable(10_000);
    ok!(t.cuMemcpy(again.addr(), from.addr(), 9_999), "pageable to pageable");
    t.same("host to host", &again.read(0, 9_999), &from.read(0, 9_999));
    ok!(
        t.cuMemcpyHtoD_v2(pinned.device(), to.host(), 77),
        "to the device, where the device address is pinned memory"
    );
    Ok(())
}

fn unified_asynchronous(t: &mut Test) -> Outcome {
    t.context()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, other, pinned) = (t.alloc(10_000)?, t.alloc(10_000)?, t.pinned(20_000)?);
    let to = Buffer::pageable(10_000);
    let bytes = pattern(10_000, 3);
    pinned.write(0, &bytes);
    ok!(t.cuMemcpyAsync(device, pinned.device(), 10_000, stream), "pinned to device");
    ok!(t.cuMemcpyAsync(other, device, 10_000, stream), "device to device");
    ok!(t.cuMemcpyAsync(pinned.device() + 10_000, other, 10_000, stream), "device to pinned");
    t.finish(stream)?;
    t.same("there and back", &pinned.read(10_000, 10_000), &bytes);
    ok!(t.cuMemcpyAsync(to.addr(), other, 10_000, stream), "device to pageable");
    t.finish(stream)?;
    t.same("in pageable memory", &to.bytes(), &bytes);
    ok!(t.cuMemcpyAsync(pinned.device(), pinned.device() + 10_000, 10_000, stream), "pinned to pinned");
    t.finish(stream)?;
    t.same("in the same buffer", &pinned.read(0, 10_000), &bytes);
    Ok(())
}

fn large_odd(t: &mut Test) -> Outcome {
    const SIZE: usize = 33 << 20;
    t.context()?;
    let device = t.alloc(SIZE + 16)?;
    let bytes = pattern(SIZE, 33);
    let pageable = Buffer::pageable(SIZE + 64);
    let pinned = t.pinned(SIZE + 64)?;
    for (label, host) in [("pageable", pageable), ("pinned", pinned)] {
        for (offset, at, size) in [(0, 0, SIZE), (1, 3, SIZE - 5), (4097, 8, SIZE - 4111)] {
            host.write(offset, &bytes[..size]);
            ok!(t.cuMemcpyHtoD_v2(device + at, host.at(offset), size), &format!("{label}, {size} bytes"));
            host.write(offset, &vec![0u8; size]);
            ok!(t.cuMemcpyDtoH_v2(host.at(offset), device + at, size));
            t.same("there and back", &host.read(offset, size), &bytes[..size]);
        }
    }
    Ok(())
}

/// The first large copy of a process, behind work that takes a while: a library that stages it must not find in memory
/// that it used before (for an image, say) what looks like the end of the copy.
fn large_out_behind_work(t: &mut Test) -> Outcome {
    const SIZE: usize = 32 << 20;
    t.context()?;
    let mut text = image::BASIC.to_bytes().to_vec();
    for _ in 0..7 << 10 {
        text.extend_from_slice(b"\n//");
        text.extend_from_slice(&[b'~'; 1 << 10]);
    }
    let text = CString::new(text).map_err(|_| Stop::Fail("the text holds a NUL".into()))?;
    let module = t.module(&text)?;
    let device = t.alloc(SIZE)?;
    let mut back = vec![0u8; SIZE];
    for value in [0x11, 0x22, 0x33] {
        for round in 0..40 {
            must!(t.cuMemsetD8Async(device, value ^ round, SIZE, CUstream::NULL));
        }
        must!(t.cuMemsetD8Async(device, value, SIZE, CUstream::NULL));
        ok!(t.cuMemcpyDtoH_v2(&mut back[..], device, SIZE));
        t.yes("every byte is there on return", back.iter().all(|byte| *byte == value));
    }
    ok!(t.cuModuleUnload(module));
    Ok(())
}

/// A copy to the device may return while the device still takes it from where a library has staged it, behind work in its
/// stream; a copy out of another stream must neither wait for its end nor write into it.
fn large_in_then_out_of_another_stream(t: &mut Test) -> Outcome {
    const SIZE: usize = 1 << 20;
    const WORK: usize = 64 << 20;
    t.context()?;
    let (input, output, work) = (t.alloc(SIZE)?, t.alloc(SIZE)?, t.alloc(WORK)?);
    let (busy, idle) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    let mut back = vec![0u8; SIZE];
    for round in 0..8u8 {
        let bytes = pattern(SIZE, u32::from(round));
        must!(t.cuMemsetD8Async(output, !round, SIZE, idle));
        must!(t.cuStreamSynchronize(idle));
        for value in 0..8u8 {
            must!(t.cuMemsetD8Async(work, value, WORK, busy));
        }
        ok!(t.cuMemcpyHtoDAsync_v2(input, &bytes[..], SIZE, busy));
        ok!(t.cuMemcpyDtoHAsync_v2(&mut back[..], output, SIZE, idle));
        must!(t.cuStreamSynchronize(idle));
        t.yes("the right bytes came out", back.iter().all(|byte| *byte == !round));
        must!(t.cuStreamSynchronize(busy));
        let arrived = t.download(input, SIZE)?;
        t.yes("the right bytes went in", arrived == bytes);
    }
    Ok(())
}

fn zero_bytes(t: &mut Test) -> Outcome {
    t.context()?;
    let (device, host) = (t.alloc(64)?, Buffer::of(&[1; 64]));
    ok!(t.cuMemcpyHtoD_v2(device, host.host(), 0));
    ok!(t.cuMemcpyDtoH_v2(host.host(), device, 0));
    ok!(t.cuMemcpyDtoD_v2(device, device, 0));
    ok!(t.cuMemcpy(device, host.addr(), 0));
    ok!(t.cuMemcpyHtoDAsync_v2(device, host.host(), 0, CUstream::NULL));
    saw!(t.cuMemcpyHtoD_v2(0, host.host(), 0), "to null");
    saw!(t.cuMemcpyHtoD_v2(device, Null, 0), "from null");
    saw!(t.cuMemcpyDtoH_v2(Null, 0, 0), "null to null");
    Ok(())
}

fn bad_pointers(t: &mut Test) -> Outcome {
    const WANT: CUresult = CUDA_ERROR_INVALID_VALUE;
    const NOWHERE: u64 = 0x1234_5000;
    t.context()?;
    let (device, host) = (t.alloc(64)?, Buffer::of(&[1; 64]));
    gives!(t.cuMemcpyHtoD_v2(0, host.host(), 64), WANT, "to null");
    gives!(t.cuMemcpyHtoD_v2(NOWHERE, host.host(), 64), WANT, "to an address that was never given");
    gives!(t.cuMemcpyHtoD_v2(device, Null, 64), WANT, "from null");
    gives!(t.cuMemcpyDtoH_v2(host.host(), 0, 64), WANT, "to the host from null");
    gives!(t.cuMemcpyDtoH_v2(host.host(), NOWHERE, 64), WANT, "to the host from nowhere");
    gives!(t.cuMemcpyDtoH_v2(Null, device, 64), WANT, "to a null host pointer");
    gives!(t.cuMemcpyDtoD_v2(device, NOWHERE, 64), WANT, "device from nowhere");
    gives!(t.cuMemcpyDtoD_v2(NOWHERE, device, 64), WANT, "device to nowhere");
    saw!(t.cuMemcpyHtoD_v2(host.addr(), host.host(), 64), "pageable memory as the device's");
    gives!(t.cuMemcpyHtoDAsync_v2(0, host.host(), 64, CUstream::NULL), WANT, "asynchronously to null");
    gives!(
        t.cuMemcpyDtoHAsync_v2(host.host(), NOWHERE, 64, CUstream::NULL),
        WANT,
        "asynchronously from nowhere"
    );
    gives!(
        t.cuMemcpyDtoDAsync_v2(device, NOWHERE, 64, CUstream::NULL),
        WANT,
        "asynchronously, device from nowhere"
    );
    t.upload(device, &[9; 64])?;
    let back = t.download(device, 64)?;
    t.same("memory works afterwards", &back, &[9; 64]);
    Ok(())
}

fn past_the_end(t: &mut Test) -> Outcome {
    const SIZE: usize = 2 << 20;
    t.context()?;
    let (device, host) = (t.alloc(SIZE)?, Buffer::pageable(64 << 20));
    // How far past the end still succeeds depends on what lies there, so the distance is large.
    saw!(t.cuMemcpyHtoD_v2(device + SIZE as u64 - 64, host.host(), 60 << 20), "across the end");
    saw!(t.cuMemcpyDtoH_v2(host.host(), device + SIZE as u64 - 64, 60 << 20), "from across the end");
    saw!(t.cuMemsetD8_v2(device + SIZE as u64 - 64, 1, 60 << 20), "memset across the end");
    saw!(t.cuMemcpyDtoD_v2(device, device + SIZE as u64 - 64, 1 << 20), "device from across the end");
    gives!(
        t.cuMemcpyDtoH_v2(host.host(), device, usize::MAX),
        CUDA_ERROR_INVALID_VALUE,
        "all of the address space"
    );
    saw!(t.cuCtxSynchronize());
    Ok(())
}

fn freed_memory(t: &mut Test) -> Outcome {
    t.context()?;
    // Large, so that the allocator gives it back at once.
    let (device, host) = (t.alloc(64 << 20)?, Buffer::of(&[1; 64]));
    must!(t.cuMemFree_v2(device));
    gives!(t.cuMemcpyHtoD_v2(device, host.host(), 64), CUDA_ERROR_INVALID_VALUE, "to freed memory");
    gives!(t.cuMemcpyDtoH_v2(host.host(), device, 64), CUDA_ERROR_INVALID_VALUE, "from freed memory");
    gives!(t.cuMemsetD8_v2(device, 0, 64), CUDA_ERROR_INVALID_VALUE, "memset of freed memory");
    Ok(())
}

fn bad_streams(t: &mut Test) -> Outcome {
    t.context()?;
    let (device, host) = (t.alloc(64)?, t.pinned(64)?);
    ok!(t.cuMemcpyHtoDAsync_v2(device, host.host(), 64, CUstream::LEGACY), "the legacy stream by name");
    ok!(
        t.cuMemcpyHtoDAsync_v2(device, host.host(), 64, CUstream::PER_THREAD),
        "the per-thread stream by name"
    );
    ok!(t.cuCtxSynchronize());
    t.init()?;
    let other = super::context::create(t)?;
    let theirs = t.stream(CU_STREAM_NON_BLOCKING)?;
    must!(t.cuCtxPopCurrent_v2(Null));
    saw!(t.cuMemcpyHtoDAsync_v2(device, host.host(), 64, theirs), "a stream of another context");
    saw!(t.cuStreamSynchronize(theirs), "synchronise a stream of another context");
    ok!(t.cuCtxDestroy_v2(other));
    Ok(())
}

fn between_contexts(t: &mut Test) -> Outcome {
    t.init()?;
    let a = super::context::create(t)?;
    let from = t.alloc(5000)?;
    let bytes = pattern(5000, 4);
    t.upload(from, &bytes)?;
    let b = super::context::create(t)?;
    let to = t.alloc(5000)?;
    ok!(t.cuMemcpyPeer(to, b, from, a, 5000));
    let back = t.download(to, 5000)?;
    t.same("copied", &back, &bytes);
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    must!(t.cuMemsetD8_v2(to, 0, 5000));
    must!(t.cuCtxSynchronize());
    ok!(t.cuMemcpyPeerAsync(to, b, from, a, 4999, stream));
    t.finish(stream)?;
    let back = t.download(to, 4999)?;
    t.same("copied asynchronously", &back, &bytes[..4999]);
    saw!(t.cuMemcpyDtoD_v2(to, from, 5000), "without naming the contexts");
    saw!(t.cuMemcpyPeer(to, CUcontext::NULL, from, a, 5000), "to no context");
    let host = Buffer::pageable(16);
    saw!(t.cuMemcpyDtoH_v2(host.host(), from, 16), "memory of another context");
    t.see("two addresses", Addr(from) != Addr(to));
    Ok(())
}

/// A batch of copies whose sources are read as `order` says.
fn batch_of(
    t: &Test,
    copies: &[(CUdeviceptr, CUdeviceptr, usize)],
    order: CUmemcpySrcAccessOrder,
    firsts: &mut [usize],
    stream: CUstream,
) -> (CUresult, usize) {
    let mut dsts: Vec<_> = copies.iter().map(|copy| copy.0).collect();
    let mut srcs: Vec<_> = copies.iter().map(|copy| copy.1).collect();
    let mut sizes: Vec<_> = copies.iter().map(|copy| copy.2).collect();
    let nowhere = CUmemLocation { r#type: CU_MEM_LOCATION_TYPE_INVALID, id: 0 };
    let attributes =
        CUmemcpyAttributes { srcAccessOrder: order, srcLocHint: nowhere, dstLocHint: nowhere, flags: 0 };
    let mut attributes = vec![attributes; firsts.len()];
    let (count, attribute_count, mut failed) = (copies.len(), firsts.len(), 77);
    let code = cu!(t.cuMemcpyBatchAsync(
        &mut dsts[..],
        &mut srcs[..],
        &mut sizes[..],
        count,
        &mut attributes[..],
        &mut firsts[..],
        attribute_count,
        &mut failed,
        stream
    ));
    (code, failed)
}

fn batch(t: &mut Test) -> Outcome {
    t.context()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (first, second, pinned) = (t.alloc(4096)?, t.alloc(4096)?, t.pinned(4096)?);
    let (bytes, pageable) = (pattern(4096, 11), Buffer::pageable(4096));
    pinned.write(0, &bytes);
    for order in [
        CU_MEMCPY_SRC_ACCESS_ORDER_STREAM,
        CU_MEMCPY_SRC_ACCESS_ORDER_DURING_API_CALL,
        CU_MEMCPY_SRC_ACCESS_ORDER_ANY,
    ] {
        must!(t.cuMemsetD8Async(first, 0, 4096, stream));
        must!(t.cuMemsetD8Async(second, 0, 4096, stream));
        let up = [(first, pinned.addr(), 2000), (second + 64, pinned.addr() + 2000, 2000)];
        let (code, _) = batch_of(t, &up, order, &mut [0], stream);
        t.ok(&format!("up, order {order}"), code)?;
        t.finish(stream)?;
        let down = [(pageable.addr(), first, 2000), (pageable.addr() + 2000, second + 64, 2000)];
        let (code, _) = batch_of(t, &down, order, &mut [0, 1], stream);
        t.ok(&format!("down, order {order}"), code)?;
        t.finish(stream)?;
        t.same("both pieces", &pageable.read(0, 4000), &bytes[..4000]);
        pageable.fill(0);
    }
    Ok(())
}

fn batch_errors(t: &mut Test) -> Outcome {
    t.context()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, pinned) = (t.alloc(4096)?, t.pinned(4096)?);
    let good = (device, pinned.addr(), 64);
    let see = |t: &mut Test, label: &str, (code, failed): (CUresult, usize)| {
        t.saw(label, code);
        t.note(label, if failed == usize::MAX { "all".to_owned() } else { failed.to_string() });
    };
    let order = CU_MEMCPY_SRC_ACCESS_ORDER_STREAM;
    let of = |copies: &[_], order, firsts: &mut [usize], stream| batch_of(t, copies, order, firsts, stream);
    let found = [
        ("none", of(&[], order, &mut [0], stream)),
        ("no attributes", of(&[good], order, &mut [], stream)),
        ("more attributes than copies", of(&[good], order, &mut [0, 1], stream)),
        ("the first is not the first", of(&[good, good], order, &mut [1], stream)),
        ("an index beyond", of(&[good, good], order, &mut [0, 2], stream)),
        ("no order", of(&[good], CU_MEMCPY_SRC_ACCESS_ORDER_INVALID, &mut [0], stream)),
        ("an order that is none", of(&[good], 9, &mut [0], stream)),
        ("in the null stream", of(&[good], order, &mut [0], CUstream::NULL)),
        ("in the thread's stream", of(&[good], order, &mut [0], CUstream::PER_THREAD)),
        ("to null", of(&[good, (0, pinned.addr(), 64)], order, &mut [0], stream)),
    ];
    for (label, answer) in found {
        see(t, label, answer);
    }
    saw!(t.cuStreamSynchronize(stream));
    Ok(())
}
