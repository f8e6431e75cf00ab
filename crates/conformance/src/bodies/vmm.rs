//! Virtual memory: addresses and memory apart from each other.

use table::*;

use crate::cuda::Null;
use crate::test::pattern;
use crate::{Body, Outcome, Test, cu, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("vmm.life_cycle", life_cycle),
    Body::plain("vmm.granularity", granularity),
    Body::plain("vmm.reservations", reservations),
    Body::plain("vmm.one_memory_at_two_addresses", one_memory_at_two_addresses),
    Body::plain("vmm.grows_in_place", grows_in_place),
    Body::plain("vmm.released_while_mapped", released_while_mapped),
    Body::plain("vmm.access", access),
    Body::plain("vmm.copy_without_access", copy_without_access),
    Body::plain("vmm.copy_from_a_gap", copy_from_a_gap),
    Body::plain("vmm.handles", handles),
    Body::plain("vmm.create_errors", create_errors),
    Body::plain("vmm.map_errors", map_errors).undefined(),
    Body::plain("vmm.exhaustion", exhaustion),
];

fn props() -> CUmemAllocationProp {
    CUmemAllocationProp::pinned(CUmemLocation { r#type: CU_MEM_LOCATION_TYPE_DEVICE, id: 0 })
}

fn whole_access(flags: CUmemAccess_flags) -> CUmemAccessDesc {
    CUmemAccessDesc { location: CUmemLocation { r#type: CU_MEM_LOCATION_TYPE_DEVICE, id: 0 }, flags }
}

/// The smallest piece, where the device has virtual memory management.
fn piece(t: &mut Test) -> Outcome<usize> {
    t.context()?;
    t.needs(CU_DEVICE_ATTRIBUTE_VIRTUAL_MEMORY_MANAGEMENT_SUPPORTED, "virtual memory management")?;
    let mut size = 0;
    must!(t.cuMemGetAllocationGranularity(&mut size, &props(), CU_MEM_ALLOC_GRANULARITY_MINIMUM));
    Ok(size)
}

fn create(t: &Test, size: usize) -> Outcome<CUmemGenericAllocationHandle> {
    let mut handle = CUmemGenericAllocationHandle::NULL;
    must!(t.cuMemCreate(&mut handle, size, &props(), 0));
    Ok(handle)
}

fn reserve(t: &Test, size: usize) -> Outcome<CUdeviceptr> {
    let mut address = 0;
    must!(t.cuMemAddressReserve(&mut address, size, 0, 0, 0));
    Ok(address)
}

fn allow(t: &Test, address: CUdeviceptr, size: usize) -> Outcome {
    must!(t.cuMemSetAccess(address, size, &whole_access(CU_MEM_ACCESS_FLAGS_PROT_READWRITE), 1));
    Ok(())
}

fn life_cycle(t: &mut Test) -> Outcome {
    let size = piece(t)? * 2;
    let (mut address, mut handle) = (0, CUmemGenericAllocationHandle::NULL);
    ok!(t.cuMemAddressReserve(&mut address, size, 0, 0, 0));
    ok!(t.cuMemCreate(&mut handle, size, &props(), 0));
    ok!(t.cuMemMap(address, size, 0, handle, 0));
    ok!(t.cuMemSetAccess(address, size, &whole_access(CU_MEM_ACCESS_FLAGS_PROT_READWRITE), 1));
    ok!(t.cuMemsetD8_v2(address, 0x5C, size));
    t.upload(address + 1000, &pattern(1000, 1))?;
    let got = t.download(address, 4000)?;
    let mut want = vec![0x5C; 4000];
    want[1000..2000].copy_from_slice(&pattern(1000, 1));
    t.same("contents", &got, &want);
    ok!(t.cuMemUnmap(address, size));
    ok!(t.cuMemRelease(handle));
    ok!(t.cuMemAddressFree(address, size));
    let mut byte = [0u8];
    gives!(
        t.cuMemcpyDtoH_v2(&mut byte[..], address, 1),
        CUDA_ERROR_INVALID_VALUE,
        "afterwards nothing is there"
    );
    Ok(())
}

fn granularity(t: &mut Test) -> Outcome {
    let least = piece(t)?;
    let mut recommended = 0;
    ok!(t.cuMemGetAllocationGranularity(&mut recommended, &props(), CU_MEM_ALLOC_GRANULARITY_RECOMMENDED));
    t.note("least and recommended", format!("{least} {recommended}"));
    t.yes("a power of two", least.is_power_of_two() && recommended.is_multiple_of(least));
    saw!(t.cuMemGetAllocationGranularity(&mut recommended, &props(), 9), "option 9");
    gives!(t.cuMemGetAllocationGranularity(Null, &props(), 0), CUDA_ERROR_INVALID_VALUE, "null pointer");
    gives!(
        t.cuMemGetAllocationGranularity(&mut recommended, Null, 0),
        CUDA_ERROR_INVALID_VALUE,
        "null properties"
    );
    let mut nowhere = props();
    nowhere.location.id = 99;
    saw!(t.cuMemGetAllocationGranularity(&mut recommended, &nowhere, 0), "device 99");
    nowhere.location = CUmemLocation { r#type: 0, id: 0 };
    saw!(t.cuMemGetAllocationGranularity(&mut recommended, &nowhere, 0), "no location");
    Ok(())
}

fn reservations(t: &mut Test) -> Outcome {
    let size = piece(t)?;
    let mut address = 0;
    ok!(t.cuMemAddressReserve(&mut address, 1 << 40, 0, 0, 0), "a tebibyte");
    ok!(t.cuMemAddressFree(address, 1 << 40));
    ok!(t.cuMemAddressReserve(&mut address, size, size * 8, 0, 0), "with an alignment");
    t.yes("aligned", address.is_multiple_of(size as u64 * 8));
    ok!(t.cuMemAddressFree(address, size));
    let free = reserve(t, size * 4)?;
    must!(t.cuMemAddressFree(free, size * 4));
    ok!(t.cuMemAddressReserve(&mut address, size, 0, free, 0), "at a wished-for address");
    t.see("granted", address == free);
    must!(t.cuMemAddressFree(address, size));
    gives!(t.cuMemAddressReserve(&mut address, 0, 0, 0, 0), CUDA_ERROR_INVALID_VALUE, "0 bytes");
    saw!(t.cuMemAddressReserve(&mut address, size + 1, 0, 0, 0), "an odd size");
    saw!(t.cuMemAddressReserve(&mut address, size, 3, 0, 0), "an odd alignment");
    gives!(t.cuMemAddressReserve(&mut address, size, 0, 0, 1), CUDA_ERROR_INVALID_VALUE, "flags must be 0");
    gives!(t.cuMemAddressReserve(Null, size, 0, 0, 0), CUDA_ERROR_INVALID_VALUE, "null pointer");
    let held = reserve(t, size * 2)?;
    saw!(t.cuMemAddressFree(held, size), "free half of one");
    saw!(t.cuMemAddressFree(held, size * 2), "free the whole");
    saw!(t.cuMemAddressFree(held, size * 2), "free it again");
    Ok(())
}

fn one_memory_at_two_addresses(t: &mut Test) -> Outcome {
    let size = piece(t)?;
    let (a, b, handle) = (reserve(t, size)?, reserve(t, size)?, create(t, size)?);
    ok!(t.cuMemMap(a, size, 0, handle, 0));
    ok!(t.cuMemMap(b, size, 0, handle, 0), "a second time");
    allow(t, a, size)?;
    allow(t, b, size)?;
    must!(t.cuMemsetD8_v2(a, 1, size));
    t.upload(b + 500, &pattern(100, 2))?;
    let got = t.download(a + 500, 100)?;
    t.same("written at one, read at the other", &got, &pattern(100, 2));
    ok!(t.cuMemUnmap(a, size));
    let got = t.download(b + 500, 100)?;
    t.same("still at the other", &got, &pattern(100, 2));
    ok!(t.cuMemUnmap(b, size));
    ok!(t.cuMemRelease(handle));
    Ok(())
}

fn grows_in_place(t: &mut Test) -> Outcome {
    const PIECES: usize = 8;
    let size = piece(t)?;
    let base = reserve(t, size * PIECES)?;
    for at in 0..PIECES {
        let (handle, address) = (create(t, size)?, base + (at * size) as u64);
        must!(t.cuMemMap(address, size, 0, handle, 0));
        allow(t, address, size)?;
        must!(t.cuMemsetD8_v2(address, at as u8 + 1, size));
        must!(t.cuMemRelease(handle));
    }
    let border = base + size as u64 - 8;
    let got = t.download(border, 16)?;
    t.same("one copy across a border", &got, &[1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2]);
    ok!(t.cuMemsetD8_v2(base, 9, size * PIECES), "one memset across all borders");
    ok!(t.cuMemcpyDtoD_v2(base, base + (size * 4) as u64, size * 3 + 5), "one copy inside");
    // A piece in the middle goes; the others stay. Unmapping waits for nothing, so the work above must be done.
    must!(t.cuCtxSynchronize());
    ok!(t.cuMemUnmap(base + (size * 3) as u64, size), "unmap one piece");
    let got = t.download(base + (size * 4) as u64, 8)?;
    t.same("the piece behind it", &got, &[9; 8]);
    ok!(t.cuMemUnmap(base, size * 3), "unmap three pieces in one call");
    ok!(t.cuMemUnmap(base + (size * 4) as u64, size * 4), "unmap the rest");
    ok!(t.cuMemAddressFree(base, size * PIECES));
    Ok(())
}

fn released_while_mapped(t: &mut Test) -> Outcome {
    let size = piece(t)?;
    let (address, handle) = (reserve(t, size)?, create(t, size)?);
    must!(t.cuMemMap(address, size, 0, handle, 0));
    ok!(t.cuMemRelease(handle), "release what is mapped");
    allow(t, address, size)?;
    ok!(t.cuMemsetD8_v2(address, 7, size));
    must!(t.cuCtxSynchronize());
    let mut again = CUmemGenericAllocationHandle::NULL;
    ok!(t.cuMemRetainAllocationHandle(&mut again, address + 5), "a handle by address");
    let mut got = props();
    got.location.id = 77;
    ok!(t.cuMemGetAllocationPropertiesFromHandle(&mut got, again));
    t.equal("its properties", (got.r#type, got.location.r#type, got.location.id), (1, 1, 0));
    ok!(t.cuMemUnmap(address, size));
    let other = reserve(t, size)?;
    ok!(t.cuMemMap(other, size, 0, again, 0), "the handle keeps the memory");
    allow(t, other, size)?;
    let bytes = t.download(other, 64)?;
    t.same("and what is in it", &bytes, &[7; 64]);
    must!(t.cuMemUnmap(other, size));
    ok!(t.cuMemRelease(again));
    saw!(t.cuMemRetainAllocationHandle(&mut again, other), "a handle by an address where nothing is mapped");
    let plain = t.alloc(64)?;
    saw!(t.cuMemRetainAllocationHandle(&mut again, plain), "a handle by an ordinary allocation");
    Ok(())
}

fn access(t: &mut Test) -> Outcome {
    let size = piece(t)?;
    let (address, handle) = (reserve(t, size)?, create(t, size)?);
    must!(t.cuMemMap(address, size, 0, handle, 0));
    let here = CUmemLocation { r#type: CU_MEM_LOCATION_TYPE_DEVICE, id: 0 };
    let mut flags = 77;
    saw!(t.cuMemGetAccess(&mut flags, &here, address), "before any access is set");
    t.note("flags", flags);
    let mut bytes = [0u8; 4];
    ok!(t.cuMemSetAccess(address, size, &whole_access(CU_MEM_ACCESS_FLAGS_PROT_READWRITE), 1));
    ok!(t.cuMemGetAccess(&mut flags, &here, address), "after it is set");
    t.equal("reading and writing", flags, 3);
    ok!(t.cuMemcpyDtoH_v2(&mut bytes[..], address, 4), "copy with access");
    saw!(t.cuMemSetAccess(address, size, &whole_access(CU_MEM_ACCESS_FLAGS_PROT_READ), 1), "reading only");
    saw!(t.cuMemSetAccess(address, size, &whole_access(2), 1), "a flag that does not exist");
    saw!(t.cuMemSetAccess(address, size + 1, &whole_access(3), 1), "more than is mapped");
    saw!(t.cuMemSetAccess(address, size, Null, 1), "null description");
    saw!(t.cuMemSetAccess(address, size, &whole_access(3), 0), "no descriptions");
    let mut nowhere = whole_access(3);
    nowhere.location.id = 99;
    saw!(t.cuMemSetAccess(address, size, &nowhere, 1), "device 99");
    Ok(())
}

fn copy_without_access(t: &mut Test) -> Outcome {
    let size = piece(t)?;
    let (address, handle) = (reserve(t, size)?, create(t, size)?);
    must!(t.cuMemMap(address, size, 0, handle, 0));
    let mut bytes = [0u8; 4];
    saw!(t.cuMemcpyDtoH_v2(&mut bytes[..], address, 4), "out");
    saw!(t.cuMemcpyHtoD_v2(address, &bytes[..], 4), "in");
    saw!(t.cuMemsetD8_v2(address, 1, 4), "memset");
    saw!(t.cuCtxSynchronize());
    Ok(())
}

fn copy_from_a_gap(t: &mut Test) -> Outcome {
    let size = piece(t)?;
    let base = reserve(t, size * 3)?;
    for at in [0, 2] {
        let (handle, address) = (create(t, size)?, base + (at * size) as u64);
        must!(t.cuMemMap(address, size, 0, handle, 0));
        allow(t, address, size)?;
    }
    let mut bytes = vec![0u8; size * 2];
    saw!(t.cuMemcpyDtoH_v2(&mut bytes[..], base + size as u64, 8), "from the gap");
    saw!(t.cuMemcpyDtoH_v2(&mut bytes[..], base, size * 2), "into the gap");
    saw!(t.cuCtxSynchronize());
    Ok(())
}

fn handles(t: &mut Test) -> Outcome {
    let size = piece(t)?;
    let handle = create(t, size)?;
    ok!(t.cuMemRelease(handle));
    saw!(t.cuMemRelease(CUmemGenericAllocationHandle::NULL), "release nothing");
    let before = super::memory::free_memory(t)?;
    let large = create(t, 256 << 20)?;
    let during = super::memory::free_memory(t)?;
    t.yes("memory that is not mapped counts as used", during + (256 << 20) <= before);
    ok!(t.cuMemRelease(large));
    let after = super::memory::free_memory(t)?;
    t.yes("released, it is free", after + (16 << 20) >= before);
    Ok(())
}

fn create_errors(t: &mut Test) -> Outcome {
    let size = piece(t)?;
    let mut handle = CUmemGenericAllocationHandle::NULL;
    gives!(t.cuMemCreate(&mut handle, size + 1, &props(), 0), CUDA_ERROR_INVALID_VALUE, "an odd size");
    gives!(t.cuMemCreate(&mut handle, 0, &props(), 0), CUDA_ERROR_INVALID_VALUE, "0 bytes");
    gives!(t.cuMemCreate(&mut handle, size, &props(), 1), CUDA_ERROR_INVALID_VALUE, "flags must be 0");
    gives!(t.cuMemCreate(&mut handle, size, Null, 0), CUDA_ERROR_INVALID_VALUE, "null properties");
    gives!(t.cuMemCreate(Null, size, &props(), 0), CUDA_ERROR_INVALID_VALUE, "null pointer");
    let mut wrong = props();
    wrong.r#type = 0x55;
    saw!(t.cuMemCreate(&mut handle, size, &wrong, 0), "an allocation type that does not exist");
    let mut wrong = props();
    wrong.location.id = 99;
    saw!(t.cuMemCreate(&mut handle, size, &wrong, 0), "device 99");
    Ok(())
}

fn map_errors(t: &mut Test) -> Outcome {
    const WANT: CUresult = CUDA_ERROR_INVALID_VALUE;
    let size = piece(t)?;
    let (address, handle) = (reserve(t, size * 4)?, create(t, size * 2)?);
    gives!(t.cuMemMap(address + 1, size * 2, 0, handle, 0), WANT, "at an odd address");
    gives!(t.cuMemMap(address, size * 2 + 1, 0, handle, 0), CUDA_ERROR_NOT_SUPPORTED, "an odd size");
    saw!(t.cuMemMap(address, size * 3, 0, handle, 0), "more than there is");
    saw!(t.cuMemMap(address, size, size, handle, 0), "from an offset");
    gives!(t.cuMemMap(address, size * 2, 0, handle, 1), WANT, "flags must be 0");
    saw!(t.cuMemMap(address, size * 2, 0, CUmemGenericAllocationHandle::NULL, 0), "nothing");
    saw!(t.cuMemUnmap(address, size * 2), "unmap what is not mapped");
    let mapped = saw!(t.cuMemMap(address, size * 2, 0, handle, 0), "rightly");
    saw!(t.cuMemMap(address, size * 2, 0, handle, 0), "over itself");
    if mapped == CUDA_SUCCESS {
        saw!(t.cuMemUnmap(address, size), "unmap half of a mapping");
        saw!(t.cuMemAddressFree(address, size * 4), "free addresses that are mapped");
        saw!(t.cuMemUnmap(address, size * 2), "unmap");
    }
    saw!(t.cuMemMap(0x1234_0000_0000, size * 2, 0, handle, 0), "at an address that was never reserved");
    let plain = t.alloc(size)?;
    saw!(t.cuMemMap(plain, size, 0, handle, 0), "over an ordinary allocation");
    saw!(t.cuMemUnmap(plain, size), "unmap an ordinary allocation");
    saw!(t.cuMemFree_v2(address), "free reserved addresses as an allocation");
    Ok(())
}

fn exhaustion(t: &mut Test) -> Outcome {
    let size = piece(t)?;
    let mut total = 0;
    must!(t.cuDeviceTotalMem_v2(&mut total, 0));
    let mut handle = CUmemGenericAllocationHandle::NULL;
    let more = (total + (1 << 30)) / size * size;
    gives!(t.cuMemCreate(&mut handle, more, &props(), 0), CUDA_ERROR_OUT_OF_MEMORY, "more than there is");
    let small = cu!(t.cuMemCreate(&mut handle, size, &props(), 0));
    t.gives("a small piece afterwards", small, CUDA_SUCCESS);
    ok!(t.cuMemRelease(handle));
    Ok(())
}
