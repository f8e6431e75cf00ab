//! Two-dimensional copies.

use table::*;

use crate::cuda::Buffer;
use crate::test::pattern;
use crate::{Body, Outcome, Test, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("copy2d.every_direction", every_direction),
    Body::plain("copy2d.asynchronous", asynchronous),
    Body::plain("copy2d.unaligned", unaligned),
    Body::plain("copy2d.unified_and_offsets", unified_and_offsets),
    Body::plain("copy2d.errors", errors),
];

const HOST: CUmemorytype = 1;
const DEVICE: CUmemorytype = 2;
const UNIFIED: CUmemorytype = 4;

/// One side of a copy.
#[derive(Clone, Copy)]
struct Side {
    kind: CUmemorytype,
    address: u64,
    pitch: usize,
    x: usize,
    y: usize,
}

fn side(kind: CUmemorytype, address: u64, pitch: usize) -> Side {
    Side { kind, address, pitch, x: 0, y: 0 }
}

fn description(to: Side, from: Side, width: usize, height: usize) -> CUDA_MEMCPY2D_v2 {
    let host = |side: Side| if side.kind == HOST { side.address as usize } else { 0 };
    let device = |side: Side| if side.kind == HOST { 0 } else { side.address };
    CUDA_MEMCPY2D_v2 {
        srcXInBytes: from.x,
        srcY: from.y,
        srcMemoryType: from.kind,
        srcHost: core::ptr::with_exposed_provenance(host(from)),
        srcDevice: device(from),
        srcArray: CUarray::NULL,
        srcPitch: from.pitch,
        dstXInBytes: to.x,
        dstY: to.y,
        dstMemoryType: to.kind,
        dstHost: core::ptr::with_exposed_provenance_mut(host(to)),
        dstDevice: device(to),
        dstArray: CUarray::NULL,
        dstPitch: to.pitch,
        WidthInBytes: width,
        Height: height,
    }
}

/// What a copy of a rectangle leaves behind.
fn expected(
    base: &[u8],
    to: (usize, usize, usize),
    bytes: &[u8],
    from: (usize, usize, usize),
    size: (usize, usize),
) -> Vec<u8> {
    let mut out = base.to_vec();
    for row in 0..size.1 {
        let target = (to.2 + row) * to.0 + to.1;
        let source = (from.2 + row) * from.0 + from.1;
        out[target..target + size.0].copy_from_slice(&bytes[source..source + size.0]);
    }
    out
}

fn every_direction(t: &mut Test) -> Outcome {
    const AREA: usize = 20_000;
    t.context()?;
    let (mut a, mut pitch) = (0, 0);
    ok!(t.cuMemAllocPitch_v2(&mut a, &mut pitch, 300, 20, 4));
    let b = t.alloc(AREA)?;
    let bytes = pattern(AREA, 20);
    let from = Buffer::of(&bytes);
    let to = Buffer::pageable(AREA);
    must!(t.cuMemsetD8_v2(a, 0, pitch * 20));
    must!(t.cuMemsetD8_v2(b, 0, AREA));
    let copy = description(side(DEVICE, a, pitch), side(HOST, from.addr(), 333), 300, 20);
    ok!(t.cuMemcpy2D_v2(&copy), "host to device");
    let got = t.download(a, pitch * 20)?;
    let on_a = expected(&vec![0; pitch * 20], (pitch, 0, 0), &bytes, (333, 0, 0), (300, 20));
    t.yes("the rectangle and nothing else", got == on_a);
    let copy = description(side(DEVICE, b, 512), side(DEVICE, a, pitch), 299, 19);
    ok!(t.cuMemcpy2D_v2(&copy), "device to device");
    let got = t.download(b, AREA)?;
    let on_b = expected(&vec![0; AREA], (512, 0, 0), &on_a, (pitch, 0, 0), (299, 19));
    t.same("in the other pitch", &got, &on_b);
    let copy = description(side(HOST, to.addr(), 301), side(DEVICE, b, 512), 298, 18);
    ok!(t.cuMemcpy2D_v2(&copy), "device to host");
    t.same("on the host", &to.bytes(), &expected(&[0; AREA], (301, 0, 0), &on_b, (512, 0, 0), (298, 18)));
    let copy = description(side(HOST, to.addr(), 301), side(HOST, from.addr(), 333), 10, 3);
    ok!(t.cuMemcpy2D_v2(&copy), "host to host");
    t.same("its first row", &to.read(0, 10), &bytes[..10]);
    let copy = description(side(DEVICE, b, 512), side(DEVICE, a, pitch), 0, 5);
    ok!(t.cuMemcpy2D_v2(&copy), "no width");
    let copy = description(side(DEVICE, b, 512), side(DEVICE, a, pitch), 5, 0);
    ok!(t.cuMemcpy2D_v2(&copy), "no height");
    Ok(())
}

