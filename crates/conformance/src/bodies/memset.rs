//! Memsets of 8, 16 and 32 bits, in one and two dimensions.

use table::*;

use crate::{Body, Outcome, Test, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("memset.widths_and_offsets", widths_and_offsets),
    Body::plain("memset.asynchronous", asynchronous),
    Body::plain("memset.two_dimensions", two_dimensions),
    Body::plain("memset.two_dimensions_asynchronous", two_dimensions_asynchronous),
    Body::plain("memset.alignment_and_ends", alignment_and_ends),
    Body::plain("memset.host_memory", host_memory),
    Body::plain("memset.large", large),
];

const AREA: usize = 1 << 16;

fn widths_and_offsets(t: &mut Test) -> Outcome {
    t.context()?;
    let device = t.alloc(AREA)?;
    for count in [0, 1, 3, 63, 64, 65, 1000, 4097] {
        for offset in [0, 1, 5] {
            must!(t.cuMemsetD8_v2(device, 0x11, AREA));
            ok!(t.cuMemsetD8_v2(device + offset, 0xC3, count), &format!("{count} bytes at {offset}"));
            let got = t.download(device, AREA)?;
            let mut want = vec![0x11; AREA];
            want[offset as usize..offset as usize + count].fill(0xC3);
            t.same("bytes", &got, &want);
            ok!(t.cuMemsetD16_v2(device + offset * 2, 0xBEEF, count), &format!("{count} halves at {offset}"));
            ok!(
                t.cuMemsetD32_v2(device + 20_000 + offset * 4, 0xDEAD_C0DE, count),
                &format!("{count} words at {offset}")
            );
            let got = t.download(device, AREA)?;
            for at in 0..count {
                let half = offset as usize * 2 + at * 2;
                want[half..half + 2].copy_from_slice(&0xBEEF_u16.to_ne_bytes());
            }
            for at in 0..count {
                let word = 20_000 + offset as usize * 4 + at * 4;
                want[word..word + 4].copy_from_slice(&0xDEAD_C0DE_u32.to_ne_bytes());
            }
            t.same("halves and words", &got, &want);
        }
    }
    Ok(())
}

fn asynchronous(t: &mut Test) -> Outcome {
    t.context()?;
    let device = t.alloc(AREA)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    ok!(t.cuMemsetD8Async(device, 1, AREA, stream));
    ok!(t.cuMemsetD16Async(device + 100, 0x0203, 50, stream));
    ok!(t.cuMemsetD32Async(device + 1000, 0x0405_0607, 25, stream));
    ok!(t.cuMemsetD8Async(device + 7, 9, 3, stream));
    t.finish(stream)?;
    let got = t.download(device, AREA)?;
    let mut want = vec![1; AREA];
    for at in 0..50 {
        want[100 + at * 2..102 + at * 2].copy_from_slice(&0x0203_u16.to_ne_bytes());
    }
    for at in 0..25 {
        want[1000 + at * 4..1004 + at * 4].copy_from_slice(&0x0405_0607_u32.to_ne_bytes());
    }
    want[7..10].fill(9);
    t.same("in order", &got, &want);
    Ok(())
}

fn rows(base: &mut [u8], pitch: usize, element: &[u8], width: usize, height: usize) {
    for row in 0..height {
        for at in 0..width {
            let start = row * pitch + at * element.len();
            base[start..start + element.len()].copy_from_slice(element);
        }
    }
}

fn two_dimensions(t: &mut Test) -> Outcome {
    t.context()?;
    let device = t.alloc(AREA)?;
    for (pitch, width, height) in
        [(512, 100, 7), (512, 128, 3), (1024, 1, 1), (768, 33, 20), (512, 0, 5), (512, 5, 0)]
    {
        let mut want = vec![0x22; AREA];
        must!(t.cuMemsetD8_v2(device, 0x22, AREA));
        ok!(
            t.cuMemsetD2D8_v2(device, pitch, 0x7E, width, height),
            &format!("{width} by {height} bytes, pitch {pitch}")
        );
        rows(&mut want, pitch, &[0x7E], width, height);
        ok!(t.cuMemsetD2D16_v2(device + 20_480, pitch, 0xABCD, width, height), "halves");
        rows(&mut want[20_480..], pitch, &0xABCD_u16.to_ne_bytes(), width, height);
        ok!(t.cuMemsetD2D32_v2(device + 40_960, pitch, 0x1357_9BDF, width, height), "words");
        rows(&mut want[40_960..], pitch, &0x1357_9BDF_u32.to_ne_bytes(), width, height);
        let got = t.download(device, AREA)?;
        t.same("the rectangle", &got, &want);
    }
    saw!(t.cuMemsetD2D8_v2(device, 16, 1, 17, 2), "wider than the pitch");
    saw!(t.cuMemsetD2D8_v2(device, 0, 1, 17, 1), "no pitch, one row");
    saw!(t.cuMemsetD2D8_v2(device, 17, 1, 17, 3), "an odd pitch");
    Ok(())
}

