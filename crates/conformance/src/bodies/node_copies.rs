//! Copies as nodes of graphs: of every kind of memory, read and written at every launch, and changed.

use table::*;

use super::capture::instantiate;
use super::handmade::{begin, copy_params, memset_params, new_graph};
use super::nodes::run;
use crate::cuda::{Buffer, Null};
use crate::{Body, Outcome, Stop, Test, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("copies.pageable", pageable).optional(),
    Body::plain("copies.the_stack", the_stack).optional(),
    Body::plain("copies.boxes", boxes).optional(),
    Body::plain("copies.changed", changed).optional(),
];

/// A graph that copies from one buffer to the device and from there to another, and its nodes.
fn there_and_back(
    t: &mut Test,
    to: Buffer,
    from: Buffer,
    len: usize,
) -> Outcome<(CUgraph, CUgraphNode, CUgraphNode)> {
    let context = begin(t)?;
    let (device, graph) = (t.alloc(len)?, new_graph(t)?);
    let (mut there, mut back) = (CUgraphNode::NULL, CUgraphNode::NULL);
    let params = copy_params((CU_MEMORYTYPE_DEVICE, device), (CU_MEMORYTYPE_HOST, from.addr()), len);
    ok!(t.cuGraphAddMemcpyNode(&mut there, graph, Null, 0, &params, context), "to the device");
    let params = copy_params((CU_MEMORYTYPE_HOST, to.addr()), (CU_MEMORYTYPE_DEVICE, device), len);
    ok!(t.cuGraphAddMemcpyNode(&mut back, graph, &[there][..], 1, &params, context), "and back");
    Ok((graph, there, back))
}