fn asynchronous(t: &mut Test) -> Outcome {
    t.context()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, pinned) = (t.alloc(16_384)?, t.pinned(16_384)?);
    let bytes = pattern(16_384, 21);
    pinned.write(0, &bytes);
    must!(t.cuMemsetD8Async(device, 0, 16_384, stream));
    let copy = description(side(DEVICE, device, 256), side(HOST, pinned.addr(), 200), 190, 40);
    ok!(t.cuMemcpy2DAsync_v2(&copy, stream), "pinned to device");
    t.finish(stream)?;
    let got = t.download(device, 16_384)?;
    let on_device = expected(&[0; 16_384], (256, 0, 0), &bytes, (200, 0, 0), (190, 40));
    t.same("on the device", &got, &on_device);
    pinned.fill(0);
    let copy = description(side(HOST, pinned.addr(), 199), side(DEVICE, device, 256), 100, 30);
    ok!(t.cuMemcpy2DAsync_v2(&copy, stream), "device to pinned");
    t.finish(stream)?;
    t.same("back", &pinned.bytes(), &expected(&[0; 16_384], (199, 0, 0), &on_device, (256, 0, 0), (100, 30)));
    let plain = Buffer::of(&bytes);
    let copy = description(side(DEVICE, device, 256), side(HOST, plain.addr(), 200), 190, 40);
    ok!(t.cuMemcpy2DAsync_v2(&copy, stream), "pageable to device");
    plain.fill(0);
    t.finish(stream)?;
    let got = t.download(device, 256 * 40)?;
    t.yes("pageable memory was read before the call returned", got[..190] == bytes[..190]);
    Ok(())
}

fn unaligned(t: &mut Test) -> Outcome {
    t.context()?;
    let device = t.alloc(8192)?;
    let from = Buffer::of(&pattern(8192, 22));
    must!(t.cuMemsetD8_v2(device, 0, 8192));
    let copy = description(side(DEVICE, device + 1, 101), side(HOST, from.addr() + 3, 77), 77, 50);
    ok!(t.cuMemcpy2DUnaligned_v2(&copy), "odd addresses and pitches");
    let got = t.download(device + 1, 101 * 50)?;
    let want = expected(&[0; 101 * 50], (101, 0, 0), &from.read(3, 77 * 50), (77, 0, 0), (77, 50));
    t.same("copied", &got, &want);
    let copy = description(side(DEVICE, device + 1, 101), side(HOST, from.addr() + 3, 77), 77, 50);
    saw!(t.cuMemcpy2D_v2(&copy), "the aligned call on the same");
    Ok(())
}

fn unified_and_offsets(t: &mut Test) -> Outcome {
    t.context()?;
    let (device, pinned) = (t.alloc(8192)?, t.pinned(8192)?);
    let bytes = pattern(8192, 23);
    pinned.write(0, &bytes);
    must!(t.cuMemsetD8_v2(device, 0, 8192));
    let to = Side { x: 5, y: 3, ..side(UNIFIED, device, 128) };
    let from = Side { x: 9, y: 2, ..side(UNIFIED, pinned.addr(), 100) };
    ok!(t.cuMemcpy2D_v2(&description(to, from, 60, 20)), "pinned to device, with offsets");
    let got = t.download(device, 8192)?;
    t.same("copied", &got, &expected(&[0; 8192], (128, 5, 3), &bytes, (100, 9, 2), (60, 20)));
    let plain = Buffer::of(&bytes);
    let from = Side { x: 9, y: 2, ..side(HOST, plain.addr(), 100) };
    let to = Side { x: 1, y: 30, ..side(DEVICE, device, 128) };
    ok!(t.cuMemcpy2D_v2(&description(to, from, 60, 20)), "pageable to device, with offsets");
    let again = t.download(device, 8192)?;
    t.same("copied there too", &again, &expected(&got, (128, 1, 30), &bytes, (100, 9, 2), (60, 20)));
    Ok(())
}

fn errors(t: &mut Test) -> Outcome {
    const WANT: CUresult = CUDA_ERROR_INVALID_VALUE;
    t.context()?;
    let (device, host) = (t.alloc(8192)?, Buffer::pageable(8192));
    let whole = |to: Side, from: Side| description(to, from, 64, 8);
    let narrow = whole(side(DEVICE, device, 32), side(HOST, host.addr(), 64));
    gives!(t.cuMemcpy2D_v2(&narrow), WANT, "a pitch less than the width, at the destination");
    let narrow = whole(side(DEVICE, device, 64), side(HOST, host.addr(), 32));
    gives!(t.cuMemcpy2D_v2(&narrow), WANT, "a pitch less than the width, at the source");
    let nothing = whole(side(DEVICE, 0, 64), side(HOST, host.addr(), 64));
    gives!(t.cuMemcpy2D_v2(&nothing), WANT, "to null");
    let kind = whole(side(9, device, 64), side(HOST, host.addr(), 64));
    gives!(t.cuMemcpy2D_v2(&kind), WANT, "a memory type that does not exist");
    let no_array = whole(side(3, 0, 64), side(HOST, host.addr(), 64));
    saw!(t.cuMemcpy2D_v2(&no_array), "no array");
    gives!(t.cuMemcpy2D_v2(crate::cuda::Null), WANT, "null description");
    let huge = description(side(DEVICE, device, 1 << 40), side(HOST, host.addr(), 1 << 40), 64, 8);
    saw!(t.cuMemcpy2D_v2(&huge), "a pitch of a tebibyte");
    let no_pitch = description(side(DEVICE, device, 0), side(HOST, host.addr(), 0), 64, 1);
    saw!(t.cuMemcpy2D_v2(&no_pitch), "one row without a pitch");
    Ok(())
}
