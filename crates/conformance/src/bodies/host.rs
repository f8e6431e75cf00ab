//! Host memory that the driver pins: allocated by it, or registered with it.

use core::hint::black_box;

use table::*;

use crate::cuda::{Addr, Buffer, Null, Params};
use crate::gate::wait_until;
use crate::test::pattern;
use crate::{Body, Outcome, Stop, Test, cu, gives, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("host.alloc_and_flags", alloc_and_flags),
    Body::plain("host.alloc_errors", alloc_errors),
    Body::plain("host.free_errors", free_errors),
    Body::plain("host.is_shared_with_copies", is_shared_with_copies),
    Body::plain("host.register", register),
    Body::plain("host.register_odd_ranges", register_odd_ranges),
    Body::plain("host.register_errors", register_errors),
    Body::plain("host.registered_keeps_its_contents", registered_keeps_its_contents),
    Body::plain("host.portable_between_contexts", portable_between_contexts),
    Body::plain("host.large", large),
    Body::kernels("host.kernel_writes_mapped", kernel_writes_mapped),
    Body::kernels("host.kernel_writes_registered", kernel_writes_registered),
    Body::kernels("host.kernel_writes_its_stack", kernel_writes_its_stack),
    Body::kernels("host.kernel_and_host_talk", kernel_and_host_talk),
];

fn alloc_and_flags(t: &mut Test) -> Outcome {
    t.context()?;
    for flags in [0, CU_MEMHOSTALLOC_PORTABLE, CU_MEMHOSTALLOC_DEVICEMAP, CU_MEMHOSTALLOC_WRITECOMBINED, 3, 7]
    {
        let mut address = core::ptr::null_mut();
        ok!(t.cuMemHostAlloc(&mut address, 10_000, flags), &format!("flags {flags}"));
        let host = Addr(address.expose_provenance() as u64);
        let mut got = 77;
        ok!(t.cuMemHostGetFlags(&mut got, host));
        t.note("flags got", got);
        let mut device = 0;
        ok!(t.cuMemHostGetDevicePointer_v2(&mut device, host, 0));
        t.see("the device's address is the host's", device == host.0);
        t.yes("page-aligned", host.0.is_multiple_of(4096));
        ok!(t.cuMemFreeHost(host));
    }
    let mut address = core::ptr::null_mut();
    ok!(t.cuMemAllocHost_v2(&mut address, 100), "without flags");
    let host = Addr(address.expose_provenance() as u64);
    let mut got = 77;
    ok!(t.cuMemHostGetFlags(&mut got, host));
    t.note("flags without flags", got);
    ok!(t.cuMemHostGetFlags(&mut got, Addr(host.0 + 50)), "flags by an address inside");
    let mut device = 0;
    ok!(
        t.cuMemHostGetDevicePointer_v2(&mut device, Addr(host.0 + 50), 0),
        "device address of an address inside"
    );
    t.yes("offset and all", device == host.0 + 50);
    ok!(t.cuMemFreeHost(host));
    Ok(())
}

fn alloc_errors(t: &mut Test) -> Outcome {
    t.context()?;
    let mut address = core::ptr::null_mut();
    saw!(t.cuMemHostAlloc(&mut address, 0, 0), "0 bytes");
    gives!(
        t.cuMemHostAlloc(&mut address, 64, 0x1000),
        CUDA_ERROR_INVALID_VALUE,
        "a flag that does not exist"
    );
    gives!(t.cuMemHostAlloc(Null, 64, 0), CUDA_ERROR_INVALID_VALUE, "null pointer");
    saw!(t.cuMemAllocHost_v2(&mut address, 0), "0 bytes without flags");
    let code = cu!(t.cuMemHostAlloc(&mut address, 1 << 50, 0));
    t.gives_one_of("a pebibyte", code, &[CUDA_ERROR_OUT_OF_MEMORY, CUDA_ERROR_INVALID_VALUE]);
    let plain = Buffer::pageable(64);
    let (mut device, mut flags) = (0, 0);
    gives!(
        t.cuMemHostGetDevicePointer_v2(&mut device, plain.host(), 0),
        CUDA_ERROR_INVALID_VALUE,
        "device address of pageable memory"
    );
    gives!(
        t.cuMemHostGetFlags(&mut flags, plain.host()),
        CUDA_ERROR_INVALID_VALUE,
        "flags of pageable memory"
    );
    let pinned = t.pinned(64)?;
    gives!(
        t.cuMemHostGetDevicePointer_v2(&mut device, pinned.host(), 1),
        CUDA_ERROR_INVALID_VALUE,
        "flags must be 0"
    );
    saw!(t.cuMemHostGetDevicePointer_v2(&mut device, Null, 0), "device address of null");
    Ok(())
}

