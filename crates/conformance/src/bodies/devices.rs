//! Two devices in one process. Skipped where there is one.

use core::ffi::{CStr, c_char};

use table::*;

use crate::cuda::{Addr, Params};
use crate::gate::Gate;
use crate::test::pattern;
use crate::{Body, Outcome, Stop, Test, gives, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("devices.described", described),
    Body::plain("devices.contexts", contexts),
    Body::plain("devices.copies", copies),
    Body::plain("devices.events", events),
    Body::plain("devices.peer_access", peer_access),
    Body::plain("devices.pools", pools),
    Body::plain("devices.physical", physical),
    Body::plain("devices.pinned", pinned),
    Body::kernels("devices.kernels", kernels),
    Body::kernels("devices.library", library),
    Body::kernels("devices.kernel_reads_peer", kernel_reads_peer),
];

const LEN: usize = 300_000;
const WORDS: u32 = LEN as u32 / 4;

/// The primary contexts of the first two devices, the first of them current.
fn two(t: &mut Test) -> Outcome<[CUcontext; 2]> {
    t.init()?;
    let mut count = 0;
    must!(t.cuDeviceGetCount(&mut count));
    if count < 2 {
        return Err(Stop::Skip("there is one device".into()));
    }
    let mut both = [CUcontext::NULL; 2];
    for (dev, context) in both.iter_mut().enumerate() {
        must!(t.cuDevicePrimaryCtxRetain(context, dev as CUdevice));
    }
    must!(t.cuCtxSetCurrent(both[0]));
    Ok(both)
}

/// The same if each may reach the other's memory.
fn peers(t: &mut Test) -> Outcome<[CUcontext; 2]> {
    let both = two(t)?;
    for (from, to) in [(0, 1), (1, 0)] {
        let mut can = 0;
        must!(t.cuDeviceCanAccessPeer(&mut can, from, to));
        if can == 0 {
            return Err(Stop::Skip("the devices do not reach each other".into()));
        }
    }
    Ok(both)
}

/// Memory on each device, that of the first filled.
fn memory(t: &mut Test, [a, b]: [CUcontext; 2]) -> Outcome<([CUdeviceptr; 2], Vec<u8>)> {
    must!(t.cuCtxSetCurrent(b));
    let to = t.alloc(LEN)?;
    must!(t.cuCtxSetCurrent(a));
    let (from, bytes) = (t.alloc(LEN)?, pattern(LEN, 3));
    t.upload(from, &bytes)?;
    Ok(([from, to], bytes))
}

fn ordinal_of(t: &Test, address: CUdeviceptr) -> Outcome<i32> {
    let mut ordinal = -7;
    must!(t.cuPointerGetAttribute(&mut ordinal, CU_POINTER_ATTRIBUTE_DEVICE_ORDINAL, address));
    Ok(ordinal)
}

fn described(t: &mut Test) -> Outcome {
    two(t)?;
    let (mut uuids, mut places) = (Vec::new(), Vec::new());
    for dev in [0, 1] {
        let (mut uuid, mut place) = (CUuuid { bytes: [0; 16] }, [0; 32]);
        ok!(t.cuDeviceGetUuid_v2(&mut uuid, dev));
        ok!(t.cuDeviceGetPCIBusId(&mut place[..], 32, dev));
        let mut found = -1;
        let text: Vec<u8> = place.iter().map(|character: &c_char| *character as u8).collect();
        let text = CStr::from_bytes_until_nul(&text).map_err(|why| Stop::Fail(why.to_string()))?;
        ok!(t.cuDeviceGetByPCIBusId(&mut found, text));
        t.equal("found by its place", found, dev);
        uuids.push(uuid.bytes);
        places.push(place);
    }
    t.yes("two UUIDs", uuids[0] != uuids[1]);
    t.yes("two places", places[0] != places[1]);
    for (from, to) in [(0, 1), (1, 0)] {
        let mut can = 77;
        ok!(t.cuDeviceCanAccessPeer(&mut can, from, to));
        t.note("one reaches the other", can);
        for which in 0..7 {
            let mut value = 77;
            saw!(t.cuDeviceGetP2PAttribute(&mut value, which, from, to), &format!("attribute {which}"));
            t.note("is", value);
        }
    }
    Ok(())
}