fn two_dimensions_asynchronous(t: &mut Test) -> Outcome {
    t.context()?;
    let device = t.alloc(AREA)?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let mut want = vec![0; AREA];
    ok!(t.cuMemsetD8Async(device, 0, AREA, stream));
    ok!(t.cuMemsetD2D8Async(device, 256, 1, 200, 10, stream));
    rows(&mut want, 256, &[1], 200, 10);
    ok!(t.cuMemsetD2D16Async(device + 8192, 256, 0x0102, 100, 10, stream));
    rows(&mut want[8192..], 256, &0x0102_u16.to_ne_bytes(), 100, 10);
    ok!(t.cuMemsetD2D32Async(device + 16_384, 256, 0x0304_0506, 50, 10, stream));
    rows(&mut want[16_384..], 256, &0x0304_0506_u32.to_ne_bytes(), 50, 10);
    t.finish(stream)?;
    let got = t.download(device, AREA)?;
    t.same("three rectangles", &got, &want);
    Ok(())
}

fn alignment_and_ends(t: &mut Test) -> Outcome {
    const WANT: CUresult = CUDA_ERROR_INVALID_VALUE;
    t.context()?;
    let device = t.alloc(AREA)?;
    gives!(t.cuMemsetD16_v2(device + 1, 0, 4), WANT, "halves at an odd address");
    gives!(t.cuMemsetD32_v2(device + 2, 0, 4), WANT, "words at half a word");
    gives!(
        t.cuMemsetD16Async(device + 1, 0, 4, CUstream::NULL),
        WANT,
        "halves at an odd address, asynchronously"
    );
    saw!(t.cuMemsetD2D16_v2(device + 1, 256, 0, 4, 4), "rows of halves at an odd address");
    saw!(t.cuMemsetD2D32_v2(device, 258, 0, 4, 4), "rows of words with a pitch of half a word");
    gives!(t.cuMemsetD8_v2(0, 0, 4), WANT, "null");
    gives!(t.cuMemsetD8_v2(0x1234_5000, 0, 4), WANT, "an address that was never given");
    saw!(t.cuMemsetD8_v2(0, 0, 0), "0 bytes of null");
    // Counts that reach round the address space are not asked for: NVIDIA's driver accepts them, and sets nobody knows
    // what.
    ok!(t.cuMemsetD8_v2(device + AREA as u64 - 1, 7, 1), "the last byte");
    Ok(())
}

fn host_memory(t: &mut Test) -> Outcome {
    t.context()?;
    let host = t.pinned(4096)?;
    ok!(t.cuMemsetD8_v2(host.device(), 0x3C, 4096));
    // Synchronous on pinned memory: no synchronisation in between.
    t.same("seen at once", &host.bytes(), &[0x3C; 4096]);
    ok!(t.cuMemsetD32_v2(host.device() + 8, 0x0102_0304, 2));
    t.same(
        "words",
        &host.read(4, 16),
        &[0x3C, 0x3C, 0x3C, 0x3C, 4, 3, 2, 1, 4, 3, 2, 1, 0x3C, 0x3C, 0x3C, 0x3C],
    );
    let plain = crate::cuda::Buffer::pageable(64);
    saw!(t.cuMemsetD8_v2(plain.addr(), 1, 64), "pageable memory");
    Ok(())
}

fn large(t: &mut Test) -> Outcome {
    const SIZE: usize = (256 << 20) + 3;
    t.context()?;
    let device = t.alloc(SIZE)?;
    ok!(t.cuMemsetD8_v2(device, 0x5A, SIZE));
    ok!(t.cuMemsetD32_v2(device + (128 << 20), 0xFFFF_FFFF, (64 << 20) / 4));
    for (offset, want) in
        [(0, 0x5A), ((128 << 20) - 8, 0x5A), (128 << 20, 0xFF), ((192 << 20) - 8, 0xFF), (SIZE - 8, 0x5A)]
    {
        let got = t.download(device + offset as u64, 8)?;
        t.same(&format!("at {offset}"), &got, &[want; 8]);
    }
    Ok(())
}
