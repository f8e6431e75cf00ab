//! Captured graphs: their structure, their executable forms, and changes to both.

use table::*;

use super::capture::instantiate;
use crate::cuda::{Arg, Null, Params};
use crate::{Body, Outcome, Test, cu, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("graph.structure", structure),
    Body::plain("graph.instantiate_forms", instantiate_forms),
    Body::plain("graph.bad_arguments", bad_arguments),
    Body::plain("graph.clone", clone),
    Body::plain("graph.update", update),
    Body::plain("graph.disabled_nodes", disabled_nodes),
    Body::plain("graph.launched_in_order", launched_in_order),
    Body::kernels("graph.kernel_nodes", kernel_nodes),
    Body::kernels("graph.update_kernels", update_kernels),
];

/// What was put into a stream, as a graph.
fn captured(t: &Test, work: impl FnOnce(CUstream) -> Outcome) -> Outcome<CUgraph> {
    let (stream, mut graph) = (t.stream(CU_STREAM_NON_BLOCKING)?, CUgraph::NULL);
    must!(t.cuStreamBeginCapture_v2(stream, CU_STREAM_CAPTURE_MODE_GLOBAL));
    work(stream)?;
    must!(t.cuStreamEndCapture(stream, &mut graph));
    must!(t.cuStreamDestroy_v2(stream));
    Ok(graph)
}

/// A graph of memsets, one behind the other.
fn memsets(t: &Test, work: &[(CUdeviceptr, u8, usize)]) -> Outcome<CUgraph> {
    captured(t, |stream| {
        for (address, value, size) in work {
            must!(t.cuMemsetD8Async(*address, *value, *size, stream));
        }
        Ok(())
    })
}

/// The nodes of a graph.
fn nodes(t: &Test, graph: CUgraph) -> Outcome<Vec<CUgraphNode>> {
    let mut count = 0;
    must!(t.cuGraphGetNodes(graph, Null, &mut count));
    let mut nodes = vec![CUgraphNode::NULL; count];
    must!(t.cuGraphGetNodes(graph, &mut nodes[..], &mut count));
    Ok(nodes)
}

/// The node that no other depends on, in a graph whose nodes stand behind each other.
fn last(t: &Test, graph: CUgraph) -> Outcome<CUgraphNode> {
    let all = nodes(t, graph)?;
    let (mut from, mut to, mut count) = (vec![CUgraphNode::NULL; 16], vec![CUgraphNode::NULL; 16], 16);
    must!(t.cuGraphGetEdges(graph, &mut from[..], &mut to[..], &mut count));
    let ends = all.into_iter().find(|node| !from[..count].contains(node));
    Ok(ends.unwrap_or_default())
}

