//! Device memory: allocation, release, how much there is.

use table::*;

use crate::cuda::Null;
use crate::{Body, Outcome, Test, cu, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("memory.alloc_and_free", alloc_and_free),
    Body::plain("memory.bad_sizes_and_pointers", bad_sizes_and_pointers),
    Body::plain("memory.bad_frees", bad_frees),
    Body::plain("memory.info_moves", info_moves),
    Body::plain("memory.exhaustion_and_recovery", exhaustion_and_recovery),
    Body::plain("memory.address_range", address_range),
    Body::plain("memory.pitch", pitch),
    Body::plain("memory.many_small", many_small),
    Body::plain("memory.shared_by_threads", shared_by_threads),
];

pub fn free_memory(t: &Test) -> Outcome<usize> {
    let (mut free, mut total) = (0, 0);
    must!(t.cuMemGetInfo_v2(&mut free, &mut total));
    Ok(free)
}

fn alloc_and_free(t: &mut Test) -> Outcome {
    t.context()?;
    let mut held = Vec::new();
    for size in [1, 2, 255, 256, 257, 4096, 65_535, 1 << 20, (2 << 20) + 1, 32 << 20] {
        let mut address = 0;
        ok!(t.cuMemAlloc_v2(&mut address, size), &format!("{size} bytes"));
        t.yes("aligned to 256", address.is_multiple_of(256) && address != 0);
        held.push((address, size as u64));
    }
    held.sort_unstable();
    t.yes("none overlaps another", held.windows(2).all(|pair| pair[0].0 + pair[0].1 <= pair[1].0));
    for (address, _) in held {
        ok!(t.cuMemFree_v2(address));
    }
    Ok(())
}

fn bad_sizes_and_pointers(t: &mut Test) -> Outcome {
    t.context()?;
    let mut address = 77;
    gives!(t.cuMemAlloc_v2(&mut address, 0), CUDA_ERROR_INVALID_VALUE, "0 bytes");
    t.see("the pointer is untouched", address == 77);
    gives!(t.cuMemAlloc_v2(Null, 64), CUDA_ERROR_INVALID_VALUE, "null pointer");
    let code = cu!(t.cuMemAlloc_v2(&mut address, usize::MAX));
    t.gives_one_of("all of the address space", code, &[CUDA_ERROR_OUT_OF_MEMORY, CUDA_ERROR_INVALID_VALUE]);
    gives!(t.cuMemAlloc_v2(&mut address, 1 << 50), CUDA_ERROR_OUT_OF_MEMORY, "a pebibyte");
    saw!(t.cuMemGetInfo_v2(Null, Null), "no pointers for the amounts");
    let mut free = 0;
    saw!(t.cuMemGetInfo_v2(&mut free, Null), "no pointer for the total");
    Ok(())
}

fn bad_frees(t: &mut Test) -> Outcome {
    t.context()?;
    let address = t.alloc(4096)?;
    gives!(t.cuMemFree_v2(address + 256), CUDA_ERROR_INVALID_VALUE, "an address inside");
    gives!(t.cuMemFree_v2(address + 1), CUDA_ERROR_INVALID_VALUE, "an odd address inside");
    ok!(t.cuMemFree_v2(address));
    gives!(t.cuMemFree_v2(address), CUDA_ERROR_INVALID_VALUE, "freed twice");
    gives!(t.cuMemFree_v2(0x1234_5000), CUDA_ERROR_INVALID_VALUE, "an address that was never given");
    saw!(t.cuMemFree_v2(0), "null");
    let host = t.pinned(64)?;
    saw!(t.cuMemFree_v2(host.device()), "pinned host memory");
    let other = t.alloc(64)?;
    t.upload(other, &[5; 64])?;
    let back = t.download(other, 64)?;
    t.same("memory works afterwards", &back, &[5; 64]);
    Ok(())
}

fn info_moves(t: &mut Test) -> Outcome {
    const SIZE: usize = 512 << 20;
    t.context()?;
    // The first allocation may take more than its own size.
    let warm = t.alloc(1 << 20)?;
    let (mut free, mut total) = (0, 0);
    ok!(t.cuMemGetInfo_v2(&mut free, &mut total));
    t.yes("no more is free than there is", free <= total && free > 0);
    let address = t.alloc(SIZE)?;
    let held = free_memory(t)?;
    t.yes("an allocation takes at least its size", held + SIZE <= free);
    t.yes("and not much more", held + SIZE + (64 << 20) >= free);
    must!(t.cuMemFree_v2(address));
    let after = free_memory(t)?;
    t.yes("freeing gives it back", after + (16 << 20) >= free);
    must!(t.cuMemFree_v2(warm));
    Ok(())
}

fn exhaustion_and_recovery(t: &mut Test) -> Outcome {
    t.context()?;
    let (mut free, mut total) = (0, 0);
    must!(t.cuMemGetInfo_v2(&mut free, &mut total));
    let mut address = 0;
    gives!(t.cuMemAlloc_v2(&mut address, total + 1), CUDA_ERROR_OUT_OF_MEMORY, "more than there is");
    gives!(t.cuMemAlloc_v2(&mut address, total * 4), CUDA_ERROR_OUT_OF_MEMORY, "far more than there is");
    let (piece, mut held) = ((total / 16).max(1 << 20), Vec::new());
    let end = loop {
        let code = cu!(t.cuMemAlloc_v2(&mut address, piece));
        if code != CUDA_SUCCESS || held.len() > 16 {
            break code;
        }
        held.push(address);
    };
    t.gives("sixteenths until it is full", end, CUDA_ERROR_OUT_OF_MEMORY);
    for address in &held {
        must!(t.cuMemFree_v2(*address));
    }
    t.yes("most sixteenths could be had", held.len() >= 8);
    ok!(t.cuMemAlloc_v2(&mut address, piece), "then one more");
    ok!(t.cuMemsetD8_v2(address, 3, 4096));
    let back = t.download(address, 4096)?;
    t.same("which works", &back, &[3; 4096]);
    must!(t.cuMemFree_v2(address));
    let after = free_memory(t)?;
    t.yes("all is free again", after + (64 << 20) >= free);
    Ok(())
}