fn free_errors(t: &mut Test) -> Outcome {
    t.context()?;
    let pinned = t.pinned(8192)?;
    gives!(t.cuMemFreeHost(pinned.at(64)), CUDA_ERROR_INVALID_VALUE, "an address inside");
    ok!(t.cuMemFreeHost(pinned.host()));
    gives!(t.cuMemFreeHost(pinned.host()), CUDA_ERROR_INVALID_VALUE, "freed twice");
    let plain = Buffer::pageable(64);
    gives!(t.cuMemFreeHost(plain.host()), CUDA_ERROR_INVALID_VALUE, "pageable memory");
    saw!(t.cuMemFreeHost(Null), "null");
    let device = t.alloc(64)?;
    saw!(t.cuMemFreeHost(Addr(device)), "device memory");
    Ok(())
}

fn is_shared_with_copies(t: &mut Test) -> Outcome {
    t.context()?;
    let (pinned, device, stream) = (t.pinned(70_000)?, t.alloc(70_000)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    let bytes = pattern(70_000, 1);
    pinned.write(0, &bytes);
    ok!(t.cuMemcpyHtoDAsync_v2(device, pinned.host(), 70_000, stream));
    t.finish(stream)?;
    pinned.fill(0);
    ok!(t.cuMemcpyDtoHAsync_v2(pinned.at(1), device + 1, 69_998, stream));
    t.finish(stream)?;
    let mut want = bytes.clone();
    want[0] = 0;
    want[69_999] = 0;
    t.same("there and back", &pinned.bytes(), &want);
    ok!(t.cuMemsetD8_v2(pinned.device() + 10, 0xEE, 100), "memset by its device address");
    ok!(t.cuCtxSynchronize());
    want[10..110].fill(0xEE);
    t.same("the host sees the memset", &pinned.bytes(), &want);
    Ok(())
}

fn register(t: &mut Test) -> Outcome {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_HOST_REGISTER_SUPPORTED, "host memory registration")?;
    let memory = Buffer::pageable(1 << 20);
    for flags in [0, CU_MEMHOSTREGISTER_PORTABLE, CU_MEMHOSTREGISTER_DEVICEMAP, 3] {
        ok!(t.cuMemHostRegister_v2(memory.host(), memory.len(), flags), &format!("register with {flags}"));
        let (mut got, mut device) = (77, 0);
        saw!(t.cuMemHostGetFlags(&mut got, memory.host()));
        t.note("flags got", got);
        ok!(t.cuMemHostGetDevicePointer_v2(&mut device, memory.host(), 0));
        t.see("the device's address is the host's", device == memory.addr());
        gives!(
            t.cuMemHostRegister_v2(memory.host(), memory.len(), flags),
            CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED,
            "registered twice"
        );
        ok!(t.cuMemHostUnregister(memory.host()));
        gives!(
            t.cuMemHostUnregister(memory.host()),
            CUDA_ERROR_HOST_MEMORY_NOT_REGISTERED,
            "unregistered twice"
        );
    }
    Ok(())
}

fn register_odd_ranges(t: &mut Test) -> Outcome {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_HOST_REGISTER_SUPPORTED, "host memory registration")?;
    let memory = Buffer::pageable(1 << 16);
    let device = t.alloc(1 << 16)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    for (offset, len) in [(0, 1), (1, 1), (4095, 2), (100, 5000), (5, 65_531)] {
        let bytes = pattern(len, offset as u32 + 7);
        memory.write(offset, &bytes);
        ok!(t.cuMemHostRegister_v2(memory.at(offset), len, 0), &format!("{len} bytes from {offset}"));
        ok!(t.cuMemcpyHtoDAsync_v2(device, memory.at(offset), len, stream));
        t.finish(stream)?;
        let back = t.download(device, len)?;
        t.same("copied from it", &back, &bytes);
        ok!(t.cuMemHostUnregister(memory.at(offset)));
    }
    Ok(())
}