fn contexts(t: &mut Test) -> Outcome {
    let both = two(t)?;
    t.yes("two contexts", both[0] != both[1]);
    for (dev, context) in (0..).zip(both) {
        must!(t.cuCtxSetCurrent(context));
        let (mut device, mut of_stream) = (-1, -1);
        ok!(t.cuCtxGetDevice(&mut device));
        t.equal("the device", device, dev);
        let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
        ok!(t.cuStreamGetDevice(stream, &mut of_stream));
        t.equal("the stream's", of_stream, dev);
        let address = t.alloc(64)?;
        let ordinal = ordinal_of(t, address)?;
        t.equal("the memory's", ordinal, dev);
        let (mut free, mut total) = (0, 0);
        ok!(t.cuMemGetInfo_v2(&mut free, &mut total));
        t.yes("some memory is used", free < total);
        // Whoever has the other context may free it too.
        must!(t.cuCtxSetCurrent(both[1 - dev as usize]));
        ok!(t.cuMemFree_v2(address), "from the other one");
        saw!(t.cuStreamSynchronize(stream), "the stream of the other one");
    }
    for dev in [1, 0] {
        ok!(t.cuDevicePrimaryCtxRelease_v2(dev));
        let (mut flags, mut active) = (77, 77);
        ok!(t.cuDevicePrimaryCtxGetState(dev, &mut flags, &mut active));
        t.equal("active", active, 0);
    }
    Ok(())
}

fn copies(t: &mut Test) -> Outcome {
    let both = two(t)?;
    let ([from, to], bytes) = memory(t, both)?;
    ok!(t.cuMemcpyPeer(to, both[1], from, both[0], LEN));
    let seen = t.download(to, LEN)?;
    t.same("copied", &seen, &bytes);
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    // A device writes to its own memory.
    must!(t.cuCtxSetCurrent(both[1]));
    must!(t.cuMemsetD8_v2(to, 0, LEN));
    must!(t.cuCtxSynchronize());
    ok!(t.cuMemcpyPeerAsync(to, both[1], from, both[0], LEN - 1, stream), "a stream of the source's device");
    t.finish(stream)?;
    let seen = t.download(to, LEN)?;
    t.same("copied asynchronously", &seen[..LEN - 1], &bytes[..LEN - 1]);
    t.equal("and no more", seen[LEN - 1], 0);
    // Addresses say where memory is.
    must!(t.cuMemsetD8_v2(to, 0, LEN));
    must!(t.cuCtxSynchronize());
    ok!(t.cuMemcpy(to, from, LEN), "without contexts");
    must!(t.cuCtxSynchronize());
    let seen = t.download(to, LEN)?;
    t.same("copied by address", &seen, &bytes);
    let copy = CUDA_MEMCPY3D_PEER {
        srcMemoryType: CU_MEMORYTYPE_DEVICE,
        srcDevice: from,
        srcContext: both[0],
        srcPitch: 1000,
        srcHeight: 20,
        dstMemoryType: CU_MEMORYTYPE_DEVICE,
        dstDevice: to,
        dstContext: both[1],
        dstPitch: 500,
        dstHeight: 10,
        WidthInBytes: 400,
        Height: 10,
        Depth: 5,
        // SAFETY: numbers, handles and pointers: zeros are a value.
        ..unsafe { core::mem::zeroed() }
    };
    must!(t.cuMemsetD8_v2(to, 0, LEN));
    must!(t.cuCtxSynchronize());
    ok!(t.cuMemcpy3DPeer(&copy), "a box");
    let seen = t.download(to, 25_000)?;
    let row = |z: usize, y: usize| z * 20_000 + y * 1000;
    let is_there =
        (0..5).all(|z| (0..10).all(|y| seen[z * 5000 + y * 500..][..400] == bytes[row(z, y)..][..400]));
    t.yes("the box is there", is_there);
    Ok(())
}

fn events(t: &mut Test) -> Outcome {
    let both = two(t)?;
    let ([from, to], _) = memory(t, both)?;
    let (first, event) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.event(CU_EVENT_DISABLE_TIMING)?);
    must!(t.cuCtxSetCurrent(both[1]));
    let (second, theirs) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.event(CU_EVENT_DISABLE_TIMING)?);
    let gate = Gate::closed();
    must!(t.cuLaunchHostFunc(first, Gate::function(), gate.data()));
    must!(t.cuMemsetD8Async(from, 9, LEN, first));
    ok!(t.cuEventRecord(event, first));
    ok!(t.cuStreamWaitEvent(second, event, 0), "a stream of the other device waits");
    ok!(t.cuMemcpyPeerAsync(to, both[1], from, both[0], LEN, second));
    saw!(t.cuEventRecord(theirs, first), "an event of the other device is recorded");
    gives!(t.cuStreamQuery(second), CUDA_ERROR_NOT_READY, "it waits");
    gate.open();
    t.finish(second)?;
    let seen = t.download(to, LEN)?;
    t.same("what was written first", &seen, &[9; LEN]);
    Ok(())
}