fn address_range(t: &mut Test) -> Outcome {
    t.context()?;
    let address = t.alloc(100_000)?;
    let (mut base, mut size) = (0, 0);
    for offset in [0, 1, 256, 99_999] {
        ok!(t.cuMemGetAddressRange_v2(&mut base, &mut size, address + offset));
        t.yes("the start of the allocation", base == address);
        t.note("its size", size);
        t.yes("no less than asked for", size >= 100_000);
    }
    ok!(t.cuMemGetAddressRange_v2(Null, &mut size, address), "size only");
    ok!(t.cuMemGetAddressRange_v2(&mut base, Null, address), "start only");
    saw!(t.cuMemGetAddressRange_v2(&mut base, &mut size, 0x1234_5000), "an address that was never given");
    saw!(t.cuMemGetAddressRange_v2(&mut base, &mut size, 0), "null");
    let host = t.pinned(10_000)?;
    saw!(t.cuMemGetAddressRange_v2(&mut base, &mut size, host.device() + 5), "pinned host memory");
    t.see("its start", base == host.device());
    t.note("its size there", size);
    must!(t.cuMemFree_v2(address));
    let code = cu!(t.cuMemGetAddressRange_v2(&mut base, &mut size, address));
    t.gives_one_of("freed memory", code, &[CUDA_ERROR_INVALID_VALUE, CUDA_ERROR_NOT_FOUND]);
    Ok(())
}

fn pitch(t: &mut Test) -> Outcome {
    t.context()?;
    for (width, height, element) in [(1, 1, 4), (100, 10, 4), (512, 3, 8), (513, 7, 16), (5000, 2, 4)] {
        let (mut address, mut pitch) = (0, 0);
        ok!(t.cuMemAllocPitch_v2(&mut address, &mut pitch, width, height, element));
        t.note(&format!("pitch for {width}"), pitch);
        t.yes("no less than the width", pitch >= width);
        let (mut base, mut size) = (0, 0);
        must!(t.cuMemGetAddressRange_v2(&mut base, &mut size, address));
        t.see("the allocation is pitch by height", size == pitch * height);
        must!(t.cuMemFree_v2(address));
    }
    let (mut address, mut pitch) = (0, 0);
    gives!(
        t.cuMemAllocPitch_v2(&mut address, &mut pitch, 100, 10, 3),
        CUDA_ERROR_INVALID_VALUE,
        "elements of 3 bytes"
    );
    gives!(t.cuMemAllocPitch_v2(&mut address, &mut pitch, 0, 10, 4), CUDA_ERROR_INVALID_VALUE, "no width");
    gives!(t.cuMemAllocPitch_v2(&mut address, &mut pitch, 100, 0, 4), CUDA_ERROR_INVALID_VALUE, "no height");
    gives!(t.cuMemAllocPitch_v2(Null, &mut pitch, 100, 10, 4), CUDA_ERROR_INVALID_VALUE, "null pointer");
    Ok(())
}

fn many_small(t: &mut Test) -> Outcome {
    const COUNT: usize = 3000;
    t.context()?;
    let mut held = Vec::with_capacity(COUNT);
    for _ in 0..COUNT {
        held.push(t.alloc(200)?);
    }
    let mut sorted = held.clone();
    sorted.sort_unstable();
    t.yes("256 bytes apart or more", sorted.windows(2).all(|pair| pair[1] - pair[0] >= 256));
    for (at, address) in held.iter().enumerate().step_by(97) {
        must!(t.cuMemsetD8_v2(*address, (at % 251) as u8, 200));
    }
    let mut right = 0;
    for (at, address) in held.iter().enumerate().step_by(97) {
        right += usize::from(t.download(*address, 200)? == vec![(at % 251) as u8; 200]);
    }
    t.equal("that hold what was put there", right, COUNT.div_ceil(97));
    for at in (0..COUNT).step_by(2).chain((1..COUNT).step_by(2)) {
        must!(t.cuMemFree_v2(held[at]));
    }
    t.note("freed", COUNT);
    Ok(())
}

fn shared_by_threads(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let address = t.alloc(8 * 4096)?;
    let library = t.cuda();
    let codes: Vec<CUresult> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8u8)
            .map(|number| {
                scope.spawn(move || {
                    let mine = address + u64::from(number) * 4096;
                    [
                        cu!(library.cuCtxSetCurrent(context)),
                        cu!(library.cuMemsetD8_v2(mine, number, 4096)),
                        cu!(library.cuCtxSynchronize()),
                    ]
                    .into_iter()
                    .max()
                    .unwrap_or_default()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or(CUDA_ERROR_UNKNOWN)).collect()
    });
    t.equal("eight threads", codes, vec![0; 8]);
    let back = t.download(address, 8 * 4096)?;
    let want: Vec<u8> = (0..8u8).flat_map(|number| [number; 4096]).collect();
    t.same("each wrote its part", &back, &want);
    Ok(())
}
