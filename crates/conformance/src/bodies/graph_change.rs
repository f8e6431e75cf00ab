//! Executable graphs: launches, changes after instantiation, kernel nodes.

use core::ffi::c_void;

use table::*;

use super::capture::instantiate;
use super::graph::{empty, memset, memset_params, new_graph};
use crate::cuda::{Addr, Arg, Null, Params};
use crate::gate::{Note, Notes, wait_until};
use crate::{Body, Outcome, Test, cu, gives, image, must, ok, saw};

pub const BODIES: &[Body] = &[
    Body::plain("graph.update", update),
    Body::plain("graph.changed_memset", changed_memset),
    Body::plain("graph.disabled_nodes", disabled_nodes),
    Body::plain("graph.launched_in_order", launched_in_order),
    Body::plain("graph.user_objects", user_objects),
    Body::kernels("graph.kernel_nodes", kernel_nodes),
    Body::kernels("graph.update_kernels", update_kernels),
];

fn update(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, graph) = (t.alloc(64)?, new_graph(t)?);
    memset(t, graph, &[], &memset_params(device, 1, 64))?;
    let exec = instantiate(t, graph)?;
    let same = new_graph(t)?;
    memset(t, same, &[], &memset_params(device, 2, 64))?;
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
    let more = new_graph(t)?;
    let first = memset(t, more, &[], &memset_params(device, 3, 64))?;
    memset(t, more, &[first], &memset_params(device, 4, 64))?;
    gives!(
        t.cuGraphExecUpdate_v2(exec, more, &mut info),
        CUDA_ERROR_GRAPH_EXEC_UPDATE_FAILURE,
        "a node more"
    );
    t.equal("result", info.result, CU_GRAPH_EXEC_UPDATE_ERROR_TOPOLOGY_CHANGED);
    let other = new_graph(t)?;
    empty(t, other, &[])?;
    gives!(
        t.cuGraphExecUpdate_v2(exec, other, &mut info),
        CUDA_ERROR_GRAPH_EXEC_UPDATE_FAILURE,
        "a node of another kind"
    );
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

fn changed_memset(t: &mut Test) -> Outcome {
    let context = t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, graph) = (t.alloc(128)?, new_graph(t)?);
    let node = memset(t, graph, &[], &memset_params(device, 1, 128))?;
    let exec = instantiate(t, graph)?;
    ok!(t.cuGraphMemsetNodeSetParams(node, &memset_params(device, 2, 128)), "change the graph");
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let got = t.download(device, 128)?;
    t.same("the executable is as it was", &got, &[1; 128]);
    ok!(
        t.cuGraphExecMemsetNodeSetParams(exec, node, &memset_params(device, 3, 128), context),
        "change the executable"
    );
    ok!(t.cuGraphLaunch(exec, stream));
    t.finish(stream)?;
    let got = t.download(device, 128)?;
    t.same("now it differs", &got, &[3; 128]);
    Ok(())
}

fn disabled_nodes(t: &mut Test) -> Outcome {
    t.graphs()?;
    let stream = t.stream(CU_STREAM_NON_BLOCKING)?;
    let (device, graph) = (t.alloc(64)?, new_graph(t)?);
    let first = memset(t, graph, &[], &memset_params(device, 1, 64))?;
    let second = memset(t, graph, &[first], &memset_params(device, 2, 64))?;
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
    let graph = new_graph(t)?;
    memset(t, graph, &[], &memset_params(device, 7, 64))?;
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

fn user_objects(t: &mut Test) -> Outcome {
    t.graphs()?;
    let book = Notes::new();
    let mut object = CUuserObject::NULL;
    let data: *mut c_void = book.note(1).data().to_c();
    let data = Addr(data.expose_provenance() as u64);
    let code = saw!(t.cuUserObjectCreate(&mut object, data, Note::function(), 1, 1), "create");
    if code != CUDA_SUCCESS {
        return Ok(());
    }
    let graph = new_graph(t)?;
    ok!(t.cuGraphRetainUserObject(graph, object, 1, CU_GRAPH_USER_OBJECT_MOVE), "moved into a graph");
    t.equal("alive", book.numbers(), vec![]);
    ok!(t.cuGraphDestroy(graph));
    let gone = wait_until(|| book.numbers() == [1]);
    t.yes("destroyed with the graph", gone);
    gives!(
        t.cuUserObjectCreate(&mut object, data, Note::function(), 1, 0),
        CUDA_ERROR_INVALID_VALUE,
        "a flag must be given"
    );
    Ok(())
}

/// Parameters of a kernel node: `fill(out, value, count)`.
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
    let (out, graph) = (t.alloc(4096)?, new_graph(t)?);
    let mut node = CUgraphNode::NULL;
    let mut params = Params::new().and(out).and(10u32).and(1024u32);
    ok!(t.cuGraphAddKernelNode_v2(&mut node, graph, Null, 0, &fill_node(fill, &mut params)));
    drop(params);
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
    let mut empty = fill_node(fill, &mut params);
    empty.gridDimX = 0;
    saw!(t.cuGraphAddKernelNode_v2(&mut node, graph, Null, 0, &empty), "no blocks");
    let mut nothing = fill_node(CUfunction::NULL, &mut params);
    saw!(t.cuGraphAddKernelNode_v2(&mut node, graph, Null, 0, &nothing), "no function");
    // A kernel of a library, in the place that is meant for it.
    let library = t.library(image::BASIC)?;
    nothing.kern = t.kernel(library, c"fill")?;
    ok!(t.cuGraphAddKernelNode_v2(&mut node, graph, Null, 0, &nothing), "a library's kernel");
    let exec = instantiate(t, graph)?;
    ok!(t.cuGraphLaunch(exec, stream));
    ok!(t.cuStreamSynchronize(stream));
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
