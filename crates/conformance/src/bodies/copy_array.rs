//! Copies to, from and between arrays.

use table::*;

use super::array::{array, descriptor};
use crate::cuda::Buffer;
use crate::test::pattern;
use crate::{Body, Outcome, Test, cu, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("copy_array.rows", rows),
    Body::plain("copy_array.rows_asynchronously", rows_asynchronously),
    Body::plain("copy_array.rectangles", rectangles),
    Body::plain("copy_array.boxes", boxes),
    Body::plain("copy_array.pinned_boxes", pinned_boxes),
    Body::plain("copy_array.layers_and_levels", layers_and_levels),
    Body::plain("copy_array.height_left_out", height_left_out),
    Body::plain("copy_array.batch", batch),
    Body::plain("copy_array.batch_errors", batch_errors),
    Body::plain("copy_array.large", large),
];

pub(super) const BYTES: (CUarray_format, u32) = (CU_AD_FORMAT_UNSIGNED_INT8, 1);
pub(super) const FLOATS: (CUarray_format, u32) = (CU_AD_FORMAT_FLOAT, 1);

/// One side of a copy: where it begins is bytes, rows, slices.
#[derive(Clone, Copy)]
pub(super) struct Side {
    kind: CUmemorytype,
    address: u64,
    array: CUarray,
    pitch: usize,
    rows: usize,
    at: [usize; 3],
}

pub(super) fn of_array(array: CUarray, at: [usize; 3]) -> Side {
    Side { kind: CU_MEMORYTYPE_ARRAY, address: 0, array, pitch: 0, rows: 0, at }
}

pub(super) fn host(address: u64, pitch: usize, rows: usize) -> Side {
    Side { kind: CU_MEMORYTYPE_HOST, address, array: CUarray::NULL, pitch, rows, at: [0; 3] }
}

pub(super) fn device(address: u64, pitch: usize, rows: usize) -> Side {
    Side { kind: CU_MEMORYTYPE_DEVICE, ..host(address, pitch, rows) }
}

pub(super) fn described(to: Side, from: Side, [width, height, depth]: [usize; 3]) -> CUDA_MEMCPY3D_v2 {
    let on_host = |side: Side| if side.kind == CU_MEMORYTYPE_HOST { side.address as usize } else { 0 };
    let on_device = |side: Side| if side.kind == CU_MEMORYTYPE_HOST { 0 } else { side.address };
    CUDA_MEMCPY3D_v2 {
        srcXInBytes: from.at[0],
        srcY: from.at[1],
        srcZ: from.at[2],
        srcLOD: 0,
        srcMemoryType: from.kind,
        srcHost: core::ptr::with_exposed_provenance(on_host(from)),
        srcDevice: on_device(from),
        srcArray: from.array,
        reserved0: core::ptr::null_mut(),
        srcPitch: from.pitch,
        srcHeight: from.rows,
        dstXInBytes: to.at[0],
        dstY: to.at[1],
        dstZ: to.at[2],
        dstLOD: 0,
        dstMemoryType: to.kind,
        dstHost: core::ptr::with_exposed_provenance_mut(on_host(to)),
        dstDevice: on_device(to),
        dstArray: to.array,
        reserved1: core::ptr::null_mut(),
        dstPitch: to.pitch,
        dstHeight: to.rows,
        WidthInBytes: width,
        Height: height,
        Depth: depth,
    }
}

/// The copy of bytes, row after row, into the whole of an array.
pub(super) fn from_host(array: CUarray, bytes: &[u8], size: [usize; 3]) -> CUDA_MEMCPY3D_v2 {
    let address = bytes.as_ptr().expose_provenance() as u64;
    described(of_array(array, [0; 3]), host(address, size[0], size[1]), size)
}

pub(super) fn rectangle(to: Side, from: Side, width: usize, height: usize) -> CUDA_MEMCPY2D_v2 {
    let c = described(to, from, [width, height, 1]);
    CUDA_MEMCPY2D_v2 {
        srcXInBytes: c.srcXInBytes,
        srcY: c.srcY,
        srcMemoryType: c.srcMemoryType,
        srcHost: c.srcHost,
        srcDevice: c.srcDevice,
        srcArray: c.srcArray,
        srcPitch: c.srcPitch,
        dstXInBytes: c.dstXInBytes,
        dstY: c.dstY,
        dstMemoryType: c.dstMemoryType,
        dstHost: c.dstHost,
        dstDevice: c.dstDevice,
        dstArray: c.dstArray,
        dstPitch: c.dstPitch,
        WidthInBytes: width,
        Height: height,
    }
}