fn structure(t: &mut Test) -> Outcome {
    t.graphs()?;
    let (device, host) = (t.alloc(64)?, t.pinned(64)?);
    let (other, fork, join) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.event(2)?, t.event(2)?);
    let graph = captured(t, |stream| {
        must!(t.cuMemsetD8Async(device, 1, 64, stream));
        must!(t.cuEventRecord(fork, stream));
        must!(t.cuStreamWaitEvent(other, fork, 0));
        must!(t.cuMemsetD8Async(device + 32, 2, 32, other));
        must!(t.cuMemsetD8Async(device, 3, 32, stream));
        must!(t.cuEventRecord(join, other));
        must!(t.cuStreamWaitEvent(stream, join, 0));
        must!(t.cuMemcpyDtoHAsync_v2(host.host(), device, 64, stream));
        Ok(())
    })?;
    let all = nodes(t, graph)?;
    t.equal("nodes", all.len(), 4);
    let mut kinds = Vec::new();
    for node in &all {
        let mut kind = 77;
        ok!(t.cuGraphNodeGetType(*node, &mut kind));
        kinds.push(kind);
    }
    kinds.sort_unstable();
    t.equal("kinds", kinds, vec![1, 2, 2, 2]);
    let (mut roots, mut count) = ([CUgraphNode::NULL; 8], 8);
    ok!(t.cuGraphGetRootNodes(graph, &mut roots[..], &mut count));
    t.yes("one root, which is a node", count == 1 && all.contains(&roots[0]));
    let (mut from, mut to) = ([CUgraphNode::NULL; 8], [CUgraphNode::NULL; 8]);
    count = 8;
    ok!(t.cuGraphGetEdges(graph, &mut from[..], &mut to[..], &mut count));
    t.equal("edges", count, 4);
    t.yes("between nodes", from[..4].iter().chain(&to[..4]).all(|node| all.contains(node)));
    t.equal("two from the root", from[..4].iter().filter(|node| **node == roots[0]).count(), 2);
    count = 2;
    let mut few = [CUgraphNode::NULL; 2];
    ok!(t.cuGraphGetNodes(graph, &mut few[..], &mut count), "room for two");
    t.note("count", count);
    t.yes("handles are the same every time", few.iter().all(|node| all.contains(node)));
    let mut many = [CUgraphNode(77); 8];
    count = 8;
    ok!(t.cuGraphGetNodes(graph, &mut many[..], &mut count), "room for eight");
    t.note("count", count);
    t.note("the rest", format!("{:?}", &many[4..]));
    Ok(())
}

fn bad_arguments(t: &mut Test) -> Outcome {
    t.graphs()?;
    let (mut graph, mut exec, mut count, mut kind) = (CUgraph::NULL, CUgraphExec::NULL, 0, 0);
    let code = cu!(t.cuGraphCreate(&mut graph, 1));
    t.gives("flags must be 0", code, CUDA_ERROR_INVALID_VALUE);
    let code = cu!(t.cuGraphCreate(Null, 0));
    t.gives("null pointer", code, CUDA_ERROR_INVALID_VALUE);
    ok!(t.cuGraphCreate(&mut graph, 0));
    saw!(t.cuGraphInstantiateWithFlags(&mut exec, CUgraph::NULL, 0), "instantiate nothing");
    let code = cu!(t.cuGraphInstantiateWithFlags(Null, graph, 0));
    t.gives("null pointer for the executable", code, CUDA_ERROR_INVALID_VALUE);
    saw!(t.cuGraphInstantiateWithFlags(&mut exec, graph, 0x1000), "flags that do not exist");
    saw!(t.cuGraphLaunch(CUgraphExec::NULL, CUstream::NULL), "launch nothing");
    saw!(t.cuGraphDestroy(CUgraph::NULL), "destroy nothing");
    saw!(t.cuGraphExecDestroy(CUgraphExec::NULL), "destroy no executable");
    saw!(t.cuGraphGetNodes(CUgraph::NULL, Null, &mut count), "nodes of nothing");
    saw!(t.cuGraphNodeGetType(CUgraphNode::NULL, &mut kind), "kind of no node");
    Ok(())
}

