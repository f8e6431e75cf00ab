//! Memory that graphs allocate and free.

use table::*;

use super::capture::instantiate;
use super::handmade::{begin, copy_params, memset, memset_params, new_graph};
use crate::cuda::{Buffer, Null};
use crate::{Body, Outcome, Stop, Test, cu, gives, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("graphmemory.within_a_graph", within_a_graph).optional(),
    Body::plain("graphmemory.freed_outside", freed_outside).optional(),
    Body::plain("graphmemory.freed_by_another_graph", freed_by_another_graph).optional(),
    Body::plain("graphmemory.captured", captured).optional(),
    Body::plain("graphmemory.attributes", attributes).optional(),
    Body::plain("graphmemory.bad_arguments", bad_arguments).optional(),
];

const LEN: usize = 1 << 20;

fn params(len: usize) -> CUDA_MEM_ALLOC_NODE_PARAMS_v1 {
    CUDA_MEM_ALLOC_NODE_PARAMS_v1 {
        poolProps: CUmemPoolProps {
            allocType: CU_MEM_ALLOCATION_TYPE_PINNED,
            handleTypes: 0,
            location: CUmemLocation { r#type: CU_MEM_LOCATION_TYPE_DEVICE, id: 0 },
            win32SecurityAttributes: 0,
            maxSize: 0,
            usage: 0,
            reserved: [0; 54],
        },
        accessDescs: core::ptr::null(),
        accessDescCount: 0,
        bytesize: len,
        dptr: 0,
    }
}

/// Begins a body; skips it where graphs do not allocate.
fn start(t: &mut Test) -> Outcome<CUcontext> {
    let context = begin(t)?;
    let (graph, mut node) = (new_graph(t)?, CUgraphNode::NULL);
    if cu!(t.cuGraphAddMemAllocNode(&mut node, graph, Null, 0, &mut params(LEN))) == CUDA_ERROR_NOT_SUPPORTED
    {
        return Err(Stop::Skip("graphs do not allocate memory".into()));
    }
    must!(t.cuGraphDestroy(graph));
    Ok(context)
}

/// A graph that allocates, fills and copies out; gives it with the address and its last node.
fn filled(t: &mut Test, context: CUcontext, out: Buffer) -> Outcome<(CUgraph, CUdeviceptr, CUgraphNode)> {
    let (graph, mut of) = (new_graph(t)?, params(LEN));
    let (mut allocate, mut copy) = (CUgraphNode::NULL, CUgraphNode::NULL);
    ok!(t.cuGraphAddMemAllocNode(&mut allocate, graph, Null, 0, &mut of));
    t.yes("an address", of.dptr != 0);
    let set = memset(t, graph, &[allocate], &memset_params(of.dptr, 0x5a, LEN))?;
    let copied = copy_params((CU_MEMORYTYPE_HOST, out.addr()), (CU_MEMORYTYPE_DEVICE, of.dptr), LEN);
    ok!(t.cuGraphAddMemcpyNode(&mut copy, graph, &[set][..], 1, &copied, context));
    Ok((graph, of.dptr, copy))
}

fn within_a_graph(t: &mut Test) -> Outcome {
    let context = start(t)?;
    let (stream, out) = (t.stream(CU_STREAM_NON_BLOCKING)?, Buffer::pageable(LEN));
    let (graph, address, last) = filled(t, context, out)?;
    let (mut free, mut kind, mut got) = (CUgraphNode::NULL, 77, 77);
    ok!(t.cuGraphAddMemFreeNode(&mut free, graph, &[last][..], 1, address));
    ok!(t.cuGraphNodeGetType(free, &mut kind));
    t.equal("type", kind, CU_GRAPH_NODE_TYPE_MEM_FREE);
    ok!(t.cuGraphMemFreeNodeGetParams(free, &mut got));
    t.yes("what it frees", got == address);
    let (mut nodes, mut count) = ([CUgraphNode::NULL; 8], 8);
    must!(t.cuGraphGetRootNodes(graph, &mut nodes[..], &mut count));
    let mut of = params(0);
    ok!(t.cuGraphMemAllocNodeGetParams(nodes[0], &mut of));
    t.yes("what was asked for", of.bytesize == LEN && of.dptr == address);
    let exec = instantiate(t, graph)?;
    for _ in 0..3 {
        out.fill(0);
        ok!(t.cuGraphLaunch(exec, stream));
        ok!(t.cuStreamSynchronize(stream));
        t.same("what was there", &out.bytes(), &vec![0x5a; LEN]);
    }
    Ok(())
}

fn freed_outside(t: &mut Test) -> Outcome {
    let context = start(t)?;
    let (stream, out) = (t.stream(CU_STREAM_NON_BLOCKING)?, Buffer::pageable(LEN));
    let (graph, address, _) = filled(t, context, out)?;
    let exec = instantiate(t, graph)?;
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let got = t.download(address, LEN)?;
    t.same("outside the graph too", &got, &vec![0x5a; LEN]);
    saw!(t.cuGraphLaunch(exec, stream), "a launch while it is allocated");
    ok!(t.cuMemFree_v2(address), "freed by the program");
    ok!(t.cuGraphLaunch(exec, stream), "launched again");
    ok!(t.cuMemFreeAsync(address, stream), "freed in a stream");
    ok!(t.cuGraphLaunch(exec, stream), "and again");
    t.finish(stream)?;
    let got = t.download(address, LEN)?;
    t.same("still the same", &got, &vec![0x5a; LEN]);
    ok!(t.cuMemFree_v2(address));
    let mut freeing = CUgraphExec::NULL;
    let flags = u64::from(CUDA_GRAPH_INSTANTIATE_FLAG_AUTO_FREE_ON_LAUNCH);
    must!(t.cuGraphExecDestroy(exec));
    ok!(t.cuGraphInstantiateWithFlags(&mut freeing, graph, flags), "one that frees at launch");
    for _ in 0..3 {
        ok!(t.cuGraphLaunch(freeing, stream));
    }
    t.finish(stream)?;
    Ok(())
}

fn freed_by_another_graph(t: &mut Test) -> Outcome {
    let context = start(t)?;
    let (stream, out) = (t.stream(CU_STREAM_NON_BLOCKING)?, Buffer::pageable(LEN));
    let (graph, address, _) = filled(t, context, out)?;
    let (other, mut free) = (new_graph(t)?, CUgraphNode::NULL);
    ok!(t.cuGraphAddMemFreeNode(&mut free, other, Null, 0, address));
    let (exec, freeing) = (instantiate(t, graph)?, instantiate(t, other)?);
    for _ in 0..3 {
        ok!(t.cuGraphLaunch(exec, stream));
        ok!(t.cuGraphLaunch(freeing, stream));
    }
    t.finish(stream)?;
    t.same("what was there", &out.bytes(), &vec![0x5a; LEN]);
    Ok(())
}

fn captured(t: &mut Test) -> Outcome {
    start(t)?;
    let (stream, out) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.pinned(LEN)?);
    let (mut address, mut kept, mut graph, mut count) = (0, 0, CUgraph::NULL, 0);
    must!(t.cuStreamBeginCapture_v2(stream, CU_STREAM_CAPTURE_MODE_GLOBAL));
    ok!(t.cuMemAllocAsync(&mut address, LEN, stream));
    ok!(t.cuMemAllocAsync(&mut kept, LEN, stream));
    ok!(t.cuMemsetD8Async(address, 7, LEN, stream));
    ok!(t.cuMemcpyDtoDAsync_v2(kept, address, LEN, stream));
    ok!(t.cuMemcpyDtoHAsync_v2(out.host(), kept, LEN, stream));
    ok!(t.cuMemFreeAsync(address, stream));
    ok!(t.cuStreamEndCapture(stream, &mut graph));
    ok!(t.cuGraphGetNodes(graph, Null, &mut count));
    t.equal("nodes", count, 6);
    let exec = instantiate(t, graph)?;
    for _ in 0..2 {
        out.fill(0);
        ok!(t.cuGraphLaunch(exec, stream));
        ok!(t.cuStreamSynchronize(stream));
        t.same("what was there", &out.bytes(), &vec![7; LEN]);
        let got = t.download(kept, LEN)?;
        t.same("what stays", &got, &vec![7; LEN]);
        ok!(t.cuMemFreeAsync(kept, stream));
    }
    t.finish(stream)
}