/// Everything in an array of bytes of these extents.
pub(super) fn content(t: &Test, array: CUarray, [width, height, depth]: [usize; 3]) -> Outcome<Vec<u8>> {
    let to = Buffer::pageable(width * height * depth);
    let whole = described(host(to.addr(), width, height), of_array(array, [0; 3]), [width, height, depth]);
    must!(t.cuMemcpy3D_v2(&whole));
    Ok(to.bytes())
}

/// Writes a box of bytes into another: positions and extents in bytes, rows, slices.
fn paste(
    into: &mut [u8],
    [width, height]: [usize; 2],
    at: [usize; 3],
    from: &[u8],
    [pitch, rows]: [usize; 2],
    size: [usize; 3],
) {
    for z in 0..size[2] {
        for y in 0..size[1] {
            let to = ((at[2] + z) * height + at[1] + y) * width + at[0];
            let source = (z * rows + y) * pitch;
            into[to..to + size[0]].copy_from_slice(&from[source..source + size[0]]);
        }
    }
}

fn rows(t: &mut Test) -> Outcome {
    const LEN: usize = 4000;
    t.context()?;
    let (one, two) = (array(t, [LEN / 4, 0, 0], FLOATS, 0)?, array(t, [LEN / 4, 0, 0], FLOATS, 0)?);
    let bytes = pattern(LEN, 40);
    let memory = t.alloc(LEN)?;
    ok!(t.cuMemcpyHtoA_v2(one, 0, &bytes[..], LEN));
    let mut back = vec![0u8; LEN];
    ok!(t.cuMemcpyAtoH_v2(&mut back[..], one, 0, LEN));
    t.same("up and down", &back, &bytes);
    ok!(t.cuMemcpyAtoA_v2(two, 400, one, 800, 1200));
    ok!(t.cuMemcpyAtoD_v2(memory, two, 400, 1200));
    t.same("from array to array to memory", &t.download(memory, 1200)?, &bytes[800..2000]);
    t.upload(memory, &pattern(LEN, 41))?;
    ok!(t.cuMemcpyDtoA_v2(two, 40, memory + 80, 160));
    ok!(t.cuMemcpyAtoH_v2(&mut back[..160], two, 40, 160));
    t.same("from memory", &back[..160], &pattern(LEN, 41)[80..240]);
    ok!(t.cuMemcpyHtoA_v2(one, 0, &bytes[..], 0), "nothing");
    saw!(t.cuMemcpyHtoA_v2(one, LEN - 4, &bytes[..], 8), "past the end");
    saw!(t.cuMemcpyAtoH_v2(&mut back[..], one, 4, LEN), "past the end, down");
    saw!(t.cuMemcpyAtoA_v2(two, 0, one, LEN, 4), "past the end, across");
    Ok(())
}

fn rows_asynchronously(t: &mut Test) -> Outcome {
    const LEN: usize = 64 << 10;
    t.context()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let array = array(t, [LEN / 4, 0, 0], FLOATS, 0)?;
    let (from, to) = (t.pinned(LEN)?, t.pinned(LEN)?);
    let bytes = pattern(LEN, 42);
    from.write(0, &bytes);
    ok!(t.cuMemcpyHtoAAsync_v2(array, 0, from.host(), LEN, stream), "pinned memory to an array");
    ok!(t.cuMemcpyAtoHAsync_v2(to.host(), array, 0, LEN, stream), "and back");
    t.finish(stream)?;
    t.same("pinned", &to.bytes(), &bytes);
    let plain = Buffer::of(&pattern(LEN, 43));
    ok!(t.cuMemcpyHtoAAsync_v2(array, 0, plain.host(), LEN, stream), "pageable memory to an array");
    plain.fill(0);
    let back = Buffer::pageable(LEN);
    ok!(t.cuMemcpyAtoHAsync_v2(back.host(), array, 0, LEN, stream), "and back");
    t.same("there when the call returns", &back.bytes(), &pattern(LEN, 43));
    Ok(())
}

