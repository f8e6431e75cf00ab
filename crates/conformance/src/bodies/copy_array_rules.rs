//! Copies with arrays between contexts, in captures, and with wrong arguments.

use table::*;

use super::array::array;
use super::copy_array::{BYTES, FLOATS, content, described, device, host, of_array, rectangle};
use crate::cuda::{Buffer, Null};
use crate::test::pattern;
use crate::{Body, Outcome, Test, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("copy_array_rules.peers", peers),
    Body::plain("copy_array_rules.captured", captured).optional(),
    Body::plain("copy_array_rules.errors", errors),
];

fn peers(t: &mut Test) -> Outcome {
    let context = t.context()?;
    let array = array(t, [64, 8, 0], BYTES, 0)?;
    let memory = t.alloc(512)?;
    let bytes = pattern(512, 54);
    t.upload(memory, &bytes)?;
    let c = described(of_array(array, [0; 3]), device(memory, 64, 8), [64, 8, 1]);
    let peer = CUDA_MEMCPY3D_PEER {
        srcXInBytes: c.srcXInBytes,
        srcY: c.srcY,
        srcZ: c.srcZ,
        srcLOD: 0,
        srcMemoryType: c.srcMemoryType,
        srcHost: c.srcHost,
        srcDevice: c.srcDevice,
        srcArray: c.srcArray,
        srcContext: context,
        srcPitch: c.srcPitch,
        srcHeight: c.srcHeight,
        dstXInBytes: c.dstXInBytes,
        dstY: c.dstY,
        dstZ: c.dstZ,
        dstLOD: 0,
        dstMemoryType: c.dstMemoryType,
        dstHost: c.dstHost,
        dstDevice: c.dstDevice,
        dstArray: c.dstArray,
        dstContext: context,
        dstPitch: c.dstPitch,
        dstHeight: c.dstHeight,
        WidthInBytes: 64,
        Height: 8,
        Depth: 1,
    };
    ok!(t.cuMemcpy3DPeer(&peer), "within one context");
    let got = content(t, array, [64, 8, 1])?;
    t.same("in the array", &got, &bytes);
    t.upload(memory, &pattern(512, 55))?;
    ok!(t.cuMemcpy3DPeerAsync(&peer, CUstream::NULL), "asynchronously");
    let got = content(t, array, [64, 8, 1])?;
    t.same("in the array", &got, &pattern(512, 55));
    Ok(())
}

fn captured(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let array = array(t, [64, 8, 0], BYTES, 0)?;
    let (from, to) = (t.pinned(512)?, t.pinned(512)?);
    must!(t.cuStreamBeginCapture_v2(stream, CU_STREAM_CAPTURE_MODE_RELAXED));
    let up = rectangle(of_array(array, [0; 3]), host(from.addr(), 64, 0), 64, 8);
    ok!(t.cuMemcpy2DAsync_v2(&up, stream), "to the array");
    let down = rectangle(host(to.addr(), 64, 0), of_array(array, [0; 3]), 64, 8);
    ok!(t.cuMemcpy2DAsync_v2(&down, stream), "from the array");
    let mut graph = CUgraph::NULL;
    ok!(t.cuStreamEndCapture(stream, &mut graph));
    let mut exec = CUgraphExec::NULL;
    must!(t.cuGraphInstantiateWithFlags(&mut exec, graph, 0));
    for seed in [56, 57] {
        from.write(0, &pattern(512, seed));
        ok!(t.cuGraphLaunch(exec, stream));
        t.finish(stream)?;
        t.same("came through", &to.bytes(), &pattern(512, seed));
    }
    must!(t.cuGraphExecDestroy(exec));
    must!(t.cuGraphDestroy(graph));
    Ok(())
}

fn errors(t: &mut Test) -> Outcome {
    t.context()?;
    let bytes = array(t, [64, 8, 0], BYTES, 0)?;
    let wide = array(t, [64, 8, 0], FLOATS, 0)?;
    let memory = t.alloc(4096)?;
    let plain = Buffer::pageable(4096);
    let copy = rectangle(of_array(bytes, [1, 0, 0]), host(plain.addr(), 64, 0), 64, 8);
    gives!(t.cuMemcpy2D_v2(&copy), CUDA_ERROR_INVALID_VALUE, "past the end of a row");
    let copy = rectangle(of_array(bytes, [0, 1, 0]), host(plain.addr(), 64, 0), 64, 8);
    gives!(t.cuMemcpy2D_v2(&copy), CUDA_ERROR_INVALID_VALUE, "past the last row");
    let copy = rectangle(host(plain.addr(), 64, 0), of_array(bytes, [0, 1, 0]), 64, 8);
    gives!(t.cuMemcpy2D_v2(&copy), CUDA_ERROR_INVALID_VALUE, "past the last row, down");
    let copy = described(of_array(bytes, [0, 0, 1]), host(plain.addr(), 64, 8), [64, 8, 1]);
    saw!(t.cuMemcpy3D_v2(&copy), "a slice that is not there");
    let copy = rectangle(of_array(wide, [2, 0, 0]), host(plain.addr(), 64, 0), 64, 8);
    saw!(t.cuMemcpy2D_v2(&copy), "from the middle of a texel");
    let copy = rectangle(of_array(wide, [0; 3]), host(plain.addr(), 64, 0), 62, 8);
    saw!(t.cuMemcpy2D_v2(&copy), "half a texel");
    let copy = rectangle(of_array(bytes, [0; 3]), host(0, 64, 0), 64, 8);
    saw!(t.cuMemcpy2D_v2(&copy), "from null");
    let copy = rectangle(of_array(bytes, [0; 3]), device(memory, 32, 0), 64, 8);
    gives!(t.cuMemcpy2D_v2(&copy), CUDA_ERROR_INVALID_VALUE, "a pitch less than the width");
    let copy = rectangle(of_array(CUarray::NULL, [0; 3]), host(plain.addr(), 64, 0), 64, 8);
    saw!(t.cuMemcpy2D_v2(&copy), "to no array");
    saw!(t.cuMemcpyHtoA_v2(CUarray::NULL, 0, plain.host(), 64), "a row to no array");
    gives!(t.cuMemcpyHtoA_v2(bytes, 0, Null, 64), CUDA_ERROR_INVALID_VALUE, "a row from null");
    saw!(t.cuMemcpyHtoA_v2(bytes, 0, plain.host(), 128), "a row that is longer than one of the array's");
    let mut lod = described(of_array(bytes, [0; 3]), host(plain.addr(), 64, 8), [64, 8, 1]);
    lod.dstLOD = 1;
    saw!(t.cuMemcpy3D_v2(&lod), "a level of detail");
    let copy = rectangle(of_array(bytes, [0; 3]), host(plain.addr(), 64, 0), 64, 8);
    ok!(t.cuMemcpy2D_v2(&copy), "and one that is right");
    Ok(())
}