fn attributes(t: &mut Test) -> Outcome {
    let context = start(t)?;
    let (stream, out) = (t.stream(CU_STREAM_NON_BLOCKING)?, Buffer::pageable(LEN));
    let (graph, address, _) = filled(t, context, out)?;
    let exec = instantiate(t, graph)?;
    let used = |t: &Test| -> Outcome<u64> {
        let mut value = 77;
        must!(t.cuDeviceGetGraphMemAttribute(0, CU_GRAPH_MEM_ATTR_USED_MEM_CURRENT, &mut value));
        Ok(value)
    };
    t.equal("nothing is used", used(t)?, 0);
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    t.yes("a launch uses it", used(t)? >= LEN as u64);
    ok!(t.cuMemFreeAsync(address, stream));
    t.finish(stream)?;
    // A driver may count what it keeps for the next launch.
    let left = used(t)?;
    t.note("left", left);
    let mut value = 77;
    ok!(t.cuDeviceGetGraphMemAttribute(0, CU_GRAPH_MEM_ATTR_USED_MEM_HIGH, &mut value));
    t.yes("the most there was", value >= LEN as u64);
    ok!(t.cuDeviceSetGraphMemAttribute(0, CU_GRAPH_MEM_ATTR_USED_MEM_HIGH, &0u64));
    ok!(t.cuDeviceGetGraphMemAttribute(0, CU_GRAPH_MEM_ATTR_USED_MEM_HIGH, &mut value));
    t.equal("forgotten", value, left);
    must!(t.cuGraphExecDestroy(exec));
    ok!(t.cuDeviceGraphMemTrim(0));
    ok!(t.cuDeviceGetGraphMemAttribute(0, CU_GRAPH_MEM_ATTR_RESERVED_MEM_CURRENT, &mut value));
    t.note("reserved", value);
    Ok(())
}

fn bad_arguments(t: &mut Test) -> Outcome {
    const WANT: CUresult = CUDA_ERROR_INVALID_VALUE;
    let context = start(t)?;
    let (graph, mut node, mut clone) = (new_graph(t)?, CUgraphNode::NULL, CUgraph::NULL);
    gives!(t.cuGraphAddMemAllocNode(&mut node, graph, Null, 0, Null), WANT, "no parameters");
    saw!(t.cuGraphAddMemAllocNode(&mut node, graph, Null, 0, &mut params(0)), "nothing to allocate");
    let mut host = params(LEN);
    host.poolProps.location.r#type = 99;
    saw!(t.cuGraphAddMemAllocNode(&mut node, graph, Null, 0, &mut host), "a place that there is not");
    saw!(t.cuGraphAddMemFreeNode(&mut node, graph, Null, 0, 0x1234), "free what is not there");
    let (graph, address, _) = filled(t, context, Buffer::pageable(LEN))?;
    saw!(t.cuGraphClone(&mut clone, graph), "a copy of a graph that allocates");
    saw!(t.cuMemFree_v2(address), "free what no launch has allocated");
    Ok(())
}