fn peer_access(t: &mut Test) -> Outcome {
    let both = peers(t)?;
    gives!(t.cuCtxDisablePeerAccess(both[1]), CUDA_ERROR_PEER_ACCESS_NOT_ENABLED, "before it is enabled");
    gives!(t.cuCtxEnablePeerAccess(both[1], 1), CUDA_ERROR_INVALID_VALUE, "flags");
    saw!(t.cuCtxEnablePeerAccess(both[0], 0), "to itself");
    ok!(t.cuCtxEnablePeerAccess(both[1], 0));
    gives!(t.cuCtxEnablePeerAccess(both[1], 0), CUDA_ERROR_PEER_ACCESS_ALREADY_ENABLED, "twice");
    must!(t.cuCtxSetCurrent(both[1]));
    gives!(t.cuCtxDisablePeerAccess(both[0]), CUDA_ERROR_PEER_ACCESS_NOT_ENABLED, "the other way round");
    must!(t.cuCtxSetCurrent(both[0]));
    ok!(t.cuCtxDisablePeerAccess(both[1]), "disable");
    gives!(t.cuCtxDisablePeerAccess(both[1]), CUDA_ERROR_PEER_ACCESS_NOT_ENABLED, "disable twice");
    gives!(t.cuCtxEnablePeerAccess(CUcontext::NULL, 0), CUDA_ERROR_INVALID_CONTEXT, "no context");
    Ok(())
}