/// Launches a graph that copies from one buffer to another, with other bytes each time.
fn launched_with_new_bytes(t: &mut Test, graph: CUgraph, to: Buffer, from: Buffer) -> Outcome {
    let (exec, stream) = (instantiate(t, graph)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    for value in 1..=3u8 {
        from.fill(value);
        ok!(t.cuGraphLaunch(exec, stream));
        ok!(t.cuStreamSynchronize(stream));
        t.same("the bytes of when it was launched", &to.bytes(), &vec![value; to.len()]);
    }
    Ok(())
}

fn pageable(t: &mut Test) -> Outcome {
    let (from, to) = (Buffer::pageable(10_000), Buffer::pageable(10_000));
    let (graph, there, back) = there_and_back(t, to, from, 10_000)?;
    launched_with_new_bytes(t, graph, to, from)?;
    let mut got = copy_params((0, 0), (0, 0), 0);
    ok!(t.cuGraphMemcpyNodeGetParams(there, &mut got));
    t.yes("its source", got.srcHost.expose_provenance() as u64 == from.addr());
    ok!(t.cuGraphMemcpyNodeGetParams(back, &mut got));
    t.yes("its destination", got.dstHost.expose_provenance() as u64 == to.addr());
    // Parts of the same pages.
    let two = Buffer::pageable(6000);
    let (first, second) = (Buffer::adopt(two.addr(), 3000), Buffer::adopt(two.addr() + 3000, 3000));
    let (Some(first), Some(second)) = (first, second) else { return Err(Stop::Fail("no memory".into())) };
    let (graph, _, _) = there_and_back(t, second, first, 3000)?;
    launched_with_new_bytes(t, graph, second, first)
}

fn the_stack(t: &mut Test) -> Outcome {
    let (mut from, mut to) = ([0u8; 100], [0u8; 100]);
    let first = Buffer::adopt(from.as_mut_ptr().expose_provenance() as u64, 100);
    let second = Buffer::adopt(to.as_mut_ptr().expose_provenance() as u64, 100);
    let (Some(from), Some(to)) = (first, second) else { return Err(Stop::Fail("no memory".into())) };
    let (graph, there, back) = there_and_back(t, to, from, 100)?;
    launched_with_new_bytes(t, graph, to, from)?;
    let (mut kind, mut count, mut got) = (77, 0, copy_params((0, 0), (0, 0), 0));
    ok!(t.cuGraphGetNodes(graph, Null, &mut count));
    t.equal("nodes", count, 2);
    for node in [there, back] {
        ok!(t.cuGraphNodeGetType(node, &mut kind));
        t.equal("type", kind, CU_GRAPH_NODE_TYPE_MEMCPY);
    }
    ok!(t.cuGraphMemcpyNodeGetParams(back, &mut got));
    t.yes("its destination", got.dstHost.expose_provenance() as u64 == to.addr());
    // A copy of the graph, and one captured.
    let (mut clone, stream, device) = (CUgraph::NULL, t.stream(CU_STREAM_NON_BLOCKING)?, t.alloc(100)?);
    ok!(t.cuGraphClone(&mut clone, graph));
    launched_with_new_bytes(t, clone, to, from)?;
    ok!(t.cuStreamBeginCapture_v2(stream, CU_STREAM_CAPTURE_MODE_RELAXED));
    ok!(t.cuMemcpyHtoDAsync_v2(device, from.host(), 100, stream));
    ok!(t.cuMemcpyDtoHAsync_v2(to.host(), device, 100, stream));
    let mut captured = CUgraph::NULL;
    ok!(t.cuStreamEndCapture(stream, &mut captured));
    ok!(t.cuGraphGetNodes(captured, Null, &mut count));
    t.equal("nodes captured", count, 2);
    launched_with_new_bytes(t, captured, to, from)
}

/// Rows of a box that lie apart, in host memory and on the device.
fn boxes(t: &mut Test) -> Outcome {
    let context = begin(t)?;
    let (device, graph, mut node) = (t.alloc(4096)?, new_graph(t)?, CUgraphNode::NULL);
    let (pinned, mut local) = (t.pinned(1024)?, [9u8; 1024]);
    let local = Buffer::adopt(local.as_mut_ptr().expose_provenance() as u64, 1024);
    let Some(local) = local else { return Err(Stop::Fail("no memory".into())) };
    t.upload(device, &crate::test::pattern(4096, 5))?;
    for host in [pinned, local] {
        host.fill(9);
        let mut params = copy_params((CU_MEMORYTYPE_HOST, host.addr()), (CU_MEMORYTYPE_DEVICE, device), 10);
        (params.srcXInBytes, params.srcY, params.srcZ) = (3, 1, 1);
        (params.srcPitch, params.srcHeight) = (64, 8);
        (params.dstXInBytes, params.dstY) = (5, 2);
        (params.dstPitch, params.dstHeight) = (32, 10);
        (params.Height, params.Depth) = (4, 3);
        ok!(t.cuGraphAddMemcpyNode(&mut node, graph, Null, 0, &params, context));
        run(t, graph)?;
        t.memory("what came", &host.bytes());
        ok!(t.cuGraphDestroyNode(node));
    }
    t.same("the same either way", &local.bytes(), &pinned.bytes());
    Ok(())
}

fn changed(t: &mut Test) -> Outcome {
    let (from, to, other) = (Buffer::pageable(100), Buffer::pageable(100), Buffer::pageable(100));
    let (graph, there, back) = there_and_back(t, to, from, 100)?;
    let (mut context, stream) = (CUcontext::NULL, t.stream(CU_STREAM_NON_BLOCKING)?);
    must!(t.cuCtxGetCurrent(&mut context));
    let (exec, mut got) = (instantiate(t, graph)?, copy_params((0, 0), (0, 0), 0));
    must!(t.cuGraphMemcpyNodeGetParams(there, &mut got));
    let device = got.dstDevice;
    other.fill(7);
    from.fill(1);
    let params = copy_params((CU_MEMORYTYPE_DEVICE, device), (CU_MEMORYTYPE_HOST, other.addr()), 100);
    ok!(t.cuGraphMemcpyNodeSetParams(there, &params), "another source, in the graph");
    run(t, graph)?;
    t.same("from there", &to.bytes(), &[7; 100]);
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    t.same("the executable is as it was", &to.bytes(), &[1; 100]);
    ok!(t.cuGraphExecMemcpyNodeSetParams(exec, there, &params, context), "and in the executable");
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    t.same("now it is not", &to.bytes(), &[7; 100]);
    saw!(t.cuGraphMemcpyNodeSetParams(back, Null), "no parameters");
    saw!(t.cuGraphMemsetNodeSetParams(back, &memset_params(device, 1, 100)), "a memset for a copy");
    // Copies of the stack, changed.
    let (mut first, mut second) = ([0u8; 100], [3u8; 100]);
    let first = Buffer::adopt(first.as_mut_ptr().expose_provenance() as u64, 100);
    let second = Buffer::adopt(second.as_mut_ptr().expose_provenance() as u64, 100);
    let (Some(first), Some(second)) = (first, second) else { return Err(Stop::Fail("no memory".into())) };
    let (graph, there, _) = there_and_back(t, to, first, 100)?;
    let exec = instantiate(t, graph)?;
    first.fill(2);
    let params = copy_params((CU_MEMORYTYPE_DEVICE, device), (CU_MEMORYTYPE_HOST, second.addr()), 100);
    must!(t.cuGraphMemcpyNodeGetParams(there, &mut got));
    let params = CUDA_MEMCPY3D_v2 { dstDevice: got.dstDevice, ..params };
    ok!(t.cuGraphExecMemcpyNodeSetParams(exec, there, &params, context), "of the stack, in the executable");
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    t.same("from the new place", &to.bytes(), &[3; 100]);
    run(t, graph)?;
    t.same("the graph's is the old one", &to.bytes(), &[2; 100]);
    ok!(t.cuGraphMemcpyNodeSetParams(there, &params), "of the stack, in the graph");
    run(t, graph)?;
    t.same("the graph's is the new one too", &to.bytes(), &[3; 100]);
    Ok(())
}
