//! Managed memory: one address for host and device.

use table::*;

use crate::cuda::{Buffer, Null, Params};
use crate::gate::wait_until;
use crate::test::pattern;
use crate::{Body, Outcome, Stop, Test, cu, gives, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("managed.life_cycle", life_cycle),
    Body::plain("managed.alloc_errors", alloc_errors),
    Body::plain("managed.copies", copies),
    Body::plain("managed.large", large),
    Body::plain("managed.prefetch", prefetch),
    Body::plain("managed.prefetch_errors", prefetch_errors),
    Body::plain("managed.batches", batches),
    Body::plain("managed.advice", advice),
    Body::plain("managed.advice_of_parts", advice_of_parts),
    Body::plain("managed.advice_errors", advice_errors),
    Body::plain("managed.attach", attach),
    Body::plain("managed.not_as_pinned", not_as_pinned),
    Body::kernels("managed.kernel_and_host", kernel_and_host),
    Body::kernels("managed.kernel_and_host_talk", kernel_and_host_talk),
    Body::kernels("managed.variables_of_a_module", variables_of_a_module),
    Body::kernels("managed.variables_of_a_fatbin", variables_of_a_fatbin),
    Body::kernels("managed.variables_of_a_library", variables_of_a_library),
];

/// What the driver calls no device.
const NO_DEVICE: i32 = -2;
const DEVICE: CUmemLocation = CUmemLocation { r#type: CU_MEM_LOCATION_TYPE_DEVICE, id: 0 };
const HOST: CUmemLocation = CUmemLocation { r#type: CU_MEM_LOCATION_TYPE_HOST, id: 0 };

/// Managed memory, where the device has it.
fn managed(t: &mut Test, len: usize) -> Outcome<Buffer> {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_MANAGED_MEMORY, "managed memory")?;
    let mut address = 0;
    must!(t.cuMemAllocManaged(&mut address, len, CU_MEM_ATTACH_GLOBAL));
    Buffer::adopt(address, len).ok_or_else(|| Stop::Skip("no memory".to_owned()))
}

/// The same, where host and device may use it at the same time, and it can be advised.
fn concurrent(t: &mut Test, len: usize) -> Outcome<Buffer> {
    let memory = managed(t, len)?;
    t.needs(CU_DEVICE_ATTRIBUTE_CONCURRENT_MANAGED_ACCESS, "concurrent managed access")?;
    Ok(memory)
}

fn life_cycle(t: &mut Test) -> Outcome {
    let memory = managed(t, 10_000)?;
    let bytes = pattern(10_000, 1);
    memory.write(0, &bytes);
    t.same("what the host wrote", &memory.bytes(), &bytes);
    t.yes("a page's alignment", memory.addr().is_multiple_of(4096));
    ok!(t.cuMemFree_v2(memory.addr()));
    saw!(t.cuMemFree_v2(memory.addr()), "freed twice");
    let mut second = 0;
    ok!(t.cuMemAllocManaged(&mut second, 100, CU_MEM_ATTACH_HOST), "attached to the host");
    gives!(t.cuMemFree_v2(second + 64), CUDA_ERROR_INVALID_VALUE, "an address inside");
    ok!(t.cuMemFree_v2(second));
    Ok(())
}

fn alloc_errors(t: &mut Test) -> Outcome {
    let _ = managed(t, 4)?;
    let mut address = 77;
    for flags in [0, CU_MEM_ATTACH_SINGLE, 3, 8] {
        let label = format!("flags {flags}");
        gives!(t.cuMemAllocManaged(&mut address, 64, flags), CUDA_ERROR_INVALID_VALUE, &label);
    }
    saw!(t.cuMemAllocManaged(&mut address, 0, CU_MEM_ATTACH_GLOBAL), "0 bytes");
    gives!(t.cuMemAllocManaged(Null, 64, CU_MEM_ATTACH_GLOBAL), CUDA_ERROR_INVALID_VALUE, "null pointer");
    Ok(())
}

fn copies(t: &mut Test) -> Outcome {
    let (from, to) = (managed(t, 100_000)?, managed(t, 100_000)?);
    let bytes = pattern(100_000, 2);
    ok!(t.cuMemcpyHtoD_v2(from.addr(), &bytes[..], 100_000), "host to managed");
    ok!(t.cuMemcpyDtoD_v2(to.addr(), from.addr(), 100_000), "managed to managed");
    ok!(t.cuCtxSynchronize());
    t.same("both copies", &to.bytes(), &bytes);
    let device = t.alloc(100_000)?;
    ok!(t.cuMemcpyDtoD_v2(device, to.addr(), 50_000), "managed to device");
    ok!(t.cuMemsetD8_v2(to.addr(), 7, 1000), "memset");
    ok!(t.cuMemcpy(to.addr() + 1000, device, 50_000), "device to managed");
    ok!(t.cuCtxSynchronize());
    t.same("the memset", &to.read(0, 1000), &[7; 1000]);
    t.same("back from the device", &to.read(1000, 50_000), &bytes[..50_000]);
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    ok!(t.cuMemcpyAsync(from.addr(), to.addr(), 2000, stream), "asynchronous");
    ok!(t.cuMemcpyDtoHAsync_v2(from.at(4000), device, 2000, stream), "to managed as host memory");
    t.finish(stream)?;
    t.same("the asynchronous copy", &from.read(0, 1000), &[7; 1000]);
    t.same("as host memory", &from.read(4000, 2000), &bytes[..2000]);
    Ok(())
}

fn large(t: &mut Test) -> Outcome {
    let len = 96 << 20;
    let memory = managed(t, len)?;
    ok!(t.cuMemsetD8_v2(memory.addr(), 0x5a, len));
    ok!(t.cuCtxSynchronize());
    let ends = [memory.get::<u8>(0), memory.get::<u8>(len / 2), memory.get::<u8>(len - 1)];
    t.equal("all of it", ends, [0x5a; 3]);
    ok!(t.cuMemFree_v2(memory.addr()));
    Ok(())
}

fn last_prefetch(t: &mut Test, label: &str, memory: &Buffer, len: usize) -> Outcome {
    let mut device = 77_i32;
    let attribute = CU_MEM_RANGE_ATTRIBUTE_LAST_PREFETCH_LOCATION;
    ok!(t.cuMemRangeGetAttribute(&mut device, 4, attribute, memory.addr(), len), label);
    t.note(label, device);
    for (name, attribute) in [
        ("type", CU_MEM_RANGE_ATTRIBUTE_LAST_PREFETCH_LOCATION_TYPE),
        ("number", CU_MEM_RANGE_ATTRIBUTE_LAST_PREFETCH_LOCATION_ID),
    ] {
        let mut value = 77_i32;
        saw!(t.cuMemRangeGetAttribute(&mut value, 4, attribute, memory.addr(), len), name);
        t.note(name, value);
    }
    Ok(())
}

fn prefetch(t: &mut Test) -> Outcome {
    let memory = concurrent(t, 1 << 20)?;
    let bytes = pattern(1 << 20, 3);
    memory.write(0, &bytes);
    last_prefetch(t, "never", &memory, 1 << 20)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    ok!(t.cuMemPrefetchAsync(memory.addr(), 1 << 20, 0, stream), "to the device");
    last_prefetch(t, "to the device", &memory, 1 << 20)?;
    t.finish(stream)?;
    t.same("contents", &memory.bytes(), &bytes);
    ok!(t.cuMemPrefetchAsync(memory.addr(), 4096, CU_DEVICE_CPU, stream), "a page to the host");
    last_prefetch(t, "the page", &memory, 4096)?;
    last_prefetch(t, "all", &memory, 1 << 20)?;
    ok!(t.cuMemPrefetchAsync_v2(memory.addr(), 1 << 20, HOST, 0, stream), "all to the host");
    last_prefetch(t, "all to the host", &memory, 1 << 20)?;
    ok!(
        t.cuMemPrefetchAsync_v2(memory.addr() + 5000, 100, DEVICE, 0, CUstream::NULL),
        "in the legacy stream"
    );
    t.finish(stream)?;
    ok!(t.cuCtxSynchronize());
    t.same("contents at last", &memory.bytes(), &bytes);
    Ok(())
}

fn prefetch_errors(t: &mut Test) -> Outcome {
    let memory = concurrent(t, 8192)?;
    let (device, pinned, none) = (t.alloc(8192)?, t.pinned(8192)?, CUstream::NULL);
    saw!(t.cuMemPrefetchAsync(memory.addr(), 0, 0, none), "0 bytes");
    saw!(t.cuMemPrefetchAsync(memory.addr(), 8193, 0, none), "past the end");
    saw!(t.cuMemPrefetchAsync(memory.addr(), 8192, 99, none), "no such device");
    saw!(t.cuMemPrefetchAsync(memory.addr(), 8192, NO_DEVICE, none), "the device that is none");
    saw!(t.cuMemPrefetchAsync(device, 8192, 0, none), "device memory");
    saw!(t.cuMemPrefetchAsync(pinned.addr(), 8192, 0, none), "pinned memory");
    saw!(t.cuMemPrefetchAsync(0, 8192, 0, none), "null");
    saw!(t.cuMemPrefetchAsync_v2(memory.addr(), 8192, DEVICE, 1, none), "flags");
    for kind in [0, 9] {
        let location = CUmemLocation { r#type: kind, id: 0 };
        let label = format!("a location of type {kind}");
        saw!(t.cuMemPrefetchAsync_v2(memory.addr(), 8192, location, 0, none), &label);
    }
    Ok(())
}

fn batches(t: &mut Test) -> Outcome {
    let memory = concurrent(t, 3 << 20)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let piece = 1_usize << 20;
    let mut starts = [0, 1, 2].map(|at| memory.addr() + (at << 20));
    let (mut sizes, mut places, mut indices) = ([piece; 3], [DEVICE, HOST], [0_usize, 2]);
    let mut prefetch = |t: &mut Test, count, indices: &mut [usize; 2], number, flags, stream, label: &str| {
        saw!(
            t.cuMemPrefetchBatchAsync(
                &mut starts[..],
                &mut sizes[..],
                count,
                &mut places[..],
                &mut indices[..],
                number,
                flags,
                stream
            ),
            label
        );
    };
    prefetch(t, 3, &mut indices, 2, 0, stream, "two to the device, one to the host");
    prefetch(t, 0, &mut indices, 2, 0, stream, "none");
    prefetch(t, 3, &mut indices, 0, 0, stream, "no places");
    prefetch(t, 3, &mut [1, 2], 2, 0, stream, "the first is not the first");
    prefetch(t, 3, &mut [0, 3], 2, 0, stream, "an index beyond");
    prefetch(t, 3, &mut indices, 2, 1, stream, "flags");
    prefetch(t, 3, &mut indices, 2, 0, CUstream::NULL, "in the null stream");
    t.finish(stream)?;
    last_prefetch(
        t,
        "the second",
        &Buffer::adopt(memory.addr() + (1 << 20), piece).unwrap_or(Buffer::pageable(piece)),
        piece,
    )?;
    let (mut starts, mut sizes) = ([memory.addr()], [piece]);
    saw!(t.cuMemDiscardBatchAsync(&mut starts[..], &mut sizes[..], 1, 0, stream), "discard");
    t.finish(stream)?;
    memory.set::<u32>(0, 5);
    t.equal("it is as good as new", memory.get::<u32>(0), 5);
    Ok(())
}

fn attribute(t: &mut Test, label: &str, attribute: CUmem_range_attribute, start: u64, len: usize) -> Outcome {
    let mut value = [77_i32; 2];
    let size = if attribute == CU_MEM_RANGE_ATTRIBUTE_ACCESSED_BY { 8 } else { 4 };
    let code = cu!(t.cuMemRangeGetAttribute(&mut value, size, attribute, start, len));
    t.saw(label, code);
    t.note(label, format!("{} {}", value[0], value[1]));
    Ok(())
}

fn advice(t: &mut Test) -> Outcome {
    let memory = concurrent(t, 4 << 20)?;
    let (start, len) = (memory.addr(), 4_usize << 20);
    attribute(t, "read mostly", CU_MEM_RANGE_ATTRIBUTE_READ_MOSTLY, start, len)?;
    ok!(t.cuMemAdvise(start, len, CU_MEM_ADVISE_SET_READ_MOSTLY, 0));
    attribute(t, "read mostly", CU_MEM_RANGE_ATTRIBUTE_READ_MOSTLY, start, len)?;
    ok!(t.cuMemAdvise(start, len, CU_MEM_ADVISE_UNSET_READ_MOSTLY, 0));
    attribute(t, "preferred", CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION, start, len)?;
    ok!(t.cuMemAdvise(start, len, CU_MEM_ADVISE_SET_PREFERRED_LOCATION, 0));
    attribute(t, "preferred", CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION, start, len)?;
    attribute(t, "type", CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION_TYPE, start, len)?;
    attribute(t, "number", CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION_ID, start, len)?;
    ok!(t.cuMemAdvise(start, len, CU_MEM_ADVISE_SET_PREFERRED_LOCATION, CU_DEVICE_CPU));
    attribute(t, "preferred", CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION, start, len)?;
    attribute(t, "type", CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION_TYPE, start, len)?;
    ok!(t.cuMemAdvise(start, len, CU_MEM_ADVISE_UNSET_PREFERRED_LOCATION, 0));
    attribute(t, "preferred", CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION, start, len)?;
    attribute(t, "accessed by", CU_MEM_RANGE_ATTRIBUTE_ACCESSED_BY, start, len)?;
    ok!(t.cuMemAdvise_v2(start, len, CU_MEM_ADVISE_SET_ACCESSED_BY, DEVICE));
    attribute(t, "accessed by", CU_MEM_RANGE_ATTRIBUTE_ACCESSED_BY, start, len)?;
    ok!(t.cuMemAdvise_v2(start, len, CU_MEM_ADVISE_SET_ACCESSED_BY, HOST));
    attribute(t, "accessed by", CU_MEM_RANGE_ATTRIBUTE_ACCESSED_BY, start, len)?;
    ok!(t.cuMemAdvise_v2(start, len, CU_MEM_ADVISE_UNSET_ACCESSED_BY, DEVICE));
    attribute(t, "accessed by", CU_MEM_RANGE_ATTRIBUTE_ACCESSED_BY, start, len)?;
    Ok(())
}

fn advice_of_parts(t: &mut Test) -> Outcome {
    let memory = concurrent(t, 8 << 20)?;
    let (start, part) = (memory.addr(), 2_usize << 20);
    ok!(t.cuMemAdvise(start + (2 << 20), part, CU_MEM_ADVISE_SET_READ_MOSTLY, 0));
    ok!(t.cuMemAdvise(start, 2 * part, CU_MEM_ADVISE_SET_PREFERRED_LOCATION, 0));
    for at in 0..4 {
        let place = start + at * (2 << 20);
        attribute(t, "read mostly", CU_MEM_RANGE_ATTRIBUTE_READ_MOSTLY, place, part)?;
        attribute(t, "preferred", CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION, place, part)?;
    }
    attribute(t, "all, read mostly", CU_MEM_RANGE_ATTRIBUTE_READ_MOSTLY, start, 4 * part)?;
    attribute(t, "all, preferred", CU_MEM_RANGE_ATTRIBUTE_PREFERRED_LOCATION, start, 4 * part)?;
    Ok(())
}

fn advice_errors(t: &mut Test) -> Outcome {
    let memory = concurrent(t, 8192)?;
    let device = t.alloc(8192)?;
    let start = memory.addr();
    for advice in [0, 7, 99] {
        saw!(t.cuMemAdvise(start, 8192, advice, 0), &format!("advice {advice}"));
    }
    saw!(t.cuMemAdvise(start, 0, CU_MEM_ADVISE_SET_READ_MOSTLY, 0), "0 bytes");
    saw!(t.cuMemAdvise(start, 8193, CU_MEM_ADVISE_SET_READ_MOSTLY, 0), "past the end");
    saw!(t.cuMemAdvise(device, 8192, CU_MEM_ADVISE_SET_READ_MOSTLY, 0), "device memory");
    saw!(t.cuMemAdvise(start, 8192, CU_MEM_ADVISE_SET_READ_MOSTLY, 99), "read mostly, no such device");
    saw!(t.cuMemAdvise(start, 8192, CU_MEM_ADVISE_SET_ACCESSED_BY, 99), "accessed by, no such device");
    saw!(t.cuMemAdvise(start, 8192, CU_MEM_ADVISE_SET_PREFERRED_LOCATION, NO_DEVICE), "preferred, no device");
    let mut word = 77_i32;
    let read_mostly = CU_MEM_RANGE_ATTRIBUTE_READ_MOSTLY;
    for size in [0, 2, 8] {
        saw!(
            t.cuMemRangeGetAttribute(&mut word, size, read_mostly, start, 8192),
            &format!("{size} bytes of room")
        );
    }
    saw!(t.cuMemRangeGetAttribute(Null, 4, read_mostly, start, 8192), "no room");
    saw!(t.cuMemRangeGetAttribute(&mut word, 4, 99, start, 8192), "no such attribute");
    saw!(t.cuMemRangeGetAttribute(&mut word, 4, read_mostly, start, 0), "of 0 bytes");
    saw!(t.cuMemRangeGetAttribute(&mut word, 4, read_mostly, device, 8192), "of device memory");
    saw!(
        t.cuMemRangeGetAttribute(&mut word, 2, CU_MEM_RANGE_ATTRIBUTE_ACCESSED_BY, start, 8192),
        "half a device"
    );
    Ok(())
}

fn attach(t: &mut Test) -> Outcome {
    let memory = managed(t, 8192)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let start = memory.addr();
    for flags in [CU_MEM_ATTACH_HOST, CU_MEM_ATTACH_SINGLE, CU_MEM_ATTACH_GLOBAL] {
        ok!(t.cuStreamAttachMemAsync(stream, start, 0, flags), &format!("flags {flags}"));
        t.finish(stream)?;
        memory.set::<u32>(1, flags);
    }
    saw!(t.cuStreamAttachMemAsync(stream, start, 8192, CU_MEM_ATTACH_SINGLE), "by its length");
    saw!(t.cuStreamAttachMemAsync(stream, start, 4096, CU_MEM_ATTACH_SINGLE), "half of it");
    saw!(t.cuStreamAttachMemAsync(stream, start + 4096, 0, CU_MEM_ATTACH_SINGLE), "an address inside");
    saw!(
        t.cuStreamAttachMemAsync(CUstream::NULL, start, 0, CU_MEM_ATTACH_SINGLE),
        "to the null stream alone"
    );
    saw!(t.cuStreamAttachMemAsync(CUstream::NULL, start, 0, CU_MEM_ATTACH_GLOBAL), "in the null stream");
    let device = t.alloc(64)?;
    saw!(t.cuStreamAttachMemAsync(stream, device, 0, CU_MEM_ATTACH_GLOBAL), "device memory");
    t.finish(stream)
}

fn not_as_pinned(t: &mut Test) -> Outcome {
    let memory = managed(t, 8192)?;
    let (mut device, mut flags) = (77, 77);
    saw!(t.cuMemFreeHost(memory.host()), "freed as pinned memory");
    saw!(t.cuMemHostRegister_v2(memory.host(), 8192, 0), "registered");
    saw!(t.cuMemHostGetDevicePointer_v2(&mut device, memory.host(), 0), "its device pointer");
    saw!(t.cuMemHostGetFlags(&mut flags, memory.host()), "its flags");
    t.note("flags got", flags);
    let (mut base, mut size) = (0, 0);
    ok!(t.cuMemGetAddressRange_v2(&mut base, &mut size, memory.addr() + 5000));
    t.equal("its range", (base == memory.addr(), size), (true, 8192));
    Ok(())
}

fn kernel_and_host(t: &mut Test) -> Outcome {
    let memory = managed(t, 40_000)?;
    let module = t.module(image::BASIC)?;
    let fill = t.function(module, c"fill")?;
    for round in 1..4_u32 {
        let params = Params::new().and(memory.device()).and(1000 * round).and(10_000_u32);
        let code = t.launch(fill, 40, 256, CUstream::NULL, params);
        t.ok("launch", code)?;
        ok!(t.cuCtxSynchronize());
        t.yes(
            "what the kernel wrote",
            (0..10_000).all(|at| memory.get::<u32>(at) == 1000 * round + at as u32),
        );
        memory.fill(0);
    }
    Ok(())
}

fn kernel_and_host_talk(t: &mut Test) -> Outcome {
    let flags = concurrent(t, 64)?;
    flags.fill(0);
    let module = t.module(image::BASIC)?;
    let answer = t.function(module, c"answer_flag")?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let base = flags.device();
    let params = Params::new().and(base).and(base + 16).and(4711_u32).and(base + 32);
    let code = t.launch(answer, 1, 1, stream, params);
    t.ok("launch", code)?;
    let ready = wait_until(|| flags.get::<u32>(0) == 1);
    t.yes("the host sees the kernel's flag while it runs", ready);
    flags.set::<u32>(4, 4711);
    t.finish(stream)?;
    t.equal("the kernel saw the host's flag", flags.get::<u32>(8), 4711);
    Ok(())
}

/// A module's variable, as host and device reach it.
fn variable(t: &mut Test, module: CUmodule, name: &core::ffi::CStr) -> Outcome<Buffer> {
    let (mut address, mut size) = (0, 0usize);
    ok!(t.cuModuleGetGlobal_v2(&mut address, &mut size, module, name));
    t.note("bytes", size);
    Buffer::adopt(address, size).ok_or_else(|| Stop::Fail("a variable at null".into()))
}

/// Whether the variables of a module lie where kernels and initial values say. In NVIDIA's driver a library's do not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Addresses {
    Agree,
    MayDiffer,
}

/// What kernels and the host see of the variables of a module that has just been loaded.
fn used_by_both(t: &mut Test, module: CUmodule, addresses: Addresses) -> Outcome {
    let (counter, table) = (variable(t, module, c"counter")?, variable(t, module, c"table")?);
    let (large, third) = (variable(t, module, c"large")?, variable(t, module, c"third")?);
    for (memory, is_managed) in [(counter, 1u32), (variable(t, module, c"plain")?, 0)] {
        let mut got = 7u32;
        ok!(t.cuPointerGetAttribute(&mut got, CU_POINTER_ATTRIBUTE_IS_MANAGED, memory.addr()));
        t.equal("managed", got, is_managed);
    }
    t.equal("the counter at first", counter.get::<u32>(0), 7);
    t.equal(
        "the table at first",
        (0..4).map(|at| table.get::<u32>(at)).collect::<Vec<_>>(),
        vec![1, 2, 3, 4],
    );
    t.yes("nothing in the large one", large.bytes().iter().all(|byte| *byte == 0));
    if addresses == Addresses::Agree {
        t.yes("an address of another", third.get::<u64>(0) == table.addr() + 8);
    }
    counter.set::<u32>(0, 100);
    let work = t.function(module, c"work")?;
    for round in 1..=3u32 {
        let code = t.launch(work, 1, 4, CUstream::NULL, Params::new().and(10 * round));
        t.ok("launch", code)?;
        ok!(t.cuCtxSynchronize());
        t.equal("large, as the kernel wrote it", large.get::<u32>(3), 10 * round);
    }
    t.equal("the counter", counter.get::<u32>(0), 163);
    t.equal("the table", (0..4).map(|at| table.get::<u32>(at)).collect::<Vec<_>>(), vec![16, 17, 18, 19]);
    let mut copied = [0u8; 4];
    ok!(t.cuMemcpyDtoH_v2(&mut copied[..], counter.addr(), 4));
    t.equal("copied", u32::from_ne_bytes(copied), 163);
    ok!(t.cuMemsetD8_v2(table.addr(), 1, 8));
    ok!(t.cuCtxSynchronize());
    t.equal("the table when set", table.get::<u32>(1), 0x0101_0101);

    if addresses == Addresses::MayDiffer {
        return Ok(());
    }
    let out = t.alloc(40)?;
    let addresses = t.function(module, c"addresses")?;
    let code = t.launch(addresses, 1, 1, CUstream::NULL, Params::new().and(out));
    t.ok("launch", code)?;
    ok!(t.cuCtxSynchronize());
    let seen = t.download(out, 40)?;
    let want = [counter.addr(), table.addr(), large.addr(), counter.addr(), table.addr() + 8];
    let want: Vec<u8> = want.iter().flat_map(|address| address.to_ne_bytes()).collect();
    t.yes("the kernel's addresses are the host's", seen == want);
    Ok(())
}

fn variables_of_a_module(t: &mut Test) -> Outcome {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_MANAGED_MEMORY, "managed memory")?;
    // The second time in memory that the first has used.
    for _ in 0..2 {
        let module = t.module(image::MANAGED)?;
        used_by_both(t, module, Addresses::Agree)?;
        must!(t.cuModuleUnload(module));
    }
    Ok(())
}