fn instantiate_forms(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let device = t.alloc(64)?;
    let graph = memsets(t, &[(device, 5, 64)])?;
    let mut exec = CUgraphExec::NULL;
    for flags in [
        CUDA_GRAPH_INSTANTIATE_FLAG_AUTO_FREE_ON_LAUNCH,
        CUDA_GRAPH_INSTANTIATE_FLAG_USE_NODE_PRIORITY,
        CUDA_GRAPH_INSTANTIATE_FLAG_AUTO_FREE_ON_LAUNCH | CUDA_GRAPH_INSTANTIATE_FLAG_USE_NODE_PRIORITY,
    ] {
        ok!(t.cuGraphInstantiateWithFlags(&mut exec, graph, u64::from(flags)), &format!("flags {flags}"));
        let mut got = 77;
        ok!(t.cuGraphExecGetFlags(exec, &mut got));
        t.note("flags", got);
        ok!(t.cuGraphLaunch(exec, stream));
        t.finish(stream)?;
        ok!(t.cuGraphExecDestroy(exec));
    }
    let mut params = CUDA_GRAPH_INSTANTIATE_PARAMS {
        flags: 0,
        hUploadStream: stream,
        hErrNode_out: CUgraphNode(77),
        result_out: 77,
    };
    ok!(t.cuGraphInstantiateWithParams(&mut exec, graph, &mut params));
    t.equal("result", params.result_out, CUDA_GRAPH_INSTANTIATE_SUCCESS);
    t.see("no error node", params.hErrNode_out.is_null());
    ok!(t.cuGraphUpload(exec, stream));
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let mut log = [0; 64];
    let mut node = CUgraphNode(77);
    ok!(t.cuGraphInstantiate_v2(&mut exec, graph, &mut node, &mut log[..], 64), "the older form");
    ok!(t.cuGraphLaunch(exec, CUstream::NULL), "in the legacy stream");
    ok!(t.cuGraphLaunch(exec, CUstream::PER_THREAD), "in the per-thread stream");
    ok!(t.cuCtxSynchronize());
    let got = t.download(device, 64)?;
    t.same("it ran", &got, &[5; 64]);
    Ok(())
}

fn clone(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let device = t.alloc(64)?;
    let graph = memsets(t, &[(device, 5, 64)])?;
    let node = last(t, graph)?;
    let (mut copy, mut twin) = (CUgraph::NULL, CUgraphNode::NULL);
    ok!(t.cuGraphClone(&mut copy, graph));
    ok!(t.cuGraphNodeFindInClone(&mut twin, node, copy));
    t.yes("another node", twin != node && !twin.is_null());
    let mut params =
        CUDA_MEMSET_NODE_PARAMS_v1 { dst: 0, pitch: 0, value: 0, elementSize: 0, width: 0, height: 0 };
    ok!(t.cuGraphMemsetNodeGetParams(twin, &mut params));
    t.equal(
        "its parameters",
        (params.dst == device, params.value, params.width, params.height),
        (true, 5, 64, 1),
    );
    params.value = 6;
    ok!(t.cuGraphMemsetNodeSetParams(twin, &params), "change the clone");
    ok!(t.cuGraphDestroy(graph));
    let exec = instantiate(t, copy)?;
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let got = t.download(device, 64)?;
    t.same("the clone's value", &got, &[6; 64]);
    Ok(())
}

fn update(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let device = t.alloc(64)?;
    let graph = memsets(t, &[(device, 1, 64)])?;
    let exec = instantiate(t, graph)?;
    let same = memsets(t, &[(device, 2, 64)])?;
    let mut info = CUgraphExecUpdateResultInfo {
        result: 77,
        errorNode: CUgraphNode(77),
        errorFromNode: CUgraphNode(77),
    };
    ok!(t.cuGraphExecUpdate_v2(exec, same, &mut info), "another value");
    t.equal("result", info.result, CU_GRAPH_EXEC_UPDATE_SUCCESS);
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let got = t.download(device, 64)?;
    t.same("the new value", &got, &[2; 64]);
    let more = memsets(t, &[(device, 3, 64), (device, 4, 64)])?;
    let code = cu!(t.cuGraphExecUpdate_v2(exec, more, &mut info));
    t.gives("a node more", code, CUDA_ERROR_GRAPH_EXEC_UPDATE_FAILURE);
    t.equal("result", info.result, CU_GRAPH_EXEC_UPDATE_ERROR_TOPOLOGY_CHANGED);
    let host = t.pinned(64)?;
    let other = captured(t, |stream| {
        must!(t.cuMemcpyDtoHAsync_v2(host.host(), device, 64, stream));
        Ok(())
    })?;
    let code = cu!(t.cuGraphExecUpdate_v2(exec, other, &mut info));
    t.gives("a node of another kind", code, CUDA_ERROR_GRAPH_EXEC_UPDATE_FAILURE);
    t.equal("result", info.result, CU_GRAPH_EXEC_UPDATE_ERROR_NODE_TYPE_CHANGED);
    let (mut node, mut result) = (CUgraphNode(77), 77);
    saw!(t.cuGraphExecUpdate(exec, more, &mut node, &mut result), "the older form");
    t.note("result", result);
    ok!(t.cuGraphLaunch(exec, stream), "it still works");
    t.finish(stream)?;
    let got = t.download(device, 64)?;
    t.same("with the last good value", &got, &[2; 64]);
    Ok(())
}