fn rectangles(t: &mut Test) -> Outcome {
    const SHAPE: [usize; 3] = [100, 50, 1];
    t.context()?;
    let array = array(t, [100, 50, 0], BYTES, 0)?;
    let bytes = pattern(8192, 44);
    let (from, to) = (Buffer::of(&bytes), Buffer::pageable(8192));
    ok!(
        t.cuMemcpy2D_v2(&rectangle(of_array(array, [0; 3]), host(from.addr(), 120, 0), 100, 50)),
        "all of it"
    );
    let mut want = vec![0; 5000];
    paste(&mut want, [100, 50], [0; 3], &bytes, [120, 50], [100, 50, 1]);
    let got = content(t, array, SHAPE)?;
    t.same("in the array", &got, &want);
    let memory = t.alloc(8192)?;
    t.upload(memory, &pattern(8192, 45))?;
    let copy = rectangle(of_array(array, [10, 20, 0]), device(memory, 64, 0), 60, 25);
    ok!(t.cuMemcpy2D_v2(&copy), "a part from memory of the device");
    paste(&mut want, [100, 50], [10, 20, 0], &pattern(8192, 45), [64, 25], [60, 25, 1]);
    let got = content(t, array, SHAPE)?;
    t.same("in the array", &got, &want);
    must!(t.cuMemsetD8_v2(memory, 0, 8192));
    let copy = rectangle(device(memory, 128, 0), of_array(array, [5, 6, 0]), 90, 40);
    ok!(t.cuMemcpy2DUnaligned_v2(&copy), "a part to memory of the device");
    let mut there = vec![0; 128 * 40];
    let part: Vec<u8> = (0..40).flat_map(|row| want[(row + 6) * 100 + 5..][..90].to_vec()).collect();
    paste(&mut there, [128, 40], [0; 3], &part, [90, 40], [90, 40, 1]);
    t.same("there", &t.download(memory, 128 * 40)?, &there);
    let copy = rectangle(host(to.addr(), 90, 0), of_array(array, [5, 6, 0]), 90, 40);
    ok!(t.cuMemcpy2D_v2(&copy), "a part to the host");
    t.same("there", &to.read(0, 90 * 40), &part);
    ok!(t.cuMemcpy2D_v2(&rectangle(of_array(array, [0; 3]), host(from.addr(), 100, 0), 0, 50)), "no width");
    Ok(())
}

fn boxes(t: &mut Test) -> Outcome {
    const SHAPE: [usize; 3] = [32, 16, 8];
    t.context()?;
    let (one, two) = (array(t, SHAPE, BYTES, 0)?, array(t, SHAPE, BYTES, 0)?);
    let bytes = pattern(40 * 20 * 10, 46);
    let from = Buffer::of(&bytes);
    ok!(
        t.cuMemcpy3D_v2(&described(of_array(one, [0; 3]), host(from.addr(), 40, 20), SHAPE)),
        "from the host"
    );
    let mut want = vec![0; 32 * 16 * 8];
    paste(&mut want, [32, 16], [0; 3], &bytes, [40, 20], SHAPE);
    let got = content(t, one, SHAPE)?;
    t.same("in the array", &got, &want);
    must!(t.cuMemcpy3D_v2(&described(of_array(two, [0; 3]), host(from.addr(), 32, 16), SHAPE)));
    let copy = described(of_array(two, [4, 3, 2]), of_array(one, [8, 1, 0]), [20, 10, 5]);
    ok!(t.cuMemcpy3D_v2(&copy), "from array to array");
    let part: Vec<u8> =
        (0..50).flat_map(|row| want[((row / 10) * 16 + row % 10 + 1) * 32 + 8..][..20].to_vec()).collect();
    let mut there = bytes[..32 * 16 * 8].to_vec();
    paste(&mut there, [32, 16], [4, 3, 2], &part, [20, 10], [20, 10, 5]);
    let got = content(t, two, SHAPE)?;
    t.same("in the other", &got, &there);
    let memory = t.alloc(64 * 20 * 10)?;
    must!(t.cuMemsetD8_v2(memory, 0, 64 * 20 * 10));
    let to = Side { at: [3, 2, 1], ..device(memory, 64, 20) };
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    ok!(t.cuMemcpy3DAsync_v2(&described(to, of_array(two, [0; 3]), [32, 16, 8]), stream), "to the device");
    t.finish(stream)?;
    let mut on_device = vec![0; 64 * 20 * 10];
    paste(&mut on_device, [64, 20], [3, 2, 1], &there, [32, 16], SHAPE);
    t.same("there", &t.download(memory, 64 * 20 * 10)?, &on_device);
    let from = Side { at: [3, 2, 1], ..device(memory, 64, 20) };
    ok!(t.cuMemcpy3DAsync_v2(&described(of_array(one, [0; 3]), from, SHAPE), stream), "and from there");
    t.finish(stream)?;
    let got = content(t, one, SHAPE)?;
    t.same("in the array again", &got, &there);
    Ok(())
}