fn register_errors(t: &mut Test) -> Outcome {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_HOST_REGISTER_SUPPORTED, "host memory registration")?;
    let memory = Buffer::pageable(1 << 20);
    gives!(t.cuMemHostRegister_v2(memory.host(), 0, 0), CUDA_ERROR_INVALID_VALUE, "0 bytes");
    gives!(t.cuMemHostRegister_v2(Null, 4096, 0), CUDA_ERROR_INVALID_VALUE, "null pointer");
    gives!(
        t.cuMemHostRegister_v2(memory.host(), 4096, 0x1000),
        CUDA_ERROR_INVALID_VALUE,
        "a flag that does not exist"
    );
    ok!(t.cuMemHostRegister_v2(memory.at(65_536), 65_536, 0));
    gives!(
        t.cuMemHostRegister_v2(memory.at(0), 1 << 20, 0),
        CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED,
        "a range around a registered one"
    );
    gives!(
        t.cuMemHostRegister_v2(memory.at(70_000), 100, 0),
        CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED,
        "a range inside a registered one"
    );
    saw!(t.cuMemHostUnregister(memory.at(65_536 + 4096)), "unregister an address inside");
    saw!(t.cuMemHostUnregister(memory.at(65_536)), "unregister");
    gives!(t.cuMemHostUnregister(memory.at(0)), CUDA_ERROR_HOST_MEMORY_NOT_REGISTERED, "never registered");
    saw!(t.cuMemHostUnregister(Null), "unregister null");
    let pinned = t.pinned(4096)?;
    saw!(t.cuMemHostRegister_v2(pinned.host(), 4096, 0), "register pinned memory");
    saw!(t.cuMemHostUnregister(pinned.host()), "unregister pinned memory");
    saw!(t.cuMemFreeHost(pinned.host()), "free the pinned memory");
    Ok(())
}

fn registered_keeps_its_contents(t: &mut Test) -> Outcome {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_HOST_REGISTER_SUPPORTED, "host memory registration")?;
    let memory = Buffer::pageable(300_000);
    let bytes = pattern(300_000, 9);
    memory.write(0, &bytes);
    ok!(t.cuMemHostRegister_v2(memory.at(1000), 200_000, 0));
    t.same("registering keeps it", &memory.bytes(), &bytes);
    let other = pattern(300_000, 10);
    memory.write(0, &other);
    ok!(t.cuMemHostUnregister(memory.at(1000)));
    t.same("unregistering keeps it", &memory.bytes(), &other);
    memory.write(0, &bytes);
    t.same("it can be written afterwards", &memory.bytes(), &bytes);
    Ok(())
}

fn portable_between_contexts(t: &mut Test) -> Outcome {
    t.init()?;
    let a = super::context::create(t)?;
    let mut address = core::ptr::null_mut();
    ok!(t.cuMemHostAlloc(&mut address, 4096, CU_MEMHOSTALLOC_PORTABLE));
    let host = Addr(address.expose_provenance() as u64);
    let b = super::context::create(t)?;
    let (mut device, mut flags) = (0, 0);
    ok!(t.cuMemHostGetDevicePointer_v2(&mut device, host, 0), "device address in another context");
    ok!(t.cuMemHostGetFlags(&mut flags, host), "flags in another context");
    t.note("flags", flags);
    let memory = t.alloc(4096)?;
    ok!(t.cuMemcpyHtoD_v2(memory, host, 4096));
    must!(t.cuCtxDestroy_v2(b));
    must!(t.cuCtxSetCurrent(a));
    ok!(t.cuMemFreeHost(host));
    Ok(())
}

fn large(t: &mut Test) -> Outcome {
    const SIZE: usize = 256 << 20;
    t.context()?;
    let mut address = core::ptr::null_mut();
    ok!(t.cuMemHostAlloc(&mut address, SIZE, 0));
    let Some(host) = Buffer::adopt(address.expose_provenance() as u64, SIZE) else { return Ok(()) };
    let device = t.alloc(SIZE)?;
    let marks: Vec<usize> = (0..64).map(|at| at * (SIZE / 64) + at * 13).collect();
    for mark in &marks {
        host.write(*mark, &mark.to_le_bytes());
    }
    ok!(t.cuMemcpyHtoD_v2(device, host.host(), SIZE));
    for mark in &marks {
        host.write(*mark, &[0; 8]);
    }
    ok!(t.cuMemcpyDtoH_v2(host.host(), device, SIZE));
    let right = marks.iter().filter(|mark| host.read(**mark, 8) == mark.to_le_bytes()).count();
    t.equal("marks that came back", right, marks.len());
    ok!(t.cuMemFreeHost(host.host()));
    Ok(())
}

fn write_by_kernel(t: &mut Test, host: Buffer, device: CUdeviceptr) -> Outcome {
    let module = t.module(image::BASIC)?;
    let fill = t.function(module, c"fill")?;
    let count = u32::try_from(host.len() / 4).unwrap_or(0);
    let params = Params::new().and(device).and(1000u32).and(count);
    let code = t.launch(fill, count.div_ceil(256), 256, CUstream::NULL, params);
    t.ok("launch", code)?;
    ok!(t.cuCtxSynchronize());
    let want: Vec<u8> = (0..count).flat_map(|at| (1000 + at).to_ne_bytes()).collect();
    t.same("what the kernel wrote", &host.bytes(), &want);
    Ok(())
}