fn disabled_nodes(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let device = t.alloc(64)?;
    let graph = memsets(t, &[(device, 1, 64), (device, 2, 64)])?;
    let second = last(t, graph)?;
    let exec = instantiate(t, graph)?;
    let mut enabled = 77;
    ok!(t.cuGraphNodeGetEnabled(exec, second, &mut enabled));
    t.equal("enabled at first", enabled, 1);
    ok!(t.cuGraphNodeSetEnabled(exec, second, 0));
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let got = t.download(device, 64)?;
    t.same("without the second", &got, &[1; 64]);
    ok!(t.cuGraphNodeSetEnabled(exec, second, 1));
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let got = t.download(device, 64)?;
    t.same("with the second", &got, &[2; 64]);
    Ok(())
}

fn launched_in_order(t: &mut Test) -> Outcome {
    t.graphs()?;
    let (a, b) = (t.stream(CU_STREAM_NON_BLOCKING)?, t.stream(CU_STREAM_NON_BLOCKING)?);
    let (device, host) = (t.alloc(64)?, t.pinned(64)?);
    let graph = memsets(t, &[(device, 7, 64)])?;
    let exec = instantiate(t, graph)?;
    for _ in 0..200 {
        must!(t.cuMemsetD8Async(device, 1, 64, a));
        must!(t.cuGraphLaunch(exec, a));
    }
    must!(t.cuMemcpyDtoHAsync_v2(host.host(), device, 64, a));
    // The same executable in another stream waits for its earlier launches.
    must!(t.cuGraphLaunch(exec, b));
    t.finish(a)?;
    t.finish(b)?;
    t.same("the graph came last", &host.bytes(), &[7; 64]);
    ok!(t.cuGraphLaunch(exec, a));
    ok!(t.cuGraphExecDestroy(exec), "destroyed while it may be running");
    t.finish(a)?;
    Ok(())
}

fn fill_node(f: CUfunction, params: &mut Params) -> CUDA_KERNEL_NODE_PARAMS_v2 {
    CUDA_KERNEL_NODE_PARAMS_v2 {
        func: f,
        gridDimX: 4,
        gridDimY: 1,
        gridDimZ: 1,
        blockDimX: 256,
        blockDimY: 1,
        blockDimZ: 1,
        sharedMemBytes: 0,
        kernelParams: params.to_c(),
        extra: core::ptr::null_mut(),
        kern: CUkernel::NULL,
        ctx: CUcontext::NULL,
    }
}