fn pinned_boxes(t: &mut Test) -> Outcome {
    const SHAPE: [usize; 3] = [32, 16, 8];
    t.context()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let array = array(t, SHAPE, BYTES, 0)?;
    let bytes = pattern(40 * 20 * 8, 47);
    let (from, to) = (t.pinned(bytes.len())?, t.pinned(bytes.len())?);
    from.write(0, &bytes);
    let copy = described(of_array(array, [0; 3]), host(from.addr(), 40, 20), SHAPE);
    ok!(t.cuMemcpy3DAsync_v2(&copy, stream), "from memory with gaps between its slices");
    let copy = described(host(to.addr(), 40, 16), of_array(array, [0; 3]), SHAPE);
    ok!(t.cuMemcpy3DAsync_v2(&copy, stream), "to memory without");
    t.finish(stream)?;
    let mut want = vec![0; bytes.len()];
    for row in 0..16 * 8 {
        let source = (row / 16 * 20 + row % 16) * 40;
        want[row * 40..row * 40 + 32].copy_from_slice(&bytes[source..source + 32]);
    }
    t.same("there", &to.bytes(), &want);
    ok!(t.cuMemcpy3D_v2(&copy), "and once more, waiting for it");
    Ok(())
}

/// A height of 0 is that of the rows down to the box's end, not of the box.
fn height_left_out(t: &mut Test) -> Outcome {
    const SHAPE: [usize; 3] = [8, 2, 2];
    t.context()?;
    let bytes = pattern(16 * 8, 51);
    let want: Vec<u8> = [1, 2, 4, 5].into_iter().flat_map(|row| bytes[row * 16..][..8].to_vec()).collect();
    let from = Buffer::of(&bytes);
    let below = |side: Side| Side { at: [0, 1, 0], ..side };
    let there = t.alloc(want.len())?;
    ok!(
        t.cuMemcpy3D_v2(&described(device(there, 8, 2), below(host(from.addr(), 16, 0)), SHAPE)),
        "to the device"
    );
    let got = t.download(there, want.len())?;
    t.same("rows 1, 2, 4 and 5", &got, &want);
    let array = array(t, SHAPE, BYTES, 0)?;
    ok!(
        t.cuMemcpy3D_v2(&described(of_array(array, [0; 3]), below(host(from.addr(), 16, 0)), SHAPE)),
        "to an array"
    );
    let got = content(t, array, SHAPE)?;
    t.same("the same rows", &got, &want);
    let to = Buffer::of(&[0; 16 * 8]);
    ok!(t.cuMemcpy3D_v2(&described(below(host(to.addr(), 16, 0)), device(there, 8, 2), SHAPE)), "and back");
    let mut whole = vec![0; 16 * 8];
    for (row, bytes) in [1, 2, 4, 5].into_iter().zip(want.chunks(8)) {
        whole[row * 16..][..8].copy_from_slice(bytes);
    }
    t.same("where they were", &to.bytes(), &whole);
    Ok(())
}