fn kernel_writes_mapped(t: &mut Test) -> Outcome {
    t.context()?;
    let mut address = core::ptr::null_mut();
    ok!(t.cuMemHostAlloc(&mut address, 40_000, CU_MEMHOSTALLOC_DEVICEMAP));
    let mut device = 0;
    ok!(t.cuMemHostGetDevicePointer_v2(&mut device, Addr(address.expose_provenance() as u64), 0));
    match Buffer::adopt(address.expose_provenance() as u64, 40_000) {
        Some(host) => write_by_kernel(t, host, device),
        None => Ok(()),
    }
}

fn kernel_writes_registered(t: &mut Test) -> Outcome {
    t.context()?;
    let memory = Buffer::pageable(40_000);
    ok!(t.cuMemHostRegister_v2(memory.host(), 40_000, CU_MEMHOSTREGISTER_DEVICEMAP));
    let mut device = 0;
    ok!(t.cuMemHostGetDevicePointer_v2(&mut device, memory.host(), 0));
    write_by_kernel(t, memory, device)?;
    ok!(t.cuMemHostUnregister(memory.host()));
    let want = 1000u32;
    t.equal("still there when unregistered", memory.get::<u32>(0), want);
    Ok(())
}

/// Uses a kilobyte of stack for each level, up to three without optimisation, and gives the number of levels.
#[inline(never)]
pub(super) fn deep(levels: usize) -> usize {
    let room = black_box([levels as u8; 1024]);
    if levels == 0 { 0 } else { deep(levels - 1) + usize::from(room[levels % 1024] == levels as u8) }
}

/// A variable of a function, registered, copied to, written by a kernel; before, meanwhile and after the stack grows.
fn kernel_writes_its_stack(t: &mut Test) -> Outcome {
    t.context()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let memory = t.alloc(4)?;
    for round in 0..4u32 {
        t.equal("levels before", deep(1024), 1024);
        t.upload(memory, &(77 + round).to_ne_bytes())?;
        let mut word = black_box(5 + round);
        let host = Buffer::adopt((&raw mut word).expose_provenance() as u64, 4);
        let Some(host) = host else { return Err(Stop::Fail("no memory".into())) };
        ok!(t.cuMemHostRegister_v2(host.host(), 4, 0), "register a word");
        t.equal("registering keeps it", host.get::<u32>(0), 5 + round);
        ok!(t.cuMemcpyDtoHAsync_v2(host.host(), memory, 4, stream));
        ok!(t.cuStreamSynchronize(stream));
        t.equal("what was copied", host.get::<u32>(0), 77 + round);
        t.equal("levels meanwhile", deep(1200 + 100 * round as usize), 1200 + 100 * round as usize);
        ok!(t.cuMemHostUnregister(host.host()));
        t.equal("still there when unregistered", host.get::<u32>(0), 77 + round);
    }
    let mut words = black_box([3u32; 10_000]);
    let Some(host) = Buffer::adopt(words.as_mut_ptr().expose_provenance() as u64, 40_000) else {
        return Ok(());
    };
    ok!(t.cuMemHostRegister_v2(host.host(), 40_000, CU_MEMHOSTREGISTER_DEVICEMAP));
    let (mut device, mut kind) = (0, 0u32);
    ok!(t.cuMemHostGetDevicePointer_v2(&mut device, host.host(), 0));
    t.see("the device's address is the host's", device == host.addr());
    ok!(t.cuPointerGetAttribute(&mut kind, CU_POINTER_ATTRIBUTE_MEMORY_TYPE, host.addr()));
    t.equal("memory type", kind, CU_MEMORYTYPE_HOST);
    write_by_kernel(t, host, device)?;
    gives!(
        t.cuMemHostRegister_v2(host.host(), 40_000, 0),
        CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED,
        "registered twice"
    );
    ok!(t.cuMemHostUnregister(host.host()));
    t.equal("the kernel's words", black_box(&words)[9_999], 1000 + 9_999);
    t.equal("levels in the end", deep(2048), 2048);
    Ok(())
}

fn kernel_and_host_talk(t: &mut Test) -> Outcome {
    t.context()?;
    let flags = t.pinned(64)?;
    let module = t.module(image::BASIC)?;
    let answer = t.function(module, c"answer_flag")?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let base = flags.device();
    let params = Params::new().and(base).and(base + 16).and(4711u32).and(base + 32);
    let code = t.launch(answer, 1, 1, stream, params);
    t.ok("launch", code)?;
    let ready = wait_until(|| flags.get::<u32>(0) == 1);
    t.yes("the host sees the kernel's flag while it runs", ready);
    gives!(t.cuStreamQuery(stream), CUDA_ERROR_NOT_READY, "and the kernel still runs");
    flags.set::<u32>(4, 4711);
    t.finish(stream)?;
    t.equal("the kernel saw the host's flag", flags.get::<u32>(8), 4711);
    Ok(())
}
