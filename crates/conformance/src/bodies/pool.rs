//! Stream-ordered allocation, and pools.

use table::*;

use crate::cuda::Null;
use crate::gate::Gate;
use crate::{Body, Outcome, Test, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("pool.alloc_and_free", alloc_and_free),
    Body::plain("pool.order_between_streams", order_between_streams),
    Body::plain("pool.freed_behind_held_work", freed_behind_held_work),
    Body::plain("pool.attributes", attributes),
    Body::plain("pool.release_threshold_and_trim", release_threshold_and_trim),
    Body::plain("pool.own_pool", own_pool),
    Body::plain("pool.device_pools", device_pools),
    Body::plain("pool.access", access),
    Body::plain("pool.errors", errors),
    Body::plain("pool.mixed_with_plain_frees", mixed_with_plain_frees),
    Body::plain("pool.exhaustion", exhaustion),
];

fn begin(t: &mut Test) -> Outcome<CUstream> {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_MEMORY_POOLS_SUPPORTED, "memory pools")?;
    t.stream(CU_STREAM_NON_BLOCKING)
}

fn pool_props() -> CUmemPoolProps {
    CUmemPoolProps {
        allocType: CU_MEM_ALLOCATION_TYPE_PINNED,
        handleTypes: 0,
        location: CUmemLocation { r#type: CU_MEM_LOCATION_TYPE_DEVICE, id: 0 },
        win32SecurityAttributes: 0,
        maxSize: 0,
        usage: 0,
        reserved: [0; 54],
    }
}

fn default_pool(t: &Test) -> Outcome<CUmemoryPool> {
    let mut pool = CUmemoryPool::NULL;
    must!(t.cuDeviceGetDefaultMemPool(&mut pool, 0));
    Ok(pool)
}

fn number(t: &Test, pool: CUmemoryPool, attribute: CUmemPool_attribute) -> Outcome<u64> {
    let mut value: u64 = 0;
    must!(t.cuMemPoolGetAttribute(pool, attribute, &mut value));
    Ok(value)
}

fn alloc_async(t: &Test, size: usize, stream: CUstream) -> Outcome<CUdeviceptr> {
    let mut address = 0;
    must!(t.cuMemAllocAsync(&mut address, size, stream));
    Ok(address)
}

fn alloc_and_free(t: &mut Test) -> Outcome {
    let stream = begin(t)?;
    for size in [1, 512, 100_000, 8 << 20] {
        let mut address = 0;
        ok!(t.cuMemAllocAsync(&mut address, size, stream), &format!("{size} bytes"));
        t.yes("aligned to 256", address != 0 && address.is_multiple_of(256));
        ok!(t.cuMemsetD8Async(address, 7, size, stream));
        let host = t.pinned(size)?;
        ok!(t.cuMemcpyDtoHAsync_v2(host.host(), address, size, stream));
        ok!(t.cuMemFreeAsync(address, stream));
        t.finish(stream)?;
        t.yes("worked", host.bytes().iter().all(|byte| *byte == 7));
    }
    let mut address = 0;
    ok!(t.cuMemAllocAsync(&mut address, 64, CUstream::NULL), "in the default stream");
    ok!(t.cuMemFreeAsync(address, CUstream::NULL));
    ok!(t.cuMemAllocAsync_ptsz as cuMemAllocAsync(&mut address, 64, CUstream::NULL), "in the thread's own");
    ok!(t.cuMemFreeAsync_ptsz as cuMemFreeAsync(address, CUstream::NULL), "freed there");
    ok!(t.cuCtxSynchronize());
    Ok(())
}

fn order_between_streams(t: &mut Test) -> Outcome {
    let a = begin(t)?;
    let b = t.stream(CU_STREAM_NON_BLOCKING)?;
    let event = t.event(CU_EVENT_DISABLE_TIMING)?;
    let host = t.pinned(4096)?;
    let address = alloc_async(t, 4096, a)?;
    must!(t.cuMemsetD8Async(address, 5, 4096, a));
    must!(t.cuEventRecord(event, a));
    must!(t.cuStreamWaitEvent(b, event, 0));
    ok!(t.cuMemcpyDtoHAsync_v2(host.host(), address, 4096, b));
    ok!(t.cuMemFreeAsync(address, b), "freed in another stream than it was allocated in");
    t.finish(b)?;
    t.same("contents", &host.bytes(), &[5; 4096]);
    Ok(())
}

fn freed_behind_held_work(t: &mut Test) -> Outcome {
    let stream = begin(t)?;
    let (gate, host) = (Gate::closed(), t.pinned(1 << 20)?);
    let address = alloc_async(t, 1 << 20, stream)?;
    must!(t.cuLaunchHostFunc(stream, Gate::function(), gate.data()));
    must!(t.cuMemsetD8Async(address, 1, 1 << 20, stream));
    must!(t.cuMemcpyDtoHAsync_v2(host.host(), address, 1 << 20, stream));
    ok!(t.cuMemFreeAsync(address, stream));
    let other = t.stream(CU_STREAM_NON_BLOCKING)?;
    let another = alloc_async(t, 1 << 20, other)?;
    must!(t.cuMemsetD8Async(another, 2, 1 << 20, other));
    t.finish(other)?;
    gate.open();
    t.finish(stream)?;
    t.yes("the held work had its memory to itself", host.bytes().iter().all(|byte| *byte == 1));
    must!(t.cuMemFreeAsync(another, other));
    t.finish(other)?;
    // In one stream a freed block may be given out again at once.
    let again = alloc_async(t, 1 << 20, stream)?;
    must!(t.cuMemFreeAsync(again, stream));
    let reused = alloc_async(t, 1 << 20, stream)?;
    t.see("a block freed in a stream is reused in it", again == reused);
    must!(t.cuMemFreeAsync(reused, stream));
    t.finish(stream)?;
    Ok(())
}

fn attributes(t: &mut Test) -> Outcome {
    let stream = begin(t)?;
    let pool = default_pool(t)?;
    for attribute in 1..=8 {
        let value = number(t, pool, attribute)?;
        // The reserved amounts are the allocator's own business.
        if !(5..=6).contains(&attribute) {
            t.note(&format!("attribute {attribute}"), value);
        }
    }
    let address = alloc_async(t, 1 << 20, stream)?;
    t.finish(stream)?;
    let used = number(t, pool, CU_MEMPOOL_ATTR_USED_MEM_CURRENT)?;
    t.note("in use", used);
    let reserved = number(t, pool, CU_MEMPOOL_ATTR_RESERVED_MEM_CURRENT)?;
    t.yes("no more in use than reserved", used >= 1 << 20 && used <= reserved);
    must!(t.cuMemFreeAsync(address, stream));
    t.finish(stream)?;
    let used = number(t, pool, CU_MEMPOOL_ATTR_USED_MEM_CURRENT)?;
    t.equal("in use after the free", used, 0);
    let high = number(t, pool, CU_MEMPOOL_ATTR_USED_MEM_HIGH)?;
    t.note("the most that was in use", high);
    let mut zero = 0u64;
    ok!(t.cuMemPoolSetAttribute(pool, CU_MEMPOOL_ATTR_USED_MEM_HIGH, &mut zero), "reset the most");
    let high = number(t, pool, CU_MEMPOOL_ATTR_USED_MEM_HIGH)?;
    t.note("the most since", high);
    let mut one = 1u64;
    saw!(t.cuMemPoolSetAttribute(pool, CU_MEMPOOL_ATTR_USED_MEM_HIGH, &mut one), "set the most to 1");
    saw!(t.cuMemPoolSetAttribute(pool, CU_MEMPOOL_ATTR_USED_MEM_CURRENT, &mut zero), "set what is in use");
    let mut off: i32 = 0;
    ok!(
        t.cuMemPoolSetAttribute(pool, CU_MEMPOOL_ATTR_REUSE_ALLOW_OPPORTUNISTIC, &mut off),
        "no opportunistic reuse"
    );
    let mut value: i32 = 77;
    must!(t.cuMemPoolGetAttribute(pool, CU_MEMPOOL_ATTR_REUSE_ALLOW_OPPORTUNISTIC, &mut value));
    t.equal("is off", value, 0);
    saw!(t.cuMemPoolGetAttribute(pool, 99, &mut zero), "attribute 99");
    saw!(t.cuMemPoolGetAttribute(pool, CU_MEMPOOL_ATTR_USED_MEM_CURRENT, Null), "null pointer");
    Ok(())
}

fn release_threshold_and_trim(t: &mut Test) -> Outcome {
    const SIZE: u64 = 64 << 20;
    let stream = begin(t)?;
    let pool = default_pool(t)?;
    let mut keep = u64::MAX;
    ok!(t.cuMemPoolSetAttribute(pool, CU_MEMPOOL_ATTR_RELEASE_THRESHOLD, &mut keep), "keep everything");
    let threshold = number(t, pool, CU_MEMPOOL_ATTR_RELEASE_THRESHOLD)?;
    t.equal("threshold", threshold, u64::MAX);
    let address = alloc_async(t, SIZE as usize, stream)?;
    must!(t.cuMemFreeAsync(address, stream));
    t.finish(stream)?;
    let kept = number(t, pool, CU_MEMPOOL_ATTR_RESERVED_MEM_CURRENT)?;
    t.yes("kept over a synchronisation", kept >= SIZE);
    ok!(t.cuMemPoolTrimTo(pool, 0));
    let trimmed = number(t, pool, CU_MEMPOOL_ATTR_RESERVED_MEM_CURRENT)?;
    t.yes("trimmed", trimmed < SIZE);
    let mut none = 0u64;
    must!(t.cuMemPoolSetAttribute(pool, CU_MEMPOOL_ATTR_RELEASE_THRESHOLD, &mut none));
    let address = alloc_async(t, SIZE as usize, stream)?;
    must!(t.cuMemFreeAsync(address, stream));
    t.finish(stream)?;
    must!(t.cuCtxSynchronize());
    let left = number(t, pool, CU_MEMPOOL_ATTR_RESERVED_MEM_CURRENT)?;
    t.see("with no threshold it is given back at a synchronisation", left < SIZE);
    Ok(())
}

fn own_pool(t: &mut Test) -> Outcome {
    let stream = begin(t)?;
    let mut pool = CUmemoryPool::NULL;
    ok!(t.cuMemPoolCreate(&mut pool, &pool_props()));
    let mut address = 0;
    ok!(t.cuMemAllocFromPoolAsync(&mut address, 1 << 20, pool, stream));
    ok!(t.cuMemsetD8Async(address, 3, 1 << 20, stream));
    t.finish(stream)?;
    let used = number(t, pool, CU_MEMPOOL_ATTR_USED_MEM_CURRENT)?;
    t.note("in use in it", used);
    t.yes("at least what was asked for", used >= 1 << 20);
    let elsewhere = number(t, default_pool(t)?, CU_MEMPOOL_ATTR_USED_MEM_CURRENT)?;
    t.equal("in use in the default pool", elsewhere, 0);
    ok!(t.cuMemPoolDestroy(pool), "destroyed with memory in use");
    let bytes = t.download(address, 64)?;
    t.same("which stays", &bytes, &[3; 64]);
    ok!(t.cuMemFreeAsync(address, stream));
    t.finish(stream)?;
    Ok(())
}

fn device_pools(t: &mut Test) -> Outcome {
    let stream = begin(t)?;
    let (mut standard, mut current, mut pool) = (CUmemoryPool::NULL, CUmemoryPool::NULL, CUmemoryPool::NULL);
    ok!(t.cuDeviceGetDefaultMemPool(&mut standard, 0));
    ok!(t.cuDeviceGetMemPool(&mut current, 0));
    t.yes("the default one is current", standard == current && !standard.is_null());
    must!(t.cuMemPoolCreate(&mut pool, &pool_props()));
    ok!(t.cuDeviceSetMemPool(0, pool));
    ok!(t.cuDeviceGetMemPool(&mut current, 0));
    t.yes("now another one is", current == pool);
    let address = alloc_async(t, 4096, stream)?;
    t.finish(stream)?;
    let used = number(t, pool, CU_MEMPOOL_ATTR_USED_MEM_CURRENT)?;
    t.yes("and allocations come from it", used >= 4096);
    must!(t.cuMemFreeAsync(address, stream));
    t.finish(stream)?;
    ok!(t.cuMemPoolDestroy(pool), "destroy the current pool");
    ok!(t.cuDeviceGetMemPool(&mut current, 0));
    t.yes("the default one is current again", current == standard);
    saw!(t.cuMemPoolDestroy(standard), "destroy the default pool");
    gives!(t.cuDeviceGetDefaultMemPool(&mut standard, 99), CUDA_ERROR_INVALID_DEVICE, "device 99");
    gives!(t.cuDeviceGetMemPool(Null, 0), CUDA_ERROR_INVALID_VALUE, "null pointer");
    Ok(())
}

fn access(t: &mut Test) -> Outcome {
    begin(t)?;
    let pool = default_pool(t)?;
    let here = CUmemLocation { r#type: CU_MEM_LOCATION_TYPE_DEVICE, id: 0 };
    let mut flags = 77;
    ok!(t.cuMemPoolGetAccess(&mut flags, pool, &here));
    t.equal("the device's own", flags, CU_MEM_ACCESS_FLAGS_PROT_READWRITE);
    let whole = CUmemAccessDesc { location: here, flags: CU_MEM_ACCESS_FLAGS_PROT_READWRITE };
    saw!(t.cuMemPoolSetAccess(pool, &whole, 1), "grant what is granted");
    let none = CUmemAccessDesc { location: here, flags: CU_MEM_ACCESS_FLAGS_PROT_NONE };
    saw!(t.cuMemPoolSetAccess(pool, &none, 1), "take the device's own access away");
    let nowhere = CUmemLocation { r#type: CU_MEM_LOCATION_TYPE_DEVICE, id: 99 };
    saw!(t.cuMemPoolGetAccess(&mut flags, pool, &nowhere), "device 99");
    Ok(())
}

fn errors(t: &mut Test) -> Outcome {
    const WANT: CUresult = CUDA_ERROR_INVALID_VALUE;
    let stream = begin(t)?;
    let (mut address, mut pool) = (77, CUmemoryPool::NULL);
    saw!(t.cuMemAllocAsync(&mut address, 0, stream), "0 bytes");
    gives!(t.cuMemAllocAsync(Null, 64, stream), WANT, "null pointer");
    gives!(t.cuMemFreeAsync(0x1234_5000, stream), WANT, "an address that was never given");
    saw!(t.cuMemFreeAsync(0, stream), "null");
    saw!(t.cuMemAllocFromPoolAsync(&mut address, 64, CUmemoryPool::NULL, stream), "from no pool");
    gives!(t.cuMemPoolCreate(&mut pool, Null), WANT, "null properties");
    let mut wrong = pool_props();
    wrong.location.id = 99;
    saw!(t.cuMemPoolCreate(&mut pool, &wrong), "pool on device 99");
    wrong = pool_props();
    wrong.allocType = 0x55;
    saw!(t.cuMemPoolCreate(&mut pool, &wrong), "an allocation type that does not exist");
    let held = alloc_async(t, 4096, stream)?;
    t.finish(stream)?;
    saw!(t.cuMemFreeAsync(held + 256, stream), "an address inside");
    ok!(t.cuMemFreeAsync(held, stream));
    saw!(t.cuMemFreeAsync(held, stream), "freed twice");
    saw!(t.cuStreamSynchronize(stream));
    Ok(())
}

fn mixed_with_plain_frees(t: &mut Test) -> Outcome {
    let stream = begin(t)?;
    let ordered = alloc_async(t, 4096, stream)?;
    t.finish(stream)?;
    ok!(t.cuMemFree_v2(ordered), "stream-ordered memory, freed plainly");
    let plain = t.alloc(4096)?;
    saw!(t.cuMemFreeAsync(plain, stream), "plain memory, freed in stream order");
    t.finish(stream)?;
    let ordered = alloc_async(t, 5000, stream)?;
    let (mut base, mut size) = (0, 0);
    saw!(t.cuMemGetAddressRange_v2(&mut base, &mut size, ordered + 9), "range of stream-ordered memory");
    t.see("its start", base == ordered);
    t.note("its size", size);
    must!(t.cuMemFreeAsync(ordered, stream));
    t.finish(stream)?;
    Ok(())
}

fn exhaustion(t: &mut Test) -> Outcome {
    let stream = begin(t)?;
    let (mut address, mut total) = (0, 0);
    must!(t.cuDeviceTotalMem_v2(&mut total, 0));
    gives!(
        t.cuMemAllocAsync(&mut address, total + (1 << 30), stream),
        CUDA_ERROR_OUT_OF_MEMORY,
        "more than there is"
    );
    ok!(t.cuMemAllocAsync(&mut address, 1 << 20, stream), "a little afterwards");
    ok!(t.cuMemFreeAsync(address, stream));
    t.finish(stream)?;
    Ok(())
}