fn variables_of_a_fatbin(t: &mut Test) -> Outcome {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_MANAGED_MEMORY, "managed memory")?;
    let bytes = image::fatbin(image::Content::Ptx(50), image::MANAGED.to_bytes_with_nul());
    let mut module = CUmodule::NULL;
    ok!(t.cuModuleLoadData(&mut module, &bytes[..]));
    used_by_both(t, module, Addresses::Agree)
}

fn variables_of_a_library(t: &mut Test) -> Outcome {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_MANAGED_MEMORY, "managed memory")?;
    let (mut library, mut module) = (CUlibrary::NULL, CUmodule::NULL);
    ok!(t.cuLibraryLoadData(&mut library, image::MANAGED, Null, Null, 0, Null, Null, 0));
    let (mut address, mut size) = (0, 0usize);
    ok!(t.cuLibraryGetManaged(&mut address, &mut size, library, c"counter"));
    t.equal("bytes", size, 4);
    let counter = Buffer::adopt(address, size).ok_or_else(|| Stop::Fail("a variable at null".into()))?;
    t.equal("at first", counter.get::<u32>(0), 7);
    for name in [c"plain", c"work", c"nobody"] {
        gives!(t.cuLibraryGetManaged(&mut address, &mut size, library, name), CUDA_ERROR_NOT_FOUND);
    }
    ok!(t.cuLibraryGetModule(&mut module, library));
    used_by_both(t, module, Addresses::MayDiffer)?;
    t.equal("after all", counter.get::<u32>(0), 163);
    ok!(t.cuLibraryUnload(library));
    Ok(())
}