/// An address in a batch: the lengths of its rows and the heights of its layers in elements, 0 for those of the copy.
fn by_address(address: u64, row: usize, layer: usize) -> CUmemcpy3DOperand {
    // The last word is a hint on where the memory is: none.
    CUmemcpy3DOperand { r#type: CU_MEMCPY_OPERAND_TYPE_POINTER, op: [address, row as u64, layer as u64, 0] }
}

/// An array in a batch, from a position in elements.
fn in_array(array: CUarray, [x, y, z]: [usize; 3]) -> CUmemcpy3DOperand {
    CUmemcpy3DOperand {
        r#type: CU_MEMCPY_OPERAND_TYPE_ARRAY,
        op: [array.bits(), x as u64, y as u64, z as u64],
    }
}

fn one_of(
    dst: CUmemcpy3DOperand,
    src: CUmemcpy3DOperand,
    [width, height, depth]: [usize; 3],
) -> CUDA_MEMCPY3D_BATCH_OP {
    let extent = CUextent3D { width, height, depth };
    CUDA_MEMCPY3D_BATCH_OP { src, dst, extent, srcAccessOrder: CU_MEMCPY_SRC_ACCESS_ORDER_STREAM, flags: 0 }
}

fn batch(t: &mut Test) -> Outcome {
    const SHAPE: [usize; 3] = [16, 8, 4];
    t.context()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let len = 4 * SHAPE.iter().product::<usize>();
    let bytes = pattern(len, 52);
    let (pinned, back) = (t.pinned(len)?, t.pinned(len)?);
    pinned.write(0, &bytes);
    let (floats, there) = (array(t, SHAPE, FLOATS, 0)?, t.alloc(len)?);
    let mut up = [
        one_of(in_array(floats, [0; 3]), by_address(pinned.addr(), 16, 8), SHAPE),
        one_of(by_address(there, 0, 0), by_address(pinned.addr(), 0, 0), [len, 1, 1]),
    ];
    let mut failed = 77;
    ok!(t.cuMemcpy3DBatchAsync(2, &mut up[..], &mut failed, 0, stream), "to an array and to the device");
    t.finish(stream)?;
    let got = content(t, floats, [64, 8, 4])?;
    t.same("in the array", &got, &bytes);
    let got = t.download(there, len)?;
    t.same("on the device", &got, &bytes);
    // Two elements of each row, from the third on, of two rows of each of two slices.
    let mut down = [one_of(by_address(back.addr(), 4, 3), in_array(floats, [2, 1, 1]), [2, 2, 2])];
    ok!(t.cuMemcpy3DBatchAsync_v2(1, &mut down[..], 0, stream), "a part of the array");
    t.finish(stream)?;
    let mut want = vec![0; 4 * 4 * 3 * 2];
    for (z, y) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        let (to, from) = ((z * 3 + y) * 16, (((z + 1) * 8 + y + 1) * 16 + 2) * 4);
        want[to..to + 8].copy_from_slice(&bytes[from..from + 8]);
    }
    t.same("the part", &back.bytes()[..want.len()], &want);
    let pageable = Buffer::pageable(len);
    for order in [CU_MEMCPY_SRC_ACCESS_ORDER_DURING_API_CALL, CU_MEMCPY_SRC_ACCESS_ORDER_ANY] {
        let whole = one_of(by_address(pageable.addr(), 0, 0), in_array(floats, [0; 3]), SHAPE);
        let mut whole = [CUDA_MEMCPY3D_BATCH_OP { srcAccessOrder: order, ..whole }];
        pageable.fill(0);
        ok!(t.cuMemcpy3DBatchAsync_v2(1, &mut whole[..], 0, stream), "to pageable memory");
        t.finish(stream)?;
        t.same("all of it", &pageable.bytes(), &bytes);
    }
    Ok(())
}

fn batch_errors(t: &mut Test) -> Outcome {
    t.context()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, pinned) = (t.alloc(4096)?, t.pinned(4096)?);
    let floats = array(t, [16, 8, 0], FLOATS, 0)?;
    let good = one_of(by_address(device, 0, 0), by_address(pinned.addr(), 0, 0), [64, 1, 1]);
    let unknown = CUmemcpy3DOperand { r#type: 9, op: [device, 0, 0, 0] };
    let cases = [
        ("none", vec![], 0, stream),
        ("flags", vec![good], 1, stream),
        ("no order", vec![CUDA_MEMCPY3D_BATCH_OP { srcAccessOrder: 0, ..good }], 0, stream),
        (
            "an order that is none",
            vec![good, CUDA_MEMCPY3D_BATCH_OP { srcAccessOrder: 9, ..good }],
            0,
            stream,
        ),
        ("an operand that is none", vec![CUDA_MEMCPY3D_BATCH_OP { dst: unknown, ..good }], 0, stream),
        ("in the null stream", vec![good], 0, CUstream::NULL),
        ("in the thread's stream", vec![good], 0, CUstream::PER_THREAD),
        ("to null", vec![CUDA_MEMCPY3D_BATCH_OP { dst: by_address(0, 0, 0), ..good }], 0, stream),
        ("nothing", vec![one_of(good.dst, good.src, [0, 1, 1])], 0, stream),
        (
            "rows that are too short",
            vec![one_of(good.dst, by_address(pinned.addr(), 32, 0), [64, 2, 1])],
            0,
            stream,
        ),
        ("behind the array", vec![one_of(in_array(floats, [8, 0, 0]), good.src, [9, 1, 1])], 0, stream),
    ];
    for (label, mut ops, flags, stream) in cases {
        let mut failed = 77;
        let code = cu!(t.cuMemcpy3DBatchAsync(ops.len(), &mut ops[..], &mut failed, flags, stream));
        t.saw(label, code);
        t.note(label, if failed == usize::MAX { "all".to_owned() } else { failed.to_string() });
    }
    saw!(t.cuStreamSynchronize(stream));
    Ok(())
}