fn pools(t: &mut Test) -> Outcome {
    let both = two(t)?;
    let mut defaults = [CUmemoryPool::NULL; 2];
    for (dev, context) in (0..).zip(both) {
        must!(t.cuCtxSetCurrent(context));
        ok!(t.cuDeviceGetDefaultMemPool(&mut defaults[dev as usize], dev));
        let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
        let mut address = 0;
        ok!(t.cuMemAllocAsync(&mut address, 4096, stream));
        let ordinal = ordinal_of(t, address)?;
        t.equal("the memory's device", ordinal, dev);
        ok!(t.cuMemFreeAsync(address, stream));
        t.finish(stream)?;
    }
    t.yes("two default pools", defaults[0] != defaults[1]);
    gives!(t.cuDeviceSetMemPool(0, defaults[1]), CUDA_ERROR_INVALID_VALUE, "the other device's pool");
    let mut pool = CUmemoryPool::NULL;
    let location = CUmemLocation { r#type: CU_MEM_LOCATION_TYPE_DEVICE, id: 1 };
    let properties = CUmemPoolProps {
        allocType: CU_MEM_ALLOCATION_TYPE_PINNED,
        location,
        // SAFETY: numbers and pointers: zeros are a value.
        ..unsafe { core::mem::zeroed() }
    };
    ok!(t.cuMemPoolCreate(&mut pool, &properties));
    must!(t.cuCtxSetCurrent(both[0]));
    let (stream, mut address) = (t.stream(CU_STREAM_NON_BLOCKING)?, 0);
    ok!(t.cuMemAllocFromPoolAsync(&mut address, 4096, pool, stream), "from the other device's pool");
    let ordinal = ordinal_of(t, address)?;
    t.equal("its device", ordinal, 1);
    ok!(t.cuMemFreeAsync(address, stream));
    t.finish(stream)?;
    ok!(t.cuMemPoolDestroy(pool));
    Ok(())
}

fn physical(t: &mut Test) -> Outcome {
    let both = peers(t)?;
    let place = |id| CUmemLocation { r#type: CU_MEM_LOCATION_TYPE_DEVICE, id };
    let properties = CUmemAllocationProp::pinned(place(1));
    let mut granule = 0;
    must!(t.cuMemGetAllocationGranularity(&mut granule, &properties, 0));
    let (mut handle, mut address) = (CUmemGenericAllocationHandle(0), 0);
    ok!(t.cuMemCreate(&mut handle, granule, &properties, 0));
    ok!(t.cuMemAddressReserve(&mut address, granule, 0, 0, 0));
    ok!(t.cuMemMap(address, granule, 0, handle, 0));
    let access = [0, 1].map(|id| CUmemAccessDesc { location: place(id), flags: 3 });
    ok!(t.cuMemSetAccess(address, granule, &access[..], 2));
    let ordinal = ordinal_of(t, address)?;
    t.equal("its device", ordinal, 1);
    let bytes = pattern(granule, 8);
    t.upload(address, &bytes)?;
    must!(t.cuCtxSetCurrent(both[1]));
    let seen = t.download(address, granule)?;
    t.same("written by one, read by the other", &seen, &bytes);
    ok!(t.cuMemUnmap(address, granule));
    ok!(t.cuMemRelease(handle));
    ok!(t.cuMemAddressFree(address, granule));
    Ok(())
}

/// Pinned memory is every device's.
fn pinned(t: &mut Test) -> Outcome {
    let both = two(t)?;
    let host = t.pinned(LEN)?;
    for (byte, context) in (1..).zip(both) {
        must!(t.cuCtxSetCurrent(context));
        let (device, stream) = (t.alloc(LEN)?, t.stream(CU_STREAM_NON_BLOCKING)?);
        must!(t.cuMemsetD8Async(device, byte, LEN, stream));
        ok!(t.cuMemcpyDtoHAsync_v2(host.host(), device, LEN, stream));
        t.finish(stream)?;
        let is_there = host.bytes().iter().all(|seen| *seen == byte);
        t.yes("it is there", is_there);
        let mut address = 0;
        ok!(t.cuMemHostGetDevicePointer_v2(&mut address, host.host(), 0));
        t.see("at the same address", Addr(address) == host.host());
    }
    Ok(())
}

/// Adds the words of two addresses into a third.
fn add(t: &mut Test, add: CUfunction, [a, b, out]: [CUdeviceptr; 3]) -> Outcome {
    let params = Params::new().and(a).and(b).and(out).and(WORDS);
    let code = t.launch(add, WORDS.div_ceil(256), 256, CUstream::NULL, params);
    t.ok("launch", code)?;
    ok!(t.cuCtxSynchronize());
    Ok(())
}

fn kernels(t: &mut Test) -> Outcome {
    let both = two(t)?;
    let mut functions = Vec::new();
    for context in both {
        must!(t.cuCtxSetCurrent(context));
        let module = t.module(image::BASIC)?;
        functions.push(t.function(module, c"add")?);
        let (values, out) = (t.alloc(LEN)?, t.alloc(LEN)?);
        must!(t.cuMemsetD32_v2(values, 1.5f32.to_bits(), WORDS as usize));
        add(t, functions[functions.len() - 1], [values, values, out])?;
        let sums = t.words(out, WORDS as usize)?;
        t.yes("sums", sums.iter().all(|sum| *sum == 3.0f32.to_bits()));
    }
    let (values, out) = (t.alloc(LEN)?, t.alloc(LEN)?);
    let params = Params::new().and(values).and(values).and(out).and(WORDS);
    let code = t.launch(functions[0], 1, 32, CUstream::NULL, params);
    t.saw("the other device's function", code);
    Ok(())
}

fn library(t: &mut Test) -> Outcome {
    let both = two(t)?;
    let library = t.library(image::BASIC)?;
    let kernel = t.kernel(library, c"add")?;
    for context in both {
        must!(t.cuCtxSetCurrent(context));
        let mut function = CUfunction::NULL;
        ok!(t.cuKernelGetFunction(&mut function, kernel));
        let (values, out) = (t.alloc(LEN)?, t.alloc(LEN)?);
        must!(t.cuMemsetD32_v2(values, 0.25f32.to_bits(), WORDS as usize));
        add(t, function, [values, values, out])?;
        add(t, CUfunction(kernel.0), [out, values, out])?;
        let sums = t.words(out, WORDS as usize)?;
        t.yes("sums", sums.iter().all(|sum| *sum == 0.75f32.to_bits()));
    }
    ok!(t.cuLibraryUnload(library));
    Ok(())
}

fn kernel_reads_peer(t: &mut Test) -> Outcome {
    let both = peers(t)?;
    let ([theirs, out], _) = memory(t, both)?;
    must!(t.cuMemsetD32_v2(theirs, 2.5f32.to_bits(), WORDS as usize));
    must!(t.cuCtxSynchronize());
    must!(t.cuCtxSetCurrent(both[1]));
    ok!(t.cuCtxEnablePeerAccess(both[0], 0));
    let module = t.module(image::BASIC)?;
    let function = t.function(module, c"add")?;
    add(t, function, [theirs, theirs, out])?;
    let sums = t.words(out, WORDS as usize)?;
    t.yes("sums of the other device's words", sums.iter().all(|sum| *sum == 5.0f32.to_bits()));
    add(t, function, [out, out, theirs])?;
    must!(t.cuCtxSetCurrent(both[0]));
    let sums = t.words(theirs, WORDS as usize)?;
    t.yes("written to the other device", sums.iter().all(|sum| *sum == 10.0f32.to_bits()));
    saw!(t.cuCtxDisablePeerAccess(both[1]), "it had enabled nothing itself");
    Ok(())
}