fn kernel_nodes(t: &mut Test) -> Outcome {
    t.graphs()?;
    let module = t.module(image::BASIC)?;
    let fill = t.function(module, c"fill")?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let out = t.alloc(4096)?;
    let graph = captured(t, |stream| {
        t.must("launch", t.launch(fill, 4, 256, stream, Params::new().and(out).and(10u32).and(1024u32)))
    })?;
    let node = last(t, graph)?;
    let mut got = fill_node(CUfunction::NULL, &mut Params::new());
    ok!(t.cuGraphKernelNodeGetParams_v2(node, &mut got));
    t.equal("shape", (got.gridDimX, got.blockDimX), (4, 256));
    t.yes("function", got.func == fill);
    let exec = instantiate(t, graph)?;
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let words = t.words(out, 1024)?;
    t.yes("it ran", words == (10..1034).collect::<Vec<u32>>());
    let mut params = Params::new().and(out).and(90u32).and(1024u32);
    ok!(
        t.cuGraphExecKernelNodeSetParams_v2(exec, node, &fill_node(fill, &mut params)),
        "change the executable"
    );
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let words = t.words(out, 1024)?;
    t.yes("it ran with the new value", words == (90..1114).collect::<Vec<u32>>());
    ok!(t.cuGraphKernelNodeSetParams_v2(node, &fill_node(fill, &mut params)), "change the graph");
    let changed = instantiate(t, graph)?;
    must!(t.cuMemsetD8_v2(out, 0, 4096));
    must!(t.cuCtxSynchronize());
    ok!(t.cuGraphLaunch(changed, stream));
    t.finish(stream)?;
    let words = t.words(out, 1024)?;
    t.yes("a new executable has the graph's new value", words == (90..1114).collect::<Vec<u32>>());
    let mut empty = fill_node(fill, &mut params);
    empty.gridDimX = 0;
    saw!(t.cuGraphKernelNodeSetParams_v2(node, &empty), "no blocks");
    let nothing = fill_node(CUfunction::NULL, &mut params);
    saw!(t.cuGraphKernelNodeSetParams_v2(node, &nothing), "no function");
    // A library's kernel, launched as a function and captured.
    let library = t.library(image::BASIC)?;
    let kernel = t.kernel(library, c"fill")?;
    let graph = captured(t, |stream| {
        let params = Params::new().and(out).and(7u32).and(1024u32);
        t.must("launch", t.launch(CUfunction(kernel.0), 4, 256, stream, params))
    })?;
    let exec = instantiate(t, graph)?;
    ok!(t.cuGraphLaunch(exec, stream), "a library's kernel");
    t.finish(stream)?;
    let words = t.words(out, 1024)?;
    t.yes("it ran too", words == (7..1031).collect::<Vec<u32>>());
    Ok(())
}

fn update_kernels(t: &mut Test) -> Outcome {
    t.graphs()?;
    let module = t.module(image::BASIC)?;
    let (fill, step) = (t.function(module, c"fill")?, t.function(module, c"step")?);
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let out = t.alloc(4096)?;
    let capture = |t: &Test, value: u32, with: CUfunction| -> Outcome<CUgraph> {
        let mut graph = CUgraph::NULL;
        must!(t.cuStreamBeginCapture_v2(stream, CU_STREAM_CAPTURE_MODE_GLOBAL));
        t.must("fill", t.launch(fill, 4, 256, stream, Params::new().and(out).and(value).and(1024u32)))?;
        if with == step {
            t.must("step", t.launch(step, 4, 256, stream, Params::new().and(out).and(1024u32)))?;
        } else {
            t.must("fill", t.launch(with, 4, 256, stream, Params::new().and(out).and(value).and(10u32)))?;
        }
        must!(t.cuStreamEndCapture(stream, &mut graph));
        Ok(graph)
    };
    let first = capture(t, 1, step)?;
    let exec = instantiate(t, first)?;
    let mut info = CUgraphExecUpdateResultInfo {
        result: 77,
        errorNode: CUgraphNode::NULL,
        errorFromNode: CUgraphNode::NULL,
    };
    for value in [5u32, 6] {
        let graph = capture(t, value, step)?;
        ok!(t.cuGraphExecUpdate_v2(exec, graph, &mut info), "another parameter");
        ok!(t.cuGraphDestroy(graph));
        ok!(t.cuGraphLaunch(exec, stream));
        t.finish(stream)?;
        let words = t.words(out, 1)?;
        t.equal("the new value", words, vec![value * 3 + 1]);
    }
    let graph = capture(t, 7, fill)?;
    let code = cu!(t.cuGraphExecUpdate_v2(exec, graph, &mut info));
    t.saw("another function", code);
    t.note("result", info.result);
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    Ok(())
}