fn layers_and_levels(t: &mut Test) -> Outcome {
    t.context()?;
    let layers = array(t, [64, 0, 3], BYTES, CUDA_ARRAY3D_LAYERED)?;
    let bytes = pattern(64 * 3, 48);
    let from = Buffer::of(&bytes);
    let whole = described(of_array(layers, [0; 3]), host(from.addr(), 64, 1), [64, 1, 3]);
    ok!(t.cuMemcpy3D_v2(&whole), "three layers of rows");
    let got = content(t, layers, [64, 1, 3])?;
    t.same("in the array", &got, &bytes);
    let to = Buffer::pageable(64);
    let second = described(host(to.addr(), 64, 1), of_array(layers, [0, 0, 1]), [64, 1, 1]);
    ok!(t.cuMemcpy3D_v2(&second), "one of them");
    t.same("the second", &to.bytes(), &bytes[64..128]);
    let faces = array(t, [16, 16, 6], BYTES, CUDA_ARRAY3D_CUBEMAP)?;
    let bytes = pattern(16 * 16 * 6, 49);
    let from = Buffer::of(&bytes);
    let whole = described(of_array(faces, [0; 3]), host(from.addr(), 16, 16), [16, 16, 6]);
    ok!(t.cuMemcpy3D_v2(&whole), "a cube");
    let got = content(t, faces, [16, 16, 6])?;
    t.same("in the array", &got, &bytes);
    let mut mipmap = CUmipmappedArray::NULL;
    must!(t.cuMipmappedArrayCreate(&mut mipmap, &descriptor([64, 32, 0], BYTES, 0), 3));
    let mut level = CUarray::NULL;
    for (index, [width, height]) in [[64, 32], [32, 16], [16, 8]].into_iter().enumerate() {
        must!(t.cuMipmappedArrayGetLevel(&mut level, mipmap, index as u32));
        let bytes = pattern(width * height, 50 + index as u32);
        let from = Buffer::of(&bytes);
        let copy = rectangle(of_array(level, [0; 3]), host(from.addr(), width, 0), width, height);
        ok!(t.cuMemcpy2D_v2(&copy), "a level");
        let got = content(t, level, [width, height, 1])?;
        t.same("in it", &got, &bytes);
    }
    must!(t.cuMipmappedArrayDestroy(mipmap));
    Ok(())
}

/// More than any buffer on the way holds.
fn large(t: &mut Test) -> Outcome {
    const ROW: usize = 4 * 2048;
    t.context()?;
    let texels = (CU_AD_FORMAT_UNSIGNED_INT8, 4);
    let (one, two) = (array(t, [2048, 1500, 0], texels, 0)?, array(t, [512, 64, 100], texels, 0)?);
    let bytes = pattern(ROW * 1500, 53);
    let (from, to) = (Buffer::of(&bytes), Buffer::pageable(bytes.len()));
    ok!(t.cuMemcpy2D_v2(&rectangle(of_array(one, [0; 3]), host(from.addr(), ROW, 0), ROW, 1500)));
    ok!(t.cuMemcpy2D_v2(&rectangle(host(to.addr(), ROW, 0), of_array(one, [0; 3]), ROW, 1500)));
    t.yes("a rectangle came back", to.bytes() == bytes);
    to.fill(0);
    ok!(t.cuMemcpy3D_v2(&described(of_array(two, [0; 3]), host(from.addr(), 2048, 60), [2048, 60, 100])));
    ok!(t.cuMemcpy3D_v2(&described(host(to.addr(), 2048, 60), of_array(two, [0; 3]), [2048, 60, 100])));
    t.yes("a box came back", to.bytes() == bytes);
    Ok(())
}
